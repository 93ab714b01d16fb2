"""Days that cannot be as they are told: what was finished after it was accepted, what was ended on another day than the row of
a table says, and what is told up to a day that came after the paper was signed.

In one sentence the days of one thing follow each other, so that a day before that of the stage before it is a slip. A day
beside a row is taken for that of the row only where it is told of the same ending of a thing with a word of its name, and is
the same but for the month or for a digit. A year that is not printed is that of the title. All of them are remarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Final

from gouji.document.model import Document, Span
from gouji.extraction.claimed.goallines import Line
from gouji.extraction.drafting.draft import Draft, Said
from gouji.extraction.prose.names import pairs_of
from gouji.extraction.text.dates import Dated, dates_of
from gouji.faults import regex as re
from gouji.figures.folding import fold
from gouji.language import Table

_STOPS: Final = ",;。|()"
#: How a thing ends, and what comes of it then; what is only a part of it is accepted before it ends.
_ENDED: Final = r"完工|竣工(?!验收)|完成|建成|结束|完毕|办结"
_STAGES: Final = (
    re.compile(r"完工|竣工(?!验收|决算|结算)|建成"),
    re.compile(r"验收"),
    re.compile(r"移交(?!资料|档案)"),
)
_PART: Final = re.compile(
    r"分部|分项|基础|主体|阶段|中间|隐蔽|初[步验]|首批|第[一二三四五六七八九0-9]|到货|设备|材料|逐[个一批]|陆续"
)
#: What stands before a day that is told of what the clause before it was told of.
_NO_SUBJECT: Final = re.compile(r"(?:并|且|又|随后|随即|后|即|已|于|在|至|到|经|其后|同年|当年)*")
_BEHIND: Final = 24
_BACK: Final = 60
#: A later stage on an earlier day is of the year after, where none is printed and this much lies between.
_NEAR: Final = timedelta(days=120)
#: What a row of days is called: 工程完工时间; the day by which it had to be.
_ROW: Final = re.compile(
    rf"(?P<thing>[^|]*?)(?P<end>{_ENDED}|发放|拨付|兑付|投用|开放|上线)(?:的)?(?:时间|日期|时限|时效|及时性|节点)(?:\([^|]*)?"
)
_DUE: Final = re.compile(r"(?:日|底|末)?(?:[以之]?前|内)|[-—~至到]")
_LATER: Final = re.compile(r"[-—~至到前以起后]|之[前后]")
_DONE: Final = re.compile(rf"[^0-9{_STOPS}、]{{0,8}}?(?:{_ENDED}|发放到位|拨付到位|兑付到位)")
_NOT_SO: Final = re.compile(
    r"计划|拟|预计|预期|原定|应|须|需|要求|规定|力争|确保|争取|目标|截[至止]|前|自|从|每|上年|去年|次年|[一二三四五六七八九]是|分别|标段|[一二三四五六七八九]期"
)
_NO_THING: Final = re.compile(r"[^\u4e00-\u9fff]|项目|工作|任务|全部|各项|年度")
#: Up to when something is told, and what is told of times to come.
_UNTIL: Final = re.compile(r"截[至止]到?$")
_TO_COME: Final = re.compile(r"将|拟|计划|预计|预期|力争|确保|有效期|期限|合同|目标|前|为止的")
_SIGNED: Final = re.compile(r"^[^0-9,;。:]{0,40}(?P<day>20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)$")
#: Texts at the end of a document among which it is signed; lines that are read.
_CLOSING: Final = 6
_MOST: Final = 4000
_MOST_ROWS, _MOST_ENDS = 60, 400


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that says when a thing ended: ``pairs`` of signs of its name, and the day."""

    name: str
    pairs: frozenset[str]
    day: Dated
    span: Span


@dataclass(frozen=True, slots=True)
class _End:
    """A day on which something ended: ``pairs`` of signs of what its sentence says."""

    pairs: frozenset[str]
    day: Dated
    span: Span


