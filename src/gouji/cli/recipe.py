"""Which rules a run uses, in a form that travels to worker processes, and the rules themselves once opened."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gouji.engine.choosing import DEFAULT_PACK, ShippedRules
from gouji.engine.ruleset import RuleSet, load_rules
from gouji.faults.record import dataclass
from gouji.report import Report

if TYPE_CHECKING:
    from gouji.document.model import Document

#: Names a choice of rules: the ids of shipped packs, or nothing for the rules that the command names.
Choice = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the command says about rules. Without ``sources`` the shipped packs that fit each report are used."""

    sources: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    lang: str = "zh"
    with_passed: bool = False
    with_source: bool = False
    """Whether results keep the submissions themselves, for an output that shows them."""
    roots: bool | None = None
    """Whether results are diagnosed; None: all but the lines of JSON Lines."""


class OpenRules:
    """A recipe with its rules loaded (those named) or loaded as reports ask for them (shipped ones)."""

    def __init__(self, recipe: Recipe) -> None:
        """Raises :class:`gouji.RuleError` and :class:`gouji.SettingError`."""
        self.recipe = recipe
        settings = dict(recipe.settings)
        self.named: RuleSet | None = None
        if recipe.sources:
            self.named = load_rules(
                *recipe.sources, settings=settings, lang=recipe.lang, with_passed=recipe.with_passed
            )
        elif settings:
            _ = self._shipped  # a setting that fits no pack is told before anything is read

    @cached_property
    def _shipped(self) -> ShippedRules:
        recipe = self.recipe
        return ShippedRules(DEFAULT_PACK, dict(recipe.settings), recipe.lang, recipe.with_passed)

    def choose(self, report: Report) -> Choice | None:
        """Which rules are for a report; None when no shipped pack is."""
        if self.named is not None:
            return ()
        source = report.source
        if source is not None and source.packs and self._shipped.kinds.keys() >= set(source.packs):
            return source.packs  # in whose words it was read from the document
        return self._shipped.packs_for(report.kind) or None

    def choose_for(self, document: Document) -> Choice:
        """Which rules a document is read and judged with."""
        from gouji.engine.understanding import packs_for  # with it come the readers of documents

        return () if self.named is not None else packs_for(document, self._shipped)

    def rules(self, choice: Choice) -> RuleSet:
        """The rules of a choice."""
        return self.named if self.named is not None else self._shipped.rules_of(choice)
