"""Rows of goals with their points, told by the kinds of the cells and by how the figures behave over all rows.

No header is asked: a goal has a sign (≥120户), what was done stands behind it in the same kind of unit, and of the bare
numbers around both those two are points and score of which the one is mostly the other and hardly ever below it. So a form
is read whose cells stand one below the other, whose borders are lost, or whose header is. Such rows are in doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.document.model import Document, Grid, Span, Text
from gouji.extraction.drafting.draft import Draft, Value, place_of, text_of
from gouji.extraction.tried.regions import parts_of
from gouji.faults import regex as re
from gouji.figures import Figure, Reached, parse_figure, parse_target, reach
from gouji.language import Table, fold_text
from gouji.packs.layout import TableLayout
from gouji.packs.vocabulary import Vocabulary

#: Signs of a goal, and of a cell that is one.
_SIGNS: Final = re.compile(r"[≥≤><=＞＜＝≧≦﹥﹤]|不?[大小低高多少]于|[不未]超|至[少多]|控制在")
_SIGN: Final = re.compile(rf"^[\s“\"(（]*(?:{_SIGNS.pattern})")
_LONGEST: Final = 24
#: A longer paragraph parts what stands before it from what stands behind it.
_PROSE: Final = 120
_BARS: Final = re.compile(r"[\t|｜]")
#: Rows with a sign that a table has at least, and rows of which one may have more points than there are.
_LEAST: Final = 3
_MOST_POINTS: Final = 60
#: Bare numbers before a goal, and behind what was done.
_MOST_BEFORE: Final = 2
_MOST_BEHIND: Final = 4
#: What groups rows and is no reason: 产出指标（50分）, 指标7.
_GROUP: Final = re.compile(r"(?:指标|目标|效益)\s*[0-9一二三四五六七八九十]*(?:[（(][^（）()]*[)）])?$|^[0-9.、]+$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: G a goal with its sign, F a figure with a unit, N a bare number, W words, | the end of what belongs together."""

    span: Span
    kind: str
    line: int
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: where its name, its goal and what was done stand, and the numbers around them in their order."""

    name: int
    goal: int
    done: int
    end: int
    before: Sequence[Cell]
    between: Sequence[Cell]
    behind: Sequence[Cell]

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.before), len(self.between)

    @property
    def numbers(self) -> Sequence[Cell]:
        return (*self.before, *self.between, *self.behind)


@dataclass(frozen=True, slots=True)
class GoalColumns:
    """The columns of the vocabulary's table of goals, by what they hold."""

    name: str
    goal: str
    done: str
    points: str
    score: str
    reason: str


def read_rated(document: Document, vocabulary: Vocabulary, draft: Draft) -> None:
    """Write the rows that no table has been read from to the vocabulary's table of goals."""
    for name, table in vocabulary.schema.tables.items():
        columns = goal_columns(table, vocabulary.layouts.get(name))
        if columns is None:
            continue
        if sum(_SIGNS.search(text.text) is not None for text in document.texts) < _LEAST:
            return
        cells = list(cells_of(document))
        if sum(cell.kind == "G" for cell in cells) < _LEAST:
            return
        rows = list(_rows(cells))
        places = _places(rows)
        if places is None:
            return
        own = draft.tables.get(name, ())
        read = {place_of(row.cells.get(columns.goal)) for row in own}
        told = {_key(row.cells.get(columns.name), row.cells.get(columns.goal)) for row in own}
        layout = vocabulary.layouts[name]
        groups = vocabulary.empty | table.total_texts | layout.sum_texts
        groups = groups.union(*layout.typical.values())
        for row in rows:
            goal = cells[row.goal].span
            made = _written(row, cells, places, columns, groups)
            if made is None or place_of(goal) in read or _key(made[columns.name], goal) in told:
                continue
            draft.row(name, made, True)
        return


