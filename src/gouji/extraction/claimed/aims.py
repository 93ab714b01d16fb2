"""What a document set itself and what came of it, wherever it tells both: in the rows of its tables of goals, in one sentence,
in two tables of one build, and in sentences that set a goal and, elsewhere, tell a figure of the same name.

They are what is meant by 各项目标均已完成, which names none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gouji.document.model import Document, Span
from gouji.extraction.claimed.aimsapart import pairs_apart
from gouji.extraction.claimed.aimtables import pairs_of_tables
from gouji.extraction.claimed.goallines import Line
from gouji.extraction.claimed.goalpairs import GoalPairs, Pair
from gouji.extraction.claimed.timedaims import timed_aims
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import label_of, value_of
from gouji.extraction.prose.facts import Fact
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure, parse_target, rounded_text
from gouji.language import Table

#: Signs at the head of a paragraph that say of what kind of goals it tells.
_HEAD: Final = 24
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
    context: str = ""
    """What else says of what kind it is: the other cells of its row, the head of its paragraph and the heading."""


def aims_of(
    document: Document,
    found: Sequence[Sentence],
    tables: Iterable[Table],
    facts: Sequence[Fact],
    wording: Wording,
    draft: Draft,
    order: Mapping[int, int],
    pairs: GoalPairs,
) -> list[Aim]:
    """All of a document, in its order; each figure of what was reached once."""
    out: dict[tuple[int, int], Aim] = {}
    headings = {id(text): one.heading for one in found for text in one.texts if one.heading is not None}
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
                rest = " ".join(text_of(row.cells[name]) or "" for name in row.cells if name not in (*goals, *done))
                out.setdefault(place_of(reached) or (0, 0), replace(aim, context=rest))
    for goal_fact, done_fact, sign in pairs_apart(facts):
        asked = value_of(goal_fact)
        asked = Said(f"{sign}{text_of(asked)}", span_of(asked)) if sign else asked
        aim = _aim(label_of(done_fact), asked, value_of(done_fact), order)
        if aim is not None:
            out.setdefault(place_of(aim.done) or (0, 0), aim)
    for timed in timed_aims(document.texts):
        aim = _aim(timed.name, Said(timed.goal, timed.limit), Said(timed.done, timed.days), order)
        if aim is not None:
            out.setdefault(place_of(aim.done) or (0, 0), aim)
    for cells in pairs_of_tables(document, wording):
        over, under = (text.span(0, len(text.text)) for text in (cells.goal, cells.done))
        asked = over if parse_target(over.text).op else Said(f"≥{over.text.strip()}", over)
        aim = _aim(Said(cells.name, under), asked, under, order)
        if aim is not None:
            out.setdefault(place_of(aim.done) or (0, 0), aim)
    for pair in pairs:
        aim = aim_of(pair, pairs.figures.lines, order)
        if aim is not None:
            head = pairs.figures.heads.get(pair.done.line, "")
            line = pairs.figures.lines[pair.done.line].text
            out.setdefault(
                place_of(aim.done) or (0, 0), replace(aim, context=f"{head} {line[: pair.done.start][-60:]}")
            )
    return sorted((_placed(aim, headings) for aim in out.values()), key=lambda aim: aim.order)


def aim_of(pair: Pair, lines: Sequence[Line], order: Mapping[int, int]) -> Aim | None:
    """A pair of figures as a goal of the document."""
    under = lines[pair.done.line].span(pair.done.start, pair.done.end)
    over = under if pair.goal is None else lines[pair.goal.line].span(pair.goal.start, pair.goal.end)
    asked, done = ("100%" if pair.goal is None else pair.goal.printed), pair.done.printed
    one, other = parse_figure(asked), parse_figure(done)
    if one is None or other is None or one.unit.dimension != other.unit.dimension:
        asked, done = (rounded_text(base, 4) for base in (pair.asked, pair.done.base))
    name = pair.name or pair.done.printed
    return _aim(Said(name, under), Said(f"{pair.sign}{asked}", over), Said(done, under), order)


def _placed(aim: Aim, headings: Mapping[int, Span | None]) -> Aim:
    """A goal with the words that say of what kind it is."""
    span = span_of(aim.done)
    if span is None:
        return aim
    heading = headings.get(id(span.source))
    head = re.split(r"[:：。]", span.source.text[:_HEAD])[0]
    return replace(aim, context=f"{aim.context} {head} {heading.text if heading is not None else ''}")


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
