"""What a document says it is: its title, its year."""

from __future__ import annotations

from itertools import islice
from typing import Final

from gouji.document.model import Document, Grid, Span, Text
from gouji.faults import regex as re

#: Paragraphs and characters that a title may have.
_MOST_PARAGRAPHS: Final = 4
_MOST_CHARACTERS: Final = 60
_HEADING: Final = re.compile(r"[一二三四五六七八九十]+[、.．]|第[一二三四五六七八九十]+[章节部]|[（(]一[）)]|1[.、．]")
YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*年")
#: The same in a title, where a whole date (发布时间：2025年4月14日) is not what it is about.
TITLED: Final = re.compile(YEAR.pattern + r"(?!\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日)")
#: What stands over a title and is none: 附件2, 附表1-1.
_ATTACHED: Final = re.compile(r"附[件表录]?\s*[0-9一二三四五六七八九十]*(?:[-—.][0-9]+)*\s*[:：]?")
#: What stands under a title: （2024年度）.
_PERIOD: Final = re.compile(r"[（(]?\s*(?:19|20)[0-9]{2}\s*年\s*度?\s*[)）]?")
#: Rows at the top of a table that may hold its title.
_MOST_ROWS: Final = 5
#: What stands over a table, and a row of one whose cells are parted by blanks: neither is of the title.
_ROW: Final = re.compile(r"^\s*[(（]?(?:金额)?单位\s*[:：]|(?:\S{2,}\s+){4}\S{2,}")
_COLON: Final = re.compile(r"[:：]")
#: 2024年度, not in the name of another paper: 《…2023年度预算的通知》.
_STATED: Final = re.compile(r"《[^《》]*》|(?<![0-9])((?:19|20)[0-9]{2})\s*年度")
#: Texts at the beginning that may say which year they are about.
_OPENING: Final = 40


def title_of(document: Document) -> str:
    """What a document says it is: its title without the number of an attachment and without a year by itself.

    The title stands in the paragraphs before the first heading or the first whole sentence, or failing that in the rows
    of one cell over its table; a table without any is known by its name and its first cells.
    """
    parts = title_parts(document)
    named = [part for part in parts if not _ATTACHED.fullmatch(part) and not _PERIOD.fullmatch(part)]
    return " ".join(named or parts)[:200]


def title_parts(document: Document) -> list[str]:
    """The lines over a document that make its title, with what stands over and under it."""
    parts = [" ".join(text.text.split()) for text in title_texts(document)]
    if parts and not all(_ATTACHED.fullmatch(part) or _PERIOD.fullmatch(part) for part in parts):
        return parts
    grid = next(document.grids, None)
    return [*parts, *_over(grid)] if grid is not None else parts


def _over(grid: Grid) -> list[str]:
    """The rows at the top of a table that are one cell each."""
    parts: list[str] = []
    for row in grid.rows[:_MOST_ROWS]:
        texts = [text for cell in row if (text := " ".join(cell.text.text.split()))]
        if len(texts) > 1 or any(len(text) > _MOST_CHARACTERS or _HEADING.match(text) for text in texts):
            break
        parts += [text for text in texts if not _COLON.search(text)]
    if all(_ATTACHED.fullmatch(part) or _PERIOD.fullmatch(part) for part in parts):
        first = (" ".join(cell.text.text.split()) for cell in grid.cells[:3])
        parts = list(dict.fromkeys([*parts, grid.name, *first]))
    return [part for part in parts if part]


def title_texts(document: Document) -> list[Text]:
    """The paragraphs that make the title."""
    parts: list[Text] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            break
        if block.apart:
            continue
        text = " ".join(block.text.text.split())
        if not text:
            continue
        if (
            _HEADING.match(text)
            or len(text) > _MOST_CHARACTERS
            or text.endswith(("。", "；", ";"))
            or _ROW.search(block.text.text)
            or len(parts) == _MOST_PARAGRAPHS
        ):
            break
        parts.append(block.text)
    return parts


def title_year(document: Document) -> int | None:
    """The year that the title names."""
    found = TITLED.search(" ".join(title_parts(document)))
    return int(found[1]) if found is not None else None


def stated_year(document: Document) -> Span | None:
    """The year that a document without one in its title says first that it is about: 开展2024年度……工作."""
    for text in islice(document.texts, _OPENING):
        for found in _STATED.finditer(text.text):
            if found[1]:
                return text.span(*found.span(0))
    return None


def only_year(document: Document) -> int | None:
    """The only year that the texts of a document tell of, however often."""
    years = {year for text in document.texts for year in YEAR.findall(text.text)}
    return int(years.pop()) if len(years) == 1 else None


def year_of(document: Document) -> int | None:
    """The year that the title names; failing that, the one that the text names most often in its first pages."""
    year = title_year(document)
    if year is not None:
        return year
    counts: dict[int, int] = {}
    for text in list(document.texts)[:200]:
        for year in YEAR.findall(text.text):
            counts[int(year)] = counts.get(int(year), 0) + 1
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
