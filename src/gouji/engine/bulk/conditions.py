"""Conditions of many reports at once: where one certainly holds, certainly fails, certainly holds within rounding.

This is :mod:`gouji.engine.screen_conditions` for columns, and says the same of every row wherever it is certain; it may
be certain of less. (A property test holds both against the exact path.)
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gouji.engine import screening, together
from gouji.engine.bulk.columns import NO_CHARACTER, Columns
from gouji.engine.bulk.comparisons import COMPARE, Comparisons
from gouji.engine.bulk.places import Certain, Frame
from gouji.engine.screen_parts import NoScreen, OneCell, cell_and_number, cell_and_target, is_target
from gouji.engine.whole import UNIT_SHIFT
from gouji.faults import regex as re
from gouji.language import Slot
from gouji.language import bound as b
from gouji.report.bulk import Flags, Ints

_MIDDLE = 1 << (UNIT_SHIFT - 1)
#: What a memory of answers gives, as numbers.
_NO, _YES, _OPEN, _NOBODY_KNOWS = range(4)

#: A pattern that asks for the last character alone.
_ENDING = re.compile(r"(?:([%0-9A-Za-z\u4e00-\u9fa5])|\[([%0-9A-Za-z\u4e00-\u9fa5]+)\])\$")
#: Characters that folding leaves alone, besides those of Chinese.
_UNFOLDED = np.array([ord(char) for char in "%0123456789" + ascii_letters], np.uint16)

#: What of a rule is remembered from one bulk to the next: memories of answers by the texts of cells.
Memories = dict[str, Any]


class Conditions(Comparisons):
    """What is certain of the conditions of some rules."""

    def __init__(self, columns: Columns, memories: Memories, operations: dict[str, Any]) -> None:
        super().__init__(columns)
        self._memories = memories
        self._operations = operations

    def truth(self, bound: b.Bound, frame: Frame) -> Certain:
        for way in (self._known, self._alone_asked, self._together, self._partly):
            try:
                return way(bound, frame)
            except NoScreen:
                continue
        raise NoScreen

    def _partly(self, bound: b.Bound, frame: Frame) -> Certain:
        """Several conditions, of some of which nothing can be said: one may decide for all."""
        if not isinstance(bound, b.Junction):
            raise NoScreen
        known = []
        for part in bound.operands:
            try:
                known.append(self.truth(part, frame))
            except NoScreen:
                continue
        if not known:
            raise NoScreen
        if bound.operator == "且":
            fails = np.logical_or.reduce([part.fails for part in known])
            return Certain(frame.none(), fails, frame.none())
        return Certain(np.logical_or.reduce([part.holds for part in known]), frame.none(), frame.none())

    def _all(self, parts: Sequence[b.Bound], frame: Frame) -> Certain:
        """Of several conditions at once."""
        answers = [self.truth(part, frame) for part in parts]
        holds, fails, within = frame.all(), frame.none(), frame.all()
        for answer in answers:
            holds, fails, within = holds & answer.holds, fails | answer.fails, within & (answer.holds | answer.within)
        return Certain(holds, fails, within)

    # -- whatever it asks, remembered by texts ------------------------------------------------------------------------

    def _alone_asked(self, bound: b.Bound, frame: Frame) -> Certain:
        """A condition on one cell and nothing else, whatever it asks."""
        first = together.cell_alone(bound)
        if first is None:
            raise NoScreen
        self._place(first, frame)
        memory = self._memory(bound, first)
        texts, at = self.columns.distinct(first, None if first.level < 0 else frame.rows)
        answers = _answers(memory, texts)[at]
        return _certain(frame.of_report(answers) if first.level < 0 else answers)

    def _memory(self, bound: b.Bound, first: b.Cell) -> Any:
        """The answers of a condition on one cell, by its text."""
        reading = self.columns.reading(first)
        key = f"alone:{first.table}:{id(reading)}:{self._key(bound)}"
        memory = self._memories.get(key)
        if memory is None:
            run = together.asked_of(bound, first.level, [], self._operations)
            memory = screening.predicate(lambda cell: run(OneCell(cell), None))(reading)
            self._memories[key] = memory
        return memory

    def _together(self, bound: b.Bound, frame: Frame) -> Certain:
        """A condition on a few cells of one row, whatever it asks."""
        cells = together.cells_of_one_row(bound)
        if cells is None:
            raise NoScreen
        for cell in cells:
            self._place(cell, frame)
        readings = [self.columns.reading(cell) for cell in cells]
        level, by_year = cells[0].level, together.asks_year(bound)
        key = f"together:{cells[0].table}:{[id(reading) for reading in readings]}:{self._key(bound)}"
        memory = self._memories.get(key)
        if memory is None:
            slots: list[Slot] = []
            run = together.asked_of(bound, level, slots, self._operations)
            places = {cell.column.name: place for place, cell in enumerate(cells)}
            order = [places[column.name] for _, column in slots]
            lone = [together.lone_cells(reading) for reading in readings]
            memory = self._memories[key] = together.Together(run, lone, order, by_year)
        rows = None if level < 0 else frame.rows
        texts: list[Sequence[Any]] = [self.columns.texts(cell, rows) for cell in cells]
        if by_year:
            years = [year for _, year in self.columns.bulk.about]
            owners = None if level < 0 else frame.owners
            texts.insert(0, years if owners is None else [years[owner] for owner in owners.tolist()])
        answers = _answers(memory, list(zip(*texts, strict=True)))
        return _certain(frame.of_report(answers) if level < 0 else answers)

    # -- by what it asks ----------------------------------------------------------------------------------------------

    def _known(self, bound: b.Bound, frame: Frame) -> Certain:
        match bound:
            case b.Junction(operator="且", operands=operands):
                return self._all(operands, frame)
            case b.Junction(operands=operands):
                holds, fails, within, told = frame.none(), frame.all(), frame.none(), frame.all()
                for answer in [self.truth(part, frame) for part in operands]:
                    holds, fails = holds | answer.holds, fails & answer.fails
                    within, told = within | answer.within, told & (answer.fails | answer.within)
                return Certain(holds, fails, within & told)
            case b.Negation(operand=operand):
                inner = self.truth(operand, frame)
                return Certain(inner.fails, inner.holds, frame.none())
            case b.Comparison():
                return self._comparison(bound, frame)
            case b.Relation(operator=operator, left=left, right=right) if operator in ("达到", "未达"):
                return self._reaches(operator, left, right, frame)
            case b.Membership(operator="属于", operand=operand, words=words) if not isinstance(words, b.Words):
                if words.type.base != "text" or operand.type.base != "text":
                    raise NoScreen
                return self._alike(operand, words, frame)
            case b.Question(operand=b.OneRow()):
                return self._of_row(bound, frame)
            case b.Match(operator=operator, operand=operand, regex=regex) if isinstance(operand, b.Cell):
                return self._ends(bound, operator, operand, regex, frame)
            case b.Aggregate(function="存在" | "每个", of_group=False):
                holds, fails = self.columns.once(("states", self._key(bound)), lambda: self._quantified(bound))
                return Certain(frame.of_report(holds), frame.of_report(fails), frame.none())
        raise NoScreen

    def _of_row(self, bound: b.Question, frame: Frame) -> Certain:
        """Whether the cell of one row is filled, and the like."""
        asked = together.cell_of_row(bound)
        assert asked is not None
        one, question = asked
        first = together.cell_alone(question)
        if first is None:
            raise NoScreen
        texts, at = self.columns.distinct(first, None)
        answers = _answers(self._memory(question, first), texts)[at]
        some, answers = self._one((np.ones(len(answers), np.bool_), answers), one, frame)
        known = _certain(answers)
        return Certain(some & known.holds, some & known.fails, frame.none())

    def _ends(self, bound: b.Bound, operator: str, cell: b.Cell, regex: str, frame: Frame) -> Certain:
        """``匹配 /率$/`` and its like look at the last character of a text, and folding leaves most of those alone."""
        found = _ENDING.fullmatch(regex)
        if found is None or cell.table is None or cell.level < 0:
            raise NoScreen
        self._place(cell, frame)
        last, filled = self.columns.last(cell, frame.rows)
        said = self._endings(regex, found[1] or found[2], cell)[last]
        yes, no = (said == _YES) & filled, (said == _NO) | ~filled
        doubtful = np.flatnonzero(~(yes | no))
        if len(doubtful):
            flags = np.zeros(frame.size, np.bool_)
            flags[doubtful] = True
            others = self._alone_asked(bound, frame.narrowed(flags))
            yes[doubtful], no[doubtful] = others.holds, others.fails
            if operator != "匹配":
                # what was asked has had its answer turned round already
                yes[doubtful], no[doubtful] = others.fails, others.holds
        return Certain(yes, no, frame.none()) if operator == "匹配" else Certain(no, yes, frame.none())

    def _endings(self, regex: str, wanted: str, cell: b.Cell) -> NDArray[np.int8]:
        """For every character whether a text that ends with it matches, where that is certain."""
        reading = self.columns.reading(cell)
        key = f"endings:{id(reading)}:{regex}"
        known: NDArray[np.int8] | None = self._memories.get(key)
        if known is None:
            known = self._memories[key] = np.full(NO_CHARACTER + 1, _NOBODY_KNOWS, np.int8)
            known[0x4E00 : 0x9FA5 + 1] = _NO  # folding leaves the signs of Chinese alone
            known[_UNFOLDED] = _NO
            known[[ord(char) for char in wanted]] = _YES
            # a text that stands for nothing matches nothing, however it ends
            empty = [ord(text[-1]) for text in reading.empty if text and text[-1] in wanted]
            known[empty] = _NOBODY_KNOWS
        return known

    def _quantified(self, bound: b.Aggregate) -> tuple[Flags, Flags]:
        """``存在`` and ``每个``, for every report."""
        inner = self.frame(bound.level, bound.table)
        inside, needed = (
            Certain(inner.all(), inner.none(), inner.none()) if part is None else self.truth(part, inner)
            for part in (bound.where, bound.require)
        )
        firsts = self.columns.rows(bound.table).firsts[:-1]
        any_, all_ = np.logical_or.reduceat, np.logical_and.reduceat
        if bound.function == "存在":
            return any_(inside.holds & needed.holds, firsts), all_(inside.fails | needed.fails, firsts)
        return all_(inside.fails | needed.holds, firsts), any_(inside.holds & needed.fails, firsts)

    def _value_of(self, cell: b.Cell, frame: Frame) -> tuple[NDArray[np.int16], Ints]:
        self._place(cell, frame)
        values: tuple[NDArray[np.int16], Ints] = self._seen(tuple(self.columns.values(cell)), cell, frame)
        return values

    def _reaches(self, operator: str, actual: b.Bound, target: b.Bound, frame: Frame) -> Certain:
        if not isinstance(actual, b.Cell) or not isinstance(target, b.Cell) or target.type.base != "target":
            raise NoScreen
        if actual.type.base == "text":
            raise NoScreen
        unit, value = self._value_of(actual, frame)
        self._place(target, frame)
        units, starts, stops = self._seen(tuple(self.columns.ranges(target)), target, frame)
        alike = (unit == units) & (unit > 0)
        met = alike & (starts <= value) & (value <= stops)
        missed = alike & ((value < starts) | (value > stops))
        return Certain(met, missed, frame.none()) if operator == "达到" else Certain(missed, met, frame.none())

    def _comparison(self, bound: b.Comparison, frame: Frame) -> Certain:
        left, right = bound.left, bound.right
        bases = {left.type.base, right.type.base}
        if "text" in bases:
            alike = self._alike(left, right, frame)
            return Certain(alike.fails, alike.holds, alike.within) if bound.operator == "≠" else alike
        if bases == {"number"}:
            return self._numbers(bound, frame)
        if bases == {"value", "number"}:
            return self._value(bound, frame)
        if bases == {"value", "target"}:
            return self._against_target(bound, frame)
        raise NoScreen

    def _alike(self, left: b.Bound, right: b.Bound, frame: Frame) -> Certain:
        """Whether two texts are the same; where a cell that one row is to give may be none, that it is one comes first."""
        sides: list[Any] = []
        known = frame.all()
        for side in (left, right):
            if isinstance(side, b.Words) and len(side.items) == 1:
                sides.append(self.columns.numbered.number(next(iter(side.items))))
            elif isinstance(side, b.Cell):
                sides.append(self._folds(side, frame))
            elif isinstance(side, b.OneRow):
                folds = self.columns.folds(side, None)
                some, texts = self._one((np.ones(len(folds), np.bool_), folds), side, frame)
                known = known & some
                sides.append(texts)
            elif isinstance(side, b.Function) and side.function == "算符" and is_target(side.arguments[0]):
                signs, some = self._signs(side.arguments[0], frame)
                known = known & some
                sides.append(signs)
            else:
                raise NoScreen
        same = np.broadcast_to(np.equal(*sides), frame.size)
        return Certain(known & same, known & ~same, frame.none())

    def _signs(self, cell: b.Bound, frame: Frame) -> tuple[Ints, Flags]:
        """The comparison sign of a target, as a text; and where there is one."""
        if not isinstance(cell, b.Cell):
            raise NoScreen
        self._place(cell, frame)
        texts, at = self.columns.distinct(cell, None if cell.level < 0 else frame.rows)
        signs = map(self.columns.reading(cell).operators.__getitem__, texts)
        number = self.columns.numbered.number
        known = np.array([number(sign) if sign is not None else -1 for sign in signs], np.int64)[at]
        numbers = frame.of_report(known) if cell.level < 0 else known
        return np.maximum(numbers, 0), numbers >= 0

    def _value(self, bound: b.Comparison, frame: Frame) -> Certain:
        """A cell of any unit against a number of the rule."""
        left, operator, code = cell_and_number(bound)
        unit, value = self._value_of(left, frame)
        alike = unit == code >> UNIT_SHIFT
        number = (code & ((1 << UNIT_SHIFT) - 1)) - _MIDDLE
        holds = COMPARE[operator](value, number)
        return Certain(alike & holds, alike & ~holds, frame.none())

    def _against_target(self, bound: b.Comparison, frame: Frame) -> Certain:
        """A cell of any unit against the figure of a target."""
        left, operator, right = cell_and_target(bound)
        unit, value = self._value_of(left, frame)
        self._place(right, frame)
        units, codes = self._seen(tuple(self.columns.codes(right)), right, frame)
        alike = (unit == units) & (unit > 0)
        holds = COMPARE[operator](value, codes)
        return Certain(alike & holds, alike & ~holds, frame.none())


def _answers(memory: Any, texts: Sequence[Any]) -> NDArray[np.int8]:
    """What a memory says of texts: True, False, ``together.OPEN``, or None where only the exact path can tell."""
    numbers = _NUMBERS
    return np.fromiter([numbers[answer] for answer in map(memory.__getitem__, texts)], np.int8, len(texts))


_NUMBERS: dict[bool | int | None, int] = {False: _NO, True: _YES, together.OPEN: _OPEN, None: _NOBODY_KNOWS}


def _certain(answers: NDArray[np.int8]) -> Certain:
    return Certain(answers == _YES, answers == _NO, answers == _OPEN)


__all__ = ["Conditions", "Memories"]
