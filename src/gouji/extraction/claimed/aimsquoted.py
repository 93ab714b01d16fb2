"""What a sentence says a figure is of its goal, or how far it is from it, where the goal stands in a row: 新增就业6,832人，完成
年度目标的107.11%; 设备完好率88.5%，低于目标值2.5个百分点.

Which goal is meant is said by the figure: it is the one that was reached, under a name with words in common. Only where no
figure is told, by the name of the goal as a whole. What does not come out is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.claimed.aims import Aim
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.names import pairs_of
from gouji.extraction.prose.retold import core_of, digits
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure, parse_target
from gouji.language import Table

_N: Final = rf"[^{FIGURES}{DATE},;:。()]"
#: Goals of another time, and shares of some of what was done.
_OTHER: Final = re.compile(
    "[省市县区国]定|[省市县区国上]级|下达|上年|去年|同期|上半年|季度|序时|明年|下年|[一二三四五六七八九十]年"
)
_OF: Final = re.compile(rf"(?:完成了?|达到?了?|为|占|相当于|超过了?)(?P<of>{_N}{{0,10}}?)的(?P<rate>{RATIO})")
_BEYOND: Final = re.compile(rf",超额?(?:完成|出)?了?(?:目标|任务|计划)?[值数]?(?:的|约|达)*(?P<rate>{RATIO})(?!以)")
#: What is said of any figure that was reached.
_DID: Final = re.compile("^(?:全年|年内|本年|共|累计|已|完成|实现|开展|组织|举办)+|(?:达到?|为|共)+$")
_ONLY: Final = re.compile("[只仅已共才]+$")
_MORE: Final = r"高于|超过|超出|多于|高出|超"
_LESS: Final = r"低于|少于|不及|不足|未达|未达到|低|少"
#: Names that are as short as this are of many things.
_SHORT: Final = 4
_AROUND: Final = re.compile(r"^.*[的是]|(?:均|都|略|稍|仍|已)+$")
#: Signs of another claim that stands between a figure and what is said of it.
_CLAIMS: Final = 24
#: Signs of a sentence before a claim among which what it is of is told.
_BACK: Final = 60
#: Words that a claim and a goal have in common, at least; one is enough for a figure of more digits.
_TELLING: Final = 2


@dataclass(frozen=True, slots=True)
class _Goal:
    """A goal of a row; ``asked`` and ``done`` as figures."""

    aim: Aim
    asked: Figure
    done: Figure


def read_aims_quoted(
    found: Iterable[Sentence],
    aims: Iterable[Aim],
    completed: Table,
    changes: Table | None,
    wording: Wording,
    draft: Draft,
) -> None:
    """Write shares of goals to the table of completion, and differences from them to that of changes."""
    goals = list(_goals(aims))
    if not goals or not wording.goal_called:
        return
    quoted = _Quoted(goals, wording)
    rated = {place_of(row.cells.get("完成率")) for row in draft.tables.get(completed.name, ()) if row.cells.get("目标")}
    moved = {
        place_of(row.cells.get(column))
        for row in draft.tables.get(changes.name if changes is not None else "", ())
        for column in ("变动额", "变动率")
        if row.cells.get("上期")
    }
    for sentence in found:
        for cells in (*quoted.rates(sentence), *quoted.shares(sentence)):
            if place_of(cells["完成率"]) not in rated:
                draft.say(completed, cells, True)
        for cells in (*quoted.gaps(sentence), *quoted.beyond(sentence)) if changes is not None else ():
            place = place_of(cells.get("变动额") or cells.get("变动率"))
            if changes is not None and place not in moved and place not in rated:
                draft.say(changes, cells, True)


class _Quoted:
    """Reads the three ways in which goals are quoted."""

    def __init__(self, goals: Sequence[_Goal], wording: Wording) -> None:
        self._goals = goals
        called = rf"{_N}{{0,8}}?(?:{either(wording.goal_called)})(?:任务)?[值数量]?"
        self._plan = re.compile(rf"{called}$")
        self._rated = re.compile(
            rf"(?:^|[,;:。、])(?P<name>[\u4e00-\u9fff]{{2,20}}?)??的?(?:(?:{either(wording.goal_rates)})(?:为|达到?|是|约|仅)*"
            rf"|(?<=[\u4e00-\u9fff])[只仅已]?完成了?)(?P<rate>{RATIO})"
        )
        self._gap = re.compile(
            rf"(?:(?P<up>{_MORE})|(?P<down>{_LESS})|[比较])了?(?P<of>{called}){_N}{{0,4}}?(?:(?P<more>[高多]|超[出过额]?)|(?P<less>[低少差]))?"
            rf"(?:了|出|约|于|完成|达标)*(?P<by>[{FIGURES}])"
        )

    def rates(self, sentence: Sentence) -> Iterator[dict[str, Value]]:
        """改造户数完成率为97.14%: the goal is named, or that of a figure before it (培训460人次，……，完成率104%)."""
        for claim in self._rated.finditer(sentence.signs):
            name, at = claim["name"], claim.start("rate")
            goal = self._named(name) if name else _meant(sentence, at, self._goals, None)
            if goal is not None and goal.asked.base > 0:
                yield _share(goal, value_in(sentence, at))

    def shares(self, sentence: Sentence) -> Iterator[dict[str, Value]]:
        """新增就业6,832人，完成年度目标的107.11%: the goal is that of the figure before it."""
        for claim in _OF.finditer(sentence.signs):
            if self._plan.search(claim["of"]) is None or _OTHER.search(claim["of"]):
                continue
            goal = _meant(sentence, claim.start(), self._goals, None)
            if goal is None:
                clause = re.split(rf"[{FIGURES}{DATE},;:。()]", sentence.signs[: claim.start()])[-1]
                goal = self._named(_ONLY.sub("", clause))
            if goal is not None and goal.asked.base > 0:
                yield _share(goal, value_in(sentence, claim.start("rate")))

    def _named(self, words: str) -> _Goal | None:
        """The only goal that is called so."""
        named = [goal for goal in self._goals if _is_called(goal.aim.name, words)]
        return named[0] if len({(goal.asked.base, goal.done.base) for goal in named}) == 1 else None

    def beyond(self, sentence: Sentence) -> Iterator[dict[str, Value]]:
        """受益居民1865人，……，超额完成3.61%: by what part of its goal a figure is more."""
        for claim in _BEYOND.finditer(sentence.signs):
            goal = _meant(sentence, claim.start(), self._goals, None)
            if goal is not None and goal.done.base > goal.asked.base > 0:
                yield {
                    "项目": goal.aim.label,
                    "本期": goal.aim.done,
                    "上期": _bare(goal.aim.goal, goal.asked),
                    "变动率": value_in(sentence, claim.start("rate")),
                    "率方向": "增长",
                }

    def gaps(self, sentence: Sentence) -> Iterator[dict[str, Value]]:
        """低于目标值2.5个百分点, 比年度目标少260人次."""
        for claim in self._gap.finditer(sentence.signs):
            up, down = claim["up"] or claim["more"], claim["down"] or claim["less"]
            at = claim.start("by")
            figure = sentence.figures[at]
            if bool(up) == bool(down) or _OTHER.search(claim["of"]) or figure.bound:
                continue
            kind = RATIO if sentence.signs[at] == POINTS else kind_of_figure(figure)
            goal = _meant(sentence, claim.start(), self._goals, kind)
            if goal is not None:
                yield {
                    "项目": goal.aim.label,
                    "本期": goal.aim.done,
                    "上期": _bare(goal.aim.goal, goal.asked),
                    "变动额": value_in(sentence, at),
                    "方向": Said("高" if up else "低", sentence.span(*claim.span())),
                }


def _share(goal: _Goal, rate: Value) -> dict[str, Value]:
    return {"事项": goal.aim.label, "目标": goal.aim.goal, "完成": goal.aim.done, "完成率": rate}


def _is_called(name: str, words: str) -> bool:
    """Whether a goal is called so, with or without what says that it counts something: 改造户数, 改造户."""
    own = core_of(name)
    return len(words) >= _SHORT and (
        words.endswith(name) or (len(own) >= _SHORT and words.endswith(own)) or name.endswith(words)
    )


def _goals(aims: Iterable[Aim]) -> Iterator[_Goal]:
    for aim in aims:
        target, done = parse_target(text_of(aim.goal) or ""), parse_figure(text_of(aim.done) or "")
        if done is not None and len(target.figures) == 1 and target.op in ("", ">=", ">", "=", "<=", "<"):
            yield _Goal(aim, target.figures[0], done)


def _meant(sentence: Sentence, at: int, goals: Sequence[_Goal], kind: str | None) -> _Goal | None:
    """The goal of which a claim at a place speaks. ``kind``: of figures that it may be, None for all but rates of points."""
    start = max(sentence.signs.rfind(stop, 0, at) + 1 for stop in ";。")
    before = [place for place in range(at - 1, max(start, at - _BACK) - 1, -1) if place in sentence.figures][:_SHORT]
    for last in before:
        if _stands_for(sentence, last, at, kind, before[0]):
            meant = _reached(sentence, max(start, last - _BACK), last, goals)
            if meant:
                return _only(meant)
    if kind is None or (before and _stands_for(sentence, before[0], at, kind, before[0])):
        return None
    words = sentence.signs[start:at].rpartition(",")[2]
    meant = [
        goal for goal in goals if len(goal.aim.name) >= _SHORT and goal.aim.name in words and _kind(goal.done) == kind
    ]
    # 完好率较目标值高3.6个百分点: the only goal that is called so at its end
    own = _AROUND.sub("", words)
    if not meant and len(own) > _TELLING:
        meant = [goal for goal in goals if goal.aim.name.endswith(own) and _kind(goal.done) == kind]
    return _only(meant)


def _only(goals: Sequence[_Goal]) -> _Goal | None:
    return goals[0] if goals and len({(goal.asked.base, goal.done.base) for goal in goals}) == 1 else None


def _reached(sentence: Sentence, start: int, last: int, goals: Sequence[_Goal]) -> list[_Goal]:
    """The goals of which a figure is what was reached, under a name with words in common."""
    figure = sentence.figures[last]
    named = pairs_of(_DID.sub("", re.split(rf"[{FIGURES}{DATE},;:。()]", sentence.signs[start:last])[-1]))
    out: list[_Goal] = []
    for goal in goals:
        own = pairs_of(goal.aim.name)
        # all words of a short name are as much as two
        enough = 1 if digits(figure) > _TELLING or named <= own else _TELLING
        reached = kind_of_figure(goal.done) == kind_of_figure(figure) and goal.done.base == figure.base
        if reached and place_of(goal.aim.done) != place_of(value_in(sentence, last)) and len(named & own) >= enough:
            out.append(goal)
    return out


def _stands_for(sentence: Sentence, last: int, at: int, kind: str | None, nearest: int) -> bool:
    """Whether the figure before a claim is what it is told of: nothing but a pause stands between, or another claim."""
    figure = sentence.figures[last]
    told = kind is None or kind == _kind(figure) or kind == sentence.signs[last]
    between = sentence.signs[last + 1 : at]
    near = len(between) <= _SHORT or (last != nearest and len(between) <= _CLAIMS and between[:1] == ",")
    return told and not figure.bound and near and (sentence.signs[last] == RATIO) == (kind == RATIO)


def _kind(figure: Figure) -> str:
    return RATIO if figure.unit.dimension == "ratio" else kind_of_figure(figure)


def _bare(goal: Value, asked: Figure) -> Value:
    """A goal as a figure, without its sign."""
    return Said(f"{asked.value}{asked.unit.symbol}", span_of(goal))
