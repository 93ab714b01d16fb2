"""Large reports: bounded, with word of how far it is and of what was left out."""

from __future__ import annotations

import io

import pytest

from gouji.cli import progress as shown
from gouji.diagnosis import RELATIONS, ROOTS, diagnosing


def long(count: int) -> dict[str, object]:
    rows = [{"项目": f"项目{at}", "甲": "1.00", "乙": "2.00", "合计": "3.00"} for at in range(count)]
    rows[3]["合计"], rows[7]["合计"] = "4.00", "8.00"
    return {"tables": {"表": rows}}


def test_how_far_a_long_diagnosis_is_is_told(diagnosed) -> None:
    heard: list[tuple[str, int, int]] = []
    result = diagnosed(long(1200), "表.合计 = 表.甲 + 表.乙", observe=lambda *told: heard.append(told))
    assert result.diagnosis is not None and result.diagnosis.left_out == ()
    assert heard == [(RELATIONS, 1000, 0), (ROOTS, 0, 2), (ROOTS, 1, 2)]


def test_what_is_too_much_is_left_out_and_said_to_be(diagnosed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosing, "MOST_CHECKS", 6)
    result = diagnosed(long(40), "表.合计 = 表.甲 + 表.乙")
    assert result.diagnosis is not None
    assert result.diagnosis.left_out == (
        ("只看了前 6 项核查的关系", "only the relations of the first 6 checks were looked at"),
    )
    told = [id_ for root in result.diagnosis.roots for id_ in root.findings]
    assert sorted(told) == sorted(finding.id for finding in result.findings)  # the seventh has its finding all the same


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ["正在分析根源：第 2000 项关系……", "正在分析根源：第 3 个，共 40……"]),
        ("en", ["looking for roots: relation 2000 ...", "looking for roots: 3 of 40 ..."]),
    ],
)
def test_the_terminal_shows_a_long_diagnosis(monkeypatch: pytest.MonkeyPatch, lang: str, told: list[str]) -> None:
    stream = Terminal()
    monkeypatch.setattr(shown.sys, "stderr", stream)
    monkeypatch.setattr(shown, "PATIENCE", 0.0)
    monkeypatch.setattr(shown, "STEP", 0.0)
    line = shown.Progress(lang)
    line.diagnosis(RELATIONS, 2000, 0)
    line.diagnosis(ROOTS, 2, 40)
    for text in told:
        assert text in stream.getvalue()


def test_the_command_hands_its_progress_on(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    import gouji.diagnosis
    from gouji.cli.app import audit

    heard = []
    monkeypatch.setattr(shown.Progress, "diagnosis", lambda self, *told: heard.append(told))
    (tmp_path / "rules.yaml").write_text("规则:\n  - 合计 = 甲 + 乙\n", encoding="utf-8")
    (tmp_path / "r.yaml").write_text("gouji: report/1\nfields: {合计: 5.00, 甲: 1.00, 乙: 1.00}\n", encoding="utf-8")
    done = CliRunner().invoke(audit, ["check", str(tmp_path / "r.yaml"), "--rules", str(tmp_path / "rules.yaml")])
    assert done.exit_code == 1
    assert heard == [(gouji.diagnosis.ROOTS, 0, 1)]
