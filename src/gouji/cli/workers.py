"""Judging submissions in several processes: the same results in the same order, with a bounded queue.

Lines of JSON Lines files travel unread in batches; other files are read by the process that judges them.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from gouji.cli.judging import Auditor, Done, Piece, Totals
from gouji.cli.recipe import OpenRules, Recipe
from gouji.faults import Diagnostic, SettingError, SubmissionError
from gouji.report import FORMATS, RawLine, Report, read_lines, read_reports
from gouji.report.walking import STANDARD_INPUT

#: A batch holds at most this many lines and about this many bytes.
BATCH_LINES = 64
BATCH_BYTES = 1 << 20
#: Batches under way for each process: enough that none waits, few enough that memory stays small.
AHEAD = 3

Batch = list[Piece]


def run_in_processes(
    recipe: Recipe, paths: Iterable[Path | SubmissionError], jobs: int, as_lines: bool, totals: Totals
) -> Iterator[Done]:
    """What became of each submission, in order; ``totals`` is added to as they come.

    Raises :class:`SettingError` when a process ends by itself (C527).
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, _start, (recipe, as_lines))
    under_way: deque[Future[tuple[list[Done], Totals]]] = deque()
    try:
        for batch in batches(pieces(paths)):
            under_way.append(_submitted(pool, batch))
            if len(under_way) >= jobs * AHEAD:
                yield from _finished(under_way.popleft(), totals)
        while under_way:
            yield from _finished(under_way.popleft(), totals)
    except BrokenProcessPool as fault:
        raise SettingError([Diagnostic("C527")]) from fault
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _finished(future: Future[tuple[list[Done], Totals]], totals: Totals) -> list[Done]:
    done, counted = future.result()
    totals.add(counted)
    return done


def _submitted(pool: ProcessPoolExecutor, batch: Batch) -> Future[tuple[list[Done], Totals]]:
    """Hand a batch over. Processes start here, and are born deaf to Ctrl-C: it is this process's to handle."""
    mask: Callable[..., Any] | None = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        return pool.submit(_judge, batch)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_judge, batch)
    finally:
        mask(signal.SIG_SETMASK, before)


# -- in a worker process ---------------------------------------------------------------------------------------------


class _Worker:
    """What an initializer leaves for the tasks has to live in the module."""

    order: tuple[Recipe, bool]
    auditor: Auditor | None = None


def _start(recipe: Recipe, as_lines: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.order = recipe, as_lines


def _judge(batch: Batch) -> tuple[list[Done], Totals]:
    if (auditor := _Worker.auditor) is None:
        # Opened by the first task rather than by the initializer, so that a fault comes back as what it is.
        recipe, as_lines = _Worker.order
        auditor = _Worker.auditor = Auditor(OpenRules(recipe), as_lines)
    auditor.totals = Totals()
    done = list(auditor.run(batch))
    return done, auditor.totals


# -- what there is to do ---------------------------------------------------------------------------------------------


def pieces(paths: Iterable[Path | SubmissionError]) -> Iterator[Piece]:
    """Files, with JSON Lines taken apart into lines; standard input comes as the reports on it."""
    for path in paths:
        if isinstance(path, SubmissionError):
            yield path
        elif str(path) == STANDARD_INPUT:
            yield from read_reports(path)
        elif FORMATS.get(path.suffix.lower()) == "jsonl":
            yield from read_lines(path)
        else:
            yield path


def batches(pieces: Iterable[Piece]) -> Iterator[Batch]:
    """Pieces in batches: many lines together, every other piece alone."""
    batch: Batch = []
    size = 0
    for piece in pieces:
        weight = _weight(piece)
        if batch and (size + weight > BATCH_BYTES or len(batch) >= BATCH_LINES):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += weight
    if batch:
        yield batch


def _weight(piece: Piece) -> int:
    """About how many bytes of JSON a piece is worth; a file or a parsed report weighs more than its size."""
    if isinstance(piece, RawLine):
        return len(piece.data)
    if isinstance(piece, Path):
        return BATCH_BYTES // 4
    return BATCH_BYTES // BATCH_LINES if isinstance(piece, Report) else 0
