"""Rows of a name and its figures among cells of which only the order is left: one a line, one after the other in a line,
or the cells of a page that was saved as text.

A name goes before its figures; before it may stand the word of its group, and names behind which nothing is entered. A
sign that nothing is entered holds a place. Rows with as many figures as their neighbours have them in the same columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import partitive, style_of
from gouji.extraction.grids.template import stated_unit
from gouji.extraction.loose.figured import Figured, in_stated_unit, nameless
from gouji.extraction.loose.ragged import ragged
from gouji.faults import regex as re
from gouji.figures import parse_figure

#: Rows that a table has at least; figures that a row has at most; names without figures between two rows.
_LEAST_ROWS: Final = 3
_MOST_FIGURES: Final = 20
_MOST_BARE: Final = 6
#: Digits of the number of a line, and figures of a row with one.
_LONGEST_SERIAL: Final = 3
_NUMBERED: Final = 2
#: Words of a header of names and figures.
_LEAST_HEADS: Final = 2
#: Letters of what is counted at most, where it is no name of its own.
_LONGEST_NOUN: Final = 3
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
            # behind the one figure of each row may stand a remark
            ended = cells[at].text and not _is_name(cells[at]) and (_is_value(cells[at]) or _wide(run))
            if run and (at - done >= _MOST_BARE or ended):
                yield from _tables(run, cells)
                run = []
            at += 1
            continue
        if run and _headed(cells[done : row.first]):
            yield from _tables(run, cells)
            run = []
        run.append(row)
        at = done = row.first + 1 + len(row.figures)
    yield from _tables(run, cells)


def _headed(between: Sequence[Entry]) -> bool:
    """Whether a heading and the words of a header stand between two rows: another table begins."""
    heading = next((at for at, entry in enumerate(between) if style_of(entry.text) is not None), None)
    return heading is not None and sum(map(_is_name, between[heading + 1 :])) >= _LEAST_HEADS


def _row(cells: Sequence[Entry], at: int) -> _Row | None:
    """The row that begins with a name."""
    end = at + 1
    while end < len(cells) and (_is_value(cells[end]) or NOTHING.fullmatch(cells[end].text)):
        end += 1
    row = _Row(cells[at], tuple(cells[at + 1 : end]), at)
    return row if row.figures and len(row.figures) <= _MOST_FIGURES else None


def _is_name(entry: Entry) -> bool:
    text = entry.text
    if not text or len(text) > 2 * LONGEST_HEADER or NOTHING.fullmatch(text):
        return False
    return _HAN.search(text) is not None and not _SENTENCE.search(text) and not _is_value(entry)


def _is_value(entry: Entry) -> bool:
    """Whether a cell holds a figure: 20家企业, but not 60岁老兵补助, where the figure is a part of a name."""
    figure = parse_figure(entry.text)
    return figure is not None and figure.plain and len(figure.noun) <= _LONGEST_NOUN


def _wide(run: Sequence[_Row]) -> bool:
    """Whether rows have several figures, so that a text behind them is the end of the table."""
    return any(len(row.figures) > 1 for row in run)


def _tables(run: Sequence[_Row], cells: Sequence[Entry]) -> Iterator[Figured]:
    """The tables of neighbours that have as many figures, and what holds in rows that have not."""
    if sides := _sides(run):
        for side in sides:
            made = _table([row for row in side if row.figures], cells, aside=True)
            if made is not None:
                yield made
        return
    if len({len(row.figures) for row in run}) > 1:
        yield from ragged([(row.name, [entry for entry in row.figures if entry.plain]) for row in run])
    start = 0
    while start < len(run):
        end = start + 1
        while end < len(run) and len(run[end].figures) == len(run[start].figures):
            end += 1
        made = _table(run[start:end], cells)
        if made is not None:
            yield made
        start = end


def _sides(run: Sequence[_Row]) -> list[list[_Row]]:
    """The two sides of a table whose lines are numbered on both: 收入 1 440.55 支出 29 423.20, 事业收入 2 教育支出 30 8.20. The
    numbers of a line are as far apart as those of the next. A name with nothing but its number has no figure."""
    numbers = [_serial(row) for row in run]
    start = 0
    while start + 1 < len(run):
        one, other = numbers[start], numbers[start + 1]
        end, last = start, 0
        while one is not None and other is not None and end + 1 < len(run):
            left, right = numbers[end], numbers[end + 1]
            if left is None or right is None or right - left != other - one or left <= last or other <= one:
                break
            end, last = end + 2, left
        if end - start >= 2 * _LEAST_ROWS and max(len(row.figures) for row in run[start:end]) == _NUMBERED:
            return [
                [_Row(row.name, row.figures[1:], row.first) for row in run[side:end:2]] for side in (start, start + 1)
            ]
        start += 1
    return []


def _serial(row: _Row) -> int | None:
    """The number of a line that stands before its amounts."""
    text = row.figures[0].text
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_SERIAL else None


def _table(rows: Sequence[_Row], cells: Sequence[Entry], aside: bool = False) -> Figured | None:
    """The table that rows make: with one figure each they need a word that says that some are parts of others. ``aside``:
    another side stands between them."""
    if sum(row.filled > 0 for row in rows) < _LEAST_ROWS:
        return None
    width = len(rows[0].figures)
    if width == 1 and not partitive([row.name.text for row in rows]):
        return None
    told: list[tuple[Entry, dict[int, Entry]]] = []
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        between = cells[before.first + 1 + len(before.figures) : row.first] if before is not None and not aside else ()
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
