"""Forms: cells that say what the next cell is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.fitting import suits
from gouji.faults import regex as re
from gouji.figures import Unit, parse_figure
from gouji.language import Column, fold_text, unit_of_header
from gouji.packs.vocabulary import Vocabulary

#: A longer text is no label, and a longer one is no value of words.
_LONGEST_LABEL: Final = 30
_LONGEST_VALUE: Final = 60
_COLON: Final = re.compile(r"\s*[:：]\s*")
_PART: Final = re.compile(r"\s*其中\s*[:：]\s*")


@dataclass(frozen=True, slots=True)
class _Label:
    """A cell that names a field; ``unit`` is the one that it gives to a bare number."""

    entry: Entry
    field: str
    unit: Unit | None


class FormReader:
    """Finds the fields of a vocabulary in rows that belong to no table."""

    def __init__(self, vocabulary: Vocabulary, draft: Draft) -> None:
        self._vocabulary = vocabulary
        self._draft = draft
        self._columns: Mapping[str, Column] = vocabulary.schema.fields

    def read(self, lines: Sequence[tuple[int, Line]], unit: Unit | None) -> None:
        """The fields in numbered lines; ``unit`` is the one given for all bare numbers of its dimension."""
        waiting: tuple[int, list[_Label]] | None = None
        for number, line in lines:
            labels = {index: label for index, entry in enumerate(line.own) if (label := self._label(entry))}
            if waiting is not None and not labels and waiting[0] == number - 1:
                self._below(waiting[1], line, unit)
            waiting = None
            for entry in line.own:
                self._glued(entry, unit)
            if labels and len(labels) == len(line.own):
                waiting = number, list(labels.values())
                continue
            for label, value in self._beside(line.own, labels):
                self._set(label, value, unit)

    def _label(self, entry: Entry) -> _Label | None:
        text = entry.text.rstrip(":： ")
        if len(text) > _LONGEST_LABEL:
            return None
        known = self._field(text)
        return _Label(entry, *known) if known is not None else None

    def _field(self, text: str) -> tuple[str, Unit | None] | None:
        found = self._vocabulary.field(text)
        if found is not None:
            return found
        base, unit = unit_of_header(text)
        name = self._vocabulary.field_headers.get(fold_text(base))
        return (name, unit) if name is not None else None

    def _beside(self, own: Sequence[Entry], labels: Mapping[int, _Label]) -> Iterator[tuple[_Label, Entry]]:
        """Labels that exactly one entry follows before the next label or the end of the row.

        Where other words stand between them nobody knows what belongs to what, unless they come in pairs.
        """
        paired = len(own) % 2 == 0 and all(index % 2 == 0 for index in labels)
        for index, label in labels.items():
            following = next((other for other in sorted(labels) if other > index), len(own))
            if following - index == 2 or (paired and following - index > 2):
                yield label, own[index + 1]

    def _below(self, labels: Sequence[_Label], line: Line, unit: Unit | None) -> None:
        """A row of labels over a row of values, each under its own."""
        for label in labels:
            under = [e for e in line.own if e.at < label.entry.to and e.to > label.entry.at]
            if len(under) == 1 and len(line.own) <= len(labels):
                self._set(label, under[0], unit)

    def _glued(self, entry: Entry, unit: Unit | None) -> None:
        """A label and its value in one cell, with a colon between them."""
        text = entry.text
        part = _PART.match(text)  # 其中：基本支出：1,076.35
        start = part.end() if part is not None else 0
        found = _COLON.search(text, start, start + _LONGEST_LABEL + 2)
        if found is None or len(text) - found.end() > _LONGEST_VALUE:
            return
        known = self._field(text[start : found.start()])
        span = entry.span.source.span(entry.span.start + found.end(), entry.span.end)
        if known is None or span.start == span.end:
            return
        self._set(_Label(entry, *known), Entry(span, entry.at, entry.to), unit)

    def _set(self, label: _Label, entry: Entry, unit: Unit | None) -> None:
        column = self._columns[label.field]
        value = self._value(column, entry, label.unit or unit)
        if value is None:
            return
        if self._draft.field(label.field, value):
            self._draft.used.add(id(label.entry.span.source))
            self._draft.used.add(id(entry.span.source))
        elif fold_text(text_of(self._draft.fields[label.field]) or "") != fold_text(text_of(value) or ""):
            # said twice, and not the same: of which year or scope each is, a form does not tell
            self._draft.doubtful_fields.add(label.field)

    def _value(self, column: Column, entry: Entry, unit: Unit | None) -> Value:
        """What the field holds; None where the entry cannot be its value."""
        text = entry.text
        folded = fold_text(text)
        if folded in self._vocabulary.empty or folded in column.empty or len(text) > _LONGEST_VALUE:
            return None
        if column.kind.base != "number":
            return entry.span if self._label(entry) is None else None
        figure = parse_figure(text)
        if figure is None or not suits(column.kind, figure):
            return None
        dim = column.kind.dim[0][0] if column.kind.dim else ""
        if not figure.unit.symbol and unit is not None and unit.dimension.split(":")[0] == dim:
            return Said(f"{text}{unit.symbol}", entry.span)
        return entry.span
