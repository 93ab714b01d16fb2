"""Words that say which of the figures beside them is the greater, or that they went one way all the time: 甲类2.97万套，首次超过
乙类的2.86万套; 会费连续三年增长，由2020年的70万元、2021年的72万元增至75万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from gouji.extraction.claimed.waysaid import DOWN, UP
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, Sentence
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
#: The second figure bears a name and stands behind 的 or 为, or in brackets: 超过预算3万元 says by how much.
_BEYOND: Final = re.compile(
    rf"(?P<one>[{FIGURES}]),?(?:首次|再次|已经?|也|均|都|明显|远远?|大幅|仍|略|反而)*(?P<way>反超|超过|高于|多于|大于|低于|少于|小于|不及)了?"
    rf"(?P<name>{_OTHER}{{2,20}}?)(?:[的为是]|\()(?P<other>[{FIGURES}])(?=[,;。)]|$)"
)
_LESS: Final = ("低于", "少于", "小于", "不及")
_GOAL: Final = re.compile(r"目标|任务|要求|标准|指标|限额|上限|下限|控制|警戒|预期")
#: 连续三年增长, 逐年下降.
_RUN: Final = re.compile(rf"(?:(?:连续|近)[两三四五六七八九二]年(?:均|都|持续|保持|呈现?)*|逐年)(?P<way>{UP}|{DOWN})")
#: A figure of a year: 2020年的70万元, 增至75万元.
_OF_YEAR: Final = re.compile(rf"(?:{DATE}(?:的|为|是)?|[至到])(?P<figure>[{FIGURES}])")
_SEVERAL: Final = 3
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
        stop = _END.search(sentence.signs, claim.end())
        end = stop.start() if stop is not None else len(sentence.signs)
        start = max((sentence.signs.rfind(mark, 0, claim.start()) for mark in ";。"), default=-1) + 1
        behind = _series(sentence, claim.end(), end)
        told = behind if len(behind) >= _SEVERAL else _series(sentence, start, claim.start())
        if len(told) < _SEVERAL:
            continue
        up = re.fullmatch(UP, claim["way"]) is not None
        figures = sentence.figures
        steps = list(pairwise(told))
        wrong = [(a, b) for a, b in steps if (figures[b].base > figures[a].base) != up]
        before, now = (wrong or steps)[-1]
        name = words_before(sentence.signs, claim.start(), _STOPS)
        yield (
            {
                "项目": sentence.span(claim.start() - len(name), claim.end()),
                "上期": value_in(sentence, before),
                "本期": value_in(sentence, now),
                "方向": Said("增加" if up else "减少", sentence.span(*claim.span("way"))),
            },
            bool(wrong),
        )


def _series(sentence: Sentence, start: int, end: int) -> Sequence[int]:
    """The figures of one kind that are told of one year after the other."""
    told = [found.start("figure") for found in _OF_YEAR.finditer(sentence.signs, start, end)]
    kinds = {kind_of_figure(sentence.figures[at]) for at in told}
    return told if len(kinds) == 1 else []
