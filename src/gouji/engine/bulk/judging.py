"""Judging reports that were read together: whole columns of many reports at a time, with numpy (the extra ``bulk``).

What the rules come to is worked out for all rows of all reports at once (:mod:`gouji.engine.bulk.conditions`). A report on
which that is certain of everything has its result; of any other one, what is certain goes to
:meth:`gouji.engine.judge.Judge.finish`, where the exact path decides the rest. There is no second semantics: the results
are those of judging each report by itself (a property test).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gouji.engine.bulk.columns import REMEMBERED, Columns, Numbered
from gouji.engine.bulk.conditions import Conditions, Memories
from gouji.engine.bulk.places import Frame
from gouji.engine.bulk.prints import Words
from gouji.engine.coverage import Covered, Step
from gouji.engine.judge import Judge, Plan, made_counts
from gouji.engine.program import CompiledRule, namespace
from gouji.engine.reportkinds import OTHER_KIND
from gouji.engine.result import Counts, Figures, Result, Source, Undecided
from gouji.engine.screen_form import PASSES, UNSURE, WITHIN, Screened
from gouji.engine.screen_parts import NoScreen, conjuncts
from gouji.language import bound as b
from gouji.report import Report
from gouji.report.bulk import Bulk, Ints

#: Memories kept from one bulk to the next; past it all are forgotten.
MEMORIES: Final = 10_000


@dataclasses.dataclass(frozen=True, eq=False)
class _Answer:
    """What one rule came to: the rows on which it applies (of a rule on the whole report: the reports), each with a status."""

    frame: Frame
    statuses: NDArray[np.int8]
    none: Ints
    """For every report on how many rows the rule does not apply."""
    owners: Ints
    """The reports of the rows."""
    firsts: Ints
    """For every report the number of its first row."""
    filtered: bool
    """Whether the condition alone is known."""

    @cached_property
    def counted(self) -> tuple[list[int], list[int], list[int]]:
        """How many rows of every report pass, pass within rounding, and are none of the rule's business."""
        size = len(self.none)
        passed, within = (
            np.bincount(self.owners[self.statuses == status], minlength=size) for status in (PASSES, WITHIN)
        )
        # a rule that applies to nothing at all has not applied once
        none = np.where((passed == 0) & (within == 0) & (self.none == 0), 1, self.none)
        return passed.tolist(), within.tolist(), none.tolist()

    @cached_property
    def unsure(self) -> frozenset[int]:
        """The reports of which something is not certain."""
        return frozenset(self.owners[self.statuses == UNSURE].tolist())

    @cached_property
    def _ends(self) -> Ints:
        if self.frame.rows is None:
            return self.firsts
        ends: Ints = np.searchsorted(self.owners, np.arange(len(self.none) + 1))
        return ends

    def counts(self, number: int) -> Counts:
        """The outcomes of a report, as if everything were certain of it."""
        passed, within, none = self.counted
        return made_counts(Counts, (passed[number], within[number], 0, none[number], 0))

    def of_report(self, number: int) -> Screened:
        """What the screens of one report would have said."""
        begin, end = self._ends[number], self._ends[number + 1]
        none, statuses = int(self.none[number]), self.statuses[begin:end].tolist()
        if self.frame.table is None:
            return (none, None, statuses) if statuses else (none, (), ())
        rows = self.frame.rows
        if rows is None:
            return none, range(len(statuses)), statuses
        return none, (rows[begin:end] - self.firsts[number]).tolist(), statuses


class BulkResult(Result):
    """The result of a report on which every check was certain; what costs anything is worked out when asked for."""

    def __init__(self, answers: _Answers, number: int) -> None:
        put, bulk = self.__dict__, answers.bulk
        put["path"], put["kind"], put["record"] = bulk.lines.path, bulk.kind, bulk.lines.numbers[number]
        put["unit"], put["year"] = bulk.about[number]
        put["findings"], put["undecided"], put["passed"] = (), answers.undecided, ()
        put["uncovered"], put["written"] = (), ""
        put["_answers"], put["_number"] = answers, number

    @cached_property
    def _report(self) -> Report:
        report: Report = self.__dict__["_answers"].bulk.report(self.__dict__["_number"])
        return report

    @cached_property
    def rules(self) -> Mapping[str, Counts]:
        answers: _Answers = self.__dict__["_answers"]
        return answers.counts(self.__dict__["_number"])

    @cached_property
    def sha256(self) -> str:
        return self._report.sha256

    @cached_property
    def figures(self) -> Figures:
        answers: _Answers = self.__dict__["_answers"]
        return answers.covered(self.__dict__["_number"], self._report)

    @cached_property
    def source(self) -> Source | None:
        figures = self.figures
        assert isinstance(figures, Covered)
        return Source(figures.report, figures.cells())


