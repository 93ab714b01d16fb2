"""What the words of one sentence say makes a figure, though it does not come out (平衡).

甲40万元（其中乙18万元、丙26万元）: parts are never more than what they are parts of. 由……组成, （15分）下设, a year for
each of those that a whole is of, 完成 and 未完成: nothing is left out, so that they are not less either. 三项合计 and the like
end a list of all parts. 年初…，追加…，收回…，调整后…: what came and went. 应到…，实到…，请假…: what is missing.

What the other rooms read by their own words is left to them. A list that some of its figures make after all, or that misses
its whole by far, is perhaps another one; what is left is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import base_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.extraction.tried.made import Place
from gouji.extraction.tried.regions import half_of
from gouji.figures import Figure
from gouji.language import Table

#: Parts of a list at most, figures of a sentence at most, and by what part of it a whole is missed.
_MOST: Final = 10
_LONGEST: Final = 60
_MISSED: Final = Fraction(1, 5)
_LEAST: Final = 2
_THREE: Final = 3
_N: Final = rf"[^{FIGURES};。]"
#: What opens the parts of a figure, behind it; what says that they are all.
_OPENS: Final = re.compile(rf"^[^{FIGURES};。)]{{0,12}}?(?:[,(:;]其中|[,(:]?(?:主要)?包括|中[,:]|[,:(]?由(?!于))")
_ALL: Final = re.compile(rf"^{_N}{{0,12}}?(?:[)”]?下设:?|[,:]?(?:分为|分成|细分为|划分为|下分为?)|按{_N}{{1,8}}分,)")
_MADE_OF: Final = re.compile(rf"^{_N}{{0,6}}(?:组成|构成)")
_BY: Final = re.compile(r"由(?!于)")
#: What ends a list: a share, a change, a mean, a total, another list, what goes beyond the whole.
_ENDS: Final = re.compile(
    r"占|比[上去同年]|同比|增[加长幅]|减少|下降|上升|降低|提高|每|均|其中|[合总共小累]计|共|另|此外|不[含包]|还|最|以[上下]|率|分别|目标|计划|任务[数量为是]|完成进度"
)
_APART: Final = re.compile(r"[、,;和及与)]")
#: What some of the parts may be counted in besides: what overlaps.
_OVERLAP: Final = re.compile(
    r"以上|以下|以内|重点|新增|女|党员|本年|当年|首次|累计|主要|历年|约|全部|同时|既|重复|涉及|覆盖"
)
#: A sum behind its parts.
_TOTAL: Final = re.compile(
    rf"(?:(?:合计|共计|总计|小计|合共|一共)(?:为|是|达)?|(?:以上|上述)?[三四五六七八九](?:项|类|笔|个方面|部分){_N}{{0,8}}?|[形产]成{_N}{{0,6}})$"
)
_YEARS: Final = re.compile(r"[两二三四五](?:个)?年(?!级)")
_NOT: Final = re.compile(r"尚未|没有|[不未非无]")
#: A total told before its parts, what a list of parts is made of, and by what part they may miss it.
_HEADLINE: Final = re.compile(
    r"(?:合计|总计|总额|共计|总分|自评得分|综合得分|最终得分|评价得分|总得分|总共)(?:为|是|达)?$"
)
_PART: Final = re.compile(r"[,、;和及:]?[^,、;:。()]{0,12}[,:]?[^,、;:。()]{1,12}")
_END: Final = re.compile("[。;]?")
_SUMMED: Final = re.compile(r"合计|共|总|小计|扣|满分|分值|权重")
_CLOSE: Final = Fraction(1, 20)
#: What is due, what is there, what is short of it.
_DUE: Final = re.compile(r"应(?P<verb>[\u4e00-\u9fff])[^,;:。]{0,6}$")
_REAL: Final = re.compile(r"[实已](?:际)?(?P<verb>[\u4e00-\u9fff])[^,;:。]{0,6}$")
_SHORT: Final = re.compile(r"(?:请假|缺|欠|未|短|因[^,;。]{1,6}|差)[^,;:。]{0,6}$")
#: What there was, what came, what went, what there is now.
_WAS: Final = re.compile(r"^(?:年初|期初|原|最初|初始|上年末|首次)")
_NOW: Final = re.compile(r"调整后|变更后|调整为|最终|调整至|变更为")
_CAME: Final = re.compile(r"追加|增加|调增|新增|增补|转入|调入|补充")
_WENT: Final = re.compile(r"收回|调减|核减|减少|压减|扣减|调出|转出|撤销|取消|退出|核销|追减")


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure of a sentence: where it stands, and the words before it, and behind it, to the next ones."""

    at: int
    figure: Figure
    lead: str
    tail: str

    @property
    def base(self) -> Fraction:
        return Fraction(base_of(self.figure))

    @property
    def kind(self) -> str:
        return kind_of_figure(self.figure)


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure and what it is said to be made of, each with its sign."""

    total: _Item
    terms: Sequence[tuple[_Item, str]]
    mixed: bool = False


def read_part_lists(found: Sequence[Sentence], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them. ``found``: the sentences of a document."""
    table = by_source.get("平衡")
    if table is None:
        return
    known = set(_made(by_source, draft))
    for number, sentence in enumerate(found):
        if not 2 < len(sentence.figures) <= _LONGEST:
            continue
        items = list(_items(sentence))
        for one in (
            *_behind(items, known, sentence),
            *_before(items, known, sentence),
            *_moved(items, known, sentence),
            *_due(items, known, sentence),
        ):
            known.add(_place(sentence, one.total))
            for cells in _rows(sentence, one, number):
                draft.say(table, cells, True)
    for rows in _headlines(found, known):
        for cells in rows:
            draft.say(table, cells, True)


