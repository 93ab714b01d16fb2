from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_samples import REPORT, RULES, Run
from click.testing import CliRunner, Result

from gouji.cli.app import audit


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("GOUJI_LANG", "GOUJI_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    yield


@pytest.fixture
def run() -> Run:
    """Runs the command in this process: ``run("check", path)``."""

    def call(*args: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(audit, [str(arg) for arg in args], input=stdin)

    return call


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in: ``r.yaml`` keeps the rules ``rules.yaml``, ``bad.yaml`` breaks the rule ``rate``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.yaml").write_text(RULES, "utf-8")
    (tmp_path / "r.yaml").write_text(REPORT, "utf-8")
    (tmp_path / "bad.yaml").write_text(REPORT.replace("83.3%", "88.3%"), "utf-8")
    (tmp_path / "low.yaml").write_text(REPORT.replace("总数: 90人", "总数: 91人"), "utf-8")
    return tmp_path
