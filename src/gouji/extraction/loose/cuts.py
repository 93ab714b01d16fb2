"""Where a cell may end in text whose cells have run together, and how well a stretch suits a column.

Between a figure and a word, before a sign, behind a unit, where a blank or a line end stood, where a word comes twice in a
row (合格合格), and anywhere inside a row of digits (2020): the kinds of the columns tell which of these is one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from gouji.extraction.grids.fitting import MEASURED, MISFIT, Fitting
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.pointed import MOST_POINTS
from gouji.extraction.text.strand import Strand
from gouji.faults import regex as re
from gouji.figures import BARE, find_unit, parse_figure, parse_target
from gouji.language.kinds import SCORE

#: The longest stretch of a column of names, of names of mere amounts, of targets and values, of numbers, and of a unit.
LONGEST_NAME: Final = 70
_LONGEST_SOURCE: Final = 24
_LONGEST_VALUE: Final = 40
_LONGEST_NUMBER: Final = 16
_LONGEST_UNIT: Final = 7
_NUMBER: Final = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_SIGNS: Final = "≥≤<>=≧≦＞＜"
_POINTS: Final = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,2})?分?")
_PLAIN: Final = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]{1,6})?")
_DATE: Final = re.compile(
    r"(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?|[一二三四]季度|[上下]半年)?(?:[上中下]旬|[底末初])?(?:之前|以前|前)?"
)
_WORDS: Final = re.compile(r"[^0-9≥≤<>=%]+")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_SENTENCE: Final = re.compile(r"[。;；!！]")
_PAUSE: Final = re.compile(r"[,，。;；!！?？]")
#: Nothing is entered; a dash that was read from a picture may be a numeral (一).
_LONGEST_EMPTY: Final = 4
_EMPTY: Final = re.compile(rf"[-—/无]{{1,{_LONGEST_EMPTY}}}|一")
#: Bases of columns whose cells are read; in others stand words.
_READ: Final = frozenset(("number", "target", "value", "operator", "unit", "none"))
_BRACKETS: Final = re.compile(r"\([^()]{1,30}\)")
#: What stands behind the figures of a date, an ordinal, a version.
_DATED: Final = tuple("年月日号季度级期届")
#: What a name may end with that is no letter.
_CLOSING: Final = ')》”"』」]:'
_AFTER: Final = re.compile(r"^[^0-9]*[0-9][0-9.,]*|(?:及?以[上下内]|左右|之[内前]|内)$|\([^()]*\)$")
#: Decimals of a ratio that nobody wonders at.
_USUAL_DECIMALS: Final = 2
#: What it costs that a cell begins in the midst of digits, and that it begins with a nought there.
_AMID: Final = 3
_NOUGHT: Final = 6
#: A blank or a line end stood in the midst of its digits.
_TORN: Final = 12
#: Letters that come twice in a row, at most.
_LONGEST_TWICE: Final = 30


class Cuts:
    """The places where cells may end, and the cost of stretches as cells of a table's columns."""

    def __init__(self, strand: Strand, start: int, end: int, fitting: Fitting, heads: Callable[[str], bool]) -> None:
        self._heads = heads
        self._text = strand.text
        self._edges = strand.edges
        self._fitting = fitting
        self._columns = fitting.template.columns
        self.amounts = not any(column.base in ("target", "value") for column in self._columns)
        """Whether the table has nothing but names and numbers."""
        dated = {
            at for found in _DATE.finditer(strand.text, start, end) for at in range(found.start() + 1, found.end())
        }
        self._places = sorted(set(self._found(start, end)) - dated)
        self._stops = [at for at in self._places if self._ends_remark(at)]
        self._alike = [self._first_alike(number) for number in range(len(self._columns))]
        self._fits: dict[tuple[int, int], list[tuple[int, int]]] = {}
        # edges in the midst of digits, which few edges are and every stretch is asked for
        self._torn = sorted(at for at in self._edges if start < at < end and self._text[at - 1 : at + 1].isdigit())

    def after(self, at: int, number: int) -> Iterator[int]:
        """Where a cell that begins at a place may end, under a column."""
        longest = self._longest(number)
        places = self._places
        if self._columns[number].base not in _READ and not self._columns[number].label:
            for place in range(bisect_left(places, at + 1), bisect_right(places, at + _LONGEST_EMPTY)):
                yield places[place]
            places, at, longest = self._stops, at + _LONGEST_EMPTY, longest - _LONGEST_EMPTY
        for place in range(bisect_left(places, at + 1), bisect_right(places, at + longest)):
            yield places[place]

    def _longest(self, number: int) -> int:
        column = self._columns[number]
        if column.label or (column.base == "text" and not column.groups):
            return LONGEST_NAME
        return _LONGEST_NUMBER if column.base == "number" else _LONGEST_VALUE

    def _first_alike(self, number: int) -> int:
        """The first column that the same stretches suit as well: several columns of amounts stand side by side."""
        column = self._columns[number]
        if column.base in ("number", "none"):
            alike = (
                at
                for at, c in enumerate(self._columns)
                if (c.base, c.kind, c.unit, c.label) == (column.base, column.kind, column.unit, column.label)
            )
        elif column.base not in _READ and not column.label:
            alike = (
                at
                for at, c in enumerate(self._columns)
                if c.base not in _READ and not c.label and self._longest(at) == self._longest(number)
            )
        else:
            return number
        return next(alike)

    def fits(self, at: int, number: int) -> list[tuple[int, int]]:
        """Where a cell that begins at a place may end, under a column that it suits, with what that costs."""
        key = at, self._alike[number]
        fits = self._fits.get(key)
        if fits is None:
            text, begun, torn = self._text, self._begun(at), self._next_torn(at)
            ends = (
                (end, self._cost(text[at:end], number, at, end) + begun + _TORN * (torn < end))
                for end in self.after(at, number)
            )
            fits = self._fits[key] = [(end, cost) for end, cost in ends if cost < MISFIT]
        return fits

    def counts(self, start: int, end: int) -> bool:
        """Whether all figures in a name have a unit or are of a date: others may be the cells of a row that was not seen."""
        text = self._text
        for found in _NUMBER.finditer(text, start, end):
            behind = text[found.end() : found.end() + 1]
            if found.start() > start and text[found.start() - 1] in MEASURED:
                return False
            if behind not in _DATED and find_unit(behind) in (None, BARE):
                return False
        return True

    def whole(self, at: int) -> bool:
        """Whether no figure goes on over a place."""
        text = self._text
        return at in self._edges or not (
            0 < at < len(text) and text[at].isdigit() and (text[at - 1].isdigit() or text[at - 1] == ".")
        )

    def _found(self, start: int, end: int) -> Iterator[int]:
        text = self._text
        yield from (at for at in self._edges if start <= at <= end)
        yield end
        for found in _NUMBER.finditer(text, start, end):
            yield from range(found.start(), found.end() + 1)
            at = found.end()
            for length in range(_LONGEST_UNIT, 0, -1):
                if at + length <= end and find_unit(text[at : at + length]) is not None:
                    yield at + length
                    bracket = _BRACKETS.match(text, at + length)
                    if bracket is not None:
                        yield bracket.end()
        for at in range(start, end):
            if text[at] in _SIGNS:
                yield at
                yield at + 1
        for found in _WORDS.finditer(text, start, end):
            yield from found.span()
            twice = self._twice(found.end())
            if twice:
                yield from (found.end() - twice, found.end() - 2 * twice)

    def _twice(self, end: int) -> int:
        """How long the stretch before a place is that stands there twice; 0 for none."""
        text = self._text
        for length in range(min(_LONGEST_TWICE, end // 2), 0, -1):
            if text[end - length : end] == text[end - 2 * length : end - length]:
                return length if _LETTERS.search(text, end - length, end) else 0
        return 0

    def cost(self, start: int, end: int, number: int) -> int:
        """How badly a stretch suits a column."""
        cost = self._cost(self._text[start:end], number, start, end)
        return cost + self._begun(start) + _TORN * (self._next_torn(start) < end)

    def _begun(self, start: int) -> int:
        """What it costs to begin at a place: a cell that begins in the midst of digits is dearer, and a nought more so."""
        return 0 if self.whole(start) else _AMID + (_NOUGHT if self._text[start] == "0" else 0)

    def _next_torn(self, start: int) -> int:
        """The next place behind one where digits are torn."""
        torn = bisect_right(self._torn, start)
        return self._torn[torn] if torn < len(self._torn) else len(self._text) + 1

    def _cost(self, text: str, number: int, start: int, end: int) -> int:
        column = self._columns[number]
        if _EMPTY.fullmatch(text) and not column.label:
            return 2
        match column.base:
            case "number":
                return self._counted(text, number)
            case "target" | "value":
                return self._measured(text, number, column.base)
            case "operator":
                return 0 if text and all(sign in _SIGNS for sign in text) else self._fitting.cost(number, text)
            case "unit":
                return 0 if find_unit(text) is not None else 6 if len(text) < _LONGEST_UNIT else MISFIT
            case "none":
                return self._unknown(text)
            case _:
                return self._named(text) if column.label else self._remarked(text, start, end)

    def _counted(self, text: str, number: int) -> int:
        kind = self._columns[number].kind
        if kind is None:
            return MISFIT
        if kind.dim == SCORE:
            points = _POINTS.fullmatch(text)
            return 0 if points is not None and int(points[1]) + bool(points[2]) <= MOST_POINTS else MISFIT
        if kind.ratio:
            bare = text.removesuffix("%")
            if _PLAIN.fullmatch(bare) is None:
                return MISFIT
            return (0 if text.endswith("%") else 4) + 2 * (len(bare.partition(".")[2]) > _USUAL_DECIMALS)
        if _PLAIN.fullmatch(text):
            return 0
        if not text[:1].isdigit() or text[1:].isdigit():
            return MISFIT
        return 2 if self._fitting.cost(number, text) < MISFIT else MISFIT

    def _measured(self, text: str, number: int, base: str) -> int:
        if self._fitting.known(number, text):
            return 0
        if any(column.groups and self._fitting.known(at, text) for at, column in enumerate(self._columns)):
            return MISFIT
        figure = parse_figure(text)
        target = parse_target(text)
        if figure is not None and target.figures:
            if not _proper(text):
                return MISFIT
            unit = bool(figure.unit.symbol)
            # what was counted may be the name of the next row
            noun = len(_AFTER.sub("", text)) - len(figure.unit.symbol)
            return (0 if target.op and base == "target" else 1 if unit else 2 + 2 * (target.op != "")) + 2 * max(
                0, noun
            )
        if target.deadline is not None:
            return 1
        if target.measurable and not target.quality:
            return 3
        if (
            text[-1:].isdigit()
            or text[-1:] in _SIGNS
            or not _LETTERS.search(text)
            or not _proper(text)
            or text[:1] in ":,.)、;"
        ):
            return MISFIT
        if text.count("(") != text.count(")"):
            return MISFIT
        return (
            8
            + 6 * text[:1].isdigit()
            + 3 * len(_NUMBER.findall(text))
            + 4 * bool(_SENTENCE.search(text))
            + (len(text) > LONGEST_HEADER) * 4
        )

    def _unknown(self, text: str) -> int:
        if not any(sign.isalnum() for sign in text):
            return MISFIT
        if _PLAIN.fullmatch(text) or parse_figure(text) is not None:
            return 3
        return 5 + 4 * len(_NUMBER.findall(text)) if len(text) <= LONGEST_HEADER else MISFIT

    def _named(self, text: str) -> int:
        letters = len(_LETTERS.findall(text[:LONGEST_NAME]))
        if letters < 2 or not (text[-1:].isalpha() or text[-1:] in _CLOSING) or text[:1] in ")%.,、:;":
            return MISFIT
        if text.count("(") != text.count(")") or self._heading(text):
            return MISFIT
        if self.amounts and (_PAUSE.search(text) or len(text) > _LONGEST_SOURCE):
            return MISFIT
        return (
            4 * bool(_SENTENCE.search(text))
            + 4 * text[:1].isdigit()
            + 4 * len(_NUMBER.findall(text))
            + 12 * any(sign in text for sign in _SIGNS)
            + (len(text) > LONGEST_HEADER) * 3
        )

    def _heading(self, text: str) -> bool:
        """Whether a text is a word of the header, and no name."""
        return any(column.header == text for column in self._columns) or (
            self._heads(text) and text not in self._fitting.totals
        )

    def _remarked(self, text: str, start: int, end: int) -> int:
        """A remark ends where a blank or a line end stood, or with its sentence: nothing else parts it from the next name."""
        if self._ends_remark(end):
            return 3 if start in self._edges or _SENTENCE.search(text[-1:]) else 5
        return MISFIT

    def _ends_remark(self, at: int) -> bool:
        return at in self._edges or bool(_SENTENCE.search(self._text[at - 1 : at])) or at == len(self._text)


def _proper(text: str) -> bool:
    """Whether digits are not written with zeros before them."""
    found = re.search(r"[0-9][0-9.,]*", text)
    return found is None or _PLAIN.fullmatch(found[0].rstrip(".,")) is not None
