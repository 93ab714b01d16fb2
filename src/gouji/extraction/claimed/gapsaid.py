"""By how much a figure is more or less than another, with a word for which way: 完成46万元，为预算45万元的102.2%，短收1万元.

Which two are meant is said by the figures: those that differ by just so much. Which of them is compared with is said by what it
is called (上年, 预算, 全省, 由…), or by which is named first. Where every such pair goes the other way, it is a hint.
Words without a figure are held against the two that are told of both sides: 支出15万元，较上年下降，上年为14万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.claimed.terms import EARLIER, Term, alike, in_turn, joined, terms_of
from gouji.extraction.claimed.weighing import OWN, near_in_size
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.language import Table

_N: Final = rf"[^{FIGURES}{DATE},;:。()]"
_LINK: Final = (
    "(?:[安排支付花用发报缴收建拨完成培训办理投入产下达]{0,4}(?:了|出|为|约|近|达到?|幅度?|幅为|资金|金额|[“”])*)"
)
_MOOD: Final = re.compile(
    "(?:有所|略有?|稍有?|明显|大幅度?|小幅|持续|继续|逐[年步渐]|稳步|总体|呈|保持|仍|进一步|显著|再次|同比)"
)
#: What is hoped for or asked, and what is not the figure itself but what makes it.
_NOT_SO: Final = re.compile(
    "力争|确保|预计|有望|争取|如果|若|是否|拟|下年|明年|建议|平均每|以内|不得|不应|不超|应当?|原因|由于|因为|主要是"
)
_FELL_BY: Final = re.compile("[降跌减]幅")
_FROM: Final = re.compile(
    rf"(?:^|[^自理缘来])[由从]{_N}*$|原[有来为是]?{_N}{{0,8}}$|(?:改造|实施|调整|整改|治理|改革)前"
)
_COMPARED: Final = re.compile("(?:[比较与和同过]|(?<=[高低多少大小快慢优劣])于)([^,;:。()]+)$")
_PART_OF: Final = re.compile("其中")
#: 2.03:1 is one figure.
_TO_ONE: Final = re.compile(rf"(?<=[{FIGURES}]):[{FIGURES}]")
_WORDED: Final = re.compile("[成半]|分之")
#: What is left of what was planned; of what there was before it says nothing.
_REST: Final = re.compile("余|缺|欠|差|盈|未完成")
_NOT: Final = frozenset("不未没无")
_AGAINST: Final = frozenset("于过")
_BY_WHICH: Final = re.compile(f"[比较与]{_N}|原因|因|由于|受|使|令|[增涨降跌减][速幅势]")
_LINKS: Final = re.compile("[比较与和同的]|年度?")
_RANK: Final = re.compile(r"第(?P<rank>[0-9]{1,3})[位名]")
_PLACES: Final = re.compile(
    r"(?P<up>上升|提升|前移|前进|进|提高|跃升|升|晋升)|(?P<down>下降|后移|下滑|后退|退|降低|降|回落|跌)"
)
_MOST: Final = 16
_BACK: Final = 60
_SHORT: Final = 2
_FAR: Final = 4
#: How much finer than a rate the figures have to be that it is of; how much coarser than a difference they may be.
_FINE: Final = 20
_ROUND: Final = 5
#: Lines before a claim among which figures are looked for, as long as they are short.
_LINES: Final = 6
_LONG: Final = 120


@dataclass(frozen=True, slots=True)
class _Claim:
    """A word for which way at ``way``, the figure ``by`` of how much, or none, and the words of its clause from ``start``."""

    sentence: Sentence
    up: bool
    start: int
    way: tuple[int, int]
    by: int | None
    end: bool
    """Whether the figure is not by how much, but up to what: 延长至3天."""

    @property
    def words(self) -> str:
        """The words of its clause up to the figure."""
        return _TO_ONE.sub("", self.sentence.signs[self.start : self.way[1] if self.by is None else self.by])

    @property
    def way_words(self) -> str:
        """The word for which way."""
        return self.sentence.signs[self.way[0] : self.way[1]]


class GapsSaid:
    """Reads them with the words of a pack."""

    def __init__(self, wording: Wording) -> None:
        self._more = frozenset(wording.above)
        words = either(tuple(sorted({*wording.above, *wording.below}, key=lambda word: (-len(word), word))))
        self._by = re.compile(rf"(?P<way>{words})(?:{_LINK}|(?<=[于过出]){_N}{{1,16}}?)(?P<by>[{FIGURES}])")
        self._alone = re.compile(rf"(?P<way>{words})(?:了|的?(?:态势|趋势|水平|情况))*(?=[,;。()]|$)")
        self._changed = re.compile(rf"(?P<way>{words}){_LINK}$")
        self._to = re.compile(rf"(?P<way>{words})(?:[至到为成])(?P<by>[{FIGURES}])")
        self._plan, self._yard = any_of((*wording.fixed, *wording.asked)), any_of(wording.yards)
        self._then = re.compile(rf"{EARLIER}|{DATE}")

    def read(self, found: Sequence[Sentence], table: Table, draft: Draft) -> None:
        """Write what does not hold to the table of changes."""
        known = {
            place_of(row.cells.get(name))
            for row in draft.tables.get(table.name, ())
            if row.cells.get("上期") is not None
            for name in ("变动额", "变动率")
        }
        for at, sentence in enumerate(found):
            if not any(sign in FIGURES for sign in sentence.signs):
                continue
            for claim in self._claims(sentence):
                if claim.by is not None and place_of(sentence.span(claim.by, claim.by + 1)) in known:
                    continue
                row = self._held(claim, found, at)
                if row is not None:
                    draft.say(table, row, True)
            for row in _ranks(sentence):
                draft.say(table, row, True)

    def _claims(self, sentence: Sentence) -> Iterator[_Claim]:
        signs = sentence.signs
        for form in (self._by, self._to):
            for found in form.finditer(signs):
                figure = sentence.figures[found.start("by")]
                if signs[found.start("by") - 1] == "的":  # 低于平均的7家
                    continue
                if figure.base > 0 and figure.bound in ("", "about", "over"):
                    up = found["way"] in self._more
                    yield self._claim(sentence, *found.span("way"), up, found.start("by"), form is self._to)
        for at, figure in sentence.figures.items():
            if (
                figure.bound == "over" and figure.text.startswith("超") and signs[at] != RATIO
            ):  # 超出0.7万元: read as a bound
                yield self._claim(sentence, at, at + 1, True, at, False)
        for found in self._alone.finditer(signs):
            if signs[found.start() - 1 : found.start()] in _NOT:
                continue
            yield self._claim(sentence, *found.span("way"), found["way"] in self._more, None, False)

    def _claim(self, sentence: Sentence, at: int, to: int, up: bool, by: int | None, end: bool) -> _Claim:
        start = _begin(sentence.signs, at)
        if by is None and start > 0 and sentence.signs[start - 1] in FIGURES:  # 较上年21万人有所增长
            figure = start - (3 if _TO_ONE.match(sentence.signs, start - 2) else 1)
            before = _begin(sentence.signs, figure)
            start = before if _COMPARED.search(sentence.signs, before, figure) else start
        return _Claim(sentence, up, start, (at, to), by, end)

    def _held(self, claim: _Claim, found: Sequence[Sentence], at: int) -> dict[str, Value] | None:
        """The row of a claim that no pair bears out."""
        if _NOT_SO.search(claim.words):
            return None
        if claim.by is None and (row := self._contrary(claim)) is not None:
            return row
        for scope, far in scopes(found, at):
            by = None if claim.by is None else claim.by + far
            terms = nearest([term for term in terms_of(scope) if claim.end or term.at != by], claim.way[0] + far)
            pairs = list(self._pairs(claim, terms, scope, by))
            if pairs:
                now, ref, _ = pairs[0]
                return None if any(right for _, _, right in pairs) else self._row(claim, now, ref)
            if claim.end:
                break
        return None

    def _contrary(self, claim: _Claim) -> dict[str, Value] | None:
        """人口比上年减少0.4万人，总量略有增加: all that the sentence tells went the other way."""
        sentence = claim.sentence
        mood = _MOOD.search(sentence.signs, claim.start, claim.way[1])
        lead = max(sentence.signs.rfind(sign, 0, claim.start) for sign in ",;。:")
        if mood is None or _BY_WHICH.search(sentence.signs, lead + 1, claim.way[1]):
            return None
        told = [found for found in self._by.finditer(sentence.signs) if found.start() < claim.start]
        if not told or len({found["way"] in self._more for found in told}) > 1:
            return None
        first = told[-1]
        if (first["way"] in self._more) == claim.up or re.search("[;。:]", sentence.signs[first.start() : claim.start]):
            return None
        if sentence.figures[first.start("by")].base <= 0:
            return None
        return {
            "项目": sentence.span(claim.start, claim.way[1]),
            "方向": Said("减少" if claim.up else "增加", sentence.span(*first.span("way"))),
            "所记": value_in(sentence, first.start("by")),
            "说法": Said("增加" if claim.up else "减少", sentence.span(*claim.way)),
        }

    def _pairs(
        self, claim: _Claim, terms: Sequence[Term], scope: Sentence, by: int | None
    ) -> Iterator[tuple[Term, Term, bool]]:
        """The pairs that are meant, what is compared with second, and whether they go the way that is said."""
        gap = scope.figures[by] if by is not None else None
        sizes = _FELL_BY.search(claim.words) is not None
        told = _object(claim.words)
        role = next((role for role in (self._then, self._plan, self._yard) if told and role.search(told)), None)
        rest = _REST.search(claim.way_words) is not None
        changes = [term for term in terms if self.is_change(term)]
        if gap is not None and not told and any(self._is_other(claim, term, gap) for term in changes):
            return  # 新增3人、退出5人: neither is the whole difference
        terms = [
            term for term in terms if term.kind != "number" and (term.base > 0 or (term.base and term.kind == "ratio"))
        ]
        terms = [term for term in terms if not _WORDED.search(scope.figures[term.at].text)]
        terms = [term for term in terms if term not in changes or (claim.end and term.at == by)]
        for one, other in combinations(terms, 2):
            if one.kind != other.kind or one.base == other.base or (claim.end and by not in (one.at, other.at)):
                continue
            turned = self.turned(claim.words, claim.sentence.signs[claim.way[1] - 1] in _AGAINST, one, other)
            if turned is None:
                continue
            now, ref = turned
            by_time = in_turn(one, other) is not None
            if by_time and rest:
                continue
            if (by_time or one.kind == "ratio") and not (claim.end or told or same(now, ref)):
                continue
            if by is not None and not told and _PART_OF.search(scope.signs, min(one.at, other.at), by):
                continue
            a, b = (now.base, ref.base) if sizes else (now.growth, ref.growth)
            if claim.end:
                if now.at != by:
                    continue
            elif gap is None or by is None:
                if (
                    role is None
                    or not _of_it(claim.words, role, now)
                    or not near_in_size(now, ref)
                    or not same(now, ref)
                ):
                    continue
            elif not _differ(gap, scope.signs[by], now, ref, a, b):
                continue
            yield now, ref, (a > b) == claim.up

    def is_change(self, term: Term) -> bool:
        """Whether a figure only says by how much something went."""
        return term.kind != "ratio" and self._changed.search(term.words) is not None

    def _is_other(self, claim: _Claim, term: Term, gap: Figure) -> bool:
        found = self._changed.search(term.words)
        return found is not None and (found["way"] in self._more) != claim.up and term.kind == kind_of_figure(gap)

    def turned(self, words: str, against: bool, one: Term, other: Term) -> tuple[Term, Term] | None:
        """What is told, and what it is compared with, by the words of a claim. ``against``: what is compared with is named
        behind the word for which way (高于)."""
        told = _object(words) or words
        if self._then.search(told):
            turn = in_turn(one, other)
            return None if turn is None else (turn[1], turn[0])
        roles = [word for role in (self._yard, self._plan) for word in role.findall(told)]
        for pair in (_apart(one, other, re.compile(re.escape(word))) for word in roles):
            if pair is not None:
                return pair
        named = _named(words, one, other)
        if roles or named is not None or against:
            return named
        turn = in_turn(one, other)
        if turn is not None:
            return turn[1], turn[0]
        return _apart(one, other, _FROM) or _apart(one, other, self._plan) or _apart(one, other, self._yard)

    def _row(self, claim: _Claim, now: Term, ref: Term) -> dict[str, Value]:
        sentence = claim.sentence
        cells: dict[str, Value] = {
            "项目": Said(now.name, span_of(now.value)) if now.name else sentence.span(*claim.way),
            "本期": _plain(now),
            "上期": _plain(ref),
        }
        # 超过时间进度5.45个百分点: above something else, not more than before
        words = ("高", "低") if self._yard.search(claim.words) else ("增加", "减少")
        way = Said(words[0 if claim.up else 1], sentence.span(*claim.way))
        if claim.by is None or claim.end:
            return cells | {"方向": way}
        rate = sentence.signs[claim.by] == RATIO and now.kind != "ratio"
        told = value_in(sentence, claim.by)
        return cells | ({"变动率": told, "率方向": way} if rate else {"变动额": told, "方向": way})


def _ranks(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """由第9位变为第6位，上升3个位次: the first is the best."""
    signs = sentence.signs
    ranks = list(_RANK.finditer(signs)) if "第" in signs else []
    if len(ranks) != _SHORT:
        return
    first, last = ranks
    said = _PLACES.search(signs, last.end(), last.end() + _BACK) or _PLACES.search(signs, first.end(), last.start())
    turned = re.search("上年|去年|上期", signs[first.end() : last.start()])
    if said is None or (turned is None and not re.search(f"[由从]|上年|去年|{DATE}", signs[: first.start()])):
        return
    before, now = (last, first) if turned is not None else (first, last)
    moved = int(before["rank"]) - int(now["rank"])
    if moved and (moved > 0) != (said["up"] is not None):
        yield {
            "项目": sentence.span(before.start(), before.end()),
            "方向": Said("增加" if moved > 0 else "减少", sentence.span(now.start(), now.end())),
            "所记": Said(f"{abs(moved)}位", sentence.span(now.start(), now.end())),
            "说法": Said("减少" if moved > 0 else "增加", sentence.span(*said.span())),
        }


def scopes(found: Sequence[Sentence], at: int) -> Iterator[tuple[Sentence, int]]:
    """The sentence, then with those before it, as far as they are short, then with the one behind."""
    here, far = found[at], 0
    yield here, 0
    if len(here.signs) > _LONG:
        return
    for before in range(at - 1, max(-1, at - _LINES), -1):
        here, far = joined(found[before], here), far + len(found[before].signs)
        if found[before].figures:
            yield here, far
        if len(here.signs) > _LONG:
            break
    if at + 1 < len(found) and found[at + 1].figures:
        yield joined(found[at], found[at + 1]), 0


def nearest(terms: Sequence[Term], at: int) -> list[Term]:
    near = sorted(terms, key=lambda term: abs(term.at - at))[:_MOST]
    return sorted(near, key=lambda term: term.at)


def _apart(one: Term, other: Term, role: re.Pattern[str]) -> tuple[Term, Term] | None:
    """The two, the one last that has a role, where the other has not."""
    a, b = (role.search(_called(term)) is not None or _bounded(term, role) for term in (one, other))
    return None if a == b else (other, one) if a else (one, other)


def _begin(signs: str, at: int) -> int:
    """Where a clause begins, behind a pause or a figure."""
    start = at
    while start > 0 and at - start < _BACK and signs[start - 1] not in f",;。:{FIGURES}":
        start -= 1
    return start


def _called(term: Term) -> str:
    """The words before a figure, and those before the colon or the bracket where it has none of its own."""
    signs, start = term.sentence.signs, term.start
    if start > 1 and term.at - start < _SHORT and signs[start - 1] in ":(":
        start = _begin(signs, start - 1)
    return signs[start : term.at]


def _bounded(term: Term, role: re.Pattern[str]) -> bool:
    """A goal that is told by its bound alone: 不少于40场."""
    return role is not _FROM and term.sentence.figures[term.at].bound in ("at_least", "at_most")


def _named(words: str, one: Term, other: Term) -> tuple[Term, Term] | None:
    """By which is named first in the clause, where both are."""
    places = [_mention(words, _called(a), _called(b)) for a, b in ((one, other), (other, one))]
    if places[0] is None or places[1] is None or places[0] == places[1]:
        return None
    return (one, other) if places[0] < places[1] else (other, one)


def _mention(words: str, own: str, other: str) -> int | None:
    """Where words name one thing and not the other."""
    pairs = (own[at : at + _SHORT] for at in range(len(own) - 1))
    places = [words.find(pair) for pair in pairs if pair not in other]
    return min((place for place in places if place >= 0), default=None)


def _differ(gap: Figure, sign: str, now: Term, ref: Term, a: Fraction, b: Fraction) -> bool:
    """Whether two figures differ by just so much."""
    one, other = (term.sentence.figures[term.at] for term in (now, ref))
    off = Fraction(max(one.step, other.step, gap.step)) / 2
    if sign == POINTS:
        return now.kind == "ratio" and abs(abs(a - b) - gap.base) <= off
    if sign == RATIO and now.kind != "ratio":
        if gap.bound or a > _FAR * b or not same(now, ref):
            return False
        room = (now.half + ref.half * a / b) / b
        return room * _FINE <= gap.base and abs(abs(a / b - 1) - gap.base) <= gap.step / 2 + room
    if sign == RATIO or kind_of_figure(gap) != now.kind or off > _ROUND * gap.step:
        return False
    return abs(abs(a - b) - gap.base) <= off


def _object(words: str) -> str:
    """The words for what something is compared with, where it is said."""
    found = _COMPARED.search(words)
    return found[1] if found is not None else ""


def same(one: Term, other: Term) -> bool:
    """Whether two figures may be of one thing."""
    if not other.own or not one.own or not one.name or not other.name:
        return True
    a, b = one.name, other.name
    if alike(a, b) * 2 > min(len(a), len(b)):
        return True
    while a and b and a[-1] == b[-1]:  # 基金余额, 专户余额
        a, b = a[:-1], b[:-1]
    return alike(a, b) >= _SHORT


def _of_it(words: str, role: re.Pattern[str], now: Term) -> bool:
    """Whether what words are said of may be a figure: they name nothing, or what it is called."""
    found = role.search(words)
    who = _LINKS.sub("", words[: found.start()] if found is not None else words)
    return OWN.match(who) is not None or any(who[at : at + _SHORT] in now.name for at in range(len(who) - 1))


def _plain(term: Term) -> Value:
    """A figure as printed, without the sign of a goal, and below nought where it is a fall."""
    figure = term.sentence.figures[term.at]
    if figure.bound:
        return Said(f"{figure.value}{figure.unit.symbol}", term.sentence.span(term.at, term.at + 1))
    return term.signed


__all__ = ["GapsSaid", "nearest", "same", "scopes"]
