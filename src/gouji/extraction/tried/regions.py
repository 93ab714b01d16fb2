"""Whatever in a document looks like rows of figures: printed tables, lines whose cells are parted by signs or blanks, and
tables with one cell to a line. What the columns are called is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Grid, Paragraph, Span, Text
from gouji.extraction.drafting.draft import Said, Value, place_of, span_of, text_of
from gouji.extraction.prose.amounts import measure_of
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import base_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.figures.units import find_unit

#: Signs of a line that is no row of figures, whatever it holds; lines without figures that part two tables.
_LONG: Final = 400
_BETWEEN: Final = 4
#: Cells of a line of which figures are as many, at least, and of so many in a hundred.
_LEAST: Final = 2
_PERCENT: Final = 30
#: Signs of a cell of words of such a line.
_WORDS: Final = 24
_CELL: Final = re.compile(
    r"[-−]?[0-9０-９]{1,3}(?: [0-9]{3})+\.[0-9]+|(?:[^\s、|｜;；→,，]|(?<=[0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９])))+"
)
#: A name with its points, and a score: 产出（35分） 32.5.
_SCORED: Final = re.compile(
    r"(?P<name>[^\s|]{2,30}[（(]\s*[0-9]{1,3}\s*分\s*[)）])[\s:：]+(?P<score>[0-9]{1,3}(?:\.[0-9]{1,2})?)分?"
)
#: What says no more than that a rate is a share.
_ONLY_SHARE: Final = ("占", "所占", "比重", "占比")
#: The points behind a name: 产出（35分）.
_POINTS: Final = re.compile(r"[（(]\s*([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分?\s*[)）]$")


@dataclass(frozen=True, slots=True, eq=False)
class One:
    """A figure. ``half``: how far its true value may be from what is printed; ``text`` and ``sentence``: in which it stands
    (by ``id``)."""

    value: Value
    figure: Figure
    base: Fraction
    half: Fraction
    kind: str
    name: str
    text: int
    sentence: int

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands: the text (by ``id``) and the sign of it."""
        return place_of(self.value) or (0, 0)


