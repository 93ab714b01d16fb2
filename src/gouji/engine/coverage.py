"""How many of the printed figures any check has judged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from gouji.engine.program import CompiledRule
from gouji.engine.result import Coverage
from gouji.engine.screen import NOT_APPLICABLE, PASSES, UNSURE, WITHIN
from gouji.engine.sheet import Sheet
from gouji.faults import Note
from gouji.figures import parse_figure, parse_target
from gouji.language import Column
from gouji.language import bound as b
from gouji.report import Anchor


@lru_cache(maxsize=65_536)
def prints_figure(text: str) -> bool:
    """Whether a cell prints a figure (a target with one counts, a date does not)."""
    return parse_figure(text) is not None or bool(parse_target(text).figures)


class Covered:
    """Which cells the checks of one report have judged; counted when somebody asks."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._rules: list[tuple[CompiledRule, Sequence[Any]]] = []

    def statuses(self, rule: CompiledRule, rows: Sequence[Any], statuses: Sequence[int]) -> None:
        """A rule was judged on the rows that its screen passed."""
        if NOT_APPLICABLE not in statuses and UNSURE not in statuses:
            self._rules.append((rule, rows))
        elif PASSES in statuses or WITHIN in statuses:
            done = [row for row, status in zip(rows, statuses, strict=True) if status in (PASSES, WITHIN)]
            self._rules.append((rule, done))

    def row(self, rule: CompiledRule, row: Any) -> None:
        """A rule was judged on a row, a group of rows, or the report."""
        self._rules.append((rule, (row,)))

    @property
    def printed(self) -> int:
        """How many figures the report prints."""
        return sum(prints_figure(text) for _, text in self.sheet.report.cells())

    @property
    def judged(self) -> int:
        """How many of them a check has judged; each counts once however many checks have."""
        return sum(prints_figure(text) for anchor, text in self.sheet.report.cells() if anchor in self._anchors)

    def to_dict(self) -> dict[str, int]:
        return Coverage(self.printed, self.judged).to_dict()

    def uncovered(self) -> tuple[tuple[Anchor, str], ...]:
        """The printed figures that no check has judged, in the order of the document."""
        cells = self.sheet.report.cells()
        return tuple((anchor, text) for anchor, text in cells if anchor not in self._anchors and prints_figure(text))

    @cached_property
    def _anchors(self) -> frozenset[Anchor]:
        rows_of: dict[tuple[str | None, str], tuple[Column, set[int]]] = {}
        for rule, rows in self._rules:
            for cell in rule.held:
                known = rows_of.setdefault((cell.table, cell.column.name), (cell.column, set()))[1]
                known.update(self._rows(cell, rows))
        found = set()
        for (table, _), (column, numbers) in rows_of.items():
            slot = (table, column)
            if self.sheet.strip(slot) is not None:
                found.update(self.sheet.anchor(slot, number) for number in numbers)
        return frozenset(found)

    def _rows(self, cell: b.Cell | b.OneRow, rows: Sequence[Any]) -> Sequence[int]:
        """The rows of a cell's column that checks on ``rows`` have judged."""
        if cell.table is None:
            return (0,)
        if isinstance(cell, b.OneRow) and cell.where is None:
            row = self.sheet.total_row(self.sheet.slots.index((cell.table, cell.column)))
            return () if isinstance(row, Note) else (row,)
        if isinstance(cell, b.Cell) and cell.level == 0:
            if cell.of_group:
                return [row for group in rows for row in group]
            return rows
        return self.sheet.rows(cell.table)
