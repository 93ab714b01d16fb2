"""Patterns of templates made ready for matching: one linear-time regular expression each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from gouji.extraction.text.sentences import (
    BARE,
    COUNT,
    DATE,
    FIGURES,
    MONEY,
    OTHER,
    POINTS,
    RATIO,
    SCALED,
    SCORE,
    SIGNS,
)
from gouji.faults import regex as re
from gouji.figures.folding import fold
from gouji.packs.template import Choice, Gap, Literal, Part, Sequence, Slot

_ANY: Final = f"[{FIGURES}]"
#: Signs that a slot of a kind may hold.
_KINDS: Final = {
    "金额": f"[{MONEY}{SCALED}]",
    "比率": f"[{RATIO}]",
    "百分点": f"[{POINTS}]",
    "数量": f"[{COUNT}{OTHER}{SCALED}]",
    "分数": f"[{SCORE}{BARE}]",
    "数": f"[{MONEY}{COUNT}{SCALED}{OTHER}{SCORE}]",
    "数值": rf"[>≥<≤=]{{0,2}}[{FIGURES}](?:\([{FIGURES}][^()]{{0,20}}\))?",
    "日期": rf"(?:{DATE}?(?:第?[一二三四]季度[初末底]?|[上下]半年|年[内底末])|{DATE}[初中底末]?)(?:前|之前|以前|内|以内|之内)?",
}
_WORD: Final = rf"[^,;:。!?(){SIGNS}\"“”]"
_NAME: Final = rf"{_WORD}{{1,40}}?"
#: A name inside a list: no enumeration comma.
_ITEM: Final = rf"[^,;:、。!?(){SIGNS}]{{1,30}}?"
_JOIN: Final = "(?:[、,和及与]|以及)"
_BRACKET: Final = r"(?:\([^()]{0,120}\))?"
PART: Final = (
    rf"(?:其中:?)?(?P<name>[^,;:、。!?(){SIGNS}]{{1,40}}?{_BRACKET})(?:为|是|计|共计|共|:)?"
    rf"(?P<figure>[{MONEY}{COUNT}{SCALED}{OTHER}{SCORE}]){_BRACKET}"
)
_PARTS: Final = PART.replace("?P<name>", "?:").replace("?P<figure>", "?:")
_BETWEEN: Final = "(?:[、,;]?(?:和|及|以及|与|另有)?)"
_PAUSE: Final = re.compile("[,，:：]")
#: The signs of the kinds of figures that are nothing but a sign.
_SIGNS_OF: Final = {
    kind: one[1:-1] for kind, one in _KINDS.items() if kind in ("金额", "比率", "百分点", "数量", "分数", "数")
}
#: Any words of a sentence, and of a paragraph.
_GAP: Final = r"[^;。]{0,60}?"
_WIDE_GAP: Final = r".{0,300}?"
#: Where a clause begins: a name must not begin in the middle of a word.
START: Final = rf"(?:^|[,;:、。(\"“”{DATE}])"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: which group holds which slot."""

    expression: Any
    slots: tuple[Slot, ...]
    needs: tuple[tuple[str, ...], ...] = ()
    """Of each of these sets of words one at least stands in whatever matches: looked for first, since that is quick."""

    def matches(self, text: str) -> Iterator[dict[str, tuple[Slot, int, int]]]:
        """Every match from left to right: the slots that were filled, with their stretches, and ``""``: the whole."""
        for words in self.needs:
            for word in words:
                if word in text:
                    break
            else:
                return
        at = 0
        while at <= len(text):
            found = self.expression.search(text, at)
            if found is None:
                return
            values = {"": (WHOLE, found.start(), found.end())}
            for number, slot in enumerate(self.slots):
                start, end = found.span(number + 1)
                if start >= 0 and slot.name not in values:
                    values[slot.name] = (slot, start, end)
            yield values
            first = min((start for name, (_, start, _) in values.items() if name), default=found.end())
            last = max((end for name, (_, _, end) in values.items() if name), default=found.end())
            at = max(found.start() + 1, last if last > first else found.end())


