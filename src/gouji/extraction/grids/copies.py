"""Several filled-in copies of one form in a document: which copy each of its tables belongs to.

A form has a table or more, and often ends in a row of sums. What stands in one copy says nothing of another, so that rows of
copies must not be added up together. A copy has ended where a row of sums of the whole has been read, and where a table
begins that the copy has already, with another one between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from gouji.document.model import Span
from gouji.extraction.drafting.draft import Value
from gouji.extraction.grids.body import Body
from gouji.extraction.grids.sums import SumRow
from gouji.packs.vocabulary import Vocabulary

#: The column of a table of the vocabulary that takes the number of the copy, and the source of the table with a row each.
COLUMN: Final = "份号"
SOURCE: Final = "各份"
#: A sum of some rows: of which, it does not say.
_SUBTOTAL: Final = "小计"


@dataclass(slots=True, eq=False)
class Copy:
    """One filled-in form: its tables in the order of the document."""

    number: int
    bodies: list[Body] = field(default_factory=list)

    def ended_before(self, body: Body) -> bool:
        """Whether a table belongs to another copy."""
        if any(any(map(whole, before.sums)) for before in self.bodies):
            return bool(body.rows)
        names = [before.template.table for before in self.bodies]
        name = body.template.table
        return name in names and names[-1] != name

    def row(self, fields: Iterable[str]) -> dict[str, Value]:
        """What its rows of sums state of these fields; a sum said twice in two ways is left out."""
        out: dict[str, Value] = {COLUMN: str(self.number)}
        sums: dict[str, Span] = {}
        twice: set[str] = set()
        for body in self.bodies:
            for found in body.sums:
                if not whole(found) or found.doubt:
                    continue
                if sums.setdefault(found.field, found.entry.span).text != found.entry.text:
                    twice.add(found.field)
        return out | {name: None if name in twice else sums.get(name) for name in fields}


def whole(found: SumRow) -> bool:
    """Whether a row of sums is not said to be of some rows only."""
    return found.named or not found.entries[0].folded.startswith(_SUBTOTAL)


def copies(bodies: Sequence[Body], vocabulary: Vocabulary) -> Mapping[int, Copy]:
    """The copy that each table (by ``id``) is of; nothing where the document has only one, or none that is told."""
    found = list(_copies([body for body in bodies if COLUMN in vocabulary.schema.tables[body.template.table].columns]))
    told = [copy for copy in found if any(_summed(body, vocabulary) for body in copy.bodies)]
    return {id(body): copy for copy in found for body in copy.bodies} if len(told) > 1 else {}


def _copies(bodies: Sequence[Body]) -> Iterator[Copy]:
    current: Copy | None = None
    number = 0
    for body in bodies:
        if not body.rows and not body.sums:
            continue
        if current is None or current.ended_before(body):
            if current is not None:
                yield current
            number += 1
            current = Copy(number)
        current.bodies.append(body)
    if current is not None:
        yield current


def _summed(body: Body, vocabulary: Vocabulary) -> bool:
    """Whether a table has rows, and its sums are fields: what a form is about."""
    layout = vocabulary.layouts.get(body.template.table)
    return bool(body.rows) and layout is not None and bool(layout.sum_fields)


def rows_of_copies(found: Mapping[int, Copy], vocabulary: Vocabulary) -> Iterator[tuple[str, dict[str, Value]]]:
    """A row for each copy with what its sums state, for the table of the vocabulary that takes them."""
    for table in vocabulary.schema.tables.values():
        if table.source == SOURCE:
            for copy in dict.fromkeys(found.values()):
                yield table.name, copy.row(name for name in table.columns if name != COLUMN)
