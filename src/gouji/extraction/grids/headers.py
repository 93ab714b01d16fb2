"""Headers: which row names the columns of which table, in one row or in several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.extraction.grids.cells import Line
from gouji.extraction.grids.headwords import LONGEST_HEADER, HeadWords
from gouji.extraction.grids.items import is_bare_total
from gouji.extraction.grids.nesting import Head, dated, readings
from gouji.extraction.grids.template import Template, TemplateColumn, measures, with_label, with_unit
from gouji.figures import Unit, parse_figure
from gouji.language import unit_of_header

#: Rows that a header may have.
_DEEPEST: Final = 3
#: Columns with a name, at least, beside which one that names none is taken for that of the names of rows.
_FEWEST_BESIDE: Final = 3
#: Columns that a table may have to be taken apart.
MOST_COLUMNS: Final = 40


class Headers(HeadWords):
    """Finds headers of the tables of one vocabulary."""

    def find(self, lines: Sequence[Line], row: int, spans_known: bool, titled: str | None = None) -> Template | None:
        """The header that begins in a row. ``titled`` is the table that a line above the table names."""
        best: tuple[tuple[int, int, int], Template] | None = None
        first = lines[row]
        if not 2 <= len(first.entries) <= MOST_COLUMNS or not self._may_head(first):
            return None
        for depth in range(1, _DEEPEST + 1):
            if row + depth > len(lines) or (depth > 1 and not self._goes_on(lines[row + depth - 1])):
                break
            block = lines[row : row + depth]
            for heads in map(dated, readings(self, block, spans_known)):
                for table in self.tables_of(head.words for head in heads):
                    template = self._template(table, heads, depth, titled)
                    if template is None:
                        continue
                    rank = (self._rank(template), -depth, -len(template.columns))
                    if best is None or rank > best[0]:
                        best = rank, template
        return best[1] if best is not None else None

    def _goes_on(self, line: Line) -> bool:
        """Whether a row can be a lower row of a header: short words only, and one of them heads a column."""
        own = line.own
        short = all(len(entry.text) <= LONGEST_HEADER and parse_figure(entry.text) is None for entry in own)
        return short and any(self.heads(entry.text) for entry in own)

    def over(self, words: Sequence[tuple[str, ...]]) -> Template | None:
        """The header that words name, each column by the words over it from the top down."""
        heads = dated([Head(parts, number, number + 1) for number, parts in enumerate(words)])
        found = [
            made
            for table in self.tables_of(head.words for head in heads)
            if (made := self._template(table, heads, 1, None)) is not None
        ]
        return max(found, key=self._rank, default=None)

    def _rank(self, template: Template) -> int:
        table = self._vocabulary.schema.tables[template.table]
        printed = any(column.label and not column.guessed for column in template.columns)
        return 2 * template.named + 3 * template.titled + (2 if printed and table.label else 0)

    def _may_head(self, line: Line) -> bool:
        """Some entry is a word that heads a column, and none is a figure or prose."""
        return all(
            len(entry.text) <= LONGEST_HEADER and parse_figure(entry.text) is None for entry in line.entries
        ) and any(self.is_word(entry.text) or self.title(entry.text) for entry in line.entries)

    def _columns(self, table: str, heads: Sequence[Head], label: str | None) -> list[str | None]:
        """The columns that heads mean. A word that names one column before the label may name another after it."""
        names = [self.meaning(table, head.words) for head in heads]
        weights = [self.weight(table, head.words) if name else 0 for head, name in zip(heads, names, strict=True)]
        for number, head in enumerate(heads):
            if weights[number] == 1 and self.title(head.words[-1]) == table:
                names[number], weights[number] = None, 0  # the title of the table over all of it, and no column
        first = next((number for number, name in enumerate(names) if name is not None), 0)
        known = sum(name is not None for name in names)
        if label not in (None, *names) and names.count(names[first]) > 1 and weights[first] and known > _FEWEST_BESIDE:
            names[first] = label  # the title of the figures stands over the names; a column further on says the same
        surest: dict[str | None, int] = {}
        for number, name in enumerate(names):
            if name not in surest or weights[number] > weights[surest[name]]:
                surest[name] = number
        names = [name if surest[name] == number else None for number, name in enumerate(names)]
        if label in names:
            for number in range(names.index(label) + 1, len(names)):
                other = self.late(table, heads[number].words[-1])
                if other is not None and other not in names:
                    names[number] = other
        return names

    def _template(self, table: str, heads: Sequence[Head], depth: int, titled: str | None) -> Template | None:
        form = self._vocabulary.schema.tables[table]
        layout = self.layout(table)
        names = self._columns(table, heads, form.label)
        known = {name for name in names if name is not None}
        lowest_words = [self.spelt(head.words[-1])[0] for head in heads]
        served = sum(word in layout.operators or word in layout.units for word in lowest_words)
        if len(known) < 2 or 2 * (len(known) + served) < len(heads) - 1:
            return None
        columns: list[TemplateColumn] = []
        taken: set[str] = set()
        known_unit: Unit | None = None
        title = titled == table
        for head, name in zip(heads, names, strict=True):
            lowest = head.words[-1]
            unit = next((found for word in reversed(head.words) if (found := unit_of_header(word)[1])), None)
            if any(self.title(word) == table for word in (head.words if name is None else head.words[:-1])):
                title = True
            if unit is not None and (name is None or not measures(form.columns[name].kind, unit)):
                known_unit, unit = unit, None  # 资金（万元）over the names is the unit of all the figures
            if name is not None and name not in taken:
                taken.add(name)
                column = form.columns[name]
                columns.append(
                    TemplateColumn(
                        name,
                        column.kind.base,
                        head.at,
                        head.to,
                        lowest,
                        column.kind,
                        unit,
                        name == form.label,
                        name in layout.carried,
                        rooted=self.weight(table, head.words) == 1,
                    )
                )
            elif self.spelt(lowest)[0] in layout.operators:
                serves: tuple[str, ...] = (layout.operators[self.spelt(lowest)[0]],)
                columns.append(TemplateColumn(None, "operator", head.at, head.to, lowest, serves=serves))
            elif self.spelt(lowest)[0] in layout.units:
                serves = layout.units[self.spelt(lowest)[0]]
                columns.append(TemplateColumn(None, "unit", head.at, head.to, lowest, serves=serves))
            else:
                columns.append(TemplateColumn(None, "none", head.at, head.to, lowest))
        labelled = any(column.label for column in columns)
        if len(taken) < (2 if labelled or title else 3):
            return None
        if labelled and not title and len(taken) == 2 and _totals_unknown(columns):
            return None  # a name and the total of columns of which nothing is known
        if 2 * (len(taken) + served) < len(columns) - title:
            return None
        template = Template(table, tuple(columns), depth, title)
        if not labelled:
            template = with_label(template, form.label)
        return with_unit(template, known_unit) if known_unit is not None else template


def _totals_unknown(columns: Sequence[TemplateColumn]) -> bool:
    """Whether the only figure that a header knows is the total of several columns that it does not know."""
    told = [column for column in columns if column.name is not None and not column.label]
    unknown = sum(column.base == "none" for column in columns)
    return len(told) == 1 and unknown > 1 and is_bare_total(told[0].header)
