"""Numbers of a spreadsheet as it prints them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.document.number_format import BUILT_IN, Formats


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        # what is stored is a binary number to seventeen digits; fifteen of them count
        ("0.30000000000000004", "General", "0.3"),
        ("1.1000000000000001", "General", "1.1"),
        ("66.666666666666671", "General", "66.66666667"),
        ("123456789.12", "General", "123456789.12"),
        ("12345678901234", "General", "12345678901234"),
        ("1E3", "General", "1000"),
        ("0.000012", "General", "0.000012"),
        ("2.345", "0.00", "2.35"),
        ("1.005", "0.00", "1.01"),
        ("-2.5", "0", "-3"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("12", "#,##0", "12"),
        ("0.5", "#.##", ".5"),
        ("12", "0.0#", "12.0"),
        ("5", "000", "005"),
        ("0.9456", "0.00%", "94.56%"),
        ("1", "0%", "100%"),
        ("0.945", "0.0%", "94.5%"),
        ("12.5", '0.00"万元"', "12.50万元"),
        ("123456", '0!.0,"万元"', "12.3万元"),
        ("1234567", "#,##0,", "1,235"),
        ("2.5", "[$¥-804]#,##0.00", "¥2.50"),
        ("-5", "0.00_);(0.00)", "(5.00)"),
        ("-5", "0.00_ ;[Red]-0.00", "-5.00"),
        ("1234.5", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
        ("13800138000", "000-0000-0000", "138-0013-8000"),
        ("15000", '[>=10000]0.0,"千";0.00', "15.0千"),
        ("5", '[>=10000]0.0,"千";0.00', "5.00"),
        ("0.000012345", "0.00E+00", "1.23E-05"),
        # a zero that is printed as a dash, and a value that is blanked out, are values all the same
        ("0", '0.00;-0.00;"-"', "0"),
        ("5", ";;;", "5"),
        ("45000", 'yyyy"年"m"月"', "2023年3月"),
        ("45000", 'yyyy"年"mm"月"dd"日"', "2023年03月15日"),
        ("45000.5", "yyyy/m/d h:mm", "2023/3/15 12:00"),
        ("45000", '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二三年三月十五日"),
        ("0.999999", "h:mm:ss", "0:00:00"),
        ("1.25", "[h]:mm", "30:00"),
        ("0.75", '上午/下午h"时"mm"分"', "下午6时00分"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("45000", "aaaa", "星期三"),
    ],
)
def test_as_excel_prints_it(stored: str, code: str, shown: str) -> None:
    assert Formats().number(stored, code) == shown


def test_the_calendar_of_1904() -> None:
    assert Formats(since_1904=True).number("1", "yyyy-mm-dd") == "1904-01-02"


def test_formats_that_are_not_known_are_said_to_be() -> None:
    assert Formats().number("0.5", "# ?/?") is None
    assert Formats().number("5", "[DBNum2]0") is None


def test_texts_with_a_format_of_their_own() -> None:
    assert Formats().text("三", '@"季度"') == "三季度"
    assert Formats().text("三", "0.00") == "三"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_two_places_are_the_number_rounded_half_up(value: Decimal) -> None:
    shown = Formats().number(str(value), "#,##0.00")
    assert shown is not None
    assert Decimal(shown.replace(",", "")) == value.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(st.integers(min_value=-(10**14) + 1, max_value=10**14 - 1), st.integers(min_value=0, max_value=4))
def test_a_typed_number_without_a_format_keeps_its_digits(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    shown = Formats().number(repr(float(value)), "General")
    assert shown is not None and Decimal(shown) == value


@given(st.text(alphabet='0#?.,%;"\\_*[]@yYmdhs/E+-年万$>=<General!0 ', max_size=20), st.floats() | st.text(max_size=8))
def test_no_format_and_no_value_is_too_strange(code: str, value: object) -> None:
    shown = Formats().number(str(value), code)
    assert shown is None or isinstance(shown, str)


def test_every_built_in_format_prints() -> None:
    formats = Formats()
    assert [index for index, code in BUILT_IN.items() if formats.number("45000.25", code) is None] == [12, 13]
