"""Blocks: failing checks that get one root. Groups are taken apart where their cells are independent choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from gouji.diagnosis.corrections import Corrections, alike, swapped
from gouji.diagnosis.groups import Group
from gouji.diagnosis.suspects import Cells, factored

#: Roots of one cell each that are tried two by two for cells in each other's place.
MOST_PAIRED = 60
#: Cells of one block that are tried for exchange with those of another.
MOST_EXCHANGED = 60


@dataclass(slots=True)
class Block:
    """Failing checks of one origin, with the smallest sets of cells that repair them."""

    checks: Cells
    sets: list[Cells]
    complete: bool
    conflicts: tuple[Cells, ...] = ()


class Blocks:
    """Makes the blocks of one report."""

    def __init__(self, corrections: Corrections) -> None:
        self._corrections = corrections
        self._trials = corrections.trials
        self._system = corrections.system

    def made(self, groups: Sequence[Group]) -> list[Block]:
        """The groups, taken apart where their smallest sets are a product of independent choices."""
        out: list[Block] = []
        for group in groups:
            sets = [cells for cells, _ in group.smallest.sets]
            factors = factored(sets)
            if len(factors) == 1:
                out.append(Block(group.checks, sets, group.smallest.complete, group.smallest.conflicts))
                continue
            shared = [Block(frozenset(), factor, group.smallest.complete) for factor in factors]
            for number in sorted(group.checks, key=lambda n: (self._homes(n, shared), n)):
                home = self._home(number, shared)
                home.checks |= {number}
            if all(b.checks and self._trials.trial(b.sets[0], b.checks).feasible for b in shared):
                out += shared
            else:  # the cells have to change together
                out.append(Block(group.checks, sets, group.smallest.complete, group.smallest.conflicts))
        return out

    def paired(self, blocks: list[Block]) -> list[Block]:
        """The blocks, two of them made one where exchanging a cell of each for the other clears both."""
        out = list(blocks)
        single = [block for block in out if block.sets and all(len(cells) == 1 for cells in block.sets)]
        if len(single) > MOST_PAIRED:
            return out
        for one, other in combinations(single, 2):
            if one not in out or other not in out or not self._exchanged(one, other):
                continue
            sets = [a | b for a in one.sets for b in other.sets]
            place = out.index(one)
            out[place] = Block(one.checks | other.checks, sets, one.complete and other.complete)
            out.remove(other)
        return out

    def _exchanged(self, one: Block, other: Block) -> bool:
        mine = [next(iter(cells)) for cells in one.sets[:MOST_EXCHANGED]]
        its = [next(iter(cells)) for cells in other.sets[:MOST_EXCHANGED]]
        keys = {self._system.checks[number].key for number in one.checks | other.checks}
        for a in mine:
            for b in its:
                first, second = self._system.unknowns[a], self._system.unknowns[b]
                if a == b or not alike(first, second) or (texts := swapped(first, second)) is None:
                    continue
                if not self._corrections.may_swap(first, second, one.checks | other.checks):
                    continue
                cleared = self._corrections.clears(texts)
                if cleared is not None and keys <= set(cleared):
                    return True
        return False

    def _homes(self, number: int, blocks: Sequence[Block]) -> int:
        read = self._system.checks[number].unknowns
        return sum(1 for block in blocks if any(cells & read for cells in block.sets))

    def _home(self, number: int, blocks: Sequence[Block]) -> Block:
        read = self._system.checks[number].unknowns
        fitting = [block for block in blocks if any(cells & read for cells in block.sets)] or list(blocks)
        for block in fitting:
            if self._trials.trial(block.sets[0], block.checks | {number}).feasible:
                return block
        return fitting[0]
