"""Corrections held against the engine: what other texts in some cells clear, and whether they break anything."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.diagnosis.retrial import Key, Retrial, Verdicts
from gouji.diagnosis.slips import half_of
from gouji.diagnosis.suspects import Cells, Trials
from gouji.diagnosis.system import System, Unknown
from gouji.report import Anchor


class Corrections:
    """Tries corrections of one report."""

    def __init__(self, trials: Trials, retrial: Retrial) -> None:
        self.trials = trials
        self.system: System = trials.system
        self.retrial = retrial

    def clears(self, texts: Mapping[Anchor, str]) -> tuple[Key, ...] | None:
        """The failing checks that a correction clears; None where a relation of its cells still fails or is broken."""
        after = self.retrial.verdicts(texts)
        changed = {unknown.number for anchor in texts for unknown in self.system.at(anchor)}
        cleared = []
        for number in sorted({n for cell in changed for n in self.system.unknowns[cell].checks}):
            check = self.system.checks[number]
            if check.key in after.failures and (check.equation or (check.holds and check.relation)):
                return None
            if check.holds and check.relation and check.key in after.undecided:
                return None
            if not check.holds and check.key not in after.failures:
                if check.equation and check.key not in after.passing:
                    return None  # a condition that no longer holds makes no equation true
                cleared.append(check.key)
        return tuple(cleared) if cleared else None

    def may_swap(self, a: Unknown, b: Unknown, checks: Cells) -> bool:
        """Whether the relations leave room for each other's values: asked before the engine is."""
        trial = self.trials.trial(frozenset({a.number, b.number}), checks)
        if not trial.feasible:
            return False
        for mine, its in ((a, b), (b, a)):
            low, high = trial.bounds.get(mine.number, (None, None))
            half = half_of(mine)
            if (low is not None and its.value + half < low) or (high is not None and its.value - half > high):
                return False
        return True

    def clears_all(self, texts: Mapping[Anchor, str], cells: Cells, checks: Cells) -> bool:
        """Whether a correction of the cells clears every one of the checks, makes their equations true, and breaks nothing."""
        after = self.retrial.verdicts(texts)
        keys = {self.system.checks[number].key for number in checks}
        equations = {self.system.checks[number].key for number in checks if self.system.checks[number].equation}
        return not (keys & set(after.failures) or equations - after.passing or self._broken(after, cells))

    def _broken(self, after: Verdicts, cells: Cells) -> bool:
        """Whether a relation that held fails after a change, or can no longer be decided."""
        numbers = {n for cell in cells for n in self.system.unknowns[cell].checks}
        held = [
            self.system.checks[n] for n in numbers if self.system.checks[n].holds and self.system.checks[n].relation
        ]
        return any(check.key in after.failures or check.key in after.undecided for check in held)


def alike(a: Unknown, b: Unknown) -> bool:
    """Whether two cells may have been swapped: one kind of figure, one table, one row or column, different values."""
    if a.value == b.value or a.figure.unit.dimension != b.figure.unit.dimension:
        return False
    one, other = a.anchor, b.anchor
    return one.table == other.table and (one.row == other.row or one.column == other.column)


def swapped(a: Unknown, b: Unknown) -> dict[Anchor, str] | None:
    """The texts of two cells in each other's place."""
    if a.print is None or b.print is None or (a.print.head, a.print.tail) != (b.print.head, b.print.tail):
        return None
    return {a.anchor: b.cell.content.text, b.anchor: a.cell.content.text}
