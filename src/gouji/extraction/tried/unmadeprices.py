"""Prices and how many are paid for, read by their words where what was paid is not what they make (平均, 平衡).

每亩90.5元，补贴面积3.2万亩，兑付298.6万元: a figure for each of something, how many there are of it, and one amount beside
them that is called a total. Where each is for a month or a day as well, so many of those are told too, or 全年 says it.
Several prices are summed, each with its number beside it (一级每月120元、412人，二级80元、735人), and what a lower price saves is
what two differ by. What comes out is read by other rooms; two amounts, or two numbers, may belong to other things, and
nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.amounts import finely_told
from gouji.extraction.prose.slipped import swaps
from gouji.extraction.text.sentences import FIGURES
from gouji.extraction.tried.outcomes import balance, exact_text
from gouji.extraction.tried.regions import bare
from gouji.extraction.tried.spoken import Spoken, about
from gouji.faults import regex as re
from gouji.figures import parse_figure, rounded_text

#: 每人每年: for each of what, and for how long; words that may stand between that and the figure, besides those of a pack.
_PER: Final = (
    r"每(?:一|个(?=[\u4e00-\u9fff]))?(?P<per>[\u4e00-\u9fff]{1,3}?)(?:次)?(?:每(?P<time>[年月日天期次季学]+))?"
)
_BETWEEN: Final = "平均|标准|安排|给予|应|需|实际|投入|按|为|是|共|约|计|的|学期"
_OF_EACH: Final = re.compile(
    r"(?P<per>[人户亩头只场车件次村期]|批次)均(?:每?个?(?P<time>[年月日天]))?(?:(?!每)[\u4e00-\u9fff]){0,6}$"
)
_PRICE: Final = re.compile(r"单价(?:为|是|约)?$")
_SLASH: Final = re.compile(r"^/(?P<per>[\u4e00-\u9fff]{1,2})(?:[/·.](?P<time>[年月日天次期]))?")
_ALIKE: Final = {"名": "人", "人": "名", "生": "人名", "天": "日", "日": "天", "台": "套"}
#: 14个村, at 每村: what is counted stands behind the measure.
_MEASURES: Final = frozenset("个家所处座")
#: Who says so prints a mean, which is rounded.
_MEAN: Final = re.compile(r"均|约|左右|增收|收益|收入|产[值量]")
_SET: Final = "标准|单价|按照?每"
_TOTAL: Final = "共|合计|总|累计|全年|支出|资金|金额|投入|增收|收入|应|需|安排|费|使用|支付"
_COMPARED: Final = re.compile(r"[由从]|[低高]于|不超过?|调整|提高|标准线|上限|限额|最[高低多少]")
_SUMMED: Final = re.compile(r"累计|合计|共")
_SAVED: Final = re.compile(r"节约|节省|节支|少支|少花|降低")
_NO_TOTAL: Final = re.compile(r"其中|上年|去年|预算|计划|限额|超|节约|节省|结余|剩余|不|目标|标准|最")
_YEARLY: Final = re.compile(r"全年|一年|年度")
_MONTHS: Final = 12
#: Who is counted at one time only, of what is paid over a year.
_AT_ONCE: Final = re.compile("年末|年底|期末|月末|在册|动态")
_SOME_DAYS: Final = re.compile("[\u4e00-\u9fff]{0,3}日")
#: The source of a table, a row of it, and whether it is in doubt.
Row = tuple[str, dict[str, Value], bool]
#: Figures of a sentence, at most: what tells more tells of several things.
_MOST: Final = 7
#: By what part the product may miss the amount where one of them is rounded.
_NEAR: Final = Fraction(1, 200)
_LARGEST: Final = 4
#: Signs behind a price in which it is called one that was set.
_BEHIND: Final = 4
_TWO: Final = 2
_IN_TURN: Final = re.compile("分别|依次")
_ROUGHLY: Final = re.compile("大?约|近|左右")
#: What may stand between two counts of a list, and between the last of them and a price.
_LISTED: Final = re.compile(rf"[、和][^{FIGURES}、,;:。()]{{1,12}}")
_PAUSE: Final = re.compile(rf",[^{FIGURES},;:。()]{{1,12}}")


class Prices:
    """Reads them, with the words of a pack."""

    def __init__(self, wording: Wording) -> None:
        paid = either(wording.paid_out)
        self._per = re.compile(f"{_PER}(?:平均[\u4e00-\u9fff]{{1,3}}|{_BETWEEN}|{paid})*$")
        self._total = re.compile(f"{_TOTAL}|{paid}")
        self._set = re.compile(f"{_SET}|{paid}")

    def read(self, told: Sequence[Spoken]) -> Iterator[Row]:
        """The rows of what does not come out, each with the source of its table and whether it is in doubt.

        ``told``: all figures of a document.
        """
        before: list[Spoken] = []
        for here, behind in pairwise([*_sentences(told), []]):
            rows = list(self._read(here, behind))
            priced = [one for one in here if self._each(one) is not None]
            beside = behind and behind[0].one.text == here[0].one.text
            if not rows and beside and not any(map(self._each, behind)):
                rows = list(self._read([*here, *behind], []))
            if not rows and len(priced) == 1 and before and before[0].one.text == here[0].one.text:
                # who was counted there may be more than those who are paid: said only where the amount is plainly a slip
                found = self._read([*self._counted(before, priced[0]), *here], behind)
                rows = [row for row in found if not row[-1]]
            if not rows and len(priced) > 1 and not self._of_all_parts(here):
                rows = [row for part in _parted(here) for row in self._read(part, [])]
            before = here if not priced else []
            yield from rows

    def _of_all_parts(self, here: Sequence[Spoken]) -> bool:
        """22家，每家20万元；24家，每家10万元，共680万元: whether the total of the last part is that of the others, too."""
        *others, last = list(_parted(here)) or [[]]
        summed = [one for one in last if self._is_total(one) and _SUMMED.search(one.name)]
        first = [one for part in others for one in part]
        priced = [one for one in first if self._each(one) is not None]
        amounts = [one for one in first if one not in priced and any(_of_kind(one, price) for price in priced)]
        return bool(summed and priced) and not any(map(self._is_total, amounts))

    def _counted(self, before: Sequence[Spoken], price: Spoken) -> list[Spoken]:
        """享受学生4326人。按每生每天5元……: how many there are, where that is told in the sentence before."""
        per, _ = self._each(price) or ("", "")
        return [one for one in before if per and _counts(one, per)]

    def _read(self, here: Sequence[Spoken], behind: Sequence[Spoken]) -> Iterator[Row]:
        if not 2 < len(here) <= _MOST:
            return
        prices = [(one, *each) for one in here if (each := self._each(one)) is not None]
        if len(prices) == 1:
            yield from (("平均", row, doubt) for row, doubt in self._of(here, behind, *prices[0]))
        elif len(prices) == _TWO:
            yield from (("平衡", row, True) for row in self._of_two(here, prices))

    def _is_total(self, one: Spoken) -> bool:
        return self._total.search(one.name) is not None and not _NO_TOTAL.search(one.name)

    def _of(
        self, here: Sequence[Spoken], behind: Sequence[Spoken], price: Spoken, per: str, time: str
    ) -> Iterator[tuple[dict[str, Value], bool]]:
        roughly = price.mention.figure.bound == "about" and finely_told(price.one.figure)
        if (price.mention.figure.bound and not roughly) or price.one.base <= 0:
            return
        others = [one for one in here if one is not price and not one.mention.figure.bound and one.one.base > 0]
        counts = [one for one in others if _counts(one, per) and one.one.kind != price.one.kind]
        listed = len(counts) > 1 and _in_a_list(counts, price)
        if len({one.one.base for one in counts}) != 1 and not listed:
            return
        count = counts[-1]
        times = _times(here, count, time)
        if times is None or (time and _AT_ONCE.search(count.mention.sentence.signs)):
            return
        amounts = [one for one in others if one is not count and _of_kind(one, price)]
        totals = [one for one in amounts if self._is_total(one)]
        if len(totals) != 1 or (price.one.kind != "money" and not _SUMMED.search(totals[0].name)):
            return
        total = totals[0]
        number = sum(map(_number, counts), Fraction(0)) if listed else _number(count)
        made = Fraction(price.one.base) * number * times
        exact = self._is_set(price)
        if any(
            _comes(made, one, price, count, number * times, exact)
            for one in (*amounts, *(one for one in behind if _of_kind(one, price)))
        ):
            return
        if not _slipped(made, Fraction(total.one.base)):
            return
        shown: Value = (
            bare(count.one)
            if times == 1 and not listed
            else Said(rounded_text(number * times), span_of(count.one.value))
        )
        whole = total.one.value if price.one.kind == "money" else bare(total.one)
        own = price.one.value if price.one.kind == "money" else bare(price.one, "倍")
        if roughly and price.one.kind == "money":
            own = Said(_ROUGHLY.sub("", text_of(price.one.value) or ""), span_of(price.one.value))
        if exact and price.one.kind == "money":
            own = Said(exact_text(Fraction(price.one.base), "元"), span_of(price.one.value))
        # two digits that changed places, in an amount that is nothing but a price by a number
        swapped = exact and count.one.figure.step == 1 and made - total.one.base in set(swaps(total.one.figure))
        row = {"事项": price.one.name or price.one.figure.text, "总量": whole, "个数": shown, "平均": own}
        yield row, not (swapped and price.one.kind == "money")

    def _of_two(self, here: Sequence[Spoken], prices: Sequence[tuple[Spoken, str, str]]) -> Iterator[dict[str, Value]]:
        """一级每人每月120元、412人，二级80元、735人，当月发放108240元; 预算单价3200元，中标单价2850元，480盏，节约16.8万元."""
        (first, per, time), (second, other, other_time) = prices
        if per != other or time != other_time or any(one.mention.figure.bound for one in here):
            return
        counts = [one for one in here if _counts(one, per) and one is not first and one is not second]
        if len(counts) > _TWO and (beside := _beside_prices(counts, first, second)):
            counts = beside
        amounts = [one for one in here if _of_kind(one, first) and one not in (first, second)]
        if len(amounts) != 1 or not counts:
            return
        total = amounts[0]
        times = _times(here, counts[-1], time)
        if times is None:
            return
        worths = [Fraction(one.one.base) for one in (first, second)]
        if len(counts) == _TWO and self._is_total(total):
            terms = [worth * _number(count) * times for worth, count in zip(worths, counts, strict=True)]
            signs = (1, 1)
        elif len(counts) == 1 and _SAVED.search(total.name):
            terms = sorted((worth * _number(counts[0]) * times for worth in worths), reverse=True)
            signs = (1, -1)
        else:
            return
        made = terms[0] + signs[1] * terms[1]
        off = abs(made - total.one.base)
        if off <= total.one.half or off <= _NEAR * total.one.base or not _slipped(made, Fraction(total.one.base)):
            return
        group = Said(total.one.name or "合计", span_of(total.one.value))
        lines: list[tuple[Value, Value, int]] = [(group, total.one.value, 0)]
        for (price, _, _), term, sign in zip(prices, terms, signs, strict=True):
            lines.append((price.one.name, Said(exact_text(term, _unit(total)), span_of(price.one.value)), sign))
        yield from balance(group, lines)

    def _is_set(self, price: Spoken) -> bool:
        """Whether a price is one that was set, as it stands: 补贴标准为每亩96.5元. A mean was rounded."""
        words = price.name + price.tail[:_BEHIND]
        return self._set.search(words) is not None and not _MEAN.search(words)

    def _each(self, one: Spoken) -> tuple[str, str] | None:
        """For each of what a figure is, and for how long; the first is empty where only 单价 says that it is for each."""
        if one.one.kind == "ratio" or _is_time(one) or _COMPARED.search(one.name):
            return None
        slash = _SLASH.match(one.tail) or _SLASH.search(_behind(text_of(one.one.value) or ""))
        if slash is not None:
            return slash["per"], slash["time"] or ""
        if _PRICE.search(one.name) and one.one.kind == "money":
            return "", ""
        found = _OF_EACH.search(one.name) or self._per.search(one.name)
        return (found["per"], found["time"] or "") if found is not None else None


def _sentences(told: Sequence[Spoken]) -> Iterator[list[Spoken]]:
    here: list[Spoken] = []
    for one in told:
        if here and not one.beside(here[0]):
            yield here
            here = []
        here.append(one)
    if here:
        yield here


def _parted(here: Sequence[Spoken]) -> Iterator[list[Spoken]]:
    """The figures of each part of a sentence between ；."""
    signs = here[0].mention.sentence.signs
    parts: dict[int, list[Spoken]] = {}
    for one in here:
        parts.setdefault(signs.count(";", 0, one.mention.at), []).append(one)
    yield from parts.values() if len(parts) > 1 else ()


def _in_a_list(counts: Sequence[Spoken], price: Spoken) -> bool:
    """杉木2350亩、木荷1480亩，每亩110株: whether counts stand in one list right before what is for each of them."""
    signs, units = price.mention.sentence.signs, {one.measure for one in counts}
    beside = all(
        a.mention.sentence is b.mention.sentence
        and signs[a.mention.at + 1 : a.mention.at + 2] in ("、", "和")
        and _LISTED.fullmatch(signs, a.mention.at + 1, b.mention.at)
        for a, b in pairwise(counts)
    )
    if _IN_TURN.search(price.name) or price.tail[:1] in ("和", "、"):
        return False  # 分别按每家50万元和10万元: not each of them at one price
    last = counts[-1].mention
    pause = last.sentence is price.mention.sentence and _PAUSE.fullmatch(signs, last.at + 1, price.mention.at)
    return beside and len(units) == 1 and pause is not None


def _beside_prices(counts: Sequence[Spoken], first: Spoken, second: Spoken) -> list[Spoken]:
    """46家，首次22家，每家20万元；重新24家，每家10万元: the count right before each price; none where one has none."""
    ones = [one for one in counts if one.mention.at < first.mention.at]
    others = [one for one in counts if first.mention.at < one.mention.at < second.mention.at]
    return [ones[-1], others[-1]] if ones and len(others) == 1 else []


def _unit(total: Spoken) -> str:
    return "元" if total.one.kind == "money" else total.measure


def _behind(text: str) -> str:
    return text[text.index("/") :] if "/" in text else ""


def _counts(one: Spoken, per: str) -> bool:
    """Whether a figure says how many there are of what a price is for each of."""
    if not per:
        return one.one.kind.startswith("count") and one.one.kind != "count:人"
    measure = one.measure
    if measure in _MEASURES and len(per) == 1 and one.tail.startswith((per, f"行政{per}")):
        return True
    return bool(measure) and (
        measure == per or measure in tuple(_ALIKE.get(per, "")) or per.startswith(measure) or measure == f"{per}次"
    )


def _times(here: Sequence[Spoken], count: Spoken, time: str) -> Fraction | None:
    """For how many months or days it is paid; None where nobody says."""
    told = [one for one in here if one is not count and _is_time(one)]
    if not time:
        return None if told and any(one.mention.at > count.mention.at - 3 for one in told) else Fraction(1)
    if time in ("年", "次", "期", "学期"):
        return Fraction(1) if not told else None
    wanted = "months" if time == "月" else "days"
    fitting = [one for one in told if _time(one) == wanted]
    if len({one.one.base for one in fitting}) == 1:
        return Fraction(fitting[0].one.base)
    if time == "月" and not told:
        signs = count.mention.sentence.signs
        if _YEARLY.search(signs):
            return Fraction(_MONTHS)
        if "当月" in signs or "月份" in signs:
            return Fraction(1)
    return None


def _time(one: Spoken) -> str:
    """What a figure counts of time: months, days (200个在校日), or nothing."""
    if one.one.kind in ("months", "days"):
        return one.one.kind
    return "days" if one.measure == "个" and _SOME_DAYS.match(one.tail) else ""


def _is_time(one: Spoken) -> bool:
    return _time(one) != ""


def _of_kind(one: Spoken, price: Spoken) -> bool:
    """Whether an amount may be made of a price: money of money, 人次 of 人."""
    if price.one.kind == "money":
        return one.one.kind == "money"
    return one.measure in (price.measure, f"{price.measure}次")


def _number(one: Spoken) -> Fraction:
    """How many there are: 32000 of 3.2万亩, whatever an 亩 is in the base of areas."""
    unit = None if one.one.kind.startswith(("count", "number")) else parse_figure(f"1{one.measure}")
    return Fraction(one.one.base) if unit is None else Fraction(one.one.base) / unit.unit.scale


def _comes(made: Fraction, total: Spoken, price: Spoken, count: Spoken, number: Fraction, exact: bool) -> bool:
    """Whether an amount is what a price and a number make, as they are rounded. ``exact``: the price is not.

    What misses a price that was set by little is told where nothing was rounded, or where two digits changed places.
    """
    whole = count.one.kind.startswith("count") and count.one.figure.step == 1
    rounded = Fraction(0) if exact and whole else number * count.one.half / Fraction(count.one.base)
    own = price.one.base * rounded + (0 if exact else number * price.one.half)
    off = made - total.one.base
    if abs(off) <= own + total.one.half:
        return True
    return abs(off) <= _NEAR * total.one.base and not (exact and (whole or off in set(swaps(total.one.figure))))


def _slipped(made: Fraction, told: Fraction) -> bool:
    """Whether an amount is about what it should be, or so but for a power of ten."""
    if about(made, told):
        return True
    larger, smaller = max(made, told), min(made, told)
    return any(larger == smaller * 10**power for power in range(1, _LARGEST + 1))