def read_days_apart(
    document: Document, lines: Sequence[Line], year: int | None, order: Table | None, twice: Table | None, draft: Draft
) -> None:
    """Write them to the tables of days in their order, and of what is dated twice. ``year``: that of the title."""
    told = [line for line in lines[:_MOST] if "月" in line.text]
    if order is not None:
        limit = _signed(document)
        for line in told:
            dates = dates_of(line.text)
            for found in (*_out_of_order(line, dates, year), *_after(line, dates, limit)):
                draft.say(order, found, True)
    if twice is not None and year is not None:
        rows = list(islice((row for line in told if (row := _row(line, year)) is not None), _MOST_ROWS))
        ends = list(islice(_ends(told, year), _MOST_ENDS)) if rows else []
        for row in rows:
            _beside_row(row, rows, ends, year, twice, draft)


# -- one sentence


def _out_of_order(line: Line, dates: Sequence[Dated], year: int | None) -> Iterator[Mapping[str, Said]]:
    """Stages of one thing of which the later is told of the earlier day."""
    if "|" in line.text:
        return
    for one, other in pairwise(dates):
        between = line.text[one.end : other.start]
        if "。" in between or ";" in between or not (one.day and other.day):
            continue
        lead = re.split(f"[{_STOPS}]", between)[-1]
        words = [_clause(line.text, each, dates) for each in (one, other)]
        first, second = (_stage(each) for each in words)
        if first is None or second is None or first[0] >= second[0] or not _NO_SUBJECT.fullmatch(lead):
            continue
        clause = re.split("[。;]", line.text[max(0, one.start - _BACK) : one.start])[-1]
        if any(_PART.search(each) for each in words) or _NOT_SO.search(clause.rpartition(",")[2]):
            continue
        if any(_LATER.match(line.text[each.end :]) for each in (one, other)):
            continue
        if timedelta(0) < one.first - other.last < _NEAR:
            spans = [line.span(each.start, each.end) for each in (one, other)]
            yield {
                "事项": Said(f"{first[1]}、{second[1]}", spans[0]),
                "先事": Said(first[1], spans[0]),
                "先": Said(_day(one, year), spans[0]),
                "后事": Said(second[1], spans[1]),
                "后": Said(_day(other, year), spans[1]),
            }


def _clause(text: str, one: Dated, dates: Sequence[Dated]) -> str:
    """What is said behind a day, up to a stop or the next day."""
    end = min((each.start for each in dates if each.start >= one.end), default=len(text))
    return re.split(f"[{_STOPS}]", text[one.end : min(end, one.end + _BEHIND)])[0]


def _stage(words: str) -> tuple[int, str] | None:
    return next(
        ((at, found[0]) for at, told in enumerate(_STAGES) if (found := told.search(words)) is not None),
        None,
    )


# -- the day of signing


def _signed(document: Document) -> tuple[date, Span] | None:
    """The last day that stands under a document, by itself or behind a name."""
    texts = list(document.texts)[-_CLOSING:]
    for text in reversed(texts):
        plain = "".join(fold(text.text).split())
        found = _SIGNED.match(plain)
        dates = dates_of(found["day"]) if found is not None else []
        if dates and dates[0].day:
            return dates[0].last, text.span()
    return None


def _after(line: Line, dates: Sequence[Dated], limit: tuple[date, Span] | None) -> Iterator[Mapping[str, Said]]:
    """Days up to which something is told as done, after the paper was signed."""
    if limit is None:
        return
    for one in dates:
        clause = re.split("[。;|]", line.text[one.end : one.end + _BACK])[0]
        lead = re.split("[。;|,]", line.text[max(0, one.start - _BEHIND) : one.start])[-1]
        if not one.known or not _UNTIL.search(lead) or one.first <= limit[0] or _TO_COME.search(f"{lead}{clause}"):
            continue
        span = line.span(one.start, one.end)
        yield {
            "事项": Said(f"截至{_day(one, None)}", span),
            "先事": Said("截至", span),
            "先": Said(_day(one, None), span),
            "后事": Said("落款", limit[1]),
            "后": Said(f"{limit[0].year}年{limit[0].month}月{limit[0].day}日", limit[1]),
        }


