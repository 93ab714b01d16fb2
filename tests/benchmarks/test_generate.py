"""The benchmark workload is what it says it is, and every engine present finds exactly what was planted."""

from __future__ import annotations

import importlib
import io
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.oracle import RULES, expected  # noqa: E402
from benchmarks.peers import handwritten  # noqa: E402

from benchmarks import generate  # noqa: E402  (benchmarks/ is no installed package)

# module in benchmarks/peers -> what it imports
PEERS = {
    "handwritten": "json",
    "datalogic": "datalogic_py",
    "zen": "zen",
    "cel_expr": "cel_expr_python",
    "common_expression_language": "cel",
    "cel_python": "celpy",
    "json_logic_qubit": "json_logic",
    "rule_engine": "rule_engine",
    "polars": "polars",
    "duckdb": "duckdb",
    "gouji": "numpy",
    "gouji_alone": "gouji",
}
SLOW = {"cel_python", "rule_engine"}


def found_by(module: str, lines: list[bytes]) -> Counter[str]:
    peer: Any = importlib.import_module(f"benchmarks.peers.{module}")
    prepared = peer.prepare()
    if hasattr(peer, "read"):
        loaded = list(peer.read(io.BytesIO(b"".join(line.rstrip(b"\n") + b"\n" for line in lines)), len(lines)))
    else:
        loaded = [peer.load(line) for line in lines]
    if hasattr(peer, "gather"):
        loaded = [peer.gather(loaded)]
    return Counter(finding[0] for one in loaded for finding in peer.judge(prepared, one))


def test_same_seed_same_bytes_and_other_seed_other_bytes() -> None:
    first = [generate.encode(one) for one in generate.reports(20, 7)]
    assert first == [generate.encode(one) for one in generate.reports(20, 7)]
    assert first != [generate.encode(one) for one in generate.reports(20, 8)]


def test_a_longer_workload_begins_with_the_shorter() -> None:
    assert list(generate.reports(12, 3))[:5] == list(generate.reports(5, 3))


def test_the_form_is_that_of_a_report() -> None:
    one = generate.report(0, 1)
    assert one["gouji"] == "report/1"
    assert [len(one["tables"][name]) for name in ("预算执行", "类别", "指标")] == [5, 3, 40]
    assert one["tables"]["预算执行"][0]["来源"] == "合计"
    cells = [cell for rows in one["tables"].values() for row in rows for cell in row.values()]
    assert all(isinstance(cell, str) for cell in [*cells, *one["fields"].values()])


def test_reports_without_a_fault_violate_nothing() -> None:
    for index in range(200):
        if generate.planted(index) is None:
            one = generate.report(index, 2)
            assert not expected(one), index
            assert handwritten.judge(None, one) == [], index


def test_a_planted_fault_violates_its_own_rule_once_and_only_what_follows_from_it() -> None:
    for index in range(4, 600, 5):
        rule = generate.planted(index)
        assert rule is not None
        follows = {"shortfall-claimed-met": 1} if rule == "strict-operator" else {}
        assert expected(generate.report(index, 4)) == {rule: 1, **follows}, index


def test_twelve_faults_come_in_turn() -> None:
    assert [generate.planted(index) for index in range(4, 60, 5)] == list(RULES)


def test_one_row_in_twenty_falls_short_honestly() -> None:
    rows = [row for index in range(500) for row in generate.report(index, 1)["tables"]["指标"]]
    short = [row for row in rows if row["结论"] == "未达到预期"]
    assert 0.03 < len(short) / len(rows) < 0.07


def test_some_consistent_rates_are_right_only_within_rounding() -> None:
    """Plain rounding of the printed quotient would accuse these reports falsely: the workload must contain them."""
    differing = 0
    for index in range(0, 300, 5):
        for row in generate.report(index, 1)["tables"]["预算执行"]:
            budget, spent, rate = (handwritten.number(row[name]) for name in ("全年预算数", "全年执行数", "执行率"))
            differing += abs(spent * 100 / budget - rate) > handwritten.number("0.005")
    assert differing > 0


@pytest.mark.parametrize("module", PEERS)
def test_counts_are_those_expected(module: str) -> None:
    pytest.importorskip(PEERS[module])
    count = 60 if module in SLOW else 300
    workload = list(generate.reports(count, 1))
    wanted = sum(map(expected, workload), Counter[str]())
    assert set(wanted) == set(RULES)
    assert found_by(module, [generate.encode(one) for one in workload]) == wanted


def test_command_writes_reports_and_expectation(tmp_path: Path) -> None:
    output, expect = tmp_path / "reports.jsonl", tmp_path / "expected.json"
    assert generate.main(["--reports", "65", "--seed", "5", "-o", str(output), "--expect", str(expect)]) == 0
    lines = output.read_bytes().splitlines()
    assert [json.loads(line) for line in lines] == list(generate.reports(65, 5))
    record = json.loads(expect.read_text(encoding="utf-8"))
    assert sum(record["planted"].values()) == 13
    assert record["violations"] == {rule: found_by("handwritten", lines)[rule] for rule in RULES}
