"""From nodes to what a report says: the one place that knows which shapes ``report/1`` allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as NameTable
from typing import Any, NamedTuple

from gouji.document.place import Place
from gouji.faults import regex as re
from gouji.report.collecting import Faults
from gouji.report.form import COLUMN_KEYS, KEYS, MAX_CELL_CHARACTERS, SOURCE_KEYS, VERSION, parse_year
from gouji.report.nodes import Mapping, Node, Scalar, Sequence
from gouji.report.place import Anchor, json_pointer
from gouji.report.source import PLACE_KEYS, Doubts, SourceOrigin, doubt_of
from gouji.report.text import shown

#: A cell that was written as an empty text: its table (None: a field), its row and its column.
Blank = tuple[str | None, int | None, str]
#: All of them, or a function that finds them.
Blanks = frozenset[Blank] | Callable[[], frozenset[Blank]]


class Contents(NamedTuple):
    """What a report says, whatever it was read from; the arguments of :class:`gouji.report.Report` of these names."""

    kind: str | None
    unit: str | None
    year: int | None
    fields: dict[str, str | None]
    tables: dict[str, list[dict[str, str | None]]]
    blanks: Blanks
    tables_first: bool
    origin: SourceOrigin | None = None
    """Of a report that was taken from a document."""
    doubtful: Doubts = frozenset()


def contents_of(root: Node, faults: Faults, needs_version: bool = True) -> Contents:
    """What the nodes say. Every fault goes to ``faults``; if there are any, the contents are of no use."""
    return _Reading(faults).report(root, needs_version)


class _Reading:
    """One pass over the nodes of one report."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._blanks: list[Blank] = []

    def report(self, root: Node, needs_version: bool) -> Contents:
        members: dict[str, Node] = {}
        if isinstance(root, Mapping):
            members = self._members(root, KEYS, "")
            self._version(members.get("gouji"), root, needs_version)
        elif isinstance(root, Scalar) and root.text and "：" in root.text:
            self._colon(root, root.text)
        else:
            self._faults.add("D166", root.start, root.end)
        order = list(members)
        return Contents(
            kind=self._text(members.get("kind"), "/kind"),
            unit=self._text(members.get("unit"), "/unit"),
            year=self._year(members.get("year")),
            fields=self._fields(members.get("fields")),
            tables=self._tables(members.get("tables")),
            blanks=frozenset(self._blanks),
            tables_first={"fields", "tables"} <= members.keys() and order.index("tables") < order.index("fields"),
            origin=self._source(members.get("source"), members.get("places")),
            doubtful=self._doubtful(members.get("doubtful")),
        )

    def _members(self, node: Mapping, keys: NameTable[str, str], where: str) -> dict[str, Node]:
        """The members by the keys of the form; unknown keys and keys under two names are faults."""
        members: dict[str, Node] = {}
        written: dict[str, Scalar] = {}
        for name, value in node.pairs:
            key = keys.get(name.text or "")
            if key is None:
                from difflib import get_close_matches

                near = get_close_matches((name.text or "")[:40], keys, 1, 0.5)
                self._faults.add(
                    "D163" if near else "D164",
                    name.start,
                    name.end,
                    key=shown(name.text or ""),
                    where=where or "/",
                    near=near[0] if near else "",
                    known=" ".join(keys),
                )
            elif key in members:
                first = written[key]
                self._faults.add(
                    "D165", name.start, name.end, first=(first.start, first.end), key=name.text, other=first.text
                )
            else:
                members[key], written[key] = value, name
        return members

    def _version(self, node: Node | None, root: Mapping, needed: bool) -> None:
        if node is None:
            if needed:
                self._faults.add("D161", root.start, root.start + 1, line=f"gouji: {VERSION}", version=VERSION)
        elif not isinstance(node, Scalar) or node.text != VERSION:
            found = shown(node.text or "") if isinstance(node, Scalar) else ""
            self._faults.add("D162", node.start, node.end, found=found, version=VERSION)

    def _text(self, node: Node | None, where: str) -> str | None:
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self._faults.add("D174", node.start, node.end, where=where)
            return None
        return self._scalar(node, where) or None

    def _year(self, node: Node | None) -> int | None:
        if node is None:
            return None
        if isinstance(node, Scalar):
            if not node.text:
                return None
            year = parse_year(node.text)
            if year is not None:
                return year
        found = shown(node.text or "") if isinstance(node, Scalar) else ""
        self._faults.add("D173", node.start, node.end, found=found)
        return None

    def _fields(self, node: Node | None) -> dict[str, str | None]:
        if isinstance(node, Mapping):
            return self._cells(node, None, None)
        if node is not None and not _empty(node):
            if isinstance(node, Scalar) and node.text and "：" in node.text:
                self._colon(node, node.text)
            else:
                self._faults.add("D167", node.start, node.end)
        return {}

    def _tables(self, node: Node | None) -> dict[str, list[dict[str, str | None]]]:
        if isinstance(node, Mapping):
            return {name.text or "": self._table(name.text or "", value) for name, value in node.pairs}
        if node is not None and not _empty(node):
            self._faults.add("D168", node.start, node.end)
        return {}

    def _table(self, name: str, node: Node) -> list[dict[str, str | None]]:
        where = json_pointer("tables", name)
        if isinstance(node, Sequence):
            rows = []
            for index, item in enumerate(node.items):
                if isinstance(item, Mapping):
                    rows.append(self._cells(item, name, index))
                elif isinstance(item, Scalar) and item.text and "：" in item.text:
                    self._colon(item, item.text)
                else:
                    self._faults.add("D170", item.start, item.end, where=json_pointer("tables", name, index))
            return rows
        if isinstance(node, Mapping) and any(key.text in COLUMN_KEYS for key, _ in node.pairs):
            return self._column_table(name, node)
        if not _empty(node):
            self._faults.add("D169", node.start, node.end, where=where)
        return []

    def _column_table(self, name: str, node: Mapping) -> list[dict[str, str | None]]:
        where = json_pointer("tables", name)
        members = self._members(node, COLUMN_KEYS, where)
        columns, rows = members.get("columns"), members.get("rows")
        if not isinstance(columns, Sequence) or not (isinstance(rows, Sequence) or rows is None or _empty(rows)):
            self._faults.add("D177", node.start, node.end, where=where)
            return []
        names = self._column_names(columns, where)
        out = []
        for index, item in enumerate(rows.items if isinstance(rows, Sequence) else ()):
            here = json_pointer("tables", name, index)
            if not isinstance(item, Sequence):
                self._faults.add("D170" if isinstance(item, Mapping) else "D178", item.start, item.end, where=here)
            elif len(item.items) != len(names):
                self._faults.add("D176", item.start, item.end, where=here, cells=len(item.items), columns=len(names))
            else:
                out.append(self._row(zip(names, item.items, strict=True), name, index))
        return out

    def _column_names(self, columns: Sequence, where: str) -> list[str]:
        names: dict[str, Node] = {}
        for node in columns.items:
            text = node.text if isinstance(node, Scalar) else None
            if not text:
                self._faults.add("D175", node.start, node.end, where=where)
            elif text in names:
                first = names[text]
                self._faults.add("D160", node.start, node.end, first=(first.start, first.end), name=shown(text))
            else:
                names[text] = node
        # A faulty name must not make every row look too long as well.
        return [node.text or "" if isinstance(node, Scalar) else "" for node in columns.items]

    def _cells(self, node: Mapping, table: str | None, index: int | None) -> dict[str, str | None]:
        self._cut_numbers(node)
        return self._row(((key.text or "", value) for key, value in node.pairs), table, index)

    def _cut_numbers(self, node: Mapping) -> None:
        """``{预算: 3,200.00万元}``: in braces the comma of the thousands ends the value, and the rest becomes a name."""
        for (_, before), (name, value) in zip(node.pairs, node.pairs[1:], strict=False):
            written = self._faults.text
            alone = isinstance(value, Scalar) and value.text is None
            alone = alone and written is not None and written.text[name.end : name.end + 1] in (",", "}")
            if (
                alone
                and isinstance(before, Scalar)
                and _HEAD.search(before.text or "")
                and _TAIL.match(name.text or "")
            ):
                whole = f"{before.text},{name.text}"
                self._faults.add("D182", before.start, name.end, text=shown(whole))

    def _row(self, pairs: Iterable[tuple[str, Node]], table: str | None, index: int | None) -> dict[str, str | None]:
        row: dict[str, str | None] = {}
        for column, node in pairs:
            if isinstance(node, Scalar):
                text = node.text
                if text == "":
                    self._blanks.append((table, index, column))
                    text = None
                elif text is not None and len(text) > MAX_CELL_CHARACTERS:
                    self._long(node, text, Anchor(table, index, column).pointer)
                row[column] = text
            else:
                self._faults.add("D171", node.start, node.end, where=Anchor(table, index, column).pointer)
        return row

    def _source(self, node: Node | None, places: Node | None) -> SourceOrigin | None:
        """The document that the report was taken from, with the places in it."""
        found = self._places(places)
        if node is None or _empty(node):
            if found and places is not None:
                self._faults.add("D184", places.start, places.end)
            return None
        if not isinstance(node, Mapping):
            self._faults.add("D183", node.start, node.end)
            return None
        members = self._members(node, SOURCE_KEYS, "/source")
        path = self._text(members.get("path"), "/source/path")
        if path is None:
            self._faults.add("D183", node.start, node.end)
        packs = self._texts(members.get("packs"), "/source/packs")
        sha256 = self._text(members.get("sha256"), "/source/sha256") or ""
        begins = members.get("place")
        beginning = None if begins is None or _empty(begins) else self._place(begins, "/source/place")
        return SourceOrigin(path or "", sha256, packs, found, beginning)

    def _texts(self, node: Node | None, where: str) -> tuple[str, ...]:
        return tuple(text for item in self._items(node, where) if (text := self._text(item, where)) is not None)

    def _items(self, node: Node | None, where: str) -> list[Node]:
        if isinstance(node, Sequence):
            return node.items
        if node is not None and not _empty(node):
            self._faults.add("D188", node.start, node.end, where=where)
        return []

    def _places(self, node: Node | None) -> dict[str, Place]:
        if node is None or _empty(node):
            return {}
        if not isinstance(node, Mapping):
            self._faults.add("D185", node.start, node.end)
            return {}
        found: dict[str, Place] = {}
        for name, value in node.pairs:
            pointer = name.text or ""
            if not pointer.startswith(("/fields/", "/tables/")):
                self._faults.add("D186", name.start, name.end, found=shown(pointer))
            elif (place := self._place(value, pointer)) is not None:
                found[pointer] = place
        return found

    def _place(self, node: Node, where: str) -> Place | None:
        if (place := _place(node)) is None:
            self._faults.add("D187", node.start, node.end, where=where, known=" ".join(PLACE_KEYS))
        return place

    def _doubtful(self, node: Node | None) -> Doubts:
        found = set()
        for item in self._items(node, "/doubtful"):
            pointer = (item.text or "") if isinstance(item, Scalar) else ""
            doubt = doubt_of(pointer)
            if doubt is None:
                self._faults.add("D186", item.start, item.end, found=shown(pointer))
            else:
                found.add(doubt)
        return frozenset(found)

    def _scalar(self, node: Scalar, where: str) -> str | None:
        if node.text is not None and len(node.text) > MAX_CELL_CHARACTERS:
            self._long(node, node.text, where)
        return node.text

    def _long(self, node: Scalar, text: str, where: str) -> None:
        self._faults.add("D172", node.start, node.end, where=where, length=len(text), limit=MAX_CELL_CHARACTERS)

    def _colon(self, node: Scalar, text: str) -> None:
        """A line whose colon is the full-width one: to YAML it is a text, not a name with a value."""
        at = node.start
        written = self._faults.text
        if written:
            found = written.text.find("：", node.start, node.end)
            at = found if found >= 0 else at
        self._faults.add("D122", at, at + 1, name=shown(text.partition("：")[0].strip()))


#: A number up to a comma of the thousands, and what may follow that comma.
_HEAD = re.compile(r"[0-9]{1,3}$")
_TAIL = re.compile(r"[0-9]{3}(?![0-9])")


def _place(node: Node) -> Place | None:
    """A place as it is written; None where it is none."""
    if not isinstance(node, Mapping):
        return None
    values: dict[str, Any] = {}
    for name, value in node.pairs:
        kind = PLACE_KEYS.get(name.text or "")
        if kind is not None and _empty(value):
            continue
        if kind is tuple and isinstance(value, Sequence) and len(value.items) == 4:
            sides = [item.text for item in value.items if isinstance(item, Scalar) and _SIDE.fullmatch(item.text or "")]
            values["box"] = tuple(sides) if len(sides) == 4 else None
        elif kind is str and isinstance(value, Scalar) and len(value.text or "") <= MAX_CELL_CHARACTERS:
            values[name.text or ""] = value.text
        elif kind is int and isinstance(value, Scalar) and _NUMBER.fullmatch(value.text or ""):
            values[name.text or ""] = int(value.text or "")
        else:
            return None
    return None if None in values.values() else Place(**values)


#: A number from 1, and a side of a box in points.
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
_SIDE = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text is None
