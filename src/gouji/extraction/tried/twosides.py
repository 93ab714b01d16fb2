"""Rates whose words name both figures they are of: 发放问卷1260份，收回1197份，回收率95% (占比).

What a 回收率 is made of is said by what was handed out and what came back. The pack tells such words (``率两端用语``):
回收=收回|回收/发放|发出 is what a rate is called, its part and its whole. The nearest figures that are called so are
meant, whether they make the rate or not, as long as no others of the sentence do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.text.sentences import FIGURES
from gouji.extraction.tried.spoken import NEAR, Spoken, about, alike, makes, over, worth
from gouji.faults import regex as re

#: Words of packs whose patterns are kept.
_MOST: Final = 512
_PAIR: Final = 2
#: What a size is called, by its kind.
_KINDS: Final = {"area": ("面积",), "length": ("里程", "长度"), "money": ("资金", "投资")}
#: Figures before a rate among which those that it is of are looked for.
_BEFORE: Final = 8
_FAR: Final = 24
#: Signs of brackets behind a rate.
_BRACKET: Final = 60
#: Signs behind a figure that say what it counts.
_TAIL: Final = 6
#: Signs from the part to the rate that are no figures.
_BETWEEN: Final = 24
_REACHES: Final = r"(?:已|可|将|预计|能|均|仅|只有|仅为|约|为|是|达到?|达|[:：])*$"
#: What stands between a figure and the rate of another: a sum, or other things in turn.
_SEVERAL: Final = re.compile(r"分别|依次|合计|两项|三项|累计")
#: What somebody bears of a whole, and that an amount is that.
_SHARED: Final = re.compile(r"(?:补贴|补助|承担|分担|负担|配套|出资)(?:比例)?(?:占|为)?$")
_IS: Final = re.compile(r"^,?(?:为|计|即|是|共)$")
#: One of several degrees, or a part.
_DEGREE: Final = re.compile(r"其中|非常|很|较|基本|一般")
_AMONG: Final = re.compile(r"其中|[\u4e00-\u9fff]{0,8}中(?:有)?$")
_PLANNED: Final = re.compile(r"计划|任务|目标|应|预算|安排|下达")
#: A share that has no name of its own.
_BARE: Final = re.compile(r"^(?:所?占|占比|比例|比重|所占比[例重])?(?:已|均|仅|约|为|是|达到?|达)*$")
_PAUSE: Final = re.compile("[,;:(]")
#: In which way a rate is reckoned.
_HOW: Final = re.compile(r"按[^,;。]{0,12}(?:计算|计|口径)|其中")
#: A change, or what is not done yet.
_ASIDE: Final = re.compile(
    r"(?:增加?(?![到至])|(?<![审核])减少?(?![到至])|超|差|降|多|少)[\u4e00-\u9fff]{0,3}$|比[\u4e00-\u9fff]{2,8}$|未|尚|剩余|不满|一般|较差|正在|不合格|不达标|上年|去年|同期"
)


#: 65件实事已完成26件: a part told of the figure right before it.
_OF_ALL: Final = re.compile(r"^[\u4e00-\u9fff“”]{0,12}(?:中|已|完成)[\u4e00-\u9fff]{0,8}$")
#: What else was done of one whole.
_DONE: Final = re.compile(r"已|完成")


@dataclass(frozen=True, slots=True)
class Sides:
    """What a rate is called, its part and its whole."""

    rate: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]


class TwoSides:
    """Finds the two figures of which a rate is by its words. ``told``: all figures of a document."""

    def __init__(self, told: Sequence[Spoken], wording: Wording) -> None:
        self._told = told
        self._scopes = any_of(tuple(word for word in wording.scopes if word != "平均"))
        worths: dict[str, list[Fraction]] = {}
        for one in told:
            if not one.mention.figure.bound and one.one.base > 0:
                worths.setdefault(one.one.kind, []).append(worth(one))
        self._worths = {kind: sorted(found) for kind, found in worths.items()}
        self._funds, self._spent = any_of(wording.funds), any_of(wording.spent)
        self._done_rate = re.compile(
            rf"(?P<of>[\u4e00-\u9fff]{{1,10}}?)(?:任务|计划|目标)?(?:{any_of(wording.rates).pattern}){_REACHES}"
        )
        self._sides = [found for found in map(sides_of, wording.sides) if found is not None]

    def read(self, at: int) -> tuple[Spoken, Spoken] | None:
        """The part and the whole of a rate, where the words say both, whatever they make; None where others make it."""
        rate = self._told[at]
        if _SEVERAL.search(rate.name) or rate.mention.before.endswith("、"):
            return None
        pair = self._in_brackets(at) or self._behind(at) or self._counted(at)
        last_at = self._last(at) if pair is None else None
        if last_at is not None:
            pair = next(filter(None, (self._pair(last_at, one) for one in self._sides_of(rate, last_at))), None)
        if pair is None or not about(over(*pair), rate.one.base) or self.made_here(at, pair):
            return None
        return None if not pair[0].beside(pair[1]) and self.made_anywhere(rate, pair[0]) else pair

    def _counted(self, at: int) -> tuple[Spoken, Spoken] | None:
        """计划24期、1200人次，实际27期、1284人次，期数完成率112.5%: the only two figures counted as it is called."""
        rate = self._told[at]
        found = self._done_rate.search(rate.name)
        if found is None:
            return None
        before = [one for one in self._told[max(0, at - _BEFORE) : at] if one.beside(rate) and one.measure]
        called = [one for one in before if found["of"].endswith(_called_by(one))]
        if len(called) != _PAIR or not alike(*called) or not alike(*called[::-1]):
            return None
        first, last = called
        if any(_ASIDE.search(one.name) for one in called) or self._scopes.search(rate.name):
            return None
        back = _PLANNED.search(last.name) is not None and _PLANNED.search(first.name) is None
        return (first, last) if back else (last, first)

    def made_anywhere(self, rate: Spoken, part: Spoken) -> bool:
        """Whether some other figure of the document makes a rate with its part: it may be of that."""
        told, printed = worth(part), worth(rate)
        off = max(NEAR * printed, Fraction(rate.one.figure.step) / 2)
        worths = self._worths.get(part.one.kind, [])
        low, high = told / (printed + off), told / max(printed - off, off)
        itself = low <= told <= high
        return bisect_right(worths, high) - bisect_left(worths, low) > itself

    def _in_brackets(self, at: int) -> tuple[Spoken, Spoken] | None:
        """新能源占比92.5%（全年更换480辆，其中新能源444辆）: the two figures that are all that brackets behind a rate tell."""
        rate, inside = self._told[at], self._told[at + 1 : at + 4]
        signs, start = rate.mention.sentence.signs, rate.mention.at + 1
        end = signs.find(")", start, start + _BRACKET)
        inside = [one for one in inside if one.beside(rate) and one.mention.at < end]
        if signs[start : start + 1] != "(" or len(inside) != 2 or not alike(*inside):
            return None
        whole, part = inside
        plain = not part.mention.figure.bound and part.one.base > 0
        among = _AMONG.match(part.name) or whole.tail.rstrip("(").endswith("中")
        return (part, whole) if plain and among else None

    def _behind(self, at: int) -> tuple[Spoken, Spoken] | None:
        """总保费74万元，中央补贴40%为29.6万元; 检查6148人，检出率11.25%，检出691人: the part right behind a rate."""
        rate = self._told[at]
        part = self._told[at + 1] if at + 1 < len(self._told) else rate
        if part.tail.startswith("、"):
            return None  # the first of a list
        if not part.beside(rate) or part.one.kind == "ratio" or part.mention.figure.bound or part.one.base <= 0:
            return None
        sides = next((one for one in self._sides if one.rate.search(rate.name)), None)
        share = _SHARED.search(rate.name) is not None and _IS.match(part.name) is not None
        between = rate.mention.sentence.signs[rate.mention.at + 1 : part.mention.at]
        apart = not between.startswith(",") or ";" in between or _DEGREE.search(between) is not None
        if sides is None or not sides.part.search(part.name) or apart:
            sides = None
        if not share and sides is None:
            return None
        for place in range(at - 1, max(-1, at - _BEFORE), -1):
            one = self._told[place]
            if not alike(part, one):
                continue
            parted = ";" in rate.mention.sentence.signs[one.mention.at : rate.mention.at] if one.beside(rate) else share
            if parted or one.one.text != rate.one.text:
                return None
            if share and (_IS.match(one.name) or _ASIDE.search(one.name)):
                continue
            if sides is not None and not (sides.whole.search(_words(one)) and one.one.base >= part.one.base):
                return None
            return part, one
        return None

    def _sides_of(self, rate: Spoken, last_at: int) -> Iterator[Sides]:
        """What a rate is called; a share without a name is called by what it is told of: 满意143户，为95.3%."""
        called = [one for one in self._sides if one.rate.search(rate.name)]
        yield from called[:1]
        if not called and _BARE.match(rate.name):
            name = self._told[last_at].name
            yield from (one for one in self._sides if one.part.search(name[-_TAIL:]))

    def _pair(self, last_at: int, sides: Sides) -> tuple[Spoken, Spoken] | None:
        """The part and the whole before a rate; which of them comes first does not matter."""
        last = self._told[last_at]
        if sides.part.search(_words(last)):
            whole = self._whole(last_at, sides)
            return (last, whole) if whole is not None else None
        if not sides.whole.search(_words(last)):
            return None
        part = next(
            (one for one in reversed(self._told[max(0, last_at - _BEFORE) : last_at]) if alike(last, one)), None
        )
        called = (
            part is not None and part.beside(last) and sides.part.search(part.name) and not _ASIDE.search(part.name)
        )
        return (part, last) if part is not None and called and not sides.whole.search(_words(part)) else None

    def _last(self, at: int) -> int | None:
        """Where the last amount before a rate stands that is no change and nothing else than what was done."""
        rate = self._told[at]
        for place in range(at - 1, max(-1, at - _BEFORE), -1):
            one = self._told[place]
            if one.one.text != rate.one.text or one.one.kind in ("ratio", "score", "number"):
                return None
            if (_ASIDE.search(one.name) and one.beside(rate)) or not (one.mention.whole or one.beside(rate)):
                continue
            bad = one.mention.figure.bound or one.one.base <= 0 or self._parted(one, rate)
            return None if bad else place
        return None

    def _whole(self, part_at: int, sides: Sides) -> Spoken | None:
        """What is called the whole of a part, before it."""
        part = self._told[part_at]
        if _SEVERAL.search(part.name):
            return None
        first = True
        for one in reversed(self._told[max(0, part_at - _BEFORE) : part_at]):
            if not alike(part, one):
                continue
            if not one.beside(part):
                return self._told_before(part_at, sides) if first and one.one.text != part.one.text else None
            if first and one.mention.at + 1 + len(part.name) == part.mention.at and _OF_ALL.match(part.name):
                return one  # 65件实事已完成26件
            if sides.whole.search(_words(one)) and not _ASIDE.search(one.name):
                own = sides.part.search(one.name) is None or _PLANNED.search(one.name) is not None
                return one if own else None  # 完工6049座，其中全面完工4764座: a part of what was done
            first = False
            if not _DONE.search(one.name):
                return None
        return self._told_before(part_at, sides) if first else None

    def _told_before(self, part_at: int, sides: Sides) -> Spoken | None:
        """The last main figure of its kind in the paragraphs before, if it is called the whole of a part."""
        part = self._told[part_at]
        for one in reversed(self._told[max(0, part_at - _FAR) : part_at]):
            if not alike(part, one) or not one.mention.whole:
                continue
            money = part.one.kind == "money" and self._funds.search(one.name) is not None
            called = sides.whole.search(_words(one)) is not None
            if not (called or money) or (self._spent.search(one.name) and not called) or _ASIDE.search(one.name):
                return None
            return one if one.one.text != part.one.text else None
        return None

    def _parted(self, part: Spoken, rate: Spoken) -> bool:
        """Whether more than a pause stands between a part and its rate."""
        signs, at = rate.mention.sentence.signs, rate.mention.at
        between = signs[part.mention.at + 1 : at] if part.beside(rate) else signs[:at]
        if part.beside(rate) and not _PAUSE.search(between):
            return True  # 5个镇中有4个覆盖率达到90%
        if self._scopes.search(between) or "。" in between or _HOW.search(between):
            return True
        return sum(sign not in FIGURES for sign in between) > _BETWEEN

    def made_here(self, at: int, pair: tuple[Spoken, Spoken]) -> bool:
        """Whether the pair makes the rate, or other figures of its sentence do, two of them it may be as one."""
        rate = self._told[at]
        if makes(rate, *map(worth, pair)):
            return True
        near = [
            worth(one)
            for one in self._told[max(0, at - 2 * _BEFORE) : at]
            if (one.beside(rate) or one.beside(pair[0])) and alike(pair[0], one) and one is not pair[1]
        ]
        part, whole = map(worth, pair)
        if any(makes(rate, part, one) or makes(rate, one, whole) or makes(rate, part, one + whole) for one in near):
            return True
        sums = [one + other for one, other in combinations(near, 2)]
        return any(makes(rate, part, one) or makes(rate, one, whole) for one in sums) or any(
            makes(rate, part + one, whole) for one in near
        )


def _words(one: Spoken) -> str:
    return one.name + one.tail[:_TAIL]


def _called_by(one: Spoken) -> tuple[str, ...]:
    """What a rate of things that are counted so may be called: 期数 of 27期, 面积 of 12亩."""
    return (one.measure, f"{one.measure}数", f"{one.measure}次", *_KINDS.get(one.one.kind, ()))


@lru_cache(_MOST)
def sides_of(written: str) -> Sides | None:
    """What a pack writes: 回收=收回|回收/发放|发出. None where one of the three is missing."""
    rate, _, sides = written.partition("=")
    part, _, whole = sides.partition("/")
    if not (rate and part and whole):
        return None
    called = any_of(tuple(rate.split("|"))).pattern
    return Sides(
        re.compile(rf"(?:{called})(?:率|度|进度|比例){_REACHES}"),
        any_of(tuple(part.split("|"))),
        any_of(tuple(whole.split("|"))),
    )
