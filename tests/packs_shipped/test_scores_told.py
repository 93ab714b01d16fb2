"""Scores of evaluation reports: tables of dimensions, rows of totals, drawn tables, grades told in a sentence."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

PACK = "cn-performance"
HEAD = "2023年度甲县公园管护项目绩效评价报告\n评价得分{score}分，评价等级为“良”。\n"
DIMENSIONS = """一级指标　权重　得分　得分率
决策　　　15　　13.20　88.00%
过程　　　25　　19.75　{rate}
产出　　　35　　30.10　86.00%
效益　　　25　　{benefit}　90.00%
合计　　　100　85.55　85.55%
"""
DRAWN = """┌────┬────┬────┬────┐
│一级指标│分值│得分│得分率│
├────┼────┼────┼────┤
│决策│15│13.20│88.00%│
│过程│25│19.75│{rate}│
│产出│35│30.10│86.00%│
│效益│25│{benefit}│90.00%│
├────┼────┼────┼────┤
│合计│100│85.55│85.55%│
└────┴────┴────┴────┘
"""
DEDUCTED = """|一级指标|二级指标|分值|得分|扣分|扣分原因|
|决策（20）|项目立项|9|9|0||
||资金投入|11|9|2|测算依据不足|
|过程（30）|资金管理|18|15.50|2.5|拨付较慢|
||组织实施|12|10|2|检查缺失|
|效益（50）|社会效益|30|26.00|4|知晓不足|
||满意度|20|18.75|1.25|满意度86%|
|合计||100|88.25|{total}||
"""


@pytest.mark.parametrize("table", [DIMENSIONS, DRAWN], ids=["columns", "drawn"])
def test_a_table_of_dimensions_is_reckoned(table: str) -> None:
    head = HEAD.format(score="85.55")
    sound = judged(head + table.format(rate="79.00%", benefit="22.50"), PACK)
    assert accused(sound) == []
    assert held(sound, "table-row-ratio") == 5
    assert held(sound, "table-sum") == 2
    wrong = judged(head + table.format(rate="76.00%", benefit="22.50"), PACK)
    assert accused(wrong) == ["table-row-ratio"]
    wrong = judged(head + table.format(rate="79.00%", benefit="21.50"), PACK)
    assert "table-sum" in accused(wrong)


def test_points_taken_off_make_up_what_they_are_taken_off_in_each_row_and_in_all() -> None:
    head = HEAD.format(score="88.25")
    sound = judged(head + DEDUCTED.format(total="11.75"), PACK)
    assert accused(sound) == []
    assert held(sound, "table-row-addition") == 7
    assert "table-sum" in accused(judged(head + DEDUCTED.format(total="12.75"), PACK))


def test_a_word_of_a_group_names_a_row_where_the_column_is_headed_by_it() -> None:
    text = HEAD.format(score="87.25") + DEDUCTED.format(total="11.75").replace("88.25", "87.25")
    assert "total-score-sum-items" in accused(judged(text, PACK))


def test_the_grade_of_one_project_is_held_against_its_score() -> None:
    text = "甲县交通局2023年度部门决算公开\n乙路改造绩效评价得分{score}分，等级为“{grade}”。改造道路12公里。\n"
    sound = judged(text.format(score="91.50", grade="优") + "丙桥维护绩效评价得分84.20分，评价等级为“良”。\n", PACK)
    assert accused(sound) == []
    assert held(sound, "told-grade-mismatch") + held(sound, "grade-score-mismatch") >= 2
    text += "部门整体评价得分95分，评价等级为“优”。\n"
    assert set(accused(judged(text.format(score="88.70", grade="优"), PACK))) & {
        "told-grade-mismatch",
        "grade-score-mismatch",
    }


LINES = "（优秀90分及以上，良好80-89分）"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"五方验收合格，得分93分，评为“优秀”等次{LINES}。", False),
        (f"五方验收合格，得分93分，评为“良好”等次{LINES}。", True),
        (f"甲队得分85.5分，评为“良好”等次{LINES}。", False),
        ("五方验收合格，得分93分，评为“良好”等次。", False),
        ("五方验收合格，得分93分，评为“良好”等次（优秀95分及以上，良好80-94分）。", False),
        (f"甲队得分9.3分，评为“良好”等次{LINES}。", False),
    ],
    ids=["as printed", "below its score", "between two lines", "no lines", "other lines", "another scale"],
)
def test_a_grade_is_held_against_the_lines_that_are_printed(text: str, wrong: bool) -> None:
    assert accused(judged(f"丙广场工程验收情况\n{text}\n", "cn-claims")) == ["told-grade-lines"] * wrong
