from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest
from output_samples import clean_result, run_of, sample_run

from gouji.engine.result import Run
from gouji.faults import Diagnostic, Label, SettingError
from gouji.output import FORMATS, Format, OutputOptions, files, format_named, format_of, write_files, write_stream

OPTIONS = OutputOptions(color=True, width=40)


def codes(raised: pytest.ExceptionInfo[SettingError]) -> list[str]:
    return [diagnostic.code for diagnostic in raised.value.diagnostics]


def write(run: Run, *paths: Path) -> None:
    write_files(run, [(path, format_of(path)) for path in paths], "zh", OPTIONS)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.json", "json"),
        ("问题清单.XLSX", "xlsx"),
        ("x/y.jsonl", "jsonl"),
        ("y.ndjson", "jsonl"),
        ("y.md", "markdown"),
        ("y.sarif", "sarif"),
        ("y.sarif.json", "sarif"),
        ("y.txt", "terminal"),
    ],
)
def test_the_ending_names_the_format(path: str, name: str) -> None:
    assert format_of(path) == name
    assert format_of(Path(path)) == name


@pytest.mark.parametrize("path", ["a.pdf", "a", "", ".json", "json", "a.json/b"])
def test_an_unknown_ending_is_a_fault_that_lists_the_known_ones(path: str) -> None:
    with pytest.raises(SettingError) as raised:
        format_of(path)
    assert codes(raised) == ["C551"]
    assert (
        "认识的结尾：.txt .json .jsonl .ndjson .md .markdown .sarif .sarif.json .xlsx .html .htm"
        in raised.value.diagnostics[0].help("zh")
    )


def test_an_unknown_format_is_a_fault() -> None:
    with pytest.raises(SettingError) as raised:
        format_named("pdf")
    assert codes(raised) == ["C559"]
    assert raised.value.diagnostics[0].help("en") == "formats: terminal json jsonl markdown sarif xlsx html"


def test_the_table_of_formats() -> None:
    assert [(name, entry.binary) for name, entry in FORMATS.items()] == [
        ("terminal", False),
        ("json", False),
        ("jsonl", False),
        ("markdown", False),
        ("sarif", False),
        ("xlsx", True),
        ("html", False),
    ]
    assert all(entry.name == name and entry.endings for name, entry in FORMATS.items())


def test_every_format_in_one_go(tmp_path: Path) -> None:
    names = ("a.txt", "a.json", "a.jsonl", "a.md", "a.sarif", "a.xlsx", "a.html")
    write(sample_run(), *(tmp_path / name for name in names))
    assert sorted(os.listdir(tmp_path)) == sorted(names)
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["gouji"] == "result/1"
    listing = (tmp_path / "a.txt").read_bytes()
    assert b"\x1b" not in listing and b"\r" not in listing
    assert "\n  核查结果  符合 14 · 舍入内符合 2" in listing.decode("utf-8")


