"""Intervals of true values, with exact ends that are attained or not.

Arithmetic follows the usual rules of interval analysis (Moore, *Interval Analysis*, 1966), extended by open ends: an
end of a result is attained exactly when operands that attain it exist.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from gouji.faults.record import dataclass
from gouji.figures.rational import Rational

_ZERO: Final = Rational(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All true values between ``lo`` and ``hi``; None is an unbounded end, an open end is not itself a value.

    Raises ValueError for ends that enclose nothing. The flag of an unbounded end is always False.
    """

    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False

    def __post_init__(self) -> None:
        if self.lo is None or self.hi is None:
            if self.lo is None and self.lo_open:
                object.__setattr__(self, "lo_open", False)
            if self.hi is None and self.hi_open:
                object.__setattr__(self, "hi_open", False)
        elif self.lo >= self.hi if self.lo_open or self.hi_open else self.lo > self.hi:
            raise ValueError(f"no value lies between the ends of {self}")

    @classmethod
    def exact(cls, x: Fraction | int) -> Interval:
        """The interval of one value."""
        value = x if isinstance(x, Rational) else Rational(x)
        return _made(value, value, False, False)

    @classmethod
    def ordered(cls, lo: Fraction, hi: Fraction, lo_open: bool = False, hi_open: bool = False) -> Interval:
        """The interval of two ends that are known to enclose a value."""
        return _made(lo, hi, lo_open, hi_open)

    @classmethod
    def unbounded(cls) -> Interval:
        """Every value."""
        return cls(None, None)

    @property
    def is_exact(self) -> bool:
        """Whether exactly one value is possible."""
        return self.lo is not None and self.lo == self.hi

    @property
    def width(self) -> Fraction | None:
        """Distance of the ends; None when an end is unbounded."""
        return None if self.lo is None or self.hi is None else self.hi - self.lo

    def __str__(self) -> str:
        left = "(" if self.lo is None or self.lo_open else "["
        right = ")" if self.hi is None or self.hi_open else "]"
        lo = "-inf" if self.lo is None else str(self.lo)
        hi = "inf" if self.hi is None else str(self.hi)
        return f"{left}{lo}, {hi}{right}"

    def __neg__(self) -> Interval:
        lo, hi = self.lo, self.hi
        return _made(None if hi is None else -hi, None if lo is None else -lo, self.hi_open, self.lo_open)

    def __add__(self, other: Interval) -> Interval:
        return _made(
            None if self.lo is None or other.lo is None else self.lo + other.lo,
            None if self.hi is None or other.hi is None else self.hi + other.hi,
            (self.lo_open or other.lo_open) and self.lo is not None and other.lo is not None,
            (self.hi_open or other.hi_open) and self.hi is not None and other.hi is not None,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if _positive(self) and _positive(other):
            return _made(
                None if self.lo is None or other.lo is None else self.lo * other.lo,
                None if self.hi is None or other.hi is None else self.hi * other.hi,
                self.lo_open or other.lo_open,
                self.hi_open or other.hi_open,
            )
        corners = [_times(a, b) for a in _ends(self) for b in _ends(other)]
        lo, hi = min(corners, key=_order_low), max(corners, key=_order_high)
        return Interval(None if lo.sign else lo.value, None if hi.sign else hi.value, not lo.attained, not hi.attained)

    def __truediv__(self, other: Interval) -> Interval:
        """Quotients; ZeroDivisionError when the divisor may be zero. An open end at zero only unbounds the result."""
        if _positive(self) and _positive(other) and other.lo and other.hi:
            return _made(
                None if self.lo is None else self.lo / other.hi,
                None if self.hi is None else self.hi / other.lo,
                self.lo_open or other.hi_open,
                self.hi_open or other.lo_open,
            )
        return self * other._reciprocal()

    def _reciprocal(self) -> Interval:
        if self.contains(_ZERO):
            raise ZeroDivisionError(f"the divisor {self} may be zero")
        # Not containing zero, the interval lies on one side of it; an end at zero is then open.
        positive = self.lo is not None and self.lo >= 0
        lo = _ZERO if self.hi is None else None if self.hi == 0 else 1 / self.hi
        hi = _ZERO if self.lo is None else None if self.lo == 0 else 1 / self.lo
        lo_open = self.hi_open or (self.hi is None and positive)
        hi_open = self.lo_open or (self.lo is None and not positive)
        return Interval(lo, hi, lo_open, hi_open)

    def scaled(self, factor: Fraction) -> Interval:
        """Every value times an exact factor."""
        if not factor.numerator:
            return _made(_ZERO, _ZERO, False, False)
        if factor == 1:
            return self
        lo = None if self.lo is None else self.lo * factor
        hi = None if self.hi is None else self.hi * factor
        if factor.numerator > 0:
            return _made(lo, hi, self.lo_open, self.hi_open)
        return _made(hi, lo, self.hi_open, self.lo_open)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        lo, lo_open = _lower(self, other, attained_by_either=True)
        hi, hi_open = _upper(self, other, attained_by_either=True)
        return _made(lo, hi, lo_open, hi_open)

    def intersection(self, other: Interval) -> Interval | None:
        """The values in both; None if there are none."""
        if not self.intersects(other):
            return None
        lo, lo_open = _greater_lower(self, other)
        hi, hi_open = _smaller_upper(self, other)
        return Interval(lo, hi, lo_open, hi_open)

    def intersects(self, other: Interval) -> bool:
        """Whether a value lies in both."""
        return not (_below(self, other) or _below(other, self))

    def contains(self, x: Fraction) -> bool:
        """Whether ``x`` is a possible value."""
        if self.lo is not None and (x < self.lo or (self.lo_open and x == self.lo)):
            return False
        return self.hi is None or x < self.hi or (x == self.hi and not self.hi_open)

    def abs(self) -> Interval:
        """Magnitudes of the values."""
        if self.lo is not None and self.lo >= 0:
            return self
        if self.hi is not None and self.hi <= 0:
            return -self
        top = self.hull(-self)
        return Interval(_ZERO, top.hi, False, top.hi_open)

    def minimum(self, other: Interval) -> Interval:
        """The smaller of a value from each."""
        lo, lo_open = _lower(self, other, attained_by_either=True)
        hi, hi_open = _smaller_upper(self, other)
        return Interval(lo, hi, lo_open, hi_open)

    def maximum(self, other: Interval) -> Interval:
        """The larger of a value from each."""
        lo, lo_open = _greater_lower(self, other)
        hi, hi_open = _upper(self, other, attained_by_either=True)
        return Interval(lo, hi, lo_open, hi_open)


def _made(lo: Fraction | None, hi: Fraction | None, lo_open: bool, hi_open: bool) -> Interval:
    """An interval whose ends are known to be in order: one that was worked out from others."""
    made = _new(Interval)
    _put_lo(made, lo)
    _put_hi(made, hi)
    _put_lo_open(made, lo_open)
    _put_hi_open(made, hi_open)
    return made


_new = object.__new__
_put_lo, _put_hi, _put_lo_open, _put_hi_open = (
    getattr(Interval, name).__set__ for name in ("lo", "hi", "lo_open", "hi_open")
)


@dataclass(frozen=True, slots=True)
class _End:
    """One end: a value, or (sign ±1) an unbounded side, and whether it is attained."""

    value: Fraction
    sign: int
    attained: bool


def _positive(interval: Interval) -> bool:
    """Whether the interval reaches from one number above zero to another: the common case, and a quick one."""
    return interval.lo is not None and interval.hi is not None and interval.lo.numerator > 0


def _ends(interval: Interval) -> tuple[_End, _End]:
    lo = _End(_ZERO, -1, False) if interval.lo is None else _End(interval.lo, 0, not interval.lo_open)
    hi = _End(_ZERO, 1, False) if interval.hi is None else _End(interval.hi, 0, not interval.hi_open)
    return lo, hi


def _times(a: _End, b: _End) -> _End:
    zero_a, zero_b = not a.sign and a.value == 0, not b.sign and b.value == 0
    if zero_a or zero_b:
        # Zero times anything is zero, however far the other side reaches; one attained zero is enough.
        return _End(_ZERO, 0, (zero_a and a.attained) or (zero_b and b.attained))
    if a.sign or b.sign:
        negative = (a.sign or a.value) < 0
        return _End(_ZERO, -1 if negative != ((b.sign or b.value) < 0) else 1, False)
    return _End(a.value * b.value, 0, a.attained and b.attained)


def _order_low(end: _End) -> tuple[int, Fraction, bool]:
    return end.sign, end.value, not end.attained


def _order_high(end: _End) -> tuple[int, Fraction, bool]:
    return end.sign, end.value, end.attained


def _below(a: Interval, b: Interval) -> bool:
    """Whether every value of ``a`` is less than every value of ``b``."""
    if a.hi is None or b.lo is None:
        return False
    return a.hi < b.lo or (a.hi == b.lo and (a.hi_open or b.lo_open))


def _lower(a: Interval, b: Interval, *, attained_by_either: bool) -> tuple[Fraction | None, bool]:
    if a.lo is None or b.lo is None:
        return None, False
    if a.lo != b.lo:
        return (a.lo, a.lo_open) if a.lo < b.lo else (b.lo, b.lo_open)
    return a.lo, a.lo_open and b.lo_open if attained_by_either else a.lo_open or b.lo_open


def _upper(a: Interval, b: Interval, *, attained_by_either: bool) -> tuple[Fraction | None, bool]:
    if a.hi is None or b.hi is None:
        return None, False
    if a.hi != b.hi:
        return (a.hi, a.hi_open) if a.hi > b.hi else (b.hi, b.hi_open)
    return a.hi, a.hi_open and b.hi_open if attained_by_either else a.hi_open or b.hi_open


def _greater_lower(a: Interval, b: Interval) -> tuple[Fraction | None, bool]:
    """The larger of the lower ends: attained only where both attain it."""
    if a.lo is None:
        return b.lo, b.lo_open
    if b.lo is None:
        return a.lo, a.lo_open
    if a.lo != b.lo:
        return (a.lo, a.lo_open) if a.lo > b.lo else (b.lo, b.lo_open)
    return a.lo, a.lo_open or b.lo_open


def _smaller_upper(a: Interval, b: Interval) -> tuple[Fraction | None, bool]:
    """The smaller of the upper ends: attained only where both attain it."""
    if a.hi is None:
        return b.hi, b.hi_open
    if b.hi is None:
        return a.hi, a.hi_open
    if a.hi != b.hi:
        return (a.hi, a.hi_open) if a.hi < b.hi else (b.hi, b.hi_open)
    return a.hi, a.hi_open or b.hi_open
