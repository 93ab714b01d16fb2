"""What running text says of how a figure has changed, as rows of the table of changes (变动)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import (
    TELLING,
    digits_of,
    far_apart,
    interval_of,
    label_of,
    quotient,
    value_at,
    value_of,
    worth,
)
from gouji.extraction.prose.facts import Change, Fact, kind_of, kind_of_figure
from gouji.extraction.prose.names import alike, begins, counted, in_order
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.retold import core_of
from gouji.extraction.prose.slipped import swapped
from gouji.extraction.text.phrases import RECKONED_APART, REPRICED, TIMES, YEAR
from gouji.extraction.text.sentences import DATE, POINTS, RATIO
from gouji.figures import Figure, Interval

#: Facts of the sentence among which the one that has changed is looked for.
_NEAR: Final = 5
#: Facts before a change in which what has changed is looked for by its name, and those that are surely spoken of.
_FAR: Final = 24
_CLOSE: Final = 4
#: Two names told as one: 收支 for 收入总计 and 支出总计 that are the same amount.
_BOTH: Final = re.compile(
    r"^[^、和与及]{0,8}?(?P<one>[^、和与及])[、和与及]?(?P<other>[^、和与及])(?:总计|合计|总额|总数)?[各均]?$"
)
#: Facts before a change in which the figure of the year before is looked for by its name.
_YEAR_BEFORE: Final = 60
#: The name of what something is a share of, as the figure behind it is: 支出总额占同期预算支出1132万元的75%.
_SHARED: Final = re.compile(r"占(?![地用有])")
#: Characters before a rate in which its name stands.
_NAME: Final = 6
#: A name this long is hardly that of something else in the next sentence.
_LONG_NAME: Final = 4
#: What is better the lower it is: hours and days, a place in a list; 提升 may say that it became better.
_PLACES: Final = frozenset(("级", "等", "档", "类"))
_RAISED: Final = frozenset(("提高", "提升", "提高了", "提升了", "升", "升级", "优化"))
_LIST: Final = re.compile(r"排名|名次|位次|位居|排位|等级|级别|标准|比例尺")
#: What a figure is compared with: 比年初预算.
_BASE: Final = re.compile(r"[比较](?P<base>[^,;:。]{2,8}?)数?(?:各|均|共|净|实际)?$")


class Changes:
    """Writes the changes of one document. ``facts`` holds all its facts so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
        self._facts = facts
        self._less = frozenset(wording.less)
        self._saved = any_of(wording.saved)
        self._write = write
        self.gaps: set[tuple[int, int]] = set()
        """The points by which two rates of a section differ: their sentences, by identity, and places."""

    def grown(self, fact: Fact, index: int) -> None:
        """收入总计5006.31万元。比上年，收入总计增加90.09万元，增长1.8%: what has changed was told before, by its name."""
        ratio = next((change.ratio for change in fact.changes if change.ratio is not None), None)
        if fact.grown is None or ratio is None or len(fact.changes) > 1:
            return
        (start, end), way = fact.grown
        figures, words = fact.sentence.figures, fact.sentence.signs[start:end]
        if any(figures[at].bound not in ("", "about") for at in (fact.figure, ratio)):
            return
        if _BOTH.match(words):
            words = words.rstrip("各均")
        found = [
            (at, other)
            for at, other in enumerate(self._facts[max(0, index - _FAR) : index], max(0, index - _FAR))
            if kind_of(other) == kind_of(fact) and other.grown is None and _named(words, other.name)
        ]
        found = found or self._both(words, fact, index)
        change = Change(amount=fact.figure, way=way, ratio=ratio, rate_way=fact.changes[0].rate_way)
        if not found:
            # 财政拨款支出1264.92万元。财政拨款增加27.44万元: no word of the amount
            short = enumerate(self._facts[max(0, index - _CLOSE) : index], max(0, index - _CLOSE))
            begun = [(at, other) for at, other in short if begins(other.name, words) and other.grown is None]
            found = [(at, other) for at, other in begun if self._makes(other, fact, change)]
        if not found and digits_of(figures[ratio]) >= TELLING:
            # 受理各类案件1803件。……受案增加167件，上升10.21%: called by some of its signs, and making the rate
            near = enumerate(self._facts[max(0, index - _FAR) : index], max(0, index - _FAR))
            called = [(at, one) for at, one in near if kind_of(one) == kind_of(fact) and in_order(words, one.name)]
            found = [(at, one) for at, one in called if one.grown is None and self._makes(one, fact, change)]
        proven = next((other for _, other in reversed(found) if self._makes(other, fact, change)), None)
        if proven is not None:
            self._write("变动", self._cells_of(fact, proven, change), False)
        elif found:
            at, other = found[-1]
            # a name that was told twice, or long ago, may be of another level
            sure = index - at <= _CLOSE and all(worth(one) == worth(other) for _, one in found)
            now, amount = worth(other), abs(worth(fact))
            before = now + amount if way in self._less else now - amount
            far = before <= 0 or far_apart(amount, abs(figures[ratio].base) * before)
            self._write("变动", self._cells_of(fact, other, change), far or not sure)

    def _both(self, words: str, fact: Fact, index: int) -> list[tuple[int, Fact]]:
        """The second of the two facts right before, where both are one amount and the words name them together."""
        named, start = _BOTH.match(words), index - 2
        if named is None or start < -1:
            return []
        last = self._facts[index - 1]
        if (
            kind_of(last) == kind_of(fact)
            and last.grown is None
            and re.search(f"{named['one']}.{{0,2}}[、和与及]?{named['other']}", last.name)
        ):
            return [(index - 1, last)]  # 收入支出总计905.3万元
        if start < 0:
            return []
        one, other = self._facts[start:index]
        alike = kind_of(one) == kind_of(other) == kind_of(fact) and worth(one) == worth(other)
        return [(index - 1, other)] if alike and named["one"] in one.name and named["other"] in other.name else []

    def _makes(self, now: Fact, fact: Fact, change: Change) -> bool:
        """Whether the printed rate is the change over what was before."""
        less = change.way in self._less
        if change.ratio is None or change.amount is None or less is not (change.rate_way in self._less):
            return False
        here, amount = interval_of(now), fact.sentence.figures[change.amount].interval("printed")
        if here.lo is None or here.hi is None or amount.lo is None or amount.hi is None:
            return False
        prior = (
            Interval(here.lo + amount.lo, here.hi + amount.hi)
            if less
            else Interval(here.lo - amount.hi, here.hi - amount.lo)
        )
        rate = quotient(amount, prior)
        return rate is not None and rate.intersects(fact.sentence.figures[change.ratio].interval("printed"))

    def _cells_of(self, fact: Fact, now: Fact, change: Change) -> dict[str, Value]:
        return {**self._cells(fact, now, change), "项目": label_of(now)}

    def read(self, fact: Fact, index: int) -> None:
        """What is said of a fact; where it does not fit it and does another one before it, it is said of that one."""
        self._of_year_after(fact, index)
        for change in fact.changes:
            figures = fact.sentence.figures
            if change.amount is not None and (id(fact.sentence), change.amount) in self.gaps:
                continue  # how far a rate is from another, which is read by itself
            if change.back and change.prior is None and change.amount is not None and not fact.before:
                change.prior = self._base(fact, index, change)
            if (share := _share(fact, change)) is not None:
                cells = {"本期": value_at(fact, share), "上期": value_at(fact, change.prior or 0)}
                cells |= {"变动额": value_at(fact, change.amount or 0), "方向": change.way}
                self._write("变动", {"项目": label_of(fact), **cells}, False)
                continue
            if change.amount is not None and fact.sentence.signs[change.amount] == POINTS and kind_of(fact) != "ratio":
                continue  # how a rate has changed, of which nothing else is told
            known = sum(at is not None for at in (change.amount, change.ratio, change.prior))
            if change.back and change.prior is None and not self._makes(fact, fact, change):
                continue  # 比预算减少7.14万元，降低7.14%: whatever it is compared with, both say what that was
            if change.prior is None and not change.back and not fact.before and known:
                self._of_year_before(fact, index, change)
            if change.prior is not None and known == 1 and change.way and not fact.before:
                self._direction(fact, change)
            if known < 2 and change.amount is None and not fact.before:
                self._against(fact, index, change)
                continue
            told = [fact.figure, *(at for at in (change.amount, change.ratio, change.prior) if at is not None)]
            if any(figures[at].bound not in ("", "about") for at in told):
                continue
            if fact.before:
                change.prior = fact.figure
            subject: Fact | None = None if fact.before else fact
            if fact.before and change.amount is None:
                subject = self._other_by_rate(fact, index, change)
                if subject is None:
                    continue
            # a share has changed itself: 服务业占比由45.2%提高到48.6%
            if subject is not None and kind_of(fact) != "ratio" and _SHARED.search(fact.name):
                subject = self._shared(fact, index, change)
                if subject is None:
                    continue
            if change.prior is not None and change.amount is not None and not (subject and self._fits(subject, change)):
                subject = self._other(fact, index, change) or subject
            elif subject is not None and change.prior is None and change.amount is not None:
                subject = self._list(subject, change)
            doubt = subject is not None and self._unlikely(subject, change)
            self._write("变动", self._cells(fact, subject, change), doubt)

    def _direction(self, fact: Fact, change: Change) -> None:
        """由103.2上升为103.5: which way it went; of a place in a list or a time, the better may be the lower."""
        figures = fact.sentence.figures
        told = [figures[at] for at in (fact.figure, change.prior or 0)]
        ranked = any(figure.unit.dimension in TIMES or figure.unit.symbol in _PLACES for figure in told)
        raised = change.way in _RAISED
        if ranked or raised or any(figure.bound for figure in told) or _LIST.search(fact.name):
            return
        if kind_of_figure(told[0]) == kind_of_figure(told[1]):
            self._write("变动", self._cells(fact, fact, change), far_apart(*(abs(figure.base) for figure in told)))

    def _of_year_before(self, fact: Fact, index: int, change: Change) -> None:
        """2022年支出500万元。…… 2023年支出450万元，比上年下降10%: what was before was told by the same name, in its sentence.

        Under one name two years may tell things of two scopes, so that one that does not make the change is left.
        """
        year, name = _year(fact), core_of(fact.name)
        if year is None or len(name) < 2:
            return
        figures = fact.sentence.figures
        for other in reversed(self._facts[max(0, index - _YEAR_BEFORE) : index]):
            if kind_of(other) != kind_of(fact) or other.sentence is fact.sentence or core_of(other.name) != name:
                continue
            if _year(other) != year - 1 or other.sentence.figures[other.figure].bound or worth(other) <= 0:
                continue
            amount = figures[change.amount] if change.amount is not None else None
            ratio = figures[change.ratio] if change.ratio is not None else None
            less = (change.way or change.rate_way) in self._less
            if _shifted(interval_of(other), interval_of(fact), less, amount, ratio):
                cells = {**self._cells(fact, fact, change), "上期": value_of(other)}
                self._write("变动", cells, False)
            elif ratio is not None and self._just_before(fact, other, index, change):
                cells = {**self._cells(fact, fact, replace(change, amount=None)), "上期": value_of(other)}
                off = far_apart(abs(worth(fact) - worth(other)), abs(ratio.base) * worth(other))
                self._write("变动", cells, off)
            return

    def _of_year_after(self, fact: Fact, index: int) -> None:
        """2023年支出450万元，比上年下降10%。…… 2022年支出500万元: the year before is told behind the change."""
        year, name = _year(fact), core_of(fact.name)
        if year is None or len(name) < 2 or worth(fact) <= 0 or fact.sentence.figures[fact.figure].bound:
            return
        for other in reversed(self._facts[max(0, index - _YEAR_BEFORE) : index]):
            if kind_of(other) != kind_of(fact) or core_of(other.name) != name or _year(other) != year + 1:
                continue
            change = other.changes[0] if len(other.changes) == 1 else None
            if change is None or change.ratio is None or change.prior is not None or change.back or other.before:
                return
            figures = other.sentence.figures
            amount = figures[change.amount] if change.amount is not None else None
            less = (change.way or change.rate_way) in self._less
            if _shifted(interval_of(fact), interval_of(other), less, amount, figures[change.ratio]):
                cells = {**self._cells(other, other, change), "上期": value_of(fact)}
                self._write("变动", cells, False)
            elif self._just_before(other, fact, index, change, fact):
                cells = {**self._cells(other, other, replace(change, amount=None)), "上期": value_of(fact)}
                off = far_apart(abs(worth(fact) - worth(other)), abs(figures[change.ratio].base) * worth(fact))
                self._write("变动", cells, off)
            return

    def _against(self, fact: Fact, index: int, change: Change) -> None:
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
        less = change.rate_way in self._less
        told = [other for other in told if (worth(other) > worth(fact)) is less]
        if any(one.sentence.figures[one.figure].bound not in ("", "about") for one in (*told, fact)) or ratio.bound:
            return
        made = next(
            (other for other in reversed(told) if _shifted(interval_of(other), interval_of(fact), less, None, ratio)),
            None,
        )
        named = less and called is not None and len(told) == 1
        other = made or (told[0] if named else None)
        if other is not None:
            self._write("变动", {**self._cells(fact, fact, change), "上期": value_of(other)}, made is None)

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
                if not _shifted(interval_of(low), interval_of(high), False, fact.sentence.figures[fact.figure], None):
                    continue
                # some reckon it over what was spent, which is another rate
                over = quotient(interval_of(fact), interval_of(low))
                other_base = over is not None and over.intersects(ratio.interval("printed"))
                cells: dict[str, Value] = {"项目": label_of(fact), "本期": None, "上期": value_of(high)}
                cells |= {"变动额": value_of(fact), "方向": change.rate_way}
                cells |= {"变动率": value_at(fact, change.ratio or 0), "率方向": change.rate_way}
                self._write("变动", cells, other_base or far_apart(worth(fact), ratio.base * worth(high)))
                return

    def _just_before(self, fact: Fact, other: Fact, index: int, change: Change, last: Fact | None = None) -> bool:
        """Whether the sentence before tells the same of the year before, so that a rate can be of nothing else.

        ``last``: the one of them that is told last, where it is not ``fact``.
        """
        if change.ratio is None or fact.name != other.name or len(core_of(fact.name)) < _LONG_NAME:
            return False
        first, second = (fact, other) if last is other else (other, fact)
        beside = first.sentence.texts[-1] is second.sentence.texts[0] and first.sentence is not second.sentence
        near = (one for one in self._facts[max(0, index - _NEAR) : index] if one.sentence is other.sentence)
        alone = not any(one is not other and kind_of(one) == kind_of(other) for one in near)
        signs = fact.sentence.signs[fact.figure : change.ratio]
        apart = any(way.search(told) for way in (RECKONED_APART, REPRICED) for told in (signs, other.sentence.signs))
        return beside and alone and not apart

    def _list(self, fact: Fact, change: Change) -> Fact:
        """The figure that a change behind it is said of: where only the whole list that it ends makes the rate, that."""
        outer: Fact | None = fact
        while outer is not None:
            if self._makes(outer, fact, change):
                return outer
            outer = outer.whole
        return fact

    def _other(self, fact: Fact, index: int, change: Change) -> Fact | None:
        """An earlier fact of the sentence that the change brings about."""
        for other in reversed(self._facts[max(0, index - _NEAR) : index]):
            if other.sentence is fact.sentence and kind_of(other) == kind_of(fact) and self._fits(other, change):
                return other
        return None

    def _other_by_rate(self, fact: Fact, index: int, change: Change) -> Fact | None:
        """立案64万件，较上年同期立案47万件，增幅36%: what is compared with a figure of its own clause, by the rate alone.

        It is the fact right before, or an earlier one of the sentence that makes the rate.
        """
        ratio = fact.sentence.figures[change.ratio] if change.ratio is not None else None
        near = [one for one in self._facts[max(0, index - _NEAR) : index] if one.sentence is fact.sentence]
        near = [one for one in near if kind_of(one) == kind_of(fact) and not one.before]
        if ratio is None or ratio.bound:
            return None
        less = change.rate_way in self._less
        made = (one for one in reversed(near) if _shifted(interval_of(fact), interval_of(one), less, None, ratio))
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
                made = change.amount is not None and self._makes(other, fact, change)
            else:
                before = figures[change.prior].interval("printed")
                amount, ratio = (figures[at] if at is not None else None for at in (change.amount, change.ratio))
                less = (change.way or change.rate_way) in self._less
                made = _shifted(before, interval_of(other), less, amount, ratio)
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
        fitting = (at for at in called if self._fits(fact, replace(change, prior=at)))
        # one that is called just so, and no other, is what it was compared with, whether it makes the change or not
        only = called[0] if len(called) == 1 and len(named["base"]) >= _LONG_NAME and change.ratio is not None else None
        return next(fitting, only)

    def _fits(self, fact: Fact, change: Change) -> bool:
        """Whether the figure before and the amount make the fact."""
        figures = fact.sentence.figures
        if change.prior is None or change.amount is None or fact.figure == change.prior:
            return False
        amount = abs(figures[change.amount].base)
        after = figures[change.prior].base + (-amount if change.way in self._less else amount)
        coarsest = max(
            Fraction(figures[at].ulp) * figures[at].unit.scale for at in (fact.figure, change.prior, change.amount)
        )
        return abs(after - worth(fact)) <= coarsest

    def _unlikely(self, fact: Fact, change: Change) -> bool:
        """Whether the figures are so far from each other that they hardly belong together."""
        figures = fact.sentence.figures
        now = worth(fact)
        if change.prior is not None and kind_of(fact) == "ratio":
            return False
        before = figures[change.prior].base if change.prior is not None else None
        amount = abs(figures[change.amount].base) if change.amount is not None else None
        if before is not None and amount is not None and far_apart(abs(now - before), amount):
            return not self._fits(fact, change)
        if before is None and amount is not None:
            before = now - amount if change.way and change.way not in self._less else now + amount
        if amount is None and before is not None:
            amount = abs(now - before)
        if change.ratio is None or before is None or amount is None or before <= 0:
            return change.ratio is not None and before is not None and before <= 0
        printed = figures[change.ratio]
        if not far_apart(amount, abs(printed.base) * before):
            return False
        exact = Interval(amount / before, amount / before)
        return digits_of(printed) < TELLING - 1 or not swapped(printed, exact)

    def _cells(self, fact: Fact, subject: Fact | None, change: Change) -> dict[str, Value]:
        now = value_of(subject) if subject is not None else None
        cells: dict[str, Value] = {"项目": label_of(subject or fact), "本期": now}
        if change.prior is not None:
            cells["上期"] = value_at(fact, change.prior)
        if change.amount is not None:
            cells["变动额"] = value_at(fact, change.amount)
        if change.ratio is not None:
            cells["变动率"] = value_at(fact, change.ratio)
            cells["率方向"] = change.rate_way
        if change.way or change.rate_way:
            cells["方向"] = change.way or change.rate_way
        return cells


