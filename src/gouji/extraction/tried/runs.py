"""Figures of one kind that stand one after the other: in a paragraph, in the paragraphs of a section, along the rows and down
the columns of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.prose.retold import Mention
from gouji.extraction.tried.regions import One, Region, half_of

#: Figures of a run, at most; longer ones are not searched.
_MOST: Final = 400
#: Signs at the end of a name by which figures are told of one thing.
_TAIL: Final = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Figures one after the other. ``told``: they are told in sentences, one beside the other; ``column``: they are all of
    one column of a table."""

    ones: Sequence[One]
    told: bool = False
    column: bool = False


def of_mentions(mentions: Iterable[Mention]) -> list[One]:
    """The figures of sentences."""
    return [
        One(
            mention.value,
            mention.figure,
            mention.base,
            half_of(mention.figure),
            mention.kind,
            mention.name,
            id(mention.sentence.texts[mention.at]),
            id(mention.sentence),
        )
        for mention in mentions
    ]


def runs_of_text(told: Sequence[One], headings: Sequence[int]) -> Iterator[Run]:
    """The runs among figures of sentences. ``headings``: for each of them what heading it stands under."""
    amounts = [(one, heading) for one, heading in zip(told, headings, strict=True) if one.kind != "ratio"]
    yield from (Run(run, told=True) for run in _grouped((one, (one.text, one.kind)) for one, _ in amounts))
    yield from (Run(run) for run in _grouped((one, (heading, one.kind)) for one, heading in amounts))
    yield from (Run(run) for run in _grouped((one, one.kind) for one, _ in amounts))
    named = ((one, (heading, one.kind, one.name[-_TAIL:])) for one, heading in amounts if one.name)
    yield from (Run(run) for run in _grouped(named))
    nth: dict[tuple[int, str], int] = {}
    turns = []
    for one, heading in amounts:
        key = (one.text, one.kind)
        nth[key] = nth.get(key, -1) + 1
        turns.append((one, (heading, one.kind, nth[key])))
    yield from (Run(run) for run in _grouped(turns))


def runs_of_region(region: Region) -> Iterator[Run]:
    """The runs along the rows of a table, down its columns, and of the points of its names."""
    for row in region:
        yield from (Run(run) for run in _by_kind(one for _, one in row.ones))
    for column in columns_of(region):
        yield from (Run(run, column=True) for run in _by_kind(column.values()))
    yield from (Run(run, column=True) for run in _by_kind(one for row in region for one in row.points))


def columns_of(region: Region) -> Iterator[Mapping[int, One]]:
    """The columns of a table, each by the rows: as they are counted from the left, from the right, and by their figures."""
    done: set[tuple[int, ...]] = set()
    for counted in (
        [{at: one for at, one in row.ones} for row in region],
        [{number - len(row.ones): one for number, (_, one) in enumerate(row.ones)} for row in region],
        [{number: one for number, (_, one) in enumerate(row.ones)} for row in region],
    ):
        for at in sorted({at for row in counted for at in row}):
            column = {number: row[at] for number, row in enumerate(counted) if at in row}
            key = tuple(map(id, column.values()))
            if len(column) > 1 and key not in done:
                done.add(key)
                yield column


def _by_kind(ones: Iterable[One]) -> Iterator[list[One]]:
    return _grouped((one, one.kind) for one in ones if one.kind != "ratio")


def _grouped(ones: Iterable[tuple[One, object]]) -> Iterator[list[One]]:
    found: dict[object, list[One]] = {}
    for one, key in ones:
        found.setdefault(key, []).append(one)
    return (run for run in found.values() if 2 < len(run) <= _MOST)
