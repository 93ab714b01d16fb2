"""Words that say who is first, last or most of several, held against every roster that names them: 失分最多的是产出,
主要来自企业所得税, 居第三位, 依次为甲、乙、丙.

Only the word and the names are read; the figures say the rest. What any roster near bears out is so. What all of them deny is
a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from gouji.document.model import Span
from gouji.extraction.claimed.rosters import HOMONYMS, Member, Roster, Rosters, named
from gouji.extraction.claimed.series import OTHERWISE, words_of
from gouji.extraction.drafting.draft import Draft, Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import Table

_CLAUSE: Final = re.compile(r"[^,;:。()]+")
_BUT: Final = re.compile(r"[但而且]")
_STOPS: Final = re.compile(r"[但而且、]")
_NTH: Final = re.compile(
    r"(?:[居列排占]|名列)[^,;:。()]{0,8}?第(?P<nth>[一二三四五六七八九十]{1,2})(?!产)|第(?P<place>[一二三四五六七八九十]{1,2})[位名](?!次)"
)
#: Which of two is the more: 更快, 相对较低.
_MORE: Final = re.compile(
    r"(?:更|略|稍|居|相对较?)(?:为|加)?(?:(?P<up>[高多大快强好长重])|(?P<down>[低少小慢弱差短轻]))(?!于)"
)
#: Words for an order, before the names or behind them, and those that say that it rises.
_TURN: Final = re.compile(
    r"(?:依次|顺次|分别|(?<!得)分)(?:[居列排]|位[居列]|名列)[^,;:。()]{0,6}?[第前一]"
    r"|(?:前(?P<top>[两二三四五六七八九十0-9])(?:[名位家强]|(?=[的为依分]))|排[名序]|位次|[高大多快强][^,;:。()]{0,3}?[到至向往][^,;:。()]{0,3}?[低小少慢弱]"
    r"|(?P<rises>[低小少慢弱][^,;:。()]{0,3}?[到至向往][^,;:。()]{0,3}?[高大多快强]))[^,;。()]{0,16}?(?:[为是有]|排[列序]|(?=[):,]))"
)
#: Names that are told in an order, without figures.
_NAMES: Final = re.compile(
    rf":?(?P<names>[^{FIGURES}{DATE},;:。()、和与及]{{2,16}}(?:[、和与及][^{FIGURES}{DATE},;:。()、和与及]{{2,16}})+)(?=[,;。]|$)"
)
_GROWTH: Final = re.compile(r"压[缩减]|幅度|增(?!值|加值|值税)|涨|[快慢]|速|降|减|升|回落")
_FALL: Final = re.compile(r"压[缩减]|降|减|跌|回落|下滑")
_LOST: Final = re.compile(r"失分|扣分|丢分|扣减")
_MADE: Final = re.compile(r"拉动|贡献")
_OTHER_KIND: Final = re.compile(r"缺口|差距|差额|结余|偏差|提升|节约|[人户亩年月日]均|平均|单[价位]|均价")
#: The figure of the one that was just named.
_OWN: Final = re.compile(rf"[,(]?(?:[为是达扣仅]|达到|共|得分?|有|约|高达)*(?P<at>[{FIGURES}])")
#: Signs between an order and the first figure of it; claims of one sentence that are looked at.
#: What several have in common, and no name of one.
_COMMON: Final = re.compile(
    r"增[长速幅减加]|下降|降幅|减少|同比|占比|比[重例]|达到|完成|实现|其中|合计|收入|支出|平均|总[数量额体]|全[年市县省区]"
)
_BY: Final = re.compile(r"(?:^|[^可予得难足所])以(?P<who>[^以]{2,}?)(?:等)?为(?:主|大头|主体|主力|主渠道)")
#: What comes behind the word for the first: 最低的是甲.
_IS: Final = re.compile(r"^(?:的[^,;。]{0,8}?)?(?:一?[项个类家月])?(?:份|度|仍|则|依然)*[是为]")
#: Who is second of those told before, and of one that is named; who is left out.
_NEXT: Final = re.compile(r"^(?:其次|次之)的?[是为](?P<who>.{2,})$|(?P<before>.{2,}?)(?:次之|居次|其次)$")
_SECOND: Final = re.compile(r"(?P<who>.{2,}?)[是为]?仅次于")
_LEFT_OUT: Final = re.compile(r"除(?:了)?(?P<but>[^,;。]{2,20}?)(?:之?外|以外)")
#: What sorts of things are called, behind their names.
_SORT: Final = re.compile(
    r"\s|的|等|[类项县镇乡村区市局校院所]|方面|指标|环节|部分|领域|行业|产业|板块|工作|业务|单位|街道"
)
_FIGURED: Final = frozenset(FIGURES)
#: Signs of a clause that may say who is first; a longer one is a list.
_LONGEST: Final = 300
_TWO, _CLOSE, _MANY, _MOST_LONG = 2, 24, 40, 6


@dataclass(frozen=True, slots=True)
class _Claim:
    """``who``: the words that name one; ``measure``: those that may say by what; ``way``: 1 for the greatest, -1 for the
    least; ``rank``: which of them."""

    sentence: Sentence
    start: int
    end: int
    who: str
    measure: str
    way: int
    rank: int
    loose: bool = False
    """Whether it only says that most is from there."""
    half: bool = False
    """Whether it says that it is more than half."""
    two: bool = False
    """Whether it says which of two is the more."""
    out: str = ""
    """Who is left out."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two members of which the words say that the one is before the other."""

    one: Member
    sign: str
    other: Member
    holds: bool
    sure: bool = False
    """Whether the words call one of a list in their own sentence by its whole name."""