def goal_columns(table: Table, layout: TableLayout | None) -> GoalColumns | None:
    """Which columns a table of goals has: one of goals, one of what was done, points and a score that never exceeds them."""
    if layout is None or table.label is None or table.source or not layout.at_most:
        return None
    bases = {name: column.kind.base for name, column in table.columns.items()}
    goal = next((name for name, base in bases.items() if base == "target"), None)
    done = next((name for name, base in bases.items() if base == "value"), None)
    reason = next((name for name, column in table.columns.items() if bases[name] == "text" and column.empty), "")
    score, points = next(iter(layout.at_most.items()))
    return GoalColumns(table.label, goal, done, points, score, reason) if goal and done else None


def _key(name: Value, goal: Value) -> tuple[str, str]:
    return fold_text(text_of(name) or ""), fold_text(text_of(goal) or "")


# -- cells


def cells_of(document: Document) -> Iterator[Cell]:
    """All cells in the order in which they stand."""
    line = 0
    for block in document.blocks:
        if not isinstance(block, Grid):
            line += 1
            text = block.text.text.strip()
            if len(text) > _PROSE and not _BARS.search(text):
                yield Cell(block.text.span(0, 0), "|", line)
                continue
            yield from (_cell(span, line) for span in _parts(block.text))
            continue
        at = -1
        for cell in block.cells:
            line += cell.row != at or block.running
            at = cell.row
            yield from (_cell(span, line) for span in _parts(cell.text))
        line += 1


def _parts(text: Text) -> Iterator[Span]:
    """The cells of a line: between bars or tabs whatever stands there."""
    if not _BARS.search(text.text.strip()):
        yield from parts_of(text)
        return
    for found in re.finditer(r"[^|｜\t]+", text.text):
        own = found[0].strip()
        if own:
            start = found.start() + found[0].index(own)
            yield text.span(start, start + len(own))


def _cell(span: Span, line: int) -> Cell:
    text = span.text
    if len(text) > _LONGEST or not re.search(r"[0-9０-９]", text):
        return Cell(span, "W", line)
    if _SIGN.match(text):
        target = parse_target(text)
        if target.op and len(target.figures) == 1 and target.deadline is None:
            return Cell(span, "G", line)
        return Cell(span, "W", line)
    figure = parse_figure(text)
    if figure is None or not figure.plain or figure.parts:
        return Cell(span, "W", line)
    bare = not figure.unit.symbol or figure.unit.dimension == "score"
    return Cell(span, "N" if bare else "F", line, figure)


# -- rows


def _rows(cells: Sequence[Cell]) -> Iterator[_Row]:
    """What may be a row: a name, numbers, a goal, numbers, what was done, numbers."""
    for at, cell in enumerate(cells):
        if cell.kind not in "GFW" or at < 1:
            continue
        done = done_of(cells, at)
        first = at
        while at - first < _MOST_BEFORE and first > 0 and cells[first - 1].kind == "N":
            first -= 1
        if done is None or first == 0 or cells[first - 1].kind != "W":
            continue
        end = _end(cells, done)
        numbers = [
            [one for one in cells[a:b] if one.kind == "N"] for a, b in ((first, at), (at + 1, done), (done + 1, end))
        ]
        yield _Row(first - 1, at, done, end, *numbers)


def _end(cells: Sequence[Cell], done: int) -> int:
    """Where the numbers behind what was done end: points, what they are given for, and the score."""
    end = done + 1
    while end < len(cells) and end - done <= _MOST_BEHIND and (cells[end].kind == "N" or _rate(cells[end])):
        end += 1
    ruled = "".join(cell.kind for cell in cells[end - 1 : end + 3])
    if end > done + 1 and ruled[:3] == "NWN" and ruled[3:] not in ("G", "F", "N"):
        return end + 2
    return end


def _rate(cell: Cell) -> bool:
    return cell.kind == "F" and cell.figure is not None and cell.figure.dimension == "ratio"


