"""Sums of a table that its other rows, or its other columns, prove: where the last figure of five rows is what those before
it come to, that of the sixth was meant to be so, and where one column comes to its 合计, so were those beside it.

A sum that is missed by far is perhaps none (a mean, a price), and one that its rounding explains is not missed. What is left
is written, and never more than a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import neg
from typing import Final

from gouji.extraction.grids.items import is_relative
from gouji.extraction.prose.retold import digits
from gouji.extraction.prose.slipped import swaps
from gouji.extraction.tried.made import Place, Sum
from gouji.extraction.tried.regions import One, Region, Row
from gouji.faults import regex as re

#: Rows that make a sum in the same way, at least, and so many times those that nearly do; the digits of their sums.
_ROWS: Final = 3
_OUTWEIGH: Final = 3
#: Of so many that make it one that does not is meant to, though it is missed by so large a part of it.
_MANY: Final = 4
_SURE: Final = 8
_FAR: Final = 2
_DIGITS: Final = 6
#: Columns that make the sum of a row, at least: where the row is called a sum, and where it is not.
_NAMED: Final = 1
_UNNAMED: Final = 3
#: Parts that prove a sum of a column, how large it is, and its rows at most.
_PARTS: Final = 3
_TELLING: Final = 10
_LONGEST: Final = 60
#: Digits of a figure that lines make, and lines that would make it but for a slip, at least.
_LONG: Final = 4
_ITEMS: Final = 4
#: Figures of a row, rows of a table, at most.
_WIDEST: Final = 24
_MOST: Final = 300
#: Sums are missed by less than this part of them.
_NEAR: Final = Fraction(1, 10)
#: Whole numbers below this are counted, and not rounded.
_COUNTED: Final = 1000
#: So many times its rounding is a sum that is missed by no more.
_OPEN: Final = 50
_TOTAL: Final = re.compile(r"[合总共小]\s*计|总\s*[数额分]$")

#: What is numbered among others is one of them, whatever it is called: 3.否决答复总数.
_ITEM: Final = re.compile(r"(?:其中[:：]?\s*)?[（(]?[0-9]{1,2}[.．、)）]")
_DIVIDED: Final = re.compile(r"按.{1,10}分(?:组|类)?(?:$|[\s:：])")

_Shape = tuple[int, int, int]


def alike(region: Region) -> Iterator[Sum]:
    """The sums that are made in the same way, and those that are missed beside them."""
    if len(region) <= _MOST:
        yield from _once(_across(region), apart=True)
        yield from _once(_down(region))
        yield from _by_groups(region)


def _once(found: Iterable[Sum], apart: bool = False) -> Iterator[Sum]:
    """The first sum of each figure, and of the same parts. ``apart``: another of parts that are none of those, too."""
    told: dict[Place, frozenset[Place]] = {}
    made: set[frozenset[Place]] = set()
    for one in found:
        parts = frozenset(part.place for part in one.parts)
        before = told.get(one.total.place)
        if parts not in made and (before is None or (apart and parts.isdisjoint(before))):
            told[one.total.place] = parts | (before or frozenset())
            made.add(parts)
            yield one


def _across(region: Region) -> Iterator[Sum]:
    """Those of rows that are as long as others."""
    by_length: dict[int, list[list[One]]] = {}
    for row in region:
        if is_relative(row.name):
            continue
        by_length.setdefault(len(row.ones), []).append([one for _, one in row.ones])
    for length, rows in by_length.items():
        if len(rows) > _ROWS and 2 < length <= _WIDEST:
            for shape in _shapes(length):
                made = [
                    found for ones in rows if (found := _sum(ones[shape[0]], ones[shape[1] : shape[2]])) is not None
                ]
                yield from _missed(made, _ROWS, _DIGITS)


def _shapes(length: int) -> Iterator[_Shape]:
    """Where the sum of a row stands, and from where to where its parts right beside it."""
    for total in range(length):
        yield from ((total, start, total) for start in range(total - 1))
        yield from ((total, total + 1, stop) for stop in range(total + 3, length + 1))


def _down(region: Region) -> Iterator[Sum]:
    """Those of a row below, or above, the rows that it is the sum of."""
    for at, row in enumerate(region):
        named = _TOTAL.search(row.name) is not None
        if is_relative(row.name):
            continue
        for rows in (region[max(0, at - _LONGEST) : at][::-1], region[at + 1 : at + 1 + _LONGEST]):
            for counted in (1, -1):
                yield from _of_row(row, rows, counted, _NAMED if named else _UNNAMED)


def _by_groups(region: Region) -> Iterator[Sum]:
    """Those of groups of rows that each divide one thing in another way: 按地域分……, 按业态分……."""
    heads = [at for at, row in enumerate(region) if _DIVIDED.match(row.name)]
    if len(heads) < 2 or not heads[0]:
        return
    total = _counted(region[heads[0] - 1], 1)
    ends = [*heads[1:], next((at for at in range(heads[-1], len(region)) if not region[at].ones), len(region))]
    groups = [[_counted(row, 1) for row in region[start:end]] for start, end in zip(heads, ends, strict=True)]
    for at, one in total.items():
        parts = [[row[at] for row in group if at in row] for group in groups]
        made = [found for own in parts if (found := _sum(one, own)) is not None]
        right = [found for found in made if not found.missing]
        if right and one.base >= _TELLING * _TELLING * one.figure.step:
            yield from right
            yield from (Sum(found.total, found.parts, slip=True) for found in made if _near(found))


def _of_row(total: Row, rows: Sequence[Row], counted: int, least: int) -> Iterator[Sum]:
    """The sums of a row in the figures of others, for the first so many of them that prove it. ``counted``: the figures
    are counted from the left (1) or from the right (-1)."""
    heads = {at: one for at, one in _counted(total, counted).items() if one.kind != "ratio" and one.base > 0}
    come = dict.fromkeys(heads, Fraction(0))
    tables: list[dict[int, One]] = []
    sums = 0
    for row in rows:
        tables.append(_counted(row, counted))
        sums += _TOTAL.search(row.name) is not None and _ITEM.match(row.name) is None
        come = {at: made + tables[-1][at].base for at, made in come.items() if at in tables[-1]}
        if 0 < sums < len(tables) or all(made > 2 * heads[at].base for at, made in come.items()):
            return
        if len(tables) < _PARTS or sum(made == heads[at].base for at, made in come.items()) < least:
            continue
        made = [found for at in come if (found := _sum(heads[at], [table[at] for table in tables])) is not None]
        right = [found for found in made if not found.missing]
        told = {found.total.base for found in right if _proves(found)}
        if len(told) >= least and 2 * len(right) >= len(made):
            yield from _missed(made, least, 1)
            return


def _counted(row: Row, counted: int) -> dict[int, One]:
    """The figures of a row by their number, and those in its words."""
    ones = [one for _, one in row.ones]
    if counted < 0:
        ones.reverse()
    return dict(enumerate(ones)) | {-1 - at: one for at, one in enumerate(row.points)}


def _sum(total: One, parts: Sequence[One]) -> Sum | None:
    """A figure and others as a sum, if they can be one."""
    if total.kind == "ratio" or total.base <= 0 or any(part.kind != total.kind or part.base < 0 for part in parts):
        return None
    return Sum(total, parts) if sum(part.base > 0 for part in parts) > 1 else None


def _proves(found: Sum) -> bool:
    return (
        found.total.base >= _TELLING * found.total.figure.step and sum(part.base > 0 for part in found.parts) >= _PARTS
    )


def _missed(made: Sequence[Sum], least: int, digits: int) -> Iterator[Sum]:
    """Those that are missed by little, if enough others are made."""
    right = [found for found in made if not found.missing]
    wrong = [found for found in made if not _rounds(found)]
    shown = [found for found in made if _rounds(found) and _shows(found)] if least >= _ROWS else right
    known = {found.total.base / found.total.figure.step for found in shown}
    near = [found for found in wrong if _near(found)]
    if len(known) >= _MANY * len(wrong):
        # nearly all others come out; so many that any other is meant to
        sure = len(known) >= _SURE * len(wrong)
        near = [found for found in wrong if sure or abs(found.missing) * _FAR <= found.total.base]
    if len(known) < least or sum(len(str(int(total))) for total in known) < digits or len(made) > 2 * len(shown):
        return
    if len(right) + len(wrong) < len(made) and len(right) < 2:
        return  # what only rounding explains proves nothing
    if len(shown) >= _OUTWEIGH * len(near) or (len(near) == 1 and least < _ROWS):
        yield from right
        yield from (Sum(found.total, found.parts, slip=True) for found in near)


def _rounding(found: Sum) -> Fraction:
    """By how much a sum may be missed because its figures were rounded."""
    total = found.total
    counted = total.base < _COUNTED and all(one.figure.ulp >= 1 for one in (total, *found.parts))
    return Fraction(0) if counted else total.figure.step * (len(found.parts) + 1) / 2


def _rounds(found: Sum) -> bool:
    """Whether a sum is missed by no more than its rounding."""
    return abs(found.missing) <= _rounding(found)


def _shows(found: Sum) -> bool:
    """Whether what makes a sum, or makes it but for its rounding, hardly does so by chance."""
    return not found.missing or found.total.base >= _OPEN * _rounding(found)


def _near(found: Sum) -> bool:
    """Whether a sum is missed by little, and by more than its rounding."""
    missing = abs(found.missing)
    slipped = missing <= found.total.base * _NEAR or missing in map(abs, swaps(found.total.figure))
    return slipped and not _rounds(found)


def below(told: Sequence[One]) -> Iterator[Sum]:
    """受益6565人次，支出1308.94万元。(lines) 甲170.52万元，受益2539人次……: the sums of the lines below a line, where the

    lines make one of its figures, and those of another kind are told in them too. ``told``: the figures of sentences.
    """
    lines: list[dict[str, One]] = []
    last = 0
    for one in told:
        if one.kind == "ratio" or one.base < 0:
            continue
        if one.text != last:
            lines.append({})
            last = one.text
        lines[-1].setdefault(one.kind.partition(":")[0], one)
    for at, head in enumerate(lines):
        if len(head) < 2:
            continue
        stop = _lines_of(head, lines[at + 1 : at + 1 + _LONGEST])
        if not stop:
            yield from _swapped(head, lines[at + 1 : at + 1 + _LONGEST])
            continue
        for kind, total in head.items():
            parts = [line[kind] for line in lines[at + 1 : at + 1 + stop] if kind in line]
            found = Sum(total, parts, slip=True)
            if len(parts) == stop and found.missing and total.base > 0 and _near(found):
                yield found


def _lines_of(head: Mapping[str, One], lines: Sequence[Mapping[str, One]]) -> int:
    """How many lines make a figure of the line before them; none if they make none."""
    for kind, total in head.items():
        come = Fraction(0)
        for number, line in enumerate(lines, 1):
            if kind not in line or come >= total.base:
                break
            come += line[kind].base
            if come == total.base and number >= _PARTS and digits(total.figure) >= _LONG:
                return number
    return 0


def _swapped(head: Mapping[str, One], lines: Sequence[Mapping[str, One]]) -> Iterator[Sum]:
    """The figures of a line that all lines below would make if two digits of one of them had not changed places."""
    for kind, total in head.items():
        stop = next((number for number, line in enumerate(lines) if kind not in line), len(lines))
        parts = [line[kind] for line in lines[:stop]]
        found = Sum(total, parts, slip=True)
        if len(parts) < _ITEMS or digits(total.figure) < _LONG or not _near(found):
            continue
        if found.missing in map(neg, swaps(total.figure)) or any(
            found.missing in swaps(part.figure) for part in parts if digits(part.figure) >= _PARTS
        ):
            yield found
