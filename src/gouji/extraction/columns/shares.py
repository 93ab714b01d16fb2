"""Columns of shares: of which column they are, and of which row most of them are shares.

``据`` of a share: 印证, where most rows of the column agree with this base; 推测, where they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


def shares_of(items: Sequence[Item], shares: Sequence[int], amounts: Sequence[int]) -> Iterator[Share]:
    """The shares of a table: the column of amounts and the row that most of them are shares of."""
    for at in shares:
        best: tuple[int, list[Share]] | None = None
        for amount in amounts:
            for whole_of in (_root, _above):
                found, agree = [], 0
                for item in items:
                    whole = whole_of(item, items)
                    if whole is None or at not in item.figures or amount not in item.figures:
                        continue
                    if whole is item or amount not in whole.figures or whole.figures[amount][0].value <= 0:
                        continue
                    share, part, total = (f.figures[n] for f, n in ((item, at), (item, amount), (whole, amount)))
                    if _is_whole(share[0]) and any(other.parent is item for other in items):
                        continue  # the shares of its parts are shares of it, not of what it is a part of
                    agree += _agrees(share[0], part[0], total[0])
                    found.append(Share((item, part[1]), total[1], share[1], amount, ""))
                if found and (best is None or agree > best[0]):
                    best = agree, found
        if best is None:
            continue
        basis = "印证" if best[0] > 1 and 3 * best[0] >= 2 * len(best[1]) else "推测"
        for made in best[1]:
            yield Share(made.part, made.whole, made.share, made.column, basis)


def _is_whole(share: Figure) -> bool:
    """Whether a share is all there is."""
    return share.base == (1 if share.unit.dimension == "ratio" else 100)


def _agrees(share: Figure, part: Figure, whole: Figure) -> bool:
    printed = share.base if share.unit.dimension == "ratio" else share.base / 100
    width = Fraction(share.ulp) * (share.unit.scale if share.unit.dimension == "ratio" else Fraction(1, 100)) / 2
    open_ = (part.step + whole.step) / (2 * whole.base)
    return abs(part.base / whole.base - printed) <= width + open_


def _above(item: Item, items: Sequence[Item]) -> Item | None:
    return item.parent


def _root(item: Item, items: Sequence[Item]) -> Item | None:
    """The row of totals that a row belongs to; failing that, the only one of the table."""
    found, seen = item, {id(item)}
    while found.parent is not None and id(found.parent) not in seen:
        found = found.parent
        seen.add(id(found))
    if found is not item or item.total:
        return found
    totals = [other for other in items if other.total]
    return totals[0] if len(totals) == 1 else None
