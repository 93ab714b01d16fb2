"""One repetition of one engine in a process of its own; prints one JSON object.

    python benchmarks/worker.py MODULE FILE REPORTS JUDGED

Times are processor time of the process, all threads counted, since other work on the machine stretches wall time.
The whole way is timed over the first REPORTS lines of FILE with nothing remembered from before; then judging alone
over the first JUDGED of them, loaded beforehand, as the mean of as many passes as fill a moment. Peak memory is read
after the whole way, before any report is kept.
An engine that is not installed answers ``{"missing": reason}``.
"""

from __future__ import annotations

import gc
import importlib
import json
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

BATCH = 1000  # reports handed over at once to engines that take many
SHORTEST = 0.3  # seconds that judging alone is repeated for at least; shorter times are mostly noise


def peak_kib() -> int:
    """Largest resident size of this process so far, in KiB."""
    # The resource module counts what the parent held before exec as well; the kernel's own mark does not.
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def _loaded(peer: Any, file: BinaryIO, reports: int) -> Iterator[Any]:
    """What the engine judges: reports one by one, batches for an engine with ``gather``, or what it reads itself."""
    if hasattr(peer, "read"):
        yield from peer.read(file, reports)
        return
    lines = islice(file, reports)
    if not hasattr(peer, "gather"):
        yield from map(peer.load, lines)
        return
    while batch := [peer.load(line) for line in islice(lines, BATCH)]:
        yield peer.gather(batch)


def measure(peer: Any, path: Path, reports: int, judged: int) -> dict[str, Any]:
    """Both times in seconds, the findings by rule, peak memory in KiB."""
    start = process_time()
    prepared = peer.prepare()
    preparing = process_time() - start
    counts: Counter[str] = Counter()
    start = process_time()
    with path.open("rb") as file:
        for loaded in _loaded(peer, file, reports):
            for finding in peer.judge(prepared, loaded):
                counts[finding[0]] += 1
            del loaded  # before the next ones are read
    whole = process_time() - start
    peak = peak_kib()
    judging = 0.0
    if judged:
        with path.open("rb") as file:
            kept = list(_loaded(peer, file, judged))
        gc.collect()
        gc.freeze()  # else the collector walks the kept reports again and again, which no user would have
        passes = 0
        start = process_time()
        while not passes or process_time() - start < SHORTEST:
            for loaded in kept:
                peer.judge(prepared, loaded)
            passes += 1
        judging = (process_time() - start) / passes
    return {
        "version": peer.version(),
        "prepare": preparing,
        "whole": whole,
        "judge": judging,
        "peak_kib": peak,
        "counts": dict(counts),
    }


def main(arguments: list[str]) -> int:
    """Measure one engine and print the result."""
    module, path, reports, judged, *copies = arguments
    try:
        peer: Any = importlib.import_module(f"benchmarks.peers.{module}")
        peer.version()
    except ImportError as fault:  # PackageNotFoundError is one
        print(json.dumps({"missing": f"{type(fault).__name__}: {fault}"}))
        return 0
    if copies:
        if not hasattr(peer, "prepare_copies"):
            print(json.dumps({"missing": "its peer module has no prepare_copies"}))
            return 0
        prepared = peer.prepare_copies
        peer.prepare = lambda: prepared(int(copies[0]))
    print(json.dumps(measure(peer, Path(path), int(reports), int(judged))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
