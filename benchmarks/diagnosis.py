"""Plants one fault at a time in consistent reports and looks at what the diagnosis makes of it.

    python -m benchmarks.diagnosis            # a quick run: 40 of each kind
    python -m benchmarks.diagnosis --full     # 1,000 of each kind; --jobs 2 --save benchmarks/results/diagnosis.md
    python -m benchmarks.diagnosis --timing   # how long large reports take
    python -m benchmarks.diagnosis --banff PYTHON   # the smallest sizes beside Banff's (benchmarks/banff.py)

Reports come in several shapes (a form of the shipped pack, trees of sums, tables with totals both ways, claims taken from
prose); every one is judged before anything is planted, and a root told of an untouched report counts as a false claim. A
fault that no rule sees is counted and named by its shape and cell; it is nobody's to find. How far figures may lie before
a judgement flips is left out here: it is no claim about which cell is wrong (``--timing`` has it).
"""

from __future__ import annotations

import argparse
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gouji
from gouji.diagnosis import Limits, diagnose
from gouji.engine.roots import CAUSES
from gouji.report import Anchor

ROOT = Path(__file__).resolve().parents[1]
SEED = 20240611
Body = dict[str, Any]
#: Roots only.
LIMITS = Limits(margins=0)


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


# -- shapes -----------------------------------------------------------------------------------------------------------


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


# -- faults -----------------------------------------------------------------------------------------------------------

Planted = tuple[dict[Anchor, str], set[Anchor]]


def number_of(text: str) -> tuple[str, str]:
    """The digits of a cell and what follows them."""
    end = next((at for at, char in enumerate(text) if char not in "0123456789.,-"), len(text))
    return text[:end].replace(",", ""), text[end:]


def grouped(digits: str) -> str:
    whole, dot, rest = digits.removeprefix("-").partition(".")
    return ("-" if digits.startswith("-") else "") + f"{int(whole):,}" + dot + rest


def redigit(text: str, digits: str) -> str | None:
    whole = digits.removeprefix("-").partition(".")[0]
    if not whole or (len(whole) > 1 and whole[0] == "0"):
        return None
    _, unit = number_of(text)
    return (grouped(digits) if "," in text or unit == "万元" else digits) + unit


def spoil(kind: str, case: Case, rng: random.Random) -> Planted | None:
    """One fault of a kind at a random cell that can have it: the new texts, and the cells that are wrong now."""
    if kind == "cells-swapped":
        return _swap(case, rng)
    if kind == "rounding-plug":
        return ({}, {case.plug}) if case.plug is not None else None
    makers: dict[str, Callable[[Anchor, str], str | None]] = {
        "digits-swapped": lambda _, t: _swapped(t, rng),
        "digit-dropped": lambda _, t: _dropped(t, rng),
        "digit-doubled": lambda _, t: _doubled(t, rng),
        "digit-changed": lambda _, t: _changed(t, rng),
        "decimal-shifted": lambda _, t: _shifted(t, rng.choice([-1, 1] if t.endswith("%") else [-2, -1, 1, 2])),
        "unit-scale": lambda _, t: t.removesuffix("万元") + "元" if t.endswith("万元") else None,
        "percent-fraction": lambda _, t: _shifted(t, -2) if t.endswith("%") else None,
        "sign": lambda _, t: "-" + t,
        "truncated": lambda a, t: _truncated(t, case.truth.get(a)),
        "copied-neighbour": lambda a, t: _neighbour(case, a, rng),
        "copied-last-year": lambda a, t: case.text(case.last_year[a]) if a in case.last_year else None,
        "addend-omitted": lambda a, t: _added(case, a, t, rng, -1),
        "addend-twice": lambda a, t: _added(case, a, t, rng, 1),
        "wrong-base": lambda a, t: (
            percent(case.bases[a], len(number_of(t)[0].partition(".")[2])) if a in case.bases else None
        ),
        "complement": lambda a, t: (
            percent(1 - case.truth[a], len(number_of(t)[0].partition(".")[2])) if a in case.truth else None
        ),
    }
    order = rng.sample(case.cells, len(case.cells))
    for anchor in order:
        text = case.text(anchor)
        made = makers[kind](anchor, text)
        if made is not None and number_of(made) != number_of(text):
            return {anchor: made}, {anchor}
    return None


