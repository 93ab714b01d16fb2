"""Sums of tables that nothing reads: those that other rows or columns prove are judged, and a miss is a hint."""

from __future__ import annotations

import pytest
from short_texts import accused, grave, held, judged

PACK = "cn-claims"


def hinted(text: str) -> list[str]:
    result = judged(text, PACK)
    assert grave(result) == []
    return [finding.message for finding in result.findings if finding.rule == "running-sum"]


MONTHS = """季度汇总
项目＼站点|东站|西站|北站|四处
一季度用电|31.40|22.70|41.35|95.45
二季度用电|28.15|25.60|39.80|93.55
三季度用电|33.05|21.95|44.10|99.10
累计|92.60|70.25|125.25|{}
每人|41|32|28|34
"""


def test_a_row_is_made_as_the_other_rows_are_and_as_the_other_columns() -> None:
    assert hinted(MONTHS.format("288.10")) == []
    told = hinted(MONTHS.format("281.80"))
    assert len(told) == 2 and all("281.80" in message and "288.1" in message for message in told)


def test_a_row_that_is_far_off_is_something_else() -> None:
    assert hinted(MONTHS.format("57.62")) == []


def test_a_row_that_its_rounding_explains_is_left_alone() -> None:
    assert hinted(MONTHS.format("288.11")) == []


FORM = """三、办理情况
(勾稽说明) | 来源 |
甲、新到 | 41 | 6 | 0 | 1 | 48 |
一)办成 | 12 | 2 | 0 | 0 | 14 |
二)部分办成 | 9 | 1 | 0 | 1 | 11 |
三)未办成 | 1.退回 | 11 | 2 | 0 | 0 | 13 |
2.撤销 | 6 | 1 | 0 | 0 | 7 |
四)总计 | 38 | 6 | 0 | 1 | {} |
"""


@pytest.mark.parametrize(("total", "hints"), [("45", 0), ("46", 2)])
def test_counts_of_a_form_make_their_total_both_ways(total: str, hints: int) -> None:
    assert len(hinted(FORM.format(total))) == hints
    assert held(judged(FORM.format("45"), PACK), "running-sum") >= 5


SCORES = "（一）立项（{}分） 13.5\n（二）管理（30分） 27.0\n（三）产出（35分） 32.5\n（四）效益（20分） 18.5\n合计（100分） {}"


def test_scores_behind_their_points_are_summed_where_the_points_are() -> None:
    assert hinted(SCORES.format("15", "91.5")) == []
    assert hinted(SCORES.format("15", "92.5")) != []
    assert hinted(SCORES.format("25", "92.5")) == []


BLANKS = """
指标            目标     完成     分值  得分  说明
开班数          ≥12期    13期     20    20
学员数          ≥360人   371人    30    30
结业率          ≥95%     93.5%    20    19.6  两人病退
到课率          ≥90%     92%      20    20
合计                              90    {}
总分                              100   99.6
"""


@pytest.mark.parametrize(("total", "hints"), [("89.6", 0), ("88.6", 1)])
def test_a_row_called_a_sum_is_one_in_all_columns_if_in_one(total: str, hints: int) -> None:
    assert len(hinted(BLANKS.format(total))) == hints


def test_rates_and_prices_below_sums_are_no_sums() -> None:
    text = "站点|一月|二月|三月|全季\n甲|120|131|144|395\n乙|98|87|91|276\n丙|203|211|187|601\n单价|31|33|30|96"
    assert hinted(text) == []
    assert accused(judged(text, PACK)) == []


NUMBERED = """采购信息表
项目 行次 统计数 项目 行次 统计数
一、经费 1 214.60 三、采购合计 20 935.40
（一）本级 2 180.20 （一）物品 21 211.30
（二）下级 3 34.40 （二）工程 22 560.80
二、占用 4 — （三）服务 23 163.30
"""


def test_numbers_of_lines_are_no_parts() -> None:
    assert accused(judged(NUMBERED, PACK)) == []


RATES = """单位：元
项目  预算数  决算数  完成率
培训费  1,260,000  1,247,400  99.00%
设备费  845,000  760,500  90.00%
差旅费  96,000  90,720  94.50%
合计  2,201,000  2,098,620  {}
"""


@pytest.mark.parametrize(("rate", "found"), [("95.35%", []), ("93.55%", ["table-row-ratio"])])
def test_a_rate_of_known_columns_is_judged_by_one_that_is_unknown(rate: str, found: list[str]) -> None:
    assert accused(judged(RATES.format(rate), "cn-performance")) == found


BASIC = """六、基本支出情况
2023年基本支出{}万元,其中:
人员经费412.36万元,主要包括基本工资、津贴补贴。
{}公用经费58.24万元,主要包括办公费、邮电费。
"""


@pytest.mark.parametrize(("whole", "found"), [("470.60", []), ("740.60", ["prose-parts-sum"])])
def test_two_paragraphs_below_a_colon_are_all_of_basic_spending(whole: str, found: list[str]) -> None:
    assert accused(judged(BASIC.format(whole, ""), PACK)) == found


def test_a_third_paragraph_may_make_the_rest_of_it() -> None:
    text = BASIC.format("740.60", "对个人和家庭的补助270.00万元,主要包括退休费。\n")
    assert accused(judged(text, PACK)) == []


DIVIDED = """表2 零售额（亿元）
指标 | 绝对数 | 增长(%)
零售总额 | 512.6 | 6.2
按区域分 城区 | {} | 6.0
乡村 | 131.9 | 6.9
按方式分 门店 | 447.2 | 6.1
网上 | 65.4 | 7.0
"""


@pytest.mark.parametrize(("towns", "hints"), [("380.7", 0), ("387.0", 1), ("120.4", 0)])
def test_what_is_divided_in_two_ways_is_made_by_both(towns: str, hints: int) -> None:
    assert len(hinted(DIVIDED.format(towns))) == hints


LINES = """资金构成 总额8416.2035万元
财政拨款:5107.6482万元(其中:上级5107.6482万元;本级0万元)
二、自有资金:0万元
三、其他:{}万元
"""


@pytest.mark.parametrize(("rest", "hints"), [("3308.5553", 0), ("3038.5553", 1), ("2214.0913", 0)])
def test_lines_that_would_make_the_first_but_for_two_digits(rest: str, hints: int) -> None:
    assert len(hinted(LINES.format(rest))) == hints


FUNDS = """资金情况(万元) | 年度资金总额: | 186.35 |
其中:财政拨款 | {} |
其他资金 | {} |
"""


@pytest.mark.parametrize(
    ("own", "rest", "found"), [("170.00", "16.35", 0), ("136.35", "0", 1), ("136.35", "", 0), ("186.35", "0", 0)]
)
def test_parts_that_end_with_the_rest_are_all_of_it(own: str, rest: str, found: int) -> None:
    result = judged(FUNDS.format(own, rest), "cn-performance")
    assert grave(result) == []
    assert sum(finding.rule == "prose-parts-sum" for finding in result.findings) == found
