"""Scores of a printed table whose total only the text tells: 自评得分95.5分, and below it 投入 15 14, 过程 25 23, …… 合计 100 —.

That figures are points and scores is known by the points: those of all rows make a hundred, and no score is more than its
points. A total in a row of the table itself is held against them elsewhere; where the table lies on its side, what the
text tells is held against the scores whether they have a total or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.tried.outcomes import balance
from gouji.extraction.tried.regions import One, Region
from gouji.faults import regex as re
from gouji.language import Table

_TOTAL: Final = re.compile(r"合\s*计|总\s*计|总\s*得?\s*分|小\s*计")
_ALL: Final = 100
#: Rows of a table at least and at most, and texts (each cell is one) before and behind its scores that may tell its total.
_LEAST: Final = 3
_MOST: Final = 60
_NEAR: Final = 12
#: What a total is missed by, at most.
_OFF: Final = Fraction(1, 10)


def read_table_totals(
    regions: Iterable[Region],
    told: Sequence[One],
    order: Mapping[int, int],
    table: Table,
    wording: Wording,
    draft: Draft,
) -> None:
    """Write scores that miss the total that is told near their table. ``told``: the figures of sentences; ``order``: of texts."""
    called = re.compile(rf"(?:总分|{either(wording.scored)})(?:为|是|共|计)*$")
    scored = re.compile(either(wording.scored))
    totals = [one for one in told if one.kind == "score" and 0 < one.base <= _ALL and called.search(one.name)]
    for region in regions if totals else ():
        upright = list(_scores(region))
        scores = upright or list(_scores_across(region, scored))
        if not scores:
            continue
        places = [order.get(one.text, -1) for row in region for _, one in row.ones]
        near = [one for one in totals if min(places) - _NEAR <= order.get(one.text, -1) < min(places)]
        near = near or [one for one in totals if max(places) < order.get(one.text, -1) <= max(places) + _NEAR]
        made = sum((one.base for _, one in scores), Fraction(0))
        aside = len({one.base for one in near}) > 1 and not upright
        if not near or aside or any(one.base == made for one in totals):
            continue
        total = near[-1]
        if abs(total.base - made) <= _OFF * total.base:
            lines = [(total.name, total.value, 0), *((name, one.value, 1) for name, one in scores)]
            for cells in balance(total.name, lines):
                draft.say(table, cells, True)


def _scores(region: Region) -> Iterator[tuple[str, One]]:
    """The scores of a table of points and scores that has no total of them; none where it is another."""
    rows = [row for row in region if row.ones]
    plain = [row for row in rows if not _TOTAL.search(row.name)]
    totals = [row for row in rows if _TOTAL.search(row.name)]
    pairs = [[one for _, one in row.ones if one.kind in ("number", "score")] for row in plain]
    if not _LEAST <= len(plain) <= _MOST or any(len(pair) != 2 for pair in pairs):
        return
    if any(len(row.ones) != 1 or row.ones[0][1].base != _ALL for row in totals):
        return
    if sum(pair[0].base for pair in pairs) == _ALL and all(0 <= pair[1].base <= pair[0].base for pair in pairs):
        yield from ((row.name, pair[1]) for row, pair in zip(plain, pairs, strict=True))


def _scores_across(region: Region, scored: re.Pattern[str]) -> Iterator[tuple[str, One]]:
    """The scores of a table that lies on its side, a row of points over a row of scores, with or without their totals."""
    rows = [[one for _, one in row.ones if one.kind in ("number", "score")] for row in region]
    for number, points in enumerate(rows):
        total = len(points) > _LEAST and points[-1].base == _ALL
        parts = points[:-1] if total else points
        if len(parts) < _LEAST or sum(one.base for one in parts) != _ALL:
            continue
        for row, scores in zip(region[number + 1 :], rows[number + 1 :], strict=True):
            own = scores[: len(parts)]
            if len(scores) != len(points) or len(row.ones) != len(scores) or not scored.search(row.name):
                continue
            if total and scores[-1].base != sum(one.base for one in own):
                return  # that is told of the table itself
            if all(0 <= score.base <= most.base for score, most in zip(own, parts, strict=True)):
                yield from ((score.name or row.name, score) for score in own)
            return
        return
