"""Rates and means that nobody says are such of what: the figures near them that make them (占比, 变动, 平均).

Of all pairs of figures that stand near a rate the nearest are tried first. A pair that makes it is believed if so many pairs
would hardly make a rate of so many digits by chance; what does not make it proves nothing. In a table a rate may be of
figures of its row, or the share of one of them in the sum of its column.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Value, place_of, span_of
from gouji.extraction.prose.amounts import measure_of
from gouji.extraction.prose.averages import MEAN, for_each
from gouji.extraction.prose.retold import digits
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.tried.builds import Cells, Made, missed
from gouji.extraction.tried.near import Pair, grown, makes, near_of, pairs_of, quotient, within
from gouji.extraction.tried.regions import One, Region, bare, in_unit_of, share_name
from gouji.extraction.tried.runs import columns_of
from gouji.faults import regex as re
from gouji.figures import Interval
from gouji.language import Table

#: How many pairs may make a rate by chance, at most.
_CHANCE: Final = Fraction(1, 12)
_MORE: Final = re.compile(r"[增升涨长]|提高|扩大|超[出过]?(?:计划|目标)")
_LESS: Final = re.compile(r"[降减]|节约|节支|缩小|压缩")
_MEAN: Final = re.compile(r"均|每")
#: What is called a rate, and in how many signs before it; figures before it in which a slip is looked for.
_RATE: Final = re.compile(r"率|占|比[例重]")
_SLIP_NAME: Final = 8
_SLIP_NEAR: Final = 4
#: Signs between two figures of a clause, and what ends a clause.
_SLIP_BETWEEN: Final = 30
_PAUSE: Final = re.compile(r"[，,；;。（(]")
#: So many rates told alike that hold are needed for one that does not.
_PROOF: Final = 2
#: Shares of one column, at least, that prove what they are of.
_SHARES: Final = 2
#: So many times as many of them as are not shares of that.
_OUTWEIGH: Final = 3
#: So many times a whole its parts may come to, of which one is wrong.
_WIDE: Final = 2
#: Printed amounts that are about what a share is of, at most.
_SOME: Final = 8


class Quotients:
    """Writes the rates and means that are found in one document, but for those that are told already."""

    def __init__(self, tables: Iterable[Table], draft: Draft) -> None:
        self._by_source = {table.source: table for table in tables if table.source}
        self._draft = draft
        self._known = set(_known(draft))
        self._told: set[frozenset[tuple[int, int]]] = set()

    def text(self, told: Sequence[One]) -> None:
        """The rates and means of sentences."""
        for at, one in enumerate(told):
            if one.base <= 0 or one.place in self._known:
                continue
            if one.kind == "ratio":
                slip = self._slip(one, told, at)
                self._rate(one, pairs_of(near_of(told, at)), slip)
                if one.place not in self._known and slip is not None:
                    self._say("占比", _share(one, *slip), (one, *slip))
            elif _MEAN.search(one.name):
                self._mean(one, pairs_of(near_of(told, at)))
        self._bracketed(told)

    def region(self, region: Region, printed: Mapping[tuple[str, Fraction], One]) -> None:
        """The rates of a table. ``printed``: the figures of the document by kind and worth, for totals outside of it."""
        for row in region:
            for at, (_, one) in enumerate(row.ones):
                if one.kind == "ratio" and one.base > 0 and one.place not in self._known:
                    before = [(far, other) for far, (_, other) in enumerate(reversed(row.ones[:at]), 1)]
                    self._rate(one, pairs_of([(far, other) for far, other in before if other.kind != "ratio"]))
        columns = list(columns_of(region))
        amounts: list[tuple[Fraction, One]] = []
        for shares in columns:
            open_ = {row: one for row, one in shares.items() if one.kind == "ratio" and one.place not in self._known}
            if len(open_) < _SHARES:
                continue
            amounts = amounts or _amounts(printed)
            for parts in columns:
                self._shares(open_, {row: one for row, one in parts.items() if one.kind != "ratio"}, printed, amounts)

    def alike(self, rows: Sequence[Cells]) -> None:
        """The quotients of rows of like build that are missed where those of other rows are made."""
        for found in missed(rows, self._known):
            if found.places not in self._told:
                self._told.add(found.places)
                self._known.add(found.result.place)
                self._missed(found)

    def _missed(self, found: Made) -> None:
        """Write a quotient that does not come out, in doubt."""
        result, one, other = found.result, found.one, found.other
        if one.kind == other.kind == "ratio" != result.kind:
            return  # 完成率98.32%, 得分9.83: points go by rules of their own
        if result.kind == "ratio" and one.base == other.base and {one.kind, other.kind} <= {"number", "score"}:
            return  # 87.5%, of 10 points 10: who got all of them need not have done all
        if found.form == "积":
            # 面积12151.88㎡，均价45659元，金额55.48亿元: what the price would be
            cells, source = {"事项": _label(result), "总量": result.value}, "平均"
            price, number = (one, other) if one.kind == result.kind else (other, one)
            cells |= {"个数": bare(number), "平均": price.value}
        elif found.form or one.kind == other.kind:
            rate = bare(result, "%") if found.hundredth else result.value
            cells = {"名": _label(result), "式": found.form or "商", "率": rate, "甲": one.value, "乙": other.value}
            source = "表内运算"
        else:
            counted = result.kind.startswith("count")
            total, mean = (bare(one), bare(result, "倍")) if counted else (one.value, result.value)
            cells, source = {"事项": _label(result), "总量": total, "个数": bare(other), "平均": mean}, "平均"
        if source in self._by_source:
            self._draft.say(self._by_source[source], cells, True)

    def _bracketed(self, told: Sequence[One]) -> None:
        """126条已完成120条（95%）: a rate in brackets is of the two figures before it where that holds of the others so told.

        What is not so is a hint.
        """
        rows: dict[tuple[int, str], list[tuple[One, One, One]]] = {}
        for whole, part, rate in zip(told, told[1:], told[2:], strict=False):
            if rate.kind == "ratio" and _in_brackets(part, rate) and _beside(whole, part):
                rows.setdefault((rate.text, _word_before(part)), []).append((whole, part, rate))
        for found in rows.values():
            wrong = [one for one in found if not makes(one[2], one[1], one[0])]
            if len(found) - len(wrong) < _PROOF * len(wrong):
                continue
            for whole, part, rate in found:
                if rate.place not in self._known:
                    self._say("占比", _share(rate, part, whole), (rate, part, whole))

    def _slip(self, rate: One, told: Sequence[One], at: int) -> Pair | None:
        """What a rate would be of, were two digits of it not swapped or one another: the nearest figures of its sentence."""
        before = told[max(0, at - _SLIP_NEAR) : at][::-1]
        near = [one for one in before if one.kind != "ratio" and one.sentence == rate.sentence and one.base > 0]
        name = rate.name[-_SLIP_NAME:]
        if not _RATE.search(name) or _MORE.search(name) or rate.base > 1:
            return None
        for part in near:
            for whole in near:
                alike = part.kind == whole.kind and part.base < whole.base and part.figure.unit == whole.figure.unit
                if alike and misprinted(rate.figure, Interval(*quotient(part, whole))):
                    return part, whole
        return None

    def _shares(
        self,
        shares: Mapping[int, One],
        parts: Mapping[int, One],
        printed: Mapping[tuple[str, Fraction], One],
        amounts: Sequence[tuple[Fraction, One]],
    ) -> None:
        """The shares of the figures of one column in a figure of it, or in a printed one that they come to."""
        both = [row for row in shares if row in parts and parts[row].base > 0]
        if len(both) < _SHARES or len({parts[row].kind for row in both}) > 1:
            return
        ends = [parts[min(parts)], parts[max(parts)]]
        come = sum((parts[row].base for row in both), Fraction(0))
        if (elsewhere := printed.get((ends[0].kind, come))) is not None:
            ends.append(elsewhere)
        if len(both) > _SHARES and not self._known.intersection(shares[row].place for row in both):
            ends += [*_wholes([(shares[row], parts[row]) for row in both], amounts)][:1]
        for whole in (end for end in ends if end.base > 0):
            made = [
                row
                for row in both
                if makes(shares[row], in_unit_of(parts[row], whole), whole) and parts[row].place != whole.place
            ]
            telling = {shares[row].base for row in made if shares[row].figure.ulp < 1}
            if len(telling) >= _SHARES and 2 * len(made) > len(both):
                wrong = [row for row in both if row not in made and parts[row].place != whole.place]
                missed = wrong if _OUTWEIGH * len(wrong) <= len(telling) else []
                for row in (*made, *missed):
                    part = in_unit_of(parts[row], whole)
                    self._say("占比", _share(shares[row], part, whole), (shares[row], part, whole))
                return

    def _rate(self, rate: One, pairs: Iterable[Pair], slip: Pair | None = None) -> None:
        """What a rate is of. ``slip``: what it would be of but for a slip, in its own sentence."""
        growth = "增" if _MORE.search(rate.name) else "降" if _LESS.search(rate.name) else ""
        open_ = Fraction(rate.figure.step) / rate.base
        tried = 0
        for one, other in pairs:
            if one.kind != other.kind or one.base == other.base:
                continue
            tried += 1
            if tried * open_ > _CHANCE:
                return
            if growth == "降" and _LESS.search(one.name):
                # 年初预算4.16亿元，调减1.87亿元，调减比例45%: it is of what was taken off
                if makes(rate, one, other):
                    self._say("占比", _share(rate, one, other), (rate, one, other))
                    return
                continue
            if not makes(rate, one, other, growth):
                continue
            if slip is not None and not within(rate, *grown(*2 * (Fraction(one.base) / other.base,), growth)):
                continue  # of figures further off, and only within their roundings
            if not growth:
                self._say("占比", _share(rate, one, other), (rate, one, other))
                return
            way = "增长" if growth == "增" else "下降"
            cells = {"项目": _label(rate), "本期": one.value, "上期": other.value, "率方向": way, "变动率": rate.value}
            self._say("变动", cells, (rate, one, other), growth)
            return

    def _mean(self, mean: One, pairs: Iterable[Pair]) -> None:
        """What a mean is of."""
        tried = 0
        pairs, named = list(pairs), MEAN.search(mean.name)
        each_of = [other for _, other in pairs if named is not None and for_each(named, measure_of(other.figure))]
        here = any(other.sentence == mean.sentence for other in each_of)
        for one, other in pairs:
            if here and not any(other is each for each in each_of):
                continue  # 场均: of 场, where they are told beside it, and of nothing else
            if one.kind == other.kind or one.kind.partition(":")[0] != mean.kind.partition(":")[0]:
                continue
            tried += 1
            if tried * Fraction(mean.figure.step) / mean.base > _CHANCE:
                return
            if makes(mean, one, other):
                # 人次 of 场: a number of each, as a number
                counted = mean.kind.startswith("count")
                total = bare(one) if counted else one.value
                told = bare(mean, "倍") if counted else mean.value
                cells = {"事项": _label(mean), "总量": total, "个数": bare(other), "平均": told}
                self._say("平均", cells, (mean, one, other))
                return

    def _say(self, source: str, cells: Mapping[str, Value], made: tuple[One, One, One], growth: str = "") -> None:
        """Write what a figure is made of; in doubt, where only the rounding of those makes it."""
        result, one, other = made
        if source in self._by_source:
            self._known.add(result.place)
            exact = Fraction(one.base) / other.base
            self._draft.say(self._by_source[source], cells, not within(result, *grown(exact, exact, growth)))


def _amounts(printed: Mapping[tuple[str, Fraction], One]) -> list[tuple[Fraction, One]]:
    """The printed amounts with a unit, by what they are in their own."""
    told = [
        (Fraction(one.figure.value), one)
        for (kind, _), one in printed.items()
        if one.kind == kind and kind not in ("ratio", "number") and one.base > 0
    ]
    return sorted(told, key=lambda found: found[0])


def _wholes(shares: Sequence[tuple[One, One]], amounts: Sequence[tuple[Fraction, One]]) -> Iterator[One]:
    """The printed amounts of which most of some shares are shares: what their parts come to, but for one that is wrong."""
    sure = sorted(shares, key=lambda share: digits(share[0].figure), reverse=True)[: _SHARES + 1]
    for rate, part in sure[:_SHARES]:
        told, half = Fraction(part.figure.value), Fraction(rate.figure.step) / 2
        start = bisect_left(amounts, told / (rate.base + half), key=_worth)
        stop = bisect_right(amounts, told / max(rate.base - half, half), key=_worth)
        for _, one in amounts[start : min(stop, start + _SOME)]:
            parts = [(rate, in_unit_of(part, one)) for rate, part in shares]
            come = sum((part.base for _, part in parts), Fraction(0))
            alike = all(part.kind == one.kind for _, part in parts) and come <= _WIDE * one.base
            if alike and sum(makes(rate, in_unit_of(part, one), one) for rate, part in sure) >= _SHARES:
                yield one


def _worth(found: tuple[Fraction, One]) -> Fraction:
    return found[0]


def _in_brackets(part: One, rate: One) -> bool:
    """Whether a rate follows a figure in brackets that hold nothing else."""
    before, after = span_of(part.value), span_of(rate.value)
    if before is None or after is None or before.source is not after.source or part.kind == "ratio":
        return False
    text = before.source.text
    return text[before.end : after.start].strip() in ("（", "(") and text[after.end :].lstrip()[:1] in ("）", ")")


def _beside(whole: One, part: One) -> bool:
    """Whether a figure stands before another of its kind, in the same clause, and is not less."""
    before, after = span_of(whole.value), span_of(part.value)
    if before is None or after is None or before.source is not after.source or whole.base < part.base:
        return False
    between = before.source.text[before.end : after.start]
    return whole.kind == part.kind and len(between) <= _SLIP_BETWEEN and not _PAUSE.search(between)


def _word_before(part: One) -> str:
    """The kind of word that leads to what was done: 已完成120条, 已送203场."""
    span = span_of(part.value)
    return "已" if span is not None and "已" in span.source.text[max(0, span.start - 4) : span.start] else ""


def _known(draft: Draft) -> Iterator[tuple[int, int]]:
    """Where the rates and means stand that a row tells."""
    for rows in draft.tables.values():
        for row in rows:
            for column, value in row.cells.items():
                if not row.doubt and column.endswith(("率", "占比", "平均", "均")):
                    place = place_of(value)
                    if place is not None:
                        yield place


def _share(rate: One, part: One, whole: One) -> dict[str, Value]:
    return {"项目": share_name(rate, part), "部分": part.value, "总额": whole.value, "占比": rate.value}


def _label(one: One) -> str:
    return one.name or one.figure.text