class Mosts:
    """The words of a pack for the first and the last of several."""

    def __init__(self, wording: Wording) -> None:
        main = either((*wording.mainly, *wording.many))
        self._word = re.compile(
            rf"(?P<last>{either(wording.least)})|(?P<first>{either(wording.most)})|(?P<main>{main})"
        )
        self._half = re.compile(either(wording.many))
        self._not_so = re.compile(either(wording.no_most))
        self._rate = re.compile(f"率|进度|比例|{either(wording.satisfied)}")

    def read(self, found: Iterable[Sentence], rosters: Rosters, tables: Mapping[str, Table], draft: Draft) -> None:
        """Write them to the table of series."""
        table, compared = tables.get("序列"), tables.get("比较")
        if table is None:
            return
        known = {
            (id(span.source), at)
            for row in draft.tables.get(table.name, ())
            if (span := span_of(row.cells.get("事项"))) is not None
            for at in range(span.start, span.end)
        }
        places: dict[str, int] = {}
        for sentence in found:
            if compared is not None:
                self._placed(sentence, places, compared, draft)
            if "|" in sentence.signs:
                continue
            for claim in islice(self._claims(sentence), _MANY):
                span = sentence.span(claim.start, claim.end)
                if (id(span.source), span.start) in known:
                    continue
                near = rosters.near(sentence, claim.start)
                if claim.rank and (pair := _held(claim, near, self._rate)) is not None:
                    _say(span, pair, table, draft)
                    if pair.holds and compared is not None:
                        _own_figure(claim, pair.one, near, compared, draft)
            for found_turn in islice(_TURN.finditer(sentence.signs), _MANY):
                span = sentence.span(*found_turn.span())
                if (id(span.source), span.start) not in known and not self._not_so.search(found_turn[0]):
                    pair = _in_turn(sentence, found_turn, rosters.near(sentence, found_turn.start()))
                    if pair is not None:
                        _say(span, pair, table, draft)

    def _placed(self, sentence: Sentence, places: dict[str, int], table: Table, draft: Draft) -> None:
        """Write which of those that are told in an order one is said to be."""
        for turn in _TURN.finditer(sentence.signs):
            if (names := _NAMES.match(sentence.signs, turn.end())) is not None:
                listed = re.split("[、和与及]", names["names"])
                places.clear()
                places.update({name: -number if turn["rises"] else number for number, name in enumerate(listed, 1)})
        for clause in _CLAUSE.finditer(sentence.signs) if places else ():
            said = _NTH.search(clause[0])
            own = [name for name in places if name in clause[0]] if said is not None else []
            if said is not None and len(own) == 1 and places[own[0]] > 0 and not self._not_so.search(clause[0]):
                span = sentence.span(*clause.span())
                number, place = number_of(said["nth"] or said["place"]), places[own[0]]
                cells: dict[str, Value] = {
                    "事项": Said(f"{own[0]}的位次", span),
                    "数值": Said(f"{place}位", span),
                    "所比": Said(f"={number}位", span),
                }
                draft.say(table, cells, number != place)

    def _claims(self, sentence: Sentence) -> Iterator[_Claim]:
        before: _Claim | None = None
        out = ""
        for clause in _CLAUSE.finditer(sentence.signs):
            left = _LEFT_OUT.search(clause[0])
            if left is not None:
                out = left["but"]
            if self._not_so.search(clause[0][left.end() :] if left is not None else clause[0]):
                continue
            start = clause.start() + (left.end() if left is not None else 0)
            stops = _STOPS if len(self._word.findall(clause[0])) > 1 and "、" in clause[0] else _BUT
            for part in stops.split(sentence.signs[start : clause.end()]):
                end = start + len(part)
                claim = self._of(sentence, start, end, before) if 0 < len(part) <= _LONGEST else None
                if claim is not None:
                    before = claim
                    yield replace(claim, out=out)
                    out = ""
                start = end + 1

    def _of(self, sentence: Sentence, start: int, end: int, before: _Claim | None) -> _Claim | None:
        words, whole = sentence.signs[start:end], words_of(sentence, start, end)
        if (second := _SECOND.search(whole)) is not None:
            return _Claim(sentence, start, end, second["who"], whole, 1, 2)
        if before is not None and (following := _NEXT.search(whole)) is not None:
            who = following["who"] or following["before"]
            return _Claim(sentence, start, end, who, before.measure, before.way, 2)
        if (nth := _NTH.search(words)) is not None and (rank := number_of(nth["nth"] or nth["place"])) > 1:
            return _Claim(sentence, start, end, whole, whole, 1, rank)
        word, more = self._word.search(whole), _MORE.search(words)
        if word is not None and whole[word.end() : word.end() + 1] in _FIGURED:
            return None  # 日最大8小时均值
        if word is None:
            way = 1 if more is not None and more["up"] else -1
            return _Claim(sentence, start, end, whole, whole, way, 1, two=True) if more is not None else None
        if len({one.lastgroup == "last" for one in self._word.finditer(whole)}) > 1:
            return None  # 最高分与最低分
        tail = whole[word.end() :]
        told = _IS.match(tail)
        if told is not None and len(tail) - told.end() < _TWO:
            told = None
        # 审减率最高的是甲，最低的是乙: the measure is told once
        own = whole[: word.start()] if told is not None else whole
        measure = own or (before.measure if before is not None and told is not None else "")
        who = tail[told.end() :] if told is not None else self._word.sub(" ", whole)
        if (by := _BY.search(whole)) is not None:
            who = by["who"]  # 微生物污染以餐饮具为主: it is the thing behind 以 that most is of
        way = -1 if word["last"] else 1
        half = self._half.search(words) is not None
        return _Claim(sentence, start, end, who, measure + word[0], way, 1, word["main"] is not None, half)


