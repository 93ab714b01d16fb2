"""Judging one report: every rule at every place, each check with one of the five outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gouji.engine.cells import Cell
from gouji.engine.coverage import Covered, Prints
from gouji.engine.evidence import (
    FEW_LOCATIONS,
    MOST_LOCATIONS,
    Explained,
    evidence_of,
    explain,
    locations_of,
    message_of,
)
from gouji.engine.fingerprints import JudgedFinding, distinct
from gouji.engine.judged import JudgedResult, Settled
from gouji.engine.outcome import Outcome, Severity
from gouji.engine.program import CompiledRule, Program, namespace
from gouji.engine.reportkinds import OTHER_KIND, fits_kind
from gouji.engine.result import Counts, Finding, Location, Passed, Result, Undecided
from gouji.engine.screen_form import PASSES, UNSURE, WITHIN, Grasp, Screened
from gouji.engine.sheet import Readings, Sheet
from gouji.engine.truth import State, Truth
from gouji.faults import Note
from gouji.report import Anchor, Report

#: Operands listed with the checks of one report; after that each check lists its first few.
MOST_LISTED = 5_000
#: Places shown with one undecided reason.
SHOWN_PLACES = 20


def doubted(report: Report, cells: Iterable[Cell]) -> bool:
    """Whether any of some cells stands in a row, or is a field, that may have been misread."""
    anchors = (cell.anchor for cell in cells)
    return any((a.table, a.column if a.table is None else a.row) in report.doubtful for a in anchors)


#: Reports judged by the exact path alone before the quick path is compiled: a few reports are done sooner without it.
COLD = 3
#: With as many rows a report is worth the compiling by itself.
MANY_ROWS = 120
#: Forms of reports whose plans are remembered.
PLANS = 256

Screens = Callable[[Report], Sequence[Screened]]


@dataclass(slots=True)
class Plan:
    """What is done with the reports of one form: which rules apply, and the quick path of those that have one."""

    steps: list[tuple[CompiledRule, Note | None, int]]
    """Rule, why it cannot be judged on these reports, and its number in the screens' answer (-1: none)."""
    screens: Screens | None
    filtered: frozenset[str] = frozenset()
    """The rules of which the screens know the condition alone."""


@dataclass(slots=True)
class _Job:
    """What judging one report gathers. The sheet is laid out when the exact path first needs it."""

    report: Report
    judge: Judge
    covered: Covered
    findings: list[JudgedFinding] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    room: int = MOST_LISTED
    """How many operands may still be listed before checks list only a few each."""
    _sheet: Sheet | None = None

    @property
    def sheet(self) -> Sheet:
        if self._sheet is None:
            self._sheet = self.judge.sheet(self.report)
        return self._sheet

    def let_go(self) -> None:
        """Leave nothing behind that only the garbage collector would find."""
        if self._sheet is not None:
            self._sheet.let_go()

    def listed(self, cells: Sequence[Cell], explained: Explained) -> tuple[Location, ...]:
        """Operands of a check as they are listed: a sum over a register is not spelled out again on each of its rows."""
        most = MOST_LOCATIONS if self.room > 0 else FEW_LOCATIONS
        locations = locations_of(self.sheet, cells, explained.truth, most)
        self.room -= len(locations)
        return locations


