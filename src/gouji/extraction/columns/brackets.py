"""What a cell says of its own rate: 93.6%（应访2718件，已访2544件）, 88.2%（97人/110人）; and of the figure a year before:
41.7%（上年38.2%，提高3.5个百分点）.

Which of two counts is the part, the smaller one tells; that the rate is made of them, their quotient tells. Where it does
not, the words must: a part and a whole that are named so (the word sets 部分用语 and 整体用语), or a stroke between them.
What neither tells is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Span
from gouji.extraction.drafting.draft import Draft, DraftRow, Said, Value, span_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.figures.finding import find_figures
from gouji.packs.vocabulary import Vocabulary

_BRACKET: Final = re.compile(r"^(?P<rate>[^（()）]{1,20})[（(](?P<inside>[^（()）]{3,60})[)）]$")
_STROKE: Final = re.compile(r"\s*[/／÷]\s*")
_LAST_YEAR: Final = re.compile(r"上年|去年|上一年|[12][0-9]{3}年")
#: A longer remark tells more than one rate.
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class _Count:
    figure: Figure
    span: Span
    before: str
    """The words before it."""


def read_brackets(vocabulary: Vocabulary, draft: Draft, wording: Wording) -> None:
    """Rates with their parts and wholes (占比) and changes (变动) that cells of the vocabulary's tables tell."""
    tables = {table.source: table for table in vocabulary.schema.tables.values() if table.source}
    shares, changes = tables.get("占比"), tables.get("变动")
    part_words, whole_words = any_of(wording.parts), any_of(wording.wholes)
    more, less = any_of(wording.more), any_of(wording.less)
    for name, row in _rows(vocabulary, draft):
        table = vocabulary.schema.tables[name]
        label = row.cells.get(table.label or "")
        for value, remark in _rated(row, {c.name for c in table.columns.values() if c.kind.base == "value"}):
            rate = parse_figure(value.text)
            if rate is None or rate.bound or rate.dimension != "ratio":
                continue
            if shares is not None:
                made = _share(rate, remark, value.source is remark.source, part_words, whole_words)
                if made is not None:
                    draft.say(shares, {"项目": label, "占比": value, "部分": made[0], "总额": made[1]}, row.doubt)
                    continue
            if changes is not None and (change := _change(value, remark, more, less)) is not None:
                draft.say(changes, {"项目": label, "本期": value, **change}, row.doubt)


def _rows(vocabulary: Vocabulary, draft: Draft) -> Iterator[tuple[str, DraftRow]]:
    for name, rows in list(draft.tables.items()):
        table = vocabulary.schema.tables.get(name)
        if table is not None and not table.source and table.label is not None:
            for row in list(rows):
                yield name, row


def _rated(row: DraftRow, values: set[str]) -> Iterator[tuple[Span, Span]]:
    """The rates of a row, each with the remark that may explain it: in brackets after it, or in another cell."""
    for name, cell in row.cells.items():
        span = span_of(cell) if name in values else None
        if span is None:
            continue
        found = _BRACKET.match(span.text)
        if found is not None:
            start = span.start
            rate = span.source.span(start + found.start("rate"), start + found.end("rate"))
            yield rate, span.source.span(start + found.start("inside"), start + found.end("inside"))
        elif span.text.rstrip().endswith(("%", "％")):
            for other, remark in row.cells.items():
                words = span_of(remark)
                if other not in values and words is not None and 6 <= len(words.text) <= _LONGEST:
                    yield span, words


def _counts(remark: Span) -> list[_Count]:
    out = []
    at = 0
    for start, end, figure in find_figures(remark.text, bare=True):
        span = remark.source.span(remark.start + start, remark.start + end)
        out.append(_Count(figure, span, remark.text[at:start]))
        at = end
    return out


def _share(
    rate: Figure, remark: Span, own: bool, part_words: re.Pattern[str], whole_words: re.Pattern[str]
) -> tuple[Value, Value] | None:
    """The part and the whole of a rate; None where the remark does not tell them."""
    counts = _counts(remark)
    if len(counts) != 2 or any(c.figure.bound or c.figure.dimension == "ratio" for c in counts):
        return None
    if any(count.figure.value <= 0 for count in counts) or counts[0].figure.unit.symbol != counts[1].figure.unit.symbol:
        return None
    part, whole = sorted(counts, key=lambda count: count.figure.base)
    if _makes(part.figure.base / whole.figure.base, rate):
        return part.span, whole.span
    if _makes(1 - part.figure.base / whole.figure.base, rate):
        rest = whole.figure.value - part.figure.value
        return Said(f"{rest}{part.figure.unit.symbol}", part.span), whole.span
    if not own:
        return None
    stroke = _STROKE.fullmatch(counts[1].before) is not None
    named = part_words.search(part.before) is not None and whole_words.search(whole.before) is not None
    if (stroke and part is counts[0]) or (named and not part_words.search(whole.before)):
        return part.span, whole.span
    return None


def _makes(quotient: Fraction, rate: Figure) -> bool:
    return abs(quotient - rate.base) <= rate.step


def _change(value: Span, remark: Span, more: re.Pattern[str], less: re.Pattern[str]) -> dict[str, Value] | None:
    """The figure of the year before and the change since."""
    counts = _counts(remark)
    if len(counts) != 2 or not _LAST_YEAR.search(counts[0].before) or counts[0].figure.dimension != "ratio":
        return None
    if "百分点" not in counts[1].span.text:
        return None
    for words in (more, less):
        if (found := words.search(counts[1].before)) is not None:
            return {"上期": counts[0].span, "方向": found[0], "变动额": counts[1].span}
    return None
