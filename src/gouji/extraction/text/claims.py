"""Templates applied to sentences: what they claim, as rows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, DraftRow, Said, Value, span_of, text_of
from gouji.extraction.text.maxima import told_of_parts
from gouji.extraction.text.patterns import PART, Pattern, compiled
from gouji.extraction.text.phrases import AND_SO_ON
from gouji.extraction.text.sentences import DATE, SCALED, Sentence, dimension_of, paragraphs
from gouji.extraction.text.title import YEAR
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.figures.folding import fold
from gouji.packs.template import Cell, Slot, Template
from gouji.packs.vocabulary import Vocabulary

#: Words before a name that belong to the sentence and not to the name.
_LEADS: Final = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[一二三四五六七八九十]是|其中[:：]?|同时|另外?|此外|以及|并且?|"
    rf"截[至止到](?:{DATE}|[^,，]{{0,8}}?(?:[年月日季]末|[年月]底|目前|[年月日末底]))[,，]?)+"
)
_TAILS: Final = re.compile(r"(?:为|是|达到?|约|共计?|[小总合]计|总额|(?<![统设审预估累会])计|完成|实现|[:：、])+$")
_PART: Final = re.compile(PART)
_SPLIT: Final = re.compile("以及|[、,，和及与]")
#: Rows that one template may write for one document; more is a mistake of the template.
_MOST_ROWS: Final = 2000
#: Figures of one row that show what each of them is told of.
_SEVERAL: Final = 3

#: Marks a row that is told of something else than the document.
_OTHER: Final = "\1"
#: Marks a row before which its sentence tells other figures: 完成率100%，得分20分 may be the points for the rate alone.
_AFTER: Final = "\2"
#: Marks a row with the year that its sentence tells last before it.
_TOLD_OF: Final = "\3"
_PAUSES: Final = re.compile(r"[,;:。!?]")
#: What is told of an earlier year; 较上年 is told of this one.
_BEFORE: Final = re.compile(r"(?<![比较与同和])(?:上年|去年|前年|往年|上一年|上一?年度)")
#: The words at the head of a paragraph that say of what it tells.
_HEAD: Final = re.compile(r"([^:。,;0-9]{0,8}[^:。,;0-9]{1,24})[:。]")
_NO_WORD: Final = re.compile(rf"[^\u4e00-\u9fff]|{DATE}")
#: What stands behind a score that is the bound of a grade: 90（含）至100分, 90分以上.
_LINE: Final = re.compile(r"分?(?:\(不?含[^()]{0,2}\)|及?以[上下内]|之间|[至到~～—–-](?=[^\u4e00-\u9fff]))")
#: The year of which a document tells.
_OWN: Final = ("本年", "今年", "当年")

#: A captured slot: one value, or several (of a list, or the parts of 分项 as name, figure).
_Filled = dict[str, Value | list[dict[str, Value]]]


class Claims:
    """The templates of a pack, compiled once, and what they have found in one document."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self._templates: list[tuple[Template, list[Pattern]]] = [
            (template, [compiled(pattern, template.paragraph) for pattern in template.patterns])
            for template in templates
        ]

    def read(self, sentences: Sequence[Sentence], draft: Draft, title: str = "") -> None:
        """Add what the sentences claim to the draft, template by template, in the order of the document.

        ``title`` is that of the document: what bears its name is the thing of which the document tells.
        """
        told: set[tuple[int, int]] = set()
        """The figures that rows of several tell of one thing."""
        whole = list(paragraphs(sentences)) if any(template.paragraph for template, _ in self._templates) else []
        parts = told_of_parts(sentences) if any(template.subject for template, _ in self._templates) else set()
        for template, patterns in self._templates:
            if template.only_first and template.table is not None and draft.tables.get(template.table):
                continue
            written: list[dict[str, Value]] = []
            for sentence in whole if template.paragraph else sentences:
                if template.sections and not _under(sentence, template.sections):
                    continue
                if len(written) < _MOST_ROWS and not (template.only_first and written):
                    written += _rows_of(template, patterns, sentence, title)[: _MOST_ROWS - len(written)]
            written = _of_last_year_told(written)
            if template.subject:
                # 某指标，目标5个，完成5个，得分20分: what is told of it is not told of the whole
                written = _of_the_whole([row for row in written if not _figures(row) & (told | parts)])
            else:
                told |= {figure for row in written if len(own := _figures(row)) >= _SEVERAL for figure in own}
            if template.only_first:
                written = written[: len(template.rows)]
            _write(template, written, draft)


def _under(sentence: Sentence, sections: tuple[str, ...]) -> bool:
    return sentence.heading is not None and any(word in sentence.heading.text for word in sections)


