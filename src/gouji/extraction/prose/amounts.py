"""What the figures of facts are worth: base values, intervals, and whether one can be made of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value, text_of
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.text.claims import heading_of, name_of
from gouji.extraction.text.sentences import FIGURES, SCALED, Sentence
from gouji.faults import regex as re
from gouji.figures import Figure, Interval, parse_figure

#: Further apart than this, two figures that should be equal hardly belong together: a slip of the pen is smaller, a slip
#: of the decimal point is told as a remark.
_FAR: Final = Fraction(8, 5)
#: A figure this much off from what the others make of it was probably meant to be it.
NEAR_MISS: Final = Fraction(3, 100)
#: Digits from which on figures hardly make another by chance.
TELLING: Final = 3
_DIGITS: Final = re.compile(r"[0-9]")


def words_of(value: Value) -> str:
    """The words of a cell; the empty text where it has none."""
    return text_of(value) or ""


def label_of(fact: Fact) -> Value:
    """The name of a fact; where it has none, the words behind its figure (30万元用于编制), or the heading above it."""
    name = name_of(fact.sentence, fact.start, fact.end)
    if text_of(name):
        return name
    if fact.whole is not None and len(fact.tail) > 1 and not any(sign in FIGURES for sign in fact.tail):
        return fact.sentence.span(fact.figure + 1, fact.figure + 1 + len(fact.tail))
    return heading_of(fact.sentence) or fact.sentence.span(fact.figure, fact.figure + 1)


def value_at(fact: Fact, at: int) -> Value:
    """A figure of a fact's sentence as it is printed, with its unit."""
    return value_in(fact.sentence, at)


def value_in(sentence: Sentence, at: int) -> Value:
    """A figure of a sentence as it is printed, with its unit; a bare 万 is money."""
    span = sentence.span(at, at + 1)
    if at in sentence.lent:
        return Said(sentence.lent[at], span)
    return Said(span.text + "元", span) if sentence.signs[at] == SCALED else span


def value_of(fact: Fact) -> Value:
    """The figure of a fact as it is printed."""
    return value_at(fact, fact.figure)


def without_measure(fact: Fact) -> Value:
    """A figure without its measure word: what a total is divided by."""
    span = fact.sentence.span(fact.figure, fact.figure + 1)
    figure = fact.sentence.figures[fact.figure]
    word = measure_of(figure)
    return Said(span.text.removesuffix(word).strip() if word else span.text, span)


def measure_of(figure: Figure) -> str:
    """What a figure is counted in: 人次 of 2.4万人次."""
    return figure.unit.symbol.lstrip("十百千万亿")


def number_of(fact: Fact) -> Interval:
    """How many a price or an average is multiplied by: 1500 of 1500亩, whatever an 亩 is in the base of areas."""
    figure = fact.sentence.figures[fact.figure]
    spread = interval_of(fact)
    if figure.unit.dimension.startswith(("count", "money", "number")) or spread.lo is None or spread.hi is None:
        return spread
    one = parse_figure(f"1{figure.unit.symbol.lstrip('十百千万亿')}")
    scale = one.unit.scale if one is not None and one.unit.dimension == figure.unit.dimension else Fraction(1)
    return Interval(spread.lo / scale, spread.hi / scale)


def far_apart(one: Fraction, other: Fraction) -> bool:
    """Whether two figures that should be equal are so far apart that they were probably read wrongly together."""
    if one <= 0 or other <= 0:
        return one != other
    return one > other * _FAR or other > one * _FAR


def worth(fact: Fact) -> Fraction:
    """The figure of a fact in its base unit."""
    worths, at = fact.sentence.worths, fact.figure
    found = worths.get(at)
    if found is None:
        found = worths[at] = fact.sentence.figures[at].base
    return found


def digits(fact: Fact) -> int:
    """How many digits of the figure of a fact tell something."""
    return digits_of(fact.sentence.figures[fact.figure])


def digits_of(figure: Figure) -> int:
    """How many digits of a figure tell something."""
    return len("".join(_DIGITS.findall(figure.text)).lstrip("0"))


def finely_told(figure: Figure) -> bool:
    """Whether a figure that is said to be rough has the digits of one that was reckoned: 约3,613元, and not 约3,600元."""
    told = "".join(_DIGITS.findall(figure.text)).lstrip("0")
    return figure.bound == "about" and len(told) >= TELLING and not told.endswith("0")


