"""Means of figures that stand in a list, where they do not come out: 80、90、94分，平均88分 (平均); 90%（权重60%），
95%（权重40%），综合92% (平衡); 5分、4分、3分 of 20份、10份、10份, 平均4.25分.

The words say what the list is for; what is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.sentences import FIGURES, RATIO, Sentence
from gouji.extraction.tried.outcomes import balance, exact_text, places_in
from gouji.faults import regex as re
from gouji.language import Table

_F: Final = f"[{FIGURES}]"
_NUMBER: Final = rf"(?:[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?|{_F})"
_LIST: Final = re.compile(rf"(?<![0-9.])(?P<list>{_NUMBER}(?:[、,]{_NUMBER}){{1,14}}(?:[、和及与]{_NUMBER})?)(?![0-9])")
_EACH: Final = re.compile(_NUMBER)
_MEAN: Final = re.compile(
    rf"(?<!加权)(?:平均(?:得分|分数?|值|数|成绩|为|是|达|每[^{FIGURES},;。]{{1,2}})*|均值|均分|(?:最[后终]|综合)(?:得分|成绩|评分|分数?)(?:为|是)*)(?P<mean>{_F})"
)
_LAST: Final = re.compile("^(?:最|综合)")
_DROPPED: Final = re.compile("去掉|剔除|去除")
_FAR: Final = 24
#: Signs before a mean among which its list stands; figures of a sentence at most.
_BACK: Final = 200
_LONGEST: Final = 60
_WEIGHED: Final = re.compile(rf"(?P<part>{_F})\((?:所占)?(?:权重|占比?|比重|占权重)(?:为|是|占)?(?P<weight>{RATIO})\)")
_BOTH: Final = re.compile(rf"(?:综合|加权|总体|合计|平均|总)[^{FIGURES},;。]{{0,10}}(?P<mean>{_F})")
_ALL: Final = Fraction(1)


def read_means_meant(found: Iterable[Sentence], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them. ``found``: the sentences of a document."""
    known = places_in(by_source, draft, {"平均": ("平均",)})
    for number, sentence in enumerate(found):
        if not 0 < len(sentence.figures) <= _LONGEST:
            continue
        if "平均" in by_source:
            for cells in (*_listed(sentence), *_of_two_lists(sentence)):
                if place_of(cells["平均"]) not in known:
                    draft.say(by_source["平均"], cells, True)
        if "平衡" in by_source:
            for cells in _weighed(sentence, number):
                draft.say(by_source["平衡"], cells, True)