def _of_the_whole(rows: list[dict[str, Value]]) -> list[dict[str, Value]]:
    """The rows; where they tell different figures, without those that are told of something else: of another name, or
    after other figures and not half of what is told of the whole."""
    others = [row.pop(_OTHER, None) is not None for row in rows]
    after = [row.pop(_AFTER, None) is not None for row in rows]
    told = [tuple(text_of(value) for value in row.values() if span_of(value) is not None) for row in rows]
    if len(set(told)) < 2:
        return rows
    most = [_most(row) for row in rows]
    whole = max(
        (m for m, other, late in zip(most, others, after, strict=True) if not (other or late)), default=Fraction(0)
    )
    return [
        row
        for row, other, late, own in zip(rows, others, after, most, strict=True)
        if not other and not (late and 2 * own < whole)
    ]


def _of_last_year_told(rows: list[dict[str, Value]]) -> list[dict[str, Value]]:
    """The rows without those of a year before that of another one: 2022年等级为“优”，2023年等级为“良”.

    Those of an unnamed year before stay only where nothing else is told.
    """
    years = [text_of(row.pop(_TOLD_OF, None)) for row in rows]
    last = max((year for year in years if year is not None), default=None)
    known = bool(last) or None not in years
    return [row for row, year in zip(rows, years, strict=True) if year is None or (year == last and known)]


def _most(row: Mapping[str, Value]) -> Fraction:
    """The largest figure of a row, whatever unit it is printed in."""
    figures = (parse_figure(text_of(value) or "") for value in row.values())
    return max((figure.base for figure in figures if figure is not None), default=Fraction(0))


def _of_another(template: Template, sentence: Sentence, start: int, title: str) -> bool:
    """Whether the names before a match (in its clause, at the head of its paragraph, in the heading) are another's."""
    if not template.subject:
        return False
    known = re.compile("|".join(sorted(map(re.escape, template.subject), key=len, reverse=True)))
    if sentence.signs[start - 1 : start] == "(":
        # 第一部分（得分50分）: a bracket is told of the name before it
        name = _NO_WORD.sub("", _LEADS.sub("", _PAUSES.split(sentence.signs[: start - 1])[-1].strip()))
        return len(name) > 1 and name not in title
    label = _HEAD.match(fold(sentence.texts[0].text))
    heading = fold(sentence.heading.text) if sentence.heading is not None else ""
    for name in (_PAUSES.split(sentence.signs[:start])[-1], label[1] if label is not None else "", heading):
        rest = _NO_WORD.sub("", known.sub("", _LEADS.sub("", name.strip())))
        if len(rest) > 1 and rest not in title:
            return True
    return False


def _rows_of(template: Template, patterns: Sequence[Pattern], sentence: Sentence, title: str) -> list[dict[str, Value]]:
    """The rows of one sentence; of two patterns that read the same figures the first one counts."""
    out: list[dict[str, Value]] = []
    taken: list[set[int]] = []
    for number, pattern in enumerate(patterns):
        for match in pattern.matches(sentence.signs):
            _, start, end = match[""]
            if template.without and any(word in sentence.signs[start:end] for word in template.without):
                continue
            figures = {at for _, begin, stop in match.values() for at in range(begin, stop) if at in sentence.figures}
            figures &= {at for name, (_, begin, stop) in match.items() if name for at in range(begin, stop)}
            figures = figures or {at for at in range(start, end) if sentence.signs[at] == DATE}
            if figures and any(figures <= before for before in taken):
                continue
            if template.subject and any(_LINE.match(sentence.signs, at + 1) for at in figures):
                continue
            of_own_year = bool(template.subject) or any(slot.kind == "词" for slot, _, _ in match.values())
            if of_own_year and _BEFORE.search(_PAUSES.split(sentence.signs[:start])[-1]):
                continue
            filled = _filled(match, sentence)
            if filled is None:
                continue
            rows = _expanded(template, filled, f"{start}:{number}")
            if of_own_year and (year := _year_told(sentence, start)) is not None:
                for row in rows:
                    row[_TOLD_OF] = year
            if _of_another(template, sentence, start, title):
                for row in rows:
                    row[_OTHER] = "是"
            elif template.subject and any(at < start for at in sentence.figures):
                for row in rows:
                    row[_AFTER] = "是"
            if rows:
                taken.append(figures)
                out += rows
    return out


def _year_told(sentence: Sentence, before: int) -> str | None:
    """The year that a sentence tells last before a place in it; empty for 上年, which goes as far as a semicolon."""
    since = sentence.signs.rfind(";", 0, before) + 1
    earlier = max((found.end() for found in _BEFORE.finditer(sentence.signs, since, before)), default=0)
    for at in range(before - 1, earlier - 1, -1):
        if sentence.signs[at] == DATE and (year := YEAR.match(sentence.span(at, at + 1).text)):
            return year[1]
        if sentence.signs.startswith(_OWN, at):
            return None
    return "" if earlier else None


