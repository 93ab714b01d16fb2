"""Amounts that are so many at a price, several of them at once, where they do not come out (平衡, 平均).

毛毯200条×90元、面粉150袋×80元 behind their total; 甲类每人120元、乙类每人80元……甲类40人、乙类60人，共9600元; 800户48万元，
700户42万元，每户600元; 全年收费36000元，月平均3000元. What is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.prose.amounts import measure_of
from gouji.extraction.text.sentences import COUNT, DATE, FIGURES, MONEY, OTHER, Sentence
from gouji.extraction.tried.outcomes import balance, exact_text
from gouji.faults import regex as re
from gouji.language import Table

_TIMES: Final = re.compile(rf"(?P<one>[{COUNT}{OTHER}{MONEY}])[×*xX](?P<other>[{COUNT}{OTHER}{MONEY}])(?!=)")
_EACH: Final = re.compile(rf"每(?P<per>[^{FIGURES},;。]{{1,2}})[^{FIGURES},;。]{{0,10}}$")
_PAIR: Final = re.compile(rf"(?P<many>[{COUNT}{OTHER}])(?P<money>{MONEY})")
#: A mean of the months of a year, or of its quarters.
_PART: Final = re.compile(rf"(?P<part>月|季度?)(?:人)?(?:平均|均)[^{FIGURES},;。]{{0,6}}(?P<mean>[{FIGURES}])")
_PARTS: Final = {"月": 12, "季": 4, "季度": 4}
_OF_YEAR: Final = re.compile(r"全年|年度?(?:人均|平均)?")
#: Prices that are told in turn, the words before them, and the total behind them.
_PRICES: Final = re.compile(rf"{MONEY}(?:[、,和及与]{MONEY}){{1,5}}")
_LEAD: Final = 24
_IN_TURN: Final = re.compile(
    rf"(?P<lead>(?<![{FIGURES}])[^{FIGURES},;:。]{{0,12}}(?:分别|依次)[^{FIGURES},;:。]{{0,14}})$"
)
_BEHIND: Final = re.compile(
    rf"[^{FIGURES};:。]{{0,24}},?(?:共|合计|总计|累计|共计)[^{FIGURES},;:。]{{0,16}}(?P<total>{MONEY})"
)
#: Prices that are only bounds, or for a time.
_LIMITED: Final = re.compile("最[高多低少]|不超过|以内|以下|以上|每月|每天|每日|每年|上年|预算|计划")
_JOINED: Final = re.compile(rf"[、,和及与][^{FIGURES},;:。]{{1,14}}")
_SHORT: Final = re.compile(rf"[^{FIGURES};:。]{{0,20}}")
_LEAST: Final = 2
_MOST: Final = 40
#: How far off what is made may be.
_FAR: Final = 3


def read_products_meant(found: Iterable[Sentence], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them. ``found``: the sentences of a document."""
    sums, means = by_source.get("平衡"), by_source.get("平均")
    rows = draft.tables.get(means.name, ()) if means is not None else ()
    balances = draft.tables.get(sums.name, ()) if sums is not None else ()
    summed = {place_of(row.cells.get("数额")) for row in balances if text_of(row.cells.get("号")) == "得"}
    known = {(place_of(row.cells.get("平均")), place_of(row.cells.get("总量"))) for row in rows}
    for number, sentence in enumerate(found):
        if not _LEAST <= len(sentence.figures) <= _MOST:
            continue
        if sums is not None:
            for cells in (*_multiplied(sentence, number), *_by_classes(sentence, number)):
                draft.say(sums, cells, True)
            made = list(_in_turn(sentence, number))
            if not any(place_of(cells["数额"]) in summed for cells in made[:1]):
                for cells in made:
                    draft.say(sums, cells, True)
        if means is not None:
            for cells in (*_at_one_price(sentence), *_of_year(sentence)):
                if (place_of(cells["平均"]), place_of(cells["总量"])) not in known:
                    draft.say(means, cells, True)


