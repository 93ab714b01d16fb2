"""The public face of the package."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cli_samples import REPORT, environment

import gouji

ROOT = Path(__file__).resolve().parents[2]


def test_the_list_is_sorted_and_everything_on_it_is_there() -> None:
    assert list(gouji.__all__) == sorted(gouji.__all__)
    for name in gouji.__all__:
        assert getattr(gouji, name) is not None


def test_nothing_else_leaks() -> None:
    names = "[name for name in vars(gouji) if not name.startswith('_')]"
    code = f"import gouji; print({names}, dir(gouji) == sorted(gouji.__all__))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    # TYPE_CHECKING, Any and annotations are what Python itself needs here.
    assert shown.stdout == "['annotations', 'TYPE_CHECKING', 'Any'] True\n"


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = ("lark", "pydantic", "rich", "yaml", "click", "jiter", "re2", "gouji.engine", "gouji.report")
    code = f"import sys, gouji, gouji.cli; print([name for name in {heavy!r} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert shown.stdout == "[]\n"


def test_help_imports_nothing_heavy() -> None:
    heavy = ("lark", "pydantic", "rich", "yaml", "jiter", "re2", "gouji.engine", "gouji.report", "gouji.faults")
    code = f"import sys, gouji.cli; gouji.cli.main(['--help']); print([n for n in {heavy!r} if n in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert shown.stdout.splitlines()[-1] == "[]"


def test_a_wrong_name_is_an_attribute_error() -> None:
    try:
        gouji.nothing  # noqa: B018
    except AttributeError as fault:
        assert "nothing" in str(fault)
    else:
        raise AssertionError


@pytest.mark.parametrize("given", ["送审", Path("送审"), ["送审"], ["送审/r.yaml", Path("送审/空.docx")]])
def test_one_path_or_several_are_checked(work: Path, given: Any) -> None:
    (work / "送审").mkdir()
    (work / "送审" / "r.yaml").write_text(REPORT, "utf-8")
    (work / "送审" / "空.docx").write_bytes(b"")
    first, second = gouji.check(given, gouji.load_rules("rules.yaml"))
    assert isinstance(first, gouji.Result) and first.path == str(Path("送审/r.yaml"))
    assert isinstance(second, gouji.SubmissionError) and second.diagnostics[0].code == "D236"


def test_a_mapping_is_no_report_until_it_is_made_one(work: Path) -> None:
    rules = gouji.load_rules("rules.yaml")
    form: Any = {"tables": {"参会": [{"计划": "5", "实到": "5"}]}}
    with pytest.raises(
        TypeError, match=r"takes a Report, not dict: gouji\.report_from_dict\(\) makes one of a mapping"
    ):
        rules.check(form)
    with pytest.raises(TypeError, match=r"not str: .*RuleSet\.read\(\) of a file"):
        rules.check("r.yaml")  # type: ignore[arg-type]
    assert isinstance(rules.check(gouji.report_from_dict(form)), gouji.Result)


def test_settings_may_be_numbers(work: Path) -> None:
    with pytest.raises(gouji.SettingError) as caught:
        gouji.load_rules("cn-performance", settings={"超额阈值": 150})
    assert caught.value.diagnostics[0].message() == "参数“超额阈值”不能设为“150”：缺少单位，写成 150%"


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert gouji.__version__ == project["version"]


def test_the_example_of_the_docstring(work: Path) -> None:
    rules = gouji.load_rules("rules.yaml")
    result = rules.check(gouji.read("bad.yaml"))
    assert [(finding.severity.code, finding.rule) for finding in result.findings] == [("high", "rate")]
    (only,) = gouji.check(["r.yaml"], rules)
    assert isinstance(only, gouji.Result)
    assert only.counts.fail == 0
    assert isinstance(next(iter(gouji.check(["nowhere.yaml"], rules))), gouji.SubmissionError)


def test_a_report_from_python(work: Path) -> None:
    import yaml

    report = gouji.report_from_dict(yaml.safe_load(REPORT))
    assert gouji.load_rules("rules.yaml").check(report).counts.judged == 3
