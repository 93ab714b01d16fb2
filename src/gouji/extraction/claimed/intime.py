"""What is said to have been done in time, behind the day by which it had to be and the day on which it was:
约定2022年6月30日前完工，实际于7月25日完工，按期完成任务.

Both days stand in one sentence with the words; another thing may be meant by one of them, so that what is late is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.dates import dates_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.figures.folding import fold
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_BOTH: Final = re.compile(
    rf"(?P<what>{_OTHER}{{0,12}}?)(?:要求|约定|规定|计划|应当?|须|目标|期限)[^{FIGURES}{DATE};。]{{0,12}}?(?P<due>{DATE})(?:日)?(?P<by>前|之前|以前|底前|底){_OTHER}{{0,16}},"
    rf"(?:[^{DATE};。,]{{0,12}},)?{_OTHER}{{0,10}}?(?:实际|实|于){_OTHER}{{0,6}}?(?P<done>{DATE}){_OTHER}{{0,16}},[^{DATE};。]{{0,16}}?(?P<claim>按期|如期|按时|及时|提前|准时|符合时限)"
)
_NOT_SO: Final = re.compile(r"[未没不]|延期|顺延|逾期|超期")
_YEAR: Final = re.compile("[0-9]{4}")


def read_in_time(found: Iterable[Sentence], table: Table, draft: Draft) -> None:
    """Write them to the table of days."""
    for sentence in found:
        for claim in _BOTH.finditer(sentence.signs) if sentence.signs.count(DATE) > 1 else ():
            for cells, doubt in _held(sentence, claim):
                draft.say(table, cells, doubt)


def _held(sentence: Sentence, claim: re.Match[str]) -> Iterator[tuple[dict[str, Value], bool]]:
    limit, printed = sentence.span(*claim.span("due")), sentence.span(*claim.span("done"))
    dates = dates_of(fold(f"{limit.text},{printed.text}"))
    if len(dates) != len(("due", "done")) or not dates[0].known or _NOT_SO.search(claim[0]):
        return
    due, done = dates
    if not done.day and done.months == due.months:
        return
    span = sentence.span(claim.start("claim"), claim.end())
    cells: dict[str, Value] = {
        "事项": sentence.span(*claim.span("what")) if claim["what"] else span,
        "期限": Said(f"{limit.text}前", limit),
        "完成": printed if _YEAR.match(printed.text) else Said(f"{done.first.year}年{printed.text}", printed),
        "结论": Said("按期", span),
    }
    yield cells, done.first > due.last


__all__ = ["read_in_time"]
