"""Rows out of cells of which only the order is known: pages saved as text, one cell after the other.

A run of header words gives the columns. The cells after it are cut into rows so that they suit their columns best, by
dynamic programming over the cells. Where empty cells are printed, a row may lack cells only where merged ones were lost:
at its beginning, before the column that names the rows, where the groups stand, and at its end, where a remark may reach
over several rows. Where they are not, a row may lack any but its name; only its ends are found here then, and which cell
belongs to which column is left to the alignment of rows (``aligning``), which knows when nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gouji.document.model import Grid
from gouji.extraction.grids.cells import Entry, Line, is_prose, put_together, span_of_text
from gouji.extraction.grids.fitting import MISFIT, Fitting
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import CODE
from gouji.extraction.grids.nesting import nestings
from gouji.extraction.grids.template import Template
from gouji.extraction.loose.plainly import plainly_cut
from gouji.figures import parse_figure, parse_target
from gouji.packs.vocabulary import Vocabulary

#: Words of a header, and how many of them the vocabulary must know among the first few.
_MOST_WORDS: Final = 20
_LEAST_WORDS: Final = 3
_NEAR: Final = 5
#: Words at the end of a run that may belong to the first row below it.
_MOST_BELOW: Final = 3
#: Words of a header that has two rows, at least.
_LEAST_NESTED: Final = 6
#: Pieces that a word of a header may be parted into.
_MOST_PIECES: Final = 3
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
#: Rows, or cells of one row, that make a table of cells without the empty ones.
_LEAST_ROWS: Final = 2
_LEAST_CELLS: Final = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the best reading: how many cells it takes, and where each stands; nowhere, if there is nothing in it."""

    taken: int
    places: tuple[int, ...]


def folded(grid: Grid, headers: Headers, vocabulary: Vocabulary) -> list[Line]:
    """The rows of a table whose cells stand one after the other. What belongs to no table stands in pairs or alone."""
    cells = [Entry(span_of_text(cell.text), 0, 1) for cell in grid.cells]
    plain = plainly_cut(cells, headers)
    if plain is not None:
        return plain
    return Folder(headers, vocabulary, any(not cell.text for cell in cells)).lines(cells)


