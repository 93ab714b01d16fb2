"""gouji itself: the same twelve rules as an auditor writes them, judged with evidence and places, many reports at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO

from gouji.engine.bulk.judging import BulkJudge
from gouji.engine.judge import Judge
from gouji.engine.program import compile_pack
from gouji.faults import SubmissionError
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.report import Block, LineReader, RawLine
from gouji.report.bulk import Bulk
from gouji.report.bulk_reading import read_in_bulk
from gouji.report.lines import raw_blocks

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


def read(file: BinaryIO, reports: int) -> Iterator[Bulk | RawLine]:
    """So many lines of JSON Lines, read as ``gouji.check`` reads them."""
    for block in raw_blocks(file, "bench.jsonl"):
        assert isinstance(block, Block)
        for one in read_in_bulk(READER, block if block.count <= reports else _first(block, reports)):
            assert not isinstance(one, SubmissionError)
            yield one
            del one
        reports -= block.count
        if reports <= 0:
            return
        del block


def _first(block: Block, count: int) -> Block:
    _, ends = block.bounds()
    return Block(block.path, block.number, block.data, ends[count - 1] + 1)


def judge(prepared: Any, loaded: Bulk | RawLine) -> list[tuple[str, ...]]:
    """The findings: rule, message, filled formula, gap, and the line and column of the first operand."""
    out = []
    alone = isinstance(loaded, RawLine)  # where few are left over
    for result in [prepared.judge.judge(READER.read(loaded))] if alone else prepared.judge_all(loaded):
        for finding in result.findings:
            place = finding.locations[0].place if finding.locations else None
            where = f"{place.line}:{place.column}" if place else ""
            out.append((finding.rule, finding.message, finding.evidence.filled, finding.evidence.gap, where))
    return out
