"""Amounts in 元 that make what is told beside them only in 万元: 预算数2089元：其中甲1777万元、乙312万元; 总额1293.45万元……
32.5%为420.37元.

What an amount is of may be a single one of many (每人420元), and a small part of a great whole may be told in 元, so that
an amount is only looked at where the figures around it come out with the other unit, or where it is called like its whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Value
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, MONEY, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_SCALE: Final = 10_000
#: What is told of one of many, or is no amount that was spent.
_EACH: Final = re.compile(r"每|均|单价|标准|价格|最[高低]|[按以]|不超过|限额|罚|/")
_EACH_BEHIND: Final = re.compile(r"^(?:[/每]|以[上下]|左右|标准|的标准|不等|至|[-—~])")
_FRONT: Final = re.compile(r"^其中:?")
_STOPS: Final = frozenset(f",;:。{FIGURES}{DATE}")
#: Signs before an amount among which its rate stands, and behind it among which its parts do.
_NEAR: Final = 6
_FAR: Final = 120
_LEAST: Final = 2
#: Signs at the end of a name by which a part is called like its whole, and how small a part is that may be told in 元.
_CALLED: Final = 4
_SMALL: Final = Fraction(1, 20)


def read_scaled(found: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write them to the table of amounts whose unit is in doubt."""
    table = next((table for table in tables if table.source == "疑错单位"), None)
    if table is None:
        return
    for sentence in found:
        if sentence.signs.count(MONEY) < _LEAST:
            continue
        for cells in _doubtful(sentence):
            draft.say(table, cells)


def _doubtful(sentence: Sentence) -> Iterator[dict[str, Value]]:
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
        if len(name) < _LEAST or _EACH.search(name) or _EACH_BEHIND.match(signs[at + 1 : at + 5]):
            continue
        beside = _of_rate(sentence, at, great) or _of_parts(sentence, at, great) or _of_whole(sentence, at, name, great)
        if beside is not None:
            yield {
                "事项": sentence.span(start, max(start + 1, at - len(name) + len(name.rstrip("为是")))),
                "数额": sentence.span(at, at + 1),
                "旁数": sentence.span(beside, beside + 1),
            }


def _of_rate(sentence: Sentence, at: int, great: Sequence[int]) -> int | None:
    """The whole of which the rate right before an amount makes it, in the other unit."""
    signs, figures = sentence.signs, sentence.figures
    rate = next((place for place in range(at - 1, max(-1, at - 1 - _NEAR), -1) if place in figures), None)
    if rate is None or signs[rate] != RATIO:
        return None
    meant, half = figures[at].base * _SCALE, figures[at].step * _SCALE / 2
    for whole in reversed([place for place in great if place < at]):
        slack = half + figures[rate].step / 2 * figures[whole].base
        if figures[rate].base > 0 and abs(figures[rate].base * figures[whole].base - meant) <= slack < meant / 50:
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
