"""The finding list on a screen: the place people look first.

Submissions worst first, findings worst first, many findings of one rule folded into one, then what was not judged and
why, the files that could not be read, the totals, and the verdict as the last line. Everything is said in words:
colour only helps, and no sign is needed to understand it. Lines are wrapped by display width; only a path is never
broken, so that it can be copied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO, cast

from rich.text import Text

from gouji.engine.outcome import Outcome, Severity
from gouji.engine.result import Evidence, Finding, Location, Passed, Result, Run, Undecided
from gouji.engine.roots import Root
from gouji.output.console import plain_console
from gouji.output.diagnostics import render_diagnostics
from gouji.output.options import OutputOptions
from gouji.output.order import Group, folded, heads, reasons, worst_first
from gouji.output.places import cell_name, subject, where, within
from gouji.output.roots import (
    NAMED,
    consequence_words,
    echoes,
    edit_words,
    left_out,
    margins_words,
    root_of,
    suspects_words,
    telling,
)
from gouji.output.safe import clip, encodable, one_line
from gouji.output.summary import (
    Summary,
    about,
    coverage_words,
    gap_words,
    note,
    outcome_words,
    root_words,
    rule_words,
    severity_words,
    some_rules,
    split,
    submission_words,
    verdict,
)
from gouji.output.words import word
from gouji.output.wrap import cell_len, cut, pad, wrap

#: A longer text is cut on the screen; the other formats hold it whole.
SHOWN_TEXT = 600
#: Running text is no wider than this on a wide screen: longer lines are hard to read.
MEASURE = 120

_SEVERITY_STYLES = {
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "bold yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "blue",
}
_TICKS = {Outcome.PASS: "√", Outcome.WITHIN_ROUNDING: "≈"}


def write_terminal(run: Run, stream: IO[str], lang: str, options: OutputOptions) -> None:
    """Writes a run for people, in colour or without, in lines of at most ``options.width`` cells."""
    page = _Page(stream, lang, options)
    summary = Summary.of(run)
    hidden = 0
    clean_shown = 0
    apart = len(run.results) == 1 or options.verbose
    for result in worst_first(run.results):
        if _is_clean(result) and not (options.verbose or options.with_passed):
            clean_shown += 1
            if clean_shown > options.max_places:
                hidden += 1
                continue
        _submission(page, result, apart)
    if hidden:
        page.line((word("more_clean", lang, n=hidden), "dim"))
        page.blank()
    unreadable, other = split(run.diagnostics)
    for key, diagnostics in (("unread", unreadable), ("other_diagnostics", other)):
        if diagnostics:
            page.line((f"{word(key, lang)}{word('colon', lang).rstrip()}", "bold"))
            page.raw(render_diagnostics(diagnostics, lang, options.color, options.width))
            page.blank()
    if not apart:
        _together(page, run.results)
    _totals(page, summary, run.settings)


def _is_clean(result: Result) -> bool:
    return not result.findings and not result.undecided and result.counts.judged > 0


class _Page:
    """Lines of styled text on a stream, wrapped by display width."""

    def __init__(self, stream: IO[str], lang: str, options: OutputOptions) -> None:
        self.lang = lang
        self.options = options
        self.width = max(40, options.width)
        self._measure = min(self.width, MEASURE)
        self._stream = _Fitted(stream)
        self._console = plain_console(cast("IO[str]", self._stream), options.color, self.width)

    def line(self, *parts: tuple[str, str]) -> None:
        """One line of (text, style) parts, as it is."""
        self._console.print(Text.assemble(*parts), soft_wrap=True)

    def blank(self) -> None:
        self._console.print()

    def raw(self, text: str) -> None:
        self._stream.write(text)

    def paragraph(self, text: str, style: str = "", *, indent: int = 0) -> None:
        """A text wrapped under an indent."""
        for line in wrap(text, self._measure - indent):
            self.line((" " * indent, ""), (line, style))

    def field(
        self, label: str, text: str, *, indent: int, column: int, style: str = "", label_style: str = "dim"
    ) -> None:
        """A label and its text; the text begins ``column`` cells after the label does, on every line."""
        for number, line in enumerate(wrap(text, self._measure - indent - column)):
            shown = pad(label if not number else "", column)
            self.line((" " * indent, ""), (shown, label_style), (line, style))

    def fields(self, pairs: Iterable[tuple[str, str]], *, indent: int, style: str = "") -> None:
        """Labels and texts with the texts aligned; a pair without a text is left out."""
        present = [(label, text) for label, text in pairs if text]
        column = max((cell_len(label) for label, _ in present), default=0) + 2
        for label, text in present:
            self.field(label, text, indent=indent, column=column, style=style)


class _Fitted:
    """A stream that shows the nearest sign where the console's character set lacks one."""

    encoding = "utf-8"

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(encodable(text, getattr(self._stream, "encoding", None)))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return False


