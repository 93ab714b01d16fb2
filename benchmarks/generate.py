"""Seeded reports for the benchmarks, as JSON Lines in the form report/1.

    python benchmarks/generate.py --reports 1000 --seed 1 -o reports.jsonl --expect expected.json

Report number i depends on the seed and on i alone, so a longer file begins with the shorter one. All amounts are
held as integers in units of the last printed place (0.01万元, 0.01 %, 0.01分); nothing is ever a float.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.oracle import RULES, expected

FAULT_EVERY = 5  # one report in five carries one planted fault

_SOURCES = ("市级财政资金", "区级财政资金", "上级补助资金", "其他资金")
_GROUPS = (("产出指标", 22, 5000), ("效益指标", 12, 3000), ("满意度指标", 6, 1000))
# fmt: off
_TOPICS = (
    "技能培训", "走访慰问", "道路养护", "管网维修", "危房改造",
    "就业援助", "疫苗接种", "义诊服务", "图书采购", "河道保洁",
    "校舍修缮", "安全巡查", "法律援助", "垃圾清运", "绿化补植",
    "助餐服务", "社区矫正", "文艺演出", "设备更新", "数据普查",
)
# fmt: on
_PEOPLE = ("服务对象", "受益群众", "参训人员", "社区居民", "企业", "基层干部", "学生家长", "老年人")
# second-level indicator, ending of the third-level name, unit
_COUNTS = (
    ("数量指标", "人数", "人"),
    ("数量指标", "场次", "场次"),
    ("数量指标", "户数", "户"),
    ("数量指标", "企业数", "家"),
)
_RATES = (("质量指标", "合格率", "%"), ("时效指标", "及时完成率", "%"), ("质量指标", "覆盖率", "%"))
_COSTS = (("成本指标", "成本", "万元"), ("成本指标", "支出控制数", "万元"))
_BENEFIT_COUNTS = (("社会效益指标", "受益人数", "人"), ("经济效益指标", "带动就业户数", "户"))
_BENEFIT_RATES = (("社会效益指标", "知晓率", "%"), ("可持续影响指标", "长效机制落实率", "%"))
_REASONS = (
    "受降雨影响工期顺延",
    "部分对象放弃申请",
    "采购流程较长,下年度提前启动",
    "人员变动,已补充力量",
    "需求低于年初预计",
)
_SPAN = 10_000  # 0.01 % in one


@dataclass(slots=True)
class _Fund:
    source: str
    budget: int
    spent: int
    rate: int
    score: int

    def set_rate(self, rate: int) -> None:
        self.rate = rate
        self.score = _half_up(min(rate, _SPAN), 10)


@dataclass(slots=True)
class _Indicator:
    first: str
    second: str
    third: str
    operator: str
    target: int
    unit: str
    actual: int
    weight: int
    score: int
    claimed: bool
    reason: str

    @property
    def missed(self) -> bool:
        if self.operator == "≤":
            return self.actual > self.target
        return self.actual <= self.target if self.operator == ">" else self.actual < self.target

    @property
    def step(self) -> int:
        """The smallest change that still looks like this unit: a whole head, a tenth of a percent, 0.01万元."""
        return {"%": 10, "万元": 1}.get(self.unit, 100)


@dataclass(slots=True)
class _Draft:
    unit: str
    year: int
    funds: list[_Fund]
    groups: dict[str, int]
    indicators: list[_Indicator]
    total: int = 0
    grade: str = ""

    def close(self) -> None:
        """Set the total and its grade to what the rows say."""
        self.grade_as(self.funds[0].score + sum(row.score for row in self.indicators))

    def grade_as(self, total: int) -> None:
        self.total = total
        self.grade = "优" if total >= 9000 else "良" if total >= 8000 else "中" if total >= 6000 else "差"


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _fixed(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _short(hundredths: int) -> str:
    return _fixed(hundredths).rstrip("0").rstrip(".")


def _funds(rng: random.Random) -> list[_Fund]:
    sources = []
    for name in _SOURCES:
        # True amounts in 元 and printed to 0.01万元: in a small one the printed rate is not always the rounded
        # quotient of the printed amounts, which only interval reading gets right.
        budget = rng.randint(30_000, 200_000) if rng.random() < 0.3 else rng.randint(200_000, 60_000_000)
        spent = budget * rng.randint(5_500, 10_150) // 10_000
        fund = _Fund(name, _half_up(budget, 100), _half_up(spent, 100), 0, 0)
        fund.set_rate(_half_up(spent * _SPAN, budget))
        sources.append(fund)
    whole = _Fund("合计", sum(fund.budget for fund in sources), sum(fund.spent for fund in sources), 0, 0)
    whole.set_rate(_half_up(whole.spent * _SPAN, whole.budget))
    return [whole, *sources]


def _weights(rng: random.Random, count: int, total: int) -> list[int]:
    """Split total into count weights of at least 0.5, in steps of 0.5."""
    cuts = sorted(rng.sample(range(1, total // 50), count - 1))
    return [50 * (high - low) for low, high in zip([0, *cuts], [*cuts, total // 50], strict=True)]


def _target(rng: random.Random, unit: str) -> tuple[str, int]:
    if unit == "%":
        value = 100 * rng.choice((80, 85, 88, 90, 92, 95, 96, 98, 100))
        return (rng.choice(("≥", "")) if value == _SPAN else rng.choice(("≥", "≥", ">", ""))), value
    if unit == "万元":
        return "≤", rng.randint(500, 50_000) if rng.random() < 0.5 else 100 * rng.randint(5, 500)
    return rng.choice(("≥", "≥", "")), 100 * rng.randint(10, 3_000)


def _meet(rng: random.Random, row: _Indicator) -> int:
    if row.operator == "≤":
        return row.target * rng.randint(85, 100) // 100
    if row.unit == "%":
        room = (_SPAN - row.target) // row.step
        return row.target + row.step * rng.randint(1 if row.operator == ">" else 0, room)
    return row.target + row.step * rng.randint(0, row.target // 1_000)


def _miss(rng: random.Random, row: _Indicator) -> int:
    if row.operator == "≤":
        return row.target + max(1, row.target * rng.randint(1, 40) // 100)
    return min(row.target * rng.randint(20, 99) // (100 * row.step) * row.step, row.target - row.step)


def _fall_short(rng: random.Random, row: _Indicator) -> None:
    """An honest shortfall: said so, scored in proportion, with a reason."""
    row.actual = _miss(rng, row)
    low, high = sorted((row.actual, row.target))
    row.score = _half_up(row.weight * low, high)
    row.claimed = False
    row.reason = rng.choice(_REASONS)


def _names(rng: random.Random, first: str, count: int) -> list[tuple[str, str, str]]:
    if first == "满意度指标":
        return [("服务对象满意度指标", f"{who}满意度", "%") for who in rng.sample(_PEOPLE, count)]
    kinds = (*_COUNTS, *_RATES, *_COSTS) if first == "产出指标" else (*_BENEFIT_COUNTS, *_BENEFIT_RATES)
    pairs = rng.sample(range(len(_TOPICS) * len(kinds)), count)
    chosen = [(_TOPICS[pair // len(kinds)], kinds[pair % len(kinds)]) for pair in sorted(pairs)]
    return [(second, topic + ending, unit) for topic, (second, ending, unit) in chosen]


def _draft(rng: random.Random, number: int) -> _Draft:
    indicators: list[_Indicator] = []
    # Five percent of the rows fall short: a few bad years with many, most with one or two.
    share = 0.35 if rng.random() < 0.05 else 0.035
    for first, count, points in _GROUPS:
        names = _names(rng, first, count)
        for (second, third, unit), weight in zip(names, _weights(rng, count, points), strict=True):
            operator, target = _target(rng, unit)
            row = _Indicator(first, second, third, operator, target, unit, 0, weight, weight, True, "")
            row.actual = _meet(rng, row)
            if rng.random() < share:
                _fall_short(rng, row)
            indicators.append(row)
    groups = {first: points for first, _, points in _GROUPS}
    draft = _Draft(f"单位{number:05d}", rng.randint(2021, 2024), _funds(rng), groups, indicators)
    draft.close()
    return draft


# Planted faults: each breaks its own rule and mends whatever else the change would touch, as far as that is possible.


def _met(rng: random.Random, draft: _Draft, wanted: Callable[[_Indicator], bool]) -> _Indicator:
    """A row that meets its target and is as wanted; if every such row falls short, one of them is made to meet it."""
    rows = [row for row in draft.indicators if wanted(row)]
    met = [row for row in rows if not row.missed]
    if met:
        return rng.choice(met)
    row = rng.choice(rows)
    row.actual, row.score, row.claimed, row.reason = _meet(rng, row), row.weight, True, ""
    draft.close()
    return row


def _source(rng: random.Random, draft: _Draft) -> _Fund:
    return rng.choice(draft.funds[1:])


def _plant_rate(rng: random.Random, draft: _Draft) -> None:
    fund = _source(rng, draft)
    # The last digit or so beyond what the rounding of the amounts explains, above or below.
    high = (2 * fund.spent + 1) * _SPAN // (2 * fund.budget - 1)
    low = (2 * fund.spent - 1) * _SPAN // (2 * fund.budget + 1)
    extra = rng.choice((0, 0, 3, 90))  # half of them no worse than that
    fund.set_rate(high + 2 + extra if rng.random() < 0.5 else low - 1 - extra)


def _plant_weights(rng: random.Random, draft: _Draft) -> None:
    row = rng.choice(draft.indicators)
    more = rng.choice((50, 100, 200))
    row.weight += more
    draft.groups[row.first] += more


def _plant_total(rng: random.Random, draft: _Draft) -> None:
    draft.grade_as(draft.total - rng.choice((1, 10, 100, 900)))


def _plant_score(rng: random.Random, draft: _Draft) -> None:
    row = _met(rng, draft, lambda row: True)
    row.score = row.weight + rng.choice((1, 50, 100))
    draft.close()


def _plant_shortfall(rng: random.Random, draft: _Draft) -> None:
    row = _met(rng, draft, lambda row: True)
    row.actual, row.reason = _miss(rng, row), rng.choice(_REASONS)


def _plant_rate_score(rng: random.Random, draft: _Draft) -> None:
    fund = _source(rng, draft)
    fund.score -= rng.choice((2, 10, 100))


def _plant_subtotal(rng: random.Random, draft: _Draft) -> None:
    draft.groups[rng.choice(list(draft.groups))] += rng.choice((-100, -50, 50, 100))


def _plant_reason(rng: random.Random, draft: _Draft) -> None:
    missed = [row for row in draft.indicators if row.missed]
    row = rng.choice(missed or draft.indicators)
    if not missed:
        _fall_short(rng, row)
        draft.close()
    row.reason = ""


def _plant_grade(rng: random.Random, draft: _Draft) -> None:
    draft.grade = rng.choice([grade for grade in "优良中差" if grade != draft.grade])


def _plant_sources(rng: random.Random, draft: _Draft) -> None:
    fund = _source(rng, draft)
    fund.budget += rng.choice((100, 1_000, 10_000))
    fund.set_rate(_half_up(fund.spent * _SPAN, fund.budget))


def _plant_percent(rng: random.Random, draft: _Draft) -> None:
    row = _met(rng, draft, lambda row: row.third.endswith("率"))
    row.actual = _SPAN + rng.choice((10, 250, 4_000))


def _plant_strict(rng: random.Random, draft: _Draft) -> None:
    row = _met(rng, draft, lambda row: row.unit == "%" and row.target < _SPAN)
    row.operator, row.actual, row.reason = ">", row.target, rng.choice(_REASONS)


_PLANT: tuple[Callable[[random.Random, _Draft], None], ...] = (
    _plant_rate,
    _plant_weights,
    _plant_total,
    _plant_score,
    _plant_shortfall,
    _plant_rate_score,
    _plant_subtotal,
    _plant_reason,
    _plant_grade,
    _plant_sources,
    _plant_percent,
    _plant_strict,
)


def _print(draft: _Draft) -> dict[str, Any]:
    return {
        "gouji": "report/1",
        "kind": "项目支出绩效自评",
        "unit": draft.unit,
        "year": draft.year,
        "fields": {"总分": _fixed(draft.total), "等级": draft.grade},
        "tables": {
            "预算执行": [
                {
                    "来源": fund.source,
                    "全年预算数": _fixed(fund.budget) + "万元",
                    "全年执行数": _fixed(fund.spent) + "万元",
                    "分值": "10",
                    "得分": _fixed(fund.score),
                    "执行率": _fixed(fund.rate) + "%",
                }
                for fund in draft.funds
            ],
            "类别": [{"一级指标": first, "分值": _short(points)} for first, points in draft.groups.items()],
            "指标": [
                {
                    "一级指标": row.first,
                    "二级指标": row.second,
                    "三级指标": row.third,
                    "年度指标值": row.operator + _short(row.target) + row.unit,
                    "实际完成值": _short(row.actual) + row.unit,
                    "分值": _short(row.weight),
                    "得分": _short(row.score),
                    "结论": "达到预期" if row.claimed else "未达到预期",
                    "偏差原因": row.reason,
                }
                for row in draft.indicators
            ],
        },
    }


def planted(index: int) -> str | None:
    """The rule whose fault report number index (from 0) carries, or None for a consistent report."""
    turn, rest = divmod(index, FAULT_EVERY)
    return RULES[turn % len(RULES)] if rest == FAULT_EVERY - 1 else None


def report(index: int, seed: int) -> dict[str, Any]:
    """Report number index (from 0) of the workload with this seed."""
    rng = random.Random(f"{seed}/{index}")
    draft = _draft(rng, index + 1)
    rule = planted(index)
    if rule is not None:
        _PLANT[RULES.index(rule)](rng, draft)
    return _print(draft)


def reports(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """The first count reports of the workload with this seed."""
    return (report(index, seed) for index in range(count))


def encode(one: dict[str, Any]) -> bytes:
    """One report as a line of JSON Lines, with its newline."""
    return json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the workload and, if asked for, what must be found in it."""
    parser = argparse.ArgumentParser(description="Write seeded benchmark reports as JSON Lines.")
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--expect", type=Path, help="write the expected number of violations of each rule here")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    with options.output.open("wb") as file:
        for one in reports(options.reports, options.seed):
            file.write(encode(one))
            if options.expect is not None:
                counts.update(expected(one))
    if options.expect is not None:
        plants = Counter(rule for rule in map(planted, range(options.reports)) if rule is not None)
        record = {
            "reports": options.reports,
            "seed": options.seed,
            "violations": {rule: counts[rule] for rule in RULES},
            "planted": {rule: plants[rule] for rule in RULES},
        }
        options.expect.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