def test_a_file_that_was_there_is_replaced_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    path.chmod(0o640)
    write(sample_run(), path)
    assert json.loads(path.read_text("utf-8"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.json"
    target.write_text("old")
    link = tmp_path / "a.json"
    link.symlink_to(target)
    write(sample_run(), link)
    assert link.is_symlink() and json.loads(target.read_text("utf-8"))
    assert os.listdir(tmp_path / "real") == ["a.json"]


def _failing(after: int, error: BaseException) -> Callable[[Run, IO[Any], str, OutputOptions], None]:
    def fail(run: Run, stream: IO[Any], lang: str, options: OutputOptions) -> None:
        stream.write("x" * after)
        stream.flush()
        raise error

    return fail


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device"), RuntimeError("bug")])
def test_nothing_is_left_of_a_write_that_fails_midway(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    broken = Format("broken", (".broken",), False, _failing(100_000, error))
    monkeypatch.setattr(files, "FORMATS", {**FORMATS, "broken": broken})
    first, second = tmp_path / "a.json", tmp_path / "b.broken"
    first.write_text("old first")
    second.write_text("old second")
    expected = SettingError if isinstance(error, OSError) else type(error)
    with pytest.raises(expected) as raised:
        write_files(sample_run(), [(first, "json"), (second, "broken")], "zh", OPTIONS)
    if isinstance(raised.value, SettingError):
        (diagnostic,) = raised.value.diagnostics
        assert diagnostic.code == "C555"
        assert diagnostic.message("zh") == f"不能写“{second}”：No space left on device"
    assert first.read_text() == "old first" and second.read_text() == "old second"
    assert sorted(os.listdir(tmp_path)) == ["a.json", "b.broken"]


def test_drafts_stand_in_the_folder_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[tuple[Path, Path]] = []
    replace_file = os.replace

    def watched(draft: Path, target: Path) -> None:
        moved.append((draft, target))
        replace_file(draft, target)

    monkeypatch.setattr(os, "replace", watched)
    write(sample_run(), tmp_path / "a.json")
    ((draft, target),) = moved
    assert draft.parent == target.parent == Path(os.path.realpath(tmp_path))


def test_faults_are_all_told_in_one_go_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    good = tmp_path / "good.json"
    with pytest.raises(SettingError) as raised:
        write(sample_run(), good, tmp_path / "missing" / "a.json", tmp_path / "folder.json", good)
    assert codes(raised) == ["C552", "C553", "C556"]
    assert os.listdir(tmp_path) == ["folder.json"]
    missing, folder, _ = raised.value.diagnostics
    assert missing.message("zh").endswith(f"没有文件夹“{tmp_path / 'missing'}”")
    assert folder.help("zh") == f"写上文件名，例如 {tmp_path / 'folder.json' / '问题清单.json'}"


def test_a_path_that_no_system_takes_is_a_fault(tmp_path: Path) -> None:
    for path in (tmp_path / ("长" * 300 + ".json"), tmp_path / "a\x00.json"):
        with pytest.raises(SettingError) as raised:
            write(sample_run(), path)
        assert codes(raised) == ["C555"]
    assert os.listdir(tmp_path) == []


def test_a_folder_without_permission_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> IO[Any]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(SettingError) as raised:
        write(sample_run(), tmp_path / "a.json")
    assert codes(raised) == ["C554"]


def test_a_file_without_permission_is_a_fault_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_only = tmp_path / "b.json"
    read_only.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SettingError) as raised:
        write(sample_run(), read_only)
    assert codes(raised) == ["C554"]
    assert read_only.read_text() == "old" and os.listdir(tmp_path) == ["b.json"]


def test_a_submission_is_never_overwritten(tmp_path: Path) -> None:
    submission = tmp_path / "甲.json"
    submission.write_text("{}")
    run = run_of(replace(clean_result(), path=str(submission)))
    with pytest.raises(SettingError) as raised:
        write(run, submission)
    assert codes(raised) == ["C557"]
    unread = replace(run_of(), diagnostics=(Diagnostic("D198", {"reason": ""}, Label(str(submission))),))
    with pytest.raises(SettingError) as raised:
        write(unread, submission)
    assert codes(raised) == ["C557"]
    assert submission.read_text() == "{}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(run_of(clean_result()), pipe)
        assert json.loads(os.read(reader, 1_000_000))["gouji"] == "result/1"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


class _Console(io.TextIOWrapper):
    def __init__(self, terminal: bool) -> None:
        self.raw_bytes = io.BytesIO()
        self._terminal = terminal
        super().__init__(self.raw_bytes, encoding="gbk", newline="\r\n", write_through=True)

    def isatty(self) -> bool:
        return self._terminal


def test_formats_for_programs_are_utf8_whatever_the_console(tmp_path: Path) -> None:
    for name in ("json", "jsonl", "sarif", "markdown"):
        console = _Console(terminal=True)
        write_stream(sample_run(), console, name, "zh", OPTIONS)
        console.write("之后")
        console.flush()
        data, after = console.raw_bytes.getvalue()[:-4], console.raw_bytes.getvalue()[-4:]
        assert "培训人数" in data.decode("utf-8") and b"\r" not in data
        assert after.decode("gbk") == "之后"


def test_a_listing_uses_the_consoles_own_character_set() -> None:
    console = _Console(terminal=False)
    write_stream(sample_run(), console, "terminal", "zh", OutputOptions())
    assert "培训人数" in console.raw_bytes.getvalue().decode("gbk")


def test_a_workbook_goes_through_a_pipe_but_not_to_a_screen() -> None:
    console = _Console(terminal=False)
    write_stream(sample_run(), console, "xlsx", "zh", OPTIONS)
    assert console.raw_bytes.getvalue().startswith(b"PK")
    with pytest.raises(SettingError) as raised:
        write_stream(sample_run(), _Console(terminal=True), "xlsx", "zh", OPTIONS)
    assert codes(raised) == ["C558"]
    assert raised.value.diagnostics[0].help("zh") == "用 -o 写到文件，例如 -o 问题清单.xlsx"


def test_the_codes_of_this_room_are_in_the_catalogue() -> None:
    import subprocess

    program = (
        "from gouji.faults import CODES; from gouji.faults.catalogue import output; "
        "assert set(output.MESSAGES) <= set(CODES), sorted(set(output.MESSAGES) - set(CODES))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_room_imports_no_output_library() -> None:
    import subprocess

    program = (
        "import sys, gouji.output; "
        "print([name for name in ('rich', 'xlsxwriter', 'jinja2', 'pydantic', 'click') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
