"""Tables whose cells stand one below the other, or one after the other with spaces between: a run of header words,
then records of as many cells as the header has columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from gouji.document.model import Paragraph
from gouji.extraction.grids.cells import Entry, Line, put_together, span_of_text
from gouji.extraction.grids.fitting import MISFIT, Fitting, remarked
from gouji.extraction.grids.headers import MOST_COLUMNS, Headers
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.joining import Joiner
from gouji.extraction.grids.nesting import nestings
from gouji.extraction.grids.template import Template
from gouji.extraction.loose.codeparts import code_groups
from gouji.extraction.loose.folding import Folder
from gouji.extraction.loose.glued import Glued, GluedReader
from gouji.extraction.loose.spaced import SpacedReader
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.packs.vocabulary import Vocabulary

#: Header words that must stand at the beginning, and records that must follow, for a run to be a table.
_LEAST_WORDS: Final = 3
_LEAST_RECORDS: Final = 2
#: Paragraphs that are looked at to see whether a table of words between spaces begins.
_TRIED: Final = 12
#: Words among which a header has to begin to show.
_NEAR: Final = 4
_TOKEN: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Found:
    """A table in a run: its header, its rows, and the numbers of the first and the last paragraph (exclusive)."""

    template: Template
    lines: list[Line]
    header: list[Entry]
    start: int
    end: int
    doubtful: frozenset[int] | None = None
    """The numbers of its rows that may be misread, where it is known under which column each cell stands."""


@dataclass(frozen=True, slots=True)
class _Cell:
    entry: Entry
    paragraph: int
    figure: bool
    blank: bool
    """A sign that nothing is entered stands there."""


class StreamReader:
    """Finds tables in runs of paragraphs."""

    def __init__(self, vocabulary: Vocabulary, headers: Headers) -> None:
        self._vocabulary = vocabulary
        self._headers = headers
        self._folder = Folder(headers, vocabulary, gaps=False)
        self._joiner = Joiner(vocabulary, headers)
        self._stuck = GluedReader(vocabulary, headers)

    def read(self, paragraphs: Sequence[Paragraph]) -> Iterator[Found]:
        """The tables among paragraphs that follow each other, from the first to the last. Words between blanks that no
        other way reads are cut like those that have run together."""
        stuck = self._stuck.read(paragraphs)
        found = list(self._in_order(paragraphs, [table for table in stuck if not table.spaced]))
        found += [
            _cut(table, table.end)
            for table in stuck
            if table.spaced and not any(f.start < table.end and table.start < max(f.end, f.start + 1) for f in found)
        ]
        yield from sorted(found, key=lambda table: table.start)

    def _in_order(self, paragraphs: Sequence[Paragraph], stuck: Sequence[Glued]) -> Iterator[Found]:
        """The tables in the order in which they stand. ``stuck``: those that have run together."""
        joined, firsts = self._joiner.all([Entry(span_of_text(p.text), 0, 1) for p in paragraphs])
        groups, codes = code_groups([entry.text for entry in joined])
        entries = [put_together([joined[at] for at in group]) for group in groups]
        numbers = [firsts[group[0]] for group in groups]
        places = {number: place for place, number in enumerate(numbers)}
        numbers.append(len(paragraphs))
        between = SpacedReader(paragraphs, self._headers, self._folder, self._joiner)
        cells = [self._cell(Entry(span_of_text(p.text), 0, 1), number) for number, p in enumerate(paragraphs)]
        glued: dict[int, list[Glued]] = {}
        for table in stuck:
            # a table may begin in the paragraph in which the one before it ends
            last = next(reversed(glued), None)
            begin = last if last is not None and table.start < glued[last][-1].end else table.start
            glued.setdefault(begin, []).append(table)
        at = done = 0
        while at < len(cells):
            again = False
            headed = self._headers.is_word(cells[at].entry.text)
            found = self._table(cells, at) if headed or self._begins(cells, at) else None
            folded = self._folded(entries, numbers, places[at], codes) if at in places else None
            if folded is not None and (found is None or folded.end > found.end):
                found = folded
            spaced = between.table(at, done)
            if spaced is not None and (found is None or spaced[2] > found.end):
                lines, template, end, done = spaced
                found = _found(lines, template, at, end)
                again = end == at  # another table may begin in the same paragraph
            if found is None and not headed:
                tokens = self._tokens(paragraphs[at : at + _TRIED], at)
                found = self._table(tokens, 0) if tokens else None
                if found is not None:
                    found = self._table(self._tokens(paragraphs[at:], at), 0)
            tables = glued.get(at, [])
            if tables and (found is None or found.end <= tables[-1].end):
                for table, end in zip(tables, [*(after.start for after in tables[1:]), tables[-1].end], strict=True):
                    yield _cut(table, end)
                at = max(at + 1, tables[-1].end)
                continue
            if found is None:
                at += 1
                continue
            yield found
            at = max(at + (not again), found.end)

    def _folded(self, entries: Sequence[Entry], numbers: Sequence[int], at: int, codes: frozenset[int]) -> Found | None:
        """The table that begins with a cell and whose rows have lost merged or empty cells. ``numbers``: the paragraph in
        which each cell begins; ``codes``: the cells that are known to begin a row."""
        made = self._folder.table(entries, at, rows_begin=codes)
        if made is None:
            return None
        lines, end, template = made
        return _found(lines, template, numbers[at], numbers[end])

    def _begins(self, cells: Sequence[_Cell], at: int) -> bool:
        """Whether the title of a table stands where the word over the names of its rows should."""
        return (
            at + _LEAST_WORDS < len(cells)
            and self._headers.title(cells[at].entry.text) is not None
            and all(self._headers.is_word(cell.entry.text) for cell in cells[at + 1 : at + 1 + _LEAST_WORDS])
        )

    def _cell(self, entry: Entry, paragraph: int) -> _Cell:
        return _Cell(entry, paragraph, is_figure(entry.text), entry.folded in self._vocabulary.empty)

    def _tokens(self, paragraphs: Sequence[Paragraph], start: int) -> list[_Cell]:
        """The words between spaces of paragraphs (counted from ``start``) that begin with header words."""
        first = _TOKEN.findall(paragraphs[0].text.text[: 4 * LONGEST_HEADER])
        if len(first) < _LEAST_WORDS or not all(map(self._headers.is_word, first[:2])):
            return []
        out: list[_Cell] = []
        for number, paragraph in enumerate(paragraphs, start):
            text = paragraph.text
            stretches = _between({spot.offset for spot in text.spots}, len(text.text))
            pieces = [piece for edge, to in stretches for piece in _TOKEN.finditer(text.text, edge, to)]
            if number > start and len(pieces) < 2:
                break
            out += [self._cell(Entry(text.span(*piece.span()), 0, 1), number) for piece in pieces]
        return out

    def _table(self, cells: Sequence[_Cell], start: int) -> Found | None:
        """The table whose header begins with a cell."""
        words = 0
        stop = start
        if not any(cell.figure for cell in cells[start : start + 2 * MOST_COLUMNS]):
            return None
        while stop < len(cells) and stop - start < MOST_COLUMNS and _may_head(cells[stop]):
            words += self._headers.is_word(cells[stop].entry.text)
            stop += 1
            if stop - start == _NEAR and words < 2:
                return None
        if words < _LEAST_WORDS or stop == len(cells):
            return None
        best: tuple[tuple[int, int, int], Found] | None = None
        for end in range(start + _LEAST_WORDS, stop + 1):
            for width in range(2, end - start + 1):
                if not _periodic(cells, end, width):
                    continue
                for template in self._templates([cell.entry.text for cell in cells[start:end]], width):
                    lines, last, whole = self._records(cells, end, template)
                    if whole < _LEAST_RECORDS:
                        continue
                    heads = [cell.entry for cell in cells[start:end]]
                    found = Found(template, lines, heads, cells[start].paragraph, cells[last - 1].paragraph + 1)
                    rank = (template.named, whole, -end)
                    if best is None or rank > best[0]:
                        best = rank, found
        return best[1] if best is not None else None

    def _templates(self, words: Sequence[str], width: int) -> Iterator[Template]:
        """Headers of a width that the words can be: in one row, or in two of which the lower stands under the upper."""
        for glued in (list(words), *self._glued(words)):
            if len(glued) == width:
                found = self._headers.over([(word,) for word in glued])
                if found is not None and len(found.columns) == width:
                    yield found
            for upper in range(2, len(glued) - 1):
                if not upper <= width < len(glued):
                    continue
                for nested in nestings(self._headers, glued[:upper], glued[upper:]):
                    found = self._headers.over(nested) if len(nested) == width else None
                    if found is not None and len(found.columns) == width:
                        yield found

    def _glued(self, words: Sequence[str]) -> Iterator[list[str]]:
        """The words with two of them put together that a line end has parted."""
        for at in range(len(words) - 1):
            if self._headers.is_listed(words[at] + words[at + 1]):
                yield [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]

    def _records(self, cells: Sequence[_Cell], start: int, template: Template) -> tuple[list[Line], int, int]:
        """The rows from a cell on, the number of the cell after them, and how many rows are whole."""
        fitting = Fitting(template, dict(self._headers.layout(template.table).typical), self._vocabulary.empty)
        width = len(template.columns)
        lines: list[Line] = []
        at, whole = start, 0
        while at < len(cells):
            record = cells[at : at + width]
            if len(record) == width and all(
                fitting.cost(number, cell.entry.text) < MISFIT for number, cell in enumerate(record)
            ):
                whole += 1
            else:
                record = self._short(cells, at, template)
                if not record:
                    break
            lines.append(
                Line(tuple(replace(c.entry, at=number, to=number + 1) for number, c in enumerate(record)), width)
            )
            at += len(record)
        return lines, at, whole

    def _short(self, cells: Sequence[_Cell], at: int, template: Template) -> Sequence[_Cell]:
        """A row of totals that leaves cells out: its name and one figure for each column of numbers."""
        numbers = sum(column.base == "number" for column in template.columns)
        table = self._vocabulary.schema.tables[template.table]
        record = cells[at : at + 1 + numbers]
        named = record and record[0].entry.folded in (
            table.total_texts | self._headers.layout(template.table).sum_texts
        )
        return record if named and len(record) == 1 + numbers and all(cell.figure for cell in record[1:]) else ()


def _found(lines: list[Line], template: Template, start: int, end: int) -> Found:
    """A table of which the first lines are its header."""
    heads = [entry for line in lines[: template.depth] for entry in line.own]
    return Found(template, lines[template.depth :], heads, start, end)


def _cut(table: Glued, end: int) -> Found:
    """A table whose cells were cut; ``end`` is the number of the paragraph from which on others may begin."""
    return Found(table.template, table.lines, table.heads, table.start, end, table.doubtful)


def is_figure(text: str) -> bool:
    """Whether a cell is a figure, perhaps with a remark in brackets after it."""
    return parse_figure(text) is not None or remarked(text) is not None


def _may_head(cell: _Cell) -> bool:
    text = cell.entry.text
    return 0 < len(text) <= LONGEST_HEADER and not cell.figure and not text.endswith(("。", "；", "："))


def _between(edges: set[int], end: int) -> Iterator[tuple[int, int]]:
    ascending = sorted(edges | {0, end})
    return pairwise(ascending)


def _periodic(cells: Sequence[_Cell], start: int, width: int) -> bool:
    """Whether the first two records have their figures at the same places, and have some."""
    first = cells[start : start + width]
    second = cells[start + width : start + 2 * width]
    if len(second) < width or first[0].figure or second[0].figure or not any(cell.figure for cell in first):
        return False
    return all(one.figure == two.figure or one.blank or two.blank for one, two in zip(first, second, strict=True))
