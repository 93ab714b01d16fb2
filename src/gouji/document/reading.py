"""From a file to documents: the reader that its ending names; an archive stands for the files inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path, PurePath
from typing import Final

from gouji.document.endings import ARCHIVE, DOCUMENTS
from gouji.document.model import Document
from gouji.faults import Diagnostic, Label, SubmissionError

#: Told what is being read and how far it is: the name of the file, pages done, pages in all.
Watch = Callable[[str, int, int], None]
#: From the bytes of a file and its name to a document. Raises SubmissionError.
Reader = Callable[[bytes, str, "Watch | None"], Document]

#: A larger file is refused.
MOST_BYTES: Final = 200 << 20


def read_documents(path: str | Path, watch: Watch | None = None) -> Iterator[Document | SubmissionError]:
    """The documents of one file: one, or all of an archive. Nothing is raised; at least one item is given."""
    name = str(path)
    kind = DOCUMENTS.get(Path(path).suffix.lower())
    if kind is None:
        args = {"ending": Path(path).suffix, "endings": " ".join(DOCUMENTS)}
        yield SubmissionError([Diagnostic("D104", args, Label(name))])
        return
    try:
        with open(path, "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        yield SubmissionError([Diagnostic("D101", {"path": name}, Label(name))])
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or type(fault).__name__
        yield SubmissionError([Diagnostic("D102", {"path": name, "reason": reason}, Label(name))])
    else:
        yield from read_bytes(data, name, watch)


def read_bytes(data: bytes, name: str, watch: Watch | None = None) -> Iterator[Document | SubmissionError]:
    """The documents of a file whose bytes are at hand; ``name`` says by its ending what they are. Nothing is raised."""
    if len(data) > MOST_BYTES:
        yield SubmissionError([Diagnostic("D105", {"limit": MOST_BYTES}, Label(name))])
        return
    kind = DOCUMENTS[PurePath(name).suffix.lower()]
    if kind == ARCHIVE:
        from gouji.document.archive import read_all

        yield from read_all(data, name, watch)
        return
    try:
        yield reader(kind)(data, name, watch)
    except SubmissionError as fault:
        yield fault
    except OSError as fault:
        # a program that converts, or a folder for it, failed
        reason = fault.strerror or type(fault).__name__
        yield SubmissionError([Diagnostic("D102", {"path": name, "reason": reason}, Label(name))])


def reader(kind: str) -> Reader:
    """The reader of a format, imported when it is first needed."""
    read: Reader = import_module(f"gouji.document.{kind}").read
    return read
