"""Words that figures of one year after the other went one way, before what they came to: 会费连续三年增长，由2020年的70万元、
2021年的72万元增至75万元. What is told of them otherwise is read as a series.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from gouji.extraction.claimed.waysaid import DOWN, UP
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: 连续三年增长, 逐年下降.
_RUN: Final = re.compile(
    rf"(?:(?:连续|近)[两三四五六七八九二][年季月个度]+(?:均|都|持续|保持|呈现?)*|逐[年季月步级次周旬](?:稳步|稳定|持续)?|连年|一路|持续(?:稳步)?|稳步)"
    rf"(?P<way>(?P<more>{UP}|走强|加快|升高|增[高大]|递增|抬升|走阔)|{DOWN}|放缓|减弱|递减|走弱|趋缓|收窄|减缓|降)"
)
#: A figure of a year, or the last one: 2020年的70万元, 增至75万元.
_OF_YEAR: Final = re.compile(rf"(?:{DATE}(?:的|为|是)?|(?P<to>[至到]))(?P<figure>[{FIGURES}])")
_SEVERAL: Final = 3
#: What ends the words before a claim.
_STOPS: Final = frozenset(f",;:。{FIGURES}{DATE}")
_END: Final = re.compile("[;。]")


def read_come_to(found: Iterable[Sentence], table: Table, draft: Draft) -> None:
    """Write the last step that goes the other way, or the last of all, to the table of changes."""
    for sentence in found:
        for cells, doubt in _runs(sentence):
            draft.say(table, cells, doubt)


def _runs(sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
    for claim in _RUN.finditer(sentence.signs):
        stop = _END.search(sentence.signs, claim.end())
        told = _told(sentence, claim.end(), stop.start() if stop is not None else len(sentence.signs))
        if len(told) < _SEVERAL:
            continue
        up, figures = claim["more"] is not None, sentence.figures
        steps = list(pairwise(told))
        wrong = [(a, b) for a, b in steps if (figures[b].base > figures[a].base) != up]
        before, now = (wrong or steps)[-1]
        name = words_before(sentence.signs, claim.start(), _STOPS)
        cells: dict[str, Value] = {
            "项目": sentence.span(claim.start() - len(name), claim.end()),
            "上期": value_in(sentence, before),
            "本期": value_in(sentence, now),
            "方向": Said("增加" if up else "减少", sentence.span(*claim.span("way"))),
        }
        yield cells, bool(wrong)


def _told(sentence: Sentence, start: int, end: int) -> list[int]:
    """The figures of one kind that are told of one year after the other, up to what they came to."""
    told = list(_OF_YEAR.finditer(sentence.signs, start, end))
    places = [found.start("figure") for found in told]
    kinds = {kind_of_figure(sentence.figures[at]) for at in places}
    return places if len(kinds) == 1 and told[-1]["to"] is not None else []