def _items(sentence: Sentence) -> Iterator[_Item]:
    places = sorted(sentence.figures)
    for before, at, behind in zip((-1, *places), places, (*places[1:], len(sentence.signs)), strict=False):
        yield _Item(at, sentence.figures[at], sentence.signs[before + 1 : at], sentence.signs[at + 1 : behind])


def _place(sentence: Sentence, item: _Item) -> Place:
    return place_of(sentence.span(item.at, item.at + 1)) or (0, 0)


def _made(by_source: Mapping[str, Table], draft: Draft) -> Iterator[Place]:
    """Where figures stand of which a row says what makes them: sums, and wholes of which all parts are told."""
    for source, told in (("平衡", lambda row: text_of(row.get("号")) == "得"), ("构成", _whole)):
        table = by_source.get(source)
        for row in draft.tables.get(table.name, ()) if table is not None else ():
            place = place_of(row.cells.get("数额"))
            if place is not None and told(row.cells):
                yield place


def _whole(row: Mapping[str, Value]) -> bool:
    return text_of(row.get("项")) == "总额" and text_of(row.get("列示")) not in ("其中", "等", "")


def _rows(sentence: Sentence, found: _Found, number: int) -> Iterator[dict[str, Value]]:
    total = sentence.span(found.total.at, found.total.at + 1)
    group = Said(f"{total.text}（{number + 1}）", total)
    for item, sign in ((found.total, "得"), *found.terms):
        span = sentence.span(item.at, item.at + 1)
        value: Value = Said(f"{item.figure.value}", span) if found.mixed else span
        yield {"平衡": group, "项": _name(sentence, item), "数额": value, "号": sign}


def _name(sentence: Sentence, item: _Item) -> Value:
    start = item.at
    while start and item.at - start < 14 and sentence.signs[start - 1] not in FIGURES + ",;:。、()":
        start -= 1
    return sentence.span(start, item.at) if start < item.at else sentence.span(item.at, item.at + 1)


# -- parts behind their whole


def _behind(items: Sequence[_Item], known: Container[Place], sentence: Sentence) -> Iterator[_Found]:
    for at, whole in enumerate(items[:-_LEAST]):
        if not _may_be(whole) or _place(sentence, whole) in known:
            continue
        opens, every = _OPENS.match(whole.tail), _ALL.match(whole.tail) is not None
        parts = _list(items[at + 1 :], whole, opened=True)
        if len(parts) < _LEAST or any(part.base >= whole.base for part in parts):
            continue
        turns = _in_turn(whole, parts)
        halves = len(parts) == _LEAST and _halves(parts)
        every = every or turns or halves
        if opens is not None and _BY.search(opens[0]):
            every = _MADE_OF.match(parts[-1].tail) is not None
            if not every:
                continue
        if opens is None and not every:
            continue
        if _OVERLAP.search("".join((whole.tail, *(part.tail for part in parts[:-1])))):
            continue
        come = sum((part.base for part in parts), Fraction(0))
        off = come - whole.base
        if not _rounding(whole, parts) < abs(off) <= _MISSED * whole.base or (off < 0 and not every):
            continue
        if not _some_make(whole, parts):
            mixed = any(part.kind != whole.kind for part in parts)
            yield _Found(whole, [(part, "加") for part in parts], mixed)


