"""Suspected cells with the slips that would explain them, as long as their root is being made."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from gouji.diagnosis.blocks import Block
from gouji.diagnosis.corrections import Corrections, alike, swapped
from gouji.diagnosis.printing import Print
from gouji.diagnosis.retrial import Key
from gouji.diagnosis.slips import ORDER, WEAK, Leeway, Proposal, half_of, printable, proposals
from gouji.diagnosis.suspects import Trial
from gouji.diagnosis.system import Unknown
from gouji.figures.rational import Rational
from gouji.report import Report

ZERO = Rational(0)
#: Slips told of one cell.
MOST_CAUSES = 3
#: Prints that may be left to a cell for its value to be told as one.
FEW_PRINTS = 5


@dataclass(slots=True)
class Named:
    """A suspected cell while its root is being made."""

    unknown: Unknown
    share: Fraction
    leeway: Leeway | None
    slips: list[tuple[Proposal, tuple[Key, ...]]] = field(default_factory=list)

    @property
    def strong(self) -> bool:
        return any(proposal.code not in WEAK for proposal, _ in self.slips[:1])


class Namer:
    """Finds what is to be said of each suspected cell."""

    def __init__(self, corrections: Corrections, report: Report) -> None:
        self._corrections = corrections
        self._trials = corrections.trials
        self._system = corrections.system
        self._report = report

    def named(self, cell: int, share: Fraction, block: Block) -> Named:
        unknown = self._system.unknowns[cell]
        failing = [check for check in self._system.failing if cell in check.unknowns and check.equation]
        trial = self._trials.trial(frozenset({cell}), frozenset(check.number for check in failing))
        named = Named(unknown, share, leeway_of(trial, cell, unknown))
        made = unknown.print
        if named.leeway is None or made is None:
            if named.leeway is None:  # not alone, or not while another root is not corrected
                mine = min((cells for cells in block.sets if cell in cells), key=sorted)
                named.leeway = leeway_of(self._trials.trial(mine, block.checks), cell, unknown)
            return named
        tried = 0
        for proposal in proposals(self._system, unknown, made, named.leeway, failing, self._report):
            if not _telling(proposal.code, named.leeway, made, half_of(unknown)):
                continue
            tried += 1
            if tried > 2 * MOST_CAUSES:
                break
            cleared = self._corrections.clears({unknown.anchor: proposal.text})
            if cleared is not None:
                named.slips.append((proposal, cleared))
                if len(named.slips) == MOST_CAUSES:
                    break
        return named

    def swaps(self, named: list[Named], block: Block) -> None:
        """Two cells of the block, in one row or one column, that belong in each other's place."""
        by_cell = {one.unknown.number: one for one in named}
        cells = sorted(by_cell)
        for at, one in enumerate(cells):
            for other in cells[at + 1 :]:
                a, b = self._system.unknowns[one], self._system.unknowns[other]
                if not alike(a, b):
                    continue
                texts = swapped(a, b)
                if texts is None or not self._corrections.may_swap(a, b, block.checks):
                    continue
                cleared = self._corrections.clears(texts)
                if cleared is None or not {self._system.checks[n].key for n in block.checks} <= set(cleared):
                    continue
                for mine, its in ((a, b), (b, a)):
                    proposal = Proposal("cells-swapped", its.value, texts[mine.anchor], its.anchor)
                    slips = by_cell[mine.number].slips
                    slips.append((proposal, cleared))
                    slips.sort(key=lambda slip: ORDER.index(slip[0].code))
                    del slips[MOST_CAUSES:]


def leeway_of(trial: Trial, cell: int, unknown: Unknown) -> Leeway | None:
    """What a trial leaves of a cell."""
    if not trial.feasible or cell not in trial.bounds:
        return None
    low, high = trial.bounds[cell]
    value = trial.values.get(cell) if trial.values is not None else None
    if value is None:
        known = [end for end in (low, high) if end is not None]
        if not known:
            return None
        value = sum(known, ZERO) / len(known)
    return Leeway(low, high, value)


def _telling(code: str, leeway: Leeway, made: Print, half: Fraction) -> bool:
    """Whether a slip that fits says more than chance: the prints it reaches are few among those of as many digits."""
    prints = leeway.prints(made.step, half)
    if prints is None:
        return False
    digits = len(made.digits.replace(".", "").replace("-", "").lstrip("0"))
    tries = {"digit-changed": 9 * digits, "digit-dropped": 10 * (digits + 1), "digits-swapped": digits}.get(code, 2)
    return prints * tries * 4 <= int(10**digits)


def value_of(one: Named) -> str:
    """The text that a cell should have, where the relations leave few prints."""
    made, leeway = one.unknown.print, one.leeway
    if made is None or leeway is None:
        return ""
    prints = leeway.prints(made.step, half_of(one.unknown))
    if prints is None or prints > FEW_PRINTS:
        return ""
    found = printable(one.unknown, leeway)
    return found[1] if found is not None and found[0] != made.value else ""


def ends_of(one: Named) -> tuple[str, str]:
    """The least and the greatest print that the relations leave, where they leave more than one."""
    made, leeway = one.unknown.print, one.leeway
    if made is None or leeway is None:
        return "", ""
    prints = leeway.prints(made.step, half_of(one.unknown))
    if prints is not None and prints < 2:
        return "", ""
    half = half_of(one.unknown)
    low = high = ""
    if leeway.low is not None:
        low = made.text_of(-((half - leeway.low) // made.step) * made.step) or ""
    if leeway.high is not None:
        high = made.text_of((leeway.high + half) // made.step * made.step) or ""
    return low, high
