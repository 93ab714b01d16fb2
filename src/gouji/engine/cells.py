"""Cells as a rule sees them: the printed text, read once by the kind of its column."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import nan
from typing import NamedTuple, Protocol, TypeVar

from gouji.engine.quantity import ONE, ZERO, Dim, Leaf, Quantity, of_leaf
from gouji.faults import Note
from gouji.figures import (
    Figure,
    Period,
    Target,
    Unit,
    find_unit,
    parse_figure,
    parse_leading_figure,
    parse_period,
    parse_target,
)
from gouji.figures.units import PERCENT
from gouji.language import Column, fold_text
from gouji.language.kinds import SCORE
from gouji.report import Anchor

#: Scaled whole numbers of the quick path are base units times this; a figure with finer digits takes the exact path.
SCALE = 10**6
#: The unit of a figure is folded into its whole number above this bit, so that one comparison tells both.
UNIT_SHIFT = 64
#: A bare number up to this in a ratio column may be a fraction or a percentage: nobody can tell 0.95 from 0.95%.
AMBIGUOUS = Fraction(3, 2)
#: Texts remembered by one reading; past it the memory is emptied, so that it does not grow with the reports.
REMEMBERED = 8_000


class Parsed(NamedTuple):
    """What a text is, besides a text."""

    figure: Figure | None = None
    period: Period | None = None
    target: Target | None = None
    problem: Note | None = None
    """Why the figure cannot be used although there is one."""


_NOTHING = Parsed()


class Content:
    """What a text says, read as its column's kind asks; the figure is looked for when somebody wants it."""

    __slots__ = ("_base", "_parse", "_parsed", "empty", "folded", "recipe", "text")

    def __init__(self, text: str, folded: str, empty: bool, parse: Callable[[str], Parsed] | None = None) -> None:
        self.text = text
        self.folded = folded
        self.empty = empty
        self._parse = parse
        self._parsed: Parsed | None = None if parse is not None else _NOTHING
        self._base: Fraction | None = None
        self.recipe: tuple[str, Dim, bool] | None = None
        """Width, dimension and whether it is a ratio, where the text is one plain figure that a cell has met."""

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


class Reading:
    """Reads the cells of one column (with the unit that its header gives) and remembers what it has read."""

    def __init__(self, column: Column, unit: Unit | None, empty: frozenset[str]) -> None:
        self.column = column
        self.unit = unit or column.unit
        self.empty = empty | column.empty
        self._contents: dict[str, Content] = {}
        self.ulps = _Memo(self._ulp)
        self.places = _Memo(self._place)
        self.numbers = _Numbers(self)
        self.values = _Values(self)
        self.ranges = _Ranges(self)
        self.folds = _Memo(self._fold)
        self.codes = _Memo(self._code)
        self.operators = _Operators(self)

    def content(self, text: str) -> Content:
        """What the text says."""
        known = self._contents.get(text)
        if known is None:
            if len(self._contents) >= REMEMBERED:
                self._contents.clear()
            known = self._contents[text] = self._read(text)
        return known

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
        if self.column.kind.ratio:
            if not figure.value:
                return replace(figure, unit=PERCENT), None
            if abs(figure.value) > AMBIGUOUS:
                return replace(figure, unit=PERCENT), None
            return figure, Note.of("U609", text=figure.text)
        return figure, None

    # -- the quick path: whole numbers, or NaN for whatever needs the exact path. NaN is no number here: it compares
    #    false with everything and spreads through arithmetic, so nothing that touches it is ever taken for certain.

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

    def plain_units(self) -> dict[str, PlainUnit]:
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
        whole = Fraction(figure.ulp) * figure.unit.scale * SCALE
        return whole.numerator if whole.denominator == 1 else nan

    def shows_places(self, figure: Figure) -> bool:
        """Whether a figure says how fine its column is printed: one of the column's own dimension, and no bare ``0``."""
        return figure.plain and figure.unit.dimension == self.own and (figure.value != 0 or figure.ulp < 1)

    def _place(self, text: str | None) -> int:
        """The last printed place of any plain figure, in scaled units; a huge number where there is none to speak of."""
        figure = self.content(text).figure if text is not None else None
        if figure is None or not self.shows_places(figure):
            return 1 << 200
        whole = Fraction(figure.ulp) * figure.unit.scale * SCALE
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
        return code_of(content.figure) if _exact(content.figure) else nan

    def range(self, text: str | None) -> Range:
        """What a target admits, as whole numbers like those of ``values``: least of the unit, from, to, most of the unit."""
        if text is None:
            return _NO_RANGE
        content = self.content(text)
        target = content.target
        if target is None or len(target.figures) != 1 or target.deadline or content.problem or content.figure is None:
            return _NO_RANGE
        if target.op not in ("", ">=", ">", "<=", "<", "=") or not _exact(content.figure):
            return _NO_RANGE
        known = code_of(content.figure)
        return _NO_RANGE if isinstance(known, float) else _admitted(target.op, known)