def _list(items: Sequence[_Item], whole: _Item, opened: bool) -> list[_Item]:
    """The figures like another that follow one another, as far as nothing but names and pauses parts them."""
    found: list[_Item] = []
    between = whole.tail if opened else ""
    first, inside, told = True, between.startswith("("), ":" in between
    for item in items:
        if item.figure.bound or (not first and inside and ")" in between):
            break
        if not first and (_ENDS.search(between) or not _APART.search(between) or (";" in between and not told)):
            break
        if not _alike(item, whole):
            if item.kind in ("ratio",) or not first:
                break
            return []
        found.append(item)
        first, between = False, item.tail
        if len(found) > _MOST:
            return []
    return found


def _alike(one: _Item, other: _Item) -> bool:
    """Whether two figures are of one kind, or count the same in two words: 件 and 件次."""
    if one.kind == other.kind:
        return one.base > 0
    if not (one.kind.startswith("count") and other.kind.startswith("count")):
        return False
    words = one.kind.partition(":")[2], other.kind.partition(":")[2]
    both = all(words) and (words[0][0] == words[1][0] or {*words} <= _MEASURES)
    return both and one.base > 0


#: What letters, calls and visits are counted in.
_MEASURES: Final = frozenset(("件", "件次", "批次", "批", "次", "人次", "起", "宗"))


def _may_be(whole: _Item) -> bool:
    return whole.kind not in ("ratio", "number") and not whole.figure.bound and whole.base > 0


def _in_turn(whole: _Item, parts: Sequence[_Item]) -> bool:
    """Whether each part is told for a year of its own, and the whole for several."""
    if DATE not in parts[0].lead or not (_YEARS.search(whole.lead) or re.search(rf"{DATE}?[-—~至到]", whole.lead)):
        return False
    return len(parts) >= _THREE and all(part.lead.count(DATE) == 1 for part in parts[1:])


def _halves(parts: Sequence[_Item]) -> bool:
    """合格50批、不合格4批; 8个完成任务，4个未完成: one is what the other is not."""
    one, other = parts
    for first, second in ((one.tail, other.tail), (one.lead, other.lead)):
        negated = _NOT.search(second)
        if negated is None or _NOT.search(first):
            continue
        word = second[negated.end() : negated.end() + 2]
        if len(word) == 2 and word in first:
            return True
    return False


def _rounding(total: _Item, parts: Sequence[_Item]) -> Fraction:
    return sum((half_of(one.figure) for one in (total, *parts)), Fraction(0))


def _some_make(total: _Item, parts: Sequence[_Item]) -> bool:
    """Whether some of the parts make it, or all of them but that one is what the others come to."""
    for count in range(_LEAST, len(parts)):
        for some in combinations(parts, count):
            if abs(sum((one.base for one in some), Fraction(0)) - total.base) <= _rounding(total, some):
                return True
    come = sum((part.base for part in parts), Fraction(0))
    return len(parts) > _LEAST and any(come - part.base == part.base for part in parts)


# -- a total behind its parts


def _before(items: Sequence[_Item], known: Container[Place], sentence: Sentence) -> Iterator[_Found]:
    for at, total in enumerate(items):
        if at < _LEAST or not _may_be(total) or _place(sentence, total) in known or not _TOTAL.search(total.lead):
            continue
        parts = _run_before(items[:at], total)
        named = re.search("[三四五六七八九](?=项|类|笔|个方面|部分)", total.lead)
        if named is not None and len(parts) != "三四五六七八九".index(named[0]) + _THREE:
            continue
        if len(parts) < _THREE or any(part.base >= total.base for part in parts):
            continue
        off = sum((part.base for part in parts), Fraction(0)) - total.base
        if _rounding(total, parts) < abs(off) <= _MISSED * total.base and not _some_make(total, parts):
            yield _Found(total, [(part, "加") for part in parts])


def _run_before(items: Sequence[_Item], total: _Item) -> list[_Item]:
    """The figures like a total that stand right before it, parted by pauses alone."""
    found: list[_Item] = []
    for item in reversed(items):
        if "(" in item.tail or ")" in item.tail:
            return []
        if item.kind != total.kind or item.figure.bound or item.base <= 0:
            break
        if found and (_ENDS.search(item.tail.partition(",")[0]) or ";" in item.tail or not _APART.search(item.tail)):
            break
        if ";" in item.tail or "。" in item.tail:
            break
        found.insert(0, item)
        if len(found) > _MOST:
            return []
    return found


