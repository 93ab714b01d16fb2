"""The figures of a document where they are told, with all that is said around them: in sentences, and in the cells of printed
tables."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.crossing.paraphrased import OWN
from gouji.extraction.crossing.rowstold import names_of, read_like
from gouji.extraction.crossing.slips import PEOPLE
from gouji.extraction.drafting.draft import PrintedRow, Said, Value, span_of
from gouji.extraction.prose.names import pairs_of
from gouji.extraction.prose.retold import Mention, base_of, core_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence, dimension_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import fold_text

#: Signs behind a figure, and before its clause, that say what it is of; signs of a sentence; signs of a name that says enough.
_BEHIND: Final = 10
_AHEAD: Final = 30
_WIDE: Final = 320
_LEAST: Final = 2
_ENOUGH: Final = 3
#: Figures of a sentence on each side that are looked at; what a word counts that stands for all of its meaning.
_NEIGHBOURS: Final = 6
_WORD: Final = 3
_WHERE: Final = re.compile(
    rf"(?:^|[,;:。])((?:在|对(?![照标比应于])|针对|面向)[^,;:。{FIGURES}{DATE}]{{2,16}}(?<!不[足够准清深强严])(?<!过程中|情况下|基础上)(?<!方面)),"
)
_LEVEL: Final = re.compile("[省市州县区乡镇]本级|本级")
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_TOTAL: Final = re.compile(r"^(?:合计|总计|共计|小计)")
#: How much something changed, and not what it came to.
_CHANGED: Final = re.compile(
    r"(?:增加|增长|增收|增支|减少|减收|减支|下降|提高|降低|上升|上涨|下跌|净增|净减|压减|调增|调减|追加|核减|节约|多|少|低|高|超)[了出约]?$"
)
#: By what something was done: 根据下达的年度计划，…
_LED_BY: Final = re.compile(r"(?:按照?|根据|依据|对照|围绕)[^,;:。]*[,:]")
#: What has the word for a goal in its name, and is none: 任务完成率, 科技计划项目.
OF_A_GOAL: Final = re.compile(
    "[\u4e00-\u9fff]{2}完成率|[\u4e00-\u9fff]{2}执行率|计划(?:项目|书|生育)|行动计划|(?:规划|计划)局"
)
#: What ends so says who does it or what it is for; what is counted stands behind: 县级对22家医疗机构.
_TOWARDS: Final = re.compile(r"^.*(?:对|由|向|为|给|把|将|被|用于|分配到|带动|惠及|组织|依托|通过)$")
#: What comes of those that are counted, behind what they are: 22家医疗机构全部, 22家医疗机构具体承担.
_DONE_TO: Final = re.compile("(?<=[\u4e00-\u9fff]{2})(?:全部|具体|分别|共同|均|都)")
#: What is told of some of those that were counted before: 86家养老机构中，公办52家; 其中小学45所.
_SOME_OF: Final = re.compile(r"[中里内],[\u4e00-\u9fff]{0,2}$|其中$")
_JOINED: Final = re.compile(r"^.*[和与及、]")
_STOPS: Final = ",;:。()、"
_STOP: Final = re.compile(rf"[{_STOPS}{FIGURES}{DATE}]")
_NO_WORDS: Final = re.compile(rf"[{FIGURES}{DATE}0-9]")
_BOUNDS: Final = frozenset(("at_least", "at_most", "above", "below", "over", "about"))
#: Another time than that of the document, where it is not what something is compared with: 上年为8人, but not 比上年增加8人.
_OTHER_TIME: Final = re.compile(
    r"(?<![比较与同按占超])(?:上年|去年|前年|同期|上期|往年|明年|次年|下年|上半年|下半年|[一二三四]季度|年初(?![设制确既预拟]定)|历年|近年|[十一二三四五六七八九]五)"
    r"(?!相比|增|减|持平|同期)"
)
#: Up to a month that is not the last.
_SO_FAR: Final = re.compile(r"(?<![0-9])(?:[1-9]|1[01])月(?:份|底|末)?$")
#: By how much something changed since the year before; downward.
_SINCE: Final = re.compile(
    rf"[比较与](?:上年|去年|{DATE})[^,;:。]{{0,6}}(?:,[^,;:。]{{0,12}})?(?P<way>增加|增长|增收|增支|减少|减收|减支|下降|提高|降低|上升)[了各]?$"
)
_LESS: Final = re.compile("减|降")
_LAST_YEAR: Final = frozenset(("上年",))
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
#: Sentences of which none says of what year the others are.
_LOOSE: Final = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A figure where it is told. ``name``: what its clause calls it, ``own``: with the clause before where that says too
    little, ``said``: what stands behind it; ``wide``: all that its
    sentence and what leads to it say; ``beside``: the figures next to it with what they are called."""

    label: str
    value: Value
    figure: Figure
    kind: str
    name: str
    own: str
    said: str
    pairs: frozenset[str]
    wide: str
    beside: tuple[tuple[bool, Fraction, str, frozenset[str]], ...]
    source: object
    time: frozenset[str]
    years: frozenset[str]
    goal: bool
    change: bool
    at: int
    place: frozenset[str]
    """Where, or of whom, where a clause before says so: 在河东镇, …"""
    levels: frozenset[str]
    """Whose it is, where that is said: 市本级."""
    row: frozenset[Fraction]
    """What else the row of a table holds; nothing of a sentence."""
    lead: str
    """What its sentence says before it, without the sentence before."""
    total: bool
    """Whether it is the total of a column."""

    @property
    def called(self) -> tuple[str, str]:
        """The kind of the figure and what it is called: before it, or else behind it."""
        return self.kind, self.own or self.said

    @property
    def printed(self) -> bool:
        return bool(self.row)


