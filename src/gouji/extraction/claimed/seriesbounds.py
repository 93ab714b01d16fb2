"""Bounds of a series, held against its figures: between what they lie, what each of them keeps, how many do, what one of them
is above.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.series import Item, Series
from gouji.extraction.claimed.seriesclaims import Claim
from gouji.extraction.claimed.seriesrows import FEWEST, TWO, SeriesRow, bounded_row, item_called, listed_row, pair_row
from gouji.extraction.drafting.draft import Said, span_of
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import base_of
from gouji.extraction.text.howmany import counts
from gouji.faults import regex as re
from gouji.figures.folding import fold

#: What was planned was not passed.
_NOT_OVER: Final = re.compile(r"[未没不]有?(?:突破|超过?)")
#: Signs from words that lead to figures to the first of them.
_LEAD: Final = 16
#: By how many a number may be off that is said of no more than the figures near it.
_OFF: Final = 2


def unnamed_series(claim: Claim) -> Iterator[tuple[Series, int]]:
    """As many figures of one kind before a claim as it says there are: 66.4%的增加值、44.7%的税收……两项都过半."""
    sentence = claim.sentence
    told = [
        one.number for one in counts(sentence) if claim.start <= one.start < claim.end and one.start not in claim.places
    ]
    if claim.kind != "each" or len(told) != 1:
        return
    kinds: dict[str, list[int]] = {}
    for at, figure in sentence.figures.items():
        if at < claim.start and figure.plain:
            kinds.setdefault(kind_of_figure(figure), []).append(at)
    for kind, places in kinds.items():
        if len(places) == told[0] > 1:
            items = [
                Item(
                    f"{at}",
                    None,
                    sentence.span(at, at + 1),
                    base_of(sentence.figures[at]),
                    kind,
                    0,
                    0,
                    at,
                    f"第{number}个",
                )
                for number, at in enumerate(sorted(places), 1)
            ]
            yield Series(items, sentence.signs[: claim.start], "level", False, 0, 0, sentence), 0


def in_range(claim: Claim, series: Series) -> list[SeriesRow]:
    if series.sentence is not claim.sentence or len(series.items) < FEWEST or series.items[0].at < claim.end:
        return []
    low, high = (claim.sentence.figures[at] for at in claim.places)
    if low is high and (low.bound != "range" or low.high is None):
        return []
    if kind_of_figure(low) != kind_of_figure(high) or kind_of_figure(low) != series.items[0].kind:
        return []
    ends = [
        Item("", None, claim.sentence.span(at, at + 1), base_of(figure), kind_of_figure(figure), 0, 0, at, word)
        for word, at, figure in zip(("所说的最低", "所说的最高"), claim.places, (low, high), strict=True)
    ]
    if low is high and low.high is not None:
        printed = re.split(
            r"[-—~～至到]+", fold(claim.sentence.span(claim.places[0], claim.places[0] + 1).text), maxsplit=1
        )
        unit = low.unit.symbol
        tops = (low.value * 1, low.high)
        ends = [
            replace(
                end,
                value=Said(text if text.endswith(unit) else f"{text}{unit}", span_of(end.value)),
                base=Fraction(top) * low.unit.scale,
            )
            for end, text, top in zip(ends, printed, tops, strict=False)
        ]
        if len(ends) < len(tops):
            return []
    least, most = (f(series.items, key=lambda item: item.base) for f in (min, max))
    return [pair_row(claim, least, "≥", ends[0]), pair_row(claim, most, "≤", ends[1])]


def each(planned: re.Pattern[str], claim: Claim, series: Series) -> list[SeriesRow]:
    sentence = claim.sentence
    beside = series.sentence is sentence
    told = [
        one.number
        for one in counts(sentence)
        if claim.start <= one.start < claim.end - 1 and one.start not in claim.places
    ]
    items = [item for item in series.items if not beside or item.at < claim.start]
    if len(items) < TWO or (told and told[0] != len(items)) or (not told and not beside):
        return []
    if not claim.places:
        if items[0].kind != "ratio" or series.form == "change":
            return []
        if re.match(r"过半|超过半", claim.way):
            return [bounded_row(claim, item, "≥50%") for item in items]
        if _NOT_OVER.match(claim.way) and planned.search(claim.way) and planned.search(series.measure):
            return [bounded_row(claim, item, "≤100%") for item in items]
        return []
    figures = [sentence.figures[at] for at in claim.places]
    if any(kind_of_figure(figure) != items[0].kind for figure in figures):
        return []
    if len(figures) == 1:
        figures, places = figures * len(items), list(claim.places) * len(items)
    elif len(figures) == len(items):
        places = list(claim.places)
    else:
        return []
    bounds = [
        Item("", None, sentence.span(at, at + 1), base_of(figure), kind_of_figure(figure), 0, 0, at, "所比的")
        for at, figure in zip(places, figures, strict=True)
    ]
    if re.match(r"[为达]|about|range", claim.way) or not re.match(r"[^\ue000-\ue008]", claim.way):
        return []
    strict = re.match(r"[不未没在]|达|at_", claim.way) is None
    sign = (">" if strict else "≥") if claim.most else ("<" if strict else "≤")
    return [pair_row(claim, one, sign, bound) for one, bound in zip(items, bounds, strict=True)]


#: 未超过, 没有高于.
_DENIED: Final = re.compile("(?:[未不没]|没有|并未|不曾)(?:能|曾)?$")


def against(claim: Claim, series: Series) -> list[SeriesRow]:
    # 三季度末支出率已超过序时进度: the column of a table is named beside the row
    if _DENIED.search(claim.who):
        return []
    headed = series.table >= 0 and len(series.measure) >= TWO and claim.who.startswith(series.measure)
    own = item_called(series.items, claim.who.removeprefix(series.measure) if headed else claim.who)
    others = [item_called(series.items, name) for name in claim.names]
    if own is None or len(others) < (1 if headed else TWO) or any(other is None or other is own for other in others):
        return []
    return [pair_row(claim, own, ">" if claim.most else "<", other) for other in others if other is not None]


def keeping(claim: Claim, series: Series) -> list[SeriesRow]:
    sentence = claim.sentence
    count = sentence.figures[claim.places[0]]
    items = [item for item in series.items if item.at > claim.end]
    if series.sentence is not sentence or len(items) != count.base or items[0].at - claim.end > _LEAD:
        return []
    if len(claim.places) == 1:
        return [
            bounded_row(claim, item, "≥50%" if item.kind == "ratio" else "") for item in items if item.kind == "ratio"
        ]
    at = claim.places[1]
    figure = sentence.figures[at]
    if kind_of_figure(figure) != items[0].kind:
        return []
    less = claim.way in ("低于", "不足", "不到") or figure.bound in ("below", "at_most")
    bound = Item("", None, sentence.span(at, at + 1), base_of(figure), kind_of_figure(figure), 0, 0, at, "界限")
    return [pair_row(claim, item, "≤" if less else "≥", bound) for item in items]


def some(planned: re.Pattern[str], claim: Claim, series: Series) -> list[SeriesRow]:
    sentence = claim.sentence
    items = [item for item in series.items if series.sentence is not sentence or item.at not in claim.places]
    if len(items) < max(FEWEST, claim.number) or series.form == "change":
        return []
    if claim.places:
        figure = sentence.figures[claim.places[0]]
        bound = base_of(figure)
        if kind_of_figure(figure) != items[0].kind:
            return []
    else:
        bound = Fraction(1)
        if items[0].kind != "ratio" or not planned.search(series.measure):
            return []
    below = re.search(r"低于|不足|少于", claim.way) is not None
    full = re.search(r"完成|达到", claim.way) is not None and not claim.way.startswith("超额")
    keeps = [item.base < bound if below else item.base >= bound if full else item.base > bound for item in items]
    made = sum(keeps)
    made = len(items) - made if re.match(r"[未没不]", claim.way) else made
    every = re.search(r"[均都]|全部", sentence.signs[claim.start : claim.end]) is not None
    if (every and claim.number != len(items)) or not (every or series.sentence is sentence):
        return []
    if not 0 < made < len(items) or abs(made - claim.number) > _OFF:
        return []
    span = sentence.span(claim.start, claim.end)
    return [listed_row(claim, claim.number, "个", made, span.text)]


def counted(claim: Claim) -> list[SeriesRow]:
    figure = claim.sentence.figures[claim.places[0]]
    if kind_of_figure(figure).startswith(("money", "ratio")) or figure.bound or figure.base.denominator != 1:
        return []
    span = claim.sentence.span(claim.start, claim.end)
    return [listed_row(claim, int(figure.base), figure.unit.symbol, len(claim.names), span.text)]
