"""Rows of a name and its figures among cells of which only the order is left: one a line, one after the other in a line,
or the cells of a page that was saved as text.

A name goes before its figures; before it may stand the word of its group, and names behind which nothing is entered. A
sign that nothing is entered holds a place. Rows with as many figures as their neighbours have them in the same columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.cells import Entry
from gouji.extraction.figured import Figured, in_stated_unit, nameless
from gouji.extraction.headers import LONGEST_HEADER, stated_unit
from gouji.extraction.items import partitive, style_of

#: Rows that a table has at least; figures that a row has at most; names without figures between two rows.
_LEAST_ROWS: Final = 3
_MOST_FIGURES: Final = 20
_MOST_BARE: Final = 6
#: Words before the first row among which its header stands, and cells before the header that may give a unit.
_DEEPEST: Final = 40
_NEAR: Final = 6
#: Short words that may stand over a header of one row: titles, a unit, the word over the names.
_OVER: Final = 4
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE: Final = re.compile(r"[。；;！？，,]")
#: Signs that nothing is entered.
NOTHING: Final = re.compile(r"[-—－–/／]{1,4}|[无無]")


@dataclass(frozen=True, slots=True)
class _Row:
    """A name with what stands behind it; ``first`` is the number of its cell."""

    name: Entry
    figures: tuple[Entry, ...]
    first: int

    @property
    def filled(self) -> int:
        return sum(entry.plain for entry in self.figures)


def ordered(cells: Sequence[Entry]) -> Iterator[Figured]:
    """The tables among cells that follow each other. An empty cell, and one that is too long for a name, is given as an
    entry without text and holds no place."""
    run: list[_Row] = []
    at = done = 0
    while at < len(cells):
        row = _row(cells, at) if _is_name(cells[at]) else None
        if row is None:
            if run and (at - done >= _MOST_BARE or (cells[at].text and not _is_name(cells[at]))):
                yield from _tables(run, cells)
                run = []
            at += 1
            continue
        run.append(row)
        at = done = row.first + 1 + len(row.figures)
    yield from _tables(run, cells)


def _row(cells: Sequence[Entry], at: int) -> _Row | None:
    """The row that begins with a name."""
    end = at + 1
    while end < len(cells) and (cells[end].plain or NOTHING.fullmatch(cells[end].text)):
        end += 1
    row = _Row(cells[at], tuple(cells[at + 1 : end]), at)
    return row if row.figures and len(row.figures) <= _MOST_FIGURES else None


def _is_name(entry: Entry) -> bool:
    text = entry.text
    if not text or len(text) > 2 * LONGEST_HEADER or NOTHING.fullmatch(text):
        return False
    return _HAN.search(text) is not None and not _SENTENCE.search(text) and not entry.plain


def _tables(run: Sequence[_Row], cells: Sequence[Entry]) -> Iterator[Figured]:
    """The tables of neighbours that have as many figures."""
    start = 0
    while start < len(run):
        end = start + 1
        while end < len(run) and len(run[end].figures) == len(run[start].figures):
            end += 1
        made = _table(run[start:end], cells)
        if made is not None:
            yield made
        start = end


def _table(rows: Sequence[_Row], cells: Sequence[Entry]) -> Figured | None:
    """The table that rows make: with one figure each they need a word that says that some are parts of others."""
    if sum(row.filled > 0 for row in rows) < _LEAST_ROWS:
        return None
    width = len(rows[0].figures)
    if width == 1 and not partitive([row.name.text for row in rows]):
        return None
    told: list[tuple[Entry, dict[int, Entry]]] = []
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        between = cells[before.first + 1 + len(before.figures) : row.first] if before is not None else ()
        told += [(entry, {}) for entry in between if style_of(entry.text) is not None]
        figures = {at: entry for at, entry in enumerate(row.figures, 1) if entry.plain}
        if figures:
            told.append((row.name, {0: row.name, **figures}))
    first = rows[0].first
    near = cells[max(0, first - width - _NEAR) : first]
    unit = next((unit for cell in reversed(near) if (unit := stated_unit(cell.text))), None)
    return in_stated_unit(Figured(nameless(["", *_heads(cells, first, width)]), tuple(told)), unit)


def _heads(cells: Sequence[Entry], first: int, width: int) -> list[str]:
    """The words over the figures: those before the first name, if there are as many and they are short."""
    begin = first
    while begin > 0 and first - begin < _DEEPEST and 0 < len(cells[begin - 1].text) <= LONGEST_HEADER:
        if cells[begin - 1].plain:
            break
        begin -= 1
    words = [cell.text for cell in cells[begin:first]]
    return words[-width:] if width < len(words) <= width + _OVER else [""] * width
