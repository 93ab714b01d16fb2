"""JSON Lines whose lines are all alike: what the first one looks like tells how to read the next ones at a stroke.

The lines of a JSON Lines file mostly come out of one program: the same names in the same order, written the same way. A
:class:`Template` is made from a line that has been read by the general way; it is a regular expression for what stands
around the tables and one for the rows of each table. A line that these match *without a gap from its first character
to its last* is JSON of exactly that shape, so that its cells are what they caught; any other line is left to the
general way. What is accepted here is exactly what the careful reading would give (a property test).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from gouji.document.place import Place
from gouji.faults import regex as re
from gouji.report.columnar import ColumnarReport, Grid
from gouji.report.form import KEYS, MAX_CELL_CHARACTERS, VERSION, parse_year
from gouji.report.json_places import JsonOrigin
from gouji.report.json_quick import blanks_of
from gouji.report.lines import RawLine
from gouji.report.model import Form
from gouji.report.place import Anchor
from gouji.report.text import Text

#: The text of a string in which nothing is escaped.
_PLAIN = r'[^"\\\x00-\x1f]*+'
#: A string, null or a number, caught as it is written.
_TOKEN = rf'("{_PLAIN}"|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?=[,}}]))'
_YEAR = r"([1-9][0-9]{3})"
#: Names with any of these are not looked for by searching.
_AWKWARD = re.compile(r'["\\{}\[\],:\x00-\x1f]')
#: How the lines of the usual writers look: what stands between two members, and between a name and its value.
_STYLES = ((",", ":"), (", ", ": "))


class Shape(NamedTuple):
    """One table: how it begins, one row, and what follows the last row."""

    name: str
    headers: dict[str, slice]
    """The headers, each with the stretch of its cells among those of all rows."""
    tokens: tuple[int, ...]
    """The columns whose cells are not all strings: caught as written."""
    row: re.Pattern[str]
    opening: str
    """How a row begins, up to its first cell."""
    closing: str
    """What stands after the last row, up to the first row of the next table or the end of what can be told."""
    fixed: int
    """Characters of a row with its comma, its caught cells aside."""
    comma: int
    """Characters between two rows."""

    def cells(self, text: str, at: int, end: int) -> list[str] | None:
        """The cells of the rows from ``at`` to ``end``, one row after the other; None if anything else stands there.

        A row that was found is followed by another one or by the end. Where all cells are strings and no quote stands
        outside of the rows found, there is no gap between them, since a gap would begin as a row does. Where they are
        not, what was caught and what stands around it must be as long as the whole.
        """
        if not text.startswith(self.opening, at):
            return None
        rows = self.row.findall(text, at, end)
        width = len(self.headers)
        cells = list(chain.from_iterable(rows)) if width > 1 else rows
        if not self.tokens:
            return cells if text.count('"', at, end) == len(cells) * 4 else None
        if len("".join(cells)) + len(rows) * self.fixed - self.comma != end - at:
            return None
        for column in self.tokens:
            cells[column::width] = map(_cell, cells[column::width])
        return cells


class Template:
    """How the lines of one shape are read. Made by :func:`template_of`."""

    __slots__ = (
        "_fields",
        "_head",
        "_head_bytes",
        "_names",
        "_opening",
        "_scalars",
        "_tail",
        "_tail_bytes",
        "colon",
        "comma",
        "form",
        "tables",
        "tables_first",
    )

    def __init__(self, order: Sequence[str], line: Mapping[str, Any], tokens: Tokens, comma: str, colon: str) -> None:
        """``order``: the keys as the line writes them; ``line``: what it says, as json gives it."""
        self.comma, self.colon = comma, colon
        meant = [KEYS[key] for key in order]
        self.tables_first = "fields" in meant and meant.index("tables") < meant.index("fields")
        self._scalars: list[tuple[str, str, bool]] = []  # member, name, whether a token
        parts = [self._member(key, line[key], tokens, comma, colon) for key in order if KEYS[key] != "tables"]
        at = meant.index("tables")
        opened = f"{json.dumps(order[at], ensure_ascii=False)}{colon}{{"
        before, after = parts[:at], parts[at:]
        given: dict[str, list[dict[str, Any]]] = line[order[at]]
        names = list(given)
        head = "{" + "".join(part + re.escape(comma) for part in before) + re.escape(opened + _start(names[0], colon))
        self._head, self._head_bytes = re.compile(head), re.compile(head.encode())
        tail = "]}" + "".join(re.escape(comma) + part for part in after) + r"\}"
        self._tail, self._tail_bytes = re.compile(tail), re.compile(tail.encode())
        literal = "]}" + (comma + json.dumps(order[at + 1], ensure_ascii=False) if after else "}")
        self.tables = []
        for table, following in zip(names, [*names[1:], None], strict=True):
            headers = tuple(given[table][0])
            loose = tuple(i for i, header in enumerate(headers) if (table, header) in tokens)
            cells = [
                re.escape(f'"{header}"{colon}') + (_TOKEN if i in loose else f'"({_PLAIN})"')
                for i, header in enumerate(headers)
            ]
            opening = f'{{"{headers[0]}"{colon}' + ("" if 0 in loose else '"')
            after_row = rf"\}}(?:{re.escape(comma)}(?={re.escape(opening)})|\Z)"
            row = re.compile(r"\{" + re.escape(comma).join(cells) + after_row)
            around = sum(len(f'"{h}"{colon}') + (0 if i in loose else 2) for i, h in enumerate(headers))
            fixed = around + (len(headers) - 1) * len(comma) + 2 + len(comma)
            closing = literal if following is None else "]" + comma + _start(following, colon)
            stretches = {header: slice(i, None, len(headers)) for i, header in enumerate(headers)}
            self.tables.append(Shape(table, stretches, loose, row, opening, closing, fixed, len(comma)))
        self._opening = self.tables[0].opening.encode()
        fields = [name for member, name, _ in self._scalars if member == "fields"]
        key = next((key for key in order if KEYS[key] == "fields"), "")
        self._fields = f'"{key}"{colon}{{'
        self._names = frozenset(fields)
        self.form: Form = tuple((t.name, tuple(t.headers)) for t in self.tables), tuple(fields)

    def _member(self, key: str, value: Any, tokens: Tokens, comma: str, colon: str) -> str:
        """The pattern of a member other than the tables."""
        written = re.escape(json.dumps(key, ensure_ascii=False) + colon)
        meant = KEYS[key]
        if meant == "gouji":
            return written + re.escape(json.dumps(VERSION))
        if meant == "fields":
            cells = []
            for name in value:
                token = (None, name) in tokens
                self._scalars.append((meant, name, token))
                cells.append(re.escape(f'"{name}"{colon}') + (_TOKEN if token else f'"({_PLAIN})"'))
            return written + r"\{" + re.escape(comma).join(cells) + r"\}"
        self._scalars.append((meant, "", False))
        return written + (_YEAR if meant == "year" else f'"({_PLAIN})"')

    def read(self, line: RawLine) -> ColumnarReport | None:
        """The report of a line of this shape; None for any other line."""
        try:
            text = line.data.decode()
        except UnicodeDecodeError:
            return None
        found = self._head.match(text)
        if found is None:
            return None
        caught = found.groups()
        at = found.end()
        tables: dict[str, Grid] = {}
        for table in self.tables:
            end = text.find(table.closing, at)
            if end < 0:
                return None
            cells = table.cells(text, at, end)
            if cells is None:
                return None
            tables[table.name] = Grid(table.headers, cells)
            at = end + len(table.closing)
        found = self._tail.fullmatch(text, end)
        if found is None:
            return None
        caught += found.groups()
        if len(text) > MAX_CELL_CHARACTERS and _longest(caught, tables) > MAX_CELL_CHARACTERS:
            return None
        return self._report(line, text, caught, tables)

    @property
    def plain(self) -> bool:
        """Whether all cells of the tables are strings."""
        return not any(table.tokens for table in self.tables)

    def around(self, data: bytes | bytearray, begin: int, stop: int, end: int) -> tuple[int, tuple[bytes, ...]] | None:
        """What stands around the tables of a line: where the first row begins, and what was caught for :meth:`said`.

        ``data`` holds the line from ``begin`` to ``end``; its last table ends at ``stop``. None for a line of another shape.
        """
        head = self._head_bytes.match(data, begin, stop)
        tail = self._tail_bytes.fullmatch(data, stop, end)
        if head is None or tail is None or not data.startswith(self._opening, head.end()):
            return None
        return head.end(), head.groups() + tail.groups()

    def said(self, caught: Sequence[Sequence[str]]) -> tuple[dict[str, list[str | None]], list[dict[str, str | None]]]:
        """What several reports say of themselves, each member for all of them; and the fields of each."""
        about: dict[str, list[str | None]] = {}
        fields: dict[str, list[str | None]] = {}
        for (member, name, token), cells in zip(self._scalars, zip(*caught, strict=True), strict=True):
            written = [(_cell(cell) if token else cell) or None for cell in cells]
            if member == "fields":
                fields[name] = written
            else:
                about[member] = written
        if not fields:
            return about, [{} for _ in caught]
        names = tuple(fields)
        return about, [dict(zip(names, cells, strict=True)) for cells in zip(*fields.values(), strict=True)]

    def _report(
        self, line: RawLine, text: str, caught: Sequence[str], tables: dict[str, Grid]
    ) -> ColumnarReport | None:
        about, (fields,) = self.said([caught])
        kind, unit, said = (about.get(member, [None])[0] for member in ("kind", "unit", "year"))
        year = parse_year(said) if said is not None else None
        return ColumnarReport(
            line.path,
            kind,
            unit,
            year,
            fields,
            tables,
            self.form,
            line.number,
            LineOrigin(line, text, self),
            partial(blanks_of, line.data),
            self.tables_first,
        )

    def cell(self, text: str, anchor: Anchor) -> int | None:
        """The offset of a cell in a line of this shape; None where only the general way can tell.

        No name has a bracket, a comma or a colon in it, so that ``"name":`` stands nowhere but before a value, and
        ``{"name":`` nowhere but at the beginning of a row.
        """
        found = self._head.match(text)
        assert found is not None
        at = found.end()
        if anchor.table is None:
            if anchor.column not in self._names:
                return None
            key = f'"{anchor.column}"{self.colon}'
            begin = text.rfind(self.tables[-1].closing) if self.tables_first else 0
            return text.find(key, text.find(self._fields, begin)) + len(key)
        for table in self.tables:
            if table.name == anchor.table:
                break
            at = text.find(table.closing, at) + len(table.closing)
        else:
            return None
        if anchor.row is None or anchor.column not in table.headers:
            return None
        end = text.find(table.closing, at)
        for _ in range(anchor.row):
            at = text.find(table.opening, at + 1, end)
            if at < 0:
                return None
        key = f'"{anchor.column}"{self.colon}'
        return text.find(key, at) + len(key)


#: The cells that a template takes as they are written: (table or None, column).
Tokens = frozenset[tuple[str | None, str]]


class LineOrigin(JsonOrigin):
    """The origin of a report that was read by a template: its places are found by searching for names."""

    __slots__ = ("_template",)

    def __init__(self, line: RawLine, text: str | None, template: Template) -> None:
        super().__init__(line.path, line.data, line.number, text)
        self._template = template

    @property
    def line(self) -> RawLine:
        """The line, unread."""
        return RawLine(self._name, self._line, self._data)

    def place(self, anchor: Anchor) -> Place:
        if self._text is None:
            self._text = Text(self._name, self._data.decode(), self._line)
        text = self._text.text
        start = self._template.cell(text, anchor)
        if start is None:
            return super().place(anchor)
        if text[start] == '"':
            end = text.index('"', start + 1) + 1
        else:
            found = _SCALAR.match(text, start)
            assert found is not None
            end = found.end()
        line = self._text.first_line
        return Place(line, start + 1, line, end + 1, pointer=anchor.pointer)  # a line has no line end in it


_SCALAR = re.compile(r"[^,}]+")


def template_of(data: bytes, report_tables: Mapping[str, Sequence[Mapping[str, str | None]]]) -> Template | None:
    """The template of a line that is known to be a valid report; None where lines like it cannot be told at a stroke."""
    line = json.loads(data)
    order = list(line)
    tables = next((line[key] for key in order if KEYS.get(key) == "tables"), None)
    if not isinstance(tables, dict) or not tables or list(tables) != list(report_tables):
        return None
    tokens = set()
    names = [*order, *tables]
    for table, rows in tables.items():
        if not isinstance(rows, list) or not rows or not rows[0]:
            return None
        headers = list(rows[0])
        if any(list(row) != headers for row in rows):
            return None
        names += headers
        tokens |= {(table, header) for row in rows for header, cell in row.items() if not isinstance(cell, str)}
    for key in order:
        meant, value = KEYS[key], line[key]
        if meant == "fields":
            if not isinstance(value, dict) or not value:
                return None
            names += value
            tokens |= {(None, name) for name, cell in value.items() if not isinstance(cell, str)}
        elif meant == "year":
            if type(value) is not int:
                return None
        elif meant != "tables" and not isinstance(value, str):
            return None
    if any(not name or _AWKWARD.search(name) for name in names):
        return None
    for comma, colon in _STYLES:
        if data.startswith(b"{" + json.dumps(order[0], ensure_ascii=False).encode() + colon.encode() + b'"'):
            made = Template(order, line, frozenset(tokens), comma, colon)
            return made if made.read(RawLine("", 1, data)) is not None else None
    return None


def _start(name: str, colon: str) -> str:
    return f'"{name}"{colon}['


def _cell(written: str) -> str:
    if written[0] == '"':
        return written[1:-1]
    return "" if written == "null" else written


def _longest(caught: Sequence[str], tables: dict[str, Grid]) -> int:
    return max(max(map(len, cells), default=0) for cells in (caught, *(grid.cells for grid in tables.values())))


__all__ = ["LineOrigin", "Template", "template_of"]
