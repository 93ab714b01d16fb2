"""The shares that are told of figures, as rows of the table of shares (占比).

A base that is not named is only taken where it proves the claim: a share whose base nobody can tell accuses nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.parts.bases import Bases, is_share
from gouji.extraction.parts.belonging import GOES_ON
from gouji.extraction.parts.samebase import SameBase
from gouji.extraction.prose.amounts import (
    TELLING,
    countable,
    digits,
    far_apart,
    interval_of,
    label_of,
    makes,
    quotient,
    share_of,
    value_at,
    value_of,
    words_of,
    worth,
)
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike, called_by, core, ending_of, stripped
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.slipped import misprinted
from gouji.faults import regex as re
from gouji.figures import Figure, Interval

#: Facts before a share in which the base of the one before it is still spoken of.
_BASED: Final = 4
#: How many facts of one name are asked whether they say the same.
_MOST_NAMED: Final = 4
#: Signs that the names of two shares of one whole end in.
_CALLED_ALIKE: Final = 3

#: So many shares that name what they are of in the same words prove what those words mean.
_PROVEN: Final = 2
#: Signs from which on words say what a share is of.
_NAMED: Final = 2
#: Facts around a share in which those stand that make a hundred with it, and how many they are at least.
_BESIDE: Final = 8
_SEVERAL: Final = 3
#: What is more than so many times a figure is no share of it under 100%.
_FAR_OVER: Final = 2

#: All of a region, at the beginning of what a share is of.
_REGION: Final = re.compile(r"全[国省市县区州镇乡]")
#: Signs before a name that say of what kind it is.
_KIND: Final = 4

#: What a share is one of, and whether that is a guess.
_Whole = tuple[Fact | None, bool]


class Shares:
    """Writes the shares of one document. ``facts`` holds all its facts so far.

    ``told`` takes the shares that were written, by their sentence and place; ``beside`` hears what they are of.
    """

    def __init__(
        self,
        facts: Sequence[Fact],
        bases: Bases,
        wording: Wording,
        told: set[tuple[int, int]],
        beside: SameBase,
        write: Writer,
    ) -> None:
        self._facts = facts
        self._bases = bases
        self._goal = any_of(wording.goals)
        self._told = told
        self._beside = beside
        self._write = write
        self._called: dict[str, Fact] = {}
        """What shares said in these words that they are of."""
        self._proofs: dict[tuple[str, int], int] = {}
        """How many shares that say so are just those of a figure."""
        self._based: dict[int, tuple[int, Fact | None, bool]] = {}
        """For each sentence the last figure of which a share was told by name, where, and whether it is called so."""
        self._shared: tuple[Fact, Fact, int] | None = None
        """The last fact whose share names what it is of, with that and the place of the fact."""

    def read(self, fact: Fact, index: int) -> None:
        """The shares of one fact."""
        for ratio, base in fact.shares:
            printed = fact.sentence.figures[ratio]
            if printed.bound:
                continue
            words = fact.sentence.signs[base[0] : base[1]]
            whole, unsure = self._whole(fact, words, printed, index)
            beside = self._all_told(fact, index) if len(words) < _NAMED and not _proven(fact, whole, printed) else []
            if beside:
                self._told.add((id(fact.sentence), ratio))
                total, _ = _all_of(beside)
                cells = {"项目": label_of(fact), "部分": value_of(fact), "总额": total, "占比": value_at(fact, ratio)}
                self._write("占比", cells, not makes(interval_of(fact), _come(beside), printed.interval("printed")))
                continue
            if (
                whole is None
                or whole is fact
                or worth(whole) <= 0
                or (whole is fact.whole and _made_to_fit(fact, whole, printed))
                or (printed.base < 1 and worth(fact) > _FAR_OVER * worth(whole))
            ):
                continue
            alike = self._alike(fact, index) if len(words) < _NAMED else []
            # several shares of which none is one of a figure are hardly of it
            unsure |= len(alike) >= _SEVERAL and not any(is_share(one, whole, share_of(one)) for one in alike)
            cells, doubt = self._row(fact, whole, len(words) > 1, printed, index, unsure)
            self._told.add((id(fact.sentence), ratio))
            self._beside.proven(fact, whole, index)
            self._write("占比", {**cells, "占比": value_at(fact, ratio)}, doubt)

    # -- what it is of

    def _whole(self, fact: Fact, words: str, printed: Figure, index: int) -> _Whole:
        if len(words) > 1:
            return self._named(fact, words, printed, index)
        whole: Fact | None
        whole, unsure = fact.whole, False
        if fact.inside:
            whole = self._bases.named(fact.inside, index, kind_of(fact)) or whole
        elif whole is None:
            told, doubted = self._as_before(fact, printed, index)
            return (told, doubted) if told is not None else (self._bases.only_larger(fact, printed, index), True)
        elif far_apart(worth(fact), printed.base * worth(whole)):
            whole = self._bases.proving(fact, printed, index) or whole  # 其中 spoke of something before it
        elif not is_share(fact, whole, printed):
            whole = self._bases.of_all(fact, printed, index) or whole
        if whole is not None and not is_share(fact, whole, printed):
            return self._carried(fact, whole, printed, index)
        return whole, unsure

    def _named(self, fact: Fact, words: str, printed: Figure, index: int) -> _Whole:
        """What a share says by name that it is of; remembered for those behind it."""
        whole, unsure = self._of_name(fact, words, printed, index)
        if whole is None:
            whole = self._bases.behind(fact, words, printed, index)
        if whole is None:
            whole, unsure = self._bases.called(fact, words, index), True
        # 198万元，占总数的89.59%；……23万元，占总数的10.41%: what the one before it was the share of
        same = self._called.get(words)
        if whole is None and same is not None and is_share(fact, same, printed):
            whole = same
        elif whole is None and same is not None and self._proofs.get((words, id(same)), 0) >= _PROVEN:
            whole, unsure = same, True  # of several that say the same, this one is not of what they are
        if whole is not None and self._goal.search(words) and not self._goal.search(whole.name):
            return None, False  # 完成53.9亿元、261.3亿元，分别占年计划的49.3%、44.2%: not of what was done in all
        if whole is not None:
            self._called[words] = whole
            made = is_share(fact, whole, printed)
            self._proofs[words, id(whole)] = self._proofs.get((words, id(whole)), 0) + made
            self._shared = fact, whole, index
        called = not core(words) or (whole is not None and alike(words, whole.name))
        self._based[id(fact.sentence)] = index, whole, called
        return whole, unsure

    def _of_name(self, fact: Fact, words: str, printed: Figure, index: int) -> _Whole:
        """The earlier figure of a name; one that is named otherwise only where it makes the share."""
        named = self._bases.all_named(words, index, kind_of(fact))
        whole = next((one for one in named if is_share(fact, one, printed)), None)
        unsure = False
        if whole is None and named:
            # of several figures of one name nobody knows which one is meant
            whole, unsure = named[0], len({worth(one) for one in named[:_MOST_NAMED]}) > 1
        if whole is not None and far_apart(worth(fact), printed.base * worth(whole)):
            proving = self._bases.proving(fact, printed, index)
            if proving is not None and alike(words, proving.name):
                return proving, False
        if whole is None and fact.whole is not None:
            meant = called_by(words, fact.whole.name) or is_share(fact, fact.whole, printed)
            whole = fact.whole if meant else None
        if whole is not None and not is_share(fact, whole, printed):
            unsure |= _of_wider(words, whole)
        if whole is None and digits(fact) >= TELLING and printed.ulp < 1:
            whole = self._bases.proving(fact, printed, index)  # named otherwise: 占全县经济总量的71.7%
        return whole, unsure

    def _carried(self, fact: Fact, whole: Fact, printed: Figure, index: int) -> _Whole:
        """国有7家，占全部企业的0.4%，私营1561家，占84.1%: of what the one before it was the share of; whether nobody knows."""
        at, other, called = self._based.get(id(fact.sentence), (-1, None, True))
        if at < max(0, index - _BASED):
            return whole, False
        if other is not None and is_share(fact, other, printed):
            return other, False
        proving = self._bases.proving(fact, printed, index)
        return proving or whole, proving is None and not called

    def _as_before(self, fact: Fact, ratio: Figure, index: int) -> _Whole:
        """一般贸易占外贸总值的65.4%。…… 加工贸易……，占17.9%: a figure that makes a share, or what the share before was of.

        Where neither makes it, it is that of the share before, if both are called alike; this is only sure where each of them
        begins a paragraph.
        """
        proving = self._bases.proving(fact, ratio, index)
        if self._shared is None:
            return proving, False
        sibling, whole, at = self._shared
        if kind_of(sibling) != kind_of(fact) or sibling.whole is not None or worth(whole) <= worth(fact):
            return proving, False
        if proving is not None or is_share(fact, whole, ratio):
            return proving or whole, False
        names = [stripped(one.name) for one in (sibling, fact)]
        if len(ending_of(names)) < _CALLED_ALIKE or names[0] == names[1] or index - at > GOES_ON:
            return None, False
        firsts = [place for place in (at, index) if self._begins(place)]
        return whole, len(firsts) < len(names)

    def _begins(self, place: int) -> bool:
        """Whether a fact is the first one of its paragraph."""
        fact, before = self._facts[place], self._facts[place - 1] if place else None
        return before is None or before.sentence.texts[-1] is not fact.sentence.texts[0]

    # -- what is written

    def _row(
        self, fact: Fact, whole: Fact, named: bool, printed: Figure, index: int, unsure: bool
    ) -> tuple[dict[str, Value], bool]:
        """The cells of a share but for the share itself, and whether they are in doubt."""
        meant = printed.base * worth(whole)
        off = far_apart(worth(fact), meant)
        listed = self._listed(fact, index) if named and off else []
        total = sum(map(worth, listed), Fraction(0))
        if listed and not far_apart(total, meant):
            # 甲类783件、乙类579件、丙类562件，占工单总量的77%: that is said of all three
            part, label = _all_of(listed)
            spread, off = Interval(total, total), False
        else:
            part, label, spread = value_of(fact), label_of(fact), interval_of(fact)
        unsure = unsure and not misprinted(printed, quotient(spread, interval_of(whole)))
        return {"项目": label, "部分": part, "总额": value_of(whole)}, unsure or off

    def _all_told(self, fact: Fact, index: int) -> list[Fact]:
        """满意的和比较满意的342人，其中甲218人占54.77%，乙124人占31.16%，丙41人占10.30%，丁15人占3.77%: the figures around one

        whose shares come to a hundred, and of which most are just these shares of what they come to; none where they are not.
        """
        alike = self._alike(fact, index)
        told = sum((share_of(one).base for one in alike), Fraction(0))
        rounding = sum((share_of(one).step / 2 for one in alike), Fraction(0))
        if len(alike) < _SEVERAL or abs(told - 1) > rounding:
            return []
        fitting = sum(makes(interval_of(one), _come(alike), share_of(one).interval("printed")) for one in alike)
        return alike if 2 * fitting > len(alike) else []

    def _alike(self, fact: Fact, index: int) -> list[Fact]:
        """The figures of its sentence that have shares told like one, itself among them."""
        around = self._facts[max(0, index - _BESIDE) : index + _BESIDE + 1]
        return [one for one in around if one.sentence is fact.sentence and _shared_alike(one, fact)]

    def _listed(self, fact: Fact, index: int) -> list[Fact]:
        """The figures of the list that a fact ends, itself among them; none where it ends none."""
        first = index
        while first > 0 and _goes_on(self._facts[first - 1], self._facts[first]):
            first -= 1
        listed = self._facts[first : index + 1]
        units = {one.sentence.figures[one.figure].unit for one in listed}
        return list(listed) if len(listed) > 1 and len(units) == 1 else []


def _of_wider(words: str, whole: Fact) -> bool:
    """13个市州新收4377件，其中甲市2220件，占全省总数的40.94%: whether a share is of all of a region that is not named before,
    or of one kind of what is (占一般公共预算项目支出的100%, and 项目支出 of all kinds)."""
    before = whole.sentence.signs[: whole.figure]
    region = _REGION.match(words)
    kind = core(words).partition(core(whole.name))[0] if core(whole.name) in core(words) else ""
    return (region is not None and region[0] not in before) or (len(kind) >= _KIND and kind not in before)


def _proven(fact: Fact, whole: Fact | None, printed: Figure) -> bool:
    return whole is not None and is_share(fact, whole, printed)


def _shared_alike(one: Fact, fact: Fact) -> bool:
    """Whether a share that does not say of what is told of a figure, of the kind and depth of another."""
    shared = len(one.shares) == 1 and countable(one) and not share_of(one).bound
    if not shared or kind_of(one) != kind_of(fact) or one.depth != fact.depth:
        return False
    start, end = one.shares[0][1]
    return end - start < _NAMED


def _come(facts: Sequence[Fact]) -> Interval:
    """What figures come to."""
    spans = [interval_of(fact) for fact in facts]
    return Interval(
        sum((span.lo or Fraction(0) for span in spans), Fraction(0)),
        sum((span.hi or Fraction(0) for span in spans), Fraction(0)),
    )


def _goes_on(one: Fact, other: Fact) -> bool:
    """Whether a fact stands in a list behind another, parted by 、."""
    beside = one.sentence is other.sentence and one.depth == other.depth and not (one.shares or one.changes)
    between = other.sentence.signs[one.figure + 1 : other.start]
    return beside and between in ("、", "和", "及") and countable(one)


def _all_of(listed: Sequence[Fact]) -> tuple[Value, Value]:
    """The sum of the figures of a list as it would be printed, and a name for it."""
    last = listed[-1]
    total = sum((one.sentence.figures[one.figure].value for one in listed), Decimal(0))
    symbol = last.sentence.figures[last.figure].unit.symbol
    part = Said(f"{total}{symbol}", last.sentence.span(last.figure, last.figure + 1))
    label = Said(f"{words_of(label_of(listed[0]))}等{len(listed)}项", last.sentence.span(last.start, last.end))
    return part, label


def _made_to_fit(fact: Fact, whole: Fact, printed: Figure) -> bool:
    """Whether a share misses by its last digit what it should be, so that the shares of all parts make a hundred."""
    told = [part.sentence.figures[part.shares[0][0]].base for part in whole.parts if part.shares]
    if len(told) < len(whole.parts) or sum(told, Fraction(0)) != 1 or is_share(fact, whole, printed):
        return False
    ulp = printed.step
    return ulp / 2 < abs(worth(fact) / worth(whole) - printed.base) <= ulp
