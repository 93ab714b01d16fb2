"""The finding list as the workbook that an audit office files.

The findings, their roots where they were looked for, what could not be decided, the counts of every rule, which figures
were judged, and what the words mean: a sheet each; the tick marks, where asked for, have one too. Set up to be printed on
A4, landscape, one page wide, with the header row on every page; gravity is said in words, and the fill behind it prints
as a light grey.

A text from a submission is always a text: never a formula, a link or a number. The same run gives the same bytes: the
workbook's date of creation is a constant for that reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from gouji.engine.outcome import Outcome
from gouji.engine.result import Finding, Result, Run
from gouji.output.options import OutputOptions
from gouji.output.order import by_severity, worst_first
from gouji.output.places import cell_name
from gouji.output.roots import consequence_words, edit_words, margins_words, suspects_words
from gouji.output.safe import one_line
from gouji.output.summary import (
    Summary,
    coverage_words,
    gap_words,
    note,
    outcome_words,
    root_words,
    rule_words,
    severity_words,
    split,
    submission_words,
    verdict,
)
from gouji.output.words import word
from gouji.output.xlsx_paper import Column, Paper

#: Suspects of one root that are listed in its cell.
MOST_SUSPECTS = 30

_FINDINGS = (
    Column("number", 5, "center"),
    Column("unit", 11),
    Column("file", 12),
    Column("place", 16),
    Column("severity", 6, "severity"),
    Column("message", 28),
    Column("formula", 18),
    Column("filled", 22),
    Column("expected", 10),
    Column("reported", 10),
    Column("gap", 10),
    Column("basis", 13),
    Column("advice", 17),
    Column("rule", 10, "small"),
    Column("review", 12),
    Column("id", 9, "small"),
)
_UNDECIDED = (
    Column("number", 5, "center"),
    Column("unit", 16),
    Column("file", 24),
    Column("rule", 20),
    Column("name", 24),
    Column("reason", 44),
    Column("count", 8, "center"),
    Column("places", 40),
)
_ROOTS = (
    Column("number", 5, "center"),
    Column("unit", 12),
    Column("file", 16),
    Column("place", 18),
    Column("root", 36),
    Column("suspects", 40),
    Column("suggestion", 24),
    Column("matters", 30),
    Column("findings", 30),
    Column("review", 14),
)
_TICKS = (
    Column("number", 5, "center"),
    Column("unit", 16),
    Column("file", 24),
    Column("place", 30),
    Column("outcome", 12, "center"),
    Column("rule", 20),
    Column("formula", 34),
    Column("filled", 40),
)


def write_xlsx(run: Run, stream: IO[bytes], lang: str, options: OutputOptions) -> None:
    """Writes a run as a workbook to a stream of bytes."""
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = _Book(xlsxwriter.Workbook(stream, settings), lang, options)
    summary = Summary.of(run)
    results = worst_first(run.results)
    book.findings(results, summary)
    if summary.roots is not None:
        book.roots(results)
    book.undecided(results)
    book.rules(run, summary)
    book.coverage(results)
    if options.with_passed:
        book.tick_marks(results)
    book.about(run, summary)
    book.close()


class _Book(Paper):
    """The workbook of a run: one method for each sheet."""

    # sheets

    def findings(self, results: Sequence[Result], summary: Summary) -> None:
        lang = self._lang
        sheet = self._sheet("finding_list", _FINDINGS)
        sheet.freeze_panes(1, 1)
        row = 0
        for result in results:
            for finding in by_severity(result.findings):
                row += 1
                if row < self.most_rows - 1:
                    self._finding(sheet, row, result, finding)
        if not row:
            self._text(sheet, 1, 5, verdict(summary, lang), "text")
        self._end(sheet, row, _FINDINGS)

    def _finding(self, sheet: Any, row: int, result: Result, finding: Finding) -> None:
        lang = self._lang
        evidence = finding.evidence
        message = finding.message or finding.name
        if remark := note(evidence, lang):
            message += "\n" + word("open", lang).lstrip() + remark + word("close", lang)
        values = {
            "unit": result.unit or "",
            "file": _file(result),
            "place": self._places(finding.locations, finding.unlisted),
            "message": message,
            "formula": evidence.formula,
            "filled": evidence.filled,
            "expected": evidence.expected,
            "reported": evidence.reported,
            "gap": gap_words(evidence, lang),
            "basis": "\n".join(finding.basis),
            "advice": finding.advice,
            "rule": finding.rule,
            "id": finding.id,
        }
        self._height(sheet, row, [(values.get(column.key, ""), column.width) for column in _FINDINGS])
        for at, column in enumerate(_FINDINGS):
            if column.key == "number":
                sheet.write_number(row, at, row, self._formats["center"])
            elif column.key == "severity":
                sheet.write_string(row, at, finding.severity.label(lang), self._severities[finding.severity])
            else:
                self._text(sheet, row, at, values.get(column.key, ""), column.style)

    def roots(self, results: Sequence[Result]) -> None:
        """A line for every root: which cell, what it should be, what goes with it."""
        lang = self._lang
        sheet = self._sheet("roots", _ROOTS)
        row = 0
        for result in results:
            known = {finding.id: finding for finding in result.findings}
            for root in result.diagnosis.roots if result.diagnosis is not None else ():
                row += 1
                if row >= self.most_rows - 1:
                    continue
                own = [known[id_] for id_ in root.findings if id_ in known]
                places = [suspect.location for suspect in root.suspects] or list(own[0].locations[:1] if own else ())
                texts = (
                    result.unit or "",
                    _file(result),
                    self._places(places[:1]),
                    root.text(lang) + ("\n" + root.stopped[lang == "en"] if root.stopped[0] else ""),
                    "\n".join(suspects_words(root, lang, MOST_SUSPECTS)),
                    edit_words(root, lang),
                    "\n".join((*consequence_words(root, lang), *margins_words(root, lang))),
                    "\n".join(f"{finding.rule}  {finding.id}" for finding in own),
                    "",
                )
                sheet.write_number(row, 0, row, self._formats["center"])
                for at, text in enumerate(texts, start=1):
                    self._text(sheet, row, at, text, "text")
                self._height(sheet, row, [(text, _ROOTS[at].width) for at, text in enumerate(texts, start=1)])
        if not row:
            self._text(sheet, 1, 4, word("none", lang), "text")
        self._end(sheet, row, _ROOTS)

    def undecided(self, results: Sequence[Result]) -> None:
        lang = self._lang
        sheet = self._sheet("undecided", _UNDECIDED)
        row = 0
        for result in results:
            for entry in result.undecided:
                row += 1
                if row < self.most_rows - 1:
                    texts = (result.unit or "", _file(result), entry.rule, entry.name, entry.reason.text(lang))
                    sheet.write_number(row, 0, row, self._formats["center"])
                    for at, text in enumerate(texts, start=1):
                        self._text(sheet, row, at, text, "text")
                    sheet.write_number(row, 6, entry.count, self._formats["center"])
                    places = self._places(entry.locations)
                    self._text(sheet, row, 7, places, "text")
                    widths = [column.width for column in _UNDECIDED]
                    self._height(sheet, row, [*zip(texts, widths[1:], strict=False), (places, widths[7])])
        if not row:
            self._text(sheet, 1, 5, word("none", lang), "text")
        self._end(sheet, row, _UNDECIDED)

    def rules(self, run: Run, summary: Summary) -> None:
        lang = self._lang
        columns = (
            Column("rule", 22),
            Column("name", 24),
            Column("severity", 8),
            Column("formula", 44),
            Column("basis", 26),
            Column("judged", 8),
        )
        sheet = self._sheet("rule_counts", columns)
        for at, outcome in enumerate(Outcome, start=len(columns)):
            sheet.set_column(at, at, 13 if outcome in (Outcome.WITHIN_ROUNDING, Outcome.NOT_APPLICABLE) else 10)
            sheet.write_string(0, at, outcome.label(lang), self._formats["head"])
        known = {rule.id: rule for rule in run.rules}
        row = 0
        for row, (rule, counts) in enumerate(summary.rules.items(), start=1):
            info = known.get(rule)
            if info:
                texts = (rule, info.name, "", info.formula, "\n".join(info.basis))
                self._height(sheet, row, list(zip(texts, (column.width for column in columns), strict=False)))
            self._text(sheet, row, 0, rule, "text")
            self._text(sheet, row, 1, info.name if info else "", "text")
            severity = info.severity.label(lang) if info else ""
            self._text(sheet, row, 2, severity, "center")
            self._text(sheet, row, 3, info.formula if info else "", "text")
            self._text(sheet, row, 4, "\n".join(info.basis) if info else "", "text")
            for at, value in enumerate([counts.judged, *(counts.of(outcome) for outcome in Outcome)], start=5):
                sheet.write_number(row, at, value, self._formats["number"])
        sheet.autofilter(0, 0, row, len(columns) + len(Outcome) - 1)

    def coverage(self, results: Sequence[Result]) -> None:
        lang = self._lang
        columns = (
            Column("file", 34),
            Column("unit", 24),
            Column("year", 8),
            Column("kind", 24),
            Column("printed", 12),
            Column("judged_figures", 12),
            Column("share", 12),
        )
        sheet = self._sheet("coverage", columns)
        row = 0
        for row, result in enumerate(results[: self.most_rows // 2], start=1):
            self._height(sheet, row, ((_file(result), 34), (result.unit or "", 24), (result.kind or "", 24)))
            self._text(sheet, row, 0, _file(result), "text")
            self._text(sheet, row, 1, result.unit or "", "text")
            self._text(sheet, row, 2, "" if result.year is None else str(result.year), "center")
            self._text(sheet, row, 3, result.kind or "", "text")
            sheet.write_number(row, 4, result.figures.printed, self._formats["number"])
            sheet.write_number(row, 5, result.figures.judged, self._formats["number"])
            self._share(sheet, row, result.figures.printed, result.figures.judged)
        sheet.autofilter(0, 0, row, len(columns) - 1)
        last = row
        if last:
            row += 1
            printed = sum(result.figures.printed for result in results[:last])
            judged = sum(result.figures.judged for result in results[:last])
            self._text(sheet, row, 0, word("total", lang), "label")
            for at in (1, 2, 3):
                self._text(sheet, row, at, "", "text")
            for at, letter, value in ((4, "E", printed), (5, "F", judged)):
                sheet.write_formula(row, at, f"=SUM({letter}2:{letter}{last + 1})", self._formats["number"], value)
            self._share(sheet, row, printed, judged)
        row += 2
        sheet.write_string(row, 0, word("uncovered", lang), self._formats["section"])
        missed = [(result, anchor, text) for result in results for anchor, text in result.uncovered]
        row += 1
        if not missed:
            known = self._options.with_passed
            sheet.write_string(row, 0, word("none" if known else "covered_unknown", lang), self._formats["plain"])
            return
        for at, key in enumerate(("file", "unit", "text", "place")):
            sheet.write_string(row, at, word(key, lang), self._formats["head"])
        for result, anchor, text in missed[: max(0, self.most_rows - row - 2)]:
            row += 1
            name = cell_name(anchor, lang)
            self._height(sheet, row, ((_file(result), 34), (result.unit or "", 24), (text, 8), (name, 24)))
            for at, shown in enumerate((_file(result), result.unit or "", text, name)):
                self._text(sheet, row, at, shown, "text")

    def _share(self, sheet: Any, row: int, printed: int, judged: int) -> None:
        value: Decimal | str = Decimal(judged) / Decimal(printed) if printed else ""
        formula = f'=IF(E{row + 1}=0,"",F{row + 1}/E{row + 1})'
        sheet.write_formula(row, 6, formula, self._formats["percent"], value)

    def tick_marks(self, results: Sequence[Result]) -> None:
        lang = self._lang
        sheet = self._sheet("tick_marks", _TICKS)
        row = 0
        for result in results:
            for passed in result.passed:
                row += 1
                if row < self.most_rows - 1:
                    sheet.write_number(row, 0, row, self._formats["center"])
                    texts = (
                        result.unit or "",
                        _file(result),
                        self._places(passed.locations, passed.unlisted),
                        passed.outcome.label(lang),
                        passed.rule,
                        passed.evidence.formula,
                        passed.evidence.filled,
                    )
                    self._height(sheet, row, [(text, _TICKS[at].width) for at, text in enumerate(texts, start=1)])
                    for at, text in enumerate(texts, start=1):
                        self._text(sheet, row, at, text, _TICKS[at].style)
        self._end(sheet, row, _TICKS)

    def about(self, run: Run, summary: Summary) -> None:
        lang = self._lang
        sheet = self._workbook.add_worksheet(word("about", lang))
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 100)
        self._print_setup(sheet)
        total = f"{word('semicolon', lang)}{word('total', lang)} {summary.found}"
        rows: list[tuple[str, str]] = [
            (word("verdict", lang), verdict(summary, lang)),
            (word("findings", lang), " · ".join(severity_words(summary.findings, lang, zeros=True)) + total),
            *([(word("roots", lang), root_words(summary, lang))] if summary.roots is not None else []),
            (word("outcomes", lang), " · ".join(outcome_words(summary.counts, lang))),
            (word("figures", lang), coverage_words(summary.figures, lang)),
            (word("submissions", lang), submission_words(summary, lang)),
            (word("rules", lang), rule_words(summary, lang)),
            (word("about_tool", lang), f"gouji {run.engine}"),
        ]
        rows += [
            (word("pack", lang), f"{pack.title} {pack.id} {pack.version}".strip() + f"\nSHA-256 {pack.sha256}")
            for pack in run.packs
        ]
        rows += [(word("setting", lang), f"{name} = {value}") for name, value in run.settings]
        rows += [(outcome.label(lang), word("means_" + outcome.value, lang)) for outcome in Outcome]
        unreadable, other = split(run.diagnostics)
        for key, diagnostics in (("unread", unreadable), ("other_diagnostics", other)):
            for diagnostic in diagnostics:
                where = f"{diagnostic.label}\n" if diagnostic.label else ""
                text = f"{where}[{diagnostic.code}] {diagnostic.message(lang)}\n{diagnostic.help(lang)}"
                rows.append((word(key, lang), text.rstrip("\n")))
        for row, (label, text) in enumerate(rows):
            self._height(sheet, row, ((label, 22), (text, 100)))
            self._text(sheet, row, 0, label, "label")
            self._text(sheet, row, 1, text, "text")


def _file(result: Result) -> str:
    path = one_line(result.path)
    return path if result.record is None else f"{path}:{result.record}"
