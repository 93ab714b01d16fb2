"""Lists that words say divide what was counted before (构成): 提案共137件……。按内容分：经济类42件、城建类35件…….

Those that make a figure told before have been read by then. Of the others it is the whole to which they come nearest: a
figure that is made by other parts, or is called a total. That they leave nothing out is not said, so that it is a remark.
What is divided in several ways, of which one makes it (按来源分……；按类型分……), is divided in the others as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.parts.wholes import PERHAPS
from gouji.extraction.prose.amounts import proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.text.phrases import AND_SO_ON
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re

_LEAD: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?:其中)?,?(?:从|按照?|分)(?!主要|重点)[^{FIGURES}{DATE},;:。()]{{1,10}}?(?:分布|分类|划分|分|(?P<seen>上看|来看|看))[,:]"
)
#: 分三种模式实施：…… says of how many.
_OF_SO_MANY: Final = re.compile(
    rf"分(?:为|成|作)?(?P<many>[二两三四五六七八九])(?:种|大?类|批|片|级|期|档|个)[^{FIGURES}{DATE},;:。()]{{0,8}}[:,]"
)
_NUMERALS: Final = {numeral: number for number, numeral in enumerate("二三四五六七八九", 2)} | {"两": 2}
_NOT_ONE: Final = re.compile(r"其中|此外|另[有外]")
_TOTAL: Final = re.compile(r"共|总|合计|累计|全")
_OTHER_TIME: Final = re.compile(r"上年|去年|同期|年初|增|减|多|少|比|预计|计划|目标")
_BEFORE: Final = re.compile("上年|去年|同期|比|较")
#: What belongs to a plan is told of now: 列入计划的水库.
_OF_A_PLAN: Final = re.compile("(?:计划|目标)[内中]?的(?=[\u4e00-\u9fff]{2})")
#: Facts before a list among which its whole is looked for: of its sentence, and before that.
_BACK: Final = 60
_CLOSE: Final = 12
_FEWEST: Final = 3
#: 利润居前10位的行业有: the first of many.
_SOME: Final = re.compile(r"居前|靠前|排名|前[^,;。]{1,3}[位名大强]|最[大多高]|主要")
#: Two of which one is not what the other is, and how far they may be from their whole.
_LEAD_OF: Final = re.compile(r"^(?:其中|分别为|[:：,])+")
_DENIED: Final = re.compile(r"^(?:尚?未|没有|不|非)")
_DONE: Final = re.compile(r"^已")
_OPPOSED: Final = Fraction(1, 4)
#: A list comes as near to its whole as this, one that only looks at it (从地区看) nearer still, and figures that are no
#: greater come to each other by chance.
_NEAR: Final = Fraction(1, 10)
_NEARER: Final = Fraction(3, 100)
_BY_CHANCE: Final = 19
#: How far a list may be from a whole that another list makes.
_ONCE_MORE: Final = Fraction(3, 20)


def read_divided(facts: Sequence[Fact], known: Collection[int], write: Whole) -> None:
    """Write the lists that make nothing. ``known``: wholes that others make, by identity."""
    before: Sentence | None = None
    for index, fact in enumerate(facts):
        if fact.sentence is before:
            continue
        before = fact.sentence
        leads = list(_LEAD.finditer(before.signs))
        ends = [*(found.start() for found in leads), len(before.signs)][1:]
        for lead, end in zip(leads, ends, strict=True):
            start, near = lead.end(), _NEARER if lead["seen"] else _NEAR
            lists = list(_lists(facts, index, before, start, end))
            told = [*facts[max(0, index - _BACK) : index], *list(_here(facts, index, start))[-_BACK:]]
            made = {id(fact.sentence) for parts in lists for fact in told if _makes(parts, fact)}
            for parts in lists:
                off = _OPPOSED if _opposed(parts) else near
                whole = _whole(told, parts, known, made, off, bool(lead["seen"]))
                if whole is not None:
                    write(whole, parts, PERHAPS)
        for lead in _OF_SO_MANY.finditer(before.signs):
            told = [*facts[max(0, index - _CLOSE) : index], *list(_here(facts, index, lead.end()))[-_CLOSE:]]
            for parts in _lists(facts, index, before, lead.end(), len(before.signs)):
                whole = _counted_alike(told, parts) if len(parts) == _NUMERALS[lead["many"]] else None
                if whole is not None:
                    write(whole, parts, PERHAPS)


def _counted_alike(told: Sequence[Fact], parts: Sequence[Fact]) -> Fact | None:
    """项目惠及36个村。……分三种模式实施：9个村……，15个村……，14个村……: the nearest figure before as many as were told of that
    counts what they all count, unless one before is made by them."""
    come = sum(map(worth, parts), Fraction(0))
    things = {part.tail[:1] for part in parts}
    if len(things) > 1 or any(worth(fact) == come for fact in told if kind_of(fact) == kind_of(parts[0])):
        return None
    thing = things.pop()
    same = [fact for fact in told if kind_of(fact) == kind_of(parts[0])]
    same = [fact for fact in same if fact.tail[:1] == thing or (thing and fact.name.endswith(thing))]
    plain = [fact for fact in same if not fact.sentence.figures[fact.figure].bound and not _BEFORE.search(fact.name)]
    near = [fact for fact in plain if abs(worth(fact) - come) <= _ONCE_MORE * worth(fact)]
    return near[-1] if near else None


def _here(facts: Sequence[Fact], index: int, start: int) -> Iterator[Fact]:
    """What the sentence of a list tells before it."""
    for fact in facts[index:]:
        if fact.sentence is not facts[index].sentence or fact.end > start:
            return
        yield fact


def _makes(parts: Sequence[Fact], fact: Fact) -> bool:
    return kind_of(fact) == kind_of(parts[0]) and proves(parts, fact)


def _lists(facts: Sequence[Fact], index: int, sentence: Sentence, start: int, end: int) -> Iterator[list[Fact]]:
    """What stands behind a lead, by kind: the outermost figures only, where none are left out."""
    by_kind: dict[str, list[Fact]] = {}
    for fact in facts[index:]:
        if fact.sentence is not sentence or fact.start >= end:
            break
        if fact.start >= start and kind_of(fact) not in ("ratio", "number", "score") and not fact.depth:
            by_kind.setdefault(kind_of(fact), []).append(fact)
    for parts in by_kind.values():
        plain = all(not fact.sentence.figures[fact.figure].bound and not fact.average for fact in parts)
        inner = any(fact.whole in parts or _NOT_ONE.search(fact.name) for fact in parts)
        if _SOME.search(sentence.signs, start, parts[0].figure):
            continue
        if len(parts) > 1 and plain and not inner and AND_SO_ON.match(parts[-1].tail) is None:
            yield parts


def _opposed(parts: Sequence[Fact]) -> bool:
    """已消除风险46户，未消除风险23户: two that leave nothing out, by their names."""
    if len(parts) + 1 != _FEWEST:
        return False
    one, other = (_LEAD_OF.sub("", part.name) for part in parts)
    return len(other) > 1 and _DENIED.sub("", other) == _DONE.sub("", one) and _DENIED.match(other) is not None


def _whole(
    told: Sequence[Fact],
    parts: Sequence[Fact],
    known: Collection[int],
    made: Collection[int],
    off: Fraction,
    seen: bool,
) -> Fact | None:
    """The figure before a list to which it comes nearest, if it comes near; None where it makes one. ``made``: sentences of
    which another column of the list makes a figure (69个项目4424万元……。按投向分：产业类38个2875.6万元……). To one that others
    make it need not come so near, unless the list only looks at it (``seen``) and may leave something out."""
    come = sum(map(worth, parts), Fraction(0))
    near: list[Fact] = []
    for fact in told:
        if kind_of(fact) != kind_of(parts[0]) or fact.sentence.figures[fact.figure].bound or worth(fact) <= _BY_CHANCE:
            continue
        if proves(parts, fact):
            return None
        whole = id(fact) in known or _TOTAL.search(fact.name) is not None or id(fact.sentence) in made
        if (
            whole
            and not _OTHER_TIME.search(_OF_A_PLAN.sub("", fact.name))
            and fact.sentence.heading is parts[0].sentence.heading
        ):
            near.append(fact)
    best = min(near, key=lambda fact: abs(worth(fact) - come), default=None)
    if best is None or all(part.whole is not None and worth(part.whole) == worth(best) for part in parts):
        return None
    if id(best) in known and (not seen or come > worth(best)):
        off = max(off, _ONCE_MORE)
    elif len(parts) < _FEWEST and not _opposed(parts):
        return None
    return best if abs(worth(best) - come) <= off * worth(best) else None


__all__ = ["read_divided"]
