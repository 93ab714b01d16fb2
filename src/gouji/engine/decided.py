"""Parts of a rule that can come out one way only, given what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from gouji.faults import Note
from gouji.faults.record import dataclass
from gouji.figures import Interval
from gouji.figures.rational import Rational
from gouji.language import Node, show
from gouji.language.syntax import Ask, Call, Compare, Logic, Name, Not, Number, Relate, children
from gouji.packs.model import AuthoredRule, Clause

#: Functions with bounded values: from, to (None: no bound).
_BOUNDED: Mapping[str, tuple[int, int | None]] = {
    "绝对值": (0, None),
    "计数": (0, None),
    "字数": (0, None),
    "相似度": (0, 1),
}
_MIRRORED: Mapping[str, str] = {"<": ">", "≤": "≥", ">": "<", "≥": "≤", "==": "==", "≠": "≠"}
_PAIRS = (
    ("≥", "<"),
    ("≤", ">"),
    ("==", "≠"),
    ("达到", "未达"),
    ("属于", "不属于"),
    ("包含", "不包含"),
    ("匹配", "不匹配"),
)
_ASKED = (("已填", "为空"), ("可比", "不可比"))
_OPPOSITES: Mapping[str, str] = {word: other for pair in (*_PAIRS, *_ASKED) for word, other in (pair, pair[::-1])}


@dataclass(frozen=True, slots=True)
class Decided:
    """A part that always or never holds, and why."""

    clause: Clause
    node: Node
    holds: bool
    why: Note


def conjuncts(node: Node) -> Iterator[Node]:
    """The parts of a conjunction; any other node is its own only part."""
    if isinstance(node, Logic) and node.operator == "且":
        for operand in node.operands:
            yield from conjuncts(operand)
    else:
        yield node


def decided(rule: AuthoredRule, parameters: Mapping[str, Node]) -> Iterator[Decided]:
    """The parts of a rule that can come out one way only.

    Three kinds: a comparison outside the range of a function; a disjunction of a part and its opposite; a part of the
    condition or of the requirement that an earlier part settles. Comparisons of two constants, or of a thing with
    itself, are faults and never come here.
    """
    known = _Known(rule.definitions, parameters)
    for clause in (*rule.when, *rule.require):
        for node in _all(clause.node):
            if (ranged := known.by_range(node)) is not None:
                yield Decided(clause, node, *ranged)
            elif isinstance(node, Logic) and node.operator == "或" and (why := _exhaustive(node)) is not None:
                yield Decided(clause, node, True, why)
        for part in conjuncts(clause.node):
            if (settled := known.settled(part)) is not None:
                yield Decided(clause, part, *settled)
            known.add(part)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _all(child)


def opposite(node: Node) -> Node | None:
    """The negation of a part in one word; None where there is none."""
    match node:
        case Not(_, operand):
            return operand
        case Compare(_, operator, tolerance=None) | Relate(_, operator) | Ask(_, operator) if operator in _OPPOSITES:
            return replace(node, operator=_OPPOSITES[operator])
    return None


def _exhaustive(node: Logic) -> Note | None:
    """Whether two parts of a disjunction are opposites, so that one of them always holds."""
    written = {show(operand) for operand in node.operands}
    for operand in node.operands:
        if (other := opposite(operand)) is not None and show(other) in written:
            return Note.of("R468", text=show(operand), other=show(other))
    return None


class _Known:
    """What the parts so far say."""

    def __init__(self, definitions: Mapping[str, Node], parameters: Mapping[str, Node]) -> None:
        self.definitions = definitions
        self.parameters = parameters
        self.parts: dict[str, str] = {}
        self.ranges: dict[str, tuple[Interval, str]] = {}

    def add(self, part: Node, depth: int = 0) -> None:
        self.parts[show(part)] = show(part)
        if (bound := self._range(part)) is not None:
            text, interval = bound
            before = self.ranges.get(text)
            if before is None or (interval := _common(before[0], interval) or before[0]) != before[0]:
                self.ranges[text] = (interval, show(part))
        if isinstance(part, Name) and len(part.parts) == 1 and part.parts[0] in self.definitions and depth < 20:
            for inner in conjuncts(self.definitions[part.parts[0]]):
                self.add(inner, depth + 1)

    def settled(self, part: Node) -> tuple[bool, Note] | None:
        """Whether the parts so far leave this one no choice."""
        text = show(part)
        if text in self.parts:
            return True, Note.of("R464", text=text)
        other = opposite(part)
        if other is not None and show(other) in self.parts:
            return False, Note.of("R465", text=show(other))
        bound = self._range(part)
        if bound is None or bound[0] not in self.ranges:
            return None
        known, said = self.ranges[bound[0]]
        common = _common(known, bound[1])
        if common is None:
            return False, Note.of("R465", text=said)
        return (True, Note.of("R464", text=said)) if common == known else None

    def by_range(self, node: Node) -> tuple[bool, Note] | None:
        """Whether the range of a function settles a comparison with a constant."""
        found = self._sides(node)
        if found is None:
            return None
        side, operator, value = found
        if not isinstance(side, Call) or side.function not in _BOUNDED:
            return None
        low, high = _BOUNDED[side.function]
        least, most = Rational(low), None if high is None else Rational(high)
        below = most is not None and most < value
        above = value < least
        holds: bool | None = None
        match operator:
            case "≥":
                holds = True if value <= least else False if below else None
            case ">":
                holds = True if above else False if most is not None and most <= value else None
            case "≤":
                holds = True if most is not None and most <= value else False if above else None
            case "<":
                holds = True if below else False if value <= least else None
            case "=" | "==" | "≠":
                holds = (operator == "≠") if above or below else None
        if holds is None:
            return None
        if high is None:
            return holds, Note.of("R467", text=show(side), low=low)
        return holds, Note.of("R466", text=show(side), low=low, high=high)

    def _range(self, node: Node) -> tuple[str, Interval] | None:
        """The values that an ordering against a constant leaves to its other side."""
        found = self._sides(node)
        if found is None:
            return None
        side, operator, value = found
        match operator:
            case "≥" | ">":
                return show(side), Interval(value, None, lo_open=operator == ">")
            case "≤" | "<":
                return show(side), Interval(None, value, hi_open=operator == "<")
            case "==":
                return show(side), Interval(value, value)
        return None

    def _sides(self, node: Node) -> tuple[Node, str, Fraction] | None:
        """A comparison as: what is compared, how, and with which constant."""
        if not isinstance(node, Compare) or node.tolerance is not None:
            return None
        right = self._constant(node.right)
        if right is not None:
            return node.left, node.operator, right
        left = self._constant(node.left)
        if left is not None:
            return node.right, _MIRRORED.get(node.operator, node.operator), left
        return None

    def _constant(self, node: Node) -> Fraction | None:
        if isinstance(node, Name) and len(node.parts) == 1:
            node = self.parameters.get(node.parts[0], node)
        return node.figure.base if isinstance(node, Number) else None


def _common(one: Interval, other: Interval) -> Interval | None:
    """What two intervals have in common; None for nothing."""
    lo, lo_open = max(
        ((i.lo, i.lo_open) for i in (one, other) if i.lo is not None), key=lambda end: end, default=(None, False)
    )
    his = [(i.hi, not i.hi_open) for i in (one, other) if i.hi is not None]
    hi, hi_closed = min(his) if his else (None, True)
    if lo is not None and hi is not None and (lo > hi or (lo == hi and (lo_open or not hi_closed))):
        return None
    return Interval(lo, hi, lo_open=lo_open, hi_open=not hi_closed and hi is not None)
