"""The streams of an OLE compound file ([MS-CFB]), as far as old office files are asked about themselves."""

from __future__ import annotations

import struct
from typing import Final

from gouji.document.sniffing import OLE

_END: Final = 0xFFFFFFFA
_HEADER: Final = 512
_ENTRY: Final = 128


def stream(data: bytes, *names: str) -> bytes | None:
    """The first stream with one of these names; None where there is none or the file is broken."""
    try:
        return _Compound(data).stream(names)
    except (struct.error, IndexError, ValueError):
        return None


class _Compound:
    def __init__(self, data: bytes) -> None:
        if not data.startswith(OLE) or len(data) < _HEADER:
            raise ValueError("no compound file")
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("unknown sizes of sectors")
        self.size, self.mini_size = 1 << shift, 1 << mini_shift
        self.most = len(data) // self.size + 1
        directory, _, self.cutoff, mini_fat = struct.unpack_from("<IIII", data, 48)
        self.fat = self._fat()
        self.entries = self._chain(directory)
        self.mini_fat = self._numbers(self._chain(mini_fat))
        root, length = struct.unpack_from("<IQ", self.entries, 116)
        self.mini = self._chain(root)[: length & 0xFFFFFFFF]

    def stream(self, names: tuple[str, ...]) -> bytes | None:
        wanted = {name.lower() for name in names}
        for at in range(0, len(self.entries) - _ENTRY + 1, _ENTRY):
            length = struct.unpack_from("<H", self.entries, at + 64)[0]
            name = self.entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if name.lower() not in wanted or self.entries[at + 66] != 2:
                continue
            start, size = struct.unpack_from("<IQ", self.entries, at + 116)
            size &= 0xFFFFFFFF
            return (self._mini_chain(start) if size < self.cutoff else self._chain(start))[:size]
        return None

    def _fat(self) -> tuple[int, ...]:
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        more = struct.unpack_from("<I", self.data, 68)[0]
        for _ in range(self.most):
            if more >= _END:
                break
            table = self._numbers(self._sector(more))
            sectors += table[:-1]
            more = table[-1]
        return tuple(
            number for sector in sectors[: self.most] if sector < _END for number in self._numbers(self._sector(sector))
        )

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.size
        return self.data[at : at + self.size]

    def _chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        while start < _END and len(parts) <= self.most:
            parts.append(self._sector(start))
            start = self.fat[start]
        return b"".join(parts)

    def _mini_chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        while start < _END and len(parts) <= len(self.mini) // self.mini_size:
            at = start * self.mini_size
            parts.append(self.mini[at : at + self.mini_size])
            start = self.mini_fat[start]
        return b"".join(parts)

    def _numbers(self, data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
