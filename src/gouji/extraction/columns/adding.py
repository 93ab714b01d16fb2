"""Which rows of a printed table add up to which row: totals, headings with their parts, rows marked 其中.

A table seldom says so outright. The usual readings are tried: numbers before the names (一、（一）1.), codes that begin
alike, blanks before the names, 其中, and for names without any mark the rows that add up. A reading that adds up in one
column is taken for the others too, so that a slip in one column shows; one that adds up nowhere is told apart by how
plainly it is printed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product
from math import lcm
from typing import Final

from gouji.extraction.columns.agreement import Reading, Sum, compare
from gouji.extraction.grids.items import Item, number_of, plain_name
from gouji.language import fold_text

#: Of longer tables only the totals are looked at, if there are few of them.
_MOST_ROWS: Final = 1000
_MOST_TOTALS: Final = 3
#: The longest run of rows without marks that is tried.
_LONGEST_RUN: Final = 20
#: Ways to leave rows after 其中 out of a total that are tried.
_MOST_WAYS: Final = 32
#: Groups whose sums stand before their rows.
_MOST_GROUPS: Final = 6
_MOST_GROUPED: Final = 60
#: Sums of rows that are named alike after which another must be one too.
_ALIKE: Final = 2
#: Sums below codes after which another must be one too, and how many there must be for each that is wrong.
_SHOWN: Final = 3
_OUTWEIGH: Final = 3
#: What two divisions of one whole come to, in units of its last digit, at least.
_SAME: Final = 1000
#: Numbered rows below a total that are its parts, at least.
_LISTED: Final = 2
#: Proofs that a last row is a total although it is not called one.
_SURE: Final = 2


class Tree:
    """Finds the sums of one printed table. ``sure`` are the columns that are known to hold amounts."""

    def __init__(self, items: Sequence[Item], sure: Sequence[int]) -> None:
        self._items = items
        self._sure = list(sure)
        self._found: list[Reading] = []
        self._ends = [
            at for at, item in enumerate(items) if item.total or item.style is not None or item.cut is not None
        ]
        """Where the parts of a row without a number end: at totals and at headings."""
        self._whole: dict[int, Mapping[int, tuple[int, int]]] = {}

    def sums(self) -> Iterator[Sum]:
        """What adds up, and what should."""
        if len(self._items) < 2 or not self._sure:
            return
        if len(self._items) <= _MOST_ROWS:
            self._divided()
            self._coded()
            if not any(item.code for item in self._items):
                self._headed()
                self._runs()
                self._grouped()
        elif sum(item.total for item in self._items) > _MOST_TOTALS:
            return
        self._totals()
        self._alike()
        structured = any(reading.proofs and not reading.whole.total for reading in self._found)
        for reading in self._found:
            yield from reading.sums(self._sure, structured)

    # -- one reading

    def _reading(self, whole: Item, parts: Sequence[Item], plain: str = "推测", tried: bool = False) -> Reading:
        return compare(whole, parts, self._sure, plain, tried)

    def _take(self, reading: Reading) -> None:
        self._found.append(reading)
        for part in reading.parts:
            part.parent = reading.whole

    def _best(self, readings: Iterable[Reading]) -> Reading | None:
        """The reading that agrees best; of several, the first."""
        best: Reading | None = None
        for reading in readings:
            if reading.parts and (best is None or reading.rank > best.rank):
                best = reading
        return best

    # -- marks

    def _coded(self) -> None:
        """Codes: 20101 is a part of 201. Where several rows are the sums of those below, another is meant to be."""
        first = len(self._found)
        for whole in self._items:
            if not whole.code:
                continue
            below = [
                item
                for item in self._items[whole.number + 1 :]
                if item.code.startswith(whole.code) and len(item.code) == len(whole.code) + 2
            ]
            if below:
                self._take(self._reading(whole, below, "编码"))
        found = self._found[first:]
        right = sum(1 for reading in found if len(reading.parts) > 1 and reading.proofs and not reading.differs)
        wrong = sum(1 for reading in found if reading.differs and not reading.proofs)
        if right < _SHOWN or right < _OUTWEIGH * wrong:
            return
        for at, reading in enumerate(found, first):
            if all(map(reading.nearly, reading.differs)):
                self._found[at] = replace(reading, proofs=reading.proofs + _ALIKE, exactly=reading.exactly + _ALIKE)

    def _divided(self) -> None:
        """A whole that is divided twice, 其中：城镇、乡村 and 其中：男、女: divisions that come to the same make it."""
        for whole in self._items:
            if whole.of or not any(item.of for item in self._items[whole.number + 1 : whole.number + 2]):
                continue
            groups: list[list[Item]] = []
            for item in self._block(whole):
                if item.of:
                    groups.append([item])
                elif not groups:
                    break
                else:
                    groups[-1].append(item)
            readings = [self._reading(whole, group) for group in groups[:-1] if len(group) > 1]
            readings += [self._reading(whole, groups[-1][:end]) for end in _ends(groups[-1])[1:]] if groups else []
            for column in self._sure:
                if column not in whole.figures or any(column in reading.agrees for reading in readings):
                    continue
                same = _agreeing(readings, column)
                if len(same) > 1 and {reading.parts[0].number for reading in same} >= {groups[0][0].number}:
                    for reading in same:
                        self._take(replace(reading, proofs=reading.proofs + _ALIKE, exactly=reading.exactly + _ALIKE))
                    break

    def _headed(self) -> None:
        """Headings with a number, and rows after which 其中 stands; the innermost first."""
        for whole in reversed(self._items):
            if whole.total:
                continue
            block = self._block(whole)
            if not block:
                continue
            if block[0].of and whole.style is None:
                self._among(whole, block)
            elif whole.style is not None:
                self._under(whole, block)
            elif block[0].indent > whole.indent and not whole.of:
                deeper = _deeper(block, whole.indent)
                least = min(item.indent for item in deeper)
                self._take(self._reading(whole, [item for item in deeper if item.indent == least], "标题"))

    def _block(self, whole: Item) -> Sequence[Item]:
        """The rows after one that may be its parts: up to the next total and the next heading that is not lower."""
        begin, own = whole.number + 1, whole.style
        ends = self._ends
        for end in ends[bisect_left(ends, begin) :]:
            item = self._items[end]
            if item.total or own is None or any(style is not None and style <= own for style in (item.style, item.cut)):
                return self._items[begin:end]
        return self._items[begin:]

    def _free(self, items: Iterable[Item]) -> list[Item]:
        return [item for item in items if item.parent is None]

    def _under(self, whole: Item, block: Sequence[Item]) -> None:
        free = self._free(block)
        styles = [item.style for item in free if item.style is not None]
        readings = []
        last = False
        if styles:
            numbered = [item for item in free if item.style == min(styles)]
            readings.append(self._reading(whole, numbered, "明示"))
            readings.append(self._reading(whole, free))
        else:
            deeper = [item for item in free if item.indent > whole.indent]
            last = not any(item.style == whole.style for item in self._items[block[-1].number + 1 :])
            alike = any(item.style == whole.style and self._leads(item) for item in self._items[: whole.number])
            for end in _ends(free):
                plain = "标题" if not last or alike or len(deeper) >= end else "推测"
                readings.append(self._reading(whole, free[:end], plain, end < len(free)))
            # 其中 holds for itself alone
            readings.append(self._reading(whole, [item for item in free if not item.of], "推测"))
        best = self._best(readings)
        # what follows the last heading may be no part of it
        if best is None or (not best.agrees and (last or best.plain == "推测")):
            if free and free[0].of:
                self._among(whole, block)
            return
        if free[0].of and not best.agrees:
            best = self._reading(whole, [item for item in free if item.of], "其中")
        self._take(best)

    def _leads(self, item: Item) -> bool:
        """Whether a row without marks follows."""
        after = self._items[item.number + 1]
        return not (after.marked or after.total)

    def _among(self, whole: Item, block: Sequence[Item]) -> None:
        """其中: the marked row, and as many of those after it as add up."""
        free = self._free(block)
        if not free:
            return
        sure = [item for item in free if item.of]
        readings = [self._reading(whole, free[:end]) for end in _ends(free)]
        best = self._best(reading for reading in readings if reading.proofs and not reading.differs)
        best = best or self._best(reading for reading in readings if reading.proofs > len(reading.differs))
        self._take(best if best is not None else self._reading(whole, sure, "其中"))
        if best is not None:
            self._again(whole, free[len(best.parts) :])

    def _again(self, whole: Item, rest: Sequence[Item]) -> None:
        """The same whole parted once more: by sex, then by age."""
        while len(rest) > 1:
            readings = [self._reading(whole, rest[:end]) for end in _ends(rest) if end > 1]
            best = self._best(reading for reading in readings if reading.proofs and not reading.differs)
            if best is None:
                return
            self._take(best)
            rest = rest[len(best.parts) :]

    def _runs(self) -> None:
        """Rows without marks: one that the rows after it add up to."""
        rest = [item for item in self._items if (item.parent is None or item.of) and not item.total]
        if any(self._flat(total) for total in self._items if total.total):
            return
        for whole in reversed(rest):
            if any(reading.whole is whole for reading in self._found):
                continue
            unmarked = (item for item in self._block(whole) if item.parent is None and not item.marked)
            block = list(islice(unmarked, _LONGEST_RUN))
            readings = [] if whole.of else [self._reading(whole, block[:end]) for end in self._agreeing(whole, block)]
            if whole.style is None:
                readings.append(self._reading(whole, self._numbered(whole)))
            best = self._best(
                reading for reading in readings if reading.proofs and reading.proofs >= len(reading.differs)
            )
            if best is not None:
                self._take(best)
                if not best.differs and not best.parts[0].marked:
                    self._again(whole, block[len(best.parts) :])
        last = self._items[-1]
        above = [item for item in self._free(self._items[:-1]) if not item.of]
        if last.parent is None and not last.marked and len(above) > 1:
            reading = self._reading(last, above)  # a last row may be the total, whatever it is called
            if reading.exactly >= _SURE and not reading.differs:
                self._take(reading)

    def _agreeing(self, whole: Item, rows: Sequence[Item]) -> list[int]:
        """How many of some rows, two or more, come to a whole in some column: what is no more than that can prove nothing."""
        ends: set[int] = set()
        for column in self._sure:
            if column not in whole.figures:
                continue
            worths = self._worths(column)
            (base, width), come = worths[whole.number], 0
            for end, row in enumerate(rows, 1):
                if row.number in worths:
                    worth, step = worths[row.number]
                    come, width = come + worth, width + step
                if end > 1 and 2 * abs(come - base) <= width:
                    ends.add(end)
        return sorted(ends)

    def _worths(self, column: int) -> Mapping[int, tuple[int, int]]:
        """What the figures of a column and their last digits are worth, by row: whole numbers of the same small unit, which
        are added up many times."""
        known = self._whole.get(column)
        if known is None:
            worths = {item.number: item.worth(column) for item in self._items if column in item.figures}
            parts = lcm(*(number.denominator for worth in worths.values() for number in worth))
            known = self._whole[column] = {
                row: (int(worth * parts), int(step * parts)) for row, (worth, step) in worths.items()
            }
        return known

    def _numbered(self, whole: Item) -> list[Item]:
        """The rows of one kind of number that begin below a row without any, as far as they count on."""
        out: list[Item] = []
        for item in self._items[whole.number + 1 :]:
            if item.total or (out and item.style is not None and item.style < (out[0].style or 0)):
                break
            if item.style is None or (out and item.style != out[0].style):
                if not out:
                    break
                continue
            if out and number_of(item.name.text) <= number_of(out[-1].name.text):
                break
            out.append(item)
        return self._free(out)

    def _grouped(self) -> None:
        """A whole over the sums of groups, which stand before the rows of all groups: 全市, 东部, 西部, then the districts.

        The rows make up the whole, and those that follow each other one group or another: what is left makes up the last.
        """
        for whole in self._items:
            if whole.parent is not None or whole.style is not None or whole.of:
                continue
            block = [item for item in self._block(whole) if not item.of]
            found = next((reading for reading in self._found if reading.whole is whole), None)
            if found is not None and found.parts != tuple(block[: len(found.parts)]):
                continue
            counts = [len(found.parts)] if found is not None else range(2, _MOST_GROUPS + 1)
            if all(len(block) - count > _MOST_GROUPED for count in counts):
                continue
            made_by = set(self._agreeing(whole, block[::-1][:_MOST_GROUPED]))
            for count in counts:
                groups, rest = block[:count], block[count:]
                if (
                    not count < len(rest)
                    or len(rest) not in made_by
                    or any(item.parent not in (None, whole) for item in rest)
                ):
                    continue
                all_of = self._reading(whole, rest)
                if not all_of.proofs or len(all_of.differs) > (all_of.proofs if found is not None else 0):
                    continue
                made = self._parted(groups, rest)
                if not made or (found is None and len(made) < count):
                    continue
                if found is None:
                    among = self._reading(whole, groups)
                    self._take(
                        replace(among, proofs=among.proofs + all_of.proofs, exactly=among.exactly + all_of.exactly)
                    )
                for reading in made:
                    self._take(reading)
                return

    def _parted(self, groups: Sequence[Item], rows: Sequence[Item]) -> list[Reading]:
        """Which of the rows make up each of the groups."""
        left = list(rows)
        made: list[Reading] = []
        open_: list[Item] = []
        for group in groups:
            runs = (left[at:end] for at in range(len(left)) for end in range(at + 2, len(left) + 1))
            readings = (self._reading(group, run) for run in runs)
            best = self._best(reading for reading in readings if reading.proofs and not reading.differs)
            if best is None:
                open_.append(group)
                continue
            made.append(best)
            gone = set(map(id, best.parts))
            left = [item for item in left if id(item) not in gone]
        if len(open_) == 1 and made and len(left) > 1:
            last = self._reading(open_[0], left)
            made.append(replace(last, proofs=last.proofs + _ALIKE, exactly=last.exactly + _ALIKE))
        return made

    def _flat(self, total: Item) -> bool:
        """Whether all rows together add up to a total in every column."""
        for parts in (self._items[: total.number], self._items[total.number + 1 :]):
            reading = self._reading(total, self._free(item for item in parts if not item.total))
            if reading.proofs and not reading.differs:
                return True
        return False

    def _alike(self) -> None:
        """其中 over rows that are named as those are of which others are the sums: it is the sum of them too."""
        proven: dict[tuple[str, ...], int] = {}
        for reading in self._found:
            if reading.proofs and not reading.differs:
                names = _names(reading.parts)
                proven[names] = proven.get(names, 0) + 1
        for number, reading in enumerate(self._found):
            if reading.plain != "其中":
                continue
            after = self._items[reading.whole.number + 1 :]
            names = next((names for names in proven if len(names) > 1 and names == _names(after[: len(names)])), ())
            if proven.get(names, 0) >= _ALIKE:
                again = self._reading(reading.whole, after[: len(names)], "明示")
                self._found[number] = replace(again, proofs=again.proofs + _ALIKE)

    # -- totals

    def _totals(self) -> None:
        totals = [item for item in self._items if item.total]
        for number, total in enumerate(totals):
            start = totals[number - 1].number + 1 if number else 0
            end = totals[number + 1].number if number + 1 < len(totals) else len(self._items)
            since = self._free(self._items[start : total.number])
            before = self._free(self._items[: total.number])
            after = self._free(self._until_cut(total, end))
            rest = self._free(self._until_cut(total, len(self._items)))
            readings = [
                self._reading(total, parts, self._said(parts))
                for parts in (
                    since,
                    [*([totals[number - 1]] if number else []), *since],
                    before,
                    [item for item in before if not item.total],
                    [item for item in self._items[: total.number] if not item.total and not item.of],
                    [item for item in before if item.total],
                    _highest(before),
                    [*([totals[number - 1]] if number else []), *self._unrepeated(since)],
                    *self._without(since),
                    *self._without(before),
                    after,
                    rest,
                    _highest(after),
                    [item for item in rest if not item.total],
                )
                if len(parts) > 1 or (parts and not total.number)
            ]
            # the parts of a total that stands over them may have parts of their own after the last of them
            readings += [self._reading(total, after[:end], "推测", True) for end in _ends(after)[1:] if end > 1]
            best = self._best(readings)
            listed = self._listed(total)
            if listed is not None and (best is None or not best.proofs):
                best = listed
            if best is not None and (best.agrees or not self._vague(total, best)):
                self._take(best)

    def _listed(self, total: Item) -> Reading | None:
        """The rows below a total that are numbered from one on: they are its parts, whether they make it or not."""
        rows = self._numbered(total)
        if len(rows) < _LISTED or [number_of(row.name.text) for row in rows[:1]] != [1]:
            return None
        return self._reading(total, rows, "明示")

    def _until_cut(self, total: Item, end: int) -> Sequence[Item]:
        """The rows behind a total that is numbered itself, up to the next heading of its rank that has no figures."""
        rows = self._items[total.number + 1 : end]
        if total.style is None:
            return rows
        cuts = (at for at, item in enumerate(rows) if item.cut is not None and item.cut <= total.style)
        return rows[: next(cuts, len(rows))]

    def _unrepeated(self, rows: Sequence[Item]) -> list[Item]:
        """Rows without those that repeat all figures of the row before them: the only part of what is above it."""
        told = [[(at, figure.base) for at, (figure, _) in sorted(row.figures.items()) if figure.value] for row in rows]
        return [row for at, row in enumerate(rows) if not at or not told[at] or told[at] != told[at - 1]]

    def _without(self, rows: Sequence[Item]) -> Iterator[list[Item]]:
        """Rows without some of those that follow a 其中: they may go on with what it begins."""
        runs: list[list[Item]] = []
        for row in rows:
            before = self._items[row.number - 1] if row.number else None
            if before is not None and not row.marked and (before.of or (runs and runs[-1][-1] is before)):
                if before.of:
                    runs.append([row])
                else:
                    runs[-1].append(row)
        ways = 1
        for run in runs:
            ways *= len(run) + 1
        if not runs or ways > _MOST_WAYS:
            return
        for ends in product(*(range(len(run) + 1) for run in runs)):
            gone = {id(row) for run, end in zip(runs, ends, strict=True) for row in run[:end]}
            if gone:
                yield [row for row in rows if id(row) not in gone]

    def _said(self, parts: Sequence[Item]) -> str:
        """How plainly it is printed that rows make a total: all numbered alike, or none marked at all."""
        if all(item.style is not None for item in parts) and len({item.style for item in parts}) == 1:
            return "明示"
        if any(item.marked or item.indent for item in self._items):
            return "推测"
        return "合计"

    def _vague(self, total: Item, reading: Reading) -> bool:
        """A total between rows that it may or may not be of."""
        return 0 < total.number < len(self._items) - 1 and reading.plain == "推测"


def _agreeing(readings: Sequence[Reading], column: int) -> list[Reading]:
    """The first of some readings that come to the same in a column, to the last digit."""
    come: dict[Fraction, list[Reading]] = {}
    for reading in readings:
        if all(column in part.figures for part in reading.parts):
            worth = sum((part.worth(column)[0] for part in reading.parts), Fraction(0))
            if worth >= _SAME * reading.whole.worth(column)[1]:
                come.setdefault(worth, []).append(reading)
    return next((same for same in come.values() if len({reading.parts[0].number for reading in same}) > 1), [])


def _names(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(fold_text(plain_name(item.name.text)) for item in items)


def _ends(rows: Sequence[Item]) -> list[int]:
    """How many of the rows may belong to what stands before them: all, or a few."""
    return [len(rows), *range(min(len(rows) - 1, _LONGEST_RUN), 0, -1)]


def _highest(items: Sequence[Item]) -> list[Item]:
    """The rows with the highest of the numbers."""
    styles = [item.style for item in items if item.style is not None]
    return [item for item in items if item.style == min(styles)] if styles else []


def _deeper(items: Sequence[Item], indent: int) -> list[Item]:
    """The first of some rows that have more blanks before them."""
    end = next((number for number, item in enumerate(items) if item.indent <= indent), len(items))
    return list(items[:end])
