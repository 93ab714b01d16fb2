"""Counts that sentences tell in words, 培训三场, beside those of tables and of other sentences: 培训场次 4场.

A numeral in words is no figure for those who read sentences, since many words begin so (三方面, 一体化). Beside a figure of
the same measure word that is called the same it is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from gouji.extraction.prose.retold import Mention, mentions
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.sentences import COUNT, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure

_T = TypeVar("_T")
_NUMERALS: Final = re.compile("[二两三四五六七八九十]")
#: What makes a count one that is not exact.
_ABOUT: Final = re.compile("以[上下内]|左右|[多余]|之多")
#: Counts in words of a document that are looked at.
_MOST: Final = 300


def spelled(sentences: Iterable[Sentence], units: Collection[str], year: int | None) -> list[Mention]:
    """The counts in words that have one of these measure words, as figures of their sentences. ``year``: that of the title."""
    out: list[Mention] = []
    for sentence in sentences:
        if not units or _NUMERALS.search(sentence.signs) is None:
            continue
        found = [one for one in counts(sentence) if _in_words(sentence, one, units)]
        for one in found:
            turned, at = _as_figure(sentence, one)
            out += [mention for mention in mentions([turned], (), year, _MOST) if mention.at == at]
        if len(out) >= _MOST:
            break
    return out


def _in_words(sentence: Sentence, one: Told, units: Collection[str]) -> bool:
    """Whether a count is told in words, with its measure word behind it."""
    plain = one.measure in units and not any(sign in FIGURES for sign in sentence.signs[one.start : one.end])
    printed = plain and sentence.signs.startswith(one.measure, one.end)
    return printed and _ABOUT.match(sentence.signs, one.end + len(one.measure)) is None


def _as_figure(sentence: Sentence, one: Told) -> tuple[Sentence, int]:
    """The sentence with a count in words as a figure, and where it stands."""
    at, end = one.start, one.end + len(one.measure)
    text = f"{one.number}{one.measure}"
    figure = parse_figure(text)
    less = end - at - 1
    moved = dict(_moved(sentence.figures.items(), at, less))
    turned = replace(
        sentence,
        signs=f"{sentence.signs[:at]}{COUNT}{sentence.signs[end:]}",
        texts=(*sentence.texts[: at + 1], *sentence.texts[end:]),
        starts=(*sentence.starts[: at + 1], *sentence.starts[end:]),
        ends=(*sentence.ends[:at], sentence.ends[end - 1], *sentence.ends[end:]),
        figures=moved if figure is None else {**moved, at: figure},
        lent={**dict(_moved(sentence.lent.items(), at, less)), at: text},
        worths={},
        intervals={},
        kept={},
    )
    return turned, at


def _moved(items: Iterable[tuple[int, _T]], at: int, less: int) -> Iterator[tuple[int, _T]]:
    for place, one in items:
        yield (place if place < at else place - less), one


__all__ = ["spelled"]
