"""What compiled rules call to reckon and to compare: operations on cells, quantities and reasons.

What they ask of words, dates and targets is in :mod:`gouji.engine.questions`, what they work out over rows in
:mod:`gouji.engine.aggregates`.

Every function takes what the others return. A :class:`Note` in place of an operand says why there is none and is passed on,
so that an undecided check keeps every reason.
"""

from __future__ import annotations

import operator as op
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from gouji.engine import quantity as q
from gouji.engine import ranges
from gouji.engine.cells import Cell, dim_of_figure
from gouji.engine.quantity import Dim, Quantity
from gouji.engine.reading import Content
from gouji.engine.truth import Contrast, State, Truth, unknown
from gouji.faults import Note
from gouji.figures import Figure
from gouji.figures.rational import Rational
from gouji.language import priced

#: What a numeric operand can be when it reaches an operation.
Operand = Cell | Quantity | Note | Content


def number(operand: Operand) -> Quantity | Note:
    """A cell as a quantity."""
    if isinstance(operand, Cell):
        return operand.quantity
    if isinstance(operand, Content):
        assert operand.figure is not None
        return _loose(operand.figure)
    return operand


def _loose(figure: Figure) -> Quantity:
    """A figure taken out of a text: exact, since nothing says how it was rounded."""
    others = tuple(q.constant(part.base, dim_of_figure(part)) for part in figure.parts)
    known = q.constant(figure.base, dim_of_figure(figure), figure.unit.dimension == "ratio")
    return Quantity(known.value, known.dim, known.terms, known.const, known.ratio, others)


# -- arithmetic ----------------------------------------------------------------------------------------------------------


def _notes(*operands: Quantity | Note) -> Note | None:
    return next((operand for operand in operands if isinstance(operand, Note)), None)


def dim_words(dim: Dim) -> str:
    """A dimension as people say it."""
    if not dim:
        return "数"
    over = "×".join(name.removeprefix("count:") for name, power in dim if power > 0)
    under = "×".join(name.removeprefix("count:") for name, power in dim if power < 0)
    words = {
        "money": "金额",
        "score": "分",
        "area": "面积",
        "length": "长度",
        "mass": "重量",
        "hours": "小时",
        "days": "天",
    }
    words |= {"money?": "金额（没有单位）", "ratio": "比率"}
    over, under = words.get(over, over), words.get(under, under)
    return f"{over or '1'}/{under}" if under else over


def _soft(dim: Dim) -> bool:
    """A plain number meets a single count or score: leaving the unit out is no clash."""
    return not dim or (len(dim) == 1 and dim[0][1] == 1 and (dim[0][0] == "score" or dim[0][0].startswith("count")))


def meet(left: Quantity, right: Quantity) -> tuple[Quantity, Quantity, Dim] | Note:
    """Both operands in one dimension, taking a cell's further figures where its first one does not fit."""
    if left.dim and left.dim == right.dim:
        return left, right, left.dim
    for one in (left, *left.alternatives):
        for other in (right, *right.alternatives):
            if one.dim == other.dim:
                if not one.dim and (doubt := _bare_beside_ratio(one, other)) is not None:
                    return doubt
                return one, other, one.dim
    for one, other in ((left, right), (right, left)):
        if not one.dim and not one.ratio and _soft(other.dim):
            return left, right, other.dim
        if not one.terms and not one.const:  # a plain zero has every unit
            return left, right, other.dim
    if priced(left.dim, right.dim):
        dim = min(left.dim, right.dim, key=len)
        return left._replace(dim=dim), right._replace(dim=dim), dim
    return Note.of("U604", left=unit_words(left), right=unit_words(right))


def _bare_beside_ratio(left: Quantity, right: Quantity) -> Note | None:
    """A cell with no unit beside a percentage: 99.18 may be 99.18% or 99.18 times, and nobody can tell."""
    for bare, other in ((left, right), (right, left)):
        leaf = bare.leaf
        if (
            other.ratio
            and not bare.ratio
            and leaf is not None
            and leaf.figure.unit.dimension == "number"
            and bare.value
        ):
            return Note.of("U609", text=leaf.figure.text)
    return None


