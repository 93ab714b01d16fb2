"""Rates that are told before what they are of: 资金到位率100%，到位资金500万元，预算资金520万元; 合同286万元，已付80%即218.8万元.

The figure behind a rate that shares its name is the part, the one beside it the whole; so is an amount that a word says to be
the rate of the last one before it. Where they do not make it, it is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.names import share_signs
from gouji.extraction.tried.near import makes
from gouji.extraction.tried.outcomes import exact_text
from gouji.extraction.tried.regions import One
from gouji.extraction.tried.spoken import Spoken, about
from gouji.faults import regex as re
from gouji.language import Table

_RATE: Final = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})率(?:为|是|达到?|仅|只有|约)*$")
#: A clause that begins there is of something else.
_OTHER: Final = re.compile(r"其中|[较比]|增|减|同比|上年|另")
#: What all of something is called.
_ALL: Final = re.compile(r"^应|总|全部|计划|符合|[应共](?=[\u4e00-\u9fff]{1,3}$)")
#: An amount that is the rate of one before it.
_THAT_IS: Final = re.compile(r"^[,(]?(?:即|折合|合计?|计|也就是|共计?)[\u4e00-\u9fff]{0,4}$")
#: A share that is called by what it is one of; signs that names end alike in.
_SHARE: Final = re.compile(r"^(?P<stem>[\u4e00-\u9fff]{2,6}?)(?:收入|支出)?(?:占比|比重|所占比[例重])(?:为|是|达到?)?$")
_WORD: Final = 2
#: Figures that a rate is of by such a word, back from it.
_BACK: Final = 3
_PAID: Final = re.compile(
    r"支付|拨付|付款|预付|付|拨|结算|补助|补贴|下达|安排|扣|缴|奖|提取|报销|分担|承担|出资|配套|返还"
)


def read_rates_first(told: Sequence[Spoken], table: Table, wording: Wording, draft: Draft) -> None:
    """Write those that are not made, where nothing else says what they are of."""
    planned = re.compile(f"{_ALL.pattern}|{any_of((*wording.planned, *wording.funds)).pattern}")
    done = any_of((*wording.spent, *wording.done))
    known = {place_of(row.cells.get("占比")) for row in draft.tables.get(table.name, ())}
    for at, rate in enumerate(told):
        if rate.one.kind != "ratio" or rate.mention.figure.bound or not rate.one.base > 0 or rate.one.place in known:
            continue
        for part, whole in (*_behind(told, at, planned, done), *_that_is(told, at), *_of_both(told, at)):
            made = about(Fraction(part.base) / whole.base, rate.one.base)
            if made and not makes(rate.one, part, whole):
                cells: dict[str, Value] = {"项目": rate.one.name or part.name, "部分": part.value, "总额": whole.value}
                draft.say(table, cells | {"占比": rate.one.value}, True)
                break


def _behind(
    told: Sequence[Spoken], at: int, planned: re.Pattern[str], done: re.Pattern[str]
) -> Iterator[tuple[One, One]]:
    """The two amounts right behind a rate, if one of them is called like it, or what was done, and the other what was planned."""
    rate, pair = told[at], told[at + 1 : at + 3]
    found = _RATE.search(rate.name)
    if found is None or len(pair) < 2 or not all(_plain(one, rate) for one in pair):
        return
    if any(_OTHER.search(one.name) for one in pair) or pair[0].one.kind != pair[1].one.kind:
        return
    if at + 3 < len(told) and told[at + 3].beside(rate) and told[at + 3].one.kind == "ratio":
        return  # 到位率100%，到位500万元，支出480万元，执行率96%: each rate may stand behind what it is of
    before = [one for one in told[max(0, at - _BACK) : at] if one.beside(rate) and one.one.kind == pair[0].one.kind]
    for part, whole in (pair, pair[::-1]) if not before else ():
        called = share_signs(found["stem"], part.name) or done.search(part.name) is not None
        called = called and part.one.base <= whole.one.base and not _ALL.search(part.name)
        if called and (planned.search(whole.name) or not share_signs(found["stem"], whole.name)):
            yield part.one, whole.one
            return


def _that_is(told: Sequence[Spoken], at: int) -> Iterator[tuple[One, One]]:
    """The amount that a word says a rate comes to, and the last one before the rate."""
    rate, behind = told[at], told[at + 1 : at + 2]
    if not behind or not _plain(behind[0], rate) or behind[0].one.kind != "money":
        return
    signs = rate.mention.sentence.signs
    if not _THAT_IS.match(signs[rate.mention.at + 1 : behind[0].mention.at]) or not _PAID.search(rate.name):
        return
    before = [one for one in told[max(0, at - _BACK) : at] if _plain(one, rate) and one.one.kind == "money"]
    if before and before[-1].one.base >= behind[0].one.base and not _OTHER.search(rate.name):
        yield behind[0].one, before[-1].one


def _of_both(told: Sequence[Spoken], at: int) -> Iterator[tuple[One, One]]:
    """税收收入8.7亿元，非税收入3.6亿元，税收占比69.7%: one of two amounts that are called alike, of both."""
    rate, pair = told[at], told[max(0, at - 2) : at]
    found = _SHARE.search(rate.name)
    if found is None or len(pair) < 2 or not all(_plain(one, rate) for one in pair):
        return
    if pair[0].one.kind != pair[1].one.kind or pair[0].name[-_WORD:] != pair[1].name[-_WORD:]:
        return
    before = told[at - _BACK] if at >= _BACK else None
    if before is not None and before.beside(rate) and before.one.kind == pair[0].one.kind:
        return  # of the one that was told first
    named = [one for one in pair if one.name.startswith(found["stem"])]
    if len(named) == 1 and rate.one.base < 1:
        one, other = named[0].one, next(one for one in pair if one is not named[0]).one
        both = exact_text((Fraction(one.base) + other.base) / one.figure.unit.scale, one.figure.unit.symbol)
        if one.figure.unit == other.figure.unit:
            total = Said(both, span_of(one.value))
            yield one, replace(one, value=total, base=Fraction(one.base) + other.base, half=one.half + other.half)


def _plain(one: Spoken, rate: Spoken) -> bool:
    """Whether a figure of the sentence of a rate is told as it is."""
    return (
        one.beside(rate)
        and one.one.kind not in ("ratio", "number")
        and one.one.base > 0
        and not one.mention.figure.bound
    )
