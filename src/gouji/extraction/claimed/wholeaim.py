"""One task that is said to be done as it was set, and of which the document tells elsewhere that less was done:
水库加固3座全部完成 beside a row of 3座 and 2座; 12座水库的白蚁防治均已完成施工 beside 白蚁防治水库数量 12座, 10座.

The words have to tell the very number that was set, with most of what the goal is called, as done; and not where goals are told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from itertools import islice
from typing import Final

from gouji.extraction.claimed.aims import Aim
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import COUNT, OTHER, SCALED, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure, parse_target
from gouji.language import Table

_COUNTED: Final = COUNT + SCALED + OTHER
_CLAUSE: Final = re.compile(r"[^,;:。()]+")
_DONE: Final = re.compile(
    r"完成|建成|完工|竣工|实施|落实|开工|发放|验收|交付|整改|开展|举办|组织|举行|播出|施工|实现|达到|新建|覆盖|投用|投入使用|办结|培训了|改造了|治理了"
)
#: Not yet so, of another time or of some of them; what is planned, but for 按计划 and 完成……任务.
_NOT_SO: Final = re.compile(
    r"[未拟将须若需没不差缺]|应(?![急用对])|力争|确保|预计|争取|上年|去年|其[中余他它]|剩余|第[一二三四]|上半年|季度|[前首]批|累计|启动|列入|纳入|原因|如果|推动|推进|要求|"
    r"(?<![按照])(?<!按照)(?<!完成)(?<!年度)(?:计划|目标|任务)[^,;:。]{0,8}?(?=[\ue000-\uf8ff])|其中"
)
#: What a goal is called besides the thing that it is of.
_MEASURE: Final = re.compile(
    r"(?:完成)?(?:数量|个数|场次|场数|期数|次数|人数|户数|人次|座数|面积|里程|长度|规模|总量|总数|数)$"
)
#: How much of a name has to stand in the words; signs of a word; the least name, and clauses of a sentence that are looked at.
_MOSTLY: Final = Fraction(7, 10)
_WORD, _LEAST, _CLAUSES = 2, 3, 400


def read_whole_aims(
    found: Iterable[Sentence],
    aims: Sequence[Aim],
    meant: Collection[tuple[int, int]],
    table: Table,
    wording: Wording,
    draft: Draft,
) -> None:
    """Write them to the table of completion, as hints. ``meant``: where figures are told as goals."""
    missed = [one for aim in aims if not aim.met and (one := _goal(aim)) is not None]
    if not missed or not wording.reached:
        return
    empty = re.compile(either(wording.goal_empty))
    known: set[tuple[int, int] | None] = set()
    for sentence in found:
        if "|" in sentence.signs or not any(sign in sentence.signs for sign in _COUNTED):
            continue
        for clause in islice(_CLAUSE.finditer(sentence.signs), _CLAUSES):
            words = clause[0]
            if _DONE.search(words) is None or _NOT_SO.search(words):
                continue
            for at in (at for at in range(*clause.span()) if sentence.signs[at] in _COUNTED):
                value = value_in(sentence, at)
                figure = sentence.figures[at]
                told = (kind_of_figure(figure), Fraction(figure.base))
                own = [aim for aim, goal, came in missed if goal == told and not _tells(sentence, came)]
                own = [aim for aim in own if _is_called(aim.name, words, empty)]
                if len({place_of(aim.done) for aim in own}) != 1 or place_of(value) in meant:
                    continue
                aim = own[0]
                places = {place_of(aim.done), place_of(aim.goal)}
                if place_of(value) in places or place_of(aim.done) in known:
                    continue
                known.add(place_of(aim.done))
                said = Said(min(wording.reached, key=len), sentence.span(*clause.span()))
                cells: dict[str, Value] = {"事项": aim.label, "目标": aim.goal, "完成": aim.done, "结论": said}
                draft.say(table, cells, True)


def _goal(aim: Aim) -> tuple[Aim, tuple[str, Fraction], tuple[str, Fraction]] | None:
    """A goal with what was set and what came of it, where less than that did."""
    target = parse_target(text_of(aim.goal) or "")
    figure = target.figures[0] if target.figures else parse_figure(text_of(aim.goal) or "")
    done = parse_figure(text_of(aim.done) or "")
    if figure is None or done is None or target.op in ("<", "<="):
        return None
    return aim, (kind_of_figure(figure), Fraction(figure.base)), (kind_of_figure(done), Fraction(done.base))


def _tells(sentence: Sentence, done: tuple[str, Fraction]) -> bool:
    """Whether a sentence itself tells what came of the goal: 40场任务中完成36场."""
    return any((kind_of_figure(one), Fraction(one.base)) == done for one in sentence.figures.values())


def _is_called(name: str, words: str, empty: re.Pattern[str]) -> bool:
    """Whether words have most of what a goal is called."""
    core = empty.sub(" ", _MEASURE.sub("", re.sub(r"[^\u4e00-\u9fffA-Za-z]", " ", name).strip()))
    length = len(core.replace(" ", ""))
    told = re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", words)
    return length >= _LEAST and _covered(core, told) >= _MOSTLY * length


def _covered(core: str, words: str) -> int:
    """How many signs of a name stand in words, two in a row at least."""
    there = {at + n for at in range(len(core) - 1) for n in range(_WORD) if core[at : at + _WORD] in words}
    return sum(core[at] != " " for at in there)


__all__ = ["read_whole_aims"]
