"""What a run comes to: totals, rules that were never judged, and the verdict in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from gouji.engine.outcome import Outcome, Severity
from gouji.engine.result import Counts, Coverage, Evidence, Figures, Result, Run
from gouji.faults import Diagnostic
from gouji.faults.record import dataclass
from gouji.output.safe import one_line
from gouji.output.words import joined, word

#: Rules named in a list before the rest is only counted.
NAMED_RULES = 5
#: Files that could not be read, the same.
NAMED_FILES = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """The totals of a run.

    ``unread`` counts the submissions that were handed in and gave no result; ``never`` are the ids of the rules that
    were not judged at any place.
    """

    read: int
    unread: int
    findings: Mapping[Severity, int]
    counts: Counts
    figures: Figures
    rules: Mapping[str, Counts]
    never: tuple[str, ...]
    roots: int | None = None
    """Origins of the findings; None where not every submission was diagnosed."""
    accepted: int = 0
    """Roots that are no fault."""
    passed_over: tuple[str, ...] = ()
    """Files beside the submissions whose format cannot be read."""

    @property
    def found(self) -> int:
        return sum(self.findings.values())

    @property
    def handed_in(self) -> int:
        return self.read + self.unread

    @property
    def clean(self) -> bool:
        """No finding, and nothing that was handed in or asked for was left unjudged."""
        left = self.counts.undecided or self.unread or self.never or self.passed_over
        return not self.found and self.counts.judged > 0 and not left

    @classmethod
    def of(cls, run: Run) -> Summary:
        findings = dict.fromkeys(reversed(Severity), 0)
        printed = judged = 0
        for result in run.results:
            printed += result.figures.printed
            judged += result.figures.judged
            for finding in result.findings:
                findings[finding.severity] += 1
        rules = run.rule_counts()
        diagnosed = [result.diagnosis.roots for result in run.results if result.diagnosis is not None]
        roots = [root for found in diagnosed for root in found]
        return cls(
            read=len(run.results),
            unread=max(0, run.submissions - len(run.results)),
            findings=findings,
            counts=run.counts,
            figures=Coverage(printed, judged),
            rules=rules,
            never=tuple(rule for rule, counts in rules.items() if not counts.judged),
            roots=len(roots) if diagnosed and len(diagnosed) == len(run.results) else None,
            accepted=sum(root.accepted for root in roots),
            passed_over=run.unread,
        )


def share(figures: Figures) -> str:
    """The part of the printed figures that was judged, in per cent, cut to one digit: 100.0% means every one."""
    if figures.printed <= 0:
        return "—"
    permille = figures.judged * 1000 // figures.printed
    return f"{permille // 10}.{permille % 10}%"


def severity_words(findings: Mapping[Severity, int], lang: str, *, zeros: bool) -> list[str]:
    """``高 1``, ``中 0`` …, the gravest first."""
    return [f"{severity.label(lang)} {count}" for severity, count in findings.items() if count or zeros]


def outcome_words(counts: Counts, lang: str) -> list[str]:
    """All five outcomes with their counts, in the order of the contract."""
    return [f"{outcome.label(lang)} {counts.of(outcome)}" for outcome in Outcome]


def root_words(summary: Summary, lang: str) -> str:
    """How many roots the findings have; empty where they were not looked for."""
    if summary.roots is None:
        return ""
    text = word("roots_of", lang, n=summary.roots)
    return text + (word("roots_accepted", lang, n=summary.accepted) if summary.accepted else "")


def coverage_words(figures: Figures, lang: str) -> str:
    if not figures.printed:
        return word("coverage_none", lang)
    return word("coverage_of", lang, printed=figures.printed, judged=figures.judged, share=share(figures))


def submission_words(summary: Summary, lang: str) -> str:
    text = word("submissions_all", lang, all=summary.handed_in)
    if summary.unread:
        text = word("submissions_of", lang, all=summary.handed_in, read=summary.read, unread=summary.unread)
    others = passed_over_words(summary.passed_over, lang)
    return f"{text}{word('semicolon', lang)}{others}" if others else text


def passed_over_words(files: Sequence[str], lang: str) -> str:
    """How many files are of no format that can be read, a few of them by name; empty where there are none."""
    if not files:
        return ""
    names = joined([one_line(PurePath(file).name) for file in files[:NAMED_FILES]], lang)
    if len(files) > NAMED_FILES:
        names = word("more_files", lang, files=names)
    return word("passed_over", lang, n=len(files), files=names)


def rule_words(summary: Summary, lang: str) -> str:
    """Which rules were never judged: a rule that was not used is not a rule that was kept."""
    if not summary.rules:
        return word("no_rules", lang)
    if not summary.never:
        return word("all_judged", lang, n=len(summary.rules))
    return word("never_judged", lang, n=len(summary.never), rules=some_rules(summary.never, lang))


def some_rules(rules: tuple[str, ...], lang: str) -> str:
    """A few rule ids, and how many there are in all."""
    shown = joined([one_line(rule) for rule in rules[:NAMED_RULES]], lang)
    return word("more_rules", lang, rules=shown, n=len(rules)) if len(rules) > NAMED_RULES else shown


def verdict(summary: Summary, lang: str) -> str:
    """The run in one sentence. Nothing that was not judged sounds like a pass."""
    remarks = [
        word(key, lang, n=n)
        for key, n in (
            ("verdict_undecided", summary.counts.undecided),
            ("verdict_unread", summary.unread),
            ("verdict_never", len(summary.never)),
            ("verdict_passed_over", len(summary.passed_over)),
        )
        if n
    ]
    if not summary.handed_in:
        sentence = word("verdict_empty", lang)
    elif summary.found:
        severities = joined(severity_words(summary.findings, lang, zeros=False), lang)
        sentence = word("verdict_findings", lang, n=summary.found, severities=severities)
        if summary.roots is not None and summary.roots < summary.found:
            sentence += word("verdict_roots", lang, n=summary.roots)
        if remarks:
            sentence += word("verdict_also", lang) + word("comma", lang).join(remarks)
    elif not summary.counts.judged:
        sentence = word("verdict_nothing", lang)
        for key, n in (("verdict_unread", summary.unread), ("verdict_passed_over", len(summary.passed_over))):
            if n:
                sentence += word("semicolon", lang) + word(key, lang, n=n)
    elif remarks:
        sentence = word("verdict_clean_but", lang) + word("comma", lang).join(remarks)
    else:
        sentence = word("verdict_clean", lang, n=summary.counts.judged)
    if lang == "en":
        sentence = sentence[0].upper() + sentence[1:]
    return sentence + word("stop", lang)


def about(result: Result, lang: str) -> str:
    """Whose submission it is: unit, year and kind, as far as known."""
    year = "" if result.year is None else word("year_of", lang, year=result.year)
    parts = (one_line(result.unit or ""), year, one_line(result.kind or ""))
    return " · ".join(part for part in parts if part)


def note(evidence: Evidence, lang: str) -> str:
    """What is special about a finding's evidence; empty for most."""
    return word(evidence.kind, lang) if evidence.kind in ("truncated", "joint") else one_line(evidence.kind)


def split(diagnostics: tuple[Diagnostic, ...]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Diagnostics about submissions (codes D…), and all others."""
    submissions = [diagnostic for diagnostic in diagnostics if diagnostic.code.startswith("D")]
    return submissions, [diagnostic for diagnostic in diagnostics if not diagnostic.code.startswith("D")]


def gap_words(evidence: Evidence, lang: str) -> str:
    """The gap; with the plain difference before it where rounding explains a part of that."""
    if not evidence.difference:
        return evidence.gap
    return word("net_gap", lang, difference=evidence.difference, gap=evidence.gap)
