"""Rows that say what words come to beside a series: two figures of it and which is the greater, one beside a bound, how many
of them are so. What the items of a series are called in words is found here too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.series import OTHERWISE, Item, when_of
from gouji.extraction.claimed.seriesclaims import Claim
from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.text.howmany import counts
from gouji.faults import regex as re

FEWEST: Final = 3
TWO, _STEM = 2, 3
_PLAIN: Final = re.compile(r"^(?:其中|则|以|而|且|但|的|为)+|(?:的|则|数|为)+$")
_PLACE: Final = re.compile(
    r"(?:(?:[全我本该][市县区省州镇乡]|全国|年末|全年|当年|今年|[上下]半年)的?|[^的]{1,8}[中里内])+"
)
_TURNED: Final = {">": "<", "<": ">", "≥": "≤", "≤": "≥"}


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A row for the table of a source, and whether what it says holds."""

    holds: bool
    source: str
    cells: Mapping[str, Value]


def item_called(items: Sequence[Item], who: str) -> Item | None:
    """The only item that is called so."""
    who = _PLAIN.sub("", _PLAIN.sub("", who))
    when, rest = when_of(who)
    if when is not None and not rest:
        own = [item for item in items if item.when is not None and _same_time(item.when, when)]
        return own[0] if len(own) == 1 else None
    for alias, name in OTHERWISE.items():
        if alias in who and not any(alias in item.name for item in items):
            who = who.replace(alias, name)
    if len(who) < TWO:
        return None
    exact = [item for item in items if item.name == who]
    own = exact or [item for item in items if len(item.name) >= TWO and (_heads(item.name, who) or who in item.name)]
    if len(own) > 1:
        longest = max(own, key=lambda item: len(item.name))
        own = [longest] if all(item.name in longest.name and item.name in who for item in own) else []
    if not own and len(who) > _STEM and not re.match(r"[全各本该我]", who):  # 公路客运, 公路旅客发送量
        own = [item for item in items if who[:TWO] in item.name]
    return own[0] if len(own) == 1 else None


def _heads(name: str, who: str) -> bool:
    """Whether words begin with a name, but for what says of which place or time they are."""
    at = who.find(name)
    return at == 0 or (at > 0 and _PLACE.fullmatch(who[:at]) is not None)


def _same_time(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return (one[0] == other[0] or not one[0] or not other[0]) and one[1] == other[1]


def pair_row(
    claim: Claim, one: Item, sign: str, other: Item, worths: Mapping[Item, Fraction] | None = None, lead: str = ""
) -> SeriesRow:
    a, b = (worths[one], worths[other]) if worths is not None else (one.signed, other.signed)
    holds = {"≥": a >= b, "≤": a <= b, ">": a > b, "<": a < b}[sign]
    turned = a != one.base  # 下降12.7% stands for less than nought, or for how far down
    printed = sign if not turned or (a - b) * (one.base - other.base) > 0 or a == b else _TURNED[sign]
    span = claim.sentence.span(max(claim.start, 0), claim.end)
    cells: dict[str, Value] = {
        "事项": Said(f"{lead}{span.text}", span),
        "甲名": called(one),
        "甲": one.value,
        "号": printed,
        "乙名": called(other),
        "乙": other.value,
    }
    return SeriesRow(holds, "序列", cells)


def called(item: Item) -> str:
    return item.label or item.name


def bounded_row(claim: Claim, item: Item, bound: str) -> SeriesRow:
    span = claim.sentence.span(max(claim.start, 0), claim.end)
    sign, limit = bound[0], Fraction(int(bound[1:-1]), 100)
    holds = item.base >= limit if sign == "≥" else item.base <= limit
    return SeriesRow(
        holds,
        "比较",
        {"事项": Said(f"{called(item)}（{span.text}）", span), "数值": item.value, "所比": Said(bound, span)},
    )


def told_in(claim: Claim) -> list[int]:
    """How many there are said to be in the clause of a claim."""
    return [one.number for one in counts(claim.sentence) if claim.start <= one.start < claim.end]


def listed_row(claim: Claim, number: int, unit: str, made: int, words: str) -> SeriesRow:
    span = claim.sentence.span(max(claim.start, 0), claim.end)
    cells: dict[str, Value] = {
        "事项": Said(words, span),
        "个数": Said(f"{number}{unit}", span),
        "所列": Said(f"{made}{unit}", span),
    }
    return SeriesRow(number == made, "列举", cells)
