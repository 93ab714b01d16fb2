"""What is written beside a place of somebody's own document: the copy that goes back to the one who handed it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gouji.document import Place
from gouji.engine.result import Finding
from gouji.output.safe import one_line
from gouji.output.summary import gap_words
from gouji.output.words import word

#: Who the comments say they are from.
AUTHOR: Final = "gouji"
INITIALS: Final = "GJ"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a place: its text, and a word for how grave it is, which is put before it (none if empty)."""

    place: Place
    text: str
    severity: str = ""

    @property
    def shown(self) -> str:
        """What the comment says."""
        return f"【{self.severity}】{self.text}" if self.severity else self.text


def finding_text(finding: Finding, lang: str) -> str:
    """What a comment beside the figure says of a finding: one line for each part of it."""
    evidence = finding.evidence
    parts = [one_line(finding.message or finding.name)]
    parts += [
        word(key, lang) + word("colon", lang) + one_line(text)
        for key, text in (
            ("filled", evidence.filled),
            ("expected", evidence.expected),
            ("reported", evidence.reported),
            ("gap", gap_words(evidence, lang)),
            ("basis", word("semicolon", lang).join(finding.basis)),
            ("advice", finding.advice),
            ("id", finding.id),
        )
        if text
    ]
    return "\n".join(parts)
