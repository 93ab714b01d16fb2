"""Lines and tables behind the words that say how many they are: 下属单位3个：, and then a line for each (列举).

Where a list of lines ends is seldom sure, so that only those are written that are as many as was said; of lines and rows
that are numbered, what is not is written as well, in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from gouji.document.model import Block, Document, Grid, Paragraph, Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.outline import number_of, numbered
from gouji.extraction.text.sentences import Piece, Sentence, sentences
from gouji.faults import regex as re
from gouji.language import Table

#: A text that leads to what stands below it.
_LEADS: Final = re.compile(r"[：:]\s*$|(?:如下|以下|下列|下表|附表|清单|明细表|一览表)[^。；;]{0,12}[。]?\s*$")
#: A line that is no item although it is short: a caption, the unit of a table.
_CAPTION: Final = re.compile(r"^\s*(?:单位|金额单位|表\s*[0-9一二三四五六七八九十]|附表|图)")
#: 目标1：, 任务二：: a word and the number of the item.
_LABEL: Final = re.compile(
    r"^\s*(?P<word>[^0-9\s一二三四五六七八九十：:，,。]{1,6})\s*(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,2})[：:、.．，,\s]"
)
_BULLET: Final = re.compile(r"^\s*([-•●◆▪■★※·*○◇➢►])\s*\S")
#: 办公室：负责文电。: a name and what is said of it.
_NAMED: Final = re.compile(r"^\s*[^：:。；;，,、（）()0-9]{2,16}[：:]")
_SERIAL: Final = re.compile(r"^(?:序\s*号|编\s*号|项目序号)$")
_SUMMED: Final = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|备\s*注|注)")
#: Characters of a line that is one item, texts that may stand between the words and a table, and items looked at.
_LONGEST: Final = 60
_BETWEEN: Final = 2
_MOST: Final = 100
#: Items of a numbered list at least.
_LEAST: Final = 2


def read_counted_lines(document: Document, tables: Iterable[Table], draft: Draft) -> None:
    """Write how many lines or rows stand below the words that say how many there are, to the table that takes lists."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    known = {place_of(row.cells.get("个数")) for row in draft.tables.get(table.name, ())}
    blocks = [
        block for block in document.blocks if isinstance(block, Grid) or (not block.apart and block.text.text.strip())
    ]
    for at, block in enumerate(blocks):
        if isinstance(block, Grid) or id(block.text) in draft.used or not _LEADS.search(block.text.text):
            continue
        *_, sentence = sentences([Piece(block.text, 0, len(block.text.text))])
        told = [one for one in counts(sentence) if one.number >= _LEAST]
        if not told:
            continue
        for one, count, doubt in _counted(told, blocks[at + 1 : at + 2 + _BETWEEN + _MOST]):
            span = sentence.span(one.start, one.end)
            if place_of(span) in known:
                continue
            draft.say(table, _cells(block.text, sentence, one, count), doubt)


def _counted(told: Sequence[Told], below: Sequence[Block]) -> Iterator[tuple[Told, int, bool]]:
    """Which of several numbers what stands below is held against, how many it is, and whether that is in doubt."""
    sure, lengths = _lengths(below)
    for one in told:
        if one.number in lengths:
            yield one, one.number, False
            return
    if sure >= _LEAST and len(told) == 1 and lengths:
        yield told[0], sure, True


def _lengths(below: Sequence[Block]) -> tuple[int, set[int]]:
    """How many numbered items or rows stand below (0: they have no numbers), and how many they can be."""
    captions = 0
    for block in below[: _BETWEEN + 1]:
        if isinstance(block, Grid):
            return _rows(block)
        if not _CAPTION.match(block.text.text):
            break
        captions += 1
    texts = [
        block.text
        for block in takewhile(lambda block: isinstance(block, Paragraph), below[captions : captions + _MOST])
        if isinstance(block, Paragraph)
    ]
    if not texts:
        return 0, set()
    labelled = _labelled(texts)
    if labelled:
        return labelled, {labelled}
    bullet = _BULLET.match(texts[0].text)
    if bullet is not None:
        marked = sum(1 for _ in takewhile(lambda text: text.text.lstrip().startswith(bullet[1]), texts))
        return 0, {marked} - {1}
    named = sum(1 for _ in takewhile(lambda text: _NAMED.match(text.text), texts))
    plain = list(takewhile(_is_item, texts))
    # 甲；乙；丙。: the full stop ends the list, whatever follows
    stopped = next((at for at, text in enumerate(plain, 1) if not text.text.rstrip().endswith(("；", ";"))), 0)
    ended = stopped > 1 and plain[stopped - 1].text.rstrip().endswith("。")
    return 0, {named, len(plain), stopped if ended else 0} - {0, 1}


def _labelled(texts: Sequence[Text]) -> int:
    """How many texts begin with one word and the numbers from one."""
    first = _LABEL.match(texts[0].text)
    count = 0
    for text in texts:
        found = _LABEL.match(text.text)
        if first is None or found is None or found["word"] != first["word"] or number_of(found["number"]) != count + 1:
            break
        count += 1
    return count


def _is_item(text: Text) -> bool:
    """Whether a text is one short line of a list without numbers."""
    words = text.text.strip()
    whole = words.rstrip("。；;，,")
    return len(words) <= _LONGEST and not re.search("[。：:]", whole) and numbered(words) is None


def _rows(grid: Grid) -> tuple[int, set[int]]:
    """How many numbered rows a table has, and how many it has that are no header and no total."""
    rows = [[cell.text.text.strip() for cell in row] for row in grid.rows]
    if grid.running or len(rows) < _LEAST:
        return 0, set()
    body = [row for row in rows[1:] if any(row) and not any(_SUMMED.match(cell) for cell in row[:2])]
    if rows[0] and _SERIAL.match(rows[0][0]):
        serials = [int(row[0]) for row in body if row[0].isdigit()]
        if serials and serials == list(range(1, len(serials) + 1)):
            return len(serials), {len(serials)}
    return 0, {len(body)} - {0, 1}


def _cells(text: Text, sentence: Sentence, told: Told, count: int) -> dict[str, Value]:
    span = sentence.span(told.start, told.end)
    return {
        "事项": text.span(span.start, min(len(text.text.rstrip()), span.start + _LONGEST)),
        "个数": Said(f"{told.number}{told.measure}", span),
        "所列": Said(f"{count}{told.measure}", span),
    }