def _bare_among_ratios(quantities: Sequence[Quantity]) -> Note | None:
    percent = next((one for one in quantities if one.ratio), None)
    doubts = (_bare_beside_ratio(one, percent) for one in quantities) if percent is not None else ()
    return next((doubt for doubt in doubts if doubt is not None), None)


def meet_all(quantities: Sequence[Quantity]) -> tuple[tuple[Quantity, ...], Dim] | Note:
    """All operands in one dimension, whatever their order: the dimension that every one of them has a figure of.

    Of several such dimensions the one counts whose figures stand first in their cells.
    """
    if all(one.dim == quantities[0].dim for one in quantities):
        doubt = _bare_among_ratios(quantities) if not quantities[0].dim else None
        return (tuple(quantities), quantities[0].dim) if doubt is None else doubt
    best: tuple[int, Dim, tuple[Quantity, ...]] | None = None
    for dim in {figure.dim for one in quantities for figure in (one, *one.alternatives)}:
        places = [_figure_in(one, dim) for one in quantities]
        if any(place is None for place in places):
            continue
        taken = tuple((one, *one.alternatives)[place or 0] for one, place in zip(quantities, places, strict=True))
        found = (sum(place or 0 for place in places), dim, taken)
        # a plain number meets every count: the dimension with a unit says more
        if best is None or (found[0], not dim, dim) < (best[0], not best[1], best[1]):
            best = found
    if best is not None:
        doubt = _bare_among_ratios(best[2]) if not best[1] else None
        return (best[2], best[1]) if doubt is None else doubt
    united = sorted({one.dim: one for one in quantities}.items())
    for (_, one), (_, other) in combinations(united, 2):
        if isinstance(met := meet(one, other), Note):
            return met
    return Note.of("U604", left=unit_words(united[0][1]), right=unit_words(united[-1][1]))


def _figure_in(quantity: Quantity, dim: Dim) -> int | None:
    """Which of a cell's figures fits a dimension; None when none does."""
    figures = (quantity, *quantity.alternatives)
    for place, figure in enumerate(figures):
        if figure.dim == dim:
            return place
    if not quantity.dim and not quantity.ratio and _soft(dim):
        return 0
    return 0 if not quantity.terms and not quantity.const else None


def unit_words(quantity: Quantity) -> str:
    """What a quantity is counted in, as it is told where it clashes."""
    leaf = quantity.leaf
    if leaf is not None:
        return leaf.figure.text
    return "比率" if quantity.ratio and not quantity.dim else dim_words(quantity.dim)


def add(left: Operand, right: Operand, sign: int = 1) -> Quantity | Note:
    a, b = number(left), number(right)
    if isinstance(a, Note) or isinstance(b, Note):
        return _notes(a, b)  # type: ignore[return-value]
    met = meet(a, b)
    if isinstance(met, Note):
        return met
    return q.both(*met, sign)


def subtract(left: Operand, right: Operand) -> Quantity | Note:
    return add(left, right, -1)


def negative(operand: Operand) -> Quantity | Note:
    a = number(operand)
    return a if isinstance(a, Note) else q.scaled(a, Rational(-1), a.dim, a.ratio)


def multiply(left: Operand, right: Operand) -> Quantity | Note:
    a, b = number(left), number(right)
    if isinstance(a, Note) or isinstance(b, Note):
        return _notes(a, b)  # type: ignore[return-value]
    dim = _dim(a.dim, b.dim, 1)
    if not a.terms:
        return q.scaled(b, a.const, dim, b.ratio and not dim)
    if not b.terms:
        return q.scaled(a, b.const, dim, a.ratio and not dim)
    return q.compound("*", (a, b), a.value * b.value, dim, a.ratio and b.ratio)


def divide(left: Operand, right: Operand) -> Quantity | Note:
    a, b = number(left), number(right)
    if isinstance(a, Note) or isinstance(b, Note):
        return _notes(a, b)  # type: ignore[return-value]
    met = meet(a, b)
    if not isinstance(met, Note):
        a, b = met[0], met[1]
    try:
        bottom = ranges.span(b)
    except ZeroDivisionError:
        return Note.of("U605", text=unit_words(b))
    if bottom.contains(q.ZERO) or not b.value:
        return Note.of("U605", text=unit_words(b))
    dim, ratio = _quotient(a, b)
    if not b.terms:
        return q.scaled(a, 1 / b.const, dim, ratio)
    return q.compound("/", (a, b), a.value / b.value, dim, ratio)


