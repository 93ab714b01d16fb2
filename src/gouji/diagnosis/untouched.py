"""Checks that come out as in the report as it is, because no change reaches what decides them.

Most checks of a changed report are such: they read the changed columns on other rows, or a part of their condition that no
change reaches fails. Asking them of the report as it is once is all that they need.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from gouji.diagnosis.spans import printed
from gouji.engine.judge import Judge
from gouji.engine.outcome import Outcome
from gouji.engine.program import CompiledRule, namespace
from gouji.engine.sheet import Sheet
from gouji.engine.truth import FAILS, State, Truth
from gouji.language import Slot, compile_parts, number_slots
from gouji.language import bound as b
from gouji.report import Anchor

#: Of each part of a rule, the requirement last, the rows on which it may come out otherwise; None: all of them.
Reached = tuple[Collection[int] | None, ...]


class _Reads(Enum):
    """Where a part of a rule reads a printed column."""

    NOWHERE = auto()
    OWN = auto()
    """Only on the row, or in the group of rows, that it is judged on."""
    ANYWHERE = auto()


@dataclass(frozen=True, slots=True)
class _Parts:
    """What must all hold for a rule to apply, the requirement behind it, and what works the former out on a row."""

    wholes: tuple[b.Bound, ...]
    slots: tuple[list[Slot], ...]
    run: Callable[[Any, Any], list[Callable[[], Truth]]]


class Untouched:
    """The checks of a report as it is."""

    def __init__(self, judge: Judge, sheet: Sheet) -> None:
        self._judge = judge
        self._sheet = sheet
        self._parts: dict[str, _Parts] = {}
        self._reads: dict[tuple[str, str | None, str], tuple[_Reads, ...]] = {}
        self._fails: dict[tuple[str, Any], list[bool | None]] = {}
        self._checks: dict[tuple[str, Any], tuple[Outcome, Truth]] = {}

    def reached(self, rule: CompiledRule, changes: Iterable[tuple[Anchor, bool]]) -> Reached:
        """The rows on which each part may come out otherwise; a change: a cell, and whether its last place stays."""
        found: list[set[int] | None] = [set() for _ in self._parts_of(rule).wholes]
        for anchor, same in changes:
            for at, reads in enumerate(self._reading(rule, anchor.table, anchor.column)):
                rows = found[at]
                if reads is _Reads.NOWHERE or rows is None:
                    continue
                if reads is _Reads.OWN and same and anchor.row is not None:
                    rows.add(anchor.row)
                else:
                    found[at] = None
        return tuple(found)

    def check(self, rule: CompiledRule, row: Any, reached: Reached) -> tuple[Outcome, Truth] | None:
        """How a check comes out that the changes do not reach; None where they do."""
        key = rule.id, row
        free = [at for at, rows in enumerate(reached) if rows is not None and not _meets(row, rows)]
        if len(free) == len(reached):
            known = self._checks.get(key)
            if known is None:
                known = self._checks[key] = self._judge._check(rule, self._sheet, row)
            return known if known[0] is not Outcome.UNDECIDED else None  # its reasons may name other cells
        fails = self._fails.get(key)
        if fails is None:
            fails = self._fails[key] = [None] * (len(reached) - 1)
        for at in free:
            if at == len(fails):
                break
            if fails[at] is None:
                fails[at] = self._parts_of(rule).run(self._sheet, row)[at]().state is State.FAILS
            if fails[at]:
                return Outcome.NOT_APPLICABLE, FAILS
        return None

    def _parts_of(self, rule: CompiledRule) -> _Parts:
        known = self._parts.get(rule.id)
        if known is None:
            assert rule.require is not None
            condition = tuple(_conjuncts(rule.when)) if rule.when is not None else ()
            wholes = *condition, rule.require
            run = compile_parts(condition, rule.slots).function(namespace())
            known = self._parts[rule.id] = _Parts(wholes, tuple(map(self._slots, wholes)), run)
        return known

    def _slots(self, part: b.Bound) -> list[Slot]:
        """The columns that a part reads, and those that say which row of a table is the total."""
        slots: list[Slot] = []
        number_slots(part, slots)
        tables = self._sheet.readings.vocabulary.schema.tables
        for inner in b.walk(part):
            if isinstance(inner, b.OneRow) and inner.where is None:
                table = tables[inner.table]
                if table.total_column is not None and table.total_column in table.columns:
                    slots.append((inner.table, table.columns[table.total_column]))
        return slots

    def _reading(self, rule: CompiledRule, table: str | None, header: str) -> tuple[_Reads, ...]:
        """Where each part reads a printed column."""
        known = self._reads.get((rule.id, table, header))
        if known is None:
            parts = self._parts_of(rule)
            known = self._reads[rule.id, table, header] = tuple(
                self._reads_of(rule, whole, [slot for slot in slots if printed(self._sheet, slot, table, header)])
                for whole, slots in zip(parts.wholes, parts.slots, strict=True)
            )
        return known

    def _reads_of(self, rule: CompiledRule, whole: b.Bound, slots: list[Slot]) -> _Reads:
        if not slots:
            return _Reads.NOWHERE
        table = rule.scope.table
        if table is None or self._sheet.tables[table].origin is not None:
            return _Reads.ANYWHERE
        own = all(slot[0] == table and _on_own(whole, slot, frozenset({0})) for slot in slots)
        return _Reads.OWN if own else _Reads.ANYWHERE


def _conjuncts(condition: b.Bound) -> Iterator[b.Bound]:
    if isinstance(condition, b.Junction) and condition.operator == "且":
        for part in condition.operands:
            yield from _conjuncts(part)
    else:
        yield condition


def _on_own(part: b.Bound, slot: Slot, own: frozenset[int]) -> bool:
    """Whether a part reads a column only on rows of the levels ``own``, and of groups that are judged."""
    match part:
        case b.Cell():
            return (part.table, part.column) != slot or part.level in own
        case b.OneRow():
            return slot[0] != part.table and all(_on_own(inner, slot, own) for inner in b.parts(part))
        case b.Aggregate():
            own = own | {part.level} if part.of_group else own - {part.level}
    return all(_on_own(inner, slot, own) for inner in b.parts(part))


def _meets(row: Any, rows: Collection[int]) -> bool:
    """Whether a row, or any of a group of rows, is among some rows."""
    return any(one in rows for one in row) if isinstance(row, tuple) else row in rows
