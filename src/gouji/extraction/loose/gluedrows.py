"""Rows whose cells have run together, cut so that each cell suits its column best.

A row is the words of its groups, its name, and a cell for each column behind it, in the order of the header; a column may be
passed over. The ways to cut it that may be among the best are gone through by dynamic programming over (column, place); the
best few are then held against what the cells say of each other: a value that is the target again, points that are no more than
those that can be had, a ratio that two figures of the row make. Where the second best is as good, nobody can tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import itemgetter
from typing import Final

from gouji.extraction.grids.fitting import MEASURED, MISFIT, Fitting
from gouji.extraction.grids.pointed import BEFORE
from gouji.extraction.grids.template import Template, TemplateColumn
from gouji.extraction.loose.cuts import LONGEST_NAME, Cuts
from gouji.extraction.loose.gluedheads import Words
from gouji.extraction.text.strand import Strand
from gouji.figures import BARE, find_unit, parse_figure
from gouji.language.kinds import SCORE
from gouji.packs.layout import TableLayout

#: A dearer row is none, and one that is dearer by less than this is as good.
_DEAREST: Final = 26
_CLOSE: Final = 2
_LOOSE: Final = 12
_HOPELESS: Final = 44
#: Ways to cut that are kept at each place.
_KEPT: Final = 12
#: What it costs to pass over a column, by its base.
_AMOUNT_PASSED: Final = 7
_PASSED: Final = {"number": 4, "target": 9, "value": 9, "date": 5, "operator": 1, "unit": 1, "none": 2}
_REPEATED: Final = 6
_WORDED: Final = 8
_EXCEEDING: Final = 5
_MADE: Final = 4
_UNMADE: Final = 3
_AGAIN: Final = 4
#: What a cell can win by the cell before it and by the rows above, at most.
_MOST_WON: Final = _REPEATED + _WORDED + _AGAIN
_SAME: Final = 2
#: What a row is expected to cost before one has been found, and by how much it may be dearer for those that are dearer still
#: not to be looked for.
_MODERATE: Final = 8
_SPARE: Final = 4
_UNLIKE: Final = 3
_UNIT_BEHIND: Final = 3
_ACROSS: Final = 8
#: A row of a form that nobody filled in: 指标2：, ……
_LEFT_FREE: Final = re.compile(r"[^\W\d]{1,4}[0-9]{1,2}[:.、]?|[….·]+")
#: The points of a group: (50分), 15分.
_WORTH: Final = re.compile(rf"\({BEFORE}[0-9]{{1,3}}(?:\.[0-9]+)?分?\)|[0-9]{{1,3}}分(?!钟)")
_HEADED: Final = re.compile(rf"[^\W\d]{{2,8}}\({BEFORE}[0-9]{{1,3}}(?:\.[0-9]+)?分\)(?=[^\W\d])")
_SIGNS: Final = re.compile(r"[≥≤<>=≧≦]+")
_FIGURES: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
#: Letters of the word of a group that shows by itself that a row begins.
_TELLING: Final = 4
_MOST_ROWS: Final = 300
#: Cells behind the name of a row that is one beyond doubt, and characters of such a row at least.
_LEAST_CELLS: Final = 2
_SHORTEST: Final = 2 + _LEAST_CELLS
#: What a row of mere amounts has one of at least: a figure, or a sign that nothing is entered.
_ENTRY: Final = re.compile(r"[0-9.]+|[-—/无一]")


@dataclass(frozen=True, slots=True)
class Cut:
    """A row that was cut: column to the place of its cell. ``doubt``: it can be cut in another way as well; ``loose``: in one
    that is worse, but not out of the question."""

    start: int
    end: int
    cells: Mapping[int, tuple[int, int]]
    doubt: bool = False
    loose: bool = False
    summed: bool = False
    """It is a row of sums."""

    def full(self, label: int) -> bool:
        """Whether it is a row beyond doubt, with cells behind its name."""
        return not self.doubt and sum(at > label for at in self.cells) >= _LEAST_CELLS


_Path = tuple[tuple[int, int, int], ...]
"""The cells of a row: column, where each begins and where it ends."""
_Run = tuple[int, int, Sequence[tuple[int, _Path]], tuple[int, int, int] | None]
"""Ways to a place that go on alike, the cheapest first: what the first of them costs then, what is added to each, the ways so
far, and the cell that they go on with, if they do not pass over the column."""


class RowCutter:
    """Cuts rows of one table out of a thread, from the first to the last."""

    def __init__(
        self,
        strand: Strand,
        start: int,
        end: int,
        fitting: Fitting,
        layout: TableLayout,
        heads: Callable[[str], bool],
    ) -> None:
        self._text = strand.text
        self._edges = strand.edges
        self._end = end
        self._cuts = Cuts(strand, start, end, fitting, heads)
        self._template: Template = fitting.template
        self._layout = layout
        columns = self._template.columns
        self._label = next(at for at, column in enumerate(columns) if column.label)
        self._groups = [at for at, column in enumerate(columns) if column.groups]
        self._known = {at: layout.typical.get(columns[at].name or "", frozenset()) for at in self._groups}
        words = frozenset(word for known in self._known.values() for word in known)
        body = self._text[start:end]
        full = {word for word in words if not any(other.startswith(word) and other != word for other in words)}
        self._whole = any(word in body for word in full)
        self._full = full
        self._words = Words(words)
        self._sums = Words(layout.sum_texts)
        self._seen: dict[int, set[str]] = {}
        self._amounts = [_is_amount(column) for column in columns]
        self._begun = [0]
        """How many words of groups that show by themselves that a row begins stand before each place from the start on, as far
        as anybody asked: every stretch between two places is asked about."""
        self._start = start
        self._suiting: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._entries: list[int] | None = None
        self._usual = _MODERATE
        """What the row before costs."""

    def rows(self, at: int, least: int) -> list[Cut]:
        """The rows from a place on, and the row of sums that ends them; none if not ``least`` of each four rows are full, which
        is known as soon as those that may still follow are too few."""
        out: list[Cut] = []
        poor = 0
        while at < self._end and len(out) < _MOST_ROWS:
            remark = self._remark(at) if out else at
            if remark > at:
                out[-1] = self._remarked(out[-1], at, remark)
            poor += bool(out) and not out[-1].full(self._label)
            most = len(out) - poor + min(self._most_left(remark), _MOST_ROWS - len(out))
            if 4 * most < least * (most + poor):
                return []
            made = self._row(remark)
            if made is None:
                break
            out.append(made)
            if made.summed:
                break
            for number, place in made.cells.items():
                self._seen.setdefault(number, set()).add(self._text[slice(*place)])
            at = made.end
        full = [row.full(self._label) for row in out if not row.summed]
        return out if 4 * sum(full) >= least * len(full) else []

    def _most_left(self, at: int) -> int:
        """How many full rows can follow at most: no row ends amid a figure, but where a blank or a line end stood."""
        if not self._cuts.amounts:
            return (self._end - at) // _SHORTEST
        if self._entries is None:
            ends = {found.end() for found in _ENTRY.finditer(self._text, self._start, self._end)}
            self._entries = sorted(ends | {at for at in self._edges if self._start < at < self._end and self._amid(at)})
        return len(self._entries) - bisect_right(self._entries, at)

    def _amid(self, at: int) -> bool:
        """Whether a place stands in the midst of a figure, blanks and line ends left aside."""
        return self._text[at].isdigit() and (self._text[at - 1].isdigit() or self._text[at - 1] == ".")

    def _remark(self, at: int) -> int:
        """Where words end that belong to the row before: with their sentence, or before the word of a group. No figure is
        among them."""
        text = self._text
        if self._words.at(text, at) or self._sums.at(text, at):
            return at
        for end in range(at, min(at + LONGEST_NAME, self._end)):
            if text[end].isdigit():
                break
            if text[end] == "。":
                return end + 1
            if (
                end > at
                and (word := self._words.at(text, end)) in self._full
                and len(word) >= _TELLING
                and not self._group_before(at, end)
            ):
                return end
        return at

    def _group_before(self, at: int, end: int) -> bool:
        """Whether nothing stands between two places but groups and rows that nobody filled in."""
        while at < end:
            word = self._words.at(self._text, at)
            after = at + len(word) if word else self._left_free(at)
            if after == at:
                return False
            at = after
        return True

    def _remarked(self, row: Cut, start: int, end: int) -> Cut:
        """A row with what is said of it, if its table has a column for that."""
        columns = self._template.columns
        last = max(row.cells)
        free = [at for at in range(last + 1, len(columns)) if columns[at].base in ("text", "none")]
        return replace(row, cells={**row.cells, free[-1]: (start, end)}) if free else row

    def _row(self, at: int) -> Cut | None:
        start = at
        cells: dict[int, tuple[int, int]] = {}
        while True:
            if (summed := self._summed(at)) is not None:
                return summed
            if (left := self._left_free(at)) > at:
                at = left
            elif (group := self._group(at, cells)) is not None:
                number, end = group
                for other in [other for other in cells if other >= number]:
                    del cells[other]
                cells[number] = (at, end)
                at = end
            else:
                break
        found = self._cut(at)
        if found is None:
            return None
        path, doubt, loose = found
        cells |= {number: (begin, end) for number, begin, end in path}
        return Cut(start, path[-1][2], cells, doubt, loose)

    # -- what stands before the name

    def _group(self, at: int, before: Mapping[int, tuple[int, int]]) -> tuple[int, int] | None:
        """The column of a group whose word begins at a place, and where the word ends."""
        word = self._words.at(self._text, at)
        end = at + len(word)
        headed = _HEADED.match(self._text, at, self._end) if not word and self._groups else None
        if headed is not None:
            return self._groups[0], headed.end()
        worth = _WORTH.match(self._text, end) if word else None
        if worth is not None and worth.end() <= self._end:
            end = worth.end()
        if not word or end > self._end:
            return None
        if worth is None and word not in self._full and self._whole and not self._words.at(self._text, end):
            return None  # a name may begin with such a word too
        if self._text[end : end + 1] in MEASURED and not self._words.at(self._text, end):
            return None
        if before and self._text.endswith(word, 0, at):
            return None  # the name begins with the word of its group
        fitting = [number for number in self._groups if word in self._known[number]]
        below = max(before, default=-1)
        if len(fitting) > 1 and worth is None and self._lower(end, fitting):
            return fitting[-1], end
        return next((number for number in fitting if number > below), fitting[0]), end

    def _lower(self, at: int, fitting: Sequence[int]) -> bool:
        """Whether a word that may be of several groups is of the lower one: it stands among the groups of a higher one."""
        after = self._words.at(self._text, at)
        if any(after in self._known[number] for number in fitting[1:]):
            return False
        higher = self._known[fitting[0]] - self._known[fitting[-1]]
        return any(word in self._full and word in self._text[at : self._end] for word in higher)

    def _left_free(self, at: int) -> int:
        """Where a row that nobody filled in ends; the place itself where none begins."""
        found = _LEFT_FREE.match(self._text, at, self._end)
        if found is None:
            return at
        end = found.end()
        known = end == self._end or self._words.at(self._text, end) or self._sums.at(self._text, end)
        return end if known or self._left_free(end) > end else at

    def _summed(self, at: int) -> Cut | None:
        """A row of sums: its word and figures for the columns of points."""
        word = self._sums.at(self._text, at)
        if not word:
            return None
        columns = self._template.columns
        points = [n for n, c in enumerate(columns) if c.base == "number" and c.name in self._layout.sum_fields]
        begin = at + len(word)
        begin += self._text[begin : begin + 1] == ":"
        if not points or not self._text[begin : begin + 1].isdigit():
            return None
        for counted in ([*points], [points[-1]]):
            ways = [
                path
                for path in self._split(begin, counted)
                if self._cuts.whole(path[-1][2]) and path[-1][2] <= self._end
            ]
            if len(ways) == 1:
                cells = {number: (one, other) for number, one, other in ways[0]}
                return Cut(at, ways[0][-1][2], {0: (at, at + len(word)), **cells}, summed=True)
        return None

    def _split(self, at: int, columns: Sequence[int]) -> list[_Path]:
        """The ways in which figures of columns follow each other from a place on."""
        ways: list[_Path] = [()]
        for number in columns:
            ways = [
                (*path, (number, begin, end))
                for path in ways
                for begin in [path[-1][2] if path else at]
                for end in self._cuts.after(begin, number)
                if self._cuts.cost(begin, end, number) < _CLOSE + _CLOSE
            ]
        return ways

    # -- the cells behind the groups

    def _cut(self, at: int) -> tuple[_Path, bool, bool] | None:
        """The best way to cut a name and the cells behind it, whether another is as good, and whether one is hardly worse."""
        # a way that is dear by more than it can win is not followed: mostly a row costs about as much as the one before it
        expected = self._usual + _SPARE
        limit = min(expected + _LOOSE + self._most_won(), _HOPELESS)
        ways = self._ways(at, limit)
        if limit < _HOPELESS and (not ways or ways[0][0] > expected):
            ways = self._ways(at, _HOPELESS)
        if not ways or ways[0][0] > _DEAREST:
            return None
        columns = self._template.columns
        self._usual, best = ways[0]
        amid = any(not self._cuts.whole(begin) for _, begin, _ in best)
        worse = ways[1][0] - ways[0][0] if len(ways) > 1 else _LOOSE
        numbers = [at for at, column in enumerate(columns) if column.base == "number"]
        lacking = bool(numbers) and not any(number in numbers for number, _, _ in best)
        doubt = worse < _CLOSE or lacking or not self._cuts.counts(*best[0][1:]) or (amid and self._belied(best))
        loose = amid and worse < _LOOSE
        return best, doubt or (loose and self._unit_behind(best[-1][2])), loose

    def _most_won(self) -> int:
        """What a way can become cheaper by, at most, by what its cells say of each other and of the rows above."""
        columns = self._template.columns
        values = sum(c.base == "value" for c in columns) if any(c.base == "target" for c in columns) else 0
        made = any(column.kind is not None and column.kind.ratio for column in columns)
        # an amount that is the one that it sticks to has cost more to begin in the midst of digits than that wins
        return (
            (_REPEATED + _WORDED) * values
            + _AGAIN * sum(amount and at in self._seen for at, amount in enumerate(self._amounts))
            + _MADE * made
            + len(self._layout.at_most)
        )

    def _ways(self, at: int, limit: int) -> list[tuple[int, _Path]]:
        """The best ways to cut a row, at least two of them if there are as many. A way is given up where it comes to the
        limit: those that end below it by more than a way can win are found whatever is given up, since no way that is given
        up could have taken the place of one of them."""
        columns = self._template.columns
        states: dict[int, list[tuple[int, _Path]]] = {}
        # by place: the cheapest ways there
        for end, cost in self._fits(at, self._label):
            if cost < limit:
                states[end] = [(cost, ((self._label, at, end),))]
        for number in range(self._label + 1, len(columns)):
            amount = self._amounts[number]
            passed = _AMOUNT_PASSED if amount else _PASSED.get(columns[number].base, 0)
            above = self._seen.get(number) if amount else None
            after: dict[int, list[_Run]] = {}
            for place, kept in states.items():
                least = kept[0][0]
                if least + passed < limit:
                    after.setdefault(place, []).append((least + passed, passed, kept, None))
                asked = columns[number].base == "value" or (amount and not self._cuts.whole(place))
                for end, fit in self._fits(place, number):
                    if least + fit - _MOST_WON >= limit:
                        continue
                    cell = (number, place, end)
                    if above and self._text[place:end] in above:
                        fit -= _AGAIN
                    ways = self._beside_all(kept, cell) if asked else kept
                    if ways[0][0] + fit < limit:
                        after.setdefault(end, []).append((ways[0][0] + fit, fit, ways, cell))
            states = {place: _cheapest(runs, limit) for place, runs in after.items()}
        return self._best(
            (cost + _UNIT_BEHIND * self._unit_behind(place), path)
            for place, kept in states.items()
            if self._ends(place)
            for cost, path in kept
            if self._told(path)
        )

    def _best(self, ways: Iterable[tuple[int, _Path]]) -> list[tuple[int, _Path]]:
        """The best ways, at least two of them, the best first, with what their cells say of each other. That can win them
        little: the dearer ones are not asked."""
        most_won = _MADE + len(self._layout.at_most)
        found: list[tuple[int, _Path]] = []
        for cost, path in sorted(ways):
            if len(found) > 1 and cost - most_won > found[1][0]:
                break
            found.append((cost + self._together(path), path))
            found.sort()
        return found

    def _fits(self, at: int, number: int) -> list[tuple[int, int]]:
        """Where a cell that begins at a place may end, under a column that it suits, with what that costs: no word of a group
        may begin in a cell of words, behind the first letter of a name."""
        fits = self._cuts.fits(at, number)
        if self._template.columns[number].base == "number":
            return fits
        key = at, number
        known = self._suiting.get(key)
        if known is None:
            begin = at if number == self._label else at - 1
            dear = ((end, fit + _ACROSS * self._across(begin, end)) for end, fit in fits)
            known = self._suiting[key] = [(end, cost) for end, cost in dear if cost < MISFIT]
        return known

    def _across(self, at: int, end: int) -> bool:
        """Whether the word of a group begins in a cell, behind its first letter."""
        begun, start = self._begun, self._start
        if end <= start:
            return False
        while len(begun) <= end - start:
            begun.append(begun[-1] + (len(self._words.at(self._text, start + len(begun) - 1)) >= _TELLING))
        return begun[end - start] > begun[max(at + 1 - start, 0)]

    def _ends(self, place: int) -> bool:
        """Whether a row may end at a place: the next one begins with a letter."""
        if self._cuts.amounts and self._unit_behind(place):
            return False
        return self._cuts.whole(place) and (place >= self._end or self._text[place] not in "%≥≤<>=.,、，")

    def _unit_behind(self, place: int) -> bool:
        """Whether a unit stands behind the last figure of a row: it is more likely its own than the next name's."""
        text = self._text
        if place in self._edges or not text[place - 1].isdigit() or self._words.at(text, place):
            return False
        return any(find_unit(text[place : place + length]) not in (None, BARE) for length in (1, 2))

    def _told(self, path: _Path) -> bool:
        """Whether enough stands behind a name."""
        columns = self._template.columns
        told = [columns[number].base for number, _, _ in path]
        if "number" in told:
            return True
        return "target" in told and "value" in told

    def _beside_all(self, kept: Sequence[tuple[int, _Path]], cell: tuple[int, int, int]) -> list[tuple[int, _Path]]:
        """The ways with what a cell says of the last one of each, the cheapest first."""
        said = {before: self._beside(before, cell) for before in {path[-1] for _, path in kept}}
        return sorted(((cost + said[path[-1]], path) for cost, path in kept), key=itemgetter(0))

    def _beside(self, before: tuple[int, int, int], cell: tuple[int, int, int]) -> int:
        """What a value says of the target before it: it is mostly the same, or has the same unit. And an amount of the one
        that it sticks to: it has as many decimals, if it is not the same."""
        columns = self._template.columns
        if self._amounts[before[0]] and self._amounts[cell[0]] and not self._cuts.whole(cell[1]):
            one, other = (self._text[begin:end] for _, begin, end in (before, cell))
            return -_SAME if one == other else len(one.partition(".")[2]) != len(other.partition(".")[2])
        if columns[cell[0]].base != "value" or columns[before[0]].base != "target":
            return 0
        target, value = (_SIGNS.sub("", self._text[begin:end]) for _, begin, end in (before, cell))
        if target == value:
            return -_REPEATED - (0 if target[:1].isdigit() else _WORDED)
        bare = [text for text in (target, value) if text[-1:].isdigit()]
        return _UNLIKE if len(bare) == 1 and target[:1].isdigit() and value[:1].isdigit() else 0

    def _together(self, path: _Path) -> int:
        """What the cells of a row say of each other."""
        columns = self._template.columns
        cells = {number: self._text[begin:end] for number, begin, end in path}
        cost = {None: 0, True: -_MADE, False: _UNMADE}[self._made(cells)]
        by_name = {columns[number].name: text for number, text in cells.items() if columns[number].base == "number"}
        for lower, upper in self._layout.at_most.items():
            if lower in by_name and upper in by_name:
                one, other = _number(by_name[lower]), _number(by_name[upper])
                cost += _EXCEEDING if one > other else -1 if one == other else 0
        return cost

    def _belied(self, path: _Path) -> bool:
        """Whether the figures of a row speak against how it was cut."""
        cells = {number: self._text[begin:end] for number, begin, end in path}
        by_name = {self._template.columns[number].name: text for number, text in cells.items()}
        exceeding = any(
            lower in by_name and upper in by_name and _number(by_name[lower]) > _number(by_name[upper])
            for lower, upper in self._layout.at_most.items()
        )
        return exceeding or self._made(cells) is False

    def _made(self, cells: Mapping[int, str]) -> bool | None:
        """Whether the ratio of a row is what its last amount is of another one; None where there is nothing to hold."""
        kinds = {number: kind for number in cells if (kind := self._template.columns[number].kind) is not None}
        ratio = next((cells[number] for number, kind in kinds.items() if kind.ratio), None)
        amounts = [_number(text) for number, text in cells.items() if self._amounts[number]]
        figure = parse_figure(ratio) if ratio is not None else None
        if figure is None or len(amounts) < 2:
            return None
        shown, step = (figure.base, figure.step) if figure.unit.symbol else (figure.base / 100, figure.step / 100)
        return any(other and abs(amounts[-1] / other - shown) <= step for other in amounts[:-1])


def _cheapest(runs: list[_Run], limit: int) -> list[tuple[int, _Path]]:
    """The ways that are kept at a place, below a limit. Most are dropped before their cells are put together."""
    runs.sort(key=itemgetter(0))
    found: list[tuple[int, _Path, tuple[int, int, int] | None]] = []
    most = limit - 1
    for least, more, kept, cell in runs:
        if least > most:
            break
        found += [(cost + more, path, cell) for cost, path in kept if cost + more <= most]
        if len(found) >= _KEPT:
            most = sorted(way[0] for way in found)[_KEPT - 1]
    whole = ((cost, path if cell is None else (*path, cell)) for cost, path, cell in found if cost <= most)
    return sorted(whole)[:_KEPT]


def _is_amount(column: TemplateColumn) -> bool:
    """Whether a column holds amounts: no points, no ratios."""
    kind = column.kind
    return kind is not None and kind.base == "number" and kind.dim != SCORE and not kind.ratio


def _number(text: str) -> Fraction:
    found = _FIGURES.search(text.replace(",", ""))
    return Fraction(found[0]) if found is not None else Fraction(0)
