"""The same account in several tables of a document, and in its text: rows of the table with the source 表间.

Two sources of one scope tell of each account the same; where the pack says that one scope is no more than another, no account
of the one is more than that of the other. What most accounts belie is no relation of theirs but a misreading, of which nothing is
said. 据 is 印证 where enough accounts agree besides the one that does not, else 推测.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.document.model import Document
from gouji.extraction.crossing.scoped import Source, Told, sources
from gouji.extraction.crossing.scopedtext import text_sources
from gouji.extraction.crossing.scopes import Scopes
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.retold import rounded
from gouji.extraction.text.sentences import Sentence
from gouji.language import Table
from gouji.packs.vocabulary import Vocabulary

#: Accounts that agree, and how many of them for each that does not, so that one that does not is a slip.
_PROOFS: Final = 3
_OUTWEIGH: Final = 3


@dataclass(frozen=True, slots=True)
class _Pair:
    """One account in two sources."""

    first: Told
    second: Told

    @property
    def tells(self) -> bool:
        """Whether the agreement of the two tells anything."""
        return self.first.figure.base != 0 and self.second.figure.base != 0


@dataclass(frozen=True, slots=True)
class _Relation:
    """What two sources have to do with each other: 等于 or 不大于. ``sure``: enough of their accounts bear it out."""

    form: str
    one: Source
    other: Source
    pairs: tuple[_Pair, ...]
    sure: bool = False

    @classmethod
    def of(cls, form: str, one: Source, other: Source) -> _Relation:
        """The relation of two sources over the accounts that both tell."""
        return cls(form, one, other, tuple(_shared(one, other)))

    def holds(self, pair: _Pair) -> bool:
        one, other = pair.first.figure, pair.second.figure
        if one.base == other.base or rounded(one, other):
            return True
        return self.form == "不大于" and one.base < other.base


def read_crossings(
    document: Document,
    sentences: Sequence[Sentence],
    vocabulary: Vocabulary,
    wording: Wording,
    year: int | None,
    draft: Draft,
) -> None:
    """Add what the tables and the text of a document tell of the same accounts. ``year``: that of the title."""
    table = next((table for table in vocabulary.schema.tables.values() if table.source == "表间"), None)
    scopes = Scopes(wording)
    if table is None or not scopes:
        return
    scoped: dict[str, list[Source]] = {}
    for source in (*sources(document, scopes), *text_sources(sentences, scopes, year)):
        scoped.setdefault(source.scope, []).append(source)
    equal = [
        _Relation.of("等于", *two) for scope in sorted(scoped) for two in combinations(scoped[scope], 2) if _fit(*two)
    ]
    bounded = [
        _Relation.of("不大于", one, other)
        for lower, upper in scopes.bounds
        for one in _printed(scoped.get(lower, ()))
        for other in _printed(scoped.get(upper, ()))
        if _fit(one, other)
    ]
    records = _records([*equal, *bounded])
    for made in (*_proven(equal, records), *_proven(bounded, records)):
        _tell(made, table, draft)


@dataclass(slots=True)
class _Record:
    """The figures of one table that others bear out, and those that one of the others belies."""

    right: set[Fraction] = field(default_factory=set)
    wrong: set[Fraction] = field(default_factory=set)

    @property
    def misread(self) -> bool:
        """Whether most of the table is belied: then it says something else than it was taken for."""
        return len(self.wrong) > 1 and len(self.wrong) >= len(self.right - self.wrong)

    @property
    def sure(self) -> bool:
        return len(self.right - self.wrong) >= _OUTWEIGH * len(self.wrong)


def _records(relations: Sequence[_Relation]) -> Mapping[int, _Record]:
    """The record of each table; that of the text is no one's."""
    out: dict[int, _Record] = {}
    for made in relations:
        for pair in made.pairs:
            for source, told in ((made.one, pair.first), (made.other, pair.second)):
                if source.number >= 0 and not made.holds(pair):
                    out.setdefault(source.number, _Record()).wrong.add(told.figure.base)
                elif source.number >= 0 and pair.tells:
                    out.setdefault(source.number, _Record()).right.add(told.figure.base)
    return out


def _printed(told: Sequence[Source]) -> Sequence[Source]:
    """The tables of a scope; the text where there is none, since what it says is compared with them."""
    return [source for source in told if source.number >= 0] or told


def _fit(one: Source, other: Source) -> bool:
    """Whether two sources can be compared: printed in two places, in units that are known of both, not of two years."""
    years = {source.year for source in (one, other) if source.year is not None}
    return one.number != other.number and one.bare == other.bare and len(years) < 2


def _proven(relations: Sequence[_Relation], records: Mapping[int, _Record]) -> Iterator[_Relation]:
    """The relations of each two tables, or of the text and the tables, that most of their accounts bear out; none of a table
    that was misread."""
    groups: dict[tuple[int, int], list[_Relation]] = {}
    for made in relations:
        places = sorted((made.one.number, made.other.number))
        groups.setdefault((places[0], places[1]) if places[0] >= 0 else (-1, -1), []).append(made)
    for group in groups.values():
        right = {pair.first.figure.base for made in group for pair in made.pairs if pair.tells and made.holds(pair)}
        wrong = sum(not made.holds(pair) for made in group for pair in made.pairs)
        pairs = sum(len(made.pairs) for made in group)
        sure = len(right) >= _PROOFS and len(right) >= _OUTWEIGH * wrong
        for made in group:
            known = [records[source.number] for source in (made.one, made.other) if source.number in records]
            if any(record.misread for record in known):
                continue
            agree = sum(pair.tells and made.holds(pair) for pair in made.pairs)
            against = sum(not made.holds(pair) for pair in made.pairs)
            if against and (len(right) <= wrong < pairs or agree < against < len(made.pairs)):
                continue
            yield replace(made, sure=sure and all(record.sure for record in known))


def _tell(made: _Relation, table: Table, draft: Draft) -> None:
    one, other = made.one, made.other
    for pair in made.pairs:
        if made.form == "不大于" and made.holds(pair) and pair.first.figure.base > pair.second.figure.base:
            continue  # it is more by its rounding alone
        said: dict[str, Value] = {
            "事项": pair.first.label or pair.second.label or "合计",
            "口径": one.scope if one.scope == other.scope else f"{one.scope}、{other.scope}",
            "关系": made.form,
            "甲表": Said(one.title, one.span),
            "乙表": Said(other.title, other.span),
            "甲": pair.first.value,
            "乙": pair.second.value,
            "据": "印证" if made.sure else "推测",
        }
        draft.say(table, said)


def _shared(one: Source, other: Source) -> Iterator[_Pair]:
    """The accounts of both: by their codes where both have codes, else by their names; by the names of all their levels where
    the text says them."""
    if any(told.path for source in (one, other) for told in source.told):
        first, second = one.by_path(), other.by_path()
        yield from (_Pair(first[key], second[key]) for key in first if key in second)
        return
    coded = any(told.code for told in one.told) and any(told.code for told in other.told)
    own, others = (one.by_code(), other.by_code()) if coded else (one.by_name(), other.by_name())
    yield from (_Pair(own[key], others[key]) for key in own if key in others)


__all__ = ["read_crossings"]
