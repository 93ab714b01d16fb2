"""Counts and rates of one thing that differ in two places, by all that is said of both: 资助312人, 获资助的306名学生.

All that speaks for one thing and against it is added up. The words that both are called by count the more, the fewer other
figures of the paper are called by them: what only these two are called is what they are. A word that only one of them is
called by counts against it, unless the other's sentence has it. What both stand beside, that they are nearly alike, and that
something else in the paper confirms one of them counts as well. A figure that is anywhere told as a goal is no contradiction
to what was done, so that goals are taken out first, by what they are worth. It is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.crossing.likeness import beside, instead, listed, text_of
from gouji.extraction.crossing.paraphrased import OTHER
from gouji.extraction.crossing.slips import PEOPLE, digits_of, turned
from gouji.extraction.crossing.toldplaces import OF_A_GOAL, Told
from gouji.extraction.drafting.draft import PrintedRow
from gouji.extraction.prose.retold import Mention, base_of, rounded
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import fold_text

Kinds = frozenset[tuple[str, Fraction]]

#: How much all that speaks for one thing has to weigh.
_ENOUGH: Final = Fraction(2)
#: What a pair of signs that only one figure is called by takes away, and what else counts by how much.
_EXTRA: Final = Fraction(7, 20)
_BESIDE: Final = Fraction(3, 2)
_MOST_BESIDE: Final = 3
_OTHER: Final = Fraction(3, 2)
#: By what part of the lower one figures differ at most, and those that are nearly alike; what that counts.
_FAR: Final = Fraction(7, 5)
_NEAR: Final = Fraction(23, 20)
_NEARLY: Final = Fraction(1, 2)
#: Figures that are called by the same word, of which each is held against each.
_CROWD: Final = 12
#: Signs behind a figure, and before it, that are looked at; signs of the name of a rate.
_BEHIND: Final = 6
_AHEAD: Final = 24
_RATE: Final = 4
#: Digits of a short figure.
_SHORT: Final = 2
_HAN: Final = re.compile("[\u4e00-\u9fff\ue100-\uf8ff]{2}")
#: What makes a figure that of a part, of more, or of another time.
_PART: Final = re.compile("其中")
#: 18个子项目中有17个: of those that were told before it.
_OF_THEM: Final = re.compile("[\u4e00-\u9fff]中,?有?$")
_SCOPE: Final = re.compile("新增|辖")
_ANOTHER: Final = re.compile("另|除|累计|每|第|至少|超过|计划|拟|力争|申报|申请|同比|其他")
#: What each of many comes to: of one name there is one.
_EACH: Final = re.compile("[亩人户每日月]均|平均")
_CHANGES: Final = re.compile("增|减|升|降|占|进度|比重")
#: Of what another figure is: 为调整预算的88.5%.
_OF_SOMETHING: Final = re.compile("(?:[为占]|完成|达到?)[^,;。]{0,12}的$")
_ANY: Final = "*"
_CAME: Final = re.compile("完成|实现|达成|情况|实施|结果|实际")
_DONE: Final = re.compile("实际|完成|已")
_BOUNDS: Final = frozenset(("at_least", "at_most", "above", "below"))


def goal_figures(told: Sequence[Mention], tables: Sequence[Sequence[PrintedRow]], goals: re.Pattern[str]) -> Kinds:
    """What figures are worth that are anywhere told as goals: by the words before them in their sentence, by their heading, by
    a bound, or below the header of a table."""
    found: set[tuple[str, Fraction]] = set()
    for mention in told:
        heading = "" if mention.sentence.heading is None else mention.sentence.heading.text
        meant = goals.search(heading) is not None and _CAME.search(heading) is None
        lead = mention.sentence.signs[: mention.at]
        if meant or mention.figure.bound in _BOUNDS or _goes_on(OF_A_GOAL.sub("", lead), goals):
            found.add((mention.kind.replace(*PEOPLE), base_of(mention.figure)))
    for row in (row for rows in tables for row in rows):
        for at, (span, unit) in row.cells.items():
            figure = parse_figure(span.text)
            head = fold_text(row.headers.get(at, ""))
            if figure is not None and (figure.bound or (goals.search(head) and _CAME.search(head) is None)):
                found.update(((_ANY, base_of(figure)), (_ANY, Fraction(figure.value))))
                scaled = parse_figure(f"{figure.value}{unit}") if unit else None
                if scaled is not None:
                    found.add((_ANY, base_of(scaled)))
    return frozenset(found)


def _goes_on(lead: str, goals: re.Pattern[str]) -> bool:
    """Whether goals are told, and not yet what came of them."""
    last = max((found.end() for found in goals.finditer(lead)), default=-1)
    return last >= 0 and _DONE.search(lead, last) is None


def weighed(texts: Sequence[Told], cells: Sequence[Told], meant: Kinds) -> Iterator[tuple[Told, Told]]:
    """Pairs of figures that are told of one thing by all that is said, and differ."""
    places = [one for one in (*texts, *cells) if not _is_meant(one, meant) and _may(one)]
    called = [_pairs(one) for one in places]
    around = [pair | _signs(one.wide) for one, pair in zip(places, called, strict=True)]
    worth: dict[tuple[str, str], set[Fraction]] = {}
    by_pair: dict[tuple[str, str], list[int]] = {}
    again: dict[tuple[str, Fraction], set[int]] = {}
    for at, one in enumerate(places):
        again.setdefault((one.kind, base_of(one.figure)), set()).add(id(one.source))
        for pair in called[at]:
            worth.setdefault((one.kind, pair), set()).add(base_of(one.figure))
            by_pair.setdefault((one.kind, pair), []).append(at)
    near = {both for found in by_pair.values() if 1 < len(found) <= _CROWD for both in combinations(found, 2)}
    best: list[tuple[Fraction, int, int]] = []
    for a, b in sorted(near):
        one, other = places[a], places[b]
        if not _might_be_one(one, other):
            continue
        firm = [len(again[each.kind, base_of(each.figure)]) > 1 for each in (one, other)]
        if all(firm):
            continue
        score = sum((Fraction(1, len(worth[one.kind, pair]) - 1) for pair in called[a] & called[b]), Fraction(0))
        score -= _EXTRA * (len(called[a] - around[b]) + len(called[b] - around[a]))
        both, apart = beside(one, other)
        score += _BESIDE * min(both, _MOST_BESIDE) - apart + any(firm)
        low, high = sorted((one.figure.base, other.figure.base))
        score += (1 if high < _NEAR * low else _NEARLY) + _alike(one, other)
        ahead, behind = _ahead(one), _ahead(other)
        of_them = any(_OF_THEM.search(each.lead) for each in (one, other))
        if of_them or _PART.search(ahead + behind) or bool(_SCOPE.search(ahead)) != bool(_SCOPE.search(behind)):
            continue
        if bool(_ANOTHER.search(ahead)) != bool(_ANOTHER.search(behind)):
            score -= _OTHER
        if any(
            OTHER.search(_only(each.own, its.own)) for each, its in ((one, other), (other, one)) if each.own and its.own
        ):
            score -= _OTHER
        if score >= _ENOUGH:
            best.append((score, a, b))
    taken: set[int] = set()
    for _, a, b in sorted(best, key=lambda found: (-found[0], found[1], found[2])):
        if not {a, b} & taken:
            taken.update((a, b))
            yield places[a], places[b]


def _may(one: Told) -> bool:
    """Whether it is a figure of which there is one of a name: counts and sizes, and what each comes to; and some rates."""
    if one.change or one.goal or one.kind == "score":
        return False
    if one.kind == "money":
        return _EACH.search(one.own) is not None
    return one.kind != "ratio" or (
        len(one.own) >= _RATE and not (_CHANGES.search(one.own) or _OF_SOMETHING.search(one.lead))
    )


def _is_meant(one: Told, meant: Kinds) -> bool:
    base = base_of(one.figure)
    return bool({(one.kind, base), (_ANY, base), (_ANY, Fraction(one.figure.value))} & meant)


def _might_be_one(one: Told, other: Told) -> bool:
    """Whether nothing says that two figures are of two things."""
    if one.source is other.source or (one.printed and other.printed) or base_of(one.figure) == base_of(other.figure):
        return False
    if one.time != other.time or one.place != other.place or one.levels != other.levels:
        return False
    if (one.years and other.years and not one.years & other.years) or rounded(one.figure, other.figure):
        return False
    if text_of(one) is text_of(other) or listed(one, other) or one.wide == other.wide:
        return False
    if any(Fraction(a.figure.value) in b.row for a, b in ((one, other), (other, one))):
        return False
    if one.kind == "ratio" and one.own != other.own:
        return False
    low, high = sorted((one.figure.base, other.figure.base))
    close = high < (_NEAR if one.kind == "ratio" else _FAR) * low
    return (close or turned(one.figure, other.figure)) and not instead(one.own or one.said, other.own or other.said)


def _alike(one: Told, other: Told) -> int:
    """How much it counts that two figures have all digits in common but one: the more digits, the more."""
    a, b = digits_of(one.figure), digits_of(other.figure)
    if one.figure.step != other.figure.step or len(a) != len(b) or sum(map(str.__ne__, a, b)) != 1:
        return 0
    return 1 if len(a) <= _SHORT else _SHORT


def _pairs(one: Told) -> frozenset[str]:
    return _signs(one.own) | _signs(one.said[:_BEHIND])


def _signs(words: str) -> frozenset[str]:
    pairs = (words[at : at + 2] for at in range(len(words) - 1))
    return frozenset(pair for pair in pairs if _HAN.fullmatch(pair))


def _only(name: str, other: str) -> str:
    """The words of a name that another has not."""
    return "".join(sign if sign not in other else " " for sign in name)


def _ahead(one: Told) -> str:
    return f"{one.lead[-_AHEAD:]}{one.name}"


__all__ = ["goal_figures", "weighed"]
