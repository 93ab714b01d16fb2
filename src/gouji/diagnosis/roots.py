"""From failing checks to roots: which cells, which slip, what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from gouji.diagnosis.counts import impossible, words
from gouji.diagnosis.forms import value_at
from gouji.diagnosis.groups import Group
from gouji.diagnosis.printing import Print
from gouji.diagnosis.retrial import Failure, Key, Retrial, Verdicts
from gouji.diagnosis.slips import ORDER, WEAK, Leeway, Proposal, half_of, printable, proposals
from gouji.diagnosis.suspects import Cells, Trial, Trials, factored, shares
from gouji.diagnosis.system import Check, System, Unknown
from gouji.engine.relation import Compared, Statement
from gouji.engine.result import Finding, Location
from gouji.engine.roots import CAUSES, Cause, Consequence, Effect, Moved, Root, Suspect
from gouji.report import Anchor, Report

ZERO = Fraction(0)
#: Cells of one root that slips are tried for, and suspects that are told.
MOST_SUSPECTS = 60
#: Prints that may be left to a cell for its value to be told as one.
FEW_PRINTS = 5
#: Roots of one cell each that are tried two by two for cells in each other's place.
MOST_PAIRED = 60
#: Slips told of one cell.
MOST_CAUSES = 3
#: How often the figures that follow a correction are followed themselves.
MOST_STEPS = 4


@dataclass(slots=True)
class Block:
    """Failing checks of one origin, with the smallest sets of cells that repair them."""

    checks: Cells
    sets: list[Cells]
    complete: bool
    conflicts: tuple[Cells, ...] = ()


@dataclass(slots=True)
class Named:
    """A suspected cell while its root is being made."""

    unknown: Unknown
    share: Fraction
    leeway: Leeway | None
    slips: list[tuple[Proposal, tuple[Key, ...]]] = field(default_factory=list)

    @property
    def strong(self) -> bool:
        return any(proposal.code not in WEAK for proposal, _ in self.slips[:1])


class RootMaker:
    """Makes the roots of one report."""

    def __init__(
        self, trials: Trials, retrial: Retrial, report: Report, findings: Mapping[str, Finding], lang: str
    ) -> None:
        self.trials = trials
        self.system: System = trials.system
        self.retrial = retrial
        self.report = report
        self.findings = findings
        self.lang = lang
        self._ids: dict[Key, str] = {check.key: check.finding for check in self.system.failing}
        self.folded: dict[str, str] = {}
        """Findings that a root clears although they are not its own, with the id of the root's first finding."""

    # -- blocks -------------------------------------------------------------------------------------------------------

    def blocks(self, groups: Sequence[Group]) -> list[Block]:
        """The groups, taken apart where their smallest sets are a product of independent choices."""
        out: list[Block] = []
        for group in groups:
            sets = [cells for cells, _ in group.smallest.sets]
            factors = factored(sets)
            if len(factors) == 1:
                out.append(Block(group.checks, sets, group.smallest.complete, group.smallest.conflicts))
                continue
            shared = [Block(frozenset(), factor, group.smallest.complete) for factor in factors]
            for number in sorted(group.checks, key=lambda n: (self._homes(n, shared), n)):
                home = self._home(number, shared)
                home.checks |= {number}
            if all(b.checks and self.trials.trial(b.sets[0], b.checks).feasible for b in shared):
                out += shared
            else:  # the cells have to change together
                out.append(Block(group.checks, sets, group.smallest.complete, group.smallest.conflicts))
        return out

    def paired(self, blocks: list[Block]) -> list[Block]:
        """The blocks, two of them made one where exchanging a cell of each for the other clears both."""
        out = list(blocks)
        single = [block for block in out if block.sets and all(len(cells) == 1 for cells in block.sets)]
        if len(single) > MOST_PAIRED:
            return out
        for one, other in combinations(single, 2):
            if one not in out or other not in out or not self._exchanged(one, other):
                continue
            sets = [a | b for a in one.sets for b in other.sets]
            place = out.index(one)
            out[place] = Block(one.checks | other.checks, sets, one.complete and other.complete)
            out.remove(other)
        return out

    def _exchanged(self, one: Block, other: Block) -> bool:
        mine = [next(iter(cells)) for cells in one.sets[:MOST_SUSPECTS]]
        its = [next(iter(cells)) for cells in other.sets[:MOST_SUSPECTS]]
        keys = {self.system.checks[number].key for number in one.checks | other.checks}
        for a in mine:
            for b in its:
                first, second = self.system.unknowns[a], self.system.unknowns[b]
                if a == b or not _alike(first, second) or (texts := swapped(first, second)) is None:
                    continue
                if not self._may_swap(first, second, Block(one.checks | other.checks, [], True)):
                    continue
                cleared = self._clears(texts)
                if cleared is not None and keys <= set(cleared):
                    return True
        return False

    def _homes(self, number: int, blocks: Sequence[Block]) -> int:
        read = self.system.checks[number].unknowns
        return sum(1 for block in blocks if any(cells & read for cells in block.sets))

    def _home(self, number: int, blocks: Sequence[Block]) -> Block:
        read = self.system.checks[number].unknowns
        fitting = [block for block in blocks if any(cells & read for cells in block.sets)] or list(blocks)
        for block in fitting:
            if self.trials.trial(block.sets[0], block.checks | {number}).feasible:
                return block
        return fitting[0]

    # -- one root -----------------------------------------------------------------------------------------------------

    def root(self, block: Block) -> Root:
        """The root of a block."""
        checks = [self.system.checks[number] for number in sorted(block.checks)]
        own = [check.finding for check in checks]
        if not block.sets:
            return self._unsolved(checks, own, block)
        plug = self._plug(checks)
        share = shares(block.sets)
        named = [self._named(cell, share[cell], block) for cell in sorted(share, key=lambda c: (-share[c], c))]
        for one in named:
            if one.unknown.number == plug:
                self._told_as_plug(one, checks)
        reported = {number for check in checks for number in self._reported(check)}
        if len(named) <= MOST_SUSPECTS:
            self._swaps(named, block)
        named.sort(key=lambda one: self._rank(one, reported, plug))
        chosen = self._chosen(named, block, plug)
        edit = self._edit(named, chosen, block)
        place = {one.unknown.number: at for at, one in enumerate(named)}
        certain = block.complete and chosen is not None
        consequence = None
        follow: list[str] = []
        if edit and certain:
            texts = {named[at].unknown.anchor: text for at, text in edit}
            consequence, follow = self._consequence(texts, own)
        findings = (*self._first(own, named), *follow)
        for finding in follow:
            self.folded[finding] = own[0]
        return Root(
            findings,
            self._message(named, block, edit, plug),
            tuple(self._suspect(one) for one in named),
            tuple(tuple(sorted(place[cell] for cell in cells)) for cells in sorted(block.sets, key=sorted)),
            tuple(edit),
            consequence,
            ("", "") if block.complete else STOPPED,
            plug is not None,
        )

    def alone(self, check: Check) -> Root:
        """The root of a failing check that was not put into a group: the finding itself, and what its counts say."""
        return self._unsolved([check], [check.finding], Block(frozenset({check.number}), [], True))

    def _unsolved(self, checks: Sequence[Check], own: Sequence[str], block: Block) -> Root:
        for check in checks:
            found = next((r for s in _compared(check.judged.statement) if (r := impossible(s)) is not None), None)
            if found is not None:
                message = words(found)
                cells = [cell for cell in (found.rate, found.people) if cell is not None]
                low = found.nearest[0].text if found.nearest else ""
                high = found.nearest[-1].text if found.nearest else ""
                suspects = [
                    Suspect(self._location(cell), Fraction(1, len(cells)), (), "", *((low, high) if not at else ()))
                    for at, cell in enumerate(cells)
                ]
                return Root(tuple(own), message, tuple(suspects), tuple((at,) for at in range(len(cells))))
        finding = self.findings.get(own[0])
        text = finding.message if finding is not None else ""
        stopped = ("", "") if block.complete else STOPPED
        return Root(tuple(own), (text, text), stopped=stopped)

    def _named(self, cell: int, share: Fraction, block: Block) -> Named:
        unknown = self.system.unknowns[cell]
        failing = [check for check in self.system.failing if cell in check.unknowns and check.equation]
        trial = self.trials.trial(frozenset({cell}), frozenset(check.number for check in failing))
        named = Named(unknown, share, _leeway(trial, cell, unknown))
        made = unknown.print
        if named.leeway is None or made is None:
            if named.leeway is None:  # not alone, or not while another root is not corrected
                mine = min((cells for cells in block.sets if cell in cells), key=sorted)
                named.leeway = _leeway(self.trials.trial(mine, block.checks), cell, unknown)
            return named
        tried = 0
        for proposal in proposals(self.system, unknown, made, named.leeway, failing, self.report):
            if not _telling(proposal.code, named.leeway, made, half_of(unknown)):
                continue
            tried += 1
            if tried > 2 * MOST_CAUSES:
                break
            cleared = self._clears({unknown.anchor: proposal.text})
            if cleared is not None:
                named.slips.append((proposal, cleared))
                if len(named.slips) == MOST_CAUSES:
                    break
        return named

    def _clears(self, texts: Mapping[Anchor, str]) -> tuple[Key, ...] | None:
        """The failing checks that a correction clears; None where a relation of its cells still fails or is broken."""
        after = self.retrial.verdicts(texts)
        changed = {unknown.number for anchor in texts for unknown in self.system.at(anchor)}
        cleared = []
        for number in sorted({n for cell in changed for n in self.system.unknowns[cell].checks}):
            check = self.system.checks[number]
            if check.key in after.failures and (check.equation or (check.holds and check.relation)):
                return None
            if check.holds and check.relation and check.key in after.undecided:
                return None
            if not check.holds and check.key not in after.failures:
                if check.equation and check.key not in after.passing:
                    return None  # a condition that no longer holds makes no equation true
                cleared.append(check.key)
        return tuple(cleared) if cleared else None

    def _swaps(self, named: list[Named], block: Block) -> None:
        """Two cells of the block, in one row or one column, that belong in each other's place."""
        by_cell = {one.unknown.number: one for one in named}
        cells = sorted(by_cell)
        for at, one in enumerate(cells):
            for other in cells[at + 1 :]:
                a, b = self.system.unknowns[one], self.system.unknowns[other]
                if not _alike(a, b):
                    continue
                texts = swapped(a, b)
                if texts is None or not self._may_swap(a, b, block):
                    continue
                cleared = self._clears(texts)
                if cleared is None or not {self.system.checks[n].key for n in block.checks} <= set(cleared):
                    continue
                for mine, its in ((a, b), (b, a)):
                    proposal = Proposal("cells-swapped", its.value, texts[mine.anchor], its.anchor)
                    slips = by_cell[mine.number].slips
                    slips.append((proposal, cleared))
                    slips.sort(key=lambda slip: ORDER.index(slip[0].code))
                    del slips[MOST_CAUSES:]

    def _may_swap(self, a: Unknown, b: Unknown, block: Block) -> bool:
        """Whether the relations leave room for each other's values: asked before the engine is."""
        trial = self.trials.trial(frozenset({a.number, b.number}), block.checks)
        if not trial.feasible:
            return False
        for mine, its in ((a, b), (b, a)):
            low, high = trial.bounds.get(mine.number, (None, None))
            half = half_of(mine)
            if (low is not None and its.value + half < low) or (high is not None and its.value - half > high):
                return False
        return True

    # -- which cell, which edit ---------------------------------------------------------------------------------------

    def _rank(self, one: Named, reported: set[int], plug: int | None) -> tuple[object, ...]:
        slip = ORDER.index(one.slips[0][0].code) if one.slips else len(ORDER)
        return (
            one.unknown.number != plug,
            -one.share,
            not one.strong,
            one.unknown.number not in reported,
            slip,
            one.unknown.number,
        )

    def _reported(self, check: Check) -> list[int]:
        """The cells that stand alone on a side of a comparison of the check: the figures that are reported."""
        out = []
        for one in _compared(check.judged.statement):
            sides = [side.leaf for side in (one.left, one.right)]
            if one.operator in "=≈" and sum(leaf is not None for leaf in sides) == 1:
                leaf = next(leaf for leaf in sides if leaf is not None)
                anchor = leaf.anchor
                out += [unknown.number for unknown in self.system.at(anchor)]
        return out

    def _chosen(self, named: Sequence[Named], block: Block, plug: int | None) -> Cells | None:
        """The set that the suggested edit is for: the only one, or the one of the best suspect; None for no preference."""
        if plug is not None:
            return None
        if len(block.sets) == 1:
            return block.sets[0]
        best = named[0]
        strong = [one for one in named if one.strong]
        if not best.strong:
            return None
        if best.slips[0][0].code == "cells-swapped":
            other = next(one for one in named if one.unknown.anchor == best.slips[0][0].source)
            both = frozenset({best.unknown.number, other.unknown.number})
            return both if {one.unknown.number for one in strong} <= both else None
        if len(strong) > 1:
            return None  # as good a story for one cell as for another
        alone = frozenset({best.unknown.number})
        return alone if alone in block.sets else None

    def _edit(self, named: Sequence[Named], chosen: Cells | None, block: Block) -> list[tuple[int, str]]:
        """The smallest edit: texts for the cells of the chosen set, which clear the root when the engine judges them."""
        if chosen is None:
            return []
        texts: dict[int, str] = {}
        trial = self.trials.trial(chosen, block.checks) if len(chosen) > 1 else None
        anchors = {one.unknown.anchor for one in named if one.unknown.number in chosen}
        for at, one in enumerate(named):
            if one.unknown.number not in chosen:
                continue
            swap = [slip for slip, _ in one.slips if slip.code == "cells-swapped" and slip.source in anchors]
            if swap:
                texts[at] = swap[0].text
            elif trial is not None:
                known = _leeway(trial, one.unknown.number, one.unknown)
                found = printable(one.unknown, known) if known is not None else None
                if found is not None:
                    texts[at] = found[1]
            elif one.slips:
                texts[at] = one.slips[0][0].text
            elif text := _value(one):
                texts[at] = text
        if len(texts) < len(chosen):
            return []
        after = self.retrial.verdicts({named[at].unknown.anchor: text for at, text in texts.items()})
        keys = {self.system.checks[number].key for number in block.checks}
        equations = {self.system.checks[number].key for number in block.checks if self.system.checks[number].equation}
        if keys & set(after.failures) or equations - after.passing or self._broken(after, chosen):
            return []
        return sorted(texts.items())

    def _broken(self, after: Verdicts, cells: Cells) -> bool:
        """Whether a relation that held fails after a change, or can no longer be decided."""
        numbers = {n for cell in cells for n in self.system.unknowns[cell].checks}
        held = [
            self.system.checks[n] for n in numbers if self.system.checks[n].holds and self.system.checks[n].relation
        ]
        return any(check.key in after.failures or check.key in after.undecided for check in held)

    # -- what follows -------------------------------------------------------------------------------------------------

    def _consequence(self, texts: Mapping[Anchor, str], own: Sequence[str]) -> tuple[Consequence, list[str]]:
        """What other rules say once the root is corrected and the figures that depend on it have followed."""
        before = self.retrial.before(texts)
        texts = dict(texts)
        moved: list[Moved] = []
        after = self.retrial.verdicts(texts)
        cleared = [
            finding
            for key in before.failures
            if key not in after.failures and (finding := self._id(before.failures[key])) and finding not in own
        ]
        cleared = [finding for finding in cleared if finding not in self.folded]
        for _ in range(MOST_STEPS):
            step = self._followers(after, texts)
            if not step:
                break
            moved += step
            texts |= {one.location.anchor: one.value for one in step}
            after = self.retrial.verdicts(texts)
        before = self.retrial.before(texts)
        effects = [
            Effect(failure.rule.id, failure.rule.info.name, failure.message, True)
            for key, failure in after.failures.items()
            if key not in before.failures
        ]
        effects += [
            Effect(found.rule, found.name, found.message, False) for id_ in cleared if (found := self.findings.get(id_))
        ]
        return Consequence(bool(effects or moved), tuple(effects), tuple(moved)), cleared

    def _followers(self, after: Verdicts, texts: Mapping[Anchor, str]) -> list[Moved]:
        """Reported figures that a correction makes wrong: what they would have to be."""
        before = self.retrial.before(texts)
        out: dict[Anchor, Moved] = {}
        for key, failure in after.failures.items():
            if key in before.failures:
                continue
            for anchor, right in failure.expected[:1]:
                unknown = next(iter(self.system.at(anchor)), None)
                made = unknown.print if unknown is not None else None
                if unknown is None or made is None or anchor in texts:
                    continue
                value = made.rounded(right)
                text, difference = made.text_of(value), made.text_of(value - made.value)
                if text is not None and difference is not None and value != made.value:
                    out.setdefault(anchor, Moved(self._location(unknown.cell), text, difference))
        return list(out.values())

    def _id(self, failure: Failure) -> str | None:
        key = (failure.rule.id, failure.row)
        if key in self._ids:
            return self._ids[key]
        for finding in self.findings.values():
            if finding.rule == failure.rule.id and {x.anchor for x in finding.locations} == failure.anchors:
                return finding.id
        return None

    # -- the remainder of rounding --------------------------------------------------------------------------------------

    def _plug(self, checks: Sequence[Check]) -> int | None:
        """The cell that carries the rounding remainder of its total (舍位平衡); None for anything but exactly that.

        One equation alone fails, on the last addend of a total whose printed addends give the printed total to the last
        digit; the other addends keep the same rule; and the correction would leave just the remainder of their
        rounding, at most half a last place for each.
        """
        if len(checks) != 1 or not checks[0].branches:
            return None
        (check,) = checks
        for cell in sorted(check.unknowns):
            unknown = self.system.unknowns[cell]
            made = unknown.print
            if made is None or any(n != check.number and not self.system.checks[n].holds for n in unknown.checks):
                continue
            relation = frozenset({check.number})
            alone = [self.system.checks[n] for n in unknown.checks]
            for total in alone:
                addends = self._addends(total, cell)
                if addends is None or addends[-1] != cell or len(addends) < 3:
                    continue
                kept = all(
                    any(self.system.checks[n].rule == check.rule and self.system.checks[n].holds for n in other.checks)
                    for number in addends[:-1]
                    for other in (self.system.unknowns[number],)
                )
                right = self._alone(cell, check)
                if not kept or right is None:
                    continue
                off = abs(made.rounded(right) - made.value)
                if relation and made.step <= off <= made.step * len(addends) / 2:
                    return cell
        return None

    def _told_as_plug(self, one: Named, checks: Sequence[Check]) -> None:
        """The remainder as the cell's first cause, with the print that its own figures would give."""
        made, right = one.unknown.print, self._alone(one.unknown.number, checks[0])
        if made is not None and right is not None and (text := made.text_of(made.rounded(right))) is not None:
            keys = tuple(check.key for check in checks)
            one.slips.insert(0, (Proposal("rounding-plug", made.rounded(right), text), keys))

    def _addends(self, total: Check, cell: int) -> list[int] | None:
        """The addends of a total that its printed figures give exactly, in the order of the document."""
        if not total.holds:
            return None
        for branch in total.branches:
            for atom in branch.atoms:
                own = atom.poly.get((cell,))
                if own is None or not atom.equal or not atom.linear:
                    continue
                alike = [m[0] for m, f in atom.poly.items() if m and f == own]
                rest = [m for m, f in atom.poly.items() if m and f != own]
                printed = {unknown: self.system.unknowns[unknown].value for unknown in atom.unknowns}
                if len(rest) > 1 or (not rest and () not in atom.poly) or value_at(atom.poly, printed):
                    continue
                anchors = {self.system.unknowns[n].anchor for n in alike}
                if len({(a.table, a.column) for a in anchors}) != 1:
                    continue
                return sorted(alike, key=lambda n: self.system.unknowns[n].anchor.row or 0)
        return None

    def _alone(self, cell: int, check: Check) -> Fraction | None:
        """What one check alone, as printed, says that a cell should be."""
        for one in _compared(check.judged.statement):
            for side, other in ((one.left, one.right), (one.right, one.left)):
                leaf = side.leaf
                if leaf is not None and self.system.unknowns[cell].anchor == leaf.anchor and one.operator == "=":
                    return other.value
        return None

    # -- words ----------------------------------------------------------------------------------------------------------

    def _location(self, cell: object) -> Location:
        from gouji.engine.cells import Cell

        assert isinstance(cell, Cell)
        return Location(cell.role, cell.content.text, cell.anchor, self.report.locate, cell.row)

    def _suspect(self, one: Named) -> Suspect:
        causes = []
        for proposal, keys in one.slips:
            clears = tuple(dict.fromkeys(self._ids[key] for key in keys if self._ids.get(key)))
            source = None
            if proposal.source is not None:
                source = self._at(proposal.source)
            causes.append(Cause(proposal.code, proposal.text, clears, source))
        low, high = _ends(one)
        return Suspect(self._location(one.unknown.cell), one.share, tuple(causes), _value(one), low, high)

    def _at(self, anchor: Anchor) -> Location:
        known = self.system.at(anchor)
        if known:
            return self._location(known[0].cell)
        text = self.report.tables[anchor.table][anchor.row or 0].get(anchor.column) if anchor.table else ""
        return Location(anchor.column, text or "", anchor, self.report.locate)

    def _first(self, own: Sequence[str], named: Sequence[Named]) -> list[str]:
        """The findings of a root, the one first that stands at the first suspect."""
        if not named:
            return list(own)
        anchor = named[0].unknown.anchor

        def key(id_: str) -> tuple[bool, int]:
            finding = self.findings.get(id_)
            at = finding is not None and bool(finding.locations) and finding.locations[0].anchor == anchor
            return not at, -(finding.severity if finding is not None else 0)

        return sorted(own, key=key)

    def _message(
        self, named: Sequence[Named], block: Block, edit: Sequence[tuple[int, str]], plug: int | None
    ) -> tuple[str, str]:
        best = named[0]
        name, name_en = _name(best.unknown)
        printed = best.unknown.cell.content.text
        if plug is not None:
            words_ = CAUSES["rounding-plug"]
            return f"{name} {printed}：{words_[0]}", f"{name_en} {printed}: {words_[1]}"
        causes = [proposal for proposal, _ in best.slips]
        count = len({cell for cells in block.sets for cell in cells})
        if len(block.sets) == 1 and len(named) > 1:
            names = [_name(one.unknown) for one in named[:4]]
            shown, shown_en = "、".join(n for n, _ in names), ", ".join(n for _, n in names)
            if causes and causes[0].code == "cells-swapped":
                why = CAUSES["cells-swapped"]
                return f"{shown} {why[0]}", f"{shown_en}: {why[1]}"
            return f"{shown} 都要更正", f"{shown_en} all have to be corrected"
        if edit and len(edit) == 1:
            text = edit[0][1]
            say, say_en = f"{name} {printed} 应为 {text}", f"{name_en} {printed} should be {text}"
            if causes and causes[0].text == text:
                why = CAUSES[causes[0].code]
                say, say_en = f"{say}：{why[0]}", f"{say_en}: {why[1]}"
            if len(block.sets) > 1:
                say = f"很可能{say}；也可能错在另外 {count - 1} 格"
                say_en = f"probably {say_en}; {count - 1} other cells are possible"
            return say, say_en
        if len(block.sets) == 1:
            return f"错在 {name} {printed}", f"{name_en} {printed} is wrong"
        if causes and causes[0].code == "cells-swapped":
            why = CAUSES["cells-swapped"]
            source = next(one for one in named if one.unknown.anchor == causes[0].source)
            other, other_en = _name(source.unknown)
            return f"很可能是 {name} 与 {other} {why[0]}", f"probably {name_en} and {other_en}: {why[1]}"
        names = [_name(one.unknown) for one in named[:4]]
        shown, shown_en = "、".join(n for n, _ in names), ", ".join(n for _, n in names)
        if count > 4:
            shown, shown_en = f"{shown} 等 {count} 格", f"{shown_en} and others, {count} in all"
        if len(block.sets[0]) > 1:
            several = len(block.sets[0])
            return (
                f"至少有 {several} 格要更正，不能确定是哪几格：{shown}",
                f"at least {several} cells have to be corrected; which ones cannot be told: {shown_en}",
            )
        return f"不能确定错在哪一格：{shown}", f"which cell is wrong cannot be told: {shown_en}"


