"""Plants one fault at a time in consistent reports and looks at what the diagnosis makes of it.

    python -m benchmarks.diagnosis            # a quick run: 40 of each kind
    python -m benchmarks.diagnosis --full     # 1,000 of each kind; --jobs 2 --save benchmarks/results/diagnosis.md
    python -m benchmarks.diagnosis --timing   # how long large reports take
    python -m benchmarks.diagnosis --banff PYTHON   # the smallest sizes beside Banff's (benchmarks/banff.py)

Reports come in several shapes (a form of the shipped pack, trees of sums, tables with totals both ways, claims taken from
prose); every one is judged before anything is planted, and a root told of an untouched report counts as a false claim. A
fault that no rule sees is counted and named by its shape and cell; it is nobody's to find. How far figures may lie before
a judgement flips is left out here: it is no claim about which cell is wrong (``--timing`` has it).
"""

from __future__ import annotations

import argparse
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gouji
from benchmarks.planting import changed, spoil
from benchmarks.shapes import Case, Shapes, money
from gouji.diagnosis import Limits, diagnose
from gouji.engine.roots import CAUSES
from gouji.report import Anchor

SEED = 20240611
#: Roots only.
LIMITS = Limits(margins=0)


@dataclass
class Score:
    """What became of the faults of one kind."""

    planted: int = 0
    seen: int = 0
    detected: int = 0
    among: int = 0
    determined: int = 0
    first: int = 0
    cause: int = 0
    named: int = 0
    named_first: int = 0
    unseen: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def cases(kind: str, shapes: Shapes, rng: random.Random) -> Iterator[Case]:
    makers = [shapes.form, shapes.tree, shapes.crosstab, shapes.claims]
    if kind == "rounding-plug":
        makers = [shapes.plugged]
    while True:
        for make in makers:
            yield make(rng)


def measure(kind: str, count: int, shapes: Shapes, show: int) -> Score:
    rng = random.Random(f"{SEED}-{kind}")
    score = Score()
    dry = 0
    for case in cases(kind, shapes, rng):
        if score.planted >= count or dry > 50:
            return score
        planted = spoil(kind, case, rng)
        if planted is None:
            dry += 1
            continue
        dry = 0
        texts, wrong = planted
        body = deepcopy(case.body)
        for anchor, text in texts.items():
            case.put(body, anchor, text)
        score.planted += 1
        report = gouji.report_from_dict(body)
        result = case.rules.check(report)
        found = diagnose(case.rules, report, result, limits=LIMITS)
        if not found.findings:
            score.unseen[_spot(case, wrong)] += 1
            continue
        score.seen += 1
        _count(score, kind, case, found, wrong, texts, show)
    return score


def _count(
    score: Score, kind: str, case: Case, found: gouji.Result, wrong: set[Anchor], texts: dict[Anchor, str], show: int
) -> None:
    assert found.diagnosis is not None
    roots = [root for root in found.diagnosis.roots if root.suspects]
    score.detected += bool(found.diagnosis.roots)
    by_id = {finding.id: finding for finding in found.findings}
    suspected = {suspect.location.anchor for root in roots for suspect in root.suspects}
    plain = [root for root in found.diagnosis.roots if not root.suspects]
    suspected |= {x.anchor for root in plain for id_ in root.findings for x in by_id[id_].locations}
    if wrong & suspected == wrong or (wrong & suspected and len(wrong) > 1 and _pair(roots, wrong)):
        score.among += 1
    elif len(score.missed) < show:
        told = [root.message[0] for root in found.diagnosis.roots]
        score.missed.append(
            f"    not among: {kind} {case.shape} {[(a, case.text(a), t) for a, t in texts.items()]} {told}"
        )
    mine = [root for root in roots if wrong & {s.location.anchor for s in root.suspects}]
    for root in mine[:1]:
        first = root.suspects[0]
        right = first.location.anchor in wrong
        codes = [cause.code for cause in first.causes]
        if len(root.smallest_sets) == 1 or root.accepted:
            score.determined += 1
            score.first += right
            good = right and kind in codes[:1]
            score.cause += good
            if not good and len(score.missed) < show:
                score.missed.append(
                    f"    cause: {kind} {case.shape} {[(a, case.text(a), t) for a, t in texts.items()]} {root.message[0]} {codes}"
                )
        elif root.edit:  # a cell was named although the relations alone do not say which
            score.named += 1
            score.named_first += right


