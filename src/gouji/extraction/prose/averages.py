"""Averages and prices: a total divided by how many there are, as rows of the table of averages (平均)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.amounts import (
    countable,
    far_apart,
    finely_told,
    interval_of,
    label_of,
    makes,
    measure_of,
    number_of,
    quotient,
    value_of,
    without_measure,
    worth,
)
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import share_signs
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.text.phrases import TIMES
from gouji.faults import regex as re
from gouji.figures import Interval

#: Figures looked at before an average, and after it in the same sentence.
_BEFORE: Final = 5
_AFTER: Final = 2
_UNIT_OF_AVERAGE: Final = re.compile(r"(?:每|平均每)(?:[一百千万]?)([^0-9\ue000-\ue008]{1,2})")
_HEAD_OF_AVERAGE: Final = re.compile(r"([人户])均")
_PER: Final = re.compile(r"每([百千万])")
_POWERS: Final = {"百": 2, "千": 3, "万": 4}
#: Characters from a price in which it is told for how many it is, and for how long.
_REACH: Final = 40
#: The most of a number that was rounded is no more than so many times the least.
_VAGUE: Final = Fraction(5, 4)
#: What times are counted in, and how many of them make a year, of which the total may be told.
_OF_YEAR: Final = (("月", 12), ("季度?", 4))
#: Averages over the parts of a year.
_PERIODS: Final = (("月均", 12), ("日均", 365), ("日均", 366), ("季均", 4))
#: What a mean is for each of, by its name: 每处投入, 场均.
MEAN: Final = re.compile(
    r"每(?:一?个(?=[\u4e00-\u9fff]{2})|一)?(?P<per>[^0-9\ue000-\ue008,;:。、每]{1,10})$"
    r"|(?P<of>[\u4e00-\u9fff]?(?!平)[\u4e00-\u9fff])均(?P<gets>[^0-9\ue000-\ue008,;:。、均每]{0,8})$"
)
#: A price that was set; and a mean, which is rounded.
_SET: Final = re.compile("标准|单价|按照?每")
_OF_ALL: Final = re.compile("均|约|左右")
#: What is said to be about a figure that was reckoned is no further off than this part of it.
_ABOUT: Final = Fraction(1, 100)
_HEADS: Final = {"名": "人"}


class Averages:
    """Writes what averages claim. ``facts`` holds all facts of the document so far."""

    def __init__(self, facts: Sequence[Fact], write: Writer) -> None:
        self._facts = facts
        self._write = write

    def read(self, fact: Fact, index: int) -> None:
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
        mean = MEAN.search(fact.name)
        each_of = {id(other) for other in (*before, *after) if mean is not None and for_each(mean, _measure(other))}
        here = any(id(other) in each_of and other.sentence is fact.sentence for other in (*before, *after))
        for total, count in pairs([*after, *reversed(before)], kind_of(fact)):
            if here and id(count) not in each_of:
                continue  # 场均: of 场, where they are told beside it, and of nothing else
            counted = number_of(count)
            if counted.lo is None or counted.hi is None or counted.hi > _VAGUE * counted.lo:
                continue  # 1个月 is so coarse that anything might be made by it
            if power:
                counted = Interval(counted.lo / 10**power, counted.hi / 10**power)
            if makes(interval_of(total), counted, _printed(fact)):
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
        # what another paragraph comes to is of others than those that are counted here
        apart = (
            totals
            and fact.sentence.texts[0] is not totals[-1].sentence.texts[0]
            and not share_signs(fact.name, totals[-1].name)
        )
        for total, count in pairs([*reversed(before)], None) if "每" in fact.name else ():
            # 家庭户294617户，……，家庭户人口703095人。平均每个家庭户2.93人: what is told of each, and of all of them
            measure = measure_of(count.sentence.figures[count.figure])
            whom = fact.name.rpartition("每")[2].lstrip(f"个一{measure}")
            named = len(whom) > 1 and whom in count.name and whom in total.name and kind_of(total) == kind_of(fact)
            if named and misprinted(figure, quotient(interval_of(total), number_of(count))):
                self._averaged(fact, total, count, 0, False, slipped=True)
                return
        if (
            numbers
            and totals
            and not apart
            and not far_apart(worth(totals[-1]), worth(fact) * (number_of(numbers[-1]).lo or 0))
        ):
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
        # 每月300元，全年按10个月发放: whoever tells the months does not mean twelve of them
        if not any(figure.dimension == "months" for figure in fact.sentence.figures.values()):
            times += [Fraction(number) for word, number in _OF_YEAR if re.search(f"[每/·]{word}", words)]
        totals = [other for other in near if kind_of(other) == "money" and countable(other)]
        price = _printed(fact)
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


def for_each(mean: re.Match[str], measure: str) -> bool:
    """Whether a measure counts what a mean is for each of: 场 of 场均, 人次 of 人次均."""
    if not measure:
        return False
    if mean["per"]:
        return mean["per"].startswith(measure) and not (measure == "人" and mean["per"].startswith("人次"))
    meant = mean["of"].endswith((measure, _HEADS.get(measure, measure)))
    return meant and not (measure == "次" and mean["of"] == "人次")


def _printed(fact: Fact) -> Interval:
    """What a price may be: one that was set is not rounded (补助标准为每生每天5元)."""
    words = fact.name + fact.tail
    if finely_told(fact.sentence.figures[fact.figure]):
        return Interval(worth(fact) * (1 - _ABOUT), worth(fact) * (1 + _ABOUT))
    if kind_of(fact) == "money" and _SET.search(words) and not _OF_ALL.search(words):
        return Interval(worth(fact), worth(fact))
    return fact.sentence.figures[fact.figure].interval("printed")


def _measure(fact: Fact) -> str:
    return measure_of(fact.sentence.figures[fact.figure])


def pairs(facts: Sequence[Fact], kind: str | None) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of a total, of the kind if one is given, and a number that is not counted in it."""
    for total in facts:
        for count in facts:
            if total is count or not countable(count) or not countable(total):
                continue
            if kind is None or (kind_of(total) == kind and kind_of(count) != kind):
                yield total, count


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
