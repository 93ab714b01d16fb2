"""Cells of one report that were read from one stretch of its document: they hold one printed figure.

A figure in a sentence may stand in several tables of the extracted report (a head count as a field, and as a part of a
whole). Where it is wrong it is wrong in all of them, and a correction changes them together.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from gouji.report import Anchor, Report

T = TypeVar("T")


class Twins:
    """Which cells of a report are one print. ``groups`` are the cells of each: fields, then rows, as the report has them."""

    def __init__(self, groups: Mapping[Anchor, tuple[Anchor, ...]] | None = None) -> None:
        self._groups = dict(groups or {})

    @classmethod
    def of_report(cls, report: Report) -> Twins:
        """The twins of a report that was taken from a document; none in any other."""
        source = report.source
        if source is None:
            return cls()
        found: dict[tuple[Hashable, str], list[Anchor]] = {}
        for anchor, text in report.cells():
            if anchor.table in source.structural or not any(map(str.isdigit, text)):
                continue
            stretch = source.stretch(anchor)
            if stretch is not None:
                found.setdefault((stretch, text), []).append(anchor)
        groups = [tuple(sorted(group, key=_in_tables)) for group in found.values() if len(group) > 1]
        return cls({anchor: group for group in groups for anchor in group})

    def of(self, anchor: Anchor) -> tuple[Anchor, ...]:
        """The cells of one print, the given one among them."""
        return self._groups.get(anchor) or (anchor,)

    def home(self, anchor: Anchor) -> Anchor:
        """The first cell of a print, which stands for all."""
        group = self._groups.get(anchor)
        return group[0] if group else anchor

    def spread(self, values: Mapping[Anchor, T]) -> dict[Anchor, T]:
        """What is said of some cells, said of their twins too; what is said of a twin itself goes before."""
        out: dict[Anchor, T] = {}
        for anchor, value in values.items():
            for twin in self.of(anchor):
                out[twin] = values.get(twin, value)
        return out


def _in_tables(anchor: Anchor) -> bool:
    """Fields have names of their own, which a row of a table of claims has not."""
    return anchor.table is not None
