"""What the text says of a whole column of a printed table: its mean, how far its most and its least lie apart, how many rows
have which grade, what all of its figures reach, whether all is done.

Only one table may have such a column, or nobody knows which is meant. A mean may be weighted, or of more than is printed:
one that does not come out is doubtful, unless the same mean is told elsewhere and does. What is said of all rows may be
said of others than are printed: a row that belies it is doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Paragraph, Span
from gouji.extraction.columns.grades import Row, grade_column, graded, score_column, sums_up
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.template import TemplateColumn
from gouji.extraction.text.outline import number_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import Table

_LEAST_ROWS: Final = 3
_FIGURE: Final = r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?\s*(?:分|%|％)"
_MEAN: Final = re.compile(
    rf"平均(?P<a>[\u4e00-\u9fff]{{1,6}}?)(?P<gap>(?:值|数)?(?:(?:按|以)[^，。；,;]{{1,20}}?)?(?:计算|核算)?(?:为|是|达到?)?[:：]?)\s*(?P<figure>{_FIGURE})"
)
_RANGE: Final = re.compile(
    rf"最高(?:分|得分)?[与和跟]最低(?:分|得分)?(?:之间)?(?:的)?(?:相差|差距为?|分差为?|差)\s*(?P<figure>{_FIGURE})"
)
_UNIT: Final = re.compile(r"[（(][^（）()]*[)）]$")
#: What bounds the rows that a mean is of, before it in its clause.
_BOUNDED: Final = re.compile(r"前[0-9一二三四五六七八九十]|上年|去年|同期|上[半季月]|加权|其中|部分|全[国省市县]")
#: 各村参保率均在95%以上: what all figures of a column are said to reach or to keep.
_EVERY: Final = re.compile(
    r"(?P<what>[^，。；：,;:、0-9\s]{2,30}?)(?:均|都|全部)(?:已经?)?"
    r"(?P<way>在|达到?了?|保持在|维持在|稳定在|控制在|高于|超过了?|大于|[不未](?:低于|少于|小于|超过|高于|大于)|低于|小于|为)"
    r"\s*(?P<figure>[0-9]+(?:\.[0-9]+)?\s*(?:[%％‰分人户个件次天元]|万元|公里))(?P<bound>及?以上|[以之]内|及?以下)?"
)
#: Words for all rows before the name of the column; a number of rows is held against theirs.
_ALL_ROWS: Final = re.compile(
    r"^(?:[^各所全每上以这]{0,6}(?:各|所有|全部|全体|每|上述|以上|这)[^的]{0,8}的?|(?P<count>[0-9两三四五六七八九十]{1,3})[个项类家所][^的]{0,6}的?)?$"
)
_BELOW: Final = ("低于", "小于", "不超过", "未超过", "不高于", "未高于", "不大于", "控制在")
_AT_LEAST: Final = ("达", "达到", "达到了", "不低于", "未低于", "不少于", "不小于")
#: 均已整改到位: all of what one column has is said to be in the column of what is done.
_SETTLED: Final = re.compile(r"(?:均|都|全部|全额|全数)(?:均|已|已经)*(?P<done>[\u4e00-\u9fff]{2})")
#: What is planned, left out or of another time says nothing of the rows.
_NOT_SAID: Final = re.compile(
    r"确保|力争|争取|要求|目标|计划|预计|应[当该]?|须|拟|将|未能|尚未|没有|除|上年|去年|前年|同期|截至|若|如果|不得"
)
_MOST_ROWS: Final = 60
_PAUSE: Final = re.compile(r"[，。；：,;:]")


@dataclass(frozen=True, slots=True)
class _Column:
    """The figures of a column, without those of totals."""

    header: str
    cells: Sequence[tuple[Entry, Entry, Figure]]
    """The name of each row, its figure as printed and as read."""
    unit: str = ""
    """The unit in the header, of cells that have none."""

    @property
    def mean(self) -> Fraction:
        return sum((Fraction(figure.value) for _, _, figure in self.cells), Fraction(0)) / len(self.cells)


@dataclass(frozen=True, slots=True)
class _Graded:
    """The grades of the rows of a table: the cells that hold each, those of the best scores first."""

    cells: Mapping[str, Sequence[Entry]]
    scores: Mapping[str, str]
    """From which score to which each grade reaches, in brackets."""

    @classmethod
    def of(cls, rows: Sequence[Row], grade: int, score: int | None) -> _Graded:
        out: dict[str, list[Entry]] = {}
        scores: dict[str, list[str]] = {}
        for _, cells in sorted(rows, key=lambda row: -_value(row[1].get(score if score is not None else -1))):
            out.setdefault(cells[grade].text, []).append(cells[grade])
            if score is not None and score in cells:
                scores.setdefault(cells[grade].text, []).append(cells[score].text)
        return cls(out, {word: f"（得分 {told[-1]} 到 {told[0]}）" for word, told in scores.items()})

    @property
    def rows(self) -> int:
        return sum(map(len, self.cells.values()))

    def words(self, usual: Iterable[str]) -> list[str]:
        """The grades of the table, and the usual ones that none of its rows may have."""
        return sorted(map(re.escape, {*self.cells, *usual}), key=len, reverse=True)


def _value(entry: Entry | None) -> Fraction:
    figure = parse_figure(entry.text) if entry is not None else None
    return Fraction(figure.value) if figure is not None else Fraction(0)


class Tabled:
    """Holds what the text of a document says of its tables against them. ``tables``: the columns and rows of each."""

    def __init__(
        self,
        tables: Sequence[tuple[Sequence[TemplateColumn], Sequence[Row]]],
        forms: Mapping[str, Table],
        draft: Draft,
        wording: Wording,
    ) -> None:
        self._wording = wording
        self._tables = [list(_columns(columns, rows)) for columns, rows in tables]
        self._columns = [column for columns in self._tables for column in columns]
        self._graded = [
            _Graded.of(graded(rows, at), at, score_column(columns, rows, wording))
            for columns, rows in tables
            if (at := grade_column(columns, rows, wording)) is not None
        ]
        self._targets = {form.source: form for form in forms.values() if form.source}
        self._draft = draft

    def read(self, document: Document) -> None:
        """Add what the paragraphs say."""
        paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
        if self._columns:
            self._means(paragraphs)
            self._ranges(paragraphs)
            for paragraph in paragraphs:
                for sentence in re.finditer(r"[^。；;]+", paragraph.text.text):
                    self._every(paragraph, sentence)
                    self._settled(paragraph, sentence)
        if len(self._graded) == 1:
            for paragraph in paragraphs:
                self._counts(paragraph, self._graded[0])

    def _means(self, paragraphs: Sequence[Paragraph]) -> None:
        found: list[tuple[Span, Span, _Column, bool, str]] = []
        for paragraph in paragraphs:
            text = paragraph.text.text
            for hit in _MEAN.finditer(text):
                columns = [column for column in self._columns if column.header == hit["a"]]
                figure = parse_figure(hit["figure"])
                if len(columns) != 1 or figure is None:
                    continue
                clause = _PAUSE.split(text[: hit.start()])[-1]
                right = 2 * abs(columns[0].mean - Fraction(figure.value)) <= Fraction(figure.ulp)
                span = paragraph.text.span(*hit.span("figure"))
                found.append((paragraph.text.span(*hit.span()), span, columns[0], right, clause))
        bounded = {id(span) for _, span, _, _, clause in found if _BOUNDED.search(clause)}
        proven = {column.header for _, span, column, right, _ in found if right and id(span) not in bounded}
        for whole, span, column, right, clause in found:
            if id(span) in bounded and not right:
                continue
            # 乙片平均得分93.0分 may be that of a table that could not be read
            sure = right or (column.header in proven and not clause.strip())
            first = column.cells[0][1].span
            total = sum((figure.value for _, _, figure in column.cells[1:]), column.cells[0][2].value)
            unit = span.text[-1]
            digits = len(span.text.rstrip("分%％ ").partition(".")[2])
            said: dict[str, Value] = {"事项": Said(f"平均{column.header}", whole), "平均": span, "位": str(digits)}
            of: dict[str, Value] = {"总和": Said(f"{total}{unit}", first), "个数": Said(str(len(column.cells)), first)}
            self._write("表内平均", said | of, not sure)

    def _every(self, paragraph: Paragraph, sentence: re.Match[str]) -> None:
        """Hold each row of a column against what all of them are said to reach or to keep."""
        for hit in _EVERY.finditer(paragraph.text.text, *sentence.span()):
            columns = [column for column in self._columns if hit["what"].endswith(column.header)]
            rows = _ALL_ROWS.match(hit["what"].removesuffix(columns[0].header)) if len(columns) == 1 else None
            limit, word = parse_figure(hit["figure"]), _word(hit["way"], hit["bound"] or "")
            if (
                rows is None
                or limit is None
                or not word
                or _planned(hit, sentence)
                or len(columns[0].cells) > _MOST_ROWS
            ):
                continue
            if rows["count"] and number_of(rows["count"]) != len(columns[0].cells):
                continue
            span = paragraph.text.span(*hit.span("figure"))
            for name, cell, _ in columns[0].cells:
                text = cell.text if parse_figure(cell.text) is None else cell.text.strip()
                value = Said(text + columns[0].unit, cell.span) if text[-1:].isdigit() else cell.span
                figure = parse_figure(text + columns[0].unit if text[-1:].isdigit() else text)
                if figure is None or figure.dimension != limit.dimension:
                    break
                said: dict[str, Value] = {"事项": name.span, "数值": value, "所比": Said(word + span.text, span)}
                self._write("比较", said, not _kept(figure.base, word, limit.base))

    def _settled(self, paragraph: Paragraph, sentence: re.Match[str]) -> None:
        """Hold what is done of each row against what there was: as much in each of them, if all is done."""
        for hit in _SETTLED.finditer(paragraph.text.text, *sentence.span()):
            found = [
                (column, base)
                for columns in self._tables
                for column in columns
                if column.header.startswith(f"已{hit['done']}")
                for base in columns
                if base is not column and base.unit == column.unit and _covers(base, column)
            ]
            if len(found) != 1 or _planned(hit, sentence):
                continue
            done, base = found[0]
            for (name, cell, figure), (_, whole, other) in zip(done.cells, base.cells, strict=True):
                limit = Said(f"不低于{whole.text}{base.unit}", whole.span)
                value = Said(cell.text + done.unit, paragraph.text.span(*hit.span())) if done.unit else cell.span
                said: dict[str, Value] = {"事项": name.span, "数值": value, "所比": limit}
                self._write("比较", said, figure.value < other.value)

    def _ranges(self, paragraphs: Sequence[Paragraph]) -> None:
        scored = [column for column in self._columns if column.header.endswith(self._wording.scored)]
        if len(scored) != 1:
            return
        for number, paragraph in enumerate(paragraphs):
            for hit in _RANGE.finditer(paragraph.text.text):
                ordered = sorted(scored[0].cells, key=lambda cell: cell[2].value)
                figure = parse_figure(hit["figure"])
                unit = hit["figure"][-1]
                (_, least, low), (_, most, high) = ordered[0], ordered[-1]
                right = figure is not None and figure.value == high.value - low.value
                group = f"{scored[0].header}{number + 1}.{hit.start()}"
                span = paragraph.text.span(*hit.span("figure"))
                for item, value, sign in (
                    ("最高", Said(f"{high.value}{unit}", most.span), "加"),
                    ("最低", Said(f"{low.value}{unit}", least.span), "减"),
                    ("相差", span, "得"),
                ):
                    self._write("平衡", {"平衡": group, "项": item, "数额": value, "号": sign}, not right)

    def _counts(self, paragraph: Paragraph, table: _Graded) -> None:
        """Counts of all grades in one sentence that come to the rows of the table. Where one counts too few, another counts
        too many: the row is shown that may have the wrong one."""
        one = re.compile(
            rf"(?<![\u4e00-\u9fff])(?:评[为定]|等[级次]为|获评)?[“「]?(?P<grade>{'|'.join(table.words(self._wording.grades))})[”」]?(?:等[级次]|档)?的?"
            r"(?:共?有|为|是)?(?:项目)?(?P<count>[0-9]+(?P<unit>个|家|项|户|所))"
        )
        for sentence in re.finditer(r"[^。]+", paragraph.text.text):
            hits = list(one.finditer(paragraph.text.text, *sentence.span()))
            told = {hit["grade"]: int(hit["count"][: -len(hit["unit"])]) for hit in hits}
            alike = len({hit["unit"] for hit in hits}) == 1 and len(told) == len(hits) > 1
            if not alike or sum(told.values()) != table.rows or not table.cells.keys() <= told.keys():
                continue
            order = list(told)
            lacking = [at for at, grade in enumerate(order) if told[grade] > len(table.cells.get(grade, ()))]
            for at, hit in enumerate(hits):
                cells = table.cells.get(hit["grade"], [])
                if len(cells) < told[hit["grade"]]:
                    continue
                listed = (
                    cells[0 if lacking and lacking[0] < at else -1].span
                    if cells
                    else paragraph.text.span(*hit.span("grade"))
                )
                said: dict[str, Value] = {
                    "事项": Said(
                        f"表中的“{hit['grade']}”{table.scores.get(hit['grade'], '')}",
                        paragraph.text.span(*hit.span("grade")),
                    ),
                    "个数": paragraph.text.span(*hit.span("count")),
                    "所列": Said(f"{len(cells)}{hit['unit']}", listed),
                }
                self._write("列举", said, False)

    def _write(self, source: str, cells: Mapping[str, Value], doubt: bool) -> None:
        form = self._targets.get(source)
        if form is not None:
            self._draft.row(form.name, {name: value for name, value in cells.items() if name in form.columns}, doubt)


def _columns(columns: Sequence[TemplateColumn], rows: Sequence[Row]) -> Iterator[_Column]:
    """The columns in which each row has a figure."""
    own = [row for row in rows if not sums_up(row)]
    for at, column in enumerate(columns):
        told = [
            (name, cells[at], figure)
            for name, cells in own
            if at in cells and (figure := parse_figure(cells[at].text)) is not None and figure.plain
        ]
        header = _UNIT.sub("", column.header.strip())
        if header and len(told) == len(own) >= _LEAST_ROWS and len({figure.dimension for _, _, figure in told}) == 1:
            unit = _UNIT.search(column.header.strip())
            known = parse_figure("1" + unit[0][1:-1]) if unit is not None else None
            yield _Column(header, told, unit[0][1:-1] if unit is not None and known is not None else "")


def _planned(hit: re.Match[str], sentence: re.Match[str]) -> bool:
    """Whether words before the end of a claim say that it is no claim about what is."""
    return _NOT_SAID.search(hit.string, sentence.start(), hit.end()) is not None


def _word(way: str, bound: str) -> str:
    """What the words around a figure say of all others; the empty text where that is not clear."""
    if bound:
        return "≥" if bound.endswith("上") else "≤"
    if way in _BELOW:
        return "低于" if way in ("低于", "小于") else "≤"
    if way in _AT_LEAST:
        return "≥"
    return "高于" if way in ("高于", "超过", "超过了", "大于") else ""


def _kept(value: Fraction, word: str, limit: Fraction) -> bool:
    if word in ("≥", "高于"):
        return value >= limit if word == "≥" else value > limit
    return value <= limit if word == "≤" else value < limit


def _covers(base: _Column, done: _Column) -> bool:
    """Whether one column may be what another has done of it: nowhere less, and the same in most rows."""
    pairs = [(one[2].value, other[2].value) for one, other in zip(base.cells, done.cells, strict=False)]
    same = sum(1 for whole, part in pairs if whole == part)
    return len(base.cells) == len(done.cells) and all(whole >= part for whole, part in pairs) and 2 * same >= len(pairs)
