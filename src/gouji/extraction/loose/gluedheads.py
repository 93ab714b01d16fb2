"""Headers whose words have run together: 一级指标二级指标三级指标年度指标值实际完成值分值得分.

The longest known word is taken at each place; a few letters between two known words are the word of a column that nobody
knows. What is left over at the end begins the first row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gouji.extraction.drafting.kept import kept
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.nesting import nestings
from gouji.extraction.grids.template import Template, TemplateColumn
from gouji.extraction.loose.folding import named_first
from gouji.extraction.text.strand import Strand
from gouji.faults import regex as re
from gouji.language import fold_text
from gouji.packs.layout import TableLayout
from gouji.packs.vocabulary import Vocabulary

#: Words that a header has at least, and at most; letters of a word that nobody knows.
_LEAST_WORDS: Final = 4
_MOST_WORDS: Final = 20
_GAP: Final = 10
#: A shorter word alone does not show that the header goes on behind a word that nobody knows.
_TELLING: Final = 3
#: Letters before a known word that belong to it, letters behind the last one, and columns that nobody knows.
_PREFIX: Final = 2
_BEHIND: Final = 14
_MOST_UNKNOWN: Final = 2
#: Headers that are kept at hand.
_REMEMBERED: Final = 5_000
#: Words over a header of two rows that are none of it.
_TITLES: Final = 3
_BRACKETS: Final = re.compile(r"\([^()]{1,14}\)")


@dataclass(frozen=True, slots=True)
class Head:
    """A header: where it stands in the thread, and the columns that it names."""

    start: int
    end: int
    template: Template
    spaced: bool = False
    """Most of its words are told apart by blanks or line ends."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a header: where it stands, with the letters before it that tell nothing, and what it says."""

    start: int
    end: int
    text: str


class Words:
    """Known words, by their first two letters, the longest first."""

    def __init__(self, words: Iterator[str] | Sequence[str] | frozenset[str] | set[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for word in sorted({w for w in words if len(w) > 1}, key=len, reverse=True):
            self._by_start.setdefault(word[:2], []).append(word)

    def at(self, text: str, place: int) -> str:
        """The longest word that begins at a place; the empty text for none."""
        for word in self._by_start.get(text[place : place + 2], ()):
            if text.startswith(word, place):
                return word
        return ""


def _made_of(vocabulary: Vocabulary) -> tuple[Words, Words, re.Pattern[str]]:
    """The words of headers, those that rows begin with (groups, totals), and those that fill headers."""
    known: set[str] = set(vocabulary.tables)
    entries: set[str] = set()
    fillers: set[str] = set()
    for table, names in vocabulary.columns.items():
        layout = vocabulary.layouts.get(table, TableLayout())
        known |= {*names, *layout.headers, *layout.operators, *layout.units}
        for column in layout.carried:
            entries |= layout.typical.get(column, frozenset())
        entries |= vocabulary.schema.tables[table].total_texts | layout.sum_texts
        fillers |= layout.fillers
    words = Words({re.sub(r"\s", "", word) for word in known})
    filling = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(fillers, key=len, reverse=True)))})+")
    return words, Words(entries), filling


_words_of: Final = kept(_made_of)


