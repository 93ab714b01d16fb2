"""Figures in running text: what is one, what only looks like one, and where each stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.figures import parse_figure
from gouji.figures.finding import find_figures


def printed(text: str, bare: bool = False) -> list[str]:
    return [text[start:end] for start, end, _ in find_figures(text, bare)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("支出100.00万元，占60%", ["100.00万元", "60%"]),
        ("共205名1944个月", ["205名", "1944个月"]),
        ("收入１，２３４.５元；支出12 元", ["１，２３４.５元", "12 元"]),
        ("约80人，≥90%，不低于20户", ["约80人", "≥90%", "不低于20户"]),
        ("服务500余人", ["500余人"]),
        ("增加5个百分点", ["5个百分点"]),
        ("计1.3万人和2亿元", ["1.3万人", "2亿元"]),
        ("占三分之二，百分之五，近三成", ["三分之二", "百分之五", "近三成"]),
        ("约需5-10人", ["5-10人"]),
        ("一、共3万元", ["3万元"]),
        ("1.共3万元", ["3万元"]),
        ("（2）共3万元", ["3万元"]),
        ("2023年内共5人", ["5人"]),
        ("100%（3133人）", ["100%", "3133人"]),
        ("得98.5分。得9分", ["98.5分", "9分"]),
        ("卫星电话1.76万元、热线238件", ["1.76万元", "238件"]),
    ],
)
def test_figures_with_a_unit(text: str, figures: list[str]) -> None:
    assert printed(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "2023年",
        "2023年度",
        "自2021-2023年起",
        "于2023年9月30日完成",
        "9月30日前",
        "3-9月",
        "截至30日",
        "2023-05-06起",
        "财预〔2023〕3号",
        "财预[2023]3号文",
        "第12次会议",
        "第四届",
        "编号123人",
        "电话0871-12345678",
        "热线12345",
        "电话13912345678",
        "致电13912345678。",
        "时间12:30",
        "分成三段，十分成功，万一",
        "A4纸",
        "",
        "没有数",
    ],
)
def test_what_only_looks_like_a_figure(text: str) -> None:
    assert printed(text, bare=True) == []


def test_a_bare_number_counts_only_where_it_is_asked_for() -> None:
    assert printed("编为12，另3人") == ["3人"]
    assert printed("编为12，另3人", bare=True) == ["12", "3人"]


def test_a_text_that_is_one_figure_is_it() -> None:
    assert [(start, end) for start, end, _ in find_figures("  98.5 ")] == [(2, 6)]


#: What figures and their neighbours are made of.
ALPHABET = "0123456789.,%‰％万亿千百元人名户个月年日号分约近≥-—~至〔〕（）()第一二三十点余多共、，。；: \u3000Aa"


@given(st.one_of(st.text(ALPHABET, max_size=40), st.text(max_size=40)), st.booleans())
def test_spans_ascend_and_never_overlap(text: str, bare: bool) -> None:
    last = 0
    for start, end, _ in find_figures(text, bare):
        assert last <= start < end <= len(text)
        last = end


FIGURE = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "约", "≥", "不少于"]),
    st.decimals(min_value=0, max_value=10**9, places=2).map(str) | st.integers(0, 10**6).map("{:,}".format),
    st.sampled_from(["元", "万元", "亿元", "人", "户", "%", "‰", "个月", "分", "个百分点", "万人"]),
)
WORDS = st.sampled_from(["，支出", "，", "，其中", "；", "、占", "。比上年"])


@given(st.lists(st.tuples(WORDS, FIGURE), min_size=1, max_size=6))
def test_every_figure_that_was_written_is_found_and_reads_as_it_was(pieces: list[tuple[str, str]]) -> None:
    text = "计" + "".join(words + figure for words, figure in pieces) + "。"
    found = list(find_figures(text))
    assert [text[start:end] for start, end, _ in found] == [figure for _, figure in pieces]
    for start, end, figure in found:
        again = parse_figure(text[start:end])
        assert again is not None
        assert (again.value, again.unit, again.bound) == (figure.value, figure.unit, figure.bound)


@pytest.mark.parametrize(
    "piece", [" ", "\u3000", "一二三", "1", "1.", "约", "-", "万", "百分之", "（", "1(", "人民币", "2023年"]
)
def test_a_long_text_is_searched_in_linear_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    start = time.perf_counter()
    for _ in find_figures(text):
        pass
    assert time.perf_counter() - start < 30, "ten times longer than it takes; quadratic time is many minutes"
