"""Lines that begin with the code of a classification: 2070101 行政运行 457.86 454.06 3.79.

They are what is left of a table of accounts whose wide header, borders and empty cells were lost. The codes tell whose
part each row is, and such tables leave their first column of figures empty nowhere: in it the rows below a code make its
row. Of the other columns nobody knows which figure is theirs; but where the first one is what all others of the row come
to, row after row, it is so in every row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import Final

from gouji.document.model import Paragraph
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import is_total
from gouji.extraction.loose.figured import Figured, nameless
from gouji.extraction.text.lines import PrintedLine, printed_lines
from gouji.faults import regex as re
from gouji.figures import parse_figure

_WORD: Final = re.compile(r"\S+")
#: 201, 20103, 2010301, also 201 03 01. Such a code begins with no zero, as the number of a line may.
_CODE: Final = re.compile(r"\s*(?P<code>[1-9][0-9]{2}(?:[0-9]{2}){0,3}|[1-9][0-9]{2}(?: [0-9]{2}){1,2})(?=\s)")
#: An amount of such a table. Entry.plain would take 12%, 3人 and 2023年 too, which end a row's name here.
_FIGURE: Final = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_SENTENCE: Final = re.compile(r"[。；;！？]")
#: Rows that a table has at least; rows whose code goes on that of another; lines of words alone between two rows.
_LEAST_ROWS: Final = 4
_LEAST_PAIRS: Final = 2
_GAP: Final = 3
#: Rows that show that the first figure is the sum of the others, and how many of them it must be: so many for each other.
_SHOW: Final = 3
_OUTWEIGH: Final = 5
#: Such a sum that is wrong is missed by less than one part in so many.
_NEAR: Final = 20


@dataclass(frozen=True, slots=True)
class _Row:
    """``code`` is empty for a total."""

    code: str
    begins: Entry
    name: Entry
    figures: tuple[Entry, ...]


def coded(paragraphs: Sequence[Paragraph]) -> Iterator[Figured]:
    """The tables that lines with codes make."""
    for run in _runs(list(printed_lines(paragraphs))):
        codes = {row.code for row in run if row.code}
        pairs = sum(1 for code in codes if code[:-2] in codes)
        amounts = sum("." in row.figures[0].text or "," in row.figures[0].text for row in run)
        if len(codes) < _LEAST_ROWS or pairs < _LEAST_PAIRS or 3 * amounts < 2 * len(run):
            continue
        columns = (replace((head := nameless(("", "", "")))[0], base="text"), *head[1:])
        rows = tuple((row.name, {0: row.begins, 2: row.figures[0]} if row.code else {2: row.figures[0]}) for row in run)
        yield Figured(columns, rows, code=0)
        yield from _across(run)


def _runs(lines: Sequence[PrintedLine]) -> Iterator[list[_Row]]:
    """Rows that stand together, their codes rising; a total stands before them or behind them."""
    run: list[_Row] = []
    words: Entry | None = None
    gap = 0
    for line in lines:
        row = _row(line, words)
        words = None
        if row is None:
            gap += 1
            text = line.text.strip()
            if gap > _GAP or len(text) > 2 * LONGEST_HEADER or _SENTENCE.search(text):
                yield run
                run = []
            elif text:
                start = line.text.index(text)
                words = Entry(line.span(start, start + len(text)), 0, 1)
            continue
        gap = 0
        last = next((known.code for known in reversed(run) if known.code), "")
        if row.code:
            if row.code <= last or (run and not run[-1].code and last):
                yield run
                run = []
        elif run and not run[0].code:
            yield run
            run = []
        run.append(row)
    yield run


def _row(line: PrintedLine, words: Entry | None) -> _Row | None:
    """A line as a row; ``words`` stand alone in the line before, and may be the name of one without."""
    text = line.text.rstrip(" |\u3000")
    code = _CODE.match(text)
    spans = [found.span() for found in islice(_WORD.finditer(text, code.end() if code else 0), 40)]
    first = len(spans)
    while first and _FIGURE.fullmatch(text[slice(*spans[first - 1])]):
        first -= 1
    figures = tuple(Entry(line.span(*span), 2 + at, 3 + at) for at, span in enumerate(spans[first:]))
    if not figures:
        return None
    name = Entry(line.span(spans[0][0], spans[first - 1][1]), 1, 2) if first else words
    if code is None:
        return _Row("", name, name, figures) if first and name is not None and is_total(name.text) else None
    begins = Entry(line.span(*code.span("code")), 0, 1)
    return _Row(code["code"].replace(" ", ""), begins, name or begins, figures)


def _across(run: Sequence[_Row]) -> Iterator[Figured]:
    """The rows whose first figure is what all others come to, where that shows; by how many there are."""
    missing = [(row, *_missed(row)) for row in run if len(row.figures) > 2]
    made = sum(missed <= allowed for _, missed, allowed, _ in missing)
    if made < _SHOW or made < _OUTWEIGH * (len(missing) - made):
        return
    rows = [row for row, missed, allowed, first in missing if missed <= allowed or _NEAR * missed < abs(first)]
    for width in sorted({len(row.figures) for row in rows}):
        alike = [(row.name, dict(enumerate(row.figures))) for row in rows if len(row.figures) == width]
        yield Figured(nameless(("",) * width), tuple(alike), ((0, tuple(range(1, width))),))


def _missed(row: _Row) -> tuple[Fraction, Fraction, Fraction]:
    """By how much the figures miss the first one, how much of that their rounding allows, and the first one."""
    figures = [figure for entry in row.figures if (figure := parse_figure(entry.text)) is not None]
    first, *rest = (figure.base for figure in figures)
    return abs(sum(rest, Fraction(0)) - first), sum((figure.step for figure in figures), Fraction(0)) / 2, first


__all__ = ["coded"]
