"""What has changed by its name (比上年，收入总计增加90万元，增长1.8%): told before, under that name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.extraction.growth.ways import Ways, cells_of, of_nothing
from gouji.extraction.prose.amounts import TELLING, digits_of, far_apart, label_of, value_of, worth
from gouji.extraction.prose.facts import Change, Fact, kind_of
from gouji.extraction.prose.names import alike, begins, counted, in_order
from gouji.extraction.prose.rates import Writer
from gouji.faults import regex as re

#: Facts before a change in which what has changed is looked for by its name, and those that are surely spoken of.
_FAR: Final = 24
_CLOSE: Final = 4
#: Two names told as one: 收支 for 收入总计 and 支出总计 that are the same amount.
_BOTH: Final = re.compile(
    r"^[^、和与及]{0,8}?(?P<one>[^、和与及])[、和与及]?(?P<other>[^、和与及])(?:总计|合计|总额|总数)?[各均]?$"
)


class Grown:
    """Writes such changes. ``facts`` holds all facts of the document so far."""

    def __init__(self, facts: Sequence[Fact], ways: Ways, write: Writer) -> None:
        self._facts = facts
        self._ways = ways
        self._write = write

    def read(self, fact: Fact, index: int) -> None:
        """收入总计5006.31万元。比上年，收入总计增加90.09万元，增长1.8%: what has changed was told before, by its name."""
        ratio = next((change.ratio for change in fact.changes if change.ratio is not None), None)
        if fact.grown is None or ratio is None or len(fact.changes) > 1:
            return
        (start, end), way = fact.grown
        figures, words = fact.sentence.figures, fact.sentence.signs[start:end]
        if any(figures[at].bound not in ("", "about") for at in (fact.figure, ratio)):
            return
        if _BOTH.match(words):
            words = words.rstrip("各均")
        found = [
            (at, other)
            for at, other in enumerate(self._facts[max(0, index - _FAR) : index], max(0, index - _FAR))
            if kind_of(other) == kind_of(fact) and other.grown is None and _named(words, other.name)
        ]
        found = [self._from_to(at, other) for at, other in found]
        found = found or self._both(words, fact, index)
        change = Change(amount=fact.figure, way=way, ratio=ratio, rate_way=fact.changes[0].rate_way)
        if not found:
            # 财政拨款支出1264.92万元。财政拨款增加27.44万元: no word of the amount
            short = enumerate(self._facts[max(0, index - _CLOSE) : index], max(0, index - _CLOSE))
            begun = [(at, other) for at, other in short if begins(other.name, words) and other.grown is None]
            found = [(at, other) for at, other in begun if self._ways.makes(other, fact, change)]
        if not found and digits_of(figures[ratio]) >= TELLING:
            # 受理各类案件1803件。……受案增加167件，上升10.21%: called by some of its signs, and making the rate
            near = enumerate(self._facts[max(0, index - _FAR) : index], max(0, index - _FAR))
            called = [(at, one) for at, one in near if kind_of(one) == kind_of(fact) and in_order(words, one.name)]
            found = [(at, one) for at, one in called if one.grown is None and self._ways.makes(one, fact, change)]
        proven = next((other for _, other in reversed(found) if self._ways.makes(other, fact, change)), None)
        if proven is not None:
            self._write("变动", {**cells_of(fact, proven, change), "项目": label_of(proven)}, False)
        elif found:
            at, other = found[-1]
            # a name that was told twice, or long ago, may be of another level
            sure = index - at <= _CLOSE and all(worth(one) == worth(other) for _, one in found)
            now, amount = worth(other), abs(worth(fact))
            before = now + amount if self._ways.is_less(way) else now - amount
            rate = abs(figures[ratio].base)
            far = not of_nothing(before, rate) and (before <= 0 or far_apart(amount, rate * before))
            sure = sure or (of_nothing(before, rate) and all(worth(one) == now for _, one in found))
            self._write("变动", {**cells_of(fact, other, change), "项目": label_of(other)}, far or not sure)

        elif (prior := self._before(fact, index)) is not None:
            cells = {**cells_of(fact, None, change), "上期": value_of(prior)}
            expected = abs(figures[ratio].base) * worth(prior)
            self._write("变动", cells, expected <= 0 or far_apart(abs(worth(fact)), expected))

    def _from_to(self, at: int, other: Fact) -> tuple[int, Fact]:
        """由每人每月148元提高到163元，每人每月增加15元: what a figure has changed to, where it is the one before."""
        to = self._facts[at + 1] if other.before and at + 1 < len(self._facts) else other
        beside = to.sentence is other.sentence and kind_of(to) == kind_of(other) and to.grown is None and not to.before
        return (at + 1, to) if to is not other and beside else (at, other)

    def _before(self, fact: Fact, index: int) -> Fact | None:
        """与上年的1602万元相比，支出增加242万元: what is compared with, told right before."""
        last = self._facts[index - 1] if index else None
        if last is None or last.sentence is not fact.sentence or not last.before or last.changes:
            return None
        return last if kind_of(last) == kind_of(fact) and not last.sentence.figures[last.figure].bound else None

    def _both(self, words: str, fact: Fact, index: int) -> list[tuple[int, Fact]]:
        """The second of the two facts right before, where both are one amount and the words name them together."""
        named, start = _BOTH.match(words), index - 2
        if named is None or start < -1:
            return []
        last = self._facts[index - 1]
        if (
            kind_of(last) == kind_of(fact)
            and last.grown is None
            and re.search(f"{named['one']}(?:.{{1,2}}[、和与及]?|[、和与及]){named['other']}", last.name)
        ):
            return [(index - 1, last)]  # 收入支出总计905.3万元; 决算 are no two names
        if start < 0:
            return []
        one, other = self._facts[start:index]
        alike = kind_of(one) == kind_of(other) == kind_of(fact) and worth(one) == worth(other)
        return [(index - 1, other)] if alike and named["one"] in one.name and named["other"] in other.name else []


def _named(words: str, name: str) -> bool:
    """Whether words name a fact, with or without what is counted: 各民族人口, 各民族."""
    return alike(words, name) or counted(words) == counted(name) != ""
