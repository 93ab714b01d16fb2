"""Figures told out of a maximum: what is told out of a smaller one than the whole has is told of a part."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re

#: What stands after a maximum: 分值10分，得9分; not 90分以上，得89分.
_PAUSE: Final = re.compile(r"[,;:、(]")


def told_of_parts(sentences: Iterable[Sentence]) -> set[tuple[int, int]]:
    """The scores that follow a maximum in their sentence which is not the largest one of the document.

    分值30分，得分29分 tells of a part wherever the document speaks of 100分 or of 95分 as well: of 30分 at most nobody
    has 95分. Figures are told by where they stand.
    """
    out: list[tuple[Fraction, tuple[int, int]]] = []
    most = Fraction(0)
    for sentence in sentences:
        before: tuple[int, Fraction] | None = None
        for at in sorted(sentence.figures):
            figure = sentence.figures[at]
            if figure.dimension != "score" or not figure.plain:
                continue
            worth = figure.base
            most = max(most, worth)
            if before is not None and worth <= before[1] and _PAUSE.match(sentence.signs, before[0] + 1):
                span = sentence.span(at, at + 1)
                out.append((before[1], (id(span.source), span.start)))
            before = at, worth
    return {place for maximum, place in out if maximum < most}
