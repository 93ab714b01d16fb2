"""Old Excel workbooks (xls) and those of WPS (et), which are the same: python-calamine for the texts and merged ranges.

It gives numbers without their formats, so those come from the records of the file itself (:mod:`gouji.document.biff`).
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from gouji.document.biff import Book, Numbers, read_book
from gouji.document.compound import stream
from gouji.document.model import Document
from gouji.document.number_format import Formats
from gouji.document.package import need
from gouji.document.reading import Watch
from gouji.document.sheet import MOST_CELLS, Sheet, warnings
from gouji.document.sniffing import opened
from gouji.faults import Diagnostic, Label, SubmissionError


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """An old workbook. Raises SubmissionError (D200 to D203, D213)."""
    other = opened(data, name, "xls", "ole")
    if other is not None:
        return other(data, name, watch)
    need("python_calamine", name)
    label = Label(name)
    book = read_book(stream(data, "Workbook", "Book") or b"")
    if book.locked:
        raise SubmissionError([Diagnostic("D201", {}, label)])
    sheets = _sheets(data, name, book)
    blocks = [block for sheet in sheets for block in sheet.blocks()]
    if not blocks:
        raise SubmissionError([Diagnostic("D213", {"images": "", "images_en": ""}, label)])
    notes = warnings(sheets, name)
    if book.macros:
        notes.append(Diagnostic("D209", {}, label, severity="warning"))
    return Document(name, "xls", hashlib.sha256(data).hexdigest(), tuple(blocks), tuple(notes))


def _sheets(data: bytes, name: str, book: Book) -> list[Sheet]:
    try:
        return list(_read(data, book))
    except (KeyboardInterrupt, SystemExit, SubmissionError):
        raise
    except BaseException as fault:
        # the library panics over some broken files, with an error that is no Exception
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        reason = {"reason": "内容不完整", "reason_en": "its content is incomplete"}
        raise SubmissionError([Diagnostic("D202", reason, Label(name))]) from None


def _read(data: bytes, book: Book) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    formats = Formats(book.since_1904)
    sheets, left = [], MOST_CELLS
    for listed in workbook.sheets_metadata:
        if listed.typ != SheetTypeEnum.WorkSheet:
            continue
        found = workbook.get_sheet_by_name(listed.name)
        sheet = Sheet(listed.name, hidden=listed.visible != SheetVisibleEnum.Visible)
        numbers = book.sheets.get(listed.name, Numbers())
        sheet.hidden_rows, sheet.hidden_columns = numbers.hidden_rows, numbers.hidden_columns
        for start, end in found.merged_cell_ranges or ():
            sheet.merged.append((*start, *end))
        start = found.start or (0, 0)
        for row, values in enumerate(found.to_python(skip_empty_area=True), start[0]):
            for column, value in enumerate(values, start[1]):
                text = _shown(value, (row, column), numbers, book, formats, sheet)
                if text.strip() and left > 0:
                    sheet.cells[row, column] = text.strip()
                    left -= 1
                elif text.strip():
                    sheet.cut = True
        sheets.append(sheet)
    return sheets


def _shown(value: Any, at: tuple[int, int], numbers: Numbers, book: Book, formats: Formats, sheet: Sheet) -> str:
    if at in numbers.cells:
        stored, style = numbers.cells[at]
        code = book.codes[style] if style < len(book.codes) else "General"
        shown = formats.number(repr(stored), code)
        if shown is None:
            sheet.unformatted.append(at)
            shown = formats.number(repr(stored), "General")
        return shown or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        if not book.known:
            sheet.unformatted.append(at)
        return formats.number(repr(value), "General") or ""
    return str(value)
