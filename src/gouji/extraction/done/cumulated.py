"""Running totals of one thing at the ends of the quarters of a year: none is less than the one before it (累计).

一季度执行45万元，上半年累计执行180万元，前三季度累计执行171万元; 1—6月办理860件，1—9月办理790件. Told in one sentence, by one
verb. What is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence, sign_of
from gouji.faults import regex as re
from gouji.language import Table

#: What stands for the months up to which one is told, by their number.
_UP_TO: Final = (
    (12, re.compile("全年|四季度末|年末|年底|1[-—–至~]12月")),
    (9, re.compile("前三季度|前3季度|三季度末|1[-—–至~]9月|9月末|9月底")),
    (6, re.compile("上半年|二季度末|1[-—–至~]6月|6月末|6月底")),
    (3, re.compile("(?:^|[^前第末])一季度|^第一季度|1[-—–至~]3月|3月末|3月底")),
)
_CLAUSE: Final = re.compile(
    rf"(?:^|(?<=[,;。:]))(?P<words>[^{FIGURES},;。:]{{2,24}})(?P<figure>[{FIGURES}])(?![^,;。]*左右)"
)
_FILL: Final = re.compile(
    r"截[至止]|到|第|底|末|累计|共|已|了|为|达到?|全年|[前上一二三四]+(?:季度|半年)|[0-9]+(?:[-—–至~][0-9]+)?月|[约超过逾]"
)
_NOT: Final = re.compile("目标|计划|任务|预计|力争|上年|去年|同期|增|减|降|升|占|比|结余|剩余|未|余额|人均|率")
_LEAST: Final = 2


def read_cumulated(found: Iterable[Sentence], by_name: Mapping[str, Table], draft: Draft) -> None:
    """Write them. ``found``: the sentences of a document."""
    table = by_name.get("累计")
    if table is None:
        return
    for sentence in found:
        if len(sentence.figures) >= _LEAST:
            for first, last, name in _falling(sentence):
                cells: dict[str, Value] = {
                    "事项": Said(name, sentence.span(last, last + 1)),
                    "前数": sentence.span(first, first + 1),
                    "后数": sentence.span(last, last + 1),
                }
                draft.say(table, cells, True)


def _falling(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    told: list[tuple[int, int, str]] = []
    for found in _CLAUSE.finditer(sentence.signs):
        words, at = found["words"], found.start("figure")
        months = next((number for number, form in _UP_TO if form.search(words)), None)
        if months is None or DATE in words or _NOT.search(words) or sentence.figures[at].bound:
            continue
        told.append((months, at, _FILL.sub("", words)))
    for (months, first, name), (later, last, called) in pairwise(told):
        one, other = sentence.figures[first], sentence.figures[last]
        if months >= later or sign_of(one) != sign_of(other) or one.dimension in ("ratio", "score"):
            continue
        if one.unit.dimension != other.unit.dimension or not (name.endswith(called) or called.endswith(name)):
            continue
        if Fraction(one.base) > Fraction(other.base):
            yield first, last, name or called
