"""Rows of goals, points and scores whose header or borders are lost, and points told in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from short_texts import accused, held, judged

from gouji.engine.outcome import Severity
from gouji.engine.result import Result

ROWS = (
    ("新建候鸟观测点", "≥12处", "12处", "10", "10", ""),
    ("巡护里程", "≥860公里", "873公里", "20", "20", ""),
    ("巡护日志完整率", "≥95%", "96.4%", "20", "20", ""),
    ("单次巡护成本", "≤1.6万元", "1.52万元", "20", "20", ""),
    ("访客满意度", "≥90%", "93.5%", "20", "20", ""),
)


def in_lines(rows: Sequence[Sequence[str]], order: Sequence[int] = range(6)) -> str:
    """One cell a line, empty cells left out."""
    cells = [row[at] for row in rows for at in order if row[at]]
    return "\n\n".join(["湿地巡护项目绩效自评表", *cells])


def in_bars(rows: Sequence[Sequence[str]], order: Sequence[int] = range(6)) -> str:
    return "\n".join(["湿地巡护项目绩效自评表", *("|".join(row[at] for at in order) for row in rows)])


def changed(name: str, **cells: str) -> list[list[str]]:
    places = {"goal": 1, "done": 2, "points": 3, "score": 4, "reason": 5}
    rows = [list(row) for row in ROWS]
    for row in rows:
        for cell, text in cells.items():
            if row[0] == name:
                row[places[cell]] = text
    return rows


def told(result: Result, rule: str) -> list[Severity]:
    return [finding.severity for finding in result.findings if finding.rule == rule]


#: Writes rows as a document, their cells in the order that is given.
Layout = Callable[..., str]
LAYOUTS = pytest.mark.parametrize("layout", [in_lines, in_bars])
#: The points before the goal, or behind it.
ORDERS = pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (0, 3, 1, 2, 4, 5), (0, 1, 3, 2, 4, 5)])


@LAYOUTS
@ORDERS
def test_rows_without_a_header_are_judged(layout: Layout, order: Sequence[int]) -> None:
    result = judged(layout(ROWS, order), "cn-performance")
    assert held(result, "score-exceeds-weight") == len(ROWS)
    assert held(result, "full-score-when-missed") == len(ROWS)
    assert accused(result) == []


@LAYOUTS
@ORDERS
@pytest.mark.parametrize(
    ("name", "cells", "rule"),
    [
        ("巡护日志完整率", {"done": "91.4%"}, "full-score-when-missed"),
        ("单次巡护成本", {"done": "1.83万元"}, "full-score-when-missed"),
        ("新建候鸟观测点", {"done": "0处"}, "full-score-when-missed"),
        ("巡护里程", {"score": "22"}, "score-exceeds-weight"),
        ("访客满意度", {"score": "17"}, "deduct-when-achieved"),
    ],
)
def test_a_row_that_is_wrong_is_a_hint(
    layout: Layout, order: Sequence[int], name: str, cells: dict[str, str], rule: str
) -> None:
    result = judged(layout(changed(name, **cells), order), "cn-performance")
    assert told(result, rule) == [Severity.INFO]
    assert accused(result) == []


@LAYOUTS
def test_a_reason_behind_a_row_is_its_own(layout: Layout) -> None:
    rows = changed("访客满意度", done="86.2%", score="18", reason="汛期封闭两个月，访客评价偏低")
    assert told(judged(layout(rows), "cn-performance"), "missing-deviation-reason") == []
    silent = changed("访客满意度", done="86.2%", score="18")
    assert told(judged(layout(silent), "cn-performance"), "missing-deviation-reason") == [Severity.INFO]


@LAYOUTS
def test_two_numbers_that_are_no_points_make_no_row(layout: Layout) -> None:
    """What was done by June, and what is expected, is no full score and no score."""
    rows = [[*row[:3], str(30 + at), str(44 - 3 * at), ""] for at, row in enumerate(ROWS)]
    result = judged(layout(rows), "cn-performance")
    assert told(result, "score-exceeds-weight") == []


def test_a_form_in_another_paper_is_judged() -> None:
    text = "湿地管理处2023年度部门决算\n项目支出绩效自评表\n" + in_lines(changed("访客满意度", score="17"))
    result = judged(text, "cn-performance")
    assert told(result, "deduct-when-achieved") == [Severity.INFO]


SCORES = "各项目标均如期完成，自评得分{0}分，其中投入18分、过程19分、产出{1}分、效果28分（满分依次为20分、20分、30分、30分）。"


def test_full_scores_told_in_turn() -> None:
    good = judged("栈道维修项目绩效自评报告\n" + SCORES.format(93, 28), "cn-performance")
    assert held(good, "part-score-bounds") == 4
    assert accused(good) == []
    over = judged("栈道维修项目绩效自评报告\n" + SCORES.format(97, 32), "cn-performance")
    assert accused(over) == ["part-score-bounds"]


def test_full_scores_of_another_number_are_nobodys() -> None:
    text = "栈道维修项目绩效自评报告\n其中投入18分、过程19分、产出32分（满分依次为20分、30分）。"
    assert held(judged(text, "cn-performance"), "part-score-bounds") == 0


OFF = "栈道维修项目绩效评价报告\n产出类扣{0}分。计划引种45株、实际27株，扣4分；计划护栏38米、实际31米，扣3分；进度滞后扣1分。"


def test_points_taken_off_make_their_sum() -> None:
    good = judged(OFF.format(8), "cn-performance")
    assert held(good, "prose-parts-sum") == 1
    wrong = judged(OFF.format(9), "cn-performance")
    assert told(wrong, "prose-parts-sum") == [Severity.INFO]


COUNT = "栈道维修项目绩效评价表\n制度执行（6分）\n每发现1处不到位扣1分\n{1}\n发现2处未考核，扣{0}分"


def test_points_taken_off_for_each() -> None:
    assert held(judged(COUNT.format(2, 4), "cn-performance"), "average-recalc") == 1
    assert told(judged(COUNT.format(3, 3), "cn-performance"), "average-recalc") == [Severity.INFO]


def test_what_is_taken_off_until_nothing_is_left_may_be_less() -> None:
    text = COUNT.format(1, 5).replace("扣1分\n", "扣1分，扣完为止\n", 1)
    assert told(judged(text, "cn-performance"), "average-recalc") == []


def test_goals_told_in_turn() -> None:
    text = "栈道维修项目绩效报告\n完好率：甲段93.2%、乙段{}%、丙段80.4%，目标分别为≥90%、≥85%、≥80%，全部达标。"
    good = judged(text.format("87.6"), "cn-claims")
    assert held(good, "goal-missed-claimed") == 3
    assert accused(good) == []
    assert accused(judged(text.format("83.6"), "cn-claims")) == ["goal-missed-claimed"]


def test_a_second_rate_of_a_part_is_its_own() -> None:
    text = (
        "栈道维修专项资金评价\n三年共安排维修资金6,438.00万元。截至2023年末累计支出5,873.26万元，支出率91.23%，"
        "未支出564.74万元，其中前两年的已全部支出，当年支出率76.74%。"
    )
    assert accused(judged(text, "cn-claims")) == []


@pytest.mark.parametrize(
    ("done", "rules"), [("92%", []), ("90%", ["target-operator-strict"]), ("85%", ["status-vs-actual"])]
)
def test_a_goal_that_a_template_has_read_is_told_once(done: str, rules: list[str]) -> None:
    text = f"绩效自评报告\n业务办结率：该指标预期值为>90%，实际完成值为{done}，达到预期值目标。"
    assert [finding.rule for finding in judged(text, "cn-performance").findings] == rules


@pytest.mark.parametrize(
    "text",
    [
        # the first of three is no sum of the others
        "绩效自评报告\n扣分情况。决策扣1.5分：测算依据不足。过程扣1分：归档不及时。效益扣0.8分：续签率偏低。",
        # something else was taken off as well
        "绩效自评报告\n扣分规则为每发现1项不达标扣0.5分，发现3项，另按进度折算，共扣2.98分。",
    ],
)
def test_points_that_do_not_belong_together(text: str) -> None:
    result = judged(text, "cn-performance")
    assert [f.rule for f in result.findings if f.rule in ("prose-parts-sum", "average-recalc")] == []


def test_names_with_an_and_of_their_own_are_looked_for_once() -> None:
    """Every way of parting them would be tried for ever."""
    names = "和".join(f"甲{chr(0x4E00 + at)}" for at in range(400))
    text = f"栈道维修项目绩效自评报告\n{names}（满分依次为{'、'.join(['20分'] * 400)}）。"
    assert held(judged(text, "cn-performance"), "part-score-bounds") == 0


def test_names_before_as_many_scores() -> None:
    text = "栈道维修项目绩效自评报告\n投入、过程分别得18分、{}分（满分依次为20分、20分）。"
    assert held(judged(text.format(19), "cn-performance"), "part-score-bounds") == 2
    assert accused(judged(text.format(23), "cn-performance")) == ["part-score-bounds"]


def test_another_rule_of_deduction_between_is_not_what_was_found() -> None:
    text = "栈道维修项目绩效评价表\n每发现1处不到位扣1分；每发现2处以上未整改再扣1分，发现3处，扣2分。"
    assert told(judged(text, "cn-performance"), "average-recalc") == []


FORM = """湿地巡护项目绩效自评表
绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标(50分) 数量指标 巡护次数 ≥50次 52 20 20
质量指标 巡护记录合格率 ≥95% 97% 15 15
时效指标 巡护及时率 ≥90% 96% 15 15
效益指标({}分) 社会效益指标 投诉下降率 ≥10% 12% 15 15
生态效益指标 候鸟种类 ≥20种 23种 15 15
满意度指标(10分) 周边居民满意度 ≥90% 95% 10 10
总分 90 90
"""


@pytest.mark.parametrize(("worth", "found"), [("30", []), ("40", ["category-weight-sum"])])
def test_a_group_that_bears_points_as_all_first_ones_do_is_one(worth: str, found: list[str]) -> None:
    told = accused(judged(FORM.format(worth), "cn-performance"))
    assert [rule for rule in told if rule.startswith("category-")] == found
