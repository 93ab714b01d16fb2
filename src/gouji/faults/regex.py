"""The regular expressions of :mod:`re`, compiled when they are first looked for.

There are some two thousand of them, and compiling takes longer than everything else that a short command does: a document
needs a third of them. To be imported ``as re``; whoever has to know at once whether a pattern has the form it needs asks
:mod:`re` itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, Final, cast

#: What is asked of a pattern. A slot that is filled is as quick as the pattern's own.
_ASKED: Final = (
    "findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match", "scanner", "search", "split", "sub", "subn",
)  # fmt: skip


#: Patterns that are kept: some thousands come from the packs, the others from names of a document.
_MOST: Final = 8192


class _Late:
    """A pattern that is compiled when anything but its text is asked of it."""

    __slots__ = (*_ASKED, "_given", "pattern")

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        """Of a slot that is empty: fill all of them."""
        if name not in _ASKED:
            raise AttributeError(name)
        made = re.compile(self.pattern, self._given)
        for asked in _ASKED:
            setattr(self, asked, getattr(made, asked))
        return getattr(made, name)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Late):
            return (self.pattern, self._given) == (other.pattern, other._given)
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.pattern, self._given))

    def __repr__(self) -> str:
        return f"re.compile({self.pattern!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _Late, (self.pattern, self._given)


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """A pattern, compiled when it is first looked for.

    The same for the same text: readers make theirs of the words of a pack anew for every document.
    """
    return cast(Pattern[AnyStr], _late(pattern, int(flags)))


@lru_cache(_MOST)
def _late(pattern: Any, flags: int) -> _Late:
    return _Late(pattern, flags)


__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]
