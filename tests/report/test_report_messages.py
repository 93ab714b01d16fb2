"""Every diagnostic of the report room: what brings it about, its place, and its whole text in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gouji.faults import Diagnostic, SubmissionError
from gouji.faults.catalogue import report
from gouji.report import form, parse_report, read_report, read_reports, reading, report_from_dict, walk

PINNED = json.loads((Path(__file__).parent / "messages.json").read_text(encoding="utf-8"))
HEAD = "gouji: report/1\n"
JSON_HEAD = '{"gouji": "report/1", '


def yaml(text: str | bytes) -> Callable[[], object]:
    return lambda: parse_report(text, "甲.yaml", "yaml")


def json_(text: str | bytes) -> Callable[[], object]:
    return lambda: parse_report(text, "甲.json", "json")


def raising(items: Callable[[], Iterator[object]]) -> Callable[[], object]:
    def run() -> object:
        for item in items():
            if isinstance(item, SubmissionError):
                raise item
        return None

    return run


@contextmanager
def folder_of(tmp_path: Path) -> Iterator[None]:
    """A working folder, so that the pinned texts hold no path of the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        yield


def unreadable() -> object:
    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "open", refuse, raising=False)
        return read_report("甲.yaml")


def too_large() -> object:
    with open("big.yaml", "wb") as file:
        file.truncate(form.MAX_FILE_BYTES + 1)
    return read_report("big.yaml")


def two_records() -> object:
    Path("two.jsonl").write_text('{"gouji": "report/1"}\n{"gouji": "report/1"}\n')
    return read_report("two.jsonl")


def long_line() -> object:
    with open("long.jsonl", "wb") as file:
        file.write(b"\n{")
        file.truncate(form.MAX_LINE_BYTES + 4096)
    return read_report("long.jsonl")


def empty_folder() -> Iterator[object]:
    Path("材料").mkdir()
    return walk(["材料"])


ALIAS_BOMB = (
    "a: &a ["
    + "x," * 99
    + "]\n"
    + "".join(
        f"{after}: &{after} [" + f"*{before}," * 99 + "]\n" for before, after in ("ab", "bc", "cd", "de", "ef", "fg")
    )
)

