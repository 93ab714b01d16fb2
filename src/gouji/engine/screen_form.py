"""What goes into a screen and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from enum import Enum
from typing import Any

from gouji.engine.reading import Reading
from gouji.faults.record import dataclass
from gouji.language import Column, Slot
from gouji.language import bound as b

#: Status of a row, as the screen and the judge number them.
PASSES, WITHIN, UNSURE = range(3)


class Grasp(Enum):
    """How much of a rule a screen understands: of a rule whose condition alone it knows, every row left over is unsure."""

    NONE = "none"
    CONDITION = "condition"
    WHOLE = "whole"


#: What a screen says of one rule: on how many rows its condition fails, on which rows it may hold (None: on all), and the
#: status of each of those.
Screened = tuple[int, Sequence[Any] | None, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the columns of a table are in the reports of one form."""

    printed: str
    headers: Mapping[str, str]
    """Column of the vocabulary to printed header."""
    uniform: bool
    """Every row has the same headers."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the reports of one form have in common, as a screen needs it."""

    tables: Mapping[str, Source]
    fields: Mapping[str, str]
    reading: Callable[[Slot], Reading]
    totals: Mapping[str, tuple[Column, frozenset[str]]] = field(default_factory=dict)
    """For every table with a total row: the column that tells it, and the words it has there."""

    def lacks(self, cell: b.Bound) -> bool:
        """Whether something is a cell of a column, or a field, that no report of this form has."""
        if not isinstance(cell, b.Cell | b.OneRow):
            return False
        source = self.tables.get(cell.table) if cell.table is not None else None
        headers = self.fields if cell.table is None else source.headers if source is not None else {}
        return cell.column.name not in headers


__all__ = ["PASSES", "UNSURE", "WITHIN", "Form", "Grasp", "Screened", "Source"]
