"""Rosters: figures of one kind that are told of several things, each with the words around it, in whatever layout.

Nothing is parsed for who is meant: the words between one figure and the one before it of its kind are the label of it, and a
thing is named by what its label has and no other label of the roster has. Figures of what was planned, of the year before
and of all together stand apart from those of the things themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.document.model import Document
from gouji.extraction.claimed.series import ProseSeries, Series, line_series, words_of
from gouji.extraction.claimed.seriestables import table_series
from gouji.extraction.drafting.draft import Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import base_of
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import FIGURES, RATIO, Sentence
from gouji.faults import regex as re

_PAUSE: Final = re.compile(rf"[,;:。()、|“”‘’《》{FIGURES}]")
#: What joins the records of a list, the strongest first.
_JOINS: Final = (";", "。", "、")
_GROWN: Final = re.compile(r"增[长速幅]|涨幅|降幅|同比|环比|±|增减")
_PARTED: Final = re.compile(r"其中|包括|分别|组成|构成|分为|:")
#: Words that only look like those for each of several.
HOMONYMS: Final = re.compile(r"平均|人均|户均|年均|日均|月均|亩均|均衡|均等|首都|都市|各[类级种自方]")
#: Signs of the words before a figure; members of a roster; rosters that begin in one text; texts between words and figures.
_BACK, _MOST, _MANY, _NEAR = 48, 60, 24, 8
_TIME: Final = re.compile(r"全年|当年|本年|今年|累计|[上下]半年|[一二三四]季度|本月|当月")
_DIGIT: Final = re.compile("[0-9]")
_ALIKE: Final = Fraction(9, 10)
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Member:
    """One figure: the stretches of words that may name what it is of, and where it stands in its sentence."""

    names: tuple[str, ...]
    value: Value
    base: Fraction
    at: int = -1

    @property
    def called(self) -> str:
        """The words to call it by."""
        return max(self.names, key=len, default="")


@dataclass(frozen=True, slots=True)
class Roster:
    """``role``: the words that all of its figures have before them, or the header above; ``form``: level, change or share."""

    members: tuple[Member, ...]
    kind: str
    role: str
    form: str
    first: int
    last: int
    sentence: Sentence | None = None
    table: int = -1
    turned: bool = False
    """Whether its figures are told in turn of names that stand before all of them."""

    @property
    def end(self) -> int:
        """Where its last figure stands in its sentence."""
        return max(member.at for member in self.members)


@dataclass(frozen=True, slots=True)
class _Told:
    at: int
    kind: str
    role: str
    form: str
    base: Fraction


class Rosters:
    """All of a document, by the texts that they stand in."""

    def __init__(
        self, document: Document, found: Sequence[Sentence], wording: Wording, order: Mapping[int, int]
    ) -> None:
        self._order = order
        asked = either((*wording.goals, *wording.plans))
        self._roles = (
            ("full", any_of(wording.fulls)),
            ("off", re.compile(r"[扣丢失]分?(?:了|为)?$")),
            ("prior", re.compile(r"上年|去年|同期|年初|上期|往年|^[比较]")),
            (
                "all",
                re.compile(
                    rf"{either(wording.sums)}|全[国省市县区州]|(?:^|[国省市县区州])平均(?:水平|值|数)?$|[^部]总[数量额]?$"
                ),
            ),
            ("asked", re.compile(rf"(?:{asked})(?:[值数额为是共]|投资|安排|要求)*$")),
        )
        more = tuple(word for word in wording.more if word not in wording.compared)
        less = tuple(word for word in wording.less if word not in wording.compared)
        self._way = re.compile(rf"(?:(?P<up>{either(more)}|涨)|(?P<down>{either(less)}|跌))(?:了|为|达到?|约)*$")
        self._by_text: dict[int, list[Roster]] = {}
        prose = ProseSeries(wording, order)
        series = [one for sentence in found for one in prose.of(sentence)]
        every = [_of_series(one) for one in (*series, *line_series(found, prose), *table_series(document, order))]
        every += [one for sentence in found for one in self._of_sentence(sentence)]
        every += [lost for lost in _losses(every)]
        if wording.rates:
            every += self._of_items(found, re.compile(rf"完成[^,;。()]{{0,6}}(?:{asked})[数值]?的$"), wording.rates[0])
        for one in every:
            if len(one.members) == _TWO and one.kind == "number" and one.table < 0:
                continue  # 里程26，投资1520: bare numbers of a line are hardly of two things
            for number in {one.first, one.last}:
                self._by_text.setdefault(number, []).append(one)

    def near(self, sentence: Sentence, at: int) -> list[Roster]:
        """Those told around a place, the nearest first."""
        here = self._order.get(id(sentence.texts[at]), 0)
        out: dict[int, tuple[int, Roster]] = {}
        for number in range(here - _NEAR, here + _NEAR + 1):
            for one in self._by_text.get(number, ())[:_MANY]:
                far = 0 if one.sentence is sentence else 1 + min(abs(here - one.last), abs(one.first - here))
                out.setdefault(id(one), (far, one))
        return [one for _, one in sorted(out.values(), key=lambda pair: pair[0])[:_MANY]]

    def _of_sentence(self, sentence: Sentence) -> Iterator[Roster]:
        if "|" in sentence.signs or len(sentence.figures) < _TWO:
            return
        groups: dict[tuple[str, str, str], list[_Told]] = {}
        for told in self._told(sentence):
            if told.role != "all":
                groups.setdefault((told.kind, told.role, told.form), []).append(told)
        for (kind, role, form), own in groups.items():
            if not _TWO <= len(own) <= _MOST:
                continue
            members: Sequence[Member] = list(_members(sentence, own))
            places = [self._order.get(id(sentence.texts[told.at]), 0) for told in own]
            members = _parts(sentence, _things(members))
            if len(members) >= _TWO:
                yield Roster(tuple(members), kind, role, form, min(places), max(places), sentence)

    def _of_items(self, found: Sequence[Sentence], rated: re.Pattern[str], role: str) -> Iterator[Roster]:
        """How much of what was planned each item of a list came to: （1）增值税3200万元，完成预算的104.1%."""
        run: list[Member] = []
        first = last = -_NEAR
        for sentence in found:
            for at in sorted(sentence.figures) if RATIO in sentence.signs else ():
                words = words_before(sentence.signs, at)
                if sentence.signs[at] != RATIO or sentence.figures[at].bound or rated.search(words) is None:
                    continue
                here = self._order.get(id(sentence.texts[at]), 0)
                if here == last:
                    continue
                if here != last + 1:
                    yield from _items(run, role, first, last)
                    run, first = [], here
                name = re.search(r"[\u4e00-\u9fff]{2,16}", sentence.texts[at].text)
                run.append(
                    Member(
                        (name[0] if name else words,), sentence.span(at, at + 1), Fraction(sentence.figures[at].base)
                    )
                )
                last = here
        yield from _items(run, role, first, last)

    def _told(self, sentence: Sentence) -> Iterator[_Told]:
        last = 0
        for at in sorted(sentence.figures):
            figure = sentence.figures[at]
            ahead = sentence.signs[max(last, at - _BACK) : at]
            last = at + 1
            if figure.bound or not figure.plain:
                continue
            words = _PAUSE.split(ahead.rstrip(",:("))[-1]
            role = next((name for name, form in self._roles if form.search(words)), "")
            if sentence.signs.startswith(f"的{RATIO}", at + 1):
                continue  # 占商品房销售面积118.9万平方米的88%: what it is of
            form, way = "level", self._way.search(words)
            kind = kind_of_figure(figure)
            base = Fraction(base_of(figure))
            if way is not None:
                form, base = "change", base if way["up"] is not None else -base
            elif kind == "ratio" and "占" in words:
                form = "share"
            yield _Told(at, kind, role, form, base)


def _items(run: Sequence[Member], role: str, first: int, last: int) -> Iterator[Roster]:
    if _TWO < len(run) <= _MOST:
        yield Roster(tuple(run), "ratio", role, "level", first, last)


def _members(sentence: Sentence, own: Sequence[_Told]) -> Iterator[Member]:
    before = -1
    for told in own:
        start = max(before + 1, told.at - _BACK)
        words = words_of(sentence, start, told.at)
        for join in _JOINS:
            if join in words.rstrip("。;、"):
                words = words[words.rstrip("。;、").rindex(join) + 1 :]
                break
        if before < 0:
            words = re.split(r"[:]|其中", words.rstrip(":"))[-1]
        names = tuple(name for name in _PAUSE.split(words) if name)
        yield Member(names[-3:], sentence.span(told.at, told.at + 1), told.base, told.at)
        before = told.at


def _things(members: Sequence[Member]) -> Sequence[Member]:
    """Those that are not of a time, where others are not: 州府市20.8件（全年249件），木河县1.1件（全年13件）."""
    things = [
        member for member in members if not any(_TIME.fullmatch(name.removeprefix("其中")) for name in member.names)
    ]
    return things if len(things) >= _TWO else members


def _parts(sentence: Sentence, members: Sequence[Member]) -> Sequence[Member]:
    """The members without what they are parts of, which is told before them."""
    among = sentence.signs.rfind("其中", members[0].at, members[-1].at)
    inner = [member for member in members if member.at > among]
    if among > 0 and len(inner) >= _TWO:
        return inner
    first, rest = members[0], members[1:]
    made = sum((member.base for member in rest), Fraction(0))
    if _PARTED.search(sentence.signs, first.at, rest[0].at) is not None:
        return rest if first.base >= _ALIKE * made else members
    return rest if len(rest) >= _TWO and _ALIKE * made <= first.base <= made / _ALIKE else members


def _of_series(series: Series) -> Roster:
    members = tuple(
        Member(tuple(dict.fromkeys(name for name in (item.label, item.name) if name)), item.value, item.signed, item.at)
        for item in series.items
    )
    grown = _GROWN.search(series.measure) is not None and re.search("贡献|拉动", series.measure) is None
    form = "change" if series.form == "level" and grown else series.form
    role = series.measure
    return Roster(
        members,
        series.items[0].kind,
        role,
        form,
        series.first,
        series.last,
        series.sentence,
        series.table,
        turned=series.sentence is not None
        and any(
            item.label
            and item.at >= 0
            and item.label not in words_of(series.sentence, max(0, item.at - _BACK), item.at)[-len(item.label) - 8 :]
            for item in series.items
        ),
    )


def _losses(rosters: Iterable[Roster]) -> Iterator[Roster]:
    """What each thing lost of the most that it could have: 满分20分，得17分."""
    groups: dict[tuple[int, int], list[Roster]] = {}
    for one in rosters:
        if one.form == "level" and one.kind in ("score", "number"):
            key = (id(one.sentence), -1) if one.sentence is not None else (0, one.table)
            groups.setdefault(key, []).append(one)
    for own in groups.values():
        for full in own[:_MANY]:
            if full.role != "full" and not re.search(r"满分|分值|权重|标准分", full.role):
                continue
            for got in own[:_MANY]:
                if (
                    got is full
                    or len(got.members) != len(full.members)
                    or re.search(r"扣|满分|分值|权重|full", got.role)
                ):
                    continue
                pairs = list(zip(full.members, got.members, strict=True))
                if all(whole.base >= part.base for whole, part in pairs):
                    yield replace(got, members=tuple(_lost(*pair) for pair in pairs), role="扣分失分丢分")
                    if all(whole.base for whole, _ in pairs):
                        rated = tuple(_rated(*pair) for pair in pairs)
                        yield replace(got, members=rated, role="得分率", kind="ratio")


def _lost(whole: Member, part: Member) -> Member:
    left = whole.base - part.base
    sign = re.sub(r"[0-9.,\s]", "", text_of(part.value) or "")
    value = Said(f"{_printed(left, '0.0001')}{sign}", span_of(part.value))
    return Member((*whole.names, *part.names), value, left, part.at)


def _rated(whole: Member, part: Member) -> Member:
    rate = Fraction(part.base) / whole.base
    value = Said(f"{_printed(100 * rate, '0.01')}%", span_of(part.value))
    return Member((*whole.names, *part.names), value, rate, part.at)


def _printed(number: Fraction, step: str) -> str:
    shown = (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal(step))
    return format(shown.normalize(), "f")


def named(words: str, roster: Roster) -> list[tuple[int, int, Member]]:
    """The members that words name: how many signs of a label that no other has stand in them, and where; in the order of the
    words."""
    out: list[tuple[int, int, Member]] = []
    if not all(any(member.names) for member in roster.members):
        return out
    for member in roster.members:
        others = [name for other in roster.members if other is not member for name in other.names]
        best = (0, -1)
        for name in member.names:
            for size in range(min(len(name), len(words)), best[0], -1):
                own = (name[at : at + size] for at in range(len(name) - size + 1))
                part = next((part for part in own if part in words and _own(part, name, others, words)), None)
                if part is not None:
                    best = (size, words.index(part))
                    break
        if best[0] >= _TWO:
            out.append((*best, member))
    if len(out) > 1:  # 第三产业对经济增长的贡献率: what is behind a name is of all of them
        heads = [one for one in out if any(name.startswith(words[one[1] : one[1] + one[0]]) for name in one[2].names)]
        out = heads or out
    return sorted(out, key=lambda one: one[1])


def _own(part: str, name: str, others: Sequence[str], words: str) -> bool:
    """Whether a part of a name is of no other; a whole name may be a part of others that the words do not tell: 及时, 不及时.
    Figures in it are not cut."""
    if _DIGIT.search(part) is not None:
        whole = re.compile(rf"(?<![0-9.]){re.escape(part)}(?![0-9.])")
        if not (whole.search(name) and whole.search(words)) or part.isdigit():
            return False
    longer = [other for other in others if part in other]
    return not longer or (part == name and part not in longer and not any(other in words for other in longer))
