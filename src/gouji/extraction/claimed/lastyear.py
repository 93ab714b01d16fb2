"""Words for which way something went since last year, beside figures that others do not part: 抚养比1.96:1，较上年2.03:1有所上升;
闲置4.1万平方米，较上年下降。上年闲置3.8万平方米. What the figures do not bear out is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from gouji.extraction.claimed.waysaid import DOWN, UP
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.figures import parse_figure
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_MOOD: Final = r"(?:有所|略有|略|明显|大幅|小幅|持续)*"
_SINCE: Final = r"(?:[较比]|与)(?:上年度?|去年)(?:同期|末)?"
_RATED: Final = re.compile(
    rf"(?P<name>{_OTHER}{{2,12}}?)(?:为|是)?(?P<now>[{FIGURES}]):[{FIGURES}],?{_SINCE}的?(?P<prior>[{FIGURES}]|[0-9]+(?:\.[0-9]+)?):[{FIGURES}1]{_MOOD}(?P<way>{UP}|{DOWN})(?=[,;。]|$)"
)
_BEHIND: Final = re.compile(
    rf"(?P<name>{_OTHER}{{2,12}}?)(?:为|是)?(?P<now>[{FIGURES}]),?{_SINCE}{_MOOD}(?P<way>{UP}|{DOWN})(?=[,;。]|$)"
)
#: Sentences behind the words among which what was before is told.
_NEXT: Final = 2


def read_since_last_year(found: Sequence[Sentence], table: Table, draft: Draft) -> None:
    """Write them to the table of changes."""
    for at, sentence in enumerate(found):
        if "上年" not in sentence.signs and "去年" not in sentence.signs:
            continue
        for claim in _RATED.finditer(sentence.signs):
            _write(sentence, claim, sentence, claim.span("prior"), table, draft)
        for claim in _BEHIND.finditer(sentence.signs):
            prior = _prior(claim["name"], found[at + 1 : at + 1 + _NEXT], sentence)
            if prior is not None:
                _write(sentence, claim, *prior, table, draft)


def _prior(name: str, behind: Sequence[Sentence], sentence: Sentence) -> tuple[Sentence, tuple[int, int]] | None:
    """The figure of the year before that is told by the same name right behind, in the same paragraph."""
    told = re.compile(rf"(?:^|[,;。])(?:上年度?|去年)(?:同期|末)?{re.escape(name)}(?:为|是)?(?P<prior>[{FIGURES}])")
    for other in behind:
        if other.texts[0] is sentence.texts[-1] and (found := told.search(other.signs)) is not None:
            return other, found.span("prior")
    return None


def _write(
    sentence: Sentence,
    claim: re.Match[str],
    other: Sentence,
    place: tuple[int, int],
    table: Table,
    draft: Draft,
) -> None:
    now, printed = sentence.figures[claim.start("now")], other.span(*place)
    before = other.figures.get(place[0]) or parse_figure(printed.text)
    if before is None or kind_of_figure(now) != kind_of_figure(before) or now.bound or before.bound:
        return
    if now.base == before.base:
        return
    up = re.fullmatch(UP, claim["way"]) is not None
    cells: dict[str, Value] = {
        "项目": sentence.span(*claim.span("name")),
        "本期": value_in(sentence, claim.start("now")),
        "上期": value_in(other, place[0]) if place[0] in other.figures else printed,
        "方向": Said("增加" if up else "减少", sentence.span(*claim.span("way"))),
    }
    draft.say(table, cells, (now.base > before.base) != up)
