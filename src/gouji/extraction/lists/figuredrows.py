"""Things in a row with a figure each, held against what is said of the row: how many they are: 四个项目：甲2亿元、……."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.lists.namerows import JOINS
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.sentences import FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES},;:。、()]"
#: One thing of a row: its name, its figure, perhaps another one, and what little is said behind them.
_ITEM: Final = re.compile(
    rf"(?P<name>{_OTHER}{{1,30}}?(?:\([^(){FIGURES}]{{1,12}}\){_OTHER}{{0,6}})?)(?P<figure>[{FIGURES}])[{FIGURES}]?(?:\([^()]{{1,40}}\))?(?P<tail>{_OTHER}{{0,10}})"
)
_PARTS: Final = re.compile(r"[、,;]|以及|(?<=[^\u4e00-\u9fff])[和及与]")
#: What is no thing of a row, but said of the whole of it, or of something else.
_NO_ITEM: Final = re.compile(
    r"合计|总计|共计|小计|平均|相差|极差|差距|其中|总[额数]|累计|惠及|受益|覆盖|占|同比|较上|比上|涉及|^共|实际|预算|完成率|均为|每[^年月日周]|全[年县市省国]"
)
#: What leads from a number to the row of what is counted: 3个项目：, 分三批下达：, 四个季度分别为.
_LEAD: Final = re.compile(
    rf"{_OTHER}{{0,14}}?(?:[,]?(?:具体|分别|依次)(?:为|是|如下)?:?|[,]?即:?|[,]?(?:包括|具体)?(?:如下)?:)"
)
#: What the things of a row come to is none of them: ……，总建筑面积7,860平方米.
_SUMMED: Final = re.compile("总|合计|共计|累计")
_MOST: Final = 40
_SEVERAL, _FEW = 2, 3


@dataclass(frozen=True, slots=True)
class _Row:
    """Things in a row; ``whole``: nothing but they stands up to the end of the sentence, or of what a ； ends."""

    sentence: Sentence
    items: tuple[re.Match[str], ...]
    end: int
    whole: bool
    more: bool


def read_figured_rows(found: Iterable[Sentence], table: Table, draft: Draft) -> None:
    """Write them to the table of lists."""
    known = {place_of(row.cells.get("个数")) for row in draft.tables.get(table.name, ())}
    for sentence in found:
        for cells, doubt in _counted(sentence):
            if place_of(cells["个数"]) not in known:
                known.add(place_of(cells["个数"]))
                draft.say(table, cells, doubt)


def _row_from(sentence: Sentence, start: int) -> _Row | None:
    """The row that begins at a sign: its things are parted by one and the same sign."""
    signs = sentence.signs
    items: list[re.Match[str]] = []
    at, sign = start, ""
    while (found := _ITEM.match(signs, at)) is not None and len(items) < _MOST:
        if _NO_ITEM.search(found["name"]) or (len(items) > 1 and _SUMMED.match(found["name"])):
            break
        if items and sign != "、" and not _alike(sentence, items[0], found):
            break
        items.append(found)
        part = _PARTS.match(signs, found.end())
        if part is None:
            at = found.end()
            break
        if sign and part[0] in "、,;" and part[0] != sign:
            at = found.end()
            break
        sign = sign or (part[0] if part[0] in "、,;" else "")
        at = part.end()
    if not items:
        return None
    end = items[-1].end()
    rest = signs[end:]
    return _Row(sentence, tuple(items), end, rest in ("", "。", ";"), items[-1]["tail"].startswith("等"))


def _alike(sentence: Sentence, one: re.Match[str], other: re.Match[str]) -> bool:
    first, second = (sentence.figures[found.start("figure")] for found in (one, other))
    return kind_of_figure(first) == kind_of_figure(second)


def _counted(sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
    """How many there are said to be, with a colon or 分别 between that and the row."""
    for told in counts(sentence):
        lead = _LEAD.match(sentence.signs, told.end)
        if told.number < _SEVERAL or told.number > _MOST or lead is None:
            continue
        row = _row_from(sentence, lead.end())
        if row is None or len(row.items) < _SEVERAL:
            continue
        joined = sum(len(JOINS.findall(item["name"].lstrip("和及与"))) for item in row.items)
        count = len(row.items)
        if count != told.number and (
            not row.whole
            or count < told.number <= count + joined
            or count < _FEW
            or abs(count - told.number) > _SEVERAL
        ):
            continue
        if any(row.sentence.figures[item.start("figure")].unit.symbol == told.measure for item in row.items):
            continue  # 14个：甲类6个、乙类5个、丙类3个: they are so many of it
        yield _count(told, row, count, lead), not (row.whole and _plain(row))


def _plain(row: _Row) -> bool:
    """Whether all figures of a row are of a kind, and no name is as short as a word for part of something."""
    kinds = {kind_of_figure(row.sentence.figures[item.start("figure")]) for item in row.items}
    return len(kinds) == 1 and len(row.items) >= _FEW


def _count(told: Told, row: _Row, count: int, lead: re.Match[str]) -> dict[str, Value]:
    sentence = row.sentence
    span = sentence.span(told.start, told.end)
    listed = sentence.span(lead.end(), row.end)
    return {
        "事项": listed,
        "个数": Said(f"{told.number}{told.measure}", span),
        "所列": Said(f"{count}{told.measure}", listed),
        "列示": Said("等", listed) if row.more else None,
    }
