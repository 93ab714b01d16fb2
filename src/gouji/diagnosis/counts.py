"""Rates that no whole number out of a head count prints as, with the nearest that some do.

The test is GRIM (Brown and Heathers, The GRIM test, Social Psychological and Personality Science 8, 2016): of N heads only
N + 1 shares are possible.
"""

from __future__ import annotations

from dataclasses import dataclass

from gouji.diagnosis.printing import print_of
from gouji.engine.cells import Cell
from gouji.engine.relation import Compared
from gouji.figures import format_number
from gouji.figures.rational import Rational


@dataclass(frozen=True, slots=True)
class Possible:
    """A count and how its share would be printed in the cell."""

    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Impossible:
    """A rate over a head count that no count gives, and the nearest possible ones (below, above)."""

    rate: Cell
    people: Cell | None
    heads: int
    nearest: tuple[Possible, ...]
    others: tuple[int, ...]
    """The nearest head counts, below and above, that do have such a share."""


#: Head counts tried on either side for one that fits the rate.
NEAR = 200


def impossible(one: Compared) -> Impossible | None:
    """What can be said of a failed test of a rate against a head count; None where its rate is no plain cell."""
    leaf, heads_leaf = one.left.leaf, one.right.leaf
    if one.operator != "整数解":
        return None
    if leaf is None or not isinstance(leaf.source, Cell) or one.right.value.denominator != 1:
        return None
    heads = int(one.right.value)
    made = print_of(leaf.source.content.text, leaf.figure)
    if made is None or heads < 1:
        return None
    below = int(made.value * heads // 1)
    nearest = []
    for count in (below, below + 1):
        if 0 <= count <= heads:
            text = made.text_of(made.rounded(Rational(count, heads)))
            if text is not None:
                nearest.append(Possible(count, text))
    low, high = made.value - made.step / 2, made.value + made.step / 2
    others = []
    for direction in (-1, 1):
        for away in range(1, NEAR):
            other = heads + direction * away
            if other < 1:
                break
            if -(-low * other // 1) <= high * other // 1:
                others.append(other)
                break
    people = heads_leaf.source if heads_leaf is not None and isinstance(heads_leaf.source, Cell) else None
    return Impossible(leaf.source, people, heads, tuple(nearest), tuple(others))


def words(found: Impossible) -> tuple[str, str]:
    """What to say of it, in Chinese and in English."""
    rate = found.rate.content.text
    shown = "，".join(f"{one.count} 个是 {one.text}" for one in found.nearest)
    shown_en = ", ".join(f"{one.count} would be {one.text}" for one in found.nearest)
    others = "、".join(format_number(Rational(other)) for other in found.others)
    text = f"{found.heads} 里没有哪个整数占 {rate}：最接近的是 {shown}"
    text_en = f"no whole number out of {found.heads} is {rate}: the nearest, {shown_en}"
    if others:
        text += f"；基数若是 {others} 才有可能"
        text_en += f"; possible out of {', '.join(map(str, found.others))}"
    return text, text_en
