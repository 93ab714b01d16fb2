"""What screens are put together from: certainties and numbers as parts of code, and the code around them.

Everything here makes parts of a syntax tree; what they come to is said in :mod:`gouji.engine.screen`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import field
from fractions import Fraction

from gouji.engine.cells import Cell
from gouji.engine.whole import SCALE, code_of
from gouji.faults.record import dataclass
from gouji.language import bound as b
from gouji.language import code_parts as ast
from gouji.language.emitter import call, name

TRUE, FALSE = ast.Constant(True), ast.Constant(False)


class NoScreen(Exception):
    """The rule uses something that only the exact path knows."""


@dataclass(frozen=True, slots=True)
class Rational:
    """``num / den / SCALE**power``; ``den`` None is 1. ``ulp``: the scaled last place of the one reported cell, if it is one."""

    num: ast.expr
    den: ast.expr | None
    power: int
    ulp: Callable[[], ast.expr] | None = None
    exact: bool = False
    """No cell in it has a width: its value is the only one it can take."""
    printed: bool = False
    """A cell or a number of the rule as it stands."""
    counted: bool = False
    """The denominator is a number of rows, so never below zero."""


@dataclass(frozen=True, slots=True)
class Certain:
    """Three conditions: certainly holds, certainly fails, certainly holds within rounding (given that it does not hold)."""

    holds: ast.expr
    fails: ast.expr
    within: ast.expr = field(default_factory=lambda: FALSE)


@dataclasses.dataclass(slots=True)
class Frame:
    """The rows of one level: which arrays are looped over, and under which names.

    With ``index`` the rows are some of all, and cells are asked one by one by that variable instead.
    """

    level: int
    loops: dict[str, str | list[str]] = field(default_factory=dict)
    index: str = ""


OPERATORS: dict[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "≤": ast.LtE,
    ">": ast.Gt,
    "≥": ast.GtE,
    "=": ast.Eq,
    "==": ast.Eq,
}
INVERSE: dict[str, type[ast.cmpop]] = {"<": ast.GtE, "≤": ast.Gt, ">": ast.LtE, "≥": ast.Lt}
MIRROR = {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}
NAN = ast.Name("nan", ast.Load())


def is_target(bound: b.Bound) -> bool:
    return isinstance(bound, b.Cell) and bound.type.base == "target"


class OneCell:
    """A sheet of one cell, for conditions that are remembered by its text."""

    def __init__(self, cell: Cell) -> None:
        self._cell = cell
        self.year = None

    def cell(self, slot: int, row: object) -> Cell:
        return self._cell

    def field(self, slot: int) -> Cell:
        return self._cell

    def group_cell(self, slot: int, rows: object) -> Cell:
        return self._cell


def cell_and_number(bound: b.Comparison) -> tuple[b.Cell, str, int]:
    """A comparison of a cell of any unit with a number of the rule: the cell, the operator from its side, the number as a
    whole number that holds its unit. Raises NoScreen for any other comparison."""
    left, right, operator = bound.left, bound.right, bound.operator
    if isinstance(left, b.Constant):
        left, right, operator = right, left, MIRROR.get(operator, operator)
    if not isinstance(left, b.Cell) or not isinstance(right, b.Constant) or bound.tolerance is not None:
        raise NoScreen
    code = code_of(right.figure)
    if isinstance(code, float) or operator not in OPPOSITE:
        raise NoScreen
    return left, operator, code


def cell_and_target(bound: b.Comparison) -> tuple[b.Cell, str, b.Cell]:
    """A comparison of a cell of any unit with the figure of a target: the cell, the operator from its side, the target.

    Raises NoScreen for any other comparison.
    """
    left, right, operator = bound.left, bound.right, bound.operator
    if left.type.base == "target":
        left, right, operator = right, left, MIRROR.get(operator, operator)
    if not isinstance(left, b.Cell) or not isinstance(right, b.Cell) or operator not in OPPOSITE:
        raise NoScreen
    return left, operator, right


def quotient_of_cells(left: b.Bound, right: b.Bound) -> tuple[b.Cell | b.OneRow, ...] | None:
    """The three cells of ``r = e / b``, no column twice; None for any other equation."""
    if not isinstance(right, b.Arith):
        left, right = right, left
    if not isinstance(right, b.Arith) or right.operator != "/":
        return None
    three = [part for part in (left, right.left, right.right) if isinstance(part, b.Cell | b.OneRow)]
    if len(three) < 3 or any(cell.type.base != "number" for cell in three):
        return None
    names = {(cell.table, cell.column.name, cell.level) for cell in three}
    return tuple(three) if len(names) == 3 else None


def meeting_alike(left: b.Bound, right: b.Bound) -> None:
    """A bare number in a cell beside what may be a percentage is for the exact path: it may be meant as either."""
    for one, other in ((left, right), (right, left)):
        bare = isinstance(one, b.Cell | b.OneRow) and one.type.base == "number" and not one.type.dim
        if bare and not one.type.ratio and any(_perhaps_ratio(part) for part in b.walk(other)):
            raise NoScreen


def _perhaps_ratio(part: b.Bound) -> bool:
    return part.type.ratio or (isinstance(part, b.Arith) and part.operator == "/")


OPPOSITE = {"<": "≥", "≤": ">", ">": "≤", "≥": "<"}


def between(value: ast.expr, operator: str, code: ast.expr, low: int, high: int) -> ast.expr:
    """A comparison that also holds the value inside the range of its unit."""
    if operator in ("<", "≤"):
        return ast.Compare(ast.Constant(low), [ast.LtE(), OPERATORS[operator]()], [value, code])
    other = ast.Lt() if operator == ">" else ast.LtE()
    return ast.Compare(code, [other, ast.LtE()], [value, ast.Constant(high)])


def constant_of(value: Fraction) -> Rational:
    if value.denominator == 1:
        return Rational(ast.Constant(value.numerator), None, 0, exact=True, printed=True)
    scaled = value * SCALE
    if scaled.denominator != 1:
        raise NoScreen
    return Rational(ast.Constant(scaled.numerator), None, 1, exact=True, printed=True)


def scaled_by(expression: ast.expr, power: int) -> ast.expr:
    if power == 0:
        return expression
    factor = SCALE**power
    if isinstance(expression, ast.Constant) and isinstance(expression.value, int):
        return ast.Constant(expression.value * factor)
    return ast.BinOp(expression, ast.Mult(), ast.Constant(factor))


def times(left: ast.expr | None, right: ast.expr | None) -> ast.expr | None:
    if left is None or right is None:
        return left if right is None else right
    return ast.BinOp(left, ast.Mult(), right)


def crossed(left: Rational, right: Rational) -> tuple[ast.expr, ast.expr]:
    """Both sides over one denominator and in one scale (equal only if the sides are; ordered only without denominators)."""
    power = max(left.power, right.power)
    one = times(scaled_by(left.num, power - left.power), right.den)
    other = times(scaled_by(right.num, power - right.power), left.den)
    assert one is not None and other is not None
    return one, other


def near(cell: Rational, other: Rational, ulp: ast.expr) -> ast.expr:
    """``|cell - other| ≤ ulp / 2``, multiplied out; the cell has no denominator and power 1."""
    den = other.den
    power = max(1, other.power)
    mine = times(scaled_by(cell.num, power - 1), den)
    its = scaled_by(other.num, power - other.power)
    width = times(scaled_by(ulp, power - 1), den)
    assert mine is not None and width is not None
    twice = ast.BinOp(ast.Constant(2), ast.Mult(), ast.BinOp(mine, ast.Sub(), its))
    if den is None:
        return ast.Compare(ast.UnaryOp(ast.USub(), width), [ast.LtE(), ast.LtE()], [twice, width])
    return ast.Compare(call("abs", twice), [ast.LtE()], [call("abs", width)])


def meeting(r: tuple[ast.expr, ast.expr], e: tuple[ast.expr, ast.expr], b: tuple[ast.expr, ast.expr]) -> ast.expr:
    """Whether ``r = e / b`` can hold inside the roundings of three figures, none negative.

    Each is its doubled scaled value and its last place. Lower ends times lower ends and upper times upper bound the
    product r·b, which must meet e.
    """

    def low(side: tuple[ast.expr, ast.expr]) -> ast.expr:
        return ast.BinOp(side[0], ast.Sub(), side[1])

    def high(side: tuple[ast.expr, ast.expr]) -> ast.expr:
        return ast.BinOp(side[0], ast.Add(), side[1])

    def product(left: ast.expr, right: ast.expr) -> ast.expr:
        return ast.BinOp(left, ast.Mult(), right)

    unit = ast.Constant(2 * SCALE)
    return all_of(
        [
            ast.Compare(r[0], [ast.GtE()], [r[1]]),
            ast.Compare(e[0], [ast.GtE()], [e[1]]),
            ast.Compare(b[0], [ast.Gt()], [b[1]]),
            ast.Compare(product(low(r), low(b)), [ast.LtE()], [product(high(e), unit)]),
            ast.Compare(product(low(e), unit), [ast.LtE()], [product(high(r), high(b))]),
        ]
    )


def nothing(what: str) -> ast.expr:
    if what == "ranges":
        return name("NO_RANGE")
    return NAN if what in ("numbers", "ulps", "column_ulps", "values", "codes") else ast.Constant(None)


def triple(none: int | ast.expr, rows: ast.expr, statuses: ast.expr) -> ast.expr:
    return ast.Tuple([none if isinstance(none, ast.expr) else ast.Constant(none), rows, statuses], ast.Load())


EMPTY = ast.Tuple([], ast.Load())


def conjuncts(when: b.Bound | None) -> list[b.Bound]:
    if when is None:
        return []
    if isinstance(when, b.Junction) and when.operator == "且":
        return [part for operand in when.operands for part in conjuncts(operand)]
    return [when]


def certain_all(parts: Sequence[Certain]) -> Certain:
    return Certain(all_of([part.holds for part in parts]), any_of([part.fails for part in parts]))


def part_of(value: ast.expr, part: int | None) -> ast.expr:
    return value if part is None else ast.Subscript(value, ast.Constant(part), ast.Load())


def loop_over(loops: dict[str, str | list[str]]) -> ast.comprehension:
    arrays: list[ast.expr] = [name(array) for array in loops]
    variables: list[ast.expr] = []
    for words in loops.values():
        if isinstance(words, str):
            variables.append(ast.Name(words, ast.Store()))
        else:
            variables.append(ast.Tuple([ast.Name(word, ast.Store()) for word in words], ast.Store()))
    if len(arrays) == 1:
        return ast.comprehension(variables[0], arrays[0], [], 0)
    return ast.comprehension(ast.Tuple(variables, ast.Store()), call("zip", *arrays), [], 0)


def numbered_loop(loops: dict[str, str | list[str]]) -> ast.comprehension:
    """The same, with the number of the row as ``i``."""
    loop = loop_over(loops)
    alone = len(loops) == 1
    arrays = [loop.iter] if alone else loop.iter.args  # type: ignore[attr-defined]  # a call of zip
    targets = [loop.target] if alone else loop.target.elts  # type: ignore[attr-defined]
    target = ast.Tuple([ast.Name("i", ast.Store()), *targets], ast.Store())
    return ast.comprehension(target, call("zip", call("count"), *arrays), [], 0)


def if_else(test: ast.expr, then: ast.expr | int, other: ast.expr | int) -> ast.expr:
    yes = then if isinstance(then, ast.expr) else ast.Constant(then)
    no = other if isinstance(other, ast.expr) else ast.Constant(other)
    if test is TRUE or test is FALSE:
        return yes if test is TRUE else no
    return ast.IfExp(test, yes, no)


def all_of(tests: Sequence[ast.expr]) -> ast.expr:
    if any(test is FALSE for test in tests):
        return FALSE
    kept: list[ast.expr] = []
    kept.extend(test for test in tests if test is not TRUE)
    return kept[0] if len(kept) == 1 else ast.BoolOp(ast.And(), kept) if kept else TRUE


def any_of(tests: Sequence[ast.expr]) -> ast.expr:
    if any(test is TRUE for test in tests):
        return TRUE
    kept: list[ast.expr] = []
    kept.extend(test for test in tests if test is not FALSE)
    return kept[0] if len(kept) == 1 else ast.BoolOp(ast.Or(), kept) if kept else FALSE


def is_exactly(answer: ast.expr, value: bool) -> ast.expr:
    return ast.Compare(answer, [ast.Is()], [ast.Constant(value)])
