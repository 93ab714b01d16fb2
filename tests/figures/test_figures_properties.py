"""Laws of reading: what is printed is read back, whatever the width of its characters; no text makes it fail."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gouji.figures import (
    find_unit,
    format_number,
    format_quantity,
    parse_figure,
    parse_leading_figure,
    parse_period,
    parse_target,
)
from gouji.figures.numerals import numeral_value
from gouji.figures.units import KNOWN_UNITS

NUMBERS = st.builds(
    lambda sign, whole, decimals: f"{sign}{whole}" + (f".{decimals}" if decimals else ""),
    st.sampled_from(["", "-"]),
    st.integers(0, 10**15 - 1).map(str),
    st.text("0123456789", max_size=6),
)
UNITS = st.sampled_from(sorted(unit for unit in KNOWN_UNITS if unit not in ("年", "/")))
TO_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
TELLING = "0123456789０１,，.。·()（）%％万亿千百十元人家个余多约近≥≤<>=-—~至年月日前内以上下之分成点"
HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from(TELLING)), max_size=220)


def grouped(number: str) -> str:
    whole, dot, decimals = number.partition(".")
    return f"{Decimal(whole):,}" + dot + decimals


@given(NUMBERS, UNITS)
def test_printing_and_reading_are_inverse(number: str, unit: str) -> None:
    figure = parse_figure(number + unit)
    assert figure is not None
    assert str(figure.value) == number
    assert figure.unit == find_unit(unit)
    assert str(figure.value) + figure.unit.symbol == number + unit
    assert figure.ulp == Decimal(1).scaleb(-len(number.partition(".")[2]))


@given(NUMBERS, UNITS)
def test_grouping_changes_nothing(number: str, unit: str) -> None:
    plain, with_commas = parse_figure(number + unit), parse_figure(grouped(number) + unit)
    assert plain is not None and with_commas is not None
    assert (plain.value, plain.unit, plain.ulp) == (with_commas.value, with_commas.unit, with_commas.ulp)


@given(NUMBERS, st.sampled_from(["", "%", "人", "万元", "%以上", "%(3人)", "人,19家企业", "余人"]))
def test_the_width_of_characters_changes_nothing(number: str, ending: str) -> None:
    half = parse_figure(number + ending)
    full = parse_figure((number + ending).translate(TO_FULL_WIDTH))
    assert half is not None and full is not None
    assert (half.value, half.unit, half.ulp) == (full.value, full.unit, full.ulp)
    assert (half.bound, half.noun) == (full.bound, full.noun)
    assert [part.base for part in half.parts] == [part.base for part in full.parts]


@given(NUMBERS, UNITS)
def test_the_base_shown_in_the_unit_is_the_number(number: str, unit: str) -> None:
    figure = parse_figure(number + unit)
    assert figure is not None
    shown = format_quantity(figure.base, figure.unit)
    assert shown.endswith(unit) and Decimal(shown.removesuffix(unit)) == Decimal(number)


@given(HOSTILE)
def test_no_text_makes_reading_fail(text: str) -> None:
    figure = parse_figure(text)
    assert figure is None or figure.text == text
    found = parse_leading_figure(text)
    assert found is None or text.endswith(found[1])
    for year in (None, 2023, 9999, 0):
        parse_period(text, year)
        assert parse_target(text, year).text == text


@given(HOSTILE)
def test_a_figure_is_also_a_leading_figure_or_needs_the_whole_cell(text: str) -> None:
    figure, found = parse_figure(text), parse_leading_figure(text)
    if figure is not None and found is not None and not found[1]:
        assert (figure.base, figure.bound) == (found[0].base, found[0].bound)


DIGITS = "零一二三四五六七八九"


def spelled(value: int) -> str:
    """The everyday Chinese spelling below ten thousand, built from digits: a second opinion on the reader."""
    text = "".join(DIGITS[int(digit)] + name for digit, name in zip(f"{value:04}", ("千", "百", "十", ""), strict=True))
    for place in "千百十":
        text = text.replace("零" + place, "零")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.strip("零") or "零"


@given(st.integers(0, 9999))
def test_chinese_numerals_are_read(value: int) -> None:
    assert numeral_value(spelled(value)) == value
    if value:
        assert numeral_value(spelled(value) + "万") == value * 10**4


def test_numerals_reach_up_to_a_trillion() -> None:
    assert numeral_value("九千九百九十九亿零一") == 999_900_000_001
    assert numeral_value("一万亿") is None


@given(st.text("零〇一二两三十百千万亿壹拾佰", max_size=12))
def test_a_numeral_has_one_reading(text: str) -> None:
    value = numeral_value(text)
    assert value is None or 0 <= value < 10**12


@given(st.fractions())
def test_formatted_numbers_are_exact_or_say_that_they_are_not(x: Fraction) -> None:
    shown = format_number(x)
    if shown.startswith("≈"):
        assert abs(Fraction(shown[1:]) - x) <= Fraction(1, 20000)
    else:
        assert Fraction(shown) == x
