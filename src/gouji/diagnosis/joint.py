"""Joint feasibility: relations that hold one by one and that no true values satisfy together.

Every printed figure is one unknown within its printed interval. Intervals are narrowed first, exactly; where the relations
form cycles the linear ones, ratios cross-multiplied, are decided by :mod:`gouji.diagnosis.linear`. A conflict is then
made as small as it gets, and proved again for the relations that remain.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gouji.diagnosis.forms import ZERO, Atom, value_at
from gouji.diagnosis.linear import Answer, Row, Solver, decide
from gouji.diagnosis.propagation import Box, Conflict, Member, Propagation
from gouji.diagnosis.rows import rows_of
from gouji.diagnosis.system import Check, System

#: Conflicts told of one report.
MOST_CONFLICTS = 20
#: Relations of a conflict that are tried one by one for leaving out.
MOST_TRIED = 60


@dataclass(frozen=True, slots=True)
class Joint:
    """Conflicts (checks that contradict each other, none of them needless), and the relations that nobody decided."""

    conflicts: tuple[tuple[Check, ...], ...]
    undecided: int = 0


def joint_conflicts(system: System, solver: Solver | None = None, apart: Collection[int] = ()) -> Joint:
    """The conflicts among the checks that hold. Conflicts share no check.

    ``apart`` are unknowns that are suspected already: what reads them is left out, since their fault would show in every
    relation around them.
    """
    suspected = set(apart)
    checks = [check for check in system.checks if check.holds and check.relation and not check.unknowns & suspected]
    system = _eased(system, checks)
    members = {check.number: found for check in checks if (found := _members(system, check))}
    conflicts: list[tuple[Check, ...]] = []
    undecided = 0
    left = set(members)
    while len(conflicts) < MOST_CONFLICTS:
        proved = _narrowed(system, members, sorted(left))
        if proved is None:
            break
        small = _minimal(system, members, sorted(proved), solver)
        left -= small
        conflicts.append(tuple(system.checks[number] for number in sorted(small)))
    for component in _components(system, members, left):
        waiting = list(component)
        while len(conflicts) < MOST_CONFLICTS:
            answer = _decided(system, members, waiting, solver)
            if answer.conflict is None:
                if not answer.decided and answer.hint is None:
                    undecided += len(waiting)
                break
            tags = {row.tag for row in answer.conflict}
            small = _minimal(system, members, sorted(tags), solver)
            waiting = [number for number in waiting if number not in small]
            conflicts.append(tuple(system.checks[number] for number in sorted(small)))
    return Joint(tuple(conflicts), undecided)


def _eased(system: System, checks: Sequence[Check]) -> System:
    """The system with room for the remainder of rounding (舍位平衡).

    Where printed addends give their printed total to the last digit, the last of them may carry what rounding left over:
    half a last place for each addend. Printing so is accepted, and no conflict may rest on it.
    """
    unknowns = list(system.unknowns)
    for check in checks:
        for branch in check.branches:
            for atom in branch.atoms:
                last = _last_addend(system, atom)
                if last is None:
                    continue
                number, count = last
                known = unknowns[number]
                if known.low is not None and known.high is not None and known.low < known.high:
                    room = (known.high - known.low) / 2 * count
                    unknowns[number] = replace(known, low=known.low - room, high=known.high + room)
    return System(unknowns, system.checks, system.twins, system.touches)


def _last_addend(system: System, atom: Atom) -> tuple[int, int] | None:
    """The last of three or more addends whose printed sum is the printed total, and how many there are."""
    if not atom.equal or not atom.linear:
        return None
    values = {number: system.unknowns[number].value for number in atom.unknowns}
    if value_at(atom.poly, values):
        return None
    signs: dict[bool, list[int]] = {True: [], False: []}
    for monomial, factor in atom.poly.items():
        if monomial:
            signs[factor > 0].append(monomial[0])
    addends = max(signs.values(), key=len)
    if len(addends) < 3 or min(map(len, signs.values())) > 1:
        return None
    return max(addends, key=lambda number: (system.unknowns[number].anchor.row or 0, number)), len(addends)


def _members(system: System, check: Check) -> list[Member]:
    """The atoms of a check that must hold whatever else does: those of its only branch that can hold by itself."""
    ways = []
    for branch in check.branches:
        if not system.live(branch, frozenset()):
            continue
        made: list[Member] = [(check.number, atom) for atom in branch.atoms]
        if not made:
            return []
        if len(check.branches) > 1:
            try:
                Propagation(made).narrow(_box(system, made))
            except Conflict:
                continue
        ways.append(made)
    return ways[0] if len(ways) == 1 else []


def _box(system: System, members: Sequence[Member]) -> Box:
    numbers = {number for _, atom in members for number in atom.unknowns}
    unknowns = system.unknowns
    return Box({n: unknowns[n].low for n in numbers}, {n: unknowns[n].high for n in numbers})


def _chosen(members: dict[int, list[Member]], numbers: Sequence[int]) -> list[Member]:
    return [member for number in numbers for member in members[number]]


def _narrowed(system: System, members: dict[int, list[Member]], numbers: Sequence[int]) -> frozenset[int] | None:
    """A conflict that narrowing proves, if it does."""
    chosen = _chosen(members, numbers)
    try:
        Propagation(chosen).narrow(_box(system, chosen))
    except Conflict as conflict:
        return conflict.checks
    return None


def _decided(system: System, members: dict[int, list[Member]], numbers: Sequence[int], solver: Solver | None) -> Answer:
    """What the linear relations of some checks come to together."""
    chosen = _chosen(members, numbers)
    box = _box(system, chosen)
    count: dict[int, int] = {}
    for _, atom in chosen:
        for number in atom.unknowns:
            count[number] = count.get(number, 0) + 1
    seldom = {number for number, times in count.items() if times == 1}
    rows = [row for check, atom in chosen for row in rows_of(atom, box, check, seldom)]
    printed = {number: system.unknowns[number].value for number in box.low}
    if all(_fits(row, printed) for row in rows):
        return Answer(values=printed)
    bounds = {number: (box.low[number], box.high[number]) for number in box.low}
    return decide(rows, bounds, solver)


def _fits(row: Row, values: dict[int, Fraction]) -> bool:
    """Whether the figures as printed satisfy a row: most do, and then nothing has to be solved."""
    total = sum((factor * values[number] for number, factor in row.factors.items()), ZERO)
    return (row.low is None or total >= row.low) and (row.high is None or total <= row.high)


def _minimal(
    system: System, members: dict[int, list[Member]], numbers: Sequence[int], solver: Solver | None
) -> frozenset[int]:
    """A conflict without needless checks: each is left out once, and stays out where the rest still conflicts."""
    kept = list(numbers)
    for number in list(numbers)[:MOST_TRIED]:
        rest = [other for other in kept if other != number]
        if not rest:
            break
        if len(rest) == len(kept):
            continue
        found = _narrowed(system, members, rest)
        if found is None:
            answer = _decided(system, members, rest, solver)
            found = frozenset(row.tag for row in answer.conflict) if answer.conflict is not None else None
        if found is not None:
            kept = [other for other in kept if other in found]
    return frozenset(kept)


def _components(system: System, members: dict[int, list[Member]], left: set[int]) -> list[list[int]]:
    """The checks that hang together by inexact unknowns; alone standing ones and trees are decided already."""
    parent = {number: number for number in left}

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    readers: dict[int, list[int]] = {}
    edges: dict[int, int] = {}
    for number in sorted(left):
        inexact = {n for _, atom in members[number] for n in atom.unknowns if not system.unknowns[n].exact}
        edges[number] = len(inexact)
        for unknown in inexact:
            readers.setdefault(unknown, []).append(number)
    for together in readers.values():
        for other in together[1:]:
            parent[root(other)] = root(together[0])
    components: dict[int, list[int]] = {}
    for number in sorted(left):
        components.setdefault(root(number), []).append(number)
    nodes: dict[int, int] = {}
    for together in readers.values():
        home = root(together[0])
        nodes[home] = nodes.get(home, 0) + 1
    out = []
    for home, numbers in components.items():
        # as many joints as a tree has: narrowing has decided it
        if sum(edges[number] for number in numbers) >= len(numbers) + nodes.get(home, 0):
            out.append(numbers)
    return out
