"""Growth over several years and multiples: 年均增长6.9%, 是2020年的2.3倍, 翻了一番.

A mean growth goes with two figures and the years between them, told before it in the sentence. Amounts may be reckoned in
the prices of one year while their growth is not, so that one that the amounts do not make is only a remark; heads and
pieces have no prices.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.amounts import interval_of, label_of, value_at, value_of, worth
from gouji.extraction.prose.facts import Fact, dated_before, kind_of, kind_of_figure, year_before
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.phrases import YEAR
from gouji.extraction.text.sentences import DATE, FIGURES
from gouji.faults import regex as re
from gouji.figures import Figure, Interval

#: What a growth over several years is called, up to its figure.
_MEAN: Final = re.compile(
    r"(?:年均|年平均|平均每年)[^,;:。]{0,4}?(?P<way>增长|递增|增速|上升|提高|下降|递减|降低|减少)(?:率|速度|幅度)?(?:为|达到?|约)?$"
)
_LESS: Final = frozenset(("下降", "递减", "降低", "减少"))
#: 是2020年100万人次的2.3倍; the base may be told before.
_TIMES: Final = re.compile(
    rf",?(?:约|已|就)?(?:是|为|相当于|达到?)(?:了)?[^{FIGURES},;:。]{{0,16}}?(?P<base>[{FIGURES}])的(?P<times>[{FIGURES}])(?=[,;。)(]|$)"
)
#: 翻了一番, with the figure before it where none was told: 比2018年的41万吨翻了一番.
_DOUBLED: Final = re.compile(
    rf",?(?:比[^{FIGURES},;:。]{{0,14}}(?P<base>[{FIGURES}]))?(?:已|顺利|成功)?(?:实现|完成)?(?:了)?翻(?:了)?(?P<times>一番|一倍|番|两番|两倍)(?=[,;。]|$)"
)
#: How many years have passed, in words: 十年间, 10年来.
_SPOKEN: Final = re.compile(r"(?<![0-9第])([一二两三四五六七八九十]{1,3}|[0-9]{1,2})年(?:间|来|里|共)")
#: 是1949年的209倍, right before a growth.
_MULTIPLE: Final = re.compile(rf"(?:是|为|相当于|达到?)(?P<since>{DATE})的(?P<times>[{FIGURES}])[,;]?$")
_ONE: Final = Interval(Fraction(1), Fraction(1))
_OLDEST: Final = 80
_POWERS: Final = {"两番": 4, "两倍": 3}
_NOT_YET: Final = re.compile(r"力争|目标|预计|计划|将|接近|近|基本|左右|规划|有望|拟")
#: Facts of the sentence before a growth in which the two figures are looked for.
_NEAR: Final = 6
_LONGEST: Final = 30


def read_compound(fact: Fact, facts: Sequence[Fact], index: int, write: Writer) -> None:
    """Write the growth over several years that a fact tells, and what it is a multiple of."""
    if kind_of(fact) == "ratio":
        _mean(fact, facts, index, write)
        return
    _multiple(fact, write)
    _doubled(fact, write)


def _mean(fact: Fact, facts: Sequence[Fact], index: int, write: Writer) -> None:
    figure, found = fact.sentence.figures[fact.figure], _MEAN.search(fact.name)
    if found is None or figure.bound or _since(fact, found["way"] in _LESS, write):
        return
    for now in reversed(facts[max(0, index - _NEAR) : index]):
        told = _told_before(now, facts, index)
        if now.sentence is not fact.sentence or told is None or kind_of(now) == "ratio":
            continue
        subject, before, since, printed = told
        less = found["way"] in _LESS or figure.base < 0
        years = _years(fact, subject, since)
        after = worth(subject)
        if years is None or not 1 < years <= _LONGEST or before.lo is None or before.hi is None:
            return
        if before.lo <= 0 or after <= 0:
            return
        made = _makes(before, interval_of(subject), years, figure, found["way"] in _LESS)
        was = (before.lo + before.hi) / 2
        if less is (after > was):
            return  # told of something else
        mean = fact.sentence.span(fact.figure, fact.figure + 1)
        reckoned = mean.text if made else _told(was, after, years, figure)
        cells: dict[str, Value] = {
            "项目": label_of(subject),
            "本期": value_of(subject),
            "上期": printed,
            "年数": Said(str(years), fact.sentence.span(since, since + 1)),
            "年均率": mean,
            "复算": Said(reckoned if made or figure.base > 0 else f"-{reckoned}", mean),
        }
        write("年均", cells, not made and not kind_of(subject).startswith("count"))
        return


def _told_before(now: Fact, facts: Sequence[Fact], index: int) -> tuple[Fact, Interval, int, Value] | None:
    """The figure that has grown, what it was before, the place of the year of that and what is printed of it.

    由10万人增加到12万人; 12万人，比2013年增加2万人; 12万人，与2010年的10万人相比，……
    """
    figures = now.sentence.figures
    if now.before:
        near = reversed(facts[max(0, index - _NEAR) : index])
        subject = next((one for one in near if not one.before and kind_of(one) == kind_of(now)), None)
        told = subject is not None and subject.sentence is now.sentence
        since = dated_before(now, now.figure)
        if subject is None or not told or since is None or figures[now.figure].bound:
            return None
        return subject, figures[now.figure].interval("printed"), since, value_of(now)
    for change in reversed(now.changes):
        if change.prior is not None:
            since = dated_before(now, change.prior)
            if since is None or figures[change.prior].bound:
                return None
            return now, figures[change.prior].interval("printed"), since, value_at(now, change.prior)
        if change.amount is not None and (since := dated_before(now, change.amount)) is not None:
            here, amount = interval_of(now), figures[change.amount].interval("printed")
            last = max(now.sentence.signs.rfind(sign, 0, change.amount) for sign in ",;:。")
            if since < last or here.lo is None or here.hi is None or amount.lo is None or amount.hi is None:
                return None
            if kind_of_figure(figures[change.amount]) != kind_of(now) or figures[change.amount].bound:
                return None
            down = change.way in _LESS
            low, high = (amount.lo, amount.hi) if down else (-amount.hi, -amount.lo)
            return now, Interval(here.lo + low, here.hi + high), since, value_at(now, change.amount)
    return None


def _years(fact: Fact, now: Fact, since: int) -> int | None:
    """How many years have passed: as words tell it between (十年间), or from one year to the other."""
    spoken = _SPOKEN.search(fact.sentence.signs, since, fact.figure)
    if spoken is not None and (number := number_of(spoken[1])):
        return number
    first = YEAR.match(fact.sentence.span(since, since + 1).text)
    told = [year_before(now, at + 1) for at in range(now.figure) if now.sentence.signs[at] == DATE]
    last = max((year for year in told if year is not None), default=None)
    return last - int(first[0]) if first is not None and last is not None else None


def _since(fact: Fact, less: bool, write: Writer) -> bool:
    """286.79亿人，是1949年的209倍，年均增长9.5%: a multiple and the growth that makes it are reckoned in the same prices."""
    sentence, figures = fact.sentence, fact.sentence.figures
    found = _MULTIPLE.search(sentence.signs, 0, fact.start)
    if found is None:
        return False
    at, since = found.start("times"), found.start("since")
    told = [place for place in range(since + 1) if sentence.signs[place] == DATE]
    years_told = [int(year[0]) for place in told if (year := YEAR.match(sentence.span(place, place + 1).text))]
    # 2008年……是1949年的209倍……；……是1949年的161倍: the latest year is the one that is spoken of
    years = max(years_told) - years_told[-1] if years_told else 0
    times, mean = figures[at], figures[fact.figure]
    if less or times.unit.symbol != "倍" or times.bound or times.base <= 1 or not 1 < years <= _OLDEST:
        return True
    made = _makes(_ONE, times.interval("printed"), years, mean, False)
    printed = sentence.span(fact.figure, fact.figure + 1)
    cells: dict[str, Value] = {
        "项目": label_of(fact),
        "本期": value_at(fact, at),
        "上期": Said("1倍", sentence.span(since, since + 1)),
        "年数": Said(str(years), sentence.span(since, since + 1)),
        "年均率": printed,
        "复算": Said(printed.text if made else _told(Fraction(1), times.base, years, mean), printed),
    }
    write("年均", cells, False)
    return True


def _multiple(fact: Fact, write: Writer) -> None:
    """230万人次，是2020年100万人次的2.3倍."""
    signs, figures = fact.sentence.signs, fact.sentence.figures
    found = _TIMES.match(signs, fact.figure + 1)
    if found is None:
        return
    base, times = figures[found.start("base")], figures[found.start("times")]
    told = {fact.figure: figures[fact.figure], found.start("base"): base, found.start("times"): times}
    if times.unit.symbol != "倍" or kind_of_figure(base) != kind_of(fact) or base.base <= 0:
        return
    if any(figure.bound for figure in told.values()):
        return
    cells: dict[str, Value] = {
        "事项": label_of(fact),
        "总量": value_of(fact),
        "个数": value_at(fact, found.start("base")),
        "平均": value_at(fact, found.start("times")),
    }
    write("平均", cells, False)


def _doubled(fact: Fact, write: Writer) -> None:
    """由58亿元增加到121亿元，实现翻番: at least twice what it was."""
    signs, figures = fact.sentence.signs, fact.sentence.figures
    found = _DOUBLED.match(signs, fact.figure + 1)
    prior = next((change.prior for change in fact.changes if change.prior is not None), None)
    at = found.start("base") if found is not None and found["base"] else prior
    if found is None or at is None or _NOT_YET.search(signs, max(0, fact.start - 8), found.end()):
        return
    base = figures[at]
    if kind_of_figure(base) != kind_of(fact) or base.bound or figures[fact.figure].bound or base.base <= 0:
        return
    times = _POWERS.get(found["times"], 2)
    least, span = Decimal(base.value) * times, fact.sentence.span(at, at + 1)
    limit = Said(f"≥{least}{base.unit.symbol}", span)
    write("比较", {"事项": label_of(fact), "数值": value_of(fact), "所比": limit}, False)


def _makes(was: Interval, now: Interval, years: int, mean: Figure, less: bool) -> bool:
    """Whether a figure grows to another in so many years by the growth that is printed."""
    rate = mean.interval("printed")
    if now.lo is None or now.hi is None or was.lo is None or was.hi is None or rate.lo is None or rate.hi is None:
        return False
    low, high = (-rate.hi, -rate.lo) if less else (rate.lo, rate.hi)
    return was.lo * (1 + low) ** years <= now.hi and was.hi * (1 + high) ** years >= now.lo


def _told(before: Fraction, now: Fraction, years: int, mean: Figure) -> str:
    """The growth that two figures make, with one digit more than is printed."""
    with localcontext() as context:
        context.prec = 30
        quotient = Decimal(now.numerator * before.denominator) / Decimal(now.denominator * before.numerator)
        grown = abs(quotient ** (Decimal(1) / years) - 1) * 100
        return f"{grown.quantize(Decimal(mean.ulp) / 10)}%"
