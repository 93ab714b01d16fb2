"""Totals that say how many they are of, or stand below the lines that they are of (构成).

公开招标2218万元，……，四种方式合计3351万元; four lines with an amount each, and 四个项目合计总投资827万元 below them; or
中央资金125万元 and 省级资金91万元 in lines of their own, then 以上资金合计216万元. Lists that make their total have been read
by then; one that comes about to it is a remark.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.parts.wholes import PERHAPS
from gouji.extraction.prose.amounts import proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import core, stripped
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.text.outline import numbered
from gouji.faults import regex as re
from gouji.figures.numerals import numeral_value

_SUM: Final = r"(?:合计|共计|总计|累计)"
_COUNTED: Final = re.compile(
    rf"(?:^|[以之]上|上述|这|前|[\u4e00-\u9fff])(?P<count>[两二三四五六七八九十]{{1,2}})(?P<measure>[个项种类批家户笔级年大])"
    rf"(?P<what>[\u4e00-\u9fff]{{0,12}}?)(?:{_SUM}|共)(?P<called>[\u4e00-\u9fff]*)$"
)
_ABOVE: Final = re.compile(rf"^(?:(?:以上|上述)[\u4e00-\u9fff]{{0,8}}?)?{_SUM}(?P<called>[\u4e00-\u9fff]*)$")
_ALL_ABOVE: Final = re.compile(rf"^(?:以上|上述)(?P<called>[\u4e00-\u9fff]{{0,8}}?){_SUM}[\u4e00-\u9fff]*$")
_TOTALLED: Final = re.compile(rf"{_SUM}|[\u4e00-\u9fff]共|^共")
#: A total at the end of its own list: 第一批120人、第二批135人，共计培训255人.
_HERE: Final = re.compile(r"^(?:合计|共计|总计|共)(?P<called>[\u4e00-\u9fff]{0,6})$")
_NO_PART: Final = re.compile(r"其中|上年|去年|同期|计划|目标|预算|比|增|减")
_DONE: Final = re.compile(rf"{_SUM}(?:已|实际|完成|支[付出]|使用|拨付|结余|剩余|节约)")
_TOTAL: Final = re.compile(_SUM + r"$|^共")
_NTH: Final = re.compile(r"第$")
#: Parts at most, and figures before a total among which they are looked for.
_MOST: Final = 24
_FAR: Final = 120
#: A list that was meant to make its total comes as near to it as this.
_LEAST: Final = Fraction(7, 10)
_MUCH: Final = Fraction(7, 5)
#: Signs that make a word; figures that are no greater come to each other by chance.
_WORD: Final = 2
_BY_CHANCE: Final = 9


def read_below_lists(facts: Sequence[Fact], known: Container[int], write: Whole) -> None:
    """Write the totals that nothing before them makes. ``known``: wholes that are made, by identity."""
    told = [fact for fact in facts if _plain(fact)]
    for at, total in enumerate(told):
        if not _TOTALLED.search(total.name):
            continue
        if total.parts or id(total) in known or worth(total) <= _BY_CHANCE:
            continue
        lists = list(_lists(told[max(0, at - _FAR) : at], total))
        if not lists or any(proves(parts, total) for parts in lists):
            continue
        for parts in lists:
            come = sum(map(worth, parts), Fraction(0))
            if worth(total) * _LEAST <= come <= worth(total) * _MUCH:
                write(total, parts, PERHAPS)
                break


def _plain(fact: Fact) -> bool:
    plain = kind_of(fact) not in ("ratio", "number") and not fact.sentence.figures[fact.figure].bound
    return plain and not (fact.average or fact.before or fact.sign) and fact.grown is None


def _lists(before: Sequence[Fact], total: Fact) -> Iterator[Sequence[Fact]]:
    """The lists that words say a total is of, the likeliest first."""
    alike = [fact for fact in before if kind_of(fact) == kind_of(total) and fact.depth <= total.depth]
    counted = _COUNTED.search(total.name)
    if counted is not None and not _NTH.search(total.name[: counted.start("count")]):
        number = numeral_value("二" if counted["count"] == "两" else counted["count"]) or 0
        here = [fact for fact in alike if fact.sentence is total.sentence]
        called = counted["called"] or counted["what"]
        if 1 < number <= _MOST:
            # 第一批培训120人，第二批135人: what is said of the first is said of all
            if len(here) == number and len(set(_named(here[1:], called))) == 1:
                yield here
            if not here:
                yield from _lines(alike, total, number, called)
        return
    if _HERE.match(total.name) and any(fact.sentence is total.sentence for fact in before):
        run = _run_before(before, total)
        worked = re.search(r"[×*=]", total.sentence.signs) is not None
        if len(run) >= _WORD and not worked and not any(_NO_PART.search(fact.name) for fact in run):
            yield run
        return
    found = _ALL_ABOVE.search(total.name) or _ABOVE.search(total.name)
    if _DONE.search(total.name):
        return  # 以上资金累计支付: what was done of them
    if found is not None and not any(fact.sentence is total.sentence for fact in alike):
        yield from _lines(alike, total, 0, found["called"])


def _lines(alike: Sequence[Fact], total: Fact, number: int, called: str) -> Iterator[Sequence[Fact]]:
    """The figures of the lines right above a total: those called as it is, or the first one of each."""
    lines: list[list[Fact]] = []
    for fact in alike:
        beside = fact.sentence.texts[0] is total.sentence.texts[0]
        if beside or not (number or fact.sentence.heading is total.sentence.heading):
            continue
        if not lines or lines[-1][0].sentence.texts[0] is not fact.sentence.texts[0]:
            lines.append([])
        lines[-1].append(fact)
    items = _numbered(lines, number)
    for chosen in ([line[0] for line in items], [_total_of(line) for line in items]):
        if chosen and len(set(_named(chosen, called))) == 1:
            yield chosen
    run: list[Fact] = []
    for line in reversed(lines):
        one = next((fact for fact, told in zip(line, _named(line, called), strict=True) if told), None)
        if one is None:
            break
        run.insert(0, one)
    if items:
        return
    if number and len(run) >= number:
        yield run[-number:]
    elif not number and 1 < len(run) <= _MOST:
        yield run
    # 两项基金收入合计 is of what is called 收入
    if number and len(lines) >= number and not any(told for line in lines for told in _named(line, called)):
        yield [line[0] for line in lines[-number:]]
        yield [_total_of(line) for line in lines[-number:]]


def _run_before(before: Sequence[Fact], total: Fact) -> Sequence[Fact]:
    """The figures of the kind of a total right before it in its sentence, all as deep as it is."""
    run: list[Fact] = []
    for fact in reversed(before):
        if fact.sentence is not total.sentence or kind_of(fact) != kind_of(total) or fact.depth != total.depth:
            break
        run.insert(0, fact)
    return run


def _total_of(line: Sequence[Fact]) -> Fact:
    """The figure of a line that is called a total; its first one where none is."""
    return next((fact for fact in line if _TOTAL.search(fact.name)), line[0])


def _ending(called: str) -> str:
    return core(stripped(called))[-_WORD:]


def _named(facts: Sequence[Fact], called: str) -> Sequence[bool]:
    """Which of some figures are called as a total is."""
    ending = _ending(called)
    return [len(ending) == _WORD and stripped(fact.name).endswith(ending) for fact in facts]


def _numbered(lines: Sequence[list[Fact]], number: int) -> Sequence[list[Fact]]:
    """The lines numbered from one up to how many there are, in one way; none where they are not."""
    found: list[list[Fact]] = []
    style = -1
    for line in reversed(lines):
        mark = numbered(line[0].sentence.texts[0].text)
        if mark is not None and mark[1] == number - len(found) and style in (-1, mark[0]):
            found.insert(0, line)
            style = mark[0]
            if len(found) == number:
                return found
    return ()
