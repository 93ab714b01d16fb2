"""Figures whose names say what they are made of: 自然增长率 is 出生率 less 死亡率, as the pack's formulas of names tell.

The formulas are words of the pack: ``结果=甲-乙``, ``结果=甲/乙``. The figures are the last ones of these names before the
result. In its paragraph they are taken for it; in others only where they make it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.amounts import NEAR_MISS, interval_of, label_of, makes, value_of, worth
from gouji.extraction.draft import Said, Value, text_of
from gouji.extraction.facts import Fact, kind_of
from gouji.extraction.names import stripped
from gouji.extraction.rates import Writer
from gouji.figures import Figure, parse_figure

#: Facts before a result among which its figures are looked for.
_BACK: Final = 24
_FORMULA: Final = re.compile(r"(?P<result>[^=]+)=(?P<one>[^-/=]+)(?P<sign>[-/])(?P<other>[^-/=]+)")
#: What is counted may stand after what is meant: 男性人口.
_COUNTED: Final = re.compile(r"(?:人口|人数|数)+$")


@dataclass(frozen=True, slots=True)
class _Formula:
    result: str
    one: str
    sign: str
    other: str


class Reckoned:
    """Writes what figures of certain names are made of. ``facts`` holds all facts of the document so far."""

    def __init__(
        self, facts: Sequence[Fact], formulas: Iterable[str], write: Writer, group: Callable[[Fact], Value]
    ) -> None:
        self._facts = facts
        self._write = write
        self._group = group
        found = (_FORMULA.fullmatch(formula.replace(" ", "")) for formula in formulas)
        named = (made.group("result", "one", "sign", "other") for made in found if made)
        self._formulas = [
            _Formula(stripped(result), stripped(one), sign, stripped(other)) for result, one, sign, other in named
        ]

    def read(self, fact: Fact, index: int) -> None:
        """A fact, if a formula is of its name."""
        name = _bare(fact)
        figure = fact.sentence.figures[fact.figure]
        if figure.bound:
            return
        for formula in self._formulas:
            if not name.endswith(formula.result):
                continue
            one, other = (self._last(word, index) for word in (formula.one, formula.other))
            if one is None or other is None or kind_of(one) != kind_of(other):
                return
            here = all(
                term.sentence is fact.sentence or term.sentence.texts[-1] is fact.sentence.texts[0]
                for term in (one, other)
            )
            if formula.sign == "-":
                self._less(fact, one, other, here)
            else:
                self._over(fact, one, other, here)
            return

    def _last(self, word: str, index: int) -> Fact | None:
        near = reversed(self._facts[max(0, index - _BACK) : index])
        return next((fact for fact in near if _bare(fact).endswith(word) and not fact.before), None)

    def _less(self, fact: Fact, one: Fact, other: Fact, here: bool) -> None:
        if kind_of(fact) != kind_of(one) or not (here or worth(one) - worth(other) == worth(fact)):
            return
        group = self._group(fact)
        for term, sign in ((fact, "得"), (one, "加"), (other, "减")):
            self._write("平衡", {"平衡": group, "项": label_of(term), "数额": value_of(term), "号": sign}, False)

    def _over(self, fact: Fact, one: Fact, other: Fact, here: bool) -> None:
        printed = _percent(fact)
        if printed is None or worth(other) <= 0:
            return
        value, figure = printed
        proven = makes(interval_of(one), interval_of(other), figure.interval("printed"))
        near = here and abs(worth(one) / worth(other) - figure.base) <= NEAR_MISS * figure.base
        if proven or near:  # else it is one of others: 出生人口性别比
            cells = {"项目": label_of(fact), "部分": value_of(one), "总额": value_of(other), "占比": value}
            self._write("占比", cells, not proven)


def _percent(fact: Fact) -> tuple[Value, Figure] | None:
    """A printed quotient as a percentage: 性别比104.49 is so many to a hundred."""
    value = value_of(fact)
    figure = fact.sentence.figures[fact.figure]
    if figure.unit.dimension == "ratio":
        return value, figure
    text = text_of(value)
    made = parse_figure(f"{text}%") if text and not figure.unit.symbol else None
    return (Said(f"{text}%", fact.sentence.span(fact.figure, fact.figure + 1)), made) if made is not None else None


def _bare(fact: Fact) -> str:
    return _COUNTED.sub("", stripped(fact.name))