def _rows(sentence: Sentence, total: int, terms: list[tuple[int, Fraction]], number: int) -> Iterator[dict[str, Value]]:
    """A total and the products that should make it, where they do not."""
    figure = sentence.figures[total]
    come = sum((worth for _, worth in terms), Fraction(0))
    base = Fraction(figure.base)
    if abs(come - base) <= figure.step / 2 or not base / _FAR <= come <= base * _FAR:
        return
    span = sentence.span(total, total + 1)
    group = Said(f"{span.text}（{number + 1}项相乘）", span)
    lines: list[tuple[Value, Value, int]] = [(span, span, 0)]
    for at, worth in terms:
        part = sentence.span(at, at + 1)
        lines.append((part, Said(exact_text(worth / Fraction(figure.unit.scale), figure.unit.symbol), part), 1))
    yield from balance(group, lines)


def _multiplied(sentence: Sentence, number: int) -> Iterator[dict[str, Value]]:
    """3万元：毛毯200条×90元、面粉150袋×80元."""
    told = list(_TIMES.finditer(sentence.signs))
    if len(told) < _LEAST:
        return
    first, last = told[0].start(), told[-1].end()
    inside = {at for one in told for at in (one.start("one"), one.start("other"))}
    others = [at for at in sentence.figures if first <= at < last and at not in inside]
    totals = [at for at in sentence.figures if sentence.signs[at] == MONEY and at not in inside]
    if others or len(totals) != 1 or "=" in sentence.signs:
        return
    terms = []
    for one in told:
        pair = [sentence.figures[one.start(name)] for name in ("one", "other")]
        money = [figure for figure in pair if figure.dimension.startswith("money")]
        many = [figure for figure in pair if not figure.dimension.startswith("money")]
        if len(money) != 1 or money[0].bound or many[0].bound:
            return
        terms.append((one.start("one"), Fraction(money[0].base) * Fraction(many[0].value)))
    yield from _rows(sentence, totals[0], terms, number)


def _by_classes(sentence: Sentence, number: int) -> Iterator[dict[str, Value]]:
    """甲类每人120元、乙类每人80元……甲类40人、乙类60人，发放9600元: prices, as many numbers, and the total."""
    places = sorted(sentence.figures)
    prices: list[int] = []
    at = 0
    while at < len(places) and sentence.signs[places[at]] == MONEY and _EACH.search(sentence.signs[: places[at]]):
        prices.append(places[at])
        at += 1
    counts = places[at : at + len(prices)]
    rest = places[at + len(prices) :]
    plain = not any(sentence.figures[place].bound for place in places)
    if len(prices) < _LEAST or len(counts) < len(prices) or len(rest) != 1 or not plain:
        return
    total = rest[0]
    units = {sentence.figures[place].unit for place in counts}
    if sentence.signs[total] != MONEY or len(units) > 1 or any(sentence.signs[place] == MONEY for place in counts):
        return
    for price, count in zip(prices, counts, strict=True):
        name = re.split(rf"[{FIGURES},;:。、{DATE}]", sentence.signs[:count])[-1]
        own = re.split(rf"[{FIGURES},;:。、{DATE}]", sentence.signs[:price])[-1]
        if len(name) < 2 or name not in own:
            return
    terms = [
        (price, Fraction(sentence.figures[price].base) * Fraction(sentence.figures[count].value))
        for price, count in zip(prices, counts, strict=True)
    ]
    yield from _rows(sentence, total, terms, number)


def _in_turn(sentence: Sentence, number: int) -> Iterator[dict[str, Value]]:
    """甲类3家、乙类4家，分别按每家50万元和10万元奖励，合计170万元: numbers, as many prices in their turn, and the total."""
    signs = sentence.signs
    for found in _PRICES.finditer(signs):
        prices = [at for at in range(*found.span()) if signs[at] == MONEY]
        lead = _IN_TURN.search(signs, max(0, found.start() - _LEAD), found.start())
        total = _BEHIND.match(signs, found.end())
        if lead is None or total is None or _LIMITED.search(signs, lead.start(), total.end()):
            continue
        counts = _counted_before(sentence, lead.start(), len(prices))
        told = [sentence.figures[at] for at in (*prices, *counts, total.start("total"))]
        if not counts or any(figure.bound for figure in told):
            continue
        terms = [
            (price, Fraction(sentence.figures[price].base) * Fraction(sentence.figures[count].value))
            for price, count in zip(prices, counts, strict=True)
        ]
        yield from _rows(sentence, total.start("total"), terms, number)


