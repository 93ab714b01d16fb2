"""Shipped packs are remembered between runs: faster, and never another result."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from gouji.engine import shelf
from gouji.engine.choosing import ShippedRules
from gouji.faults import SourceText
from gouji.packs import loader
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
    monkeypatch.setattr(loader, "load_pack", never)
    monkeypatch.setattr(loader, "kinds_of", never)
    assert results() == loaded


def written(record: Any) -> Any:
    """A record as plain values: a rule file that is read twice is the same file."""
    if isinstance(record, SourceText):
        return record.name, record.text
    if is_dataclass(record):
        return type(record), *(written(getattr(record, field.name)) for field in fields(record))
    if isinstance(record, dict):
        return {name: written(value) for name, value in record.items()}
    return [*map(written, record)] if isinstance(record, Sequence) and not isinstance(record, str) else record


def test_all_of_a_pack_is_remembered(folder: Path) -> None:
    """Rules with their tests, templates, words, parameters: whoever asks for them gets what the files say."""
    asked = ("cn-accounts", "cn-performance")
    loaded, bound = shelf.Shelf().pack(asked)
    remembered, known = shelf.Shelf().pack(asked)
    assert bound is not None and known is not None
    assert remembered.templates == loaded.templates and len(loaded.templates) > 10
    assert [written(rule) for rule in remembered.rules] == [written(rule) for rule in loaded.rules]
    assert sum(len(rule.tests) for rule in remembered.rules) > len(loaded.rules)
    assert [*map(written, remembered.parameters.values())] == [*map(written, loaded.parameters.values())]
    for name in ("ids", "vocabulary", "definitions", "kinds", "switched_off", "sets"):
        assert getattr(remembered, name) == getattr(loaded, name), name
    assert known.vocabulary == bound.vocabulary and known.slots == bound.slots
    for one, other in zip(known.rules, bound.rules, strict=True):
        for name in ("info", "scope", "keys", "used", "kinds", "when", "require", "message", "codes"):
            assert getattr(one, name) == getattr(other, name), (one.id, name)


def test_only_the_rules_that_are_judged_are_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results(SAMPLES[:1])
    opened: list[int] = []
    values = shelf._Drawers._values
    monkeypatch.setattr(shelf._Drawers, "_values", lambda self, number: opened.append(number) or values(self, number))
    report = next(one for one in read_reports(ROOT / "examples/reports/07-clean.json") if isinstance(one, Report))
    rules = ShippedRules("cn-performance").rules_for(report)
    assert rules is not None
    judged = [rule for rule, counts in rules.check(report).rules.items() if sum(counts[:3])]
    assert len(judged) < len(opened) == len(set(opened)) < len(rules.rules) * 2 / 3


def test_the_code_of_a_rule_is_compiled_where_it_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_code", lambda rule: "")
    assert results() == results()


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
    monkeypatch.setattr(loader, "load_pack", lambda packs: read.append("loaded") or load_pack(packs))
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


def test_what_cannot_be_put_anywhere_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GOUJI_CACHE", str(tmp_path / "file" / "cache"))
    monkeypatch.setattr(shelf, "_written", never)
    assert results(SAMPLES[:1])


def test_what_cannot_be_written_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise TypeError("no notation")

    monkeypatch.setattr(shelf, "_written", broken)
    assert results(SAMPLES[:1])
    assert [path.suffix for path in folder.iterdir()] == [".json"]  # which pack is for which kind
