"""Parts that no word joins to their whole, but whose shares make a hundred: 男性72334万人，占51.24%；女性68844万人，占48.76%.

The whole was told before, perhaps long before. It is the figure that the parts make up; or, where one of three or more
parts is a slip, the one of which all the others have just the share that is printed. Where nobody told it, it is what the
parts come to; shares that are not of that are of something else, and nothing is claimed of them.

Shares that make no hundred because one of them is a slip are told by their parts: those make up a figure, or what they
come to is the one figure of which all the other shares are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.parts.wholes import LED, Wholes
from gouji.extraction.prose.amounts import (
    TELLING,
    countable,
    digits,
    far_apart,
    has_share,
    interval_of,
    label_of,
    makes,
    proves,
    share_of,
    value_at,
    value_of,
    worth,
)
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike
from gouji.extraction.prose.rates import Writer
from gouji.figures import Interval

#: Facts looked at for the whole.
_FAR_BACK: Final = 400
_MOST_PARTS: Final = 12
#: Facts right before parts.
_NEAR: Final = 24
#: With fewer parts than this, all of them have to make up the whole.
_SEVERAL: Final = 3
#: A share printed to a thousandth is hardly one of a sum by chance.
_FINE: Final = Fraction(1, 1_000)


def read_hundreds(facts: Sequence[Fact], start: int, wholes: Wholes, write: Writer) -> None:
    """Tell the parts of one section, whose facts begin at ``start``, what they are parts of."""
    taken: set[int] = set()
    for parts, index in list(_runs(facts, start)):
        if not all(part.shares for part in parts):
            continue
        taken.update(map(id, parts))
        before = facts[max(0, index - _FAR_BACK) : index]
        whole = _whole(before, parts) or (None if _of_their_sum(parts) else _right_before(before, parts))
        if whole is not None:
            _join(whole, parts, wholes)
        elif _of_their_sum(parts):
            _untold(parts, before, write)
        elif not _named(parts, before):
            for part in parts:
                part.settled = part.shares.pop(0)[0]
    for run in _beside(facts, start, taken):
        begun = next(at for at, fact in enumerate(facts[start:], start) if fact is run[0])
        before = facts[max(0, begun - _FAR_BACK) : begun]
        for piece in _pieces(run):
            whole = _made_up(before, piece)
            if whole is not None:
                _join(whole, piece, wholes)
            elif not _of_all_but_one(piece) or not _untold(piece, before, write):
                continue
            break


def _join(whole: Fact, parts: Sequence[Fact], wholes: Wholes) -> None:
    """Make parts those of a whole."""
    for part in parts:
        if part.whole is not None:
            part.whole.parts.remove(part)
        part.whole = whole
    if not whole.parts:
        whole.parts = list(parts)
    wholes.write(whole, parts, "分别为")


def _untold(parts: Sequence[Fact], before: Sequence[Fact], write: Writer) -> bool:
    """优秀8个，占66.7%；良好3个，占25%；一般1个，占8.3%: shares of all of them, which no figure tells; whether they are."""
    if _named(parts, before):
        return False
    total = sum((part.sentence.figures[part.figure].value for part in parts), Decimal(0))
    whole = _sum_of(parts)
    for part in parts:
        _write_share(part, total, parts[0], write)
        # 其中壮族1292人，占0.62%: that may be said of what it is in, or of all of them
        for inner in part.parts:
            if inner.shares and _bare(inner) and not has_share(inner, part) and kind_of(inner) == kind_of(part):
                far = far_apart(worth(inner), share_of(inner).base * (whole.lo or Fraction(0)))
                _write_share(inner, total, parts[0], write, far)
    return True


def _write_share(part: Fact, total: Decimal, one: Fact, write: Writer, doubt: bool = False) -> None:
    ratio = part.settled = part.shares.pop(0)[0]
    unit = one.sentence.figures[one.figure].unit.symbol
    cells: dict[str, Value] = {
        "项目": label_of(part),
        "部分": value_of(part),
        "总额": Said(f"{total}{unit}", part.sentence.span(part.figure, part.figure + 1)),
        "占比": value_at(part, ratio),
    }
    write("占比", cells, doubt)


def _named(parts: Sequence[Fact], before: Sequence[Fact]) -> bool:
    """Whether a share names what it is of, and that was told, or they name several things."""
    bases = {part.sentence.signs[start:end] for part in parts for _, (start, end) in part.shares if end - start > 1}
    told = any(alike(base, fact.name) and kind_of(fact) == kind_of(parts[0]) for base in bases for fact in before)
    return told or len(bases) > 1


def _bare(fact: Fact) -> bool:
    """Whether the share of a fact does not say what it is of."""
    start, end = fact.shares[0][1]
    return end - start < 2


def _sum_of(parts: Sequence[Fact]) -> Interval:
    """What parts come to."""
    least, most = _ends(parts)
    return Interval(sum(least, Fraction(0)), sum(most, Fraction(0)))


def _of_sum(parts: Sequence[Fact]) -> int:
    """How many of the shares of parts are those of what the parts come to."""
    whole = _sum_of(parts)
    if len({part.sentence.figures[part.figure].unit for part in parts}) > 1:
        return 0
    return sum(makes(interval_of(part), whole, share_of(part).interval("printed")) for part in parts)


def _of_their_sum(parts: Sequence[Fact]) -> bool:
    """Whether the shares of parts are those of what the parts come to."""
    return _of_sum(parts) == len(parts)


def _of_all_but_one(parts: Sequence[Fact]) -> bool:
    """Whether what parts come to is surely the base of their shares, though one of them is another.

    Of two shares the other one has to be printed so finely that it is of their sum by no chance.
    """
    if _of_sum(parts) != len(parts) - 1:
        return False
    whole = _sum_of(parts)
    far = any(far_apart(worth(part), share_of(part).base * (whole.lo or Fraction(0))) for part in parts)
    fine = all(share_of(part).step <= _FINE and digits(part) >= TELLING for part in parts)
    return not far and (fine or len(parts) >= _SEVERAL + 1)


def _made_up(before: Sequence[Fact], parts: Sequence[Fact]) -> Fact | None:
    """The last figure that parts make up, if all of their shares but one are of it."""
    for fact in reversed(before):
        if kind_of(fact) != kind_of(parts[0]) or not countable(fact) or fact.average or digits(fact) < TELLING:
            continue
        if proves(parts, fact) and sum(has_share(part, fact) for part in parts) == len(parts) - 1:
            return fact
    return None


def _beside(facts: Sequence[Fact], start: int, taken: set[int]) -> Iterator[list[Fact]]:
    """Runs of facts of one paragraph that each have a share, and of which nothing is known yet."""
    run: list[Fact] = []
    for fact in facts[start:]:
        if not fact.shares or not countable(fact) or (run and fact.depth > run[0].depth):
            continue
        if run and fact.whole is not None and any(fact.whole is part for part in run):
            continue  # 各少数民族19967人，占9.58%，其中壮族1292人，占0.62%
        alone = id(fact) in taken or not _free(fact) or share_of(fact).bound != ""
        goes_on = bool(run) and not alone and fact.whole is run[0].whole
        goes_on = goes_on and kind_of(fact) == kind_of(run[0]) and _together(run[-1], fact)
        if run and not goes_on:
            if len(run) > 1:
                yield run
            run = []
        if not alone:
            run.append(fact)
    if len(run) > 1:
        yield run


def _pieces(run: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Stretches of a run, the longest ones first."""
    for length in range(min(len(run), _MOST_PARTS), 1, -1):
        for first in range(len(run) - length + 1):
            yield run[first : first + length]


