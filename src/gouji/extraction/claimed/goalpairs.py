"""Goals and what came of each, by their figures alone: of one unit, the goal marked as such, beside each other in a line, or
told in two lines by the same words.

数字化目标60万页，完成56.4万页; 合格率≥98%——96.1%; 96.2%（目标95%以上）; 完成率91.1%, of which the goal is all of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.goallines import Figures, Line, Told
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.faults import regex as re

#: Signs between a goal and what came of it, at most.
_FAR: Final = 60
_TAIL: Final = re.compile(
    r"(?:[\s:,、—\-=≥≤)(“”\"]|目标值?|计划|任务|指标值?|要求|标准|实际|完成|达到?|实现|建成|新增|为|是|至|到|应|拟|不低于|不少于|不超过|"
    r"不高于|提高|年度|全年|累计|共计?|值|数)+$"
)
_HEADS: Final = re.compile(r"目标|计划|任务")
_DONE_HEAD: Final = re.compile(r"完成|实际|实现|成效|结果")
_WHOLE: Final = re.compile(r"(?:合计|累计|总计|共计?)[^,;。0-9]*$")
#: Figures of one name in other lines, at most.
_MANY: Final = 40
#: A figure and its goal are of one size, within so many times.
_TIMES: Final = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A goal (none: all of it) and what came of it; ``sign``: which way it goes."""

    name: str
    goal: Told | None
    done: Told
    sign: str

    @property
    def asked(self) -> Fraction:
        return Fraction(1) if self.goal is None else self.goal.base

    @property
    def came(self) -> Fraction:
        return self.done.base / 100 if self.goal is None else self.done.base

    @property
    def met(self) -> bool:
        return self.came >= self.asked if self.sign == "≥" else self.came <= self.asked


class GoalPairs:
    """The pairs of a document."""

    def __init__(self, figures: Figures, wording: Wording) -> None:
        self.figures = figures
        # what less is better of
        self._fewer = any_of((*wording.bad, *wording.goal_fewer))
        self._lead = re.compile(
            r"^(?:其中|全年|当年|本年|年度|[已共均:,、\s①-⑳—\-)(“”\"]|[一二三四五六七八九十]是|目标|计划|任务|指标|"
            rf"{either(wording.goal_kinds)})+"
        )
        self._of_line: dict[int, list[Pair]] = {}

    def __iter__(self) -> Iterator[Pair]:
        for number in range(len(self.figures.lines)):
            yield from self.of_line(number)
        yield from self._apart()

    def of_line(self, number: int) -> Sequence[Pair]:
        """Those that one line tells."""
        if number not in self._of_line:
            self._of_line[number] = list(self._pairs(self.figures.lines[number], self.figures.told[number]))
        return self._of_line[number]

    def _pairs(self, line: Line, told: Sequence[Told]) -> Iterator[Pair]:
        taken: set[int] = set()
        last = -_FAR
        for at, goal in enumerate(told):
            near = 0 <= goal.start - last < _FAR // 3
            if goal.role == "rate" and not near and goal.unit == "%" and 30 <= goal.base < 200 and not goal.way:
                words = re.split("[,;。|]", line.text[max(0, goal.start - _FAR) : goal.start])
                yield Pair("".join(words[-2:])[-20:].strip(" :、.0123456789"), None, goal, "≥")
            if goal.role != "goal":
                continue
            alike = _ahead(line, told, at, taken) or _behind(line, told, at, taken)
            pair = self.chosen(goal, [told[number] for number in alike], ())
            if pair is not None:
                taken.add(next(number for number in alike if told[number] is pair.done))
                last = max(last, pair.done.end)
                yield pair

    def chosen(self, goal: Told, alike: Sequence[Told], gaps: Sequence[Told]) -> Pair | None:
        """What came of a goal, of several figures: the one that is as far from it as is told (``gaps``), the one that is all
        of it or is marked as what came, or the last of them where they all say the same of the goal."""
        alike = [one for one in alike if _is_like(one, goal)]
        told = [
            one for one in alike if any(abs(one.base - goal.base) == gap.base for gap in gaps if gap.unit == goal.unit)
        ]
        whole = [one for one in alike if _WHOLE.search(one.name)]
        marked = [one for one in alike if one.marked]
        sign = self.sign(goal)
        for few in (told, whole, [] if len(marked) > 1 else marked, alike) if len(alike) > 1 else (alike,):
            made = [Pair(self.name_of(min(goal, one, key=_start)), goal, one, sign) for one in few]
            parts = few is alike and len({one.base for one in few}) > 1 and goal.unit not in ("%", "‰")
            if made and parts and sign == "≥" and sum(one.base for one in few) >= goal.base:
                return None
            if made:
                return made[0] if len({(pair.met, pair.done.base > goal.base) for pair in made}) == 1 else None
        return None

    def sign(self, goal: Told) -> str:
        """Which way a goal goes: as it says, or as its name does; nothing where nobody knows."""
        if goal.sign:
            return goal.sign
        if goal.way and goal.way in "下降低减少节约短":
            return "≥"
        return "≤" if not goal.base or self._fewer.search(goal.name[-16:]) else "≥"

    def name_of(self, one: Told) -> str:
        """What a figure is called: the words before it."""
        words = re.split(r"[,;。#]|[0-9]+[%‰]?", _TAIL.sub("", one.name))[-1]
        cells = [self._lead.sub("", cell).strip(' .|:、()“”"—-') for cell in re.split(r"[|¦｜]", words)]
        return next((cell for cell in reversed(cells) if len(cell) > 1), "")

    def _apart(self) -> Iterator[Pair]:
        """Goals of lines that set goals, and what other lines tell in the same words around the figure."""
        keys: dict[tuple[str, str], list[Told]] = defaultdict(list)
        goals: list[Told] = []
        paired = {id(one.goal) for number in range(len(self.figures.lines)) for one in self.of_line(number)}
        for number, told in enumerate(self.figures.told):
            head = re.split(r"[:。,]", self.figures.lines[number].text[:_FAR])[0][:16]
            sets = _HEADS.search(head) is not None and _DONE_HEAD.search(head) is None
            for one in told:
                if one.role == "goal" or (
                    one.role == "done" and (sets or _is_planned(self.figures.lines[number], one))
                ):
                    if id(one) not in paired:
                        goals.append(one)
                elif one.role == "done":
                    for key in self._keys(one):
                        keys[one.unit, key].append(one)
        for goal in goals:
            for key in self._keys(goal):
                same = keys.get((goal.unit, key), ())
                alike = (
                    [one for one in same if one.line > goal.line and one.way == goal.way] if len(same) <= _MANY else []
                )
                if alike and len({one.base for one in alike}) == 1 and self.sign(goal):
                    yield Pair(self.name_of(goal) or key, goal, alike[0], self.sign(goal))
                    break

    def _keys(self, one: Told) -> Iterator[str]:
        """What a figure may be known by in another line: what it counts, or what it is called."""
        line = self.figures.lines[one.line].text
        counted = re.match(r"[\u4e00-\u9fff]{4,8}", line[one.end : one.end + 8])
        if counted is not None:
            yield counted[0][:6]
        name = self.name_of(one)
        if len(name) >= 4:
            yield name[-6:]
            yield f"^{name[:4]}"


