"""Columns of many reports as the screens in bulk see them: figures as whole numbers, texts as numbers of texts.

Every answer comes with which cells it is known for. Whatever a glance does not read is asked of the same memories that
the screens of one report ask (:mod:`gouji.engine.reading`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gouji.engine.bulk.prints import MOST_DECIMALS, Prints, Words, prints_of
from gouji.engine.reading import Reading
from gouji.engine.screen_form import Form
from gouji.engine.screen_parts import NoScreen
from gouji.engine.whole import NO_PLACE, SCALE, UNIT_SHIFT, Memo
from gouji.figures.rational import Rational
from gouji.language import bound as b
from gouji.report.bulk import Bulk, Flags, Ints, Rows, Stretches

#: What stands for a character that has no number of 16 bits, and is none itself.
NO_CHARACTER: Final = 0xFFFF
#: Texts that are told apart by number before all of them are forgotten.
REMEMBERED: Final = 100_000
#: Fewer texts are looked up sooner one by one than they are told apart.
FEW: Final = 256
_MIDDLE: Final = 1 << (UNIT_SHIFT - 1)
_LEAST, _MOST = -_MIDDLE, _MIDDLE - 1

Texts = list["str | None"]


class Figures(NamedTuple):
    """A column of figures in its own unit: ``numbers`` × ``scale`` in base units where they are ``known``."""

    numbers: Ints
    known: Flags
    scale: Fraction
    ulps: Ints
    """The last printed place of every figure, in the same scale; 0 where it is not known."""


class Values(NamedTuple):
    """A column of figures of any unit: which unit (0: not known), and scaled whole numbers."""

    units: NDArray[np.int16]
    numbers: Ints


class Ranges(NamedTuple):
    """What targets admit: which unit (0: not known), and from and to as scaled whole numbers."""

    units: NDArray[np.int16]
    starts: Ints
    stops: Ints


class Numbered:
    """Texts by numbers that are the same for all columns; a text that is nothing (folded to nothing) is 0."""

    def __init__(self) -> None:
        self.forget()

    def __len__(self) -> int:
        return len(self._numbers)

    def forget(self) -> None:
        """Start anew; numbers given before mean nothing any more."""
        self._numbers: dict[str | None, int] = {"": 0}
        self._memos: dict[int, tuple[Reading, Memo[int]]] = {}

    def number(self, folded: str) -> int:
        """The number of a folded text."""
        return self._numbers.setdefault(folded, len(self._numbers))

    def of(self, reading: Reading) -> Memo[int]:
        """The numbers of the texts of a column."""
        known = self._memos.get(id(reading))
        if known is None:
            folds = reading.folds
            known = self._memos[id(reading)] = reading, Memo(lambda text: self.number(folds[text]))
        return known[1]


class Columns:
    """The columns of one bulk. What is asked of one is worked out once."""

    def __init__(self, bulk: Bulk, form: Form, numbered: Numbered, words: dict[int, Words]) -> None:
        self.bulk = bulk
        self.form = form
        self.numbered = numbered
        self._words = words
        self._known: dict[Any, Any] = {}

    def once(self, key: Any, work: Callable[[], Any]) -> Any:
        """What ``work`` gives, worked out for the first one who asks."""
        if key not in self._known:
            self._known[key] = work()
        return self._known[key]

    def rows(self, table: str) -> Rows:
        """The rows of a table. Raises NoScreen if the reports have none."""
        source = self.form.tables.get(table)
        if source is None:
            raise NoScreen
        return self.bulk.tables[source.printed]

    def reading(self, cell: b.Cell | b.OneRow) -> Reading:
        """How the cell's column is read."""
        self._printed(cell)
        return self.form.reading((cell.table, cell.column))

    def _printed(self, cell: b.Cell | b.OneRow) -> str:
        """The printed name of the cell's column."""
        if cell.table is None:
            printed = self.form.fields.get(cell.column.name)
        else:
            source = self.form.tables.get(cell.table)
            printed = source.headers.get(cell.column.name) if source is not None else None
        if printed is None:
            raise NoScreen
        return printed

    def _stretches(self, cell: b.Cell | b.OneRow) -> Stretches:
        assert cell.table is not None
        return self.rows(cell.table).grid.column(self._printed(cell))

    def _of(self, what: str, cell: b.Cell | b.OneRow, work: Callable[[Reading], Any]) -> Any:
        """What a column is seen as; kept with the bulk, since it depends on nothing but the reading."""
        printed, reading = self._printed(cell), self.reading(cell)
        key = (what, cell.table, printed, id(reading))
        known = self.bulk.known.get(key)
        if known is None or known[0] is not reading:
            known = self.bulk.known[key] = reading, work(reading)
        return known[1]

    # -- texts --------------------------------------------------------------------------------------------------------

    def texts(self, cell: b.Cell | b.OneRow, rows: Ints | None) -> Texts:
        """The texts of a column, or of some of its rows."""
        if cell.table is None:
            printed = self._printed(cell)
            every: Texts = [fields[printed] for fields in self.bulk.fields]
            return every if rows is None else [every[row] for row in rows.tolist()]
        key = ("texts", cell.table, self._printed(cell))
        known: Texts | None = self.bulk.known.get(key)
        stretches = self._stretches(cell)
        if known is None and rows is not None:
            return [*self.bulk.cells(Stretches(stretches.starts[rows], stretches.ends[rows]))]
        if known is None:
            known = self.bulk.known[key] = [*self.bulk.cells(stretches)]
        return known if rows is None else [known[row] for row in rows.tolist()]

    def filled(self, cell: b.Cell | b.OneRow) -> Flags:
        """Which cells of a column have any text."""
        stretches = self._stretches(cell)
        found: Flags = stretches.ends > stretches.starts
        return found

    def last(self, cell: b.Cell | b.OneRow, rows: Ints | None) -> tuple[NDArray[np.uint16], Flags]:
        """The last character of every text, :data:`NO_CHARACTER` for one of two or four bytes; and where there is one."""
        starts, ends = self._stretches(cell)
        if rows is not None:
            starts, ends = starts[rows], ends[rows]
        last_bytes = self.bulk.fours[ends - 3]  # three of the text's own, and one more that nobody looks at
        last = last_bytes >> 16 & 0xFF
        three = (last_bytes & 0xF) << 12 | (last_bytes >> 2 & 0xFC0) | last & 0x3F
        longer = np.where(last_bytes & 0xC0F0 == 0x80E0, three, NO_CHARACTER)
        found = np.where(last < 0x80, last, longer).astype(np.uint16)
        return found, ends > starts

    def folds(self, cell: b.Cell | b.OneRow, rows: Ints | None) -> Ints:
        """The folded texts, by number."""
        memory = self.numbered.of(self.reading(cell))
        if rows is not None:
            return self._numbers(cell, rows, memory)
        key = ("folds", cell.table, self._printed(cell), id(memory))
        found: Ints = self.once(key, lambda: self._numbers(cell, None, memory))
        return found

    def _numbers(self, cell: b.Cell | b.OneRow, rows: Ints | None, memory: Memo[int]) -> Ints:
        texts, at = self.distinct(cell, rows)
        return _gathered(memory, texts)[at]

    def distinct(self, cell: b.Cell | b.OneRow, rows: Ints | None) -> tuple[Texts, Ints | slice]:
        """The texts of a column, or of some of its rows, hardly one of them twice; and which of them every row has."""
        if cell.table is None or (rows is not None and len(rows) < FEW):
            return self.texts(cell, rows), slice(None)
        if rows is None:
            found: tuple[Texts, Ints] = self._of("distinct", cell, lambda _: self._distinct(self._stretches(cell)))
            return found
        starts, ends = self._stretches(cell)
        return self._distinct(Stretches(starts[rows], ends[rows]))

    def _distinct(self, stretches: Stretches) -> tuple[Texts, Ints]:
        cells, number = self.bulk.distinct(stretches)
        return [*self.bulk.cells(cells)], number

    # -- figures ------------------------------------------------------------------------------------------------------

    def figures(self, cell: b.Cell | b.OneRow) -> Figures:
        """A column as figures of its own unit, with the width that each of them shows."""
        found: Figures = self._of("figures", cell, lambda reading: self._figures(cell, reading))
        return found

    def _figures(self, cell: b.Cell | b.OneRow, reading: Reading) -> Figures:
        known = self._glanced(cell, reading, signed=False)
        (odd,) = (~known.glanced).nonzero()
        exact = cell.column.width == "exact"  # nobody asks such a column how wide it is, or is told that nobody knows
        met = [(reading.numbers[text], 0 if exact else reading.ulps[text]) for text in self._texts_at(cell, odd)]
        sure = [
            (at, number, place)
            for at, (number, place) in zip(odd.tolist(), met, strict=True)
            if isinstance(number, int) and isinstance(place, int)
        ]
        finest = math.gcd(*known.finest(), *(number for one in sure for number in one[1:])) or 1
        ulps, glanced = known.worth(finest), known.glanced
        values = known.digits * ulps
        if len(odd):
            glanced, ulps[odd], values[odd] = glanced.copy(), 0, 0
        for at, number, place in sure:
            values[at], ulps[at], glanced[at] = number // finest, place // finest, True
        return Figures(values, glanced, Rational(finest, SCALE), ulps)

    def places(self, cell: b.Cell | b.OneRow) -> tuple[Ints, Flags]:
        """The last place of every figure that shows how fine its column is printed, scaled; and which cells show one."""
        found: tuple[Ints, Flags] = self._of("places", cell, lambda reading: self._places(cell, reading))
        return found

    def _places(self, cell: b.Cell | b.OneRow, reading: Reading) -> tuple[Ints, Flags]:
        known = self._glanced(cell, reading, signed=False)
        # a bare number says nothing of a column whose own unit is another
        shows = known.glanced & known.table.united[known.kinds] & ((known.digits > 0) | (known.decimals > 0))
        places = np.where(shows, known.worth(1), 0)
        odd = np.flatnonzero(~shows)
        for at, text in zip(odd.tolist(), self._texts_at(cell, odd), strict=True):
            place = reading.places[text]
            if place != NO_PLACE:
                places[at], shows[at] = place, True
        return places, shows

    def values(self, cell: b.Cell | b.OneRow) -> Values:
        """A column as figures of any unit."""
        found: Values = self._of("values", cell, lambda reading: self._coded(cell, reading, False, reading.values))
        return found

    def codes(self, cell: b.Cell | b.OneRow) -> Values:
        """The one figure of every target."""
        found: Values = self._of("codes", cell, lambda reading: self._coded(cell, reading, True, reading.codes))
        return found

    def _coded(self, cell: b.Cell | b.OneRow, reading: Reading, signed: bool, memory: Memo[int | float]) -> Values:
        """Figures that a glance tells, and of the others what the memory knows."""
        units, numbers = self._glanced(cell, reading, signed).coded()
        odd = np.flatnonzero(units == 0)
        for at, text in zip(odd.tolist(), self._texts_at(cell, odd), strict=True):
            value = memory[text]
            if isinstance(value, int):
                units[at], numbers[at] = value >> UNIT_SHIFT, (value & ((1 << UNIT_SHIFT) - 1)) - _MIDDLE
        return Values(units, numbers)

    def ranges(self, cell: b.Cell | b.OneRow) -> Ranges:
        """A column as targets."""
        found: Ranges = self._of("ranges", cell, lambda reading: self._ranges(cell, reading))
        return found

    def _ranges(self, cell: b.Cell | b.OneRow, reading: Reading) -> Ranges:
        known = self._glanced(cell, reading, signed=True)
        units, starts = known.coded()
        stops = np.full(len(starts), _MOST, np.int64)
        above, most, below = (known.signs == ord(sign) for sign in ">≤<")
        stops[most] = starts[most]
        stops[below] = starts[below] - 1
        starts[above] += 1
        starts[most | below] = _LEAST
        odd = np.flatnonzero(units == 0)
        for at, text in zip(odd.tolist(), self._texts_at(cell, odd), strict=True):
            least, start, stop, _ = reading.ranges[text]
            if isinstance(least, int) and isinstance(start, int) and isinstance(stop, int):
                units[at], starts[at], stops[at] = least >> UNIT_SHIFT, start - least + _LEAST, stop - least + _LEAST
        return Ranges(units, starts, stops)

    def _texts_at(self, cell: b.Cell | b.OneRow, rows: Ints) -> Texts:
        return self.texts(cell, rows) if len(rows) else []

    def _glanced(self, cell: b.Cell | b.OneRow, reading: Reading, signed: bool) -> _Glanced:
        """What a glance tells of a column."""
        words = self._words.get(id(reading))
        if words is None:
            words = self._words[id(reading)] = Words(reading.glance)
        found: _Glanced = self._of(f"prints:{signed}", cell, lambda _: self._read(cell, words, signed))
        return found

    def _read(self, cell: b.Cell | b.OneRow, words: Words, signed: bool) -> _Glanced:
        if cell.table is not None:
            return _Glanced.of(prints_of(self.bulk.codes, self._stretches(cell), signed), words)
        return _Glanced.of(prints_of(*self.bulk.field(self._printed(cell)), signed), words)


