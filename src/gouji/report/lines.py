"""JSON Lines, a line at a time: bounded memory, whatever the file holds."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple, Protocol

from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.faults import regex as re
from gouji.report.form import MAX_LINE_BYTES

_CHUNK = 1 << 18
#: As many lines are handed over together, or a few more: enough for columns, few enough for memory.
TOGETHER = 1000
#: After so many bytes no further line is taken with them.
BYTES = 1 << 24
#: Bytes there are after the last line of a block, whatever they say, so that a few may be looked at from any place.
PADDING = 64
_FILLED = re.compile(rb"\S")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class RawLine(NamedTuple):
    """One line of a JSON Lines file, unread; small enough to hand to another process."""

    path: str
    number: int
    """From 1."""
    data: bytes
    """Without its line end."""


class Block:
    """Lines of a JSON Lines file that follow one another, unread."""

    __slots__ = ("_ends", "count", "data", "number", "path", "size")

    def __init__(self, path: str, number: int, data: bytearray, size: int) -> None:
        """``number`` is that of the first line."""
        self.path, self.number, self.data, self.size = path, number, data, size
        """The lines with their ends are the first ``size`` bytes; at least :data:`PADDING` others follow."""
        self._ends = _ends(data, size)
        self.count = len(self._ends)

    @classmethod
    def of(cls, path: str, data: bytes, number: int = 1) -> Block:
        """Some lines that stand in memory."""
        return cls(path, number, bytearray(data + bytes(PADDING)), len(data))

    def bounds(self) -> tuple[list[int], list[int]]:
        """Where every line begins, and where it ends."""
        return [0, *(end + 1 for end in self._ends[:-1])], self._ends

    def lines(self) -> Iterator[RawLine | SubmissionError]:
        """The lines that are not blank, each by itself."""
        return raw_lines(BytesIO(memoryview(self.data)[: self.size]), self.path, first=self.number)


def _ends(data: bytearray, size: int) -> list[int]:
    """Where the lines end: at a line feed, the last one perhaps at the end."""
    found, at = [], -1
    while (at := data.find(b"\n", at + 1, size)) >= 0:  # looks at many bytes at once, as counting does not
        found.append(at)
    if not found or found[-1] < size - 1:
        found.append(size)
    return found


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


def raw_blocks(stream: BinaryIO, path: str) -> Iterator[Block | RawLine | SubmissionError]:
    """The same as :func:`raw_lines`, many lines together where they are of no great length."""
    rest, number = stream.read(_CHUNK), 1
    if rest.startswith(_WIDE_MARKS):
        yield from raw_lines(Rejoined(rest, stream), path)
        return
    rest = rest.removeprefix(codecs.BOM_UTF8)
    average, more = len(rest) // max(rest.count(b"\n"), 1), bool(rest)
    while more:
        data = bytearray(max(min(max(average * TOGETHER, 2 * len(rest)), BYTES), len(rest)) + PADDING)
        data[: len(rest)] = rest
        size = len(rest) + _fill(stream, memoryview(data)[len(rest) : -PADDING])
        more = size == len(data) - PADDING
        whole = data.rfind(b"\n", 0, size) + 1 if more else size
        if more and not whole and size >= BYTES:
            yield from raw_lines(Rejoined(bytes(data[:size]), stream), path, first=number)
            return
        rest = bytes(data[whole:size])
        if whole:
            block = Block(path, number, data, whole)
            average = whole // block.count
            number += block.count
            if _FILLED.search(data, 0, whole):
                yield block
            del block
        del data  # whoever is done with a block need not hold it while the next one is read


def _fill(stream: BinaryIO, room: memoryview) -> int:
    """Read until there is no room left, or nothing more; how much was read."""
    read = 0
    while read < len(room) and (some := stream.readinto(room[read:])):  # type: ignore[attr-defined]
        read += some
    return read


def raw_lines(
    stream: ByteStream, path: str, limit: int = MAX_LINE_BYTES, first: int = 1
) -> Iterator[RawLine | SubmissionError]:
    """The lines that are not blank. A line of more than ``limit`` bytes is an error (D153) and is skipped unread.

    ``first`` is the number of the first one.
    """
    number = first - 1
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
