"""What a figure would be made of, and how surely that is meant where it does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.prose.retold import digits
from gouji.extraction.prose.slipped import swaps
from gouji.extraction.tried.standing import Standing
from gouji.figures import Figure

_LEAST: Final = 2
#: Figures of which no slip is believed; digits that may stand in another order.
NEVER: Final = 99
_MOVED: Final = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure would be made of. It is meant although it does not hold where a slip in a figure of ``least`` digits
    explains it, or where it is missed by no more than ``near`` of the largest figure. ``inner``: its parts are told inside
    it, so that another sum of which it is a part says nothing of them."""

    made: Standing
    terms: Sequence[tuple[int, Standing]]
    least: int = 3
    near: Fraction = Fraction(0)
    inner: bool = False

    @property
    def off(self) -> Fraction:
        """By how much the others come to more than it."""
        return sum((sign * Fraction(one.one.base) for sign, one in self.terms), Fraction(0)) - self.made.one.base

    @property
    def holds(self) -> bool:
        half = self.made.one.half + sum((one.one.half for _, one in self.terms), Fraction(0))
        return abs(self.off) <= half

    @property
    def slip(self) -> int:
        """How telling the slip is that would mend it: 0 where there is none."""
        off = self.off
        found = _slip(self.made.figure, off)
        return max([found, *(_slip(one.figure, -sign * off) for sign, one in self.terms)])

    @property
    def meant(self) -> bool:
        """Whether it is what is meant, although it does not hold."""
        if len(self.terms) < _LEAST or (self.least >= NEVER and not self.near) or self.holds:
            return False
        largest = max(self.made.one.base, *(one.one.base for _, one in self.terms))
        return abs(self.off) <= self.near * largest or self.slip >= self.least


def of_kind(other: Standing, one: Standing) -> bool:
    """Whether a figure may be a part of another: of its kind, and no bound."""
    return other.one.kind == one.one.kind and not other.figure.bound


def _slip(figure: Figure, delta: Fraction) -> int:
    """How many digits a figure has that should be so much more, and would be but for a slip of the pen."""
    if figure.base + delta <= 0 or not delta:
        return 0
    long = digits(figure)
    if delta in set(swaps(figure)):
        return long
    worth = (figure.base + delta) / figure.step
    printed, meant = str(int(figure.base / figure.step)), str(int(worth))
    if worth.denominator != 1 or len(printed) != len(meant):
        return 0
    wrong = [place for place, (a, b) in enumerate(zip(printed, meant, strict=True)) if a != b]
    if len(wrong) == 1:
        return long - 1
    if sorted(printed) == sorted(meant) and len(wrong) <= _MOVED:
        return long - 1
    return 0
