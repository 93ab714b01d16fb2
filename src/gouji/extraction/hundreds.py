"""Parts that no word joins to their whole, but whose shares make a hundred: 男性72334万人，占51.24%；女性68844万人，占48.76%.

The whole was told before, perhaps long before. It is the figure that the parts make up; or, where one of three or more
parts is a slip, the one of which all the others have just the share that is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.amounts import TELLING, countable, digits, interval_of, makes, proves, worth
from gouji.extraction.facts import Fact, kind_of
from gouji.extraction.wholes import LED, Wholes
from gouji.figures import Figure

#: Facts looked at for the whole.
_FAR_BACK: Final = 400
_MOST_PARTS: Final = 12
#: With fewer parts than this, all of them have to make up the whole.
_SEVERAL: Final = 3


def read_hundreds(facts: Sequence[Fact], start: int, wholes: Wholes) -> None:
    """Tell the parts of one section, whose facts begin at ``start``, what they are parts of."""
    for parts, index in _runs(facts, start):
        whole = _whole(facts[max(0, index - _FAR_BACK) : index], parts)
        if whole is None:
            continue
        for part in parts:
            if part.whole is not None:
                part.whole.parts.remove(part)
            part.whole = whole
        if not whole.parts:
            whole.parts = list(parts)
        wholes.write(whole, parts, "分别为")


def _runs(facts: Sequence[Fact], start: int) -> Iterator[tuple[list[Fact], int]]:
    """Runs of facts of one paragraph whose shares make a hundred, each with the place of its first one."""
    shared = [(at, fact) for at, fact in enumerate(facts[start:], start) if fact.shares and countable(fact)]
    first = 0
    while first < len(shared):
        at, fact = shared[first]
        run, total, slack = [fact], _share(fact).base, _slack(fact)
        following = first + 1
        while total < 1 - slack and following < len(shared) and len(run) < _MOST_PARTS:
            other = shared[following][1]
            following += 1
            if other.depth > fact.depth:
                continue  # 15—64岁……（其中：15—59岁……）
            if other.whole is not fact.whole or kind_of(other) != kind_of(fact) or not _together(fact, other):
                break
            run.append(other)
            total, slack = total + _share(other).base, slack + _slack(other)
        whole = len(run) > 1 and abs(total - 1) <= slack and _free(fact)
        if whole:
            yield run, at
        first = following if whole else first + 1


def _free(fact: Fact) -> bool:
    """Whether nothing says what a fact is a part of, or a mere lead that makes it one of something too small."""
    whole = fact.whole
    return whole is None or (whole.opener in LED and sum(map(worth, whole.parts), Fraction(0)) > worth(whole))


def _whole(before: Sequence[Fact], parts: Sequence[Fact]) -> Fact | None:
    alike = [
        fact
        for fact in reversed(before)
        if kind_of(fact) == kind_of(parts[0]) and digits(fact) >= TELLING and countable(fact) and not fact.average
    ]
    made = next((fact for fact in alike if proves(parts, fact)), None)
    if made is not None or len(parts) < _SEVERAL:
        return made
    return next((fact for fact in alike if sum(_has_share(part, fact) for part in parts) == len(parts) - 1), None)


def _has_share(part: Fact, whole: Fact) -> bool:
    return worth(part) > 0 and makes(interval_of(part), interval_of(whole), _share(part).interval("printed"))


def _share(fact: Fact) -> Figure:
    return fact.sentence.figures[fact.shares[0][0]]


def _slack(fact: Fact) -> Fraction:
    """How much the share of a fact may be rounded by."""
    printed = _share(fact)
    return printed.step


def _together(one: Fact, other: Fact) -> bool:
    return one.sentence is other.sentence or one.sentence.texts[-1] is other.sentence.texts[0]
