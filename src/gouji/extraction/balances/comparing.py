"""Which of two figures is said to be the greater: 年初预算51.50万元，支出决算51.98万元。决算数大于预算数.

Both figures are told right before, one after the other; a rate of completion tells it as well. Where neither is there,
nothing is claimed.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import far_apart, label_of, value_at, value_of, worth
from gouji.extraction.prose.facts import Comparison, Fact, Level, Read, kind_of
from gouji.extraction.prose.names import alike, stripped
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.phrases import COMPARED_WITH, REACHED_NOW, VAGUE, WITHIN_BOUND
from gouji.extraction.text.sentences import DATE
from gouji.faults import regex as re
from gouji.figures import Figure

#: Facts before the words among which the two figures are looked for.
_NEAR: Final = 8
#: Signs of a name that says nothing new of what was told, and facts before it among which a bound is looked for.
_SHORT: Final = 4
#: So many times as much as a bound that it is said to be below: that was no bound, but by how much.
_BY_FAR: Final = 4
_BACK: Final = 3
_BELOW: Final = ("低于", "少于", "小于")
_HOLDS: Final = {"低于": operator.lt, "高于": operator.gt, "不低于": operator.ge, "不超过": operator.le}
#: What points are given for, and not what came: 不得分, 得满分.
_SCORED: Final = re.compile(r"(?:不得?|得|扣|计)[^,;。]{0,3}分")
_WORDS: Final = {">": "大于", "<": "小于", "≤": "不超过", "=": "="}
#: How names of rates of completion end, and how many of them are several.
_COMPLETION: Final = ("完成率", "完成比例", "完成进度")
_SEVERAL: Final = 2
#: A rate that is this near to all may be rounded.
_ABOUT_ALL: Final = Fraction(1, 200)


class Comparisons:
    """Writes what a document says of the greater of two figures. ``facts`` holds all its facts so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
        self._facts = facts
        self._final = any_of(wording.finals)
        self._spent = re.compile(f"(?:{any_of(wording.outlays).pattern})(?:为|共|是)?$")
        self._write = write
        self.levels: list[Level] = []
        """What is said to be as large as something that is not told beside it."""

    def read(self, comparison: Comparison, read: Read) -> None:
        """One comparison of a section: a row that says of the first figure how it is to the second one."""
        signs = comparison.sentence.signs
        one, other = (signs[a:b].replace(DATE, "") for a, b in (comparison.one, comparison.other))
        if not stripped(other):
            return  # 与2024年持平: nothing but a year, whose figure is not told
        dated = DATE in signs[comparison.other[0] : comparison.other[1]]
        end = len(self._facts) - len(read.facts) + comparison.told
        near = list(self._facts[max(0, end - _NEAR) : end])
        for before, after in zip(near[-2::-1], near[:0:-1], strict=True):
            for first, second in ((after, before), (before, after)):
                if self._beside(before, after) and _names(one, first, second) and _names(other, second):
                    # of two told further back others may be meant
                    if dated and not _holds(first, second, comparison.sign):
                        return  # 比2025年预算持平: the plan of another year than the one told before
                    apart = not _near(after, comparison) or far_apart(worth(first), worth(second))
                    self._told(
                        first, value_of(second), comparison, apart and not _holds(first, second, comparison.sign)
                    )
                    return
            # 接待费支出2.05万元，年初预算2.95万元: what was spent is the final account where the words say so
            final = self._final.match(one) and comparison.sign in "<>" and not self._final.search(after.name)
            if final and self._spent.search(before.name) and self._beside(before, after) and _names(other, after):
                self._told(before, value_of(after), comparison, not _holds(before, after, comparison.sign))
                return
        if comparison.sign == "=":
            words = signs[comparison.one[0] : comparison.one[1]]
            span = comparison.sentence.span(comparison.one[0], comparison.other[1])
            self.levels.append(Level(words, other, span))
        last = next((fact for fact in reversed(near) if fact.done is not None and fact.whole is None), None)
        if last is None or last.done is None or last.sentence.heading is not comparison.sentence.heading:
            return
        _, (a, b), ratio = last.done
        named = stripped(last.sentence.signs[a:b]).endswith(stripped(other))
        above = last.sentence.figures[ratio].base - 1
        # 支出218.30万元，完成年初预算的98.56%，……，决算数大于年初预算数: the final account of what is spoken of
        spoken = last is near[-1] and self._final.fullmatch(stripped(one).removesuffix("数")) is not None
        if named and (spoken or _names(one, last)) and abs(above) > (_ABOUT_ALL if comparison.sign == "=" else 0):
            rate = value_at(last, ratio)
            whole = Said(f"{_WORDS[comparison.sign]}100%", comparison.sentence.span(*comparison.other))
            holds = {">": above > 0, "<": above < 0, "=": not above}.get(comparison.sign, above <= 0)
            beside = last is near[-1] and last.sentence.texts[-1] is comparison.sentence.texts[0]
            self._write("比较", {"事项": label_of(last), "数值": rate, "所比": whole}, not (holds or beside))

    def limits(self, fact: Fact) -> None:
        """What a figure is said to be above, below or up to. One that it is not may say how far off: 低于目标5起."""
        for limit in fact.limits:
            told, other = fact.sentence.figures[limit.at], fact.sentence.figures[limit.figure]
            if told.bound not in ("", "about"):
                continue
            printed = fact.sentence.span(limit.figure, limit.figure + 1)
            if _SCORED.match(fact.sentence.signs, limit.figure + 1):
                continue  # 达到100%的得满分，≤80%不得分: what points are given for
            if not limit.way:
                said = value_at(fact, limit.figure) if other.bound else Said(f"≥{printed.text}", printed)
                holds = limit.sure or _within(told.base, other)
            else:
                denied, below = limit.way[0] in "不未没", limit.way[-2:] in _BELOW
                word = ("不低于" if below else "不超过") if denied else ("低于" if below else "高于")
                vague = VAGUE.match(printed.text)
                said = Said(f"{word}{vague['figure'] if vague is not None else printed.text}", printed)
                holds = _HOLDS[word](told.base, other.base)
            if not holds and not limit.sure and told.unit.dimension == "ratio" and far_apart(told.base, other.base):
                continue  # a rate that far off is that of something else
            if not holds and not limit.sure and limit.way and other.base * _BY_FAR < told.base:
                continue  # 成本1150元，低于控制目标50元: by how much, not what
            doubt = not holds and not (limit.sure and told.unit.dimension == "ratio")
            self._write("比较", {"事项": label_of(fact), "数值": value_at(fact, limit.at), "所比": said}, doubt)

    def within(self, fact: Fact, index: int) -> None:
        """What keeps a bound that was told right before it: 首次降到1%以内，达到0.9%; 平均成本控制在8万元以内：……平均7.4万元."""
        name = stripped(fact.name)
        if fact.sentence.figures[fact.figure].bound not in ("", "about") or len(name) > _SHORT:
            return
        for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
            other = self._facts[at]
            if other.sentence is not fact.sentence or other.depth != fact.depth:
                return
            limit, printed = other.sentence.figures[other.figure], other.sentence.span(other.figure, other.figure + 1)
            told = printed.text[:1].isdigit() and WITHIN_BOUND.search(other.name) is not None
            if not told or limit.bound not in ("at_most", "at_least") or kind_of(other) != kind_of(fact):
                continue
            if REACHED_NOW.search(fact.name) is not None if at == index - 1 else bool(name) and name in other.name:
                off = not _within(worth(fact), limit)
                if not (off and far_apart(worth(fact), worth(other))):
                    self._write("比较", {"事项": label_of(other), "数值": value_of(fact), "所比": value_of(other)}, off)
                return

    def unchanged(self, fact: Fact) -> None:
        """What a fact is said to be no more and no less than: 比预算增加0万元."""
        signs, figures = fact.sentence.signs, fact.sentence.figures
        for change in fact.changes:
            amount = change.amount if change.amount is not None else change.ratio
            compared = COMPARED_WITH.match(signs, change.lead[0], change.lead[1]) if change.lead[1] else None
            if amount is not None and figures[amount].base == 0 and compared is not None:
                span = fact.sentence.span(fact.start, amount + 1)
                self.levels.append(Level(fact.name, compared["other"], span))

    def blanket(self, claim: Comparison, read: Read) -> None:
        """What all of a paragraph is said to have reached, for each rate of completion in it. One that falls short may be of

        something else than is meant."""
        end = len(self._facts) - len(read.facts) + claim.told
        said = Said("高于100%" if claim.sign == ">" else "≥100%", claim.sentence.span(*claim.one))
        rates: list[tuple[Fact, int]] = []
        for fact in reversed(self._facts[:end]):
            if fact.sentence.texts[-1] is not claim.sentence.texts[0]:
                break
            if fact.done is not None:
                rates.append((fact, fact.done[2]))
            elif kind_of(fact) == "ratio" and fact.name.endswith(_COMPLETION):
                rates.append((fact, fact.figure))
        for fact, at in reversed(rates if len(rates) >= _SEVERAL else []):
            rate = fact.sentence.figures[at].base
            cells: dict[str, Value] = {"事项": label_of(fact), "数值": value_at(fact, at), "所比": said}
            self._write("比较", cells, rate <= 1 if claim.sign == ">" else rate < 1)

    @staticmethod
    def _beside(before: Fact, after: Fact) -> bool:
        """Whether two figures are told of one thing, one after the other."""
        one_level = before.whole is after.whole and kind_of(before) == kind_of(after)
        together = before.sentence is after.sentence or before.sentence.texts[-1] is after.sentence.texts[0]
        return one_level and together

    def _told(self, first: Fact, second: Value, comparison: Comparison, doubt: bool) -> None:
        limit = Said(f"{_WORDS[comparison.sign]}{text_of(second)}", comparison.sentence.span(*comparison.other))
        self._write("比较", {"事项": label_of(first), "数值": value_of(first), "所比": limit}, doubt)


def _near(fact: Fact, comparison: Comparison) -> bool:
    """Whether a fact is told in the paragraph of the words, or in the one before it."""
    return fact.sentence.texts[-1] is comparison.sentence.texts[0] or not comparison.told


def _within(value: Fraction, limit: Figure) -> bool:
    """Whether a figure keeps what another one says of itself: 95%以上."""
    if limit.bound in ("at_least", "above"):
        return value >= limit.base
    return value <= limit.base


def _names(words: str, fact: Fact, beside: Fact | None = None) -> bool:
    """Whether words name a fact told right before: 决算数 is enough for 支出决算, and 接待费决算 for 决算 beside 接待费预算."""
    short, own = stripped(words), stripped(fact.name)
    if alike(words, fact.name) or (len(short) > 1 and own.endswith(short)):
        return True
    ends = beside is not None and len(own) > 1 and short.removesuffix("数").endswith(own.removesuffix("数"))
    return ends and beside is not None and stripped(beside.name).startswith(short.removesuffix("数")[: -len(own)])


def _holds(first: Fact, second: Fact, sign: str) -> bool:
    one, other = worth(first), worth(second)
    holds = {">": one > other, "<": one < other, "=": one == other}
    return holds.get(sign, one <= other)
