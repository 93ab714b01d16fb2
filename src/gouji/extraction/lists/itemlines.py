"""Numbered items on lines of their own with a labelled amount below each, and the sentence before them that tells how many
they are and what they come to: 共7个项目，总投资1259万元，其中甲类3项938万元，…… over 1.某工程 and 投资：500万元 (构成, 列举).

Items are held against what was told where something else that was told agrees with them: their sum, their number, or the
numbers of the groups that they fall into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.document.model import Document, Paragraph, Span, Text
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.prose.amounts import NEAR_MISS, proves, value_of, worth
from gouji.extraction.prose.facts import Fact, by_text, kind_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import Table

_ITEM: Final = re.compile(r"\s*(?P<number>[1-9][0-9]?)\s*[.、．]\s*(?P<name>[^。；;]{2,60}?)\s*")
_AMOUNT: Final = re.compile(
    r"\s*(?P<label>[\u4e00-\u9fff]{2,10})\s*[:：]\s*(?P<figure>[0-9][0-9,.]*\s*(?:万|亿|千)?元)\s*(?:[（(][^（）()]*[）)])?[；;，,。]?\s*"
)
#: Items at least, paragraphs of one item, paragraphs before the first item in which the whole may be told.
_LEAST: Final = 3
_LONGEST: Final = 8
_NEAR: Final = 2
#: An item that misses the amount of its group by more than this is none of it.
_APART: Final = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class _Item:
    name: Span
    printed: Span
    figure: Figure


@dataclass(frozen=True, slots=True)
class _Told:
    """How many things there are, what they come to, and the number and the amount of each group of them."""

    count: Fact
    amount: Fact
    groups: Sequence[tuple[Fact, Fact]]

    @property
    def parted(self) -> bool:
        """Whether the amounts of the groups make the whole, so that the groups are all of it."""
        return len(self.groups) > 1 and proves([amount for _, amount in self.groups], self.amount)


def read_item_lines(document: Document, facts: Sequence[Fact], tables: Mapping[str, Table], draft: Draft) -> None:
    """Write what numbered items with amounts below them come to."""
    sources = {table.source: table for table in tables.values() if table.source}
    writer = _Writer(sources, draft)
    told = by_text(facts)
    for before, items in _lists(document):
        for text in reversed(before):
            found = _told(told.get(id(text), ()))
            if found is not None:
                writer.write(found, items)
                break


def _lists(document: Document) -> Iterator[tuple[list[Text], list[_Item]]]:
    """The lists of items, with the paragraphs right before each."""
    texts = [
        block.text if isinstance(block, Paragraph) and not block.apart else None
        for block in document.blocks
        if not isinstance(block, Paragraph) or block.text.text.strip()
    ]
    at = 0
    while at < len(texts):
        items, end = _list(texts, at)
        if len(items) >= _LEAST:
            yield [text for text in texts[max(0, at - _NEAR) : at] if text is not None], items
        at = max(end, at + 1)


def _list(texts: Sequence[Text | None], start: int) -> tuple[list[_Item], int]:
    """The items from a paragraph on, and the number of the paragraph after them. One without an amount ends all."""
    items: list[_Item] = []
    label = ""
    at = start
    while at < len(texts) and (head := _numbered(texts[at], len(items) + 1)) is not None:
        place = at + 1
        while place < min(len(texts), at + _LONGEST):
            text = texts[place]
            found = _AMOUNT.fullmatch(text.text) if text is not None else None
            if text is None or _numbered(text, len(items) + 2) is not None:
                return [], at + 1
            if found is not None and label in ("", found["label"]):
                break
            place += 1
        else:
            return [], at + 1
        figure = parse_figure(found["figure"]) if found is not None else None
        if found is None or figure is None:
            return [], at + 1
        label = found["label"]
        items.append(_Item(head, text.span(*found.span("figure")), figure))
        at = place + 1
        while at < len(texts) and (text := texts[at]) is not None and _numbered(text, len(items) + 1) is None:
            if at - place >= _LONGEST or _AMOUNT.fullmatch(text.text):
                break  # a second amount of one label: nobody knows whose it is
            if not any(_numbered(other, len(items) + 1) for other in texts[at : at + _LONGEST]):
                break
            at += 1
    return items, at


def _numbered(text: Text | None, number: int) -> Span | None:
    """The name of the item of a number."""
    found = _ITEM.fullmatch(text.text) if text is not None else None
    if text is None or found is None or int(found["number"]) != number:
        return None
    return text.span(*found.span("name"))


def _told(facts: Sequence[Fact]) -> _Told | None:
    """共安排7个项目，总投资1259万元，其中……3项，938万元；……2项，307万元: the number, the amount, and those of the groups."""
    plain = [fact for fact in facts if not fact.sentence.figures[fact.figure].bound and not fact.depth]
    kinds = [kind_of(fact) for fact in plain]
    if kinds[:2] not in (["count:个", "money"], ["money", "count:个"]):
        return None
    count, amount = plain[:2] if kinds[0] != "money" else plain[1::-1]
    rest = plain[2:]
    groups = []
    for one, other in pairwise(rest):
        if kind_of(one) == "count:个" and kind_of(other) == "money":
            groups.append((one, other))
    return _Told(count, amount, groups if 2 * len(groups) == len(rest) else ())


class _Writer:
    """Writes what items and what was told of them say of each other."""

    def __init__(self, tables: Mapping[str, Table], draft: Draft) -> None:
        self._tables = tables
        self._draft = draft

    def write(self, told: _Told, items: Sequence[_Item]) -> None:
        total = sum((item.figure.base for item in items), Fraction(0))
        grouped = sum((worth(count) for count, _ in told.groups), Fraction(0))
        near = abs(total - worth(told.amount)) <= worth(told.amount) * NEAR_MISS
        many = Fraction(len(items)) in (worth(told.count), grouped)
        if not near and not (many and total == worth(told.amount)):
            return
        if told.parted:
            self._counts(told)
        if many or total == worth(told.amount):
            self._number(told.count, items)
            self._sum(told.amount, items, "各项")
        if told.parted and grouped == len(items):
            self._groups(told, items)

    def _counts(self, told: _Told) -> None:
        """The numbers of groups that are all of it make the number of all."""
        group = self._name(told.count, "个数")
        rows: list[dict[str, Value]] = [
            {"构成": group, "项": "总额", "数额": _counted(told.count), "列示": "穷举"},
            *({"构成": group, "项": _name_of(count), "数额": _counted(count)} for count, _ in told.groups),
        ]
        self._rows("构成", rows)

    def _groups(self, told: _Told, items: Sequence[_Item]) -> None:
        """The items of each group, in order, make its amount, if those of some group do and none is far from it."""
        parts, at = [], 0
        for count, amount in told.groups:
            size = int(worth(count))
            parts.append((count, amount, items[at : at + size]))
            at += size
        sums = [(sum((i.figure.base for i in part), Fraction(0)), worth(amount)) for _, amount, part in parts]
        made = sum(one == other for one, other in sums)
        if not made or any(abs(one - other) > other * _APART for one, other in sums):
            return
        for count, amount, part in parts:
            self._sum(amount, part, f"{_name_of(count).text}各项")

    def _number(self, count: Fact, items: Sequence[_Item]) -> None:
        """How many items there are beside how many were told."""
        cells: dict[str, Value] = {
            "事项": _name_of(count),
            "个数": _counted(count),
            "所列": Said(f"{len(items)}个", items[-1].name),
        }
        self._rows("列举", [cells])

    def _sum(self, amount: Fact, items: Sequence[_Item], called: str) -> None:
        group = self._name(amount, called)
        rows: list[dict[str, Value]] = [
            {"构成": group, "项": "总额", "数额": value_of(amount), "列示": "穷举"},
            *({"构成": group, "项": item.name, "数额": item.printed} for item in items),
        ]
        self._rows("构成", rows)

    def _name(self, fact: Fact, called: str) -> Value:
        span = _name_of(fact)
        return Said(f"{span.text}（{called}）", span)

    def _rows(self, source: str, rows: Sequence[Mapping[str, Value]]) -> None:
        table = self._tables.get(source)
        if table is None:
            return
        for cells in rows:
            self._draft.say(table, cells)


def _name_of(fact: Fact) -> Span:
    start = fact.start if fact.end > fact.start else fact.figure
    return fact.sentence.span(start, max(fact.end, start + 1))


def _counted(fact: Fact) -> Said:
    """A number of things in one measure word: 7个项目 and 3项 count the same."""
    return Said(f"{int(worth(fact))}个", fact.sentence.span(fact.figure, fact.figure + 1))