def _digits(text: str) -> tuple[str, list[int]]:
    digits, _ = number_of(text)
    return digits, [at for at, char in enumerate(digits) if char.isdigit()]


def _swapped(text: str, rng: random.Random) -> str | None:
    digits, places = _digits(text)
    pairs = [(a, b) for a, b in pairwise(places) if digits[a] != digits[b]]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    new = list(digits)
    new[a], new[b] = digits[b], digits[a]
    return redigit(text, "".join(new))


def _dropped(text: str, rng: random.Random) -> str | None:
    digits, places = _digits(text)
    whole = [at for at in places if at < len(digits.partition(".")[0])]
    if len(whole) < 2:
        return None
    at = rng.choice(whole)
    return redigit(text, digits[:at] + digits[at + 1 :])


def _doubled(text: str, rng: random.Random) -> str | None:
    digits, places = _digits(text)
    whole = [at for at in places if at < len(digits.partition(".")[0])]
    at = rng.choice(whole)
    return redigit(text, digits[: at + 1] + digits[at:])


def _changed(text: str, rng: random.Random) -> str | None:
    digits, places = _digits(text)
    at = rng.choice(places)
    other = rng.choice([digit for digit in "0123456789" if digit != digits[at]])
    return redigit(text, digits[:at] + other + digits[at + 1 :])


def _shifted(text: str, power: int) -> str | None:
    digits, unit = number_of(text)
    value = Fraction(digits) * Fraction(10) ** power
    places = max(0, len(digits.partition(".")[2]) - power)
    scaled = value * 10**places
    if scaled.denominator != 1:
        return None
    if unit == "人" and places:
        return None
    shown = str(scaled.numerator).rjust(places + 1, "0")
    new = shown if not places else f"{shown[:-places]}.{shown[-places:]}"
    return redigit(text, new)


def _truncated(text: str, truth: Fraction | None) -> str | None:
    if truth is None:
        return None
    digits, unit = number_of(text)
    places = len(digits.partition(".")[2])
    cut = int(truth * 100 * 10**places)
    shown = str(cut).rjust(places + 1, "0")
    return f"{shown[:-places]}.{shown[-places:]}{unit}"


def _neighbour(case: Case, anchor: Anchor, rng: random.Random) -> str | None:
    if anchor.table is None or anchor.row is None:
        return None
    rows = case.body["tables"][anchor.table]
    near = [row for row in (anchor.row - 1, anchor.row + 1) if 0 <= row < len(rows)]
    near = [row for row in near if rows[row].get(anchor.column) not in (None, case.text(anchor))]
    if len(rows) < 3 or not near:
        return None
    return str(rows[rng.choice(near)][anchor.column])


def _cents(text: str) -> int:
    return int(Fraction(number_of(text)[0]) * 100)


def _added(case: Case, anchor: Anchor, text: str, rng: random.Random, sign: int) -> str | None:
    addends = case.totals.get(anchor)
    if not addends or len(addends) < 2:
        return None
    value = _cents(text) + sign * _cents(case.text(rng.choice(addends)))
    return money(value) if value > 0 else None


def _swap(case: Case, rng: random.Random) -> Planted | None:
    for anchor in rng.sample(case.cells, len(case.cells)):
        if anchor.table is None:
            continue
        others = [a for a in case.cells if a.table == anchor.table and a.column == anchor.column and a != anchor]
        others = [a for a in others if abs((a.row or 0) - (anchor.row or 0)) == 1]
        others = [a for a in others if case.text(a) != case.text(anchor)]
        if others:
            other = rng.choice(others)
            return {anchor: case.text(other), other: case.text(anchor)}, {anchor, other}
    return None


# -- the measure ------------------------------------------------------------------------------------------------------


