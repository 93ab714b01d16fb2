"""Strict JSON (RFC 8259) to nodes that know where they stand, without recursion.

This is the careful way in: it keeps every number as written, names every fault and gives its place. The quick way in,
for files that have no fault, is :mod:`gouji.report.json_quick`.
"""

from __future__ import annotations

from collections.abc import Callable
from json import JSONDecodeError, decoder
from typing import Final, NoReturn

from gouji.faults import regex as re
from gouji.report.collecting import Faults
from gouji.report.form import MAX_DEPTH, MAX_EXPLAINED_VALUES
from gouji.report.nodes import Mapping, Node, Scalar, Sequence
from gouji.report.text import broken_at, shown

#: ``scan_string(text, offset after the quote, strict)`` gives the text of a string and the offset after it. It is the
#: part of the standard library's decoder that is written in C; the type stubs do not know it.
scan_string: Final[Callable[[str, int, bool], tuple[str, int]]] = decoder.scanstring  # type: ignore[attr-defined]
BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
#: Patterns with characters beyond Latin take milliseconds to compile, so they wait until they are needed.
#: Whatever stands where a value should: up to the next punctuation or blank.
_WORD = r"[^\s,:\[\]{}\"，：]+"
_NUMBER_LIKE = r"[-+.０-９0-9]"
_SMART = "“”‘’「」：，｛｝［］【】"
_WORDS = {"true": "true", "false": "false", "null": None}


class _Stop(Exception):
    """The text cannot be followed any further; the fault has been recorded."""


def parse_json(text: str, faults: Faults) -> Node | None:
    """The nodes of a JSON text; None where it cannot be followed to its end. Faults go to ``faults``.

    ``true`` and ``false`` become the texts "true" and "false"; a name that comes twice is a fault, and its first value
    is the one that is kept.
    """
    try:
        return _Parser(text, faults).document()
    except _Stop:
        return None


