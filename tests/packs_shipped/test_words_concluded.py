"""What reports conclude in words from figures beside them: why something changed, that nothing is left, that more came in
than went out, that something became better, how many went up, how much of a task is done.

Each text is written for the test: with the first of both wordings or figures it is found by the rule, with the second nobody is
told anything.
"""

from __future__ import annotations

import time
from functools import partial

import pytest
import short_texts
from short_texts import held

from gouji.engine.outcome import Severity
from gouji.engine.result import Result

judged = partial(short_texts.judged, pack="cn-claims")

_BOUND = 30.0

#: The rule; a text with a gap; what is wrong there and what is right.
TOLD = {
    "what-makes-less-for-more": (
        "cause-against-change",
        "差旅费支出6.40万元，比上年增加1.20万元，增长23.08%，主要原因是{}。",
        ("厉行节约，压缩出差批次", "新增驻村工作，出差批次增多"),
    ),
    "what-makes-more-for-less": (
        "cause-against-change",
        "工资福利支出减少18.60万元，系{}所致。",
        ("新录用3名干部", "调离3名干部"),
    ),
    "a-reason-in-the-next-sentence": (
        "cause-against-change",
        "印刷费支出2.10万元，比上年减少0.50万元。主要是{}。",
        ("印刷数量增多", "印刷数量减少"),
    ),
    "a-reason-before-its-change": (
        "cause-against-change",
        "受{}影响，玉米产量比上年减少2.6万吨。",
        ("持续扩面", "严重干旱"),
    ),
    "a-reason-for-being-off-the-plan": (
        "cause-against-change",
        "邮电费支出决算1.60万元，完成预算的80%，决算数小于预算数的主要原因是{}。",
        ("寄递数量增多", "寄递数量减少"),
    ),
    "a-reason-that-is-told-by-figures": (
        "cause-against-change",
        "救助支出比上年增加26万元，主要是救助对象由820人{}人。",
        ("降至760", "增至960"),
    ),
    "a-reason-that-is-the-lesser-part": (
        "comparison-false",
        "支出增加90万元，其中设备支出增加70万元、差旅支出增加20万元，主要是{}增长较快。",
        ("差旅支出", "设备支出"),
    ),
    "more-out-than-in": (
        "comparison-false",
        "工伤保险基金收入{}亿元，支出2.35亿元，当年收大于支。",
        ("2.18", "2.81"),
    ),
    "more-gone-than-come": (
        "comparison-false",
        "全年新登记个体户1,640户，注销{}户，个体户存量比年初增多。",
        ("1,820", "1,280"),
    ),
    "more-and-less-against-each-other": (
        "comparison-false",
        "春茶增产{}吨，秋茶减产260吨，增减相抵，全年产量略有下降。",
        ("320", "120"),
    ),
    "nothing-left": (
        "comparison-false",
        "项目资金到位260万元，已支付{}万元，年末无结转结余。",
        ("247.5", "260"),
    ),
    "nothing-left-of-a-stock": (
        "comparison-false",
        "年初旧存18件，新收142件，办结{}件，年末无存案。",
        ("151", "160"),
    ),
    "all-of-it-is-one-part": (
        "comparison-false",
        "培训费8.6万元，其中师资费{}万元，全部为师资费。",
        ("6.2万元、场地费2.4", "8.6万元、场地费0"),
    ),
    "money-for-what-was-not-done": (
        "comparison-false",
        "公务用车购置费{}万元，本年未购置车辆。",
        ("16.8", "0"),
    ),
    "a-limit": (
        "comparison-false",
        "债务限额为36.5亿元。年末债务余额{}亿元，总体上始终控制在限额之内。",
        ("37.2", "35.2"),
    ),
    "limits-in-brackets": (
        "comparison-false",
        "差错率0.3‰（控制线0.5‰），投诉率{}‰（控制线2‰），两项都在控制线以下。",
        ("2.4", "1.4"),
    ),
    "better-though-worse": (
        "verdict-against-change",
        "资产负债率由年初的52.3%变动至年末的{}%，偿债压力有所减轻。",
        ("55.1", "49.6"),
    ),
    "better-though-the-same": (
        "verdict-against-change",
        "护理补贴标准由每月80元调整为每月{}元，待遇水平进一步提高。",
        ("80", "95"),
    ),
    "worse-that-is-better": (
        "verdict-against-change",
        "城乡收入比由2.35变为{}，城乡差距有所缩小。",
        ("2.42", "2.27"),
    ),
    "nothing-beyond-the-standard": (
        "comparison-false",
        "抽查未发现超标准报销。某站伙食费标准100元，实际报销{}元。",
        ("130", "90"),
    ),
    "late-though-in-time": (
        "deadline-claimed-met",
        "合同约定2023年6月30日前完工，实际于{}完工，按期完成任务。",
        ("7月12日", "6月12日"),
    ),
    "one-up-one-down": (
        "enumerated-count",
        "鸡蛋价格上涨3.2%，蔬菜价格{}1.6%，一涨一跌。",
        ("上涨", "下降"),
    ),
    "several-up-and-down": (
        "enumerated-count",
        "指标“两升一降”：产值{}4.6%、利税增长3.1%、能耗下降2.2%。",
        ("下降", "增长"),
    ),
    "both-went-up": (
        "change-said-otherwise",
        "货运量同比增长6.1%；客运量同比{}2.4%。两项指标均实现正增长。",
        ("下降", "增长"),
    ),
    "not-reached-though-passed": (
        "comparison-false",
        "完成造林{}，未达到年度任务。",
        ("66万株，为全年任务60万株的110%", "54万株，为全年任务60万株的90%"),
    ),
    "half-of-it": (
        "comparison-false",
        "上半年完成投资8.2亿元，全年目标任务为{}亿元，实现时间过半、任务过半。",
        ("18", "16"),
    ),
    "how-many-are-left": (
        "comparison-false",
        "承办的30件建议已办结26件，余下{}件正在办理。",
        ("3", "4"),
    ),
    "faster-the-other-way": (
        "change-said-otherwise",
        "工业品出厂价格环比{}0.4%，涨幅比上月扩大0.2个百分点。",
        ("下降", "上涨"),
    ),
    "an-index-of-prices": (
        "comparison-false",
        "居民消费价格指数（上年=100）为{}，价格总水平比上年略有上涨。",
        ("99.5", "100.5"),
    ),
}