def _filled(match: dict[str, tuple[Slot, int, int]], sentence: Sentence) -> _Filled | None:
    out: _Filled = {}
    for name, (slot, start, end) in match.items():
        if not name:
            continue
        if slot.kind == "分项":
            parts = []
            dimension = _dimension(match, sentence)
            for found in _PART.finditer(sentence.signs, start, end):
                figure = sentence.figures[found.start("figure")]
                dimension = dimension or dimension_of(figure)
                if dimension_of(figure) != dimension:
                    break  # what is counted in something else is no part
                parts.append(
                    {
                        "名": name_of(sentence, *found.span("name")),
                        "数": _figure(sentence, *found.span("figure"), "数"),
                    }
                )
            if not parts:
                return None
            rest = "等" if AND_SO_ON.match(sentence.signs, end) else ""
            out[name] = [{**part, "余": rest} for part in parts]
        elif slot.many:
            out[name] = [{"": value} for value in _list(slot, sentence, start, end)]
        elif slot.kind == "名":
            value = name_of(sentence, start, end)
            out[name] = value if text_of(value) else heading_of(sentence)
        elif slot.kind == "词" and _is_of_rate(sentence, end):
            continue
        elif end - start == 1 and start in sentence.figures:
            out[name] = _figure(sentence, start, end, slot.kind)
        else:
            out[name] = sentence.span(start, end)
    return out


def _is_of_rate(sentence: Sentence, end: int) -> bool:
    """Whether a word that ends there is of the name of a rate that is less than all: 完成率92.8%, but 按时完工率100%."""
    figure = sentence.figures.get(end + 1)
    return sentence.signs[end : end + 1] == "率" and (figure is None or figure.base < 1)


def _dimension(match: dict[str, tuple[Slot, int, int]], sentence: Sentence) -> str:
    """What the first figure beside the parts is counted in; empty where there is none."""
    for name, (slot, start, end) in match.items():
        if name and slot.kind != "分项" and end - start == 1 and start in sentence.figures:
            return dimension_of(sentence.figures[start])
    return ""


def _list(slot: Slot, sentence: Sentence, start: int, end: int) -> list[Value]:
    values: list[Value] = []
    at = start
    for found in [*_SPLIT.finditer(sentence.signs, start, end), None]:
        stop = end if found is None else found.start()
        if stop > at:
            one = (at, stop)
            if slot.kind == "名":
                values.append(name_of(sentence, *one))
            else:
                values.append(_figure(sentence, *one, slot.kind))
        if found is not None:
            at = found.end()
    return values


def name_of(sentence: Sentence, start: int, end: int) -> Value:
    """A name without the words of the sentence around it."""
    signs = sentence.signs[start:end]
    lead = _LEADS.match(signs)
    if lead is not None and lead.end() < len(signs):
        start += lead.end()
    tail = _TAILS.search(sentence.signs[start:end])
    if tail is not None and tail.start() > 0:
        end = start + tail.start()
    if start >= end:
        return None
    return sentence.span(start, end)


def _figure(sentence: Sentence, start: int, end: int, kind: str) -> Value:
    span = sentence.span(start, end)
    if end == start + 1 and start in sentence.lent:
        return Said(sentence.lent[start], span)
    if sentence.signs[start:end] == SCALED and kind == "金额":
        return Said(span.text + "元", span)
    return span


def heading_of(sentence: Sentence) -> Value:
    """The heading above a sentence that does not name its subject."""
    if sentence.heading is None:
        return None
    text = _LEADS.sub("", sentence.heading.text).strip(" 。：:")
    return Said(text, sentence.heading) if text else None


def _expanded(template: Template, filled: _Filled | None, key: str) -> list[dict[str, Value]]:
    if filled is None:
        return []
    lengths = {len(value) for value in filled.values() if isinstance(value, list) and value and "" in value[0]}
    if len(lengths) > 1:
        return []
    rows: list[dict[str, Value]] = []
    for form in template.rows:
        lists = {
            part[0]
            for _, cell in form
            for part in cell.parts
            if isinstance(part, tuple) and isinstance(filled.get(part[0]), list) and part[1:] != ("余",)
        }
        count = max((len(_entries(filled, name)) for name in lists), default=1)
        for index in range(count):
            row: dict[str, Value] = {}
            for column, cell in form:
                value = _value(cell, filled, index)
                if value is not None:
                    row[column] = value
            if any(span_of(value) is not None for value in row.values()):
                rows.append(row)
    if template.apart:
        for row in rows:
            row["\0"] = key
    return rows