Range = tuple[int | float, int | float, int | float, int | float]
_NO_RANGE: Range = (nan, nan, nan, nan)
#: The commonest prints: digits, a point, digits, a unit word. Everything else, and every doubt, is left to the full
#: reading, with which these must agree (a property test).
_PLAIN = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,6}))?(%|[\u4e00-\u9fff]{0,3})")
_PLAIN_TARGET = re.compile(r"([≥>≤<]?)([0-9]{1,12})(?:\.([0-9]{1,6}))?(%|[\u4e00-\u9fff]{0,3})")
#: The signs of targets as the language writes them.
SIGN_OF = {">=": "≥", "<=": "≤"}
_OPS = {"≥": ">=", ">": ">", "≤": "<=", "<": "<"}


class PlainUnit(NamedTuple):
    """A unit word as plain prints have it: its dimension, and what the last digit is worth by decimals printed."""

    dimension: str
    factors: tuple[int, ...]
    """Scaled; 0 where the last digit is finer than the scale."""


def _factors(scale: int) -> tuple[int, ...]:
    return tuple(0 if scale % 10**decimals else scale // 10**decimals for decimals in range(_MOST_DECIMALS + 1))


_MOST_DECIMALS = 6
BARE_FACTORS = _factors(SCALE)


def _admitted(operator: str, code: int) -> Range:
    """What a target with this operator and figure admits, inside the range of its unit."""
    low = (code >> UNIT_SHIFT) << UNIT_SHIFT
    high = low + (1 << UNIT_SHIFT) - 1
    match operator:
        case "<=":
            return low, low, code, high
        case "<":
            return low, low, code - 1, high
        case ">":
            return low, code + 1, high, high
        case "=":
            return low, code, code, high
    return low, code, high, high


def _exact(figure: Figure) -> bool:
    """Whether a target's figure is one number: the operator has taken ``at_least`` and the like upon itself."""
    return figure.bound in ("", "at_least", "at_most", "above", "below") and figure.high is None


_V = TypeVar("_V")


class _Memo(dict["str | None", _V]):
    """A dictionary that works out what it lacks; emptied when it has grown to :data:`REMEMBERED`."""

    __slots__ = ("work",)

    def __init__(self, work: Callable[[str | None], _V]) -> None:
        super().__init__()
        self.work = work

    def __missing__(self, key: str | None) -> _V:
        if len(self) >= REMEMBERED:
            self.clear()
        value = self[key] = self.work(key)
        return value


class _Numbers(_Memo["int | float"]):
    """Figures of the column's own unit as scaled whole numbers; the last place, met on the way, is kept as well."""

    __slots__ = ("_empty", "_places", "_ulps", "_units")

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.number)
        self._empty = reading.empty
        self._units = {
            word: (unit.factors, bool(word) or unit.dimension == "number")
            for word, unit in reading.plain_units().items()
            if unit.dimension == reading.own and reading.column.kind.base == "number"
        }
        self._ulps = reading.ulps if reading.column.width == "printed" else None
        self._places = reading.places if reading.column.width == "column" else None

    def __missing__(self, text: str | None) -> int | float:
        if text is not None and text not in self._empty and (found := _PLAIN.fullmatch(text)) is not None:
            whole, decimals, word = found.groups()
            unit = self._units.get(word)
            if unit is not None:
                factors, united = unit
                if decimals is None:
                    ulp = factors[0]
                    value = int(whole) * ulp
                else:
                    ulp = factors[len(decimals)]
                    value = int(whole + decimals) * ulp
                if ulp and value < _LARGEST:
                    if len(self) >= REMEMBERED:
                        self.clear()
                    if self._ulps is not None:
                        self._ulps[text] = ulp
                    elif self._places is not None and united and (value or decimals is not None):
                        self._places[text] = ulp
                    self[text] = value
                    return value
        return super().__missing__(text)


