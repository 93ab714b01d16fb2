"""What several figures are to each other, told as a ratio behind them, where it does not come out (占比, 平均).

三次产业增加值分别为22.6亿元、48.3亿元、69.1亿元，三次产业结构比为16.1∶43.5∶40.4; 城镇39600元，农村18000元，收入比为2.4∶1. The
figures are those of one kind that stand nearest before the ratio. What is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Final
from unicodedata import normalize

from gouji.document.model import Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.tried.regions import One
from gouji.faults import regex as re
from gouji.language import Table

_NUMBER: Final = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_THREE: Final = re.compile(
    rf"结构(?:比例?|占比)?(?:调整|优化|演变)?(?:为|是|达到?|到)?\s*(?P<one>{_NUMBER})\s*[:：∶]\s*(?P<two>{_NUMBER})\s*[:：∶]\s*(?P<three>{_NUMBER})"
)
_TWO: Final = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{0,10}}比)[例率重]?(?:约?为|约|是|达到?)?\s*(?P<many>{_NUMBER})\s*[:：∶]\s*1(?![0-9.:：∶])"
)
#: What is told of another time, by how much things changed, or of a rate.
_OTHER: Final = re.compile("上年|去年|同期|年初|目标|计划|以上|以下|增长|提高|下降|缩小|扩大|同比|一般|最高|最低")
#: Signs before a ratio in which its figures stand.
_FAR: Final = 160
_MOST: Final = 6
#: How far off a ratio is that is of these figures, but wrong.
_NEAR: Final = Fraction(1, 4)
_PAIRS: Final = 2


@dataclass(frozen=True, slots=True)
class _Near:
    """The figures before a ratio, of the kind of the last one, and what the text says between them and it."""

    ones: Sequence[One]
    words: str


def read_structures_told(
    texts: Sequence[Text], told: Sequence[One], by_source: Mapping[str, Table], draft: Draft
) -> None:
    """Write them. ``told``: the figures of the sentences of a document."""
    shares, means = by_source.get("占比"), by_source.get("平均")
    by_text: dict[int, list[One]] = {}
    for one in told:
        by_text.setdefault(one.text, []).append(one)
    for text in texts:
        own = by_text.get(id(text))
        if own is None:
            continue
        if shares is not None:
            for cells in _threes(text, own):
                draft.say(shares, cells, True)
        if means is not None:
            known = {place_of(row.cells.get("平均")) for row in draft.tables.get(means.name, ())}
            for cells in _twos(text, own):
                if place_of(cells["平均"]) not in known:
                    draft.say(means, cells, True)


def _before(text: Text, own: Sequence[One], start: int) -> _Near | None:
    """The amounts of one kind in the sentence before a ratio."""
    stop = max(text.text.rfind("。", 0, start), text.text.rfind("\n", 0, start), start - _FAR)
    # 增长7.2%。城乡居民收入比为……: a sentence of its own is of the one before it
    if start - stop < 2 * _PAIRS and stop > 0 and text.text[stop] == "。":
        stop = max(text.text.rfind("。", 0, stop), stop - _FAR)
    near = [one for one in own if stop < one.place[1] < start and one.kind not in ("ratio", "score", "number", "date")]
    if not near or len(near) > _MOST:
        return None
    near = [one for one in near if one.kind == near[-1].kind and one.base > 0]
    return _Near(near, text.text[stop + 1 : start])


def _threes(text: Text, own: Sequence[One]) -> Iterator[dict[str, Value]]:
    """The shares of three that are told in their order, each of which is of all three."""
    for found in _THREE.finditer(text.text):
        near = _before(text, own, found.start())
        if (
            near is None
            or len(near.ones) not in (3, 4)
            or _OTHER.search(text.text[max(0, found.start() - 8) : found.end()])
        ):
            continue
        for parts in (near.ones[:3], near.ones[-3:]):
            whole = sum((Fraction(one.base) for one in parts), Fraction(0))
            rest = [one for one in near.ones if one not in parts]
            if not rest or abs(Fraction(rest[0].base) - whole) <= rest[0].half + sum(one.half for one in parts):
                break
        else:
            continue
        made = [Fraction(one.base) * 100 / whole for one in parts]
        shares = [Fraction(found[name]) for name in ("one", "two", "three")]
        room = [Fraction(1, 10 ** len(found[name].partition(".")[2])) for name in ("one", "two", "three")]
        ordered = any(
            all(abs(a - b) <= step for a, b, step in zip(order, shares, room, strict=True))
            for order in permutations(made)
        )
        off = [at for at in range(3) if abs(made[at] - shares[at]) > room[at]]
        if ordered or not off or len(off) == 3:
            continue
        for at in off:
            start = found.start(("one", "two", "three")[at])
            rate = Said(
                f"{found[('one', 'two', 'three')[at]]}%",
                text.span(start, start + len(found[("one", "two", "three")[at]])),
            )
            total = Said(f"{_plain(whole, parts[at])}", span_of(parts[at].value))
            yield {
                "项目": parts[at].name or "结构",
                "部分": parts[at].value,
                "总额": rest[0].value if rest else total,
                "占比": rate,
            }


def _twos(text: Text, own: Sequence[One]) -> Iterator[dict[str, Value]]:
    """How many of one there are to one of another: the only two of a kind that stand before it."""
    for found in _TWO.finditer(text.text):
        near = _before(text, own, found.start())
        if near is None or len(near.ones) != _PAIRS or _OTHER.search(found["name"]):
            continue
        between = text.text[near.ones[0].place[1] : found.start()]
        if _OTHER.search(re.sub(r"(?:同比|比上年|较上年)?(?:名义|实际)?(?:增长|提高|下降)[0-9.]+[%％]", "", between)):
            continue
        one, other = near.ones
        told = Fraction(found["many"])
        step = Fraction(1, 10 ** len(found["many"].partition(".")[2]))
        made = [Fraction(a.base) / b.base for a, b in ((one, other), (other, one))]
        if any(abs(value - told) < step for value in made):
            continue
        at = next((at for at, value in enumerate(made) if value > 1 and abs(value - told) <= told), None)
        if at is None or told <= 1:
            continue
        first, second = (one, other) if at == 0 else (other, one)
        span = text.span(found.start("many"), found.end("many"))
        yield {
            "事项": normalize("NFKC", found["name"]),
            "总量": first.value,
            "个数": second.value,
            "平均": Said(f"{found['many']}倍", span),
        }


def _plain(whole: Fraction, like: One) -> str:
    unit = like.figure.unit
    value = whole / Fraction(unit.scale)
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)):f}{unit.symbol}"