def _submission(page: _Page, result: Result, apart: bool) -> None:
    """One submission; what was not judged and not analysed only if it is told ``apart`` from that of the others."""
    lang = page.lang
    path = one_line(result.path)
    if result.record is not None:
        path += word("open", lang) + word("record", lang, record=result.record) + word("close", lang)
    whose = about(result, lang)
    if not whose or cell_len(path) + cell_len(whose) + 2 <= page.width:
        page.line((path, "bold underline"), (f"  {whose}" if whose else "", "bold"))
    else:
        page.line((path, "bold underline"))
        page.paragraph(whose, "bold", indent=2)
    counts = " · ".join(outcome_words(result.counts, lang))
    figures = word("figures", lang) + word("colon", lang) + coverage_words(result.figures, lang)
    together = counts + word("semicolon", lang) + figures
    for text in [together] if cell_len(together) + 2 <= page.width else [counts, figures]:
        page.paragraph(text, indent=2)
    limit = len(result.findings) if page.options.verbose else page.options.max_places
    roots = root_of(result)
    for group in folded(heads(result), limit, frozenset(id_ for id_, root in roots.items() if telling(root))):
        page.blank()
        if len(group.findings) == 1:
            _finding(page, result, group.first, roots.get(group.first.id))
        else:
            _group(page, result, group)
    notes = left_out(result, lang)
    if notes and apart:
        page.blank()
        page.line(("  ", ""), (word("left_out", lang), "bold"))
        for text in notes:
            page.paragraph(text, indent=4)
    if result.undecided and apart:
        page.blank()
        _undecided(page, result.undecided)
    if page.options.with_passed and result.passed:
        page.blank()
        _passed(page, result)
    page.blank()


def _text(text: str) -> str:
    return clip(one_line(text), SHOWN_TEXT)


def _severity(page: _Page, severity: Severity) -> tuple[str, str]:
    width = max(cell_len(level.label(page.lang)) for level in Severity)
    return pad(severity.label(page.lang), width), _SEVERITY_STYLES[severity]


def _head(page: _Page, severity: Severity, place: str, rest: str) -> int:
    """The line that says how grave and where; returns the indent of what belongs under it."""
    label, style = _severity(page, severity)
    indent = 2 + cell_len(label) + 2
    room = page.width - indent
    if cell_len(place) + 2 + cell_len(rest) <= room:
        page.line(("  ", ""), (label, style), ("  ", ""), (place, ""), (f"  {rest}" if rest else "", "dim"))
    else:
        page.line(("  ", ""), (label, style), ("  ", ""), (place, ""))
        if rest:
            page.paragraph(rest, "dim", indent=indent)
    return indent


def _finding(page: _Page, result: Result, finding: Finding, root: Root | None = None) -> None:
    lang = page.lang
    main = finding.locations[0] if finding.locations else None
    indent = _head(page, finding.severity, _where(result, main, lang), subject(main, lang) if main else "")
    page.paragraph(_text(finding.message or finding.name), "bold", indent=indent)
    page.fields(_evidence(finding.evidence, lang), indent=indent)
    if page.options.verbose and len(finding.locations) > 1:
        column = _label_width(lang)
        for number, location in enumerate(finding.locations):
            label = word("operands", lang) if not number else ""
            page.field(label, _operand(location, lang), indent=indent, column=column)
        if finding.unlisted:
            page.field("", word("more_places", lang, n=finding.unlisted), indent=indent, column=column)
    if root is not None and telling(root):
        _root(page, result, finding, root, indent)
    _grounds(page, finding, indent)


