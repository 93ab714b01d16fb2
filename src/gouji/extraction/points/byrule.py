"""Points that a rule near them gives, where they do not come out (占比, 比较).

按比例得6分, 每低1个百分点扣0.5分, 80%（含）—90%得6分: the rule, the full points, what was reached and the points stand somewhere
near each other, in one sentence, in several or in lines. Every rate near, told or made of a goal and what was done, is tried:
where one gives the points, nothing is said. What is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, span_of
from gouji.extraction.tried.made import Place
from gouji.extraction.tried.standing import Item, Standing
from gouji.faults import regex as re
from gouji.language import Table

_BY: Final = re.compile(
    r"按(?:照)?[^,;。()]{0,6}?(?:比例|完成率|执行率|支出率|达成率|实现程度|完成程度|率[×*x]分值)|"
    r"(?:率|度|比例)[×*x](?:分值|满分|权重|标准分)|分值[×*x]"
)
_FULL: Final = re.compile(r"(?:分值|满分|权重|总分|标准分|\()(?:为|是|共|:)?$|分值|满分|标准分")
_GOT: Final = re.compile(r"(?:得分|得|评分|自评|赋分|实得|应得|计)(?:为|是|:)?$")
_OFF: Final = re.compile(r"扣(?:减|除|分|掉)?(?:为|是)?$")
_EACH: Final = re.compile(r"每(?:低|少|下降|降低|减少|差|相差|超|高|增加|偏差|偏离)")
_REACHED: Final = re.compile(r"及?以上|不低于|≥|达到|目标|标准|要求|满分|100%")
_LOW: Final = re.compile(r"不足|以下|低于|小于|<")
_BAND: Final = re.compile(r"[-—~～至]|到(?![位账期岗])|(?<!包)含|及?以上|以下|不足|低于|≥|<|≤|>|小于|大于")
#: 80%以下不得分: a step that gives none.
_NOTHING: Final = re.compile(r"(?:\([^()]*\))?(?:及?以下|的|,)*(?:不得分|不计分|不给分)")
#: Points are told to a tenth, or finer.
_HALF: Final = Fraction(1, 20)
_FEW: Final = 6


def read_by_rule(items: Sequence[Item], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them."""
    shares, compared = by_source.get("占比"), by_source.get("比较")
    places: set[Place] = set()
    rule: Sequence[Standing] = ()
    for item in items:
        figures = item.figures
        ahead, rule = rule, figures if not item.lines and _is_rule(figures) else ()
        if len(figures) > 40 or not any(one.one.kind == "score" for one in figures):
            continue
        text = "".join(f"{one.gap}{one.figure.text}" for one in figures) + (figures[-1].tail if figures else "")
        for one, full, rate in _proportion(figures, text) if shares is not None else ():
            if one.one.place not in places and shares is not None:
                places.add(one.one.place)
                draft.say(shares, _shared(one, full, rate), True)
        # the steps may be told in the paragraph before
        banded = _banded((*ahead, *figures) if ahead and not item.lines and not rule else figures)
        for got, meant, real in (*_stepped(figures), *banded):
            if compared is not None and got.one.place not in places:
                places.add(got.one.place)
                draft.say(compared, _differs(got, meant, real), True)


def _number(figure_text: str, one: Standing) -> Value:
    return Said(figure_text if "." in figure_text else f"{figure_text}.00", span_of(one.one.value))


def _shared(one: Standing, full: Standing, rate: Fraction) -> dict[str, Value]:
    return {
        "项目": Said("按比例得分", span_of(one.one.value)),
        "部分": _number(str(one.figure.value), one),
        "总额": _number(str(full.figure.value), full),
        "占比": Said(f"{Decimal(rate.numerator * 100) / Decimal(rate.denominator):.2f}%", span_of(one.one.value)),
    }


def _differs(one: Standing, meant: Fraction, rate: Standing) -> dict[str, Value]:
    worth = Decimal(meant.numerator) / Decimal(meant.denominator)
    return {
        "事项": Said("按评分标准应得的分", span_of(rate.one.value)),
        "数值": Said(f"{one.figure.value}分", span_of(one.one.value)),
        "所比": Said(f"={worth.normalize():f}分", span_of(rate.one.value)),
    }


def _scores(figures: Sequence[Standing]) -> tuple[list[Standing], list[Standing], list[Standing]]:
    """The full points, those that were got, and those that were taken off."""
    full: list[Standing] = []
    got: list[Standing] = []
    off: list[Standing] = []
    for one in figures:
        bare = one.one.kind == "number" and _GOT.search(one.own)
        if (one.one.kind == "score" or bare) and not one.figure.bound:
            own = one.own
            if _OFF.search(own):
                off.append(one)
            elif _GOT.search(own):
                got.append(one)
            elif _FULL.search(own) or one.tail[:1] == ")":
                full.append(one)
    return full, got, off


def _rates(figures: Sequence[Standing]) -> list[Fraction]:
    """Every rate that is told near, or made of two figures of a kind."""
    told = [Fraction(one.one.base) for one in figures if one.one.kind == "ratio" and one.one.base > 0]
    aims = [one for one in figures if one.one.kind not in ("ratio", "score") and one.one.base > 0][:_FEW]
    made = [
        Fraction(one.one.base) / other.one.base
        for one in aims
        for other in aims
        if one is not other and one.one.kind == other.one.kind and one.one.base < other.one.base
    ]
    return [*told, *made]


