"""Which rows a condition is asked of, and which cells of the same report it means.

What a cell of a rule means in many reports at once: a cell of each row, a field of each report, the one row of another table.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from gouji.engine.bulk.columns import Columns
from gouji.engine.screen_parts import NoScreen
from gouji.engine.sharing import Parts
from gouji.language import bound as b
from gouji.report.bulk import Flags, Ints


@dataclasses.dataclass(frozen=True, slots=True)
class Certain:
    """Where a condition certainly holds, certainly fails, certainly holds within rounding (given that it does not hold)."""

    holds: Flags
    fails: Flags
    within: Flags


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """What a condition is asked of: the reports, or rows of a table.

    ``rows`` are some rows (numbers among those of all reports); None: all. ``owners`` are the reports of the rows; None:
    the reports themselves are asked.
    """

    level: int
    table: str | None
    size: int
    rows: Ints | None = None
    owners: Ints | None = None

    def of_report(self, values: Any) -> Any:
        """Values of the reports, for every row."""
        return values if self.owners is None else values[self.owners]

    def none(self) -> Flags:
        return np.zeros(self.size, np.bool_)

    def all(self) -> Flags:
        return np.ones(self.size, np.bool_)

    def narrowed(self, chosen: Flags) -> Frame:
        """Some of its rows."""
        at = np.flatnonzero(chosen)
        rows = at if self.rows is None else self.rows[at]
        return Frame(self.level, self.table, len(at), rows, at if self.owners is None else self.owners[at])


class Places:
    """The cells of some rules in all reports of a bulk."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.count = len(columns.bulk)
        self._key = Parts().key

    def frame(self, level: int, table: str) -> Frame:
        """All rows of a table."""
        owners = self.columns.rows(table).owners
        return Frame(level, table, len(owners), None, owners)

    @property
    def reports(self) -> Frame:
        """The reports themselves."""
        return Frame(0, None, self.count)

    def _place(self, cell: b.Cell, frame: Frame) -> None:
        """Make sure that a cell is one of the frame's rows, or of their reports. Raises NoScreen."""
        if cell.of_group or (cell.level >= 0 and (cell.level != frame.level or cell.table != frame.table)):
            raise NoScreen

    def _seen(self, values: Any, cell: b.Bound, frame: Frame) -> Any:
        """What a whole column was made into, for the rows of the frame."""
        if isinstance(cell, b.OneRow):
            return self._one(values, cell, frame)
        assert isinstance(cell, b.Cell)
        if cell.level < 0:
            return tuple(frame.of_report(part) for part in values)
        return values if frame.rows is None else tuple(part[frame.rows] for part in values)

    def _one(self, values: Any, cell: b.OneRow, frame: Frame) -> Any:
        """The same for a cell of one row; the first of the values says with 0 or False that nothing is known."""
        rows, per_report = self._one_row(cell, frame)
        found = rows >= 0
        picked = [part[np.maximum(rows, 0)] for part in values]
        picked[0] = np.where(found, picked[0], picked[0].dtype.type(0))
        return tuple(frame.of_report(part) if per_report else part for part in picked)

    def _folds(self, cell: b.Cell, frame: Frame) -> Ints:
        """The folded texts of a cell, by number."""
        self._place(cell, frame)
        if cell.level < 0:
            found: Ints = frame.of_report(self.columns.folds(cell, None))
            return found
        return self.columns.folds(cell, frame.rows)

    def _one_row(self, cell: b.OneRow, frame: Frame) -> tuple[Ints, bool]:
        """The row that a cell is taken from (-1: no one row), and whether there is one for each report or each row."""
        where = cell.where
        if where is None:
            return self.columns.once(("total", cell.table, cell.column.name), lambda: self._total_row(cell)), True
        if isinstance(where, b.Membership | b.Comparison) and where.operator in ("属于", "="):
            inner, outer = (
                (where.operand, where.words) if isinstance(where, b.Membership) else (where.left, where.right)
            )
            if isinstance(inner, b.Cell) and isinstance(outer, b.Cell) and inner.level == cell.level > outer.level:
                if inner.type.base != "text" or outer.type.base != "text":
                    raise NoScreen
                return self._keyed_row(cell, inner, outer, frame), False
        if any(isinstance(part, b.Cell) and 0 <= part.level < cell.level for part in b.walk(where)):
            raise NoScreen
        return self.columns.once(("row", cell.table, self._key(where)), lambda: self._only_row(cell, where)), True

    def _keyed_row(self, cell: b.OneRow, inner: b.Cell, outer: b.Cell, frame: Frame) -> Ints:
        inside = self.frame(cell.level, cell.table)
        self._place(inner, inside)
        assert inside.owners is not None
        keys = self._coded(self.columns.folds(inner, None), inside.owners)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        wanted = self._coded(*self._outer(outer, frame))
        first = np.searchsorted(ordered, wanted)
        alone = np.searchsorted(ordered, wanted, side="right") - first == 1
        return np.where(alone, order[np.minimum(first, len(order) - 1)], -1)

    def _only_row(self, cell: b.OneRow, where: b.Bound) -> Ints:
        inside = self.frame(cell.level, cell.table)
        truth = self.truth(where, inside)
        return self._alone(inside, truth.holds, ~(truth.holds | truth.fails))

    def _total_row(self, cell: b.OneRow) -> Ints:
        """The row that a bare ``表.列`` from elsewhere means: see :func:`gouji.engine.screening.one_of`."""
        inside = self.frame(cell.level, cell.table)
        candidates, only = self.columns.once(("totals", cell.table), lambda: self._totals(cell, inside))
        if (only >= 0).all():
            found: Ints = only
            return found
        filled = self._alone(inside, candidates & self.columns.filled(cell), inside.none())
        return np.where(only >= 0, only, filled)

    def _totals(self, cell: b.OneRow, inside: Frame) -> tuple[Flags, Ints]:
        """The rows of a table that may be meant so, and for every report the only one."""
        candidates = inside.all()
        known = self.columns.form.totals.get(cell.table)
        if known is not None:
            column, among = known
            folds = self.columns.folds(b.Cell(cell.node, cell.type, cell.table, column, 0), None)
            totals = inside.none()
            for word in among:
                totals |= folds == self.columns.numbered.number(word)
            some = np.logical_or.reduceat(totals, self.columns.rows(cell.table).firsts[:-1])
            candidates = np.where(some[inside.owners], totals, True)
        return candidates, self._alone(inside, candidates, inside.none())

    def _alone(self, inside: Frame, chosen: Flags, doubtful: Flags) -> Ints:
        """For every report the one row that is chosen; -1 where it is not one, or any row is in doubt."""
        assert inside.owners is not None
        rows = np.full(self.count, -1, np.int64)
        at = np.flatnonzero(chosen)
        rows[inside.owners[at]] = at
        rows[np.bincount(inside.owners[at], minlength=self.count) != 1] = -1
        rows[inside.owners[np.flatnonzero(doubtful)]] = -1
        return rows

    def _outer(self, cell: b.Cell, frame: Frame) -> tuple[Ints, Ints]:
        """The folded texts of a cell outside a sum, and the reports that they stand in."""
        folds = self._folds(cell, frame)
        return folds, np.arange(self.count) if frame.owners is None else frame.owners

    @staticmethod
    def _coded(folds: Ints, owners: Ints) -> Ints:
        """Report and text as one number."""
        return (owners << 32) + folds

    def truth(self, bound: b.Bound, frame: Frame) -> Certain:
        """What is certain of a condition. Raises NoScreen."""
        raise NotImplementedError


__all__ = ["Certain", "Frame", "Places"]
