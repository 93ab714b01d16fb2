"""What the facts of running text claim of each other, as rows of the generic claim tables.

A base that is not named is only taken where it proves the claim: a share whose base nobody can tell accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.extraction.balances.additions import Additions
from gouji.extraction.balances.between import read_between
from gouji.extraction.balances.comparing import Comparisons
from gouji.extraction.balances.reckoned import Reckoned
from gouji.extraction.balances.stocks import read_stocks
from gouji.extraction.done.exceeding import Exceeding
from gouji.extraction.done.goals import Goals
from gouji.extraction.done.overshot import Overshot
from gouji.extraction.done.promised import read_promised
from gouji.extraction.done.quotas import read_quotas
from gouji.extraction.done.remaining import read_remaining
from gouji.extraction.done.running import read_running
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.growth.changes import Changes
from gouji.extraction.growth.compound import read_compound
from gouji.extraction.growth.contributions import read_contributions
from gouji.extraction.growth.gaps import read_gaps
from gouji.extraction.growth.paces import read_paces
from gouji.extraction.growth.shiftruns import read_shift_runs
from gouji.extraction.parts.belonging import GOES_ON
from gouji.extraction.parts.countedparts import read_counted_parts
from gouji.extraction.parts.hundreds import read_hundreds
from gouji.extraction.parts.instalments import read_instalments
from gouji.extraction.parts.itemized import read_items
from gouji.extraction.parts.otherkind import read_other_kind
from gouji.extraction.parts.outlined import read_outlined
from gouji.extraction.parts.parallel import read_parallel
from gouji.extraction.parts.restshares import read_rest_shares
from gouji.extraction.parts.samebase import SameBase
from gouji.extraction.parts.samename import read_same_name
from gouji.extraction.parts.sharelists import read_share_lists
from gouji.extraction.parts.states import read_states
from gouji.extraction.parts.structures import Structures
from gouji.extraction.parts.tallies import read_tallies
from gouji.extraction.parts.twins import read_twins
from gouji.extraction.parts.wholes import Wholes
from gouji.extraction.prose.amounts import (
    NEAR_MISS,
    TELLING,
    countable,
    digits,
    far_apart,
    interval_of,
    label_of,
    proves,
    quotient,
    value_at,
    value_of,
    words_of,
    worth,
)
from gouji.extraction.prose.averages import Averages
from gouji.extraction.prose.facts import Fact, Level, Read, kind_of, kind_of_figure
from gouji.extraction.prose.names import alike, begins, called_by, core, ending_of, stripped
from gouji.extraction.prose.proofs import Proofs
from gouji.extraction.prose.proportions import Proportions
from gouji.extraction.prose.rates import Rates
from gouji.extraction.prose.retold import core_of
from gouji.extraction.prose.slipped import misprinted, one_digit_off
from gouji.extraction.text.sentences import DATE
from gouji.figures import Figure, Interval
from gouji.language import Table

#: How far back a base that is not named is looked for, in facts.
_BACK: Final = 8
#: Facts before a share in which the base of the one before it is still spoken of.
_BASED: Final = 4
#: A share printed to a ten-thousandth is seldom one of a figure by chance.
_FINE: Final = Fraction(1, 10_000)
#: A plan that was changed is nothing that was done: 年初预算132000万元，批准调整为134500万元，完成年初预算的……
_REVISED: Final = re.compile(r"(?:调整|变更|追加|核减|调增|调减)后?(?:为|至|到)$")
#: How many facts of one name are asked whether they say the same.
_MOST_NAMED: Final = 4
#: Signs that the names of two shares of one whole end in.
_CALLED_ALIKE: Final = 3
#: Facts looked at for one of a certain name.
_FAR_BACK: Final = 400


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
        self._bases: dict[str, Fact] = {}
        self._based: dict[int, tuple[int, Fact | None, bool]] = {}
        """For each sentence the last figure of which a share was told by name, where, and whether it is called so."""
        self._shared: tuple[Fact, Fact, int] | None = None
        """The last fact whose share names what it is of, with that and the place of the fact."""
        self._told: set[tuple[int, int]] = set()
        """The shares that were written, by their sentence and place."""
        self._goal = any_of(wording.goals)
        self._wholes = Wholes(self.facts, wording, self._row, self._group)
        self._same_base = SameBase(self.facts, self._told, self._wholes.write, self._row)
        self._rates = Rates(self.facts, wording, self._row)
        self._averages = Averages(self.facts, self._row)
        self._proportions = Proportions(self.facts, self._row)
        self._changes = Changes(self.facts, wording, self._row)
        self._structures = Structures(self._row)
        self._comparisons = Comparisons(self.facts, self._row)
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
            self._shares(fact, index)
            self._portion(fact, index)
            self._changes.read(fact, index)
            for done in (*fact.done_besides, fact.done):
                self._completion(fact, index, done)
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
            whole = self._named(name, self.facts.index(parts[0]), kind_of(parts[0])) if parts else None
            if whole is not None:
                alike_parts = [part for part in parts if kind_of(part) == kind_of(whole) and part is not whole]
                if alike_parts and not whole.parts:
                    whole.parts.extend(alike_parts)
                    self._wholes.write(whole, alike_parts, "其中")
        self._same_base.read(before)
        read_share_lists(self.facts, before, read.lists, self._wording, self._row)
        read_rest_shares(self.facts, before, self._wording, self._row)
        read_other_kind(self.facts, before, self._group, self._row)
        for several in read.lists:
            self._listed(several)
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
        read_outlined(self.facts, self._wholes.write)
        read_items(self.facts, self._wholes.write)
        read_same_name(self.facts, self._wholes.write)
        read_parallel(self.facts, self._wholes.write)
        read_tallies(self.facts, self._wording, self._wholes.write)
        read_running(self.facts, self._wording, self._row)
        read_counted_parts(self._wholes.proven, self._row)
        read_remaining(self.facts, self._wording, self._row, self._group)
        read_stocks(self.facts, self._wording, self._row, self._group)
        read_between(self._wholes.proven, self.facts, self._wording, self._row)
        read_shift_runs(self.facts, self._wholes.proven, self._wording, self._row, self._group)
        read_twins(self.facts, self._wholes.proven, self._wholes.write_all)

    @property
    def levels(self) -> Sequence[Level]:
        """What is said to be as large as something that no sentence tells beside it."""
        return self._comparisons.levels

    # -- parts

    def _group(self, fact: Fact) -> Value:
        """The name of a group of rows, made different where the document has it already."""
        name = label_of(fact)
        text = words_of(name)
        self._names[text] = count = self._names.get(text, 0) + 1
        span = fact.sentence.span(fact.figure, fact.figure + 1)
        return name if count == 1 and name is not None else Said(f"{text}（{count}）" if count > 1 else text, span)

    # -- shares

    def _shares(self, fact: Fact, index: int) -> None:
        for ratio, base in fact.shares:
            printed = fact.sentence.figures[ratio]
            if printed.bound:
                continue
            words = fact.sentence.signs[base[0] : base[1]]
            unsure = False
            if len(words) > 1:
                named = self._all_named(words, index, kind_of(fact))
                whole = next((one for one in named if self._shares_of(fact, one, printed)), None)
                if whole is None and named:
                    # of several figures of one name nobody knows which one is meant
                    whole, unsure = named[0], len({worth(one) for one in named[:_MOST_NAMED]}) > 1
                if whole is not None and far_apart(worth(fact), printed.base * worth(whole)):
                    proving = self._proving(fact, printed, index)
                    if proving is not None and alike(words, proving.name):
                        whole, unsure = proving, False
                if whole is None and fact.whole is not None:
                    meant = called_by(words, fact.whole.name) or self._shares_of(fact, fact.whole, printed)
                    whole = fact.whole if meant else None
                if whole is None and digits(fact) >= TELLING and printed.ulp < 1:
                    whole = self._proving(fact, printed, index)  # named otherwise: 占全县经济总量的71.7%
                if whole is None:
                    whole = self._behind(fact, words, printed, index)
                if whole is None:
                    whole, unsure = self._called_by(fact, words, index), True
                # 198万元，占总数的89.59%；……23万元，占总数的10.41%: what the one before it was the share of
                same = self._bases.get(words)
                if whole is None and same is not None and self._shares_of(fact, same, printed):
                    whole = same
                if whole is not None and self._goal.search(words) and not self._goal.search(whole.name):
                    continue  # 完成53.9亿元、261.3亿元，分别占年计划的49.3%、44.2%: not of what was done in all
                if whole is not None:
                    self._bases[words] = whole
                    self._shared = fact, whole, index
                called = not core(words) or (whole is not None and alike(words, whole.name))
                self._based[id(fact.sentence)] = index, whole, called
            elif fact.inside:
                whole = self._named(fact.inside, index, kind_of(fact)) or fact.whole
            else:
                whole = fact.whole
                if whole is None:
                    whole, unsure = self._as_before(fact, printed, index)
                elif far_apart(worth(fact), printed.base * worth(whole)):
                    whole = self._proving(fact, printed, index) or whole  # 其中 spoke of something before it
                elif not self._shares_of(fact, whole, printed):
                    whole = self._of_all(fact, printed, index) or whole
            bare = base[1] - base[0] < 2 and (bool(fact.inside) or fact.whole is not None)
            if bare and whole is not None and not self._shares_of(fact, whole, printed):
                whole, unsure = self._carried(fact, whole, printed, index)
            if whole is None or whole is fact:
                continue
            if whole is fact.whole and self._made_to_fit(fact, whole, printed):
                continue
            listed = self._before_in_list(fact, index)
            part, label = value_of(fact), label_of(fact)
            sum_of = sum(map(worth, listed), Fraction(0))
            off = far_apart(worth(fact), printed.base * worth(whole))
            if len(words) > 1 and listed and off and not far_apart(sum_of, printed.base * worth(whole)):
                # 甲类783件、乙类579件、丙类562件，占工单总量的77%: that is said of all three
                figure = fact.sentence.figures[fact.figure]
                total = sum((one.sentence.figures[one.figure].value for one in listed), Decimal(0))
                part = Said(f"{total}{figure.unit.symbol}", fact.sentence.span(fact.figure, fact.figure + 1))
                label = Said(
                    f"{words_of(label_of(listed[0]))}等{len(listed)}项", fact.sentence.span(fact.start, fact.end)
                )
                unsure, off = (
                    unsure and not misprinted(printed, quotient(Interval(sum_of, sum_of), interval_of(whole))),
                    False,
                )
            elif unsure:
                unsure = not misprinted(printed, quotient(interval_of(fact), interval_of(whole)))
            cells: dict[str, Value] = {
                "项目": label,
                "部分": part,
                "总额": value_of(whole),
                "占比": value_at(fact, ratio),
            }
            self._told.add((id(fact.sentence), ratio))
            self._same_base.proven(fact, whole, index)
            self._row("占比", cells, unsure or off)

    def _called_by(self, fact: Fact, words: str, index: int) -> Fact | None:
        """What a share says that it is of, where only one figure is called by what that ends in: 工单总量, 办理热线工单."""
        near = self.facts[max(0, index - _FAR_BACK) : index]
        named = [one for one in near if kind_of(one) == kind_of(fact) and countable(one) and called_by(words, one.name)]
        return named[-1] if len({worth(one) for one in named}) == 1 and worth(named[-1]) > worth(fact) else None

    def _before_in_list(self, fact: Fact, index: int) -> list[Fact]:
        """The figures of the list that a fact ends, itself among them; none where it ends none."""
        first = index
        while first > 0 and self._goes_on(self.facts[first - 1], self.facts[first]):
            first -= 1
        listed = self.facts[first : index + 1]
        units = {one.sentence.figures[one.figure].unit for one in listed}
        return list(listed) if len(listed) > 1 and len(units) == 1 else []

    @staticmethod
    def _goes_on(one: Fact, other: Fact) -> bool:
        """Whether a fact stands in a list behind another, parted by 、."""
        beside = one.sentence is other.sentence and one.depth == other.depth and not (one.shares or one.changes)
        between = other.sentence.signs[one.figure + 1 : other.start]
        return beside and between in ("、", "和", "及") and countable(one)

    def _carried(self, fact: Fact, whole: Fact, printed: Figure, index: int) -> tuple[Fact, bool]:
        """国有7家，占全部企业的0.4%，私营1561家，占84.1%: of what the one before it was the share of; whether nobody knows."""
        at, other, called = self._based.get(id(fact.sentence), (-1, None, True))
        if at < max(0, index - _BASED):
            return whole, False
        if other is not None and self._shares_of(fact, other, printed):
            return other, False
        proving = self._proving(fact, printed, index)
        return proving or whole, proving is None and not called

    def _made_to_fit(self, fact: Fact, whole: Fact, printed: Figure) -> bool:
        """Whether a share misses by its last digit what it should be, so that the shares of all parts make a hundred."""
        told = [part.sentence.figures[part.shares[0][0]].base for part in whole.parts if part.shares]
        if len(told) < len(whole.parts) or sum(told, Fraction(0)) != 1 or self._shares_of(fact, whole, printed):
            return False
        ulp = printed.step
        return ulp / 2 < abs(worth(fact) / worth(whole) - printed.base) <= ulp

    def _portion(self, fact: Fact, index: int) -> None:
        """税收收入6.63亿元，……，税收收入占财政收入66.19%: both were told before, by their names."""
        printed = fact.sentence.figures[fact.figure]
        if fact.portion is None or printed.bound:
            return
        part_name, base_name = (fact.sentence.signs[a:b] for a, b in fact.portion)
        parts = [
            other
            for other in self.facts[max(0, index - GOES_ON) : index]
            if alike(part_name, other.name) or other.name.endswith(part_name)
        ]
        wholes = [other for other in self.facts[max(0, index - _FAR_BACK) : index] if alike(base_name, other.name)]
        pairs = [
            (part, whole)
            for part in reversed(parts)
            for whole in reversed(wholes)
            if part is not whole and kind_of(part) == kind_of(whole) and countable(part) and worth(whole) > 0
        ]
        if not pairs:
            # 民营经济占GDP的66.4%: the figure before it is that of 民营经济增加值
            begun = [one for one in self.facts[max(0, index - 2) : index] if begins(one.name, part_name)]
            pairs = [(one, other) for one in begun for other in wholes if self._shares_of(one, other, printed)]
            if not pairs and parts and kind_of(parts[-1]) != "ratio":
                # 人均收入中位数13281元，中位数是平均数的86.8%: what is meant has another name, and makes it
                proving = self._proving(parts[-1], printed, index)
                pairs = [(parts[-1], proving)] if proving is not None and proving is not parts[-1] else []
            if not pairs:
                return
        part, whole = next((pair for pair in pairs if self._shares_of(*pair, printed)), pairs[0])
        proven = self._shares_of(part, whole, printed)
        sure = len({(worth(one), worth(other)) for one, other in pairs}) == 1 and part.sentence is fact.sentence
        cells: dict[str, Value] = {
            "项目": label_of(part),
            "部分": value_of(part),
            "总额": value_of(whole),
            "占比": value_of(fact),
        }
        off = far_apart(worth(part), printed.base * worth(whole))
        self._row("占比", cells, not proven and (off or not sure))

    @staticmethod
    def _shares_of(part: Fact, whole: Fact, ratio: Figure) -> bool:
        made = quotient(interval_of(part), interval_of(whole))
        return made is not None and made.intersects(ratio.interval())

    def _proving(self, fact: Fact, ratio: Figure, index: int) -> Fact | None:
        """An earlier fact of which this one is the share that is printed."""
        part = fact.sentence.figures[fact.figure].interval()
        left = _BACK if ratio.step > _FINE else 2 * _BACK
        for at in range(index - 1, max(-1, index - 1 - _FAR_BACK), -1):
            other = self.facts[at]
            if kind_of(other) != kind_of(fact) or other.sentence.figures[other.figure].base == 0:
                continue
            made = quotient(part, other.sentence.figures[other.figure].interval())
            if made is not None and made.intersects(ratio.interval()):
                return other
            if (left := left - 1) == 0:
                break
        return None

    def _as_before(self, fact: Fact, ratio: Figure, index: int) -> tuple[Fact | None, bool]:
        """一般贸易占外贸总值的65.4%。…… 加工贸易……，占17.9%: a figure that makes a share, or what the share before was of.

        Where neither makes it, it is that of the share before, if both are called alike; this is only sure where each of them
        begins a paragraph.
        """
        proving = self._proving(fact, ratio, index)
        if self._shared is None:
            return proving, False
        sibling, whole, at = self._shared
        if kind_of(sibling) != kind_of(fact) or sibling.whole is not None or worth(whole) <= worth(fact):
            return proving, False
        if proving is not None or self._shares_of(fact, whole, ratio):
            return proving or whole, False
        names = [stripped(one.name) for one in (sibling, fact)]
        if len(ending_of(names)) < _CALLED_ALIKE or names[0] == names[1] or index - at > GOES_ON:
            return None, False
        firsts = [place for place in (at, index) if self._begins(place)]
        return whole, len(firsts) < len(names)

    def _begins(self, place: int) -> bool:
        """Whether a fact is the first one of its paragraph."""
        fact, before = self.facts[place], self.facts[place - 1] if place else None
        return before is None or before.sentence.texts[-1] is not fact.sentence.texts[0]

    def _of_all(self, fact: Fact, ratio: Figure, index: int) -> Fact | None:
        """收支总计842万元。本年支出816万元。其中，甲181万元、占比21.5%，乙635万元、占比75.5%: what all parts are shares of."""
        parts = [part for part in fact.whole.parts if part.shares] if fact.whole is not None else []
        other = self._proving(fact, ratio, index) if len(parts) > 1 else None
        if other is None:
            return None
        shares = ((part, part.sentence.figures[part.shares[0][0]]) for part in parts)
        return other if all(self._shares_of(part, other, share) for part, share in shares) else None

    def _behind(self, fact: Fact, words: str, ratio: Figure, index: int) -> Fact | None:
        """占上年筹集的62.5%（上年共筹集7205.72万元）: the base is told in the same sentence, behind the share."""
        for other in self.facts[index + 1 : index + 3]:
            same = other.sentence is fact.sentence and kind_of(other) == kind_of(fact)
            if same and alike(words.replace(DATE, ""), other.name.replace(DATE, "").replace("共", "")):
                return other if self._shares_of(fact, other, ratio) else None
        return None

    def _named(self, words: str, before: int, kind: str) -> Fact | None:
        """The nearest earlier fact of that name."""
        return next(iter(self._all_named(words, before, kind)), None)

    def _all_named(self, words: str, before: int, kind: str) -> list[Fact]:
        """The earlier facts of that name, the nearest one first."""
        near = reversed(self.facts[max(0, before - _FAR_BACK) : before])
        return [other for other in near if kind_of(other) == kind and alike(words, other.name)]

    # -- completion

    def _completion(self, fact: Fact, index: int, done: tuple[int | None, tuple[int, int], int] | None) -> None:
        if done is None:
            return
        target, what, ratio = done
        words = fact.sentence.signs[what[0] : what[1]]
        if (
            fact.sentence.figures[ratio].bound
            or re.match(r"(?:上年|去年|上期|同期)", words)
            or _REVISED.search(fact.name)
        ):
            return
        goal: Value
        other: Fact | None = None
        printed = fact.sentence.figures[ratio]
        if target is not None:
            if kind_of_figure(fact.sentence.figures[target]) != kind_of(fact):
                return
            goal = value_at(fact, target)
        else:
            near = list(enumerate(self.facts[max(0, index - 4) : index], max(0, index - 4)))
            found = next(
                (
                    (at, other)
                    for at, other in reversed(near)
                    if kind_of(other) == kind_of(fact) and words and stripped(other.name).endswith(stripped(words))
                    if other.done is None  # 完成32期，完成计划的106.7%: that is no plan
                ),
                None,
            )
            found = found or self._planned(fact, words, index)
            if found is None:
                return
            at, other = found
            goal = value_of(other)
            # a plan is that of what is told right after it; of a part of that, or of what comes later, it is only where
            # it makes the rate
            told = [one for one in self.facts[at + 1 : index] if one.done is not None]
            part = fact.whole is not None and fact.whole in self.facts[at : at + 3]
            if (told or part) and not self._shares_of(fact, other, printed):
                return
        cells: dict[str, Value] = {
            "事项": label_of(fact),
            "目标": goal,
            "完成": value_of(fact),
            "完成率": value_at(fact, ratio),
        }
        planned = fact.sentence.figures[target].base if target is not None else worth(other) if other else Fraction(0)
        self._row("完成", cells, far_apart(worth(fact), fact.sentence.figures[ratio].base * planned))

    def _planned(self, fact: Fact, words: str, index: int) -> tuple[int, Fact] | None:
        """计划举办培训班30期。…… 举办培训班32期，完成计划的106.7%: the only plan of the same thing that was told before."""
        name = core_of(fact.name)
        if len(words) < 2 or len(name) < _CALLED_ALIKE:
            return None
        told = [
            (at, other)
            for at, other in enumerate(self.facts[max(0, index - _FAR_BACK) : index], max(0, index - _FAR_BACK))
            if kind_of(other) == kind_of(fact) and words in other.name and countable(other)
        ]
        same = [(at, other) for at, other in told if core_of(other.name.replace(words, "")) == name]
        return same[-1] if len({worth(other) for _, other in same}) == 1 else None

    # -- sums

    def _listed(self, several: Sequence[Fact]) -> None:
        """Figures told in one list add up to a figure before it, or they do not belong together."""
        index = next(at for at, fact in enumerate(self.facts) if fact is several[0])
        if several[0].whole is not None or len({kind_of(fact) for fact in several}) > 1:
            return
        total = sum(map(worth, several), Fraction(0))
        alike = [
            other for other in self.facts[max(0, index - GOES_ON) : index] if kind_of(other) == kind_of(several[0])
        ]
        for other in reversed(alike):
            told = other.parts or other not in alike[-3:]
            meant = proves(several, other) or (told and one_digit_off(total, other))
            if digits(other) > TELLING and meant:
                self._wholes.write(other, several, "分别为")
                return
        for other in reversed(self.facts[max(0, index - 3) : index]):
            if kind_of(other) == kind_of(several[0]) and worth(other) > 0 and not other.parts:
                if abs(total - worth(other)) <= worth(other) * NEAR_MISS:
                    self._wholes.write(other, several, "分别为" if total == worth(other) else "其中")
                return

    # -- rows

    def _row(self, source: str, cells: dict[str, Value], doubt: bool = False) -> None:
        table = self._tables.get(source)
        if table is not None:
            self._draft.say(table, cells, doubt)
