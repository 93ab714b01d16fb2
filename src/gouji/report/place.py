"""Where something stands: an anchor says which cell, a place says where in the file that cell was printed."""

from __future__ import annotations

from typing import Any

from gouji.faults.record import dataclass

#: Keys of :meth:`Place.to_dict`, in the order in which they are written.
_KEYS = (
    "line",
    "column",
    "end_line",
    "end_column",
    "paragraph",
    "sheet",
    "cell",
    "page",
    "box",
    "pointer",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a submission; what does not apply to its format is None.

    ``line`` and ``column`` count from 1, in code points of the file's text (a byte order mark is not counted); the end
    is exclusive. ``paragraph`` and ``page`` count from 1. ``box`` is left, top, right, bottom as decimal texts.
    ``pointer`` is a JSON pointer (RFC 6901) into the ``report/1`` form.
    """

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    box: tuple[str, ...] | None = None
    pointer: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The keys that apply, in a fixed order."""
        out: dict[str, Any] = {}
        for key in _KEYS:
            value = getattr(self, key)
            if value is not None:
                out[key] = list(value) if isinstance(value, tuple) else value
        return out


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
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
