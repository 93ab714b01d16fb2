"""The columns of a printed table as its header names them.

With them go the units that a header, or a line over the table, gives to their figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.faults import regex as re
from gouji.figures import Unit, find_unit
from gouji.language import Kind

_STATED_UNIT: Final = re.compile(r"单位\s*[:：为]\s*([^\s,，、;；()（）]{1,6})")


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column of a printed table.

    ``name`` is the vocabulary's, None for a column it does not know. ``base`` is the kind's base, ``operator`` or
    ``unit`` for a column that belongs to others (``serves``), ``none`` for an unknown one. ``groups``: its entry holds
    for the rows below until another comes. ``at`` and ``to`` are where it is printed.
    """

    name: str | None
    base: str
    at: int
    to: int
    header: str = ""
    kind: Kind | None = None
    unit: Unit | None = None
    label: bool = False
    groups: bool = False
    serves: tuple[str, ...] = ()
    guessed: bool = False
    """No header names it: it is taken for the column that names the rows."""
    rooted: bool = False
    """Only the parts of its word, or its cells, name it."""


@dataclass(frozen=True, slots=True)
class Template:
    """The columns of a table as one header names them; ``depth`` is how many rows the header has."""

    table: str
    columns: tuple[TemplateColumn, ...]
    depth: int
    titled: bool

    @property
    def named(self) -> int:
        """How many columns the vocabulary knows."""
        return sum(not column.guessed and (column.name is not None or bool(column.serves)) for column in self.columns)

    def same(self, other: Template) -> bool:
        """Whether two headers name the same columns in the same order."""
        return self.table == other.table and [c.name for c in self.columns] == [c.name for c in other.columns]


def with_label(template: Template, label: str | None) -> Template:
    """A header that leaves out what names a row: the last column before the first one it names, or one before that."""
    columns = list(template.columns)
    first = next(number for number, column in enumerate(columns) if column.name is not None)
    start = columns[first].at
    if label is None or start == 0:
        return template
    before = columns[first - 1] if first else None
    if before is not None and before.to >= start and (first > 1 or before.at == 0):
        made = replace(before, name=label, base="text", label=True, guessed=True)
        columns[first - 1] = made
    else:
        columns.insert(first, TemplateColumn(label, "text", start - 1, start, "", label=True, guessed=True))
    return replace(template, columns=tuple(columns))


def with_unit(template: Template, unit: Unit) -> Template:
    """The unit that a header gives for all its columns goes to those of its dimension that have none."""
    return replace(template, columns=tuple(in_unit(column, unit) for column in template.columns))


def in_unit(column: TemplateColumn, unit: Unit) -> TemplateColumn:
    """A column whose bare numbers are in the unit, if it can have it and has no other."""
    kind = column.kind
    if column.unit is not None or kind is None or kind.base != "number" or not kind.dim:
        return column
    return replace(column, unit=unit) if measures(kind, unit) else column


def measures(kind: Kind, unit: Unit) -> bool:
    """Whether a header may give a unit to the figures of a kind: money is no unit of scores."""
    return kind.base != "text" and (not kind.dim or unit.dimension.split(":")[0] == kind.dim[0][0])


def stated_unit(text: str) -> Unit | None:
    """The unit that a line over a table gives for all of it: 单位：万元."""
    if len(text) > 2 * LONGEST_HEADER:
        return None
    found = _STATED_UNIT.search(text)
    unit = find_unit(found[1]) if found is not None else None
    return unit if unit is not None and unit.symbol else None