def _listed(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """各次为80、90、94分，平均88分."""
    for mean in _MEAN.finditer(sentence.signs):
        at = mean.start("mean")
        lists = [
            found
            for found in _LIST.finditer(sentence.signs, max(0, mean.start() - _BACK), mean.start())
            if mean.start() - found.end() <= _FAR
        ]
        if not lists or (_LAST.match(mean[0]) and not _DROPPED.search(sentence.signs[: mean.start()])):
            continue
        told = lists[-1]
        between = sentence.signs[told.end() : mean.start()]
        numbers = [_worth(sentence, told.start() + one.start(), one[0]) for one in _EACH.finditer(told["list"])]
        last = sentence.figures.get(told.end() - 1)
        figure = sentence.figures[at]
        if (
            len(numbers) < 3
            or last is None
            or "。" in between
            or ";" in between
            or any(sign in FIGURES for sign in between)
        ):
            continue
        kinds = {
            sentence.figures[told.start() + place].dimension
            for place, sign in enumerate(told["list"])
            if sign in FIGURES and sentence.figures[told.start() + place].unit.symbol
        }
        if kinds != {figure.dimension} or figure.bound or last.unit != figure.unit:
            continue
        made = sum(numbers, Decimal(0)) / len(numbers)
        if abs(made - figure.value) <= figure.ulp / 2 or not figure.value / 2 <= made <= figure.value * 2:
            continue
        yield {
            "事项": sentence.span(mean.start(), at),
            "总量": Said(f"{sum(numbers, Decimal(0))}", sentence.span(told.end() - 1, told.end())),
            "个数": Said(f"{len(numbers)}", sentence.span(told.end() - 1, told.end())),
            "平均": Said(f"{figure.value}倍", sentence.span(at, at + 1)),
        }


def _worth(sentence: Sentence, at: int, text: str) -> Decimal:
    return Decimal(sentence.figures[at].value) if at in sentence.figures else Decimal(text)


def _of_two_lists(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """好5分、中4分、差3分……各为20份、10份、10份，平均4.25分."""
    for mean in _MEAN.finditer(sentence.signs):
        figure = sentence.figures[mean.start("mean")]
        before = [at for at in sorted(sentence.figures) if at < mean.start()]
        runs = [list(run) for run in _runs(sentence, before)]
        for scores, counts in pairwise(runs):
            same = len(scores) == len(counts) >= 3 and sentence.figures[scores[0]].dimension == figure.dimension
            if not same or sentence.figures[counts[0]].dimension == figure.dimension:
                continue
            many = sum((sentence.figures[at].value for at in counts), Decimal(0))
            total = sum(
                (sentence.figures[a].value * sentence.figures[b].value for a, b in zip(scores, counts, strict=True)),
                Decimal(0),
            )
            if not many or abs(total / many - figure.value) <= figure.ulp / 2:
                continue
            span = sentence.span(counts[-1], counts[-1] + 1)
            yield {
                "事项": sentence.span(mean.start(), mean.start("mean")),
                "总量": Said(f"{total}", span),
                "个数": Said(f"{many}", span),
                "平均": Said(f"{figure.value}倍", sentence.span(mean.start("mean"), mean.end("mean"))),
            }


def _runs(sentence: Sentence, places: list[int]) -> Iterator[list[int]]:
    """Figures of one kind that follow one another in a list."""
    run: list[int] = []
    for at in places:
        between = sentence.signs[run[-1] + 1 : at] if run else ""
        alike = bool(run) and sentence.figures[at].unit == sentence.figures[run[-1]].unit
        if run and not (alike and between[:1] in ("、", ",", "和", "及") and len(between) <= 10):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _weighed(sentence: Sentence, number: int) -> Iterator[dict[str, Value]]:
    """90%（权重60%），95%（权重40%），综合92%."""
    told = list(_WEIGHED.finditer(sentence.signs))
    if len(told) < 2:
        return
    weights = [Fraction(sentence.figures[one.start("weight")].base) for one in told]
    mean = _BOTH.search(sentence.signs, told[-1].end()) or next(
        (one for one in _BOTH.finditer(sentence.signs, 0, told[0].start())), None
    )
    kinds = {sentence.figures[one.start("part")].dimension for one in told}
    if sum(weights) != _ALL or mean is None or kinds != {sentence.figures[mean.start("mean")].dimension}:
        return
    parts = [Fraction(sentence.figures[one.start("part")].value) for one in told]
    figure = sentence.figures[mean.start("mean")]
    made = sum((part * weight for part, weight in zip(parts, weights, strict=True)), Fraction(0))
    if abs(made - Fraction(figure.value)) <= Fraction(figure.ulp) / 2 + Fraction(1, 100):
        return
    span = sentence.span(mean.start("mean"), mean.end("mean"))
    group = Said(f"{span.text}（加权{number + 1}）", span)
    symbol = figure.unit.symbol
    lines: list[tuple[Value, Value, int]] = [(sentence.span(mean.start(), mean.start("mean")), span, 0)]
    for one, part, weight in zip(told, parts, weights, strict=True):
        at = sentence.span(one.start("part"), one.end())
        lines.append((at, Said(exact_text(part * weight, symbol), at), 1))
    yield from balance(group, lines)
