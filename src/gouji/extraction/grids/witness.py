"""What the cells below a header say of its columns: the second witness, beside the words of the header.

A column that no word names, or that only the parts of its word name, is compared with what stands in it: entries that are
common in a column of the vocabulary, targets with their signs, figures that another column's never exceed. Only columns
whose cells stand under their headers are asked; what two readings fit is left unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.fitting import suits
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.template import Template, TemplateColumn
from gouji.figures import parse_figure, parse_leading_figure, parse_target
from gouji.language import Table, fold_text
from gouji.packs.layout import TableLayout

#: Cells that must stand in a column before they say anything.
_LEAST: Final = 3
#: The part of them that must agree.
_MOST: Final = Fraction(3, 4)
#: No score, share or weight of one row is more than this.
_LARGEST_SHARE: Final = 100


@dataclass(frozen=True, slots=True)
class _Column:
    """The entries that begin under one header, by the number of their row."""

    number: int
    entries: Mapping[int, Entry]

    def share(self, hits: int) -> bool:
        """Whether enough of the entries are of a kind."""
        return len(self.entries) >= _LEAST and hits >= _MOST * len(self.entries)


def refined(
    template: Template, lines: Sequence[tuple[int, Line]], headers: Headers, table: Table, spans_known: bool
) -> Template:
    """The template with the columns that the lines below it name, and without those that they belie."""
    layout = headers.layout(template.table)
    columns = list(template.columns)
    below = _below(columns, lines, layout, table, spans_known)
    if not below:
        return template
    for column in below:
        made = columns[column.number]
        if made.rooted and _belied(made, column):
            columns[column.number] = replace(made, name=None, base="none", kind=None, label=False, groups=False)
    _by_distinction(columns, below)
    _by_entries(columns, below, layout, table)
    _by_signs(columns, below, table)
    _by_bounds(columns, below, layout, table)
    _by_label(columns, below, layout, table)
    return replace(template, columns=tuple(columns))


def _below(
    columns: Sequence[TemplateColumn],
    lines: Sequence[tuple[int, Line]],
    layout: TableLayout,
    table: Table,
    spans_known: bool,
) -> list[_Column]:
    """The entries under each header, of the rows that stand where their headers are."""
    found: list[dict[int, Entry]] = [{} for _ in columns]
    for number, line in lines:
        own = line.own
        if len(own) < 2 or own[0].folded in layout.sum_texts or own[0].folded in table.total_texts:
            continue
        if not spans_known and line.size != columns[-1].to:
            continue
        for entry in own:
            at = next((n for n, column in enumerate(columns) if column.at <= entry.at < column.to), None)
            if at is not None and entry.to <= columns[at].to:
                found[at][number] = entry
    return [_Column(number, entries) for number, entries in enumerate(found)] if any(found) else []


def _belied(column: TemplateColumn, below: _Column) -> bool:
    """Whether most cells cannot be what the header was taken for."""
    kind = column.kind
    if kind is None or column.base != "number" or not below.entries:
        return False
    fits = 0
    for entry in below.entries.values():
        figure = parse_figure(entry.text)
        if figure is None:
            leading = parse_leading_figure(entry.text)
            figure = leading[0] if leading is not None else None
        fits += (figure is not None and suits(kind, figure)) or not any(sign.isalnum() for sign in entry.text)
    return 2 * fits < len(below.entries)


def _named(columns: Sequence[TemplateColumn]) -> set[str]:
    return {column.name for column in columns if column.name is not None}


def _free(columns: Sequence[TemplateColumn], below: Sequence[_Column]) -> list[_Column]:
    return [column for column in below if columns[column.number].base == "none"]


def _give(columns: list[TemplateColumn], at: int, name: str, table: Table, layout: TableLayout) -> None:
    kind = table.columns[name].kind
    columns[at] = replace(
        columns[at],
        name=name,
        base=kind.base,
        kind=kind,
        label=name == table.label,
        groups=name in layout.carried,
        rooted=True,
    )


def _by_entries(columns: list[TemplateColumn], below: Sequence[_Column], layout: TableLayout, table: Table) -> None:
    """A column most of whose entries are common ones of one column of the vocabulary is that column."""
    for column in _free(columns, below):
        words = [entry.folded for entry in column.entries.values()]
        fitting = [
            name
            for name, typical in layout.typical.items()
            if name not in _named(columns)
            and len(words) > 1
            and sum(word in typical for word in words) >= _MOST * len(words)
        ]
        if len(fitting) == 1 and table.columns[fitting[0]].kind.base == "text":
            _give(columns, column.number, fitting[0], table, layout)


def _by_signs(columns: list[TemplateColumn], below: Sequence[_Column], table: Table) -> None:
    """A column of figures with comparison signs is that of the targets."""
    targets = [name for name, column in table.columns.items() if column.kind.base == "target"]
    if len(targets) != 1 or targets[0] in _named(columns):
        return
    found = [
        column
        for column in _free(columns, below)
        if column.share(sum(bool(parse_target(entry.text).op) for entry in column.entries.values()))
    ]
    if len(found) == 1:
        _give(columns, found[0].number, targets[0], table, TableLayout())


def _by_bounds(columns: list[TemplateColumn], below: Sequence[_Column], layout: TableLayout, table: Table) -> None:
    """A column of shares of which no figure exceeds the one beside it, and the one that bounds it."""
    for lower, upper in layout.at_most.items():
        known = {column.name: below[number] for number, column in enumerate(columns) if column.name in (lower, upper)}
        if len(known) != 1 or table.columns[lower].kind.base != "number":
            continue
        (name, other), *_ = known.items()
        candidates = [column for column in _free(columns, below) if column.share(len(_figures(column)))]
        found = [
            column
            for column in candidates
            if (_bounds(column, other) if name == upper else _bounds(other, column)) and column.number != other.number
        ]
        if len(found) == 1:
            _give(columns, found[0].number, lower if name == upper else upper, table, layout)


def _figures(column: _Column) -> dict[int, Fraction]:
    out = {}
    for row, entry in column.entries.items():
        figure = parse_figure(entry.text)
        plain = figure is not None and figure.plain and figure.unit.dimension in ("number", "score")
        if figure is not None and plain and 0 <= figure.value <= _LARGEST_SHARE:
            out[row] = Fraction(figure.value)
    return out


def _bounds(lower: _Column, upper: _Column) -> bool:
    """Whether the figures of two columns stand in the same rows, none of the first is more, and most are as much."""
    least, most = _figures(lower), _figures(upper)
    rows = least.keys() & most.keys()
    if len(rows) < _LEAST or len(rows) < _MOST * max(len(least), len(most)):
        return False
    return all(least[row] <= most[row] for row in rows) and 2 * sum(least[row] == most[row] for row in rows) >= len(
        rows
    )


def _by_distinction(columns: list[TemplateColumn], below: Sequence[_Column]) -> None:
    """A column taken for the names of rows in which words come again, and one before it in which none does: that one."""
    taken = next((column for column in below if columns[column.number].guessed), None)
    if taken is None or not _repeats(taken):
        return
    for column in reversed(below[: taken.number]):
        made = columns[column.number]
        texts = [entry.text for entry in column.entries.values()]
        if made.name is not None or made.serves or len(texts) < max(_LEAST, len(taken.entries)):
            continue
        if not _repeats(column) and all(parse_figure(text) is None for text in texts):
            label = columns[taken.number]
            columns[column.number] = replace(made, name=label.name, base=label.base, label=True, guessed=True)
            columns[taken.number] = replace(label, name=None, base="none", kind=None, label=False, guessed=False)
            return


def _repeats(column: _Column) -> bool:
    words = [entry.folded for entry in column.entries.values()]
    return len(set(words)) < len(words)


def _by_label(columns: list[TemplateColumn], below: Sequence[_Column], layout: TableLayout, table: Table) -> None:
    """Where no column names the rows, the lowest of those that group them does so if hardly two rows share an entry."""
    if table.label is None or any(column.label for column in columns):
        return
    groups = [column for column in below if columns[column.number].groups]
    if not groups:
        return
    last = groups[-1]
    words = [fold_text(entry.text) for entry in last.entries.values()]
    typical = layout.typical.get(columns[last.number].name or "", frozenset())
    rows = len({row for column in below for row in column.entries})
    if len(words) < _LEAST or len(words) < _MOST * rows or len(set(words)) < len(words):
        return
    if 2 * sum(word in typical for word in words) < len(words):
        _give(columns, last.number, table.label, table, layout)
