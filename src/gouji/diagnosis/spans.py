"""Cells of which only a span is known: the engine then says what holds for every value inside."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction

from gouji.engine.cells import Cell
from gouji.engine.program import CompiledRule
from gouji.engine.reading import Content, Parsed
from gouji.engine.sheet import Sheet
from gouji.figures import Unit
from gouji.language import Slot
from gouji.language import bound as b
from gouji.report import Anchor

#: The least and the greatest value, in base units.
Span = tuple[Fraction, Fraction]
#: Functions that look at how a figure is written, or ask whether one value exists.
_WRITTEN = frozenset(("整数解", "字数", "相似度", "天数", "算符"))
#: Digits that the ends of a span may have.
_DIGITS = 60


def lay(sheet: Sheet, slot: Slot, anchor: Anchor, low: Fraction, high: Fraction) -> None:
    """Put a figure that lies somewhere between two values into a cell of a sheet; its text stays as it is."""
    strip = sheet.strip(slot)
    row = _row(sheet, slot, anchor)
    if strip is None or row is None:
        return
    known = strip.cell(row).content
    figure = known.figure
    if figure is None:
        return
    wide = replace(figure, value=_decimal(low, figure.unit), high=_decimal(high, figure.unit), bound="span", parts=())
    content = Content(known.text, known.folded, False, lambda _: Parsed(wide))
    strip.cells[row] = Cell(strip, row, slot[1], content, strip.ulp)


def printed(sheet: Sheet, slot: Slot, table: str | None, header: str) -> bool:
    """Whether a slot is read from a printed column."""
    strip = sheet.strip(slot)
    if strip is None or strip.header != header:
        return False
    return table is None if slot[0] is None else table in sheet.tables[slot[0]].printed


def _row(sheet: Sheet, slot: Slot, anchor: Anchor) -> int | None:
    """The row of an anchor among the rows of its table, which may be several printed tables."""
    if slot[0] is None:
        return 0
    placed = sheet.tables[slot[0]]
    if anchor.row is None or anchor.table is None:
        return None
    if placed.origin is None:
        return anchor.row if anchor.table == placed.printed[0] else None
    return placed.origin.index((anchor.table, anchor.row)) if (anchor.table, anchor.row) in placed.origin else None


def _decimal(value: Fraction, unit: Unit) -> Decimal:
    """A value in printed units. Spans end at printable numbers and parts of them, so that the digits end."""
    number = value / unit.scale
    with localcontext() as context:
        context.prec = _DIGITS
        return Decimal(number.numerator) / Decimal(number.denominator)


def by_text(rule: CompiledRule, slot: Slot) -> bool:
    """Whether a rule looks anywhere at a column's texts, or at its printed digits."""
    for whole in (rule.when, rule.require):
        for part in b.walk(whole) if whole is not None else ():
            if _looks(part) and any(
                isinstance(inner, b.Cell | b.OneRow) and (inner.table, inner.column) == slot
                for direct in b.parts(part)
                for inner in b.walk(direct)
            ):
                return True
    return False


def _looks(part: b.Bound) -> bool:
    match part:
        case b.Membership() | b.Match():
            return True
        case b.Function(function=function):
            return function in _WRITTEN
        case b.Comparison(left=left, right=right):
            return "text" in (left.type.base, right.type.base)
    return False
