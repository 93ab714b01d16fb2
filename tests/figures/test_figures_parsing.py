"""Cells as they are printed, and what is read from them."""

from __future__ import annotations

import time
from decimal import Decimal
from fractions import Fraction

import pytest

from gouji.figures import Figure, parse_figure, parse_leading_figure

# cell, value, unit symbol, dimension, ulp, bound, parts as (value, dimension)
PRINTED = [
    ("12,345.67", "12345.67", "", "number", "0.01", "", []),
    ("12，345", "12345", "", "number", "1", "", []),
    ("321 146件", "321146", "件", "count:件", "1", "", []),
    ("1 234.5", "1234.5", "", "number", "0.1", "", []),
    ("３．５％", "3.5", "%", "ratio", "0.1", "", []),
    ("2.82 %", "2.82", "%", "ratio", "0.01", "", []),
    ("1·8%", "1.8", "%", "ratio", "0.1", "", []),
    ("3‰", "3", "‰", "ratio", "1", "", []),
    ("415.20万", "415.20", "万", "number", "0.01", "", []),
    ("1000万", "1000", "万", "number", "1", "", []),
    ("零点五", "0.5", "", "number", "0.1", "", []),
    ("三百二十万", "320", "万", "number", "1", "", []),
    ("三亿二千万元", "32000", "万元", "money", "1", "", []),
    ("三十二点五万人", "32.5", "万人", "count:人", "0.1", "", []),
    ("一成二", "12", "%", "ratio", "1", "", []),
    ("九成以上", "90", "%", "ratio", "10", "at_least", []),
    ("百分之九十五", "95", "%", "ratio", "1", "", []),
    ("百分之九十五点六", "95.6", "%", "ratio", "0.1", "", []),
    ("百分之95", "95", "%", "ratio", "1", "", []),
    ("百分百", "100", "%", "ratio", "1", "", []),
    ("千分之三", "3", "‰", "ratio", "1", "", []),
    ("近四分之一", "1", "/4", "ratio", "1", "about", []),
    ("逾20多万", "20", "万", "number", "1", "over", []),
    ("约1.2万人次", "1.2", "万人次", "count:人次", "0.1", "about", []),
    ("400余人", "400", "人", "count:人", "1", "over", []),
    ("1.04万余人", "1.04", "万人", "count:人", "0.01", "over", []),
    ("2万多元", "2", "万元", "money", "1", "over", []),
    ("二十余次", "20", "次", "count:场", "1", "over", []),
    ("100户左右", "100", "户", "count:户", "1", "about", []),
    ("-3.2%", "-3.2", "%", "ratio", "0.1", "", []),
    ("−3.2", "-3.2", "", "number", "0.1", "", []),
    ("－3.2", "-3.2", "", "number", "0.1", "", []),
    ("(3.2)", "-3.2", "", "number", "0.1", "", []),
    ("（1,234）", "-1234", "", "number", "1", "", []),
    ("＋5", "5", "", "number", "1", "", []),
    ("负3.2%", "-3.2", "%", "ratio", "0.1", "", []),
    ("95%以上", "95", "%", "ratio", "1", "at_least", []),
    ("90%(含)以上", "90", "%", "ratio", "1", "at_least", []),
    ("≥95%以上", "95", "%", "ratio", "1", "at_least", []),
    ("不少于20人", "20", "人", "count:人", "1", "at_least", []),
    ("≥400余人", "400", "人", "count:人", "1", "at_least", []),
    ("15个工作日内", "15", "个工作日", "workdays", "1", "at_most", []),
    ("不超过188.4万元", "188.4", "万元", "money", "0.1", "at_most", []),
    ("﹥90％", "90", "%", "ratio", "1", "above", []),
    ("不足5%", "5", "%", "ratio", "1", "below", []),
    ("1500元/人", "1500", "元", "money", "1", "", []),
    ("0.8万元/人·月", "0.8", "万元", "money", "0.1", "", []),
    ("1.2吨/亩", "1.2", "吨", "mass", "0.1", "", []),
    ("100%(1,024人)", "100", "%", "ratio", "1", "", [("1024", "count:人")]),
    ("100%（3133人）", "100", "%", "ratio", "1", "", [("3133", "count:人")]),
    ("100%准确(5人)", "100", "%", "ratio", "1", "", [("5", "count:人")]),
    ("100%(115人,20家企业)", "100", "%", "ratio", "1", "", [("115", "count:人"), ("20", "count:个")]),
    ("100%(5家(盲协、肢协))", "100", "%", "ratio", "1", "", [("5", "count:个")]),
    ("110人,19家企业", "110", "人", "count:人", "1", "", [("19", "count:个")]),
    ("100人、19家", "100", "人", "count:人", "1", "", [("19", "count:个")]),
    ("5人和6家", "5", "人", "count:人", "1", "", [("6", "count:个")]),
    ("0万元(0%)", "0", "万元", "money", "1", "", [("0", "ratio")]),
    ("5家(盲协、肢协)", "5", "家", "count:个", "1", "", []),
    ("328.187（含调整23.075万元）", "328.187", "", "number", "0.001", "", []),
    ("5人(2人)", "5", "人", "count:人", "1", "", []),
    ("86519.43平方米", "86519.43", "平方米", "area", "0.01", "", []),
    ("20㎡", "20", "㎡", "area", "1", "", []),
    ("2.5万亩", "2.5", "万亩", "area", "0.1", "", []),
    ("8.9个百分点", "8.9", "个百分点", "ratio", "0.1", "", []),
    ("1617万元", "1617", "万元", "money", "1", "", []),
    ("1617萬元", "1617", "万元", "money", "1", "", []),
    ("3亿5000万元", "35000", "万元", "money", "1", "", []),
    ("￥1,234.50", "1234.50", "元", "money", "0.01", "", []),
    ("3万美元", "3", "万美元", "money:美元", "1", "", []),
    ("叁佰贰拾万元整", "320", "万元", "money", "0.0001", "", []),
    ("壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67", "元", "money", "0.01", "", []),
    ("10000元整", "10000", "元", "money", "1", "", []),
    ("1.5倍", "1.5", "倍", "ratio", "0.1", "", []),
    ("3人次", "3", "人次", "count:人次", "1", "", []),
    ("2个工作日", "2", "个工作日", "workdays", "1", "", []),
    ("90分", "90", "分", "score", "1", "", []),
    ("90分钟", "90", "分钟", "hours", "1", "", []),
    ("3年", "3", "年", "months", "1", "", []),
    ("三名", "3", "名", "count:人", "1", "", []),
    ("0", "0", "", "number", "1", "", []),
    ("0.00", "0.00", "", "number", "0.01", "", []),
    ("010", "10", "", "number", "1", "", []),
    ("999999999999999", "999999999999999", "", "number", "1", "", []),
    (" 95% ", "95", "%", "ratio", "1", "", []),
    ("95%。", "95", "%", "ratio", "1", "", []),
    ("7甑", "7", "甑", "count:甑", "1", "", []),
]


