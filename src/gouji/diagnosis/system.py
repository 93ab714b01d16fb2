"""The relations of one report as one system: an unknown for every printed cell, a check for every rule at every place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from gouji.diagnosis.forms import Branch, Former, holds_now
from gouji.diagnosis.printing import Print, print_of
from gouji.diagnosis.twins import Twins
from gouji.engine.cells import Cell
from gouji.engine.outcome import Outcome
from gouji.engine.quantity import Leaf
from gouji.engine.relation import Compared, Joined, JudgedCheck, Opaque, Statement
from gouji.figures import Figure, Unit
from gouji.figures.rational import Rational
from gouji.report import Anchor

ZERO = Rational(0)
#: How much a change of a figure weighs when its column says nothing of trust.
TRUST = 2


@dataclass(slots=True, eq=False)
class Unknown:
    """The true value behind one printed figure: between ``low`` and ``high`` (base units, None: no bound) as printed."""

    number: int
    anchor: Anchor
    """The first of the cells that hold its print."""
    cell: Cell
    figure: Figure
    value: Fraction
    low: Fraction | None
    high: Fraction | None
    print: Print | None
    whole: bool
    """Whether only whole numbers are possible: something was counted."""
    signed: bool = True
    """Whether a negative number is possible: its column prints one."""
    weight: int = TRUST
    checks: list[int] = field(default_factory=list)
    """The numbers of the checks that read it."""
    decimals: int = 0
    """Decimals that its column prints most often."""

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(eq=False)
class Check:
    """One judged check. ``branches`` are the ways in which it can hold; ``unknowns`` all that any of them reads."""

    number: int
    judged: JudgedCheck
    branches: list[Branch]
    unknowns: frozenset[int]
    holds: bool
    asks: bool = False
    """Whether it only asks (a hint, or rows that may have been misread): it calls no figure wrong."""
    finding: str = ""

    @property
    def rule(self) -> str:
        return self.judged.rule.id

    @cached_property
    def states(self) -> bool:
        """Whether it states an equation."""
        return any(atom.equal for branch in self.branches for atom in branch.atoms)

    @cached_property
    def equation(self) -> bool:
        """Whether figures have to keep an equation.

        A failed order comparison judges the facts and says of no figure that it is wrong; a hint does not either.
        """
        return self.states and not self.asks

    @cached_property
    def relation(self) -> bool:
        """Whether figures have to keep it whatever the facts are: an equation, or one order between cells.

        A line that a figure has to reach (a threshold, a grade) and an order that words can excuse are judgements: a
        correction may well change them, and then it matters.
        """
        if self.equation or self.asks:
            return self.equation
        atoms = [atom for branch in self.branches for atom in branch.atoms]
        return len(self.branches) == 1 and any(len(a.unknowns) > 1 for a in atoms) and not any(a.line for a in atoms)

    @cached_property
    def key(self) -> tuple[str, object]:
        """The rule and the row: what stays the same when a figure is changed."""
        return self.judged.rule.id, self.judged.row


@dataclass
class System:
    """Unknowns and checks of one report."""

    unknowns: list[Unknown]
    checks: list[Check]
    twins: Twins = field(default_factory=Twins)
    touches: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """The unknowns that an opaque part reads, by the part's ``id``."""

    @cached_property
    def _by_anchor(self) -> dict[Anchor, list[Unknown]]:
        out: dict[Anchor, list[Unknown]] = {}
        for unknown in self.unknowns:
            out.setdefault(unknown.anchor, []).append(unknown)
        return out

    @cached_property
    def _by_row(self) -> dict[tuple[str | None, int | None], list[Unknown]]:
        out: dict[tuple[str | None, int | None], list[Unknown]] = {}
        for unknown in self.unknowns:
            for anchor in self.twins.of(unknown.anchor):
                out.setdefault((anchor.table, anchor.row), []).append(unknown)
        return out

    @property
    def failing(self) -> Iterator[Check]:
        return (check for check in self.checks if not check.holds)

    def live(self, branch: Branch, freed: frozenset[int]) -> bool:
        """Whether the opaque parts of a branch can hold once some unknowns are free.

        A part that reads a free unknown may hold; any other is as it was printed.
        """
        return all(holds_now(part) or self.touches[id(part)] & freed for part in branch.opaque)

    def at(self, anchor: Anchor) -> list[Unknown]:
        """The unknowns of a cell."""
        return self._by_anchor.get(self.twins.home(anchor), [])

    def beside(self, anchor: Anchor) -> list[Unknown]:
        """The unknowns of a row; for a field there are none."""
        return self._by_row.get((anchor.table, anchor.row), []) if anchor.table is not None else []


def system_of(
    judged: Iterable[JudgedCheck], twins: Twins | None = None, asks: Callable[[JudgedCheck], bool] = lambda _: False
) -> System:
    """The system of judged checks. Checks that compare no numbers have opaque branches.

    ``twins`` says which cells hold one print: they are one unknown. ``asks`` says of a check whether it only asks.
    """
    return _Builder(twins or Twins(), asks).build(list(judged))


