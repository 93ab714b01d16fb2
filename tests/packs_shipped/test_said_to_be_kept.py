"""What words say was met, kept, in time, unchanged or not found, where the figures that say otherwise are told further off."""

from __future__ import annotations

import pytest
from tests.packs_shipped.short_texts import accused, judged

PACK = "cn-performance"

#: A sound text, what is changed and into what, and the rule that tells it.
CHANGED = {
    "a-quoted-bound": (
        "经抽样调查，群众知晓率为91.4%，达到“不低于88%”的目标值，得4分。",
        ("91.4%", "84.1%"),
        "comparison-false",
    ),
    "a-quoted-whole": (
        "设备验收合格率为100%，满足“100%”的指标值，得满分。",
        ("率为100%", "率为97%"),
        "comparison-false",
    ),
    "a-rate-of-counts": (
        "绩效目标为样品合格率不低于96%。全年抽检样品450批次，其中合格441批次，合格率达到绩效目标要求。",
        ("441", "414"),
        "comparison-false",
    ),
    "a-rate-of-counts-in-another-paragraph": (
        "（三）质量指标。年度目标为整改完成后的设施完好率不低于95%。\n"
        "评价组共查看设施320处，其中完好的312处，设施完好率达到目标要求，得5分。",
        ("312处", "294处"),
        "comparison-false",
    ),
    "a-price-of-one": (
        "方案规定人均培训费不超过550元。全年参训400人，培训支出21.6万元，人均培训费控制在标准以内。",
        ("21.6", "26.1"),
        "comparison-false",
    ),
    "a-price-of-an-area": (
        "亩均补助不超过300元。2023年共完成深松整地1.5万亩，拨付补助资金435万元，亩均补助控制在规定标准之内。",
        ("435", "534"),
        "comparison-false",
    ),
    "a-budget-in-the-next-sentence": (
        "2023年差旅费支出14.20万元，主要用于赴基层督查和参加业务培训。年初预算安排15.50万元，全年支出控制在预算范围之内。",
        ("14.20", "17.20"),
        "comparison-false",
    ),
    "a-goal-of-nought": (
        "绩效目标要求活动期间踩踏事件为0起。据公安部门通报，活动期间发生踩踏事件0起，该项目标已实现。",
        ("踩踏事件0起", "踩踏事件1起"),
        "goal-missed-claimed",
    ),
    "as-last-year": (
        "本单位差旅费支出9.30万元，主要用于外出调研，上年支出为9.30万元，与上年持平。",
        ("上年支出为9.30", "上年支出为7.80"),
        "comparison-false",
    ),
    "the-end-of-the-next-year": (
        "2022年末存量资金58.40万元，2023年加大统筹盘活力度，年末存量资金为41.20万元，规模较上年末有所压减。",
        ("41.20", "62.10"),
        "yoy-prior-direction",
    ),
    "years-in-turn": (
        "2021年至2023年，全县规模以上工业企业分别为118家、126家、139家，连续两年保持增长。",
        ("139家", "121家"),
        "series-word-false",
    ),
    "a-day-of-each-quarter": (
        "残疾人两项补贴须于每季度末月20日前发放，四个季度分别于3月15日、6月18日、9月12日、12月16日发放，各季度均在规定时间内发放到位。",
        ("9月12日", "9月26日"),
        "deadline-claimed-met",
    ),
    "a-day-of-each-month": (
        "护理费应于每月12日前发放，1月至4月分别于1月8日、2月9日、3月11日、4月10日发放，发放及时。",
        ("3月11日", "3月17日"),
        "deadline-claimed-met",
    ),
    "steps-in-the-paragraph-before": (
        "A12资金支付率（6分）。评分标准如下：支付率达到98%（含）以上的，得6分；支付率在85%（含）至98%之间的，得4分；支付率在85%以下的，不得分。\n"
        "2023年该项目到位资金800万元，截至年底通过国库集中支付系统实际支付732.8万元，支付率为91.6%，按照上述评分标准，该指标得4分。",
        ("该指标得4分", "该指标得6分"),
        "comparison-false",
    ),
    "a-step-that-gives-none": (
        "评分标准：知晓率≥90%得5分，75%（含）—90%得3分，低于75%不得分。经调查，知晓率为82.4%，该项得3分。",
        ("该项得3分", "该项得5分"),
        "comparison-false",
    ),
    "schools-named": (
        "先后实地查看了河东小学、河西三小、青峰中学和石桥镇中心小学等四所学校的食堂。",
        ("四所", "三所"),
        "enumerated-more",
    ),
    "none-found": (
        "随机抽取合同90份进行核查，其中要素齐全的90份，未发现要素不齐全的合同。",
        ("其中要素齐全的90份", "其中要素齐全的86份"),
        "comparison-false",
    ),
    "why-a-goal-was-missed": (
        "新增公共停车位目标值为800个，实际新增742个。未完成目标的主要原因是部分地块征收滞后。",
        ("742个", "842个"),
        "goal-met-denied",
    ),
    "why-a-rate-is-low": (
        "2023年预算安排560万元，实际支出392万元，预算执行率70%。执行率偏低的主要原因是设备招标两次流标，合同签订较晚。",
        ("设备招标两次流标，合同签订较晚", "新增建设内容较多，支出超出年初预算"),
        "cause-against-change",
    ),
    "a-column-named-beside-a-row": (
        "支出进度 | 一季度末 | 二季度末 | 三季度末\n累计支出率 | 20.1% | 48.2% | 79.6%\n序时进度 | 25% | 50% | 75%\n"
        "下半年加快支付后，三季度末累计支出率已超过序时进度。",
        ("79.6%", "69.7%"),
        "series-word-false",
    ),
}

