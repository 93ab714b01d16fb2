"""One check step by step: the value of every part, the true values a figure may stand for, and why it came out so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from gouji.engine.cells import Cell
from gouji.engine.evidence import evidence_of, explain, locations_of, message_of, quantity_text, unit_of
from gouji.engine.fingerprints import fingerprint
from gouji.engine.outcome import Outcome
from gouji.engine.program import CompiledRule
from gouji.engine.quantity import Quantity
from gouji.engine.ranges import span
from gouji.engine.reportkinds import OTHER_KIND, fits_kind
from gouji.engine.result import Evidence, Location
from gouji.engine.ruleset import RuleSet
from gouji.engine.truth import State, Truth
from gouji.faults import Note
from gouji.faults.record import dataclass
from gouji.figures import Interval, Unit, format_quantity
from gouji.language import bound as b
from gouji.language import show
from gouji.report import Report


@dataclass(frozen=True, slots=True)
class Range:
    """The true values that a figure, or a side of a comparison, may stand for, as texts; None is an unbounded end."""

    low: str | None
    high: str | None
    low_open: bool = False
    high_open: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one value."""
        return self.low is not None and self.low == self.high

    def __str__(self) -> str:
        if self.exact:
            return self.low or ""
        left = "(" if self.low is None or self.low_open else "["
        right = ")" if self.high is None or self.high_open else "]"
        return f"{left}{self.low or '−∞'}, {self.high or '+∞'}{right}"


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell that the check read: where it stands, what was printed, and what its digits leave open.

    ``values`` is None for a cell that is not used as a number, and ``problem`` says why a number is missing.
    """

    location: Location
    values: Range | None = None
    problem: Note | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the condition or the requirement with its value."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison that decided: its value at the printed figures, and the values it can take."""

    value: str
    values: Range | None


@dataclass(frozen=True, slots=True)
class Trace:
    """One check of one rule. ``row`` counts from 1 among ``rows``, which is 0 where nothing can be judged."""

    rule: str
    row: int
    rows: int
    about: str
    outcome: Outcome
    reasons: tuple[Note, ...]
    when: tuple[Step, ...] = ()
    when_holds: str = ""
    require: tuple[Step, ...] = ()
    operands: tuple[Operand, ...] = ()
    evidence: Evidence | None = None
    operator: str = ""
    sides: tuple[Side, ...] = ()
    message: str = ""


