"""Formulas written out in running text: 控制率=（17/18）×100%=94.44%, 总分=9.9+48+29+10=96.9分.

Nothing has to be guessed: the signs say which figures make which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from gouji.extraction.draft import Draft, Said, Value, text_of
from gouji.extraction.sentences import FIGURES, RATIO, Sentence
from gouji.language import Table

_NUMBER: Final = rf"(?:[0-9][0-9,]{{0,15}}(?:\.[0-9]{{1,8}})?|[{FIGURES}])"
_WORDS: Final = rf"[^0-9{FIGURES}=÷/(),;:。+×]{{0,16}}"
#: Nothing may be reckoned before the first figure: (1300-1287)/1300.
_BEGINS: Final = r"(?:^|[=,;:。(])"
#: 17/18×100%=94.4%, with words and brackets around the figures.
_QUOTIENT: Final = re.compile(
    rf"{_BEGINS}{_WORDS}\(?{_WORDS}(?P<part>{_NUMBER})\)?[/÷]\(?{_WORDS}(?P<whole>{_NUMBER})\)?{_WORDS}\)?"
    rf"(?:[×*xX](?:{RATIO}|100%))?\)?=(?P<rate>{RATIO})"
)
_SUM: Final = re.compile(
    rf"{_BEGINS}{_WORDS}(?P<terms>{_NUMBER}(?:[+-]{_WORDS}{_NUMBER}){{1,12}})\)?{_WORDS}=(?P<total>{_NUMBER})(?![×*/÷0-9.+-])"
)
_TERM: Final = re.compile(rf"(?P<sign>[+-]?){_WORDS}(?P<number>{_NUMBER})")
_NAME: Final = re.compile(rf"[^0-9{FIGURES}=,;:。()]{{2,20}}(?==)")
_PAUSES: Final = ",;:。"
#: What follows a figure of a formula that is reckoned on: 10+80×0.5.
_GOES_ON: Final = re.compile(r"[×*/÷]")


def read_formulas(sentences: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write the formulas of the sentences to the tables that take rates (占比) and running sums (平衡)."""
    known = {table.source: table for table in tables if table.source}
    for number, sentence in enumerate(sentences):
        if "=" in sentence.signs:
            for source, cells in (*_quotients(sentence), *_sums(sentence, number)):
                table = known.get(source)
                if table is not None:
                    draft.claimed.add(table.name)
                    draft.row(table.name, {name: value for name, value in cells.items() if name in table.columns})


def _quotients(sentence: Sentence) -> Iterator[tuple[str, dict[str, Value]]]:
    for found in _QUOTIENT.finditer(sentence.signs):
        part, whole = (_figure(sentence, *found.span(name)) for name in ("part", "whole"))
        if _dimension(sentence, found.start("part")) == _dimension(sentence, found.start("whole")):
            cells: dict[str, Value] = {
                "项目": _name(sentence, found.start("part")),
                "部分": part,
                "总额": whole,
                "占比": sentence.span(*found.span("rate")),
            }
            yield "占比", cells


def _sums(sentence: Sentence, number: int) -> Iterator[tuple[str, dict[str, Value]]]:
    for found in _SUM.finditer(sentence.signs):
        terms = list(_TERM.finditer(sentence.signs, *found.span("terms")))
        places = [*(term.start("number") for term in terms), found.start("total")]
        kinds = [_dimension(sentence, at) for at in places]
        clash = any("" not in pair and pair[0] != pair[1] for pair in pairwise(kinds))
        if _GOES_ON.search(found["terms"]) or clash or {"ratio", ""} <= set(kinds):
            continue  # 1-5%=95%
        label = _name(sentence, found.start("terms")) or sentence.span(*found.span("total"))
        name = Said(f"{text_of(label)}（算式{number + 1}）", sentence.span(*found.span("total")))
        unit = sentence.figures[places[-1]].unit.symbol if places[-1] in sentence.figures else ""
        yield "平衡", {"平衡": name, "项": label, "数额": _figure(sentence, *found.span("total")), "号": "得"}
        for term in terms:
            figure = _figure(sentence, *term.span("number"), unit)
            yield "平衡", {"平衡": name, "项": figure, "数额": figure, "号": "减" if term["sign"] == "-" else "加"}


def _figure(sentence: Sentence, start: int, end: int, unit: str = "") -> Value:
    """A figure as printed; one without a unit is counted in that of the result."""
    span = sentence.span(start, end)
    bare = not _dimension(sentence, start)
    return Said(f"{span.text}{unit}", span) if bare and unit else span


def _dimension(sentence: Sentence, at: int) -> str:
    """What a figure is counted in; nothing where no unit is printed."""
    figure = sentence.figures.get(at)
    return "" if figure is None or not figure.unit.symbol else figure.unit.dimension


def _name(sentence: Sentence, before: int) -> Value:
    """The words before the first equals sign of the clause."""
    start = max((sentence.signs.rfind(pause, 0, before) for pause in _PAUSES), default=-1) + 1
    found = _NAME.search(sentence.signs, start, before)
    return sentence.span(*found.span()) if found is not None else None
