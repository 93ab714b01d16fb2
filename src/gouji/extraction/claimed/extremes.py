"""Who is said to have the most or the least, among figures told one after the other: 甲97分……乙96分……最高为乙.

The figures are those of one kind that are told before the words, each by a name. Which of them are meant is not said, so that
one that is further out is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.language import Table

_CLAIM: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<of>[^{FIGURES}{DATE},;:。()]{{0,8}}?)最(?P<way>[高低多少大小])的?(?:是|为)(?P<who>[^{FIGURES}{DATE},;:。()]{{2,16}})(?=[,;。]|$)"
)
_PAUSE: Final = re.compile(rf"[,;。()、{FIGURES}{DATE}]")
_MOST: Final = "高多大"
#: Texts before the words among which the figures are told, and how many there are, at least.
_FAR: Final = 12
_LEAST: Final = 4
_NAME: Final = 2


def read_extremes(
    document: Document,
    found: Iterable[Sentence],
    mentions: Sequence[Mention],
    tables: Iterable[Table],
    draft: Draft,
) -> None:
    """Write who is said to be outermost beside the outermost figure, to the table of comparisons."""
    table = next((table for table in tables if table.source == "比较"), None)
    if table is None:
        return
    order = {id(text): number for number, text in enumerate(document.texts)}
    for sentence in found:
        for claim in _CLAIM.finditer(sentence.signs):
            for cells, doubt in _held(sentence, claim, mentions, order):
                draft.say(table, cells, doubt)


def _held(
    sentence: Sentence, claim: re.Match[str], mentions: Sequence[Mention], order: Mapping[int, int]
) -> Iterator[tuple[dict[str, Value], bool]]:
    at = order.get(id(sentence.texts[claim.start("who")]), 0)
    near = [
        (_called(one), one)
        for one in mentions
        if one.plain
        and len(_called(one)) >= _NAME
        and one.sentence is not sentence
        and 0 <= at - order.get(id(one.sentence.texts[one.at]), at + 1) <= _FAR
    ]
    own = [one for name, one in near if name.endswith(claim["who"]) or claim["who"].endswith(name)]
    if len(own) != 1:
        return
    (meant,) = own
    alike = [one for _, one in near if one.kind == meant.kind]
    # what is told by one name twice is told of several things
    if len({name for name, one in near if one.kind == meant.kind}) != len(alike) or len(alike) < _LEAST:
        return
    most = claim["way"] in _MOST
    outermost = (max if most else min)(alike, key=lambda one: one.base)
    span = sentence.span(*claim.span("who"))
    cells: dict[str, Value] = {
        "事项": span,
        "数值": meant.value,
        "所比": Said(f"{'≥' if most else '≤'}{text_of(outermost.value)}", span),
    }
    yield cells, outermost.base != meant.base


def _called(one: Mention) -> str:
    """The words right before a figure, or before the colon that leads to it."""
    return _PAUSE.split(one.before)[-1].rstrip(":").split(":")[-1]
