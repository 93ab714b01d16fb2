"""Figures that those beside them would make but for a slip of the pen: a hint, and only where nothing else makes them."""

from __future__ import annotations

import pytest
from short_texts import grave, judged

PACK = "cn-claims"

#: A text, what makes its figure come out, and what is a slip in it.
TEXTS = {
    "a balance": ("基金收入58294万元，支出56734万元。参保61万人，人均补助610元。当年结余{}万元。", "1560", "1650"),
    "a sum at the end": (
        "计划筹集1.8万套，2021—2023年分别筹集3200套、4150套和4480套，三年累计{}套，快于时间进度。",
        "11830",
        "11380",
    ),
    "parts of a fall": (
        "调减预算收入18133万元，由年初的77133万元调整为59000万元。主要是甲项收入减少{}万元、乙项收入减少3048万元。",
        "15085",
        "15805",
    ),
    "parts far behind": (
        "新增债券{}亿元，再融资债券21.33亿元。债券安排20个项目，其中：学校8.4亿元，水利5.87亿元，道路8.11亿元。",
        "22.38",
        "27.38",
    ),
    "several kinds": ("办卡26318张、办证3942张、发册7215本，三类合计{}件；好评98.2%。", "37475", "37457"),
    "what is missing": ("应配套资金76482万元，实际到位39771万元，到位率为52.00%，缺口{}万元。", "36711", "46711"),
    "what is left": ("214个项目全部开工，完工203个，完工率94.86%；未完工的{}个项目中有路有桥。", "11", "13"),
    "points": ("教育经费占支出351.76亿元的比例为18.74%，比上年的19.06%降低{}个百分点。", "0.32", "0.23"),
}


def hints(text: str) -> list[str]:
    result = judged(text, PACK)
    assert grave(result) == []
    return [f.rule for f in result.findings if f.rule in ("running-sum", "yoy-prior-amount")]


@pytest.mark.parametrize("name", TEXTS)
def test_a_slip_is_a_hint_and_what_comes_out_is_none(name: str) -> None:
    text, right, slip = TEXTS[name]
    assert hints(text.format(right)) == []
    assert len(hints(text.format(slip))) == 1


@pytest.mark.parametrize(
    "text",
    [
        # missed by more than a slip
        "基金收入58294万元，支出56734万元。参保61万人，人均补助610元。当年结余2810万元。",
        # no word leads to a difference
        "基金收入58294万元，支出56734万元，利息1650万元。",
        # figures too short to tell
        "进62万元，出41万元，差12万元。",
        # of two kinds
        "收入58294万元，参保56734人，结余1650万元。",
        # in another paragraph
        "基金收入58294万元，支出56734万元。\n县里另有一个账户，结余1650万元。",
        # of what nothing is told that is done
        "214个项目全部开工，验收203个；未完工的13个项目中有路有桥。",
        # what the parts make is told before
        "债券22.38亿元，贷款27.38亿元。安排20个项目，其中：学校8.4亿元，水利5.87亿元，道路8.11亿元。",
    ],
)
def test_what_is_no_slip_is_no_hint(text: str) -> None:
    assert hints(text) == []


@pytest.mark.parametrize(("again", "found"), [("18694.17", 1), ("18964.17", 0), ("18064.17", 0)])
def test_a_long_figure_told_again_with_two_digits_the_other_way_is_a_hint(again: str, found: int) -> None:
    text = f"专项债券支出18964.17万元，余款存放专户。\n问题：进度不匹配，21000.00万元中已支出{again}万元。"
    result = judged(text, PACK)
    assert grave(result) == []
    assert [f.rule for f in result.findings if f.rule.startswith("cross-place")] == ["cross-place-amount-read"] * found
