"""What the facts of running text claim of each other, as rows of the generic claim tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.extraction.balances.additions import Additions
from gouji.extraction.balances.between import read_between, read_between_alone
from gouji.extraction.balances.comparing import Comparisons
from gouji.extraction.balances.reckoned import Reckoned
from gouji.extraction.balances.stocks import read_stocks
from gouji.extraction.done.exceeding import Exceeding
from gouji.extraction.done.fulfilled import read_fulfilled
from gouji.extraction.done.goals import Goals
from gouji.extraction.done.overshot import Overshot
from gouji.extraction.done.promised import read_promised
from gouji.extraction.done.quotas import read_quotas
from gouji.extraction.done.remaining import read_remaining
from gouji.extraction.done.running import read_running
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.growth.changes import Changes
from gouji.extraction.growth.compound import read_compound
from gouji.extraction.growth.contributions import read_contributions
from gouji.extraction.growth.gaps import read_gaps
from gouji.extraction.growth.paces import read_paces
from gouji.extraction.growth.shiftruns import read_shift_runs
from gouji.extraction.parts.bases import Bases
from gouji.extraction.parts.belowlists import read_below_lists
from gouji.extraction.parts.complements import Complements
from gouji.extraction.parts.countedparts import read_counted_parts
from gouji.extraction.parts.divided import read_divided
from gouji.extraction.parts.hundreds import read_hundreds
from gouji.extraction.parts.instalments import read_instalments
from gouji.extraction.parts.itemized import read_items
from gouji.extraction.parts.laidout import read_laid_out
from gouji.extraction.parts.otherkind import read_other_kind
from gouji.extraction.parts.outlined import read_outlined
from gouji.extraction.parts.parallel import read_parallel
from gouji.extraction.parts.periods import read_periods
from gouji.extraction.parts.portions import read_portion
from gouji.extraction.parts.restshares import read_rest_shares
from gouji.extraction.parts.samebase import SameBase
from gouji.extraction.parts.samename import read_same_name
from gouji.extraction.parts.sharelists import read_share_lists
from gouji.extraction.parts.shares import Shares
from gouji.extraction.parts.states import read_states
from gouji.extraction.parts.structures import Structures
from gouji.extraction.parts.tallies import read_tallies
from gouji.extraction.parts.toldlists import read_told_lists
from gouji.extraction.parts.twins import read_twins
from gouji.extraction.parts.under import read_under
from gouji.extraction.parts.wholes import Wholes
from gouji.extraction.prose.amounts import (
    label_of,
    words_of,
)
from gouji.extraction.prose.averages import Averages
from gouji.extraction.prose.facts import Fact, Level, Read, kind_of
from gouji.extraction.prose.proofs import Proofs
from gouji.extraction.prose.proportions import Proportions
from gouji.extraction.prose.rates import Rates
from gouji.language import Table


class Relations:
    """Writes the claims of one document; ``facts`` holds all facts so far.

    ``tables`` are the tables of the vocabulary; those that hold claims are found by what they hold (``构成`` …).
    """

    def __init__(self, tables: Iterable[Table], draft: Draft, wording: Wording) -> None:
        self._wording = wording
        self._tables = {table.source: table for table in tables if table.source}
        self._draft = draft
        self.facts: list[Fact] = []
        self._names: dict[str, int] = {}
        self._bases = Bases(self.facts)
        told: set[tuple[int, int]] = set()
        self._wholes = Wholes(self.facts, wording, self._row, self._group)
        self._same_base = SameBase(self.facts, told, self._wholes.write, self._row)
        self._shares = Shares(self.facts, self._bases, wording, told, self._same_base, self._row)
        self._rates = Rates(self.facts, wording, self._row)
        self._averages = Averages(self.facts, self._row)
        self._proportions = Proportions(self.facts, self._row)
        self._changes = Changes(self.facts, wording, self._row)
        self._structures = Structures(self._row)
        self._comparisons = Comparisons(self.facts, wording, self._row)
        self._reckoned = Reckoned(self.facts, wording.formulas, self._row, self._group)
        self._exceeding = Exceeding(self.facts, wording, self._row)
        self._overshot = Overshot(self.facts, wording, self._row)
        self._goals = Goals(wording, self._row)
        self._additions = Additions(self.facts, wording, self._row, self._group)
        self._proofs = Proofs(self.facts, wording, self._row, self._wholes.write, self._group, self._reckoned.told)

    def add(self, read: Read) -> None:
        """The claims of one section; facts of the sections before it can be the base of a share."""
        before = len(self.facts)
        self.facts += read.facts
        self._changes.gaps = {(id(gap.sentence), gap.points) for gap in (*read.gaps, *read.paces)}
        read_hundreds(self.facts, before, self._wholes, self._row)
        for index, fact in enumerate(read.facts, before):
            self._wholes.read(fact, index)
            self._shares.read(fact, index)
            read_portion(self.facts, index, self._bases, self._row)
            self._changes.read(fact, index)
            read_fulfilled(self.facts, index, self._row)
            self._overshot.read(fact, index)
            self._comparisons.limits(fact)
            self._comparisons.unchanged(fact)
            self._comparisons.within(fact, index)
            self._reckoned.read(fact, index)
            read_compound(fact, self.facts, index, self._row)
            if fact.average:
                self._averages.read(fact, index)
            elif kind_of(fact) == "ratio":
                self._rates.rate(fact, index)
                self._exceeding.read(fact, index)
        for name, parts in read.insides:
            self._inside(name, parts, before)
        self._same_base.read(before)
        read_share_lists(self.facts, before, read.lists, self._wording, self._row)
        read_rest_shares(self.facts, before, self._wording, self._row)
        read_other_kind(self.facts, before, self._group, self._row)
        read_told_lists(self.facts, before, read.lists, self._wholes.write)
        read_contributions(self.facts, before, self._row, self._group)
        self._additions.read(read.facts)
        self._proofs.read(read.facts)
        self._goals.read(read.facts)
        for comparison in read.comparisons:
            self._comparisons.read(comparison, read)
        for blanket in read.blankets:
            self._comparisons.blanket(blanket, read)
        for ratios in read.ratios:
            self._proportions.read(ratios, read)
        self._structures.read(read.ratios, read.structures)
        read_gaps(self.facts, read, self._wording, self._row)
        read_paces(read, self._row)
        read_states(self.facts, before, self._row, self._group)

    def finish(self) -> None:
        """The claims that facts of different sections make together."""
        read_quotas(self.facts, self._wording, self._row)
        read_promised(self.facts, self._wording, self._row)
        inner = [parts for _, parts in self._wholes.proven]
        read_instalments(self.facts, self._wording, inner, self._wholes.write)
        read_under(self.facts, self._wholes.write)
        read_outlined(self.facts, self._wholes.write)
        read_items(self.facts, self._wholes.write)
        read_same_name(self.facts, self._wholes.write)
        read_parallel(self.facts, self._wholes.write)
        read_tallies(self.facts, self._wording, self._wholes.write)
        known = {id(whole) for whole, _ in self._wholes.proven}
        read_laid_out(self.facts, self._wording, known, self._wholes.write)
        read_below_lists(self.facts, known, self._wholes.write)
        read_divided(self.facts, known, self._wholes.write)
        read_periods(self.facts, self._wholes.write)
        read_running(self.facts, self._wording, self._row)
        read_counted_parts(self._wholes.proven, self._row)
        read_remaining(self.facts, self._wording, self._row, self._group)
        read_stocks(self.facts, self._wording, self._row, self._group)
        read_between(self._wholes.proven, self.facts, self._wording, self._row)
        read_between_alone(self.facts, Complements(self._wording), self._row)
        read_shift_runs(self.facts, self._wholes.proven, self._wording, self._row, self._group)
        read_twins(self.facts, self._wholes.proven, self._wholes.write_all)

    @property
    def levels(self) -> Sequence[Level]:
        """What is said to be as large as something that no sentence tells beside it."""
        return self._comparisons.levels

    def _inside(self, name: str, parts: Sequence[Fact], start: int) -> None:
        """基本支出中，……: the parts of a figure that was told before by that name."""
        if not parts:
            return
        kind = kind_of(parts[0])
        index = next(at for at, fact in enumerate(self.facts[start:], start) if fact is parts[0])
        whole = self._bases.named(name, index, kind)
        alike = [part for part in parts if kind_of(part) == kind and part is not whole and not part.before]
        if whole is not None and alike and not whole.parts:
            whole.parts.extend(alike)
            self._wholes.write(whole, alike, "其中")

    def _group(self, fact: Fact) -> Value:
        """The name of a group of rows, made different where the document has it already."""
        name = label_of(fact)
        text = words_of(name)
        self._names[text] = count = self._names.get(text, 0) + 1
        span = fact.sentence.span(fact.figure, fact.figure + 1)
        return name if count == 1 and name is not None else Said(f"{text}（{count}）" if count > 1 else text, span)

    def _row(self, source: str, cells: dict[str, Value], doubt: bool = False) -> None:
        table = self._tables.get(source)
        if table is not None:
            self._draft.say(table, cells, doubt)
