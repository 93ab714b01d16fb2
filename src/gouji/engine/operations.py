"""What compiled rules call: arithmetic, comparison and questions on cells, quantities and reasons.

Every function takes what the others return. A :class:`Note` in place of an operand says why there is none and is passed on,
so that an undecided check keeps every reason.
"""

from __future__ import annotations

import operator as op
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations

from gouji.engine import quantity as q
from gouji.engine.cells import Cell, dim_of_figure
from gouji.engine.quantity import Dim, Quantity
from gouji.engine.reading import Content
from gouji.engine.strips import Run
from gouji.engine.truth import FAILS, HOLDS, Contrast, State, Truth, conjunction, disjunction, of, unknown
from gouji.engine.whole import SIGN_OF
from gouji.faults import Note
from gouji.figures import Figure, Period, Reached, Target, reach, with_year
from gouji.language import fold_text, priced, searcher, similarity

#: What a numeric operand can be when it reaches an operation.
Operand = Cell | Quantity | Note | Content
#: Past this head count a percentage to two places fits some whole number anyway.
MOST_PEOPLE = 1_000_000


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
    return Note.of("U604", left=_unit_words(left), right=_unit_words(right))


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
    return Note.of("U604", left=_unit_words(united[0][1]), right=_unit_words(united[-1][1]))


def _figure_in(quantity: Quantity, dim: Dim) -> int | None:
    """Which of a cell's figures fits a dimension; None when none does."""
    figures = (quantity, *quantity.alternatives)
    for place, figure in enumerate(figures):
        if figure.dim == dim:
            return place
    if not quantity.dim and not quantity.ratio and _soft(dim):
        return 0
    return 0 if not quantity.terms and not quantity.const else None


def _unit_words(quantity: Quantity) -> str:
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
    return q.total(met[:2], met[2], (1, sign))


def subtract(left: Operand, right: Operand) -> Quantity | Note:
    return add(left, right, -1)


def negative(operand: Operand) -> Quantity | Note:
    a = number(operand)
    return a if isinstance(a, Note) else q.scaled(a, Fraction(-1), a.dim, a.ratio)


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
        bottom = q.span(b)
    except ZeroDivisionError:
        return Note.of("U605", text=_unit_words(b))
    if bottom.contains(q.ZERO) or not b.value:
        return Note.of("U605", text=_unit_words(b))
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
    return q.compound(how, (a,), q.rounded(a.value, digits, how), a.dim, a.ratio, digits)


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
    difference = q.total((a, b), dim, (1, -1))
    reach_ = q.span(difference)
    if reach_.contains(q.ZERO):
        state = State.HOLDS if not difference.value else State.OPEN
        return Truth(state, (), Contrast("=", a, b, difference.value))
    if not (reach_.is_exact and _linear(difference)) and _may_be_zero(difference):
        for cut in _cuts(a, b, difference):
            if q.span(difference, cut).contains(q.ZERO):
                return Truth(State.CUT, (), Contrast("=", a, b, difference.value))
    return Truth(State.FAILS, (), Contrast("=", a, b, q.gap(reach_)))


def _linear(quantity: Quantity) -> bool:
    """Whether it is a sum of cells; then, if its span is one value, no cell in it has a width."""
    return all([isinstance(unknown, q.Leaf) for unknown in quantity.terms])


def _may_be_zero(difference: Quantity) -> bool:
    """Whether it is worth the while to look at what cutting off can explain; most faults are far from it."""
    try:
        return q.rough(difference).contains(q.ZERO)
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
    difference = q.total((a, b), dim, (1, -1))
    span = q.span(difference)
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
    difference = q.total((a, b), dim, (1, -1))
    allowed = meet(difference, t)
    if isinstance(allowed, Note):
        return unknown(allowed)
    contrast = Contrast("≈", a, b, difference.value)
    if abs(difference.value) <= t.value and not _spans(a, b):
        return Truth(State.HOLDS, (), contrast)
    try:
        rest = abs(q.gap(q.span(difference))) - t.value
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


# -- cells and words ---------------------------------------------------------------------------------------------------


def _folded(operand: Operand | str) -> str | Note:
    if isinstance(operand, str):
        return fold_text(operand)
    if isinstance(operand, Cell):
        return "" if operand.content.empty else operand.content.folded
    if isinstance(operand, Note):
        return operand
    raise TypeError(operand)


