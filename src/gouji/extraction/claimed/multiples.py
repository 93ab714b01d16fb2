"""How many times one thing is another, in words, by the names of both: 个体户约为企业的两倍. Which figures are meant is
not said, so that what is not so is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.namedfigures import NamedFigures, pair_of
from gouji.extraction.drafting.draft import Draft, Said, Value, span_of
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import rounded_text
from gouji.language import Table

_O: Final = rf"[^{FIGURES}{DATE},;:。()]"
_TIMES: Final = re.compile(
    rf"(?:^|(?<=[,;:。(]))(?P<one>{_O}{{2,16}}?)(?P<how>[约近超过逾将达到]*)[为是相当于]{{1,3}}(?P<how2>[约近超过逾将]*)(?P<other>{_O}{{2,16}}?)的(?P<near>[约近超过逾将]*)"
    rf"(?:(?P<n>[两二三四五六七八九十])倍(?P<over>以上|多)?|(?P<half>一半|半数))(?:左右)?(?=[,;。)]|$)"
)
_NOT_SO: Final = re.compile(
    r"确保|力争|预计|有望|争取|如果|若|是否|应当?|须|拟|将[^近]|努力|避免|防止|不得|不能|原则|部分|个别|以往|规定|按照?|除|使|让|请"
)
#: By what part of it a rough multiple may be off.
_ROOM, _NEAR = Fraction(12, 100), Fraction(2, 100)
_HALF: Final = Fraction(1, 2)


def read_multiples(
    found: Iterable[Sentence], figures: NamedFigures, order: Mapping[int, int], table: Table, draft: Draft
) -> None:
    """Write them to the table of comparisons. ``order``: the number of each text (by ``id``)."""
    for sentence in found:
        for claim in _TIMES.finditer(sentence.signs):
            if _NOT_SO.search(claim[0]):
                continue
            at = order.get(id(sentence.texts[claim.start()]), 0)
            pair = pair_of(claim["one"], claim["other"], figures.near(at, False), at)
            if pair is None or pair[1].base <= 0:
                continue
            made = pair[0].base / pair[1].base
            low, high = _bounds(claim)
            limit = low if made < low or high is None else high
            span = sentence.span(*claim.span())
            cells: dict[str, Value] = {
                "事项": span,
                "数值": Said(f"{rounded_text(made * 100, 2)}%", span_of(pair[0].value)),
                "所比": Said(f"{'≥' if limit == low else '≤'}{rounded_text(limit * 100)}%", span),
            }
            draft.say(table, cells, True)


def _bounds(claim: re.Match[str]) -> tuple[Fraction, Fraction | None]:
    """Between what a multiple is, as it is said: 约为两倍, 近两倍, 两倍以上."""
    middle = _HALF if claim["half"] else Fraction(number_of(claim["n"]))
    words = claim["how"] + claim["how2"] + claim["near"]
    if claim["over"] is not None or re.search("超|逾|过", words):
        return middle, None
    return middle * (1 - _ROOM), middle * (1 + (_ROOM if "约" in words or not words else _NEAR))
