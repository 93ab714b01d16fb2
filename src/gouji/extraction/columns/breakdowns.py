"""What a cell of words says of the amount beside it: 含培训费6万、会议费2万 in the row of a project of 8 (万元)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, DraftRow, Said, Value, span_of, text_of
from gouji.extraction.prose.amounts import worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.figures import parse_figure
from gouji.language import unit_of_header
from gouji.packs.vocabulary import Vocabulary

#: A sum this much off from the amount beside it was probably meant to be it.
_NEAR_MISS: Final = Fraction(1, 10)


def read_breakdowns(document: Document, facts: Sequence[Fact], vocabulary: Vocabulary, draft: Draft) -> None:
    """The parts that the words in a row tell, with the amount of the row that they make up."""
    table = next((table for table in vocabulary.schema.tables.values() if table.source == "构成"), None)
    if table is None:
        return
    order = {id(text): at for at, text in enumerate(document.texts)}
    told: dict[int, list[Fact]] = {}
    for fact in facts:
        text = fact.sentence.texts[0]
        if kind_of(fact) == "money" and fact.whole is None and not fact.parts and id(text) in order:
            told.setdefault(order[id(text)], []).append(fact)
    if not told:
        return
    for name, amounts, first, last in _rows(vocabulary, draft, order):
        for at in range(first, last + 1):
            parts = [fact for fact in told.get(at, []) if not fact.sentence.figures[fact.figure].bound]
            if len(parts) < 2:
                continue
            total = sum((worth(fact) for fact in parts), Fraction(0))
            amount, value = min(amounts, key=lambda entry: abs(entry[0] - total))
            if amount <= 0 or abs(amount - total) > amount * _NEAR_MISS:
                continue
            group = Said(f"{name}的明细", span_of(value))
            draft.say(table, {"构成": group, "项": "总额", "数额": value, "列示": "穷举"}, amount != total)
            for fact in parts:
                part = fact.sentence.span(fact.start, fact.end) if fact.end > fact.start else None
                figure = fact.sentence.span(fact.figure, fact.figure + 1)
                printed = fact.sentence.figures[fact.figure]
                shown: Value = Said(figure.text + "元", figure) if printed.unit.dimension == "number" else figure
                draft.say(table, {"构成": group, "项": part, "数额": shown}, amount != total)


def _rows(
    vocabulary: Vocabulary, draft: Draft, order: dict[int, int]
) -> Iterator[tuple[str, list[tuple[Fraction, Value]], int, int]]:
    """Named rows with their amounts of money and the stretch of the document in which their cells stand."""
    for name, rows in list(draft.tables.items()):
        known = vocabulary.schema.tables.get(name)
        if known is None or known.source or known.label is None:
            continue
        for row in rows:
            label = text_of(row.cells.get(known.label))
            places = [
                order[id(span.source)] for span in map(span_of, row.cells.values()) if span and id(span.source) in order
            ]
            amounts = list(_amounts(name, row, draft))
            # what stands in one text was told in prose and has no words beside it
            if label and places and amounts and min(places) < max(places):
                yield label, amounts, min(places), max(places)


def _amounts(table: str, row: DraftRow, draft: Draft) -> Iterator[tuple[Fraction, Value]]:
    for column, value in row.cells.items():
        text, span = text_of(value), span_of(value)
        figure = parse_figure(text) if text and span else None
        if figure is None or figure.bound:
            continue
        unit = unit_of_header(draft.headers.get((table, column), column))[1]
        if figure.unit.dimension == "money":
            yield figure.base, value
        elif figure.unit.dimension == "number" and unit is not None and unit.dimension == "money":
            yield Fraction(figure.value) * unit.scale, Said(f"{text}{unit.symbol}", span)
