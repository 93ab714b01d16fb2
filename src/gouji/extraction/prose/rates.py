"""Rates that figures near them make by division, as rows of the generic claim tables.

Which two figures a rate is made of is only told by their standing near it, so that a pair that makes it is taken for
them, and where none does, a near miss is doubtful: it is a remark and accuses nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import (
    NEAR_MISS,
    countable,
    far_apart,
    interval_of,
    label_of,
    makes,
    quotient,
    rated,
    value_of,
    worth,
)
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import share_signs
from gouji.extraction.prose.plans import FAR_BEFORE, Plans
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.text.sentences import POINTS
from gouji.faults import regex as re
from gouji.figures import Figure, Interval

#: Writes a row of the table that holds a kind of claim; the last argument says whether it is doubtful.
Writer = Callable[[str, dict[str, Value], bool], None]

#: Figures looked at before a rate.
_BEFORE: Final = 5
#: Rates above this are hardly ones of what was told; what was planned may be done many times over.
_MOST: Final = 2
_MOST_DONE: Final = 10
#: Signs of the name of a rate that say what it is of.
_STEM: Final = 2
_RATE_NAME: Final = re.compile(
    r"[率度比占]$|比例$|比重$|[率度占比](?:为|是|达到?|只有|仅|约)$|占.{0,12}的$|为.{0,8}[任目计][务标划]数?的$"
)
#: Words before what was done and behind the name of a rate that say no more of it.
_DONE: Final = re.compile(r"^(?:其中|实际|已经?|共|累计|全部|均)+")
_REACHES: Final = re.compile(r"(?:为|是|达到?|只有|仅|约)+$")
_TOGETHER: Final = re.compile(r"[两二三]者|[两二三]项|合计|相加|之和|一并|加起来|满意")


class Rates:
    """Writes what rates claim. ``facts`` holds all facts of the document so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
        self._facts = facts
        self._no_rate = any_of(wording.no_rates)
        self._write = write
        self._plans = Plans(facts, wording, write)
        self._changed = any_of(wording.adjusted)
        self._saved = any_of(wording.saved)
        self._planned = any_of(wording.plans)
        self._more, self._less = (words[-1] if words else "" for words in (wording.more, wording.less))

    def rate(self, fact: Fact, index: int) -> None:
        """抽检350份，合格329份，达标率94.0%: two figures near it of which the rate is the quotient."""
        printed = fact.sentence.figures[fact.figure]
        if fact.sentence.signs[fact.figure] == POINTS:
            return  # 超过序时进度3.5个百分点: how far one rate is from another is no quotient
        most = _MOST_DONE if self._plans.of_doing(fact.name) else _MOST
        if printed.bound not in ("", "about") or not _RATE_NAME.search(fact.name) or not 0 < printed.base <= most:
            return
        before = FAR_BEFORE if _fine(printed) else _BEFORE
        near = [other for other in self._facts[max(0, index - before) : index] if countable(other)]
        near += [other for other in self._facts[index + 1 : index + 2] if _inside(other, fact) and countable(other)]
        best: tuple[Fraction, Fact, Fact] | None = None
        of_another = not self._plans.of_doing(fact.name) and printed.base <= 1
        for at, part in reversed(list(enumerate(near))):
            for whole in reversed(near):
                if part is whole or not _of_one_kind(part, whole, fact) or worth(whole) == 0:
                    continue
                if makes(interval_of(part), interval_of(whole), printed.interval("printed")):
                    if worth(part) == worth(whole) and not self._all_of(fact, part, whole, near):
                        continue
                    if (meant := _of_both(fact, part, whole)) is not None:
                        self._write_rate(fact, part, meant, False)
                        return
                    self._write_rate(fact, part, whole, False)
                    return
                off = abs(worth(part) / worth(whole) - printed.base)
                close = at >= len(near) - 2 and whole in near[-3:] and part.sentence is fact.sentence
                close = close and kind_of(part) == kind_of(whole)
                # 计划改造1500座，实际改造1536座，合格率100%: more was done than was planned, and it is of neither
                less = min((part, whole), key=worth)
                close = close and not (of_another and self._planned.search(less.name))
                close = close and not far_apart(worth(part) / worth(whole), printed.base)
                # 商品164.2亿元，餐饮22.2亿元，餐饮占比11.9%: of both together
                close = close and not (part.sentence is whole.sentence and _of_their_sum(part, whole, printed))
                # 公办42所、民办28所，公办园在园幼儿占64%: what stands beside each other is no part of each other
                close = close and not ("占" in fact.name and _side_by_side(whole, part))
                if close and off <= NEAR_MISS and (best is None or off < best[0]):
                    best = off, part, whole
        if self._of_several(fact, near) or printed.bound or self._of_change(fact, near):
            return
        if self._plans.goal(fact, index, near) or self._plans.plan(fact, index) or self._plans.left(fact, index):
            return
        if not self._no_rate.search(fact.name):
            slipped = self._slipped(fact, index)
            if slipped is not None:
                self._write_rate(fact, *slipped, False)
                return
            named = self._named(fact, index)
            if named is not None:
                self._write_rate(fact, *named, True)
                return
            if best is None and (among := self._among(fact, index)) is not None:
                best = Fraction(0), *among
            if best is not None:
                self._write_rate(fact, best[1], best[2], True)
                return
        self._plans.before(fact, index)

    def _slipped(self, fact: Fact, index: int) -> tuple[Fact, Fact] | None:
        """有效回访246件，满意240件，满意率95.76%: the two figures before a rate that shares the name of one of them.

        They do not make it, but would, were two digits of it not swapped or one of them another.
        """
        printed = fact.sentence.figures[fact.figure]
        told = [
            other for other in self._facts[max(0, index - _BEFORE) : index] if countable(other) and not other.average
        ]
        part = told[-1] if told else None
        if part is None or part.sentence is not fact.sentence or not share_signs(_stem(fact), part.name):
            return None
        for whole in reversed(told[:-1]):
            one_kind = _of_one_kind(part, whole, fact) and whole.sentence.texts[-1] is fact.sentence.texts[0]
            if one_kind and worth(whole) > 0 and misprinted(printed, quotient(interval_of(part), interval_of(whole))):
                return part, whole
        return None

    def _among(self, fact: Fact, index: int) -> tuple[Fact, Fact] | None:
        """14个小区中已有13个引入物业，覆盖率为85.71%: a whole and its part before a rate that another count of it makes."""
        whole, part = self._facts[max(0, index - 2) : index] if index > 1 else (fact, fact)
        printed = fact.sentence.figures[fact.figure]
        if part.whole is not whole or part.sentence is not fact.sentence or ";" in fact.sentence.signs[part.figure :]:
            return None
        if (
            not kind_of(part).startswith("count")
            or kind_of(whole) != kind_of(part)
            or not 0 < worth(part) <= worth(whole)
        ):
            return None
        count = Fraction(round(printed.base * worth(whole)))
        made = Interval(count / worth(whole), count / worth(whole))
        near = abs(worth(part) - count) <= max(Fraction(1), worth(whole) / 10)
        return (part, whole) if near and made.intersects(printed.interval("printed")) else None

    def _named(self, fact: Fact, index: int) -> tuple[Fact, Fact] | None:
        """制发建议40件，采纳38件，采纳率100%: the two figures right before a rate that is called just like the second of them."""
        whole, part = self._facts[max(0, index - 2) : index] if index > 1 else (fact, fact)
        beside = whole.sentence is part.sentence is fact.sentence and whole.depth == part.depth == fact.depth
        units = {one.sentence.figures[one.figure].unit for one in (whole, part)}
        plain = countable(whole) and countable(part) and len(units) == 1 and not part.average and not whole.average
        called = _called_like(fact, part)
        between = fact.sentence.signs[whole.figure : fact.figure]
        if not (beside and plain and called and part.end - part.start > 1) or ";" in between or "。" in between:
            return None
        return (part, whole) if 0 < worth(part) <= worth(whole) and not (whole.shares or part.shares) else None

    def _all_of(self, fact: Fact, part: Fact, whole: Fact, near: Sequence[Fact]) -> bool:
        """Whether 100% is one of two equal figures: any two are. The sentence tells one of them, or the names say so.

        安排200万元，拨付66万元，拨付率100%: a plan told twice is not what the rate is of, if the sentence tells what was done.
        """
        done = [other for other in near if other.sentence is fact.sentence and self._plans.of_done(fact, other)]
        if done and done[-1] is not part and done[-1] is not whole:
            return False
        if part.sentence is fact.sentence or self._plans.of_done(fact, part):
            return True
        return any(share_signs(_stem(fact), other.name) for other in (part, whole))

    def _of_change(self, fact: Fact, near: Sequence[Fact]) -> bool:
        """年初预算100万元，全年预算134万元，调整率34%: what two figures of the sentence differ by."""
        if not self._changed.search(fact.name):
            return False
        printed = fact.sentence.figures[fact.figure].interval("printed")
        told = [other for other in near if other.sentence is fact.sentence and other.figure < fact.figure]
        for now in reversed(told):
            for was in reversed(told):
                if (
                    was.figure >= now.figure
                    or kind_of(was) != kind_of(now)
                    or worth(was) <= 0
                    or worth(was) == worth(now)
                ):
                    continue
                off = abs(worth(now) - worth(was)) / worth(was)
                if printed.lo is not None and printed.hi is not None and printed.lo <= off <= printed.hi:
                    way = self._more if worth(now) > worth(was) else self._less
                    cells: dict[str, Value] = {
                        "项目": label_of(fact),
                        "本期": value_of(now),
                        "上期": value_of(was),
                        "变动率": value_of(fact),
                        "率方向": way,
                        "方向": way,
                    }
                    self._write("变动", cells, False)
                    return True
        if len(told) == 2 and self._saved.search(fact.name) and worth(told[0]) > worth(told[1]) > 0:
            was, now = told
            if share_signs(_stem(fact)[-_STEM:], now.name):
                # 送审7.42亿元，审减0.39亿元，审减率8.26%: what was taken off is told itself
                self._write_rate(fact, now, was, True)
                return True
            cells = {"项目": label_of(fact), "本期": value_of(now), "上期": value_of(was)}
            cells |= {"变动率": value_of(fact), "率方向": self._less, "方向": self._less}
            self._write("变动", cells, True)
            return True
        return False

    def _of_several(self, fact: Fact, near: Sequence[Fact]) -> bool:
        """满意的702份，较满意的351份，两者合计占93.4%: a rate of two or three figures together."""
        if not _TOGETHER.search(fact.name):
            return False
        printed = fact.sentence.figures[fact.figure].interval("printed")
        for last in range(len(near), 1, -1):
            for first in (last - 2, last - 3):
                parts = near[max(0, first) : last]
                if first < 0 or len({kind_of(part) for part in parts}) > 1 or parts[-1].sentence is not fact.sentence:
                    continue
                low = sum((worth(part) for part in parts), Fraction(0))
                for whole in reversed(near):
                    if any(whole is part for part in parts) or kind_of(whole) != kind_of(parts[0]):
                        continue
                    if low <= worth(whole) and makes(Interval(low, low), interval_of(whole), printed):
                        names = ("部分", "另一部分", "又一部分")
                        cells: dict[str, Value] = {"项目": label_of(fact), "总额": value_of(whole)}
                        cells |= {name: value_of(part) for name, part in zip(names, parts, strict=False)}
                        self._write("占比", cells | {"占比": value_of(fact)}, False)
                        return True
        return False

    def _write_rate(self, fact: Fact, part: Fact, whole: Fact, doubt: bool) -> None:
        self._write("占比", rated(fact, part, whole), doubt)


