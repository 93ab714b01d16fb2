"""What the checks of a report say about its numbers, for those who reason on many checks together.

Judging asks of one check at a time whether it holds. Here every check that was judged is told as a statement: the
comparisons that it makes between linear forms over the printed cells (``engine.quantity``), joined by *and* and *or* as
the rule joins them. Nothing is gathered unless somebody asks, so that judging alone costs nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gouji.engine.cells import Cell
from gouji.engine.evidence import Explained, explain
from gouji.engine.fingerprints import fingerprint
from gouji.engine.judge import Judge
from gouji.engine.outcome import Outcome
from gouji.engine.program import CompiledRule
from gouji.engine.quantity import Quantity
from gouji.engine.reportkinds import fits_kind
from gouji.engine.sheet import Sheet
from gouji.engine.truth import State, Truth
from gouji.language import bound as b


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Two sides and how they were compared (``= == ≠ < ≤ > ≥ ≈ 整数解``); ``tolerance`` belongs to ``≈``."""

    state: State
    operator: str
    left: Quantity
    right: Quantity
    tolerance: Quantity | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Statements that must all hold (``every``), or of which one must."""

    state: State
    every: bool
    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Opaque:
    """A condition that is no comparison of numbers: only its outcome and the cells that it read are known."""

    state: State
    cells: tuple[Cell, ...]


Statement = Compared | Joined | Opaque


@dataclass(frozen=True, slots=True, eq=False)
class JudgedCheck:
    """One rule at one place, judged by the exact path. ``row`` is the row, or the rows of the group, or None."""

    rule: CompiledRule
    row: Any
    outcome: Outcome
    truth: Truth
    explained: Explained

    @property
    def statement(self) -> Statement:
        """What the requirement says."""
        assert self.rule.require is not None
        return _Reader(self.explained).read(self.rule.require)

    @property
    def finding(self) -> str:
        """The id of the finding that this check gives when it fails (before equal ones are numbered)."""
        return fingerprint(self.rule.id, self.explained)


def rows_of(judge: Judge, rule: CompiledRule, sheet: Sheet) -> Sequence[Any]:
    """The rows, groups of rows, or the whole (None) that a rule is judged on; nothing where it cannot be."""
    kinds = rule.kinds
    if rule.require is None or rule.lacking is not None or (kinds and not fits_kind(kinds, sheet.report.kind)):
        return ()
    if judge._lacking(rule, sheet) is not None:
        return ()
    if rule.scope.table is None:
        return (None,)
    return sheet.groups(rule.scope.table, rule.keys) if rule.scope.keys else sheet.rows(rule.scope.table)


def compares_numbers(rule: CompiledRule) -> bool:
    """Whether a requirement compares numbers anywhere: only then has its statement anything to say."""
    if rule.require is None:
        return False
    return any(
        isinstance(part, b.Comparison) or (isinstance(part, b.Function) and part.function == "整数解")
        for part in b.walk(rule.require)
    )


def judged_checks(judge: Judge, sheet: Sheet, rules: Iterable[CompiledRule]) -> Iterator[JudgedCheck]:
    """Every check of the rules that is judged on this report, with its trace, in the order of rules and rows."""
    for rule in rules:
        for row in rows_of(judge, rule, sheet):
            when = rule.holds_when(sheet, row)
            if when.state is not State.HOLDS:
                continue
            explained = explain(rule, sheet, row)
            outcome, truth = judge._check(rule, sheet, row, explained)
            if outcome.judged:
                yield JudgedCheck(rule, row, outcome, truth, explained)


class _Reader:
    """Puts the values of a trace back on the parts of the requirement."""

    def __init__(self, explained: Explained) -> None:
        code, trace = explained.requirement
        self._values: dict[int, list[object]] = {}
        for number, value in trace:
            self._values.setdefault(id(code.nodes[number]), []).append(value)

    def read(self, part: b.Bound, at: int = -1) -> Statement:
        """The statement of a condition; ``at`` is which of its values is meant (inside an aggregate there are many)."""
        truth = self._value(part, at)
        if not isinstance(truth, Truth):
            return Opaque(State.UNKNOWN, self._cells(part))
        match part:
            case b.Junction(operator=operator, operands=operands):
                parts = tuple(self.read(operand, at) for operand in operands)
                return Joined(truth.state, operator == "且", parts)
            case b.Comparison(tolerance=tolerance) if truth.contrast is not None:
                contrast = truth.contrast
                if tolerance is None:
                    return Compared(truth.state, contrast.operator, contrast.left, contrast.right)
                allowed = self._value(tolerance, at)
                if isinstance(allowed, Quantity):
                    return Compared(truth.state, contrast.operator, contrast.left, contrast.right, allowed)
            case b.Function(function="整数解") if truth.contrast is not None:
                return Compared(truth.state, "整数解", truth.contrast.left, truth.contrast.right)
            case b.Aggregate(function="每个", require=b.Comparison() as require, where=None):
                times = len(self._values.get(id(require), ()))
                return Joined(truth.state, True, tuple(self.read(require, number) for number in range(times)))
        return Opaque(truth.state, self._cells(part))

    def _value(self, part: b.Bound | None, at: int) -> object:
        known = self._values.get(id(part), ())
        return known[at] if known and -len(known) <= at < len(known) else None

    def _cells(self, part: b.Bound) -> tuple[Cell, ...]:
        found: dict[Cell, None] = {}
        for inner in b.walk(part):
            for value in self._values.get(id(inner), ()):
                if type(value) is Cell:
                    found[value] = None
        return tuple(found)


__all__ = ["Compared", "Joined", "JudgedCheck", "Opaque", "Statement", "compares_numbers", "judged_checks", "rows_of"]
