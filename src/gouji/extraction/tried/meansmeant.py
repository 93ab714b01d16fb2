"""Means of figures that stand near them, where they do not come out: 80、90、94分，平均88分 (平均); 90%（权重60%），
95%（权重40%），综合92%; 5分、4分、3分 of 20份、10份、10份, 平均4.25分 (平衡).

What belongs to a mean is told by the figures: weights come to 100%, numbers to all that were asked, and each has one figure to
go with it. What is written is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.text.sentences import FIGURES, Sentence
from gouji.extraction.tried.perunits import Term
from gouji.figures import Interval
from gouji.language import Table

_NUMBER: Final = rf"(?:[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?|[{FIGURES}])"
_LIST: Final = re.compile(rf"(?<![0-9.])(?P<list>{_NUMBER}(?:[、,]{_NUMBER}){{1,14}}(?:[、和及与]{_NUMBER})?)(?![0-9])")
_EACH: Final = re.compile(_NUMBER)
_MEAN: Final = re.compile(r"平均|均值|均分|(?:最[后终]|综合)(?:得分|成绩|评分|分数?)")
_LAST: Final = re.compile("最|综合")
_DROPPED: Final = re.compile("去掉|剔除|去除")
_BOTH: Final = re.compile("综合|加权|总体|平均|最终|总[得评分体]|折算")
_WEIGHT: Final = re.compile(r"权重|占|比重|[×xX*]$")
_FAR: Final = 24
_LEAD: Final = 12
_LEAST: Final = 3
_TWO: Final = 2
#: Figures and sentences before a mean among which what it is of is looked for.
_BACK: Final = 12
_CLOSE: Final = Fraction(11, 10)


def read_means_meant(
    terms: Sequence[Term], found: Sequence[Sentence], by_source: Mapping[str, Table], draft: Draft
) -> None:
    """Write them. ``terms``: all figures of a document."""
    means, sums = by_source.get("平均"), by_source.get("平衡")
    if means is not None:
        known = {place_of(row.cells.get("平均")) for row in draft.tables.get(means.name, ())}
        for sentence in found:
            for cells in _listed(sentence):
                if place_of(cells["平均"]) not in known:
                    draft.say(means, cells, True)
    for at, mean in enumerate(terms):
        if sums is not None and not mean.bound and mean.one.kind in ("ratio", "score") and _is_mean(mean):
            near = [one for one in terms[max(0, at - _BACK) : at + _BACK] if abs(one.order - mean.order) <= 1]
            for cells in _weighed(mean, near):
                draft.say(sums, cells, True)


def _is_mean(term: Term) -> bool:
    """综合满意度, or what stands behind a formula (=89分)."""
    words = term.name if len(term.name) > 1 else term.plain[max(0, term.at - _LEAD) : term.at]
    return words.endswith("=") or (_BOTH.search(words) is not None and "=" not in term.name)


def _listed(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """各次为80、90、94分，平均88分."""
    for told, behind in pairwise([*_LIST.finditer(sentence.signs), None]):
        assert told is not None
        end = behind.start() if behind is not None else len(sentence.signs)
        at = next(
            (place for place in sorted(sentence.figures) if told.end() <= place < min(end, told.end() + _FAR)), None
        )
        between = sentence.signs[told.end() : at]
        word = _MEAN.search(between)
        if at is None or word is None or "。" in between or ";" in between or "加权" in between:
            continue
        if _LAST.match(word[0]) and not _DROPPED.search(sentence.signs[: told.start()]):
            continue
        figure, last = sentence.figures[at], sentence.figures.get(told.end() - 1)
        spots = [(told.start() + one.start(), one[0]) for one in _EACH.finditer(told["list"])]
        numbers = [sentence.figures[spot].value if spot in sentence.figures else Decimal(text) for spot, text in spots]
        if len(numbers) < _LEAST or last is None or figure.bound or last.unit != figure.unit:
            continue
        total = sum(numbers, Decimal(0))
        made = total / len(numbers)
        if abs(made - figure.value) > figure.ulp / 2 and figure.value / 2 <= made <= figure.value * 2:
            span = sentence.span(told.end() - 1, told.end())
            yield {
                "事项": sentence.span(told.end(), at),
                "总量": Said(f"{total}", span),
                "个数": Said(f"{len(numbers)}", span),
                "平均": Said(f"{figure.value}倍", sentence.span(at, at + 1)),
            }


def _weighed(mean: Term, near: Sequence[Term]) -> Iterator[dict[str, Value]]:
    """The terms of a mean and it, if that does not come out."""
    weights, values = _parts(mean, near)
    whole = sum((Fraction(one.one.base) for one in weights), Fraction(0))
    if len(values) != len(weights) or len(weights) < _TWO or not whole or any(one.bound for one in (*values, *weights)):
        return
    terms = [one.one.base * weight.one.base / whole for one, weight in zip(values, weights, strict=True)]
    made = sum(map(Fraction, terms), Fraction(0))
    low, high = min(one.one.base for one in values), max(one.one.base for one in values)
    off = abs(made - mean.one.base)
    inside = low / _CLOSE <= mean.one.base <= high * _CLOSE
    if off <= mean.one.figure.step / 2 or not (inside or misprinted(mean.one.figure, Interval(made, made))):
        return
    name = Said(f"{mean.name or mean.one.figure.text}（加权）", span_of(mean.one.value))
    yield {"平衡": name, "项": mean.name, "数额": mean.one.value, "号": "得"}
    unit = mean.one.figure.unit
    for one, term in zip(values, terms, strict=True):
        part = Fraction(term) / unit.scale
        text = f"{Decimal(part.numerator) / Decimal(part.denominator):.6f}{unit.symbol}"
        yield {"平衡": name, "项": one.name, "数额": Said(text, span_of(one.one.value)), "号": "加"}


def _parts(mean: Term, near: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """The weights near a mean, and what they are of: shares that come to 100%, or numbers that come to another beside them."""
    ratios = [one for one in near if one is not mean and one.one.kind == "ratio" and _WEIGHT.search(one.name[-6:])]
    values = [one for one in near if one is not mean and one.one.kind == mean.one.kind and one not in ratios]
    if len(ratios) >= _TWO and sum(one.one.base for one in ratios) == 1:
        return ratios, values
    for kind, found in groupby((one for one in near if one is not mean), key=lambda one: one.one.kind):
        told = list(found)
        if kind.startswith("count") and kind != mean.one.kind and len(told) > _TWO:
            for whole in (told[0], told[-1]):
                rest = [one for one in told if one is not whole]
                if sum(one.one.base for one in rest) == whole.one.base and len(rest) >= _LEAST:
                    return rest, values
            if len(told) == len(values) and len(told) >= _LEAST:
                return told, values
    return [], []
