"""What the share of a fact may be one of, looked for among the facts of its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.prose.amounts import countable, interval_of, makes, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike, called_by
from gouji.extraction.text.sentences import DATE
from gouji.figures import Figure

#: How far back a base that is not named is looked for, in facts of its kind.
_BACK: Final = 8
#: A share printed to a ten-thousandth is seldom one of a figure by chance.
_FINE: Final = Fraction(1, 10_000)
#: By what part of it a share may miss what is printed, of the only figure that it may be of.
_CLOSE: Final = Fraction(1, 4)
#: Facts looked at for one of a certain name.
FAR_BACK: Final = 400


class Bases:
    """``facts`` holds all facts of the document so far; places are those in it."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts

    def all_named(self, words: str, before: int, kind: str | None = None) -> list[Fact]:
        """The earlier facts of that name (and kind), the nearest one first."""
        return [fact for fact in self._back(before) if kind in (None, kind_of(fact)) and alike(words, fact.name)]

    def named(self, words: str, before: int, kind: str) -> Fact | None:
        """The nearest earlier fact of that name."""
        near = (fact for fact in self._back(before) if kind_of(fact) == kind and alike(words, fact.name))
        return next(near, None)

    def called(self, fact: Fact, words: str, index: int) -> Fact | None:
        """What a share says that it is of, where only one figure is called by what that ends in: 工单总量, 办理热线工单."""
        kind = kind_of(fact)
        near = (one for one in self._back(index) if kind_of(one) == kind and countable(one))
        named = [one for one in near if called_by(words, one.name)]
        return named[0] if len({worth(one) for one in named}) == 1 and worth(named[0]) > worth(fact) else None

    def proving(self, fact: Fact, ratio: Figure, index: int) -> Fact | None:
        """An earlier fact of which this one is the share that is printed."""
        part, printed = fact.sentence.figures[fact.figure].interval(), ratio.interval()
        left = _BACK if ratio.step > _FINE else 2 * _BACK
        for other in self._back(index):
            if kind_of(other) != kind_of(fact) or worth(other) == 0:
                continue
            if makes(part, other.sentence.figures[other.figure].interval(), printed):
                return other
            if (left := left - 1) == 0:
                break
        return None

    def only_larger(self, fact: Fact, ratio: Figure, index: int) -> Fact | None:
        """办会191场，到会25人次。其中，防疫会151场，占79.9%: the only figure before one, in its paragraph, that it may be one of.

        Its share is not far from what is printed.
        """
        before = self._facts[max(0, index - _BACK) : index]
        near = [
            one for one in before if one.sentence.texts[-1] is fact.sentence.texts[0] and kind_of(one) == kind_of(fact)
        ]
        larger = [one for one in near if worth(one) > worth(fact) and not one.average]
        if len(near) != 1 or not larger:
            return None
        off = abs(worth(fact) / worth(larger[0]) - ratio.base)
        return larger[0] if off <= _CLOSE * ratio.base else None

    def of_all(self, fact: Fact, ratio: Figure, index: int) -> Fact | None:
        """收支总计842万元。本年支出816万元。其中，甲181万元、占比21.5%，乙635万元、占比75.5%: what all parts are shares of."""
        parts = [part for part in fact.whole.parts if part.shares] if fact.whole is not None else []
        other = self.proving(fact, ratio, index) if len(parts) > 1 else None
        if other is None:
            return None
        shares = ((part, part.sentence.figures[part.shares[0][0]]) for part in parts)
        return other if all(is_share(part, other, share) for part, share in shares) else None

    def behind(self, fact: Fact, words: str, ratio: Figure, index: int) -> Fact | None:
        """占上年筹集的62.5%（上年共筹集7205.72万元）: the base is told in the same sentence, behind the share."""
        for other in self._facts[index + 1 : index + 3]:
            same = other.sentence is fact.sentence and kind_of(other) == kind_of(fact)
            if same and alike(words.replace(DATE, ""), other.name.replace(DATE, "").replace("共", "")):
                return other if is_share(fact, other, ratio) else None
        return None

    def _back(self, before: int) -> Iterator[Fact]:
        """The facts before a place, the nearest one first."""
        return reversed(self._facts[max(0, before - FAR_BACK) : before])


def is_share(part: Fact, whole: Fact, ratio: Figure) -> bool:
    """Whether a figure may be the share of another that is printed."""
    return makes(interval_of(part), interval_of(whole), ratio.interval())
