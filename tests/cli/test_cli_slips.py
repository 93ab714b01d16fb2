"""Slips of the hand: folders for files, files for folders, empty variables, names too long, thousands of faults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_samples import Run

LONG = "长" * 200 + ".yaml"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("check", "", "--rules", "rules.yaml"), 2, "C519"),
        (("check", "r.yaml", "--rules", ""), 2, "C519"),
        (("check", "r.yaml", "-o", ""), 2, "C519"),
        (("read", ""), 2, "C519"),
        (("rules", "lint", ""), 2, "C519"),
        (("check", "r.yaml", "--rules", "folder"), 2, "C504"),
        (("rules", "lint", "folder"), 2, "C504"),
        (("read", "folder"), 2, "C535"),
        (("explain", "rate", "folder", "--rules", "rules.yaml"), 3, "C535"),
        (("check", "r.yaml", "-o", "folder"), 2, "C553"),
        (("check", "r.yaml", "-o", "folder.json"), 2, "C553"),
        (("check", "r.yaml", "-o", LONG.replace("yaml", "json")), 2, "C555"),
        (("check", LONG, "--rules", "rules.yaml"), 3, "D102"),
        (("check", LONG.replace("yaml", "zip"), "--rules", "rules.yaml"), 3, "D102"),
        (("check", "r.yaml", "--rules", LONG), 2, "C505"),
        (("rules", "list", "r.yaml"), 2, "C523"),
        (("rules", "test", "r.yaml"), 2, "C523"),
        (("rules", "lint", "r.yaml"), 2, "C523"),
        (("rules", "show", "rate", "--rules", "r.yaml"), 2, "C523"),
    ],
)
def test_a_slip_is_named_before_anything_is_judged(
    run: Run, work: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], code: int, message: str
) -> None:
    from gouji.cli import main

    (work / "folder").mkdir()
    (work / "folder.json").mkdir()
    assert main(list(args)) == code
    shown = capsys.readouterr()
    assert f"[{message}]" in shown.out + shown.err
    assert "C599" not in shown.err and "符合" not in shown.out


def test_thousands_of_faults_are_counted_and_the_first_are_shown(run: Run, work: Path) -> None:
    (work / "many.yaml").write_text("规则:\n" + "".join(f"  - 甲{n} =< 乙\n" for n in range(2_000)), "utf-8")
    shown = run("check", "r.yaml", "--rules", "many.yaml", "--format", "json")
    assert shown.exit_code == 2
    assert shown.stderr.count("[R202]") == 40
    assert "1960" in shown.stderr and "2000" in shown.stderr
    assert len(json.loads(shown.stdout)["diagnostics"]) == 2_000
