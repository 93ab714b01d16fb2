"""The finding list as a Markdown document that can be pasted into a working paper.

GitHub's Markdown: headings, pipe tables, lists. Whatever a text from a submission holds, it stays text: signs that
would mark up, link or break a table are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from gouji.engine.outcome import Outcome
from gouji.engine.result import Finding, Result, Run
from gouji.faults import Diagnostic
from gouji.faults import regex as re
from gouji.output.options import OutputOptions
from gouji.output.order import Group, folded, reasons, worst_first
from gouji.output.places import cell_name, subject, where, within
from gouji.output.roots import consequence_words, echoes, edit_words, margins_words, root_of, suspects_words, telling
from gouji.output.safe import lines, one_line
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
    share,
    split,
    submission_words,
    verdict,
)
from gouji.output.words import joined, word

_MARKS = re.compile(r"[\\`*_\[\]|~$]")
_BREAKS = re.compile(r"\n+")


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line, in a table cell too."""
    return _escape(one_line(text))


def cell(text: str) -> str:
    """Text of a table cell; a line end is shown as a line break."""
    return "<br>".join(_escape(one_line(line)) for line in _BREAKS.split(lines(text).strip()))


def _escape(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKS.sub(r"\\\g<0>", text)
    # Bare addresses are linked by themselves.
    text = text.replace("://", "&#58;//").replace("@", "&#64;")
    return re.sub(r"(?i)\b(www)\.", r"\1&#46;", text)


def write_markdown(run: Run, stream: IO[str], lang: str, options: OutputOptions) -> None:
    """Writes a run as a document: verdict, totals, the list, each finding, what was not judged, and with what."""
    summary = Summary.of(run)
    results = worst_first(run.results)
    groups = _numbered(results, options)
    parts: list[str] = [f"# {word('title', lang)}", f"**{escape(verdict(summary, lang))}**", _totals(summary, lang)]
    if groups:
        parts += [f"## {word('finding_list', lang)}", _list(groups, lang), f"## {word('details', lang)}"]
        for numbers, result, group in groups:
            parts += _detail(numbers, result, group, lang)
    undecided = _undecided(results, lang)
    if undecided:
        parts += [f"## {word('why_undecided', lang)}", undecided]
    unreadable, other = split(run.diagnostics)
    for key, diagnostics in (("unread", unreadable), ("other_diagnostics", other)):
        if diagnostics:
            parts += [f"## {word(key, lang)}", _diagnostics(diagnostics, lang)]
    if options.with_passed:
        parts += _passed(results, lang)
    if run.results:
        parts += [f"## {word('submissions', lang)}", _submissions(results, lang)]
    if summary.rules:
        parts += [f"## {word('rule_counts', lang)}", _rules(run, summary, lang)]
    parts += [f"## {word('about', lang)}", _about(run, lang)]
    stream.write("\n\n".join(parts) + "\n")


_Numbered = list[tuple[range, Result, Group]]


def _numbered(results: Sequence[Result], options: OutputOptions) -> _Numbered:
    """The groups of findings of all submissions, each with the numbers that its findings have in the list."""
    groups: _Numbered = []
    number = 1
    for result in results:
        limit = len(result.findings) if options.verbose else options.max_places
        for group in folded(result.findings, limit):
            groups.append((range(number, number + len(group.findings)), result, group))
            number += len(group.findings)
    return groups


def _table(header: Iterable[str], rows: Iterable[Iterable[str]], numeric: frozenset[int] = frozenset()) -> str:
    """A pipe table; cells come escaped, columns in ``numeric`` are set to the right."""
    names = list(header)
    rule = ["---:" if column in numeric else "---" for column in range(len(names))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [names, rule, *map(list, rows)])


def _bullets(pairs: Iterable[tuple[str, str]], lang: str) -> str:
    """A list of labels and texts; texts come escaped, a pair without one is left out."""
    return "\n".join(f"- {label}{word('colon', lang)}{text}" for label, text in pairs if text)


def _totals(summary: Summary, lang: str) -> str:
    severities = " · ".join(severity_words(summary.findings, lang, zeros=True))
    return _bullets(
        [
            (word("findings", lang), f"{severities}{word('semicolon', lang)}{word('total', lang)} {summary.found}"),
            (word("roots", lang), root_words(summary, lang)),
            (word("outcomes", lang), " · ".join(outcome_words(summary.counts, lang))),
            (word("figures", lang), coverage_words(summary.figures, lang)),
            (word("submissions", lang), submission_words(summary, lang)),
            (word("rules", lang), escape(rule_words(summary, lang))),
        ],
        lang,
    )


def _list(groups: _Numbered, lang: str) -> str:
    keys = ("number", "severity", "unit", "place", "message", "rule")
    rows = (
        [
            str(number),
            finding.severity.label(lang),
            escape(result.unit or ""),
            escape(_where(result, finding, lang)),
            cell(finding.message or finding.name),
            escape(finding.rule),
        ]
        for numbers, result, group in groups
        for number, finding in zip(numbers, group.findings, strict=True)
    )
    return _table([word(key, lang) for key in keys], rows, frozenset({0}))


def _detail(numbers: range, result: Result, group: Group, lang: str) -> list[str]:
    first = group.first
    many = len(group.findings) > 1
    number = f"{numbers[0]}–{numbers[-1]}" if many else str(numbers[0])
    name = first.name or first.rule
    title = word("group", lang, name=name, n=len(group.findings)) if many else name
    severity = word("open", lang) + first.severity.label(lang) + word("close", lang)
    parts = [f"### {number}{severity} {escape(title)}"]
    evidence = first.evidence
    pairs = [(word("submissions", lang), escape(" · ".join(p for p in (result.path, about(result, lang)) if p)))]
    if not many:
        pairs += [
            (word("place", lang), escape(_where(result, first, lang))),
            (word("message", lang), cell(first.message)),
        ]
    pairs.append((word("formula", lang), escape(evidence.formula)))
    if not many:
        pairs += [
            (word("filled", lang), escape(evidence.filled)),
            (word("expected", lang), escape(evidence.expected)),
            (word("reported", lang), escape(evidence.reported)),
            (word("gap", lang), escape(gap_words(evidence, lang))),
        ]
    pairs += [
        (word("note", lang), escape(note(evidence, lang))),
        (word("basis", lang), escape(word("semicolon", lang).join(first.basis))),
        (word("advice", lang), escape(first.advice)),
        (word("rule", lang), escape(first.rule)),
    ]
    if not many:
        pairs += [(label, escape(text)) for label, text in _root(result, first, lang)]
        pairs.append((word("id", lang), escape(first.id)))
    parts.append(_bullets(pairs, lang))
    if many:
        header = [word(key, lang) for key in ("number", "place", "filled", "expected", "reported", "gap", "id")]
        rows = (
            [
                str(number),
                escape(_place(finding, lang)),
                escape(finding.evidence.filled or finding.message),
                escape(finding.evidence.expected),
                escape(finding.evidence.reported),
                escape(gap_words(finding.evidence, lang)),
                escape(finding.id),
            ]
            for number, finding in zip(numbers, group.findings, strict=True)
        )
        parts.append(_table(header, rows, frozenset({0})))
    elif first.locations:
        operands = (
            [escape(location.role), cell(location.text), escape(_inside(location_place, subject_text))]
            for location in first.locations
            for location_place, subject_text in [(within(location.place, lang), subject(location, lang))]
        )
        parts.append(_table([word(key, lang) for key in ("operands", "text", "place")], operands))
        if first.unlisted:
            parts.append(word("more_places", lang, n=first.unlisted))
    return parts


def _root(result: Result, finding: Finding, lang: str) -> list[tuple[str, str]]:
    """What is behind a finding: its root, the suspects, whether it matters; for an echo only the root."""
    root = root_of(result).get(finding.id)
    if root is None or not telling(root):
        return []
    stopped = root.stopped[lang == "en"]
    told = [(word("root", lang), root.text(lang) + (word("semicolon", lang) + stopped if stopped else ""))]
    if root.findings[0] != finding.id:
        return told
    semicolon = word("semicolon", lang)
    told.append((word("suspects", lang), semicolon.join(suspects_words(root, lang)) if len(root.suspects) > 1 else ""))
    told.append((word("suggestion", lang), edit_words(root, lang)))
    told.append((word("matters", lang), semicolon.join(consequence_words(root, lang))))
    told.append((word("margin", lang), semicolon.join(margins_words(root, lang))))
    others = echoes(root, finding, {one.id: one for one in result.findings})
    told.append((word("echoes", lang), semicolon.join(f"{one.message or one.name} ({one.rule})" for one in others)))
    return told


def _inside(place: str, subject_text: str) -> str:
    return "  ".join(part for part in (subject_text, place) if part)


def _where(result: Result, finding: Finding, lang: str) -> str:
    return where(result.path, finding.locations[0].place, lang) if finding.locations else one_line(result.path)


def _place(finding: Finding, lang: str) -> str:
    if not finding.locations:
        return ""
    location = finding.locations[0]
    return _inside(within(location.place, lang), subject(location, lang))


def _undecided(results: Sequence[Result], lang: str) -> str:
    rows = [
        [
            escape(result.path),
            str(reason.count),
            escape(reason.reason.text(lang)),
            escape(joined(list(reason.rules), lang)),
        ]
        for result in results
        for reason in reasons(result.undecided)
    ]
    keys = ("file", "count", "reason", "rules")
    return _table([word(key, lang) for key in keys], rows, frozenset({1})) if rows else ""


def _diagnostics(diagnostics: Sequence[Diagnostic], lang: str) -> str:
    return "\n".join(
        f"- {escape(entry.code)} "
        + (escape(str(entry.label)) + word("colon", lang) if entry.label else "")
        + escape(entry.message(lang))
        + (f"<br>{cell(entry.help(lang))}" if entry.help(lang) else "")
        for entry in diagnostics
    )


def _passed(results: Sequence[Result], lang: str) -> list[str]:
    parts: list[str] = []
    ticks = [
        [
            passed.outcome.label(lang),
            escape(where(result.path, passed.locations[0].place, lang) if passed.locations else result.path),
            escape(passed.rule),
            escape(passed.evidence.filled or passed.evidence.formula),
        ]
        for result in results
        for passed in result.passed
    ]
    if ticks:
        header = [word(key, lang) for key in ("outcome", "place", "rule", "filled")]
        parts += [f"## {word('tick_marks', lang)}", _table(header, ticks)]
    missed = [
        [escape(result.path), escape(cell_name(anchor, lang)), cell(text)]
        for result in results
        for anchor, text in result.uncovered
    ]
    if missed:
        header = [word(key, lang) for key in ("file", "place", "text")]
        parts += [f"## {word('uncovered', lang)}", _table(header, missed)]
    return parts


def _submissions(results: Sequence[Result], lang: str) -> str:
    header = [word(key, lang) for key in ("file", "unit", "year", "findings")]
    header += [outcome.label(lang) for outcome in Outcome]
    header += [word(key, lang) for key in ("printed", "judged_figures", "share")]
    rows = (
        [
            escape(result.path if result.record is None else f"{result.path}:{result.record}"),
            escape(result.unit or ""),
            "" if result.year is None else str(result.year),
            str(len(result.findings)),
            *(str(result.counts.of(outcome)) for outcome in Outcome),
            str(result.figures.printed),
            str(result.figures.judged),
            share(result.figures),
        ]
        for result in results
    )
    return _table(header, rows, frozenset(range(2, 12)))


def _rules(run: Run, summary: Summary, lang: str) -> str:
    names = {rule.id: rule.name for rule in run.rules}
    header = [word(key, lang) for key in ("rule", "name", "judged")] + [outcome.label(lang) for outcome in Outcome]
    rows = (
        [
            escape(rule),
            escape(names.get(rule, "")),
            str(counts.judged),
            *(str(counts.of(outcome)) for outcome in Outcome),
        ]
        for rule, counts in summary.rules.items()
    )
    return _table(header, rows, frozenset(range(2, 8)))


def _about(run: Run, lang: str) -> str:
    pairs = [(word("about_tool", lang), f"gouji {escape(run.engine)}")]
    pairs += [
        (word("pack", lang), escape(f"{pack.title} {pack.id} {pack.version}  SHA-256 {pack.sha256}"))
        for pack in run.packs
    ]
    pairs += [(word("setting", lang), escape(f"{name} = {value}")) for name, value in run.settings]
    pairs += [(outcome.label(lang), word("means_" + outcome.value, lang)) for outcome in Outcome]
    return _bullets(pairs, lang)
