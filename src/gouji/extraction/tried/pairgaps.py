"""By how much two figures of one sentence differ, where it does not come out (变动).

低于50%的时间进度3.7个百分点: the one that is compared stands between the words; 分别高于甲、乙1.5个和2.4个百分点: of several in
turn, each stands where it was told; 由40公里增加到65公里，新增25公里: from one to the other; 比上年的30吨少用4吨; 自评96分，
复评93分，复评较自评低3分: both are called by their names. What comes out with any two figures of the sentence is left
alone, and what is written is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Final

from gouji.document.model import Document, Grid, GridCell
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.text.sentences import BARE, COUNT, DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.figures import Figure, parse_figure
from gouji.language import Table

_N: Final = rf"[^{FIGURES},;:。()]"
_MORE: Final = "高于|高出|高过|快于|多于|大于|超过|超出|超|领先|优于|高|多|快"
_LESS: Final = "低于|慢于|少于|小于|落后于?|滞后于?|欠|低|少|慢|差"
_WAY: Final = rf"(?P<way>{_MORE}|{_LESS})"
#: 低于50%的时间进度3.7个百分点.
_OF_RATE: Final = re.compile(rf"{_WAY}{_N}{{0,8}}?(?P<other>{RATIO})的{_N}{{1,10}}?(?P<points>{POINTS})")
#: 低于50%的时间进度: the words before a rate are read with it.
_BOUND: Final = re.compile(rf"(?P<other>{RATIO})的{_N}{{1,10}}?(?P<points>{POINTS})")
#: 分别高于甲、乙1.5个和2.4个百分点.
_IN_TURN: Final = re.compile(
    rf"分别(?:比|较)?(?P<first>{_MORE}|{_LESS})?(?P<names>{_N}{{2,24}}?)(?P<way>{_MORE}|{_LESS})?(?:了|出)?"
    rf"(?P<all>[{COUNT}{POINTS}](?:[、,和及与][{COUNT}{POINTS}]){{1,3}})"
)
#: 由40公里增加到65公里，新增25公里.
_FROM_TO: Final = re.compile(
    rf"[由从](?:{DATE})?{_N}{{0,10}}?(?P<prior>[{FIGURES}]){_N}{{0,8}}?(?:到|至|为){_N}{{0,8}}?(?P<now>[{FIGURES}])"
    rf"(?:\(?,|\()(?!{_N}{{0,4}}[均每]){_N}{{0,4}}?(?P<way>新增|净增加?|增加|增长|提高|提升|上升|扩大|减少|下降|降低|压减|缩减|缩短|净减少?|减)了?(?P<amount>[{FIGURES}])"
)
#: 比上年的30吨少用4吨.
_LESS_OF_IT: Final = re.compile(
    rf"[比较]{_N}{{1,12}}?(?P<prior>[{FIGURES}]){_N}{{0,2}}?"
    rf"(?P<way>少用|少支|少花|少缴|少收|少报|少建|少发|节约|节省|节支|多用|多支|多花|多收|多缴|多建|多发|超支|净增|净减|压减|压缩)了?(?P<amount>[{FIGURES}])"
)
#: 复评较自评低3分.
_CALLED: Final = re.compile(
    rf"(?:^|[,;:。])(?P<one>{_N}{{2,10}}?)[比较](?P<other>{_N}{{2,10}}?)(?P<way>{_MORE}|{_LESS})(?:了|出)?(?P<amount>[{FIGURES}])"
)
#: 下降6%，降幅比上半年（下降8%）收窄2个百分点: how large the changes are, whichever way they go.
_SIZE: Final = re.compile(
    rf"(?:降幅|增幅|涨幅|跌幅|增速|降速)[比较与]{_N}{{1,12}}?\(?{_N}{{0,8}}?(?P<other>{RATIO})\)?(?:相比)?,?"
    rf"(?P<way>扩大|收窄|缩小|加深|加快|放缓|回落|提高|回升)了?(?P<points>{POINTS})"
)
#: 1-7月增长1%，1-8月为-1%，……比1-7月回落2个百分点: the only two rates of the sentence.
_SINCE: Final = re.compile(
    rf"[比较](?:{_N}|{DATE}){{1,10}}?(?P<way>回落|放缓|下滑|降低|加快|回升|提高|提升|上升)了?(?P<points>{POINTS})"
)
_FELL: Final = re.compile(r"(?:下降|降低|减少|负增长|下跌|回落|下滑)[了为约]?$")
#: 由15:40:45调整为14:42:44，第二产业比重上升2个百分点.
_STRUCTURE: Final = re.compile(rf"{BARE}(?::{BARE}){{1,5}}")
_NTH: Final = re.compile(
    rf"(?:^|[^一二三四五])第?(?P<nth>[一二三四五])[\u4e00-\u9fff]{{1,8}}?(?:占比|比重|比例)?(?:比上年|较上年|同比)?"
    rf"(?P<way>上升|提高|提升|增加|下降|降低|回落|减少)了?(?P<points>{POINTS})"
)
_INTO: Final = re.compile(r"(?:调整|变化|优化|演变|转变|变|改善)?[为到至成]$")
_PRIOR: Final = re.compile(r"上年|去年|上期|同期|年初|期初")
#: 提高2个百分点, in a cell behind two others.
_CELL: Final = re.compile(
    r"(?P<way>提高|上升|提升|增加|增长|多|高|下降|降低|减少|回落|少|低)了?(?P<amount>[0-9][0-9.,]*\s*[^\s0-9.,()（）]{1,5})"
)
_LOWER: Final = re.compile(r"[减降少低慢欠差落]|压|缩|节|滞|收窄|放缓|下滑")
_LONGEST: Final = 40
_WORD: Final = 2
#: What two figures that are compared are to each other, at most.
_APART: Final = 4


def read_pair_gaps(document: Document, found: Iterable[Sentence], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them. ``found``: the sentences of a document."""
    table = by_source.get("变动")
    if table is None:
        return
    rows = draft.tables.get(table.name, ())
    known = {
        place_of(row.cells.get("变动额")) for row in rows if not (text_of(row.cells.get("上期")) or "").startswith("-")
    }
    for cells in _of_rows(document):
        if place_of(cells["变动额"]) not in known:
            draft.say(table, cells, True)
    for sentence in found:
        for cells in _of_structures(sentence):
            if place_of(cells["变动额"]) not in known:
                draft.say(table, cells, True)
        if not 2 < len(sentence.figures) <= _LONGEST:
            continue
        for own, other, amount, way in _pairs(sentence):
            span = sentence.span(amount, amount + 1)
            if place_of(span) in known or not _missed(sentence, own, other, amount, way):
                continue
            known.add(place_of(span))
            draft.say(
                table,
                {
                    "项目": _name(sentence, own),
                    "本期": _plain(sentence, own, way),
                    "上期": _plain(sentence, other, way),
                    "变动额": _points(sentence, own, amount),
                    "方向": "低" if _LOWER.search(way) else "高",
                },
                True,
            )


