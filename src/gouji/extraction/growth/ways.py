"""What a change told of a figure comes to: whether figures fit it, and its cells in the table of changes (变动)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from gouji.extraction.drafting.draft import Value
from gouji.extraction.prose.amounts import (
    TELLING,
    digits_of,
    far_apart,
    interval_of,
    label_of,
    quotient,
    value_at,
    value_of,
    worth,
)
from gouji.extraction.prose.facts import Change, Fact, kind_of
from gouji.extraction.prose.slipped import swapped
from gouji.figures import Figure, Interval


class Ways:
    """Knows which words say that something became less."""

    def __init__(self, less: Iterable[str]) -> None:
        self._less = frozenset(less)

    def is_less(self, way: str) -> bool:
        """Whether a word says that something became less."""
        return way in self._less

    def changes(self, before: Interval, now: Interval, fact: Fact, change: Change) -> bool:
        """Whether two figures differ by what a change told of a fact says, amount and rate."""
        figures = fact.sentence.figures
        amount, ratio = (figures[at] if at is not None else None for at in (change.amount, change.ratio))
        return shifted(before, now, self.is_less(change.way or change.rate_way), amount, ratio)

    def makes(self, now: Fact, fact: Fact, change: Change) -> bool:
        """Whether the printed rate is the change over what was before."""
        less = change.way in self._less
        if change.ratio is None or change.amount is None or less is not (change.rate_way in self._less):
            return False
        here, amount = interval_of(now), fact.sentence.figures[change.amount].interval("printed")
        if here.lo is None or here.hi is None or amount.lo is None or amount.hi is None:
            return False
        prior = (
            Interval(here.lo + amount.lo, here.hi + amount.hi)
            if less
            else Interval(here.lo - amount.hi, here.hi - amount.lo)
        )
        rate = quotient(amount, prior)
        return rate is not None and rate.intersects(fact.sentence.figures[change.ratio].interval("printed"))

    def fits(self, fact: Fact, change: Change) -> bool:
        """Whether the figure before and the amount make the fact."""
        figures = fact.sentence.figures
        if change.prior is None or change.amount is None or fact.figure == change.prior:
            return False
        amount = abs(figures[change.amount].base)
        after = figures[change.prior].base + (-amount if change.way in self._less else amount)
        coarsest = max(
            Fraction(figures[at].ulp) * figures[at].unit.scale for at in (fact.figure, change.prior, change.amount)
        )
        return abs(after - worth(fact)) <= coarsest

    def unlikely(self, fact: Fact, change: Change) -> bool:
        """Whether the figures are so far from each other that they hardly belong together."""
        figures = fact.sentence.figures
        now = worth(fact)
        if change.prior is not None and kind_of(fact) == "ratio":
            return False
        before = figures[change.prior].base if change.prior is not None else None
        amount = abs(figures[change.amount].base) if change.amount is not None else None
        if before is not None and amount is not None and far_apart(abs(now - before), amount):
            return not self.fits(fact, change)
        if before is None and amount is not None:
            before = now - amount if change.way and change.way not in self._less else now + amount
        if amount is None and before is not None:
            amount = abs(now - before)
        if change.ratio is None or before is None or amount is None or before <= 0:
            ratio = figures[change.ratio].base if change.ratio is not None else None
            return ratio is not None and before is not None and before <= 0 and not of_nothing(before, ratio)
        printed = figures[change.ratio]
        if not far_apart(amount, abs(printed.base) * before):
            return False
        exact = Interval(amount / before, amount / before)
        return digits_of(printed) < TELLING - 1 or not swapped(printed, exact)


def of_nothing(before: Fraction, ratio: Fraction) -> bool:
    """Whether a rate is the one that is often printed where there was nothing before: 0.3万元，增加0.3万元，增长100%."""
    return before == 0 and ratio == 1


def cells_of(fact: Fact, subject: Fact | None, change: Change) -> dict[str, Value]:
    """A row of changes: a change told of a fact, said of the subject; of nothing that is told where there is none."""
    now = value_of(subject) if subject is not None else None
    cells: dict[str, Value] = {"项目": label_of(subject or fact), "本期": now}
    if change.prior is not None:
        cells["上期"] = value_at(fact, change.prior)
    if change.amount is not None:
        cells["变动额"] = value_at(fact, change.amount)
    if change.ratio is not None:
        cells["变动率"] = value_at(fact, change.ratio)
        cells["率方向"] = change.rate_way
    if change.way or change.rate_way:
        cells["方向"] = change.way or change.rate_way
    return cells


def shifted(before: Interval, now: Interval, less: bool, amount: Figure | None, ratio: Figure | None) -> bool:
    """Whether a figure and the one of the period before differ by what is told."""
    if less:
        before, now = now, before
    if before.lo is None or before.hi is None or now.lo is None or now.hi is None:
        return False
    if now.hi < before.lo:
        return False  # the other way
    shift = Interval(max(Fraction(0), now.lo - before.hi), now.hi - before.lo)
    if amount is not None and not shift.intersects(amount.interval("printed")):
        return False
    if ratio is None:
        return True
    if before.lo <= 0 or now.lo <= 0:
        rate = quotient(shift, now if less else before)
        return rate is not None and rate.intersects(ratio.interval("printed"))
    # what is 2亿元 for the difference is so for the base, too
    if less:
        low, high = 1 - before.hi / now.lo, 1 - before.lo / now.hi
    else:
        low, high = now.lo / before.hi - 1, now.hi / before.lo - 1
    return Interval(max(Fraction(0), low), high).intersects(ratio.interval("printed"))
