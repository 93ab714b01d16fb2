"""What running text says of how a figure has changed, as rows of the table of changes (变动)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.growth.grown import Grown
from gouji.extraction.growth.lonerates import LoneRates
from gouji.extraction.growth.ways import Ways, cells_of, shifted
from gouji.extraction.growth.yearly import Yearly
from gouji.extraction.prose.amounts import (
    far_apart,
    interval_of,
    label_of,
    value_at,
    worth,
)
from gouji.extraction.prose.facts import Change, Fact, kind_of, kind_of_figure
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.phrases import TIMES
from gouji.extraction.text.sentences import POINTS, RATIO
from gouji.faults import regex as re

#: Facts of the sentence among which the one that has changed is looked for.
_NEAR: Final = 5
#: The name of what something is a share of, as the figure behind it is: 支出总额占同期预算支出1132万元的75%.
_SHARED: Final = re.compile(r"占(?![地用有])")
#: A name this long is hardly that of something else in the next sentence.
_LONG_NAME: Final = 4
#: What is better the lower it is: hours and days, a place in a list; 提升 may say that it became better.
_PLACES: Final = frozenset(("级", "等", "档", "类"))
_RAISED: Final = frozenset(("提高", "提升", "提高了", "提升了", "升", "升级", "优化"))
_LIST: Final = re.compile(r"排名|名次|位次|位居|排位|等级|级别|标准|比例尺")
#: What a figure is compared with: 比年初预算.
_BASE: Final = re.compile(r"[比较](?P<base>[^,;:。]{2,8}?)数?(?:各|均|共|净|实际)?$")
#: A name that says what is compared with: 较采购预算. 比为, 比例, 比较好 and the like compare nothing.
_AGAINST: Final = re.compile(r"[比较](?=[\u4e00-\u9fff]{3})(?!为|例|重|好|多|大|高)")


class Changes:
    """Writes the changes of one document. ``facts`` holds all its facts so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
        self._facts = facts
        self._write = write
        self._ways = ways = Ways(wording.less)
        self._goals = any_of(wording.goals)
        self._grown = Grown(facts, ways, write)
        self._yearly = Yearly(facts, ways, write)
        self._lone_rates = LoneRates(facts, wording, ways, write)
        self.gaps: set[tuple[int, int]] = set()
        """The points by which two rates of a section differ: their sentences, by identity, and places."""

    def read(self, fact: Fact, index: int) -> None:
        """What is said of a fact; where it does not fit it and does another one before it, it is said of that one."""
        self._yearly.after(fact, index)
        for change in fact.changes:
            figures = fact.sentence.figures
            if change.amount is not None and (id(fact.sentence), change.amount) in self.gaps:
                continue  # how far a rate is from another, which is read by itself
            if change.back and change.prior is None and change.amount is not None and not fact.before:
                change.prior = self._base(fact, index, change)
            if change.prior is None and change.amount is not None and fact.sentence.signs[change.amount] == POINTS:
                self._yearly.points(fact, index, change)
            if (share := _share(fact, change)) is not None:
                cells = {"本期": value_at(fact, share), "上期": value_at(fact, change.prior or 0)}
                cells |= {"变动额": value_at(fact, change.amount or 0), "方向": change.way}
                self._write("变动", {"项目": label_of(fact), **cells}, False)
                continue
            if change.amount is not None and fact.sentence.signs[change.amount] == POINTS and kind_of(fact) != "ratio":
                continue  # how a rate has changed, of which nothing else is told
            known = sum(at is not None for at in (change.amount, change.ratio, change.prior))
            against = change.back and change.prior is None and not self._ways.makes(fact, fact, change)
            if against and (
                change.ratio is None or change.amount is None or fact.before or not self._both(fact, change)
            ):
                continue  # 比预算减少7.14万元，降低7.14%: whatever it is compared with, both say what that was
            if change.prior is None and not change.back and not fact.before and known:
                self._yearly.before(fact, index, change)
            if change.prior is not None and known == 1 and change.way and not fact.before:
                self._direction(fact, change)
            if known < 2 and change.amount is None and not fact.before:
                self._lone_rates.read(fact, index, change)
                continue
            told = [fact.figure, *(at for at in (change.amount, change.ratio, change.prior) if at is not None)]
            if any(figures[at].bound not in ("", "about") for at in told):
                continue
            # 较采购预算312万元节约17.7万元: what is compared with, though nothing is told before it
            before = fact.before or (change.prior is None and not change.back and _AGAINST.match(fact.name) is not None)
            if before:
                change.prior = fact.figure
            subject: Fact | None = None if before else fact
            if before and change.amount is None:
                subject = self._other_by_rate(fact, index, change)
                if subject is None:
                    continue
            # a share has changed itself: 服务业占比由45.2%提高到48.6%
            if subject is not None and kind_of(fact) != "ratio" and _SHARED.search(fact.name):
                subject = self._shared(fact, index, change)
                if subject is None:
                    continue
            if (
                change.prior is not None
                and change.amount is not None
                and not (subject and self._ways.fits(subject, change))
            ):
                subject = self._other(fact, index, change) or subject
                if subject is None:
                    subject, turned = self._nearest(fact, index, change)
                    against = against or not turned
            elif subject is fact and change.prior is not None and change.ratio is not None and change.amount is None:
                # 决算3.86万元，预算4.00万元，上年3.94万元，下降2.0%: of the one that makes the rate, if this one does not
                prior = figures[change.prior].interval("printed")
                if not self._ways.changes(prior, interval_of(fact), fact, change):
                    subject = self._shared(fact, index, change) or subject
            elif subject is not None and change.prior is None and change.amount is not None:
                subject = self._list(subject, change)
            doubt = subject is not None and (against or self._ways.unlikely(subject, change))
            self._write("变动", cells_of(fact, subject, change) | self._exact_goal(fact, change), doubt)
        self._grown.read(fact, index)

    def _both(self, fact: Fact, change: Change) -> bool:
        """较年初预算减少10.20万元，下降2.5%: whether both say that it is less, or more, by what may be of one figure."""
        one_way = self._ways.is_less(change.way) is self._ways.is_less(change.rate_way)
        own = fact.grown is None and not fact.name.endswith(change.way)
        return one_way and own and fact.figure < (change.amount or 0) and not self._ways.unlikely(fact, change)

    def _exact_goal(self, fact: Fact, change: Change) -> dict[str, Value]:
        """3.37%，比年目标4%低0.63个百分点: a goal is not rounded, so that it is as fine as what it is compared with."""
        sentence = fact.sentence
        if change.prior is None or change.amount is None or not fact.figure < change.prior < change.amount:
            return {}
        goal, amount = (sentence.figures[at] for at in (change.prior, change.amount))
        led = self._goals.search(sentence.signs, fact.figure + 1, change.prior)
        if led is None or sentence.signs[change.prior] != RATIO or goal.bound or goal.ulp <= amount.ulp:
            return {}
        decimals = max(0, -int(amount.value.as_tuple().exponent))
        return {"上期": Said(f"{goal.value:.{decimals}f}%", sentence.span(change.prior, change.prior + 1))}

    def _direction(self, fact: Fact, change: Change) -> None:
        """由103.2上升为103.5: which way it went; of a place in a list or a time, the better may be the lower."""
        figures = fact.sentence.figures
        told = [figures[at] for at in (fact.figure, change.prior or 0)]
        ranked = any(figure.unit.dimension in TIMES or figure.unit.symbol in _PLACES for figure in told)
        raised = change.way in _RAISED
        if ranked or raised or any(figure.bound for figure in told) or _LIST.search(fact.name):
            return
        if kind_of_figure(told[0]) == kind_of_figure(told[1]):
            self._write("变动", cells_of(fact, fact, change), far_apart(*(abs(figure.base) for figure in told)))

    def _list(self, fact: Fact, change: Change) -> Fact:
        """The figure that a change behind it is said of: where only the whole list that it ends makes the rate, that."""
        outer: Fact | None = fact
        while outer is not None:
            if self._ways.makes(outer, fact, change):
                return outer
            outer = outer.whole
        return fact

    def _other(self, fact: Fact, index: int, change: Change) -> Fact | None:
        """An earlier fact of the sentence that the change brings about."""
        for other in reversed(self._facts[max(0, index - _NEAR) : index]):
            if other.sentence is fact.sentence and kind_of(other) == kind_of(fact) and self._ways.fits(other, change):
                return other
        return None

    def _nearest(self, fact: Fact, index: int, change: Change) -> tuple[Fact | None, bool]:
        """支出47万元，控制率91%，与上年的50万元相比，增加3万元: what is compared with a figure, where the change is that of none.

        One from which it is off by so much the other way, which is sure (True), or else the last one before it of its sentence.
        """
        amount = fact.sentence.figures[change.amount] if change.amount is not None else None
        near = [one for one in self._facts[max(0, index - _NEAR) : index] if one.sentence is fact.sentence]
        near = [one for one in near if kind_of(one) == kind_of(fact) and not one.before]
        if amount is None or not near or ";" in fact.sentence.signs[near[-1].figure : fact.figure]:
            return None, False
        off = {id(one): abs(worth(one) - worth(fact)) for one in near}
        turned = [one for one in reversed(near) if abs(off[id(one)] - amount.base) <= amount.step]
        if turned:
            return turned[0], True
        last = near[-1]
        plain = last.whole is None and not last.changes and not far_apart(off[id(last)], Fraction(amount.base))
        return (last if plain else None), False

    def _other_by_rate(self, fact: Fact, index: int, change: Change) -> Fact | None:
        """立案64万件，较上年同期立案47万件，增幅36%: what is compared with a figure of its own clause, by the rate alone.

        It is the fact right before, or an earlier one of the sentence that makes the rate.
        """
        ratio = fact.sentence.figures[change.ratio] if change.ratio is not None else None
        near = [one for one in self._facts[max(0, index - _NEAR) : index] if one.sentence is fact.sentence]
        near = [one for one in near if kind_of(one) == kind_of(fact) and not one.before]
        if ratio is None or ratio.bound:
            return None
        less = self._ways.is_less(change.rate_way)
        made = (one for one in reversed(near) if shifted(interval_of(fact), interval_of(one), less, None, ratio))
        last = near[-1] if near and self._facts[index - 1] is near[-1] and not near[-1].changes else None
        return next(made, last)

    def _shared(self, fact: Fact, index: int, change: Change) -> Fact | None:
        """What has changed where a change stands behind the figure that something is a share of: an earlier fact of the
        sentence that the change brings about."""
        figures = fact.sentence.figures
        for other in reversed(self._facts[max(0, index - _NEAR) : index]):
            if other.sentence is not fact.sentence or kind_of(other) != kind_of(fact):
                continue
            if change.prior is None:
                made = change.amount is not None and self._ways.makes(other, fact, change)
            else:
                before = figures[change.prior].interval("printed")
                made = self._ways.changes(before, interval_of(other), fact, change)
            if made:
                return other
        return None

    def _base(self, fact: Fact, index: int, change: Change) -> int | None:
        """会议费年初预算1.5万元，支出决算1.2万元，比年初预算减少0.3万元: the figure of that name, if it

        makes the fact or is the only one."""
        named = _BASE.search(fact.sentence.signs[slice(*change.lead)])
        if named is None:
            return None
        called = [
            other.figure
            for other in reversed(self._facts[max(0, index - _NEAR) : index])
            if other.sentence is fact.sentence and kind_of(other) == kind_of(fact) and named["base"] in other.name
        ]
        fitting = (at for at in called if self._ways.fits(fact, replace(change, prior=at)))
        # one that is called just so, and no other, is what it was compared with, whether it makes the change or not
        only = called[0] if len(called) == 1 and len(named["base"]) >= _LONG_NAME and change.ratio is not None else None
        return next(fitting, only)


def _share(fact: Fact, change: Change) -> int | None:
    """占14.71%，比上年的14.75%降低0.04个百分点: the share or the rate of a fact that has changed, not the fact itself."""
    signs = fact.sentence.signs
    if change.amount is None or change.prior is None or signs[change.amount] != POINTS or kind_of(fact) == "ratio":
        return None
    told = [*(ratio for ratio, _ in fact.shares), *((fact.done[2],) if fact.done is not None else ())]
    return max((at for at in told if at < change.amount), default=None) if signs[change.prior] == RATIO else None
