"""Figures with their dimensions: in what they are counted, and for each of what they are told.

每人每月300元, 525元/人·天, 亩均95元, 单价320元, 平均每个小区180户, 每千人口2.6人: a figure for each of something is a
quotient; what it is for each of may be a time. What is counted is known by its measure, or by what it is called
(入驻企业32家 of 企均).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import text_of
from gouji.extraction.prose.amounts import measure_of
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import Sentence
from gouji.extraction.tried.regions import One, Region
from gouji.figures.units import find_unit

#: What stands between 每 and the figure: what it is for each of, and what is told of that.
_EACH: Final = re.compile(r"每(?P<power>[百千万](?![\u4e00-\u9fff]?元))?(?:一(?!般))?(?P<of>[\u4e00-\u9fff]{1,12})")
_MEAN: Final = re.compile(
    r"(?P<month>[月日年])?(?:平均)?(?P<of>人次|批次|班次|台套|(?![年月日平])[\u4e00-\u9fff])均(?P<later>每?[月日年](?!度))?"
)
_OF_TIME: Final = re.compile(r"(?P<time>[年月日季周天])(?:度)?(?:人)?(?:平均|均(?!衡))")
_YIELD: Final = re.compile(r"(?:平均)?亩产")
_PRICE: Final = re.compile(r"单价")
_QUOTIENT: Final = re.compile("[每均]|单价|亩产")
#: 月租金, 年薪: what it costs for so long.
_RENT: Final = re.compile(r"(?P<time>[月年日])(?:租金|薪|工资|租|服务费|费用)[\u4e00-\u9fff]{0,4}$")
#: 300床×150元.
_TIMED: Final = re.compile(r"[×xX*]\||\|[×xX*]")
_SLASH: Final = re.compile(r"^[^/]{0,12}/(?P<first>[\u4e00-\u9fff]{1,4}?)(?:[/·.*×](?P<second>[\u4e00-\u9fff]{1,3}))?$")
_BEHIND: Final = re.compile(r"^(?:[/每]|一)(?P<first>[\u4e00-\u9fff]{1,2})(?:[/·每](?P<second>[\u4e00-\u9fff]{1,2}))?")
#: A limit, or one of two that are compared.
_COMPARED: Final = re.compile(
    r"[由从][^,;]{0,6}$|[低高少多]于|超过|以[内下上]|提高|增[长加]|减少|下降|上限|限额|最[高低多少]|起付|间隔|收入水平|纯收入|可支配|生产总值|GDP|消费支出|寿命"
)
#: Words that are no measures though 每 or 均 stands with them.
_NO_MEASURE: Final = frozenset("平为已不分达可未全成由按超低高")
_TIMES: Final[Mapping[str, str]] = {
    "月": "months",
    "个月": "months",
    "年": "years",
    "年度": "years",
    "天": "days",
    "日": "days",
    "季": "quarters",
    "季度": "quarters",
    "周": "weeks",
    "学期": "terms",
}
_PEOPLE: Final = frozenset(("人", "名", "位", "生"))
_ALIKE: Final[Mapping[str, frozenset[str]]] = {
    "人": frozenset(("人", "名", "位")),
    "户": frozenset(("户", "家")),
    "家": frozenset(("户", "家")),
    "次": frozenset(("次", "场", "场次", "批次", "人次", "趟")),
    "批": frozenset(("批", "批次")),
    "场": frozenset(("场", "场次", "次")),
    "车": frozenset(("辆", "台", "车次")),
    "台": frozenset(("台", "套", "台套")),
    "套": frozenset(("台", "套", "台套")),
    "学时": frozenset(("学时", "课时")),
    "课时": frozenset(("学时", "课时")),
    "册": frozenset(("本", "册")),
    "本": frozenset(("本", "册")),
    "棵": frozenset(("棵", "株")),
    "株": frozenset(("棵", "株")),
    "天": frozenset(("天", "日")),
    "班": frozenset(("班", "班次")),
    "个": frozenset(("个", "家", "所", "处", "座")),
}
_BARE: Final = re.compile(r"^(?:个|名|位|家|所|处|座|项|户|支|条|辆)(?=[\u4e00-\u9fff]{2})")
_DATES: Final = re.compile(r"(?<![0-9])(?P<from>[0-9]{1,2})月?\s*[-—~至]\s*(?P<to>[0-9]{1,2})\s*月")
_IN_WORDS: Final = re.compile(r"([两二三四五六七八九十]{1,2})(个月|年|天|季度)")
#: How much of a year is told of, by the months of it.
_PARTS: Final = (
    ("前三季度", 9),
    ("半年", 6),
    ("季度", 3),
    ("当月", 1),
    ("月份", 1),
    ("全年", 12),
    ("年度", 12),
    ("一年", 12),
)
_WORKDAYS: Final = re.compile(r"(?:工作|开放|开馆|营业|运行)日")
#: Signs of a name and of what stands behind a figure that say what it counts.
_NAME: Final = 10
_TAIL: Final = 5
_TWO: Final = 2
#: Signs about figures whose words say for how long.
_ABOUT: Final = 60
_COUNTED: Final = re.compile(r"(?:数量?|为|是|达到?|约|[()])+$")
#: Texts before a cell without words among which its name is looked for.
_UP: Final = 6


@dataclass(frozen=True, slots=True)
class Per:
    """For each of what a figure is told. ``measure``: how that is counted; ``noun``: what it is called; ``time``: for how long
    besides; ``power``: for each hundred or thousand of them. Neither measure nor noun: 单价."""

    measure: str
    noun: str = ""
    time: str = ""
    power: int = 1
    mean: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A figure with the words around it. ``order``: the number of its sentence, row or cell among all that hold figures."""

    one: One
    name: str
    tail: str
    order: int
    sentence: Sentence | None
    at: int
    bound: str
    per: Per | None

    @property
    def measure(self) -> str:
        return measure_of(self.one.figure)

    @property
    def key(self) -> tuple[int, int]:
        """Where it stands among the others."""
        return self.order, self.at

    @property
    def plain(self) -> str:
        """Its sentence with a sign for each figure."""
        return self.sentence.signs if self.sentence is not None else ""

    def raw(self, other: Term) -> str:
        """The signs between this and another figure of its sentence."""
        return self.plain[self.at + 1 : other.at]

    def number(self, measure: str) -> Fraction:
        """How many there are in a measure: 128 of 12800公顷 in 平方公里."""
        unit = find_unit(measure)
        if unit is None or unit.dimension.startswith(("count", "number")) or unit.dimension != self.one.kind:
            unit = find_unit(self.measure) if not self.one.kind.startswith("count") else None
        return Fraction(self.one.base) if unit is None else Fraction(self.one.base) / unit.scale


