"""Which true values print as a figure: rounding half up, half to even, and cutting off."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.figures import Figure, Interval, parse_figure

PLACES = st.integers(0, 4)
# Six more digits than are printed, and often exact halves, which is where the ways of rounding part.
TRUE_VALUES = st.one_of(
    st.decimals(-(10**6), 10**6, places=6, allow_nan=False),
    st.integers(-(10**6), 10**6).map(lambda n: Decimal(n) / 2),
    st.integers(-(10**6), 10**6).map(lambda n: Decimal(n) / 1000 * 5),
)


def figure_of(cell: str) -> Figure:
    figure = parse_figure(cell)
    assert figure is not None, cell
    return figure


def printed(value: Decimal, places: int, rounding: str) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), rounding=rounding):f}"


@given(TRUE_VALUES, PLACES, st.sampled_from(["", "%", "万元", "人"]))
def test_rounded_prints_lie_in_the_interval(true: Decimal, places: int, unit: str) -> None:
    for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN):
        figure = figure_of(printed(true, places, rounding) + unit)
        assert figure.interval().contains(Fraction(true) * figure.unit.scale)


@given(TRUE_VALUES, PLACES, st.sampled_from(["", "%", "万元", "人"]))
def test_truncated_prints_lie_in_the_truncated_interval(true: Decimal, places: int, unit: str) -> None:
    figure = figure_of(printed(true, places, ROUND_DOWN) + unit)
    assert figure.truncated().contains(Fraction(true) * figure.unit.scale)


@given(TRUE_VALUES, PLACES)
def test_the_interval_is_no_wider_than_it_must_be(true: Decimal, places: int) -> None:
    figure = figure_of(printed(true, places, ROUND_HALF_UP))
    ulp = Fraction(1, 10**places)
    for beyond in (figure.base + ulp * Fraction(51, 100), figure.base - ulp * Fraction(51, 100)):
        assert not figure.interval().contains(beyond)
    assert figure.interval("exact") == Interval.exact(figure.base)


def test_the_width_may_come_from_the_column() -> None:
    figure = figure_of("12万元")
    assert figure.interval("column", Fraction(100)) == Interval(Fraction(119950), Fraction(120050))
    assert figure.interval("printed") == Interval(Fraction(115000), Fraction(125000))
    assert figure.truncated(Fraction(100)) == Interval(Fraction(120000), Fraction(120100), hi_open=True)
    with pytest.raises(ValueError, match="width"):
        figure.interval("wide")


def test_truncation_of_zero_and_below() -> None:
    assert figure_of("0.0").truncated() == Interval(Fraction(-1, 10), Fraction(1, 10), True, True)
    assert figure_of("-1.5").truncated() == Interval(Fraction(-16, 10), Fraction(-15, 10), lo_open=True)


@pytest.mark.parametrize(
    ("cell", "interval"),
    [
        ("约200人", Interval(Fraction(180), Fraction(220))),
        ("约3人", Interval(Fraction(5, 2), Fraction(7, 2))),
        ("近-200元", Interval(Fraction(-220), Fraction(-180))),
        ("400余人", Interval(Fraction(400), Fraction(500), hi_open=True)),
        ("84余人", Interval(Fraction(84), Fraction(85), hi_open=True)),
        ("逾20多万", Interval(Fraction(200_000), Fraction(300_000), hi_open=True)),
        ("1.04万余人", Interval(Fraction(10_400), Fraction(10_500), hi_open=True)),
        ("逾0人", Interval(Fraction(0), Fraction(1), hi_open=True)),
        ("超-400元", Interval(Fraction(-500), Fraction(-400), lo_open=True)),
        ("90%以上", Interval(Fraction(9, 10), None)),
        ("90%以内", Interval(None, Fraction(9, 10))),
        (">90%", Interval(Fraction(9, 10), None, lo_open=True)),
        ("<90%", Interval(None, Fraction(9, 10), hi_open=True)),
        ("5-9人", Interval(Fraction(5), Fraction(9))),
    ],
)
def test_a_qualified_figure_says_how_far_it_reaches(cell: str, interval: Interval) -> None:
    assert figure_of(cell).interval() == interval
    assert figure_of(cell).truncated() == interval


def test_an_approximate_number_is_never_sharper_than_a_plain_one() -> None:
    plain, about = figure_of("3人").interval(), figure_of("约3人").interval()
    assert about.lo is not None and plain.lo is not None and about.lo <= plain.lo
    assert figure_of("约3人").interval("exact") == Interval(Fraction(27, 10), Fraction(33, 10))
