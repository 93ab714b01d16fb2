"""What the facts of running text claim of each other, as rows of the generic claim tables.

A base that is not named is only taken where it proves the claim: a share whose base nobody can tell accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.amounts import (
    far_apart,
    label_of,
    proves,
    quotient,
    value_at,
    value_of,
    words_of,
    worth,
)
from gouji.extraction.changes import Changes
from gouji.extraction.draft import Draft, Said, Value
from gouji.extraction.facts import Fact, Read, kind_of, kind_of_figure
from gouji.extraction.goals import Goals
from gouji.extraction.proofs import Proofs
from gouji.extraction.rates import Rates
from gouji.extraction.wording import Wording, any_of
from gouji.figures import Figure
from gouji.language import Table

#: How far back a base that is not named is looked for, in facts.
_BACK: Final = 8
#: A share printed to a ten-thousandth is seldom one of a figure by chance.
_FINE: Final = Fraction(1, 10_000)
_REST: Final = re.compile(r"^其[他它余]")
#: A plan that was changed is nothing that was done: 年初预算132000万元，批准调整为134500万元，完成年初预算的……
_REVISED: Final = re.compile(r"(?:调整|变更|追加|核减|调增|调减)后?(?:为|至|到)$")
_ANYTHING_ELSE: Final = re.compile(r"^等")
_WHOLE_WORDS: Final = re.compile(r"(?:总额|总量|总数|总计|合计|共计|小计|总和|构成|结构|情况)+$")
_FRONT: Final = re.compile(
    r"^(?:全[省市县区镇乡局部年国系统]+|本[年度级部门]+|年末|当年|其中|共|[0-9]{4}年度?)+|(?:本年度?|当年|全年)(?=[支收])"
)
#: A figure this much off from what the others make of it was probably meant to be it.
_NEAR_MISS: Final = Fraction(3, 100)
#: Parts parted by ； that are this much more than their whole may still be its list, with a slip in it.
_ONE_LIST: Final = Fraction(11, 10)
#: The separator before a fact that is a ；.
_SEMICOLON: Final = 3
#: Facts looked at for one of a certain name.
_FAR_BACK: Final = 400


class Relations:
    """Writes the claims of one document; ``facts`` holds all facts so far.

    ``tables`` are the tables of the vocabulary; those that hold claims are found by what they hold (``构成`` …).
    """

    def __init__(self, tables: Iterable[Table], draft: Draft, wording: Wording) -> None:
        self._wording = wording
        self._result_name, self._sum_name = any_of(wording.totals), any_of((*wording.totals, *wording.revised))
        self._tables = {table.source: table for table in tables if table.source}
        self._draft = draft
        self.facts: list[Fact] = []
        self._names: dict[str, int] = {}
        self._overlaps = any_of(wording.overlaps)
        self._rates = Rates(self.facts, wording, self._row)
        self._changes = Changes(self.facts, wording, self._row)
        self._goals = Goals(wording, self._row)
        self._proofs = Proofs(self.facts, wording, self._row, self._whole, self._group)

    def add(self, read: Read) -> None:
        """The claims of one section; facts of the sections before it can be the base of a share."""
        before = len(self.facts)
        self.facts += read.facts
        for index, fact in enumerate(read.facts, before):
            if fact.parts:
                parts = _until_it_is_made(fact, fact.parts)
                self._whole(self._meant(fact, parts, index), parts, fact.opener if parts is fact.parts else "其中")
            self._shares(fact, index)
            self._changes.read(fact, index)
            self._completion(fact, index)
            for figure in fact.against:
                self._against(fact, figure)
            if fact.average:
                self._rates.average(fact, index)
            elif kind_of(fact) == "ratio":
                self._rates.rate(fact, index)
        for name, parts in read.insides:
            whole = self._named(name, self.facts.index(parts[0]), kind_of(parts[0])) if parts else None
            if whole is not None:
                alike = [part for part in parts if kind_of(part) == kind_of(whole) and part is not whole]
                if alike and not whole.parts:
                    self._whole(whole, alike, "其中")
        for several in read.lists:
            self._listed(several)
        self._sums(read.facts)
        self._proofs.read(read.facts)
        self._goals.read(read.facts)
        for ratios in read.ratios:
            self._rates.ratios(ratios, read)

    # -- parts

    def _whole(self, whole: Fact, parts: Sequence[Fact], opener: str) -> None:
        if opener == "(" and len(parts) < 2:
            return
        if self._overlaps.search(parts[-1].sentence.signs, parts[0].figure):
            return  # 部分企业兼属两类
        if opener == "其中" and not whole.colon:
            parts = _up_to_semicolon(whole, parts)
        if opener == "(" and abs(sum(map(worth, parts), Fraction(0)) - worth(whole)) > _NEAR_MISS * worth(whole):
            opener = "其中"  # 4128人(医师1532人、护士1986人): not all of them
        last = parts[-1]
        open_end = _ANYTHING_ELSE.match(last.tail) is not None
        complete = not open_end and (
            opener in ("包括", "包含", "分别为", "分别是", "由")
            or (opener == "(" and len(parts) > 1)
            or _REST.match(words_of(label_of(last))) is not None
            or self._all_shared(parts)
        )
        group = self._group(whole)
        total = sum((abs(worth(part)) for part in parts), Fraction(0))
        doubt = far_apart(total, worth(whole)) and total > worth(whole)
        listed = "穷举" if complete else "等" if open_end else "其中"
        self._row("构成", {"构成": group, "项": "总额", "数额": value_of(whole), "列示": listed}, doubt)
        for part in parts:
            self._row("构成", {"构成": group, "项": label_of(part), "数额": value_of(part)}, doubt)

    def _meant(self, whole: Fact, parts: Sequence[Fact], index: int) -> Fact:
        """The whole of which parts are told: the one that they stand after, or one before it that they just make up."""
        total = sum(map(worth, parts), Fraction(0))
        if total > worth(whole):
            for other in reversed(self.facts[max(0, index - 3) : index]):
                if kind_of(other) == kind_of(whole) and worth(other) == total and not other.parts:
                    return other
        return whole

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
        name = label_of(fact)
        text = words_of(name)
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
                if whole is not None and far_apart(worth(fact), printed.base * worth(whole)):
                    proving = self._proving(fact, printed, index)
                    whole = proving if proving is not None and _alike(words, proving.name) else whole
                if whole is None and fact.whole is not None and _alike(words, fact.whole.name):
                    whole = fact.whole
            elif fact.inside:
                whole = self._named(fact.inside, index, kind_of(fact))
            else:
                whole = fact.whole
                if whole is None or far_apart(worth(fact), printed.base * worth(whole)):
                    whole = self._proving(fact, printed, index) or whole  # 其中 spoke of something before it
            if whole is None or whole is fact:
                continue
            cells: dict[str, Value] = {
                "项目": label_of(fact),
                "部分": value_of(fact),
                "总额": value_of(whole),
                "占比": fact.sentence.span(ratio, ratio + 1),
            }
            self._row("占比", cells, far_apart(worth(fact), printed.base * worth(whole)))

    def _proving(self, fact: Fact, ratio: Figure, index: int) -> Fact | None:
        """An earlier fact of which this one is the share that is printed."""
        part = fact.sentence.figures[fact.figure].interval()
        back = _BACK if Fraction(ratio.ulp) * ratio.unit.scale > _FINE else 2 * _BACK
        for other in reversed(self.facts[max(0, index - back) : index]):
            if kind_of(other) != kind_of(fact) or other.sentence.figures[other.figure].base == 0:
                continue
            made = quotient(part, other.sentence.figures[other.figure].interval())
            if made is not None and made.intersects(ratio.interval()):
                return other
        return None

    def _named(self, words: str, before: int, kind: str) -> Fact | None:
        """The nearest earlier fact of that name."""
        for other in reversed(self.facts[max(0, before - _FAR_BACK) : before]):
            if kind_of(other) == kind and _alike(words, other.name):
                return other
        return None

    # -- completion

    def _completion(self, fact: Fact, index: int) -> None:
        if fact.done is None:
            return
        target, what, ratio = fact.done
        words = fact.sentence.signs[what[0] : what[1]]
        if (
            fact.sentence.figures[ratio].bound
            or re.match(r"(?:上年|去年|上期|同期)", words)
            or _REVISED.search(fact.name)
        ):
            return
        goal: Value
        other: Fact | None = None
        if target is not None:
            if kind_of_figure(fact.sentence.figures[target]) != kind_of(fact):
                return
            goal = value_at(fact, target)
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
            goal = value_of(other)
        cells: dict[str, Value] = {
            "事项": label_of(fact),
            "目标": goal,
            "完成": value_of(fact),
            "完成率": value_at(fact, ratio),
        }
        planned = fact.sentence.figures[target].base if target is not None else worth(other) if other else Fraction(0)
        self._row("完成", cells, far_apart(worth(fact), fact.sentence.figures[ratio].base * planned))

    def _against(self, fact: Fact, figure: int) -> None:
        """What a figure is said to be above, below or up to."""
        if fact.sentence.figures[fact.figure].bound not in ("", "about"):
            return
        printed = fact.sentence.span(figure, figure + 1)
        limit = value_at(fact, figure) if fact.sentence.figures[figure].bound else Said(f"≥{printed.text}", printed)
        self._row("比较", {"事项": label_of(fact), "数值": value_of(fact), "所比": limit})

    # -- sums

    def _listed(self, several: Sequence[Fact]) -> None:
        """Figures told in one list add up to a figure before it, or they do not belong together."""
        index = next(at for at, fact in enumerate(self.facts) if fact is several[0])
        if several[0].whole is not None or len({kind_of(fact) for fact in several}) > 1:
            return
        total = sum(worth(fact) for fact in several)
        for other in reversed(self.facts[max(0, index - 3) : index]):
            if kind_of(other) == kind_of(several[0]) and worth(other) > 0 and not other.parts:
                if abs(total - worth(other)) <= worth(other) * _NEAR_MISS:
                    self._whole(other, several, "分别为" if total == worth(other) else "其中")
                return

    def _sums(self, facts: Sequence[Fact]) -> None:
        """A, plus B, plus C, less D: total."""
        running: list[Fact] = []
        for before, fact in zip([None, *facts], facts, strict=False):
            if fact.sign:
                if not running and before is not None and kind_of(before) == kind_of(fact):
                    running = [before.outermost]
                if running and kind_of(fact) == kind_of(running[0]):
                    running.append(fact)
                continue
            if len(running) > 1:
                if kind_of(fact) == kind_of(running[0]) and (self._sum_name.search(fact.name) or proves(running, fact)):
                    self._sum(running, fact)
                running = []

    def _sum(self, terms: Sequence[Fact], total: Fact) -> None:
        group = self._group(total)
        reckoned = sum(
            (-worth(term) if n and term.sign < 0 else worth(term) for n, term in enumerate(terms)), Fraction(0)
        )
        doubt = not proves(terms, total) and (
            not self._result_name.search(total.name) or far_apart(reckoned, worth(total))
        )
        self._row("平衡", {"平衡": group, "项": label_of(total), "数额": value_of(total), "号": "得"}, doubt)
        for number, term in enumerate(terms):
            sign = "减" if number and term.sign < 0 else "加"
            self._row("平衡", {"平衡": group, "项": label_of(term), "数额": value_of(term), "号": sign}, doubt)

    # -- rows

    def _row(self, source: str, cells: dict[str, Value], doubt: bool = False) -> None:
        table = self._tables.get(source)
        if table is not None:
            self._draft.claimed.add(table.name)
            self._draft.row(table.name, {name: value for name, value in cells.items() if name in table.columns}, doubt)


def _until_it_is_made(whole: Fact, parts: Sequence[Fact]) -> Sequence[Fact]:
    """The parts of a whole; where they are too much for it, the first ones that just make it; nothing added or taken off.

    下达111万元，其中甲100万元，乙11万元，调减40万元，实际下达71万元: what follows the parts is none of them.
    """
    total = Fraction(0)
    for at, part in enumerate(parts):
        if part.sign:
            return parts[:at] or parts
        total += worth(part)
        later = parts[at + 1 :]
        apart = bool(later) and later[0].level > max(other.level for other in parts[1 : at + 1] or parts)
        if at and total == worth(whole) and apart and any(worth(other) for other in later):
            return parts[: at + 1]
    return parts


def _up_to_semicolon(whole: Fact, parts: Sequence[Fact]) -> Sequence[Fact]:
    """The parts of a whole; where they are too much for it, those before the first ；, if they are not.

    Where every part stands behind a ； of its own and they are not much too much, it is one list.
    """
    cut = next((at for at, part in enumerate(parts) if at and part.level >= _SEMICOLON), len(parts))
    total = sum(map(worth, parts), Fraction(0))
    too_much = total > worth(whole)
    alike = len(parts) > 2 and all(part.level >= _SEMICOLON for part in parts[1:])
    if alike and total <= worth(whole) * _ONE_LIST:
        return parts
    return parts[:cut] if too_much and sum(map(worth, parts[:cut]), Fraction(0)) <= worth(whole) else parts


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
