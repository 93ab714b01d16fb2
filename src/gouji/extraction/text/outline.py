"""The outline of a document: which paragraphs are headings or items of a list, how they are numbered, what stands under
them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document, Grid, Paragraph, Span, Text
from gouji.extraction.text.sentences import Piece

_HAN: Final = "零一二三四五六七八九十百"
#: Ways to number, from the highest; the group is the number.
_STYLES: Final = tuple(
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
#: Headings that a table of contents lists at least.
_SHORTEST_CONTENTS: Final = 3
#: The page in a table of contents.
_PAGE: Final = re.compile(r"[.…·\s]+[0-9]{1,3}\s*$")
_PUNCTUATION: Final = re.compile(r"[。；;！!？?]")
#: A heading that stands in the middle of a line.
_WITHIN: Final = re.compile(r"(?<=[。；\s])([一二三四五六七八九十]{1,3})、(?=[^\s、]{2})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered paragraph, or a heading without a number.

    ``style`` is the way it is numbered (0 is the highest; -1: not numbered), ``number`` its number, ``before`` the number
    of the entry before it in the same list (0: it is the first), ``heading`` whether it is a heading rather than an item.
    ``loose``: between the two stands a heading that has lost its number, perhaps, or it is the first one printed.
    ``again``: it begins a list numbered like the one that it stands in.
    """

    span: Span
    style: int
    number: int
    printed: str
    before: int
    heading: bool
    loose: bool
    again: bool


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading: the pieces of running text that belong together, in order."""

    heading: Span | None
    runs: tuple[tuple[Piece, ...], ...]


def numbered(text: str) -> tuple[int, int, str, int] | None:
    """Style, number, the number as printed and where the words begin; None for a paragraph without a number."""
    stripped = text.lstrip()
    lead = len(text) - len(stripped)
    for style, pattern in enumerate(_STYLES):
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
    return not _PUNCTUATION.search(words) and not any(sign.isdigit() for sign in words[found[3] :].replace(" ", "")[4:])


def contents(document: Document) -> set[int]:
    """The texts (by ``id``) of a table of contents that the format does not call one.

    It is a run of numbered lines, each of which comes again later as a heading.
    """
    last: dict[str, int] = {}
    for at, paragraph in enumerate(document.paragraphs):
        if is_heading(paragraph):
            last[_listed(paragraph)] = at
    out: set[int] = set()
    run: list[Paragraph] = []
    for at, paragraph in enumerate(document.paragraphs):
        if not paragraph.text.text.strip() or paragraph.apart:
            continue
        if last.get(_listed(paragraph), at) > at:
            run.append(paragraph)
            continue
        if len(run) >= _SHORTEST_CONTENTS:
            out |= {id(one.text) for one in run}
        run = []
    return out


def _listed(paragraph: Paragraph) -> str:
    """A heading with its number, without the page that a table of contents gives."""
    return "".join(_PAGE.sub("", paragraph.number + paragraph.text.text).rstrip("。：:").split())


def entries(document: Document, used: set[int]) -> list[Entry]:
    """Headings and numbered items, each with the number that came before it in its own list."""
    out: list[Entry] = []
    lists: list[_List] = []
    within: set[int] = set()
    loose = False
    listed = contents(document) | _rows_between(document)
    for paragraph in document.paragraphs:
        text = paragraph.text
        if id(text) in used or id(text) in listed or not text.text.strip():
            continue
        found = numbered(paragraph.number + text.text if paragraph.number else text.text)
        # 四、评价结论 may stand behind the end of a sentence, in the middle of a line
        within |= {number_of(inner[1]) for inner in _WITHIN.finditer(text.text)}
        if found is None:
            loose = loose or _may_be_heading(text.text.strip())
            continue
        style, number, printed, _ = found
        heading = is_heading(paragraph)
        while lists and lists[-1].style > style:
            lists.pop()
        again = False
        if lists and lists[-1].style == style:
            if number == 1 and lists[-1].last:
                # a list inside a list that is numbered the same way; under another heading it would have been closed
                again = heading and not loose
                lists.append(_List(style))
            elif len(lists) > 1 and lists[-2].style == style and number == lists[-2].last + 1 != lists[-1].last + 1:
                lists.pop()
        else:
            lists.append(_List(style))
        before = lists[-1].last
        lists[-1].last = number
        first = (heading and not before and number > 1) or any(before < other < number for other in within)
        out.append(Entry(text.span(), style, number, printed, before, heading, loose or first, again))
        loose = False
    return out


def _rows_between(document: Document) -> set[int]:
    """The lines between two tables that count on from the rows of the first one: they are the name of a row, no heading."""
    found: set[int] = set()
    for before, block, after in zip(document.blocks, document.blocks[1:], document.blocks[2:], strict=False):
        if not isinstance(before, Grid) or not isinstance(after, Grid) or not isinstance(block, Paragraph):
            continue
        told = numbered(block.text.text)
        rows = (numbered(cell.text.text) for cell in before.cells if not cell.column)
        if told is not None and any(row is not None and (row[0], row[1] + 1) == told[:2] for row in rows):
            found.add(id(block.text))
    return found


@dataclass(slots=True)
class _List:
    """A list that is being read: how it is numbered, and its last number."""

    style: int
    last: int = 0


def _may_be_heading(text: str) -> bool:
    """Whether a line without a number may be a heading that has lost it."""
    return len(text) <= 30 and not _PUNCTUATION.search(text.rstrip("。")) and not text.endswith((",", "，"))


_ENUMERATED: Final = re.compile(r"(?:^|(?<=[；。，：;,:、\s]))([一二三四五六七八九十]{1,2})是(?!否|因)")


def enumerations(text: Text) -> list[Entry]:
    """一是……二是…… inside one text."""
    out: list[Entry] = []
    last = 0
    for found in _ENUMERATED.finditer(text.text):
        number = number_of(found[1])
        if not number:
            continue
        if number == 1:
            last = 0
        elif not last:
            continue
        out.append(
            Entry(text.span(found.start(), found.end()), len(_STYLES), number, found[0], last, False, False, False)
        )
        last = number
    return out
