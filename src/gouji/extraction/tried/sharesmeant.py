"""Shares that the words leave nothing beside: 开工付40%，完工付50%，余款10%; and amounts told in the order of shares:
甲占50%，乙占30%，丙占20%，分别为50万元、30万元和20万元 (平衡, 占比). Where they do not come out, that is a remark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.sentences import MONEY, RATIO, Sentence
from gouji.extraction.tried.outcomes import balance, exact_text, name_before, places_in
from gouji.faults import regex as re
from gouji.language import Table

#: What is left when the others are gone.
_REST: Final = re.compile(r"(?:余款|尾款|余下|剩余|其余|其他|其它|余额|质保金|保证金)[^,;:。]{0,8}$")
_PAID: Final = re.compile(r"付|拨|支付|占|比例|权重")
_LISTED: Final = re.compile(rf"[{MONEY}](?:[、,和及与]+[{MONEY}]){{1,7}}")
_ASIDE: Final = re.compile(r"增长|下降|同比|提高|完成|不低于|不少于|满意|其中|率")
_LEAST: Final = 3
_MOST: Final = 8
_NEAR: Final = Fraction(7, 10)
_FAR: Final = Fraction(13, 10)


def read_shares_meant(found: Iterable[Sentence], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them. ``found``: the sentences of a document."""
    balance, shares = by_source.get("平衡"), by_source.get("占比")
    told = places_in(by_source, draft, {"平衡": ("数额",), "构成": ("数额",)})
    for number, sentence in enumerate(found):
        rates = [at for at in sorted(sentence.figures) if sentence.signs[at] == RATIO]
        if not _LEAST <= len(rates) <= _MOST:
            continue
        known = any(place_of(sentence.span(at, at + 1)) in told for at in rates)
        if balance is not None and not known:
            for cells in _all_of_it(sentence, rates, number):
                draft.say(balance, cells, True)
        if shares is not None:
            for cells in _in_turn(sentence, rates):
                draft.say(shares, cells, True)


def _all_of_it(sentence: Sentence, rates: list[int], number: int) -> Iterator[dict[str, Value]]:
    signs, figures = sentence.signs, sentence.figures
    first = max(signs.rfind(sign, 0, rates[0]) for sign in ";。") + 1
    words = signs[first : rates[-1]]
    plain = not any(figures[at].bound for at in rates) and not _ASIDE.search(words)
    rest = _REST.search(signs[rates[-2] + 1 : rates[-1]]) is not None
    come = sum((Fraction(figures[at].base) for at in rates), Fraction(0))
    if not (plain and rest and _PAID.search(words)) or come == 1 or not _NEAR <= come <= _FAR:
        return
    span = sentence.span(rates[0], rates[0] + 1)
    group = Said(f"各次比例（{number + 1}）", span)
    parts = ((name_before(sentence, at), sentence.span(at, at + 1), 1) for at in rates)
    yield from balance(group, (("全部", Said("100.00%", span), 0), *parts))


def _in_turn(sentence: Sentence, rates: list[int]) -> Iterator[dict[str, Value]]:
    """Amounts that stand in the order of shares which make a hundred: the one that is not of what the others are of."""
    figures = sentence.figures
    if sum((Fraction(figures[at].base) for at in rates), Fraction(0)) != 1 or any(figures[at].bound for at in rates):
        return
    for told in _LISTED.finditer(sentence.signs, rates[-1]):
        places = [told.start() + at for at, sign in enumerate(told[0]) if sign == MONEY]
        if len(places) != len(rates) or any(figures[at].bound or figures[at].base <= 0 for at in places):
            continue
        wholes = [
            Fraction(figures[at].base) / Fraction(figures[rate].base) for at, rate in zip(places, rates, strict=True)
        ]
        whole, count = Counter(wholes).most_common(1)[0]
        if count < len(places) - 1 or count < 2:
            continue
        unit = figures[places[0]].unit
        for at, rate, made in zip(places, rates, wholes, strict=True):
            if made != whole:
                worth = whole / Fraction(unit.scale)
                span = sentence.span(at, at + 1)
                yield {
                    "项目": sentence.span(rate, rate + 1),
                    "部分": span,
                    "总额": Said(exact_text(worth, unit.symbol), span),
                    "占比": sentence.span(rate, rate + 1),
                }
