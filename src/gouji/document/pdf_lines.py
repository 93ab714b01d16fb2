"""From the characters of a page to its lines: what stands beside each other, in words that know their boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from gouji.document.model import Spot, Text
from gouji.document.place import Place
from gouji.document.script import wide
from gouji.faults import regex as re

#: Left, top, right, bottom in points from the top left corner of the page.
Box = tuple[float, float, float, float]

#: What stands for a character whose code the file does not tell.
UNKNOWN: Final = "\ufffd"
_CODELESS: Final = re.compile(r"\(cid:\d+\)")
#: Radicals whose codes some fonts give for the characters that look the same, where Unicode itself does not equate them
#: (EquivalentUnifiedIdeograph.txt of the Unicode Character Database does).
_RADICALS: Final = MappingProxyType(
    str.maketrans(
        "\u2ea0\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed1\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc"
        "\u2edd\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eea\u2eec\u2eee\u2ef0\u2ef3",
        "民西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
    )
)
#: What a place is given for by itself: a figure, a stop, a run of other signs, a blank.
_TOKEN: Final = re.compile(
    r"[0-9０-９][0-9０-９.,．%％‰]*|[零〇一二三四五六七八九十百千万亿]+|[，。；：、？！（）《》“”]+"
    r"|[^0-9０-９\s零〇一二三四五六七八九十百千万亿，。；：、？！（）《》“”]+|\s+"
)
#: A gap of this part of the height of the letters stands for a blank: beside Chinese characters, and between others.
_WIDE_GAP: Final = 0.5
_NARROW_GAP: Final = 0.2


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a line with its box; a blank is a word without a box of interest."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page; ``size`` is the height of its letters in points."""

    words: tuple[Word, ...]
    page: int
    size: float

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """The box around all of it."""
        return around(word.box for word in self.words)


@dataclass(frozen=True, slots=True)
class Char:
    """A character on a page."""

    text: str
    box: Box
    size: float


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def chars_of(drawn: Iterable[tuple[str, Box, bool]]) -> tuple[list[Char], list[Char]]:
    """The level characters of a page and the turned ones (a watermark), each once.

    A character that is printed again on the same spot, to look bold, is one character.
    """
    upright: list[Char] = []
    turned: list[Char] = []
    seen: set[tuple[str, int, int]] = set()
    for found, box, is_turned in drawn:
        text = _decoded(found)
        across, down = int(box[0]), int(box[1])
        if text.strip():
            if any((text, across + i, down + j) in seen for i in (-1, 0, 1) for j in (-1, 0, 1)):
                continue
            seen.add((text, across, down))
        (turned if is_turned else upright).append(Char(text, box, box[3] - box[1]))
    return upright, turned


def _decoded(text: str) -> str:
    text = _CODELESS.sub(UNKNOWN, text)
    if len(text) == 1 and ("\u2e80" <= text <= "\u2fdf" or "\ufb00" <= text <= "\ufb06"):
        return unicodedata.normalize("NFKC", text.translate(_RADICALS))
    return "".join(" " if sign in "\t\r\n\f\v\0" else sign for sign in text)


def lines_of(chars: Sequence[Char], page: int) -> list[Line]:
    """Characters as lines, from top to bottom; what stands side by side is one line."""
    rows: list[list[Char]] = []
    middle = height = 0.0
    for char in sorted(chars, key=lambda char: char.box[1] + char.box[3]):
        own = (char.box[1] + char.box[3]) / 2
        if rows and own - middle <= 0.4 * max(height, char.size):
            rows[-1].append(char)
            if char.size > height:
                middle, height = own, char.size
        else:
            rows.append([char])
            middle, height = own, char.size
    lines = (_line(row, page) for row in rows)
    return [line for line in lines if line is not None]


def turned_line(chars: Sequence[Char], page: int) -> list[Line]:
    """Characters that are not set level, in the order in which the file draws them, as one line."""
    words = tuple(Word(char.text, char.box) for char in chars)
    return [Line(words, page, chars[0].size)] if any(word.text.strip() for word in words) else []


def _line(row: list[Char], page: int) -> Line | None:
    signs: list[Char] = []
    blank = False
    for char in sorted(row, key=lambda char: char.box[0]):
        if not char.text.strip():
            blank = bool(signs)
            continue
        if signs:
            before = signs[-1]
            gap = char.box[0] - before.box[2]
            unit = max(before.size, char.size)
            closed = wide(before.text[-1]) or wide(char.text[0])
            if (blank and gap > -0.5 * unit) or gap > unit * (_WIDE_GAP if closed else _NARROW_GAP):
                signs.append(Char(" ", (before.box[2], before.box[1], char.box[0], before.box[3]), before.size))
        blank = False
        signs.append(char)
    if not signs:
        return None
    sizes = sorted(sign.size for sign in signs)
    return Line(tuple(_words(signs)), page, sizes[len(sizes) // 2])


def _words(signs: Sequence[Char]) -> list[Word]:
    text = "".join(sign.text for sign in signs)
    owner = [sign for sign in signs for _ in sign.text]
    return [
        Word(found[0], around(sign.box for sign in owner[found.start() : found.end()]))
        for found in _TOKEN.finditer(text)
    ]


def place_of(page: int, box: Box) -> Place:
    """A place of a page, with one decimal at most."""
    return Place(page=page, box=tuple(_points(side) for side in box))


def _points(value: float) -> str:
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def text_of(lines: Sequence[Line], joints: Sequence[str]) -> Text:
    """Lines as one text; ``joints`` are what stands for the line ends between them: nothing, a blank or a line feed."""
    spots: list[Spot] = []
    parts: list[str] = []
    length = 0
    for line, joint in zip(lines, (*joints, ""), strict=True):
        for word in line.words:
            if word.text.strip():
                spots.append(Spot(length, place_of(line.page, word.box)))
            parts.append(word.text)
            length += len(word.text)
        parts.append(joint)
        length += len(joint)
    return Text("".join(parts), tuple(spots))
