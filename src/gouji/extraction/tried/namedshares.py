"""Shares whose words name the figure that they are of: 其中火电9.6亿千瓦时、水电12.0亿千瓦时……，水电占50%.

What is named so is meant, whatever other figures near it happen to make. The whole is what the list was made of, or,
where two or three names that are alike leave nothing else, what they come to: 公办42所、民办28所，公办园占60%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.prose.names import core, ending_of, in_order
from gouji.extraction.tried.near import within
from gouji.extraction.tried.spoken import Spoken, alike, makes, worth
from gouji.faults import regex as re
from gouji.language import Table

#: Figures before a share among which the one that it names is looked for, and those that may be its whole.
_BEFORE: Final = 14
#: The clause of a share that begins with what it is of.
_NAMED: Final = re.compile(
    r"^(?:其中|而|且|[:、和及])*(?P<name>[\u4e00-\u9fffA-Z]{2,10}?)的?(?:人数|数量|数|金额|规模)?所?"
    r"占(?:比[重例]?|全部的?|总[数量额]的?|)(?:已|约|为|是|达到?|到)*[:：]?$"
)
#: What no name of a thing is.
_NO_NAME: Final = re.compile(r"[其该各均分别]|比重?|较|同|上年|累计|合计|共计|两者|二者|三者|之和")
_LEADS: Final = re.compile(r"^(?:其中|包括|分别[为是]|[:、,和及与(])+")
#: What all of them have stands before the first one: 全县共有公办幼儿园42所.
_HAVING: Final = re.compile(r"^.{0,12}(?:共有|现有|拥有|建有|设有|配有)")
#: What stands before a list says that it is part of something told elsewhere.
_MORE: Final = re.compile(r"新增|新建|新招|另|增加|减少|还有|等")
_INSIDE: Final = re.compile(r"^[^;。]{0,6}?[,:(]?(?:其中|包括|含|分别)")
_WORD: Final = 2
_LONG: Final = 3
#: So many parts that are called alike are all there is; so many signs they end in alike.
_PARTS: Final = 3
#: By what part of it a share may miss what it should be.
_NEAR: Final = Fraction(35, 100)


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a share is of, as it is printed or comes to, and the parts that stand beside each other in it."""

    value: Value
    base: Fraction
    parts: Sequence[Spoken]


def read_named_shares(told: Sequence[Spoken], table: Table, draft: Draft) -> None:
    """Write them, in doubt, where they do not come out; take back what was read otherwise of them by trying."""
    sure: dict[tuple[int, int] | None, set[tuple[int, int] | None]] = {}
    for row in draft.tables.get(table.name, []):
        if not row.doubt:
            sure.setdefault(place_of(row.cells.get("占比")), set()).add(place_of(row.cells.get("部分")))
    for at, rate in enumerate(told):
        if rate.one.kind != "ratio" or rate.mention.figure.bound or not 0 < rate.one.base < 1:
            continue
        found = _part_of(told, at)
        whole = _whole(told, at, found) if found is not None else None
        if found is None or whole is None:
            continue
        part = told[found]
        if makes(rate, worth(part), whole.base):
            _take_back(table, rate, draft)
            continue
        beside = {one.one.place for one in whole.parts if one is not part}
        if not sure.get(rate.one.place, beside) <= beside:
            continue
        if not _meant(rate, part, whole) or _otherwise(told, at, part, whole):
            continue
        _take_back(table, rate, draft)
        cells = {"项目": rate.one.name, "部分": part.one.value, "总额": whole.value, "占比": rate.one.value}
        draft.say(table, cells, True)


def _own(one: Spoken) -> str:
    """What a figure is called, and what is counted of it."""
    name = core(_LEADS.sub("", _HAVING.sub("", one.name)))
    return name or core(one.tail)


def _part_of(told: Sequence[Spoken], at: int) -> int | None:
    """The figure that the words of a share name, if they name one only."""
    rate = told[at]
    words = _NAMED.match(rate.name)
    if words is None or _NO_NAME.search(words["name"]):
        return None
    asked = words["name"]
    best, found = 0, list[int]()
    for place in _before(told, at):
        one = told[place]
        score = _called(asked, _own(one), rate.mention.before if one.beside(rate) else "")
        if score > best:
            best, found = score, []
        if score and score == best:
            found.append(place)
    return found[0] if len({told[place].one.base for place in found}) == 1 else None


def _before(told: Sequence[Spoken], at: int) -> Iterator[int]:
    """The amounts of the paragraph before a figure, the nearest first."""
    for place in range(at - 1, max(-1, at - _BEFORE), -1):
        one = told[place]
        if one.one.text != told[at].one.text:
            return
        if one.one.kind not in ("ratio", "score", "number") and not one.mention.figure.bound and one.one.base > 0:
            yield place


