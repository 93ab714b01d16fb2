"""Judging submissions one after the other: what became of each, and the totals of the run."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.cli.mistakes import better
from gouji.cli.recipe import Choice, OpenRules
from gouji.document.endings import DOCUMENTS
from gouji.engine.binding import unbound_rules
from gouji.engine.many import Judged, judge_lines
from gouji.engine.outcome import Severity
from gouji.engine.result import Counts, Result
from gouji.engine.roots import Diagnosis
from gouji.engine.ruleset import RuleSet
from gouji.faults import Diagnostic, Label, Note, SubmissionError
from gouji.faults.record import dataclass
from gouji.packs.model import Pack
from gouji.report import FORMATS, LineReader, RawLine, Report, read_reports

if TYPE_CHECKING:
    from gouji.document.reading import Watch

#: A file, a line of a JSON Lines file, a report, or what is known to be unreadable.
Piece = Path | RawLine | Report | SubmissionError
#: Diagnostics kept of a run; more are only counted, so that memory does not grow with them.
MOST_DIAGNOSTICS = 1000
#: Operands that the findings of a submission may have together for their roots to be looked for.
MOST_OPERANDS = 100_000
#: Said where they have more; the findings stand.
TOO_MANY = (
    "问题涉及的数太多，没有分析根源，只列问题",
    "too many figures in the findings: their roots were not looked for",
)
#: Said where the diagnosis of a submission broke off; its findings stand.
BROKE_OFF = ("分析根源时程序出错，只列问题", "the diagnosis broke off; the findings are complete")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one submission: a result, or the result as a line of JSON Lines, or diagnostics."""

    result: Result | None = None
    line: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclasses.dataclass