def terms_of(
    document: Document, mentions: Sequence[Mention], ones: Sequence[One], regions: Iterable[Region]
) -> list[Term]:
    """All figures of a document that have a unit, of sentences and of tables, in their order."""
    texts = list(document.texts)
    order = {id(text): number for number, text in enumerate(texts)}
    found: list[tuple[tuple[int, int], object, One, str, str, Sentence | None, int, str]] = []
    for mention, one in zip(mentions, ones, strict=True):
        name, _, tail = mention.words.partition("\n")
        if not name and one.place[0] in order:
            name = _above(texts, order[one.place[0]], mention)
        key, sentence = (order.get(one.place[0], 0), one.place[1]), mention.sentence
        found.append((key, id(sentence), one, name, tail, sentence, mention.at, mention.figure.bound))
    taken = {one.place for one in ones}
    for region in regions:
        for row in region:
            for _, one in row.ones:
                if one.place not in taken and one.figure.unit.symbol:
                    taken.add(one.place)
                    key = (order.get(one.place[0], 0), one.place[1])
                    found.append((key, id(row), one, one.name, "", None, 0, ""))
    found.sort(key=lambda item: item[0])
    out: list[Term] = []
    number, last = 0, None
    for _, group, one, name, tail, told, at, bound in found:
        number += group != last
        last = group
        out.append(Term(one, name, tail, number, told, at, bound, per_of(one, name, tail)))
    return out


