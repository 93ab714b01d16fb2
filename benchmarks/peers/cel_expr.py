"""CEL in C++ with a Python face, by the authors of the language (PyPI: cel-expr-python)."""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import Any

from benchmarks.peers._cel import EXPRESSION
from benchmarks.peers._plain import Loaded, findings, load_plain, with_failing_groups

NAME = "cel-expr-python"

cel: Any = importlib.import_module("cel_expr_python.cel")


def version() -> str:
    """Version of the distribution."""
    return metadata.version("cel-expr-python")


def _total(values: Any) -> int:
    return sum(value.value() if isinstance(value, cel.Value) else value for value in values)


def prepare() -> object:
    """Environment and compiled expression."""
    types = cel.Type
    table = types.List(types.DYN)
    overload = cel.Overload("total_list", return_type=types.INT, parameters=[table], is_member=False, impl=_total)
    environment = cel.NewEnv(
        variables={"points": types.INT, "grade": types.STRING, "funds": table, "groups": table, "rows": table},
        extensions=[cel.CelExtension("sums", [cel.FunctionDecl("total", [overload])])],
    )
    return environment, environment.compile(EXPRESSION)


def load(line: bytes) -> Any:
    """The report with its plain form; the engine takes Python values."""
    return load_plain(line)


def judge(prepared: Any, loaded: Loaded) -> list[tuple[str, ...]]:
    """The violations."""
    environment, expression = prepared
    answers = expression.eval(environment.Activation(loaded.data)).plain_value()
    return findings(loaded.report, with_failing_groups(answers))
