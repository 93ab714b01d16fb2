"""A copy of a workbook with a comment at every cell that has a remark; that cell, and the cells involved, in colour.

openpyxl reads the workbook and writes it anew: values, formulas, formats, merged ranges, widths, hidden rows and
existing comments stay, and macros are kept. What it does not know is lost in the copy: drawn shapes and text boxes,
form controls, rich text inside one cell (its text stays, its fonts do not), and the stored results of formulas, which
Excel computes again when it opens the file. The original is never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from gouji.document import Place
from gouji.output.annotating import AUTHOR, INVOLVED, Involved, Remark

#: Characters of a comment in Excel.
_MOST: Final = 32_000
_WIDTH: Final = 320
#: Pixels of a line, and characters that fit into one at this width.
_LINE: Final = 20
_FIT: Final = 22


def annotate(data: bytes, remarks: Sequence[Remark], involved: Sequence[Involved] = ()) -> bytes:
    """The bytes of an xlsx or xlsm file with the remarks as comments, several on one cell one after the other.

    A cell that has a colour of its own keeps it.

    A remark on a place that the workbook does not have (or on none) goes to the first cell of its first sheet: none is
    lost. The bytes must be of a file that :func:`gouji.document.read_documents` has read as ``xlsx``.
    """
    import openpyxl
    from openpyxl.comments import Comment

    book = openpyxl.load_workbook(BytesIO(data), keep_vba=b"vbaProject.bin" in data)
    for remark in remarks:
        cell = _cell(book, remark.place)
        _colour(cell, remark.color)
        before = "" if cell.comment is None else cell.comment.text + "\n\n"
        text = (before + remark.shown)[:_MOST]
        height = _LINE * (2 + sum(1 + len(line) // _FIT for line in text.split("\n")))
        cell.comment = Comment(text, AUTHOR, height=min(height, _LINE * _FIT), width=_WIDTH)
    for one in involved:
        if one.place.sheet in book.sheetnames and one.place.cell is not None:
            _colour(_cell(book, one.place), INVOLVED)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _colour(cell: Any, color: str) -> None:
    """Fill a cell that has no fill of its own."""
    from openpyxl.styles import PatternFill

    if color and cell.fill.fill_type is None:
        cell.fill = PatternFill("solid", start_color=f"FF{color.upper()}")


def _cell(book: Any, place: Place) -> Any:
    """The cell at a place; of a merged range the first, since the others hold nothing."""
    sheet = book[place.sheet] if place.sheet in book.sheetnames else book.worksheets[0]
    name = place.cell if place.cell is not None and place.sheet in book.sheetnames else "A1"
    for merged in sheet.merged_cells.ranges:
        if name in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[name]
