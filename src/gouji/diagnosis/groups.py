"""Failing checks put together where one change explains several of them, and kept apart where it takes one change each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from gouji.diagnosis.suspects import Cells, Limits, Smallest, Trials, smallest
from gouji.diagnosis.system import Check, System

#: Cells tried as the one origin of several failing checks, and pairs of groups tried together.
MOST_COMMON = 400
MOST_PAIRS = 120
#: Groups are tried together while their sets hold up to this many cells.
MOST_TOGETHER = 4
#: How far two groups are looked into together.
TOGETHER = Limits(trials=300, candidates=6_000)


@dataclass(frozen=True, slots=True)
class Group:
    """Failing checks with the smallest sets of cells that repair them together."""

    checks: Cells
    smallest: Smallest

    def weight(self, system: System) -> int:
        """What its smallest sets weigh."""
        first = self.smallest.sets[0][0] if self.smallest.sets else ()
        return sum(system.unknowns[cell].weight for cell in first)

    @property
    def size(self) -> int:
        return len(self.smallest.sets[0][0]) if self.smallest.sets else 0


def grouped(trials: Trials, failing: Sequence[Check]) -> tuple[list[Group], bool]:
    """The groups, in the order of their first checks; and whether every pair that may belong together was tried."""
    system = trials.system
    groups = [Group(checks, smallest(trials, checks)) for checks in _by_common_cell(trials, failing)]
    attempts = 0
    complete = again = True
    apart: set[tuple[Cells, Cells]] = set()
    while again:
        again = False
        for one, other in combinations(groups, 2):
            if not one.smallest.sets or not other.smallest.sets or (one.checks, other.checks) in apart:
                continue
            if not _linked(system, one, other):
                continue
            if one.size + other.size > MOST_TOGETHER:
                complete = False
                continue
            apart.add((one.checks, other.checks))
            attempts += 1
            if attempts > MOST_PAIRS:
                return sorted(groups, key=lambda group: min(group.checks)), False
            found = smallest(trials, one.checks | other.checks, limits=TOGETHER)
            if not found.sets or not found.complete:
                complete = False
                continue
            if not _independent(one, other, found):
                together = Group(one.checks | other.checks, found)
                groups = [group for group in groups if group is not one and group is not other] + [together]
                again = True
                break
    return sorted(groups, key=lambda group: min(group.checks)), complete


def _by_common_cell(trials: Trials, failing: Sequence[Check]) -> list[Cells]:
    """Checks that one cell can repair together, the cell that repairs most first; the rest alone."""
    left = {check.number: check for check in failing}
    out: list[Cells] = []
    barren: set[int] = set()
    for _ in range(MOST_COMMON):
        counts: dict[int, set[int]] = {}
        for number, check in left.items():
            for cell in check.unknowns:
                if cell not in barren:
                    counts.setdefault(cell, set()).add(number)
        shared = {cell: checks for cell, checks in counts.items() if len(checks) > 1}
        if not shared:
            break
        cell = min(shared, key=lambda known: (-len(shared[known]), known))
        checks = frozenset(shared[cell])
        if trials.trial(frozenset({cell}), checks).feasible:
            out.append(checks)
            for number in checks:
                del left[number]
        else:
            barren.add(cell)
    return out + [frozenset({number}) for number in left]


def _linked(system: System, one: Group, other: Group) -> bool:
    """Whether a change in the one group meets what the other reads."""
    return _reach(system, one) & _read(system, other) != frozenset() or bool(_reach(system, other) & _read(system, one))


def _read(system: System, group: Group) -> Cells:
    return frozenset().union(*(system.checks[number].unknowns for number in group.checks))


def _reach(system: System, group: Group) -> Cells:
    return frozenset().union(_read(system, group), *group.smallest.conflicts)


def _independent(one: Group, other: Group, found: Smallest) -> bool:
    """Whether every set of the one goes with every set of the other, and nothing else is as small.

    Otherwise one change may be enough for both, or the repair of the one stands in the way of the other's.
    """
    pairs = [(a, b) for a, _ in one.smallest.sets for b, _ in other.smallest.sets]
    together = {a | b for a, b in pairs}
    apart = len(together) == len(pairs) and not any(a & b for a, b in pairs)
    return apart and together == {cells for cells, _ in found.sets}