WHOLE: Final = Slot("", "句")
#: Patterns of packs that are kept.
_MOST: Final = 2048


@lru_cache(_MOST)
def compiled(pattern: Sequence, paragraph: bool = False) -> Pattern:
    """A pattern as a regular expression over the signs of a sentence, or of a paragraph; kept, as every document asks anew."""
    import re2

    slots: list[Slot] = []
    body = _sequence(pattern, slots, first=True)
    if paragraph:
        body = body.replace(_GAP, _WIDE_GAP)
    options = re2.Options()
    options.log_errors = False
    return Pattern(re2.compile(body, options), tuple(slots), tuple(_needs(pattern)))


def _needs(sequence: Sequence) -> Iterator[tuple[str, ...]]:
    """Sets of words of which a match has one each: its words, those of its choices, the signs of its figures."""
    for part in sequence.parts:
        if isinstance(part, Literal):
            if pieces := _pieces(part):
                yield (max(pieces, key=len),)
        elif isinstance(part, Slot):
            if part.kind == "词":
                yield tuple(fold(word).replace(" ", "") for word in part.words)
            elif (signs := _SIGNS_OF.get(part.kind)) is not None:
                yield tuple(signs)
        elif isinstance(part, Choice):
            found = [next(_needs(option), ()) for option in part.options]
            if found and all(found):
                yield tuple(word for words in found for word in words)


def _pieces(literal: Literal) -> list[str]:
    """The words of a literal between the pauses, for which other signs may stand."""
    return [piece for piece in _PAUSE.split("".join(fold(literal.text).split())) if piece]


def _sequence(sequence: Sequence, slots: list[Slot], first: bool = False) -> str:
    out = []
    for index, part in enumerate(sequence.parts):
        out.append(_part(part, slots, first and index == 0))
    return "".join(out)


def _part(part: Part, slots: list[Slot], first: bool) -> str:
    if isinstance(part, Literal):
        if first and part.text[:1] in ",，":
            return START + "".join(_sign(sign) for sign in fold(part.text[1:]) if not sign.isspace())
        return "".join(_sign(sign) for sign in fold(part.text) if not sign.isspace())
    if isinstance(part, Gap):
        return _GAP if part.figures else rf"[^;。{FIGURES}]{{0,30}}?"
    if isinstance(part, Choice):
        options = [_sequence(option, slots, first) for option in part.options]
        return f"(?:{'|'.join(options)})"
    slots.append(part)
    body = _slot(part)
    lead = START if first and part.kind in ("名", "分项") else ""
    return f"{lead}({body})"


def _slot(slot: Slot) -> str:
    if slot.kind == "词":
        one = "(?:" + "|".join(re.escape(fold(word).replace(" ", "")) for word in slot.words) + ")"
        return f"{one}(?:{_JOIN}{one})*" if slot.many else one
    if slot.kind == "名":
        return f"{_ITEM}(?:{_JOIN}{_ITEM})+" if slot.many else _NAME
    if slot.kind == "句":
        return r"[^,;。]{1,80}"
    if slot.kind == "分项":
        return f"{_PARTS}(?:{_BETWEEN}{_PARTS})*"
    if slot.kind in ("目标", "取值"):
        return (
            rf"(?:[>≥<≤=]{{0,2}}{_ANY}(?:\({_ANY}[^()]{{0,20}}\))?|{DATE}[^,;。()]{{0,12}}|[^,;:。(){SIGNS}]{{1,40}})"
        )
    one = _KINDS[slot.kind]
    return f"{one}(?:{_JOIN}{one})+" if slot.many else one


def _sign(sign: str) -> str:
    if sign in ",，":
        return "[,、:]"
    if sign in ":：":
        return "[:,]"
    return re.escape(sign)
