"""Sums that nobody calls so: a figure that those beside it make to the last digit (平衡).

That a figure is by chance what its neighbours come to is the less likely the more digits it has; one of three digits and more
is taken for their sum. Of shorter ones it needs a column in which one block of figures after the other begins, or ends, with
the sum of the rest. Figures that miss a sum by one slip of the pen may have been meant to make it: that is never more than a
hint, and only told of figures that stand in one sentence and of which none is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Final

from gouji.extraction.drafting.draft import Draft, place_of, text_of
from gouji.extraction.prose.retold import digits
from gouji.extraction.prose.slipped import swaps
from gouji.extraction.tried.alike import alike, below
from gouji.extraction.tried.builds import Cells
from gouji.extraction.tried.made import Place, Sum
from gouji.extraction.tried.outcomes import places_in
from gouji.extraction.tried.parallels import by_total, parallel_sums, score_sums, section_sums
from gouji.extraction.tried.refolded import refolded, remainders
from gouji.extraction.tried.regions import One, Region, bare, in_unit_of
from gouji.extraction.tried.runs import Run, columns_of
from gouji.extraction.tried.samesums import same_sums
from gouji.extraction.tried.slipsums import slipped_sums
from gouji.language import Table

#: Figures that make a sum, at most.
_MOST: Final = 40
#: Figures that make a rounded sum, at most: 36 in a row come to one by chance.
_ROUNDED: Final = 16
#: How large a sum is at least, in places of its last digit: of figures that stand in one paragraph, and of others.
_BESIDE: Final = 50
_APART: Final = 100
#: So many times the roundings of its terms.
_OPEN: Final = 200
#: Of a whole column that comes to a figure printed elsewhere.
_ELSEWHERE: Final = 1000
#: Digits of a sum that is wrong by a slip, of two terms and of more.
_LONG: Final = 5
_TELLING: Final = 4
#: Lines below a sum with a slip, and digits of each of their figures.
_BELOW: Final = 8
_FINE: Final = 6
#: Blocks of a column of which each has its sum at one end, and figures of them all, at least.
_BLOCKS: Final = 2
_IN_BLOCKS: Final = 6
_DEEPEST: Final = 3


class Sums:
    """Writes the sums that are found in one document, but for those that are told already."""

    def __init__(self, tables: Iterable[Table], draft: Draft) -> None:
        by_source = {table.source: table for table in tables if table.source}
        self._by_source = by_source
        self._target = by_source.get("平衡")
        self._draft = draft
        self._by_place: dict[Place, list[frozenset[Place]]] = {}
        for places in _known(by_source, draft):
            self._keep(places)
        self._names: dict[str, int] = {}
        self._slips: list[Sum] = []
        self._alike: list[Sum] = []

    def runs(self, runs: Iterable[Run]) -> None:
        """The sums among runs of figures."""
        for run in runs:
            for found in (*_beside(run), *_blocks(run)):
                if found.slip and not run.told:
                    self._alike.append(found)
                else:
                    self._take(found)

    def elsewhere(self, region: Region, printed: Mapping[tuple[str, Fraction], One]) -> None:
        """The sums of whole columns that are ``printed`` outside of them, by kind and worth."""
        for column in columns_of(region):
            parts = list(column.values())
            kinds = {one.kind for one in parts}
            come = sum((one.base for one in parts), Fraction(0))
            total = printed.get((parts[0].kind, come))
            if len(kinds) > 1 or "ratio" in kinds or total is None or total.place in {one.place for one in parts}:
                continue
            if come >= _ELSEWHERE * parts[0].figure.step and sum(one.base > 0 for one in parts) > 1:
                self._take(Sum(total, [in_unit_of(one, total) for one in parts]))

    def region(self, region: Region) -> None:
        """The sums of a table that are missed where others are made."""
        self._alike += alike(region)
        folded = refolded(region)
        self._alike += alike(folded)
        self._alike += remainders(folded)
        self._alike += slipped_sums(region)

    def beside(self, told: Sequence[One], headings: Sequence[int]) -> None:
        """The sums that sections make of a line before them, and those missed beside what is made, in the same sentences."""
        for found in section_sums(told, headings):
            self._take(found)
        self._alike += parallel_sums(told, by_total(self._by_place))
        known = places_in(self._by_source, self._draft, {"分项得分": ("得分",)})
        stated = {place_of(value) for value in self._draft.fields.values()}
        said = (found for found in score_sums(told) if not (found.total.place in stated and found.places & known))
        self._alike += said

    def alike(self, rows: Sequence[Cells], printed: Mapping[tuple[str, Fraction], One]) -> None:
        """The sums of rows of like build that are missed where others come to the same."""
        self._alike += same_sums(rows, printed)

    def below(self, told: Sequence[One]) -> None:
        """The sums of lines below a line that are missed where they make another figure of it."""
        self._alike += below(told)

    def finish(self) -> None:
        """Write the slips: those of a table, and others where nothing else speaks of their figures."""
        for found in self._alike:
            if not any(found.places <= places for places in self._by_place.get(found.total.place, ())):
                self._keep(found.places)
                self._write(found)
        for found in self._slips:
            if not any(place in self._by_place for place in found.places):
                self._keep(found.places)
                self._write(found)

    def _take(self, found: Sum) -> None:
        places = found.places
        if len(places) <= len(found.parts):
            return
        if any(places <= told for told in self._by_place.get(found.total.place, ())):
            return
        if found.slip:
            self._slips.append(found)
            return
        self._keep(places)
        self._write(found)

    def _keep(self, places: frozenset[Place]) -> None:
        for place in places:
            self._by_place.setdefault(place, []).append(places)

    def _write(self, found: Sum) -> None:
        if self._target is None:
            return
        name = found.total.name or next((one.name for one in found.parts if one.name), "") or found.total.figure.text
        name = name.lstrip(")）")
        self._names[name] = number = self._names.get(name, 0) + 1
        label = f"{name}（试算{number}）"
        mixed = any(one.kind != found.total.kind for one in found.parts) and found.total.kind != "number"
        for one in (found.total, *found.parts):
            way = "得" if one is found.total else "加"
            # 人次 and 家次: a number of each
            cells = {"平衡": label, "项": one.name or name, "数额": bare(one) if mixed else one.value, "号": way}
            self._draft.say(self._target, cells, found.rounded)


def _beside(run: Run) -> Iterator[Sum]:
    """What is the sum of those before or behind it."""
    ones = run.ones
    counted = _counted(ones)
    for at, total in enumerate(ones):
        if total.base <= 0:
            continue
        for near in (range(at + 1, min(len(ones), at + 1 + _MOST)), range(at - 1, max(-1, at - 1 - _MOST), -1)):
            if (count := _making(counted, at, near)) and _telling(total, found := [ones[i] for i in near[:count]], run):
                yield Sum(total, found)
    if run.told:
        yield from _nearly(ones)
    elif not run.column:
        yield from _nearly_below(ones)


def _nearly(ones: Sequence[One]) -> Iterator[Sum]:
    """The sentences of which the first or the last figure would be the sum of all others, were it not for a slip."""
    sentences: dict[int, list[One]] = {}
    for one in ones:
        sentences.setdefault(one.sentence, []).append(one)
    for told in sentences.values():
        for total, parts in ((told[0], told[1:]), (told[-1], told[:-1])):
            missing = total.base - sum((one.base for one in parts), Fraction(0))
            if missing and len(parts) > 1 and all(one.base > 0 for one in told) and _slipped(total, parts, missing):
                yield Sum(total, parts, slip=True)


def _nearly_below(ones: Sequence[One]) -> Iterator[Sum]:
    """The lines of which the first figure would be the sum of those of the lines below, were it not for a slip."""
    firsts: list[One] = []
    for one in ones:
        if not firsts or one.text != firsts[-1].text:
            firsts.append(one)
    for at, total in enumerate(firsts):
        parts: list[One] = []
        come = Fraction(0)
        for one in firsts[at + 1 : at + 1 + _BELOW]:
            come += one.base
            parts += [one] if one.base > 0 else []
            if come > 2 * total.base:
                break
            slips = (
                len(parts) > 1 and come != total.base and min(digits(one.figure) for one in (total, *parts)) >= _FINE
            )
            if slips and _slipped(total, parts, total.base - come):
                yield Sum(total, list(parts), slip=True)
                break


def _counted(ones: Sequence[One]) -> list[tuple[int, int]]:
    """Each figure and what its rounding may hide, counted in the largest unit of which all are whole numbers.

    Sums are tried for every figure of a run: whole numbers are added many times as fast as fractions.
    """
    unit = lcm(*(worth.denominator for one in ones for worth in (one.base, one.half)))
    return [(int(one.base * unit), int(one.half * unit)) for one in ones]


def _making(counted: Sequence[tuple[int, int]], at: int, near: Iterable[int]) -> int:
    """How many of the figures ``near`` that at ``at``, from the first on, make it within their roundings; 0: they do not."""
    total, half = counted[at]
    gap, taken = -total, 0
    for number, other in enumerate(near, 1):
        worth, hidden = counted[other]
        if worth < 0 or (worth == total and number == 1):
            return 0
        gap, half, taken = gap + worth, half + hidden, taken + bool(worth)
        if taken > 1 and abs(gap) <= half:
            return number
        if gap > total:
            return 0
    return 0


def _telling(total: One, parts: Sequence[One], run: Run) -> bool:
    """Whether a sum is too large to come out by chance."""
    beside = run.told and all(one.text == total.text for one in parts[:2])
    least = (_BESIDE if beside else _APART) * total.figure.step
    if sum((one.base for one in parts), Fraction(0)) != total.base:
        if len(parts) > _ROUNDED:
            return False
        least = max(least, _OPEN * sum((one.half for one in parts), total.half))
    return total.base >= least


def _slipped(total: One, parts: Sequence[One], missing: Fraction) -> bool:
    """Whether the figures would make the total if two neighbouring digits of one of them had not changed places."""
    if digits(total.figure) < (_LONG if len(parts) < 3 else _TELLING):
        return False
    return any(-off == missing for off in swaps(total.figure)) or any(
        off == missing for part in parts if digits(part.figure) >= _TELLING for off in swaps(part.figure)
    )


# -- columns of blocks


def _blocks(run: Run) -> Iterator[Sum]:
    """The sums of a column that is one block after the other, each with its sum before the rest, or behind it: blocks of

    blocks, down to three deep. The column may begin, or end, with the sum of them all.
    """
    if not run.column or len(run.ones) < _IN_BLOCKS or any(one.base < 0 for one in run.ones):
        return
    for ones in (run.ones, run.ones[::-1]):
        for depth in range(_DEEPEST, 1, -1):
            for lead in (0, 1):
                made = _parsed(ones[: len(ones) - lead], depth)
                if made is None:
                    made = _parsed(ones[lead:], depth) if lead else None
                    last = ones[0]
                else:
                    last = ones[-1]
                if made is None:
                    continue
                blocks, sums = made
                whole = Sum(last, blocks) if lead else None
                if whole is not None and last.base != sum((one.base for one in blocks), Fraction(0)):
                    continue
                if len(blocks) >= _BLOCKS and (whole is not None or len(ones) > _IN_BLOCKS):
                    yield from (one for one in (*sums, *([whole] if whole else ())) if len(one.parts) > 1)
                    return


def _parsed(ones: Sequence[One], depth: int) -> tuple[list[One], list[Sum]] | None:
    """The heads of the blocks that some figures are, and what makes each; None where they are no such blocks."""
    heads: list[One] = []
    sums: list[Sum] = []
    at = 0
    while at < len(ones):
        head = ones[at]
        made = _block(ones, at, depth, sums)
        if made is None:
            return None
        heads.append(head)
        at = made
    return (heads, sums) if any(len(found.parts) > 1 for found in sums) else None


def _block(ones: Sequence[One], at: int, depth: int, sums: list[Sum]) -> int | None:
    """Where the block ends that begins at a place; its sums are added to ``sums``."""
    head, parts, come = ones[at], list[One](), Fraction(0)
    at += 1
    if head.base <= 0:
        return None
    while come < head.base:
        if at == len(ones):
            return None
        parts.append(ones[at])
        come += ones[at].base
        if depth == 2:
            at += 1
            continue
        end = _block(ones, at, depth - 1, sums)
        if end is None:
            return None
        at = end
    if come != head.base:
        return None
    sums.append(Sum(head, parts))
    return at


#: Tables whose rows tell a sum, with the column that says of which sum a row is, and that of the figures.
_GROUPS: Final = (("构成", "构成", "数额"), ("平衡", "平衡", "数额"), ("表内合计", "合计", "数额"))


def _known(by_source: Mapping[str, Table], draft: Draft) -> Iterator[frozenset[Place]]:
    """The places of the figures of each sum that is told already."""
    for source, group, column in _GROUPS:
        table = by_source.get(source)
        if table is None:
            continue
        found: dict[str | None, set[Place]] = {}
        for row in draft.tables.get(table.name, []):
            if (place := place_of(row.cells.get(column))) is not None:
                found.setdefault(text_of(row.cells.get(group)), set()).add(place)
        yield from map(frozenset, found.values())
