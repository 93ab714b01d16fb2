"""CEL in pure Python (PyPI: cel-python)."""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import Any

from benchmarks.peers._cel import EXPRESSION
from benchmarks.peers._plain import Loaded, findings, load_plain, with_failing_groups

NAME = "cel-python"

celpy: Any = importlib.import_module("celpy")


def version() -> str:
    """Version of the distribution."""
    return metadata.version("cel-python")


def _total(values: Any) -> Any:
    return celpy.celtypes.IntType(sum(values))


def prepare() -> object:
    """The program, run on its syntax tree: the transpiling runner of 0.5.0 cannot call a function from outside."""
    environment = celpy.Environment(runner_class=celpy.InterpretedRunner)
    return environment.program(environment.compile(EXPRESSION), functions={"total": _total})


def load(line: bytes) -> Any:
    """The report, its plain form already in the engine's own values."""
    loaded = load_plain(line)
    return Loaded(loaded.report, {name: celpy.json_to_cel(value) for name, value in loaded.data.items()})


def judge(prepared: Any, loaded: Loaded) -> list[tuple[str, ...]]:
    """The violations."""
    answers = {str(rule): answer for rule, answer in prepared.evaluate(loaded.data).items()}
    return findings(loaded.report, with_failing_groups(answers))
