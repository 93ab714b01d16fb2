"""Rules and reports made for the tests of the engine: a vocabulary with every kind, and shortcuts to judge with it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from gouji.engine.judge import Judge
from gouji.engine.program import Program, compile_pack
from gouji.engine.result import Counts, Result
from gouji.engine.ruleset import RuleSet
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.packs.vocabulary import vocabulary_of
from gouji.report import Report

VOCABULARY = """
表:
  甲表:
    别名: [甲附表]
    名称列: 名
    列:
      名: 文本
      类: 文本
      注: 文本
      额: {类: 金额, 别名: [款项]}
      总: 金额
      定额: {类: 金额, 宽度: 精确}
      率: 比率
      比: 比率
      分: 分数
      权: 分数
      人: 数量
      户: 数量
      数: 数
      量: 数
      值: 取值
      况: 取值
      标: 目标
      日: 日期
      止: 日期
      面: 面积
      天: 天数
  乙表:
    名称列: 名
    合计行: {名: [合计, 总计]}
    列: {名: 文本, 额: 金额, 分: 分数, 率: 比率, 人: 数量, 值: 取值}
字段: {总额: 金额, 总分: 分数, 总率: 比率, 总人: 数量, 等级: 文本, 总标: 目标, 总值: 取值}
词组: {好词: [优, 良, 达到预期], 坏词: [差, 未达]}
空值: [无]
"""


def pack_of(text: str) -> Pack:
    """The pack that a rule file with this text gives."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.yaml"
        path.write_text(text, encoding="utf-8")
        return load_pack([path])


@cache
def _names() -> Pack:
    return pack_of(VOCABULARY + "规则: [分 ≤ 权]\n")


def pack_of_rules(rules: Iterable[str]) -> Pack:
    """One-line rules on the vocabulary of this module, each a rule of its own with the id r0, r1, …

    ``@甲表 名 已填`` gives the rule its scope.
    """
    lines = []
    for number, rule in enumerate(rules):
        scope, text = rule[1:].split(" ", 1) if rule.startswith("@") else ("", rule)
        lines.append(f"- 编号: r{number}\n  规则: |-\n    {text}\n" + (f"  范围: {scope}\n" if scope else ""))
    pack = pack_of("规则:\n" + "".join(lines))
    names = _names()
    return replace(pack, vocabulary=names.vocabulary, sets=names.sets)


def program_of(*rules: str) -> Program:
    """The rules compiled; every one must bind."""
    pack = pack_of_rules(rules)
    assert pack.vocabulary is not None
    program, faults = compile_pack(pack, pack.vocabulary)
    assert not faults, [fault.message() for fault in faults]
    return program


def bindable(rules: Iterable[str]) -> Program | None:
    """The rules that bind, compiled; None when none does."""
    pack = pack_of_rules(rules)
    assert pack.vocabulary is not None
    program, _ = compile_pack(pack, pack.vocabulary)
    good = tuple(rule for rule in program.rules if rule.fault is None)
    return replace(program, rules=good) if good else None


def report_of(
    rows: Iterable[Mapping[str, str | None]] = (), fields: Mapping[str, str | None] | None = None, **tables: Any
) -> Report:
    """A report with these rows of 甲表; other tables by name. No 甲表 when there are neither rows nor tables."""
    made = {"甲表": [dict(row) for row in rows]} | {
        name: [dict(row) for row in found] for name, found in tables.items()
    }
    return Report(fields=dict(fields or {}), tables=made)


def judge(rule: str, rows: Iterable[Mapping[str, str | None]] = (), quick: bool = False, **more: Any) -> Result:
    """One rule on one report."""
    return Judge(program_of(rule), quick=quick).judge(report_of(rows, **more))


def outcome(rule: str, row: Mapping[str, str | None] | None = None, **more: Any) -> str:
    """What one rule gives at its one place: an outcome, or ``truncated``."""
    result = judge(rule, [row] if row is not None else [], **more)
    return word_of(result)


def word_of(result: Result) -> str:
    """The only outcome of a result with one check."""
    counts = result.counts
    assert sum(counts) == 1, counts
    if result.findings and result.findings[0].evidence.kind:
        return result.findings[0].evidence.kind
    return next(name for name, count in zip(Counts._fields, counts, strict=True) if count)


def reason(result: Result) -> str:
    """The code of the only reason why a check is undecided."""
    (undecided,) = result.undecided
    return undecided.reason.code


def bare(text: str, report: Report, quick: bool | None = None) -> Result:
    """A rule file without a vocabulary on one report."""
    pack = pack_of(text)
    if quick is None:
        return RuleSet(pack).check(report)
    program, _ = compile_pack(pack, vocabulary_of(report))
    return Judge(program, quick=quick).judge(report)
