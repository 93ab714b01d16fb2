"""Rates of a whole and of all its parts: that of the whole is not above all of theirs, nor below (幅度).

Nor is it another than their figures and rates come to.

税收20348万元，增长8.2%。其中：增值税13916万元，增长6.3%；所得税6432万元，增长12.6%。 What a whole has grown by is
what its parts have, each by its weight, whatever the weights are; so is how much of its plan was done. It is only asked
where the parts make the whole, each tells its rate, and no word says that one is reckoned in another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.parts.complements import Complements
from gouji.extraction.prose.amounts import interval_of, label_of, proves, value_at, words_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import stripped
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.phrases import RECKONED_APART
from gouji.figures import Interval

#: Signs before a rate in which such words are looked for.
_FAR: Final = 24
_LEAST: Final = 2
#: Signs at the end of a name that say what rate it is.
_ENDING: Final = 3
#: By how much the rate of a whole may miss that of its parts where some of them were counted anew.
_SLACK: Final = Fraction(1, 1000)
_PLACES: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate of a fact, its sign and where it is printed; ``of`` is what it is a rate of."""

    fact: Fact
    at: int
    less: bool
    of: str

    @property
    def worth(self) -> Fraction:
        base = self.fact.sentence.figures[self.at].base
        return -base if self.less else base

    @property
    def interval(self) -> Interval:
        span = self.fact.sentence.figures[self.at].interval("printed")
        if not self.less or span.lo is None or span.hi is None:
            return span
        return Interval(-span.hi, -span.lo)

    @property
    def printed(self) -> Value:
        span = self.fact.sentence.span(self.at, self.at + 1)
        told = value_at(self.fact, self.at)
        return Said(f"-{words_of(told)}", span) if self.less else told


def read_between(
    proven: Iterable[tuple[Fact, Sequence[Fact]]], facts: Sequence[Fact], wording: Wording, write: Writer
) -> None:
    """Write the rates of wholes beside the least and the greatest of those of their parts."""
    less, seen = frozenset(wording.less), set[tuple[tuple[int, int], ...]]()
    priced, saved = any_of(wording.priced), any_of(wording.saved)
    # a whole that is divided once more is told anew, without what was said of it
    first = {(id(fact.sentence), fact.figure): fact for fact in reversed(facts)}
    for again, parts in proven:
        whole = first.get((id(again.sentence), again.figure), again)
        # one part that is all of the whole may as well be the whole, told after it
        some = [part for part in parts if worth(part) > 0 and kind_of(part) == kind_of(whole)]
        if len(some) < _LEAST or any(kind_of(part) != kind_of(whole) for part in parts):
            continue
        for told in ([_grown(fact, less) for fact in (whole, *parts)], [_done(fact) for fact in (whole, *parts)]):
            rates = [rate for rate in told if rate is not None]
            if len(rates) < len(told) or len({rate.of for rate in rates}) > 1 or _places(rates) in seen:
                continue
            own, *others = rates
            plain = proves(parts, whole) and not any(fact.grown or priced.search(fact.name) for fact in (whole, *parts))
            plain = plain and not any(saved.search(_before(rate)) for rate in rates)
            made = _come(whole, parts, others) if plain else None
            if made is not None:
                seen.add(_places(rates))
                cells = {"事项": label_of(whole), "总率": own.printed}
                low, high = floor(made[0] * _PLACES), ceil(made[1] * _PLACES)
                write("幅度", {**cells, "折算低": _printed(low, own), "折算高": _printed(high, own)}, False)
            least, most = min(others, key=lambda rate: rate.worth), max(others, key=lambda rate: rate.worth)
            within = least.worth <= own.worth <= most.worth
            if not within and not (_below(own, least) or _below(most, own)):
                continue  # nothing but rounding
            seen.add(_places(rates))
            cells = {"事项": label_of(whole), "总率": own.printed, "最低": least.printed, "最高": most.printed}
            write("幅度", cells, False)


