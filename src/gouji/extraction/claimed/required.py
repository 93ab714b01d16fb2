"""Claims that what was required has been reached, held against the figures that are told near them, or of that name.

支出进度85%，达到“年底前支出90%以上”的要求; 按11月底前达到92%的要求，……进度91.4%，如期达到序时进度; 公办占比达到55%以上……
公办占比由43.8%提高到53.6%……三项目标均如期实现. Which figure is meant is never said: what was missed is no more than a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import FIGURES, Sentence
from gouji.figures import Figure
from gouji.language import Table

_GOAL: Final = r"(?:要求|目标|任务|标准|指标|计划|规定)"
_REACH: Final = r"(?:达到|完成|实现|符合|满足|达成)"
_CLAIM: Final = re.compile(
    rf"(?P<before>[^{FIGURES}]*?){_REACH}了?(?P<what>.{{0,30}}?)(?:{_GOAL}(?:值|任务|要求|进度)?|序时进度|进度要求)$"
)
#: What is no claim: denied, to come, or itself what is required.
_NOT_SO: Final = re.compile(
    r"[未没不尚将拟应须需可]|确保|力争|预计|预期|基本|除|如[果能]|是否|为了?$|部分|多数|要求|目标|任务|计划|争取|努力|保证|"
    r"上年|去年|往年"
)
_REQUIRED: Final = re.compile(rf"{_GOAL}|应|须")
_ALL: Final = re.compile(
    r"(?:[一二两三四五六七八九十]+|各|上述|以上|全部|所有)项?[^,;]{0,8}(?:目标|指标|任务)[^,;]{0,4}(?:[均都]|全部|全面)[^,;]{0,6}"
    rf"(?:{_REACH}|达标)[^,;]{{0,10}}$"
)
_DENIED: Final = re.compile(r"[未没不将拟应须若除]|确保|力争|基本|预计|大部|多数|争取|努力|如果|要求")
_MOST: Final = re.compile(r"不超|不高于|控制|低于|小于|少于|不大于|不多于")
_DOWN: Final = re.compile(r"下降|降低|减少|压减|降幅|下降率")
_TAIL: Final = re.compile(
    r"(?:[由从自]|达到?|为|是|[提升增]\S?[高加长升]?[到至]|保持在?|稳定在?|不低于|不少于|[已均都约超]|上年的?|实际){1,3}$"
)
_SPLIT: Final = re.compile(r"[,;。()]")
#: Clauses before a claim among which what it speaks of is told; signs of a name that is of one thing.
_BACK: Final = 6
_NAMED: Final = 5
_CALLED: Final = 2
_LOW: Final = frozenset(("at_least", "above"))
_HIGH: Final = frozenset(("at_most", "below"))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause, with the places of its figures."""

    sentence: Sentence
    start: int
    end: int
    figures: Sequence[int]

    @property
    def signs(self) -> str:
        return self.sentence.signs[self.start : self.end]

    def figure(self, at: int) -> Figure:
        return self.sentence.figures[at]

    def before(self, at: int) -> str:
        """The words before a figure, from the figure before it."""
        first = max((other + 1 for other in self.figures if other < at), default=self.start)
        return self.sentence.signs[first:at]

    def name(self) -> str:
        """What is told of: the words before the first figure."""
        head = self.sentence.signs[self.start : self.figures[0]] if self.figures else ""
        return _TAIL.sub("", head).removeprefix("其中")


@dataclass(frozen=True, slots=True)
class _Told:
    """A goal and what was done of it, each a place in a clause."""

    goal: tuple[_Clause, int]
    done: tuple[_Clause, int]


def read_required(found: Sequence[Sentence], tables: Sequence[Table], wording: Wording, draft: Draft) -> None:
    """Write what is claimed to have been reached to the table of completion."""
    table = next((table for table in tables if table.source == "完成"), None)
    if table is None or not wording.reached:
        return
    rows = [
        (one.source, set(map(place_of, row.cells.values()))) for one in tables for row in draft.tables.get(one.name, ())
    ]
    known = {place for source, places in rows if source in ("完成", "比较") for place in places} - {None}
    # rows of goals that a template of the field has read
    own = [places for source, places in rows if not source]
    clauses = list(_clauses(found))
    for told, claim in (*_near(clauses), *_of_all(clauses)):
        made = _row(told, claim, wording)
        if made is None:
            continue
        cells, holds = made
        both = {place_of(cells["完成"]), place_of(cells["目标"])}
        if not both & known and not any(both <= places for places in own):
            draft.say(table, cells, not holds)


def _clauses(found: Sequence[Sentence]) -> Iterator[_Clause]:
    for sentence in found:
        at = 0
        for stop in (*(cut.start() for cut in _SPLIT.finditer(sentence.signs)), len(sentence.signs)):
            figures = [place for place in range(at, stop) if place in sentence.figures]
            if stop > at:
                yield _Clause(sentence, at, stop, figures)
            at = stop + 1


# -- claims beside what they are of


