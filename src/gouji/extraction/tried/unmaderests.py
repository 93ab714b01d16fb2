"""What is left, read by its words where nothing near it makes it: 预算423.38万元，支出401.96万元，结余17.56万元 (平衡).

What was there and what was done of it stand before what is left, one after the other, and each is called so. Where it comes
out, the figures prove it; here it does not, and nothing else near it comes to it either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import far_apart
from gouji.extraction.tried.near import within
from gouji.extraction.tried.spoken import Spoken, about, alike
from gouji.faults import regex as re

#: Figures before what is left among which the two are looked for, and behind it.
_BEFORE: Final = 9
_BEHIND: Final = 2
#: Figures of its kind near it of which two or three may make it after all.
_NEAR: Final = 9
#: Figures before it among which what there was is looked for in other paragraphs.
_FAR: Final = 24
_TWO: Final = 2
#: How the rate of what was done is called.
_RATE: Final = re.compile(r"(?:[行付出用成结改工]率|进度)(?:为|达到?|仅)?$")
#: Signs of a name that say what is left; signs behind a figure that say so.
_END: Final = 7
_UNDONE: Final = re.compile(
    r"未(?:执行|支出|支付|使用|拨付|完成|完工|竣工|开工|审结|办结|整改|兑付|发放)[\u4e00-\u9fff]{0,3}$"
)
_TAIL: Final = re.compile(r"^(?:资金|余额|尾款)?(?:结转|结余|未(?:支付|使用|支出|执行|拨付|完成))")
#: Of another time, or of more than one.
_OTHER: Final = re.compile(
    r"上年|去年|年初(?!预算|目标|计划)|期初|历年|以前|以往|滚存|原|占|比|较|其中|预计|下降|减少|增加|增长|扣|质保"
)
_CARRIED: Final = re.compile(r"(?:上年|年初|上年度|期初)(?:末|度)?(?:结转|结余|滚存)")
#: What was only planned, what was only spent, and what there was.
_PLANNED: Final = re.compile(r"预算|计划|任务|目标")
_DONE: Final = ("完工", "竣工", "开工", "办结", "审结", "整改", "迁移", "建成")
_STOCK: Final = re.compile("年末|期末|年终|年底")
#: What could be spent in all.
_FREE: Final = "可用"
_INCOME: Final = re.compile("收入")
#: What is told of something else: 县里另有一个账户，结余……
_ANOTHER: Final = re.compile(r"另[有外设存行]|其[他它]账户")
#: To what year it goes; what is owed is not left over.
_NEXT: Final = re.compile(r"(?:到|至)?(?:下一?年度?|次年|明年)(?:继续)?使用|下一?年度?支出")
_DEBTS: Final = re.compile(r"贷款|存款|债务|债券|欠")
_SPENT: Final = re.compile(r"支出|执行|支付|使用|完成|完工|竣工")
_HAD: Final = re.compile(r"预算|计划|任务|目标|到位|安排|下达|收入|接收|收到|总|共")


class Rests:
    """Reads what is left. ``told``: all figures of a document."""

    def __init__(self, told: Sequence[Spoken], wording: Wording) -> None:
        self._told = told
        self._left = any_of((*wording.left, "结存"))
        self._planned = any_of((*wording.planned, *wording.funds, "收入", "接收", "目标"))
        self._spent = any_of((*wording.spent, *_DONE))
        self._besides = any_of(tuple(word for word in (*wording.besides, *wording.scopes) if word != "累计"))
        self._group = 0
        worths: dict[str, list[tuple[Fraction, Fraction]]] = {}
        for one in told:
            if not one.mention.figure.bound:
                worths.setdefault(one.one.kind, []).append((Fraction(one.one.base), Fraction(one.one.half)))
        self._worths = {kind: (sorted(found), max(half for _, half in found)) for kind, found in worths.items()}

    def read(self, at: int) -> Iterator[dict[str, Value]]:
        """The rows that say what is left of what, where it does not come out."""
        left = self._told[at]
        found = (self._terms(at) or self._by_rate(at)) if self._is_left(left) else None
        if found is None or self._made(at, left, found):
            return
        plus, part = found
        had = sum((Fraction(one.one.base) for one in plus), Fraction(0))
        made = had - part.one.base
        if left.one.base > had:
            return  # more than there was: it is left of something else
        if far_apart(abs(made), left.one.base) and not about(plus[0].one.base, part.one.base):
            return
        if len(plus) == 1 and _STOCK.search(left.name) and _INCOME.search(plus[0].name):
            return  # what was left of the years before is in it
        self._group += 1
        group = f"{left.one.name or left.one.figure.text}（结余{self._group}）"
        for one, sign in ((left, "得"), *((one, "加") for one in plus), (part, "减")):
            yield {"平衡": group, "项": one.one.name or one.one.figure.text, "数额": one.one.value, "号": sign}

    def _is_left(self, one: Spoken) -> bool:
        if one.mention.figure.bound or one.one.base <= 0 or one.one.kind in ("ratio", "score", "number"):
            return False
        name = one.name
        if _OTHER.search(name) or "累计" in name:
            return False
        found = self._left.search(name[-_END:]) or _UNDONE.search(name)
        if found is None:
            return not name and _TAIL.match(one.tail) is not None
        behind = _NEXT.sub("", name[name.rfind(found[0]) + len(found[0]) :])
        return not self._spent.search(behind) and not _DEBTS.search(name)

    def _terms(self, at: int) -> tuple[list[Spoken], Spoken] | None:
        """What was there, and what was done of it: the figures of its kind before it that are called so, in its paragraph.

        What was left before is there too.
        """
        left = self._told[at]
        part: Spoken | None = None
        whole: Spoken | None = None
        more: list[Spoken] = []
        for one in reversed(self._told[max(0, at - _BEFORE) : at]):
            if not alike(left, one) or (not one.mention.whole and not self._planned_only(one)):
                if one.mention.figure.bound and one.one.kind == left.one.kind:
                    return None
                continue
            if one.one.text != left.one.text:
                break
            if _CARRIED.search(one.name) and not more and whole is None:
                more = [one]
            elif _OTHER.search(one.name):
                return None
            elif (
                part is None
                and self._spent.search(one.name)
                and not self._planned_only(one)
                and "总投资" not in one.name
            ):
                part = one
            elif whole is None and self._planned.search(one.name) and not self._spent_only(one):
                whole = one
            else:
                return None
            if part is not None and whole is not None:
                more = more or self._carried_before(at, left, whole)
                break
        if part is None and whole is None and not more:
            part = self._done_before(at, left)
        if part is not None and whole is None and not more:
            whole = self._told_before(at, left, part)
        if part is None or whole is None:
            return None
        first = min(part, whole, key=lambda one: one.mention.at) if part.beside(whole) else whole
        start = first.mention.at - len(first.name)
        signs = left.mention.sentence.signs[start if first.beside(left) else 0 : left.mention.at]
        if not first.beside(left):
            signs = first.mention.sentence.signs[start:] + signs
        elsewhere = self._besides.search(signs.replace(more[0].name, "") if more else signs) or _ANOTHER.search(signs)
        return None if elsewhere else ([whole, *more], part)

    def _by_rate(self, at: int) -> tuple[list[Spoken], Spoken] | None:
        """投入4260万元。……支出4162.50万元，支出进度97.71%；尚未支付的97.50万元: what was done, right before what is left, and the
        only figure before it of which that is the rate told between them."""
        if at < _TWO:
            return None
        left, rate, part = self._told[at], self._told[at - 1], self._told[at - 2]
        beside = rate.beside(left) and part.beside(left) and alike(left, part) and part.mention.whole
        of_doing = rate.one.kind == "ratio" and not rate.mention.figure.bound and _RATE.search(rate.name)
        if not (beside and of_doing and self._spent.search(part.name)) or _OTHER.search(part.name):
            return None
        between = left.mention.sentence.signs[part.mention.at : left.mention.at].removesuffix(left.name)
        if self._besides.search(between) or rate.one.base >= 1:
            return None
        whole = [
            one
            for one in self._told[max(0, at - _FAR) : at - 2]
            if alike(left, one) and within(rate.one, *_TWO * (Fraction(part.one.base) / one.one.base,))
        ]
        return ([whole[-1]], part) if len({one.one.base for one in whole}) == 1 else None

    def _carried_before(self, at: int, left: Spoken, whole: Spoken) -> list[Spoken]:
        """What was left of the year before, told right before what came in: 年初结转36.8万元，本年收入1562.4万元."""
        before = [one for one in self._told[max(0, at - _BEFORE) : at] if alike(left, one)]
        place = before.index(whole)
        carried = place > 0 and before[place - 1].beside(whole) and _CARRIED.search(before[place - 1].name)
        return [before[place - 1]] if carried else []

    def _done_before(self, at: int, left: Spoken) -> Spoken | None:
        """What was done of it, told in the paragraphs before: the last main figure of its kind that is called so."""
        for one in reversed(self._told[max(0, at - _FAR) : at]):
            if alike(left, one) and one.mention.whole and self._spent.search(one.name):
                aside = self._planned_only(one) or _OTHER.search(one.name) or one.one.text == left.one.text
                return None if aside else one
        return None

    def _told_before(self, at: int, left: Spoken, part: Spoken) -> Spoken | None:
        """The only figure of the paragraphs before that is called what there was, of the kind of what is left."""
        before = [
            one
            for one in self._told[max(0, at - _FAR) : at]
            if alike(left, one)
            and one.one.text != left.one.text
            and one.mention.whole
            and self._planned.search(one.name)
            and not self._spent_only(one)
            and not _OTHER.search(one.name)
            and "投资" not in one.name
        ]
        before = [one for one in before if _FREE in one.name] or before
        if not before or (len({one.one.base for one in before}) > 1 and _FREE not in before[-1].name):
            return None
        return before[-1] if about(before[-1].one.base, part.one.base) and not self._makes(left, part) else None

    def _makes(self, left: Spoken, part: Spoken) -> bool:
        """Whether some figure of the document is what is left and what was done together."""
        target, off = Fraction(left.one.base) + part.one.base, left.one.half + part.one.half
        worths, widest = self._worths[left.one.kind]
        low = bisect_left(worths, (target - off - widest, Fraction(0)))
        high = bisect_right(worths, (target + off + widest, widest))
        return any(abs(base - target) <= off + half for base, half in worths[low:high])

    def _planned_only(self, one: Spoken) -> bool:
        return _PLANNED.search(one.name) is not None and not _SPENT.search(one.name)

    def _spent_only(self, one: Spoken) -> bool:
        return self._spent.search(one.name) is not None and not _HAD.search(one.name)

    def _made(self, at: int, left: Spoken, found: tuple[list[Spoken], Spoken]) -> bool:
        """Whether figures of its sentences come to it, or the two do with a third."""
        near = [one for one in self._told[max(0, at - _NEAR) : at + _BEHIND + 1] if alike(left, one)]
        plus, part = found
        near = [one for one in near if one.one.text == left.one.text]
        rest, half = Fraction(left.one.base), left.one.half
        made = sum((Fraction(one.one.base) for one in plus), Fraction(0)) - part.one.base
        off = half + part.one.half + sum((one.one.half for one in plus), Fraction(0))
        if abs(made - rest) <= off:
            return True
        for one, other in combinations(near, 2):
            a, b = Fraction(one.one.base), Fraction(other.one.base)
            if min(abs(abs(a - b) - rest), abs(a + b - rest)) <= half + one.one.half + other.one.half:
                return True
        return any(
            abs(abs(made - rest) - one.one.base) <= off + one.one.half
            for one in near
            if one is not part and one not in plus
        )
