"""Figures that have to follow a change: those that stand alone on one side of an equation which the change breaks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from gouji.diagnosis.places import Places
from gouji.diagnosis.printing import Print
from gouji.diagnosis.retrial import Key, Retrial, Spread, Verdicts
from gouji.diagnosis.spans import Span
from gouji.diagnosis.system import System, Unknown
from gouji.engine.roots import Moved
from gouji.report import Anchor

#: How often the figures that follow are followed themselves.
MOST_STEPS = 4

Texts = Mapping[Anchor, str]


class Followers:
    """Finds what follows changes of one report."""

    def __init__(self, system: System, retrial: Retrial, places: Places) -> None:
        self._system = system
        self._retrial = retrial
        self._places = places

    def settled(
        self, texts: Texts, base: Texts, only: Collection[Key] | None = None
    ) -> tuple[dict[Anchor, str], Verdicts, dict[Anchor, Fraction]]:
        """The changed texts with those of the figures that follow, the verdicts then, and the followers alone.

        What fails already in the report with the texts of ``base`` makes nothing follow.
        """
        texts = dict(texts)
        followed: dict[Anchor, Fraction] = {}
        after = self._retrial.verdicts(texts, only)
        for _ in range(MOST_STEPS):
            step = self._step(after, texts, base)
            if not step:
                break
            for anchor, (value, text) in step.items():
                followed[anchor], texts[anchor] = value, text
            after = self._retrial.verdicts(texts, only)
        return texts, after, followed

    def before(self, texts: Texts, base: Texts) -> Verdicts:
        """The verdicts with ``base``, on all that a change of ``texts`` can reach."""
        if not base:
            return self._retrial.before(texts)
        return self._retrial.verdicts({anchor: base.get(anchor, self._retrial.text(anchor)) for anchor in texts})

    def _step(self, after: Verdicts, texts: Texts, base: Texts) -> dict[Anchor, tuple[Fraction, str]]:
        before = self.before(texts, base)
        out: dict[Anchor, tuple[Fraction, str]] = {}
        for key, failure in after.failures.items():
            if key in before.failures:
                continue
            for anchor, right in failure.expected[:1]:
                made = self._print(anchor)
                if made is None or anchor in texts or anchor in out:
                    continue
                value = made.rounded(right)
                text = made.text_of(value)
                if text is not None and value != made.value:
                    out[anchor] = value, text
        return out

    def spread(self, texts: Texts, spans: Mapping[Anchor, Span], only: Collection[Key] | None = None) -> Spread | None:
        """What comes out whatever values some cells have in their spans, with what follows from any of them.

        ``texts`` are the corrections that the report is taken with.

        None where a follower has no bounds.
        """
        texts, spans = dict(texts), dict(spans)
        fixed = frozenset(texts)
        found = self._retrial.spread(texts, spans, self._retrial.verdicts(texts).failures, only)
        for _ in range(MOST_STEPS):
            step: dict[Anchor, Span] = {}
            for anchor, (interval, surely) in found.targets.items():
                made = self._print(anchor)
                if anchor in fixed or made is None:
                    continue
                if interval.lo is None or interval.hi is None:
                    return None
                least, most = wide(made, made.rounded(interval.lo), made.rounded(interval.hi))
                known = spans.get(anchor) or (None if surely else wide(made, made.value, made.value))
                if known is None:
                    step[anchor] = least, most
                elif least < known[0] or most > known[1]:
                    step[anchor] = min(known[0], least), max(known[1], most)
            if not step:
                break
            spans |= step
            texts |= {anchor: self._retrial.text(anchor) for anchor in step}
            failures = self._retrial.verdicts(texts).failures
            found = self._retrial.spread(texts, spans, failures, only, (found, step.keys()))
        return found

    def moved(self, anchor: Anchor, value: Fraction) -> Moved:
        """A follower as it is told."""
        made = self._print(anchor)
        assert made is not None
        text, difference = made.text_of(value), made.text_of(value - made.value)
        return Moved(self._places.at(anchor), text or "", difference or "")

    def _print(self, anchor: Anchor) -> Print | None:
        unknown: Unknown | None = next(iter(self._system.at(anchor)), None)
        return unknown.print if unknown is not None else None


def wide(made: Print, low: Fraction, high: Fraction) -> Span:
    """The prints from ``low`` to ``high`` with every true value behind them.

    A little more, so that no end is a number that anything could print.
    """
    more = made.step / 2 + made.step / 10**9
    return low - more, high + more
