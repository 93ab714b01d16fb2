"""Numbered lists behind the words that say how long they are: 做了三方面工作：一是……；二是……；三是……

Only the numbers are looked at. A list that is not as long as was said may be one of something else, unless a colon joins
it to the words; and a shorter one may go on where nobody sees it, so that its row is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from gouji.document.model import Document, Text
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.outline import number_of
from gouji.faults import regex as re
from gouji.language import Table

_HAN: Final = "一二三四五六七八九十"
#: 三大类：, 以下4项措施。: how many, of what, and a pause behind which the list begins.
_HEAD: Final = re.compile(
    rf"(?<![第0-9.{_HAN}年])(?P<number>[两二三四五六七八九十]|[2-9]|1[0-9])\s*"
    r"(?:(?P<measure>大类|大|方面|部分|阶段|环节|[个项类点条种步层批件处所家座章节块期])(?![月季半小])|(?<=有[二三四五六七八九十])(?=[：:，,]))"
    r"(?P<noun>[^0-9。；;，,：:、（）()]{0,14})"
    r"(?P<pause>[：:。]|[，,](?=分别|即|主要是|一是|第一)|[)）]\s*$|[，,][^0-9。；;：:]{0,14}(?:如下|包括|为|是|有)[：:]\s*$|$)\s*(?:分别是|分别为|即|主要是)?[：:，,]?\s*"
)
#: 行政单位1家，: a kind and how many there are of it, right before the next one; how far before.
_KIND: Final = re.compile(
    rf"(?P<number>[两{_HAN}]|[1-9]|1[0-9])\s*(?P<measure>[个家所座处])\s*[，,、；]\s*[^0-9{_HAN}。；;，,：:、]{{2,12}}$"
)
_KIND_FAR: Final = 30
_MARK: Final = re.compile(
    rf"(?P<being>[{_HAN}]{{1,2}})是|第(?P<nth>[{_HAN}]{{1,2}})(?=[，,、是])|[（(](?P<han>[{_HAN}]{{1,2}})[)）]"
    rf"|[（(](?P<bracket>[0-9]{{1,2}})[)）]|(?P<dot>[0-9]{{1,2}})[.．、](?![0-9])|(?P<comma>[{_HAN}]{{1,2}})、|(?P<circle>[①-⑳])"
)
#: 共3家。 below a list, 以上三项措施 behind one.
_SUMMED: Final = re.compile(
    rf"(?:^\s*(?:以上)?(?:共|合计|总计|共计)有?|(?:以上|上述)(?:这)?)\s*(?P<number>[两二三四五六七八九十]|[2-9]|1[0-9])\s*"
    rf"(?P<measure>[个项类点条种步件处所家座])(?![0-9{_HAN}月季])(?P<noun>[^0-9。；;，,：:、（）()]{{0,10}})"
)
#: Measure words that numbers of things are told with; 三方面 is three of them.
_MEASURES: Final = {"项": "项", "类": "类", "大类": "类", "家": "家", "所": "所", "座": "座"}
_BEFORE: Final = re.compile(r"[；;。，,、：:\s]")
#: A list that is to be as long as this and is one short or one long was hardly meant to be of something else.
_LONG: Final = 4
_SHORT: Final = 3
#: How many of what is spent on there are in all, and a line that tells one of them with its amount.
_ALL_OF: Final = re.compile(
    rf"共有?(?P<number>[两二三四五六七八九十]|[2-9])(?P<measure>[个项])(?P<noun>专项|项目|子项目?)(?![{_HAN}])"
)
_MONEY_LINE: Final = re.compile(r"[0-9][0-9,.]*\s*[万亿]?元")
#: Texts behind a head in which its list is looked for.
_FAR: Final = 80


def read_counted_lists(document: Document, tables: Iterable[Table], draft: Draft) -> None:
    """Write how long each numbered list is beside how long it is said to be, to the table that takes lists."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    texts = [text for text in document.texts if id(text) not in draft.used and text.text.strip()]
    for at, text in enumerate(texts):
        for summed in _summed(texts, at):
            draft.say(table, summed)
        for listed in _lines_below(text, texts[at + 1 : at + 1 + _FAR]):
            draft.say(table, listed, True)
        for head in _HEAD.finditer(text.text):
            kinds = _kinds_before(text.text, head)
            said = number_of(head["number"]) + sum(kinds)
            ends = not text.text[head.end() :].strip()
            behind = _begun(texts[at + 1 : at + 1 + _FAR])
            inside = [] if ends else list(_inside(text.text, head.end()))
            count = _length(inside) if inside else _length(behind) if ends else 0
            if inside and 2 <= count < said:
                count = min(said, _length(chain(inside, behind)))
            if count < 2 or said < 2:
                continue
            colon = ":" in head[0] or "：" in head[0]
            one_off = said >= _LONG and abs(count - said) == 1
            whole = bool(inside) and colon and text.text.rstrip().endswith("。")
            if (count != said and not colon and not one_off) or (count < said and at + 1 == len(texts) and not whole):
                continue
            told = _told(texts[at + 1 : at + 1 + _FAR], head["measure"] or "个") if ends and not inside else []
            if len(told) == count != said and count > 1:
                count = sum(told)  # 三级指标14个：1.数量指标6个……
            sure = count == said or (count > said and not ends and colon) or bool(told and count == sum(told))
            if not sure and count < said:
                rest = texts[at + 1 : at + 1 + _FAR]
                over = (
                    _goes_nowhere(text.text, inside, rest)
                    if inside
                    else ends and (_closed(rest) or _plainly_over(rest))
                )
                if not over and not colon:
                    continue
                sure = over and colon
            at_measure = head.end("measure" if head["measure"] else "number")
            span, measure = text.span(head.start("number"), at_measure), _MEASURES.get(head["measure"] or "", "个")
            cells: dict[str, Value] = {
                "事项": text.span(head.start("number"), head.end("noun")),
                "个数": Said(f"{said}{measure}", span),
                "所列": Said(f"{count}{measure}", span),
            }
            draft.say(table, cells, not sure)


