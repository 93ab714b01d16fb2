"""Lists that stand so beside a figure that they have to make it, though no 其中 says so (构成).

94.4分：决策15分，过程19.4分，……: a colon leads from the whole to its list. 中央826万元、省级174万元，合计1000万元: the total
stands behind what it is of. 1200万元，分别发放400万元、500万元、300万元: amounts without names. 支出1618万元；市本级支出463万元，
县级支出1155万元: the names leave nothing out. 500万元，分别用于甲项目300万元、乙项目200万元: what a sum goes to in turn.
897户中低保户121户、……: like 其中. Lists that make their whole have been read
by then; these are the others, as far as they come about to it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.parts.complements import Complements
from gouji.extraction.parts.wholes import LAID_OUT, PERHAPS
from gouji.extraction.prose.amounts import proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import core, stripped
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.text.clauses import SEMICOLON, STOP
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import COUNT, FIGURES
from gouji.faults import regex as re

#: Parts of one list at most.
_MOST: Final = 24
#: A list that was meant to make a whole comes as near to it as this.
_LEAST: Final = Fraction(7, 10)
_AT_MOST: Final = Fraction(8, 5)
#: A colon behind a figure, perhaps after a word: 126.8公里：, 5000万元用于：.
_COLON: Final = re.compile(rf"[^{FIGURES},;:。()中]{{0,4}}[:：]")
_IN_TURN: Final = re.compile(r"^(?:分别|依次)")
_TOTAL: Final = re.compile(r"(?:以上|上述)?(?:合计|共计|总计)")
#: 三项形成结余94万元: of so many before it.
_ITEMS: Final = re.compile("([两三四五六七八九])项")
_AMONG: Final = "中"
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
#: Names that leave nothing out are about as much as their whole; they may make one that was told further before.
_ABOUT: Final = Fraction(3, 10)
_FAR: Final = 12
#: What is left of a whole, and how far a list with it may be from that.
_OTHERS: Final = re.compile(r"其[他它](?:人员|类|的|项|方面)?(?:共|有|为)?")
_SIXTH: Final = Fraction(1, 6)
#: How many there are of what a colon leads to.
_COUNTED: Final = re.compile(rf",[^{FIGURES},;:。()]{{0,10}}(?P<count>{COUNT})[^{FIGURES},;:。()]{{0,8}}[:：]")
#: A lead to what a mean is made of.
_LED: Final = re.compile(r"[,;。](?:其中)?,?(?:从|按照?|分)[^,;:。]{1,8}(?:构成|类型|来源)?(?:看|分)[,:]")
#: What a sum goes to, without a word that this is all of it: so many, and so near to it.
_SEVERAL: Final = 2
_NEARLY: Final = Fraction(1, 20)
#: Figures before parts among which their whole is.
_NEAR: Final = 6
#: Figures that are no greater come to each other by chance.
_BY_CHANCE: Final = 9


def read_laid_out(facts: Sequence[Fact], wording: Wording, known: Container[int], write: Whole) -> None:
    """Write the lists that do not make what they stand beside. ``known``: wholes that are made, by identity."""
    complements = Complements(wording)
    uses = re.compile(rf"(?P<each>(?:已?(?:分别|全部))+)?(?:{either(wording.uses)})")
    told = [fact for fact in facts if _countable(fact)]
    done: set[int] = set()
    _of_means(facts, write)
    for at, whole in enumerate(told):
        for parts, opener in _lists(told, at, known, complements, uses):
            if any(id(part) in done for part in parts):
                continue
            total = sum(map(worth, parts), Fraction(0))
            if not _made(whole, parts) and worth(whole) * _LEAST <= total <= worth(whole) * _AT_MOST:
                done.update(map(id, parts))
                write(whole, parts, opener)
                break


def _of_means(facts: Sequence[Fact], write: Whole) -> None:
    """人均收入38640元，分来源看：工资性收入23184元，……: what a mean is made of, where a lead says that this is it."""
    for at, whole in enumerate(facts[:-1]):
        begin = facts[at + 1]
        if not whole.average or whole.parts or begin.sentence is not whole.sentence or kind_of(begin) != kind_of(whole):
            continue
        if _LED.fullmatch(whole.sentence.signs[whole.figure + 1 : begin.start]):
            parts = [part for part in _run(facts, at + 1) if part.grown is None and not part.before]
            total = sum(map(worth, parts), Fraction(0))
            if len(parts) > _SEVERAL and abs(total - worth(whole)) <= worth(whole) * _NEARLY:
                write(whole, parts, LAID_OUT)


def _made(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether parts make a whole, or the first ones behind it do: 得96分：投入50分、产出46分，另扣3分. Points are not rounded."""
    behind = parts[0].sentence is not whole.sentence or parts[0].figure > whole.figure
    first = range(2, len(parts) + 1) if behind else (len(parts),)
    if any(sum(map(worth, parts[:size]), Fraction(0)) == worth(whole) for size in first):
        return True
    return kind_of(whole) != "score" and proves(parts, whole)


