"""Headers: which row names the columns of which table, in one row or in several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from gouji.extraction.grids.cells import Line
from gouji.figures import Unit, find_unit, parse_figure
from gouji.language import Kind, fold_text, unit_of_header
from gouji.packs.layout import TableLayout
from gouji.packs.vocabulary import Vocabulary

#: A longer text heads no column.
LONGEST_HEADER: Final = 30
#: Rows that a header may have.
_DEEPEST: Final = 3
#: Columns with a name, at least, beside which one that names none is taken for that of the names of rows.
_FEWEST_BESIDE: Final = 3
#: Columns that a table may have to be taken apart.
MOST_COLUMNS: Final = 40
#: Words of one row of a header that has two.
_MOST_NESTED: Final = 16
#: Words whose meaning is kept at hand.
_REMEMBERED: Final = 20_000
#: A longer header is not taken apart into roots.
_LONGEST_ROOTED: Final = 16
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[)）]")
#: The letter of a column, for the formula in the header of another: 预算数A, and such a formula: 比率B/A.
_LETTER: Final = re.compile(r"(?<=[\u4e00-\u9fff])\s?[A-Z](?:\s?[/÷]\s?[A-Z])?$")
_PUNCTUATION: Final = re.compile(r"[\s:：,，、;；]+")
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*(?:年度?(?!初|末|底))?")
#: Headers name the year that a table is about, and the one before it.
_THIS: Final = "本年"
_LAST: Final = "上年"
_STATED_UNIT: Final = re.compile(r"单位\s*[:：为]\s*([^\s,，、;；()（）]{1,6})")
#: Words over the total of the columns beside it.
_TOTALS: Final = frozenset(("总计", "合计", "小计", "共计"))


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column of a printed table.

    ``name`` is the vocabulary's, None for a column it does not know. ``base`` is the kind's base, ``operator`` or
    ``unit`` for a column that belongs to others (``serves``), ``none`` for an unknown one. ``groups``: its entry holds
    for the rows below until another comes. ``at`` and ``to`` are where it is printed.
    """

    name: str | None
    base: str
    at: int
    to: int
    header: str = ""
    kind: Kind | None = None
    unit: Unit | None = None
    label: bool = False
    groups: bool = False
    serves: tuple[str, ...] = ()
    guessed: bool = False
    """No header names it: it is taken for the column that names the rows."""
    rooted: bool = False
    """Only the parts of its word, or its cells, name it."""


@dataclass(frozen=True, slots=True)
class Template:
    """The columns of a table as one header names them; ``depth`` is how many rows the header has."""

    table: str
    columns: tuple[TemplateColumn, ...]
    depth: int
    titled: bool

    @property
    def named(self) -> int:
        """How many columns the vocabulary knows."""
        return sum(not column.guessed and (column.name is not None or bool(column.serves)) for column in self.columns)

    def same(self, other: Template) -> bool:
        """Whether two headers name the same columns in the same order."""
        return self.table == other.table and [c.name for c in self.columns] == [c.name for c in other.columns]


@dataclass(frozen=True, slots=True)
class _Head:
    """The words over one printed column, from the top to the bottom, and where it stands."""

    words: tuple[str, ...]
    at: int
    to: int