def _points(sentence: Sentence, own: int, at: int) -> Value:
    """The points of a gap: 1.8个 where the word for them stands behind the last one."""
    span = sentence.span(at, at + 1)
    if sentence.signs[own] == RATIO and sentence.signs[at] == COUNT and sentence.figures[at].unit.symbol == "个":
        return Said(f"{sentence.figures[at].value}个百分点", span)
    return span


def _plain(sentence: Sentence, at: int, way: str) -> Value:
    """A figure without the words of a bound, and with its sign, where it is one of a fall and not how large that is."""
    figure, span = sentence.figures[at], sentence.span(at, at + 1)
    negative = _signed(sentence, at) < 0 < figure.base and way not in _OF_SIZE
    if figure.bound or negative:
        return Said(f"{'-' if negative else ''}{figure.value}{figure.unit.symbol}", span)
    return span


_Pair = tuple[int, int, int, str]


def _pairs(sentence: Sentence) -> Iterator[_Pair]:
    """Where what is compared stands, what with, by how much, and which way."""
    signs = sentence.signs
    for found in _OF_RATE.finditer(signs):
        own = _last(sentence, found.start(), found.start("points"))
        if own is not None:
            yield own, found.start("other"), found.start("points"), found["way"]
    for found in _BOUND.finditer(signs):
        way = re.match(f"{_MORE}|{_LESS}", sentence.figures[found.start("other")].text)
        own = _last(sentence, found.start(), found.start("points"))
        if own is not None and way is not None:
            yield own, found.start("other"), found.start("points"), way[0]
    for found in _SIZE.finditer(signs):
        own = _last(sentence, found.start(), found.start("points"))
        if own is not None:
            yield own, found.start("other"), found.start("points"), found["way"]
    for found in _SINCE.finditer(signs):
        rates = [at for at in sentence.figures if at < found.start() and signs[at] == RATIO]
        between = signs[rates[0] + 1 : rates[-1]] if rates else ""
        if len(rates) == 2 and DATE in between and "占" not in between and ";" not in signs[rates[0] : found.start()]:
            yield rates[1], rates[0], found.start("points"), found["way"]
    for found in _IN_TURN.finditer(signs):
        yield from _each(sentence, found)
    for found in _FROM_TO.finditer(signs):
        yield found.start("now"), found.start("prior"), found.start("amount"), found["way"]
    for found in _LESS_OF_IT.finditer(signs):
        own = _last(sentence, found.start(), found.start("amount"))
        if own is not None:
            yield own, found.start("prior"), found.start("amount"), found["way"]
    for found in _CALLED.finditer(signs):
        own, other = (_told(sentence, found[name], found.start(), found.start("amount")) for name in ("one", "other"))
        if own is not None and other is not None and own != other:
            yield own, other, found.start("amount"), found["way"]


