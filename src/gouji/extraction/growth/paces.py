"""By how many points what was done is ahead of the time that has gone by (变动): 上半年完成预算的53.5%，超序时进度3.5个百分点.

So many months of twelve are the share of the year that should be done. What is compared is the last rate of completion
before. Where no period is told, or a day inside a month, a rate is only taken that some number of months makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.growth.gaps import points_of
from gouji.extraction.prose.facts import Gap, Read
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.phrases import ELAPSED
from gouji.extraction.text.sentences import DATE, RATIO, Sentence
from gouji.faults import regex as re

#: Rates that are compared with the time: of completion, of a plan.
_DONE: Final = re.compile(r"完成|占|进度|执行|支出率|达|为")
_GROWN: Final = re.compile(r"(?:增长|下降|上升|增幅|降幅|提高|降低|增加|减少)[^,;]{0,4}$")
_BEHIND: Final = re.compile(r"低|慢|落后|滞后|欠|差|少")
#: The last month of a stretch of time: 1-8月, 截至9月底.
_MONTH: Final = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}\s*[-—~～至]\s*)?([0-9]{1,2})\s*月(?:份)?(?!\s*[0-9]{1,2}\s*[日号])"
)
_QUARTERS: Final = {"一": 3, "二": 6, "两": 6, "三": 9}
_MONTHS: Final = 12
_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: By so much the share of the time may have been rounded before it was compared.
_ROUNDED: Final = Fraction(6, 1000)
_MORE, _LESS = "高", "低"


def read_paces(read: Read, write: Writer) -> None:
    """Write the paces of one section."""
    for pace in read.paces:
        points = pace.sentence.figures[pace.points]
        rate = _rate_before(pace)
        if rate is None or points.bound not in ("", "about") or points.base <= 0:
            continue
        done = pace.sentence.figures[rate]
        behind = _BEHIND.search(pace.way) is not None
        gone = done.base + points.base if behind else done.base - points.base
        slack = (done.step + points.step) / 2
        told = list(_months(pace.sentence, pace.start))
        shares = (share for month in (*told, *range(1, _MONTHS)) for share in _shares(month))
        made = next((share for share in shares if abs(share - gone) <= slack), None)
        if made is not None:
            _row(pace, rate, made, False, write)
        elif len(set(told)) == 1:
            meant = Fraction(told[0], _MONTHS)
            _row(pace, rate, meant, bool(points.bound) or abs(meant - gone) <= _ROUNDED, write)


def _row(pace: Gap, rate: int, share: Fraction, doubt: bool, write: Writer) -> None:
    sentence = pace.sentence
    a, b = pace.subject
    label: Value = sentence.span(a, b) if b > a else sentence.span(rate, rate + 1)
    span = sentence.span(pace.points, pace.points + 1)
    whole, rest = divmod(round(share * 10_000), 100)
    cells: dict[str, Value] = {
        "项目": label,
        "本期": sentence.span(rate, rate + 1),
        "上期": Said(f"{whole}.{rest:02d}%", span),
        "变动额": points_of(pace),
    }
    write("变动", {**cells, "方向": _LESS if _BEHIND.search(pace.way) else _MORE}, doubt)


def _shares(month: int) -> Iterator[Fraction]:
    """What so many months are of a year, counted in months or in days."""
    yield Fraction(month, _MONTHS)
    days = sum(_DAYS[:month])
    yield Fraction(days, 365)
    yield Fraction(days + (month > 1), 366)


def _rate_before(pace: Gap) -> int | None:
    """The last rate of completion before a pace in its sentence, up to a ；; no rate of growth."""
    signs = pace.sentence.signs
    begun = signs.rfind(";", 0, pace.start) + 1
    for at in range(pace.start - 1, begun - 1, -1):
        if signs[at] != RATIO or pace.sentence.figures[at].bound:
            continue
        clause = signs[max(signs.rfind(sign, 0, at) for sign in ",;:。") + 1 : at]
        if _DONE.search(clause) and not _GROWN.search(clause):
            return at
    return None


def _months(sentence: Sentence, before: int) -> Iterator[int]:
    """How many months have gone by, as the words before a pace tell it; the last words first."""
    signs = sentence.signs
    for at in range(before - 1, -1, -1):
        if signs[at] == DATE:
            found = _MONTH.search(sentence.span(at, at + 1).text)
            if found is not None and 0 < int(found[1]) < _MONTHS:
                yield int(found[1])
    for found in ELAPSED.finditer(signs, 0, before):
        yield 6 if found["half"] else next(_QUARTERS[sign] for sign in found["quarter"] if sign in _QUARTERS)
