"""Figures that are called by what stands over them or before them: 目标值|实际完成值|完成率 over 35|31|88.6%, or
预算数 260.00, 执行数 247.00, 执行率 95.0%, one after the other. Nothing but the names says what makes what.

A row is a record: its name, and figures by what they are called. It is found in rows of cells below a row of names, in cells of
which only the order is known, and in names that have their figure right behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document, Grid, Paragraph, Span, Text
from gouji.extraction.drafting.draft import Value
from gouji.extraction.tried.regions import One, one_of
from gouji.faults import regex as re
from gouji.figures import parse_figure

_LONG: Final = 400
#: Signs of a cell of words that names a column or a row.
_NAME: Final = 26
_CELL: Final = re.compile(r"[^|｜\t]+|(?<=[|｜\t])(?=[|｜\t])|(?<=[|｜\t])$|^(?=[|｜\t])")
_WORD: Final = re.compile(r"[^\s|｜\t]+")
_LABEL: Final = re.compile(r"\s*(?P<label>[^:：。；;，,]{2,20})[:：]\s*(?P<value>[^:：。；;]{1,20}?)\s*[。；;，,]?\s*$")
_GLUED: Final = re.compile(r"(?P<label>[^\s0-9]{2,14})\s+(?P<value>[-−]?[0-9][0-9,.]*[%％]?)")
_PROSE: Final = re.compile(r"[。；]|[，,][^0-9]")
_ASIDE: Final = re.compile(
    r"[（(\[][^()（）\[\]]*[)）\]]|[\s*＊①-⑨+\-×÷=/]|[A-Z](?![a-z])|^[一二三四五六七八九十0-9]{1,2}[、.．]"
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A figure and what it is called; ``label`` is without what is bracketed."""

    label: str
    one: One
    head: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row: what it is called, its figures from left to right, and the rows with the same names over them (by number).

    ``sure``: it is a row of cells below a row of as many names.
    """

    name: Value
    cells: Sequence[Titled]
    table: int
    sure: bool


def plain(label: str) -> str:
    """What a label says without brackets, numbers of columns and blanks."""
    return _ASIDE.sub("", label)


def records_of(document: Document, is_title: re.Pattern[str]) -> Iterator[Record]:
    """The records of a document. ``is_title`` finds what is the name of a column in a label."""
    for number, block in enumerate(_blocks(document), 1):
        below = list(_below(block, is_title, number))
        yield from below
        if not below:
            cells = [cell for line in block for cell in line if cell.text.strip()]
            behind = list(_behind(cells, is_title, number))
            yield from behind
            if not behind:
                yield from _labelled(cells, is_title, number)


def _blocks(document: Document) -> Iterator[Sequence[Sequence[Span]]]:
    """The lines of cells that follow each other."""
    lines: list[Sequence[Span]] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            if block.running:
                lines += [[cell] for grid_cell in block.cells for cell in _split(grid_cell.text)]
            else:
                lines += [[_whole(cell.text) for cell in row] for row in block.rows]
            continue
        cells = _cells(block)
        if not cells:
            if lines:
                yield lines
            lines = []
            continue
        lines.append(cells)
    if lines:
        yield lines


def _whole(text: Text) -> Span:
    return text.span(0, len(text.text))


def _cells(paragraph: Paragraph) -> list[Span]:
    """The cells of a line; none of prose."""
    text = paragraph.text
    if len(text.text) > _LONG or not text.text.strip() or _PROSE.search(text.text):
        return []
    if re.search(r"[|｜\t]", text.text):
        return [text.span(*found.span()) for found in _CELL.finditer(text.text)]
    return _split(text)


def _split(text: Text) -> list[Span]:
    """A name and its figure, or cells that blanks part."""
    found = _LABEL.match(text.text)
    if found is not None:
        return [text.span(*found.span("label")), text.span(*found.span("value"))]
    words = list(_WORD.finditer(text.text))
    if len(words) > 1 and all(len(word[0]) <= _NAME for word in words):
        return [text.span(*word.span()) for word in words]
    return [_whole(text)] if len(text.text) <= _NAME else []


def _figure(cell: Span, name: str) -> One | None:
    text = cell.text.strip()
    if not text:
        return None
    start = cell.start + cell.text.index(text)
    return one_of(cell.source.span(start, start + len(text)), name)


def _is_title(cell: Span, is_title: re.Pattern[str]) -> bool:
    text = plain(cell.text)
    return (
        0 < len(text) <= _NAME
        and is_title.search(text) is not None
        and (parse_figure(cell.text.strip()) is None or re.fullmatch(r"(?:19|20)[0-9]{2}年?", text) is not None)
    )


def _below(block: Sequence[Sequence[Span]], is_title: re.Pattern[str], number: int) -> Iterator[Record]:
    """The rows of cells below a row of as many names, or below as many names of which each has a line of its own."""
    heads: Sequence[Span] = ()
    single: list[Span] = []
    for line in block:
        titles = [cell for cell in line if _is_title(cell, is_title)]
        figures = [cell for cell in line if cell not in titles and _figure(cell, "") is not None]
        if len(line) == 1 and not figures:
            single.append(line[0])
            continue
        if titles and len(line) > 1 and not figures:
            heads, single = line, []
            continue
        if single and len(figures) > 1:
            above = single[-len(line) :]
            if len(above) == len(line) and any(_is_title(cell, is_title) for cell in above):
                heads = above
            single = []
        if not heads or len(line) != len(heads) or not figures:
            continue
        name = next((cell for cell in line if cell.text.strip() and cell not in figures), None)
        words = name.text.strip() if name is not None else ""
        cells = [
            Titled(plain(head.text), one, head.text)
            for head, cell in zip(heads, line, strict=True)
            if head.text.strip() and cell in figures and (one := _figure(cell, words)) is not None
        ]
        if len(cells) > 1:
            yield Record(name, cells, number, True)


def _behind(cells: Sequence[Span], is_title: re.Pattern[str], number: int) -> Iterator[Record]:
    """The rows behind names that follow each other, where only the order of the cells is known: a name and as many figures.

    The names are the last words before the first row, as many as it has figures.
    """
    ones = [None if _is_title(cell, is_title) else _figure(cell, "") for cell in cells]
    heads: list[Span] = []
    words: list[Span] = []
    at = 0
    while at < len(cells):
        if ones[at] is None:
            words.append(cells[at])
            at += 1
            continue
        end = at
        while end < len(cells) and ones[end] is not None:
            end += 1
        size = end - at
        if len(words) > size > 1:
            above = words[-size - 1 : -1]
            heads = above if sum(_is_title(cell, is_title) for cell in above) > 1 else []
        if size > 1 and size == len(heads) and words:
            name = words[-1]
            titled = [
                Titled(plain(head.text), one, head.text)
                for head, cell in zip(heads, cells[at:end], strict=True)
                if (one := _figure(cell, name.text.strip())) is not None
            ]
            yield Record(name, titled, number, False)
        elif heads and size != len(heads):
            heads = []
        words = []
        at = end


def _labelled(cells: Sequence[Span], is_title: re.Pattern[str], number: int) -> Iterator[Record]:
    """Names with their figure right behind them: a record ends where a name comes again."""
    run: list[Titled] = []
    name: Span | None = None
    at = 0
    while at < len(cells):
        pair = _pair(cells, at)
        if pair is None:
            if not run and not _is_title(cells[at], is_title):
                name = cells[at]
            at += 1
            continue
        label, value, at = pair
        one = _figure(value, label.text.strip())
        if one is None:
            continue
        words = plain(label.text)
        if any(other.label == words for other in run):
            if len(run) > 1:
                yield Record(name, run, number, False)
            run, name = [], None
        run.append(Titled(words, one, label.text))
    if len(run) > 1:
        yield Record(name, run, number, False)


def _pair(cells: Sequence[Span], at: int) -> tuple[Span, Span, int] | None:
    """A name and its figure, in one cell or two, and the place behind them."""
    cell = cells[at]
    glued = _GLUED.fullmatch(cell.text.strip())
    if glued is not None:
        offset = cell.start + cell.text.index(cell.text.strip())
        spans = [cell.source.span(offset + glued.start(part), offset + glued.end(part)) for part in ("label", "value")]
        return spans[0], spans[1], at + 1
    if at + 1 < len(cells) and _figure(cell, "") is None and _figure(cells[at + 1], "") is not None:
        behind = cells[at + 2] if at + 2 < len(cells) else None
        if behind is None or _figure(behind, "") is None:
            return cell, cells[at + 1], at + 2
    return None


def lines_of(document: Document) -> Iterator[Sequence[One | None]]:
    """The figures of each row of cells, and where it has none."""
    for block in _blocks(document):
        for line in block:
            if len(line) > 1:
                name = next((cell.text for cell in line if cell.text.strip() and _figure(cell, "") is None), "")
                yield [_figure(cell, name) for cell in line]


def texts_of(document: Document) -> Iterator[Sequence[Span]]:
    """The cells that are not empty, of lines that follow each other."""
    for block in _blocks(document):
        yield [cell for line in block for cell in line if cell.text.strip()]


def labelled_of(document: Document) -> Iterator[Sequence[Titled]]:
    """All names that have their figure right behind them, of lines that follow each other."""
    for block in _blocks(document):
        cells = [cell for line in block for cell in line if cell.text.strip()]
        found: list[Titled] = []
        at = 0
        while at < len(cells):
            pair = _pair(cells, at)
            at = pair[2] if pair is not None else at + 1
            if pair is not None and (one := _figure(pair[1], pair[0].text.strip())) is not None:
                found.append(Titled(plain(pair[0].text), one, pair[0].text))
        if len(found) > 1:
            yield found
