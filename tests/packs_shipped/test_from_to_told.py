"""Changes between two figures of one sentence, and what a price and a number make, told where they do not come out."""

from __future__ import annotations

import pytest
from tests.packs_shipped.short_texts import accused, judged

from gouji.engine.outcome import Severity

PACK = "cn-claims"

#: A sound text, the figure that is changed and what it becomes, the rule that tells it, and how grave it is.
CHANGED = {
    "an-amount-after-dates": (
        "贫困人口由2014年的3.86万人减至2019年末的0.12万人，累计减贫3.74万人。",
        "3.74",
        "3.47",
        "yoy-prior-amount",
        Severity.HIGH,
    ),
    "two-clauses": (
        "年收入5万元以下的村，2020年有38个，2021年底减至11个，共减少27个。",
        "27",
        "29",
        "yoy-prior-amount",
        Severity.INFO,
    ),
    "a-rate": ("低保标准由每人每年4,800元提高到5,280元，提标10%。", "10%", "8%", "yoy-prior-increase", Severity.HIGH),
    "a-unit-of-the-air": (
        "PM2.5平均浓度从45微克/立方米下降到36微克/立方米，下降20%。",
        "20%",
        "25%",
        "yoy-prior-decrease",
        Severity.HIGH,
    ),
    "how-many-times": (
        "财政支出由2.9亿元增加到13.4亿元，是十五末的4.6倍。",
        "4.6",
        "3.6",
        "share-percent",
        Severity.INFO,
    ),
    "a-price-and-a-number": (
        "购置电表1,260只，单价268元，合计支出33.768万元。",
        "33.768",
        "337.68",
        "average-recalc",
        Severity.INFO,
    ),
    "so-much-for-each-a-month": (
        "聘用保洁员46人，人均月工资2,400元，全年工资支出132.48万元。",
        "132.48",
        "123.48",
        "average-recalc",
        Severity.INFO,
    ),
    "a-mean-before-its-total": (
        "举办培训12期，每期平均培训65人，累计培训780人次。",
        "780",
        "870",
        "average-recalc",
        Severity.INFO,
    ),
    "what-a-lower-price-saves": (
        "路灯预算单价3,200元，中标单价2,850元，共安装480盏，节约资金16.8万元。",
        "16.8",
        "15.36",
        "running-sum",
        Severity.INFO,
    ),
    "two-prices": (
        "创业补贴每户5,000元，共64户；租金补贴每户3,000元，共41户。两项补贴合计支出44.3万元。",
        "44.3",
        "32.0",
        "running-sum",
        Severity.INFO,
    ),
    "half-an-area-for-months": (
        "种植面积2.5亩，每亩每月补助100元，补助7个月，共发放1,750元。",
        "1,750",
        "1,200",
        "average-recalc",
        Severity.INFO,
    ),
    "a-share-told-like-those-beside-it": (
        "全县186个项目自评结果：优152个（81.7%）、良27个（14.5%）、中7个（3.8%）、差0个。",
        "中7",
        "中9",
        "share-percent",
        Severity.MEDIUM,
    ),
    "who-came-and-who-went": (
        "2022年初在编人员218人，年内调入9人、新录用6人，退休11人、调出7人，年末在编215人。",
        "调出7",
        "调出4",
        "running-sum",
        Severity.INFO,
    ),
    "what-is-in-a-fund": (
        "专户年初余额312.40万元，本期转入1,050.00万元，本期拨付986.15万元，利息收入1.35万元，期末余额377.60万元。",
        "377.60",
        "376.25",
        "running-sum",
        Severity.INFO,
    ),
    "what-remains-of-both": (
        "规模以上企业182家，比上年净增7家（新入库16家，退库9家）。",
        "16",
        "13",
        "running-sum",
        Severity.INFO,
    ),
    "parts-of-two-together": (
        "收到建议86件、提案124件，已全部办复，其中已解决的157件、正在解决的43件、列入计划的10件。",
        "43",
        "34",
        "running-sum",
        Severity.INFO,
    ),
    "one-is-and-one-is-not": (
        "监测对象共87户，其中甲类29户、乙类36户、丙类22户。按风险状态分，已消除风险64户，未消除风险23户。",
        "64",
        "46",
        "parts-nearly-whole",
        Severity.INFO,
    ),
    "a-list-behind-a-count": (
        "第二批资金7437万元，支持了4个项目：甲项目3000万元、乙项目3688万元、丙项目703万元、丁项目46万元。",
        "46",
        "19",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "quarters": (
        "一季度完成投资18.6亿元，上半年累计完成43.2亿元，其中二季度单季完成24.6亿元。",
        "24.6",
        "26.4",
        "parts-nearly-whole",
        Severity.INFO,
    ),
    "what-a-mean-is-made-of": (
        "城镇居民人均收入38,640元，分来源看：工资收入23,184元，经营收入5,410元，财产收入3,092元，转移收入6,954元。",
        "6,954",
        "7,954",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
}

#: What looks alike, and accuses nobody.
TRAPS = (
    "移送线索60起，已办结37起，其中移送司法5起，其余32起内部处理。",
    "年初余额12万元，本年收入30万元，与上年相比多5万元，年末余额9万元。",
    "上半年末在校学生1,200人，下半年末在校学生1,300人，全年在校学生1,280人。",
    "政府采购预算312万元，较采购预算312万元节约17.704万元，节约率5.67%。",
    "社会组织89.13万个，比2021年减少1.06万个，增长率为-1.18%。",
    "累计发放14177户次，季均3544.25户；年末在保3628户，完成计划的100.78%。",
    "护理型床位占65.0%（年度目标60%以上）；入住1,467人，入住率45.0%。",
    "由2019年的70万元、2020年的72万元增至75万元，增加3万元。",
    "办理时限由10个工作日提升到5个工作日。",
    "床位由120张增加到136张，其中新院区新增20张。",
    "由58亿元增加到121亿元，年均增长8%。",
    "每人每月100元，惠及2,310人，下达资金500万元。",
    "每人补助标准不超过240元，培训168人，列支2.1万元。",
    "学生152人，每人3,000元；教师20人，每人500元，另支付场地费5万元，共计52.6万元。",
    "接待8.92万人次，总藏量14.36万册，人均藏书0.97册。",
)


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_off_is_told(name: str) -> None:
    text, was, now, rule, severity = CHANGED[name]
    assert text.count(was) == 1
    assert [one for one in judged(text, PACK).findings if one.rule == rule] == []
    told = [one for one in judged(text.replace(was, now), PACK).findings if one.rule == rule]
    assert [one.severity for one in told] == [severity]


@pytest.mark.parametrize("text", TRAPS)
def test_what_looks_alike_accuses_nobody(text: str) -> None:
    assert not accused(judged(text, PACK))


def test_what_two_prices_make_is_told_with_both_of_them() -> None:
    text = "一级每人每月补助120.5元，共413人；二级每人每月补助80元，共735人；当月发放补助118566.5元。"
    (told,) = [one for one in judged(text, PACK).findings if one.rule == "running-sum"]
    assert "按各项加减算得 108566.5元" in told.message


def test_a_share_of_a_structure_in_tenths_is_one_of_percent() -> None:
    text = "按照省、市、县5:2:3比例分担，总投资2,400万元，其中省级1,200万元、市级480万元、县级720万元。"
    assert not accused(judged(text, PACK))
    assert "share-percent" in accused(judged(text.replace("720", "840"), PACK))


def test_bands_of_scores_and_grades_are_no_goals() -> None:
    for text in (
        "执行率≥95%得10分，90%（含）—95%得8分，80%（含）—90%得6分。本项目执行率91.3%，得8分。",
        "60分以下为差，90分以上为优，综合得分87.35分。",
    ):
        assert "goal-missed-unexplained" not in accused(judged(text, "cn-performance"))


def test_a_whole_that_was_rounded_is_not_less_than_its_part() -> None:
    assert not accused(judged("全县收入4.62亿元，其中地方税收46,221万元。", PACK))
    assert "parts-exceed-whole" in accused(judged("全县收入4.62亿元，其中地方税收46,821万元。", PACK))
