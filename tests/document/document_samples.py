"""What the tests of the readers look at: blocks as plain tuples, and the stretch of source that a place names."""

from __future__ import annotations

from gouji.document import Document, Grid, Text
from gouji.document.model import Block
from gouji.document.reading import reader
from gouji.faults import SubmissionError


def read(kind: str, data: bytes | str, name: str = "样本") -> Document:
    return reader(kind)(data.encode() if isinstance(data, str) else data, name, None)


def told(kind: str, data: bytes | str, name: str = "样本") -> list[str]:
    """The diagnostics with which a file is refused, in full."""
    try:
        document = read(kind, data, name)
    except SubmissionError as fault:
        return [f"{d.label}: {d.severity}[{d.code}] {d.message()}｜{d.help()}" for d in fault.diagnostics]
    raise AssertionError(f"read as {shape(document)}")


def noted(document: Document) -> list[str]:
    return [f"{d.label}: {d.severity}[{d.code}] {d.message()}｜{d.help()}" for d in document.notes]


def shape(document: Document) -> list[object]:
    """Paragraphs as texts (headings as level and text, others as where they stand and text), tables as rows of texts."""
    return [shape_of(block) for block in document.blocks]


def shape_of(block: Block) -> object:
    if isinstance(block, Grid):
        return [[cell.text.text for cell in row] for row in block.rows]
    extra = block.level or block.apart or block.number
    return (extra, block.text.text) if extra else block.text.text


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {cell.text.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells}


def source_at(source: str, text: Text, start: int, end: int) -> str:
    """What stands in the source where a text says that a stretch of it stands (on one line)."""
    place = text.place(start, end)
    assert place.line is not None and place.column is not None and place.end_column is not None
    assert place.line == place.end_line
    return source.split("\n")[place.line - 1][place.column - 1 : place.end_column - 1]
