"""What compiled rules ask of the words, dates and targets of cells; see :mod:`gouji.engine.operations`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from gouji.engine import quantity as q
from gouji.engine import ranges
from gouji.engine.cells import Cell
from gouji.engine.operations import Operand, compare, meet, number, printed_width, unit_words
from gouji.engine.quantity import Quantity
from gouji.engine.reading import Content
from gouji.engine.truth import Contrast, State, Truth, of, unknown
from gouji.engine.whole import SIGN_OF
from gouji.faults import Note
from gouji.figures import Figure, Period, Reached, Target, reach, with_year
from gouji.figures.rational import Rational
from gouji.language import fold_text, searcher, similarity

#: Past this head count a percentage to two places fits some whole number anyway.
MOST_PEOPLE = 1_000_000


#: The words of rules are folded once.
_folded_word = lru_cache(maxsize=4096)(fold_text)


def _folded(operand: Operand | str) -> str | Note:
    if isinstance(operand, str):
        return _folded_word(operand)
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


def _entry(operand: Operand) -> Content | Note:
    """What is entered in a cell; why nothing can be made of it where that is so."""
    if isinstance(operand, Note):
        return operand
    if isinstance(operand, Quantity):
        return Note.of("U603", name="", text="")
    content = operand.content if isinstance(operand, Cell) else operand
    if content.empty:
        return Note.of("U602", name=operand.role) if isinstance(operand, Cell) else Note.of("U602", name="")
    return content if content.problem is None else content.problem


def _actual(operand: Operand) -> Figure | Period | str | Note:
    content = _entry(operand)
    return content if isinstance(content, Note) else content.figure or content.period or content.text


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

    content = _entry(operand)
    if isinstance(content, Note):
        return content
    return content.target if content.target is not None else parse_target(content.text)


def same_unit(left: Operand, right: Operand) -> Truth:
    """Whether any figure of the one cell can be compared with any figure of the other."""
    a, b = number(left), number(right)
    if isinstance(a, Note) or isinstance(b, Note):
        return unknown(*(side for side in (a, b) if isinstance(side, Note)))
    return of(not isinstance(meet(a, b), Note))


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
    for intervals, then in (((ranges.span(r),), State.HOLDS), ((leaf.truncated,) if leaf else (), State.CUT)):
        for interval in intervals:
            if interval.lo is None or interval.hi is None:
                return unknown(Note.of("U606", text=unit_words(r)))
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
    return q.constant(Rational((ends[1] - ends[0]).days), (("days", 1),))


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
    return q.constant(Rational(*similarity(a, b)), (), True)


def default(operand: Operand, instead: Operand) -> Operand:
    """``缺省(x, y)``: the cell, or ``y`` where the report has no such cell or it is empty. Never silent: the rule says so."""
    if isinstance(operand, Note):
        return instead if operand.code in ("U601", "U602", "U608", "U612") else operand
    return instead if isinstance(operand, Cell) and operand.content.empty else operand


def has_column(operand: Operand) -> Truth:
    """``有列(x)``: whether the report has such a name or column at all, filled in or not."""
    return of(not (isinstance(operand, Note) and operand.code == "U601"))


def length(operand: Operand | str) -> Quantity | Note:
    text = _folded(operand)
    return text if isinstance(text, Note) else q.constant(Rational(len(text)), ())


def target_operator(operand: Operand) -> str | Note:
    """The comparison sign of a target (``>``, ``≥``, ``""`` when none is printed)."""
    goal = _target(operand)
    return goal if isinstance(goal, Note) else SIGN_OF.get(goal.op, goal.op)