class Places:
    """Reads them. ``plain`` takes the words out of a name that say nothing of what it is; ``goals``: how goals are told;
    ``year``: that of the title, of which everything is told that is told of no other."""

    def __init__(self, plain: Callable[[str], str], goals: re.Pattern[str], year: int | None) -> None:
        self._plain = plain
        self._goals = goals
        self._year = frozenset() if year is None else frozenset((str(year),))

    def in_text(self, told: Sequence[Mention]) -> Iterator[Told]:
        """The figures of sentences."""
        by_sentence: dict[int, list[Mention]] = {}
        for mention in told:
            by_sentence.setdefault(id(mention.sentence), []).append(mention)
        before: list[Told] = []
        all_read = [(found, list(self._in_sentence(found))) for found in by_sentence.values()]
        # what is told of no year is told of that of the title, or of the one told most so far; before any is, of the first
        dated = (one.years for _, made in all_read for one in made if len(one.years) == 1)
        first = next(dated, frozenset[str]()) if len(all_read) > _LOOSE else frozenset[str]()
        years = Counter(self._year)
        for found, read in all_read:
            now = self._year or frozenset(year for year, _ in years.most_common(1)) or first
            made = [one if one.years else replace(one, years=now) for one in read]
            years.update(year for one in made for year in one.years)
            yield from made
            yield from _gone_before([*before[-1:], *made], found[0].sentence)
            before = made or before

    def _in_sentence(self, told: Sequence[Mention]) -> Iterator[Told]:
        sentence = told[0].sentence
        signs = sentence.signs
        first = min(sentence.figures, default=0)
        around = [self._called(sentence, mention.at) for mention in told]
        heading = "" if sentence.heading is None else sentence.heading.text
        levels = frozenset(_LEVEL.findall(f"{heading}{signs}"))
        wide = self._plain(_NO_WORDS.sub("", signs)[:_WIDE])
        days = [spot for spot, sign in enumerate(signs) if sign == DATE]
        for at, mention in enumerate(told):
            if mention.figure.base <= 0 or mention.figure.bound in _BOUNDS:
                continue
            name, own, said = around[at]
            beside = tuple(
                (
                    abs(near - at) == 1,
                    base_of(told[near].figure),
                    told[near].figure.unit.symbol,
                    pairs_of("".join(around[near][1:])),
                )
                for near in range(max(0, at - _NEIGHBOURS), min(len(told), at + _NEIGHBOURS + 1))
                if near != at
            )
            lead = signs[: mention.at]
            months = (
                "月"
                for spot in days[: bisect_left(days, mention.at)]
                if not any(sign in FIGURES for sign in lead[spot:])
                if _SO_FAR.search(sentence.span(spot, spot + 1).text)
            )
            time = frozenset(months) | frozenset(
                found[0]
                for found in _OTHER_TIME.finditer(lead)
                if found.start() < first or not any(sign in FIGURES for sign in lead[found.end() :])
            )
            years = frozenset(
                year
                for spot in days[: bisect_left(days, mention.at)]
                if spot < first or not any(sign in FIGURES for sign in lead[spot:])
                for year in _YEAR.findall(sentence.span(spot, spot + 1).text)
            )
            yield Told(
                _label(signs, mention.at) or sentence.span(mention.at, mention.at + 1).text,
                mention.value,
                mention.figure,
                mention.kind.replace(*PEOPLE),
                name,
                own,
                said,
                pairs_of(f"{own}{said}"),
                wide,
                beside,
                sentence,
                time,
                years,
                self._is_goal(lead),
                _CHANGED.search(lead) is not None,
                mention.at,
                frozenset(_WHERE.findall(lead)),
                levels,
                frozenset(),
                re.split("[;。]", lead)[-1],
                False,
            )

    def _called(self, sentence: Sentence, at: int) -> tuple[str, str, str]:
        """What a figure is called in its clause, with the clause before where that says too little, and what stands behind it."""
        signs = sentence.signs
        begin = at
        while begin > 0 and not _STOP.match(signs[begin - 1]):
            begin -= 1
        tail = _DONE_TO.split(_STOP.split(signs[at + 1 : at + 1 + _BEHIND], maxsplit=1)[0], maxsplit=1)[0]
        before = signs[begin:at]
        if begin and signs[begin - 1] in FIGURES:
            before = _JOINED.sub("", before)  # 60个人脸识别点位和48个卡口: what stands behind the figure before
        elif len(tail) > _LEAST - 1 and begin and signs[begin - 1] == "、":
            ahead = re.split("[、,;:。]", signs[: begin - 1])[-1]
            if ahead and not any(sign in FIGURES for sign in ahead):
                before = ""  # 甲镇、乙乡、丙乡4个乡镇: how many names stand there
        name, said = _words(self._plain(core_of(before))), self._plain(tail)
        if len(said) > _LEAST and _TOWARDS.match(before):
            name = ""
        own = name
        if not name and said and weight_of(pairs_of(said)) >= _ENOUGH:
            return name, own, said
        if (
            weight_of(pairs_of(f"{own}{said}")) < _LEAST
            and begin
            and not _SOME_OF.search(f"{signs[:begin]}{before[:_LEAST]}")
        ):
            # 年度目标不低于70%, 实际为71.4%: the clause before says what it is
            ahead = re.split("[;。]", signs[max(0, begin - _AHEAD) : begin])[-1]
            own = f"{_words(self._plain(_NO_WORDS.sub('', ahead)))}{own}"
        return name, own, said

    def _is_goal(self, lead: str) -> bool:
        """Whether what is told is what was meant to be, and not what came of it."""
        clause = OF_A_GOAL.sub("", _LED_BY.sub("", re.split("[;。]", lead)[-1]))
        last = max((found.end() for found in self._goals.finditer(clause)), default=-1)
        told = clause[last:].partition(",")
        if last < 0 or (told[1] and not any(sign in FIGURES for sign in told[0])):
            return False  # 落实过紧日子的要求, …
        return not re.search("实际|完成(?!率)|已", clause[last:])

    def in_table(self, rows: Sequence[PrintedRow], units: set[str]) -> Iterator[Told]:
        """The figures of a printed table in ``units`` that the text has."""
        totals = [row for row in rows if _TOTAL.match(fold_text(row.name.text))]
        named = [*names_of(rows).items(), *(("", row) for row in totals if len(totals) == 1)]
        for name, row in named:
            own = self._plain(name)
            if name and len(own) < _LEAST:
                continue
            figures = {at: figure for at, (span, _) in row.cells.items() if (figure := parse_figure(span.text))}
            for at, (span, unit) in row.cells.items():
                figure = figures.get(at)
                if figure is None or not figure.plain or figure.value <= 0:
                    continue
                sign = unit or figure.unit.symbol or _unit_behind(row.name.text)
                if sign not in units:
                    continue
                like = parse_figure(f"1{sign}")
                made = read_like(span, unit or sign, like) if like is not None else None
                if made is None:
                    continue
                head = fold_text(row.headers.get(at, ""))
                called = own or self._plain(_BRACKETS.sub("", head))
                yield Told(
                    row.name.text,
                    made[0],
                    made[1],
                    dimension_of(made[1]).replace(*PEOPLE),
                    called,
                    called,
                    "",
                    pairs_of(called),
                    f"{own}{head}",
                    (),
                    row,
                    frozenset(found[0] for found in _OTHER_TIME.finditer(head)),
                    frozenset(_YEAR.findall(head)) or self._year,
                    self._is_goal(head),
                    _CHANGED.search(head) is not None,
                    0,
                    frozenset(),
                    frozenset(_LEVEL.findall(f"{fold_text(name)}{head}")),
                    frozenset(Fraction(other.value) for other in figures.values()),
                    "",
                    not name,
                )


