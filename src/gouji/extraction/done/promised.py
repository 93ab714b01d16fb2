"""Goals told in one place and what was done told in another, as rows of the table of completion (完成).

They are paired by the whole name and the unit alone, and only where the document tells of one goal and one result of that
name. Whether both are of the same thing is never sure, so that a goal that was missed is no more than a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import far_apart, label_of, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.retold import core_of
from gouji.faults import regex as re
from gouji.figures.folding import fold

#: A name this long is of one thing only.
_LONG: Final = 4
#: Facts of one name in a document: a name told more often is of many things.
_MOST: Final = 4
#: Characters before a figure that may say that it is a goal.
_FAR: Final = 120
_BOUNDS: Final = frozenset(("at_least", "above"))
#: Goals of which less may be better, or that two places seldom tell of the same thing.
_LEFT_OUT: Final = frozenset(("money", "ratio", "score", "days", "hours", "workdays", "months"))
_WHY: Final = re.compile(
    "原因|由于|(?<![起动])因(?![地人材素此时])|受[^,;。]{1,12}影响|未能|比[^,;。]{0,8}[少低短差]|主要是|少建|少完成|未达|没有达到|滞后"
)
_TO_COME: Final = re.compile(
    r"打算|下一步|下步|今后|思路|(?:[0-9一二三四五六七八九〇]{4}|明|次|下)年度?(?:[^完成实]{0,6})(?:计划|安排|重点)"
)
_ANOTHER_TIME: Final = re.compile(r"上年|去年|前年|明年|次年|下年|季度|半年|累计|以来|十[二三四五]五")


def read_promised(facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
    """Write the goals whose result is told in another sentence."""
    goals = any_of(wording.goals)
    names: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        name = core_of(goals.sub("", fact.name))
        heading = fact.sentence.heading
        if heading is not None and _TO_COME.search(heading.text):
            continue  # for the year to come: of another time than what was done
        if len(name) >= _LONG and kind_of(fact) not in _LEFT_OUT and fact.whole is None and not fact.average:
            names.setdefault((name, kind_of(fact)), []).append(fact)
    for alike in names.values():
        if not 1 < len(alike) <= _MOST or any(_ANOTHER_TIME.search(_before(fact)) for fact in alike):
            continue
        planned = [fact for fact in alike if _is_goal(fact, goals)]
        done = [
            fact for fact in alike if fact not in planned and fact.sentence.figures[fact.figure].bound in ("", "about")
        ]
        if len(planned) != 1 or not done or len({worth(fact) for fact in done}) > 1:
            continue
        goal, result = planned[0], done[-1]
        if goal.sentence is result.sentence or worth(goal) == worth(result) or far_apart(worth(result), worth(goal)):
            continue  # told in one sentence, or as the same thing twice; or hardly of one thing
        if _WHY.search(result.sentence.signs, result.figure + 1):
            continue  # 新建4座，因选址未定少建一座: that it was missed is told, and why
        cells: dict[str, Value] = {"事项": label_of(goal), "目标": value_of(goal), "完成": value_of(result)}
        write("完成", cells, True)


def _before(fact: Fact) -> str:
    """The sentence up to a figure, as far back as it may still speak of it."""
    return fact.sentence.signs[max(0, fact.figure - _FAR) : fact.figure]


def _is_goal(fact: Fact, goals: re.Pattern[str]) -> bool:
    """Whether a fact is a goal: its sentence up to it says so, or the heading over it, or it is no more than a bound."""
    if fact.sentence.figures[fact.figure].bound in _BOUNDS or goals.search(_before(fact)):
        return True
    heading = fact.sentence.heading
    over = fold(heading.text) if heading is not None else ""
    # 目标完成情况 is a heading of what was done
    return goals.search(over) is not None and re.search(r"完成|实现|达成|结果|分析|情况", over) is None
