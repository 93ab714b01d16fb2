"""A grade or a status that holds for the printed figure and not for the right one has to follow the correction."""

from __future__ import annotations

import pytest

import gouji
from gouji.engine.roots import Moved
from gouji.output.roots import consequence_words

PARTS = {"甲": "38.00分", "乙": "45.30分", "附表总分": "83.30分"}
SCORE = ("总分 = 甲 + 乙", "附表总分 = 甲 + 乙", "总分 = 附表总分")
BANDS = (
    "要求: (等级 属于 优等 且 总分 ≥ 90分) 或 (等级 属于 良等 且 总分 ≥ 80分 且 总分 < 90分)"
    ' 或 (等级 == "合格" 且 总分 ≥ 60分) 或 (等级 属于 差等 且 总分 < 60分)'
)
DONE = {"率": "105%", "完成": "85.00万元", "目标": "100.00万元", "复核": "85.00%", "状态": "达成"}
RATE = ("率 = 完成 / 目标", "复核 = 完成 / 目标")
HEAD = "词组:\n  优等: [优, 优秀]\n  良等: [良, 良好]\n  差等: [差, 不合格]\n"


def words(result: gouji.Result) -> list[Moved]:
    assert result.diagnosis is not None
    return [
        moved
        for root in result.diagnosis.roots
        if root.consequence is not None
        for moved in root.consequence.moved
        if not moved.difference
    ]


@pytest.mark.parametrize(("printed", "follows"), [("优", "良"), ("优秀", "良好")])
def test_the_grade_follows_the_total_in_the_form_it_is_written(diagnosed, printed: str, follows: str) -> None:
    result = diagnosed({"总分": "93.30分", "等级": printed, **PARTS}, *SCORE, BANDS, head=HEAD)
    (moved,) = words(result)
    assert (moved.location.role, moved.location.text, moved.value) == ("等级", printed, follows)
    assert result.diagnosis is not None
    (root,) = (root for root in result.diagnosis.roots if root.edit)
    assert f"等级 要随之由“{printed}”改为“{follows}”" in consequence_words(root, "zh")
    assert root.consequence is not None
    assert root.consequence.to_dict()["moved"][0].keys() == {"location", "value"}


def test_a_grade_that_holds_for_both_stays(diagnosed) -> None:
    report = {"总分": "93.30分", "等级": "优", "甲": "48.00分", "乙": "45.00分", "附表总分": "93.00分"}
    assert words(diagnosed(report, *SCORE, BANDS, head=HEAD)) == []


def test_words_of_other_rules_are_tried(diagnosed) -> None:
    """The rule that fails forbids a word; another says what the right word asks for."""
    lines = (
        *RATE,
        "当 率 < 100% 则 状态 不属于 成",
        "当 状态 属于 未成 则 率 < 100%",
    )
    head = "词组:\n  成: [达成, 完成]\n  未成: [未达成, 未完成]\n"
    result = diagnosed(DONE, *lines, head=head)
    assert [(moved.location.text, moved.value) for moved in words(result)] == [("达成", "未达成")]


def test_no_word_is_told_where_none_would_hold(diagnosed) -> None:
    lines = (*RATE, "当 率 < 100% 则 状态 不属于 成")
    assert words(diagnosed(DONE, *lines, head="词组:\n  成: [达成, 完成]\n")) == []


def test_words_of_several_meanings_are_all_told(diagnosed) -> None:
    lines = (
        *RATE,
        "当 状态 属于 成 则 率 ≥ 100%",
        "当 状态 属于 部分成 则 率 < 100%",
        "当 状态 属于 未成 则 率 < 90%",
    )
    head = "词组:\n  成: [达成, 完成]\n  部分成: [部分达成, 基本达成]\n  未成: [未达成, 未完成]\n"
    (moved,) = words(diagnosed(DONE, *lines, head=head))
    assert moved.value == "基本达成 / 未达成"
