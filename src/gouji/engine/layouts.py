"""How printed names map to the vocabulary: the tables and columns of one form of report, resolved once."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

from gouji.engine.reading import Reading
from gouji.faults.record import dataclass
from gouji.figures import Unit
from gouji.language import Column, unit_of_header
from gouji.packs.vocabulary import Vocabulary
from gouji.report.model import Form

#: Layouts remembered for the next reports of the same form.
LAYOUTS = 256
#: Columns and units that readings are found by without comparing them.
MET = 4096


@dataclass(frozen=True, slots=True)
class Layout:
    """How the headers of one printed table map to the vocabulary."""

    table: str
    headers: dict[str, tuple[str, Unit | None]]
    """Column of the vocabulary to (printed header, unit of the header)."""


class Placement(NamedTuple):
    """Where the names of a vocabulary are in the reports of one form whose rows all have the headers of their tables."""

    tables: tuple[tuple[str, str, dict[str, tuple[str, Unit | None]]], ...]
    """Table of the vocabulary, printed table, headers as a layout has them."""
    fields: dict[str, tuple[str, Unit | None]]


class Readings:
    """The readings of all columns, shared by the reports of a run, and the layouts seen so far."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._readings: dict[tuple[Column, Unit | None], Reading] = {}
        self._met: dict[tuple[int, int], tuple[Column, Unit | None, Reading]] = {}
        """The same by the identity of column and unit, which stay alive in it: their hashes take long."""
        self._layouts: dict[tuple[str, tuple[str, ...]], Layout | None] = {}
        self._fields: dict[str, tuple[str, Unit | None] | None] = {}
        self._placements: dict[Form, Placement | None] = {}

    def reading(self, column: Column, unit: Unit | None) -> Reading:
        met = self._met.get((id(column), id(unit)))
        if met is not None:
            return met[2]
        known = self._readings.get((column, unit))
        if known is None:
            known = self._readings[column, unit] = Reading(column, unit, self.vocabulary.empty)
        if len(self._met) >= MET:
            self._met.clear()
        self._met[id(column), id(unit)] = column, unit, known
        return known

    def layout(self, printed: str, headers: tuple[str, ...]) -> Layout | None:
        key = (printed, headers)
        if key in self._layouts:
            return self._layouts[key]
        if len(self._layouts) >= LAYOUTS:
            self._layouts.clear()
        table = self.vocabulary.table(printed)
        made = None
        if table is not None:
            found: dict[str, tuple[str, Unit | None]] = {}
            columns, title = self.vocabulary.schema.tables[table].columns, unit_of_header(printed)[1]
            for header in headers:
                resolved = self.vocabulary.column(table, header)
                if resolved is not None and resolved[0] not in found:
                    name, unit = resolved
                    # 资金（万元）: the title's unit is that of every column of its kind which names none
                    if unit is None and title is not None and columns[name].kind.dim == ((title.dimension, 1),):
                        unit = title
                    found[name] = (header, unit)
            made = Layout(table, found)
        self._layouts[key] = made
        return made

    def field(self, printed: str) -> tuple[str, Unit | None] | None:
        if printed not in self._fields:
            if len(self._fields) >= LAYOUTS * 16:
                self._fields.clear()
            self._fields[printed] = self.vocabulary.field(printed)
        return self._fields[printed]

    def placement(self, form: Form) -> Placement | None:
        """The names of one form; None where that depends on the rows.

        It does where the rows of a table differ in their headers, or two printed tables share a name of the vocabulary.
        """
        if form in self._placements:
            return self._placements[form]
        if len(self._placements) >= LAYOUTS:
            self._placements.clear()
        known = self._placements[form] = self._placed(form)
        return known

    def _placed(self, form: Form) -> Placement | None:
        tables: dict[str, tuple[str, str, dict[str, tuple[str, Unit | None]]]] = {}
        for printed, headers in form[0]:
            if isinstance(headers, frozenset):
                return None
            layout = self.layout(printed, headers or ())
            if layout is None:
                continue
            if layout.table in tables:
                return None
            tables[layout.table] = (layout.table, printed, layout.headers)
        return Placement(tuple(tables.values()), self.fields(form[1]))

    def fields(self, printed: tuple[str, ...]) -> dict[str, tuple[str, Unit | None]]:
        """The fields of the vocabulary that some printed names stand for, each with the first of them."""
        found: dict[str, tuple[str, Unit | None]] = {}
        for one in printed:
            resolved = self.field(one)
            if resolved is not None:
                found.setdefault(resolved[0], (one, resolved[1]))
        return found


@dataclasses.dataclass(slots=True)
class Placed:
    """A table of the vocabulary as this report has it: perhaps several printed tables, one after the other."""

    printed: list[str]
    size: int
    origin: list[tuple[str, int]] | None
    """Printed table and row of every row, where there is more than one printed table."""
    headers: dict[str, tuple[str, Unit | None]]
    rows: list[dict[str, str | None]] | None
    """The rows where they differ in their headers, so that each row must be asked; else None."""


__all__ = ["Layout", "Placed", "Placement", "Readings"]