def _gone_before(told: Sequence[Told], sentence: Sentence) -> Iterator[Told]:
    """What figures were a year before, where it is told by how much they have changed since: 846万元，比上年增加28万元."""
    for one, change in pairwise(told):
        if not change.change or one.change or one.figure.unit != change.figure.unit or change.source is not sentence:
            continue
        lead = sentence.signs[: change.at]
        lead = lead[one.at + 1 :] if one.source is sentence else lead
        way = _SINCE.search(lead)
        if way is None or any(sign in FIGURES for sign in lead) or one.goal or one.time:
            continue
        value = one.figure.value - change.figure.value * (-1 if _LESS.search(way["way"]) else 1)
        figure = parse_figure(f"{value}{one.figure.unit.symbol}")
        if figure is None or value <= 0 or figure.unit != one.figure.unit:
            continue
        told_as = Said(f"{value}{one.figure.unit.symbol}", span_of(one.value))
        years = frozenset(str(int(year) - 1) for year in one.years) if len(one.years) == 1 else frozenset()
        past = replace(
            one, label=f"{one.label}（减去增减额的上年数）", value=told_as, figure=figure, source=object(), beside=()
        )
        if years:
            yield replace(past, years=years)
        yield replace(past, time=_LAST_YEAR, years=frozenset())


