"""What the rows of printed tables and the fields of a document tell, under the names that text may tell it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.crossing.agreeing import BEGINNING
from gouji.extraction.drafting.draft import Draft, DraftRow, Said, Value, span_of, text_of
from gouji.extraction.text.sentences import dimension_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.figures.folding import fold
from gouji.language import Table, unit_of_header
from gouji.packs.vocabulary import Vocabulary

#: What a name has before and behind it that names nothing: stars, and the form of its goal: ★人次数（≥**人次）.
_MARKED: Final = re.compile(r"^[★☆*＊▲△●◆※]+|[(（][^()（）]{0,4}[≥≤<>＜＞=＝≧≦][^()（）]{0,12}[)）]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that a row or a field tells. ``exact``: only these names are its own; ``others``: further figures of it."""

    name: str
    names: tuple[str, ...]
    value: Value
    figure: Figure
    kind: str
    others: frozenset[Fraction]
    exact: bool


def cells_of_rows(vocabulary: Vocabulary, draft: Draft, fronts: Sequence[str] = ()) -> Iterator[Cell]:
    """What named rows of printed tables tell: their one figure of what was done; amounts by the names of their columns."""
    for table, rows in list(draft.tables.items()):
        known = vocabulary.schema.tables.get(table)
        if known is None or known.source or known.label is None:
            continue
        labels = [fold(text_of(row.cells.get(known.label)) or "") for row in rows]
        for row, label in zip(rows, labels, strict=True):
            if label in known.total_texts and sum(other in known.total_texts for other in labels) == 1:
                yield from _totals(vocabulary, known, row, draft, fronts)
            elif len(label) > BEGINNING and labels.count(label) == 1:
                yield from _named(known, _MARKED.sub("", label), row, draft)


def goals_of_rows(vocabulary: Vocabulary, draft: Draft) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Of rows that have both: the kind, the goal and what came of it, where that is another figure."""
    for table, rows in list(draft.tables.items()):
        known = vocabulary.schema.tables.get(table)
        if known is None or known.source:
            continue
        bases = {name: column.kind.base for name, column in known.columns.items()}
        for row in rows:
            figures = {name: made[1] for name in row.cells if (made := figure_of(known, name, row, draft)) is not None}
            asked = [figure for name, figure in figures.items() if bases.get(name) == "target"]
            done = [figure for name, figure in figures.items() if bases.get(name) == "value"]
            for goal in asked:
                for came in done:
                    if dimension_of(goal) == dimension_of(came) and goal.base != came.base:
                        yield dimension_of(goal), goal.base, came.base


def _named(known: Table, label: str, row: DraftRow, draft: Draft) -> Iterator[Cell]:
    figures = {column: made for column in row.cells if (made := figure_of(known, column, row, draft)) is not None}
    kinds = {column: known.columns[column].kind.base for column in figures if column in known.columns}
    own = [column for column, base in kinds.items() if base == "value"]
    # 达成 in the column for the figure, 28次 in the one for words
    own = own or [column for column, base in kinds.items() if base == "text" and column != known.label]
    amounts = [column for column, (_, figure) in figures.items() if dimension_of(figure) == "money"]
    own = own or (amounts if len(amounts) == 1 else [])  # of several nobody knows which is meant
    for column in own:
        value, figure = figures[column]
        if not figure.bound:
            others = frozenset(other.base for name, (_, other) in figures.items() if name != column)
            yield Cell(label, (label,), value, figure, dimension_of(figure), others, False)


def _totals(vocabulary: Vocabulary, known: Table, row: DraftRow, draft: Draft, fronts: Sequence[str]) -> Iterator[Cell]:
    """The cells of the only total row, under every name of their column; rates also with what may stand before that."""
    figures = {column: made for column in row.cells if (made := figure_of(known, column, row, draft)) is not None}
    for column, (value, figure) in figures.items():
        if column in known.columns and not figure.bound and dimension_of(figure) in ("money", "ratio"):
            names = tuple(name for name, own in vocabulary.columns.get(known.name, {}).items() if own == column)
            others = frozenset(other.base for name, (_, other) in figures.items() if name != column)
            names = (fold(column), *names)
            if dimension_of(figure) == "ratio":
                names += tuple(f"{front}{name}" for front in fronts for name in names)  # 项目执行率
            yield Cell(column, names, value, figure, dimension_of(figure), others, True)


def cells_of_fields(vocabulary: Vocabulary, draft: Draft) -> Iterator[Cell]:
    """What the fields of the document tell."""
    for name, value in draft.fields.items():
        text = text_of(value)
        figure = parse_figure(text) if text and span_of(value) is not None else None
        if figure is None or figure.bound or name not in vocabulary.schema.fields:
            continue
        kind = dimension_of(figure)
        dim = vocabulary.schema.fields[name].kind.dim
        if kind == "number" and dim and len(dim) == 1:
            kind = dim[0][0]  # a bare number counts in the unit of its field
        names = tuple(alias for alias, own in vocabulary.fields.items() if own == name)
        yield Cell(name, (fold(name), *names), value, figure, kind, frozenset(), True)


def figure_of(known: Table, column: str, row: DraftRow, draft: Draft) -> tuple[Value, Figure] | None:
    """The figure of a cell with the unit that its header gives."""
    value = row.cells.get(column)
    text = text_of(value)
    span = span_of(value)
    figure = parse_figure(text) if text and span is not None else None
    if figure is None:
        return None
    unit = unit_of_header(draft.headers.get((known.name, column), column))[1]
    if figure.unit.dimension == "number" and not figure.unit.symbol and unit is not None:
        value = Said(f"{text}{unit.symbol}", span)
        figure = parse_figure(f"{text}{unit.symbol}") or figure
    return value, figure


def amounts_of(known: Table, row: DraftRow, draft: Draft) -> dict[str, tuple[Value, Figure]]:
    """The plain amounts of money of a row, by column, each with the unit that its header gives."""
    figures = ((column, figure_of(known, column, row, draft)) for column in row.cells)
    return {
        column: made
        for column, made in figures
        if made is not None and made[1].plain and made[1].unit.dimension == "money"
    }