class Judge:
    """Judges reports under one program. Reports may be judged in any order; nothing of one is kept for the next.

    ``with_passed`` asks for the tick marks: every check that holds, with its evidence, and the figures nobody judged.
    ``quick`` says whether the quick path is used, always or never; None: after the first few reports, and for long ones.
    """

    def __init__(
        self, program: Program, lang: str = "zh", with_passed: bool = False, quick: bool | None = None
    ) -> None:
        self.program = program
        self.readings = Readings(program.vocabulary)
        self.lang = lang
        self.with_passed = with_passed
        self.quick = quick
        self.prints = Prints()
        tables = program.vocabulary.schema.tables.values()
        # a paragraph that has no residue of a web page is nothing to tick off
        self._texts = {table.name for table in tables if table.holds_texts}
        self._seen = 0
        self._plans: dict[object, Plan] = {}

    def sheet(self, report: Report) -> Sheet:
        """A report laid out under the program's vocabulary."""
        return Sheet(report, self.readings, self.program.slots)

    def judge(self, report: Report) -> Result:
        """All outcomes of one report."""
        self._seen += 1
        # Tick marks want the evidence of every row, which only the exact path has.
        quick = not self.with_passed and (self.quick if self.quick is not None else self._worth(report))
        return self.finish(report, *self._screened(report, quick))

    def finish(
        self,
        report: Report,
        plan: Plan,
        screened: Sequence[Screened | None] | None,
        settled: Settled | None = None,
    ) -> Result:
        """The outcomes of one report, of which the screens of its plan have said something, or nothing.

        None stands for a rule of which they have said everything, which ``settled`` tells.
        """
        covered = Covered(report, self.sheet, self.prints, None if settled is None else settled.steps)
        job = _Job(report, self, covered)
        counts: dict[str, Counts] = {}
        for rule, lacking, number in plan.steps:
            if lacking is not None:
                counts[rule.id] = self._not_judged(rule, job, lacking)
                continue
            if number < 0 or screened is None:
                counts[rule.id] = self._rule(rule, job)
                continue
            known = screened[number]
            if known is None:
                continue
            none, rows, statuses = known
            done = statuses.count(PASSES)
            if done != len(statuses):
                counts[rule.id] = self._partly(rule, job, known, rule.id not in plan.filtered)
            elif done:
                counts[rule.id] = made_counts(Counts, (done, 0, 0, none, 0))
                covered.steps.append((rule, rows, statuses))
            else:
                counts[rule.id] = made_counts(Counts, (0, 0, 0, none or 1, 0))
        if len(job.findings) > 1:
            job.findings.sort(key=_by_place)
        uncovered = covered.uncovered() if self.with_passed else ()
        findings = tuple(distinct(job.findings)) if len(job.findings) > 1 else tuple(job.findings)
        job.let_go()
        undecided, passed = tuple(job.undecided), tuple(job.passed)
        return JudgedResult(report, counts, settled, findings, undecided, covered, passed, uncovered)

    def _worth(self, report: Report) -> bool:
        """Whether the quick path is worth its compiling: for many reports, or for many rows."""
        if self._seen > COLD:
            return True
        return sum([report.size(table) for table, _ in report.form[0]]) >= MANY_ROWS

    def _screened(self, report: Report, quick: bool) -> tuple[Plan, Sequence[Screened] | None]:
        """The plan for a report, and what its screens say."""
        form = report.form
        for loose in (False, True):
            plan = self.plan(report, form, quick, loose)
            if plan.screens is None:
                break
            try:
                return plan, plan.screens(report)
            except KeyError:  # as many headers in every row, but not the same
                continue
            except OverflowError:  # a whole number too large to meet a NaN: the exact path has no such limit
                break
        return plan, None

    def plan(self, report: Report, form: object, quick: bool, loose: bool) -> Plan:
        """What is done with reports like this one."""
        key = (form, report.kind, quick, loose)
        known = self._plans.get(key)
        if known is None:
            if len(self._plans) >= PLANS:
                self._plans.clear()
            known = self._plans[key] = self._planned(report, quick, loose)
        return known

    def _planned(self, report: Report, quick: bool, loose: bool) -> Plan:
        sheet = self.sheet(report)
        steps: list[tuple[CompiledRule, Note | None, int]] = []
        screened: list[CompiledRule] = []
        for rule in self.program.rules:
            lacking = rule.lacking
            if rule.kinds and not fits_kind(rule.kinds, report.kind):
                lacking = OTHER_KIND
            elif lacking is None:
                lacking = self._lacking(rule, sheet)
            if lacking is None:
                screened.append(rule)
            steps.append((rule, lacking, -1))
        if not quick or not screened:
            return Plan(steps, None)
        from gouji.engine.screen import Screen  # the exact path alone judges a few reports sooner

        screens, done = Screen(sheet.form(loose), namespace()).function(
            [
                (rule.scope, rule.when, rule.require, [key.name for key in rule.keys])
                for rule in screened
                if rule.require
            ]
        )
        numbers: dict[str, int] = {}
        filtered = []
        for rule, grasp in zip(screened, done, strict=True):
            if grasp is not Grasp.NONE:
                numbers[rule.id] = len(numbers)
            if grasp is Grasp.CONDITION:
                filtered.append(rule.id)
        steps = [(rule, lacking, numbers.get(rule.id, -1) if lacking is None else -1) for rule, lacking, _ in steps]
        return Plan(steps, screens if numbers else None, frozenset(filtered))

    @staticmethod
    def _not_judged(rule: CompiledRule, job: _Job, lacking: Note) -> Counts:
        if lacking is OTHER_KIND:
            return Counts(0, 0, 0, 1, 0)
        job.undecided.append(Undecided(rule.id, rule.info.name, lacking, ()))
        return Counts(0, 0, 0, 0, 1)

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

    def _rule(self, rule: CompiledRule, job: _Job) -> Counts:
        """One rule by the exact path alone."""
        rows: Sequence[Any]
        if rule.scope.table is None:
            rows = _WHOLE
        elif rule.scope.keys:
            rows = job.sheet.groups(rule.scope.table, rule.keys)
        else:
            rows = job.sheet.rows(rule.scope.table)
        return self._exactly(rule, rows, job) if rows else Counts(0, 0, 0, 1, 0)

    def _partly(self, rule: CompiledRule, job: _Job, screened: Screened, suspected: bool) -> Counts:
        """One rule whose screen is not sure of every row, or sure of some only within rounding.

        Rows are ``suspected`` where the screen has looked at what the rule requires.
        """
        none, rows, statuses = screened
        counts = Counts(statuses.count(PASSES), statuses.count(WITHIN), 0, none, 0)
        if rows is None and rule.scope.keys:
            assert rule.scope.table is not None
            rows = job.sheet.groups(rule.scope.table, rule.keys)
        if counts.passed or counts.within_rounding:
            job.covered.steps.append((rule, rows, statuses))
        unsure = [at for at, status in enumerate(statuses) if status == UNSURE]
        if not unsure:
            return counts
        if rows is not None:
            unsure = [rows[at] for at in unsure]
        elif rule.scope.table is None:
            unsure = _WHOLE  # type: ignore[assignment]  # no number of a row
        return counts + self._exactly(rule, unsure, job, suspected)

    def _exactly(self, rule: CompiledRule, rows: Sequence[Any], job: _Job, suspected: bool = False) -> Counts:
        """The exact path. Rows that a screen suspects are run with their trace at once: most of them are findings."""
        tally: dict[Outcome, int] = {}
        reasons: dict[Note, list[Any]] = {}
        judged = []
        most = rule.limits.checks(job.sheet.size)
        if most is not None and len(rows) > most:
            reasons[Note.of("U617", done=most)] = list(rows[most:])
            tally[Outcome.UNDECIDED] = len(rows) - most
            rows = rows[:most]
        for row in rows:
            explained = explain(rule, job.sheet, row) if suspected else None
            outcome, truth = self._check(rule, job.sheet, row, explained)
            tally[outcome] = tally.get(outcome, 0) + 1
            if outcome is Outcome.NOT_APPLICABLE:
                continue
            if outcome is Outcome.UNDECIDED:
                for reason in truth.reasons[:1]:
                    reasons.setdefault(reason, []).append(row)
                continue
            judged.append(row)
            if outcome is Outcome.FAIL:
                job.findings.append(self._finding(rule, job, row, explained))
            elif self.with_passed and rule.scope.table not in self._texts:
                job.passed.append(self._passed(rule, job, row, outcome))
        if judged:
            job.covered.steps.append((rule, judged, ()))
        for reason, places in reasons.items():
            shown = places if reason.code != "U617" else places[:0]  # looking for the operands is what takes long
            job.undecided.append(self._undecided(rule, job.sheet, reason, shown, len(places)))
        return made_counts(Counts, tuple([tally.get(outcome, 0) for outcome in _EVERY_OUTCOME]))

    @staticmethod
    def _check(rule: CompiledRule, sheet: Sheet, row: Any, explained: Explained | None = None) -> tuple[Outcome, Truth]:
        when = explained.when if explained is not None else rule.holds_when(sheet, row)
        if when.state is State.FAILS:
            return Outcome.NOT_APPLICABLE, when
        if when.state is not State.HOLDS:
            if when.state is not State.UNKNOWN:
                when = Truth(State.UNKNOWN, (Note.of("U606", text=""),), when.contrast)
            return Outcome.UNDECIDED, when
        truth = explained.truth if explained is not None else rule.holds(sheet, row)
        return _OUTCOMES[truth.state], truth

    def _finding(self, rule: CompiledRule, job: _Job, row: Any, explained: Explained | None = None) -> JudgedFinding:
        sheet = job.sheet
        explained = explained or explain(rule, sheet, row)
        evidence = evidence_of(rule, explained, self.lang)
        cells = self._shown(rule, explained)
        locations = job.listed(cells, explained)
        severity = Severity.LOW if evidence.kind == "truncated" else rule.info.severity
        if sheet.report.doubtful and doubted(sheet.report, explained.cells):
            severity = Severity.INFO  # what may have been misread accuses nobody
        return JudgedFinding(
            explained,
            rule.id,
            rule.info.name,
            min(severity, rule.info.severity),
            message_of(rule, sheet, row, explained, evidence, self.lang),
            rule.authored.advice,
            rule.info.basis,
            locations,
            evidence,
            rule.info.pack,
            len(cells) - len(locations),
        )

    def _passed(self, rule: CompiledRule, job: _Job, row: Any, outcome: Outcome) -> Passed:
        explained = explain(rule, job.sheet, row)
        cells = self._shown(rule, explained)
        locations = job.listed(cells, explained)
        evidence = evidence_of(rule, explained, self.lang)
        return Passed(rule.id, outcome, locations, evidence, len(cells) - len(locations))

    def _shown(self, rule: CompiledRule, explained: Explained) -> Sequence[Cell]:
        """The cells to show: a rule that looked for words in all paragraphs has checked nothing that stands in them."""
        if rule.scope.table in self._texts:
            return explained.cells
        texts = self._texts
        return [cell for cell in explained.cells if cell.table not in texts] if texts else explained.cells

    @staticmethod
    def _undecided(rule: CompiledRule, sheet: Sheet, reason: Note, rows: Sequence[Any], count: int) -> Undecided:
        cells: list[Cell] = []
        for row in rows[:SHOWN_PLACES]:
            cells.extend(explain(rule, sheet, row).cells[:4])
        return Undecided(rule.id, rule.info.name, reason, locations_of(sheet, cells), count)


#: Makes a record from a tuple, in half the time that its own way takes.
made_counts: Callable[[type[Counts], tuple[int, ...]], Counts] = tuple.__new__
_EVERY_OUTCOME = tuple(Outcome)
#: The only "row" of a rule on the whole report.
_WHOLE = (None,)


_OUTCOMES = {
    State.HOLDS: Outcome.PASS,
    State.OPEN: Outcome.WITHIN_ROUNDING,
    State.CUT: Outcome.FAIL,
    State.FAILS: Outcome.FAIL,
    State.UNKNOWN: Outcome.UNDECIDED,
}


def _by_place(finding: Finding) -> tuple[Any, ...]:
    if not finding.locations:
        return (0, 0, "", finding.rule)
    place = finding.locations[0].place
    anchor: Anchor = finding.locations[0].anchor
    return (place.line or 0, place.column or 0, anchor.pointer, finding.rule)