# -- rows


def _row(line: Line, year: int) -> _Row | None:
    """The day on which a row says that a thing ended: the last of its cells that is a day, and none by which it had to be."""
    cells = line.text.split("|")
    at = next((at for at, cell in enumerate(cells[:-1]) if _ROW.fullmatch(cell)), None)
    if at is None:
        return None
    found = _ROW.fullmatch(cells[at])
    start = sum(len(cell) + 1 for cell in cells[: at + 1])
    done = [
        one
        for one in dates_of(line.text[start:])
        if one.day and not _DUE.match(line.text[start + one.end :]) and _is_cell(line.text, start + one.start)
    ]
    if found is None or len(done) != 1 or (done[0].known and done[0].first.year != year):
        return None
    pairs = _pairs(f"{found['thing']}{found['end'] if re.search('发放|拨付|兑付', found['end']) else ''}")
    span = line.span(start + done[0].start, start + done[0].end)
    return _Row(cells[at], pairs, done[0], span) if pairs else None


def _is_cell(text: str, start: int) -> bool:
    return re.fullmatch("(?:于|已于)?", text[text.rfind("|", 0, start) + 1 : start]) is not None


def _ends(lines: Sequence[Line], year: int) -> Iterator[_End]:
    """The days of sentences on which something ended."""
    for line in lines:
        if "|" in line.text:
            continue
        for one in dates_of(line.text):
            start = max(line.text.rfind(stop, 0, one.start) for stop in "。;") + 1
            lead = line.text[start : one.start]
            if not one.day or not _DONE.match(line.text[one.end :]) or (one.known and one.first.year != year):
                continue
            if _LATER.match(line.text[one.end :]) or _NOT_SO.search(lead.rpartition(",")[2]):
                continue
            yield _End(_pairs(f"{lead[-_BACK:]} {_clause(line.text, one, ())}"), one, line.span(one.start, one.end))


def _beside_row(row: _Row, rows: Sequence[_Row], ends: Sequence[_End], year: int, table: Table, draft: Draft) -> None:
    """Write the one day of the text that is that of a row but for a slip, where no place of the text has the day of the row."""
    found = [one for one in ends if row.pairs & one.pairs]
    days = {_of_year(one.day) for one in found}
    if _of_year(row.day) in days or len(days) != 1 or not _slipped(row.day, found[0].day):
        return
    if days & {_of_year(other.day) for other in rows}:
        return  # of a row of its own
    one, other = Said(_day(row.day, year), row.span), Said(_day(found[0].day, year), found[0].span)
    draft.say(table, {"事项": Said(row.name, row.span), "甲": one, "乙": other}, True)


def _pairs(words: str) -> frozenset[str]:
    """The signs of what words name, two and two."""
    return frozenset(pair for pair in pairs_of(_NO_THING.sub(" ", words)) if " " not in pair)


def _of_year(one: Dated) -> tuple[int, int]:
    return one.first.month, one.first.day


def _slipped(one: Dated, other: Dated) -> bool:
    """Whether a day is another one but for its month, or for a digit of the day, or two that changed places."""
    if one.first.month != other.first.month:
        return one.first.day == other.first.day
    a, b = (f"{each.first.day:02}" for each in (one, other))
    return a != b and (a == b[::-1] or sum(x != y for x, y in zip(a, b, strict=True)) == 1)


def _day(one: Dated, year: int | None) -> str:
    of = one.first.year if one.known or year is None else year
    return f"{of}年{one.first.month}月{one.first.day}日"


__all__ = ["read_days_apart"]
