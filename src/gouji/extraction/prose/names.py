"""Names of figures: what they are without the words around them, and whether two of them mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from gouji.faults import regex as re

_WHOLE_WORDS: Final = re.compile(r"(?:总额|总量|总数|总计|合计|共计|小计|总和|构成|结构|情况)+$")
_AMOUNT: Final = re.compile(r"[总数量额]+$")
_FRONT: Final = re.compile(
    r"^(?:全[省市县区镇乡局部年国系统]+|本[年度级部门]+|年末|当年|其中|共|[0-9]{4}年度?)+|(?:本年度?|当年|全年)(?=[支收])"
)
#: Signs of words that are no other thing's name by chance.
_ENOUGH: Final = 4
#: What is counted may stand after what is meant: 男性人口.
_COUNTED: Final = re.compile(r"(?:人口|人数|件数|户数|数量|数)+$")
_BRACKET: Final = re.compile(r"[(（]([^()（）]*)[)）]")


@lru_cache(maxsize=4096)  # each name is compared with many others
def stripped(name: str) -> str:
    """A name without quotes and without the words that lead to its figure."""
    name = re.sub(r"[(（][^)）]*$|[\"“”的]", "", name)
    name = re.sub(r"(?:为|是|完成|达到?|共|实现|约|数|:|预期|安排|预计|计划|累计|已|了|仅|达成)+$", "", name)
    return name


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """A name without what stands around it."""
    name = _FRONT.sub("", stripped(name))
    return _WHOLE_WORDS.sub("", name)


def counted(name: str) -> str:
    """What is counted, without the words that only say so: 汉族人口, 汉族."""
    return _COUNTED.sub("", core(name))


def in_order(short: str, name: str) -> bool:
    """Whether all signs of a short name stand in a longer one in their order: 受案, 受理各类案件."""
    rest = iter(name)
    return len(short) > 1 and all(sign in rest for sign in short)


def alike(words: str, name: str) -> bool:
    """Whether words in a sentence name a fact; what stands in brackets is another name of it: 地区生产总值(GDP)."""
    asked = core(_BRACKET.sub("", words)) or core(words)
    if asked and any(_same(asked, core(one)) for one in _names(name)):
        return True
    whole = stripped(words)  # 零售总额 of 社会消费品零售总额: 零售 alone would be too little
    return len(whole) >= _ENOUGH and stripped(name).endswith(whole)


def called_by(words: str, name: str) -> bool:
    """Whether words name a fact, be it by no more than what its name ends in: 诉求总量, 接到有效诉求."""
    asked = _AMOUNT.sub("", core(words))
    return alike(words, name) or (len(asked) > 1 and core(name).endswith(asked))


def begins(name: str, words: str) -> bool:
    """Whether a name says of what words name how much it is: 实现民营经济增加值, 民营经济."""
    asked = core(words)
    return len(asked) > 2 and asked in core(name)


def begins_alike(one: str, other: str) -> int:
    """How many signs two names begin with alike."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def ending_of(names: Sequence[str]) -> str:
    """What all of several names end in."""
    first = names[0]
    alike_signs = min(begins_alike(first[::-1], name[::-1]) for name in names)
    return first[len(first) - alike_signs :]


def _names(name: str) -> list[str]:
    inner = _BRACKET.findall(name)
    return [_BRACKET.sub("", name), *(one for one in inner if len(one) > 1)]


def _same(asked: str, known: str) -> bool:
    if not known:
        return False
    return asked == known or (len(asked) >= 3 and known.endswith(asked)) or (len(known) >= 4 and asked.endswith(known))


def called_like(name: str, names: Sequence[str]) -> int | None:
    """The one of several names that a part is called like: its own, or the only one that has most in common with it."""
    if name in names:
        return names.index(name)
    pairs = pairs_of(name)
    shared = [len(pairs & pairs_of(other)) for other in names]
    most = max(shared)
    return shared.index(most) if most and shared.count(most) == 1 else None


def share_signs(one: str, other: str) -> bool:
    """Whether two names have two signs in a row in common: 合格率, 合格件数."""
    return any(pair in other for pair in pairs_of(one))


def much_alike(one: str, other: str) -> bool:
    """Whether two names have most of the shorter one in common: 每批次抽检费用, 每批次食品抽检费用约."""
    shorter, longer = sorted((pairs_of(one), pairs_of(other)), key=len)
    return bool(shorter) and 3 * len(shorter & longer) >= 2 * len(shorter)


def likeness(name: str, words: str) -> Fraction:
    """How much of a name stands in some words, in whatever order, by its signs two and two."""
    pairs, words = pairs_of(name.replace("的", "")), words.replace("的", "")
    return Fraction(sum(pair in words for pair in pairs), max(len(pairs), 1))


def pairs_of(words: str) -> frozenset[str]:
    """The signs of words two and two."""
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))