class _Glanced(NamedTuple):
    """A column at a glance: which cells it tells, and what."""

    glanced: Flags
    signs: NDArray[np.uint16]
    digits: Ints
    decimals: Ints
    kinds: Ints
    """Unit word and number of decimals as one number, by which :class:`Words` knows what a last digit is worth."""
    table: Words

    @classmethod
    def of(cls, prints: Prints, words: Words) -> _Glanced:
        at, plain = words.find(prints)
        kinds = at * (MOST_DECIMALS + 1) + prints.decimals
        if int(prints.digits.max(initial=0)) > words.least_room:
            plain &= prints.digits <= words.room[kinds]
        return cls(plain, prints.signs, prints.digits, prints.decimals, kinds, words)

    def worth(self, finest: int) -> Ints:
        """What the last digit of every cell is worth, scaled, in units of ``finest``."""
        found: Ints = (self.table.factors // finest)[self.kinds]
        return found

    def finest(self) -> Iterable[int]:
        """The different worths of last digits of the cells that a glance tells."""
        seen = np.bincount(self.kinds[self.glanced], minlength=1)
        return self.table.factors[seen.nonzero()[0]].tolist()  # type: ignore[no-any-return]

    def coded(self) -> tuple[NDArray[np.int16], Ints]:
        """The unit (0: not known) and the scaled whole number of every cell."""
        units = np.where(self.glanced, self.table.slots[self.kinds], np.int16(0))
        return units, np.where(self.glanced, self.digits * self.worth(1), 0)


def _gathered(memory: Memo[int], texts: Texts) -> Ints:
    return np.fromiter(map(memory.__getitem__, texts), np.int64, len(texts))


__all__ = ["NO_CHARACTER", "Columns", "Figures", "Numbered", "Ranges", "Texts", "Values"]
