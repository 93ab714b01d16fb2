"""Months that do not make their quarter, and quarters that do not make the year, in printed tables of any shape (平衡).

1月|2月|3月|一季度合计 over 46|38|51|125; 一季度 to 四季度 and 全年, in a row or one below the other. The names of the
periods say what makes what. What is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Grid, Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.tried.outcomes import balance, makers
from gouji.extraction.tried.regions import One, one_of
from gouji.faults import regex as re
from gouji.language import Table

_YEAR: Final = r"(?:全年|年度)?(?:合计|总计|累计|小计|共计)?|全年数"
_QUARTERS: Final = "一二三四"
#: The periods in their order, and what they make.
_SETS: Final = (
    *(
        ([rf"{3 * at + month}月份?" for month in (1, 2, 3)], rf"第?{name}季度(?:合计|小计|总计)?|合计|小计|总计")
        for at, name in enumerate(_QUARTERS)
    ),
    ([rf"第?{name}季度" for name in _QUARTERS], _YEAR),
    (["上半年", "下半年"], _YEAR),
    ([rf"{month}月份?" for month in range(1, 13)], _YEAR),
)
_FORMS: Final = tuple(([re.compile(one) for one in parts], re.compile(total)) for parts, total in _SETS)
#: What does not add up over time, or is told up to a day.
_NOT: Final = re.compile(
    r"率|比|均|增|减|%|％|末|余额|结余|存|累计|在册|在校|截[至止]|进度|单价|价格|得分|分值|现有|序号|年份"
)
_WIDEST: Final = 60
_NEAR: Final = Fraction(1, 3)


def read_period_cells(document: Document, by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them."""
    table = by_source.get("平衡")
    if table is None:
        return
    known = makers(by_source, draft)
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Grid) or block.running or block.width > _WIDEST:
            continue
        cells = {(cell.row, cell.column): cell.text for cell in block.cells}
        for lines in (_lines(cells, False), _lines(cells, True)):
            for name, total, parts in _missed(lines):
                if known.get(place_of(total.value) or (0, 0)):
                    continue
                group = Said(f"{name}（{total.figure.text}，第{number + 1}处）", span_of(total.value))
                rows: list[tuple[Value, Value, int]] = [
                    (name, total.value, 0),
                    *((part.name or name, part.value, 1) for part in parts),
                ]
                for row in balance(group, rows):
                    draft.say(table, row, True)


def _lines(cells: Mapping[tuple[int, int], Text], turned: bool) -> Sequence[Mapping[int, Text]]:
    out: dict[int, dict[int, Text]] = {}
    for (row, column), text in cells.items():
        line, at = (column, row) if turned else (row, column)
        out.setdefault(line, {})[at] = text
    return [line for _, line in sorted(out.items())]


def _missed(lines: Sequence[Mapping[int, Text]]) -> Iterator[tuple[str, One, Sequence[One]]]:
    """The totals that their periods do not make, of a table of which most are made."""
    for number, head in enumerate(lines):
        for columns in _columns(head):
            told = []
            for line in lines[number + 1 :]:
                first = line[min(line)].text if line else ""
                if min(line, default=columns[0]) >= columns[0] or _NOT.search(first) or _columns(line):
                    continue
                ones = [
                    one_of(line[at].span(0, len(line[at].text)), head[at].text) if at in line else None
                    for at in columns
                ]
                figures = [one for one in ones if one is not None]
                if len(figures) == len(columns) and len({one.kind for one in figures}) == 1:
                    told.append((first.strip(), figures[-1], figures[:-1]))
            wrong = [row for row in told if not _made(row[1], row[2])]
            if len(wrong) > max(1, len(told) - len(wrong)):
                continue
            for name, total, parts in wrong:
                come = sum((Fraction(part.base) for part in parts), Fraction(0))
                greater = total.kind != "ratio" and total.base > max(part.base for part in parts)
                if greater and abs(come - total.base) <= come * _NEAR:
                    yield name, total, parts


def _columns(head: Mapping[int, Text]) -> list[list[int]]:
    """Where the periods stand that make a total right behind them, and where that stands."""
    order = sorted(head)
    words = ["".join(head[at].text.split()) for at in order]
    found = []
    for parts, total in _FORMS:
        for start in range(len(order) - len(parts)):
            behind = words[start + len(parts)]
            if (
                all(form.fullmatch(word) for form, word in zip(parts, words[start:], strict=False))
                and behind
                and total.fullmatch(behind)
            ):
                found.append(order[start : start + len(parts) + 1])
    return found


def _made(total: One, parts: Sequence[One]) -> bool:
    come = sum((Fraction(part.base) for part in parts), Fraction(0))
    room = total.figure.step * len(parts) / 2 if total.figure.ulp < 1 else Fraction(0)
    return abs(come - total.base) <= room
