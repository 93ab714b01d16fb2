"""Arithmetic that is written out, in figures or in words, and does not come out.

92分×40%+87分×60%=89.5分: the signs between the figures say what makes which. 执行率89.1%（实际支出÷批复预算）, 执行率（B/A）：
the words name the figures, which stand near. What is written is a remark (平衡, 占比).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.tried.outcomes import balance, exact_text, places_in
from gouji.extraction.tried.regions import One
from gouji.extraction.tried.standing import Item, Standing
from gouji.faults import regex as re
from gouji.language import Table

_SIGNS: Final = re.compile("[-+×÷*/=()]")
_NOTE: Final = re.compile(r"\([^()=+×÷*/]*\)")
_TIMES: Final = frozenset("×*÷/")
_DIVIDED: Final = frozenset("÷/")
#: A quotient told in words: 实际支出÷批复预算, B/A.
_NAMED: Final = re.compile(
    r"(?P<part>[\u4e00-\u9fff]{2,12}|[A-Z])\s?(?:[÷/]|除以)\s?\(?(?P<whole>[\u4e00-\u9fff]{2,12}|[A-Z])"
)
_LONGEST: Final = 12
#: A result is missed by less than this part of it, or something else was meant.
_FAR: Final = Fraction(1, 2)
#: Of which figures rows say what makes them, or what they make.
_TOLD: Final = {"平衡": ("数额",), "占比": ("占比",), "平均": ("总量",), "变动": ("变动率",)}


def read_written(items: Sequence[Item], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write what does not come out."""
    balances, shares = by_source.get("平衡"), by_source.get("占比")
    known = places_in(by_source, draft, _TOLD)
    rows = draft.tables.get(shares.name, ()) if shares is not None else ()
    told = {(place_of(row.cells.get("占比")), place_of(row.cells.get("总额"))) for row in rows}
    for number, item in enumerate(items):
        for one, made in _reckoned(item.figures) if balances is not None else ():
            if one.place not in known and balances is not None:
                known.add(one.place)
                for cells in _sum(one, made, number):
                    draft.say(balances, cells, True)
        for rate, part, whole in _named(item.figures) if shares is not None else ():
            if shares is not None and (rate.place, whole.place) not in told:
                told.add((rate.place, whole.place))
                cells = {"项目": rate.name or "算式", "部分": part.value, "总额": whole.value, "占比": rate.value}
                draft.say(shares, cells, True)


def _sum(one: One, made: Fraction, number: int) -> Iterator[dict[str, Value]]:
    span = span_of(one.value)
    group = Said(f"{one.name or one.figure.text}（算式{number + 1}）", span)
    worth = made / Fraction(one.figure.unit.scale)
    come = Said(exact_text(worth, one.figure.unit.symbol), span)
    yield from balance(group, (("所列结果", one.value, 0), ("按算式计算", come, 1)))


# -- in figures


def _reckoned(figures: Sequence[Standing]) -> Iterator[tuple[One, Fraction]]:
    """The figures behind an equals sign that what stands before it does not come to, and what that comes to."""
    for at, one in enumerate(figures):
        if not _signs(one).endswith("=") or one.figure.bound:
            continue
        terms: list[Standing] = []
        signs: list[str] = []
        place = at - 1
        while place >= 0 and len(terms) < _LONGEST and figures[place].one.text == one.one.text:
            terms.insert(0, figures[place])
            own = _signs(figures[place])
            if not own or own.endswith("=") or re.search("[;。]", figures[place].gap):
                signs.insert(0, own.rpartition("=")[2])
                break
            signs.insert(0, own)
            place -= 1
        made = _worth(terms, signs, _signs(one).removesuffix("="))
        if made is None or any(term.figure.bound for term in terms):
            continue
        rounded = [term.one for term in terms if term.one.base and term.one.kind not in ("ratio", "score", "number")]
        room = Fraction(one.figure.step) / 2 + sum((abs(made) * term.half / term.base for term in rounded), Fraction(0))
        if room < abs(made - one.one.base) <= _FAR * abs(made):
            yield one.one, made


def _signs(one: Standing) -> str:
    """The signs between a figure and the one before it, without notes in brackets."""
    return "".join(_SIGNS.findall(_NOTE.sub("", one.gap)))


def _worth(terms: Sequence[Standing], signs: Sequence[str], last: str) -> Fraction | None:
    """What figures come to with the signs before each of them; nothing where they are no formula."""
    tokens: list[str | Fraction] = []
    for number, (term, own) in enumerate(zip(terms, signs, strict=True)):
        operators = own.strip("()")
        if (number and len(operators) != 1) or (not number and operators):
            return None
        tokens += [*own, Fraction(term.one.base)]
    tokens += [*last]
    if len(terms) < 2 or tokens.count("(") != tokens.count(")"):
        return None
    kinds = {term.one.kind for term in terms}
    if len(kinds) > 1 and "number" in kinds:
        return None
    made = _additive(tokens)
    return made if not tokens else None


def _additive(tokens: list[str | Fraction]) -> Fraction | None:
    made = _product(tokens)
    while made is not None and tokens and tokens[0] in ("+", "-"):
        sign = tokens.pop(0)
        other = _product(tokens)
        made = None if other is None else made + other if sign == "+" else made - other
    return made


def _product(tokens: list[str | Fraction]) -> Fraction | None:
    made = _atom(tokens)
    while made is not None and tokens and tokens[0] in _TIMES:
        sign = tokens.pop(0)
        other = _atom(tokens)
        if other is None or (sign in _DIVIDED and not other):
            return None
        made = made / other if sign in _DIVIDED else made * other
    return made


def _atom(tokens: list[str | Fraction]) -> Fraction | None:
    if not tokens:
        return None
    token = tokens.pop(0)
    if token == "(":
        made = _additive(tokens)
        return made if tokens and tokens.pop(0) == ")" else None
    return token if isinstance(token, Fraction) else None


# -- in words


def _named(figures: Sequence[Standing]) -> Iterator[tuple[One, One, One]]:
    """The rates of which words say what makes them, with the figures that are called so, where these do not make them."""
    for at, one in enumerate(figures):
        if one.one.kind != "ratio" or one.figure.bound:
            continue
        before = one.gap if at and figures[at - 1].one.text == one.one.text else one.gap[-_LONGEST * 3 :]
        found = _NAMED.search(before) or _NAMED.match(one.tail.lstrip("(:,即"))
        if found is None:
            continue
        part, whole = (_called(found[name], figures, one) for name in ("part", "whole"))
        if part is None or whole is None or part.kind != whole.kind or part is whole or not whole.base:
            continue
        made = Fraction(part.base) / whole.base
        room = Fraction(one.figure.step) / 2 + made * (
            part.half / whole.base + (part.half / part.base if part.base else 0)
        )
        if room < abs(made - one.one.base) <= _FAR * made:
            yield one.one, part, whole


def _called(name: str, figures: Sequence[Standing], rate: Standing) -> One | None:
    """The only figure that is called so."""
    called = [
        one.one
        for one in figures
        if one is not rate
        and one.one.kind not in ("ratio", "number")
        and (f"({name})" in one.lead if len(name) == 1 else name in one.own or one.own.strip("为:") in (name,))
    ]
    return called[0] if len({one.base for one in called}) == 1 else None
