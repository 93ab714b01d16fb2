"""A long JSON Lines file gives the same results with numpy and without, in the same order, whatever stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engine_samples import pack_of
from test_engine_quick_path import everything

from gouji.engine import many
from gouji.engine.result import Result
from gouji.engine.ruleset import RuleSet, check
from gouji.faults import SubmissionError

pytest.importorskip("numpy")
from gouji.engine.bulk.judging import BulkJudge, BulkResult

RULES = RuleSet(
    pack_of("""
表:
  指标:
    名称列: 名称
    列: {名称: 文本, 目标: 目标, 完成: 取值, 分值: 分数, 得分: 分数}
字段: {总分: 分数}
规则:
  - {编号: total, 规则: 合计(指标.得分) = 总分}
  - {编号: most, 范围: 指标, 规则: 得分 ≤ 分值}
  - {编号: reached, 范围: 指标, 规则: 当 完成 未达 目标 则 得分 < 分值}
""")
)


def line(number: int) -> str:
    scores = [5 + number % 7, 10, 3]
    rows = [
        {"名称": f"指标{row}", "目标": "≥90%", "完成": f"{88 + (number * row) % 12}%", "分值": "10", "得分": str(score)}
        for row, score in enumerate(scores)
    ]
    total = sum(scores) + (number % 50 == 0)
    form = {"gouji": "report/1", "unit": f"单位{number}", "fields": {"总分": str(total)}, "tables": {"指标": rows}}
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """1,300 lines, some of which are strangers or no reports at all."""
    lines = [line(number) for number in range(1, 1301)]
    lines[99] = "{"
    lines[700] = line(701).replace('"分值":"10"', '"分值":10')
    lines[900] = line(901).replace("指标1", "指标\\u0031")
    lines[1100] = line(1101).replace('{"名称"', '{"备注":"","名称"')
    found = tmp_path / "many.jsonl"
    found.write_text("\n".join(lines), encoding="utf-8")
    return found


def said(results: Iterator[Result | SubmissionError]) -> list[Any]:
    return [
        [fault.message() for fault in one.diagnostics] if isinstance(one, SubmissionError) else everything(one)
        for one in results
    ]


def test_the_results_are_those_of_reading_and_judging_line_by_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = list(check(path, RULES))
    assert sum(isinstance(one, BulkResult) for one in results) > 500
    monkeypatch.setattr(many, "available", lambda: False)
    alone = list(check(path, RULES))
    assert not any(isinstance(one, BulkResult) for one in alone)
    assert said(iter(results)) == said(iter(alone))
    assert sum(len(one.findings) for one in alone if isinstance(one, Result)) > 26
    assert [one.record for one in results if isinstance(one, Result)] == [n for n in range(1, 1301) if n != 100]


def test_a_result_that_is_kept_can_be_asked_long_after(path: Path) -> None:
    kept = [one for one in check(path, RULES) if isinstance(one, BulkResult)][-1]
    whole = kept.settled(with_source=True)
    number = whole.record or 0
    assert (whole.figures.printed, whole.unit, len(whole.sha256)) == (13, f"单位{number}", 64)
    assert whole.source is not None
    assert whole.source.report.fields == {"总分": str(5 + number % 7 + 13)}


@pytest.mark.parametrize("after", [0, 5, 499])
def test_what_breaks_in_many_is_judged_one_by_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, after: int
) -> None:
    whole = BulkJudge.judge_all

    def breaking(judge: BulkJudge, bulk: Any) -> Iterator[Result]:
        for number, result in enumerate(whole(judge, bulk)):
            if number == after:
                raise RuntimeError("broken")
            yield result

    known = said(check(path, RULES))
    monkeypatch.setattr(BulkJudge, "judge_all", breaking)
    with caplog.at_level("DEBUG", "gouji.engine.many"):
        assert said(check(path, RULES)) == known
    assert "RuntimeError: broken" in caplog.text


def test_rules_without_names_of_their_own_take_each_report_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(line(number) for number in range(1, 301)), encoding="utf-8")
    rules = RuleSet(pack_of("规则: [得分 ≤ 分值]"))
    results = [one for one in check(path, rules) if isinstance(one, Result)]
    assert len(results) == 300
    assert not any(isinstance(one, BulkResult) for one in results)
    assert sum(len(one.findings) for one in results) == sum(5 + number % 7 > 10 for number in range(1, 301))


def test_few_lines_do_not_wait_for_numpy(tmp_path: Path) -> None:
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(line(number) for number in range(1, 50)), encoding="utf-8")
    results = list(check(path, RULES))
    assert len(results) == 49
    assert not any(isinstance(one, BulkResult) for one in results)
