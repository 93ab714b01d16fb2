"""Lists of scores that have to make their total, and full scores that have to make a hundred (构成).

评价得分87.5分。其中决策18分、过程17.5分、产出27分、效益25分; 产出50分，得44分；效益30分，得30分；……，合计84.7分. What classes a
list has nobody asks: three names or more, each with a score, right behind a score that is called one of all, or right
before it; or numbers without a unit in one line. Lists that hold have been read by then; what does not hold is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from gouji.document.model import Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.rows import write_whole, writer_to
from gouji.extraction.text.sentences import SCORE, Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: What all of them can have, not what they got; points that are taken off or added, or are for each of several.
_MOST: Final = re.compile(r"(?:总分值|满分|分值|标准分)(?:共|为|是|计)*$")
_OTHER: Final = re.compile(
    r"扣|加分|减分|附加|每|平均|最高|最低|以上|以下|(?:提[高升]|增[加长]|上升|下降|降低|减少)了?$"
)
#: By how much a score differs from another: 比上年提高3分.
_MOVED: Final = re.compile(r"^(?:[比较与]|同比|环比|高于|低于|高出)")
_CALLED: Final = re.compile(r"[\u4e00-\u9fff]{2}")
_LEAD: Final = re.compile(r"^.*其中[,:]?|^[一二三四五六七八九十]是|^[一二三四五六七八九十0-9]+、")
_PAUSE: Final = re.compile(r"[,;:。、()+→]")
_IN_BRACKETS: Final = re.compile(rf"[(（]{SCORE}[)）]")
_LONGEST: Final = 14
#: Classes of a list at least, and by what part of it a list that was meant to make its total may miss it.
_LEAST: Final = 3
_FAR: Final = Fraction(3, 10)
_NEAR: Final = Fraction(3, 20)
_HUNDRED: Final = 100
#: What a class that is often told elsewhere can have.
_LEFT_OUT: Final = 10
#: 投入20 得20 过程20 得18.5 …… 总分96.5分: numbers without a unit, in one line.
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_LINE_ITEM: Final = rf"(?P<name>[\u4e00-\u9fff]{{2,8}})[（(:：]?\s*(?P<full>{_NUMBER})[)）]?[\s,，、]*"
_LINE_SCORE: Final = rf"得分?[:：]?\s*(?P<score>{_NUMBER})(?![0-9.分])"
_LINE_TOTAL: Final = re.compile(rf"总得?分[为是:：]?\s*(?P<score>{_NUMBER})")
_DIGIT: Final = re.compile("[0-9]")
#: How many texts a list stands below its total: a heading may stand between.
_APART: Final = 2


@dataclass(frozen=True, slots=True)
class _Words:
    """How scores are called, with words of a pack."""

    of_all: re.Pattern[str]
    """A score of all classes; 得分 is one where no class stands before it."""
    got: re.Pattern[str]
    full: re.Pattern[str]
    """What a class got, and what it can have, behind its name."""
    item: re.Pattern[str]
    """A class of one line."""

    @classmethod
    def of(cls, wording: Wording) -> _Words:
        """With the words for who gave a score and for what is judged in all."""
        given, judged = any_of(wording.scorers).pattern, any_of(wording.judging).pattern
        return cls(
            re.compile(
                rf"(?:总分|合计|总得分|(?:综合|最终|平均|{given}|{judged})得分|(?:综合|总|{given})评分|^(?:得分|总评|{given}))(?:为|是|共|计)*$"
            ),
            re.compile(rf"^(?:中|实际|最终|{given}|实|应)?(?:得分?|评分|评得|计)(?:为|是)?$|^$"),
            re.compile(rf"^(?:总分|{any_of(wording.fulls).pattern})(?:值|为|是)*$"),
            re.compile(rf"{_LINE_ITEM}(?:{given}|实际|实)?{_LINE_SCORE}"),
        )


@dataclass(frozen=True, slots=True)
class _Score:
    """A score of a sentence, what it is called, and whether it stands in brackets."""

    sentence: Sentence
    at: int
    name: str
    inner: bool

    @property
    def worth(self) -> Fraction:
        """How many points."""
        return Fraction(self.sentence.figures[self.at].value)

    @property
    def value(self) -> Value:
        """The score as it is printed."""
        return self.sentence.span(self.at, self.at + 1)


@dataclass(slots=True)
class _Class:
    """A class with the scores that are told of it."""

    first: _Score
    got: _Score | None = None
    full: _Score | None = None


@dataclass(slots=True)
class _List:
    """Classes one after the other, and the total that stands before or behind them."""

    total: _Score | None = None
    classes: list[_Class] = field(default_factory=list)
    spoilt: bool = False
    scale: Fraction | None = None
    """What all classes can have together, where that is told."""
    apart: int = 0
    """How many texts it stands below its total."""


def read_score_lists(
    found: Iterable[Sentence], texts: Sequence[Text], tables: Iterable[Table], wording: Wording, draft: Draft
) -> None:
    """Write those that do not make what they have to."""
    table = next((table for table in tables if table.source == "构成"), None)
    if table is None:
        return
    words, write = _Words.of(wording), writer_to(table, draft)
    order = {id(text): number for number, text in enumerate(texts)}
    known: dict[str | None, set[tuple[int, int] | None]] = {}
    for row in draft.tables.get(table.name, ()):
        known.setdefault(text_of(row.cells.get("构成")), set()).add(place_of(row.cells.get("数额")))
    told_already = list(known.values())
    for number, one in enumerate(_lists(found, words, order), 1):
        for name, whole, parts, doubt in _unmade(one):
            if any({place_of(part.value) for part in parts} <= places for places in told_already):
                continue
            span = one.classes[0].first.sentence.span(one.classes[0].first.at, one.classes[0].first.at + 1)
            group = Said(f"{name}（第{number}处）", span)
            told = ((Said(part.name, span), part.value) for part in parts)
            write_whole(write, group, whole, told, "近全", doubt)
    for text in texts:
        for label, total, items in _in_line(text, words):
            write_whole(write, label, total, items, "近全", True)


def _in_line(text: Text, words: _Words) -> Iterator[tuple[Value, Value, Sequence[tuple[Value, Value]]]]:
    """Full scores that make a hundred, each with a score behind it, that do not make the total of their line."""
    total = _LINE_TOTAL.search(text.text) if "得" in text.text else None
    if total is None:
        return
    items = list(words.item.finditer(text.text, 0, total.start()))
    rest = words.item.sub("", text.text[: total.start()])
    if len(items) < _LEAST or sum(Fraction(one["full"]) for one in items) != _HUNDRED or _DIGIT.search(rest):
        return
    made = sum(Fraction(one["score"]) for one in items)
    # 总分100分，得97分: what all may get is told as well
    if Fraction(total["score"]) in (made, _HUNDRED):
        return
    if all(Fraction(one["score"]) <= Fraction(one["full"]) for one in items):
        told = [(text.span(*one.span("name")), text.span(*one.span("score"))) for one in items]
        yield text.span(*total.span()), text.span(*total.span("score")), told


def _unmade(one: _List) -> Iterator[tuple[str, Value, Sequence[_Score], bool]]:
    """What a list misses: what it is, the total, the scores that do not make it, and whether it is a remark."""
    names = {item.first.name for item in one.classes}
    if one.spoilt or len(one.classes) < _LEAST or len(names) < len(one.classes):
        return
    told_twice = any(item.got is not None for item in one.classes)
    bracketed = all(item.full is not None for item in one.classes)
    named = [_named(item.first, item.got or item.first) for item in one.classes]
    got = sum((item.worth for item in named), Fraction(0))
    made = one.total is not None and got == one.total.worth
    off = abs(got - one.total.worth) if one.total is not None else Fraction(0)
    full_scores = got == _HUNDRED and not (told_twice or bracketed)
    if one.total is not None and 0 < off <= _FAR * one.total.worth and not full_scores:
        yield "各项得分", one.total.value, named, off > _NEAR * one.total.worth or one.apart > 1
    bare = any(item.full is None and item.first.name.endswith("得") for item in one.classes)
    if not (told_twice or bracketed) and one.total is None and one.scale == _HUNDRED:
        yield from _shared_out(named)
    if bare or not (told_twice or bracketed) or one.scale not in (None, _HUNDRED):
        return
    fulls = [_named(item.first, item.full or item.first) for item in one.classes]
    most = sum((item.worth for item in fulls), Fraction(0))
    if (
        most != _HUNDRED
        and abs(most - _HUNDRED) <= (_FAR if made else _NEAR) * _HUNDRED
        and (one.total is None or one.total.worth <= _HUNDRED)
    ):
        first = fulls[0]
        yield (
            "各项分值（应合计100分）",
            Said(f"{_HUNDRED}分", first.sentence.span(first.at, first.at + 1)),
            fulls,
            not made,
        )


def _shared_out(classes: Sequence[_Score]) -> Iterator[tuple[str, Value, Sequence[_Score], bool]]:
    """满分100分，其中决策15分、过程20分、产出30分、效益30分: what each class can have; one more of 10分 may be left out."""
    off = _HUNDRED - sum((item.worth for item in classes), Fraction(0))
    here = all(item.sentence.texts[0] is classes[0].sentence.texts[0] for item in classes)
    if here and off and abs(off) <= _NEAR * _HUNDRED and not any("得" in item.name for item in classes):
        first = classes[0]
        whole = Said(f"{_HUNDRED}分", first.sentence.span(first.at, first.at + 1))
        yield "各项分值（满分100分）", whole, classes, off == _LEFT_OUT


def _named(called: _Score, score: _Score) -> _Score:
    return _Score(score.sentence, score.at, called.name, score.inner)


def _lists(found: Iterable[Sentence], words: _Words, order: dict[int, int]) -> Iterator[_List]:
    """The lists of scores of a document."""
    one = _List()
    last: int | None = None
    for sentence in found:
        if SCORE not in sentence.signs:
            continue
        here = order.get(id(sentence.texts[0]))
        if one.classes or here is None or last is None or here - last > _APART:
            yield one
            one = _List()
        elif one.total is not None:
            one.apart += here - last
        last = here
        for score in _scores(sentence):
            if _MOVED.search(score.name):
                continue
            if _OTHER.search(score.name):
                one.spoilt |= not score.inner
                continue
            item = one.classes[-1] if one.classes else None
            beside = item is not None and item.first.sentence is sentence
            if item is not None and beside and words.full.match(score.name) and (score.inner or score.name[:1] != "总"):
                item.full = item.full or score
            elif item is not None and beside and not score.inner and words.got.match(score.name) and item.got is None:
                item.got = score
            elif item is not None and beside and not score.name and _IN_BRACKETS.match(sentence.signs, score.at - 1):
                item.full = item.full or score
            elif _MOST.search(score.name):
                one.scale = score.worth
            elif score.inner:
                continue
            elif words.of_all.search(score.name):
                if one.classes:
                    if one.total is None:
                        one.total = score
                    yield one
                    one = _List()
                one.total = score
            elif _CALLED.search(score.name) and len(score.name) <= _LONGEST:
                one.classes.append(_Class(score))
            else:
                one.spoilt = True
    yield one


def _scores(sentence: Sentence) -> Iterator[_Score]:
    """The scores of a sentence that are no bounds."""
    signs, depth, start = sentence.signs, 0, 0
    for at, sign in enumerate(signs):
        if sign in "(（":
            # 过程(35分)得33分: what a class can have stands in brackets behind its name
            if _IN_BRACKETS.match(signs, at) and _CALLED.search(signs, start, at):
                if not sentence.figures[at + 1].bound:
                    yield _Score(sentence, at + 1, _LEAD.sub("", signs[start:at].strip()), False)
                start = at + 3
            depth += 1
        elif sign in ")）":
            depth = max(0, depth - 1)
        if sign == SCORE and at >= start and not sentence.figures[at].bound:
            yield _Score(sentence, at, _LEAD.sub("", signs[start:at].strip()), depth > 0)
        if at >= start and (at in sentence.figures or _PAUSE.match(sign)):
            start = at + 1
