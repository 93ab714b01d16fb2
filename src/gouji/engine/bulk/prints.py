"""Plain prints by the thousand: a sign, digits, a point, digits, a unit word, read from many cells at once.

What :class:`gouji.engine.whole.Numbers` and :class:`~gouji.engine.whole.Coded` read at a glance from one text is read here
from a column of them, character by character for all cells together. Every other text, and every doubt, is left to those
two, with which the answers must agree (a property test).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gouji.engine.whole import LARGEST, UNIT_SHIFT, PlainUnit, code
from gouji.report.bulk import Flags, Ints, Stretches

#: As many digits before and after the point as :mod:`gouji.engine.whole` takes at a glance.
_WHOLE: Final = 12
MOST_DECIMALS: Final = 6
#: Characters of the longest unit word.
_WORD: Final = 3
_ZERO: Final = ord("0")
_POINT: Final = ord(".")
_SIGNS: Final = np.array([ord(sign) for sign in "≥>≤<"], np.uint16)


class Prints(NamedTuple):
    """What some cells print; a cell that is no plain print says nothing."""

    plain: Flags
    signs: NDArray[np.uint16]
    """The character of the sign before the figure; 0 for none."""
    digits: Ints
    """All digits as one number."""
    decimals: Ints
    """How many of them stand after the point."""
    words: Ints
    """The unit word as :func:`word_code` has it."""


def word_code(word: str) -> int:
    """A unit word of at most three characters as a number; 0 for none."""
    return int.from_bytes(word.encode("utf-16-le"), "little")


def prints_of(units: NDArray[np.uint16], cells: Stretches, signed: bool) -> Prints:
    """What the cells print. After every cell comes a character that is no digit and no point, and three more."""
    places = cells.starts.copy()
    if signed:
        first = units[places]
        with_sign = (first == _SIGNS[0]) | (first == _SIGNS[1]) | (first == _SIGNS[2]) | (first == _SIGNS[3])
        signs = np.where(with_sign, first, np.uint16(0))
        places += with_sign
    else:
        signs = np.zeros(len(places), np.uint16)
    digits = np.zeros(len(places), np.int64)
    plain = _digits(units, places, digits, _WHOLE) > 0
    decimals = np.zeros(len(places), np.int64)
    pointed = np.flatnonzero(units[places] == _POINT)
    if len(pointed):
        after, more = places[pointed] + 1, digits[pointed]
        # a figure is read only if its digits were: twelve and six of them fit a number
        found = _digits(units, after, more, MOST_DECIMALS)
        plain[pointed] &= found > 0
        places[pointed], digits[pointed], decimals[pointed] = after, more, np.maximum(found, 0)
    left = cells.ends - places
    plain &= (left >= 0) & (left <= _WORD)
    words = np.zeros(len(places), np.int64)
    for at in range(_WORD):
        longer = np.flatnonzero(left > at)
        if not len(longer):
            break
        words[longer] |= units[places[longer] + at].astype(np.int64) << (16 * at)
    return Prints(plain, signs, digits, decimals, words)


def _digits(units: NDArray[np.uint16], places: Ints, digits: Ints, most: int) -> Ints:
    """Read digits from the places on, and move these past them; how many they were, -1 where more than ``most``."""
    count = np.zeros(len(places), np.int64)
    live: Ints | None = None  # those that have had a digit at every place so far
    for _ in range(most):
        read = units[places if live is None else places[live]] - np.uint16(_ZERO)
        good = np.flatnonzero(read < 10)
        if not len(good):
            return count
        if live is None and len(good) == len(places):
            digits *= 10
            digits += read
            places += 1
            count += 1
            continue
        live = good if live is None else live[good]
        digits[live] = digits[live] * 10 + read[good]
        places[live] += 1
        count[live] += 1
    if live is None:
        live = np.arange(len(places))
    count[live[units[places[live]] - np.uint16(_ZERO) < 10]] = -1
    return count


class Words:
    """The unit words that are known at a glance, with what a last digit is worth (scaled) by decimals printed."""

    def __init__(self, units: Mapping[str, PlainUnit]) -> None:
        self.words = tuple(sorted(units, key=word_code))
        self.worth = tuple(units[word].factors for word in self.words)
        known = self.words or ("",)
        self._codes = np.array([word_code(word) for word in known], np.int64)
        self.factors = np.array(self.worth or [(0,) * (MOST_DECIMALS + 1)], np.int64)
        #: the most that the digits may come to without leaving what the screens hold
        self.room = np.array(
            [[(LARGEST - 1) // worth if worth else -1 for worth in row] for row in self.factors.tolist()]
        )
        codes = [code(units[word].dimension, 0) for word in self.words] or [0]
        self.slots = np.array([found >> UNIT_SHIFT if isinstance(found, int) else 0 for found in codes], np.int16)

    def find(self, prints: Prints) -> tuple[NDArray[np.int64], Flags]:
        """The number of each unit word, and which cells are read at a glance."""
        at = np.searchsorted(self._codes, prints.words)
        np.minimum(at, len(self._codes) - 1, out=at)
        known = prints.plain & (self._codes[at] == prints.words)
        return at, known


__all__ = ["MOST_DECIMALS", "Prints", "Words", "prints_of", "word_code"]