def _say(span: Span, pair: _Pair, table: Table, draft: Draft) -> None:
    cells: dict[str, Value] = {
        "事项": Said(span.text, span),
        "甲名": pair.one.called,
        "甲": pair.one.value,
        "号": pair.sign,
        "乙名": pair.other.called,
        "乙": pair.other.value,
    }
    draft.say(table, cells, not (pair.holds or pair.sure))


def _own_figure(claim: _Claim, own: Member, rosters: Iterable[Roster], table: Table, draft: Draft) -> None:
    """Write the figure told with the words, where what is told of the same thing elsewhere is another."""
    sentence = claim.sentence
    told = _OWN.match(sentence.signs, claim.end)
    if told is None or own.at >= 0:
        return
    at = told.start("at")
    figure = sentence.figures[at]
    alike = [
        member
        for roster in rosters
        for member in roster.members
        if roster.sentence is not sentence
        and member.names[:1] == own.names[:1]
        and _kinds(roster.kind, kind_of_figure(figure))
    ]
    if alike and not figure.bound and own in alike:
        printed = [parse_figure(text_of(member.value) or "") for member in alike]
        same = any(one is not None and abs(one.value) == abs(figure.value) for one in printed)
        value = sentence.span(at, at + 1)
        unit = figure.unit.symbol
        other = re.sub(r"[^0-9.,%]", "", text_of(own.value) or "")
        other = other if other.endswith("%") else f"{other}{unit}"
        cells: dict[str, Value] = {
            "事项": Said(own.called, value),
            "数值": value,
            "所比": Said(f"={value.text if same else other}", span_of(own.value)),
        }
        draft.say(table, cells, not same)


