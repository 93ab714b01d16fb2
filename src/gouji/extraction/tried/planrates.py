"""How much of a plan was done, where the words say which figure is the plan and which was done (占比).

目标4500人，实际4725人，完成95%: that the plan is 95% of what was done confirms nothing. 决算3.56万元，完成预算的86%，预算为4万元:
the plan that a rate names stands behind it. What is written does not come out, and is a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, place_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.tried.spoken import Spoken, alike, makes, over, worth
from gouji.faults import regex as re
from gouji.language import Table

_NOT: Final = re.compile(r"[;。]|其中|分别|依次|累计|调整|追加|上年|去年|另|超|比|分之")
#: The columns of a rate, of what was done and of what was planned.
_COLUMNS: Final = (("占比", "部分", "总额"), ("完成率", "完成", "目标"))
_LEAST: Final = 3
#: Further off, figures were read together that do not belong so.
_FAR: Final = Fraction(8, 5)


class PlanRates:
    """Reads them, with the words of a pack."""

    def __init__(self, wording: Wording) -> None:
        plans = either((*wording.goals, *wording.plans))
        self._plan = re.compile(plans)
        self._done = any_of((*wording.spent, *wording.done))
        self._rate = re.compile(
            rf"^(?:(?:[\u4e00-\u9fff]{{0,4}}?(?:{plans}|的|总体|整体)*(?:{any_of(wording.rates).pattern}))|完成|达成)(?:比例|的)*(?:已|均|为|是|达到?|到|约|了)*$"
        )
        self._of = re.compile(
            rf"^(?:完成|为|占|达到?)[\u4e00-\u9fff]{{0,6}}?(?P<plan>{plans})(?:任务|目标|数|额|指标)?的$"
        )

    def read(self, told: Sequence[Spoken], tables: Sequence[Table], table: Table, draft: Draft) -> None:
        """Write those that do not come out. ``told``: all figures of a document."""
        known: set[tuple[object, object, object]] = set()
        for one in tables:
            for row in draft.tables.get(one.name, ()) if one.source else ():
                for columns in _COLUMNS:
                    rate_place, done_place, plan_place = (place_of(row.cells.get(column)) for column in columns)
                    known.add((rate_place, done_place, plan_place))
        for at, rate in enumerate(told):
            if rate.one.kind != "ratio" or rate.mention.figure.bound or rate.one.base <= 0:
                continue
            pair = self._before(told, at) or self._behind(told, at)
            if pair is None:
                continue
            done, plan = pair
            share = over(done, plan)
            if (rate.one.place, done.one.place, plan.one.place) in known:
                continue
            if makes(rate, worth(done), worth(plan)) or not rate.one.base / _FAR < share < rate.one.base * _FAR:
                continue
            name = rate.one.name.removesuffix("的") or done.one.name
            cells = {"项目": name, "部分": done.one.value, "总额": plan.one.value, "占比": rate.one.value}
            draft.say(table, cells, True)

    def _before(self, told: Sequence[Spoken], at: int) -> tuple[Spoken, Spoken] | None:
        """目标4500人，实际4725人，完成95%."""
        if at + 1 < _LEAST or not self._rate.search(told[at].name):
            return None
        plan, done, rate = told[at - 2 : at + 1]
        if not (plan.beside(rate) and done.beside(rate) and alike(done, plan)) or done.mention.figure.bound:
            return None
        named = self._plan.search(plan.name) and not self._plan.search(done.name) and self._done.search(done.name)
        between = rate.mention.sentence.signs[plan.mention.at : rate.mention.at]
        others = [worth(one) for one in told[max(0, at - 6) : at - 2] if one.beside(rate) and alike(done, one)]
        # 年初结转200万元，本年预算800万元: of both
        made = any(makes(rate, worth(done), base) for other in others for base in (other, other + worth(plan)))
        fits = named and not made and not _NOT.search(between)
        return (done, plan) if fits and plan.measure == done.measure else None

    def _behind(self, told: Sequence[Spoken], at: int) -> tuple[Spoken, Spoken] | None:
        """决算3.56万元，完成预算的86%，预算为4.00万元."""
        named = self._of.search(told[at].name)
        if named is None or not 0 < at < len(told) - 1:
            return None
        done, rate, plan = told[at - 1 : at + 2]
        if not (done.beside(rate) and plan.beside(rate) and alike(done, plan)) or done.mention.figure.bound:
            return None
        signs = rate.mention.sentence.signs[done.mention.at : plan.mention.at]
        called = named["plan"] in plan.name and not self._plan.search(done.name)
        others = [one for one in told[max(0, at - 6) : at - 1] if one.beside(rate) and alike(done, one)]
        made = any(makes(rate, worth(done), worth(one)) for one in others)
        return (done, plan) if called and not made and not _NOT.search(signs) else None
