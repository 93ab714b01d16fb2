"""The figures of a document by what they are called, for words that hold two things against each other by their names: amounts,
and rates by which things went, each with the number of its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import Moves, bare, rate_of
from gouji.extraction.drafting.draft import Value
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.sentences import FIGURES
from gouji.faults import regex as re

#: Paragraphs before the words in which the figures are looked for.
_BACK: Final = 15
#: What stands between a name and its share.
_SHARED: Final = re.compile(r"(?:所?占比?重?|比重)+$")
#: Figures that are looked at, at most.
_MOST: Final = 120
_SHORT: Final = 2
#: Where the words before a figure begin that may name it.
_SINCE: Final = re.compile(f"[{FIGURES}]|[0-9][0-9.,%]*[^,;:。0-9]{{0,4}}|[;。:]|其中")


@dataclass(frozen=True, slots=True)
class Named:
    """A figure under a name; ``text``: the number of the paragraph."""

    name: str
    value: Value
    base: Fraction
    kind: str
    text: int
    around: str = ""
    """The words before it since the figure before it: 线上通过云课堂、直播等服务."""


class NamedFigures:
    """They are gathered when they are first asked for."""

    def __init__(self, mentions: Sequence[Mention], moves: Moves, order: Mapping[int, int]) -> None:
        self._mentions, self._moves, self._order = mentions, moves, order
        self._known: dict[bool, Mapping[int, Sequence[Named]]] = {}

    def near(self, text: int, rates: bool) -> Sequence[Named]:
        """Those of a paragraph and of the ones before it, the nearest first."""
        if rates not in self._known:
            self._known[rates] = _by_text(_rates(self._moves) if rates else _amounts(self._mentions, self._order))
        known = self._known[rates]
        return [figure for far in range(_BACK) for figure in known.get(text - far, ())][:_MOST]


def pair_of(one: str, other: str, told: Sequence[Named], text: int) -> tuple[Named, Named] | None:
    """The figures of two names: told in one place and named alike but for what tells them apart; or of the paragraph itself,
    where only the beginning of the names is told."""
    return _pair(one, other, told) or _told_apart(one, other, [figure for figure in told if figure.text == text])


def _by_text(figures: Iterable[Named]) -> Mapping[int, Sequence[Named]]:
    out: dict[int, list[Named]] = {}
    for figure in figures:
        out.setdefault(figure.text, []).append(figure)
    return out


def _amounts(mentions: Iterable[Mention], order: Mapping[int, int]) -> Iterator[Named]:
    for mention in mentions:
        if mention.figure.plain:
            text = order.get(id(mention.sentence.texts[mention.at]), -1)
            around = _SINCE.split(mention.before)[-1]
            yield Named(bare(_SHARED.sub("", mention.name)), mention.value, mention.base, mention.kind, text, around)


def _rates(moves: Moves) -> Iterator[Named]:
    for move in moves.all:
        if (told := rate_of(move)) is not None:
            yield Named(bare(move.name), *told, "ratio", move.order)


def _pair(one: str, other: str, told: Sequence[Named]) -> tuple[Named, Named] | None:
    """The figures of two names, told in one place and named alike but for what tells them apart; none where two might be."""
    a, b = bare(one), bare(other)
    if len(a) < _SHORT or len(b) < _SHORT or a == b:
        return None
    found = []
    for first in told:
        rest = rest_of(a, first.name)
        if rest is None:
            continue
        for second in told:
            if second is first or second.kind != first.kind or (also := rest_of(b, second.name)) is None:
                continue
            if rest != also and first.text != second.text:
                continue
            found.append((rest != also, -first.text - second.text, len(rest) + len(also), first, second))
    if not found:
        return None
    found.sort(key=lambda each: each[:3])
    best = [each for each in found if each[:3] == found[0][:3]]
    values = {(each[3].base, each[4].base) for each in best}
    return best[0][3:] if len(values) == 1 else None


def _told_apart(one: str, other: str, told: Sequence[Named]) -> tuple[Named, Named] | None:
    """The figures of two names of which only the beginning is told: 农村居民收入快于城镇居民. Each names one figure only."""
    a, b = bare(one), bare(other)
    alike = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return _by_words(a[alike:], b[alike:], told) or (
        _by_words(a[alike - 1 :], b[alike - 1 :], told, True) if alike == 1 else None
    )


def _by_words(a: str, b: str, told: Sequence[Named], wide: bool = False) -> tuple[Named, Named] | None:
    """Those called by the first signs of two names; ``wide``: anywhere in the words before them."""
    names = a[:_SHORT], b[:_SHORT]
    if names[0] == names[1] or min(map(len, names)) < _SHORT:
        return None
    ones, others = (
        [one for one in told if name in (one.around if wide else one.name) and rest not in one.around + one.name]
        for name, rest in (names, names[::-1])
    )
    kinds = {figure.kind for figure in ones} & {figure.kind for figure in others}
    ones, others = ([figure for figure in some if figure.kind in kinds] for some in (ones, others))
    if len(kinds) != 1 or any(len({figure.base for figure in some}) != 1 for some in (ones, others)):
        return None
    return ones[-1], others[-1]


def rest_of(words: str, name: str) -> str | None:
    """What a name has more, or less, than words; None where it is not called so."""
    if words in name:
        return name.replace(words, "", 1)
    return "" if len(name) > _SHORT and words.startswith(name) else None