class Headers:
    """Finds headers of the tables of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names: dict[str, dict[str, str]] = {}
        self._late: dict[str, dict[str, str]] = {}
        self._meant: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._spellings: dict[str, tuple[str, str]] = {}
        self._titles = vocabulary.tables
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
        self._words = {word for names in self._names.values() for word in names}

    def layout(self, table: str) -> TableLayout:
        """How the pack says that a table is printed."""
        return self._vocabulary.layouts.get(table, TableLayout())

    def column(self, table: str, text: str) -> str | None:
        """The column of a table that a text means."""
        return self._name(table, (text,)) if len(text) <= LONGEST_HEADER else None

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
        spellings = (text, unit_of_header(text)[0], _BRACKETS.sub("", text))
        return next((found for word in spellings if (found := self._titles.get(fold_text(word)))), None)

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
            for heads in map(_dated, self._readings(block, spans_known)):
                for table in self._tables(heads):
                    template = self._template(table, heads, depth, titled)
                    if template is None:
                        continue
                    rank = (self._rank(template), -depth, -len(template.columns))
                    if best is None or rank > best[0]:
                        best = rank, template
        return best[1] if best is not None else None

    def _goes_on(self, line: Line) -> bool:
        """Whether a row can be a lower row of a header: short words only, and one of them heads a column."""
        return _sub_header(line) and any(
            self.is_word(entry.text) or self.serves(entry.text) or self.title(entry.text) for entry in line.own
        )

    def over(self, words: Sequence[tuple[str, ...]]) -> Template | None:
        """The header that words name, each column by the words over it from the top down."""
        heads = _dated([_Head(parts, number, number + 1) for number, parts in enumerate(words)])
        found = [made for table in self._tables(heads) if (made := self._template(table, heads, 1, None)) is not None]
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

    def is_word(self, text: str) -> bool:
        """Whether a text heads a column of any table."""
        if len(text) > LONGEST_HEADER:
            return False
        if _YEAR.search(text):
            return any(self.is_word(_YEAR.sub(word, text)) for word in (_LAST, _THIS, ""))
        return self.is_listed(text) or any(self._by_roots(t, text) for t in self._names)

    def serves(self, text: str) -> bool:
        """Whether a text heads a column of comparison signs or of units."""
        word = self._spelt(text)[0] if len(text) <= LONGEST_HEADER else ""
        return any(word in layout.operators or word in layout.units for layout in self._vocabulary.layouts.values())

    def is_listed(self, text: str) -> bool:
        """Whether a text is a name or another name of a column, not only made of the roots of one."""
        whole, base = self._spelt(text)
        return whole in self._words or base in self._words

    def _by_roots(self, table: str, word: str) -> str | None:
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

    def _spelt(self, word: str) -> tuple[str, str]:
        """A word as it is looked up, with and without the unit in brackets or the letter after it."""
        known = self._spellings.get(word)
        if known is None:
            if len(self._spellings) >= _REMEMBERED:
                self._spellings.clear()
            known = self._spellings[word] = _plain(word), _plain(_LETTER.sub("", unit_of_header(word)[0]))
        return known

    def _tables(self, heads: Sequence[_Head]) -> Iterator[str]:
        """The tables that have the words of a header. What takes its rows from a source is no printed table, though its words
        tell a header from a row."""
        for table, names in self._names.items():
            if self._vocabulary.schema.tables[table].source:
                continue
            known = 0
            for head in heads:
                known += any(
                    any(spelt in names for spelt in self._spelt(word)) or self._by_roots(table, word) is not None
                    for word in head.words
                )
            if known > 1:
                yield table

    def _readings(self, block: Sequence[Line], spans_known: bool) -> Iterator[list[_Head]]:
        if len(block) == 1:
            yield [_Head((entry.text,), entry.at, entry.to) for entry in block[0].entries]
            return
        if spans_known:
            yield list(_stacked(block))
            return
        yield list(_by_place(block))
        if not _gapped(block):
            yield from self._by_order(block)

    def _by_order(self, block: Sequence[Line]) -> Iterator[list[_Head]]:
        """Two rows of a dump whose merged cells were lost: the lower words go under the upper ones in order."""
        parents = [entry.text for entry in block[0].entries]
        leaves = [entry.text for line in block[1:] for entry in line.entries]
        for nested in self.nestings(parents, leaves):
            yield [_Head(words, number, number + 1) for number, words in enumerate(nested)]

    def nestings(self, parents: Sequence[str], leaves: Sequence[str]) -> list[list[tuple[str, ...]]]:
        """The words over each column when leaves stand under some of the parents, both in order, for each table.

        Of the ways to hand them out the one that names most columns of a table, found by dynamic programming over
        (parents done, leaves handed out). Where no table is meant, the words one after the other.
        """
        heads = [_Head((word,), 0, 1) for word in (*parents, *leaves)]
        out: list[list[tuple[str, ...]]] = []
        if 0 < len(parents) <= _MOST_NESTED and 0 < len(leaves) <= _MOST_NESTED:
            for table in self._tables(heads):
                found = self._handed_out(table, parents, leaves)
                if found is not None and found[1] not in out:
                    out.append(found[1])
        return out or [[head.words for head in heads]]

    def _handed_out(
        self, table: str, parents: Sequence[str], leaves: Sequence[str]
    ) -> tuple[int, list[tuple[str, ...]]] | None:
        """The best way for one table: how good it is, and the words over each column."""
        scores: list[dict[int, int]] = [{0: 0}]
        came: list[dict[int, int]] = [{}]
        plain = {self._name(table, (leaf,)) for leaf in leaves}
        for parent in parents:
            after: dict[int, int] = {}
            origin: dict[int, int] = {}
            own = None if self.title(parent) == table else self._name(table, (parent,))
            # 实际 is half of a name where 完成值 stands below
            half = own in plain and self._weight(table, (parent,)) == 1
            alone = 0 if own is None else -1 if half else 2
            for used, score in scores[-1].items():
                if used not in after or score + alone > after[used]:
                    after[used], origin[used] = score + alone, used
                taken: set[str] = set()
                total = score
                for number in range(used, len(leaves)):
                    name = self._name(table, (parent, leaves[number]))
                    if name is not None and name in taken:
                        break
                    if name is not None:
                        taken.add(name)
                    if name is None:
                        total += self._serving(table, parent, leaves[number])
                    elif own in (None, name) or name != self._name(table, (leaves[number],)):
                        total += 2  # else both say something by themselves, and not the same
                    if number + 1 not in after or total > after[number + 1]:
                        after[number + 1], origin[number + 1] = total, used
            scores.append(after)
            came.append(origin)
        if len(leaves) not in scores[-1]:
            return None
        words: list[tuple[str, ...]] = []
        until = len(leaves)
        for at in range(len(parents), 0, -1):
            used = came[at][until]
            parent = parents[at - 1]
            under: list[tuple[str, ...]] = [(parent, leaves[number]) for number in range(used, until)]
            words[:0] = under or [(parent,)]
            until = used
        return scores[-1][len(leaves)], words

    def _serving(self, table: str, parent: str, leaf: str) -> int:
        """How good it is that a word without a column stands under another: signs and units belong to what they serve."""
        layout, word = self.layout(table), self._spelt(leaf)[0]
        served = (layout.operators.get(word), *layout.units.get(word, ()))
        if not any(served):
            return -1
        return 2 if self._name(table, (parent,)) in served else 0

    def _name(self, table: str, words: tuple[str, ...]) -> str | None:
        """The column that the words over it mean, the lowest last."""
        key = (table, words)
        if key not in self._meant:
            if len(self._meant) >= _REMEMBERED:
                self._meant.clear()
            self._meant[key] = self._meaning(table, words)
        return self._meant[key]

    def _meaning(self, table: str, words: tuple[str, ...]) -> str | None:
        found = self._spelling(table, words)
        if found is None and any(_THIS in word for word in words):
            rest = tuple(bare for word in words if (bare := word.replace(_THIS, "")))
            found = self._spelling(table, rest) if rest else None
        if found is None and len(words) > 1:
            found = self._by_roots(table, "".join(words))
        return found if found is not None else self._by_roots(table, words[-1])

    def _spelling(self, table: str, words: tuple[str, ...]) -> str | None:
        names = self._names[table]
        both = [self._spelt(word) for word in words]
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

    def _columns(self, table: str, heads: Sequence[_Head], label: str | None) -> list[str | None]:
        """The columns that heads mean. A word that names one column before the label may name another after it."""
        names = [self._name(table, head.words) for head in heads]
        weights = [self._weight(table, head.words) if name else 0 for head, name in zip(heads, names, strict=True)]
        for number, head in enumerate(heads):
            if weights[number] == 1 and self.title(head.words[-1]) == table:
                names[number], weights[number] = None, 0  # the title of the table over all of it, and no column
        first = next((number for number, name in enumerate(names) if name is not None), 0)
        known = sum(name is not None for name in names)
        if label not in (None, *names) and names.count(names[first]) > 1 and weights[first] and known > _FEWEST_BESIDE:
            names[first] = label  # the title of the figures stands over the names; a column further on says the same
        for number, name in enumerate(names):
            if name is not None and any(
                other == name and (weights[at], -at) > (weights[number], -number) for at, other in enumerate(names)
            ):
                names[number] = None
        late = self._late[table]
        if label in names:
            for number in range(names.index(label) + 1, len(names)):
                other = late.get(self._spelt(heads[number].words[-1])[0])
                if other is not None and other not in names:
                    names[number] = other
        return names

    def _weight(self, table: str, words: tuple[str, ...]) -> int:
        """How surely words mean a column: 3 a name or synonym, 2 a word of documents only, 1 by its parts."""
        spelt = [spelling for word in ("".join(words), words[-1]) for spelling in self._spelt(word)]
        if any(word in self._proper[table] for word in spelt):
            return 3
        return 2 if self._spelling(table, words) is not None else 1

    def _template(self, table: str, heads: Sequence[_Head], depth: int, titled: str | None) -> Template | None:
        form = self._vocabulary.schema.tables[table]
        layout = self.layout(table)
        names = self._columns(table, heads, form.label)
        known = {name for name in names if name is not None}
        lowest_words = [self._spelt(head.words[-1])[0] for head in heads]
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
                        rooted=self._weight(table, head.words) == 1,
                    )
                )
            elif self._spelt(lowest)[0] in layout.operators:
                serves: tuple[str, ...] = (layout.operators[self._spelt(lowest)[0]],)
                columns.append(TemplateColumn(None, "operator", head.at, head.to, lowest, serves=serves))
            elif self._spelt(lowest)[0] in layout.units:
                serves = layout.units[self._spelt(lowest)[0]]
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
            template = _with_label(template, form.label)
        return _with_unit(template, known_unit) if known_unit is not None else template


def _totals_unknown(columns: Sequence[TemplateColumn]) -> bool:
    """Whether the only figure that a header knows is the total of several columns that it does not know."""
    told = [column for column in columns if column.name is not None and not column.label]
    unknown = sum(column.base == "none" for column in columns)
    return len(told) == 1 and unknown > 1 and fold_text(told[0].header) in _TOTALS


def _with_label(template: Template, label: str | None) -> Template:
    """A header that leaves out what names a row: the last column before the first one it names, or one before that."""
    columns = list(template.columns)
    first = next(number for number, column in enumerate(columns) if column.name is not None)
    start = columns[first].at
    if label is None or start == 0:
        return template
    before = columns[first - 1] if first else None
    if before is not None and before.to >= start and (first > 1 or before.at == 0):
        made = replace(before, name=label, base="text", label=True, guessed=True)
        columns[first - 1] = made
    else:
        columns.insert(first, TemplateColumn(label, "text", start - 1, start, "", label=True, guessed=True))
    return replace(template, columns=tuple(columns))


def _with_unit(template: Template, unit: Unit) -> Template:
    """The unit that a header gives for all its columns goes to those of its dimension that have none."""
    return replace(template, columns=tuple(in_unit(column, unit) for column in template.columns))


def in_unit(column: TemplateColumn, unit: Unit) -> TemplateColumn:
    """A column whose bare numbers are in the unit, if it can have it and has no other."""
    kind = column.kind
    if column.unit is not None or kind is None or kind.base != "number" or not kind.dim:
        return column
    return replace(column, unit=unit) if measures(kind, unit) else column


def measures(kind: Kind, unit: Unit) -> bool:
    """Whether a header may give a unit to the figures of a kind: money is no unit of scores."""
    return kind.base != "text" and (not kind.dim or unit.dimension.split(":")[0] == kind.dim[0][0])


def stated_unit(text: str) -> Unit | None:
    """The unit that a line over a table gives for all of it: 单位：万元."""
    if len(text) > 2 * LONGEST_HEADER:
        return None
    found = _STATED_UNIT.search(text)
    unit = find_unit(found[1]) if found is not None else None
    return unit if unit is not None and unit.symbol else None


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


def _plain(word: str) -> str:
    return _PUNCTUATION.sub("", fold_text(word))


def _sub_header(line: Line) -> bool:
    """Whether a row can be a lower row of a header: short words only."""
    own = line.own
    return bool(own) and all(len(entry.text) <= LONGEST_HEADER and parse_figure(entry.text) is None for entry in own)


def _dated(heads: Iterable[_Head]) -> list[_Head]:
    """Headers with years say 本年 for the latest of them and 上年 for the one before it."""
    heads = list(heads)
    years = {int(year) for head in heads for word in head.words for year in _YEAR.findall(word)}
    if not years:
        return heads
    latest = max(years)

    def relative(word: str) -> str:
        return _YEAR.sub(lambda y: {0: _THIS, 1: _LAST}.get(latest - int(y[1]), y[0]), word)

    return [replace(head, words=tuple(map(relative, head.words))) for head in heads]


def _stacked(block: Sequence[Line]) -> Iterator[_Head]:
    """The words over each printed column of a header whose merged cells are known."""
    edges = sorted({edge for line in block for entry in line.entries for edge in (entry.at, entry.to)})
    for at, to in pairwise(edges):
        words: list[str] = []
        for line in block:
            for entry in line.entries:
                if entry.at <= at and entry.to >= to and not (entry.above and words):
                    words.append(entry.text)
        if words:
            yield _Head(tuple(dict.fromkeys(words)), at, to)


def _gapped(block: Sequence[Line]) -> bool:
    """Whether the empty cells stand between the words of every row of a header: then nothing has moved."""
    return len({line.size for line in block}) == 1 and all(
        any(entry.at > number for number, entry in enumerate(line.entries)) for line in block
    )


def _by_place(block: Sequence[Line]) -> Iterator[_Head]:
    """The same for a dump that kept its empty cells: a word stands under the last one that begins before it."""
    upper: dict[int, tuple[str, ...]] = {entry.at: (entry.text,) for entry in block[0].entries}
    for line in block[1:]:
        lower: dict[int, tuple[str, ...]] = {}
        for entry in line.entries:
            parents = [at for at in upper if at <= entry.at]
            lower[entry.at] = (*(upper[max(parents)] if parents else ()), entry.text)
        upper = {at: words for at, words in upper.items() if at not in lower} | lower
    for at in sorted(upper):
        yield _Head(upper[at], at, at + 1)
