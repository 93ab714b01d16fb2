"""Chinese numerals, everyday and financial: 三百二十万, 零点五, 叁佰贰拾万.

Only full forms are read. Elliptic ones (三百五 for 350, 二〇二三 digit by digit) are left alone: the first has two
readings, the second is a year or a number plate more often than a quantity.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from gouji.faults import regex as re
from gouji.faults.record import dataclass

_EVERYDAY: Final = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟", "零二一二三四五六七八九十百千")
_DIGITS: Final = "零一二三四五六七八九"
_PLACES: Final = ("千", "百", "十", "")
_GROUPS: Final = {"万": 10**4, "亿": 10**8}
_SCALES: Final = frozenset(("", "万", "亿", "万亿"))

NUMERAL_CHARACTERS: Final = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMERAL: Final = re.compile(
    f"(?P<whole>[{NUMERAL_CHARACTERS}]{{1,30}})(?:点(?P<decimals>[零〇一二三四五六七八九]{{1,15}})(?P<scale>[万亿]{{0,2}}))?"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral read from a text: ``value`` times the trailing scale word ``scale`` ("", 万, 亿, 万亿).

    ``places`` decimals are spelled out; ``end`` is the offset after the numeral, scale word included.
    """

    value: Decimal
    places: int
    scale: str
    end: int


def scan_numeral(text: str, start: int) -> Numeral | None:
    """The Chinese numeral at an offset; None if there is none or it is not a full form."""
    found = _NUMERAL.match(text, start)
    if found is None:
        return None
    digits, decimals, scale = found["whole"], found["decimals"] or "", found["scale"] or ""
    if not decimals:
        scale = digits[len(digits.rstrip("万亿")) :]
    value = numeral_value(digits if decimals else digits.rstrip("万亿"))
    if value is None and scale == "万":
        # 三亿二千万 is 32 000 万: the groups above 万 are spelled in front of it.
        whole = numeral_value(digits)
        value = None if whole is None else whole // _GROUPS["万"]
    if value is None or scale not in _SCALES:
        return None
    plain = "".join(str(_DIGITS.index(character)) for character in decimals.translate(_EVERYDAY))
    return Numeral(Decimal(f"{value}.{plain}" if plain else value), len(plain), scale, found.end())


def numeral_value(numeral: str) -> int | None:
    """The whole number below a trillion that a numeral spells in full; None if it is not such a spelling."""
    if not numeral or len(numeral) > 30:
        return None
    everyday = numeral.translate(_EVERYDAY)
    total = group = digit = 0
    for character in everyday:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in _GROUPS:
            total += (group + digit) * _GROUPS[character]
            group = digit = 0
        elif character in _PLACES:
            group += (digit or 1) * 10 ** (3 - _PLACES.index(character))
            digit = 0
        else:
            return None
    value = total + group + digit
    # Adding up reads many things that are not numerals; the one proper spelling of the sum tells them apart.
    if value >= 10**12:
        return None
    full = "一" + everyday if everyday.startswith("十") else everyday
    return value if full == _spell(value) else None


def _spell(value: int) -> str:
    """The full everyday spelling of a whole number below a trillion."""
    if value == 0:
        return "零"
    spelled, gap = "", False
    for word, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        group, value = divmod(value, size)
        if group:
            if spelled and (gap or group < 1000):
                spelled += "零"
            spelled += _spell_group(group) + word
            gap = False
        else:
            gap = bool(spelled)
    return spelled


def _spell_group(group: int) -> str:
    spelled = ""
    for place, name in zip((1000, 100, 10, 1), _PLACES, strict=True):
        digit = group // place % 10
        if digit:
            if spelled and group // (place * 10) % 10 == 0:
                spelled += "零"
            spelled += _DIGITS[digit] + name
    return spelled