def _above(texts: Sequence[object], at: int, mention: Mention) -> str:
    """The words of the cell above one that is a figure and nothing else."""
    if len(mention.sentence.signs.strip("。;,")) > 1:
        return ""
    found = ""
    for number in range(at - 1, max(-1, at - 1 - _UP), -1):
        text = str(getattr(texts[number], "text", "")).strip()
        if len(text) <= _NAME * _TWO and not re.search("[0-9]", text):
            if _QUOTIENT.search(text):
                return text
            found = found or text
    return found


def per_of(one: One, name: str, tail: str) -> Per | None:
    """For each of what a figure is, if it is."""
    if one.kind in ("ratio", "score") or one.figure.value == 1 or _COMPARED.search(name):
        return None
    slash = _SLASH.match(re.sub(r"[0-9.,]", "", text_of(one.value) or "")) or _BEHIND.match(tail)
    if slash is not None:
        first, second = slash["first"], slash["second"] or ""
        return Per(_measured(first), "", second) if first not in _TIMES else Per("", "", first)
    each = [found for found in _EACH.finditer(re.sub("(?=每)", "\n", name))]
    if each:
        return _each(each, "均" in name)
    if (mean := _last(_MEAN, name)) is not None and mean["of"] not in _NO_MEASURE:
        time = (mean["month"] or (mean["later"] or "")[-1:]) or ""
        return Per(_measured(mean["of"]), mean["of"], time, mean=True)
    if (timed := _last(_OF_TIME, name)) is not None:
        return Per("", "", timed["time"], mean=True)
    if (rent := _RENT.search(name)) is not None:
        return Per("", "", rent["time"])
    if _YIELD.search(name):
        return Per("亩", mean=True)
    return Per("") if _PRICE.search(name[-4:]) or (one.kind == "money" and _TIMED.search(f"{name}|{tail}")) else None


def _last(pattern: re.Pattern[str], name: str) -> re.Match[str] | None:
    return next((found for found in reversed(list(pattern.finditer(name))) if len(name) - found.end() <= _NAME), None)


def _each(found: Sequence[re.Match[str]], mean: bool) -> Per | None:
    measure = noun = time = ""
    power = 1
    for one in found:
        words = one["of"]
        timed = next((word for word in sorted(_TIMES, key=len, reverse=True) if words.startswith(word)), "")
        if timed:
            time = timed
            continue
        if measure or noun:
            time = next((words[:size] for size in (2, 1) if find_unit(words[:size]) is not None), time)
            continue
        bare = _BARE.match(words)
        measure = next((words[:size] for size in (4, 3, 2, 1) if find_unit(words[:size]) is not None), "")
        noun = words[bare.end() :][:_TWO] if bare is not None else words[:_TWO] if not measure else ""
        noun = words[:1] if not measure and not bare else noun
        measure = _measured(measure)
        power = {"百": 100, "千": 1000, "万": 10000}.get(one["power"] or "", 1)
    if not measure and not noun and not time:
        return None
    return Per(measure, noun, time, power, mean)


def _measured(word: str) -> str:
    return "人" if word in _PEOPLE else word


def counts(term: Term, per: Per) -> bool:
    """Whether a figure says how many there are of what another is for each of."""
    kind, measure = term.one.kind, term.measure
    if term.per is not None or kind in ("ratio", "score", "money") or term.one.base <= 0:
        return False
    if not per.measure and not per.noun:
        return not per.time and kind not in ("days", "months", "hours")
    around = term.name[-_NAME:] + term.tail[:_TAIL]
    if per.noun and len(per.noun) >= _TWO:
        return kind.startswith("count") and per.noun in around
    if per.measure:
        unit = find_unit(per.measure)
        alike = measure in _ALIKE.get(per.measure, (per.measure,)) or measure == f"{per.measure}次" != "人次"
        if alike or (unit is not None and not unit.dimension.startswith("count") and unit.dimension == kind):
            return True
    word = per.noun or per.measure
    return (
        kind.startswith("count")
        and bool(word)
        and (
            word in term.tail[:2]
            or term.name.endswith(word)
            or (len(word) == 1 and word in term.name[-4:] and measure in "个家户所人名" and per.measure not in _PEOPLE)
        )
    )


