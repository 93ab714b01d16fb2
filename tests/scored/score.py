"""Score `audit check` on the labelled documents beside this file.

    python tests/scored/score.py [--split dev|held|all] [--failures] [--only 09]

Prints a row per document and the totals. What counts as found, judged or extra stands in README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
NUMBER = re.compile(r"\d+(?:\.\d+)?")
CELL = re.compile(r"(?<![A-Za-z])([A-Z]{1,3}\d{1,5})(?!\d)")
FAULTY = ("violation", "truncation", "suspicious")
WANTED = ("violation", "truncation")
GRAVE = ("high", "medium")


@dataclass(frozen=True)
class Spot:
    """What a finding (or a passed check) touches: places and printed numbers."""

    places: frozenset[str]
    numbers: frozenset[str]
    whole: Mapping[str, Any]


@dataclass
class Row:
    """The count of one document."""

    name: str
    violations: int = 0
    found: int = 0
    holds: int = 0
    judged: int = 0
    right: int = 0
    accused: int = 0
    figures: tuple[int, int] = (0, 0)
    note: str = ""
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


def numbers(value: Any) -> set[str]:
    """Every number in a text or a nest of them, without thousands separators and trailing zeros."""
    if isinstance(value, Mapping):
        return set().union(*map(numbers, value.values())) if value else set()
    if isinstance(value, (list, tuple)):
        return set().union(*map(numbers, value)) if value else set()
    plain = unicodedata.normalize("NFKC", str(value))
    plain = re.sub(r"(?<=\d),(?=\d)", "", plain).replace("·", ".")
    return {n.rstrip("0").rstrip(".") if "." in n else n for n in NUMBER.findall(plain)}


def places_of(location: Mapping[str, Any]) -> set[str]:
    """The places of one location: `L12` for a line, `P3` for a paragraph, `表1!C4` and `C4` for a cell."""
    out: set[str] = set()
    if location.get("line") and not location.get("cell"):
        out |= {f"L{n}" for n in range(location["line"], (location.get("end_line") or location["line"]) + 1)}
    if location.get("paragraph"):
        out.add(f"P{location['paragraph']}")
    words = [str(location[k]) for k in ("cell", "place", "where", "address", "ref", "page", "part") if location.get(k)]
    sheet = location.get("sheet") or location.get("table")
    for word in words:
        for cell in CELL.findall(word):
            out.add(cell)
            if sheet is not None:
                out.add(f"{sheet}!{cell}")
        if "!" in word:
            out.add(word)
        if found := re.search(r"(?:段落?|paragraph)\s*(\d+)|第\s*(\d+)\s*段", word):
            out.add(f"P{found.group(1) or found.group(2)}")
    return out


def spot(entry: Mapping[str, Any], *, said: bool) -> Spot:
    locations = entry.get("locations") or []
    worked = {key: value for key, value in (entry.get("evidence") or {}).items() if key != "formula"}  # its constants
    texts = [worked, [x.get("text", "") for x in locations]]
    if said:
        texts.append(entry.get("message", ""))
    places: set[str] = set().union(*map(places_of, locations)) if locations else set()
    return Spot(frozenset(places), frozenset(numbers(texts)), entry)


def item_places(item: Mapping[str, Any]) -> set[str]:
    """Lines of a text, or places of an office document (a cell is also known without the name of its table).

    An item that spreads over many places is pinned to the one where its stated figure stands, `at`.
    """
    spots = [item["at"]] if "at" in item else item.get("where") or item["places"]
    if "where" in item:
        return {f"L{n}" for n in spots}
    return {str(p) for p in spots} | {str(p).partition("!")[2] for p in spots if "!" in str(p)}


def item_numbers(item: Mapping[str, Any]) -> set[str]:
    """The numbers of the figures; a relation that holds and names no figures goes by the numbers of its quote."""
    if item.get("figures"):
        return numbers([item["figures"], item.get("reported", "")])
    return numbers(item.get("quote", "")) if item["verdict"] == "holds" else set()


def touches(found: Spot, item: Mapping[str, Any]) -> bool:
    """A finding hits an item when it shares a place and, where the item has figures, one of the numbers.

    In an office document a finding that tells no cell or paragraph hits when it shares two numbers (or the only one).
    """
    wanted = item_numbers(item)
    common = found.numbers & wanted
    if "places" in item and not any(not p.startswith("L") for p in found.places):
        return len(common) >= min(2, len(wanted)) and bool(common)
    return bool(found.places & item_places(item)) and (not wanted or bool(common))


def count(labels: Mapping[str, Any], submission: Mapping[str, Any] | None, note: str = "") -> Row:
    """Compare one submission of the result with the labels of its document."""
    row = Row(str(labels["document"]), note=note)
    result = submission or {}
    findings = [spot(f, said=True) for f in result.get("findings") or []]
    passed = [spot(f, said=False) for f in result.get("passed") or []]
    used: set[int] = set()
    for item in labels["items"]:
        hits = [n for n, f in enumerate(findings) if touches(f, item)]
        if item["verdict"] in FAULTY:
            used |= set(hits)
        if item["verdict"] in WANTED:
            row.violations += 1
            row.found += bool(hits)
            if not hits:
                row.missed.append(f"{item['id']}  {item.get('where') or item.get('places')}  {item['relation'][:50]}")
        if item["verdict"] == "holds":
            row.holds += 1
            row.judged += any(touches(p, item) for p in passed)
    for n, f in enumerate(findings):
        if f.whole.get("severity") in GRAVE:
            row.accused += 1
            row.right += n in used
            if n not in used:
                row.extra.append(f"{f.whole.get('rule')}  {sorted(f.places)}  {str(f.whole.get('message'))[:90]}")
    printed = result.get("figures") or {}
    row.figures = (int(printed.get("printed") or 0), int(printed.get("judged") or 0))
    return row


def run(path: Path) -> tuple[Mapping[str, Any] | None, str]:
    """The one submission of the result, or None and why there is none."""
    command = [sys.executable, "-m", "gouji", "check", str(path), "--format", "json", "--with-passed"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=180)
        result = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return None, "no answer in 180 s"
    except json.JSONDecodeError:
        return None, f"no result (exit {done.returncode}): {done.stderr.strip()[-100:]}"
    if result.get("submissions"):
        return result["submissions"][0], ""
    told = [f"{d.get('code')} {d.get('message')}" for d in result.get("diagnostics") or []]
    return None, "; ".join(told)[:110] or "no submission"


def labels(split: str = "all", only: str = "") -> Iterable[Mapping[str, Any]]:
    for path in sorted((HERE / "labels").glob("*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if split in ("all", document["split"]) and path.name.startswith(only):
            yield document


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}%" if whole else "    —"


def line(row: Row) -> str:
    return (
        f"{row.name[:38]:38} {row.found:4}/{row.violations:<4} {row.right:4}/{row.accused:<4} {share(row.right, row.accused)}"
        f"  {row.judged:4}/{row.holds:<4} {len(row.extra):5}  {row.figures[0]:5}/{row.figures[1]:<5} {row.note}"
    ).rstrip()


def total(rows: Iterable[Row]) -> Row:
    out = Row("total")
    for row in rows:
        out.violations += row.violations
        out.found += row.found
        out.holds += row.holds
        out.judged += row.judged
        out.right += row.right
        out.accused += row.accused
        out.extra += row.extra
        out.figures = (out.figures[0] + row.figures[0], out.figures[1] + row.figures[1])
    return out


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score `audit check` on the labelled documents.")
    parser.add_argument("--split", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--failures", action="store_true", help="list each missed violation and each extra accusation")
    parser.add_argument("--only", default="", help="documents whose name begins so, for example 09")
    given = parser.parse_args(arguments)
    print(f"{'document':38} {'found':>9} {'precise':>9} {'':6}  {'judged':>9} {'extra':>5}  {'figures':>11}")
    rows = []
    for document in labels(given.split, given.only):
        row = count(document, *run(HERE / "documents" / document["document"]))
        rows.append(row)
        print(line(row), flush=True)
        if given.failures:
            for missed in row.missed:
                print("    missed", missed)
            for extra in row.extra:
                print("    extra ", extra)
    whole = total(rows)
    print(line(whole))
    found, precise, judged = (
        share(part, out_of).strip()
        for part, out_of in ((whole.found, whole.violations), (whole.right, whole.accused), (whole.judged, whole.holds))
    )
    print(f"found {whole.found} of {whole.violations} violations ({found})")
    print(f"{whole.right} of {whole.accused} accusations right ({precise}), {len(whole.extra)} extra")
    print(f"judged {whole.judged} of {whole.holds} relations that hold ({judged})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
