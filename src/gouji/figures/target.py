"""Targets: what was promised, and whether an actual reaches it.

A target is a comparison with figures (≥90%, 不低于20人, 100%(3133人)), a deadline (2023年9月底前) or a quality in words
(有所改善). It is judged on the values as printed, by its own operator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from operator import ge, gt, le, lt
from types import MappingProxyType
from typing import Any, Final

from gouji.faults import regex as re
from gouji.faults.record import dataclass
from gouji.figures.dates import Period, parse_period, with_year
from gouji.figures.figure import Figure
from gouji.figures.folding import fold
from gouji.figures.interval import Interval
from gouji.figures.parsing import LONGEST_CELL, parse_figure, parse_leading_figure
from gouji.figures.rational import Rational
from gouji.figures.units import BARE

_OPERATORS: Final = MappingProxyType(
    {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<", "range": "between"}
)
_ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = MappingProxyType({">=": ge, ">": gt, "<=": le, "<": lt})

# 有95%的受访者, 完成90户: words that leave the figure the thing promised.
_LEAD: Final = re.compile(
    r"(?:全年|年度|年内|本年度?|共计|累计|总计|合计|共|计|力争|确保|保证|预计|计划|实现|完成|达到|达"
    r"|保持在|保持|维持在|举办|开展|组织|培训|发放|新增|服务|建设|购置|采购|有)*"
)
_HELD: Final = re.compile(r"[^0-9()]{0,8}?控制[在到于]")
_EQUAL: Final = re.compile(r"(?P<sign>={1,2}|等于)\s*|为\s*")
_NUMERAL_AHEAD: Final = r"(?=\s*[0-9一二两三四五六七八九十])"
_SINCE: Final = re.compile(rf"[^0-9()]{{0,30}}(?:之日起?|之后|后|起)(?:的|算起|计算)?,?{_NUMERAL_AHEAD}")
_BRACKETED: Final = re.compile(r"(?P<words>[^()0-9≥≤<>=±%]{1,20})\((?P<inside>.+)\)")
_TIMELY: Final = re.compile(r"[时期]|完成")
_WRAPPED: Final = re.compile(r"[(“\"]\s*(?P<inside>[^()“”\"]+?)\s*[)”\"]")
_EXCEEDING: Final = re.compile(r"[逾超]")
_ANOTHER: Final = re.compile(r"[0-9≥≤<>=±]")
_SPANS: Final = frozenset(("workdays", "days", "hours", "months"))


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed.

    ``op`` is ``>=``, ``>``, ``<=``, ``<``, ``=``, ``between`` or, when no operator is printed, ``""``. ``figures``
    holds the main figure first and further parts after it. The main figure's bound has become the operator, so it is
    plain, except for ``about``, ``over`` and ``range``; a part keeps its own. ``deadline`` is the time limit,
    ``quality`` the words (all of the text when nothing can be measured).
    """

    text: str
    op: str
    figures: tuple[Figure, ...] = ()
    deadline: Period | None = None
    quality: str = ""

    @property
    def measurable(self) -> bool:
        """Whether there is a figure or a deadline to compare an actual with."""
        return bool(self.figures) or self.deadline is not None


class Reached(Enum):
    """Whether an actual reaches its target.

    OPEN: a qualified figure leaves it undecided (约90% against ≥90%). INCOMPARABLE_UNITS: no figure of the actual is in
    a dimension of the target. NOT_A_FIGURE: one side has nothing to compare.
    """

    MET = "met"
    MISSED = "missed"
    INCOMPARABLE_UNITS = "incomparable units"
    NOT_A_FIGURE = "not a figure"
    OPEN = "open"


def parse_target(text: str, year: int | None = None) -> Target:
    """The target a text states; what cannot be measured is a quality, so no text fails.

    ``year`` is the year of a deadline printed without one. Texts of more than 200 characters are qualities.
    """
    if len(text) > LONGEST_CELL:
        return Target(text, "", quality=text.strip())
    return _parse(text, year)


@lru_cache(maxsize=4096)
def _parse(text: str, year: int | None) -> Target:
    cell = text.strip()
    cell = cell.removesuffix("。").rstrip()
    wrapped = _WRAPPED.fullmatch(fold(cell))
    if wrapped is not None:
        cell = cell[slice(*wrapped.span("inside"))]
    return (
        _deadline(cell, text, year)
        or _comparison(cell, text, year)
        or _bracketed(cell, text, year)
        or Target(text, "", quality=text.strip())
    )


