"""By how many points two rates differ, as rows of the table of changes (变动): 比全国(5.2%)高0.8个百分点, 占比相差14.2个百分点.

The rate that another is compared with is printed beside the points, or both are called by their names. The other one stands
before in the sentence; where several do, the one that makes the points, and else none. In the sentences before, what is
called so is likely to be meant, which is a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.facts import Fact, Gap, Read, kind_of
from gouji.extraction.prose.names import alike, begins_alike, in_order, stripped
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.phrases import GAP_OF_LAST_TWO, GAP_OF_SCOPE, GAP_OF_TWO
from gouji.extraction.text.sentences import FIGURES, RATIO, Sentence
from gouji.faults import regex as re

#: Facts before a gap among which those are looked for that it names.
_FAR: Final = 24
#: Facts before a gap between two scopes, each of which may be told in a chapter of its own.
_FAR_SCOPE: Final = 120
#: Signs of a paragraph in which the scope stands that it tells of.
_OPENING: Final = 16
_BOTH: Final = frozenset("二两")
#: What a rate is called by in its own name, and what kind of rate each word means.
_GROWTH: Final = re.compile(r"(?:增速|增幅|增长率|增长速度|涨幅|降幅|增长)$")
_SHARE: Final = re.compile(r"(?:占比|比重|比例|份额)$")
_HIGHER: Final = frozenset("高快多超大")
_MORE, _LESS = "高", "低"
#: Rates beside which one of growth is as likely to be compared.
_OF_OTHERS: Final = re.compile(r"占|比重|比例|完成|达到")
#: Signs that say which of two names is meant.
_TELLING: Final = 2


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate where it is printed. ``decimals``: those that it has as a goal, which is not rounded."""

    sentence: Sentence
    at: int
    decimals: int | None = None

    @property
    def worth(self) -> Fraction:
        return self.sentence.figures[self.at].base

    @property
    def printed(self) -> Value:
        span = self.sentence.span(self.at, self.at + 1)
        if self.decimals is None:
            return span
        return Said(f"{self.sentence.figures[self.at].value:.{self.decimals}f}%", span)

    @property
    def step(self) -> Fraction:
        """What its last digit is worth."""
        if self.decimals is None:
            return self.sentence.figures[self.at].step
        return Fraction(1, 100 * int(10**self.decimals))


def read_gaps(facts: Sequence[Fact], read: Read, wording: Wording, write: Writer) -> None:
    """Write the gaps of one section; ``facts`` holds all facts of the document so far."""
    less, goals = any_of(wording.less), any_of(wording.goals)
    before = len(facts) - len(read.facts)
    for gap in read.gaps:
        near = facts[max(0, before + gap.told - _FAR) : before + gap.told]
        figure = gap.sentence.figures[gap.points]
        if figure.bound not in ("", "about") or figure.base <= 0:
            continue
        if gap.other is None:
            told = [fact for fact in read.facts if fact.sentence is gap.sentence and fact.figure < gap.start]
            if (found := GAP_OF_SCOPE.match(gap.sentence.signs, gap.start)) is not None:
                around = facts[max(0, before + gap.told - _FAR_SCOPE) : before + gap.told]
                _of_scope(gap, found, around, less, write)
                continue
            if GAP_OF_LAST_TWO.match(gap.sentence.signs, gap.start):
                _of_last_two(gap, write)
                continue
            _of_two(gap, [*near, *(fact for fact in told if fact not in near)], write)
            continue
        other, here = _compared(gap, gap.other, goals), _before(gap)
        makes_it = next((rate for rate in here if _makes(rate, other, gap)), None)
        if makes_it is not None:
            _told(gap, makes_it, other, write, False)
        elif here and not figure.bound and _spoken_of(here, gap, less):
            _told(gap, here[0], other, write, False)
        elif not here and (own := _called(gap, near, less)) is not None:
            _told(gap, own, other, write, not _makes(own, other, gap))


