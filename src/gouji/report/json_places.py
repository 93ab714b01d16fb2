"""Places in JSON that has been read already: found by skipping, so that nothing need be kept for a place not asked for.

The text is known to be valid here, so that a value can be skipped by its brackets alone.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from json import JSONDecoder
from typing import ClassVar

from gouji.document.place import Place
from gouji.faults import regex as re
from gouji.report.form import COLUMN_KEYS, KEYS
from gouji.report.json_nodes import BLANK, scan_string
from gouji.report.place import Anchor
from gouji.report.text import Text, decode

_SCALAR = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[^\s,\]}]+')
_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|([\[{])|[\]}]')

#: Values of texts up to this many characters are skipped by parsing them.
SCANNED = 1 << 20
#: Rows up to which a cell is searched for from the beginning of its table.
SEARCHED = 200
_SCAN: Callable[[str, int], tuple[object, int]] = JSONDecoder(strict=False).scan_once  # type: ignore[attr-defined]

Stretch = tuple[int, int]


class JsonOrigin:
    """The origin of a report that was read from JSON, or from one line of JSON Lines.

    Keeps the bytes; text and row index are made when the first place is asked for.
    """

    source: ClassVar[None] = None
    __slots__ = ("_data", "_line", "_name", "_rows", "_sha256", "_text")

    def __init__(self, name: str, data: bytes, line: int = 1, text: str | None = None) -> None:
        self._name = name
        self._data = data
        self._line = line
        self._text: Text | None = Text(name, text, line) if text is not None else None
        self._rows: dict[str, array[int]] = {}
        self._sha256 = ""

    @property
    def sha256(self) -> str:
        if not self._sha256:
            self._sha256 = hashlib.sha256(self._data).hexdigest()
        return self._sha256

    def place(self, anchor: Anchor) -> Place:
        if self._text is None:
            self._text = Text(self._name, decode(self._data, self._name, self._line), self._line)
        start, end = self._find(anchor, self._text.text)
        return self._text.place(start, end, anchor.pointer)

    def __reduce__(self) -> tuple[type[JsonOrigin], tuple[str, bytes, int]]:
        # What was looked up can be looked up again; it need not travel between processes.
        return JsonOrigin, (self._name, self._data, self._line)

    def _find(self, anchor: Anchor, text: str) -> Stretch:
        """The stretch of a cell, or of the nearest thing around it that is there."""
        root = _after(text, 0)
        if anchor.table is None:
            fields = _member(text, root, "fields", KEYS)
            if fields is None:
                return root, root + 1
            found = _member(text, fields, anchor.column)
            return _stretch(text, fields if found is None else found)
        tables = _member(text, root, "tables", KEYS)
        if tables is None:
            return root, root + 1
        table = _member(text, tables, anchor.table)
        if table is None:
            return _stretch(text, tables)
        if anchor.row is None:
            return _stretch(text, table)
        # searching pays for a few places in short tables; beyond that all rows are indexed once
        few = anchor.table not in self._rows and anchor.row <= SEARCHED
        if few and (quick := _quick_cell(text, table, anchor.row, anchor.column)) is not None:
            return _stretch(text, quick)
        rows = self._row_starts(text, anchor.table, table)
        if not 0 <= anchor.row < len(rows):
            return _stretch(text, table)
        row = rows[anchor.row]
        if text[table] == "{":
            columns = _member(text, table, "columns", COLUMN_KEYS)
            names = [_written(text, at) for at in _elements(text, columns)] if columns is not None else []
            cells = list(_elements(text, row))
            found = cells[names.index(anchor.column)] if anchor.column in names else None
        else:
            found = _member(text, row, anchor.column)
        return _stretch(text, row if found is None else found)

    def _row_starts(self, text: str, name: str, table: int) -> array[int]:
        known = self._rows.get(name)
        if known is None:
            rows = _member(text, table, "rows", COLUMN_KEYS) if text[table] == "{" else table
            is_list = rows is not None and text[rows] == "["
            known = self._rows[name] = array("q", _elements(text, rows) if rows is not None and is_list else ())
        return known


def _quick_cell(text: str, table: int, row: int, column: str) -> int | None:
    """The cell of a table that is written without blanks, found by searching; None where that is not certain.

    A stretch with an even number of quotes and no backslash begins and ends outside of texts, so that what is found
    behind it is JSON and not part of a cell.
    """
    at = table + 1
    if row < 0 or not text.startswith("[{", table):
        return None
    for _ in range(row):
        found = text.find("},{", at)
        if found < 0 or text.count('"', at, found) % 2 or text.find("\\", at, found) >= 0:
            return None
        at = found + 2
    name = f'"{column}":'
    found = text.find(name, at)
    if found < 0 or "\\" in column or text.find("}", at, found) >= 0:
        return None
    if text.count('"', at, found) % 2 or text.find("\\", at, found) >= 0:
        return None
    end = found + len(name)
    return None if text[end : end + 1] in " \t\r\n" else end


def _after(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return found.end() if found else at


def _members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Names of the object at ``at`` with the offsets of their values; nothing if it is no object."""
    if text[at] != "{":
        return
    at = _after(text, at + 1)
    while text[at] != "}":
        name, at = scan_string(text, at + 1, True)
        at = _after(text, _after(text, at) + 1)
        yield name, at
        at = _next(text, at)


def _elements(text: str, at: int) -> Iterator[int]:
    """Offsets of the elements of the array at ``at``."""
    at = _after(text, at + 1)
    while text[at] != "]":
        yield at
        at = _next(text, at)


def _next(text: str, at: int) -> int:
    """The offset of what follows the value at ``at`` and its comma: a further member, or the closing bracket."""
    at = _after(text, _end(text, at))
    return _after(text, at + 1) if text[at] == "," else at


def _member(text: str, at: int, name: str, keys: Mapping[str, str] | None = None) -> int | None:
    """The offset of a member's value; ``keys`` says which names mean which."""
    for written, value in _members(text, at):
        if (written if keys is None else keys.get(written)) == name:
            return value
    return None


def _end(text: str, at: int) -> int:
    """The offset after the value at ``at``."""
    if text[at] not in "[{":
        found = _SCALAR.match(text, at)
        return found.end() if found else at + 1
    if len(text) <= SCANNED:
        # The parser in C builds the value only to throw it away, and is still much faster than looking for brackets.
        return int(_SCAN(text, at)[1])
    depth = 0
    for found in _BRACKET.finditer(text, at):
        if found[1]:
            depth += 1
        elif text[found.start()] != '"':
            depth -= 1
            if depth == 0:
                return found.end()
    return len(text)


def _stretch(text: str, at: int) -> Stretch:
    return at, _end(text, at)


def _written(text: str, at: int) -> str:
    """The text of a scalar: of a string what it says, of a number its digits."""
    if text[at] == '"':
        value, _ = scan_string(text, at + 1, True)
        return str(value)
    return text[at : _end(text, at)]