@dataclass
class Score:
    """What became of the faults of one kind."""

    planted: int = 0
    seen: int = 0
    detected: int = 0
    among: int = 0
    determined: int = 0
    first: int = 0
    cause: int = 0
    named: int = 0
    named_first: int = 0
    unseen: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def cases(kind: str, shapes: Shapes, rng: random.Random) -> Iterator[Case]:
    makers = [shapes.form, shapes.tree, shapes.crosstab, shapes.claims]
    if kind == "rounding-plug":
        makers = [shapes.plugged]
    while True:
        for make in makers:
            yield make(rng)


def measure(kind: str, count: int, shapes: Shapes, show: int) -> Score:
    rng = random.Random(f"{SEED}-{kind}")
    score = Score()
    dry = 0
    for case in cases(kind, shapes, rng):
        if score.planted >= count or dry > 50:
            return score
        planted = spoil(kind, case, rng)
        if planted is None:
            dry += 1
            continue
        dry = 0
        texts, wrong = planted
        body = deepcopy(case.body)
        for anchor, text in texts.items():
            case.put(body, anchor, text)
        score.planted += 1
        report = gouji.report_from_dict(body)
        result = case.rules.check(report)
        found = diagnose(case.rules, report, result, limits=LIMITS)
        if not found.findings:
            score.unseen[_spot(case, wrong)] += 1
            continue
        score.seen += 1
        _count(score, kind, case, found, wrong, texts, show)
    return score


def _count(
    score: Score, kind: str, case: Case, found: gouji.Result, wrong: set[Anchor], texts: dict[Anchor, str], show: int
) -> None:
    assert found.diagnosis is not None
    roots = [root for root in found.diagnosis.roots if root.suspects]
    score.detected += bool(found.diagnosis.roots)
    by_id = {finding.id: finding for finding in found.findings}
    suspected = {suspect.location.anchor for root in roots for suspect in root.suspects}
    plain = [root for root in found.diagnosis.roots if not root.suspects]
    suspected |= {x.anchor for root in plain for id_ in root.findings for x in by_id[id_].locations}
    if wrong & suspected == wrong or (wrong & suspected and len(wrong) > 1 and _pair(roots, wrong)):
        score.among += 1
    elif len(score.missed) < show:
        told = [root.message[0] for root in found.diagnosis.roots]
        score.missed.append(
            f"    not among: {kind} {case.shape} {[(a, case.text(a), t) for a, t in texts.items()]} {told}"
        )
    mine = [root for root in roots if wrong & {s.location.anchor for s in root.suspects}]
    for root in mine[:1]:
        first = root.suspects[0]
        right = first.location.anchor in wrong
        codes = [cause.code for cause in first.causes]
        if len(root.smallest_sets) == 1 or root.accepted:
            score.determined += 1
            score.first += right
            good = right and kind in codes[:1]
            score.cause += good
            if not good and len(score.missed) < show:
                score.missed.append(
                    f"    cause: {kind} {case.shape} {[(a, case.text(a), t) for a, t in texts.items()]} {root.message[0]} {codes}"
                )
        elif root.edit:  # a cell was named although the relations alone do not say which
            score.named += 1
            score.named_first += right


def _spot(case: Case, wrong: set[Anchor]) -> str:
    """The shape and the cell of a fault, the numbers of rows and addends left out."""
    anchor = min(wrong, key=lambda a: (a.table or "", a.row or 0, a.column))
    column = anchor.column.rstrip("0123456789")
    return f"{case.shape} {anchor.table}.{column}" if anchor.table else f"{case.shape} {column}"


def _pair(roots: list[Any], wrong: set[Anchor]) -> bool:
    """Two faults: a shown set is no larger than the true one and holds a part of it."""
    return any(
        len(cells) <= len(wrong) and {root.suspects[at].location.anchor for at in cells} & wrong
        for root in roots
        for cells in root.smallest_sets
    )


def untouched(count: int, shapes: Shapes) -> tuple[int, int]:
    rng = random.Random(f"{SEED}-untouched")
    false = total = 0
    for make in (shapes.form, shapes.tree, shapes.crosstab, shapes.claims):
        for _ in range(count):
            case = make(rng)
            report = gouji.report_from_dict(case.body)
            found = diagnose(case.rules, report, limits=LIMITS)
            assert found.diagnosis is not None
            total += 1
            claims = [root for root in found.diagnosis.roots if root.suspects]
            if claims:
                false += 1
                print("    claimed:", case.shape, claims[0].message[0])
    return false, total


