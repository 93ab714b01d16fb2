"""By how much a whole and its parts have changed, as rows of sums (平衡): what goes up and what goes down make the change.

What a part has changed by is no part of what the whole is, and more than the change of the whole where another part has
gone the other way. So changes are only added up with their directions; where they do not make the change of the whole,
others may not have been told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import NEAR_MISS, label_of, value_at
from gouji.extraction.prose.facts import Change, Fact, kind_of, kind_of_figure
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.sentences import RATIO
from gouji.faults import regex as re
from gouji.figures import Interval

_PAUSE: Final = re.compile(r"[,;:。()]")
#: A whole and one part that have changed are hardly told with all the others.
_LEAST_CHANGED: Final = 2
#: Figures of a sentence behind a change in which what made it is looked for.
_FAR: Final = 9


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much a fact is told to have changed: the figure at a place of its sentence, and the word for more or less."""

    fact: Fact
    at: int
    less: bool

    @property
    def base(self) -> Fraction:
        return self.fact.sentence.figures[self.at].base

    def interval(self, signed: bool) -> Interval:
        span = self.fact.sentence.figures[self.at].interval("printed")
        if not signed or span.lo is None or span.hi is None:
            return span
        return Interval(-span.hi, -span.lo)


class Shifts:
    """Writes what the changes of parts make of the change of their whole. ``facts`` holds all facts of the document so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer, group: Callable[[Fact], Value]) -> None:
        self._facts = facts
        self._less = frozenset(wording.less)
        self._planned = any_of(wording.planned)
        self._write = write
        self._group = group

    def parts(self, whole: Fact) -> bool:
        """Whether the parts told of a whole are by how much they have changed: 其中基本支出增加15万元，项目支出减少3万元."""
        told = [self._grown(part) for part in whole.parts]
        shifts = [shift for shift in told if shift is not None]
        if not shifts or (len(shifts) < len(told) and whole.grown is None):
            return False
        own = self._own(whole)
        if own is not None and whole.grown is not None and all(shift.less is own.less for shift in shifts):
            total = sum((shift.base for shift in shifts), Fraction(0))
            if len(shifts) < len(told) or total <= own.base:
                return False  # all of them went the same way: parts like others
        if own is not None and len(shifts) == len(told):
            self._make(own, shifts)
        return True

    def reasons(self, fact: Fact, index: int) -> None:
        """比上年增加12万元，主要是人员经费增加15万元，公用经费减少3万元: what went up and down may make the change."""
        own = self._own(fact)
        if own is None or fact.parts or fact.sentence.signs[own.at] == RATIO:
            return  # 价格上涨2.9%，涨幅提高0.9个百分点: rates of several things do not add up
        shifts: list[Shift] = []
        for other in self._facts[index + 1 : index + 1 + _FAR]:
            shift = self._grown(other)
            if other.sentence is not fact.sentence or shift is None or other.whole is not None:
                break
            if kind_of(other) == kind_of_figure(fact.sentence.figures[own.at]):
                shifts.append(shift)
        if len(shifts) >= _LEAST_CHANGED and makes_up(own, shifts):
            write_shifts(own, shifts, False, self._write, self._group)

    def behind(self, whole: Fact, parts: Sequence[Fact]) -> None:
        """纯收入4437元，增收409元：工资1284元，减少194元；……: what has changed in all parts is the change of the whole."""
        told = [(fact, change) for fact in (whole, *parts) if (change := told_change(fact)) is not None]
        # a part of which nothing is told may have changed, even one that is nought now
        if len(told) < len(parts) + 1 or len(told) <= _LEAST_CHANGED:
            return
        if any(kind_of_figure(fact.sentence.figures[change.amount or 0]) != kind_of(fact) for fact, change in told):
            return  # 投资85亿元，增长31%，回落16.8个百分点: by how much a rate of growth has slowed down
        leads = (_PAUSE.split(fact.sentence.signs[: change.amount])[-1] for fact, change in told)
        if len({self._planned.search(lead) is None for lead in leads}) > 1:
            return  # one against the year before, another against the budget
        own, *shifts = (Shift(fact, change.amount or 0, change.way in self._less) for fact, change in told)
        write_shifts(own, shifts, _more_are_gone(own, shifts), self._write, self._group)

    def _grown(self, fact: Fact) -> Shift | None:
        if fact.grown is None or fact.sentence.figures[fact.figure].bound:
            return None
        return Shift(fact, fact.figure, fact.grown[1] in self._less)

    def _own(self, fact: Fact) -> Shift | None:
        if fact.grown is not None:
            return self._grown(fact)
        change = told_change(fact)
        return Shift(fact, change.amount or 0, change.way in self._less) if change is not None else None

    def _make(self, own: Shift, shifts: Sequence[Shift]) -> None:
        """Changes that make the one of the whole; those that nearly do may have been meant to, if there are several."""
        off = abs(sum_of(own, shifts) - own.base)
        if makes_up(own, shifts):
            write_shifts(own, shifts, False, self._write, self._group)
        elif len(shifts) >= _LEAST_CHANGED and off <= own.base * NEAR_MISS:
            write_shifts(own, shifts, True, self._write, self._group)


def write_shifts(
    own: Shift,
    shifts: Sequence[Shift],
    doubt: bool,
    write: Writer,
    group: Callable[[Fact], Value],
    whole: Fact | None = None,
) -> None:
    """Write changes and what they make. ``whole`` is what has changed where the change is told of what it is compared with."""
    name = group(whole or own.fact)
    signs = ("得", *("加" if shift.less is own.less else "减" for shift in shifts))
    for shift, sign in zip((own, *shifts), signs, strict=True):
        label = label_of(whole if whole is not None and shift is own else shift.fact)
        figure = value_at(shift.fact, shift.at)
        write("平衡", {"平衡": name, "项": label, "数额": figure, "号": sign}, doubt)


def sum_of(own: Shift, shifts: Sequence[Shift]) -> Fraction:
    """What changes come to, those that go the other way than their whole taken off."""
    return sum((shift.base if shift.less is own.less else -shift.base for shift in shifts), Fraction(0))


def _more_are_gone(own: Shift, shifts: Sequence[Shift]) -> bool:
    """Whether kinds of which there are none any more may be why the others grew by more than their whole.

    26起，减少4起：甲3起，减少3起；乙4起，增加2起；……: of what is counted, there may have been one of another kind before.
    """
    off = sum_of(own, shifts) - own.base
    grew = off < 0 if own.less else off > 0
    return grew and kind_of(own.fact).startswith("count")


def makes_up(own: Shift, shifts: Sequence[Shift]) -> bool:
    """Whether changes with their directions make the change of the whole, within their rounding."""
    low = high = Fraction(0)
    for shift in shifts:
        span = shift.interval(shift.less is not own.less)
        if span.lo is None or span.hi is None:
            return False
        low, high = low + span.lo, high + span.hi
    return Interval(low, high).intersects(own.interval(False)) and any(shift.less is own.less for shift in shifts)


def told_change(fact: Fact) -> Change | None:
    """By how much a fact is told to have changed since the period before; None where that is told not just once."""
    told = [change for change in fact.changes if change.amount is not None]
    if len(told) != 1 or told[0].back or not told[0].way or fact.sentence.figures[told[0].amount or 0].bound:
        return None
    return told[0]
