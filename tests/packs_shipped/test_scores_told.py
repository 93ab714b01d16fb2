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


FORM = """2022年度财政项目绩效自评表
单位名称:丙县图书馆 填报日期:2023年3月20日
项目类别1、部门预算项目 √2、财政专项口
预算执行情况 (万元) (20 分) 预算数(A) 执行数(B) 执行率(B/A) 得分(20分*执行率)
年度财政 资金总额 500 465 93% {score}
年度绩效目标1 (80分)
一级指标 二级指标 三级指标 年初目标值 (A) 实际完成值 (B) 得分
产出 指标 数量指标(20分) 新增图书册数 ≥8000册 8350册 20
质量指标(20分) 图书合格率 ≥98% 99.2% 20
效益 指标 经济效益(15分) 带动文创销售额达到30万元 30万元 33.5万元 15
社会效益(10分) 到馆人次 ≥12万人次 12.6万人次 10
可持续性(5分) 建成后可持续服务周边居民 服务能力提升 逐步提升 5
满意度指标(10分) 读者满意度 ≥90% {satisfied} 10
总分 {total}
"""


def test_a_form_between_single_blanks_keeps_its_columns() -> None:
    sound = judged(FORM.format(score="18.6", satisfied="93.5%", total="98.6"), PACK)
    assert accused(sound) == []
    assert held(sound, "exec-score-linear") == 1
    assert "exec-score-linear" in accused(judged(FORM.format(score="20", satisfied="93.5%", total="100"), PACK))
    assert "unit-mismatch" not in accused(judged(FORM.format(score="18.6", satisfied="93.5%", total="98.6"), PACK))


GROUPED = (
    "一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\t得分\n"
    "产出指标（40分）\t数量指标\t培训人数\t≥60人\t66人\t20\n"
    "\t质量指标\t培训合格率\t≥95%\t97%\t20\n"
    "效益指标（30分）\t社会效益指标\t就业率\t≥80%\t84%\t{points}\n"
    "\t\t结业率\t≥98%\t98.6%\t15\n"
    "服务对象满意度（10分）\t\t学员满意度\t≥90%\t96%\t10\n"
)


def test_a_group_over_an_empty_cell_stands_where_it_is_printed() -> None:
    sound, wrong = (judged("2022年丁县培训项目绩效自评表\n" + GROUPED.format(points=n), PACK) for n in ("15", "25"))
    assert accused(sound) == []
    assert held(sound, "category-score-bounds") == 2
    # its word is one of the group below as often: what is wrong beside it is told, and accuses nobody
    assert [finding.rule for finding in wrong.findings if finding.rule.startswith("category")] == [
        "category-score-bounds"
    ]


PAIRS = (
    "2022年戊校食堂改造项目绩效自评报告\n指标\t目标\t实际\t得分/分值\n"
    "改造面积\t900㎡\t900㎡\t30/30\n更新设备\t≥40台\t42台\t{equipment}/30\n学生满意度\t≥90%\t93.6%\t20/20\n"
    "预算执行率\t100%\t91.5%\t18.3/20\n合计\t\t\t{total}/100\n"
)


def test_a_column_of_pairs_is_two_columns() -> None:
    sound = judged(PAIRS.format(equipment="30", total="98.3"), PACK)
    assert accused(sound) == []
    assert held(sound, "score-exceeds-weight") == 4
    assert held(sound, "total-score-sum-items") == 1
    assert "total-score-sum-items" in accused(judged(PAIRS.format(equipment="30", total="97.3"), PACK))
    assert "score-exceeds-weight" in accused(judged(PAIRS.format(equipment="33", total="101.3"), PACK))


YEARS = """2020-2022年度己县渠道整治情况
年度|计划长度（公里）|完成长度（公里）|资金安排（万元）|资金拨付（万元）|支付率
2020|12.40|12.40|2,150.00|2,085.50|97.00%
2021|13.85|13.10|2,480.00|2,182.40|{rate}
2022|15.25|14.75|2,920.00|2,336.00|80.00%
合计|41.50|{length}|7,550.00|6,603.90|87.47%
"""


def test_rows_that_are_named_by_years_are_reckoned() -> None:
    sound = judged(YEARS.format(rate="88.00%", length="40.25"), "cn-claims")
    assert accused(sound) == []
    assert held(sound, "table-sum") == 4
    assert held(sound, "table-row-ratio") == 4
    assert accused(judged(YEARS.format(rate="86.00%", length="40.25"), "cn-claims")) == ["table-row-ratio"]
    assert accused(judged(YEARS.format(rate="88.00%", length="41.25"), "cn-claims")) == ["table-sum"]


@pytest.mark.parametrize(
    ("weights", "wrong"),
    [
        ("决策20分、过程20分、产出30分、效益30分", False),
        ("决策20分、过程20分、产出40分、效益30分", True),
        ("产出50分、效益30分、满意度10分", False),
        ("产出50分、效益30分、总分100分", False),
        ("甲项50分、乙项30分、丙项40分", False),
    ],
)
def test_weights_told_in_a_list_make_a_hundred(weights: str, wrong: bool) -> None:
    text = f"2022年度庚县项目绩效自评报告\n一级指标权重设定为：{weights}。\n"
    assert accused(judged(text, PACK)) == ["weights-told-total"] * wrong


@pytest.mark.parametrize(
    ("bands", "accusations"),
    [
        ("得分≥85分为优秀，70≤得分<85为良好", []),
        ("85分（含）以上的为优，70分以上为良", []),
        ("得分≥90分为优秀", ["grade-score-mismatch"]),
        ("另一项目86分评为优", ["grade-score-mismatch"]),
        ("得分≥88分为优秀，75≤得分<88为良好", ["grade-below-printed-line"]),
    ],
)
def test_a_grade_goes_by_the_bands_that_the_paper_prints(bands: str, accusations: list[str]) -> None:
    text = f"项目绩效评价报告\n评价结果。绩效评价整体得分86.4分，评价等次优秀。（注：{bands}）"
    assert accused(judged(text, "cn-performance")) == accusations
