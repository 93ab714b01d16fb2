"""Figures of sentences that are those of a table but for a slip (提法): two digits that changed places, or one figure among
several that sentence and row tell in the same order.

That a figure has almost the digits of another is seldom chance where both are told of one thing, and where neither is
told in the other place as it stands. It is never more than a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.prose.retold import Mention, common, digits, says_a_change
from gouji.extraction.prose.slipped import swaps
from gouji.extraction.tried.regions import One, Region, Row
from gouji.language import Table, fold_text

#: Digits of a figure in which two may have changed places, signs that both are told with.
_TELLING: Final = 4
_WORDS: Final = 3
#: Figures of a row that are told in its order, at least, different ones that are told as they stand, and their digits.
_LEAST: Final = 4
_EQUAL: Final = 3
_DIGITS: Final = 8
#: By how much one of them differs, at most.
_OFF: Final = Fraction(1, 5)

_Pair = tuple[Mention, One]


class Twins:
    """Writes the slips between the sentences and the tables of one document."""

    def __init__(self, tables: Iterable[Table], draft: Draft, mentions: Sequence[Mention]) -> None:
        self._target = next((table for table in tables if table.source == "提法"), None)
        self._draft = draft
        self._mentions = [one for one in mentions if one.kind != "ratio" and one.base > 0 and not one.figure.bound]

    def read(self, regions: Sequence[Region]) -> None:
        """The slips against the rows of tables."""
        if self._target is None:
            return
        told: set[tuple[int, int] | None] = set()
        for mention, one in (*_swapped(self._mentions, regions), *_in_order(self._mentions, regions)):
            place = place_of(mention.value)
            if place in told or one.place == place:
                continue
            told.add(place)
            name = f"{one.name or mention.name or one.figure.text}（表、文{len(told)}）"
            unit = mention.figure.unit.symbol if not one.figure.unit.symbol else ""
            cell: Value = Said(f"{one.figure.text}{unit}", span_of(one.value)) if unit else one.value
            for value in (mention.value, cell):
                known = {"事项": name, "数值": value, "出处": "推定"}
                cells = {column: own for column, own in known.items() if column in self._target.columns}
                self._draft.claimed.add(self._target.name)
                self._draft.row(self._target.name, cells, True)


def _swapped(mentions: Sequence[Mention], regions: Sequence[Region]) -> Iterator[_Pair]:
    """Those in which two digits changed places."""
    printed: dict[Fraction, list[tuple[Row, One]]] = {}
    for region in regions:
        for row in region:
            for _, one in row.ones:
                if one.kind != "ratio" and digits(one.figure) >= _TELLING:
                    printed.setdefault(Fraction(one.figure.value), []).append((row, one))
    said: dict[Fraction, set[int]] = {}
    for mention in mentions:
        said.setdefault(Fraction(mention.figure.value), set()).add(id(mention.sentence.texts[mention.at]))
    for mention in mentions:
        value, text = Fraction(mention.figure.value), id(mention.sentence.texts[mention.at])
        if digits(mention.figure) < _TELLING or any(one.text != text for _, one in printed.get(value, ())):
            continue
        for off in swaps(mention.figure):
            other = value + off / mention.figure.unit.scale
            found = [(row, one) for row, one in printed.get(other, ()) if one.text != text]
            for row, one in found:
                alike = one.figure.ulp == mention.figure.ulp and one.kind in ("number", mention.kind)
                if alike and said.get(other, set()) <= {one.text} and _of_one(mention, row, one):
                    yield mention, one
                    break


def _of_one(mention: Mention, row: Row, one: One) -> bool:
    """Whether a figure and a cell are told with the same words."""
    names = {fold_text(name) for name in (row.name, one.name) if name}
    if says_a_change(mention.name):
        names = {name for name in names if not says_a_change(name)}
    return any(common(name, mention.words + mention.before) >= _WORDS for name in names)


def _in_order(mentions: Sequence[Mention], regions: Sequence[Region]) -> Iterator[_Pair]:
    """Those of a row whose figures a paragraph tells in their order, all but one as they stand."""
    paragraphs = [
        list(group) for _, group in groupby(mentions, key=lambda one: (id(one.sentence.texts[one.at]), one.kind))
    ]
    places: dict[Fraction, list[tuple[int, int]]] = {}
    for number, told in enumerate(paragraphs):
        for at, mention in enumerate(told):
            places.setdefault(Fraction(mention.figure.value), []).append((number, at))
    for region in regions:
        for row in region:
            ones = [one for _, one in row.ones if one.kind != "ratio"]
            if len(ones) < _LEAST or len(ones) < len(row.ones):
                continue
            # one of the first two is told as it stands
            first, second = (places.get(Fraction(one.figure.value), ()) for one in ones[:2])
            for number, start in sorted({*first, *((number, at - 1) for number, at in second if at)}):
                told = paragraphs[number][start : start + len(ones)]
                if len(told) == len(ones):
                    yield from _told_as(told, ones)


def _told_as(told: Sequence[Mention], ones: Sequence[One]) -> Iterator[_Pair]:
    equal: set[Fraction] = set()
    off: list[_Pair] = []
    for mention, one in zip(told, ones, strict=True):
        value, other = Fraction(mention.figure.value), Fraction(one.figure.value)
        if value == other:
            equal.add(value)
        elif not off and mention.figure.ulp == one.figure.ulp and abs(value - other) <= _OFF * value:
            off.append((mention, one))
        else:
            return
    figures = [mention.figure for mention in told if Fraction(mention.figure.value) in equal]
    if len(equal) >= _EQUAL and sum(map(digits, figures)) >= _DIGITS:
        yield from off
