"""Words for which way something went beside both figures that say so: 新增1487户，退出1029户，净减少458户; 抚养比1.96:1，
较上年2.03:1有所上升; 闲置4.1万平方米，较上年下降。上年闲置3.8万平方米. What the figures do not bear out is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.extraction.claimed.waysaid import DOWN, UP
from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.figures import parse_figure
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_NET: Final = re.compile(
    rf"(?P<more>新增|增加|新纳入|纳入|调入|新进|迁入)了?{_OTHER}{{0,6}}?(?P<in>[{FIGURES}])[{FIGURES}]?,{_OTHER}{{0,4}}?"
    rf"(?P<less>退出|减少|取消|清退|调出|退休|停发|迁出)了?{_OTHER}{{0,6}}?(?P<out>[{FIGURES}])[{FIGURES}]?,{_OTHER}{{0,4}}?净(?P<way>增|减)[加少]?(?P<net>[{FIGURES}])"
)
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


def read_netted(found: Sequence[Sentence], tables: Mapping[str, Table], draft: Draft) -> None:
    """Write them to the tables of comparisons and of changes."""
    compared, changes = tables.get("比较"), tables.get("变动")
    for at, sentence in enumerate(found):
        if compared is not None and "净" in sentence.signs:
            for cells, doubt in _nets(sentence):
                draft.say(compared, cells, doubt)
        if changes is None or ("上年" not in sentence.signs and "去年" not in sentence.signs):
            continue
        for claim in _RATED.finditer(sentence.signs):
            _write(sentence, claim, sentence, claim.span("prior"), changes, draft)
        for claim in _BEHIND.finditer(sentence.signs):
            prior = _prior(claim["name"], found[at + 1 : at + 1 + _NEXT], sentence)
            if prior is not None:
                _write(sentence, claim, *prior, changes, draft)


def _nets(sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
    """What came in beside what went out, where both make the net figure."""
    for claim in _NET.finditer(sentence.signs):
        more, less, net = (sentence.figures[claim.start(name)] for name in ("in", "out", "net"))
        if more.unit != less.unit or abs(more.base - less.base) != net.base or more.base == less.base:
            continue
        grew = claim["way"] == "增"
        limit = value_in(sentence, claim.start("out"))
        span = sentence.span(claim.start("way") - 1, claim.end())
        cells: dict[str, Value] = {
            "事项": Said(f"{claim['more']}（{span.text}）", span),
            "数值": value_in(sentence, claim.start("in")),
            "所比": Said(f"{'>' if grew else '<'}{text_of(limit)}", sentence.span(*claim.span("out"))),
        }
        yield cells, (more.base > less.base) != grew


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
