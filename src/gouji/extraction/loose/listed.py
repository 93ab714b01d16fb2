"""Lines that name something and say how much of it, one after the other: 市级资金 343.00, 旗县资金 1426.90 1294.84, 某镇5.

They are what is left of a printed table whose borders and empty cells were lost. Which columns the figures stand in is
told by their number alone, so that only neighbouring lines with as many figures are rows of one table. What the figures
mean nobody knows; what they make of each other they show themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Paragraph
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import is_part, partitive, style_of
from gouji.extraction.grids.template import stated_unit
from gouji.extraction.loose.figured import Figured, in_stated_unit, nameless, naming_year, years_of
from gouji.extraction.loose.ordered import ordered
from gouji.extraction.text.lines import PrintedLine, printed_lines
from gouji.faults import regex as re
from gouji.figures import parse_figure

#: Rows that a table has at least; figures that a row has at most, and words.
_LEAST_ROWS: Final = 3
_MOST_FIGURES: Final = 20
_MOST_WORDS: Final = 40
#: Rows with so many figures may have a remark behind them.
_WIDE: Final = 3
#: Figures behind the name of a row that show where it ends, and lines after a row that has lost some.
_FEWEST: Final = 2
_NEXT: Final = 4
#: Words of a line that may be several rows.
_STRUNG: Final = 7
#: Lines of words alone that may stand between two rows, and lines over a table that are looked at for its unit.
_GAP: Final = 2
_NEAR: Final = 5
_WORD: Final = re.compile(r"\S+")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_GLUED: Final = re.compile(r"(?<=[\u4e00-\u9fff)）:：])-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$")
#: The number of a row before its name.
_SERIAL: Final = re.compile(r"[1-9][0-9]{0,2}")
_SENTENCE: Final = re.compile(r"[。；;！？，,]")


@dataclass(frozen=True, slots=True)
class _Row:
    name: Entry
    figures: tuple[Entry, ...]
    line: int


def listed(paragraphs: Sequence[Paragraph]) -> Iterator[Figured]:
    """The tables that neighbouring lines of some paragraphs make."""
    lines = list(printed_lines(paragraphs))
    rows = [_row(line, number) for number, line in enumerate(lines)]
    start = 0
    while start < len(lines):
        if rows[start] is None:
            start += 1
            continue
        run, end = _run(rows, lines, start)
        made = _table(run, lines)
        if made is not None:
            yield made
        start = end
    yield from _stacked(lines)


def _stacked(lines: Sequence[PrintedLine]) -> Iterator[Figured]:
    """The tables of which every cell has a line of its own, and those that stand in one line."""
    yield from ordered([_cell(line) or Entry(line.span(0, 0), 0, 1) for line in lines if line.text.strip()])
    for line in lines:
        words = [found.span() for found in _WORD.finditer(line.text)]
        if len(words) >= _STRUNG:
            yield from ordered([Entry(line.span(*word), at, at + 1) for at, word in enumerate(words)])


def _cell(line: PrintedLine) -> Entry | None:
    """A line that is short enough for a cell."""
    text = line.text
    start = len(text) - len(text.lstrip())
    words = text.strip().rstrip("|").rstrip()
    return Entry(line.span(start, start + len(words)), 0, 1) if words and len(words) <= LONGEST_HEADER else None


def _run(rows: Sequence[_Row | None], lines: Sequence[PrintedLine], start: int) -> tuple[list[_Row], int]:
    """The rows from one on that have as many figures, and the number of the line after them."""
    run: list[_Row] = []
    gap = 0
    at = start
    while at < len(rows):
        row = rows[at]
        if row is not None and run and _lost(row, run, rows[at + 1 : at + 1 + _NEXT]):
            row = None  # it has lost cells, the table goes on
        if row is None:
            gap += 1
            if gap > _GAP or len(lines[at].text) > 2 * LONGEST_HEADER or _SENTENCE.search(lines[at].text):
                break
        elif run and len(row.figures) != len(run[0].figures):
            break
        else:
            run.append(row)
            gap = 0
        at += 1
    return run, max(at, start + 1)


def _lost(row: _Row, run: Sequence[_Row], after: Sequence[_Row | None]) -> bool:
    """Whether a row has fewer figures than those before and behind it."""
    width = len(run[0].figures)
    if not 1 < len(row.figures) < width:
        return False
    return any(other is not None and len(other.figures) == width for other in after)


def _row(line: PrintedLine, number: int) -> _Row | None:
    words = [found.span() for found in _WORD.finditer(line.text[: _MOST_WORDS * LONGEST_HEADER])]
    if not words or len(words) > _MOST_WORDS:
        return None
    if len(words) == 1:
        glued = _GLUED.search(line.text) if len(line.text) <= 2 * LONGEST_HEADER else None
        if glued is None or not glued.start():
            return None
        words = [(words[0][0], glued.start()), glued.span()]
    if len(words) > 2 and _SERIAL.fullmatch(line.text[slice(*words[0])]) and _HAN.search(line.text[slice(*words[1])]):
        words = words[1:]
    entries = [Entry(line.span(*word), at, at + 1) for at, word in enumerate(words)]
    if (
        entries[0].plain
        and naming_year(entries) is not None
        and len(entries) > _FEWEST
        and all(entry.plain for entry in entries)
    ):
        return _Row(entries[0], tuple(entries[1:]), number)
    if years_of(entry.text for entry in entries[1:]):
        return None  # the header of the years
    first = next((at for at, entry in enumerate(entries) if entry.plain), None)
    if first is None:
        return None
    behind = next((at for at in range(len(entries), 0, -1) if not entries[at - 1].plain), 0)
    if len(entries) - behind >= _FEWEST:
        first = behind  # the name may count something: 北方 6 区
    last = first
    while last < len(entries) and entries[last].plain:
        last += 1
    figures = tuple(entries[first:last])
    if len(figures) > _MOST_FIGURES or (last < len(entries) and (len(figures) < _WIDE or not first)):
        return None
    if not first:
        return _Row(entries[0], figures, number) if len(figures) > 1 else None
    name = Entry(line.span(words[0][0], words[first - 1][1]), 0, 1)
    if len(name.text) > 2 * LONGEST_HEADER or not _HAN.search(name.text) or "。" in name.text:
        return None
    return _Row(name, figures, number)


def _table(run: Sequence[_Row], lines: Sequence[PrintedLine]) -> Figured | None:
    """The table that rows make: with one figure each they need a word that says that some are parts of others."""
    if len(run) < _LEAST_ROWS:
        return None
    # figures without a name are the total over rows that say 其中, or nothing that is known
    kept = [
        row
        for row, after in zip(run, [*run[1:], None], strict=True)
        if row.name is not row.figures[0] or (after is not None and is_part(after.name.text))
    ]
    if len(kept) < _LEAST_ROWS:
        return None
    width = len(kept[0].figures)
    if width == 1 and not partitive([row.name.text for row in kept]):
        return None
    heads = _headers(lines, kept[0].line, width)
    columns = nameless(["", *heads])
    rows: list[tuple[Entry, dict[int, Entry]]] = []
    for row, after in zip(kept, [*kept[1:], None], strict=True):
        rows.append((row.name, dict(enumerate((row.name, *row.figures)))))
        between = lines[row.line + 1 : after.line] if after is not None else ()
        rows += [
            (cell, {}) for line in between if (cell := _cell(line)) is not None and style_of(cell.text) is not None
        ]
    numbers = {row.line for row in run}
    inside = range(run[0].line, run[-1].line)
    partial = any(at not in numbers and _figured(lines[at]) for at in inside)
    near = lines[max(0, kept[0].line - _NEAR) : kept[0].line]
    unit = next((unit for line in reversed(near) if (unit := stated_unit(line.text))), None)
    return in_stated_unit(Figured(columns, tuple(rows), partial=partial), unit)


def _figured(line: PrintedLine) -> bool:
    """Whether a line has figures."""
    return any(parse_figure(word) is not None for word in _WORD.findall(line.text))


def _headers(lines: Sequence[PrintedLine], first: int, width: int) -> list[str]:
    """The words over the figures, if the line before the first row has just as many."""
    words = _WORD.findall(lines[first - 1].text) if first else []
    if len(words) in (width, width + 1) and all(len(w) <= LONGEST_HEADER and parse_figure(w) is None for w in words):
        return words[-width:]
    return [""] * width
