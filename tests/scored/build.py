"""Write the Word and Excel documents of the scored set from `sources/`.

    python tests/scored/build.py

A source has `blocks`: a paragraph, or a table (in Excel: a sheet) with `rows` and merged ranges. A cell `{number: '96.75%'}`
becomes a real number with the number format that prints it so. Needs python-docx and openpyxl.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent


def number_and_format(text: str) -> tuple[float | int, str]:
    """The stored value of a number printed as `text`, and the number format that prints it so."""
    plain = text.replace(",", "").rstrip("%")
    decimals = len(plain.partition(".")[2])
    shape = ("#,##0" if "," in text else "0") + ("." + "0" * decimals if decimals else "")
    if text.endswith("%"):
        return round(float(plain) / 100, decimals + 2), shape + "%"
    return (float(plain) if decimals else int(plain)), shape


def shown(value: Any, shape: str) -> str:
    """A cell as the program shows it, for the number formats that `number_and_format` gives."""
    if isinstance(value, str) or value is None:
        return value or ""
    percent = shape.endswith("%")
    decimals = len(shape.rstrip("%").partition(".")[2])
    return f"{value * 100 if percent else value:{',' if ',' in shape else ''}.{decimals}f}" + ("%" if percent else "")


def corners(ranges: str) -> tuple[int, int, int, int]:
    """`B2:D3` as row, column, row, column counted from 0."""
    found = re.fullmatch(r"([A-Z])(\d+):([A-Z])(\d+)", ranges)
    assert found, ranges
    a, b, c, d = found.groups()
    return int(b) - 1, ord(a) - 65, int(d) - 1, ord(c) - 65


def text_of(cell: Any) -> str:
    return cell["number"] if isinstance(cell, dict) else (cell or "")


def word(source: dict[str, Any], path: Path) -> None:
    import docx

    document = docx.Document()
    for block in source["blocks"]:
        if "paragraph" in block:
            document.add_paragraph(block["paragraph"])
            continue
        rows = block["rows"]
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        table.style = "Table Grid"
        for ranges in block["merge"]:
            r1, c1, r2, c2 = corners(ranges)
            table.cell(r1, c1).merge(table.cell(r2, c2))
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    table.cell(r, c).text = text_of(cell)
    document.save(str(path))


def excel(source: dict[str, Any], path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for block in source["blocks"]:
        sheet = book.create_sheet(block["title"])
        for r, row in enumerate(block["rows"], 1):
            for c, cell in enumerate(row, 1):
                if isinstance(cell, dict):
                    value, shape = number_and_format(cell["number"])
                    sheet.cell(r, c, value).number_format = shape
                elif cell:
                    sheet.cell(r, c, cell)
        for ranges in block["merge"]:
            sheet.merge_cells(ranges)
    book.save(path)


def steady(path: Path) -> None:
    """Write the package again without the hour of its making, so that the same source gives the same bytes."""
    with zipfile.ZipFile(path) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    hour = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            fixed = hour.sub(b"2024-01-01T00:00:00Z", content) if name == "docProps/core.xml" else content
            package.writestr(zipfile.ZipInfo(name), fixed, zipfile.ZIP_DEFLATED)


def main() -> None:
    for path in sorted((HERE / "sources").glob("*.yaml")):
        source = yaml.safe_load(path.read_text(encoding="utf-8"))
        target = HERE / "documents" / source["document"]
        (word if target.suffix == ".docx" else excel)(source, target)
        steady(target)


if __name__ == "__main__":
    main()
