"""Figures that were meant to be made of those beside them, and would be but for a slip of the pen.

Words lead to such a figure: 结余 and 降低 to a difference, 累计 and 合计 to a sum, 其中 from a whole to its parts. If nothing
makes it, and the figures next to it would if two neighbouring digits had not changed places, or one digit of a longer figure
were another, it may have been meant to be made of them. That is a hint, and never more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations
from operator import neg
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.prose.retold import digits
from gouji.extraction.prose.slipped import swaps
from gouji.extraction.text.sentences import FIGURES, POINTS, RATIO, Sentence
from gouji.extraction.tried.made import Place
from gouji.extraction.tried.near import makes
from gouji.extraction.tried.regions import One, bare
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.language import Table

#: Words that lead to a difference, and to a sum.
_DIFFERENCE: Final = re.compile(
    r"结余|结转|余额|剩|缺口|尚|未|节约|节支|差|净[增减]|[增减加][加少]|调[增减]|追加|提升|上升|下降|收窄|扩大|[慢快]于|[高低多少]"
)
_SUM: Final = re.compile(r"共|合计|总|累计|小计")
#: Figures before one that it may be the difference of, and the sum of.
_NEAR: Final = 3
_WIDER: Final = 5
_FAR: Final = 8
#: Digits of a figure of which two changed places, and of one in which a digit is another.
_SWAPPED: Final = 3
_CHANGED: Final = 4
_LEAD: Final = 16
#: Digits of a figure that is hardly by chance another but for two that changed places.
_LONE: Final = 6
#: What is so much less than a difference is no side of it.
_TINY: Final = 20
#: Of several kinds together.
_OF_ALL: Final = re.compile(r"[类项种者]\s*(?:合计|共计)")
#: What is left undone, and how far before it that is told which is done; a slip of it is small beside that.
_LEFT: Final = re.compile(r"未([\u4e00-\u9fff]{2})(?:的|项目|任务|事项)*$")
_LONG: Final = 40
_CLOSE: Final = 10
#: What is not as the rest is, and figures before it among which that is told.
_NOT_SO: Final = re.compile(r"超标|[不未非](?!同|少|足|低|断)[\u4e00-\u9fff]|逾期|剩余|其余|尚未")
_SIDES: Final = 4
#: What is said to be the sum of the list right before it, how many figures that may have, and by what part the sum misses it.
_TOTAL: Final = re.compile(r"(?:合计|共计|总计|小计|合共)[为是]?$")
_LISTED: Final = 8
_MISSED: Final = Fraction(1, 10)
_STOP: Final = re.compile(r"[。；;]")
#: Words that open the parts of something.
_OPENS: Final = re.compile(r"其中|主要是|包括|分别")


def read_slips(told: Sequence[One], leads: Sequence[str], tables: Iterable[Table], draft: Draft) -> None:
    """Write what would be made but for a slip. ``leads``: the words before each figure, from the one before it on."""
    by_source: dict[str | None, Table] = {table.source: table for table in tables if table.source}
    added = set(_told(by_source, draft, _SUMS))
    made = added | set(_told(by_source, draft, _RESULTS))
    together = _together(by_source.get("构成"), draft)
    for at, (one, lead) in enumerate(zip(told, leads, strict=True)):
        if one.base <= 0:
            continue
        if one.place in added:
            found = next(chain(_over(told, at, lead, together), _other_side(told, at, leads)), None)
        else:
            unmade = one.place not in made
            sides = (_meant(told, at, lead), _rest(told, at, leads), _other_side(told, at, leads))
            meant = chain(*sides) if unmade else ()
            more = (_totalled(told, at, lead), _parted(told, at, lead), _over(told, at, lead, together))
            found = next(chain(meant, *more), None)
        if found is not None and found[0] in by_source:
            for cells in found[1]:
                draft.say(by_source[found[0]], cells, True)


def read_slipped_points(sentences: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write by how many points a rate differs from the one before it, where that is missed by a slip."""
    target = next((table for table in tables if table.source == "变动"), None)
    told = {place_of(row.cells.get("变动额")) for row in draft.tables.get(target.name, [])} if target else set()
    for sentence in sentences if target is not None else ():
        rates: list[int] = []
        for at, sign in enumerate(sentence.signs):
            if sign == RATIO:
                rates.append(at)
            elif sign == POINTS and len(rates) > 1 and target is not None:
                span = sentence.span(at, at + 1)
                lead = lead_of(sentence, at)
                one, other = (sentence.figures[rate] for rate in rates[-2:])
                points = sentence.figures[at]
                if place_of(span) in told or not _DIFFERENCE.search(lead) or points.bound or one.bound or other.bound:
                    continue
                missed = abs(one.base - other.base) - abs(points.base)
                if missed and missed in set(swaps(points)):
                    cells: dict[str, Value] = {
                        "项目": sentence.span(rates[-2], rates[-2] + 1),
                        "本期": sentence.span(rates[-2], rates[-2] + 1),
                        "上期": sentence.span(rates[-1], rates[-1] + 1),
                        "变动额": span,
                        "方向": "减少" if one.base < other.base else "增加",
                    }
                    draft.say(target, cells, True)


