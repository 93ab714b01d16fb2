"""Places in YAML that has been read: its nodes know where they stand."""

from __future__ import annotations

from typing import ClassVar

from gouji.document.place import Place
from gouji.report.form import COLUMN_KEYS, KEYS
from gouji.report.nodes import Mapping, Node, Scalar, Sequence
from gouji.report.place import Anchor
from gouji.report.text import Text


class YamlOrigin:
    """The origin of a report that was read from YAML."""

    source: ClassVar[None] = None
    __slots__ = ("_root", "_sha256", "_text")

    def __init__(self, text: Text, root: Node, sha256: str) -> None:
        self._text = text
        self._root = root
        self._sha256 = sha256

    @property
    def sha256(self) -> str:
        return self._sha256

    def place(self, anchor: Anchor) -> Place:
        node = _find(self._root, anchor)
        return self._text.place(node.start, node.end, anchor.pointer)


def _find(root: Node, anchor: Anchor) -> Node:
    """The node of a cell, or of the nearest thing around it that is there."""
    if anchor.table is None:
        fields = _member(root, "fields")
        if fields is None:
            return Scalar(None, root.start, root.start)
        return _named(fields, anchor.column) or fields
    tables = _member(root, "tables")
    if tables is None:
        return Scalar(None, root.start, root.start)
    table = _named(tables, anchor.table)
    if table is None or anchor.row is None:
        return table or tables
    rows = _member(table, "rows") if isinstance(table, Mapping) else table
    if not isinstance(rows, Sequence) or not 0 <= anchor.row < len(rows.items):
        return table
    row = rows.items[anchor.row]
    if isinstance(row, Sequence):
        columns = _member(table, "columns")
        items = columns.items if isinstance(columns, Sequence) else []
        names = [node.text for node in items if isinstance(node, Scalar)]
        return row.items[names.index(anchor.column)] if anchor.column in names else row
    return _named(row, anchor.column) or row


def _member(node: Node, key: str) -> Node | None:
    """The member that means a key of the form, under whichever of its names."""
    if isinstance(node, Mapping):
        for name, value in node.pairs:
            if key in (KEYS.get(name.text or ""), COLUMN_KEYS.get(name.text or "")):
                return value
    return None


def _named(node: Node, name: str) -> Node | None:
    if isinstance(node, Mapping):
        for written, value in node.pairs:
            if written.text == name:
                return value
    return None
