"""The remainder of rounding that the last addend of a total carries (舍位平衡): accepted, and exactly that only."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gouji.diagnosis.forms import value_at
from gouji.diagnosis.named import Named
from gouji.diagnosis.slips import Proposal
from gouji.diagnosis.statements import compared
from gouji.diagnosis.system import Check, System


def plug_of(system: System, checks: Sequence[Check]) -> int | None:
    """The cell that carries the rounding remainder of its total (舍位平衡); None for anything but exactly that.

    One equation alone fails, on the last addend of a total whose printed addends give the printed total to the last
    digit; the other addends keep the same rule; and the correction would leave just the remainder of their
    rounding, at most half a last place for each.
    """
    if len(checks) != 1 or not checks[0].branches:
        return None
    (check,) = checks
    for cell in sorted(check.unknowns):
        unknown = system.unknowns[cell]
        made = unknown.print
        if made is None or any(n != check.number and not system.checks[n].holds for n in unknown.checks):
            continue
        relation = frozenset({check.number})
        alone = [system.checks[n] for n in unknown.checks]
        for total in alone:
            addends = _addends(system, total, cell)
            if addends is None or addends[-1] != cell or len(addends) < 3:
                continue
            kept = all(
                any(system.checks[n].rule == check.rule and system.checks[n].holds for n in other.checks)
                for number in addends[:-1]
                for other in (system.unknowns[number],)
            )
            right = _alone(system, cell, check)
            if not kept or right is None:
                continue
            off = abs(made.rounded(right) - made.value)
            if relation and made.step <= off <= made.step * len(addends) / 2:
                return cell
    return None


def tell_as_plug(system: System, one: Named, checks: Sequence[Check]) -> None:
    """The remainder as the cell's first cause, with the print that its own figures would give."""
    made, right = one.unknown.print, _alone(system, one.unknown.number, checks[0])
    if made is not None and right is not None and (text := made.text_of(made.rounded(right))) is not None:
        keys = tuple(check.key for check in checks)
        one.slips.insert(0, (Proposal("rounding-plug", made.rounded(right), text), keys))


def _addends(system: System, total: Check, cell: int) -> list[int] | None:
    """The addends of a total that its printed figures give exactly, in the order of the document."""
    if not total.holds:
        return None
    for branch in total.branches:
        for atom in branch.atoms:
            own = atom.poly.get((cell,))
            if own is None or not atom.equal or not atom.linear:
                continue
            alike = [m[0] for m, f in atom.poly.items() if m and f == own]
            rest = [m for m, f in atom.poly.items() if m and f != own]
            printed = {unknown: system.unknowns[unknown].value for unknown in atom.unknowns}
            if len(rest) > 1 or (not rest and () not in atom.poly) or value_at(atom.poly, printed):
                continue
            anchors = {system.unknowns[n].anchor for n in alike}
            if len({(a.table, a.column) for a in anchors}) != 1:
                continue
            return sorted(alike, key=lambda n: system.unknowns[n].anchor.row or 0)
    return None


def _alone(system: System, cell: int, check: Check) -> Fraction | None:
    """What one check alone, as printed, says that a cell should be."""
    for one in compared(check.judged.statement):
        for side, other in ((one.left, one.right), (one.right, one.left)):
            leaf = side.leaf
            if (
                leaf is not None
                and system.unknowns[cell].anchor == system.twins.home(leaf.anchor)
                and one.operator == "="
            ):
                return other.value
    return None
