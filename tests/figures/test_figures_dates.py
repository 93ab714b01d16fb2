"""Dates and periods as printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.figures import parse_period

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2023年9月12日—9月13日完成", "period", "2023-09-12", "2023-09-13"),
        ("2023年9月12日至13日", "period", "2023-09-12", "2023-09-13"),
        ("2023年9月12-13日", "period", "2023-09-12", "2023-09-13"),
        ("2023.5.1-2023.6.30", "period", "2023-05-01", "2023-06-30"),
        ("2023年9月底前", "by", None, "2023-09-30"),
        ("2023年9月底前完成", "by", None, "2023-09-30"),
        ("２０２３年９月底前", "by", None, "2023-09-30"),
        ("二〇二三年九月底前", "by", None, "2023-09-30"),
        ("2023年12月31日前完成", "by", None, "2023-12-31"),
        ("2023年12月31日前按时完成", "by", None, "2023-12-31"),
        ("2023年12月31日前（按时）完成", "by", None, "2023-12-31"),
        ("截至2023年12月底", "by", None, "2023-12-31"),
        ("2023年9月中旬前", "by", None, "2023-09-20"),
        ("2023年5-9月完成", "period", "2023-05-01", "2023-09-30"),
        ("2023年5月中旬—6月中旬完成", "period", "2023-05-11", "2023-06-20"),
        ("2023年11月至次年2月", "period", "2023-11-01", "2024-02-29"),
        ("2022-2023年", "period", "2022-01-01", "2023-12-31"),
        ("2023年全年", "period", "2023-01-01", "2023-12-31"),
        ("2023年度", "period", "2023-01-01", "2023-12-31"),
        ("2023年第四季度", "period", "2023-10-01", "2023-12-31"),
        ("2023年上半年", "period", "2023-01-01", "2023-06-30"),
        ("2023年2月", "period", "2023-02-01", "2023-02-28"),
        ("2023年9月底", "period", "2023-09-21", "2023-09-30"),
        ("2023年 9月 15日", "date", "2023-09-15", "2023-09-15"),
        ("2023-09-30", "date", "2023-09-30", "2023-09-30"),
        ("2023.9.30", "date", "2023-09-30", "2023-09-30"),
        ("2023/9/30", "date", "2023-09-30", "2023-09-30"),
        ("2023-09", "period", "2023-09-01", "2023-09-30"),
        ("2023年9月起", "from", "2023-09-01", None),
        ("2023年9月30日后", "from", "2023-10-01", None),
        ("2023年9月内", "within", "2023-09-01", "2023-09-30"),
        ("及时（2023年6月之前）", "by", None, "2023-06-30"),
    ],
)
def test_a_period_with_its_year(text: str, kind: str, start: str | None, end: str | None) -> None:
    period = parse_period(text)
    assert period is not None
    assert (period.kind, period.has_year, period.text) == (kind, True, text)
    assert (period.start and period.start.isoformat(), period.end and period.end.isoformat()) == (start, end)
    assert parse_period(text, 1999) == period


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("6月之前", "by", None, "2023-06-30"),
        ("6月前", "by", None, "2023-06-30"),
        ("12月之前完成", "by", None, "2023-12-31"),
        ("年底前", "by", None, "2023-12-31"),
        ("在年底前完成", "by", None, "2023-12-31"),
        ("及时（11月之前）", "by", None, "2023-11-30"),
        ("及时（10月）", "period", "2023-10-01", "2023-10-31"),
        ("全年", "period", "2023-01-01", "2023-12-31"),
        ("第三季度", "period", "2023-07-01", "2023-09-30"),
        ("一季度", "period", "2023-01-01", "2023-03-31"),
        ("上半年", "period", "2023-01-01", "2023-06-30"),
        ("1-12月", "period", "2023-01-01", "2023-12-31"),
        ("11月至次年2月", "period", "2023-11-01", "2024-02-29"),
        ("年内", "within", "2023-01-01", "2023-12-31"),
        ("次年3月底前", "by", None, "2024-03-31"),
        ("去年12月", "period", "2022-12-01", "2022-12-31"),
        ("十二月三十一日前", "by", None, "2023-12-31"),
    ],
)
def test_a_missing_year_is_filled_and_never_guessed(text: str, kind: str, start: str | None, end: str | None) -> None:
    filled, unknown = parse_period(text, 2023), parse_period(text)
    assert filled is not None and unknown is not None
    assert (filled.kind, filled.has_year) == (kind, True)
    assert (filled.start and filled.start.isoformat(), filled.end and filled.end.isoformat()) == (start, end)
    assert (unknown.kind, unknown.has_year, unknown.start, unknown.end) == (kind, False, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "每月25日",
        "每月25日，周末顺延",
        "及时（每月25日，周末顺延）",
        "每季度首月",
        "每年12月底前",
        "每月底前",
        "按月发放",
        "按季度",
    ],
)
def test_recurring_dates_have_no_ends(text: str) -> None:
    period = parse_period(text, 2023)
    assert period is not None
    assert (period.kind, period.start, period.end) == ("recurring", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023",
        "2023.9",
        "5-9",
        "12:30",
        "3年",
        "5日",
        "15个工作日内",
        "100%",
        "每年≥2次",
        "每季度1次",
        "每人100元",
        "2023年2月30日",
        "2023年2月29日",
        "13月",
        "2月30日",
        "9-5月",
        "2023年9月至5月",
        "2023年完成率",
        "及时",
        "无",
        "2023-13-01",
        "2023-09-30-01",
        "2023年9月完成了3项",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert parse_period(text) is None


def test_prose_is_no_period() -> None:
    assert parse_period("2023年" + " " * 80) is None


FORMS = ["{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}", "{0.year}/{0.month}/{0.day}"]


@given(DAYS, st.sampled_from(FORMS))
def test_a_date_is_read_back(day: date, form: str) -> None:
    period = parse_period(form.format(day))
    assert period is not None
    assert (period.kind, period.start, period.end) == ("date", day, day)


@given(DAYS, st.integers(0, 800))
def test_a_range_of_dates_is_read_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    form = "{0.year}年{0.month}月{0.day}日"
    period = parse_period(form.format(first) + "至" + form.format(last))
    assert period is not None
    assert (period.start, period.end) == (first, last)
    assert length == 0 or parse_period(form.format(last) + "至" + form.format(first)) is None


@given(st.integers(1950, 2090), st.integers(1, 12))
def test_the_end_of_a_month_is_its_last_day(year: int, month: int) -> None:
    period = parse_period(f"{year}年{month}月底前")
    assert period is not None and period.end is not None
    assert (period.end.month, (period.end + timedelta(days=1)).day) == (month, 1)
