"""A workbook and its paper: formats, columns, heights of rows, and how it is set up to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from gouji.engine.outcome import Severity
from gouji.engine.result import Location
from gouji.faults.record import dataclass
from gouji.output.options import OutputOptions
from gouji.output.places import subject, within
from gouji.output.safe import lines
from gouji.output.words import word
from gouji.output.wrap import cell_len, wrap

#: What a cell holds at most, in UTF-16 units, and how many line breaks Excel shows in one.
CELL_LIMIT = 32_767
BREAK_LIMIT = 250

_A4 = 9
#: Points of a line of text and of the highest row that Excel shows.
_LINE_HEIGHT = 13
_HIGHEST = 409
_CREATED = datetime(1980, 1, 1)
_FILLS = {Severity.HIGH: "#F4B6B6", Severity.MEDIUM: "#FCE4A8", Severity.LOW: "#DCE9F5", Severity.INFO: "#FFFFFF"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its heading, its width in half-width characters, and how its cells are set."""

    key: str
    width: int
    style: str = "text"


def cell_text(text: str, lang: str) -> str:
    """A text as a cell can hold it: nothing hidden, at most 32,767 units; what was cut is marked."""
    text = lines(text)
    if text.count("\n") > BREAK_LIMIT:
        kept = text.split("\n", BREAK_LIMIT)
        text = "\n".join(kept[:-1]) + "\n" + kept[-1].replace("\n", " ")
    if _units(text) <= CELL_LIMIT:
        return text
    mark = word("cut_mark", lang, n=len(text))
    room = CELL_LIMIT - _units(mark)
    # A character beyond the basic plane takes two units and is not split.
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + mark


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text) if not text.isascii() else len(text)


class Paper:
    """A workbook on its way to a file: its formats, and what every sheet is made with."""

    #: Rows of a sheet, the header row among them; what does not fit is counted in the last row.
    most_rows = 1_048_576

    def __init__(self, workbook: Any, lang: str, options: OutputOptions) -> None:
        self._workbook = workbook
        self._lang = lang
        self._options = options
        workbook.set_properties({"title": word("title", lang), "author": "gouji", "created": _CREATED})
        workbook.set_calc_mode("auto")
        base = {"font_name": "Calibri" if lang == "en" else "宋体", "font_size": 10, "valign": "top"}
        cell = {**base, "border": 1, "border_color": "#808080", "text_wrap": True}
        self._formats = {
            "text": workbook.add_format(cell),
            "small": workbook.add_format({**cell, "font_size": 8}),
            "center": workbook.add_format({**cell, "align": "center"}),
            "number": workbook.add_format({**cell, "num_format": "0"}),
            "percent": workbook.add_format({**cell, "num_format": "0.0%"}),
            "head": workbook.add_format(
                {**cell, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E4E4E4"}
            ),
            "section": workbook.add_format({**base, "bold": True, "font_size": 12}),
            "label": workbook.add_format({**cell, "bold": True}),
            "plain": workbook.add_format({**base, "text_wrap": True}),
        }
        self._severities = {
            severity: workbook.add_format(
                {**cell, "align": "center", "bold": severity is Severity.HIGH, "bg_color": fill}
            )
            for severity, fill in _FILLS.items()
        }

    def close(self) -> None:
        self._workbook.close()

    def _sheet(self, name: str, columns: Sequence[Column]) -> Any:
        lang = self._lang
        sheet = self._workbook.add_worksheet(word(name, lang))
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, word(column.key, lang), self._formats["head"])
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        self._print_setup(sheet)
        return sheet

    def _print_setup(self, sheet: Any) -> None:
        lang = self._lang
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.6)
        sheet.set_header("&C&14" + word("title", lang) + "&R&9&A")
        sheet.set_footer("&C&9" + word("page", lang, at="&P", all="&N"))

    def _end(self, sheet: Any, rows: int, columns: Sequence[Column]) -> None:
        """The filter over the rows, and a remark where they did not all fit."""
        last = min(rows, self.most_rows - 2)
        sheet.autofilter(0, 0, max(1, last), len(columns) - 1)
        if rows > last:
            sheet.write_string(
                self.most_rows - 1, 0, word("rows_cut", self._lang, n=rows - last), self._formats["plain"]
            )

    def _height(self, sheet: Any, row: int, texts: Iterable[tuple[str, int]]) -> None:
        """Sets a row as high as its texts need in their widths: not every program does so when it opens a file."""
        most = _HIGHEST // _LINE_HEIGHT
        needed = max((_lines(text, width, most) for text, width in texts), default=1)
        sheet.set_row(row, min(_HIGHEST, _LINE_HEIGHT * needed + 3))

    def _text(self, sheet: Any, row: int, column: int, text: str, style: str) -> None:
        shown = cell_text(text, self._lang)
        if shown:
            sheet.write_string(row, column, shown, self._formats[style])
        else:
            sheet.write_blank(row, column, None, self._formats[style])

    def _places(self, locations: Iterable[Location], unlisted: int = 0) -> str:
        """What and where: the first operand in full, then the others, a line each, and how many there are besides."""
        lang = self._lang
        found = list(locations)
        shown = found if self._options.verbose else found[: self._options.max_places]
        rows = [" ".join(part for part in (subject(x, lang), within(x.place, lang)) if part) for x in shown]
        rows = list(dict.fromkeys(rows))
        if rest := len(found) - len(shown) + unlisted:
            rows.append(word("more_places", lang, n=rest))
        return "\n".join(rows)


def _lines(text: str, width: int, most: int) -> int:
    """How many lines a text takes in a width of half-width characters; counted no further than ``most``."""
    count = 0
    for line in lines(text[: most * max(1, width)]).split("\n"):
        count += 1 if cell_len(line) <= width else len(wrap(line, width))
        if count >= most:
            return most
    return count


__all__ = ["BREAK_LIMIT", "CELL_LIMIT", "Column", "Paper", "cell_text"]
