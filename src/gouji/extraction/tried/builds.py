"""Quotients that rows of like build prove: where three rows have the first figure over the second as their third, so was the
fourth meant to have it. Rows are those of a table, its columns taken as rows, and sentences whose figures are of the same
kinds in the same order.

What few rows prove, or rows prove by chance (100%, figures of one digit), is nothing; one row that misses by its last digit
is rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import base_of, digits
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.text.sentences import BARE, POINTS, Sentence
from gouji.extraction.tried.regions import One, Region, half_of
from gouji.faults import regex as re
from gouji.figures import Interval

#: Rows that make a figure in one way, at least; so many times those that do not; of those so many not to be had by chance.
_ROWS: Final = 3
_OUTWEIGH: Final = 2
_SURE: Final = 2
#: Digits of a figure that is hardly made by chance.
_TELLING: Final = 3
#: Digits of figures that are made in one way, in all; and of one that proves it though others are not.
_TOGETHER: Final = 8
_CERTAIN: Final = 4
#: Figures before and behind one that it may be made of; rows that are asked how.
_BEFORE: Final = 12
_BEHIND: Final = 2
_ASKED: Final = 6
_FIRST: Final = 2
#: Rows of a table, figures of a row, at most.
_MOST: Final = 300
_WIDEST: Final = 24
#: What is more than so many times what it should be, or less than that part of it, is something else.
_FAR: Final = 2
_HUNDRED: Final = 100
_MILLION: Final = 10**6
#: Signs of a name.
_NAME: Final = 12
_TAIL: Final = 2
_PAUSES: Final = ",;:。、()"
#: What is divided by these keeps its digits.
_NOTHING: Final = frozenset((Fraction(1), Fraction(10), Fraction(100)))
_POWERS: Final = (10, 100, 1000, 10000)

Cells = Mapping[int, One]
#: A stretch of a sentence: the places of its figures.
_Stretch = tuple[Sentence, list[int]]
#: Where what is divided stands, by what, and how the quotient is told: as it is, by how much it is over or under one.
_Way = tuple[int, int, str]
_QUOTIENT: Final = ""
_GROWN: Final = "增"
_LESS: Final = "降"
_PRODUCT: Final = "积"
_DOWN: Final = re.compile(r"[降减跌]|回落|收窄|缩小")


@dataclass(frozen=True, slots=True)
class Made:
    """A figure that is made of two others: as their quotient, by how much that is over (增) or under (降) one, or as their
    product (积). ``hundredth``: it is printed as a number of hundredths."""

    result: One
    one: One
    other: One
    form: str
    hundredth: bool = False

    @property
    def places(self) -> frozenset[tuple[int, int]]:
        """Where its figures stand."""
        return frozenset(one.place for one in (self.result, self.one, self.other))


def lines_of(region: Region) -> list[Cells]:
    """The rows of a table by the columns."""
    return [dict(row.ones) for row in region if 1 < len(row.ones) <= _WIDEST]


def turned(region: Region) -> list[Cells]:
    """The columns of a table by the rows."""
    columns: dict[int, dict[int, One]] = {}
    for number, row in enumerate(region[:_WIDEST]):
        for at, one in row.ones:
            columns.setdefault(at, {})[number] = one
    return [column for _, column in sorted(columns.items()) if len(column) > 1]


def told_alike(sentences: Iterable[Sentence]) -> Iterator[list[Cells]]:
    """The sentences, and what stands between the semicolons of them, by the kinds of their figures; and two figures with the
    rate behind them, by their kinds and the words before the rate."""
    wholes: dict[tuple[str, ...], list[_Stretch]] = {}
    clauses: dict[tuple[str, ...], list[_Stretch]] = {}
    rates: dict[tuple[str, ...], list[_Stretch]] = {}
    for sentence in sentences:
        places = [at for at in sentence.figures if sentence.figures[at].plain]
        if len(places) < 2:
            continue
        kinds = {at: _kind(sentence, at) for at in places}
        if len(places) <= _WIDEST:
            wholes.setdefault(tuple(kinds.values()), []).append((sentence, places))
        groups: dict[int, list[int]] = {}
        for at in places:
            groups.setdefault(sentence.signs.count(";", 0, at), []).append(at)
        for part in groups.values() if len(groups) > 1 else ():
            if 1 < len(part) <= _WIDEST:
                clauses.setdefault(tuple(kinds[at] for at in part), []).append((sentence, part))
        for triple in zip(places, places[1:], places[2:], strict=False):
            if [kinds[at] == "ratio" for at in triple] == [False, False, True]:
                key = (*(kinds[at] for at in triple), sentence.signs[triple[2] - _TAIL : triple[2]])
                rates.setdefault(key, []).append((sentence, list(triple)))
    for builds in (wholes, clauses, rates):
        for found in builds.values():
            if _ROWS < len(found) <= _MOST:
                yield [_cells(stretch) for stretch in found]


def _kind(sentence: Sentence, at: int) -> str:
    """What a figure is counted in; of a bare number the sign behind it."""
    if sentence.signs[at] == BARE:
        return f"number:{sentence.signs[at + 1 : at + 2]}"
    return "points" if sentence.signs[at] == POINTS else kind_of_figure(sentence.figures[at])


def _cells(stretch: _Stretch) -> Cells:
    sentence, places = stretch
    out = {}
    before = 0
    for number, at in enumerate(places):
        figure, kind = sentence.figures[at], _kind(sentence, at)
        value = Said(sentence.lent[at], sentence.span(at, at + 1)) if at in sentence.lent else sentence.span(at, at + 1)
        name = sentence.signs[max(before, at - _NAME) : at].lstrip(_PAUSES)
        out[number] = One(
            value, figure, base_of(figure), half_of(figure), kind, name, id(sentence.texts[at]), id(sentence)
        )
        before = at + 1
    return out


def missed(rows: Sequence[Cells], known: Container[tuple[int, int]]) -> Iterator[Made]:
    """The figures that are not what those of the other rows are."""
    if not _ROWS < len(rows) <= _MOST:
        return
    for at in sorted({at for row in rows for at in row}):
        having = [row for row in rows if at in row and row[at].base and _may_be_made(row[at])]
        if len(having) <= _ROWS or all(row[at].place in known for row in having):
            continue
        for way, hundredth in _ways(having, at):
            wrong = list(_wrong(having, at, way, hundredth))
            for found in wrong:
                if found.result.place not in known:
                    yield found
            if wrong or _right(having, at, way, hundredth):
                break


def _may_be_made(one: One) -> bool:
    """Whether a figure may be a quotient: a rate, a price, or a number with decimals."""
    return one.kind in ("ratio", "money") or (one.kind.startswith("number") and one.figure.ulp < 1)


def _ways(rows: Sequence[Cells], at: int) -> Iterator[tuple[_Way, bool]]:
    """How the first rows make the figures at a place, the way of most of them first."""
    asked = [row for row in rows if digits(row[at].figure) >= _SURE][:_ASKED]
    ways = {way for row in asked[:_FIRST] for way in _ways_of(row, at)}
    votes = Counter({way: sum(map(_holds, _made(asked, at, *way))) for way in ways})
    yield from (way for way, count in votes.most_common(2) if count >= _SURE)


def _ways_of(row: Cells, at: int) -> Iterator[tuple[_Way, bool]]:
    """How a row makes its figure at a place."""
    result = row[at]
    around = [place for place in row if place != at and (not place or at - _BEFORE <= place <= at + _BEHIND)]
    ones = [(place, row[place], _whole(row[place])) for place in around if row[place].kind != "ratio"]
    told = _whole(result)
    for place, one, worth in ones:
        for other_place, other, by in ones:
            if worth <= 0 or by <= 0 or worth == by:
                continue
            for form, hundredth in _forms(result, one, other):
                near = _about(told // _HUNDRED if hundredth else told, worth, by, form)
                if near and _holds(_made_of(result, one, other, form, hundredth)):
                    yield (place, other_place, form), hundredth


def _whole(one: One) -> int:
    """What a figure is worth, in millionths."""
    return int(one.base * _MILLION)


def _about(told: int, one: int, other: int, form: str) -> bool:
    """Whether a figure is about what two others make, all in millionths: most pairs are far from it."""
    if form == _PRODUCT:
        made, told = one * other, told * _MILLION
    elif form == _QUOTIENT:
        made, told = one * _MILLION, told * other
    else:
        made, told = abs(one - other) * _MILLION, abs(told) * other
    return 3 * abs(told - made) <= made


def _forms(result: One, one: One, other: One) -> Iterator[tuple[str, bool]]:
    """How a figure may be made of two others; of what a share is not the change."""
    if one.kind == other.kind:
        if result.kind == "ratio":
            yield from ((_QUOTIENT, False), (_GROWN, False))
        elif result.kind.startswith("number"):
            yield from ((_QUOTIENT, False), (_QUOTIENT, True), (_GROWN, True))
    elif result.kind == "money" or result.kind.startswith("number"):
        yield _QUOTIENT, False
        if result.kind in (one.kind, other.kind) and one.place < other.place:
            yield _PRODUCT, False


def _made_of(result: One, one: One, other: One, form: str, hundredth: bool) -> Made:
    """A figure with those that make it; what is said to have fallen is less than the other."""
    fallen = form == _GROWN and result.base > 0 and _DOWN.search(result.name) is not None
    return Made(result, one, other, _LESS if fallen else form, hundredth)


def _made(rows: Sequence[Cells], at: int, way: _Way, hundredth: bool) -> list[Made]:
    """The figures at a place with those that make them in a way."""
    one, other, form = way
    out = []
    for row in rows:
        if one in row and other in row and row[one].base > 0 and row[other].base > 0:
            kinds = row[one].kind == row[other].kind
            if kinds == (rows[0].get(one, row[one]).kind == rows[0].get(other, row[other]).kind):
                out.append(_made_of(row[at], row[one], row[other], form, hundredth))
    return out


def _right(rows: Sequence[Cells], at: int, way: _Way, hundredth: bool) -> bool:
    return sum(map(_holds, _made(rows, at, way, hundredth))) >= _ROWS


def _wrong(rows: Sequence[Cells], at: int, way: _Way, hundredth: bool) -> Iterator[Made]:
    """What does not come out in the way that the others do."""
    made = _made(rows, at, way, hundredth)
    right = [found for found in made if _holds(found)]
    if {Fraction(found.other.figure.value) for found in right} <= _NOTHING:
        return  # 605.00 over 100.00 (%) makes 605.00 in each row
    wrong = [found for found in made if not _holds(found)]
    told = {found.result.base: digits(found.result.figure) for found in right}
    telling = [count for count in told.values() if count >= _TELLING]
    if len(telling) < _SURE and sum(told.values()) < _TOGETHER:
        return
    fine = sum(count >= _CERTAIN for count in telling)
    certain = len(wrong) <= _SURE and fine >= _ROWS
    if len(right) < max(_ROWS, _OUTWEIGH * len(wrong)) and not certain:
        return
    yield from (found for found in wrong if _meant(found))


def _meant(found: Made) -> bool:
    """Whether a figure may have been meant to be the quotient: it is about that, and not by its last digit another."""
    low, high = _span(found)
    result = found.result
    told = Fraction(result.base) / (_HUNDRED if found.hundredth else 1)
    step = Fraction(result.figure.step) / _HUNDRED if found.hundredth else result.figure.step
    if low - 2 * step <= told <= high + 2 * step:
        return False
    if found.form in (_GROWN, _LESS) and (told < 0) != (low < 0):
        return True
    worth, middle = abs(told), abs(low + high) / 2
    if not worth or not middle:
        return False
    if middle <= worth * _FAR and worth <= middle * _FAR:
        return True
    return misprinted(result.figure, Interval(low, high)) or _power_of_ten(worth / middle)


def _power_of_ten(times: Fraction) -> bool:
    """Whether something is about ten, a hundred or ten thousand times what it should be, or that part of it."""
    times = max(times, 1 / times)
    return any(abs(times - power) * _HUNDRED <= power for power in _POWERS)


def _holds(found: Made) -> bool:
    """Whether a figure is what the quotient may be."""
    low, high = _span(found)
    result = found.result
    told, half = Fraction(result.base), Fraction(result.figure.step) / 2
    if found.form == _PRODUCT:
        half *= 2
    if found.hundredth:
        told, half = told / _HUNDRED, half / _HUNDRED
    return low - half <= told <= high + half


def _span(found: Made) -> tuple[Fraction, Fraction]:
    """What the quotient may be."""
    one, other = found.one, found.other
    if found.form == _PRODUCT:
        return (one.base - _half(one)) * (other.base - _half(other)), (one.base + _half(one)) * (
            other.base + _half(other)
        )
    low = Fraction(one.base - _half(one)) / (other.base + _half(other))
    high = Fraction(one.base + _half(one)) / max(other.base - _half(other), Fraction(other.figure.step) / 2)
    if found.form == _GROWN:
        return low - 1, high - 1
    return (1 - high, 1 - low) if found.form == _LESS else (low, high)


def _half(one: One) -> Fraction:
    """How far the true value may be from what is printed: decimals may be cut off, and a whole number may be rounded."""
    if one.kind.startswith("count") and one.figure.ulp >= 1 and one.figure.unit.scale <= 1:
        return Fraction(0)
    return Fraction(one.figure.step) if one.figure.ulp < 1 else Fraction(one.figure.step) / 2
