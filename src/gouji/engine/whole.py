"""Figures as whole numbers, the way the quick path compares them: scaled, and with their unit inside where it may differ.

What cannot be one is NaN. NaN compares false with everything and spreads through arithmetic, so nothing that touches it
is ever taken for certain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import nan
from typing import NamedTuple, TypeVar

from gouji.faults import regex as re
from gouji.figures import Figure, find_unit

#: Scaled whole numbers of the quick path are base units times this; a figure with finer digits takes the exact path.
SCALE = 10**6
#: The unit of a figure is folded into its whole number above this bit, so that one comparison tells both.
UNIT_SHIFT = 64
#: Texts remembered by one reading; past it the memory is emptied, so that it does not grow with the reports.
REMEMBERED = 16_000
#: The place of a text that shows none: further than any other.
NO_PLACE = 1 << 200
#: The signs of targets as the language writes them.
SIGN_OF = {">=": "≥", "<=": "≤"}
_OPS = {"≥": ">=", ">": ">", "≤": "<=", "<": "<"}
_FLOORS = ("", "≥")

#: The commonest prints: digits, a point, digits, a unit word. Everything else, and every doubt, is left to the full
#: reading, with which these must agree (a property test).
_PRINT = r"([0-9]{1,12})(?:\.([0-9]{1,6}))?(%|[\u4e00-\u9fff]{0,3})"
_plain = re.compile("()" + _PRINT).fullmatch
_signed = re.compile("([≥>≤<]?)" + _PRINT).fullmatch


def is_print(text: str) -> bool:
    """Whether a text is one of the commonest prints."""
    return _signed(text) is not None


#: What a target admits: least of the unit, from, to, most of the unit.
Range = tuple[int | float, int | float, int | float, int | float]
NO_RANGE: Range = (nan, nan, nan, nan)


class PlainUnit(NamedTuple):
    """A unit word as plain prints have it: its dimension, and what the last digit is worth by decimals printed."""

    dimension: str
    factors: tuple[int, ...]
    """Scaled; 0 where the last digit is finer than the scale."""


def _factors(scale: int) -> tuple[int, ...]:
    return tuple(0 if scale % 10**decimals else scale // 10**decimals for decimals in range(_MOST_DECIMALS + 1))


_MOST_DECIMALS = 6
BARE_FACTORS = _factors(SCALE)


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
#: From the least to the most whole number of one unit.
_WIDEST = (1 << UNIT_SHIFT) - 1
#: Larger scaled values are left to the full reading.
LARGEST = 1 << 62


def admitted(operator: str, code: int) -> Range:
    """What a target with this operator and figure admits, inside the range of its unit."""
    low = (code >> UNIT_SHIFT) << UNIT_SHIFT
    high = low + _WIDEST
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


_V = TypeVar("_V")


class Memo(dict["str | None", _V]):
    """A dictionary that works out what it lacks; emptied when it has grown to ``most``."""

    __slots__ = ("most", "work")

    def __init__(self, work: Callable[[str | None], _V], most: int = REMEMBERED) -> None:
        super().__init__()
        self.work = work
        self.most = most

    def __missing__(self, key: str | None) -> _V:
        return self.keep(key, self.work(key))

    def keep(self, key: str | None, value: _V) -> _V:
        """Remember a value, and give it back."""
        if len(self) >= self.most:
            self.clear()
        self[key] = value
        return value


class Numbers(Memo["int | float"]):
    """Figures of a column's own unit as scaled whole numbers.

    ``units`` are the words of that unit, with what a last digit is worth by decimals; ``empty`` the texts that stand for
    nothing. The last place, met on the way, goes into ``ulps``, and into ``places`` where the print shows how fine it is.
    """

    __slots__ = ("_empty", "_places", "_ulps", "_units")

    def __init__(
        self,
        work: Callable[[str | None], int | float],
        empty: frozenset[str],
        units: Mapping[str, PlainUnit],
        ulps: Memo[int | float] | None,
        places: Memo[int] | None,
    ) -> None:
        super().__init__(work)
        self._empty = empty
        self._units = {word: (unit.factors, bool(word) or unit.dimension == "number") for word, unit in units.items()}
        self._ulps = ulps
        self._places = places

    def __missing__(self, text: str | None) -> int | float:
        if text and (found := _plain(text)) is not None and text not in self._empty:
            _, whole, decimals, word = found.groups()
            unit = self._units.get(word)
            if unit is not None:
                factors, united = unit
                if decimals is None:
                    ulp = factors[0]
                    value = int(whole) * ulp
                else:
                    ulp = factors[len(decimals)]
                    value = int(whole + decimals) * ulp
                if ulp and value < LARGEST:
                    if self._ulps is not None:
                        self._ulps[text] = ulp
                    elif self._places is not None and united and (value or decimals is not None):
                        self._places[text] = ulp
                    if len(self) >= REMEMBERED:
                        self.clear()
                    self[text] = value
                    return value
        return super().__missing__(text)


class Coded(Memo[_V]):
    """What follows from a figure of any unit, as :func:`code` has it, and from the comparison sign before it.

    ``make`` takes the sign (``""`` for none; none is looked for unless ``signed``) and the figure. ``units`` are the
    words that are known at a glance.
    """

    __slots__ = ("_empty", "_make", "_match", "_units")

    def __init__(
        self,
        work: Callable[[str | None], _V],
        make: Callable[[str, int], _V],
        empty: frozenset[str],
        units: Mapping[str, PlainUnit],
        signed: bool = False,
    ) -> None:
        super().__init__(work)
        self._make = make
        self._empty = empty
        self._match = _signed if signed else _plain
        zeros = {word: code(unit.dimension, 0) for word, unit in units.items()}
        self._units = {word: (zero, units[word].factors) for word, zero in zeros.items() if isinstance(zero, int)}

    def __missing__(self, text: str | None) -> _V:
        if text and (found := self._match(text)) is not None and text not in self._empty:
            sign, whole, decimals, word = found.groups()
            unit = self._units.get(word)
            if unit is not None:
                zero, factors = unit
                if decimals is None:
                    ulp = factors[0]
                    value = int(whole) * ulp
                else:
                    ulp = factors[len(decimals)]
                    value = int(whole + decimals) * ulp
                if ulp and value < LARGEST:
                    made = self._make(sign, zero + value)
                    if len(self) >= REMEMBERED:
                        self.clear()
                    self[text] = made
                    return made
        return super().__missing__(text)


def admitted_by_sign(sign: str, code: int) -> Range:
    """What a printed target admits: its sign as it is printed, its figure as :func:`code` has it."""
    if sign in _FLOORS:  # most targets are, so this is :func:`admitted` without its way round
        low = code >> UNIT_SHIFT << UNIT_SHIFT
        high = low + _WIDEST
        return low, code, high, high
    return admitted(_OPS[sign], code)
