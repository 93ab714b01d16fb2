"""What is said to have kept a limit, or to have passed it, in words alone beside both figures: 限额为62.5亿元；余额63.18亿元，
控制在限额之内; 受害率0.04‰（控制线0.9‰）、成灾率3.6‰（控制线3‰），两项都在控制线以下.

What limits are called is told by the pack. A hint where it is not so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, Sentence
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_KEPT: Final = r"控制在|[未不没](?:有|曾)?(?:超过|超出|突破|高于|超)|低于|小于|少于|均在|都在|处于|保持在"
_PASSED: Final = r"超过|超出|突破|高于|大于"
_NOT_SO: Final = re.compile(r"确保|力争|不得|应|须|严禁|防止|避免|如果|是否|要求|下年|明年|上年|去年|部分|个别")
_LESS: Final = re.compile(r"以[上外]|之[上外]")
_STOPS: Final = frozenset(f",;:。(){FIGURES}{DATE}")
#: That nothing beyond what is allowed was found, and what was allowed beside what it came to.
_UNFOUND: Final = re.compile(
    r"(?:[未没](?:有|曾)?(?:发现|出现|发生|查出)|不存在|无)(?:任何)?[^,;:。()]{0,12}?超(?:过)?(?:出)?(?:规定)?(?:标准|限额|定额|限价|范围标准)"
)
_ALLOWED: Final = re.compile(
    rf"(?P<name>{_OTHER}{{0,12}}?)(?:标准|限额|定额|限价)(?:为|是|:)?(?P<most>[{FIGURES}])[^{FIGURES};。]{{0,12}}?实际[^{FIGURES},;。]{{0,8}}?(?P<real>[{FIGURES}])"
)
#: Sentences around such words in which that is told.
_NEAR: Final = 3
#: Figures before a claim that are looked at.
_LOOKED: Final = 8


class Ceilings:
    """The words of a pack for limits."""

    def __init__(self, wording: Wording) -> None:
        self._limit = re.compile(either(wording.ceilings))
        self._claim = re.compile(
            rf"(?:^|(?<=[,;:。]))(?P<who>{_OTHER}{{0,16}}?)(?:[均都也仍]|始终|严格)*(?:(?P<kept>{_KEPT})|(?P<passed>{_PASSED}))了?"
            rf"{_OTHER}{{0,8}}?(?P<what>{either(wording.ceilings)}|目标值?|标准值?|规定值?)(?P<tail>[以之]?[内下上外]|范围内?)?(?=[,;。]|$)"
        )

    def read(self, found: Sequence[Sentence], table: Table, draft: Draft) -> None:
        """Write them to the table of comparisons."""
        before: Sentence | None = None
        known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
        for sentence in found:
            for claim in self._claim.finditer(sentence.signs) if self._limit.search(sentence.signs) else ():
                loose = self._limit.fullmatch(claim["what"]) is None
                if loose and not (claim["kept"] == "控制在" and claim["tail"]):
                    continue
                if _NOT_SO.search(claim[0]) or (claim["kept"] and _LESS.search(claim["tail"] or "")):
                    continue
                for cells, doubt in self._held(sentence, before, claim):
                    if place_of(cells["数值"]) not in known:
                        draft.say(table, cells, doubt)
            before = sentence
        for number, sentence in enumerate(found):
            for none in _UNFOUND.finditer(sentence.signs):
                for other in found[max(0, number - _NEAR) : number + _NEAR + 1]:
                    for cells in _beyond(sentence, none, other):
                        draft.say(table, cells, True)

    def _held(
        self, sentence: Sentence, before: Sentence | None, claim: re.Match[str]
    ) -> Iterator[tuple[dict[str, Value], bool]]:
        places = [(sentence, at) for at in sorted(sentence.figures) if at < claim.start()]
        if before is not None and before.texts[-1] is sentence.texts[0]:
            places = [*((before, at) for at in sorted(before.figures)), *places]
        places = [(one, at) for one, at in places if one.signs[at] not in POINTS + BARE][-_LOOKED:]
        limits = [number for number, place in enumerate(places) if self._is_limit(*place)]
        for number in limits:
            meant = self._meant(places, number, limits)
            if meant is None:
                continue
            (told, at), (other, limit) = meant, places[number]
            kept = claim["kept"] is not None
            strict = claim["kept"] in ("低于", "小于", "少于")
            one, most = told.figures[at].base, other.figures[limit].base
            good = (one < most if strict else one <= most) if kept else one > most
            sign = ("<" if strict else "≤") if kept else ">"
            span = sentence.span(*claim.span())
            number_of = re.search(r"[0-9][0-9.,，]*\s*[^0-9.,，以之内下]*", text_of(value_in(other, limit)) or "")
            if number_of is None:
                continue
            name = words_before(told.signs, at, _STOPS).strip("、和与为是达") or told.span(at, at + 1).text
            label = Said(f"{name}（{span.text}）", span)
            yield {"事项": label, "数值": value_in(told, at), "所比": Said(sign + number_of[0].strip(), span)}, not good

    def _is_limit(self, sentence: Sentence, at: int) -> bool:
        return self._limit.search(words_before(sentence.signs, at, _STOPS)) is not None

    def _meant(
        self, places: Sequence[tuple[Sentence, int]], number: int, limits: Sequence[int]
    ) -> tuple[Sentence, int] | None:
        """The figure that is held against a limit: right before its bracket, or the nearest of its kind."""
        sentence, at = places[number]
        kind = kind_of_figure(sentence.figures[at])
        bracket = sentence.signs.rfind("(", 0, at) > sentence.signs.rfind(")", 0, at)
        near = [number - 1] if bracket else [number + 1, number - 1]
        for other in near:
            if 0 <= other < len(places) and other not in limits:
                one, place = places[other]
                if kind_of_figure(one.figures[place]) == kind and not one.figures[place].bound:
                    return one, place
        return None


def _beyond(sentence: Sentence, none: re.Match[str], other: Sentence) -> Iterator[dict[str, Value]]:
    """住宿费标准380元/天，实际报销460元/天 beside 未发现超标准."""
    for told in _ALLOWED.finditer(other.signs) if "实际" in other.signs else ():
        most, real = (other.figures[told.start(name)] for name in ("most", "real"))
        if kind_of_figure(most) != kind_of_figure(real) or real.base <= most.base or real.bound:
            continue
        span = sentence.span(*none.span())
        limit = text_of(value_in(other, told.start("most")))
        label = Said(f"{told['name']}（{span.text}）", span)
        yield {"事项": label, "数值": value_in(other, told.start("real")), "所比": Said(f"≤{limit}", span)}


__all__ = ["Ceilings"]
