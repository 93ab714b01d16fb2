"""The name of a row and the cells behind it, cut out of a thread in which they have run together, so that each suits its column
best.

A cell stands under each column, in the order of the header; a column may be passed over. The ways to cut a row that may be
among the best are gone through by dynamic programming over (column, place); the best few are then held against what the cells
say of each other: a value that is the target again, points that are no more than those that can be had, a ratio that two
figures of the row make. Where the second best is as good, nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Final

from gouji.extraction.grids.fitting import MISFIT
from gouji.extraction.grids.template import Template, TemplateColumn
from gouji.extraction.loose.cuts import Cuts
from gouji.extraction.loose.gluedheads import Words
from gouji.extraction.text.strand import Strand
from gouji.faults import regex as re
from gouji.figures import BARE, find_unit, parse_figure
from gouji.language.kinds import SCORE
from gouji.packs.layout import TableLayout

#: A dearer row is none, and one that is dearer by less than this is as good.
_DEAREST: Final = 26
CLOSE: Final = 2
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
#: Letters of the word of a group that shows by itself that a row begins.
TELLING: Final = 4
_SIGNS: Final = re.compile(r"[≥≤<>=≧≦]+")
_FIGURES: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")

Path = tuple[tuple[int, int, int], ...]
"""The cells of a row: column, where each begins and where it ends."""
_Run = tuple[int, int, Sequence[tuple[int, Path]], tuple[int, int, int] | None]
"""Ways to a place that go on alike, the cheapest first: what the first of them costs then, what is added to each, the ways so
far, and the cell that they go on with, if they do not pass over the column."""


class CellCutter:
    """Cuts rows of one table, one by one. An amount that stands in a row above is likely again, and a row mostly costs about as
    much as the one before it."""

    def __init__(
        self,
        strand: Strand,
        start: int,
        end: int,
        cuts: Cuts,
        template: Template,
        layout: TableLayout,
        words: Words,
    ) -> None:
        self._text = strand.text
        self._edges = strand.edges
        self._start, self._end = start, end
        self._cuts = cuts
        self._template = template
        self._layout = layout
        self._words = words
        self._label = next(at for at, column in enumerate(template.columns) if column.label)
        self._amounts = [_is_amount(column) for column in template.columns]
        self._seen: dict[int, set[str]] = {}
        self._begun = [0]
        """How many words of groups that show by themselves that a row begins stand before each place from the start on, as far
        as anybody asked: every stretch between two places is asked about."""
        self._suiting: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._usual = _MODERATE
        """What the row before costs."""

    def see(self, cells: Mapping[int, tuple[int, int]]) -> None:
        """Take the cells of a row for those above the next."""
        for number, place in cells.items():
            self._seen.setdefault(number, set()).add(self._text[slice(*place)])

    def cut(self, at: int) -> tuple[Path, bool, bool] | None:
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
        doubt = worse < CLOSE or lacking or not self._cuts.counts(*best[0][1:]) or (amid and self._belied(best))
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

    def _ways(self, at: int, limit: int) -> list[tuple[int, Path]]:
        """The best ways to cut a row, at least two of them if there are as many. A way is given up where it comes to the
        limit: those that end below it by more than a way can win are found whatever is given up, since no way that is given
        up could have taken the place of one of them."""
        columns = self._template.columns
        states: dict[int, list[tuple[int, Path]]] = {}
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

    def _best(self, ways: Iterable[tuple[int, Path]]) -> list[tuple[int, Path]]:
        """The best ways, at least two of them, the best first, with what their cells say of each other. That can win them
        little: the dearer ones are not asked."""
        most_won = _MADE + len(self._layout.at_most)
        found: list[tuple[int, Path]] = []
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
            begun.append(begun[-1] + (len(self._words.at(self._text, start + len(begun) - 1)) >= TELLING))
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

    def _told(self, path: Path) -> bool:
        """Whether enough stands behind a name."""
        columns = self._template.columns
        told = [columns[number].base for number, _, _ in path]
        if "number" in told:
            return True
        return "target" in told and "value" in told

    def _beside_all(self, kept: Sequence[tuple[int, Path]], cell: tuple[int, int, int]) -> list[tuple[int, Path]]:
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

    def _together(self, path: Path) -> int:
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

    def _belied(self, path: Path) -> bool:
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


def _cheapest(runs: list[_Run], limit: int) -> list[tuple[int, Path]]:
    """The ways that are kept at a place, below a limit. Most are dropped before their cells are put together."""
    runs.sort(key=itemgetter(0))
    found: list[tuple[int, Path, tuple[int, int, int] | None]] = []
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
