"""What is written beside a place of somebody's own document: the copy that goes back to the one who handed it in."""

from __future__ import annotations

from collections.abc import Iterable
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
#: Colours of what is in question by the code of a severity, and of the figures involved (red, green, blue in hexadecimal).
COLORS: Final = (("high", "ff8a80"), ("medium", "ffcc80"), ("low", "fff59d"), ("info", "bbdefb"))
INVOLVED: Final = "e4e7ea"
#: A finding with more operands has none of them marked: half a column in colour tells nobody anything.
MOST_MARKED: Final = 30


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a place: its text, and a word for how grave it is, which is put before it (none if empty).

    ``printed`` is the text there that is in question, ``color`` the one to mark it with; empty where not known.
    """

    place: Place
    text: str
    severity: str = ""
    printed: str = ""
    color: str = ""

    @property
    def shown(self) -> str:
        """What the comment says."""
        return f"【{self.severity}】{self.text}" if self.severity else self.text


@dataclass(frozen=True, slots=True)
class Involved:
    """A figure that a finding was worked out from: it is marked lightly, without words."""

    place: Place
    printed: str


def remarks_of(findings: Iterable[Finding], lang: str = "zh") -> list[Remark]:
    """One remark for each finding, at its main place: what it is about, be it an empty cell."""
    colors = dict(COLORS)
    remarks = []
    for finding in findings:
        main = finding.locations[0] if finding.locations else None
        place, printed = (main.place, main.text) if main is not None else (Place(), "")
        text, label = finding_text(finding, lang), finding.severity.label(lang)
        remarks.append(Remark(place, text, label, printed, colors[finding.severity.code]))
    return remarks


def involved_in(findings: Iterable[Finding]) -> list[Involved]:
    """The other operands of the findings, each once, without those that have a remark themselves."""
    findings = list(findings)
    main = {(one.locations[0].place, one.locations[0].text) for one in findings if one.locations}
    found = (
        Involved(location.place, location.text)
        for finding in findings
        if len(finding.locations) + finding.unlisted <= MOST_MARKED
        for location in finding.locations[1:]
        if (location.place, location.text) not in main
    )
    return list(dict.fromkeys(found))


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
