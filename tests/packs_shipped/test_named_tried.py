"""Shares and sums whose figures are chosen by what they are called: a hint where they do not come out."""

from __future__ import annotations

import pytest
from short_texts import grave, judged

PACK = "cn-claims"
RULES = ("running-sum", "share-percent")

TEXTS = {
    "a whole without decimals": ("共安排12万元，其中宣传7.5万元、场地2.6万元、印刷{}万元；尚未支付。", "1.9", "2.1"),
    "two parts that pass their whole": ("受理留言171件，其中窗口办结70件，网上转办{}件。", "101", "111"),
    "parts that are counted in another word": (
        "共收到来信168件，与上月相比下降1.49%。其中，省里转办47件次，本级登记{}件次，各县登记18件次。",
        "103",
        "113",
    ),
    "the whole of the paragraph before": (
        "四年资金总收入7705.01万元，各项支出6259.60万元。\n收入方面，其中募集收入{}万元，利息收入576.88万元。",
        "7128.13",
        "7182.13",
    ),
    "a difference behind brackets": (
        "收入合计158.63亿元，加上年结转2.09亿元，共计160.72亿元；支出合计158.48亿元（其中：人员29.03亿元，项目129.45亿元），"
        "年末结转{}亿元。",
        "2.24",
        "2.42",
    ),
    "what is left of a count": (
        "计划改造小区126个，实际完工83个，完工率65.87%。对未完工的{}个小区逐一排期。",
        "43",
        "53",
    ),
    "a whole called otherwise": (
        "前7个月进出口总值23.55万亿元，增长0.4%。其中，出口13.47万亿元；进口10.08万亿元。\n"
        "一般贸易进出口15.41万亿元，增长2.1%，占我外贸总值的{}，提升1.1个百分点。",
        "65.4%",
        "56.4%",
    ),
    "shares of what nobody tells": (
        "甲类诉求821.6万件，占诉求总量的13.6%；乙类诉求1308.0万件，占诉求总量的21.6%；丙类诉求3768.0万件，占诉求总量的{}；"
        "丁类诉求142.6万件，占诉求总量的2.4%。",
        "62.4%",
        "64.2%",
    ),
    "a count told before": (
        "全省开工小区1418个，开工率100%；完工1186个，完工率为83.64%。涉及居民33.12万户。\n仍有232个小区未完工，占计划的{}。",
        "16.36%",
        "13.36%",
    ),
}


def hints(text: str) -> list[str]:
    result = judged(text, PACK)
    assert grave(result) == []
    return [finding.rule for finding in result.findings if finding.rule in RULES]


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_called_so(name: str) -> None:
    text, right, wrong = TEXTS[name]
    assert hints(text.format(right)) == []
    assert len(hints(text.format(wrong))) == 1


@pytest.mark.parametrize(
    "text",
    [
        # some of the list make it
        "新增甲类215户、乙类31户、丙类27户，共计246户。",
        # far off: it is the sum of more than the list
        "带动低收入户215户、边缘户31户，合计460户。",
        # another thing is counted behind the semicolon
        "培训教师40人、校长12人；慰问家庭30人，合计82人。",
        # what is not all of it
        "共安排12万元，其中宣传7.5万元、场地2.6万元。",
        # classes that overlap
        "共有党员350人，其中女党员120人、少数民族党员95人。",
        # a share of what is not told
        "进口10.08万亿元。\n甲商品出口2.10万亿元，占同类商品的41.3%。",
        # a whole that is told about
        "社会捐赠突破20亿元。企业捐赠11.21亿元，占捐赠总额的58.4%。",
        # of what its paragraph is about, told in another
        "常住人口为751389人。\n甲族人口568238人，占75.63%；其他各族人口183151人，占24.37%，其中乙族人口176176人，占23.45%。",
        # of the exports, not of the trade
        "进出口总值65.70亿元。其中，出口33.30亿元；进口32.40亿元。\n民营企业进出口27.80亿元，占42.3%。其中，出口17.10亿元，占出口总值的51.4%。",
        # two figures may be meant
        "城区年度总投资80.00亿元，全年顺利。\n郊区年度总投资90.00亿元，全年顺利。\n道路投资31.00亿元，占市里总投资的41.0%。",
    ],
)
def test_what_may_be_something_else(text: str) -> None:
    assert hints(text) == []
