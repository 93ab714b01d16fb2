"""Rows of goals without a sign, told by how most of them were scored: 38508人 37442人 3 3 among 120人 69人 2 1.

Two figures of a kind, and two bare numbers behind them of which the second is never above the first. Where rows of which less
was done than planned mostly lost points, the first figure is a goal and the numbers are points and score; what has all its
points nevertheless is a row to look at. All rows are in doubt. They stand for those that were read without what was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, Value, place_of, text_of
from gouji.extraction.points.rated import goal_columns
from gouji.extraction.tried.regions import One, Region, regions_of
from gouji.language import fold_text
from gouji.packs.vocabulary import Vocabulary

#: Rows that lost points for what was not done, at least, and so many times those that did not.
_LOST: Final = 3
_OUTWEIGH: Final = 2
#: The most points that a row has.
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class _Row:
    """A goal, what was done of it, points and score."""

    name: str
    goal: One
    done: One
    points: One
    score: One

    @property
    def missed(self) -> bool:
        return self.done.base < self.goal.base

    @property
    def full(self) -> bool:
        return self.score.base == self.points.base


def read_unsigned(document: Document, vocabulary: Vocabulary, draft: Draft) -> None:
    """Write such rows to the vocabulary's table of goals."""
    for name, table in vocabulary.schema.tables.items():
        columns = goal_columns(table, vocabulary.layouts.get(name))
        if columns is None:
            continue
        for rows in map(_scored, regions_of(document)):
            own = draft.tables.get(name, [])
            read = {place_of(row.cells.get(columns.goal)): row for row in own if text_of(row.cells.get(columns.done))}
            for row in rows:
                if row.goal.place in read:
                    continue
                own[:] = [one for one in own if place_of(one.cells.get(columns.goal)) != row.goal.place]
                cells: dict[str, Value] = {
                    columns.name: row.name,
                    columns.goal: row.goal.value,
                    columns.done: row.done.value,
                    columns.points: row.points.value,
                    columns.score: row.score.value,
                }
                draft.row(name, cells, True)
        return


def _scored(region: Region) -> Sequence[_Row]:
    """The rows of a table that are scored by what was done; none where they are not."""
    rows = list(_rows(region))
    lost = sum(row.missed and not row.full for row in rows)
    kept = sum(row.missed and row.full for row in rows)
    given = sum(not row.missed and not row.full for row in rows)
    over = any(row.score.base > row.points.base for row in rows)
    right = lost >= max(_LOST, _OUTWEIGH * kept) and not given and not over
    return [row for row in rows if row.missed and row.full] if right else []


def _rows(region: Region) -> Iterator[_Row]:
    """The rows that may be goals with their points."""
    for row in region:
        ones = [one for _, one in row.ones]
        if len(ones) != 4 or not fold_text(row.name):
            continue
        goal, done, points, score = ones
        bare = points.kind == score.kind and points.kind in ("number", "score")
        alike = goal.kind == done.kind not in ("number", "score") and goal.base > 0
        if bare and alike and 0 < points.base <= _MOST and not _below(goal, done):
            yield _Row(row.name, goal, done, points, score)


def _below(goal: One, done: One) -> bool:
    """Whether what was done is so little that the figures are hardly of one thing."""
    return done.base * _MOST < goal.base
