"""Every smallest set of cells whose change would satisfy all relations.

Fellegi and Holt (A systematic approach to automatic edit and imputation, JASA 71, 1976) ask for the fewest fields that must
change so that all edits can be satisfied. The sets are found here as hitting sets (Reiter, A theory of diagnosis from first
principles, 1987): every conflict (relations that no values satisfy) must lose one of its cells. A candidate that hits all
conflicts known so far is tried with its cells free; where that fails, the proof of it is one more conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from itertools import product

from gouji.diagnosis.linear import decide
from gouji.diagnosis.propagation import Box, Conflict, Member, Propagation
from gouji.diagnosis.rows import row_of
from gouji.diagnosis.system import Check, System
from gouji.figures.rational import Rational

Cells = frozenset[int]
ZERO = Rational(0)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is looked into before the search says that it stopped."""

    size: int = 4
    """Cells of one set."""
    trials: int = 1_500
    """Candidates tried in one group of findings."""
    candidates: int = 40_000
    """Candidates looked at in one group of findings."""
    sets: int = 400
    """Smallest sets kept of one group."""
    ways: int = 64
    """Combinations of the ways in which checks can hold, for one candidate."""
    ring: int = 60
    """Further checks around a candidate that must stay satisfied with it."""
    margins: int = 400
    """Values and spans of values judged in one report to see where judgements flip; 0: that is not looked at."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of freeing some cells: the values they may have, or the cells of a conflict that remains."""

    feasible: bool
    values: Mapping[int, Fraction] | None = None
    """Values of all unknowns around that satisfy every relation exactly; None where none were written down."""
    bounds: Mapping[int, tuple[Fraction | None, Fraction | None]] = field(default_factory=dict)
    """What the relations leave of each free cell."""
    conflict: Cells = frozenset()
    """Any set of cells that repairs the relations holds one of these."""


@dataclass(frozen=True, slots=True)
class Smallest:
    """All smallest sets of one group of findings, with a trial for each; ``complete`` unless a limit was met."""

    sets: tuple[tuple[Cells, Trial], ...]
    complete: bool
    conflicts: tuple[Cells, ...]


