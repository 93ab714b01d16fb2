"""From a document to a report, with a pack beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from gouji.document.model import Document, Grid, Span
from gouji.extraction.balances.formulas import read_formulas
from gouji.extraction.columns.brackets import read_brackets
from gouji.extraction.columns.breakdowns import read_breakdowns
from gouji.extraction.crossing.accounts import read_crossings
from gouji.extraction.crossing.levels import read_levels
from gouji.extraction.crossing.mentions import read_mentions
from gouji.extraction.drafting.draft import Draft, span_of, text_of
from gouji.extraction.drafting.kept import kept
from gouji.extraction.drafting.origin import DocumentOrigin
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.grids.unit import unit_of
from gouji.extraction.growth.fromto import read_from_to
from gouji.extraction.growth.turned import Turned
from gouji.extraction.lists.amountlists import read_amount_lists
from gouji.extraction.lists.countedlines import read_counted_lines
from gouji.extraction.lists.countedlists import read_counted_lists
from gouji.extraction.lists.itemlines import read_item_lines
from gouji.extraction.lists.ledlines import read_led_lines
from gouji.extraction.lists.listing import read_lists
from gouji.extraction.lists.rounds import read_rounds
from gouji.extraction.lists.tablerows import read_table_rows
from gouji.extraction.lists.verbrows import read_verb_rows
from gouji.extraction.loose.labelled import read_labelled
from gouji.extraction.points.lonerows import read_lone_rows
from gouji.extraction.points.rated import read_rated
from gouji.extraction.points.totalled import read_totalled
from gouji.extraction.points.unsigned import read_unsigned
from gouji.extraction.prose.grammar import Reader
from gouji.extraction.relations import Relations
from gouji.extraction.tables import read_tables
from gouji.extraction.text.claims import Claims, drop_retold
from gouji.extraction.text.outline import sections
from gouji.extraction.text.sentences import Piece, Sentence, sentences
from gouji.extraction.text.structure import read_structure
from gouji.extraction.text.title import only_year, stated_year, title_of, title_year, year_of
from gouji.extraction.trying import read_tried
from gouji.language import Schema
from gouji.packs.model import Pack
from gouji.packs.vocabulary import Vocabulary
from gouji.report import Anchor, Report

_wording_of: Final = kept(Wording.of)


def extract(document: Document, pack: Pack) -> Report:
    """The report that a document states, in the words of the pack. What is not understood is left out, never guessed."""
    draft = Draft()
    vocabulary = pack.vocabulary or Vocabulary(Schema())
    wording = _wording_of(pack.sets)
    read_tables(document, vocabulary, draft, wording)
    read_brackets(vocabulary, draft, wording)
    found = [
        sentence
        for section in sections(document, draft.used)
        for run in section.runs
        for sentence in sentences(run, section.heading)
        if sentence.texts  # nothing but a mark of a list is no sentence
    ]
    reader = Reader(wording)
    relations = Relations(vocabulary.schema.tables.values(), draft, wording)
    for _, group in groupby(found, key=lambda sentence: id(sentence.heading)):
        relations.add(reader.read(group))
    relations.finish()
    mentioned = relations.facts
    Turned(wording).read(found, vocabulary.schema.tables.values(), draft)
    read_formulas([*found, *_formulas_of_cells(document, draft)], wording, vocabulary.schema.tables.values(), draft)
    read_amount_lists(found, wording, vocabulary.schema.tables.values(), draft)
    read_counted_lists(document, vocabulary.schema.tables.values(), draft)
    read_counted_lines(document, vocabulary.schema.tables.values(), draft)
    read_table_rows(document, vocabulary.schema.tables.values(), draft)
    read_lists(found, vocabulary.schema.tables.values(), draft)
    read_verb_rows(found, vocabulary.schema.tables.values(), draft)
    read_rounds(found, vocabulary.schema.tables.values(), draft)
    Claims(pack.templates).read(found, draft, title_of(document))
    read_from_to(found, vocabulary.schema.tables.values(), draft)
    drop_retold(vocabulary, draft)
    read_breakdowns(document, mentioned, vocabulary, draft)
    read_item_lines(document, mentioned, vocabulary.schema.tables, draft)
    read_led_lines(document, mentioned, vocabulary.schema.tables, draft)
    read_labelled(document, vocabulary, draft)
    said = title_year(document)
    if said is None and (stated := stated_year(document)) is not None:
        said = int(stated.text[:4])
    only = only_year(document) if said is None else None
    told = read_mentions(found, mentioned, vocabulary, wording, said, draft, only, document)
    read_levels(relations.levels, vocabulary.schema.tables, wording, draft)
    read_crossings(document, found, vocabulary, wording, said, draft)
    read_rated(document, vocabulary, draft)
    read_unsigned(document, vocabulary, draft)
    read_lone_rows(document, vocabulary, draft)
    read_totalled(document, vocabulary, wording, draft)
    read_tried(document, found, mentioned, told, vocabulary.schema.tables.values(), wording, draft)
    read_structure(document, vocabulary, draft)
    return finished(document, draft, tuple(info.id for info in pack.ids), unit_of(document, wording))


def _formulas_of_cells(document: Document, draft: Draft) -> Iterator[Sentence]:
    """What is written as a formula in the cells of tables: 168人/175人=96%."""
    for block in document.blocks:
        for cell in block.cells if isinstance(block, Grid) else ():
            text = cell.text
            if id(text) in draft.used and ("=" in text.text or "＝" in text.text):
                yield from sentences([Piece(text, 0, len(text.text))])


def finished(document: Document, draft: Draft, packs: tuple[str, ...] = (), unit: str | None = None) -> Report:
    """A draft as a report; ``packs`` are the ids of those in whose words it was read, ``unit`` who hands it in."""
    spans: dict[Anchor, Span] = {}
    blanks: dict[Anchor, Span] = {}
    doubtful: set[tuple[str | None, int | str]] = set()
    fields: dict[str, str | None] = {}
    for name, value in draft.fields.items():
        fields[name] = text_of(value) or None
        if (span := span_of(value)) is not None:
            spans[Anchor(None, None, name)] = span
        if name in draft.doubtful_fields:
            doubtful.add((None, name))
    tables: dict[str, list[dict[str, str | None]]] = {}
    for table, rows in draft.tables.items():
        out = tables.setdefault(table, [])
        # a column of one claim is a column of all of them, empty where a claim says nothing of it
        columns = dict.fromkeys(column for row in rows for column in row.cells) if table in draft.claimed else {}
        for index, row in enumerate(rows):
            own = {**dict.fromkeys(columns), **row.cells}
            cells = {draft.headers.get((table, column), column): value for column, value in own.items()}
            out.append({column: text_of(value) or None for column, value in cells.items()})
            for column, value in cells.items():
                if (span := span_of(value)) is not None:
                    spans[Anchor(table, index, column)] = span
            for column, span in row.blanks.items():
                if row.cells.get(column) is None:
                    blanks[Anchor(table, index, draft.headers.get((table, column), column))] = span
            if row.doubt:
                doubtful.add((table, index))
    return Report(
        path=document.path,
        kind=title_of(document) or None,
        unit=unit,
        year=year_of(document),
        fields=fields,
        tables=tables,
        origin=DocumentOrigin(
            document, spans, frozenset(draft.structural), packs, blanks, frozenset({draft.retold} - {""})
        ),
        doubtful=frozenset(doubtful),
    )