#: What looks alike, and is told to nobody.
TRAPS = (
    "绩效目标为抽检合格率不低于98%。上年抽检500批次，合格480批次；本年合格率达到目标要求。",
    "绩效目标为考核合格率不低于95%。培训600人，其中女性220人、考核合格592人，合格率达到目标要求。",
    "绩效目标要求回收率达到90%以上。发放问卷400份，收回372份，有效问卷350份，回收率达到绩效目标要求。",
    "亩均投资不超过1,500元。流转土地2,000亩，建成高标准农田8,000亩，投资1,160万元，亩均投资控制在标准以内。",
    "会议费支出6.8万元，培训费支出4.2万元。培训费年初预算安排6.0万元，全年支出控制在预算范围以内。",
    "按目标要求完成培训50次，受训320人次，较好完成任务。",
    "因公出国费支出5万元，公务接待费支出3万元，上年支出3万元，与上年持平。",
    "2021年末结余31.20万元，2022年结余22万元，2023年加强管理，年末结余26.50万元，规模较2021年末有所压减。",
    "走访了东河镇、西岭镇、南湖镇、北山乡等6个乡镇。",
    "走访了东河镇、西岭镇、南湖镇、北山乡等2个片区的干部。",
    "县财政局、县审计局、县教育局和县民政局等2个专班成员单位参加。",
    "抽检样品200批次，合格196批次，其余4批次尚在检测，未检出不合格产品。",
    "检查企业46家，其中重点企业24家，符合条件的24家享受政策，未发现不符合规定的情况。",
    "新增图书目标5,000册，实际采购5,100册。未完成年度培训任务的原因是教师不足。",
    "新增图书目标5,000册，实际采购5,100册；新增报刊目标300份，实际280份。未完成目标的原因是部分报刊停刊。",
    "预算执行率为81.2%，主要原因是为防止超预算，压减了部分支出。",
    "预算执行率为81.2%，主要原因是超支部分尚未办理结算。",
    "预算执行率为112.4%，主要原因是支出超出预算。",
    "评分标准：知晓率≥90%得5分，75%（含）—90%得3分，低于75%不得分。经调查，知晓率为66.4%，该项不得分。",
    "支出进度 | 三季度末 | 四季度末\n累计支出率 | 69.6% | 96.1%\n序时进度 | 75% | 100%\n四季度末累计支出率未超过序时进度。",
)
RULES = frozenset(rule for _, _, rule in CHANGED.values())


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_not_so_is_told(name: str) -> None:
    text, (was, now), rule = CHANGED[name]
    assert text.count(was) == 1
    assert not accused(judged(text, PACK))
    assert rule not in [one.rule for one in judged(text, PACK).findings]
    assert rule in [one.rule for one in judged(text.replace(was, now), PACK).findings]


@pytest.mark.parametrize("text", TRAPS)
def test_what_looks_alike_is_told_to_nobody(text: str) -> None:
    assert RULES.isdisjoint(one.rule for one in judged(text, PACK).findings)


def test_what_the_next_sentence_explains_is_not_left_out() -> None:
    text = "新增公共停车位目标值为800个，实际新增742个。{}原因是部分地块征收滞后。"
    for why in ("未完成目标的主要", "未达标", "偏差"):
        assert "goal-missed-silent" not in [one.rule for one in judged(text.format(why), PACK).findings]
