"""How many are said to keep a bound, or not to, whatever stands around the number: 超预算的8项; 低于85%的单位2家; 三类超计划."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.shown import HOLDS
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.text.howmany import Told
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。、()]"
#: 五项均完成 is said of all of them: how many there are is no number of those that do.
_ADVERB: Final = r"(?:[已仍尚也]|实现了?|可以)*"
_NOT_SO: Final = re.compile(
    r"确保|力争|预计|预期目标为|如果|(?<![较比与和同])(?:上年|去年)|往年|明年|下年|要求|不少于|至少|标准|[拟应须若]|季度|连续|提前"
)
#: 五类项目中; 目标6项，: how many there are in all.
_WHOLE: Final = re.compile(rf"^{_OTHER}{{0,12}}?[中里内](?:[,有]|$)")
_ASKED: Final = re.compile(r"(?:目标|指标|任务|计划)(?:共|共计|为|有|设|设置|设定)*$")
_ASKED_BEHIND: Final = re.compile(rf"^{_OTHER}{{0,10}}?(?:目标|指标|任务)(?=[,;。、]|中)")
#: How many there are of what anybody counts so, at most.
_MOST: Final = 60
_SIGNS: Final = {"over": ">", "full": "≥", "short": "<", "up": ">", "down": "<"}


@dataclass(frozen=True, slots=True)
class Claim:
    """``number`` of them are said to be on this side of a bound; ``kind``: what it is a bound of (``rate``: of what was
    planned, ``sign``: of a change, ``figure``)."""

    sentence: Sentence
    told: Told
    start: int
    end: int
    number: int
    sign: str
    bound: Fraction
    kind: str

    def keeps(self, base: Fraction) -> bool:
        """Whether a figure is on that side of it."""
        return HOLDS[self.sign](base, self.bound)


class BoundsSaid:
    """Reads what numbers of things are said to keep or not to keep."""

    def __init__(self, wording: Wording) -> None:
        fronts = either(wording.goal_fronts)
        goal = rf"(?:(?:年度|全年|年初|调整|投资|支出|收入|{fronts}|既定|预期|当年)*(?:预算|计划|任务|目标|指标|进度))"
        # what is said of each, from its beginning to the end of the words
        bound = (
            rf"(?P<over>(?:超额?(?:完成|出|过)?|高于|大于|突破)了?{goal}|超额完成)"
            rf"|(?P<short>(?:未能?|没有?|尚未|不)(?:完成|达到?|实现){goal}?(?:数|要求|标)?|(?:低于|少于|小于|欠){goal}|[未不]达标)"
            rf"|(?P<full>(?:完成|达到|实现){goal}?|达标)"
            rf"|(?P<up>(?:同比|环比|实现|保持|呈|正)*(?:增长|上升|增加|上涨|提高|提升))"
            rf"|(?P<down>(?:同比|环比|负)*(?:负增长|下降|减少|降低|下滑|下跌|回落))"
            rf"|(?P<way>(?:[不未没有低高大多少小于足超过出突破达到了在]){{0,6}})(?P<figure>{RATIO})(?:及?以[上下内])?"
        )
        # 低于85%的单位2家: it stands before the number; the names of those that are meant may stand between
        self._before = re.compile(
            rf"(?:^|[,;:。、()]|其中|{_OTHER}{{0,8}}?)(?:{bound})的?(?:{_OTHER}{{0,8}}?)?(?:共?有|[为是共达仅])?(?:[有为是:][^{FIGURES};:。()]{{2,80}}?等?)?(?:共|计|共计)?$"
        )
        # 三类超计划: it stands behind it
        self._behind = re.compile(
            rf"^(?P<noun>[^{FIGURES}{DATE},;:。、()均都全]{{0,10}}?)(?:\([^{FIGURES};。()]{{2,30}}\))?{_ADVERB}(?:{bound})了?(?=[,;。、)]|$)"
        )

    def read(self, sentence: Sentence, told: Iterable[Told]) -> list[Claim]:
        """What a sentence says of the numbers that it tells."""
        return [claim for one in told if one.number <= _MOST and (claim := self._claim(sentence, one))]

    def _claim(self, sentence: Sentence, one: Told) -> Claim | None:
        signs = sentence.signs
        start = max(signs.rfind(mark, 0, one.start) for mark in ";。:(") + 1
        ahead = signs[start : one.start]
        if _NOT_SO.search(signs, max(signs.rfind(mark, 0, one.start) for mark in ";。") + 1, one.start):
            return None
        # the nearest words of the clause: 超预算的8项，未完成预算的5项
        comma = max((ahead.rfind(mark) for mark in ",、"), default=-1) + 1
        for first in dict.fromkeys((comma, ahead.rfind(",") + 1)):
            before = self._before.search(ahead[first:])
            if before is not None:
                return _made(sentence, one, before, start + first, one.end, start + first)
        behind = self._behind.match(signs[one.end :])
        if behind is None or _NOT_SO.search(behind[0]):
            return None
        return _made(sentence, one, behind, one.start, one.end + behind.end(), one.end)


def _made(sentence: Sentence, one: Told, found: re.Match[str], start: int, end: int, offset: int) -> Claim | None:
    for name, sign in _SIGNS.items():
        if found[name] is not None:
            kind, bound = ("sign", Fraction(0)) if name in ("up", "down") else ("rate", Fraction(1))
            return Claim(sentence, one, start, end, one.number, sign, bound, kind)
    at = offset + found.start("figure")
    figure = sentence.figures[at]
    printed = re.match(r"[^0-9０-９]*", sentence.span(at, at + 1).text)
    way = found["way"] + (printed[0].strip() if printed is not None else "")
    sign = _sign(way, figure.bound, found[0])
    return None if not sign else Claim(sentence, one, start, end, one.number, sign, figure.base, "figure")


def _sign(way: str, bound: str, words: str) -> str:
    if re.search(r"未达|[不未]到|不足", way):
        return "<"
    if re.search(r"[不未]?低于|[不未]?少于|[不未]?小于", way):
        return "≥" if re.search("[不未]", way) else "<"
    if re.search(r"超|高于|大于|多于|突破", way):
        return "≤" if re.search("[不未]", way) else ">"
    if bound:
        return {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "over": ">"}.get(bound, "")
    if re.search("以上", words) or "达" in way:
        return "≥"
    # a bare 100%的有8项
    return "≤" if re.search("以[下内]", words) else ""


def in_all(sentence: Sentence, told: Sequence[Told], claims: Sequence[Claim]) -> int:
    """How many there are, as the sentence says before: 五类项目中; or as many as are told on both sides of one bound."""
    own = {id(claim.told) for claim in claims}
    for one in told:
        if id(one) in own or one.start > claims[0].start or one.number > _MOST:
            continue
        behind, ahead = sentence.signs[one.end :], sentence.signs[: one.start]
        if _WHOLE.match(behind) or _ASKED.search(ahead) or _ASKED_BEHIND.match(behind):
            return one.number
    sides = {claim.sign[0] for claim in claims}
    bounds = {(claim.kind, claim.bound) for claim in claims}
    if len(claims) == len(sides) == len(bounds) + 1:
        return sum(claim.number for claim in claims)
    return 0