def _spot(case: Case, wrong: set[Anchor]) -> str:
    """The shape and the cell of a fault, the numbers of rows and addends left out."""
    anchor = min(wrong, key=lambda a: (a.table or "", a.row or 0, a.column))
    column = anchor.column.rstrip("0123456789")
    return f"{case.shape} {anchor.table}.{column}" if anchor.table else f"{case.shape} {column}"


def _pair(roots: list[Any], wrong: set[Anchor]) -> bool:
    """Two faults: a shown set is no larger than the true one and holds a part of it."""
    return any(
        len(cells) <= len(wrong) and {root.suspects[at].location.anchor for at in cells} & wrong
        for root in roots
        for cells in root.smallest_sets
    )


def untouched(count: int, shapes: Shapes) -> tuple[int, int]:
    rng = random.Random(f"{SEED}-untouched")
    false = total = 0
    for make in (shapes.form, shapes.tree, shapes.crosstab, shapes.claims):
        for _ in range(count):
            case = make(rng)
            report = gouji.report_from_dict(case.body)
            found = diagnose(case.rules, report, limits=LIMITS)
            assert found.diagnosis is not None
            total += 1
            claims = [root for root in found.diagnosis.roots if root.suspects]
            if claims:
                false += 1
                print("    claimed:", case.shape, claims[0].message[0])
    return false, total


def two_at_once(count: int, shapes: Shapes) -> tuple[int, int, int]:
    """Pairs of faults: how many were seen, and of those whose true cells are in the roots' sets, or a smaller one is."""
    rng = random.Random(f"{SEED}-two")
    kinds = ["digits-swapped", "digit-changed", "decimal-shifted", "digit-dropped"]
    planted = seen = good = 0
    makers = [shapes.form, shapes.tree, shapes.crosstab, shapes.claims]
    while planted < count:
        case = makers[planted % 4](rng)
        texts: dict[Anchor, str] = {}
        while len(texts) < 2:
            made = spoil(rng.choice(kinds), case, rng)
            assert made is not None
            texts |= made[0]
        body = deepcopy(case.body)
        for anchor, text in texts.items():
            case.put(body, anchor, text)
        planted += 1
        report = gouji.report_from_dict(body)
        found = diagnose(case.rules, report, limits=LIMITS)
        assert found.diagnosis is not None
        if not found.findings:
            continue
        seen += 1
        roots = [root for root in found.diagnosis.roots if root.suspects]
        suspected = {suspect.location.anchor for root in roots for suspect in root.suspects}
        size = sum(min((len(cells) for cells in root.smallest_sets), default=1) for root in roots)
        good += set(texts) <= suspected or (
            size < 2 or (size == 2 and not set(texts) <= suspected and _seen(roots, texts))
        )
    return planted, seen, good


def _seen(roots: list[Any], texts: dict[Anchor, str]) -> bool:
    """Whether only one of the two was visible, and is suspected."""
    return bool(set(texts) & {suspect.location.anchor for root in roots for suspect in root.suspects})


