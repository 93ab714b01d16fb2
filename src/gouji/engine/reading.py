"""The cells of a column, read once by the kind of the column and remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import nan
from typing import NamedTuple

from gouji.engine.quantity import Dim
from gouji.engine.whole import (
    BARE_FACTORS,
    NO_PLACE,
    NO_RANGE,
    PLAIN_UNITS,
    SCALE,
    SIGN_OF,
    Coded,
    Memo,
    Numbers,
    PlainUnit,
    Range,
    admitted,
    admitted_by_sign,
    code_of,
    is_print,
)
from gouji.faults import Note
from gouji.figures import Figure, Period, Target, Unit, find_unit, parse_figure, parse_period, parse_target
from gouji.figures.rational import Rational
from gouji.figures.units import PERCENT
from gouji.language import Column, fold_text
from gouji.language.kinds import SCORE

#: A bare number up to this in a ratio column may be a fraction or a percentage: nobody can tell 0.95 from 0.95%.
AMBIGUOUS = Rational(3, 2)


class Parsed(NamedTuple):
    """What a text is, besides a text."""

    figure: Figure | None = None
    period: Period | None = None
    target: Target | None = None
    problem: Note | None = None
    """Why the figure cannot be used although there is one."""


_NOTHING = Parsed()


class Recipe(NamedTuple):
    """What a cell is whose text is one plain figure, as far as it does not depend on the report."""

    width: str
    dim: Dim
    ratio: bool
    figure: Figure
    unit: Unit
    """That of the figure."""
    base: Fraction
    over: int
    """Numerator and denominator of the base."""
    under: int


class Content:
    """What a text says, read as its column's kind asks; the figure is looked for when somebody wants it."""

    __slots__ = ("_base", "_half", "_parse", "_parsed", "empty", "folded", "recipe", "text")

    def __init__(self, text: str, folded: str, empty: bool, parse: Callable[[str], Parsed] | None = None) -> None:
        self.text = text
        self.folded = folded
        self.empty = empty
        self._parse = parse
        self._parsed: Parsed | None = None if parse is not None else _NOTHING
        self._base: Fraction | None = None
        self._half: Fraction | None = None
        self.recipe: Recipe | None = None
        """Set where the text is one plain figure, once a cell has met it."""

    @property
    def parsed(self) -> Parsed:
        if self._parsed is None:
            assert self._parse is not None
            self._parsed = self._parse(self.text)
        return self._parsed

    @property
    def figure(self) -> Figure | None:
        return self.parsed.figure

    @property
    def period(self) -> Period | None:
        return self.parsed.period

    @property
    def target(self) -> Target | None:
        return self.parsed.target

    @property
    def problem(self) -> Note | None:
        """Why the figure cannot be used although there is one."""
        return self.parsed.problem

    @property
    def base(self) -> Fraction:
        """The figure's value in base units."""
        if self._base is None:
            figure = self.figure
            assert figure is not None
            self._base = figure.base
        return self._base

    @property
    def half(self) -> Fraction:
        """Half a unit of the figure's last printed place, in base units."""
        if self._half is None:
            figure = self.figure
            assert figure is not None
            self._half = figure.step / 2
        return self._half


