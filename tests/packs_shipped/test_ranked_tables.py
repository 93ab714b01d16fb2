"""Ranks and grades beside the scores of a table, and what the text says of a whole column: its mean, its range, how many rows
have which grade."""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

from gouji.engine.outcome import Severity

judged = partial(short_texts.judged, pack="cn-claims")

LEAGUE = """上半年考核情况
名次 单位 得分
1 甲镇 96.40
2 乙镇 95.10
3 丙镇 95.10
4 丁乡 92.75
5 戊乡 90.20
平均得分93.91分,最高与最低相差6.20分。
"""
BARS = LEAGUE.replace(" ", " | ")


@pytest.mark.parametrize("text", [pytest.param(LEAGUE, id="blanks"), pytest.param(BARS, id="bars")])
def test_ranks_follow_their_figures(text: str) -> None:
    result = judged(text)
    assert (held(result, "table-rank-order"), held(result, "table-column-mean"), accused(result)) == (4, 1, [])
    assert held(result, "running-sum") == 1  # the highest less the lowest
    assert held(judged(text + "最高分与最低分相差6.20分。\n"), "running-sum") == 2
    wrong = judged(text.replace("相差6.20分", "相差9.20分"))
    assert [(one.rule, one.severity) for one in wrong.findings] == [("running-sum", Severity.INFO)]
    assert "table-rank-order" in accused(judged(text.replace("92.75", "95.75")))


def test_a_rank_may_rise_with_its_figure() -> None:
    text = "地区 | 投诉率 | 排名\n甲 | 1.2% | 1\n乙 | 1.5% | 2\n丙 | 2.1% | 3\n丁 | 2.6% | 4\n戊 | 3.3% | 5\n"
    assert (held(judged(text), "table-rank-order"), accused(judged(text))) == (4, [])
    assert accused(judged(text.replace("2.1%", "2.9%"))) == ["table-rank-order"]


@pytest.mark.parametrize(
    "text",
    [
        # ranked by something that is not printed: nobody was ranked by the number of his people
        pytest.param(
            "排名 | 地区 | 人口 | 户数\n"
            "1 | 甲 | 320 | 90\n2 | 乙 | 410 | 130\n3 | 丙 | 150 | 40\n4 | 丁 | 230 | 70\n5 | 戊 | 110 | 35\n",
            id="another figure",
        ),
        pytest.param("排名 | 地区 | 得分\n1 | 甲 | 90\n2 | 乙 | 91\n3 | 丙 | 89\n", id="few rows"),
        pytest.param(
            "序号 | 地区 | 得分\n1 | 甲 | 90\n2 | 乙 | 91\n3 | 丙 | 89\n4 | 丁 | 88\n5 | 戊 | 70\n", id="numbers"
        ),
    ],
)
def test_an_order_that_nobody_proves_accuses_nobody(text: str) -> None:
    assert "table-rank-order" not in accused(judged(text))


GRADED = """2022年项目评价结果
评价结果:优3个、良2个、中1个;平均得分87.2分。
序号 | 项目 | 得分 | 等级
1 | 甲 | 95.0 | 优
2 | 乙 | 92.4 | 优
3 | 丙 | 90.0 | 优
4 | 丁 | 86.1 | 良
5 | 戊 | 81.2 | 良
6 | 己 | 78.5 | 中
合计 | — | — | —
按6个项目计算,平均得分为87.2分。
"""


def test_grades_stand_beside_their_scores_and_are_counted() -> None:
    result = judged(GRADED, pack="cn-performance")
    assert (held(result, "row-grade-mismatch"), held(result, "enumerated-count")) == (6, 3)
    assert held(result, "table-column-mean") == 2
    assert accused(result) == []


def test_one_grade_off_the_lines_of_all_others_is_found_with_the_count() -> None:
    found = accused(judged(GRADED.replace("78.5 | 中", "78.5 | 良"), pack="cn-performance"))
    assert sorted(found) == ["enumerated-count", "row-grade-mismatch"]


def test_lines_that_several_rows_speak_against_are_those_of_another_place() -> None:
    text = (
        GRADED.replace("86.1 | 良", "86.1 | 优")
        .replace("90.0 | 优", "88.0 | 优")
        .replace("优3个、良2个", "优4个、良1个")
    )
    assert "row-grade-mismatch" not in accused(judged(text, pack="cn-performance"))


def test_counts_that_do_not_come_to_the_rows_are_of_something_else() -> None:
    assert accused(judged(GRADED.replace("优3个、良2个、中1个", "优13个、良12个、中1个"), pack="cn-performance")) == []


def test_a_mean_that_another_place_belies_is_found_and_one_that_nobody_belies_is_only_shown() -> None:
    assert accused(judged(GRADED.replace("中1个;平均得分87.2分", "中1个;平均得分88.2分"))) == ["table-column-mean"]
    assert accused(judged(GRADED.replace("87.2分", "88.2分"))) == []
    assert accused(judged(GRADED.replace("中1个;平均得分87.2分", "中1个;上年平均得分85.2分"))) == []