def _quotient(a: Quantity, b: Quantity) -> tuple[Dim, bool]:
    """The dimension of ``a / b``, and whether it is a ratio.

    A count whose unit was left out is a plain number in a cell, and heads over heads are a ratio; but a number of the rule
    (or of 计数) divides without changing the unit, and a score keeps its own.
    """
    if a.dim == b.dim:
        return (), bool(a.dim) or (bool(b.terms) and not b.ratio)
    if not b.terms and not b.dim:
        return a.dim, False
    soft = all(_soft(one.dim) and not one.ratio for one in (a, b)) and (not a.dim or not b.dim)
    if soft and not any(name == "score" for name, _ in a.dim + b.dim):
        return (), True
    return _dim(a.dim, b.dim, -1), False


def _dim(left: Dim, right: Dim, sign: int) -> Dim:
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def absolute(operand: Operand) -> Quantity | Note:
    a = number(operand)
    return a if isinstance(a, Note) else q.compound("绝对值", (a,), abs(a.value), a.dim, a.ratio)


def rounded(how: str, operand: Operand, places: Operand) -> Quantity | Note:
    """``舍入``/``截断`` to decimal places, of the number as a percentage when it is a ratio."""
    a, n = number(operand), number(places)
    if isinstance(a, Note) or isinstance(n, Note):
        return _notes(a, n)  # type: ignore[return-value]
    digits = int(n.value) + (2 if a.ratio and not a.dim else 0)
    return q.compound(how, (a,), ranges.rounded(a.value, digits, how), a.dim, a.ratio, digits)


def extreme(how: str, *operands: Operand) -> Quantity | Note:
    """The smallest or largest of several numbers."""
    numbers = [number(operand) for operand in operands]
    if (note := _notes(*numbers)) is not None:
        return note
    met = meet_all([n for n in numbers if isinstance(n, Quantity)])
    if isinstance(met, Note):
        return met
    known, dim = met
    pick = min if how == "最小" else max
    return q.compound(how, known, pick(n.value for n in known), dim, known[0].ratio)


def printed(operand: Operand) -> Quantity | Note:
    return operand.as_printed() if isinstance(operand, Cell) else number(operand)


# -- comparison ----------------------------------------------------------------------------------------------------------


def compare(operator: str, left: Operand, right: Operand) -> Truth:
    """A comparison of two numbers as a requirement or a condition (see :class:`State`)."""
    a, b = number(left), number(right)
    if isinstance(a, Note) or isinstance(b, Note):
        return unknown(*(side for side in (a, b) if isinstance(side, Note)))
    met = meet(a, b)
    if isinstance(met, Note):
        return unknown(met)
    a, b, dim = met
    try:
        return _equal(a, b, dim) if operator == "=" else _order(operator, a, b, dim)
    except ZeroDivisionError:
        return unknown(Note.of("U605", text="除数"))


def _plain(quantity: Quantity) -> bool:
    leaf = quantity.leaf
    return not quantity.terms or (leaf is not None and leaf.figure.plain)


def _spans(*quantities: Quantity) -> bool:
    """Whether a figure stands for every print of a span: then what is printed decides nothing."""
    return any([leaf.figure.bound == "span" for quantity in quantities for leaf in quantity.leaves()])


def _equal(a: Quantity, b: Quantity, dim: Dim) -> Truth:
    if a.value == b.value and _plain(a) and _plain(b):
        return Truth(State.HOLDS, (), Contrast("=", a, b, q.ZERO))
    difference = q.both(a, b, dim, -1)
    reach_ = ranges.span(difference)
    if reach_.contains(q.ZERO):
        state = State.HOLDS if not difference.value else State.OPEN
        return Truth(state, (), Contrast("=", a, b, difference.value))
    if not (reach_.is_exact and _linear(difference)) and _may_be_zero(difference):
        for cut in _cuts(a, b, difference):
            if ranges.span(difference, cut).contains(q.ZERO):
                return Truth(State.CUT, (), Contrast("=", a, b, difference.value))
    return Truth(State.FAILS, (), Contrast("=", a, b, ranges.gap(reach_)))