# -- a headline and the list below it


def _headlines(found: Sequence[Sentence], known: Container[Place]) -> Iterator[list[dict[str, Value]]]:
    """自评得分96分。/ 执行9分、产出48分、效益29分、满意度10分。: a total told before a sentence that lists its parts."""
    for number, sentence in enumerate(found):
        if not _THREE <= len(sentence.figures) <= _MOST:
            continue
        parts = list(_items(sentence))
        kinds = {part.kind for part in parts}
        listed = all(_PART.fullmatch(part.lead) for part in parts) and _END.fullmatch(parts[-1].tail)
        if len(kinds) > 1 or not listed or not _may_be(parts[0]) or any(part.figure.bound for part in parts):
            continue
        if any(_SUMMED.search(part.lead) for part in parts):
            continue
        for before in reversed(found[max(0, number - _THREE) : number]):
            totals = [item for item in _items(before) if item.kind == parts[0].kind and len(before.figures) <= _THREE]
            if not totals:
                continue
            total = totals[0]
            come = sum((part.base for part in parts), Fraction(0))
            off, rounding = abs(come - total.base), _rounding(total, parts)
            said = len(totals) == 1 and _HEADLINE.search(total.lead) and not total.figure.bound
            near = rounding < off <= _CLOSE * total.base and max(part.base for part in parts) < total.base
            if said and near and _place(before, total) not in known and not _some_make(total, parts):
                yield _listed_below(before, total, sentence, parts, number)
            break


def _listed_below(
    before: Sentence, total: _Item, sentence: Sentence, parts: Sequence[_Item], number: int
) -> list[dict[str, Value]]:
    span = before.span(total.at, total.at + 1)
    group = Said(f"{span.text}（{number + 1}列）", span)
    rows: list[dict[str, Value]] = [{"平衡": group, "项": span, "数额": span, "号": "得"}]
    for part in parts:
        own = sentence.span(part.at, part.at + 1)
        rows.append({"平衡": group, "项": _name(sentence, part), "数额": own, "号": "加"})
    return rows


# -- what is missing of what is due


def _due(items: Sequence[_Item], known: Container[Place], sentence: Sentence) -> Iterator[_Found]:
    """应到50人，实到45人，请假5人."""
    for whole, part, rest in zip(items, items[1:], items[2:], strict=False):
        due = _DUE.search(whole.lead)
        done = _REAL.search(part.lead)
        if due is None or done is None or not _SHORT.search(rest.lead) or due["verb"] != done["verb"]:
            continue
        if not (whole.kind == part.kind == rest.kind) or any(one.figure.bound for one in (whole, part, rest)):
            continue
        off = abs(whole.base - part.base - rest.base)
        near = _rounding(whole, (part, rest)) < off <= max(_MISSED * whole.base, rest.base)
        if near and 0 < part.base < whole.base and _place(sentence, rest) not in known:
            yield _Found(rest, [(whole, "加"), (part, "减")])


# -- what came and went


def _moved(items: Sequence[_Item], known: Container[Place], sentence: Sentence) -> Iterator[_Found]:
    """年初安排500万元，追加60万元，收回40万元，调整后520万元."""
    for at, was in enumerate(items):
        if not _may_be(was) or not _WAS.search(_clause(sentence, was)):
            continue
        terms: list[tuple[_Item, str]] = [(was, "加")]
        for item in items[at + 1 : at + 1 + _MOST]:
            if item.kind != was.kind:
                continue
            words = _clause(sentence, item)
            if item.figure.bound or item.base <= 0:
                break
            if _NOW.search(words):
                made = sum((one.base if sign == "加" else -one.base for one, sign in terms), Fraction(0))
                off = abs(made - item.base)
                rounding = _rounding(item, [one for one, _ in terms])
                near = rounding < off <= _MISSED * item.base
                if len(terms) > 1 and near and _place(sentence, item) not in known:
                    yield _Found(item, terms)
                break
            came, went = _CAME.search(words), _WENT.search(words)
            if (came is None) == (went is None):
                break
            terms.append((item, "加" if came is not None else "减"))


def _clause(sentence: Sentence, item: _Item) -> str:
    """The words before a figure in its clause, other figures among them."""
    start = max(sentence.signs.rfind(pause, 0, item.at) for pause in ",;:。、") + 1
    return sentence.signs[start : item.at].lstrip(DATE)
