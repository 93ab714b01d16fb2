"""What follows from a correction: findings that go with it, figures that have to follow, rules that would then fail."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from gouji.diagnosis.places import Places
from gouji.diagnosis.retrial import Failure, Key, Retrial, Verdicts
from gouji.diagnosis.system import System
from gouji.engine.result import Finding
from gouji.engine.roots import Consequence, Effect, Moved
from gouji.report import Anchor

#: How often the figures that follow a correction are followed themselves.
MOST_STEPS = 4


class Consequences:
    """Works out the consequences of corrections of one report."""

    def __init__(self, system: System, retrial: Retrial, places: Places, findings: Mapping[str, Finding]) -> None:
        self._system = system
        self._retrial = retrial
        self._places = places
        self._findings = findings
        self._ids: dict[Key, str] = {check.key: check.finding for check in system.failing}

    def of(
        self, texts: Mapping[Anchor, str], own: Sequence[str], folded: Collection[str]
    ) -> tuple[Consequence, list[str]]:
        """What other rules say once the root is corrected and the figures that depend on it have followed.

        Also the ids of findings that go with it, but for the root's ``own`` and those ``folded`` under another.
        """
        before = self._retrial.before(texts)
        texts = dict(texts)
        moved: list[Moved] = []
        after = self._retrial.verdicts(texts)
        cleared = [
            finding
            for key in before.failures
            if key not in after.failures and (finding := self._id(before.failures[key])) and finding not in own
        ]
        cleared = [finding for finding in cleared if finding not in folded]
        for _ in range(MOST_STEPS):
            step = self._followers(after, texts)
            if not step:
                break
            moved += step
            texts |= {one.location.anchor: one.value for one in step}
            after = self._retrial.verdicts(texts)
        before = self._retrial.before(texts)
        effects = [
            Effect(failure.rule.id, failure.rule.info.name, failure.message, True)
            for key, failure in after.failures.items()
            if key not in before.failures
        ]
        effects += [
            Effect(found.rule, found.name, found.message, False)
            for id_ in cleared
            if (found := self._findings.get(id_))
        ]
        return Consequence(bool(effects or moved), tuple(effects), tuple(moved)), cleared

    def _followers(self, after: Verdicts, texts: Mapping[Anchor, str]) -> list[Moved]:
        """Reported figures that a correction makes wrong: what they would have to be."""
        before = self._retrial.before(texts)
        out: dict[Anchor, Moved] = {}
        for key, failure in after.failures.items():
            if key in before.failures:
                continue
            for anchor, right in failure.expected[:1]:
                unknown = next(iter(self._system.at(anchor)), None)
                made = unknown.print if unknown is not None else None
                if unknown is None or made is None or anchor in texts:
                    continue
                value = made.rounded(right)
                text, difference = made.text_of(value), made.text_of(value - made.value)
                if text is not None and difference is not None and value != made.value:
                    out.setdefault(anchor, Moved(self._places.of(unknown.cell), text, difference))
        return list(out.values())

    def _id(self, failure: Failure) -> str | None:
        key = (failure.rule.id, failure.row)
        if key in self._ids:
            return self._ids[key]
        for finding in self._findings.values():
            if finding.rule == failure.rule.id and {x.anchor for x in finding.locations} == failure.anchors:
                return finding.id
        return None
