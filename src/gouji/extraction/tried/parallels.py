"""Sums that another sum proves: 高中8所，在校29396人。其中普高6所，在校22052人。中职2所，在校6894人.

Where one figure of a sentence is what figures of others come to, these tell its parts. What the same sentences tell in the
same words besides was then meant to come out as well; a miss by little is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import span_of
from gouji.extraction.prose.retold import digits
from gouji.extraction.tried.made import Place, Sum
from gouji.extraction.tried.regions import One
from gouji.faults import regex as re

#: Digits of a sum that proves what the sentences are, and parts that it has at most.
_TELLING: Final = 3
_MOST: Final = 12
#: Digits of what sections make, sections that make it at least, and choices of their figures that are tried.
_LONG: Final = 5
_SECTIONS: Final = 3
_CHOICES: Final = 300
#: Paragraphs at the end of a section that may tell what the sections behind it come to.
_NEAR_END: Final = 2
#: By what part of it a sum is missed.
_NEAR: Final = Fraction(1, 10)
#: Signs at the end of a name by which figures are told of one thing.
_TAIL: Final = 2
#: What may be counted twice, in parts that are otherwise apart: 培训3期，覆盖5个镇. Of 个 those that are places or bodies.
_PERHAPS_TWICE: Final = frozenset(f"count:{word}" for word in ("户", "家", "村"))
_PIECES: Final = "count:个"
_BODIES: Final = re.compile(
    r"(?:[镇村县区市乡省州旗盟组户家点]|街道|社区|单位|部门|企业|公司|学校|机构|国家|科室|行业|领域|方面)$"
)
#: What full scores make, and what scores are counted in.
_HUNDRED: Final = 100
_SCORE: Final = "score"
#: The words right behind a figure.
_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{2,8}")
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
    sections: list[list[list[One]]] = []
    last = 0
    for one, heading in zip(told, headings, strict=True):
        if not sections or last != heading:
            sections.append([])
            last = heading
        paragraphs = sections[-1]
        if not paragraphs or paragraphs[-1][0].text != one.text:
            paragraphs.append([])
        paragraphs[-1].append(one)
    for at, paragraphs in enumerate(sections):
        # what all sections come to is told in the first paragraph above them, or in one of the last
        heads = [*paragraphs[:1], *paragraphs[1:][-_NEAR_END:]]
        for total in (one for head in heads for one in head):
            if total.kind == "ratio" or digits(total.figure) < _LONG:
                continue
            below = [[one for one in own[0] if one.kind == total.kind] for own in sections[at + 1 : at + _MOST]]
            parts = _choice(total, below)
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
        if found.missing > 0 or not _perhaps_twice(total):
            yield found


def _perhaps_twice(one: One) -> bool:
    """Whether one of what is counted may be counted in several parts."""
    named = _behind(one) or one.name.rstrip(_JOINS)
    return one.kind in _PERHAPS_TWICE or (one.kind == _PIECES and (not named or _BODIES.search(named) is not None))


def _same(total: One, own: Sequence[One], group: Sequence[One]) -> One | None:
    """The figure of a group that is told as one of another group is: the only one of its kind, or the only one called so."""
    if sum(one.kind == total.kind for one in own) == 1:
        alike = [one for one in group if one.kind == total.kind]
        if len(alike) == 1 and (alike[0].kind.startswith("count") or _called(alike[0]) == _called(total)):
            return alike[0]
    named = [one for one in group if one.kind == total.kind and _called(one) and _called(one) == _called(total)]
    if not named:  # 出台13个规章制度, 出台规章制度4个: what is counted stands behind one of them
        named = [one for one in group if one.kind == total.kind and _counts_alike(one, total)]
    return named[0] if len(named) == 1 else None


def _called(one: One) -> str:
    """The end of the name of a figure."""
    return one.name.rstrip(_JOINS)[-_TAIL:]


def _counts_alike(one: One, other: One) -> bool:
    """Whether one figure is told before what it counts and the other behind it."""
    ways = ((one, other), (other, one))
    return any(len(_called(late)) == _TAIL and _behind(early).endswith(_called(late)) for early, late in ways)


def _behind(one: One) -> str:
    """The words right behind a figure."""
    span = span_of(one.value)
    found = _WORDS.match(span.source.text, span.end) if span is not None else None
    return found[0] if found is not None else ""


def score_sums(told: Sequence[One]) -> Iterator[Sum]:
    """得分为83.3分。/ 投入指标满分20分，得16.5分。…… / 过程指标满分25分，得19.3分。……: the scores of paragraphs whose full scores

    make a hundred, which miss the one that is told before or behind them.
    """
    texts: list[tuple[int, dict[str, One]]] = []
    for one in told:
        if not texts or texts[-1][0] != one.text:
            texts.append((one.text, {}))
        if one.kind == _SCORE and _called(one):
            texts[-1][1].setdefault(_called(one), one)
    at = 0
    while at < len(texts):
        end = next((end for end in range(at + _SECTIONS, at + _MOST) if _hundred(texts[at:end]) is not None), 0)
        full = _hundred(texts[at:end]) if end else None
        if full is None:
            at += 1
            continue
        runs = [own for _, own in texts[at:end]]
        near = [one for _, own in (*texts[max(0, at - _SECTIONS) : at], *texts[end : end + 1]) for one in own.values()]
        totals = [one for one in near if one.base <= _HUNDRED and _called(one) not in (full, "")]
        for name in runs[0]:
            if name == full or any(name not in own or own[name].base > own[full].base for own in runs):
                continue
            parts = [own[name] for own in runs]
            found = [Sum(total, parts, slip=True) for total in totals if _called(total)[-1] in name + "分为"]
            if found and all(0 < abs(one.missing) <= one.total.base * _NEAR for one in found):
                yield found[0]
        at = end


def _hundred(texts: Sequence[tuple[int, Mapping[str, One]]]) -> str | None:
    """By what name paragraphs tell scores that make a hundred."""
    if len(texts) < _SECTIONS:
        return None
    common = [name for name in texts[0][1] if all(name in own for _, own in texts)]
    return next((name for name in common if sum(own[name].base for _, own in texts) == _HUNDRED), None)


def by_total(sums: Mapping[Place, Sequence[frozenset[Place]]]) -> Iterator[frozenset[Place]]:
    """Each set of places once."""
    seen: set[frozenset[Place]] = set()
    for sets in sums.values():
        for places in sets:
            if places not in seen:
                seen.add(places)
                yield places
