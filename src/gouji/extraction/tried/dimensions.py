"""Products whose dimensions cancel, where they do not come out (平均, 平衡): 300元 for each 人 and 月, 210人, 10个月, 63万元.

Who is meant is left to the figures: all that are near are tried, and if any of them come out, nothing is said. Else what
stands in the same sentence is told, or what is the only one of its dimension in those beside it. A remark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.tried.perunits import Per, Term, counts, readings, same_kind, times_of, words_near
from gouji.extraction.tried.regions import bare
from gouji.extraction.tried.spoken import about
from gouji.figures import Interval, parse_figure, rounded_text
from gouji.language import Table

#: Sentences (rows, cells) about a figure in which it may come out, and in which it is told that it does not.
_NEAR: Final = 3
_BESIDE: Final = 1
_MOST: Final = 20
#: Prices near one, at most: what tells more tells of several things.
_PRICES: Final = 8
#: By what part the amount may be missed: of means, of prices, of what is said to be about so.
_OFF: Final = Fraction(1, 200)
_OFF_MEAN: Final = Fraction(1, 100)
_ABOUT: Final = Fraction(1, 8)
_LARGEST: Final = 4
_FAR: Final = 2
#: Signs before a figure among which brackets open.
_BRACKET: Final = 30
_TWO: Final = 2
_TOTAL: Final = re.compile(
    r"共|合计|总|累计|全年|支出|发放|兑付|兑现|拨付|资金|金额|补助|补贴|投入|增收|收入|应|需|安排|费|工资|使用|结算|支付|惠及|造价|投资"
)
_NO_TOTAL: Final = re.compile(r"其中|上年|去年|同期|预算|计划|限额|超|节约|节省|结余|剩余|不|目标|标准|最|概算")
_SUMMED: Final = re.compile(r"共|合计|总计|累计|两项|三项")
_PART: Final = re.compile(r"其中|上年|去年|同期|计划|目标|新增|减少")


@dataclass(frozen=True, slots=True)
class Product:
    """An amount, what it is for each, and how many there are for how long."""

    total: Term
    each: Term
    count: Term | None
    times: Fraction
    per: Per

    @property
    def number(self) -> Fraction:
        if self.count is None:
            return self.times
        return self.count.number(self.per.measure) * self.times / self.per.power

    @property
    def made(self) -> Fraction:
        return Fraction(self.each.one.base) * self.number

    def comes(self) -> bool:
        """Whether the amount is what they make, as they are rounded."""
        each, total, number = self.each.one, self.total.one, self.number
        made = each.base * number
        if made > _FAR * total.base or total.base > _FAR * made:
            return False
        mean = self.per.mean  # a price is as it is printed
        half = Fraction(each.figure.step) * number if mean else Fraction(0)
        if self.count is not None:
            half += made * self.count.one.half / Fraction(self.count.one.base)
        off = abs(made - total.base)
        if off <= half + total.half:
            return True
        if not half and misprinted(total.figure, Interval(made, made)):
            return False
        rough = any(term is not None and term.bound for term in (self.each, self.total, self.count))
        part = _ABOUT if rough else _OFF_MEAN if mean else _OFF
        return off <= part * total.base

    def slipped(self) -> bool:
        """Whether the amount is about what it should be, or so but for a power of ten."""
        told = Fraction(self.total.one.base)
        if about(self.made, told):
            return True
        larger, smaller = max(self.made, told), min(self.made, told)
        return any(abs(larger / 10**power - smaller) <= smaller * _OFF_MEAN for power in range(1, _LARGEST + 1))

    def cells(self) -> dict[str, Value]:
        money = self.each.one.kind == "money"
        whole = (
            self.total.one.value
            if money
            else Said(rounded_text(Fraction(self.total.one.base)), span_of(self.total.one.value))
        )
        own = self.each.one.value
        if not money:
            own = Said(f"{rounded_text(Fraction(self.each.one.base))}倍", span_of(own))
        elif not self.per.mean:
            own = Said(f"{self.each.one.figure.value:.2f}{self.each.one.figure.unit.symbol}", span_of(own))
        at = self.count or self.each
        number: Value = Said(rounded_text(self.number), span_of(at.one.value))
        if self.count is not None and self.number == self.count.one.base:
            number = bare(self.count.one)
        return {"事项": self.each.name or self.each.one.figure.text, "总量": whole, "个数": number, "平均": own}


class Dimensions:
    """Holds the figures of a document against each other. ``terms``: all of them."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._orders = [term.order for term in terms]
        self._numbers: dict[str, list[Fraction]] = {}
        for term in terms:
            if term.per is None and term.measure and term.one.base > 0:
                self._numbers.setdefault(term.measure, []).append(term.number(term.measure))
        for numbers in self._numbers.values():
            numbers.sort()

    def read(self, draft: Draft, means: Table | None, sums: Table | None) -> None:
        """Write what does not come out."""
        rows = draft.tables.get(means.name, ()) if means is not None else ()
        known = {place_of(row.cells.get("平均")): _proven(row.cells) for row in rows}
        done: set[int] = set()
        for at, term in enumerate(self._terms):
            if term.per is None or term.one.base <= 0 or term.bound not in ("", "about") or id(term) in done:
                continue
            if sum(one.per is not None for one in self._around(term, 0)) > _PRICES:
                continue
            group = [] if term.per.mean else self._group(at)
            if sums is not None and len(group) > 1 and (cells := self._summed(group)) is not None:
                done.update(map(id, group))
                for row in cells:
                    draft.say(sums, row, True)
                continue
            told = known.get(term.one.place)
            if told is False:
                continue  # it is told already
            proven = told is not None and term.per.mean
            if means is not None:
                for found in self._odd(term) if proven else self._wrong(term):
                    draft.say(means, found.cells(), True)

    def _around(self, term: Term, far: int) -> list[Term]:
        """The figures so many sentences before and behind one."""
        low, high = bisect_left(self._orders, term.order - far), bisect_right(self._orders, term.order + far)
        own = bisect_left(self._orders, term.order)
        near = self._terms[max(low, own - _MOST) : min(high, own + _MOST)]
        return [one for one in near if one is not term and one.one.base > 0]

    def _wrong(self, term: Term) -> Sequence[Product]:
        near = self._around(term, _NEAR)
        if _comes_of_all(term, near) or self._agreed(term):
            return ()
        if any(one.comes() for one in products(term, near, False)):
            return self._odd(term)
        for far in range(_BESIDE + 1):
            found = [
                one for one in products(term, self._around(term, far), True) if _called(one) and not _enclosed(one)
            ]
            if found and not _apart(term, found):
                found = _meant(found)
                return found if len(found) == 1 and found[0].slipped() and not self._elsewhere(found[0]) else ()
        return ()

    def _agreed(self, term: Term) -> bool:
        """102批次、806人次，人均119.4元，批均943元: whether another for each makes the same amount, told or not."""
        near = self._around(term, _BESIDE)
        made = {one.made for one in products(term, near, True)}
        others = (one for one in near if one.per is not None and one.one.kind == term.one.kind)
        return any(
            one.per.measure != self._measure(term) and any(abs(one.made - own) <= _OFF_MEAN * own for own in made)
            for other in others
            for one in products(other, [*near, term], True)
        )

    @staticmethod
    def _measure(term: Term) -> str:
        return term.per.measure if term.per is not None else ""

    def _odd(self, term: Term) -> Sequence[Product]:
        """800户48万元，700户42万元，600户63万元，每户600元: the one pair that does not come out."""
        near = [one for one in self._around(term, 0) if one.per is None]
        beside = set(pairwise(map(id, near)))
        pairs = [
            one
            for one in products(term, near, True)
            if one.count is not None and (id(one.count), id(one.total)) in beside and _called(one)
        ]
        wrong = [one for one in pairs if not one.comes()]
        return wrong if len(wrong) == 1 and len(pairs) > _TWO and wrong[0].slipped() else ()

    def _elsewhere(self, one: Product) -> bool:
        """Whether what is counted anywhere in the document makes a mean."""
        printed, step = Fraction(one.each.one.base), Fraction(one.each.one.figure.step)
        if not one.per.mean or one.count is None:
            return False
        numbers = self._numbers.get(one.count.measure, [])
        wanted = Fraction(one.total.one.base) * one.per.power / one.times
        at = bisect_left(numbers, wanted / (printed + step))
        return at < len(numbers) and abs(wanted / numbers[at] - printed) <= step

    def _group(self, at: int) -> list[Term]:
        """The prices of one sentence, of one kind and for each of the same."""
        term = self._terms[at]
        per, found = term.per, [term]
        for one in self._terms[at + 1 : at + _MOST]:
            if one.order != term.order:
                break
            if (
                one.per is not None
                and one.one.kind == term.one.kind
                and not one.bound
                and per is not None
                and one.per.time == per.time
            ):
                found.append(one)
        return found

    def _summed(self, group: Sequence[Term]) -> list[dict[str, Value]] | None:
        """一级每人每月120元、412人，二级80元、735人，当月发放108240元: the rows of the sum, none where it comes out; None where

        it is no sum.
        """
        for far in range(_BESIDE + 1):
            near = self._around(group[0], far)
            totals = [one for one in near if one.per is None and same_kind(one, group[0]) and _named(one)]
            totals = [one for one in totals if one.key > group[-1].key] or totals
            if totals:
                break
        called = [one for one in totals if _SUMMED.search(one.name)]
        single = any(one.comes() for each in group for one in products(each, near, True))
        apart = far and not all(any(_alike(each, one) for one in near if one.per is None) for each in group)
        if not totals or (not called and (single or apart or len(totals) > 1)):
            return None
        total = (called or totals)[-1]
        best: list[Product] | None = None
        for terms in _assigned(group, near, total):
            made = sum((one.made for one in terms), Fraction(0))
            off = abs(made - total.one.base)
            slipped = misprinted(total.one.figure, Interval(made, made))
            if off <= total.one.half or (off <= _OFF * total.one.base and not slipped):
                return []
            best = best or (terms if about(made, Fraction(total.one.base)) else None)
        if best is None:
            return None
        name = Said(total.name or total.one.figure.text, span_of(total.one.value))
        rows: list[dict[str, Value]] = [{"平衡": name, "项": name, "数额": total.one.value, "号": "得"}]
        unit = "元" if total.one.kind == "money" else total.measure
        for one in best:
            amount = Said(f"{rounded_text(one.made)}{unit}", span_of(one.each.one.value))
            rows.append({"平衡": name, "项": one.each.name, "数额": amount, "号": "加"})
        return rows


