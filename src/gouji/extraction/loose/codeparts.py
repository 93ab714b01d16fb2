"""Codes of a classification whose classes stand in cells of their own: 类 款 项 over 208 05 01, each a cell.

The three words under the header of the codes name no columns of the table, and the cells under them are one code. Where
nothing but the order of the cells is left, nobody could else tell 05 and 01 from figures of the row before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.faults import regex as re

#: The classes of a code, from the widest to the narrowest; the last one may be left out.
_CLASSES: Final = ("类", "款", "项")
_LEAST_CLASSES: Final = 2
_WIDEST: Final = re.compile(r"[1-9][0-9]{2}")
_NARROWER: Final = re.compile(r"[0-9]{2}")
#: Cells of a header, without the words for the classes of codes.
_SHORTEST_HEADER: Final = 2
_LONGEST_HEADER: Final = 20
_NAME: Final = re.compile(r"\s*[^\W\d_]")


def code_groups(texts: Sequence[str]) -> tuple[list[tuple[int, ...]], frozenset[int]]:
    """The numbers of the cells that are one cell each, in their order; the words for the classes of codes are left out.
    And which of the groups are codes: each begins a row.

    A code is put together only before a name, and where the wider code that it is part of stood before.
    """
    if not any(_classes(texts, at) for at, text in enumerate(texts) if text == _CLASSES[0]):
        return [(at,) for at in range(len(texts))], frozenset()
    groups = list(_groups(texts))
    return [group for group, _ in groups], frozenset(number for number, (_, code) in enumerate(groups) if code)


def _classes(texts: Sequence[str], at: int) -> int:
    """How many cells from one on are the words for the classes of codes."""
    number = 0
    while number < len(_CLASSES) and texts[at + number : at + number + 1] == [_CLASSES[number]]:
        number += 1
    return number if number >= _LEAST_CLASSES else 0


def _groups(texts: Sequence[str]) -> Iterator[tuple[tuple[int, ...], bool]]:
    wider: set[str] = set()
    begun = False
    at = 0
    while at < len(texts):
        if classes := _classes(texts, at):
            begun = True
            at += classes
            at += _repeated(texts, at, classes)
            continue
        taken = _code(texts, at, wider) if begun else 0
        if taken:
            wider.add("".join(texts[at : at + taken]))
        yield tuple(range(at, at + max(taken, 1))), taken > 0
        at += max(taken, 1)


def _repeated(texts: Sequence[str], at: int, classes: int) -> int:
    """How many cells from one on are the header that ended before it, printed once more on the same page."""
    for number in range(_SHORTEST_HEADER, min(_LONGEST_HEADER, at - classes) + 1):
        if _classes(texts, at + number):
            return number if texts[at : at + number] == texts[at - classes - number : at - classes] else 0
    return 0


def _code(texts: Sequence[str], at: int, wider: set[str]) -> int:
    """How many cells from one on are the code of the name behind them."""
    if _WIDEST.fullmatch(texts[at]) is None:
        return 0
    taken = 1
    while taken < len(_CLASSES) and at + taken < len(texts) and _NARROWER.fullmatch(texts[at + taken]):
        taken += 1
    if at + taken >= len(texts) or _NAME.match(texts[at + taken]) is None:
        return 0
    return taken if taken == 1 or texts[at] in wider else 0
