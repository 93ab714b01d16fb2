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
    text = "大类 | 分段 | 甲 | 乙 | 丙\n上段 | 12 | 30 | 40 | 70\n下段 | 一 | 12 | 33 | 45\n21 | 12 | 33\n25 | 14 | 39\n26 | 30 | 59\n"
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
