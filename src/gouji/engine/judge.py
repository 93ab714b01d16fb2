"""Judging one report: every rule at every place, each check with one of the five outcomes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from gouji.engine.cells import Cell
from gouji.engine.coverage import Covered
from gouji.engine.evidence import evidence_of, explain, locations_of, message_of
from gouji.engine.outcome import Outcome, Severity
from gouji.engine.program import CompiledRule, Program
from gouji.engine.screen import NOT_APPLICABLE, PASSES, UNSURE, WITHIN
from gouji.engine.result import Counts, Figures, Finding, Passed, Result, Undecided
from gouji.engine.sheet import Readings, Sheet
from gouji.engine.truth import State, Truth
from gouji.faults import Note
from gouji.report import Anchor, Report

#: Places shown with one undecided reason.
SHOWN_PLACES = 20


class JudgedResult(Result):
    """A result whose checksum and coverage are worked out when they are asked for: bulk runs seldom are."""

    def __init__(
        self,
        report: Report,
        rules: Mapping[str, Counts],
        findings: tuple[Finding, ...],
        undecided: tuple[Undecided, ...],
        figures: Figures,
        passed: tuple[Passed, ...],
        uncovered: tuple[tuple[Anchor, str], ...],
    ) -> None:
        about = {"path": report.path, "unit": report.unit, "year": report.year, "kind": report.kind}
        judged = {"rules": rules, "findings": findings, "undecided": undecided, "figures": figures}
        more = {"passed": passed, "record": report.record, "uncovered": uncovered, "_report": report}
        self.__dict__.update(about, **judged, **more)

    @cached_property
    def sha256(self) -> str:  # type: ignore[override]  # a field of the record that is looked up late
        report: Report = self.__dict__["_report"]
        return report.sha256


@dataclass(slots=True)
class _Tally:
    """What one rule gave on one report, while it is being judged."""

    passed: int = 0
    within: int = 0
    fail: int = 0
    none: int = 0
    undecided: int = 0
    reasons: dict[Note, list[Any]] = field(default_factory=dict)

    def counts(self) -> Counts:
        return Counts(self.passed, self.within, self.fail, self.none, self.undecided)

    def doubt(self, reasons: Iterable[Note], row: Any) -> None:
        self.undecided += 1
        for reason in list(reasons)[:1]:
            self.reasons.setdefault(reason, []).append(row)


class Judge:
    """Judges reports under one program. Reports may be judged in any order; nothing of one is kept for the next.

    ``with_passed`` asks for the tick marks: every check that holds, with its evidence, and the figures nobody judged.
    """

    def __init__(self, program: Program, lang: str = "zh", with_passed: bool = False) -> None:
        self.program = program
        self.readings = Readings(program.vocabulary)
        self.lang = lang
        self.with_passed = with_passed
        self.screens = True
        """Whether the quick path is used; switched off to compare both paths."""

    def judge(self, report: Report) -> Result:
        """All outcomes of one report."""
        sheet = Sheet(report, self.readings, self.program.slots)
        counts: dict[str, Counts] = {}
        findings: list[Finding] = []
        undecided: list[Undecided] = []
        passed: list[Passed] = []
        covered = Covered(sheet)
        for rule in self.program.rules:
            if rule.authored.kinds and not fits_kind(rule.authored.kinds, report.kind):
                counts[rule.info.id] = Counts(not_applicable=1)
                continue
            tally = _Tally()
            if rule.lacking is not None:
                tally.doubt([rule.lacking], None)
            elif (lacking := self._lacking(rule, sheet)) is not None:
                tally.doubt([lacking], None)
            else:
                self._rule(rule, sheet, tally, findings, passed, covered)
            counts[rule.info.id] = tally.counts()
            for reason, rows in tally.reasons.items():
                undecided.append(self._undecided(rule, sheet, reason, rows))
        findings.sort(key=_by_place)
        uncovered = covered.uncovered() if self.with_passed else ()
        return JudgedResult(
            report, counts, tuple(_distinct(findings)), tuple(undecided), covered, tuple(passed), uncovered
        )

    @staticmethod
    def _lacking(rule: CompiledRule, sheet: Sheet) -> Note | None:
        """The names of the rule that the report does not have."""
        tables, columns = [], []
        for slot in rule.used:
            if sheet.strip(slot) is None:
                table, column = slot
                if table is not None and table not in sheet.tables:
                    tables.append(table)
                else:
                    columns.append(f"{table}.{column.name}" if table else column.name)
        if tables:
            return Note.of("U612", table="、".join(dict.fromkeys(tables)))
        return Note.of("U601", names="、".join(dict.fromkeys(columns))) if columns else None

    def _rule(
        self,
        rule: CompiledRule,
        sheet: Sheet,
        tally: _Tally,
        findings: list[Finding],
        passed: list[Passed],
        covered: Covered,
    ) -> None:
        rows: Sequence[Any]
        if rule.scope.table is None:
            rows = [None]
        elif rule.scope.keys:
            rows = sheet.groups(rule.scope.table, rule.keys)
        else:
            rows = sheet.rows(rule.scope.table)
        if not rows:
            tally.none += 1
            return
        statuses = self._screened(rule, sheet, rows)
        tally.none += statuses.count(NOT_APPLICABLE)
        tally.passed += statuses.count(PASSES)
        tally.within += statuses.count(WITHIN)
        covered.statuses(rule, rows, statuses)
        if self.with_passed:
            for row, status in zip(rows, statuses, strict=True):
                if status in (PASSES, WITHIN):
                    outcome = Outcome.PASS if status == PASSES else Outcome.WITHIN_ROUNDING
                    passed.append(self._passed(rule, sheet, row, outcome))
        if UNSURE not in statuses:
            return
        for row, status in zip(rows, statuses, strict=True):
            if status != UNSURE:
                continue
            outcome, truth = self._check(rule, sheet, row)
            match outcome:
                case Outcome.NOT_APPLICABLE:
                    tally.none += 1
                case Outcome.UNDECIDED:
                    tally.doubt(truth.reasons, row)
                case Outcome.FAIL:
                    tally.fail += 1
                    findings.append(self._finding(rule, sheet, row))
                case _:
                    tally.passed += outcome is Outcome.PASS
                    tally.within += outcome is Outcome.WITHIN_ROUNDING
                    if self.with_passed:
                        passed.append(self._passed(rule, sheet, row, outcome))
            if outcome.judged:
                covered.row(rule, row)

    def _screened(self, rule: CompiledRule, sheet: Sheet, rows: Sequence[Any]) -> list[int]:
        """The status of every row by the quick path; all unsure where there is none."""
        if self.screens and rule.screen is not None:
            try:
                return rule.screen(sheet, rows)
            except OverflowError:  # a whole number too large to meet a NaN: the exact path has no such limit
                pass
        return [UNSURE] * len(rows)

    @staticmethod
    def _check(rule: CompiledRule, sheet: Sheet, row: Any) -> tuple[Outcome, Truth]:
        when = rule.holds_when(sheet, row)
        if when.state is State.FAILS:
            return Outcome.NOT_APPLICABLE, when
        if when.state is not State.HOLDS:
            if when.state is not State.UNKNOWN:
                when = Truth(State.UNKNOWN, (Note.of("U606", text=""),), when.contrast)
            return Outcome.UNDECIDED, when
        truth = rule.holds(sheet, row)
        return _OUTCOMES[truth.state], truth

    def _finding(self, rule: CompiledRule, sheet: Sheet, row: Any) -> Finding:
        explained = explain(rule, sheet, row)
        evidence = evidence_of(rule, explained)
        locations = locations_of(sheet, explained.cells, explained.truth)
        severity = Severity.LOW if evidence.kind == "truncated" else rule.info.severity
        return Finding(
            fingerprint(rule.info.id, explained.cells),
            rule.info.id,
            rule.info.name,
            min(severity, rule.info.severity),
            message_of(rule, sheet, row, explained, evidence, self.lang),
            rule.authored.advice,
            rule.info.basis,
            locations,
            evidence,
            rule.info.pack,
        )

    @staticmethod
    def _passed(rule: CompiledRule, sheet: Sheet, row: Any, outcome: Outcome) -> Passed:
        explained = explain(rule, sheet, row)
        locations = locations_of(sheet, explained.cells, explained.truth)
        return Passed(rule.info.id, outcome, locations, evidence_of(rule, explained))

    @staticmethod
    def _undecided(rule: CompiledRule, sheet: Sheet, reason: Note, rows: Sequence[Any]) -> Undecided:
        cells: list[Cell] = []
        if rule.lacking is None and reason.code not in ("U601", "U612"):
            for row in rows[:SHOWN_PLACES]:
                cells.extend(explain(rule, sheet, row).cells[:4])
        return Undecided(rule.info.id, rule.info.name, reason, locations_of(sheet, cells), len(rows))


_OUTCOMES = {
    State.HOLDS: Outcome.PASS,
    State.OPEN: Outcome.WITHIN_ROUNDING,
    State.CUT: Outcome.FAIL,
    State.FAILS: Outcome.FAIL,
    State.UNKNOWN: Outcome.UNDECIDED,
}


def fits_kind(words: Sequence[str], kind: str | None) -> bool:
    """Whether a report's kind contains one of the words; a report without a kind fits every rule."""
    return kind is None or any(word in kind for word in words)


def fingerprint(rule: str, cells: Sequence[Cell]) -> str:
    """An id of a finding that survives reformatting: the rule, what the rows are about, and the texts of the operands.

    Places, the order of rows, the width of characters and spaces do not enter.
    """
    parts = sorted({(cell.row if not cell.row.startswith("第 ") else "", cell.role, cell.content.folded) for cell in cells})
    return hashlib.sha256(repr((rule, parts)).encode()).hexdigest()[:16]


def _distinct(findings: list[Finding]) -> Iterable[Finding]:
    """Equal findings (the same figures printed twice) get ids of their own, in the order of their places."""
    from dataclasses import replace

    seen: dict[str, int] = {}
    for finding in findings:
        times = seen[finding.id] = seen.get(finding.id, 0) + 1
        yield finding if times == 1 else replace(finding, id=f"{finding.id}-{times}")


def _by_place(finding: Finding) -> tuple[Any, ...]:
    if not finding.locations:
        return (0, 0, "", finding.rule)
    place = finding.locations[0].place
    anchor: Anchor = finding.locations[0].anchor
    return (place.line or 0, place.column or 0, anchor.pointer, finding.rule)