def _ends(parts: Sequence[Fact]) -> tuple[list[Fraction], list[Fraction]]:
    """The least and the greatest that each part may be."""
    spans = [interval_of(part) for part in parts]
    return [span.lo or Fraction(0) for span in spans], [span.hi or Fraction(0) for span in spans]


def _runs(facts: Sequence[Fact], start: int) -> Iterator[tuple[list[Fact], int]]:
    """Runs of facts of one paragraph whose shares make a hundred, each with the place of its first one."""
    shared = [(at, fact) for at, fact in enumerate(facts[start:], start) if fact.shares and countable(fact)]
    first = 0
    while first < len(shared):
        at, fact = shared[first]
        run, total, slack = [fact], share_of(fact).base, _slack(fact)
        following = first + 1
        while total < 1 - slack and following < len(shared) and len(run) < _MOST_PARTS:
            other = shared[following][1]
            following += 1
            if other.depth > fact.depth:
                continue  # 15—64岁……（其中：15—59岁……）
            if other.whole is not fact.whole or kind_of(other) != kind_of(fact) or not _together(fact, other):
                break
            run.append(other)
            total, slack = total + share_of(other).base, slack + _slack(other)
        whole = len(run) > 1 and abs(total - 1) <= slack and _free(fact)
        if whole:
            yield run, at
        first = following if whole else first + 1


