"""Labels with an amount behind each, one after the other or side by side: 资金总额:35 其中:财政拨款35 其他资金.

That is what is left of a form without its borders. A label is followed by one figure, by none where nothing is entered, or
by several, of which nobody knows which one is meant. What 其中 opens are parts of the amount before it; where two labels
stand in a line and 其中 under each of them, each has parts of its own. The parts need not be all of it,
unless the last of them is 其他; whether the form goes on nobody knows, so that such parts are in doubt if they miss it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final

from gouji.document.model import Document, Paragraph, Span
from gouji.extraction.drafting.draft import Draft, Said, Value, span_of
from gouji.extraction.grids.cells import span_of_text
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import is_part, plain_name
from gouji.extraction.grids.template import stated_unit
from gouji.extraction.text.lines import printed_lines
from gouji.faults import regex as re
from gouji.figures import Unit, parse_figure
from gouji.language import fold_text, unit_of_header
from gouji.packs.vocabulary import Vocabulary

#: Lines before the first 其中 and behind the last one that are looked at.
_BEFORE: Final = 4
_BEHIND: Final = 6
#: A longer line is prose, and a longer label none.
_LONGEST_LINE: Final = 160
_LONGEST_LABEL: Final = LONGEST_HEADER
_NUMBER: Final = re.compile(r"(?<![A-Za-z0-9.,，〔\[])[0-9][0-9.,]*(?![0-9.,%％A-Za-z])")
_FIGURE: Final = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?")
_OPENS: Final = re.compile(r"其中")
_REST: Final = re.compile(r"其[他它余]")
#: What parts a label from the words before it that head it: 资金情况（万元）资金总额.
_EDGE: Final = re.compile(r"[)）:：\s]")
#: Letters at the end of a label that are alike in labels of one kind; a total of fewer letters may be of anything.
_ALIKE: Final = 2


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label and what stands behind it: ``figure`` is None for none, and ``sure`` is False for what cannot be told.

    ``rest`` is a figure of a column without a label behind the last one of a line.
    """

    label: Span
    figure: Span | None
    sure: bool = True
    rest: Span | None = None

    @property
    def glued(self) -> bool:
        """Whether only its decimals part its figure from another one."""
        return self.rest is not None and self.figure is not None and self.rest.start == self.figure.end

    @property
    def part(self) -> bool:
        """Whether it is said to be a part of what stands before."""
        name = self.label.text
        return is_part(name) and plain_name(name.rstrip(":： ")) != name.rstrip(":： ")


@dataclass(slots=True)
class _Whole:
    """An amount with the parts that stand behind it; ``beside`` if its neighbours in the line have parts as well."""

    pair: _Pair
    unit: Unit | None
    beside: bool
    line: int
    above: Span | None = None
    """The words before its line, which head what has no label in it."""
    parts: list[_Pair] = field(default_factory=list)
    open: bool = True


def read_labelled(document: Document, vocabulary: Vocabulary, draft: Draft) -> None:
    """The amounts of labels with their parts, as far as no table holds them already."""
    table = next((table for table in vocabulary.schema.tables.values() if table.source == "构成"), None)
    if table is None or not any(_OPENS.search(text.text) for text in document.texts):
        return
    known: set[tuple[int, int]] = set()
    looked = False
    groups: dict[str, int] = {}
    for lines in _stretches(document):
        wholes = list(_wholes(lines))
        if wholes and not looked:
            known, looked = _read(draft), True
        for _, line in groupby((whole for whole in wholes if whole.beside), key=lambda whole: whole.line):
            side = list(line)
            if not any((id(f.source), f.start) in known for whole in side if (f := whole.pair.figure) is not None):
                _row(side, vocabulary, draft)
        for whole in wholes:
            figure = whole.pair.figure
            if figure is None or not whole.parts:
                continue
            if any((id(part.source), part.start) in known for part in (figure, *_figures(whole.parts))):
                continue
            name = _name(whole.pair.label)
            groups[name.text] = count = groups.get(name.text, 0) + 1
            group = Said(f"{name.text}（其中{'' if count == 1 else count}）", name)
            doubt = whole.pair.glued or not (
                whole.beside or (whole.unit is not None and _is_whole(name.text, vocabulary))
            )
            missing = _missing(whole) if _REST.match(plain_name(whole.parts[-1].label.text)) else None
            # parts that are more than their whole are too many in any reading
            listed = "穷举" if missing is not None and missing >= 0 else "其中"
            doubt = doubt or (missing is not None and missing > 0)
            draft.claimed.add(table.name)
            draft.row(
                table.name, {"构成": group, "项": "总额", "数额": _shown(figure, whole.unit), "列示": listed}, doubt
            )
            for part in whole.parts:
                if part.figure is not None:
                    item = Said(plain_name(part.label.text).strip(":： "), part.label)
                    draft.row(table.name, {"构成": group, "项": item, "数额": _shown(part.figure, whole.unit)}, doubt)


