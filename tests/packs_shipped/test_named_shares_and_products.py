"""Shares and rates whose words name what they are of, and what is so many for each of so many, in chains.

Each text is written for the test. A sound one is told nothing; with another figure it is told by the rule beside it, as a
remark, and nobody is accused; of what only looks so nothing is said.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused

from gouji.engine.outcome import Severity

judged = partial(short_texts.judged, pack="cn-performance")
SHARE, MEAN = "share-percent", "average-recalc"

#: A sound text, the rule that tells it, and what is printed wrongly: what stands there, and what is printed for it.
WRONG = {
    "the-part-that-is-named": (
        "项目支出共120万元，其中设备购置48万元、办公经费24万元、劳务支出48万元，办公经费占20%。",
        SHARE,
        ("占20", "占40"),
    ),
    "a-part-of-both-together": ("全县共有公办养老院42所、民办养老院28所，公办养老院占比60%。", SHARE, ("60%", "58%")),
    "a-part-called-like-its-whole": ("全区共有党员1,250名，女党员375名，女党员占30%。", SHARE, ("30%", "32%")),
    "what-all-of-them-are": (
        "2024年共办理业务5,000件，其中线上3,600件、线下1,400件，线上办理占比72%。",
        SHARE,
        ("72", "78"),
    ),
    "the-plan-before": ("失业人员再就业目标4,500人，实际4,725人，完成105%。", SHARE, ("105%", "95%")),
    "the-plan-behind": (
        "公务接待费支出决算为3.56万元，完成预算的89%，预算为4.00万元。",
        "completion-rate-recalc",
        ("89", "86"),
    ),
    "months-that-are-told": (
        "山区教师生活补助每人每月300元，享受教师210人，全年（按10个月）发放63.0万元。",
        MEAN,
        ("63.0", "75.6"),
    ),
    "so-many-for-each-of-so-many": (
        "组织专家评审15场，每场专家5人，每人劳务费600元，评审费支出4.5万元。",
        MEAN,
        ("4.5", "5.4"),
    ),
    "hours-of-minutes": ("全年上门服务2,400人次，累计服务时长3,840小时，次均96分钟。", MEAN, ("3,840", "3,400")),
    "for-each-unit-of-area": ("粮食播种面积24.6万亩，平均亩产465公斤，粮食总产量11.44万吨。", MEAN, ("11.44", "12.44")),
    "for-each-of-what-is-named": ("全年改造老旧小区38个、惠及居民5,700户，平均每个小区150户。", MEAN, ("150", "180")),
    "about-so-many": ("举办家长学校讲座12期，每期参训60人左右，全年参训720余人次。", MEAN, ("720", "1,720")),
}

#: What only looks so, and the rule that says nothing of it.
TRAPS = {
    "another-thing-of-that-name": ("发电量24.0亿千瓦时，其中火电9.6亿千瓦时、水电14.4亿千瓦时，水电装机占40%。", SHARE),
    "shares-of-something-else": (
        "全县共有公办养老院42所、民办养老院28所，公办养老院占60%，公办养老院在院老人占全部在院老人的64%。",
        SHARE,
    ),
    "two-of-that-name": ("中标企业12家，其中省内企业9家、县内企业3家，小微企业占比50%。", SHARE),
    "new-ones-only": ("全年新增公办幼儿园4所、民办幼儿园2所，公办幼儿园占比82%。", SHARE),
    "a-part-of-a-region": ("年末在册低保对象1,200人、特困人员300人，特困人员占全县人口的0.8%。", SHARE),
    "the-plan-as-revised": ("决算支出3.56万元，完成预算的98.9%，年中调整后预算为3.60万元，年初预算为4.00万元。", SHARE),
    "at-two-prices": ("为困难群众120户发放慰问金，每户800元至1,500元，共计发放11.6万元。", MEAN),
    "some-joined-later": ("聘请保洁员48人，每人每月1,200元，下半年新增12人，全年支出77.76万元。", MEAN),
    "something-besides": ("聘用编外人员25人，月均工资3,200元，另缴纳社会保险，人员支出118万元。", MEAN),
    "who-was-there-at-the-end": ("救助标准为每人每月650元，年末救助对象120人，全年共发放救助金83.6万元。", MEAN),
    "of-some-of-them": ("全年改造老旧小区38个、惠及居民5,700户，其中城东片区平均每个小区180户。", MEAN),
    "no-children-at-all": ("开设班级0个，在园幼儿30人，平均每班32人，教师4人。", MEAN),
}


def _told(text: str, rule: str) -> list[Severity]:
    return [finding.severity for finding in judged(text).findings if finding.rule == rule]


@pytest.mark.parametrize(("text", "rule", "slip"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_come_out_is_told(text: str, rule: str, slip: tuple[str, str]) -> None:
    assert not accused(judged(text))
    assert not _told(text, rule)
    assert text.count(slip[0]) == 1
    wrong = text.replace(*slip)
    assert _told(wrong, rule) == [Severity.INFO]
    assert rule not in accused(judged(wrong))


@pytest.mark.parametrize(("text", "rule"), TRAPS.values(), ids=TRAPS.keys())
def test_what_looks_alike_is_not_told(text: str, rule: str) -> None:
    assert not _told(text, rule)
