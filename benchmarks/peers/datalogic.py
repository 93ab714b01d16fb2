"""Compiled json-logic in Rust (PyPI: datalogic-py)."""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import Any

from benchmarks.peers._json_logic import RULES, answers
from benchmarks.peers._plain import Loaded, findings, load_plain

NAME = "datalogic-py"

datalogic_py: Any = importlib.import_module("datalogic_py")


def version() -> str:
    """Version of the distribution."""
    return metadata.version("datalogic-py")


def prepare() -> object:
    """The engine's session and the compiled rules."""
    engine = datalogic_py.Engine()
    return engine.session(), engine.compile(list(RULES.values()))


def load(line: bytes) -> Any:
    """The report, its plain form already in the engine's own values."""
    loaded = load_plain(line)
    return Loaded(loaded.report, datalogic_py.DataHandle(loaded.data))


def judge(prepared: Any, loaded: Loaded) -> list[tuple[str, ...]]:
    """The violations."""
    session, rule = prepared
    return findings(loaded.report, answers(session.evaluate_data(rule, loaded.data)))
