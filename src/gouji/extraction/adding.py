"""Which rows of a printed table add up to which row: totals, headings with their parts, rows marked 其中.

A table seldom says so outright. The usual readings are tried: numbers before the names (一、（一）1.), codes that begin
alike, blanks before the names, 其中, and for names without any mark the rows that add up. A reading that adds up in one
column is taken for the others too, so that a slip in one column shows; one that adds up nowhere is told apart by how
plainly it is printed.

The findings are rows of two tables of the vocabulary, by the columns of theirs that are named here:

- ``adds`` names the one for sums: 合计 (the number of the sum), 名 (the row and the column), 栏 (the column of the
  vocabulary), 项, 数额, 位 (总额 or 分项), 据 (印证: it adds up in some column; 明示: it adds up nowhere, but the marks say
  so; 推测: the likeliest reading; 其中: parts that need not be all).
- ``shares`` names the one for shares: 项目, 部分, 总额, 占比, 据 (印证: most rows of the column agree with this base; 推测).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Final

from gouji.extraction.cells import Entry
from gouji.extraction.headers import TemplateColumn
from gouji.figures import Figure, parse_figure
from gouji.language import fold_text

#: Of longer tables only the totals are looked at, if there are few of them.
_MOST_ROWS: Final = 1000
_MOST_TOTALS: Final = 3
#: The longest run of rows without marks that is tried.
_LONGEST_RUN: Final = 20
#: Ways to leave rows after 其中 out of a total that are tried.
_MOST_WAYS: Final = 32
#: Fewer units of the last place agree by chance.
_TELLING: Final = 100
#: Rows that make less than this part of a total are not all of its parts.
_NEARLY: Final = Fraction(9, 10)

_HAN: Final = "一二三四五六七八九十"
_STYLES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[{_HAN}]{{1,3}}[、.．]",
        rf"[（(][{_HAN}]{{1,3}}[)）]",
        r"[0-9]{1,2}[、.．](?![0-9])",
        r"[（(][0-9]{1,2}[)）]",
        r"[①-⑳]",
    )
)
_OF: Final = re.compile(r"(?:[（(]?[0-9一二三四五六七八九十]{0,2}[)）、.．]?)?\s*(?:其中|#|＃)\s*[:：]?")
TOTAL: Final = re.compile(r"(?:合计|总计|小计|共计)(?:数|额)?$")
_CODE: Final = re.compile(r"[0-9]{3}(?:[0-9]{2})*$")


@dataclass(slots=True, eq=False)
class Item:
    """A row: its name, its marks, its figures by the number of their column."""

    number: int
    name: Entry
    figures: Mapping[int, tuple[Figure, Entry]]
    blank: frozenset[int]
    """Columns in which nothing is printed."""
    style: int | None = None
    code: str = ""
    indent: int = 0
    of: bool = False
    total: bool = False
    parent: Item | None = None

    @property
    def marked(self) -> bool:
        return self.style is not None or self.of or bool(self.code)


@dataclass(frozen=True, slots=True)
class Sum:
    """A row and those that it is read to be the sum of; ``basis`` as the module says."""

    whole: Item
    parts: tuple[Item, ...]
    column: int
    basis: str


@dataclass(frozen=True, slots=True)
class Share:
    """A printed share with the part and the whole that it is read to be of."""

    part: tuple[Item, Entry]
    whole: Entry
    share: Entry
    column: int
    basis: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a set of parts agrees with a whole, column by column."""

    whole: Item
    parts: tuple[Item, ...]
    agrees: tuple[int, ...]
    differs: tuple[int, ...]
    proofs: int
    plain: str = "推测"

    @property
    def rank(self) -> tuple[int, int, int]:
        return self.proofs, -len(self.differs), len(self.agrees)


def items_of(
    rows: Iterable[tuple[Entry, Mapping[int, Entry]]],
    columns: Sequence[TemplateColumn],
    totals: frozenset[str],
    code: int | None,
) -> list[Item]:
    """Rows as items. ``rows``: the entry that names each, and its entries by column; ``code``: the column of codes."""
    out = []
    for number, (name, cells) in enumerate(rows):
        figures = {
            at: (figure, entry)
            for at, entry in cells.items()
            if columns[at].base in ("number", "value", "none")
            and (figure := parse_figure(entry.text)) is not None
            and figure.plain
        }
        blank = frozenset(at for at in range(len(columns)) if at not in cells)
        item = Item(number, name, figures, blank)
        text = name.text
        item.total = name.folded in totals or TOTAL.search(fold_text(text).replace(" ", "")) is not None
        item.of = _OF.match(text) is not None and not item.total
        item.style = next((n for n, style in enumerate(_STYLES) if style.match(text)), None) if not item.of else None
        found = cells.get(code) if code is not None else None
        if found is not None and _CODE.match(found.text):
            item.code = found.text
        item.indent = _indent(name)
        out.append(item)
    least = min((item.indent for item in out), default=0)
    for item in out:
        item.indent -= least
    return out