def _free(fact: Fact) -> bool:
    """Whether nothing says what a fact is a part of, or a mere lead that makes it one of something too small."""
    whole = fact.whole
    if whole is None:
        return True
    apart = far_apart(worth(fact), share_of(fact).base * worth(whole))
    return whole.opener in LED and (apart or sum(map(worth, whole.parts), Fraction(0)) > worth(whole))


def _whole(before: Sequence[Fact], parts: Sequence[Fact]) -> Fact | None:
    alike = [
        fact
        for fact in reversed(before)
        if kind_of(fact) == kind_of(parts[0]) and digits(fact) >= TELLING and countable(fact) and not fact.average
    ]
    made = next((fact for fact in alike if proves(parts, fact)), None) or _short(before, parts)
    if made is not None or len(parts) < _SEVERAL:
        return made
    return next((fact for fact in alike if sum(has_share(part, fact) for part in parts) == len(parts) - 1), None)


def _short(before: Sequence[Fact], parts: Sequence[Fact]) -> Fact | None:
    """A whole of few digits told in the paragraph of its parts, of which all but one have the share that is printed."""
    if len(parts) < _SEVERAL:
        return None
    near = (fact for fact in reversed(before[-_NEAR:]) if _near(fact, parts) and proves(parts, fact))
    return next((fact for fact in near if sum(has_share(part, fact) for part in parts) >= len(parts) - 1), None)


def _right_before(before: Sequence[Fact], parts: Sequence[Fact]) -> Fact | None:
    """提案146件。已落实的122件，占84%；计划落实的42件，占16%: the last figure of the kind, if one of the parts has its share.

    It stands in their paragraph and has no other parts; with the share of the first one of two it is surely meant.
    """
    last = next((fact for fact in reversed(before[-_NEAR:]) if kind_of(fact) == kind_of(parts[0])), None)
    if last is None or not _near(last, parts) or last.parts or last.whole is not None or digits(last) < TELLING:
        return None
    units = {fact.sentence.figures[fact.figure].unit for fact in (last, *parts)}
    smaller = all(worth(part) < worth(last) for part in parts)
    return last if smaller and len(units) == 1 and any(has_share(part, last) for part in parts) else None


def _near(fact: Fact, parts: Sequence[Fact]) -> bool:
    """Whether a fact may be the whole of parts that are told in its paragraph."""
    alike = kind_of(fact) == kind_of(parts[0]) and countable(fact) and not fact.average
    return alike and fact.sentence.texts[-1] is parts[0].sentence.texts[0]


def _slack(fact: Fact) -> Fraction:
    """How much the share of a fact may be rounded by."""
    return share_of(fact).step


def _together(one: Fact, other: Fact) -> bool:
    return one.sentence is other.sentence or one.sentence.texts[-1] is other.sentence.texts[0]
