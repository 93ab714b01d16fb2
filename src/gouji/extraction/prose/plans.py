"""Rates of what was planned and done: what the names of a rate and of the figures before it say that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import (
    TELLING,
    countable,
    digits,
    far_apart,
    interval_of,
    label_of,
    makes,
    rated,
    value_of,
    worth,
)
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import share_signs
from gouji.extraction.text import phrases
from gouji.extraction.text.sentences import FIGURES
from gouji.faults import regex as re
from gouji.figures import Interval

#: A rate this much off from what a plan told twice makes of it was probably meant to be of it.
_NEAR_MISS: Final = Fraction(15, 100)
#: The same where another figure that is called planned stands nearer to what was done.
_NEAR_BASE: Final = Fraction(3, 100)
#: Figures looked at before a rate whose name, or whose fine print, says what it is of: two hardly make it by chance.
FAR_BEFORE: Final = 14
#: Facts among which a goal is looked for that was told in another section, and how far behind its figure it is named.
_FAR: Final = 60
_TAIL: Final = 8
#: Facts before a plan among which what was done is told.
_BEFORE_PLAN: Final = 5
#: Another plan, or how far something is from one.
_PLAN: Final = re.compile(
    r"计划|任务|目标|指标|应|年初|调整|下达|批复|安排|概算|[定限]额|预算(?!收入|支出|总?收|内)|追加|核减|[少多低高]于|[比较]"
)
#: Words of the name of a plan that do not say of what it is.
_WHOSE_PLAN: Final = re.compile(
    r"[全当本]年度?|年[初中]|年度|调整后?|批[复准]|核定|下达|安排|预算|计划|任务|目标|指标|财政|部门|单位|[的其数额为是共]|[省市县区]级?"
)
_MONEY_OF_PLAN: Final = re.compile("预算(?:财政|拨款)")
#: What stands before the name of a rate and does not make it another's.
_PLAIN_WORDS: Final = r"其|总体|整体|全年|年度|年末|本年度?|当年|全[市县区镇乡省局]|总|的"


class Plans:
    """Writes what rates of plans claim. ``facts`` holds all facts of the document so far."""

    def __init__(
        self, facts: Sequence[Fact], wording: Wording, write: Callable[[str, dict[str, Value], bool], None]
    ) -> None:
        self._facts = facts
        self._write = write
        self._planned, self._spent, self._funds = map(any_of, (wording.planned, wording.spent, wording.funds))
        self._rest = any_of(wording.rest)
        self._stems = wording.stems
        self._scopes = any_of(wording.scopes)
        plain = "|".join(map(re.escape, (*wording.planned, *wording.spent, *wording.fronts))) or "(?!)"
        self._of_doing, self._of_money = (
            re.compile(
                rf"^(?:{_PLAIN_WORDS}|{plain})*(?:{any_of(names).pattern})(?:[已均仅约]|分别|为|是|达到?|只有)*$"
            )
            for names in (wording.rates, wording.spending)
        )

    def of_doing(self, name: str) -> bool:
        """Whether a rate is called one of things that were done."""
        return self._of_doing.match(name) is not None

    def plan(self, fact: Fact, index: int) -> bool:
        """到位149.6万元，发放107.8万元，发放率72.0%: the names say what the rate is made of, though it is not.

        The last figure of what was done stands before the rate, and what was planned before that in the paragraph; other
        figures that were told would have been tried as its base before. Where several were planned or done, it may be of
        their sum.
        """
        near = [other for other in self._facts[max(0, index - FAR_BEFORE) : index] if countable(other)]
        told = [
            other
            for other in near
            if other.sentence.texts[-1] is fact.sentence.texts[0]
            and (other.sentence is not fact.sentence or other.figure < fact.figure)
        ]
        told = [other for other in told if other.whole is None and other.depth <= fact.depth]
        done = [other for other in told if other.sentence is fact.sentence and self._is_done(other, fact)]
        # 支出300.2万元。完成率为93.7%: a sentence that says nothing but the rate is of the one before it
        apart = not done and not any(sign in FIGURES for sign in fact.sentence.signs[: fact.figure])
        if apart and told and told[-1].sentence is not fact.sentence:
            done = [other for other in told[-1:] if self._is_done(other, fact)]
        if not done and not fact.depth and self._behind_plan(fact, index):
            return True
        if fact.depth or not done or not self._is_of(fact, done[-1]):
            return False
        part = done[-1]
        alike = [other for other in told if kind_of(other) == kind_of(part)]
        at = alike.index(part)
        plans = [other for other in alike[:at] if self._planned.search(other.name) or self._is_fund(other)]
        after = fact.sentence.signs[0 if apart else part.figure : fact.figure]
        if not plans or alike[at + 1 :] or worth(plans[-1]) <= 0 or self._scopes.search(after):
            return False
        printed = fact.sentence.figures[fact.figure]
        span = printed.interval("printed")
        # 预算2399万元，上缴128万元，已拨付1651万元，使用率69.2%: of less than was done it is no part
        able = [plan for plan in plans if worth(plan) >= worth(part)] if printed.base < 1 else []
        whole = able[-1] if able else plans[-1]
        passed = whole is not plans[-1]
        if self._rated_already(part, whole, fact, index):
            return True
        # 到位6000万元，第一批已支出2000万元，支出率50%: of what was paid out bit by bit the base is a bit too
        bit = phrases.NUMBERED.match(part.name)
        if bit is not None and bit["number"] not in whole.name:
            return True
        between = alike[alike.index(whole) + 1 : at]
        several = any(other.sign for other in alike) or any(self._is_done(other, fact) for other in between)
        if passed and any(makes(interval_of(part), _exactly(worth(whole) - less), span) for less in _sums(between)):
            return True
        # 上年结转120万元，本年计划380万元，支出450万元，完成率90%: what is not called planned may belong to the base
        if several or at > 1:
            for split in range(1, at + 1):
                bottoms, tops = (map(_exactly, _sums(told)) for told in (alike[:split], alike[split : at + 1]))
                if any(makes(top, bottom, span) for bottom, top in product(bottoms, tops)):
                    return True
        cells: dict[str, Value] = {
            "事项": label_of(part),
            "目标": value_of(whole),
            "完成": value_of(part),
            "完成率": value_of(fact),
        }
        made = worth(part) / worth(whole)
        capped = made > printed.base == 1  # what was overdone is often called done
        several = several or (apart and len(alike) > len((whole, part)))
        several = several or (passed and abs(made - printed.base) > _NEAR_BASE)
        several = several or (at > 1 and printed.base < 1 < made)
        # 安排200万元，拨付66万元，拨付率100%: who says that all was done does not mean another base
        claimed = printed.base == 1 > made and at == 1 and not self._scopes.search(_told_between(whole, fact))
        self._write("完成", cells, several or capped or (far_apart(made, printed.base) and not claimed))
        return True

    def _behind_plan(self, fact: Fact, index: int) -> bool:
        """支出605万元。预算为640万元，完成率95%: the plan stands behind what was done, right before the rate."""
        plan = self._facts[index - 1]
        if index < 2 or plan.sentence is not fact.sentence or not self._planned.search(plan.name):
            return False
        done = [one for one in done_before(self._facts, index - 1) if self._is_done(one, fact)]
        if len(done) != 1 or not self._is_of(fact, done[0]) or self._scopes.search(fact.sentence.signs[: fact.figure]):
            return False
        cells: dict[str, Value] = {
            "事项": label_of(done[0]),
            "目标": value_of(plan),
            "完成": value_of(done[0]),
            "完成率": value_of(fact),
        }
        if far_apart(worth(done[0]) / worth(plan), fact.sentence.figures[fact.figure].base):
            return False
        self._write("完成", cells, False)
        return True

    def left(self, fact: Fact, index: int) -> bool:
        """安排1000万元。……支付950万元，未支50万元，支付率96%: what was paid and what was not make the base, told before."""
        near = [other for other in self._facts[max(0, index - FAR_BEFORE) : index] if countable(other)]
        told = [other for other in near if other.sentence is fact.sentence and other.figure < fact.figure][-2:]
        for part, rest in (told, told[::-1]) if len(told) == 2 else ():
            if kind_of(part) != kind_of(rest) or not self._is_done(part, fact) or not self._is_of(fact, part):
                continue
            after = fact.sentence.signs[part.figure : fact.figure]
            if self._rest.search(part.name) or not self._rest.search(rest.name) or self._scopes.search(after):
                continue
            base = worth(part) + worth(rest)
            whole = next((one for one in reversed(near) if worth(one) == base and kind_of(one) == kind_of(part)), None)
            if whole is None or digits(whole) < TELLING or worth(part) <= 0:
                continue
            if self._rated_already(part, whole, fact, index):
                return True
            cells: dict[str, Value] = {
                "事项": label_of(part),
                "目标": value_of(whole),
                "完成": value_of(part),
                "完成率": value_of(fact),
            }
            self._write("完成", cells, far_apart(worth(part) / base, fact.sentence.figures[fact.figure].base))
            return True
        return False

    def _rated_already(self, part: Fact, whole: Fact, rate: Fact, index: int) -> bool:
        """支出率91.2%，……当年支出率76.7%: the rate of the two has been told before this one, in its sentence."""
        return any(
            one.sentence is rate.sentence
            and one.figure > part.figure
            and kind_of(one) == "ratio"
            and makes(interval_of(part), interval_of(whole), one.sentence.figures[one.figure].interval("printed"))
            for one in self._facts[max(0, index - FAR_BEFORE) : index]
        )

    def of_done(self, rate: Fact, part: Fact) -> bool:
        """Whether the names say that a rate is one of this figure."""
        return self._is_done(part, rate) and self._is_of(rate, part)

    def _is_done(self, fact: Fact, rate: Fact) -> bool:
        """Whether a fact is what was done, for a rate: 到位率 is of what 到位, others of anything spent."""
        stem = next((word for word in self._stems if word in rate.name), None)
        return stem in fact.name if stem is not None else self._spent.search(fact.name) is not None

    def _is_of(self, rate: Fact, part: Fact) -> bool:
        """Whether a rate is one of money that was spent, or of things that were done."""
        return (self._of_money if kind_of(part) == "money" else self._of_doing).match(rate.name) is not None

    def _is_fund(self, fact: Fact) -> bool:
        return self._funds.search(fact.name) is not None and not self._spent.search(fact.name)

    def goal(self, fact: Fact, index: int, near: Sequence[Fact]) -> bool:
        """完成129户，完工率243%: the goal was told long before; it is only taken where it makes the rate."""
        told = [other for other in near if other.sentence is fact.sentence and other.figure < fact.figure]
        if not told or not countable(told[-1]) or not self._is_of(fact, told[-1]):
            return False
        part, printed = told[-1], fact.sentence.figures[fact.figure].interval("printed")
        seen = next(at for at in range(index - 1, -1, -1) if self._facts[at] is part)
        for whole in reversed(self._facts[max(0, seen - _FAR) : seen]):
            if kind_of(whole) != kind_of(part) or worth(whole) <= 0 or whole.average:
                continue
            told_of = self._planned.search(whole.name) or self._planned.search(whole.tail[:_TAIL])
            if told_of and makes(interval_of(part), interval_of(whole), printed):
                self._write("占比", rated(fact, part, whole), False)
                return True
        return False

    def before(self, fact: Fact, index: int) -> None:
        """1.到位2000万元。 2.支出1936万元，支出率86.8%: the only plan of the paragraphs before is taken for the base, in doubt.

        A plan that was told twice (应到位、实际到位2000万元) is one.
        """
        told = [other for other in self._facts[max(0, index - FAR_BEFORE) : index] if countable(other)]
        part = next((other for other in reversed(told) if other.sentence is fact.sentence), None)
        if part is None or not self._is_done(part, fact) or not self._is_of(fact, part):
            return
        plans = [
            other
            for other in told
            if other.whole is None
            and other is not part
            and kind_of(other) == kind_of(part)
            and (self._planned.search(other.name) or self._is_fund(other))
        ]
        if plans and len({worth(plan) for plan in plans}) == 1 and worth(plans[-1]) > 0:
            off = abs(worth(part) / worth(plans[-1]) - fact.sentence.figures[fact.figure].base)
            if off <= _NEAR_MISS and not self._scopes.search(fact.sentence.signs[: fact.figure]):
                self._write("占比", rated(fact, part, plans[-1]), True)


def done_before(facts: Sequence[Fact], at: int) -> list[Fact]:
    """What was done, told in the paragraph before the plan that it is held against, the last told first."""
    plan, done = facts[at], list[Fact]()
    if not countable(plan) or worth(plan) <= 0 or plan.changes or plan.whole is not None or plan.depth:
        return done
    for one in reversed(facts[max(0, at - _BEFORE_PLAN) : at]):
        if one.sentence.texts[-1] is not plan.sentence.texts[0] or one.done is not None or one.before:
            break
        if kind_of(one) == kind_of(plan) and one.whole is None and countable(one):
            if _PLAN.search(_MONEY_OF_PLAN.sub("", one.name)):
                break
            if not (named := _WHOSE_PLAN.sub("", plan.name)) or share_signs(named, one.name):
                done.append(one)  # 项目支出年初预算 is none of 财政拨款支出
    return done


def _told_between(first: Fact, last: Fact) -> str:
    """What is told from one figure to a later one, or in the sentence of the later one where they stand in two."""
    start = first.figure if first.sentence is last.sentence else 0
    return last.sentence.signs[start : last.figure]


def _exactly(amount: Fraction) -> Interval:
    """The interval of one amount."""
    return Interval(amount, amount)


def _sums(facts: Sequence[Fact]) -> Iterator[Fraction]:
    """What facts that stand in a row add up to, each run of them; what was taken off is taken off."""
    for start in range(len(facts)):
        total = Fraction(0)
        for fact in facts[start:]:
            total += worth(fact) if fact.sign >= 0 else -worth(fact)
            yield total
