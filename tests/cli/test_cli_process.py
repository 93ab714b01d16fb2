"""The command as a process of its own: start-up, pipes, signals, no network."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from cli_samples import environment

AUDIT = (sys.executable, "-m", "gouji")
ROW = {"实到": "4人", "计划": "5人", "到课率": "70%"}
#: A report that breaks one rule, as a line of JSON Lines.
LINE = json.dumps({"gouji": "report/1", "fields": {"总数": "4人"}, "tables": {"班次": [ROW]}}) + "\n"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")


def audit(*args: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    env = environment(**options.pop("env", {}))
    return subprocess.run([*AUDIT, *args], capture_output=True, env=env, timeout=120, **options)


def test_help_comes_at_once(work: Path) -> None:
    spent = []
    for _ in range(5):
        start = time.monotonic()
        assert audit("--help").returncode == 0
        spent.append(time.monotonic() - start)
    assert min(spent) < 1.0, spent  # a quarter of a second on a machine with nothing else to do


@pytest.mark.parametrize(("file", "code"), [("r.yaml", 0), ("bad.yaml", 1), ("rules.yaml", 2), ("nowhere.yaml", 3)])
def test_exit_codes_reach_the_shell(work: Path, file: str, code: int) -> None:
    assert audit("check", file, "--rules", "rules.yaml").returncode == code


def test_standard_input_and_output(work: Path) -> None:
    shown = audit("check", "-", "--rules", "rules.yaml", "--format", "json", input=(work / "bad.yaml").read_bytes())
    assert shown.returncode == 1
    assert json.loads(shown.stdout)["submissions"][0]["path"] == "-"
    assert "到课率" in shown.stdout.decode("utf-8")


def test_workers_over_standard_input(work: Path) -> None:
    given = LINE.encode() * 70
    args = ("check", "-", "--rules", "rules.yaml", "--format", "jsonl")
    alone, together = audit(*args, input=given), audit(*args, "--jobs", "2", input=given)
    assert alone.stderr == together.stderr == b""
    assert alone.stdout == together.stdout
    assert alone.returncode == together.returncode == 1
    assert len(alone.stdout.splitlines()) == 71


def test_a_console_that_cannot_show_chinese_still_works(work: Path) -> None:
    shown = audit("check", "bad.yaml", "--rules", "rules.yaml", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert shown.returncode == 1
    assert b"Traceback" not in shown.stderr
    assert json.loads(
        audit(
            "check", "bad.yaml", "--rules", "rules.yaml", "--format", "json", env={"PYTHONIOENCODING": "ascii"}
        ).stdout.decode("utf-8")
    )


def test_nothing_asks_the_network(work: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise AssertionError('the network was asked')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from gouji.cli import main\n"
        "sys.exit(main('check bad.yaml --rules rules.yaml -o a.xlsx -o a.sarif -o a.md'.split()))\n"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), timeout=120)
    assert shown.returncode == 1, shown.stderr.decode()
    assert (work / "a.xlsx").exists()


@posix
def test_a_reader_that_leaves_is_no_error_to_shout_about(work: Path) -> None:
    (work / "many.jsonl").write_text(LINE * 400, "utf-8")
    for format_ in ("jsonl", "json", "terminal"):
        command = " ".join(AUDIT) + f" check many.jsonl --rules rules.yaml --verbose --format {format_} | head -c 10"
        shown = subprocess.run(["sh", "-c", command], capture_output=True, env=environment(), timeout=120)
        assert shown.stderr == b""


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("format_", ["terminal", "json", "jsonl", "xlsx"])
def test_a_full_disk_is_told(work: Path, format_: str) -> None:
    with open("/dev/full", "wb") as full:
        shown = subprocess.run(
            [*AUDIT, "check", "bad.yaml", "--rules", "rules.yaml", "--format", format_],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=120,
        )
    assert shown.returncode == 2
    assert "错误[C528] 不能写到标准输出：" in shown.stderr.decode("utf-8")
    assert b"Traceback" not in shown.stderr
    assert b"Exception ignored" not in shown.stderr


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_leaves_nothing_half_written(work: Path, jobs: str) -> None:
    pipe = work / "endless.jsonl"
    os.mkfifo(pipe)
    command = [*AUDIT, "check", str(pipe), "--rules", "rules.yaml", "--jobs", jobs, "-o", "out.json"]
    # A session of its own: the signal reaches the worker processes too, as Ctrl-C does.
    with (
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            start_new_session=True,
            # a shell that runs the tests in the background makes them deaf to Ctrl-C
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as running,
        open(pipe, "w", encoding="utf-8") as writer,
    ):
        writer.write(LINE * 2000)
        writer.flush()
        time.sleep(1.0)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err.decode("utf-8").strip() == "已中断 / interrupted"
    assert out == b""
    assert sorted(path.name for path in work.iterdir()) == [
        "bad.yaml",
        "endless.jsonl",
        "low.yaml",
        "r.yaml",
        "rules.yaml",
    ]