def _near(clauses: Sequence[_Clause]) -> Iterator[tuple[_Told, _Clause]]:
    bounds = [(clause, at) for clause in clauses for at in clause.figures if clause.figure(at).bound in _LOW]
    for number, clause in enumerate(clauses):
        claim = _CLAIM.match(clause.signs)
        if claim is None or _NOT_SO.search(claim["before"]):
            continue
        own = [other for other in clauses[max(0, number - _BACK) : number] if other.sentence is clause.sentence]
        cut = clause.sentence.signs.rfind(";", 0, clause.start)
        own = [other for other in own if other.start > cut]
        inside = [at for at in clause.figures if at >= clause.start + claim.start("what")]
        if len(inside) == 1:
            goal: tuple[_Clause, int] | None = (clause, inside[0])
            done = _last(own, clause.figure(inside[0]))
        elif inside:
            continue
        else:
            goal, done = _before(own, clause)
            if goal is None and own and own[-1].end + 1 == clause.start:
                goal, done = _elsewhere(own[-1], bounds)
        if goal is not None and done is not None:
            yield _Told(goal, done), clause


def _last(clauses: Sequence[_Clause], like: Figure) -> tuple[_Clause, int] | None:
    """The last figure of a kind in clauses, if it is a plain one."""
    for clause in reversed(clauses[-3:]):
        for at in reversed(clause.figures):
            if kind_of_figure(clause.figure(at)) == kind_of_figure(like):
                return (clause, at) if not clause.figure(at).bound else None
    return None


def _before(own: Sequence[_Clause], claim: _Clause) -> tuple[tuple[_Clause, int] | None, tuple[_Clause, int] | None]:
    """The requirement in a clause before a claim, and the only figure of its kind behind it."""
    for number, clause in enumerate(own):
        if len(clause.figures) != 1 or not _REQUIRED.search(clause.signs):
            continue
        at = clause.figures[0]
        if "占" in clause.before(at):
            continue  # 占计划任务的132%: how much of it was done
        kind = kind_of_figure(clause.figure(at))
        behind = [
            (other, place)
            for other in (*own[number + 1 :], claim)
            for place in other.figures
            if kind_of_figure(other.figure(place)) == kind
        ]
        if kind == "ratio" and len(behind) == 1 and not behind[0][0].figure(behind[0][1]).bound:
            return (clause, at), behind[0]
        return None, None
    return None, None


def _elsewhere(
    told: _Clause, bounds: Sequence[tuple[_Clause, int]]
) -> tuple[tuple[_Clause, int] | None, tuple[_Clause, int] | None]:
    """救助困难群众≥30人次……救助29人次，完成目标: the only bound of the unit and of some word of what is told."""
    if len(told.figures) != 1 or told.figure(told.figures[0]).bound:
        return None, None
    at = told.figures[0]
    unit, name = told.figure(at).unit, told.name()
    counted = unit.dimension.startswith("count") and unit.symbol
    same = [one for one in bounds if counted and one[0].figure(one[1]).unit == unit]
    alike = [one for one in same if len(name) >= _CALLED and name[-_CALLED:] in one[0].signs]
    if len(alike) != 1 or len(same) != 1 or alike[0][0].sentence is told.sentence:
        return None, None
    return alike[0], (told, at)


# -- claims of all goals


def _of_all(clauses: Sequence[_Clause]) -> Iterator[tuple[_Told, _Clause]]:
    """Each goal with what is told of the same name behind it, where all are said to have been reached."""
    claim = next((clause for clause in clauses if _ALL.search(clause.signs) and not _DENIED.search(clause.signs)), None)
    if claim is None:
        return
    goals: dict[tuple[str, str], tuple[_Clause, int]] = {}
    for clause in clauses:
        if not clause.figures or len(name := clause.name()) < _NAMED:
            continue
        at = clause.figures[-1]
        key = kind_of_figure(clause.figure(at)), name
        if len(clause.figures) == 1 and clause.figure(at).bound in _LOW:
            goals.setdefault(key, (clause, at))
        elif key in goals and not clause.figure(at).bound and key[0] != "money":
            yield _Told(goals.pop(key), (clause, at)), claim


# -- rows


def _row(told: _Told, claim: _Clause, wording: Wording) -> tuple[dict[str, Value], bool] | None:
    """The row of a goal and what was done, and whether it was reached."""
    (over, at), (under, place) = told.goal, told.done
    goal, done = over.figure(at), under.figure(place)
    down = [bool(_DOWN.search(words)) for words in (over.before(at), under.before(place))]
    if down[0] != down[1] or goal.base <= 0 or done.base <= 0:
        return None
    most = goal.bound in _HIGH or (not goal.bound and _MOST.search(over.before(at)) is not None)
    holds = done.base <= goal.base if most else done.base >= goal.base
    holds = holds and not (goal.bound in ("above", "below") and done.base == goal.base)
    if not holds and not goal.base / 2 < done.base < 2 * goal.base:
        return None
    printed = over.sentence.span(at, at + 1)
    head = under.sentence.signs[under.start : under.figures[0]]
    name = under.sentence.span(under.start, under.start + max(len(_TAIL.sub("", head)), 1))
    if len(name.text) < _CALLED:
        name = over.sentence.span(over.start, over.end)
    reached = max(
        (word for word in wording.reached if word in claim.signs), key=len, default=min(wording.reached, key=len)
    )
    cells: dict[str, Value] = {
        "事项": name,
        "目标": printed
        if goal.bound or not (most or down[0])
        else Said(f"{'≤' if most else '≥'}{printed.text}", printed),
        "完成": under.sentence.span(place, place + 1),
        "结论": Said(reached, claim.sentence.span(claim.start, claim.end)),
    }
    return cells, holds