class _Values(_Memo["int | float"]):
    """Figures of any unit as whole numbers that hold their unit."""

    __slots__ = ("_empty", "_units")

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.value)
        self._empty = reading.empty
        self._units = _coded(reading) if reading.column.kind.base == "value" else {}

    def __missing__(self, text: str | None) -> int | float:
        if text is not None and text not in self._empty and (found := _PLAIN.fullmatch(text)) is not None:
            whole, decimals, word = found.groups()
            unit = self._units.get(word)
            if unit is not None:
                zero, factors = unit
                value = int(whole) * factors[0] if decimals is None else int(whole + decimals) * factors[len(decimals)]
                if value < _LARGEST and (value or factors[len(decimals or "")]):
                    if len(self) >= REMEMBERED:
                        self.clear()
                    known = self[text] = zero + value
                    return known
        return super().__missing__(text)


class _Ranges(_Memo[Range]):
    """What targets admit."""

    __slots__ = ("_empty", "_units")

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.range)
        self._empty = reading.empty
        self._units = _coded(reading) if reading.column.kind.base == "target" else {}

    def __missing__(self, text: str | None) -> Range:
        if text is not None and text not in self._empty and (found := _PLAIN_TARGET.fullmatch(text)) is not None:
            sign, whole, decimals, word = found.groups()
            unit = self._units.get(word)
            if unit is not None:
                zero, factors = unit
                value = int(whole) * factors[0] if decimals is None else int(whole + decimals) * factors[len(decimals)]
                if value < _LARGEST and (value or factors[len(decimals or "")]):
                    if len(self) >= REMEMBERED:
                        self.clear()
                    known = self[text] = _admitted(_OPS.get(sign, ""), zero + value)
                    return known
        return super().__missing__(text)


class _Operators(_Memo["str | None"]):
    """The comparison signs of targets."""

    __slots__ = ("_empty", "_units")

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.operator)
        self._empty = reading.empty
        self._units = _coded(reading) if reading.column.kind.base == "target" else {}

    def __missing__(self, text: str | None) -> str | None:
        if text is not None and text not in self._empty and (found := _PLAIN_TARGET.fullmatch(text)) is not None:
            sign, _, decimals, word = found.groups()
            unit = self._units.get(word)
            if unit is not None and unit[1][len(decimals or "")]:
                if len(self) >= REMEMBERED:
                    self.clear()
                self[text] = sign
                return sign
        return super().__missing__(text)


def _coded(reading: Reading) -> dict[str, tuple[int, tuple[int, ...]]]:
    """The unit words of plain prints, with what zero is as a whole number that holds the unit."""
    out = {}
    for word, unit in reading.plain_units().items():
        zero = code(unit.dimension, 0)
        if isinstance(zero, int):
            out[word] = zero, unit.factors
    return out


def _width(column: Column, figure: Figure) -> str:
    """How wide a figure is read: as the column says, except that in a column of any kind counts and scores are exact."""
    if column.kind.base != "value":
        return column.width
    dimension = figure.unit.dimension
    whole = dimension == "number" and figure.ulp >= 1
    return "exact" if whole or dimension == "score" or dimension.startswith("count") else "printed"


def code_of(figure: Figure) -> int | float:
    """A plain figure as a whole number that holds its unit; NaN where it does not fit."""
    whole = figure.base * SCALE
    return code(figure.unit.dimension, whole.numerator) if whole.denominator == 1 else nan


def code(dimension: str, scaled: int) -> int | float:
    """A scaled value as a whole number that holds its unit; NaN where it does not fit."""
    slot = _SLOT_OF.get(dimension)
    if slot is None or abs(scaled) >= _HALF:
        return nan
    return (slot << UNIT_SHIFT) + scaled + _HALF


#: Dimensions whose units the quick path tells apart; a unit outside the list takes the exact path.
_SLOTS = ("number", "ratio", "money", "score", "area", "length", "mass", "hours", "days", "workdays")
_COUNT_SLOTS = tuple(
    f"count:{word}" for word in "人,人次,户,件,场,家,个,项,辆,套,台,例,批,份,条,次,所,处,座".split(",")
)
_SLOT_OF = {dimension: slot for slot, dimension in enumerate(_SLOTS + _COUNT_SLOTS, 1)}


_HALF = 1 << (UNIT_SHIFT - 1)
#: Larger scaled values are left to the full reading.
_LARGEST = 1 << 62


def _plain_units() -> dict[str, PlainUnit]:
    """The unit words of the commonest prints."""
    out = {}
    words = "% 元 万元 亿元 千元 分 人 名 户 家 个 场 场次 次 件 项 人次 套 台 辆 份 例 条 批 平方米 工作日"
    for word in words.split():
        unit = find_unit(word)
        assert unit is not None
        factor = unit.scale * SCALE
        assert factor.denominator == 1
        out[word] = PlainUnit(unit.dimension, _factors(factor.numerator))
    return out