def share_name(rate: One, part: One) -> str:
    """What a share is called: by its own words, unless they only say that it is one (占); else by those of its part."""
    own = "" if rate.name.startswith(_ONLY_SHARE) else rate.name
    return own or part.name or rate.figure.text


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the figures by the column they stand in, as far as that is known, the points that its words give, and what it
    is called."""

    ones: Sequence[tuple[int, One]]
    points: Sequence[One]
    name: str = ""


Region = Sequence[Row]


def regions_of(document: Document) -> Iterator[Region]:
    """The tables of a document, whatever they look like."""
    lines: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from _of_lines(lines)
            lines = []
            yield _of_stream(_cells_of(block)) if block.running else _of_grid(block)
            continue
        lines.append(block)
    yield from _of_lines(lines)


def one_of(span: Span, name: str) -> One | None:
    """A cell as a figure, if it is a plain one."""
    figure = parse_figure(span.text)
    if figure is None or not figure.plain or figure.parts:
        return None
    source = id(span.source)
    return One(span, figure, base_of(figure), half_of(figure), kind_of_figure(figure), name, source, source)


def in_unit_of(one: One, other: One) -> One:
    """A bare number with the unit of another figure."""
    if one.kind != "number" or other.kind == "number":
        return one
    span, unit = span_of(one.value), other.figure.unit.symbol
    figure = parse_figure(f"{text_of(one.value)}{unit}")
    if figure is None or span is None:
        return one
    return replace(one, value=Said(f"{span.text}{unit}", span), figure=figure, base=base_of(figure), kind=other.kind)


def bare(one: One, word: str = "") -> Value:
    """A figure without its measure word, or with another."""
    text = text_of(one.value) or ""
    own = measure_of(one.figure)
    return Said((text.removesuffix(own).strip() if own else text) + word, span_of(one.value))


def half_of(figure: Figure) -> Fraction:
    """Half a place of what may be rounded: neither scores, nor what is counted one by one, nor numbers without a unit."""
    dimension = figure.unit.dimension
    counted = dimension.startswith("count") and figure.ulp >= 1 and figure.unit.scale <= 1
    exact = counted or dimension == "score" or not figure.unit.symbol
    return Fraction(0) if exact else figure.step / 2


def _of_grid(grid: Grid) -> Region:
    rows: dict[int, list[tuple[int, Text]]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append((cell.column, cell.text))
    out = []
    for _, cells in sorted(rows.items()):
        name = ""
        ones: list[tuple[int, One]] = []
        points: list[One] = []
        for at, text in cells:
            parts = list(parts_of(text))
            for number, span in enumerate(parts):
                one = one_of(span, name)
                if one is not None:
                    ones.append((at if len(parts) == 1 else 100 * at + number, one))
                    continue
                name = _name(span, name)
                points += _points(span)
        out.append(Row(ones, points, _first_name(ones, name)))
    return out


def _name(span: Span, before: str) -> str:
    """What a cell of words calls those behind it: a goal (≥30人) is no name."""
    return span.text if parse_figure(span.text) is None else before


def _first_name(ones: Sequence[tuple[int, One]], last: str) -> str:
    """The words before the first figure of a row."""
    return ones[0][1].name if ones else last


def _cells_of(grid: Grid) -> Iterator[Span]:
    for cell in grid.cells:
        yield from parts_of(cell.text)


def _of_stream(cells: Iterable[Span]) -> Region:
    """Rows of cells of which only the order is known: words, and the figures behind them."""
    out: list[Row] = []
    name = ""
    ones: list[tuple[int, One]] = []
    points: list[One] = []
    for span in cells:
        one = one_of(span, name)
        if one is not None:
            ones.append((len(ones), one))
            continue
        if not ones and name and _is_unit(span.text):
            continue  # 答复总数 / 件 / 63: what is counted is no name
        if ones:
            out.append(Row(ones, points, name))
            ones, points = [], []
        name = span.text
        points = [*points, *_points(span)]
    out.append(Row(ones, points, name))
    return out


def _of_lines(lines: Sequence[Paragraph]) -> Iterator[Region]:
    """The rows among paragraphs: such as are rows of cells, and those that are one cell each."""
    rows: list[Row] = []
    cells: list[Span] = []
    idle = 0
    for line in lines:
        parts = list(parts_of(line.text))
        figures = [span for span in parts if one_of(span, "") is not None or _points(span)]
        if len(parts) == 1 and len(line.text.text) <= _LONG:
            cells += parts
        if len(figures) >= _LEAST and len(line.text.text) <= _LONG:
            name, ones, points = "", [], []
            for at, span in enumerate(parts):
                one = one_of(span, name)
                if one is not None:
                    ones.append((at, one))
                else:
                    name = _name(span, name)
                    points += _points(span)
            rows.append(Row(ones, points, _first_name(ones, name)))
            idle = 0
        elif rows and (idle := idle + 1) > _BETWEEN:
            yield rows
            rows, idle = [], 0
    if rows:
        yield rows
    if cells:
        yield _of_stream(cells)


def parts_of(text: Text) -> Iterator[Span]:
    """The cells of a line, or of a cell into which several have run; the whole where they are no cells."""
    whole = text.text.strip()
    if not whole:
        return
    start = text.text.index(whole)
    if (scored := _SCORED.fullmatch(whole)) is not None:
        yield from (text.span(start + scored.start(name), start + scored.end(name)) for name in ("name", "score"))
        return
    if len(whole) <= _LONG and parse_figure(whole) is None:
        found = [text.span(start + cell.start(), start + cell.end()) for cell in _CELL.finditer(whole)]
        figures = sum(one_of(span, "") is not None for span in found)
        words = all(len(span.text) <= _WORDS for span in found)
        if figures >= _LEAST and words and 100 * figures >= _PERCENT * len(found):
            yield from found
            return
    yield text.span(start, start + len(whole))


def _is_unit(text: str) -> bool:
    """Whether a cell holds a unit and nothing else."""
    word = text.strip("()（） ")
    return bool(word) and find_unit(word) is not None


def _points(span: Span) -> list[One]:
    found = _POINTS.search(span.text)
    if found is None:
        return []
    start = span.start + found.start(1)
    one = one_of(span.source.span(start, start + len(found[1])), span.text[: found.start()])
    return [one] if one is not None else []
