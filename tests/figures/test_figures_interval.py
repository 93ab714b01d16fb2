"""Interval arithmetic holds every true value, and its ends are attained exactly when the operands allow it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.figures import Interval

SMALL = st.builds(Fraction, st.integers(-6, 6), st.integers(1, 3))
WEIGHTS = st.builds(Fraction, st.integers(0, 8), st.just(8))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    ends = sorted((draw(SMALL), draw(SMALL)))
    lo = None if draw(st.integers(0, 5)) == 0 else ends[0]
    hi = None if draw(st.integers(0, 5)) == 0 else ends[1]
    if lo is not None and lo == hi:
        return Interval(lo, hi)
    return Interval(lo, hi, lo is not None and draw(st.booleans()), hi is not None and draw(st.booleans()))


@st.composite
def intervals_with_value(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    interval = draw(intervals())
    lo = interval.lo if interval.lo is not None else (interval.hi or Fraction(0)) - 20
    hi = interval.hi if interval.hi is not None else lo + 40
    value = lo + (hi - lo) * draw(WEIGHTS)
    assume(interval.contains(value))
    return interval, value


Pair = tuple[Interval, Fraction]


@given(intervals_with_value(), intervals_with_value())
def test_results_contain_every_true_value(a: Pair, b: Pair) -> None:
    (x, p), (y, q) = a, b
    assert (x + y).contains(p + q)
    assert (x - y).contains(p - q)
    assert (x * y).contains(p * q)
    assert (-x).contains(-p)
    assert x.abs().contains(abs(p))
    assert x.minimum(y).contains(min(p, q))
    assert x.maximum(y).contains(max(p, q))
    assert x.hull(y).contains(p) and x.hull(y).contains(q)
    assert x.scaled(q).contains(p * q)
    if not y.contains(Fraction(0)):
        assert (x / y).contains(p / q)
    assert x.intersects(y) or p != q
    common = x.intersection(y)
    if p == q:
        assert common is not None and common.contains(p)


def near(interval: Interval) -> list[Fraction]:
    """Values of an interval: its attained ends, points ever closer to its open ones, far ones where it is unbounded."""
    steps = [Fraction(1, 10**6), Fraction(1, 10**9)]
    lo, hi = interval.lo, interval.hi
    points = [Fraction(0), Fraction(10**9), Fraction(-(10**9))]
    for end, sign in ((lo, 1), (hi, -1)):
        if end is not None:
            points += [end, *(end + sign * step for step in steps)]
    return [point for point in points if interval.contains(point)]


OPERATIONS: list[tuple[Callable[[Interval, Interval], Interval], Callable[[Fraction, Fraction], Fraction]]] = [
    (Interval.__add__, lambda p, q: p + q),
    (Interval.__sub__, lambda p, q: p - q),
    (Interval.__mul__, lambda p, q: p * q),
    (Interval.minimum, min),
    (Interval.maximum, max),
]


@given(intervals(), intervals())
def test_ends_are_tight_and_attained_only_by_operands_that_attain_them(x: Interval, y: Interval) -> None:
    for operation, plain in OPERATIONS:
        result = operation(x, y)
        reached = [plain(p, q) for p in near(x) for q in near(y)]
        ends = (result.lo, result.lo_open, min(reached)), (result.hi, result.hi_open, max(reached))
        for end, is_open, extreme in ends:
            if end is None:
                assert abs(extreme) > 10**6
            elif is_open:
                assert end not in reached
                # A product with a far value may stay away from an open end at zero by that much.
                assert end == 0 or abs(extreme - end) < Fraction(1, 1000)
            else:
                assert extreme == end


@given(intervals(), intervals())
def test_division_is_multiplication_backwards(x: Interval, y: Interval) -> None:
    assume(not y.contains(Fraction(0)))
    quotient = x / y
    for p in near(x):
        for q in near(y):
            assert quotient.contains(p / q)
    if not x.contains(Fraction(0)):
        assert not quotient.contains(Fraction(0))


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    one = Interval.exact(1)
    for divisor in (Interval.exact(0), Interval(Fraction(-1), Fraction(1)), Interval(Fraction(0), Fraction(2))):
        with pytest.raises(ZeroDivisionError):
            one / divisor


def test_an_open_end_at_zero_unbounds_the_quotient() -> None:
    one = Interval.exact(1)
    assert one / Interval(Fraction(0), Fraction(2), lo_open=True) == Interval(Fraction(1, 2), None)
    assert one / Interval(Fraction(-2), Fraction(0), hi_open=True) == Interval(None, Fraction(-1, 2))
    assert one / Interval(Fraction(2), None) == Interval(Fraction(0), Fraction(1, 2), lo_open=True)
    assert Interval.exact(0) / Interval(Fraction(0), None, lo_open=True) == Interval.exact(0)


def test_zero_times_anything_is_zero() -> None:
    unbounded, positive = Interval.unbounded(), Interval(Fraction(0), None, lo_open=True)
    assert Interval.exact(0) * unbounded == Interval.exact(0)
    assert Interval(Fraction(0), Fraction(1)) * Interval(Fraction(1), None) == Interval(Fraction(0), None)
    assert positive * positive == positive


def test_open_ends_that_touch_do_not_meet() -> None:
    left, right = Interval(Fraction(0), Fraction(1), hi_open=True), Interval(Fraction(1), Fraction(2))
    assert not left.intersects(right) and left.intersection(right) is None
    assert Interval(Fraction(0), Fraction(1)).intersection(right) == Interval.exact(1)


def test_nothing_between_the_ends_is_refused() -> None:
    for lo, hi, is_open in ((2, 1, False), (1, 1, True)):
        with pytest.raises(ValueError, match="no value"):
            Interval(Fraction(lo), Fraction(hi), lo_open=is_open)


def test_width_and_exactness() -> None:
    assert Interval.exact(3).is_exact and Interval.exact(3).width == 0
    assert Interval(Fraction(1), Fraction(4)).width == 3
    assert Interval(None, Fraction(1)).width is None and not Interval.unbounded().is_exact
    assert Interval(None, Fraction(1), lo_open=True) == Interval(None, Fraction(1))
    assert str(Interval(Fraction(1, 2), None, lo_open=True)) == "(1/2, inf)"
