"""Rows of things beside how many they are said to be, in which order, and which ways they went; and what is left of so many."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged


def told(text: str) -> str:
    return f"某某县工作情况报告\n\n{text}\n"


@pytest.mark.parametrize(
    ("sound", "wrong", "rule"),
    [
        (
            "用于以下三个项目：甲桥2.00亿元、乙路1.80亿元、丙渠1.60亿元。",
            "用于以下四个项目：甲桥2.00亿元、乙路1.80亿元、丙渠1.60亿元。",
            "enumerated-count",
        ),
        (
            "资金分三批下达：3月20日下达300万元，6月15日下达260万元，10月8日下达140万元。",
            "资金分两批下达：3月20日下达300万元，6月15日下达260万元，10月8日下达140万元。",
            "enumerated-count",
        ),
        (
            "得分从高到低依次为：甲镇96.2分、乙镇94.8分、丙乡93.5分、丁镇90.1分。",
            "得分从高到低依次为：甲镇96.2分、乙镇94.8分、丙乡95.5分、丁镇90.1分。",
            "series-word-false",
        ),
        (
            "投诉量由少到多：甲队3件、乙队5件、丙队9件。",
            "投诉量由少到多：甲队3件、乙队9件、丙队5件。",
            "series-word-false",
        ),
        (
            "五项指标“三升二降”：产值增长8.2%，销量增长5.1%，库存下降2.4%，利润增长3.3%，用工下降0.8%。",
            "五项指标“四升一降”：产值增长8.2%，销量增长5.1%，库存下降2.4%，利润增长3.3%，用工下降0.8%。",
            "enumerated-count",
        ),
        ("移送线索60起，已办结27起，其余33起正在办理。", "移送线索60起，已办结37起，其余33起正在办理。", "running-sum"),
        (
            "计划补贴186户，剔除不合条件9户，实际补贴177户。",
            "计划补贴186户，剔除不合条件9户，实际补贴168户。",
            "running-sum",
        ),
        (
            "约定配送电脑65台、桌椅18套，到货电脑59台、桌椅18套，尚缺电脑6台。",
            "约定配送电脑65台、桌椅18套，到货电脑56台、桌椅18套，尚缺电脑6台。",
            "running-sum",
        ),
    ],
)
def test_a_row_is_held_against_what_is_said_of_it(sound: str, wrong: str, rule: str) -> None:
    result = judged(told(sound), "cn-claims")
    assert not accused(result)
    assert held(result, rule)
    assert rule in accused(judged(told(wrong), "cn-claims"))


@pytest.mark.parametrize(
    "trap",
    [
        "涉及37项成果：一等6项、二等12项、三等19项。",
        "实施10件实事：改建公路86公里、改造小区12个、新增学位1,080个等。",
        "城区三镇118.73亿元，西部五乡镇28.35亿元，余下七个乡镇合计70.38亿元。",
        "一类40个，二类30个，其余26个。",
        "从高到低排列，甲镇、乙镇、丙镇均为优秀。",
        "受理60件，新增5件，已办结27件，其余38件正在办理。",
    ],
)
def test_what_is_said_of_something_else_accuses_nobody(trap: str) -> None:
    assert not accused(judged(told(trap), "cn-claims"))


def test_each_that_misses_is_told_though_the_words_are_the_same() -> None:
    text = "\n\n".join(("名单80户，剔除不合条件3户，实际补贴70户。", "摸底200户，剔除不合条件6户，实际补贴150户。"))
    assert accused(judged(told(text), "cn-claims")).count("running-sum") == len(("70户", "150户"))