def _deadline(cell: str, text: str, year: int | None) -> Target | None:
    period = parse_period(cell, year)
    if period is None:
        return None
    words = _BRACKETED.fullmatch(fold(cell))
    quality = "" if words is None else cell[slice(*words.span("words"))].strip()
    return Target(text, "<=" if period.kind == "by" else "", (), period, quality)


def _comparison(cell: str, text: str, year: int | None) -> Target | None:
    """[ words that lead to it ] [ operator ] figures [ words | a deadline ]"""
    folded = fold(cell)
    since = _SINCE.match(folded)
    if since is not None:
        op, at = "<=", since.end()
    else:
        op, at = _led_to(folded)
    found = parse_leading_figure(cell[at:])
    if found is None:
        return None
    figure, rest = found
    if since is not None and figure.dimension not in _SPANS:
        return None
    if op and figure.bound not in ("", "range", "at_most" if op == "<=" else ""):
        return None
    deadline = parse_period(rest, year) if rest else None
    if rest and deadline is None and (_ANOTHER.search(fold(rest)) or figure.unit is BARE):
        # A second number that nothing ties to the first: which of them is the target is not for a program to guess.
        return None
    if figure.bound == "range":
        op = "between"
    elif figure.bound == "over" and _EXCEEDING.match(fold(figure.text)):
        op = ">"
    op = op or _OPERATORS.get(figure.bound, "")
    kept = figure.bound if figure.bound in ("about", "range") or (figure.bound == "over" and op != ">") else ""
    main = replace(figure, parts=(), bound=kept)
    return Target(text, op, (main, *figure.parts), deadline, rest.strip() if deadline is None else "")


def _led_to(folded: str) -> tuple[str, int]:
    """The operator that words and signs before a figure set, if not the figure's own, and where the figure begins."""
    lead = _LEAD.match(folded)
    at = 0 if lead is None else lead.end()
    held, equal = _HELD.match(folded, at), _EQUAL.match(folded, at)
    if held is not None:
        return "<=", held.end()
    if equal is not None:
        return "=" if equal["sign"] else "", equal.end()
    return "", at


def _bracketed(cell: str, text: str, year: int | None) -> Target | None:
    """A quality with a limit in brackets: 及时(自申请之日起15个工作日内完成发放)."""
    found = _BRACKETED.fullmatch(fold(cell))
    if found is None:
        return None
    words, inside = (cell[slice(*found.span(name))].strip() for name in ("words", "inside"))
    limit = _deadline(inside, text, year) or _comparison(inside, text, year)
    if limit is None or (limit.deadline is not None and not _TIMELY.search(words)):
        return None
    return replace(limit, quality=words)


def reach(actual: Figure | Period | str, target: Target, year: int | None = None) -> Reached:
    """Whether an actual reaches a target, on the values as printed.

    A target without an operator is a floor (``>=``). Figures are compared with the target's figures of the same
    dimension, in order, and every pair must satisfy it. A bare number compares with the target's only figure when that
    is a count or a score: a unit left out is no clash; so does a number in 万 or 亿 with a sum of money. For a
    deadline the end of the actual must not be later than the target's; where the target is a window of more than one
    month, its start must not be earlier. ``year`` is the year of dates printed without one.
    """
    if isinstance(actual, str):
        read = _read(actual, target, year)
        if read is None:
            return Reached.NOT_A_FIGURE
        actual = read
    if isinstance(actual, Period):
        return _in_time(with_year(actual, year), target.deadline and with_year(target.deadline, year))
    if not target.figures:
        return Reached.NOT_A_FIGURE
    pairs = _pairs(actual.figures, target)
    if not pairs:
        return Reached.INCOMPARABLE_UNITS
    answers = {_compare(mine, theirs, _operator(theirs, target)) for mine, theirs in pairs}
    return next(answer for answer in (Reached.MISSED, Reached.OPEN, Reached.MET) if answer in answers)


def _read(actual: str, target: Target, year: int | None) -> Figure | Period | None:
    period = parse_period(actual, year) if target.deadline is not None else None
    return period or (parse_figure(actual) if target.figures else None)


