"""Which of a series grew and which fell, held against the way of each: 均增长, 只有甲下降, 除甲外均增长."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gouji.extraction.claimed.series import Item, Series
from gouji.extraction.claimed.seriesclaims import Claim
from gouji.extraction.claimed.seriesrows import FEWEST, TWO, SeriesRow, called, item_called, listed_row, told_in
from gouji.extraction.drafting.draft import Said, Value
from gouji.faults import regex as re

_COUNT_WORDS: Final = re.compile(r"(?:[两二三四五六七八九十]|[0-9]+)[个项类家户].*$")


def signed(claim: Claim, series: Series) -> list[SeriesRow]:
    items = [replace(item, way=-1 if item.base < 0 else 1) if not item.way else item for item in series.items]
    if claim.kind == "only":
        return only_some(claim, items)
    told = told_in(claim)
    if series.table < 0 or not told or told[-1] != len(items):
        return []
    span = claim.sentence.span(claim.start, claim.end)
    rows = []
    for item in items:
        bound = f"{'>' if claim.most else '<'}0{'%' if item.kind == 'ratio' else ''}"
        cells: dict[str, Value] = {"事项": called(item), "数值": item.value, "所比": Said(bound, span)}
        rows.append(SeriesRow((item.base > 0) == claim.most and item.base != 0, "比较", cells))
    return rows


def every_one(claim: Claim, items: Sequence[Item]) -> list[SeriesRow]:
    told = told_in(claim)
    items = [item for item in items if item.at < claim.start or told]
    called = [item_called(items, _COUNT_WORDS.sub("", name)) for name in re.split(r"[、和与及]", claim.measure)]
    if len(called) > 1 and None in called and not told:
        return []
    if len(called) > 1 and None not in called:
        items = [item for item in called if item is not None]
    if len(items) < TWO or (told and told[-1] != len(items)):
        return []
    if len({item.name for item in items}) < len(items) or not any((item.way > 0) == claim.most for item in items):
        return []
    made = sum((item.way > 0) == claim.most for item in items)
    return [listed_row(claim, len(items), "个", made, claim.sentence.span(claim.start, claim.end).text)]


def only_some(claim: Claim, items: Sequence[Item]) -> list[SeriesRow]:
    names = [name for name in re.split(r"[、和与及]", claim.who) if name]
    own = [item_called(items, name) for name in names]
    if None in own or len(items) < max(FEWEST, len(own) + 1) or len({item.name for item in items}) < len(items):
        return []
    unit = "个"
    made = [item for item in items if (item.way > 0) == claim.most]
    named = "、".join(map(called, made)) or "没有"
    row = listed_row(claim, len(own), unit, len(made), f"{claim.sentence.span(claim.start, claim.end).text}：{named}")
    return [row if row.holds == (set(map(id, made)) == set(map(id, own))) else SeriesRow(False, row.source, row.cells)]
