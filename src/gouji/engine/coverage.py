"""How many of the printed figures any check has judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from gouji.engine.program import CompiledRule
from gouji.engine.result import Coverage
from gouji.engine.sheet import Sheet
from gouji.faults import Note
from gouji.figures import parse_figure, parse_target
from gouji.language import Column
from gouji.language import bound as b
from gouji.report import Anchor, Report


@lru_cache(maxsize=65_536)
def prints_figure(text: str) -> bool:
    """Whether a cell prints a figure (a target with one counts, a date does not)."""
    return parse_figure(text) is not None or bool(parse_target(text).figures)


class Covered:
    """Which cells the checks of one report have judged; counted when somebody asks.

    ``steps`` are rules with the rows (groups) on which they were judged; rows None: all rows of the rule's table.
    """

    def __init__(self, report: Report, sheet: Callable[[Report], Sheet]) -> None:
        self.report = report
        self._lay_out = sheet
        self.steps: list[tuple[CompiledRule, Sequence[Any] | None, Sequence[int]]] = []

    @cached_property
    def sheet(self) -> Sheet:
        return self._lay_out(self.report)

    @property
    def printed(self) -> int:
        """How many figures the report prints."""
        return sum(prints_figure(text) for _, text in self.report.cells())

    @property
    def judged(self) -> int:
        """How many of them a check has judged; each counts once however many checks have."""
        return sum(prints_figure(text) for anchor, text in self.report.cells() if anchor in self._anchors)

    def to_dict(self) -> dict[str, int]:
        return Coverage(self.printed, self.judged).to_dict()

    def uncovered(self) -> tuple[tuple[Anchor, str], ...]:
        """The printed figures that no check has judged, in the order of the document."""
        cells = self.report.cells()
        return tuple((anchor, text) for anchor, text in cells if anchor not in self._anchors and prints_figure(text))

    @cached_property
    def _anchors(self) -> frozenset[Anchor]:
        rows_of: dict[tuple[str | None, str], tuple[Column, set[int]]] = {}
        for rule, judged, _ in self.steps:
            rows = judged if judged is not None else self._every(rule)
            for cell in rule.held:
                known = rows_of.setdefault((cell.table, cell.column.name), (cell.column, set()))[1]
                known.update(self._rows(cell, rows))
        found: set[Anchor] = set()
        for (table, _), (column, numbers) in rows_of.items():
            slot = (table, column)
            if self.sheet.strip(slot) is not None:
                found.update(self.sheet.anchor(slot, number) for number in numbers)
        return frozenset(found)

    def _every(self, rule: CompiledRule) -> Sequence[Any]:
        """All rows, groups, or the one report that a rule is judged on."""
        if rule.scope.table is None:
            return (None,)
        if rule.scope.keys:
            return self.sheet.groups(rule.scope.table, rule.keys)
        return self.sheet.rows(rule.scope.table)

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
