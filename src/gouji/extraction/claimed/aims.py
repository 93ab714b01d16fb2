"""What a document set itself and what came of it, wherever it tells both: in the rows of its tables of goals, and in sentences
that tell a bound and, elsewhere, a figure by the very same name.

They are what is meant by 各项目标均已完成, which names none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.prose.amounts import label_of, value_of
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.retold import core_of
from gouji.figures import parse_figure, parse_target
from gouji.language import Table

_BOUNDS: Final = ("at_least", "above", "at_most", "below")
#: Words that lead from a name to its bound, and those of another time.
_LEADS: Final = re.compile(r"(?:达到?|不?[低高少多]于|不超过|控制在|保持在|提高到|提高至|目标)+$")
_OTHER_TIME: Final = re.compile(r"上年|去年|前年|明年|次年|下年|季度|半年|以来|十[二三四五]五")
_LONG: Final = 4
_UNKNOWN: Final = re.compile(r"(?P<bare>[≥≤＞＜><=不低高于大小超过]*[0-9]+(?:\.[0-9]+)?)(?P<unit>[^0-9]{2,12})")
#: What a figure that was asked for is called, and how far before it.
_ASKED: Final = re.compile(r"目标|计划|任务|要求|下达|指标|应|预期")
_AHEAD: Final = 16


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal and what was reached, with the place of the latter in the document; ``met``: whether the one comes up to the
    other; ``rate``: where the rate of both is told, if it is."""

    name: str
    label: Value
    goal: Value
    done: Value
    met: bool
    order: tuple[int, int]
    rate: tuple[int, int] | None


def aims_of(tables: Iterable[Table], facts: Sequence[Fact], draft: Draft, order: Mapping[int, int]) -> list[Aim]:
    """All of a document, in its order; each figure of what was reached once."""
    out: dict[tuple[int, int], Aim] = {}
    for table in tables:
        goals = [name for name, column in table.columns.items() if column.kind.base == "target"]
        done = [name for name, column in table.columns.items() if column.kind.base == "value"]
        if len(goals) != 1 or not done or table.source not in ("", "完成"):
            continue
        for row in draft.tables.get(table.name, ()):
            if table.source and (row.doubt or not _is_asked(row.cells.get(goals[0]))):
                continue
            goal, reached = (
                row.cells.get(goals[0]),
                next((row.cells[name] for name in done if row.cells.get(name)), None),
            )
            aim = _aim(row.cells.get(table.label or ""), goal, reached, order, row.cells.get("完成率"))
            if aim is not None:
                out.setdefault(place_of(reached) or (0, 0), aim)
    for goal_fact, done_fact in _told(facts):
        aim = _aim(label_of(done_fact), value_of(goal_fact), value_of(done_fact), order)
        if aim is not None:
            out.setdefault(place_of(aim.done) or (0, 0), aim)
    return sorted(out.values(), key=lambda aim: aim.order)


def _aim(label: Value, goal: Value, done: Value, order: Mapping[int, int], rate: Value = None) -> Aim | None:
    name, told, reached = text_of(label), text_of(goal), text_of(done)
    span = span_of(done)
    if not name or told is None or reached is None or span is None:
        return None
    target, figure = parse_target(told), parse_figure(reached)
    if figure is None:
        goal, done = _unlike(goal, done)
        target, figure = parse_target(text_of(goal) or ""), parse_figure(text_of(done) or "")
    if figure is None or not target.measurable or not target.figures or not figure.plain:
        return None
    if target.figures[0].unit.dimension != figure.unit.dimension:
        return None
    low, goal_base = figure.base, target.figures[0].base
    met = {">=": low >= goal_base, ">": low > goal_base, "<=": low <= goal_base, "<": low < goal_base}.get(
        target.op, low >= goal_base
    )
    return Aim(name, label, goal, done, met, (order.get(id(span.source), 0), span.start), place_of(rate))


def _unlike(goal: Value, done: Value) -> tuple[Value, Value]:
    """Both without their unit, where it is one that nobody knows but the same: ≤35微克/立方米, 36微克/立方米."""
    one, other = (_UNKNOWN.fullmatch(text_of(value) or "") for value in (goal, done))
    if one is None or other is None or one["unit"] != other["unit"]:
        return goal, done
    return Said(one["bare"], span_of(goal)), Said(other["bare"], span_of(done))


def _is_asked(goal: Value) -> bool:
    """Whether words before a figure say that it was asked for, or that it is a bound: 占已建成房源3042套的7% asks for nothing."""
    span = span_of(goal)
    if span is None or parse_target(text_of(goal) or "").op:
        return span is not None
    return _ASKED.search(span.source.text[max(0, span.start - _AHEAD) : span.start]) is not None


def _told(facts: Sequence[Fact]) -> Iterable[tuple[Fact, Fact]]:
    """Bounds and figures that are called alike, each told once."""
    names: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        name = _LEADS.sub("", core_of(fact.name))
        if len(name) >= _LONG and not fact.average and not fact.before and not _OTHER_TIME.search(fact.name):
            names.setdefault((name, kind_of(fact)), []).append(fact)
    for alike in names.values():
        bounds = [fact for fact in alike if fact.sentence.figures[fact.figure].bound in _BOUNDS]
        plain = [fact for fact in alike if fact.sentence.figures[fact.figure].bound == ""]
        if len(bounds) == 1 and len(plain) == 1 and bounds[0].sentence is not plain[0].sentence:
            yield bounds[0], plain[0]
