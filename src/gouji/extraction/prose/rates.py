"""Figures that two others make by division: rates, averages and structures, as rows of the generic claim tables.

Which two figures a rate is made of is only told by their standing near it, so that a pair that makes it is taken for
them, and where none does, a near miss is doubtful: it is a remark and accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import (
    countable,
    interval_of,
    label_of,
    makes,
    number_of,
    quotient,
    rated,
    value_of,
    without_measure,
    worth,
)
from gouji.extraction.prose.facts import Fact, Ratios, Read, kind_of, kind_of_figure
from gouji.extraction.prose.plans import FAR_BEFORE, Plans
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.text.phrases import TIMES
from gouji.figures import Figure, Interval

#: Writes a row of the table that holds a kind of claim; the last argument says whether it is doubtful.
Writer = Callable[[str, dict[str, Value], bool], None]

#: A figure this much off from what the others make of it was probably meant to be it.
_NEAR_MISS: Final = Fraction(3, 100)
#: Figures looked at before a rate or an average, and after it in the same sentence.
_BEFORE: Final = 5
_AFTER: Final = 2
#: Rates above this are hardly ones of what was told; what was planned may be done many times over.
_MOST: Final = 2
_MOST_DONE: Final = 10
_RATE_NAME: Final = re.compile(
    r"[率度比占]$|比例$|比重$|[率度占比](?:为|是|达到?|只有|仅|约)$|占.{0,12}的$|为.{0,8}[任目计][务标划]数?的$"
)
_TOGETHER: Final = re.compile(r"[两二三]者|[两二三]项|合计|相加|之和|一并|加起来|满意")
_UNIT_OF_AVERAGE: Final = re.compile(r"(?:每|平均每)(?:[一百千万]?)([^0-9\ue000-\ue008]{1,2})")
_HEAD_OF_AVERAGE: Final = re.compile(r"([人户])均")
_PER: Final = re.compile(r"每([百千万])")
#: What the figures of a structure add up to: 9.1:50.8:40.1, 2:5:3.
_WHOLES: Final = (100, 10)
_POWERS: Final = {"百": 2, "千": 3, "万": 4}
#: Characters from a price in which it is told for how many it is, and for how long.
_REACH: Final = 40
#: What times are counted in, and how many of them make a year, of which the total may be told.
#: The most of a number that was rounded is no more than so many times the least.
_VAGUE: Final = Fraction(5, 4)
_OF_YEAR: Final = (("月", 12), ("季度?", 4))
#: Averages over the parts of a year.
_PERIODS: Final = (("月均", 12), ("日均", 365), ("日均", 366), ("季均", 4))


class Rates:
    """Writes what rates, averages and structures claim. ``facts`` holds all facts of the document so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
        self._facts = facts
        self._no_rate = any_of(wording.no_rates)
        self._write = write
        self._plans = Plans(facts, wording, write)
        self._changed = any_of(wording.adjusted)
        self._saved = any_of(wording.saved)
        self._more, self._less = (words[-1] if words else "" for words in (wording.more, wording.less))

    def rate(self, fact: Fact, index: int) -> None:
        """抽检350份，合格329份，达标率94.0%: two figures near it of which the rate is the quotient."""
        printed = fact.sentence.figures[fact.figure]
        most = _MOST_DONE if self._plans.of_doing(fact.name) else _MOST
        if printed.bound not in ("", "about") or not _RATE_NAME.search(fact.name) or not 0 < printed.base <= most:
            return
        before = FAR_BEFORE if _fine(printed) else _BEFORE
        near = [other for other in self._facts[max(0, index - before) : index] if countable(other)]
        near += [other for other in self._facts[index + 1 : index + 2] if _inside(other, fact) and countable(other)]
        best: tuple[Fraction, Fact, Fact] | None = None
        for at, part in reversed(list(enumerate(near))):
            for whole in reversed(near):
                if part is whole or not _of_one_kind(part, whole, fact) or worth(whole) == 0:
                    continue
                if makes(interval_of(part), interval_of(whole), printed.interval("printed")):
                    if worth(part) == worth(whole) and not self._all_of(fact, part, whole, near):
                        continue
                    self._write_rate(fact, part, whole, False)
                    return
                off = abs(worth(part) / worth(whole) - printed.base)
                close = at >= len(near) - 2 and whole in near[-3:] and part.sentence is fact.sentence
                close = close and kind_of(part) == kind_of(whole)
                if close and off <= _NEAR_MISS and (best is None or off < best[0]):
                    best = off, part, whole
        if self._of_several(fact, near) or printed.bound or self._of_change(fact, near) or self._plans.goal(fact, near):
            return
        if self._plans.plan(fact, index) or self._plans.left(fact, index):
            return
        if not self._no_rate.search(fact.name):
            slipped = self._slipped(fact, index)
            if slipped is not None:
                self._write_rate(fact, *slipped, False)
                return
            if best is not None:
                self._write_rate(fact, best[1], best[2], True)
                return
        self._plans.before(fact, index)

    def _slipped(self, fact: Fact, index: int) -> tuple[Fact, Fact] | None:
        """有效回访246件，满意240件，满意率95.76%: the two figures before a rate that shares the name of one of them.

        They do not make it, but would, were two digits of it not swapped or one of them another.
        """
        printed = fact.sentence.figures[fact.figure]
        told = [
            other for other in self._facts[max(0, index - _BEFORE) : index] if countable(other) and not other.average
        ]
        part = told[-1] if told else None
        if part is None or part.sentence is not fact.sentence or not _shares(fact.name, part.name):
            return None
        for whole in reversed(told[:-1]):
            one_kind = _of_one_kind(part, whole, fact) and whole.sentence.texts[-1] is fact.sentence.texts[0]
            if one_kind and worth(whole) > 0 and misprinted(printed, quotient(interval_of(part), interval_of(whole))):
                return part, whole
        return None

    def _all_of(self, fact: Fact, part: Fact, whole: Fact, near: Sequence[Fact]) -> bool:
        """Whether 100% is one of two equal figures: any two are. The sentence tells one of them, or the names say so.

        安排200万元，拨付66万元，拨付率100%: a plan told twice is not what the rate is of, if the sentence tells what was done.
        """
        done = [other for other in near if other.sentence is fact.sentence and self._plans.of_done(fact, other)]
        if done and done[-1] is not part and done[-1] is not whole:
            return False
        if part.sentence is fact.sentence or self._plans.of_done(fact, part):
            return True
        return any(_shares(fact.name, other.name) for other in (part, whole))

    def _of_change(self, fact: Fact, near: Sequence[Fact]) -> bool:
        """年初预算100万元，全年预算134万元，调整率34%: what two figures of the sentence differ by."""
        if not self._changed.search(fact.name):
            return False
        printed = fact.sentence.figures[fact.figure].interval("printed")
        told = [other for other in near if other.sentence is fact.sentence and other.figure < fact.figure]
        for now in reversed(told):
            for was in reversed(told):
                if (
                    was.figure >= now.figure
                    or kind_of(was) != kind_of(now)
                    or worth(was) <= 0
                    or worth(was) == worth(now)
                ):
                    continue
                off = abs(worth(now) - worth(was)) / worth(was)
                if printed.lo is not None and printed.hi is not None and printed.lo <= off <= printed.hi:
                    way = self._more if worth(now) > worth(was) else self._less
                    cells: dict[str, Value] = {
                        "项目": label_of(fact),
                        "本期": value_of(now),
                        "上期": value_of(was),
                        "变动率": value_of(fact),
                        "率方向": way,
                        "方向": way,
                    }
                    self._write("变动", cells, False)
                    return True
        if len(told) == 2 and self._saved.search(fact.name) and worth(told[0]) > worth(told[1]) > 0:
            was, now = told
            cells = {"项目": label_of(fact), "本期": value_of(now), "上期": value_of(was)}
            cells |= {"变动率": value_of(fact), "率方向": self._less, "方向": self._less}
            self._write("变动", cells, True)
            return True
        return False

    def _of_several(self, fact: Fact, near: Sequence[Fact]) -> bool:
        """满意的702份，较满意的351份，两者合计占93.4%: a rate of two or three figures together."""
        if not _TOGETHER.search(fact.name):
            return False
        printed = fact.sentence.figures[fact.figure].interval("printed")
        for last in range(len(near), 1, -1):
            for first in (last - 2, last - 3):
                parts = near[max(0, first) : last]
                if first < 0 or len({kind_of(part) for part in parts}) > 1 or parts[-1].sentence is not fact.sentence:
                    continue
                low = sum((worth(part) for part in parts), Fraction(0))
                for whole in reversed(near):
                    if any(whole is part for part in parts) or kind_of(whole) != kind_of(parts[0]):
                        continue
                    if low <= worth(whole) and makes(Interval(low, low), interval_of(whole), printed):
                        names = ("部分", "另一部分", "又一部分")
                        cells: dict[str, Value] = {"项目": label_of(fact), "总额": value_of(whole)}
                        cells |= {name: value_of(part) for name, part in zip(names, parts, strict=False)}
                        self._write("占比", cells | {"占比": value_of(fact)}, False)
                        return True
        return False

    def average(self, fact: Fact, index: int) -> None:
        """A figure for each of so many, or a price: its total and its number are named near it."""
        figure = fact.sentence.figures[fact.figure]
        if figure.bound not in ("", "about"):
            return
        told = self._facts[max(0, index - 2 * _BEFORE) : index]
        plain = [other for other in told if not other.average]
        each = _UNIT_OF_AVERAGE.search(fact.name)
        before = [
            other
            for place, other in enumerate(plain)
            if len(plain) - place < _BEFORE
            or (each and other.sentence.figures[other.figure].unit.symbol.endswith(each[1]))
        ]
        after = [
            other
            for other in self._facts[index + 1 : index + 1 + _AFTER]
            if other.sentence is fact.sentence and not other.average
        ]
        per = _PER.search(fact.name)
        power = _POWERS[per[1]] if per is not None else 0
        for total, count in _pairs([*after, *reversed(before)], kind_of(fact)):
            counted = number_of(count)
            if counted.lo is None or counted.hi is None or counted.hi > _VAGUE * counted.lo:
                continue  # 1个月 is so coarse that anything might be made by it
            if power:
                counted = Interval(counted.lo / 10**power, counted.hi / 10**power)
            if makes(interval_of(total), counted, figure.interval("printed")):
                self._averaged(fact, total, count, power, False)
                return
        for months, number in _PERIODS:
            if fact.name.endswith(months):
                for total in reversed(before):
                    exact = Interval(Fraction(number), Fraction(number))
                    if kind_of(total) == kind_of(fact) and makes(interval_of(total), exact, figure.interval("printed")):
                        said = fact.sentence.span(fact.figure - len(months), fact.figure)
                        self._write(
                            "平均",
                            {
                                "事项": label_of(fact),
                                "总量": value_of(total),
                                "个数": Said(str(number), said),
                                "平均": value_of(fact),
                            },
                            False,
                        )
                        return
        later = [other for other in self._facts[index + 1 : index + _BEFORE] if other.sentence is fact.sentence]
        if self._of_times(fact, [*later, *reversed(before)]):
            return
        word = _UNIT_OF_AVERAGE.search(fact.name) or _HEAD_OF_AVERAGE.search(fact.name)
        if word is None or power or figure.bound:
            return
        numbers = [other for other in before if other.sentence.figures[other.figure].unit.symbol.endswith(word[1])]
        totals = [other for other in before if kind_of(other) == kind_of(fact)]
        for total, count in _pairs([*reversed(before)], None) if "每" in fact.name else ():
            # 家庭户294617户，……，家庭户人口703095人。平均每个家庭户2.93人: what is told of each, and of all of them
            measure = count.sentence.figures[count.figure].unit.symbol.lstrip("十百千万亿")
            whom = fact.name.rpartition("每")[2].lstrip(f"个一{measure}")
            named = len(whom) > 1 and whom in count.name and whom in total.name and kind_of(total) == kind_of(fact)
            if named and misprinted(figure, quotient(interval_of(total), number_of(count))):
                self._averaged(fact, total, count, 0, False, slipped=True)
                return
        if numbers and totals:
            # who is counted may be others than those of whom it is told: 户籍人口 and 人均
            self._averaged(fact, totals[-1], numbers[-1], 0, True)

    def _of_times(self, fact: Fact, near: Sequence[Fact]) -> bool:
        """聘用10人，每人每月3000元，全年36万元: a price for each of so many and for a time, of which so many are told."""
        words = fact.name + fact.tail
        if kind_of(fact) != "money":
            return False
        near_by = range(max(0, fact.figure - _REACH), fact.figure + _REACH)
        figures = [(at, fact.sentence.figures[at]) for at in near_by if at in fact.sentence.figures]
        whole = [(at, figure) for at, figure in figures if figure.base.denominator == 1 and not figure.bound]
        counts = [(at, figure.base) for at, figure in whole if figure.dimension.startswith("count")]
        times = [figure.base for _, figure in whole if figure.dimension in TIMES]
        times += [Fraction(number) for word, number in _OF_YEAR if re.search(f"[每/·]{word}", words)]
        totals = [other for other in near if kind_of(other) == "money" and countable(other)]
        price = fact.sentence.figures[fact.figure].interval("printed")
        for total, (at, count), time in product(totals, counts, times):
            many = count * time
            if makes(interval_of(total), Interval(many, many), price):
                cells: dict[str, Value] = {
                    "事项": label_of(fact),
                    "总量": value_of(total),
                    "个数": Said(str(many), fact.sentence.span(at, at + 1)),
                    "平均": value_of(fact),
                }
                self._write("平均", cells, False)
                return True
        return False

    def ratios(self, ratios: Ratios, read: Read) -> None:
        """A structure: the parts of a whole that was told before it, or two figures of which one is taken for one."""
        sentence, positions = ratios.sentence, ratios.figures
        later = [other for other in read.ratios if other.sentence is sentence]
        if later[-1] is not ratios:
            return  # 由……调整为……: the second one is this year's
        told = sum((_hundredths(sentence.figures[at]) for at in positions), Fraction(0))
        shares = any(abs(told - whole) * 50 <= whole for whole in _WHOLES)
        start = len(self._facts) - len(read.facts) + ratios.told
        before = [*self._facts[:start], *(fact for fact in self._facts[start:] if fact.sentence is sentence)]
        wholes = [fact for fact in before if len(fact.parts) == len(positions)][-6:][::-1]
        printed = [sentence.figures[at] for at in positions]
        if (not shares or ratios.proven) and len(positions) > 2:
            # 25.8:38.8:38.4 of parts that are 22.8, 38.8 and 38.4 hundredths: one of them is a slip
            told = Fraction(min(_WHOLES, key=lambda whole: abs(told - whole)))
            wholes = [fact for fact in wholes if _fitting(fact, printed, told) >= len(positions) - 1]
            shares = bool(wholes)
        wholes = wholes if shares else []
        # of two figures nobody knows what they are the structure of
        meant = bool(wholes) and len(positions) > 2 and not _of_another(ratios, wholes[0])
        nearest = wholes[0] if meant and _any_about(wholes[0], printed, told) else None
        whole = next((fact for fact in wholes if _shared(fact, printed)), nearest)
        if whole is not None:
            rounded = told in _WHOLES
            for part, at in zip(whole.parts, positions, strict=True):
                figure = sentence.figures[at]
                if rounded and _made_to_fit(part, whole, figure, told):
                    continue  # one share is rounded the other way so that all of them make a hundred
                printed_share = sentence.span(at, at + 1)
                cells: dict[str, Value] = {
                    "项目": label_of(part),
                    "部分": value_of(part),
                    "总额": value_of(whole),
                    "占比": Said(figure.text if figure.unit.symbol else figure.text + "%", printed_share),
                }
                self._write("占比", cells, False)
        elif len(positions) == 2:
            self._to_one(ratios)

    def _to_one(self, ratios: Ratios) -> None:
        """生师比14.9∶1: the quotient of two figures before it in the sentence."""
        sentence = ratios.sentence
        one = next((at for at in ratios.figures if sentence.figures[at].text == "1"), None)
        if one is None:
            return
        at = next(at for at in ratios.figures if at != one)
        near = [
            fact
            for fact in self._facts[-4 * _BEFORE :]
            if fact.sentence is sentence and fact.figure < ratios.figures[0] and countable(fact)
        ][-_BEFORE:]
        for total, count in _pairs(near[::-1], None):
            if kind_of(total) == kind_of(count) and makes(
                interval_of(total), interval_of(count), sentence.figures[at].interval()
            ):
                name = sentence.span(max(0, ratios.figures[0] - 3), ratios.figures[0])
                printed = sentence.span(at, at + 1)
                self._write(
                    "平均",
                    {
                        "事项": name,
                        "总量": value_of(total),
                        "个数": value_of(count),
                        "平均": Said(f"{printed.text}倍", printed),
                    },
                    False,
                )
                return

    def _write_rate(self, fact: Fact, part: Fact, whole: Fact, doubt: bool) -> None:
        self._write("占比", rated(fact, part, whole), doubt)

    def _averaged(
        self, fact: Fact, total: Fact, count: Fact, power: int, doubt: bool, *, slipped: bool = False
    ) -> None:
        number, mean, whole = without_measure(count), value_of(fact), value_of(total)
        if kind_of(total).startswith("count") and kind_of(count).startswith("count") and not power:
            # 人 of 户: a number of each, as a number; who is counted may be others than those of whom it is told
            doubt = not slipped
            measure = fact.sentence.figures[fact.figure].unit.symbol
            span = fact.sentence.span(fact.figure, fact.figure + 1)
            mean, whole = Said(span.text.removesuffix(measure).strip() + "倍", span), without_measure(total)
        cells: dict[str, Value] = {
            "事项": label_of(fact),
            "总量": whole,
            "个数": _divided(number, power) if power else number,
            "平均": mean,
        }
        self._write("平均", cells, doubt)


