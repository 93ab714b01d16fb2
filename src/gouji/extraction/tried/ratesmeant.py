"""Rates whose sentence says what they are of, though they are made of something else, or would be but for a place (占比).

按调整后预算计算的执行率, 核减率5.0%（以送审金额为基数）: the base is named. 结案率＝办结数÷（旧存＋新收）: the formula is.
占年度计划的8.25% beside figures that make 82.5%: a place was lost. A share of a list whose other shares are of the whole told
above it. All of it is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.extraction.tried.made import Place
from gouji.extraction.tried.outcomes import name_before
from gouji.extraction.tried.spoken import about
from gouji.extraction.tried.twosides import Sides, sides_of
from gouji.faults import regex as re
from gouji.language import Table

_N: Final = rf"[^{FIGURES}{DATE},;:。()〔〕\[\]【】÷/=+×]"
#: 按……计算的执行率, （以……为基数）.
_BASE: Final = re.compile(
    rf"(?:以(?P<one>{_N}{{2,10}}?)(?:作?为(?:基数|分母|基础|口径|基准))|按照?(?P<other>{_N}{{2,10}}?)(?:口径)?(?:计算|测算|核算|统计|计))"
)
#: 结案率=办结数÷(旧存+新收).
_FORMULA: Final = re.compile(
    rf"(?P<name>{_N}{{1,8}}[率度])=\(?(?P<part>{_N}{{2,10}}(?:\+{_N}{{2,10}})?)\)?[÷/]"
    rf"(?:[(〔\[【](?P<sum>{_N}{{2,10}}(?:\+{_N}{{2,10}}){{1,3}})[)〕\]】]|(?P<whole>{_N}{{2,10}}))"
)
#: What a rate is called by: 支出率.
_STEM: Final = re.compile(r"(?P<word>[\u4e00-\u9fff]{2})(?:率|进度|比例|占比)(?:为|是|达到?)?$")
#: 60人次中成功30人次，成功率50%.
_OF_THEM: Final = re.compile(
    rf"(?P<whole>[{FIGURES}])(?:{_N}{{0,6}}中){_N}{{0,8}}?(?P<part>[{FIGURES}]){_N}{{0,6}},{_N}{{0,6}}(?:率|占比|比例)(?:为|是|达到?)?(?P<rate>{RATIO})"
)
_CALLED: Final = re.compile(r"[数额量值]$")
_SHARE: Final = re.compile(r"(?:占|率|进度|比例|比重|完成|为)[^,;:。()]{0,12}$")
_CHANGED: Final = re.compile(r"增|降|减|同比|比[上去同]|提高|上升|回落|目标|不低于|利率|税率|要求")
_LONGEST: Final = 40
_WORD: Final = 2
#: Digits of a rate that figures make by chance seldom, whatever the place of its point.
_TELLING: Final = 3
_POWERS: Final = (10, 100, 1000, 10000)
_TWO: Final = 2


def read_rates_meant(found: Iterable[Sentence], by_source: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write them. ``found``: the sentences of a document."""
    table = by_source.get("占比")
    if table is None:
        return
    parts, wholes, done = _known(by_source, draft)
    sides = [one for one in map(sides_of, wording.sides) if one is not None]
    found = [sentence for sentence in found if 1 < len(sentence.figures) <= _LONGEST]
    for before, sentence in pairwise([None, *found]):
        if sentence is None:
            continue
        for cells in (*_named(sentence, before, parts), *_by_formula(sentence), *_by_sides(sentence, sides, wholes)):
            draft.say(table, cells, True)
    sums = _sums(by_source.get("构成"), draft)
    shares = _shares(table, sums, draft)
    for sentence in found:
        for cells in (
            *_inside(sentence, done),
            *_among(sentence, done),
            *_misplaced(sentence, done),
            *_beside(sentence, sums, shares, done),
        ):
            done.add(place_of(cells["占比"]) or (0, 0))
            draft.say(table, cells, True)