def _in_time(actual: Period, deadline: Period | None) -> Reached:
    if deadline is None:
        return Reached.NOT_A_FIGURE
    if deadline.kind == "recurring" and actual.kind == "recurring":
        same = fold(deadline.text).strip() == fold(actual.text).strip()
        return Reached.MET if same else Reached.NOT_A_FIGURE
    if deadline.end is None:
        if deadline.start is None or actual.start is None:
            return Reached.NOT_A_FIGURE
        return Reached.MET if actual.start >= deadline.start else Reached.MISSED
    if actual.end is None:
        return Reached.NOT_A_FIGURE
    if actual.end > deadline.end:
        # "9月" against "9月15日前", or "10月底前" against "9月底前": nobody can tell on which side it was. A stretch from
        # day to day ends with the work.
        stretch = actual.kind == "date" or any(sign in fold(actual.text) for sign in "-~至到")
        after = actual.start is not None and actual.start > deadline.end
        return Reached.MISSED if after or (stretch and actual.kind != "by") else Reached.OPEN
    # Done before a single day or month that was named is done in time; before a longer window it is outside it.
    start = deadline.start
    window = start is not None and (start.year, start.month) != (deadline.end.year, deadline.end.month)
    if window and start is not None and actual.start is not None and actual.start < start:
        return Reached.MISSED
    return Reached.MET


def _operator(figure: Figure, target: Target) -> str:
    own = _OPERATORS.get(figure.bound)
    # 90%-95%(3人): a part that is no range is a floor.
    shared = target.op if target.op != "between" else ""
    return own or shared or ">="


def _pairs(actual: tuple[Figure, ...], target: Target) -> list[tuple[Figure, Figure]]:
    """Figures to compare: by dimension, the first with the first, the second with the second."""
    if len(actual) == 1 and len(target.figures) == 1 and actual[0].dimension == target.figures[0].dimension:
        return [(actual[0], target.figures[0])]
    pairs = []
    for index, theirs in enumerate(target.figures):
        mine = [figure for figure in actual if figure.dimension == theirs.dimension]
        before = [figure for figure in target.figures[:index] if figure.dimension == theirs.dimension]
        # ≥80% and ≤90% are two sides of one requirement on the same figure.
        rank = 0 if len(before) == 1 and _opposed(before[0], theirs, target) else len(before)
        if rank < len(mine):
            pairs.append((mine[rank], theirs))
    if pairs or len(actual) != 1 or len(target.figures) != 1:
        return pairs
    mine_only, theirs_only = actual[0], target.figures[0]
    if _unit_left_out(mine_only, theirs_only) or _unit_left_out(theirs_only, mine_only):
        return [(mine_only, theirs_only)]
    return []


def _opposed(one: Figure, other: Figure, target: Target) -> bool:
    return {_operator(one, target)[0], _operator(other, target)[0]} == {"<", ">"}


def _unit_left_out(figure: Figure, other: Figure) -> bool:
    if figure.unit.dimension != "number":
        return False
    if figure.unit.symbol and other.dimension == "money":
        return True
    return other.dimension == "score" or other.dimension.startswith("count:")


def _compare(actual: Figure, target: Figure, op: str) -> Reached:
    """MET when every value the actual may have satisfies every value the target may have, MISSED when none does."""
    holds = _ORDERS.get(op)
    if holds is not None and actual.bound == "" and target.bound != "about":
        alike = actual.unit.scale == target.unit.scale  # then the printed numbers tell, without a fraction
        left, right = (actual.value, target.value) if alike else (actual.base, target.base)
        return Reached.MET if holds(left, right) else Reached.MISSED
    return _compare_ranges(actual, target, op)


def _compare_ranges(actual: Figure, target: Figure, op: str) -> Reached:
    """The same by intervals, for figures of any kind."""
    mine, theirs = actual.interval("exact"), target.interval("exact")
    if op == "between":
        inside = mine.intersection(theirs)
        return Reached.MISSED if inside is None else Reached.MET if inside == mine else Reached.OPEN
    threshold = theirs if target.bound == "about" else Interval.exact(target.base)
    if op == "=":
        if not mine.intersects(threshold):
            return Reached.MISSED
        return Reached.MET if mine.is_exact and threshold.is_exact else Reached.OPEN
    gap = mine - threshold if op in (">=", ">") else threshold - mine
    return _sign(gap, strict=op in (">", "<"))


def _sign(gap: Interval, *, strict: bool) -> Reached:
    """Whether a gap is surely, surely not or perhaps positive (not negative, unless ``strict``)."""
    zero = Rational(0)
    if gap.lo is not None and (gap.lo > zero or (gap.lo == zero and (not strict or gap.lo_open))):
        return Reached.MET
    if gap.hi is not None and (gap.hi < zero or (gap.hi == zero and (strict or gap.hi_open))):
        return Reached.MISSED
    return Reached.OPEN
