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
from gouji.report.bulk import Bulk, Flags, Grid, Ints, Lines, Rows
from gouji.report.form import MAX_CELL_CHARACTERS, MAX_LINE_BYTES, parse_year
from gouji.report.json_template import Shape, Template
from gouji.report.lines import PADDING, Block, RawLine
from gouji.report.reading import LineReader

# The C library gives freed memory back to the system, page by page, unless it has seen a block of this size come and go;
# every bulk would then have to ask for its memory anew, which takes long. Nothing is touched here.
np.empty(31 << 20, np.uint8)

_QUOTE: Final = ord('"')
#: Bytes that are looked at together for what they are: as many as a processor has at hand.
_PIECE: Final = 1 << 17
#: Fewer lines are read one by one sooner.
FEWEST: Final = 16


def read_in_bulk(reader: LineReader, block: Block) -> Iterator[Bulk | RawLine | SubmissionError]:
    """Some lines in their order: those of the commonest shape read together, every other one as it is, unread.

    Lines between which others stand make several bulks.
    """
    begins, ends = block.bounds()
    lines = Lines(block.path, range(block.number, block.number + len(begins)), block.data, begins, ends)
    template = _template(reader, lines)
    found = _columns(template, lines) if template is not None and b"\\" not in block.data else None
    if isinstance(found, Bulk):
        yield found
        return
    apart = list(block.lines())
    taken = _taken(template, apart) if template is not None else None
    if template is None or taken is None:
        yield from apart
        return
    # the others are few, or nothing is gained; results are told in the order of the lines, so each stretch is one bulk
    inside = frozenset(taken)
    for together, group in itertools.groupby(range(len(apart)), inside.__contains__):
        some = [apart[number] for number in group]
        again = _columns(template, _joined(some)) if together and len(some) >= FEWEST else None
        if isinstance(again, Bulk):
            yield again
        else:
            yield from some


def _template(reader: LineReader, lines: Lines) -> Template | None:
    """The template by which the first lines are read, if they are read by one."""
    if len(lines.numbers) < FEWEST:
        return None
    try:
        for number in range(min(len(lines.numbers), 2)):
            reader.read(lines.line(number))
    except SubmissionError:
        return None
    found = reader.template
    return found if found is not None and found.plain else None


def _taken(template: Template, lines: Sequence[RawLine | SubmissionError]) -> list[int] | None:
    """Which lines are of the shape; None where they are too few."""
    kept = [at for at, line in enumerate(lines) if isinstance(line, RawLine) and b"\\" not in line.data]
    while len(kept) >= FEWEST:
        found = _columns(template, _joined([lines[at] for at in kept]))
        if isinstance(found, Bulk):
            return kept
        kept = list(itertools.compress(kept, found))
    return None


def _joined(lines: Sequence[RawLine | SubmissionError]) -> Lines:
    raw = [line for line in lines if isinstance(line, RawLine)]
    sizes = np.fromiter((len(line.data) for line in raw), np.int64, len(raw))
    ends = np.cumsum(sizes + 1) - 1
    data = b"\n".join([*(line.data for line in raw), bytes(PADDING)])
    return Lines(raw[0].path, [line.number for line in raw], data, (ends - sizes).tolist(), ends.tolist())


def _columns(template: Template, lines: Lines) -> Bulk | Sequence[bool]:
    """The lines as columns; where some of them are of another shape: which are not, as far as that is known."""
    begins, ends = np.array(lines.begins), np.array(lines.ends)
    codes = np.frombuffer(lines.data, np.uint8)
    within = codes[: lines.ends[-1]]
    if int((ends - begins).max()) > MAX_LINE_BYTES:
        return [end - begin <= MAX_LINE_BYTES for begin, end in zip(lines.begins, lines.ends, strict=True)]
    if not _common(within, len(begins) - 1):
        readable = [_readable(lines.line(at).data) for at in range(len(begins))]
        if not all(readable):
            return readable
    quotes = _standing(within, _QUOTE)
    firsts = np.searchsorted(quotes, begins)
    even = np.diff(firsts, append=len(quotes)) % 2 == 0
    if not even.all():
        return list(even)
    return _Lines(template, lines, codes, begins, ends, quotes[0::2], quotes[1::2]).bulk()


def _standing(codes: NDArray[np.uint8], code: int) -> Ints:
    """Where one of the codes stands."""
    found = []
    for begin in range(0, len(codes), _PIECE):
        found.append(np.flatnonzero(codes[begin : begin + _PIECE] == code))
        found[-1] += begin
    return np.concatenate(found)


