"""How many of something a sentence says there are: 3个科室, 五大平台, 三地, 一室三科 (one and three make four)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import COUNT, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure

_HAN: Final = "零一二三四五六七八九十"
#: What is counted without a measure word, where nothing behind makes it a rank: 三地, 两镇, but not 两县级.
_PLACES: Final = r"[县市区镇乡村校院国省地人者](?![级长委办局政民员区口均次])"
_KINDS: Final = r"部分|方面|环节|阶段|步骤|维度|领域|层面|层次|板块|模块|部门|单位|渠道|方式"
_MEASURES: Final = r"次(?=[,:;。(])|[个家项所类种名位处大座条支件篇场期批轮套台部本份张辆间栋点块档]"
#: What stands behind the stage of a project, which is no count: 二期工程, 三期于11月完工.
_STAGE: Final = r"(?<=期)(?:工程|项目|建设|改造|扩建|标段|投资|资金|合同|[于在由已尚仍还未正将])"
#: Numerals that count what follows. 第三, 前两, 十几, 二月 count nothing; of 一 only what stands behind another number does.
_NUMERAL: Final = re.compile(
    r"(?<![第前后年每数几零一两二三四五六七八九十百千万0-9.A-Za-z])(?<!(?<![线以])[上下])"
    r"(?P<number>十?[两二三四五六七八九十]|(?<=[和及与、])一|[1-9][0-9]?)"
    rf"(?=(?P<measure>{_KINDS}|{_PLACES}|{_MEASURES})(?!月|年|小时|工作日|季度|百分|[、和及与])(?!{_STAGE}))"
)
#: 来源有六：: what is counted stands before.
_BARE: Final = re.compile(r"(?<=[有为])(?P<number>[二三四五六七八九十])(?=[:,;])")
#: 一室三科, 3镇2乡: as many as the numbers come to.
_TOGETHER: Final = re.compile(
    rf"(?<![第0-9.{_HAN}两])(?:(?:[一两二三四五六七八九十]|[1-9][0-9]?)(?:街道|中心|大队|[室办科股处所队镇乡村院校县市区馆])){{2,4}}"
    r"(?![级长])"
)
_EACH: Final = re.compile(rf"[{_HAN}两]|[0-9]+")
#: What a figure says is counted: 乡镇 of 12个乡镇.
_NOUN: Final = re.compile(r"[0-9,，\s]+(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """How many there are said to be: a number, a measure word that a count can be printed with, what the figure itself

    says is counted, and the signs of the number.
    """

    number: int
    measure: str
    noun: str
    start: int
    end: int


def counts(sentence: Sentence) -> list[Told]:
    """The whole numbers of things in a sentence, in order."""
    signs = sentence.signs
    found: list[Told] = []
    for at, figure in sentence.figures.items():
        if signs[at] != COUNT or figure.bound or figure.base.denominator != 1 or figure.unit.scale != Fraction(1):
            continue
        words = _NOUN.match(figure.text)
        noun = words[1].removeprefix(figure.unit.symbol) if words is not None else ""
        found.append(Told(int(figure.base), figure.unit.symbol, noun, at, at + 1))
    for one in _TOGETHER.finditer(signs):
        number = sum(number_of(numeral) for numeral in _EACH.findall(one[0]))
        found.append(Told(number, "个", "", one.start(), one.end()))
    for one in _BARE.finditer(signs):
        found.append(Told(number_of(one["number"]), "个", "", one.start(), one.end()))
    together = [(told.start, told.end) for told in found if told.end > told.start + 1]
    for one in _NUMERAL.finditer(signs):
        if not any(start <= one.start() < end for start, end in together):
            measure = one["measure"] if _counts(one["measure"]) else "个"
            found.append(Told(number_of(one["number"]), measure, "", one.start(), one.end()))
    return sorted((told for told in found if told.number), key=lambda told: told.start)


def _counts(measure: str) -> bool:
    """Whether a printed count can have a word as its measure word."""
    figure = parse_figure(f"2{measure}")
    return figure is not None and figure.unit.dimension.startswith("count")