def plain_name(text: str) -> str:
    """A name without the number or the 其中 before it."""
    for mark in (_OF, *_STYLES):
        found = mark.match(text)
        if found is not None and 0 < found.end() < len(text):
            return plain_name(text[found.end() :].strip())
    return text


def _indent(entry: Entry) -> int:
    """Blanks before a name; a wide one counts twice."""
    before = entry.span.source.text[: entry.span.start]
    width = 0
    for char in reversed(before):
        if char not in " \u3000\xa0":
            break
        width += 2 if char == "\u3000" else 1
    return width


class Tree:
    """Finds the sums of one printed table. ``sure`` are the columns that are known to hold amounts."""

    def __init__(self, items: Sequence[Item], sure: Sequence[int]) -> None:
        self._items = items
        self._sure = list(sure)
        self._found: list[_Reading] = []

    def sums(self) -> Iterator[Sum]:
        """What adds up, and what should."""
        if len(self._items) < 2 or not self._sure:
            return
        if len(self._items) <= _MOST_ROWS:
            self._coded()
            if not any(item.code for item in self._items):
                self._headed()
                self._runs()
        elif sum(item.total for item in self._items) > _MOST_TOTALS:
            return
        self._totals()
        for reading in self._found:
            yield from self._told(reading)

    # -- one reading

    def _reading(self, whole: Item, parts: Sequence[Item], plain: str = "推测") -> _Reading:
        agrees, differs, proofs = [], [], 0
        for column in self._sure:
            if column not in whole.figures:
                continue
            own = whole.figures[column][0]
            figures = [part.figures[column][0] for part in parts if column in part.figures]
            if not figures or any(figure.dimension != own.dimension for figure in figures):
                continue
            gap = abs(sum((figure.base for figure in figures), -own.base))
            if gap <= sum((_half(figure) for figure in figures), _half(own)):
                agrees.append(column)
                telling = sum(figure.value != 0 for figure in figures) > 1
                proofs += telling and abs(own.value) >= _TELLING * own.ulp
            elif len(figures) == len(parts):
                differs.append(column)
        return _Reading(whole, tuple(parts), tuple(agrees), tuple(differs), proofs, plain)

    def _take(self, reading: _Reading) -> None:
        self._found.append(reading)
        for part in reading.parts:
            part.parent = reading.whole

    def _best(self, readings: Iterable[_Reading]) -> _Reading | None:
        """The reading that agrees best; of several, the first."""
        best: _Reading | None = None
        for reading in readings:
            if reading.parts and (best is None or reading.rank > best.rank):
                best = reading
        return best

    def _told(self, reading: _Reading) -> Iterator[Sum]:
        whole, parts = reading.whole, reading.parts
        for column in reading.agrees:
            if len(parts) > 1:
                yield Sum(whole, parts, column, "印证")
        for column in reading.differs:
            if reading.plain == "其中":
                yield Sum(whole, parts, column, "其中")
            else:
                yield Sum(whole, parts, column, "印证" if self._proven(reading) else self._plain(reading, column))
        if reading.proofs or len(reading.agrees) > len(reading.differs):
            for column in self._unsure(reading):
                yield Sum(whole, parts, column, "印证")

    def _proven(self, reading: _Reading) -> bool:
        """Without marks one column alone may agree by chance."""
        return reading.proofs > (len(reading.differs) if reading.plain == "推测" else 0)

    def _plain(self, reading: _Reading, column: int) -> str:
        """A heading need not name all its parts, so parts that fall short are doubtful; parts that exceed it are not.

        A total without any mark is the other way round: of the rows before it some may be parts of others.
        """
        whole = reading.whole.figures[column][0].base
        added = sum(part.figures[column][0].base for part in reading.parts)
        exceeds = added > whole
        if len(reading.differs) > 1 and not reading.agrees:
            return "推测"  # nobody slips in every column: the list is not all there is
        if not exceeds and added < _NEARLY * whole and reading.plain == "合计":
            return "推测"
        if reading.plain == "标题":
            return "明示" if exceeds else "推测"
        if reading.plain == "合计":
            return "推测" if exceeds else "明示"
        return reading.plain

    def _unsure(self, reading: _Reading) -> Iterator[int]:
        """Columns of unknown meaning in which the same rows add up."""
        for column in reading.whole.figures:
            if column in self._sure or any(column not in part.figures for part in reading.parts):
                continue
            own = reading.whole.figures[column][0]
            figures = [part.figures[column][0] for part in reading.parts]
            if own.dimension == "ratio" or any(figure.dimension != own.dimension for figure in figures):
                continue
            if sum(figure.value != 0 for figure in figures) > 1 and sum(f.base for f in figures) == own.base:
                yield column

    # -- marks

    def _coded(self) -> None:
        """Codes: 20101 is a part of 201."""
        for whole in self._items:
            if not whole.code:
                continue
            below = [
                item
                for item in self._items[whole.number + 1 :]
                if item.code.startswith(whole.code) and len(item.code) == len(whole.code) + 2
            ]
            if below:
                self._take(self._reading(whole, below, "明示"))

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

    def _block(self, whole: Item) -> list[Item]:
        """The rows after one that may be its parts: up to the next total and the next heading that is not lower."""
        out = []
        for item in self._items[whole.number + 1 :]:
            if item.total or (item.style is not None and (whole.style is None or item.style <= whole.style)):
                break
            out.append(item)
        return out

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
                readings.append(self._reading(whole, free[:end], plain))
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

    def _runs(self) -> None:
        """Rows without marks: one that the rows after it add up to."""
        rest = [item for item in self._items if item.parent is None and not item.total]
        if any(self._flat(total) for total in self._items if total.total):
            return
        for whole in reversed(rest):
            if whole.of or any(reading.whole is whole for reading in self._found):
                continue
            block = [item for item in self._free(self._block(whole)) if not item.marked][:_LONGEST_RUN]
            readings = [self._reading(whole, block[:end]) for end in range(2, len(block) + 1)]
            best = self._best(
                reading for reading in readings if reading.proofs and reading.proofs >= len(reading.differs)
            )
            if best is not None:
                self._take(best)

    def _flat(self, total: Item) -> bool:
        """Whether all rows together add up to a total in every column."""
        for parts in (self._items[: total.number], self._items[total.number + 1 :]):
            reading = self._reading(total, self._free(item for item in parts if not item.total))
            if reading.proofs and not reading.differs:
                return True
        return False

    # -- totals

    def _totals(self) -> None:
        totals = [item for item in self._items if item.total]
        for number, total in enumerate(totals):
            start = totals[number - 1].number + 1 if number else 0
            end = totals[number + 1].number if number + 1 < len(totals) else len(self._items)
            since = self._free(self._items[start : total.number])
            before = self._free(self._items[: total.number])
            after = self._free(self._items[total.number + 1 : end])
            rest = self._free(self._items[total.number + 1 :])
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
                    *self._without(since),
                    *self._without(before),
                    after,
                    rest,
                    _highest(after),
                    [item for item in rest if not item.total],
                )
                if len(parts) > 1 or (parts and not total.number)
            ]
            best = self._best(readings)
            if best is not None and (best.agrees or not self._vague(total, best)):
                self._take(best)

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

    def _vague(self, total: Item, reading: _Reading) -> bool:
        """A total between rows that it may or may not be of."""
        return 0 < total.number < len(self._items) - 1 and reading.plain == "推测"


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