def _fine(figure: Figure) -> bool:
    """Whether a rate is printed to a ten-thousandth."""
    return figure.step <= Fraction(1, 10_000)


def _inside(other: Fact, fact: Fact) -> bool:
    """Whether a fact is told in brackets after another: 满意率91.53%（满意886人）."""
    return other.depth > fact.depth and other.sentence is fact.sentence


def _called_like(rate: Fact, part: Fact) -> bool:
    """Whether a rate is called just like a figure: 集中供养1326人, 集中供养率."""
    return _DONE.sub("", part.name) == _DONE.sub("", _REACHES.sub("", rate.name).removesuffix("率"))


def _of_both(rate: Fact, part: Fact, other: Fact) -> Fact | None:
    """共有5284人，其中集中供养1326人、分散供养3958人，集中供养率33.5%: what two parts make, of which a rate is that is called

    like the first of them, though it is made by dividing one by the other. None where it is no such rate.
    """
    whole = part.whole
    if whole is None or other.whole is not whole or len(part.name) < _STEM or not _called_like(rate, part):
        return None
    return whole if worth(part) + worth(other) == worth(whole) else None


def _of_their_sum(part: Fact, other: Fact, printed: Figure) -> bool:
    """Whether a rate is what one of two figures is of both together."""
    together = worth(part) + worth(other)
    told = printed.interval("printed")
    return together > 0 and told.lo is not None and told.hi is not None and told.lo <= worth(part) / together <= told.hi


def _side_by_side(one: Fact, other: Fact) -> bool:
    """Whether two figures are told as things of one list."""
    first, last = sorted((one, other), key=lambda fact: fact.figure)
    return first.sentence is last.sentence and first.sentence.signs[first.figure + 1] == "、"


def _of_one_kind(part: Fact, whole: Fact, rate: Fact) -> bool:
    """Whether a rate can be of two figures: counted alike, or in other words where the part shares the rate's name."""
    if kind_of(part) == kind_of(whole):
        return True
    counted = kind_of(part).startswith("count") and kind_of(whole).startswith("count")
    return counted and share_signs(_stem(rate), part.name)


def _stem(rate: Fact) -> str:
    """The name of a rate without the sign that calls it one: 合格率, 合格件数."""
    return rate.name[:-1]