def _countable(fact: Fact) -> bool:
    plain = kind_of(fact) not in ("ratio", "number") and not fact.sentence.figures[fact.figure].bound
    return plain and not (fact.average or fact.before or fact.sign) and fact.grown is None


def _lists(
    told: Sequence[Fact], at: int, known: Container[int], complements: Complements, uses: re.Pattern[str]
) -> Iterator[tuple[Sequence[Fact], str]]:
    """The lists that stand beside a figure so that they are of it, with the word that opens them."""
    whole = told[at]
    yield from ((parts, LAID_OUT) for parts in _leaving_nothing(told, at, complements))
    if whole.parts or id(whole) in known:
        return
    signs = whole.sentence.signs
    behind = told[at + 1] if at + 1 < len(told) else None
    beside = behind is not None and behind.sentence is whole.sentence and kind_of(behind) == kind_of(whole)
    if behind is not None and beside and _COLON.match(signs, whole.figure + 1):
        yield from _named(_run(told, at + 1), LAID_OUT)
    if behind is not None and beside and _IN_TURN.match(behind.name):
        unnamed = [part for part in _run(told, at + 1) if part is behind or not part.name.strip("、和与")]
        if len(unnamed) > 1:
            yield unnamed, LAID_OUT
    if behind is not None and beside:
        yield from _uses(whole, _run(told, at + 1), uses)
    if behind is not None and beside and behind.start == whole.figure + 1 and behind.name.startswith(_AMONG):
        parts = _run(told, at + 1)
        if all(part.level < SEMICOLON for part in parts[1:]) and (len(parts) > 2 or parts[-1].level == 1):
            yield from _named(parts, "其中")
    if behind is not None and beside:
        yield from _with_others(told, at)
    yield from _behind_a_count(told, at)
    items = _ITEMS.match(whole.name)
    if items is not None or _TOTAL.search(whole.name):
        before = _run_before(told, at)
        if (items is not None and number_of(items[1]) == len(before)) or (
            _only_total_of(whole, before) and _all_totalled(whole, before)
        ):
            yield from _named(before, LAID_OUT)


def _with_others(told: Sequence[Fact], at: int) -> Iterator[tuple[Sequence[Fact], str]]:
    """职工120人，在职80人，退休30人，其他6人: the first figure of a sentence, and what others tell all that is left of it."""
    whole = told[at]
    if any(one.sentence is whole.sentence and kind_of(one) == kind_of(whole) for one in told[max(0, at - _NEAR) : at]):
        return
    parts: list[Fact] = []
    for fact in told[at + 1 : at + 1 + _NEAR]:
        if fact.sentence is not whole.sentence or kind_of(fact) != kind_of(whole) or fact.depth != whole.depth:
            return
        if (fact.whole is not None and fact.whole is not whole) or worth(fact) >= worth(whole):
            return
        parts.append(fact)
        if _OTHERS.fullmatch(fact.name):
            break
    come = sum(map(worth, parts), Fraction(0))
    if any(
        one.sentence is whole.sentence and worth(one) == come + worth(whole) for one in told[max(0, at - _NEAR) : at]
    ):
        return  # 岗位76个，安置农民工41人、妇女23人、其他人员12人: all of them together are what was told before
    near = abs(come - worth(whole)) <= _SIXTH * worth(whole)
    if near and len(parts) > 1 and _OTHERS.fullmatch(parts[-1].name) and not any(_AMONG in one.name for one in parts):
        yield from _named(parts, PERHAPS)


def _behind_a_count(told: Sequence[Fact], at: int) -> Iterator[tuple[Sequence[Fact], str]]:
    """资金7437万元，支持了4个项目：甲3000万元、乙4437万元: a count, and a colon, stand between a whole and its list."""
    whole = told[at]
    signs = whole.sentence.signs
    counted = _COUNTED.match(signs, whole.figure + 1)
    if counted is None or kind_of(whole) != "money":
        return
    begin = next(
        (number for number in range(at + 1, min(at + 3, len(told))) if told[number].start >= counted.end()), None
    )
    if begin is None or told[begin].sentence is not whole.sentence or kind_of(told[begin]) != "money":
        return
    parts = _run(told, begin)
    if len(parts) == whole.sentence.figures[counted.start("count")].base:
        yield from _named(parts, LAID_OUT)


