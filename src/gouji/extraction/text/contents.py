"""Tables of contents that the format does not call one: which lines are theirs, and what headings they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document, Grid, Paragraph
from gouji.extraction.text.outline import LONGEST_HEADING, is_heading, numbered
from gouji.faults import regex as re

#: Headings that a table of contents lists at least.
_SHORTEST: Final = 3
#: A heading that stands in the text without its number is known by as many characters of its words.
_SHORTEST_NAME: Final = 8
#: Lines in a row that may stand in it without a number, or without coming again: the rest of a line that was broken, a
#: heading that is printed otherwise in the text.
_MOST_BETWEEN: Final = 2
_CONTENTS: Final = re.compile(r"\s*[【\[]?\s*目\s*[录次]\s*[】\]]?\s*[:：]?\s*")
_SENTENCE: Final = re.compile(r"[。；;！!？?]")
#: What leads to the page of a heading.
_LEADERS: Final = " \t\u3000.．…·⋯—-_"
_DIGITS: Final = "0123456789"
#: A page has no more digits than this.
_LONGEST_PAGE: Final = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """The ``texts`` (by ``id``) of the lines, and the headings that they name: their words, how and with what number."""

    texts: frozenset[int]
    named: Mapping[str, tuple[int, int]]

    def named_by(self, words: str) -> Iterator[tuple[int, int]]:
        """How the headings are numbered that a line without a number begins with."""
        for length in {len(name) for name in self.named}:
            if length >= _SHORTEST_NAME and words[:length] in self.named:
                yield self.named[words[:length]]


def contents(document: Document) -> Contents:
    """The table of contents of a document.

    It stands under its name, or is a run of numbered lines that come again later as headings. It ends where its first number
    comes again, and with the first sentence.
    """
    blocks = [
        block for block in document.blocks if isinstance(block, Grid) or (block.text.text.strip() and not block.apart)
    ]
    later: dict[str, int] = {}
    plain: dict[str, int] = {}
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            plain[plain_words(block.text.text)] = at
            if is_heading(block):
                later[_listed(block)] = at
    texts: set[int] = set()
    named: dict[str, tuple[int, int]] = {}
    at = 0
    while at < len(blocks):
        block = blocks[at]
        lines: Sequence[Paragraph] = ()
        if isinstance(block, Paragraph) and _CONTENTS.fullmatch(block.text.text):
            at += 1
            lines = _under_its_name(blocks, at, later, plain)
        elif isinstance(block, Paragraph):
            lines = _coming_again(blocks, at, later)
        texts |= {id(one.text) for one in lines}
        _name(lines, named)
        at += len(lines) or 1
    return Contents(frozenset(texts), named)


def plain_words(text: str) -> str:
    """The words of a heading, without its number, its page and its blanks."""
    told = numbered(text)
    words = _unpaged(text)[told[3] if told is not None else 0 :]
    if told is not None and told[2].endswith("部"):
        words = words.removeprefix("分")
    return "".join(words.rstrip("。：:").split())


def _under_its_name(
    blocks: Sequence[Paragraph | Grid], start: int, later: Mapping[str, int], plain: Mapping[str, int]
) -> Sequence[Paragraph]:
    """The lines that follow the name of a table of contents, as far as they are its own.

    They are taken for one where half of those with a number have a page, or come again, with their number or without.
    """
    taken: list[Paragraph] = []
    between: list[Paragraph] = []
    style, count, known = -1, 0, 0
    seen: set[str] = set()
    for at in range(start, len(blocks)):
        block = blocks[at]
        if not isinstance(block, Paragraph) or not _may_be_listed(block):
            break
        whole = block.number + block.text.text
        told = numbered(whole)
        paged = _unpaged(whole) != whole.rstrip()
        if told is None and not paged:
            between.append(block)
            if len(between) > _MOST_BETWEEN:
                break
            continue
        if told is not None:
            name = _listed(block)
            if style < 0:
                style = told[0]
            elif told[:2] == (style, 1) or (name in seen and not _listed_at(blocks, at + 1)):
                break
            seen.add(name)
            count += 1
            known += paged or later.get(name, at) > at or plain.get(plain_words(whole), at) > at
        taken += [*between, block]
        between = []
    return taken if count >= _SHORTEST and 2 * known >= count else ()


def _listed_at(blocks: Sequence[Paragraph | Grid], at: int) -> bool:
    block = blocks[at] if at < len(blocks) else None
    return isinstance(block, Paragraph) and _may_be_listed(block)


def _may_be_listed(paragraph: Paragraph) -> bool:
    """Whether a line may stand in a table of contents: it is short, and no sentence."""
    words = _unpaged(paragraph.text.text)
    return len(words) <= LONGEST_HEADING and not _SENTENCE.search(words.rstrip("。"))


def _coming_again(blocks: Sequence[Paragraph | Grid], start: int, later: Mapping[str, int]) -> Sequence[Paragraph]:
    """The run of lines from ``start`` on that come again later as headings; a few between them may not."""
    taken: list[Paragraph] = []
    between: list[Paragraph] = []
    again = 0
    for at in range(start, len(blocks)):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            break
        if later.get(_listed(block), at) > at and not block.text.text.rstrip().endswith("。"):
            taken += [*between, block]
            between = []
            again += 1
            continue
        between.append(block)
        if (
            not taken
            or len(between) > _MOST_BETWEEN
            or not _may_be_listed(block)
            or _CONTENTS.fullmatch(block.text.text)
        ):
            break
    return taken if again >= _SHORTEST else ()


def _name(lines: Sequence[Paragraph], named: dict[str, tuple[int, int]]) -> None:
    """Note the headings that the lines name, those too that were broken into two."""
    for at, line in enumerate(lines):
        whole = line.number + line.text.text
        told = numbered(whole)
        if told is None:
            continue
        words = plain_words(whole)
        named.setdefault(words, told[:2])
        rest = lines[at + 1] if at + 1 < len(lines) else None
        if rest is not None and numbered(rest.number + rest.text.text) is None:
            named.setdefault(words + plain_words(rest.text.text), told[:2])


def _listed(paragraph: Paragraph) -> str:
    """A heading with its number, without the page that a table of contents gives."""
    return "".join(_unpaged(paragraph.number + paragraph.text.text).rstrip("。：:").split())


def _unpaged(text: str) -> str:
    """A line without its page and what leads to it."""
    whole = text.rstrip()
    words = whole.rstrip(_DIGITS)
    page = len(whole) - len(words)
    rest = words.rstrip(_LEADERS)
    if page > _LONGEST_PAGE or (page and len(rest) == len(words)) or not rest:
        return whole
    return rest
