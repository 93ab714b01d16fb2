"""Plain text: paragraphs, and the tables that a dump of a word processor leaves in it (cells between tabs or bars)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from gouji.document.bars import dumped
from gouji.document.encoding import characters
from gouji.document.model import Block, Document, Grid, GridCell, Paragraph, Spot, Text
from gouji.document.place import Place
from gouji.document.reading import Watch
from gouji.document.separated import separated
from gouji.faults import regex as re

_STOPS: Final = frozenset("。！？；：.!?;:…")
_ENDS: Final = _STOPS | frozenset("”』】")
#: How a paragraph of its own begins: a number of a heading or of a list, a bracketed one, a heading of a table.
_BEGINS: Final = re.compile(
    r"[一二三四五六七八九十百]+[、.．是]|[（(][一二三四五六七八九十百0-9０-９]+[）)]|第[一二三四五六七八九十百0-9]+[章节条部]"
    r"|[0-9０-９]+[、.．)）](?![0-9])|[①-⑳]|[-—•·●○◆■□▪※*#]|附[件表录注]|注[：:]|备注|单位[：:]|金额单位|表[一二三四五六七八九十0-9]"
)
_INNER: Final = re.compile(r"[，、；：。,;](?<![0-9][,，](?=[0-9]))")
#: A line shorter than this is not taken for the first part of a broken one.
_LONG: Final = 16
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
#: Lines of one width: how many there are at least, how wide they are at least and at most, in halves of a character, and
#: how much one that was broken off may lack.
_FEWEST_LINES: Final = 12
_NARROWEST: Final = 40
_WIDEST: Final = 120
_RAGGED: Final = 8
#: A numbered line shorter than this is a heading, whatever follows.
_HEADING: Final = 45
#: In a heading nothing follows a full stop, nor an amount and a pause.
_SENTENCE: Final = re.compile(r"。.|[0-9][万亿]?元[^，；。]*，[\u4e00-\u9fff]{2,10}$")
#: A number that breaks off inside a group of three digits or behind its point, and how it goes on by how many digits of the
#: group were told: 决算1,0 / 52.38万元.
_BROKEN: Final = re.compile(r"[\u4e00-\u9fff][0-9]{1,3}(?:,[0-9]{3})*(?:,(?P<group>[0-9]{0,2})|\.)$")
_REST_OF: Final = {
    None: re.compile(r"[0-9]{1,4}(?=[%％‰万亿元个人户])"),
    0: re.compile(r"[0-9]{3}(?=[.,%％万亿元])"),
    1: re.compile(r"[0-9]{2}(?![0-9])"),
    2: re.compile(r"[0-9](?![0-9])"),
}
#: The number of a page alone on its line, and how many pages show that they are counted.
_PAGE_NUMBER: Final = re.compile(r"\s*(?:第\s*|[-—–]{1,2}\s*)?([1-9][0-9]{0,3})(?:\s*页|\s*[-—–]{1,2})?\s*")
_FEWEST_PAGES: Final = 3
#: A pause, which only running text has; other marks, and a long word, which rows of a table have too, that end in a figure.
_PAUSE: Final = re.compile(r"[，；：。]")
_MARK: Final = re.compile(r"[、“”]|^\S{16}")
_FIGURES: Final = tuple("0123456789.,%％")
#: A row of a table ends in several amounts.
_TABLE_ROW: Final = re.compile(r"(?:\s-?[0-9]{1,3}(?:,?[0-9]{3}){0,4}\.[0-9]{1,6}){2}$")
#: A numbered line without a pause or a bracket is a heading if it lacks more than two characters of the width.
_HEADED: Final = re.compile(rf"(?:{_BEGINS.pattern})[^，、；：。,;（(]*")
_LACKING: Final = 4
#: A long line with as many blanks and without a pause in it is a row of cells, not the first part of a sentence.
_STRUNG_ROW: Final = 3


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """A text file as a document. Raises SubmissionError where the bytes are no text."""
    return Document(name, "txt", hashlib.sha256(data).hexdigest(), tuple(blocks(characters(data, name))))


def blocks(text: str) -> Iterator[Block]:
    """Paragraphs and tables of a text. Lines that a page or a line end has cut are put together again."""
    table: list[tuple[int, list[tuple[int, str]]]] = []
    open_lines: list[tuple[int, int, str]] = []
    pages = _pages(text)
    lines = _unnumbered(_lines(text), pages)
    spaced = _spaced(lines)
    full = _widths(lines, pages)
    tables = {**separated(lines), **dumped(lines)}
    done = 0
    for number, line in enumerate(lines, 1):
        if number <= done:
            continue
        made = None
        if number - 1 in tables:
            done, made = tables[number - 1]
        elif (strung := _strung(line)) is not None:
            words = [GridCell(Text.at(text, Place(line=number, column=at)), row, 0) for row, (at, text) in strung]
            made = Grid(tuple(words), spans_known=False, running=True)
        if made is not None:
            if open_lines:
                yield _paragraph(open_lines)
                open_lines = []
            if table:
                yield _grid(table)
                table = []
            yield made
            continue
        if not line.strip() or ((spaced or table) and _RULE.fullmatch(line)) or (table and _RULED.fullmatch(line)):
            continue
        if line.strip() == "|" and open_lines and number > 1 and lines[number - 2].strip() not in ("", "|"):
            yield _paragraph(open_lines)  # the bar that closes a cell stands on a line of its own
            open_lines = []
            continue
        cells = _columns(line) if number - 1 in spaced else _cells(line)
        if len(cells) == 1 and table and line.count("\t") >= _FEWEST - 1:
            parted = _parted(line, "\t")
            if not line.startswith("\t") or len(parted) == len(table[-1][1]):
                cells = parted  # the name of a row in which nothing is entered
        if len(cells) > 1:
            if open_lines:
                yield _paragraph(open_lines)
                open_lines = []
            table.append((number, cells))
            continue
        if table:
            yield _grid(table)
            table = []
        stripped = line.strip()
        at = line.index(stripped) + 1
        if open_lines and not (
            _goes_on(open_lines[-1][2], stripped, full[open_lines[-1][0] - 1]) and not line.startswith("\t")
        ):
            yield _paragraph(open_lines)
            open_lines = []
        open_lines.append((number, at, stripped))
        if line.startswith("\t"):
            yield _paragraph(open_lines)
            open_lines = []
    if open_lines:
        yield _paragraph(open_lines)
    if table:
        yield _grid(table)


def _lines(text: str) -> list[str]:
    """Lines as an editor counts them; a form feed begins a page, not a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ").split("\n")
    if not any(sign in text for sign in _BOX_BARS):
        return lines
    return ["" if _BOX_RULE.fullmatch(line) else _BOX_BAR.sub("|", line) for line in lines]


