"""What the figures of a record are by what they are called: planned, done, a rate, this year, the one before, a change."""

from __future__ import annotations

from typing import Final

from gouji.extraction.drafting.wording import Wording, either
from gouji.faults import regex as re

YEAR: Final = re.compile(
    r"^(?P<year>(?:19|20)[0-9]{2})年?(?:度)?(?:年?(?:决算|预算|执行|完成|实际|支出|收入)?(?:数|额|金额|值)?)$"
)
_PRIOR: Final = re.compile(
    r"^(?:上年|上期|去年|同期|上年度|上年同期|上年末|年初|期初)(?:实际|决算|执行|完成|支出|收入|预算)?(?:数|额|金额|值|余额)?$"
)
_NOW: Final = re.compile(
    r"^(?:本年|本期|当年|今年|本年度|年末|期末|报告期)(?:实际|决算|执行|完成|支出|收入|预算)?(?:数|额|金额|值|余额)?$"
)
CHANGE: Final = re.compile(
    r"^(?:[较比](?:上年|上期|去年|同期)(?:同期)?)?(?:同比|净)?(?:增减|增加|变动|增减变动|增长|差异)(?:数|额|金额|值|量|情况)?$"
)
GROWTH: Final = re.compile(
    r"^(?:[较比](?:上年|上期|去年|同期)(?:同期)?)?(?:同比|环比)?(?:增减|增加|变动|增长|升降)?(?:率|幅度?|速|比例|百分比|%|％)$|^增[减长]?[率幅速]?度?(?:%|％)$|^同比(?:增长|增减)$"
)
RATE: Final = re.compile(
    r"(?:率|进度|比例|%|％|百分比)(?:%|％)?$|^占.{2,10}(?:比重|比例|%|％|的?百分比)$|占(?:计划|预算|目标|任务)"
)
_TOTAL: Final = re.compile(
    r"^(?:合计|总计|小计|总额|总量|总数|共计|总分|总产值|总收入|总支出|总人数|总户数|收入合计|支出合计)(?:数|金额)?$"
)
_SUFFIX: Final = re.compile(r"(?:资金|金额|数量|数|值|额|总额|总数|资金额|面积|情况)+$")
_ASKED: Final = re.compile(r"^(?:应|计划|拟|目标|预计)")


class Roles:
    """What the figures of a record are by what they are called."""

    def __init__(self, wording: Wording) -> None:
        rates = either(tuple(dict.fromkeys((*wording.rates, *wording.spending))))
        self._rate = re.compile(rf"(?:{rates})$")
        self._plan = re.compile(
            either(tuple(dict.fromkeys((*wording.goals, *wording.planned, *wording.quotas, "预算"))))
        )
        self._done = re.compile(
            either(tuple(dict.fromkeys((*(w for w in wording.done if len(w) > 1), *wording.spent, *wording.held))))
        )
        self._left = re.compile(
            rf"^(?:年末|期末|当年|本年|预算|资金|指标)*(?:{either(wording.left)}|空编|缺编|未完成|差额|缺口|尚缺)(?:数|额|资金|金额|余额)?$"
        )
        self._points = re.compile(rf"^(?:{either(wording.fulls)})(?:数|分)?$")
        self._score = re.compile(rf"^(?:自评|实际|考核)?(?:{either(wording.scored)})$")
        self.title = re.compile(
            "|".join(
                pattern.pattern
                for pattern in (
                    _PRIOR,
                    _NOW,
                    CHANGE,
                    GROWTH,
                    RATE,
                    _TOTAL,
                    self._rate,
                    self._plan,
                    self._done,
                    self._left,
                    self._points,
                    self._score,
                )
            )
            + r"|^(?:19|20)[0-9]{2}年?度?(?:决算|预算|执行|完成)?(?:数|额|金额|值)?$"
        )

    def of(self, label: str) -> str:
        """The role of a label, or nothing."""
        for role, pattern in (
            ("points", self._points),
            ("score", self._score),
            ("total", _TOTAL),
            ("left", self._left),
        ):
            if pattern.search(label):
                return role
        if GROWTH.search(label):
            return "growth"
        if CHANGE.search(label):
            return "change"
        if YEAR.match(label):
            return "year"
        if _PRIOR.match(label):
            return "prior"
        if _NOW.match(label):
            return "now"
        if self._rate.search(label) or RATE.search(label):
            known = self._rate.search(label) is not None or re.search(
                r"完成|执行|支出|支付|占(?:计划|预算|目标|任务)", label
            )
            return "rate" if known and not re.search(r"增|减|降|变动|同比", label) else "other"
        return self._planned(label)

    def _planned(self, label: str) -> str:
        bare = _SUFFIX.sub("", label)
        plans = [found.end() for found in self._plan.finditer(bare)]
        dones = [found.end() for found in self._done.finditer(bare)]
        if not plans and not dones:
            return "name"
        if _ASKED.match(bare) and plans:
            return "plan"
        return "done" if dones and (not plans or dones[-1] > plans[-1]) else "plan"
