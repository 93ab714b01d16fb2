"""By how much two figures differ, told beside the second of them, though it does not come out (变动).

较预算600万元多42万元, 比全县（18240元）低1930元, 目标70%，完成84.6%，高于目标16.4个百分点: the words say which two are compared.
Behind a sentence that tells one amount, 与上年相比，减少…，下降… speaks of that. What comes out is read by other rooms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.extraction.tried.spoken import Spoken, about

_F: Final = f"[{FIGURES}]"
_NOT: Final = f"[^{FIGURES}{DATE},;:。()]"
#: What is compared, and by how much the figures differ.
_BESIDE: Final = re.compile(
    rf"(?:[比较与同]|相比){_NOT}{{1,14}}?(?:(?P<prior>[{FIGURES}])|\((?P<inside>[{FIGURES}])\))(?:{_NOT}{{0,2}}相比)?,?"
    rf"(?P<way>增加|减少|提高|降低|上升|下降|多|少|高|低)(?:了|出)?(?P<amount>[{FIGURES}])(?!%)"
)
_ABOVE: Final = re.compile(
    rf"(?P<way>高出|高于|快于|低于|慢于){_NOT}{{2,14}}?(?:\((?P<inside>[{FIGURES}])\)(?P<amount>[{FIGURES}])"
    rf"|(?P<points>[{FIGURES}])\({_NOT}{{0,10}}(?P<prior>[{FIGURES}])\))"
)
#: What is compared with a goal that was told before.
_OVER: Final = r"(?P<way>高于|高出|超过|超出|低于)"
_GOAL_BEHIND: Final = rf"(?:目标|任务|指标|要求|标准)(?:任务|要求|值|数|线)?(?P<amount>[{FIGURES}])"
#: Figures of a sentence, at most: what tells more is a table that has lost its lines.
_MOST: Final = 40
_GOAL: Final = re.compile(r"目标|任务|计划|要求|标准|指标")
#: A change of what the sentence before tells.
_OF_BEFORE: Final = re.compile(
    rf"^(?:{DATE})?[比与较同](?:上年|去年|上期|去年同期|上年同期){_NOT}{{0,8}},?(?P<way>增加|减少|增长|下降)(?:了)?(?P<amount>[{FIGURES}]),"
    rf"(?:同比)?(?P<rated>增长|下降|上升|降低|增幅|降幅)(?:了|为)?(?P<ratio>{RATIO})"
)
_MORE: Final = "增加"
_LESS: Final = "减少"
_LOWER: Final = re.compile("减|降|少|低")


class Gaps:
    """Reads them. ``told``: all figures of a document."""

    def __init__(self, told: Sequence[Spoken], wording: Wording) -> None:
        whose = any_of(("年度", "年初", "预期", "计划", *wording.judging)).pattern
        self._aims = re.compile(f"{_OVER}(?:{whose})?{_GOAL_BEHIND}")
        self._by_sentence: dict[int, list[Spoken]] = {}
        for one in told:
            self._by_sentence.setdefault(id(one.mention.sentence), []).append(one)

    def read(self) -> Iterator[tuple[dict[str, Value], tuple[int, int]]]:
        """The rows of changes, and where the figures stand that they say by how much the others differ."""
        before: list[Spoken] = []
        for here in self._by_sentence.values():
            if len(here) > _MOST:
                before = []
                continue
            sentence = here[0].mention.sentence
            for form in (_BESIDE, _ABOVE):
                for found in form.finditer(sentence.signs):
                    yield from self._beside(sentence, found, here, before)
            for found in self._aims.finditer(sentence.signs):
                yield from self._aimed(sentence, found, here)
            of_before = _OF_BEFORE.match(sentence.signs)
            if of_before is not None:
                yield from self._of_before(sentence, of_before, before)
            before = here

    def _beside(
        self, sentence: Sentence, found: re.Match[str], here: Sequence[Spoken], before: Sequence[Spoken]
    ) -> Iterator[tuple[dict[str, Value], tuple[int, int]]]:
        prior_at = found.start("prior") if found["prior"] else found.start("inside")
        prior = next((one for one in here if one.mention.at == prior_at), None)
        own = _last(here, found.start(), prior, sentence)
        alone = [one for one in before if prior is not None and one.one.kind == prior.one.kind and one.mention.whole]
        begins = not any(sign in FIGURES for sign in sentence.signs[: found.start()])
        if own is None and begins and len(alone) == 1 and alone[0].one.text == id(sentence.texts[0]):
            own = alone[0]  # 机构共计196个。与上年的189个相比增加7个
        if prior is not None and own is not None:
            yield from self._row(sentence, own, prior, found, here)

    def _aimed(
        self, sentence: Sentence, found: re.Match[str], here: Sequence[Spoken]
    ) -> Iterator[tuple[dict[str, Value], tuple[int, int]]]:
        amount = sentence.figures[found.start("amount")]
        begun = sentence.signs.rfind(";", 0, found.start())
        before = [one for one in here if begun < one.mention.at < found.start()]
        goal = next((one for one in reversed(before) if _GOAL.search(one.name) and _fits(one, sentence, found)), None)
        own = next(
            (one for one in reversed(before) if not _GOAL.search(one.name) and _fits(one, sentence, found)), None
        )
        bound = own is not None and own.mention.figure.bound
        if goal is not None and own is not None and not bound and amount.base > 0 and len(before) == 2:
            yield from self._row(sentence, own, goal, found, here)

    def _row(
        self, sentence: Sentence, own: Spoken, prior: Spoken, found: re.Match[str], here: Sequence[Spoken]
    ) -> Iterator[tuple[dict[str, Value], tuple[int, int]]]:
        at = _amount_at(found)
        amount = sentence.figures[at]
        if amount.bound or amount.base <= 0 or not _fits(own, sentence, found) or not _fits(prior, sentence, found):
            return
        less = _LOWER.search(found["way"]) is not None
        off = amount.step + own.mention.figure.step + prior.mention.figure.step
        told = -amount.base if less else amount.base
        near = [*here, own] if own not in here else here
        for one in near:
            for other in near:
                if abs(Fraction(one.one.base) - other.one.base - told) <= off and one is not other:
                    return
        if not about(Fraction(own.one.base), Fraction(prior.one.base)):
            return
        span = sentence.span(at, at + 1)
        yield (
            {
                "项目": own.one.name or own.name or own.one.figure.text,
                "本期": own.one.value,
                "上期": _plain(prior),
                "变动额": span,
                "方向": _said(found["way"], less),
            },
            (id(span.source), span.start),
        )

    def _of_before(
        self, sentence: Sentence, found: re.Match[str], before: Sequence[Spoken]
    ) -> Iterator[tuple[dict[str, Value], tuple[int, int]]]:
        """总支出为1928.76万元。与上年相比，减少1093.92万元，下降36.2%."""
        main = [one for one in before if one.mention.whole and one.one.kind != "ratio"]
        at, ratio_at = found.start("amount"), found.start("ratio")
        if len(main) != 1 or main[0].one.text != id(sentence.texts[0]) or main[0].mention.figure.bound:
            return
        own, amount, rate = main[0], sentence.figures[at], sentence.figures[ratio_at]
        less = _LOWER.search(found["way"]) is not None
        if own.mention.figure.dimension != amount.dimension or less is not (_LOWER.search(found["rated"]) is not None):
            return
        prior = Fraction(own.one.base) + (amount.base if less else -amount.base)
        if prior <= 0 or not about(amount.base / prior, rate.base):
            return
        if abs(amount.base / prior - rate.base) <= rate.step:
            return
        span = sentence.span(at, at + 1)
        way = _LESS if less else _MORE
        cells: dict[str, Value] = {"项目": own.one.name, "本期": own.one.value, "变动额": span, "方向": way}
        yield cells | {"变动率": sentence.span(ratio_at, ratio_at + 1), "率方向": way}, (id(span.source), span.start)


def _amount_at(found: re.Match[str]) -> int:
    told = found.groupdict()
    return found.start("points") if told.get("points") else found.start("amount")


def _last(here: Sequence[Spoken], before: int, prior: Spoken | None, sentence: Sentence) -> Spoken | None:
    """The last figure of its kind before a comparison, which nothing but a pause parts from it."""
    near = [one for one in here if one.mention.at < before and prior is not None and one.one.kind == prior.one.kind]
    rate = prior is not None and prior.one.kind == "ratio"
    if not near or near[-1].mention.figure.bound or not (rate or near[-1].mention.whole):
        return None
    between = sentence.signs[near[-1].mention.at + 1 : before]
    others = any(sign in FIGURES and not (rate and sign == POINTS) for sign in between)
    return None if ";" in between or others else near[-1]


def _fits(one: Spoken, sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether a figure is counted in what the difference is: rates differ by points."""
    at = _amount_at(found)
    if sentence.signs[at] == POINTS:
        return one.one.kind == "ratio"
    return one.one.kind != "ratio" and one.mention.figure.dimension == sentence.figures[at].dimension


def _said(way: str, less: bool) -> str:
    """The word for more or less without what joins it to what is compared: 高于."""
    if way[-1] != "于" and way[0] != "超":
        return way
    return "低" if less else "高"


def _plain(one: Spoken) -> Value:
    """A figure without the sign of a goal."""
    figure = one.mention.figure
    if not figure.bound:
        return one.one.value
    return Said(f"{figure.value}{figure.unit.symbol}", one.mention.sentence.span(one.mention.at, one.mention.at + 1))
