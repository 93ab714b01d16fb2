"""Rows with points and a score whose points make a hundred, above a total of both: … 15 13 / … 10 10 / 总分 100 94.

Which numbers are points and scores is known by that alone: what is given for all rows makes the hundred of the total. The
scores have to make what stands beside it, and a row whose goal and what was done stand before its points is one of goals.
Tables whose rows were read by their headers are left to those. All is in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.points.rated import GoalColumns, goal_columns
from gouji.extraction.tried.regions import One, Region, Row, regions_of
from gouji.extraction.tried.titledrows import labelled_of
from gouji.faults import regex as re
from gouji.language import fold_text
from gouji.packs.vocabulary import Vocabulary

_TOTAL: Final = re.compile(r"合\s*计|总\s*计|总\s*得?\s*分|总\s*评")
_ALL: Final = 100
#: Rows that a table has at least, of which so many with a score are read already, and the most points of one.
_LEAST: Final = 4
_READ: Final = 3
_MOST: Final = 60
_BARE: Final = ("number", "score")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row, its points and its score."""

    row: Row
    points: One
    score: One


def read_totalled(document: Document, vocabulary: Vocabulary, wording: Wording, draft: Draft) -> None:
    """Write scores that do not make their total to the table of balances, and rows to look at to that of goals."""
    tables = vocabulary.schema.tables
    balance = next((table for table in tables.values() if table.source == "平衡"), None)
    texts = list(document.texts)
    if balance is None or not any(_TOTAL.search(text.text) for text in texts):
        return
    for name, table in tables.items():
        columns = goal_columns(table, vocabulary.layouts.get(name))
        if columns is None:
            continue
        if sum(bool(text_of(row.cells.get(columns.score))) for row in draft.tables.get(name, ())) >= _READ:
            return
        beside = list(_beside(document, wording))
        for region in regions_of(document):
            for pairs, (whole, score) in _totals(region, beside):
                made = sum((Fraction(pair.score.base) for pair in pairs), Fraction(0))
                if made != score.base and abs(made - score.base) < Fraction(whole.base) / 2:
                    _say(pairs, score, lambda cells: draft.say(balance, cells, True))
                for cells in _goals(pairs, columns, texts, draft, name):
                    draft.row(name, cells, True)
        return


def _say(pairs: Sequence[_Pair], total: One, write: Callable[[dict[str, Value]], None]) -> None:
    label = Said("总分", span_of(total.value))
    write({"平衡": label, "项": label, "数额": total.value, "号": "得"})
    for pair in pairs:
        write({"平衡": label, "项": pair.row.name or text_of(pair.score.value), "数额": pair.score.value, "号": "加"})


def _beside(document: Document, wording: Wording) -> Iterator[_Pair]:
    """Points and scores that stand in a row with their names: 分值 10|得分 9.50."""
    full = any_of(wording.fulls)
    got = re.compile(f"(?:{either(wording.scorers)})?(?:{either(wording.scored)})")
    for lines in labelled_of(document):
        named = {(line.label, line.one.text): line.one for line in lines}
        points = [one for (label, _), one in named.items() if full.fullmatch(label)]
        scores = [one for (label, _), one in named.items() if got.fullmatch(label)]
        if len(points) == len(scores) == 1 and 0 <= scores[0].base <= points[0].base <= _MOST:
            yield _Pair(Row(((0, points[0]), (1, scores[0])), (), ""), points[0], scores[0])


def _totals(region: Region, beside: Sequence[_Pair]) -> Iterator[tuple[Sequence[_Pair], tuple[One, One]]]:
    """The rows of a table whose points make the hundred of a total, with both figures of the total."""
    rows = [row for row in region if row.ones]
    for at, total in enumerate(rows):
        ones = [one for _, one in total.ones]
        if len(ones) != 2 or not _TOTAL.search(total.name) or ones[0].base != _ALL or not 0 < ones[1].base <= _ALL:
            continue
        for points in (-2, 0):  # right before the score, or before a goal
            pairs = [pair for row in rows[:at] if (pair := _pair(row, points)) is not None]
            made = sum(pair.points.base for pair in pairs)
            if len(pairs) >= _LEAST and _ALL in (made, made + sum(pair.points.base for pair in beside)):
                yield pairs if made == _ALL else [*beside, *pairs], (ones[0], ones[1])
                break


def _pair(row: Row, at: int) -> _Pair | None:
    """The last bare number of a row as its score, and the one ``at`` a place as its points; rates may stand around them."""
    bare = [one for _, one in row.ones if one.kind in _BARE]
    if len(bare) < 2:
        return None
    points, score = bare[at], bare[-1]
    return _Pair(row, points, score) if 0 <= score.base <= points.base <= _MOST and points.base else None


def _goals(
    pairs: Sequence[_Pair], columns: GoalColumns, texts: Sequence[Text], draft: Draft, name: str
) -> Iterator[dict[str, Value]]:
    """Rows that reached their goal and lost points, or missed it and did not, with whatever words stand behind them."""
    read = {place_of(row.cells.get(columns.goal)) for row in draft.tables.get(name, ())}
    order = {id(text): number for number, text in enumerate(texts)}
    for pair in pairs:
        before = [one for _, one in pair.row.ones if one is not pair.points and one is not pair.score]
        if len(before) != 2 or not fold_text(pair.row.name):
            continue
        goal, done = before
        if goal.kind != done.kind or goal.base <= 0 or goal.place in read:
            continue
        full, met = pair.score.base == pair.points.base, done.base >= goal.base
        if full == met:
            continue
        cells: dict[str, Value] = {
            columns.name: pair.row.name,
            columns.goal: goal.value,
            columns.done: done.value,
            columns.points: pair.points.value,
            columns.score: pair.score.value,
        }
        if columns.reason:
            cells[columns.reason] = _behind(pair.score, texts, order)
        yield cells


def _behind(score: One, texts: Sequence[Text], order: dict[int, int]) -> Value:
    """The words behind a row: in its line, or in the next ones up to a figure."""
    span = span_of(score.value)
    if span is None:
        return None
    rest = span.source.text[span.end :].strip(" |｜\t分")
    if rest:
        start = span.source.text.index(rest, span.end)
        return span.source.span(start, start + len(rest))
    at = order.get(id(span.source), len(texts)) + 1
    return (
        texts[at].span(0, len(texts[at].text)) if at < len(texts) and not re.search(r"[0-9]", texts[at].text) else None
    )
