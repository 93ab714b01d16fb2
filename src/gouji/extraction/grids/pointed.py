"""Points that a name carries with it: 甲类（50分）, 乙类 10分.

The name of a group of rows says what all of them are worth, and a word of a header what the whole table is worth. They go to
columns of their own, so that they can be held against the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from gouji.document.model import Span
from gouji.extraction.drafting.draft import Draft, text_of
from gouji.extraction.grids.body import Body
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.template import TemplateColumn
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import Table, fold_text
from gouji.language.kinds import SCORE
from gouji.packs.layout import TableLayout

#: What may stand before points in brackets.
BEFORE: Final = r"(?:满分|分值|权重|共|计)?[:：]?"
#: Points at the end of a name: with their measure word, or a number in brackets that is too large to count names up.
_POINTS: Final = re.compile(
    rf"(?:[（(]\s*{BEFORE}\s*(?P<a>[0-9]{{1,3}}(?:\.[0-9]+)?\s*分|[1-9][0-9]{{1,2}})\s*[)）]"
    r"|(?<![0-9.\-—~－])(?P<b>[0-9]{1,3}(?:\.[0-9]+)?\s*分))$"
)
#: Points in brackets anywhere in a word of a header: 甲（20分*乙）. A range of points is none.
_HEADED: Final = re.compile(rf"[（(]\s*{BEFORE}\s*([0-9]{{1,3}}(?:\.[0-9]+)?)\s*分\s*(?:[*×xX][^()（）]{{1,8}})?[)）]")
#: A header that says what stands in brackets behind the names below it, and then no measure word is needed there.
_SAID: Final = re.compile(r"[（(]\s*(?:标准|指标)?(?:满分|分值|权重|权数|分)\s*[)）]$")
_BARE: Final = re.compile(r"[（(]\s*(?P<a>[0-9]{1,3}(?:\.[0-9]+)?\s*分?)\s*[)）]$")
#: Nothing is worth more.
MOST_POINTS: Final = 100


def says_points(header: str) -> bool:
    """Whether the header of names says that points stand in brackets behind them: 指标（分值）."""
    return _SAID.search(header.rstrip()) is not None


def pointed(span: Span, said: bool = False) -> tuple[Span, Span] | None:
    """The name and the points that a cell holds; None where it does not end in points. ``said``: the header says that it does
    (``says_points``)."""
    text = span.text
    found = (_BARE if said else _POINTS).search(text.rstrip())
    if found is None:
        return None
    group = "a" if found["a"] is not None else "b"
    name = text[: found.start()].rstrip()
    figure = parse_figure(found[group])
    if not name or figure is None or figure.value > MOST_POINTS:
        return None
    start = span.start
    return span.source.span(start, start + len(name)), span.source.span(
        start + found.start(group), start + found.end(group)
    )


def bears_points(column: TemplateColumn) -> bool:
    """Whether the word over a column may tell what the table is worth: it stands beside the columns, over the names of the
    rows, or over scores."""
    return column.name is None or column.label or (column.kind is not None and column.kind.dim == SCORE)


def worth_of(headers: Sequence[Sequence[str]], heads: Sequence[Entry]) -> list[Span | None]:
    """The points that the words of each header give to its table. ``heads`` are the words of all headers in order: where the
    same word heads several tables, each has its own."""
    by_text: dict[str, list[Entry]] = {}
    for entry in heads:
        by_text.setdefault(entry.text, []).append(entry)
    out = []
    for words in headers:
        pointing = dict.fromkeys(word for word in words if _HEADED.search(word))
        own = [found.pop(0) if len(found) > 1 else found[0] for word in pointing if (found := by_text.get(word))]
        out.append(headed(own))
    return out


def headed(entries: Iterable[Entry]) -> Span | None:
    """The points that the words of a header give to all that stands under it, if they give them once or always the same."""
    found: dict[str, Span] = {}
    for entry in entries:
        for hit in _HEADED.finditer(entry.text):
            start = entry.span.start
            found.setdefault(hit[1], entry.span.source.span(start + hit.start(1), start + hit.end(1)))
    return next(iter(found.values())) if len(found) == 1 else None


def settle_worth(body: Body, worth: Span | None, layout: TableLayout, table: Table, draft: Draft, copied: bool) -> None:
    """The points that a header gives to its table go to the row of totals, if that has none, or to a field. ``copied``: the
    table is one of several copies, which have fields of their own."""
    taking = layout.worth
    if worth is None or taking is None or not body.rows:
        return
    if taking not in table.columns:
        # of two tables each with points of its own nobody knows what they come to
        if not copied and not draft.field(taking, worth):
            draft.doubtful_fields.add(taking)
        return
    label = table.total_column or ""
    total = [
        row for row in body.rows if fold_text(text_of(row.cells.get(label)) or "").rstrip(":") in table.total_texts
    ]
    rows = total or (body.rows if len(body.rows) == 1 else [])
    if len(rows) == 1 and rows[0].cells.get(taking) is None:
        rows[0].cells[taking] = worth
