"""Names of WordprocessingML, and the few ways in which its elements are asked (ECMA-376, part 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Documents saved as "strict" have the second namespace; they are read under the first.
TRANSITIONAL: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W: Final = f"{{{TRANSITIONAL}}}"
VAL: Final = W + "val"
P: Final = W + "p"
TBL: Final = W + "tbl"
SDT: Final = W + "sdt"
SDT_CONTENT: Final = W + "sdtContent"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: _Element | None, *path: str) -> str | None:
    """The ``w:val`` of the child along a path."""
    found = child(element, *path)
    return None if found is None else found.get(VAL)


def number(element: _Element | None, *path: str) -> int | None:
    """The ``w:val`` of the child along a path as a whole number."""
    return whole(value(element, *path))


def whole(text: str | None) -> int | None:
    """A whole number of at most nine digits, or None."""
    if text is None:
        return None
    text = text.strip()
    digits = text[1:] if text[:1] in "+-" else text
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def switched(element: _Element | None, name: str) -> bool | None:
    """Whether a property is on; None where it is not mentioned."""
    found = child(element, name)
    if found is None:
        return None
    return found.get(VAL, "1") not in ("0", "false", "off")
