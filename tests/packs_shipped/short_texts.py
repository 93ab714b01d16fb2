"""Short texts judged by the shipped packs, on the path a file takes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gouji.document.model import Document
from gouji.document.reading import read_bytes
from gouji.engine.outcome import Severity
from gouji.engine.result import Finding, Result
from gouji.engine.ruleset import RuleSet, load_rules
from gouji.extraction.assembling import extract

RULES = Path(__file__).resolve().parents[2] / "rules"


@lru_cache
def shipped(pack: str) -> RuleSet:
    return load_rules(RULES / pack)


def judged(text: str, pack: str, name: str = "文.txt") -> Result:
    (document,) = read_bytes(text.encode(), name)
    assert isinstance(document, Document)
    rules = shipped(pack)
    return rules.check(extract(document, rules.pack))


def grave(result: Result) -> list[Finding]:
    return [finding for finding in result.findings if finding.severity >= Severity.MEDIUM]


def accused(result: Result) -> list[str]:
    """The rules that accuse at 高 or 中, once for each time."""
    return [finding.rule for finding in grave(result)]


def held(result: Result, rule: str) -> int:
    """How many checks of a rule hold, roundings among them."""
    counts = result.rules[rule]
    return counts.passed + counts.within_rounding
