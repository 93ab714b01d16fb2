"""Which of two figures is said to be the greater: 年初预算51.50万元，支出决算51.98万元。决算数大于预算数.

Both figures are told right before, one after the other; a rate of completion tells it as well. Where neither is there,
nothing is claimed.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value, text_of
from gouji.extraction.prose.amounts import far_apart, label_of, value_at, value_of, worth
from gouji.extraction.prose.facts import Comparison, Fact, Read, kind_of
from gouji.extraction.prose.names import alike, stripped
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.sentences import DATE

#: Facts before the words among which the two figures are looked for.
_NEAR: Final = 8
_BELOW: Final = ("低于", "少于", "小于")
_HOLDS: Final = {"低于": operator.lt, "高于": operator.gt, "不低于": operator.ge, "不超过": operator.le}
_WORDS: Final = {">": "大于", "<": "小于", "≤": "不超过", "=": "="}
#: A rate that is this near to all may be rounded.
_ABOUT_ALL: Final = Fraction(1, 200)


class Comparisons:
    """Writes what a document says of the greater of two figures. ``facts`` holds all its facts so far."""

    def __init__(self, facts: Sequence[Fact], write: Writer) -> None:
        self._facts = facts
        self._write = write

    def read(self, comparison: Comparison, read: Read) -> None:
        """One comparison of a section: a row that says of the first figure how it is to the second one."""
        signs = comparison.sentence.signs
        one, other = (signs[a:b].replace(DATE, "") for a, b in (comparison.one, comparison.other))
        end = len(self._facts) - len(read.facts) + comparison.told
        near = list(self._facts[max(0, end - _NEAR) : end])
        for before, after in zip(near[-2::-1], near[:0:-1], strict=True):
            for first, second in ((after, before), (before, after)):
                if self._beside(before, after, comparison) and _names(one, first) and _names(other, second):
                    far = far_apart(worth(first), worth(second)) and not _holds(first, second, comparison.sign)
                    self._told(first, value_of(second), comparison, far)
                    return
        last = near[-1] if near else None
        if last is None or last.done is None or last.sentence.texts[-1] is not comparison.sentence.texts[0]:
            return
        _, (a, b), ratio = last.done
        named = stripped(last.sentence.signs[a:b]).endswith(stripped(other))
        off = abs(last.sentence.figures[ratio].base - 1)
        if named and _names(one, last) and off > (_ABOUT_ALL if comparison.sign == "=" else 0):
            rate = value_at(last, ratio)
            whole = Said(f"{_WORDS[comparison.sign]}100%", comparison.sentence.span(*comparison.other))
            self._write("比较", {"事项": label_of(last), "数值": rate, "所比": whole}, False)

    def limits(self, fact: Fact) -> None:
        """The limits that a figure is said to be above or below. One that it is not may say how far off: 低于目标5起."""
        if fact.sentence.figures[fact.figure].bound not in ("", "about"):
            return
        for way, figure in fact.limits:
            denied, below = way[0] in "不未", way[-2:] in _BELOW
            word = ("不低于" if below else "不超过") if denied else ("低于" if below else "高于")
            printed = fact.sentence.span(figure, figure + 1)
            cells: dict[str, Value] = {
                "事项": label_of(fact),
                "数值": value_of(fact),
                "所比": Said(f"{word}{printed.text}", printed),
            }
            self._write("比较", cells, not _HOLDS[word](worth(fact), fact.sentence.figures[figure].base))

    @staticmethod
    def _beside(before: Fact, after: Fact, comparison: Comparison) -> bool:
        """Whether two figures are told of one thing, in the paragraph of the words or in the one before it."""
        one_level = before.whole is after.whole and kind_of(before) == kind_of(after)
        near = after.sentence.texts[-1] is comparison.sentence.texts[0] or not comparison.told
        return one_level and near and before.sentence.texts[-1] is after.sentence.texts[0]

    def _told(self, first: Fact, second: Value, comparison: Comparison, doubt: bool) -> None:
        limit = Said(f"{_WORDS[comparison.sign]}{text_of(second)}", comparison.sentence.span(*comparison.other))
        self._write("比较", {"事项": label_of(first), "数值": value_of(first), "所比": limit}, doubt)


def _names(words: str, fact: Fact) -> bool:
    """Whether words name a fact told right before: 决算数 is enough for 支出决算."""
    short = stripped(words)
    return alike(words, fact.name) or (len(short) > 1 and stripped(fact.name).endswith(short))


def _holds(first: Fact, second: Fact, sign: str) -> bool:
    one, other = worth(first), worth(second)
    holds = {">": one > other, "<": one < other, "=": one == other}
    return holds.get(sign, one <= other)
