"""Cells of which only the order is known, cut into the rows under a header.

The rows are those that suit their columns best, by dynamic programming over the cells. Where empty cells are printed, a row
may lack cells only where merged ones were lost: at its beginning, before the column that names the rows, where the groups
stand, and at its end, where a remark may reach over several rows. Where they are not, a row may lack any but its name; only
its ends are found here then, and which cell belongs to which column is left to the alignment of rows (``aligning``), which
knows when nobody can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.fitting import MISFIT, Fitting
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import CODE
from gouji.extraction.grids.template import Template
from gouji.faults import regex as re
from gouji.figures import parse_figure, parse_target
from gouji.packs.vocabulary import Vocabulary

#: What it costs that a cell stands in a column, or in none.
Cost = Callable[[Entry, int | None], int]
#: The columns that a cell can stand in, with what that costs.
Fits = Callable[[Entry], list[tuple[int, int]]]
#: What a cell of a row is worth, and what a row may cost.
_GAIN: Final = 4
_DEAREST: Final = 30
#: A row lacks the remark at its end.
_CUT: Final = 3
#: Something stands under a column that has no header.
_BESIDE: Final = 6
#: Cells after the word of sums at most.
_MOST_SUMS: Final = 6
#: What it costs that a row has nothing in a column, by the base of the column, where empty cells are not printed.
_LACKED: Final = {"number": 4, "target": 6, "value": 6, "date": 4, "operator": 3, "unit": 3}
#: A row begins inside a printed line; a printed line ends inside a row.
_AMID: Final = 12
_BROKEN: Final = 3
#: A row of a form that nobody filled in: dots, a word with a number and nothing after it (第1项：), or a remark in
#: brackets alone; what it costs.
_LEFT_FREE: Final = re.compile(r"[….。·]+|[^\W\d]{1,6}[0-9]{1,2}[:：.、．]?|[(（][^()（）]{1,12}[)）]")
_IDLE: Final = 4
#: A group without a row in it.
_EMPTY_GROUP: Final = 8
#: An empty cell between two rows.
_STRAY: Final = 3
#: Rows, or cells of one row, that make a table of cells without the empty ones.
_LEAST_ROWS: Final = 2
_LEAST_CELLS: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the best reading: how many cells it takes, and where each stands; nowhere, if there is nothing in it."""

    taken: int
    places: tuple[int, ...]


class _Passing:
    """What passing over columns costs in a table, and which of them tell a row from words."""

    def __init__(self, template: Template) -> None:
        columns = template.columns
        self.label = next((number for number, column in enumerate(columns) if column.label), len(columns))
        self.groups = [number for number, column in enumerate(columns) if column.groups]
        self.before = [0]
        """By column, what it costs to pass over all that stand before it."""
        for at, c in enumerate(columns):
            lacked = 0 if c.groups or at < self.label else _LACKED.get(c.base, 1)
            self.before.append(self.before[-1] + lacked)
        telling = ("number",) if any(c.base == "number" for c in columns) else ("target", "value")
        self.telling = [c.base in telling for c in columns]
        """Whether a column holds figures, or targets, where no column holds figures."""


