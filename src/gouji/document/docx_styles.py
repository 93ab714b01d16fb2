"""Styles of a Word document: depth of headings, hidden text, numbering, inherited from style to style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gouji.document.docx_names import VAL, W, child, number, switched, value
from gouji.faults import regex as re

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING: Final = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"^(?:toc|目录)\s*(?:[1-9]|heading|标题)$", re.IGNORECASE)
#: A longer chain of styles goes round in a circle.
_LONGEST: Final = 32
#: In ``w:outlineLvl`` the body text has the level 9.
_BODY: Final = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What of a style matters. ``level`` counts from 1; 0 says that it is body text; None that it does not say."""

    level: int | None = None
    hidden: bool | None = None
    list_id: int | None = None
    list_level: int | None = None
    contents: bool = False


class Styles:
    """The styles of a document by their ids, and the one that paragraphs have by default."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str | None, Style] = {}
        self._default: str | None = None
        for element in () if root is None else root.iterchildren(W + "style"):
            identity = element.get(W + "styleId")
            if identity is None:
                continue
            self._elements[identity] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = identity

    def paragraph(self, identity: str | None) -> Style:
        """The style of a paragraph."""
        return self._style(self._default if identity is None else identity)

    def run(self, identity: str | None) -> Style:
        """The style of a run."""
        return self._style(identity)

    def _style(self, identity: str | None) -> Style:
        if identity not in self._known:
            self._known[identity] = self._resolved(identity)
        return self._known[identity]

    def _resolved(self, identity: str | None) -> Style:
        level = hidden = list_id = list_level = None
        contents = False
        for _ in range(_LONGEST):
            element = None if identity is None else self._elements.get(identity)
            if element is None:
                break
            properties = child(element, "pPr")
            name = value(element, "name") or ""
            if level is None:
                level = _level(properties, name)
            if hidden is None:
                hidden = switched(child(element, "rPr"), "vanish")
            if list_id is None:
                list_id = number(properties, "numPr", "numId")
            if list_level is None:
                list_level = number(properties, "numPr", "ilvl")
            contents = contents or _CONTENTS.match(name.strip()) is not None
            identity = value(element, "basedOn")
        return Style(level, hidden, list_id, list_level, contents)


def outline(properties: _Element | None) -> int | None:
    """The level that the properties of a paragraph give, 0 for body text."""
    depth = number(properties, "outlineLvl")
    if depth is None or not 0 <= depth <= _BODY:
        return None
    return 0 if depth == _BODY else depth + 1


def _level(properties: _Element | None, name: str) -> int | None:
    found = outline(properties)
    if found is None and (heading := _HEADING.match(name.strip())):
        found = int(heading[1])
    return found


def style_of(properties: _Element | None, kind: str = "pStyle") -> str | None:
    """The id of the style that properties name."""
    named = child(properties, kind)
    return None if named is None else named.get(VAL)