class Trials:
    """Tries sets of cells against the system. What was tried is remembered."""

    def __init__(self, system: System, limits: Limits) -> None:
        self.system = system
        self.limits = limits
        self._known: dict[tuple[Cells, Cells], Trial] = {}
        self._possible: dict[tuple[int, Cells], tuple[list[list[Member]], Cells]] = {}

    def trial(self, freed: Cells, failing: Cells) -> Trial:
        """Free the cells and ask for values that satisfy every check that reads them, and those around.

        ``failing`` are the checks to be repaired; other failing checks are left as they are.
        """
        key = (freed, failing)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._tried(freed, failing)
        return known

    def _tried(self, freed: Cells, failing: Cells) -> Trial:
        near, around = self._scope(freed, failing)
        fixed: list[Member] = []
        open_: list[list[list[Member]]] = []
        forced: Cells = frozenset()
        for check in near:
            ways, blocked = self._ways(check, freed)
            if not ways:
                return Trial(False, conflict=(check.unknowns | blocked) - freed)
            if len(check.branches) > 1:
                forced |= check.unknowns
            if len(ways) == 1:
                fixed += ways[0]
            else:
                open_.append(ways)
        for check in around:
            ways, _ = self._ways(check, freed)
            if len(ways) == 1:
                fixed += ways[0]
        combinations = 1
        for ways in open_:
            combinations *= len(ways)
        if combinations > self.limits.ways:
            open_ = []  # left out: the set may be feasible, and nothing says that it is not
        box = self._box(freed, fixed)
        try:  # what is true of every combination is found once
            Propagation(fixed).narrow(box)
        except Conflict as proof:
            return Trial(False, conflict=self._cells(proof.checks) - freed)
        conflict: Cells = forced
        for chosen in product(*open_):
            found = self._solved(freed, box, fixed, [member for way in chosen for member in way])
            if found.feasible:
                return found
            conflict |= found.conflict
        return Trial(False, conflict=conflict - freed)

    def _scope(self, freed: Cells, failing: Cells) -> tuple[list[Check], list[Check]]:
        """The checks that read a free cell, and the held ones around that share an inexact unknown with them."""
        system = self.system
        near = sorted({number for cell in freed for number in system.unknowns[cell].checks} | failing)
        known = [system.checks[number] for number in near]
        taken = [check for check in known if check.number in failing or (check.holds and check.relation)]
        seen = set(near)
        around: list[Check] = []
        for check in taken:
            for unknown in check.unknowns:
                if system.unknowns[unknown].exact or unknown in freed:
                    continue
                for number in system.unknowns[unknown].checks:
                    other = system.checks[number]
                    if number not in seen and other.holds and other.relation and len(around) < self.limits.ring:
                        seen.add(number)
                        around.append(other)
        return taken, around

    def _ways(self, check: Check, freed: Cells) -> tuple[list[list[Member]], Cells]:
        """The branches of a check that can hold by themselves, and the unknowns of those that cannot."""
        key = check.number, freed & check.unknowns
        known = self._possible.get(key)
        if known is None:
            known = self._possible[key] = self._worked_out(check, key[1])
        return known

    def _worked_out(self, check: Check, freed: Cells) -> tuple[list[list[Member]], Cells]:
        ways: list[list[Member]] = []
        blocked: Cells = frozenset()
        for branch in check.branches:
            members: list[Member] = [(check.number, atom) for atom in branch.atoms]
            if not self.system.live(branch, freed):
                blocked |= check.unknowns
                continue
            if len(check.branches) > 1 and members:
                try:
                    Propagation(members).narrow(self._box(freed, members))
                except Conflict:
                    blocked |= check.unknowns
                    continue
            ways.append(members)
        if any(not way for way in ways):  # an opaque branch may hold, so the check says nothing
            return [[]], blocked
        return ways, blocked

    def _box(self, freed: Cells, members: Sequence[Member]) -> Box:
        low: dict[int, Fraction | None] = {}
        high: dict[int, Fraction | None] = {}
        whole = set()
        for _, atom in members:
            for number in atom.unknowns:
                unknown = self.system.unknowns[number]
                if number in freed:
                    low[number], high[number] = None if unknown.signed else ZERO, None
                    if unknown.whole:
                        whole.add(number)
                else:
                    low[number], high[number] = unknown.low, unknown.high
        return Box(low, high, frozenset(whole))

    def _solved(self, freed: Cells, narrowed: Box, fixed: Sequence[Member], more: Sequence[Member]) -> Trial:
        """Try one combination: a box that the fixed members have narrowed already, and the members of the chosen ways."""
        members = [*fixed, *more]
        box = narrowed.copy()
        box.take(self._box(freed, more))
        propagation = Propagation(members)
        try:
            propagation.narrow(box, after=len(fixed))
        except Conflict as conflict:
            return Trial(False, conflict=self._cells(conflict.checks) - freed)
        bounds = {cell: (box.low[cell], box.high[cell]) for cell in freed if cell in box.low}
        prefer = {number: self.system.unknowns[number].value for number in box.low}
        order = sorted(box.low, key=lambda number: (number in freed, number))
        steps = {cell: made.step for cell in freed if (made := self.system.unknowns[cell].print) is not None}
        values = propagation.witness(box, order, prefer, steps)
        if values is not None:
            return Trial(True, values, bounds)
        rows = [row for check, atom in members if (row := row_of(atom, box, check)) is not None]
        spans = {number: (box.low[number], box.high[number]) for number in box.low}
        answer = decide(rows, spans)
        if answer.conflict is not None:
            why: set[int] = set()
            for row in answer.conflict:
                why.add(row.tag)
                for number in row.factors:
                    why |= box.why.get(number, frozenset())
            return Trial(False, conflict=self._cells(why) - freed)
        hint = answer.values or answer.hint
        if hint is not None:
            values = propagation.witness(box, order, prefer | dict(hint), steps)
        return Trial(True, values, bounds)

    def _cells(self, checks: Iterable[int]) -> Cells:
        return frozenset().union(*(self.system.checks[number].unknowns for number in checks))


