"""How the columns of a printed table are worked out from each other, row by row: differences, sums, quotients, means, growth
over the other column or over the year before.

Nothing but the figures says so. A formula is taken when it holds in every row, or in all but one of at least four (of
three, where the header says what its column is: 结余, 进度); rows in which it holds trivially (nothing added, a whole
divided by itself) prove nothing, nor do short figures that add up but for their rounding. Where as many rows are off by
their rounding as are not, those rows are left alone: bare numbers do not say whether they were rounded.

A table may be asked as it stands or turned: its rows of rates come of its other rows, column by column (``turned``). The
figures of one thing over the years hardly change, so that one year that agrees by chance brings the next with it: a formula
of rows is believed where the rate is named as what it is a rate of, or where it told apart years that differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.columns.formula import Formula, named_after, nearest_power, spread_of, worked_out
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.items import is_count, is_relative
from gouji.faults import regex as re
from gouji.figures import Figure, Unit, parse_figure

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
_COUNTS: Final = re.compile(r"[人户个件次所家项台辆头班村起宗篇]数(?:[（(][^万千亿]*[)）])?$")
#: Widths by which values are told apart, and rows that say how the units of a mean go together.
_APART: Final = 5
_POWERS: Final = 5
_RATIO: Final = re.compile(r"[率比%％‰]|进度|幅度|增幅|降幅|百分|系数")


@dataclass(frozen=True, slots=True)
class Derived:
    """One row of a formula. ``form``: 差 (甲 − 乙), 和 (甲 + 乙), 商 (甲 ÷ 乙), 均 (甲 ÷ 乙, in other units),
    增 ((甲 − 乙) ÷ 乙), 降 ((乙 − 甲) ÷ 乙)."""

    form: str
    row: int
    columns: tuple[int, int, int]
    """Those of the result, of 甲 and of 乙."""
    result: Entry
    first: Entry
    second: Entry
    fraction: bool = False
    """Whether a result without a sign of percent is the ratio itself: 0.9512, or 1 for all."""
    power: int = 0
    """Of a mean: the power of ten that takes the units of 甲 and 乙 to those of the result."""

    @property
    def column(self) -> int:
        """The column of the result."""
        return self.columns[0]


class Columns:
    """The figures of a printed table by row and column. ``names`` are the headers; ``known`` the columns whose formulas
    somebody else knows: a formula over them alone is left to him; ``relative`` the rows of ratios, which do not add up;
    ``units`` what is known of the units of columns, ``years`` those that name the rows."""

    def __init__(
        self,
        rows: Iterable[Mapping[int, Entry]],
        names: Mapping[int, str],
        known: frozenset[int] = frozenset(),
        relative: frozenset[int] = frozenset(),
        units: Mapping[int, Unit] | None = None,
        years: Sequence[int | None] = (),
        turned: bool = False,
    ) -> None:
        self._relative = relative
        self._units = units or {}
        self._years = years
        self._turned = turned
        self._rows: list[dict[int, tuple[Figure, Entry]]] = []
        for cells in rows:
            self._rows.append(
                {
                    at: (figure, entry)
                    for at, entry in cells.items()
                    if (figure := parse_figure(entry.text)) is not None and figure.plain
                }
            )
        rates = {number for number, row in enumerate(self._rows) if row and all(map(_is_rate, row.values()))}
        if any(len(row) > 1 for number, row in enumerate(self._rows) if number not in rates):
            self._relative = relative | rates  # rates among amounts: 收入, 支出 and 比上年增长
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
        for formula in (*self._additions(), *self._quotients(), *self._means()):
            rounded = self._rounded(formula) if formula.adds else frozenset()
            for number, row in enumerate(self._rows):
                told = self._told(formula, number)
                if number in rounded or told is None:
                    continue
                if formula.adds and number in self._relative and not self._changed(formula, row):
                    continue
                if not formula.adds and self._unsure(formula, *(figure for figure, _ in told)):
                    continue
                result, first, second = (entry for _, entry in told)
                places = (formula.result, formula.first, formula.second)
                yield Derived(formula.form, number, places, result, first, second, formula.fraction, formula.power)

    def _told(self, formula: Formula, number: int) -> tuple[tuple[Figure, Entry], ...] | None:
        """What a row has of a formula: its result, 甲 and 乙."""
        row = self._rows[number]
        if not formula.before:
            places = (formula.result, formula.first, formula.second)
            return tuple(row[at] for at in places) if set(places) <= row.keys() else None
        if not number or formula.result not in row or formula.first not in row:
            return None
        this, last = (self._years[at] if at < len(self._years) else None for at in (number, number - 1))
        before = self._rows[number - 1].get(formula.first)
        if before is None or this is None or last is None or this != last + 1:
            return None
        return row[formula.result], row[formula.first], before

    def _unsure(self, formula: Formula, result: Figure, first: Figure, second: Figure) -> bool:
        """Whether a quotient that is off may be so by the rounding of what it is worked out of, or by another formula."""
        worked = worked_out(formula.form, first, second)
        if worked is None:
            return False
        scale = self._scale(formula, result)
        gap = abs(worked - Fraction(result.value) * scale)
        half = Fraction(result.ulp) * scale / 2
        if gap <= half:
            return False
        if not formula.certain:
            return True
        if formula.form != "均" and all(at in self._units for at in (formula.first, formula.second)):
            return False  # the units say how far they are rounded
        counted = all(self._is_count(at) for at in (formula.first, formula.second))
        return gap <= half + (Fraction(0) if counted else spread_of(first, second, worked, formula.form))

    def _scale(self, formula: Formula, result: Figure) -> Fraction:
        """What a printed result is worth in the quotient that it comes of."""
        if formula.form == "均":
            return Fraction(10) ** formula.power
        unit = self._units.get(formula.result)
        for known in (result.unit, unit):
            if known is not None and known.dimension == "ratio":
                return known.scale
        return Fraction(1, 1 if formula.fraction else 100)

    def _is_count(self, at: int) -> bool:
        """Whether a column counts whole things one by one."""
        unit = self._units.get(at)
        return is_count(unit) if unit is not None else _COUNTS.search(self._names.get(at, "")) is not None

    def _changed(self, formula: Formula, row: Mapping[int, tuple[Figure, Entry]]) -> bool:
        """Whether the change of a rate between two times is printed as their difference: it may be one in percent as well."""
        result, first, second = (row[at][0] for at in (formula.result, formula.first, formula.second))
        change = formula.form == "差" and _CHANGE.search(self._names.get(formula.result, "")) is not None
        return change and result.base == first.base - second.base

    def _rounded(self, formula: Formula) -> frozenset[int]:
        """The rows that are off by no more than their rounding, if nobody says how they were rounded: bare whole numbers;
        of things that are counted, those that are as many as those that are not."""
        first, second = (formula.first, formula.second) if formula.form == "和" else (formula.result, formula.second)
        whole = formula.result if formula.form == "和" else formula.first
        exact, rounded, bare = 0, [], False
        for number, row in enumerate(self._rows):
            if {whole, first, second} <= row.keys() and number not in self._relative:
                figures = [row[at][0] for at in (whole, first, second)]
                gap = abs(figures[0].base - figures[1].base - figures[2].base)
                exact += not gap
                bare = bare or any(not figure.unit.symbol and figure.ulp >= 1 for figure in figures)
                if gap and gap <= sum(map(_half, figures)):
                    rounded.append(number)
        if bare and not any(self._is_count(at) or at in self._units for at in (whole, first, second)):
            return frozenset(rounded)
        return frozenset(rounded) if len(rounded) >= exact else frozenset()

    def _is_ratio(self, at: int) -> bool:
        figures = [row[at][0] for row in self._rows if at in row]
        ratios = sum(figure.unit.dimension == "ratio" for figure in figures)
        return 2 * ratios > len(figures) or (
            _RATIO.search(self._names.get(at, "")) is not None
            and all(figure.unit.dimension in ("ratio", "number") for figure in figures)
        )

    def _taken(self, formula: Formula) -> bool:
        least = _PROOFS if not formula.against else _PROOFS if formula.said else _PROOFS_AGAINST
        return formula.proofs >= least and formula.against <= 1

    # -- sums and differences

    def _additions(self) -> Iterator[Formula]:
        """Triples of columns of which two make up the third; each column is a result once at most."""
        found: list[Formula] = []
        for triple in combinations(self._amounts, 3):
            if set(triple) <= self._known:
                continue
            for whole in triple:
                first, second = (at for at in triple if at != whole)
                formula = self._addition(whole, first, second)
                if formula is not None and self._turned and not (formula.said and formula.proofs >= _PROOFS_AGAINST):
                    continue  # the rows that add up are found by their marks and their order
                if formula is not None and self._taken(formula):
                    found.append(formula)
        done: set[int] = set()
        for formula in sorted(found, key=lambda made: made.rank, reverse=True):
            if formula.result not in done:
                done.add(formula.result)
                yield formula

    def _addition(self, whole: int, first: int, second: int) -> Formula | None:
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
            return Formula("和", whole, first, second, proofs, against, False)
        other = first if said[0] == second else second
        return Formula("差", said[0], whole, other, proofs, against, True)

    # -- ratios

    def _quotients(self) -> Iterator[Formula]:
        # of columns that no header names, digits tell the rates: many of them, all apart
        unnamed = set() if self._turned else {at for at in self._amounts if not self._names.get(at) and self._fine(at)}
        for result in sorted(self._ratios | unnamed):
            pairs = [(first, second) for first in self._amounts for second in self._amounts if first != second]
            if result in self._known:
                pairs = [pair for pair in pairs if not self._known.issuperset(pair)]
            forms = ("商", "增", "降") if result in self._ratios else ("商", "增")
            found = [
                formula
                for first, second in pairs
                if result not in (first, second)
                for form in forms
                for fraction in self._bare(result)
                if (formula := self._tried(Formula(form, result, first, second, 0, 0, True, fraction))) is not None
            ]
            found += [
                formula
                for first in (self._amounts if any(self._years) and result not in self._known else ())
                for form in ("增", "降")
                if (formula := self._tried(Formula(form, result, first, first, 0, 0, True, before=True))) is not None
            ]
            if found:
                yield max(found, key=lambda made: made.rank)

    def _means(self) -> Iterator[Formula]:
        """Columns of means: one amount for each of another, in whatever units."""
        means = [at for at in self._amounts if at not in self._known and is_relative(self._names.get(at, ""))]
        amounts = [at for at in self._amounts if at not in means]
        for result in means:
            found = []
            for first in amounts:
                for second in amounts:
                    power = self._power(result, first, second) if first != second else None
                    made = Formula("均", result, first, second, 0, 0, True, False, power or 0)
                    formula = self._tried(made) if power is not None else None
                    if formula is None:
                        continue
                    enough = _PROOFS if self._mean_of(formula) else _PROOFS_AGAINST + 1
                    if not formula.against or formula.proofs >= enough:
                        found.append(formula)
            if found:
                yield max(found, key=lambda made: made.rank)

    def _mean_of(self, formula: Formula) -> bool:
        """Whether the units say that a column is the mean of another over what is counted: 人均（元）, 金额（元）, 人数（人）."""
        places = (formula.result, formula.first, formula.second)
        mean, amount, number = (self._units.get(at) for at in places)
        if mean is None or amount is None or number is None or mean.dimension != amount.dimension:
            return False
        scale = Fraction(amount.scale) / mean.scale / number.scale
        return is_count(number) and not is_count(mean) and scale == Fraction(10) ** formula.power

    def _power(self, result: int, first: int, second: int) -> int | None:
        """The power of ten that takes a quotient to the printed mean, if the first rows that have all three agree on one."""
        powers = []
        for row in self._rows:
            if {result, first, second} <= row.keys():
                mean, part, whole = (Fraction(row[at][0].value) for at in (result, first, second))
                if mean <= 0 or part <= 0 or whole <= 0:
                    continue
                powers.append(nearest_power(part / whole / mean))
                if len(powers) == _POWERS:
                    break
        return max(set(powers), key=powers.count) if len(powers) >= _PROOFS else None

    def _fine(self, at: int) -> bool:
        """Whether the figures of a column have decimals, as rates do."""
        figures = [row[at][0] for row in self._rows if at in row]
        return 2 * sum(figure.ulp < 1 for figure in figures) > len(figures)

    def _bare(self, at: int) -> tuple[bool, ...]:
        """How the numbers of a column that bear no sign of percent may be meant: as percent, as the ratio itself."""
        bare = [row[at][0] for row in self._rows if at in row and row[at][0].unit.dimension != "ratio"]
        return (False, True) if bare else (False,)

    def _tried(self, formula: Formula) -> Formula | None:
        """A quotient with what speaks for it and against it, if it may be taken."""
        proofs = against = 0
        apart: list[Fraction] = []
        """The values that are told apart by their digits."""
        for number in range(len(self._rows)):
            told = self._told(formula, number)
            if told is None:
                continue
            ratio, part, whole = (figure for figure, _ in told)
            if formula.form != "均" and part.dimension != whole.dimension:
                return None
            worked = worked_out(formula.form, part, whole)
            if worked is None:
                continue
            scale = self._scale(formula, ratio)
            width = Fraction(ratio.ulp) * scale
            spread = width if formula.form != "均" else width / 2 + spread_of(part, whole, worked, formula.form)
            if abs(worked - Fraction(ratio.value) * scale) > spread:
                against += 1
            elif ratio.value != 0 and (worked != 1 or formula.form == "均") and abs(worked) >= _TELLING * width:
                proofs += 1
                if all(abs(worked - other) > _APART * width for other in apart):
                    apart.append(worked)
            if against > 1:
                return None
        made = replace(formula, proofs=proofs, against=against)
        if formula.result not in self._ratios and formula.form != "均" and len(apart) <= _PROOFS_AGAINST:
            return None
        if not self._taken(made) or (formula.before and proofs < _PROOFS_AGAINST):
            return None
        if not self._turned:
            return made
        named = named_after(*(self._names.get(at, "") for at in (formula.result, formula.first)))
        if proofs < (_PROOFS if named else _PROOFS_AGAINST) or (not named and len(apart) < _PROOFS):
            return None
        certain = proofs >= _PROOFS_AGAINST if named else len(apart) > _PROOFS_AGAINST
        return replace(made, certain=certain, said=named)


def _is_rate(cell: tuple[Figure, Entry]) -> bool:
    return cell[0].unit.dimension == "ratio"


def _half(figure: Figure) -> Fraction:
    return figure.step / 2
