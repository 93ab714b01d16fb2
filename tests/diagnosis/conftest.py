"""Rules and reports in a few lines, and their diagnosis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import gouji
from gouji.diagnosis import diagnose

Diagnose = Callable[..., gouji.Result]


@pytest.fixture
def rules(tmp_path: Path) -> Callable[..., gouji.RuleSet]:
    """Rule lines, with more YAML before them if need be, as a rule set."""

    def made(*lines: str, head: str = "") -> gouji.RuleSet:
        path = tmp_path / f"rules{len(list(tmp_path.iterdir()))}.yaml"
        path.write_text(head + "规则:\n" + "".join(f"  - {line}\n" for line in lines), encoding="utf-8")
        return gouji.load_rules(path)

    return made


@pytest.fixture
def diagnosed(rules: Callable[..., gouji.RuleSet]) -> Diagnose:
    """The diagnosis of fields (or a whole report) under rule lines."""

    def made(report: Mapping[str, Any], *lines: str, head: str = "", **options: Any) -> gouji.Result:
        body = dict(report) if "fields" in report or "tables" in report else {"fields": dict(report)}
        return diagnose(rules(*lines, head=head), gouji.report_from_dict(body), **options)

    return made