def _counted_before(sentence: Sentence, end: int, many: int) -> list[int]:
    """The last figures before a place, where they are a list of so many counts of one unit, and no longer one."""
    places = [at for at in sorted(sentence.figures) if at < end][-many - 1 :]
    counts, before = places[-many:], places[:-many] if len(places) > many else []
    if len(counts) < many or any(sentence.signs[at] != COUNT for at in counts):
        return []
    if len({sentence.figures[at].unit for at in counts}) > 1 or not _SHORT.fullmatch(
        sentence.signs, counts[-1] + 1, end
    ):
        return []
    listed = all(_JOINED.fullmatch(sentence.signs, a + 1, b) for a, b in pairwise(counts))
    longer = bool(before) and _JOINED.fullmatch(sentence.signs, before[0] + 1, counts[0]) is not None
    return counts if listed and not longer else []


def _at_one_price(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """800户48万元，700户42万元，每户均为600元: one that is not at the price of the others."""
    pairs = [(one.start("many"), one.start("money")) for one in _PAIR.finditer(sentence.signs)]
    for price in sorted(sentence.figures):
        each = _EACH.search(sentence.signs[max(0, price - 16) : price])
        figure = sentence.figures[price]
        if sentence.signs[price] != MONEY or each is None or figure.bound or figure.base <= 0:
            continue
        near = [
            (many, money)
            for many, money in pairs
            if money < price and measure_of(sentence.figures[many])[:1] == each["per"][:1]
        ]
        right = [pair for pair in near if _at(sentence, *pair, price)]
        wrong = [pair for pair in near if pair not in right]
        if len(right) >= _LEAST and len(wrong) == 1:
            many, money = wrong[0]
            yield {
                "事项": sentence.span(many, money + 1),
                "总量": sentence.span(money, money + 1),
                "个数": Said(f"{sentence.figures[many].value}", sentence.span(many, many + 1)),
                "平均": Said(f"{figure.value:.2f}{figure.unit.symbol}", sentence.span(price, price + 1)),
            }


def _at(sentence: Sentence, many: int, money: int, price: int) -> bool:
    """Whether an amount is so many at a price."""
    told = sentence.figures[money]
    made = Fraction(sentence.figures[many].value) * Fraction(sentence.figures[price].base)
    return abs(made - told.base) <= told.step / 2


def _of_year(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """全年收费36000元……，月平均3000元."""
    for found in _PART.finditer(sentence.signs):
        at = found.start("mean")
        figure = sentence.figures[at]
        near = [
            place
            for place in sentence.figures
            if place < found.start() and sentence.figures[place].dimension == figure.dimension
        ]
        if len(near) != 1 or figure.bound or sentence.figures[near[0]].bound or figure.unit.symbol == "":
            continue
        whole = sentence.figures[near[0]]
        lead = sentence.span(0, near[0]).text if near[0] else ""
        many = _PARTS[found["part"]]
        made = Fraction(whole.base) / many
        if not _OF_YEAR.search(lead) or re.search(r"[0-9]\s*月|季度", lead):
            continue
        if abs(made - figure.base) <= (figure.step + whole.step / many) / 2 or not made / 2 <= figure.base <= made * 2:
            continue
        plain = not figure.dimension.startswith("money")
        span, total = sentence.span(at, at + 1), sentence.span(near[0], near[0] + 1)
        yield {
            "事项": sentence.span(found.start(), at),
            "总量": Said(f"{whole.base}", total) if plain else total,
            "个数": Said(f"{many}", span),
            "平均": Said(f"{figure.base}倍", span) if plain else span,
        }
