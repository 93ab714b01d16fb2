"""Documents written for the tests of extraction: dumps as text, and grids whose merged cells are known."""

from __future__ import annotations

from functools import cache

from gouji.document.model import Block, Document, Grid, GridCell, Paragraph, Text
from gouji.document.place import Place
from gouji.document.txt import blocks
from gouji.extraction.drafting.draft import Draft, DraftRow, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.tables import read_tables
from gouji.packs.loader import load_pack
from gouji.packs.vocabulary import Vocabulary

#: A cell, or a cell with the rows and columns that it covers.
Cell = str | tuple[str, int, int]
#: The header of an indicator table, as most forms print it.
HEADER = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施"


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    found = load_pack(["cn-performance"]).vocabulary
    assert found is not None
    return found


def dump(text: str) -> Document:
    """A text file."""
    return Document("样例.txt", "txt", "", tuple(blocks(text)))


def document(*parts: Block | str) -> Document:
    """Blocks, and paragraphs given as texts."""
    made = [
        Paragraph(Text.at(part, Place(paragraph=number))) if isinstance(part, str) else part
        for number, part in enumerate(parts, 1)
    ]
    return Document("样例.docx", "docx", "", tuple(made))


def grid(*rows: list[Cell]) -> Grid:
    """A grid whose merged cells are known: each row lists the cells that begin in it."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, parts in enumerate(rows):
        column = 0
        for part in parts:
            text, height, width = (part, 1, 1) if isinstance(part, str) else part
            while (row, column) in taken:
                column += 1
            place = Place(table=1, cell=f"{chr(65 + column)}{row + 1}")
            cells.append(GridCell(Text.at(text, place), row, column, height, width))
            taken |= {(row + down, column + over) for down in range(height) for over in range(width)}
            column += width
    return Grid(tuple(cells))


def drafted(source: Document | str) -> Draft:
    """What the tables of a document state, in the shipped vocabulary."""
    draft = Draft()
    read_tables(dump(source) if isinstance(source, str) else source, vocabulary(), draft, Wording())
    return draft


def texts(row: DraftRow) -> dict[str, str]:
    """The cells of a row that are not empty."""
    return {name: text for name, value in row.cells.items() if (text := text_of(value))}


def rows(draft: Draft, table: str) -> list[dict[str, str]]:
    """The rows of a table with their cells that are not empty."""
    return [texts(row) for row in draft.tables.get(table, [])]


def fields(draft: Draft) -> dict[str, str | None]:
    """The fields."""
    return {name: text_of(value) for name, value in draft.fields.items()}
