"""Means of sentences that no figures near them make, read by their words (平均): 活动48场，参与3672人次，场均90人次.

What is counted in the measure that a mean is for each of is what the last amount of its kind was divided by; a word may tell
the number as well (三年共拨付426万元，年均142万元).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.averages import MEAN, for_each
from gouji.extraction.text.outline import number_of
from gouji.extraction.tried.regions import bare
from gouji.extraction.tried.spoken import Spoken, about
from gouji.faults import regex as re
from gouji.figures import parse_figure

#: Figures before a mean, and behind it, among which what it is of is looked for.
_BEFORE: Final = 10
_BEHIND: Final = 3
#: By what part of it a mean may be missed by the figures of which it is.
_NEAR: Final = Fraction(1, 100)
#: Figures before a mean among which what it is of is looked for by name, and signs of such a name.
_FAR: Final = 24
_CALLED: Final = 2
_COST: Final = re.compile(r"(?:水平|标准|数|额|达到?|为|约)+$")
_MOVED: Final = re.compile(r"(?:增|减|降|多|少|超)[\u4e00-\u9fff]{0,3}$")
#: 每人每年补助600元: for each of those, whatever it is paid by.
_PER_YEAR: Final = re.compile(r"每(?P<per>[人户名亩头只])每年(?:度)?")
_CARS: Final = frozenset("辆台")
_STANDARD: Final = re.compile("标准")
#: What is paid for money, whatever is divided by the years.
_INTEREST: Final = re.compile(r"息|租金")
_YEARS: Final = re.compile("([两二三四五六七八九十])年")
#: The days of a year, unless only those are meant on which people work.
_YEAR: Final = "全年"
_DAYS: Final = 365
_WORKDAYS: Final = re.compile(r"(?:工作|开放|开馆|营业|运行)日")


class Means:
    """Reads the means of a document. ``told``: all its figures."""

    def __init__(self, told: Sequence[Spoken]) -> None:
        self._told = told
        numbers: dict[str, set[Fraction]] = {}
        for one in told:
            if one.measure and one.one.base > 0:
                numbers.setdefault(one.measure, set()).add(_number(one))
        self._numbers = {measure: sorted(found) for measure, found in numbers.items()}

    def read(self, at: int) -> dict[str, Value] | None:
        """What a mean says that it is of, if that does not come out."""
        mean = self._told[at]
        if (_PER_YEAR.search(mean.name) and _STANDARD.search(mean.name)) or _INTEREST.search(mean.name):
            return None  # what each is to get is no mean of what they got
        found = MEAN.search(_PER_YEAR.sub(r"每\g<per>", mean.name))
        if found is None:
            return None
        before = self._plain(max(0, at - _BEFORE), at, mean)
        after = self._plain(at + 1, at + _BEHIND, mean)
        counts = [one for one in before if _each(found, one.measure)]
        counts = counts or [one for one in after if _each(found, one.measure)][:1]
        totals = [one for one in before if one not in counts and _of_its_kind(one, mean)]
        if _each_apart(mean, totals, counts):
            return None
        counted = _times(mean, (found["of"] or "")[-1:]) if not counts else None
        money = mean.one.kind == "money"
        if not counts and not counted and before[-1:] == totals[-1:] and money and found["of"] == "人":
            # 救治37人次，支出46.25万元，人均1.25万元
            counts = [one for one in before[-2:-1] if one.measure == "人次"]
        if not totals or not (counts or counted):
            totals, counts = self._far(at, found, totals, counts) if not counted else ([], [])
            if not totals or not counts:
                return None
        number: Value
        if counted is not None:
            number, numbers = counted[1], [Fraction(counted[0])]
        else:
            number, numbers = bare(counts[-1].one), [_number(one) for one in counts]
        total, printed = totals[-1], Fraction(mean.one.base)
        if not about(total.one.base / numbers[-1], printed):
            return None
        near, step = _NEAR * printed, Fraction(mean.one.figure.step)
        offs = [abs(one.one.base / many - printed) for one in totals for many in numbers]
        if any(off <= near or off < step for off in offs):  # rounded in whatever way
            return None
        if self._made_elsewhere(mean, found, totals):
            return None
        whole = total.one.value if money else bare(total.one)
        value = mean.one.value if money else bare(mean.one, "倍")
        return {"事项": mean.one.name or mean.one.figure.text, "总量": whole, "个数": number, "平均": value}

    def _far(
        self, at: int, found: re.Match[str], totals: list[Spoken], counts: list[Spoken]
    ) -> tuple[list[Spoken], list[Spoken]]:
        """公务接待费2.12万元。……接待24批次212人，人均接待费100元: what a mean is of, by the words behind 均, told before it.

        Only where one figure is called so, and one counts what it is told for.
        """
        mean = self._told[at]
        before = [
            one
            for one in self._told[max(0, at - _FAR) : at]
            if one.one.base > 0 and not one.mention.figure.bound and not MEAN.search(one.name)
        ]
        words = _COST.sub("", (found["gets"] or "") if found["of"] else (found["per"] or "").removeprefix(mean.measure))
        if not totals and len(words) >= _CALLED:
            named = [
                one for one in before if _of_its_kind(one, mean) and words in one.name and not _MOVED.search(one.name)
            ]
            totals = named[-1:] if len({one.one.base for one in named}) == 1 else []
        if not counts and totals:
            each = [one for one in before if _each(found, one.measure)]
            here = [one for one in each if one.one.text in (mean.one.text, totals[-1].one.text)]
            counts = here if len({one.one.base for one in here}) == 1 else []
        return totals, counts

    def _plain(self, start: int, stop: int, mean: Spoken) -> list[Spoken]:
        """The figures of the sentence of a mean, from one to another, that are no means, nor about or at least, nor nought."""
        here = [one for one in self._told[start:stop] if one.beside(mean) and one.one.base > 0]
        return [one for one in here if not one.mention.figure.bound and not MEAN.search(one.name)]

    def _made_elsewhere(self, mean: Spoken, found: re.Match[str], totals: Sequence[Spoken]) -> bool:
        """Whether what is counted anywhere in the document, in the measure of a mean, makes it."""
        printed, step = Fraction(mean.one.base), Fraction(mean.one.figure.step)
        for measure, numbers in self._numbers.items():
            for one in totals if _each(found, measure) else ():
                at = bisect_left(numbers, one.one.base / (printed + step))
                if at < len(numbers) and abs(one.one.base / numbers[at] - printed) < step:
                    return True
        return False


def _of_its_kind(one: Spoken, mean: Spoken) -> bool:
    """Whether a mean may be one of an amount: in the same measure, or money of money; 人次 come to so many 人 each."""
    if mean.measure == "人" and one.measure == "人次":
        return True
    return one.one.kind == mean.one.kind and (mean.one.kind == "money" or one.measure == mean.measure)


def _each_apart(mean: Spoken, totals: Sequence[Spoken], counts: Sequence[Spoken]) -> bool:
    """车辆8辆，运行费16万元；新购3辆，车均购置18万元: whether all amounts stand with a count of their own before a ；."""
    cut = mean.mention.sentence.signs.rfind(";", 0, mean.mention.at)
    sides = {one.mention.at > cut for one in counts}
    return len(sides) > 1 and bool(totals) and all(one.mention.at < cut for one in totals)


def _each(mean: re.Match[str], measure: str) -> bool:
    """Whether a measure counts what a mean is for each of: 批次 of 批均, 辆 of 车均 too."""
    if for_each(mean, measure):
        return True
    whom = (mean["of"] or "")[-1:] or (mean["per"] or "")[:1]
    return bool(measure) and (measure == f"{whom}次" != "人次" or (whom == "车" and measure in _CARS))


def _times(mean: Spoken, per: str) -> tuple[int, Value] | None:
    """三年共拨付426万元，年均142万元; 全年服务32.6万人次，日均893人次: how many years or days a mean is told of."""
    sentence, at = mean.mention.sentence, mean.mention.at
    before = sentence.signs[:at]
    if per == "年":
        told = list(_YEARS.finditer(before))
        if len({found[1] for found in told}) == 1:
            many = number_of(told[-1][1])
            return many, Said(str(many), sentence.span(told[-1].start(1), told[-1].end(1)))
    if per == "日" and not _WORKDAYS.search(before) and (start := before.find(_YEAR)) >= 0:
        return _DAYS, Said(str(_DAYS), sentence.span(start, start + len(_YEAR)))
    return None


def _number(one: Spoken) -> Fraction:
    """How many there are: 159 of 159亩, whatever an 亩 is in the base of areas."""
    unit = None if one.one.kind.startswith(("count", "number")) else parse_figure(f"1{one.measure}")
    return Fraction(one.one.base) if unit is None else Fraction(one.one.base) / unit.unit.scale
