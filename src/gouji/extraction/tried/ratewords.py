"""Rates that bear the word of one figure before them, though others make them by chance (占比).

发出400份，收回380份，其中满意351份，满意度95%: a rate is called by what was done, and so is its part. What the part is of
stands before it, counted alike. Where the part makes the rate of none of them, the rate was made of something else, or one
of the two is wrong: a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from gouji.extraction.drafting.draft import Draft, Value, place_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.tried.near import within
from gouji.extraction.tried.regions import share_name
from gouji.extraction.tried.spoken import Spoken, about, alike, between, worth
from gouji.faults import regex as re
from gouji.language import Table

#: The word that a rate is called by: 检验合格率.
_STEM: Final = re.compile(r"(?P<word>[\u4e00-\u9fff]{2})(?:率|度|比例|占比)(?:已经?|均|仅|约|为|是|达到?|[:：])*$")
#: Rates of change and of money lent, and what many figures are called.
_OTHER: Final = re.compile(
    r"增|减|降|升|涨|超|差|欠|[利汇税费]率|上年|去年|同期|目标|计划|要求|不低于|平均|累计|各|分别|综合"
)
#: Before the word: not done, or to be done.
_NOT: Final = "不未没无非待难应需拟"
_SHARE: Final = re.compile(r"占(?:比|全部|总[数量])?(?:已|约|为|达到?|的)*$")
#: 154,568件全部转办.
_ALL: Final = re.compile("^(?:已|均|都|全部|全)+")
#: 占转办总量的: all of what.
_TOTAL: Final = re.compile(
    r"占(?:全部?|全年|所有)?(?P<of>[\u4e00-\u9fff]{2,4}?)(?:总量|总数|总额|总人数|总件数)的?(?:已|约|为|达到?)*$"
)
_SHARED: Final = re.compile("[,(]?占")
_ABOUT: Final = re.compile("(?:突破|超过?|近|约|逾)$")
#: Figures before a rate among which its part is looked for, and its whole.
_BEFORE: Final = 6
_TWO: Final = 2
#: Figures of a document, before and behind, among which all of something is looked for.
_FAR: Final = 400


def read_rate_words(told: Sequence[Spoken], table: Table, wording: Wording, draft: Draft) -> None:
    """Write them, and take back what was read of such a rate otherwise. ``told``: the figures of a document's sentences."""
    aims = any_of((*wording.goals, *wording.plans))
    before: list[Spoken] = []
    sentence: list[Spoken] = []
    behind = 0
    for _, group in groupby(told, key=lambda one: id(one.mention.sentence)):
        before, sentence = sentence, list(group)
        behind += len(sentence)
        for at, rate in enumerate(sentence):
            if rate.one.kind != "ratio" or rate.mention.figure.bound or not 0 < rate.one.base <= 1:
                continue
            stem = _STEM.search(rate.name)
            if _OTHER.search(rate.name) or aims.search(rate.name):
                continue
            pair = _pair(sentence, at, stem["word"], aims) if stem is not None else _rest(sentence, at, before)
            pair = pair or _of_all(told[max(0, behind - _FAR) : behind + _FAR], sentence, at)
            if pair is None or _sure(rate, pair[0], table, draft):
                continue
            part, whole = pair
            rows = draft.tables.get(table.name, [])
            rows[:] = [row for row in rows if place_of(row.cells.get("占比")) != rate.one.place]
            cells: dict[str, Value] = {"项目": share_name(rate.one, part.one), "部分": part.one.value}
            draft.say(table, cells | {"总额": whole.one.value, "占比": rate.one.value}, True)


