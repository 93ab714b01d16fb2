"""What is said of all, held against the figures right before it: one that says otherwise is told as a hint."""

from __future__ import annotations

import pytest
from tests.packs_shipped.short_texts import accused, judged

from gouji.engine.outcome import Severity

PACK = "cn-claims"

#: A sound text, the figure that is changed and what it becomes.
CHANGED = {
    "budgets": (
        "拨款预算1286万元、决算1342万元，完成104.4%；事业收入预算312万元、决算322万元，完成103.2%；其他收入预算96万元、决算118万元，完成122.9%，三项均超额完成预算。",
        ("322万元，完成103.2%", "302万元，完成96.8%"),
    ),
    "changes-in-turn": (
        "投诉、举报、咨询分别增长12.4%、8.6%、3.1%，均实现增长。",
        ("3.1%", "-3.1%"),
    ),
    "goals-in-turn": (
        "甲类管理率78.2%，乙类管理率75.8%，丙类管理率92%，均达到省定70%、75%、75%的目标。",
        ("75.8%", "74.8%"),
    ),
    "a-bound-and-brackets": ("拨款占比连续三年稳定在65%以上（2021年66.2%、2022年65.1%）。", ("65.1%", "64.1%")),
    "marks-of-time": (
        "1—6月、1—9月、1—11月执行进度分别为42.3%、67.8%、92.5%，对照40%、67.5%、82.5%的序时目标均达标。",
        ("67.8%", "66.8%"),
    ),
}

#: What looks alike, and is told to nobody.
TRAPS = (
    "产值增长2.3%，能耗下降0.3%，均完成年度目标。",
    "甲类增长2.3%，乙类下降0.3%，丙类增长1.1%，确保全年均实现增长。",
    "甲项完成104.3%，乙项完成97.6%，除乙项外均超额完成预算。",
    "上半年甲类占比70%以上（其中乙类占比12%）。",
)


def _hints(text: str) -> list[str]:
    return [one.rule for one in judged(text, PACK).findings if one.severity is Severity.INFO]


@pytest.mark.parametrize("name", CHANGED)
def test_one_that_says_otherwise_is_a_hint(name: str) -> None:
    text, (was, now) = CHANGED[name]
    assert text.count(was) == 1
    assert not accused(judged(text, PACK))
    assert not _hints(text)
    assert _hints(text.replace(was, now)) == ["comparison-false"]


@pytest.mark.parametrize("text", TRAPS)
def test_what_looks_alike_is_told_to_nobody(text: str) -> None:
    assert "comparison-false" not in [one.rule for one in judged(text, PACK).findings]


def test_one_figure_and_one_bound_are_told_once() -> None:
    text = "拆除违法建设67处1.86万平方米，完成年度任务2万平方米，超额完成任务。"
    assert [one.rule for one in judged(text, PACK).findings].count("comparison-false") == 1
