"""The series of tables: every column by the names of its rows, every row by the headers of its columns. Tables are printed
grids, lines whose cells are parted by blanks, and lines that are one cell each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.document.model import Document, Grid, Paragraph, Span, Text
from gouji.extraction.claimed.series import TOTAL, Item, Series, When, when_of
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import base_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.figures.folding import fold

_LEAST, _LONGEST, _WIDEST = 2, 200, 12
#: Signs of a cell, and of a line of cells; texts above a table that may be its title.
_CELL, _LINE, _TITLE = 30, 200, 2
#: A header that tells something else than the others of its row.
_MEASURED: Final = re.compile(r"[(（%]|率|速|占|幅|比|增|减|额|数|量|值$|合计|总计|平均")
_WHOLE_YEAR: Final = re.compile("(?:全年|年度|本年)(?:度|合计|总计|累计|小计)?")
_MONTHS: Final = 12
_NUMBERED: Final = re.compile(r"序号|位次|排名|编号")

Cells = Sequence[Span | None]


def table_series(document: Document, order: Mapping[int, int]) -> Iterator[Series]:
    """All series of the tables of a document."""
    for number, (rows, title) in enumerate(_tables(document)):
        yield from _of_rows(rows, title, number, order)


def _tables(document: Document) -> Iterator[tuple[Sequence[Cells], str]]:
    lines: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from _of_lines(lines)
            title = "".join(line.text.text for line in lines[-_TITLE:] if len(line.text.text) <= 2 * _CELL)
            lines = []
            if block.running:
                for rows in _of_stream([_whole(cell.text) for cell in block.cells]):
                    yield rows, title
            else:
                yield _of_grid(block), title
            continue
        lines.append(block)
    yield from _of_lines(lines)


def _whole(text: Text) -> Span:
    return text.span()


def _of_grid(grid: Grid) -> Sequence[Cells]:
    rows: dict[int, dict[int, Span]] = {}
    width = 0
    for cell in grid.cells:
        rows.setdefault(cell.row, {})[cell.column] = _whole(cell.text)
        width = max(width, cell.column + 1)
    return [[cells.get(at) for at in range(width)] for _, cells in sorted(rows.items())]


def _of_lines(lines: Sequence[Paragraph]) -> Iterator[tuple[Sequence[Cells], str]]:
    run: list[Sequence[Span]] = []
    stream: list[Span] = []
    title = above = ""
    for line in lines:
        text = line.text.text
        cells = [line.text.span(*part.span()) for part in re.finditer(r"[^\s|｜]+", text)] if len(text) <= _LINE else []
        if len(cells) == 1 and len(text.strip()) <= _CELL and not text.rstrip().endswith("。"):
            above = above if stream else title
            stream.append(cells[0])
        elif len(stream) > 1:
            yield from ((rows, above) for rows in _of_stream(stream))
            stream = []
        if len(cells) > 1 and (not run or len(cells) == len(run[0])):
            run.append(cells)
            continue
        if len(run) > _LEAST:
            yield run, title
        run = [cells] if len(cells) > 1 else []
        title = text if len(text) <= 2 * _CELL else ""
    if len(run) > _LEAST:
        yield run, title
    yield from ((rows, above) for rows in _of_stream(stream))


def _of_stream(cells: Sequence[Span]) -> Iterator[Sequence[Cells]]:
    """The rows of cells of which only the order is known: those whose width makes words of the first cells, and a name and
    figures of all others."""
    signs = "".join(_sign(cell.text) for cell in cells)
    at = 0
    while at < len(cells):
        best = (0, 0)
        for width in range(2, min(_WIDEST, len(cells) - at) + 1):
            if not re.fullmatch("w+[wy]*", signs[at : at + width]):
                break
            row, stop = re.compile(rf"[wy][fy]{{{width - 1}}}"), at + width
            rows = 0
            while row.fullmatch(signs, stop, stop + width) and len(signs) >= stop + width:
                rows, stop = rows + 1, stop + width
            if rows > _LEAST - 1 and rows * width > best[0] * best[1]:
                best = (rows, width)
        rows, width = best
        if rows:
            yield [cells[at + width * row : at + width * (row + 1)] for row in range(rows + 1)]
            at += width * (rows + 1)
        else:
            at += 1


def _sign(text: str) -> str:
    if re.fullmatch(r"(?:19|20)[0-9]{2}(?:年度?)?", text.strip()):
        return "y"
    return "f" if _figure(text) is not None or re.fullmatch(r"[-—－/]+", text.strip()) else "w"


def _figure(text: str) -> Figure | None:
    figure = parse_figure(text)
    return figure if figure is not None and figure.plain and not figure.parts and not figure.bound else None


def _of_rows(rows: Sequence[Cells], title: str, number: int, order: Mapping[int, int]) -> Iterator[Series]:
    places = [order[id(cell.source)] for row in rows for cell in row if cell is not None and id(cell.source) in order]
    if len(rows) <= 1 or len(rows) > _LONGEST or not places:
        return
    head = next((at for at, row in enumerate(rows) if _is_body(row)), 0)
    if not head:
        return
    width = max(len(row) for row in rows)
    first = 1 if _numbered(rows, head) else 0
    headers = ["".join(_text(row, at) for row in rows[:head] if at < len(row)) for at in range(width)]
    names = [_text(row, first) for row in rows]
    # 一季度 to 四季度, and 全年 below them
    timed = any(when is not None and 0 < when[1] < _MONTHS for when, _ in map(when_of, names[head:]))
    out: list[Series] = []
    for at in range(first + 1, width):
        items = [
            item
            for name, row in zip(names[head:], rows[head:], strict=True)
            if not (TOTAL.search(name) or (timed and _WHOLE_YEAR.fullmatch(name)))
            and (item := _item(name, row, at, order)) is not None
        ]
        out += _column(items, f"{headers[at]}" if width > first + 2 else f"{headers[at]}{title}", headers[at] + title)
    for name, row in zip(names[head:], rows[head:], strict=True):
        ones = [(headers[at], _item(headers[at], row, at, order)) for at in range(first + 1, width)]
        items = [item for header, item in ones if item is not None and header]
        dated = [item for item in items if item.when is not None and not item.name]
        if len(dated) > _LEAST:
            out += _column(dated, name, title)
        elif len(items) >= _LEAST and not any(_MEASURED.search(item.name) for item in items):
            out += _column(items, name, title)
    for series in out:
        alike = sum({one.name for one in other.items} == {one.name for one in series.items} for other in out)
        yield Series(
            series.items, series.measure, series.form, series.dated, min(places), max(places), None, number, alike == 1
        )


def _column(items: Sequence[Item], measure: str, title: str) -> Iterator[Series]:
    if len(items) < _LEAST or len({item.kind for item in items}) > 1:
        return
    keys = {(item.name, item.when) for item in items}
    if len(keys) < len(items):
        return
    dated = all(item.when is not None for item in items) and len({item.name for item in items}) == 1
    ordered = sorted(items, key=lambda item: item.when or (0, 0)) if dated else items
    form = (
        "change"
        if re.search(r"增[长速幅减]|涨幅|降幅|同比|环比|±", measure)
        else "share"
        if re.search(r"占比|比重|占.{0,8}比", measure)
        else "level"
    )
    yield Series(tuple(ordered), measure, form, dated, 0, 0)


def _item(name: str, row: Cells, at: int, order: Mapping[int, int]) -> Item | None:
    cell = row[at] if at < len(row) else None
    figure = _figure(cell.text) if cell is not None else None
    if cell is None or figure is None or not name:
        return None
    when: When | None
    when, rest = when_of(name)
    rest = re.sub(r"[(（][^()（）]*[)）]$", "", rest)
    return Item(rest, when, cell, base_of(figure), kind_of_figure(figure), 0, order.get(id(cell.source), 0), -1, name)


def _is_body(row: Cells) -> bool:
    words = [cell.text for cell in row if cell is not None and cell.text]
    return len(words) > 1 and any(_sign(word) == "f" for word in words[1:])


def _numbered(rows: Sequence[Cells], head: int) -> bool:
    return bool(_NUMBERED.search(_text(rows[0], 0))) or all(
        re.fullmatch(r"[0-9]{1,3}", _text(row, 0)) for row in rows[head:]
    )


def _text(row: Cells, at: int) -> str:
    cell = row[at] if at < len(row) else None
    return fold(cell.text).replace(" ", "") if cell is not None else ""
