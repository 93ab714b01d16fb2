"""CEL in Rust with a Python face (PyPI: common-expression-language)."""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import Any

from benchmarks.peers._cel import EXPRESSION
from benchmarks.peers._plain import Loaded, findings, load_plain, with_failing_groups

NAME = "common-expression-language"

cel: Any = importlib.import_module("cel")


def version() -> str:
    """Version of the distribution."""
    return metadata.version("common-expression-language")


def prepare() -> object:
    """The compiled program."""
    return cel.compile(EXPRESSION)


def load(line: bytes) -> Any:
    """The report, its plain form already in the engine's own values."""
    loaded = load_plain(line)
    return Loaded(loaded.report, cel.Context(variables=loaded.data, functions={"total": sum}))


def judge(prepared: Any, loaded: Any) -> list[tuple[str, ...]]:
    """The violations."""
    return findings(loaded.report, with_failing_groups(prepared.execute(loaded.data)))