@pytest.mark.parametrize("row", PRINTED, ids=lambda row: row[0])
def test_a_printed_number_is_read(row: tuple[str, str, str, str, str, str, list[tuple[str, str]]]) -> None:
    cell, value, symbol, dimension, ulp, bound, parts = row
    figure = parse_figure(cell)
    assert figure is not None
    assert str(figure.value) == value
    assert (figure.unit.symbol, figure.dimension, figure.ulp, figure.bound) == (symbol, dimension, Decimal(ulp), bound)
    assert [(str(part.value), part.dimension) for part in figure.parts] == parts
    assert figure.text == cell
    assert figure.plain == (bound == "")


@pytest.mark.parametrize(
    ("cell", "low", "high", "dimension"),
    [
        ("5-9人", "5", "9", "count:人"),
        ("3~5个", "3", "5", "count:个"),
        ("3～5", "3", "5", "number"),
        ("90%-95%", "90", "95", "ratio"),
        ("90%—95%", "90", "95", "ratio"),
        ("3人至5人", "3", "5", "count:人"),
        ("5000元-1万元", "0.5", "1", "money"),
        ("±5%以内", "-5", "5", "ratio"),
    ],
)
def test_a_range_has_two_ends_in_one_unit(cell: str, low: str, high: str, dimension: str) -> None:
    figure = parse_figure(cell)
    assert figure is not None
    assert (figure.bound, figure.value, figure.high) == ("range", Decimal(low), Decimal(high))
    assert figure.dimension == dimension


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "  ",
        "12.",
        ".5",
        "1e5",
        "4.5.6",
        "1,23",
        "12,5",
        "1,234,56",
        "1,2345",
        "321 146",
        "10\t100人",
        "99.18 98",
        "3 人 5",
        "1234567890123456",
        "110101199003071234",
        "2023年",
        "2023-09-30",
        "2023.9.30",
        "2023-2024",
        "12:30",
        "5月",
        "5-9月",
        "5日前",
        "2日至5日",
        "1-3",
        "9-5人",
        "010-12345678",
        "1/3",
        "****",
        "XX",
        "占  %",
        "/",
        "—",
        "无",
        "增加（减少）",
        "<p>",
        "达成指标",
        "完成",
        "%",
        "万",
        "万元",
        "元",
        "一",
        "十",
        "十二",
        "千万",
        "百万",
        "一般",
        "一定",
        "一起",
        "十分",
        "十分满意",
        "三百五",
        "一万二",
        "1万2",
        "3万3万元",
        "二〇二三",
        "二〇二三年",
        "2级",
        "3号",
        "12号文",
        "第3期",
        "5A",
        "A5",
        "12345热线",
        "95优秀",
        "3年内完成",
        "5人完成",
        "20家企业未完成",
        "1人1户",
        "115,20家",
        "5,人",
        "①",
        "10²",
        "(3)",
        "≥5以下",
        "--5",
        "+-5",
        "100%%",
        "5人(",
        "5人)",
        "1万2万",
        "人",
    ],
)
def test_what_is_not_clearly_a_figure_is_text(cell: str) -> None:
    assert parse_figure(cell) is None


