"""Figures of the text that a table, or the words beside them, tell again: what differs by a slip is found."""

from __future__ import annotations

import pytest
from short_texts import accused, grave, judged

PACK = "cn-claims"


def hinted(text: str) -> list[str]:
    result = judged(text, PACK)
    assert grave(result) == []
    return [f.rule for f in result.findings if f.rule.startswith("cross-place")]


SERVED = """一、概况
全年走访独居老人{}名，办班6期。
二、指标
名称 目标 完成 分值 得分
走访独居老人数 ≥2600名 2748名 15 15
办班期数 ≥6期 6期 10 10"""


@pytest.mark.parametrize(
    ("text", "hints"), [("2748", []), ("2784", ["cross-place-count-read"]), ("1935", []), ("2701", [])]
)
def test_two_digits_of_a_figure_of_a_table_changed_places(text: str, hints: list[str]) -> None:
    assert hinted(SERVED.format(text)) == hints


def test_figures_of_different_things_may_have_the_same_digits() -> None:
    assert hinted(SERVED.replace("走访独居老人{}名", "印发读本2784册")) == []


def test_a_figure_that_the_text_tells_both_ways_is_no_slip() -> None:
    assert hinted(SERVED.format("2784").replace("办班6期", "其中年内走访2748名")) == []


ROW = """本年投入{}万元，其中道路{}万元、桥梁{}万元、水渠{}万元。
年度|投入|道路|桥梁|水渠
上年|812|301|288|223
本年|974|365|317|292"""


@pytest.mark.parametrize(
    ("figures", "found"),
    [((974, 365, 317, 292), False), ((974, 365, 342, 292), True), ((974, 365, 542, 292), False)],
)
def test_a_row_told_in_its_order_but_for_one_figure(figures: tuple[int, ...], found: bool) -> None:
    result = judged(ROW.format(*figures), PACK)
    assert any(f.rule.startswith("cross-place") for f in result.findings) is found


BID = "中标单位为甲公司，中标金额：{}元，大写：叁佰贰拾柒万肆仟元整。"


@pytest.mark.parametrize(
    ("digits", "rules"), [("3,274,000.00", []), ("327.4万", []), ("3,247,000.00", ["cross-place-amount-read"])]
)
def test_an_amount_in_words_is_that_in_digits(digits: str, rules: list[str]) -> None:
    assert accused(judged(BID.format(digits), PACK)) == rules


def test_tenths_and_hundredths_in_words() -> None:
    text = "合同价人民币（大写）壹万贰仟零伍拾元叁角捌分（￥12,050.{}）。"
    assert accused(judged(text.format("38"), PACK)) == []


def test_an_amount_in_words_of_something_else() -> None:
    assert accused(judged("中标金额3,247,000.00元，保证金为叁拾贰万元整。", PACK)) == []


BALANCE = """关于2022年预算执行情况的报告
支出安排后，结转下年{}亿元。
表一 2022年本级平衡表 单位：万元
收入项目|金额|支出项目|金额
一般公共预算收入|152640|一般公共预算支出|168110
上级补助收入|48215|结转下年|32745
收入总计|200855|支出总计|200855"""


@pytest.mark.parametrize(("told", "rules"), [("3.27", []), ("3.28", ["cross-place-amount-read"])])
def test_the_one_amount_of_a_row_told_by_its_name(told: str, rules: list[str]) -> None:
    assert accused(judged(BALANCE.format(told), "cn-accounts")) == rules
