"""Shares whose part and whole were both told before, by their names: 税收收入6.63亿元，……，税收收入占财政收入66.19%."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.extraction.parts.bases import Bases, is_share
from gouji.extraction.parts.belonging import GOES_ON
from gouji.extraction.prose.amounts import countable, far_apart, label_of, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike, begins
from gouji.extraction.prose.rates import Writer

#: Signs of a name that is hardly that of something else far from it.
_LONG: Final = 4


def read_portion(facts: Sequence[Fact], index: int, bases: Bases, write: Writer) -> None:
    """The share that one fact is, as a row of the table of shares (占比)."""
    fact = facts[index]
    printed = fact.sentence.figures[fact.figure]
    if fact.portion is None or printed.bound:
        return
    part_name, base_name = (fact.sentence.signs[a:b] for a, b in fact.portion)
    pairs = _pairs(facts, index, part_name, base_name, bases)
    if not pairs:
        return
    part, whole = next((pair for pair in pairs if is_share(*pair, printed)), pairs[0])
    proven = is_share(part, whole, printed)
    sure = len({(worth(one), worth(other)) for one, other in pairs}) == 1 and part.sentence is fact.sentence
    off = far_apart(worth(part), printed.base * worth(whole))
    cells = {"项目": label_of(part), "部分": value_of(part), "总额": value_of(whole), "占比": value_of(fact)}
    write("占比", cells, not proven and (off or not sure))


def _pairs(facts: Sequence[Fact], index: int, part_name: str, base_name: str, bases: Bases) -> list[tuple[Fact, Fact]]:
    """What may be meant by the names of a part and of its whole, the nearest first."""
    printed = facts[index].sentence.figures[facts[index].figure]
    near = facts[max(0, index - GOES_ON) : index]
    parts = [other for other in reversed(near) if alike(part_name, other.name) or other.name.endswith(part_name)]
    if not parts and len(part_name) >= _LONG:
        # 网络零售额28.6亿元。…… 网络零售额相当于零售总额的13.5%: told long before, as one figure only
        told = [other for other in bases.all_named(part_name, index) if countable(other)]
        parts = told[:1] if len({worth(other) for other in told}) == 1 else []
    wholes = bases.all_named(base_name, index)
    pairs = [
        (part, whole)
        for part in parts
        for whole in wholes
        if part is not whole and kind_of(part) == kind_of(whole) and countable(part) and worth(whole) > 0
    ]
    if pairs:
        return pairs
    # 民营经济占GDP的66.4%: the figure before it is that of 民营经济增加值
    begun = [one for one in facts[max(0, index - 2) : index] if begins(one.name, part_name)]
    pairs = [(one, other) for one in begun for other in reversed(wholes) if is_share(one, other, printed)]
    if pairs or not parts or kind_of(parts[0]) == "ratio":
        return pairs
    # 人均收入中位数13281元，中位数是平均数的86.8%: what is meant has another name, and makes it
    proving = bases.proving(parts[0], printed, index)
    return [(parts[0], proving)] if proving is not None and proving is not parts[0] else []
