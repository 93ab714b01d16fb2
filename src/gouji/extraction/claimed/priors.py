"""Changes told with the figure of before and without the one of now: 较上年120万元增加20万元; 上年91%，本年提高3个百分点.

What is now is told elsewhere, under another name or in a table. It is known where the two make it: by what they make as it is
said the change is borne out; where they make a figure of the document only the other way round, more was said for less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import Move
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import digits
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.extraction.tried.regions import One
from gouji.faults import regex as re
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE};。]"
#: Digits that the figures need so that one is hardly made by chance.
_TELLING: Final = 3


def read_priors(
    found: Sequence[Sentence],
    printed: Mapping[tuple[str, Fraction], One],
    wording: Wording,
    table: Table,
    draft: Draft,
) -> Iterator[Move]:
    """Write such changes with the figure that they make, to the table of changes; those that are borne out."""
    more = frozenset(wording.more)
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
