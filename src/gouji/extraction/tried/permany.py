"""How many there are for so many people: 常住人口42.6万人，床位2860张，每千人口床位6.71张 (占比).

What is counted is called so before it, and so are the people; more than one number of people (常住, 户籍) may be told, and
which is meant is not said.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value, span_of
from gouji.extraction.tried.regions import bare
from gouji.extraction.tried.spoken import Spoken, about
from gouji.faults import regex as re

_PER: Final = re.compile(
    r"每(?P<many>百|千)(?:名|个)?(?:常住|户籍)?(?:人口?|居民|户(?:居民|家庭)?)(?:平均)?(?P<what>[^每]{1,16}?)(?:为|达到?|约)?$"
)
_SIGNS: Final = {"百": "%", "千": "‰"}
_PEOPLE: Final = re.compile(r"人口|居民")
_PART_OF_THEM: Final = re.compile(r"就业|老年|岁|流动|贫困|脱贫|出生|死亡|增|减|迁|男|女|农业|劳动")
_OTHER_TIME: Final = re.compile(r"上年|去年|同期|目标|计划")
_HAS: Final = re.compile(r"^(?:拥有|占有|配备|实有|有)")
_TAIL: Final = re.compile(r"(?:保有量|拥有量|总?数量?|人数|数|合计|总量)$")
#: Figures before it among which both are looked for; signs at the end of a name that are compared.
_FAR: Final = 40
_WORD: Final = 2


def per_many(told: Sequence[Spoken], at: int) -> tuple[dict[str, Value], bool] | None:
    """The row of one figure, and whether it does not come out."""
    one = told[at]
    found = _PER.search(one.name)
    if found is None or one.mention.figure.bound or one.one.base <= 0:
        return None
    called = _core(found["what"])
    before = [other for other in told[max(0, at - _FAR) : at] if not _PER.search(other.name)]
    counted = [
        other
        for other in before
        if other.measure == one.measure and _core(other.name).endswith(called[-_WORD:]) and _plain(other)
    ]
    people = [
        other
        for other in before
        if other.measure in ("人", "户") and _PEOPLE.search(other.name) and _plain(other) and other.one.base > 0
        if not _PART_OF_THEM.search(other.name)
    ]
    if not called or not counted or not people:
        return None
    total, scale = counted[-1], 100 if found["many"] == "百" else 1000
    printed, half = Fraction(one.one.base), Fraction(one.one.figure.step) / 2
    made = {id(other): Fraction(total.one.base) / other.one.base * scale for other in people}
    good = next((other for other in people if _comes(made[id(other)], printed, half, other, total)), None)
    whole = good or people[-1]
    if good is None and not (whole.beside(one) and total.beside(one) and about(made[id(whole)], printed)):
        return None
    rate = Said(
        f"{one.one.figure.text.removesuffix(one.measure).strip()}{_SIGNS[found['many']]}", span_of(one.one.value)
    )
    return {
        "项目": one.one.name or one.name,
        "部分": bare(total.one),
        "总额": bare(whole.one),
        "占比": rate,
    }, good is None


def _comes(made: Fraction, printed: Fraction, half: Fraction, people: Spoken, total: Spoken) -> bool:
    """Whether figures make it, with what their own roundings leave open."""
    off = made * (people.one.half / people.one.base + total.one.half / total.one.base)
    return abs(made - printed) <= half + off


def _plain(one: Spoken) -> bool:
    return not one.mention.figure.bound and not _OTHER_TIME.search(one.name)


def _core(name: str) -> str:
    return _TAIL.sub("", _HAS.sub("", name))


__all__ = ["per_many"]