def _kinds_before(text: str, head: re.Match[str]) -> list[int]:
    """行政单位1家，参公单位1家，事业单位4家，具体包括：: how many there are of the other kinds that stand before."""
    out: list[int] = []
    at = head.start("number")
    if (head["noun"] or "").strip():
        return out
    while (found := _KIND.search(text, max(0, at - _KIND_FAR), at)) is not None:
        if found["measure"] != head["measure"]:
            break
        out.append(number_of(found["number"]))
        at = found.start("number")
    return out


def _lines_below(text: Text, below: Sequence[Text]) -> Iterator[dict[str, Value]]:
    """项目支出19.3万元，共四个专项1-6月执行3.1万元。 above lines that number one more or one less of them, and end there."""
    found = _ALL_OF.search(text.text)
    if found is None or not below or _HEAD.search(text.text):
        return
    said, count = number_of(found["number"]), _length(_begun(below))
    mark = _MARK.match(below[0].text.lstrip())
    money = _MONEY_LINE.search(below[0].text) is not None
    if (
        mark is None
        or count < _SHORT
        or abs(count - said) != 1
        or not (money and (_closed(below) or _plainly_over(below)))
    ):
        return
    span = text.span(found.start("number"), found.end("measure"))
    yield {
        "事项": text.span(found.start("number"), found.end("noun")),
        "个数": Said(f"{said}{_MEASURES.get(found['measure'], '个')}", span),
        "所列": Said(f"{count}{_MEASURES.get(found['measure'], '个')}", span),
    }


def _plainly_over(texts: Sequence[Text]) -> bool:
    """Whether the list that texts begin with is one line to an item, and a line that is none stands behind it."""
    marks = [_MARK.match(text.text.lstrip()) for text in texts]
    count = next((at for at, found in enumerate(marks) if found is None), len(marks))
    items = [_mark(found) for found in marks[:count] if found is not None]
    inner = any(found is not None for found in marks[count:])
    return (
        count >= _SHORT and count < len(texts) and items == [(items[0][0], at + 1) for at in range(count)] and not inner
    )


