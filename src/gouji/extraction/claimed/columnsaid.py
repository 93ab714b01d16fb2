"""Words that say which way all of several went, or that all have something left, held against the column of signed figures
of the table beside them: 各县浓度同比均下降，具体如下……-13.0%、0.0%; 各项当年均实现收支结余.

Which column is meant is not said: it is the only one with signs that mostly bears the words out, and what does not is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Text
from gouji.extraction.claimed.overalltables import Placed
from gouji.extraction.claimed.waysaid import BUT, ways_said
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.howmany import counts
from gouji.extraction.text.sentences import FIGURES, Sentence
from gouji.extraction.tried.regions import One, Region
from gouji.extraction.tried.runs import columns_of
from gouji.faults import regex as re
from gouji.language import Table

#: All have something left, or all lack it.
_LEFT: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<who>[^{FIGURES},;:。()]{{0,24}}?)[均都](?:实现|有|保持|为|出现)*(?:收支|当年|了)*(?:(?P<up>结余|盈余|盈利)|(?P<down>赤字|亏损|超支))(?=[,;。]|$)"
)
_NOT_SO: Final = re.compile(r"[未没不将拟应须需]|确保|力争|预计|除|基本|大部|多数|部分|上年|去年|累计|滚存")
_JOINS: Final = re.compile(r"[、和与及]")
_HEADED: Final = re.compile(r"结余|盈|差额|亏")
_BELOW: Final = re.compile(r"如下|下表|见表|附表")
#: The header of a column of changes that are printed as bare numbers.
_CHANGES: Final = re.compile(r"增减|增长|增速|增幅|升降|变动|变化|同比|环比|[±]")
_TOTAL: Final = re.compile(r"合计|总计|小计|^全[国省市县区]|平均|^计$")
#: Texts between a table and the words, where it stands before them and where they lead to it; texts of its header; signs of
#: the end of a text in which words lead to a table.
_NEAR, _FAR, _HEADER, _LEAD = 4, 14, 14, 24
_FEWEST: Final = 4
#: Signs before words among which they say who is left out.
_OUT: Final = 30
#: In a hundred, how many bear the words out at least.
_MOSTLY: Final = 60
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class _Claim:
    sentence: Sentence
    start: int
    end: int
    up: bool
    left: bool
    number: int = 0
    names: Sequence[str] = ()


def read_column_said(
    texts: Sequence[Text],
    found: Iterable[Sentence],
    placed: Sequence[Placed],
    order: Mapping[int, int],
    table: Table,
    draft: Draft,
) -> None:
    """Write each figure of the column to the table of comparisons."""
    claims = [claim for sentence in found for claim in _claims(sentence)]
    if not claims:
        return
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    done: set[tuple[int, bool, bool, int, tuple[str, ...]]] = set()
    for claim in claims:
        at = order.get(id(claim.sentence.texts[claim.start]), 0)
        beside = _beside(claim, at, placed, texts)
        said = (id(beside[0]) if beside is not None else 0, claim.up, claim.left, claim.number, tuple(claim.names))
        if beside is None or said in done:
            continue
        done.add(said)
        for one in _column(claim, *beside):
            if place_of(one.value) not in known:
                known.add(place_of(one.value))
                span = claim.sentence.span(claim.start, claim.end)
                limit = f"{'>' if claim.up else '<'}0{'%' if one.kind == 'ratio' else one.figure.unit.symbol}"
                cells: dict[str, Value] = {"事项": one.name or span, "数值": one.value, "所比": Said(limit, span)}
                draft.say(table, cells, not _kept(claim, one))


def _claims(sentence: Sentence) -> Iterator[_Claim]:
    for said in ways_said(sentence):
        if said.all and not said.but:
            told = [one.number for one in counts(sentence) if said.start <= one.start < said.end]
            names = [name for name in _JOINS.split(said.who) if name]
            yield _Claim(
                sentence,
                said.start,
                said.way[1],
                said.up,
                False,
                told[0] if len(told) == 1 else 0,
                names if len(names) > 1 else (),
            )
    for left in _LEFT.finditer(sentence.signs) if "均" in sentence.signs or "都" in sentence.signs else ():
        if not _NOT_SO.search(left[0]) and not BUT.search(sentence.signs, max(0, left.start() - _OUT), left.start()):
            yield _Claim(sentence, *left.span(), left["up"] is not None, True)


def _beside(claim: _Claim, at: int, placed: Sequence[Placed], texts: Sequence[Text]) -> tuple[Region, str] | None:
    """The table that ends right before the words, or the next one to which they lead, and the texts above its figures."""
    if _BELOW.search(claim.sentence.signs[claim.end :] + texts[at].text[-_LEAD:]):
        behind = min((one for one in placed if 0 < one.first - at <= _FAR), key=lambda one: one.first, default=None)
    else:
        behind = max((one for one in placed if 0 < at - one.last <= _NEAR), key=lambda one: one.last, default=None)
    if behind is None:
        return None
    header = " ".join(text.text for text in texts[max(0, behind.first - _HEADER) : behind.first + 1])
    return (behind.region, header) if not claim.left or _HEADED.search(header) else None


def _column(claim: _Claim, region: Region, header: str) -> Sequence[One]:
    """The only column with signs that mostly bears the words out, or the last of several that have the same signs; none where
    another does so in full."""
    meant: dict[frozenset[tuple[int, int]], Sequence[One]] = {}
    changes = _CHANGES.search(header) is not None
    for column in columns_of(region):
        ones: Sequence[One] = [one for one in column.values() if not _TOTAL.search(one.name)]
        if (
            len(ones) < (_FEWEST - 1 if claim.number == len(ones) else _FEWEST)
            or not any(one.base < 0 for one in ones)
            or len({one.kind for one in ones}) > 1
        ):
            continue
        chosen, named = _named(claim, ones)
        ones = list(chosen)
        bare = ones[0].kind == "number" and changes and (named or (not claim.names and claim.number in (0, len(ones))))
        if not claim.left and ones[0].kind != "ratio" and not bare:
            continue
        good = sum(_kept(claim, one) for one in ones)
        if good == len(ones):
            return []
        if good * _HUNDRED >= len(ones) * (_MOSTLY if not (claim.left or named) else _HUNDRED // 2):
            meant[frozenset(one.place for one in ones)] = ones
    shapes = {tuple((one.name, one.base > 0) for one in ones) for ones in meant.values()}
    return list(meant.values())[-1] if len(shapes) == 1 else []


def _named(claim: _Claim, ones: Sequence[One]) -> tuple[Sequence[One], bool]:
    """The rows that the words name, where they name several, each of them a row."""
    own = [[one for one in ones if one.name and (one.name in name or name in one.name)] for name in claim.names]
    if len(own) > 1 and all(len(rows) == 1 for rows in own):
        return [rows[0] for rows in own], True
    return ones, False


def _kept(claim: _Claim, one: One) -> bool:
    return one.base > 0 if claim.up else one.base < 0