def _named(words: str, name: str) -> bool:
    """Whether words name a fact, with or without what is counted: 各民族人口, 各民族."""
    return alike(words, name) or counted(words) == counted(name) != ""


def _share(fact: Fact, change: Change) -> int | None:
    """占14.71%，比上年的14.75%降低0.04个百分点: the share or the rate of a fact that has changed, not the fact itself."""
    signs = fact.sentence.signs
    if change.amount is None or change.prior is None or signs[change.amount] != POINTS or kind_of(fact) == "ratio":
        return None
    told = [*(ratio for ratio, _ in fact.shares), *((fact.done[2],) if fact.done is not None else ())]
    return max((at for at in told if at < change.amount), default=None) if signs[change.prior] == RATIO else None


def _year(fact: Fact) -> int | None:
    """The year that is told last before a fact, in its sentence."""
    for at in range(fact.figure - 1, -1, -1):
        if fact.sentence.signs[at] == DATE:
            found = YEAR.match(fact.sentence.span(at, at + 1).text)
            if found is not None:
                return int(found[0])
    return None


def _shifted(before: Interval, now: Interval, less: bool, amount: Figure | None, ratio: Figure | None) -> bool:
    """Whether a figure and the one of the period before differ by what is told."""
    if less:
        before, now = now, before
    if before.lo is None or before.hi is None or now.lo is None or now.hi is None:
        return False
    if now.hi < before.lo:
        return False  # the other way
    shift = Interval(max(Fraction(0), now.lo - before.hi), now.hi - before.lo)
    if amount is not None and not shift.intersects(amount.interval("printed")):
        return False
    rate = quotient(shift, now if less else before)
    return ratio is None or (rate is not None and rate.intersects(ratio.interval("printed")))