def _summed(texts: Sequence[Text], at: int) -> Iterator[dict[str, Value]]:
    """The list before the words that say how long it was, where it is as long as that: all of its numbers, from the first."""
    text = texts[at]
    for found in _SUMMED.finditer(text.text):
        said = number_of(found["number"])
        inside = [
            _mark(mark)
            for mark in _MARK.finditer(text.text, 0, found.start())
            if not mark.start() or _BEFORE.match(text.text, mark.start() - 1)
        ]
        before = texts[max(0, at - _FAR) : at]
        lines = [_mark(mark) for other in before if (mark := _MARK.match(other.text.lstrip())) is not None]
        last = (inside or lines if found.start() else lines)[-said:]
        if last and last == [(last[0][0], number) for number in range(1, said + 1)]:
            measure = _MEASURES.get(found["measure"], "个")
            span = text.span(found.start("number"), found.end("measure"))
            listed = text.span(found.start("number"), found.end("noun"))
            yield {"事项": listed, "个数": Said(f"{said}{measure}", span), "所列": Said(f"{said}{measure}", span)}


def _inside(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The marks of a list that begins at a place of a text: how each is printed and its number."""
    first = _MARK.match(text, start)
    if first is None:
        return
    for found in _MARK.finditer(text, start):
        if found.start() == start or _BEFORE.match(text, found.start() - 1):
            yield _mark(found)


def _begun(texts: Sequence[Text]) -> Iterator[tuple[str, int]]:
    """The marks with which texts begin; the first of them begins the list."""
    for at, text in enumerate(texts):
        stripped = text.text.lstrip()
        found = _MARK.match(stripped)
        if found is not None:
            yield _mark(found)
        elif not at:
            return


def _goes_nowhere(text: str, inside: Sequence[tuple[str, int]], rest: Sequence[Text]) -> bool:
    """Whether a list inside a text ends with it: its numbers run on, the text is whole, and no text behind goes on with it."""
    numbers = [number for kind, number in inside if kind == inside[0][0]]
    if numbers != list(range(1, len(numbers) + 1)) or not text.rstrip().endswith(("。", ".")) or not rest:
        return False
    marks = (_MARK.match(other.text.lstrip()) for other in rest)
    return (inside[0][0], len(numbers) + 1) not in (_mark(found) for found in marks if found is not None)


def _closed(texts: Sequence[Text]) -> bool:
    """Whether the list that texts begin with is over: an outer one goes on, or another of its kind begins."""
    style, last, inner = "", 0, set[str]()
    for text in texts:
        found = _MARK.match(text.text.lstrip())
        if found is None:
            continue
        kind, number = _mark(found)
        if not style:
            style, last = kind, number
        elif kind == style:
            if number != last + 1:
                return number == 1
            last = number
        elif number == 1:
            inner.add(kind)
        elif kind not in inner:
            return True
    return False


def _told(texts: Sequence[Text], measure: str) -> list[int]:
    """How many of what is counted each item of a list of texts says it is, as far as every one does."""
    out: list[int] = []
    for text in texts:
        stripped = text.text.lstrip()
        found = _MARK.match(stripped)
        if found is None or _mark(found)[1] != len(out) + 1:
            if found is not None:
                break
            continue
        own = re.match(
            rf"[^0-9。；;，,：:、（）()]{{1,14}}?([0-9]{{1,2}}){measure}(?=[：:，,。；;（(]|$)", stripped[found.end() :]
        )
        if own is None:
            break
        out.append(int(own[1]))
    return out


def _mark(found: re.Match[str]) -> tuple[str, int]:
    return found.lastgroup or "", number_of(found[found.lastgroup or 0])


def _length(marks: Iterable[tuple[str, int]]) -> int:
    """How long the list is that the first mark begins; 0 if that is not its first."""
    style, last = "", 0
    for kind, number in marks:
        if not style and number != 1:
            return 0
        style = style or kind
        if kind == style and number == last + 1:
            last = number
        elif kind == style and number == 1:
            break
    return last
