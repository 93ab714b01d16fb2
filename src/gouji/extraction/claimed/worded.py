"""How many rows of a table a sentence says have each of several words in them: “优”7个，“良”2个; 黄灯2所、绿灯2所.

The table is not named. It is believed to be meant where every word is a cell of it and they are as many together as is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.sentences import COUNT, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: A word and how many there are; 等次, 的 and 灯 may stand between.
_PAIR: Final = re.compile(
    rf"(?:^|(?<=[,;:。、为中是有]))[“\"‘]?(?P<word>[^{FIGURES},;:。、()“”\"‘’]{{1,4}}?)[”\"’]?(?:等次|等级|级|档|灯|牌)?的?(?:有|为|共)?(?P<count>{COUNT})"
)
#: The same with the number in front: 6项“确定能”.
_AHEAD: Final = re.compile(
    rf"(?:^|(?<=[,;:。、为中是有]))(?:有)?(?P<count>{COUNT})(?:指标|项目|单位)?(?:的?(?:完成情况|结论|等级|等次|结果))?(?:评|判定|确定|填报?)?为?是?[“\"‘]?(?P<word>[^{FIGURES},;:。、()“”\"‘’]{{1,6}}?)[”\"’]?(?=[,;。、)]|$)"
)
_CELL: Final = re.compile(r"[^\s,，|｜;；→]+")
_LONG: Final = 400
#: Signs of a word that is a cell, at most.
_WORD: Final = 6
_SEVERAL: Final = 2
#: Rows of the table, at least.
_ROWS: Final = 3


def read_worded(document: Document, found: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write each number beside that of the cells to the table that takes lists."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    cells = _cells(document)
    known = {place_of(row.cells.get("个数")) for row in draft.tables.get(table.name, ())}
    for sentence in found:
        for row, doubt in _told(sentence, cells):
            if place_of(row["个数"]) not in known:
                draft.say(table, row, doubt)


def _cells(document: Document) -> Mapping[str, int]:
    """How often each short word is a cell, or stands by itself in a line."""
    out: Counter[str] = Counter()
    for text in document.texts:
        parts = _CELL.findall(text.text) if len(text.text) <= _LONG else []
        out.update(part.strip('“”"') for part in parts if len(part) <= _WORD)
    return out


def _told(sentence: Sentence, cells: Mapping[str, int]) -> Iterator[tuple[dict[str, Value], bool]]:
    for form in (_PAIR, _AHEAD):
        rows = list(_run(sentence, cells, form))
        if rows:
            yield from rows
            return


def _run(
    sentence: Sentence, cells: Mapping[str, int], form: re.Pattern[str]
) -> Iterator[tuple[dict[str, Value], bool]]:
    run: list[tuple[re.Match[str], int, int]] = []
    for found in form.finditer(sentence.signs):
        figure = sentence.figures[found.start("count")]
        word = found["word"]
        if word not in cells:
            word = re.sub(r"^(?:其中|评为|自评为|分别为|为|有|得)", "", word)
        if cells.get(word) and not figure.bound and figure.base.denominator == 1:
            run.append((found, int(figure.base), cells[word]))
    told, printed = sum(number for _, number, _ in run), sum(number for _, _, number in run)
    if len(run) < _SEVERAL or told != printed or told < _ROWS:
        return
    for found, number, cells_of_it in run:
        span = sentence.span(*found.span("count"))
        unit = sentence.figures[found.start("count")].unit.symbol
        row: dict[str, Value] = {
            "事项": sentence.span(*found.span()),
            "个数": span,
            "所列": Said(f"{cells_of_it}{unit}", span),
        }
        yield row, number != cells_of_it