#: code, line and column (0: the whole file; None: no place at all), what brings it about.
SAMPLES: list[tuple[str, tuple[int, int] | None, Callable[[], object]]] = [
    ("D101", (0, 0), lambda: read_report("没有.yaml")),
    ("D102", (0, 0), unreadable),
    ("D103", (0, 0), raising(empty_folder)),
    ("D104", (0, 0), lambda: read_report("甲.wps")),
    ("D105", (0, 0), too_large),
    ("D106", (2, 8), yaml(HEAD.encode() + "unit: 中".encode() + "文".encode("gb18030"))),
    ("D107", (2, 8), yaml(HEAD + "unit: 甲\x00")),
    ("D108", (0, 0), yaml("# 只有注释\n")),
    ("D109", (1, 65), json_("[" * 10_000)),
    ("D110", None, lambda: report_from_dict({"tables": {"表": [None] * (form.MAX_VALUES + 1)}})),
    ("D111", (2, 1), yaml(HEAD + "---\ngouji: report/1\n")),
    ("D112", (0, 0), two_records),
    ("D113", (0, 0), lambda: read_report("甲")),
    ("D120", (1, 1), yaml("%YAML 9.1\n---\na: 1")),
    ("D121", (3, 1), yaml(HEAD + "fields:\n\t总分: 98\n")),
    ("D122", (4, 5), yaml(HEAD + "fields:\n  等级: 优\n  总分：98\n")),
    ("D123", (2, 8), yaml(HEAD + "unit: 甲: 乙\n")),
    ("D124", (3, 10), yaml(HEAD + "fields:\n  年度指标值: >=90%\n")),
    ("D125", (2, 7), yaml(HEAD + 'unit: "甲\nyear: 2023\n')),
    ("D126", (2, 9), yaml(HEAD + "fields: {总分: 98\nyear: 2023\n")),
    ("D127", (4, 4), yaml(HEAD + "tables:\n  - 甲: 1\n   乙: 2\n")),
    ("D128", (2, 7), yaml(HEAD + "unit: !!python/object:os.system x\n")),
    ("D129", (4, 14), yaml(HEAD + "fields: &f {甲: 1}\ntables:\n  表: [{乙: 2, <<: *f}]\n")),
    ("D130", (2, 7), yaml(HEAD + "unit: *abc\n")),
    ("D131", (2, 13), yaml(HEAD + "fields: &f [*f]\n")),
    ("D132", (5, 8), yaml(HEAD + ALIAS_BOMB)),
    ("D133", (2, 12), yaml(HEAD + "fields: {总分:98}\n")),
    ("D134", (3, 1), yaml(HEAD + "unit: 甲\n某单位\nyear: 2023\n")),
    ("D135", (2, 9), yaml(HEAD + 'unit: "甲\\乙"\n')),
    ("D136", (2, 11), yaml(HEAD + 'unit: "甲" 乙\n')),
    ("D137", (3, 1), yaml(HEAD + "unit: 甲\n-某单位\nyear: 2023\n")),
    ("D140", (1, 30), json_(JSON_HEAD + '"unit" "甲"}')),
    ("D141", (1, 34), json_(JSON_HEAD + '"unit": "甲",}')),
    ("D142", (1, 29), json_(JSON_HEAD + '"unit"："甲"}')),
    ("D143", (1, 31), json_(JSON_HEAD + '"year": NaN}')),
    ("D144", (1, 31), json_(JSON_HEAD + '"unit": "甲}\n')),
    ("D145", (1, 33), json_(JSON_HEAD + '"unit": "甲\t乙"}')),
    ("D146", (1, 31), json_(JSON_HEAD + '"year": 02023}')),
    ("D147", (1, 24), json_('{"gouji": "report/1"}  {{}')),
    ("D148", (1, 31), json_(JSON_HEAD + '"unit": 某单位}')),
    ("D149", (1, 33), json_(JSON_HEAD + '"unit": "甲"')),
    ("D150", (1, 33), json_(JSON_HEAD + '"unit": "甲\\乙"}')),
    ("D151", (1, 31), json_(JSON_HEAD + '"unit": "\\ud800"}')),
    ("D152", (1, 23), json_(JSON_HEAD + '// 注释\n"unit": "甲"}')),
    ("D153", (2, 1), long_line),
    ("D160", (4, 3), yaml(HEAD + "fields:\n  总分: 98\n  总分: 99\n")),
    ("D161", (1, 1), yaml("fields: {总分: 98}\n")),
    ("D162", (1, 8), yaml("gouji: report/2\n")),
    ("D163", (2, 1), yaml(HEAD + "table: {}\n")),
    ("D164", (2, 1), yaml(HEAD + "总分: 98\n")),
    ("D165", (3, 1), yaml(HEAD + "unit: 甲\n单位: 乙\n")),
    ("D166", (1, 1), yaml("- gouji: report/1\n")),
    ("D167", (2, 9), yaml(HEAD + "fields: [总分]\n")),
    ("D168", (2, 9), yaml(HEAD + "tables: [指标]\n")),
    ("D169", (3, 7), yaml(HEAD + "tables:\n  指标: {甲: 1}\n")),
    ("D170", (4, 7), yaml(HEAD + "tables:\n  指标:\n    - 甲\n")),
    ("D171", (2, 14), yaml(HEAD + "fields: {总分: [98]}\n")),
    ("D172", (2, 14), yaml(HEAD + "fields: {总分: " + "九" * (form.MAX_CELL_CHARACTERS + 1) + "}\n")),
    ("D173", (2, 7), yaml(HEAD + "year: 二〇二三\n")),
    ("D174", (2, 7), yaml(HEAD + "unit: [甲]\n")),
    ("D175", (3, 3), yaml(HEAD + 'fields:\n  "": 1\n')),
    ("D176", (3, 32), yaml(HEAD + "tables:\n  指标: {columns: [甲, 乙], rows: [[1]]}\n")),
    ("D177", (3, 7), yaml(HEAD + "tables:\n  指标: {rows: [[1]]}\n")),
    ("D178", (3, 29), yaml(HEAD + "tables:\n  指标: {columns: [甲], rows: [1]}\n")),
    ("D179", None, lambda: report_from_dict({"fields": {"总分": 9.5}})),
    ("D180", None, lambda: report_from_dict({"fields": {"总分": Decimal("NaN")}})),
    ("D181", None, lambda: report_from_dict({"fields": {None: "甲"}})),
    ("D182", (3, 13), yaml(HEAD + "tables:\n  资金: [{预算: 3,200.00万元, 执行: 1}]\n")),
    ("D183", (2, 9), yaml(HEAD + "source: 自评.docx\n")),
    ("D184", (2, 9), yaml(HEAD + "places: {/fields/总分: {paragraph: 3}}\n")),
    ("D185", (3, 9), yaml(HEAD + "source: {path: 自评.docx}\nplaces: [第3段]\n")),
    ("D186", (3, 10), yaml(HEAD + "source: {path: 自评.docx}\nplaces: {总分: {paragraph: 3}}\n")),
    ("D187", (3, 22), yaml(HEAD + "source: {path: 自评.docx}\nplaces: {/fields/总分: {paragraph: 0}}\n")),
    ("D188", (3, 11), yaml(HEAD + "source: {path: 自评.docx}\ndoubtful: 总分\n")),
    ("D199", (0, 0), json_(JSON_HEAD + '"tables": {"表": [' + "1," * 149 + "1]}}")),
]


@pytest.mark.parametrize(("code", "place", "run"), SAMPLES, ids=[sample[0] for sample in SAMPLES])
def test_the_text_and_the_place_of_a_diagnostic(
    code: str, place: tuple[int, int] | None, run: Callable[[], object], tmp_path: Path
) -> None:
    with folder_of(tmp_path), pytest.raises(SubmissionError) as caught:
        run()
    found: Diagnostic = caught.value.diagnostics[-1 if code == "D199" else 0]
    label = found.label
    assert (found.code, (label.line, label.column) if label else None) == (code, place)
    assert texts(found) == PINNED[code]


def texts(fault: Diagnostic) -> dict[str, Any]:
    return {
        "zh": fault.message("zh"),
        "help_zh": fault.help("zh"),
        "en": fault.message("en"),
        "help_en": fault.help("en"),
    }


def test_every_code_has_a_sample_and_a_pinned_text() -> None:
    codes = sorted(report.MESSAGES)
    assert [sample[0] for sample in SAMPLES] == codes == sorted(PINNED)


def test_every_message_comes_with_a_next_step() -> None:
    assert [code for code, text in PINNED.items() if not (text["help_zh"] and text["help_en"])] == []


def test_nothing_is_raised_while_reading_many() -> None:
    assert isinstance(next(read_reports("没有.yaml")), SubmissionError)
