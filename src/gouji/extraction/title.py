"""What a document says it is: its title, its year."""

from __future__ import annotations

import re
from typing import Final

from gouji.document.model import Document, Grid, Text

#: Paragraphs and characters that a title may have.
_MOST_PARAGRAPHS: Final = 4
_MOST_CHARACTERS: Final = 60
_HEADING: Final = re.compile(r"[一二三四五六七八九十]+[、.．]|第[一二三四五六七八九十]+[章节部]|[（(]一[）)]|1[.、．]")
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*年")


def title_of(document: Document) -> str:
    """The paragraphs before the first heading or the first whole sentence; failing that, the first cells of its table."""
    parts = [" ".join(text.text.split()) for text in title_texts(document)]
    if not parts:
        first = next(document.grids, None)
        if first is not None:
            parts = [first.name, *(cell.text.text for cell in first.cells[:3])]
    return " ".join(part for part in parts if part)[:200]


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
            or text.endswith("。")
            or len(parts) == _MOST_PARAGRAPHS
        ):
            break
        parts.append(block.text)
    return parts


def title_year(document: Document) -> int | None:
    """The year that the title names."""
    found = _YEAR.search(title_of(document))
    return int(found[1]) if found is not None else None


def year_of(document: Document) -> int | None:
    """The year that the title names; failing that, the one that the text names most often in its first pages."""
    year = title_year(document)
    if year is not None:
        return year
    counts: dict[int, int] = {}
    for text in list(document.texts)[:200]:
        for year in _YEAR.findall(text.text):
            counts[int(year)] = counts.get(int(year), 0) + 1
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