def test_nouns_are_kept_beside_the_measure_word() -> None:
    nouns = {
        "20家企业": "企业",
        "6名残疾人": "残疾人",
        "14个街镇": "街镇",
        "20家企业以上": "企业",
        "100%准确(5人)": "准确",
        "20家": "",
    }
    assert {cell: figure_of(cell).noun for cell in nouns} == nouns


def test_a_range_has_the_finer_place_of_its_ends() -> None:
    ulps = {cell: figure_of(cell).ulp for cell in ("1.5-3%", "1-3.5%", "1-3%", "5000元-1万元")}
    assert [str(ulp) for ulp in ulps.values()] == ["0.1", "0.1", "1", "1"]


def test_parts_keep_their_own_text_and_bound() -> None:
    figure = parse_figure("100%（约1,024人）")
    assert figure is not None
    assert [(part.text, part.bound) for part in figure.parts] == [("约1,024人", "about")]
    assert figure.figures == (figure, *figure.parts)


def test_the_base_is_exact() -> None:
    bases = {
        "92.5%": Fraction(925, 1000),
        "1.2万人": 12000,
        "三分之一": Fraction(1, 3),
        "10亩": Fraction(20000, 3),
        "8.9个百分点": Fraction(89, 1000),
        "1.5倍": Fraction(3, 2),
        "90分钟": Fraction(3, 2),
    }
    assert {cell: figure_of(cell).base for cell in bases} == bases


def figure_of(cell: str) -> Figure:
    figure = parse_figure(cell)
    assert figure is not None, cell
    return figure


def test_digits_beyond_any_arithmetic_context_survive() -> None:
    printed = "-123456789012345.123456789012345678901234567890%"
    assert str(figure_of(printed).value) == printed[:-1]
    assert figure_of("负" + printed[1:]).base == figure_of(printed).base


@pytest.mark.parametrize(
    ("text", "read", "parts", "rest"),
    [
        ("3037人,按照实际符合条件的残疾人参保", "3037人", [], "按照实际符合条件的残疾人参保"),
        ("100人、19家,申请补贴的企业减少", "100人、19家", ["19家"], "申请补贴的企业减少"),
        ("28次", "28次", [], ""),
        ("100%（3133人）：全部完成", "100%（3133人）", ["3133人"], "全部完成"),
        ("95%以上参与活动的人认为有促进作用", "95%以上", [], "参与活动的人认为有促进作用"),
        ("20家企业申请了补贴，其余未申请", "20家", [], "企业申请了补贴，其余未申请"),
        ("４人，补贴人数减少", "４人", [], "补贴人数减少"),
        ("99户——超额完成", "99户", [], "超额完成"),
    ],
)
def test_a_leading_figure_and_the_rest(text: str, read: str, parts: list[str], rest: str) -> None:
    found = parse_leading_figure(text)
    assert found is not None
    figure, remaining = found
    assert (figure.text, [part.text for part in figure.parts], remaining) == (read, parts, rest)


@pytest.mark.parametrize(
    "text", ["", "执行率99.18%", "12月完成", "2023年9月完成", "20日上午", "3分之一", "12345热线", "一般"]
)
def test_no_leading_figure(text: str) -> None:
    assert parse_leading_figure(text) is None


def test_prose_of_any_length_may_follow_a_figure() -> None:
    found = parse_leading_figure("3037人," + "按照实际" * 1000)
    assert found is not None and len(found[1]) == 4000


def test_a_cell_over_the_limit_is_text() -> None:
    assert parse_figure("5" + " " * 199) is not None
    assert parse_figure("5" + " " * 200) is None


PIECES = "9|1,|1 |(|5(|)|约|≥|一万|百分之|分之|5人,|5人(|1万|个|1-|·1|每|年"


@pytest.mark.parametrize("piece", PIECES.split("|"))
def test_hostile_cells_are_read_quickly(piece: str) -> None:
    for size in (200, 100_000):
        text = piece * (size // len(piece))
        started = time.perf_counter()
        parse_figure(text)
        parse_leading_figure(text)
        assert time.perf_counter() - started < 0.5
