"""Texts from submissions made harmless: nothing that was handed in may drive a terminal, a viewer or a spreadsheet.

A character that cannot be seen but does something (a terminal escape, a change of writing direction, a zero-width
space, half a surrogate pair) is shown as its escape, ``\\x1b`` or ``\\u202e``: a reader then also learns why two texts
that look alike are not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

from gouji.faults import regex as re

#: Anything outside this set is looked up character by character; most texts never are.
_SUSPECT = (
    r"[^\t\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2100-\u2bff\u3000-\ud7ff\uff01-\uffe6]"
)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SPACES = re.compile(r"[ \t\n]+")

#: In JSON text these can only stand inside a string, where an escape means the same.
_JSON_SUSPECT = re.compile(
    r"[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

#: Plain forms of the signs that the outputs use, for a console whose character set lacks them.
_PLAIN = {
    "┌": "-",
    "─": "-",
    "│": "|",
    "√": "v",
    "≈": "~",
    "≠": "!=",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "÷": "/",
    "−": "-",
    "…": "...",
    "·": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "，": ",",
    "：": ":",
    "；": ";",
    "（": "(",
    "）": ")",
}


def _shown(found: re.Match[str]) -> str:
    char = found.group()
    point = ord(char)
    never_a_character = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    if unicodedata.category(char) not in _HIDDEN and not never_a_character:
        return char
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


@cache
def _suspect() -> re.Pattern[str]:
    """Compiled when a text is first shown: so large a set takes longer than the whole of a short JSON output."""
    return re.compile(_SUSPECT)


def lines(text: str) -> str:
    """The text with every hidden character shown, its line ends kept (as ``\\n``) and its tabs."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _suspect().sub(_shown, text)


def one_line(text: str) -> str:
    """The text on one line: every run of spaces, tabs and line ends is one space."""
    return _SPACES.sub(" ", lines(text)).strip(" ")


def source(text: str) -> str:
    """A piece of a source line: widths stay as written, a tab is four spaces."""
    return _suspect().sub(_shown, text.replace("\t", "    ").replace("\n", " "))


def clip(text: str, limit: int) -> str:
    """At most ``limit`` characters; what was cut is marked."""
    return text if len(text) <= limit else text[: max(0, limit - 1)] + "…"


def json_text(text: str) -> str:
    """JSON that is unescaped for people, yet holds no character that acts on a terminal or breaks a line."""
    return _JSON_SUSPECT.sub(lambda found: _json_escape(found.group()), text)


def _json_escape(char: str) -> str:
    # Half a surrogate pair (an undecodable file name) has no UTF-8 form and is refused by strict readers when escaped.
    return "\ufffd" if "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04x}"


def encodable(text: str, encoding: str | None) -> str:
    """The text in the characters that a console can show: the nearest plain sign, else ``?``."""
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return "".join(map(_replacer(encoding or "utf-8"), text))
    except LookupError:
        return text
    return text


def _replacer(encoding: str) -> Callable[[str], str]:
    def replace(char: str) -> str:
        for candidate in (char, _PLAIN.get(char, "?")):
            try:
                candidate.encode(encoding)
            except UnicodeEncodeError:
                continue
            return candidate
        return "?"

    return replace
