"""What figures near each other have to close to, whoever stands first: wholes and parts, what is left, what came and went.

A word near a figure says that others make it: 合计, 其中 or 分别 behind it, 其余, 年末. All figures of its kind near it are
tried, with the signs that their words give. What some reading makes is left alone. A reading that is missed counts where it
takes in all figures of the kind and is missed by little, or where one of its figures would only have to have two digits
change places, or another digit, to hold. What is written is a remark (平衡).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, takewhile
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.text.outline import number_of
from gouji.extraction.tried.innerlists import inner_lists
from gouji.extraction.tried.made import Place
from gouji.extraction.tried.openedlists import opened_lists
from gouji.extraction.tried.outcomes import balance, makers
from gouji.extraction.tried.readings import NEVER, Reading, of_kind
from gouji.extraction.tried.regions import bare
from gouji.extraction.tried.standing import Item, Standing
from gouji.faults import regex as re
from gouji.language import Table

#: Figures before one, and behind it, that are looked at.
_BESIDE: Final = 20
#: By what part of it a figure is missed where all figures are taken in, and what part of it the missing is else.
_NEAR: Final = Fraction(1, 10)
_CLOSE: Final = Fraction(1, 20)
_FAR: Final = Fraction(1, 5)
_REST_OFF: Final = Fraction(1, 3)
_ALL: Final = Fraction(1)
_LEAST: Final = 2
#: Digits of a figure in which a slip is believed where every figure is taken in, and else.
_SHORT: Final = 2
_LONG: Final = 3

#: The code of a line: 2010301.
_CODE: Final = re.compile(r"(?:^|[^0-9])([0-9]{3}(?:[0-9]{2}){0,2})(?=[\u4e00-\u9fff])")
_SUM: Final = re.compile(
    r"(?:合计|共计|总计|小计|累计|总共|一共|合共|(?<!公)共(?!同|建|享|产|青|和))[^,;:。、]{0,10}$|总[计额量数]为?$"
)
#: 三项形成结余: a sum of so many before it.
_SO_MANY: Final = re.compile(r"(?P<many>[三四五六七八九])(?:项|类|笔|个方面|部分)[^,;:。、]{0,8}$")
_HEAD: Final = re.compile(
    r"其中|(?:分别|依次)(?!下降|增|减|上升|提高|占|比|较)|包括|^[^,;。]{0,8}:|(?:内容|用于|如下|明细|构成|为|是):|"
    r"按[^,;。]{1,8}[分看]|从[^,;。]{1,8}看|分为"
)
#: What something is for, in words that end before the figures begin: 主要用于：图书购置。年初预算为……
_USED_FOR: Final = re.compile(r"用于:[^。]*。")
_REST: Final = re.compile(
    r"其余|剩余|余下|尚[有余欠存需]|结余|缺口|节约|节省|节支|少支|少用|少花|未(?:结|完成|支付|执行|使用|收回|整改|达标|办结|拨付|兑付)|空缺|请假|缺[席勤]"
)
_NET: Final = re.compile("净([增减])")
_OTHER_REST: Final = re.compile(
    r"另[有外存]|其中|(?:^|[,;:])[一二三四五六]是|均(?![为是已未属按])|每|率|滚存|累计|限|[比较同与](?:[0-9]{0,4}年|上|去|前)[^,;。]{0,14}(?:节|少)"
)
#: Totals, in which what was left of the year before is.
_WHOLE: Final = re.compile("总计|总量|合计")
_STOCK: Final = re.compile(r"滚存|累计结[余转]|[年期]末")
_GOT: Final = re.compile(r"得|评分|自评|扣")
_ASIDE: Final = re.compile(
    r"上年|去年|上期|同期|目标|计划|比(?!例|赛|武)|较|均|每|标准|单价|限额|最|增[加长幅减]|减少|下降|提高|上升|降低|[高低多少]于|超[过出]|"
    r"预计|力争|约束|控制数|任务|应[收缴追]"
)
_PART_OF: Final = re.compile(r"占|完成|[比较]")
_CHANGED: Final = re.compile(r"[净]?增[加长收支]?|减[少收支]?|下降|上升|提高|降低|压减|[多少]")
_DOWN: Final = re.compile(r"减|降|压|少")


class Closing:
    """Reads them, with the words of a pack."""

    def __init__(self, wording: Wording) -> None:
        self._opened, self._closed = any_of(wording.opened), any_of(wording.closed)
        self._entered, self._gone = any_of(wording.entered), any_of(wording.gone)
        self._spent = any_of(wording.spent)
        self._roles: dict[str, str] = {}

    def read(self, items: Sequence[Item], by_source: Mapping[str, Table], draft: Draft) -> None:
        """Write what does not close."""
        table = by_source.get("平衡")
        if table is None:
            return
        known = makers(by_source, draft)
        printed = {(one.one.kind, one.one.base) for item in items for one in item.figures}
        called = {text_of(row.cells.get("平衡")) or "" for row in draft.tables.get(table.name, ())}
        for reading in (missed for item in items for missed in self._missed(item)):
            place, terms = reading.made.one.place, {term.one.place for _, term in reading.terms}
            told = place in known and (reading.near < _FAR or known[place] >= terms)
            together = reading.made.one.base + sum(one.one.base for _, one in reading.terms)
            if told or (reading.made.one.kind, together) in printed:
                continue
            known[place] = terms
            for cells in balance(_group(reading, called), _lines(reading)):
                draft.say(table, cells, True)

    def _missed(self, item: Item) -> Iterator[Reading]:
        """What is meant of the figures of an item, though it does not hold, where nothing else that they are in does."""
        itself: set[Place] = set()
        settled: set[Place] = set()
        missed: dict[Place, Reading] = {}
        for reading in _coded(item.figures) if item.lines else ():
            if not reading.holds and reading.meant:
                missed.setdefault(reading.made.one.place, reading)
        for window in _windows(item):
            for at, one in enumerate(window):
                if one.figure.bound or one.one.base <= 0 or one.one.kind == "ratio":
                    continue
                beside = window[max(0, at - _BESIDE) : at + _BESIDE]
                inner = () if item.lines else inner_lists(one, window[at + 1 : at + _BESIDE])
                opened = () if item.lines else opened_lists(one, beside, self._spent)
                for reading in (*inner, *opened, *self._readings(one, beside, item.lines)):
                    if reading.holds:
                        itself.add(one.one.place)
                        settled |= {one.one.place, *(term.one.place for _, term in reading.terms)}
                    elif one.one.place not in missed and reading.meant:
                        missed[one.one.place] = reading
        for place, reading in missed.items():
            if place not in (itself if reading.inner else settled):
                yield reading

    def _readings(self, one: Standing, window: Sequence[Standing], lines: bool) -> Iterator[Reading]:
        alike = [other for other in window if of_kind(other, one)]
        if one.one.kind != "score":
            yield from self._among(one, alike, window, lines)
            return
        for got in (True, False) if _SUM.search(one.own) else (_GOT.search(one.own) is not None,):
            own = [other for other in alike if other is one or (_GOT.search(other.own) is not None) == got]
            yield from self._among(one, own, window, lines)

    def _among(
        self, one: Standing, alike: Sequence[Standing], window: Sequence[Standing], lines: bool
    ) -> Iterator[Reading]:
        """What one figure is made of among those like it."""
        at = next((place for place, other in enumerate(alike) if other is one), None)
        if at is None:
            return
        before, behind = alike[:at], alike[at + 1 :]
        role = self._role(one.own)
        flows = list(self._flows(one, alike))
        yield from flows
        if any(flow.near for flow in flows):
            return
        rest = _REST.search(one.own) or _REST.match(one.tail)
        other_way = role in ("entered", "gone") and any(
            self._role(other.own) not in ("", role) for other in before
        )  # 年初结转, 本年收入合计, 本年支出合计
        if _SUM.search(one.own) and not _PART_OF.search(one.own) and not rest and not other_way:
            yield from _sums(one, [other for other in before if other.depth == one.depth])
        many = _SO_MANY.search(one.own)
        parts = before[-number_of(many["many"]) :] if many is not None else ()
        if many is not None and len(parts) == number_of(many["many"]):
            yield Reading(one, [(1, other) for other in parts], _SHORT, _NEAR)
        between = _between(one, behind[0], window) if behind else ""
        if lines and not before and one.one.kind == "score":
            between = "分为"
        if _HEAD.search(between) and not _ASIDE.search(one.own) and not _USED_FOR.search(between):
            inner = list(takewhile(lambda other: other.depth >= behind[0].depth, behind))
            earlier = {other.one.base for other in before}
            told = {other.line for other in inner}
            if lines and any(other.line > one.line and other.line not in told for other in window):
                inner = []  # a line of the list that counts something else: 118家次 among 人次
            yield from (
                reading
                for reading in _heads(one, [other for other in inner if other.depth == behind[0].depth], between, lines)
                if reading.off + one.one.base not in earlier
            )
        if _HEAD.search(between):
            yield from self._turns(one, behind)
        if (net := _NET.search(one.own)) is not None:
            inside = [(other, self._role(other.own)) for other in behind if other.depth > one.depth]
            signs = {"entered": 1, "gone": -1} if net[1] == "增" else {"entered": -1, "gone": 1}
            if {role for _, role in inside} == set(signs):
                yield Reading(one, [(signs[role], other) for other, role in inside], _SHORT, _ALL)
        if (
            rest
            and role != "opened"
            and one.one.kind != "score"
            and not _OTHER_REST.search(one.lead)
            and not _STOCK.search(one.own)
        ):
            yield from _rests(one, before, behind)
            outer = _outer(before)
            if len(outer) < len(before):
                yield from _rests(one, outer, behind)

    def _flows(self, one: Standing, alike: Sequence[Standing]) -> Iterator[Reading]:
        """What there was, came and went, and what there is; also without what is only told of one of them (其中)."""
        yield from self._flows_of(one, alike)
        outer = _outer(alike)
        if len(outer) < len(alike) and any(other is one for other in outer):
            yield from self._flows_of(one, outer)

    def _flows_of(self, one: Standing, alike: Sequence[Standing]) -> Iterator[Reading]:
        role = ""
        roles: list[str] = []
        for other in alike:
            words = other.own
            if words.strip("、和及与,;") or not role:
                role = self._role(words)
                # 年初，县财政安排预算680万元: when it was is told in a clause of its own
                role = role or (
                    "opened" if _OPENED_AT.search(other.lead) and self._role(other.lead) == "opened" else ""
                )
            roles.append(role)
        at = next(place for place, other in enumerate(alike) if other is one)
        if _OTHER_REST.search(one.lead):
            return
        if roles[at] != "closed" or roles.count("closed") != 1 or roles.count("opened") > 1:
            return
        if "opened" in roles[:at]:
            begun = roles.index("opened")
            if "entered" not in roles[begun:at] and begun and roles[begun - 1] == "entered":
                begun -= 1  # 本年收入3264万元，年初结转86万元；本年支出3285万元，年末结转66万元
            alike, roles = alike[begun:at], roles[begun:at]
        if not ("opened" in roles or {"entered", "gone"} <= set(roles)):
            return
        every = all(role in _FLOWS for role in roles if role != "closed")
        flows = [
            (1 if role != "gone" else -1, other) for role, other in zip(roles, alike, strict=True) if role in _FLOWS
        ]
        either = [place for place, (_, other) in enumerate(flows) if _EITHER.search(other.own)]
        for turned in (some for count in range(len(either) + 1) for some in combinations(either, count)):
            terms = [(-sign if place in turned else sign, other) for place, (sign, other) in enumerate(flows)]
            come = sum((sign * other.one.base for sign, other in terms), Fraction(0))
            whole = len(terms) == _LEAST and all(_WHOLE.search(other.own) for _, other in terms)
            if not (whole or "opened" in roles):
                continue  # what was left of the year before may be in it
            sure = every and ("opened" in roles or come < 0)
            if len(terms) >= _LEAST and not any(_SUM.search(other.own) for _, other in terms if len(terms) > _LEAST):
                # what there is in the end is a part of other sums, which say nothing of how it came about
                told = every and "opened" in roles and bool({"entered", "gone"} & set(roles))
                yield Reading(one, terms, _SHORT if every else _LONG, _FAR if sure else Fraction(0), inner=told)

    def _turns(self, one: Standing, behind: Sequence[Standing]) -> Iterator[Reading]:
        """By how much all has changed, and what of it each part: 支出减少38.6万元，其中甲增加12.4万元，乙减少51.0万元."""
        ways = [_CHANGED.findall(other.own)[-1:] for other in (one, *behind)]
        signs = [-1 if _DOWN.search(way[0]) else 1 for way in ways if way]
        if len(signs) == len(ways) > _LEAST and len(set(signs)) > 1:
            terms = [(signs[0] * sign, other) for sign, other in zip(signs[1:], behind, strict=True)]
            yield Reading(one, terms, _SHORT, _FAR)

    def _role(self, words: str) -> str:
        if words not in self._roles:
            if len(self._roles) >= _REMEMBERED:
                self._roles.clear()
            self._roles[words] = self._role_of(words)
        return self._roles[words]

    def _role_of(self, words: str) -> str:
        if _COMPARED.search(words):
            return ""
        found = {
            name: max((place.end() for place in words_of.finditer(words)), default=-1)
            for name, words_of in (
                ("opened", self._opened),
                ("closed", self._closed),
                ("entered", self._entered),
                ("gone", self._gone),
            )
        }
        if found["opened"] >= 0:
            return "opened"
        if found["closed"] >= 0:
            return "closed"
        if found["entered"] == found["gone"]:
            return ""
        return "entered" if found["entered"] > found["gone"] else "gone"


#: What is told inside a figure, what is told of it again behind that, and when something was at the beginning.
_INNER: Final = re.compile("^[,;、]?[(]?(?:其中|含|包括)")
_APART: Final = re.compile("[;。]|[比较]|结余|结转|节|剩|余")
_OPENED_AT: Final = re.compile("^;?[^,;。]{0,6}初,")
_COMPARED: Final = re.compile(r"[比较](?:[0-9]{4}年)?(?:上|年初|去|期初)")
#: Words before figures whose role is kept at hand.
_REMEMBERED: Final = 10_000
#: What came back to whoever tells it, or was taken from him.
_EITHER: Final = re.compile("收回|追回|退回|清理|调整|核减")
_FLOWS: Final = frozenset(("opened", "entered", "gone"))


def _outer(alike: Sequence[Standing]) -> list[Standing]:
    """Figures but for those that are told inside the one before them: 13.25万元，其中甲11.05万元、乙2.20万元."""
    out: list[Standing] = []
    left: Fraction | None = None
    for other in alike:
        opens = _INNER.search(other.own) is not None or (out and other.depth > out[-1].depth)
        if out and opens and other.one.base < out[-1].one.base and other.sentence == out[-1].sentence:
            left = out[-1].one.base - other.one.base
        elif (
            left is not None
            and other.one.base <= left
            and other.sentence == out[-1].sentence
            and not _APART.search(other.lead)
            and (other.lead.startswith(("、", "和", "及")) or other.depth > out[-1].depth)
        ):
            left -= other.one.base
        else:
            left = None
            out.append(other)
    return out


def _windows(item: Item) -> Iterator[Sequence[Standing]]:
    """The sentences of an item, each with the one before it, and all of it."""
    figures = item.figures
    if item.lines:
        yield figures
        return
    by_sentence: dict[int, list[Standing]] = {}
    for one in figures:
        by_sentence.setdefault(one.sentence, []).append(one)
    for number, ones in by_sentence.items():
        yield ones
        before = by_sentence.get(number - 1)
        if before is not None:
            yield [*before, *ones]


def _between(one: Standing, other: Standing, window: Sequence[Standing]) -> str:
    """The words from one figure to another, as far as the figures between are of other kinds."""
    places = {id(standing): place for place, standing in enumerate(window)}
    return "".join(standing.gap for standing in window[places[id(one)] + 1 : places[id(other)] + 1])


def _coded(figures: Sequence[Standing]) -> Iterator[Reading]:
    """Lines with codes, of which a longer one is of the shorter one above it: 201, 20103, 2010301."""
    coded = [(found[1], one) for one in figures if (found := _CODE.search(one.lead)) is not None]
    for number, (code, one) in enumerate(coded):
        parts = []
        for longer, other in coded[number + 1 :]:
            if not longer.startswith(code) or longer == code:
                break
            if len(longer) == len(code) + 2 and of_kind(other, one):
                parts.append((1, other))
        reading = Reading(one, parts, _LONG)
        yield replace(reading, near=_NEAR) if len(parts) >= _LEAST and reading.off > 0 else reading


def _sums(one: Standing, before: Sequence[Standing]) -> Iterator[Reading]:
    """A sum behind its parts: back to the sum before it, any last of them, or every other one."""
    start = max((place + 1 for place, other in enumerate(before) if _SUM.search(other.own)), default=0)
    if "累计" in one.own and any("累计" in other.own for other in before):
        return
    for own in (before[start:], before):
        parts = [other for other in own if not _ASIDE.search(other.own)]
        for count in range(len(parts), _LEAST - 1, -1):
            every = count == len(own)
            terms = [(1, other) for other in parts[-count:]]
            yield Reading(one, terms, _SHORT if every else _LONG, _NEAR if every else Fraction(0))
        yield Reading(one, [(1, other) for other in own], NEVER)
    for count in range(_LEAST, len(before)):
        # 一、甲，二、乙，1.丙，2.丁，合计: what stands behind the first ones is of them
        yield Reading(one, [(1, other) for other in before[:count]], NEVER)
    for step in (2, 3):
        for first in range(step):
            yield Reading(one, [(1, other) for other in before[first::step]], _LONG)


def _heads(one: Standing, behind: Sequence[Standing], between: str, lines: bool) -> Iterator[Reading]:
    """A whole before its parts: all that follow, or the first of them."""
    parts = [other for other in behind if not _ASIDE.search(other.own)]
    for count in range(len(behind), 0, -1) if len(parts) < len(behind) else ():
        # 当年财政拨款、上年结转资金: what is of another year may be in it
        yield Reading(one, [(1, other) for other in behind[:count]], NEVER)
    for count in range(len(parts), 0, -1):
        reading = Reading(one, [(1, other) for other in parts[:count]], _LONG + 1)
        if count == len(behind):
            some = "其中" in between
            near = _CLOSE if not some else _NEAR if lines and reading.off > 0 else Fraction(0)
            reading = replace(reading, least=_LONG if some and not lines else _SHORT, near=near)
        yield reading


def _plain(near: Sequence[Standing]) -> bool:
    """Whether nothing says that one of two is of a part of the other only: 项目总投资……债券资金支出."""
    first, second = near
    return "总" not in first.own or second.own.startswith(("支", "使", "用", "已", "实", "完"))


def _rests(one: Standing, before: Sequence[Standing], behind: Sequence[Standing]) -> Iterator[Reading]:
    """What is left of one figure when another is taken from it."""
    later = [other for other in behind[:2] if other.sentence == one.sentence]
    near = [other for other in (*before[-5:], *later) if not _STOCK.search(other.own)]
    for first, second in combinations(near, 2):
        whole, part = (first, second) if first.one.base >= second.one.base else (second, first)
        yield Reading(
            one, [(1, whole), (-1, part)], _LONG, _REST_OFF if len(near) == _LEAST and _plain(near) else Fraction(0)
        )
        yield Reading(one, [(1, whole), (1, part)], NEVER)
    for three in combinations(near[-4:], 3):
        for less in range(3):  # what came in beside it, or went out as well
            signs = [-1 if at == less else 1 for at in range(3)]
            yield Reading(one, list(zip(signs, three, strict=True)), NEVER)
            yield Reading(one, [(-sign, other) for sign, other in zip(signs, three, strict=True)], NEVER)


def _group(reading: Reading, called: set[str]) -> Value:
    """What a balance is called: by what is made, and by the figure as well where another is called so; ``called`` are those
    before it, to which it is added."""
    made = reading.made.one
    name = made.name or made.figure.text
    told = f"{name}（{made.figure.text}）"
    choices = [name, told, *(f"{told}（{number}）" for number in range(2, len(called) + 2))]
    label = next(choice for choice in choices if choice not in called)
    called.add(label)
    return Said(label, span_of(made.value))


def _lines(reading: Reading) -> Iterator[tuple[Value, Value, int]]:
    """What it is made of, as numbers where it is counted in several words: 件 and 件次."""
    told = [(0, reading.made.one), *((sign, one.one) for sign, one in reading.terms)]
    several = len({one.kind for _, one in told}) > 1
    for sign, one in told:
        yield one.name or one.figure.text, bare(one) if several else one.value, sign
