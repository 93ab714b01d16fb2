"""Lines of one shape to a :class:`gouji.report.bulk.Bulk`, with numpy (the extra ``bulk``).

What a :class:`~gouji.report.json_template.Template` makes of one line is made here of many at once: the quotes of all lines
are found in one pass, and what stands between two of them is compared with what the template says must stand there. A line
is taken only if *every* character of it is accounted for; any other line is read by itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gouji.faults import SubmissionError
from gouji.report.bulk import PADDING, Bulk, Flags, Grid, Ints, Rows
from gouji.report.form import MAX_CELL_CHARACTERS, parse_year
from gouji.report.json_template import Shape, Template
from gouji.report.lines import RawLine
from gouji.report.reading import LineReader

# The C library gives freed memory back to the system, page by page, unless it has seen a block of this size come and go;
# every bulk would then have to ask for its memory anew, which takes long. Nothing is touched here.
np.empty(31 << 20, np.uint8)

_QUOTE: Final = ord('"')
#: What stands at the end of a table: the last value, its row, the table.
_TABLE_END: Final = '"}]'
#: Fewer lines are read one by one sooner.
FEWEST: Final = 16


def read_in_bulk(reader: LineReader, lines: Sequence[RawLine]) -> Iterator[Bulk | RawLine]:
    """Some lines in their order: those of the commonest shape read together, every other one as it is, unread.

    Lines between which others stand make several bulks.
    """
    template = _template(reader, lines)
    taken = _taken(template, lines) if template is not None else None
    if template is None or taken is None:
        yield from lines
        return
    bulk, numbers = taken
    if len(numbers) == len(lines):
        yield bulk
        return
    # the others are few, or nothing is gained; results are told in the order of the lines, so each stretch is one bulk
    inside = frozenset(numbers)
    for together, group in itertools.groupby(range(len(lines)), inside.__contains__):
        some = [lines[number] for number in group]
        again = _taken(template, some) if together else None
        if again is not None:
            yield again[0]
        else:
            yield from some


def _template(reader: LineReader, lines: Sequence[RawLine]) -> Template | None:
    """The template by which the first lines are read, if they are read by one."""
    if len(lines) < FEWEST:
        return None
    try:
        for line in lines[:2]:
            reader.read(line)
    except SubmissionError:
        return None
    found = reader.template
    return found if found is not None and found.plain else None


def _taken(template: Template, lines: Sequence[RawLine]) -> tuple[Bulk, list[int]] | None:
    """The lines of the shape as columns, and which they are; None where there are too few."""
    kept: list[int] = []
    texts: list[str] = []
    for number, line in enumerate(lines):
        if b"\\" in line.data:
            continue
        try:
            texts.append(line.data.decode())
        except UnicodeDecodeError:
            continue
        kept.append(number)
    while len(kept) >= FEWEST:
        found = _columns(template, [lines[number] for number in kept], texts)
        if isinstance(found, Bulk):
            return found, kept
        kept, texts = list(itertools.compress(kept, found)), list(itertools.compress(texts, found))
    return None


def _columns(template: Template, lines: list[RawLine], texts: list[str]) -> Bulk | Sequence[bool]:
    """The lines as columns; where some of them are of another shape: which are not, as far as that is known."""
    text = "\n".join(texts) + PADDING
    units = np.frombuffer(text.encode("utf-16-le"), np.uint16)
    if len(units) != len(text):
        return [max(one) <= "\uffff" for one in texts]  # characters of two units each would shift all places
    if np.count_nonzero(units < 32) != len(texts) - 1 + len(PADDING):
        return [min(one) >= " " for one in texts]
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    begins = np.zeros(len(texts), np.int64)
    np.cumsum(sizes[:-1] + 1, out=begins[1:])
    quotes = np.flatnonzero(units == _QUOTE)
    firsts = np.searchsorted(quotes, begins)
    even = np.diff(firsts, append=len(quotes)) % 2 == 0
    if not even.all():
        return list(even)
    return _Lines(template, lines, text, units, begins, begins + sizes, quotes[0::2], quotes[1::2]).bulk()


class _Lines:
    """Some lines whose strings have been found."""

    def __init__(
        self,
        template: Template,
        lines: list[RawLine],
        text: str,
        units: NDArray[np.uint16],
        begins: Ints,
        ends: Ints,
        opens: Ints,
        closes: Ints,
    ) -> None:
        """``opens`` and ``closes``: where the quotes of every string stand."""
        self.template, self.lines = template, lines
        self.text, self.units = text, units
        self.begins, self.ends = begins, ends
        self.opens, self.closes = opens, closes

    def bulk(self) -> Bulk | Sequence[bool]:
        good = np.ones(len(self.lines), np.bool_)
        tables = self.template.tables
        ends = self._table_ends(len(tables))
        if not isinstance(ends, np.ndarray):
            return ends
        heads: list[tuple[str, ...]] = []
        starts = np.empty(len(self.lines), np.int64)
        closings = [shape.closing + following.opening for shape, following in itertools.pairwise(tables)]
        for number, (begin, end, stops) in enumerate(
            zip(self.begins.tolist(), self.ends.tolist(), (self.closes[ends] + 2).tolist(), strict=True)
        ):
            found = self.template.around(self.text, begin, stops[-1], end)
            if found is None or not all(map(self.text.startswith, closings, stops)):
                good[number] = False
                continue
            starts[number], caught = found[0] + 1, found[1]
            heads.append(caught)
        if not good.all():
            return good.tolist()
        # from here on a head begins where the first string of the first row does
        strings = np.searchsorted(self.opens, starts)
        columns: dict[str, Rows] = {}
        for at, shape in enumerate(tables):
            rows = self._rows(shape, strings, ends[:, at], good)
            if rows is None:
                return good.tolist()
            columns[shape.name] = rows
            strings = ends[:, at] + 2  # past the name of the next table
        return self._made(heads, columns)

    def _table_ends(self, count: int) -> Ints | Sequence[bool]:
        """For every line the numbers of the strings with which its tables end."""
        marked = np.flatnonzero(self._standing(self.closes, _TABLE_END))
        owners = np.searchsorted(self.begins, self.closes[marked], side="right") - 1
        per_line = np.bincount(owners, minlength=len(self.lines)) == count
        return marked.reshape(-1, count) if per_line.all() else per_line.tolist()

    def _standing(self, places: Ints, literal: str) -> Flags:
        """At which places a text stands."""
        text = literal.encode("utf-16-le")
        whole = -len(text) % 8  # up to a whole number of words
        size = len(text) + whole
        spans = np.ndarray((len(self.units) - size // 2,), f"V{size}", self.units, 0, (self.units.itemsize,))
        found = spans[places].view(np.uint64).reshape(len(places), size // 8)
        wanted = np.frombuffer(text + bytes(whole), np.uint64)
        answer: Flags = found[:, -1] & np.uint64((1 << 64 - 8 * whole) - 1) == wanted[-1]
        for at in range(size // 8 - 1):
            answer &= found[:, at] == wanted[at]
        return answer

    def _rows(self, shape: Shape, first: Ints, last: Ints, good: Flags) -> Rows | None:
        """The rows of one table from its first to its last string; None if any is of another shape.

        What is not ``good`` is said there.
        """
        width = len(shape.headers)
        strings = last - first + 1
        good &= (strings > 0) & (strings % (2 * width) == 0)
        if not good.all():
            return None
        sizes = strings // (2 * width)
        firsts = np.zeros(len(sizes) + 1, np.int64)
        np.cumsum(sizes, out=firsts[1:])
        owners = np.repeat(np.arange(len(sizes)), sizes)
        base = (first - firsts[:-1] * (2 * width))[owners] + np.arange(len(owners)) * (2 * width)
        comma, colon = self.template.comma, self.template.colon
        # how the first row begins has been looked at together with what stands before it
        is_first = np.zeros(len(owners), np.bool_)
        is_first[firsts[:-1]] = True
        between, before = f'"}}{comma}{{', self.closes[base - 1]
        fits = np.ones(len(owners), np.bool_)
        begins, ends = np.empty((2, width, len(owners)), np.int64)
        for at, header in enumerate(shape.headers):
            literal = f'{between}"{header}"{colon}"'
            stands = self._standing(before, literal)
            fits &= stands if at else stands | is_first
            begins[at] = before + len(literal) if at else self.opens[base + 1] + 1
            before = ends[at] = self.closes[base + (2 * at + 1)]
            between = f'"{comma}'
        if not fits.all():
            good[owners[~fits]] = False
            return None
        headers = {header: at for at, header in enumerate(shape.headers)}
        return Rows(firsts, owners, Grid(headers, begins, ends))

    def _made(self, heads: Sequence[tuple[str, ...]], columns: Mapping[str, Rows]) -> Bulk | Sequence[bool]:
        """The columns, and what stands around them."""
        if int((self.ends - self.begins).max()) > MAX_CELL_CHARACTERS:
            longest = [max(map(len, caught)) <= MAX_CELL_CHARACTERS for caught in heads]
            if not all(longest):
                return longest
            if max(int((rows.grid.ends - rows.grid.starts).max()) for rows in columns.values()) > MAX_CELL_CHARACTERS:
                return [False] * len(heads)
        said, fields = self.template.said(heads)
        kinds = said.get("kind", [None] * len(heads))
        if len(set(kinds)) > 1:
            return [kind == kinds[0] for kind in kinds]
        units, years = said.get("unit", [None] * len(heads)), said.get("year", [None] * len(heads))
        known = {year: parse_year(year) if year is not None else None for year in set(years)}
        about = [(unit, known[year]) for unit, year in zip(units, years, strict=True)]
        return Bulk(
            self.template,
            self.lines,
            self.begins.tolist(),
            self.text,
            self.units,
            kinds[0],
            about,
            fields,
            columns,
        )


__all__ = ["FEWEST", "read_in_bulk"]
