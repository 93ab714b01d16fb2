"""Words that give no figure of their own (有所下降, 达到要求, 各项目标均已完成), held against the figures told anywhere else."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged


def hints(text: str, rule: str) -> list[str]:
    """What a rule remarks; a text that is accused of anything at 高 or 中 fails."""
    result = judged(text, "cn-claims")
    assert accused(result) == []
    return [finding.message for finding in result.findings if finding.rule == rule]


def holds(text: str, rule: str) -> int:
    result = judged(text, "cn-claims")
    assert not [finding for finding in result.findings if finding.rule == rule]
    return held(result, rule)


FUND = """松岭县预算执行情况

一、收入
全县基金收入3120万元，下降4.5%。
二、支出
累计完成基金支出2860万元，比上年减少412万元，下降12.6%。

三、其他
{0}
"""


@pytest.mark.parametrize(
    "words",
    [
        "受土地出让影响，基金支出同比有所减少。",
        "基金支出比上年明显下降，主要是项目放缓。",
        "基金支出下降的主要原因是项目放缓。",
    ],
)
def test_the_way_that_words_say_is_that_of_the_figures(words: str) -> None:
    assert holds(FUND.format(words), "change-said-otherwise") == 1
    turned = words.replace("减少", "增加").replace("下降", "上升")
    (message,) = hints(FUND.format(turned), "change-said-otherwise")
    assert "12.6%" in message


@pytest.mark.parametrize(
    "words",
    [
        "明年力争基金支出有所增加。",  # to come
        "公益基金支出同比有所增加。",  # another thing
        "基金支出环比有所增加。",  # against another period
        "基金支出增速有所上升。",  # of its growth
        "基金支出较年初预算有所增加。",  # against a plan
    ],
)
def test_words_of_something_else_are_not_held_against_them(words: str) -> None:
    assert not hints(FUND.format(words), "change-said-otherwise")


REASON = """白石局支出说明

（一）公务接待费2.40万元，完成预算的{0}%，比上年减少0.60万元，下降20.00%。{1}的主要原因是厉行节约。
"""


def test_a_reason_is_given_for_what_was_told_last() -> None:
    assert holds(REASON.format("80.00", "减少"), "change-said-otherwise") == 1
    (message,) = hints(REASON.format("80.00", "增加"), "change-said-otherwise")
    assert "20.00%" in message
    # more than was planned, though less than the year before
    assert not hints(REASON.format("120.00", "增加"), "change-said-otherwise")


PRIOR = """青河基金会工作报告

本年开展活动4次，合计支出938,650.00元。
年末净资产保持稳定。项目开支较上年{0}元{1}67,650.00元。
"""


def test_a_change_from_the_year_before_makes_a_figure_of_the_document() -> None:
    assert holds(PRIOR.format("1,006,300.00", "减少"), "yoy-prior-amount") == 1
    (message,) = hints(PRIOR.format("1,006,300.00", "增加"), "yoy-prior-amount")
    assert "938,650.00" in message
    assert not hints(PRIOR.format("1,016,300.00", "增加"), "yoy-prior-amount")


POINTS = """白塔项目情况

资金执行：截至年底支出5427.35万元，执行率{0}%。
与上年比较：2022年执行率91.35%，本年{1}3.15个百分点。
"""


def test_points_from_the_rate_of_the_year_before_make_that_of_the_year() -> None:
    assert holds(POINTS.format("88.20", "降低"), "yoy-prior-amount") == 1
    assert len(hints(POINTS.format("88.20", "提高"), "yoy-prior-amount")) == 1
    assert not hints(POINTS.format("90.20", "提高"), "yoy-prior-amount")


PUPILS = """学校情况