def _assigned(group: Sequence[Term], near: Sequence[Term], total: Term) -> Iterator[list[Product]]:
    """For each price as many as may be meant: those behind it, those before it, or as they follow one another."""
    numbers = [[one for one in near if counts(one, each.per)] for each in group if each.per is not None]
    behind = [
        next((one for one in found if one.key > each.key), None) for each, found in zip(group, numbers, strict=True)
    ]
    before = [
        next((one for one in reversed(found) if one.key < each.key), None)
        for each, found in zip(group, numbers, strict=True)
    ]
    turn = [found[at] if at < len(found) else None for at, found in enumerate(numbers)]
    named = [
        next((one for one in found if _alike(each, one)), None) for each, found in zip(group, numbers, strict=True)
    ]
    for chosen in (named,) if None not in named else (behind, before, turn):
        terms = []
        for each, count in zip(group, chosen, strict=True):
            if count is not None and each.per is not None:
                sure, _ = times_of(each.per, near, count, words_near(each, near))
                terms += [Product(total, each, count, times, each.per) for times in sorted(sure)[:1]]
        if len(terms) == len(group) and len({id(one.count) for one in terms}) == len(group):
            yield terms


def _alike(one: Term, other: Term) -> bool:
    """Whether two are told of the same: 集中供养每人每年3500元, 集中供养839人."""
    words = one.name.partition("每")[0]
    return any(words[at : at + _TWO] in other.name for at in range(len(words) - 1))


