"""What follows from a correction: findings that go with it, figures and words that have to follow, rules that then fail."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from gouji.diagnosis.followers import Followers
from gouji.diagnosis.places import Places
from gouji.diagnosis.retrial import Failure, Key, Retrial
from gouji.diagnosis.rewording import Rewording
from gouji.diagnosis.system import System
from gouji.engine.result import Finding
from gouji.engine.roots import Consequence, Effect, Moved
from gouji.report import Anchor


class Consequences:
    """Works out the consequences of corrections of one report."""

    def __init__(
        self,
        system: System,
        retrial: Retrial,
        followers: Followers,
        places: Places,
        findings: Mapping[str, Finding],
    ) -> None:
        self._retrial = retrial
        self._home = system.twins.home
        self._followers = followers
        self._rewording = Rewording(retrial)
        self._places = places
        self._findings = findings
        self._ids: dict[Key, str] = {check.key: check.finding for check in system.failing}

    def of(
        self, texts: Mapping[Anchor, str], own: Sequence[str], folded: Collection[str]
    ) -> tuple[Consequence, list[str]]:
        """What other rules say once the root is corrected and the figures that depend on it have followed.

        Also the ids of findings that go with it, but for the root's ``own`` and those ``folded`` under another.
        """
        cleared = self.cleared(texts, own, folded)
        texts, after, moved = self._followers.settled(texts, {})
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
        shown = [self._followers.moved(anchor, value) for anchor, value in moved.items()]
        shown += [
            Moved(self._places.at(one.anchor), " / ".join(one.words), "")
            for one in self._rewording.of(texts, before, after)
        ]
        return Consequence(bool(effects or shown), tuple(effects), tuple(shown)), cleared

    def cleared(self, texts: Mapping[Anchor, str], own: Sequence[str], folded: Collection[str]) -> list[str]:
        """The ids of findings that are gone with other texts in some cells, but for those of ``own`` and ``folded``."""
        before = self._retrial.before(texts)
        after = self._retrial.verdicts(texts)
        found = (self._id(failure) for key, failure in before.failures.items() if key not in after.failures)
        return [finding for finding in found if finding and finding not in own and finding not in folded]

    def _id(self, failure: Failure) -> str | None:
        key = (failure.rule.id, failure.row)
        if key in self._ids:
            return self._ids[key]
        for finding in self._findings.values():
            if finding.rule == failure.rule.id and {self._home(x.anchor) for x in finding.locations} == failure.anchors:
                return finding.id
        return None
