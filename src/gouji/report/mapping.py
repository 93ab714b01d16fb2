"""Python mappings to nodes, for programs that have their figures at hand already."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from decimal import Decimal

from gouji.report.collecting import Faults
from gouji.report.form import MAX_DEPTH, MAX_VALUES
from gouji.report.nodes import Mapping, Node, Scalar, Sequence
from gouji.report.place import json_pointer
from gouji.report.text import broken_at, shown


def nodes_of(form: object, faults: Faults) -> Node:
    """The nodes of a nest of mappings, lists and scalars; what cannot be a printed text is a fault (D179 or D180)."""
    root, pending = _node(form, "", faults)
    # Breadth first with an explicit list: a nest that holds itself ends at the limits, not at the stack.
    waiting = [(root, pending, "", 1)]
    count = 0
    while waiting:
        node, value, where, depth = waiting.pop()
        if isinstance(node, Scalar):
            continue
        if depth > MAX_DEPTH:
            faults.add("D109", limit=MAX_DEPTH)
            return root
        children: list[tuple[object, object]]
        if isinstance(value, AnyMapping):
            children = list(value.items())
        else:
            children = list(enumerate(value)) if isinstance(value, list | tuple) else []
        count += len(children)
        if count > MAX_VALUES:
            faults.add("D110", limit=MAX_VALUES)
            return root
        for key, child in children:
            here = f"{where}{json_pointer(str(key))}"
            made, inner = _node(child, here, faults)
            if isinstance(node, Sequence):
                node.items.append(made)
            else:
                name = _name(key, where, faults)
                if name is not None:
                    node.pairs.append((name, made))
            waiting.append((made, inner, here, depth + 1))
    return root


def _node(value: object, where: str, faults: Faults) -> tuple[Node, object]:
    if isinstance(value, AnyMapping):
        return Mapping([]), value
    if isinstance(value, list | tuple):
        return Sequence([]), value
    return Scalar(_text(value, where, faults)), None


def _text(value: object, where: str, faults: Faults) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        if broken_at(value) is not None:
            faults.add("D151")
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or (isinstance(value, Decimal) and value.is_finite()):
        try:
            return str(value)
        except ValueError:
            # More digits than Python is willing to write out.
            faults.add("D180", where=where, type=type(value).__name__)
            return None
    faults.add("D179" if isinstance(value, float) else "D180", where=where, type=type(value).__name__)
    return None


def _name(key: object, where: str, faults: Faults) -> Scalar | None:
    if isinstance(key, str) and key and broken_at(key) is None:
        return Scalar(str(key))
    if isinstance(key, int) and not isinstance(key, bool):
        return Scalar(str(key))
    faults.add("D181", where=where or "/", name=shown(repr(key)))
    return None
