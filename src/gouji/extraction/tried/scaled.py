"""Amounts in 元 that make what is told beside them only in 万元: 预算数2089元：其中甲1777万元、乙312万元; 总额1293.45万元……
32.5%为420.37元.

What an amount is of may be a single one of many (每人420元), and a small part of a great whole may be told in 元, so that
an amount is only looked at where the figures around it come out with the other unit, or where it is called like its whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Value
from gouji.extraction.prose.retold import digits
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, MONEY, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_SCALE: Final = 10_000
#: What is told of one of many, or is no amount that was spent.
_EACH: Final = re.compile(r"每|均|单价|标准|价格|最[高低]|[按以]|不超过|限额|罚|/")
_EACH_BEHIND: Final = re.compile(r"^(?:[/每]|以[上下]|左右|标准|的标准|不等|至|[-—~])")
_FRONT: Final = re.compile(r"^其中:?")
_STOPS: Final = frozenset(f"、,;:。{FIGURES}{DATE}")
#: Signs before an amount among which its rate stands, and behind it among which its parts do.
_NEAR: Final = 6
_FAR: Final = 120
_BEHIND: Final = 24
#: Amounts of a sentence that are no list, but told one with the other.
_MANY: Final = 60
_LEAST: Final = 2
#: Signs at the end of a name by which a part is called like its whole, and how small a part is that may be told in 元.
_CALLED: Final = 4
_SMALL: Final = Fraction(1, 20)
#: Digits of an amount that stand elsewhere by chance seldom.
_TELLING: Final = 3


def read_scaled(found: Sequence[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write them to the table of amounts whose unit is in doubt."""
    table = next((table for table in tables if table.source == "疑错单位"), None)
    if table is None:
        return
    before: Sentence | None = None
    told = _plainly_told(found)
    for sentence in found:
        if MONEY not in sentence.signs:
            continue
        known: set[int] = set()
        for at, cells in _doubtful(sentence):
            known.add(at)
            draft.say(table, cells)
        for at, cells in (*_in_a_list(sentence, before), *_told_again(sentence, told), *_too_great(sentence)):
            if at not in known:
                known.add(at)
                draft.say(table, cells)
        before = sentence


def _plainly_told(found: Iterable[Sentence]) -> dict[Fraction, tuple[Sentence, int]]:
    """Where each amount that is told in 万元 or 亿元 stands first."""
    told: dict[Fraction, tuple[Sentence, int]] = {}
    for sentence in found:
        for at, figure in sentence.figures.items():
            if sentence.signs[at] == MONEY and figure.unit.scale >= _SCALE and not figure.bound:
                told.setdefault(Fraction(figure.base), (sentence, at))
    return told


def _named(sentence: Sentence, at: int) -> str:
    """What an amount in 元 is called, where it may be of all; nothing for one of each, and for what it is at most."""
    figure = sentence.figures[at]
    if sentence.signs[at] != MONEY or figure.unit.symbol != "元" or figure.base <= 0 or figure.bound:
        return ""
    name = _FRONT.sub("", words_before(sentence.signs, at, _STOPS))
    return "" if len(name) < _LEAST or _is_of_each(sentence, at, name) else name


def _is_of_each(sentence: Sentence, at: int, name: str) -> bool:
    """Whether an amount is one of each, or what it is at most."""
    return _EACH.search(name) is not None or _EACH_BEHIND.match(sentence.signs[at + 1 : at + 5]) is not None


def _cells(sentence: Sentence, at: int, name: str, beside: Value) -> dict[str, Value]:
    return {
        "事项": sentence.span(at - len(name), max(at - len(name) + 1, at)),
        "数额": sentence.span(at, at + 1),
        "旁数": beside,
    }


def _in_a_list(sentence: Sentence, before: Sentence | None) -> Iterator[tuple[int, dict[str, Value]]]:
    """What makes, with the other amounts of its sentence, the one told before them, in the other unit: 支出78.40万元。具体为：
    购书31.20元，活动18.60万元，设备12.40万元."""
    places = [at for at in sorted(sentence.figures) if sentence.signs[at] == MONEY]
    small = [at for at in places if sentence.figures[at].unit.symbol == "元"]
    if len(small) != 1 or len(places) <= _LEAST or not (name := _named(sentence, small[0])):
        return
    meant = {at: Fraction(sentence.figures[at].base) * (_SCALE if at == small[0] else 1) for at in places}
    earlier = (
        [(before, at) for at in sorted(before.figures) if before.signs[at] == MONEY]
        if before is not None and before.texts[-1] is sentence.texts[0]
        else []
    )
    wholes = [*((sentence, at) for at in places[:1]), *earlier]
    for one, at in wholes:
        parts = places[1:] if one is sentence else places
        if small[0] in parts and sum(meant[part] for part in parts) == one.figures[at].base >= _SCALE:
            yield small[0], _cells(sentence, small[0], name, one.span(at, at + 1))
            return


