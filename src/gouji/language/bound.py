"""The bound tree: a rule whose names are known columns, whose kinds fit, and whose rows are numbered.

Row levels count from the outside: level 0 is the row (or group of rows) that the rule is judged on, level 1 the row of
an aggregate or lookup inside it, and so on. A field has no row.
"""

from __future__ import annotations

from fractions import Fraction

from gouji.faults.record import dataclass
from gouji.figures import Figure, Period
from gouji.language.kinds import Column, Dim, Type
from gouji.language.syntax import Node


@dataclass(frozen=True, slots=True)
class Bound:
    """Any part of a bound rule; ``node`` is what was written."""

    node: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Constant(Bound):
    """A number of the rule, in base units; ``dim`` may differ from the type where it took the other side's."""

    value: Fraction
    dim: Dim
    figure: Figure


@dataclass(frozen=True, slots=True)
class Words(Bound):
    """Text, or a set of texts, folded."""

    items: frozenset[str]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day(Bound):
    """A date or period of the rule."""

    period: Period


@dataclass(frozen=True, slots=True)
class Cell(Bound):
    """A cell of the row at ``level`` of ``table``, or a field (``table`` None)."""

    table: str | None
    column: Column
    level: int
    of_group: bool = False
    """The row at this level is a group: the cell is the one value that the group's rows have in this column."""


@dataclass(frozen=True, slots=True)
class OneRow(Bound):
    """A cell of the one row of a table that meets ``where`` (at ``level``); without ``where``, of the total row."""

    table: str
    column: Column
    level: int
    where: Bound | None


@dataclass(frozen=True, slots=True)
class Minus(Bound):
    """``-x``."""

    operand: Bound


@dataclass(frozen=True, slots=True)
class Arith(Bound):
    """``+ - * /``."""

    operator: str
    left: Bound
    right: Bound


@dataclass(frozen=True, slots=True)
class Function(Bound):
    """A function of one row's values (not over rows)."""

    function: str
    arguments: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Aggregate(Bound):
    """A function over rows at ``level``: of the whole ``table``, or of the group at level 0 (``of_group``)."""

    function: str
    table: str
    level: int
    value: Bound | None
    where: Bound | None
    require: Bound | None
    of_group: bool


@dataclass(frozen=True, slots=True)
class Comparison(Bound):
    """``= == ≠ < ≤ > ≥ ≈``; ``tolerance`` belongs to ``≈``."""

    operator: str
    left: Bound
    right: Bound
    tolerance: Bound | None


@dataclass(frozen=True, slots=True)
class Relation(Bound):
    """``达到 未达 同单位`` between two cells."""

    operator: str
    left: Bound
    right: Bound


@dataclass(frozen=True, slots=True)
class Membership(Bound):
    """``属于 不属于 包含 不包含`` a set of words, or the words of another cell."""

    operator: str
    operand: Bound
    words: Bound


@dataclass(frozen=True, slots=True)
class Match(Bound):
    """``匹配 不匹配`` a regular expression."""

    operator: str
    operand: Bound
    regex: str


@dataclass(frozen=True, slots=True)
class Question(Bound):
    """``为空 已填 可比 不可比``."""

    operator: str
    operand: Bound


@dataclass(frozen=True, slots=True)
class Negation(Bound):
    """``非``."""

    operand: Bound


@dataclass(frozen=True, slots=True)
class Junction(Bound):
    """``且`` / ``或``."""

    operator: str
    operands: tuple[Bound, ...]


def parts(bound: Bound) -> tuple[Bound, ...]:
    """The direct parts of a bound node."""
    match bound:
        case Minus(operand=operand) | Negation(operand=operand) | Question(operand=operand) | Match(operand=operand):
            return (operand,)
        case Arith(left=left, right=right) | Relation(left=left, right=right):
            return (left, right)
        case Comparison(left=left, right=right, tolerance=tolerance):
            return (left, right) if tolerance is None else (left, right, tolerance)
        case Membership(operand=operand, words=words):
            return (operand, words)
        case Function(arguments=arguments):
            return arguments
        case Junction(operands=operands):
            return operands
        case OneRow(where=where):
            return () if where is None else (where,)
        case Aggregate(value=value, where=where, require=require):
            return tuple(part for part in (value, where, require) if part is not None)
    return ()


def walk(bound: Bound) -> list[Bound]:
    """The node and all its parts, outside first."""
    out = [bound]
    for part in parts(bound):
        out.extend(walk(part))
    return out
