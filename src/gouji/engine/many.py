"""The lines of JSON Lines files, judged together where there are many of them and numpy is installed (the extra ``bulk``).

It changes nothing but the time that they take.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NamedTuple

from gouji.engine.result import Result
from gouji.faults import SubmissionError
from gouji.report import LineReader, RawLine, Report

if TYPE_CHECKING:
    from gouji.engine.ruleset import RuleSet
    from gouji.report.bulk import Bulk

_LOG = logging.getLogger(__name__)

#: Lines that are read together: enough for columns, few enough for memory.
TOGETHER: Final = 1000
#: After so many bytes no further line is taken.
BYTES: Final = 1 << 24
#: Fewer lines are done sooner one by one than numpy is imported.
WORTH: Final = 200


class Judged(NamedTuple):
    """A line that has been judged."""

    report: Report
    result: Result


#: What became of a line: judged, unreadable as a line, or left to the caller to read and judge by itself.
Line = Judged | SubmissionError | RawLine


@cache
def available() -> bool:
    """Whether numpy is installed."""
    return find_spec("numpy") is not None


def judge_lines(
    lines: Iterable[RawLine | SubmissionError], reader: LineReader, rules_for: Callable[[Report], RuleSet | None]
) -> Iterator[Line]:
    """What became of every line, in order. ``rules_for`` says by which rules a report is judged; None: not here."""
    for batch in _batches(lines):
        if isinstance(batch, SubmissionError):
            yield batch
        elif len(batch) < WORTH or not available():
            yield from batch
        else:
            yield from _together(batch, reader, rules_for)


def _batches(lines: Iterable[RawLine | SubmissionError]) -> Iterator[list[RawLine] | SubmissionError]:
    batch: list[RawLine] = []
    size = 0
    for line in lines:
        if isinstance(line, SubmissionError) or len(batch) == TOGETHER or size > BYTES:
            yield batch
            batch, size = [], 0
        if isinstance(line, SubmissionError):
            yield line
        else:
            batch.append(line)
            size += len(line.data)
    yield batch


def _together(
    batch: list[RawLine], reader: LineReader, rules_for: Callable[[Report], RuleSet | None]
) -> Iterator[Line]:
    from gouji.report.bulk import Bulk
    from gouji.report.bulk_reading import read_in_bulk

    for one in read_in_bulk(reader, batch):
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
                yield Judged(bulk.report(done), result)
                done += 1
    except Exception:  # whoever judges them one by one says what is wrong, and with which
        _LOG.debug("judging together broke off after %s of %s reports", done, len(bulk), exc_info=True)
    yield from bulk.lines[done:]


__all__ = ["Judged", "Line", "available", "judge_lines"]
