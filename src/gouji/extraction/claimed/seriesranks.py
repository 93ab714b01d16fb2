"""Ranks in a series, held against its figures: the highest for years, how many stand before."""

from __future__ import annotations

from gouji.extraction.claimed.series import Series
from gouji.extraction.claimed.seriesclaims import Claim
from gouji.extraction.claimed.seriesrows import SeriesRow, item_called, listed_row, pair_row
from gouji.extraction.drafting.draft import Said


def since(claim: Claim, series: Series) -> list[SeriesRow]:
    items = list(series.items)
    own = (item_called(items, claim.who) if claim.who else items[-1]) if series.dated else None
    if own is None or not items.index(own):
        return []
    sign = 1 if claim.most else -1
    other = max(items[: items.index(own)], key=lambda item: sign * item.signed)
    return [pair_row(claim, own, "≥" if claim.most else "≤", other)]


def placed(claim: Claim) -> list[SeriesRow]:
    span = claim.sentence.span(claim.start, claim.end)
    if claim.names:
        return [listed_row(claim, claim.number - 1, "个", len(claim.names), f"排在前面的（{span.text}）")]
    bound = f"≤{claim.places[0]}位" if claim.places[0] else "≥2位"
    holds = claim.number <= claim.places[0] if claim.places[0] else claim.number > 1
    return [
        SeriesRow(holds, "比较", {"事项": span, "数值": Said(f"{claim.number}位", span), "所比": Said(bound, span)})
    ]
