"""Rows that have lost the merged cells at their beginning: figures go under the headers of their kind, and where two
headers are as likely nobody is accused."""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-claims")

#: A header of two rows, the years below two of its words; the rows of a group but for the first lack its word.
TWO_YEARS = """类别 | 项目 | 计量 | 去年 | 今年 | 增长 |
(2021年) | (2022年) | ||||
门诊 | 诊疗人次 | 人次 | 5320 | 5418 | 98 |
急诊人次 | 人次 | 820 | 790 | -30 | |
体检人次 | 人次 | 1210 | 1302 | 92 | |
住院 | 平均住院日 | 天 | 8.14 | 8.03 | -0.11 |
出院人次 | 人次 | 640 | 655 | 15 | |
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TWO_YEARS, id="rows filled up behind"),
        pytest.param(TWO_YEARS.replace(" | |\n", " |\n"), id="rows shorter"),
        pytest.param(TWO_YEARS.replace("(2021年) | (2022年) | ||||\n", ""), id="header of one row"),
        pytest.param(TWO_YEARS.replace("(2021年) |", "| | |(2021年) |"), id="years under their words"),
    ],
)
def test_rows_that_lost_their_group_are_read_under_their_headers(text: str) -> None:
    result = judged(text)
    assert (held(result, "table-row-difference"), accused(result)) == (5, [])
    assert accused(judged(text.replace("| 92 |", "| 29 |"))) == ["table-row-difference"]


def test_the_change_of_a_rate_may_be_one_in_percent_as_well() -> None:
    result = judged(TWO_YEARS.replace("-0.11", "-1.35"))
    assert (held(result, "table-row-difference"), accused(result)) == (4, [])


GROUPED = """大类 | 细类 | 预算 | 支出 | 结余 | 说明
人员 | 工资 | 100 | 80 | 20 | 按月发放
补贴 | 50 | 45 | 5 |
公用 | 办公 | 90 | 70 | 20 | 节约
印刷 | 60 | 50 | 10 | 尚未结算
合计 | 300 | 245 | 55 |
"""


def test_totals_and_remarks_stand_where_they_belong() -> None:
    result = judged(GROUPED)
    assert held(result, "table-sum") == 3
    assert held(result, "table-row-difference") == 5
    assert accused(result) == []
    assert "table-sum" in accused(judged(GROUPED.replace("| 50 | 10 |", "| 52 | 10 |")))


def test_rows_that_fit_in_two_places_are_not_read() -> None:
    # names are figures here and there: 1 or 2 columns may be lost
    text = "大类 | 分段 | 甲 | 乙 | 丙\n上 | 12 | 30 | 40 | 70\n下 | 一 | 12 | 33 | 45\n21 | 12 | 33\n25 | 14 | 39\n"
    result = judged(text)
    assert (held(result, "table-row-addition"), accused(result)) == (0, [])


def test_rows_of_a_known_table_are_moved_too() -> None:
    text = (
        "类别 | 项目 | 年初数 | 调整数 | 年末数 |\n合计 | 300 | 55 | 355 |\n人员 | 工资 | 100 | 20 | 120 |\n"
        "补贴 | 50 | 5 | 55 |\n公用 | 办公 | 90 | 20 | 110 |\n印刷 | 60 | 10 | 70 |\n"
    )
    result = judged(text, pack="cn-accounts")
    assert (held(result, "table-sum"), accused(result)) == (3, [])
    assert accused(judged(text.replace("| 50 | 5 | 55", "| 50 | 15 | 55"), pack="cn-accounts"))


#: A form between single spaces: one line a row, the header in one line, groups told once, and no row with a reason.
FORM = """2022年培训项目绩效自评表
一级指标 二级指标 三级指标 参考分值 指标值(A) 全年实际值(B) 得分 未完成原因分析
项目决策(15分) 目标完整性 7 完整 完整 7
立项依据 8 充分 充分 8
项目管理(25分) 制度健全性 10 健全 健全 10
执行合规性 15 合规 合规 15
项目产出(60分) 培训人次 20 120人 120人 20
培训期数 20 5 5 20
合格率 20 95% 96% 20
"""


@pytest.mark.parametrize("word", ["参考分值", "标记"])
def test_a_header_of_one_line_has_one_row_whatever_its_words(word: str) -> None:
    result = short_texts.judged(FORM.replace("参考分值", word), "cn-performance")
    assert accused(result) == []


def test_points_tell_a_group_from_a_part_of_the_group_above() -> None:
    result = short_texts.judged(FORM, "cn-performance")
    # the last group may go on behind the end of the text
    assert held(result, "category-weight-sum") == 2
    wrong = short_texts.judged(FORM.replace("执行合规性 15 ", "执行合规性 12 "), "cn-performance")
    assert "category-weight-sum" in accused(wrong)


def test_scores_of_rows_without_a_reason_are_judged() -> None:
    wrong = short_texts.judged(FORM.replace("120人 120人 20", "120人 102人 20"), "cn-performance")
    assert "full-score-when-missed" in accused(wrong)
    assert "reason-holds-value" not in accused(wrong)


def test_a_reason_that_says_what_another_cell_says_has_moved() -> None:
    # five columns for four cells: the score has no column, and what looks like a reason is the value
    text = (
        "一级指标 二级指标 三级指标 得分 未完成原因分析 指标值 实际值\n产出指标 数量指标 培训人次 10 120人 120人\n"
        "数量指标 培训期数 10 5期 5期\n质量指标 合格率 12 95% 95%\n"
    )
    assert accused(short_texts.judged(text, "cn-performance")) == []