def _kinds(one: str, other: str) -> bool:
    return one == other or (one == "number" and other in ("score", "ratio"))


def _in_turn(sentence: Sentence, turn: re.Match[str], rosters: Sequence[Roster]) -> _Pair | None:
    """Two of those told in an order: named behind the words, or told with figures before or behind them."""
    names = _NAMES.match(sentence.signs, turn.end())
    out: _Pair | None = None
    # what is told in turn of the names says of itself what the words say: others first
    for roster in sorted(rosters, key=lambda roster: roster.turned):
        if roster.role in ("asked", "prior") or (roster.turned and out is not None):
            continue
        if names is not None:
            own = [member for _, _, member in named(names["names"], roster)]
        elif (roster.sentence is None and roster.table < 0 and not sentence.figures) or (
            roster.sentence is sentence
            and (roster.end < turn.start() or 0 <= roster.members[0].at - turn.end() < _CLOSE)
        ):
            own = list(roster.members)
        else:
            continue
        own = own[: number_of(turn["top"]) if turn["top"] else None]
        if len(own) < _TWO:
            continue
        sign = -1 if turn["rises"] else 1
        bad = next(((one, other) for one, other in pairwise(own) if sign * one.base < sign * other.base), None)
        one, other = bad or (own[0], own[1])
        sure = names is None and roster.sentence is sentence and "分别" not in turn[0]
        pair = _Pair(one, "≥" if (sign > 0) != _turned(one) else "≤", other, bad is None, sure)
        if bad is None:
            return pair
        out = out or pair
    return out


def _held(claim: _Claim, rosters: Sequence[Roster], rate: re.Pattern[str]) -> _Pair | None:
    """What the rosters near a claim make of it: a pair that bears it out, or one of the nearest roster that denies it.
    ``rate``: what rates are called."""
    # a list of those of which such words are said is no witness of them
    themselves = [roster for roster in rosters if _says_so(claim, roster)]
    apart = [roster for roster in rosters if roster not in themselves]
    return _denied(claim, apart, rate) or _denied(claim, themselves, rate)


def _says_so(claim: _Claim, roster: Roster) -> bool:
    return roster.sentence is claim.sentence and any(
        claim.start < member.at <= claim.end + 1 for member in roster.members
    )


