"""A figure that was copied wrongly: 加固堤防3.1公里 among the parts of a plan, and 加固堤防1.3公里 in what came of it.

That two figures of a document are a slip of each other (two digits that changed places, one wrong digit, a point that moved)
and that much the same is said around them is no accident; the more digits they have, the less need be said. What both stand
beside counts with it: 9个乡镇57个行政村, 9个乡镇75个行政村. What is told of other years, as a goal, as a change, or of one
place after the other is not the same thing; figures that are each told again elsewhere are two. Nobody knows which of both is
right, so that it is a remark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice
from typing import Final

from gouji.extraction.crossing.likeness import beside, instead, listed, next_to, text_of
from gouji.extraction.crossing.oddones import alls, odd_ones
from gouji.extraction.crossing.paraphrased import A_PART
from gouji.extraction.crossing.slips import PEOPLE, digits_of, keys, slipped, turned
from gouji.extraction.crossing.toldplaces import OF_A_GOAL, Places, Told, weight_of
from gouji.extraction.crossing.weighed import goal_figures, weighed
from gouji.extraction.drafting.draft import PrintedRow, place_of
from gouji.extraction.prose.names import pairs_of
from gouji.extraction.prose.retold import Mention, base_of
from gouji.faults import regex as re

#: Figures of a document that are weighed, and figures of the same digits that are held against each other.
_MOST: Final = 1500
_CROWD: Final = 8
#: What is shared by names that say the same.
_ENOUGH: Final = 3
#: Signs of a name that says of what money is, and the least digits of a slip.
_MANY: Final = 4
_LEAST: Final = 2
#: Figures that bear one name, of which one may be wrong; how far those may differ; what part of a name both have.
_TWO_OF_A_NAME: Final = 2
_FAR: Final = 2
_ALL_BUT: Final = Fraction(4, 5)
#: Rates of growth and shares: there are many of one name.
_RATIO, _SCORE = "ratio", "score"
#: What is no name of one thing: of some that are named, or of less than two signs.
_NO_NAME: Final = re.compile("等$|^$")
_RATE_OF: Final = re.compile("增|减|升|降|占")
#: Kinds of figures of which several of one name are nothing strange.
_OFTEN: Final = frozenset(("money",))
#: What part of the pairs of signs of the shorter name both have, where they are called alike, and where they are so partly.
_MOSTLY: Final = Fraction(3, 5)
_PARTLY: Final = Fraction(1, 4)
#: How much less likely a slip by chance is between figures that are called alike, partly so, or that share a word with what
#: is said around the other; and between figures that stand beside the same one.
_CALLED: Final = 100
_ALIKE: Final = 15
_TOUCHED: Final = 4
_BESIDE: Final = 50
#: How much less likely it is between a figure that nothing else in the paper confirms and one that something does.
_CONFIRMED: Final = 5
#: Figures behind or before one that it may be the sum of.
_PARTS: Final = 12
_BETWEEN: Final = 2
#: Chances that are small enough to speak of what looks like a slip, and those that leave no doubt of it where amounts have
#: so many digits.
_SELDOM: Final = Fraction(1, 20)
_NO_ACCIDENT: Final = Fraction(1, 1000)
_SURE: Final = 5
#: A name that this many different figures bear is a label.
_LABEL: Final = 4


class Miscopied:
    """Finds them. ``plain`` takes the words out of a name that say nothing of what it is; ``goals``: how goals are told;
    ``another``: words that make a name that of another thing; ``year``: that of the title."""

    def __init__(
        self, plain: Callable[[str], str], goals: re.Pattern[str], another: re.Pattern[str], year: int | None
    ) -> None:
        self._places = Places(plain, goals, year)
        self._goals = goals
        self._another = another
        self._pairs_of: Counter[tuple[bool, int]] = Counter()
        """How many pairs of figures the document has that could be a slip of each other, by whether only counts are meant,
        and by their digits."""
        self._firm: set[int] = set()
        """Places whose figure something else in the document confirms."""

    def read(self, told: Sequence[Mention], tables: Sequence[Sequence[PrintedRow]]) -> Iterator[tuple[Told, Told]]:
        """Pairs of places of which one is perhaps copied wrongly from the other."""
        texts = list(islice(self._places.in_text(told), _MOST))
        units = {one.figure.unit.symbol for one in texts}
        units |= {unit.replace(*both) for unit in units for both in (PEOPLE, PEOPLE[::-1])}
        cells = [one for rows in tables for one in self._places.in_table(rows, units)]
        places = [*texts, *cells[:_MOST]]
        held = {
            printed: frozenset((one.kind, base_of(one.figure)) for one in found)
            for printed, found in ((True, cells), (False, texts))
        }
        again: dict[tuple[str, Fraction], set[int]] = {}
        names: dict[tuple[str, str], set[Fraction]] = {}
        for one in places:
            again.setdefault((one.kind, base_of(one.figure)), set()).add(id(one.source))
            names.setdefault(one.called, set()).add(base_of(one.figure))
        sizes = Counter((one.kind, one.figure.step, len(digits_of(one.figure))) for one in places)
        # a count that is told again is no other figure, and how many amounts there are says nothing of counts
        once = {(one.kind, one.figure.step, base_of(one.figure)): len(digits_of(one.figure)) for one in places}
        counts = Counter((kind, step, many) for (kind, step, _), many in once.items() if _is_count(kind))
        self._pairs_of = Counter[tuple[bool, int]]()
        for sized, of_counts in ((sizes, False), (counts, True)):
            for (_, _, many), count in sized.items():
                self._pairs_of[of_counts, many] += count * (count - 1) // 2
        self._firm = {id(one) for one in places if len(again[one.kind, base_of(one.figure)]) > 1} | _sums(texts)
        alike: dict[tuple[str, str, str], list[int]] = {}
        for at, one in enumerate(places):
            for key in keys(one.figure):
                alike.setdefault(key, []).append(at)
        seen: set[tuple[int, int]] = set()
        for found in alike.values():
            if not 1 < len(found) <= _CROWD:
                continue
            for a, b in combinations(found, 2):
                if (a, b) in seen or (places[a].printed and places[b].printed):
                    continue
                if places[a].printed != places[b].printed and self._stands(places[a], places[b], held):
                    continue
                seen.add((a, b))
                one, other = places[a], places[b]
                twice = all(id(each) in self._firm for each in (one, other))
                label = one.called == other.called and len(names[one.called]) > _LABEL
                if not twice and not label and self._same(one, other):
                    yield one, other
        yield from self._called_alike(texts, again, names)
        yield from odd_ones(texts, cells)
        yield from alls(texts)
        yield from weighed(texts, cells, goal_figures(told, tables, self._goals))

    @staticmethod
    def _stands(one: Told, other: Told, held: Mapping[bool, frozenset[tuple[str, Fraction]]]) -> bool:
        """Whether the figure of a table is told in the text, or that of the text stands in a table: they are of two things."""
        return any((each.kind, base_of(each.figure)) in held[not each.printed] for each in (one, other))

    def _called_alike(
        self,
        texts: Sequence[Told],
        again: Mapping[tuple[str, Fraction], set[int]],
        names: Mapping[tuple[str, str], set[Fraction]],
    ) -> Iterator[tuple[Told, Told]]:
        """Figures that are called the same and differ, though neither looks like a slip of the other."""
        having: dict[tuple[str, str], list[int]] = {}
        for at, one in enumerate(texts):
            for pair in one.pairs:
                having.setdefault((one.kind, pair), []).append(at)
        near = {both for found in having.values() if 1 < len(found) <= _CROWD for both in combinations(found, 2)}
        made = [(a, b) for a, b in sorted(near) if self._unlike(texts[a], texts[b], names, again)]
        often = Counter(at for both in made for at in both)
        for a, b in made:
            if often[a] == often[b] == 1:  # else a label that several bear
                yield texts[a], texts[b]

    def _unlike(
        self,
        one: Told,
        other: Told,
        names: Mapping[tuple[str, str], set[Fraction]],
        again: Mapping[tuple[str, Fraction], set[int]],
    ) -> bool:
        """Whether two figures that differ are told of one thing by all that is said."""
        if any(len(names[each.called]) > _TWO_OF_A_NAME for each in (one, other)) or text_of(one) is text_of(other):
            return False
        if all(len(again[each.kind, base_of(each.figure)]) > 1 for each in (one, other)):
            return False
        low, high = sorted((one.figure.base, other.figure.base))
        if one.wide == other.wide:
            return False  # line after line of one form
        if one.kind in (_RATIO, _SCORE) or any(_NO_NAME.search(each.own or each.said) for each in (one, other)):
            return False
        if low == high or low * _FAR < high or one.goal or other.goal or one.change or other.change:
            return False
        if one.source is other.source or one.time or other.time or self._apart(one, other):
            return False
        if any(A_PART.search(each.lead) for each in (one, other)):
            return False
        both, apart = beside(one, other)
        if apart or (one.kind in _OFTEN and not both):
            return False
        short = [pairs_of(f"{each.own}{each.said[:_LEAST]}") for each in (one, other)]
        for mine, theirs in ((one.pairs, other.pairs), (short[0], short[1])):
            shared, least = weight_of(mine & theirs), min(weight_of(mine), weight_of(theirs))
            loose = not both and (mine != theirs or listed(one, other))
            if shared >= _ENOUGH + loose and shared >= _ALL_BUT * least:
                return True
        return False

    # -- pairs

    def _same(self, one: Told, other: Told) -> bool:
        """Whether two figures, of which one is a slip of the other, are told of the same thing."""
        if one.source is other.source or one.kind != other.kind or place_of(one.value) == place_of(other.value):
            return False
        if one.own == other.own and text_of(one) is text_of(other):
            return False  # of one thing after the other
        chance = self._chance(one, other)
        if not chance or (one.kind == _RATIO and any(self._is_rate_of(each) for each in (one, other))):
            return False
        both, apart = beside(one, other)
        if (one.goal != other.goal and not both) or one.change != other.change or one.time != other.time:
            return False
        if self._apart(
            one,
            other,
            one.kind in _OFTEN and self._is_sure(one, other, chance),
        ):
            return False
        if apart and not both:
            return False  # the next in a list of the same kind
        if len(digits_of(one.figure)) == _LEAST and one.kind == "money" and min(len(one.name), len(other.name)) < _MANY:
            return False  # 投入4.2亿元: of whatever it may be
        shared = weight_of(one.pairs & other.pairs)
        part = Fraction(shared, max(1, min(weight_of(one.pairs), weight_of(other.pairs))))
        if shared >= _ENOUGH and part >= _MOSTLY:
            chance /= _CALLED
        elif (shared >= _LEAST and part >= _PARTLY) or _short_for(one, other):
            chance /= _ALIKE
        elif shared or any(weight_of(a.pairs & pairs_of(b.wide)) >= _LEAST for a, b in ((one, other), (other, one))):
            chance /= _TOUCHED
        if both:
            chance /= _BESIDE * both
        if next_to(one, other):
            chance /= _ALIKE
        if _is_count(one.kind) and sum(id(each) in self._firm for each in (one, other)) == 1:
            chance /= _CONFIRMED
        if not shared and not both and len(digits_of(one.figure)) == _LEAST:
            return False
        return chance <= _SELDOM

    def _is_rate_of(self, told: Told) -> bool:
        """Whether a rate says how something changed, or what part of it was done: there are many of one name."""
        return _RATE_OF.search(told.own) is not None or self._goals.search(OF_A_GOAL.sub("", told.name)) is not None

    def _foreign(self, name: str, wide: str) -> bool:
        """Whether a name has a word that makes it another thing, and the other's sentence has not."""
        return any(word not in wide for word in self._another.findall(name))

    def _apart(self, one: Told, other: Told, slip: bool = False) -> bool:
        """Whether two figures are told of other years, of other things by a word of their names, or of the same row. What is
        a slip beyond doubt may have such a word once, where the other is called nothing else."""
        # a cell is of the year of its table, which nobody may have printed
        known = bool(one.years and other.years) if one.printed != other.printed else bool(one.years or other.years)
        if (known and not one.years & other.years) or one.place != other.place or one.levels != other.levels:
            return True
        named = [bool(self._another.search(each.name)) for each in (one, other)]
        slip = slip and not one.printed and not other.printed and named[0] != named[1]
        for a, b in ((one, other), (other, one)):
            # a row is called in fewer words than a sentence calls it
            if Fraction(b.figure.value) in a.row or (not b.printed and not slip and self._foreign(a.name, b.wide)):
                return True
        return min(len(one.name), len(other.name)) >= _ENOUGH and instead(one.name, other.name)

    def _is_sure(self, one: Told, other: Told, chance: Fraction) -> bool:
        """Whether a slip is beyond doubt by its digits: fewer are enough for what is told once of what is told twice or more."""
        firm = sum(id(each) in self._firm for each in (one, other)) == 1 and turned(one.figure, other.figure)
        long = len(digits_of(one.figure).rstrip("0"))
        return (chance <= _NO_ACCIDENT and long >= _SURE) or (firm and chance <= _SELDOM and long >= _SURE - 1)

    def _chance(self, one: Told, other: Told) -> Fraction:
        """How many pairs of such figures a document of so many has that look like a slip by chance; 0 where they do not."""
        many, way = slipped(one.figure, other.figure)
        if many < _LEAST or (one.kind == _RATIO and way >= many):
            return Fraction(0)  # a rate that is merely near is another one
        length = min(len(digits_of(figure)) for figure in (one.figure, other.figure))
        return way * max(1, self._pairs_of[_is_count(one.kind), length]) / Fraction(10 ** (many - 1))


