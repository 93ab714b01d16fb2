"""Cells as the locations that a diagnosis tells."""

from __future__ import annotations

from gouji.diagnosis.system import System
from gouji.engine.cells import Cell
from gouji.engine.result import Location
from gouji.report import Anchor, Report


class Places:
    """Where the cells of one report stand."""

    def __init__(self, system: System, report: Report) -> None:
        self._system = system
        self._report = report

    def of(self, cell: Cell) -> Location:
        """The location of a cell."""
        return Location(cell.role, cell.content.text, cell.anchor, self._report.locate, cell.row)

    def at(self, anchor: Anchor) -> Location:
        """The location at an anchor, whether any check reads it or not."""
        known = self._system.at(anchor)
        if known:
            return self.of(known[0].cell)
        row = self._report.fields if anchor.table is None else self._report.tables[anchor.table][anchor.row or 0]
        text = row.get(anchor.column)
        return Location(anchor.column, text or "", anchor, self._report.locate)
