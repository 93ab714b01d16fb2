"""A rate of change told right behind the change, which two figures before it make (变动).

亩产由486公斤提高到544公斤，亩均增产58公斤，增长10.66%: two figures differ by just what the sentence says has changed, so that
nobody asks what the rate is of: the earlier one of them. That another two make it by chance (58 of 544) says nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import combinations
from typing import Final

from gouji.extraction.drafting.draft import Draft, Value, place_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.retold import digits
from gouji.extraction.text.sentences import DATE, RATIO
from gouji.extraction.tried.near import within
from gouji.extraction.tried.spoken import Spoken, about, alike, over, worth
from gouji.faults import regex as re
from gouji.language import Table

#: By how much, in the words right before a figure: 增加, 亩均增产, 减少了.
_CHANGED: Final = re.compile(
    r"(?:(?P<up>[增升涨]|提高|扩大)|(?P<down>[减降]|压缩|缩))[\u4e00-\u9fff]{0,2}?(?:了|约|共)?$"
)
#: What two figures are told with that are compared: 由, 较上年的, 与……相比, or the date of one.
_COMPARED: Final = re.compile(rf"[由从比较与同]|上年|去年|同期|{DATE}")
#: What is told of the year before, and not to compare; and what tells of a change up to now, not of one before that.
_BEFORE: Final = re.compile("^(?:上年|去年)(?!比|较|增|减)")
_COMPARED_WITH: Final = re.compile("[比较]")
_NOW: Final = re.compile("今年|本年|当年|[比较](?:上年|去年)")
_EARLIER: Final = re.compile("前年|再上")
#: Figures before a change among which the two are looked for; those right before it may be as short as they are.
_FAR: Final = 6
_BESIDE: Final = 2
#: Digits of an amount by which two figures seldom differ by chance.
_TELLING: Final = 3


def read_rates_behind(told: Sequence[Spoken], changes: Table, wording: Wording, draft: Draft) -> None:
    """Write them. ``told``: the figures of the sentences of a document, in order."""
    known = {
        place
        for row in draft.tables.get(changes.name, ())
        if row.cells.get("上期") is not None or row.cells.get("变动额") is not None
        if (place := place_of(row.cells.get("变动率"))) is not None
    }
    ways = re.compile(
        rf"[,(]?(?:相应|总体)?(?:(?P<up>{either(wording.more)}|增幅|涨幅|升幅)|(?P<down>{either(wording.less)}|降幅|减幅))"
        r"(?:了|约|率|为|达到?|幅度)*"
    )
    for cells, doubt in _found(told, ways, known):
        draft.say(changes, cells, doubt)


def _found(
    told: Sequence[Spoken], ways: re.Pattern[str], known: Container[tuple[int, int]]
) -> Iterator[tuple[dict[str, Value], bool]]:
    cells: dict[str, Value]
    for at in range(_BESIDE, len(told)):
        rate, change = told[at], told[at - 1]
        figure, signs = rate.mention.figure, rate.mention.sentence.signs
        if signs[rate.mention.at] != RATIO or figure.bound or figure.base <= 0 or rate.one.place in known:
            continue
        if not change.beside(rate) or change.one.kind in ("ratio", "score") or change.mention.figure.bound:
            continue
        way = ways.fullmatch(signs, change.mention.at + 1, rate.mention.at)
        words = _CHANGED.search(change.name)
        if way is None or words is None or bool(way["up"]) != bool(words["up"]):
            continue
        pair = _pair(told, at - 1)
        if pair is None:
            if (prior := _prior(told, at - 1)) is not None and _wrong(rate, change, prior):
                cells = {"项目": prior.one.name, "本期": None, "上期": prior.one.value, "变动额": change.one.value}
                cells |= {"方向": "增加" if words["up"] else "减少", "变动率": rate.one.value}
                yield cells | {"率方向": "增长" if way["up"] else "下降"}, True
            continue
        less, more = sorted(pair, key=worth)
        prior, now = (less, more) if way["up"] else (more, less)
        if worth(prior) <= 0:
            continue
        same = all(one.beside(rate) for one in pair)
        cells = {
            "项目": _called(now, prior),
            "本期": now.one.value,
            "上期": prior.one.value,
            "变动额": change.one.value,
            "方向": "增加" if words["up"] else "减少",
            "变动率": rate.one.value,
            "率方向": "增长" if way["up"] else "下降",
        }
        yield cells, not same


def _called(now: Spoken, prior: Spoken) -> str:
    """What has changed: the words before the later figure, unless they only lead to it (提高到)."""
    names = [one.one.name for one in (now, prior) if one.one.name]
    return next((name for name in names if not name.endswith(("到", "至", "为"))), names[0] if names else "")


def _prior(told: Sequence[Spoken], at: int) -> Spoken | None:
    """上年完成2980批次，今年增加266批次，增长8.19%: the figure right before a change that is told of the year before."""
    change, prior = told[at], told[at - 1]
    if not prior.beside(change) or not alike(change, prior) or prior.measure != change.measure:
        return None
    plain = _BEFORE.search(prior.name) is not None and _COMPARED_WITH.search(prior.name) is None
    now = _NOW.search(change.name) is not None and _EARLIER.search(change.name) is None
    return prior if plain and now and worth(change) < worth(prior) else None


def _wrong(rate: Spoken, change: Spoken, prior: Spoken) -> bool:
    """Whether a rate is not what a change makes of the figure before it, but might have been meant so."""
    made = over(change, prior)
    half = (change.one.half + prior.one.half) / (worth(prior) - prior.one.half)
    low, high = made - half, made + half
    return about(made, rate.one.base) and not within(rate.one, low, high)


def _pair(told: Sequence[Spoken], at: int) -> tuple[Spoken, Spoken] | None:
    """The two figures before a change that differ by it; of several the nearest."""
    change = told[at]
    near = [
        one
        for one in told[max(0, at - _FAR) : at]
        if alike(change, one) and one.one.text == change.one.text and one.measure == change.measure
    ]
    amount, half = worth(change), change.one.half
    for one, other in sorted(combinations(near, 2), key=lambda pair: -near.index(pair[0]) - near.index(pair[1])):
        off = abs(worth(one) - worth(other))
        if abs(off - amount) > half + one.one.half + other.one.half or off == 0:
            continue
        beside = near[-_BESIDE:] == [one, other] and all(each.beside(change) for each in (one, other))
        compared = any(_COMPARED.search(each.name) for each in (one, other))
        if beside or (compared and digits(change.mention.figure) >= _TELLING):
            return one, other
    return None
