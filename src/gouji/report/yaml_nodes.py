"""YAML to nodes: the event stream of libyaml (or of the pure Python loader), kept as texts, without recursion.

YAML is read for its shape only. What stands there stays as it was written: ``010``, ``on``, ``12:30``, ``9.50`` and
``2023-01-01`` are texts. Tags that ask for anything else than a text are refused, and so are merge keys (``<<``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from gouji.faults import regex as re
from gouji.report.collecting import Faults
from gouji.report.form import MAX_ALIAS_CHARACTERS, MAX_DEPTH, MAX_VALUES, NULL_TEXTS
from gouji.report.nodes import Mapping, Node, Scalar, Sequence
from gouji.report.text import broken_at, shown
from gouji.report.yaml_slips import explain

#: What YAML does not allow in a text, escapes and :data:`_NO_CHARACTERS` aside.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NO_CHARACTERS = "\ufffe\uffff"
#: Between a name and its colon.
_COLON = re.compile(r"\s*:")
_TAGS = {
    "ScalarEvent": frozenset({"tag:yaml.org,2002:str"}),
    "SequenceStartEvent": frozenset({"tag:yaml.org,2002:seq"}),
    "MappingStartEvent": frozenset({"tag:yaml.org,2002:map"}),
}


class _Stop(Exception):
    """The text cannot be followed any further; the fault has been recorded."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    node: Sequence | Mapping
    anchor: str | None
    count: int = 1
    characters: int = 0
    name: Scalar | None = None
    """The name whose value comes next."""
    has_name: bool = False
    names: dict[str, Scalar] = field(default_factory=dict)


def parse_yaml(text: str, faults: Faults, pure: bool = False) -> Node | None:
    """The nodes of a YAML text; None where it cannot be followed to its end. Faults go to ``faults``.

    ``pure`` asks for the pure Python loader even where libyaml is there.
    """
    forbidden = _forbidden(text)
    if forbidden is not None:
        faults.add("D107", forbidden, forbidden + 1, found=f"U+{ord(text[forbidden]):04X}")
        return None
    try:
        return _Reading(text, faults).document(_events(text, faults, pure))
    except _Stop:
        return None


def _forbidden(text: str) -> int | None:
    """Where the first character stands that YAML does not allow."""
    control = _CONTROL.search(text)
    found = [control.start()] if control else []
    found += [at for at in (text.find(char) for char in _NO_CHARACTERS) if at >= 0]
    broken = broken_at(text)
    if broken is not None:
        found.append(broken)
    return min(found, default=None)


def _events(text: str, faults: Faults, pure: bool) -> Iterator[Any]:
    import yaml

    loader: Any = yaml.SafeLoader if pure else getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.YAMLError as fault:
        explain(fault, text, faults)
        raise _Stop from None
    except (ValueError, OverflowError):
        # The pure loader turns escapes into characters without looking whether there is such a character.
        faults.add("D151", 0, 1)
        raise _Stop from None


