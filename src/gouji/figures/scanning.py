"""The scanner behind parse_figure: from an offset in a folded text to figures, moving forward only.

Grammar, with spaces allowed between all parts::

    list     = item { separator item }            every figure of a list carries a unit
    item     = range [ "(" list | note ")" ]
    range    = "±" one | one [ to one ]
    one      = { prefix } [ currency ] number [ unit ] [ noun ] { suffix }
    number: see gouji.figures.numbers
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.faults import regex as re
from gouji.faults.record import dataclass
from gouji.figures.figure import Figure
from gouji.figures.numbers import ULPS, Number, number_at, unsigned_at
from gouji.figures.rational import Rational
from gouji.figures.units import (
    BARE,
    KNOWN_UNITS,
    LONGEST_UNIT,
    Unit,
    unit_of_class,
)
from gouji.figures.wording import (
    ACHIEVED,
    COUNTED,
    OVER,
    PREFIX,
    PREFIX_BOUNDS,
    SET_PHRASES,
    SUFFIX,
    SUFFIX_BOUNDS,
    UNLISTED_MEASURE,
    combined_bound,
)

_DEEPEST: Final = 3
_MOST_PARTS: Final = 12

_SPACES: Final = re.compile(r"\s*")
_CURRENCY: Final = re.compile(r"(?:人民币|¥)\s*")
_TO: Final = re.compile(r"\s*(?:-|—{1,2}|~|至|到)\s*")
_SEPARATOR: Final = re.compile(r"\s*(?:[,、;]|和|及|且)\s*")
_SUM: Final = re.compile(r"\s*(?:共计|合计|共|计|即)?\s*")
_EXACTLY: Final = re.compile(r"[整正]")
#: 800元/人·月, at the end of a cell: for what, the column says.
_PER: Final = re.compile(r"\s*/\s*[^\s0-9/]{1,6}(?:/[^\s0-9/]{1,3})?$")

_COIN: Final = "一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_COINS: Final = re.compile(rf"(?:([{_COIN}])角)?(?:零?([{_COIN}])分)?")
_COIN_DIGITS: Final = str.maketrans(_COIN, "123456789" * 2)

# In running text these may belong to a date or a share: 20日上午, 3分之一.
_AMBIGUOUS_BEFORE_WORDS: Final = frozenset(("", "日", "年", "分", "成", "倍"))


@dataclass(frozen=True, slots=True)
class Found:
    """A figure, the further figures beside it, and the offset after them all."""

    figure: Figure
    end: int
    parts: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Scanner:
    """One text being read: ``folded`` in half width, ``printed`` as it stands (the same offsets).

    ``whole``: nothing but figures is expected, so a measure word nobody listed may be taken for one.
    """

    folded: str
    printed: str
    whole: bool

    def list_at(self, start: int, depth: int = 0) -> Found | None:
        """list: the figures from an offset on."""
        first = self._item(start, depth)
        if first is None:
            return None
        end, parts = first.end, list(first.parts)
        while first.figure.unit.symbol and len(parts) < _MOST_PARTS:
            separator = _SEPARATOR.match(self.folded, end)
            following = None if separator is None else self._item(separator.end(), depth)
            if following is None or not following.figure.unit.symbol:
                break
            parts += (following.figure, *following.parts)
            end = following.end
        return Found(first.figure, end, tuple(parts))

    def one_at(self, start: int) -> Found | None:
        """range: the one figure at an offset, whatever stands behind it."""
        return self._range(start)

    def _item(self, start: int, depth: int) -> Found | None:
        found = self._range(start)
        if found is None:
            return None
        opened = self._skip(found.end)
        if not self.folded.startswith("(", opened):
            return found
        closed = _closing(self.folded, opened)
        if closed is None or depth >= _DEEPEST:
            return None if self.whole else found
        start_inside = self._matched(_SUM, opened + 1)
        inner = Scanner(self.folded[:closed], self.printed, True).list_at(start_inside, depth + 1)
        if inner is None or self._skip(inner.end) != closed:
            return Found(found.figure, closed + 1)
        # A bracket in the same dimension explains the figure (5人(2人)); it is no further figure to judge beside it.
        kept = (part for part in (inner.figure, *inner.parts) if part.unit.symbol)
        parts = tuple(part for part in kept if part.dimension != found.figure.dimension)
        return Found(found.figure, closed + 1, parts)

    def _range(self, start: int) -> Found | None:
        start = self._skip(start)
        if self.folded.startswith("±", start):
            found = self._one(start + 1)
            if found is None or found.figure.bound not in ("", "at_most") or found.figure.value <= 0:
                return None
            around = found.figure
            spread = replace(around, value=around.value.copy_negate(), high=around.value, bound="range")
            return self._cut(spread, start, found.end)
        lower = self._one(start)
        if lower is None:
            return None
        to = _TO.match(self.folded, lower.end)
        if to is None:
            return lower if self.whole or self._told_apart(lower) else None
        if not lower.figure.plain or lower.figure.noun:
            return None
        upper = self._one(to.end())
        joined = None if upper is None else _joined(lower.figure, upper.figure, hyphen="-" in to.group())
        if upper is None and not self.whole and "—" in to.group():
            # A dash may as well introduce the words after the figure.
            return lower
        if upper is None or joined is None or not (self.whole or self._told_apart(upper)):
            return None
        return self._cut(joined, start, upper.end)

    def _one(self, start: int) -> Found | None:
        at = start = self._skip(start)
        bounds = set()
        for _ in range(2):
            prefix = PREFIX.match(self.folded, at)
            if prefix is None:
                break
            bounds.add(PREFIX_BOUNDS[prefix.group(1)])
            at = prefix.end()
        currency = _CURRENCY.match(self.folded, at)
        number = number_at(self.folded, at if currency is None else currency.end())
        if number is None:
            return None
        unit, end, over = self._unit(number)
        if over:
            bounds.add("over")
        if unit is None:
            return None
        number, unit, end = self._compound(number, unit, end)
        if unit is not None and currency is not None:
            unit = _money(unit)
        if unit is None or not _counts(number, unit, self.folded[number.end : end]):
            return None
        if unit.dimension.startswith("money") and not number.unit:
            number, end = self._coins(number, unit, end)
        figure, end = self._qualified(number, unit, end, bounds)
        if self.whole and unit.symbol and unit.dimension not in ("ratio", "score", "number"):
            end = self._matched(_PER, end)
        if figure is None or self.folded[start:end].strip() in SET_PHRASES or self._continued(end):
            return None
        return self._cut(figure, start, end)

    def _qualified(self, number: Number, unit: Unit, end: int, bounds: set[str]) -> tuple[Figure | None, int]:
        """[ noun ] { suffix } after number and unit."""
        noun = ""
        if number.in_digits and unit.dimension.startswith("count:"):
            after = COUNTED.match(self.folded, self._skip(end))
            if after is not None and SUFFIX.match(self.folded, end) is None:
                noun, end = self.printed[after.start(1) : after.end(1)], after.end()
        for _ in range(2):
            suffix = SUFFIX.match(self.folded, end)
            if suffix is None:
                break
            bounds.add(SUFFIX_BOUNDS[suffix.group(1)])
            end = suffix.end()
        if unit.dimension == "ratio" and not noun:
            after = ACHIEVED.match(self.folded, self._skip(end))
            if after is not None:
                noun, end = self.printed[after.start() : after.end()], after.end()
        bound = combined_bound(bounds)
        if bound is None:
            return None, end
        return Figure("", number.value, unit, number.ulp, bound, None, noun), end

    # Units

    def _unit(self, number: Number) -> tuple[Unit | None, int, bool]:
        """The unit after a number, the offset after it, and whether 余 or 多 stood in between."""
        if number.unit is not None:
            return number.unit, number.end, False
        at = self._skip(number.end)
        over = number.scale == "" and OVER.match(self.folded, at) is not None
        word, end = self._longest(number.scale, at + over)
        unit = KNOWN_UNITS[word]
        if unit.dimension == "number" and unit.symbol and OVER.match(self.folded, end):
            # 1.04万余人, 2万多元
            longer, longer_end = self._longest(word, end + 1)
            if longer != word or not over:
                return KNOWN_UNITS[longer], longer_end, True
        if unit is BARE:
            unlisted = UNLISTED_MEASURE.match(self.folded, at + over) if self.whole and number.in_digits else None
            if unlisted is not None:
                return unit_of_class(unlisted.group(1)), unlisted.end(1), over
            end = at + 1 if over else number.end
        return unit, end, over

    def _longest(self, scale: str, start: int) -> tuple[str, int]:
        """The longest unit word that a scale word and the text from an offset make; the scale alone if none."""
        at = self._skip(start)
        for length in range(min(LONGEST_UNIT, len(self.folded) - at), 0, -1):
            word = scale + self.folded[at : at + length]
            if word in KNOWN_UNITS:
                return word, at + length
        return scale, start

    def _compound(self, number: Number, unit: Unit, end: int) -> tuple[Number, Unit | None, int]:
        """3亿5000万元: one number in two scales, told in the finer one."""
        while unit.dimension == "number" and unit.symbol and number.in_digits:
            following = unsigned_at(self.folded, end)
            if following is None or not following.in_digits or number.ulp != 1:
                break
            finer, finer_end, over = self._unit(following)
            if finer is None or over or unit.scale <= finer.scale or finer.scale.denominator != 1:
                return number, None, end
            ratio = unit.scale / finer.scale
            # 1万2 may be 12 000 as well as 10 002: the finer number must fill the place after the coarser one.
            filled = ratio.denominator == 1 and ratio <= following.value * 10 < ratio * 10
            if not filled or (finer.scale > 1 and finer.symbol[0] not in "千万百十"):
                return number, None, end
            total = _finite(Rational(number.value) * ratio + Rational(following.value))
            if total is None:
                return number, None, end
            number = replace(following, value=total)
            unit, end = finer, finer_end
        return number, unit, end

    def _coins(self, number: Number, unit: Unit, end: int) -> tuple[Number, int]:
        """元整 and 元陆角柒分 at the end of a sum of money."""
        exactly = _EXACTLY.match(self.folded, end)
        if exactly is not None:
            # 叁佰贰拾万元整 vouches for the whole number down to one 元.
            return replace(number, ulp=min(number.ulp, 1 / Decimal(int(unit.scale)))), exactly.end()
        coins = _COINS.match(self.folded, end)
        if unit.scale != 1 or coins is None or not coins.group() or number.in_digits or number.ulp != 1:
            return number, end
        tenths, hundredths = ((group or "0").translate(_COIN_DIGITS) for group in coins.groups())
        value = Decimal(f"{number.value}.{tenths}{hundredths}")
        return replace(number, value=value, ulp=ULPS[2 if coins.group(2) else 1]), coins.end()

    # Places

    def _skip(self, start: int) -> int:
        return self._matched(_SPACES, start)

    def _matched(self, pattern: re.Pattern[str], start: int) -> int:
        found = pattern.match(self.folded, start)
        return start if found is None else found.end()

    def _cut(self, figure: Figure, start: int, end: int) -> Found:
        return Found(replace(figure, text=self.printed[start:end].strip()), end)

    def _continued(self, end: int) -> bool:
        """Whether what was read is the head of a longer word: a letter or digit follows directly (1e5), or 一次性, 一户一档."""
        following = self.folded[end : end + 1]
        if following == "性" and self.folded[end - 1] == "次":
            return True
        if following == "一" and self.folded[end - 2 : end - 1] == "一":
            return True
        if not self.whole and following.isdigit() and not self.folded[end - 1].isascii():
            # 205名1944个月: in running text a measure word ends its figure.
            return False
        return following.isascii() and following.isalnum()

    def _told_apart(self, found: Found) -> bool:
        """In running text: whether the figure ends where a clause does, or its unit tells it from the words after."""
        following = self.folded[self._skip(found.end) :][:1]
        if following in ("", *",、;:。.()"):
            return True
        if found.figure.unit.symbol == "分" and following not in ("之", "钟", "成", "别", "期", "批"):
            # 产出50分得48分, 得98.5分的: a small whole number before 分 may as well divide (5分类)
            return following in ("得", "扣", "满", "计") or found.figure.ulp < 1 or found.figure.value >= 10
        return found.figure.bound not in ("", "about") or found.figure.unit.symbol not in _AMBIGUOUS_BEFORE_WORDS


def _closing(text: str, opened: int) -> int | None:
    """The offset of the bracket that closes the one at ``opened``."""
    depth = 0
    for at in range(opened, len(text)):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth == 0:
                return at
    return None


def _money(unit: Unit) -> Unit | None:
    """The unit of a sum with a currency sign in front: a bare number is in 元, 万 is 万元."""
    if unit.dimension == "number":
        return KNOWN_UNITS[unit.symbol + "元"]
    return unit if unit.dimension == "money" else None


def _counts(number: Number, unit: Unit, word: str) -> bool:
    """Whether number and unit are a quantity rather than a date, an ordinal or two cells run together."""
    if unit.symbol == "年" and number.in_digits and 1900 <= number.value <= 2100:
        return False
    if number.unit is not None:
        return True
    if unit is BARE:
        # 一, 十二: more often the number of a paragraph than a quantity.
        return not number.grouped_by_space and (number.in_digits or number.ulp != 1 or abs(number.value) >= 100)
    return number.in_digits or bool(word) or bool(number.scale)


def _joined(lower: Figure, upper: Figure, *, hyphen: bool) -> Figure | None:
    """``lower`` to ``upper``, in the unit of the upper; None for what is rather an ordinal (1-3), a code or a date."""
    unit = upper.unit
    if upper.bound not in ("", "at_most") or (unit is BARE and (hyphen or lower.unit is not BARE)):
        return None
    if unit.symbol in ("日", "年"):
        return None
    if _padded(lower.text) or _padded(upper.text):
        return None
    low: Decimal | None = None
    ulp = upper.ulp
    if lower.unit is BARE or lower.unit == unit:
        low, ulp = lower.value, min(lower.ulp, ulp)
    elif lower.dimension == unit.dimension:
        low = _finite(lower.base / unit.scale)
    if low is None or low >= upper.value:
        return None
    return replace(upper, value=low, high=upper.value, bound="range", ulp=ulp)


def _padded(digits: str) -> bool:
    return len(digits) > 1 and digits[0] in "0０" and digits[1].isdigit()


def _finite(x: Fraction) -> Decimal | None:
    """``x`` as a decimal of at most thirty places, if it is one."""
    # Text to Decimal is exact whatever the context; arithmetic on Decimals would round to its precision.
    places = next((places for places, ulp in enumerate(ULPS) if ulp.as_integer_ratio()[1] % x.denominator == 0), None)
    return None if places is None else Decimal(f"{x * 10**places}E-{places}")