def same_text(operator: str, left: Operand | str, right: Operand | str) -> Truth:
    a, b = _folded(left), _folded(right)
    if isinstance(a, Note) or isinstance(b, Note):
        return unknown(*(side for side in (a, b) if isinstance(side, Note)))
    return of((a == b) == (operator != "≠"))


def member(operator: str, operand: Operand, words: frozenset[str] | Operand) -> Truth:
    """``属于``: the whole text is one of the words; ``包含``: the text holds one of them. An empty cell holds nothing."""
    text = _folded(operand)
    if isinstance(text, Note):
        return unknown(text)
    if not isinstance(words, frozenset):
        other = _folded(words)
        if isinstance(other, Note):
            return unknown(other)
        words = frozenset({other})
    if operator in ("属于", "不属于"):
        return of((text in words) == (operator == "属于"))
    return of(any(word and word in text for word in words) == (operator == "包含"))


def matches(operator: str, operand: Operand, regex: str) -> Truth:
    text = _folded(operand)
    if isinstance(text, Note):
        return unknown(text)
    return of(searcher(regex)(text) == (operator == "匹配"))


def ask(operator: str, operand: Operand | str) -> Truth:
    """``为空 已填 可比 不可比``: 可比 is a figure, a date or a measurable target."""
    if isinstance(operand, Note):
        if operand.code in ("U608", "U602"):  # no row, no entry
            return of(operator in ("为空", "不可比"))
        if operand.code == "U603":  # words where a figure was looked for
            return of(operator in ("已填", "不可比"))
        return unknown(operand)
    if isinstance(operand, Quantity):
        return of(operator in ("已填", "可比"))
    if isinstance(operand, str):
        return of({"为空": not operand, "已填": bool(operand), "可比": False, "不可比": True}[operator])
    content = operand.content if isinstance(operand, Cell) else operand
    match operator:
        case "为空":
            return of(content.empty)
        case "已填":
            return of(not content.empty)
    measurable = not content.empty and (
        content.target.measurable
        if content.target is not None
        else (content.figure is not None and content.problem is None) or content.period is not None
    )
    return of(measurable == (operator == "可比"))


def _actual(operand: Operand) -> Figure | Period | str | Note:
    if isinstance(operand, Note):
        return operand
    if isinstance(operand, Quantity):
        return Note.of("U603", name="", text="")
    content = operand.content if isinstance(operand, Cell) else operand
    if content.empty:
        return Note.of("U602", name=operand.role) if isinstance(operand, Cell) else Note.of("U602", name="")
    if content.problem is not None:
        return content.problem
    return content.figure or content.period or content.text


def reaches(operator: str, actual: Operand, target: Operand, year: int | None) -> Truth:
    """``达到`` / ``未达``: an actual value against a target by the target's own operator, as printed."""
    value = _actual(actual)
    if isinstance(value, Note):
        return unknown(value)
    goal = _target(target)
    if isinstance(goal, Note):
        return unknown(goal)
    shown = actual.content.text if isinstance(actual, Cell) else getattr(value, "text", str(value))
    match reach(value, goal, year):
        case Reached.MET:
            return of(operator == "达到")
        case Reached.MISSED:
            return of(operator == "未达")
        case Reached.OPEN:
            return unknown(Note.of("U606", text=f"{shown} 与 {goal.text}"))
        case Reached.INCOMPARABLE_UNITS:
            return unknown(Note.of("U604", left=shown[:40], right=goal.text[:40]))
    return unknown(Note.of("U610", left=shown[:40], right=goal.text[:40]))


def _target(operand: Operand) -> Target | Note:
    from gouji.figures import parse_target

    if isinstance(operand, Note):
        return operand
    if isinstance(operand, Quantity):
        return Note.of("U603", name="", text="")
    content = operand.content if isinstance(operand, Cell) else operand
    if content.empty:
        return Note.of("U602", name=operand.role) if isinstance(operand, Cell) else Note.of("U602", name="")
    if content.problem is not None:
        return content.problem
    return content.target if content.target is not None else parse_target(content.text)


def same_unit(left: Operand, right: Operand) -> Truth:
    """Whether any figure of the one cell can be compared with any figure of the other."""
    a, b = number(left), number(right)
    if isinstance(a, Note) or isinstance(b, Note):
        return unknown(*(side for side in (a, b) if isinstance(side, Note)))
    return of(not isinstance(meet(a, b), Note))


