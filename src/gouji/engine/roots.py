"""What a diagnosis says: roots, the cells suspected, the slips that would explain them. Records only.

They belong to ``result/1`` (``roots``); :mod:`gouji.diagnosis` makes them. Texts are in both languages where people read
them; codes of causes are words that programs read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gouji.faults.record import dataclass

if TYPE_CHECKING:
    from gouji.engine.result import Location

#: The codes of causes with their words; the contract lists them.
CAUSES: Mapping[str, tuple[str, str]] = {
    "digits-swapped": ("两位数字写颠倒", "two digits swapped"),
    "digit-dropped": ("漏写一位数字", "a digit dropped"),
    "digit-doubled": ("多写一位重复的数字", "a digit doubled"),
    "digit-changed": ("写错一位数字", "one digit changed"),
    "decimal-shifted": ("小数点移位", "the decimal point shifted"),
    "unit-scale": ("金额单位写错（如元与万元）", "wrong scale of the unit"),
    "percent-fraction": ("百分数与小数混淆", "percentage and fraction confused"),
    "sign": ("正负号写反", "wrong sign"),
    "truncated": ("末位截去而没有四舍五入", "digits cut off instead of rounded"),
    "copied-neighbour": ("抄了相邻一行的数", "copied from the neighbouring row"),
    "copied-last-year": ("抄了同一行另一期的数", "copied from another period in the row"),
    "cells-swapped": ("两格的数互换", "two cells swapped"),
    "addend-omitted": ("合计漏加一项", "an addend left out of the total"),
    "addend-twice": ("合计重加一项", "an addend counted twice"),
    "wrong-base": ("比率的分母用错", "a rate over the wrong base"),
    "complement": ("写成了与 100% 的差", "the complement to 100% was written"),
    "rounding-plug": ("舍位平衡的尾差，可以接受", "carries the rounding remainder of its total: acceptable"),
}


@dataclass(frozen=True, slots=True)
class Cause:
    """A slip that would explain a suspect: with ``value`` in its place the findings of ``clears`` are gone."""

    code: str
    value: str
    clears: tuple[str, ...]
    source: Location | None = None
    """The other cell of the story: the one copied, left out, or swapped with."""

    def label(self, lang: str = "zh") -> str:
        """The words of the code."""
        return CAUSES[self.code][lang == "en"]

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {"cause": self.code, "value": self.value, "clears": list(self.clears)}
        if self.source is not None:
            out["source"] = self.source.to_dict()
        return out


@dataclass(frozen=True, slots=True)
class Flip:
    """The first value at which a judgement comes out differently: ``fails`` says how it comes out there."""

    value: str
    rule: str
    name: str
    message: str
    fails: bool

    def to_dict(self) -> dict[str, Any]:
        out = {"value": self.value, "rule": self.rule, "name": self.name, "fails": self.fails}
        return out | ({"message": self.message} if self.message else {})


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a figure may lie from ``value`` before any judgement flips.

    From ``low`` to ``high`` (as they would be printed, both included) every rule that states no equation comes out as it
    does with ``value``, the figures that depend on it having followed; ``below`` and ``above`` are the next prints, and
    what flips there. Without ``low`` (``high``) nothing flips below (above), however far; with ``stopped`` the search
    ended before the next flip was found.
    """

    value: str
    low: str = ""
    high: str = ""
    below: Flip | None = None
    above: Flip | None = None
    cosmetic: bool = False
    """Whether every value that the relations leave gives the judgements that the report as printed has."""
    throughout: bool = False
    """Whether every value that the relations leave gives the same judgements as ``value``."""
    stopped: bool = False
    apart: tuple[str, ...] = ()
    """Rules that look at the cell as a text, or at its printed digits: of them a margin says nothing."""

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {"value": self.value, "cosmetic": self.cosmetic, "throughout": self.throughout}
        out |= {name: text for name, text in (("low", self.low), ("high", self.high)) if text}
        out |= {name: one.to_dict() for name, one in (("below", self.below), ("above", self.above)) if one is not None}
        out |= {"apart": list(self.apart)} if self.apart else {}
        return out | ({"stopped": True} if self.stopped else {})


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that may be wrong. ``value`` is as it should have been printed, where the relations leave one print only."""

    location: Location
    share: Fraction
    causes: tuple[Cause, ...] = ()
    value: str = ""
    low: str = ""
    high: str = ""
    """The values that would satisfy the relations, where they are more than one print."""
    margin: Margin | None = None
    """How far it may lie before a judgement flips; None where that was not looked at."""

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {"location": self.location.to_dict(), "share": _number(self.share)}
        out["causes"] = [cause.to_dict() for cause in self.causes]
        out |= {name: text for name, text in (("value", self.value), ("low", self.low), ("high", self.high)) if text}
        if self.margin is not None:
            out["margin"] = self.margin.to_dict()
        return out


@dataclass(frozen=True, slots=True)
class Effect:
    """What another rule would say after the correction: ``cleared``, or ``raised`` where it holds now."""

    rule: str
    name: str
    message: str
    raised: bool

    def to_dict(self) -> dict[str, Any]:
        return {"rule": self.rule, "name": self.name, "message": self.message, "raised": self.raised}


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that would have to follow the correction, or words (a grade, a status): the words that would do."""

    location: Location
    value: str
    difference: str = ""
    """By how much a figure moves; empty for words."""

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {"location": self.location.to_dict(), "value": self.value}
        return out | ({"difference": self.difference} if self.difference else {})