def readings(per: Per | None) -> Iterator[Per]:
    """For each 人天, or for each 人 and 天."""
    if per is None:
        return
    yield per
    if per.measure[1:] in _TIMES and per.measure[:1] in _PEOPLE:
        yield replace(per, measure=per.measure[:1], time=per.measure[1:])


def words_near(term: Term, near: Sequence[Term]) -> str:
    """The words about some figures, with dates as they are printed."""
    spans: dict[int, tuple[Sentence, int, int]] = {}
    for one in (term, *near):
        if one.sentence is not None:
            _, low, high = spans.get(one.order, (one.sentence, one.at, one.at))
            spans[one.order] = one.sentence, min(low, one.at - _ABOUT), max(high, one.at + _ABOUT)
    texts = (told.span(max(0, low), min(len(told.signs), high)).text for told, low, high in spans.values())
    return "\n".join((*texts, term.name))


def times_of(per: Per, near: Iterable[Term], count: Term | None, words: str) -> tuple[set[Fraction], set[Fraction]]:
    """For how many months, days or years it may be: as it is told, and as it may be besides. ``words``: those near it."""
    if not per.time:
        return {Fraction(1)}, set()
    kind = _TIMES.get(per.time, "")
    told: set[Fraction] = set()
    for other in near:
        if other is count:
            continue
        unit = other.one
        if (kind == "months" and unit.kind == "months") or (kind == "days" and unit.kind in ("days", "workdays")):
            told.add(Fraction(unit.base))
        elif kind == "years" and other.measure == "年":
            told.add(Fraction(unit.figure.value))
        elif kind == "quarters" and unit.kind == "months" and other.measure.endswith("季度"):
            told.add(Fraction(unit.base) / 3)
        elif kind == "terms" and other.measure == "学期":
            told.add(Fraction(unit.base))
    if not kind:
        told = {other.number(per.time) for other in near if other is not count and counts(other, Per(per.time))}
        return (told, {Fraction(1)}) if told else ({Fraction(1)}, set())
    scale = {"months": 1, "quarters": 3, "years": 12}.get(kind)
    for found in _IN_WORDS.finditer(words):
        many = number_of(found[1]) * {"个月": 1, "年": 12, "季度": 3, "天": 1}[found[2]]
        if (kind == "days") == (found[2] == "天") and (scale or found[2] == "天"):
            told.add(Fraction(many, scale or 1))
    if told:
        return told, {Fraction(1)}
    if scale is not None:
        dates = ((int(found["from"]), int(found["to"])) for found in _DATES.finditer(words))
        parts = [(end - start) % 12 + 1 for start, end in dates][:1]
        parts = parts or [months for word, months in _PARTS if word in words][:1]
        if kind == "years":
            return {Fraction(1)}, set()
        parts = parts or ([12] if per.mean and count is None else [])
        if not parts and per.mean:
            return {Fraction(1)}, {Fraction(12, scale)}
        return {Fraction(months, scale) for months in parts}, {Fraction(1), Fraction(12, scale)}
    if kind == "days" and "全年" in words and not _WORKDAYS.search(words):
        return {Fraction(365)}, {Fraction(366), Fraction(1)}
    return (set(), {Fraction(1)}) if kind != "terms" else ({Fraction(1)}, {Fraction(2)})


def same_kind(total: Term, each: Term) -> bool:
    """Whether an amount may be so many times another: money of money, 人次 of 人, 吨 of 公斤."""
    if each.per is not None and each.per.power > 1 and not total.name.endswith(_COUNTED.sub("", each.name)[-_TWO:]):
        return False  # 每千人口执业医师: of what is called so
    if total.one.kind == each.one.kind:
        return not total.one.kind.startswith("count") or total.measure in _ALIKE.get(each.measure, (each.measure,))
    return {total.measure, each.measure} == {"人", "人次"}
