"""How the columns of a printed table are worked out from each other, row by row: differences, sums, quotients, growth.

Nothing but the figures says so. A formula is taken when it holds in every row, or in all but one of at least four (of
three, where the header says what its column is: 结余, 进度); rows in which it holds trivially (nothing added, a whole
divided by itself) prove nothing, nor do short figures that add up but for their rounding. Where as many rows are off by
their rounding as are not, those rows are left alone: bare numbers do not say whether they were rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.grids.cells import Entry
from gouji.figures import Figure, parse_figure

#: Larger tables are not searched: columns of figures, rows.
_MOST_COLUMNS: Final = 20
_MOST_ROWS: Final = 300
#: Rows that must prove a formula, and how many of them if one row speaks against it.
_PROOFS: Final = 2
_PROOFS_AGAINST: Final = 3
#: Fewer units of the last place agree by chance; of a sum that is right but for its rounding, so many times the width.
_TELLING: Final = 20
_CHANGE: Final = re.compile(r"增减|变动|变化|增加|减少|净增|增长(?![率幅速])")
_DIFFERENCE: Final = re.compile(rf"[差余]|结转|节约|核减|{_CHANGE.pattern}")
_RATIO: Final = re.compile(r"[率比%％‰]|进度|幅度|增幅|降幅|百分|系数")


@dataclass(frozen=True, slots=True)
class Derived:
    """One row of a formula. ``form``: 差 (甲 − 乙), 和 (甲 + 乙), 商 (甲 ÷ 乙), 增 ((甲 − 乙) ÷ 乙), 降 ((乙 − 甲) ÷ 乙)."""

    form: str
    row: int
    column: int
    result: Entry
    first: Entry
    second: Entry
    fraction: bool = False
    """Whether a result without a sign of percent is the ratio itself: 0.9512, or 1 for all."""


@dataclass(frozen=True, slots=True)
class _Formula:
    form: str
    result: int
    first: int
    second: int
    proofs: int
    against: int
    said: bool
    fraction: bool = False

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        return self.proofs - 2 * self.against, -self.against, self.said, -abs(self.result - self.first)


class Columns:
    """The figures of a printed table by row and column. ``names`` are the headers; ``known`` the columns whose formulas
    somebody else knows: a formula over them alone is left to him; ``relative`` the rows of ratios, which do not add up."""

    def __init__(
        self,
        rows: Iterable[Mapping[int, Entry]],
        names: Mapping[int, str],
        known: frozenset[int] = frozenset(),
        relative: frozenset[int] = frozenset(),
    ) -> None:
        self._relative = relative
        self._rows: list[dict[int, tuple[Figure, Entry]]] = []
        for cells in rows:
            self._rows.append(
                {
                    at: (figure, entry)
                    for at, entry in cells.items()
                    if (figure := parse_figure(entry.text)) is not None and figure.plain
                }
            )
        self._names = names
        self._known = known
        counts: dict[int, int] = {}
        for row in self._rows:
            for at in row:
                counts[at] = counts.get(at, 0) + 1
        self._ratios = {at for at in counts if self._is_ratio(at)}
        self._amounts = [at for at in sorted(counts) if at not in self._ratios and counts[at] >= _PROOFS]
        self._many = len(self._rows) > _MOST_ROWS or len(self._amounts) > _MOST_COLUMNS

    @property
    def amounts(self) -> list[int]:
        """The columns of figures that are no ratios."""
        return self._amounts

    @property
    def ratios(self) -> frozenset[int]:
        """The columns of ratios."""
        return frozenset(self._ratios)

    def fractions(self) -> frozenset[int]:
        """The columns of bare numbers that are ratios themselves (0.9512), as the columns they come of prove."""
        if self._many:
            return frozenset()
        return frozenset(formula.result for formula in self._quotients() if formula.fraction)

    def derived(self) -> Iterator[Derived]:
        """What the formulas that are taken say of each row."""
        if self._many:
            return
        for formula in (*self._additions(), *self._quotients()):
            adds = formula.form in ("和", "差")
            rounded = self._rounded(formula) if adds else frozenset()
            for number, row in enumerate(self._rows):
                if number in rounded or not {formula.result, formula.first, formula.second} <= row.keys():
                    continue
                if not (adds and number in self._relative) or self._changed(formula, row):
                    result, first, second = (row[at][1] for at in (formula.result, formula.first, formula.second))
                    yield Derived(formula.form, number, formula.result, result, first, second, formula.fraction)

    def _changed(self, formula: _Formula, row: Mapping[int, tuple[Figure, Entry]]) -> bool:
        """Whether the change of a rate between two times is printed as their difference: it may be one in percent as well."""
        result, first, second = (row[at][0] for at in (formula.result, formula.first, formula.second))
        change = formula.form == "差" and _CHANGE.search(self._names.get(formula.result, "")) is not None
        return change and result.base == first.base - second.base

    def _rounded(self, formula: _Formula) -> frozenset[int]:
        """The rows that are off by no more than their rounding, if they are as many as those that are not."""
        first, second = (formula.first, formula.second) if formula.form == "和" else (formula.result, formula.second)
        whole = formula.result if formula.form == "和" else formula.first
        exact, rounded = 0, []
        for number, row in enumerate(self._rows):
            if {whole, first, second} <= row.keys() and number not in self._relative:
                figures = [row[at][0] for at in (whole, first, second)]
                gap = abs(figures[0].base - figures[1].base - figures[2].base)
                exact += not gap
                if gap and gap <= sum(map(_half, figures)):
                    rounded.append(number)
        return frozenset(rounded) if len(rounded) >= exact else frozenset()

    def _is_ratio(self, at: int) -> bool:
        figures = [row[at][0] for row in self._rows if at in row]
        ratios = sum(figure.unit.dimension == "ratio" for figure in figures)
        return 2 * ratios > len(figures) or (
            _RATIO.search(self._names.get(at, "")) is not None
            and all(figure.unit.dimension in ("ratio", "number") for figure in figures)
        )

    def _taken(self, formula: _Formula) -> bool:
        least = _PROOFS if not formula.against else _PROOFS if formula.said else _PROOFS_AGAINST
        return formula.proofs >= least and formula.against <= 1

    # -- sums and differences

    def _additions(self) -> Iterator[_Formula]:
        """Triples of columns of which two make up the third; each column is a result once at most."""
        found: list[_Formula] = []
        for triple in combinations(self._amounts, 3):
            if set(triple) <= self._known:
                continue
            for whole in triple:
                first, second = (at for at in triple if at != whole)
                formula = self._addition(whole, first, second)
                if formula is not None and self._taken(formula):
                    found.append(formula)
        done: set[int] = set()
        for formula in sorted(found, key=lambda made: made.rank, reverse=True):
            if formula.result not in done:
                done.add(formula.result)
                yield formula

    def _addition(self, whole: int, first: int, second: int) -> _Formula | None:
        against = 0
        proving: set[tuple[Fraction, ...]] = set()  # a row that repeats another proves nothing
        for number, row in enumerate(self._rows):
            if not {whole, first, second} <= row.keys() or number in self._relative:
                continue
            figures = [row[at][0] for at in (whole, first, second)]
            if len({figure.dimension for figure in figures}) > 1:
                return None
            gap = abs(figures[0].base - figures[1].base - figures[2].base)
            if gap > sum(map(_half, figures)):
                against += 1
            else:
                least = _TELLING * (1 if not gap else len(figures))
                if all(abs(figure.value) >= least * figure.ulp for figure in figures):
                    proving.add(tuple(figure.base for figure in figures))
            if against > 1:
                return None
        proofs = len(proving)
        # the column that its header calls a difference is the result; else the one that the others make up
        said = [at for at in (second, first) if _DIFFERENCE.search(self._names.get(at, ""))]
        if not said:
            return _Formula("和", whole, first, second, proofs, against, False)
        other = first if said[0] == second else second
        return _Formula("差", said[0], whole, other, proofs, against, True)

    # -- ratios

    def _quotients(self) -> Iterator[_Formula]:
        for result in sorted(self._ratios):
            if result in self._known:
                continue
            found = [
                formula
                for first in self._amounts
                for second in self._amounts
                if first != second
                for form in ("商", "增", "降")
                for fraction in self._bare(result)
                if (formula := self._quotient(form, result, first, second, fraction)) is not None
                and self._taken(formula)
            ]
            if found:
                yield max(found, key=lambda made: made.rank)

    def _bare(self, at: int) -> tuple[bool, ...]:
        """How the numbers of a column that bear no sign of percent may be meant: as percent, as the ratio itself."""
        bare = [row[at][0] for row in self._rows if at in row and row[at][0].unit.dimension != "ratio"]
        return (False, True) if bare else (False,)

    def _quotient(self, form: str, result: int, first: int, second: int, fraction: bool) -> _Formula | None:
        proofs = against = 0
        for row in self._rows:
            if not {result, first, second} <= row.keys():
                continue
            ratio, part, whole = (row[at][0] for at in (result, first, second))
            if part.dimension != whole.dimension:
                return None
            if whole.base <= 0:
                continue
            worked = part.base / whole.base
            worked = {"商": worked, "增": worked - 1, "降": 1 - worked}[form]
            scale = ratio.unit.scale if ratio.unit.dimension == "ratio" else Fraction(1, 1 if fraction else 100)
            width = Fraction(ratio.ulp) * scale
            if abs(worked - Fraction(ratio.value) * scale) > width:
                against += 1
            else:
                proofs += ratio.value != 0 and worked != 1 and abs(worked) >= _TELLING * width
            if against > 1:
                return None
        return _Formula(form, result, first, second, proofs, against, True, fraction)


def _half(figure: Figure) -> Fraction:
    return figure.step / 2