# -- functions ---------------------------------------------------------------------------------------------------------


def leading(operand: Operand) -> Operand:
    """The figure that a text begins with; a reason where it begins with none."""
    if not isinstance(operand, Cell):
        return operand
    if operand.content.empty:
        return Note.of("U602", name=operand.role)
    if operand.content.figure is not None:
        return operand
    found = operand.leading()
    return found if found is not None else Note.of("U603", name=operand.role, text=operand.content.text[:40])


def whole_count(rate: Operand, people: Operand) -> Truth:
    """Whether any whole number out of ``people`` prints as this rate (GRIM: Brown and Heathers 2016), rounded or cut off."""
    r, n = number(rate), number(people)
    if isinstance(r, Note) or isinstance(n, Note):
        return unknown(*(side for side in (r, n) if isinstance(side, Note)))
    if n.value.denominator != 1 or not 0 < n.value <= MOST_PEOPLE:
        return unknown(Note.of("U605" if not n.value else "U603", name="", text=str(n.value)))
    r = printed_width(r)
    leaf = r.leaf
    state = State.FAILS
    for intervals, then in (((q.span(r),), State.HOLDS), ((leaf.truncated,) if leaf else (), State.CUT)):
        for interval in intervals:
            if interval.lo is None or interval.hi is None:
                return unknown(Note.of("U606", text=_unit_words(r)))
            first = -(-interval.lo * n.value // 1)
            if interval.lo_open and first == interval.lo * n.value:
                first += 1
            last = interval.hi * n.value // 1
            if interval.hi_open and last == interval.hi * n.value:
                last -= 1
            if first <= last and state is State.FAILS:
                state = then
    return Truth(state, (), Contrast("整数解", r, n, q.ZERO))


def days_between(left: Operand | Period, right: Operand | Period, year: int | None = None) -> Quantity | Note:
    """Days from the end of the first to the end of the second; ``year`` is the year of dates printed without one."""
    ends: list[date] = []
    for side in (left, right):
        period = side if isinstance(side, Period) else side.content.period if isinstance(side, Cell) else None
        period = with_year(period, year) if period is not None else None
        if period is None or period.end is None:
            return (
                side
                if isinstance(side, Note)
                else Note.of("U611", text=getattr(getattr(side, "content", side), "text", ""))
            )
        ends.append(period.end)
    return q.constant(Fraction((ends[1] - ends[0]).days), (("days", 1),))


def compare_dates(operator: str, left: Operand | Period, right: Operand | Period, year: int | None = None) -> Truth:
    """Dates by their last day: 2023年9月 is equal to 2023年9月30日."""
    days = days_between(left, right, year)
    if isinstance(days, Note):
        return unknown(days)
    found = compare(operator, q.constant(q.ZERO, days.dim), days)
    return Truth(found.state, found.reasons)  # a contrast of 0 days and so many says nothing to people


def alike(left: Operand | str, right: Operand | str) -> Quantity | Note:
    a, b = _folded(left), _folded(right)
    if isinstance(a, Note) or isinstance(b, Note):
        return a if isinstance(a, Note) else b  # type: ignore[return-value]
    return q.constant(Fraction(*similarity(a, b)), (), True)


def default(operand: Operand, instead: Operand) -> Operand:
    """``缺省(x, y)``: the cell, or ``y`` where the report has no such cell or it is empty. Never silent: the rule says so."""
    if isinstance(operand, Note):
        return instead if operand.code in ("U601", "U602", "U608", "U612") else operand
    return instead if isinstance(operand, Cell) and operand.content.empty else operand


def length(operand: Operand | str) -> Quantity | Note:
    text = _folded(operand)
    return text if isinstance(text, Note) else q.constant(Fraction(len(text)), ())


def target_operator(operand: Operand) -> str | Note:
    """The comparison sign of a target (``>``, ``≥``, ``""`` when none is printed)."""
    goal = _target(operand)
    return goal if isinstance(goal, Note) else SIGN_OF.get(goal.op, goal.op)


# -- aggregates --------------------------------------------------------------------------------------------------------

Row = Callable[[int], object]


def chosen(rows: Sequence[int], where: Callable[[int], Truth] | None) -> tuple[list[int], list[Note]]:
    """The rows that meet a filter, and the reasons of those about which nobody can tell."""
    if where is None:
        return list(rows), []
    inside: list[int] = []
    doubts: list[Note] = []
    for row in rows:
        truth = where(row)
        if truth.state is State.HOLDS:
            inside.append(row)
        elif truth.state is not State.FAILS:
            doubts.extend(truth.reasons or (Note.of("U606", text="筛选条件"),))
    return inside, doubts


def sum_of(
    rows: Sequence[int], value: Callable[[int], Operand] | Run, where: Callable[[int], Truth] | None
) -> Quantity | Note:
    inside, doubts = chosen(rows, where)
    if doubts:
        return doubts[0]
    if isinstance(value, Run):
        return _sum_of_cells(inside, value)
    quantities: list[Quantity] = []
    for row in inside:
        known = number(value(row))
        if isinstance(known, Note):
            return known
        quantities.append(known)
    if not quantities:
        return q.constant(q.ZERO, ())
    met = meet_all(quantities)
    return met if isinstance(met, Note) else q.total(*met)


def _sum_of_cells(rows: Sequence[int], run: Run) -> Quantity | Note:
    """The sum of cells as they stand."""
    if not rows:
        return q.constant(q.ZERO, ())
    cells = run.cells(rows)
    if isinstance(cells, Note):
        return cells
    alike = _sum_of_alike(cells)
    if alike is not None:
        run.seen(cells)
        return alike
    quantities: list[Quantity] = []
    for at, cell in enumerate(cells):
        known = cell.quantity
        if isinstance(known, Note):
            run.seen(cells[: at + 1])
            return known
        quantities.append(known)
    run.seen(cells)
    met = meet_all(quantities)
    return met if isinstance(met, Note) else q.total(*met)


def _sum_of_alike(cells: Sequence[Cell]) -> Quantity | None:
    """The sum of cells that are all one plain figure of the same dimension; None where they are not, or not yet known."""
    first = cells[0].content.recipe
    if first is None:
        return None
    dim, ratio = first.dim, first.ratio
    parts: dict[int, int] = {}
    for cell in cells:
        recipe = cell.content.recipe
        if recipe is None or recipe.ratio is not ratio or (recipe.dim is not dim and recipe.dim != dim):
            return None
        under = recipe.under
        parts[under] = parts.get(under, 0) + recipe.over
    return q.total_of(dict.fromkeys(cells, q.ONE), parts, dim, ratio)


def average_of(
    rows: Sequence[int], value: Callable[[int], Operand], where: Callable[[int], Truth] | None
) -> Quantity | Note:
    known = sum_of(rows, value, where)
    if isinstance(known, Note):
        return known
    inside, _ = chosen(rows, where)
    if not inside:
        return Note.of("U608", table="")
    return q.scaled(known, Fraction(1, len(inside)), known.dim, known.ratio)


def extreme_of(
    how: str, rows: Sequence[int], value: Callable[[int], Operand], where: Callable[[int], Truth] | None
) -> Quantity | Note:
    inside, doubts = chosen(rows, where)
    if doubts:
        return doubts[0]
    if not inside:
        return Note.of("U608", table="")
    return extreme(how, *(value(row) for row in inside)) if len(inside) > 1 else number(value(inside[0]))


def count_of(
    rows: Sequence[int], value: Callable[[int], Operand] | None, where: Callable[[int], Truth] | None
) -> Quantity | Note:
    """How many rows (whose value, if one is named, is filled in)."""
    inside, doubts = chosen(rows, where)
    if doubts:
        return doubts[0]
    if value is not None:
        inside = [row for row in inside if ask("已填", value(row)).state is State.HOLDS]
    return q.constant(Fraction(len(inside)), ())


def quantified(
    how: str,
    rows: Sequence[int],
    where: Callable[[int], Truth] | None,
    require: Callable[[int], Truth] | None,
) -> Truth:
    """``存在`` and ``每个``, with the filter as a further condition on the rows."""
    truths = []
    for row in rows:
        inside = where(row) if where is not None else HOLDS
        if inside.state is State.FAILS:
            continue
        truth = require(row) if require is not None else HOLDS
        if inside.state is not State.HOLDS:
            reasons = inside.reasons or (Note.of("U606", text="筛选条件"),)
            settled = State.HOLDS if how == "每个" else State.FAILS
            truth = truth if truth.state is settled else unknown(*reasons)
        truths.append(truth)
    if not truths:
        return of(how == "每个")
    return conjunction(truths) if how == "每个" else disjunction(truths)


__all__ = ["FAILS", "HOLDS", "Operand"]
