"""The finding list beside the submission itself, as one web page.

One file without any outside reference and without scripts: it can be filed, sent by mail and opened anywhere. Everything
that was handed in goes through the template's escaping; the page's own policy forbids scripts and loading as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from typing import IO, Any

from gouji.engine.outcome import Outcome, Severity
from gouji.engine.result import Finding, Location, Result, Run
from gouji.output.html_roots import ShownRoot, places_of, shown_roots
from gouji.output.html_view import BAD, GOOD, MOST_NUMBERS, OPEN, View, view_of
from gouji.output.options import OutputOptions
from gouji.output.order import folded, reasons, worst_first
from gouji.output.places import subject, where, within
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
from gouji.output.words import word

#: Operands of one finding that are listed one by one.
MOST_OPERANDS = 200
#: Of them, so many are in sight at once.
FIRST_OPERANDS = 6


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its number on the page and its id there."""

    number: int
    id: str
    finding: Finding
    root: ShownRoot | None = None
    echoes: tuple[ShownFinding, ...] = ()
    """The other findings of its root, which are shown under it."""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Findings of one rule that are shown together (one: by itself)."""

    title: str
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class ShownSubmission:
    """One submission: its findings, worst first, and its text."""

    id: str
    result: Result
    groups: tuple[ShownGroup, ...]
    view: View | None
    suspected: Mapping[str, str]
    """What is said of the pieces of text that are suspected, by their ids."""

    def target(self, number: int, at: int) -> str:
        """The id of the piece of text in which an operand of a finding stands; empty where it is not shown."""
        return self.view.targets.get((number, at), "") if self.view is not None else ""

    def bar(self) -> list[tuple[str, int, str]]:
        """The figures shown, by state: how many, and their part in per cent with one digit."""
        if self.view is None:
            return []
        counts = self.view.tally
        total = sum(counts.values())
        return [(state, counts[state], f"{counts[state] * 1000 // total / 10}") for state in (GOOD, BAD, OPEN) if total]


def write_html(run: Run, stream: IO[str], lang: str, options: OutputOptions) -> None:
    """Writes a run as a page: verdict, totals, then each submission with its findings and its own text."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        """Hidden characters of a text are shown before it is escaped."""
        return lines(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=shown
    )
    template = environment.from_string(files("gouji.output").joinpath("page.html.jinja").read_text("utf-8"))
    summary = Summary.of(run)
    results = worst_first(run.results)
    unreadable, other = split(run.diagnostics)
    stream.writelines(
        template.generate(
            run=run,
            lang="en" if lang == "en" else "zh-CN",
            language=lang,
            options=options,
            summary=summary,
            submissions=_submissions(results, lang, options),
            several=len(results) > 1,
            diagnostics=((word("unread", lang), unreadable), (word("other_diagnostics", lang), other)),
            rules=[(info, summary.rules[info.id]) for info in run.rules if info.id in summary.rules],
            outcomes=list(Outcome),
            severities=list(reversed(Severity)),
            most_numbers=MOST_NUMBERS,
            most_operands=MOST_OPERANDS,
            first_operands=FIRST_OPERANDS,
            word=partial(_word, lang=lang),
            verdict=verdict(summary, lang),
            severity_words=partial(severity_words, lang=lang, zeros=True),
            outcome_words=partial(outcome_words, lang=lang),
            coverage_words=partial(coverage_words, lang=lang),
            submission_words=partial(submission_words, lang=lang),
            rule_words=partial(rule_words, lang=lang),
            root_words=partial(root_words, lang=lang),
            share=share,
            about=partial(about, lang=lang),
            where=partial(_where, lang=lang),
            place=partial(_place, lang=lang),
            subject=partial(subject, lang=lang),
            gap=partial(gap_words, lang=lang),
            note=partial(note, lang=lang),
            reasons=reasons,
            one_line=one_line,
        )
    )


def _word(key: str, lang: str, **values: object) -> str:
    return word(key, lang, **values)


def _submissions(results: Sequence[Result], lang: str, options: OutputOptions) -> list[ShownSubmission]:
    """Every result with its findings numbered through the whole page, as in the other lists."""
    out: list[ShownSubmission] = []
    number = 0
    for at, result in enumerate(results, 1):
        groups: list[ShownGroup] = []
        limit = len(result.findings) if options.verbose else options.max_places
        for group in folded(result.findings, limit):
            members = []
            for finding in group.findings:
                number += 1
                members.append(ShownFinding(number, f"f{number}", finding))
            name = group.first.name or group.first.rule
            many = len(members) > 1
            groups.append(ShownGroup(word("group", lang, name=name, n=len(members)) if many else name, tuple(members)))
        numbered = [(one.number, one.finding) for group in groups for one in group.findings]
        view = view_of(result, numbered, f"s{at}", lang)
        roots = shown_roots(result, places_of(numbered, view.targets if view is not None else {}), lang)
        suspected = {
            suspect.target: suspect.said for root in roots.values() for suspect in root.suspects if suspect.target
        }
        out.append(ShownSubmission(f"s{at}", result, tuple(_under_roots(groups, roots, lang)), view, suspected))
    return out


def _under_roots(groups: Sequence[ShownGroup], roots: Mapping[str, ShownRoot], lang: str) -> Iterator[ShownGroup]:
    """The groups with every root at its first finding, and the others of the root under it and nowhere else."""
    known = {shown.finding.id: shown for group in groups for shown in group.findings}
    echoes = {id_ for root in roots.values() for id_ in root.echoes}
    for group in groups:
        kept = tuple(shown for shown in group.findings if shown.finding.id not in echoes)
        plain = tuple(shown for shown in kept if shown.finding.id not in roots)
        for shown in kept:
            root = roots.get(shown.finding.id)
            if root is not None:
                under = tuple(known[id_] for id_ in root.echoes if id_ in known)
                yield ShownGroup(shown.finding.name or shown.finding.rule, (replace(shown, root=root, echoes=under),))
        if plain:
            name = plain[0].finding.name or plain[0].finding.rule
            yield ShownGroup(word("group", lang, name=name, n=len(plain)) if len(plain) > 1 else name, plain)


def _where(result: Result, finding: Finding, lang: str) -> str:
    return where(result.path, finding.locations[0].place, lang) if finding.locations else one_line(result.path)


def _place(location: Location, lang: str) -> str:
    return within(location.place, lang)