STOPPED = (
    "关系太多，没有找完所有的可能",
    "too many relations: not every possibility was looked at",
)


def _compared(statement: Statement) -> list[Compared]:
    if isinstance(statement, Compared):
        return [statement]
    return [one for part in getattr(statement, "parts", ()) for one in _compared(part)]


def _leeway(trial: Trial, cell: int, unknown: Unknown) -> Leeway | None:
    """What a trial leaves of a cell."""
    if not trial.feasible or cell not in trial.bounds:
        return None
    low, high = trial.bounds[cell]
    value = trial.values.get(cell) if trial.values is not None else None
    if value is None:
        known = [end for end in (low, high) if end is not None]
        if not known:
            return None
        value = sum(known, ZERO) / len(known)
    return Leeway(low, high, value)


def _telling(code: str, leeway: Leeway, made: Print, half: Fraction) -> bool:
    """Whether a slip that fits says more than chance: the prints it reaches are few among those of as many digits."""
    prints = leeway.prints(made.step, half)
    if prints is None:
        return False
    digits = len(made.digits.replace(".", "").replace("-", "").lstrip("0"))
    tries = {"digit-changed": 9 * digits, "digit-dropped": 10 * (digits + 1), "digits-swapped": digits}.get(code, 2)
    return prints * tries * 4 <= int(10**digits)