def two_at_once(count: int, shapes: Shapes) -> tuple[int, int, int]:
    """Pairs of faults: how many were seen, and of those whose true cells are in the roots' sets, or a smaller one is."""
    rng = random.Random(f"{SEED}-two")
    kinds = ["digits-swapped", "digit-changed", "decimal-shifted", "digit-dropped"]
    planted = seen = good = 0
    makers = [shapes.form, shapes.tree, shapes.crosstab, shapes.claims]
    while planted < count:
        case = makers[planted % 4](rng)
        texts: dict[Anchor, str] = {}
        while len(texts) < 2:
            made = spoil(rng.choice(kinds), case, rng)
            assert made is not None
            texts |= made[0]
        body = deepcopy(case.body)
        for anchor, text in texts.items():
            case.put(body, anchor, text)
        planted += 1
        report = gouji.report_from_dict(body)
        found = diagnose(case.rules, report, limits=LIMITS)
        assert found.diagnosis is not None
        if not found.findings:
            continue
        seen += 1
        roots = [root for root in found.diagnosis.roots if root.suspects]
        suspected = {suspect.location.anchor for root in roots for suspect in root.suspects}
        size = sum(min((len(cells) for cells in root.smallest_sets), default=1) for root in roots)
        good += set(texts) <= suspected or (
            size < 2 or (size == 2 and not set(texts) <= suspected and _seen(roots, texts))
        )
    return planted, seen, good


def _seen(roots: list[Any], texts: dict[Anchor, str]) -> bool:
    """Whether only one of the two was visible, and is suspected."""
    return bool(set(texts) & {suspect.location.anchor for root in roots for suspect in root.suspects})