def read_between_alone(facts: Sequence[Fact], complements: Complements, write: Writer) -> None:
    """执行率98.76%，其中基本支出执行率99.2%，项目支出执行率99.5%: rates of all that there is by its names, and the one of all

    that is told right before them; in doubt, since it may be of more.
    """
    for at, whole in enumerate(facts[:-_LEAST]):
        parts = facts[at + 1 : at + 1 + _LEAST]
        rates = [_Rate(fact, fact.figure, False, _ending(fact)) for fact in (whole, *parts)]
        alike = len({rate.of for rate in rates}) == 1 and rates[0].of.endswith("率")
        if not alike or any(kind_of(fact) != "ratio" or fact.sentence is not whole.sentence for fact in parts):
            continue
        if any(_plain(rate) is None for rate in rates) or not complements.all_of(whole, parts):
            continue
        least, most = min(rates[1:], key=lambda rate: rate.worth), max(rates[1:], key=lambda rate: rate.worth)
        within = least.worth <= rates[0].worth <= most.worth
        if within or _below(rates[0], least) or _below(most, rates[0]):
            cells = {"事项": label_of(whole), "总率": rates[0].printed, "最低": least.printed, "最高": most.printed}
            write("幅度", cells, not within)


def _ending(fact: Fact) -> str:
    """What a rate is of, by the end of its name: 执行率."""
    return stripped(fact.name)[-_ENDING:]


def _before(rate: _Rate) -> str:
    """The words between a figure and its rate."""
    return rate.fact.sentence.signs[rate.fact.figure + 1 : rate.at]


def _come(whole: Fact, parts: Sequence[Fact], rates: Sequence[_Rate]) -> tuple[Fraction, Fraction] | None:
    """From what to what the rate of a whole may be, by the figures of its parts and their rates, as they are rounded.

    What each part was before, or was planned to be, is what it is now over its rate; of a plan the rate is that quotient itself.
    """
    grown = Fraction(0) if rates[0].of else Fraction(1)
    now, bases = interval_of(whole), [Fraction(0), Fraction(0)]
    for part, rate in zip(parts, rates, strict=True):
        span, told = interval_of(part), rate.interval
        if span.lo is None or span.hi is None or told.lo is None or told.hi is None or told.lo + grown <= 0:
            return None
        bases[0] += span.lo / (told.hi + grown)
        bases[1] += span.hi / (told.lo + grown)
    if now.lo is None or now.hi is None or bases[0] <= 0:
        return None
    slack = _SLACK if grown else 2 * _SLACK
    return now.lo / bases[1] - grown - slack, now.hi / bases[0] - grown + slack


def _printed(bound: int, rate: _Rate) -> Value:
    """So many hundredths of a hundredth as a rate would be printed."""
    whole, rest = divmod(abs(bound), 100)
    span = rate.fact.sentence.span(rate.at, rate.at + 1)
    return Said(f"{'-' if bound < 0 else ''}{whole}.{rest:02d}%", span)


def _places(rates: Sequence[_Rate]) -> tuple[tuple[int, int], ...]:
    return tuple((id(rate.fact.sentence), rate.at) for rate in rates)


def _grown(fact: Fact, less: frozenset[str]) -> _Rate | None:
    """By how much a fact is told to have grown since the period before; None where that is not told just once."""
    told = [change for change in fact.changes if change.ratio is not None]
    if len(told) != 1 or told[0].back or not told[0].rate_way:
        return None
    return _plain(_Rate(fact, told[0].ratio or 0, told[0].rate_way in less, ""))


def _done(fact: Fact) -> _Rate | None:
    """How much of its plan a fact is told to be."""
    if fact.done is None:
        return None
    _, what, ratio = fact.done
    return _plain(_Rate(fact, ratio, False, stripped(fact.sentence.signs[what[0] : what[1]])))


def _plain(rate: _Rate) -> _Rate | None:
    """A rate that no word says is reckoned in a way of its own."""
    figure, signs = rate.fact.sentence.figures[rate.at], rate.fact.sentence.signs
    before = signs[max(rate.fact.figure + 1, rate.at - _FAR) : rate.at] if rate.at > rate.fact.figure else ""
    # 比上年同口径增长7.1%(自然口径下降2%): what stands right behind it in brackets says it too
    behind = signs[rate.at + 1 : rate.at + 2] == "("
    if figure.bound or behind or RECKONED_APART.search(before) or RECKONED_APART.search(rate.fact.name):
        return None
    return rate


def _below(one: _Rate, other: _Rate) -> bool:
    """Whether one rate is less than another whatever was rounded."""
    high, low = one.interval.hi, other.interval.lo
    return high is not None and low is not None and high < low