def read_swapped(told: Sequence[One], tables: Iterable[Table], draft: Draft) -> None:
    """Write the long figures that are another one of the text but for two digits that changed places (提法)."""
    target = next((table for table in tables if table.source == "提法"), None)
    if target is None:
        return
    by_worth: dict[tuple[str, Fraction], One] = {}
    for one in told:
        by_worth.setdefault((one.kind, one.base), one)
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(target.name, [])}
    for one in by_worth.values():
        if one.kind == "ratio" or digits(one.figure) < _LONE or one.place in known:
            continue
        for off in swaps(one.figure):
            other = by_worth.get((one.kind, one.base + off))
            if other is None or other.figure.ulp != one.figure.ulp or other.place in known:
                continue
            known |= {one.place, other.place}
            name = f"{one.name or one.figure.text}（换位）"
            for value in (one.value, other.value):
                draft.say(target, {"事项": name, "数值": value, "出处": "推定"}, True)
            break


def lead_of(sentence: Sentence, at: int) -> str:
    """The words before a figure, from the figure before it on."""
    start = at
    while start > 0 and at - start < _LEAD and sentence.signs[start - 1] not in FIGURES:
        start -= 1
    return sentence.signs[start:at]


#: The tables that tell sums, and those that tell what else makes a figure, with the columns of such figures.
_SUMS: Final = {"构成": ("数额",), "平衡": ("数额",), "表内合计": ("数额",)}
_RESULTS: Final = {"变动": ("变动额",), "平均": ("平均",), "表内运算": ("结果",)}


def _told(
    by_source: Mapping[str | None, Table], draft: Draft, columns: Mapping[str, tuple[str, ...]]
) -> Iterator[Place]:
    """Where the figures stand that tables tell."""
    for source, names in columns.items():
        table = by_source.get(source)
        for row in draft.tables.get(table.name, []) if table is not None else ():
            yield from (place for name in names if (place := place_of(row.cells.get(name))) is not None)


def _together(table: Table | None, draft: Draft) -> Mapping[Place, set[str | None]]:
    """In which sums of wholes and parts each figure is told."""
    found: dict[Place, set[str | None]] = {}
    for row in draft.tables.get(table.name, []) if table is not None else ():
        if (place := place_of(row.cells.get("数额"))) is not None:
            found.setdefault(place, set()).add(text_of(row.cells.get("构成")))
    return found


def _meant(told: Sequence[One], at: int, lead: str) -> Iterator[tuple[str, list[dict[str, Value]]]]:
    """What a figure was meant to be made of."""
    one = told[at]
    near = [other for other in told[max(0, at - 2 * _FAR) : at] if other.text == one.text and other.base > 0][::-1]
    if one.kind == "ratio":
        return
    alike = [other for other in near if other.kind == one.kind]
    mixed = one.kind.startswith("count") and _OF_ALL.search(lead) is not None
    if mixed:
        alike = [other for other in near if other.kind.startswith("count")]  # 26张、42张、7本，三类合计75件
    if _SUM.search(lead):
        for count in range(2, len(alike[:_FAR]) + 1):
            parts = alike[:count]
            if _slipped(one, sum((part.base for part in parts), Fraction(0)), parts):
                yield "平衡", [_term(one, one, "得", mixed), *(_term(one, part, "加", mixed) for part in parts)]
    if _DIFFERENCE.search(lead):
        large = [other for other in alike if _TINY * other.base > one.base]
        for first, second in combinations(large[:_WIDER], 2):
            larger, smaller = (first, second) if first.base > second.base else (second, first)
            close = second in large[:_NEAR]
            if (_slipped if close else _swapped)(one, larger.base - smaller.base, (larger, smaller)):
                yield (
                    "平衡",
                    [_term(one, one, "得"), _term(one, larger, "加"), _term(one, smaller, "减")],
                )


def _rest(told: Sequence[One], at: int, leads: Sequence[str]) -> Iterator[tuple[str, list[dict[str, Value]]]]:
    """项目214个，完工203个……未完工的13个: what is left of a whole, which a word says in both places, by any slip."""
    one = told[at]
    word = _LEFT.search(leads[at])
    if word is None or one.kind == "ratio":
        return
    back = [place for place in range(max(0, at - _LONG), at) if told[place].kind == one.kind and told[place].base > 0]
    for place in reversed(back):
        done = told[place]
        if leads[place].endswith(word[1]) and "未" not in leads[place] and place and told[place - 1].kind == one.kind:
            whole = told[place - 1]
            off = whole.base - done.base - one.base
            if whole.text == done.text and whole.base > max(done.base, one.base) and off:
                meant = whole.base - done.base
                if abs(off) * _CLOSE <= done.base or _one_digit_of(one.figure, meant) or off in set(swaps(one.figure)):
                    yield "平衡", [_term(one, one, "得"), _term(one, whole, "加"), _term(one, done, "减")]
                return


