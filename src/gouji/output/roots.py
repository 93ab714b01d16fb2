"""Roots in words, the same in every format: which cell, what it should be, why, and whether it matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.engine.result import Finding, Result
from gouji.engine.roots import Margin, Root, Suspect
from gouji.output.places import subject, within
from gouji.output.safe import one_line
from gouji.output.summary import some_rules
from gouji.output.words import joined, word

#: Suspects named before the rest is only counted.
NAMED = 6


def root_of(result: Result) -> Mapping[str, Root]:
    """The root that each finding belongs to, by the finding's id; empty where nobody asked for roots."""
    roots = result.diagnosis.roots if result.diagnosis is not None else ()
    return {finding: root for root in reversed(roots) for finding in root.findings}


def telling(root: Root) -> bool:
    """Whether a root says more than its only finding."""
    return bool(root.suspects) or len(root.findings) > 1


def suspect_words(suspect: Suspect, lang: str, share: bool = True) -> str:
    """A suspect: what stands where, what should stand there and why, and in which part of the smallest sets it is."""
    text = f"{subject(suspect.location, lang)} {word('quoted', lang, text=one_line(suspect.location.text))}"
    cause = suspect.causes[0] if suspect.causes else None
    if cause is not None and cause.code != "rounding-plug":
        text += f" → {cause.value}{word('open', lang)}{cause.label(lang)}{word('close', lang)}"
    elif suspect.value:
        text += f" → {suspect.value}"
    elif suspect.low or suspect.high:
        text += f" → {suspect.low or '…'} ~ {suspect.high or '…'}"
    if share and suspect.share != 1:
        text += f"  {suspect.share}"
    return text


def suspects_words(root: Root, lang: str, limit: int = NAMED) -> list[str]:
    """The suspects of a root; past ``limit`` they are only counted."""
    lines = [suspect_words(suspect, lang) for suspect in root.suspects[:limit]]
    if len(root.suspects) > limit:
        lines.append(word("more_suspects", lang, n=len(root.suspects) - limit))
    return lines


def suspects_place(root: Root, lang: str) -> str:
    """Where the first suspect stands."""
    return within(root.suspects[0].location.place, lang) if root.suspects else ""


def edit_words(root: Root, lang: str) -> str:
    """The smallest edit that clears the root: a suggestion."""
    parts = [
        word("edit_of", lang, cell=subject(root.suspects[at].location, lang), value=value) for at, value in root.edit
    ]
    return joined(parts, lang)


def consequence_words(root: Root, lang: str) -> list[str]:
    """Whether a root matters: the figures that would follow, and what other rules would say then."""
    consequence = root.consequence
    if consequence is None:
        return []
    if not consequence.changes:
        margins = [root.suspects[at].margin for at, _ in root.edit]
        throughout = all(margin is not None and margin.cosmetic for margin in margins)
        return [word("cosmetic_throughout" if throughout else "cosmetic", lang)]
    lines = [
        word(
            "moves" if moved.difference else "rewords",
            lang,
            cell=subject(moved.location, lang),
            text=one_line(moved.location.text),
            value=moved.value,
            difference=moved.difference,
        )
        for moved in consequence.moved
    ]
    for effect in consequence.effects:
        key = "would_raise" if effect.raised else "would_clear"
        lines.append(word(key, lang, message=one_line(effect.message or effect.name), rule=one_line(effect.rule)))
    return lines


def margins_words(root: Root, lang: str) -> list[str]:
    """How far the suspects may lie before a judgement flips: those of the edit, else of the first suspect that has one."""
    chosen = [root.suspects[at] for at, _ in root.edit] or list(root.suspects)
    found = [suspect for suspect in chosen if suspect.margin is not None]
    return [_margin_words(suspect, suspect.margin, lang) for suspect in found[: len(root.edit) or 1] if suspect.margin]


def _margin_words(suspect: Suspect, margin: Margin, lang: str) -> str:
    cell = subject(suspect.location, lang)
    ends = {key: value for key, value in (("low", margin.low), ("high", margin.high)) if value}
    which = "margin_any"
    if ends:
        which = "margin_between" if len(ends) > 1 else "margin_least" if margin.low else "margin_most"
    parts = [word(which, lang, cell=cell, **ends)]
    for flip in (margin.below, margin.above):
        if flip is not None:
            key = "margin_fails" if flip.fails else "margin_holds"
            parts.append(word(key, lang, value=flip.value, name=one_line(flip.name or flip.rule)))
    if margin.apart:
        parts.append(word("margin_apart", lang, rules=some_rules(margin.apart, lang)))
    if margin.stopped:
        parts.append(word("margin_stopped", lang))
    if not margin.throughout:
        parts.append(word("margin_unsure", lang))
    return word("semicolon", lang).join(parts)


def echoes(root: Root, finding: Finding, findings: Mapping[str, Finding]) -> Iterator[Finding]:
    """The other findings of a root."""
    for id_ in root.findings:
        known = findings.get(id_)
        if known is not None and id_ != finding.id:
            yield known


def left_out(result: Result, lang: str) -> list[str]:
    """What the diagnosis did not look into."""
    notes = result.diagnosis.left_out if result.diagnosis is not None else ()
    return [note[lang == "en"] for note in notes]
