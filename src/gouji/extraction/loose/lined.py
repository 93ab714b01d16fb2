"""Small tables as lines of words between blanks, which no header of the vocabulary heads: 名次 单位 得分 over 1 甲县 96.5.

A line of words, and below it lines of as many, each with words and figures in the same places: prose is not printed so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.document.model import Paragraph
from gouji.extraction.grids.cells import Entry
from gouji.extraction.loose.figured import Figured, nameless
from gouji.extraction.text.lines import PrintedLine, printed_lines
from gouji.faults import regex as re

_WORD: Final = re.compile(r"[^\s|]+")
_PAUSE: Final = re.compile(r"[。，；：？！,;]$")
#: Words of a line, letters of one, and rows.
_LEAST_WORDS: Final = 3
_MOST_WORDS: Final = 20
_LONGEST: Final = 20
_LEAST_ROWS: Final = 3


def lined(run: Sequence[Paragraph]) -> Iterator[Figured]:
    """The tables among the lines of paragraphs that follow each other."""
    lines = [_words(line) for line in printed_lines(run)]
    at = 0
    while at < len(lines):
        head, kinds = lines[at], _kinds(lines[at + 1]) if at + 1 < len(lines) else ()
        end = at + 1
        if head and not any(_kinds(head)) and any(kinds) and not all(kinds) and len(kinds) == len(head):
            while end < len(lines) and _kinds(lines[end]) == kinds:
                end += 1
        if end - at > _LEAST_ROWS:
            name = kinds.index(False)
            rows = tuple((words[name], dict(enumerate(words))) for words in lines[at + 1 : end])
            yield Figured(nameless([word.text for word in head]), rows)
        at = end


def _words(line: PrintedLine) -> list[Entry]:
    """The words of a line; none where it looks like a sentence."""
    found = list(_WORD.finditer(line.text))
    if not _LEAST_WORDS <= len(found) <= _MOST_WORDS:
        return []
    if any(len(word[0]) > _LONGEST or _PAUSE.search(word[0]) for word in found):
        return []
    return [Entry(line.span(*word.span()), at, at + 1) for at, word in enumerate(found)]


def _kinds(words: Sequence[Entry]) -> tuple[bool, ...]:
    """Which words of a line are figures."""
    return tuple(word.numeric for word in words)
