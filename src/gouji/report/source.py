"""A report that was taken from a document: which document, and where in it each cell was printed.

In the ``report/1`` form these are the keys ``source``, ``places`` and ``doubtful``, so that a report can be written down,
corrected by hand and checked again with the places of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from gouji.document.place import Place
from gouji.faults.record import dataclass
from gouji.report.place import Anchor, json_pointer

#: Keys of a place, and whether their values are numbers (from 1), texts, or a box of four texts.
PLACE_KEYS: Final[Mapping[str, type]] = {
    "line": int,
    "column": int,
    "end_line": int,
    "end_column": int,
    "paragraph": int,
    "table": int,
    "sheet": str,
    "cell": str,
    "page": int,
    "box": tuple,
}

T = TypeVar("T")
#: Rows (table, number) and fields (None, name) that may have been misread.
Doubts = frozenset[tuple[str | None, int | str]]


@dataclass(frozen=True, slots=True)
class Source:
    """The document that the cells of a report were printed in.

    ``packs`` are the ids of the packs in whose words it was read. ``place`` gives the place of a cell itself, None where it
    was not printed; ``stretch`` what it was read from: equal for cells that were read from one stretch of the document, None
    where that is not known. ``beginning`` is where the document begins. ``structural`` names the tables that hold the document
    itself: they are not written out.
    """

    path: str
    sha256: str
    packs: tuple[str, ...]
    place: Callable[[Anchor], Place | None]
    stretch: Callable[[Anchor], Hashable | None]
    beginning: Place
    structural: frozenset[str] = frozenset()
    retold: frozenset[str] = frozenset()
    """The tables that hold what is told twice."""


class SourceOrigin:
    """The origin of a report that was written down and says where it came from; its places are those of the document."""

    def __init__(
        self,
        path: str,
        sha256: str,
        packs: tuple[str, ...],
        places: Mapping[str, Place],
        beginning: Place | None = None,
    ) -> None:
        self.sha256 = sha256
        self.source: Source = Source(path, sha256, packs, self._own, self._stretch, beginning or Place())
        self._places = places
        self._rows: dict[str, Place] = {}
        self._tables: dict[str, Place] = {}
        cells = []
        for pointer, place in places.items():
            table = pointer.split("/", 3)[2]
            cells.append((pointer, table, pointer.rpartition("/")[2], place))
            if pointer.startswith("/tables/"):
                self._tables.setdefault(table, place)
        for pointer in tellers(cells):
            self._rows.setdefault(pointer.rpartition("/")[0], places[pointer])

    def place(self, anchor: Anchor) -> Place:
        """The place of a cell, else of its row, of its table or of the beginning of the document."""
        own = self._places.get(anchor.pointer)
        if own is None and anchor.table is not None:
            if anchor.row is not None:
                own = self._rows.get(json_pointer("tables", anchor.table, anchor.row))
            own = own or self._tables.get(json_pointer(anchor.table)[1:])
        return own or self.source.beginning

    def _own(self, anchor: Anchor) -> Place | None:
        return self._places.get(anchor.pointer)

    def _stretch(self, anchor: Anchor) -> Place | None:
        """The place, where it says which part of a paragraph or of a cell is meant."""
        place = self._own(anchor)
        return place if place is not None and (place.end_column is not None or place.box is not None) else None


def tellers(cells: Sequence[tuple[T, str | None, str, Hashable]]) -> Iterator[T]:
    """Cells in the order in which they tell the place of their row: the first of a row is the one to ask.

    A cell is given with its table, its column and what it was read from. One that was merged over several rows tells the
    place of none of them, and a column that has such cells is about groups of rows even where a group is of one row.
    """
    shared = Counter((table, stretch) for _, table, _, stretch in cells)
    grouping = {(table, column) for _, table, column, stretch in cells if shared[table, stretch] > 1}
    ranks = [((table, column) in grouping) + (shared[table, stretch] > 1) for _, table, column, stretch in cells]
    for wanted in range(3):
        for (cell, *_), rank in zip(cells, ranks, strict=True):
            if rank == wanted:
                yield cell


def doubt_pointer(doubt: tuple[str | None, int | str]) -> str:
    """A doubtful row or field as a JSON pointer: ``/tables/指标/3``, ``/fields/总分``."""
    table, which = doubt
    return json_pointer("fields", which) if table is None else json_pointer("tables", table, which)


def doubt_of(pointer: str) -> tuple[str | None, int | str] | None:
    """The row or field that a pointer means; None for any other pointer."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")]
    if len(parts) == 3 and parts[:2] == ["", "fields"]:
        return None, parts[2]
    if len(parts) == 4 and parts[:2] == ["", "tables"] and parts[3].isascii() and parts[3].isdigit():
        return parts[2], int(parts[3])
    return None
