"""Figures that are told roughly, held against the one that is told exactly: 占23.44%……已超过四分之一; 逾3300万册……3272.21万册;
594.56万人次，占比近四成.

The exact one stands right beside the rough one, or it is called alike, or two figures make it. Which is meant is not said, so
that one that does not bear the words out is a hint, and only where nothing that may be meant does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import bare
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import Mention, digits
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import Figure, rounded_text
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_HALF: Final = re.compile(
    r"(?P<over>(?:超过?|逾|突破)(?:一半|半数|半)|过半数?|(?:一半|半数)(?:以上|多))|(?P<under>(?:不[足到]|未[达到]到?)(?:一半|半数|半))|"
    r"(?P<near>(?:近|接近|将近|约)(?:一半|半数|半)|(?:一半|半数)(?P<around>左右|上下|(?=[,;。)]|$)))"
)
#: Words in front of a figure that it is not read with.
_AHEAD: Final = re.compile(r"(?:突破|首破|跨[过越]|冲破|站上)了?$")
_CLOSE: Final = re.compile(r"^(?:接近|将近|近)")
_WORDED: Final = re.compile(r"[一二三四五六七八九十两]")
#: What stands between an exact figure and the rough one that repeats it, and behind that.
_BESIDE: Final = re.compile(
    r"[,(](?:[也已均即尚仍还只仅]|已经|就|总体|占比?|占?比重|达到?|约?为|超过?|首次|历史性|突破|首破|跨[过越]|控制在|了)*"
)
_END: Final = re.compile(r"[强弱多]?(?:左右)?(?:[,;。)]|$)")
#: What may still belong to what is counted: 3300万册次, 突破百亿大关.
_COUNTED: Final = re.compile(rf"(?!的|左右){_OTHER}{{0,3}}(?=[,;。)]|$)")
#: The same share by its name, and how it is told before.
_SHARE_OF: Final = re.compile(rf",(?P<who>(?!其){_OTHER}{{2,10}}?)的?(?:所?占比重?|比重|占比|比例)")
_TOLD: Final = ("占", "占比", "比重", "比例", "占比为", "比重为", "比例为")
#: What a name ends in that says that a share is told.
_SHARE: Final = re.compile(
    r"(?:(?:所|共|约|已|合计|总共)*占.{0,14}|的?(?:比重|比例|份额))?(?:已经?|均|都|约?为|达到?了?|是|首次|将|也)*$"
)
_NOT_SO: Final = re.compile(
    r"目标|任务|计划|要求|标准|指标值|力争|确保|预计|预期|争取|上年|去年|同期|以往|不得|不能|应当?|须|规定|原则|限额|上限|下限|如果|若|每|平均|[均都各]|"
    r"时间|进度|增长|提高|下降|增加|减少|上升|降低|高于|低于|多于|少于|较|(?<!占)比(?![重例])|从|由"
)
#: Figures of another time, and those that were only planned, or are changes.
_ELSE: Final = re.compile(r"上|去|前|往|明|次年|下|季")
_NOT_MEANT: Final = re.compile(r"目标|计划|预算|任务|增|降|减|提高|升")
#: A share of what stands right before it.
_OF_IT: Final = re.compile(rf",?(?:所|约)?占(?:比重?|{_OTHER}{{1,8}}的)?(?:比[重例])?(?:为|达到?)?")
_HALF_OF: Final = Fraction(1, 2)
#: How far from a rough figure what is told so may be: of tenths; of others by what part of them.
_TENTH: Final = Fraction(6, 100)
_PART: Final = Fraction(12, 100)
#: By what part a figure may be above what it is said to come near to.
_SLACK: Final = Fraction(2, 100)
#: What is further off is another thing.
_FAR: Final = Fraction(1, 2)
_FAR_AMOUNT: Final = Fraction(1, 10)
#: Digits of a round figure, at most, and how many more an exact one has.
_ROUND: Final = 2
_MORE: Final = 1
#: Texts between both, and facts before a share among which its whole is looked for.
_APART: Final = 12
_LONG: Final = 3
#: Signs between a rough figure and the exact one beside it, at most.
_JOINED: Final = 40


_END_OR_OF: Final = re.compile(rf"{_END.pattern}|(?:用于|来自|投向|集中在)")


@dataclass(frozen=True, slots=True)
class _Rough:
    """``low`` and ``high``: between which the exact figure lies (None: any); ``middle``: the figure itself; ``sign`` and
    ``limit``: the bound as it is told where one does not lie there."""

    sentence: Sentence
    start: int
    end: int
    name: str
    kind: str
    middle: Fraction
    low: Fraction | None
    high: Fraction | None

    def keeps(self, value: Fraction, half: Fraction = Fraction(0)) -> bool:
        """Whether a value that may be off by ``half`` bears the words out."""
        return (self.low is None or value + half >= self.low) and (self.high is None or value - half <= self.high)


_GOALS: Final = re.compile(rf"目标(?:[0-9一二三四五六七八九十]|[{FIGURES}]){{0,2}}:")


def read_roughly(
    found: Sequence[Sentence],
    mentions: Sequence[Mention],
    order: Mapping[int, int],
    table: Table,
    draft: Draft,
) -> None:
    """Write them to the table of comparisons. ``order``: the number of each text (by ``id``)."""
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    exact: list[tuple[str, str, Fraction, Fraction, Value, int, bool]] | None = None
    for sentence in found:
        for rough in _roughly(sentence):
            at = order.get(id(sentence.texts[rough.start]), 0)
            beside = _beside(rough)
            if beside is not None:
                figure = sentence.figures[beside]
                if _is_far(rough, figure.base):
                    continue
                span = sentence.span(beside, beside + 1)
                if place_of(span) not in known:
                    _say(rough, span, figure.base, figure.step / 2, None, table, draft)
                continue
            if _GOALS.search(sentence.signs, 0, rough.start):
                continue  # 目标1:……用稿320篇以上: what was to be reached
            if exact is None:
                exact = list(_exact(mentions, order))
            own = place_of(sentence.span(rough.start, rough.end))
            called = [
                one
                for one in exact
                if one[0] == rough.kind
                and place_of(one[4]) != own
                and (_same(rough, one[1]) if one[6] or abs(one[5] - at) > _APART else _alike(rough.name, one[1]))
            ]
            near = [one for one in called if not _is_far(rough, one[2])]
            if near:
                good = [one for one in near if rough.keeps(one[2], one[3])]
                best = min(good or near, key=lambda one: abs(one[5] - at))
                _say(rough, best[4], best[2], best[3], None, table, draft)


def _say(rough: _Rough, value: Value, base: Fraction, half: Fraction, label: Value, table: Table, draft: Draft) -> None:
    sentence = rough.sentence
    words, named = sentence.span(rough.start, rough.end), sentence.span(rough.start - len(rough.name), rough.end)
    if rough.keeps(base, half):
        return
    low = rough.low is not None and base < rough.low
    limit = rough.low if low else rough.high
    if limit is None:
        return
    scale, symbol = (Fraction(1, 100), "%") if rough.kind == "ratio" else _unit(rough)
    told = f"{'≥' if low else '≤'}{rounded_text(limit / scale)}{symbol}"
    cells: dict[str, Value] = {"事项": label or named, "数值": value, "所比": Said(told, words)}
    draft.say(table, cells, True)


def _unit(rough: _Rough) -> tuple[Fraction, str]:
    figure = rough.sentence.figures[rough.end - 1]
    return Fraction(figure.unit.scale), figure.unit.symbol


def _roughly(sentence: Sentence) -> Iterator[_Rough]:
    """The rough figures of a sentence that may be held against others."""
    signs = sentence.signs
    for at, figure in sentence.figures.items():
        rough = _of_figure(sentence, at, figure)
        if rough is not None:
            yield rough
    for half in _HALF.finditer(signs):
        if not _END.match(signs, half.end()):
            continue
        name = words_before(signs, half.start())
        if _NOT_SO.search(name) or not (_is_share(name) or signs[half.start() - 1 : half.start()] in (",", "(")):
            continue
        low = _HALF_OF if half["over"] else _HALF_OF * (1 - _PART) if half["near"] else None
        high = _HALF_OF if half["under"] else _HALF_OF * (1 + _SLACK) if half["near"] else None
        if half["around"] is not None:
            high = _HALF_OF * (1 + _PART)
        yield _Rough(sentence, half.start(), half.end(), name, "ratio", _HALF_OF, low, high)


def _of_figure(sentence: Sentence, at: int, figure: Figure) -> _Rough | None:
    signs = sentence.signs
    if signs[at] in POINTS + BARE or figure.base <= 0 or not _ends(sentence, at):
        return None
    printed = sentence.span(at, at + 1).text
    name = words_before(signs, at)
    worded = signs[at] == RATIO and _WORDED.search(printed) is not None
    ahead = _AHEAD.search(name)
    over = figure.bound in ("over", "at_least", "above") or (not figure.bound and ahead is not None)
    if not (worded or ((over or figure.bound in ("below", "about")) and digits(figure) <= _ROUND)):
        return None
    last = _last(sentence, at)
    again = 0 if last is None else _again(signs, last, at)
    if _NOT_SO.search(name[again:]) or figure.bound in ("range", "span") or (figure.bound == "at_most" and not again):
        return None
    middle = Fraction(figure.base)
    room = _TENTH if worded and "成" in printed else middle * (_PART if signs[at] == RATIO else _FAR_AMOUNT)
    low, high = middle - room, middle + room
    kind = kind_of_figure(figure)
    if over:
        return _Rough(sentence, at, at + 1, name, kind, middle, middle, None)
    if figure.bound in ("below", "at_most"):
        return _Rough(sentence, at, at + 1, name, kind, middle, None, middle)
    if _CLOSE.match(printed):
        high = middle * (1 + _SLACK)
    return _Rough(sentence, at, at + 1, name, kind, middle, low, high)


def _ends(sentence: Sentence, at: int) -> bool:
    """Whether nothing follows a figure in its clause; a heading has no stop."""
    end = _END_OR_OF if sentence.signs[at] == RATIO else _COUNTED
    return end.match(sentence.signs, at + 1) is not None or sentence.texts[at + 1] is not sentence.texts[at]


def _is_share(name: str) -> bool:
    found = _SHARE.search(name)
    return found is not None and re.search(r"占|比重|比例|份额", found[0]) is not None


def _is_far(rough: _Rough, value: Fraction) -> bool:
    """Whether a figure is so far off that another is meant."""
    far = _FAR if rough.kind == "ratio" else _FAR_AMOUNT
    return abs(value - rough.middle) > far * rough.middle and not rough.keeps(value)


def _beside(rough: _Rough) -> int | None:
    """The place of the exact figure that the rough one stands right behind, or before where it stands in brackets."""
    signs, figures = rough.sentence.signs, rough.sentence.figures
    last = _last(rough.sentence, rough.start)
    if last is not None and _is_exact(rough, figures[last]):
        again = _again(signs, last, rough.start)
        if _BESIDE.fullmatch("," + signs[last + 2 + again : rough.start] if again else signs[last + 1 : rough.start]):
            return last
    behind = rough.end + 1
    if signs[rough.end : behind] == "(" and behind in figures and signs[behind + 1 : behind + 2] == ")":
        return behind if _is_exact(rough, figures[behind]) else None
    return None


def _last(sentence: Sentence, at: int) -> int | None:
    """The place of the figure before a place, if it is not far from it."""
    return next((one for one in range(at - 1, max(-1, at - _JOINED), -1) if one in sentence.figures), None)


def _again(signs: str, last: int, at: int) -> int:
    """Of how many signs the name of a figure is that is told once more behind it: 支出进度89.3%，支出进度超过九成. 0: it is
    not."""
    name = re.sub(r"(?:约?为|达到?|是|约)+$", "", words_before(signs, last))
    if len(name) >= _LONG and signs[last + 1 : at].startswith("," + name):
        return len(name)
    # 乙类收入7亿元，占28.3%，乙类占比控制在四分之一以内
    share = _SHARE_OF.match(signs, last + 1, at)
    told = share is not None and signs[:last].endswith(_TOLD) and share["who"] in signs[max(0, last - _JOINED) : last]
    return share.end() - last - 2 if share is not None and told else 0


def _is_exact(rough: _Rough, figure: Figure) -> bool:
    return kind_of_figure(figure) == rough.kind and not figure.bound and "百分点" not in figure.unit.symbol


def _exact(
    mentions: Sequence[Mention], order: Mapping[int, int]
) -> Iterator[tuple[str, str, Fraction, Fraction, Value, int, bool]]:
    """The exact figures by kind and name, with how far off they may be and the number of their text. A share without a name
    of its own is of what was told right before it."""
    last: Mention | None = None
    for one in mentions:
        name = one.name
        if one.kind == "ratio":
            beside = last is not None and last.sentence is one.sentence and last.kind != "ratio"
            if beside and last is not None and _OF_IT.fullmatch(one.sentence.signs[last.at + 1 : one.at]):
                name = last.name
        elif digits(one.figure) <= _ROUND:
            last = one
            continue
        last = one
        other = any(_ELSE.search(when) for when in one.when) or _NOT_MEANT.search(name)
        if not one.figure.bound and not other and one.sentence.signs[one.at] not in POINTS:
            where = order.get(id(one.sentence.texts[one.at]), 0)
            few = one.kind != "ratio" and digits(one.figure) <= _ROUND + _MORE
            value, half = Fraction(one.base), one.figure.step / 2
            yield kind_of_figure(one.figure), _called(name), value, half, one.value, where, few


def _called(name: str) -> str:
    return bare(_SHARE.sub("", name.replace(DATE, ""), count=1).removesuffix("增加值"))


def _same(rough: _Rough, name: str) -> bool:
    """Whether a name that is told far away, or of a figure that is hardly finer, is the very name: 社会消费品零售总额."""
    return rough.kind != "ratio" and len(name) > _LONG and _called(_AHEAD.sub("", rough.name)) == name


def _alike(one: str, other: str) -> bool:
    """Whether two names are of one thing: one ends as the other does."""
    a, b = _called(one), other
    if min(len(a), len(b)) < _LONG:
        return False
    return a == b or a.endswith(b) or b.endswith(a)
