"""Rates held against what part of the time had gone by, where that is told beside them: 执行率77%，序时进度75%，落后于序时进度;
6月末41%、9月末58%，序时进度分别为50%、75%，两个时点都落后于序时进度; 截至9月底执行率77%，慢于序时进度.

Which rates are meant is told by their order alone, so that what is not so is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Final

from gouji.extraction.claimed.pacesaid import elapsed_before
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import rounded_text
from gouji.language import Table

_O: Final = rf"[^{FIGURES}{DATE},;:。()]"
_PACE: Final = re.compile("(?:序时|时序|时间)(?:进度|要求)")
_CLAIM: Final = re.compile(
    rf"(?:(?P<slow>落后于?|滞后于?|低于|慢于|不及|(?:尚?未|没有|未能)(?:达到?|跟上|赶上|完成|实现))|(?P<fast>快于|高于|超过|超出|优于|领先于?|超前于?)"
    rf"|(?P<kept>达到|符合|跟上|赶上|不低于))了?{_O}{{0,6}}?{_PACE.pattern}(?:的?(?:要求|目标|标准|进度))?(?=[,;。)]|$)"
)
_NOT_SO: Final = re.compile("确保|力争|争取|预计|如果|是否|能否|部分|个别|努力|避免|防止|除|基本")
_EVERY: Final = re.compile(r"[均都各]|全部|[两二三四]个?(?:时点|项|次|节点)")
#: Rates that tell by how much something went, or of another time.
_ASIDE: Final = re.compile("增|降|减|升|高|低|同比|上年|去年|同期|目标")
_NAMED: Final = re.compile("(?:率|进度|比例)[^、,]{0,4}$|[完支执][成出行][^,]{0,10}的?$|[末底日]$")
#: How far a rate may be from a part of the year that is only reckoned.
_ROOM: Final = Fraction(1, 100)
#: Claims of a sentence that are held, at most.
_MOST: Final = 24


@dataclass(frozen=True, slots=True)
class _Beside:
    """A rate at ``at`` with the part of the time that had gone by, and how that is printed."""

    at: int
    pace: Fraction
    printed: str
    room: Fraction


def read_paces_beside(found: Iterable[Sentence], table: Table, draft: Draft) -> None:
    """Write them to the table of comparisons, but for rates that are held against something there."""
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    before: Sentence | None = None
    for sentence in found:
        for claim in islice(_CLAIM.finditer(sentence.signs), _MOST) if sentence.texts else ():
            clause = words_before(sentence.signs, claim.start())
            if _NOT_SO.search(clause) or (not claim["slow"] and re.search("[未没不]", clause)):
                continue
            told, rates = sentence, list(_beside(sentence, claim.start()))
            near = before is not None and before.texts[-1] is sentence.texts[0]
            if not rates and near and before is not None and RATIO not in sentence.signs[: claim.start()]:
                told, rates = before, list(_beside(before, len(before.signs)))
            rates = rates if _EVERY.search(clause) else rates[-1:]
            wrong = [one for one in rates if not _holds(told, one, claim)]
            for one in (wrong or rates)[:1]:
                value = value_in(told, one.at)
                if place_of(value) in known:
                    continue
                known.add(place_of(value))
                sign = "<" if claim["slow"] else ">" if claim["fast"] else "≥"
                span = sentence.span(claim.start() - len(clause), claim.end())
                cells: dict[str, Value] = {"事项": span, "数值": value, "所比": Said(f"{sign}{one.printed}", span)}
                draft.say(table, cells, bool(wrong))
        before = sentence


def _beside(sentence: Sentence, end: int) -> Iterator[_Beside]:
    """The rates before a place, each with the pace that is told in its turn, or that the sentence's month makes."""
    rates: list[int] = []
    paces: list[int] = []
    of_pace = False
    for at in sorted(at for at in sentence.figures if at < end and sentence.signs[at] == RATIO):
        words = words_before(sentence.signs, at)
        if words.strip("、和与及"):
            of_pace = _PACE.search(words) is not None
            if not of_pace and (_ASIDE.search(words) or not _NAMED.search(words)):
                return
        (paces if of_pace else rates).append(at)
    if paces and len(paces) == len(rates):
        for at, pace in zip(rates, paces, strict=True):
            figure = sentence.figures[pace]
            if not figure.bound:
                yield _Beside(at, Fraction(figure.base), sentence.span(pace, pace + 1).text, Fraction(0))
    elif not paces and len(rates) == 1:
        reckoned = elapsed_before(sentence, rates[0])
        if reckoned is not None:
            yield _Beside(rates[0], reckoned, f"{rounded_text(reckoned * 100, 2)}%", _ROOM)


def _holds(sentence: Sentence, one: _Beside, claim: re.Match[str]) -> bool:
    figure = sentence.figures[one.at]
    rate, room = Fraction(figure.base), one.room + Fraction(figure.step) / 2
    if claim["slow"]:
        return rate < one.pace + one.room
    return rate > one.pace - one.room if claim["fast"] else rate + room >= one.pace


__all__ = ["read_paces_beside"]
