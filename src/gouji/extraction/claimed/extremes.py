"""Who is said to have the most or the least, among figures told one after the other: 甲97分……乙96分……最高为乙.

The figures are those of one kind that are told before the words, each by a name. Which of them are meant is not said, so that
one that is further out is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.language import Table

_CLAIM: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<of>[^{FIGURES}{DATE},;:。()]{{0,8}}?)最(?P<way>[高低多少大小])的?(?:是|为)(?P<who>[^{FIGURES}{DATE},;:。()]{{2,16}})(?=[,;。]|$)"
)
#: The same with the name in front: 其中济困支出居首位, 民事案件占比最高.
_FIRST: Final = re.compile(
    rf"(?:^|(?<=[,;:。(]))(?:其中:?)?(?P<who>[^{FIGURES}{DATE},;:。()]{{2,16}}?)(?:数量|总量|金额|规模|人数|件数|占比|所占比重|比重|比例|支出)?"
    rf"(?:稳|位)?(?:(?:居|列|排名?|排在|名列|占据|占)(?:(?:各|其)[^{FIGURES}{DATE},;:。()]{{0,6}}?)?(?:首位|第一位?|榜首|首)|(?:为|是)?最(?P<way>[高低多少大小]))(?=[,;。)]|$)"
)
#: What is held against other places or times, or is said of how something grew.
_NOT_SO: Final = re.compile(
    r"增|速|幅|降|全[国省市县区]|历[史年]|连续|上年|去年|以来|质量|满意|评[价分]|得分|单价|人均|平均|其次|要求|标准|力度|难度"
)
#: Whose share is told.
_PORTIONS: Final = re.compile(
    rf"(?:^|(?<=[,;:。、()和及{FIGURES}]))(?:其中:?)?(?P<who>[^{FIGURES}{DATE},;:。、()]{{2,16}}?)(?:[{FIGURES}],?)?(?:所?占比?重?|占总[数量额]的?|比重|占比)为?(?P<share>{RATIO})"
)
_TOLD: Final = re.compile(rf"[,(](?:为|是|达到?|共|计|有)*[{FIGURES}]")
#: A whole is told before what it is made of.
_WHOLE: Final = Fraction(98, 100)
#: Shares that are rounded make no more than this.
_MADE: Final = Fraction(101, 100)
_OF_ALL: Final = re.compile(r"其中|包括|[共总]|全年|合计|分别|:")
_ITEM: Final = re.compile(r"[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[一二三四五六七八九十]是")
#: Lines between two of a list.
_GAP: Final = 2
#: How many are told, at least, where they stand in a list.
_LISTED: Final = 3
#: What has more is no list that anybody looks over.
_LONGEST: Final = 60
_PAUSES: Final = frozenset(f",;。()、{FIGURES}{DATE}")
_MOST: Final = "高多大"
#: Texts before the words among which the figures are told, and how many there are, at least.
_FAR: Final = 12
_LEAST: Final = 4
_NAME: Final = 2


def read_extremes(
    document: Document,
    found: Iterable[Sentence],
    mentions: Sequence[Mention],
    tables: Iterable[Table],
    draft: Draft,
) -> None:
    """Write who is said to be outermost beside the outermost figure, to the table of comparisons."""
    table = next((table for table in tables if table.source == "比较"), None)
    if table is None:
        return
    order = {id(text): number for number, text in enumerate(document.texts)}
    for sentence in found:
        for claim in _CLAIM.finditer(sentence.signs):
            for cells, doubt in _held(sentence, claim, mentions, order):
                draft.say(table, cells, doubt)
        for claim in (
            _FIRST.finditer(sentence.signs)
            if "首" in sentence.signs or "第一" in sentence.signs or "最" in sentence.signs
            else ()
        ):
            # 第一季度最高，为1.6: its own figure is told behind it
            if not _NOT_SO.search(claim[0]) and not _TOLD.match(sentence.signs, claim.end()):
                for cells in _shared(sentence, claim):
                    draft.say(table, cells, True)
                for cells, doubt in _led(sentence, claim, mentions, order):
                    draft.say(table, cells, doubt)


def _led(
    sentence: Sentence, claim: re.Match[str], mentions: Sequence[Mention], order: Mapping[int, int]
) -> Iterator[tuple[dict[str, Value], bool]]:
    """The figure of who is said to be first beside the outermost one of its list; a list that bears it out, if there is one."""
    at = order.get(id(sentence.texts[claim.start("who")]), 0)
    who, most = claim["who"], (claim["way"] or "多") in _MOST
    near = [one for one in mentions if abs(order.get(id(one.sentence.texts[one.at]), -_FAR * 2) - at) <= _FAR]
    found: list[tuple[Mention, Mention]] = []
    for one in near:
        name = _called(one)
        if len(name) < _NAME or not (name in who or who in name) or one.kind in ("score", "ratio"):
            continue
        alike = _listed(one, near, order)
        if len(alike) >= _LISTED:
            found.append((one, (max if most else min)(alike, key=lambda each: each.base)))
    if not found or any(own.base == outermost.base for own, outermost in found):
        return
    own, outermost = found[0]
    span = sentence.span(*claim.span("who"))
    cells: dict[str, Value] = {
        "事项": sentence.span(*claim.span()),
        "数值": own.value,
        "所比": Said(f"{'≥' if most else '≤'}{text_of(outermost.value)}", span),
    }
    yield cells, True


def _shared(sentence: Sentence, claim: re.Match[str]) -> Iterator[dict[str, Value]]:
    """Of shares told one after the other, that of who is said to have the most: 甲占15.1%、乙占67.8%，甲占比最高."""
    if re.search(r"占比|比[重例]", claim[0]) is None or claim["way"] is None:
        return
    stop = max(sentence.signs.rfind(mark, 0, claim.start()) for mark in ";。") + 1
    told = list(_PORTIONS.finditer(sentence.signs, stop, claim.start()))
    own = [one for one in told if one["who"] in claim["who"] or claim["who"] in one["who"]]
    if len(told) < _LISTED or len(own) != 1 or len({one["who"] for one in told}) != len(told):
        return
    shares = {one.start("share"): sentence.figures[one.start("share")].base for one in told}
    most = claim["way"] in _MOST
    at = (max if most else min)(shares, key=lambda place: shares[place])
    mine = own[0].start("share")
    if shares[mine] != shares[at] and sum(shares.values()) <= _MADE:
        yield {
            "事项": sentence.span(*claim.span()),
            "数值": sentence.span(mine, mine + 1),
            "所比": Said(f"{'≥' if most else '≤'}{sentence.span(at, at + 1).text}", sentence.span(*claim.span("who"))),
        }


def _listed(own: Mention, near: Sequence[Mention], order: Mapping[int, int]) -> Sequence[Mention]:
    """The figures of the list in which one stands: those of its kind in its sentence, or the first ones of the lines around it.
    None where two are called alike; without the whole that they make."""
    inside = [one for one in near if one.sentence is own.sentence and one.kind == own.kind and not one.figure.bound]
    if len(inside) < _LISTED:
        inside = _of_lines(own, near, order)
    if len(inside) > _LONGEST:
        return []
    for whole in [one for one in inside[:1] if one is not own and _OF_ALL.search(_between(one, inside))]:
        rest = sum(one.base for one in inside if one is not whole)
        if whole.base >= _WHOLE * rest:
            inside = inside[1:]
    names = [_called(one) for one in inside]
    # 其次, or a figure that says more of the one before it
    return inside if len(set(names)) == len(names) and all(names) else []


def _between(whole: Mention, inside: Sequence[Mention]) -> str:
    """What is said before a figure, and from there to the next one."""
    behind = next((one.at for one in inside if one.sentence is whole.sentence and one.at > whole.at), whole.at)
    return _called(whole) + whole.sentence.signs[whole.at : behind]


def _of_lines(own: Mention, near: Sequence[Mention], order: Mapping[int, int]) -> list[Mention]:
    firsts: dict[int, Mention] = {}
    for one in near:
        if not one.figure.bound:
            firsts.setdefault(order.get(id(one.sentence.texts[one.at]), -1), one)
    mine = order.get(id(own.sentence.texts[own.at]), -1)
    if firsts.get(mine) is not own:
        return []
    run, form = [own], _form(own)
    for step in (-1, 1):
        at, gap = mine + step, 0
        while gap < _GAP:
            other = firsts.get(at)
            gap = gap + 1 if other is None else 0
            if other is not None:
                if (
                    other.kind != own.kind
                    or _form(other) != form
                    or any(one.kind == own.kind and one is not other and one.sentence is other.sentence for one in near)
                ):
                    break
                run.insert(0, other) if step < 0 else run.append(other)
            at += step
    return run


def _held(
    sentence: Sentence, claim: re.Match[str], mentions: Sequence[Mention], order: Mapping[int, int]
) -> Iterator[tuple[dict[str, Value], bool]]:
    at = order.get(id(sentence.texts[claim.start("who")]), 0)
    near = [
        (_called(one), one)
        for one in mentions
        if one.plain
        and len(_called(one)) >= _NAME
        and one.sentence is not sentence
        and 0 <= at - order.get(id(one.sentence.texts[one.at]), at + 1) <= _FAR
    ]
    own = [one for name, one in near if name.endswith(claim["who"]) or claim["who"].endswith(name)]
    if len(own) != 1:
        return
    (meant,) = own
    alike = [one for _, one in near if one.kind == meant.kind]
    # what is told by one name twice is told of several things
    if len({name for name, one in near if one.kind == meant.kind}) != len(alike) or len(alike) < _LEAST:
        return
    most = claim["way"] in _MOST
    outermost = (max if most else min)(alike, key=lambda one: one.base)
    span = sentence.span(*claim.span("who"))
    cells: dict[str, Value] = {
        "事项": span,
        "数值": meant.value,
        "所比": Said(f"{'≥' if most else '≤'}{text_of(outermost.value)}", span),
    }
    yield cells, outermost.base != meant.base


def _called(one: Mention) -> str:
    """The words right before a figure, or before the colon that leads to it."""
    return words_before(one.before, len(one.before), _PAUSES).rstrip(":").split(":")[-1].removeprefix("其中")


def _form(one: Mention) -> str:
    """How the line of a figure begins: the same for all items of a list."""
    return (
        re.sub(r"[0-9一二三四五六七八九十]+", "0", one.sentence.texts[one.at].text.strip()[:3])[:2]
        if _ITEM.match(one.sentence.texts[one.at].text.strip())
        else ""
    )
