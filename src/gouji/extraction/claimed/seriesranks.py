"""Ranks in a series, held against its figures: who is first or second, the highest for years, in which order they are told,
how many stand before.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from gouji.extraction.claimed.series import Item, Series
from gouji.extraction.claimed.seriesclaims import Claim
from gouji.extraction.claimed.seriesrelated import FALLEN
from gouji.extraction.claimed.seriesrows import FEWEST, TWO, SeriesRow, item_called, listed_row, pair_row
from gouji.extraction.drafting.draft import Said, text_of
from gouji.figures import parse_figure


def _worths(claim: Claim, series: Series) -> dict[int, Fraction]:
    """What the items are worth for a claim, by their place: by how much they fell, where that is what is said."""
    words = f"{claim.measure}{claim.who}{claim.way}"
    out: dict[int, Fraction] = {}
    fell = FALLEN.search(words) is not None and re.search(r"增|涨", words) is None
    ways = {item.way for item in series.items}
    negative = any(item.base < 0 for item in series.items)
    for number, item in enumerate(series.items):
        if not fell or (ways <= {0, 1} and not negative):
            out[number] = item.signed
        elif item.way < 0 or item.base < 0:
            out[number] = abs(item.base)
    return out


def ranked(claim: Claim, series: Series) -> list[SeriesRow]:
    worths = {series.items[at]: worth for at, worth in _worths(claim, series).items()}
    own = item_called(series.items, claim.who)
    if own is None or own not in worths or not _own_figure(claim, own):
        return []
    out = [name for name in re.split(r"[、和与及]", claim.but) if name]
    others = [
        item
        for item in worths
        if item is not own and not item.said and not any(item_called([item], name) for name in out)
    ]
    if len(others) < (1 if series.sentence is claim.sentence or out else FEWEST - 1):
        return []
    sign = 1 if claim.most else -1
    others.sort(key=lambda item: -sign * worths[item])
    beyond = [item for item in others if sign * worths[item] > sign * worths[own]]
    if claim.number == 1:
        return [pair_row(claim, own, "≥" if claim.most else "≤", others[0], worths)]
    if len(others) < claim.number:
        return []
    if len(beyond) >= claim.number:
        return [pair_row(claim, own, "≥", beyond[claim.number - 1], worths)]
    return [pair_row(claim, own, "≤", others[claim.number - 2], worths)]


def _own_figure(claim: Claim, own: Item) -> bool:
    """Whether the figure told with the words, if there is one, is that of the series."""
    figure = parse_figure(text_of(own.value) or "") if claim.places else None
    return figure is None or figure.value == claim.sentence.figures[claim.places[0]].value


def since(claim: Claim, series: Series) -> list[SeriesRow]:
    items = list(series.items)
    own = (item_called(items, claim.who) if claim.who else items[-1]) if series.dated else None
    if own is None or not items.index(own):
        return []
    sign = 1 if claim.most else -1
    other = max(items[: items.index(own)], key=lambda item: sign * item.signed)
    return [pair_row(claim, own, "≥" if claim.most else "≤", other)]


def next_to(claim: Claim, series: Series) -> list[SeriesRow]:
    own, first = item_called(series.items, claim.who), item_called(series.items, claim.names[0])
    if own is None or first is None or own is first or len(series.items) < FEWEST:
        return []
    others = [item for item in series.items if item is not own and item is not first]
    return [pair_row(claim, own, "≤", first), pair_row(claim, own, "≥", max(others, key=lambda item: item.signed))]


def in_order(claim: Claim, series: Series) -> list[SeriesRow]:
    at = series.items[0].at
    if series.table >= 0 or series.dated:
        return []
    if series.sentence is claim.sentence and (
        at < claim.end or re.search("[;。]", claim.sentence.signs[claim.end : at])
    ):
        return []
    if series.sentence is None and series.first - series.items[0].order:
        return []
    if series.sentence not in (None, claim.sentence):
        return []
    items = series.items[: claim.number] if claim.number else series.items
    if len(items) < max(FEWEST if not claim.number else claim.number, TWO):
        return []
    sign = "≥" if claim.most else "≤"
    return [pair_row(claim, one, sign, other) for one, other in pairwise(items)]


def larger(claim: Claim, series: Series) -> list[SeriesRow]:
    return ranked(claim, series) if len(series.items) == TWO and series.sentence is claim.sentence else []


def placed(claim: Claim) -> list[SeriesRow]:
    span = claim.sentence.span(claim.start, claim.end)
    if claim.names:
        return [listed_row(claim, claim.number - 1, "个", len(claim.names), f"排在前面的（{span.text}）")]
    bound = f"≤{claim.places[0]}位" if claim.places[0] else "≥2位"
    holds = claim.number <= claim.places[0] if claim.places[0] else claim.number > 1
    return [
        SeriesRow(holds, "比较", {"事项": span, "数值": Said(f"{claim.number}位", span), "所比": Said(bound, span)})
    ]
