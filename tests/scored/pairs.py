"""Short excerpts with one fault, and the same without it: is the fault told, and is the sound one left alone?

    python tests/scored/pairs.py [--split dev|held|all] [--only words|figures|common|places|forms] [--list]

`pairs/` holds excerpts in which ⟦wrong｜right⟧ stands where the two differ. A fault is *told* when `audit check` says of the
wrong side what it does not say of the right one. A right side of which something is said at high or medium is *accused*,
one of which only a hint is given is *hinted*. `--list` shows what is not told, and what is said of right sides (use it with
`--split dev` only).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from gouji.cli.app import audit

HERE = Path(__file__).resolve().parent / "pairs"
HEADS = {"P": "某某县项目绩效自评报告", "A": "某某县工作情况报告"}
CASE = re.compile(r"^## (\S+) ([PA]) (\S+)\n((?:(?!## ).*\n?)*)", re.MULTILINE)
CHOICE = re.compile(r"⟦([^⟦⟧｜]*)｜([^⟦⟧｜]*)⟧")
GRAVE = ("high", "medium")

Said = frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class Case:
    """One excerpt: what it is called, the kind of paper it is of, and both sides."""

    number: str
    paper: str
    kind: str
    text: str

    def side(self, right: bool) -> str:
        """The excerpt as a paper of its own."""
        chosen = CHOICE.sub(lambda found: found[2 if right else 1], self.text.strip())
        return f"{HEADS[self.paper]}\n\n{chosen}\n"


@dataclass(frozen=True)
class Heard:
    """What is said of the two sides of a case."""

    case: Case
    wrong: Said
    right: Said

    @property
    def told(self) -> bool:
        return bool(self.wrong - self.right)

    @property
    def accused(self) -> bool:
        return any(severity in GRAVE for _, severity, _ in self.right)

    @property
    def hinted(self) -> bool:
        return bool(self.right) and not self.accused


def cases(path: Path) -> Iterator[Case]:
    """The cases of one file, in order."""
    for found in CASE.finditer(path.read_text(encoding="utf-8")):
        yield Case(*found.groups())


def checked(texts: Mapping[str, str]) -> Mapping[str, Said]:
    """What `audit check` says of each text."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        done = CliRunner().invoke(audit, ["check", folder, "--format", "json"])
    said: dict[str, Said] = dict.fromkeys(texts, frozenset())
    for one in json.loads(done.stdout)["submissions"]:
        findings = one.get("findings") or []
        said[Path(one["path"]).stem] = frozenset((f["rule"], f["severity"], f["message"]) for f in findings)
    return said


def heard(told: Sequence[Case]) -> list[Heard]:
    """What is said of both sides of each case. The name of a text stands in no message that counts."""
    wrong = checked({case.number: case.side(False) for case in told})
    right = checked({case.number: case.side(True) for case in told})
    return [Heard(case, wrong[case.number], right[case.number]) for case in told]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Count of how many short excerpts a fault is told.")
    parser.add_argument("--split", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--only", choices=("words", "figures", "common", "places", "forms"), default=None)
    parser.add_argument("--list", action="store_true", help="show what is not told, and what is said of right sides")
    given = parser.parse_args(arguments)
    print(f"{'set':14} {'cases':>6} {'told':>6} {'':6} {'accused':>8} {'hinted':>7}")
    for path in sorted(HERE.glob("*.txt")):
        split, _, sort = path.stem.partition("-")
        if given.split not in (split, "all") or given.only not in (sort, None):
            continue
        found = heard(list(cases(path)))
        if given.list:
            for one in found:
                listed(one)
        told = sum(one.told for one in found)
        accused, hinted = sum(one.accused for one in found), sum(one.hinted for one in found)
        print(
            f"{path.stem:14} {len(found):6} {told:6} {100 * told / len(found):5.1f}% {accused:8} {hinted:7}", flush=True
        )
    return 0


def listed(one: Heard) -> None:
    """Show what falls short in a case."""
    text = one.case.text.strip().replace("\n", " / ")
    if not one.told:
        print("silent ", one.case.number, one.case.kind, text)
    for rule, severity, message in sorted(one.right):
        print(f"{severity:7}", one.case.number, rule, message, "|", text)


if __name__ == "__main__":
    sys.exit(main())
