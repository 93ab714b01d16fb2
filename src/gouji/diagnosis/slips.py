"""The slips that would explain a suspect: each is a way in which the right print becomes the one that stands there.

A slip proposes what should have been printed. Whether that is so, the relations decide: a proposal counts only where it
lies in what they leave of the cell, and every check that reads the cell then holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from gouji.diagnosis.forms import ZERO, Atom
from gouji.diagnosis.printing import Print
from gouji.diagnosis.propagation import split
from gouji.diagnosis.system import Check, System, Unknown
from gouji.figures import Unit, find_unit
from gouji.figures.rational import Rational
from gouji.report import Anchor, Report

#: Slips, the most telling first: what needs the most of a coincidence to fit by chance.
ORDER = (
    "rounding-plug",
    "truncated",
    "unit-scale",
    "percent-fraction",
    "sign",
    "complement",
    "wrong-base",
    "cells-swapped",
    "copied-last-year",
    "addend-omitted",
    "addend-twice",
    "digits-swapped",
    "copied-neighbour",
    "decimal-shifted",
    "digit-doubled",
    "digit-dropped",
    "digit-changed",
)
#: Slips with so many proposals that one fits often: they are told last and never decide between suspects.
WEAK = frozenset({"digit-changed", "digit-dropped", "copied-last-year"})
#: Slips that leave the digits and change how large the figure is.
_BY_SIZE = frozenset({"unit-scale", "decimal-shifted"})
#: Money is written in these.
_SCALES = ("", "千", "万", "亿")
#: A unit word is taken for another that differs by this factor or more; a smaller one is a shifted point.
_APART = 1000
End = Fraction | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A slip with what it supposes to be right: the value (base units) and the text of the cell."""

    code: str
    value: Fraction
    text: str
    source: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Leeway:
    """What the relations leave of a cell, and the value they suggest with all other figures as printed."""

    low: End
    high: End
    suggested: Fraction

    def admits(self, value: Fraction, half: Fraction) -> bool:
        """Whether a print of this value (true values up to ``half`` away) can be right."""
        return (self.low is None or value + half >= self.low) and (self.high is None or value - half <= self.high)

    def prints(self, step: Fraction, half: Fraction) -> int | None:
        """How many prints with the last place ``step`` can be right; None for no end of them."""
        if self.low is None or self.high is None:
            return None
        return int((self.high + half) // step - -((half - self.low) // step)) + 1


#: Decimals that a suggested value may have beyond those of the print.
MORE_DECIMALS = 4


def printable(unknown: Unknown, leeway: Leeway) -> tuple[Fraction, str] | None:
    """The suggested value as it would be printed, with its text.

    With the decimals that the column has, or the cell; with more where those cannot say it.
    """
    made = unknown.print
    if made is None:
        return None
    for decimals in (unknown.decimals, *range(made.decimals, made.decimals + MORE_DECIMALS + 1)):
        value = made.rounded(leeway.suggested, decimals)
        if leeway.admits(value, half_of(unknown, decimals)):
            text = made.text_of(value, decimals)
            return None if text is None else (value, text)
    return None


def half_of(unknown: Unknown, decimals: int | None = None) -> Fraction:
    """How far the true value may be from the print; zero for an exact figure.

    A figure that is as wide as its own digits is wider or narrower with other ``decimals``.
    """
    if unknown.low is None or unknown.high is None:
        return ZERO
    half = (unknown.high - unknown.low) / 2
    made = unknown.print
    if decimals is not None and made is not None and half == made.step / 2:
        return made.step_of(decimals) / 2
    return half


def proposals(
    system: System, unknown: Unknown, made: Print, leeway: Leeway, failing: list[Check], report: Report
) -> Iterator[Proposal]:
    """The slips that fit the relations' leeway; the most telling first."""
    found: list[Proposal] = []
    nothing_fits = leeway.admits(ZERO, ZERO)
    for proposal in _all(system, unknown, made, leeway, failing, report):
        if nothing_fits and proposal.code in _BY_SIZE:
            continue  # 1.53万元 as 1.53元 fits beside sums in 万元 because nothing is left of it
        half = half_of(unknown, _decimals(proposal.text))
        if proposal.value != made.value and leeway.admits(proposal.value, half):
            found.append(proposal)
    found.sort(key=lambda one: (ORDER.index(one.code), abs(one.value - leeway.suggested), one.text))
    codes, values = set(), set()
    for proposal in found:
        if proposal.code not in codes and proposal.value not in values:
            codes.add(proposal.code)
            values.add(proposal.value)
            yield proposal


def _all(
    system: System, unknown: Unknown, made: Print, leeway: Leeway, failing: list[Check], report: Report
) -> Iterator[Proposal]:
    yield from _scales(unknown, made)
    yield from _signs(unknown, made)
    if unknown.figure.unit.dimension == "ratio":
        yield from _ratios(made)
        yield from _bases(system, unknown, made, leeway, failing)
    yield from _cut(unknown, made, leeway)
    yield from _addends(system, unknown, made, failing)
    yield from _copies(system, unknown, made, leeway, failing, report)
    yield from _shifts(unknown, made)
    yield from (one for one in _digits(made) if _decimals(one.text) == unknown.decimals)


def _decimals(text: str) -> int:
    """How many digits a text has after its point."""
    rest = text.partition(".")[2]
    return next((at for at, char in enumerate(rest) if not char.isdigit()), len(rest))


def _printed(
    code: str, made: Print, value: Fraction, source: Anchor | None = None, decimals: int | None = None
) -> Iterator[Proposal]:
    text = made.text_of(value, decimals)
    if text is not None:
        yield Proposal(code, value, text, source)


def _written(code: str, made: Print, digits: str) -> Iterator[Proposal]:
    """A proposal in digits: what no one would print (007) is none."""
    whole = digits.removeprefix("-").partition(".")[0]
    if not whole or (len(whole) > 1 and whole.startswith("0")):
        return
    yield Proposal(code, Rational(digits) * made.unit.scale, made.with_digits(digits))


# -- units, signs, ratios ----------------------------------------------------------------------------------------------


def _scales(unknown: Unknown, made: Print) -> Iterator[Proposal]:
    """元 for 万元 and back: the digits are right, the unit word is not."""
    unit = made.unit
    base = unit.symbol.lstrip("千百万亿") or unit.symbol
    if unit.dimension != "money":
        return
    if unit.symbol and made.tail.strip() == unit.symbol:
        for word in _SCALES:
            other: Unit | None = find_unit(word + base)
            if other is None or other.dimension != unit.dimension:
                continue
            if max(other.scale / unit.scale, unit.scale / other.scale) >= _APART:
                value = made.value / unit.scale * other.scale
                yield Proposal("unit-scale", value, made.in_unit(other, word + base))
    else:  # the unit stands in the header: the number has to be written in it
        for power in (4, -4, 8, -8):
            yield from _printed("unit-scale", made, made.value * Rational(10) ** power)


def _signs(unknown: Unknown, made: Print) -> Iterator[Proposal]:
    if made.value:
        digits = made.digits[1:] if made.digits.startswith("-") else "-" + made.digits
        yield Proposal("sign", -made.value, made.with_digits(digits))


def _ratios(made: Print) -> Iterator[Proposal]:
    for power in (2, -2):
        value = made.value * Rational(10) ** power
        yield from _printed("percent-fraction", made, value, None, max(0, made.decimals - power))
    for value in (1 - made.value, made.value - 1):
        yield from _printed("complement", made, value)


def _bases(system: System, unknown: Unknown, made: Print, leeway: Leeway, failing: list[Check]) -> Iterator[Proposal]:
    """``变动额 ÷ 本期`` for ``变动额 ÷ 上期``: the same part over one of the figures that the base is made of, or beside it."""
    half = max(half_of(unknown), made.step / 2)
    values = {one.number: one.value for one in system.unknowns}
    for atom in _atoms(failing):
        rest, factor = split(atom.poly, unknown.number)
        if not factor or unknown.number not in atom.unknowns or not atom.equal:
            continue
        over = sum((known * _product(values, monomial) for monomial, known in rest.items()), ZERO)
        inside = [monomial[0] for monomial in factor if len(monomial) == 1]
        if len(factor) != len(inside) or not inside:
            continue
        size = abs(factor[(inside[0],)])
        dimension = system.unknowns[inside[0]].figure.unit.dimension
        for other in _same_row(system, unknown):
            if other.figure.unit.dimension != dimension or not other.value:
                continue
            if len(inside) == 1 and other.number == inside[0]:
                continue
            wrong = abs(over / size / other.value)
            if abs(wrong - abs(made.value)) <= half and wrong != abs(leeway.suggested):
                if (right := printable(unknown, leeway)) is not None:
                    yield Proposal("wrong-base", *right)
                return


def _same_row(system: System, unknown: Unknown) -> list[Unknown]:
    anchor = unknown.anchor
    if anchor.table is None:
        return [other for number in unknown.checks for other in _read(system, system.checks[number])]
    return [other for other in system.beside(anchor) if other is not unknown]


def _read(system: System, check: Check) -> list[Unknown]:
    return [system.unknowns[number] for number in sorted(check.unknowns)]


def _cut(unknown: Unknown, made: Print, leeway: Leeway) -> Iterator[Proposal]:
    """One more in the last place, where the true value lies between this print and the next."""
    step = made.step if made.value >= 0 else -made.step
    ends = sorted((made.value, made.value + step))
    between = abs(made.value) <= abs(leeway.suggested) < abs(made.value + step)  # 94.00% is never cut to 93%
    if between and (leeway.low is None or leeway.low < ends[1]) and (leeway.high is None or leeway.high > ends[0]):
        yield from _printed("truncated", made, made.value + step)


# -- totals ------------------------------------------------------------------------------------------------------------


def _atoms(checks: list[Check]) -> Iterator[Atom]:
    for check in checks:
        for branch in check.branches:
            yield from branch.atoms


def _addends(system: System, unknown: Unknown, made: Print, failing: list[Check]) -> Iterator[Proposal]:
    """The total lacks an addend, or holds it twice: the cell stands on one side, two or more on the other."""
    for atom in _atoms(failing):
        own = atom.poly.get((unknown.number,))
        if own is None or not atom.equal or not atom.linear:
            continue
        others = [(m[0], f) for m, f in atom.poly.items() if m and m[0] != unknown.number and (f > 0) != (own > 0)]
        if len(others) < 2 or len(others) != len([m for m in atom.poly if m]) - 1:
            continue
        for number, factor in others:
            part = system.unknowns[number]
            share = -factor / own * part.value
            if share:
                yield from _printed("addend-omitted", made, made.value + share, part.anchor)
                yield from _printed("addend-twice", made, made.value - share, part.anchor)


# -- copies ------------------------------------------------------------------------------------------------------------


def _copies(
    system: System, unknown: Unknown, made: Print, leeway: Leeway, failing: list[Check], report: Report
) -> Iterator[Proposal]:
    """The print of the row above or below, or of another period in the same row. A figure of one digit proves nothing."""
    anchor = unknown.anchor
    if anchor.table is None or anchor.row is None or len(made.digits.replace(".", "").strip("0-")) < 2:
        return
    text = unknown.cell.content.text
    right = printable(unknown, leeway)
    if right is None:
        return
    rows = report.tables.get(anchor.table, [])
    twins = system.twins.of(anchor)
    for row in (anchor.row - 1, anchor.row + 1):
        alike = sum(1 for other in rows if other.get(anchor.column) == text)
        if Anchor(anchor.table, row, anchor.column) in twins:
            continue  # the same print, told of twice
        if 0 <= row < len(rows) and rows[row].get(anchor.column) == text and alike == 2 < len(rows):
            yield Proposal("copied-neighbour", *right, Anchor(anchor.table, row, anchor.column))
    for column, other in rows[anchor.row].items():
        if column == anchor.column or other != text or Anchor(anchor.table, anchor.row, column) in twins:
            continue
        # two columns that agree in other rows too are no sign of a copy
        alike = sum(1 for row in rows if row.get(column) == row.get(anchor.column))
        if alike == 1 < len(rows):
            yield Proposal("copied-last-year", *right, Anchor(anchor.table, anchor.row, column))
    # last year's figure where the row prints this year's and the change: off by just the change
    half = half_of(unknown)
    for check in failing:
        if len(check.unknowns) > 3:
            continue
        for part in _read(system, check):
            if part is unknown or part.anchor.table != anchor.table or part.anchor.row != anchor.row:
                continue
            if part.figure.unit.dimension != unknown.figure.unit.dimension or not part.value:
                continue
            for value in (made.value + part.value, made.value - part.value):
                if abs(value - leeway.suggested) <= max(half, made.step):
                    yield from _printed("copied-last-year", made, value, part.anchor)


# -- digits ------------------------------------------------------------------------------------------------------------


def _shifts(unknown: Unknown, made: Print) -> Iterator[Proposal]:
    for power in (1, -1, 2, -2) if unknown.whole else (1, -1, 2, -2, 3, -3):
        value = made.value * Rational(10) ** power
        yield from _printed("decimal-shifted", made, value, None, max(0, made.decimals - power))


def _digits(made: Print) -> Iterator[Proposal]:
    digits = made.digits
    sign, plain = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    places = [at for at, char in enumerate(plain) if char != "."]
    if len(places) < 2:
        return
    for one, other in pairwise(places):
        if plain[one] == plain[other]:
            if other == one + 1:
                yield from _written("digit-doubled", made, sign + plain[:one] + plain[other:])
            continue
        swapped = list(plain)
        swapped[one], swapped[other] = plain[other], plain[one]
        yield from _written("digits-swapped", made, sign + "".join(swapped))
    for at in range(len(plain) + 1):
        for digit in "0123456789":
            yield from _written("digit-dropped", made, sign + plain[:at] + digit + plain[at:])
    for at in places:
        for digit in "0123456789":
            if digit != plain[at]:
                yield from _written("digit-changed", made, sign + plain[:at] + digit + plain[at + 1 :])


def _product(values: Mapping[int, Fraction], monomial: tuple[int, ...]) -> Fraction:
    out = Rational(1)
    for number in monomial:
        out *= values[number]
    return out
