"""What a clause says the fact before it is above, below or up to: 91.0%，达到90%的目标."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from gouji.extraction.prose.facts import Fact, Limit, kind_of, kind_of_figure
from gouji.extraction.text import phrases
from gouji.extraction.text.sentences import POINTS
from gouji.faults import regex as re

_FORMS: Final = (
    phrases.AGAINST,
    phrases.REACHES,
    phrases.GOAL_TOLD,
    phrases.KEPT,
    phrases.LIMIT,
    phrases.LIMIT_RATE,
    phrases.EACH_BEYOND,
)
#: What a figure may be by its own words: 不低于90%, 3%以内.
BOUNDS: Final = frozenset(("at_least", "at_most", "above", "below"))


def over_goal(goals: re.Pattern[str]) -> re.Pattern[str]:
    """Names of how far something is above or below a goal, and not of the goal: 超任务5元, 比目标低3起."""
    beyond = "超额?|超过|超出|高于|多于|高出|低于|少于|欠|未完成"
    return re.compile(rf"(?:{beyond})(?:完成)?(?:年度|全年|年初|既定|原定|[预确设]定)*(?:{goals.pattern})[任务数值]*$")


def limits_of(text: str, start: int, last: Fact, here: list[Fact]) -> Iterator[tuple[Fact, Limit]]:
    """What a clause says the fact before it is above or below; with 均, all facts that are told with it."""
    for form in _FORMS:
        found = form.match(text)
        if found is None:
            continue
        figure = start + found.start("figure")
        other = last.sentence.figures[figure]
        way, sure = "", True
        if form is phrases.AGAINST:
            printed = last.sentence.span(figure, figure + 1).text
            limit = other.bound in BOUNDS and not printed[:1].isdigit()
            met = found["word"] in phrases.REACHED and other.bound == "" and found["what"] is not None
            # 超过90% may be what is more than 90%, 低于5.5%左右 a figure of its own
            vague = phrases.VAGUE.match(printed) if other.bound in ("over", "about") else None
            if vague is not None and (found["what"] is not None or found["all"] is not None):
                way, sure = vague["way"], other.bound == "over"
            elif not limit and not met:
                continue
        elif form in (phrases.REACHES, phrases.GOAL_TOLD):
            # 达到“不低于90%”的目标值: nothing but the bound is quoted
            sure = form is phrases.GOAL_TOLD and not found["what"]
            whole = sure and other.bound == "" and other.base == 1 and kind_of_figure(other) == "ratio"
            if other.bound not in BOUNDS and not whole:
                continue
        elif other.bound not in (("", "at_most") if form is phrases.KEPT else ("",)):
            continue
        elif form is phrases.KEPT:
            way, sure = "" if other.bound else "不超过", other.bound != ""
        else:
            way, sure = found["way"], False
        each = form is phrases.EACH_BEYOND
        told = _held(last, here, figure, each or found["all"] is not None)
        if len(told) > each:
            # a limit with a name may be of another scope than the list
            beside = len(told) > 1 and last.level == 1 and form in _FORMS[:4]
            for fact, at in told:
                yield fact, Limit(way, figure, at, sure if at == fact.figure and len(told) == 1 else beside)
            return


def _held(last: Fact, here: list[Fact], figure: int, every: bool) -> list[tuple[Fact, int]]:
    """The figures that may be held against a limit: of the last fact or, where it is counted otherwise, of the last rate

    that is told of it; with 均 those of the facts told with it."""
    kind = kind_of_figure(last.sentence.figures[figure])
    if last.sentence.signs[figure] == POINTS:
        return []
    if kind_of(last) != kind:
        rate = _last_rate(last) if kind == "ratio" else None
        return [(last, rate)] if rate is not None and not every else []
    told = [last]
    before = takewhile(lambda fact: fact is not last, here) if every else ()
    for fact in reversed(list(before)):
        if kind_of(fact) != kind or fact.depth != last.depth or told[-1].level > max(last.level, 1):
            break
        told.append(fact)
    return [(fact, fact.figure) for fact in reversed(told)]


def _last_rate(fact: Fact) -> int | None:
    """Where the last rate that was told of a fact stands: a share, a completion. Growth may be of something else."""
    rates = [at for at, _ in fact.shares] + ([fact.done[2]] if fact.done is not None else [])
    return max(rates, default=None)
