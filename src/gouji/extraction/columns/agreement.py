"""How far the figures of some rows make up those of another, column by column, and what that proves.

Short figures add up by chance, and what adds up but for its rounding does so more easily still; a column that repeats
the figures of another proves nothing that the other did not. So a column proves a reading only with enough digits, and
once; and one that agrees by rounding alone is accused of nothing that the reading does not prove elsewhere. Marks alone
(明示) accuse only where one slip explains what is missing, or little of it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.grids.items import Item
from gouji.faults import regex as re
from gouji.figures import Figure

#: Fewer units of the last place agree by chance; of those that agree but for their rounding, more than this many times
#: what they may miss by.
_TELLING: Final = 100
_TELLING_ROUNDED: Final = 1000
#: So many units to the last digit prove as much as two columns do.
_CERTAIN: Final = 100_000
#: Rows that make less than this part of a total are not all of its parts.
_NEARLY: Final = Fraction(9, 10)
#: A wrong digit shows in figures of so many units; two neighbouring digits that changed places make so much at most.
_SIGNIFICANT: Final = 1000
_SWAPPED: Final = 81
_HUNDRED: Final = 100
#: What is left when the list names what it knows.
_REST: Final = re.compile(r"其[他它余]")


@dataclass(frozen=True, slots=True)
class Sum:
    """A row and those that it is read to be the sum of.

    ``basis`` is 印证 (it adds up in some column), 明示 (it adds up nowhere, but the marks say so), 推测 (the likeliest
    reading) or 其中 (parts that need not be all).
    """

    whole: Item
    parts: tuple[Item, ...]
    column: int
    basis: str
    rounded: bool = False
    """Whether they miss it by no more than their rounding makes, if they were rounded, and yet show that they are its parts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a set of parts agrees with a whole. ``plain`` says how plainly it is printed that they are its parts: 编码
    (codes that begin alike), 明示 (numbers), 标题 (a heading over rows), 合计 (a total of rows without marks), 其中, 推测.
    ``exact`` are the columns that agree to the last digit, ``proofs`` how much they prove and ``exactly`` how much of it to
    the last digit. ``tried`` says that other rows might as well have been taken."""

    whole: Item
    parts: tuple[Item, ...]
    agrees: tuple[int, ...]
    exact: frozenset[int]
    differs: tuple[int, ...]
    proofs: int
    exactly: int
    plain: str
    tried: bool

    @property
    def rank(self) -> tuple[int, int, int]:
        """Of two readings the one with the higher rank is the likelier."""
        return self.proofs, -len(self.differs), len(self.agrees)

    @property
    def proven(self) -> bool:
        """Whether the columns that agree prove it: one column alone may agree by chance."""
        return self.proofs > (0 if self.plain == "编码" else len(self.differs))

    def _proven(self, column: int) -> bool:
        """Whether what agrees proves that a column that differs is wrong; with marks as many columns do that miss it by a
        little, for some reason."""
        if self._overlap(column):
            return False
        marked = not self._guessed and self.proofs >= len(self.differs) and self.proofs > 0
        return self.proven or (marked and self.nearly(column))

    @property
    def _exactly_proven(self) -> bool:
        """Whether those prove it that agree to the last digit, so that one that is off by its rounding may be wrong."""
        near = len(self.agrees) - len(self.exact)
        return self.exactly > (len(self.differs) + near if self._guessed else 0)

    @property
    def _guessed(self) -> bool:
        return self.tried or self.plain == "推测"

    def sums(self, sure: Sequence[int], structured: bool) -> Iterator[Sum]:
        """What it says of each column; ``sure`` are those that are known to hold amounts. ``structured``: some rows of
        the table are proven to be the parts of others."""
        whole, parts = self.whole, self.parts
        for column in self.agrees:
            if len(parts) > 1:
                basis = "印证" if column in self.exact or self._exactly_proven else self._basis(column, structured)
                yield Sum(whole, parts, column, basis, column not in self.exact and self.proofs > 0)
        for column in self.differs:
            if self._same(column):
                continue
            proven = self._proven(column)
            basis = "其中" if self.plain == "其中" else "印证" if proven else self._basis(column, structured)
            yield Sum(whole, parts, column, basis)
        if self.proofs or len(self.agrees) > len(self.differs):
            for column in self._unsure(sure):
                yield Sum(whole, parts, column, "印证")

    def _same(self, column: int) -> bool:
        """Whether every part has what the whole has: a price or a rule that is one for all, and no amount."""
        own = self.whole.figures[column][0].base
        told = [part.figures[column][0].base for part in self.parts if column in part.figures]
        return len(told) > 1 and own != 0 and all(base == own for base in told)

    def _basis(self, column: int, structured: bool) -> str:
        """A heading need not name all its parts, so parts that fall short are doubtful; parts that exceed it are not,
        in a table whose headings are sums of what is under them.

        A total without any mark is the other way round: of the rows before it some may be parts of others.
        """
        whole = self.whole.figures[column][0].base
        added = self._added(column)
        exceeds = added > whole
        if (len(self.differs) > 1 and not self.agrees) or self._overlap(column):
            return "推测"  # nobody slips in every column: the list is not all there is
        if self.plain == "编码":
            return "明示"
        if len(self.parts) == 1:
            return "推测"  # one part need not be all there is
        if self.plain == "明示":
            return "明示" if self.nearly(column) else "推测"
        if not exceeds and added < _NEARLY * whole and self.plain == "合计":
            return "推测"
        if self.plain == "标题":
            return "明示" if exceeds and structured and not self.tried else "推测"
        if self.plain == "合计":
            return "推测" if exceeds else "明示"
        return self.plain

    def _added(self, column: int) -> Fraction:
        return sum((part.worth(column)[0] for part in self.parts if column in part.figures), Fraction(0))

    def _overlap(self, column: int) -> bool:
        """Whether one part is as much as the whole although others are not nought: who was helped twice counts once."""
        own = self.whole.figures[column][0]
        parts = [part.figures[column][0] for part in self.parts if column in part.figures]
        counts = all(f.dimension != "money" and f.value >= 0 and f.base.denominator == 1 for f in (own, *parts))
        return counts and own.value in [part.value for part in parts] and self._added(column) > own.base

    def nearly(self, column: int) -> bool:
        """Whether rows that are numbered as the parts of a whole hardly miss it by anything but a slip: parts that come
        to a little more than it, or to a little less though the last of them is all the rest; or those that miss it by
        what one wrong digit or two that changed places make."""
        figure = self.whole.figures[column][0]
        gap = self._added(column) - figure.base
        if len(self.parts) < 2 and gap < 0:
            return False
        if figure.base >= _SIGNIFICANT * figure.step and _is_slip(abs(gap) / figure.step):
            return abs(gap) < figure.base
        complete = gap > 0 or _REST.search(self.parts[-1].name.text) is not None
        return complete and abs(gap) <= (1 - _NEARLY) * abs(figure.base)

    def _unsure(self, sure: Sequence[int]) -> Iterator[int]:
        """Columns of unknown meaning in which the same rows add up."""
        for column in self.whole.figures:
            if column in sure or any(column not in part.figures for part in self.parts):
                continue
            own = self.whole.figures[column][0]
            figures = [part.figures[column][0] for part in self.parts]
            if own.dimension == "ratio" or any(figure.dimension != own.dimension for figure in figures):
                continue
            if sum(figure.value != 0 for figure in figures) > 1 and sum(f.base for f in figures) == own.base:
                yield column


def compare(
    whole: Item, parts: Sequence[Item], columns: Sequence[int], plain: str = "推测", tried: bool = False
) -> Reading:
    """How ``parts`` agree with ``whole`` in ``columns``."""
    agrees, exact, differs = [], [], []
    units = {(item.unit.dimension, item.unit.scale) for item in (whole, *parts) if item.unit is not None}
    if len(units) > 1:
        return Reading(
            whole, tuple(parts), (), frozenset(), (), 0, 0, plain, tried
        )  # persons and yuan are no parts of one
    proofs: dict[tuple[Fraction, ...], tuple[int, bool]] = {}
    for column in columns:
        if column not in whole.figures:
            continue
        own = whole.figures[column][0]
        told = [part for part in parts if column in part.figures]
        figures = [part.figures[column][0] for part in told]
        if not figures or any(figure.dimension != own.dimension for figure in figures):
            continue
        base, step = whole.worth(column)
        worths = [part.worth(column) for part in told]
        gap = abs(sum((each for each, _ in worths), -base))
        width = sum(steps((base, step), *worths), Fraction(0))
        if 2 * gap > width and _is_hundred(own) and 2 * gap <= len(figures) * _finest(figures):
            continue  # shares that were rounded to fewer digits than are printed: nobody knows
        if 2 * gap <= width:
            agrees.append(column)
            if not gap:
                exact.append(column)
            if _tells(own, figures, width if gap else Fraction(0)):
                proofs[base, *(each for each, _ in worths)] = _worth(own, not gap), not gap
        elif len(figures) == len(parts):
            differs.append(column)
    return Reading(
        whole,
        tuple(parts),
        tuple(agrees),
        frozenset(exact),
        tuple(differs),
        sum(worth for worth, _ in proofs.values()),
        sum(worth for worth, to_the_last in proofs.values() if to_the_last),
        plain,
        tried,
    )


def steps(*worths: tuple[Fraction, Fraction]) -> Iterator[Fraction]:
    """The last digits of figures, worth and digit: a bare 0 among decimals is nought to as many digits as they have."""
    finest = min((step for worth, step in worths if worth), default=None)
    return (step if worth or finest is None else min(step, finest) for worth, step in worths)


def _is_hundred(figure: Figure) -> bool:
    """Whether a figure is a hundred percent, whatever its column is called."""
    return figure.base == (1 if figure.dimension == "ratio" else _HUNDRED)


def _finest(figures: Sequence[Figure]) -> Fraction:
    """What the last digit is worth that is not nought in all of some shares: 5.10, 69.50 and 25.30 were rounded to tenths."""
    return min(
        figure.unit.scale * Fraction(10) ** int(exponent)
        for figure in figures
        if isinstance(exponent := figure.value.normalize().as_tuple().exponent, int)
    )


def _tells(own: Figure, figures: Sequence[Figure], width: Fraction) -> bool:
    """Whether figures hardly agree by chance: several of them, and far more of them than the ``width`` they miss within."""
    least = _TELLING_ROUNDED * width if width else _TELLING * own.step
    return sum(figure.value != 0 for figure in figures) > 1 and abs(own.base) >= least


def _worth(own: Figure, exact: bool) -> int:
    return 2 if exact and abs(own.base) >= _CERTAIN * own.step else 1


def _is_slip(units: Fraction) -> bool:
    """Whether figures are so far apart as one wrong digit puts them, or two neighbours that changed places."""
    digits = str(units).rstrip("0")
    return digits.isdigit() and (len(digits) == 1 or (int(digits) % 9 == 0 and int(digits) <= _SWAPPED))