def _row(wholes: Sequence[_Whole], vocabulary: Vocabulary, draft: Draft) -> None:
    """The row of totals that labels side by side make if they head columns of one table of the vocabulary, and of one only.

    The figure behind the last one is of the column whose name ends the line above.
    """
    tables = []
    for name, table in vocabulary.schema.tables.items():
        columns = [
            known[0] if (known := vocabulary.column(name, _name(whole.pair.label).text)) else "" for whole in wholes
        ]
        numbers = [column for column in columns if column and table.columns[column].kind.base == "number"]
        if len(set(numbers)) == len(wholes) and not table.source and table.label and table.total_texts:
            tables.append((table, columns))
    if len(tables) != 1 or draft.tables.get(tables[0][0].name):
        return
    table, columns = tables[0]
    total = min(table.total_texts, key=lambda text: (len(text), text))
    cells: dict[str, Value] = {table.label or "": total}
    for whole, column in zip(wholes, columns, strict=True):
        if whole.pair.figure is not None:
            cells[column] = _shown(whole.pair.figure, whole.unit)
    last = wholes[-1]
    if (
        last.pair.rest is not None
        and last.above is not None
        and (end := _ends(last.above.text, table.name, vocabulary))
    ):
        name, unit = end
        if name not in cells and table.columns[name].kind.base == "number":
            cells[name] = _shown(last.pair.rest, unit)
    draft.row(table.name, cells, last.pair.glued)


def _ends(text: str, table: str, vocabulary: Vocabulary) -> tuple[str, Unit | None] | None:
    """The column whose name words end with, the longest there is, and the unit that they give."""
    base, unit = unit_of_header(text)
    for start in range(max(0, len(base) - LONGEST_HEADER), len(base) - 1):
        if (known := vocabulary.column(table, base[start:])) is not None:
            return known[0], known[1] or unit
    return None


def _read(draft: Draft) -> set[tuple[int, int]]:
    """Where the figures begin that a table holds."""
    cells = (value for rows in draft.tables.values() for row in rows for value in row.cells.values())
    return {(id(span.source), span.start) for value in cells if (span := span_of(value)) is not None}


def _missing(whole: _Whole) -> Decimal | None:
    """What the parts of a whole leave of it, in the unit of both; nought where their rounding explains it, none where the
    last of them is not told."""
    printed = [whole.pair.figure, *(part.figure for part in whole.parts)]
    told = [parse_figure(span.text) if span is not None else None for span in printed]
    figures = [figure for figure in told if figure is not None]
    if told[0] is None or told[-1] is None:
        return None
    missing = told[0].value - sum((figure.value for figure in figures[1:]), Decimal(0))
    return missing if 2 * abs(missing) > len(figures) * max(figure.ulp for figure in figures) else Decimal(0)


def _figures(parts: Sequence[_Pair]) -> Iterator[Span]:
    return (part.figure for part in parts if part.figure is not None)


