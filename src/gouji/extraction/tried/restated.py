"""An amount told twice in different units, that is not the same (提法): 1286000元（128.6万元）, 36000元……36万元.

Two amounts of a sentence of which words say that they are one (即, 折合, in brackets), and two of sentences beside each
other that are the same but for a power of ten. What is told for each of something is no such amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, place_of, text_of
from gouji.extraction.prose.retold import digits
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.tried.perunits import Term
from gouji.extraction.tried.spoken import about
from gouji.figures import Interval
from gouji.language import Table

_SAME: Final = re.compile(
    r"^[,(]*(?:即|也即|亦即|也就是|折合?(?:人民币)?|折算为?|换算为|约合|合(?!计)|相当于|\()(?:约|为)?$"
)
_LARGEST: Final = 4
#: Figures between two, and digits that such an amount has at least.
_FAR: Final = 4
_TELLING: Final = 2
_LONG: Final = 3
_SIGNS: Final = 40


def read_restated(terms: Sequence[Term], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write both as what is told of one thing. ``terms``: all figures of a document."""
    table = by_source.get("提法")
    if table is None:
        return
    told = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    for one, other in _pairs(terms):
        if {place_of(one.one.value), place_of(other.one.value)} <= told:
            continue
        for term in (one, other):
            name = f"{text_of(one.one.value)}与{text_of(other.one.value)}"
            draft.say(table, {"事项": name, "数值": term.one.value, "出处": "推定"}, True)


def _pairs(terms: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    for at, one in enumerate(terms):
        for far, other in enumerate(terms[at + 1 : at + 1 + _FAR]):
            if other.order - one.order > 1:
                break
            if _comparable(one, other) and _differs(one, other):
                between = one.raw(other) if not far and other.order == one.order else ""
                said = _SAME.match(between) is not None
                if (said and about(*_worths(one, other))) or _scaled(one, other, terms[at : at + 2 * _FAR], said):
                    yield one, other


def _comparable(one: Term, other: Term) -> bool:
    plain = not (one.bound or other.bound or one.per or other.per)
    kinds = one.one.kind == other.one.kind not in ("ratio", "score", "months", "days", "number")
    return plain and kinds and one.one.figure.unit.scale != other.one.figure.unit.scale and min(_worths(one, other)) > 0


def _worths(one: Term, other: Term) -> tuple[Fraction, Fraction]:
    return Fraction(one.one.base), Fraction(other.one.base)


def _differs(one: Term, other: Term) -> bool:
    first, second = _worths(one, other)
    return abs(first - second) > (one.one.figure.step + other.one.figure.step) / 2


def _scaled(one: Term, other: Term, near: Sequence[Term], said: bool) -> bool:
    """Whether two are one but for a power of ten, or for two digits that changed places, and nothing near says why."""
    first, second = _worths(one, other)
    if (not said and min(digits(one.one.figure), digits(other.one.figure)) < _TELLING) or "=" in one.plain[
        max(0, one.at - _SIGNS) : one.at + _SIGNS
    ]:
        return False
    powers = [10**power for power in range(1, _LARGEST + 1)]
    found = next((power for power in powers if max(first, second) == min(first, second) * power), None)
    if found is not None:
        return not any(term.one.base in (found, Fraction(1, found)) for term in near)
    fine = min((one, other), key=lambda term: term.one.figure.step)
    coarse = other if fine is one else one
    made = Interval(coarse.one.base, coarse.one.base)
    return (
        digits(fine.one.figure) >= _LONG + 1
        and digits(coarse.one.figure) >= _LONG
        and misprinted(fine.one.figure, made)
    )


__all__ = ["read_restated"]
