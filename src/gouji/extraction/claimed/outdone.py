"""Words that say which of the figures beside them is the greater, or that they went one way all the time: 甲类2.97万套，首次超过
乙类的2.86万套; 会费连续三年增长，由2020年的70万元、2021年的72万元增至75万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.claimed.waysaid import DOWN, UP
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, Sentence
from gouji.figures import rounded_text
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
#: The second figure bears a name and stands behind 的 or 为, or in brackets: 超过预算3万元 says by how much.
_BEYOND: Final = re.compile(
    rf"(?P<one>[{FIGURES}]),?(?:首次|再次|已经?|也|均|都|明显|远远?|大幅|仍|略|反而)*(?P<way>反超|超过|高于|多于|大于|低于|少于|小于|不及)了?"
    rf"(?P<name>{_OTHER}{{2,20}}?)(?:[的为是]|\()(?P<other>[{FIGURES}])(?=[,;。)]|$)"
)
_LESS: Final = ("低于", "少于", "小于", "不及", "慢于")
_GOAL: Final = re.compile(r"目标|任务|要求|标准|指标|限额|上限|下限|控制|警戒|预期")
#: 连续三年增长, 逐年下降.
_RUN: Final = re.compile(
    rf"(?:(?:连续|近)[两三四五六七八九二][年季月个度]+(?:均|都|持续|保持|呈现?)*|逐[年季月步级次周旬](?:稳步|稳定|持续)?|连年|一路|持续(?:稳步)?|稳步|(?:均|都)?依次|梯次)"
    rf"(?P<way>{UP}|{DOWN}|(?P<more>走强|加快|升高|增[高大]|递增|抬升|走阔)|(?:放缓|减弱|递减|走弱|趋缓|收窄|减缓|降))"
)
#: Figures told one behind the other: 分别为5.1%、5.4%、5.8%; 1.42%(2020)、1.58%(2021).
_F: Final = rf"[{FIGURES}](?:\([{BARE}{DATE}]年?\))?"
_LIST: Final = re.compile(rf"(?P<lead>[^{FIGURES},;。]{{0,24}})(?P<all>{_F}(?:(?:[、,]|[、,]?[和及与]){_F}){{2,11}})")
_FELL: Final = re.compile(r"下降|减少|回落|降幅|跌")
#: What hardly went up or down: 总体保持平稳, 波动不大.
_STEADY: Final = re.compile(
    r"(?:总体|基本|大体|整体|相对|较为|年度间|年际间?|各[年月季]间?|保持|呈现?|规模)*(?P<way>平稳|稳定|波动不大|波动较小|变化不大|起伏不大)(?:态势|趋势|状态)?(?=[,;。]|$)"
)
_PERIODS: Final = re.compile(
    rf"[近前上][两三四五六七八九十]+[年季月个]|[一二三四]季度|{DATE}|各[年季月]|逐[年季月]|分别|依次"
)
#: By what part the greatest of some that are called steady may be above the least.
_ROOM: Final = Fraction(15, 100)
#: 依次为3.4%、5.9%和6.7%，均高于上年的3.1%、5.2%和5.8%: as many of either.
_EACH: Final = re.compile(
    rf"(?P<one>[{FIGURES}](?:[、,和及与]+[{FIGURES}]){{1,11}}),?[^{FIGURES}{DATE},;。]{{0,6}}?[均都](?:明显|大幅|略|有所|已)*"
    rf"(?P<way>高于|低于|快于|慢于|多于|少于|超过|大于|小于|不及)(?:[^{FIGURES},;。]{{0,12}}?)(?P<other>[{FIGURES}](?:[、,和及与]+[{FIGURES}]){{1,11}})(?=[,;。)的]|$)"
)
#: A figure of a year: 2020年的70万元, 增至75万元.
_OF_YEAR: Final = re.compile(rf"(?:{DATE}(?:的|为|是)?|[至到])(?P<figure>[{FIGURES}])")
_SEVERAL: Final = 3
#: Signs before such words, and behind them, in which the figures are told.
_FAR: Final = 400
#: What ends the words before a claim.
_STOPS: Final = frozenset(f",;:。{FIGURES}{DATE}")
_END: Final = re.compile("[;。]")


def read_outdone(found: Iterable[Sentence], tables: Mapping[str, Table], draft: Draft) -> None:
    """Write them to the tables of comparisons and of changes."""
    compared, changes = tables.get("比较"), tables.get("变动")
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(compared.name, ())} if compared else set()
    for sentence in found:
        for cells, doubt in _beyond(sentence) if compared is not None else ():
            if place_of(cells["数值"]) not in known and compared is not None:
                draft.say(compared, cells, doubt)
        for cells in (*_each(sentence), *_steady(sentence)) if compared is not None else ():
            if place_of(cells["数值"]) not in known and compared is not None:
                draft.say(compared, cells, True)
        for cells, doubt in _runs(sentence) if changes is not None else ():
            if changes is not None:
                draft.say(changes, cells, doubt)


def _beyond(sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
    for found in _BEYOND.finditer(sentence.signs):
        one, other = (sentence.figures[found.start(name)] for name in ("one", "other"))
        if kind_of_figure(one) != kind_of_figure(other) or one.bound or other.bound or _GOAL.search(found["name"]):
            continue
        if found["one"] in POINTS + BARE or found["other"] in POINTS + BARE:
            continue
        less = found["way"] in _LESS
        limit = value_in(sentence, found.start("other"))
        start = max((sentence.signs.rfind(mark, 0, found.start()) for mark in ",;:。"), default=-1) + 1
        cells: dict[str, Value] = {
            "事项": sentence.span(start, found.start("one")) if start < found.start("one") else text_of(limit),
            "数值": value_in(sentence, found.start("one")),
            "所比": Said(f"{'<' if less else '>'}{text_of(limit)}", sentence.span(*found.span("other"))),
        }
        yield cells, not (one.base < other.base if less else one.base > other.base)


def _runs(sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
    for claim in _RUN.finditer(sentence.signs):
        far = min(len(sentence.signs), claim.end() + _FAR)
        stop = _END.search(sentence.signs, claim.end(), far)
        end = stop.start() if stop is not None else far
        near = max(0, claim.start() - _FAR)
        start = max(near, *(sentence.signs.rfind(mark, near, claim.start()) + 1 for mark in ";。"))
        behind = _series(sentence, claim.end(), end)
        told = behind if len(behind) >= _SEVERAL else _series(sentence, start, claim.start())
        told = told if len(told) >= _SEVERAL else _listed(sentence, start, claim.start())
        if len(told) < _SEVERAL:
            continue
        up = re.fullmatch(UP, claim["way"]) is not None or claim["more"] is not None
        figures = sentence.figures
        steps = list(pairwise(told))
        wrong = [(a, b) for a, b in steps if (figures[b].base > figures[a].base) != up]
        before, now = (wrong or steps)[-1]
        name = words_before(sentence.signs, claim.start(), _STOPS)
        if figures[before].base == figures[now].base and not wrong:
            continue
        yield (
            {
                "项目": sentence.span(claim.start() - len(name), claim.end()),
                "上期": value_in(sentence, before),
                "本期": value_in(sentence, now),
                "方向": Said("增加" if up else "减少", sentence.span(*claim.span("way"))),
            },
            bool(wrong),
        )


def _listed(sentence: Sentence, start: int, end: int) -> Sequence[int]:
    """The figures of one kind that are told in one list for several times, the last such list of a stretch."""
    found = list(_LIST.finditer(sentence.signs, start, end))
    if not found or ";" in sentence.signs[found[-1].end() : end] or _FELL.search(found[-1]["lead"]):
        return []
    lead = sentence.signs[start : found[-1].start("all")]
    if not _PERIODS.search(lead) and "(" not in found[-1]["all"]:
        return []
    places = [at for at in range(*found[-1].span("all")) if at in sentence.figures and sentence.signs[at - 1] != "("]
    kinds = {kind_of_figure(sentence.figures[at]) for at in places}
    return places if len(kinds) == 1 else []


def _steady(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """What is called steady though one of the times is far above another."""
    for claim in _STEADY.finditer(sentence.signs):
        start = max((sentence.signs.rfind(mark, 0, claim.start()) for mark in ";。"), default=-1) + 1
        told = _listed(sentence, start, claim.start())
        if len(told) < _SEVERAL or sum(mark in FIGURES for mark in sentence.signs[told[-1] + 1 : claim.start()]):
            continue
        bases = {at: sentence.figures[at].base for at in told}
        most, least = max(told, key=lambda at: bases[at]), min(told, key=lambda at: bases[at])
        if bases[least] <= 0 or sentence.figures[most].unit.dimension == "ratio":
            continue
        off = bases[most] / bases[least] - 1
        span = sentence.span(*claim.span())
        if off > _ROOM:
            yield {
                "事项": sentence.span(told[0], claim.end()),
                "数值": Said(f"{rounded_text(off * 100, 2)}%", sentence.span(most, most + 1)),
                "所比": Said(f"≤{rounded_text(_ROOM * 100)}%", span),
            }
        return


def _each(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """Each of several beside the one that it is held against in turn."""
    for claim in _EACH.finditer(sentence.signs):
        ones, others = ([at for at in range(*claim.span(name)) if at in sentence.figures] for name in ("one", "other"))
        figures = sentence.figures
        if len(ones) != len(others) or len({kind_of_figure(figures[at]) for at in (*ones, *others)}) != 1:
            continue
        less = claim["way"] in _LESS
        for one, other in zip(ones, others, strict=True):
            if figures[one].bound or figures[other].bound:
                continue
            a, b = figures[one].base, figures[other].base
            if not (a < b if less else a > b):
                yield {
                    "事项": sentence.span(*claim.span()),
                    "数值": value_in(sentence, one),
                    "所比": Said(
                        f"{'<' if less else '>'}{text_of(value_in(sentence, other))}", sentence.span(other, other + 1)
                    ),
                }


def _series(sentence: Sentence, start: int, end: int) -> Sequence[int]:
    """The figures of one kind that are told of one year after the other."""
    told = [found.start("figure") for found in _OF_YEAR.finditer(sentence.signs, start, end)]
    kinds = {kind_of_figure(sentence.figures[at]) for at in told}
    return told if len(kinds) == 1 else []