class _Builder:
    def __init__(self, twins: Twins, asks: Callable[[JudgedCheck], bool]) -> None:
        self._twins = twins
        self._asks = asks
        self.unknowns: list[Unknown] = []
        self._numbers: dict[tuple[Anchor, str], int] = {}
        self._of_home: dict[Anchor, list[tuple[str, int]]] = {}
        """The same by the cell, in the order in which they were met."""
        self._leaves: dict[int, int] = {}
        self._values: dict[int, Fraction] = {}
        self._kept: list[Leaf] = []  # so that no other leaf gets the id of one that is known
        self._touches: dict[int, frozenset[int]] = {}

    def build(self, judged: list[JudgedCheck]) -> System:
        statements = [check.statement for check in judged]
        for statement in statements:
            for leaf in leaves_of(statement):
                self._meet(leaf)
        self._signs()
        by_anchor: dict[Anchor, list[int]] = {}
        for unknown in self.unknowns:
            by_anchor.setdefault(unknown.anchor, []).append(unknown.number)
        former = Former(self._number, self._slack, self._values)
        checks = []
        for number, (check, statement) in enumerate(zip(judged, statements, strict=True)):
            branches = former.branches(statement)
            found = {read for branch in branches for atom in branch.atoms for read in atom.unknowns}
            for branch in branches:
                for part in branch.opaque:
                    self._touches[id(part)] = frozenset(self._read_by(part, by_anchor))
                    found |= self._touches[id(part)]
            holds = check.outcome is not Outcome.FAIL
            checks.append(Check(number, check, branches, frozenset(found), holds, self._asks(check)))
            for read in found:
                self.unknowns[read].checks.append(number)
        return System(self.unknowns, checks, self._twins, self._touches)

    def _read_by(self, part: Opaque | Compared, by_anchor: Mapping[Anchor, list[int]]) -> Iterator[int]:
        if isinstance(part, Compared):
            yield from (self._number(leaf) for leaf in (*part.left.leaves(), *part.right.leaves()))
        else:
            for cell in part.cells:
                yield from by_anchor.get(self._twins.home(cell.anchor), ())

    def _meet(self, leaf: Leaf) -> None:
        if id(leaf) in self._leaves:
            return
        cell = leaf.source
        assert isinstance(cell, Cell)
        home = self._twins.home(cell.anchor)
        key = (home, leaf.figure.unit.dimension)
        interval = leaf.interval
        number = self._numbers.get(key)
        if number is None and len(self._twins.of(home)) > 1:
            number = self._bare(home, leaf.figure)
            if number is not None:
                self._numbered(key, number)
        if number is None:
            number = len(self.unknowns)
            self._numbered(key, number)
            figure = leaf.figure
            whole = figure.unit.dimension.startswith("count:") and figure.base.denominator == 1
            made = print_of(cell.content.text, figure)
            value = leaf.figure.base
            unknown = Unknown(number, home, cell, figure, value, interval.lo, interval.hi, made, whole)
            unknown.weight = cell.column.trust
            self.unknowns.append(unknown)
            self._values[number] = value
        else:  # the narrowest reading is the unknown's own; wider ones are slack where they occur
            known = self.unknowns[number]
            if cell.anchor == home:
                known.cell = cell  # it is named after the first of its cells
            if known.low is None or (interval.lo is not None and interval.lo > known.low):
                known.low = interval.lo
            if known.high is None or (interval.hi is not None and interval.hi < known.high):
                known.high = interval.hi
        self._leaves[id(leaf)] = number
        self._kept.append(leaf)

    def _numbered(self, key: tuple[Anchor, str], number: int) -> None:
        self._numbers[key] = number
        self._of_home.setdefault(key[0], []).append((key[1], number))

    def _bare(self, home: Anchor, figure: Figure) -> int | None:
        """The unknown of a print that one of its cells has without the unit: 96.13 in a table, 96.13分 in a sentence."""
        for dimension, number in self._of_home.get(home, ()):
            if "number" in (dimension, figure.unit.dimension):
                return number if self.unknowns[number].value == figure.base else None
        return None

    def _signs(self) -> None:
        """A column in which no figure is negative holds no negative true value either."""
        negative = {(u.anchor.table, u.anchor.column) for u in self.unknowns if u.value < 0}
        grouped = {u.anchor.table for u in self.unknowns if u.print is not None and u.print.commas}
        for unknown in self.unknowns:
            if unknown.print is not None and unknown.anchor.table in grouped and abs(unknown.figure.value) < 1000:
                unknown.print.commas = True  # what stands beside it is grouped, so a larger number would be, too
        places: dict[tuple[str | None, str, Unit], Counter[int]] = {}
        for unknown in self.unknowns:
            if unknown.print is not None:
                places.setdefault(_printed_with(unknown), Counter())[unknown.print.decimals] += 1
        for unknown in self.unknowns:
            if (made := unknown.print) is not None:
                counted = places[_printed_with(unknown)]
                often = [decimals for decimals, times in counted.items() if times == max(counted.values())]
                unknown.decimals = made.decimals if made.decimals in often else min(often)
            unknown.signed = (unknown.anchor.table, unknown.anchor.column) in negative

    def _number(self, leaf: Leaf) -> int:
        return self._leaves[id(leaf)]

    def _slack(self, leaf: Leaf, as_printed: bool) -> tuple[Fraction, Fraction] | None:
        unknown = self.unknowns[self._leaves[id(leaf)]]
        if as_printed:
            if unknown.low is None or unknown.high is None:
                return None
            low, high = unknown.value - unknown.high, unknown.value - unknown.low
            return (low, high) if low < high else None
        interval = leaf.interval
        if interval.lo is None or interval.hi is None or unknown.low is None or unknown.high is None:
            return None
        low, high = interval.lo - unknown.low, interval.hi - unknown.high
        return (low, high) if low < 0 or high > 0 else None


def _printed_with(unknown: Unknown) -> tuple[str | None, str, Unit]:
    """The cells that are printed alike: those of a column with the same unit."""
    return unknown.anchor.table, unknown.anchor.column, unknown.figure.unit


def leaves_of(statement: Statement) -> Iterator[Leaf]:
    """The figures that a statement compares."""
    match statement:
        case Joined(parts=parts):
            for part in parts:
                yield from leaves_of(part)
        case Compared(left=left, right=right):
            yield from left.leaves()
            yield from right.leaves()
