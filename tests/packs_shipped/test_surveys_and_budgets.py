"""Statistical bulletins, budget reports and evaluation reports as they are issued: what of them holds is not accused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from short_texts import accused, held, judged

from gouji.engine.result import Result

BULLETIN = "云岭市2024年国民经济和社会发展统计公报\n\n"
BUDGET = "云岭市2024年预算执行情况报告\n\n"
EVALUATION = "云岭市技能提升项目2024年度绩效评价报告\n\n"


def told(result: Result) -> list[str]:
    """The rules of all findings, hints among them."""
    return [finding.rule for finding in result.findings]


@pytest.mark.parametrize(
    "text",
    [
        # what is listed behind 其中 with its own change is a survey, not all of it, and may run on to other things
        "粮食播种面积3150公顷，下降1.1%，其中小麦1620公顷，下降0.4%；玉米1480公顷，下降2.2%；油料56公顷，增长8.1%；蔬菜410公顷，增长0.7%。",
        "谷物产量41.26万吨，增长0.3%。其中，稻谷35.61万吨，增长0.2%；小麦4.41万吨，增长1.9%；玉米1.14万吨，下降6.0%。",
        # the second of two is one of the first
        "卫生机构人员5.20万人，其中卫生技术人员4.41万人、执业医师1.66万人。",
        "民用汽车保有量61.2万辆，其中私人汽车55.7万辆，本年新注册汽车6.3万辆。",
        # the first of many
        "利润总额48.3亿元。分行业看，利润居前4位的行业有：化工21.6亿元，增长3.1%；建材11.2亿元，增长2.4%；纺织8.9亿元，增长0.8%；食品5.5亿元，增长6.2%。",
        # parts in brackets of several figures in a row
        "中等职业学校招生1842人，在校生5120人，毕业1610人（其中技工学校招生722人，在校生1985人，毕业604人）。",
        "自然保护区2个，森林公园1个，年末森林覆盖率为38.16%。",
    ],
)
def test_surveys_are_no_wholes_with_their_parts(text: str) -> None:
    assert not accused(judged(BULLETIN + text, "cn-accounts"))


def test_what_a_bulletin_leaves_out_is_no_hint() -> None:
    text = "卫生技术人员8120人，其中执业医师3010人，注册护士3890人。"
    assert "plain-parts-below-whole" not in told(judged(BULLETIN + text, "cn-accounts"))
    assert "plain-parts-below-whole" in told(judged(BUDGET + text, "cn-accounts"))


INCOME = "一般公共预算收入86.4亿元，增长1.2%；加上上级补助收入等92.1亿元，收入总计178.5亿元。"
SPENT = "一般公共预算支出131.7亿元，下降2.6%；加上上解支出等35.2亿元，支出总计166.9亿元。"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (INCOME + SPENT + "收支相抵，年终结余结转11.6亿元。", []),
        (INCOME + SPENT + "收支相抵，年终结转11.6亿元。", []),
        (INCOME + SPENT.replace("166.9", "169.6"), ["accounts-income-expense", "running-sum"]),
        # a gap is what was spent over the income, and not over its own increase
        (
            "基金收入预算为18,420万元，比上年增加51万元。支出预算为40,915万元，比上年增加6,230万元。收支相抵缺口22,495万元。",
            [],
        ),
        # a list that has its own total behind it is not the parts of what was told before
        (
            "总收入预算为356,200万元，比上年增长4.1%。其中：地方收入预算为198,300万元，加预计转移性收入143,700万元、上年结转61,250万元、"
            "调入资金21,900万元，收入总计425,150万元。",
            [],
        ),
        # what is left at the end is added like the rest
        ("支出5210万元，加上上解支出412万元、还本支出866万元，年终滚存结余6931万元等，支出总计1.34亿元。", []),
        # a share of what comes before 预算 is none of another figure; more than all of it is no part of it
        ("收入完成198,300万元，占年初预算的108.41%，增长9.2%。加上转移性收入203,441万元，收入总计401,741万元。", []),
        # 2亿元 in round figures is not the year before
        (
            "市级完成3亿元，增支1.4亿元，增长87.5%，其中：市直完成4120万元，下降47.3%；高新区完成2.6亿元，增长217.8%。",
            [],
        ),
        # income and spending by kinds of insurance, told in turn
        (
            "社会保险基金总收入88.31亿元，总支出80.14亿元。其中，企业养老保险基金收入51.20亿元，支出49.66亿元；"
            "居民养老保险基金收入37.11亿元，支出30.48亿元。",
            [],
        ),
        # the limit of the debt, and then the debt
        (
            "政府债务限额641200万元（一般债务限额240100万元、专项债务限额401100万元），其中本级限额120400万元，2024年底，全市政府债务余额为"
            "588300万元。",
            [],
        ),
        # behind 主要是 and ； stands another item
        ("国防支出1840万元，为预算的131.2%，主要是民兵补助920万元高于预期；公共安全支出21340万元，为预算的76.8%。", []),
        ("国有资本经营支出9240万元，下降61.3%，主要是上年注资2亿元一次性因素。", []),
    ],
)
def test_sums_of_budget_reports(text: str, rules: list[str]) -> None:
    assert [rule for rule in told(judged(BUDGET + text, "cn-accounts")) if rule != "cause-against-change"] == rules


@pytest.mark.parametrize(("total", "wrong"), [("15.91", False), ("151.91", True)])
def test_what_an_account_comes_to(total: str, wrong: bool) -> None:
    text = f"国有资本经营预算收入14.62亿元，加上转移性收入1.29亿元，收入决算结果{total}亿元；支出3.01亿元。"
    assert ("running-sum" in told(judged(BUDGET + text, "cn-accounts"))) == wrong


@pytest.mark.parametrize(("total", "wrong"), [("515, 212", False), ("551, 212", True)])
def test_a_blank_behind_the_comma_of_thousands(total: str, wrong: bool) -> None:
    text = f"支出完成402,150万元，加上上解支出61,420万元，还本支出51,642万元，支出总计{total}万元。"
    assert ("running-sum" in told(judged(BUDGET + text, "cn-accounts"))) == wrong


@pytest.mark.parametrize(
    "text",
    [
        # other things are counted in one list
        "当年计划24个赛事131个赛项，其中：第一届省赛45个赛项，一类赛9个赛事34个赛项，二类赛83个赛项中，符合补贴条件的12个赛事包含33个赛项，"
        "专项赛3个赛事19个赛项。",
        # what points are given for
        "实际值达到100%的得满分，≤80%不得分，每降低1%扣5%权重分值。",
        # the words are of the budget, the figures of something else
        "预算资金显著增高的主要原因一是赛项从第一届的45个增至第二届的70个。",
    ],
)
def test_lists_and_rules_of_evaluations(text: str) -> None:
    found = judged(EVALUATION + text, "cn-performance").findings
    assert not [one.rule for one in found if one.rule.startswith(("parts-", "prose-parts", "comparison-"))]


LISTED = "".join(
    f"{at}.{name}。\n" for at, name in enumerate(("镇政府本级", "便民服务中心", "文化站", "农技站", "执法队"), 1)
)


@pytest.mark.parametrize(("count", "wrong"), [("3", False), ("4", True)])
def test_lines_behind_the_counts_of_kinds(count: str, wrong: bool) -> None:
    text = f"本部门中，行政单位1家，参公单位1家，事业单位{count}家，具体包括：\n{LISTED}"
    assert ("enumerated-count" in told(judged(BUDGET + text, "cn-accounts"))) == wrong


ROWS = [
    ("一类", "620.00", "620.00", "100.00"),
    ("二类", "1740.00", "1740.00", "100.00"),
    ("三类", "2215.00", "2215.00", "100.00"),
]


def test_what_is_divided_by_a_hundred_makes_no_rate() -> None:
    rows = [*ROWS, ("四类", "2910.00", "2015.00", "69.24"), ("小计", "7485.00", "6590.00", "88.04")]
    table = "\n".join("\t".join(row) for row in [("名称", "安排(万元)", "支出(万元)", "执行(%)"), *rows])
    assert "table-row-ratio" not in told(judged(EVALUATION + table, "cn-performance"))


FORM = "云岭市2024年度部门整体支出绩效自评表\n\n"
GOALS = "年度绩效目标完成情况\t目标序号\t年度绩效目标\t实际完成情况\t偏差原因分析及改进措施\n"


@pytest.mark.parametrize(("rate", "wrong"), [("91.2%", False), ("81.2%", True)])
def test_numbered_goals_of_a_form(rate: str, wrong: bool) -> None:
    """They are no indicators; what their cells tell is held against the goals that the same cells tell."""
    rows = (
        f"\t1\t做好助残服务。\t全年辅具适配率达到{rate}，超额完成了规划中辅具适配率达到85%的目标。\t\n"
        "\t2\t保障日常运行。\t各项日常工作平稳开展，系统运行正常。\t\n"
    )
    result = judged(FORM + GOALS + rows, "cn-performance")
    assert ("goal-missed-claimed" in told(result)) == wrong
    assert "indicator-type-missing" not in told(result)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [("残疾人免费体检6700人", False), ("残疾人免费体检6800人", True), ("残疾人职业能力测评2947人", False)],
)
def test_the_same_count_in_other_words(said: str, wrong: bool) -> None:
    table = (
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t数量指标\t享受免费体检的残疾人数量\t≥6500人\t6700人\t10\t10\n"
        "\t\t残疾人职业技能培训人数\t≥70人\t74人\t10\t10\n"
    )
    result = judged(f"{FORM}全年完成{said}，服务水平继续提高。\n\n{table}", "cn-performance")
    assert ("cross-place-count-read" in told(result)) == wrong


def test_changes_against_the_year_before_are_not_one_thing_told_twice() -> None:
    text = "1.基本支出274.07万元，比上年决算数增加29.95万元。\n2.项目支出591.37万元，比上年决算数减少29.59万元。\n"
    assert "cross-place-amount-read" not in told(judged(BUDGET + text, "cn-accounts"))


def test_a_name_in_quotation_marks_is_quoted_once() -> None:
    shares = (("公共安全", "402.18", "19.11"), ("教育", "312.07", "14.28"), ("卫生", "1390.28", "66.06"))
    lines = [f"{at}.“{name}支出”{amount}万元，占{share}%；" for at, (name, amount, share) in enumerate(shares, 1)]
    text = "支出2104.53万元，主要用于以下方面：\n" + "\n".join(lines)
    (message,) = [one.message for one in judged(BUDGET + text, "cn-accounts").findings if one.rule == "share-percent"]
    assert message.startswith("“教育支出”312.07万元 占 2104.53万元")


@pytest.mark.parametrize(("reason", "told_of"), [("主要是2023年一次性注资增加", False), ("主要是一次性注资增加", True)])
def test_what_was_more_the_year_before_makes_it_less(reason: str, told_of: bool) -> None:
    text = f"2024年国有资本经营预算支出9240万元，下降61.3%，{reason}。"
    assert ("cause-against-change" in told(judged(BUDGET + text, "cn-accounts"))) == told_of


@pytest.mark.parametrize(("name", "wrong"), [("医疗救助补助标准", False), ("管护质量合同标准", True)])
def test_what_is_paid_by_is_no_goal(name: str, wrong: bool) -> None:
    text = f"圆满完成年度任务。{name}450元，实际300元。"
    assert ("goal-missed-claimed" in told(judged(EVALUATION + text, "cn-performance"))) == wrong


@pytest.mark.parametrize(("total", "wrong"), [("3,594, 026", False), ("3,495, 026", True)])
def test_thousands_with_and_without_a_blank(total: str, wrong: bool) -> None:
    text = f"收入完成1,076,420万元，加上转移性收入1,475,854万元、调入资金1,041,752万元，收入总计{total}万元。"
    assert ("running-sum" in told(judged(BUDGET + text, "cn-accounts"))) == wrong


@pytest.mark.parametrize(
    ("terms", "rounded", "made"), [(12, True, True), (24, True, False), (24, False, True)], ids=["few", "many", "exact"]
)
def test_many_amounts_in_a_row_make_a_rounded_sum_by_chance(terms: int, rounded: bool, made: bool) -> None:
    """Of sentences that nothing joins; what many of them come to is told where words say so, or to the last digit."""
    amounts = [Decimal(101311 + 703 * at) / 100 for at in range(terms)]
    total = sum(amounts, Decimal(0)).quantize(Decimal(1 if rounded else "0.01"))
    text = "".join(f"第{at}笔{amount}万元。" for at, amount in enumerate(amounts, 1))
    result = judged(f"{BUDGET}{text}滚存{total}万元。", "cn-accounts")
    assert bool(held(result, "running-sum")) == made
