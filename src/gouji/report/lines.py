"""JSON Lines, a line at a time: bounded memory, whatever the file holds."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple, Protocol

from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.report.form import MAX_LINE_BYTES

_CHUNK = 1 << 20
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class RawLine(NamedTuple):
    """One line of a JSON Lines file, unread; small enough to hand to another process."""

    path: str
    number: int
    """From 1."""
    data: bytes
    """Without its line end."""


class ByteStream(Protocol):
    """What is asked of a binary stream."""

    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


class Rejoined:
    """A stream whose beginning has been read already, put together again."""

    def __init__(self, head: bytes, stream: ByteStream) -> None:
        self._head = BytesIO(head)
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        part = self._head.read(size)
        return part + self._stream.read(size - len(part)) if len(part) < size else part

    def readline(self, size: int, /) -> bytes:
        part = self._head.readline(size)
        if part.endswith(b"\n") or len(part) >= size:
            return part
        return part + self._stream.readline(size - len(part))


def raw_lines(stream: ByteStream, path: str, limit: int = MAX_LINE_BYTES) -> Iterator[RawLine | SubmissionError]:
    """The lines that are not blank. A line of more than ``limit`` bytes is an error (D153) and is skipped unread."""
    number = 0
    while True:
        line = stream.readline(limit + 2)
        if not line:
            return
        number += 1
        if number == 1 and line.startswith(_WIDE_MARKS):
            yield SubmissionError([Diagnostic("D106", _wide(line), Label(path, 1, 1, 1, 2))])
            return
        if number == 1 and line.startswith(codecs.BOM_UTF8):
            line = line[len(codecs.BOM_UTF8) :]
        ended = line.endswith(b"\n")
        data = (line[:-2] if line.endswith(b"\r\n") else line[:-1]) if ended else line
        if len(data) > limit:
            if not ended:
                _skip_line(stream)
            label = Label(path, number, 1, number, 2)
            yield SubmissionError([Diagnostic("D153", {"limit": limit}, label)])
        elif data and not data.isspace():
            yield RawLine(path, number, data)


def _skip_line(stream: ByteStream) -> None:
    while True:
        part = stream.readline(_CHUNK)
        if not part or part.endswith(b"\n"):
            return


def _wide(line: bytes) -> dict[str, object]:
    return {"offset": 0, "byte": f"{line[0]:02X}", "encoding": "UTF-8"}
