"""The outline of a document: which paragraphs are headings or items of a list, how they are numbered, what stands under
them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document, Grid, Paragraph, Span, Text
from gouji.extraction.text.sentences import Piece
from gouji.faults import regex as re

_HAN: Final = "零一二三四五六七八九十百"
#: Ways to number, from the highest; the group is the number.
STYLES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第([{_HAN}0-9]{{1,3}})[章编部][、.．\s]?",
        rf"第([{_HAN}0-9]{{1,3}})节[、.．\s]?",
        rf"([{_HAN}]{{1,3}})[、.．]",
        rf"[(（]([{_HAN}]{{1,3}})[)）]、?",
        r"([0-9０-９]{1,2})[、.．](?:(?=(?:19|20)[0-9]{2}\s*年)|(?![0-9０-９]))",
        r"[(（]([0-9０-９]{1,2})[)）]、?",
        r"([0-9０-９]{1,2})[)）]",
        r"([①-⑳])",
    )
)
#: A heading is no longer than this; what is longer is an item of a list with its text.
LONGEST_HEADING: Final = 50
#: A paragraph no longer than this that ends in a colon leads to the next one.
LONGEST_LEAD: Final = 60
_PUNCTUATION: Final = re.compile(r"[。；;！!？?]")
#: The lowest of the ways to number that only headings are numbered by, and the years that their words may tell.
_PARTS: Final = 1
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}\s*年度?")
#: Behind what the next cell of a line begins, and how much of it is looked at for its number.
_BESIDE: Final = re.compile(r"\s+\"?(?=[^\s\"])")
_LONGEST_NUMBER: Final = 8
_LONGEST_ROW: Final = 200


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading: the pieces of running text that belong together, in order."""

    heading: Span | None
    runs: tuple[tuple[Piece, ...], ...]


def numbered(text: str) -> tuple[int, int, str, int] | None:
    """Style, number, the number as printed and where the words begin; None for a paragraph without a number."""
    stripped = text.lstrip()
    lead = len(text) - len(stripped)
    for style, pattern in enumerate(STYLES):
        found = pattern.match(stripped)
        if found is not None:
            number = number_of(found[1])
            if number:
                return style, number, found[0].strip(), lead + found.end()
    return None


def number_of(printed: str) -> int:
    """The number that a heading prints; 0 for none."""
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if printed.isdigit():
        return int(printed)
    if printed == "两":
        return 2
    total, digit = 0, 0
    for sign in printed:
        value = _HAN.find(sign)
        if value < 0:  # 第0一章
            return 0
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = value
    return total + digit


def sections(document: Document, used: set[int]) -> list[Section]:
    """The running text by headings. Texts in ``used`` are left out; long cells of tables are texts too."""
    out: list[Section] = []
    heading: Span | None = None
    runs: list[tuple[Piece, ...]] = []
    leading: list[Piece] = []

    def close(new: Span | None) -> None:
        nonlocal heading, runs, leading
        if leading:
            runs.append(tuple(leading))
        if runs:
            out.append(Section(heading, tuple(runs)))
        heading, runs, leading = new, [], []

    for text, paragraph in _texts(document):
        if id(text) in used or not text.text.strip():
            continue
        if paragraph is not None and is_heading(paragraph):
            lead = text.text.rstrip().endswith(("：", ":"))
            close(text.span())
            if lead:
                leading = [Piece(text, 0, len(text.text))]
            continue
        piece = Piece(text, 0, len(text.text))
        stripped = text.text.rstrip()
        if stripped.endswith(("：", ":")) and len(stripped) <= LONGEST_LEAD:
            if leading:
                runs.append(tuple(leading))
            leading = [piece]
            continue
        if leading and numbered(text.text) is not None:
            runs.append(tuple(leading))
            leading = []
        runs.append((*leading, piece))
        leading = []
    close(None)
    return out


def _texts(document: Document) -> Iterator[tuple[Text, Paragraph | None]]:
    for block in document.blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                yield cell.text, None
        elif not block.apart:
            yield block.text, block


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading: the format says so, or it is a short numbered line that is no sentence."""
    if paragraph.level is not None:
        return True
    text = paragraph.text.text.strip()
    if len(text) > LONGEST_HEADING:
        return False
    found = numbered(text) or (numbered(paragraph.number + text) if paragraph.number else None)
    if found is None:
        return False
    words = text.rstrip("。.：:")
    own = words[found[3] :]
    if found[0] <= _PARTS:
        own = _YEAR.sub("", own)
    return not (
        _PUNCTUATION.search(words) or any(sign.isdigit() for sign in own.replace(" ", "")[4:]) or second_number(text)
    )


def second_number(text: str) -> int:
    """The number of an item that stands beside the first one of a line (一、甲 二、乙), numbered alike; 0 where none does."""
    found = numbered(text)
    if found is None:
        return 0
    for blank in _BESIDE.finditer(text, found[3], _LONGEST_ROW):
        other = numbered(text[blank.end() : blank.end() + _LONGEST_NUMBER])
        if other is not None and other[0] == found[0]:
            return other[1]
    return 0