def smallest(trials: Trials, failing: Cells, limits: Limits | None = None) -> Smallest:
    """All sets of least weight whose change repairs the failing checks and leaves every other check satisfied."""
    system = trials.system
    limits = limits or trials.limits
    conflicts = [system.checks[number].unknowns for number in sorted(failing)]
    if any(not conflict for conflict in conflicts):
        return Smallest((), True, tuple(conflicts))
    weights = [unknown.weight for unknown in system.unknowns]
    queue: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    seen: set[tuple[int, ...]] = {()}
    found: list[tuple[Cells, Trial]] = []
    best: int | None = None
    tried = looked = 0
    complete = True
    while queue:
        weight, _, cells = heappop(queue)
        if best is not None and weight > best:
            break
        looked += 1
        if looked > limits.candidates or tried > limits.trials or len(found) >= limits.sets:
            complete = False
            break
        freed = frozenset(cells)
        missed = next((conflict for conflict in conflicts if not conflict & freed), None)
        if missed is None:
            tried += 1
            trial = trials.trial(freed, failing)
            if trial.feasible:
                best = weight
                found.append((freed, trial))
                continue
            missed = trial.conflict
            if not missed:
                continue
            conflicts.append(missed)
            conflicts.sort(key=len)
        if len(cells) >= limits.size:
            complete = False
            continue
        for cell in missed:
            longer = tuple(sorted((*cells, cell)))
            if longer in seen:
                continue
            seen.add(longer)
            if best is None or weight + weights[cell] <= best:
                hits = sum(1 for conflict in conflicts if conflict & set(longer))
                heappush(queue, (weight + weights[cell], -hits, longer))
    if best is not None and len(found) < limits.sets and looked <= limits.candidates and tried <= limits.trials:
        complete = True  # what was too long to look at is heavier than what was found
    found = [entry for entry in found if not any(other < entry[0] for other, _ in found)]
    return Smallest(tuple(sorted(found, key=lambda entry: sorted(entry[0]))), complete, tuple(conflicts))


def shares(sets: Sequence[Cells]) -> dict[int, Fraction]:
    """For every cell the part of the sets that hold it."""
    out: dict[int, int] = {}
    for one in sets:
        for cell in one:
            out[cell] = out.get(cell, 0) + 1
    return {cell: Rational(count, len(sets)) for cell, count in out.items()}


def factored(sets: Sequence[Cells]) -> list[list[Cells]]:
    """A family of sets as a product of smaller families: every choice of one set from each is a set of the family.

    Cells that never occur together and stand for each other belong to one factor. Sets that are no product come back as
    the only factor.
    """
    whole = set(sets)
    if not whole or len(next(iter(whole))) < 2:
        return [list(sets)]
    cells = sorted(set().union(*whole))
    apart: dict[int, set[int]] = {cell: set(cells) - {cell} for cell in cells}
    for one in whole:
        for cell in one:
            apart[cell] -= one
    # cells that are never together can only stand for each other: they are in one factor
    blocks: list[set[int]] = []
    left = set(cells)
    while left:
        block = {left.pop()}
        waiting = list(block)
        while waiting:
            near = apart[waiting.pop()] & left
            left -= near
            block |= near
            waiting += near
        blocks.append(block)
    families = [sorted({frozenset(one & block) for one in whole}, key=sorted) for block in blocks]
    made = 1
    for family in families:
        made *= len(family)
    if made != len(whole) or any(not part for family in families for part in family):
        return [list(sets)]
    return [list(family) for family in families]


__all__ = ["Limits", "Smallest", "Trial", "Trials", "factored", "shares", "smallest"]
