"""Character widths: one spelling for every form in which a digit, sign or bracket is printed.

The folding maps each character to exactly one character, so an offset in the folded text is an offset in the text as
printed. General compatibility folding (NFKC) is not used on cells on purpose: it turns ``10²`` into ``102`` and ``①``
into ``1``, which would invent figures nobody printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gouji.faults import regex as re

_SINGLE: Final[tuple[tuple[str, str], ...]] = (
    # Thin and unbreakable spaces stand between groups of digits; tabs, line ends and the ideographic space separate
    # cells or words, so they stay what they are.
    ("\u00a0\u2007\u2009\u202f", " "),
    ("\u2010\u2011\u2012\u2013\u2212\ufe63", "-"),
    ("\u2015\u2500\ufe58", "—"),
    ("\u00b7\u2022\u2027\u2219\u22c5\u30fb", "·"),
    ("\u223c\u301c", "~"),
    ("\u2267\u2a7e", "≥"),
    ("\u2266\u2a7d", "≤"),
    ("\ufe50", ","),
    ("\ufe51", "、"),
    ("\ufe52", "."),
    ("\ufe54", ";"),
    ("\ufe55", ":"),
    ("\ufe59", "("),
    ("\ufe5a", ")"),
    ("\ufe62", "+"),
    ("\ufe64", "<"),
    ("\ufe65", ">"),
    ("\ufe66", "="),
    ("\ufe6a", "%"),
    ("\uffe5", "¥"),
    ("萬", "万"),
    ("億", "亿"),
)


def _table() -> Mapping[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for characters, folded in _SINGLE:
        table.update((ord(character), folded) for character in characters)
    return MappingProxyType(table)


_TABLE: Final = _table()
#: 圆 is money behind a number, a country or a sign that leads to a unit (单位：圆), and a word of its own elsewhere (圆满).
_COIN: Final = re.compile(r"(?<=[0-9一二两三四五六七八九十百千万亿零拾佰仟美日港欧:/(])[圓圆](?!满)")


def fold(text: str) -> str:
    """``text`` in half width, with one spelling for each sign; the result has the same length."""
    folded = text.translate(_TABLE)
    return _COIN.sub("元", folded) if "圆" in folded or "圓" in folded else folded


def spellings(signs: str) -> str:
    """Some signs in half width, with all those that are folded to one of them."""
    return signs + "".join(chr(code) for code, folded in _TABLE.items() if folded in signs)
