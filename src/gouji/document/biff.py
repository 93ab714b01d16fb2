"""What an old Excel file says about its numbers ([MS-XLS]): values, formats, and which rows and columns are hidden."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from gouji.document.number_format import BUILT_IN

_BOF, _EOF, _PASSWORD, _DATES, _SHEET = 0x809, 0x0A, 0x2F, 0x22, 0x85
_FORMAT, _STYLE, _ROW, _COLUMNS, _MERGED = 0x41E, 0xE0, 0x208, 0x7D, 0xE5
_NUMBER, _SHORT, _SHORTS, _FORMULA = 0x203, 0x27E, 0xBD, 0x06
_MACROS: Final = 0xD3
#: The version of the format that Excel 97 to 2003 and WPS write.
_BIFF8: Final = 0x600


@dataclass(slots=True)
class Numbers:
    """The numbers of a sheet with the index of their style, by row and column from 0."""

    cells: dict[tuple[int, int], tuple[float, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """What a workbook stream says: format codes by style, numbers by the name of the sheet."""

    known: bool = False
    locked: bool = False
    macros: bool = False
    since_1904: bool = False
    codes: list[str] = field(default_factory=list)
    sheets: dict[str, Numbers] = field(default_factory=dict)


def read_book(stream: bytes) -> Book:
    """What can be learned; a broken stream gives what came before the break."""
    book = Book()
    with suppress(struct.error, IndexError, ValueError):
        _read(stream, book)
    return book


def _read(stream: bytes, book: Book) -> None:
    starts: list[tuple[int, str]] = []
    own: dict[int, str] = {}
    styles: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _BOF and not book.known:
            book.known = struct.unpack_from("<H", body)[0] == _BIFF8
            if not book.known:
                return
        elif kind == _PASSWORD:
            book.locked = True
            return
        elif kind == _MACROS:
            book.macros = True
        elif kind == _DATES:
            book.since_1904 = body[:1] == b"\1"
        elif kind == _SHEET:
            starts.append((struct.unpack_from("<I", body)[0], _text(body[6:], body[6])))
        elif kind == _FORMAT:
            index, length = struct.unpack_from("<HH", body)
            own[index] = _text(body[3:], length)
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    book.codes = [own.get(index) or BUILT_IN.get(index, "General") for index in styles]
    for start, name in starts:
        book.sheets[name] = numbers = Numbers()
        for kind, body in _records(stream, start):
            _sheet_record(kind, body, numbers)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a substream, from its beginning to its end."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return


def _sheet_record(kind: int, body: bytes, numbers: Numbers) -> None:
    if kind == _NUMBER:
        row, column, style, value = struct.unpack_from("<HHHd", body)
        numbers.cells[row, column] = (value, style)
    elif kind == _SHORT:
        row, column, style, packed = struct.unpack_from("<HHHI", body)
        numbers.cells[row, column] = (_unpacked(packed), style)
    elif kind == _SHORTS:
        row, column = struct.unpack_from("<HH", body)
        for index in range((len(body) - 6) // 6):
            style, packed = struct.unpack_from("<HI", body, 4 + 6 * index)
            numbers.cells[row, column + index] = (_unpacked(packed), style)
    elif kind == _FORMULA:
        row, column, style, value = struct.unpack_from("<HHHd", body)
        if body[12:14] != b"\xff\xff":
            numbers.cells[row, column] = (value, style)
    elif kind == _ROW:
        row = struct.unpack_from("<H", body)[0]
        if struct.unpack_from("<I", body, 12)[0] & 0x20:
            numbers.hidden_rows.add(row)
    elif kind == _COLUMNS:
        first, last, _, _, options = struct.unpack_from("<HHHHH", body)
        if options & 1:
            numbers.hidden_columns.append((first, last))


def _unpacked(packed: int) -> float:
    """A number in four bytes: a whole one, or the upper half of a double, and both perhaps a hundredfold."""
    if packed & 2:
        value = float(packed >> 2 if packed < 1 << 31 else (packed >> 2) - (1 << 30))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value


def _text(body: bytes, length: int) -> str:
    """Characters after a byte (counted by ``length``) that says whether each takes one byte or two."""
    wide = body[1] & 1
    return body[2 : 2 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
