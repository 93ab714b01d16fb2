"""Printed tables that are none of the vocabulary's: words above, names before, figures. What they mean nobody knows; that
their figures belong together by row and by column everybody sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.headers import MOST_COLUMNS
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import is_total, partitive, style_of, unit_of_label
from gouji.extraction.grids.restored import restored
from gouji.extraction.grids.template import TemplateColumn
from gouji.faults import regex as re
from gouji.figures import Unit, parse_figure
from gouji.language import unit_of_header

#: Rows that a table has at least, and figures that one has; rows where they have one figure each.
_LEAST_ROWS: Final = 2
_LEAST_FIGURES: Final = 2
_LEAST_SINGLE: Final = 3
#: Rows that a table without a header has at least.
_LEAST_HEADLESS: Final = 4
#: Rows with fewer figures that may follow each other inside a table: headings, and rows in which little is entered.
_MOST_SHORT: Final = 6
#: Lines over the first figures that may be its header.
_DEEPEST: Final = 3
#: A year as the header of a column, and so many of them at least.
_YEAR: Final = re.compile(r"(?:19[5-9]|20[0-9])[0-9]年?度?")
_LEAST_YEARS: Final = 2
#: Headers of columns of rates.
_RELATIVE: Final = re.compile(r"[%％‰率比]|[增减升降]幅|增长|下降")


#: A word under a header that only says more of it: 上年 over （2023年）.
_REMARK: Final = re.compile(r"[（(][^（）()]*[)）]")


_Row = tuple[Entry, dict[int, Entry]]


@dataclass(frozen=True, slots=True)
class Figured:
    """A table of figures: its columns, and its rows as the entry that names each and its entries by column. ``sums`` are
    columns that the figures prove to be the sum of others in every row, ``code`` is the column of codes that tell whose
    parts the rows are."""

    columns: tuple[TemplateColumn, ...]
    rows: tuple[_Row, ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...] = ()
    code: int | None = None
    partial: bool = False
    """Whether rows between these could not be read: they are not all that a total is of."""


def nameless(headers: Sequence[str]) -> tuple[TemplateColumn, ...]:
    """Columns of which nothing is known but what stands over them."""
    return tuple(
        TemplateColumn(None, "none", at, at + 1, header, unit=unit_of_header(header)[1] or unit_of_label(header))
        for at, header in enumerate(headers)
    )


def figured(lines: Sequence[tuple[int, Line]], spans_known: bool) -> Iterator[Figured]:
    """The tables of figures among lines that no header of the vocabulary heads."""
    start = 0
    years = _years(lines)
    while start < len(lines):
        first = lines[start][1]
        headed = start > 0 and (start - 1 in years or _may_head(lines[start - 1][1]))
        if start in years or not (_is_row(first) or (headed and _figures(first) and _is_short(first, None))):
            start += 1
            continue
        end = _end(lines, start, spans_known, years)
        while start > 0 and len(own := lines[start - 1][1].own) == 1 and style_of(own[0].text) is not None:
            start -= 1  # a heading over the first row
        head = start
        while head > 0 and start - head < _DEEPEST and (head - 1 in years or _may_head(lines[head - 1][1])):
            head -= 1
        if end - start >= _LEAST_ROWS and head < start:
            made = _table([line for _, line in lines[head:start]], [line for _, line in lines[start:end]], spans_known)
            if made is not None:
                yield from _halves(made)
        start = end


def headless(lines: Sequence[tuple[int, Line]]) -> Iterator[Figured]:
    """The tables of figures whose header does not say which column is which: rows of as many figures behind a name. Rows that
    have others are left out."""
    rows = [_figures_behind(line) for _, line in lines]
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and (rows[end] is not None or (end > start and len(lines[end][1].own) == 1)):
            end += 1
        run = [row for row in rows[start:end] if row is not None]
        counts = Counter(len(figures) for _, figures in run)
        width, often = counts.most_common(1)[0] if counts else (0, 0)
        if often >= _LEAST_HEADLESS and 2 * often > len(run) and width >= _LEAST_FIGURES:
            kept = [(name, {0: name, **dict(enumerate(figures, 1))}) for name, figures in run if len(figures) == width]
            yield Figured(nameless([""] * (width + 1)), tuple(kept), partial=often < len(run))
        start = end + 1


def single(lines: Sequence[tuple[int, Line]]) -> Iterator[Figured]:
    """The lists of one name and one figure a row that end with a total: 捐赠收入 | 793, 投资收益 | 49, 合计 | 842."""
    run: list[_Row] = []
    for _, line in (*lines, (0, None)):
        own = line.own if line is not None else ()
        if len(own) == _LEAST_FIGURES and own[1].plain and parse_figure(own[0].text) is None:
            run.append((own[0], {0: own[0], 1: own[1]}))
            if not is_total(own[0].text):
                continue
            if len(run) >= _LEAST_SINGLE:
                yield Figured(nameless(["", ""]), tuple(run))
        run = []


def _figures_behind(line: Line) -> tuple[Entry, Sequence[Entry]] | None:
    """The name of a row and its figures, if there is nothing else in it."""
    own = line.own
    if len(own) < _LEAST_FIGURES or years_of(entry.text for entry in own[1:]):
        return None
    figures = [entry for entry in own[1:] if entry.plain]
    named = (parse_figure(own[0].text) is None and len(own[0].text) <= 2 * LONGEST_HEADER) or naming_year(
        own
    ) is not None
    return (own[0], figures) if named and len(figures) == len(own) - 1 else None


def in_stated_unit(table: Figured, unit: Unit | None) -> Figured:
    """A table whose bare amounts are in the unit that a line over it gives for all of it."""
    if unit is None:
        return table
    columns = (
        column if column.unit is not None or _RELATIVE.search(column.header) else replace(column, unit=unit)
        for column in table.columns
    )
    return replace(table, columns=tuple(columns))


def _halves(table: Figured) -> Iterator[Figured]:
    """A table whose headers begin again half way, but for the first, is two tables side by side."""
    half, rest = divmod(len(table.columns), 2)
    headers = [column.header for column in table.columns]
    if rest or half < 2 or headers[1:half] != headers[half + 1 :]:
        yield table
        return
    for first in (0, half):
        rows = []
        for _, cells in table.rows:  # headings without figures are those of the first half
            own = {at - first: entry for at, entry in cells.items() if first <= at < first + half}
            name = own.get(0)
            if name is not None and parse_figure(name.text) is None and not name.above:
                rows.append((name, own))
        if len(rows) >= _LEAST_ROWS:
            yield Figured(table.columns[first : first + half], tuple(rows))


def _figures(line: Line) -> int:
    return sum(parse_figure(entry.text) is not None for entry in line.own)


def _end(lines: Sequence[tuple[int, Line]], start: int, spans_known: bool, years: Collection[int]) -> int:
    """Where the table ends whose first row is ``start``; ``start + 1`` where none begins there.

    Rows of one figure each are a table if their names say that some are parts of others.
    """
    size = None if spans_known else lines[start][1].size
    at = end = start
    full = single = 0
    names: list[str] = []
    while at < len(lines) and at - end <= _MOST_SHORT:
        line = lines[at][1]
        if at in years:
            break
        if _is_row(line):
            full += 1
        elif not _is_short(line, size):
            break
        at += 1
        if count := _figures(line):
            end = at
            single += count == 1
            names.append(line.own[0].text)
    if full >= _LEAST_ROWS or (full + single >= _LEAST_SINGLE and partitive(names)):
        return end
    return start + 1


def _is_short(line: Line, size: int | None) -> bool:
    """A name with one figure, or none; ``size``: how many cells the row must have, where merged cells may be lost."""
    own = line.own
    named = bool(own) and parse_figure(own[0].text) is None
    short = all(len(entry.text) <= 2 * LONGEST_HEADER for entry in own)
    if not named or not short:
        return False
    return len(own) == 1 if not _figures(line) else _figures(line) == 1 and size in (None, line.size)


def _is_row(line: Line) -> bool:
    """A name, or a year, and figures."""
    own = line.own
    if naming_year(own) is not None:
        return _figures(line) > _LEAST_FIGURES
    named = any(parse_figure(entry.text) is None and len(entry.text) <= 2 * LONGEST_HEADER for entry in own[:2])
    return named and _figures(line) >= _LEAST_FIGURES


def naming_year(own: Sequence[Entry]) -> Entry | None:
    """The year that names a row of figures: 2020, 8.10, 7.95. Several years are a header."""
    years = [entry for entry in own if _YEAR.fullmatch(entry.text)]
    return own[0] if len(years) == 1 and years[0] is own[0] else None


def _may_head(line: Line) -> bool:
    entries = line.own
    return (
        1 < len(entries) <= MOST_COLUMNS
        and all(len(entry.text) <= LONGEST_HEADER for entry in entries)
        and not _figures(line)
    )


def _years(lines: Sequence[tuple[int, Line]]) -> frozenset[int]:
    """The places of lines of years that head columns; those that follow each other are rows of figures after all."""
    found = {at for at, (_, line) in enumerate(lines) if _of_years(line)}
    return frozenset(at for at in found if not {at - 1, at + 1} & found)


def _of_years(line: Line) -> bool:
    """Whether the figures of a line are years in their order, under a word: 项目, 2019, 2020, 2021."""
    own = line.own
    if not own or parse_figure(own[0].text) is not None:
        return False
    return years_of(entry.text for entry in own[1:] if parse_figure(entry.text) is not None)


def years_of(texts: Iterable[str]) -> bool:
    """Whether texts are years in their order."""
    years = list(texts)
    if len(years) < _LEAST_YEARS or not all(_YEAR.fullmatch(year) for year in years):
        return False
    steps = {one < other for one, other in pairwise(year[:4] for year in years)}
    return len(steps) == 1 and len(set(years)) == len(years)


def _table(head: Sequence[Line], body: Sequence[Line], spans_known: bool) -> Figured | None:
    lowest = head[-1] if spans_known else _lowest(head)
    names = 0
    if not spans_known:
        made = restored(body, lowest.size)
        if made is None and any(line.size != lowest.size for line in body if _figures(line)):
            return None
        # what some rows have lost groups the others: it is no name of theirs
        moved = [new.entries[0].at for old, new in zip(body, made or body, strict=True) if old is not new]
        names = max(moved, default=0)
        body = made or body
    # a line over the header heads it if some word of it reaches over several columns
    head = [line for line in head if line is lowest or any(entry.to - entry.at > 1 for entry in line.entries)]
    columns = []
    for entry in lowest.entries:
        words = [
            over.text
            for line in head
            for over in line.entries
            if over is not entry and over.at <= entry.at and over.to >= entry.to
        ]
        header = "".join((*dict.fromkeys(words), entry.text))
        labels = (unit_of_header(word)[1] or unit_of_label(word) for word in (entry.text, *reversed(words)))
        unit = next((unit for unit in labels if unit is not None), None)
        columns.append(TemplateColumn(None, "none", entry.at, entry.to, header, unit=unit))
    rows = []
    for line in body:
        placed: dict[int, Entry] = {}
        for entry in line.entries:
            under = [n for n, column in enumerate(columns) if column.at <= entry.at < column.to]
            if len(under) == 1 and not (entry.above and parse_figure(entry.text) is not None):
                placed[under[0]] = entry
        year = naming_year(line.own)
        worded = [entry for entry in line.own if entry is year or parse_figure(entry.text) is None]
        if year is not None:
            placed = {at: entry for at, entry in placed.items() if entry is not year}
        name = next((entry for entry in worded if entry.at >= names), worded[0] if worded else None)
        if name is None:
            return None
        if _figures(line):
            rows.append((name, placed))
        elif style_of(name.text) is not None:
            rows.append((name, {}))
    return Figured(tuple(columns), tuple(rows if spans_known else _moved_totals(rows)))


def _lowest(head: Sequence[Line]) -> Line:
    """The line of a dump that heads its columns: the last one, but for one of remarks in brackets on some of its words."""
    for line, below in zip(reversed(head[:-1]), reversed(head), strict=False):
        if len(below.entries) >= len(line.entries) or not all(_REMARK.fullmatch(entry.text) for entry in below.entries):
            return below
    return head[0]


def _moved_totals(rows: Sequence[_Row]) -> list[_Row]:
    """The rows, with totals back under their headers where a dump has lost the cell beside their name: 合计 over the numbers
    of the rows and their names."""
    usual = Counter(figures for name, cells in rows if not is_total(name.text) and (figures := _behind(name, cells)))
    if not usual:
        return list(rows)
    told, often = usual.most_common(1)[0]
    out = []
    for name, cells in rows:
        own = _behind(name, cells)
        if is_total(name.text) and 2 * often > sum(usual.values()) and len(own) == len(told) and own < told:
            cells = {0: name, **{at: cells[before] for at, before in zip(told, own, strict=True)}}
        out.append((name, cells))
    return out


def _behind(name: Entry, cells: Mapping[int, Entry]) -> tuple[int, ...]:
    """The columns of the figures behind the name of a row."""
    first = next((at for at, entry in cells.items() if entry is name), 0)
    return tuple(at for at, entry in sorted(cells.items()) if at > first and parse_figure(entry.text) is not None)