def table(scores: dict[str, Score]) -> str:
    head = [
        "kind",
        "planted",
        "seen by rules",
        "detected",
        "cell among suspects",
        "determined",
        "first right",
        "cause right",
    ]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]

    def part(good: int, of: int) -> str:
        return f"{good}/{of}" + (f" ({100 * good / of:.1f}%)" if of else "")

    total = Score()
    for kind, one in scores.items():
        row = [kind, one.planted, one.seen, part(one.detected, one.seen), part(one.among, one.seen), one.determined]
        row += [part(one.first, one.determined), part(one.cause, one.determined)]
        lines.append("| " + " | ".join(map(str, row)) + " |")
        for name in ("planted", "seen", "detected", "among", "determined", "first", "cause", "named", "named_first"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    row = ["all", total.planted, total.seen, part(total.detected, total.seen), part(total.among, total.seen)]
    row += [total.determined, part(total.first, total.determined), part(total.cause, total.determined)]
    lines.append("| " + " | ".join(map(str, row)) + " |")
    lines.append("")
    lines.append(
        f"Named by its cause where the relations leave several cells: {part(total.named_first, total.named)} right."
    )
    lines.append("")
    lines.append(
        "Seen by no rule, by shape and cell (the figures keep every rule within their rounding, or no rule reads them):"
    )
    for kind, one in scores.items():
        if one.unseen:
            told = ", ".join(f"{spot} {count}" for spot, count in one.unseen.most_common())
            lines.append(f"- {kind}, {one.planted - one.seen} of {one.planted}: {told}")
    return "\n".join(lines)


def timing(figures: int, relations: int) -> str:
    """One report with so many figures, in rows of sums, a few of them wrong."""
    rng = random.Random(SEED)
    width = max(2, figures // relations - 1)
    columns = [f"列{at + 1}" for at in range(width)]
    rows = []
    for at in range(relations):
        values = [rng.randrange(1_00, 900_00) for _ in columns]
        rows.append(
            {"项目": f"项目{at + 1}"}
            | {c: money(v) for c, v in zip(columns, values, strict=True)}
            | {"合计": money(sum(values))}
        )
    for at in rng.sample(range(relations), 5):
        rows[at]["合计"] = changed(rows[at]["合计"], rng) or rows[at]["合计"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text("规则:\n  - 明细.合计 = " + " + ".join(f"明细.{c}" for c in columns) + "\n", encoding="utf-8")
        rules = gouji.load_rules(path)
        report = gouji.report_from_dict({"tables": {"明细": rows}})
        result = rules.check(report)
        start, busy = time.perf_counter(), time.process_time()
        found = diagnose(rules, report, result)
        took, used = time.perf_counter() - start, time.process_time() - busy
    assert found.diagnosis is not None
    left = "; ".join(text for _, text in found.diagnosis.left_out) or "nothing"
    shown = relations * (width + 1)
    times = f"{took:.2f} s ({used:.2f} s of processor)"
    return f"{shown:,} figures, {relations:,} relations: {times}, {len(found.diagnosis.roots)} roots, left out: {left}"


Answer = Score | tuple[int, ...]


def job(task: str, count: int, show: int) -> Answer:
    """One kind of fault, the untouched reports, or two faults at once: what one process works on."""
    with TemporaryDirectory() as folder:
        shapes = Shapes(Path(folder))
        if task == UNTOUCHED:
            return untouched(max(5, count // 4), shapes)
        if task == TWO:
            return two_at_once(count, shapes)
        return measure(task, count, shapes, show)


UNTOUCHED, TWO = "untouched", "two-at-once"


def answers(tasks: Sequence[str], count: int, show: int, jobs: int) -> Iterator[tuple[str, Answer]]:
    """The answers, in the order of the tasks. Every task has its own seed: the number of processes changes nothing."""
    if jobs == 1:
        for task in tasks:
            yield task, job(task, count, show)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting = [(task, pool.submit(job, task, count, show)) for task in tasks]
        for task, future in waiting:
            yield task, future.result()


def report_of(scores: dict[str, Score], more: dict[str, tuple[int, ...]]) -> str:
    """The table and what is said under it."""
    lines = [table(scores)]
    if UNTOUCHED in more:
        false, total = more[UNTOUCHED]
        lines.append(f"Untouched reports with a claim: {false} of {total}.")
    if TWO in more:
        planted, seen, good = more[TWO]
        told = f"{planted} planted, {seen} seen; true cells suspected, or a smaller set shown: {good}."
        lines.append(f"Two faults at once: {told}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--full", action="store_true", help="1,000 of each kind")
    parser.add_argument("--count", type=int, default=0, help="how many of each kind")
    parser.add_argument("--kind", action="append", default=[], help="only these kinds")
    parser.add_argument("--timing", action="store_true", help="only the times of large reports")
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each kind")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--save", type=Path, help="write the table there, after every kind")
    parser.add_argument("--banff", metavar="PYTHON", help="only: the smallest sizes beside Banff, run by that Python")
    options = parser.parse_args()
    if options.banff:
        from benchmarks.banff import compared

        print(compared(options.banff, options.count or 1000))
        return
    if not options.timing:
        count = options.count or (1000 if options.full else 40)
        tasks = options.kind or [*CAUSES, UNTOUCHED, TWO]
        scores: dict[str, Score] = {}
        more: dict[str, tuple[int, ...]] = {}
        for task, answer in answers(tasks, count, options.show, options.jobs):
            if isinstance(answer, Score):
                scores[task] = answer
                for line in answer.missed:
                    print(line)
            else:
                more[task] = answer
            if options.save is not None:
                options.save.parent.mkdir(parents=True, exist_ok=True)
                options.save.write_text(saved(report_of(scores, more), sys.argv[1:]), encoding="utf-8")
        print(report_of(scores, more))
    if options.timing or not options.kind:
        print(timing(2_000, 500), flush=True)
        print(timing(200_000, 50_000))


def saved(text: str, arguments: Sequence[str]) -> str:
    """The table as a page, with the command that makes it."""
    command = " ".join(("python -m benchmarks.diagnosis", *arguments))
    head = f"# One fault planted at a time\n\n`{command}`, seed {SEED}, gouji {gouji.__version__}, Python "
    return f"{head}{platform.python_version()}.\n\n{text}\n"


if __name__ == "__main__":
    main()
