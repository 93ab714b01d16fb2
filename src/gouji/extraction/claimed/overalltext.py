"""The figures that sentences tell near words for several things at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.completions import Completions
from gouji.extraction.claimed.sayings import Saying
from gouji.extraction.claimed.shown import HOLDS, PLANNED, SEVERAL, Shown, bound_of
from gouji.extraction.drafting.draft import text_of
from gouji.extraction.prose.amounts import label_of, value_at
from gouji.extraction.prose.facts import Fact, kind_of, kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import FIGURES, RATIO
from gouji.faults import regex as re

#: Texts from figures to the words that speak of them: of a list or behind them, and before them under one heading.
_NEAR, _FAR = 4, 14
#: How names of rates of completion end.
_COMPLETION: Final = ("完成率", "完成比例", "完成进度")
#: Signs at the end of a name that say what rate it is.
_TAIL: Final = 3
#: The least or the most of several, and signs behind a bound among which it is told.
_UTMOST: Final = re.compile(
    rf"最[低高多少大小差](?:的)?(?:为|是|仅)*(?P<who>[^{FIGURES},;。()]{{0,12}}?)(?:为|是|仅|,)*(?P<figure>[{FIGURES}])"
)
_BEHIND: Final = 40
#: What ends the name before a rate in brackets.
_STOPS: Final = frozenset(f",;:。、()是为{FIGURES}")
#: What was planned, as words that are held against what is told elsewhere call it.
_PLAN: Final = re.compile("预算|计划|任务|目标")
#: 各项 at the beginning of a subject, and how an item of a list begins.
_EACH: Final = re.compile(r"各|以上|上述|所有|全部")
ITEM: Final = re.compile(r"\s*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[-—•·*])")
#: A name, its figure, and how much of what was planned it is.
_RATED: Final = re.compile(
    rf"(?P<name>[^{FIGURES},;:。()、]{{2,16}})[{FIGURES}][,(]?(?:完成|达到|为|占)(?:年度|年初|全年|调整)*(?:预算|计划|任务|目标)数?(?:[{FIGURES}])?的?(?P<rate>{RATIO})"
)


def utmost(saying: Saying) -> Iterator[Shown]:
    """What is told as the least or the most of those, right behind the words: 均在90%以上（最低的为甲镇89.2%）."""
    if saying.figure is None:
        return
    sentence, bound = saying.sentence, saying.sentence.figures[saying.figure]
    for told in _UTMOST.finditer(sentence.signs, saying.figure + 1, min(len(sentence.signs), saying.figure + _BEHIND)):
        at = told.start("figure")
        figure = sentence.figures[at]
        if kind_of_figure(figure) == kind_of_figure(bound) and not figure.bound:
            yield Shown(told["who"], sentence.span(at, at + 1), Fraction(figure.base))


def of_text(saying: Saying, at: int, facts: Sequence[Fact], order: Mapping[int, int]) -> Iterator[Shown]:
    """The rates that sentences tell before the words."""
    if saying.figure is None:
        before = [fact for fact in facts if _before(saying, at, fact, order)]
        rates = [rate for fact in before if (rate := _completion(fact)) is not None]
        if saying.number and not saying.names:
            rates = rates if len(rates) >= saying.number else _run_together(saying) or rates
            if len(rates) < max(SEVERAL, saying.number - 1) and saying.bound is not None:
                rates = list(_bracketed(before))
                yield from rates if len(rates) <= saying.number else ()
                return
            if len(rates) < max(SEVERAL, saying.number - 1):
                # a summary that leads: not all that it speaks of may be told with a rate
                led = [rate for fact in facts if _behind(saying, at, fact, order) and (rate := _completion(fact))]
                yield from led if len(rates) < SEVERAL <= len(led) <= saying.number else ()
                return
            yield from rates[-saying.number :]
        elif _EACH.match(saying.subject) and not saying.names:
            items = _items(saying, at, before, order)
            behind = [fact for fact in facts if _behind(saying, at, fact, order)] if not items else []
            yield from items or _items(saying, at, behind, order)
        return
    tail = saying.subject[-_TAIL:]
    if tail.endswith(("率", "度")) and (saying.names or not saying.number):
        for fact in facts:
            told = fact.sentence is not saying.sentence and order.get(id(fact.sentence.texts[-1]), 0) <= at
            if told and kind_of(fact) == "ratio" and fact.name.endswith(tail):
                yield Shown(text_of(label_of(fact)) or "", value_at(fact, fact.figure), Fraction(_worth(fact)))


def _run_together(saying: Saying) -> list[Shown]:
    """As many rates as are said to be, told before the words in lines that nothing parts: 甲类63亿元，完成预算的99%乙类……"""
    told = [
        Shown(one["name"], sentence.span(*one.span("rate")), sentence.figures[one.start("rate")].base)
        for sentence in (saying.sentence,)
        for one in _RATED.finditer(sentence.signs, 0, saying.start)
    ]
    return told if len(told) == saying.number else []


def _items(saying: Saying, at: int, before: Iterable[Fact], order: Mapping[int, int]) -> Sequence[Shown]:
    """One rate of each item of the list right before the words, or right behind them: 各项支出均完成预算. Half of them bear the
    words out."""
    rates: dict[int, Shown] = {}
    for fact in before:
        text = fact.sentence.texts[fact.figure]
        shown = _completion(fact)
        if shown is not None and text is not saying.sentence.texts[0] and ITEM.match(text.text):
            rates.setdefault(order.get(id(text), 0), shown)
    good = sum(HOLDS[saying.sign](one.base, bound_of(saying)) for one in rates.values())
    near = bool(rates) and (0 <= at - max(rates) <= _NEAR or 0 < min(rates) - at <= SEVERAL)
    return list(rates.values()) if near and len(rates) > SEVERAL and 2 * good >= len(rates) else []


def _bracketed(facts: Iterable[Fact]) -> Iterator[Shown]:
    """Rates of completion told in brackets, behind who has them: 完成率排前三位的是甲区（91.4%）."""
    for fact in facts:
        signs, at = fact.sentence.signs, fact.figure
        if kind_of(fact) != "ratio" or signs[at - 1 : at] != "(" or signs[at + 1 : at + 2] != ")":
            continue
        called = words_before(signs, at - 1, _STOPS)
        if re.search(r"完成率|进度", signs[:at]) and called:
            yield Shown(called, value_at(fact, at), Fraction(_worth(fact)))


def _worth(fact: Fact) -> Fraction:
    return fact.sentence.figures[fact.figure].base


def _before(saying: Saying, at: int, fact: Fact, order: Mapping[int, int]) -> bool:
    if fact.sentence is saying.sentence:
        return fact.figure < saying.start
    own = order.get(id(fact.sentence.texts[-1]), 0)
    return 0 <= at - own <= _FAR and fact.sentence.heading is saying.sentence.heading


def _behind(saying: Saying, at: int, fact: Fact, order: Mapping[int, int]) -> bool:
    """Whether a fact is told behind the words, in their sentence or in the paragraphs after it."""
    if fact.sentence is saying.sentence:
        return fact.figure > saying.end
    return 0 <= order.get(id(fact.sentence.texts[-1]), 0) - at <= _NEAR and fact.sentence is not saying.sentence


def just_told(saying: Saying, facts: Sequence[Fact]) -> list[Shown]:
    """The rates that the paragraph of the words tells before them, where no other can be meant: one of completion by each
    name (收入……完成预算的88%；支出……完成预算的91%。收入、支出均超额完成预算), or as many of one name as are said to be."""
    text = saying.sentence.texts[saying.start]
    told = [
        fact
        for fact in facts
        if fact.sentence.texts[fact.figure] is text
        and fact.sentence.starts[fact.figure] < saying.sentence.starts[saying.start]
    ]
    if saying.figure is None:
        if len(saying.names) < SEVERAL or not PLANNED.search(saying.goal):
            return []
        rates = [(fact.name, rate) for fact in told if (rate := _completion(fact)) is not None]
        own = [[rate for name, rate in rates if called in name] for called in saying.names]
        return [one[0] for one in own] if len(rates) == len(own) and all(len(one) == 1 for one in own) else []
    if not saying.number or saying.names:
        return []
    ratios = [fact for fact in told if kind_of(fact) == "ratio" and fact.name]
    alike = [fact for fact in ratios if fact.name[-SEVERAL:] == ratios[-1].name[-SEVERAL:]]
    if len(alike) != saying.number or not ratios[-1].name.endswith(("率", "度", "比例", "占比")):
        return []
    return [Shown(text_of(label_of(one)) or "", value_at(one, one.figure), Fraction(_worth(one))) for one in alike]


def by_name(saying: Saying, completions: Completions) -> list[Shown]:
    """What is told anywhere of each of those that the words name, of the plan that they mean: of a name that is told of
    several times what denies the words, if all of it does."""
    if saying.figure is not None or saying.bound is not None or not _PLAN.search(saying.goal):
        return []
    out: list[Shown] = []
    words = f"{saying.subject}{saying.goal}"
    for name in saying.names:
        own = completions.of(name, words, saying.sentence, saying.start)
        kept = [one for one in own if HOLDS[saying.sign](one.rate, bound_of(saying))]
        for one in kept[:1] or own:
            out.append(Shown(text_of(one.label) or "", one.value, one.rate))
    return out


def _completion(fact: Fact) -> Shown | None:
    if fact.done is not None:
        at = fact.done[2]
    elif kind_of(fact) == "ratio" and fact.name.endswith(_COMPLETION):
        at = fact.figure
    else:
        return None
    return Shown(text_of(label_of(fact)) or "", value_at(fact, at), fact.sentence.figures[at].base)
