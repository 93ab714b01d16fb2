"""Formulas written out in running text: 控制率=（17/18）×100%=94.44%, 总分=9.9+48+29+10=96.9分, 10分×95%=9.5分.

Nothing has to be guessed: the signs say which figures make which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import prod
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.text.sentences import FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_NUMBER: Final = rf"(?:[0-9][0-9,]{{0,15}}(?:\.[0-9]{{1,8}})?|[{FIGURES}])"
_WORDS: Final = rf"[^0-9{FIGURES}=÷/(),;:。+×]{{0,16}}"
#: Nothing may be reckoned before the first figure: (1300-1287)/1300.
_BEGINS: Final = r"(?:^|[=,;:。(])"
#: 17/18×100%=94.4%, with words and brackets around the figures.
_QUOTIENT: Final = re.compile(
    rf"{_BEGINS}{_WORDS}\(?{_WORDS}(?P<part>{_NUMBER})\)?[/÷]\(?{_WORDS}(?P<whole>{_NUMBER})\)?{_WORDS}\)?"
    rf"(?:[×*xX](?:{RATIO}|100%))?\)?=(?P<rate>{RATIO})"
)
_SUM: Final = re.compile(
    rf"{_BEGINS}{_WORDS}(?P<terms>{_NUMBER}(?:[+-]{_WORDS}{_NUMBER}){{1,12}})\)?{_WORDS}=(?P<total>{_NUMBER})(?![×*/÷0-9.+-])"
)
_TERM: Final = re.compile(rf"(?P<sign>[+-]?){_WORDS}(?P<number>{_NUMBER})")
#: （500-480）/500×100%=4%: by how much one figure is more or less than another, over that.
_CHANGE: Final = re.compile(
    rf"{_BEGINS}{_WORDS}\({_WORDS}(?P<one>{_NUMBER}){_WORDS}-{_WORDS}(?P<other>{_NUMBER}){_WORDS}\)[/÷]{_WORDS}"
    rf"(?P<base>{_NUMBER}){_WORDS}(?:[×*xX](?:{RATIO}|100%))?=(?P<rate>{RATIO})"
)
#: 500元/人·天: for what a price is one.
_EACH: Final = rf"(?:/[^0-9{FIGURES}=×*/,;:。()+-]{{1,5}}){{0,2}}"
_TIMES: Final = "[×*xX]"
_PRODUCT: Final = re.compile(
    rf"(?:^|[=;:。(]|(?<![0-9]),|,(?![0-9]{{3}})){_WORDS}(?P<terms>{_NUMBER}{_EACH}{_WORDS}(?:{_TIMES}{_WORDS}{_NUMBER}{_EACH}{_WORDS}){{1,3}})"
    rf"=(?P<total>{_NUMBER})(?![×*/÷0-9.+-])"
)
_NAME: Final = re.compile(rf"[^0-9{FIGURES}=,;:。()]{{2,20}}(?==)")
_DIGITS: Final = re.compile(r"[0-9][0-9,，]*")
_NUMERAL: Final = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?")
_SCALED: Final = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?\s*[十百千万亿]*")
#: A whole number that no larger one is told by: 30人, and not 1.2万人.
_INTEGER: Final = re.compile(r"[0-9]{1,9}(?![0-9.]|\s*[十百千万亿])")
_PAUSES: Final = ",;:。"
#: What follows a figure of a formula that is reckoned on: 10+80×0.5.
_GOES_ON: Final = re.compile(r"[×*/÷]")


def read_formulas(sentences: Iterable[Sentence], wording: Wording, tables: Iterable[Table], draft: Draft) -> None:
    """Write the formulas of the sentences to the tables that take rates (占比), running sums (平衡), prices (平均) and

    changes (变动)."""
    known = {table.source: table for table in tables if table.source}
    for number, sentence in enumerate(sentences):
        if "=" in sentence.signs:
            for source, cells in (
                *_quotients(sentence),
                *_sums(sentence, number),
                *_products(sentence),
                *_changes(sentence, wording),
            ):
                table = known.get(source)
                if table is not None:
                    draft.say(table, cells)


def _quotients(sentence: Sentence) -> Iterator[tuple[str, dict[str, Value]]]:
    for found in _QUOTIENT.finditer(sentence.signs):
        part, whole = (_figure(sentence, *found.span(name)) for name in ("part", "whole"))
        if _dimension(sentence, found.start("part")) == _dimension(sentence, found.start("whole")):
            cells: dict[str, Value] = {
                "项目": _name(sentence, found.start("part")),
                "部分": part,
                "总额": whole,
                "占比": sentence.span(*found.span("rate")),
            }
            yield "占比", cells


def _sums(sentence: Sentence, number: int) -> Iterator[tuple[str, dict[str, Value]]]:
    for found in _SUM.finditer(sentence.signs):
        terms = list(_TERM.finditer(sentence.signs, *found.span("terms")))
        places = [*(term.start("number") for term in terms), found.start("total")]
        kinds = [_dimension(sentence, at) for at in places]
        clash = any("" not in pair and pair[0] != pair[1] for pair in pairwise(kinds))
        if _GOES_ON.search(found["terms"]) or clash or {"ratio", ""} <= set(kinds):
            continue  # 1-5%=95%
        label = _name(sentence, found.start("terms")) or sentence.span(*found.span("total"))
        name = Said(f"{text_of(label)}（算式{number + 1}）", sentence.span(*found.span("total")))
        unit = sentence.figures[places[-1]].unit.symbol if places[-1] in sentence.figures else ""
        yield "平衡", {"平衡": name, "项": label, "数额": _figure(sentence, *found.span("total")), "号": "得"}
        for term in terms:
            figure = _figure(sentence, *term.span("number"), unit)
            yield "平衡", {"平衡": name, "项": figure, "数额": figure, "号": "减" if term["sign"] == "-" else "加"}


def _changes(sentence: Sentence, wording: Wording) -> Iterator[tuple[str, dict[str, Value]]]:
    """A difference over one of its terms: over the first it is less than that, over the second more."""
    for found in _CHANGE.finditer(sentence.signs):
        one, other, base = (sentence.span(*found.span(name)).text for name in ("one", "other", "base"))
        first, second = (_figure(sentence, *found.span(name)) for name in ("one", "other"))
        ways = {one: (wording.less, first, second), other: (wording.more, second, first)}.get(base)
        if ways is None or not ways[0]:
            continue
        words, before, now = ways
        label = _name(sentence, found.start("one")) or sentence.span(*found.span())
        rate = sentence.span(*found.span("rate"))
        yield (
            "变动",
            {"项目": label, "本期": now, "上期": before, "变动率": rate, "率方向": words[-1], "方向": words[-1]},
        )


def _products(sentence: Sentence) -> Iterator[tuple[str, dict[str, Value]]]:
    """A share of a figure (占比), or so many at a price (平均): whichever the units of the terms say."""
    for found in _PRODUCT.finditer(sentence.signs):
        terms = [term.span("number") for term in _TERM.finditer(sentence.signs, *found.span("terms"))]
        total = found.span("total")
        label = _name(sentence, found.start("terms")) or sentence.span(*found.span("terms"))
        rates = [term for term in terms if sentence.signs[term[0]] == RATIO]
        others = [term for term in terms if term not in rates]
        if sentence.signs[total[0]] == RATIO:
            continue
        if len(rates) == 1 == len(others):
            if "" in (kinds := [_dimension(sentence, at) for at, _ in (*others, total)]) or len(set(kinds)) == 1:
                part, whole = _rounded(sentence, total, others[0]), _rounded(sentence, others[0], total)
                yield "占比", {"项目": label, "部分": part, "总额": whole, "占比": sentence.span(*rates[0])}
        elif not rates:
            made = _priced(sentence, others, total)
            if made is not None:
                yield "平均", {"事项": label, **made}


def _priced(sentence: Sentence, terms: list[tuple[int, int]], total: tuple[int, int]) -> dict[str, Value] | None:
    """30人×500元/人·天×3天=4.5万元: the only amount of money among the terms is the price, and so many of them are whole."""
    prices = [term for term in terms if _dimension(sentence, term[0]).startswith("money")]
    if len(prices) != 1 or not _dimension(sentence, total[0]).startswith("money"):
        return None
    count = _counted(sentence, [term for term in terms if term != prices[0]])
    if count is None or any(_dimension(sentence, at) == "score" for at, _ in terms):
        return None
    price = sentence.span(*prices[0])
    # a price that is reckoned with is not rounded
    exact = price if "." in price.text else Said(_DIGITS.sub(r"\g<0>.00", price.text, count=1), price)
    return {"总量": sentence.span(*total), "个数": count, "平均": exact}


def _counted(sentence: Sentence, terms: list[tuple[int, int]]) -> Value:
    """How many several terms make without their units: one as it is printed, more of them if they are whole."""
    span = sentence.span(*terms[0])
    numbers = [_whole(sentence, *term) for term in terms]
    if all(number is not None for number in numbers):
        return Said(str(prod(number for number in numbers if number is not None)), span)
    plain = _SCALED.match(span.text) if len(terms) == 1 else None
    return Said(plain[0], span) if plain is not None else None


def _whole(sentence: Sentence, start: int, end: int) -> int | None:
    """A figure that is printed as a whole number, without its unit; None for any other."""
    found = _INTEGER.match(sentence.span(start, end).text.replace(",", "").replace("，", ""))
    return int(found[0]) if found is not None else None


def _rounded(sentence: Sentence, place: tuple[int, int], other: tuple[int, int]) -> Value:
    """A figure of a product with a rate. Such a product is rounded, although scores are exact: as a bare number."""
    span = sentence.span(*place)
    number = _NUMERAL.match(span.text)
    if number is not None and "score" in (_dimension(sentence, place[0]), _dimension(sentence, other[0])):
        return Said(number[0], span)
    figure = sentence.figures.get(other[0])
    return _figure(sentence, *place, figure.unit.symbol if figure is not None else "")


def _figure(sentence: Sentence, start: int, end: int, unit: str = "") -> Value:
    """A figure as printed; one without a unit is counted in that of the result."""
    span = sentence.span(start, end)
    bare = not _dimension(sentence, start)
    return Said(f"{span.text}{unit}", span) if bare and unit else span


def _dimension(sentence: Sentence, at: int) -> str:
    """What a figure is counted in; nothing where no unit is printed."""
    figure = sentence.figures.get(at)
    return "" if figure is None or not figure.unit.symbol else figure.unit.dimension


def _name(sentence: Sentence, before: int) -> Value:
    """The words before the first equals sign of the clause."""
    start = max((sentence.signs.rfind(pause, 0, before) for pause in _PAUSES), default=-1) + 1
    found = _NAME.search(sentence.signs, start, before)
    return sentence.span(*found.span()) if found is not None else None
