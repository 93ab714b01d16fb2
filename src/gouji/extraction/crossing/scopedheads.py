"""The words over the columns of a table that is read for what it tells of scopes (``scoped``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from gouji.extraction.crossing.scopes import bare
from gouji.extraction.grids.cells import Line
from gouji.faults import regex as re
from gouji.language import unit_of_header

#: Rows that may make a header, and words of one that has lost its merged cells.
_DEEPEST: Final = 6
_MOST_WORDS: Final = 18
#: Words over others, where merged cells were lost: they are told apart by what the others mean below them.
_MOST_PARENTS: Final = 2
_YEAR: Final = re.compile(r"^(?:19|20)[0-9]{2}年度?(?=.)")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of a table show of its columns: how many there are, how many of the first name the rows, which hold
    amounts, and which something else (codes, names, the numbers of the lines)."""

    width: int
    labels: int
    amounts: frozenset[int]
    taken: frozenset[int]


def heads(lines: Sequence[Line], shape: Shape, scopes: Sequence[Collection[Words]]) -> dict[int, Words]:
    """The words over each column of a table, from the top down.

    Where rows of the header have lost cells, its words are handed out in the one way in which most columns of amounts are
    headed as ``scopes`` say, and none of the others. The table may then be narrower: its rows may have been filled up with
    empty cells.
    """
    head = [line for line in lines if len(line.own) > 1][-_DEEPEST:]
    if all(line.size == shape.width for line in head):
        return _placed(head)
    words = [bare(entry.text) for line in head for entry in line.own]
    if len(words) > _MOST_WORDS:
        return {}
    least = max((len(words) - _MOST_PARENTS, *(at + 1 for at in (*shape.amounts, *shape.taken))))
    found = [
        _handed_out(words, many, shape, scopes)
        for many in range(max(0, len(words) - shape.width), len(words) - least + 1)
    ]
    return max(found, key=lambda made: made[0])[1] if found else {}


def plain(words: Words) -> Words:
    """Words over a column without their units, and without the year before them: that is the same for the whole table."""
    return tuple(_YEAR.sub("", unit_of_header(word)[0]) for word in words)


def _placed(head: Sequence[Line]) -> dict[int, Words]:
    """No word twice in a row. But in the lowest row, a word stands for the empty cells behind it too: merged cells may have
    been parted."""
    out: dict[int, list[str]] = {}
    for line in head:
        starts = [entry.at for entry in line.entries[1:]]
        for entry, following in zip(line.entries, [*starts, line.size], strict=True):
            for at in range(entry.at, entry.to if line is head[-1] else following):
                over = out.setdefault(at, [])
                if not over or over[-1] != bare(entry.text):
                    over.append(bare(entry.text))
    return {at: tuple(words) for at, words in sorted(out.items())}


def _handed_out(
    words: Sequence[str], many: int, shape: Shape, scopes: Sequence[Collection[Words]]
) -> tuple[tuple[int, bool], dict[int, Words]]:
    """How good the best way is to put words below ``many`` others, and what it makes of them if no other way is as good."""
    best: list[dict[int, Words]] = []
    most = 0, False
    for parents, made in _ways(words, many, shape.labels):
        headed = [[at for at, over in enumerate(made) if plain(over) in scope] for scope in scopes]
        meant = {at: made[at] for places in headed for at in places}
        rank = sum(at in shape.amounts for at in meant), parents == many
        if any(at in shape.taken for at in meant) or any(len(places) > 1 for places in headed) or rank < most:
            continue
        best = [*best, meant] if rank == most else [meant]
        most = rank
    return most, best[0] if most[0] and all(made == best[0] for made in best) else {}


def _ways(words: Sequence[str], many: int, labels: int) -> Iterator[tuple[int, list[Words]]]:
    """The ways to put the last words below ``many`` of the first ones, with how many stand above. Where several columns name
    the rows, the first word is that of them all."""
    if not many:
        yield 0, [(word,) for word in words]
        return
    for count in range(many, len(words) - many):
        parents, leaves = words[:count], words[count:]
        for over in combinations(range(count), many):
            for cuts in combinations(range(1, len(leaves)), many - 1):
                parts = [leaves[start:end] for start, end in pairwise((0, *cuts, len(leaves)))]
                below = dict(zip(over, parts, strict=True))
                if labels > 1 and len(below.get(0, ())) != labels:
                    continue
                yield (
                    count,
                    [
                        column
                        for at, parent in enumerate(parents)
                        for column in ([(parent, leaf) for leaf in below[at]] if at in below else [(parent,)])
                    ],
                )


__all__ = ["Shape", "heads", "plain"]
