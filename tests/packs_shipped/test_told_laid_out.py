"""Lists that by their words or by where they stand have to make a whole, whether or not they do."""

from __future__ import annotations

import time

import pytest
from tests.packs_shipped.short_texts import grave, judged

from gouji.engine.outcome import Severity

PACK = "cn-claims"

#: A sound text, the figure that is changed and what it becomes, the rule that tells it, and how grave it is.
CHANGED = {
    "what-a-sum-goes-to-in-turn": (
        "第二批资金7437万元，分别支持南塘湖治理项目3000万元、南桃河修复项目3688万元、调查评估项目703万元、加油站评估项目46万元。",
        "46",
        "19",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "what-a-sum-goes-to-nearly": (
        "县级安排800万元，用于道路养护300万元、桥梁加固280万元、标志更新220万元。",
        "280",
        "260",
        "parts-nearly-whole",
        Severity.INFO,
    ),
    "a-list-and-its-sum": (
        "带动低收入户215户、边缘户31户，合计246户。",
        "246",
        "256",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "names-that-leave-nothing-out": (
        "全县户籍人口112635人。其中，城镇人口54715人，乡村人口57920人。",
        "112635",
        "162635",
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "behind-semicolons": (
        "财政收入26117.84亿元，增长30.6%。其中，中央14502.19亿元，增长32.6%；地方11615.65亿元，增长28.1%。",
        "14502.19",
        "15807.38",
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "in-sentences-of-their-own": (
        "地区生产总值567.9亿元，增长6.8%。其中，第一产业增加值66.9亿元，增长5.5%。第二产业增加值166.1亿元，增长8.3%。"
        "第三产业增加值334.9亿元，增长6.3%。",
        "567.9",
        "698.5",
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "denied": (
        "年末净资产890.40万元，其中限定性净资产778.36万元、非限定性净资产112.04万元。",
        "778.36",
        "734.36",
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "the-same-in-each-name": (
        "在岗职工320人，其中男职工200人，女职工120人。",
        "120",
        "102",
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "words-of-their-own-below-a-named-whole": (
        "三公经费支出90万元，其中因公出国费用10万元，公务用车购置及运行费60万元，公务接待费20万元。",
        "10万元",
        "15万元",
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "of-a-whole-that-is-called-so": (
        "第二产业增加值120.5亿元，其中工业增加值100.2亿元，建筑业增加值20.3亿元。",
        "100.2",
        "90.2",
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "what-is-left": (
        "安排改造资金2318万元，其中统筹资金850万元用于新建公厕50座，每座17万元；其余1468万元用于户厕。",
        "1468",
        "1335",
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "no-word-joins-them": (
        "全年支出1618.44万元，支出率85.95%；市本级支出463.20万元，县（市、区）支出1155.24万元。",
        "463.20",
        "413.20",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "a-colon": (
        "自评总分94.4分：决策15分，过程19.4分，产出35分，效益25分。",
        "35分",
        "33分",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "the-total-behind": (
        "收到中央补助资金826.00万元、省级补助资金174.00万元，合计1000.00万元。",
        "1000.00",
        "1300.00",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "the-total-behind-other-figures": (
        "全年计划培训4200人次，已开展创业培训1130人次、技能培训2576人次，合计3706人次。",
        "1130",
        "1333",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "points": (
        "结转控制扣1分，目标细化扣1分，资产管理扣1分，合计扣3分。",
        "结转控制扣1分",
        "结转控制扣2分",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "amounts-in-turn": (
        "发放消费券3轮，财政资金1200万元，分别发放400万元、500万元、300万元。",
        "1200",
        "1308",
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "bare-amounts": (
        "发行专项债券20000.00万元，其中2023年发行8000.00万元、2024年计划发行12000.00万元。",
        "20000.00",
        "23000.00",
        "plain-parts-below-whole",
        Severity.INFO,
    ),
    "among-a-number": (
        "897户中低保户121户、脱贫户702户、特困户58户、残疾户16户。",
        "702户",
        "562户",
        "plain-parts-below-whole",
        Severity.INFO,
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_judged_when_it_holds_is_told_when_it_does_not(name: str) -> None:
    text, was, now, rule, severity = CHANGED[name]
    assert text.count(was) == 1
    sound, wrong = judged(text, PACK), judged(text.replace(was, now), PACK)
    assert [finding.rule for finding in sound.findings if finding.rule == rule] == []
    assert [finding.severity for finding in wrong.findings if finding.rule == rule] == [severity]
    assert len(grave(wrong)) == (severity >= Severity.MEDIUM)


@pytest.mark.parametrize(
    "text",
    [
        # other amounts of each thing stand between
        "财政补助到位1200万元，支出1086万元；自筹到位650万元，支出650万元；合计支出1736万元。",
        # examples of the whole, each with its growth
        "农作物播种面积8521公顷，比上年减少862公顷。其中，粮食种植面积7322公顷，减少193公顷；油料种植面积65公顷，减少117公顷。",
        # a part of each is told, not all of them
        "支出1532.7亿元，增长16.2%。其中教育314.5亿元，增长22.3%；卫生86.8亿元，增长6.1%。",
        # what was not spent of something else
        "下达资金36950万元中结转17872万元，结转率48.37%；估算投资与下达资金差额30513.91万元。",
        # totals beside each other
        "年末资产合计310.78亿元，负债合计70.60亿元，净资产合计240.18亿元。",
        # what is counted up over years, and two things of this one
        "基金收入10128.90亿元；支出9535.44亿元；当期结存775.46亿元，累计结存7534.13亿元。",
        # a total of more than the list before it, by its own name or with what has no figure
        "甲企业产值300万元、乙企业产值200万元，全区工业产值合计650万元。",
        "新增床位120张、改造床位80张，现有床位合计260张。",
        "发放低保金300万元、特困金120万元，加上上年结余，合计550万元。",
        "发放甲补助26万元、乙补助30万元，两项与丙补助合计82万元。",
        # points that are taken off behind the list
        "得分96分：投入20分、过程19分、产出29分、效益28分，另因工程未完成扣2分、满意度扣1分。",
        # of the taxes of all levels those of this one are another part
        "地方收入151771万元，增长1.8%。全区税收收入144547万元，下降11.4%；地方级税收收入73276万元，非税收入78495万元。",
        # factories are in no second sector here
        "规模以上企业增加值120.5亿元，其中工业增加值50.2亿元，建筑业增加值20.3亿元。",
        # the sentence says that there is more
        "部门支出1263.50万元，其中城镇640.20万元，农村310.30万元，另有专项若干。",
        # men and women of one kind are not all people, nor are those in one place all of them
        "户籍人口5200人。其中，男性劳动力1800人，女性劳动力1500人。",
        "常住人口50万人。其中，第一产业从业人员10万人、第二产业从业人员8万人、第三产业从业人员12万人。",
        "在编人员1000人，其中在岗非管理人员400人，在岗管理人员300人。",
        # two of several grades, kinds of care that are not all that a fund pays for
        "专业技术人员120人，其中正高20人，副高35人。",
        "基金支出120万元，其中住院80万元，门急诊20万元。",
        # salaries and costs are all of the basic outlays only
        "全年支出1263.50万元，其中人员经费640.20万元，公用经费310.30万元。",
        # products of prices
        "管网186公里×52万元=9672万元；水厂2座×6800万元=13600万元；其他1328万元；合计24600万元。",
    ],
)
def test_what_looks_like_a_list_accuses_nobody(text: str) -> None:
    assert not [finding for finding in grave(judged(text, PACK)) if "parts" in finding.rule]


@pytest.mark.parametrize(
    "text",
    [
        "全年收入120000万元：" + "，".join(f"甲{number}乙{100 + number}万元" for number in range(3000)) + "。",
        "，".join(f"甲{100 + number}万元，合计{1000 + number}万元" for number in range(1500)) + "。",
    ],
    ids=["behind a colon", "before totals"],
)
def test_a_list_of_thousands_is_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    judged(text, PACK)
    assert time.process_time() - start < 20
