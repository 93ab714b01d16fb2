"""Tables out of cells of which only the order is known: pages saved as text, one cell after the other.

A run of header words gives the columns; the cells after it are cut into rows (``rowcuts``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from gouji.document.model import Grid
from gouji.extraction.grids.cells import Entry, Line, is_prose, put_together, span_of_text
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.nesting import nestings
from gouji.extraction.grids.template import Template
from gouji.extraction.loose.plainly import plainly_cut
from gouji.extraction.loose.rowcuts import Row, RowCutter
from gouji.figures import parse_figure
from gouji.packs.vocabulary import Vocabulary

#: Words of a header, and how many of them the vocabulary must know among the first few.
_MOST_WORDS: Final = 20
_LEAST_WORDS: Final = 3
_NEAR: Final = 5
#: Words at the end of a run that may belong to the first row below it.
_MOST_BELOW: Final = 3
#: Words of a header that has two rows, at least.
_LEAST_NESTED: Final = 6
#: Pieces that a word of a header may be parted into.
_MOST_PIECES: Final = 3


def folded(grid: Grid, headers: Headers, vocabulary: Vocabulary) -> list[Line]:
    """The rows of a table whose cells stand one after the other. What belongs to no table stands in pairs or alone."""
    cells = [Entry(span_of_text(cell.text), 0, 1) for cell in grid.cells]
    plain = plainly_cut(cells, headers)
    if plain is not None:
        return plain
    return Folder(headers, vocabulary, any(not cell.text for cell in cells)).lines(cells)


class Folder:
    """Cuts cells into rows. ``gaps``: the empty cells are among them."""

    def __init__(self, headers: Headers, vocabulary: Vocabulary, gaps: bool) -> None:
        self._headers = headers
        self._vocabulary = vocabulary
        self._gaps = gaps
        self._cutter = RowCutter(headers, vocabulary, gaps)

    def lines(self, cells: Sequence[Entry]) -> list[Line]:
        """All cells as lines: tables, sums after them, and what belongs to none in pairs or alone."""
        out: list[Line] = []
        at = loose = 0
        last: Template | None = None
        while at < len(cells):
            found = self.table(cells, at)
            summed = self._cutter.summed(cells, at, last) if found is None and last is not None else None
            if found is None and summed is None:
                at += 1
                continue
            out += self._pairs(cells[loose:at])
            if found is not None:
                lines, at, last = found
                out += lines
            elif last is not None and summed is not None:
                size = last.columns[-1].to if self._gaps else summed.taken
                out.append(_line(cells[at : at + summed.taken], summed.places, size))
                at += summed.taken
            loose = at
        return [*out, *self._pairs(cells[loose:])]

    def _pairs(self, cells: Sequence[Entry]) -> Iterator[Line]:
        """Cells outside tables: the name of a field with what stands after it, others alone."""
        at = 0
        while at < len(cells):
            entry = cells[at]
            if not entry.text:
                at += 1
                continue
            following = cells[at + 1] if at + 1 < len(cells) else None
            named = self._vocabulary.field(entry.text.rstrip(":： ")) is not None
            if named and following is not None and following.text and not is_prose(following.text):
                yield Line((replace(entry, at=0, to=1), replace(following, at=1, to=2)), 2)
                at += 2
                continue
            yield Line((replace(entry, at=0, to=1),), 1)
            at += 1

    # -- headers

    def table(
        self,
        cells: Sequence[Entry],
        start: int,
        begins: frozenset[int] = frozenset(),
        rows_begin: frozenset[int] = frozenset(),
    ) -> tuple[list[Line], int, Template] | None:
        """The table whose header begins with a cell: its lines, the number of the cell after it, and its header.

        ``begins``: the cells that begin a printed line, where that is known; ``rows_begin``: those that, whatever the lines,
        begin a row, as codes do. Rows mostly begin there.
        """
        if not self._headers.heads(cells[start].text):
            return None
        stop = self._run(cells, start)
        if sum(self._headers.is_word(cell.text) for cell in cells[start : start + _NEAR]) < _LEAST_WORDS - 1:
            return None
        best: tuple[tuple[bool, int, bool, int, int], tuple[list[Line], int, Template]] | None = None
        for end in range(stop, max(start + _LEAST_WORDS, stop - _MOST_BELOW) - 1, -1):
            if not cells[end - 1].text and end < stop:
                continue
            for head, template in self._heads(cells[start:end]):
                if not named_first(template):
                    continue
                rows = self._cutter.rows(cells, end, template, head[0].size, begins, rows_begin)
                if not rows:
                    continue
                # the lower row of a header begins where a line does; where all of it is one line, it has one row
                lower = start + len(head[0].own) in begins
                one_line = end in begins and not any(at in begins for at in range(start + 1, end))
                fits = template.named * sum(row.taken for row in rows if row.places or not self._gaps)
                unknown = sum(column.base == "none" for column in template.columns)
                rank = (not one_line or len(head) == 1, fits, lower, -unknown, -len(head))
                if best is None or rank > best[0]:
                    lines, after = self._lines(cells, end, rows, template)
                    best = rank, ([*head, *lines], after, template)
            if best is not None and end < stop - 2:
                break
        return best[1] if best is not None else None

    def _run(self, cells: Sequence[Entry], start: int) -> int:
        """The number of the cell after a run of header words; one cell in it may be empty or unknown."""
        at = end = start
        while at < len(cells) and at - start < _MOST_WORDS and at - end <= 1:
            if parse_figure(cells[at].text) is not None:
                break
            pieces = self._pieces(cells[at : at + _MOST_PIECES])
            if pieces > 1 or self._headers.heads(cells[at].text):
                end = at + pieces
            at += pieces
        return end

    def _heads(self, words: Sequence[Entry]) -> Iterator[tuple[list[Line], Template]]:
        """The header in one row, and in two of which the lower stands under some of the upper."""
        for row in self._wholes(words):
            # the empty cell over the names of the rows is lost where empty cells are
            for before in (0,) if self._gaps else (0, 1):
                single = [_line(row, range(before, len(row) + before), len(row) + before)]
                template = self._headers.find(single, 0, False)
                if template is not None and (not before or template.columns[0].guessed):
                    yield single, template
        if len(words) < _LEAST_NESTED or any(not word.text for word in words):
            return
        for upper in range(2, len(words) - 1):
            if not self._headers.heads(words[upper].text):
                continue
            for nested in nestings(self._headers, [w.text for w in words[:upper]], [w.text for w in words[upper:]]):
                head = _nested(words[:upper], words[upper:], nested)
                template = self._headers.find(head, 0, False) if head else None
                if template is not None and template.depth == 2 and template.columns[-1].to == len(nested):
                    yield head, template

    def _wholes(self, words: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
        """The words with those put together that the width of a column has parted (全年, 执行数); and as they stand."""
        out: list[Entry] = []
        at = 0
        while at < len(words):
            pieces = self._pieces(words[at : at + _MOST_PIECES])
            out.append(put_together(words[at : at + pieces]))
            at += pieces
        if len(out) < len(words):
            yield out
        yield words

    def _pieces(self, words: Sequence[Entry]) -> int:
        """How many of the first words are the pieces of one that heads a column; 1 where each heads one by itself."""
        texts = [word.text for word in words]
        for number in range(len(texts), 1, -1):
            pieces = texts[:number]
            if (
                all(pieces)
                and self._headers.is_listed("".join(pieces))
                and not all(map(self._headers.is_listed, pieces))
            ):
                return number
        return 1

    def _lines(
        self, cells: Sequence[Entry], start: int, rows: Sequence[Row], template: Template
    ) -> tuple[list[Line], int]:
        lines, at = [], start
        size = template.columns[-1].to
        for row in rows:
            if row.places:
                lines.append(_line(cells[at : at + row.taken], row.places, size if self._gaps else row.taken))
            at += row.taken
        return lines, at


def named_first(template: Template) -> bool:
    """Whether what is measured is named before what is said of it; else the header begins somewhere else."""
    columns = template.columns
    told = next((at for at, c in enumerate(columns) if c.base not in ("text", "none")), 0)
    label = next((at for at, c in enumerate(columns[:told]) if c.label), None)
    return label is not None and not any(column.groups for column in columns[label:])


def _nested(upper: Sequence[Entry], lower: Sequence[Entry], nested: Sequence[tuple[str, ...]]) -> list[Line]:
    """Two rows of a header, each word over or under the column that it belongs to; none where they do not come out even."""
    over: list[int] = []
    under: list[int] = []
    parent = ""
    for place, words in enumerate(nested):
        if len(words) == 1 or not over or parent != words[0]:
            over.append(place)
        if len(words) > 1:
            under.append(place)
        parent = words[0] if len(words) > 1 else ""
    if len(over) != len(upper) or len(under) != len(lower):
        return []
    return [_line(upper, over, len(nested)), _line(lower, under, len(nested))]


def _line(cells: Sequence[Entry], places: Sequence[int], size: int) -> Line:
    entries = [replace(cell, at=place, to=place + 1) for cell, place in zip(cells, places, strict=True) if cell.text]
    return Line(tuple(entries), size)
