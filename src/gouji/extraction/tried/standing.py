"""Figures as they stand one after the other, whatever the layout: in a sentence, in lines below each other, down a column.

Each has the words between it and the figures beside it. What holds of the figures of one such run is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from gouji.document.model import Document, Grid, Paragraph, Text
from gouji.extraction.drafting.draft import Said, span_of
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import base_of
from gouji.extraction.tried.regions import One, half_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.figures.finding import find_figures, find_worded_counts
from gouji.figures.folding import fold

#: Signs of a line that is one of several below each other, lines of such a run, and signs of words that are looked at.
_LINE: Final = 70
_LINES: Final = 16
_WORDS: Final = 40
_NAME: Final = 14
#: What parts the words of one line from those of the next.
_BREAK: Final = ";"
#: Signs of a formula in words, which are no signs of figures: 年初结转＋本年收入－本年支出.
_SIGN: Final = re.compile(r"[-+=](?=[\u4e00-\u9fff])")
_QUOTES: Final = re.compile('[“”‘’"]')
#: Blanks between figures of a row.
_APART: Final = re.compile(r"(?<=[0-9%])\s(?=[0-9])")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_POINTS: Final = re.compile("得分|得|满分|分值|自评")
_ROWS: Final = 3
_STOP: Final = re.compile("[。！？!?]")
_CLAUSE: Final = re.compile("[,;:]")
_HEADING: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+[章节部]"
)
#: The number of a line: 201 一般公共服务支出, 3. 公务接待费.
_CODE: Final = re.compile(r"\s*(?:[0-9]{3}(?:[0-9]{2}){0,2}(?=\s*[\u4e00-\u9fff])|[0-9]{1,2}[.、．](?![0-9]))")


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A figure, the words before it and behind it to the next figures (``gap``: all
    before it, with stops), the number of its line and of its sentence, and in how many brackets it stands."""

    one: One
    lead: str
    tail: str
    gap: str
    line: int
    sentence: int
    depth: int = 0
    own: str = field(init=False)
    """The words before it in its clause."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", _CLAUSE.split(self.lead)[-1] or self.lead)

    @property
    def figure(self) -> Figure:
        return self.one.figure


@dataclass(frozen=True, slots=True)
class Item:
    """A run of figures. ``lines``: they stand in lines, or a column, below each other."""

    figures: Sequence[Standing]
    lines: bool = False


def items_of(document: Document) -> Iterator[Item]:
    """The paragraphs of a document, the runs of short lines in it, and the columns of its tables."""
    run: list[Text] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from _lines(run)
            run = []
            yield from _columns(block)
            continue
        if block.apart:
            continue
        text = block.text
        if not _short(block):
            yield from _lines(run)
            run = [text] if _opens(text) else []
            yield from _prose(text)
            continue
        if _HEADING.match(text.text) and run and len(run) > 1:
            yield from _lines(run)
            run = []
        run.append(text)
        if len(run) > _LINES:
            yield from _lines(run)
            run = []
    yield from _lines(run)


def _short(block: Paragraph) -> bool:
    return len(block.text.text) <= _LINE


def _opens(text: Text) -> bool:
    """Whether a line leads to those below it."""
    return text.text.rstrip().endswith(("：", ":", "；", ";", "，", ","))


def _lines(run: Sequence[Text]) -> Iterator[Item]:
    """The runs of lines; what is a sentence of its own stands by itself as well."""
    if len(run) > 1:
        figures = _pointed(_standing(run))
        if len(figures) > 2 and len({one.line for one in figures}) > 1:
            yield from _rows(figures) or [Item(figures, True)]
    for text in run:
        if _STOP.search(text.text) or len(run) == 1 or len(text.text) > _LINE // 2:
            yield from _prose(text)


def _prose(text: Text) -> Iterator[Item]:
    figures = _standing([text])
    if len(figures) > 2:
        yield from _rows(figures) or [Item(figures)]


def _rows(figures: Sequence[Standing]) -> list[Item]:
    """The columns of rows that are nothing but a name and several figures of a kind: 财政拨款 70.00 68.60."""
    rows: list[list[Standing]] = []
    for one in figures:
        points = one.one.kind == "score"
        words = len(_HAN.findall(_POINTS.sub("", one.lead) if points else one.lead))
        if words > 1 or not rows:
            rows.append([one])
        elif one.line == rows[-1][0].line and (points or not re.search("[,;、]", one.lead)):
            rows[-1].append(one)
        else:
            return []
    if any(one.depth for row in rows[1:] for one in row):
        return []
    several = [row for row in rows if len(row) > 1 and row[0].one.kind == row[1].one.kind]
    if len(several) < _ROWS or len(several) < len(rows) - 1:
        return []
    wide = max(map(len, several))
    columns = [
        [replace(row[at], lead=row[0].lead, gap=row[0].gap) for row in rows if len(row) > at] for at in range(wide)
    ]
    return [Item(column, True) for column in columns]


def _pointed(figures: list[Standing]) -> list[Standing]:
    """Bare numbers below a group of points: 产出（50分）, and 20, 10, 10, 10 below it."""
    if not figures or figures[0].one.kind != "score" or any(one.one.kind != "number" for one in figures[1:]):
        return figures
    out = figures[:1]
    for one in figures[1:]:
        span = span_of(one.one.value)
        figure = parse_figure(f"{one.figure.value}分")
        if span is None or figure is None:
            return figures
        out.append(replace(one, one=replace(one.one, value=Said(f"{span.text}分", span), figure=figure, kind="score")))
    return out


def _columns(grid: Grid) -> Iterator[Item]:
    """Each column with the names of its rows."""
    rows: dict[int, list[tuple[int, Text]]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append((cell.column, cell.text))
    columns: dict[int, list[Standing]] = {}
    wide = max(map(len, rows.values()), default=0)
    words = {at for at in range(wide) if not grid.spans_known and _of_words(rows.values(), at, wide)}
    for row, cells in sorted(rows.items()):
        name = ""
        # 合计 where the number of the row would stand: the cells behind it stand further left than their columns
        short = wide - len(cells)
        lost = short and any(at in words and parse_figure(text.text) is not None for at, text in cells)
        for place, text in sorted(cells, key=lambda cell: cell[0]):
            at = place + short if lost else place
            found = [one for one in _scan(text) if not one[2].bound]
            if len(found) == 1 and not re.search(r"[\u4e00-\u9fff]{3}", text.text):
                one = _one(text, *found[0], name)
                columns.setdefault(at, []).append(Standing(one, fold(name), "", fold(name), row, row))
            elif not name or re.search(r"[\u4e00-\u9fff]{2}", text.text):
                name = text.text.strip()
    yield from (Item(column, True) for column in columns.values() if len(column) > 2)


def _of_words(rows: Iterable[Sequence[tuple[int, Text]]], at: int, wide: int) -> bool:
    """Whether the rows that lack no cell have words in a column, and no figures."""
    told = [text.text for row in rows if len(row) == wide for place, text in row if place == at]
    return len(told) > _ROWS and not any(parse_figure(text) is not None for text in told)


def _scan(text: Text) -> Iterator[tuple[int, int, Figure]]:
    code = _CODE.match(text.text)
    start = code.end() if code is not None else 0
    plain = _APART.sub(";", _SIGN.sub(",", fold(text.text)))
    found = {at: (end, figure) for at, end, figure in (*find_worded_counts(plain), *find_figures(plain, bare=True))}
    yield from ((at, *found[at]) for at in sorted(found) if at >= start)


def _one(text: Text, start: int, end: int, figure: Figure, name: str, sentence: int = 0) -> One:
    span = text.span(start, end)
    kind = kind_of_figure(figure)
    return One(span, figure, base_of(figure), half_of(figure), kind, name, id(text), sentence)


def _standing(texts: Sequence[Text]) -> list[Standing]:
    out: list[Standing] = []
    sentence, rest = 0, ""
    for line, text in enumerate(texts):
        folded, found = fold(text.text), list(_scan(text))
        ends = [0, *(end for _, end, _ in found)]
        starts = [*(start for start, _, _ in found), len(folded)]
        depth = 0
        for number, (start, end, figure) in enumerate(found):
            inside = folded[ends[number] : start]
            depth = max(0, depth + inside.count("(") - inside.count(")"))
            between = inside
            if not number:
                between = f"{rest}{_BREAK if between.strip() else ''}{between}"
            sentence += len(_STOP.findall(between))
            lead = "".join(_QUOTES.sub("", _STOP.split(between)[-1]).split())[-_WORDS:]
            if number and not lead.strip("、和及与"):
                lead = out[-1].lead  # 18家、24家、30家: what is said of the first is said of all
            tail = "".join(_STOP.split(folded[end : starts[number + 1]])[0].split())[:_WORDS]
            name = re.split("[,;:。、()|]", lead)[-1][-_NAME:]
            out.append(
                Standing(_one(text, start, end, figure, name, sentence), lead, tail, between, line, sentence, depth)
            )
        rest = (folded[ends[-1] :] if found else f"{rest}{_BREAK}{folded}")[-_WORDS:]
    return out
