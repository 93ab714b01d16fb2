"""How many of the printed figures any check has judged."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from gouji.engine.program import CompiledRule, cells_of
from gouji.engine.result import Coverage
from gouji.engine.sheet import Sheet
from gouji.faults import Note
from gouji.figures import parse_figure, parse_target
from gouji.language import bound as b
from gouji.report import Anchor


@lru_cache(maxsize=65_536)
def prints_figure(text: str) -> bool:
    """Whether a cell prints a figure (a target with one counts, a date does not)."""
    return parse_figure(text) is not None or bool(parse_target(text).figures)


class Covered:
    """Collects which cells the checks of one report have judged."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._anchors: set[Anchor] = set()
        self._columns: set[tuple[str, object]] = set()

    def row(self, rule: CompiledRule, row: Any) -> None:
        """A rule was judged on a row, a group of rows, or the report."""
        for cell in rule.held:
            self._cell(rule, cell, row)

    def _cell(self, rule: CompiledRule, cell: b.Cell | b.OneRow, row: Any) -> None:
        sheet = self.sheet
        slot = (cell.table, cell.column)
        if isinstance(cell, b.OneRow):
            if cell.where is None:
                found = sheet.total_cell(sheet.slots.index(slot))
                if not isinstance(found, Note):
                    self._anchors.add(found.anchor)
            else:
                self._whole(slot)
        elif cell.level < 0:
            self._anchors.add(sheet.anchor(slot, 0))
        elif cell.level == 0:
            for at in row if isinstance(row, tuple) else (row,):
                self._anchors.add(sheet.anchor(slot, at))
        else:
            self._whole(slot)

    def _whole(self, slot: Any) -> None:
        if slot in self._columns:
            return
        self._columns.add(slot)
        if slot[0] is not None and self.sheet.strip(slot) is not None:
            for row in self.sheet.rows(slot[0]):
                self._anchors.add(self.sheet.anchor(slot, row))

    def coverage(self) -> Coverage:
        """The counts; a figure is counted once however many checks have judged it."""
        printed = judged = 0
        for anchor, text in self.sheet.report.cells():
            if prints_figure(text):
                printed += 1
                judged += anchor in self._anchors
        return Coverage(printed, judged)

    def uncovered(self) -> tuple[tuple[Anchor, str], ...]:
        """The printed figures that no check has judged, in the order of the document."""
        return tuple(
            (anchor, text)
            for anchor, text in self.sheet.report.cells()
            if anchor not in self._anchors and prints_figure(text)
        )
