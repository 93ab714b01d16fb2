"""Columns of a printed table of few rows, of which the head says what they are made of the columns before them, where all rows
but one come out: 剩余 of 设计长度 and 完成长度, 人均 of 支出 and 人数, 整改率, 累计 of the row above and what was added.

One row that comes out to three digits proves how the table counts, since the head says it too. The odd row is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import Final

from gouji.document.model import Document, Grid, GridCell, Span, Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.tried.made import Place
from gouji.extraction.tried.outcomes import balance, exact_text, makers, places_in
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import Table

_REST: Final = re.compile(r"剩余|未|差额?|结余|余额|欠|增减额?|减少|净|尚|节约|不足|缺口|变化|变动额?")
_SUM: Final = re.compile(r"合计|小计|总计|总数|总额|共计|合并")
_QUOTIENT: Final = re.compile(r"均|率|每|单价|占比|比重|比例|进度|[%％]")
_RUNNING: Final = re.compile(r"累计")
_CHANGE: Final = re.compile(r"增|减|升|降|变")
_POWERS: Final = (Fraction(1), Fraction(10_000), Fraction(1, 10_000), Fraction(100), Fraction(1, 100))
#: Rows at most, columns at most, and digits of a figure that proves something.
_MOST: Final = 7
_WIDEST: Final = 10
_TELLING: Final = 3
_LEAST: Final = 2
#: Columns of figures of which one is surely what is between the two others.
_ALONE: Final = 3
#: So much may the odd one be another.
_FAR: Final = 2


_HUNDREDTHS: Final = Fraction(100)
#: Figures of which a row says what makes them.
_RESULTS: Final = {
    "占比": ("占比",),
    "平均": ("平均",),
    "表内运算": ("结果", "率", "均"),
    "完成": ("完成率",),
    "变动": ("变动率", "变动额"),
}


@dataclass(frozen=True, slots=True)
class _Cell:
    figure: Figure
    text: Text

    @property
    def value(self) -> Fraction:
        """What is printed; a rate as the number before its sign."""
        return Fraction(self.figure.value)

    @property
    def span(self) -> Span:
        return self.text.span(0, len(self.text.text))

    @property
    def place(self) -> Place:
        return place_of(self.span) or (0, 0)


_Row = Mapping[int, _Cell]
#: What is made, of which two, in which way, and times what.
_Way = tuple[int, int, int, str, Fraction]


def read_small_tables(document: Document, by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write the odd rows of all tables."""
    known = {*makers(by_source, draft, ("平衡",)), *places_in(by_source, draft, _RESULTS)}
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Grid) or block.running or block.width > _WIDEST:
            continue
        heads, rows, names = _body(block)
        if not _LEAST <= len(rows) <= _MOST:
            continue
        for found, cells in (*_odd(heads, rows, names), *_running(heads, rows, names, number)):
            for source, row in cells:
                if source in by_source and found not in known:
                    draft.say(by_source[source], row, True)


def _body(grid: Grid) -> tuple[Mapping[int, str], Sequence[_Row], Sequence[Value]]:
    """The words above each column, the rows of figures, and what each is called."""
    lines: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        lines.setdefault(cell.row, []).append(cell)
    heads: dict[int, str] = {}
    rows: list[_Row] = []
    names: list[Value] = []
    for _, cells in sorted(lines.items()):
        found: dict[int, _Cell] = {}
        for cell in cells:
            figure = parse_figure(cell.text.text)
            if figure is not None and not figure.bound and not figure.parts:
                found[cell.column] = _Cell(figure, cell.text)
        if len(found) >= _LEAST and not (not rows and len(heads) < len(cells) - 1):
            rows.append(found)
            names.append(cells[0].text.span(0, len(cells[0].text.text)))
        elif not rows:
            for cell in cells:
                heads[cell.column] = heads.get(cell.column, "") + cell.text.text
    return heads, rows, names


def _odd(
    heads: Mapping[int, str], rows: Sequence[_Row], names: Sequence[Value]
) -> Iterator[tuple[Place, list[tuple[str, dict[str, Value]]]]]:
    """The figures that are not what those of the other rows are."""
    for at, head in heads.items():
        having = [number for number, row in enumerate(rows) if at in row]
        if len(having) < _LEAST or len(having) < len(rows) - 1:
            continue
        for way in _ways(head, at, rows, having):
            right = [number for number in having if _holds(rows[number], way)]
            wrong = [number for number in having if number not in right and _may(rows[number], way)]
            if way[3] in ("差", "和"):  # rates among amounts do not add up
                wrong = [number for number in wrong if rows[number][at].figure.dimension != "ratio"]
            proof = sum(
                _length(rows[number][at]) >= (_TELLING if way[4] != 1 else _TELLING - 1)
                for number in right
                if _plain(rows[number], way)
            )
            alone = len(heads) <= _ALONE + 1 or way[3] not in ("差", "和")
            if len(wrong) == 1 and proof >= (1 if alone else _LEAST) and len(right) + 1 == len(having):
                row = rows[wrong[0]]
                yield row[at].place, list(_told(row, way, names[wrong[0]], head))
            if right and proof:
                break


def _ways(head: str, at: int, rows: Sequence[_Row], having: Sequence[int]) -> Iterator[_Way]:
    """How a column may be made, as its head says."""
    others = sorted({place for number in having for place in rows[number] if place != at})
    for one, other in permutations(others, 2):
        if _RUNNING.search(head):
            continue
        if _REST.search(head):
            yield at, one, other, "差", Fraction(1)
        if _SUM.search(head) and one < other:
            yield at, one, other, "和", Fraction(1)
        if _QUOTIENT.search(head):
            for power in _POWERS:
                yield at, one, other, "商", power
            if _CHANGE.search(head):
                yield at, one, other, "增", Fraction(100)


