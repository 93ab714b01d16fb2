"""PDF files with a text layer: paragraphs and tables in reading order, every word with its page and box.

A page is read, taken apart and forgotten before the next, so that memory grows with the text and not with the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from gouji.document.model import Document
from gouji.document.pdf_columns import columned_tables
from gouji.document.pdf_flow import PageContent, PageTable, blocks_of
from gouji.document.pdf_gaps import spaced_tables
from gouji.document.pdf_lines import UNKNOWN, Box, Char, chars_of, lines_of, turned_line
from gouji.document.pdf_pages import Drawing, Reader, TooMuch, open_pdf, page_count, reason_of
from gouji.document.pdf_tables import MOST_EDGES, Ruled, ruled_tables
from gouji.document.reading import Watch
from gouji.faults import Diagnostic, Label, SubmissionError

#: Pages after which reading stops: of a file, and of one that has shown no text so far.
MOST_PAGES: Final = 2000
MOST_BLANK: Final = 300
#: Of a hundred characters, how many may lack their code before the page counts as not decoded.
_CODELESS: Final = 30


@dataclass(slots=True)
class _Seen:
    """What was met on the way, by page number."""

    contents: list[PageContent] = field(default_factory=list)
    blank: int = 0
    pictures: list[int] = field(default_factory=list)
    drawings: list[int] = field(default_factory=list)
    codeless: list[int] = field(default_factory=list)
    sideways: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    reason: str = ""
    read: int = 0


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """A PDF as a document. Raises SubmissionError: damaged, with a password, without text, library not installed."""
    pdf = open_pdf(data, name)
    total = page_count(pdf)
    seen = _Seen()
    reader = Reader(pdf)
    for page in _until_broken(reader, seen):
        if seen.read == MOST_PAGES or (seen.read == MOST_BLANK and seen.blank == MOST_BLANK):
            break
        seen.read += 1
        _page(reader, page, seen)
        if watch is not None:
            watch(name, seen.read, max(total, seen.read))
    total = max(total, seen.read)
    notes = _notes(seen, total, name)
    blocks = tuple(blocks_of(seen.contents))
    return Document(name, "pdf", hashlib.sha256(data).hexdigest(), blocks, notes)


def _until_broken(reader: Reader, seen: _Seen) -> Iterable[Any]:
    try:
        yield from reader.pages()
    except Exception as fault:  # the library raises whatever a damaged file makes it stumble over
        seen.damaged.append(seen.read + 1)
        seen.reason = reason_of(fault)


def _page(reader: Reader, page: Any, seen: _Seen) -> None:
    """Takes a page in."""
    number = seen.read
    try:
        drawing = reader.draw(page)
    except TooMuch:
        seen.drawings.append(number)
        return
    except Exception as fault:  # as above
        seen.damaged.append(number)
        seen.reason = seen.reason or reason_of(fault)
        return
    content = _content(drawing, number)
    if content is None:
        seen.blank += 1
        # a page with nothing on it is no scan: it is empty
        if drawing.pictured:
            seen.pictures.append(number)
    elif not content.lines and not content.tables:
        seen.sideways.append(number)
    elif _is_codeless(content):
        seen.codeless.append(number)
    else:
        seen.contents.append(content)


def _content(drawing: Drawing, number: int) -> PageContent | None:
    """The lines and tables of a page; None where it has no text."""
    upright, turned = chars_of(drawing.chars)
    if not any(char.text.strip() for char in (*upright, *turned)):
        return None
    tables = _tables(drawing.edges, upright) if len(drawing.edges) <= MOST_EDGES else []
    inside: list[list[list[Char]]] = [[[] for _ in table.cells] for table in tables]
    running: list[Char] = []
    for char in upright:
        x, y = (char.box[0] + char.box[2]) / 2, (char.box[1] + char.box[3]) / 2
        for at, table in enumerate(tables):
            cell = table.cell_at(x, y)
            if cell is not None:
                inside[at][cell].append(char)
                break
        else:
            running.append(char)
    found = [_table(number, table, cells) for table, cells in zip(tables, inside, strict=True)]
    lines = lines_of(running, number)
    for table in spaced_tables(lines):
        cells, running = _parted(table, running)
        found.append(_table(number, table, cells))
        lines = lines_of(running, number)
    kept = [table for table in found if table is not None]
    return PageContent(
        number,
        drawing.width,
        drawing.height,
        tuple(lines),
        tuple(sorted(kept, key=lambda table: (table.ruled.ys[0], table.ruled.xs[0]))),
        tuple(turned_line(turned, number)),
    )


def _parted(table: Ruled, chars: Sequence[Char]) -> tuple[list[list[Char]], list[Char]]:
    """The characters of each cell of a table, and those that stand outside of it."""
    inside: list[list[Char]] = [[] for _ in table.cells]
    outside: list[Char] = []
    for char in chars:
        cell = table.cell_at((char.box[0] + char.box[2]) / 2, (char.box[1] + char.box[3]) / 2)
        (outside if cell is None else inside[cell]).append(char)
    return inside, outside


def _tables(edges: Sequence[Box], chars: Sequence[Char]) -> list[Ruled]:
    """The tables that lines draw, with upright lines between their columns or without."""
    ruled = ruled_tables(edges)
    return sorted([*ruled, *columned_tables(edges, chars, ruled)], key=lambda table: (table.ys[0], table.xs[0]))


def _table(number: int, ruled: Ruled, cells: list[list[Char]]) -> PageTable | None:
    lines = tuple(tuple(lines_of(cell, number)) for cell in cells)
    return PageTable(number, ruled, lines) if any(lines) else None


def _is_codeless(content: PageContent) -> bool:
    texts = [line.text for line in content.lines]
    texts += [line.text for table in content.tables for lines in table.lines for line in lines]
    length = sum(map(len, texts))
    return sum(text.count(UNKNOWN) for text in texts) * 100 > _CODELESS * length


def _notes(seen: _Seen, total: int, name: str) -> tuple[Diagnostic, ...]:
    """What was left out, as warnings. Raises SubmissionError where nothing is left."""
    label = Label(name)
    if not seen.contents:
        if seen.damaged or not seen.read:
            raise SubmissionError([Diagnostic("D224", {"reason": seen.reason or "0 pages"}, label)])
        if seen.codeless:
            raise SubmissionError([Diagnostic("D232", {"pages": total}, label)])
        if seen.sideways:
            raise SubmissionError([Diagnostic("D235", {"pages": _numbers(seen.sideways)}, label)])
        if seen.drawings:
            raise SubmissionError([Diagnostic("D226", {"pages": _numbers(seen.drawings)}, label)])
        if seen.read < total:
            raise SubmissionError([Diagnostic("D227", {"limit": seen.read, "total": total}, label)])
        raise SubmissionError([Diagnostic("D221", {"pages": total}, label)])
    found: list[tuple[str, dict[str, object]]] = []
    for code, numbers in (
        ("D222", seen.pictures),
        ("D226", seen.drawings),
        ("D231", seen.codeless),
        ("D235", seen.sideways),
    ):
        if numbers:
            found.append((code, {"pages": _numbers(numbers)}))
    if seen.damaged:
        found.append(("D229", {"pages": _numbers(seen.damaged), "reason": seen.reason}))
    elif seen.read < total:
        found.append(("D225", {"limit": seen.read, "total": total}))
    return tuple(Diagnostic(code, args, label, "warning") for code, args in found)


def _numbers(pages: list[int]) -> str:
    """Page numbers, runs of them shortened: ``2、5-9``."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = "、".join(str(first) if first == last else f"{first}-{last}" for first, last in runs[:20])
    return shown + ("……" if len(runs) > 20 else "")
