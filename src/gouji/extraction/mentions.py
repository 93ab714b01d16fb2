"""The same thing counted in two places: rows of the table that holds what is said twice.

Two counts are taken for counts of the same thing only by the words around them, so that a difference is never more than
a remark; where one of several candidates is equal, nothing is said of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.extraction.draft import Draft, Value, span_of, text_of
from gouji.extraction.facts import Fact, kind_of
from gouji.figures import Figure, parse_figure
from gouji.figures.folding import fold
from gouji.packs.vocabulary import Vocabulary

#: Characters that two descriptions have in a row, where they speak of the same thing.
_ALIKE: Final = 5
#: As many are enough at the beginning of a name, where the measure word is one that few things are counted with.
_BEGINNING: Final = 2
#: Measure words that count all kinds of things.
_COMMON: Final = frozenset(("count:人", "count:个", "count:项", "count:次", "count:人次", "count:场", "count:件"))
#: Facts of one document that are compared with each other.
_MOST: Final = 600
#: Characters after a figure that tell what was counted.
_AFTER: Final = 16
_COUNTED: Final = re.compile(r"(?:的)?(?:人数|人次|数量|次数|场次|件数|户数|个数|总数|数)+$")


def read_mentions(facts: Sequence[Fact], vocabulary: Vocabulary, draft: Draft) -> None:
    """Counts of the text that are told again, in the text or in a table."""
    table = next((table for table in vocabulary.schema.tables.values() if table.source == "提法"), None)
    if table is None:
        return
    counted = [fact for fact in facts if kind_of(fact).startswith("count")][:_MOST]
    number = 0
    for name, value, figure in _rows(vocabulary, draft):
        near = [fact for fact in counted if kind_of(fact) == figure.unit.dimension and _told(name, fact)]
        if not near:
            continue
        same = next((fact for fact in near if _figure(fact).base == figure.base), None)
        other = same or max(near, key=lambda fact: _common(_COUNTED.sub("", name), _around(fact)))
        number += 1
        _pair(draft, table.name, f"{name}（{number}）" if number > 1 else name, [value, _span(other)], same is None)
    for first, second in _twice(counted):
        number += 1
        name = f"{text_of(first.sentence.span(first.start, first.figure + 1)) or ''}（{number}）"
        same_figure = _figure(first).base == _figure(second).base
        _pair(draft, table.name, name, [_span(first), _span(second)], not same_figure)


def _rows(vocabulary: Vocabulary, draft: Draft) -> Iterator[tuple[str, Value, Figure]]:
    """Named rows of printed tables with the one count that each gives as what was done."""
    for table, rows in list(draft.tables.items()):
        known = vocabulary.schema.tables.get(table)
        if known is None or known.source or known.label is None:
            continue
        for row in rows:
            name = fold(text_of(row.cells.get(known.label)) or "")
            if len(name) < _BEGINNING + 1:
                continue
            for column, value in row.cells.items():
                kind = known.columns[column].kind if column in known.columns else None
                text = text_of(value)
                if kind is None or kind.base != "value" or text is None or span_of(value) is None:
                    continue
                figure = parse_figure(text)
                if figure is not None and figure.unit.dimension.startswith("count") and not figure.bound:
                    yield name, value, figure


def _told(name: str, fact: Fact) -> bool:
    """Whether a fact speaks of what a row is about."""
    core, around = _COUNTED.sub("", name), _around(fact)
    if _common(core, around) >= _ALIKE:
        return True
    return kind_of(fact) not in _COMMON - {"count:场"} and core[:_BEGINNING] in around


def _twice(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Facts of different sentences that speak of the same thing, each with the nearest one before it."""
    texts = [_around(fact) for fact in facts]
    for at, fact in enumerate(facts):
        if fact.whole is not None:
            continue
        best: tuple[int, Fact] | None = None
        for before in range(max(0, at - 40), at):
            other = facts[before]
            if kind_of(other) != kind_of(fact) or other.sentence is fact.sentence or other.whole is not None:
                continue
            alike = _common(texts[before], texts[at])
            if (alike >= _ALIKE + 1 or (alike >= _BEGINNING and _nearly(fact, other))) and (
                best is None or alike >= best[0]
            ):
                best = alike, other
        if best is not None:
            yield best[1], fact


def _nearly(one: Fact, other: Fact) -> bool:
    """Whether two figures are almost the same: few things are counted to almost the same number by chance."""
    first, second = _figure(one), _figure(other)
    high, low = max(first.base, second.base), min(first.base, second.base)
    return low >= 100 and high != low and (high - low) * 100 <= high and not first.bound and not second.bound


def _around(fact: Fact) -> str:
    """The words before and after a figure, within its clause."""
    signs = fact.sentence.signs
    tail = re.split(r"[,;:。()\ue000-\ue008]", signs[fact.figure + 1 : fact.figure + 1 + _AFTER], maxsplit=1)[0]
    return fact.name + "\n" + tail


def _common(one: str, other: str) -> int:
    """The length of the longest stretch that two texts share."""
    best = 0
    for start in range(len(one)):
        while best < len(one) - start and "\n" not in one[start : start + best + 1]:
            if one[start : start + best + 1] not in other:
                break
            best += 1
    return best


def _figure(fact: Fact) -> Figure:
    return fact.sentence.figures[fact.figure]


def _span(fact: Fact) -> Value:
    return fact.sentence.span(fact.figure, fact.figure + 1)


def _pair(draft: Draft, table: str, name: str, values: Sequence[Value], doubt: bool) -> None:
    draft.claimed.add(table)
    for value in values:
        draft.row(table, {"事项": name, "数值": value}, doubt)
