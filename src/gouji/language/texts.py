"""Words compared as words: the width of characters and stray spaces are not a difference."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from fractions import Fraction


def fold_text(text: str) -> str:
    """The text as it is compared: NFKC, no spaces at the ends, none next to a Han character, else single."""
    if text.isascii():
        return " ".join(text.split())
    words = unicodedata.normalize("NFKC", text).split()
    if len(words) < 2:
        return words[0] if words else ""
    out = words[0]
    for word in words[1:]:
        out += word if _wide(out[-1]) or _wide(word[0]) else f" {word}"
    return out


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


#: A longer name is no slip of the pen.
LONGEST_NAME = 80


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that look most like ``name``, best first; those that hold it or are held by it count too."""
    if len(name) > LONGEST_NAME:
        return []
    known = list(dict.fromkeys(known))
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=most, cutoff=0.5)
    holding = [k for k in known if k not in close and len(name) > 1 and (name in k or (len(k) > 1 and k in name))]
    return (close + holding)[:most]


def by_likeness(name: str, known: Iterable[str]) -> list[str]:
    """All known names, those that share most with ``name`` first, else in their order."""
    if len(name) > LONGEST_NAME:
        return list(dict.fromkeys(known))
    return sorted(dict.fromkeys(known), key=lambda other: -Fraction(*similarity(name, other)))


def similarity(left: str, right: str) -> tuple[int, int]:
    """How alike two texts are, as a ratio of whole numbers (matching characters × 2, all characters).

    Ratcliff and Obershelp's measure, as in the standard library's ``difflib``, kept as whole numbers.
    """
    a, b = fold_text(left)[:400], fold_text(right)[:400]
    if not a and not b:
        return 1, 1
    from difflib import SequenceMatcher

    matching = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return 2 * matching, len(a) + len(b)
