"""Tables of two sides that have lost their empty cells: 收入 行次 金额 支出 行次 金额, then 甲 1 440.55 乙 32, 丙 2 丁 33 8.20.

The numbers of the lines say where a row begins and where its right side does: on every row they are as far apart as on
the first, and they rise. What stands behind a number, before the next name, is an amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from gouji.document.model import Paragraph
from gouji.extraction.grids.cells import Entry, Line, span_of_text
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.text.lines import printed_lines
from gouji.faults import regex as re

#: Rows that a table has at least, digits of the number of a line, and cells of a header.
_LEAST_ROWS: Final = 5
_LONGEST_NUMBER: Final = 3
_LONGEST_HEADER: Final = 12
#: Cells between the header and the first row: the words for the numbers of the columns, with these.
_MOST_BETWEEN: Final = 12
#: The number of the first line.
_FIRST: Final = re.compile(r"(?<![^\s|｜])1(?![^\s|｜])")
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Paired:
    """The two sides of a table, each with its header as the first line; ``start`` and ``end`` are the numbers of its first
    cell and of the one after its last."""

    left: list[Line]
    right: list[Line]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a row: its name, if it has one, the number of its line, and its amounts."""

    name: Entry | None
    number: Entry
    amounts: tuple[Entry, ...]


def paired_paragraphs(run: Sequence[Paragraph]) -> Paired | None:
    """The first table of two sides in a run of paragraphs, one cell in each or words between blanks; ``start`` and ``end`` are
    numbers of paragraphs."""
    if not any(_FIRST.search(paragraph.text.text) for paragraph in run):
        return None
    whole = [Entry(span_of_text(paragraph.text), 0, 1) for paragraph in run]
    found = paired(whole)
    if found is not None:
        return found
    words: list[Entry] = []
    places: list[int] = []
    for line in printed_lines(run):
        for word in _WORD.finditer(line.source.text, line.start, line.end):
            words.append(Entry(line.source.span(*word.span()), 0, 1))
            places.append(line.paragraph)
    if len(words) == len(whole) or (found := paired(words)) is None:
        return None
    return replace(found, start=places[found.start], end=places[found.end - 1] + 1)


def paired(cells: Sequence[Entry]) -> Paired | None:
    """The first table of two sides among cells that follow each other, none of them empty."""
    for at in range(len(cells)):
        if _number(cells, at) != 1 or not at or cells[at - 1].plain:
            continue
        heads = _heads(cells, at - 1)
        if heads is None:
            continue
        begin, left, right = heads
        rows, end = _rows(cells, at - 1, len(left) - 2, len(right) - 2)
        if len(rows) >= _LEAST_ROWS:
            sides = tuple(zip(*rows, strict=True))
            return Paired(_lines(left, sides[0]), _lines(right, sides[1]), begin, end)
    return None


def _heads(cells: Sequence[Entry], first: int) -> tuple[int, Sequence[Entry], Sequence[Entry]] | None:
    """The words over the two sides before the first row, and the number of the first of them: each side has a word over
    the names, the same word over the numbers of the lines, and words over the amounts."""
    stop = first
    while stop > 0 and first - stop < _MOST_BETWEEN and cells[stop - 1].plain:
        while stop > 0 and cells[stop - 1].plain:
            stop -= 1
        stop -= 1  # the word for the numbers of the columns
    least = max(0, stop - _LONGEST_HEADER)
    for second in range(stop - 2, least + 2, -1):
        word = cells[second].folded
        over = next((at for at in range(second - 2, least, -1) if cells[at].folded == word), None)
        if over is None or not all(_is_word(cell) for cell in cells[over - 1 : stop]):
            continue
        left, right = cells[over - 1 : second - 1], cells[second - 1 : stop]
        if len(left) > 2 and len(right) > 2 and left[2].folded != left[0].folded:
            return over - 1, left, right
    return None


def _is_word(cell: Entry) -> bool:
    return 0 < len(cell.text) <= LONGEST_HEADER and not cell.plain


def _rows(cells: Sequence[Entry], at: int, left: int, right: int) -> tuple[list[tuple[_Side, _Side]], int]:
    """The rows from a cell on, and the number of the cell behind them. ``left`` and ``right``: amounts of either side."""
    rows: list[tuple[_Side, _Side]] = []
    apart = last = 0
    while (one := _side(cells, at, last, None, left)) is not None:
        number = int(one[0].number.text)
        other = _side(cells, one[1], max(number, last), number + apart if apart else None, right, number + 1)
        if other is None:
            break
        apart, last = int(other[0].number.text) - number, number
        rows.append((one[0], other[0]))
        at = other[1]
    return rows, at


def _side(
    cells: Sequence[Entry], at: int, last: int, exactly: int | None, most: int, after: int | None = None
) -> tuple[_Side, int] | None:
    """One side of a row that begins with a cell, and the number of the cell behind it. Its number is greater than ``last``,
    or just what it has to be; ``after`` is the number that the next row has, which may have no name."""
    name = None
    if at < len(cells) and not cells[at].plain:
        name, at = cells[at], at + 1
    number = _number(cells, at)
    if number is None or number <= last or (exactly is not None and number != exactly):
        return None
    end = at + 1
    while end < len(cells) and cells[end].plain and end - at <= most:
        begins = (
            after is not None and _number(cells, end) == after and end + 1 < len(cells) and not cells[end + 1].plain
        )
        if begins:
            break
        end += 1
    return _Side(name, cells[at], tuple(cells[at + 1 : end])), end


def _number(cells: Sequence[Entry], at: int) -> int | None:
    """The number of a line that a cell is."""
    text = cells[at].text if at < len(cells) else ""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER and not text.startswith("0") else None


def _lines(head: Sequence[Entry], sides: Sequence[_Side]) -> list[Line]:
    """One side as the lines of a table of its own. Of several amounts the first is sure; the others are where none is
    missing."""
    width = len(head)
    out = [_line(head, range(width), width)]
    for side in sides:
        if side.name is not None:
            told = [side.name, side.number, *side.amounts]
            if len(told) < width:
                told = told[:3]
            out.append(_line(told, range(len(told)), width))
    return out


def _line(cells: Sequence[Entry], places: Sequence[int], width: int) -> Line:
    return Line(tuple(replace(cell, at=at, to=at + 1) for cell, at in zip(cells, places, strict=True)), width)