def table(scores: dict[str, Score]) -> str:
    head = [
        "kind",
        "planted",
        "seen by rules",
        "detected",
        "cell among suspects",
        "determined",
        "first right",
        "cause right",
    ]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]

    def part(good: int, of: int) -> str:
        return f"{good}/{of}" + (f" ({100 * good / of:.1f}%)" if of else "")

    total = Score()
    for kind, one in scores.items():
        row = [kind, one.planted, one.seen, part(one.detected, one.seen), part(one.among, one.seen), one.determined]
        row += [part(one.first, one.determined), part(one.cause, one.determined)]
        lines.append("| " + " | ".join(map(str, row)) + " |")
        for name in ("planted", "seen", "detected", "among", "determined", "first", "cause", "named", "named_first"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    row = ["all", total.planted, total.seen, part(total.detected, total.seen), part(total.among, total.seen)]
    row += [total.determined, part(total.first, total.determined), part(total.cause, total.determined)]
    lines.append("| " + " | ".join(map(str, row)) + " |")
    lines.append("")
    lines.append(
        f"Named by its cause where the relations leave several cells: {part(total.named_first, total.named)} right."
    )
    lines.append("")
    lines.append(
        "Seen by no rule, by shape and cell (the figures keep every rule within their rounding, or no rule reads them):"
    )
    for kind, one in scores.items():
        if one.unseen:
            told = ", ".join(f"{spot} {count}" for spot, count in one.unseen.most_common())
            lines.append(f"- {kind}, {one.planted - one.seen} of {one.planted}: {told}")
    return "\n".join(lines)


def timing(figures: int, relations: int) -> str:
    """One report with so many figures, in rows of sums, a few of them wrong."""
    rng = random.Random(SEED)
    width = max(2, figures // relations - 1)
    columns = [f"列{at + 1}" for at in range(width)]
    rows = []
    for at in range(relations):
        values = [rng.randrange(1_00, 900_00) for _ in columns]
        rows.append(
            {"项目": f"项目{at + 1}"}
            | {c: money(v) for c, v in zip(columns, values, strict=True)}
            | {"合计": money(sum(values))}
        )
    for at in rng.sample(range(relations), 5):
        rows[at]["合计"] = _changed(rows[at]["合计"], rng) or rows[at]["合计"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text("规则:\n  - 明细.合计 = " + " + ".join(f"明细.{c}" for c in columns) + "\n", encoding="utf-8")
        rules = gouji.load_rules(path)
        report = gouji.report_from_dict({"tables": {"明细": rows}})
        result = rules.check(report)
        start, busy = time.perf_counter(), time.process_time()
        found = diagnose(rules, report, result)
        took, used = time.perf_counter() - start, time.process_time() - busy
    assert found.diagnosis is not None
    left = "; ".join(text for _, text in found.diagnosis.left_out) or "nothing"
    shown = relations * (width + 1)
    times = f"{took:.2f} s ({used:.2f} s of processor)"
    return f"{shown:,} figures, {relations:,} relations: {times}, {len(found.diagnosis.roots)} roots, left out: {left}"


Answer = Score | tuple[int, ...]


def job(task: str, count: int, show: int) -> Answer:
    """One kind of fault, the untouched reports, or two faults at once: what one process works on."""
    with TemporaryDirectory() as folder:
        shapes = Shapes(Path(folder))
        if task == UNTOUCHED:
            return untouched(max(5, count // 4), shapes)
        if task == TWO:
            return two_at_once(count, shapes)
        return measure(task, count, shapes, show)


UNTOUCHED, TWO = "untouched", "two-at-once"


def answers(tasks: Sequence[str], count: int, show: int, jobs: int) -> Iterator[tuple[str, Answer]]:
    """The answers, in the order of the tasks. Every task has its own seed: the number of processes changes nothing."""
    if jobs == 1:
        for task in tasks:
            yield task, job(task, count, show)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting = [(task, pool.submit(job, task, count, show)) for task in tasks]
        for task, future in waiting:
            yield task, future.result()


def report_of(scores: dict[str, Score], more: dict[str, tuple[int, ...]]) -> str:
    """The table and what is said under it."""
    lines = [table(scores)]
    if UNTOUCHED in more:
        false, total = more[UNTOUCHED]
        lines.append(f"Untouched reports with a claim: {false} of {total}.")
    if TWO in more:
        planted, seen, good = more[TWO]
        told = f"{planted} planted, {seen} seen; true cells suspected, or a smaller set shown: {good}."
        lines.append(f"Two faults at once: {told}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--full", action="store_true", help="1,000 of each kind")
    parser.add_argument("--count", type=int, default=0, help="how many of each kind")
    parser.add_argument("--kind", action="append", default=[], help="only these kinds")
    parser.add_argument("--timing", action="store_true", help="only the times of large reports")
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each kind")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--save", type=Path, help="write the table there, after every kind")
    parser.add_argument("--banff", metavar="PYTHON", help="only: the smallest sizes beside Banff, run by that Python")
    options = parser.parse_args()
    if options.banff:
        from benchmarks.banff import compared

        print(compared(options.banff, options.count or 1000))
        return
    if not options.timing:
        count = options.count or (1000 if options.full else 40)
        tasks = options.kind or [*CAUSES, UNTOUCHED, TWO]
        scores: dict[str, Score] = {}
        more: dict[str, tuple[int, ...]] = {}
        for task, answer in answers(tasks, count, options.show, options.jobs):
            if isinstance(answer, Score):
                scores[task] = answer
                for line in answer.missed:
                    print(line)
            else:
                more[task] = answer
            if options.save is not None:
                options.save.parent.mkdir(parents=True, exist_ok=True)
                options.save.write_text(saved(report_of(scores, more), sys.argv[1:]), encoding="utf-8")
        print(report_of(scores, more))
    if options.timing or not options.kind:
        print(timing(2_000, 500), flush=True)
        print(timing(200_000, 50_000))


def saved(text: str, arguments: Sequence[str]) -> str:
    """The table as a page, with the command that makes it."""
    command = " ".join(("python -m benchmarks.diagnosis", *arguments))
    head = f"# One fault planted at a time\n\n`{command}`, seed {SEED}, gouji {gouji.__version__}, Python "
    return f"{head}{platform.python_version()}.\n\n{text}\n"


if __name__ == "__main__":
    main()