def _known(by_source: Mapping[str, Table], draft: Draft) -> tuple[dict[Place, Place], dict[Place, Place], set[Place]]:
    """Where the part and the whole of each rate stand of which a row tells it, and which rates are told."""
    parts: dict[Place, Place] = {}
    wholes: dict[Place, Place] = {}
    done: set[Place] = set()
    for source, rate, part in (
        ("占比", "占比", "部分"),
        ("完成", "完成率", "完成"),
        ("变动", "变动率", "本期"),
        ("率", "率", "甲"),
    ):
        table = by_source.get(source)
        for row in draft.tables.get(table.name, ()) if table is not None else ():
            place, of = place_of(row.cells.get(rate)), place_of(row.cells.get(part))
            if place is not None:
                done.add(place)
                whole = place_of(row.cells.get("总额"))
                if of is not None and whole is not None and source == "占比":
                    parts[place] = of
                    if not row.doubt:
                        wholes[place] = whole
    return parts, wholes, done


def _place(sentence: Sentence, at: int) -> Place:
    return place_of(sentence.span(at, at + 1)) or (0, 0)


def _amounts(sentence: Sentence) -> dict[int, str]:
    """The amounts of a sentence with the words before each, from the figure before it on."""
    found: dict[int, str] = {}
    before = 0
    for at in sorted(sentence.figures):
        figure = sentence.figures[at]
        if sentence.signs[at] != RATIO and figure.unit.symbol and not figure.bound and figure.base > 0:
            start = max(before, *(sentence.signs.rfind(pause, 0, at) + 1 for pause in ",;:。()"))
            found[at] = sentence.signs[start:at]
        before = at + 1
    return found


def _only(sentence: Sentence, word: str) -> int | None:
    """The only amount of a sentence that is called so."""
    word = _CALLED.sub("", word)
    called = [at for at, words in _amounts(sentence).items() if word in words]
    return called[0] if len(called) == 1 and len(word) >= _WORD else None


def _named(sentence: Sentence, before: Sentence | None, parts: Mapping[Place, Place]) -> Iterator[dict[str, Value]]:
    """``before``: the sentence before it, which may be of its paragraph and tell the base."""
    signs = sentence.signs
    behind = before is not None and before.texts[-1] is sentence.texts[0]
    rates = [at for at in sorted(sentence.figures) if signs[at] == RATIO and not sentence.figures[at].bound]
    for found in _BASE.finditer(signs):
        word = found["one"] or found["other"]
        told = sentence
        base = _only(sentence, word)
        if base is None and before is not None and behind and _CALLED.sub("", word) not in _told_words(sentence, found):
            told, base = before, _only(before, word)
        inside = signs[found.start() - 1 : found.start()] == "("
        near = [at for at in rates if (at == found.start() - 2 if inside else found.end() <= at <= found.end() + 14)]
        near = near or (rates if found["one"] else [])
        if base is None or len(near) != 1:
            continue
        rate = near[0]
        part = next((at for at in sentence.figures if _place(sentence, at) == parts.get(_place(sentence, rate))), None)
        if part is None or (part, sentence) == (base, told):
            continue
        whole = told.figures[base]
        if whole.dimension == sentence.figures[part].dimension and not _made(sentence, rate, part, whole.base):
            yield _share(sentence, rate, part, told.span(base, base + 1))


def _told_words(sentence: Sentence, found: re.Match[str]) -> str:
    """The words of a sentence but those that say what a rate is of."""
    return sentence.signs[: found.start()] + sentence.signs[found.end() :]


def _by_formula(sentence: Sentence) -> Iterator[dict[str, Value]]:
    for found in _FORMULA.finditer(sentence.signs):
        name = found["name"].lstrip("(")
        rates = [
            at
            for at in sorted(sentence.figures)
            if sentence.signs[at] == RATIO and name[-4:] in sentence.signs[max(0, at - 12) : at]
        ]
        rates = [at for at in rates if not sentence.figures[at].bound]
        part = _only(sentence, found["part"])
        wholes = [_only(sentence, word) for word in (found["sum"] or found["whole"]).split("+")]
        known = [at for at in wholes if at is not None]
        if len(rates) != 1 or part is None or not known or len(known) < len(wholes) or part in known:
            continue
        units = {sentence.figures[at].unit for at in (part, *known)}
        worth = sum((Fraction(sentence.figures[at].base) for at in known), Fraction(0))
        if len(units) > 1 or _made(sentence, rates[0], part, worth):
            continue
        total = sum((sentence.figures[at].value for at in known[1:]), sentence.figures[known[0]].value)
        span = sentence.span(known[0], known[0] + 1)
        whole: Value = Said(f"{total}{sentence.figures[known[0]].unit.symbol}", span) if len(known) > 1 else span
        yield _share(sentence, rates[0], part, whole)


