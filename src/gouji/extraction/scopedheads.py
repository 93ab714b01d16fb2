"""The words over the columns of a table that is read for what it tells of scopes (``scoped``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from gouji.extraction.cells import Line
from gouji.extraction.scopes import bare
from gouji.language import unit_of_header

#: Rows that may make a header, and words of one that has lost its merged cells.
_DEEPEST: Final = 6
_MOST_WORDS: Final = 18
#: Words over others, where merged cells were lost: they are told apart by what the others mean below them.
_MOST_PARENTS: Final = 2

Words = tuple[str, ...]


def heads(lines: Sequence[Line], width: int, labels: int, known: Collection[Words]) -> dict[int, Words]:
    """The words over each column of a table that is ``width`` wide, from the top down.

    Where rows of the header have lost cells, its words are handed out in the one way in which most of them are ``known``
    over one column each, and none over the first ``labels`` columns, which name the rows.
    """
    head = [line for line in lines if len(line.own) > 1][-_DEEPEST:]
    if all(line.size == width for line in head):
        return _placed(head)
    return _handed_out([bare(entry.text) for line in head for entry in line.own], width, labels, known)


def plain(words: Words) -> Words:
    """Words over a column without their units."""
    return tuple(unit_of_header(word)[0] for word in words)


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


def _handed_out(words: Sequence[str], width: int, labels: int, known: Collection[Words]) -> dict[int, Words]:
    many = len(words) - width
    if not (0 <= many <= _MOST_PARENTS and len(words) <= _MOST_WORDS):
        return {}
    best: list[dict[int, Words]] = []
    most = 0, False
    for parents, made in _ways(words, many, labels):
        counts = Counter(found for over in made if (found := plain(over)) in known)
        meant = {at: over for at, over in enumerate(made) if counts[plain(over)] == 1}
        rank = len(meant), parents == many
        if any(at < labels for at in meant) or rank < most:
            continue
        best = [*best, meant] if rank == most else [meant]
        most = rank
    return best[0] if most[0] and all(made == best[0] for made in best) else {}


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


__all__ = ["heads", "plain"]
