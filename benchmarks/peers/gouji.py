"""gouji itself: the same twelve rules as an auditor writes them, judged with evidence and places, many reports at once."""

from __future__ import annotations

from dataclasses import replace
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

from gouji.engine.bulk.judging import BulkJudge
from gouji.engine.judge import Judge
from gouji.engine.many import TOGETHER
from gouji.engine.program import compile_pack
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.report import LineReader, RawLine
from gouji.report.bulk import Bulk
from gouji.report.bulk_reading import read_in_bulk

NAME = "gouji"
READER = LineReader()
RULES = Path(__file__).resolve().parent.parent / "gouji_rules.yaml"


def version() -> str:
    """The installed version, or that of the checkout, and that of what reads and judges columns."""
    from gouji import __version__

    return f"{__version__}, numpy {metadata.version('numpy')}"


def _judge(pack: Pack) -> BulkJudge:
    assert pack.vocabulary is not None
    program, faults = compile_pack(pack, pack.vocabulary)
    assert not faults
    return BulkJudge(Judge(program, quick=True))


def prepare() -> object:
    """The rules, compiled."""
    return _judge(load_pack([RULES]))


def prepare_copies(copies: int) -> object:
    """The twelve rules many times over, each under an id of its own."""
    pack = load_pack([RULES])
    rules = tuple(replace(rule, id=f"{rule.id}-{copy}") for copy in range(copies) for rule in pack.rules)
    return _judge(replace(pack, rules=rules))


def load(line: bytes) -> RawLine:
    """One line of JSON Lines, unread."""
    return RawLine("bench.jsonl", 1, line.rstrip(b"\n"))


def gather(lines: list[RawLine]) -> list[Bulk]:
    """The lines, read: as many together as ``gouji.check`` takes."""
    pieces = (lines[at : at + TOGETHER] for at in range(0, len(lines), TOGETHER))
    return [bulk for piece in pieces for bulk in read_in_bulk(READER, piece) if isinstance(bulk, Bulk)]


def judge(prepared: Any, bulks: list[Bulk]) -> list[tuple[str, ...]]:
    """The findings: rule, message, filled formula, gap, and the line and column of the first operand."""
    out = []
    for result in chain.from_iterable(map(prepared.judge_all, bulks)):
        for finding in result.findings:
            place = finding.locations[0].place if finding.locations else None
            where = f"{place.line}:{place.column}" if place else ""
            out.append((finding.rule, finding.message, finding.evidence.filled, finding.evidence.gap, where))
    return out
