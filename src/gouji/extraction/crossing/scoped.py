"""What the tables of a document tell of the scopes that a pack names: for each account of a scope one figure.

A table is read for it only if a line over it is its name, and nothing else, and if a column is headed as the words of the
pack say, one column for each scope. Rows that have lost cells, figures that are printed with a word, and keys that stand in
a table twice with different figures tell nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from gouji.document.model import Document, Grid, Span, Text
from gouji.document.page_numbers import PAGE_NUMBER
from gouji.extraction.columns.reckoning import in_words
from gouji.extraction.crossing.periods import unfolded
from gouji.extraction.crossing.scopedheads import Shape, heads, plain
from gouji.extraction.crossing.scopes import LONGEST, Scopes, TableScope, bare, year_in
from gouji.extraction.drafting.draft import Value
from gouji.extraction.grids.cells import Entry, Line, counts_columns, lines_of, span_of_text
from gouji.extraction.grids.items import plain_name
from gouji.extraction.grids.template import stated_unit
from gouji.faults import regex as re
from gouji.figures import Figure, Unit, parse_figure
from gouji.language import unit_of_header

#: Paragraphs between the name of a table and the table.
_NEAR: Final = 6
#: Digits of the code of the highest level, and how many each level below adds.
_HIGHEST: Final = 3
_LOWER: Final = 2
#: Codes of accounts: 201, 20103, 2010301; the same before a name.
_CODE: Final = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}")
_CODED: Final = re.compile(r"[\[(]?(?P<code>[1-9][0-9]{2}(?:[0-9]{2}){0,2})[\])]?[\s:、-]*(?=[^\s0-9.,:、])")
#: Digits of the number of a line, and numbers that show what a column is.
_LONGEST_NUMBER: Final = 4
_LEAST_NUMBERS: Final = 3
_DIGITS: Final = re.compile(r"[0-9]{1,7}")
_LETTER: Final = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Told:
    """One account of a scope: its code (``""`` for none) and its name, both ``""`` for the total, and what is told. ``path`` are
    the names from the highest level down, where the text says them."""

    code: str
    name: str
    label: str
    value: Value
    figure: Figure
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """All that one table, or one section of the text, tells of a scope."""

    scope: str
    title: str
    """The name as the pack writes it: two tables of one name are two parts of it, or of two submissions."""
    span: Span
    number: int
    """Which table."""
    year: str | None
    bare: bool
    """Whether no unit is known of its figures."""
    told: tuple[Told, ...]

    def by_code(self) -> Mapping[str, Told]:
        """The accounts that have codes, and the total as that of no code."""
        return {one.code: one for one in self.told if one.code or not one.name}

    def by_name(self) -> Mapping[str, Told]:
        """The accounts by their names: those of the highest level, where codes tell which are; and the total."""
        least = min((len(one.code) for one in self.told if one.code), default=0)
        return {one.name: one for one in self.told if len(one.code) == least or not one.name}

    def by_path(self) -> Mapping[tuple[str, ...], Told]:
        """The accounts by their names from the highest level down, as the text says them or as the codes tell; a table without
        codes has those of the highest level."""
        names = {one.code: one.name for one in self.told if one.code}
        told = (one for one in self.told if one.path or not one.name or not names)
        out = {one.path or ((one.name,) if one.name else ()): one for one in told}
        for one in self.told:
            above = [names.get(one.code[:length]) for length in range(_HIGHEST, len(one.code) + 1, _LOWER)]
            path = tuple(name for name in above if name is not None)
            if path and len(path) == len(above):
                out[path] = one
        return out


@dataclass(slots=True)
class _Titled:
    """A table under its name, as far as it has been read."""

    name: str
    span: Span
    unit: Unit | None
    lines: list[Line]
    spans_known: bool


def sources(document: Document, scopes: Scopes) -> list[Source]:
    """What the tables of a document tell."""
    found: list[Source] = []
    for number, table in enumerate(_titled(document, scopes)):
        found += _read(table, number, scopes)
    return _apart(found)


def _apart(found: Sequence[Source]) -> list[Source]:
    """Those that are the only ones of their scope under their name: of two tables of one name nobody knows which is meant.
    A table that goes on under the same name once more has told nothing twice."""
    out: list[Source] = []
    groups: dict[tuple[str, str], list[Source]] = {}
    for source in found:
        groups.setdefault((source.scope, source.title), []).append(source)
    for group in groups.values():
        keys = Counter((one.code, one.name) for source in group for one in source.told)
        if max(keys.values()) > 1 or len({source.year for source in group}) > 1:
            continue
        first = group[0]
        out.append(replace(first, told=tuple(one for source in group for one in source.told)))
    return out


def _titled(document: Document, scopes: Scopes) -> Iterator[_Titled]:
    """The tables under their names, each with what goes on on the next page."""
    name: str | None = None
    span: Span | None = None
    unit: Unit | None = None
    since = 0
    open_table: _Titled | None = None
    for block in document.blocks:
        if not isinstance(block, Grid):
            text = block.text.text.strip()
            if block.apart or not text or PAGE_NUMBER.fullmatch(text):
                continue
            since += 1
            if open_table is not None and (line := _barred(block.text)) is not None:
                open_table.lines.append(line)
                continue
            found = scopes.titled(text)
            if found is not None:
                name, span, unit, since = found, span_of_text(block.text), stated_unit(text), 0
            elif since > _NEAR or len(text) > LONGEST:
                name = None
            unit = stated_unit(text) or unit
            if found is not None or stated_unit(text) is None:
                if open_table is not None:
                    yield open_table
                open_table = None
            continue
        if name is None and block.cells and (found := scopes.titled(block.name)) is not None:
            name, span, unit = found, span_of_text(block.cells[0].text), None
        if name is None and open_table is None and not any(scopes.titled(cell.text.text) for cell in block.cells):
            continue
        for part in _parts(block, scopes):
            if part.span is not None:
                name, span, unit = part.name, part.span, None
            if open_table is not None and (part.span is not None or name is not None):
                yield open_table
                open_table = None
            if name is not None and span is not None:
                open_table = _Titled(name, span, part.unit or unit, list(part.lines), block.spans_known)
            elif part.span is None and open_table is not None and open_table.spans_known == block.spans_known:
                open_table.lines += part.lines
            name = None
        since = 0
    if open_table is not None:
        yield open_table


def _barred(text: Text) -> Line | None:
    """A line of a table that stands alone: 科目编码|科目名称."""
    if "|" not in text.text or len(text.text) > LONGEST:
        return None
    ends = [*(found.start() for found in re.finditer(r"[|]", text.text)), len(text.text)]
    spans = [text.span(start, end) for start, end in zip((0, *(end + 1 for end in ends)), ends, strict=False)]
    return Line(tuple(Entry(span, at, at + 1) for at, span in enumerate(spans) if span.text), len(spans))


@dataclass(slots=True)
class _Part:
    """Lines of a printed table below a line that names them; ``span`` is None before the first such line, ``name`` below one
    that the pack does not know."""

    name: str | None
    span: Span | None
    unit: Unit | None
    lines: list[Line]


def _parts(grid: Grid, scopes: Scopes) -> Iterator[_Part]:
    """A printed table, parted by the lines in it that are names of tables."""
    part = _Part(None, None, None, [])
    for line in _lines(grid, scopes):
        own = line.own
        title = scopes.titled(own[0].text) if own and len({entry.text for entry in own}) <= 2 else None
        if title is not None or (len(own) == 1 and scopes.names(own[0].text)):
            if part.lines:
                yield part
            part = _Part(title, own[0].span, None, [])
        units = [unit for entry in own if (unit := stated_unit(entry.text)) is not None]
        if units:
            part.unit = units[-1]
        elif title is None and own:
            part.lines.append(line)
    if part.lines:
        yield part


def _lines(grid: Grid, scopes: Scopes) -> list[Line]:
    return unfolded(grid, scopes.names) if grid.running else lines_of(grid)


# -- one table


def _read(table: _Titled, number: int, scopes: Scopes) -> Iterator[Source]:
    """What the columns of a table tell of the scopes that go by its name."""
    sizes = Counter(line.size for line in table.lines if _figures(line) and not _numbers(line)).most_common(1)
    if not sizes:
        return
    width = sizes[0][0]
    begin = next(at for at, line in enumerate(table.lines) if _figures(line) and not _numbers(line))
    rows = [line for line in table.lines[begin:] if not _numbers(line)]
    texts = _texts([line for line in rows if line.size == width])
    if not table.spans_known:
        rows = [_moved(line, min(texts, default=-1) + 1, width) for line in rows]
    rows = _settled(_whole([line for line in rows if line.size == width]))
    header = [line for line in table.lines[:begin] if not _numbers(line)]
    words = heads(header, _shape(rows, width), [frozenset(scope.columns) for scope in scopes.of_table(table.name)])
    for scope in scopes.of_table(table.name):
        columns = [at for at, over in words.items() if plain(over) in scope.columns]
        if len(columns) != 1:
            continue
        at = columns[0]
        first, label = [-1, -1, *sorted(name for name in texts if name < at)][-2:]
        if label < 0 and not scope.only:
            continue
        unit = next((unit for word in reversed(words[at]) if (unit := unit_of_header(word)[1]) is not None), table.unit)
        told = tuple(_told(rows, at, label, first, scope, unit))
        if told:
            bare_figures = any(not one.figure.unit.symbol for one in told)
            yield Source(scope.scope, table.name, table.span, number, year_in(table.span.text), bare_figures, told)


def _figures(line: Line) -> bool:
    return any(entry.plain for entry in line.own)


def _numbers(line: Line) -> bool:
    """Whether a row counts its columns, or is empty."""
    return not line.own or counts_columns(line.own)


def _whole(rows: Sequence[Line]) -> list[Line]:
    """The rows without those of fewer cells than most, where empty cells are known: such a row has lost one, who knows where."""
    if not any(line.blanks for line in rows):
        return list(rows)
    reach = [max(entry.to for entry in (*line.entries, *line.blanks)) for line in rows]
    usual = Counter(reach).most_common(1)[0][0]
    return [line for line, to in zip(rows, reach, strict=True) if to == usual]


def _settled(rows: Sequence[Line]) -> list[Line]:
    """The rows without those in which a code or the number of a line stands among amounts with decimals: their cells have
    moved."""
    texts: dict[int, list[str]] = {}
    for line in rows:
        for entry in line.own:
            texts.setdefault(entry.at, []).append(entry.text)
    pointed = {at for at, column in texts.items() if 2 * sum("." in text for text in column) > len(column)}
    return [
        line
        for line in rows
        if not any(e.at in pointed and _DIGITS.fullmatch(e.text) and e.text.strip("0") for e in line.own)
    ]


def _shape(rows: Sequence[Line], width: int) -> Shape:
    texts: dict[int, list[str]] = {}
    for line in rows:
        for entry in line.own:
            texts.setdefault(entry.at, []).append(entry.text)
    names = _texts(rows)
    labels = min(names, default=-1) + 1
    taken = {at for at, column in texts.items() if at < labels or at in names or _numbered(column)}
    return Shape(width, labels, frozenset(texts.keys() - taken), frozenset(taken))


def _numbered(column: Sequence[str]) -> bool:
    """Whether the figures of a column are the numbers of its lines."""
    numbers = [int(text) for text in column if text.isdecimal() and len(text) < _LONGEST_NUMBER]
    return len(numbers) == len(column) >= _LEAST_NUMBERS and all(one < other for one, other in pairwise(numbers))


def _moved(line: Line, labels: int, width: int) -> Line:
    """A row whose name reached over the columns of codes and names, with the cells that it has lost there: 合计 and figures."""
    own = line.own
    lost = labels - 1
    moved = len(own) > 1 and own[0].at == 0 and not own[0].plain and own[1].at == 1 and own[1].plain
    filled = line.size == width and all(entry.to <= width - lost for entry in own)
    if lost < 1 or not moved or not (filled or line.size == width - lost):
        return line
    entries = (own[0], *(replace(entry, at=entry.at + lost, to=entry.to + lost) for entry in own[1:]))
    return Line(entries, width)


def _texts(rows: Sequence[Line]) -> frozenset[int]:
    """The columns of names: those whose entries are mostly words."""
    words: Counter[int] = Counter()
    others: Counter[int] = Counter()
    for line in rows:
        for entry in line.own:
            (words if _LETTER.search(entry.text) and not entry.plain else others)[entry.at] += 1
    return frozenset(at for at, count in words.items() if count > others[at])


def _told(
    rows: Sequence[Line], at: int, label: int, first: int, scope: TableScope, unit: Unit | None
) -> Iterator[Told]:
    """The accounts of one column, by the names in the column ``label`` and the codes between it and the column ``first``. A
    key that stands there twice with different figures tells nothing."""
    found: dict[tuple[str, str], Told | None] = {}
    lines = [line for line in rows if any(entry.at == at and entry.plain for entry in line.own)]
    if scope.only and len(lines) != 1:
        return
    for line in lines:
        entries = {entry.at: entry for entry in line.own}
        code, name = ("", scope.rows[0]) if scope.only else _key(line, label, first)
        total = scope.only or (not code and (name in scope.rows or plain_name(name) in scope.rows))
        if not (total or (scope.every and (code or name))):
            continue
        value = in_words(entries[at].span, unit)
        figure = parse_figure(value if isinstance(value, str) else value.text) if value is not None else None
        if figure is None or not figure.plain:
            continue
        called = plain_name(name)
        told = Told("", "", "" if scope.only else called, value, figure)
        if not total:
            told = replace(told, code=code, name=called, label=f"{code} {called}".strip())
        key = (told.code, "" if told.code else told.name)
        other = found.get(key, told)
        found[key] = told if other is not None and other.figure.base == figure.base else None
    yield from (one for one in found.values() if one is not None)


def _key(line: Line, label: int, first: int) -> tuple[str, str]:
    """The code and the name of a row. A code may stand in cells of its own, or before the name."""
    name = next((entry for entry in line.own if entry.at == label), None)
    before = [entry for entry in line.own if first < entry.at < label]
    if name is None:
        # 合计 may reach over the codes
        return "", bare(next((entry.text for entry in before if not entry.plain), ""))
    code = "".join(entry.text for entry in before) if all(_DIGITS.fullmatch(entry.text) for entry in before) else ""
    text = bare(name.text)
    if (found := _CODED.match(text)) is not None and not code:
        return found["code"], text[found.end() :]
    return (code if _CODE.fullmatch(code) else ""), text


__all__ = ["Source", "Told", "sources"]
