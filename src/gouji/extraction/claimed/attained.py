"""What is said to have come up to what was asked, in words alone, behind the figure of which it is said: ……要求达到92%，……进度
91.4%，如期达到要求; 救助29人次，完成目标.

The figure that was asked for stands before it in its sentence, marked by a word for it, or it is the only one of the document
that is a bound, of the same unit and called alike. Which one is meant is not said, so that one that is missed is a hint; only how
much of a task was done, right before the words that all of it was, is held against them (完成任务的81.11%，完成全年任务).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import Fact, kind_of_figure
from gouji.extraction.prose.names import share_signs
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_ASKED: Final = r"要求|目标|任务|指标|规定|标准|预期|计划"
_HOW: Final = r"(?:[也已均都]|已经|全部|全面|圆满|超额|顺利|提前|按期|按时|如期|较好|地|基本上?)*"
_CLAIM: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<who>{_OTHER}{{0,12}}?)(?P<how>{_HOW})(?:(?:完成|达到|实现|达成|满足|符合)了?(?:{_OTHER}{{0,10}}?(?:{_ASKED}|进度)(?:值|任务|要求|目标)*)|达标|超额完成{_OTHER}{{0,8}})(?=[,;。]|$)"
)
_NOT_SO: Final = re.compile(
    r"[未没不尚将拟应须需若]|确保|力争|预计|预期(?!目标)|争取|努力|基本|除|如果|是否|能否|上半年|季度|(?:为了?|以)(?:完成|达到|实现)"
)
#: 三项超额完成任务: some of several.
_SOME: Final = re.compile(r"[两二三四五六七八九十]+[个项类家件](?!.*(?:[均都]|全部))")
#: Behind a figure that was asked for, and before it.
_BEHIND: Final = re.compile(rf"^[”\"’)]?(?:以[上下内])?[”\"’]?的?[^{FIGURES},;。]{{0,6}}?(?:{_ASKED}|序时)")
_AHEAD: Final = re.compile(rf"(?:{_ASKED})[^{FIGURES},;。]{{0,10}}$")
#: 完成年度任务2万平方米: the task itself, told behind what was done.
_TASK: Final = re.compile(r"^完成了?[^,;。()]{0,8}(?:任务|目标|计划)[数量]?(?:为|的)?$")
#: 占计划任务的116%: how much of it was done.
_SHARED: Final = re.compile(rf"占[^{FIGURES},;。]*$")
_LESS: Final = re.compile(r"不超过|不高于|低于|以内|控制|不大于|少于|不多于|≤|＜")
#: How much was done of a task, right before the figure, and that it was done; a share of anything else may well be as it is
#: asked to be (占总支出的1.5%，符合规定). Words that say of which of several tasks, and that its time is not over.
_DONE_OF: Final = re.compile(
    rf"(?:完成|占|为|相当于)(?:了|到)?[^,;。()]{{0,24}}(?:任务|目标|计划|预算|指标)[总数量值额]{{0,2}}[{FIGURES}]?的$"
)
_ALL_DONE: Final = re.compile(r"(?:完成|实现|达成)[^,;。]*(?:任务|目标|计划|指标)")
_PARTLY: Final = re.compile(r"(?<![0-9十])(?:[1-9]|1[01]|[一二三四五六七八九十]|十一)月|季度|半年")
_ALL_YEAR: Final = re.compile(r"全年|年度")
_WHICH: Final = re.compile(r"年初|调整|上级|[省市县区]定|序时|时序|进度|季度|上半年")
#: A change that was asked for, and made.
_DOWN: Final = re.compile(r"(?:下降|降低|减少|压减|压降|降)(?:到|至|了|约)?$")
_EACH: Final = re.compile("[均都]|全部")
_ASIDE: Final = re.compile("上年|去年|其中|同比|增|减|升|降|提高|[高低][于出]?$")
_CLAUSE: Final = frozenset(",;:。()")
_UNLIKE: Final = POINTS + BARE
_SHORT: Final = 2
#: Signs before a claim among which what was asked for and what was done are told.
_BACK: Final = 400


def read_attained(found: Iterable[Sentence], facts: Sequence[Fact], table: Table, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    bounds = _bounds(facts)
    for sentence in found:
        for claim in _CLAIM.finditer(sentence.signs):
            if _NOT_SO.search(claim[0]) or _SOME.search(claim[0]):
                continue
            for cells, doubt in _held(sentence, claim, bounds):
                if place_of(cells["数值"]) not in known:
                    known.add(place_of(cells["数值"]))
                    draft.say(table, cells, doubt)


def _bounds(facts: Sequence[Fact]) -> Mapping[str, list[Fact]]:
    """The bounds that are told as such: ≥30人次."""
    out: dict[str, list[Fact]] = {}
    for fact in facts:
        figure = fact.sentence.figures[fact.figure]
        if figure.bound in ("at_least", "at_most", "above", "below") and len(fact.name) >= _SHORT:
            out.setdefault(kind_of_figure(figure), []).append(fact)
    return out


def _held(
    sentence: Sentence, claim: re.Match[str], bounds: Mapping[str, list[Fact]]
) -> Iterator[tuple[dict[str, Value], bool]]:
    signs, figures = sentence.signs, sentence.figures
    stop = max((signs.rfind(mark, 0, claim.start()) for mark in "。;"), default=-1) + 1
    before = [
        at
        for at in range(max(stop, claim.start() - _BACK), claim.start())
        if at in figures and signs[at] not in _UNLIKE
    ]
    if not before:
        return
    real = before[-1]
    rest = signs[real + 1 : claim.start()]
    if rest == "," and (of := _DONE_OF.search(signs, stop, real)) is not None:
        # 完成省定2亿元任务的81.11%，提前完成全年任务: how much of it was done is told right before
        other = {word for word in _WHICH.findall(claim[0]) if word not in of[0]}
        partly = _PARTLY.search(sentence.span(stop, real).text) and not _ALL_YEAR.search(claim[0])
        meant = _ALL_DONE.search(claim[0]) is not None and not other and not partly
        if meant and not claim["who"] and not figures[real].bound:
            word = Said("≥100%", sentence.span(*claim.span()))
            # 一期占投资计划的30%，完成建设任务: it may be a share of the plan
            share = figures[real].base < 1 and not of[0].startswith("完成")
            yield {**_cells(sentence, "", real, word), "事项": sentence.span(of.start(), real - 1)}, share
        return
    if figures[real].bound or _NOT_SO.search(rest) or (claim["who"] and len(rest.strip(",)")) > _SHORT * 8):
        return
    kind = kind_of_figure(figures[real])
    if _TASK.search(words_before(signs, real)) and rest == "," and len(before) > 1 and not claim["who"]:
        # 拆除1.86万平方米，完成年度任务2万平方米，超额完成任务: the task is told behind what was done
        done = before[-2]
        near = signs[done + 1 : real].count(",") == 1 and not _is_asked(signs, done)
        if near and figures[done].unit == figures[real].unit and not figures[done].bound:
            told = sentence.span(real, real + 1)
            good = figures[done].base >= figures[real].base
            word = Said(f"≥{told.text}", told)
            yield _cells(sentence, words_before(signs, done, _CLAUSE), done, word), not good
        return
    asked = [at for at in before[:-1] if _is_asked(signs, at)]
    goal = next((at for at in reversed(asked) if kind_of_figure(figures[at]) == kind), None)
    if goal is not None and _EACH.search(claim[0]) is not None:
        # 目标92%，家长86.5%、学生94.7%，均达到目标: the one that comes to least is held
        several = [at for at in before if goal < at and kind_of_figure(figures[at]) == kind and not figures[at].bound]
        around = signs[max(0, goal - 8) : goal] + signs[goal + 1 : goal + 4]
        least = _LESS.search(around) is None and figures[goal].bound not in ("at_most", "below")
        if (
            len(asked) == 1
            and len(several) > 1
            and not any(_is_asked(signs, at) or _ASIDE.search(words_before(signs, at)) for at in several)
        ):
            real = (min if least else max)(several, key=lambda at: figures[at].base)
    name = words_before(signs, real)
    if goal is not None and not _is_asked(signs, real):
        if bool(_DOWN.search(signs[max(0, goal - 4) : goal])) != bool(_DOWN.search(signs[max(0, real - 4) : real])):
            return
        around = signs[max(0, goal - 8) : goal] + signs[goal + 1 : goal + 4]
        less = _LESS.search(around) is not None or figures[goal].bound in ("at_most", "below")
        less = less and not _DOWN.search(signs[max(0, goal - 4) : goal])
        good = figures[real].base <= figures[goal].base if less else figures[real].base >= figures[goal].base
        number = re.search(r"[0-9][0-9.,，]*\s*[^0-9.,，以]*", sentence.span(goal, goal + 1).text)
        if number is None:
            return
        word = Said(f"{'≤' if less else '≥'}{number[0].strip()}", sentence.span(goal, goal + 1))
        yield _cells(sentence, name, real, word), not good
        return
    if asked or claim["who"]:
        return
    named = [one for one in bounds.get(kind, ()) if len(name) >= _SHORT and share_signs(name, one.name)]
    named = [one for one in named if one.sentence is not sentence]
    if len({one.sentence.figures[one.figure].base for one in named}) != 1:
        return
    limit = named[0].sentence.figures[named[0].figure]
    value: Fraction = Fraction(figures[real].base)
    reached = value >= limit.base if limit.bound in ("at_least", "above") else value <= limit.base
    span = named[0].sentence.span(named[0].figure, named[0].figure + 1)
    yield _cells(sentence, name, real, span), not reached


def _is_asked(signs: str, at: int) -> bool:
    """Whether a word beside a figure says that it was asked for."""
    behind, ahead = signs[at + 1 : at + 20], signs[max(0, at - 20) : at]
    if _SHARED.search(ahead) is not None:
        return False
    return _BEHIND.match(behind) is not None or _AHEAD.search(ahead) is not None


def _cells(sentence: Sentence, name: str, real: int, limit: Value) -> dict[str, Value]:
    value = value_in(sentence, real)
    return {"事项": sentence.span(real - len(name), real) if name else text_of(value), "数值": value, "所比": limit}
