"""Points of a group beside those of what is in it, in a table: 产出（40分） over 12, 10, 8 and 10; 决策|20 beside 8, 6 and 6.

A group begins where its cell is not empty and goes on to the next. That rows make their group is shown by the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Grid, GridCell, Span, Text
from gouji.extraction.drafting.draft import Draft, Value, place_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.tried.regions import One, one_of
from gouji.extraction.tried.titledrows import plain
from gouji.faults import regex as re
from gouji.language import Table

#: The points behind a name: 产出（40分）, 立项依据(7).
_POINTS: Final = re.compile(r"[（(]\s*(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分?\s*[)）]\s*$")
_MOST: Final = 100
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class _Group:
    """A cell with its points, and those of the rows beside it."""

    name: str
    points: One
    parts: Sequence[tuple[str, One]]
    ragged: bool = False
    """Whether its rows have not the same number of cells: some may have slipped into the next column."""

    @property
    def off(self) -> Fraction:
        """By how much they miss it."""
        return abs(sum((Fraction(one.base) for _, one in self.parts), Fraction(0)) - self.points.base)


def read_group_points(document: Document, tables: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write the groups of each table to that of sums."""
    table = tables.get("表内合计")
    if table is None:
        return
    fulls = re.compile(rf"^(?:{either(wording.fulls)})$")
    known = {
        place_of(row.cells.get("数额")) for row in draft.tables.get(table.name, ()) if row.cells.get("位") == "总额"
    }
    number = 0
    for block in document.blocks:
        if not isinstance(block, Grid) or block.running:
            continue
        for groups in _groups(block, fulls):
            held = [group.off == 0 for group in groups]
            if sum(held) + 1 < len(groups) or (len(groups) == 1 and groups[0].off > groups[0].points.base / _TWO):
                continue
            for group in groups:
                if place_of(group.points.value) in known or (group.ragged and group.off):
                    continue
                number += 1
                sure = group.off == 0 or sum(held) >= _TWO
                proof = "明示" if sure else "推测"
                name = f"分值{number}"
                rows: list[dict[str, Value]] = [
                    {
                        "合计": name,
                        "名": group.name,
                        "项": group.name,
                        "数额": group.points.value,
                        "位": "总额",
                        "据": proof,
                    }
                ]
                rows += [
                    {"合计": name, "名": group.name, "项": label, "数额": one.value, "位": "分项", "据": proof}
                    for label, one in group.parts
                ]
                for row in rows:
                    draft.say(table, row, not sure)


def _groups(grid: Grid, fulls: re.Pattern[str]) -> Iterator[Sequence[_Group]]:
    """The groups of each column that has points, with the next such column as their parts."""
    rows = grid.rows
    head = next((row for row in rows if sum(fulls.match(plain(cell.text.text)) is not None for cell in row)), None)
    columns = [cell.column for cell in head or () if fulls.match(plain(cell.text.text))]
    width = max((len(row) for row in rows), default=0)
    for at in range(width - 1):
        told = [(row, cell) for row in rows for cell in row if cell.column == at and _bracketed(cell.text) is not None]
        if len(told) > 1:
            inner = next((number for number in range(at + 1, width) if _named(rows, number) > len(told)), None)
            if inner is None and len(columns) == 1 and columns[0] > at:
                inner = columns[0]
            if inner is not None:
                yield [group for group in _made(rows, at, inner, True) if len(group.parts) > 1]
    if len(columns) == _TWO:
        yield [group for group in _made(rows, columns[0], columns[1], False) if len(group.parts) > 1]


def _named(rows: Sequence[Sequence[GridCell]], column: int) -> int:
    return sum(1 for row in rows for cell in row if cell.column == column and _bracketed(cell.text) is not None)


def _made(rows: Sequence[Sequence[GridCell]], outer: int, inner: int, named: bool) -> Iterator[_Group]:
    group: tuple[str, One] | None = None
    parts: list[tuple[str, One]] = []
    widths: set[int] = set()
    for row in rows:
        cells = {cell.column: cell.text for cell in row}
        begins = cells.get(outer)
        points = (_bracketed(begins) if named else _bare(begins)) if begins is not None else None
        if begins is not None and begins.text.strip():
            if group is not None:
                yield _Group(group[0], group[1], parts, len(widths) > 1)
            widths = set()
            group, parts = (None, []) if points is None else ((plain(begins.text) or _before(cells, outer), points), [])
        text = cells.get(inner)
        one = None if text is None else _bracketed(text) or _bare(text)
        if group is not None and one is not None and text is not None:
            parts.append((plain(text.text) or _before(cells, inner), one))
            widths.add(max(cells))
    if group is not None:
        yield _Group(group[0], group[1], parts, len(widths) > 1)


def _before(cells: Mapping[int, Text], column: int) -> str:
    return next(
        (cells[at].text.strip() for at in range(column - 1, -1, -1) if at in cells and cells[at].text.strip()), ""
    )


def _bracketed(text: Text) -> One | None:
    found = _POINTS.search(text.text)
    return _small(text.span(*found.span("points")), text.text[: found.start()]) if found is not None else None


def _bare(text: Text) -> One | None:
    printed = text.text.strip().removesuffix("分")
    start = text.text.index(printed) if printed else 0
    return _small(text.span(start, start + len(printed)), "") if printed else None


def _small(span: Span, name: str) -> One | None:
    one = one_of(span, name)
    return one if one is not None and one.kind in ("number", "score") and 0 < one.base <= _MOST else None
