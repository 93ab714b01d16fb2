"""Where in a file something was printed."""

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
    "table",
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
    is exclusive. ``paragraph``, ``table`` and ``page`` count from 1. ``cell`` names a cell of a sheet or of a table as a
    spreadsheet does (``D7``). ``box`` is left, top, right, bottom in points from the top left corner of the page, as
    decimal texts.
    ``pointer`` is a JSON pointer (RFC 6901) into the ``report/1`` form.
    """

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    paragraph: int | None = None
    table: int | None = None
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


def cell_name(row: int, column: int) -> str:
    """The name that a spreadsheet gives a cell; ``row`` and ``column`` count from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