def _by_sides(sentence: Sentence, sides: Iterable[Sides], wholes: Mapping[Place, Place]) -> Iterator[dict[str, Value]]:
    """负债60万元，权益40万元，资产负债率150%: what is its part by its words was taken for its whole."""
    amounts = _amounts(sentence)
    for rate in sorted(sentence.figures):
        told = sentence.figures[rate]
        if sentence.signs[rate] != RATIO or told.bound or told.base <= 0 or _place(sentence, rate) not in wholes:
            continue
        before = max(sentence.signs.rfind(pause, 0, rate) for pause in ",;:。()") + 1
        called = [one for one in sides if one.rate.search(sentence.signs[before:rate])]
        near = {at: words for at, words in amounts.items() if at < rate and ";" not in sentence.signs[at:rate]}
        for side in called:
            ones = [at for at, words in near.items() if side.part.search(words)]
            others = [at for at, words in near.items() if side.whole.search(words) and at not in ones]
            if len(ones) != 1 or len(others) != 1 or wholes[_place(sentence, rate)] != _place(sentence, ones[0]):
                continue
            one, whole = sentence.figures[ones[0]], sentence.figures[others[0]]
            made = Fraction(one.base) / Fraction(whole.base)
            if one.dimension == whole.dimension and made <= _TWO and about(made, Fraction(told.base)):
                if not _made(sentence, rate, ones[0], Fraction(whole.base)):
                    yield _share(sentence, rate, ones[0], sentence.span(others[0], others[0] + 1))
                break


def _made(sentence: Sentence, rate: int, part: int, whole: Fraction) -> bool:
    """Whether a rate is that of two figures, as they are rounded."""
    told, one = sentence.figures[rate], sentence.figures[part]
    made = Fraction(one.base) / whole
    slack = Fraction(told.step) / 2 + made * Fraction(one.step) / (2 * Fraction(one.base)) + made / 1000
    return abs(told.base - made) <= slack


def _misplaced(sentence: Sentence, done: set[Place]) -> Iterator[dict[str, Value]]:
    """A share that two amounts of its sentence make but for the place of its point, and none makes as it is."""
    signs = sentence.signs
    amounts = _amounts(sentence)
    for rate in sorted(sentence.figures):
        told = sentence.figures[rate]
        if signs[rate] != RATIO or told.bound or told.base <= 0 or _place(sentence, rate) in done:
            continue
        before = max(signs.rfind(sign, 0, rate) for sign in ",;:。") + 1
        words = signs[before:rate]
        if not _SHARE.search(signs[max(0, rate - 14) : rate]) or _CHANGED.search(words):
            continue
        near = [at for at in amounts if at < rate and ";" not in signs[at:rate]][-4:]
        pairs = [
            (one, other)
            for one in near
            for other in near
            if one != other and sentence.figures[one].dimension == sentence.figures[other].dimension
        ]
        if any(_made(sentence, rate, one, Fraction(sentence.figures[other].base)) for one, other in pairs):
            continue
        exact = len(str(int(told.base / told.step))) >= _TELLING
        for one, other in pairs if len(near) == _TWO or exact else ():
            whole = Fraction(sentence.figures[other].base)
            made = Fraction(sentence.figures[one].base) / whole
            if any(abs(told.base * power - made) <= told.step * power / 2 for power in _POWERS) and made <= _TWO:
                yield _share(sentence, rate, one, sentence.span(other, other + 1))
                break


