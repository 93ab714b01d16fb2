"""Figures for each of something and how many there are, in chains: 每人每月300元，210人，按10个月发放63万元 (平均).

8期，每期45人，每人补助400元，补助14.4万元: for each of what, the words say; how many of those there are stands beside, or is
itself so many for each of something else. What one amount of the same kind beside them should be is their product. What is
written does not come out, and is a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.tried.outcomes import exact_text
from gouji.extraction.tried.spoken import Spoken
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import Table

_EACH: Final = re.compile(r"每(?:一|个(?=[\u4e00-\u9fff]))?(?P<rest>[\u4e00-\u9fff]{1,14})$")
_MONTH: Final = re.compile(r"^[\u4e00-\u9fff]{1,2}?每月|^月")
_MEAN: Final = re.compile(
    r"(?P<rest>[人户次月场亩头车件村期企家校班])均[\u4e00-\u9fff]{0,8}$|平均(?P<also>亩)产[量值]?$"
)
_SLASH: Final = re.compile(r"^/(?P<rest>[\u4e00-\u9fff]{1,3})(?P<time>[·./][天日月])?")
#: Words of measures that count one thing.
_ALIKE: Final = {
    "人": ("人", "名", "位"),
    "生": ("人", "名"),
    "户": ("户", "家"),
    "企": ("家", "户"),
    "车": ("辆", "台"),
    "次": ("次", "人次"),
}
#: What a sentence says that makes of the figures more than a number at a price.
_OTHER: Final = re.compile(
    r"另|不等|分别|依次|最[高低多少]|以内|以上|上限|不低于|不少于|不超|动态|陆续|退出|部分|其中|上年|去年|同期|原|由|从|提高|调整|"
    r"计划|目标|预算|至|～|~|其余|剩余|折合|翻|除"
)
#: Who is counted at one time only.
_AT_ONCE: Final = re.compile(r"年末|年底|期末|月末|在册|新增|净增|减少|增加")
_TOTAL: Final = re.compile(
    "共|合计|总|累计|全年|支出|资金|金额|发放|补助|补贴|费|支付|投入|参训|培训|惠及|产量|人口|服务|管护"
)
_POST: Final = "岗"
_YEARLY: Final = re.compile("全年|年度")
_YEAR: Final = 12
_MOST: Final = 8
_DEEP: Final = 3
#: By what part of it a product may miss what was rounded, and what is about so many.
_NEAR: Final = Fraction(1, 100)
_ABOUT: Final = Fraction(15, 100)
#: So many times a total is another thing.
_FAR: Final = Fraction(5, 2)
_TEN: Final = 10


@dataclass(frozen=True, slots=True)
class _Made:
    """How many there are of something, and the figures that say so."""

    number: Fraction
    used: tuple[Spoken, ...]

    def times(self, other: _Made) -> _Made:
        return _Made(self.number * other.number, (*self.used, *other.used))


def read_per_products(told: Sequence[Spoken], table: Table, draft: Draft) -> None:
    """Write them. ``told``: all figures of a document."""
    rows = draft.tables.get(table.name, [])
    known = {place_of(row.cells.get(column)) for row in rows for column in ("平均", "总量")}
    start = 0
    while start < len(told):
        end = start + 1
        while end < len(told) and told[end].beside(told[start]):
            end += 1
        here = told[start:end]
        start = end
        if not 2 < len(here) <= _MOST:
            continue
        for price in here:
            row = _read(here, price) if price.one.place not in known else None
            if row is not None and place_of(row["总量"]) not in known:
                known.add(place_of(row["总量"]))
                draft.say(table, row, True)


def _read(here: Sequence[Spoken], price: Spoken) -> dict[str, Value] | None:
    """What a figure for each of something makes, where the amount beside it is another."""
    made = _chain(here, price, 0) if _is_amount(price) else None
    if made is None:
        return None
    used = (price, *made.used)
    totals = [one for one in here if one not in used and _of_kind(one, price) and _each_of(one) is None]
    if len(totals) > 1:
        # 城区每所4500册，农村3200册，共9.7万册: of what stands behind a price the next one only
        behind = [one for one in totals if one.mention.at > price.mention.at]
        totals = [one for one in behind[:1] if _TOTAL.search(one.name)]
    if len(totals) != 1 or totals[0].one.base <= 0:
        return None
    total = totals[0]
    first, last = (found(one.mention.at for one in (*used, total)) for found in (min, max))
    signs = price.mention.sentence.signs
    if _OTHER.search(signs[first:last]) or _OTHER.search(total.name + price.name):
        return None
    if any(_AT_ONCE.search(one.name) for one in (*used, total)) or len(here) > len(used) + _DEEP:
        return None
    product = Fraction(price.one.base) * made.number
    if _comes(product, total, used) or not _slipped(product, Fraction(total.one.base)):
        return None
    span, whole = span_of(price.one.value), span_of(total.one.value)
    count = Said(_text(made.number), span_of(made.used[0].one.value))
    row: dict[str, Value] = {"事项": price.one.name or price.one.figure.text, "个数": count}
    if price.one.kind == "money":
        return row | {"总量": total.one.value, "平均": price.one.value}
    unit = _scale(price)
    told = Said(_text(Fraction(total.one.base) / unit), whole)
    return row | {"总量": told, "平均": Said(f"{_text(Fraction(price.one.base) / unit)}倍", span)}


def _text(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else exact_text(number)


def _scale(one: Spoken) -> Fraction:
    """What one of the unit of a figure is worth in the base of its kind."""
    unit = None if one.one.kind.startswith("count") else parse_figure(f"1{one.measure}")
    return Fraction(1) if unit is None else Fraction(unit.unit.scale)


def _is_amount(one: Spoken) -> bool:
    return (
        one.one.base > 0
        and one.one.kind not in ("ratio", "score", "months")
        and one.mention.figure.bound in ("", "about")
    )


def _each_of(one: Spoken) -> str | None:
    """The words that begin with what a figure is for each of."""
    slash = _SLASH.match(one.tail)
    if slash is not None:
        return slash["rest"] + (slash["time"] or "")
    found = _MEAN.search(one.name) or _EACH.search(one.name)
    if found is None:
        return None
    groups = found.groupdict()
    return groups["rest"] or groups.get("also")


def _chain(here: Sequence[Spoken], one: Spoken, deep: int) -> _Made | None:
    """How many times a figure is told, by what it is for each of."""
    rest = _each_of(one)
    if rest is None or deep == _DEEP:
        return None
    times = _months(here, one, rest)
    if times is None:
        return None
    counts = [other for other in here if other is not one and _counts(other, rest, one)]
    plain = [other for other in counts if _each_of(other) is None]
    if rest == "月":
        plain = [other for other in here if other.one.kind == "count:人" and _each_of(other) is None]
    if len(plain) == 1:
        return _Made(_number(plain[0]), (plain[0],)).times(times)
    inner = [other for other in counts if _each_of(other) is not None and other.mention.at < one.mention.at]
    if plain or len(inner) != 1:
        return None
    below = _chain(here, inner[0], deep + 1)
    return _Made(_number(inner[0]), (inner[0],)).times(below).times(times) if below is not None else None


def _months(here: Sequence[Spoken], one: Spoken, rest: str) -> _Made | None:
    """For how many months or days a price is paid; once where nobody says that it is for each of them."""
    if _MONTH.search(rest):
        told = [other for other in here if other.one.kind == "months"]
        if len(told) == 1:
            return _Made(Fraction(told[0].one.base), (told[0],))
        return _Made(Fraction(_YEAR), ()) if not told and _YEARLY.search(one.mention.sentence.signs) else None
    if rest[-1] in "天日" and rest[-2:-1] in ("·", ".", "/"):
        told = [other for other in here if other.one.kind == "days"]
        return _Made(Fraction(told[0].one.base), (told[0],)) if len(told) == 1 else None
    return None if re.search("^.{1,2}?每", rest) else _Made(Fraction(1), ())


def _counts(one: Spoken, rest: str, price: Spoken) -> bool:
    """Whether a figure says how many there are of what another is for each of."""
    measure = one.measure
    if not measure or one.one.kind in ("money", "ratio", "score", "months", "days"):
        return False
    if one.mention.figure.bound not in ("", "about") or one.one.base <= 0:
        return False
    own = _ALIKE.get(rest[0], (rest[0],))
    if measure in own or rest.startswith(measure) or measure == f"{rest[0]}次":
        return price.measure != measure
    if measure != "个" or one.one.kind != "count:个":
        return False
    noun = rest[:2]
    return (
        one.tail.startswith(noun)
        or one.name.endswith(noun)
        or (_POST in one.name and rest[0] == "人")
        or one.tail.startswith(rest[0])
    )


def _number(one: Spoken) -> Fraction:
    """How many there are: 32000 of 3.2万亩, whatever an 亩 is in the base of areas."""
    return Fraction(one.one.base) / _scale(one)


def _of_kind(one: Spoken, price: Spoken) -> bool:
    """Whether an amount may be made of a price: money of money, 人次 of 人, hours of minutes."""
    if one.one.kind.startswith("count"):
        return bool(one.measure) and one.measure in (price.measure, f"{price.measure}次")
    return one.one.kind == price.one.kind and one.one.kind != "number"


def _comes(made: Fraction, total: Spoken, used: Sequence[Spoken]) -> bool:
    """Whether an amount is what it should be, as far as its figures are rounded or told about."""
    off = abs(made - total.one.base)
    if any(one.mention.figure.bound for one in (total, *used)):
        return off <= _ABOUT * made
    spread = sum((one.one.half / Fraction(one.one.base) for one in used), Fraction(0))
    return off <= made * spread + total.one.half or off <= _NEAR * made


def _slipped(made: Fraction, told: Fraction) -> bool:
    """Whether an amount is about what it should be, or so but for a power of ten."""
    larger, smaller = max(made, told), min(made, told)
    return larger < _FAR * smaller or any(
        abs(larger - smaller * _TEN**power) <= _NEAR * larger for power in range(1, 5)
    )
