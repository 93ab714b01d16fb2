"""Columns of shares: of which column they are, and of which row most of them are shares.

``据`` of a share: 印证, where most rows of the column agree with this base; 推测, where they do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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


def shares_of(items: Sequence[Item], at: int, amounts: Sequence[int]) -> Iterator[Share]:
    """The shares in a column: the column of amounts and the row that most of them are shares of, which may be the one that
    is printed to be all there is."""
    best: tuple[int, int, list[tuple[Item, Item]]] | None = None
    totals = [item for item in items if item.total]
    full = [item for item in items if at in item.figures and _is_whole(item.figures[at][0])]
    only = totals[0] if len(totals) == 1 else None
    all_of = full[0] if len(full) == 1 and not totals else None
    parted = {id(item.parent) for item in items}
    readings: tuple[Callable[[Item], Item | None], ...] = (
        lambda item: _root(item, only),
        lambda item: item.parent,
        lambda item: all_of,
    )
    for amount in amounts:
        for whole_of in readings:
            found, agree = [], 0
            for item in items:
                whole = whole_of(item)
                if whole is None or at not in item.figures or amount not in item.figures:
                    continue
                if whole is item or amount not in whole.figures or whole.figures[amount][0].value <= 0:
                    continue
                if _is_whole(item.figures[at][0]) and id(item) in parted:
                    continue  # the shares of its parts are shares of it, not of what it is a part of
                agree += _agrees(item, whole, at, amount)
                found.append((item, whole))
            if found and (best is None or agree > best[0]):
                best = agree, amount, found
    if best is None:
        return
    agree, amount, found = best
    basis = "印证" if agree > 1 and 3 * agree >= 2 * len(found) else "推测"
    wholes = {id(whole): whole for _, whole in found}
    for item, whole in found:
        if not _agrees(item, whole, at, amount):
            # 其中：17岁以下 below 女, who are a share of all people: it may be one too
            others = (other for other in wholes.values() if other is not item)
            whole = next((other for other in others if _agrees(item, other, at, amount)), whole)
        yield Share((item, item.figures[amount][1]), whole.figures[amount][1], item.figures[at][1], amount, basis)


def _is_whole(share: Figure) -> bool:
    """Whether a share is all there is."""
    return share.base == (1 if share.unit.dimension == "ratio" else 100)


def _agrees(item: Item, of: Item, at: int, amount: int) -> bool:
    """Whether the share in column ``at`` is that of a row's amount in another row's."""
    share, part, whole = item.figures[at][0], item.figures[amount][0], of.figures[amount][0]
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
