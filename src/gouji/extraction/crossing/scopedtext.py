"""What the text below the headings of a document tells of the scopes that a pack names: 本年支出合计…… below 支出决算情况说明."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from gouji.document.model import Span
from gouji.extraction.crossing.scoped import Source, Told
from gouji.extraction.crossing.scopes import Scopes, TextScope, bare, year_in
from gouji.extraction.drafting.draft import Said
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence, dimension_of
from gouji.faults import regex as re

_TOTAL: Final = re.compile(r"(?:合计|总计|共计)$")
#: What a name begins after.
_EDGE: Final = re.compile(
    rf"[,;:。、()\n{DATE}{FIGURES}]|其中|本年度|全年|(?:19|20)[0-9]{{2}}年|年度|本年|我(?:部门|单位|局)|本(?:部门|单位|局)"
)
#: Words that tell of another time, of a goal or of a change.
_ELSE: Final = re.compile(r"上年|去年|前年|年初|预计|增加|减少|增长|下降|比|较")


def text_sources(sentences: Sequence[Sentence], scopes: Scopes, year: int | None) -> list[Source]:
    """One source for each heading and scope; an account told twice with different figures tells nothing. ``year``: that of the
    title."""
    found: dict[tuple[str, str], dict[tuple[str, ...], dict[Fraction, Told]]] = {}
    headings: dict[str, Span] = {}
    for sentence in sentences:
        if (heading := sentence.heading) is None:
            continue
        title = bare(heading.text)
        for scope in scopes.of_heading(heading.text):
            headings.setdefault(title, heading)
            for at, path in _named(sentence, scope, year):
                told = _told(sentence, at, path)
                found.setdefault((scope.scope, title), {}).setdefault(path, {})[told.figure.base] = told
    out: list[Source] = []
    for (name, title), accounts in found.items():
        heading = headings[title]
        sure = tuple(told for figures in accounts.values() if len(figures) == 1 for told in figures.values())
        if sure:
            out.append(Source(name, title, heading, -1 - len(out), year_in(heading.text), False, sure))
    return out


def _told(sentence: Sentence, at: int, path: tuple[str, ...]) -> Told:
    span = sentence.span(at, at + 1)
    figure = sentence.figures[at]
    value = Said(f"{span.text}元", span) if figure.unit.dimension == "number" else span
    return Told("", "/".join(path), path[-1] if path else "", value, figure, path)


def _named(sentence: Sentence, scope: TextScope, year: int | None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The places of the amounts of the year that bear one of the names, and the accounts that they are of."""
    for at, figure in sorted(sentence.figures.items()):
        if dimension_of(figure) != "money" or not figure.plain or _of_another(sentence, at, year):
            continue
        if not scope.levels and any(_bears(bare(sentence.signs[:at]), name, scope.verb) for name in scope.names):
            yield at, ()
        elif scope.levels and (path := _account(sentence, at, scope)) is not None:
            yield at, path


def _bears(before: str, name: Sequence[str], verb: re.Pattern[str]) -> bool:
    """Whether what stands before a figure ends in its name, and tells of what its sentence must speak of."""
    *earlier, called = name
    said = verb.sub("", before, count=1)
    said = said if said.endswith(called) else _TOTAL.sub("", said)
    if not said.endswith(called):
        return False
    head = said[: len(said) - len(called)]
    edge = [found.end() for found in _EDGE.finditer(head)]
    if head and (not edge or edge[-1] != len(head)):
        return False
    clause = re.split(r"[;。]", head)[-1]
    return all(word in clause for word in earlier) and not _ELSE.search(re.split(r"[,;:。]", head)[-1])


def _account(sentence: Sentence, at: int, scope: TextScope) -> tuple[str, ...] | None:
    """The account that stands before a figure in its paragraph: 教育支出（类）普通教育（款）小学教育（项）. None where the figure
    is not the one that bears a name behind it, or stands right behind it."""
    text = bare(sentence.texts[at].text[: sentence.starts[at]])
    paths = list(_path(scope.levels).finditer(text))
    if not paths:
        return None
    found = paths[-1]
    rest = text[found.end() :]
    if any(f"({level})" in rest for level in scope.levels):
        return None
    own = scope.verb.sub("", rest, count=1)
    plainly = own in {"", *(name[-1] for name in scope.names)}
    if not plainly and not any(_bears(rest, name, scope.verb) for name in scope.names):
        return None
    return tuple(name for name in found.groups() if name)


@lru_cache(maxsize=64)
def _path(levels: tuple[str, ...]) -> re.Pattern[str]:
    inner = ""
    for level in reversed(levels):
        inner = rf"(?:([^\s,;:。]{{2,40}}?)\({re.escape(level)}\){inner})" + ("?" if level != levels[0] else "")
    return re.compile(rf"(?:^|(?<=[\s,;:。、.)]))(?:[0-9]{{1,2}}[.、)]?)?{inner}")


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
