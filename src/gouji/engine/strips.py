"""The columns of one report: their printed texts, and the cells that the exact path has met."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gouji.engine.cells import Cell
from gouji.engine.reading import Content, Reading
from gouji.engine.whole import NO_PLACE, REMEMBERED, SCALE
from gouji.faults import Note
from gouji.figures.rational import Rational
from gouji.language import Slot
from gouji.report import Anchor

if TYPE_CHECKING:
    from gouji.engine.sheet import Sheet

#: What a cell says, for telling findings apart: what its row is about, its column, its text.
Saying = tuple[str, str, str]


class Strip:
    """One column of one report: the printed texts (None or ``""``: an empty cell), how they are read, and its cells."""

    __slots__ = ("_known", "_sheet", "_teller", "cells", "half", "header", "reading", "slot", "texts", "ulp")

    def __init__(self, sheet: Sheet, slot: Slot, reading: Reading, header: str, texts: Sequence[str | None]) -> None:
        self._sheet = sheet
        self._teller: Strip | bool | None = False
        self.slot = slot
        self.reading = reading
        self.header = header
        self.texts = texts
        self.cells: list[Cell | None] = []
        self._known: list[Content] = []
        """What each text says, for a column longer than its reading remembers: it is read once."""
        self.ulp: Fraction | None = None
        self.half: Fraction | None = None
        """Half of it: as wide as the figures of the column are read."""

    def cell(self, row: int) -> Cell:
        """The cell of a row, made when it is first asked for."""
        cells = self.cells or self._begun()
        known = cells[row]
        if known is None:
            known = cells[row] = Cell(self, row, self.slot[1], self._content(row), self.ulp)
        return known

    def _begun(self) -> list[Cell | None]:
        """Room for the cells, and what all of them share."""
        size = len(self.texts)
        self.cells = [None] * size
        if size > REMEMBERED:
            self._known = list(map(self.reading.contents.__getitem__, self.texts))
        if self.slot[1].width == "column" and (finest := self.finest()) is not None:
            self.ulp, self.half = finest, finest / 2
        return self.cells

    def let_go(self) -> None:
        """Forget the cells and the column that tells what they are about; both can be had again."""
        for cell in self.cells:
            if cell is not None:
                cell.let_go()
        self.cells, self._teller = [], False

    def _content(self, row: int) -> Content:
        return self._known[row] if self._known else self.reading.contents[self.texts[row]]

    def run(self, rows: Sequence[int]) -> list[Cell]:
        """The cells of several rows."""
        if not rows:
            return []
        cells = self.cells or self._begun()
        column, ulp = self.slot[1], self.ulp
        contents = self._known or map(self.reading.contents.__getitem__, self.texts)
        if len(rows) == len(cells):  # each of them once
            for row, content in enumerate(contents):
                if cells[row] is None:
                    cells[row] = Cell(self, row, column, content, ulp)
            return cells.copy()  # type: ignore[return-value]  # none is left empty
        return [self.cell(row) for row in rows]

    def anchor(self, row: int) -> Anchor:
        """The printed names of a cell."""
        table = self.slot[0]
        if table is None:
            return Anchor(None, None, self.header)
        placed = self._sheet.tables[table]
        if placed.origin is None:
            return Anchor(placed.printed[0], row, self.header)
        return self._sheet.anchor(self.slot, row)

    @property
    def teller(self) -> Strip | None:
        """The column that says what the rows are about."""
        if self._teller is False:
            self._teller = self._sheet.teller(self.slot[0])
        assert not isinstance(self._teller, bool)
        return self._teller

    def label(self, row: int) -> str:
        """What a row is about."""
        teller = self.teller
        if teller is not None and (text := teller.texts[row]):
            return teller.reading.labels[text]
        return f"第 {row + 1} 行" if self.slot[0] is not None else ""

    def sayings(self, cells: Sequence[Cell]) -> list[Saying]:
        """What some cells of this column say."""
        teller, role = self.teller, self.slot[1].name
        if teller is None:
            return [("", role, cell.content.folded) for cell in cells]
        texts, labels = teller.texts, teller.reading.labels
        told = [labels[texts[cell.index]] for cell in cells]
        return [
            ("" if about.startswith("第 ") else about, role, cell.content.folded)
            for about, cell in zip(told, cells, strict=True)
        ]

    def finest(self) -> Fraction | None:
        """The finest printed place of the column, in base units."""
        if self._known:
            known = [content.figure for content in self._known]
            steps = {(f.ulp, f.unit) for f in known if f is not None and self.reading.shows_places(f)}
            return min((Rational(ulp) * unit.scale for ulp, unit in steps), default=None)
        list(map(self.reading.numbers.__getitem__, self.texts))  # which meets the places of most on its way
        best = min(map(self.reading.places.__getitem__, self.texts), default=NO_PLACE)
        if best == NO_PLACE:
            return None
        if best:
            return Rational(best, SCALE)
        figures = [self.reading.content(text).figure for text in self.texts if text]
        shown = [figure for figure in figures if figure is not None and self.reading.shows_places(figure)]
        return min(figure.step for figure in shown)


class Run(NamedTuple):
    """The cells of one column as an aggregate goes through them; ``number`` is the part's in the trace (-1: in none)."""

    sheet: Sheet
    slot: int
    number: int

    def cells(self, rows: Sequence[int]) -> list[Cell] | Note:
        """The cells of these rows."""
        strip = self.sheet.strip_at(self.slot)
        return strip.run(rows) if strip is not None else self.sheet.lacks(self.sheet.slots[self.slot])

    def seen(self, cells: Sequence[Cell]) -> None:
        """Remember cells in the trace."""
        if cells and self.number >= 0 and self.sheet.trace is not None:
            several = Several(cells)
            several.strip = self.sheet.strip_at(self.slot)
            self.sheet.trace.append((self.number, several))


class Keyed(NamedTuple):
    """The rows that meet the filter of an aggregate, found without asking each."""

    rows: Sequence[int]


class Several(tuple[Cell, ...]):
    """Cells of one column that stand in a trace for one part, one after the other."""

    strip: Strip | None

    @cached_property
    def sayings(self) -> list[Saying]:
        """What the cells say: worked out once where many findings share them."""
        assert self.strip is not None
        return self.strip.sayings(self)

    @cached_property
    def digest(self) -> str:
        """The same, whatever their order, in a few characters."""
        return hashlib.sha256(repr(sorted(set(self.sayings))).encode()).hexdigest()


def saying_of(cell: Cell) -> Saying:
    """What the row of a cell is about, the cell's column and its text; a row without a name is about nothing."""
    about = cell.row
    return "" if about.startswith("第 ") else about, cell.role, cell.content.folded


def said_of(cells: Iterable[Cell], sums: Iterable[Several]) -> list[Saying]:
    """What cells and sums of cells say, each thing once."""
    found = set(map(saying_of, cells))
    for several in sums:
        found.update(several.sayings)
    return sorted(found)


__all__ = ["Keyed", "Run", "Saying", "Several", "Strip", "said_of"]
