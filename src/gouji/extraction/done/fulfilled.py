"""Rates of what was planned that text tells of what was done, as rows of the table of completion (完成): 完成计划的106.7%."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.parts.bases import FAR_BACK, is_share
from gouji.extraction.prose.amounts import countable, far_apart, label_of, value_at, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of, kind_of_figure
from gouji.extraction.prose.names import stripped
from gouji.extraction.prose.plans import done_before
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.retold import core_of
from gouji.faults import regex as re

#: Facts before a rate among which its plan is told.
_NEAR: Final = 4
#: Facts from a plan on that may be told as parts of something else than the plan.
_BESIDE: Final = 3
#: Signs that the words for what was planned have, where the figure itself is the plan: 预算.
_SAID: Final = 2
#: 支出决算为年初预算的: whatever it is called that was done, it is not told again.
_OF_PLAN: Final = re.compile(r"^[^,;:。、的]{1,6}?(?:完成|为|是|达到?|相当于)(?P<plan>[^,;:。、]{2,12})的$")
#: Signs that a name has which tells what was planned.
_CALLED: Final = 3
#: What each of several comes to is no plan of all: 季均3544.25户.
_MEAN: Final = re.compile(r"均(?:为|达到?|约)?$|平均")
#: A rate of the period before is a change.
_BEFORE: Final = re.compile(r"(?:上年|去年|上期|同期)")
#: Words for what was planned, in what something is a rate of; 一般公共预算收入 was had.
_PLANNED: Final = re.compile(
    r"计划|任务|目标|指标|应|年初|调整|下达|批复|安排|概算|[定限]额|预算收入[数额]|预算(?!收入|支出|总?收|内)"
)
#: A plan that was changed is nothing that was done: 年初计划132000万元，批准调整为134500万元，完成年初计划的……
_REVISED: Final = re.compile(r"(?:调整|变更|追加|核减|调增|调减)后?(?:为|至|到)$")

#: By how much something misses what was planned, or passes it: 比计划少380亩，为计划的96.00%.
_GAP: Final = re.compile(
    r"[比较](?!赛|武)[^,;:。]{1,10}[少多低高差超减增短缺][^,;:。]{0,4}$|(?:[少多高低]于|超[出过额]?|[相尚还]差|[短尚]缺|缺口|欠缺?)[^,;:。]{0,10}$"
)


def read_fulfilled(facts: Sequence[Fact], index: int, write: Writer) -> None:
    """What one fact is told to be a rate of."""
    fact = facts[index]
    named = _OF_PLAN.match(fact.name) if kind_of(fact) == "ratio" and index else None
    if named is not None and facts[index - 1].sentence is fact.sentence and facts[index - 1].done is None:
        # 年初预算160万元，支出决算为年初预算的101.4%
        _before_plan(facts, index - 1, named["plan"], (fact, fact.figure), write)
    for target, what, ratio in (*fact.done_besides, *([fact.done] if fact.done is not None else [])):
        printed = fact.sentence.figures[ratio]
        words = fact.sentence.signs[what[0] : what[1]]
        if printed.bound or _BEFORE.match(words) or _REVISED.search(fact.name) or _GAP.search(fact.name):
            continue
        goal: Value
        if target is not None:
            figure = fact.sentence.figures[target]
            if kind_of_figure(figure) != kind_of(fact):
                continue
            goal, planned = value_at(fact, target), figure.base
        else:
            found = _beside(facts, index, words) or _planned(facts, index, words)
            if found is None:
                _before_plan(facts, index, words, (fact, ratio), write)
                continue
            if not _of_it(facts, index, found[0], ratio):
                continue
            goal, planned = value_of(found[1]), worth(found[1])
        far = far_apart(worth(fact), printed.base * planned)
        if fact.sentence.signs[what[0] - 1 : what[0]] == "占" and words and not _PLANNED.search(words):
            # 占一般公共预算收入12.3亿元的27.3%: a share of what there is
            share: dict[str, Value] = {"项目": label_of(fact), "部分": value_of(fact), "总额": goal}
            write("占比", share | {"占比": value_at(fact, ratio)}, far)
            continue
        cells: dict[str, Value] = {
            "事项": label_of(fact),
            "目标": goal,
            "完成": value_of(fact),
            "完成率": value_at(fact, ratio),
        }
        write("完成", cells, far)


def _before_plan(facts: Sequence[Fact], at: int, words: str, told: tuple[Fact, int], write: Writer) -> None:
    """支出3330万元，……。年初预算为3180万元，完成年初预算的104.7%: a plan told behind what was done, and the rate behind both.

    ``at``: where the plan is told; ``words``: what the rate, ``told``, is of.
    """
    plan, figure = facts[at], told[0].sentence.figures[told[1]]
    core = stripped(words)
    if len(core) < _SAID or core not in plan.name or not _PLANNED.search(words) or figure.bound:
        return
    done = done_before(facts, at)
    if not done:
        return
    own = next((one for one in done if is_share(one, plan, figure)), done[-1])
    cells: dict[str, Value] = {
        "事项": label_of(own),
        "目标": value_of(plan),
        "完成": value_of(own),
        "完成率": value_at(*told),
    }
    if not far_apart(worth(own), figure.base * worth(plan)):
        write("完成", cells, len(done) > 1)


def _beside(facts: Sequence[Fact], index: int, words: str) -> tuple[int, Fact] | None:
    """The plan of that name told right before, with its place."""
    first = max(0, index - _NEAR)
    for at, other in reversed(list(enumerate(facts[first:index], first))):
        # 完成32期，完成计划的106.7%: what is itself told as a rate is no plan
        named = words and stripped(other.name).endswith(stripped(words))
        if named and kind_of(other) == kind_of(facts[index]) and other.done is None and not _MEAN.search(other.name):
            if other.whole is not None and not stripped(words) and other.whole is not facts[index].whole:
                continue  # 计划粮食37.7万亩，其中水稻29万亩: the plan is that of the whole
            return at, other
    return None


def _planned(facts: Sequence[Fact], index: int, words: str) -> tuple[int, Fact] | None:
    """计划举办培训班30期。…… 举办培训班32期，完成计划的106.7%: the only plan of the same thing that was told before."""
    fact = facts[index]
    name = core_of(fact.name)
    if len(words) < 2 or len(name) < _CALLED:
        return None
    first = max(0, index - FAR_BACK)
    same = [
        (at, other)
        for at, other in enumerate(facts[first:index], first)
        if kind_of(other) == kind_of(fact) and words in other.name and countable(other)
        if core_of(other.name.replace(words, "")) == name
    ]
    return same[-1] if len({worth(other) for _, other in same}) == 1 else None


def _of_it(facts: Sequence[Fact], index: int, at: int, ratio: int) -> bool:
    """Whether a plan is that of a fact: it is that of what is told right after it; of a part of that, or of what comes

    later, it is only where it makes the rate.
    """
    fact = facts[index]
    later = any(one.done is not None for one in facts[at + 1 : index])
    part = fact.whole is not None and fact.whole in facts[at : at + _BESIDE]
    return not (later or part) or is_share(fact, facts[at], fact.sentence.figures[ratio])