def done_of(cells: Sequence[Cell], goal: int) -> int | None:
    """What was done of a goal: the figure behind it of its kind, perhaps behind a number; a day for a goal that is one; the
    same words for a goal in words."""
    cell = cells[goal]
    if cell.kind == "W" and _dated(cell):
        behind = cells[goal + 1 : goal + 3]
        return goal + 1 if len(behind) == 2 and _dated(behind[0]) and behind[1].kind == "N" else None
    if cell.kind == "W":
        behind = cells[goal + 1 : goal + 3]
        same = (
            len(behind) == 2 and behind[0].kind == "W" and fold_text(behind[0].span.text) == fold_text(cell.span.text)
        )
        return goal + 1 if same and behind[1].kind == "N" and cells[goal - 1].kind in "WN" else None
    if cell.kind == "F" and cell.figure is not None:
        for at in (goal + 1, goal + 2):
            figure = cells[at].figure if at < len(cells) else None
            if figure is not None and figure.unit == cell.figure.unit:
                return at
        return None
    target = parse_target(cell.span.text)
    found = None
    for at in (goal + 1, goal + 2):
        if at < len(cells) and cells[at].kind in "FN":
            fits = reach(cells[at].span.text, target) in (Reached.MET, Reached.MISSED)
            if fits and cells[at].kind == "F":
                return at
            if fits and found is None:
                found = at
        else:
            break
    return found


def _dated(cell: Cell) -> bool:
    """Whether a cell is a day, a month or a deadline, and no more: 2023年6月30日前."""
    return cell.kind == "W" and len(cell.span.text) <= _LONGEST and parse_target(cell.span.text).deadline is not None


# -- columns


@dataclass(frozen=True, slots=True)
class _Places:
    """In rows of which shape the points and the score stand where."""

    shape: tuple[int, int]
    points: int
    score: int


def _places(rows: Sequence[_Row]) -> _Places | None:
    """The two numbers of a row of which the one is mostly as large as the other, and hardly ever larger."""
    shapes = Counter(row.shape for row in rows)
    best: tuple[int, _Places] | None = None
    for shape, often in shapes.items():
        if often < _LEAST:
            continue
        own = [row for row in rows if row.shape == shape]
        width = max(len(row.numbers) for row in own)
        for points, score in combinations(range(width), 2):
            pairs = [
                (_worth(row.numbers[points]), _worth(row.numbers[score])) for row in own if len(row.numbers) > score
            ]
            full = sum(one == other for one, other in pairs)
            over = sum(one < other for one, other in pairs)
            if len(pairs) < _LEAST or 2 * full < len(pairs) or over > max(1, len(pairs) // 8):
                continue
            if min(one for one, _ in pairs) <= 0 or max(one for one, _ in pairs) > _MOST_POINTS:
                continue
            if best is None or full > best[0]:
                best = full, _Places(shape, points, score)
    return best[1] if best is not None else None


def _worth(cell: Cell) -> Fraction:
    return Fraction(cell.figure.value) if cell.figure is not None else Fraction(0)


def _written(
    row: _Row, cells: Sequence[Cell], places: _Places, columns: GoalColumns, groups: frozenset[str]
) -> Mapping[str, Value] | None:
    """A row as the table takes it, if its numbers stand where those of the others do."""
    if row.shape != places.shape or len(row.numbers) <= places.score:
        return None
    made: dict[str, Value] = {
        columns.name: cells[row.name].span,
        columns.goal: cells[row.goal].span,
        columns.done: cells[row.done].span,
        columns.points: row.numbers[places.points].span,
        columns.score: row.numbers[places.score].span,
    }
    if columns.reason:
        made[columns.reason] = _reason(row, cells, groups)
    return made


def _reason(row: _Row, cells: Sequence[Cell], groups: frozenset[str]) -> Span | None:
    """The words behind a row that are neither the name of the next one nor group rows; in its line, all of them."""
    end = row.end
    behind = []
    while end < len(cells) and cells[end].kind == "W":
        behind.append(cells[end])
        end += 1
    line = cells[row.end - 1].line
    inside = [cell for cell in behind if cell.line == line]
    if not inside and cells[row.name].line != line:
        # the last words call the next row, if there is one
        inside = behind[:-1] if end < len(cells) and cells[end].kind != "|" else behind
    words = (
        cell.span for cell in inside if fold_text(cell.span.text) not in groups and not _GROUP.search(cell.span.text)
    )
    return next(words, None)
