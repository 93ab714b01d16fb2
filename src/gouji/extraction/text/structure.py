"""The document itself as rows: its outline, its paragraphs, its years, for tables of the vocabulary that ask for them.

The columns of such a table are those named here that its vocabulary has.

- 提纲: 文, 序号 (as printed), 数, 前数 (the number before it in its list, 0 at its beginning), 级 (1: the highest way to
  number), 类 (标题, 条目, 列举), 疑 (是 or 否: whether a heading without a number stands between), 重起 (whether a list begins
  inside one that is numbered the same way)
- 章节: 文, 名 (without its number), 层 (1: the highest), 空 (是 or 否: nothing stands under it), 连空 (how many such headings
  in a row, 0 for one that has a text)
- 段落: 文, 类 (标题, 正文, 单元格)
- 重复: 文 (what comes again), 首处 (where it was said first), 类 (句, 相邻), 处 (正文, 单元格)
- 年份: 标题年 and 正文年 (the years that title and text name; a title without one leaves it to the first 2024年度 of the
  text), 年末 (the last day of the year of the title)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from gouji.document.model import Document, Grid, Span, Text
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.chapters import chapters
from gouji.extraction.text.entries import Entry, entries, enumerations
from gouji.extraction.text.outline import is_heading
from gouji.extraction.text.repeats import repeats
from gouji.extraction.text.title import TITLED, YEAR, stated_year, title_texts
from gouji.faults import regex as re
from gouji.language import Table
from gouji.packs.vocabulary import Vocabulary

#: Rows of one such table; a longer document keeps the first ones.
#: What follows a year that is a day; what is said around one that is still to come, and how far from it.
_DAY: Final = re.compile("年?[0-9]{1,2}月")
_AHEAD: Final = re.compile("计划|力争|[拟将]|下一步|预计|争取|确保|打算|完善|改进|提前")
_NEAR_YEAR: Final = 24
_MOST: Final = 20_000
#: Gaps among the numbers of headings from which on they are no slip: the text was cut, or two lists run into each other.
_SEVERAL: Final = 2


def read_structure(document: Document, vocabulary: Vocabulary, draft: Draft) -> None:
    """Fill the tables of the vocabulary whose ``source`` says what of the document they hold."""
    for table in vocabulary.schema.tables.values():
        if table.source == "提纲":
            _outline(document, table, draft)
        elif table.source == "段落":
            _paragraphs(document, table, draft)
        elif table.source == "年份":
            _years(document, table, draft)
        elif table.source == "章节":
            _chapters(document, table, draft)
        elif table.source == "重复":
            _repeats(document, table, draft)


def _outline(document: Document, table: Table, draft: Draft) -> None:
    found = entries(document, draft.used)
    for text in document.texts:
        if id(text) not in draft.used:
            found += enumerations(text)
    cut = _cut(found)
    for entry in found[:_MOST]:
        _row(draft, table, _cells(entry, entry.loose or entry.style in cut))


def _cut(found: Iterable[Entry]) -> set[int]:
    """The kinds of headings of which several numbers are missing: of an extract nobody knows what the whole had."""
    gaps = Counter(
        entry.style for entry in found if entry.heading and entry.before and entry.number != entry.before + 1
    )
    return {style for style, count in gaps.items() if count >= _SEVERAL}


def _cells(entry: Entry, loose: bool) -> dict[str, Value]:
    kind = "标题" if entry.heading else "条目" if entry.span.text != entry.printed else "列举"
    return {
        "文": entry.span,
        "序号": Said(entry.printed, entry.span),
        "数": Said(str(entry.number), entry.span),
        "前数": Said(str(entry.before), entry.span),
        "级": Said(str(entry.style + 1), entry.span),
        "类": Said(kind, entry.span),
        "疑": Said("是" if loose else "否", entry.span),
        "重起": Said("是" if entry.again else "否", entry.span),
    }


def _paragraphs(document: Document, table: Table, draft: Draft) -> None:
    count = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            texts = [cell.text for cell in block.cells if cell.text.text.strip()]
            kind = "单元格"
        else:
            texts = [block.text] if block.text.text.strip() and not block.apart else []
            kind = "标题" if not block.apart and is_heading(block) else "正文"
        for text in texts:
            count += 1
            if count > _MOST:
                return
            _row(draft, table, {"文": text.span(), "类": Said(kind, text.span())})


def _chapters(document: Document, table: Table, draft: Draft) -> None:
    _judged(draft, table)
    for chapter in chapters(document, draft.used)[:_MOST]:
        cells: dict[str, Value] = {
            "文": chapter.span,
            "名": Said(chapter.name, chapter.span),
            "层": Said(str(chapter.depth), chapter.span),
            "空": Said("是" if chapter.bare else "否", chapter.span),
            "连空": Said(str(chapter.alike), chapter.span),
        }
        _row(draft, table, cells)


def _repeats(document: Document, table: Table, draft: Draft) -> None:
    _judged(draft, table)
    for repeat in repeats(document, draft.used):
        cells: dict[str, Value] = {
            "文": repeat.again,
            "首处": repeat.first,
            "类": Said("相邻" if repeat.doubled else "句", repeat.again),
            "处": Said("单元格" if repeat.cell else "正文", repeat.again),
        }
        _row(draft, table, cells)


def _ahead(span: Span) -> bool:
    """Whether the year behind that of a document is told as that of a plan, or of a day: of its signature, of a survey."""
    text = span.source.text
    day = _DAY.match(text, span.end)
    return day is not None or _AHEAD.search(text, max(0, span.start - _NEAR_YEAR), span.end + _NEAR_YEAR) is not None


def _years(document: Document, table: Table, draft: Draft) -> None:
    titles = title_texts(document)
    title = next((span for text in titles for span in _years_of(text, TITLED)), None)
    stated = title if title is not None else stated_year(document)
    counts: dict[str, list[Span]] = {}
    for text in document.texts:
        if all(text is not other for other in titles):
            for span in _years_of(text):
                if stated is None or span.source is not stated.source or span.start != stated.start:
                    counts.setdefault(span.text[:4], []).append(span)
    if stated is None or not counts:
        return
    year = stated.text[:4]
    following = str(int(year) + 1)
    if following in counts and not (later := [span for span in counts[following] if not _ahead(span)]):
        del counts[following]
    elif following in counts:
        counts[following] = later
    if not counts:
        return
    body = max(counts.values(), key=lambda spans: (len(spans), spans[0].text))
    own = counts.get(year, [])
    # plans for the next year are told as often; where the text itself says its year, that counts as well
    if 4 * (len(own) + (title is None)) >= len(body):
        body = own
    if not body:
        return
    cells: dict[str, Value] = {
        "标题年": Said(year, stated),
        "正文年": Said(body[0].text[:4], body[0]),
    }
    if title is not None:
        cells["年末"] = Said(f"{year}年12月31日", title)
    _row(draft, table, cells)


def _years_of(text: Text, year: re.Pattern[str] = YEAR) -> list[Span]:
    return [text.span(found.start(), found.end()) for found in year.finditer(text.text)]


def _row(draft: Draft, table: Table, cells: Mapping[str, Value]) -> None:
    draft.structural.add(table.name)
    kept = {name: value for name, value in cells.items() if name in table.columns}
    if kept:
        draft.row(table.name, kept)


def _judged(draft: Draft, table: Table) -> None:
    """A table without rows says that there are none: nothing comes again, no heading."""
    draft.structural.add(table.name)
    draft.tables.setdefault(table.name, [])
