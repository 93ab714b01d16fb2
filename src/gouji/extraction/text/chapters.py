"""The headings of a document as chapters: how deep each stands and whether anything stands under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from gouji.document.model import Document, Grid, Paragraph, Span
from gouji.extraction.text.contents import contents
from gouji.extraction.text.outline import is_heading, numbered
from gouji.extraction.text.rowlines import row_lines
from gouji.faults import regex as re

#: What a heading may end with that is no part of its name: 一、基本情况：
_ENDINGS: Final = "。.：:；;、 \t"
#: 七、其他需要说明的情况：无 has its text in the heading.
_OWN_TEXT: Final = re.compile(r"[:：]\s*\S|\s[无没]|[。;；]\s*[无没]")

#: What a line ends with that leads to a list, and the first of the ways to number that lists of names are numbered by: 1.
_LEADS: Final = ("：", ":", "）", ")")
_LISTED_BY: Final = 4


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading. ``depth``: 1 for those that stand in no other; ``bare``: nothing stands under it; ``alike``: how many

    headings of its kind in a row, itself among them, have nothing under them (a list of short items looks like that, and
    so does a table of contents); 0 where something does.
    """

    span: Span
    name: str
    depth: int
    bare: bool
    alike: int


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading as it was found: the level that the format gives, and the way it is numbered (-1: not)."""

    at: int
    paragraph: Paragraph
    level: int | None
    style: int
    name: str


def chapters(document: Document, used: set[int]) -> list[Chapter]:
    """The chapters in order. Texts in ``used`` and a table of contents are left out."""
    blocks = [block for block in document.blocks if isinstance(block, Grid) or _running(block)]
    rows = row_lines(document)
    left = used | contents(document).texts | rows.sure | rows.open
    heads = [
        _head(at, block)
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and id(block.text) not in left and is_heading(block)
    ]
    named = _names(blocks, heads)
    bare = [empty and head.at not in named for head, empty in zip(heads, _bare(heads, len(blocks)), strict=True)]
    out: list[Chapter] = []
    above: list[_Head] = []
    runs = _runs(heads, bare)
    for number, head in enumerate(heads):
        while above and _closes(head, above[-1]) is True:
            above.pop()
        above.append(head)
        out.append(Chapter(head.paragraph.text.span(), head.name, len(above), bare[number], runs[number]))
    return out


def _names(blocks: Sequence[Paragraph | Grid], heads: Sequence[_Head]) -> set[int]:
    """Where heads stand that a line leads to (具体包括： 1.甲中心 2.乙中心): they are the items of a list, and stand alone."""
    found: set[int] = set()
    last: _Head | None = None
    for head in heads:
        if head.level is not None or head.style < _LISTED_BY:
            last = None
            continue
        above = blocks[head.at - 1] if head.at else None
        led = isinstance(above, Paragraph) and not is_heading(above) and above.text.text.rstrip().endswith(_LEADS)
        if led or (last is not None and last.at + 1 == head.at and last.style == head.style):
            found.add(head.at)
            last = head
        else:
            last = None
    return found


def _running(block: Paragraph) -> bool:
    return not block.apart and bool(block.text.text.strip())


def _head(at: int, paragraph: Paragraph) -> _Head:
    text = paragraph.text.text
    found = numbered(paragraph.number + text) if paragraph.number else numbered(text)
    begins = max(0, found[3] - len(paragraph.number)) if found is not None else 0
    name = "".join(text[begins:].strip().rstrip(_ENDINGS).split())
    return _Head(at, paragraph, paragraph.level, found[0] if found is not None else -1, name)


def _closes(new: _Head, old: _Head) -> bool | None:
    """Whether a heading ends the chapter of an earlier one; None where nobody can tell."""
    if new.level is not None and old.level is not None:
        # all headings of one level in the format, one below the other by their numbers: 一、 and （一）
        deeper = new.level == old.level and 0 <= old.style < new.style
        return new.level <= old.level and not deeper
    if new.style >= 0 and old.style >= 0:
        return new.style <= old.style
    return None


def _bare(heads: Sequence[_Head], end: int) -> list[bool]:
    """Which headings are followed at once by one that ends their chapter, or by nothing."""
    out = []
    for number, head in enumerate(heads):
        following = heads[number + 1] if number + 1 < len(heads) else None
        if _OWN_TEXT.search(head.paragraph.text.text.rstrip(_ENDINGS)):
            out.append(False)
        elif following is not None:
            out.append(following.at == head.at + 1 and _closes(following, head) is True)
        else:
            out.append(head.at + 1 == end)
    return out


def _runs(heads: Sequence[_Head], bare: Sequence[bool]) -> list[int]:
    """For each heading how many of its kind in a row have nothing under them; 0 where it has something itself."""
    out: list[int] = []
    kinds = zip(bare, ((head.level, head.style) for head in heads), strict=True)
    for (empty, _), run in groupby(kinds):
        count = len(list(run))
        out += [count if empty else 0] * count
    return out