class _Parser:
    def __init__(self, text: str, faults: Faults) -> None:
        self._text = text
        self._faults = faults
        self._count = 0

    def document(self) -> Node:
        text = self._text
        opened: list[Mapping | Sequence] = []
        names: list[dict[str, Scalar]] = []
        pending: list[Scalar | None] = []
        at = self._skip(0)
        while True:
            # A value begins here: open a bracket, or take a scalar.
            char = text[at : at + 1]
            node: Node
            if char in ("{", "["):
                if len(opened) >= MAX_DEPTH:
                    self._stop("D109", at, at + 1, limit=MAX_DEPTH)
                container: Mapping | Sequence = Mapping([], at) if char == "{" else Sequence([], at)
                self._counted(at)
                start = at
                at = self._skip(at + 1)
                if text[at : at + 1] != ("}" if char == "{" else "]"):
                    opened.append(container)
                    names.append({})
                    pending.append(None)
                    if char == "{":
                        pending[-1], at = self._name(at, start)
                    continue
                at += 1
                container.end = at
                node = container
            else:
                node = self._scalar(at, opened[-1].start if opened else None)
                at = node.end
            # The value is complete: hand it to what is around it, and close whatever closes.
            while opened:
                top = opened[-1]
                if isinstance(top, Sequence):
                    top.items.append(node)
                else:
                    self._keep(top, names[-1], pending[-1], node)
                at = self._skip(at)
                closing = "}" if isinstance(top, Mapping) else "]"
                char = text[at : at + 1]
                if char == ",":
                    comma = at
                    at = self._skip(at + 1)
                    if text[at : at + 1] == closing:
                        self._stop("D141", comma, comma + 1, closing=closing)
                    if isinstance(top, Mapping):
                        pending[-1], at = self._name(at, top.start)
                    break
                if char != closing:
                    self._unexpected(at, f",|{closing}", top.start)
                at += 1
                top.end = at
                node = top
                opened.pop()
                names.pop()
                pending.pop()
            else:
                at = self._skip(at)
                if at < len(text):
                    self._stop("D147", at, at + 1, found=shown(text[at : at + 200], 20))
                return node

    def _keep(self, mapping: Mapping, names: dict[str, Scalar], name: Scalar | None, value: Node) -> None:
        if name is None or name.text is None:
            return
        first = names.get(name.text)
        if first is not None:
            self._faults.add("D160", name.start, name.end, first=(first.start, first.end), name=shown(name.text))
            return
        names[name.text] = name
        if name.text:
            mapping.pairs.append((name, value))
        else:
            self._faults.add("D175", name.start, name.end)

    def _name(self, at: int, opened: int) -> tuple[Scalar, int]:
        """The name at ``at`` and the offset of its value."""
        if self._text[at : at + 1] != '"':
            self._unexpected(at, '"|}', opened)
        name = self._string(at)
        at = self._skip(name.end)
        if self._text[at : at + 1] != ":":
            self._unexpected(at, ":", opened)
        return name, self._skip(at + 1)

    def _scalar(self, at: int, opened: int | None) -> Scalar:
        text = self._text
        if text[at : at + 1] == '"':
            return self._string(at)
        word = re.compile(_WORD).match(text, at)
        if word is None:
            self._unexpected(at, '{|[|"', opened)
        written = word[0]
        self._counted(at)
        if written in _WORDS:
            return Scalar(_WORDS[written], at, word.end())
        if _NUMBER.fullmatch(written):
            return Scalar(written, at, word.end())
        if written.lstrip("+-").lower() in ("nan", "inf", "infinity"):
            self._stop("D143", at, word.end(), found=written)
        if written[0] in _SMART or written[0] == "'" or written.startswith(("//", "/*", "#")):
            self._unexpected(at, '{|[|"', opened)
        if re.match(_NUMBER_LIKE, written):
            self._stop("D146", at, word.end(), found=shown(written))
        self._stop("D148", at, word.end(), found=shown(written))

    def _string(self, at: int) -> Scalar:
        self._counted(at)
        try:
            value, end = scan_string(self._text, at + 1, True)
        except JSONDecodeError as fault:
            if fault.msg.startswith("Unterminated"):
                stop = self._text.find("\n", at)
                self._stop("D144", at, stop if stop >= 0 else len(self._text))
            if "control character" in fault.msg:
                char = self._text[fault.pos]
                if char in "\r\n":
                    self._stop("D144", at, fault.pos)
                self._stop("D145", fault.pos, fault.pos + 1, found=f"U+{ord(char):04X}")
            self._stop("D150", fault.pos, fault.pos + 2, found=shown(self._text[fault.pos : fault.pos + 2]))
        if broken_at(value) is not None:
            self._faults.add("D151", at, end)
            value = value.encode(errors="replace").decode()
        return Scalar(value, at, end)

    def _skip(self, at: int) -> int:
        found = BLANK.match(self._text, at)
        return found.end() if found else at

    def _counted(self, at: int) -> None:
        self._count += 1
        if self._count > MAX_EXPLAINED_VALUES:
            self._stop("D110", at, at + 1, limit=MAX_EXPLAINED_VALUES)

    def _unexpected(self, at: int, expected: str, opened: int | None) -> NoReturn:
        """Something else stands where ``expected`` should; ``opened`` is the bracket that is still open."""
        char = self._text[at : at + 1]
        expected = expected.replace("|", " | ")
        if not char:
            first = None if opened is None else (opened, opened + 1)
            self._stop("D149", max(0, len(self._text.rstrip()) - 1), len(self._text), first=first, expected=expected)
        if char in _SMART:
            self._stop("D142", at, at + 1, found=char)
        if char in "/#":
            self._stop("D152", at, at + 1, found=char)
        self._stop("D140", at, at + 1, found=shown(char) or f"U+{ord(char):04X}", expected=expected)

    def _stop(
        self, code: str, start: int, end: int, /, *, first: tuple[int, int] | None = None, **args: object
    ) -> NoReturn:
        self._faults.add(code, start, end, first=first, **args)
        raise _Stop