def _each(sentence: Sentence, found: re.Match[str]) -> Iterator[_Pair]:
    """Each of several differences with what it is told against: as many rates as there are, behind the one that is compared."""
    way = found["first"] or found["way"]
    places = [found.start("all") + at for at, sign in enumerate(found["all"]) if sign in COUNT + POINTS]
    rates = [at for at in sentence.figures if at < found.start() and sentence.signs[at] == RATIO]
    begun = max(sentence.signs.rfind(sign, 0, found.start()) for sign in ";。")
    rates = [at for at in rates if at > begun]
    last = sentence.signs[places[-1]] == POINTS
    if way and last and len(rates) == len(places) + 1:
        for other, place in zip(rates[1:], places, strict=True):
            yield rates[0], other, place, way


def _last(sentence: Sentence, before: int, amount: int) -> int | None:
    """The last figure of its kind before a comparison, in its clause or the one before."""
    near = [at for at in sentence.figures if at < before and _kind(sentence, at) == _kind(sentence, amount)]
    if not near:
        return None
    between = sentence.signs[near[-1] + 1 : before]
    return near[-1] if not re.search("[;。]", between) else None


def _told(sentence: Sentence, name: str, before: int, amount: int) -> int | None:
    """The only figure of a kind before a comparison that is called by a name."""
    word = re.sub("^[的本其]|(?:得分|评分|分数|数|值|情况)$", "", name)
    called = []
    start = 0
    for at in sorted(sentence.figures):
        if at < before and len(word) >= _WORD and word in sentence.signs[start:at]:
            called += [at] if _kind(sentence, at) == _kind(sentence, amount) else []
        start = at + 1
    return called[0] if len(called) == 1 else None


def _kind(sentence: Sentence, at: int) -> str:
    """What a figure is counted in; points are those of rates."""
    if sentence.signs[at] == POINTS:
        return "ratio"
    return sentence.figures[at].dimension


def _missed(sentence: Sentence, own: int, other: int, amount: int, way: str) -> bool:
    """Whether two figures do not differ by so much, nor any other two of the sentence."""
    figures = sentence.figures
    one, two, gap = figures[own], figures[other], figures[amount]
    if gap.bound or one.bound or gap.base <= 0:
        return False
    points = sentence.signs[amount] in (POINTS, COUNT) and sentence.signs[own] == RATIO
    if not points and len({_kind(sentence, at) for at in (own, other, amount)}) > 1:
        return False
    worth = _worth(sentence, amount, points)
    if not points and not (0 < one.base < _APART * two.base and two.base < _APART * one.base):
        return False
    told = -worth if _LOWER.search(way) else worth
    first, second = _signed(sentence, own), _signed(sentence, other)
    if way in _OF_SIZE and first < 0 and second < 0:
        first, second = -first, -second
    half = Fraction(gap.step, 2) / (100 if points and sentence.signs[amount] == COUNT else 1)
    off = half + (one.step + two.step) / 2
    alike = [at for at in figures if at != amount and _kind(sentence, at) == _kind(sentence, own)]
    if abs(first - second - told) <= off:
        return False
    return not any(
        abs(figures[a].base - figures[b].base - worth) <= off
        for a, b in permutations(alike[:8], 2)
        if {a, b} != {own, other}
    )


