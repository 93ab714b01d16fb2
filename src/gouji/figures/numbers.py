"""Numbers in a folded text, before their unit is known: digits, Chinese numerals, shares in words (百分之五).

Grammar::

    number   = [ sign ] ( digits | Chinese numeral ) | share in words
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from gouji.faults import regex as re
from gouji.faults.record import dataclass
from gouji.figures.numerals import numeral_value, scan_numeral
from gouji.figures.rational import Rational
from gouji.figures.units import PER_MILLE, PER_MYRIAD, PERCENT, Unit

ULPS: Final = tuple(Decimal((0, (1,), -places)) for places in range(31))
"""One unit of the last place, by the number of decimals."""

_MOST_DIGITS: Final = 15
# A space groups digits (3,594, 026万元 too) only where a unit or decimals follow: otherwise two cells may have run together.
_NUMBER: Final = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:(?:, ?| )[0-9]{3})+|[0-9]+)(?:[.·](?P<decimals>[0-9]{1,30}))?"
    r"(?![0-9]|[.,·:/][0-9]| [0-9])"
)
_SIGN: Final = re.compile(r"[-+负]\s*")
_DIGIT: Final = "一二三四五六七八九"
_TENTHS: Final = re.compile(rf"([{_DIGIT}两])成([{_DIGIT}半])?")
_WHOLE_SHARE: Final = re.compile(r"百分(?:之)?百")
_SHARES: Final = (("百分之", PERCENT), ("千分之", PER_MILLE), ("万分之", PER_MYRIAD))
_FRACTION: Final = re.compile(r"([零〇一二三四五六七八九十百千]{1,7})分之")


@dataclass(frozen=True, slots=True)
class Number:
    """A number before its unit is known; ``unit`` is set where the number says it (百分之五), ``scale`` is 万 or 亿."""

    value: Decimal
    ulp: Decimal
    end: int
    in_digits: bool
    grouped_by_space: bool = False
    unit: Unit | None = None
    scale: str = ""


def number_at(text: str, start: int) -> Number | None:
    """The number at an offset, with its sign."""
    sign = _SIGN.match(text, start)
    number = unsigned_at(text, start if sign is None else sign.end())
    if number is None or sign is None or sign.group()[0] == "+":
        return number
    return replace(number, value=number.value.copy_negate())


def unsigned_at(text: str, start: int) -> Number | None:
    """The number at an offset, without a sign."""
    digits = _NUMBER.match(text, start)
    if digits is None:
        return _share_in_words(text, start) or _numeral(text, start)
    whole, decimals = digits["whole"], digits["decimals"] or ""
    plain = whole.replace(",", "").replace(" ", "")
    if len(plain) > _MOST_DIGITS and len(plain) == len(whole):
        return None
    value = Decimal(f"{plain}.{decimals}" if decimals else plain)
    spaced = " " in whole and not decimals
    return Number(value, ULPS[len(decimals)], digits.end(), True, spaced)


def _numeral(text: str, start: int) -> Number | None:
    numeral = scan_numeral(text, start)
    if numeral is None:
        return None
    return Number(numeral.value, ULPS[numeral.places], numeral.end, False, scale=numeral.scale)


def _share_in_words(text: str, start: int) -> Number | None:
    """百分之九十五, 四分之一, 一成二, 百分百."""
    everything = _WHOLE_SHARE.match(text, start)
    if everything is not None:
        return Number(Decimal(100), ULPS[0], everything.end(), False, unit=PERCENT)
    for words, unit in _SHARES:
        if text.startswith(words, start):
            return _numerator(text, start + len(words), unit)
    tenths = _TENTHS.match(text, start)
    if tenths is not None:
        whole, rest = numeral_value(tenths.group(1)), tenths.group(2)
        part = 5 if rest == "半" else numeral_value(rest) if rest else 0
        if whole is None or part is None:
            return None
        return Number(Decimal(10 * whole + part), Decimal(1 if rest else 10), tenths.end(), False, unit=PERCENT)
    fraction = _FRACTION.match(text, start)
    denominator = None if fraction is None else numeral_value(fraction.group(1))
    if fraction is None or denominator is None or denominator < 2:
        return None
    return _numerator(text, fraction.end(), Unit(f"/{denominator}", "ratio", Rational(1, denominator)))


def _numerator(text: str, start: int, unit: Unit) -> Number | None:
    digits = _NUMBER.match(text, start)
    if digits is not None:
        number = unsigned_at(text, start)
        return None if number is None else replace(number, in_digits=False, unit=unit)
    numeral = scan_numeral(text, start)
    if numeral is None or numeral.scale:
        return None
    return Number(numeral.value, ULPS[numeral.places], numeral.end, False, unit=unit)
