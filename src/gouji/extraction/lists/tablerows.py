"""How many there are said to be of what the first column of the table below names: 确定五家检验机构……各机构任务如下：, and a
table of four under 承检机构.

The words have to name what the header of the column names, and no other number of them the rows that there are; what the
table may not have all of (主要, 其余, 等) is left. It is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gouji.document.model import Document, Grid, Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.sentences import FIGURES, Piece, Sentence, sentences
from gouji.faults import regex as re
from gouji.language import Table

_LEADS: Final = re.compile(r"[：:]\s*$|如下|下表|见表|列表|附表|明细表|表\s*[0-9一二三四五六七八九十]")
_CAPTION: Final = re.compile(r"^\s*(?:单位|金额单位|表\s*[0-9一二三四五六七八九十]|附表)|^[^，。；,;]{2,24}表$")
_SERIAL: Final = re.compile(r"^(?:序\s*号|编\s*号)$")
_SUMMED: Final = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*[额数]|平\s*均|备\s*注|注)")
#: What the header of a column has besides what it names.
_HEAD: Final = re.compile(r"(?:名称|情况|类别|[(（][^()（）]*[)）]|\s)+$")
#: Not all of them stand in the table, or another row stands for several.
_NOT_ALL: Final = re.compile(
    "主要|部分(?!门)|其余|其他|重点|典型|代表|前[0-9三五十]|排名|除|未[列在]|投标|报名|候选|新增|^等$"
)
_REST_ROW: Final = re.compile("其他|其余|等$|[、和及]|合并")
_BEHIND: Final = 10
_WORD, _FEWEST, _MOST, _OFF = 2, 3, 40, 3


def read_table_rows(document: Document, tables: Iterable[Table], draft: Draft) -> None:
    """Write them to the table of lists, where nothing is written of the number."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    known = {place_of(row.cells.get("个数")) for row in draft.tables.get(table.name, ())}
    lead: list[Text] = []
    for block in document.blocks:
        if not isinstance(block, Grid):
            if not block.apart and block.text.text.strip():
                lead = [*lead[-_WORD:], block.text]
            continue
        named = _names(block)
        text = next((one for one in reversed(lead) if not _CAPTION.match(one.text)), None)
        lead = []
        if named is None or text is None or not _LEADS.search(text.text) or _NOT_ALL.search(text.text):
            continue
        noun, count = named
        for sentence, told in _told(text, noun, count):
            span = sentence.span(told.start, told.end)
            if place_of(span) not in known:
                known.add(place_of(span))
                cells: dict[str, Value] = {
                    "事项": sentence.span(told.start, min(told.end + _BEHIND, len(sentence.signs))),
                    "个数": Said(f"{told.number}{told.measure}", span),
                    "所列": Said(f"{count}{told.measure}", span),
                }
                draft.say(table, cells, told.number != count)


def _names(grid: Grid) -> tuple[str, int] | None:
    """What the first column names, and how many of them the table has; None where that is not plain."""
    rows = [[cell.text.text.strip() for cell in row] for row in grid.rows]
    if grid.running or len(rows) < _FEWEST or len(rows[0]) < _WORD:
        return None
    at = 1 if _SERIAL.match(rows[0][0]) else 0
    head = _HEAD.sub("", rows[0][at])
    body = [row for row in rows[1:] if any(row) and not any(_SUMMED.match(cell) for cell in row[:2])]
    names = [row[at] if len(row) > at else "" for row in body]
    plain = all(re.search("[\u4e00-\u9fff]{2}", name) and not _REST_ROW.search(name) for name in names)
    if len(head) < _WORD or not plain or len(set(names)) != len(names) or not _WORD <= len(names) <= _MOST:
        return None
    return head[-_WORD:], len(names)


def _told(text: Text, noun: str, count: int) -> Iterator[tuple[Sentence, Told]]:
    """The number of what is called so, the only one of the text and none beside one that the table has."""
    own: list[tuple[Sentence, Told]] = []
    measures: set[str] = set()
    told: list[tuple[str, int]] = []
    for sentence in sentences([Piece(text, 0, len(text.text))]):
        for one in counts(sentence):
            told.append((one.measure, one.number))
            if _names_it(sentence, one, noun):
                own.append((sentence, one))
                measures.add(one.measure)
    numbers = {one.number for _, one in own}
    if len(numbers) != 1 or any(measure in measures and number == count != min(numbers) for measure, number in told):
        return
    number = numbers.pop()
    if number >= _WORD and abs(number - count) <= _OFF:
        yield own[0]


def _names_it(sentence: Sentence, one: Told, noun: str) -> bool:
    """Whether a number is of what is called so: 五家检验机构, 检验机构5家; not 机构出具报告5份."""
    behind = re.split(f"[,;:。()、的中{FIGURES}]", sentence.signs[one.end : one.end + _BEHIND])[0]
    behind = (one.noun or behind).removeprefix(one.measure)
    if behind:
        return behind.endswith(noun) or (
            noun in behind and re.match("[一-龥]{0,6}?" + re.escape(noun), behind) is not None
        )
    before = words_before(sentence.signs, one.start)
    return re.search(f"{re.escape(noun)}(?:数量|数|共|共计|为|有|达)*$", before) is not None


__all__ = ["read_table_rows"]