def _shown(figure: Span, unit: Unit | None) -> Value:
    return Said(f"{figure.text}{unit.symbol}", figure) if unit is not None else figure


def _is_whole(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a label says of what it is the total: 资金总额, not a mere 合计."""
    folded = fold_text(name)
    return len(folded) > _ALIKE and any(folded in table.total_texts for table in vocabulary.schema.tables.values())


# -- lines


def _stretches(document: Document) -> Iterator[list[list[_Pair]]]:
    """The lines around those that say 其中, each as its labels."""
    for lines in _runs(document):
        hits = [number for number, line in enumerate(lines) if any(_OPENS.search(span.text) for span in line)]
        at = 0
        while at < len(hits):
            last = at
            while last + 1 < len(hits) and hits[last + 1] - hits[last] <= _BEHIND:
                last += 1
            yield [_pairs(line) for line in lines[max(0, hits[at] - _BEFORE) : hits[last] + _BEHIND + 1]]
            at = last + 1


def _runs(document: Document) -> Iterator[list[list[Span]]]:
    """The lines of neighbouring paragraphs, and those of each table, as the stretches that are printed in each."""
    run: list[list[Span]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            run += [[line.span(0, len(line.text))] for line in printed_lines([block]) if line.text.strip(" |")]
            continue
        yield _joined(run)
        run = []
        rows = [[span for cell in row if (span := span_of_text(cell.text)).text] for row in block.rows]
        yield _joined([row for row in rows if row]) if block.running else [row for row in rows if row]
    yield _joined(run)


def _joined(lines: Sequence[list[Span]]) -> list[list[Span]]:
    """Lines with the figures that have a line of their own below their label."""
    out: list[list[Span]] = []
    for line in lines:
        if out and len(line) == 1 and _NUMBER.fullmatch(line[0].text) and len(out[-1][0].text) <= _LONGEST_LABEL:
            out[-1] = [*out[-1], *line]
        else:
            out.append(line)
    return out


def _pairs(spans: Sequence[Span]) -> list[_Pair]:
    """The labels of a line with the figures behind them."""
    labels: list[tuple[Span, list[Span]]] = []
    for span in spans:
        if len(span.text) > _LONGEST_LINE:
            labels.append((span, []))
            continue
        for piece, figure in _pieces(span):
            if not figure:
                labels.append((piece, []))
            elif labels:
                labels[-1][1].append(piece)
    # behind the last of several labels with one figure each, more figures are of columns without a label
    single = len(labels) > 1 and all(len(figures) == 1 for _, figures in labels[:-1])
    out = []
    for number, (label, figures) in enumerate(labels):
        sure = len(figures) < 2 or (single and number == len(labels) - 1)
        first = figures[0] if figures and sure else None
        rest = figures[1] if sure and len(figures) == 2 else None
        out.append(_Pair(label, first, sure and len(label.text) <= _LONGEST_LABEL, rest))
    return out


def _pieces(span: Span) -> Iterator[tuple[Span, bool]]:
    """The words and the figures of a stretch, in order. Digits that are no figure stay with the words."""
    text = span.text
    whole = parse_figure(text)
    if whole is not None and whole.plain and not whole.unit.symbol:
        yield span, True
        return
    at = 0
    for start, end in _figure_places(text):
        for piece in _words(span, at, start):
            yield piece, False
        yield span.source.span(span.start + start, span.start + end), True
        at = end
    for piece in _words(span, at, len(text)):
        yield piece, False


def _figure_places(text: str) -> Iterator[tuple[int, int]]:
    """Where the figures of a stretch stand. Two that are glued part after as many decimals as the figure before has."""
    decimals = 0
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        figure = _FIGURE.fullmatch(text, start, end)
        if figure is not None:
            decimals = len(found[0].partition(".")[2])
            yield start, end
        elif decimals and found[0].count(".") == 2:
            cut = start + found[0].index(".") + 1 + decimals
            if _FIGURE.fullmatch(text, start, cut) and _FIGURE.fullmatch(text, cut, end):
                yield start, cut
                yield cut, end


def _words(span: Span, start: int, end: int) -> Iterator[Span]:
    """The labels in words: 其中 begins another one."""
    text = span.text
    edges = [start, *(found.start() for found in _OPENS.finditer(text, start, end) if found.start() > start), end]
    for one, other in pairwise(edges):
        piece = span.source.span(span.start + one, span.start + other)
        if piece.text:
            yield piece


# -- wholes


def _wholes(lines: Sequence[Sequence[_Pair]]) -> Iterator[_Whole]:
    """The labels behind which 其中 opens parts."""
    before: _Pair | None = None
    heads: list[Span] = []
    current: list[_Whole] = []
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ()
        if _side_by_side(line, below):
            yield from current
            current = [
                _Whole(pair, _unit(pair.label, heads), True, number, heads[-1] if heads else None) for pair in line
            ]
        elif current and current[0].beside:
            _continue(current, line)
        else:
            for pair in line:
                if pair.part and before is not None and _told(before):
                    yield from current
                    current = [_Whole(before, _unit(before.label, heads), False, number)]
                for whole in current:
                    _add(whole, pair)
                before = pair
                heads.append(pair.label)
            continue
        before = line[-1] if line else before
        heads += [pair.label for pair in line]
    yield from current


def _side_by_side(line: Sequence[_Pair], below: Sequence[_Pair]) -> bool:
    """Whether several labels with a figure each stand in a line, and 其中 under each of them."""
    return (
        len(line) > 1
        and len(line) == len(below)
        and all(pair.part for pair in below)
        and len({plain_name(pair.label.text) for pair in below}) == 1
        and all(_told(pair) for pair in line)
    )


def _told(pair: _Pair) -> bool:
    """Whether a label with its one figure may be a whole."""
    return pair.sure and pair.figure is not None and not pair.part


def _continue(wholes: Sequence[_Whole], line: Sequence[_Pair]) -> None:
    """A line under wholes that stand side by side: the same label under each, or their parts have ended."""
    same = len(line) == len(wholes) and len({plain_name(pair.label.text) for pair in line}) == 1
    for number, whole in enumerate(wholes):
        if same:
            _add(whole, line[number])
        else:
            whole.open = False


def _add(whole: _Whole, pair: _Pair) -> None:
    """A label behind a whole is a part if it says so, or is named like a part or like the whole."""
    if not whole.open or pair is whole.pair:
        return
    first = whole.parts[0].label.text if whole.parts else ""
    name = plain_name(pair.label.text).strip(":： ")
    tail = fold_text(name)[-_ALIKE:]
    named = len(tail) == _ALIKE and (
        tail in fold_text(_name(whole.pair.label).text) or fold_text(first.strip(":： ")).endswith(tail)
    )
    if not pair.sure or not (pair.part or named) or (pair.part and whole.parts):
        whole.open = False
        whole.parts = [] if not pair.sure and (pair.part or named) else whole.parts
        return
    whole.parts.append(pair)


def _name(label: Span) -> Span:
    """The label itself, without the words that head it and the number of its item."""
    text = label.text.rstrip(":： ")
    base = unit_of_header(text)[0]
    start = max((found.end() for found in _EDGE.finditer(base)), default=0)
    return label.source.span(label.start + start, label.start + len(base)) if start < len(base) else label


def _unit(label: Span, heads: Sequence[Span]) -> Unit | None:
    """The unit that the label or what heads it gives."""
    for span in (label, *reversed(heads[-_BEFORE:])):
        words = [piece for piece in re.split(r"(?<=[)）])", span.text) if piece]
        for piece in reversed(words):
            if (unit := unit_of_header(piece.rstrip(":： "))[1]) is not None and unit.dimension == "money":
                return unit
        if (unit := stated_unit(span.text)) is not None:
            return unit
    return None