class BulkJudge:
    """Judges what was read in bulk, in the words of a :class:`Judge`, which does what cannot be done so."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self._numbered = Numbered()
        self._words: dict[int, Words] = {}
        self._memories: Memories = {}
        self._single: set[object] = set()

    def judge_all(self, bulk: Bulk) -> Iterator[Result]:
        """The results of all reports, in their order."""
        answers = self._answers(bulk)
        if answers is None:
            yield from (self.judge.judge(bulk.report(number)) for number in range(len(bulk)))
        else:
            yield from answers.results()

    def _answers(self, bulk: Bulk) -> _Answers | None:
        """What the screens say of a bulk; None where every report must be judged by itself."""
        judge = self.judge
        form = (bulk.form, bulk.kind)
        if judge.with_passed or judge.quick is False or form in self._single or not len(bulk):
            return None
        first = bulk.report(0)
        plan = judge.plan(first, bulk.form, False, False)
        if len(self._numbered) > REMEMBERED:
            self._numbered.forget()
        if len(self._memories) > MEMORIES:
            self._memories.clear()
        sheet = judge.sheet(first)
        columns = Columns(bulk, sheet.form(False), self._numbered, self._words)
        conditions = Conditions(columns, self._memories, namespace())
        try:
            given = [_rule(conditions, rule, bulk) if lacking is None else None for rule, lacking, _ in plan.steps]
        except NoScreen:
            self._single.add(form)
            return None
        finally:
            sheet.let_go()  # else the bytes of the bulk live until the collector comes, and the next one asks for its own
        return _Answers(judge, bulk, plan, given)


def _rule(conditions: Conditions, rule: CompiledRule, bulk: Bulk) -> _Answer:
    """What a rule comes to. Raises NoScreen."""
    if rule.scope.keys or rule.require is None:
        raise NoScreen
    table = rule.scope.table
    frame = conditions.reports if table is None else conditions.frame(0, table)
    holds, sure, at = frame.all(), True, frame
    for part in sorted(conjuncts(rule.when), key=_asks_texts):
        try:
            truth = conditions.truth(part, at)
        except NoScreen:
            sure = False
            continue
        kept = ~truth.fails
        holds &= truth.holds
        if not kept.all():
            at, holds = at.narrowed(kept), holds[kept]
    owners = at.owners if at.owners is not None else at.rows if at.rows is not None else np.arange(len(bulk))
    firsts = np.arange(len(bulk) + 1) if table is None else conditions.columns.rows(table).firsts
    none = np.zeros(len(bulk), np.int64)
    if at is not frame:
        none = np.diff(firsts) - np.bincount(owners, minlength=len(bulk))
    statuses = np.full(at.size, UNSURE, np.int8)
    try:
        needed = conditions.truth(rule.require, at) if sure and at.size else None
    except NoScreen:
        if rule.when is None:
            raise
        needed = None
        sure = False
    if needed is not None:
        statuses[holds & needed.within] = WITHIN
        statuses[holds & needed.holds] = PASSES
    return _Answer(at, statuses, none, owners, firsts, not sure)


def _asks_texts(part: b.Bound) -> bool:
    """Whether a condition looks at texts, one by one: it is asked of the rows that others have left."""
    for inner in b.walk(part):
        if isinstance(inner, b.Match | b.Membership | b.Question):
            return True
        if isinstance(inner, b.Comparison) and "text" in (inner.left.type.base, inner.right.type.base):
            return True
    return False


class _Settled(NamedTuple):
    """What the columns have settled of one report."""

    answers: _Answers
    number: int

    def steps(self) -> list[Step]:
        return self.answers.steps(self.number)

    def counts(self) -> dict[str, Counts]:
        return self.answers.counts(self.number)


class _Answers:
    """What the rules came to in the reports of one bulk."""

    def __init__(self, judge: Judge, bulk: Bulk, plan: Plan, given: Sequence[_Answer | None]) -> None:
        self.judge = judge
        self.bulk = bulk
        self._plan = plan
        self._given = given
        self.undecided = tuple(
            Undecided(rule.id, rule.info.name, lacking, ())
            for rule, lacking, _ in plan.steps
            if lacking is not None and lacking is not OTHER_KIND
        )

    def results(self) -> Iterator[Result]:
        """The result of every report."""
        unsure = frozenset().union(*(answer.unsure for answer in self._given if answer is not None))
        plan = self._numbered()
        given = [(answer, answer.unsure) for answer in self._given if answer is not None]
        for number in range(len(self.bulk)):
            if number in unsure:
                known = [answer.of_report(number) if number in doubts else None for answer, doubts in given]
                yield self.judge.finish(self.bulk.report(number), plan, known, _Settled(self, number))
            else:
                yield BulkResult(self, number)

    def counts(self, number: int) -> dict[str, Counts]:
        """The outcomes of a report, as if every check on it were certain."""
        other, lacks = Counts(0, 0, 0, 1, 0), Counts(0, 0, 0, 0, 1)
        found = {}
        for (rule, lacking, _), answer in zip(self._plan.steps, self._given, strict=True):
            if answer is not None:
                found[rule.id] = answer.counts(number)
            else:
                found[rule.id] = other if lacking is OTHER_KIND else lacks
        return found

    def _numbered(self) -> Plan:
        """The plan with the numbers of the answers."""
        numbers = iter(range(len(self._given)))
        steps = [
            (rule, lacking, -1 if answer is None else next(numbers))
            for (rule, lacking, _), answer in zip(self._plan.steps, self._given, strict=True)
        ]
        answered = zip(steps, self._given, strict=True)
        filtered = frozenset(rule.id for (rule, _, _), answer in answered if answer is not None and answer.filtered)
        return Plan(steps, None, filtered)

    def steps(self, number: int) -> list[Step]:
        """On which rows of a report the rules that are certain of all of it were judged."""
        found: list[Step] = []
        for (rule, _, _), answer in zip(self._plan.steps, self._given, strict=True):
            if answer is not None and number not in answer.unsure:
                _, rows, statuses = answer.of_report(number)
                if statuses:
                    found.append((rule, rows, statuses))
        return found

    def covered(self, number: int, report: Report) -> Covered:
        """Which figures of a report on which all checks are certain have been judged."""
        return Covered(report, self.judge.sheet, self.judge.prints, partial(self.steps, number))


__all__ = ["BulkJudge", "BulkResult"]
