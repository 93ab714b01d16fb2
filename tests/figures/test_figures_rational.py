"""Rational is Fraction in all it says: the same values, the same order, the same hash."""

from __future__ import annotations

import copy
import operator as op
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.figures.rational import Rational

TERMS = st.tuples(st.integers(-(10**20), 10**20), st.integers(1, 10**12))
SMALL = st.tuples(st.integers(-30, 30), st.integers(1, 12))
PAIRS = TERMS | SMALL
RECKONING = [op.add, op.sub, op.mul, op.truediv]
ORDER = [op.lt, op.le, op.gt, op.ge, op.eq, op.ne]


def outcome(work: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """What an operation comes to, or the kind of its fault."""
    try:
        return work(left, right)
    except ArithmeticError as fault:
        return type(fault)


@given(PAIRS, PAIRS)
def test_reckoning_and_order_are_those_of_fractions(one: tuple[int, int], other: tuple[int, int]) -> None:
    left, right = Fraction(*one), Fraction(*other)
    for work in RECKONING:
        expected = outcome(work, left, right)
        for a, b in ((Rational(*one), Rational(*other)), (Rational(*one), right), (left, Rational(*other))):
            found = outcome(work, a, b)
            assert found == expected
            if isinstance(expected, Fraction):
                assert type(found) is Rational
                assert (found.numerator, found.denominator) == (expected.numerator, expected.denominator)
    for work in ORDER:
        assert work(Rational(*one), Rational(*other)) == work(Rational(*one), right) == work(left, right)


@given(PAIRS, st.integers(-50, 50))
def test_whole_numbers_may_stand_on_either_side(terms: tuple[int, int], whole: int) -> None:
    known, made = Fraction(*terms), Rational(*terms)
    for work in [*RECKONING, *ORDER]:
        assert outcome(work, made, whole) == outcome(work, known, whole)
        assert outcome(work, whole, made) == outcome(work, whole, known)


@given(PAIRS)
def test_it_is_the_number_that_it_is_made_of(terms: tuple[int, int]) -> None:
    known, made = Fraction(*terms), Rational(*terms)
    assert made == known
    assert hash(made) == hash(known)
    assert (-made, abs(made), bool(made), str(made)) == (-known, abs(known), bool(known), str(known))
    assert (int(made), round(made), made // 1, divmod(made, 1)) == (
        int(known),
        round(known),
        known // 1,
        divmod(known, 1),
    )
    assert Rational(known) == Rational(made) == known
    for again in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):
        assert type(again) is Rational
        assert again == known


@pytest.mark.parametrize("given_", [Decimal("12.340"), "-7/21", "0.5", Decimal("1E+3"), True, 7])
def test_it_is_made_like_a_fraction(given_: Any) -> None:
    assert Rational(given_) == Fraction(given_)
    assert type(Rational(given_)) is Rational


def test_terms_may_be_negative_or_fractions() -> None:
    assert Rational(3, -6) == Fraction(-1, 2)
    assert Rational(3, -6).denominator == 2
    assert Rational(Fraction(1, 2), 3) == Fraction(1, 6)


def test_no_float_comes_in() -> None:
    for wrong in ((0.5,), (1, 0.5)):
        with pytest.raises(TypeError):
            Rational(*wrong)  # type: ignore[arg-type]
    for work in RECKONING:
        with pytest.raises(TypeError):
            work(Rational(1, 2), 0.5)
        with pytest.raises(TypeError):
            work(0.5, Rational(1, 2))


def test_division_by_nothing_is_a_fault() -> None:
    for nothing in (0, Rational(0), Fraction(0)):
        with pytest.raises(ZeroDivisionError):
            Rational(1, 2) / nothing
    with pytest.raises(ZeroDivisionError):
        Rational(1, 0)
    with pytest.raises(ZeroDivisionError):
        1 / Rational(0)
