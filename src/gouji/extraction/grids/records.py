"""Tables written as records: two columns, a name and its value, the same names again for each row of the table; and
blocks of amounts, each headed by what is measured, with the same names below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Span
from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import TOTAL
from gouji.extraction.grids.template import Template
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.packs.vocabulary import Vocabulary

#: Records that make a table, and names that each must have.
_LEAST_RECORDS: Final = 2
_LEAST_NAMES: Final = 3
#: A record that is longer is none.
_MOST_NAMES: Final = 20
_NUMBER: Final = re.compile(r"(?<=\D)[（(]?[0-9一二三四五六七八九十]{1,3}[)）]?$")
_PART: Final = re.compile(r"\s*其中|\s*[-—－]\s*|\s{2,}")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A table read from pairs: its header, its rows, and the numbers of the first and the last line (exclusive)."""

    template: Template
    lines: list[tuple[int, Line]]
    heads: list[Entry]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pair:
    name: Entry
    value: Entry | None
    line: int
    blank: Span | None = None
    """The empty cell after the name, where no value stands."""


def recorded(lines: Sequence[Line], headers: Headers, vocabulary: Vocabulary) -> Iterator[Recorded]:
    """The tables among lines of pairs, from the first to the last."""
    at = begun = 0
    run: list[_Pair] = []
    while at < len(lines):
        if at >= begun + len(run):
            run, begun = _pairs(lines, at), at
        pairs = run[at - begun :]
        found = _records(pairs, at, headers) or _measured(pairs, at, headers, vocabulary)
        if found is None:
            at += 1
            continue
        yield found
        at = found.end


def _pairs(lines: Sequence[Line], start: int) -> list[_Pair]:
    """The pairs that stand line by line from one on."""
    out = []
    for number in range(start, len(lines)):
        own = lines[number].own
        if not 1 <= len(own) <= 2 or len(own[0].text) > LONGEST_HEADER or (len(own) == 1 and own[0].at > 0):
            break
        if parse_figure(own[0].text) is not None:
            break
        blank = lines[number].blank(own[0].to, lines[number].size) if len(own) == 1 else None
        out.append(_Pair(own[0], own[1] if len(own) > 1 else None, number, blank))
    return out


def _stem(text: str) -> str:
    """A name without the number that counts records: 指标1, 指标（二）."""
    return _NUMBER.sub("", text.rstrip(":： ")) or text


# -- records


def _records(pairs: Sequence[_Pair], start: int, headers: Headers) -> Recorded | None:
    if len(pairs) < _LEAST_RECORDS * _LEAST_NAMES:
        return None
    first = _stem(pairs[0].name.text)
    if all(_stem(pair.name.text) != first for pair in pairs[1 : _MOST_NAMES + 1]):
        return None
    ends = [at for at, pair in enumerate(pairs) if _stem(pair.name.text) == first]
    if len(ends) < _LEAST_RECORDS or pairs[0].value is None:
        return None
    names = [_stem(pair.name.text) for pair in pairs[: ends[1]]]
    if not _LEAST_NAMES <= len(names) <= _MOST_NAMES or len(set(names)) < len(names):
        return None
    template = headers.over([(name,) for name in names])
    if template is None or len(template.columns) != len(names) or not any(c.label for c in template.columns):
        return None
    rows = []
    at = 0
    for number, begin in enumerate(ends):
        record = pairs[begin : ends[number + 1] if number + 1 < len(ends) else begin + len(names)]
        found = {}
        for pair in record:
            name = _stem(pair.name.text)
            if name not in names or name in found:
                break
            found[name] = pair
        if len(found) < len(record) and number + 1 < len(ends):
            return None
        entries = [
            Entry(pair.value.span, names.index(name), names.index(name) + 1)
            for name, pair in found.items()
            if pair.value is not None
        ]
        entries.sort(key=lambda entry: entry.at)
        blanks = [
            Entry(pair.blank, names.index(name), names.index(name) + 1)
            for name, pair in found.items()
            if pair.blank is not None
        ]
        rows.append((pairs[begin].line, Line(tuple(entries), len(names), tuple(blanks))))
        at = begin + len(found)
    heads = [pair.name for pair in pairs[:at]]
    return Recorded(template, rows, heads, start, pairs[at - 1].line + 1)


# -- blocks of amounts


@dataclass(frozen=True, slots=True)
class _Block:
    """What is measured, with the total and the parts."""

    head: str
    whole: _Pair
    parts: list[_Pair]


def _measured(pairs: Sequence[_Pair], start: int, headers: Headers, vocabulary: Vocabulary) -> Recorded | None:
    if not pairs:
        return None
    for table in headers.tables_with(_head(pairs[0])):
        label = vocabulary.schema.tables[table].label
        if label is None:
            continue
        blocks = _blocks(pairs, table, headers)
        if len(blocks) < _LEAST_RECORDS:
            continue
        longest = max(blocks, key=lambda block: len(block.parts))
        names = [part.name.text for part in longest.parts]
        if sum(bool(block.parts) for block in blocks) < _LEAST_RECORDS or len(set(names)) < len(names):
            continue
        by_name = [{part.name.text: part for part in block.parts} for block in blocks]
        if any(not parts.keys() <= set(names) for parts in by_name):
            continue
        template = headers.over([(label,), *((block.head,) for block in blocks)])
        if template is None or template.table != table or len(template.columns) != len(blocks) + 1:
            continue
        total = _total(blocks[0].whole.name)
        rows = [_row(total, [block.whole for block in blocks])]
        rows += [_row(part.name, [parts.get(part.name.text) for parts in by_name]) for part in longest.parts]
        heads = [pair.name for block in blocks for pair in (block.whole, *block.parts)]
        last = blocks[-1]
        end = (last.parts[-1] if last.parts else last.whole).line + 1
        return Recorded(template, list(enumerate(rows, start)), heads, start, end)
    return None


def _head(pair: _Pair) -> str:
    """What a pair says is measured; nothing where no figure stands beside it."""
    if pair.value is None or parse_figure(pair.value.text) is None or _PART.match(pair.name.text):
        return ""
    return TOTAL.sub("", pair.name.text.rstrip(":： "))


def _blocks(pairs: Sequence[_Pair], table: str, headers: Headers) -> list[_Block]:
    out: list[_Block] = []
    for pair in pairs:
        head = _head(pair)
        if pair.value is None or parse_figure(pair.value.text) is None:
            break
        if head and (headers.column(table, head) is not None or (out and TOTAL.search(pair.name.text))):
            out.append(_Block(head, pair, []))
        elif out and _PART.match(pair.name.text):
            out[-1].parts.append(pair)
        else:
            break
    return out


def _total(name: Entry) -> Entry:
    """The word 合计 in a name, or all of it."""
    found = TOTAL.search(name.text)
    if found is None or not found.start():
        return name
    span = name.span
    return Entry(span.source.span(span.start + found.start(), span.end), name.at, name.to)


def _row(name: Entry, values: Sequence[_Pair | None]) -> Line:
    entries = [Entry(name.span, 0, 1)]
    blanks = []
    for number, pair in enumerate(values, 1):
        if pair is not None and pair.value is not None:
            entries.append(Entry(pair.value.span, number, number + 1))
        elif pair is not None and pair.blank is not None:
            blanks.append(Entry(pair.blank, number, number + 1))
    return Line(tuple(entries), len(values) + 1, tuple(blanks))
