"""Lines of a name and a bare number below the words that lead to them: 支出5972万元，其中： over 教育支出 1305 (构成).

The numbers are in the unit of the amount that they are parts of. Whether they are its parts at all their sum must say: lines
that come to something else may be anything. They are all of it where the last of them is 其他, or a word says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import Final

from gouji.document.model import Document, Paragraph, Span, Text
from gouji.extraction.drafting.draft import Draft, Said, Value, span_of
from gouji.extraction.prose.amounts import NEAR_MISS, interval_of, value_of, worth
from gouji.extraction.prose.facts import Fact, by_text, kind_of
from gouji.extraction.prose.names import stripped
from gouji.extraction.text.lines import printed_lines
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import Table

#: What leads to parts, and what leads to all of them.
_LEADS: Final = re.compile(
    r"(?:其\s*中|(?P<all>具体为|具体如下|分别为|分别是|构成如下|明细如下|组成如下|分项如下)|如下)\s*[:：]\s*$"
)
_LINE: Final = re.compile(
    r"\s*(?P<name>[^0-9:：。；;，,|]{2,24}?)\s*(?:[:：\s]\s*|(?<=[\u4e00-\u9fff)）]))"
    r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*[；;，,。、]?\s*"
)
_REST: Final = re.compile(r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）、.．]\s*)?其[他它余]")
#: Names of what is no part beside the others.
_OTHER: Final = re.compile(r"其\s*中|合\s*计|小\s*计|总\s*计|共\s*计|比上?年|[率比]$|数量?$|人$|户$|次$|个$")
#: A line that ends in a figure, with a unit or a remark behind it.
_FIGURED: Final = re.compile(r"[0-9]\s*[万亿]?元?\s*(?:[（(][^（）()]*[)）])?[；;，,。、]?\s*$")
_LEAST: Final = 3
_MOST: Final = 60
#: All parts that miss their whole by more than this are perhaps those of something else.
_APART: Final = Fraction(1, 10)


def read_led_lines(document: Document, facts: Sequence[Fact], tables: Mapping[str, Table], draft: Draft) -> None:
    """Write the amounts that lead to lines of bare numbers, with those as their parts."""
    table = next((table for table in tables.values() if table.source == "构成"), None)
    if table is None:
        return
    told = by_text(facts)
    known: set[tuple[int, int]] | None = None
    for lead, paragraphs in _led(document):
        found = _LEADS.search(lead.text)
        wholes = [fact for fact in told.get(id(lead), ()) if _may_be_whole(fact)]
        lines, cut = _lines(paragraphs)
        if found is None or not wholes or len(lines) < _LEAST or any(_OTHER.search(name.text) for name, _, _ in lines):
            continue
        if known is None:
            cells = (value for rows in draft.tables.values() for row in rows for value in row.cells.values())
            known = {(id(span.source), span.start) for value in cells if (span := span_of(value)) is not None}
        if any((id(figure.source), figure.start) in known for _, figure, _ in lines):
            continue
        _write(wholes, lines, found["all"] is not None, cut, table, draft)


def _led(document: Document) -> Iterator[tuple[Text, list[Paragraph]]]:
    """The paragraphs that lead to what stands below them, with that."""
    blocks = [block for block in document.blocks if not isinstance(block, Paragraph) or block.text.text.strip()]
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.apart and _LEADS.search(block.text.text):
            below = takewhile(lambda other: isinstance(other, Paragraph), blocks[at + 1 : at + 1 + _MOST])
            yield block.text, [other for other in below if isinstance(other, Paragraph) and not other.apart]


def _lines(paragraphs: Sequence[Paragraph]) -> tuple[list[tuple[Span, Span, Figure]], bool]:
    """The names and the numbers of the lines up to the first that is something else, and whether that one ends in a figure
    all the same: it may be a line of the list that is printed in another way."""
    lines: list[tuple[Span, Span, Figure]] = []
    for line in printed_lines(paragraphs):
        found = _LINE.fullmatch(line.text)
        figure = parse_figure(found["number"]) if found is not None else None
        if found is None or figure is None:
            return lines, _FIGURED.search(line.text) is not None
        lines.append((line.span(*found.span("name")), line.span(*found.span("number")), figure))
    return lines, False


def _may_be_whole(fact: Fact) -> bool:
    figure = fact.sentence.figures[fact.figure]
    return kind_of(fact) == "money" and not figure.bound and not fact.asked and not fact.before and not fact.depth


def _write(
    wholes: Sequence[Fact],
    lines: Sequence[tuple[Span, Span, Figure]],
    every: bool,
    cut: bool,
    table: Table,
    draft: Draft,
) -> None:
    """The whole that the lines make, or that which was told first in the last sentence. ``cut``: there may be more lines."""
    made = next((fact for fact in reversed(wholes) if _misses(fact, lines) == 0), None)
    last = [fact for fact in wholes if fact.sentence is wholes[-1].sentence]
    whole = made or last[0]
    ended = _REST.match(lines[-1][0].text) is not None
    complete = every or ended
    missed = abs(_misses(whole, lines))
    if made is None and missed > worth(whole) * (_APART if complete else NEAR_MISS):
        return
    unit = whole.sentence.figures[whole.figure].unit.symbol
    name = whole.sentence.span(whole.start, whole.end) if whole.end > whole.start and stripped(whole.name) else None
    group = Said(f"{name.text if name is not None else lines[0][0].text}（各行）", name or lines[0][0])
    doubt = made is None and (len(last) > 1 or (cut and not ended))
    rows: list[dict[str, Value]] = [
        {"构成": group, "项": "总额", "数额": value_of(whole), "列示": "穷举" if complete else "其中"}
    ]
    rows += [{"构成": group, "项": part, "数额": Said(f"{figure.text}{unit}", figure)} for part, figure, _ in lines]
    for cells in rows:
        draft.say(table, cells, doubt)


def _misses(whole: Fact, lines: Sequence[tuple[Span, Span, Figure]]) -> Fraction:
    """By how much lines in the unit of a whole miss it; nought where their rounding explains it."""
    scale = whole.sentence.figures[whole.figure].unit.scale
    total = sum((Fraction(figure.value) for _, _, figure in lines), Fraction(0)) * scale
    spread = sum((Fraction(figure.ulp) for _, _, figure in lines if figure.ulp < 1), Fraction(0)) * scale / 2
    span = interval_of(whole)
    if span.lo is not None and span.hi is not None and span.lo - spread <= total <= span.hi + spread:
        return Fraction(0)
    return total - worth(whole)
