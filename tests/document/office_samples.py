"""Office files for the tests, built by the libraries of other people or out of their parts."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl

from gouji.document import Block, Document, Grid, Paragraph, read_documents
from gouji.faults import SubmissionError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(file: object) -> bytes:
    """The bytes of a document of python-docx or a workbook of openpyxl."""
    stream = BytesIO()
    file.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A package with some parts replaced, added or (None) left out."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, part in parts.items():
            if part is not None:
                after.writestr(name, part)
    return stream.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a package."""
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)


def word(body: str, **parts: str) -> bytes:
    """A Word document with this body (WordprocessingML with the prefix ``w``), and with some parts in place of others."""
    namespaces = (
        f"{W} xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
        " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    )
    main = f"<?xml version='1.0' encoding='UTF-8'?><w:document {namespaces}><w:body>{body}</w:body></w:document>"
    inside = {"word/document.xml": main.encode()}
    for name, text in parts.items():
        inside[f"word/{name}.xml"] = f"<?xml version='1.0' encoding='UTF-8'?><w:{name} {W}>{text}</w:{name}>".encode()
    return changed(saved(docx.Document()), inside)


def sheet(rows: str, after: str = "", before: str = "") -> bytes:
    """A workbook with one sheet whose rows are given as SpreadsheetML."""
    book = openpyxl.Workbook()
    book.active.title = "表"
    main = (
        "<?xml version='1.0' encoding='UTF-8'?>"
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    return changed(saved(book), {"xl/worksheets/sheet1.xml": main.encode()})


def read(folder: Path, name: str, data: bytes) -> Document:
    """The one document of a file that can be read."""
    (document,) = results(folder, name, data)
    assert isinstance(document, Document), document
    return document


def refusal(folder: Path, name: str, data: bytes) -> tuple[str, str, str]:
    """Code, sentence and next step for a file that cannot be read."""
    (fault,) = results(folder, name, data)
    assert isinstance(fault, SubmissionError), fault
    (diagnostic,) = fault.diagnostics
    assert diagnostic.label is not None and diagnostic.label.file == str(folder / name)
    assert diagnostic.message("en") and diagnostic.help("en")
    return diagnostic.code, diagnostic.message(), diagnostic.help()


def results(folder: Path, name: str, data: bytes) -> list[Document | SubmissionError]:
    """What a file gives."""
    path = folder / name
    path.write_bytes(data)
    return list(read_documents(path))


def told(document: Document) -> list[tuple[str, str]]:
    """The warnings of a reader."""
    assert all(note.severity == "warning" and note.message("en") and note.help("en") for note in document.notes)
    return [(note.code, note.message()) for note in document.notes]


def lines(document: Document) -> list[str]:
    """The running text, with its automatic numbers."""
    return [block.number + block.text.text for block in document.paragraphs]


def shape(block: Block) -> list[tuple[str, int, int, int, int]]:
    """The cells of a table: text, row, column, rows, columns."""
    assert isinstance(block, Grid)
    return [(cell.text.text, cell.row, cell.column, cell.rows, cell.columns) for cell in block.cells]


def apart(document: Document) -> list[tuple[str, str]]:
    """What stands outside the running text."""
    return [(b.apart, b.text.text) for b in document.blocks if isinstance(b, Paragraph) and b.apart]
