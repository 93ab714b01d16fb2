"""How many of the printed figures any check has judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from gouji.engine.program import CompiledRule, Held
from gouji.engine.result import Coverage
from gouji.engine.screen_form import UNSURE
from gouji.engine.sheet import Sheet
from gouji.engine.truth import State, Truth
from gouji.faults import Note
from gouji.figures import parse_figure, parse_target
from gouji.figures.glance import prints_figure
from gouji.language import bound as b
from gouji.report import Anchor, Report

#: Texts remembered by :class:`Prints`; past it the memory is emptied.
REMEMBERED = 20_000


class Prints(dict["str | None", bool]):
    """Whether a cell prints a figure (a target with one counts, a date does not), remembered by its text."""

    def __missing__(self, text: str | None) -> bool:
        if len(self) >= REMEMBERED:
            self.clear()
        found = prints_figure(text) if text is not None else False
        if found is None:
            found = parse_figure(text or "") is not None or bool(parse_target(text or "").figures)
        self[text] = found
        return found


#: All rows of a column, or some.
Rows = set[int] | None
#: A rule with the rows (groups) on which it was judged and, unless that is certain of all of them, the status of each.
Step = tuple[CompiledRule, Sequence[Any] | None, Sequence[int]]


class Covered:
    """Which cells the checks of one report have judged; counted when somebody asks.

    ``steps`` are rules with the rows (groups) on which they were judged; rows None: all rows of the rule's table. Of
    rows with a status those that are not sure are left out.
    """

    def __init__(
        self,
        report: Report,
        sheet: Callable[[Report], Sheet],
        prints: Prints,
        more: Callable[[], list[Step]] | None = None,
    ) -> None:
        """``more``: what gives further steps, asked when they are wanted."""
        self._more = more
        self.report = report
        self._lay_out = sheet
        self._prints = prints
        self.steps: list[Step] = []

    @cached_property
    def sheet(self) -> Sheet:
        return self._lay_out(self.report)

    @cached_property
    def _printed(self) -> tuple[int, list[tuple[Anchor, str]]] | None:
        """For a report that was read from a document: how many figures that prints, and those that nobody judged."""
        count = getattr(self.report.origin, "coverage", None)
        if count is None:
            return None
        judged = []
        for (table, header), rows in self._covered.items():
            if table is None:
                judged.append(Anchor(None, None, header))
                continue
            numbers = range(len(self.report.tables[table])) if rows is None else sorted(rows)
            judged += [Anchor(table, row, header) for row in numbers]
        found: tuple[int, list[tuple[Anchor, str]]] = count(judged)
        return found

    @cached_property
    def _counts(self) -> Coverage:
        if (found := self._printed) is not None:
            return Coverage(found[0], found[0] - len(found[1]))
        printed = judged = 0
        covered = self._covered
        for table, header, texts in self._columns():
            flags = list(map(self._prints.__getitem__, texts))
            printed += sum(flags)
            rows = covered.get((table, header), ())
            judged += sum(flags) if rows is None else sum([flags[row] for row in rows])
        return Coverage(printed, judged)

    def _columns(self) -> Iterator[tuple[str | None, str, Sequence[str | None]]]:
        """Every printed column with its texts; a field is a column of one."""
        report = self.report
        for name, text in report.fields.items():
            yield None, name, [text]
        for table, headers in report.form[0]:
            if not headers:
                continue
            if isinstance(headers, tuple):
                for header, texts in zip(headers, report.columns(table, headers), strict=True):
                    yield table, header, texts
            else:
                rows = report.tables[table]
                for header in headers:
                    yield table, header, [row.get(header) for row in rows]

    @property
    def printed(self) -> int:
        """How many figures the report prints."""
        return self._counts.printed

    @property
    def judged(self) -> int:
        """How many of them a check has judged; each counts once however many checks have."""
        return self._counts.judged

    def to_dict(self) -> dict[str, int]:
        return self._counts.to_dict()

    def uncovered(self) -> tuple[tuple[Anchor, str], ...]:
        """The printed figures that no check has judged, in the order of the document."""
        if (found := self._printed) is not None:
            return tuple(found[1])
        covered = self._covered
        out = []
        for anchor, text in self.report.cells():
            rows = covered.get((anchor.table, anchor.column), ())
            if rows is not None and (anchor.row or 0) not in rows and self._prints[text]:
                out.append((anchor, text))
        return tuple(out)

    @cached_property
    def _covered(self) -> dict[tuple[str | None, str], Rows]:
        """For every printed column the rows that were judged (None: all)."""
        known: dict[tuple[str | None, str], Rows] = {}
        slots = {(slot[0], slot[1].name): slot for slot in self.sheet.slots}
        more = self._more() if self._more is not None else []
        for rule, given, statuses in self.steps + more:
            rows = given
            if UNSURE in statuses:  # those are judged by a step of their own
                every = range(len(statuses)) if given is None else given
                rows = [row for row, status in zip(every, statuses, strict=True) if status != UNSURE]
            for held in rule.held:
                key = (held.cell.table, held.cell.column.name)
                before = known.get(key, set())
                if before is not None:
                    found = self._rows(rule, held, rows)
                    known[key] = None if found is None else before | found
        out: dict[tuple[str | None, str], Rows] = {}
        for key, judged in known.items():
            slot = slots[key]
            strip = self.sheet.strip(slot)
            if strip is None:
                continue
            placed = self.sheet.tables.get(key[0] or "")
            if placed is None or placed.origin is None:
                out[placed.printed[0] if placed is not None else None, strip.header] = judged
                continue
            for row in range(placed.size) if judged is None else judged:
                anchor = self.sheet.anchor(slot, row)
                numbers = out.setdefault((anchor.table, anchor.column), set())
                if numbers is not None:
                    numbers.add(anchor.row or 0)
        return out

    def cells(self) -> frozenset[Anchor]:
        """The cells that a check has judged, whatever stands in them."""
        out: set[Anchor] = set()
        for (table, header), rows in self._covered.items():
            if table is None:
                out.add(Anchor(None, None, header))
            else:
                numbers = range(len(self.report.tables[table])) if rows is None else rows
                out.update(Anchor(table, row, header) for row in numbers)
        return frozenset(out)

    def _rows(self, rule: CompiledRule, held: Held, rows: Sequence[Any] | None) -> Rows:
        """The rows of a cell's column that checks on ``rows`` have judged."""
        cell = held.cell
        if cell.table is None:
            return None
        if isinstance(cell, b.OneRow) and cell.where is None:
            row = self.sheet.total_row(self.sheet.slots.index((cell.table, cell.column)))
            return set() if isinstance(row, Note) else {row}
        if isinstance(cell, b.Cell) and cell.level == 0 and rule.scope.table is not None:
            if not cell.of_group:
                return None if rows is None else set(rows)
            groups = rows if rows is not None else self.sheet.groups(rule.scope.table, rule.keys)
            return {row for group in groups for row in group}
        if held.pick is None:
            return None
        inside: Callable[[int], Truth] = held.pick(self.sheet, None)  # type: ignore[assignment]  # a filter, not a truth
        return {row for row in self.sheet.rows(cell.table) if inside(row).state is State.HOLDS}
