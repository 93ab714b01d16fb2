"""Figures of sentences with the words right around them, as claims of how many of how many look at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import FIGURES, MONEY, POINTS, RATIO, SCORE, Sentence
from gouji.faults import regex as re

_PAUSE: Final = re.compile(rf"[,;:。()、{FIGURES}]")
#: Signs before a place in which figures are looked for, signs on each side that are the words of one, and figures at most.
_BACK, _WORDS, _MOST = 160, 24, 12


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the words around it."""

    sentence: Sentence
    at: int
    before: str
    around: str
    base: Fraction
    kind: str


def clause_before(one: Counted) -> str:
    """The words of its clause before a figure, past others in it."""
    return re.split("[,;:。()、]", one.sentence.signs[max(0, one.at - _WORDS) : one.at])[-1]


def printed_of(one: Counted) -> str:
    """Its digits and its unit."""
    figure = one.sentence.figures[one.at]
    return f"{re.sub(r'[^0-9.,]', '', figure.text)}{figure.unit.symbol}"


def unit_of(one: Counted) -> str:
    """The word that it is counted in."""
    return one.sentence.figures[one.at].unit.symbol


def counted_before(sentence: Sentence, before: Sentence | None, end: int) -> Iterator[Counted]:
    """The figures before a place, in its sentence and in the one before it in the same paragraph."""
    if before is not None and before.texts[-1] is sentence.texts[0]:
        yield from counted_in(before, len(before.signs))
    yield from counted_in(sentence, end)


def counted_in(sentence: Sentence, end: int) -> Iterator[Counted]:
    """The last plain figures before a place of a sentence."""
    signs = sentence.signs
    places = [at for at in range(max(0, end - _BACK), end) if at in sentence.figures]
    for at in places[-_MOST:]:
        if not sentence.figures[at].bound and signs[at] not in RATIO + POINTS + SCORE:
            yield counted_at(sentence, at)


def counted_at(sentence: Sentence, at: int) -> Counted:
    """A figure with its words."""
    signs, figure = sentence.signs, sentence.figures[at]
    ahead = _PAUSE.split(signs[max(0, at - _WORDS) : at])[-1]
    behind = _PAUSE.split(signs[at + 1 : at + 1 + _WORDS])[0]
    noun = re.sub(r"[0-9.,]", "", figure.text)
    return Counted(sentence, at, ahead or noun, f"{ahead}{noun}{behind}", Fraction(figure.base), kind_of_figure(figure))


def told_again(found: Sequence[Sentence]) -> Mapping[tuple[Fraction, str], Sequence[Counted]]:
    """The amounts that a document tells in more than one sentence, a few times at most."""
    out: dict[tuple[Fraction, str], list[Counted]] = {}
    for sentence in found:
        for at, figure in sentence.figures.items():
            if sentence.signs[at] == MONEY and not figure.bound:
                out.setdefault((Fraction(figure.base), kind_of_figure(figure)), []).append(counted_at(sentence, at))
    return {key: own for key, own in out.items() if 1 < len(own) <= _MOST}
