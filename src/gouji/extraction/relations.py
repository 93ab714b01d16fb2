"""What the facts of running text claim of each other, as rows of the generic claim tables.

A base that is not named is only taken where it proves the claim: a share whose base nobody can tell accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.claims import heading_of, name_of
from gouji.extraction.draft import Draft, Said, Value, text_of
from gouji.extraction.facts import Change, Fact, Read, kind_of
from gouji.extraction.sentences import SCALED
from gouji.extraction.wording import Wording, any_of
from gouji.figures import Figure, Interval
from gouji.language import Table

#: How far back a base that is not named is looked for, in facts.
_BACK: Final = 8
_REST: Final = re.compile(r"^其[他它余]")
_ANYTHING_ELSE: Final = re.compile(r"^等")
_WHOLE_WORDS: Final = re.compile(r"(?:总额|总量|总数|总计|合计|共计|小计|总和|构成|结构|情况)+$")
_FRONT: Final = re.compile(r"^(?:全[省市县区镇乡局部年国系统]+|本[年度级部门]+|年末|当年|其中|共|[0-9]{4}年度?)+")
#: A figure this much off from what the others make of it was probably meant to be it.
_NEAR_MISS: Final = Fraction(3, 100)
#: Further apart than this, two figures that should be equal hardly belong together: a slip of the pen is smaller, a slip
#: of the decimal point is told as a remark.
_FAR: Final = Fraction(8, 5)
#: Facts looked at for one of a certain name.
_FAR_BACK: Final = 400
#: Figures looked at before a rate.
_NEAR: Final = 5
_RATE_NAME: Final = re.compile(r"[率度]$|比$|比例$|比重$")
_UNIT_OF_AVERAGE: Final = re.compile(r"(?:每|平均每)(?:[一百千万]?)([^0-9\ue000-\ue008]{1,2})")


class Relations:
    """Writes the claims of one document; ``facts`` holds all facts so far.

    ``tables`` are the tables of the vocabulary; those that hold claims are found by what they hold (``构成`` …).
    """

    def __init__(self, tables: Iterable[Table], draft: Draft, wording: Wording) -> None:
        self._wording = wording
        self._goal_name, self._done_name = any_of(wording.goals), any_of(wording.done)
        self._result_name, self._sum_name = any_of(wording.totals), any_of((*wording.totals, *wording.revised))
        self._tables = {table.source: table for table in tables if table.source}
        self._draft = draft
        self.facts: list[Fact] = []
        self._names: dict[str, int] = {}

    def add(self, read: Read) -> None:
        """The claims of one section; facts of the sections before it can be the base of a share."""
        before = len(self.facts)
        self.facts += read.facts
        for index, fact in enumerate(read.facts, before):
            if fact.parts:
                self._whole(fact, fact.parts, fact.opener)
            self._shares(fact, index)
            self._changes(fact)
            self._completion(fact, index)
            if fact.average:
                self._average(fact, index)
            elif kind_of(fact) == "ratio":
                self._rate(fact, index)
        for name, parts in read.insides:
            whole = self._named(name, self.facts.index(parts[0]), kind_of(parts[0])) if parts else None
            if whole is not None:
                alike = [part for part in parts if kind_of(part) == kind_of(whole) and part is not whole]
                if alike and not whole.parts:
                    self._whole(whole, alike, "其中")
        for several in read.lists:
            self._listed(several)
        self._sums(read.facts)
        self._goals(read.facts)
        for ratios in read.ratios:
            self._ratios(ratios.sentence.figures, ratios, read)

    # -- parts

    def _whole(self, whole: Fact, parts: Sequence[Fact], opener: str) -> None:
        if opener == "(" and len(parts) < 2:
            return
        last = parts[-1]
        open_end = _ANYTHING_ELSE.match(last.tail) is not None
        complete = not open_end and (
            opener in ("包括", "包含", "分别为", "分别是", "由")
            or (opener == "(" and len(parts) > 1)
            or _REST.match(_text(self._name(last))) is not None
            or self._all_shared(parts)
        )
        group = self._group(whole)
        total = sum((abs(_base(part)) for part in parts), Fraction(0))
        doubt = _far(total, _base(whole)) and total > _base(whole)
        listed = "穷举" if complete else "等" if open_end else "其中"
        self._row("构成", {"构成": group, "项": "总额", "数额": _figure(whole), "列示": listed}, doubt)
        for part in parts:
            self._row("构成", {"构成": group, "项": self._name(part), "数额": _figure(part)}, doubt)

    def _all_shared(self, parts: Sequence[Fact]) -> bool:
        """Whether every part has a share and the shares make a whole."""
        total = Fraction(0)
        for part in parts:
            if not part.shares:
                return False
            total += part.sentence.figures[part.shares[0][0]].base
        return abs(total - 1) <= Fraction(len(parts), 100) and len(parts) > 1

    def _group(self, fact: Fact) -> Value:
        """The name of a group of rows, made different where the document has it already."""
        name = self._name(fact)
        text = _text(name)
        self._names[text] = count = self._names.get(text, 0) + 1
        span = fact.sentence.span(fact.figure, fact.figure + 1)
        return name if count == 1 and name is not None else Said(f"{text}（{count}）" if count > 1 else text, span)

    # -- shares

    def _shares(self, fact: Fact, index: int) -> None:
        for ratio, base in fact.shares:
            printed = fact.sentence.figures[ratio]
            if printed.bound:
                continue
            words = fact.sentence.signs[base[0] : base[1]]
            if len(words) > 1:
                whole = self._named(words, index, kind_of(fact))
                if whole is None and fact.whole is not None and _alike(words, fact.whole.name):
                    whole = fact.whole
            elif fact.inside:
                whole = self._named(fact.inside, index, kind_of(fact))
            else:
                whole = fact.whole or self._proving(fact, printed, index)
            if whole is None or whole is fact:
                continue
            cells: dict[str, Value] = {
                "项目": self._name(fact),
                "部分": _figure(fact),
                "总额": _figure(whole),
                "占比": fact.sentence.span(ratio, ratio + 1),
            }
            self._row("占比", cells, _far(_base(fact), printed.base * _base(whole)))

    def _proving(self, fact: Fact, ratio: Figure, index: int) -> Fact | None:
        """An earlier fact of which this one is the share that is printed."""
        part = fact.sentence.figures[fact.figure].interval()
        for other in reversed(self.facts[max(0, index - _BACK) : index]):
            if kind_of(other) != kind_of(fact) or other.sentence.figures[other.figure].base == 0:
                continue
            quotient = _quotient(part, other.sentence.figures[other.figure].interval())
            if quotient is not None and quotient.intersects(ratio.interval()):
                return other
        return None

    def _named(self, words: str, before: int, kind: str) -> Fact | None:
        """The nearest earlier fact of that name."""
        for other in reversed(self.facts[max(0, before - _FAR_BACK) : before]):
            if kind_of(other) == kind and _alike(words, other.name):
                return other
        return None

    # -- changes

    def _changes(self, fact: Fact) -> None:
        for change in fact.changes:
            figures = fact.sentence.figures
            told = sum(at is not None for at in (change.amount, change.ratio, change.prior))
            if change.back or (told < 2 and change.amount is None):
                continue
            if any(at is not None and figures[at].bound for at in (change.amount, change.ratio, change.prior)):
                continue
            if figures[fact.figure].bound:
                continue
            self._row("变动", self._change(fact, change), self._unlikely(fact, change))

    def _unlikely(self, fact: Fact, change: Change) -> bool:
        """Whether the figures are so far from each other that they hardly belong together."""
        figures = fact.sentence.figures
        now = _base(fact)
        if change.prior is not None and kind_of(fact) == "ratio":
            return False
        before = figures[change.prior].base if change.prior is not None else None
        amount = abs(figures[change.amount].base) if change.amount is not None else None
        if before is None and amount is not None:
            before = now - amount if change.way and change.way not in self._wording.less else now + amount
        if amount is None and before is not None:
            amount = abs(now - before)
        if change.ratio is None or before is None or amount is None or before <= 0:
            return change.ratio is not None and before is not None and before <= 0
        return _far(amount, abs(figures[change.ratio].base) * before)

    def _change(self, fact: Fact, change: Change) -> dict[str, Value]:
        cells: dict[str, Value] = {"项目": self._name(fact), "本期": _figure(fact)}
        if change.prior is not None:
            cells["上期"] = _span(fact, change.prior)
        if change.amount is not None:
            cells["变动额"] = _span(fact, change.amount)
        if change.ratio is not None:
            cells["变动率"] = _span(fact, change.ratio)
            cells["率方向"] = change.rate_way
        if change.way or change.rate_way:
            cells["方向"] = change.way or change.rate_way
        return cells

    # -- completion

    def _completion(self, fact: Fact, index: int) -> None:
        if fact.done is None:
            return
        target, what, ratio = fact.done
        words = fact.sentence.signs[what[0] : what[1]]
        if fact.sentence.figures[ratio].bound or re.match(r"(?:上年|去年|上期|同期)", words):
            return
        goal: Value
        other: Fact | None = None
        if target is not None:
            if _kind(fact.sentence.figures[target]) != kind_of(fact):
                return
            goal = _span(fact, target)
        else:
            other = next(
                (
                    other
                    for other in reversed(self.facts[max(0, index - 4) : index])
                    if kind_of(other) == kind_of(fact) and words and _stripped(other.name).endswith(_stripped(words))
                ),
                None,
            )
            if other is None:
                return
            goal = _figure(other)
        cells: dict[str, Value] = {
            "事项": self._name(fact),
            "目标": goal,
            "完成": _figure(fact),
            "完成率": _span(fact, ratio),
        }
        planned = fact.sentence.figures[target].base if target is not None else _base(other) if other else Fraction(0)
        self._row("完成", cells, _far(_base(fact), fact.sentence.figures[ratio].base * planned))

    # -- a rate of two figures that were named before it

    def _rate(self, fact: Fact, index: int) -> None:
        """抽检350份，合格329份，达标率94.0%: two earlier figures of one kind whose quotient the rate is."""
        printed = fact.sentence.figures[fact.figure]
        if printed.bound or not _RATE_NAME.search(fact.name) or not 0 < printed.base <= 2:
            return
        near = [other for other in self.facts[max(0, index - _NEAR) : index] if _countable(other)]
        after = self.facts[index + 1 : index + 2]
        near += [
            other
            for other in after
            if other.depth > fact.depth and other.sentence is fact.sentence and _countable(other)
        ]
        best: tuple[Fraction, Fact, Fact] | None = None
        for at, part in reversed(list(enumerate(near))):
            for whole in reversed(near):
                if part is whole or kind_of(part) != kind_of(whole) or _base(whole) == 0:
                    continue
                quotient = _quotient(_interval(part), _interval(whole))
                if quotient is not None and quotient.intersects(printed.interval()):
                    self._rated(fact, part, whole, False)
                    return
                off = abs(_base(part) / _base(whole) - printed.base)
                close = at >= len(near) - 2 and whole in near[-3:] and part.sentence is fact.sentence
                if close and off <= _NEAR_MISS and (best is None or off < best[0]):
                    best = off, part, whole
        if best is not None:
            self._rated(fact, best[1], best[2], True)

    def _rated(self, fact: Fact, part: Fact, whole: Fact, doubt: bool) -> None:
        cells: dict[str, Value] = {
            "项目": self._name(fact),
            "部分": _figure(part),
            "总额": _figure(whole),
            "占比": _figure(fact),
        }
        self._row("占比", cells, doubt)

    # -- goals

    def _goals(self, facts: Sequence[Fact]) -> None:
        """A goal and what was done, told one after the other."""
        taken: set[int] = set()
        for at, fact in enumerate(facts):
            if at in taken or not self._is_goal(fact):
                continue
            done = None
            for other in facts[at + 1 : at + 3]:
                if other.sentence is fact.sentence and kind_of(other) == kind_of(fact) and not self._is_goal(other):
                    done = other
                    break
            if done is None and at and facts[at - 1].sentence is fact.sentence:
                before = facts[at - 1]
                if kind_of(before) == kind_of(fact) and not self._is_goal(before) and self._goal_name.search(fact.name):
                    done = before
            if done is None or done.sentence.figures[done.figure].bound not in ("", "about"):
                continue
            if not self._done_name.search(done.name) and kind_of(done) != "ratio" and done is not facts[at - 1]:
                continue
            taken.add(at)
            self._goal(fact, done)

    def _is_goal(self, fact: Fact) -> bool:
        figure = fact.sentence.figures[fact.figure]
        return self._goal_name.search(fact.name) is not None or figure.bound in (
            "at_least",
            "at_most",
            "above",
            "below",
        )

    def _goal(self, goal: Fact, done: Fact) -> None:
        last = max(goal.figure, done.figure)
        end = goal.sentence.signs.find(";", last)
        rest = goal.sentence.signs[last + 1 : end if end >= 0 else None]
        said, missed = _said(rest, self._wording.reached), _said(rest, self._wording.missed)
        name = self._name(goal)
        cells: dict[str, Value] = {"事项": name, "目标": _figure(goal), "完成": _figure(done)}
        verdict = missed or said
        if verdict:
            start = goal.sentence.signs.index(verdict, last + 1)
            cells["结论"] = goal.sentence.span(start, start + len(verdict))
        figure = goal.sentence.figures[goal.figure]
        # a sum of money without 不低于 or 不高于 may be a ceiling as well as a floor
        doubt = not figure.bound and kind_of(goal) in ("money", "days", "hours", "workdays", "months")
        doubt = doubt or _far(_base(done), _base(goal))
        self._row("完成", cells, doubt)

    # -- sums

    def _listed(self, several: Sequence[Fact]) -> None:
        """Figures told in one list add up to a figure before it, or they do not belong together."""
        index = next(at for at, fact in enumerate(self.facts) if fact is several[0])
        if several[0].whole is not None or len({kind_of(fact) for fact in several}) > 1:
            return
        total = sum(_base(fact) for fact in several)
        for other in reversed(self.facts[max(0, index - 3) : index]):
            if kind_of(other) == kind_of(several[0]) and _base(other) > 0 and not other.parts:
                if abs(total - _base(other)) <= _base(other) * _NEAR_MISS:
                    self._whole(other, several, "分别为" if total == _base(other) else "其中")
                return

    def _sums(self, facts: Sequence[Fact]) -> None:
        """A, plus B, plus C, less D: total."""
        running: list[Fact] = []
        for before, fact in zip([None, *facts], facts, strict=False):
            if fact.sign:
                if not running and before is not None and kind_of(before) == kind_of(fact):
                    running = [before]
                if running and kind_of(fact) == kind_of(running[0]):
                    running.append(fact)
                continue
            if len(running) > 1:
                if kind_of(fact) == kind_of(running[0]) and (
                    self._sum_name.search(fact.name) or _proves(running, fact)
                ):
                    self._sum(running, fact)
                running = []

    def _sum(self, terms: Sequence[Fact], total: Fact) -> None:
        group = self._group(total)
        reckoned = sum(
            (-_base(term) if n and term.sign < 0 else _base(term) for n, term in enumerate(terms)), Fraction(0)
        )
        doubt = not _proves(terms, total) and (not self._result_name.search(total.name) or _far(reckoned, _base(total)))
        self._row("平衡", {"平衡": group, "项": self._name(total), "数额": _figure(total), "号": "得"}, doubt)
        for number, term in enumerate(terms):
            sign = "减" if number and term.sign < 0 else "加"
            self._row("平衡", {"平衡": group, "项": self._name(term), "数额": _figure(term), "号": sign}, doubt)

    # -- averages and structures

    def _average(self, fact: Fact, index: int) -> None:
        figure = fact.sentence.figures[fact.figure]
        if figure.bound:
            return
        near = [other for other in self.facts[max(0, index - 4) : index] if not other.average]
        for total in reversed(near):
            for count in reversed(near):
                if total is count or kind_of(total) != kind_of(fact) or kind_of(count) == kind_of(total):
                    continue
                quotient = _quotient(_interval(total), _interval(count))
                if quotient is not None and quotient.intersects(figure.interval()):
                    self._averaged(fact, total, count, False)
                    return
        word = _UNIT_OF_AVERAGE.search(fact.name)
        if word is None:
            return
        counted = [other for other in near if other.sentence.figures[other.figure].unit.symbol.endswith(word[1])]
        totals = [other for other in near if kind_of(other) == kind_of(fact)]
        if counted and totals:
            self._averaged(fact, totals[-1], counted[-1], True)

    def _averaged(self, fact: Fact, total: Fact, count: Fact, doubt: bool) -> None:
        cells: dict[str, Value] = {
            "事项": self._name(fact),
            "总量": _figure(total),
            "个数": _number(count),
            "平均": _figure(fact),
        }
        self._row("平均", cells, doubt)

    def _ratios(self, figures: dict[int, Figure], ratios: object, read: Read) -> None:
        sentence, positions = ratios.sentence, ratios.figures  # type: ignore[attr-defined]
        later = [other for other in read.ratios if other.sentence is sentence]
        if later[-1] is not ratios:
            return  # 由……调整为……: the second one is this year's
        for whole in reversed([fact for fact in self.facts if len(fact.parts) == len(positions)][-6:]):
            for part, at in zip(whole.parts, positions, strict=True):
                cells: dict[str, Value] = {
                    "项目": self._name(part),
                    "部分": _figure(part),
                    "总额": _figure(whole),
                    "占比": Said(figures[at].text + "%", sentence.span(at, at + 1)),
                }
                self._row("占比", cells)
            return

    # -- rows

    def _name(self, fact: Fact) -> Value:
        name = name_of(fact.sentence, fact.start, fact.end)
        return name if text_of(name) else heading_of(fact.sentence)

    def _row(self, source: str, cells: dict[str, Value], doubt: bool = False) -> None:
        table = self._tables.get(source)
        if table is not None:
            self._draft.claimed.add(table.name)
            self._draft.row(table.name, {name: value for name, value in cells.items() if name in table.columns}, doubt)


def _text(value: Value) -> str:
    return text_of(value) or ""


def _span(fact: Fact, at: int) -> Value:
    span = fact.sentence.span(at, at + 1)
    return Said(span.text + "元", span) if fact.sentence.signs[at] == SCALED else span


def _figure(fact: Fact) -> Value:
    return _span(fact, fact.figure)


def _number(fact: Fact) -> Value:
    """A figure without its measure word: what a total is divided by."""
    span = fact.sentence.span(fact.figure, fact.figure + 1)
    figure = fact.sentence.figures[fact.figure]
    word = figure.unit.symbol.lstrip("十百千万亿")
    return Said(span.text.removesuffix(word).strip() if word else span.text, span)


def _far(one: Fraction, other: Fraction) -> bool:
    """Whether two figures that should be equal are so far apart that they were probably read wrongly together."""
    if one <= 0 or other <= 0:
        return one != other
    return one > other * _FAR or other > one * _FAR


def _said(rest: str, words: Sequence[str]) -> str:
    """The first of the words that is a clause of its own; the empty text where none is."""
    found = [
        (match.start(), word)
        for word in words
        if (match := re.search(rf"(?:^|[,;。(])[已均全部都]{{0,3}}(?={re.escape(word)}(?:$|[,;。)]))", rest))
    ]
    return min(found)[1] if found else ""


def _base(fact: Fact) -> Fraction:
    return fact.sentence.figures[fact.figure].base


def _countable(fact: Fact) -> bool:
    """Whether a fact may be a side of a rate: a plain amount."""
    return kind_of(fact) not in ("ratio", "score") and not fact.sentence.figures[fact.figure].bound


def _proves(terms: Sequence[Fact], total: Fact) -> bool:
    """Whether the terms make the total, within their rounding."""
    low = high = Fraction(0)
    for number, term in enumerate(terms):
        interval = _interval(term)
        if interval.lo is None or interval.hi is None:
            return False
        if number and term.sign < 0:
            low, high = low - interval.hi, high - interval.lo
        else:
            low, high = low + interval.lo, high + interval.hi
    return Interval(low, high).intersects(_interval(total))


def _kind(figure: Figure) -> str:
    return "money" if figure.unit.dimension == "number" and figure.unit.symbol else figure.unit.dimension


def _interval(fact: Fact) -> Interval:
    figure = fact.sentence.figures[fact.figure]
    return figure.interval(
        "exact"
        if figure.unit.dimension.startswith("count") and figure.ulp >= 1 and not figure.unit.scale > 1
        else "printed"
    )


def _quotient(part: Interval, whole: Interval) -> Interval | None:
    """The quotient of two intervals of positive numbers; None where there is none."""
    if part.lo is None or part.hi is None or whole.lo is None or whole.hi is None or whole.lo <= 0 or part.lo < 0:
        return None
    return Interval(part.lo / whole.hi, part.hi / whole.lo)


def _stripped(name: str) -> str:
    name = re.sub(r"[(（][^)）]*$|[\"“”的]", "", name)
    name = re.sub(r"(?:为|是|完成|达到?|共|实现|约|数|:|预期|安排|预计|计划)+$", "", name)
    return name


def _core(name: str) -> str:
    """A name without what stands around it."""
    name = _FRONT.sub("", _stripped(name))
    return _WHOLE_WORDS.sub("", name)


def _alike(words: str, name: str) -> bool:
    """Whether words in a sentence name a fact."""
    asked, known = _core(words), _core(name)
    if not asked or not known:
        return False
    return asked == known or (len(asked) >= 3 and known.endswith(asked)) or (len(known) >= 4 and asked.endswith(known))
