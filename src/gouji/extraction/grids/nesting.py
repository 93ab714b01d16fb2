"""Headers of several rows: which words stand over each column, from the top to the bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from gouji.extraction.grids.cells import Line
from gouji.extraction.grids.headwords import LAST, THIS, YEAR, HeadWords

#: Words of one row of a header that has two.
_MOST_NESTED: Final = 16
#: Headers whose nestings are kept at hand.
_REMEMBERED: Final = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """The words over one printed column, from the top to the bottom, and where it stands."""

    words: tuple[str, ...]
    at: int
    to: int


def readings(words: HeadWords, block: Sequence[Line], spans_known: bool) -> Iterator[list[Head]]:
    """The ways to read the rows of a header. ``spans_known``: its merged cells are."""
    if len(block) == 1:
        yield [Head((entry.text,), entry.at, entry.to) for entry in block[0].entries]
        return
    if spans_known:
        yield list(_stacked(block))
        return
    yield list(_by_place(block))
    if not _gapped(block):
        yield from _by_order(words, block)


def _by_order(words: HeadWords, block: Sequence[Line]) -> Iterator[list[Head]]:
    """Two rows of a dump whose merged cells were lost: the lower words go under the upper ones in order."""
    parents = [entry.text for entry in block[0].entries]
    leaves = [entry.text for line in block[1:] for entry in line.entries]
    for nested in nestings(words, parents, leaves):
        yield [Head(words, number, number + 1) for number, words in enumerate(nested)]


def nestings(words: HeadWords, parents: Sequence[str], leaves: Sequence[str]) -> list[list[tuple[str, ...]]]:
    """The words over each column when leaves stand under some of the parents, both in order, for each table.

    Of the ways to hand them out the one that names most columns of a table, found by dynamic programming over
    (parents done, leaves handed out). Where no table is meant, the words one after the other.
    """
    # the same words are met again from each of the readers, and with a line above them
    key = tuple(parents), tuple(leaves)
    known = words.nested.get(key)
    if known is None:
        if len(words.nested) >= _REMEMBERED:
            words.nested.clear()
        known = words.nested[key] = _nestings(words, parents, leaves)
    return known


def _nestings(words: HeadWords, parents: Sequence[str], leaves: Sequence[str]) -> list[list[tuple[str, ...]]]:
    alone: list[tuple[str, ...]] = [(word,) for word in (*parents, *leaves)]
    out: list[list[tuple[str, ...]]] = []
    if 0 < len(parents) <= _MOST_NESTED and 0 < len(leaves) <= _MOST_NESTED:
        for table in words.tables_of(alone):
            found = _handed_out(words, table, parents, leaves)
            if found is not None and found[1] not in out:
                out.append(found[1])
    return out or [alone]


def _handed_out(
    known: HeadWords, table: str, parents: Sequence[str], leaves: Sequence[str]
) -> tuple[int, list[tuple[str, ...]]] | None:
    """The best way for one table: how good it is, and the words over each column."""
    scores: list[dict[int, int]] = [{0: 0}]
    came: list[dict[int, int]] = [{}]
    by_itself = [known.meaning(table, (leaf,)) for leaf in leaves]
    plain = set(by_itself)
    for parent in parents:
        after: dict[int, int] = {}
        origin: dict[int, int] = {}
        own = None if known.title(parent) == table else known.meaning(table, (parent,))
        # 实际 is half of a name where 完成值 stands below
        half = own in plain and known.weight(table, (parent,)) == 1
        alone = 0 if own is None else -1 if half else 2
        under_it: list[tuple[str | None, int]] = []
        for leaf, itself in zip(leaves, by_itself, strict=True):
            name = known.meaning(table, (parent, leaf))
            if name is None:
                under_it.append((None, _serving(known, table, parent, leaf)))
            else:  # where both say something by themselves, and not the same, it is worth nothing
                under_it.append((name, 2 * (own in (None, name) or name != itself)))
        for used, score in scores[-1].items():
            if used not in after or score + alone > after[used]:
                after[used], origin[used] = score + alone, used
            taken: set[str] = set()
            total = score
            for number in range(used, len(leaves)):
                name, worth = under_it[number]
                if name is not None and name in taken:
                    break
                if name is not None:
                    taken.add(name)
                total += worth
                if number + 1 not in after or total > after[number + 1]:
                    after[number + 1], origin[number + 1] = total, used
        scores.append(after)
        came.append(origin)
    if len(leaves) not in scores[-1]:
        return None
    words: list[tuple[str, ...]] = []
    until = len(leaves)
    for at in range(len(parents), 0, -1):
        used = came[at][until]
        parent = parents[at - 1]
        under: list[tuple[str, ...]] = [(parent, leaves[number]) for number in range(used, until)]
        words[:0] = under or [(parent,)]
        until = used
    return scores[-1][len(leaves)], words


def _serving(words: HeadWords, table: str, parent: str, leaf: str) -> int:
    """How good it is that a word without a column stands under another: signs and units belong to what they serve."""
    layout, word = words.layout(table), words.spelt(leaf)[0]
    served = (layout.operators.get(word), *layout.units.get(word, ()))
    if not any(served):
        return -1
    return 2 if words.meaning(table, (parent,)) in served else 0


def dated(heads: Iterable[Head]) -> list[Head]:
    """Headers with years say 本年 for the latest of them and 上年 for the one before it."""
    heads = list(heads)
    years = {int(year) for head in heads for word in head.words for year in YEAR.findall(word)}
    if not years:
        return heads
    latest = max(years)

    def relative(word: str) -> str:
        return YEAR.sub(lambda y: {0: THIS, 1: LAST}.get(latest - int(y[1]), y[0]), word)

    return [replace(head, words=tuple(map(relative, head.words))) for head in heads]


def _stacked(block: Sequence[Line]) -> Iterator[Head]:
    """The words over each printed column of a header whose merged cells are known."""
    edges = sorted({edge for line in block for entry in line.entries for edge in (entry.at, entry.to)})
    for at, to in pairwise(edges):
        words: list[str] = []
        for line in block:
            for entry in line.entries:
                if entry.at <= at and entry.to >= to and not (entry.above and words):
                    words.append(entry.text)
        if words:
            yield Head(tuple(dict.fromkeys(words)), at, to)


def _gapped(block: Sequence[Line]) -> bool:
    """Whether the empty cells stand between the words of every row of a header: then nothing has moved."""
    return len({line.size for line in block}) == 1 and all(
        any(entry.at > number for number, entry in enumerate(line.entries)) for line in block
    )


def _by_place(block: Sequence[Line]) -> Iterator[Head]:
    """The same for a dump that kept its empty cells: a word stands under the last one that begins before it."""
    upper: dict[int, tuple[str, ...]] = {entry.at: (entry.text,) for entry in block[0].entries}
    for line in block[1:]:
        lower: dict[int, tuple[str, ...]] = {}
        for entry in line.entries:
            parents = [at for at in upper if at <= entry.at]
            lower[entry.at] = (*(upper[max(parents)] if parents else ()), entry.text)
        upper = {at: words for at, words in upper.items() if at not in lower} | lower
    for at in sorted(upper):
        yield Head(upper[at], at, at + 1)
