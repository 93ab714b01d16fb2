"""Figures whose names say what they are made of, held against those, wherever they are a slip."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        ("常住人口42.6万人，卫生机构床位2860张，每千人口床位{}张。", "6.71", "7.31", "share-percent"),
        ("机动车保有量12.6万辆，户籍人口42万人，每百人拥有机动车{}辆。", "30", "33", "share-percent"),
        ("普通高中在校生8620人，专任教师682人，生师比{}:1。", "12.6", "13.6", "average-recalc"),
        ("贷款余额268.5亿元，存款余额326.8亿元，存贷比{}。", "82.2%", "85.2%", "share-percent"),
        ("专项债券3.2亿元，期限15年，利率3.28%，每年付息{}万元。", "1049.6", "1149.6", "share-percent"),
        ("森林面积186万亩，国土面积312万亩，森林覆盖率{}。", "59.6%", "62.3%", "share-percent"),
        ("招标控制价1260万元，中标价1186万元，节约资金{}万元。", "74", "84", "running-sum"),
        ("送审金额12.6亿元，审定金额11.2亿元，审减金额{}亿元。", "1.4", "1.6", "running-sum"),
        (
            "年初结转36.8万元，本年收入1562.4万元，本年支出1540.7万元，年末结转结余{}万元。",
            "58.5",
            "48.5",
            "running-sum",
        ),
        ("全年用电量18.6亿千瓦时，其中工业用电12.3亿千瓦时，其他用电{}亿千瓦时。", "6.3", "6.8", "prose-parts-sum"),
    ],
)
def test_what_is_not_made_of_what_it_says_is_told(text: str, right: str, wrong: str, rule: str) -> None:
    sound = judged(text.format(right), "cn-claims")
    assert accused(sound) == []
    assert not sound.findings
    assert sum(held(sound, name) for name in sound.rules) >= 1
    assert rule in [finding.rule for finding in judged(text.format(wrong), "cn-claims").findings]


@pytest.mark.parametrize(
    "text",
    [
        "常住人口42.6万人，户籍人口45.1万人，卫生机构床位2860张，每千人口床位6.34张。",
        "就业人口21万人，卫生机构床位2860张，每千人口床位7.31张。",
        "限定性净资产46万元，资产总额328万元，负债总额14万元。",
        "专项债券3.2亿元，期限15年，每年付息1049.6万元。",
        "县里另有一个账户，收入62万元，支出41万元。\n另有结余1650万元。",
        "收入6.7亿元，支出1302.1亿元，结转下年支出865.2亿元。",
        "送审金额58.0亿元，审定金额52.0亿元，审减金额6.0亿元。其中甲工程送审金额4.0亿元，审减金额1.2亿元。",
    ],
)
def test_what_may_be_of_something_else_is_left(text: str) -> None:
    assert not judged(text, "cn-claims").findings
