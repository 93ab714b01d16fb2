"""Measure gouji beside a hand-written program and other engines.

    python benchmarks/run.py [--reports 2000] [--engines gouji,handwritten,...] [--startup] [--scale] [--rules-scale]

See benchmarks/README.md for what the columns mean.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generate import encode, reports
from benchmarks.oracle import expected

ROOT = Path(__file__).resolve().parent
BASELINE = "handwritten"
# name on the command line and in the table -> module in benchmarks/peers
ENGINES: dict[str, str] = {
    "gouji": "gouji",  # with numpy
    "gouji-alone": "gouji_alone",
    "handwritten": "handwritten",
    "handwritten-memo": "handwritten_memo",
    "datalogic-py": "datalogic",
    "zen-engine": "zen",
    "cel-expr-python": "cel_expr",
    "common-expression-language": "common_expression_language",
    "cel-python": "cel_python",
    "json-logic-qubit": "json_logic_qubit",
    "rule-engine": "rule_engine",
    "polars": "polars",
    "duckdb": "duckdb",
}
CALIBRATION = 60  # the first sixty reports carry each of the twelve faults once
FEWEST = 10  # reports a repetition takes however slow the engine is
STARTS = 10  # processes a start-up time is taken from
PRELOADED = 500  # reports kept in memory for judging alone


@dataclass(slots=True)
class Engine:
    """An engine under measurement and what its repetitions gave."""

    name: str
    count: int = 0
    missing: str = ""
    runs: list[dict[str, Any]] = field(default_factory=list)
    beside: list[dict[str, float]] = field(default_factory=list)  # µs a report of the baseline just before each run
    agrees: bool = True

    @property
    def judged(self) -> int:
        return min(self.count, PRELOADED)

    def microseconds(self, run: dict[str, Any], what: str) -> float:
        """Microseconds a report of one repetition, for ``whole`` or ``judge``."""
        return float(run[what] / (self.count if what == "whole" else self.judged) * 1e6)

    def typical(self, what: str) -> float:
        """The median repetition."""
        return median(self.microseconds(run, what) for run in self.runs)

    def ratio(self, what: str) -> str:
        """The median of the ratios to the baseline's run just before."""
        if not self.beside:
            return "1.00" if self.name == BASELINE else "–"
        pairs = zip(self.runs, self.beside, strict=True)
        return f"{median(self.microseconds(run, what) / beside[what] for run, beside in pairs):.2f}"


