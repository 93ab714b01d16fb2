"""Scores that are their points times the rate beside them, in lines of which the names are not known."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Value
from gouji.extraction.tried.titledmade import TWO
from gouji.extraction.tried.titledrows import lines_of

_POINTS_MOST: Final = 30
_TINY: Final = Fraction(0)


def scores_by_rates(document: Document, known: frozenset[tuple[int, int]]) -> Iterator[tuple[dict[str, Value], bool]]:
    """A score that is its points times the rate beside them, which two figures before make: 150.00|141.30|10|94.20%|9.42.

    A full score says nothing: it may be given from some rate on.
    """
    for line in lines_of(document):
        ones = [one for one in line if one is not None]
        for at, rate in enumerate(ones):
            if rate.kind != "ratio" or not 0 < rate.base < 1:
                continue
            for points, score in ((at - 1, at + 1), (at + 1, at + 2)):
                first = min(points, at)
                if first < TWO or score >= len(ones):
                    continue
                p, s, plan, done = ones[points], ones[score], ones[first - 2], ones[first - 1]
                bare = p.kind in ("number", "score") and s.kind == p.kind and plan.kind == done.kind != "ratio"
                if not bare or s.place in known or not 0 < s.base < p.base <= _POINTS_MOST or p.figure.ulp < 1:
                    continue
                if plan.base <= 0 or abs(Fraction(done.base) / plan.base - rate.base) > rate.figure.step:
                    continue
                off = abs(Fraction(p.base) * rate.base - s.base)
                if _TINY < off <= s.figure.step / TWO + p.base * rate.figure.step / TWO:
                    continue
                cells: dict[str, Value] = {
                    "名": rate.name.strip() or "得分",
                    "栏": "得分",
                    "式": "商",
                    "率": rate.value,
                    "甲": s.value,
                    "乙": p.value,
                }
                yield cells, off > 0
                break
