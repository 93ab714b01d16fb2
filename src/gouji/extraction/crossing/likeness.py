"""What two places have in common, of which one may tell again what the other tells: the figures next to both, the words next to
them, and the words that only one of them has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from gouji.document.model import Text
from gouji.extraction.crossing.toldplaces import Told
from gouji.extraction.drafting.draft import span_of
from gouji.extraction.text.outline import numbered
from gouji.faults import regex as re

#: Signs of a word.
_LEAST: Final = 2


def text_of(told: Told) -> object:
    """The paragraph or cell that a figure stands in."""
    span = span_of(told.value)
    return None if span is None else span.source


def listed(one: Told, other: Told) -> bool:
    """Whether two figures stand in items of a numbered list, each of which is told of in the same words."""
    texts = (text_of(one), text_of(other))
    return all(isinstance(text, Text) and numbered(text.text.lstrip()) is not None for text in texts)


def beside(one: Told, other: Told) -> tuple[int, int]:
    """How many of the figures that both stand beside are the same (the next ones count twice), and how many differ."""
    both = apart = 0
    for close, base, unit, pairs in one.beside:
        for close2, base2, unit2, pairs2 in other.beside:
            # 60个人脸识别点位 reads as people, and so does 60个行人过街设施
            if unit[:1] == unit2[:1] and pairs & pairs2:
                both += (2 if close and close2 else 1) * (base == base2)
                apart += base != base2 and close and close2
    return both, apart


def next_to(one: Told, other: Told) -> bool:
    """Whether the same word stands next to both figures: 小学58所, 85所小学."""
    own, theirs = ({each.own[-_LEAST:], each.said[:_LEAST]} for each in (one, other))
    return any(len(word) == _LEAST for word in own & theirs)


def instead(one: str, other: str) -> bool:
    """Whether each of two names has a word of its own in the same place: 男职工, 女职工."""
    return bool(_own_words(one, Counter(other)) & _own_words(other, Counter(one)))


def _own_words(name: str, other: Mapping[str, int]) -> frozenset[tuple[str, str]]:
    rest = "".join(sign if sign not in other else " " for sign in f"\0{name}\0").replace("\0", " ")
    signs = f" {name} "
    places = ((signs[found.start() - 1], signs[found.end()]) for found in re.finditer(r"[^ ]+", rest))
    return frozenset(place for place in places if place != (" ", " "))


__all__ = ["beside", "instead", "listed", "next_to", "text_of"]
