"""The shipped packs that fit a report's kind, for a run that names no rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from gouji.engine.reportkinds import fits_kind
from gouji.engine.ruleset import RuleSet
from gouji.engine.shelf import Shelf
from gouji.packs.shipped import shipped_packs
from gouji.report import Report

#: The pack for a report that names no kind, when no rules are named either.
DEFAULT_PACK: Final = "cn-performance"


class ShippedRules:
    """Chooses, report by report, among the packs that come with gouji; each choice is loaded once.

    ``fallback`` is the pack for a report that names no kind. Raises :class:`gouji.SettingError` at once for a setting
    that no shipped pack knows.
    """

    def __init__(
        self, fallback: str, settings: Mapping[str, str] | None = None, lang: str = "zh", with_passed: bool = False
    ) -> None:
        self.fallback = fallback
        self.settings = dict(settings or {})
        self.lang = lang
        self.with_passed = with_passed
        self._shelf = Shelf()
        self._sets: dict[tuple[str, ...], RuleSet] = {}
        if self.settings:
            from gouji.packs.loader import load_pack

            load_pack(shipped_packs(), self.settings)

    @cached_property
    def kinds(self) -> dict[str, tuple[str, ...]]:
        """The words of every shipped pack that the kind of a fitting report contains."""
        return self._shelf.kinds()

    @cached_property
    def marks(self) -> dict[str, tuple[str, ...]]:
        """The words of forms that every shipped pack is for, whatever the kind of the document in which they stand."""
        return self._shelf.marks()

    def packs_for(self, kind: str | None) -> tuple[str, ...]:
        """The ids of the packs that fit a kind, sorted; empty when none does."""
        if not kind:
            return (self.fallback,) if self.fallback in self.kinds else ()
        return tuple(pack for pack, words in self.kinds.items() if words and fits_kind(words, kind))

    def rules_for(self, report: Report) -> RuleSet | None:
        """The rules for a report; None when no shipped pack is for its kind."""
        packs = self.packs_for(report.kind)
        return self.rules_of(packs) if packs else None

    def rules_of(self, packs: tuple[str, ...]) -> RuleSet:
        """The rules of these packs together."""
        known = self._sets.get(packs)
        if known is None:
            pack, program = self._shelf.pack(packs)
            fitting = {name: text for name, text in self.settings.items() if name in pack.parameters}
            if fitting:
                from gouji.packs.settings import apply_settings

                pack, program = apply_settings(pack, fitting), None
            known = self._sets[packs] = RuleSet(pack, self.lang, self.with_passed, program)
        return known
