"""From the text of a cell to a figure.

Whatever is not clearly a figure is text: a false accusation is worse than a check left undecided. Common cells are
read by one regular expression and one lookup, the rest by a scanner over at most 200 characters.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from gouji.faults import regex as re
from gouji.figures.figure import Figure
from gouji.figures.folding import fold, spellings
from gouji.figures.numbers import ULPS
from gouji.figures.numerals import NUMERAL_CHARACTERS
from gouji.figures.scanning import Scanner
from gouji.figures.units import BARE, KNOWN_UNITS
from gouji.figures.wording import PREFIX_BOUNDS

LONGEST_CELL: Final = 200
"""No figure is longer; what is longer is prose."""

#: What a figure can begin with: most texts are words, and told by their first letter.
_BEGINS: Final = re.compile(
    rf"\s*[{re.escape(spellings('0123456789±+-负¥人(' + NUMERAL_CHARACTERS + ''.join(word[0] for word in PREFIX_BOUNDS)))}]"
)
#: Two figures with nothing but a word between them are none together: nothing joins or parts them.
_TWO: Final = re.compile(r"[0-9](?:(?![和及且至到十百千万亿])[\u4e00-\u9fff])+[0-9]")
_APART: Final = re.compile(r"[0-9] +[0-9]")
_COMMON: Final = re.compile(r"(-?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.([0-9]{1,30}))?)([^-\s0-9.,]{0,4})")
_ACCOUNTING: Final = re.compile(r"\(((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,30})?)\)")
_AFTERWARDS: Final = re.compile(r"[\s,、;:。.—]*")


def parse_figure(text: str) -> Figure | None:
    """The figure, with its parts, that the whole cell is; None for plain text.

    Deterministic and linear; a cell of more than 200 characters is text.
    """
    return _parse(text) if len(text) <= LONGEST_CELL and _BEGINS.match(text) else None


# Tables repeat a few hundred cells over and over (100%, 1, 10.00); the bound and the short keys keep the memo small.
@lru_cache(maxsize=4096)
def _parse(text: str) -> Figure | None:
    common = _COMMON.fullmatch(text)
    if common is not None:
        digits, decimals, word = common.groups()
        unit = KNOWN_UNITS.get("%" if word == "％" else word)
        if unit is not None and word != "年":
            value = Decimal(digits.replace(",", "") if "," in digits else digits)
            return Figure(text, value, unit, ULPS[len(decimals)] if decimals else ULPS[0])
    folded = fold(text)
    if "(" not in folded and _TWO.search(folded):
        return None
    cell = folded.rstrip().removesuffix("。").rstrip()
    negative = _ACCOUNTING.fullmatch(cell.lstrip())
    if negative is not None:
        return _accounting_negative(text, negative.group(1))
    found = Scanner(cell, text, True).list_at(0)
    if found is None or found.end != len(cell):
        return None
    if found.figure.unit.dimension == "score" and _APART.search(cell):
        return None  # 100 100分: points and a score, and no thousands
    return replace(found.figure, text=text, parts=found.parts)


def parse_leading_figure(text: str) -> tuple[Figure, str] | None:
    """The figure, with its parts, that a text begins with, and the rest of the text after any separator.

    ``3037人,按照实际`` gives 3037人 and ``按照实际``. The figure's ``text`` is what it was read from. None if the text
    does not begin with a figure, or if the figure cannot be told from the words that follow (``12月完成``).
    """
    if _BEGINS.match(text) is None:
        return None
    folded = fold(text[:LONGEST_CELL])
    found = Scanner(folded, text, False).list_at(0)
    if found is None or (len(text) > LONGEST_CELL and found.end >= LONGEST_CELL - 1):
        return None
    read = text[: found.end].strip()
    rest = fold(text[found.end :])
    separator = _AFTERWARDS.match(rest)
    start = found.end + (0 if separator is None else separator.end())
    return replace(found.figure, text=read, parts=found.parts), text[start:]


def _accounting_negative(text: str, digits: str) -> Figure | None:
    """(3.2) and (1,234) are negative in accounts; (3) is more often a number in a list."""
    if "," not in digits and "." not in digits:
        return None
    return Figure(text, Decimal("-" + digits.replace(",", "")), BARE, ULPS[len(digits.partition(".")[2])])
