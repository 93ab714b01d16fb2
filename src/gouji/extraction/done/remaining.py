"""What is left of a budget, as its sentence tells it: 全年预算数320.6万元，执行数300.2万元，年末结转20.4万元 (平衡).

Three amounts of one sentence, one after the other, that their names call what was planned, what was spent and what is left:
nothing else is told that could be taken away, so that the third is the first less the second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import interval_of, label_of, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.rates import Writer
from gouji.faults import regex as re
from gouji.figures import Interval

#: What may stand before and behind the word for what is left, besides words of the pack.
_WHEN: Final = "年末|年终|期末|当年|本年|全年|项目"
_BEHIND: Final = r"(?:资金|金额|数|额)?(?:为|是|共)?$"
#: A part of what was spent, or of the plan, is told as one.
_PART: Final = re.compile(r"其中|主要|包括|用于")


def read_remaining(facts: Sequence[Fact], wording: Wording, write: Writer, group: Callable[[Fact], Value]) -> None:
    """Write what is left beside what was planned and spent, where the words tell just that and it is not so."""
    planned, spent, besides = any_of(wording.planned), any_of(wording.spent), any_of(wording.besides)
    before = (*wording.planned, *wording.funds, *wording.rest)
    left_over = re.compile(rf"^(?:{_WHEN}|{any_of(before).pattern})*(?:{any_of(wording.left).pattern}){_BEHIND}")
    for _, told in groupby(facts, key=lambda fact: id(fact.sentence)):
        money = [fact for fact in told if kind_of(fact) == "money"]
        for at in range(len(money) - 2):
            plan, done, left = money[at : at + 3]
            if not (planned.search(plan.name) and spent.search(done.name) and left_over.match(left.name)):
                continue
            if planned.search(done.name) or any(fact.whole or fact.parts or fact.sign for fact in (done, left)):
                continue
            signs = plan.sentence.signs
            if plan.sentence.figures[plan.figure].bound or left.sentence.figures[left.figure].bound:
                continue
            if besides.search(signs) or _PART.search(signs, plan.start, left.figure) or at + 3 < len(money):
                continue
            if _less(plan, done).intersects(interval_of(left)) or worth(done) > worth(plan):
                continue  # told by what makes it, or something was spent besides
            name = group(left)
            for fact, sign in ((left, "得"), (plan, "加"), (done, "减")):
                write("平衡", {"平衡": name, "项": label_of(fact), "数额": value_of(fact), "号": sign}, False)


def _less(plan: Fact, done: Fact) -> Interval:
    whole, part = interval_of(plan), interval_of(done)
    low = whole.lo - part.hi if whole.lo is not None and part.hi is not None else None
    high = whole.hi - part.lo if whole.hi is not None and part.lo is not None else None
    return Interval(low, high)
