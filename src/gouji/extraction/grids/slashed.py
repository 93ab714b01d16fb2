"""Columns of two figures each: 得分/分值 over 8.78/10. Each of the two has a column of its own after that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.template import Template, TemplateColumn
from gouji.faults import regex as re
from gouji.language import Table

_SLASH: Final = re.compile(r"\s*[/／]\s*")
_PAIR: Final = re.compile(r"\s*([0-9][0-9.,]*)\s*[/／]\s*([0-9][0-9.,]*)\s*")
_SIDES: Final = 2

Numbered = tuple[int, Line]


def unslashed(
    template: Template, lines: Sequence[Numbered], headers: Headers, table: Table
) -> tuple[Template, Sequence[Numbered]]:
    """The header and the rows with the column of pairs, if there is one, as two: all its cells must be pairs of figures."""
    for number, column in enumerate(template.columns):
        names = _SLASH.split(column.header) if column.name is None and column.to == column.at + 1 else []
        known = [headers.column(template.table, name) for name in names]
        told = {other.name for other in template.columns}
        if len(known) != _SIDES or None in known or told & set(known) or known[0] == known[1]:
            continue
        held = [entry for _, line in lines for entry in line.own if entry.at == column.at]
        if not held or not all(_PAIR.fullmatch(entry.text) for entry in held):
            continue
        halves = [
            _half(column, name or "", header, place, table)
            for place, (name, header) in enumerate(zip(known, names, strict=True))
        ]
        rest = [replace(other, at=other.at + 1, to=other.to + 1) for other in template.columns[number + 1 :]]
        made = replace(template, columns=(*template.columns[:number], *halves, *rest))
        return made, [(at, _parted(line, column.at)) for at, line in lines]
    return template, lines


def _half(column: TemplateColumn, name: str, header: str, place: int, table: Table) -> TemplateColumn:
    kind, at = table.columns[name].kind, column.at + place
    return TemplateColumn(name, kind.base, at, at + 1, header, kind=kind)


def _parted(line: Line, at: int) -> Line:
    """A row with the pair in a column as two cells, and all cells behind it further on."""
    entries: list[Entry] = []
    for entry in line.entries:
        pair = _PAIR.fullmatch(entry.text) if entry.at == at else None
        if pair is None:
            entries.append(_wider(entry, at))
            continue
        for place in range(_SIDES):
            start, end = (entry.span.start + edge for edge in pair.span(place + 1))
            entries.append(replace(entry, span=entry.span.source.span(start, end), at=at + place, to=at + place + 1))
    blanks = tuple(_wider(blank, at) for blank in line.blanks)
    return replace(line, entries=tuple(entries), size=line.size + (line.size > at), blanks=blanks)


def _wider(cell: Entry, at: int) -> Entry:
    """A cell beside or over a column that takes the room of two."""
    return replace(cell, at=cell.at + (cell.at > at), to=cell.to + (cell.to > at))
