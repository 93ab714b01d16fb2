"""Consistent reports of several shapes, with what is known of their true values: what faults are planted in."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import gouji
from gouji.report import Anchor

Body = dict[str, Any]


@dataclass
class Case:
    """A consistent report: its cells that may be spoiled, and what is known of their true values."""

    shape: str
    rules: gouji.RuleSet
    body: Body
    cells: list[Anchor]
    truth: dict[Anchor, Fraction] = field(default_factory=dict)
    """The unrounded values of computed rates, as fractions of one."""
    totals: dict[Anchor, list[Anchor]] = field(default_factory=dict)
    bases: dict[Anchor, Fraction] = field(default_factory=dict)
    """What a rate would be over the wrong base."""
    last_year: dict[Anchor, Anchor] = field(default_factory=dict)
    plug: Anchor | None = None

    def text(self, anchor: Anchor) -> str:
        if anchor.table is None:
            return str(self.body["fields"][anchor.column])
        return str(self.body["tables"][anchor.table][anchor.row][anchor.column])

    def put(self, body: Body, anchor: Anchor, text: str) -> None:
        if anchor.table is None:
            body["fields"][anchor.column] = text
        else:
            body["tables"][anchor.table][anchor.row][anchor.column] = text


def money(cents: int) -> str:
    """Ten-thousands of yuan with two decimals, from hundredths."""
    return f"{cents // 100:,}.{cents % 100:02d}万元"


def percent(value: Fraction, digits: int = 2) -> str:
    """A rate as a percentage, half up."""
    scaled = value * 100 * 10**digits
    whole = int(abs(scaled) + Fraction(1, 2))
    sign = "-" if value < 0 else ""
    text = f"{whole:0{digits + 1}d}"
    return f"{sign}{text[:-digits]}.{text[-digits:]}%"


class Shapes:
    """Makes consistent reports of every shape."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pack = gouji.load_rules("cn-performance")
        self._trees: dict[str, gouji.RuleSet] = {}

    def _rules(self, name: str, lines: list[str]) -> gouji.RuleSet:
        text = "规则:\n" + "".join(f"  - {line}\n" for line in lines)
        known = self._trees.get(text)
        if known is None:
            path = self._folder / f"{name}-{len(self._trees)}.yaml"
            path.write_text(text, encoding="utf-8")
            known = self._trees[text] = gouji.load_rules(path)
        return known

    def tree(self, rng: random.Random) -> Case:
        """A hierarchy of sums over fields, three levels deep, each total also told in a second place."""
        shape = rng.choice([(2, 3), (3, 3), (3, 4)])
        fields: dict[str, str] = {}
        lines: list[str] = []
        totals: dict[Anchor, list[Anchor]] = {}
        top = 0
        for i in range(shape[0]):
            group = 0
            names = []
            for j in range(shape[1]):
                value = rng.randrange(10_00, 9_000_00)
                name = f"分项{chr(65 + i)}{j + 1}"
                fields[name] = money(value)
                names.append(name)
                group += value
            fields[f"小计{chr(65 + i)}"] = money(group)
            lines.append(f"小计{chr(65 + i)} = {' + '.join(names)}")
            totals[Anchor(None, None, f"小计{chr(65 + i)}")] = [Anchor(None, None, name) for name in names]
            top += group
        groups = [f"小计{chr(65 + i)}" for i in range(shape[0])]
        fields["总计"] = money(top)
        fields["报表总计"] = money(top)
        lines += [f"总计 = {' + '.join(groups)}", "报表总计 = 总计"]
        totals[Anchor(None, None, "总计")] = [Anchor(None, None, name) for name in groups]
        cells = [Anchor(None, None, name) for name in fields]
        return Case("tree", self._rules("tree", lines), {"fields": fields}, cells, totals=totals)

    def crosstab(self, rng: random.Random) -> Case:
        """Rows and columns with totals both ways, last year beside this year, the change and its rate."""
        rows = rng.randrange(4, 8)
        quarters = ["一季度", "二季度", "三季度", "四季度"]
        table: list[dict[str, str]] = []
        sums = Counter[str]()
        case_totals: dict[Anchor, list[Anchor]] = {}
        truth: dict[Anchor, Fraction] = {}
        bases: dict[Anchor, Fraction] = {}
        last: dict[Anchor, Anchor] = {}

        def finish(name: str, values: dict[str, int], at: int) -> dict[str, str]:
            change = values["全年"] - values["上年"]
            row = {"项目": name} | {column: money(value) for column, value in values.items()}
            row["增加额"] = money(change)
            rate = Fraction(change, values["上年"])
            row["增长率"] = percent(rate)
            here = Anchor("支出", at, "增长率")
            truth[here], bases[here] = rate, Fraction(change, values["全年"])
            case_totals[Anchor("支出", at, "全年")] = [Anchor("支出", at, quarter) for quarter in quarters]
            last[Anchor("支出", at, "全年")] = Anchor("支出", at, "上年")
            return row

        for at in range(rows):
            values = {quarter: rng.randrange(20_00, 4_000_00) for quarter in quarters}
            values["全年"] = sum(values.values())
            values["上年"] = values["全年"] * rng.randrange(62, 96) // 100
            sums.update(values)
            table.append(finish(f"项目{at + 1}", values, at))
        table.append(finish("合计", dict(sums), rows))
        columns = [*quarters, "全年", "上年"]
        for column in columns:
            case_totals.setdefault(Anchor("支出", rows, column), [Anchor("支出", at, column) for at in range(rows)])
        lines = [
            "支出.全年 = 支出.一季度 + 支出.二季度 + 支出.三季度 + 支出.四季度",
            "支出.增加额 = 支出.全年 - 支出.上年",
            "支出.增长率 = 支出.增加额 / 支出.上年",
            *(f"合计(支出.{c} 其中 项目 ≠ “合计”) = 支出[项目 = “合计”].{c}" for c in columns),
        ]
        cells = [Anchor("支出", at, c) for at in range(rows + 1) for c in [*columns, "增加额", "增长率"]]
        body = {"tables": {"支出": table}}
        return Case("crosstab", self._rules("crosstab", lines), body, cells, truth, case_totals, bases, last)

    def claims(self, rng: random.Random) -> Case:
        """Statements from prose in the tables that every pack can use: whole and parts, change, share, completion."""
        body: Body = {"kind": "部门整体支出绩效自评", "fields": {}, "tables": {}}
        parts = [rng.randrange(30_00, 3_000_00) for _ in range(rng.randrange(2, 5))]
        whole = sum(parts)
        names = ["人员经费", "公用经费", "专项经费", "其他经费"]
        rows = [{"构成": "全年支出", "项": "总额", "数额": money(whole)}]
        rows += [{"构成": "全年支出", "项": n, "数额": money(p)} for n, p in zip(names, parts, strict=False)]
        body["tables"]["构成"] = rows
        cells = [Anchor("构成", at, "数额") for at in range(len(rows))]
        totals = {cells[0]: cells[1:]}
        truth: dict[Anchor, Fraction] = {}
        bases: dict[Anchor, Fraction] = {}
        shares = [{"项目": n, "部分": money(p), "总额": money(whole)} for n, p in zip(names, parts, strict=False)]
        for at, (row, part) in enumerate(zip(shares, parts, strict=True)):
            truth[Anchor("占比", at, "占比")] = Fraction(part, whole)
            row["占比"] = percent(Fraction(part, whole), 1)
            cells += [Anchor("占比", at, column) for column in ("部分", "总额", "占比")]
        body["tables"]["占比"] = shares
        changes = []
        for at, name in enumerate(names[:3]):
            change = rng.randrange(10_00, 200_00)
            now = rng.randrange(400_00, 3_000_00)
            up = rng.random() < 0.5
            before = now - change if up else now + change
            rate = Fraction(change, before)
            row = {"项目": name, "本期": money(now), "方向": "增加" if up else "减少", "变动额": money(change)}
            row["变动率"] = percent(rate)
            truth[Anchor("变动", at, "变动率")] = rate
            bases[Anchor("变动", at, "变动率")] = Fraction(change, now)
            changes.append(row)
            cells += [Anchor("变动", at, column) for column in ("本期", "变动额", "变动率")]
        body["tables"]["变动"] = changes
        done = []
        for at, name in enumerate(["入户走访", "技能培训", "器具适配"]):
            target = rng.randrange(60, 900)
            actual = rng.randrange(target * 8 // 10, target * 12 // 10)
            rate = Fraction(actual, target)
            truth[Anchor("完成", at, "完成率")] = rate
            done.append({"事项": name, "目标": f"{target}人", "完成": f"{actual}人", "完成率": percent(rate)})
            cells += [Anchor("完成", at, column) for column in ("目标", "完成", "完成率")]
        body["tables"]["完成"] = done
        return Case("claims", self._pack, body, cells, truth, totals, bases)

    def form(self, rng: random.Random) -> Case:
        """A form of the shipped pack: budget and spending by source and by use, with rates, projects and totals."""
        sources = [rng.randrange(300_00, 4_000_00) for _ in range(2)]
        spent = [value * rng.randrange(9_200, 10_000) // 10_000 for value in sources]
        budget, used = sum(sources), sum(spent)
        basic = budget * rng.randrange(30, 60) // 100
        basic_used = min(basic * rng.randrange(9_300, 10_000) // 10_000, used)
        uses, uses_spent = [basic, budget - basic], [basic_used, used - basic_used]
        if uses_spent[1] > uses[1] or uses_spent[1] * 100 < uses[1] * 91:
            return self.form(rng)
        rows = []
        truth: dict[Anchor, Fraction] = {}
        entries = [
            ("资金来源", "财政拨款", sources[0], spent[0]),
            ("资金来源", "其他资金", sources[1], spent[1]),
            ("资金结构", "基本支出", uses[0], uses_spent[0]),
            ("资金结构", "项目支出", uses[1], uses_spent[1]),
            ("", "合计", budget, used),
        ]
        for at, (kind, name, planned, done) in enumerate(entries):
            rate = Fraction(done, planned)
            truth[Anchor("预算执行", at, "执行率")] = rate
            row = {"类别": kind, "来源": name, "全年预算数": money(planned), "全年执行数": money(done)}
            rows.append(row | {"执行率": percent(rate), "偏差原因": "部分合同跨年付款"})
        projects, left, left_used = [], uses[1], uses_spent[1]
        for at in range(3):
            planned = left if at == 2 else left * rng.randrange(25, 45) // 100
            done = left_used if at == 2 else min(planned * rng.randrange(9_300, 10_000) // 10_000, left_used)
            left, left_used = left - planned, left_used - done
            projects.append((f"项目{'甲乙丙'[at]}", planned, done))
        if any(done > planned or done * 100 < planned * 91 for _, planned, done in projects):
            return self.form(rng)
        projects.append(("合计", uses[1], uses_spent[1]))
        table = [{"项目名称": n, "预算金额": money(p), "支出金额": money(d)} for n, p, d in projects]
        people = [rng.randrange(3, 30) for _ in range(3)]
        fields = {
            "预算总额": money(budget),
            "支出总额": money(used),
            "总收入": money(used),
            "总支出": money(used),
            "编制人数": f"{sum(people)}人",
            "行政编制": f"{people[0]}人",
            "参公编制": f"{people[1]}人",
            "事业编制": f"{people[2]}人",
        }
        body = {"kind": "部门整体支出绩效自评", "fields": fields, "tables": {"预算执行": rows, "项目": table}}
        cells = [Anchor(None, None, name) for name in fields]
        cells += [Anchor("预算执行", at, c) for at in range(5) for c in ("全年预算数", "全年执行数", "执行率")]
        cells += [Anchor("项目", at, column) for at in range(4) for column in ("预算金额", "支出金额")]
        totals = {Anchor("项目", 3, c): [Anchor("项目", at, c) for at in range(3)] for c in ("预算金额", "支出金额")}
        return Case("form", self._pack, body, cells, truth, totals)

    def plugged(self, rng: random.Random) -> Case:
        """Shares to one decimal of which the last carries what rounding leaves to 100 %: accepted, not accused."""
        while True:
            count = rng.randrange(3, 7)
            parts = [rng.randrange(30_00, 900_00) for _ in range(count)]
            whole = sum(parts)
            shares = [int(Fraction(part * 1000, whole) + Fraction(1, 2)) for part in parts]
            rest = 1000 - sum(shares)
            if rest and 2 * abs(rest) <= count and shares[-1] + rest > 0:
                break
        shares[-1] += rest
        rows = [
            {"项目": f"项目{at + 1}", "金额": money(part), "占比": f"{share // 10}.{share % 10}%"}
            for at, (part, share) in enumerate(zip(parts, shares, strict=True))
        ]
        body = {"fields": {"总额": money(whole)}, "tables": {"结构": rows}}
        lines = ["{范围: 结构, 要求: 占比 = 金额 / 总额}", "合计(结构.占比) = 100%", "合计(结构.金额) = 总额"]
        plug = Anchor("结构", count - 1, "占比")
        return Case("plugged", self._rules("plugged", lines), body, [plug], plug=plug)
