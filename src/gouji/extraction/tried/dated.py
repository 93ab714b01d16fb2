"""Rows that end before they begin, in a table whose other rows begin before they end: 核心区规划 2021.1 2020.9.

That of two dates the first is the beginning, is shown by the other rows, or by the words over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document, Grid, Text
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.faults import regex as re
from gouji.language import Table

#: A month or a day: 2021.1, 2021-03-15, 2021年3月15日.
_DATE: Final = (
    r"(?<![0-9.\-/])(?:19|20)[0-9]{2}\s*[年.\-/]\s*(?:1[0-2]|0?[1-9])(?:\s*[月.\-/]\s*(?:[12][0-9]|3[01]|0?[1-9])\s*日?|\s*月)?"
    r"(?![0-9.\-/%])"
)
_ROW: Final = re.compile(
    rf"^(?P<name>[^|｜\t]{{2,40}}?)[\s|｜,，]+(?P<first>{_DATE})[\s|｜,，至—~]+(?P<last>{_DATE})(?=$|[\s|｜,，])"
)
_PARTS: Final = re.compile(r"[0-9]+")
_HEAD: Final = re.compile(r"(?:开始|开工|启动|起始|起|始)[^。]{0,12}(?:完成|完工|竣工|结束|终止|止)")
#: Rows of a table, at least; lines over the first of them among which its header is.
_LEAST: Final = 3
_ABOVE: Final = 6


@dataclass(frozen=True, slots=True)
class _Row:
    name: Value
    first: Value
    last: Value
    dates: tuple[tuple[int, ...], tuple[int, ...]]

    @property
    def sound(self) -> bool:
        """Whether the first is not later than the last, as far as both tell."""
        first, last = self.dates
        told = min(len(first), len(last))
        return first[:told] <= last[:told]


def read_dated(document: Document, tables: Sequence[Table], draft: Draft) -> None:
    """Write the rows of such tables to the table of times of work; one that ends before it begins is in doubt."""
    table = next((table for table in tables if table.source == "工期"), None)
    if table is None:
        return
    for rows, headed in _runs(document):
        late = [row for row in rows if not row.sound]
        if len(rows) < _LEAST or len(late) > 1 or (late and not headed and len(rows) <= _LEAST):
            continue
        for row in rows:
            draft.say(table, {"事项": row.name, "开工": row.first, "完工": row.last}, not row.sound)


def _runs(document: Document) -> Iterator[tuple[list[_Row], bool]]:
    """Rows that follow each other, and whether the words over them say what the two dates are."""
    run: list[_Row] = []
    above: list[str] = []
    headed = False
    for line in _lines(document):
        row = _row(line)
        if row is not None:
            headed = headed if run else _HEAD.search(" ".join(above[-_ABOVE:])) is not None
            run.append(row)
            continue
        if run:
            yield run, headed
            run = []
        above.append("".join(text.text for text in line)[:80])
    if run:
        yield run, headed


def _lines(document: Document) -> Iterator[Sequence[Text]]:
    for block in document.blocks:
        if not isinstance(block, Grid):
            yield (block.text,)
        elif block.running:
            yield from ((cell.text,) for cell in block.cells)
        else:
            yield from (tuple(cell.text for cell in row) for row in block.rows)


def _row(line: Sequence[Text]) -> _Row | None:
    """A line of a name and two dates, or cells of which the first two dates stand beside each other."""
    if len(line) == 1:
        text = line[0]
        found = _ROW.match(text.text) if len(text.text) <= 120 else None
        if found is None:
            return None
        spans = [text.span(*found.span(name)) for name in ("name", "first", "last")]
    else:
        dates = [at for at, text in enumerate(line) if re.fullmatch(_DATE, text.text.strip())]
        if len(dates) < 2 or dates[1] != dates[0] + 1 or not dates[0]:
            return None
        cells = (line[dates[0] - 1], line[dates[0]], line[dates[1]])
        spans = [text.span(0, len(text.text)) for text in cells]
    name, first, last = spans
    told = [tuple(map(int, _PARTS.findall(span.text))) for span in (first, last)]
    return _Row(name, Said(_written(told[0]), first), Said(_written(told[1]), last), (told[0], told[1]))


def _written(parts: Sequence[int]) -> str:
    return "".join(f"{part}{word}" for part, word in zip(parts, "年月日", strict=False))
