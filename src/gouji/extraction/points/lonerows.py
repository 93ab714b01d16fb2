"""Rows of goals that stand alone: 验收合格率 / ≥98% / 96.5% / 10 / 10, of a table too small to be known by how its rows behave.

A goal with its sign, what was done right behind it, which misses it, and two bare numbers that are the same, with nothing of
the kind around them: points, and all of them got. 目标值 50亩|完成值 45亩|得分 10/10 calls each of its cells. Such rows are in
doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.document.model import Document, Span
from gouji.extraction.drafting.draft import Draft, Value, place_of
from gouji.extraction.points.rated import Cell, GoalColumns, cells_of, goal_columns
from gouji.faults import regex as re
from gouji.figures import Reached, parse_figure, parse_target, reach
from gouji.packs.vocabulary import Vocabulary

#: Points of one goal, at most, and cells of a row.
_MOST_POINTS: Final = 60
_WIDTH: Final = 5
#: Cells that say of themselves what they hold.
_GOAL: Final = re.compile(r"(?:年度)?(?:目标|指标|计划)(?:值|数)?[:：\s]*(?P<figure>[≥≤><＞＜]?\s*[0-9０-９].{0,16})")
_DONE: Final = re.compile(r"(?:实际)?完成(?:值|数|情况)?[:：\s]*(?P<figure>[0-9０-９].{0,16})")
_SCORE: Final = re.compile(
    r"得分[:：\s]*(?P<score>[0-9]{1,2}(?:\.[0-9]{1,2})?)分?\s*[/／]\s*(?P<points>[0-9]{1,2}(?:\.[0-9]{1,2})?)(?![0-9])"
)
#: 28座15分15分, run together behind a goal and its name.
_GLUED: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,20})(?P<goal>[≥≤][0-9]{1,7}(?:\.[0-9]{1,2})?(?P<unit>%|[\u4e00-\u9fff]{1,3}))"
    r"(?P<done>[0-9]{1,7}(?:\.[0-9]{1,2})?(?P=unit))(?P<points>[0-9]{1,2})分(?P<score>[0-9]{1,2}(?:\.[0-9]{1,2})?)分"
)


def read_lone_rows(document: Document, vocabulary: Vocabulary, draft: Draft) -> None:
    """Write such rows to the vocabulary's table of goals, unless they have been read."""
    for name, table in vocabulary.schema.tables.items():
        columns = goal_columns(table, vocabulary.layouts.get(name))
        if columns is None:
            continue
        read = {
            place_of(row.cells.get(column))
            for row in draft.tables.get(name, ())
            for column in (columns.goal, columns.done)
        }
        cells = list(cells_of(document))
        for made in (*_alone(cells, columns), *_called(cells, columns), *_glued(document, columns)):
            if place_of(made[columns.goal]) not in read and place_of(made[columns.done]) not in read:
                draft.row(name, made, True)
        return


def _alone(cells: Sequence[Cell], columns: GoalColumns) -> Iterator[Mapping[str, Value]]:
    for at in range(1, len(cells) - _WIDTH + 2):
        name, goal, done, points, score = cells[at - 1 : at + _WIDTH - 1]
        after = cells[at + _WIDTH - 1].kind if at + _WIDTH - 1 < len(cells) else "|"
        if f"{name.kind}{goal.kind}" != "WG" or done.kind not in "FN" or after not in "W|":
            continue
        if points.kind != "N" or score.kind != "N" or not _missed(goal.span, done.span):
            continue
        one, other = points.figure, score.figure
        if one is not None and other is not None and one.value == other.value and 0 < one.value <= _MOST_POINTS:
            yield _row(columns, name.span, goal.span, done.span, points.span, score.span)


def _called(cells: Sequence[Cell], columns: GoalColumns) -> Iterator[Mapping[str, Value]]:
    """目标值 5000亩|完成值 4500亩|得分 10/10, behind a name."""
    for at in range(1, len(cells) - 2):
        spans = [cell.span for cell in cells[at - 1 : at + 3]]
        forms = (_GOAL, _DONE, _SCORE)
        goal, done, score = (form.match(span.text.strip()) for form, span in zip(forms, spans[1:], strict=True))
        if goal is None or done is None or score is None or score["score"] != score["points"]:
            continue
        aim, came = _inside(spans[1], goal["figure"]), _inside(spans[2], done["figure"])
        if _missed(aim, came):
            points = _inside(spans[3], score["points"])
            yield _row(columns, spans[0], aim, came, points, _inside(spans[3], score["score"]))


def _glued(document: Document, columns: GoalColumns) -> Iterator[Mapping[str, Value]]:
    for text in document.texts:
        for found in _GLUED.finditer(text.text):
            spans = {key: text.span(*found.span(key)) for key in ("name", "goal", "done", "points", "score")}
            if found["points"] == found["score"] and _missed(spans["goal"], spans["done"]):
                yield _row(columns, spans["name"], spans["goal"], spans["done"], spans["points"], spans["score"])


def _missed(goal: Span, done: Span) -> bool:
    """Whether a goal is told that what was done does not reach, but is of the size of."""
    target, figure = parse_target(goal.text), parse_figure(done.text)
    if figure is None or len(target.figures) != 1 or target.deadline is not None:
        return False
    return reach(done.text, target) is Reached.MISSED


def _inside(span: Span, part: str) -> Span:
    at = span.start + span.text.index(part)
    return Span(span.source, at, at + len(part))


def _row(columns: GoalColumns, name: Span, goal: Span, done: Span, points: Span, score: Span) -> Mapping[str, Value]:
    return {
        columns.name: name,
        columns.goal: goal,
        columns.done: done,
        columns.points: points,
        columns.score: score,
    }
