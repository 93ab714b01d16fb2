"""Points that sentences tell of a group of rows, or took off a row, held against the rows (平衡): 产出指标50分，得50分.

A group is what several rows of a table have in one of their columns. Of two columns of points the one that is never less is
what could be had. What a sentence tells right behind the name of a group is of that group: what it got (得), what was taken
off (扣), or what could be had, where what it got stands next. What does not come out is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from gouji.extraction.crossing.rowcells import figure_of
from gouji.extraction.drafting.draft import Draft, DraftRow, Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.grids.items import plain_name
from gouji.extraction.tried.outcomes import balance, makers
from gouji.extraction.tried.spoken import Spoken
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.figures.folding import fold
from gouji.language import Table

_GOT: Final = re.compile(r"(?<!应)(?<!可)(?:得分?|得到|获得?分?)(?:为|共|合计|[:,])*$")
_OFF: Final = re.compile(r"(?:扣(?:除|减|掉|去)?分?|失分?|丢分?)(?:了|为|共|[:,])*$")
#: What is told of each, of several, of some or by a rule.
_NOT_THESE: Final = re.compile(
    r"每|各[^项类]|平均|占|最[高低多少]|应|可|上年|去年|其他|其余|另|其中[^,]*$|未|加[分计]|原"
)
#: What may stand between a name and its points, and before a name.
_BETWEEN: Final = (
    r"(?:一?类?(?:指标|部分|方面|维度|情况|项目?)|满分|分值|权重|标准分|总分|合计|[共计]|实际|自评|最终|评价|综合"
    r"|[为是:,()得扣分失])*"
)
_BEFORE: Final = r"(?:^|[^\u4e00-\u9fff]|其中|[和与及在是为即是])"
_AND: Final = r"(?:一?类?(?:指标|部分|方面)?[、和与及])"
_THIS: Final = re.compile(rf"(?:[本该此]|这一)(?:部分|类指标|方面){_BETWEEN}$")
_HEADING: Final = 24
#: Signs before points among which the name of a group stands.
_FAR: Final = 80
_LEAST: Final = 2
_LONGEST: Final = 16
_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one name; ``alone``: the name is that of a row."""

    parts: Sequence[_Part]
    alone: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A row: its name, what could be had, and what it got."""

    name: str
    full: tuple[Value, Figure]
    got: tuple[Value, Figure]


def read_groups_told(
    told: Sequence[Spoken], tables: Iterable[Table], by_source: Mapping[str, Table], wording: Wording, draft: Draft
) -> None:
    """Write them. ``told``: the figures of the sentences of a document; ``tables``: those of the vocabulary."""
    sums = by_source.get("平衡")
    if sums is None:
        return
    points = [list(group) for _, group in groupby(told, key=lambda one: id(one.mention.sentence))]
    points = [sentence for sentence in points if any(one.one.kind == "score" for one in sentence)]
    known = makers(by_source, draft)
    for table in tables:
        groups = dict(_groups(table, draft, wording)) if points else {}
        if not groups:
            continue
        names = either(tuple(sorted(groups, key=len, reverse=True)))
        run = re.compile(rf"{_BEFORE}(?P<names>(?:{names})(?:{_AND}(?:{names}))*){_BETWEEN}$")
        each = re.compile(names)
        for sentence in points:
            for at, one in enumerate(sentence):
                if one.one.kind != "score" or one.mention.figure.bound or one.one.place in known:
                    continue
                start = sentence[at - 1].mention.at if at else -1
                meant = _told_of(sentence, at, start, run, each, groups)
                lines = _lines(sentence, at, meant) if meant is not None else []
                if lines:
                    group = Said(
                        f"{one.name or one.one.figure.text}（{one.one.figure.text}，各项）", span_of(one.one.value)
                    )
                    for row in balance(group, [(one.name or group, one.one.value, 0), *lines]):
                        draft.say(sums, row, True)


def _groups(table: Table, draft: Draft, wording: Wording) -> Iterator[tuple[str, _Group]]:
    """The groups of a table with their rows, and each row by itself, by what they are called."""
    rows = draft.tables.get(table.name, ())
    if table.label is None or table.source or not _LEAST <= len(rows) <= _MOST * _LEAST:
        return
    named = [(fold(text_of(row.cells.get(table.label)) or ""), row) for row in rows]
    named = [(name, row) for name, row in named if name not in table.total_texts]
    parts = _parts_of(table, named, draft)
    out: dict[str, _Group | None] = {}
    for column, known in table.columns.items() if parts else ():
        if known.kind.base != "text" or column == table.label:
            continue
        texts = [fold(text_of(row.cells.get(column)) or "") for _, row in named]
        if not all(texts) or len(set(texts)) == len(texts):
            continue
        for name in dict.fromkeys(texts):
            own = [part for part, text in zip(parts, texts, strict=True) if text == name]
            core = _core(name, wording)
            if _LEAST <= len(core) <= _LONGEST:
                same = core not in out or (out[core] or _Group((), False)).parts == own
                out[core] = _Group(own, False) if same else None
    for part in parts:
        core = plain_name(part.name)
        if _LEAST < len(core) <= _LONGEST:
            out.setdefault(core, _Group([part], True))
    yield from ((name, own) for name, own in out.items() if own is not None)


def _parts_of(table: Table, named: Sequence[tuple[str, DraftRow]], draft: Draft) -> list[_Part]:
    """The rows with what could be had and what they got: of the two columns of points that are filled, the one that is never
    less, and the other."""
    scores = [
        column
        for column, known in table.columns.items()
        if known.kind.dim and len(known.kind.dim) == 1 and known.kind.dim[0][0] == "score"
    ]
    filled: list[list[tuple[Value, Figure]]] = []
    for column in scores:
        made = [figure_of(table, column, row, draft) for _, row in named]
        figures = [one for one in made if one is not None and one[1].plain]
        if len(figures) == len(named) >= _LEAST:
            filled.append(figures)
    if len(filled) != _LEAST:
        return []
    one, other = filled
    if not all(a[1].base >= b[1].base for a, b in zip(one, other, strict=True)):
        one, other = other, one
    if not all(a[1].base >= b[1].base for a, b in zip(one, other, strict=True)):
        return []
    return [_Part(name, full, got) for (name, _), full, got in zip(named, one, other, strict=True)]


def _core(name: str, wording: Wording) -> str:
    """What a group is called, without the word that says that it is one (产出指标)."""
    plain = re.sub(r"[(][^()]*[)]$", "", plain_name(name))
    for word in wording.goal_called:
        if plain.endswith(word) and len(plain) - len(word) >= _LEAST:
            return plain[: -len(word)]
    return plain


def _told_of(
    sentence: Sequence[Spoken],
    at: int,
    start: int,
    run: re.Pattern[str],
    each: re.Pattern[str],
    groups: Mapping[str, _Group],
) -> _Group | None:
    """The rows of which points are told: of the groups right before them, or before what could be had of these."""
    one = sentence[at]
    signs = one.mention.sentence.signs
    lead = signs[max(start + 1, one.mention.at - _FAR) : one.mention.at]
    found = run.search(lead)
    if found is None and at and sentence[at - 1].one.kind == "score" and re.fullmatch(rf"[,(]?{_BETWEEN}", lead):
        before = sentence[at - 2].mention.at if at > 1 else -1
        place = sentence[at - 1].mention.at
        found = run.search(signs[max(before + 1, place - _FAR) : place])
    if _NOT_THESE.search(lead if found is not None else re.split("[,;。]", lead)[-1]):
        return None
    if found is None:
        # （二）过程情况 ……本部分得19.84分: of what its heading is called
        above = one.mention.sentence.heading
        heads = ("" if above is None else above.text, one.mention.sentence.texts[0].text.partition("。")[0])
        named = {name for head in heads if len(head) <= _HEADING for name in each.findall(head)}
        named = named if _THIS.search(lead) else set()
        return groups[named.pop()] if len(named) == 1 else None
    called = [groups[name] for name in each.findall(found["names"])]
    rows = {id(part): part for group in called for part in group.parts}
    return _Group(list(rows.values()), any(group.alone for group in called))


def _lines(sentence: Sequence[Spoken], at: int, meant: _Group) -> list[tuple[Value, Value, int]]:
    """The lines of what points should be, where they are not."""
    one, parts = sentence[at], meant.parts
    full = sum((part.full[1].base for part in parts), Fraction(0))
    got = sum((part.got[1].base for part in parts), Fraction(0))
    name = one.name
    if _OFF.search(name):
        if one.one.base == full - got:
            return []
        return [(part.name, value, sign) for part in parts for (value, _), sign in ((part.full, 1), (part.got, -1))]
    if _GOT.search(name):
        if meant.alone or one.one.base == got:
            return []  # what one row got is told of elsewhere
        return [(part.name, part.got[0], 1) for part in parts]
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    had = after is not None and after.one.kind == "score" and _GOT.search(after.name) is not None
    if meant.alone or not had or one.one.base in (full, got):
        return []
    return [(part.name, part.full[0], 1) for part in parts]


__all__ = ["read_groups_told"]
