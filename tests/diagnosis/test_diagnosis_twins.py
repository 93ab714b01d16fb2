"""One printed figure that stands in several tables of the extracted report is one figure: one suspect, one root."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import gouji
from gouji.diagnosis import diagnose
from gouji.diagnosis.twins import Twins
from gouji.report import Anchor

FIELDS = {"编制": "7人", "行政": "4人", "事业": "4人"}
ROWS = [
    {"项": "编制", "数": "7人", "类": "总"},
    {"项": "行政", "数": "4人", "类": ""},
    {"项": "事业", "数": "4人", "类": ""},
]
LINES = (
    "编制 = 行政 + 事业",
    "{编号: parts, 范围: 报告, 要求: '合计(构成.数 其中 类 为空) ≤ 合计(构成.数 其中 类 已填)'}",
)


def place(column: int) -> dict[str, int]:
    return {"line": 3, "column": column, "end_line": 3, "end_column": column + 2}


def report(path: Path, columns: tuple[int, int, int]) -> gouji.Report:
    """The three figures as fields at 10, 20 and 30, and as rows where ``columns`` says."""
    places = {f"/fields/{name}": place(at) for name, at in zip(FIELDS, (10, 20, 30), strict=True)}
    places |= {f"/tables/构成/{row}/数": place(at) for row, at in enumerate(columns)}
    body = {
        "gouji": "report/1",
        "fields": FIELDS,
        "tables": {"构成": ROWS},
        "source": {"path": "自评.txt", "sha256": "0" * 64},
        "places": places,
    }
    file = path / "自评.json"
    file.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    (made,) = gouji.read_reports(file)
    assert isinstance(made, gouji.Report)
    return made


def roots(result: gouji.Result) -> list[tuple[int, list[str]]]:
    assert result.diagnosis is not None
    return [(len(root.findings), [s.location.role for s in root.suspects]) for root in result.diagnosis.roots]


def test_one_print_is_one_suspect_and_its_echo_is_folded(rules, tmp_path: Path) -> None:
    same = diagnose(rules(*LINES), report(tmp_path, (10, 20, 30)))
    assert len(same.findings) == 2
    assert roots(same) == [(2, ["编制", "行政", "事业"])]


def test_equal_figures_of_two_places_are_two(rules, tmp_path: Path) -> None:
    apart = diagnose(rules(*LINES), report(tmp_path, (110, 120, 130)))
    assert sorted(roots(apart)) == [(1, []), (1, ["编制", "行政", "事业"])]


def test_an_echo_that_one_of_the_suspects_leaves_is_not_folded(rules, tmp_path: Path) -> None:
    """Were 编制 wrong, the other place would still say 7人."""
    apart = diagnose(rules(*LINES), report(tmp_path, (110, 20, 30)))
    assert sorted(roots(apart)) == [(1, []), (1, ["编制", "行政", "事业"])]


@pytest.mark.parametrize("name", ["编制", "行政"])
def test_fields_come_first_and_stand_for_all(tmp_path: Path, name: str) -> None:
    twins = Twins.of_report(report(tmp_path, (10, 20, 30)))
    field, row = Anchor(None, None, name), Anchor("构成", list(FIELDS).index(name), "数")
    assert twins.of(row) == (field, row) and twins.home(row) == field == twins.home(field)
    assert twins.spread({row: "9人"}) == {field: "9人", row: "9人"}


def test_a_report_that_is_no_document_has_no_twins() -> None:
    made = gouji.report_from_dict({"fields": FIELDS, "tables": {"构成": ROWS}})
    assert Twins.of_report(made).of(Anchor(None, None, "编制")) == (Anchor(None, None, "编制"),)


FORM = """某县图书馆2024年度部门整体支出绩效自评报告
一、自评结论
本部门自评总分为{said}分，等级为优。
二、指标得分
一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t培训人数\t100人\t100人\t50\t50
效益指标\t满意度\t≥90%\t95%\t40\t38.63
满意度指标\t群众满意度\t≥90%\t93%\t10\t10
总分\t\t\t\t100\t96.13
"""


def suspects(path: Path, said: str) -> list[str]:
    """The suspects of a form whose total score is not the sum of its scores and is told again as ``said``."""
    file = path / "自评.txt"
    file.write_text(FORM.format(said=said), encoding="utf-8")
    rules = gouji.load_rules("cn-performance")
    report = gouji.read(file)
    assert isinstance(report, gouji.Report)
    found = diagnose(rules, report)
    assert found.diagnosis is not None
    root = next(root for root in found.diagnosis.roots if len(root.suspects) > 2)
    return [suspect.location.role for suspect in root.suspects]


def test_a_total_that_was_copied_into_the_text_may_be_wrong_all_the_same(tmp_path: Path) -> None:
    assert suspects(tmp_path, "96.13") == ["总分", "得分", "得分", "得分"]


def test_a_twin_keeps_what_it_prints_around_its_number() -> None:
    table, text, other = Anchor(None, None, "总分"), Anchor("提法", 0, "数值"), Anchor("提法", 1, "数值")
    twins = Twins([{table: "1,096.13", text: "1096.13分"}, {other: "5分"}])
    assert twins.told({table: "1,098.63"}) == {table: "1,098.63", text: "1,098.63分"}
    assert twins.told({text: "98.63分", other: "6分"}) == {text: "98.63分", table: "98.63", other: "6分"}
    assert twins.told({text: "98.63%"}) == {text: "98.63%"}  # what prints no unit cannot follow another one


def test_a_figure_told_three_times_is_shown_at_the_same_place_in_every_run(tmp_path: Path) -> None:
    """Which of its prints stands for all must not hang on how texts are hashed."""
    lines = [(25, 293, 148, 50.5, 26.3), (103, 1951, 1502, 77.0, 87.3), (165, 2979, 1963, 65.9, 15.3)]
    text = "关于某事的报告\n\n" + "\n".join(
        f"第{number}片区受理件{total}件。其中甲类{part}件，占{share}%；乙类{total - part}件，占{100 - share:.1f}%。"
        f"另有办结75件，占{rest}%。"
        for number, total, part, share, rest in lines
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "gouji", "check", "a.txt", "--format", "json"]
    shown = {
        subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True).stdout
        for seed in ("1", "3", "4")
    }
    assert len(shown) == 1 and "办结".encode() in shown.pop()
