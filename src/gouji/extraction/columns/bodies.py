"""What the parts of one printed table, as they were read page after page, make of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from gouji.extraction.columns.arithmetic import Columns
from gouji.extraction.columns.reckoning import Reckoning
from gouji.extraction.grids.body import Body
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.template import TemplateColumn
from gouji.figures import find_unit
from gouji.language.kinds import SCORE
from gouji.packs.layout import TableLayout

#: The unit of points.
_POINTS: Final = find_unit("分")


def fractions_of(bodies: Sequence[Body]) -> frozenset[str]:
    """The ratios of a printed table whose bare numbers are fractions: 0.9512, not percent."""
    columns = bodies[0].template.columns if bodies else ()
    if not any(column.kind is not None and column.kind.ratio for column in columns):
        return frozenset()
    headers = {at: column.header for at, column in enumerate(columns)}
    found = Columns([row.placed for body in bodies for row in body.rows], headers).fractions()
    return frozenset(
        name for at in found if (kind := columns[at].kind) and kind.ratio and (name := columns[at].name) is not None
    )


def reckon(reckoning: Reckoning, bodies: Sequence[Body], layout: TableLayout) -> None:
    """What the figures of one printed table say of each other; of a table that has lost rows, nothing."""
    if not bodies or any(body.lost for body in bodies):
        return
    template = bodies[0].template
    columns = template.columns
    label = next((at for at, column in enumerate(columns) if column.label), None)
    form = template.table if label is not None else None
    if label is None:
        # a table of groups alone (决策, 过程, 产出) has no rows that rules speak of: its columns are like those of any table
        label = next((at for at in reversed(range(len(columns))) if columns[at].groups), None)
        if label is None or any(column.base not in ("number", "none") for column in columns[label + 1 :]):
            return
        columns = tuple(replace(c, name=None, base="none") if c.base == "number" else c for c in columns)
        layout = TableLayout()
    columns = tuple(replace(c, unit=_POINTS) if c.unit is None and _of_points(c) else c for c in columns)
    rows: list[tuple[Entry, Mapping[int, Entry]]] = []
    for body in bodies:
        told: list[tuple[int, Entry, Mapping[int, Entry]]] = [
            (row.line, row.placed[label], row.placed) for row in body.rows if label in row.placed
        ]
        told += [(number, entry, {}) for number, entry in body.headings]
        told += body.totals
        rows += [(name, cells) for _, name, cells in sorted(told, key=lambda row: row[0])]
    read = [row for body in bodies for row in body.rows]
    short = {id(entry) for row in read if row.short for entry in row.placed.values()}
    doubtful = {id(entry) for row in read if row.doubt for entry in row.placed.values()}
    reckoning.table(columns, rows, form, layout, short, doubtful)


def _of_points(column: TemplateColumn) -> bool:
    """Whether a column holds points, which nobody rounds."""
    return (column.kind is not None and column.kind.dim == SCORE) or (
        column.kind is None and column.header.rstrip().endswith("分")
    )