def _common(codes: NDArray[np.uint8], controls: int) -> bool:
    """Whether this is certainly UTF-8, with so many control characters.

    Only what nearly all lines are made of is known here: ASCII, and characters of three bytes, the first from E1 to EF (but
    not ED, with which halves of pairs begin), the others from 80 to BF.
    """
    known = strange = 0
    for begin in range(0, len(codes), _PIECE):
        ahead = min(begin, 2)  # a character may have begun before
        piece = codes[begin - ahead : begin + _PIECE]
        first, later = piece - np.uint8(0xE1) < 15, piece.view(np.int8) < -64
        owed = np.zeros(len(piece), np.bool_)
        owed[1:] = first[:-1]
        owed[2:] |= first[:-2]
        if not np.array_equal(owed[ahead:], later[ahead:]) or np.count_nonzero(piece == 0xED):
            return False
        known += 3 * int(np.count_nonzero(first[ahead:]))
        strange += int(np.count_nonzero(piece[ahead:].view(np.int8) < ord(" ")))
    # whatever else there is would be among the strange ones
    return known + controls == strange


def _readable(line: bytes) -> bool:
    """Whether a line is UTF-8 without control characters."""
    try:
        return min(line.decode(), default=" ") >= " "
    except UnicodeDecodeError:
        return False


class _Lines:
    """Some lines whose strings have been found."""

    def __init__(
        self,
        template: Template,
        lines: Lines,
        codes: NDArray[np.uint8],
        begins: Ints,
        ends: Ints,
        opens: Ints,
        closes: Ints,
    ) -> None:
        """``opens`` and ``closes``: where the quotes of every string stand."""
        self.template, self.lines, self.data = template, lines, lines.data
        self.codes = codes
        self.begins, self.ends = begins, ends
        self.opens, self.closes = opens, closes

    def bulk(self) -> Bulk | Sequence[bool]:
        good = np.ones(len(self.begins), np.bool_)
        tables = self.template.tables
        ends = self._table_ends(len(tables))
        if not isinstance(ends, np.ndarray):
            return ends
        heads: list[tuple[bytes, ...]] = []
        starts = np.empty(len(self.begins), np.int64)
        closings = [(shape.closing + following.opening).encode() for shape, following in itertools.pairwise(tables)]
        for number, (begin, end, stops) in enumerate(
            zip(self.begins.tolist(), self.ends.tolist(), (self.closes[ends] + 2).tolist(), strict=True)
        ):
            found = self.template.around(self.data, begin, stops[-1], end)
            if found is None or not all(map(self.data.startswith, closings, stops)):
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
        # a string ends inside of its line, and behind the last line there is padding
        last = np.flatnonzero(self.codes[self.closes + 2] == ord("]"))
        ends: Ints = last[self.codes[self.closes[last] + 1] == ord("}")]
        per_line = np.diff(np.searchsorted(self.closes[ends], self.begins), append=len(ends))
        good: Flags = per_line == count
        return ends.reshape(-1, count) if good.all() else good.tolist()

    def _standing(self, places: Ints, literal: bytes) -> Flags:
        """At which places some bytes stand."""
        whole = -len(literal) % 8  # up to a whole number of words
        size = len(literal) + whole
        spans = np.ndarray((len(self.codes) - size,), f"V{size}", self.codes, 0, (1,))
        found = spans[places].view(np.uint64).reshape(len(places), size // 8)
        wanted = np.frombuffer(literal + bytes(whole), np.uint64)
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
            literal = f'{between}"{header}"{colon}"'.encode()
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

    def _made(self, heads: Sequence[tuple[bytes, ...]], columns: Mapping[str, Rows]) -> Bulk | Sequence[bool]:
        """The columns, and what stands around them."""
        if int((self.ends - self.begins).max()) > MAX_CELL_CHARACTERS:
            longest = [max(map(len, caught)) <= MAX_CELL_CHARACTERS for caught in heads]
            if not all(longest):
                return longest
            if max(int((rows.grid.ends - rows.grid.starts).max()) for rows in columns.values()) > MAX_CELL_CHARACTERS:
                return [False] * len(heads)
        said, fields = self.template.said([[written.decode() for written in caught] for caught in heads])
        kinds = said.get("kind", [None] * len(heads))
        if len(set(kinds)) > 1:
            return [kind == kinds[0] for kind in kinds]
        units, years = said.get("unit", [None] * len(heads)), said.get("year", [None] * len(heads))
        known = {year: parse_year(year) if year is not None else None for year in set(years)}
        about = [(unit, known[year]) for unit, year in zip(units, years, strict=True)]
        return Bulk(
            self.template,
            self.lines,
            kinds[0],
            about,
            fields,
            columns,
        )


__all__ = ["FEWEST", "read_in_bulk"]