PLAIN_UNITS = _plain_units()


def dim_of_figure(figure: Figure, column: Column | None = None) -> Dim:
    """The dimension in which a figure meets others; a bare amount of money has a scale that nobody knows."""
    dimension = figure.unit.dimension
    if dimension == "ratio":
        return ()
    if dimension == "number":
        name = column.kind.dim[0][0] if column is not None and column.kind.dim else ""
        if name == "score" or (name not in ("", "count") and not figure.value):
            return ((name, 1),)  # nothing is nothing in every scale
        return () if name in ("", "count") else ((f"{name}?", 1),)
    return ((dimension, 1),)


class Holder(Protocol):
    """What a cell belongs to: it knows the printed names of the cell and what its row is about."""

    def anchor(self, row: int) -> Anchor: ...

    def label(self, row: int) -> str: ...


class Cell:
    """One cell of one report, as the exact path sees it; where it stands is asked when somebody points at it."""

    __slots__ = ("_anchor", "_holder", "_index", "_label", "_quantity", "column", "content", "role", "ulp")

    def __init__(
        self, holder: Holder | None, index: int, column: Column, content: Content, ulp: Fraction | None = None
    ) -> None:
        self.column = column
        self.content = content
        self.ulp = ulp
        self.role = column.name
        self._holder = holder
        self._index = index
        self._anchor: Anchor | None = None
        self._label: str | None = None
        self._quantity: Quantity | None = None

    @property
    def anchor(self) -> Anchor:
        """The printed names of the cell."""
        if self._anchor is None:
            assert self._holder is not None
            self._anchor = self._holder.anchor(self._index)
        return self._anchor

    @property
    def row(self) -> str:
        """What the row is about; empty for a field."""
        if self._label is None:
            assert self._holder is not None
            self._label = self._holder.label(self._index)
        return self._label

    @property
    def quantity(self) -> Quantity | Note:
        """The cell as an unknown, or why it is none."""
        if self._quantity is not None:
            return self._quantity
        content = self.content
        if content.empty:
            return Note.of("U602", name=self.role)
        if content.problem is not None:
            return content.problem
        figure = content.figure
        if figure is None:
            return Note.of("U603", name=self.role, text=content.text[:40])
        recipe = content.recipe
        if recipe is not None:  # one plain figure, seen before: what does not depend on the report is known
            width, dim, ratio = recipe
            leaf = Leaf(self, figure, width, self.ulp if width == "column" else None)
            self._quantity = Quantity(content.base, dim, {leaf: ONE}, ZERO, ratio)
            return self._quantity
        self._quantity = self._of(figure, tuple(self._of(part) for part in figure.parts))
        if content.target is not None and len(content.target.figures) > 1:
            others = tuple(self._of(part) for part in content.target.figures[1:])
            self._quantity = self._quantity._replace(alternatives=self._quantity.alternatives + others)
        elif content.target is None and not self._quantity.alternatives:
            content.recipe = _width(self.column, figure), self._quantity.dim, self._quantity.ratio
        return self._quantity

    def _of(self, figure: Figure, alternatives: tuple[Quantity, ...] = ()) -> Quantity:
        width = _width(self.column, figure)
        target = self.content.target is not None
        if target and _exact(figure):
            figure = replace(figure, bound="")  # the operator of a target is no doubt about its figure
        ulp = self.ulp if width == "column" else None
        leaf = Leaf(self, figure, "exact" if target else width, ulp)
        base = self.content.base if figure.text == self.content.text else figure.base
        return of_leaf(leaf, dim_of_figure(figure, self.column), base, alternatives)

    def as_printed(self) -> Quantity | Note:
        """The cell with the width of its printed digits, whatever its column says (``显示(…)``)."""
        quantity = self.quantity
        if isinstance(quantity, Note) or (leaf := quantity.leaf) is None or not leaf.figure.plain:
            return quantity
        figure = leaf.figure
        wide = Leaf(self, figure, "printed")
        return of_leaf(wide, quantity.dim, quantity.value)

    def leading(self) -> Content | None:
        """The figure that the text begins with, read as a cell of its own."""
        found = parse_leading_figure(self.content.text)
        if found is None:
            return None
        figure = found[0]
        return Content(self.content.text, self.content.folded, False, lambda _: Parsed(figure))
