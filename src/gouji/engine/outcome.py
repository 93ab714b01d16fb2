"""The five outcomes of a check, and the four severities of a rule."""

from __future__ import annotations

from enum import Enum, IntEnum


class Outcome(Enum):
    """What became of one check (one rule at one place). Nothing that was not judged is a pass."""

    PASS = "pass"
    WITHIN_ROUNDING = "within_rounding"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    UNDECIDED = "undecided"

    __hash__ = object.__hash__  # members are singletons, and their own hash takes as long as a look-up

    def label(self, lang: str = "zh") -> str:
        """The word people read."""
        return _OUTCOME_WORDS[self.value][lang == "en"]

    @property
    def judged(self) -> bool:
        """Whether the rule's requirement was held against figures here."""
        return self in (Outcome.PASS, Outcome.WITHIN_ROUNDING, Outcome.FAIL)


_OUTCOME_WORDS = {
    "pass": ("符合", "pass"),
    "within_rounding": ("舍入内符合", "within rounding"),
    "fail": ("不符合", "fail"),
    "not_applicable": ("不适用", "not applicable"),
    "undecided": ("无法判定", "undecided"),
}


class Severity(IntEnum):
    """How much a finding weighs; ordered, so that a threshold can be compared with."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3

    def label(self, lang: str = "zh") -> str:
        """The word people read."""
        return _SEVERITY_WORDS[self.name][lang == "en"]

    @property
    def code(self) -> str:
        """The word programs read."""
        return self.name.lower()

    @classmethod
    def parse(cls, text: str) -> Severity | None:
        """The severity that a Chinese or English word names; None for any other word."""
        for severity in cls:
            if text.strip().lower() in (severity.label("zh"), severity.code):
                return severity
        return None


_SEVERITY_WORDS = {"INFO": ("提示", "info"), "LOW": ("低", "low"), "MEDIUM": ("中", "medium"), "HIGH": ("高", "high")}