def _inside(sentence: Sentence, done: set[Place]) -> Iterator[dict[str, Value]]:
    """支出率90%（到位400万元，支出386万元）: the two amounts that are all that the brackets behind a rate tell."""
    signs = sentence.signs
    for rate in sorted(sentence.figures):
        end = signs.find(")", rate, rate + 60)
        if signs[rate] != RATIO or signs[rate + 1 : rate + 2] != "(" or end < 0 or _place(sentence, rate) in done:
            continue
        before = max(signs.rfind(pause, 0, rate) for pause in ",;:。()") + 1
        stem = _STEM.search(signs[before:rate])
        inside = [at for at in sorted(sentence.figures) if rate < at < end]
        kinds = {sentence.figures[at].dimension for at in inside}
        plain = not any(sentence.figures[at].bound or sentence.figures[at].base <= 0 for at in (rate, *inside))
        if stem is None or len(inside) != _TWO or len(kinds) > 1 or not plain or _CHANGED.search(signs[before:rate]):
            continue
        amounts = _amounts(sentence)
        called = [at for at in inside if stem["word"] in amounts.get(at, "")]
        if len(called) != 1:
            continue
        part, whole = called[0], next(at for at in inside if at != called[0])
        made = Fraction(sentence.figures[part].base) / Fraction(sentence.figures[whole].base)
        near = about(made, Fraction(sentence.figures[rate].base))
        if near and not any(
            _made(sentence, rate, one, Fraction(sentence.figures[other].base))
            for one in amounts
            for other in amounts
            if one != other
        ):
            yield _share(sentence, rate, part, sentence.span(whole, whole + 1))


def _among(sentence: Sentence, done: set[Place]) -> Iterator[dict[str, Value]]:
    """实际60人次中成功30人次，成功率50%: a part of what stands right before it, and the rate of that."""
    for found in _OF_THEM.finditer(sentence.signs):
        whole, part, rate = (found.start(name) for name in ("whole", "part", "rate"))
        one, other, told = (sentence.figures[at] for at in (part, whole, rate))
        if one.dimension != other.dimension or any(figure.bound or figure.base <= 0 for figure in (one, other, told)):
            continue
        if _place(sentence, rate) in done or _CHANGED.search(found[0]):
            continue
        made = Fraction(one.base) / Fraction(other.base)
        if about(made, Fraction(told.base)) and not _made(sentence, rate, part, Fraction(other.base)):
            yield _share(sentence, rate, part, sentence.span(whole, whole + 1))


def _sums(table: Table | None, draft: Draft) -> dict[Place, set[Place]]:
    """Of which wholes a part is one."""
    groups: dict[object, list[tuple[str, Place]]] = {}
    for row in draft.tables.get(table.name, ()) if table is not None else ():
        place = place_of(row.cells.get("数额"))
        if place is not None and not row.doubt:
            group = row.cells.get("构成")
            groups.setdefault(getattr(group, "text", group), []).append(
                (str(getattr(row.cells.get("项"), "text", row.cells.get("项"))), place)
            )
    found: dict[Place, set[Place]] = {}
    for told in groups.values():
        wholes = [place for name, place in told if name == "总额"]
        for name, place in told:
            if name != "总额" and len(wholes) == 1:
                found.setdefault(place, set()).add(wholes[0])
    return found


def _beside(
    sentence: Sentence, sums: Mapping[Place, set[Place]], shares: Mapping[Place, list[Value]], done: set[Place]
) -> Iterator[dict[str, Value]]:
    """（二）乙20万元，占2%: the share of a part right behind it, where those of two other parts are of their whole."""
    signs = sentence.signs
    for rate in sorted(sentence.figures):
        if signs[rate] != RATIO or _place(sentence, rate) in done or sentence.figures[rate].bound:
            continue
        part = next((at for at in range(rate - 1, max(-1, rate - 10), -1) if at in sentence.figures), None)
        if part is None or not re.fullmatch(r"[,(]?(?:占比?|所占比[例重]|比重)(?:为|是|达)?", signs[part + 1 : rate]):
            continue
        for whole in sums.get(_place(sentence, part), ()):
            if len(alike := shares.get(whole, [])) >= _TWO:
                yield _share(sentence, rate, part, alike[0])
                break


def _shares(table: Table, sums: Mapping[Place, set[Place]], draft: Draft) -> dict[Place, list[Value]]:
    """The wholes, by their places, of which rows say that one of their parts is a share."""
    found: dict[Place, list[Value]] = {}
    for row in draft.tables.get(table.name, ()):
        whole, part = place_of(row.cells.get("总额")), place_of(row.cells.get("部分"))
        if not row.doubt and whole is not None and part is not None and whole in sums.get(part, ()):
            found.setdefault(whole, []).append(row.cells["总额"])
    return found


def _share(sentence: Sentence, rate: int, part: int, whole: Value) -> dict[str, Value]:
    printed, name = sentence.span(rate, rate + 1), name_before(sentence, rate)
    if name == printed:
        name = name_before(sentence, part)
    return {"项目": name, "部分": sentence.span(part, part + 1), "总额": whole, "占比": printed}
