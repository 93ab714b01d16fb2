"""json-logic in pure Python (PyPI: json-logic-qubit)."""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import Any

from benchmarks.peers._json_logic import RULES, answers
from benchmarks.peers._plain import Loaded, findings, load_plain

NAME = "json-logic-qubit"

json_logic: Any = importlib.import_module("json_logic")


def version() -> str:
    """Version of the distribution."""
    return metadata.version("json-logic-qubit")


def prepare() -> object:
    """The rules themselves: this engine walks them anew for every report."""
    return list(RULES.values())


def load(line: bytes) -> Any:
    """The report with its plain form; the engine takes Python values."""
    return load_plain(line)


def judge(prepared: Any, loaded: Loaded) -> list[tuple[str, ...]]:
    """The violations."""
    return findings(loaded.report, answers(json_logic.jsonLogic(prepared, loaded.data)))