class Explainer:
    """Explains the checks of one rule on one report.

    Raises KeyError for a rule that the rule set does not have.
    """

    def __init__(self, rules: RuleSet, report: Report, rule: str) -> None:
        judge = rules.judge_for(report)
        by_id = {compiled.info.id: compiled for compiled in judge.program.rules}
        self.rule: CompiledRule = by_id[rule]
        self.report = report
        self.lang = rules.lang
        self._sheet = judge.sheet(report)

    @cached_property
    def lacking(self) -> Note | None:
        """Why the rule cannot be judged on this report at all."""
        rule = self.rule
        if rule.kinds and not fits_kind(rule.kinds, self.report.kind):
            return OTHER_KIND
        if rule.lacking is not None:
            return rule.lacking
        missing = [slot for slot in rule.used if self._sheet.strip(slot) is None]
        if not missing:
            return None
        tables = [table for table, _ in missing if table is not None and table not in self._sheet.tables]
        if tables:
            return Note.of("U612", table="、".join(dict.fromkeys(tables)))
        names = dict.fromkeys(f"{table}.{column.name}" if table else column.name for table, column in missing)
        return Note.of("U601", names="、".join(names))

    @cached_property
    def rows(self) -> Sequence[Any]:
        """The rows, or groups of rows, that the rule is judged on; one for a rule on the whole report."""
        scope = self.rule.scope
        if self.lacking is not None:
            return ()
        if scope.table is None:
            return (None,)
        return self._sheet.groups(scope.table, self.rule.keys) if scope.keys else self._sheet.rows(scope.table)

    def outcome(self, row: Any) -> tuple[Outcome, Truth]:
        """How a row comes out, by the exact path."""
        when = self.rule.holds_when(self._sheet, row)
        if when.state is State.FAILS:
            return Outcome.NOT_APPLICABLE, when
        if when.state is not State.HOLDS:
            return Outcome.UNDECIDED, when
        truth = self.rule.holds(self._sheet, row)
        outcomes = {State.HOLDS: Outcome.PASS, State.OPEN: Outcome.WITHIN_ROUNDING, State.UNKNOWN: Outcome.UNDECIDED}
        return outcomes.get(truth.state, Outcome.FAIL), truth

    def notable(self) -> tuple[int, Outcome | None]:
        """The row to show when none is named: the first that fails, else that was judged, else the first (from 0)."""
        judged: tuple[int, Outcome | None] | None = None
        first: Outcome | None = None
        for at, row in enumerate(self.rows):
            outcome, _ = self.outcome(row)
            first = first or outcome
            if outcome is Outcome.FAIL:
                return at, outcome
            if outcome.judged and judged is None:
                judged = at, outcome
        return judged or (0, first)

    def row_of(self, finding: str) -> int | None:
        """The row (from 0) that gave a finding, by the finding's id."""
        wanted, _, number = finding.partition("-")
        times = int(number) if number.isdigit() else 1
        for at, row in enumerate(self.rows):
            if self.outcome(row)[0] is not Outcome.FAIL:
                continue
            if fingerprint(self.rule.info.id, explain(self.rule, self._sheet, row)) == wanted:
                times -= 1
                if not times:
                    return at
        return None

    def trace(self, at: int) -> Trace:
        """The check of one row (from 0); for a rule that cannot be judged on this report, the reason."""
        info = self.rule.info
        if not self.rows:
            reason = self.lacking
            outcome = Outcome.NOT_APPLICABLE if reason in (None, OTHER_KIND) else Outcome.UNDECIDED
            return Trace(info.id, 0, 0, "", outcome, () if reason is None else (reason,))
        row = self.rows[at]
        outcome, truth = self.outcome(row)
        explained = explain(self.rule, self._sheet, row)
        applies = outcome is not Outcome.NOT_APPLICABLE and not self._when_open(row)
        reasons = truth.reasons
        if self._when_open(row) and not reasons:
            condition = show(self.rule.when.node) if self.rule.when is not None else ""
            reasons = (Note.of("U606", text=condition),)
        inner = {id(part.node) for whole in self._wholes() for part in _inside_aggregates(whole)}
        values = {id(node): (show(node), value) for node, value in explained.steps if id(node) not in inner}
        evidence = evidence_of(self.rule, explained, self.lang)
        contrast = truth.contrast
        return Trace(
            rule=info.id,
            row=at + 1,
            rows=len(self.rows),
            about=next((cell.row for cell in explained.cells if cell.row), ""),
            outcome=outcome,
            reasons=reasons,
            when=tuple(_steps(self.rule.when, values)),
            when_holds=self._when_word(row),
            require=tuple(_steps(self.rule.require, values)) if applies else (),
            operands=tuple(self._operands(explained.cells)),
            evidence=evidence,
            operator=contrast.operator if contrast is not None else "",
            sides=tuple(_side(side) for side in (contrast.left, contrast.right)) if contrast is not None else (),
            message=message_of(self.rule, self._sheet, row, explained, evidence, self.lang)
            if outcome is Outcome.FAIL
            else "",
        )

    def _wholes(self) -> list[b.Bound]:
        return [whole for whole in (self.rule.when, self.rule.require) if whole is not None]

    def _when_open(self, row: Any) -> bool:
        state = self.rule.holds_when(self._sheet, row).state
        return state not in (State.HOLDS, State.FAILS)

    def _when_word(self, row: Any) -> str:
        if self.rule.when is None:
            return ""
        state = self.rule.holds_when(self._sheet, row).state
        return "holds" if state is State.HOLDS else "fails" if state is State.FAILS else "open"

    def _operands(self, cells: Sequence[Cell]) -> Iterator[Operand]:
        for cell in dict.fromkeys(cells):
            (location,) = locations_of(self._sheet, [cell])
            if cell.column.kind.base in ("text", "date"):
                yield Operand(location)
                continue
            quantity = cell.quantity
            if isinstance(quantity, Note):
                yield Operand(location, problem=quantity if cell.column.kind.base == "number" else None)
            elif (leaf := quantity.leaf) is not None:
                yield Operand(location, _range(leaf.interval, leaf.figure.unit))


def _steps(whole: b.Bound | None, values: dict[int, tuple[str, str]]) -> Iterator[Step]:
    """The parts of a condition that have a value, inside first, each once; constants and bare cells need no step."""
    if whole is None:
        return
    seen: set[str] = set()
    for part in reversed(b.walk(whole)):
        known = values.get(id(part.node))
        if known is None or isinstance(part, b.Cell | b.OneRow | b.Constant | b.Words | b.Day) or known[0] in seen:
            continue
        seen.add(known[0])
        yield Step(*known)


def _inside_aggregates(whole: b.Bound) -> Iterator[b.Bound]:
    """The parts that are worked out once a row inside a sum and the like: the last row's value would mislead."""
    for part in b.walk(whole):
        if isinstance(part, b.Aggregate | b.OneRow):
            for child in b.parts(part):
                yield from b.walk(child)


def _side(quantity: Quantity) -> Side:
    value = quantity_text(quantity)
    try:
        return Side(value, _range(span(quantity), unit_of(quantity)))
    except (ZeroDivisionError, ValueError):
        return Side(value, None)


def _range(interval: Interval, unit: Unit) -> Range:
    def text(end: Fraction | None) -> str | None:
        return None if end is None else format_quantity(end, unit)

    return Range(text(interval.lo), text(interval.hi), interval.lo_open, interval.hi_open)


__all__ = ["Explainer", "Operand", "Range", "Side", "Step", "Trace"]
