"""Figures that are told as what was meant to be, by the place in which they stand: under a heading of goals, in the cell of a
form below 预期目标, behind 目标为：… or in a clause that begins with 计划.

Less or more than was meant may have come of it, so that such a figure and one of what was done are no contradiction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from gouji.document.model import Document, Grid, Text
from gouji.extraction.crossing.toldplaces import OF_A_GOAL
from gouji.extraction.drafting.draft import place_of
from gouji.extraction.drafting.wording import either
from gouji.extraction.prose.retold import Mention
from gouji.faults import regex as re
from gouji.figures.folding import fold

#: What a heading of goals has that stands over what came of them.
_CAME: Final = re.compile("完成|实现|达成|结果|分析|情况|进展|成效")
#: That something was done, where it is told.
_DONE: Final = re.compile("实际|已|均|共完成|全部|超额|超|累计|达成|[,;。](?:全年|年内|年末|截至|当年|本年)")
#: The words of a header over a cell of goals are not many; nor are those of a heading that stands in its paragraph.
_SHORT: Final = 12
_RUN_IN: Final = re.compile(
    r"^\s*[（(]?[一二三四五六七八九十0-9]{1,3}[)）]?[、.．]?(?P<title>[^。:：,，;；]{2,14})[。:：]"
)
#: A cell that tells a figure in words is no header, however short.
_TELLS: Final = re.compile("[\u4e00-\u9fff]{2}[^0-9]{0,8}[0-9]")
#: Cells of one table, and rows below a header, that are looked at.
_MOST: Final = 4000
_BELOW: Final = 12
#: Signs before a figure in which words say that it is a goal.
_LEAD: Final = 400


def meant_places(document: Document, told: Iterable[Mention], goals: Collection[str]) -> frozenset[tuple[int, int]]:
    """Where (``place_of``) the figures stand that are told as goals. ``goals``: words that goals are called by."""
    if not goals:
        return frozenset()
    words = re.compile(either(tuple(goals)))
    led = re.compile(
        rf"(?:{either(tuple(goals))})[^,;。:]{{0,6}}?(?:[为是]|如下)?:|(?:^|[,;:。])[^,;:。比较按完]{{0,6}}(?:计划|拟|力争|预期|预计)(?![的数内外值安])"
    )
    cells = _cells(document, words) | set(_one_below_other(list(document.texts), words))
    titles: dict[int, bool] = {}
    out: set[tuple[int, int]] = set()
    for mention in told:
        place = place_of(mention.value)
        if place is None:
            continue
        text = mention.sentence.texts[mention.at]
        if id(text) not in titles:
            run_in = _RUN_IN.match(fold(text.text[: 3 * _SHORT]))
            titles[id(text)] = run_in is not None and _is_title(run_in["title"], words)
        heading = mention.sentence.heading
        over = titles[id(text)] or (heading is not None and _is_title(fold(heading.text), words))
        before = OF_A_GOAL.sub("", mention.before[-_LEAD:])
        last = max((found.end() for found in led.finditer(before)), default=-1)
        if id(text) in cells or (over and not _DONE.search(before)) or (last >= 0 and not _DONE.search(before, last)):
            out.add(place)
    return frozenset(out)


def _is_title(words: str, goals: re.Pattern[str]) -> bool:
    return goals.search(words) is not None and _CAME.search(words) is None


def _cells(document: Document, goals: re.Pattern[str]) -> set[int]:
    """The texts (by ``id``) below a header of goals that stands beside one of what was done, in a form."""
    out: set[int] = set()
    for block in document.blocks:
        if not isinstance(block, Grid):
            continue
        heads: dict[int, int] = {}
        rows: dict[int, list[tuple[int, str]]] = {}
        for cell in block.cells[:_MOST]:
            text = fold(cell.text.text)
            kept = heads.get(cell.column)
            row = rows.setdefault(cell.row, [])
            if row and _is_title(row[-1][1], goals) and _TELLS.search(text):
                out.add(id(cell.text))  # 预期目标 | 购置设备22台, 培训30人次
            if kept is not None and kept < cell.row <= kept + _BELOW and (len(text) > _SHORT or _TELLS.search(text)):
                out.add(id(cell.text))
            elif kept is not None and text and kept < cell.row:
                del heads[cell.column]
            if text and len(text) <= _SHORT:
                row.append((cell.column, text))
                came = any(_CAME.search(other) for _, other in row)
                for column, other in row if came else ():
                    if _is_title(other, goals):
                        heads.setdefault(column, cell.row)
    return out


def _one_below_other(texts: Sequence[Text], goals: re.Pattern[str]) -> Iterator[int]:
    """What stands between a header of goals and one of what was done, one below the other."""
    own = [text for text in texts if text.text.strip()]
    for over, text, under in zip(own, own[1:], own[2:], strict=False):
        headed = max(len(over.text), len(under.text)) <= _SHORT < len(text.text)
        if headed and _is_title(fold(over.text), goals) and _CAME.search(fold(under.text)):
            yield id(text)


__all__ = ["meant_places"]
