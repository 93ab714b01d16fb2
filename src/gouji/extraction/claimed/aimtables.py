"""Printed tables of goals: one with a column for them and one for what came of them, whatever its rows are called, or two of
one build, of which the one sets goals and the other tells what came of them, cell for cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document, Grid, Text
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.faults import regex as re
from gouji.figures import parse_figure, parse_target

_GOAL: Final = re.compile(r"目标|任务|计划")
_DONE: Final = re.compile(r"完成|实际|实现|执行|达成")
#: What is no row or column of its own.
_TOTAL: Final = re.compile(r"合计|总计|小计|备注|说明")
#: The unit in the head of a column, and the head of one of what was done.
_UNIT: Final = r"(?:[（(][^（）()]{1,6}[）)])?"
_DONE_HEAD: Final = re.compile(rf"(?:年度|全年|年末|实际|本年)*(?:实际|完成|实现)(?:完成)?(?:值|数|量|情况)?{_UNIT}")
#: The longest paragraph that may be the caption of a table, and how many before it may be.
_LONG, _ABOVE = 60, 2


@dataclass(frozen=True, slots=True)
class Cells:
    """A goal, what was done of it, and what both are called."""

    name: str
    goal: Text
    done: Text


@dataclass(frozen=True, slots=True)
class _Table:
    cells: Mapping[tuple[str, str], Text]
    goals: bool


def pairs_of_tables(document: Document, wording: Wording) -> Iterator[Cells]:
    """The cells of a table of goals with those of the next table of what was done that stand in the same row and column."""
    goal_head = re.compile(
        rf"(?:年度|全年|年初|{either(wording.goal_fronts)}|预期|本年)*(?:目标|计划|任务|指标)(?:值|数|量|完成数?)?{_UNIT}"
    )
    # more of what is spent, or of what is bad, is no better
    fewer = any_of((*wording.goal_fewer, *wording.outlays))
    goals: _Table | None = None
    above: list[str] = []
    for block in document.blocks:
        if not isinstance(block, Grid):
            above.append(block.text.text.strip())
            continue
        if not block.running:
            yield from _in_rows(block, goal_head, fewer)
        table = None if block.running else _table(block, above)
        above = []
        if table is None:
            continue
        if table.goals:
            goals = table
            continue
        if goals is not None:
            for key, done in table.cells.items():
                goal = goals.cells.get(key)
                if goal is not None and _fit(goal.text, done.text) and not fewer.search(key[0]):
                    yield Cells(f"{key[0]}（{key[1]}）", goal, done)


def _in_rows(grid: Grid, goal_head: re.Pattern[str], fewer: re.Pattern[str]) -> Iterator[Cells]:
    """The goals of a table that has one column for them and one for what was done."""
    heads = [cell for cell in grid.cells if cell.row == 0]
    goal = [cell.column for cell in heads if goal_head.fullmatch(cell.text.text.strip())]
    done = [cell.column for cell in heads if _DONE_HEAD.fullmatch(cell.text.text.strip())]
    if len(goal) != 1 or len(done) != 1 or goal[0] >= done[0]:
        return
    rows: dict[int, dict[int, Text]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    for row, cells in rows.items():
        over, under = cells.get(goal[0]), cells.get(done[0])
        words = [cells[at].text.strip() for at in sorted(cells) if at < goal[0] and _is_name(cells[at])]
        if row == 0 or not words or over is None or under is None or not _fit(over.text, under.text):
            continue
        if not fewer.search(words[-1]) and not _TOTAL.search(words[-1]):
            yield Cells(words[-1], over, under)


def _is_name(text: Text) -> bool:
    return re.search(r"[\u4e00-\u9fff]{2}", text.text) is not None


def _table(grid: Grid, above: list[str]) -> _Table | None:
    caption = " ".join(text for text in above[-_ABOVE:] if 0 < len(text) <= _LONG)
    # the nearest caption says what the table is
    nearest = next((text for text in reversed(above[-_ABOVE:]) if len(text) <= _LONG and _says(text)), caption)
    if not _says(nearest):
        return None
    heads = {cell.column: cell.text.text.strip() for cell in grid.cells if cell.row == 0}
    names = {cell.row: cell.text.text.strip() for cell in grid.cells if cell.column == 0 and cell.row > 0}
    cells = {
        (names[cell.row], heads[cell.column]): cell.text
        for cell in grid.cells
        if cell.row in names and cell.column > 0 and heads.get(cell.column)
    }
    cells = {key: text for key, text in cells.items() if not any(_TOTAL.search(word) for word in key)}
    return _Table(cells, _DONE.search(nearest) is None)


def _says(text: str) -> bool:
    return _GOAL.search(text) is not None or _DONE.search(text) is not None


def _fit(goal: str, done: str) -> bool:
    target, figure = parse_target(goal), parse_figure(done)
    return target.measurable and len(target.figures) == 1 and figure is not None and figure.plain
