"""Rounds that are numbered behind the words that say how many they are: 分两批招聘，第一批86人，第二批142人，第三批98人 (列举).

Only more of them than were said are a slip: of fewer, the others may be told elsewhere, or nowhere, unless the figures of those
that are numbered make the whole (培训5期420人次，第一期130人次……第四期85人次).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re
from gouji.language import Table

_UNITS: Final = "批|期|轮|次|阶段"
_UNIT: Final = re.compile(rf"个?(?P<unit>{_UNITS})")
#: Words that say that something was done in so many rounds, and with how many of them.
_IN: Final = re.compile(r"分(?:为|成|作)?$")
_TIMES: Final = re.compile(r"分(?:为|成|作)?(?P<number>[两二三四五六七八九])(?=次)")
#: A round by its number, at the beginning of a clause.
_ROUND: Final = re.compile(
    rf"(?:^|[,;:、(]|其中)第(?P<number>[一二三四五六七八九十])(?P<unit>{_UNITS})(?P<rest>(?:(?!、第)[^,;。])*)"
)
#: A round that is yet to come is none of those that were.
_TO_COME: Final = re.compile("下年|次年|明年|[将拟待]|计划|预计|尚未|未")
#: What is told in so many times is divided by words that say so; courses and meetings are counted without any.
_DIVIDED: Final = frozenset(("次", "期"))


def read_rounds(sentences: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write how many rounds are numbered beside how many they are said to be, to the table that takes lists."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    known = {place_of(row.cells.get("个数")) for row in draft.tables.get(table.name, ())}
    for sentence in sentences:
        if "第二" not in sentence.signs:
            continue
        for cells in _found(sentence):
            if place_of(cells["个数"]) not in known:
                draft.say(table, cells)


def _found(sentence: Sentence) -> Iterator[dict[str, Value]]:
    signs = sentence.signs
    times = [Told(number_of(one["number"]), "次", "", *one.span("number")) for one in _TIMES.finditer(signs)]
    told = [(one, unit) for one in counts(sentence) if (unit := _unit(signs, one))]
    begun = {one.start for one, _ in told}
    told += [(one, "次") for one in times if one.start not in begun]
    told.sort(key=lambda one: one[0].start)
    for place, (one, unit) in enumerate(told):
        divided = unit not in _DIVIDED or _IN.search(signs, 0, one.start) is not None
        later = (other.start for other, same in told[place + 1 :] if same == unit and _IN.search(signs, 0, other.start))
        end = next(later, len(signs))
        rounds = [found for found in _ROUND.finditer(signs, one.end, end) if found["unit"] == unit]
        numbers = [number_of(found["number"]) for found in rounds]
        run = list(range(1, len(numbers) + 1))
        if len(numbers) < 2 or numbers != run:
            continue
        if (not divided or len(numbers) < one.number) and not _all_of_it(sentence, one, rounds):
            continue
        if any(_TO_COME.search(found["rest"]) for found in rounds[one.number :]):
            continue
        said, listed = sentence.span(one.start, one.end), sentence.span(rounds[0].start("number") - 1, rounds[-1].end())
        measure = one.measure if unit == "阶段" else unit
        yield {
            "事项": listed,
            "个数": Said(f"{one.number}{measure}", said),
            "所列": Said(f"{len(numbers)}{measure}", listed),
        }


def _all_of_it(sentence: Sentence, told: Told, rounds: Sequence[re.Match[str]]) -> bool:
    """Whether the figures of the rounds make one that stands besides them: none is told elsewhere."""
    own = [[at for at in sentence.figures if found.start() <= at < found.end()] for found in rounds]
    if not all(own):
        return False
    first = [sentence.figures[places[0]] for places in own]
    inside = {at for places in own for at in places}
    total = sum(figure.base for figure in first)
    return len({figure.unit for figure in first}) == 1 and any(
        figure.base == total and figure.unit == first[0].unit
        for at, figure in sentence.figures.items()
        if at not in inside and not told.start <= at < told.end
    )


def _unit(signs: str, told: Told) -> str:
    """What rounds a count counts: 批 of 两批, 阶段 of 3个阶段; nothing where it counts none."""
    if told.measure in _UNITS.split("|") and told.end == told.start + 1:
        return told.measure
    found = _UNIT.match(signs, told.end)
    return found["unit"] if found is not None else ""
