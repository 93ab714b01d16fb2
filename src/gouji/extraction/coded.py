"""Rows that begin with a code, of which the longer begins like the shorter: 208 甲 156.20, 20805 乙 156.20, 2080505 丙 104.13.

A code before a name says where a row begins, whatever was lost. The first figure of a row stands in the first column of
figures, which is their total as a rule; in which the others stand is told only where all rows have as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.document.model import Paragraph
from gouji.extraction.cells import Entry, Line, span_of_text
from gouji.extraction.figured import Figured, in_stated_unit, nameless
from gouji.extraction.headers import LONGEST_HEADER, stated_unit
from gouji.extraction.items import CODE, is_total
from gouji.extraction.lines import printed_lines
from gouji.figures import parse_figure

#: Rows with a code that a table has at least, figures of a row, words of a name, and cells between two rows: the header
#: and the number of a page.
_LEAST_ROWS: Final = 4
_MOST_FIGURES: Final = 20
_MOST_WORDS: Final = 3
_MOST_BETWEEN: Final = 20
#: Cells before the first row among which the unit is given.
_NEAR: Final = 30
#: Figures of a row of which the first may be the sum of the others, and rows in which it is; twice as many speak against one.
_LEAST_ACROSS: Final = 2
_LEAST_TOTALS: Final = 4
#: Rows that end with a code where they were cut wrongly, at least.
_LEAST_ASTRAY: Final = 3
_CODES: Final = re.compile(r"(?<![^\s|｜])[0-9]{3}(?:[0-9]{2}){0,2}(?![^\s|｜])")
_WORD: Final = re.compile(r"\S+")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE: Final = re.compile(r"[。；;！？]")


@dataclass(frozen=True, slots=True)
class _Row:
    code: Entry | None
    name: Entry
    figures: tuple[Entry, ...]
    first: int
    end: int


def coded(run: Sequence[Paragraph]) -> Iterator[Figured]:
    """The tables of rows with codes in a run of paragraphs: one cell in each, or words between blanks."""
    if sum(len(_CODES.findall(paragraph.text.text)) for paragraph in run) < _LEAST_ROWS:
        return
    whole = [Entry(span_of_text(paragraph.text), 0, 1) for paragraph in run]
    found = list(coded_cells(whole))
    if found:
        yield from found
        return
    words = [
        Entry(line.source.span(*word.span()), 0, 1)
        for line in printed_lines(run)
        for word in _WORD.finditer(line.source.text, line.start, line.end)
    ]
    if len(words) > len(whole):
        yield from coded_cells(words)


def coded_cells(cells: Sequence[Entry]) -> Iterator[Figured]:
    """The tables of rows with codes among cells that follow each other."""
    rows: list[_Row] = []
    at = 0
    while at < len(cells):
        row = _row(cells, at)
        if row is None:
            if rows and (at - rows[-1].end > _MOST_BETWEEN or _SENTENCE.search(cells[at].text)):
                yield from _table(rows, cells)
                rows = []
            at += 1
            continue
        rows.append(row)
        at = row.end
    yield from _table(rows, cells)


def ends_with_codes(lines: Sequence[Line]) -> bool:
    """Whether rows were cut in the wrong place: most of them end with what looks like the code of the row behind them."""
    ends = sum(
        len(line.own) > 2 and CODE.fullmatch(line.own[-1].text) is not None and _is_name(after.own[0])
        for line, after in pairwise(line for line in lines if line.own)
    )
    return ends >= _LEAST_ASTRAY and 2 * ends >= len(lines) - 1


def _row(cells: Sequence[Entry], at: int) -> _Row | None:
    """The row that begins with a code or with the word for a total."""
    code = cells[at] if CODE.fullmatch(cells[at].text) else None
    name = at if code is None else at + 1
    if name >= len(cells) or not _is_name(cells[name]) or (code is None and not is_total(cells[name].text)):
        return None
    first = name + 1
    while first < len(cells) and first - name < _MOST_WORDS and _is_name(cells[first]):
        first += 1
    end = first
    while end < len(cells) and cells[end].plain and not _begins(cells, end):
        end += 1
    if not 0 < end - first <= _MOST_FIGURES:
        return None
    return _Row(code, cells[name], tuple(cells[first:end]), at, end)


def _begins(cells: Sequence[Entry], at: int) -> bool:
    """Whether the next row begins with a cell: a code and a name behind it."""
    return at + 1 < len(cells) and CODE.fullmatch(cells[at].text) is not None and _is_name(cells[at + 1])


def _is_name(entry: Entry) -> bool:
    return len(entry.text) <= 2 * LONGEST_HEADER and not entry.plain and _HAN.search(entry.text) is not None


def _table(rows: Sequence[_Row], cells: Sequence[Entry]) -> Iterator[Figured]:
    codes = [row.code.text for row in rows if row.code is not None]
    if len(codes) < _LEAST_ROWS or not any(code[:-2] in codes for code in codes):
        return
    widths = {len(row.figures) for row in rows}
    width = widths.pop() if len(widths) == 1 else 1
    code, *others = nameless([""] * (width + 1))
    columns = (replace(code, base="text"), *others)
    told: list[tuple[Entry, dict[int, Entry]]] = []
    for row in rows:
        own = dict(enumerate(row.figures[:width], 1))
        told.append((row.name, {0: row.code, **own} if row.code is not None else own))
    near = cells[max(0, rows[0].first - _NEAR) : rows[0].first]
    unit = next((unit for cell in reversed(near) if (unit := stated_unit(cell.text)) is not None), None)
    yield in_stated_unit(Figured(columns, tuple(told), coded=0), unit)
    if width == 1:
        for row in _totals(rows):
            own = dict(enumerate(row.figures))
            across = ((0, tuple(range(1, len(own)))),)
            yield in_stated_unit(Figured(nameless([""] * len(own)), ((row.name, own),), across), unit)


def _totals(rows: Sequence[_Row]) -> list[_Row]:
    """The rows whose first figure is all others together, and one of which it is not, if so many speak against it."""
    told = [row for row in rows if len(row.figures) > 1]
    wrong = [row for row in told if not _makes_first(row)]
    several = sum(len(row.figures) > _LEAST_ACROSS for row in told)
    if not several or len(wrong) > 1 or len(told) < _LEAST_TOTALS * (1 + len(wrong)):
        return []
    return told


def _makes_first(row: _Row) -> bool:
    figures = [figure for entry in row.figures if (figure := parse_figure(entry.text)) is not None]
    return sum((figure.base for figure in figures[1:]), Fraction(0)) == figures[0].base
