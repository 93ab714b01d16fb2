"""What is left of the box for the funds of a form: labels with a figure behind each, glued, one a line or side by side."""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import held

from gouji.engine.outcome import Severity

judged = partial(short_texts.judged, pack="cn-performance")


def parts(text: str) -> tuple[int, list[str], list[str]]:
    """How many wholes are at least their parts, what is said of the others for sure, and what with a doubt."""
    result = judged(text)
    found = [one for one in result.findings if one.rule == "parts-exceed-whole"]
    return (
        held(result, "parts-exceed-whole"),
        [one.message for one in found if one.severity >= Severity.MEDIUM],
        [one.message for one in found if one.severity < Severity.MEDIUM],
    )


GLUED = "某县防疫补助绩效目标表\n资金情况(万元)资金总额:35其中:财政拨款35其他资金\n总体目标按时完成春秋两季防疫\n"
CELLS = (
    "补助绩效目标表 |\n|\n项目资金 (万元) |\n年度资金总额:203 |\n|\n其中:财政拨款 203 |\n|\n其他资金 |\n|\n总体目标 |\n"
)
STACKED = (
    "资金情况(万元) |\n资金总额 |\n100 |\n其中:财政拨款 |\n98 |\n其他资金 |\n2 |\n|||||||\n总体目标 |\n修好七处水渠 |\n"
)
BESIDE = """计划安排资金(万元) | 1088.00 | 实际到位资金(万元) | 1020.02 | |||||||
其中:中央财政 | 其中:中央财政 | |||||||||
市财政 | 49.34 | 市财政 | 49.34 | |||||||
县财政 | 1038.66 | 县财政 | 970.68 | |||||||
实际支出(万元) | 1020.02 | |||||||||
"""
ROW = """项目支出自评表
实施单位某区法院金额单位:万元
预算安排情况资金到位情况资金执行情况预算执行进度(%)
预算数62.73到位数62.70执行数62.6599.87
其中:财政资金62.73其中:财政资金62.70其中:财政资金62.65
其他
其他
"""


@pytest.mark.parametrize(("text", "count"), [(GLUED, 1), (CELLS, 1), (BESIDE, 2), (ROW, 3)])
def test_parts_are_no_more_than_their_whole(text: str, count: int) -> None:
    assert parts(text) == (count, [], [])


def test_parts_that_make_all_of_it_are_a_sum() -> None:
    assert judged(STACKED).rules["table-sum"].passed == 1
    assert not judged(STACKED.replace("\n2 |", "\n1 |")).rules["table-sum"].passed
    assert parts(STACKED.replace("\n2 |", "\n1 |"))[1:] == ([], [])  # one of a hundred may be rounding


@pytest.mark.parametrize(
    ("text", "right", "wrong", "told"),
    [
        (GLUED, "拨款35", "拨款53", ("35万元", "53万元")),
        (CELLS, "拨款 203", "拨款 230", ("203万元", "230万元")),
        (STACKED, "98 |\n其他", "108 |\n其他", ("100万元", "110万元")),
        (BESIDE, "1038.66", "1083.66", ("1088.00万元", "1133万元")),
        (BESIDE, "970.68", "997.68", ("1020.02万元", "1047.02万元")),
        (ROW, "资金62.70其中:财政资金62.65", "资金67.20其中:财政资金62.65", ("62.70万元", "67.20万元")),
    ],
)
def test_a_part_that_is_more_than_its_whole(text: str, right: str, wrong: str, told: tuple[str, str]) -> None:
    assert right in text
    _, sure, doubtful = parts(text.replace(right, wrong))
    assert len(sure) == 1 and not doubtful
    assert all(figure in sure[0] for figure in told)


@pytest.mark.parametrize(
    "text",
    [
        # figures of several columns: which one is the whole nobody knows
        "项目资金(万元)\n年度资金总额: 0 0 0 10 0 0 其中:本年财政拨款 90 89.97\n",
        "项目资金(万元)\n年度资金总额:310.2154.74其中:财政拨款400.5\n",
        # a year and a share are no amounts, and a sentence is no label
        "资金总额2022其中12个月\n资金总额:35%其中:财政拨款50\n",
        "截至年底全区共建成并投入使用的各类文化服务站点和村级活动场所以及流动服务车辆和各类设备数量 35 其中:流动服务车 50\n",
        # what stands behind the parts is no part of the whole
        "资金情况(万元)\n资金总额:35\n其中:财政拨款35\n分值 10\n受益人数 400\n",
    ],
)
def test_nobody_is_accused_of_what_cannot_be_told(text: str) -> None:
    _, sure, doubtful = parts(text)
    assert not sure and not doubtful


def test_a_total_of_who_knows_what_accuses_nobody() -> None:
    """合计 100 may be of the scores."""
    _, sure, doubtful = parts("(万元)\n合计 100\n其中:财政拨款 203\n")
    assert not sure and len(doubtful) == 1


def test_labels_side_by_side_are_a_row_of_the_table_whose_columns_they_name() -> None:
    """The figure behind the last one has its header in the line above."""
    counts = judged(ROW).rules
    assert counts["exec-rate-recalc"].within_rounding == 1


def test_two_figures_that_only_their_decimals_part_accuse_nobody() -> None:
    """62.65 and 99.87 may have been 62.6 and 599.87: what follows from them is asked, not said."""
    for wrong in (ROW.replace("62.6599.87", "62.6598.77"), ROW.replace("财政资金62.65", "财政资金65.62")):
        found = [one for one in judged(wrong).findings if one.rule in ("exec-rate-recalc", "parts-exceed-whole")]
        assert [one.severity for one in found] == [Severity.INFO]


def test_a_rate_that_stands_apart_is_held_against_its_figures() -> None:
    apart = ROW.replace("62.6599.87", "62.65 98.77")
    (found,) = (one for one in judged(apart).findings if one.rule == "exec-rate-recalc")
    assert found.severity is Severity.HIGH and "98.77%" in found.message