def _linear(quantity: Quantity) -> bool:
    """Whether it is a sum of cells; then, if its span is one value, no cell in it has a width."""
    return q.Compound not in map(type, quantity.terms)


def _may_be_zero(difference: Quantity) -> bool:
    """Whether it is worth the while to look at what cutting off can explain; most faults are far from it."""
    try:
        return ranges.rough(difference).contains(q.ZERO)
    except ZeroDivisionError:
        return True


def _cuts(a: Quantity, b: Quantity, difference: Quantity) -> Sequence[frozenset[q.Leaf]]:
    """Which cells to read as cut off: first the one that is reported, then all, then all others.

    (The last is a rate that a program rounded, worked out from amounts that were cut off for the table.)
    """
    reported = [leaf for leaf in (a.leaf, b.leaf) if leaf is not None and leaf.half]
    every = frozenset(leaf for leaf in difference.leaves() if leaf.half)
    others = [every - {leaf} for leaf in reported if len(every) > 1]
    return [frozenset({leaf}) for leaf in reported] + ([every] if len(every) > 1 else []) + others


_HOLDS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "==": op.eq,
    "≠": op.ne,
    "<": op.lt,
    "≤": op.le,
    ">": op.gt,
    "≥": op.ge,
}


def _order(operator: str, a: Quantity, b: Quantity, dim: Dim) -> Truth:
    value = a.value - b.value
    contrast = Contrast(operator, a, b, value)
    printed = operator in ("==", "≠")
    if (printed and not _spans(a, b)) or (_plain(a) and _plain(b)):
        return Truth(State.HOLDS if _HOLDS[operator](value, q.ZERO) else State.FAILS, (), contrast)
    difference = q.both(a, b, dim, -1)
    span = ranges.span(difference)
    if printed:
        if span.contains(q.ZERO):
            return Truth(State.OPEN, (), contrast)
        return Truth(State.HOLDS if operator == "≠" else State.FAILS, (), contrast)
    if operator in (">", "≥"):
        span = -span
    # the requirement is now span < 0 or span <= 0
    strict = operator in ("<", ">")
    certain = span.hi is not None and (span.hi < 0 or (span.hi == 0 and (span.hi_open or not strict)))
    possible = span.lo is None or span.lo < 0 or (span.lo == 0 and not span.lo_open and not strict)
    if certain:
        return Truth(State.HOLDS, (), contrast)
    if possible:
        return Truth(State.OPEN, (), contrast)
    gap = span.lo or q.ZERO
    return Truth(State.FAILS, (), Contrast(operator, a, b, gap if operator in ("<", "≤") else -gap))


def nearly(left: Operand, right: Operand, tolerance: Operand | None) -> Truth:
    """``A ≈ B ± t``: the true values may differ by up to the tolerance (without one: half a unit of the printed place)."""
    a, b = number(left), number(right)
    t = number(tolerance) if tolerance is not None else q.constant(q.ZERO, ())
    if isinstance(a, Note) or isinstance(b, Note) or isinstance(t, Note):
        return unknown(*(side for side in (a, b, t) if isinstance(side, Note)))
    if tolerance is None:
        a, b = (printed_width(side) for side in (a, b))
        return compare("=", a, b)
    met = meet(a, b)
    if isinstance(met, Note):
        return unknown(met)
    a, b, dim = met
    difference = q.both(a, b, dim, -1)
    allowed = meet(difference, t)
    if isinstance(allowed, Note):
        return unknown(allowed)
    contrast = Contrast("≈", a, b, difference.value)
    if abs(difference.value) <= t.value and not _spans(a, b):
        return Truth(State.HOLDS, (), contrast)
    try:
        rest = abs(ranges.gap(ranges.span(difference))) - t.value
    except ZeroDivisionError:
        return unknown(Note.of("U605", text="除数"))
    if rest <= 0:
        return Truth(State.OPEN, (), contrast)
    return Truth(State.FAILS, (), Contrast("≈", a, b, rest if difference.value > 0 else -rest))


def printed_width(quantity: Quantity) -> Quantity:
    """A single cell with the width of its printed digits; anything else as it is."""
    leaf = quantity.leaf
    if leaf is None or not leaf.figure.plain:
        return quantity
    wide = q.Leaf(leaf.source, leaf.figure, "printed")
    return q.of_leaf(wide, quantity.dim, quantity.value)
