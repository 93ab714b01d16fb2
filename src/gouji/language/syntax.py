"""The syntax tree of a rule: what was written, with the stretch of text each part came from.

Spans are offsets (start, end) into the rule's text, in code points. Trees are immutable and compare by meaning *and*
place; :mod:`gouji.language.printer` gives the canonical text, which is what tests compare.
"""

from __future__ import annotations

from gouji.faults.record import dataclass
from gouji.figures import Figure, Period

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a rule."""

    span: Span


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A figure written in the rule, exact as it stands: ``90%``, ``0.5分``, ``188.4万元``."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class DateLiteral(Node):
    """A date or period: ``2023年9月30日``."""

    period: Period


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class TextSet(Node):
    """``{达到预期, “达成”}``: the items as texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A column, field, parameter, word set or derived name, perhaps with its table in front: ``指标.得分``."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lookup(Node):
    """The cell of the one row of another table that meets a condition: ``资金[来源 = "合计"].支出``.

    A bare column in the brackets means "equal to the column of that name here".
    """

    table: str
    where: Node
    column: str


@dataclass(frozen=True, slots=True)
class Argument(Node):
    """An argument of a call, with the filter and the requirement that an aggregate takes."""

    value: Node
    where: Node | None = None
    require: Node | None = None


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function or an aggregate; ``function`` is its canonical (Chinese) name or, when unknown, what was written."""

    function: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """``-x``."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """``+ - * /``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """``= == ≠ < ≤ > ≥ ≈``; ``tolerance`` belongs to ``≈`` (``A ≈ B ± 0.5分``)."""

    operator: str
    left: Node
    right: Node
    tolerance: Node | None = None


@dataclass(frozen=True, slots=True)
class Relate(Node):
    """A relation between two cells that is not arithmetic: ``达到 未达 同单位 属于 不属于 包含 不包含 匹配 不匹配``.

    For ``匹配`` the right side is a :class:`Pattern`.
    """

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Pattern(Node):
    """A regular expression between slashes; runs in linear time whatever it says."""

    regex: str


@dataclass(frozen=True, slots=True)
class Ask(Node):
    """A question about one cell: ``为空 已填 可比 不可比``."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Not(Node):
    """``非``."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """``且`` / ``或`` over two or more operands."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Rule(Node):
    """A whole line: an optional scope (``每组 表 按 键：``), an optional condition (``当``) and what is required."""

    require: Node
    when: Node | None = None
    group_table: str | None = None
    group_keys: tuple[str, ...] = ()


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, in the order in which they are written."""
    match node:
        case Negative(_, operand) | Ask(_, _, operand) | Not(_, operand):
            return (operand,)
        case Arithmetic(_, _, left, right) | Relate(_, _, left, right):
            return (left, right)
        case Compare(_, _, left, right, tolerance):
            return (left, right) if tolerance is None else (left, right, tolerance)
        case Logic(_, _, operands):
            return operands
        case Call(_, _, arguments):
            return arguments
        case Argument(_, value, where, require):
            return tuple(part for part in (value, where, require) if part is not None)
        case Lookup(_, _, where, _):
            return (where,)
        case Rule(_, require, when):
            return (require,) if when is None else (when, require)
    return ()