def goal_retold(one: Told, other: Told) -> bool:
    """Whether what was done looks like a slip of what was meant to be: its digits stand the other way round, and what both
    stand beside is as it was meant to be."""
    return turned(one.figure, other.figure) and beside(one, other)[0] > 0


def _is_count(kind: str) -> bool:
    """Whether figures count things, of which a paper has fewer than amounts and rates."""
    return kind.startswith("count")


def _sums(texts: Sequence[Told]) -> set[int]:
    """Places of a figure that those of its kind right behind it, or right before it, in its sentence come to, and theirs."""
    by_sentence: dict[tuple[int, str], list[Told]] = {}
    for one in texts:
        by_sentence.setdefault((id(one.source), one.kind), []).append(one)
    found: set[int] = set()
    for told in by_sentence.values():
        for at, one in enumerate(told):
            # 812起，较上年758起增长7.12%，其中火灾236起、…: what it is compared with stands between
            behind = (told[at + 1 + skip : at + 1 + skip + _PARTS] for skip in range(_BETWEEN + 1))
            for parts in (*behind, told[max(0, at - _PARTS) : at][::-1]):
                come = Fraction(0)
                for many, part in enumerate(parts, 1):
                    come += base_of(part.figure)
                    if many > 1 and come == base_of(one.figure):
                        found.update(map(id, (one, *parts[:many])))
    return found


def _short_for(one: Told, other: Told) -> bool:
    """Whether what a figure is called is short for what the other is: 改厕 for 农村户厕改造."""
    short, long = sorted((one.own, other.own), key=len)
    return len(short) >= _LEAST and short not in long and set(short) <= set(long)


__all__ = ["Miscopied", "goal_retold"]
