"""A rate of change told alone: of what figures of its sentence differ by (预算500万元，中标价480万元，节约率4%)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.growth.ways import Ways, cells_of, shifted
from gouji.extraction.prose.amounts import far_apart, interval_of, label_of, quotient, value_at, value_of, worth
from gouji.extraction.prose.facts import Change, Fact, kind_of
from gouji.extraction.prose.rates import Writer

#: Facts before a rate among which the other figure is looked for, and the two that differ by what was saved.
_NEAR: Final = 5
_FAR: Final = 24
#: Characters before a rate in which its name stands.
_NAME: Final = 6


class LoneRates:
    """Writes such changes. ``facts`` holds all facts of the document so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, ways: Ways, write: Writer) -> None:
        self._facts = facts
        self._saved = any_of(wording.saved)
        self._ways = ways
        self._write = write

    def read(self, fact: Fact, index: int, change: Change) -> None:
        """预算500万元，中标价480万元，节约率4%: a rate of what the figure before it in the sentence differs by.

        One that nothing makes is doubtful, and only told of where its name calls it a rate and two figures stand before it.
        """
        if change.ratio is None or change.back or change.prior is not None:
            return
        signs, ratio = fact.sentence.signs, fact.sentence.figures[change.ratio]
        called = self._saved.search(signs[max(0, change.ratio - _NAME) : change.ratio])
        if called is not None and called[0].rstrip("率") in fact.name:
            self._of_saved(fact, index, change)
            return
        told = [
            other
            for other in self._facts[max(0, index - _NEAR) : index]
            if other.sentence is fact.sentence and kind_of(other) == kind_of(fact) and worth(other) > 0
        ]
        less = self._ways.is_less(change.rate_way)
        told = [other for other in told if (worth(other) > worth(fact)) is less]
        if any(one.sentence.figures[one.figure].bound not in ("", "about") for one in (*told, fact)) or ratio.bound:
            return
        made = next(
            (other for other in reversed(told) if shifted(interval_of(other), interval_of(fact), less, None, ratio)),
            None,
        )
        named = less and called is not None and len(told) == 1
        other = made or (told[0] if named else None)
        if other is not None:
            self._write("变动", {**cells_of(fact, fact, change), "上期": value_of(other)}, made is None)

    def _of_saved(self, fact: Fact, index: int, change: Change) -> None:
        """预算500万元，采购480万元，节约资金20万元，节约率4%: what was saved, over the greater of the two that differ by it."""
        ratio = fact.sentence.figures[change.ratio or 0]
        told = [one for one in self._facts[max(0, index - _FAR) : index] if kind_of(one) == kind_of(fact)]
        told = [one for one in told if not one.sentence.figures[one.figure].bound and worth(one) > 0]
        if ratio.bound or fact.sentence.figures[fact.figure].bound:
            return
        for at in range(len(told) - 1, 0, -1):
            for other in reversed(told[:at]):
                high, low = (other, told[at]) if worth(other) > worth(told[at]) else (told[at], other)
                if not shifted(interval_of(low), interval_of(high), False, fact.sentence.figures[fact.figure], None):
                    continue
                # some reckon it over what was spent, which is another rate
                over = quotient(interval_of(fact), interval_of(low))
                other_base = over is not None and over.intersects(ratio.interval("printed"))
                cells: dict[str, Value] = {"项目": label_of(fact), "本期": None, "上期": value_of(high)}
                cells |= {"变动额": value_of(fact), "方向": change.rate_way}
                cells |= {"变动率": value_at(fact, change.ratio or 0), "率方向": change.rate_way}
                self._write("变动", cells, other_base or far_apart(worth(fact), ratio.base * worth(high)))
                return
