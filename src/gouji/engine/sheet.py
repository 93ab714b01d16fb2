"""A report laid out for judging: its printed names resolved to the vocabulary's, its cells read by kind, once each."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from gouji.engine import screening
from gouji.engine.cells import Cell
from gouji.engine.layouts import Placed, Readings
from gouji.engine.reading import Reading
from gouji.engine.screen_form import Form, Source
from gouji.engine.strips import Keyed, Run, Strip
from gouji.engine.truth import State, Truth
from gouji.faults import Note
from gouji.figures import Unit
from gouji.language import Column, Slot
from gouji.report import Anchor, Report


@dataclasses.dataclass(slots=True)
class _Once:
    """What a part came to that is worked out once, its steps, and the trace that they stand in by now."""

    value: object
    steps: list[tuple[int, object]]
    told: list[tuple[int, object]] | None


class Sheet:
    """One report under one vocabulary. Holds nothing that outlives the report."""

    def __init__(self, report: Report, readings: Readings, slots: Sequence[Slot]) -> None:
        self.report = report
        self.readings = readings
        self.slots = slots
        self.year = report.year
        self.trace: list[tuple[int, object]] | None = None
        self._once: dict[object, _Once] = {}
        self._keys: dict[int, dict[str, list[int]]] = {}
        self._strips: dict[tuple[str | None, str], Strip | None] = {}
        self._numbered: list[Strip | bool | None] = [False] * len(slots)
        self._tellers: dict[str, Strip | None] = {}
        self.tables: dict[str, Placed] = {}
        self.fields: dict[str, tuple[str, Unit | None]]
        placement = readings.placement(report.form)
        if placement is not None:
            for table, printed, headers in placement.tables:
                self.tables[table] = Placed([printed], report.size(printed), None, headers, None)
            self.fields = placement.fields
            return
        for printed, known in report.form[0]:
            self._place(printed, known)
        self.fields = readings.fields(tuple(report.fields))

    def form(self, loose: bool) -> Form:
        """What a screen needs to know of reports like this one; ``loose`` when rows differ in their headers."""
        tables = {
            table: Source(
                placed.printed[0],
                {c: h for c, (h, _) in placed.headers.items()},
                placed.rows is None and not loose,
            )
            for table, placed in self.tables.items()
            if placed.origin is None and placed.size
        }
        fields = {column: printed for column, (printed, _) in self.fields.items()}
        return Form(tables, fields, self._reading, self._totals())

    def _reading(self, slot: Slot) -> Reading:
        strip = self.strip(slot)
        assert strip is not None
        return strip.reading

    def _totals(self) -> dict[str, tuple[Column, frozenset[str]]]:
        out = {}
        for name, table in self.readings.vocabulary.schema.tables.items():
            column = table.columns.get(table.total_column or "")
            if column is not None and name in self.tables and column.name in self.tables[name].headers:
                out[name] = (column, table.total_texts)
        return out

    def _place(self, printed: str, known: tuple[str, ...] | frozenset[str] | None) -> None:
        rows: list[dict[str, str | None]] | None = None
        if isinstance(known, frozenset):
            rows = self.report.tables[printed]
            headers = tuple(dict.fromkeys(header for row in rows for header in row))
        else:
            headers = known or ()
        layout = self.readings.layout(printed, headers)
        if layout is None:
            return
        size = self.report.size(printed)
        before = self.tables.get(layout.table)
        if before is None:
            self.tables[layout.table] = Placed([printed], size, None, layout.headers, rows)
            return
        origin = before.origin or [(before.printed[0], i) for i in range(before.size)]
        origin += [(printed, i) for i in range(size)]
        merged = {**layout.headers, **before.headers}
        # two printed tables under one name: each row is asked by the header of its own table
        moved = [
            {merged[column][0]: row.get(header) for column, (header, _) in layout.headers.items() if header in row}
            for row in self.report.tables[printed]
        ]
        rows = (before.rows if before.rows is not None else self.report.tables[before.printed[0]]) + moved
        self.tables[layout.table] = Placed([*before.printed, printed], before.size + size, origin, merged, rows)

    # -- whole columns, for the quick path ----------------------------------------------------------------------------

    def strip(self, slot: Slot) -> Strip | None:
        """The column of a slot; None when the report has no such column."""
        table, column = slot
        key = (table, column.name)
        if key in self._strips:
            return self._strips[key]
        made: Strip | None = None
        if table is None:
            found = self.fields.get(column.name)
            if found is not None:
                texts = [self.report.fields.get(found[0])]
                made = Strip(self, slot, self.readings.reading(column, found[1]), found[0], texts)
        else:
            placed = self.tables.get(table)
            if placed is not None and column.name in placed.headers:
                header, unit = placed.headers[column.name]
                made = Strip(self, slot, self.readings.reading(column, unit), header, self._texts(placed, header))
        self._strips[key] = made
        return made

    def strip_at(self, number: int) -> Strip | None:
        """The column of a slot by its number."""
        known = self._numbered[number]
        if known is False:
            known = self._numbered[number] = self.strip(self.slots[number])
        return known  # type: ignore[return-value]  # and not True

    def _texts(self, placed: Placed, header: str) -> Sequence[str | None]:
        if placed.rows is None:
            try:
                return self.report.column(placed.printed[0], header)
            except KeyError:  # as many headers in every row, but not the same
                placed.rows = self.report.tables[placed.printed[0]]
        return [row.get(header) for row in placed.rows]

    def size(self, table: str) -> int:
        placed = self.tables.get(table)
        return placed.size if placed is not None else 0

    # -- cells, for the exact path ------------------------------------------------------------------------------------

    def cell(self, slot_number: int, row: int) -> Cell | Note:
        strip = self.strip_at(slot_number)
        return strip.cell(row) if strip is not None else self.lacks(self.slots[slot_number])

    def field(self, slot_number: int) -> Cell | Note:
        return self.cell(slot_number, 0)

    def run(self, slot_number: int, number: int) -> Run:
        """The cells of a column, for an aggregate to go through."""
        return Run(self, slot_number, number)

    def _cell(self, slot: Slot, row: int) -> Cell | Note:
        strip = self.strip(slot)
        return strip.cell(row) if strip is not None else self.lacks(slot)

    def lacks(self, slot: Slot) -> Note:
        """Why a slot has no cells: the table or the column is not in the report."""
        table, column = slot
        if table is None:
            return Note.of("U601", names=column.name)
        if table not in self.tables:
            return Note.of("U612", table=table)
        return Note.of("U601", names=f"{table}.{column.name}")

    def anchor(self, slot: Slot, row: int) -> Anchor:
        """The printed names of a cell."""
        table, column = slot
        strip = self.strip(slot)
        header = strip.header if strip is not None else column.name
        if table is None:
            return Anchor(None, None, header)
        placed = self.tables[table]
        if placed.origin is None:
            return Anchor(placed.printed[0], row, header)
        printed, index = placed.origin[row]
        if printed != placed.printed[0]:
            headers = tuple(dict.fromkeys(h for r in self.report.tables[printed] for h in r))
            layout = self.readings.layout(printed, headers)
            if layout is not None and column.name in layout.headers:
                header = layout.headers[column.name][0]
        return Anchor(printed, index, header)

    def teller(self, table: str | None) -> Strip | None:
        """The column whose texts say what the rows of a table are about."""
        if table is None:
            return None
        if table not in self._tellers:
            self._tellers[table] = self._teller(table)
        return self._tellers[table]

    def _teller(self, table: str) -> Strip | None:
        """The naming column of a table."""
        known = self.readings.vocabulary.schema.tables.get(table)
        if known is None or known.label is None or known.label not in known.columns:
            return None
        return self.strip((table, known.columns[known.label]))

    def rows(self, table: str) -> range:
        return range(self.size(table))

    def total_cell(self, slot_number: int) -> Cell | Note:
        """The cell of the table's total row, or of its only row, or of the only row that has one."""
        row = self.total_row(slot_number)
        return row if isinstance(row, Note) else self._cell(self.slots[slot_number], row)

    def total_row(self, slot_number: int) -> int | Note:
        """The row that :meth:`total_cell` takes."""
        table, _ = slot = self.slots[slot_number]
        assert table is not None
        strip = self.strip_at(slot_number)
        if strip is None:
            return self.lacks(slot)
        known = self.readings.vocabulary.schema.tables[table]
        totals: list[int] = []
        if known.total_column is not None and known.total_column in known.columns:
            teller = self.strip((table, known.columns[known.total_column]))
            if teller is not None:
                totals = screening.total_rows([teller.reading.folds[text] for text in teller.texts], known.total_texts)
        row = screening.one_of(strip.texts, totals)
        if row >= 0:
            return row
        filled = sum(map(bool, strip.texts))
        return Note.of("U607", table=table, count=filled) if filled else Note.of("U608", table=table)

    def one_cell(self, slot_number: int, where: Callable[[int], Truth], condition: str) -> Cell | Note:
        """The cell of the one row that meets a condition."""
        slot = self.slots[slot_number]
        table, _ = slot
        assert table is not None
        if table not in self.tables:
            return self.lacks(slot)
        inside = []
        for row in self.rows(table):
            truth = where(row)
            if truth.state is State.HOLDS:
                inside.append(row)
            elif truth.state is not State.FAILS:
                return truth.reasons[0] if truth.reasons else Note.of("U606", text=condition)
        if len(inside) == 1:
            return self._cell(slot, inside[0])
        if not inside:
            return Note.of("U608", table=f"{table}[{condition}]")
        return Note.of("U607", table=f"{table}[{condition}]", count=len(inside))

    def keyed_cell(self, slot_number: int, key_slot: int, key: Cell | Note, condition: str) -> Cell | Note:
        """:meth:`one_cell` for the condition that a column has the text of a cell: all rows are looked at only once."""
        slot = self.slots[slot_number]
        table, _ = slot
        strip = self.strip_at(key_slot)
        if table not in self.tables or strip is None or isinstance(key, Note):
            where = strip.cell(0) if strip is not None and strip.texts else self.lacks(self.slots[key_slot])
            reasons = [side for side in (where, key) if isinstance(side, Note)]
            if table not in self.tables or not self.size(table):
                return self.lacks(slot) if table not in self.tables else Note.of("U608", table=f"{table}[{condition}]")
            return reasons[0]
        inside = self._having(key_slot, strip, key)
        if len(inside) == 1:
            return self._cell(slot, inside[0])
        if not inside:
            return Note.of("U608", table=f"{table}[{condition}]")
        return Note.of("U607", table=f"{table}[{condition}]", count=len(inside))

    def keyed(self, key_slot: int, key: Cell | Note, where: Callable[[int], Truth]) -> Callable[[int], Truth] | Keyed:
        """The rows whose column has the text of a cell, for an aggregate; ``where`` asks each row whether it is one."""
        strip = self.strip_at(key_slot)
        if strip is None or isinstance(key, Note):
            return where
        return Keyed(self._having(key_slot, strip, key))

    def _having(self, key_slot: int, strip: Strip, key: Cell) -> Sequence[int]:
        """The rows that have the text of a cell in a column; all of its rows are looked at only once."""
        known = self._keys.get(key_slot)
        if known is None:
            known = self._keys[key_slot] = {}
            for row, text in enumerate(map(strip.reading.folds.__getitem__, strip.texts)):
                known.setdefault(text, []).append(row)
        return known.get("" if key.content.empty else key.content.folded, ())

    def once(self, key: object, work: Callable[[], object]) -> object:
        """What a part comes to that is the same for all rows. Its steps stand in a trace once."""
        known = self._once.get(key)
        if known is None:
            trace = self.trace
            begin = len(trace) if trace is not None else 0
            value = work()
            steps = trace[begin:] if trace is not None else []
            self._once[key] = _Once(value, steps, trace)
            return value
        if self.trace is not None and known.told is not self.trace:
            self.trace.extend(known.steps)
            known.told = self.trace
        return known.value

    def group_cell(self, slot_number: int, rows: Sequence[int]) -> Cell | Note:
        """The one value that a group's rows have in a column (a merged cell is printed on one of them only)."""
        slot = self.slots[slot_number]
        strip = self.strip(slot)
        if strip is None:
            return self.lacks(slot)
        folds = strip.reading.folds
        filled = [row for row in rows if folds[strip.texts[row]]]
        values = {folds[strip.texts[row]] for row in filled}
        if len(values) > 1:
            return Note.of("U613", name=slot[1].name, count=len(values))
        return self._cell(slot, filled[0] if filled else rows[0])

    def groups(self, table: str, keys: Sequence[Column]) -> list[tuple[int, ...]]:
        """The rows of a table by equal keys, in the order of their first rows; rows without any key are left out."""
        strips = [strip for key in keys if (strip := self.strip((table, key))) is not None]
        return screening.grouped(*(strip.texts for strip in strips)) if len(strips) == len(keys) else []

    def let_go(self) -> None:
        """Forget the cells that were met, so that a judged report is gone with its last finding.

        A finding still knows its cells, and they what stands beside them.
        """
        for strip in self._strips.values():
            if strip is not None:
                strip.let_go()
        self._strips, self._tellers, self._once, self._keys = {}, {}, {}, {}
        self._numbered = [False] * len(self.slots)

    def seen(self, number: int, value: object) -> object:
        """Remembers what a part came to; returns it."""
        if self.trace is not None:
            self.trace.append((number, value))
        return value


__all__ = ["Readings", "Sheet"]
