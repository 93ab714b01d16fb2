"""How far a figure may lie from its correction before a judgement flips.

Judgements are all checks that state no equation: lines to be reached, grades, limits, what is claimed in words. The engine
judges them, at single prints and over whole spans of prints (every value of a span at once, in interval arithmetic: Moore,
Interval Analysis, 1966); a span that is not the same throughout is halved, the nearer half first. What is told as unchanged
has therefore been proved unchanged at every print in between, and what is told to flip has been judged there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isqrt

from gouji.diagnosis.followers import Followers, wide
from gouji.diagnosis.printing import Print, print_of
from gouji.diagnosis.retrial import FOLLOWED, Failure, Key, Retrial, Verdicts
from gouji.diagnosis.slips import Leeway, half_of
from gouji.diagnosis.spans import Span
from gouji.diagnosis.system import System, Unknown
from gouji.engine.outcome import Outcome
from gouji.engine.program import CompiledRule
from gouji.engine.roots import Flip, Margin
from gouji.figures import parse_figure
from gouji.figures.rational import Rational
from gouji.language import bound as b
from gouji.report import Anchor

#: Spans and prints judged on one side of one cell.
MOST_TRIES = 60
#: How far is looked: so many times the figure, or so many last places, whichever is more.
TIMES = 1_000
PLACES = 10_000
#: The reason of what rounding leaves undecided: inside a span it may be decided.
OPEN = "U606"


@dataclass(slots=True)
class _Cell:
    """A cell whose margin is looked for: how its correction prints, and the texts that are corrected with it."""

    anchor: Anchor
    made: Print
    base: Mapping[Anchor, str]
    blind: frozenset[str]

    def text(self, value: Fraction) -> str:
        text = self.made.text_of(value)
        assert text is not None  # a whole number of last places away from what is printed
        return text

    def texts(self, value: Fraction) -> dict[Anchor, str]:
        return {**self.base, self.anchor: self.text(value)}


@dataclass(slots=True)
class _Side:
    """What was found on one side, in last places away from the correction."""

    proved: int
    flip: Flip | None = None
    stopped: bool = False


class Margins:
    """Finds the margins of suspects of one report, until it has judged as much as it may."""

    def __init__(self, system: System, retrial: Retrial, followers: Followers, most: int) -> None:
        self._system = system
        self._retrial = retrial
        self._followers = followers
        self._equations = {check.key for check in system.checks if check.states}
        judging = {check.rule for check in system.checks if not check.states}
        self._stating = {check.rule for check in system.checks} - judging
        """Rules of which every check that was judged is an equation."""
        self._wanted = most > 0
        self._left = most
        self.skipped = 0
        """Suspects whose margin was not looked for, because enough had been judged."""

    def of(self, unknown: Unknown, base: Mapping[Anchor, str], leeway: Leeway | None) -> Margin | None:
        """The margin of a cell around its text in ``base``, the corrections made together; None where it has none."""
        if not self._wanted:
            return None
        made = _reprinted(unknown, base[unknown.anchor])
        if made is None or unknown.cell.content.target is not None:
            return None
        if not self._matters(unknown.anchor):
            return Margin(made.text_of(made.value) or "", cosmetic=True, throughout=True)
        if self._left <= 0:
            self.skipped += 1
            return None
        cell = _Cell(unknown.anchor, made, base, self._retrial.blind(unknown.anchor))
        far = int(max(abs(made.value) * TIMES, made.step * PLACES) / made.step)
        sides = {-1: far if unknown.signed else int(max(made.value, Rational(0)) / made.step), 1: far}
        found = {sign: self._side(cell, sign, limit) for sign, limit in sides.items()}
        ends = {sign: made.value + sign * one.proved * made.step for sign, one in found.items()}
        ended = {sign: found[sign].flip is not None or found[sign].stopped for sign in found}
        throughout = _inside(unknown, leeway, ends, ended, made)
        return Margin(
            made.text_of(made.value) or "",
            cell.text(ends[-1]) if ended[-1] else "",
            cell.text(ends[1]) if ended[1] else "",
            found[-1].flip,
            found[1].flip,
            throughout and self._cosmetic(cell),
            throughout,
            found[-1].stopped or found[1].stopped,
            tuple(sorted(cell.blind)),
        )

    def _matters(self, anchor: Anchor) -> bool:
        """Whether any judgement reads the cell's column, or one that equations tie to it."""
        columns = set(self._retrial.slots(anchor))
        seen: set[str] = set()
        while True:
            rules = [rule for rule in self._retrial.reading(columns) if rule.id not in seen]
            if any(rule.id not in self._stating and not _states(rule) for rule in rules):
                return True
            if not rules:
                return False
            seen |= {rule.id for rule in rules}
            columns |= {slot for rule in rules for slot in rule.used}

    def _cosmetic(self, cell: _Cell) -> bool:
        """Whether the report as printed has the judgements that it has with the correction."""
        texts, after, followed = self._followers.settled(cell.base, {})
        before = self._retrial.before(texts)
        return not followed and self._judged(before, cell) == self._judged(after, cell)

    def _judged(self, verdicts: Verdicts, cell: _Cell) -> tuple[frozenset[Key], frozenset[Key]]:
        """The judgements that fail and those that cannot be decided."""
        out = self._equations
        fails = frozenset(key for key in verdicts.failures if key not in out and key[0] not in cell.blind)
        return fails, frozenset(key for key in verdicts.undecided if key not in out and key[0] not in cell.blind)

    def _side(self, cell: _Cell, sign: int, limit: int) -> _Side:
        """Search one side, nearest first."""
        out = _Side(0)
        spans: list[tuple[int, int, frozenset[Key] | None]] = [(1, limit, None)] if limit > 0 else []
        if limit > 1 and cell.made.value + sign * limit * cell.made.step == 0:
            spans = [(limit, limit, None), (1, limit - 1, None)]  # nothing can be divided by the last of them
        tries = min(MOST_TRIES, self._left)
        while spans:
            near, away, only = spans.pop()
            if not tries:
                out.stopped = True
                break
            tries -= 1
            self._left -= 1
            if near == away:
                flip = self._flip(cell, cell.made.value + sign * near * cell.made.step, only)
                if flip is not None:
                    out.flip = flip
                    break
                out.proved = near
                continue
            ends = sorted(cell.made.value + sign * at * cell.made.step for at in (near, away))
            same, open_ = self._open(cell, wide(cell.made, ends[0], ends[1]), only)
            if same:
                out.proved = away
                continue
            middle = min(max(near, isqrt(near * away)), away - 1)
            # what comes out the same in the whole span does so in a part of it
            spans += [(middle + 1, away, open_), (near, middle, open_)]
        return out

    def _flip(self, cell: _Cell, value: Fraction, only: frozenset[Key] | None) -> Flip | None:
        """What comes out differently at one print."""
        texts, after, _ = self._followers.settled(cell.texts(value), cell.base, only)
        before = self._followers.before(texts, cell.base)
        (now, open_now), (then, open_then) = self._judged(before, cell), self._judged(after, cell)
        if only is not None:
            now, open_now = now & only, open_now & only
        known: dict[Key, Failure] = {**before.failures, **after.failures}
        for key in (*after.failures, *before.failures):
            if (key in now) != (key in then):
                failure = known[key]
                fails = key in then
                info = failure.rule.info
                return Flip(cell.text(value), info.id, info.name, failure.message if fails else "", fails)
        return self._opened(cell, value, open_now ^ open_then)

    def _opened(self, cell: _Cell, value: Fraction, keys: frozenset[Key]) -> Flip | None:
        """A judgement that can be decided on one side only."""
        rules = {key[0] for key in keys}
        for check in self._system.checks:
            if check.rule in rules:
                info = check.judged.rule.info
                return Flip(cell.text(value), info.id, info.name, "", False)
        return Flip(cell.text(value), min(rules), "", "", False) if rules else None

    def _open(self, cell: _Cell, span: Span, only: frozenset[Key] | None) -> tuple[bool, frozenset[Key] | None]:
        """Whether every judgement comes out in all of a span as it does with the correction.

        Where not, also the checks that are to be judged again in its parts (None: all): judgements that are not the same
        throughout, and the equations that other figures may have to follow.
        """
        spread = self._followers.spread(cell.base, {cell.anchor: span}, only)
        if spread is None:
            return False, only
        base = self._retrial.verdicts({a: cell.base.get(a, self._retrial.text(a)) for a in spread.read})
        differ: set[Key] = set()
        follow: set[Key] = set()
        for key, (outcome, truth) in spread.outcomes.items():
            if key[0] in cell.blind:
                continue
            if outcome is Outcome.UNDECIDED:
                if base.undecided.get(key) != truth.reasons or any(note.code == OPEN for note in truth.reasons):
                    # an equation with a divisor that may be zero: who follows it is known of smaller spans only
                    return False, only
            elif key in self._equations:
                if outcome in FOLLOWED:
                    follow.add(key)
            elif (
                outcome is Outcome.WITHIN_ROUNDING
                or (outcome is Outcome.FAIL) != (key in base.failures)
                or key in base.undecided
            ):
                differ.add(key)
        return not differ, frozenset(differ | follow)


def _states(rule: CompiledRule) -> bool:
    """Whether a rule asks for nothing but an equation of numbers."""
    asked = rule.require
    return isinstance(asked, b.Comparison) and asked.operator == "=" and asked.left.type.base not in ("text", "date")


def _inside(
    unknown: Unknown, leeway: Leeway | None, ends: Mapping[int, Fraction], ended: Mapping[int, bool], made: Print
) -> bool:
    """Whether every print that the relations leave lies where nothing flips."""
    if leeway is None:
        return not any(ended.values())
    half = half_of(unknown)
    low = leeway.low is not None and -((half - leeway.low) // made.step) * made.step >= ends[-1]
    high = leeway.high is not None and (leeway.high + half) // made.step * made.step <= ends[1]
    return (low or not ended[-1]) and (high or not ended[1])


def _reprinted(unknown: Unknown, text: str) -> Print | None:
    """How a corrected text prints its number."""
    figure = parse_figure(text)
    if figure is None:
        return None
    if figure.unit.dimension == "number":  # the unit stands in the header
        figure = replace(figure, unit=unknown.figure.unit)
    return print_of(text, figure)