class Folder:
    """Cuts cells into rows. ``gaps``: the empty cells are among them."""

    def __init__(self, headers: Headers, vocabulary: Vocabulary, gaps: bool) -> None:
        self._headers = headers
        self._vocabulary = vocabulary
        self._gaps = gaps

    def lines(self, cells: Sequence[Entry]) -> list[Line]:
        """All cells as lines: tables, sums after them, and what belongs to none in pairs or alone."""
        out: list[Line] = []
        at = loose = 0
        last: Template | None = None
        while at < len(cells):
            found = self.table(cells, at)
            summed = self._summed(cells, at, last) if found is None and last is not None else None
            if found is None and summed is None:
                at += 1
                continue
            out += self._pairs(cells[loose:at])
            if found is not None:
                lines, at, last = found
                out += lines
            elif last is not None and summed is not None:
                size = last.columns[-1].to if self._gaps else summed.taken
                out.append(_line(cells[at : at + summed.taken], summed.places, size))
                at += summed.taken
            loose = at
        return [*out, *self._pairs(cells[loose:])]

    def _pairs(self, cells: Sequence[Entry]) -> Iterator[Line]:
        """Cells outside tables: the name of a field with what stands after it, others alone."""
        at = 0
        while at < len(cells):
            entry = cells[at]
            if not entry.text:
                at += 1
                continue
            following = cells[at + 1] if at + 1 < len(cells) else None
            named = self._vocabulary.field(entry.text.rstrip(":： ")) is not None
            if named and following is not None and following.text and not is_prose(following.text):
                yield Line((replace(entry, at=0, to=1), replace(following, at=1, to=2)), 2)
                at += 2
                continue
            yield Line((replace(entry, at=0, to=1),), 1)
            at += 1

    # -- headers

    def table(
        self, cells: Sequence[Entry], start: int, begins: frozenset[int] = frozenset()
    ) -> tuple[list[Line], int, Template] | None:
        """The table whose header begins with a cell: its lines, the number of the cell after it, and its header.

        ``begins``: the cells that begin a printed line, where that is known. Rows mostly begin there.
        """
        if not cells[start].text or not self._heady(cells[start]):
            return None
        stop = self._run(cells, start)
        if sum(self._headers.is_word(cell.text) for cell in cells[start : start + _NEAR]) < _LEAST_WORDS - 1:
            return None
        best: tuple[tuple[bool, int, bool, int, int], tuple[list[Line], int, Template]] | None = None
        for end in range(stop, max(start + _LEAST_WORDS, stop - _MOST_BELOW) - 1, -1):
            if not cells[end - 1].text and end < stop:
                continue
            for head, template in self._heads(cells[start:end]):
                if not named_first(template):
                    continue
                rows = self._rows(cells, end, template, head[0].size, begins)
                if not rows:
                    continue
                # the lower row of a header begins where a line does; where all of it is one line, it has one row
                lower = start + len(head[0].own) in begins
                one_line = end in begins and not any(at in begins for at in range(start + 1, end))
                fits = template.named * sum(row.taken for row in rows)
                unknown = sum(column.base == "none" for column in template.columns)
                rank = (not one_line or len(head) == 1, fits, lower, -unknown, -len(head))
                if best is None or rank > best[0]:
                    lines, after = self._lines(cells, end, rows, template)
                    best = rank, ([*head, *lines], after, template)
            if best is not None and end < stop - 2:
                break
        return best[1] if best is not None else None

    def _heady(self, cell: Entry) -> bool:
        text = cell.text
        if not text or len(text) > LONGEST_HEADER or parse_figure(text) is not None:
            return False
        return self._headers.is_word(text) or self._headers.serves(text) or self._headers.title(text) is not None

    def _run(self, cells: Sequence[Entry], start: int) -> int:
        """The number of the cell after a run of header words; one cell in it may be empty or unknown."""
        at = end = start
        while at < len(cells) and at - start < _MOST_WORDS and at - end <= 1:
            if parse_figure(cells[at].text) is not None:
                break
            pieces = self._pieces(cells[at : at + _MOST_PIECES])
            if pieces > 1 or self._heady(cells[at]):
                end = at + pieces
            at += pieces
        return end

    def _heads(self, words: Sequence[Entry]) -> Iterator[tuple[list[Line], Template]]:
        """The header in one row, and in two of which the lower stands under some of the upper."""
        for row in self._wholes(words):
            # the empty cell over the names of the rows is lost where empty cells are
            for before in (0,) if self._gaps else (0, 1):
                single = [_line(row, range(before, len(row) + before), len(row) + before)]
                template = self._headers.find(single, 0, False)
                if template is not None and (not before or template.columns[0].guessed):
                    yield single, template
        if len(words) < _LEAST_NESTED or any(not word.text for word in words):
            return
        for upper in range(2, len(words) - 1):
            if not self._heady(words[upper]):
                continue
            for nested in nestings(self._headers, [w.text for w in words[:upper]], [w.text for w in words[upper:]]):
                head = _nested(words[:upper], words[upper:], nested)
                template = self._headers.find(head, 0, False) if head else None
                if template is not None and template.depth == 2 and template.columns[-1].to == len(nested):
                    yield head, template

    def _wholes(self, words: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
        """The words with those put together that the width of a column has parted (全年, 执行数); and as they stand."""
        out: list[Entry] = []
        at = 0
        while at < len(words):
            pieces = self._pieces(words[at : at + _MOST_PIECES])
            out.append(put_together(words[at : at + pieces]))
            at += pieces
        if len(out) < len(words):
            yield out
        yield words

    def _pieces(self, words: Sequence[Entry]) -> int:
        """How many of the first words are the pieces of one that heads a column; 1 where each heads one by itself."""
        texts = [word.text for word in words]
        for number in range(len(texts), 1, -1):
            pieces = texts[:number]
            if (
                all(pieces)
                and self._headers.is_listed("".join(pieces))
                and not all(map(self._headers.is_listed, pieces))
            ):
                return number
        return 1

    # -- rows

    def _rows(
        self, cells: Sequence[Entry], start: int, template: Template, size: int, begins: frozenset[int]
    ) -> list[_Row]:
        """The cells from one on cut into rows: as many of them as can be, as well as they fit. A column that nobody knows
        holds words or figures, whichever fits better; words before the groups of rows, since it is a heading of them all."""
        groups = next((at for at, column in enumerate(template.columns) if column.groups), 0)
        unknown = frozenset(at for at, c in enumerate(template.columns) if c.base == "none" and at >= groups)
        ways = [self._cut(cells, start, template, size, begins, frozenset())]
        if unknown and not self._gaps:
            ways.append(self._cut(cells, start, template, size, begins, unknown))
        return max(ways, key=lambda way: way[0])[1]

    def _cut(
        self,
        cells: Sequence[Entry],
        start: int,
        template: Template,
        size: int,
        begins: frozenset[int],
        counted: frozenset[int],
    ) -> tuple[int, list[_Row]]:
        """The rows, and how good they are. ``counted``: the columns that hold figures although nobody knows them."""
        layout = self._headers.layout(template.table)
        total = self._vocabulary.schema.tables[template.table].total_texts
        fitting = Fitting(template, dict(layout.typical), self._vocabulary.empty, total)
        fitting.counted = counted
        columns = template.columns
        width = max(columns[-1].to, size)
        at = {place: number for number, column in enumerate(columns) for place in range(column.at, column.to)}
        label = next((column.at for column in columns if column.label), 0)
        ends = [width]
        while columns[at[ends[-1] - 1]].base in ("text", "none") if ends[-1] - 1 in at else False:
            if ends[-1] - 1 <= label:
                break
            ends.append(ends[-1] - 1)
        best: dict[int, tuple[int, int, _Row | None]] = {start: (0, -1, None)}
        furthest = start
        for here in range(start, len(cells)):
            if here > furthest:
                break
            if here not in best:
                continue
            score = best[here][0]
            found = (
                self._candidates(cells, here, fitting, at, label, ends)
                if self._gaps
                else self._loose(cells, here, fitting)
            )
            inside = _AMID if begins and here not in begins else 0
            for row, cost in found:
                after = here + row.taken
                broken = sum(at in begins for at in range(here + 1, after)) if begins else 0
                total_score = score + _GAIN * row.taken - cost - inside - _BROKEN * broken
                if after not in best or total_score > best[after][0]:
                    best[after] = total_score, here, row
                    furthest = max(furthest, after)
        last = max(best, key=lambda end: best[end][0])
        score = best[last][0]
        rows: list[_Row] = []
        while last > start:
            _, before, taken = best[last]
            assert taken is not None
            rows.append(taken)
            last = before
        # one row alone is a table if it says that it is the whole
        enough = len(rows) >= _LEAST_ROWS or (rows and rows[-1].taken >= _LEAST_CELLS and cells[start].folded in total)
        return score, rows[::-1] if self._gaps or enough else []

    def _candidates(
        self, cells: Sequence[Entry], here: int, fitting: Fitting, at: dict[int, int], label: int, ends: Sequence[int]
    ) -> Iterator[tuple[_Row, int]]:
        """The rows that can begin with a cell, with what they cost."""
        columns = fitting.template.columns
        summed = self._summed(cells, here, fitting.template)
        if summed is not None:
            yield summed, 0
            return
        for first in range(label + 1):
            cost, named = 0, 0
            for place in range(first, ends[0]):
                index = here + place - first
                if index >= len(cells):
                    break
                cost += self._cost(cells[index], at.get(place), fitting)
                if cost >= MISFIT:
                    break
                number = at.get(place)
                named += bool(cells[index].text) and number is not None and columns[number].base != "none"
                if place + 1 in ends and cost + _CUT * (ends[0] - place - 1) <= _DEAREST and named:
                    bare = not cells[here + label - first].text
                    if (bare and named > 1) or not cells[here].text:
                        continue
                    taken = place + 1 - first
                    yield _Row(taken, tuple(range(first, place + 1))), cost + _CUT * (ends[0] - place - 1)

    def _loose(self, cells: Sequence[Entry], here: int, fitting: Fitting) -> Iterator[tuple[_Row, int]]:
        """The same where empty cells are not printed: cells keep their order, columns may be passed over."""
        columns = fitting.template.columns
        summed = self._summed(cells, here, fitting.template)
        if summed is not None:
            yield summed, 0
            return
        if _LEFT_FREE.fullmatch(cells[here].text):
            yield _Row(1, ()), _IDLE
        elif any(column.groups and fitting.known(at, cells[here].text) for at, column in enumerate(columns)):
            yield _Row(1, ()), _EMPTY_GROUP
            if self._left_empty(cells[here : here + 3], fitting):
                return
        label = next((number for number, column in enumerate(columns) if column.label), None)
        if label is None:
            return
        lacked = [0 if c.groups or at < label else _LACKED.get(c.base, 1) for at, c in enumerate(columns)]
        before = [0]
        for cost in lacked:
            before.append(before[-1] + cost)
        counted = ("number",) if any(c.base == "number" for c in columns) else ("target", "value")
        # by the column of the last cell: what it costs so far, and whether a figure is in (or a target, where no figures are)
        states: dict[int, tuple[int, bool]] = {-1: (0, False)}
        for taken, cell in enumerate(cells[here : here + len(columns)], 1):
            after: dict[int, tuple[int, bool]] = {}
            for number, column in enumerate(columns):
                fit = self._cost(cell, number, fitting)
                if fit >= MISFIT:
                    continue
                for last, (cost, told) in states.items():
                    if last >= number or last < label < number:
                        continue
                    total = cost + before[number] - before[last + 1] + fit
                    if number not in after or total < after[number][0]:
                        after[number] = total, told or column.base in counted
            states = after
            ends = [cost + before[-1] - before[last + 1] for last, (cost, told) in states.items() if told]
            if ends and min(ends) <= _DEAREST:
                yield _Row(taken, tuple(range(taken))), min(ends)

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
        if column.base == "none" and parse_figure(cell.text) is None and number not in fitting.counted:
            return _BESIDE
        if column.name is not None and column.name == self._headers.layout(fitting.template.table).code:
            return (
                0 if CODE.match(cell.text) else MISFIT if parse_figure(cell.text) else fitting.cost(number, cell.text)
            )
        return fitting.cost(number, cell.text)

    def _summed(self, cells: Sequence[Entry], here: int, template: Template) -> _Row | None:
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
            return _Row(1 + figures, tuple(range(1 + figures))) if 0 < figures <= counted else None
        for begin in range(first, len(columns)):
            places = [column.at for column in columns[begin:]]
            if columns[begin].base != "number" or len(places) > _MOST_SUMS:
                continue
            taken = 0
            for number, cell in zip(range(begin, len(columns)), cells[here + 1 :], strict=False):
                text = cell.text
                if text and (columns[number].base != "number") == (parse_figure(text) is not None):
                    break
                if text and self._heady(cell):
                    break
                taken += 1
            if taken and any(cell.text for cell in cells[here + 1 : here + 1 + taken]):
                return _Row(1 + taken, (0, *places[:taken]))
        return None

    def _lines(
        self, cells: Sequence[Entry], start: int, rows: Sequence[_Row], template: Template
    ) -> tuple[list[Line], int]:
        lines, at = [], start
        size = template.columns[-1].to
        for row in rows:
            if row.places:
                lines.append(_line(cells[at : at + row.taken], row.places, size if self._gaps else row.taken))
            at += row.taken
        return lines, at


def named_first(template: Template) -> bool:
    """Whether what is measured is named before what is said of it; else the header begins somewhere else."""
    columns = template.columns
    told = next((at for at, c in enumerate(columns) if c.base not in ("text", "none")), 0)
    label = next((at for at, c in enumerate(columns[:told]) if c.label), None)
    return label is not None and not any(column.groups for column in columns[label:])


def _nested(upper: Sequence[Entry], lower: Sequence[Entry], nested: Sequence[tuple[str, ...]]) -> list[Line]:
    """Two rows of a header, each word over or under the column that it belongs to; none where they do not come out even."""
    over: list[int] = []
    under: list[int] = []
    parent = ""
    for place, words in enumerate(nested):
        if len(words) == 1 or not over or parent != words[0]:
            over.append(place)
        if len(words) > 1:
            under.append(place)
        parent = words[0] if len(words) > 1 else ""
    if len(over) != len(upper) or len(under) != len(lower):
        return []
    return [_line(upper, over, len(nested)), _line(lower, under, len(nested))]


def _line(cells: Sequence[Entry], places: Sequence[int], size: int) -> Line:
    entries = [replace(cell, at=place, to=place + 1) for cell, place in zip(cells, places, strict=True) if cell.text]
    return Line(tuple(entries), size)
