"""Tables whose rows are lines and whose cells are words between single spaces: text copied from a page or out of a PDF.

Nothing is left of the empty cells, and a word with a space in it looks like two cells. What is left is the order of the
cells, and that a row mostly begins where a line does; both are given to the folding of cells into rows (``folding``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from gouji.document.model import Paragraph
from gouji.extraction.grids.cells import Entry, Line, put_together
from gouji.extraction.grids.headers import MOST_COLUMNS, Headers
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.joining import Joiner
from gouji.extraction.grids.template import Template
from gouji.extraction.loose.codeparts import code_groups
from gouji.extraction.loose.folding import Folder
from gouji.extraction.text.lines import printed_lines
from gouji.faults import regex as re
from gouji.figures import parse_figure

#: A blank within the points in brackets parts no words: (20 分).
_WORD: Final = re.compile(r"(?:[(（][0-9]{1,3} 分[)）]|\S)+")
#: What a word of a header has behind it: the letter that stands for it in formulas, its unit, its points.
_REMARK: Final = re.compile(
    r"[(（](?:[A-Za-z][0-9]?(?:[/=*×÷+-][A-Za-z][0-9]?)*|[百千万亿]*元|[%％]|[0-9]{1,3} ?分)[)）]"
)
#: Lines among which a header stands, words of it that must head columns, and words among which its first one stands.
_NEAR: Final = 5
_LEAST_HEADS: Final = 3
_FIRST: Final = 4
#: Characters of a string of such words that have run together.
_SHORTEST_STRING: Final = 12
_LONGEST_STRING: Final = 90
#: Columns for figures of one kind that are told apart although a row lacks some.
_MOST_ALIKE: Final = 3


class SpacedReader:
    """Finds the tables that stand in a run of paragraphs as words between spaces."""

    def __init__(self, paragraphs: Sequence[Paragraph], headers: Headers, folder: Folder, joiner: Joiner) -> None:
        self._paragraphs = paragraphs
        self._headers = headers
        self._folder = folder
        self._joiner = joiner
        self._strings: dict[str, Sequence[int]] = {}
        """The edges of the words of headers that have run together, by all of them."""
        self._words: list[Entry] = []
        self._numbers: list[int] = []
        """The number of the paragraph of each word."""
        self._lines: dict[tuple[int, int], int] = {}
        """The number of the first word of a line, by its paragraph and where it begins there."""
        self._begins: frozenset[int] = frozenset()

    def table(self, at: int, done: int) -> tuple[list[Line], Template, int, int] | None:
        """The table whose header begins in a paragraph: its lines, its header, the number of the paragraph where what
        follows it begins (perhaps its own last one), and that of the word. ``done`` words belong to tables before it."""
        for spot in self._paragraphs[at].text.spots:
            if not self._headed(at, spot.offset):
                continue
            if not self._words:
                self._part()
            start = self._lines.get((at, spot.offset))
            if (
                start is None
                or start < done
                or not any(parse_figure(w.text) for w in self._words[start : start + 2 * MOST_COLUMNS])
            ):
                continue
            for first in range(start, min(start + _FIRST, len(self._words))):
                found = self._folder.table(self._words, first, self._begins) if self._numbers[first] == at else None
                if found is None:
                    continue
                lines, end, template = found
                begun = sum(number in self._begins for number in range(first, end))
                if not _told_apart(lines, template, begun > len(lines)):
                    continue
                # where every line is one cell, other readers know better
                if 2 * begun < end - first:
                    after = self._numbers[end] if end < len(self._words) else len(self._paragraphs)
                    return lines, template, after, end
        return None

    def _headed(self, at: int, offset: int) -> bool:
        """Whether the words from a line on are a header: several that head columns, before the first figure."""
        heads, strung, known = 0, False, False
        for line in islice(printed_lines(self._paragraphs, at, offset), _NEAR):
            to = min(line.end, line.start + 12 * LONGEST_HEADER)
            for number, place in enumerate(self._places(line.source.text, line.start, to)):
                word = line.source.text[place[0] : place[1]]
                if len(word) > 2 * LONGEST_HEADER or parse_figure(word) is not None:
                    return False
                strung = strung or number > 0
                heads += self._headers.is_word(word)
                known = known or heads > 0 or self._headers.title(word) is not None
                if heads >= _LEAST_HEADS and strung:
                    return True
                if number >= _FIRST and not known:
                    return False
            if not known:
                return False
        return False

    def _places(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the words between blanks stand; those of a header that have run together (预算数执行数执行率得分), each alone."""
        for found in _WORD.finditer(text, start, end):
            edges = self._strung(found[0]) if _SHORTEST_STRING <= len(found[0]) <= _LONGEST_STRING else ()
            yield from pairwise(found.start() + edge for edge in edges) if edges else (found.span(),)

    def _strung(self, word: str) -> Sequence[int]:
        """The edges of the words of a header that a word without blanks is made of, as few as can be; none where it is not."""
        known = self._strings.get(word)
        if known is None:
            best: dict[int, tuple[int, ...]] = {0: (0,)}
            for at in range(len(word)):
                if at not in best:
                    continue
                for to in range(at + 2, min(at + LONGEST_HEADER, len(word)) + 1):
                    piece = word[at:to]
                    heads = self._headers.is_word(piece) if at else self._headers.is_listed(piece)
                    if heads and (to not in best or len(best[to]) > len(best[at]) + 1):
                        best[to] = (*best[at], to)
            found = best.get(len(word), ())
            known = self._strings[word] = found if len(found) > _LEAST_HEADS + 1 else ()
        return known

    def _part(self) -> None:
        """Part the paragraphs into words. A word that the end of a line or a blank has parted is put together again."""
        begins: set[int] = set()
        for line in printed_lines(self._paragraphs):
            for order, place in enumerate(self._places(line.source.text, line.start, line.end)):
                word = Entry(line.source.span(*place), 0, 1)
                whole = self._joined(word, not order) if self._words else None
                if whole is not None:
                    self._words[-1] = whole
                    continue
                if not order:
                    begins.add(len(self._words))
                    self._lines[line.paragraph, line.start] = len(self._words)
                self._words.append(word)
                self._numbers.append(line.paragraph)
        self._begins = frozenset(begins)
        self._join_codes()

    def _join_codes(self) -> None:
        """Put the cells together that are one code: 208 05 01."""
        groups, _ = code_groups([word.text for word in self._words])
        if len(groups) == len(self._words):
            return
        # a line of which nothing is left begins where the next one does
        place = {at: number for number, group in reversed(list(enumerate(groups))) for at in range(group[-1] + 1)}
        self._words = [put_together([self._words[at] for at in group]) for group in groups]
        self._numbers = [self._numbers[group[0]] for group in groups]
        self._begins = frozenset(number for number, group in enumerate(groups) if group[0] in self._begins)
        self._lines = {line: place[at] for line, at in self._lines.items() if at in place}

    def _joined(self, word: Entry, breaks: bool) -> Entry | None:
        """The word before a word and that word as one. ``breaks``: a line begins between them; within a line only the words
        of groups go together (产出 指标), and remarks in brackets go with the word of a header before them (目标值 (A))."""
        before = self._words[-1]
        if not breaks and _REMARK.fullmatch(word.text) and self._heads(before.text):
            return put_together((before, word))
        return self._joiner.joined(before, word, breaks)

    def _heads(self, text: str) -> bool:
        """Whether a word heads a column or names a table, whatever stands in brackets behind it."""
        bare = text.split("(")[0].split("（")[0]
        return self._headers.is_word(bare) or self._headers.title(bare) is not None


def _told_apart(lines: Sequence[Line], template: Template, broken: bool) -> bool:
    """Whether the figures of the rows show which columns they stand in: under many headers for figures of one kind they
    do only where most rows have all of them. ``broken``: rows were made of several printed lines, which proves nothing."""
    alike = Counter(column.kind for column in template.columns if column.base == "number")
    many = [column for column in template.columns if column.base == "number" and alike[column.kind] > _MOST_ALIKE]
    if many and broken:
        return False
    filled = [
        all(any(entry.at < column.to and column.at < entry.to for entry in line.entries) for column in many)
        for line in lines
    ]
    return 2 * sum(filled) > len(filled)