def _root(page: _Page, result: Result, finding: Finding, root: Root, indent: int) -> None:
    """What is behind a finding, under it."""
    lang = page.lang
    column = _label_width(lang)
    limit = len(root.suspects) if page.options.verbose else NAMED
    texts = root.text(lang) + (f"{word('stop', lang)}{root.stopped[lang == 'en']}" if root.stopped[0] else "")
    parts: list[tuple[str, list[str]]] = [
        ("root", [texts]),
        ("suspects", suspects_words(root, lang, limit) if len(root.suspects) > 1 else []),
        ("suggestion", [edit_words(root, lang)] if len(root.edit) > 1 else []),
        ("matters", consequence_words(root, lang)),
        ("margin", margins_words(root, lang)),
        ("echoes", [_echo(other) for other in echoes(root, finding, {f.id: f for f in result.findings})]),
    ]
    for key, lines in parts:
        for number, text in enumerate(lines):
            label = word(key, lang) if not number else ""
            page.field(label, _text(text), indent=indent, column=column, style="bold" if key == "root" else "")


def _echo(finding: Finding) -> str:
    return f"{finding.message or finding.name}  {finding.rule}"


def _group(page: _Page, result: Result, group: Group) -> None:
    lang = page.lang
    first = group.first
    label, style = _severity(page, first.severity)
    indent = 2 + cell_len(label) + 2
    title = word("group", lang, name=_text(first.name or first.rule), n=len(group.findings))
    for number, line in enumerate(wrap(title, page.width - indent)):
        page.line(("  ", ""), (label if not number else " " * cell_len(label), style), ("  " + line, "bold"))
    page.fields([field for field in _evidence(first.evidence, lang) if field[0] in _shared(lang)], indent=indent)
    shown = group.findings[: page.options.max_places]
    places = [_where(result, finding.locations[0] if finding.locations else None, lang) for finding in shown]
    column = min(max((cell_len(place) for place in places), default=0), (page.width - indent) * 2 // 3) + 2
    for finding, place in zip(shown, places, strict=True):
        row = finding.locations[0].row if finding.locations else ""
        rest = "  ".join(part for part in (_text(row), _text(finding.evidence.filled or finding.message)) if part)
        room = page.width - indent - column
        if cell_len(place) > column - 2:
            page.line((" " * indent, ""), (place, ""))
            page.paragraph(cut(rest, page.width - indent - 2), indent=indent + 2)
        else:
            page.line((" " * indent, ""), (pad(place, column), ""), (cut(rest, room), ""))
    if len(group.findings) > len(shown):
        page.paragraph(word("more_in_group", lang, n=len(group.findings) - len(shown)), "dim", indent=indent)
    _grounds(page, first, indent)


def _evidence(evidence: Evidence, lang: str) -> list[tuple[str, str]]:
    """Formula, the formula filled in, and both sides, under labels of one width."""
    column = _label_width(lang) - 2
    return [
        (pad(word(key, lang), column), _text(text))
        for key, text in (
            ("formula", evidence.formula),
            ("filled", evidence.filled),
            ("expected", evidence.expected),
            ("reported", evidence.reported),
            ("gap", gap_words(evidence, lang)),
            ("note", note(evidence, lang)),
        )
    ]


def _shared(lang: str) -> set[str]:
    """The labels of what all the findings of a group have in common."""
    return {pad(word(key, lang), _label_width(lang) - 2) for key in ("formula", "note")}


def _grounds(page: _Page, finding: Finding, indent: int) -> None:
    """Basis, advice, and the rule that says so."""
    lang = page.lang
    column = _label_width(lang)
    # what a basis says stands in the other outputs; here its title is enough
    basis = word("semicolon", lang).join(_text(basis.split("：", 1)[0]) for basis in finding.basis)
    page.fields(
        [
            (pad(word("basis", lang), column - 2), basis),
            (pad(word("advice", lang), column - 2), _text(finding.advice)),
        ],
        indent=indent,
    )
    page.field(word("rule", lang), one_line(finding.rule), indent=indent, column=column, style="dim")


def _label_width(lang: str) -> int:
    grounds = ("formula", "filled", "expected", "reported", "gap", "note", "basis", "advice", "operands", "rule")
    keys = (*grounds, "root", "suspects", "suggestion", "matters", "margin", "echoes")
    return max(cell_len(word(key, lang)) for key in keys) + 2


def _where(result: Result, location: Location | None, lang: str) -> str:
    return where(result.path, location.place, lang) if location else one_line(result.path)


def _operand(location: Location, lang: str) -> str:
    quoted = word("quoted", lang, text=_text(location.text))
    return f"{_text(location.role)} {quoted}  {within(location.place, lang)}".rstrip()


def _together(page: _Page, results: Sequence[Result]) -> None:
    """What was not analysed and not judged in several submissions, added up."""
    lang = page.lang
    notes = Counter(text for result in results for text in left_out(result, lang))
    if notes:
        page.line(("  ", ""), (word("left_out", lang), "bold"))
        for text, count in notes.most_common(page.options.max_places):
            page.paragraph(
                f"{text}{word('open', lang)}{word('n_submissions', lang, n=count)}{word('close', lang)}", indent=4
            )
        rest = len(notes) - page.options.max_places
        if rest > 0:
            page.paragraph(word("more_notes", lang, n=rest), "dim", indent=4)
        page.blank()
    undecided = [entry for result in results for entry in result.undecided]
    if undecided:
        _undecided(page, undecided)
        page.blank()


def _undecided(page: _Page, undecided: Sequence[Undecided]) -> None:
    lang = page.lang
    found = reasons(undecided)
    total = sum(reason.count for reason in found)
    heading = f"{word('why_undecided', lang)}{word('open', lang)}{word('n_checks', lang, n=total)}{word('close', lang)}"
    page.line(("  ", ""), (heading, "bold"))
    shown = found if page.options.verbose else found[: page.options.max_places]
    column = max((cell_len(word("n_checks", lang, n=reason.count)) for reason in shown), default=0) + 2
    for reason in shown:
        text = _text(reason.reason.text(lang))
        rules = some_rules(reason.rules, lang)
        remark = f"{text}  {word('rule', lang)}{word('colon', lang)}{rules}"
        page.field(word("n_checks", lang, n=reason.count), remark, indent=4, column=column, label_style="")
        if page.options.verbose:
            places = [location for entry in reason.entries for location in entry.locations]
            for location in places[: page.options.max_places]:
                page.paragraph(_operand(location, lang), "dim", indent=4 + column)
    rest = found[len(shown) :]
    if rest:
        left = sum(reason.count for reason in rest)
        page.paragraph(word("more_reasons", lang, n=len(rest), checks=left), "dim", indent=4)


def _passed(page: _Page, result: Result) -> None:
    lang = page.lang
    page.line(("  ", ""), (word("tick_marks", lang), "bold"))
    for passed in result.passed:
        main = passed.locations[0] if passed.locations else None
        parts = (_where(result, main, lang), one_line(passed.rule), _text(_holds(passed)))
        text = "  ".join(part for part in parts if part)
        tick = _TICKS.get(passed.outcome, " ")
        rounding = passed.outcome is Outcome.WITHIN_ROUNDING
        remark = f"{word('open', lang)}{passed.outcome.label(lang)}{word('close', lang)}" if rounding else ""
        page.field(tick, text + remark, indent=4, column=2, label_style="green")
    if result.uncovered:
        page.line(("  ", ""), (word("uncovered", lang), "bold"))
        items = [
            f"{cell_name(anchor, lang)} {word('quoted', lang, text=_text(text))}" for anchor, text in result.uncovered
        ]
        shown: Sequence[str] = items if page.options.verbose else items[: page.options.max_places]
        for item in shown:
            page.paragraph(item, indent=4)
        if len(items) > len(shown):
            page.paragraph(word("more_in_group", lang, n=len(items) - len(shown)), "dim", indent=4)


def _holds(passed: Passed) -> str:
    return passed.evidence.filled or passed.evidence.formula


def _totals(page: _Page, summary: Summary, settings: Sequence[tuple[str, str]]) -> None:
    lang = page.lang
    page.line((word("summary", lang), "bold"))
    severities = " · ".join(severity_words(summary.findings, lang, zeros=True))
    found = f"{severities}{word('semicolon', lang)}{word('total', lang)} {summary.found}"
    fields = [(word("submissions", lang), submission_words(summary, lang))]
    if summary.read:  # a table of noughts says nothing about files that could not be read
        fields = [
            (word("findings", lang), found),
            (word("roots", lang), root_words(summary, lang)),
            (word("outcomes", lang), " · ".join(outcome_words(summary.counts, lang))),
            (word("figures", lang), coverage_words(summary.figures, lang)),
            *fields,
            (word("rules", lang), rule_words(summary, lang)),
        ]
    if settings:
        texts = [f"{name} = {value}" for name, value in settings]
        fields.append((word("setting", lang), word("comma", lang).join(texts)))
    page.fields(fields, indent=2)
    style = "bold red" if summary.found or not summary.counts.judged else "bold yellow"
    if summary.clean:
        style = "bold green"
    page.paragraph(f"{word('verdict', lang)}{word('colon', lang)}{verdict(summary, lang)}", style)
