"""The lines of JSON Lines files, judged together where there are many of them and numpy is installed (the extra ``bulk``).

It changes nothing but the time that they take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gouji.engine.result import Result
from gouji.faults import SubmissionError
from gouji.report import Block, LineReader, RawLine, Report, read_blocks, read_lines

if TYPE_CHECKING:
    from gouji.engine.ruleset import RuleSet
    from gouji.report.bulk import Bulk

#: Fewer lines are done sooner one by one than numpy is imported.
WORTH: Final = 200


class Judged:
    """A line that has been judged."""

    __slots__ = ("_bulk", "_number", "result")

    def __init__(self, bulk: Bulk, number: int, result: Result) -> None:
        self._bulk, self._number, self.result = bulk, number, result

    @property
    def report(self) -> Report:
        """The report of the line."""
        return self._bulk.report(self._number)


#: What became of a line: judged, unreadable as a line, or left to the caller to read and judge by itself.
Line = Judged | SubmissionError | RawLine


@cache
def available() -> bool:
    """Whether numpy is installed."""
    return find_spec("numpy") is not None


def judge_lines(path: Path, reader: LineReader, rules_for: Callable[[Report], RuleSet | None]) -> Iterator[Line]:
    """What became of every line of a file, in order. ``rules_for`` says by which rules a report is judged; None: not here."""
    if not available():
        yield from read_lines(path)
        return
    for block in read_blocks(path):
        if not isinstance(block, Block):
            yield block
        elif block.count < WORTH:
            yield from block.lines()
        else:
            yield from _together(block, reader, rules_for)
        del block  # before the next one is read


def _together(block: Block, reader: LineReader, rules_for: Callable[[Report], RuleSet | None]) -> Iterator[Line]:
    from gouji.report.bulk import Bulk
    from gouji.report.bulk_reading import read_in_bulk

    for one in read_in_bulk(reader, block):
        if isinstance(one, Bulk):
            yield from _of_bulk(one, rules_for)
        else:
            yield one


def _of_bulk(bulk: Bulk, rules_for: Callable[[Report], RuleSet | None]) -> Iterator[Line]:
    done = 0
    try:
        rules = rules_for(bulk.report(0))
        if rules is not None:
            for result in rules.check_bulk(bulk):
                yield Judged(bulk, done, result)
                done += 1
    except Exception:  # whoever judges them one by one says what is wrong, and with which
        import logging

        logging.getLogger(__name__).debug(
            "judging together broke off after %s of %s reports", done, len(bulk), exc_info=True
        )
    yield from map(bulk.lines.line, range(done, len(bulk)))


__all__ = ["Judged", "Line", "available", "judge_lines"]
