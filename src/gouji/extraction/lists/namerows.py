"""Names in a row, and how many they may be: 办公室、规划股和水资源股; 《甲》《乙》; 甲镇（东村、西村）、乙镇.

A 和 may part two names or stand in one (文化和旅游局), and names in brackets may be what is counted, so that a row of
names has several readings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from gouji.extraction.text.sentences import DATE, FIGURES
from gouji.faults import regex as re

_OPENING: Final = "(《“‘「【〔["
_CLOSING: Final = ")》”’」】〕]"
_QUOTES: Final = "《“‘「【"
#: Words that may part two names.
JOINS: Final = re.compile(
    r"以及|(?<![涉普惠波危提顾])及(?![时格其]|以[上下])|(?<![谐平温缓])和(?![谐平睦])|(?<!参)与(?!会)|或者?|暨|[+/&]"
)
#: 等 that leaves a row open. 高等学校, 等级 have another one.
_OPEN: Final = re.compile(r"(?<![高中初同平相对均])等(?![级次额离候奖])(?<![一二三特]等)|……|…|\.{3}")
#: 《甲》《乙》, 《甲》和《乙》: a quote that begins where another one ends.
_NEXT_QUOTE: Final = re.compile(r"(?:和|及|与|以及)?(?=[《“‘])")
_ASIDE: Final = re.compile(r"\([^()]*\)")
_QUOTED: Final = re.compile(r"《[^《》]*》|“[^“”]*”|‘[^‘’]*’")
#: Names that are a row, and signs that a name has at least.
_ROW: Final = 2
#: Signs of the other names of a row, and of what is left of one, where that is no name of its own.
_LONG, _REST = 5, 2
#: As many characters as this are read for one row, at most.
_FAR: Final = 400
#: What leads to names of places; what is a kind of them and none by name; signs of a short one.
_LED_TO: Final = re.compile("^(?:分别|先后|主动|组织|全年|年内|已)*(?:在|赴|到|于|向|前往|走访|覆盖|涉及)")
_NO_TOWN: Final = re.compile("[城郊]区|园区|库区|农村|机关|学校|企业|景区|乡镇$|街道$|社区$|[省市县乡村]级")
_SHORT: Final = 4


@dataclass(frozen=True, slots=True)
class Names:
    """The names from ``start`` to ``end``; ``items`` as the signs that surely part them do, ``joins`` how many words

    more may part two. ``inner`` is how many stand in the brackets of all of them (0: not each has some), ``ending`` the
    sign behind (empty at the end of the text), ``more`` whether 等 leaves room, ``figured`` in how many of them figures stand.
    """

    start: int
    end: int
    items: tuple[str, ...]
    joins: int
    inner: int
    ending: str
    more: bool
    figured: int

    @property
    def least(self) -> int:
        """How few names they are at least."""
        return len(self.items)

    @property
    def most(self) -> int:
        """How many they can be."""
        return len(self.items) + self.joins

    def fits(self, number: int) -> bool:
        """Whether they can be so many."""
        return (self.most > 1 and self.least <= number <= self.most) or 1 < self.least <= self.inner == number

    def nearest(self, number: int) -> int:
        """Of what they can be, what is nearest to a number."""
        return min(max(number, self.least), self.most)


def names_from(
    signs: str, start: int, parting: str = "、", stops: str = ",;。)", end: int | None = None
) -> Names | None:
    """The names that begin at a place and end before a sign of ``stops``; None for none, or where brackets do not close."""
    starts, ends, depth, at = [start], list[int](), 0, start
    last = min(len(signs), start + _FAR) if end is None else end
    while at < last:
        sign = signs[at]
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            if not depth:
                break
            depth -= 1
            if not depth and sign in "》”’" and (joined := _NEXT_QUOTE.match(signs, at + 1)) is not None:
                ends.append(at + 1)
                starts.append(joined.end())
        elif not depth and sign in parting:
            ends.append(at)
            starts.append(at + 1)
        elif not depth and sign in stops:
            break
        at += 1
    if depth or at == start or (end is None and at == last < len(signs)):
        return None
    whole = signs[start:at]
    if not ends and whole[0] in _QUOTES and whole[-1] in _CLOSING and "、" in whole and parting == "、":
        # the quotes are around all of them: “甲、乙、丙”四项
        inside = names_from(signs, start + 1, parting, "", at - 1)
        return inside and replace(inside, ending=signs[at : at + 1])
    items = tuple(signs[a:b] for a, b in zip(starts, [*ends, at], strict=True))
    if len(items) > 1 and not items[-1]:
        items = items[:-1]  # 甲；乙；丙；
    if not all(items):
        return None
    return _names(signs, start, at, _surely_parted(items))


def _surely_parted(items: tuple[str, ...]) -> tuple[str, ...]:
    """A row whose last 和 parts two names as surely as the signs before it: both are built like all the others (综合组、
    业务组、督导组和保障组; 3月的甲、8月的乙和11月的丙)."""
    if len(items) < _ROW or len(found := list(JOINS.finditer(_hidden(items[-1])))) != 1:
        return items
    parted = (*items[:-1], items[-1][: found[0].start()], items[-1][found[0].end() :])
    dated = all(item.startswith(DATE) for item in parted)
    alike = len({item[-1:] for item in parted}) == 1 and all(
        len(item) >= _ROW and "(" not in item and not JOINS.search(item) for item in parted
    )
    return parted if dated or alike else items


def names_before(signs: str, end: int) -> Names | None:
    """The names that end at a place; they begin behind a stop, a figure or an opening bracket."""
    depth, at = 0, end
    first = max(0, end - _FAR)
    while at > first:
        sign = signs[at - 1]
        if sign in _CLOSING:
            depth += 1
        elif sign in _OPENING:
            if not depth:
                break
            depth -= 1
        elif not depth and (sign in ",;:。" or sign in FIGURES):
            break
        at -= 1
    if depth or at == end or at == first > 0:
        return None  # a row that is longer than what is read is not known
    lone = _lone_quote(signs, at, end)
    found = names_from(signs, at, "、", "", end) if lone is None else names_from(signs, lone + 1, "、", "", end - 1)
    return found if found is not None and found.end >= end - 1 else None


def _lone_quote(signs: str, start: int, end: int) -> int | None:
    """Where the quote begins that ends a stretch and holds the only row of names in it: 围绕“甲、乙、丙”."""
    if signs[end - 1] not in "”’":
        return None
    opening = "“" if signs[end - 1] == "”" else "‘"
    at = signs.rfind(opening, start, end)
    return at if at >= 0 and "、" in signs[at:end] and "、" not in signs[start:at] else None


def cut_front(names: Names, signs: str, opens: re.Pattern[str]) -> tuple[Names, re.Match[str] | None]:
    """Names without the words that lead to them in the first one (内设办公室), and the last of such words."""
    first = names.items[0]
    found = next(reversed(list(opens.finditer(_hidden(first)))), None)
    if found is None or found.end() == len(first):
        return names, None
    cut = names_from(signs, names.start + found.end(), "、", "", names.end)
    return (cut, found) if cut is not None and len(cut.items) == len(names.items) else (names, None)


def led_to_places(names: Names) -> bool:
    """Whether all names are short and of places, behind a word that leads to them: 在上海、苏州、深圳."""
    first = _LED_TO.sub("", names.items[0], count=1)
    bare = [first, *names.items[1:]]
    short = all(1 < len(item) <= _SHORT and not JOINS.search(item) for item in bare)
    return short and first != names.items[0] and not any(map(_NO_TOWN.search, bare))


def _names(signs: str, start: int, end: int, items: tuple[str, ...]) -> Names:
    bare = [_bare(item) for item in items]
    told = [_ASIDE.findall(item) for item in items]
    inner = sum(1 + aside[-1].count("、") + len(JOINS.findall(aside[-1])) for aside in told if aside)
    return Names(
        start=start,
        end=end,
        items=items,
        joins=_joins(bare),
        inner=inner if all(told) else 0,
        ending=signs[end : end + 1],
        more=any(_OPEN.search(item) for item in bare),
        figured=sum(any(sign in FIGURES or sign == DATE for sign in item) for item in bare),
    )


def _joins(bare: list[str]) -> int:
    """How many words may part two names; not one behind which only a rest is left, where the other names are long
    (新能源汽车运用与维修 among 工业机器人技术应用 and 智慧健康养老服务)."""
    lone = [len(item) for item in bare if item and not JOINS.search(item)]
    long = len(lone) > 1 and min(lone) >= _LONG
    return sum(
        not (long and len(item) - found.end() <= _REST and found.start() > _REST)
        for item in bare
        for found in JOINS.finditer(item)
    )


def _bare(item: str) -> str:
    """A name without what stands in its brackets and quotes."""
    return _QUOTED.sub("", _ASIDE.sub("", item))


def _hidden(item: str) -> str:
    """A name with other signs for what stands in brackets and quotes, as long as it was."""
    return _QUOTED.sub(lambda found: "·" * len(found[0]), _ASIDE.sub(lambda found: "·" * len(found[0]), item))
