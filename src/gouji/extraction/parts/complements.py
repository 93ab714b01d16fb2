"""Parts that by their names are all there is: 男 and 女, 中央 and 地方, 限定性 and 非限定性.

Behind 其中 a list may leave things out. Where its names part a whole without rest, nothing is left out, so that they
have to make it. The pack tells such names (``相补用语``): 男+女, 城镇|城市+乡村|农村; 第二产业:工业+建筑业 is only
said of a whole that is called so. What else stands in a name must stand in that of the whole too: 男职工 and 女职工 are
all 在岗职工, 男劳动力 and 女劳动力 are not all 户籍人口.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import label_of, words_of
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.names import core, stripped
from gouji.faults import regex as re

#: What makes of the name of one of two parts that of the other: 非限定性, 不合格, 未开工.
_NOT: Final = "非不未"
#: 公办(含公建民营): what else a part holds does not change of what it is one.
_INCLUDED: Final = re.compile(r"\((?:包?含|包括)[^()]*\)$")
#: Two parts; of more of them the words of the pack say enough.
_PAIR: Final = 2
#: Words of packs whose patterns are kept.
_MOST: Final = 512
#: What ends the words that are of one figure and those told with it.
_CLAUSE: Final = re.compile("[;。]")


@dataclass(frozen=True, slots=True)
class _Set:
    """What the names of all parts contain, in groups of a pattern; and words of which the name of their whole does contain
    one, where there are any."""

    wholes: Sequence[str]
    any_part: re.Pattern[str]
    size: int


class Complements:
    """Says whether the names of parts leave nothing out."""

    def __init__(self, wording: Wording) -> None:
        self._sets = [found for found in map(_set_of, wording.complements) if found is not None]
        self._bare = frozenset((*wording.own, *wording.finals, *wording.outlays))

    def all_of(self, whole: Fact, parts: Sequence[Fact], led: bool = True) -> bool:
        """Whether parts are all that their whole can have, by their names. ``led``: a word says that they are parts of it."""
        if len(parts) < _PAIR:
            return False
        names = _names(parts)
        if len(names) == _PAIR and _negated(whole.name, names[0], names[1], _NOT if led else _NOT[:1]):
            return True
        called = self._called(whole)
        return any(one.size == len(names) and _told(one, names, called) for one in self._sets)

    def _called(self, whole: Fact) -> str:
        """What a whole is called; one that says no more than how much was spent, by the words of its sentence before it.

        某经费年初预算53.9万元，支出决算37.4万元，其中……: the parts are those of 某经费.
        """
        if stripped(whole.name) not in self._bare:
            return whole.name
        return _CLAUSE.split(whole.sentence.signs[: whole.end])[-1]

    def begun(self, parts: Sequence[Fact]) -> bool:
        """Whether each of some parts may be one of those that leave nothing out."""
        names = _names(parts)
        return any(len(names) < one.size and all(map(one.any_part.search, names)) for one in self._sets)


def _names(parts: Sequence[Fact]) -> Sequence[str]:
    """What parts are called; where they have no name, by the words behind them."""
    return [core(_INCLUDED.sub("", part.name) or words_of(label_of(part))) for part in parts]


@lru_cache(_MOST)
def _set_of(written: str) -> _Set | None:
    """What a pack writes: 第二产业:工业+建筑业. None where there are no two parts."""
    wholes, _, told = written.rpartition(":")
    parts = ["|".join(map(re.escape, part.split("|"))) for part in told.split("+") if part]
    if len(parts) < _PAIR:
        return None
    return _Set(wholes.split("|") if wholes else (), re.compile("|".join(f"({part})" for part in parts)), len(parts))


def _told(one: _Set, names: Sequence[str], whole: str) -> bool:
    """Whether each name contains one of the words, every time another, and says nothing else that the whole does not.

    Of a whole that is called as the pack says, two names are else about the same, and more of them say enough.
    """
    groups: set[int | None] = set()
    rest: list[str] = []
    for name in names:
        found = one.any_part.search(name)
        if found is None:
            return False
        groups.add(found.lastindex)
        rest.append(name[: found.start()] + name[found.end() :])
    if len(groups) < one.size:
        return False
    if not one.wholes:
        return all(_within(words, whole) for words in rest)
    called = any(word in whole for word in one.wholes)
    return called and (one.size > _PAIR or _within(*rest) or _within(*rest[::-1]))


def _negated(whole: str, one: str, other: str, words: str) -> bool:
    """限定性净资产, 非限定性净资产; 合格, 不合格: whether one name is the other with a word that denies it.

    ``words``: those that deny. What stands before that is said of the whole too: 在岗管理人员, 在岗非管理人员 are not all
    在编人员.
    """
    short, long = sorted((one, other), key=len)
    at = next((at for at, sign in enumerate(long) if sign in words), -1)
    return len(short) > 1 and at >= 0 and long[:at] + long[at + 1 :] == short and _within(long[:at], whole)


def _within(short: str, name: str) -> bool:
    """Whether all signs of one name stand in another in their order."""
    rest = iter(name)
    return all(sign in rest for sign in short)
