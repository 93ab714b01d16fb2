"""The names a pack gives to tables, columns and fields, with their synonyms, kinds and units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import islice

from gouji.faults.record import dataclass
from gouji.figures import Unit, parse_figure, parse_period, parse_target
from gouji.language import Column, Schema, Table, fold_text, infer_column, unit_of_header
from gouji.packs.layout import TableLayout
from gouji.report import Report

#: Texts that mean "nothing entered" in every report, whatever the vocabulary says.
EMPTY = frozenset({"", "/", "-", "--", "---", "—", "——", "\\", "N/A", "n/a"})
#: How many cells of a column are looked at to find its kind when there is no vocabulary.
SAMPLE = 500
#: A text longer than this names nothing.
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The schema that rules are bound to, and the way from the names in a report to it.

    ``tables`` maps a folded printed name to the table; ``columns`` does so for each table, ``fields`` for fields.
    """

    schema: Schema
    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    empty: frozenset[str] = EMPTY
    layouts: Mapping[str, TableLayout] = field(default_factory=dict)
    """How each table is printed in documents."""
    field_headers: Mapping[str, str] = field(default_factory=dict)
    """Words that stand before a field's value in documents only, to the field."""

    def table(self, printed: str) -> str | None:
        """The table that a printed name means; None for a table the vocabulary does not know."""
        return self.tables.get(fold_text(printed)) or self.tables.get(fold_text(unit_of_header(printed)[0]))

    def column(self, table: str, header: str) -> tuple[str, Unit | None] | None:
        """The column that a header means, and the unit that the header gives to its bare numbers."""
        names = self.columns.get(table, {})
        return _resolve(names, header)

    def field(self, printed: str) -> tuple[str, Unit | None] | None:
        """The field that a printed name means, and the unit that the name gives."""
        return _resolve(self.fields, printed)


def _resolve(names: Mapping[str, str], header: str) -> tuple[str, Unit | None] | None:
    base, unit = unit_of_header(header)
    if (known := names.get(fold_text(header))) is not None:
        return known, unit
    known = names.get(fold_text(base))
    return None if known is None else (known, unit)


def names_of(entries: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Folded names and synonyms to the canonical name; a canonical name wins over another's synonym."""
    entries = [(name, list(synonyms)) for name, synonyms in entries]
    out: dict[str, str] = {}
    for name, synonyms in entries:
        for synonym in synonyms:
            out.setdefault(fold_text(synonym), name)
    for name, _ in entries:
        out[fold_text(name)] = name
    return out


def vocabulary_of(report: Report) -> Vocabulary:
    """The vocabulary that a report's own tables and cells suggest, for rule files that bring none.

    A column whose header gives a unit (``全年预算数（万元）``) may also be called without it.
    """
    tables: dict[str, Table] = {}
    columns: dict[str, dict[str, str]] = {}
    for name, rows in report.tables.items():
        headers = dict.fromkeys(header for row in rows for header in row)
        found = {}
        for header in headers:
            base = unit_of_header(header)[0]
            word = header if base in headers or base in found else base
            found[word] = _infer(word, header, (row.get(header) for row in rows))
            columns.setdefault(name, {})[fold_text(header)] = word
        tables[name] = Table(name, found, _label(found, rows))
    fields = {name: _infer(name, name, [text]) for name, text in report.fields.items()}
    schema = Schema(tables, fields, {}, closed=False)
    return Vocabulary(schema, names_of((name, ()) for name in tables), columns, names_of((name, ()) for name in fields))


def _infer(name: str, header: str, cells: Iterable[str | None]) -> Column:
    figures, targets, periods, texts = [], 0, 0, 0
    for text in islice((cell for cell in cells if cell is not None and fold_text(cell) not in EMPTY), SAMPLE):
        figure = parse_figure(text)
        target = parse_target(text)
        if target.op and target.measurable and (figure is None or not figure.plain):
            targets += 1
            figures.append(figure)
        elif figure is not None:
            figures.append(figure)
        elif parse_period(text) is not None:
            periods += 1
        else:
            texts += 1
    column = infer_column(header, figures, targets, periods, texts)
    return Column(name, column.kind, column.width, column.unit)


def _label(columns: Mapping[str, Column], rows: Sequence[Mapping[str, str | None]]) -> str | None:
    """The column that names a row: the one with the most different entries, none of them a whole paragraph.

    Text columns are asked, and the first column whatever it holds (``一班`` reads as a figure too) unless it only counts.
    """
    best: tuple[int, str] | None = None
    for place, (name, column) in enumerate(columns.items()):
        texts = {text for row in rows[:SAMPLE] if (text := row.get(name)) is not None}
        if column.kind.base != "text" and (place or all(text.isascii() for text in texts)):
            continue
        if texts and max(map(len, texts)) <= LONGEST_LABEL and (best is None or len(texts) > best[0]):
            best = len(texts), name
    return best[1] if best else None
