"""A rate that is said to have come up to what is told in brackets behind the words, or in them, or to the part of the year that
has gone by: 完成率为49.01%，达到序时进度（58.33%）要求; 已达到58.33%的序时进度; 截至6月30日支付率45.2%，达到序时进度.

Right behind the rate, with the bound printed, it is plain which is meant; else it is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import rounded_text
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_ASKED: Final = "目标|要求|标准|序时|时间进度|任务|指标|计划"
_PACE: Final = r"(?:序时|时序|时间)(?:进度|要求)"
_WAY: Final = (
    r"(?:(?P<above>超过|超出|高于|快于|好于|优于|领先于?|超)|(?:达到?|符合|满足|完成|实现|不低于|赶上|跟上))了?"
)
_LEAD: Final = rf"(?:^|(?<=[,;:。]))(?P<who>{_OTHER}{{0,12}}?)(?:已经?|[均也都]|总体|整体)*"
_CLAIM: Final = re.compile(
    rf"{_LEAD}{_WAY}(?:(?P<what>{_OTHER}{{0,12}}?(?:{_ASKED})(?:进度|值|任务|要求|目标)*)\({_OTHER}{{0,6}}(?P<behind>[{RATIO}])\)(?:的?(?:要求|目标|标准|水平|进度))?"
    rf"|(?P<inside>[{RATIO}])的?(?:{_PACE}|(?:年度|年初|目标|预期)(?:目标|要求|任务|标准|值)*)(?:要求|目标)?"
    rf"|(?P<pace>{_OTHER}{{0,6}}?{_PACE})(?:的?(?:要求|目标|标准))?)(?=[,;。]|$)"
)
_NOT_SO: Final = re.compile("[未没不尚将拟应须需若]|确保|力争|争取|预计|基本|努力|除|如果|是否|能否|部分|个别")
_AMONG: Final = re.compile("其中|上年|去年|同期")
_RATE: Final = re.compile(
    r"(?:率|进度|比例|占比|度|完成[^,;。]{0,8}的|[为占][^,;。]{0,8}(?:预算|计划|任务|目标)[数额值]?的)(?:仅|只有|已|约|为|达到?|是)*$"
)
_CHANGED: Final = re.compile("增|降|减|升|高|低|比上年|同比")
#: Up to which month a sentence tells.
_UNTIL: Final = re.compile(
    r"(?:截[至止]到?|至|[0-9]{1,2}月?[-—~－至到])[^，。,;；]{0,8}?(?<![0-9])([0-9]{1,2})月(?:份|底|末|(?:28|29|30|31)日)?|(上半年|半年)|(前三季度|三季度末)|(一季度|首季)"
)
_MONTHS, _HALF_YEAR, _THREE_QUARTERS, _QUARTER = 12, 6, 9, 3
#: How far a rate may be behind a part of the year that is only reckoned.
_ROOM: Final = Fraction(1, 100)
_SHORT: Final = 2
#: Signs before words among which their rate is told.
_BACK: Final = 160


def read_paces_said(found: Iterable[Sentence], wording: Wording, table: Table, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    fewer = any_of((*wording.bad, *wording.goal_fewer))
    for sentence in found:
        if RATIO not in sentence.signs:
            continue
        for claim in _CLAIM.finditer(sentence.signs):
            if not _NOT_SO.search(claim[0].replace("不低于", "")):
                for cells, doubt in _held(sentence, claim, fewer):
                    if place_of(cells["数值"]) not in known:
                        known.add(place_of(cells["数值"]))
                        draft.say(table, cells, doubt)


def _held(sentence: Sentence, claim: re.Match[str], fewer: re.Pattern[str]) -> Iterator[tuple[dict[str, Value], bool]]:
    signs, figures = sentence.signs, sentence.figures
    first = max(0, claim.start() - _BACK)
    stop = max(first - 1, *(signs.rfind(mark, first, claim.start()) for mark in "。;"))
    at = max((at for at in range(stop + 1, claim.start()) if signs[at] == RATIO and at in figures), default=-1)
    if at < 0 or figures[at].bound:
        return
    words, between = words_before(signs, at), signs[at + 1 : claim.start()]
    if (
        _RATE.search(words) is None
        or _CHANGED.search(words)
        or _AMONG.search(between + claim["who"])
        or fewer.search(words)
    ):
        return
    who = claim["who"]
    if len(who) >= _SHORT and who[:_SHORT] not in signs[stop + 1 : at]:
        return
    span = sentence.span(*claim.span())
    place = max(claim.start("behind"), claim.start("inside"))
    rate, room = Fraction(figures[at].base), Fraction(figures[at].step) / 2
    if place >= 0:
        bound, told = figures[place], Fraction(figures[place].base)
        if bound.bound in ("at_most", "below"):
            return
        limit = re.sub(r"[^0-9.%％]", "", sentence.span(place, place + 1).text)
    else:
        elapsed = elapsed_before(sentence, at)
        if elapsed is None:
            return
        told, room, limit = elapsed, _ROOM, f"{rounded_text(elapsed * 100, 2)}%"
    good = rate > told or (rate + room >= told and claim["above"] is None)
    sign = ">" if claim["above"] is not None else "≥"
    doubt = not good and (place < 0 or between != "," or bool(who))
    yield (
        {
            "事项": sentence.span(at - len(words), at) if words else span,
            "数值": value_in(sentence, at),
            "所比": Said(f"{sign}{limit}", span),
        },
        doubt,
    )


def elapsed_before(sentence: Sentence, at: int) -> Fraction | None:
    """How much of the year had gone by, where the sentence tells it before a rate."""
    text = sentence.texts[at].text[: sentence.starts[at]].rpartition("。")[2]
    told = list(_UNTIL.finditer(text))
    if not told:
        return None
    month, half, three, one = told[-1].groups()
    months = int(month) if month else _HALF_YEAR if half else _THREE_QUARTERS if three else _QUARTER if one else 0
    return Fraction(months, _MONTHS) if 0 < months <= _MONTHS else None


__all__ = ["elapsed_before", "read_paces_said"]
