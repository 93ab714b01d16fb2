"""Cells of one report that hold one printed figure, or a figure and its copy.

A figure in a sentence may stand in several tables of the extracted report (a head count as a field, and as a part of a
whole). Where it is wrong it is wrong in all of them, and a correction changes them together. So does a figure that the text
tells again as its table has it: it was copied, and says nothing of its own for the one or against the others.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Final, TypeVar

from gouji.faults import regex as re
from gouji.report import Anchor, Report

T = TypeVar("T")
_NUMBER: Final = re.compile(r"[-−]?[0-9][0-9,]*(?:\.[0-9]+)?")


class Twins:
    """Which cells of a report are one print. ``groups``: the cells of each, with their texts."""

    def __init__(self, groups: Iterable[Mapping[Anchor, str]] = ()) -> None:
        self._groups: dict[Anchor, tuple[Anchor, ...]] = {}
        self._texts: dict[Anchor, str] = {}
        for group in groups:
            cells = tuple(group)
            self._groups |= dict.fromkeys(cells, cells)
            self._texts |= group

    @classmethod
    def of_report(cls, report: Report, copies: Iterable[tuple[Anchor, Anchor]] = ()) -> Twins:
        """The twins of a report that was taken from a document; none in any other.

        ``copies`` are pairs of cells of which one tells again what the other tells.
        """
        source = report.source
        if source is None:
            return cls()
        known: dict[Anchor, str] = {}
        found: dict[tuple[Hashable, str], list[Anchor]] = {}
        for anchor, text in report.cells():
            if anchor.table in source.structural or not any(map(str.isdigit, text)):
                continue
            known[anchor] = text
            stretch = source.stretch(anchor)
            if stretch is not None:
                found.setdefault((stretch, _numeral(text)), []).append(anchor)
        groups = {anchor: group for group in found.values() for anchor in group}
        for pair in copies:
            joined = list({id(groups[anchor]): groups[anchor] for anchor in pair if anchor in groups}.values())
            if len(joined) > 1 and len({_numeral(known[a]) for group in joined for a in group}) == 1:
                whole = [anchor for group in joined for anchor in group]
                groups |= dict.fromkeys(whole, whole)
        apart = {id(group): group for group in groups.values() if len(group) > 1}
        return cls({a: known[a] for a in sorted(group, key=_in_tables)} for group in apart.values())

    def of(self, anchor: Anchor) -> tuple[Anchor, ...]:
        """The cells of one print, the given one among them."""
        return self._groups.get(anchor) or (anchor,)

    def home(self, anchor: Anchor) -> Anchor:
        """The first cell of a print, which stands for all: a field, which has a name of its own, before a row."""
        return self.of(anchor)[0]

    def told(self, texts: Mapping[Anchor, str]) -> dict[Anchor, str]:
        """Other texts in some cells, and in their twins: each keeps what it prints around its number."""
        out = dict(texts)
        for anchor, text in texts.items():
            for twin in self.of(anchor):
                made = text if twin == anchor else self._like(anchor, text, twin)
                if twin not in texts and made is not None:
                    out[twin] = made
        return out

    def spread(self, values: Mapping[Anchor, T]) -> dict[Anchor, T]:
        """What is said of some cells, said of their twins too."""
        return {twin: values.get(twin, value) for anchor, value in values.items() for twin in self.of(anchor)}

    def _like(self, anchor: Anchor, text: str, twin: Anchor) -> str | None:
        """The text of a twin that follows; None where another unit was written, which a twin without one cannot."""
        old, own = self._texts[anchor], self._texts[twin]
        if old == own:
            return text
        head, _, tail = _parted(old)
        new_head, number, new_tail = _parted(text)
        if (head, tail) != (new_head, new_tail):
            return None
        before, _, after = _parted(own)
        return f"{before}{number}{after}"


def _parted(text: str) -> tuple[str, str, str]:
    """What stands before the first number of a text, the number, and what follows."""
    found = _NUMBER.search(text)
    return (text, "", "") if found is None else (text[: found.start()], found.group(), text[found.end() :])


def _numeral(text: str) -> str:
    """What makes two texts one print: their number, where each prints just one; else all of it."""
    found = _NUMBER.findall(text)
    return found[0].replace(",", "") if len(found) == 1 else text


def _in_tables(anchor: Anchor) -> bool:
    return anchor.table is not None
