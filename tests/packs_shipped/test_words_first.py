"""What the words of a sentence leave no choice in is told although other figures make it by chance; honest ones stay silent."""

from __future__ import annotations

import pytest
from short_texts import judged

HEAD = "某某局2023年度部门整体支出绩效自评报告\n一、基本情况\n"

#: A sentence whose words name all of its figures, the rule that tells what is wrong, and the sentence put right.
TOLD = {
    "points taken off": (
        "决策类指标扣0.6分，过程类指标扣1.2分，产出类指标扣0.8分，共扣{}分，自评97.4分。",
        "1.8",
        "2.6",
        "running-sum",
    ),
    "points taken off in all": (
        "项目立项扣1分，资金管理扣2.5分，社会效益扣3分，共计扣除{}分。",
        "5.5",
        "6.5",
        "running-sum",
    ),
    "paid out": (
        "发放供养金320万元、助学金80万元、救助金45万元，共发放各类救助资金{}万元。",
        "400",
        "445",
        "running-sum",
    ),
    "what was there at first": (
        "年初结转和结余41.30万元，本年收入612.80万元，本年支出603.45万元，年末结转和结余{}万元。",
        "9.35",
        "50.65",
        "running-sum",
    ),
    "cases of before": (
        "全院新收各类案件3,612件，旧存508件，审执结3,401件，年末未结{}件。",
        "211",
        "719",
        "running-sum",
    ),
    "letters of before": (
        "全年共收到信访件164件，上年转入15件，办结158件，正在办理{}件。",
        "31",
        "21",
        "running-sum",
    ),
    "applications of before": (
        "收到仲裁申请286件，上年未结24件，结案295件，未结{}件。",
        "35",
        "15",
        "running-sum",
    ),
    "points taken off in clauses": (
        "扣分情况：数量指标扣0.6分；质量指标扣1.2分；时效指标扣0.8分；共计扣{}分。",
        "1.8",
        "2.6",
        "running-sum",
    ),
    "how much was spent, in words": (
        "该项目预算安排640万元，截至年底实际支出{}万元，执行率不足七成。",
        "612.5",
        "412.5",
        "comparison-false",
    ),
    "good waters": (
        "国控断面40个，其中Ⅰ—Ⅱ类断面22个，Ⅲ类断面13个，Ⅳ类断面5个，水质优良（达到或优于Ⅲ类）比例为{}%。",
        "92.5",
        "87.5",
        "share-of-several",
    ),
    "good days": (
        "有效监测365天，其中优112天，良203天，轻度污染41天，中度污染9天，优良天数比例为{}%。",
        "88.8",
        "86.3",
        "share-of-several",
    ),
    "pass and better": (
        "参加年度考核48人，其中优秀9人，合格36人，不合格3人，合格及以上占{}%。",
        "96.8",
        "93.8",
        "share-of-several",
    ),
    "a share by a short name": (
        "县级一般公共预算收入21,500万元，其中税收收入15,050万元，税收占比{}%。",
        "65.0",
        "70.0",
        "share-percent",
    ),
    "a share that is about so much": (
        "全镇工业用水620万立方米，其中循环用水434万立方米，占{}%左右。",
        "50",
        "70",
        "share-percent",
    ),
    "the plan behind": (
        "会议费支出2.46万元，完成预算的{}%，预算为3.00万元。",
        "86",
        "82",
        "completion-rate-recalc",
    ),
    "below the estimate": (
        "工程概算成本控制目标为≤265万元，竣工结算{}万元，控制在概算以内。",
        "271.6",
        "261.6",
        "comparison-false",
    ),
    "not above the contract": (
        "设备采购合同金额118万元，最终支付{}万元，没有超出合同金额。",
        "121.5",
        "116.5",
        "comparison-false",
    ),
    "not above the price set": (
        "工程招标控制价420万元，结算审定价{}万元，未突破控制价。",
        "431.2",
        "413.2",
        "comparison-false",
    ),
    "within what is allowed": (
        "共210人培训4天，最高限额25.20万元，实际列支{}万元，未超标准。",
        "26.15",
        "24.15",
        "comparison-false",
    ),
    "the size of the budget": (
        "公用经费预算安排82.00万元，实际支出{}万元，未超过预算安排规模。",
        "84.10",
        "80.10",
        "comparison-false",
    ),
    "the other way round": (
        "全年技能培训目标任务2000人，截至11月底实现培训2,100人，完成年度任务的{}%。",
        "95",
        "105",
        "completion-rate-recalc",
    ),
}

#: Of another scope, of all that there was, of the first ones only.
HONEST = {
    "another plan": "年初预算安排培训费8.0万元，支出6.0万元，完成调整预算的85.7%。",
    "several years": "年度计划改造120户，改造126户，完成三年任务的45%。",
    "the whole region": "全县完成税收12.6亿元，其中工业税收6.3亿元，工业占全市的比重3.2%。",
    "carried over within": "年初结转62.18万元，全年可用资金合计943.52万元，本年支出918.37万元，年末结转25.15万元。",
    "held in what came in": "收到仲裁申请412件，上年未结36件，结案384件，未结28件。",
    "shared out": "年初结转62.18万元，本年收入943.52万元，本年支出918.37万元，结余分配20.00万元，年末结转67.33万元。",
    "moved on": "2023年新收案件412件，上年旧存36件，结案430件，移送8件，未结10件。",
    "another rate": "中央预算200万元，支出190万元；省级预算300万元，支出180万元，省级资金执行率不足七成。",
    "parts of one": "项目过程扣2分（其中资金管理扣1分，组织实施扣1分），共扣2分。",
    "the first ones": "第一批下达120万元，第二批下达80万元，第三批下达50万元，前两批共下达200万元。",
    "one degree": "发放问卷200份，其中满意120份、基本满意60份、不满意20份，基本满意占30%。",
    "about": "全镇耕地8.4万亩，其中高标准农田6.3万亩，占75%左右。",
    "a later contract": "中标合同价100万元，变更增加8万元，结算106万元，未超过调整后合同价。",
    "paid in part": "合同金额150万元，累计支付120万元，没有超出合同金额。",
    "the year before": "上年优良率85%，本年监测365天，优100天，良220天，轻度污染45天，优良率87.7%。",
}


def _rules(text: str) -> set[str]:
    return {finding.rule for finding in judged(HEAD + text + "\n", "cn-performance").findings}


@pytest.mark.parametrize("name", TOLD)
def test_what_words_name_is_told_though_others_make_it(name: str) -> None:
    text, wrong, right, rule = TOLD[name]
    assert rule in _rules(text.format(wrong))
    assert rule not in _rules(text.format(right))


@pytest.mark.parametrize("name", HONEST)
def test_what_is_of_something_else_is_not_told(name: str) -> None:
    told = {"running-sum", "share-of-several", "share-percent", "completion-rate-recalc", "comparison-false"}
    assert not told & _rules(HONEST[name])
