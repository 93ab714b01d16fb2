"""Names in a row and how many they are said to be: 内设办公室、规划股、水资源股3个股室."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.draft import Draft, Said, Value, span_of
from gouji.extraction.sentences import COUNT, FIGURES, Sentence
from gouji.language import Table

#: A name, and what stands in brackets behind it: 城关镇（东村、西村）.
_BRACKET: Final = rf"\([^(){FIGURES}]{{1,60}}\)"
_NAME: Final = rf"[^{FIGURES}、,;:。()和及与等]{{2,14}}(?:{_BRACKET})?"
_JOINS: Final = r"(?:[、和与]|(?<!涉)及)"
_NAMES: Final = rf"(?P<names>{_NAME}(?:{_JOINS}{_NAME}){{1,60}})"
_NUMERALS: Final = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
_HOW_MANY: Final = rf"(?P<number>{COUNT}|(?P<han>[两二三四五六七八九十])(?=[个家项所类种名位处大](?![、和及与])))"
#: Words after which a list of names begins. 建设广场、公园、停车场5个 opens none.
_OPENS: Final = (
    r"(?:内设|下设|设有|设立|设置|(?<![建开增装架铺附])设|下辖|所辖|辖|包括|包含|分为|分别为|分别是|涵盖|涉及|即)"
)
#: Where a list may begin besides; it is only believed to be one where it is as long as is said, or of kinds of things.
_MAY_OPEN: Final = r"(?:(?:^|(?<=[,;:。(]))(?:以及|从|对|在|围绕|由|按)?|以及|从|围绕)"
#: Things that are only counted where all of them are named before.
_KINDS: Final = r"(?:个|大|项)?(?:方面|领域|维度|环节|层面|部分|阶段|步骤|[一二三四]级[^、,;:。()]{2})"
_COUNTED: Final = (
    rf"(?P<more>等[^{FIGURES}、,;:。()]{{0,6}})?{_HOW_MANY}"
    rf"(?P<kinds>{_KINDS})?(?:[^{FIGURES}、,;:。()]{{0,4}}(?P<inner>{COUNT}))?"
)
_OPENED: Final = re.compile(rf"{_OPENS}{_NAMES}{_COUNTED}")
_BEFORE: Final = re.compile(rf"{_MAY_OPEN}{_NAMES}{_COUNTED}")
_AFTER: Final = re.compile(
    rf"{_HOW_MANY}(?P<noun>[^{FIGURES}、,;:。()]{{0,8}})"
    rf"[:(,](?:分别是|分别为|即|包括)?:?{_NAMES}(?P<more>等)?(?=[,;。)]|$)"
)
#: 共有4个项目，为甲小区改造项目、……: names of any length, parted by 、 alone. It is only believed where it is as long as said.
_LONG_NAME: Final = rf"[^{FIGURES}、,;:。()等]{{2,40}}"
_BEING: Final = re.compile(
    rf"{_HOW_MANY}(?P<kinds>)(?P<noun>[^{FIGURES}、,;:。()为是]{{0,8}})[,(]?(?:分别|即)?[为是]:?"
    rf"(?P<names>{_LONG_NAME}(?:、{_LONG_NAME}){{1,60}})(?P<more>等)?(?=[,;。)]|$)"
)
_SAYS: Final = re.compile(r"分别是|分别为|即")
_PARTS: Final = re.compile(r"[、和及与]")
_IN_BRACKETS: Final = re.compile(_BRACKET)
#: As many names as this are a list and not a phrase.
_LEAST: Final = 3


def read_lists(sentences: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write how many names each list has beside how many there are said to be, to the table that takes it."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    for sentence in sentences:
        for cells in _found(sentence):
            draft.claimed.add(table.name)
            draft.row(table.name, {name: value for name, value in cells.items() if name in table.columns})


def _found(sentence: Sentence) -> Iterator[dict[str, Value]]:
    signs = sentence.signs
    told: set[int] = set()
    for pattern in (_OPENED, _BEFORE, _AFTER, _BEING):
        for found in pattern.finditer(signs):
            at = found.start("number")
            said, measure = _how_many(sentence, found, at)
            if not said or at in told:
                continue
            told.add(at)
            bare = _IN_BRACKETS.sub("", found["names"])
            count = next((number for number in _counts(bare) if number == said), len(_PARTS.split(bare)))
            if pattern is _BEING and said == bare.count("、") + 1:
                count = said
            sure = pattern is _OPENED or (pattern is not _BEING and _sure(found, pattern))
            if found["more"]:
                # 等 leaves room for more; names that may hold 和 are not counted against it
                if count > said and not (sure and count == bare.count("、") + 1):
                    continue
            elif count != said and (not sure or count < _LEAST or not _plain(bare)):
                continue
            listed = sentence.span(found.start("names"), found.end("names"))
            yield _row(listed, sentence, at, (f"{said}{measure}", f"{count}{measure}"), "等" if found["more"] else "")
            if pattern in (_OPENED, _BEFORE) and count == said and found["inner"]:
                yield from _inner(sentence, found, count)


def _counts(names: str) -> tuple[int, int]:
    """How many names stand in a row: 管理和服务 in the middle may be one; the last 和 parts two, unless no 、 does."""
    last = names.rsplit("、", 1)[-1]
    return len(_PARTS.split(names)), names.count("、") + len(_PARTS.split(last))


def _plain(names: str) -> bool:
    """Whether names are surely parted where they seem to be: 文化和旅游局本部以及下属4家 counts what comes after 以及."""
    return "、" in names and "以及" not in names


def _how_many(sentence: Sentence, found: re.Match[str], at: int) -> tuple[int, str]:
    """The number that is said and its measure word; none where it is no whole number of things."""
    if found["han"]:
        return _NUMERALS[found["han"]], sentence.signs[at + 1]
    figure = sentence.figures[at]
    if figure.bound or figure.base.denominator != 1 or figure.unit.scale != Fraction(1):
        return 0, ""
    return int(figure.base), figure.unit.symbol


def _sure(found: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether the words say that the names are what is counted."""
    if pattern is _BEFORE:
        return bool(found["kinds"])
    return _SAYS.search(found.string, found.end("number"), found.start("names")) is not None


def _inner(sentence: Sentence, found: re.Match[str], count: int) -> Iterator[dict[str, Value]]:
    """甲镇（东村、西村）、乙镇（南村）2个镇3个村: the second number is of the names in the brackets."""
    brackets = _IN_BRACKETS.findall(found["names"])
    at = found.start("inner")
    figure = sentence.figures[at]
    if len(brackets) != count or figure.bound or figure.base.denominator != 1 or figure.unit.scale != Fraction(1):
        return
    names = sum(len(_PARTS.split(bracket)) for bracket in brackets)
    listed = sentence.span(found.start("names"), found.end("names"))
    measure = figure.unit.symbol
    yield _row(listed, sentence, at, (f"{int(figure.base)}{measure}", f"{names}{measure}"), "")


def _row(listed: Value, sentence: Sentence, at: int, counts: tuple[str, str], more: str) -> dict[str, Value]:
    said, named = counts
    span = sentence.span(at, at + 1)
    return {"事项": listed, "个数": Said(said, span), "所列": Said(named, span_of(listed)), "列示": more or None}