def _ahead(line: Line, told: Sequence[Told], at: int, taken: set[int]) -> list[int]:
    """What may have come of a goal, behind it, before the next goal of its kind."""
    goal = told[at]
    out: list[int] = []
    for number in range(at + 1, len(told)):
        one = told[number]
        if one.start - goal.end > _FAR or line.text.count("。", goal.end, one.start) > 1:
            break
        if one.role == "goal" and one.unit == goal.unit:
            break
        if not goal.unit and number > at + 1:
            break  # bare numbers in a row are of each other only where nothing stands between them
        if one.role == "done" and one.unit == goal.unit and one.way == goal.way and number not in taken:
            out.append(number)
    return out


def _behind(line: Line, told: Sequence[Told], at: int, taken: set[int]) -> list[int]:
    """The same before it: 94%，目标≥90%; 87.3%，低于90%的目标. Of shares it is the nearest one."""
    goal = told[at]
    out: list[int] = []
    for number in range(at - 1, -1, -1):
        one = told[number]
        between = line.text[one.end : goal.start]
        if between.count(")") > between.count("("):
            continue
        if re.search("[。;]", between) or goal.start - one.end > _FAR:
            break
        if one.unit == goal.unit and one.role == "goal":
            break
        if one.unit == goal.unit and one.role == "done" and one.way == goal.way and number not in taken:
            out.append(number)
    return out[:1] if goal.unit in ("%", "‰") else out


def _start(one: Told) -> int:
    return one.start


def _is_like(one: Told, goal: Told) -> bool:
    """Whether a figure is of the size of a goal, so that the one may have come of the other."""
    return not goal.base or not one.base or (goal.base <= _TIMES * one.base and one.base <= _TIMES * goal.base)


def _is_planned(line: Line, one: Told) -> bool:
    """Whether the sentence of a figure speaks of a plan before it, and of nothing that was done."""
    before = line.text[max(0, one.start - 4 * _FAR) : one.start].rpartition("。")[2]
    planned = re.search(r"(?:年度?|全年|项目|年初)(?:计划|目标|任务)", before)
    return (planned is not None and _DONE_HEAD.search(before, planned.end()) is None and not one.marked) or (
        planned is not None and re.search(r"完成|实际|已", before[planned.end() :]) is None
    )
