"""Which cell of a report is meant; the place in the file where it was printed is a :class:`gouji.document.Place`."""

from __future__ import annotations

from gouji.faults.record import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Which cell. ``table`` is None for a field, whose name is then ``column``; ``row`` counts from 0."""

    table: str | None
    row: int | None
    column: str

    @property
    def pointer(self) -> str:
        """The cell as a JSON pointer: ``/tables/指标/3/得分``, ``/fields/总分``; without a row, the table itself."""
        if self.table is None:
            return json_pointer("fields", self.column)
        if self.row is None:
            return json_pointer("tables", self.table)
        return json_pointer("tables", self.table, self.row, self.column)


def json_pointer(*parts: str | int) -> str:
    """A JSON pointer (RFC 6901): ``~`` is written ``~0`` and ``/`` is written ``~1``."""
    plain = "/".join(["", *map(str, parts)])
    if "~" not in plain and plain.count("/") == len(parts):
        return plain
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
