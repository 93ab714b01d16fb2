"""Rates behind words that say that all was done: 支出进度97.0%，全部支出完毕; 占年度计划的96.0%，圆满完成投资任务; and, where the
sentence tells none, those of the very doing that are told anywhere, and what is told of it as not yet done: 按期完工率84.62%……
全部按期完工; 补助2万元未到账……已全部兑付.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, FIGURES, MONEY, RATIO, Sentence
from gouji.faults import regex as re

#: How far something came: 支出进度, 占年度计划的, 完成预算的.
_RATE: Final = re.compile(
    r"(?:(?P<name>[\u4e00-\u9fff]{2,12})(?:率|比例|进度)|(?:占|完成|实现|达到?|为)了?[^,;:。()]{0,12}?(?:计划|目标|任务|预算|预期)[数值]?的?)"
    r"(?:总体|仅|只有|已经?|均|约|为|达到?|是)*$"
)
_COMPLETED: Final = "完成"
_OTHER_TIME: Final = re.compile(r"上年|去年|前期|上半年|同期|季度|[省市县国]定|明年|目标|要求")
#: What is done up to the last may still have been late.
_IN_TIME: Final = re.compile("[按如]期|按时|及时|准时")
#: Between a figure and the words, what tells that another is meant; figures there may only be of growth.
_APART: Final = re.compile(r"其中|剩余|其余|[:。;]|另")
_GREW: Final = re.compile(
    r"(?:同比|环比|[较比](?:上年|去年|同期)[^,;:。()]{0,6}?)?(?:增长|增加|提高|提升|上升|下降|减少|降低|增幅|降幅)[^,;:。()]{0,4}$"
)
#: What goes with the words for all and for doings and names nothing.
_PLAIN: Final = (
    r"已经?|现|目前|并|且|也|的|了|[均都各]|完毕|到位|完|依法|予以|如期|按[期时]|及时|顺利|圆满|全面|全部|隐患|问题|工程|超额|要求|结束|[足全]额|级|"
    r"实际|按计划|上述|以上|所有"
)
_RETURNED: Final = re.compile(r"收回|交回|上缴|缴回|统筹|调减|核减|追减|退回|调剂|扣减")
_DAY: Final = re.compile(r"[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|^[（(]?[0-9]{1,2}[.、．)）]")
#: A rate that is this near to all may be rounded; signs before the words among which it is looked for; different rates of one
#: name of which any may be meant.
_NEARLY, _ROUNDED = Fraction(9995, 10000), Fraction(995, 1000)
_BACK, _FEW, _SHORT = 120, 3, 2


@dataclass(frozen=True, slots=True)
class _Rate:
    sentence: Sentence
    at: int
    stem: str
    words: str

    @property
    def base(self) -> Fraction:
        return self.sentence.figures[self.at].base


class RatesOfAll:
    """The rates of a document that say how much of something was done."""

    def __init__(self, found: Sequence[Sentence], wording: Wording) -> None:
        self._found = found
        self._empty = re.compile(f"{either((*wording.general, *wording.funds, *wording.goal_empty))}|{_PLAIN}")
        self._own: dict[int, list[_Rate]] = {id(one): list(_rates(one)) for one in found if RATIO in one.signs}
        self._all = [rate for own in self._own.values() for rate in own if not _OTHER_TIME.search(rate.words)]
        self._done: set[str] = set()
        self._funds = re.compile(rf"^(?:{either(wording.funds)})+已?")
        self._returned = any(_RETURNED.search(one.signs) for one in found)

    def near(
        self, sentence: Sentence, start: int, words: str, doings: Sequence[re.Pattern[str]]
    ) -> Iterator[tuple[Sentence, int, str, bool]]:
        """The nearest rate before the words of a claim, where it is of the same doing, with its bound and whether it keeps it."""
        own = self._own.get(id(sentence), [])
        place = bisect_left(own, start, key=lambda one: one.at) - 1
        if place < 0 or own[place].at < start - _BACK:
            return
        rate = own[place]
        if not _is_near(sentence.signs, rate.at, start) or not _is_of(rate, words, doings) or rate.base * 2 < 1:
            return
        named = self._empty.sub("", _without(words, doings))
        if len(named) >= _SHORT and named[:_SHORT] not in sentence.signs[max(0, start - _BACK) : start]:
            return
        over = "超额" in words
        holds = rate.base > 1 if over else rate.base >= _NEARLY
        yield sentence, rate.at, ">100%" if over else "≥100%", holds

    def elsewhere(
        self, sentence: Sentence, start: int, words: str, doings: Sequence[re.Pattern[str]]
    ) -> Iterator[tuple[Sentence, int, str, bool]]:
        """The lowest of the rates of the very doing, or else what is not yet done of it; once for each doing."""
        doing = next((found[0] for one in doings if (found := one.search(words)) is not None), "")
        before = sentence.texts[start].text[: sentence.starts[start]]
        named = self._empty.sub("", _without(words, doings))
        # 资金已全部使用完毕: of all the money, whatever was done with it, unless some of it was taken back
        funds = self._funds.match(words) is not None
        if not doing or doing == _COMPLETED or named or doing in self._done or (funds and self._returned):
            return
        if not funds and re.search("[0-9]", _DAY.sub("", before)):
            return  # 立行立改问题已全部整改到位: of some of them only
        self._done.add(doing)
        in_time = _IN_TIME.search(words) is not None
        rates = [
            rate
            for rate in self._all
            if (doing in rate.stem or (funds and any(one.search(rate.stem) for one in doings)))
            and (in_time or _IN_TIME.search(rate.words) is None)
        ]
        if rates and all(one.base < _ROUNDED for one in rates) and len({one.base for one in rates}) <= _FEW:
            low = min(rates, key=lambda one: one.base)
            yield low.sentence, low.at, "≥100%", False
            return
        paid = any(one.search("发放") for one in doings)
        left = re.compile(
            rf"(?:[未待]|尚未|没有)(?:能|予以)?{doing}(?:的|资金|金额)*(?P<behind>[{FIGURES}])"
            rf"|(?P<ahead>[{MONEY}])(?:的|资金|补[贴助]|款项?)*[尚仍暂还]?未能?(?:{doing}{'|到账|到位' if paid else ''})(?!率)"
        )
        for other in self._found:
            rest = (
                left.search(other.signs) if "未" in other.signs or "待" in other.signs or "没" in other.signs else None
            )
            if rest is None:
                continue
            at = max(rest.start("behind"), rest.start("ahead"))
            if other.figures[at].base > 0:
                yield other, at, f"≤0{other.figures[at].unit.symbol}", False
                return


def _rates(sentence: Sentence) -> Iterator[_Rate]:
    for at in sorted(sentence.figures):
        if sentence.signs[at] == RATIO and not sentence.figures[at].bound:
            words = words_before(sentence.signs, at)
            found = _RATE.search(words)
            if found is not None:
                yield _Rate(sentence, at, found["name"] or _COMPLETED, words)


def _is_of(rate: _Rate, words: str, doings: Sequence[re.Pattern[str]]) -> bool:
    """Whether a rate is of what the words of a claim say was done: 自评率 of 实现自评全覆盖, 支出进度 of 全部支出完毕."""
    stem = rate.stem[-_SHORT:]
    return stem in words or any(one.search(stem) for one in doings)


def _without(words: str, doings: Sequence[re.Pattern[str]]) -> str:
    for doing in doings:
        words = doing.sub("", words)
    return words


def _is_near(signs: str, at: int, start: int) -> bool:
    """Whether nothing between a figure and the words is of something else."""
    between = signs[at + 1 : start]
    return _APART.search(between) is None and all(
        _GREW.search(words_before(signs, at + 1 + n)) is not None
        for n, sign in enumerate(between)
        if sign in FIGURES and sign not in BARE
    )


__all__ = ["RatesOfAll"]
