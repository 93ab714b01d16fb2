"""Headings and numbered items in order, each with the number that came before it in its own list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from gouji.document.model import Document, Paragraph, Span, Text
from gouji.extraction.text.contents import contents, plain_words
from gouji.extraction.text.outline import STYLES, is_heading, number_of, numbered, second_number
from gouji.extraction.text.rowlines import row_lines
from gouji.faults import regex as re

_PUNCTUATION: Final = re.compile(r"[。；;！!？?]")
#: A heading that stands in the middle of a line.
_WITHIN: Final = re.compile(r"(?<=[。；\s])([一二三四五六七八九十]{1,3})、(?=[^\s、]{2})")
#: A heading is looked for in this much of a line.
_LONGEST_NAME: Final = 100
#: Two paragraphs that stand in two places are a copy, no headings that reports have in common, if they are as long as this.
_SHORTEST_COPY: Final = 40


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


def entries(document: Document, used: set[int]) -> list[Entry]:
    """Headings and numbered items, each with the number that came before it in its own list.

    Lines of a table of contents and of printed tables are none. Where such a line may be a heading all the same, or a heading
    of the contents stands in the text without its number, the number counts as told: nobody is blamed for leaving it out.
    """
    reading = _Reading()
    listed = contents(document)
    rows = row_lines(document)
    paragraphs = [one for one in document.paragraphs if one.text.text.strip() and id(one.text) not in listed.texts]
    copies = _copies(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if id(text) in used or id(text) in rows.sure:
            continue
        if id(text) in rows.open:
            reading.might_be(text.text)
            continue
        if not reading.entry(paragraph, at in copies):
            for told in listed.named_by(_unnumbered(paragraphs, at)):
                reading.told(*told)
    return reading.out


def _unnumbered(paragraphs: Sequence[Paragraph], at: int) -> str:
    """The words of a line and of the next one: a heading may be broken by the width of the page."""
    return "".join(plain_words(one.text.text[:_LONGEST_NAME]) for one in paragraphs[at : at + 2])


def _copies(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Paragraphs that are a part of a stretch that is printed twice: they and one beside them stand before already."""
    texts = [one.text.text.strip() for one in paragraphs]
    first: dict[tuple[str, str], int] = {}
    found: set[int] = set()
    for at, both in enumerate(pairwise(texts)):
        if first.setdefault(both, at) != at and (at in found or sum(map(len, both)) >= _SHORTEST_COPY):
            found |= {at, at + 1}
    return found


@dataclass(slots=True)
class _Reading:
    """The entries of a document while it is read.

    ``told`` are the numbers that count as told of each way to number, ``beside`` the last numbers of a second list that
    runs beside the first one.
    """

    out: list[Entry] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    within: set[int] = field(default_factory=set)
    counted: dict[int, set[int]] = field(default_factory=dict)
    beside: dict[int, int] = field(default_factory=dict)
    loose: bool = False

    def told(self, style: int, number: int) -> None:
        """A number that may have been told."""
        self.counted.setdefault(style, set()).add(number)

    def might_be(self, text: str) -> None:
        """A line that is the row of a table, perhaps, and perhaps a heading."""
        found = numbered(text)
        if found is not None:
            self.told(found[0], found[1])

    def entry(self, paragraph: Paragraph, copied: bool) -> bool:
        """Read a paragraph; whether it is numbered. One that is ``copied`` has its number from where it stood first."""
        text = paragraph.text
        whole = (paragraph.number + text.text if paragraph.number else text.text).lstrip('" ')
        found = numbered(whole)
        # 四、评价结论 may stand behind the end of a sentence, in the middle of a line
        self.within |= {number_of(inner[1]) for inner in _WITHIN.finditer(text.text)}
        if found is None:
            self.loose = self.loose or _may_be_heading(text.text.strip())
            return False
        style, number, printed, _ = found
        heading = is_heading(paragraph)
        while self.lists and self.lists[-1].style > style:
            self.lists.pop()
        last = self.lists[-1].last if self.lists and self.lists[-1].style == style else 0
        if number != last + 1 and number == self.beside.get(style, 0) + 1 and number > 1:
            self.beside[style] = number  # the next item of the list beside
            return True
        if copied and number not in (1, last + 1):
            return True
        other = second_number(whole)
        if other:
            self.beside[style] = other
        again = False
        if self.lists and self.lists[-1].style == style:
            if number == 1 and self.lists[-1].last:
                # a list inside a list that is numbered the same way; under another heading it would have been closed
                again = heading and not self.loose
                self.lists.append(_List(style))
            elif (
                len(self.lists) > 1 and self.lists[-2].style == style and number == self.lists[-2].last + 1 != last + 1
            ):
                self.lists.pop()
        else:
            self.lists.append(_List(style))
        before = self.lists[-1].last
        self.lists[-1].last = number
        if before:
            before = max((one for one in self.counted.get(style, ()) if before < one < number), default=before)
        first = (heading and not before and number > 1) or any(before < other < number for other in self.within)
        self.out.append(Entry(text.span(), style, number, printed, before, heading, self.loose or first, again))
        self.loose = False
        for lower in [one for one in self.counted if one >= style]:
            del self.counted[lower]
        for lower in [one for one in self.beside if one > style]:
            del self.beside[lower]
        return True


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
            Entry(text.span(found.start(), found.end()), len(STYLES), number, found[0], last, False, False, False)
        )
        last = number
    return out