def _pair(sentence: Sequence[Spoken], at: int, word: str, aims: re.Pattern[str]) -> tuple[Spoken, Spoken] | None:
    """The part that bears the word of a rate, and what it is of, where the rate is of no such pair."""
    rate = sentence[at]
    near = [one for one in sentence[max(0, at - _BEFORE) : at] if one.one.kind not in ("ratio", "score", "number")]
    called = [one for one in near if bears(one, word)]
    if len(called) != 1:
        return None
    part = called[0]
    others = [one for one in near if alike(part, one) and one.measure == part.measure]
    wholes = [one for one in others if worth(one) >= worth(part)]
    before = [one for one in wholes if one.mention.at < part.mention.at and not aims.search(one.name)]
    if len(others) < _TWO or not before or ";" in between(part, rate):
        return None  # with one figure alone beside it, there is no other that could make the rate by chance
    # what is told besides may be taken off: 抽检500批次，合格486批次，复检不合格14批次
    less = [Fraction(0), *(worth(one) for one in others if worth(one) < worth(part))]
    tops, wheres = [worth(part) - off for off in less], [worth(one) - off for one in wholes for off in less]
    if any(within(rate.one, top / where, top / where) for top in tops for where in wheres):
        return None
    whole = before[-1]
    return (part, whole) if about(worth(part) / worth(whole), Fraction(rate.one.base)) else None


def _rest(sentence: Sequence[Spoken], at: int, before: Sequence[Spoken]) -> tuple[Spoken, Spoken] | None:
    """120个村，除12个外，其余108个已通车，占95%: the rest, and all, where the share is that of neither. All may be told in the
    sentence before."""
    rate = sentence[at]
    if at < _TWO or not _SHARE.search(rate.name):
        return None
    off, rest = sentence[at - _TWO : at]
    left = off.name.startswith("除") and rest.name.lstrip("外,").startswith("其余") and ";" not in between(rest, rate)
    if not left or not alike(rest, off):
        return None
    wholes = [one for one in (*before, *sentence[: at - _TWO]) if alike(rest, one) and one.one.text == rest.one.text]
    whole = next((one for one in reversed(wholes) if worth(off) + worth(rest) == worth(one)), None)
    if whole is None:
        return None
    shares = (worth(one) / worth(whole) for one in (rest, off))
    return None if any(within(rate.one, share, share) for share in shares) else (rest, whole)


def _of_all(told: Sequence[Spoken], sentence: Sequence[Spoken], at: int) -> tuple[Spoken, Spoken] | None:
    """五类诉求合计77,284件，占转办总量的45%: the figure before a share, and the greatest that is told of what it is of."""
    rate = sentence[at]
    named = _TOTAL.search(rate.name)
    part = sentence[at - 1] if at else None
    if named is None or part is None or part.one.kind in ("ratio", "score", "number") or part.mention.figure.bound:
        return None
    if not re.fullmatch(rf"[,(]?{re.escape(rate.name)}", between(part, rate)):
        return None
    wholes = [one for one in told if alike(part, one) and one.measure == part.measure and bears(one, named["of"])]
    wholes = [
        one
        for one in wholes
        if worth(one) >= worth(part) and not _OTHER.search(one.name) and not _ABOUT.search(one.name)
    ]
    if any(_SHARED.match(one.mention.sentence.signs, one.mention.at + 1) for one in wholes):
        return None  # 甲类占诉求总量的13.6%、乙类……: each is a part, and all is told nowhere
    if not wholes or any(within(rate.one, share, share) for one in wholes if (share := worth(part) / worth(one))):
        return None
    whole = max(wholes, key=worth)
    return (part, whole) if about(worth(part) / worth(whole), Fraction(rate.one.base)) else None


def bears(one: Spoken, word: str) -> bool:
    """Whether the words around a figure tell that this was done: 经考核合格446人."""
    for words in (one.name, _ALL.sub("", one.tail)[: len(word) + 1]):
        at = words.rfind(word)
        if at >= 0 and (at == 0 or words[at - 1] not in _NOT):
            return True
    return False


def _sure(rate: Spoken, part: Spoken, table: Table, draft: Draft) -> bool:
    """Whether a row tells already that the rate is of this part."""
    return any(
        place_of(row.cells.get("占比")) == rate.one.place and place_of(row.cells.get("部分")) == part.one.place
        for row in draft.tables.get(table.name, ())
    )
