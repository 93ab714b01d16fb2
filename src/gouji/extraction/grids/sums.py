"""Rows of sums: which of them states a field, and whether it is about all rows or about a group of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.template import TemplateColumn
from gouji.figures import Figure, parse_figure

#: The sum of a group is well below that of all rows so far: a sum that is less than this part of it is of a group.
_WHOLE: Final = Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row that states ``field`` by ``entry``.

    ``named``: its first word is a name of the field. ``beside`` are its figures by column, in base units. ``doubt``: it
    is not sure which of its figures belongs to which column.
    """

    field: str
    entry: Entry
    named: bool
    beside: Mapping[str, Fraction]
    entries: tuple[Entry, ...]
    doubt: bool = False

    def covers(self, added: Mapping[str, Fraction]) -> bool:
        """Whether some figure beside the field's is just what the rows of the whole document add up to."""
        return any(added.get(name) == figure for name, figure in self.beside.items())


@dataclass(slots=True)
class Sums:
    """The sums of one table while its rows are read."""

    added: dict[str, Fraction]
    """What the rows so far add up to, by column."""

    def add(self, cells: Mapping[str, Value]) -> None:
        """Take in a row."""
        for name, value in cells.items():
            figure = figure_of(value)
            if figure is not None and figure.plain:
                self.added[name] = self.added.get(name, Fraction(0)) + figure.base

    def take(self, cells: Mapping[str, Value]) -> None:
        """Take a row out again."""
        for name, value in cells.items():
            figure = figure_of(value)
            if figure is not None and figure.plain:
                self.added[name] -= figure.base

    def of_group(self, column: str, figure: Figure) -> bool:
        """Whether a sum is too small for all rows so far."""
        return figure.base < _WHOLE * self.added.get(column, Fraction(0))

    def read(
        self,
        line: Line,
        columns: Sequence[TemplateColumn],
        usual: Iterable[int],
        fields: Mapping[str, str],
        named: bool,
    ) -> list[SumRow]:
        """What a line of sums states. ``usual`` are the numbers of the columns that rows fill with figures."""
        figures = [entry for entry in line.own[1:] if parse_figure(entry.text) is not None]
        scored = list(usual)
        under = {at: entry for entry in figures for at in scored if columns[at].at <= entry.at < columns[at].to}
        doubt = False
        beside_them = [column for at, column in enumerate(columns) if at not in under and at not in scored]
        told = len(under) == len(scored) and line.size >= columns[-1].to
        told = told and all(any(c.at <= e.at < c.to for c in beside_them) for e in figures if e not in under.values())
        if len(under) < len(figures) and not told:
            # rates are not added up: a row of sums that lacks a cell has none under them
            adding = [at for at in scored if (kind := columns[at].kind) is None or not kind.ratio]
            if len(figures) in (len(scored), len(adding)):
                under = dict(zip(scored if len(figures) == len(scored) else adding, figures, strict=True))
            elif len(figures) == 1 and named and scored:
                under, doubt = {scored[-1]: figures[0]}, True
            else:
                return []
        beside = {
            name: figure.base
            for at, entry in under.items()
            if (name := columns[at].name) is not None and (figure := parse_figure(entry.text)) is not None
        }
        out = []
        for at, entry in under.items():
            name, figure = columns[at].name, parse_figure(entry.text)
            if name is None or name not in fields or figure is None or (self.of_group(name, figure) and not named):
                continue
            rest = {other: base for other, base in beside.items() if other != name}
            out.append(SumRow(fields[name], entry, named, rest, line.own, doubt))
        return out


def figure_of(value: Value) -> Figure | None:
    """The figure that a cell is."""
    return parse_figure(value if isinstance(value, str) else value.text) if value is not None else None
