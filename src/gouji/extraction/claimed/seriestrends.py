"""Which way a series goes, held against its figures: year after year, all but once, steadily."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.claimed.series import Series
from gouji.extraction.claimed.seriesclaims import Claim
from gouji.extraction.claimed.seriesrelated import FALLEN, RATED
from gouji.extraction.claimed.seriesrows import FEWEST, SeriesRow, item_called, pair_row

#: What is more than this times the least is not steady.
_STEADY: Final = Fraction(115, 100)


def trend(claim: Claim, series: Series) -> list[SeriesRow]:
    if not series.dated or len(series.items) < FEWEST:
        return []
    items = series.items[-claim.number - 1 :] if claim.number else series.items
    rated = series.form == "change" and RATED.search(claim.measure + claim.way) is None
    if rated:
        return []
    falling = FALLEN.search(claim.measure) is not None and all(item.way < 0 or item.base < 0 for item in items)
    worths = {item: abs(item.base) if falling else item.signed for item in items}
    sign = ">" if claim.most else "<"
    return [pair_row(claim, one, sign, before, worths) for before, one in pairwise(items)]


def steady(claim: Claim, series: Series) -> list[SeriesRow]:
    if (
        not series.dated
        or len(series.items) < FEWEST
        or series.form == "change"
        or series.sentence is not claim.sentence
    ):
        return []
    least, most = (f(series.items, key=lambda item: item.base) for f in (min, max))
    if least.base <= 0:
        return []
    row = pair_row(claim, most, "≤", least)
    return [SeriesRow(most.base <= _STEADY * least.base, row.source, {**row.cells, "号": "稳"})]


def dip(claim: Claim, series: Series) -> list[SeriesRow]:
    own = item_called(series.items, claim.who) if series.dated else None
    if own is None or len(series.items) < FEWEST or series.form == "change":
        return []
    steps = pairwise(series.items)
    return [pair_row(claim, one, ">" if (one is own) == claim.most else "<", before) for before, one in steps]
