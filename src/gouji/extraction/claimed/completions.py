"""How far each thing that a document names came of what was planned for it, wherever that is told: in sentences
(税收收入完成1.46亿元，占调整预算1.52亿元的96.24%) and in rows of tables of what was planned and done.

Words for several of them by name (税收、非税收入均超额完成调整预算; 会议费、培训费均未超预算) are held against
what is told of each name. Where one is told of several times, all that is told has to deny the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import bare
from gouji.extraction.claimed.overalltables import TOTAL, Placed, completed_rows
from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.amounts import label_of, value_at
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.text.sentences import DATE, Sentence
from gouji.faults import regex as re

#: Which of several plans is meant; of what place, and of what time a figure is.
_WHICH: Final = re.compile(r"年初|期初|调整|变更|调增|追加|批复|核定|上级|[省市县区州]定|序时|进度|中期|合同|概算")
_PLACE: Final = re.compile(r"[全本][国省市县区州镇乡]|[省市县区州镇乡]本?级|本级|上级|中央|地方")
_PARTLY: Final = re.compile(
    r"上年|去年|同期|往年|[上下]半年|[一二三四前][一二三四]?季度|(?<![0-9十])(?:[1-9]|1[01])(?:月份|月底|月末|[-—~至到][0-9]{1,2}月)"
)
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_QUOTED: Final = re.compile(r"[“”\"'‘’]")
#: Names that say of whom they are by what was told before them.
_SHORT: Final = 2
#: Texts on either side of words for each of several among which those are told; fewest that are several.
_NEAR: Final = 14
#: Of one name, or around words, at most.
_MANY: Final = 40


@dataclass(frozen=True, slots=True, eq=False)
class Completion:
    """``rate``: what was done of what was planned; ``value``: the rate as printed, or what was done, with its plan.
    ``plan``: which plan is meant, as far as it is said; ``asked``: what it is called. ``order``: the texts in which it stands."""

    name: str
    label: Value
    rate: Fraction
    value: Value
    planned: Value
    done: Value
    plan: frozenset[str]
    asked: frozenset[str]
    place: frozenset[str]
    year: str
    partly: bool
    order: tuple[int, int]


class Completions:
    """Those of a document. ``order``: the number of each text (by ``id``)."""

    def __init__(
        self, facts: Sequence[Fact], placed: Iterable[Placed], order: Mapping[int, int], wording: Wording
    ) -> None:
        self._order = order
        ends = either((*wording.finals, *wording.outlays, *wording.spent, *wording.plans))
        self._plans = re.compile(either(wording.plans))
        self._ends = re.compile(rf"(?:{ends}|收入|经费|总?额|数|为|的)+$")
        self._only = re.compile(rf"(?:{either((*wording.own, *wording.whose, *wording.plans))}|数|额|合计|年初|全年)+")
        self._all = [*self._told(facts), *self._printed(placed)]
        self._by_name: dict[str, list[Completion]] = {}
        self._by_text: dict[int, list[Completion]] = {}
        for one in self._all:
            self._by_name.setdefault(self.key(one.name), []).append(one)
            for text in {*one.order}:
                self._by_text.setdefault(text, []).append(one)

    def key(self, name: str) -> str:
        """A name without what does not change what it names."""
        plain = _PLACE.sub("", bare(_QUOTED.sub("", name)))
        return self._ends.sub("", plain) or plain

    def of(self, name: str, words: str, sentence: Sentence, start: int) -> Sequence[Completion]:
        """What is told of a name that words speak of, where it is of the plan, the place and the time that they mean."""
        place = frozenset(_PLACE.findall(words))
        own = self._by_name.get(self.key(name), ())
        return self._meant(own, place, words, sentence, start) if len(own) <= _MANY else ()

    def near(self, words: str, sentence: Sentence, start: int) -> Sequence[Completion]:
        """Those that are told around words for each of several, of which the words say no names."""
        at = self._order.get(id(sentence.texts[start]), 0)
        around = (one for text in range(at - _NEAR, at + _NEAR + 1) for one in self._by_text.get(text, ()))
        ones = [one for one in dict.fromkeys(around) if not TOTAL.search(one.name)][:_MANY]
        return self._meant(ones, frozenset(_PLACE.findall(words)), words, sentence, start)

    def _meant(
        self, ones: Sequence[Completion], place: frozenset[str], words: str, sentence: Sentence, start: int
    ) -> Sequence[Completion]:
        which = frozenset(_WHICH.findall(words))
        front = sentence.texts[start].text[: sentence.starts[start]][-_FRONT:].rpartition("。")[2]
        before = front + sentence.span(start, start + 1).text
        partly = _PARTLY.search(before) is not None
        years = _YEAR.findall(before)
        ones = [one for one in ones if not (one.place ^ place) or (not place and one.place <= _ALL_OF_IT)]
        ones = [one for one in ones if not (which and one.plan) or which & one.plan]
        asked = frozenset(self._plans.findall(words))
        ones = [one for one in ones if not one.asked or asked & one.asked]
        ones = [one for one in ones if one.partly == partly]
        last = years[-1] if years else max((one.year for one in ones), default="")
        return [one for one in ones if not one.year or one.year == last]

    def _told(self, facts: Sequence[Fact]) -> Iterator[Completion]:
        former: Fact | None = None
        for fact in facts:
            name = fact.name
            if former is not None and former.sentence is fact.sentence and self._only.fullmatch(bare(name)):
                name = former.name  # 培训费预算2万元，决算3.15万元，完成预算的157.5%
            former = fact if name == fact.name else former
            if fact.done is None or fact.before or kind_of(fact) == "ratio":
                continue
            sentence, (plan, words, rate) = fact.sentence, fact.done
            if self._only.fullmatch(bare(name)) or len(self.key(name)) < _SHORT:
                continue
            if sentence.figures[rate].bound:
                continue
            text = sentence.texts[fact.figure]
            front = text.text[max(0, sentence.starts[fact.figure] - _FRONT) : sentence.starts[fact.figure]]
            front = front.rpartition("。")[2]
            years = _YEAR.findall(front)
            yield Completion(
                name,
                label_of(fact),
                sentence.figures[rate].base,
                value_at(fact, rate),
                value_at(fact, plan) if plan is not None else None,
                value_at(fact, fact.figure),
                frozenset(_WHICH.findall(sentence.signs[words[0] : words[1]])),
                frozenset(self._plans.findall(sentence.signs[words[0] : words[1]])),
                frozenset(_PLACE.findall(name.replace(DATE, ""))),
                years[-1] if years else "",
                _PARTLY.search(front) is not None,
                (self._order.get(id(text), 0),) * 2,
            )

    def _printed(self, placed: Iterable[Placed]) -> Iterator[Completion]:
        for table in placed:
            head = table.header[-_FRONT:]
            which, asked = frozenset(_WHICH.findall(head)), frozenset(self._plans.findall(head))
            for row in completed_rows(table):
                if row.name and len(self.key(row.name)) >= _SHORT:
                    yield Completion(
                        row.name,
                        row.name,
                        row.base,
                        row.value,
                        row.plan,
                        row.done,
                        which,
                        asked,
                        frozenset(),
                        "",
                        False,
                        (table.first, table.last),
                    )


_FRONT: Final = 120
#: A name that says so is of all that the document is of.
_ALL_OF_IT: Final = frozenset({"全国", "全省", "全市", "全县", "全区", "全州", "全镇", "全乡", "本市", "本县", "本区"})


__all__ = ["Completion", "Completions"]
