"""Plain prints by the thousand: a sign, digits, a point, digits, a unit word, read from many cells at once.

What :class:`gouji.engine.whole.Numbers` and :class:`~gouji.engine.whole.Coded` read at a glance from one text is read here
from a column of them, byte by byte for all cells together. Every other text, and every doubt, is left to those two, with
which the answers must agree (a property test).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gouji.engine.whole import LARGEST, UNIT_SHIFT, PlainUnit, code
from gouji.report.bulk import MASKS, WORD, Flags, Ints, Stretches, words_of

#: As many digits before and after the point as :mod:`gouji.engine.whole` takes at a glance.
_WHOLE: Final = 12
MOST_DECIMALS: Final = 6
#: When fewer than one in so many still have digits, only these are looked at.
_FEW: Final = 3
#: Small numbers that words are told apart by; a few times as many as there are words.
_SLOTS: Final = 256
_ZERO: Final = ord("0")
_POINT: Final = ord(".")
#: The signs before a figure, of one byte and of three.
_SIGNS: Final = {sign: len(sign.encode()) for sign in "><≥≤"}


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
    """A unit word of at most eight bytes as a number; 0 for none."""
    return int.from_bytes(word.encode().ljust(WORD, b"\0"), "little", signed=True)


def prints_of(codes: NDArray[np.uint8], cells: Stretches, signed: bool) -> Prints:
    """What the cells print. After every cell comes a byte that is no digit and no point, and sixteen more."""
    eights = words_of(codes)
    places = cells.starts.copy()
    signs = np.zeros(len(places), np.uint16)
    if signed:
        written = eights[places]
        for sign, size in _SIGNS.items():
            (found,) = (written & MASKS[size] == word_code(sign)).nonzero()
            signs[found] = ord(sign)
            places[found] += size
    digits = np.zeros(len(places), np.int64)
    plain = _digits(codes, places, digits, _WHOLE) > 0
    decimals = np.zeros(len(places), np.int64)
    (pointed,) = (codes[places] == _POINT).nonzero()
    if len(pointed):
        after, more = places[pointed] + 1, digits[pointed]
        # a figure is read only if its digits were: twelve and six of them fit a number
        found = _digits(codes, after, more, MOST_DECIMALS)
        plain[pointed] &= found > 0
        places[pointed], digits[pointed], decimals[pointed] = after, more, np.maximum(found, 0)
    left = cells.ends - places
    plain &= (left >= 0) & (left <= WORD)
    # a word is looked at with the eight bytes behind the figure, those that are none of its own left out
    words = np.zeros(len(places), np.int64)
    (worded,) = ((left > 0) & plain).nonzero()
    if len(worded):
        words[worded] = (eights[places[worded]] & MASKS[left[worded]]).view(np.int64)
    return Prints(plain, signs, digits, decimals, words)


def _digits(codes: NDArray[np.uint8], places: Ints, digits: Ints, most: int) -> Ints:
    """Read digits from the places on, and move these past them; how many they were, -1 where more than ``most``."""
    begins = places.copy()
    live: Ints | None = None  # the few that still have digits, once most have none
    for _ in range(most):
        read = codes[places if live is None else places[live]] - np.uint8(_ZERO)
        good = read < 10
        many = int(np.count_nonzero(good))
        if not many:
            return places - begins
        if live is None and many * _FEW > len(places):
            # who has no more digits stays where he is, so that he has none at the next look either
            if many < len(places):
                np.copyto(digits, digits * 10 + read, where=good)
            else:
                digits *= 10
                digits += read
            places += good
            continue
        (at,) = good.nonzero()
        live = at if live is None else live[at]
        digits[live] = digits[live] * 10 + read[at]
        places[live] += 1
    count = places - begins
    count[codes[places] - np.uint8(_ZERO) < 10] = -1
    return count


class Words:
    """The unit words that are known at a glance, with what a last digit is worth (scaled) by decimals printed."""

    def __init__(self, units: Mapping[str, PlainUnit]) -> None:
        words = sorted((word for word in units if len(word.encode()) <= WORD), key=word_code)
        known = words or [""]
        self._codes = np.array([word_code(word) for word in known], np.int64)
        self._mix = _apart(self._codes)
        self._table = np.zeros(_SLOTS, np.int64)
        self._table[_mixed(self._codes, self._mix)] = np.arange(len(known))
        worth = [units[word].factors if words else (0,) * (MOST_DECIMALS + 1) for word in known]
        # for every word and every number of decimals, one after the other
        self.factors = np.array(worth, np.int64).reshape(-1)
        #: the most that the digits may come to without leaving what the screens hold; -1 where they are too fine
        self.room = np.array([(LARGEST - 1) // worth if worth else -1 for worth in self.factors.tolist()], np.int64)
        self.least_room = int(self.room.min())
        #: whether a figure with this word shows how fine its column is printed
        self.united = self._each([bool(word) or units[word].dimension == "number" for word in words] or [False])
        codes = [code(units[word].dimension, 0) for word in words] or [0]
        #: the unit that :func:`gouji.engine.whole.code` tells the word by; 0 for none
        self.slots = self._each([found >> UNIT_SHIFT if isinstance(found, int) else 0 for found in codes]).astype(
            np.int16
        )

    @staticmethod
    def _each(of_words: Sequence[int]) -> NDArray[Any]:
        """What is said of every word, for each number of decimals."""
        return np.repeat(np.array(of_words), MOST_DECIMALS + 1)

    def find(self, prints: Prints) -> tuple[NDArray[np.int64], Flags]:
        """The number of each unit word, and which cells are read at a glance."""
        at = self._table[_mixed(prints.words, self._mix)]
        return at, prints.plain & (self._codes[at] == prints.words)


def _mixed(codes: Ints, mix: int) -> Ints:
    """A small number for each word; whether it is the word's own, the caller must look."""
    mixed: Ints = (codes * mix >> 40) & (_SLOTS - 1)
    return mixed


def _apart(codes: Ints) -> int:
    """A number that mixes different words to different small numbers."""
    chance = Random(1)
    while True:
        mix = chance.getrandbits(62) | 1
        if len(set(_mixed(codes, mix).tolist())) == len(codes):
            return mix


__all__ = ["MOST_DECIMALS", "Prints", "Words", "prints_of", "word_code"]