class Reading:
    """Reads the cells of one column (with the unit that its header gives) and remembers what it has read."""

    def __init__(self, column: Column, unit: Unit | None, empty: frozenset[str]) -> None:
        self.column = column
        self.unit = unit or column.unit
        self.empty = empty | column.empty
        self.contents: Memo[Content] = Memo(lambda text: self._read(text or ""))
        self.ulps: Memo[int | float] = Memo(self._ulp)
        self.places: Memo[int] = Memo(self._place)
        base, known = column.kind.base, self._plain_units()
        own = {word: known[word] for word in known if base == "number" and known[word].dimension == self.own}
        glance = own if base == "number" else known if base in ("value", "target") else {}
        self.glance: dict[str, PlainUnit] = {} if any(map(is_print, self.empty)) else glance
        """The unit words with which a plain print in this column says all there is to know."""
        ulps = self.ulps if column.width == "printed" else None
        places = self.places if column.width == "column" else None
        self.numbers = Numbers(self.number, self.empty, own, ulps, places)
        self.values = Coded(self.value, lambda _, figure: figure, self.empty, known if base == "value" else {})
        targets = known if base == "target" else {}
        self.ranges = Coded(self.range, admitted_by_sign, self.empty, targets, signed=True)
        self.folds = Memo(self._fold)
        self.labels: Memo[str] = Memo(lambda text: self.content(text).folded if text else "")
        self.codes = Memo(self._code)
        self.operators = Coded(self.operator, lambda sign, _: sign, self.empty, targets, signed=True)

    def content(self, text: str) -> Content:
        """What the text says."""
        return self.contents[text]

    def _read(self, text: str) -> Content:
        folded = fold_text(text)
        if not folded or folded in self.empty:
            return Content(text, folded, True)
        return Content(text, folded, False, self._parse if self.column.kind.base != "text" else None)

    def _parse(self, text: str) -> Parsed:
        base = self.column.kind.base
        if base == "target":
            target = parse_target(text)
            figure, problem = self._united(target.figures[0] if target.figures else None)
            return Parsed(figure, target.deadline, target, problem)
        if base == "date":
            return Parsed(period=parse_period(text))
        figure, problem = self._united(parse_figure(text))
        period = parse_period(text) if figure is None and base == "value" else None
        return Parsed(figure, period, problem=problem)

    def _united(self, figure: Figure | None) -> tuple[Figure | None, Note | None]:
        """The figure with the unit that its column gives to bare numbers."""
        if figure is None or figure.unit.dimension != "number":
            return figure, None
        if self.unit is not None and self.unit.dimension != "number" and figure.unit.symbol == "":
            return replace(figure, unit=self.unit), None
        if figure.unit.symbol and self.own == "money" and (unit := find_unit(figure.unit.symbol + "元")) is not None:
            return replace(figure, unit=unit), None  # 240万 among sums of money
        if self.column.kind.ratio:
            if not figure.value:
                return replace(figure, unit=PERCENT), None
            if abs(figure.value) > AMBIGUOUS:
                return replace(figure, unit=PERCENT), None
            return figure, Note.of("U609", text=figure.text)
        return figure, None

    # -- the quick path: whole numbers, or NaN for whatever needs the exact path

    def number(self, text: str | None) -> int | float:
        if text is None:
            return nan
        content = self.content(text)
        figure = content.figure
        if figure is None or content.problem or not figure.plain or figure.parts or content.target is not None:
            return nan
        if not self._fits(figure):
            return nan
        whole = figure.base * SCALE
        return whole.numerator if whole.denominator == 1 and abs(whole.numerator) < 1 << 62 else nan

    @property
    def own(self) -> str:
        """The dimension of the column's own figures."""
        kind = self.column.kind
        return "ratio" if kind.ratio else kind.dim[0][0] if kind.dim else "number"

    def _plain_units(self) -> dict[str, PlainUnit]:
        """The unit words whose plain prints this column reads at a glance; the empty word for bare numbers."""
        known = dict(PLAIN_UNITS)
        if self.unit is None and not self.column.kind.ratio:
            known[""] = PlainUnit("score" if self.column.kind.dim == SCORE else "number", BARE_FACTORS)
        return known

    def _fits(self, figure: Figure) -> bool:
        """Whether the figure's unit is the column's own, so that no clash of units is possible."""
        dimension, kind = figure.unit.dimension, self.column.kind
        if kind.ratio:
            return dimension == "ratio"
        if not kind.dim:
            return dimension == "number"
        name = kind.dim[0][0]
        if name == "score":
            return dimension in ("number", "score")
        return dimension == name and name != "count"

    def _fold(self, text: str | None) -> str:
        if text is None:
            return ""
        content = self.content(text)
        return "" if content.empty else content.folded

    def _ulp(self, text: str | None) -> int | float:
        """The last printed place in scaled units (twice the half-width)."""
        if isinstance(self.numbers[text], float):
            return nan
        assert text is not None
        figure = self.content(text).figure
        assert figure is not None
        whole = figure.step * SCALE
        return whole.numerator if whole.denominator == 1 else nan

    def shows_places(self, figure: Figure) -> bool:
        """Whether a figure says how fine its column is printed: one of the column's own dimension, and no bare ``0``."""
        return figure.plain and figure.unit.dimension == self.own and (figure.value != 0 or figure.ulp < 1)

    def _place(self, text: str | None) -> int:
        """The last printed place of any plain figure, in scaled units; a huge number where there is none to speak of."""
        figure = self.content(text).figure if text is not None else None
        if figure is None or not self.shows_places(figure):
            return NO_PLACE
        whole = figure.step * SCALE
        return whole.numerator if whole.denominator == 1 else 0

    def value(self, text: str | None) -> int | float:
        """A figure of any unit as one whole number: the unit above :data:`UNIT_SHIFT`, the value below."""
        if text is None:
            return nan
        content = self.content(text)
        figure = content.figure
        if figure is None or content.problem or not figure.plain or figure.parts or content.target is not None:
            return nan
        return code_of(figure)

    def operator(self, text: str | None) -> str | None:
        """The comparison sign of a target as rules write it; None where there is no target to speak of."""
        if text is None:
            return None
        content = self.content(text)
        if content.target is None or content.empty or content.problem is not None:
            return None
        return SIGN_OF.get(content.target.op, content.target.op)

    def _code(self, text: str | None) -> int | float:
        """The one figure of a target as a whole number like those of ``values``."""
        if text is None:
            return nan
        content = self.content(text)
        target = content.target
        if target is None or len(target.figures) != 1 or content.problem or content.figure is None:
            return nan
        return code_of(content.figure) if is_exact(content.figure) else nan

    def range(self, text: str | None) -> Range:
        """What a target admits, as whole numbers like those of ``values``: least of the unit, from, to, most of the unit."""
        if text is None:
            return NO_RANGE
        content = self.content(text)
        target = content.target
        if target is None or len(target.figures) != 1 or target.deadline or content.problem or content.figure is None:
            return NO_RANGE
        if target.op not in ("", ">=", ">", "<=", "<", "=") or not is_exact(content.figure):
            return NO_RANGE
        known = code_of(content.figure)
        return NO_RANGE if isinstance(known, float) else admitted(target.op, known)


def is_exact(figure: Figure) -> bool:
    """Whether a target's figure is one number: the operator has taken ``at_least`` and the like upon itself."""
    return figure.bound in ("", "at_least", "at_most", "above", "below") and figure.high is None
