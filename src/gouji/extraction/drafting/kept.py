"""What is made of a pack is the same for every document that it is asked of, and is made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

_Of = TypeVar("_Of")
_Made = TypeVar("_Made")

#: Packs that a program works with by turns.
_MOST: Final = 8


def kept(make: Callable[[_Of], _Made]) -> Callable[[_Of], _Made]:
    """Makes it once for each of the last objects: which one it is counts, for vocabularies are not compared by what they hold.

    Nothing of a document may be in what is made.
    """
    made: list[tuple[_Of, _Made]] = []

    def get(of: _Of) -> _Made:
        for known, value in made:
            if known is of:
                return value
        value = make(of)
        made[:] = [(of, value), *made[: _MOST - 1]]
        return value

    return get