def countable(fact: Fact) -> bool:
    """Whether a fact may be a side of a rate: a plain amount."""
    return kind_of(fact) not in ("ratio", "score") and not fact.sentence.figures[fact.figure].bound


def proves(terms: Sequence[Fact], total: Fact) -> bool:
    """Whether the terms make the total, within their rounding."""
    low = high = Fraction(0)
    for number, term in enumerate(terms):
        if is_nothing(term.sentence.figures[term.figure]):
            continue  # what is added is held as term_of writes it
        span = interval_of(term)
        if span.lo is None or span.hi is None:
            return False
        if number and term.sign < 0:
            low, high = low - span.hi, high - span.lo
        else:
            low, high = low + span.lo, high + span.hi
    return Interval(low, high).intersects(interval_of(total))


def interval_of(fact: Fact) -> Interval:
    """The true values that the figure of a fact leaves open; a head count leaves none."""
    intervals, at = fact.sentence.intervals, fact.figure
    found = intervals.get(at)
    if found is None:
        figure = fact.sentence.figures[at]
        counted = figure.unit.dimension.startswith("count") and figure.ulp >= 1 and not figure.unit.scale > 1
        found = intervals[at] = figure.interval("exact" if counted else "printed")
    return found


def is_nothing(figure: Figure) -> bool:
    """Whether a figure is money of which there was none: 0万元 is not what was rounded from 0.3万元."""
    return figure.base == 0 and figure.dimension.startswith("money") and figure.ulp >= 1 and not figure.bound


def term_of(fact: Fact) -> Value:
    """The figure of a fact as it is printed, among figures that are added: 0万元 beside 9.72万元 is nothing at all."""
    figure = fact.sentence.figures[fact.figure]
    if not is_nothing(figure):
        return value_of(fact)
    return Said(f"0.00{figure.unit.symbol}", fact.sentence.span(fact.figure, fact.figure + 1))


def quotient(part: Interval, whole: Interval) -> Interval | None:
    """The quotient of two intervals of positive numbers; None where there is none."""
    if part.lo is None or part.hi is None or whole.lo is None or whole.hi is None or whole.lo <= 0 or part.lo < 0:
        return None
    return Interval(part.lo / whole.hi, part.hi / whole.lo)


def makes(part: Interval, whole: Interval, printed: Interval) -> bool:
    """Whether the quotient of two closed intervals of positive numbers may be what is printed."""
    if part.lo is None or part.hi is None or whole.lo is None or whole.hi is None or whole.lo <= 0 or part.lo < 0:
        return False
    # part / whole lies in [part.lo / whole.hi, part.hi / whole.lo]; multiplied out, which spares a division for every pair
    if printed.hi is not None:
        over = part.lo - printed.hi * whole.hi
        if over > 0 or (over == 0 and printed.hi_open):
            return False
    if printed.lo is None:
        return True
    under = printed.lo * whole.lo - part.hi
    return under < 0 or (under == 0 and not printed.lo_open)


def rated(fact: Fact, part: Fact, whole: Fact) -> dict[str, Value]:
    """What a rate of a part in a whole claims."""
    # 886人 of 968份: counted in different words, they are compared as numbers
    units = {fact.sentence.figures[fact.figure].unit.dimension for fact in (part, whole)}
    same = kind_of(part) == kind_of(whole) and (len(units) == 1 or "money" in units)
    value = value_of if same else without_measure
    cells: dict[str, Value] = {
        "项目": label_of(fact),
        "部分": value(part),
        "总额": value(whole),
        "占比": value_of(fact),
    }
    return cells


def share_of(fact: Fact) -> Figure:
    """The first share that is told of a fact."""
    return fact.sentence.figures[fact.shares[0][0]]


def has_share(part: Fact, whole: Fact) -> bool:
    """Whether a part is such a share of a figure as is told of it."""
    return worth(part) > 0 and makes(interval_of(part), interval_of(whole), share_of(part).interval("printed"))


def all_of_it(shares: Iterable[Figure]) -> str:
    """A hundred per cent as it would be printed beside some shares: 100.0% beside 42.2%."""
    decimals = max(len(share.text.rstrip("%").partition(".")[2]) for share in shares)
    return f"100.{'0' * decimals}%" if decimals else "100%"
