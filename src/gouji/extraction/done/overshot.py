"""By how much something is above or below its plan, beside the rate of the plan (超欠): 支出206万元，完成预算的100%，超预算6万元.

The plan itself is not told: the amount less what is above it, or with what is missing, is the plan of which the rate is.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import countable, far_apart, label_of, value_at, worth
from gouji.extraction.prose.facts import Fact, kind_of, kind_of_figure
from gouji.extraction.prose.rates import Writer
from gouji.faults import regex as re

#: Facts before the amount among which a plan is told, if it is.
_NEAR: Final = 4
_MORE: Final = "大于|超过|超出|高于|多于|超|增加|多"
_LESS: Final = "小于|低于|少于|减少|少"


class Overshot:
    """Writes the claims of one document. ``facts`` holds all its facts so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
        self._facts = facts
        self._write = write
        self._planned = any_of(wording.planned)
        self._plan = re.compile(
            rf"(?:{self._planned.pattern})(?:安排|批复|下达)?(?:总?数|额|总额|资金|金额|指标)?(?:总计|合计)?[为是共]*$"
        )
        # which plan is meant; a plan of which nothing is said is the first one
        self._meant = any_of(wording.other_plans)
        whose = rf"(?:本年|当年|全年|实际|{any_of(wording.whose).pattern})*(?:总?数|额|总额)?"
        plan = rf"(?P<plan>[^,;:。()]{{0,6}}?(?:{self._planned.pattern})(?:总?数|额|总额|指标)?)"
        self._claims = (
            re.compile(rf"^(?:{whose})?(?:实际|共)?(?P<way>{_MORE}|{_LESS})(?:了)?{plan}(?:了|共|约|的)?$"),
            re.compile(rf"^(?:{whose})?(?:比|较){plan}(?:相比)?(?:实际|共|净)?(?P<way>{_MORE}|{_LESS})(?:了|支出)?$"),
        )
        self._lead = re.compile(rf"^(?:{whose})?(?:比|较){plan}(?:相比)?(?:实际|共|净)?$")

    def read(self, fact: Fact, index: int) -> None:
        """A fact that is told to be so much of a plan, and right behind that, how much more or less."""
        if fact.done is None or not countable(fact):
            return
        target, what, ratio = fact.done
        printed = fact.sentence.figures[ratio]
        words = fact.sentence.signs[what[0] : what[1]]
        told = None if printed.bound or not self._planned.search(words) else self._told(fact, index, ratio)
        if told is None:
            return
        plan, way, at = told
        if self._meant.findall(plan) != self._meant.findall(words):
            return
        more = re.fullmatch(_MORE, way) is not None
        off = fact.sentence.figures[at].base
        base = worth(fact) - off if more else worth(fact) + off
        if base <= 0 or off < 0:
            return
        made = worth(fact) / base
        near = self._facts[max(0, index - _NEAR) : index]
        known = target is not None or any(
            kind_of(one) == kind_of(fact) and self._plan.search(one.name) is not None for one in near
        )
        if known and abs(made - printed.base) > printed.step:
            return  # judged by the plan that is told
        cells: dict[str, Value] = {
            "事项": label_of(fact),
            "完成": value_at(fact, fact.figure),
            "方向": Said("多" if more else "少", fact.sentence.span(at, at + 1)),
            "差额": value_at(fact, at),
            "完成率": value_at(fact, ratio),
        }
        self._write("超欠", cells, far_apart(made, printed.base) or self._turned(made, printed.base))

    @staticmethod
    def _turned(made: Fraction, rate: Fraction) -> bool:
        """Whether the rate is on the other side of all: more may then be told where less is meant."""
        return (made - 1) * (rate - 1) < 0

    def _told(self, fact: Fact, index: int, ratio: int) -> tuple[str, str, int] | None:
        """The words for the plan, for more or less, and the figure of how much."""
        signs = fact.sentence.signs
        for change in fact.changes:
            found = self._lead.match(signs[change.lead[0] : change.lead[1]]) if change.amount is not None else None
            if found is not None and change.amount is not None and self._alike(fact, change.amount):
                way = re.search(rf"{_MORE}|{_LESS}", change.way)
                return (found["plan"], way[0], change.amount) if way is not None and change.amount > ratio else None
        after = self._facts[index + 1] if index + 1 < len(self._facts) else None
        if after is None or after.sentence is not fact.sentence or after.figure < ratio:
            return None
        if any(at in fact.sentence.figures for at in range(ratio + 1, after.figure)):
            return None
        found = next((match for claim in self._claims if (match := claim.match(after.name))), None)
        if found is None or not self._alike(fact, after.figure):
            return None
        return found["plan"], found["way"], after.figure

    @staticmethod
    def _alike(fact: Fact, at: int) -> bool:
        other = fact.sentence.figures[at]
        return kind_of_figure(other) == kind_of(fact) and not other.bound
