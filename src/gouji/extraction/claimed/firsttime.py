"""Words that something passed a mark for the first time, held against what it was the year before: 三次产业结构由上年的
23.9:25.9:50.2调整为……，第三产业比重首次超过一半; 收入12.6亿元，比上年增加0.5亿元，首次突破12亿元.

What it was before is told of it, or made by how it changed, in the sentence of the words or under the name that they have. It may
be of other bounds than the words are, so that it is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import Moves, bare
from gouji.extraction.drafting.draft import Draft, Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure, rounded_text
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_CLAIM: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<who>{_OTHER}{{0,20}}?)(?:已|均|也|历史性地?)*(?:首次|首度|第一次|首)(?:实现|历史性)?"
    rf"(?P<way>(?P<down>降至|降到|低于|跌破|回落至)|(?P<reach>达到|达)|(?:超过|超出|突破|超|跨上|跨越|跨过|站上|迈上|迈过|迈入|跃上|越过|高于|破|过))?了?"
    rf"(?:(?P<figure>[{FIGURES}])(?P<under>以下)?|(?P<half>一?半(?:数|以上)?))"
)
_NOT_SO: Final = re.compile("[未没不将拟应须需]|确保|力争|争取|预计|有望|目标|单[日月季]|月|季|半年")
_MOST: Final = rf"[^{FIGURES}。;]{{0,12}}"
#: How it changed, behind what it is; what it was, behind it or before it.
_CHANGED: Final = re.compile(
    rf"^[,(]?(?:同比|[比较](?:上年|去年)(?:同期|末|底)?(?:的[{FIGURES}])?)?(?P<way>增长|增加|提高|上升|增|净增|升高|提升|下降|减少|降低|回落)了?(?P<by>[{FIGURES}])"
)
_WAS: Final = re.compile(rf"^[,(](?:[而比较])?(?:上年|去年)(?:同期|末|底)?(?:的|为|是)?(?P<was>[{FIGURES}])")
_FROM: Final = re.compile(
    rf"由(?:上年|去年|[{DATE}])(?:同期|末|底)?的?(?P<was>[{FIGURES}])(?:万元|亿元)?{_MOST}(?:到|至|为)$"
)
_DOWN: Final = ("下降", "减少", "降低", "回落")
_LESS: Final = ("below", "at_most")
_HALF: Final = Fraction(1, 2)
_SHORT, _LATER, _BACK, _MANY = 2, 40, 200, 40


def read_first_times(found: Sequence[Sentence], moves: Moves, wording: Wording, table: Table, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    priced = any_of(wording.priced)
    claims = [
        (sentence, claim)
        for sentence in found
        if "首" in sentence.signs or "第一次" in sentence.signs
        for claim in _CLAIM.finditer(sentence.signs)
    ]
    if not claims:
        return
    named = _by_name(found)
    for sentence, claim in claims:
        if _NOT_SO.search(claim[0]):
            continue
        row = next(_held(sentence, claim, named, moves, priced), None)
        if row is not None:
            draft.say(table, row, True)


def _held(
    sentence: Sentence,
    claim: re.Match[str],
    named: Mapping[str, Sequence[tuple[Sentence, int]]],
    moves: Moves,
    priced: re.Pattern[str],
) -> Iterator[dict[str, Value]]:
    """What a thing was before, where it had passed the mark by then."""
    span, who = sentence.span(*claim.span()), claim["who"]
    mark = sentence.figures[claim.start("figure")] if claim["figure"] else None
    bound, kind = (_HALF, "ratio") if mark is None else (Fraction(mark.base), kind_of_figure(mark))
    down = claim["down"] is not None or claim["under"] is not None or (mark is not None and mark.bound in _LESS)
    if mark is not None and not mark.bound and claim.group("way") is None:
        return

    def passed(low: Fraction, high: Fraction) -> bool:
        return high < bound if down else low >= bound if claim["reach"] else low > bound

    def row(name: str, value: Value) -> dict[str, Value]:
        limit = (
            "50%"
            if mark is None
            else re.sub(r"^[^0-9]+", "", sentence.span(claim.start("figure"), claim.start("figure") + 1).text)
        )
        sign = "≥" if down else "<" if claim["reach"] else "≤"
        return {"事项": Said(f"上年的{name}（{span.text}）", span), "数值": value, "所比": Said(f"{sign}{limit}", span)}

    for move in moves.named(bare(who)) if len(who) > _SHORT else ():
        prior = parse_figure(text_of(move.cells.get("上期")) or "")
        if move.since == "年" and prior is not None and kind_of_figure(prior) == kind:
            room = Fraction(prior.step) / 2
            if passed(prior.base - room, prior.base + room):
                yield row(move.name, Said(text_of(move.cells["上期"]) or "", span_of(move.cells["上期"])))
            return
    back = range(claim.start() - 1, max(-1, claim.start() - _BACK), -1)
    own = [(sentence, at) for at in back if at in sentence.figures]
    own = own if len(who) < _SHORT else []
    others = named.get(bare(who), ())[:_MANY] if len(who) >= _SHORT else ()
    for other, at in (*own, *others):
        figure = other.figures[at]
        if kind_of_figure(figure) != kind or other.signs[at] in POINTS + BARE or figure.bound:
            continue
        name = words_before(other.signs, at)
        told = _prior(other, at, priced.search(f"{name}{who}") is not None)
        if told is None:
            continue
        low, high, value = told
        if passed(low, high):
            yield row(who or re.sub("由$", "", name) or "数", value)
        return


def _prior(sentence: Sentence, at: int, priced: bool) -> tuple[Fraction, Fraction, Value] | None:
    """What a figure was the year before, at least and at most. ``priced``: rates of it are not of what is printed."""
    signs, figures, now = sentence.signs, sentence.figures, sentence.figures[at]
    behind, ahead = signs[at + 1 : at + 1 + _LATER], signs[max(0, at - _LATER) : at]
    was = _WAS.match(behind)
    place = at + 1 + was.start("was") if was is not None else -1
    if was is None and (found := _FROM.search(ahead)) is not None:
        place = max(0, at - _LATER) + found.start("was")
    if place >= 0 and kind_of_figure(figures[place]) == kind_of_figure(now):
        base, room = Fraction(figures[place].base), Fraction(figures[place].step) / 2
        return base - room, base + room, value_in(sentence, place)
    changed = _CHANGED.match(behind)
    if changed is None:
        return None
    by = figures[at + 1 + changed.start("by")]
    sign = -1 if changed["way"] in _DOWN else 1
    change, room = sign * Fraction(by.base), Fraction(by.step) / 2
    value, half = Fraction(now.base), Fraction(now.step) / 2
    by_sign = signs[at + 1 + changed.start("by")]
    if by_sign == RATIO and signs[at] != RATIO:
        if priced or 1 + change - room <= 0:
            return None
        made, low, high = (
            value / (1 + change),
            (value - half) / (1 + change + room),
            (value + half) / (1 + change - room),
        )
    elif (by_sign in POINTS and signs[at] == RATIO) or (kind_of_figure(by) == kind_of_figure(now) and by_sign != RATIO):
        made, low, high = value - change, value - half - change - room, value + half - change + room
    else:
        return None
    unit = now.unit
    printed = (
        f"{rounded_text(made * 100, 2)}%"
        if signs[at] == RATIO
        else f"{rounded_text(made / unit.scale, 2)}{unit.symbol}"
    )
    return low, high, Said(printed, sentence.span(at, at + 1))


def _by_name(found: Sequence[Sentence]) -> Mapping[str, Sequence[tuple[Sentence, int]]]:
    """The figures of a document by what they are called."""
    out: dict[str, list[tuple[Sentence, int]]] = {}
    for sentence in found:
        for at in sentence.figures:
            name = words_before(sentence.signs, at)
            if len(name) >= _SHORT:
                out.setdefault(bare(name), []).append((sentence, at))
    return out


__all__ = ["read_first_times"]