def _other_side(told: Sequence[One], at: int, leads: Sequence[str]) -> Iterator[tuple[str, list[dict[str, Value]]]]:
    """共366天，达标339天，达标率92.6%，超标17天: what is not so, where a rate between says of what the part is one."""
    one = told[at]
    if one.kind == "ratio" or not _NOT_SO.match(leads[at].lstrip("，,；;、（(其中")):
        return
    before = [other for other in told[max(0, at - _SIDES) : at] if other.sentence == one.sentence]
    for whole, part, rate in zip(before, before[1:], before[2:], strict=False):
        alike = whole.kind == part.kind == one.kind and rate.kind == "ratio"
        if not alike or not part.base < whole.base or not makes(rate, part, whole) or _NOT_SO.match(part.name):
            continue
        meant = whole.base - part.base
        off = meant - one.base
        near = abs(off) * _CLOSE <= whole.base and one.base < part.base
        if off and digits(rate.figure) >= _SWAPPED and (near or _one_digit_of(one.figure, meant)):
            yield "平衡", [_term(one, one, "得"), _term(one, whole, "加"), _term(one, part, "减")]
            return


def _totalled(told: Sequence[One], at: int, lead: str) -> Iterator[tuple[str, list[dict[str, Value]]]]:
    """脱贫户215户、监测户31户，合计256户: the list right before a sum, that none of its figures, and no end of it, makes."""
    total = told[at]
    if total.kind == "ratio" or not _TOTAL.search(lead):
        return
    parts = _list_before(told, at)
    off = sum((part.base for part in parts), Fraction(0)) - total.base
    if len(parts) < 2 or any(part.base >= total.base for part in parts):
        return
    rounding = sum((part.half for part in (*parts, total)), Fraction(0))
    for count in range(2, len(parts) + 1):
        for some in combinations(parts, count):
            if abs(sum((part.base for part in some), Fraction(0)) - total.base) <= rounding:
                return
    if abs(off) <= total.base * _MISSED:
        yield "平衡", [_term(total, total, "得"), *(_term(total, part, "加") for part in parts)]


def _list_before(told: Sequence[One], at: int) -> list[One]:
    """The figures like one that stand before it in its sentence, back to what parts sentences or is a sum itself."""
    total = told[at]
    found: list[One] = []
    behind = total
    for one in reversed(told[max(0, at - 3 * _LISTED) : at]):
        if one.sentence != total.sentence or one.text != total.text:
            break
        if _parted_by(one, behind):
            break
        behind = one
        if one.kind == total.kind and one.base > 0:
            found.insert(0, one)
        if len(found) > _LISTED:
            return []
    return found


def _parted(told: Sequence[One], at: int, lead: str) -> Iterator[tuple[str, list[dict[str, Value]]]]:
    """The whole of which the parts begin with a figure: 其中：甲8.4亿元，乙5.87亿元, to the end of the sentence."""
    first = told[at]
    if first.kind == "ratio" or not _OPENS.search(lead):
        return
    parts = [one for one in told[at : at + 2 * _FAR] if one.sentence == first.sentence and one.kind == first.kind]
    wholes = [one for one in told[max(0, at - _FAR) : at] if one.text == first.text and one.kind == first.kind][::-1]
    come = sum((part.base for part in parts), Fraction(0))
    if len(parts) < 2 or any(part.base <= 0 for part in parts) or any(one.base == come for one in wholes):
        return
    for whole in wholes[:_NEAR]:
        if all(part.base < whole.base for part in parts) and _slipped(whole, come, parts):
            yield "平衡", [_term(whole, whole, "得"), *(_term(whole, part, "加") for part in parts)]
    before = told[max(0, at - _FAR) : at] if not wholes else ()
    for whole in before:
        alike = whole.kind == first.kind and digits(whole.figure) > _CHANGED and whole.figure.unit == first.figure.unit
        if alike and whole.base - come in {
            *map(neg, swaps(whole.figure)),
            *(off for part in parts if digits(part.figure) > _CHANGED for off in swaps(part.figure)),
        }:
            yield "平衡", [_term(whole, one, way) for one, way in _signed(whole, parts)]
            return


