"""Shares told one behind the other that do not say what they are of: 建议128件。甲类64件，占50%；乙类21件，占16.4%；……

They are of one figure that was told before: the one of which two or more of them are just the shares that are printed, and
half of them at least. Those that miss it are then wrong, be it the figure or the share. The same holds of a share whose
neighbours in its paragraph are of one figure, and of one that names what it is of as they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.prose.amounts import (
    countable,
    digits,
    far_apart,
    has_share,
    interval_of,
    label_of,
    proves,
    quotient,
    share_of,
    value_at,
    value_of,
    worth,
)
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike, called_by
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.clauses import STOP
from gouji.faults import regex as re

#: Facts before the first share among which its base is looked for.
_NEAR: Final = 24
#: Facts behind a base that was proven in which it is still spoken of.
_STILL: Final = 40
#: Shares that prove their base.
_PROOF: Final = 2
#: Facts from one share to the others that stand beside it.
_BESIDE: Final = 8
#: A share printed to a thousandth, beside others of one figure, is one of it as well.
_FINE: Final = Fraction(1, 1_000)
#: Digits that a base has at least.
_TELLING: Final = 2
#: Fewer parts than this may be all but one that nobody tells.
_SEVERAL: Final = 3
#: Names of all there is, whatever it is.
_ALL: Final = re.compile(r"(?:总[数量额和计体]|全[部体]|合计)(?:总?[数量额])?$")


class SameBase:
    """Finds the bases of the shares of one document. ``facts`` holds all its facts so far."""

    def __init__(self, facts: Sequence[Fact], told: set[tuple[int, int]], whole: Whole, write: Writer) -> None:
        self._facts = facts
        self._told = told
        self._whole = whole
        self._write = write
        self._proven: list[tuple[int, Fact]] = []
        self._of: dict[int, dict[int, tuple[Fact, Fact]]] = {}
        """The shares of which it is known what they are of, with that, by their place."""
        self._places: dict[int, int] = {}
        self._called: dict[tuple[str, str], dict[int, Fact]] = {}
        """What shares of one kind that say so in the same words are of."""

    def read(self, start: int) -> None:
        """The shares among the facts from ``start`` on. ``told`` are those that were written, by sentence and place."""
        for index, run in _runs(self._facts, start):
            base = self._base(index, run)
            if base is None or any(base is part.whole for part in run):
                continue
            for part in run:
                self._share(part, base, index)
                self.proven(part, base, index)
            if not base.parts and _all_of(base, run):
                base.parts = list(run)
                self._whole(base, run, "分别为")

        for at, fact in enumerate(self._facts[start:], start):
            if fact.shares and countable(fact) and (id(fact.sentence), fact.shares[0][0]) not in self._told:
                base = self._beside(fact, at)
                if base is not None:
                    self._share(fact, base, at)

    def proven(self, part: Fact, base: Fact, index: int) -> None:
        """Note what a share that was told is of, if it is that."""
        if not part.shares or not has_share(part, base):
            return
        before = self._places.get(id(part))
        if before is not None:
            del self._of[before][id(part)]
        self._places[id(part)] = index
        self._of.setdefault(index, {})[id(part)] = part, base
        self._called.setdefault((kind_of(part), _words(part)), {})[id(base)] = base

    def _beside(self, fact: Fact, index: int) -> Fact | None:
        """What the shares told beside one are of: two that say no more of it than it does, or one that says the same."""
        if share_of(fact).bound or share_of(fact).base > 1:
            return None
        words, kind = _words(fact), kind_of(fact)
        around = (self._of.get(at, {}) for at in range(index - _BESIDE, index + _BESIDE + 1))
        told = [one for found in around for one in found.values()]
        near = [(part, base) for part, base in told if kind_of(part) == kind and _one_paragraph(part, fact)]
        bases = [base for part, base in near if len(words) < _TELLING or _words(part) == words]
        if len(words) < _TELLING and (len(bases) < _PROOF or share_of(fact).step > _FINE):
            return None
        if len(words) >= _TELLING and not bases:
            bases = [base for base in self._called.get((kind, words), {}).values() if called_by(words, base.name)]
        if len({worth(base) for base in bases}) != 1 or worth(fact) >= worth(bases[0]) or bases[0] is fact:
            return None
        return bases[0] if not _in_another(fact, bases[0]) else None

    def _base(self, index: int, run: Sequence[Fact]) -> Fact | None:
        words = _words(run[0])
        near = [fact for fact in self._facts[max(0, index - _NEAR) : index] if _may_be_base(fact, run)]
        if len(words) >= _TELLING and not _ALL.match(words):
            near = [fact for fact in near if alike(words, fact.name)]
        made = [(sum(has_share(part, fact) for part in run), fact) for fact in near]
        most = max((count for count, _ in made), default=0)
        best = [fact for count, fact in made if count == most]
        if most >= _PROOF and most * 2 >= len(run) and len({worth(fact) for fact in best}) == 1:
            self._proven.append((index, best[-1]))
            return best[-1]
        if not _ALL.match(words):
            return None
        # 占总数的40.8%: what was proven to be the total a sentence before, if the first share is one of it
        told = [fact for at, fact in self._proven if index - at <= _STILL]
        before = (fact for fact in self._facts[max(0, index - _STILL) : index] if len(fact.shares) == 1)
        told += [fact.whole for fact in before if fact.whole is not None and has_share(fact, fact.whole)]
        return next((fact for fact in reversed(told) if _may_be_base(fact, run) and has_share(run[0], fact)), None)

    def _share(self, part: Fact, base: Fact, index: int) -> None:
        place = part.shares[0][0]
        if (id(part.sentence), place) in self._told:
            return
        fits = has_share(part, base)
        if not fits and (_by_last_digit(part, base) or self._of_another(part, index)):
            return
        self._told.add((id(part.sentence), place))
        cells = {"项目": label_of(part), "部分": value_of(part), "总额": value_of(base), "占比": value_at(part, place)}
        self._write("占比", cells, far_apart(worth(part), share_of(part).base * worth(base)))

    def _of_another(self, part: Fact, index: int) -> bool:
        """Whether a share is one of some other figure told near it: 采纳20件，占95.2% of the 21 before it."""
        at = next((at for at, fact in enumerate(self._facts[index:], index) if fact is part), index)
        near = self._facts[max(0, index - _NEAR) : at]
        return any(kind_of(fact) == kind_of(part) and worth(fact) > 0 and has_share(part, fact) for fact in near)


def _runs(facts: Sequence[Fact], start: int) -> Iterator[tuple[int, list[Fact]]]:
    """Figures of one sentence, each with one share, of which at most the first names what it is of."""
    run: list[Fact] = []
    first = start
    for at, fact in enumerate(facts[start:], start):
        shared = len(fact.shares) == 1 and countable(fact) and not fact.average and fact.whole is None
        shared = shared and not fact.parts and not share_of(fact).bound
        goes_on = shared and bool(run) and _together(run, fact)
        if run and not goes_on:
            if len(run) > 1:
                yield first, run
            run = []
        if shared:
            first = first if run else at
            run.append(fact)
    if len(run) > 1:
        yield first, run


def _together(run: Sequence[Fact], fact: Fact) -> bool:
    one = run[0]
    alike_told = one.sentence is fact.sentence and one.depth == fact.depth and fact.level < STOP
    return (
        alike_told and kind_of(one) == kind_of(fact) and (len(_words(fact)) < _TELLING or _words(fact) == _words(one))
    )


def _may_be_base(fact: Fact, run: Sequence[Fact]) -> bool:
    plain = kind_of(fact) == kind_of(run[0]) and countable(fact) and not fact.average and not fact.before
    return plain and digits(fact) >= _TELLING and all(worth(part) < worth(fact) for part in run)


def _one_paragraph(one: Fact, other: Fact) -> bool:
    return one.sentence is other.sentence or one.sentence.texts[0] is other.sentence.texts[0]


def _in_another(fact: Fact, base: Fact) -> bool:
    """Whether a share may be one of what the fact is in, and not of what those beside it are of."""
    return fact.whole is not None and fact.whole is not base and fact.whole.whole is not base


def _words(fact: Fact) -> str:
    start, end = fact.shares[0][1]
    return fact.sentence.signs[start:end]


def _by_last_digit(part: Fact, base: Fact) -> bool:
    """Whether a share misses by no more than its last digit: one is rounded otherwise so that all make a hundred."""
    made, printed = quotient(interval_of(part), interval_of(base)), share_of(part)
    if made is None or made.lo is None or made.hi is None:
        return True
    return made.lo - printed.step <= printed.base <= made.hi + printed.step


def _all_of(base: Fact, run: Sequence[Fact]) -> bool:
    """Whether parts make their base, or would if the one of them that misses its share had it."""
    if len(run) < _SEVERAL:
        return False
    if proves(run, base):
        return True
    exact = worth(base) - sum(map(worth, run), Fraction(0))
    for part in run:
        share = (worth(part) + exact) / worth(base)
        printed = share_of(part).interval("printed")
        within = printed.lo is not None and printed.hi is not None and printed.lo <= share <= printed.hi
        if within and not has_share(part, base):
            return True
    return False
