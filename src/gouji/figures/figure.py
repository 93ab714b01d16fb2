"""A number as printed: what the digits say, and which true values print as them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from gouji.faults.record import dataclass
from gouji.figures.interval import Interval
from gouji.figures.rational import Rational
from gouji.figures.units import Unit

ABOUT: Final = Rational(1, 10)
"""How far a true value may lie from a number printed with 约, 近 or 左右, as a part of that number."""

_HALF: Final = Rational(1, 2)
_WIDTHS: Final = frozenset(("exact", "printed", "column"))


@lru_cache(maxsize=50_000)
def _scaled(number: Decimal, scale: Fraction) -> Fraction:
    """A number of printed units in the base of its dimension; the same few are asked for again and again."""
    return Rational(number) * scale


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number with its unit.

    ``text`` is the cell as it stands. ``value`` is the number in printed units (92.5 for 92.5%), ``ulp`` one unit of
    its last printed place, in printed units too (0.1 for 92.5%; 0.1 for 1.2万, where the unit is 万). ``bound`` says
    how it is qualified: ``""`` plainly; ``about`` 约 近 左右; ``over`` 余 多 逾 超; ``at_least`` 以上 不少于 ≥;
    ``at_most`` 以内 以下 不超过 ≤; ``above`` >; ``below`` <; ``range``, with ``high`` the upper end; ``span``, which
    nothing prints: some print from ``value`` to ``high``, whichever. ``noun`` is what was counted (企业 in 20家企业).
    ``parts`` are further figures of the same cell, in order: 3133人 of 100%(3133人).
    """

    text: str
    value: Decimal
    unit: Unit
    ulp: Decimal
    bound: str = ""
    high: Decimal | None = None
    noun: str = ""
    parts: tuple[Figure, ...] = ()

    @property
    def base(self) -> Fraction:
        """The printed number in the base of its dimension: 0.925 for 92.5%, 12000 for 1.2万人."""
        return _scaled(self.value, self.unit.scale)

    @property
    def step(self) -> Fraction:
        """One unit of the last printed place, in the base of its dimension: 0.001 for 92.5%, 1000 for 1.2万人."""
        return _scaled(self.ulp, self.unit.scale)

    @property
    def dimension(self) -> str:
        """What is measured; see Unit."""
        return self.unit.dimension

    @property
    def plain(self) -> bool:
        """Whether one number is printed without a qualifying word, so that it may be judged as it stands."""
        return self.bound == ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figure itself, then its parts."""
        return (self, *self.parts)

    def interval(self, width: str = "printed", ulp: Fraction | None = None) -> Interval:
        """The true values that print as this figure by rounding, in base units.

        A plain figure: ``width`` ``exact`` gives the number alone; ``printed`` and ``column`` half a unit of the last
        place to either side, both ends attained, since rounding half up and half to even are both in use. ``ulp``, in
        base units, replaces the unit of the last printed place (for a column whose finest digits are known).

        A qualified figure says itself how far it reaches. ``about``: a tenth of the number to either side, ends
        attained, and never less than the plain figure would have. ``over``: from the number up to, not
        including, one more unit of its last digit that is not zero, so 400余 is [400, 500) and 20多万 is [20万, 30万).
        ``at_least``, ``at_most``, ``above``, ``below``: unbounded on one side. ``range``, ``span``: from ``value`` to ``high``.

        Raises ValueError for an unknown width.
        """
        if width not in _WIDTHS:
            raise ValueError(f"no such width: {width!r}")
        if self.bound == "" and ulp is None and width != "exact":
            return self._as_printed()
        base = self.base
        if self.bound == "" or self.bound == "about":
            half = Rational(0) if width == "exact" else self._ulp(ulp) * _HALF
            if self.bound:
                half = max(half, abs(base) * ABOUT)
            return Interval(base - half, base + half)
        if self.bound == "over":
            step = self._last_digit(ulp)
            return Interval(base - step, base, lo_open=True) if base < 0 else Interval(base, base + step, hi_open=True)
        if self.bound in ("range", "span") and self.high is not None:
            return Interval(base, Rational(self.high) * self.unit.scale)
        if self.bound in ("at_least", "above"):
            return Interval(base, None, lo_open=self.bound == "above")
        return Interval(None, base, hi_open=self.bound == "below")

    def truncated(self, ulp: Fraction | None = None) -> Interval:
        """The true values that print as this figure when further digits are cut off, in base units.

        [v, v+ulp) for a positive number, (v-ulp, v] for a negative one, (-ulp, ulp) for zero. A qualified figure has
        no digits that were cut off: its interval is that of ``interval()``.
        """
        if self.bound:
            return self.interval("printed", ulp)
        base, step = self.base, self._ulp(ulp)
        if step == 0:
            return Interval(base, base)
        if base.numerator > 0:
            return Interval.ordered(base, base + step, False, True)
        if base.numerator < 0:
            return Interval.ordered(base - step, base, True)
        return Interval.ordered(-step, step, True, True)

    def _as_printed(self) -> Interval:
        """value ± ulp/2 in base units; reckoned in whole numbers, which takes a third of the time of fractions."""
        value, over = self.value.as_integer_ratio()
        step, under = self.ulp.as_integer_ratio()
        scale = self.unit.scale
        middle, half, common = 2 * value * under, step * over, 2 * over * under * scale.denominator
        return Interval.ordered(
            Rational((middle - half) * scale.numerator, common), Rational((middle + half) * scale.numerator, common)
        )

    def _ulp(self, ulp: Fraction | None) -> Fraction:
        return self.step if ulp is None else ulp

    def _last_digit(self, ulp: Fraction | None) -> Fraction:
        """One unit of the last digit that is not zero, in base units; of the last printed place for zero."""
        if self.value == 0:
            return self._ulp(ulp)
        _, digits, exponent = self.value.as_tuple()
        zeros = next(count for count, digit in enumerate(reversed(digits)) if digit)
        # Parsed values are finite, so the exponent is a number, not the mark of an infinity.
        return Rational(10) ** (int(exponent) + zeros) * self.unit.scale