def told(result: Result) -> list[tuple[str, Severity]]:
    return [(finding.rule, finding.severity) for finding in result.findings]


@pytest.mark.parametrize("case", TOLD)
def test_what_the_figures_do_not_bear_out_is_a_hint(case: str) -> None:
    rule, text, (wrong, right) = TOLD[case]
    found = told(judged(text.format(wrong)))
    assert (rule, Severity.INFO) in found
    assert {severity for _, severity in found} == {Severity.INFO}
    assert told(judged(text.format(right))) == []


def test_a_bound_is_filled_in_with_its_unit_once() -> None:
    (finding,) = judged("培训费8.6万元，其中师资费6.2万元、场地费2.4万元，全部为师资费。").findings
    filled = str(finding.evidence.to_dict())
    assert "=8.6万元" in filled
    assert "万元万元" not in filled


JUDGED = {
    "a-reason": ("cause-against-change", "会议费比上年减少3.1万元，主要是压减会议次数。"),
    "what-came-and-went": ("comparison-false", "迁入2,310人，迁出2,860人，人口机械变动为净流出。"),
    "a-verdict": ("verdict-against-change", "不良贷款率由1.8%变为1.6%，资产质量有所改善。"),
    "a-tally": ("enumerated-count", "存款增长8.1%，贷款下降1.2%，一增一减。"),
    "a-limit": ("comparison-false", "债务限额为40亿元，余额38亿元，控制在限额之内。"),
    "what-is-left": ("comparison-false", "20个项目已完工17个，剩余3个正在施工。"),
}


@pytest.mark.parametrize("case", JUDGED)
def test_what_they_bear_out_is_judged(case: str) -> None:
    rule, text = JUDGED[case]
    assert held(judged(text), rule)


TRAPS = {
    "people-who-leave-may-cost-more": "养老保险支出增加30万元，主要是退休人员增加。",
    "both-ways": "其他收入减少15万元，主要是利息减少、捐赠增加。",
    "what-is-not-so-says-nothing": "车辆运行费减少1.2万元，主要是本年未新增车辆。",
    "more-of-what-takes-away": "税收收入减少3.2万元，主要是新增减免政策。",
    "no-amount-of-money": "结余率下降2个百分点，主要原因是新增项目较多。",
    "a-new-car-for-an-old-one": "公务用车购置费增加18万元，主要是车辆报废后更新。",
    "how-it-was-reckoned": "收入预算比上年决算减少0.5%，主要是剔除一次性增加因素后安排。",
    "a-reason-for-what-follows": "小麦产量增加2万吨，由于降雨减少，玉米产量减少1万吨。",
    "what-is-left-was-handed-back": "资金到位120万元，支付118万元，其余2万元已收回财政，年末无结余。",
    "a-balance-that-is-compared-itself": "出口36亿元，进口38亿元，贸易逆差同比缩小。",
    "more-things-than-are-counted": "存款增长8.1%，贷款增长1.2%，产值增长3.0%，一增一减。",
    "a-verdict-on-something-else": "不良率由1.5%上升到1.8%，但拨备水平提高。",
    "part-of-what-is-told": "20个项目已完工12个，在建5个，剩余3个正在招标。",
    "another-thing-not-done": "公务用车购置及运行费3.2万元，本年未购置车辆。",
    "off-its-plan-the-other-way": "水电费比上年减少2万元，决算数大于预算数，主要原因是电价上调。",
    "nobody-says-that-more-is-better": "班额由56人降至45人，教育质量提高。",
    "a-burden-of-another": "补助标准由60元提高到80元，财政压力加大。",
    "a-reason-behind-both": "支出12万元，收入13万元，收支相抵后无赤字，主要是人员减少。",
    "some-of-them-are-done": "受理投诉126件，办结118件，重点投诉清零。",
    "only-half-is-denied": "上半年完成投资4亿元，为全年计划10亿元的40%，未实现任务过半。",
    "late-and-said-so": "合同约定2023年6月30日前完工，实际于7月12日完工，未按期完成任务。",
    "a-limit-to-be-kept": "债务限额为40亿元，余额42亿元，确保控制在限额之内。",
}


@pytest.mark.parametrize("case", TRAPS)
def test_what_looks_alike_is_told_to_nobody(case: str) -> None:
    assert told(judged(TRAPS[case])) == []


@pytest.mark.parametrize(
    "clause",
    [
        "收入增加2.1万元，支出减少3.2万元，主要是压缩开支，由2.1%变为3.4%，一增一减，无结余，",
        "支出减少3.2万元，主要是压缩开支；",
        "甲27.6万元，其中乙8.2万元，全部为运行支出，本年未购置，",
        "2021年70万元，2022年80万元，2023年90万元，逐年增长，",
    ],
)
def test_a_sentence_of_hundreds_of_clauses_is_read_in_bounded_time(clause: str) -> None:
    start = time.process_time()
    judged(clause * 200 + "。")
    assert time.process_time() - start < _BOUND