class Totals:
    """What a run comes to, without its results."""

    submissions: int = 0
    read: int = 0
    rules: dict[str, list[int]] = field(default_factory=dict)
    """Counts of every rule, in the order of :class:`Counts`."""
    worst: Severity | None = None
    choices: dict[Choice, None] = field(default_factory=dict)
    unbound: dict[str, Diagnostic] | None = None
    """The rules that no report so far had the names for; None before the first report."""
    reasons: dict[Note, int] = field(default_factory=dict)
    """Why rules could not be judged, counted; for a run in which none was."""
    judged: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unlisted: int = 0
    """Diagnostics beyond :data:`MOST_DIAGNOSTICS`."""

    def result(self, result: Result) -> None:
        """Count a result in."""
        self.read += 1
        for rule, counts in result.rules.items():
            total = self.rules.get(rule)
            if total is None:
                self.rules[rule] = list(counts)
            else:
                for at, count in enumerate(counts):
                    total[at] += count
            self.judged += counts[0] + counts[1] + counts[2]
        worst = result.worst
        if worst is not None and (self.worst is None or worst > self.worst):
            self.worst = worst
        if not self.judged:
            for undecided in result.undecided:
                if undecided.reason in self.reasons or len(self.reasons) < MOST_DIAGNOSTICS:
                    self.reasons[undecided.reason] = self.reasons.get(undecided.reason, 0) + undecided.count

    def tell(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep diagnostics, up to the limit."""
        for diagnostic in diagnostics:
            if len(self.diagnostics) < MOST_DIAGNOSTICS:
                self.diagnostics.append(diagnostic)
            else:
                self.unlisted += 1

    def add(self, later: Totals) -> None:
        """Count in what came after this."""
        self.submissions += later.submissions
        self.read += later.read
        self.judged += later.judged
        for rule, counts in later.rules.items():
            total = self.rules.setdefault(rule, [0] * len(counts))
            for at, count in enumerate(counts):
                total[at] += count
        if later.worst is not None and (self.worst is None or later.worst > self.worst):
            self.worst = later.worst
        self.choices |= later.choices
        if later.unbound is not None:
            known = later.unbound if self.unbound is None else self.unbound
            self.unbound = {rule: fault for rule, fault in known.items() if rule in later.unbound}
        for reason, count in later.reasons.items():
            self.reasons[reason] = self.reasons.get(reason, 0) + count
        self.tell(later.diagnostics)
        self.unlisted += later.unlisted

    def rule_counts(self) -> dict[str, Counts]:
        """Counts of every rule that was met."""
        return {rule: Counts(*counts) for rule, counts in self.rules.items()}


class Auditor:
    """Judges submissions in this process. ``as_lines`` asks for lines of JSON Lines instead of results.

    ``watch`` is told how far the reading of a long document has come, ``observe`` how far a diagnosis has.
    """

    def __init__(
        self,
        rules: OpenRules,
        as_lines: bool = False,
        watch: Watch | None = None,
        observe: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.rules = rules
        self.as_lines = as_lines
        self.watch = watch
        self.observe = observe
        self.totals = Totals()
        self._lines = LineReader()
        self._nothing = RuleSet(Pack((), (), None), rules.recipe.lang)

    def run(self, pieces: Iterable[Piece]) -> Iterator[Done]:
        """What became of each submission, in order."""
        for piece in pieces:
            if isinstance(piece, Path) and FORMATS.get(piece.suffix.lower()) == "jsonl":
                yield from self._lines_of(piece)
            else:
                yield from self._each(piece)

    def _each(self, piece: Piece) -> Iterator[Done]:
        for report in self._reports(piece):
            if isinstance(report, tuple):
                yield self._done(*report)
            else:
                yield self._done(report)

    def _lines_of(self, path: Path) -> Iterator[Done]:
        """What became of the lines of a JSON Lines file."""
        for one in judge_lines(path, self._lines, self._rules_for):
            if isinstance(one, Judged):
                yield self._done(one.report, result=one.result)
            else:
                yield from self._each(one)

    def _rules_for(self, report: Report) -> RuleSet | None:
        """The rules by which reports like this one can be judged together."""
        choice = self.rules.choose(report)
        return self.rules.rules(choice) if choice is not None else None

    def _reports(self, piece: Piece) -> Iterator[Report | tuple[Report, Choice] | SubmissionError | Diagnostic]:
        if isinstance(piece, Path) and piece.suffix.lower() in DOCUMENTS:
            from gouji.cli.understanding import understood

            try:
                yield from understood(piece, self.rules, self.watch)
            except Exception as fault:  # one submission never stops the others
                yield _crashed(fault, str(piece), None)
        else:
            yield from self._read(piece)

    def _done(
        self, report: Report | SubmissionError | Diagnostic, choice: Choice | None = None, result: Result | None = None
    ) -> Done:
        totals = self.totals
        totals.submissions += 1
        if isinstance(report, Diagnostic):
            done = Done(diagnostics=(report,))
        elif isinstance(report, SubmissionError):
            done = Done(diagnostics=better(report))
        else:
            done = self._judge(report, choice, result)
        totals.tell(done.diagnostics)
        return done

    def _read(self, piece: Piece) -> Iterator[Report | SubmissionError | Diagnostic]:
        if isinstance(piece, Report | SubmissionError):
            yield piece
            return
        path, record = (piece.path, piece.number) if isinstance(piece, RawLine) else (str(piece), None)
        try:
            if isinstance(piece, RawLine):
                yield self._lines.read(piece)
            else:
                yield from read_reports(piece)
        except SubmissionError as fault:
            yield fault
        except Exception as fault:  # one submission never stops the others
            yield _crashed(fault, path, record)

    def _diagnosed(self, rules: RuleSet, report: Report, result: Result) -> Result:
        """The result with its roots, where they are asked for. A diagnosis that breaks off leaves the findings alone."""
        wanted = self.rules.recipe.roots
        if wanted is None:
            wanted = report.record is None  # lines of JSON Lines come by the thousand
        if not wanted:
            return result
        if sum(len(finding.locations) + finding.unlisted for finding in result.findings) > MOST_OPERANDS:
            return result.diagnosed(Diagnosis((), (TOO_MANY,)))
        from gouji.diagnosis import diagnose

        try:
            return diagnose(rules, report, result, observe=self.observe)
        except Exception as fault:
            _traceback(fault)
            return result.diagnosed(Diagnosis((), (BROKE_OFF,)))

    def _judge(self, report: Report, choice: Choice | None, result: Result | None) -> Done:
        """``result``: what the report has been judged to already."""
        totals, lang = self.totals, self.rules.recipe.lang
        try:
            choice = self.rules.choose(report) if choice is None else choice
            diagnostics = _left_out(report)
            if choice is None:
                args = {"kind": report.kind or "", "example": "规则.yaml" if lang != "en" else "rules.yaml"}
                diagnostics += (Diagnostic("C521", args, _label(report.path, report.record)),)
                result = settled(self._nothing.check(report), self.rules.recipe.with_source)
            else:
                rules = self.rules.rules(choice)
                result = self._diagnosed(rules, report, result or rules.check(report))
                result = settled(result, self.rules.recipe.with_source)
                totals.choices[choice] = None
                if rules.pack.vocabulary is None:
                    totals.unbound = unbound_rules(rules)
        except Exception as fault:  # one submission never stops the others
            return Done(diagnostics=(_crashed(fault, report.path, report.record),))
        totals.result(result)
        if not self.as_lines:
            return Done(result, diagnostics=diagnostics)
        from gouji.output import write_jsonl_result

        line = StringIO()
        write_jsonl_result(result, line, lang)
        return Done(None, line.getvalue(), diagnostics)


def _left_out(report: Report) -> tuple[Diagnostic, ...]:
    """What the reader of a document could not read: it has not been checked, and must not look as if it had."""
    document = getattr(report.origin, "document", None)
    notes: tuple[Diagnostic, ...] = () if document is None else document.notes
    return notes


def settled(result: Result, with_source: bool = False) -> Result:
    """A result with everything worked out that it would otherwise keep its whole report for; that only if asked for."""
    return result.settled(with_source)


def _traceback(fault: Exception) -> None:
    if os.environ.get("GOUJI_DEBUG"):
        import traceback

        traceback.print_exception(fault)


def _crashed(fault: Exception, path: str, record: int | None) -> Diagnostic:
    _traceback(fault)
    text = " ".join(str(fault).split())[:300]
    return Diagnostic("C525", {"type": type(fault).__name__, "text": text}, _label(path, record))


def _label(path: str, record: int | None) -> Label:
    return Label(path) if record is None else Label(path, record, 1, record, 2)
