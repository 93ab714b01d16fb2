"""From blocks of failing checks to roots: which cells, which slip, what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.diagnosis.blocks import Block
from gouji.diagnosis.consequences import Consequences
from gouji.diagnosis.corrections import Corrections
from gouji.diagnosis.counts import impossible, words
from gouji.diagnosis.edits import chosen_set, edit_of, rank, reported_by
from gouji.diagnosis.followers import Followers
from gouji.diagnosis.margins import Margins
from gouji.diagnosis.named import Named, Namer, ends_of, value_of
from gouji.diagnosis.places import Places
from gouji.diagnosis.remainder import plug_of, tell_as_plug
from gouji.diagnosis.retrial import Key
from gouji.diagnosis.sentences import STOPPED, sentence
from gouji.diagnosis.slips import printable
from gouji.diagnosis.statements import compared
from gouji.diagnosis.suspects import shares
from gouji.diagnosis.system import Check
from gouji.engine.result import Finding
from gouji.engine.roots import Cause, Margin, Root, Suspect
from gouji.figures.rational import Rational
from gouji.report import Report

#: Cells of one root that slips are tried for, and suspects that are told.
MOST_SUSPECTS = 60
#: Suspects of one root whose margins are looked for.
MOST_MARGINS = 3


class RootMaker:
    """Makes the roots of one report."""

    def __init__(self, corrections: Corrections, report: Report, findings: Mapping[str, Finding]) -> None:
        self._corrections = corrections
        self._system = corrections.system
        self._findings = findings
        self._report = report
        self._places = Places(self._system, report)
        self._namer = Namer(corrections, report)
        followers = Followers(self._system, corrections.retrial, self._places)
        self._consequences = Consequences(self._system, corrections.retrial, followers, self._places, findings)
        self.margins = Margins(self._system, corrections.retrial, followers, corrections.trials.limits.margins)
        self._ids: dict[Key, str] = {check.key: check.finding for check in self._system.failing}
        self._folded: set[str] = set()
        """Findings that a root clears although they are not its own."""

    def root(self, block: Block) -> Root:
        """The root of a block."""
        checks = [self._system.checks[number] for number in sorted(block.checks)]
        own = [check.finding for check in checks]
        if not block.sets:
            return self._unsolved(checks, own, block)
        plug = plug_of(self._system, checks)
        share = shares(block.sets)
        named = [self._namer.named(cell, share[cell], block) for cell in sorted(share, key=lambda c: (-share[c], c))]
        for one in named:
            if one.unknown.number == plug:
                tell_as_plug(self._system, one, checks)
        reported = {number for check in checks for number in reported_by(self._system, check)}
        if len(named) <= MOST_SUSPECTS:
            self._namer.swaps(named, block)
        named.sort(key=lambda one: rank(one, reported, plug))
        chosen = chosen_set(named, block, plug)
        edit = edit_of(self._corrections, named, chosen, block)
        place = {one.unknown.number: at for at, one in enumerate(named)}
        certain = block.complete and chosen is not None
        consequence = None
        follow: list[str] = []
        if edit and certain:
            texts = {named[at].unknown.anchor: text for at, text in edit}
            consequence, follow = self._consequences.of(texts, own, self._folded)
        elif block.complete and plug is None:
            follow = self._echoes(named, block, own)
        margins = self._margins(named, edit, block) if plug is None else {}
        findings = (*self._first(own, named), *follow)
        self._folded.update(follow)
        return Root(
            findings,
            sentence(named, block, edit, plug, self._report.locate),
            tuple(self._suspect(one, margins.get(at)) for at, one in enumerate(named)),
            tuple(tuple(sorted(place[cell] for cell in cells)) for cells in sorted(block.sets, key=sorted)),
            tuple(edit),
            consequence,
            ("", "") if block.complete else STOPPED,
            plug is not None,
        )

    def _echoes(self, named: Sequence[Named], block: Block, own: Sequence[str]) -> list[str]:
        """Findings that go with the root whichever of its suspects is wrong; none where one of them was not tried."""
        out: list[str] | None = None
        for cells in block.sets:
            (one, *others) = [one for one in named if one.unknown.number in cells]
            found = printable(one.unknown, one.leeway) if one.leeway is not None and not others else None
            if found is None:
                return []
            cleared = self._consequences.cleared({one.unknown.anchor: found[1]}, own, self._folded)
            out = cleared if out is None else [finding for finding in out if finding in cleared]
            if not out:
                return []
        return out or []

    def _margins(
        self, named: Sequence[Named], edit: Sequence[tuple[int, str]], block: Block
    ) -> dict[int, Margin | None]:
        """The margins of the first suspects: those of the edit, or each around what alone would clear the root."""
        if edit:
            base = {named[at].unknown.anchor: text for at, text in edit}
            chosen = [(at, base) for at, _ in edit]
        else:
            chosen = []
            for at, one in enumerate(named):
                found = printable(one.unknown, one.leeway) if one.leeway is not None else None
                if found is not None and frozenset({one.unknown.number}) in block.sets:
                    chosen.append((at, {one.unknown.anchor: found[1]}))
        out: dict[int, Margin | None] = {}
        for at, texts in chosen[:MOST_MARGINS]:
            one = named[at]
            out[at] = self.margins.of(one.unknown, texts, one.leeway if len(texts) == 1 else None)
        return out

    def alone(self, check: Check) -> Root:
        """The root of a failing check that was not put into a group: the finding itself, and what its counts say."""
        return self._unsolved([check], [check.finding], Block(frozenset({check.number}), [], True))

    def _unsolved(self, checks: Sequence[Check], own: Sequence[str], block: Block) -> Root:
        for check in checks:
            found = next((r for s in compared(check.judged.statement) if (r := impossible(s)) is not None), None)
            if found is not None:
                message = words(found)
                cells = [cell for cell in (found.rate, found.people) if cell is not None]
                low = found.nearest[0].text if found.nearest else ""
                high = found.nearest[-1].text if found.nearest else ""
                suspects = [
                    Suspect(self._places.of(cell), Rational(1, len(cells)), (), "", *((low, high) if not at else ()))
                    for at, cell in enumerate(cells)
                ]
                return Root(tuple(own), message, tuple(suspects), tuple((at,) for at in range(len(cells))))
        finding = self._findings.get(own[0])
        text = finding.message if finding is not None else ""
        stopped = ("", "") if block.complete else STOPPED
        return Root(tuple(own), (text, text), stopped=stopped)

    def _suspect(self, one: Named, margin: Margin | None) -> Suspect:
        causes = []
        for proposal, keys in one.slips:
            clears = tuple(dict.fromkeys(self._ids[key] for key in keys if self._ids.get(key)))
            source = None
            if proposal.source is not None:
                source = self._places.at(proposal.source)
            causes.append(Cause(proposal.code, proposal.text, clears, source))
        low, high = ends_of(one)
        return Suspect(self._places.of(one.unknown.cell), one.share, tuple(causes), value_of(one), low, high, margin)

    def _first(self, own: Sequence[str], named: Sequence[Named]) -> list[str]:
        """The findings of a root, the one first that stands at the first suspect."""
        if not named:
            return list(own)
        anchor = named[0].unknown.anchor

        def key(id_: str) -> tuple[bool, int]:
            finding = self._findings.get(id_)
            at = (
                finding is not None
                and bool(finding.locations)
                and self._system.twins.home(finding.locations[0].anchor) == anchor
            )
            return not at, -(finding.severity if finding is not None else 0)

        return sorted(own, key=key)
