"""Rows that have run together, from the first of a table to the last: what stands before the name of each, the name and its cells
(``gluedcells``), what is said of it, and the row of sums that ends them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gouji.extraction.grids.fitting import MEASURED, Fitting
from gouji.extraction.grids.pointed import BEFORE
from gouji.extraction.grids.template import Template
from gouji.extraction.loose.cuts import LONGEST_NAME, Cuts
from gouji.extraction.loose.gluedcells import CLOSE, TELLING, CellCutter, Path
from gouji.extraction.loose.gluedheads import Words
from gouji.extraction.text.strand import Strand
from gouji.faults import regex as re
from gouji.packs.layout import TableLayout

#: A row of a form that nobody filled in: 指标2：, ……
_LEFT_FREE: Final = re.compile(r"[^\W\d]{1,4}[0-9]{1,2}[:.、]?|[….·]+")
#: The points of a group: (50分), 15分.
_WORTH: Final = re.compile(rf"\({BEFORE}[0-9]{{1,3}}(?:\.[0-9]+)?分?\)|[0-9]{{1,3}}分(?!钟)")
_HEADED: Final = re.compile(rf"[^\W\d]{{2,8}}\({BEFORE}[0-9]{{1,3}}(?:\.[0-9]+)?分\)(?=[^\W\d])")
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
        self._cells = CellCutter(strand, start, end, self._cuts, self._template, layout, self._words)
        self._start = start
        self._entries: list[int] | None = None

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
            self._cells.see(made.cells)
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
                and len(word) >= TELLING
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
        found = self._cells.cut(at)
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

    def _split(self, at: int, columns: Sequence[int]) -> list[Path]:
        """The ways in which figures of columns follow each other from a place on."""
        ways: list[Path] = [()]
        for number in columns:
            ways = [
                (*path, (number, begin, end))
                for path in ways
                for begin in [path[-1][2] if path else at]
                for end in self._cuts.after(begin, number)
                if self._cuts.cost(begin, end, number) < CLOSE + CLOSE
            ]
        return ways
