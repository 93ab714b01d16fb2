"""Whole short papers with numbered faults, one of them in at a time: is it told, and is the sound paper left alone?

    python tests/scored/planted.py [--split dev|held|all] [--list] [NUMBER ...]

`planted/` holds papers in which ⟦3:wrong｜right⟧ stands where fault 3 would be; a fault that needs several places has the same
number at each of them. Every paper is checked as it should be and once with each fault. A fault is *told* when `audit
check` says something of it that it does not say of the sound paper, and *told gravely* where that is high or medium.
What is said of the sound paper at high or medium is *accused*, the rest (but for sections that are missing) *hinted*. `--list`
shows each fault with what is told of it, and what is said of sound papers (use it with `--split dev` only).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pairs import GRAVE, Said, checked

from gouji.faults import regex as re

HERE = Path(__file__).resolve().parent / "planted"
PAPER = re.compile(r"^## (\d\d) ([PA])\b.*\n((?:(?!## ).*\n?)*)", re.MULTILINE)
CHOICE = re.compile(r"⟦(\d+):([^⟦⟧｜]*)｜([^⟦⟧｜]*)⟧")
KEY = re.compile(r"^(\d\d\.\d+) (.*)$", re.MULTILINE)
SECTIONS = "required-section"


@dataclass(frozen=True)
class Paper:
    """A paper, its faults by number, and why each of them is one."""

    number: str
    text: str
    why: Mapping[str, str]

    @property
    def faults(self) -> list[int]:
        return sorted({int(found[1]) for found in CHOICE.finditer(self.text)})

    def side(self, fault: int = 0) -> str:
        """The paper with one fault in, or as it should be."""
        return CHOICE.sub(lambda found: found[2 if int(found[1]) == fault else 3], self.text.strip()) + "\n"


@dataclass(frozen=True)
class Heard:
    """What is said of a sound paper, and beyond that of each fault in it."""

    paper: Paper
    right: Said
    faults: Mapping[int, Said]

    @property
    def told(self) -> int:
        return sum(bool(said) for said in self.faults.values())

    @property
    def grave(self) -> int:
        return sum(any(severity in GRAVE for _, severity, _ in said) for said in self.faults.values())

    @property
    def accused(self) -> int:
        return sum(severity in GRAVE for _, severity, _ in self.right)

    @property
    def hinted(self) -> int:
        return sum(severity not in GRAVE and not rule.startswith(SECTIONS) for rule, severity, _ in self.right)


def papers(path: Path) -> Iterator[Paper]:
    """The papers of one file, in order."""
    text, _, key = path.read_text(encoding="utf-8").partition("\n## KEY\n")
    why = dict(KEY.findall(key))
    for found in PAPER.finditer(text):
        yield Paper(found[1], found[3], why)


def heard(paper: Paper) -> Heard:
    """What `audit check` says of a paper."""
    said = checked({f"{paper.number}-{fault}": paper.side(fault) for fault in (0, *paper.faults)})
    right = said[f"{paper.number}-0"]
    return Heard(paper, right, {fault: said[f"{paper.number}-{fault}"] - right for fault in paper.faults})


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Count of how many faults in whole papers are told.")
    parser.add_argument("numbers", nargs="*", help="papers, by number")
    parser.add_argument("--split", choices=("dev", "held", "all"), default="all")
    parser.add_argument(
        "--list", action="store_true", help="show faults and what is told, and what is said of sound papers"
    )
    given = parser.parse_args(arguments)
    print(f"{'set':10} {'papers':>6} {'faults':>6} {'told':>6} {'':6} {'gravely':>7} {'accused':>8} {'hinted':>7}")
    for path in sorted(HERE.glob("*.txt")):
        if given.split not in (path.stem.partition("-")[0], "all"):
            continue
        all_heard = []
        for paper in papers(path):
            if not given.numbers or paper.number in given.numbers:
                all_heard.append(heard(paper))
                if given.list:
                    listed(all_heard[-1])
        faults, told = sum(len(one.faults) for one in all_heard), sum(one.told for one in all_heard)
        grave, accused = sum(one.grave for one in all_heard), sum(one.accused for one in all_heard)
        print(
            f"{path.stem:10} {len(all_heard):6} {faults:6} {told:6} {100 * told / max(faults, 1):5.1f}% {grave:7} {accused:8} "
            f"{sum(one.hinted for one in all_heard):7}",
            flush=True,
        )
    return 0


def listed(one: Heard) -> None:
    """Show what is said of a sound paper, and each fault with what is told of it."""
    for rule, severity, message in sorted(one.right):
        print(f"sound  {one.paper.number} {severity:7}{rule} {message}")
    for fault, said in one.faults.items():
        name = f"{one.paper.number}.{fault}"
        print(f"{'told  ' if said else 'silent'} {name} {one.paper.why.get(name, '')}")
        for rule, severity, message in sorted(said):
            print(f"            {severity:7}{rule} {message}")


if __name__ == "__main__":
    sys.exit(main())