def _make(row: _Row, way: _Way) -> Fraction | None:
    at, one, other, form, power = way
    if at not in row or one not in row or other not in row:
        return None
    a, b = row[one].value, row[other].value
    if form in ("商", "增"):
        if b <= 0:
            return None
        return a / b * power if form == "商" else (a - b) / b * power
    return a - b if form == "差" else a + b


def _may(row: _Row, way: _Way) -> bool:
    """Whether a figure may have been meant to be so: it is about that."""
    made = _make(row, way)
    told = row[way[0]].value
    if made is None or not made or not told:
        return False
    return abs(told) <= abs(made) * _FAR and abs(made) <= abs(told) * _FAR and (made > 0) == (told > 0)


def _holds(row: _Row, way: _Way) -> bool:
    made = _make(row, way)
    if made is None:
        return False
    own, (a, b) = row[way[0]], (row[way[1]], row[way[2]])
    off = Fraction(own.figure.ulp) / 2
    if way[3] in ("差", "和"):
        slack = Fraction(a.figure.ulp + b.figure.ulp) / 2
        return abs(made - own.value) <= (off + slack if _fine(own, a, b) else 0)
    # what is divided is rounded too
    slack = abs(made) * (_part(a) + _part(b))
    return abs(made - own.value) <= off + slack


def _fine(*cells: _Cell) -> bool:
    """Whether figures are printed to different places, so that their sum is rounded."""
    return len({cell.figure.ulp for cell in cells}) > 1


def _part(cell: _Cell) -> Fraction:
    """What part of it a figure may be off by its rounding; a whole number is counted."""
    if cell.figure.ulp >= 1 or not cell.value:
        return Fraction(0)
    return Fraction(cell.figure.ulp) / 2 / abs(cell.value)


def _length(cell: _Cell) -> int:
    """How many digits a figure has, noughts among them."""
    return len(str(abs(int(cell.value / Fraction(cell.figure.ulp)))))


def _plain(row: _Row, way: _Way) -> bool:
    """Whether a row that comes out says something: neither figure is nought, and the two are not the same."""
    a, b = row[way[1]].value, row[way[2]].value
    return bool(a) and bool(b) and a != b and row[way[0]].value not in (a, b, 100)


def _told(row: _Row, way: _Way, name: Value, head: str) -> Iterator[tuple[str, dict[str, Value]]]:
    at, one, other, form, power = way
    own = row[at]
    if form in ("差", "和"):
        lines = ((own, 0), (row[one], 1), (row[other], -1 if form == "差" else 1))
        told = balance(_group(own, head), ((name, cell.span, sign) for cell, sign in lines))
        yield from (("平衡", cells) for cells in told)
    elif form == "商" and power == _HUNDREDTHS:
        rate = own.span if own.figure.dimension == "ratio" else Said(f"{own.figure.value}%", own.span)
        yield "占比", {"项目": name, "部分": row[one].span, "总额": row[other].span, "占比": rate}
    else:
        whole = Said(exact_text((_make(row, way) or Fraction(0)) * row[other].value), row[one].span)
        many = Said(f"{row[other].figure.value}", row[other].span)
        yield "平均", {"事项": name, "总量": whole, "个数": many, "平均": Said(f"{own.figure.value}倍", own.span)}


def _group(cell: _Cell, head: str) -> Value:
    return Said(f"{cell.text.text}（{head}）", cell.span)


def _running(
    heads: Mapping[int, str], rows: Sequence[_Row], names: Sequence[Value], number: int
) -> Iterator[tuple[Place, list[tuple[str, dict[str, Value]]]]]:
    """2月 30 80 between 1月 50 50 and 3月 20 100: what has come until then."""
    for at, head in heads.items():
        if not _RUNNING.search(head) or any(at not in row for row in rows):
            continue
        totals = [row[at].value for row in rows]
        for own in (place for place in heads if place != at and all(place in row for row in rows)):
            added = [row[own].value for row in rows]
            holds = [totals[row] == totals[row - 1] + added[row] for row in range(1, len(rows))]
            wrong = _one_wrong(totals, added, holds)
            if wrong is None or _length(rows[wrong][at]) < _TELLING:
                continue
            odd, before = rows[wrong][at], rows[wrong - 1][at]
            lines = ((wrong, odd, 0), (wrong - 1, before, 1), (wrong, rows[wrong][own], 1))
            told = balance(
                _group(odd, f"{head}{number + 1}"), ((names[row], cell.span, sign) for row, cell, sign in lines)
            )
            yield odd.place, [("平衡", cells) for cells in told]
            break


def _one_wrong(totals: Sequence[Fraction], added: Sequence[Fraction], holds: Sequence[bool]) -> int | None:
    """Which of running totals is wrong, where the others come out: one inside spoils its own sum and the next."""
    bad = [number for number, right in enumerate(holds, 1) if not right]
    if len(bad) == 1 and bad[0] == len(totals) - 1 and len(holds) >= _LEAST:
        return bad[0]
    if len(bad) == 2 and bad[1] == bad[0] + 1:
        at = bad[0]
        if totals[at + 1] == totals[at - 1] + added[at] + added[at + 1]:
            return at
    return None
