"""Changes told twice of one figure, and not alike: 比上年增加378.19万元，增加45.49万元; 增长2.15% where a table has -2.15 (提法).

By how much something has changed is told in an amount and in a rate, so that the same word with another amount right behind
it is a slip of the figure or of its unit. What a row of a table takes as less has not become more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, span_of
from gouji.extraction.prose.amounts import value_at, worth
from gouji.extraction.prose.facts import Fact, kind_of, kind_of_figure
from gouji.extraction.prose.retold import common, digits
from gouji.extraction.text.sentences import FIGURES, RATIO, Sentence
from gouji.extraction.tried.regions import Region, Row
from gouji.faults import regex as re
from gouji.language import Table, fold_text

_WAY: Final = r"增加|增长|上升|提高|减少|下降|降低"
_TWICE: Final = re.compile(
    rf"比(?:上年|去年|[^,;:。{FIGURES}]{{1,8}}?)同?期?(?P<way>{_WAY})了?(?P<one>[{FIGURES}])[,，、](?:即)?(?P=way)了?(?P<other>[{FIGURES}])"
)
_MORE: Final = re.compile(r"增|升|提高")
#: Digits of a figure by which a row is known, and signs of its name.
_TELLING: Final = 3
_WORDS: Final = 3


def read_two_ways(
    found: Iterable[Sentence], facts: Sequence[Fact], regions: Sequence[Region], tables: Iterable[Table], draft: Draft
) -> None:
    """Write such changes, in doubt."""
    table = next((table for table in tables if table.source == "提法"), None)
    if table is None:
        return
    number = 0
    for sentence in found:
        for match in _TWICE.finditer(sentence.signs):
            one, other = (sentence.figures[match.start(name)] for name in ("one", "other"))
            alike = kind_of_figure(one) == kind_of_figure(other) != "ratio" and one.base != other.base
            if alike and not one.bound and not other.bound:
                number += 1
                spans = (sentence.span(match.start(name), match.end(name)) for name in ("one", "other"))
                _say(f"{match['way']}（两写{number}）", spans, table, draft)
    rows = _by_value(regions)
    for fact in facts:
        for change in fact.changes:
            at = change.ratio
            if at is None or change.prior is not None or fact.sentence.signs[at] != RATIO:
                continue
            rate = fact.sentence.figures[at]
            up = _MORE.search(fact.sentence.signs[max(0, at - 4) : at]) is not None
            if rate.bound or rate.value <= 0 or digits(rate) < 2 or not up or (row := _row_of(fact, rows)) is None:
                continue
            told = {Fraction(own.figure.value): own for _, own in row.ones[1:]}
            value = Fraction(rate.value)
            if -value in told and value not in told:
                number += 1
                less = told[-value]
                name = f"{row.name}（增减{number}）"
                _say(name, (value_at(fact, at), Said(f"-{rate.text.lstrip('-')}", span_of(less.value))), table, draft)


def _by_value(regions: Iterable[Region]) -> Mapping[Fraction, Sequence[tuple[Row, int]]]:
    """The rows of all tables by the figures they hold, with the text (by ``id``) that each figure stands in."""
    out: dict[Fraction, list[tuple[Row, int]]] = {}
    for region in regions:
        for row in region:
            for _, one in row.ones:
                out.setdefault(Fraction(one.figure.value), []).append((row, one.text))
    return out


def _row_of(fact: Fact, rows: Mapping[Fraction, Sequence[tuple[Row, int]]]) -> Row | None:
    """The only row of a table that holds a figure and is called like it."""
    if kind_of(fact) == "ratio" or digits(fact.sentence.figures[fact.figure]) < _TELLING:
        return None
    value, text = Fraction(fact.sentence.figures[fact.figure].value), id(fact.sentence.texts[fact.figure])
    called = {
        id(row): row
        for row, where in rows.get(value, ())
        if where != text and common(fold_text(row.name), fact.name) >= min(_WORDS, len(fact.name))
    }
    return next(iter(called.values())) if len(called) == 1 and worth(fact) > 0 else None


def _say(name: str, values: Iterable[Value], table: Table, draft: Draft) -> None:
    for value in values:
        draft.say(table, {"事项": name, "数值": value, "出处": "推定"}, True)
