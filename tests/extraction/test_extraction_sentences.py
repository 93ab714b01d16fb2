"""Sentences as patterns see them: figures and dates as signs, numbers of items dropped, stops where they end one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extraction_samples import sentences_of, signs_of
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("支出100.00万元，占60%。", "支出<金>,占<率>。"),
        ("得98.5分；培训80人次，历时3个月", "得<分>;培训<量>,历时<他>"),
        ("共3万（约5个百分点）", "共<万>(<点>)"),
        ("共 1,234.5 元", "共<金>"),
        ("编为12", "编为<数>"),
        ("２０２３年　支出１０ 万元", "<日>支出<金>"),
        ("2023年5月6日、9月30日前、12月份、3-9月", "<日>、<日>前、<日>、<日>"),
        ("到2023年底", "到<日>"),
        ("财预〔2023〕3号第四届", "财预〔2023〕3号第四届"),
        ("80岁以上老人205名", "80岁以上老人<量>"),
        ("共205名1944个月", "共<量><他>"),
        ("≥90%，不低于20人", "<率>,<量>"),
    ],
)
def test_figures_and_dates_are_one_sign_each(text: str, signs: str) -> None:
    assert signs_of(text) == [signs]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("一、经费3万元", "经费<金>"),
        ("（二）人员12人", "人员<量>"),
        ("1.经费3万元", "经费<金>"),
        ("2）经费3万元", "经费<金>"),
        ("①经费3万元", "经费<金>"),
        ("一是经费3万元；二是人员2人", "经费<金>;人员<量>"),
        ("一是否完成", "一是否完成"),
        ("经费1.5万元", "经费<金>"),
        ("1.5万元", "<金>"),
    ],
)
def test_the_number_of_an_item_belongs_to_the_outline(text: str, signs: str) -> None:
    assert signs_of(text) == [signs]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("甲。乙！丙？丁", ["甲。", "乙!", "丙?", "丁"]),
        ("（甲。乙。）丙。丁", ["(甲。乙。)丙。", "丁"]),
        ("“甲！”乙。丙", ["“甲!”乙。", "丙"]),
        ("甲）乙。丙", ["甲)乙。", "丙"]),
        ("甲。其中：乙。丙。", ["甲。其中:乙。", "丙。"]),
        ("甲。比上年增加。同比下降。乙", ["甲。比上年增加。同比下降。", "乙"]),
        ("甲；乙，丙", ["甲;乙,丙"]),
        ("", []),
        ("。", ["。"]),
    ],
)
def test_where_a_sentence_ends(text: str, signs: list[str]) -> None:
    assert signs_of(text) == signs


def test_a_run_of_several_texts_is_read_on() -> None:
    assert signs_of("支出如下：", "培训3万元。会议", "费2万元。") == ["支出如下:培训<金>。", "会议费<金>。"]


def test_a_bracket_that_is_never_closed_ends_with_its_text() -> None:
    assert signs_of("（甲。乙", "丙。丁。") == ["(甲。乙丙。", "丁。"]


def test_a_sign_knows_its_figure_and_its_stretch() -> None:
    (sentence,) = sentences_of("一、 支出 1,234.5 万元，占９０％。")
    assert [str(figure.unit.symbol) for figure in sentence.figures.values()] == ["万元", "%"]
    at, _ = sentence.figures
    span = sentence.span(at, at + 1)
    assert (span.text, span.place.line, span.place.column) == ("1,234.5 万元", 1, 7)
    assert sentence.span(0, len(sentence.signs)).text == "支出 1,234.5 万元，占９０％。"


def test_a_stretch_over_two_texts_keeps_to_the_first() -> None:
    (sentence,) = sentences_of("支出：", "3万元。")
    assert sentence.span(0, len(sentence.signs)).text == "支出："


#: What hostile and ordinary sentences are made of.
ALPHABET = "培训费共计为其中比上年一二三、，。；：:（）()“”0123456789.,%％万亿元人户分约≥-—〔〕年月日第号 \t\u3000Aa①"


@given(st.text(ALPHABET, max_size=60))
def test_every_character_is_in_one_sentence_and_in_order(text: str) -> None:
    found = sentences_of(text)
    stretches = [pair for sentence in found for pair in zip(sentence.starts, sentence.ends, strict=True)]
    assert all(start < end for start, end in stretches)
    assert all(before[1] <= after[0] for before, after in pairwise(stretches))
    for sentence in found:
        assert len(sentence.signs) == len(sentence.texts) == len(sentence.starts) == len(sentence.ends)
        assert all(0 <= at < len(sentence.signs) for at in sentence.figures)


@given(st.text(max_size=80))
def test_arbitrary_text_is_cut_into_sentences(text: str) -> None:
    for sentence in sentences_of(text):
        assert len(sentence.signs) == len(sentence.starts)