def _entries(filled: _Filled, name: str) -> list[dict[str, Value]]:
    value = filled.get(name)
    return value if isinstance(value, list) else []


def _value(cell: Cell, filled: _Filled, index: int) -> Value:
    if len(cell.parts) == 1 and isinstance(cell.parts[0], tuple):
        return _part(cell.parts[0], filled, index)
    text, span = "", None
    for part in cell.parts:
        if isinstance(part, str):
            text += part
            continue
        value = _part(part, filled, index)
        text += text_of(value) or ""
        span = span or span_of(value)
    return Said(text, span)


def _part(part: tuple[str, ...], filled: _Filled, index: int) -> Value:
    value = filled.get(part[0])
    if isinstance(value, list):
        return value[index].get(part[1] if len(part) > 1 else "") if index < len(value) else None
    return value


def _write(template: Template, rows: list[dict[str, Value]], draft: Draft) -> None:
    """Rows to their table; groups of one name that were claimed in two places are told apart."""
    if template.table is None:
        for row in rows:
            for name, value in row.items():
                draft.field(name, value, template.doubt)
        return
    draft.claimed.add(template.table)
    written = draft.tables.get(template.table, [])
    names: dict[tuple[str, str], int] = {}
    seen: dict[str, int] = {}
    taken = {text_of(row.cells.get(template.apart)) for row in written} if template.apart else set()
    known = _by_figure(written)
    shares = _of_others(draft) if any("人数" in row and "比率" in row for row in rows) else ()
    for row in rows:
        if (own := _figures(row)) and _in_one_row(own, known):
            continue  # said by the grammar of the text already
        if own and any(own <= both for both in shares):
            continue  # 151人就业，就业率78.65%: the rate was found to be theirs of others, and not of them
        key = text_of(row.pop("\0", None)) or ""
        if template.apart and template.apart in row:
            value = row[template.apart]
            text = text_of(value) or ""
            source = span_of(value)
            place = f"{id(source.source) if source else 0}:{key}"
            number = names.get((text, place))
            if number is None:
                before = seen[text] if text in seen else _used(taken, text)
                number = names[text, place] = seen[text] = before + 1
            if number > 1:
                row[template.apart] = Said(f"{text}（{number}）", source)
                taken.add(f"{text}（{number}）")
        draft.row(template.table, row, template.doubt)


def _of_others(draft: Draft) -> list[set[tuple[int, int]]]:
    """The figures of each share (占比) but for what it is of."""
    rows = (row.cells for row in draft.tables.get("占比", ()) if not row.doubt)
    return [_figures({name: value for name, value in row.items() if name in ("部分", "占比")}) for row in rows]


def _figures(cells: Mapping[str, Value]) -> set[tuple[int, int]]:
    """The figures that a row holds, by where they stand."""
    spans = (span_of(value) for value in cells.values() if any(sign.isdigit() for sign in text_of(value) or ""))
    return {(id(span.source), span.start) for span in spans if span is not None}


#: What the tables hold that templates of a field write to: nothing of its own, or scores.
_OF_FIELD: Final = ("", "分项得分")


def drop_retold(vocabulary: Vocabulary, draft: Draft) -> None:
    """Take out goals (完成, without a rate) whose figures a template has put into a table of the field already."""
    rows_of = _by_figure(
        row
        for name, rows in draft.tables.items()
        if name in draft.claimed
        and (known := vocabulary.schema.tables.get(name)) is not None
        and known.source in _OF_FIELD
        for row in rows
    )
    for table in vocabulary.schema.tables.values():
        if table.source == "完成" and table.name in draft.tables:
            draft.tables[table.name] = [
                row
                for row in draft.tables[table.name]
                if row.cells.get("完成率") is not None or not _in_one_row(_figures(row.cells), rows_of)
            ]


def _by_figure(rows: Iterable[DraftRow]) -> dict[tuple[int, int], set[int]]:
    """For every figure the rows that hold it."""
    out: dict[tuple[int, int], set[int]] = {}
    for row in rows:
        for figure in _figures(row.cells):
            out.setdefault(figure, set()).add(id(row))
    return out


def _in_one_row(figures: set[tuple[int, int]], rows_of: Mapping[tuple[int, int], set[int]]) -> bool:
    """Whether one of the rows holds all figures."""
    return bool(set.intersection(*(rows_of.get(figure, set()) for figure in figures))) if figures else bool(rows_of)


def _used(taken: Container[str | None], text: str) -> int:
    """How many groups of a name there are already."""
    count = 0
    while (text if not count else f"{text}（{count + 1}）") in taken:
        count += 1
    return count