小学41所，在校生{0}人；初中12所，在校生8,412人。
办学条件继续改善，小学在校生数较上年21,688人有所增长。
"""


def test_a_figure_of_before_is_held_against_the_nearest_of_its_kind() -> None:
    assert not hints(PUPILS.format("22,153"), "yoy-prior-direction")
    assert len(hints(PUPILS.format("21,153"), "yoy-prior-direction")) == 1


BUDGET = """三、支出决算情况
年初预算为{0}万元，支出决算为116.12万元，完成年初预算的{1}%。
按功能分类：文化支出92.41万元，卫生支出23.71万元。
决算数小于预算数的主要原因是：压减支出。
"""


def test_the_budget_is_told_some_paragraphs_before() -> None:
    assert holds(BUDGET.format("128.94", "90.06"), "comparison-false") >= 1
    assert len(hints(BUDGET.format("108.94", "106.59"), "comparison-false")) == 1


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        (
            "按上级关于支出进度“11月底前达到92%”的要求，我县11月底支出1549万元，进度{}，如期达到要求。",
            "92.40%",
            "91.40%",
        ),
        ("截至年底支出8.67亿元，支出进度{}，达到省定“年底前支出90%以上”的要求。", "92.0%", "85.0%"),
        ("目标为发案数下降10%，实际由上年的450起下降{}，完成年度目标。", "12.04%", "8.04%"),
        ("计划救助困难群众≥30人次。\n\n年内救助{}，完成目标。", "31人次", "29人次"),
    ],
)
def test_what_is_said_to_come_up_to_what_was_asked(text: str, good: str, bad: str) -> None:
    text = "工作情况\n\n" + text + "\n"
    assert holds(text.format(good), "comparison-false") >= 1
    assert len(hints(text.format(bad), "comparison-false")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "要求达到92%，11月底进度91.40%，未达到要求。",
        "要求达到92%，11月底进度91.40%，力争年底达到要求。",
        "计划救助困难群众≥30人次。\n\n年内慰问29人次，完成目标。",
    ],
)
def test_what_is_not_said_of_it_is_not_held_against_it(text: str) -> None:
    assert not hints("工作情况\n\n" + text + "\n", "comparison-false")


GOALS = """白塔县学前教育项目

一、绩效目标
到2023年底，学前三年毛入园率达到91%以上，普惠性幼儿园覆盖率达到88%以上，公办园在园幼儿占比达到55%以上。

二、完成情况
学前三年毛入园率由86.4%提高到91.7%，普惠性幼儿园覆盖率由82.9%提高到89.1%，公办园在园幼儿占比由43.8%提高到{0}。{1}
"""


def test_all_goals_of_a_document_are_held_against_what_is_said_of_all() -> None:
    said = "三项目标均如期实现。"
    assert holds(GOALS.format("56.1%", said), "goal-missed-claimed") == 3
    (message,) = hints(GOALS.format("53.6%", said), "goal-missed-claimed")
    assert "53.6%" in message and "55%" in message
    assert not hints(GOALS.format("53.6%", "除公办园占比外，其他目标均如期实现。"), "goal-missed-claimed")
    assert not hints(GOALS.format("53.6%", "确保三项目标均如期实现。"), "goal-missed-claimed")


HALF = """上半年收入情况
分部门情况是：国税部门完成395万元，为预算的{0}%；地税部门完成1053万元，为预算的50.1%；财政部门完成587万元，为预算的78%。三个部门均完成“时间过半、任务过半”。
"""


def test_half_of_a_plan_is_what_is_asked_of_each() -> None:
    assert holds(HALF.format("51.2"), "comparison-false") == 3
    assert len(hints(HALF.format("47.9"), "comparison-false")) == 1


PACE = """三季度推进情况通报

截至9月底，全市完成投资394.8亿元。完成率排前三位的是东宁区（91.4%）、高新区（88.7%）、清河县（86.0%），排后两位的是西山区（{0}）、南屏县（76.8%）。7个县区全部达到序时进度。
"""


def test_as_much_as_has_gone_by_is_what_is_asked_of_each() -> None:
    assert holds(PACE.format("75.9%"), "comparison-false") == 5
    assert len(hints(PACE.format("71.9%"), "comparison-false")) == 1
    assert not hints(PACE.format("71.9%").replace("截至9月底", "三季度"), "comparison-false")


SCHOOLS = """各级教育生均经费

项目 上年数(元) 决算数(元) 增长率%
幼儿园 6284.15 6517.40 3.71
小学 10836.52 {0}
初中 15247.90 15968.37 4.73

三个学段生均经费全部实现增长。
"""


def test_all_rows_of_a_table_are_held_against_the_way_that_words_say() -> None:
    result = judged(SCHOOLS.format("11173.06 3.11"), "cn-accounts", "公告.txt")
    assert held(result, "yoy-prior-direction") == 3
    result = judged(SCHOOLS.format("10173.06 -6.12"), "cn-accounts", "公告.txt")
    assert [finding.rule for finding in result.findings if finding.rule == "yoy-prior-direction"]


LISTED = """白塔县经济运行

税收收入36464万元，同比下降17.58%；非税收入16905万元，同比{0}7.25%。税收收入、非税收入同比均有所下降。
"""


def test_each_that_is_named_is_held_against_what_is_said_of_all() -> None:
    assert holds(LISTED.format("下降"), "change-said-otherwise") == 2
    (message,) = hints(LISTED.format("增长"), "change-said-otherwise")
    assert "7.25%" in message


ADJUSTED = """预算调整报告