class GluedHeads:
    """Finds the headers in a thread."""

    def __init__(self, vocabulary: Vocabulary, headers: Headers) -> None:
        self._headers = headers
        self._known: dict[tuple[str, ...], Template | None] = {}
        self._words, self._entries, self._fillers = _words_of(vocabulary)

    def find(self, strand: Strand) -> Iterator[Head]:
        """The headers from the first to the last."""
        at, text = 0, strand.text
        while at < len(text):
            if not self._words.at(text, at):
                at += 1
                continue
            words = self._chain(text, at)
            found = self._head(strand, words) if len(words) >= _LEAST_WORDS else None
            if found is None:
                # where a header could begin among as many words has been tried
                at = words[-1].end if len(words) == _MOST_WORDS else at + 1
                continue
            yield found
            at = found.end

    def _chain(self, text: str, at: int) -> list[_Word]:
        """Words that follow each other."""
        words: list[_Word] = []
        while len(words) < _MOST_WORDS:
            word = self._words.at(text, at)
            if words and self._entries.at(text, at) and not self._goes_on(text, at + len(word)):
                break
            start, known = at, at + len(word)
            if not word:
                found = self._behind_gap(text, at) if len(words) > 1 else None
                if found is None:
                    break
                begin, word = found
                known = begin + len(word)
                if begin - at > _PREFIX and not self._filled(text[at:begin]):
                    words.append(_Word(at, begin, text[at:begin]))
                    start = begin
            bracket = _BRACKETS.match(text, known)
            at = bracket.end() if bracket is not None else known
            words.append(_Word(start, at, word + text[known:at]))
        return words

    def _filled(self, text: str) -> bool:
        """Whether letters are fillers of headers, which tell no column."""
        return self._fillers.fullmatch(text) is not None

    def _goes_on(self, text: str, at: int) -> bool:
        """Whether a header word stands behind another one."""
        bracket = _BRACKETS.match(text, at)
        return len(self._words.at(text, bracket.end() if bracket is not None else at)) >= _TELLING

    def _behind_gap(self, text: str, at: int) -> tuple[int, str] | None:
        """The known word that stands behind a few letters that are none."""
        filled = self._fillers.match(text, at)
        if filled is not None and (word := self._words.at(text, filled.end())):
            return filled.end(), word
        # a sentence or a figure is no word of a header
        for start in range(at + 1, min(at + _GAP, len(text)) + 1):
            if not text[start - 1].isalpha() or self._entries.at(text, start - 1):
                return None
            word = self._words.at(text, start)
            if len(word) >= _TELLING or (word and self._goes_on(text, start + len(word))):
                return start, word
        return None

    def _head(self, strand: Strand, words: Sequence[_Word]) -> Head | None:
        """The header that words make, if they name the rows."""
        best: Head | None = self._nested(strand, words)
        for skip in range(len(words) - _LEAST_WORDS + 1) if best is None else ():
            made = self._best(words[skip:])
            if made is not None and (best is None or _rank(made[0]) > _rank(best.template)):
                best = Head(words[skip].start, made[1], made[0])
        if best is None:
            return None
        own = [word.start for word in words if word.start > best.start]
        best = replace(best, spaced=2 * sum(start in strand.edges for start in own) > len(own))
        return self._to_the_end(strand.text, best)

    def _nested(self, strand: Strand, words: Sequence[_Word]) -> Head | None:
        """A header of two rows: the lower one, where a line begins, stands under some words of the upper one."""
        own = [fold_text(word.text) for word in words]
        split = next((at for at in range(_LEAST_WORDS, len(words) - 1) if words[at].start in strand.edges), None)
        if split is None or any(len(word) > LONGEST_HEADER for word in own):
            return None
        best: Head | None = None
        for skip in range(min(_TITLES, split - _LEAST_WORDS + 1)):
            for nested in nestings(self._headers, own[skip:split], own[split:]):
                made = self._headers.over(nested)
                if made is not None and self._whole(made) and (best is None or _rank(made) > _rank(best.template)):
                    best = Head(words[skip].start, words[-1].end, made)
        return best

    def _best(self, words: Sequence[_Word]) -> tuple[Template, int] | None:
        """The header of words that all belong to it, and where it ends: words at the end that no column has are none of it.
        A word that is made of two (指标分值) may be two."""
        own = [fold_text(word.text) for word in words]
        ends = [word.end for word in words]
        if any(len(word) > LONGEST_HEADER for word in own):
            return None
        best = self._single(own)
        while best is not None:
            options: list[tuple[tuple[int, int, int], int, tuple[str, ...], Template]] = [
                (_rank(made), number, halves, made)
                for number, word in enumerate(own)
                for halves in self._halves(word)
                if (made := self._single([*own[:number], *halves, *own[number + 1 :]])) is not None
            ]
            rank, number, halves, made = max(options, key=lambda option: option[0], default=((0, 0, 0), 0, (), best))
            if rank <= _rank(best):
                break
            best, own[number : number + 1] = made, halves
            ends.insert(number, ends[number] - len(halves[-1]))
        if best is None:
            return None
        columns = list(best.columns)
        if len(columns) == len(own):
            while columns and columns[-1].base == "none":
                columns.pop()
                ends.pop()
        best = replace(best, columns=tuple(columns))
        return (best, ends[-1]) if self._whole(best) else None

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        """The two words that a word may be."""
        for cut in range(2, len(word) - 1):
            if self._headers.is_listed(word[:cut]) and self._headers.is_listed(word[cut:]):
                yield word[:cut], word[cut:]

    def _to_the_end(self, text: str, head: Head) -> Head:
        """A header with the letters behind it that no word of a row begins with: a last column that nobody knows."""
        for end in range(head.end, min(head.end + _BEHIND, len(text))):
            if text[end].isdigit() or (end > head.end and not (text[end - 1].isalnum() or text[end - 1] in "()/%")):
                break
            if not self._entries.at(text, end):
                continue
            columns = head.template.columns
            if end > head.end and columns[-1].base != "text":
                to = columns[-1].to
                columns = (*columns, TemplateColumn(None, "none", to, to + 1, text[head.end : end]))
            return replace(head, end=end, template=replace(head.template, columns=columns))
        return head

    def _whole(self, template: Template) -> bool:
        """Whether a header has enough columns, and names what is measured before what is said of it."""
        named = any(column.label and not column.guessed for column in template.columns)
        numbers = all(column.base in ("number", "none") or column.label for column in template.columns)
        return (
            template.named >= _LEAST_WORDS - numbers
            and sum(column.base == "none" for column in template.columns) <= _MOST_UNKNOWN * named
            and not (named and template.columns[0].name is None)
            and named_first(template)
        )

    def _single(self, words: Sequence[str]) -> Template | None:
        """The header of one row that words are."""
        key = tuple(words)
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = self._headers.over([(word,) for word in words])
        return self._known[key]


def _rank(template: Template) -> tuple[int, int, int]:
    """How good a reading of a header is: columns that it names, those that nobody knows, and how many it names by their own
    names."""
    columns = template.columns
    unknown = sum(column.base == "none" for column in columns)
    return template.named, -unknown, sum(column.header == column.name for column in columns)