def _denied(claim: _Claim, rosters: Sequence[Roster], rate: re.Pattern[str]) -> _Pair | None:
    denied: _Pair | None = None
    who = _COMMON.sub(lambda found: " " * len(found[0]), claim.who)
    each = re.search("[均都]", HOMONYMS.sub("", claim.who)) is not None
    for roster in rosters:
        called = who
        for alias, name in OTHERWISE.items():
            if any(name in member.names for member in roster.members):
                called = called.replace(alias, name)
        own = named(called, roster)
        few = len(roster.members) == _TWO
        if roster.table >= 0 and roster.role and roster.role in called:
            continue  # 城关镇里程最长: the row of it tells several measures
        if len(own) != 1 or (claim.two and not few) or (claim.half and few):
            continue
        size, at, member = own[0]
        part = called[at : at + size]
        # a short stretch of a long name is of something else
        if part not in member.names and (
            claim.half or _goes_on(called[at:], part, member) or size * _MOST_LONG < len(called.replace(" ", ""))
        ):
            continue
        if not _fits(claim, claim.measure.replace(part, " "), roster, rate):
            continue
        pair = _pair(claim, roster, member)
        if pair is None:
            continue
        # 甲的门诊量、住院量均居首位: every measure that is told
        told = each and roster.table >= 0 and len(roster.role) >= _TWO and roster.role[:_TWO] in claim.who
        if pair.holds and not each:
            return pair
        beside = roster.sentence is claim.sentence and any(name.startswith(part) for name in member.names)
        if not pair.holds and beside and not (claim.loose or claim.two or few):
            pair = replace(pair, sure=not _says_so(claim, roster))
        if told and not pair.holds:
            return pair
        denied = pair if denied is None or pair.holds else denied
    return denied


def _turned(member: Member) -> bool:
    """Whether it is printed as what it fell by."""
    printed = parse_figure(text_of(member.value) or "")
    return member.base < 0 and printed is not None and printed.value >= 0


def _goes_on(words: str, part: str, member: Member) -> bool:
    """Whether two signs are all that both have: 公务接待 is no 公务用车."""
    behind = words[len(part) :]
    if len(part) > _TWO or not behind or _SORT.match(behind) is not None:
        return False
    return not any(
        name.endswith(part) or behind[0] in name[name.find(part) + _TWO :][:1] for name in member.names if part in name
    )


def _fits(claim: _Claim, words: str, roster: Roster, rate: re.Pattern[str]) -> bool:
    """Whether the words, but for the name, may be said of such figures: of growth among growth, of rates among rates."""
    printed = claim.sentence.signs[claim.start : claim.end]
    inside = range(claim.start, claim.end)
    names = [name for member in roster.members if member.at not in inside for name in member.names]
    labels = roster.role + "".join(names)
    if roster.role in ("asked", "prior", "full"):
        return False
    if _MADE.search(words):
        return _MADE.search(labels) is not None
    if _MADE.search(labels):
        return False
    grown = _GROWTH.search(words) is not None or re.search("最[快慢]|更[快慢]", printed) is not None
    if grown != (roster.form == "change"):
        return False
    if re.search("扣|[失丢]分", words + printed):
        return roster.role == "off" or _LOST.search(roster.role) is not None
    if roster.role == "off" or _LOST.search(roster.role):
        return False
    if _OTHER_KIND.search(words) and not _OTHER_KIND.search(labels):
        return False
    return (
        rate.search(words) is None
        or roster.kind == "ratio"
        or roster.form == "share"
        or rate.search(roster.role) is not None
    )


def _pair(claim: _Claim, roster: Roster, own: Member) -> _Pair | None:
    members = roster.members
    if claim.out:
        left = [one for _, _, one in named(claim.out, roster)]
        members = tuple(member for member in members if member not in left)
    if _FALL.search(claim.measure) and roster.form == "change" and any(member.base < 0 for member in members):
        members = tuple(member for member in members if member.base < 0)
        way = -claim.way if claim.rank == 1 else -1
    else:
        way = claim.way
        if roster.form == "change" and "增" in claim.measure:
            members = tuple(member for member in members if member.base > 0)
    others = sorted((one for one in members if one is not own), key=lambda one: -way * one.base)
    if own not in members or len(others) < claim.rank:
        return None
    beyond = [one for one in others if way * one.base > way * own.base]
    less = way < 0
    printed_less = less != _turned(own)
    if len(beyond) >= claim.rank:
        return _Pair(own, "≤" if printed_less else "≥", beyond[claim.rank - 1], False)
    if claim.rank > 1 and way * others[claim.rank - _TWO].base < way * own.base:
        return _Pair(own, "≥" if printed_less else "≤", others[claim.rank - _TWO], False)
    return _Pair(own, "≤" if printed_less else "≥", others[claim.rank - 1], True)