def _value(one: Named) -> str:
    """The text that a cell should have, where the relations leave few prints."""
    made, leeway = one.unknown.print, one.leeway
    if made is None or leeway is None:
        return ""
    prints = leeway.prints(made.step, half_of(one.unknown))
    if prints is None or prints > FEW_PRINTS:
        return ""
    found = printable(one.unknown, leeway)
    return found[1] if found is not None and found[0] != made.value else ""


def _ends(one: Named) -> tuple[str, str]:
    """The least and the greatest print that the relations leave, where they leave more than one."""
    made, leeway = one.unknown.print, one.leeway
    if made is None or leeway is None:
        return "", ""
    prints = leeway.prints(made.step, half_of(one.unknown))
    if prints is not None and prints < 2:
        return "", ""
    half = half_of(one.unknown)
    low = high = ""
    if leeway.low is not None:
        low = made.text_of(-((half - leeway.low) // made.step) * made.step) or ""
    if leeway.high is not None:
        high = made.text_of((leeway.high + half) // made.step * made.step) or ""
    return low, high


def _alike(a: Unknown, b: Unknown) -> bool:
    """Whether two cells may have been swapped: one kind of figure, one table, one row or column, different values."""
    if a.value == b.value or a.figure.unit.dimension != b.figure.unit.dimension:
        return False
    one, other = a.anchor, b.anchor
    return one.table == other.table and (one.row == other.row or one.column == other.column)


def swapped(a: Unknown, b: Unknown) -> dict[Anchor, str] | None:
    """The texts of two cells in each other's place."""
    if a.print is None or b.print is None or (a.print.head, a.print.tail) != (b.print.head, b.print.tail):
        return None
    return {a.anchor: b.cell.content.text, b.anchor: a.cell.content.text}


def _name(unknown: Unknown) -> tuple[str, str]:
    """What people call a cell."""
    cell = unknown.cell
    if not cell.row:
        return f"“{cell.role}”", f"“{cell.role}”"
    return f"“{cell.row}”的“{cell.role}”", f"“{cell.role}” of “{cell.row}”"
