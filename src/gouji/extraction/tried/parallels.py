"""Sums that another sum proves: 高中8所，在校29396人。其中普高6所，在校22052人。中职2所，在校6894人.

Where one figure of a sentence is what figures of others come to, these tell its parts. What the same sentences tell in the
same words besides was then meant to come out as well; a miss by little is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.prose.retold import digits
from gouji.extraction.tried.made import Place, Sum
from gouji.extraction.tried.regions import One

#: Digits of a sum that proves what the sentences are, and parts that it has at most.
_TELLING: Final = 3
_MOST: Final = 12
#: Digits of what sections make, sections that make it at least, and choices of their figures that are tried.
_LONG: Final = 5
_SECTIONS: Final = 3
_CHOICES: Final = 300
#: By what part of it a sum is missed.
_NEAR: Final = Fraction(1, 10)
#: Signs at the end of a name by which figures are told of one thing.
_TAIL: Final = 2
#: What may be counted twice, in parts that are otherwise apart: 培训3期，覆盖5个镇.
_PERHAPS_TWICE: Final = frozenset(f"count:{word}" for word in ("个", "户", "家", "村"))
#: Words that stand between a name and its figure.
_JOINS: Final = "为是有共约达到的数:：,， "


def parallel_sums(told: Sequence[One], known: Iterable[frozenset[Place]]) -> Iterator[Sum]:
    """The sums beside those that are ``known``. ``told``: the figures of sentences."""
    by_place = {one.place: one for one in told}
    by_unit: dict[tuple[str, int], list[One]] = {}
    for one in told:
        by_unit.setdefault(("text", one.text), []).append(one)
        by_unit.setdefault(("sentence", one.sentence), []).append(one)
    done: set[Place] = set()
    for places in known:
        if not 3 <= len(places) <= _MOST or not places <= by_place.keys():
            continue
        ones = sorted((by_place[place] for place in places), key=lambda one: one.base)
        proof = Sum(ones[-1], ones[:-1])
        if proof.missing or digits(proof.total.figure) < _TELLING:
            continue
        units = _units(proof)
        if units is None:
            continue
        for found in _beside(proof, [by_unit[unit] for unit in units]):
            if found.total.place not in done:
                done.add(found.total.place)
                yield found


def section_sums(told: Sequence[One], headings: Sequence[int]) -> Iterator[Sum]:
    """全市在校生131164人。/ 一、甲 在园17193人…… / 二、乙 在校84036人……: the sums of one figure of the first paragraph of each

    section that follows. ``headings``: for each figure what heading it stands under.
    """
    firsts: list[tuple[int, list[One]]] = []
    for one, heading in zip(told, headings, strict=True):
        if not firsts or firsts[-1][0] != heading:
            firsts.append((heading, []))
        if not firsts[-1][1] or firsts[-1][1][0].text == one.text:
            firsts[-1][1].append(one)
    for at, (_, head) in enumerate(firsts):
        for total in head:
            if total.kind == "ratio" or digits(total.figure) < _LONG:
                continue
            sections = [[one for one in ones if one.kind == total.kind] for _, ones in firsts[at + 1 : at + _MOST]]
            parts = _choice(total, sections)
            if parts is not None:
                yield Sum(total, parts)
                break


def _choice(total: One, sections: Sequence[Sequence[One]]) -> Sequence[One] | None:
    """One figure of each of the first sections that make a total to the last digit, if only one choice does."""
    made: list[tuple[Fraction, tuple[One, ...]]] = [(Fraction(0), ())]
    for number, section in enumerate(sections, 1):
        made = [
            (come + one.base, (*parts, one))
            for come, parts in made
            for one in section
            if one.base > 0 and come + one.base <= total.base
        ]
        if not made or len(made) > _CHOICES:
            return None
        found = [parts for come, parts in made if come == total.base]
        if number >= _SECTIONS and len(found) == 1:
            return found[0]
    return None


def _units(proof: Sum) -> Sequence[tuple[str, int]] | None:
    """The paragraphs, or else the sentences, in which the figures of a sum stand, where each has its own."""
    for name in ("text", "sentence"):
        units = [(name, getattr(one, name)) for one in (proof.total, *proof.parts)]
        if len(set(units)) == len(units):
            return units
    return None


def _beside(proof: Sum, groups: Sequence[Sequence[One]]) -> Iterator[Sum]:
    """What the figures beside those of a sum miss."""
    for total in groups[0]:
        if total is proof.total or total.kind == "ratio" or total.base <= 0:
            continue
        parts = [_same(total, groups[0], group) for group in groups[1:]]
        some = [one for one in parts if one is not None and one.base > 0]
        found = Sum(total, some, slip=True)
        if len(some) < len(parts) or any(one.base >= total.base for one in some):
            continue
        rounding = sum((one.half for one in (total, *some)), Fraction(0))
        if not rounding < abs(found.missing) <= total.base * _NEAR:
            continue
        if found.missing > 0 or total.kind not in _PERHAPS_TWICE:
            yield found


def _same(total: One, own: Sequence[One], group: Sequence[One]) -> One | None:
    """The figure of a group that is told as one of another group is: the only one of its kind, or the only one called so."""
    if sum(one.kind == total.kind for one in own) == 1:
        alike = [one for one in group if one.kind == total.kind]
        if len(alike) == 1 and (alike[0].kind.startswith("count") or _called(alike[0]) == _called(total)):
            return alike[0]
    named = [one for one in group if one.kind == total.kind and _called(one) and _called(one) == _called(total)]
    return named[0] if len(named) == 1 else None


def _called(one: One) -> str:
    """The end of the name of a figure."""
    return one.name.rstrip(_JOINS)[-_TAIL:]


def by_total(sums: Mapping[Place, Sequence[frozenset[Place]]]) -> Iterator[frozenset[Place]]:
    """Each set of places once."""
    seen: set[frozenset[Place]] = set()
    for sets in sums.values():
        for places in sets:
            if places not in seen:
                seen.add(places)
                yield places
