"""Running text as facts: a name, its figure, and what the words behind it say of the figure (a share, a change, a rate)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gouji.document.model import Span
from gouji.extraction.text.phrases import YEAR
from gouji.extraction.text.sentences import DATE, Sentence, dimension_of
from gouji.figures import Figure


@dataclass(slots=True)
class Change:
    """A change of a fact. Positions of figures in the sentence; ``way`` and ``rate_way`` are the words that were used."""

    amount: int | None = None
    way: str = ""
    ratio: int | None = None
    rate_way: str = ""
    prior: int | None = None
    back: bool = False
    """Whether it is told against something else than the period before."""
    lead: tuple[int, int] = (0, 0)
    """The words before the word for more or less: 比年初预算."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure is said to be above, below or up to: 91.0%，达到90%的目标; 3起，低于控制指标82起.

    ``figure`` and ``at`` are the positions of the limit and of what is held against it; no ``way``: the figure of the limit
    says it. Not ``sure``: it may say how far off something is, or be said of something else.
    """

    way: str
    figure: int
    at: int
    sure: bool = True


@dataclass(slots=True, eq=False)
class Fact:
    """A named figure of a sentence, and what is said of it. Two of them are never the same, whatever they say.

    ``name`` and ``figure`` are positions in the sentence; the name may be empty. ``whole`` is the fact of which it is a
    part, ``sign`` its sign in a running sum (0: none). ``level``: the separator before it (0 the first of a clause run,
    1 、 2 ， 3 ； 4 。).
    """

    sentence: Sentence
    start: int
    end: int
    figure: int
    level: int
    depth: int
    shares: list[tuple[int, tuple[int, int]]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    done: tuple[int | None, tuple[int, int], int] | None = None
    done_besides: list[tuple[int | None, tuple[int, int], int]] = field(default_factory=list)
    """What else it is told to be a rate of: 为预算数37亿元的91%，为全年目标42亿元的81%."""
    limits: list[Limit] = field(default_factory=list)
    """What it, or a rate that is told of it, is said to be above, below or up to."""
    grown: tuple[tuple[int, int], str] | None = None
    """What its name says has changed by it, and the word for more or less: 支出总计增加100.46万元."""
    portion: tuple[tuple[int, int], tuple[int, int]] | None = None
    """The names of the part and of the whole of which a ratio is the share: 税收收入占财政收入66.19%."""
    settled: int | None = None
    """A share of it that is one of what it and others come to."""
    average: bool = False
    whole: Fact | None = None
    opener: str = ""
    sign: int = 0
    onto: tuple[int, int] | None = None
    """The name of the figure that it is added to, where that was told before: 预算收入加上转移支付538.8亿元."""
    tail: str = ""
    ended: bool = False
    """Whether its parts are complete: nothing more may be added."""
    parts: list[Fact] = field(default_factory=list)
    part_level: int = 0
    inside: str = ""
    """The whole that it was told of by name: 基本支出中，……"""
    before: bool = False
    """Whether its figure is of the period before: 与上年的6925万元相比."""
    asked: bool = False
    """Whether it is only what something is a rate of: 完成年初预算11860万元的114.7%."""
    colon: bool = False
    """Whether its parts stand after a colon, so that they may be parted by ；."""

    @property
    def name(self) -> str:
        """The words before the figure."""
        return self.sentence.signs[self.start : self.end]

    @property
    def outermost(self) -> Fact:
        """The whole that it belongs to in the end; itself if it is no part."""
        return self if self.whole is None else self.whole.outermost


@dataclass(slots=True)
class Ratios:
    """A structure printed as 9.1:50.8:40.1; positions of its figures."""

    sentence: Sentence
    figures: list[int]
    told: int
    """How many facts of the section the sentences before it tell."""
    proven: bool = False
    """Whether it is only that of a whole of which all its figures but one are shares."""


@dataclass(slots=True)
class Comparison:
    """Words that say which of two figures told before is the greater: 决算数大于预算数.

    ``one`` and ``other`` are their names, ``sign`` what is said (``>``, ``<``, ``≤``); ``told`` is how many facts of the
    section were told before.
    """

    sentence: Sentence
    one: tuple[int, int]
    other: tuple[int, int]
    sign: str
    told: int


@dataclass(frozen=True, slots=True)
class Level:
    """Words that say that what they name is as large as what they compare it with; ``span`` is where they stand."""

    words: str
    other: str
    span: Span


@dataclass(slots=True)
class Gap:
    """By how many points a rate differs from another: 比全国(5.2%)高0.8个百分点.

    ``other`` and ``points`` are positions of figures; no ``other``: both rates are called by their names. ``subject`` are
    the words of the clause before, ``told`` is how many facts of the section the sentences before it tell.
    """

    sentence: Sentence
    start: int
    subject: tuple[int, int]
    way: str
    other: int | None
    points: int
    told: int


@dataclass(slots=True)
class Read:
    """What a run of sentences says."""

    facts: list[Fact]
    ratios: list[Ratios]
    insides: list[tuple[str, list[Fact]]]
    lists: list[list[Fact]]
    """Names of wholes told apart from their parts (“基本支出中，…”), with those parts; facts told in one list (“分别为”)."""
    comparisons: list[Comparison] = field(default_factory=list)
    blankets: list[Comparison] = field(default_factory=list)
    """Words that say of all that was told before them that it is done: 各类项目均已超额完成."""
    gaps: list[Gap] = field(default_factory=list)
    paces: list[Gap] = field(default_factory=list)
    """By how many points something is ahead of the time that has gone by, or behind it."""
    structures: list[Ratios] = field(default_factory=list)
    """Rates of which a word says that together they are all of something: 贡献率分别为……."""


def by_text(facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    """Facts by the ``id`` of the text that their figure is printed in."""
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        found.setdefault(id(fact.sentence.texts[fact.figure]), []).append(fact)
    return found


def kind_of(fact: Fact) -> str:
    """What a fact is counted in; a bare 万 may be money."""
    return kind_of_figure(fact.sentence.figures[fact.figure])


def kind_of_figure(figure: Figure) -> str:
    """What a figure is counted in, where 项 counts what 个 does: 6个项目，其中基础设施项目3项."""
    if figure.unit.dimension == "count:项":
        return "count:个"
    return dimension_of(figure)


def two_counts(sentence: Sentence, at: int) -> bool:
    """Whether a figure and the one right behind it count two kinds of things: 培训4期320人次; or money: 减免14户6.8万元."""
    kinds = [kind_of_figure(sentence.figures[place]) for place in (at, at + 1)]
    return kinds[0] != kinds[1] and kinds[0].startswith("count") and kinds[1].startswith(("count", "money"))


def dated_before(fact: Fact, at: int) -> int | None:
    """The place of the last year told before a figure in the sentence of a fact."""
    signs = fact.sentence.signs
    place = signs.rfind(DATE, 0, at)
    while place >= 0 and not YEAR.match(fact.sentence.span(place, place + 1).text):
        place = signs.rfind(DATE, 0, place)
    return place if place >= 0 else None


def year_before(fact: Fact, at: int) -> int | None:
    """The last year told before a figure in the sentence of a fact."""
    place = dated_before(fact, at)
    found = YEAR.match(fact.sentence.span(place, place + 1).text) if place is not None else None
    return int(found[0]) if found is not None else None
