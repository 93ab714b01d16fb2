"""Items parted by ；, each with an amount and more that is said of it, and the amount before them that they make (构成).

①甲路工程款43.96万元，受益550户；②乙路105.04万元，其中105.04万元年底支付；③丙路51万元。 Only the first amount of an item is what
it costs, so that they are only taken for the parts of a figure that they make to the last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final

from gouji.extraction.prose.amounts import TELLING, digits, proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.proofs import Whole

#: Items at least, and facts before the sentence among which their total is looked for.
_LEAST: Final = 3
_BEFORE: Final = 6


def read_items(facts: Sequence[Fact], write: Whole) -> None:
    """Write the totals of items."""
    at = 0
    for _, group in groupby(facts, key=lambda fact: id(fact.sentence)):
        told = list(group)
        if told[0].sentence.signs.count(";") >= _LEAST - 1:
            for kind in dict.fromkeys(map(kind_of, told)):
                _items(kind, facts[max(0, at - _BEFORE) : at], told, write)
        at += len(told)


def _items(kind: str, before: Sequence[Fact], told: Sequence[Fact], write: Whole) -> None:
    if kind == "ratio":
        return
    items: dict[int, list[Fact]] = {}
    for fact in told:
        if kind_of(fact) == kind and not fact.sentence.figures[fact.figure].bound:
            items.setdefault(fact.sentence.signs.count(";", 0, fact.figure), []).append(fact)
    if len(items) < _LEAST or sorted(items) != list(range(min(items), max(items) + 1)):
        return
    first, *rest = (items[number] for number in sorted(items))
    heads = [item[0] for item in rest]
    wholes = [(fact, first[0]) for fact in reversed(before) if kind_of(fact) == kind]
    for whole, head in [*pairwise(first), *wholes]:
        parts = [head, *heads]
        made = sum(map(worth, parts), Fraction(0)) == worth(whole)
        if made and digits(whole) >= TELLING and not proves(whole.parts, whole):
            write(whole, parts, "分别为")
            return
