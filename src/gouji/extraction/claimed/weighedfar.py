"""How far something went, in words: 压减过半, 增长近两倍, 翻一番, 下降近三成."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.terms import Term
from gouji.extraction.claimed.weighing import WeighedRow, label_of
from gouji.extraction.drafting.draft import Said, Value, span_of, text_of
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import RATIO, Sentence
from gouji.figures import rounded_text

_HALF: Final = Fraction(1, 2)
#: What is near a half may be off by so much, what is near a multiple, what is told roughly, and what is rounded.
_NEAR_HALF, _NEAR, _ROUGH, _ROUNDED = Fraction(1, 10), Fraction(1, 10), Fraction(12, 100), Fraction(3, 100)
_OVER: Final = ("over", "at_least", "above")
_UNDER: Final = ("below", "at_most")

_Bounds = tuple[Fraction | None, Fraction | None]


def how_far(
    sentence: Sentence, before: Term, after: Term, name: str, said: re.Match[str], span: Value, start: int
) -> Iterator[WeighedRow]:
    """By what part of the earlier figure the later one is off it, beside the part that the words tell."""
    prior, now = before.base, after.base
    down = said["down"] is not None or (said["either"] is not None and said["either"] != "增")
    bounds = _bounds(sentence, said, start, down)
    if prior <= 0 or now <= 0 or bounds is None:
        return
    if now == prior or (now > prior) == down:
        way = Said("减少" if down else "增加", span_of(span))
        yield "变动", {"项目": label_of(after), "上期": before.value, "本期": after.value, "方向": way}, True
        return
    made = abs(now - prior) / prior
    least, most = bounds
    low = least is not None and made < least
    limit = least if low or most is None else most
    if limit is None:
        return
    good = not low and (most is None or made <= most)
    cells: dict[str, Value] = {
        "事项": Said(f"{name}{text_of(span)}", span_of(span)),
        "数值": Said(f"{rounded_text(made * 100, 2)}%", after.sentence.span(after.at, after.at + 1)),
        "所比": Said(f"{'≥' if low or most is None else '≤'}{rounded_text(limit * 100, 2)}%", span_of(span)),
    }
    yield "比较", cells, not good


def _bounds(sentence: Sentence, said: re.Match[str], start: int, down: bool) -> _Bounds | None:
    """Between what parts the words tell it to be; none where they do not say which way."""
    if said["times"]:
        return None if down else _times(said)
    if said["half"] is not None:
        return _half(said) if said["up"] or said["either"] or down else None
    return _rate(sentence, start + said.start("rate")) if said["up"] or down else None


def _times(said: re.Match[str]) -> _Bounds | None:
    """翻一番, 增长两倍: 两倍 alone may say how many times it is."""
    doubled = "番" in said["times"]
    if not doubled and said["up"] is None and said["either"] is None:
        return None
    least = Fraction(2) ** number_of(said["n"] or "一") - 1 if doubled else Fraction(number_of(said["m"]))
    return least * (1 - (_NEAR if "近" in said[0] or "约" in said[0] else _ROUNDED)), None


def _half(said: re.Match[str]) -> _Bounds:
    if said["most"]:
        return _HALF * (1 - _NEAR_HALF), _HALF
    if said["half"] in ("一半", "半数"):
        return _HALF * (1 - _NEAR_HALF), _HALF * (1 + _NEAR_HALF)
    return _HALF, None


def _rate(sentence: Sentence, at: int) -> _Bounds | None:
    """近三成, 超过两成: a rate that is told roughly."""
    figure = sentence.figures.get(at)
    if figure is None or sentence.signs[at] != RATIO or figure.bound not in (*_OVER, *_UNDER, "about"):
        return None
    middle = Fraction(figure.base)
    if figure.bound in _OVER:
        return middle, None
    return middle * (1 - _ROUGH), middle if figure.bound in _UNDER else middle * (1 + _ROUGH)
