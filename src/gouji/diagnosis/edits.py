"""Which of the suspects is most likely wrong, and the smallest edit that clears the root: a suggestion nobody applies."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.diagnosis.blocks import Block
from gouji.diagnosis.corrections import Corrections
from gouji.diagnosis.named import Named, leeway_of, value_of
from gouji.diagnosis.slips import ORDER, printable
from gouji.diagnosis.statements import compared
from gouji.diagnosis.suspects import Cells
from gouji.diagnosis.system import Check, System


def rank(one: Named, reported: set[int], plug: int | None) -> tuple[object, ...]:
    """The order of suspects: shares first, then telling stories, then figures that are reported."""
    slip = ORDER.index(one.slips[0][0].code) if one.slips else len(ORDER)
    return (
        one.unknown.number != plug,
        -one.share,
        not one.strong,
        one.unknown.number not in reported,
        slip,
        one.unknown.number,
    )


def reported_by(system: System, check: Check) -> list[int]:
    """The cells that stand alone on a side of a comparison of the check: the figures that are reported."""
    out = []
    for one in compared(check.judged.statement):
        sides = [side.leaf for side in (one.left, one.right)]
        if one.operator in "=≈" and sum(leaf is not None for leaf in sides) == 1:
            leaf = next(leaf for leaf in sides if leaf is not None)
            anchor = leaf.anchor
            out += [unknown.number for unknown in system.at(anchor)]
    return out


def chosen_set(named: Sequence[Named], block: Block, plug: int | None) -> Cells | None:
    """The set that the suggested edit is for: the only one, or the one of the best suspect; None for no preference."""
    if plug is not None:
        return None
    if len(block.sets) == 1:
        return block.sets[0]
    best = named[0]
    strong = [one for one in named if one.strong]
    if not best.strong:
        return None
    if best.slips[0][0].code == "cells-swapped":
        other = next(one for one in named if one.unknown.anchor == best.slips[0][0].source)
        both = frozenset({best.unknown.number, other.unknown.number})
        return both if {one.unknown.number for one in strong} <= both else None
    if len(strong) > 1:
        return None  # as good a story for one cell as for another
    alone = frozenset({best.unknown.number})
    return alone if alone in block.sets else None


def edit_of(
    corrections: Corrections, named: Sequence[Named], chosen: Cells | None, block: Block
) -> list[tuple[int, str]]:
    """The smallest edit: texts for the cells of the chosen set, which clear the root when the engine judges them."""
    if chosen is None:
        return []
    texts: dict[int, str] = {}
    trial = corrections.trials.trial(chosen, block.checks) if len(chosen) > 1 else None
    anchors = {one.unknown.anchor for one in named if one.unknown.number in chosen}
    for at, one in enumerate(named):
        if one.unknown.number not in chosen:
            continue
        swap = [slip for slip, _ in one.slips if slip.code == "cells-swapped" and slip.source in anchors]
        if swap:
            texts[at] = swap[0].text
        elif trial is not None:
            known = leeway_of(trial, one.unknown.number, one.unknown)
            found = printable(one.unknown, known) if known is not None else None
            if found is not None:
                texts[at] = found[1]
        elif one.slips:
            texts[at] = one.slips[0][0].text
        elif text := value_of(one):
            texts[at] = text
    if len(texts) < len(chosen):
        return []
    anew = {named[at].unknown.anchor: text for at, text in texts.items()}
    return sorted(texts.items()) if corrections.clears_all(anew, chosen, block.checks) else []