def products(term: Term, near: Sequence[Term], told: bool) -> Iterator[Product]:
    """What may be meant. ``told``: only for a time of which it is told."""
    totals = [one for one in near if one.per is None and same_kind(one, term) and one.bound in ("", "about", "over")]
    words = words_near(term, near) if totals and term.per is not None and (term.per.time or term.per.measure) else ""
    for per in readings(term.per) if totals else ():
        lone = bool(per.time) and not per.measure and not per.noun
        numbers: list[Term | None] = [None] if lone else [one for one in near if counts(one, per)]
        if not numbers and per.measure == "人" and term.one.kind == "money":
            numbers = [one for one in near if one.measure == "人次"]
        for count in numbers:
            sure, maybe = times_of(per, near, count, words)
            for times in sure if told else sure | maybe:
                yield from (Product(total, term, count, times, per) for total in totals if total is not count)


def _comes_of_all(term: Term, near: Sequence[Term]) -> bool:
    """4个县级场馆和8个乡镇站，平均每个19.3万元: whether an amount is that of several numbers together."""
    found = list(products(term, near, True))
    kinds = {one.count.one.kind for one in found if one.count is not None}
    numbers = {id(one): Fraction(one.one.base) for one in near if one.per is None and one.one.kind in kinds}
    if term.per is None or not term.per.mean or not _TWO <= len(numbers) <= _LARGEST:
        return False
    sums = [one + other for one, other in combinations(numbers.values(), _TWO)] + [sum(numbers.values(), Fraction(0))]
    step = Fraction(term.one.figure.step)
    return any(abs(one.total.one.base / many - term.one.base) <= step for one in found for many in sums if many)