def _fine(figure: Figure) -> bool:
    """Whether a rate is printed to a ten-thousandth."""
    return figure.step <= Fraction(1, 10_000)


def _inside(other: Fact, fact: Fact) -> bool:
    """Whether a fact is told in brackets after another: 满意率91.53%（满意886人）."""
    return other.depth > fact.depth and other.sentence is fact.sentence


def _of_one_kind(part: Fact, whole: Fact, rate: Fact) -> bool:
    """Whether a rate can be of two figures: counted alike, or in other words where the part shares the rate's name."""
    if kind_of(part) == kind_of(whole):
        return True
    counted = kind_of(part).startswith("count") and kind_of(whole).startswith("count")
    return counted and _shares(rate.name, part.name)


def _shares(rate: str, name: str) -> bool:
    """Whether the name of a rate has two signs in a row of another name: 合格率 of 合格件数."""
    return any(rate[at : at + 2] in name for at in range(len(rate) - 2))


def _pairs(facts: Sequence[Fact], kind: str | None) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of a total, of the kind if one is given, and a number that is not counted in it."""
    for total in facts:
        for count in facts:
            if total is count or not countable(count) or not countable(total):
                continue
            if kind is None or (kind_of(total) == kind and kind_of(count) != kind):
                yield total, count


def _hundredths(figure: Figure) -> Fraction:
    """A share of a structure in hundredths, or in tenths where it is printed so."""
    return figure.base * 100 if figure.unit.dimension == "ratio" else figure.base


def _made_to_fit(part: Fact, whole: Fact, share: Figure, told: Fraction) -> bool:
    """Whether a share that is not rounded as it should be misses that by no more than one of its last digit."""
    here = Interval(*_over(share, told))
    if makes(interval_of(part), interval_of(whole), here):
        return False
    return abs(worth(part) / worth(whole) - _hundredths(share) / told) <= _hundredths_of(share) / told


def _hundredths_of(figure: Figure) -> Fraction:
    """The last digit of a share of a structure, in hundredths."""
    return Fraction(figure.ulp) * (figure.unit.scale * 100 if figure.unit.dimension == "ratio" else 1)


def _of_another(ratios: Ratios, whole: Fact) -> bool:
    """Whether the sentence of a structure tells another figure of a whole that was told in a sentence before it."""
    sentence = ratios.sentence
    if whole.sentence is sentence or any(part.sentence is sentence for part in whole.parts):
        return False
    return any(
        kind_of_figure(figure) == kind_of(whole) and not figure.bound
        for at, figure in sentence.figures.items()
        if at < ratios.figures[0]
    )


def _shared(whole: Fact, shares: Sequence[Figure]) -> bool:
    """Whether the parts of a whole have just these shares of it, in hundredths or tenths."""
    told = sum(map(_hundredths, shares), Fraction(0))
    return _fitting(whole, shares, told) == len(shares)


def _fitting(whole: Fact, shares: Sequence[Figure], told: Fraction) -> int:
    """How many parts of a whole have just these shares of it, if so much is all of it."""
    return sum(
        makes(interval_of(part), interval_of(whole), Interval(*_over(share, told)))
        for part, share in zip(whole.parts, shares, strict=True)
    )


def _any_about(whole: Fact, shares: Sequence[Figure], told: Fraction) -> bool:
    """Whether any part of a whole has about the share of it that is printed; else the structure is of something else."""
    return any(
        abs(worth(part) / worth(whole) - _hundredths(share) / told) <= _hundredths_of(share) / told
        for part, share in zip(whole.parts, shares, strict=True)
    )


def _over(share: Figure, total: Fraction) -> tuple[Fraction, Fraction]:
    half, base = _hundredths_of(share) / 2, _hundredths(share)
    return (base - half) / total, (base + half) / total


def _divided(value: Value, power: int) -> Value:
    """A printed number divided by a power of ten: 271.9万 by a thousand is 0.2719万, to the same place."""
    if value is None or isinstance(value, str):
        return value
    text = value.text.replace(",", "").replace("，", "")
    found = re.match(r"([0-9]+)(?:\.([0-9]+))?(.*)$", text)
    span = value.span if isinstance(value, Said) else value
    if found is None:
        return value
    whole, decimals = found[1].rjust(power + 1, "0"), found[2] or ""
    return Said(f"{whole[:-power]}.{whole[-power:]}{decimals}{found[3]}", span)
