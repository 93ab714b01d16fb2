"""Shipped packs are remembered between runs: faster, and never another result."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from gouji.engine import shelf
from gouji.engine.choosing import ShippedRules
from gouji.packs.loader import load_pack
from gouji.packs.shipped import shipped_packs
from gouji.report import Report, read_reports

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "examples" / "reports").glob("0[67]*.*"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("GOUJI_CACHE", str(folder))
    return folder


def results(samples: list[Path] = SAMPLES) -> list[str]:
    rules = ShippedRules("cn-performance", with_passed=True)
    reports = [one for path in samples for one in read_reports(path) if isinstance(one, Report)]
    judged = [(report, chosen) for report in reports if (chosen := rules.rules_for(report)) is not None]
    return [json.dumps(chosen.check(report).to_dict(), ensure_ascii=False) for report, chosen in judged]


def never(*_: object) -> None:
    raise AssertionError("loaded again")


def test_a_remembered_pack_gives_the_same_results(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_CACHE", "off")
    loaded = results()
    assert loaded and not folder.exists()
    monkeypatch.setenv("GOUJI_CACHE", str(folder))
    assert results() == loaded
    monkeypatch.setattr(shelf, "load_pack", never)
    monkeypatch.setattr(shelf, "kinds_of", never)
    assert results() == loaded


def test_settings_apply_to_a_remembered_pack(folder: Path) -> None:
    results(SAMPLES[:1])
    parameter = next(iter(load_pack(shipped_packs()).parameters.values()))
    text = parameter.default.written.text
    report = next(one for one in read_reports(SAMPLES[0]) if isinstance(one, Report))
    rules = ShippedRules("cn-performance", {parameter.name: text}).rules_for(report)
    assert rules is not None and rules.pack.parameters[parameter.name].default.node == parameter.default.node


@pytest.mark.parametrize("harm", ["cut", "changed", "other words", "empty"])
def test_a_damaged_cache_is_not_used(folder: Path, harm: str) -> None:
    before = results(SAMPLES[:1])
    files = sorted(folder.iterdir())
    assert len(files) == 2
    for path in files:
        data = path.read_bytes()
        other = data.replace("得分".encode(), "分得".encode()) if harm == "other words" else data[:-1] + b"X"
        path.write_bytes({"cut": data[: len(data) // 2], "empty": b""}.get(harm, other))
    assert results(SAMPLES[:1]) == before


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="rights work otherwise on this system")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_cache_that_others_may_write_is_not_used(folder: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    results(SAMPLES[:1])
    for path in folder.iterdir() if what == "file" else [folder]:
        path.chmod(path.stat().st_mode | stat.S_IWOTH)
    read: list[str] = []
    monkeypatch.setattr(shelf, "load_pack", lambda packs: read.append("loaded") or load_pack(packs))
    results(SAMPLES[:1])
    assert read


def test_the_cache_is_the_users_own(folder: Path) -> None:
    results(SAMPLES[:1])
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in folder.iterdir())


def test_a_folder_that_cannot_be_made_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GOUJI_CACHE", str(tmp_path / "file" / "cache"))
    assert results(SAMPLES[:1])


def test_a_pack_in_the_working_directory_comes_first(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results(SAMPLES[:1])
    own = tmp_path / "cn-performance"
    own.mkdir()
    (own / "pack.yaml").write_text("编号: cn-performance\n字段: {总分: 分数}\n规则:\n  - 总分 ≤ 100\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    pack, _ = shelf.Shelf().pack(("cn-performance",))
    assert len(pack.rules) == 1


def test_only_so_many_files_are_kept(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for number in range(shelf.KEPT + 5):
        (folder / f"{number}.json").write_text("")
    results(SAMPLES[:1])
    assert len(list(folder.iterdir())) == shelf.KEPT
