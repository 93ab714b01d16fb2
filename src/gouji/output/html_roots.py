"""Roots on the page: what is behind a finding, with links to the suspected cells, and the findings that go with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji.engine.result import Finding, Result
from gouji.engine.roots import Root, Suspect
from gouji.output.places import subject, within
from gouji.output.roots import NAMED, consequence_words, edit_words, margins_words, root_of, suspect_words, telling
from gouji.output.safe import one_line
from gouji.report import Anchor


@dataclass(frozen=True, slots=True)
class ShownSuspect:
    """A suspected cell: where it stands on the page (``target``, empty where it is not shown), and what is said of it."""

    target: str
    text: str
    said: str
    place: str


@dataclass(frozen=True, slots=True)
class ShownRoot:
    """A root under its first finding. ``echoes`` are the ids of its other findings."""

    said: str
    stopped: str
    suspects: tuple[ShownSuspect, ...]
    first: int
    """How many suspects are in sight at once."""
    edit: str
    matters: tuple[str, ...]
    margins: tuple[str, ...]
    accepted: bool
    echoes: tuple[str, ...]


def shown_roots(result: Result, targets: Mapping[Anchor, str], lang: str) -> dict[str, ShownRoot]:
    """The roots of a submission that say more than their finding, by the id of their first finding."""
    out = {}
    for root in dict.fromkeys(root_of(result).values()):
        if telling(root):
            out[root.findings[0]] = _shown(root, targets, lang)
    return out


def _shown(root: Root, targets: Mapping[Anchor, str], lang: str) -> ShownRoot:
    return ShownRoot(
        root.text(lang),
        root.stopped[lang == "en"],
        tuple(_suspect(suspect, targets, lang) for suspect in root.suspects),
        NAMED,
        edit_words(root, lang),
        tuple(consequence_words(root, lang)),
        tuple(margins_words(root, lang)),
        root.accepted,
        root.findings[1:],
    )


def _suspect(suspect: Suspect, targets: Mapping[Anchor, str], lang: str) -> ShownSuspect:
    location = suspect.location
    about = subject(location, lang)
    said = suspect_words(suspect, lang).removeprefix(about).strip()
    place = " · ".join(part for part in (about, within(location.place, lang)) if part)
    return ShownSuspect(targets.get(location.anchor, ""), one_line(location.text), said, place)


def places_of(numbered: Sequence[tuple[int, Finding]], targets: Mapping[tuple[int, int], str]) -> dict[Anchor, str]:
    """Where each cell that a finding speaks of stands on the page."""
    return {
        location.anchor: targets[number, at]
        for number, finding in numbered
        for at, location in enumerate(finding.locations)
        if (number, at) in targets
    }