def _half(figure: Figure) -> Fraction:
    return figure.step / 2


def shares_of(items: Sequence[Item], shares: Sequence[int], amounts: Sequence[int]) -> Iterator[Share]:
    """The shares of a table: the column of amounts and the row that most of them are shares of."""
    for at in shares:
        best: tuple[int, list[Share]] | None = None
        for amount in amounts:
            for whole_of in (_root, _above):
                found, agree = [], 0
                for item in items:
                    whole = whole_of(item, items)
                    if whole is None or at not in item.figures or amount not in item.figures:
                        continue
                    if whole is item or amount not in whole.figures or whole.figures[amount][0].value <= 0:
                        continue
                    share, part, total = (f.figures[n] for f, n in ((item, at), (item, amount), (whole, amount)))
                    if _is_whole(share[0]) and any(other.parent is item for other in items):
                        continue  # the shares of its parts are shares of it, not of what it is a part of
                    agree += _agrees(share[0], part[0], total[0])
                    found.append(Share((item, part[1]), total[1], share[1], amount, ""))
                if found and (best is None or agree > best[0]):
                    best = agree, found
        if best is None:
            continue
        basis = "印证" if best[0] > 1 and 3 * best[0] >= 2 * len(best[1]) else "推测"
        for made in best[1]:
            yield Share(made.part, made.whole, made.share, made.column, basis)


def _is_whole(share: Figure) -> bool:
    """Whether a share is all there is."""
    return share.base == (1 if share.unit.dimension == "ratio" else 100)


def _agrees(share: Figure, part: Figure, whole: Figure) -> bool:
    printed = share.base if share.unit.dimension == "ratio" else share.base / 100
    width = Fraction(share.ulp) * (share.unit.scale if share.unit.dimension == "ratio" else Fraction(1, 100)) / 2
    open_ = (_half(part) + _half(whole)) / whole.base
    return abs(part.base / whole.base - printed) <= width + open_


def _above(item: Item, items: Sequence[Item]) -> Item | None:
    return item.parent


def _root(item: Item, items: Sequence[Item]) -> Item | None:
    """The row of totals that a row belongs to; failing that, the only one of the table."""
    found, seen = item, {id(item)}
    while found.parent is not None and id(found.parent) not in seen:
        found = found.parent
        seen.add(id(found))
    if found is not item or item.total:
        return found
    totals = [other for other in items if other.total]
    return totals[0] if len(totals) == 1 else None