class _Reading:
    def __init__(self, text: str, faults: Faults) -> None:
        self._text = text
        self._faults = faults
        self._open: list[_Open] = []
        self._root: Node | None = None
        #: Nodes by anchor with their count and characters; None while the node is still open.
        self._anchors: dict[str, tuple[Node, int, int] | None] = {}
        self._count = 0
        self._alias_characters = 0
        self._escapes = "\\" in text

    def document(self, events: Iterator[Any]) -> Node | None:
        """The one document of the stream; a second one is a fault."""
        for event in events:
            kind = type(event).__name__
            if kind == "ScalarEvent":
                self._counted(1, event)
                node = self._scalar(event)
                if event.anchor is not None:
                    self._anchors[event.anchor] = (node, 1, len(node.text or ""))
                self._put(node, 1, len(node.text or ""))
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                self._start(event, kind)
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._close(event)
            elif kind == "AliasEvent":
                self._alias(event)
            elif kind == "DocumentStartEvent" and self._root is not None:
                at = event.start_mark.index
                self._stop("D111", at, at + 3)
        return self._root

    def _start(self, event: Any, kind: str) -> None:
        start = event.start_mark.index
        if len(self._open) >= MAX_DEPTH:
            self._stop("D109", start, start + 1, limit=MAX_DEPTH)
        self._counted(1, event)
        self._tag(event, kind)
        node = Mapping([], start) if kind == "MappingStartEvent" else Sequence([], start)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._open.append(_Open(node, event.anchor))

    def _close(self, event: Any) -> None:
        opened = self._open.pop()
        # A block ends where the next thing begins; what it says ends before the blanks.
        opened.node.end = self._trimmed(opened.node.start, event.end_mark.index)
        if opened.anchor is not None:
            self._anchors[opened.anchor] = (opened.node, opened.count, opened.characters)
        self._put(opened.node, opened.count, opened.characters)

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        self._tag(event, "ScalarEvent")
        # A block text ends with its line; a plain one at its last character.
        end = self._trimmed(start, end)
        plain = event.implicit[0] and event.tag is None
        value = event.value
        if self._escapes and broken_at(value) is not None:
            self._stop("D151", start, end)
        return Scalar(None if plain and value in NULL_TEXTS else value, start, end)

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        name = event.anchor
        if name not in self._anchors:
            self._stop("D130", start, end, name=shown(name))
        known = self._anchors[name]
        if known is None:
            self._stop("D131", start, end, name=shown(name))
        node, count, characters = known
        self._alias_characters += characters
        if self._count + count > MAX_VALUES or self._alias_characters > MAX_ALIAS_CHARACTERS:
            self._stop("D132", start, end, name=shown(name), limit=MAX_VALUES)
        self._count += count
        if isinstance(node, Scalar):
            node = Scalar(node.text, start, end)
        self._put(node, count, characters)

    def _put(self, node: Node, count: int, characters: int) -> None:
        """Hand a complete node to what is around it."""
        if not self._open:
            self._root = node
            return
        top = self._open[-1]
        top.count += count
        top.characters += characters
        if isinstance(top.node, Sequence):
            top.node.items.append(node)
        elif not top.has_name:
            top.has_name = True
            top.name = self._name(node)
        else:
            name, top.name, top.has_name = top.name, None, False
            if name is not None:
                self._member(top, name, node)

    def _name(self, node: Node) -> Scalar | None:
        if not isinstance(node, Scalar):
            self._faults.add("D175", node.start, node.end)
            return None
        # An unquoted name is what is written, be it "null" or "~".
        text = self._text[node.start : node.end] if node.text is None else node.text
        if not text:
            self._faults.add("D175", node.start, node.end)
            return None
        if text == "<<" and self._text.startswith("<<", node.start):
            self._faults.add("D129", node.start, node.end)
            return None
        return Scalar(text, node.start, node.end)

    def _member(self, top: _Open, name: Scalar, value: Node) -> None:
        text = name.text or ""
        first = top.names.get(text)
        if first is not None:
            self._faults.add("D160", name.start, name.end, first=(first.start, first.end), name=shown(text))
            return
        top.names[text] = name
        if isinstance(value, Scalar) and value.start == value.end and not value.text:
            if ("：" in text or ":" in text) and not _COLON.match(self._text, name.end):
                self._slip(name, text)
                return
            # Nothing is written: the name is the nearest thing to point at.
            value = Scalar(value.text, name.start, name.end)
        if isinstance(top.node, Mapping):
            top.node.pairs.append((name, value))

    def _slip(self, name: Scalar, text: str) -> None:
        """``{总分：98}`` or ``{总分:98}``: a name without a value, where a name with one was meant."""
        at = re.compile("[：:]").search(self._text, name.start, name.end)
        start = at.start() if at else name.start
        code = "D122" if self._text[start] == "：" else "D133"
        self._faults.add(code, start, start + 1, name=shown(re.split("[：:]", text)[0]))

    def _tag(self, event: Any, kind: str) -> None:
        if event.tag is not None and event.tag not in _TAGS[kind]:
            start = event.start_mark.index
            self._faults.add(
                "D128", start, event.end_mark.index, tag=shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            )

    def _counted(self, count: int, event: Any) -> None:
        self._count += count
        if self._count > MAX_VALUES:
            at = event.start_mark.index
            self._stop("D110", at, at + 1, limit=MAX_VALUES)

    def _trimmed(self, start: int, end: int) -> int:
        text = self._text
        while end > start and text[end - 1].isspace():
            end -= 1
        return end

    def _stop(self, code: str, start: int, end: int, /, *, limit: int = 0, name: str = "") -> NoReturn:
        self._faults.add(code, start, end, limit=limit, name=name)
        raise _Stop
