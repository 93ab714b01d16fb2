"""Means of sentences that no figures near them make, read by their words (平均): 活动48场，参与3672人次，场均90人次.

What is counted in the measure that a mean is for each of is what the last amount of its kind was divided by; a word may tell
the number as well (三年共拨付426万元，年均142万元).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.averages import MEAN, for_each
from gouji.extraction.tried.regions import bare
from gouji.extraction.tried.spoken import Spoken, about
from gouji.figures import parse_figure

#: Figures before a mean, and behind it, among which what it is of is looked for.
_BEFORE: Final = 10
_BEHIND: Final = 3
#: By what part of it a mean may be missed by the figures of which it is.
_NEAR: Final = Fraction(1, 100)
_NUMERALS: Final = {numeral: number for number, numeral in enumerate("二三四五六七八九十", 2)} | {"两": 2}
_YEARS: Final = re.compile("([两二三四五六七八九十])年")
_DAYS: Final = 365


def read_mean(told: Sequence[Spoken], at: int) -> dict[str, Value] | None:
    """What a mean says that it is of, if that does not come out."""
    mean = told[at]
    found = MEAN.search(mean.name)
    if found is None:
        return None
    kind = mean.one.kind
    sentence = mean.mention.sentence
    before = [one for one in told[max(0, at - _BEFORE) : at] if one.mention.sentence is sentence]
    behind = [one for one in told[at + 1 : at + _BEHIND] if one.mention.sentence is sentence]
    plain = [one for one in before if not one.mention.figure.bound and not MEAN.search(one.name) and one.one.base > 0]
    after = [one for one in behind if not one.mention.figure.bound and not MEAN.search(one.name)]
    counts = [one for one in plain if for_each(found, one.measure)] or [
        one for one in after if for_each(found, one.measure)
    ][:1]
    totals = [
        one
        for one in plain
        if one not in counts
        and ((one.one.kind == kind and one.measure == mean.measure) or one.one.kind == kind == "money")
    ]
    counted = _times(mean, (found["of"] or "")[-1:]) if not counts else None
    if not counts and not counted and plain[-1:] == totals[-1:] and kind == "money" and found["of"] == "人":
        # 救治37人次，支出46.25万元，人均1.25万元
        counts = [one for one in plain[-2:-1] if one.measure == "人次"]
    if not totals or not (counts or counted):
        return None
    total, printed = totals[-1], Fraction(mean.one.base)
    number: Value
    if counted is not None:
        many, number = counted
        numbers = [Fraction(many)]
    else:
        number, numbers = bare(counts[-1].one), [_number(one) for one in counts]
    made = Fraction(total.one.base) / numbers[-1]
    if not about(made, printed):
        return None
    quotients = (Fraction(one.one.base) / many for one in totals for many in numbers)
    if any(abs(quotient - printed) <= max(_NEAR * printed, Fraction(mean.one.figure.step)) for quotient in quotients):
        return None
    elsewhere = [_number(one) for one in told if for_each(found, one.measure) and one.one.base > 0]
    if any(
        abs(Fraction(one.one.base) / many - printed) <= mean.one.figure.step for one in totals for many in elsewhere
    ):
        return None
    each = kind == "money"
    whole = total.one.value if each else bare(total.one)
    value = mean.one.value if each else bare(mean.one, "倍")
    return {"事项": mean.one.name or mean.one.figure.text, "总量": whole, "个数": number, "平均": value}


def _times(mean: Spoken, per: str) -> tuple[int, Value] | None:
    """三年共拨付426万元，年均142万元; 全年服务32.6万人次，日均893人次: how many years or days a mean is told of."""
    sentence, at = mean.mention.sentence, mean.mention.at
    before = sentence.signs[:at]
    if per == "年":
        told = list(_YEARS.finditer(before))
        if len({found[1] for found in told}) == 1:
            return _NUMERALS[told[-1][1]], Said(
                str(_NUMERALS[told[-1][1]]), sentence.span(told[-1].start(1), told[-1].end(1))
            )
    if per == "日" and (found := re.search("全年", before)) is not None:
        return _DAYS, Said(str(_DAYS), sentence.span(found.start(), found.end()))
    return None


def _number(one: Spoken) -> Fraction:
    """How many there are: 159 of 159亩, whatever an 亩 is in the base of areas."""
    unit = parse_figure(f"1{one.measure}")
    counted = one.one.kind.startswith(("count", "number")) or unit is None
    return Fraction(one.one.base) if counted or unit is None else Fraction(one.one.base) / unit.unit.scale
