"""Which column each cell of a row belongs to, when lost merged cells have moved the cells.

The header gives the order of the columns. Cells keep their order, columns may be passed over; of all such readings the
cheapest one is taken, by dynamic programming over (cell, column), as strings are aligned (Needleman and Wunsch, 1970).
The second cheapest is kept too: where it is hardly dearer, nobody can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.fitting import MISFIT, Fitting, is_list
from gouji.extraction.grids.template import Template, TemplateColumn
from gouji.faults import regex as re
from gouji.figures import parse_figure, parse_target

#: A reading that is dearer by less than this is as good.
_CLOSE: Final = 4
#: The same where an entry that most rows have is missing, so that it is not known which one.
_CLOSE_LACKING: Final = 8
#: A cell stands at another distance from its column than the cell before it.
_JUMP: Final = 1
#: Parting a cell must save as much as a column that is usually filled.
_PARTED: Final = 10
_MOST_PARTED: Final = 3
_LONGEST_PARTED: Final = 60
_SPACE: Final = re.compile(r"(?<=\S)\s+(?=\S)")
_FIGURES: Final = re.compile(r"(?<=[^0-9.,，\s])(?=[≥≤<>]?[0-9])")
_SKIP_LABEL: Final = 30
_SKIP_USUAL: Final = 12
_SKIP_CUT: Final = 4
_SKIP_OTHER: Final = 1
#: A group of rows begins and the group below it does not, as it does elsewhere in the table.
_SKIP_UNDER: Final = 6


@dataclass(frozen=True, slots=True)
class Aligned:
    """A reading of a row: column number to entry. ``doubt``: another reading is as good.

    ``groups_doubt``: in that other reading other columns that group rows have entries, which tells on the rows below.
    """

    cells: dict[int, Entry]
    cost: int
    doubt: bool = False
    groups_doubt: bool = False


class _State(NamedTuple):
    cost: int
    columns: tuple[int, ...]


def placed(line: Line, fitting: Fitting) -> Aligned | None:
    """The reading in which every entry stands under its header; None where that cannot be."""
    columns = fitting.template.columns
    cells: dict[int, Entry] = {}
    cost, at, doubt = 0, 0, False
    for entry in line.entries:
        while at < len(columns) and columns[at].to <= entry.at:
            at += 1
        if at == len(columns) or columns[at].at >= entry.to:
            # beside every column: nothing there is known
            return None
        if at in cells:
            if columns[at].label and fitting.blank(entry):
                continue  # 合计 stands under the number of the row, and a dash under its name
            return None
        if entry.folded in fitting.totals and (label := _label_after(at, fitting)) is not None:
            cells[label] = entry  # 合计 stands under the number of the row, or is merged up to the name
            cost = max(cost, fitting.cost(label, entry.text))
            continue
        cells[at] = entry
        cost = max(cost, fitting.cost(at, entry.text))
        # an entry merged over several columns: what it says of the others nobody knows
        doubt = doubt or any(column.at < entry.to and _telling(column) for column in columns[at + 1 :])
    # a group that begins without the one below it, under a word that may be either
    groups = any(
        columns[number].groups
        and number + 1 not in cells
        and fitting.lower(number, entry.text)
        and not fitting.begins_alone(number)
        for number, entry in cells.items()
    )
    return Aligned(cells, cost, doubt or groups, groups)


def moved(line: Line, fitting: Fitting) -> Line | None:
    """A row of a dump that prints its empty cells, under its headers: as many cells as it lacks were merged ones at its
    beginning, where the groups stand. None where it lacks none, or more than those."""
    columns = fitting.template.columns
    lost = columns[-1].to - line.size
    groups = [column.to for column in columns if column.groups]
    if not 0 < lost <= len(groups) or groups[:lost] != list(range(1, lost + 1)):
        return None
    entries = tuple(replace(entry, at=entry.at + lost, to=entry.to + lost) for entry in line.entries)
    return Line(entries, line.size + lost)


def _label_after(at: int, fitting: Fitting) -> int | None:
    """The column that names the rows, after one of which nothing is known."""
    columns = fitting.template.columns
    label = next((number for number, column in enumerate(columns) if column.label), -1)
    return label if at < label and all(column.base == "none" for column in columns[at:label]) else None


def _telling(column: TemplateColumn) -> bool:
    return column.name is not None and not column.groups and not column.guessed


def lacks(aligned: Aligned, fitting: Fitting) -> bool:
    """Whether a reading leaves a column empty that most rows fill; a remark may be missing anywhere."""
    columns = fitting.template.columns
    told = [n for n, column in enumerate(columns) if not column.groups and (column.label or column.base != "text")]
    return any(fitting.seen.usual(n) and n not in aligned.cells for n in told)


def well_placed(aligned: Aligned, fitting: Fitting, size: int = 0) -> bool:
    """Whether nothing speaks against the reading in which every entry stands under its header. ``size``: the cells of the row,
    the empty ones among them. A group over an empty cell in a row that lacks no cell stands where it is printed, even if its
    word is more often that of the group below; so do a group below an empty cell and the name beside it."""
    if aligned.cost >= MISFIT:
        return False
    columns = fitting.template.columns
    named = any(columns[number].label for number in aligned.cells)
    lacking = lacks(aligned, fitting)
    below_empty = named and not lacking and size == columns[-1].to and _below_empty(aligned, fitting)
    for number, entry in aligned.cells.items():
        column = columns[number]
        if below_empty and (column.groups or column.label):
            continue
        below = columns[number + 1] if column.groups and number + 1 < len(columns) else None
        if below is not None and below.groups and number + 1 not in aligned.cells and named and size == columns[-1].to:
            continue
        if (column.groups or column.label or column.base == "none") and fitting.elsewhere(number, entry.text):
            return False
        if column.groups and lacking and not (fitting.known(number, entry.text) or is_list(entry.text)):
            return False  # no group that anybody has heard of, and something is missing further on
        if column.base == "none" and fitting.seen.rows and fitting.cost(number, entry.text) >= 20:
            return False
        if column.base == "value" and fitting.cost(number, entry.text) >= 6:
            return False
    return named


def _below_empty(aligned: Aligned, fitting: Fitting) -> bool:
    """Whether a row begins with empty cells of groups that hold on, and no further right than it should: its words would then
    all be known one column to the left."""
    first = min(aligned.cells)
    columns = fitting.template.columns
    if not first or not all(column.groups for column in columns[: first + 1]):
        return False
    words = [(at, entry.text) for at, entry in aligned.cells.items() if columns[at].groups or columns[at].label]
    return any(not fitting.known(at - 1, text) for at, text in words)


def unstubbed(
    template: Template, lines: Sequence[tuple[int, Line]], typical: dict[str, frozenset[str]], empty: frozenset[str]
) -> Template:
    """A header without the words at its beginning that reach down beside all rows: a dump that lost the merged cells has
    them in the header only, so that every row stands further left."""
    columns = template.columns
    first = next((at for at, column in enumerate(columns) if column.base != "none"), 0)
    rows = [line for _, line in lines if len(line.own) > 1]
    room = columns[-1].to - max((line.size for line in rows), default=0)
    best, made = 0, template
    for shift in range(min(columns[first].at, room) + 1):
        moved = tuple(replace(c, at=c.at - shift, to=c.to - shift) for c in columns if c.at >= shift)
        fitting, good = Fitting(replace(template, columns=moved), typical, empty), 0
        for line in rows:
            known = placed(line, fitting)
            good += known is not None and well_placed(known, fitting)
        if good > best:
            best, made = good, fitting.template
    return made


def aligned(line: Line, fitting: Fitting) -> Aligned | None:
    """The cheapest reading of a row; None where some cell fits nowhere."""
    entries = line.entries
    columns = fitting.template.columns
    if not entries or len(entries) > len(columns):
        return None
    skips = [_skip(number, fitting) for number in range(len(columns))]
    before = [0]
    for skip in skips:
        before.append(before[-1] + skip)
    full = entries[-1].to >= line.size >= columns[-1].to and entries[0].at > 0
    tail = [_tail(number, fitting, before, full) for number in range(len(columns))]
    best = _search(entries, fitting, before, tail)
    if not best:
        return None
    first = best[0]
    cells = dict(zip(first.columns, entries, strict=True))
    close = _CLOSE_LACKING if lacks(Aligned(cells, first.cost), fitting) else _CLOSE
    doubt = len(best) > 1 and best[1].cost - first.cost < close
    groups = {number for number, column in enumerate(columns) if column.groups}
    groups_doubt = doubt and groups & set(first.columns) != groups & set(best[1].columns)
    if full and first.columns[-1] < len(columns) - 1:
        doubt = True  # what was cut off is not known to be empty
    if any(fitting.cost(number, entry.text) >= MISFIT for number, entry in cells.items()):
        return None
    return Aligned(cells, first.cost, doubt, groups_doubt)


def parted(line: Line, fitting: Fitting) -> Aligned | None:
    """The cheapest reading of a row in which cells may have run together.

    A cell is parted only where that makes the row fit much better, and in one way only.
    """
    best = aligned(line, fitting)
    for _ in range(_MOST_PARTED):
        if len(line.entries) >= len(fitting.template.columns):
            break
        options: list[tuple[int, int, Aligned, Line]] = []
        for index, entry in enumerate(line.entries):
            for cut in _cuts(entry.text):
                made = Line((*line.entries[:index], *_halves(entry, cut), *line.entries[index + 1 :]), line.size)
                found = aligned(made, fitting)
                if found is not None:
                    options.append((found.cost, len(options), found, made))
        options.sort(key=lambda option: option[:2])
        if not options or (best is not None and best.cost - options[0][0] < _PARTED):
            break
        first = options[0]
        doubt = first[2].doubt or (len(options) > 1 and options[1][0] - first[0] < _CLOSE)
        best, line = replace(first[2], doubt=doubt), first[3]
    return best


def _cuts(text: str) -> list[int]:
    """Where two cells may have run together: at a space, and between two figures of which the first has its unit."""
    if len(text) > _LONGEST_PARTED:
        return []
    cuts = [found.start() for found in _SPACE.finditer(text)]
    for found in _FIGURES.finditer(text):
        left = parse_target(text[: found.start()])
        if left.figures and left.figures[0].unit.symbol and not left.quality and parse_figure(text[found.start() :]):
            cuts.append(found.start())
    return cuts


def _halves(entry: Entry, cut: int) -> tuple[Entry, Entry]:
    span = entry.span
    return (
        replace(entry, span=span.source.span(span.start, span.start + cut)),
        replace(entry, span=span.source.span(span.start + cut, span.end)),
    )


def _skip(number: int, fitting: Fitting) -> int:
    column = fitting.template.columns[number]
    if column.label:
        return _SKIP_LABEL
    if column.groups:
        return 0
    return _SKIP_USUAL if fitting.seen.usual(number) else _SKIP_OTHER


def _tail(number: int, fitting: Fitting, before: Sequence[int], full: bool) -> int:
    """The cost of passing over all columns after one: small where the row is so full that its end was cut off."""
    rest = before[-1] - before[number + 1]
    count = len(fitting.template.columns) - number - 1
    return min(rest, count * _SKIP_CUT) if full else rest


def _search(entries: Sequence[Entry], fitting: Fitting, before: Sequence[int], tail: Sequence[int]) -> list[_State]:
    """The two cheapest readings."""
    columns = fitting.template.columns
    states: list[list[_State]] = [[] for _ in columns]
    for index, entry in enumerate(entries):
        after: list[list[_State]] = [[] for _ in columns]
        text = entry.text
        for number in range(index, len(columns) - (len(entries) - index - 1)):
            fit = fitting.cost(number, text)
            if fit >= MISFIT:
                continue
            offset = entry.at - columns[number].at
            found: list[_State] = []
            if index == 0:
                found.append(_State(before[number] + fit + (_JUMP if offset else 0), (number,)))
            else:
                previous = entries[index - 1].at
                for other in range(index - 1, number):
                    jump = _JUMP if offset != previous - columns[other].at else 0
                    skipped = before[number] - before[other + 1]
                    if columns[other].groups and not fitting.begins_alone(other):
                        skipped += _SKIP_UNDER * sum(column.groups for column in columns[other + 1 : number])
                    found += [
                        _State(state.cost + skipped + fit + jump, (*state.columns, number)) for state in states[other]
                    ]
            after[number] = sorted(found)[:2]
        states = after
    ends = [
        _State(state.cost + tail[number], state.columns) for number, reached in enumerate(states) for state in reached
    ]
    return sorted(ends)[:2]