def _compared(gap: Gap, at: int, goals: re.Pattern[str]) -> _Rate:
    """What a rate is compared with: 比目标4%低0.63个百分点, where the goal is just 4.00%."""
    told, points = gap.sentence.figures[at], gap.sentence.figures[gap.points]
    fine = told.ulp > points.ulp and goals.search(gap.sentence.signs, gap.start, at) is not None
    return _Rate(gap.sentence, at, max(0, -int(points.value.as_tuple().exponent)) if fine else None)


def _before(gap: Gap) -> list[_Rate]:
    """The rates told before a gap in its sentence, up to a ；, the last one first; none in brackets."""
    signs, figures = gap.sentence.signs, gap.sentence.figures
    begun = signs.rfind(";", 0, gap.start) + 1
    outside = (at for at in range(gap.start - 1, begun - 1, -1) if signs[at] == RATIO)
    return [
        _Rate(gap.sentence, at)
        for at in outside
        if signs.count("(", begun, at) == signs.count(")", begun, at) and not figures[at].bound and figures[at].base > 0
    ]


def _spoken_of(here: Sequence[_Rate], gap: Gap, less: re.Pattern[str]) -> bool:
    """Whether the last rate before a gap is surely compared, though it does not make the points.

    It stands in the clause before, has not fallen, and is no share or rate of completion beside others.
    """
    signs, at = gap.sentence.signs, here[0].at
    begun = max(signs.rfind(sign, 0, at) for sign in ",;:。") + 1
    clause, behind = signs[begun:at], signs[at + 1 : gap.start]
    close = not any(sign in FIGURES for sign in behind) and behind.count(",") <= 1
    plain = less.search(clause) is None and (len(here) == 1 or _OF_OTHERS.search(clause) is None)
    return close and plain


def _makes(rate: _Rate, other: _Rate, gap: Gap) -> bool:
    """Whether a rate differs from another by the points that are told."""
    told = gap.sentence.figures[gap.points]
    shift = rate.worth - other.worth if gap.way[:1] in _HIGHER else other.worth - rate.worth
    return abs(shift - told.base) <= (rate.step + other.step + told.step) / 2


def _called(gap: Gap, near: Sequence[Fact], less: re.Pattern[str]) -> _Rate | None:
    """The rate of the last fact before that is called like the subject of a gap: 全市收入增幅, 全市一般公共预算收入."""
    subject = stripped(gap.sentence.signs[gap.subject[0] : gap.subject[1]])
    kind = _GROWTH.search(subject)
    name = _GROWTH.sub("", subject)
    if kind is None or len(name) < _TELLING:
        return None
    for fact in reversed(near):
        if in_order(name, fact.name) and (rate := _growth(fact, less)) is not None:
            return rate
    return None


def _growth(fact: Fact, less: re.Pattern[str], falls: bool = False) -> _Rate | None:
    """By how much a fact has grown; or fallen, where that is asked."""
    told = [
        change.ratio
        for change in fact.changes
        if change.ratio is not None and (less.fullmatch(change.rate_way or change.way) is not None) is falls
    ]
    return _Rate(fact.sentence, told[0]) if told else None


def _of_two(gap: Gap, near: Sequence[Fact], write: Writer) -> None:
    """商品、服务投诉占比相差14.2个百分点: both rates are those of facts told before."""
    found = GAP_OF_TWO.match(gap.sentence.signs, gap.start)
    if found is None:
        return
    one, other = (_rated(found[name], near, found["kind"]) for name in ("one", "other"))
    if one is None or other is None or one == other:
        return
    high, low = (one, other) if one.worth >= other.worth else (other, one)
    _row(gap, (high, low), _MORE, write, False)


