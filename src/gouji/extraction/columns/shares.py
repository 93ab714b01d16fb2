"""Columns of shares: of which column they are, and of which row most of them are shares.

``据`` of a share: 印证, where most rows of the column agree with this base; 推测, where they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.items import Item
from gouji.figures import Figure


@dataclass(frozen=True, slots=True)
class Share:
    """A printed share with the part and the whole that it is read to be of."""

    part: tuple[Item, Entry]
    whole: Entry
    share: Entry
    column: int
    basis: str


def shares_of(items: Sequence[Item], at: int, amounts: Sequence[int]) -> Iterator[Share]:
    """The shares in a column: the column of amounts and the row that most of them are shares of."""
    best: tuple[int, list[Share]] | None = None
    totals = [item for item in items if item.total]
    only = totals[0] if len(totals) == 1 else None
    parted = {id(item.parent) for item in items}
    for amount in amounts:
        for upmost in (True, False):
            found, agree = [], 0
            for item in items:
                whole = _root(item, only) if upmost else item.parent
                if whole is None or at not in item.figures or amount not in item.figures:
                    continue
                if whole is item or amount not in whole.figures or whole.figures[amount][0].value <= 0:
                    continue
                share, part, total = (f.figures[n] for f, n in ((item, at), (item, amount), (whole, amount)))
                if _is_whole(share[0]) and id(item) in parted:
                    continue  # the shares of its parts are shares of it, not of what it is a part of
                agree += _agrees(share[0], part[0], total[0])
                found.append(Share((item, part[1]), total[1], share[1], amount, ""))
            if found and (best is None or agree > best[0]):
                best = agree, found
    if best is None:
        return
    basis = "印证" if best[0] > 1 and 3 * best[0] >= 2 * len(best[1]) else "推测"
    for made in best[1]:
        yield replace(made, basis=basis)


def _is_whole(share: Figure) -> bool:
    """Whether a share is all there is."""
    return share.base == (1 if share.unit.dimension == "ratio" else 100)


def _agrees(share: Figure, part: Figure, whole: Figure) -> bool:
    printed = share.base if share.unit.dimension == "ratio" else share.base / 100
    width = Fraction(share.ulp) * (share.unit.scale if share.unit.dimension == "ratio" else Fraction(1, 100)) / 2
    open_ = (part.step + whole.step) / (2 * whole.base)
    return abs(part.base / whole.base - printed) <= width + open_


def _root(item: Item, only: Item | None) -> Item | None:
    """The row of totals that a row belongs to; failing that, the only one of the table."""
    found, seen = item, {id(item)}
    while found.parent is not None and id(found.parent) not in seen:
        found = found.parent
        seen.add(id(found))
    return found if found is not item or item.total else only
