# ruff: noqa: E501  (tables of hostile texts read better unbroken)
"""The command itself before bad input: exit codes, a line for each, the others judged, no half-written file."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.cli.app import audit

SRC = Path(__file__).resolve().parents[2] / "src"
RULES = "规则:\n  - 得分 ≤ 分值\n"
GOOD = '{"gouji": "report/1", "tables": {"表": [{"名": "甲", "得分": "9", "分值": "5"}]}}'
BAD: dict[str, tuple[str, bytes]] = {
    "not-utf8.yaml": ("D106", b"gouji: report/1\nunit: \xff\xfe\xba\n"),
    "not-yaml.yaml": ("D1", b"gouji: report/1\n\tunit: [1, 2\n"),
    "version.yaml": ("D1", b"gouji: report/9\n"),
    "no-table.yaml": ("D1", "gouji: report/1\ntables: {表: 五}\n".encode()),
    "line.jsonl": ("D153", b'{"gouji": "' + b"x" * 100_000_000 + b'"}\n'),
    "aliases.yaml": (
        "D132",
        ("gouji: report/1\na0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))).encode(),
    ),
    "deep.json": ("D109", b"[" * 10_000 + b"]" * 10_000),
    "cell.yaml": ("D172", f"gouji: report/1\nfields: {{甲: {'九' * 1_000_000}}}\n".encode()),
    "empty.yaml": ("D108", b""),
    "nul.json": ("D1", b'{"gouji": "report/1", "unit": "\x00"}'),
}  # fmt: skip


def invoke(*args: object) -> Any:
    return CliRunner().invoke(audit, [str(arg) for arg in args])


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("GOUJI_LANG", "GOUJI_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "rules.yaml").write_text(RULES, "utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.json", "m.json", "z.json"):
        (folder / name).write_text(GOOD, "utf-8")
    return tmp_path


def test_each_bad_file_is_told_and_all_others_are_judged(work: Path) -> None:
    for name, (_, data) in BAD.items():
        (work / "in" / name).write_bytes(data)
    begin = time.perf_counter()
    shown = invoke("check", "in", "--rules", "rules.yaml", "--format", "json")
    assert time.perf_counter() - begin < 20
    assert shown.exit_code == 3
    assert "Traceback" not in shown.output
    told = json.loads(shown.stdout)
    assert sorted(Path(one["path"]).name for one in told["submissions"]) == ["a.json", "m.json", "z.json"]
    assert all(one["findings"] for one in told["submissions"])
    for name, (code, _) in BAD.items():
        codes = [one["code"] for one in told["diagnostics"] if Path(one["path"]).name == name]
        assert codes and codes[0].startswith(code), (name, codes)
        assert name in shown.stderr
    assert max(map(len, shown.stderr.splitlines())) < 400


def test_a_broken_rule_file_judges_nothing(work: Path) -> None:
    (work / "bad.yaml").write_text("规则:\n  - 得分 =< 分值\n  - 得分 ≤ 分值\n  - 得分 ≤ (分值\n", "utf-8")
    shown = invoke("check", "in", "--rules", "bad.yaml", "--rules", "rules.yaml", "--format", "json", "-o", "out.json")
    assert shown.exit_code == 2
    assert "bad.yaml:2:" in shown.stderr and "bad.yaml:4:" in shown.stderr
    assert json.loads(shown.stdout)["submissions"] == []
    assert not (work / "out.json").exists()


def test_a_name_that_the_report_lacks_is_undecided_with_the_name(work: Path) -> None:
    (work / "in" / "other.json").write_text(GOOD.replace("分值", "满分"), "utf-8")
    told = json.loads(invoke("check", "in", "--rules", "rules.yaml", "--format", "json").stdout)
    (other,) = (one for one in told["submissions"] if one["path"].endswith("other.json"))
    assert other["findings"] == []
    assert "分值" in json.dumps(other["undecided"], ensure_ascii=False)


def test_no_rule_judged_is_told(work: Path) -> None:
    (work / "none.yaml").write_text("规则:\n  - 当 名 = “乙” 则 得分 ≤ 分值\n", "utf-8")
    shown = invoke("check", "in", "--rules", "none.yaml")
    assert shown.exit_code == 3
    assert "C520" in shown.output


@pytest.mark.parametrize("ending", ["json", "jsonl", "md", "sarif", "txt", "xlsx"])
def test_a_full_disk_leaves_what_was_there(work: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    (work / f"out.{ending}").write_text("old", "utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    shown = invoke("check", "in", "--rules", "rules.yaml", "-o", f"out.{ending}")
    assert isinstance(shown.exception, SystemExit | type(None)) or "C555" in str(shown.exception)
    assert (work / f"out.{ending}").read_text("utf-8") == "old"
    assert not [path for path in work.iterdir() if path.name.endswith(".part")]
    assert main(["check", "in", "--rules", "rules.yaml", "-o", f"out.{ending}"]) == 2


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interruption_while_a_file_is_written_leaves_none(work: Path) -> None:
    """SIGINT in the middle of the writer: what was there stays, the draft goes."""
    (work / "out.json").write_text("old", "utf-8")
    script = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import gouji.output.json_form as form\n"
        "write = form.write_json\n"
        "def slow(run, stream, *rest):\n"
        "    stream.write('{half'); stream.flush(); os.kill(os.getpid(), signal.SIGINT); write(run, stream, *rest)\n"
        "form.write_json = slow\n"
        "from gouji.cli import main\n"
        "sys.exit(main(['check', 'in', '--rules', 'rules.yaml', '-o', 'out.json']))\n"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment(), timeout=60)
    assert shown.returncode == 130, shown.stderr.decode()
    assert b"Traceback" not in shown.stderr
    assert (work / "out.json").read_text("utf-8") == "old"
    assert sorted(path.name for path in work.iterdir()) == ["in", "out.json", "rules.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="file names of POSIX")
def test_file_names_that_are_no_text_or_act_on_a_terminal(work: Path) -> None:
    for name in (b"in/\xff\xfe.json", b"in/\x1b[2J.json", "in/\u202egpj.json".encode(), b"in/a\nb.json"):
        Path(os.fsdecode(name)).write_text(GOOD, "utf-8")
    args = [sys.executable, "-m", "gouji", "check", "in", "--rules", "rules.yaml"]
    for more in ([], ["--format", "json"], ["--format", "sarif"], ["-o", "out.xlsx"], ["-o", "out.md"]):
        shown = subprocess.run([*args, *more], capture_output=True, env=environment(), timeout=60)
        assert shown.returncode == 1, shown.stderr.decode("utf-8", "replace")
        assert b"\x1b" not in shown.stdout + shown.stderr
        if "--format" in more:
            json.loads(shown.stdout.decode("utf-8"))


def test_a_long_table_full_of_findings_is_listed_without_roots(work: Path) -> None:
    rows = [{"名": f"名{n}", "值": str(n + 1), "率": f"{n % 100}.5%"} for n in range(400)]
    report = {"gouji": "report/1", "tables": {"表": rows}}
    (work / "long.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    (work / "share.yaml").write_text("规则:\n  - 率 = 值 / 合计(表.值)\n", "utf-8")
    shown = invoke("check", "long.json", "--rules", "share.yaml", "--format", "json")
    (told,) = json.loads(shown.stdout)["submissions"]
    assert len(told["findings"]) > 390
    assert "没有分析根源" in json.dumps(told, ensure_ascii=False)