def _label(signs: str, at: int) -> str:
    """What a figure is called, for those who read it: the words before it, or those behind it."""
    before = [core_of(piece) for piece in _STOP.split(signs[max(0, at - _AHEAD) : at])]
    tail = _STOP.split(signs[at + 1 : at + 1 + _BEHIND], maxsplit=1)[0].lstrip("的")
    if len(tail) > _LEAST and _TOWARDS.match(before[-1]):
        return tail
    if before[-1] or len(tail) >= _LEAST:
        return before[-1] if len(before[-1]) >= _LEAST else f"{before[-1]}{tail}"
    return next((words for words in reversed(before) if len(words) >= _LEAST), "")


def _unit_behind(name: str) -> str:
    """The unit in brackets behind the name of a row: 建设面积(万亩)."""
    found = re.search(r"[(（]([^()（）]{1,4})[)）]$", name)
    return found[1] if found is not None else ""


def _words(name: str) -> str:
    return re.sub(rf"[{_STOPS}{FIGURES}{DATE}]", "", name)


def weight_of(pairs: Iterable[str]) -> int:
    """How much pairs of signs say: a word of several meanings alike is a word of some signs."""
    return sum(_WORD if pair[0] >= OWN and pair[1] == chr(ord(pair[0]) + 1) else 1 for pair in pairs)


__all__ = ["OF_A_GOAL", "Places", "Told", "weight_of"]
