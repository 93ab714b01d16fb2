"""Things that are said to be of some size, each told with its own: 亿元以上项目3个，分别为甲（1.5亿元）、乙（0.8亿元）.

One that is smaller may have been told by another figure than is meant, so that it is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import FIGURES, MONEY, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import Table

_CLAIM: Final = re.compile(
    rf"(?:(?P<word>[十百千]?[万亿]元)(?P<up>以上|以下)|(?P<over>[超过])(?P<least>[十百千]?[万亿]元)|(?P<figure>[{FIGURES}]))(?!的?[部占])的?[^{FIGURES},;。()、]{{0,10}}?"
    rf"(?:项目|企业|合同|订单|工程|产品|大户|采购|单位|村|镇|户|家|个)[^{FIGURES},;。()、]{{0,6}}(?P<count>[{FIGURES}])"
)
#: What leads to them; one of them with its figure.
_LED: Final = re.compile(r"分别|包括|包含|其中|即|:|为|有|是")
_ONE: Final = re.compile(
    rf"(?P<name>[^{FIGURES},;:。()、]{{2,24}})\((?:[^{FIGURES},;:。()]{{0,8}})(?P<size>[{FIGURES}])\)|(?P<bare>[^{FIGURES},;:。()、]{{2,24}})(?P<plain>[{FIGURES}])(?=[、,;。和及]|$)"
)
_TENS: Final = {"": 1, "十": 10, "百": 100, "千": 1000}
_SEVERAL: Final = 2


def read_classed(found: Iterable[Sentence], table: Table, draft: Draft) -> None:
    """Write each of them beside its bound to the table of comparisons."""
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    for sentence in found:
        if "元" not in sentence.signs and MONEY not in sentence.signs:
            continue
        for claim in _CLAIM.finditer(sentence.signs):
            for cells, doubt in _sized(sentence, claim):
                if place_of(cells["数值"]) not in known:
                    draft.say(table, cells, doubt)


def _bound(sentence: Sentence, claim: re.Match[str]) -> tuple[str, Fraction, str] | None:
    """The sign, the worth and the print of a bound."""
    if claim["figure"] is not None:
        figure = sentence.figures[claim.start("figure")]
        sign = {"at_least": "≥", "at_most": "≤", "over": "≥", "above": "≥"}.get(figure.bound)
        number = re.search(r"[0-9][0-9.,]*\s*[十百千万亿]*元", sentence.span(*claim.span("figure")).text)
        if sign is None or number is None or not kind_of_figure(figure).startswith("money"):
            return None
        return sign, Fraction(figure.base), number[0]
    word = claim["word"] or claim["least"]
    printed = f"{_TENS[word[:-2]]}{word[-2:]}"
    parsed = parse_figure(printed)
    return ("≤" if claim["up"] == "以下" else "≥", Fraction(parsed.base), printed) if parsed is not None else None


def _sized(sentence: Sentence, claim: re.Match[str]) -> Iterator[tuple[dict[str, Value], bool]]:
    bound = _bound(sentence, claim)
    signs = sentence.signs
    stop = re.search(r"[;。]", signs[claim.end() :])
    end = claim.end() + stop.start() if stop is not None else len(signs)
    number = sentence.figures[claim.start("count")]
    if bound is None or not kind_of_figure(number).startswith("count") or not _LED.search(signs, claim.end(), end):
        return
    sign, limit, printed = bound
    told: list[tuple[int, int, int]] = []
    for one in _ONE.finditer(signs, claim.end(), end):
        group, name = ("size", "name") if one["size"] is not None else ("plain", "bare")
        at = one.start(group)
        if kind_of_figure(sentence.figures[at]).startswith("money") and not sentence.figures[at].bound:
            told.append((*one.span(name), at))
    # as many as there are said to be, or nearly: 总投资12亿元 is none of them
    if len(told) < _SEVERAL or len(told) != number.base:
        return
    rows = [(start, stop, at, _keeps(sign, Fraction(sentence.figures[at].base), limit)) for start, stop, at in told]
    if sum(keeps for *_, keeps in rows) * 2 < len(rows):
        return
    for start, stop_, at, keeps in rows:
        if not keeps:
            label = sentence.span(start, stop_)
            yield (
                {
                    "事项": label,
                    "数值": sentence.span(at, at + 1),
                    "所比": Said(f"{sign}{printed}", sentence.span(*claim.span())),
                },
                True,
            )


def _keeps(sign: str, value: Fraction, limit: Fraction) -> bool:
    return value >= limit if sign == "≥" else value <= limit
