"""Rows of a table that stand in the document and were not read: what its rows add up to is not known without them.

Reading may stop amid a table whose cells are torn, and go on at its row of sums. What looks like one of its rows and stands
unread among them, or between the last of them and the row of sums, shows that; so does a code that the codes of the rows
leave out (C101 and C103, and no C102).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from gouji.document.model import Document, Paragraph, Span
from gouji.extraction.grids.body import Body, BodyRow
from gouji.extraction.grids.cells import Entry
from gouji.faults import regex as re
from gouji.figures import parse_figure, parse_target
from gouji.language import fold_text

_BETWEEN: Final = re.compile(r"[\s|｜]+")
_NAME: Final = re.compile(r"[^\W\d_a-zA-Z]{2}")
_SIGN: Final = re.compile(r"[≥≤<>=＝＞＜≧≦═]{1,2}")
#: A longer text names no row and is no entry of one; a shorter one may be a unit.
_LONGEST: Final = 40
_UNIT: Final = 6
#: More points than these no row has.
_MOST_POINTS: Final = 200
#: Figures of a row, and rows that show what a row is like.
_LEAST_FIGURES: Final = 3
_LEAST_ROWS: Final = 2
#: Texts after the last row among which its row of sums has to stand.
_FAR: Final = 120
#: The codes of rows: their letters, and their number.
_CODE: Final = re.compile(r"([A-Z]{1,2})([0-9]{1,4})(?![0-9%％.])(?=\W|[^\W\da-zA-Z]|$)")
_LEAST_CODES: Final = 3
_FAMILY: Final = 10


def open_sums(document: Document, bodies: Sequence[Body], sums: Mapping[str, frozenset[str]]) -> None:
    """Put the rows beside those that were not read in doubt. ``sums``: by table, the words that rows of sums begin with."""
    pointed = [body for body in bodies if _has_points(body)]
    if not pointed:
        return
    for body in pointed:
        for before, after in _codes_left_out(body):
            before.doubt = after.doubt = True
    texts = _Texts(document, bodies)
    for body in pointed:
        for row in texts.unread(body, sums[body.template.table]):
            row.doubt = body.lost = True


def _has_points(body: Body) -> bool:
    """Whether what a row should come to, or came to, stands in it beside figures: such rows are alike."""
    bases = [column.base for column in body.template.columns]
    return len(body.rows) >= _LEAST_ROWS and "number" in bases and ("target" in bases or "value" in bases)


def _codes_left_out(body: Body) -> Iterator[tuple[BodyRow, BodyRow]]:
    """The rows between which a code is missing that none of them has."""
    found: list[tuple[str, int, int, BodyRow]] = []
    for row in body.rows:
        codes = (_CODE.match(entry.text) for entry in row.placed.values() if not entry.above)
        found += [(code[1], len(code[2]), int(code[2]), row) for code in codes if code is not None]
    families: dict[tuple[str, int], list[tuple[int, BodyRow]]] = {}
    for letters, digits, number, row in found:
        families.setdefault((letters, digits), []).append((number, row))
    for numbered in families.values():
        if len(numbered) < _LEAST_CODES or any(one[0] >= other[0] for one, other in pairwise(numbered)):
            continue
        for (one, before), (other, after) in pairwise(numbered):
            if other - one > 1 and one // _FAMILY == other // _FAMILY:
                yield before, after


class _Texts:
    """The texts of a document in their order, with what of each was read."""

    def __init__(self, document: Document, bodies: Sequence[Body]) -> None:
        self._texts = [
            (text, isinstance(block, Paragraph))
            for block in document.blocks
            for text in ([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
        ]
        self._at = {id(text): at for at, (text, _) in enumerate(self._texts)}
        self._places = {text.spots[0].place: at for at, (text, _) in enumerate(self._texts) if text.spots}
        self._used: dict[int, list[tuple[int, int, int, int]]] = {}
        """By text: from, to, the body and the row (or -1 for sums)."""
        self._unknown: set[int] = set()
        for number, body in enumerate(bodies):
            for place, row in enumerate(body.rows):
                self._take(row.placed.values(), number, place)
            for found in body.sums:
                self._take(found.entries, number, -1)
        for used in self._used.values():
            used.sort()
        self._numbers = {id(body): number for number, body in enumerate(bodies)}

    def _take(self, entries: Iterable[Entry], body: int, row: int) -> None:
        for entry in entries:
            for at, start, end in self._stretches(entry.span, body):
                self._used.setdefault(at, []).append((start, end, body, row))

    def _stretches(self, span: Span, body: int) -> Iterator[tuple[int, int, int]]:
        """Where a span stands; one that was put together covers each of the texts that it is made of."""
        at = self._at.get(id(span.source))
        if at is not None:
            yield at, span.start, span.end
            return
        for spot in span.source.spots:
            place = self._places.get(spot.place)
            if place is None:
                self._unknown.add(body)
            else:
                yield place, 0, len(self._texts[place][0].text)

    def unread(self, body: Body, words: frozenset[str]) -> Iterator[BodyRow]:
        """The rows beside what looks like a row and was not read."""
        number = self._numbers[id(body)]
        own = [at for at, used in self._used.items() for _, _, taken, row in used if taken == number and row >= 0]
        if number in self._unknown or not own:
            return
        last = max(own)
        shape = _Shape(body)
        run: list[str] = []
        before: int | None = None
        for at in range(min(own), min(len(self._texts), last + _FAR)):
            for piece, taken, row in self._pieces(at):
                if taken is None:
                    run += piece
                    continue
                if run and before is not None and shape.holds(_before_sums(run, words)):
                    yield body.rows[before]
                    if taken == number and row >= 0:
                        yield body.rows[row]
                run = []
                if taken != number or row < 0:
                    if at >= last:
                        return
                    before = None
                else:
                    before = row
            if at > last and any(fold_text(word).rstrip(":") in words for word in run):
                break
        if run and before is not None and shape.holds(_before_sums(run, words)):
            yield body.rows[before]

    def _pieces(self, at: int) -> Iterator[tuple[list[str], int | None, int]]:
        """A text in pieces: what was read of it, by whom, and the words of what was not."""
        text, running = self._texts[at]
        done = 0
        for start, end, body, row in [*self._used.get(at, ()), (len(text.text), len(text.text), -1, -1)]:
            rest = text.text[done:start].strip(" |｜")
            if rest:
                yield (_BETWEEN.split(rest) if running else [rest]), None, -1
            if body >= 0:
                yield [], body, row
            done = max(done, end)


def _before_sums(run: Sequence[str], words: frozenset[str]) -> Sequence[str]:
    return run[: next((at for at, word in enumerate(run) if fold_text(word).rstrip(":") in words), len(run))]


class _Shape:
    """What the rows of a table are like."""

    def __init__(self, body: Body) -> None:
        columns = body.template.columns
        half = len(body.rows)
        self._points = sum(
            column.base == "number" and 2 * sum(at in row.placed for row in body.rows) >= half
            for at, column in enumerate(columns)
        )
        figures = sorted(sum(parse_target(e.text).measurable for e in row.placed.values()) for row in body.rows)
        self._figures = max(_LEAST_FIGURES, figures[half // 2] - 1)
        self._width = len(columns) + 1

    def holds(self, words: Sequence[str]) -> bool:
        """Whether words that follow each other have a row among them: a name, then its figures, its points last."""
        if not self._points:
            return False
        name = -1
        figures = bare = 0
        signed = False
        for at, word in enumerate(words):
            figure = parse_figure(word)
            if figure is not None and figure.plain and not figure.unit.symbol and 0 <= figure.value <= _MOST_POINTS:
                figures, bare = figures + 1, bare + 1
                enough = signed and figures >= self._figures and bare >= self._points
                if enough and name >= 0 and at - name <= self._width:
                    return True
                continue
            bare = 0
            if figure is not None or (len(word) <= _LONGEST and parse_target(word).op):
                figures, signed = figures + 1, True
            elif _SIGN.fullmatch(word):
                signed = True
            elif len(word) > _LONGEST:
                name = -1
            elif _NAME.search(word) and (len(word) > _UNIT or figures == 0 or name < 0 or at - name > self._width):
                name, figures, signed = at, 0, False
        return False