def _proven(cells: Mapping[str, Value]) -> bool:
    """Whether a row of the table of means comes out, as its figures are rounded."""
    total, number, mean = (parse_figure(text_of(cells.get(name)) or "") for name in ("总量", "个数", "平均"))
    if total is None or number is None or mean is None:
        return False
    off = abs(Fraction(total.base) - Fraction(mean.base) * Fraction(number.base))
    return off <= (mean.step * number.base + total.step + number.step * mean.base) / 2


def _apart(term: Term, found: Sequence[Product]) -> bool:
    """车辆8辆，运行费16万元；新购3辆，车均购置18万元: whether all amounts stand with a count of their own before a ；."""
    cut = (term.order, term.plain.rfind(";", 0, term.at))
    sides = {one.count.key > cut for one in found if one.count is not None}
    return len(sides) > 1 and all(one.total.key < cut for one in found)


def _enclosed(one: Product) -> bool:
    """187万元（104人，人均1.8万元）、15万元（每人500元）: whether two stand in brackets behind different figures."""
    if one.count is None or one.count.order != one.each.order:
        return False
    first, last = sorted((one.count, one.each), key=lambda term: term.at)
    return ")" in first.raw(last) and _inside(first) and _inside(last)


def _inside(term: Term) -> bool:
    """Whether a figure stands in brackets."""
    before = term.plain[max(0, term.at - _BRACKET) : term.at]
    return before.rfind("(") > before.rfind(")")


def _called(one: Product) -> bool:
    return _named(one.total)


def _named(total: Term) -> bool:
    return not _NO_TOTAL.search(total.name)


def _meant(found: list[Product]) -> list[Product]:
    """The one product that the figures or their words allow."""
    for fitting in (
        lambda one: True,
        lambda one: one.slipped(),
        lambda one: _TOTAL.search(one.total.name) is not None,
        lambda one: one.count is None or not _PART.search(one.count.name),
    ):
        found = [one for one in found if fitting(one)] or found
        if len({(one.total.one.base, one.number) for one in found}) == 1:
            return found[:1]
    return found
