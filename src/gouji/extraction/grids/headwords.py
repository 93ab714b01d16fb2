"""What the words over columns mean: the columns of the vocabulary, by their names, by other names, by the parts of a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import fold_text, unit_of_header
from gouji.packs.layout import TableLayout
from gouji.packs.vocabulary import Vocabulary

#: A longer text heads no column.
LONGEST_HEADER: Final = 30
_PLAIN_LAYOUT: Final = TableLayout()
#: Words whose meaning is kept at hand.
_REMEMBERED: Final = 20_000
#: A longer header is not taken apart into roots.
_LONGEST_ROOTED: Final = 16
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[)）]")
#: The letter of a column, for the formula in the header of another: 预算数A, and such a formula: 比率B/A.
_LETTER: Final = re.compile(r"(?<=[\u4e00-\u9fff])\s?[A-Z](?:\s?[/÷]\s?[A-Z])?$")
_PUNCTUATION: Final = re.compile(r"[\s:：,，、;；]+")
#: Headers name the year that a table is about, and the one before it.
YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*(?:年度?(?!初|末|底))?")
THIS: Final = "本年"
LAST: Final = "上年"


class HeadWords:
    """The words that head the columns of the tables of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names: dict[str, dict[str, str]] = {}
        self._late: dict[str, dict[str, str]] = {}
        self._meant: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._weights: dict[tuple[str, tuple[str, ...]], int] = {}
        self._spellings: dict[str, tuple[str, str]] = {}
        self._titles = vocabulary.tables
        self._titled: dict[str, str | None] = {}
        for table in vocabulary.schema.tables:
            layout = vocabulary.layouts.get(table, TableLayout())
            printed = {_plain(word): name for word, name in layout.headers.items()}
            known = {_plain(word): name for word, name in vocabulary.columns.get(table, {}).items()}
            self._names[table] = printed | known
            self._late[table] = {word: name for word, name in printed.items() if known.get(word, name) != name}
        self._aliases: dict[tuple[str, str], list[str]] = {}
        for table, names in self._names.items():
            for word, name in names.items():
                self._aliases.setdefault((table, name), []).append(word)
        self._proper = {
            table: frozenset(map(_plain, vocabulary.columns.get(table, ()))) for table in vocabulary.schema.tables
        }
        self._rooted: dict[tuple[str, str], str | None] = {}
        self._tables: dict[str, frozenset[str]] = {}
        self._heading: dict[str, bool] = {}
        self.nested: dict[tuple[tuple[str, ...], tuple[str, ...]], list[list[tuple[str, ...]]]] = {}
        """Which of the lower words of a header stand under which of the upper ones, as far as it was asked (``nesting``)."""
        self._words = {word for names in self._names.values() for word in names}

    def layout(self, table: str) -> TableLayout:
        """How the pack says that a table is printed."""
        return self._vocabulary.layouts.get(table, _PLAIN_LAYOUT)

    def column(self, table: str, text: str) -> str | None:
        """The column of a table that a text means."""
        return self.meaning(table, (text,)) if len(text) <= LONGEST_HEADER else None

    def tables_with(self, text: str) -> list[str]:
        """The tables of which a text heads a column."""
        return [table for table in self._names if text and self.column(table, text) is not None]

    def names_rows(self, text: str) -> frozenset[str]:
        """The tables in which a text heads the column that names the rows."""
        tables = self._vocabulary.schema.tables
        return frozenset(name for name in self._names if tables[name].label == self.column(name, text) is not None)

    def title(self, text: str) -> str | None:
        """The table that a text is the title of."""
        if len(text) > LONGEST_HEADER:
            return None
        if text not in self._titled:
            if len(self._titled) >= _REMEMBERED:
                self._titled.clear()
            spellings = (text, unit_of_header(text)[0], _BRACKETS.sub("", text))
            self._titled[text] = next(
                (found for word in spellings if (found := self._titles.get(fold_text(word)))), None
            )
        return self._titled[text]

    def tables_of(self, columns: Iterable[tuple[str, ...]]) -> Iterator[str]:
        """The tables that have the words over columns. What takes its rows from a source is no printed table, though its words
        tell a header from a row."""
        known = Counter(table for head in columns for table in frozenset().union(*map(self._having, head)))
        for table in self._names:
            if known[table] > 1:
                yield table

    def _having(self, word: str) -> frozenset[str]:
        """The printed tables that know a word over columns, each asked once."""
        having = self._tables.get(word)
        if having is None:
            if len(self._tables) >= _REMEMBERED:
                self._tables.clear()
            having = self._tables[word] = frozenset(
                table
                for table, names in self._names.items()
                if not self._vocabulary.schema.tables[table].source
                and (any(spelt in names for spelt in self.spelt(word)) or self.by_roots(table, word) is not None)
            )
        return having

    def late(self, table: str, word: str) -> str | None:
        """The column that a word names after the label, where it names another one before it."""
        return self._late[table].get(self.spelt(word)[0])

    def is_word(self, text: str) -> bool:
        """Whether a text heads a column of any table."""
        if len(text) > LONGEST_HEADER:
            return False
        known = self._heading.get(text)
        if known is None:
            if len(self._heading) >= _REMEMBERED:
                self._heading.clear()
            known = self._heading[text] = self._is_word(text)
        return known

    def _is_word(self, text: str) -> bool:
        if YEAR.search(text):
            return any(self.is_word(YEAR.sub(word, text)) for word in (LAST, THIS, ""))
        return self.is_listed(text) or any(self.by_roots(t, text) for t in self._names)

    def heads(self, text: str) -> bool:
        """Whether a text is a word of a header: of a column, or the title of a table over it."""
        if not text or len(text) > LONGEST_HEADER or parse_figure(text) is not None:
            return False
        return self.is_word(text) or self.serves(text) or self.title(text) is not None

    def serves(self, text: str) -> bool:
        """Whether a text heads a column of comparison signs or of units."""
        word = self.spelt(text)[0] if len(text) <= LONGEST_HEADER else ""
        return any(word in layout.operators or word in layout.units for layout in self._vocabulary.layouts.values())

    def is_listed(self, text: str) -> bool:
        """Whether a text is a name or another name of a column, not only made of the roots of one."""
        whole, base = self.spelt(text)
        return whole in self._words or base in self._words

    def meaning(self, table: str, words: tuple[str, ...]) -> str | None:
        """The column that the words over it mean, the lowest last."""
        key = (table, words)
        if key not in self._meant:
            if len(self._meant) >= _REMEMBERED:
                self._meant.clear()
            self._meant[key] = self._looked_up(table, words)
        return self._meant[key]

    def _looked_up(self, table: str, words: tuple[str, ...]) -> str | None:
        found = self._spelling(table, words)
        if found is None and any(THIS in word for word in words):
            rest = tuple(bare for word in words if (bare := word.replace(THIS, "")))
            found = self._spelling(table, rest) if rest else None
        if found is None and len(words) > 1:
            found = self.by_roots(table, "".join(words))
        return found if found is not None else self.by_roots(table, words[-1])

    def _spelling(self, table: str, words: tuple[str, ...]) -> str | None:
        names = self._names[table]
        both = [self.spelt(word) for word in words]
        whole, bases = [spelt[0] for spelt in both], [spelt[1] for spelt in both]
        if len(words) > 2 and (found := names.get("".join(bases))) is not None:
            return found
        if len(words) > 1:
            for lower in (whole[-1], bases[-1]):
                for upper in (whole[-2], bases[-2]):
                    if (found := names.get(upper + lower)) is not None:
                        return found
                parent = names.get(whole[-2]) or names.get(bases[-2])
                if parent is not None:
                    for alias in self._aliases[table, parent]:
                        if (found := names.get(alias + lower)) is not None:
                            return found
            if len(set(bases)) == 1:
                return names.get(whole[-1]) or names.get(bases[-1])
        return names.get(whole[-1]) or names.get(bases[-1])

    def weight(self, table: str, words: tuple[str, ...]) -> int:
        """How surely words mean a column: 3 a name or synonym, 2 a word of documents only, 1 by its parts."""
        key = (table, words)
        known = self._weights.get(key)
        if known is None:
            if len(self._weights) >= _REMEMBERED:
                self._weights.clear()
            known = self._weights[key] = self._weighed(table, words)
        return known

    def _weighed(self, table: str, words: tuple[str, ...]) -> int:
        spelt = [spelling for word in ("".join(words), words[-1]) for spelling in self.spelt(word)]
        if any(word in self._proper[table] for word in spelt):
            return 3
        return 2 if self._spelling(table, words) is not None else 1

    def spelt(self, word: str) -> tuple[str, str]:
        """A word as it is looked up, with and without the unit in brackets or the letter after it."""
        known = self._spellings.get(word)
        if known is None:
            if len(self._spellings) >= _REMEMBERED:
                self._spellings.clear()
            known = self._spellings[word] = _plain(word), _plain(_LETTER.sub("", unit_of_header(word)[0]))
        return known

    def by_roots(self, table: str, word: str) -> str | None:
        """The column that the parts of a word mean: its roots, with endings after them and fillers anywhere.

        Nothing may be left over. Of several columns the one whose roots cover most of the word; where two cover as much,
        nobody knows.
        """
        key = (table, word)
        if key not in self._rooted:
            if len(self._rooted) >= _REMEMBERED:
                self._rooted.clear()
            self._rooted[key] = self._parted(self.layout(table), word)
        return self._rooted[key]

    def _parted(self, layout: TableLayout, word: str) -> str | None:
        if not layout.roots or len(word) > LONGEST_HEADER:
            return None
        text = _plain(_BRACKETS.sub("", word))
        if not 0 < len(text) <= _LONGEST_ROOTED:
            return None
        found = sorted(
            ((score, column) for column in layout.roots if (score := covered(text, layout, column))), reverse=True
        )
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None
        return found[0][1]


def _plain(word: str) -> str:
    return _PUNCTUATION.sub("", fold_text(word))


def covered(text: str, layout: TableLayout, column: str) -> int:
    """How many letters of a header the roots of a column cover, if roots, endings and fillers make up all of it; else 0.

    Endings stand after a root. Found by dynamic programming over (letters done, whether a root was met).
    """
    roots, endings = layout.roots[column], layout.endings.get(column, frozenset())
    best: list[dict[bool, int]] = [{} for _ in range(len(text) + 1)]
    best[0][False] = 0
    for at in range(len(text)):
        for met, score in best[at].items():
            for end in range(at + 1, len(text) + 1):
                part = text[at:end]
                steps = []
                if part in roots:
                    steps.append((True, score + len(part)))
                if part in layout.fillers or (met and part in endings):
                    steps.append((met, score))
                for after, total in steps:
                    if total >= best[end].get(after, 0):
                        best[end][after] = total
    return best[-1].get(True, 0)
