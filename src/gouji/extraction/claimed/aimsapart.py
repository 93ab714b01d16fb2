"""Goals that one part of a document sets, and what another part tells of the same name: 送戏下乡120场以上……全年送戏下乡116场.

A figure is a goal where it is a bound, or where the words before it, the head of its paragraph or the heading say so. Both are
paired by name and kind, and only where no second figure may be meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.retold import core_of
from gouji.extraction.text.sentences import FIGURES
from gouji.faults import regex as re
from gouji.figures.folding import fold

_BOUNDS: Final = ("at_least", "above", "at_most", "below")
_GOAL: Final = re.compile(r"目标|任务|计划|指标值|预期")
_DONE: Final = re.compile(r"完成|实际|实现|达成|结果|成效|(?<!目标)情况|开展|全年")
#: 超额完成年度任务，即……; 为任务的110%: what is said of a goal sets none.
_CLAIMED: Final = re.compile(
    r"(?:完成|实现|达到|达成)[^,;:。]{0,8}(?:目标|任务|计划|指标)|[为占][^,;:。]{0,6}(?:目标|任务|计划)[数值]?的"
)
_REAL: Final = re.compile("实际|已|结果|成效|情况")
_SET: Final = re.compile(r"设[立定置]|分解|下达|申报|批复")
#: 11.2万人的目标: what was set is said behind it.
_BEHIND: Final = re.compile(rf"^的?[^{FIGURES},;。、]{{0,6}}?(?:目标|任务)")
_OTHER_TIME: Final = re.compile(r"上年|去年|前年|同期|明年|次年|下年|季度|半年|以来|十[二三四五]五")
#: Words around a name that tell nothing of what it is.
_AROUND: Final = re.compile(
    r"^(?:年[初末底]|全年|当年|本年|年度|截[至止]|设[定立置]|确定|制定|下达|计划|目标|任务|实际|累计|同时|发生|[已共均:,、])+"
    r"|(?:[不未]?[低高少多超]于|不超过|控制在|保持在|提高[到至]|增加[到至]|达到?|目标值?|计划数?|实际|[为是])+$"
)
#: 比计划少4场: no goal is told.
_AGAINST: Final = re.compile(
    rf"[比较](?:年初|全年|年度|原定?)?(?:计划|目标|任务)[^{FIGURES},;。]{{0,4}}[少多高低增减短][^{FIGURES},;。]{{0,4}}[{FIGURES}]"
)
_SHORT, _LONG = 3, 4
_HEAD: Final = 16
#: Signs before a figure among which its sentence may say that it is a goal.
_FAR: Final = 600
#: Signs at the end that names of one thing have in common, and figures of such a name that are too many to tell which is meant.
_TAIL, _MANY = 2, 40
#: Goals that say how long something may take, the word for which stands behind the figure: 下达时限≤30日，34日下达.
_TIMED: Final = re.compile(r"(?P<doing>[^,;:。]{2})(?:时限|时间|期限|周期|时长|天数)$")
_DAYS: Final = frozenset(("days", "hours", "workdays", "months"))
#: Names of money of which more is better; of other money nobody knows.
_MORE: Final = re.compile(r"收入|产值|增加值|生产总值|销售额|交易额|投资额?|利润|税收|营收|产量")


def pairs_apart(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact, str]]:
    """Goals, what came of each, and the sign of a goal that is told without one, where the name gives it."""
    goals = [(fact, _name(fact)) for fact in facts if _is_goal(fact)]
    often = Counter((kind_of(fact), name) for fact, name in goals)
    goal_facts = {id(fact) for fact, _ in goals}
    told: dict[tuple[str, str], list[tuple[Fact, str]]] = {}
    days: dict[str, list[Fact]] = {}
    for fact in facts if goals else ():
        if id(fact) not in goal_facts and _is_told(fact):
            kind, name = kind_of(fact), _name(fact)
            told.setdefault((kind, name[-_TAIL:]), []).append((fact, name))
            if kind in _DAYS:
                days.setdefault(kind, []).append(fact)
    for goal, name in goals:
        kind, sign = kind_of(goal), _sign(goal)
        if sign is None or often[kind, name] > 1:
            continue
        timed = _TIMED.search(name) if kind in _DAYS else None
        alike = told.get((kind, name[-_TAIL:]), [])
        took = days.get(kind, []) if timed is not None else []
        if max(len(alike), len(took)) > _MANY:
            continue
        bound = goal.sentence.figures[goal.figure].bound in _BOUNDS
        own = [fact for fact, other in alike if _alike(name, other) or (bound and name == other and len(name) == _TAIL)]
        own += [fact for fact in took if timed is not None and fact not in own and _took(fact, timed["doing"])]
        own = [fact for fact in own if fact.sentence is not goal.sentence]
        if not own:
            continue
        worst = max(own, key=lambda fact: fact.sentence.figures[fact.figure].base)
        # 管网改造18公里全部完成: the goal is told again with what is claimed of it
        again = goal.sentence.figures[goal.figure].base
        bases = {fact.sentence.figures[fact.figure].base for fact in own}
        if timed is None and len(bases) > 1:
            own = [fact for fact in own if fact.sentence.figures[fact.figure].base != again]
            if len(bases - {again}) != 1:
                continue
            worst = own[-1]
        yield goal, worst, sign


def _name(fact: Fact) -> str:
    return core_of(_AROUND.sub("", _AROUND.sub("", core_of(fact.name))))


def _sign(goal: Fact) -> str | None:
    """What has to be put before a goal; None where nobody knows which way it goes."""
    if goal.sentence.figures[goal.figure].bound in _BOUNDS:
        return ""
    kind = kind_of(goal)
    if kind in _DAYS or kind == "score" or (kind == "money" and not _MORE.search(goal.name)):
        return None
    return "≥" if kind == "money" else ""


def _is_told(fact: Fact) -> bool:
    plain = fact.sentence.figures[fact.figure].bound == ""
    since = max(fact.sentence.signs.rfind(sign, 0, fact.start) for sign in ";。,")
    when = fact.sentence.signs[since + 1 : fact.figure]
    return plain and not fact.before and not fact.asked and not _OTHER_TIME.search(when)


def _is_goal(fact: Fact) -> bool:
    """Whether a fact is one: a bound, or told where goals are."""
    if fact.sentence.figures[fact.figure].bound in _BOUNDS:
        return not _OTHER_TIME.search(fact.name)
    signs = fact.sentence.signs
    if _BEHIND.match(signs[fact.figure + 1 :]):
        return True
    before = _AGAINST.sub("", _CLAIMED.sub("完成", signs[max(0, fact.figure - _FAR) : fact.figure]))
    led, colon, rest = before.partition(":")
    if colon and _sets(led) and len(led) < _HEAD and not _REAL.search(rest):
        return True  # 年度目标：完成造林1.8万亩
    goal = max((found.end() for found in _GOAL.finditer(before)), default=0)
    done = max((found.end() for found in _DONE.finditer(before)), default=0)
    if goal or done:
        return goal > done
    head = re.split(r"[:。]", fold(fact.sentence.texts[0].text[:_HEAD]))[0]
    heading = fold(fact.sentence.heading.text) if fact.sentence.heading is not None else ""
    over = [words for words in (head, heading) if _GOAL.search(words) or _DONE.search(words)]
    return bool(over) and _sets(over[0])


def _sets(words: str) -> bool:
    """Whether a heading is one of goals: 年度目标设立情况, but not 目标完成情况."""
    return _GOAL.search(words) is not None and (_SET.search(words) is not None or not _DONE.search(words))


def _alike(one: str, other: str) -> bool:
    """Whether two names are of one thing: the same, or the one ends as the other is called."""
    if one == other:
        return len(one) >= _SHORT
    short, long = sorted((one, other), key=len)
    return len(short) >= _LONG and long.endswith(short)


def _took(fact: Fact, doing: str) -> bool:
    """Whether a figure says how long it took to do so: 34日下达."""
    behind = fact.sentence.signs[fact.figure + 1 : fact.figure + 6]
    return re.match(rf"[内才后就]?{re.escape(doing)}", behind) is not None or doing in fact.name
