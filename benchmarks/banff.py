"""The size of the smallest sets of suspects, beside Banff's error localization on the same reports.

    python -m venv .venv-banff && .venv-banff/bin/pip install banff
    python -m benchmarks.diagnosis --banff .venv-banff/bin/python

Banff (Statistics Canada, GPL-3.0) looks for the fewest fields to change so that every edit can be met (Fellegi and Holt
1976) and gives one such set at random; gouji gives all of them. Only the sizes can be compared. Banff runs in its own
process from its own installation; nothing of it is imported here.

The reports are random linear systems: figures made from each other by sums and differences, some of them twice over, so
that the relations form cycles; one to three figures are then changed.
"""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import gouji
from gouji.diagnosis import Limits, diagnose

SEED = 1976
#: Reports made from one system of relations.
EACH = 20
SCRIPT = Path(__file__).parent / "peers" / "banff_sizes.py"
#: A relation: a figure, and the factors of the figures that it is made of.
Relation = tuple[int, dict[int, int]]


@dataclass(frozen=True)
class Linear:
    """Relations, and records of figures in halves, of which some break them."""

    relations: tuple[Relation, ...]
    records: tuple[tuple[int, ...], ...]

    def edits(self) -> str:
        return "; ".join(f"x{made} = {terms(parts, 'x')}" for made, parts in self.relations) + ";"

    def rules(self) -> str:
        return "规则:\n" + "".join(f"  - 项{made} = {terms(parts, '项')}\n" for made, parts in self.relations)


def terms(parts: dict[int, int], name: str) -> str:
    """``x1 + 2 * x2 - x3``."""
    out = ""
    for number, factor in parts.items():
        sign = " - " if factor < 0 else " + " if out else ""
        size = f"{abs(factor)} * " if abs(factor) > 1 else ""
        out += f"{sign}{size}{name}{number}"
    return out


def system(rng: random.Random) -> Linear:
    """A random system with its records; no figure is negative."""
    while True:
        free = rng.randrange(3, 6)
        relations: list[Relation] = []
        count = free
        for _ in range(rng.randrange(2, 5)):
            chosen = rng.sample(range(count), rng.randrange(2, 4))
            parts = {number: rng.choice([1, 1, 1, 2, -1]) for number in sorted(chosen)}
            first = next(iter(parts))
            parts[first] = abs(parts[first])
            if count > free + 1 and rng.random() < 0.3:  # the same once more: told in two places
                relations.append((count, {rng.randrange(free, count): 1}))
            else:
                relations.append((count, parts))
            count += 1
        records = [_record(rng, free, relations) for _ in range(EACH)]
        if all(record is not None for record in records):
            return Linear(tuple(relations), tuple(record for record in records if record is not None))


def _record(rng: random.Random, free: int, relations: list[Relation]) -> tuple[int, ...] | None:
    for _ in range(50):
        values = [rng.randrange(1, 400) for _ in range(free)]
        for _, parts in relations:
            values.append(sum(factor * values[number] for number, factor in parts.items()))
        if min(values) >= 0:
            break
    else:
        return None
    for number in rng.sample(range(len(values)), rng.randrange(1, 4)):
        values[number] = rng.choice([value for value in (values[number] * 10, values[number] + 9, values[number] // 2)])
    return tuple(values)


def size_of(rules: gouji.RuleSet, record: tuple[int, ...]) -> int | None:
    """How many figures have to change; None where the diagnosis did not look into everything."""
    fields = {f"项{number}": f"{value // 2}.{value % 2 * 5}分" for number, value in enumerate(record)}
    report = gouji.report_from_dict({"fields": fields})
    found = diagnose(rules, report, limits=Limits(margins=0)).diagnosis
    assert found is not None
    if found.left_out or any(root.stopped[0] or not root.smallest_sets for root in found.roots):
        return None
    return sum(min(map(len, root.smallest_sets)) for root in found.roots)


def own_sizes(systems: list[Linear]) -> list[list[int | None]]:
    """The sizes that gouji finds."""
    out = []
    with TemporaryDirectory() as folder:
        for at, one in enumerate(systems):
            path = Path(folder) / f"rules{at}.yaml"
            path.write_text(one.rules(), encoding="utf-8")
            rules = gouji.load_rules(path)
            out.append([size_of(rules, record) for record in one.records])
    return out


def banff_sizes(systems: list[Linear], python: str) -> list[list[int | None]]:
    """The sizes that Banff finds, in a process of its own."""
    body = [
        {
            "edits": one.edits(),
            "records": [{f"x{at}": value / 2 for at, value in enumerate(record)} for record in one.records],
        }
        for one in systems
    ]
    done = subprocess.run([python, str(SCRIPT)], input=json.dumps(body), capture_output=True, text=True, check=True)
    answer: list[list[int | None]] = json.loads(done.stdout.splitlines()[-1])
    return answer


def compared(python: str, reports: int = 1000) -> str:
    """What the comparison comes to, in words; differences are told one by one."""
    rng = random.Random(SEED)
    systems = [system(rng) for _ in range(-(-reports // EACH))]
    same = open_ = 0
    by_size: Counter[int] = Counter()
    lines = []
    for one, ours, theirs in zip(systems, own_sizes(systems), banff_sizes(systems, python), strict=True):
        for record, mine, its in zip(one.records, ours, theirs, strict=True):
            if mine is None or its is None:
                open_ += 1
            elif mine == its:
                same += 1
                by_size[mine] += 1
            else:
                lines.append(f"    {mine} and {its}: {one.edits()} {[value / 2 for value in record]}")
    total = sum(len(one.records) for one in systems)
    sizes = ", ".join(f"{count} of size {size}" for size, count in sorted(by_size.items()))
    head = f"Beside Banff: {total} reports of {len(systems)} systems; the same smallest size in {same} ({sizes})"
    return "\n".join([f"{head}, another in {len(lines)}, given up by either in {open_}.", *lines])
