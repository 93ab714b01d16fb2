"""Ask each reading both ways: change one figure of a relation that holds, and see whether `audit check` tells of it.

    python tests/scored/changed.py [--split dev|held|all] [--each 4] [--silent] [--only 09]

What is judged while it holds may have been read only because it comes out; such a reading says nothing of a slip. So in
each labelled text up to `--each` relations are broken, one at a time, by a slip of the hand in one of their figures: a
digit, two digits that changed places, or a figure a little off. The label's own formula must then fail. A slip is *told*
when a finding that the sound text does not have hits the relation, as score.py counts a hit. The slips hang on the names
of the relations alone, so two runs make the same ones. Word and Excel documents are left out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parent))

import relations
import score

from gouji.cli.app import audit

DIGITS = re.compile(r"\d[\d,，]*(?:\.\d+)?")
TRIES = 24
SORTS = {"/": "quotient", "*": "product", "-": "difference", "+": "sum"}
SEVERITIES = ("high", "medium", "low", "info")


@dataclass(frozen=True)
class Slip:
    """One figure of one relation, written otherwise: its line (from 1), where in it the digits stand, and both writings."""

    item: Mapping[str, Any]
    line: int
    start: int
    was: str
    now: str

    def applied(self, lines: list[str]) -> str:
        row = lines[self.line - 1]
        changed = row[: self.start] + self.now + row[self.start + len(self.was) :]
        return "\n".join([*lines[: self.line - 1], changed, *lines[self.line :]])


def slipped(written: str, chance: random.Random) -> str:
    """A number with as many digits, decimals and separators, and another value."""
    places = [n for n, sign in enumerate(written) if sign.isdigit()]
    digits = [int(written[n]) for n in places]
    lead = next((n for n, digit in enumerate(digits) if digit), 0)
    kind = chance.choice(("digit", "exchanged", "near"))
    swaps = [n for n in range(lead, len(digits) - 1) if digits[n] != digits[n + 1] and (digits[n + 1] or n > lead)]
    if kind == "exchanged" and swaps:
        n = chance.choice(swaps)
        digits[n], digits[n + 1] = digits[n + 1], digits[n]
    elif kind == "near" and len(digits) - lead > 1:
        value = int("".join(map(str, digits)))
        moved = value * chance.choice([*range(75, 95), *range(106, 131)]) // 100
        digits = [int(sign) for sign in str(moved).zfill(len(digits))][-len(digits) :]
    else:
        n = min(lead + 1, len(digits) - 1)
        digits[n] = chance.choice([d for d in range(1, 10) if d != digits[n]])
    out = list(written)
    for place, digit in zip(places, digits, strict=True):
        out[place] = str(digit)
    return "".join(out)


def where_printed(item: Mapping[str, Any], figure: str, lines: list[str]) -> tuple[int, int, str] | None:
    """Line, start and digits of a figure of the item, looked for in its quote; None where it stands there twice."""
    for line, piece in zip(item["where"], item["quote"].split(" ∥ "), strict=True):
        at, within = lines[line - 1].find(piece), piece.find(figure)
        found = DIGITS.search(figure)
        if at >= 0 and within >= 0 and found and piece.count(figure) == 1:
            return line, at + within + found.start(), found.group()
    return None


def slips(labels: Mapping[str, Any], lines: list[str], each: int) -> Iterator[Slip]:
    """At most `each` slips, each in another relation that holds, each of which breaks its label's formula."""
    items = [
        i for i in labels["items"] if i["verdict"] == "holds" and i.get("check") and i.get("figures") and "where" in i
    ]
    random.Random(labels["document"]).shuffle(items)
    made = 0
    for item in items:
        if made >= each:
            return
        chance = random.Random(item["id"])
        for _ in range(TRIES):
            name = chance.choice(sorted(item["figures"]))
            printed = str(item["figures"][name])
            place = where_printed(item, printed, lines)
            if place is None:
                continue
            now = slipped(place[2], chance)
            figures = {**item["figures"], name: printed.replace(place[2], now, 1)}
            try:
                broken = relations.verdict(item["check"], figures)[0] == "violation"
            except ZeroDivisionError:
                continue
            if broken:
                made += 1
                yield Slip(item, *place, now)
                break


def checked(path: Path) -> Mapping[str, Any]:
    """The one submission of the result of `audit check` on the file."""
    done = CliRunner().invoke(audit, ["check", str(path), "--format", "json"])
    submissions = json.loads(done.stdout).get("submissions") or [{}]
    return dict(submissions[0])


def told(sound: Mapping[str, Any], changed: Mapping[str, Any], slip: Slip) -> str:
    """The gravest severity of what is said of the relation only now: `high` … `info`, or nothing."""
    before = {(f["rule"], f["message"]) for f in sound.get("findings") or []}
    new = [f for f in changed.get("findings") or [] if (f["rule"], f["message"]) not in before]
    figures = {**slip.item["figures"], " ": slip.now}
    hits = {f["severity"] for f in new if score.touches(score.spot(f, said=True), {**slip.item, "figures": figures})}
    return next((severity for severity in SEVERITIES if severity in hits), "")


def kind(check: str) -> str:
    """What sort of relation a formula is."""
    if re.search(r"[<>]|!=", check):
        return "comparison"
    worked = check.split("=", 1)[-1]
    return next((name for sign, name in SORTS.items() if sign in worked), "equality")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Break relations that hold, one figure at a time, and count what is told."
    )
    parser.add_argument("--split", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--each", type=int, default=4, help="slips in one document at most (4)")
    parser.add_argument("--silent", action="store_true", help="list each slip of which nothing is told")
    parser.add_argument("--only", default="", help="documents whose name begins so, for example 09")
    given = parser.parse_args(arguments)
    made: Counter[tuple[str, str]] = Counter()
    heard: Counter[tuple[str, str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for labels in score.labels(given.split, given.only):
            source = score.HERE / "documents" / labels["document"]
            if source.suffix in (".docx", ".xlsx"):
                continue
            lines = source.read_text(encoding="utf-8").split("\n")
            sound = checked(source)
            for slip in slips(labels, lines, given.each):
                path = Path(folder) / source.name
                path.write_text(slip.applied(lines), encoding="utf-8")
                severity = told(sound, checked(path), slip)
                group = (str(labels["group"]), kind(slip.item["check"]))
                made[group] += 1
                heard[(*group, severity)] += 1
                if given.silent and not severity:
                    said = f"L{slip.line}  {slip.was} -> {slip.now}  {slip.item['check'][:80]}"
                    print("silent ", slip.item["id"], said, flush=True)
    print(f"{'group':8} {'relation':12} {'slips':>6} {'told':>6} {'':6} {'high/medium':>12}")
    for group, sort in sorted(made):
        print(row(group, sort, made[group, sort], {s: heard[group, sort, s] for s in SEVERITIES}))
    print(row("total", "", made.total(), {s: sum(n for key, n in heard.items() if key[2] == s) for s in SEVERITIES}))
    return 0


def row(group: str, sort: str, slips: int, by: Mapping[str, int]) -> str:
    told = sum(by.values())
    return f"{group:8} {sort:12} {slips:6} {told:6} {score.share(told, slips)} {by['high'] + by['medium']:12}"


if __name__ == "__main__":
    sys.exit(main())
