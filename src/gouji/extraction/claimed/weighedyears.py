"""A figure beside one that words recall, or that was set before: 已超过2019年水平; 年初预算860万元，执行中追加至945万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.extraction.claimed.moves import bare
from gouji.extraction.claimed.terms import Term, before
from gouji.extraction.claimed.weighedbehind import FROM
from gouji.extraction.claimed.weighing import (
    BACK,
    HOW,
    NOT_SO,
    OTHER,
    OWN,
    SHORT,
    WeighedRow,
    held_rows,
    is_called,
    is_change,
    label_of,
    near_in_size,
)
from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.text.sentences import DATE, Sentence
from gouji.faults import regex as re

#: The word for more or less right before the later of two figures: 追加至945万元.
_CAME: Final = re.compile(
    r"(?P<way>(?P<up>追加|调增|增加|增长|提高|提升|上调|扩大|上升|增|升|涨|攀升|上浮)|(?P<down>调减|减少|压减|下调|下降|降低|缩减|缩小|压缩|核减|减|降|回落|下滑))(?P<to>[至到为])了?$"
)
#: What goes up where there is less of it: 时限由10日提升到5日, 排名由8位上升到5位.
_BETTER: Final = re.compile(r"时限|时间|排名|名次|位次|位|名$|日$|天$|小时|分钟|第")
_PLANNED: Final = re.compile(r"年初|预算|计划|原定|核定|批复|下达|安排")
_NEW: Final = re.compile(r"追加|调增|调减|核减|上调|下调")
#: 仍未恢复到2021年的水平, 已超过2019年.
_WHEN: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<who>{OTHER}{{0,14}}?)(?:(?P<less>(?:尚?未|仍未|还未|没有|还没有?)(?:能)?(?:恢复|回到|达|超过|回升)[到至]?|低于|少于|不及|小于|慢于)|"
    rf"(?P<more>高于|多于|大于|快于|超过|超越|好于)|(?P<met>恢复|回升|回到)[到至]?)了?(?P<when>{DATE})(?:的|同期|全年|时|末|年底)*(?:水平|规模|总量|数|峰值)?(?=[,;。]|$)"
)


def weighed_years(sentence: Sentence, terms: Sequence[Term], first: int) -> Iterator[WeighedRow]:
    """A figure against that of the year that the words name."""
    for claim in _WHEN.finditer(sentence.signs, first):
        printed = sentence.span(*claim.span("when")).text
        year = next(iter(re.findall("[0-9]{4}", printed)), "")
        told = [term for term in before(terms, claim.start(), BACK * 2) if term.plain and term.time[0]]
        refs = [term for term in told if str(term.time[0]) == year and not term.time[1]]
        if not refs or NOT_SO.search(claim["who"]):
            continue
        ref = refs[0]
        name = bare(re.sub(HOW, "", claim["who"]))
        now = next((term for term in told if term.time > ref.time and term.kind == ref.kind), None)
        if now is None or bare(now.name) != bare(ref.name) or not near_in_size(now, ref):
            continue
        if len(name) > SHORT and not is_called(name, now.name) and not OWN.match(claim["who"]):
            continue
        sign = "<" if claim["less"] else ">" if claim["more"] else "≥"
        yield from held_rows(now, ref, sign, sentence.span(*claim.span()), now.went is not None, True, None)


def came_to(sentence: Sentence, terms: Sequence[Term], first: int) -> Iterator[WeighedRow]:
    """年初预算860万元，执行中追加至945万元: the word for more or less before what it came to, beside what it was."""
    for number, now in enumerate(terms):
        came = _CAME.search(now.words)
        if came is None or not now.plain or now.at < first:
            continue
        prior = next(
            (term for term in reversed(terms[max(0, number - BACK) : number]) if term.kind == now.kind and term.plain),
            None,
        )
        if prior is None or prior.went is not None or is_change(prior):
            continue
        between = sentence.signs[prior.at + 1 : now.at]
        joined = FROM.search(prior.words) is not None and ";" not in between
        planned = _NEW.search(came["way"]) and _PLANNED.search(prior.words) and "。" not in between
        if not (joined or planned) or (planned and not joined and not near_in_size(prior, now)):
            continue
        up = came["up"] is not None
        cells: dict[str, Value] = {
            "项目": label_of(prior),
            "上期": prior.value,
            "本期": now.value,
            "方向": Said("增加" if up else "减少", sentence.span(now.start, now.at)),
        }
        good = now.base >= prior.base if up else now.base <= prior.base
        if good or prior.kind == "money" or not _BETTER.search(sentence.signs[prior.start : now.at + 1] + _unit(now)):
            yield "变动", cells, not good and not (joined and prior.kind == "money")


def _unit(term: Term) -> str:
    return term.sentence.figures[term.at].unit.symbol