def _proportion(figures: Sequence[Standing], text: str) -> Iterator[tuple[Standing, Standing, Fraction]]:
    if not _BY.search(text) or _EACH.search(text):
        return
    full, got, _ = _scores(figures)
    if len(full) != 1 or len(got) != 1 or full[0].one.base <= 0 or got[0].one.base > full[0].one.base:
        return
    points, worth = Fraction(got[0].figure.value), Fraction(full[0].figure.value)
    room = max(Fraction(got[0].figure.ulp) / 2, _HALF)
    rates = [rate for rate in _rates(figures) if rate <= 1]
    if not rates or any(abs(rate * worth - points) <= room + worth / 200 for rate in rates):
        return
    if max(rates) - min(rates) <= Fraction(1, 100):
        yield got[0], full[0], rates[0]


def _stepped(figures: Sequence[Standing]) -> Iterator[tuple[Standing, Fraction, Standing]]:
    """每低1个百分点扣0.5分: what is left of the full points, or what is taken off."""
    at = next((place for place, one in enumerate(figures) if _EACH.search(one.lead)), None)
    if at is None or at + 1 >= len(figures):
        return
    step = figures[at]
    each = next((one for one in figures[at : at + 2] if one.one.kind == "score" and "扣" in one.lead), None)
    if each is None or each.one.base <= 0:
        return
    told = "百分点" in step.figure.unit.symbol or step.one.kind == "ratio"
    size = Fraction(step.one.base) if told else Fraction(1, 100)
    rates = [one for one in figures if one.one.kind == "ratio" and one is not step]
    rates = [one for one in rates if "百分点" not in one.figure.unit.symbol]
    real = [one for one in rates if not _REACHED.search(one.own + one.tail[:3]) and "超" not in one.tail]
    bases = [one.one.base for one in rates if one not in real] or [Fraction(1)]
    full, got, off = _scores(figures)
    off = [one for one in off if one is not each]
    if len(real) != 1 or len(set(bases)) != 1 or not size or real[0].one.base >= bases[0]:
        return
    lost = (Fraction(bases[0]) - real[0].one.base) / size * Fraction(each.figure.value)
    steps = (Fraction(bases[0]) - real[0].one.base) / size
    whole = {int(steps) * Fraction(each.figure.value), (int(steps) + 1) * Fraction(each.figure.value), lost}
    if len(off) == 1 and not any(abs(Fraction(off[0].figure.value) - made) <= _HALF for made in whole):
        yield off[0], lost, real[0]
    elif not off and len(got) == 1 and len(full) == 1:
        worth = Fraction(full[0].figure.value)
        left = {max(Fraction(0), worth - made) for made in whole}
        if not any(abs(Fraction(got[0].figure.value) - made) <= _HALF for made in left):
            yield got[0], max(Fraction(0), worth - lost), real[0]


def _is_rule(figures: Sequence[Standing]) -> bool:
    """Whether a paragraph tells nothing but steps and their points."""
    bands, rest = _bands(figures)
    return len(bands) > 1 and not any(
        (one.one.kind == "ratio" and not one.figure.bound) or (one.one.kind == "score" and _GOT.search(one.own))
        for one in rest
    )


def _bands(figures: Sequence[Standing]) -> tuple[list[tuple[Fraction, Fraction, Fraction]], list[Standing]]:
    """The steps of a rule, each from where to where and with its points, and the figures that belong to none."""
    bands: list[tuple[Fraction, Fraction, Fraction]] = []
    edges: list[Standing] = []
    rest: list[Standing] = []
    for one in figures:
        if one.one.kind == "ratio":
            edges.append(one)
            if _NOTHING.match(one.tail):
                band = _edges(edges)
                if band is not None:
                    bands.append((*band, Fraction(0)))
                    edges = []
        elif one.one.kind == "score":
            printed = "".join(edge.gap + edge.figure.text + edge.tail for edge in edges)
            if edges and _GOT.search(one.own) and (_BAND.search(printed) or edges[0].one.base == 1):
                band = _edges(edges)
                if band is not None:
                    bands.append((*band, Fraction(one.figure.value)))
                    edges = []
                    continue
            rest += [*edges, one]
            edges = []
        else:
            rest += edges
            edges = []
    return bands, [*rest, *edges]


def _banded(figures: Sequence[Standing]) -> Iterator[tuple[Standing, Fraction, Standing]]:
    """80%（含）—90%得6分, told in a row with others: the points of the only rate that stands apart from them."""
    bands, rest = _bands(figures)
    got = [one for one in rest if one.one.kind == "score" and _GOT.search(one.own)]
    real = [one for one in rest if one.one.kind == "ratio" and not one.figure.bound]
    if len(bands) < 2 or len(got) != 1 or len({one.one.base for one in real}) != 1:
        return
    worth = Fraction(real[0].one.base)
    fits = {points for low, high, points in bands if low <= worth <= high}
    if len(fits) == 1 and Fraction(got[0].figure.value) not in fits:
        yield got[0], next(iter(fits)), real[0]


def _edges(edges: Sequence[Standing]) -> tuple[Fraction, Fraction] | None:
    """From where to where a band goes."""
    values = sorted(Fraction(value) for one in edges for value in (one.one.base, *_upper(one)))
    if len(values) == 2:
        return values[0], values[1]
    if len(values) != 1:
        return None
    one = edges[0]
    if one.figure.bound in ("at_most", "below") or _LOW.search(one.own + one.figure.text + one.tail[:4]):
        return Fraction(0), values[0] - Fraction(1, 10**6)
    if one.figure.bound in ("at_least", "above") or _REACHED.search(one.own + one.figure.text + one.tail[:4]):
        return values[0], Fraction(100)
    return values[0], values[0]


def _upper(one: Standing) -> Iterator[Fraction]:
    if one.figure.high is not None:
        yield Fraction(one.figure.high) * one.figure.unit.scale
