"""Changes that go another way than is said of them: 比上年减少1.87万元，增长9.48%; 起数、人数双下降：……由3人增至5人.

That an amount and a rate are of one change is sure only where the figure of the period before, told with them, makes the
rate; of what several are said to do it is never sure that it is said of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.text.sentences import FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES},;:。()]"
_AMOUNT: Final = "[" + "".join(sign for sign in FIGURES if sign not in RATIO + POINTS) + "]"
#: 由3人增至5人.
_FROM_TO: Final = re.compile(
    rf"(?:^|(?<=[,;:。()、]))(?P<name>{_OTHER}{{2,16}}?)[由从](?:{_OTHER}{{1,6}}的)?(?P<prior>[{FIGURES}]){_OTHER}{{0,4}}?[至到为](?P<now>[{FIGURES}])"
)
_SEVERAL: Final = 2


class Turned:
    """Finds such changes; ``wording`` has the words for more and for less."""

    def __init__(self, wording: Wording) -> None:
        self._more, self._less = frozenset(wording.more), frozenset(wording.less)
        way = "|".join(sorted(map(re.escape, self._more | self._less), key=len, reverse=True))
        self._change = re.compile(
            rf"(?P<lead>(?:比|较){_OTHER}{{0,12}}?(?P<prior>{_AMOUNT})?{_OTHER}{{0,6}}?)(?P<way>{way})了?(?P<amount>{_AMOUNT})"
            rf"[,(](?P<rate_way>{way})(?:了|约|率|幅度?|为)*(?P<rate>{RATIO})"
        )

        self._both = re.compile(rf"(?:双|均|都|同步)(?:呈|呈现|有所|实现|明显|大幅)*(?P<way>{way})(?![{FIGURES}])")

    def read(self, sentences: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
        """Write them to the table of changes, but for those that are told there already."""
        table = next((table for table in tables if table.source == "变动"), None)
        if table is None:
            return
        rows = draft.tables.get(table.name, ())
        known = {place_of(row.cells.get("变动率")) for row in rows if not row.doubt and row.cells.get("变动额")}
        for sentence in sentences:
            for cells, doubt in self._found(sentence):
                if place_of(cells["变动率"]) not in known:
                    draft.say(table, cells, doubt)
            for cells in self._several(sentence):
                draft.say(table, cells, True)

    def _found(self, sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
        for found in self._change.finditer(sentence.signs):
            if (found["way"] in self._more) == (found["rate_way"] in self._more):
                continue
            rate, amount = (sentence.figures[found.start(name)] for name in ("rate", "amount"))
            prior = sentence.figures[found.start("prior")] if found["prior"] else None
            made = (
                prior is not None
                and prior.base > 0
                and prior.unit.dimension == amount.unit.dimension
                and abs(amount.base / prior.base - rate.base) <= rate.step
            )
            cells: dict[str, Value] = {
                "项目": sentence.span(*found.span("lead")),
                "变动额": sentence.span(*found.span("amount")),
                "方向": Said(found["way"], sentence.span(*found.span("way"))),
                "变动率": sentence.span(*found.span("rate")),
                "率方向": Said(found["rate_way"], sentence.span(*found.span("rate_way"))),
            }
            yield cells, not made

    def _several(self, sentence: Sentence) -> Iterator[dict[str, Value]]:
        """What goes from one figure to another, where a sentence says of all that it tells which way they go."""
        claim = self._both.search(sentence.signs)
        told = list(_FROM_TO.finditer(sentence.signs))
        if claim is None or len(told) < _SEVERAL:
            return
        for found in told:
            prior, now = (sentence.figures[found.start(name)] for name in ("prior", "now"))
            if prior.unit.dimension == now.unit.dimension and (now.base > prior.base) != (claim["way"] in self._more):
                yield {
                    "项目": sentence.span(*found.span("name")),
                    "上期": sentence.span(*found.span("prior")),
                    "本期": sentence.span(*found.span("now")),
                    "方向": Said(claim["way"], sentence.span(*claim.span())),
                }
