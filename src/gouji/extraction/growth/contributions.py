"""What parts contribute to a growth: 三次产业分别拉动增长0.6、2.8和2.7个百分点 make 6.1%, 贡献率 of all of them a hundred (平衡).

Whether all parts are told, the words only say where they count them (第一、第二、第三). Other contributions are written where
they make the growth, and nothing is claimed where they do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.amounts import label_of, value_at
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.sentences import FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import Interval

_LIST: Final = f"(?:[、,]?[和与及]?[{POINTS}{RATIO}])"
#: 拉动经济增长0.6、2.8和2.7个百分点; 贡献率为10.4%.
_TOLD: Final = re.compile(
    rf"(?P<down>向下|负向)?(?:(?P<pulls>拉动|拉低|下拉)[^{FIGURES},;:。]{{0,20}}|贡献率(?:分别|依次)?(?:为|是|达到?)?)"
    rf"(?P<figures>{_LIST}{{1,6}})"
)
#: Parts that are counted, so that all of them are told.
_ALL: Final = re.compile(r"第一.*第二.*第三|第一、二、三|三次")
_SIGNS: Final = re.compile(f"[{POINTS}{RATIO}]")
_LEAST: Final = 2
#: Further off than this, one of the figures is hardly a slip.
_FAR: Final = Fraction(1, 100)
_ALL_FAR: Final = Fraction(15, 100)
#: Facts before among which the growth is looked for.
_NEAR: Final = 12

#: A figure of a sentence, and whether it takes away.
_Part = tuple[int, bool]


def read_contributions(facts: Sequence[Fact], start: int, write: Writer, group: Callable[[Fact], Value]) -> None:
    """Write the contributions that the facts from ``start`` on tell with the growth that they make."""
    seen: set[int] = set()
    for at, fact in enumerate(facts[start:], start):
        if id(fact.sentence) in seen:
            continue
        seen.add(id(fact.sentence))
        for pulls, parts in _runs(fact.sentence):
            _written(facts, at, fact.sentence, parts, pulls, write, group)


def _runs(sentence: Sentence) -> Iterator[tuple[bool, list[_Part]]]:
    """The contributions of a sentence in points, and those in hundredths of all of it."""
    told: dict[bool, list[_Part]] = {True: [], False: []}
    for found in _TOLD.finditer(sentence.signs):
        pulls = found["pulls"] is not None
        less = found["down"] is not None or (pulls and found["pulls"] != "拉动")
        places = [at for at in range(*found.span("figures")) if _SIGNS.match(sentence.signs, at)]
        if all((sentence.signs[at] == POINTS) is pulls for at in places):
            told[pulls] += [(at, less) for at in places]
    for pulls, parts in told.items():
        if len(parts) >= _LEAST and not any(sentence.figures[at].bound for at, _ in parts):
            yield pulls, parts


def _written(
    facts: Sequence[Fact],
    index: int,
    sentence: Sentence,
    parts: Sequence[_Part],
    pulls: bool,
    write: Writer,
    group: Callable[[Fact], Value],
) -> None:
    own = next(
        (fact for fact in facts[index:] if fact.sentence is sentence and fact.figure >= parts[0][0]), facts[index]
    )
    made = _sum(sentence, parts)
    counted = len(parts) > _LEAST and _ALL.search(sentence.signs) is not None
    total: Value = Said("100%", sentence.span(parts[0][0], parts[0][0] + 1))
    if pulls:
        grown = _growth(facts, index, sentence, parts[0][0], made, counted)
        if grown is None:
            return
        total = value_at(*grown)
        whole = _signed(grown[0].sentence, grown[1], False)
    else:
        whole = Interval(Fraction(1), Fraction(1))
    off = _apart(made, whole) if not made.intersects(whole) else Fraction(0)
    # 贡献率为0.7%、65.9%、29.8%: of all parts they make a hundred, however far off
    if off and not (counted and off <= (_FAR if pulls else _ALL_FAR)):
        return
    doubt = off > _FAR
    name = group(own)
    write("平衡", {"平衡": name, "项": label_of(own), "数额": total, "号": "得"}, doubt)
    for at, less in parts:
        cells: dict[str, Value] = {"平衡": name, "项": label_of(own), "号": "减" if less else "加"}
        printed = sentence.span(at, at + 1)
        # points of a growth make a rate
        cells["数额"] = Said(f"{sentence.figures[at].value}%", printed)
        write("平衡", cells, doubt)


def _growth(
    facts: Sequence[Fact], index: int, sentence: Sentence, before: int, made: Interval, counted: bool
) -> tuple[Fact, int] | None:
    """The growth told before that contributions make, that of a whole with parts first; else the one of what has these parts."""
    told = [
        (fact, change.ratio)
        for fact in (*_beside(facts, index, sentence), *reversed(facts[max(0, index - _NEAR) : index]))
        for change in fact.changes
        if change.ratio is not None
        and (fact.parts or fact.sentence.texts[-1] is sentence.texts[0])
        and (fact.sentence is not sentence or change.ratio < before)
    ]
    told.sort(key=lambda one: not one[0].parts)
    proven = next((one for one in told if made.intersects(_signed(one[0].sentence, one[1], False))), None)
    if proven is not None or not counted:
        return proven
    return next((one for one in told if len(one[0].parts) > _LEAST), None)


def _beside(facts: Sequence[Fact], index: int, sentence: Sentence) -> list[Fact]:
    return [fact for fact in facts[index : index + _NEAR] if fact.sentence is sentence]


def _signed(sentence: Sentence, at: int, less: bool) -> Interval:
    span = sentence.figures[at].interval("printed")
    if not less or span.lo is None or span.hi is None:
        return span
    return Interval(-span.hi, -span.lo)


def _sum(sentence: Sentence, parts: Sequence[_Part]) -> Interval:
    low = high = Fraction(0)
    for at, less in parts:
        span = _signed(sentence, at, less)
        low, high = low + (span.lo or Fraction(0)), high + (span.hi or Fraction(0))
    return Interval(low, high)


def _apart(one: Interval, other: Interval) -> Fraction:
    """How far two intervals that do not meet are from each other."""
    gaps = [(one.lo or Fraction(0)) - (other.hi or Fraction(0)), (other.lo or Fraction(0)) - (one.hi or Fraction(0))]
    return max(gaps)