def _uses(whole: Fact, parts: Sequence[Fact], uses: re.Pattern[str]) -> Iterator[tuple[Sequence[Fact], str]]:
    """What a sum goes to. Without a word that says so it is perhaps not all: as many as three that nearly make it are."""
    words = parts[0].sentence.signs[whole.figure + 1 : parts[0].figure].lstrip(",(")
    led = uses.match(words)
    if led is None or kind_of(whole) != "money":
        return
    if led["each"]:
        yield from _named(parts, LAID_OUT)
    elif len(parts) > _SEVERAL and abs(sum(map(worth, parts), Fraction(0)) - worth(whole)) <= worth(whole) * _NEARLY:
        yield from _named(parts, PERHAPS)


def _only_total_of(total: Fact, before: Sequence[Fact]) -> bool:
    """Whether words say that a total is of nothing but the list before it.

    全区产值合计700万元 behind the output of two firms is of all firms; 加上结余，合计550万元 is of something without a figure.
    """
    if not before or any(_TOTAL.search(part.name) for part in before):
        return False
    between = total.sentence.signs[before[-1].figure + 1 : total.start]
    called = _TOTAL.sub("", core(total.name), count=1)
    return _HAN.search(between) is None and all(part.name.endswith(called) for part in before)


def _all_totalled(total: Fact, before: Sequence[Fact]) -> bool:
    """Whether a total is of the whole list before it: it comes about to it, and no end or beginning of the list makes it.

    Figures of one digit make each other by chance.
    """
    if worth(total) <= _BY_CHANCE:
        return True
    runs = [run for size in range(2, len(before)) for run in (before[:size], before[-size:])]
    if any(sum(map(worth, run), Fraction(0)) == worth(total) for run in runs):
        return False
    return abs(sum(map(worth, before), Fraction(0)) - worth(total)) <= _ABOUT * worth(total)


def _named(parts: Sequence[Fact], opener: str) -> Iterator[tuple[Sequence[Fact], str]]:
    names = {part.name for part in parts}
    if len(parts) > 1 and len(names) == len(parts) and all(map(_HAN.search, names)):
        yield parts, opener


def _run(told: Sequence[Fact], first: int) -> Sequence[Fact]:
    """The figures of one list: of one kind and depth, each parted from the one before like the second from the first."""
    begin = told[first]
    parts = [begin]
    for fact in told[first + 1 : first + _MOST]:
        if fact.sentence is not begin.sentence or fact.level >= STOP:
            break
        if fact.depth > begin.depth or (fact.whole is not None and fact.whole is not begin.whole):
            continue
        level = parts[1].level if len(parts) > 1 else fact.level
        if kind_of(fact) != kind_of(begin) or fact.depth < begin.depth or fact.level > max(level, 2):
            break
        parts.append(fact)
    return parts


def _run_before(told: Sequence[Fact], at: int) -> Sequence[Fact]:
    """The figures of the list right before a total, nothing of another kind among them."""
    total = told[at]
    apart = total.level >= SEMICOLON  # 甲100万元，用80万元；乙50万元，用40万元；合计用120万元
    parts: list[Fact] = []
    for fact in reversed(told[max(0, at - _MOST) : at]):
        if fact.sentence is not total.sentence or fact.depth < total.depth:
            break
        if fact.depth > total.depth:
            continue
        if kind_of(fact) != kind_of(total) or fact.whole is not None:
            return ()
        parts.insert(0, fact)
        if len(parts) > 1 and (fact.level != parts[-1].level or fact.level >= SEMICOLON):
            break
    return () if apart and len(parts) > 1 and parts[-1].level != total.level else parts


def _leaving_nothing(told: Sequence[Fact], at: int, complements: Complements) -> Iterator[Sequence[Fact]]:
    """The figures behind a whole that by their names are all of it: the first of its kind that are of nothing told before."""
    whole = told[at]
    if whole.whole is not None:
        return
    later = [fact for fact in told[at + 1 : at + 1 + _NEAR] if kind_of(fact) == kind_of(whole) and fact.whole is None]
    if later and later[0].sentence.texts[0] is whole.sentence.texts[-1] and later[0].depth == whole.depth:
        for size in (2, 3):
            parts = later[:size]
            beside = all(part.sentence is later[0].sentence for part in parts)
            ending = stripped(parts[-1].name)[-_SEVERAL:]
            goes_on = any(
                fact.sentence is parts[-1].sentence and stripped(fact.name)[-_SEVERAL:] == ending
                for fact in later[size : size + 1]
            )
            if len(parts) == size and beside and not goes_on and complements.all_of(whole, parts, led=False):
                total = sum(map(worth, parts), Fraction(0))
                near = abs(total - worth(whole)) <= worth(whole) * _ABOUT
                before = (fact for fact in told[max(0, at - _FAR) : at] if kind_of(fact) == kind_of(whole))
                if near and not any(proves(parts, fact) for fact in before):
                    yield parts
