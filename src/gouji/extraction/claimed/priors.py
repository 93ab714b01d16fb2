"""Changes told with the figure of before and without the one of now: 较上年120万元增加20万元; 上年91%，本年提高3个百分点.

What is now is told elsewhere, under another name or in a table. It is known where the two make it: by what they make as it is
said the change is borne out; where they make a figure of the document only the other way round, more was said for less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import Move
from gouji.extraction.claimed.waysaid import DOWN, MOOD, UP
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import Mention, common, digits
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.extraction.tried.regions import One
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE};。]"
_VAGUE: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<name>[^{FIGURES}{DATE},;:。较比]{{2,24}}?)[较比](?:上年|去年)(?:同期|末)?的?(?P<prior>[{FIGURES}])(?:相比)?{MOOD}(?P<way>{UP}|{DOWN})了?(?=[,;。]|$)"
)
#: A figure that is said to be more or less than it was, and how figures of both ends of a period are told.
_SAID: Final = re.compile(
    rf"(?P<now>[{FIGURES}])[,(]?(?:[较比](?:上年末?|去年末?|上年底|年初|期初|上年同期|去年同期)){MOOD}(?P<way>{UP}|{DOWN})了?(?=[,;。)]|$)"
)
_ENDS: Final = re.compile(rf"{DATE}|上年|去年|本年|当年|今年|年末|年初|年底|期末|期初|末|初|同期|为|是|达|的")
_BEFORE: Final = re.compile(rf"{DATE}|上年|去年|年初|期初")
#: How near a figure is to that of before, at least, and how many signs of their names are alike.
_NEAR: Final = 5
_ALIKE: Final = 2
#: Signs of the words before a figure.
_LONGEST: Final = 30
_PAUSES: Final = frozenset(f",;:。、(){FIGURES}")
#: Digits that the figures need so that one is hardly made by chance.
_TELLING: Final = 3


def read_priors(
    found: Sequence[Sentence],
    told: Sequence[Mention],
    printed: Mapping[tuple[str, Fraction], One],
    wording: Wording,
    table: Table,
    draft: Draft,
) -> Iterator[Move]:
    """Write such changes with the figure that they make, to the table of changes; those that are borne out."""
    more = frozenset(wording.more)
    _vaguely(found, told, table, draft)
    _stood(found, table, draft)
    way = "|".join(sorted(map(re.escape, more | frozenset(wording.less)), key=len, reverse=True)) or "(?!)"
    claim = re.compile(
        rf"(?:上年|去年|上期|同期|上年度|{DATE})(?P<name>[^{FIGURES}{DATE},;:。]{{0,12}}?)(?P<prior>[{FIGURES}])"
        rf"(?:相比|比较)?(?:[,](?:本年度?|今年|{DATE}){_OTHER}{{0,10}}?)?(?:[^{FIGURES}{DATE},;。]{{0,6}}?)(?P<way>{way})了?(?P<amount>[{FIGURES}])"
    )
    known = {
        place_of(row.cells.get("变动额"))
        for row in draft.tables.get(table.name, ())
        if row.cells.get("本期") is not None
    }
    for sentence in found:
        for match in claim.finditer(sentence.signs):
            prior, amount = (sentence.figures[match.start(name)] for name in ("prior", "amount"))
            points = sentence.signs[match.start("amount")] == POINTS
            if points != (sentence.signs[match.start("prior")] == RATIO) or (
                points and prior.unit.dimension != "ratio"
            ):
                continue
            if not points and kind_of_figure(prior) != kind_of_figure(amount):
                continue
            if prior.bound or amount.bound or amount.base <= 0 or amount.base >= prior.base:
                continue
            if digits(prior) < _TELLING or digits(amount) < _TELLING - 1:
                continue
            value = value_in(sentence, match.start("amount"))
            up = match["way"] in more
            kind = kind_of_figure(prior)
            made, other = (
                printed.get((kind, prior.base + sign * amount.base)) for sign in ((1, -1) if up else (-1, 1))
            )
            now = made if made is not None else other
            if now is None or digits(now.figure) < _TELLING:
                continue
            cells: dict[str, Value] = {
                "项目": sentence.span(*match.span("name"))
                if match["name"]
                else now.name or sentence.span(*match.span()),
                "上期": value_in(sentence, match.start("prior")),
                "本期": now.value,
                "变动额": value,
                "方向": Said(match["way"], sentence.span(*match.span("way"))),
            }
            if place_of(value) not in known:
                draft.say(table, cells, made is None)
            if made is not None and made.name:
                known_by = {"方向": cells["方向"], "所记": value}
                yield Move(made.name, made.name, up, known_by, "年", 0, sentence, match.start("prior"))


def _stood(found: Sequence[Sentence], table: Table, draft: Draft) -> None:
    """Which way a figure went that is told for both ends: 2020年末余额4.36亿元……年末余额4.01亿元，较上年末有所增加."""
    for number, sentence in enumerate(found):
        for match in _SAID.finditer(sentence.signs) if "年" in sentence.signs or "初" in sentence.signs else ():
            at = match.start("now")
            name, figure = _end_name(sentence, at), sentence.figures[at]
            priors = [
                (other, place)
                for other in (*found[max(0, number - 1) : number], sentence)
                for place, one in other.figures.items()
                if (other is not sentence or place < at)
                and _end_name(other, place) == name
                and kind_of_figure(one) == kind_of_figure(figure)
                and not one.bound
            ]
            if len(priors) != 1 or len(name) < _ALIKE or figure.bound:
                continue
            ((other, place),) = priors
            prior = other.figures[place]
            if not _BEFORE.search(_words(other, place)) or prior.base == figure.base:
                continue
            up = re.fullmatch(UP, match["way"]) is not None
            cells: dict[str, Value] = {
                "项目": Said(name, sentence.span(at, at + 1)),
                "上期": value_in(other, place),
                "本期": value_in(sentence, at),
                "方向": Said("增加" if up else "减少", sentence.span(*match.span("way"))),
            }
            draft.say(table, cells, (figure.base > prior.base) != up)


def _words(sentence: Sentence, at: int) -> str:
    """The words right before a figure, dates among them."""
    start = at
    while start > max(0, at - _LONGEST) and sentence.signs[start - 1] not in _PAUSES:
        start -= 1
    return sentence.signs[start:at]


def _end_name(sentence: Sentence, at: int) -> str:
    """What a figure is called, whichever end of the period it is of."""
    return _ENDS.sub("", _words(sentence, at))


def _vaguely(found: Iterable[Sentence], told: Sequence[Mention], table: Table, draft: Draft) -> None:
    """Changes of which not even how much is said: 在校生较上年41,688人有所增长."""
    for sentence in found:
        for match in _VAGUE.finditer(sentence.signs) if "上年" in sentence.signs or "去年" in sentence.signs else ():
            prior = sentence.figures[match.start("prior")]
            if prior.bound or digits(prior) < _TELLING:
                continue
            up = re.fullmatch(UP, match["way"]) is not None
            near = [
                one
                for one in told
                if one.kind == kind_of_figure(prior)
                and one.sentence is not sentence
                and one.base != prior.base
                and abs(one.base - prior.base) * _NEAR <= prior.base
                and common(match["name"], one.words) >= _ALIKE
            ]
            good = [one for one in near if (one.base > prior.base) == up]
            if not near:
                continue
            cells: dict[str, Value] = {
                "项目": sentence.span(*match.span("name")),
                "上期": value_in(sentence, match.start("prior")),
                "本期": (good or near)[-1].value,
                "方向": Said("增加" if up else "减少", sentence.span(*match.span("way"))),
            }
            draft.say(table, cells, not good)
