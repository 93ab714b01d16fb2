"""An earlier and a later figure of one thing in one sentence: what clauses without figures say of them behind (由46万元减为
21万元，压减过半; 前三季度下降6.5%，全年增长1.2%，由负转正), and which way the thing went where nothing in the sentence says so
(上年末结余31万元，年末结余28万元), so that what is said of it elsewhere is held against that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from gouji.extraction.claimed.moves import Move, Moves, bare, since
from gouji.extraction.claimed.terms import EARLIER, Term, in_turn, terms_of
from gouji.extraction.claimed.waysaid import MOOD, ways_said
from gouji.extraction.claimed.weighing import (
    BACK,
    FEWER,
    MORE,
    NOT_SO,
    OTHER,
    OWN,
    TAIL,
    WeighedRow,
    held_rows,
    is_called,
    is_change,
    label_of,
    names_nothing,
    near_in_size,
    room_of,
)
from gouji.extraction.drafting.draft import Said, Value, span_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re

#: What a clause without figures says of the two told before it.
_SAID: Final = re.compile(
    rf"^(?P<who>{OTHER}{{0,16}}?)(?P<since>(?:同比|[较比与](?:{EARLIER}|[^,;较比与]{{0,6}}?(?:前|初))(?:同期|水平)?(?:相比)?))?(?P<mood>{MOOD})"
    rf"(?:(?P<turn>(?:由负转正|由降转[升增]|扭负为正|止跌回升|止降转增|转正))|(?P<back>由正转负|由[升增]转降|转负)|"
    rf"(?P<unmet>(?:尚?未|仍未|还未|没有|还没)(?:完全)?恢复[到至]{OTHER}{{1,8}})|(?P<met>(?:已|已经|全面|基本)?恢复[到至]{OTHER}{{1,8}}|超过{OTHER}{{0,4}}(?:前|同期)水平)|"
    rf"(?P<flat>持平|保持不变|没有变化|无变化)|"
    rf"(?:(?:(?P<up>{MORE})|(?P<down>{FEWER}))|(?P<either>压减|减|增|压缩|精简))?"
    rf"了?(?:(?P<far>(?P<most>将?近|接近)?(?:(?P<half>过半|超半数?|一?半以上|逾半|超过一半|一半多|一半|半数)|(?P<rate>[R])))|"
    rf"(?:了|近|约)?(?P<times>翻了?(?P<n>[一两二三四])?番|(?P<m>[一两二三四五六七八九十])倍(?:以上|多)?))?)?{TAIL}$".replace(
        "[R]", f"[{FIGURES}]"
    )
)
_LOAD: Final = re.compile(r"压力|负担|风险|困难")
_LOADS: Final = re.compile(r"负债|债务|缺口|赤字|欠|逾期|失业|不良|还本|付息|偿还")
_FALL: Final = re.compile(r"[降跌减][幅势速]")
_PACE: Final = re.compile(r"增[速幅势长]|涨[幅势]|升幅|增长速度")
_GAP: Final = re.compile(r"差距|缺口|差额|收入比|倍差")
#: 受天气影响, 同比减少: what it is put down to.
_CAUSE: Final = re.compile(rf"^[受因]{OTHER}{{2,16}}?(?:影响|因素|拉动|带动)")
FROM: Final = re.compile(r"(?:^|[^原缘来])[由从自][^由从自]*$")
_TO: Final = re.compile(r"[至到为成]了?[^至到为成]{0,8}$")
_BEFORE: Final = re.compile("上年|去年|上期|同期|年初|期初")
#: What is told of the end of the year that was told last, and nothing but a year.
_AT_END: Final = re.compile("[年期]末|年底")
_YEAR: Final = re.compile(r"([0-9]{4})年度?$")
_LONGEST: Final = 60
_TAIL_LONG: Final = 14


@dataclass(frozen=True, slots=True)
class _Pair:
    """An earlier figure and a later one. ``firm``: the words join them; ``end``: where the later one of the text stands."""

    prior: Term
    now: Term
    firm: bool

    @property
    def end(self) -> int:
        return max(self.prior.at, self.now.at)

    @property
    def name(self) -> str:
        return self.now.name if self.now.own else self.prior.name or self.now.name


def _pairs(terms: Sequence[Term]) -> Iterator[_Pair]:
    """The earlier and the later figures of one thing that a sentence tells one behind the other."""
    for number, now in enumerate(terms):
        for prior in reversed(terms[max(0, number - BACK) : number]):
            if prior.kind != now.kind or not prior.plain or not now.plain or is_change(now) != is_change(prior):
                continue
            between = now.sentence.signs[prior.at + 1 : now.at]
            if FROM.search(prior.words) and _TO.search(between) and not re.search(r"[;。]", between):
                yield _Pair(prior, now, True)
                break
            # 2018年末1.36万辆，2023年末达到2.83万辆
            names = bare(prior.name), bare(now.name)
            ordered = in_turn(prior, now) or _next_year(prior, now, names)
            same = not now.own or names[0] in names[1] or names[1] in names[0]
            # 机关运行经费支出86.42万元……上年支出92.17万元: the figure of before is called by the last word alone
            same = same or (now.ahead and OWN.match(now.name) is not None and prior.name.endswith(now.name))
            if ordered is not None and same and (prior.went is None) == (now.went is None):
                yield _Pair(*ordered, False)
                break


def _next_year(prior: Term, now: Term, names: tuple[str, str]) -> tuple[Term, Term] | None:
    """2022年末结余31.20万元，2023年加强管理，年末结余36.50万元: the next year is told at the head of a clause between them."""
    if not prior.time[0] or now.time[0] or not _AT_END.match(now.words) or len(names[1]) < len("结余"):
        return None
    if not (names[0].endswith(names[1]) or names[1].endswith(names[0])):
        return None
    signs = now.sentence.signs
    told = [at for at in range(prior.at + 1, now.start) if signs[at] == DATE and signs[at - 1] in ",;。"]
    years = [_YEAR.match(now.sentence.span(at, at + 1).text) for at in told]
    apart = len(years) == 1 and years[0] is not None and int(years[0][1]) - prior.time[0] == 1
    return (prior, now) if apart else None


def told_levels(found: Iterable[Sentence], moves: Moves, order: Mapping[int, int]) -> Iterator[Move]:
    """How a thing went by two figures of a sentence, where nothing in it says so: 上年末结余31万元，年末结余28万元."""
    for sentence in found:
        if len(sentence.figures) > 1 and (_BEFORE.search(sentence.signs) or sentence.signs.count(DATE) > 1):
            if next(ways_said(sentence), None) is not None:
                continue  # the words beside them are held by themselves
            known = {move.at for move in moves.by_sentence.get(id(sentence), ())}
            for pair in _pairs(terms_of(sentence)):
                prior, now = pair.prior, pair.now
                apart = now.time[0] - prior.time[0] if now.time[0] and prior.time[0] else 1
                first, last = sorted((prior.at, now.at))
                beside = ";" not in sentence.signs[first:last] and near_in_size(now, prior)
                levels = beside and now.went is None and not is_change(now) and now.kind != "to one"
                if known.isdisjoint((prior.at, now.at)) and levels and apart == 1 and 0 < prior.base != now.base:
                    cells = {"上期": prior.value, "本期": now.value}
                    at = order.get(id(sentence.texts[now.at]), 0)
                    told = since(prior.words)
                    if told == "年" and len(pair.name) > 1:
                        yield Move(pair.name, label_of(now), now.base > prior.base, cells, told, at, sentence, now.at)


def weighed_behind(sentence: Sentence, terms: Sequence[Term], first: int) -> Iterator[WeighedRow]:
    """What the clauses behind two such figures say of them."""
    pairs, places = list(_pairs(terms)), [term.at for term in terms]
    signs = sentence.signs
    for number, pair in enumerate(pairs):
        behind = islice(terms, bisect_right(places, pair.end), None)
        stop = next((one.at for one in behind if one.kind == pair.now.kind and one.plain), len(signs))
        last = pairs[number + 1].end if number + 1 < len(pairs) else len(signs)
        start = next(
            (at for at in range(pair.end + 1, min(pair.end + _TAIL_LONG, len(signs))) if signs[at] in ",;。)("), 0
        )
        start = start or pair.end + 1
        for _ in range(BACK):
            if start >= len(signs) or signs[start] not in ",;。)(":
                break
            end = next(
                (at for at in range(start + 1, min(len(signs), start + _LONGEST)) if signs[at] in ",;。()"), None
            )
            end = len(signs) if end is None and len(signs) - start < _LONGEST else end
            if end is None or end > stop or end > last:
                break
            clause = _CAUSE.sub("", signs[start + 1 : end]).lstrip(DATE)
            said = _SAID.match(clause)
            if start >= first and said is not None and said["who"] != clause and not NOT_SO.search(clause):
                yield from _judged(sentence, pair, said, end - len(clause))
            start = end


def _judged(sentence: Sentence, pair: _Pair, said: re.Match[str], start: int) -> Iterator[WeighedRow]:
    who, prior, now = said["who"], pair.prior, pair.now
    span = sentence.span(start, start + said.end())
    rated = now.went is not None
    if said["turn"] or said["back"]:
        if rated or now.base < 0 or prior.base < 0:
            yield from _turned(pair, span, said["turn"] is not None)
        return
    own = names_nothing(who) or is_called(bare(who), pair.name)
    load = _LOAD.search(who) is not None and _LOADS.search(pair.name + who) is not None
    up = said["up"] is not None
    word = said["up"] or said["down"]
    if rated:
        fall, pace = _FALL.search(who) is not None, _PACE.search(who) is not None
        if not (fall or pace) or word is None or said["far"] or said["times"]:
            return
        if fall and (now.went or prior.went):
            return
        a, b = (prior.base, now.base) if fall else (prior.growth, now.growth)
        cells: dict[str, Value] = {
            "项目": label_of(now),
            "上期": prior.value if fall else prior.signed,
            "本期": now.value if fall else now.signed,
            "方向": Said("增加" if up else "减少", span),
        }
        yield "变动", cells, (b > a) != up
        return
    if not (own or load or (_GAP.search(who) and _GAP.search(pair.name))):
        return
    if said["unmet"] or said["met"]:
        yield from held_rows(now, prior, "<" if said["unmet"] else "≥", span, False, True, None)
    elif said["flat"]:
        yield from held_rows(now, prior, "=", span, False, True, room_of(who + said["mood"]))
    elif said["far"] or said["times"]:
        return
    elif (word is not None and now.base != prior.base) or (word is not None and own):
        firm = pair.firm and own and not who
        cells = {
            "项目": label_of(now),
            "上期": prior.value,
            "本期": now.value,
            "方向": Said("增加" if up else "减少", span),
        }
        good = now.base > prior.base if up else now.base < prior.base
        if now.base == prior.base:
            yield from held_rows(now, prior, ">" if up else "<", span, False, not firm, None)
            return
        yield "变动", cells, not good and not firm


def _turned(pair: _Pair, span: Value, up: bool) -> Iterator[WeighedRow]:
    """由负转正: the earlier one is below nought, the later one above."""
    for term, sign in ((pair.now, ">" if up else "<"), (pair.prior, "<" if up else ">")):
        good = term.growth > 0 if sign == ">" else term.growth < 0
        cells: dict[str, Value] = {
            "事项": label_of(term),
            "数值": term.signed,
            "所比": Said(f"{sign}0%", span_of(span)),
        }
        if term is pair.now or not good:
            yield "比较", cells, not good and term is not pair.now
