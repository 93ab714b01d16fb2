"""Shares of all of something, some behind the figures of their parts and some alone: 甲75件，占42.2%；……；其他占5.7%.

The last one says that it is what is left, so that they make a hundred. Where they do not, and one slip of the pen in one of
them explains by how much, they were meant to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.parts.sharelists import SHARE
from gouji.extraction.prose.amounts import all_of_it, label_of, value_at
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import write_whole
from gouji.extraction.prose.slipped import explained
from gouji.extraction.text.clauses import STOP
from gouji.faults import regex as re
from gouji.figures import Figure

_REST: Final = re.compile(r"^(?:其[他它余]|剩余)")
#: Fewer shares than this prove little of what they are of.
_SEVERAL: Final = 3
#: They come to about a hundred.
_ABOUT: Final = Fraction(1, 10)


@dataclass(slots=True)
class _Told:
    """A share, with the fact that it is told of and where it stands in the sentence."""

    fact: Fact
    at: int

    @property
    def figure(self) -> Figure:
        """The share as it is printed."""
        return self.fact.sentence.figures[self.at]


def read_rest_shares(facts: Sequence[Fact], start: int, wording: Wording, write: Writer) -> None:
    """Write the lists of shares that end in what is left, or make a hundred, among the facts from ``start`` on."""
    overlaps = any_of(wording.overlaps)
    for index, shares in _runs(facts, start):
        total = sum((share.figure.base for share in shares), Fraction(0))
        rounding = sum((share.figure.step for share in shares), Fraction(0)) / 2
        last = shares[-1].fact
        if overlaps.search(last.sentence.signs) or abs(total - 1) > _ABOUT:
            continue
        if abs(total - 1) <= rounding:
            _write(shares, index, write, False)
        elif len(shares) >= _SEVERAL and _REST.match(last.name):
            cut = abs(total - 1) <= 2 * rounding  # digits that were cut off come to no more than this
            _write(shares, index, write, cut or not explained([share.figure for share in shares], 1 - total, rounding))


def _runs(facts: Sequence[Fact], start: int) -> Iterator[tuple[int, list[_Told]]]:
    """Runs of shares of one sentence in which at least one stands alone, each with the place of its first fact."""
    run: list[_Told] = []
    first = start
    for at, fact in enumerate(facts[start:], start):
        told = _told(fact)
        goes_on = told is not None and bool(run) and _together(run[0].fact, fact)
        if run and not goes_on:
            if _mixed(run):
                yield first, run
            run = []
        if told is not None:
            first = first if run else at
            run.append(told)
    if _mixed(run):
        yield first, run


def _told(fact: Fact) -> _Told | None:
    """The share that a fact is, or that is told of it."""
    if fact.whole is not None or fact.parts or fact.changes:
        return None
    if kind_of(fact) == "ratio":
        alone = SHARE.match(fact.name) is not None and fact.portion is None and not fact.shares
        return _Told(fact, fact.figure) if alone and not fact.sentence.figures[fact.figure].bound else None
    if len(fact.shares) != 1 or fact.sentence.figures[fact.shares[0][0]].bound:
        return None
    return _Told(fact, fact.shares[0][0])


def _together(one: Fact, other: Fact) -> bool:
    words = other.shares[0][1] if other.shares else (0, 0)
    bare = words[1] - words[0] < 2
    return one.sentence is other.sentence and one.depth == other.depth and other.level < STOP and bare


def _mixed(run: Sequence[_Told]) -> bool:
    kinds = [kind_of(share.fact) for share in run]
    counted = {kind for kind in kinds if kind != "ratio"}
    return len(counted) == 1 and "ratio" in kinds and kinds[0] != "ratio"


def _write(shares: Sequence[_Told], index: int, write: Writer, doubt: bool) -> None:
    first = shares[0]
    span = first.fact.sentence.span(first.at, first.at + 1)
    group = Said(f"{first.fact.name}等（各项占比，第{index + 1}处）", span)
    whole = Said(all_of_it(share.figure for share in shares), span)
    parts = ((label_of(share.fact), value_at(share.fact, share.at)) for share in shares)
    write_whole(write, group, whole, parts, "穷举", doubt)
