"""Several figures told of each of several things, and of all of them: 甲镇20户56人，乙镇30户76人，合计50户132人.

Such a list is a table in words. Where the things make the total in one of its figures, they are all there, so that they
should make it in the others as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import digits, proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.proofs import TOLD, Whole
from gouji.extraction.prose.slipped import one_slip
from gouji.extraction.text.outline import numbered
from gouji.extraction.text.phrases import PARTS
from gouji.faults import regex as re

_PAUSES: Final = re.compile(r"[,;:。(]")
#: Figures of one thing, and things of one list, at most.
_MOST_KINDS: Final = 5
_MOST_THINGS: Final = 24
#: Digits that a total has at least that proves the list.
_TELLING: Final = 2
#: Things that come this near to a total were meant to make it, where they make another one.
_NEAR: Final = Fraction(1, 10)

#: The same town or person may be counted with several things: 技能培训8期，覆盖6个乡镇，创业培训4期，覆盖5个乡镇.
_PERHAPS_TWICE: Final = frozenset(f"count:{word}" for word in "人名户个家所村")


def read_tallies(facts: Sequence[Fact], wording: Wording, write: Whole) -> None:
    """Write the totals of lists of which each thing has figures of the same kinds."""
    sums = any_of(wording.sums)
    plain = [
        fact
        for fact in facts
        if kind_of(fact) not in ("ratio", "score", "number")
        and not fact.average
        and not fact.before
        and fact.grown is None
        and not fact.sentence.figures[fact.figure].bound
    ]
    for at, fact in enumerate(plain):
        total = _together(plain, at)
        if len(total) < 2 or (
            at and plain[at - 1].sentence is fact.sentence and len(_together(plain, at - 1)) > len(total)
        ):
            continue
        behind = at + len(total)
        things = list(_things(plain, at - 1, total, -1)) if sums.search(fact.name) is not None else []
        opened = behind < len(plain) and _opens(total[-1], plain[behind])
        if (
            len(things) < 2
            and behind < len(plain)
            and (opened or _listed(total[-1], plain[behind]) or _leads(total[-1], plain[behind]))
        ):
            things = list(_things(plain, behind, total, 1))
        listed = behind < len(plain) and _listed(total[-1], plain[behind])
        _told(total, things, opened, listed, write)


def _together(plain: Sequence[Fact], at: int) -> Sequence[Fact]:
    """The figures of different kinds that are told of one thing, from a place on."""
    first, end = plain[at], at + 1
    kinds = {kind_of(first)}
    while end < len(plain) and len(kinds) < _MOST_KINDS:
        fact = plain[end]
        if fact.sentence is not first.sentence or kind_of(fact) in kinds or fact.level > 2 or fact.depth != first.depth:
            break
        if _opens(plain[end - 1], fact):
            break
        kinds.add(kind_of(fact))
        end += 1
    return plain[at:end]


def _opens(total: Fact, first: Fact) -> bool:
    """Whether words between a total and a figure open the list of what it is made of."""
    if total.sentence is not first.sentence:
        return False
    between = total.sentence.signs[total.figure + 1 : first.figure]
    return any(PARTS.match(clause) for clause in _PAUSES.split(between))


def _leads(total: Fact, first: Fact) -> bool:
    """Whether a paragraph of its own, with a number of its own, begins behind a total: 共24起、死亡92人。/ 1.甲发生……"""
    before, text = total.sentence.texts[-1], first.sentence.texts[0]
    found = numbered(text.text.lstrip()) if text is not before else None
    return found is not None and found[1] == 1


def _things(plain: Sequence[Fact], start: int, total: Sequence[Fact], step: int) -> Iterator[Sequence[Fact]]:
    """The things of a list before or behind its total, each with figures of its kinds in its order."""
    kinds = [kind_of(fact) for fact in total]
    at, size = start, len(kinds)
    for _ in range(_MOST_THINGS):
        low = at if step > 0 else at - size + 1
        thing = plain[low : low + size] if low >= 0 else ()
        if [kind_of(fact) for fact in thing] != kinds or thing[0].sentence is not thing[-1].sentence:
            return
        yield thing
        at += step * size


def _listed(total: Fact, first: Fact) -> bool:
    """Whether a colon stands behind a total: 护岸共4段，长3.47km：右岸1段……."""
    signs = total.sentence.signs
    return total.sentence is first.sentence and signs[total.figure + 1 : total.figure + 2] in (":", "：")


def _told(total: Sequence[Fact], things: Sequence[Sequence[Fact]], opened: bool, listed: bool, write: Whole) -> None:
    """Write the columns of the first things that make a total; ``opened``: 其中 says that they are of it, or a colon does
    (``listed``)."""
    for count in range(2, len(things) + 1):
        columns = list(zip(total, zip(*_in_order(things[:count]), strict=True), strict=True))
        proven = [proves(parts, whole) for whole, parts in columns]
        telling = any(made and digits(whole) >= _TELLING for made, (whole, _) in zip(proven, columns, strict=True))
        # 4起，175人，其中甲2起、61人，乙1起、64人，丙1起、32人: all of them, and two digits of 157 have changed places
        slips = [made or one_slip(parts, whole, True) for made, (whole, parts) in zip(proven, columns, strict=True)]
        least = 2 if listed else 3
        if not telling and not ((opened or listed) and count == len(things) >= least and any(proven) and all(slips)):
            continue
        for made, slip, (whole, parts) in zip(proven, slips, columns, strict=True):
            if made or slip or _nearly(parts, whole):
                write(whole, parts, "分别为" if made else TOLD)
        return


def _nearly(parts: Sequence[Fact], whole: Fact) -> bool:
    """Whether things that are all there were meant to make a total. Those of whom one may be told twice may be too many."""
    over = sum(map(worth, parts), Fraction(0)) - worth(whole)
    return abs(over) <= worth(whole) * _NEAR and (over < 0 or kind_of(whole) not in _PERHAPS_TWICE)


def _in_order(things: Sequence[Sequence[Fact]]) -> Sequence[Sequence[Fact]]:
    """Things as they stand in the text."""
    backwards = things[0][0].sentence is things[1][0].sentence and things[0][0].figure > things[1][0].figure
    return things[::-1] if backwards else things
