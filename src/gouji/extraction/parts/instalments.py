"""What was paid out bit by bit, told with a date or a number each, and the amount told before that it makes (构成).

第一次拨付160万元。…… 第二次拨付100万元。 No grammar joins them, and the amount may stand in another section. So they are only
taken for its parts where they make it to the last digit; nobody is accused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import digits, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.prose.retold import core_of
from gouji.extraction.text.phrases import NUMBERED
from gouji.extraction.text.sentences import DATE, FIGURES
from gouji.faults import regex as re

_MONTH: Final = re.compile(r"[0-9]\s*月")
#: Figures looked at before the first bit, and bits of one amount.
_BACK: Final = 40
_MOST: Final = 12
#: Digits that an amount told far before has at least; bits of it seldom make it by chance.
_TELLING: Final = 2


def read_instalments(facts: Sequence[Fact], wording: Wording, told: Iterable[Sequence[Fact]], write: Whole) -> None:
    """Write the amounts that what was paid bit by bit makes. ``told`` are parts of other wholes, which are no bits."""
    planned = any_of((*wording.planned, *wording.funds))
    inner = {id(part) for parts in told for part in parts}
    money = [
        fact
        for fact in facts
        if kind_of(fact) == "money" and id(fact) not in inner and not fact.sentence.figures[fact.figure].bound
    ]
    for first, run in _runs(money):
        named = [bit for bit in run if bit.name and core_of(bit.name) == core_of(run[0].name)]
        before = money[max(0, first - _BACK) : first]
        for bits in (run, named):
            if _made(before, bits, planned, write):
                break


def _made(before: Sequence[Fact], bits: Sequence[Fact], planned: re.Pattern[str], write: Whole) -> bool:
    """Whether bits make an amount that was told before; it is then written."""
    total = sum(map(worth, bits), Fraction(0))
    for whole in reversed(before):
        alone = all(bit.whole is None or bit.whole is whole for bit in bits)
        if worth(whole) == total and alone and digits(whole) >= _TELLING and planned.search(whole.name):
            if len(bits) > 1:
                write(whole, bits, "分别为")
                whole.parts = list(bits)
            return True
    return False


def _runs(money: Sequence[Fact]) -> Iterator[tuple[int, Sequence[Fact]]]:
    """Two or more amounts in a row that are told as bits, and where they begin."""
    start = 0
    while start < len(money):
        end = start
        while end < len(money) and end - start < _MOST and _is_bit(money[end]):
            end += 1
        if end - start > 1:
            yield start, money[start:end]
        start = max(end, start + 1)


def _is_bit(fact: Fact) -> bool:
    if worth(fact) <= 0 or fact.grown is not None:
        return False
    return NUMBERED.match(fact.name) is not None or _dated(fact)


def _dated(fact: Fact) -> bool:
    """Whether a month or a day is told of a fact: right before its name, in it, or where its sentence begins."""
    signs = fact.sentence.signs
    first = not any(sign in FIGURES for sign in signs[: fact.figure])
    dates = [at for at in range(0 if first else max(0, fact.start - 1), fact.figure) if signs[at] == DATE]
    return any(_MONTH.search(fact.sentence.span(at, at + 1).text) for at in dates)
