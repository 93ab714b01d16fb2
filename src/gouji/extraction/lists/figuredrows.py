"""Things in a row with a figure each, held against what is said of the row: how many they are (四个项目：甲2亿元、……), that each
is less than the one before it (得分从高到低：A校94.5、……).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.lists.namerows import JOINS
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.sentences import FIGURES, Sentence
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
#: Words that say in which order a row stands; the weak ones say so only of a row that stands in it but for one.
_FALLS: Final = r"[从由自](?:高|多|大|快|强|前)(?:到|至|向|往)(?:低|少|小|慢|弱|后)|降序|递减排[列序]"
_RISES: Final = r"[从由自](?:低|少|小|慢|弱)(?:到|至|向|往)(?:高|多|大|快|强)|升序|递增排[列序]"
_RANKED: Final = (
    r"(?:排名|排序|排位|位次|名次)(?:情况)?(?:依次|分别)?"
    r"|(?:排名|排在|位居|位列|居)?前[两三四五六七八九十]位?[名的位]?(?:依次|分别)?"
)
_ORDER: Final = re.compile(
    rf"(?:(?P<falls>{_FALLS})|(?P<rises>{_RISES})|(?P<ranked>{_RANKED}))"
    rf"(?P<lead>{_OTHER}{{0,14}}?(?:[:]|依次[为是]?:?|分别[为是]:?|[为是]:?|,))"
)
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


def read_figured_rows(found: Iterable[Sentence], tables: Mapping[str, Table], draft: Draft) -> None:
    """Write how many they are to the table of lists, and which is less than another to that of comparisons."""
    listed, compared = tables.get("列举"), tables.get("比较")
    for sentence in found:
        if listed is not None:
            known = {place_of(row.cells.get("个数")) for row in draft.tables.get(listed.name, ())}
            for cells, doubt in _counted(sentence):
                if place_of(cells["个数"]) not in known:
                    draft.say(listed, cells, doubt)
        if compared is not None:
            for cells, doubt in _ordered(sentence):
                draft.say(compared, cells, doubt)


def _row_from(sentence: Sentence, start: int) -> _Row | None:
    """The row that begins at a sign: its things are parted by one and the same sign."""
    signs = sentence.signs
    items: list[re.Match[str]] = []
    at, sign = start, ""
    while (found := _ITEM.match(signs, at)) is not None and len(items) < _MOST:
        if _NO_ITEM.search(found["name"]):
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


def _ordered(sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
    """Each of a row beside the one before it, where words say in which order it stands."""
    for order in _ORDER.finditer(sentence.signs):
        row = _row_from(sentence, order.end())
        if row is None or len(row.items) < _FEW:
            continue
        figures = [sentence.figures[item.start("figure")] for item in row.items]
        if len({figure.unit for figure in figures}) > 1 or any(figure.bound for figure in figures):
            continue
        rises = order["rises"] is not None
        wrong = sum((one.base > other.base) if rises else (one.base < other.base) for one, other in pairwise(figures))
        if wrong > 1 and not (order["ranked"] is None and wrong < len(figures) - 1):
            continue
        for one, other in pairwise(row.items):
            before = value_in(sentence, one.start("figure"))
            cells: dict[str, Value] = {
                "事项": sentence.span(*other.span("name")),
                "数值": value_in(sentence, other.start("figure")),
                "所比": Said(f"{'≥' if rises else '≤'}{text_of(before)}", sentence.span(*one.span("figure"))),
            }
            yield cells, wrong > 1 or order["ranked"] is not None
