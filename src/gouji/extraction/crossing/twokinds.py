"""Things of two kinds, counted as one: 全镇16个村（社区） in a paper that tells of 15个行政村、2个社区.

The count of both has to be said to be of all of them, and only one place of the paper may count each kind. It is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value, span_of
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.sentences import FIGURES, Sentence
from gouji.faults import regex as re

_BOTH: Final = re.compile(r"[\u4e00-\u9fff]{0,3}?(?P<one>[\u4e00-\u9fff]{1,2})\((?P<other>[\u4e00-\u9fff]{1,3})\)")
_WHOLE: Final = re.compile(
    r"(?:[全本][国省市县区州旗镇乡街][\u4e00-\u9fff]{0,2}|所有|全部|辖|共有|现有|下设)[\u4e00-\u9fff]{0,4}$"
)
_FIRST: Final = re.compile(
    rf"(?P<a>[{FIGURES}])(?P<one>[\u4e00-\u9fff]{{1,4}})[、,和与](?P<b>[{FIGURES}])(?P<other>[\u4e00-\u9fff]{{1,4}})"
)
_LAST: Final = re.compile(
    rf"(?P<one>[\u4e00-\u9fff]{{1,6}})(?P<a>[{FIGURES}])[、,和与](?P<other>[\u4e00-\u9fff]{{1,4}})(?P<b>[{FIGURES}])"
)
#: What counts of both differ by from what there are, at most.
_FEW: Final = Fraction(1, 5)
_AHEAD: Final = 12


def two_kinds(told: Sequence[Mention]) -> Iterator[tuple[str, Value, Value]]:
    """What both are called, how many each kind makes, and what is told of both."""
    counted = [one for one in told if one.kind.startswith("count") and not one.figure.bound]
    both = [(one, found) for one in counted if (found := _BOTH.match(one.sentence.signs, one.at + 1)) is not None]
    if not both:
        return
    sentences = {id(one.sentence): one.sentence for one in counted}
    parts = [found for sentence in sentences.values() for found in _parts(sentence)]
    for one, found in both:
        lead = one.before[-_AHEAD:]
        own = [part for part in parts if part[0].endswith(found["one"]) and part[1].startswith(found["other"])]
        sums = {part[2] for part in own}
        if len(sums) != 1 or _WHOLE.search(lead) is None:
            continue
        _, _, many, value, sentence = own[0]
        near = one.base != many and abs(one.base - many) <= max(Fraction(1), many * _FEW)
        if near and sentence is not one.sentence and one.figure.unit.symbol in {"", *_unit(value)}:
            yield f"{found['one']}（{found['other']}）", value, one.value


def _unit(value: Value) -> frozenset[str]:
    return frozenset((value.text.lstrip("0123456789."),)) if isinstance(value, Said) else frozenset()


def _parts(sentence: Sentence) -> Iterator[tuple[str, str, Fraction, Value, Sentence]]:
    """Two kinds that stand beside each other with their counts, and how many they make together."""
    for found in (*_FIRST.finditer(sentence.signs), *_LAST.finditer(sentence.signs)):
        one, other = (sentence.figures.get(found.start(name)) for name in ("a", "b"))
        if one is None or other is None or one.unit != other.unit or one.bound or other.bound:
            continue
        many = Fraction(one.base + other.base)
        span = span_of(sentence.span(found.start("a"), found.start("a") + 1))
        yield found["one"], found["other"], many, Said(f"{many}{one.unit.symbol}", span), sentence


__all__ = ["two_kinds"]
