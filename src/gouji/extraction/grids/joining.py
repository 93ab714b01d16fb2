"""Words that the end of a line has parted are put together again, where the vocabulary knows the whole word.

Where every cell stands on a line of its own, the words of headers are left alone: two of them may well be two columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.extraction.grids.cells import Entry, put_together
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.faults import regex as re
from gouji.language import fold_text
from gouji.packs.vocabulary import Vocabulary

#: What an entry may have after it: 产出指标（50分）.
_REMARK: Final = re.compile(r"[(（][^()（）]{1,12}[)）]$")


class Joiner:
    """Puts the parts of words together."""

    def __init__(self, vocabulary: Vocabulary, headers: Headers) -> None:
        self._headers = headers
        self._columns: dict[str, set[tuple[str, str]]] = {}
        for table, layout in vocabulary.layouts.items():
            for column, texts in layout.typical.items():
                for text in texts:
                    self._columns.setdefault(text, set()).add((table, column))
        self._totals = frozenset(text for table in vocabulary.schema.tables.values() for text in table.total_texts)

    def joined(self, before: Entry, after: Entry, heads: bool = False) -> Entry | None:
        """The word that two cells are the parts of; None where each is a word of its own. ``heads``: it may head a column."""
        whole = before.text + after.text
        if len(whole) > LONGEST_HEADER or not before.text or not after.text:
            return None
        if fold_text(whole) in self._totals and not (self._meant(before.text) or self._headers.is_word(before.text)):
            return put_together((before, after))
        meant = self._meant(whole) or (self._headed(whole) if heads and self._headers.is_listed(whole) else set())
        if not meant:
            return None
        # what is a word of its own goes with one that means the same without it: 经济效益 and 指标
        if self._meant(after.text) or self._headers.is_word(after.text):
            first = self._meant(before.text) or (self._headed(before.text) if heads else set())
            if first != meant:
                return None
        return put_together((before, after))

    def all(self, cells: Sequence[Entry]) -> tuple[list[Entry], list[int]]:
        """Cells of which each stands on a line of its own, with the number of the first cell that each was."""
        out: list[Entry] = []
        numbers: list[int] = []
        for number, cell in enumerate(cells):
            whole = self.joined(out[-1], cell) if out else None
            if whole is not None:
                out[-1] = whole
                continue
            out.append(cell)
            numbers.append(number)
        return out, numbers

    def _meant(self, text: str) -> set[tuple[str, str]]:
        """The columns that are known to hold a text."""
        return self._columns.get(fold_text(_REMARK.sub("", text)), set())

    def _headed(self, text: str) -> set[tuple[str, str]]:
        """The columns that a text heads."""
        heads = ((table, self._headers.column(table, text)) for table in self._headers.tables_with(text))
        return {(table, column) for table, column in heads if column is not None}
