"""HTML source to a tree in which every stretch of text knows its offset.

Written for this purpose because neither ``lxml`` (a line for an element, nothing for a text, and both after silent repairs)
nor ``html.parser`` of the standard library (places, but quadratic time on some broken sources) tells where a
character was printed at a bounded price. It follows the parts of the HTML standard that decide what a person sees: which
tags close which, what is never shown. Nothing is fetched and nothing is executed. Time is linear in the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from types import MappingProxyType
from typing import Final

from gouji.faults import regex as re

#: Elements deeper than this are read as if they stood at this depth.
DEEPEST: Final = 120

_STRICT_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/><\"'=]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_LOOSE_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/><\"'=]*+)([^>]*+)>")
_ATTRIBUTE: Final = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")

_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr frame keygen".split())
#: What these hold is no markup; all but the text area is not shown either.
_RAW: Final = frozenset("script style textarea title xmp iframe noembed noframes".split())
BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table "
    "ul caption tr td th thead tbody tfoot".split()
)
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
_CELLS: Final = frozenset(("td", "th"))
_GROUPS: Final = frozenset(("thead", "tbody", "tfoot"))
#: Which open elements a tag closes, and what keeps it from looking further out.
_CLOSES: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = MappingProxyType(
    {
        "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "table", "td", "th"))),
        "dt": (frozenset(("dt", "dd")), frozenset(("dl", "table", "td", "th"))),
        "dd": (frozenset(("dt", "dd")), frozenset(("dl", "table", "td", "th"))),
        "option": (frozenset(("option",)), frozenset(("select",))),
        "td": (_CELLS | {"caption"}, frozenset(("tr", "table"))),
        "th": (_CELLS | {"caption"}, frozenset(("tr", "table"))),
        "tr": (frozenset(("tr", "caption")), frozenset(("table", "tbody", "thead", "tfoot"))),
        **{group: (_GROUPS | {"caption", "tr"}, frozenset(("table",))) for group in _GROUPS},
    }
)
#: How far out an end tag looks for the element that it ends.
_ENDS_WITHIN: Final = frozenset(("table", "td", "th"))


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text: as it reads, and the offset at which it is written."""

    text: str
    offset: int


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes (names in small letters) and what it holds."""

    tag: str
    attributes: Mapping[str, str]
    offset: int
    children: list[Element | Words] = field(default_factory=list)

    @property
    def elements(self) -> Iterator[Element]:
        """The elements directly inside."""
        return (child for child in self.children if isinstance(child, Element))

    def number(self, name: str, least: int = 1) -> int:
        """A whole number in an attribute; ``least`` where there is none."""
        digits = re.match(r"\s*([0-9]{1,6})", self.attributes.get(name, ""))
        return max(least, int(digits[1])) if digits else least

    @property
    def hidden(self) -> bool:
        """Whether it says that it is not shown."""
        if "hidden" in self.attributes:
            return True
        style = "".join(self.attributes.get("style", "").lower().split())
        return any(part in style for part in ("display:none", "visibility:hidden", "mso-hide:all"))


def parse(source: str, begins: int = 0) -> Element:
    """The tree of a source whose lines end with line feeds; its first character is the one at ``begins`` of a longer one.

    Nothing is raised, whatever the source.
    """
    return _Builder(source, begins).build()


def _letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


class _Builder:
    """The open elements, from the root inwards, while the source is read."""

    def __init__(self, source: str, begins: int) -> None:
        self.source = source
        self.begins = begins
        self.root = Element("", {}, begins)
        self.open = [self.root]

    def build(self) -> Element:
        source, at, tag = self.source, 0, _STRICT_TAG
        last_end = source.rfind(">")
        while at < len(source):
            sign = source.find("<", at)
            if sign < 0 or sign > last_end:
                self._words(at, len(source))
                break
            self._words(at, sign)
            following = source[sign + 1 : sign + 2]
            if source.startswith("<!--", sign):
                end = source.find("-->", sign + 2)
                # a comment that is never closed ends the page in a browser, too
                at = len(source) if end < 0 else end + 3
            elif following in ("!", "?") or (following == "/" and not _letter(source[sign + 2 : sign + 3])):
                at = source.index(">", sign) + 1
            elif following != "/" and not _letter(following):
                self._words(sign, sign + 1, literal=True)
                at = sign + 1
            else:
                found = tag.match(source, sign)
                if found is None and tag is _STRICT_TAG:
                    # A quotation mark is never closed: from here on none is believed, so that each character is
                    # looked at once more and no oftener.
                    tag = _LOOSE_TAG
                    found = tag.match(source, sign)
                if found is None:
                    self._words(sign, sign + 1, literal=True)
                    at = sign + 1
                else:
                    at = self._tag(found)
        return self.root

    def _tag(self, found: re.Match[str]) -> int:
        """Takes a tag in; gives the offset at which reading goes on."""
        name = found[2].lower()
        if found[1]:
            self._end(name)
            return found.end()
        attributes = {
            part[1].lower(): unescape(part[2] or part[3] or part[4] or "") for part in _ATTRIBUTE.finditer(found[3])
        }
        element = Element(name, attributes, self.begins + found.start())
        self._make_room(name)
        self.open[-1].children.append(element)
        if name in _VOID:
            return found.end()
        if name in _RAW:
            end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.source, found.end())
            stop = end.start() if end else len(self.source)
            if name == "textarea":
                self.open.append(element)
                self._words(found.end(), stop)
                self.open.pop()
            close = self.source.find(">", stop)
            return len(self.source) if end is None or close < 0 else close + 1
        if len(self.open) < DEEPEST and not (found[3].endswith("/") and ":" in name):
            self.open.append(element)
        return found.end()

    def _make_room(self, name: str) -> None:
        """Close the elements that a start tag ends."""
        if name in BLOCKS and name not in ("tr", "td", "th", "caption", *_GROUPS):
            self._close(frozenset(("p",)), frozenset(("table", "td", "th", "caption", "button")))
            if name in _HEADINGS and self.open[-1].tag in _HEADINGS:
                self.open.pop()
        if name in _CLOSES:
            self._close(*_CLOSES[name])

    def _close(self, tags: frozenset[str], within: frozenset[str]) -> None:
        """Close the outermost open element of these tags, and what is inside it, without leaving ``within``."""
        found = 0
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag in tags:
                found = depth
            elif self.open[depth].tag in within:
                break
        if found:
            del self.open[found:]

    def _end(self, name: str) -> None:
        if name in ("br", "p") and not any(element.tag == name for element in self.open):
            self.open[-1].children.append(Element(name, {}, self.begins))
            return
        bound = frozenset(("table",)) if name in ("td", "th", "tr", *_GROUPS) else _ENDS_WITHIN
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == name:
                del self.open[depth:]
                return
            if self.open[depth].tag in bound and name not in ("table", "body", "html"):
                return

    def _words(self, start: int, end: int, literal: bool = False) -> None:
        """Add a stretch of text; what an entity stands for is a stretch of its own."""
        children = self.open[-1].children
        if literal or self.source.find("&", start, end) < 0:
            if start < end:
                children.append(Words(self.source[start:end], self.begins + start))
            return
        at = start
        for found in _ENTITY.finditer(self.source, start, end):
            text = unescape(found[0])
            if text == found[0]:
                continue
            if at < found.start():
                children.append(Words(self.source[at : found.start()], self.begins + at))
            children.append(Words(text, self.begins + found.start()))
            at = found.end()
        if at < end:
            children.append(Words(self.source[at:end], self.begins + at))
