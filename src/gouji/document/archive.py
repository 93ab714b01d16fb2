"""Archives (zip): every document inside, named ``archive.zip/inside.docx``, within bounds and without unpacking to disk."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZipFile, ZipInfo

from gouji.document.endings import DOCUMENTS
from gouji.document.model import Document
from gouji.document.package import too_large
from gouji.document.reading import MOST_BYTES, Watch, read_bytes
from gouji.faults import Diagnostic, Label, SubmissionError

#: Files of an archive that are read, and their bytes together.
MOST_FILES: Final = 2_000
MOST_TOTAL: Final = 1 << 30
#: Bit 11 of an entry says that its name is UTF-8.
_UTF8: Final = 0x800
_LOCKED: Final = 1
#: What an archive of a Mac or a thumbnail viewer holds besides, and the lock files of Word.
_STRAY: Final = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
#: Reports of gouji's own form, and archives inside archives.
_UNPACK_FIRST: Final = frozenset((".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".zip"))


def read_all(data: bytes, name: str, watch: Watch | None = None) -> Iterator[Document | SubmissionError]:
    """The documents of an archive in the order of their names; nothing is raised, at least one item is given."""
    try:
        archive = ZipFile(BytesIO(data))
        entries = sorted((_inner(info), info.header_offset, info) for info in archive.infolist() if not info.is_dir())
    except Exception:  # zipfile raises a dozen kinds of errors for broken files
        reason = {"reason": "不是完整的压缩包", "reason_en": "it is no complete archive"}
        yield SubmissionError([Diagnostic("D202", reason, Label(name))])
        return
    given = total = 0
    for inner, _, info in entries:
        whole = f"{name}/{inner}"
        ending = PurePosixPath(inner).suffix.lower()
        if _stray(inner) or not (ending in DOCUMENTS or ending in _UNPACK_FIRST):
            continue
        given += 1
        total += info.file_size
        if given > MOST_FILES:
            yield SubmissionError([Diagnostic("D215", {"limit": MOST_FILES}, Label(name))])
            return
        if total > MOST_TOTAL:
            yield too_large(name, MOST_TOTAL)
            return
        if ending in _UNPACK_FIRST:
            yield SubmissionError([Diagnostic("D216", {"ending": ending}, Label(whole))])
            continue
        try:
            content = _content(archive, info, whole)
        except SubmissionError as fault:
            yield fault
            continue
        yield from read_bytes(content, whole, watch)
    if not given:
        yield SubmissionError([Diagnostic("D214", {"endings": " ".join(DOCUMENTS)}, Label(name))])


def passed_over(path: Path) -> list[str]:
    """The files of an archive that are of no format that is read here; none where it is no archive that can be opened."""
    try:
        with ZipFile(path) as archive:
            names = [_inner(info) for info in archive.infolist() if not info.is_dir()]
    except Exception:  # zipfile raises a dozen kinds of errors for broken files; read_all tells of them
        return []
    read = DOCUMENTS.keys() | _UNPACK_FIRST
    return sorted(
        name
        for name in names
        if not _stray(name)
        and not PurePosixPath(name).name.startswith(".")
        and PurePosixPath(name).suffix.lower() not in read
    )


def _content(archive: ZipFile, info: ZipInfo, name: str) -> bytes:
    """The bytes of an entry. Raises SubmissionError (D105, D201, D202)."""
    if info.flag_bits & _LOCKED:
        raise SubmissionError([Diagnostic("D201", {}, Label(name))])
    if info.file_size > MOST_BYTES:
        raise SubmissionError([Diagnostic("D105", {"limit": MOST_BYTES}, Label(name))])
    try:
        with archive.open(info) as stream:
            return stream.read(MOST_BYTES)
    except Exception:
        reason = {"reason": "压缩包里的数据读不出来", "reason_en": "its data in the archive cannot be unpacked"}
        raise SubmissionError([Diagnostic("D202", reason, Label(name))]) from None


def _inner(info: ZipInfo) -> str:
    """The name of an entry as it was given: Chinese programs write GBK where the standard says code page 437.

    Steps up and drives are dropped: the name is shown, never opened.
    """
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding) or name
                break
            except UnicodeDecodeError:
                continue
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if parts and len(parts[0]) == 2 and parts[0][1] == ":":
        parts = parts[1:]
    return "/".join("".join(sign if sign.isprintable() else "?" for sign in part) for part in parts) or "?"


def _stray(inner: str) -> bool:
    lowered = inner.lower()
    return lowered.startswith(_STRAY[0]) or lowered.rsplit("/", 1)[-1] in _STRAY or "~$" in inner
