"""What was paid out bit by bit, told with a date or a number each, and the amount told before that it makes (构成).

第一次拨付160万元。…… 第二次拨付100万元。 No grammar joins them, and the amount may stand in another section. So they are only
taken for its parts where they make it to the last digit; nobody is accused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.amounts import digits, worth
from gouji.extraction.facts import Fact, kind_of
from gouji.extraction.sentences import DATE
from gouji.extraction.wording import Wording, any_of

#: 第一次, 首批, 二期, and what else numbers the bits of an amount.
_NUMBERED: Final = re.compile(
    r"^(?:分别|其中)?(?:第[一二三四五六七八九十]|首|[一二三四五六七八九十]|末|尾)(?:次|批次?|笔|期|轮)"
)
_MONTH: Final = re.compile(r"[0-9]\s*月")
#: Figures looked at before the first bit, and bits of one amount.
_BACK: Final = 40
_MOST: Final = 12
#: Digits that an amount told far before has at least; bits of it seldom make it by chance.
_TELLING: Final = 2


def read_instalments(
    facts: Sequence[Fact], wording: Wording, write: Callable[[Fact, Sequence[Fact], str], None]
) -> None:
    """Write the amounts that what was paid bit by bit makes."""
    planned = any_of((*wording.planned, *wording.funds))
    money = [fact for fact in facts if kind_of(fact) == "money" and not fact.sentence.figures[fact.figure].bound]
    for first, bits in _runs(money):
        total = sum(map(worth, bits), Fraction(0))
        for whole in reversed(money[max(0, first - _BACK) : first]):
            if worth(whole) == total and digits(whole) >= _TELLING and planned.search(whole.name) and not whole.parts:
                write(whole, bits, "分别为")
                whole.parts = list(bits)
                break


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
    if fact.whole is not None or fact.parts or worth(fact) <= 0 or fact.grown is not None:
        return False
    return _NUMBERED.match(fact.name) is not None or _dated(fact)


def _dated(fact: Fact) -> bool:
    """Whether a month or a day is told of a fact, right before its name or in it."""
    signs = fact.sentence.signs
    dates = [at for at in range(max(0, fact.start - 1), fact.figure) if signs[at] == DATE]
    return any(_MONTH.search(fact.sentence.span(at, at + 1).text) for at in dates)
