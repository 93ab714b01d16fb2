"""By how much something has changed that goes from one figure to another: 由38户减至11户，共减少27户 (变动, 占比).

Which two are compared is told by the word before the second of them (减至, 提高到, 调整为), whatever stands between: dates, for
whom, a clause of its own (2020年有38个，2021年减至11个). What is told right behind is by how much, by what part, or how many
times as much. Changes that other rooms have read are theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, RATIO, Sentence, dimension_of
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.language import Table

_NOT: Final = rf"[^{FIGURES}{DATE},;:。()]"
_UP: Final = r"增加?|增长|提高|提升|上升|上涨|升高?|扩大|扩|延长|调[增高]|追加"
_DOWN: Final = r"减少?|下降|降低?|压[缩减降]|缩[短减小]|回落|调[减低]|核减"
_OVER: Final = r"调整|变[更化]?|发展"
#: What leads to the second figure: 减至, 提高到, 调整为.
_TO: Final = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|{_OVER})了?[到至为成]了?(?:{DATE}的?|{_NOT}{{1,6}}的)?$")
_FROM: Final = re.compile(r"[由从]")
_STOP: Final = re.compile(r"[;。()]")
#: By how much, in words right before the figure.
_LEAD: Final = r"[,(]?(?:共计?|累计|合计|总共|净|即|实现|[两二三四五六七八九十]年(?:间|来|内)?|期间|实际|也就是)*"
_CHANGE: Final = re.compile(
    rf"{_LEAD}(?:(?P<up>{_UP}|提标|提价|扩容|多|涨)|(?P<down>{_DOWN}|减贫|脱贫|减幅|降幅|少|提前)|增幅|涨幅|变动)"
    r"(?:了|达到?|为|约|幅度?|率|比例)*"
)
_TIMES: Final = re.compile(rf"[,(]?(?:(?P<more>(?:{_UP}|多)了?)|(?:是|为|相当于|达到?)(?:{_NOT}{{0,10}}的)?)")
#: Figures behind the second one that may tell by how much.
_MOST: Final = 3
_EITHER_WAY: Final = frozenset(("days", "workdays", "hours", "months", "count:位", "count:名", "number"))
_MORE, _LESS = "增加", "减少"


@dataclass(frozen=True, slots=True)
class _Change:
    """A row of changes, or of shares (``times``: how many times as much), and where it says by how much."""

    cells: Mapping[str, Value]
    place: tuple[int, int] | None
    doubt: bool
    times: bool = False


def read_from_to(found: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write the changes that no other room has read, with the figures between which they lie."""
    by_source = {table.source: table for table in tables if table.source}
    changes, shares = by_source.get("变动"), by_source.get("占比")
    if changes is None:
        return
    known = {
        place_of(row.cells.get(column))
        for row in draft.tables.get(changes.name, ())
        for column in ("变动额", "变动率", "上期")
        if row.cells.get("上期") is not None
    }
    for sentence in found:
        for change in _told(sentence):
            if change.place in known:
                continue
            if not change.times:
                draft.say(changes, change.cells, change.doubt)
            elif shares is not None:
                draft.say(shares, change.cells, change.doubt)


def _told(sentence: Sentence) -> Iterator[_Change]:
    places = sorted(sentence.figures)
    for number, (prior, now) in enumerate(pairwise(places)):
        words = sentence.signs[prior + 1 : now]
        led = _TO.search(words)
        if led is None or _STOP.search(words) or words.count(",") > 1 or not _comparable(sentence, prior, now):
            continue
        start = max(sentence.signs.rfind(sign, 0, prior) for sign in ",;:。()、") + 1
        begun = _FROM.search(sentence.signs, start, prior)
        if begun is None and sentence.signs[start - 1 : start] == "、":
            continue  # 由2020年的70万元、2021年的72万元增至75万元: from the first of them
        doubt = "," in words or begun is None
        stop = begun.start() if begun is not None and begun.start() > start else prior
        cells: dict[str, Value] = {
            "项目": sentence.span(start, stop) if start < stop else sentence.span(prior, now),
            "上期": _value(sentence, prior),
            "本期": _value(sentence, now),
        }
        # a unit that nobody knows stands behind both: 45微克/立方米下降到36微克/立方米
        unit = words[: led.start()] if sentence.signs[now] == BARE else ""
        told = list(_amounts(sentence, prior, now, places[number + 2 : number + 2 + _MOST], cells, unit))
        for change in told:
            yield replace(change, doubt=doubt or change.times)
        # less time may be called more speed, and a lower place a rise
        if (
            not told
            and begun is not None
            and (led["up"] or led["down"])
            and dimension_of(sentence.figures[now]) not in _EITHER_WAY
        ):
            way = Said(_MORE if led["up"] else _LESS, sentence.span(prior + 1 + led.start(), now))
            yield _Change(cells | {"方向": way}, place_of(cells["上期"]), True)


def _amounts(
    sentence: Sentence, prior: int, now: int, behind: Sequence[int], cells: Mapping[str, Value], unit: str
) -> Iterator[_Change]:
    """What is told right behind the second figure of how far it is from the first."""
    figures, signs = sentence.figures, sentence.signs
    rate, last = signs[now] == RATIO, now
    for at in behind:
        words, figure = signs[last + 1 : at].removeprefix(unit), figures[at]
        if figure.bound not in ("", "about") or _STOP.search(words.lstrip("(")):
            return
        value = _value(sentence, at)
        if figure.unit.symbol == "倍":
            times = _TIMES.fullmatch(words)
            if times is None or figures[prior].base <= 0 or rate:
                return
            percent = Said(f"{figure.value.scaleb(2):f}%", sentence.span(at, at + 1))
            if times["more"]:
                yield _Change({**cells, "变动率": percent, "率方向": _MORE}, place_of(value), False)
            else:
                told = {"项目": cells["项目"], "部分": cells["本期"], "总额": cells["上期"], "占比": percent}
                yield _Change(told, place_of(value), False, times=True)
            return
        found = _CHANGE.fullmatch(words)
        if found is None:
            return
        less = found["down"] or (not found["up"] and figures[now].base < figures[prior].base)
        way = Said(_LESS if less else _MORE, sentence.span(last + 1, at))
        if signs[at] == POINTS if rate else _same(figures[now], figure):
            yield _Change({**cells, "变动额": value, "方向": way}, place_of(value), False)
        elif signs[at] == RATIO and not rate and figures[prior].base > 0:
            yield _Change({**cells, "变动率": value, "率方向": way}, place_of(value), False)
        else:
            return
        last = at


def _comparable(sentence: Sentence, prior: int, now: int) -> bool:
    """Whether two figures are counted in the same, and are neither bounds nor differences."""
    one, other = sentence.figures[prior], sentence.figures[now]
    if POINTS in (sentence.signs[prior], sentence.signs[now]) or one.bound or other.bound:
        return False
    return _same(one, other) and one.unit.symbol != "倍"


def _same(one: Figure, other: Figure) -> bool:
    return dimension_of(one) == dimension_of(other)


def _value(sentence: Sentence, at: int) -> Value:
    span = sentence.span(at, at + 1)
    return Said(sentence.lent[at], span) if at in sentence.lent else span
