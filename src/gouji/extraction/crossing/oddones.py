"""A small count that is told otherwise once: 8处革命旧址 at the end of a paper that tells of 7处旧址 twice and in its table.

Short figures are no slip of each other by their digits, so that all else has to agree: one measure word, the same thing behind
it, two figures in the whole paper of which one is confirmed, and the other, told once, is a little more than it. What is less
may be a part, and what is told of another time, as a goal, or of all that there is, is another count. Two counts of all that
there are of a thing (建有分馆9个, and 全部8个分馆) need no other to confirm one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.crossing.toldplaces import Told
from gouji.extraction.prose.retold import base_of
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re

#: Signs behind a figure, or at the end of the name of a row, that say what is counted; where those begin at most.
_HEAD: Final = 6
_TAIL: Final = 4
#: Counts that are small, and by what part of it the other is more than the one that is confirmed, or by one.
_LEAST, _MOST = 2, 200
_MORE: Final = Fraction(1, 3)
_TWO: Final = 2
#: What anything is called.
_VAGUE: Final = re.compile(
    r"项目|任务|指标|单位|部门|问题|活动|工作|方面|人员|环节|措施|类别|重点|主要|其他|年度|目标|的|[和与及、]"
)
_HAN: Final = re.compile("[\u4e00-\u9fff\ue100-\uf8ff]{2}")
#: What makes a count that of another: of all that there are, of those besides, of some of them, of more years.
_ANOTHER: Final = re.compile(
    r"全[省市县区乡镇州盟旗国][共现有]|[共现辖内设]有|[共下现]?辖|所属|下[属设辖]|另|除|新[增建改]|累计|其中|[中里],|约|余|近|历年|[上去前明次]年|比|较|每|第|至少|超过|申报|申请|计划|拟|还有"
)
_CLAUSE: Final = 24
#: What says that so many are all that there are, and that so many there are.
_ALL: Final = re.compile(
    r"(?:全部|所有|(?:在|覆盖|惠及)全[县市区州旗镇乡局校院])[\u4e00-\u9fff]{0,4}$|(?P<each>全[县市区州旗镇乡局校院]$)"
)
_EACH: Final = re.compile(r"[^,;:。]{0,10}(?:均|都|全部)")
_THERE_ARE: Final = re.compile(
    r"(?:建有|现有|共有|设有|辖有?|下设|内设|全[县市区州旗镇乡局校院](?:共|有)?)[\u4e00-\u9fff]{0,8}$"
)
_SOME: Final = re.compile(r"其中|另|除|新[增建改]|涉及|约|[上去前明次]年|计划|拟|试点|重点|中[,，]|在建|符合|参[与加]")


def odd_ones(texts: Sequence[Told], cells: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs of a count that is confirmed and one that is told once and is a little more."""
    groups: dict[tuple[str, str], list[Told]] = {}
    for one in (*texts, *cells):
        if one.kind.startswith("count") and base_of(one.figure) >= _LEAST and base_of(one.figure).denominator == 1:
            for word in _words(one):
                groups.setdefault((one.kind, word), []).append(one)
    seen: set[tuple[int, int]] = set()
    for group in groups.values():
        worth = {Fraction(base_of(one.figure)) for one in group}
        if len(worth) != _TWO or max(worth) > _MOST:
            continue
        less, more = ([one for one in group if base_of(one.figure) == base] for base in sorted(worth))
        odd, done = more[0], [one for one in less if not one.goal]
        if len(more) > 1 or odd.printed or not done or max(worth) - min(worth) > max(Fraction(1), min(worth) * _MORE):
            continue
        firm = len({id(one.source) for one in done}) > 1 or any(one.total for one in done)
        if firm and not _is_another(odd) and any(not _is_another(one) for one in done):
            first = next((one for one in done if not one.printed), done[0])
            if first.source is not odd.source and (id(first), id(odd)) not in seen:
                seen.add((id(first), id(odd)))
                yield first, odd


def alls(texts: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs of counts of all that there are of a thing that differ: 建有图书分馆9个, and 全部8个分馆."""
    groups: dict[tuple[str, str], list[Told]] = {}
    for one in texts:
        whole = one.kind.startswith("count") and base_of(one.figure).denominator == 1
        if whole and base_of(one.figure) >= _LEAST and (word := _head(one)) is not None:
            groups.setdefault((one.kind, word), []).append(one)
    for group in groups.values():
        there = [one for one in group if _is_whole(one, _THERE_ARE)]
        for one in (one for one in group if _is_whole(one, _ALL)):
            base = base_of(one.figure)
            others = {base_of(other.figure) for other in there} - {base}
            if len(others) != 1 or sum(base_of(other.figure) == base for other in group) > 1:
                continue  # told again, it is of what the paper is about
            first = next(other for other in there if base_of(other.figure) in others)
            low, high = sorted((base, *others))
            near = high <= _MOST and high - low <= max(Fraction(1), low * _MORE)
            if near and first.source is not one.source and first.years == one.years and first.place == one.place:
                yield first, one


def _head(one: Told) -> str | None:
    """The two signs that what is counted begins with behind a figure, or ends with before it."""
    word = one.said[:_TWO] if len(one.said) >= _TWO else one.own[-_TWO:]
    return word if _HAN.fullmatch(word) and not _VAGUE.search(word) else None


def _is_whole(one: Told, words: re.Pattern[str]) -> bool:
    clause = re.split("[,;:。]", one.lead)[-1]
    other = one.printed or one.time or one.goal or one.change or _SOME.search(one.lead[-_CLAUSE:])
    found = None if other else words.search(clause)
    if found is None or found.lastgroup != "each":
        return found is not None
    return isinstance(one.source, Sentence) and _EACH.match(one.source.signs, one.at + 1) is not None


def _words(one: Told) -> frozenset[str]:
    """Pairs of signs that say what is counted: right behind a figure, or at the end of the name of a row or column."""
    words = one.own.removesuffix("量").removesuffix("数")[-_TAIL:] if one.printed else one.said[:_HEAD]
    pairs = (words[at : at + _TWO] for at in range(len(words) - 1))
    return frozenset(pair for pair in pairs if _HAN.fullmatch(pair) and not _VAGUE.search(pair))


def _is_another(one: Told) -> bool:
    """Whether a count is of another time, as a goal, a change, or of more or fewer than the paper is about."""
    if one.printed:
        return bool(one.time or one.goal or one.change)
    ahead = one.lead[-_CLAUSE:]
    return bool(one.time or one.goal or one.change or one.place or one.levels or _ANOTHER.search(ahead))


__all__ = ["alls", "odd_ones"]
