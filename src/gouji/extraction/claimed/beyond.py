"""Clauses right behind a figure that say that it is above or below something which is told elsewhere, and give no figure for
it: 甲局不合格率3.88%，低于全市平均水平; 恢复至上年的98.9%，已超过上年水平; 支出进度53.3%，快于序时进度58.33%.

What is meant is looked for by its name; whether it is meant is not said, so that what is not so is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_WAY: Final = r"(?P<way>低于|少于|小于|不及|高于|多于|大于|超过|优于|好于)"
_HOW: Final = r"(?:均|也|已|都|明显|远远?|大幅|略|仍|首次|全面|已经|继续)*"
_MEAN: Final = re.compile(
    rf"(?P<one>[{FIGURES}]),{_HOW}{_WAY}(?P<scope>全[国省市州县区]|总体|整体|[省市州县区]级?)的?(?:总体|整体)?(?:平均|总体)(?:水平|数|值)?(?=[,;。]|$)"
)
_RECOVERED: Final = re.compile(
    rf"(?:恢复[至到]|为|相当于|达到?)[^{FIGURES},;。]{{0,12}}?(?P<when>上年|去年|同期|{DATE})[^{FIGURES},;。]{{0,8}}?的(?P<one>{RATIO}),{_HOW}(?P<way>超过|超越|高于|低于)了?(?P<what>[^{FIGURES},;。]{{2,16}}?)(?:水平|同期)(?=[,;。]|$)"
)
#: The share of the time with its figure right behind the rate of which it is said.
_BESIDE_TIME: Final = re.compile(
    rf"(?P<one>{RATIO}),{_HOW}(?P<way>超过|高于|快于|领先|优于|落后于?|慢于|低于|滞后于?)"
    rf"(?:(?:时间|序时)进度(?:要求)?(?:的|为|\(|,即)?(?P<after>{RATIO})|(?P<before>{RATIO})的(?:时间|序时)进度)(?!点)"
)
_LESS: Final = re.compile(r"低|少|小|不及|慢|落后|滞后")
_OF_ALL: Final = re.compile(r"总体|整体|平均")
_SCOPE: Final = re.compile(r"[省市州县国区]")
_LEAD: Final = re.compile(r".*(?:总体|整体|平均|全[国省市州县区])")
_LAST_YEAR: Final = ("上年", "去年", "同期")
#: Of what a rate may be worse the greater it is: nothing is known of 优于 and 好于 of it.
_BETTER: Final = ("优于", "好于")
_NAME: Final = 3
_STOPS: Final = frozenset(f",;:。(){FIGURES}{DATE}")


def read_beyond(found: Iterable[Sentence], mentions: Sequence[Mention], table: Table, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    of_all = _by_ending(mentions)
    for sentence in found:
        signs = sentence.signs
        if "平均" in signs or "总体" in signs:
            for cells, doubt in _against_mean(sentence, of_all):
                draft.say(table, cells, doubt)
        if "超" in signs or "于" in signs:
            for cells, doubt in (*_recovered(sentence), *_ahead_of_time(sentence)):
                draft.say(table, cells, doubt)


def _by_ending(mentions: Sequence[Mention]) -> Mapping[tuple[int, str], Sequence[Mention]]:
    """What is told of all, by its text and the end of its name."""
    found: dict[tuple[int, str], list[Mention]] = {}
    for one in mentions:
        if _OF_ALL.search(one.name) or _SCOPE.search(one.name):
            found.setdefault((id(one.sentence.texts[one.at]), one.name[-_NAME:]), []).append(one)
    return found


def _against_mean(
    sentence: Sentence, of_all: Mapping[tuple[int, str], Sequence[Mention]]
) -> Iterator[tuple[dict[str, Value], bool]]:
    for claim in _MEAN.finditer(sentence.signs):
        at = claim.start("one")
        name, figure = words_before(sentence.signs, at, _STOPS), sentence.figures[at]
        name = re.sub(r"(?:为|是|达到?|约)+$", "", name)
        if len(name) < _NAME or claim["way"] in _BETTER or figure.bound:
            continue
        told = [
            one
            for one in of_all.get((id(sentence.texts[at]), name[-_NAME:]), ())
            if one.kind == kind_of_figure(figure)
            and (one.sentence is not sentence or one.at != at)
            and (_OF_ALL.search(one.name) or claim["scope"] in one.name)
            and (one.name.endswith(name) or name.endswith(_LEAD.sub("", one.name)))
        ]
        if len({one.base for one in told}) != 1:
            continue
        less = _LESS.search(claim["way"]) is not None
        limit, span = told[0], sentence.span(at + 1, claim.end())
        kept = figure.base < limit.base if less else figure.base > limit.base
        yield (
            {
                "事项": sentence.span(at - len(name), at),
                "数值": value_in(sentence, at),
                "所比": Said(f"{'<' if less else '>'}{text_of(limit.value)}", span),
            },
            not kept,
        )


def _recovered(sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
    """恢复至上年的98.9%，已超过上年水平: a rate of another time, beside words that compare with the same."""
    for claim in _RECOVERED.finditer(sentence.signs):
        if not _same_time(sentence, claim):
            continue
        less = claim["way"] == "低于"
        rate = sentence.figures[claim.start("one")]
        span = sentence.span(claim.end("one") + 1, claim.end())
        cells: dict[str, Value] = {
            "事项": sentence.span(claim.start(), claim.start("one")),
            "数值": value_in(sentence, claim.start("one")),
            "所比": Said("<100%" if less else ">100%", span),
        }
        yield cells, rate.base >= 1 if less else rate.base <= 1


def _ahead_of_time(sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
    """支出进度53.3%，快于序时进度58.33%: a rate beside that of the time gone by."""
    for claim in _BESIDE_TIME.finditer(sentence.signs):
        at, other = claim.start("one"), claim.start("after" if claim["after"] else "before")
        rate, elapsed = sentence.figures[at], sentence.figures[other]
        if rate.bound or elapsed.bound:
            continue
        less = _LESS.search(claim["way"]) is not None
        limit, name = sentence.span(other, other + 1), words_before(sentence.signs, at, _STOPS)
        cells: dict[str, Value] = {
            "事项": sentence.span(at - len(name), at) if name else sentence.span(claim.start(), claim.end()),
            "数值": value_in(sentence, at),
            "所比": Said(f"{'<' if less else '>'}{limit.text}", limit),
        }
        yield cells, rate.base >= elapsed.base if less else rate.base <= elapsed.base


def _same_time(sentence: Sentence, claim: re.Match[str]) -> bool:
    """Whether what something came up to and what it is said to have passed are of one time."""
    when, other = sentence.span(*claim.span("when")).text, sentence.span(*claim.span("what")).text
    last = when in _LAST_YEAR
    return when in other or (last and any(word in other for word in _LAST_YEAR)) or other.startswith("同期")