def _of_last_two(gap: Gap, write: Writer) -> None:
    """甲地降6.3%，乙地降0.6%，二者相差5.7个百分点: the two rates of the sentence; of several, the last two that make it."""
    here = _before(gap)
    if len(here) < 2:
        return
    high, low = sorted(here[:2], key=lambda rate: rate.worth, reverse=True)
    called = len(here) == 2 and gap.sentence.signs[gap.start] in _BOTH
    if high.worth > low.worth and (called or _makes(high, low, gap)):
        _row(gap, (high, low), _MORE, write, False)


def _of_scope(gap: Gap, found: re.Match[str], near: Sequence[Fact], less: re.Pattern[str], write: Writer) -> None:
    """我省零售额增长11.3%。……全国零售额增长10.9%。……我省零售额增幅高于全国0.4个百分点: both were told, by scope and name.

    What is called alike may be told of the other scope in the paragraph that begins with it. Only a pair that makes the
    points is taken, else one whose names leave no doubt, as a remark.
    """
    name, scope = stripped(found["name"]), found["scope"]
    falls = found["kind"] == "降幅"
    grown = [(fact, rate) for fact in near if (rate := _growth(fact, less, falls)) is not None]
    own = [rate for fact, rate in grown if alike(name, fact.name) and not _in_scope(fact, scope)]
    other = [
        rate
        for fact, rate in grown
        if _in_scope(fact, scope)
        and (
            alike(name, fact.name)
            or (len(rest := stripped(fact.name).removeprefix(scope)) > _TELLING and name.endswith(rest))
        )
    ]
    pairs = [(one, two) for one in reversed(own) for two in reversed(other)]
    makes_it = next((pair for pair in pairs if _makes(*pair, gap)), None)
    if makes_it is not None:
        _told(gap, *makes_it, write, False)
    elif len(pairs) == 1:
        _told(gap, *pairs[0], write, True)


def _in_scope(fact: Fact, scope: str) -> bool:
    """Whether a fact is told of a scope: by its name, or in the paragraph that begins with the name of it."""
    if stripped(fact.name).startswith(scope):
        return True
    return scope in fact.sentence.texts[0].text.lstrip()[:_OPENING]


def _rated(name: str, facts: Sequence[Fact], kind: str) -> _Rate | None:
    """The rate of the only fact that is called so."""
    asked = stripped(name)
    called = []
    for fact in reversed(facts):
        own = stripped(fact.name)
        common = begins_alike(asked, own)
        if common < _TELLING or (common < len(asked) and common < len(own) and asked[common - 1] not in "类型部级区"):
            continue
        shares = [*(ratio for ratio, _ in fact.shares), *(() if fact.settled is None else (fact.settled,))]
        ratios = shares if _SHARE.search(kind) else []
        if _GROWTH.search(kind):
            ratios = [change.ratio for change in fact.changes if change.ratio is not None]
        elif not ratios and kind_of(fact) == "ratio":
            ratios = [fact.figure]
        if ratios:
            called.append(_Rate(fact.sentence, ratios[0]))
    return called[0] if len({rate.worth for rate in called}) == 1 else None


def _told(gap: Gap, own: _Rate, other: _Rate, write: Writer, doubt: bool) -> None:
    _row(gap, (own, other), _MORE if gap.way[:1] in _HIGHER else _LESS, write, doubt)


def points_of(gap: Gap) -> Value:
    """The points of a gap without the words that say that they are rounded."""
    span = gap.sentence.span(gap.points, gap.points + 1)
    return Said(span.text.lstrip("约近大将接"), span)


def _row(gap: Gap, rates: tuple[_Rate, _Rate], way: str, write: Writer, doubt: bool) -> None:
    sentence = gap.sentence
    a, b = gap.subject
    label: Value = sentence.span(a, b) if b > a else rates[0].printed
    if rates[1].worth <= 0:
        return
    cells: dict[str, Value] = {
        "项目": label,
        "本期": rates[0].printed,
        "上期": rates[1].printed,
        "变动额": points_of(gap),
    }
    write("变动", {**cells, "方向": way}, doubt)