def _told_again(
    sentence: Sentence, told: Mapping[Fraction, tuple[Sentence, int]]
) -> Iterator[tuple[int, dict[str, Value]]]:
    """What another place tells with the same digits, in the other unit: 合同金额86.52元 and 已支付86.52万元."""
    for at, figure in sentence.figures.items():
        other = told.get(Fraction(figure.base) * _SCALE)
        if other is None or digits(figure) < _TELLING or figure.step >= 1 or not (name := _named(sentence, at)):
            continue
        yield at, _cells(sentence, at, name, other[0].span(other[1], other[1] + 1))


def _too_great(sentence: Sentence) -> Iterator[tuple[int, dict[str, Value]]]:
    """What is in 元 just the rate that is told behind it: 预算273.00万元，支出2,442,400.00万元，执行率89.47%."""
    places = [at for at in sorted(sentence.figures) if sentence.signs[at] == MONEY]
    for at in places if len(places) <= _MANY else ():
        figure = sentence.figures[at]
        if figure.unit.symbol != "万元" or figure.bound or figure.base <= 0:
            continue
        others = [place for place in places if place != at]
        whole = _of_rate(sentence, at, others, Fraction(1, _SCALE))
        if whole is not None:
            name = words_before(sentence.signs, at, _STOPS)
            yield at, _cells(sentence, at, name, sentence.span(whole, whole + 1))


def _doubtful(sentence: Sentence) -> Iterator[tuple[int, dict[str, Value]]]:
    signs, figures = sentence.signs, sentence.figures
    places = [at for at in sorted(figures) if signs[at] == MONEY]
    great = [at for at in places if figures[at].unit.scale >= _SCALE]
    for at in places if great else ():
        figure = figures[at]
        if figure.unit.symbol != "元" or figure.unit.scale != 1 or figure.base <= 0 or figure.bound:
            continue
        name = _FRONT.sub("", words_before(signs, at, _STOPS))
        start = at - len(name)
        if len(name) < _LEAST and at - 1 - len(name) in figures:
            # 补贴32.5%为420.37元: what it is called stands before its rate
            start = at - 1 - len(name) - len(words_before(signs, at - 1 - len(name), _STOPS))
            name = signs[start:at]
        if len(name) < _LEAST or _is_of_each(sentence, at, name):
            continue
        beside = _of_rate(sentence, at, great) or _of_parts(sentence, at, great) or _of_whole(sentence, at, name, great)
        if beside is not None:
            yield (
                at,
                {
                    "事项": sentence.span(start, max(start + 1, at - len(name) + len(name.rstrip("为是")))),
                    "数额": sentence.span(at, at + 1),
                    "旁数": sentence.span(beside, beside + 1),
                },
            )


def _of_rate(sentence: Sentence, at: int, wholes: Sequence[int], scale: Fraction = Fraction(_SCALE)) -> int | None:
    """The nearest whole of which an amount is, in the other unit, just the rate that is told right before it, or behind it:
    预算130万元，支出128.40元，执行率98.77%; 3,600元，占4,500万元的80%."""
    signs, figures = sentence.signs, sentence.figures
    ahead = next((place for place in range(at - 1, max(-1, at - 1 - _NEAR), -1) if place in figures), None)
    behind = [place for place in range(at + 1, at + _BEHIND + 1) if place in figures][:_LEAST]
    rates = [
        place for place in (ahead, *behind) if place is not None and signs[place] == RATIO and figures[place].base > 0
    ]
    meant, half = figures[at].base * scale, figures[at].step * scale / 2
    for rate in rates:
        for whole in sorted((place for place in wholes if place < max(at, rate)), key=lambda place: abs(place - at)):
            slack = half + figures[rate].step / 2 * figures[whole].base
            if abs(figures[rate].base * figures[whole].base - meant) <= slack < meant / 50:
                return whole
    return None


def _of_parts(sentence: Sentence, at: int, great: Sequence[int]) -> int | None:
    """The first of the amounts right behind that make it in the other unit."""
    total, meant = Fraction(0), sentence.figures[at].base * _SCALE
    behind = [place for place in great if at < place <= at + _FAR]
    for number, place in enumerate(behind, 1):
        total += sentence.figures[place].base
        if number >= _LEAST and total == meant:
            return behind[0]
    return None


def _of_whole(sentence: Sentence, at: int, name: str, great: Sequence[int]) -> int | None:
    """The amount before 其中 that is called like this one, which would be a good part of it in the other unit."""
    before = [place for place in great if place < at]
    if not before or "其中" not in sentence.signs[before[-1] : at]:
        return None
    whole = before[-1]
    called = words_before(sentence.signs, whole, _STOPS)
    part = sentence.figures[at].base * _SCALE / sentence.figures[whole].base
    return whole if name[-_CALLED:] == called[-_CALLED:] and len(called) >= _CALLED and _SMALL <= part <= 1 else None
