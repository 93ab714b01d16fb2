"""Columns that say of each row of a table how far it has come: 竣工, 在施, 未开工."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document, Grid, Span
from gouji.faults import regex as re
from gouji.figures.folding import fold

#: Headers of such columns, and words of their entries; 完成 may be said of what is done every year.
_HEADED: Final = re.compile(r"状态|进展|完[工成]情况|建设情况|实施情况|进度情况|是否(?:完[工成]|竣工|建成)")
_NOT_DONE: Final = re.compile(
    r"(?:尚|还|暂)?(?:未|没有)(?:完工|完成|竣工|建成|开工|启动|实施|验收|交付)|(?:正|仍)?在[施建]|(?:施工|推进|建设|实施|进行|收尾)中|正在.{2,4}|停工|缓建|否"
)
_DONE: Final = re.compile("(?:已|均已|全部|按期|如期)?(?:竣工|完工|完成|建成|交付|投用|投入使用|验收合格|通过验收|是)")
#: Rows of a table that are read, columns of names that are tried.
_MOST, _LEAST, _LONGEST = 200, 2, 10


@dataclass(frozen=True, slots=True)
class State:
    """One row: what it is called, and whether it is done."""

    name: str
    value: Span
    done: bool


@dataclass(frozen=True, slots=True)
class States:
    """Those of one table; ``called``: the header over the names."""

    called: str
    rows: tuple[State, ...]


def states_of(document: Document) -> Iterator[States]:
    """The columns of a document in which every entry is such a word, and some are."""
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from _of_grid(block)


def _of_grid(grid: Grid) -> Iterator[States]:
    rows: dict[int, dict[int, Span]] = {}
    for cell in grid.cells:
        if cell.row < _MOST:
            rows.setdefault(cell.row, {})[cell.column] = cell.text.span()
    for first, row in sorted(rows.items()):
        for column, head in row.items():
            if len(head.text) > _LONGEST or _HEADED.search(fold(head.text)) is None:
                continue
            names = [at for at in row if at < column and re.search("名称|项目|工程|任务|内容", row[at].text)]
            below = [cells for number, cells in sorted(rows.items()) if number > first]
            found = list(_below(below, names[0], column)) if names else []
            if len(found) > _LEAST and all(one is not None for one in found):
                yield States(fold(row[names[0]].text), tuple(one for one in found if one is not None))


def _below(rows: list[dict[int, Span]], name: int, column: int) -> Iterator[State | None]:
    """The entries below a header; None for one that is no such word. Rows without an entry are those of sums."""
    for cells in rows:
        own, called = cells.get(column), cells.get(name)
        text = fold(own.text).strip() if own is not None else ""
        if own is None or called is None or not text:
            continue
        not_done = _NOT_DONE.fullmatch(text) is not None
        known = not_done or _DONE.fullmatch(text) is not None
        yield State(fold(called.text), own, not not_done) if known else None


__all__ = ["State", "States", "states_of"]