class RowCutter:
    """Cuts cells into rows. ``gaps``: the empty cells are among them."""

    def __init__(self, headers: Headers, vocabulary: Vocabulary, gaps: bool) -> None:
        self._headers = headers
        self._vocabulary = vocabulary
        self._gaps = gaps

    def rows(
        self,
        cells: Sequence[Entry],
        start: int,
        template: Template,
        size: int,
        begins: frozenset[int],
        rows_begin: frozenset[int] = frozenset(),
    ) -> list[Row]:
        """The cells from one on cut into rows: as many of them as can be, as well as they fit. A column that nobody knows
        holds words or figures, whichever fits better; words before the groups of rows, since it is a heading of them all.
        At ``begins`` rows mostly begin, at ``rows_begin`` always."""
        groups = next((at for at, column in enumerate(template.columns) if column.groups), 0)
        unknown = frozenset(at for at, c in enumerate(template.columns) if c.base == "none" and at >= groups)
        ways = [self._cut(cells, start, template, size, begins, rows_begin, frozenset())]
        if unknown and not self._gaps:
            ways.append(self._cut(cells, start, template, size, begins, rows_begin, unknown))
        return max(ways, key=lambda way: way[0])[1]

    def _cut(
        self,
        cells: Sequence[Entry],
        start: int,
        template: Template,
        size: int,
        begins: frozenset[int],
        rows_begin: frozenset[int],
        counted: frozenset[int],
    ) -> tuple[int, list[Row]]:
        """The rows, and how good they are. ``counted``: the columns that hold figures although nobody knows them."""
        layout = self._headers.layout(template.table)
        total = self._vocabulary.schema.tables[template.table].total_texts
        fitting = Fitting(template, dict(layout.typical), self._vocabulary.empty, total)
        fitting.counted = counted
        # a cell is asked about again from each of the cells before it: what it costs is worked out once, where empty cells are
        # printed for each column that is asked about, where they are not for all of them
        costs: dict[tuple[str, int | None], int] = {}

        def cost(cell: Entry, number: int | None) -> int:
            key = cell.text, number
            if key not in costs:
                costs[key] = self._cost(cell, number, fitting)
            return costs[key]

        columns = template.columns
        fits: dict[str, list[tuple[int, int]]] = {}

        def fit(cell: Entry) -> list[tuple[int, int]]:
            known = fits.get(cell.text)
            if known is None:
                every = ((number, self._cost(cell, number, fitting)) for number in range(len(columns)))
                known = fits[cell.text] = [(number, dear) for number, dear in every if dear < MISFIT]
            return known

        passing = _Passing(template)
        width = max(columns[-1].to, size)
        at = {place: number for number, column in enumerate(columns) for place in range(column.at, column.to)}
        label = next((column.at for column in columns if column.label), 0)
        ends = [width]
        while columns[at[ends[-1] - 1]].base in ("text", "none") if ends[-1] - 1 in at else False:
            if ends[-1] - 1 <= label:
                break
            ends.append(ends[-1] - 1)
        best: dict[int, tuple[int, int, Row | None]] = {start: (0, -1, None)}
        furthest = start
        for here in range(start, len(cells)):
            if here > furthest:
                break
            if here not in best:
                continue
            score = best[here][0]
            found = (
                self._candidates(cells, here, fitting, cost, at, label, ends)
                if self._gaps
                else self._loose(cells, here, fitting, passing, fit)
            )
            inside = _AMID if begins and here not in begins else 0
            for row, dear in found:
                after = here + row.taken
                if not rows_begin.isdisjoint(range(here + 1, after)):
                    continue
                broken = sum(at in begins for at in range(here + 1, after)) if begins else 0
                total_score = score + _GAIN * row.taken - dear - inside - _BROKEN * broken
                if after not in best or total_score > best[after][0]:
                    best[after] = total_score, here, row
                    furthest = max(furthest, after)
        last = max(best, key=lambda end: best[end][0])
        score = best[last][0]
        rows: list[Row] = []
        while last > start:
            _, before, taken = best[last]
            assert taken is not None
            rows.append(taken)
            last = before
        # one row alone is a table if it says that it is the whole
        enough = len(rows) >= _LEAST_ROWS or (rows and rows[-1].taken >= _LEAST_CELLS and cells[start].folded in total)
        return score, rows[::-1] if self._gaps or enough else []

    def _candidates(
        self,
        cells: Sequence[Entry],
        here: int,
        fitting: Fitting,
        cost_of: Cost,
        at: dict[int, int],
        label: int,
        ends: Sequence[int],
    ) -> Iterator[tuple[Row, int]]:
        """The rows that can begin with a cell, with what they cost."""
        columns = fitting.template.columns
        summed = self.summed(cells, here, fitting.template)
        if summed is not None:
            yield summed, 0
            return
        if not cells[here].text:
            # the line end after a remark that is there is printed like an empty remark
            yield Row(1, ()), _GAIN + _STRAY
            return
        yield from self._rowless(cells, here, fitting)
        for first in range(label + 1):
            cost, named, told = 0, 0, False
            for place in range(first, ends[0]):
                index = here + place - first
                if index >= len(cells):
                    break
                cost += cost_of(cells[index], at.get(place))
                if cost >= MISFIT:
                    break
                number = at.get(place)
                filled = bool(cells[index].text) and number is not None and columns[number].base != "none"
                named += filled
                # what groups rows may stand without any row
                told = told or (filled and named > 1 and not (number is not None and columns[number].groups))
                if place + 1 in ends and cost + _CUT * (ends[0] - place - 1) <= _DEAREST and named:
                    bare = not cells[here + label - first].text
                    if (bare and told) or not cells[here].text:
                        continue
                    taken = place + 1 - first
                    yield Row(taken, tuple(range(first, place + 1))), cost + _CUT * (ends[0] - place - 1)

    def _rowless(self, cells: Sequence[Entry], here: int, fitting: Fitting) -> Iterator[tuple[Row, int]]:
        """A group without a row, whose cells are empty, however many of them are printed."""
        columns = fitting.template.columns
        places: list[int] = []
        for cell in cells[here : here + len(columns)]:
            after = [n for n, c in enumerate(columns) if c.groups and (not places or c.at > places[-1])]
            number = next((n for n in after if cell.text and fitting.known(n, cell.text)), None)
            if number is None:
                break
            places.append(columns[number].at)
        groups = len(places)
        while groups and here + len(places) < len(cells) and not cells[here + len(places)].text:
            places.append(columns[-1].at)
            if len(places) >= 2 * len(columns):
                return
        if len(places) > groups + 1:
            yield Row(len(places), tuple(places)), _GAIN * (len(places) - groups) + _EMPTY_GROUP

    def _loose(
        self, cells: Sequence[Entry], here: int, fitting: Fitting, passing: _Passing, fits: Fits
    ) -> Iterator[tuple[Row, int]]:
        """The same where empty cells are not printed: cells keep their order, columns may be passed over."""
        summed = self.summed(cells, here, fitting.template)
        if summed is not None:
            yield summed, 0
            return
        if _LEFT_FREE.fullmatch(cells[here].text):
            yield Row(1, ()), _IDLE
        elif any(fitting.known(at, cells[here].text) for at in passing.groups):
            yield Row(1, ()), _EMPTY_GROUP
            if self._left_empty(cells[here : here + 3], fitting):
                return
        label, before, telling = passing.label, passing.before, passing.telling
        if label == len(telling):
            return
        # by the column of the last cell: what it costs so far, and whether a figure is in (or a target, where no figures are)
        states: dict[int, tuple[int, bool]] = {-1: (0, False)}
        for taken, cell in enumerate(cells[here : here + len(telling)], 1):
            after: dict[int, tuple[int, bool]] = {}
            for number, fit in fits(cell):
                fit += before[number]
                for last, (cost, told) in states.items():
                    if last >= number or last < label < number:
                        continue
                    total = cost - before[last + 1] + fit
                    # whatever stands behind it makes a row no cheaper
                    if total <= _DEAREST and (number not in after or total < after[number][0]):
                        after[number] = total, told or telling[number]
            states = after
            if not states:
                return
            ends = [cost + before[-1] - before[last + 1] for last, (cost, told) in states.items() if told]
            if ends and min(ends) <= _DEAREST:
                yield Row(taken, tuple(range(taken))), min(ends)

    def _left_empty(self, cells: Sequence[Entry], fitting: Fitting) -> bool:
        """Whether a group has no rows: the next cell begins a higher one, and no target stands behind that."""
        if len(cells) < 3 or parse_target(cells[2].text).measurable:
            return False
        groups = [number for number, column in enumerate(fitting.template.columns) if column.groups]
        known = [number for number in groups if fitting.known(number, cells[0].text)]
        return bool(known) and any(fitting.known(number, cells[1].text) for number in groups if number < known[0])

    def _cost(self, cell: Entry, number: int | None, fitting: Fitting) -> int:
        if not cell.text:
            return 0
        if number is not None and _LEFT_FREE.fullmatch(cell.text):
            column = fitting.template.columns[number]
            return fitting.cost(number, cell.text) if column.label or column.groups or self._gaps else MISFIT
        if number is None:
            return _BESIDE if len(cell.text) <= LONGEST_HEADER else MISFIT
        if self._headers.title(cell.text) is not None:
            return _BESIDE
        if cell.folded in self._headers.layout(fitting.template.table).sum_texts:
            return MISFIT
        column = fitting.template.columns[number]
        if column.base in ("operator", "unit", "target", "value") and self._groups(cell, number, fitting):
            return MISFIT  # any short word may be a sign or a unit, and any word a goal
        if cell.folded in fitting.totals and any(one.label for one in fitting.template.columns[:number]):
            return MISFIT  # the word for a total names a row
        if column.base == "none" and parse_figure(cell.text) is None and number not in fitting.counted:
            return _BESIDE
        if column.name is not None and column.name == self._headers.layout(fitting.template.table).code:
            return (
                0 if CODE.match(cell.text) else MISFIT if parse_figure(cell.text) else fitting.cost(number, cell.text)
            )
        return fitting.cost(number, cell.text)

    def _groups(self, cell: Entry, number: int, fitting: Fitting) -> bool:
        """Whether a cell, of those among which the empty ones are, is an entry of a column that groups rows and of no other."""
        groups = (at for at, column in enumerate(fitting.template.columns) if column.groups)
        return (
            self._gaps and not fitting.known(number, cell.text) and any(fitting.known(at, cell.text) for at in groups)
        )

    def summed(self, cells: Sequence[Entry], here: int, template: Template) -> Row | None:
        """A row of sums: its word, merged up to the first of the last columns of numbers, then those to the end."""
        words = self._headers.layout(template.table).sum_texts
        if cells[here].folded not in words:
            return None
        columns = template.columns
        label = next((number for number, column in enumerate(columns) if column.label), 0)
        first = next((n for n, column in enumerate(columns) if n > label and column.base == "number"), None)
        if first is None:
            return None
        if not self._gaps:
            figures = 0
            while here + 1 + figures < len(cells) and parse_figure(cells[here + 1 + figures].text) is not None:
                figures += 1
            counted = sum(column.base == "number" for column in columns)
            return Row(1 + figures, tuple(range(1 + figures))) if 0 < figures <= counted else None
        for begin in range(first, len(columns)):
            places = [column.at for column in columns[begin:]]
            if columns[begin].base != "number" or len(places) > _MOST_SUMS:
                continue
            taken = 0
            for number, cell in zip(range(begin, len(columns)), cells[here + 1 :], strict=False):
                text = cell.text
                if text and (columns[number].base != "number") == (parse_figure(text) is not None):
                    break
                if text and self._headers.heads(cell.text):
                    break
                taken += 1
            if taken and any(cell.text for cell in cells[here + 1 : here + 1 + taken]):
                return Row(1 + taken, (0, *places[:taken]))
        return None