#: What is said of how large a change is.
_OF_SIZE: Final = frozenset(("扩大", "收窄", "缩小", "加深"))


def _signed(sentence: Sentence, at: int) -> Fraction:
    """A rate below nought where the words before it say that something fell by it."""
    base = Fraction(sentence.figures[at].base)
    fell = sentence.signs[at] == RATIO and _FELL.search(sentence.signs[max(0, at - 6) : at]) is not None
    return -base if fell else base


# -- structures


def _of_structures(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """By how many points one of the things of a structure is more or less than before."""
    told = list(_STRUCTURE.finditer(sentence.signs))
    if len(told) != 2 or len(told[0][0]) != len(told[1][0]):
        return
    between = sentence.signs[told[0].end() : told[1].start()]
    if _INTO.search(between) and not _PRIOR.search(between):
        before, now = told
    elif _PRIOR.search(between):
        now, before = told
    else:
        return
    for found in _NTH.finditer(sentence.signs, told[1].end()):
        nth = 2 * "一二三四五".index(found["nth"])
        if nth >= len(now[0]):
            continue
        places = (now.start() + nth, before.start() + nth)
        one, other = (sentence.figures[at] for at in places)
        points = sentence.figures[found.start("points")]
        worth = Fraction(points.value) * (-1 if _LOWER.search(found["way"]) else 1)
        if abs(Fraction(one.value) - Fraction(other.value) - worth) <= (points.ulp + one.ulp + other.ulp) / 2:
            continue
        if other.value > 0 and one.value > 0:
            yield {
                "项目": sentence.span(found.start("nth"), found.start("way")),
                "本期": Said(f"{one.value}%", sentence.span(places[0], places[0] + 1)),
                "上期": Said(f"{other.value}%", sentence.span(places[1], places[1] + 1)),
                "变动额": sentence.span(found.start("points"), found.start("points") + 1),
                "方向": "低" if worth < 0 else "高",
            }


# -- rows


def _of_rows(document: Document) -> Iterator[dict[str, Value]]:
    """参与率 | 60% | 62% | 提高2个百分点: by how much two cells of a row differ, told behind them in words."""
    for block in document.blocks:
        if not isinstance(block, Grid):
            continue
        rows: dict[int, list[GridCell]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell)
        for cells in rows.values():
            if (row := _row(cells)) is not None:
                yield row


def _row(cells: Sequence[GridCell]) -> dict[str, Value] | None:
    """What the cell of a change says, where the row has two figures of its kind, right before it, and no others."""
    told: list[tuple[GridCell, Figure]] = []
    for cell in cells:
        figure = parse_figure(cell.text.text)
        if figure is not None and figure.plain and figure.unit.symbol:
            told.append((cell, figure))
            continue
        found = _CELL.fullmatch(cell.text.text.strip())
        if found is None:
            continue
        amount = parse_figure(found["amount"])
        if amount is None or len(told) != 2 or amount.base <= 0:
            return None
        points = "百分点" in amount.unit.symbol
        (before, prior), (now, own) = told
        kinds = {figure.dimension for figure in (prior, own, *(() if points else (amount,)))}
        if len(kinds) > 1 or (points and kinds != {"ratio"}) or prior.base <= 0:
            return None
        worth = Fraction(amount.base) * (-1 if _LOWER.search(found["way"]) else 1)
        if abs(own.base - prior.base - worth) <= (amount.step + prior.step + own.step) / 2:
            return None
        text = cell.text
        start = text.text.index(found["amount"])
        return {
            "项目": cells[0].text.span(0, len(cells[0].text.text)),
            "本期": now.text.span(0, len(now.text.text)),
            "上期": before.text.span(0, len(before.text.text)),
            "变动额": text.span(start, start + len(found["amount"])),
            "方向": "低" if worth < 0 else "高",
        }
    return None


def _worth(sentence: Sentence, at: int, points: bool) -> Fraction:
    figure = sentence.figures[at]
    return Fraction(figure.value) / 100 if points and sentence.signs[at] == COUNT else Fraction(figure.base)


def _name(sentence: Sentence, at: int) -> Value:
    start = at
    while start and at - start < 14 and sentence.signs[start - 1] not in FIGURES + DATE + ",;:。()":
        start -= 1
    return sentence.span(start, at) if start < at else sentence.span(at, at + 1)
