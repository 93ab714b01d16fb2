"""Amounts told again in another unit: 500,000元（即50万元）, 200公顷，即2平方公里 (提法)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from gouji.extraction.drafting.draft import Draft
from gouji.extraction.text.sentences import FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_AGAIN: Final = re.compile(
    rf"(?P<one>[{FIGURES}])(?:[,(]|,\()?(?:即|也即|亦即|也就是|折合(?:人民币)?|折算为?|换算为|约合|合计?为?(?=[{FIGURES}]\))|相当于)(?:约|为)?(?P<other>[{FIGURES}])(?!/|每)"
)


def read_restated(found: Iterable[Sentence], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write the two as what is told of one thing, where they are of one kind and the units differ."""
    table = by_source.get("提法")
    if table is None:
        return
    for sentence in found:
        for again in _AGAIN.finditer(sentence.signs):
            places = again.start("one"), again.start("other")
            one, other = (sentence.figures[at] for at in places)
            if one.dimension != other.dimension or one.bound or other.bound or one.unit == other.unit:
                continue
            if sentence.signs[places[0]] in RATIO + POINTS or abs(one.base - other.base) <= (one.step + other.step) / 2:
                continue
            spans = [sentence.span(at, at + 1) for at in places]
            for span in spans:
                draft.say(table, {"事项": f"{spans[0].text}与{spans[1].text}", "数值": span, "出处": "推定"}, True)
