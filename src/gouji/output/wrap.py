"""Lines of a width in display cells, broken where Chinese and Latin text may be broken.

Chinese may be broken between any two characters, but no line begins with a closing sign or ends with an opening one;
Latin words and figures stay whole. Widths are those of a terminal: a Chinese character takes two cells.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size

_OPENING = frozenset("（(“‘「『《〈【[｛{＜<")
_CLOSING = frozenset("），。；：！？、”’」』》〉】]｝}＞>…,.;:!?)%％‰℃")

__all__ = ["cell_len", "cut", "pad", "wrap"]


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text, none wider than ``width`` cells; at least one line."""
    width = max(2, width)
    lines: list[str] = []
    line, used = "", 0
    for chunk in _chunks(text):
        size = cell_len(chunk)
        if used + size <= width:
            line, used = line + chunk, used + size
            continue
        if chunk == " ":
            continue
        if line.strip(" "):
            lines.append(line.rstrip(" "))
        *whole, line = _pieces(chunk, width)
        lines.extend(whole)
        used = cell_len(line)
    lines.append(line.rstrip(" "))
    return lines


def cut(text: str, width: int) -> str:
    """The text in at most ``width`` cells, an ellipsis for what does not fit."""
    if cell_len(text) <= width:
        return text
    out, used = "", 0
    for char in text:
        size = get_character_cell_size(char)
        if used + size > width - 1:
            break
        out, used = out + char, used + size
    return out + "…"


def pad(text: str, width: int) -> str:
    """The text with spaces up to ``width`` cells."""
    return text + " " * max(0, width - cell_len(text))


def _chunks(text: str) -> Iterator[str]:
    """The stretches that stay together, and the spaces between them."""
    chunk = ""
    for char in text:
        if char == " ":
            if chunk:
                yield chunk
            yield " "
            chunk = ""
        elif chunk and _may_break(chunk[-1], char):
            yield chunk
            chunk = char
        else:
            chunk += char
    if chunk:
        yield chunk


def _may_break(before: str, after: str) -> bool:
    if before in _OPENING or after in _CLOSING or not get_character_cell_size(after):
        return False
    return get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2


def _pieces(chunk: str, width: int) -> list[str]:
    """A stretch that may be wider than a line, cut hard."""
    pieces, piece, used = [], "", 0
    for char in chunk:
        size = get_character_cell_size(char)
        if used + size > width and piece:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + char, used + size
    return [*pieces, piece]