@dataclass(frozen=True, slots=True)
class Consequence:
    """Whether the root matters: what else changes once it is corrected.

    ``changes`` is False where no other rule comes out differently: the fault is cosmetic.
    """

    changes: bool
    effects: tuple[Effect, ...] = ()
    moved: tuple[Moved, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {"changes": self.changes}
        if self.effects:
            out["effects"] = [effect.to_dict() for effect in self.effects]
        if self.moved:
            out["moved"] = [moved.to_dict() for moved in self.moved]
        return out


@dataclass(frozen=True, slots=True)
class Root:
    """Findings with one origin. ``findings`` are ids, the one that names the root best first.

    ``smallest_sets`` are all the smallest sets of cells whose change satisfies every relation, as numbers of
    ``suspects``; ``stopped`` says in two languages why they may not be all. ``edit`` is the smallest edit that clears the
    root, as (number of the suspect, text): a suggestion that nobody applies.
    """

    findings: tuple[str, ...]
    message: tuple[str, str]
    suspects: tuple[Suspect, ...] = ()
    smallest_sets: tuple[tuple[int, ...], ...] = ()
    edit: tuple[tuple[int, str], ...] = ()
    consequence: Consequence | None = None
    stopped: tuple[str, str] = ("", "")
    accepted: bool = False
    """Whether what was found is a known way of printing and no fault (the remainder of rounding carried by one addend)."""

    def text(self, lang: str = "zh") -> str:
        """The root in one sentence."""
        return self.message[lang == "en"]

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        out: dict[str, Any] = {"findings": list(self.findings), "message": self.text(lang)}
        out["suspects"] = [suspect.to_dict() for suspect in self.suspects]
        out["smallest_sets"] = [list(one) for one in self.smallest_sets]
        if self.edit:
            out["edit"] = [{"suspect": number, "value": text} for number, text in self.edit]
        if self.consequence is not None:
            out["consequence"] = self.consequence.to_dict()
        if self.stopped[0]:
            out["stopped"] = self.stopped[lang == "en"]
        if self.accepted:
            out["accepted"] = True
        return out


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The roots of one submission, and what the diagnosis left out."""

    roots: tuple[Root, ...] = ()
    left_out: tuple[tuple[str, str], ...] = field(default=())
    """What was not looked into, in two languages."""

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """The keys of a submission of ``result/1`` that a diagnosis adds."""
        out: dict[str, Any] = {"roots": [root.to_dict(lang) for root in self.roots]}
        if self.left_out:
            out["roots_left_out"] = [text[lang == "en"] for text in self.left_out]
        return out


def _number(share: Fraction) -> float:
    """A share for JSON: display only, rounded to four places."""
    return round(share.numerator / share.denominator, 4)
