"""What a figure would be made of, and how surely that is meant where it does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from gouji.extraction.prose.retold import digits
from gouji.extraction.tried.standing import Standing
from gouji.figures import Figure

_LEAST: Final = 2
#: Figures of which no slip is believed; digits that may stand in another order.
NEVER: Final = 99
_MOVED: Final = 3


@dataclass(frozen=True)
class Reading:
    """What a figure would be made of. It is meant although it does not hold where a slip in a figure of ``least`` digits
    explains it, or where it is missed by no more than ``near`` of the largest figure. ``inner``: its parts are told inside
    it, so that another sum of which it is a part says nothing of them."""

    made: Standing
    terms: Sequence[tuple[int, Standing]]
    least: int = 3
    near: Fraction = Fraction(0)
    inner: bool = False

    @cached_property
    def off(self) -> Fraction:
        """By how much the others come to more than it."""
        total = -self.made.one.base
        for sign, one in self.terms:
            total += one.one.base if sign > 0 else -one.one.base
        return total

    @property
    def holds(self) -> bool:
        return abs(self.off) <= self._half

    @cached_property
    def _half(self) -> Fraction:
        """How much of what it is off the rounding of its figures leaves open."""
        half = self.made.one.half
        for _, one in self.terms:
            half += one.one.half
        return half

    @property
    def slip(self) -> int:
        """How telling the slip is that would mend it: 0 where there is none."""
        return self._mended(self.off)

    @property
    def meant(self) -> bool:
        """Whether it is what is meant, although it does not hold."""
        if len(self.terms) < _LEAST or (self.least >= NEVER and not self.near):
            return False
        off = self.off
        if abs(off) <= self._half:
            return False
        if self.near:
            largest = max(self.made.one.base, *(one.one.base for _, one in self.terms))
            if abs(off) <= self.near * largest:
                return True
        return self.least < NEVER and self._mended(off) >= self.least

    def _mended(self, off: Fraction) -> int:
        found = _slip(self.made.figure, off)
        return max([found, *(_slip(one.figure, -off if sign > 0 else off) for sign, one in self.terms)])


def of_kind(other: Standing, one: Standing) -> bool:
    """Whether a figure may be a part of another: of its kind, and no bound."""
    return other.one.kind == one.one.kind and not other.figure.bound


def _slip(figure: Figure, delta: Fraction) -> int:
    """How many digits a figure has that should be so much more, and would be but for a slip of the pen."""
    if figure.base + delta <= 0 or not delta:
        return 0
    worth = (figure.base + delta) / figure.step
    if worth.denominator != 1:
        return 0
    printed, meant = str(int(figure.base / figure.step)), str(worth.numerator)
    if len(printed) != len(meant):
        return 0
    wrong = [place for place, (a, b) in enumerate(zip(printed, meant, strict=True)) if a != b]
    if len(wrong) == 1:
        return digits(figure) - 1
    if len(wrong) > _MOVED or sorted(printed) != sorted(meant):
        return 0
    neighbours = len(wrong) == 2 and wrong[1] - wrong[0] == 1
    return digits(figure) if neighbours else digits(figure) - 1
