"""Places in words: where a person looks for a figure."""

from __future__ import annotations

from gouji.engine.result import Location
from gouji.output.safe import one_line
from gouji.output.words import word
from gouji.report import Anchor, Place


def where(path: str, place: Place, lang: str) -> str:
    """The place with its file, in the form that editors open: ``file:line:column``, else the place in words."""
    file = one_line(path)
    if place.line is not None:
        return f"{file}:{place.line}" + (f":{place.column}" if place.column is not None else "")
    inside = within(place, lang)
    return f"{file} {inside}" if inside else file


def within(place: Place, lang: str) -> str:
    """The place inside its file, in words; a pointer where the format has nothing better; empty when unknown."""
    parts: list[str] = []
    if place.page is not None:
        parts.append(word("at_page", lang, page=place.page))
    if place.table is not None and place.sheet is None:
        parts.append(word("at_table", lang, table=place.table))
    if place.sheet is not None or place.cell is not None:
        parts.append("!".join(one_line(part) for part in (place.sheet, place.cell) if part))
    if place.paragraph is not None:
        parts.append(word("at_paragraph", lang, paragraph=place.paragraph))
    if place.line is not None:
        key = "at_line" if place.column is not None else "at_whole_line"
        parts.append(word(key, lang, line=place.line, column=place.column))
    if not parts and place.pointer:
        parts.append(one_line(place.pointer))
    return " ".join(part for part in parts if part)


def subject(location: Location, lang: str) -> str:
    """What stands there: table, row (by its own name, else its number) and column, as printed."""
    return cell_name(location.anchor, lang, location.row)


def cell_name(anchor: Anchor, lang: str, row_name: str = "") -> str:
    """A cell in words: table, row and column; a field by its name alone."""
    if anchor.table is None:
        return one_line(anchor.column)
    row = one_line(row_name)
    if not row and anchor.row is not None:
        row = word("at_row", lang, row=anchor.row + 1)
    return " · ".join(part for part in (one_line(anchor.table), row, one_line(anchor.column)) if part)