def _called(asked: str, name: str, before: str) -> int:
    """How surely words name what is called so; 0 where they do not."""
    if len(name) < _WORD:
        return 0
    if asked == name:
        return 4
    if name.startswith(asked) or name.endswith(asked) or (len(asked) >= _LONG and asked in name):
        return 3
    if asked.startswith(name):
        # 线上办理 of 线上 is what all of them are, 水电装机 of 水电 is another thing
        return 2 if asked[len(name) :] in before.replace(asked, "", 1) or before.count(asked[len(name) :]) > 1 else 0
    alike_ends = asked[0] == name[0] and asked[-1] == name[-1]
    return 1 if len(asked) >= _LONG and alike_ends and in_order(asked, name) else 0


def _whole(told: Sequence[Spoken], at: int, found: int) -> _Whole | None:
    """What the figure that is named is a part of."""
    part = told[found]
    near = [place for place in _before(told, at) if told[place].one.kind == part.one.kind][::-1]
    here = near.index(found)
    for first in range(here - 1, -1, -1):
        whole = told[near[first]]
        if worth(whole) <= worth(part) or not whole.beside(part):
            continue
        total = Fraction(0)
        for last in range(first + 1, len(near)):
            total += worth(told[near[last]])
            if last >= here and last > first + 1 and total == worth(whole):
                return _Whole(whole.one.value, worth(whole), [told[one] for one in near[first + 1 : last + 1]])
    for first in range(here - 1, -1, -1):
        whole = told[near[first]]
        if worth(whole) <= worth(part) or not whole.beside(part):
            continue
        behind = whole.mention.sentence.signs[whole.mention.at + 1 :]
        # 党员1250名，女党员375名: what the part is called names the whole as well
        named = len(_own(whole)) >= _WORD and _own(part).endswith(_own(whole)) and _own(part) != _own(whole)
        if _INSIDE.match(behind) or named:
            return _Whole(whole.one.value, worth(whole), [told[one] for one in near[first + 1 : here + 1]])
    return _together(told, near, here)


def _together(told: Sequence[Spoken], near: Sequence[int], here: int) -> _Whole | None:
    """What two or three figures come to that are called alike and stand beside each other, with nothing larger before them."""
    part = told[near[here]]
    run = [one for one in (told[place] for place in near) if one.beside(part)]
    if not 1 < len(run) <= _PARTS or any(one.measure != part.measure for one in run):
        return None
    if len({one.one.figure.unit.symbol for one in run}) > 1:
        return None
    names = [_own(one) for one in run]
    signs = part.mention.sentence.signs
    ends = [signs[one.mention.at + 1 : other.mention.at] for one, other in pairwise(run)]
    if any(";" in end or "。" in end or _MORE.search(end) for end in ends) or _MORE.search(signs[: run[0].mention.at]):
        return None
    same = len(ending_of(names)) >= _WORD or (len(set(map(len, names))) == 1 and len({one[-1] for one in names}) == 1)
    if not same or any(one in other for one in names for other in names if one is not other or not one):
        return None
    value = sum((one.one.figure.value for one in run), Decimal(0))
    total = Said(f"{value}{run[0].measure or run[0].one.figure.unit.symbol}", span_of(run[0].one.value))
    return _Whole(total, sum(map(worth, run), Fraction(0)), run)


def _meant(rate: Spoken, part: Spoken, whole: _Whole) -> bool:
    """Whether a share may be meant that its figures do not make: it is about that, or is that of what stands beside it."""
    share = worth(part) / whole.base
    if abs(share - rate.one.base) <= _NEAR * max(rate.one.base, share):
        return True
    return any(makes(rate, worth(one), whole.base) for one in whole.parts if one is not part)


def _otherwise(told: Sequence[Spoken], at: int, part: Spoken, whole: _Whole) -> bool:
    """Whether the figure is that share of another one of its paragraph, which is none of those beside it."""
    rate = told[at]
    others = [told[place] for place in _before(told, at)]
    return any(
        within(rate.one, worth(part) / worth(one), worth(part) / worth(one))
        for one in others
        if alike(part, one) and not any(one is other for other in whole.parts)
    )


def _take_back(table: Table, rate: Spoken, draft: Draft) -> None:
    """Remove what was read of a share in doubt."""
    rows = draft.tables.get(table.name, [])
    rows[:] = [row for row in rows if not (row.doubt and place_of(row.cells.get("占比")) == rate.one.place)]