def _over(
    told: Sequence[One], at: int, lead: str, together: Mapping[Place, set[str | None]]
) -> Iterator[tuple[str, list[dict[str, Value]]]]:
    """The parts that come to somewhat more than their whole: 10万元，其中甲6.5万元、乙2.2万元、丙1.5万元. ``together``: in which
    sums the figures are told."""
    first = told[at]
    whole = next((one for one in reversed(told[max(0, at - _NEAR) : at]) if one.kind != "ratio"), first)
    if first.kind == "ratio" or "其中" not in lead or whole is first or whole.text != first.text:
        return
    parts = _list_behind(told, at)
    come = sum((part.base for part in parts), Fraction(0))
    if len(parts) < 2 or not _counted_alike(whole, first) or any(not 0 < part.base < whole.base for part in parts):
        return
    if not whole.base < come <= whole.base * (1 + _MISSED):
        return
    apart = not set.intersection(*(together.get(part.place, set()) for part in parts))
    if whole.figure.ulp >= 1 and all(part.figure.ulp < 1 and part.figure.unit == whole.figure.unit for part in parts):
        yield "平衡", [_term(whole, one, way) | {"数额": _exactly(one)} for one, way in _signed(whole, parts)]
    elif apart and digits(whole.figure) >= _SWAPPED and _one_digit(whole.figure, come):
        mixed = any(part.kind != whole.kind for part in parts)
        yield "平衡", [_term(whole, one, way, mixed) for one, way in _signed(whole, parts)]


def _signed(whole: One, parts: Sequence[One]) -> Iterator[tuple[One, str]]:
    yield whole, "得"
    yield from ((part, "加") for part in parts)


def _list_behind(told: Sequence[One], at: int) -> list[One]:
    """A figure and those like it behind it in its sentence, as far as nothing parts them."""
    first = told[at]
    found, before = [first], first
    for one in told[at + 1 : at + _LISTED]:
        if one.sentence != first.sentence or one.text != first.text or _parted_by(before, one):
            break
        before = one
        if _counted_alike(one, first):
            found.append(one)
    return found


def _counted_alike(one: One, other: One) -> bool:
    """Whether two figures are of one kind, or count the same in two words: 件 and 件次."""
    if one.kind == other.kind:
        return True
    words = one.kind.partition(":")[2], other.kind.partition(":")[2]
    return all(words) and words[0][0] == words[1][0]


def _parted_by(one: One, other: One) -> bool:
    """Whether a semicolon or a stop stands between two figures."""
    before, after = span_of(one.value), span_of(other.value)
    return before is None or after is None or _STOP.search(before.source.text[before.end : after.start]) is not None


def _exactly(one: One) -> Value:
    """A figure with two noughts behind it, since it is taken as it stands: 10.00万元 of 6.500万元、2.200万元 and 1.500万元."""
    figure = one.figure
    return Said(f"{figure.value}{'' if '.' in str(figure.value) else '.'}00{figure.unit.symbol}", span_of(one.value))


def _term(total: One, one: One, way: str, plain: bool = False) -> dict[str, Value]:
    """A term of a sum; ``plain``: without its measure word, beside others that are counted in other words."""
    name = total.name or total.figure.text
    value = bare(one) if plain else one.value
    return {"平衡": f"{name}（{total.figure.text}）", "项": one.name or name, "数额": value, "号": way}


def _slipped(one: One, come: Fraction, others: Sequence[One]) -> bool:
    """Whether a figure is what others come to, but for two digits that changed places, or one that is another."""
    off = come - one.base
    if not off or come <= 0:
        return False
    if digits(one.figure) >= _SWAPPED and off in set(swaps(one.figure)):
        return True
    if any(digits(other.figure) > _SWAPPED and abs(off) in set(map(abs, swaps(other.figure))) for other in others):
        return digits(one.figure) >= _SWAPPED
    return digits(one.figure) >= _CHANGED and _one_digit(one.figure, come)


def _swapped(one: One, come: Fraction, _: Sequence[One]) -> bool:
    """Whether a figure is what others come to but for two digits of it that changed places."""
    return come > 0 and digits(one.figure) >= _SWAPPED and come - one.base in set(swaps(one.figure))


def _one_digit(figure: Figure, come: Fraction) -> bool:
    """Whether one digit of a figure, but the last, would have to be another."""
    wrong = _wrong(figure, come)
    return len(wrong) == 1 and wrong[0] < len(str(int(figure.base / figure.step))) - 1


def _one_digit_of(figure: Figure, come: Fraction) -> bool:
    """Whether one digit of a figure, whichever, would have to be another."""
    return len(_wrong(figure, come)) == 1


def _wrong(figure: Figure, come: Fraction) -> list[int]:
    """Which digits of a figure are not those of what it should be; none where it has not as many."""
    worth = Fraction(come) / figure.step
    printed, meant = str(int(figure.base / figure.step)), str(int(worth))
    if worth.denominator != 1 or len(printed) != len(meant):
        return []
    return [at for at, (a, b) in enumerate(zip(printed, meant, strict=True)) if a != b]