def worker(name: str, path: Path, count: int, judged: int, *more: str) -> dict[str, Any]:
    """One repetition in a process of its own; a crash of the engine is an answer like a missing one."""
    command = [sys.executable, str(ROOT / "worker.py"), ENGINES[name], str(path), str(count), str(judged), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, json.JSONDecodeError):
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        return {"missing": f"crashed: {lines[-1][:200]}"}
    return answer


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """An aligned Markdown table, readable as it stands; the first two columns to the left, the rest to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(head))]
    rule = ["-" * width if index < 2 else "-" * (width - 1) + ":" for index, width in enumerate(widths)]
    lines.insert(1, rule)
    text = []
    for line in lines:
        cells = [
            cell.ljust(width) if index < 2 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        text.append("| " + " | ".join(cells) + " |")
    return "\n".join(text)


def write_reports(path: Path, count: int, seed: int) -> None:
    """The workload without its expectations."""
    with path.open("wb") as file:
        for one in reports(count, seed):
            file.write(encode(one))


def compare(names: Sequence[str], folder: Path, options: argparse.Namespace) -> str:
    """The main table: all engines over the same reports, the repetitions taken in turn."""
    path = folder / "reports.jsonl"
    violations: list[Counter[str]] = []
    with path.open("wb") as file:
        for one in reports(options.reports, options.seed):
            file.write(encode(one))
            violations.append(expected(one))

    def right(counts: dict[str, int], count: int) -> bool:
        return counts == dict(sum(violations[:count], Counter()))

    engines = [Engine(name) for name in names]
    for engine in engines:
        count = min(CALIBRATION, options.reports)
        answer = worker(engine.name, path, count, 0)
        if "missing" in answer:
            engine.missing = answer["missing"]
            continue
        engine.agrees = right(answer["counts"], count)
        affordable = int(options.seconds * count / answer["whole"])
        engine.count = min(options.reports, max(FEWEST, affordable))
    present = [engine for engine in engines if not engine.missing]
    base = next((engine for engine in present if engine.name == BASELINE), None)

    def repeat(engine: Engine) -> dict[str, Any] | None:
        answer = worker(engine.name, path, engine.count, engine.judged)
        if "missing" in answer:
            engine.missing = answer["missing"]
            return None
        engine.runs.append(answer)
        engine.agrees = engine.agrees and right(answer["counts"], engine.count)
        return answer

    for repetition in range(options.rounds):
        print(f"round {repetition + 1} of {options.rounds}", file=sys.stderr)
        for engine in present:
            if engine.missing or (engine is base and len(present) > 1):
                continue
            # The baseline right before each run: the machine is seldom equally quiet for the length of a round.
            before = repeat(base) if base is not None and engine is not base else None
            if repeat(engine) is not None and before is not None and base is not None:
                engine.beside.append({what: base.microseconds(before, what) for what in ("whole", "judge")})
    present = [engine for engine in present if not engine.missing]
    rows = [
        (
            engine.name,
            engine.runs[0]["version"],
            str(engine.count),
            f"{engine.typical('whole'):.1f}",
            engine.ratio("whole"),
            f"{engine.typical('judge'):.1f}",
            engine.ratio("judge"),
            f"{median(run['peak_kib'] for run in engine.runs) / 1024:.0f}",
            "yes" if engine.agrees else "counts differ",
        )
        for engine in present
    ]
    head = ("engine", "version", "reports", "whole µs", "× hand", "judging µs", "× hand", "peak MiB", "counts ok")
    text = table(head, rows)
    text += (
        f"\n\nMedians of {options.rounds} repetitions, the engines taken in turn, each repetition in a fresh process; "
        "µs of processor time (user and system, all threads) a report. A ratio is the median of the ratios to a run "
        "of the hand-written program right before."
    )
    missing = [f"- {engine.name}: {engine.missing}" for engine in engines if engine.missing]
    return text + ("\n\nNot measured:\n\n" + "\n".join(missing) if missing else "")


def _audit() -> list[str] | None:
    beside = Path(sys.executable).with_name("audit")
    if beside.exists():
        return [str(beside)]
    found = shutil.which("audit")
    if found is not None:
        return [found]
    probe = subprocess.run([sys.executable, "-m", "gouji", "--help"], capture_output=True, check=False)
    return [sys.executable, "-m", "gouji"] if probe.returncode == 0 else None


def startup(folder: Path, options: argparse.Namespace) -> str:
    """Wall time of whole processes: the interpreter alone, the help text, one report with one finding."""
    one = folder / "one.jsonl"
    with one.open("wb") as file:
        file.write(encode(list(reports(5, options.seed))[-1]))
    hand = [sys.executable, str(ROOT / "worker.py"), "handwritten", str(one), "1", "0"]
    commands: list[tuple[str, list[str], set[int], dict[str, str]]] = [
        ("interpreter alone", [sys.executable, "-c", "pass"], {0}, {}),
        ("hand-written, one report", hand, {0}, {}),
    ]
    audit = _audit()
    if audit is not None:
        check = [*audit, "check", str(one), "--format", "json"]
        rules = ["--rules", str(ROOT / "gouji_rules.yaml")]
        commands += [
            ("audit --help", [*audit, "--help"], {0}, {}),
            ("audit check, twelve rules", [*check, *rules], {1}, {}),
            ("audit check, shipped pack", check, {0, 1}, {}),
            ("audit check, shipped pack, no cache", check, {0, 1}, {"GOUJI_CACHE": "off"}),
        ]
    # As after an installation: bytecode is on the disk. A folder of its own, so that nobody's cache is touched.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "GOUJI_CACHE": str(folder / "cache")}
    rows = []
    for name, command, accepted, more in commands:
        times, processor = [], []
        codes = set()
        for attempt in range(STARTS + 1):
            before = os.times()
            start = perf_counter()
            done = subprocess.run(command, capture_output=True, check=False, env={**environment, **more})
            wall, after = perf_counter() - start, os.times()
            if attempt:  # the first one writes the bytecode and the cache
                times.append(wall * 1e3)
                used = after.children_user + after.children_system - before.children_user - before.children_system
                processor.append(used * 1e3)
                codes.add(done.returncode)
        note = "" if codes <= accepted else f"exit {sorted(codes)}"
        rows.append((name, note, f"{min(times):.0f}", f"{median(times):.0f}", f"{min(processor):.0f}"))
    text = table(("start-up", "", "min ms", "median ms", "processor ms"), rows)
    text += f"\n\n{STARTS} processes each; processor time of the quickest."
    return text if audit is not None else text + " The command audit is not installed here."


def scale(names: Sequence[str], folder: Path, options: argparse.Namespace) -> str:
    """Growth with the number of reports: the whole way, once each."""
    rows = []
    sizes = [int(size) for size in options.scale_reports.split(",")]
    for size in sizes:
        print(f"scale {size}", file=sys.stderr)
        path = folder / "scale.jsonl"
        write_reports(path, size, options.seed)
        answers = {name: worker(name, path, size, 0) for name in (BASELINE, "gouji") if name in names}
        for name, answer in answers.items():
            if "missing" in answer:
                rows.append((name, f"{size:,}", "–", "–", answer["missing"]))
                continue
            same = answer["counts"] == answers.get(BASELINE, answer)["counts"]
            per = answer["whole"] / size * 1e6
            rows.append((name, f"{size:,}", f"{per:.1f}", f"{answer['peak_kib'] / 1024:.0f}", "yes" if same else "no"))
        path.unlink()
    return table(("engine", "reports", "whole µs", "peak MiB", "counts as hand-written"), rows) + "\n\nOne pass each."


def rules_scale(folder: Path, options: argparse.Namespace) -> str:
    """Growth with the number of rules: gouji with its twelve rules once, ten and a hundred times."""
    path = folder / "rules.jsonl"
    count = min(options.reports, 200)
    write_reports(path, count, options.seed)
    rows = []
    for copies in (1, 10, 100):
        print(f"rules {12 * copies}", file=sys.stderr)
        runs = [worker("gouji", path, count, count, str(copies)) for _ in range(3)]
        missing = next((run["missing"] for run in runs if "missing" in run), "")
        if missing:
            rows.append(("gouji", f"{12 * copies:,}", "–", "–", "–", missing))
            continue

        def middle(value: Callable[[dict[str, Any]], float], runs: list[dict[str, Any]] = runs) -> float:
            return median(map(value, runs))

        rows.append(
            (
                "gouji",
                f"{12 * copies:,}",
                f"{middle(lambda run: run['prepare']) * 1e3:.0f}",
                f"{middle(lambda run: run['whole']) / count * 1e6:.1f}",
                f"{middle(lambda run: run['judge']) / count * 1e6:.1f}",
                f"{middle(lambda run: run['peak_kib']) / 1024:.0f}",
            )
        )
    head = ("engine", "rules", "prepare ms", "whole µs", "judging µs", "peak MiB")
    return table(head, rows) + f"\n\nMedians of 3 over {count} reports."


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write benchmarks/results/latest.md."""
    parser = argparse.ArgumentParser(description="Measure gouji beside a hand-written program and other engines.")
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", default=",".join(ENGINES), help="comma-separated, from: " + ", ".join(ENGINES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="a slower engine gets a prefix of about this length")
    parser.add_argument("--startup", action="store_true")
    parser.add_argument("--scale", action="store_true")
    parser.add_argument("--scale-reports", default="1000,10000,100000")
    parser.add_argument("--rules-scale", action="store_true")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "results" / "latest.md")
    options = parser.parse_args(arguments)
    names = options.engines.split(",")
    unknown = [name for name in names if name not in ENGINES]
    if unknown:
        parser.error(f"unknown engines {', '.join(unknown)}; known: {', '.join(ENGINES)}")
    if options.rounds < 5:
        print("fewer than 5 rounds: for a try only", file=sys.stderr)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, {python}"
    parts = [f"# Benchmark results\n\n{options.reports:,} reports, seed {options.seed}; {machine}."]
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        parts.append("## Twelve rules\n\n" + compare(names, folder, options))
        if options.startup:
            parts.append("## Start-up\n\n" + startup(folder, options))
        if options.scale:
            parts.append("## Growth with reports\n\n" + scale(names, folder, options))
        if options.rules_scale:
            parts.append("## Growth with rules\n\n" + rules_scale(folder, options))
    text = "\n\n".join(parts) + "\n"
    print(text)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