#: Tables drawn with the signs for boxes: the bars between their cells, and the lines between their rows.
_BOX_BARS: Final = "│┃║"
_BOX_BAR: Final = re.compile(f"[{_BOX_BARS}]")
_BOX_RULE: Final = re.compile(r"\s*[─-╿]{3,}[─-╿\s]*")
_RULE: Final = re.compile(r"\s*[-=_—─━+|]{4,}\s*")
#: The line under a header in Markdown, with bars and colons: |---|:-:|
_RULED: Final = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*")
_WIDE_GAP: Final = re.compile(r"(?: {2,}|[\t\u3000]+)+")
#: Cells that a line set in columns with blanks has at least.
_FEWEST: Final = 3


def _spaced(lines: list[str]) -> set[int]:
    """The numbers of the lines that are set in columns with runs of blanks: several of them one below the other."""
    many = {
        number
        for number, line in enumerate(lines)
        if "\t" not in line.strip() and line.count("|") < 2 and len(_columns(line)) >= _FEWEST and len(line) < 400
    }
    found: set[int] = set()
    for number in many:
        near = [number + step for step in (-2, -1, 1, 2) if number + step in many]
        if any(abs(other - number) == 1 or not lines[(other + number) // 2].strip() for other in near):
            found.add(number)
    return found


def _columns(line: str) -> list[tuple[int, str]]:
    """The cells of a line that wide gaps separate, with their columns."""
    cells, at = [], 0
    for gap in [*_WIDE_GAP.finditer(line), None]:
        end = len(line) if gap is None else gap.start()
        part = line[at:end]
        if part.strip():
            cells.append((at + 1 + len(part) - len(part.lstrip()), part.strip()))
        if gap is not None:
            at = gap.end()
    return cells


#: Words of a line that is a form whose cells are parted by blanks, how long they are on the average at most, and of how
#: many of them, in percent, are figures at least, and end a sentence at most.
_STRUNG_WORDS: Final = 40
_STRUNG_LENGTH: Final = 12
_STRUNG_FIGURES: Final = 20
_STRUNG_SENTENCES: Final = 5
_STRUNG_WORD: Final = re.compile(r"\S+(?: [（(][^\s（）()]{1,6}[)）](?=\s))?")
_FIGURE: Final = re.compile(r"[≥≤＝=><]?[0-9][0-9,.]*(?:%|[\u4e00-\u9fff]{1,2})?")


def _strung(line: str) -> Sequence[tuple[int, tuple[int, str]]] | None:
    """The cells of a form that was saved as one line, with their columns; None where the line is no such form."""
    if len(line) < 2 * _STRUNG_WORDS or "|" in line or "\t" in line.strip():
        return None
    words = [(found.start() + 1, found[0]) for found in _STRUNG_WORD.finditer(line)]
    count = len(words)
    if count < _STRUNG_WORDS or len(line) - count > _STRUNG_LENGTH * count:
        return None
    figures = sum(bool(_FIGURE.fullmatch(word)) for _, word in words)
    ends = sum(word.endswith(("。", "；")) for _, word in words)
    if 100 * figures < _STRUNG_FIGURES * count or 100 * ends > _STRUNG_SENTENCES * count:
        return None
    return list(enumerate(words))


def _cells(line: str) -> list[tuple[int, str]]:
    """The cells of a line with their columns; a single one where the line is no row of a table."""
    sign = "\t" if "\t" in line.strip() else "|" if line.count("|") + line.count("｜") >= 2 else ""
    if not sign:
        return [(1, line)]
    cells = _parted(line, sign)
    inside = len(cells) - (sign == "|") * (not cells[0][1]) - (sign == "|") * (not cells[-1][1])
    if inside < 2 or (sum(bool(text) for _, text in cells) < 2 and sign == "\t"):
        return [(1, line)]
    return cells


def _parted(line: str, sign: str) -> list[tuple[int, str]]:
    """What stands between the signs of a line, with its columns."""
    cells, at = [], 0
    for part in line.replace("｜", "|").split(sign) if sign == "|" else line.split(sign):
        inner = part.strip()
        cells.append((at + 1 + (len(part) - len(part.lstrip()) if inner else 0), line[at : at + len(part)].strip()))
        at += len(part) + 1
    return cells


def _goes_on(before: str, after: str, full: int) -> bool:
    """Whether a line is the rest of the one before it. ``full`` is how wide a line is that its page has broken off."""
    broken = _BROKEN.search(before)
    if broken is not None:
        group = broken["group"]
        if _REST_OF[None if group is None else len(group)].match(after):
            return True
    if before[-1] in _STOPS or _BEGINS.match(after) or (before[-1] in _DIGITS and after[0] in _DIGITS):
        return False
    if _TABLE_ROW.search(before):
        return False
    if full and _width(before) >= full + (_LACKING if _HEADED.fullmatch(before) else 0):
        return True
    if before[-1] in _ENDS or len(before) < _LONG:
        return False
    if _BEGINS.match(before) and len(before) < _HEADING and not _SENTENCE.search(before):
        return False
    return bool(_INNER.search(before)) or (len(before) >= 2 * _LONG and before.count(" ") < _STRUNG_ROW)


def _pages(text: str) -> Sequence[int]:
    """The page of each line, counted by form feeds; none where the text has no pages."""
    if "\f" not in text:
        return ()
    pages: list[int] = []
    page = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        page += line.count("\f")
        pages.append(page)
    return pages


def _unnumbered(lines: list[str], pages: Sequence[int]) -> list[str]:
    """The lines without the numbers of pages: those that stand alone at an end of their page and count with the pages."""
    ends: dict[int, list[int]] = {}
    for _, numbers in groupby(range(len(pages)), key=pages.__getitem__):
        filled = [number for number in numbers if lines[number].strip()]
        for number in {filled[0], filled[-1]} if filled else ():
            found = _PAGE_NUMBER.fullmatch(lines[number])
            if found is not None:
                ends.setdefault(int(found[1]) - pages[number], []).append(number)
    counting = {number for found in ends.values() if len(found) >= _FEWEST_PAGES for number in found}
    return ["" if number in counting else line for number, line in enumerate(lines)] if counting else lines


def _widths(lines: Sequence[str], pages: Sequence[int]) -> Sequence[int]:
    """For each line from which width on it has been broken off by its page; 0 where no width is known.

    Where most of the lines are rows of tables, the pages of running text still have a width of their own.
    """
    whole = _full_width(lines)
    if whole or not pages:
        return [whole] * len(lines)
    widths: list[int] = []
    for _, numbers in groupby(range(len(lines)), key=pages.__getitem__):
        own = [lines[number] for number in numbers]
        running = [_is_running(line.strip()) for line in own]
        full = _full_width([line for line, prose in zip(own, running, strict=True) if prose])
        widths += [full if prose else 0 for prose in running]
    return widths


def _is_running(line: str) -> bool:
    return bool(_PAUSE.search(line) or (_MARK.search(line) and not line.endswith(_FIGURES)))


def _full_width(lines: Sequence[str]) -> int:
    """From which width on a line has been broken off by its page; 0 where the lines are not broken at one width.

    Of pages set in lines of one width most lines end within a few characters of it, and none beyond.
    """
    widths = sorted(_width(line.strip()) for line in lines if line.strip() and "\t" not in line and "|" not in line)
    if len(widths) < _FEWEST_LINES or widths[-1] > _WIDEST:
        return 0
    widest = widths[-1 - len(widths) // 50]  # a line or two may run over
    full = sum(width >= widest - _RAGGED for width in widths)
    return widest - _RAGGED if widest >= _NARROWEST and 3 * full >= len(widths) else 0


def _width(text: str) -> int:
    """How wide a line is, in halves of a Chinese character."""
    return sum(1 if sign < "\u2000" else 2 for sign in text)


def _paragraph(lines: list[tuple[int, int, str]]) -> Paragraph:
    spots, offset = [], 0
    for number, column, line in lines:
        spots.append(Spot(offset, Place(line=number, column=column)))
        offset += len(line)
    return Paragraph(Text("".join(line for _, _, line in lines), tuple(spots)))


def _grid(lines: list[tuple[int, list[tuple[int, str]]]]) -> Grid:
    # a bar at the edge of every line closes the table; where some lines have none there, it follows an empty cell
    first = int(all(not parts[0][1] for _, parts in lines))
    last = -1 if all(not parts[-1][1] for _, parts in lines) else None
    cells = [
        GridCell(Text.at(text, Place(line=number, column=column)), row, index)
        for row, (number, parts) in enumerate(lines)
        for index, (column, text) in enumerate(parts[first:last])
    ]
    return Grid(tuple(cells), spans_known=False)
