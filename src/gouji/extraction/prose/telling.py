"""The facts that a clause tells: mostly one, or a list of as many figures as names."""

from __future__ import annotations

from typing import Final

from gouji.extraction.prose.facts import Change, Fact, kind_of, two_counts
from gouji.extraction.prose.predicates import Predicates
from gouji.extraction.text import phrases
from gouji.extraction.text.clauses import Clause
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re

#: Facts of one clause.
_MOST_TOLD: Final = 3


class Telling:
    """Makes facts of clauses. ``ways`` finds the words for more and less that a name may end with (收入总计增加)."""

    def __init__(self, ways: re.Pattern[str], predicates: Predicates) -> None:
        self._grown = phrases.grown(ways.pattern)
        self._predicates = predicates

    def facts(self, sentence: Sentence, start: int, end: int, clause: Clause) -> list[Fact]:
        """The facts of a clause: mostly one; a whole and its part; or one after the other (24个小区投入5906万元)."""
        signs = sentence.signs
        among = phrases.AMONG.match(signs[start:end])
        if among is not None:
            at, other = start + among.start("whole"), start + among.start("part")
            whole = Fact(sentence, start, at, at, clause.level, clause.depth)
            part = Fact(sentence, at + 1, other, other, clause.level, clause.depth, tail=signs[other + 1 : end])
            if kind_of(whole) == kind_of(part):
                part.whole = whole
                return [whole, part]
        first = self._fact(sentence, start, end, clause)
        if first is None:
            return []
        made = [first]
        if first.changes and first.changes[0].prior is not None and first.changes[0].prior < first.figure:
            at = first.changes[0].prior
            made.insert(0, Fact(sentence, start, at, at, clause.level, clause.depth, before=True))
            return made
        if first.changes or first.shares or first.done:
            return made
        at = first.figure
        while (following := _counted(sentence, at + 1, end)) is not None and len(made) < _MOST_TOLD:
            if signs[following] in RATIO + POINTS + BARE:
                break
            if following == at + 1 and not two_counts(sentence, at):
                break
            made.append(
                Fact(
                    sentence, at + 1, following, following, clause.level, clause.depth, tail=signs[following + 1 : end]
                )
            )
            at = following
        return made

    def _fact(self, sentence: Sentence, start: int, end: int, clause: Clause) -> Fact | None:
        signs = sentence.signs
        text = signs[start:end]
        moved = phrases.FROM_TO.match(text)
        if moved is not None:
            made = Fact(
                sentence, start, start + moved.end("name"), start + moved.start("now"), clause.level, clause.depth
            )
            made.changes.append(Change(prior=start + moved.start("prior"), rate_way=moved["word"], way=moved["word"]))
            return made
        figure = _counted(sentence, start, end)
        if figure is None:
            return None
        name_end = figure
        while start < name_end and signs[start] == DATE:
            start += 1
        made = Fact(sentence, start, name_end, figure, clause.level, clause.depth)
        made.tail = signs[figure + 1 : end]
        made.average = phrases.AVERAGE.match(text) is not None or phrases.BY_UNIT.match(made.tail) is not None
        grown = self._grown.match(made.name)
        if grown is not None:
            made.grown = (start + grown.start("name"), start + grown.end("name")), grown["way"]
        portion = None
        if signs[figure] == RATIO:
            portion = phrases.PORTION.match(made.name) or phrases.PORTION_IS.match(made.name)
        if portion is not None:
            (a, b), (c, d) = portion.span("part"), portion.span("base")
            made.portion = (start + a, start + b), (start + c, start + d)
        made.before = made.grown is None and _of_before(made)
        made.asked = phrases.IS_BASE.search(made.name) is not None and made.tail[:1] == "的" and made.tail[1:2] == RATIO
        rest = signs[figure + 1 : end]
        # 教育支出11.26亿元增长4.1%, 占 … without a pause
        told = any(character in FIGURES for character in rest)
        # 比上年19.73万元减少1.87万元 begins a paragraph: the change is told without what has changed
        if rest and told and (not made.before or phrases.CHANGED.match(rest)):
            self._predicates.read(rest, figure + 1, made, [made])
        return made


def unnamed(sentence: Sentence, start: int, end: int, clause: Clause) -> list[Fact]:
    """三项支出27.91亿元，分别为12.46亿元、4.98亿元、10.47亿元: facts without names of their own."""
    signs = sentence.signs[start:end]
    if len(signs) < 3 or any(sign not in FIGURES and sign not in "、和与" for sign in signs):
        return []
    figures = [start + at for at, sign in enumerate(signs) if sign in FIGURES]
    return [Fact(sentence, at, at, at, clause.level if not n else 1, clause.depth) for n, at in enumerate(figures)]


def in_turn(sentence: Sentence, start: int, end: int, clause: Clause) -> list[Fact]:
    """一标段、二标段分别为82座、66座: as many facts as names and figures; none where their numbers differ."""
    signs = sentence.signs
    word = max(signs.find("分别", start, end), signs.find("依次", start, end))
    if word < 0:
        return []
    names = [found.span() for found in re.finditer(r"(?:[^、和与及]|及(?=以[上下]))+", signs[start:word])]
    figures = [at for at in range(word, end) if signs[at] in FIGURES]
    if len(names) != len(figures):
        # 卫生、教育、社会保障和就业支出分别为: 和 may be a part of a name
        names = [found.span() for found in re.finditer("[^、]+", signs[start:word])]
    if len(names) < 2 or len(names) != len(figures):
        return []
    made = []
    for number, ((first, last), figure) in enumerate(zip(names, figures, strict=True)):
        level = clause.level if not number else 1
        made.append(Fact(sentence, start + first, start + last, figure, level, clause.depth))
    return made


def _of_before(fact: Fact) -> bool:
    """Whether a fact is only what others are compared with."""
    name = fact.sentence.span(fact.start, fact.end).text if fact.end > fact.start else ""
    if phrases.COMPARED.match(fact.tail) and (
        name[:1] in ("与", "同", "和", "较", "比") or phrases.WITH_DATE.search(fact.name)
    ):
        return True
    return phrases.OF_BEFORE.search(name) is not None


def _counted(sentence: Sentence, start: int, end: int) -> int | None:
    """The figure that a clause is about: no time limit before another figure, and a bare number only with decimals."""
    signs = sentence.signs
    # 0.06次/10万公顷: what something is reckoned by is no figure of its own
    told = [at for at in range(start, end) if signs[at] in FIGURES and signs[at - 1 : at] not in ("/", "／")]
    figures = [at for at in told if signs[at] != BARE]
    if not figures:
        return next((at for at in told if signs[at] == BARE and sentence.figures[at].ulp < 1), None)
    first = sentence.figures[figures[0]]
    limit = len(figures) > 1 and first.unit.dimension in phrases.TIMES
    return (
        figures[1]
        if limit and (first.bound == "at_most" or phrases.WITHIN.match(signs, figures[0] + 1))
        else figures[0]
    )
