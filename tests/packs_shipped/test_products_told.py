"""Products told in running text: so many at a price, for a time; a rate of a score; what was saved of what was planned.

Each text is written for the test. What holds is judged by the rule beside it; what may be something else is not accused.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

from gouji.engine.outcome import Severity

judged = partial(short_texts.judged, pack="cn-performance")

HELD = {
    "a-price-for-a-time": ("测算：30人×500元/人·天×3天=4.5万元。", "average-recalc"),
    "so-many-at-a-price": ("资料费1200元×50人=6万元。", "average-recalc"),
    "a-length-at-a-price": ("3.5公里×20万元/公里=70万元。", "average-recalc"),
    "thousands": ("单价5元×1,200份=6,000元。", "average-recalc"),
    "a-rate-of-a-score": ("预算执行得分=10分×94.56%=9.46分。", "share-percent"),
    "a-rate-of-an-amount": ("配套资金=500万元×10%=50万元。", "share-percent"),
    "two-products": ("甲1,300.00×10%=130.00万元，乙2,300.00×10%=230.00万元。", "share-percent"),
    "saved-of-the-plan": ("成本节约率=（500-480）/500×100%=4%。", "yoy-prior-decrease"),
    "more-than-the-year-before": ("增长率=（520-500）/500×100%=4%。", "yoy-prior-increase"),
    "by-the-month-of-a-year": ("聘用人员10人，每人每月3000元，全年36万元。", "average-recalc"),
    "by-the-month-with-slashes": ("补助标准3000元/人/月，共10人，全年补助36万元。", "average-recalc"),
    "by-the-month-for-so-many": ("按每人每月100元标准，为520人发放6个月补贴，共计31.2万元。", "average-recalc"),
    "by-the-day": ("会议3天，每人每天450元，200人参加，共27万元。", "average-recalc"),
    "by-area": ("按照每亩200元标准，补贴1500亩，共计30万元。", "average-recalc"),
    "by-length": ("铺设管道3.5公里，每公里造价20万元，总造价70万元。", "average-recalc"),
    "saving-rate": ("采购预算500万元，中标价480万元，节约率4.0%。", "yoy-prior-decrease"),
    "rate-of-an-audit": ("送审金额1200万元，审定金额1080万元，审减率10%。", "yoy-prior-decrease"),
    "rate-below-a-limit": ("控制价356.8万元，中标价341.2万元，下浮率4.37%。", "yoy-prior-decrease"),
}

FAULTS = [
    ("a-price-for-a-time", "4.5", "5.4", "average-recalc", Severity.HIGH),
    ("so-many-at-a-price", "6万", "60万", "average-recalc", Severity.HIGH),
    ("a-length-at-a-price", "70", "77", "average-recalc", Severity.HIGH),
    ("thousands", "6,000", "6,100", "average-recalc", Severity.HIGH),
    ("a-rate-of-a-score", "9.46分", "9.64分", "share-percent", Severity.MEDIUM),
    ("a-rate-of-an-amount", "50万元。", "60万元。", "share-percent", Severity.MEDIUM),
    ("saved-of-the-plan", "4%", "6%", "yoy-prior-decrease", Severity.HIGH),
    ("more-than-the-year-before", "4%", "6%", "yoy-prior-increase", Severity.HIGH),
    ("saving-rate", "4.0%", "6.0%", "yoy-prior-decrease", Severity.INFO),
    ("rate-of-an-audit", "10%", "12%", "yoy-prior-decrease", Severity.INFO),
]

#: Nothing is wrong with these, or nobody can tell.
TRAPS = [
    # reckoned on, or not from the beginning
    "综合得分=85×0.6+90×0.4=87分。",
    "资金=20万元×2+10万元=50万元。",
    "10万元+20万元×2=50万元。",
    "得分=10×（1-5%）=9.5分。",
    "得分=9.5/10×20分=19分。",
    "结余率=（1,300.00-1,287.00）/1,300.00×100%=1.00%。",
    "面积=120米×3.5米=420平方米。",
    # a product is rounded
    "得分=15分×97.53%=14.63分。",
    # others are paid besides, and for another time
    "聘用人员10人，每人每月3000元，全年支出40万元，其中工资36万元。",
    "聘用人员10人，每人每月3000元，全年支出40万元。",
    "按每亩200元标准补贴1500亩，全年共支出35万元。",
    # a rate of the year before
    "采购预算500万元，中标价480万元，节约率较上年下降6.0个百分点。",
    "全年收入500万元，支出480万元，下降6%。",
    "预算收入500万元，执行480万元，增长率6%。",
    "节约率4%，预算500万元，执行450万元。",
]


@pytest.mark.parametrize("name", HELD)
def test_what_holds_is_judged(name: str) -> None:
    text, rule = HELD[name]
    result = judged(text)
    assert held(result, rule) >= 1
    assert accused(result) == []


@pytest.mark.parametrize(("name", "was", "printed", "rule", "severity"), FAULTS)
def test_a_wrong_figure_is_found(name: str, was: str, printed: str, rule: str, severity: Severity) -> None:
    text = HELD[name][0]
    assert text.count(was) == 1
    found = [finding for finding in judged(text.replace(was, printed)).findings if finding.rule == rule]
    assert [finding.severity for finding in found] == [severity]


@pytest.mark.parametrize("text", TRAPS)
def test_what_may_be_something_else_is_not_accused(text: str) -> None:
    assert accused(judged(text)) == []


@pytest.mark.parametrize(("rate", "rules"), [("96%", []), ("98%", ["share-percent"])])
def test_formulas_in_the_cells_of_a_table_are_judged(rate: str, rules: list[str]) -> None:
    lines = ["三级指标 | 分值 | 评分标准 | 完成值 | 得分", f"到岗率 | 5 | 满编得满分 | 168人/175人={rate} | 5"]
    lines += ["办结率 | 5 | 全部办结得满分 | 41件/41件=100% | 5", "归档率 | 5 | 全部归档得满分 | 38件/40件=95% | 4"]
    result = short_texts.judged("\n".join(lines), "cn-performance")
    assert [rule for rule in accused(result) if rule == "share-percent"] == rules
    assert held(result, "share-percent") == 3 - len(rules)
