"""Figures whose names say what they are made of: 自然增长率 is 出生率 less 死亡率, as the pack's formulas of names tell.

The formulas are words of the pack: ``结果=甲-乙``, ``结果=甲+乙``, ``结果=甲/乙``. Several words for one of them are parted
by ``|``; ``…`` in a result stands for a few words between, at the end of a formula it says that more than the two may make
the result (``结转下年=收入总计-支出总计…``), which is then only asked where nothing else is told.

The figures are the last ones of these names before the result that make it; where none do, those of its paragraph, or two
that are called alike but for the words of the formula. Where none are told before it, they may be the two told right behind
it (净增52家，新增68家、退出16家).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gouji.document.model import Text
from gouji.extraction.drafting.draft import Said, Value, text_of
from gouji.extraction.prose.amounts import (
    NEAR_MISS,
    far_apart,
    interval_of,
    label_of,
    makes,
    proves,
    value_of,
    words_of,
    worth,
)
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import core, stripped
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import write_sum
from gouji.extraction.text.sentences import DATE, FIGURES
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure

#: Facts before a result among which its figures are looked for.
_BACK: Final = 24
_FORMULA: Final = re.compile(r"(?P<result>[^=]+)=(?P<one>[^-+/=]+)(?P<sign>[-+/])(?P<other>[^-+/=…]+)(?P<more>…?)")
#: Signs before a figure in which the words of a result are looked for.
_WORDS: Final = 24
#: Signs of a name that needs no other words to say whose figure it is.
_FULL_NAME: Final = 4
#: What stands before a result that is of one kind only: 限定性净资产.
_ONE_KIND: Final = re.compile(r"[性型类](?:的)?$")
#: Words that ``…`` stands for.
_BETWEEN: Final = f"[^{FIGURES};。]{{0,8}}"
#: What parts the words of a result: 收支相抵，结转下年.
_PAUSE: Final = re.compile(f"[,、:{DATE}]")
#: Words of direction before whom something is told of, and names that say no more of a result than that it is one.
_TOWARDS: Final = re.compile(r"^(?:我国|全国)?[对自从向与由]")
_GENERAL: Final = re.compile(r"(?:实现|形成|货物|外贸|对外|贸易|当年|本年|全年|年度|累计|两者|当期)*")
#: What is said of all there are: 总人口性别比.
_ALL_OF: Final = re.compile(r"^(?:全[省市县区国州]|[总其])+|[的之]$")
#: Figures of one name that are tried.
_MOST_NAMED: Final = 4
#: Signs of the number of an item.
_NUMBER: Final = 3
#: A figure that is aimed at, by its name or by what follows it: 完成净增50家目标的104%.
_AIMED: Final = re.compile(r"[目指]标[^|]{0,4}\||计划[^|]{0,4}\||任务[^|]{0,4}\||\|[^,;]{0,4}(?:目标|计划|任务)")
#: What is left of this year alone.
_OF_NOW: Final = re.compile(r"[当本][年期]")
#: Figures behind a result among which the two of a formula are looked for.
_AHEAD: Final = 6
_TWO: Final = 2
#: What is counted may stand after what is meant: 男性人口.
_COUNTED: Final = re.compile(r"(?:人口|人数|数)+$")


@dataclass(frozen=True, slots=True)
class _Formula:
    result: re.Pattern[str]
    one: tuple[str, ...]
    sign: str
    other: tuple[str, ...]
    more: bool
    """Whether more than the two may make the result."""

    @property
    def factor(self) -> int:
        """The sign of the second of two figures."""
        return 1 if self.sign == "+" else -1

    @classmethod
    def of(cls, written: str) -> _Formula | None:
        """A formula as a pack writes it; words of a pack are told with half-width signs."""
        found = _FORMULA.fullmatch(written.replace(" ", "").replace("...", "…"))
        if found is None:
            return None
        results = (_BETWEEN.join(map(re.escape, map(stripped, word.split("…")))) for word in found["result"].split("|"))
        one, other = (tuple(stripped(word) for word in found[name].split("|")) for name in ("one", "other"))
        return cls(re.compile(f"(?:{'|'.join(results)})$"), one, found["sign"], other, bool(found["more"]))


def is_formula(written: str) -> bool:
    """Whether a word of a pack can be read as a formula."""
    return _Formula.of(written) is not None


class Reckoned:
    """Writes what figures of certain names are made of. ``facts`` holds all facts of the document so far."""

    def __init__(
        self, facts: Sequence[Fact], formulas: Iterable[str], write: Writer, group: Callable[[Fact], Value]
    ) -> None:
        self._facts = facts
        self._write = write
        self._group = group
        self._formulas = [made for written in formulas if (made := _Formula.of(written)) is not None]
        self.told: set[int] = set()
        """The results, by identity, of which it is known what makes them."""

    def read(self, fact: Fact, index: int) -> None:
        """A fact, if a formula is of its name."""
        figure = fact.sentence.figures[fact.figure]
        if figure.bound or _aimed(fact):
            return
        name = _words_before(fact)
        for formula in self._formulas:
            result = formula.result.search(name)
            if result is None or _ONE_KIND.search(name[: result.start()]):
                continue
            if formula.sign != "/":
                if self._sum(fact, formula, index) or self._ahead(fact, formula, index):
                    return
                continue
            one, other = (next(iter(self._named(words, index)), None) for words in (formula.one, formula.other))
            if one is not None and other is not None and kind_of(one) == kind_of(other):
                here = all(_beside(term, fact) for term in (one, other))
                right_before = here and {id(one), id(other)} == set(map(id, self._facts[max(0, index - _TWO) : index]))
                self._over(fact, one, other, here, here and _of_these(formula, fact, one, other), right_before)
            return

    def _named(self, words: Sequence[str], index: int, others: Sequence[str] = ()) -> list[Fact]:
        """The facts before one that are called so, the last ones first; none that is called by both words, as 进出口 is."""
        near = reversed(self._facts[max(0, index - _BACK) : index])
        both = tuple(word[0] for word in others)
        named = ((fact, _stem(fact, words)) for fact in near if not fact.before)
        return [fact for fact, stem in named if stem is not None and not (both and stem.endswith(both))]

    def _sum(self, fact: Fact, formula: _Formula, index: int) -> bool:
        """Whether a result is known to be a sum or difference; it is then written."""
        sign = formula.factor
        pairs = [
            (one, other)
            for one in self._named(formula.one, index, formula.other)[:_MOST_NAMED]
            for other in self._named(formula.other, index, formula.one)[:_MOST_NAMED]
            if kind_of(one) == kind_of(other) == kind_of(fact) and _of_one_level(one, other)
        ]
        makes_it = next((pair for pair in pairs if proves([pair[0], replace(pair[1], sign=sign)], fact)), None)
        meant = makes_it or self._meant(fact, formula, pairs, index)
        beside = self._right_before(fact, formula, pairs, index) if meant is None else None
        told = meant or beside
        if told is None:
            return False
        self.told.add(id(fact))
        write_sum(self._write, self._group(fact), fact, [(told[0], 1), (told[1], sign)], meant is None)
        return True

    def _right_before(
        self, fact: Fact, formula: _Formula, pairs: Sequence[tuple[Fact, Fact]], index: int
    ) -> tuple[Fact, Fact] | None:
        """收入34.6亿元，支出39.1亿元，当年结余2.7亿元: the two told right before what is left, though they leave nothing."""
        if not formula.more or formula.factor > 0 or _OF_NOW.search(fact.name) is None or index < _TWO:
            return None
        near = self._facts[index - _TWO : index]
        found = [pair for pair in pairs if pair[0] is near[0] and pair[1] is near[1]]
        bound = any(term.sentence.figures[term.figure].bound for term in (*near, fact))
        if not found or bound or any(term.sentence is not fact.sentence for term in near):
            return None
        return found[0] if worth(near[0]) < worth(near[1]) else None

    def _ahead(self, fact: Fact, formula: _Formula, index: int) -> bool:
        """Whether the two figures of its kind told right behind a result are just those of the formula; it is then written."""
        if formula.more or fact.before or fact.average:
            return False
        later = self._facts[index + 1 : index + 1 + _AHEAD]
        near = [one for one in later if kind_of(one) == kind_of(fact) and not one.before and one.depth == fact.depth]
        near = [one for one in near if _follows(fact, one) and not _aimed(one)]
        others = near[_TWO:]
        near = near[:_TWO]
        if len(near) < _TWO or any(one.sentence.figures[one.figure].bound or one.sign for one in near):
            return False
        # a third one that is not more than the result may be one more term
        if any(other.sentence is near[1].sentence and worth(other) <= worth(fact) for other in others):
            return False
        for one, other in (near, near[::-1]):
            if _stem(one, formula.one) == "" == _stem(other, formula.other):
                if not {id(one), id(other)} <= {id(part) for part in fact.parts}:
                    self._write_ahead(fact, one, other, formula.factor)
                return True
        return False

    def _write_ahead(self, fact: Fact, one: Fact, other: Fact, sign: int) -> None:
        self.told.add(id(fact))
        off = far_apart(worth(one) + sign * worth(other), worth(fact))
        write_sum(self._write, self._group(fact), fact, [(one, 1), (other, sign)], off)

    def _meant(
        self, fact: Fact, formula: _Formula, pairs: Sequence[tuple[Fact, Fact]], index: int
    ) -> tuple[Fact, Fact] | None:
        """The two figures that a result is surely of, though they do not make it."""
        if any(term.sentence.figures[term.figure].bound for pair in pairs for term in pair):
            return None
        if formula.more:
            pairs = [pair for pair in pairs if fact.whole is None and self._all_told(fact, formula, pair, index)]
            pairs = [pair for pair in pairs if formula.factor > 0 or worth(pair[0]) > worth(pair[1])]
        pairs = [pair for pair in pairs if _called_alike(pair, formula, fact)]
        here = [pair for pair in pairs if all(_beside(term, fact) for term in pair)]
        # 常住人口9.2万人。(another paragraph) 家庭户人口8.1万人，集体户人口1.1万人: words that are a name by themselves
        full = not formula.more and min(map(len, formula.one)) >= _FULL_NAME
        told = here or [pair for pair in pairs if (full or _stem(pair[1], formula.other)) and _beside(pair[1], fact)]
        if not told and formula.more:
            told = [pair for pair in pairs if self._lined_up(fact, pair, index)]
        same = [pair for pair in told if all(term.sentence is fact.sentence for term in pair)] or told
        if len({(worth(one), worth(other)) for one, other in same}) != 1 or self._begun_anew(same[0], formula, index):
            return None
        return same[0]

    def _begun_anew(self, pair: tuple[Fact, Fact], formula: _Formula, index: int) -> bool:
        """Whether the first of two is told once more behind both: 送审58亿元，审定52亿元，审减6亿元；甲工程送审4亿元……"""
        before = self._facts[max(0, index - _BACK) : index]
        last = max((at for at, told in enumerate(before) if told is pair[0] or told is pair[1]), default=len(before))
        again = {id(told) for told in self._named(formula.one, index, formula.other)}
        return any(id(told) in again and kind_of(told) == kind_of(pair[0]) for told in before[last + 1 :])

    def _all_told(self, fact: Fact, formula: _Formula, pair: tuple[Fact, Fact], index: int) -> bool:
        """Whether nothing of the kind is told beside two figures up to their result, but for their parts."""
        one, other = pair
        before = self._facts[max(0, index - _BACK) : index]
        begun = next(at for at, told in enumerate(before) if told is one or told is other)
        wholes = (None, one) if other.whole is one else (None,)
        outer = [told for told in before[begun:] if kind_of(told) == kind_of(fact) and told.whole in wholes]
        # 基本支出92万元，人员经费70万元，公用经费16万元，补助6万元: one more term is told behind the result
        missed = abs(worth(one) + formula.factor * worth(other) - worth(fact))
        behind = (told for told in self._facts[index + 1 : index + 1 + _TWO] if told.sentence is fact.sentence)
        more = any(kind_of(told) == kind_of(fact) and 0 < worth(told) <= missed for told in behind)
        return len(outer) == len(pair) and fact.whole in wholes and not more

    def _lined_up(self, fact: Fact, pair: tuple[Fact, Fact], index: int) -> bool:
        """Whether what is taken away and what is left begin a paragraph each, one after the other, below a colon that leads
        from the figure that they are of to them: 基本支出500万元，其中： / 人员经费400万元，主要有…… / 公用经费100万元，……"""
        one, other = pair
        told = self._facts[max(0, index - _BACK) : index]
        between = told[next(at for at, before in enumerate(told) if before is other) :]
        led = _text_of(one).text.rstrip().endswith((":", "："))
        return led and all(map(_begins, (other, fact))) and all(_text_of(of) is _text_of(other) for of in between)

    def _over(self, fact: Fact, one: Fact, other: Fact, here: bool, sure: bool, right_before: bool) -> None:
        printed = _percent(fact)
        if printed is None or worth(other) <= 0:
            return
        value, figure = printed
        proven = makes(interval_of(one), interval_of(other), figure.interval("printed"))
        near = here and abs(worth(one) / worth(other) - figure.base) <= NEAR_MISS * figure.base
        about = right_before and not far_apart(worth(one), figure.base * worth(other))
        if proven or near or sure or about:  # else it is one of others: 出生人口性别比
            cells = {"项目": label_of(fact), "部分": value_of(one), "总额": value_of(other), "占比": value}
            self._write("占比", cells, not proven and (not sure or far_apart(worth(one), figure.base * worth(other))))


def _of_these(formula: _Formula, fact: Fact, one: Fact, other: Fact) -> bool:
    """Whether a quotient is surely that of two figures: both are parts of one whole, and what it is called besides is told

    of them: 全县常住人口中，男性……，女性……。常住人口性别比…….
    """
    if any(term.sentence.figures[term.figure].bound for term in (one, other)) or one.whole is not other.whole:
        return False
    own = _ALL_OF.sub("", formula.result.sub("", _words_before(fact)).rpartition(",")[2])
    first = min((one, other), key=lambda term: term.figure)
    near = one.sentence is other.sentence and abs(one.figure - other.figure) <= _WORDS
    return near and (not own or own in first.sentence.signs[: first.end] or own in words_of(label_of(first)))


def _percent(fact: Fact) -> tuple[Value, Figure] | None:
    """A printed quotient as a percentage: 性别比104.49 is so many to a hundred."""
    value = value_of(fact)
    figure = fact.sentence.figures[fact.figure]
    if figure.unit.dimension == "ratio":
        return value, figure
    text = text_of(value)
    made = parse_figure(f"{text}%") if text and not figure.unit.symbol else None
    return (Said(f"{text}%", fact.sentence.span(fact.figure, fact.figure + 1)), made) if made is not None else None


def _words_before(fact: Fact) -> str:
    """The words before a figure in its sentence, without pauses."""
    signs = fact.sentence.signs[max(0, fact.end - _WORDS) : fact.end]
    return _COUNTED.sub("", stripped(_PAUSE.sub("", signs)))


def _stem(fact: Fact, words: Sequence[str]) -> str | None:
    """The name of a fact without the word that it ends in; None where it ends in none of them."""
    for name in (_COUNTED.sub("", stripped(fact.name)), core(fact.name)):
        for word in words:
            if name.endswith(word):
                return core(name.removesuffix(word))
    return None


def _of_one_level(one: Fact, other: Fact) -> bool:
    """Whether two figures are told beside each other; what 其中 spoke of may have taken the second for its part."""
    return one is not other and (one.whole is other.whole or other.whole is one or one.whole is other)


def _aimed(fact: Fact) -> bool:
    return fact.asked or _AIMED.search(f"{fact.name}|{fact.tail}") is not None


def _follows(fact: Fact, term: Fact) -> bool:
    """Whether a figure is told behind another, in its sentence and paragraph, with no ； between."""
    if term.sentence is not fact.sentence or fact.sentence.texts[fact.figure] is not term.sentence.texts[term.figure]:
        return False
    return ";" not in fact.sentence.signs[fact.figure : term.figure]


def _beside(term: Fact, fact: Fact) -> bool:
    """Whether a term is told in the paragraph of its result."""
    return term.sentence is fact.sentence or term.sentence.texts[-1] is fact.sentence.texts[0]


def _text_of(fact: Fact) -> Text:
    return fact.sentence.texts[fact.figure]


def _begins(fact: Fact) -> bool:
    """Whether a fact is the first that its paragraph tells, but for a number before it."""
    sentence = fact.sentence
    return sentence.texts[fact.start] is _text_of(fact) and sentence.starts[fact.start] <= _NUMBER


def _called_alike(pair: tuple[Fact, Fact], formula: _Formula, result: Fact) -> bool:
    """Whether two figures are called alike but for the words of a formula: 全国财政收入, 全国财政支出; 对甲国出口, 自甲国进口.

    The one told later may go without what the other has said; a result that names more is of the same.
    """
    one, other = (
        _TOWARDS.sub("", _stem(fact, words) or "")
        for fact, words in zip(pair, (formula.one, formula.other), strict=True)
    )
    own = _TOWARDS.sub("", core(formula.result.sub("", stripped(result.name))))
    named = not own or own in one or one in own or _GENERAL.fullmatch(own) is not None
    first, later = pair if pair[0].sentence is not pair[1].sentence else sorted(pair, key=lambda fact: fact.figure)
    unsaid = later is pair[0] and first.sentence is later.sentence
    return named and (one == other or not (one if unsaid else other))
