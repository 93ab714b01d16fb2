"""Figures that others beside them make by adding or taking away, though no grammar joins them: 尚余, 相差, 三项合计.

Which figures a difference is of, no word says. So a pair or a run near it that makes it to the last digit is taken for
it; where nothing does, nothing is claimed, unless the words count the parts themselves (三项合计) and they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import NEAR_MISS, TELLING, digits, is_nothing, label_of, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of, kind_of_figure
from gouji.extraction.prose.names import begins_alike, core, ending_of
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.retold import core_of
from gouji.extraction.prose.slipped import one_slip, swaps
from gouji.extraction.text.sentences import FIGURES
from gouji.faults import regex as re

#: Writes a whole with its parts; the last argument is the word that opened them.
Whole = Callable[[Fact, Sequence[Fact], str], None]

#: Opens parts that a word for a total makes a list of, though they do not quite make it.
TOLD: Final = "合计"

#: Figures of one kind looked at before one.
_NEAR: Final = 8
_LONGEST_RUN: Final = 9
#: Parts before a figure that is said to be their total.
_LONGEST_TOLD: Final = 24
#: A list of this many parts that comes this near to what is said to be its total was meant to make it.
_LIST: Final = 3
_PAIR: Final = 2
#: Signs that make a word.
_WORD: Final = 2
#: So many parts hardly ever add up to a figure before them by chance.
_LONG: Final = 5
#: So many heads are seldom made by the two numbers behind them by chance.
_SEVERAL: Final = 10
#: Facts of the sections before that a section still speaks of.
_BEFORE: Final = 6
#: Digits from which on two figures make a third by chance hardly ever.
_SURE: Final = 4
#: How far from the end of a name the word of a difference stands.
_TAIL: Final = 6
_NUMERALS: Final = {numeral: number for number, numeral in enumerate("零一二三四五六七八九十")} | {"两": 2}
_COUNTED_PARTS: Final = re.compile(
    r"(?:^|以上|上述|这|前|[\u4e00-\u9fff])([两二三四五六七八九十])[项者类](?![与和及加])"
)
_REST: Final = re.compile(r"^(?:其[他它余]|另外?有?|剩余)")
#: A total has at least as many of the last digits of its coarsest part.
_FINE: Final = 50
#: What came in is set off against what was spent, as the sentence before tells them: 上述收支相抵，年终结余218万元.
_SET_OFF: Final = re.compile(r"收支相抵|收支轧差|收支相减|收支品迭")
#: A line of a list is no longer than this.
_SHORT: Final = 60


class Proofs:
    """Writes what facts make of each other. ``facts`` holds all facts of the document so far; of those in ``told``, by

    identity, it is known what makes them.
    """

    def __init__(
        self,
        facts: Sequence[Fact],
        wording: Wording,
        write: Writer,
        whole: Whole,
        group: Callable[[Fact], Value],
        told: Container[int] = (),
    ) -> None:
        self._facts = facts
        self._write = write
        self._whole = whole
        self._group = group
        self._rest = any_of(wording.rest)
        self._sum = any_of(wording.sums)
        self._spent = any_of(wording.spent)
        self._reckoned = told

    def read(self, facts: Sequence[Fact]) -> None:
        """What the facts of one section make of each other, and of the last ones before it."""
        start = len(self._facts) - len(facts)
        kinds: dict[str, list[Fact]] = {}
        own = {id(fact) for fact in facts}
        for fact in self._facts[max(0, start - _BEFORE) :]:
            if not fact.average and not fact.sentence.figures[fact.figure].bound:
                kinds.setdefault(kind_of(fact), []).append(fact)
        for kind, alike in kinds.items():
            if kind == "ratio":
                continue
            self._lists(alike, own)
            outer = [fact for fact in alike if fact.whole is None]
            place_of = {id(fact): place for place, fact in enumerate(outer)}
            for at, fact in enumerate(alike):
                if fact.sign or worth(fact) <= 0:
                    continue
                run = None if fact.parts else self._run(alike, at)
                if run is None and fact.whole is None and len(outer) < len(alike):
                    run = self._run(outer, place_of[id(fact)])
                if run is None and not fact.parts and id(fact) in own and fact.whole is None:
                    run = _behind(outer, place_of[id(fact)])
                if run is not None and (id(fact) in own or id(run[-1]) in own):
                    self._whole(fact, run, "分别为")
                elif id(fact) in own and _bracketed(fact) and (run := self._nearly(alike, at)):
                    self._whole(fact, run, TOLD)
                elif (
                    id(fact) in own and not fact.parts and id(fact) not in self._reckoned and not self._left(alike, at)
                ):
                    self._difference(alike, at)

    def _lists(self, alike: Sequence[Fact], own: set[int]) -> None:
        """Lists whose whole was named a while before: 项目支出2475万元……（其投向）造林1268万元、……、其余217万元."""
        at = 0
        while at < len(alike):
            stop = at + 1
            while stop < len(alike) and _one_list(alike[stop - 1], alike[stop]):
                stop += 1
            # a short line that leads to a list may tell several figures itself: 收入1144亿元，其中税收865亿元。主要税种如下：
            led = next((n for n in range(at, stop) if alike[n].sentence is not alike[at].sentence), stop)
            for first in (at, led) if led - at > 1 and led < stop else (at,):
                if self._list(alike, first, stop, own):
                    break
            at = stop

    def _list(self, alike: Sequence[Fact], first: int, stop: int, own: set[int]) -> bool:
        """Whether some figure before a list is what it adds up to; it is then written."""
        run = [fact for fact in alike[first:stop] if fact.whole is None and not fact.parts]
        if len(run) < 2 or id(run[0]) not in own:
            return False
        for total in reversed(alike[max(0, first - _NEAR) : first]):
            telling = digits(total) >= (_SURE if len(run) > 2 else _SURE + 1)
            telling = telling and not (total.parts and total.sentence is run[0].sentence)
            if telling and _makes(total, [(part, 1) for part in run]):
                self._whole(total, run, "分别为")
                for part in run:
                    part.whole = total
                return True
        return self._begun(alike, first, run)

    def _begun(self, alike: Sequence[Fact], first: int, run: list[Fact]) -> bool:
        """Whether a list began behind its whole: 资助项目406个，其中，敬老院50个；(a line) 村活动室67个；……"""
        begun = alike[first - 1] if first else None
        if begun is None or begun.parts:
            return False
        for total in reversed(alike[max(0, first - _NEAR) : first - 1]):
            telling = digits(total) >= (_SURE if len(run) < _LONG else TELLING)
            made = telling and _makes(total, [(part, 1) for part in (begun, *run)])
            slipped = not made and bool(total.opener) and len(run) >= _LONG and one_slip((begun, *run), total)
            if total.sentence is begun.sentence and (made or slipped):
                self._whole(total, [begun, *run], "分别为" if made else TOLD)
                for part in run:
                    part.whole = total
                return True
        return False

    def _run(self, alike: Sequence[Fact], at: int) -> Sequence[Fact] | None:
        """The facts of one sentence, right before or after one, that add up to it."""
        total = alike[at]
        told = self._sum.search(total.name) is not None
        for run in _runs(alike, at):
            if _goes_on(alike, at, run):
                continue  # 58个：甲类26个、乙类21个、丙类8个、丁类3个、戊类2个: what four of five make by chance
            rest = _REST.match(run[-1].name) is not None
            differs = len(run) < 3 and self._rest.search(run[-1].name[-_TAIL:]) is not None
            if not rest and differs and run[0].figure > total.figure:
                continue  # a difference of the two before it rather than a part
            sure = digits(total) >= (_SURE if len(run) < 3 else TELLING)
            if (sure or told or rest or _staffed(total, run)) and _makes(total, [(part, 1) for part in run]):
                return run
        if told and digits(total) >= _SURE:
            for start in range(at - 3, max(-1, at - 1 - _LONGEST_TOLD), -1):
                run = alike[start:at]
                if run[0].sentence.texts[-1] is not total.sentence.texts[0]:
                    break
                if _makes(total, [(part, 1) for part in run]):
                    return run  # of several sentences of a paragraph: ……。省级514万元，市级200万元，总额2000万元
        counted = _COUNTED_PARTS.search(total.name)
        if counted is not None and told:
            number = _NUMERALS[counted[1]]
            run = alike[max(0, at - number) : at]
            if (
                len(run) == number
                and all(_one_list(a, b) for a, b in pairwise(run))
                and run[-1].sentence is total.sentence
            ):
                return run
        return None

    def _nearly(self, alike: Sequence[Fact], at: int) -> Sequence[Fact]:
        """The list right before a figure that is said to be its total, or after it, though it does not quite make it.

        It is the whole list of its sentence, or of the paragraph before a sentence that begins with the total.
        """
        total = alike[at]
        word = self._sum.search(total.name)
        if word is None or digits(total) < _SURE or total.whole is not None:
            return ()
        outer = [fact for fact in alike if fact.whole is None and fact.depth == total.depth]
        here = next((place for place, fact in enumerate(outer) if fact is total), None)
        if here is None:
            return ()
        before, after = here, here + 1
        first = not here or outer[here - 1].sentence is not total.sentence
        while before and here - before < _LONGEST_TOLD and _stands_with(outer[before - 1], total, first):
            before -= 1
        while after < len(outer) and outer[after].sentence is total.sentence:
            after += 1
        named = core_of(total.name)
        for run in (outer[before:here], outer[here + 1 : after]):
            if any(core_of(fact.name) == named for fact in run) or all(word[0] in fact.name for fact in run):
                continue  # 一季度总人次12亿，二季度总人次11亿，三季度总人次13亿: none is the total of the others
            if first and _two_of_one(run, total):
                return run
            if any(fact.sign or not _bracketed(fact) for fact in run):
                continue
            off = abs(sum(map(worth, run), Fraction(0)) - worth(total))
            listed = first or (bool(run) and run[0].figure < total.figure)
            close = (
                listed and len(run) >= _LIST and off <= worth(total) * NEAR_MISS and run[0].sentence is run[-1].sentence
            )
            if one_slip(run, total) or (close and off):
                return run
        return ()

    def _difference(self, alike: Sequence[Fact], at: int) -> None:
        result = alike[at]
        near = alike[max(0, at - _NEAR) : at]
        told = self._rest.search(result.name[-_TAIL:]) is not None
        # 预算412万元（年初386万元），支出396万元，结余26万元: what is left is so of what was spent, where that is told
        spent = [fact for fact in near if told and fact.sentence is near[-1].sentence and self._spent.search(fact.name)]
        for number, (one, other) in enumerate(_pairs(near)):
            if spent and not any(fact is one or fact is other for fact in spent):
                continue
            close = number == 0 and other.sentence is result.sentence
            if not (told or (close and digits(result) >= TELLING)):
                continue
            if one.whole is not None and other.whole is not None and one.whole is not other.whole:
                continue  # 到位700万元，其中县级80万元。支付648万元，包括设计费27万元。结余: parts of two wholes
            if digits(result) < TELLING and not (other.sentence is result.sentence and number < 3):
                continue
            high, low = (one, other) if worth(one) > worth(other) else (other, one)
            if worth(low) > 0 and high is not low and _makes(result, [(high, 1), (low, -1)]):
                self._balance(result, [(high, 1), (low, -1)])
                return
        if told and near and near[-1].sentence is result.sentence and result.whole is None:
            self._slipped(result, near)

    def _slipped(self, result: Fact, near: Sequence[Fact]) -> None:
        """收入8863万元，支出8421万元，结转424万元: the figure before what is left would leave it, were two digits not swapped."""
        last = near[-1]
        if digits(result) < TELLING or worth(last) <= 0 or last.whole is not None:
            return
        for first in reversed(near[:-1]):
            high, low = (first, last) if worth(first) > worth(last) else (last, first)
            beside = first.sentence is result.sentence and first.whole is None and not first.before
            off = worth(high) - worth(low) - worth(result)
            if beside and worth(low) > 0 and off and off in swaps(result.sentence.figures[result.figure]):
                self._balance(result, [(high, 1), (low, -1)], True)
                return

    def _left(self, alike: Sequence[Fact], at: int) -> bool:
        """本年收入A，上年结余B，甲部门支出C，乙部门支出D，年末结余E: what came in less what was spent is what is left."""
        result = alike[at]
        if self._rest.search(result.name[-_TAIL:]) is None or digits(result) < TELLING:
            return False
        near = alike[max(0, at - _NEAR) : at]
        terms = [fact for fact in near if fact.sentence is result.sentence]
        if not terms and near and _SET_OFF.search(result.sentence.signs, 0, result.figure):
            terms = [fact for fact in near if fact.sentence is near[-1].sentence]
        signed = [(fact, -1 if self._spent.search(fact.name) else 1) for fact in terms if fact.whole is None]
        if len(signed) <= 2 or len({sign for _, sign in signed}) < 2 or not _makes(result, signed):
            return False
        self._balance(result, signed)
        return True

    def _balance(self, result: Fact, terms: Sequence[tuple[Fact, int]], doubt: bool = False) -> None:
        name = self._group(result)
        signs = [(result, "得"), *((fact, "加" if sign > 0 else "减") for fact, sign in terms)]
        for fact, sign in signs:
            cells: dict[str, Value] = {"平衡": name, "项": label_of(fact), "数额": value_of(fact), "号": sign}
            self._write("平衡", cells, doubt)


def _two_of_one(run: Sequence[Fact], total: Fact) -> bool:
    """全国发行甲债券38874亿元。全国发行乙债券37694亿元。全国发行债券合计76838亿元: two figures that come about to their total,

    each in a sentence of its own, that are called like it but for what tells them apart.
    """
    names = [core(fact.name) for fact in (*run, total)]
    apart = len(run) == _PAIR and len({id(fact.sentence) for fact in (*run, total)}) == len(run) + 1
    if not apart or len(set(names)) < len(names) or min(map(digits, run)) < _SURE:
        return False
    begins = min(begins_alike(names[-1], name) for name in names)
    off = abs(sum(map(worth, run), Fraction(0)) - worth(total))
    return begins >= _WORD and len(ending_of(names)) >= _WORD and 0 < off <= worth(total) * NEAR_MISS


def _bracketed(fact: Fact) -> bool:
    """Whether a fact has no parts but those in brackets behind it."""
    return all(part.depth > fact.depth for part in fact.parts)


def _behind(outer: Sequence[Fact], at: int) -> Sequence[Fact] | None:
    """完成投资32451亿元。铁路投资8029亿元。公路投资21895亿元；……: facts of the sentences behind one that make it, the first of

    them in another sentence. Three or more hardly come to so many digits by chance.
    """
    total = outer[at]
    if digits(total) < _SURE or total.before or total.grown is not None or total.changes[1:]:
        return None
    for stop in range(at + 1 + _LIST, min(len(outer), at + 1 + _LONGEST_RUN) + 1):
        run = outer[at + 1 : stop]
        if run[0].sentence is total.sentence or any(
            part.parts or part.sign or worth(part) >= worth(total) for part in run
        ):
            return None
        if digits(run[-1]) >= TELLING and _makes(total, [(part, 1) for part in run]):
            return run
    return None


def _stands_with(fact: Fact, total: Fact, first: bool) -> bool:
    """Whether a fact stands before a total in its sentence or, where that begins with the total, in its paragraph."""
    if first:
        return fact.sentence.texts[-1] is total.sentence.texts[0]
    return fact.sentence is total.sentence


def _staffed(total: Fact, run: Sequence[Fact]) -> bool:
    """在职22人，机关14人，事业8人: heads of one sentence that are counted alike right after their number."""
    figures = [fact.sentence.figures[fact.figure] for fact in (total, *run)]
    return (
        run[0].sentence is total.sentence
        and run[0].figure > total.figure
        and worth(total) >= _SEVERAL
        and len({figure.unit.symbol for figure in figures}) == 1
        and figures[0].unit.dimension.startswith("count")
        and all(fact.name for fact in (total, *run))
    )


def _runs(alike: Sequence[Fact], at: int) -> Iterator[Sequence[Fact]]:
    """The runs of facts of one list that end right before a fact, or begin right after it."""
    end = at
    for start in range(at - 1, max(-1, at - 1 - _LONGEST_RUN), -1):
        if start < end - 1 and not _one_list(alike[start], alike[start + 1]):
            break
        if end - start > 1:
            yield alike[start:end]
    for stop in range(at + 2, min(len(alike), at + 1 + _LONGEST_RUN) + 1):
        if stop > at + 2 and not _one_list(alike[stop - 2], alike[stop - 1]):
            break
        if stop - at > 2:
            yield alike[at + 1 : stop]


def _goes_on(alike: Sequence[Fact], at: int, run: Sequence[Fact]) -> bool:
    """Whether the list of which a run behind a figure is the beginning goes on right behind it."""
    after = at + 1 + len(run)
    if run[0].figure < alike[at].figure or run[0].sentence is not alike[at].sentence or after >= len(alike):
        return False
    last, more = run[-1], alike[after]
    between = more.sentence.signs[last.figure + 1 : last.figure + 2]
    return _one_list(last, more) and more.sentence is last.sentence and more.level == 1 and between == "、"


def _one_list(before: Fact, after: Fact) -> bool:
    """Whether two facts stand in one sentence, or each begins a short line of its own."""
    if before.sentence is after.sentence:
        return before.depth == after.depth
    return _begins(before) and _begins(after) and before.sentence.texts[-1] is not after.sentence.texts[0]


def _begins(fact: Fact) -> bool:
    """Whether a fact is the first figure of its kind in a short line: 便民桥50座，投资1006万元."""
    own, figures = kind_of(fact), fact.sentence.figures
    return len(fact.sentence.signs) <= _SHORT and not any(
        sign in FIGURES and kind_of_figure(figures[at]) == own
        for at, sign in enumerate(fact.sentence.signs[: fact.figure])
    )


def _pairs(near: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts, those that stand latest first."""
    for last in range(len(near) - 1, 0, -1):
        for first in range(last - 1, -1, -1):
            yield near[first], near[last]


def _summand(fact: Fact) -> Fraction | int:
    """What a fact is worth, for adding and comparing: whole numbers do so much faster. Not for dividing."""
    base = worth(fact)
    return base.numerator if base.denominator == 1 else base


def _makes(total: Fact, terms: Sequence[tuple[Fact, int]]) -> bool:
    """Whether terms with their signs make a fact, to the last digit of the coarsest of them."""
    whole = _summand(total)
    off: Fraction | int = -whole
    for term, sign in terms:
        off = off + _summand(term) if sign > 0 else off - _summand(term)
    if off < 0:
        off = -off
    if off == 0:
        return True
    if off * _FINE > whole:
        return False  # further off than any last digit may be
    figures = [fact.sentence.figures[fact.figure] for fact in (total, *(term for term, _ in terms))]
    if any(figure.unit.dimension == "score" for figure in figures):
        return False
    coarsest = max((figure.step for figure in figures if not is_nothing(figure)), default=Fraction(0))
    counted = any(figure.unit.dimension.startswith("count") for figure in figures) and coarsest <= 1
    return not counted and coarsest * _FINE <= whole and off <= coarsest
