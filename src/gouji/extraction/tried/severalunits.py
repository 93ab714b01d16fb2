"""Wholes that are counted in several measure words, and their parts, each in one of them (构成).

存栏86.00万头（只、羽），其中牛8.42万头、羊63.75万只、猪2.18万头、禽11.65万羽.

The words in brackets say that all of these are counted together. The parts are those behind it in its sentence or the next one
of its paragraph, or before it where it is called their sum. What does not come out is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.prose.rows import write_whole, writer_to
from gouji.extraction.text.sentences import COUNT, Sentence
from gouji.extraction.tried.outcomes import name_before
from gouji.faults import regex as re
from gouji.language import Table

#: 头（只、羽）; 头只: what else is counted in it.
_ALSO: Final = re.compile(
    r"\((?P<words>[\u4e00-\u9fff]{1,2}(?:[、/,][\u4e00-\u9fff]{1,2}){0,3})\)|(?P<word>[只羽尾匹株棵])(?![\u4e00-\u9fff])"
)
_TOTAL: Final = re.compile(r"(?:合计|共计|总计|共)[\u4e00-\u9fff]{0,4}$")
_OPENS: Final = re.compile(r"其中|包括|分别|中[,:]|[:]")
_OTHERWISE: Final = re.compile(r"等|增|减|[比较]|上年|目标|计划|每|均|未")
#: What stands before a measure word and says of how many.
_SCALES: Final = "十百千万亿"
_LEAST: Final = 2
_MOST: Final = 12
#: A list that was meant to make a whole comes as near to it.
_NEAR: Final = Fraction(1, 5)


def read_several_units(found: Iterable[Sentence], table: Table, draft: Draft) -> None:
    """Write those that do not come out. ``found``: the sentences of a document."""
    found = list(found)
    known = {
        place_of(row.cells.get("数额")) for row in draft.tables.get(table.name, ()) if row.cells.get("列示") == "穷举"
    }
    for sentence, after in pairwise([*found, None]):
        if sentence is None:
            continue
        for at, words in list(_wholes(sentence))[-1:]:  # 应免87.20万头（只），实免86.00万头（只）: what is told last
            whole = sentence.span(at, at + 1)
            if place_of(whole) in known:
                continue
            next_one = after if after is not None and after.texts[0] is sentence.texts[-1] else None
            for told, places in _lists(sentence, next_one, at, words):
                figure = sentence.figures[at]
                come = sum((Fraction(told.figures[place].base) for place in places), Fraction(0))
                half = (figure.step + sum((told.figures[place].step for place in places), Fraction(0))) / 2
                off = abs(come - figure.base)
                if off > _NEAR * figure.base:
                    continue
                if off > (half if figure.step > 1 else 0):
                    parts = [(name_before(told, place), _counted(told, place, figure.unit.symbol)) for place in places]
                    # what is counted like the whole may be told as its parts already, under its name
                    group = Said(f"{text_of(name_before(sentence, at))}（{'、'.join(sorted(words))}）", whole)
                    write_whole(writer_to(table, draft), group, whole, parts, "近全", True)
                break


def _wholes(sentence: Sentence) -> Iterator[tuple[int, frozenset[str]]]:
    """The figures that are counted in several words, and these."""
    for at, figure in sentence.figures.items():
        also = _ALSO.match(sentence.signs, at + 1) if sentence.signs[at] == COUNT and not figure.bound else None
        if also is not None and figure.base > 0:
            words = re.split("[、/,]", also["words"] or also["word"])
            yield at, frozenset((*words, _measure(figure.unit.dimension)))


def _measure(dimension: str) -> str:
    return dimension.partition(":")[2]


def _lists(
    sentence: Sentence, after: Sentence | None, at: int, words: frozenset[str]
) -> Iterator[tuple[Sentence, Sequence[int]]]:
    """The lists of what is counted in these words, in more than one of them: behind a whole, or before its sum."""
    if _TOTAL.search(sentence.signs[:at]):
        yield from _run(sentence, 0, at, words)
        return
    yield from _run(sentence, at + 1, len(sentence.signs), words)
    if after is not None:
        yield from _run(after, 0, len(after.signs), words)


def _run(sentence: Sentence, start: int, end: int, words: frozenset[str]) -> Iterator[tuple[Sentence, Sequence[int]]]:
    opened = _OPENS.search(sentence.signs, start, end)
    start = opened.end() if opened is not None else start
    places = [at for at in sorted(sentence.figures) if start <= at < end][:_MOST]
    run: list[int] = []
    for at in places:
        figure = sentence.figures[at]
        if sentence.signs[at] != COUNT or _measure(figure.unit.dimension) not in words or figure.bound:
            if run and sentence.signs[run[-1] + 1 : run[-1] + 2] == "、":
                return  # the list goes on with what is counted otherwise
            break
        run.append(at)
    told = {_measure(sentence.figures[at].unit.dimension) for at in run}
    between = sentence.signs[start : run[-1] + 2] if run else ""
    if len(run) >= _LEAST and len(told) > 1 and _OTHERWISE.search(between) is None:
        yield sentence, run


def _counted(sentence: Sentence, at: int, symbol: str) -> Value:
    """A figure in the measure word of its whole, so that they can be added."""
    figure = sentence.figures[at]
    scale = figure.unit.symbol.removesuffix(_measure(figure.unit.dimension))
    return Said(f"{figure.value}{scale}{symbol.lstrip(_SCALES)}", sentence.span(at, at + 1))


__all__ = ["read_several_units"]
