"""Automatic numbers of a Word document, printed as Word prints them (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gouji.document.docx_names import W, child, number, switched, value, whole
from gouji.document.docx_styles import Styles
from gouji.faults import regex as re

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9
_DIGITS: Final = "〇一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
#: Roman numbers and repeated letters grow with the number; beyond this it is printed in digits.
_MOST: Final = 3999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers look, where they begin, and the level whose steps begin them anew."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


class Numbering:
    """Counts the numbered paragraphs of a document; it has to be asked for them in their order."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[int, _Element] = {}
        self._lists: dict[int, _Element] = {}
        self._levels: dict[int, tuple[int, tuple[Level, ...]]] = {}
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[int] = set()
        self._of_style: dict[int, dict[str, int]] = {}
        for element in () if root is None else root:
            identity = whole(element.get(W + "abstractNumId") or element.get(W + "numId"))
            if identity is None:
                continue
            if element.tag == W + "abstractNum":
                self._abstract[identity] = element
            elif element.tag == W + "num":
                self._lists[identity] = element

    def next(self, properties: _Element | None, style: str | None) -> str:
        """The number of the next paragraph, given its properties and style; empty where it has none."""
        identity = number(properties, "numPr", "numId")
        depth = number(properties, "numPr", "ilvl")
        inherited = self._styles.paragraph(style)
        if identity is None:
            identity = inherited.list_id
            if depth is None:
                depth = self._level_of_style(identity, style, inherited.list_level)
        if not identity or identity not in self._lists:
            return ""
        return self._counted(identity, min(max(depth or 0, 0), _LEVELS - 1))

    def _level_of_style(self, identity: int | None, style: str | None, inherited: int | None) -> int | None:
        """A level says itself which style it belongs to."""
        if identity is None or style is None or identity not in self._lists:
            return inherited
        if identity not in self._of_style:
            abstract = self._abstract.get(number(self._lists[identity], "abstractNumId") or 0)
            known: dict[str, int] = {}
            for level in () if abstract is None else abstract.iterchildren(W + "lvl"):
                named, depth = value(level, "pStyle"), whole(level.get(W + "ilvl"))
                if named is not None and depth is not None:
                    known[named] = depth
            self._of_style[identity] = known
        return self._of_style[identity].get(style, inherited)

    def _counted(self, identity: int, depth: int) -> str:
        if identity not in self._levels:
            self._levels[identity] = self._read(identity)
        shared, levels = self._levels[identity]
        counts = self._counts.setdefault(shared, [None] * _LEVELS)
        if identity not in self._begun:
            self._begun.add(identity)
            self._begin(identity, counts, levels)
        current = counts[depth]
        counts[depth] = levels[depth].start if current is None else current + 1
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = levels[upper].start
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart
            if restart is None or (restart > 0 and depth + 1 <= restart):
                counts[deeper] = None
        level = levels[depth]
        if level.form == "bullet":
            return ""

        def place(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form = "decimal" if level.legal and levels[at].form != "decimalZero" else levels[at].form
            count = counts[at]
            return printed(levels[at].start if count is None else count, form)

        return _PLACE.sub(place, level.text).strip()

    def _begin(self, identity: int, counts: list[int | None], levels: tuple[Level, ...]) -> None:
        """A list that names its own beginning starts anew; another goes on with the list it shares its form with."""
        for change in self._lists[identity].iterchildren(W + "lvlOverride"):
            depth = whole(change.get(W + "ilvl"))
            if depth is not None and 0 <= depth < _LEVELS and child(change, "startOverride") is not None:
                counts[depth] = None

    def _read(self, identity: int) -> tuple[int, tuple[Level, ...]]:
        element = self._lists[identity]
        shared = number(element, "abstractNumId") or 0
        for _ in range(_LEVELS):
            abstract = self._abstract.get(shared)
            linked = self._styles.paragraph(value(abstract, "numStyleLink")).list_id if abstract is not None else None
            if abstract is None or value(abstract, "numStyleLink") is None or linked not in self._lists:
                break
            shared = number(self._lists[linked], "abstractNumId") or 0
        levels = [Level() for _ in range(_LEVELS)]
        abstract = self._abstract.get(shared)
        for level in () if abstract is None else abstract.iterchildren(W + "lvl"):
            _put(levels, level)
        for change in element.iterchildren(W + "lvlOverride"):
            replaced = child(change, "lvl")
            depth = whole(change.get(W + "ilvl"))
            if replaced is not None:
                _put(levels, replaced)
            start = number(change, "startOverride")
            if start is not None and depth is not None and 0 <= depth < _LEVELS:
                known = levels[depth]
                levels[depth] = Level(known.form, known.text, start, known.restart, known.legal)
        return shared, tuple(levels)


def _put(levels: list[Level], element: _Element) -> None:
    depth = whole(element.get(W + "ilvl"))
    if depth is None or not 0 <= depth < _LEVELS:
        return
    start = number(element, "start")
    levels[depth] = Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        1 if start is None else start,
        number(element, "lvlRestart"),
        bool(switched(element, "isLgl")),
    )


def printed(count: int, form: str) -> str:
    """A number of a list in one of the forms of ``w:numFmt``."""
    if count < 0 or count > _MOST:
        return str(count)
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{count:02}"
        case "upperRoman" | "lowerRoman":
            return _roman(count).lower() if form == "lowerRoman" else _roman(count)
        case "upperLetter" | "lowerLetter":
            return _letters(count).lower() if form == "lowerLetter" else _letters(count)
        case "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting" | "japaneseCounting":
            return chinese(count)
        case "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal":
            return _formal(count)
        case "ideographDigital" | "taiwaneseDigital":
            return "".join(_DIGITS[int(digit)] for digit in str(count))
        case "ideographTraditional":
            return _STEMS[count - 1] if 1 <= count <= len(_STEMS) else str(count)
        case "ideographZodiac":
            return _BRANCHES[count - 1] if 1 <= count <= len(_BRANCHES) else str(count)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese":
            return chr(ord("①") + count - 1) if 1 <= count <= 20 else str(count)
        case "ideographEnclosedCircle":
            return chr(ord("㊀") + count - 1) if 1 <= count <= 10 else str(count)
        case "decimalEnclosedParen":
            return chr(ord("⑴") + count - 1) if 1 <= count <= 20 else str(count)
        case "decimalEnclosedFullstop":
            return chr(ord("⒈") + count - 1) if 1 <= count <= 20 else str(count)
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord("０") + int(digit)) for digit in str(count))
    return str(count)


def chinese(count: int) -> str:
    """A number below ten thousand in words: 十二, 一百零三."""
    if count == 0:
        return "〇"
    out, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // unit % 10
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + sign
            gap = False
        else:
            gap = True
    return out[1:] if out.startswith("一十") else out


def _formal(count: int) -> str:
    named = dict(zip(_DIGITS, _FORMAL, strict=True)) | {"十": "拾", "百": "佰", "千": "仟"}
    word = chinese(count)
    return "".join(named.get(sign, sign) for sign in ("一" + word if word.startswith("十") else word))


def _letters(count: int) -> str:
    """A, B, ... Z, AA, BB: Word repeats the letter."""
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count else "0"


def _roman(count: int) -> str:
    out = ""
    for amount, sign in _ROMAN:
        out += sign * (count // amount)
        count %= amount
    return out