一般公共预算总收入由年初的305314万元调整为302719万元，{0}2595万元。总支出由年初的305314万元调整为302719万元，{0}2595万元。

当年收支规模均有所{1}。
"""


def test_income_and_spending_have_one_word_for_both() -> None:
    assert not hints(ADJUSTED.format("减少", "缩小"), "change-said-otherwise")
    assert len(hints(ADJUSTED.format("减少", "扩大"), "change-said-otherwise")) == 2


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("二手住宅成交{}，首次超过新建商品住宅的2.97万套。", "3.06万套", "2.86万套"),
        ("普通用户{}，明显低于签约用户的412户。", "385户", "435户"),
    ],
)
def test_the_greater_of_two_figures_beside_the_words(text: str, good: str, bad: str) -> None:
    assert holds("成交情况\n\n" + text.format(good) + "\n", "comparison-false") == 1
    assert len(hints("成交情况\n\n" + text.format(bad) + "\n", "comparison-false")) == 1


def test_by_how_much_something_is_above_is_no_figure_of_another() -> None:
    assert not hints("支出情况\n\n支出2.86万元，超过预算3万元。\n", "comparison-false")


YEARS = """理事会报告

会费收入连续三年增长，由2020年的70.25万元、2021年的{0}万元增至75.40万元。
"""


def test_years_of_growth_are_held_against_each_year() -> None:
    assert holds(YEARS.format("72.12"), "yoy-prior-direction") == 1
    assert len(hints(YEARS.format("78.12"), "yoy-prior-direction")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "全省完成投资8.14亿元，受益人口57.99万人，分别占年计划任务数的116%、105%，超额完成全年任务。",
        "投资占计划任务的132.38%，劳务费占计划任务的125.18%，完成年度目标任务。",
        "城镇登记失业率3.1%，低于市计划的0.7个百分点。",
    ],
)
def test_how_much_of_a_plan_was_done_is_nothing_that_was_asked_for(text: str) -> None:
    assert [
        f.rule for f in judged(text, "cn-claims").findings if f.rule in ("comparison-false", "goal-missed-claimed")
    ] == []


@pytest.mark.parametrize("share", ["47.5%", "45.7%"])
def test_the_whole_of_exports_is_not_that_of_trade(share: str) -> None:
    text = f"民营企业进出口5.52万亿元，占我国进出口总值的39.1%。其中，出口3.57万亿元，占出口总值的{share}；进口1.95万亿元。"
    assert accused(judged(text, "cn-claims")) == []


@pytest.mark.parametrize(
    ("share", "claim", "found"),
    [
        ("完成省定90公里任务的81.11%", "提前完成全年任务", ["comparison-false"]),
        ("完成调整计划的99.2%", "超额完成调整计划", ["comparison-false"]),
        ("完成省定70公里任务的104.3%", "超额完成全年任务", []),
        ("完成省定73公里任务的100%", "全面完成全年任务", []),
        # of another one of several, or said not to be so
        ("完成调整计划的99.2%", "超额完成年初计划", []),
        ("完成年度任务的81.11%", "超额完成序时进度", []),
        ("完成年度任务的81.11%", "尚未完成全年任务", []),
        ("完成年度任务的81.11%", "力争提前完成全年任务", []),
    ],
)
def test_how_much_was_done_beside_the_words_that_all_was(share: str, claim: str, found: list[str]) -> None:
    assert accused(judged(f"截至12月底，新建管网73公里，{share}，{claim}。", "cn-claims")) == found


@pytest.mark.parametrize(
    "text",
    [
        "预备费占年度预算支出的1.5%，符合规定要求。",
        "公务接待费占公用经费支出的2.1%，符合标准。",
        "1至9月完成投资1.2亿元，占全年投资计划的78%，达到预期目标。",
        "截至9月底，完成投资任务的78%，完成目标任务。",
        "新增固定资产占总投资的30%，满足要求。",
        "老年人占常住人口的18%，达到老龄化标准。",
        "一期工程占总投资计划的30%，完成建设任务。",
    ],
)
def test_a_share_that_is_as_it_should_be_is_not_all_of_a_task(text: str) -> None:
    assert accused(judged(text, "cn-claims")) == []


def test_what_is_wanting_to_a_goal_is_none() -> None:
    text = "全年计划植树1000亩，上半年完成400亩，距全年目标{}600亩。"
    assert accused(judged(text.format("还差"), "cn-claims")) == []
    assert accused(judged(text.format("尚差"), "cn-claims")) == []
    missed = judged("全年目标植树600亩，实际完成400亩。", "cn-claims")
    assert accused(missed) == ["goal-missed-unexplained"]
