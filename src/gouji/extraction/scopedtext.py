"""What the text below the headings of a document tells of the scopes that a pack names: 本年支出合计…… below 支出决算情况说明."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.document.model import Span
from gouji.extraction.draft import Said
from gouji.extraction.retold import kind_of_figure
from gouji.extraction.scoped import Source, Told
from gouji.extraction.scopes import Scopes, bare, year_in
from gouji.extraction.sentences import DATE, FIGURES, Sentence

#: Words between a name and its figure.
_VERB: Final = re.compile(r"(?:(?:总额|金额|决算数|均|共计?|达)?(?:为|是|共|达到?|:)|总额|金额|决算数)?$")
_TOTAL: Final = re.compile(r"(?:合计|总计|共计)$")
#: What a name begins after.
_EDGE: Final = re.compile(
    rf"[,;:。、()\n{DATE}{FIGURES}]|其中|本年度|全年|年度|本年|我(?:部门|单位|局)|本(?:部门|单位|局)"
)
#: Words that tell of another time, of a goal or of a change.
_ELSE: Final = re.compile(r"上年|去年|前年|年初|预计|增加|减少|增长|下降|比|较")


def text_sources(sentences: Sequence[Sentence], scopes: Scopes, year: int | None) -> list[Source]:
    """One source for each heading and scope; a scope told twice with different figures tells nothing. ``year``: that of the
    title."""
    found: dict[tuple[str, str], dict[object, tuple[Span, Told]]] = {}
    for sentence in sentences:
        heading = sentence.heading
        if heading is None:
            continue
        for scope in scopes.of_heading(heading.text):
            for at in _named(sentence, scope.names, year):
                span = sentence.span(at, at + 1)
                figure = sentence.figures[at]
                value = Said(f"{span.text}元", span) if figure.unit.dimension == "number" else span
                told = Told("", "", "", value, figure)
                found.setdefault((scope.scope, bare(heading.text)), {})[figure.base] = heading, told
    out: list[Source] = []
    for (scope_name, title), figures in found.items():
        if len(figures) == 1:
            ((heading, told),) = figures.values()
            out.append(Source(scope_name, title, heading, -1 - len(out), year_in(heading.text), False, (told,)))
    return out


def _named(sentence: Sentence, names: Sequence[Sequence[str]], year: int | None) -> Iterator[int]:
    """The places of the amounts of the year that bear one of the names."""
    signs = sentence.signs
    for at, figure in sorted(sentence.figures.items()):
        if kind_of_figure(figure) != "money" or not figure.plain or _of_another(sentence, at, year):
            continue
        before = _VERB.sub("", bare(signs[:at]), count=1)
        for *earlier, name in names:
            said = before if before.endswith(name) else _TOTAL.sub("", before)
            if not said.endswith(name):
                continue
            head = said[: len(said) - len(name)]
            edge = [found.end() for found in _EDGE.finditer(head)]
            if head and (not edge or edge[-1] != len(head)):
                continue
            clause = re.split(r"[;。]", head)[-1]
            if all(word in clause for word in earlier) and not _ELSE.search(re.split(r"[,;:。]", head)[-1]):
                yield at
                break


def _of_another(sentence: Sentence, at: int, year: int | None) -> bool:
    """Whether the words before a figure, back to the one before it, name another year."""
    for place in range(at - 1, -1, -1):
        sign = sentence.signs[place]
        if sign in FIGURES:
            return False
        if sign == DATE:
            named = year_in(sentence.span(place, place + 1).text)
            return named is not None and year is not None and named != str(year)
    return False


__all__ = ["text_sources"]
