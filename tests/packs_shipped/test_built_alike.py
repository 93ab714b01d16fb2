"""Figures that rows of like build prove: what three rows make of their figures, a fourth was meant to make of its own."""

from __future__ import annotations

import pytest
from short_texts import judged

PACK = "cn-claims"
RULES = (
    "table-row-ratio",
    "table-row-growth",
    "average-recalc",
    "running-sum",
    "share-percent",
)


def told(text: str) -> list[str]:
    """What is said of the figures, as a hint or more."""
    result = judged(text, PACK)
    return [finding.rule for finding in result.findings if finding.rule in RULES]


#: A text, what comes out in it, what does not, and the rule that says so.
TEXTS = {
    "rates of cells that are one to a line": (
        "资金\n来源\n全年\n执行\n比率\n甲类\n718.40\n702.10\n{}\n乙类\n311.00\n311.00\n100%\n丙类\n420.50\n398.20\n94.70%\n"
        "丁类\n96.30\n81.75\n84.89%\n戊类\n64.80\n60.15\n92.82%\n",
        "97.73%",
        "96.73%",
        "table-row-ratio",
    ),
    "changes between two rows": (
        "年度\n总数\n甲项\n乙项\n丙项\n丁项\n去年\n2840\n190\n1400\n1250\n730\n今年\n2364\n121\n1356\n887\n370\n增减\n"
        "-16.76\n-36.32\n-3.14\n-29.04\n{}\n",
        "-49.32",
        "-47.32",
        "table-row-growth",
    ),
    "sentences told alike": (
        "城东片签约182户/20415.60㎡，均价8120元/㎡，金额1.66亿元。\n城西片签约97户/9904.30㎡，均价7315元/㎡，金额0.72亿元。\n"
        "城南片签约264户/31877.40㎡，均价9040元/㎡，金额{}亿元。\n城北片签约58户/6020.10㎡，均价6890元/㎡，金额0.41亿元。",
        "2.88",
        "28.82",
        "average-recalc",
    ),
    "votes": (
        "投票结果为：道路工程赞成131票，反对22票，弃权7票；水厂工程赞成140票，反对15票，弃权5票；"
        "学校工程赞成{}票，反对18票，弃权4票；市场工程赞成119票，反对33票，弃权8票；"
        "公园工程赞成127票，反对30票，弃权3票；桥梁工程赞成145票，反对9票，弃权6票。",
        "138",
        "38",
        "running-sum",
    ),
    "halves of a hundred": (
        "乡镇|男|女\n东乡|51.38|48.62\n南乡|49.66|50.34\n西乡|52.51|{}\n北乡|50.10|49.90\n中乡|51.07|48.93\n",
        "47.49",
        "48.49",
        "running-sum",
    ),
    "lines that make the other figure of their head": (
        "各类资助支出312.46万元，惠及{}人次。其中：\n助学88.20万元，惠及421人次；\n助医130.75万元，惠及366人次；\n"
        "助困70.31万元，惠及905人次；\n助老23.20万元，惠及118家次。",
        "1810",
        "1850",
        "running-sum",
    ),
    "rates behind two figures": (
        "甲科目年初预算290.00万元，决算286.15万元，完成98.67%。\n乙科目年初预算120.00万元，决算118.42万元，完成98.68%。\n"
        "丙科目年初预算295.00万元，决算335.27万元，完成{}。\n丁科目年初预算180.00万元，决算176.30万元，完成97.94%。",
        "113.65%",
        "112.10%",
        "table-row-ratio",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_rows_of_like_build_prove(name: str) -> None:
    text, right, wrong, rule = TEXTS[name]
    assert rule not in told(text.format(right))
    assert rule in told(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        # two of four sentences do not come out: perhaps none is meant to
        "甲科目预算290.00万元，决算286.15万元，进度88.67%。\n乙科目预算120.00万元，决算118.42万元，进度98.68%。\n"
        "丙科目预算295.00万元，决算335.27万元，进度93.65%。\n丁科目预算180.00万元，决算176.30万元，进度97.94%。",
        # votes of a hundred voters, of whom some stayed away
        "甲工程赞成131票，反对22票，弃权7票；乙工程赞成140票，反对12票，弃权5票；丙工程赞成138票，反对19票，弃权4票；"
        "丁工程赞成119票，反对30票，弃权8票；戊工程赞成97票，反对30票，弃权3票。",
        # rows that all have the same figures
        "工程|分值|得分\n甲|10|10\n乙|10|10\n丙|10|10\n丁|10|9\n",
    ],
)
def test_what_they_do_not_prove(text: str) -> None:
    assert told(text) == []
