"""gouji without numpy: one line is read and judged after the other, with the same evidence and places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from gouji.engine.judge import Judge
from gouji.engine.program import compile_pack
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.report import LineReader, RawLine, Report

NAME = "gouji-alone"
READER = LineReader()
RULES = Path(__file__).resolve().parent.parent / "gouji_rules.yaml"


def version() -> str:
    """The installed version, or that of the checkout."""
    from gouji import __version__

    return str(__version__)


def _judge(pack: Pack) -> Judge:
    assert pack.vocabulary is not None
    program, faults = compile_pack(pack, pack.vocabulary)
    assert not faults
    return Judge(program, quick=True)


def prepare() -> object:
    """The rules, compiled."""
    return _judge(load_pack([RULES]))


def prepare_copies(copies: int) -> object:
    """The twelve rules many times over, each under an id of its own."""
    pack = load_pack([RULES])
    rules = tuple(replace(rule, id=f"{rule.id}-{copy}") for copy in range(copies) for rule in pack.rules)
    return _judge(replace(pack, rules=rules))


def load(line: bytes) -> Report:
    """One line of JSON Lines."""
    return READER.read(RawLine("bench.jsonl", 1, line.rstrip(b"\n")))


def judge(prepared: Any, report: Report) -> list[tuple[str, ...]]:
    """The findings: rule, message, filled formula, gap, and the line and column of the first operand."""
    out = []
    for finding in prepared.judge(report).findings:
        place = finding.locations[0].place if finding.locations else None
        where = f"{place.line}:{place.column}" if place else ""
        out.append((finding.rule, finding.message, finding.evidence.filled, finding.evidence.gap, where))
    return out
