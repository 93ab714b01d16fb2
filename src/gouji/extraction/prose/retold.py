"""Figures of running text as things that are told: of what, when, how plainly, so that two of them can be compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final, cast

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.facts import Fact
from gouji.extraction.text.clauses import clauses
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, Sentence, dimension_of
from gouji.faults import regex as re
from gouji.figures import Figure

#: Characters after a figure that tell what was counted.
_AFTER: Final = 16
#: Digits of figures of which one may be the other but for a slip.
_COMPARED: Final = 3
_PAUSES: Final = re.compile(r"[,;:。、()]")
_PLACED: Final = re.compile(r"其中|在|对|针对|面向|向|由|另|除")
#: 经评价，… or 综上，… says how it is known, 本项目属于…，… says of the whole that is told of, not of what part of it.
_WORKED: Final = re.compile(r"经|综上|综合|总的|总体|据|根据|按照?|依据|[本该](?:项目|部门|单位|专项)")
#: A label before a colon: 自评结论：…
_LABEL: Final = re.compile(rf"^[^,;:。、(){FIGURES}{DATE}]{{1,8}}:")
_JOINING: Final = ("和", "与", "及")
_FIGURE: Final = re.compile(rf"[{FIGURES}{DATE}]")
_STOP: Final = re.compile(rf"[,;:。(){FIGURES}{DATE}]")
#: Words before and after a name that do not change what it names. Words that tell one thing from another stay: 计划, 新增.
_FRONT: Final = re.compile(
    r"^(?:其中|全年度?|本年度?|当年|年度|本(?:部门|单位|项目|系统|级)|我[局馆站校院中心单位部门会委办县市区]{1,4}"
    r"|全[市县区镇乡局馆站校院国省]|全部门|共计?|累计|总计|合计|实际|现有|目前|同时|还|也|均|已|共|约|了|的|[:,、])+"
)
_VERBS: Final = re.compile(r"^(?:组织|举办|开展|完成|实现|做好)+")
_BACK: Final = re.compile(
    r"(?:共计?|合计|总计|累计|为|是|达到?|约|近|完成|实现|各|的|总?人数|总?人次|数量|总数|场次|件数|户数|个数|总额|金额|数|[:,、])+$"
)
#: What a change is told against comes first: 比上年增加.
_AGAINST: Final = re.compile(r"[比较]|同比|环比")
#: Words that tell of another time than the year of the title, or of a part of it.
_WHEN: Final = re.compile(
    r"上年|去年|前年|同期|上期|往年|明年|次年|下年|上半年|下半年|[一二三四]季度|(?<![比较于])年初(?![设制确既预拟]定)|累计|截至|截止|以来|历年|近年|[十一二三四五六七八九]五(?!环境日|世界)"
)
#: What the year of the title is called, whether what is told of it came in it or was there at its end.
_ENDS: Final = ("", "度", "末", "底")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a sentence at position ``at``.

    ``name`` are the words before it in its clause without what does not matter, ``words`` those words and the ones
    behind it, ``before`` the sentence up to it. ``when`` holds the times that the sentence speaks of, but for the year of
    the title. ``plain``: it is said as a fact of its own: no part of something, no term of a sum, not about or
    at least.
    """

    sentence: Sentence
    at: int
    figure: Figure
    base: Fraction
    kind: str
    name: str
    words: str
    before: str
    when: frozenset[str]
    plain: bool
    whole: bool
    """Whether it is a fact that is no part of what was told before it."""
    scoped: bool
    """Whether what stands before it in its sentence may say of what part or place it is told."""
    labelled: bool
    """Whether nothing but a label before a colon may say so."""
    fours: frozenset[str]
    sixes: frozenset[str]
    """Every four and every six characters in a row of its words: most texts share none."""

    @property
    def value(self) -> Value:
        """The figure as printed; a bare 万 among money is money."""
        span = self.sentence.span(self.at, self.at + 1)
        if self.at in self.sentence.lent:
            return Said(self.sentence.lent[self.at], span)
        if self.kind == "money" and self.figure.unit.dimension == "number":
            return Said(f"{span.text}元", span)
        return span


def mentions(sentences: Iterable[Sentence], facts: Sequence[Fact], year: int | None, most: int) -> list[Mention]:
    """The figures with a unit, in the order of the text, the first ``most`` of them. ``year``: that of the title."""
    known = {(id(fact.sentence), fact.figure): fact for fact in facts}
    out: list[Mention] = []
    for sentence in sentences:
        name, scopes = "", _Scopes(sentence.signs)
        for start, at in _figures(sentence):
            figure = sentence.figures[at]
            fact = known.get((id(sentence), at))
            # 新建学校620所、640所: the second is of what the first is, of another year or place
            listed = bool(name) and sentence.signs[at - 1 : at] == "、" and sentence.signs[at - 2] in FIGURES
            name = name if listed else sentence.signs[start:at]
            if name.endswith(_JOINING) and sentence.signs[:start][-1:] in FIGURES:
                name = ""  # 26个乡镇和32个大类: the words are those of the figure before
            tail = _STOP.split(sentence.signs[at + 1 : at + 1 + _AFTER], maxsplit=1)[0]
            apart = fact is not None and fact.whole is None and not listed
            plain = apart and fact is not None and not fact.sign and not fact.average and not figure.bound
            words = f"{name}\n{tail}"
            out.append(
                Mention(
                    sentence,
                    at,
                    figure,
                    base_of(figure),
                    dimension_of(figure),
                    core_of(name),
                    words,
                    sentence.signs[:at],
                    _when(sentence, at, year),
                    plain,
                    apart,
                    scopes.before(start),
                    not scopes.before(start, True),
                    stretches(words, 4),
                    stretches(words, 6),
                )
            )
            if len(out) == most:
                return out
    return out


def _figures(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where the words before each figure begin, and where it stands."""
    for clause in clauses(sentence.signs):
        start = clause.start
        for at in range(clause.start, clause.end):
            sign = sentence.signs[at]
            if sign in FIGURES:
                if sign not in (BARE, POINTS):
                    yield start, at
                start = at + 1
            elif sign == DATE:
                start = at + 1


class _Scopes:
    """Whether a clause before a place of a sentence tells more than other figures: 在河东镇，… or 对新入职人员，…

    What each clause tells is asked once, so that a sentence of thousands of figures is read in linear time.
    """

    def __init__(self, signs: str) -> None:
        self._signs = signs
        self._pauses = [found.start() for found in _PAUSES.finditer(signs)]
        starts = (0, *(pause + 1 for pause in self._pauses))
        self._count = [0]
        for start, end in zip(starts, self._pauses, strict=False):
            self._count.append(self._count[-1] + _is_scope(signs[start:end]))
        label = _LABEL.match(signs)
        self._label = label.end() if label is not None else 0

    def before(self, at: int, unlabelled: bool = False) -> bool:
        """``unlabelled``: but for a label with which the sentence begins."""
        clauses = bisect_left(self._pauses, at)
        first = int(unlabelled and 0 < self._label <= at)
        start = self._pauses[clauses - 1] + 1 if clauses else 0
        return self._count[clauses] > self._count[first] or _is_scope(self._signs[start:at])


def _is_scope(clause: str) -> bool:
    if _PLACED.match(clause):
        return True
    return bool(_FRONT.sub("", clause)) and not _FIGURE.search(clause) and not _WORKED.match(clause)


@lru_cache(maxsize=4096)
def core_of(name: str) -> str:
    """A name without the words around it that do not change what it names."""
    bare = _BACK.sub("", _VERBS.sub("", _FRONT.sub("", name)))
    return "".join(sign for sign in bare if sign not in "\"“”'‘’《》<>·")


def says_a_change(name: str) -> bool:
    """Whether words before a figure say against what it changed, and not what it is of: 比上年决算数增加."""
    return _AGAINST.match(name) is not None


def base_of(figure: Figure) -> Fraction:
    """The value in base units: an int where it is whole, which compares as a fraction does and in a tenth of the time."""
    base = figure.base
    return cast(Fraction, base.numerator) if base.denominator == 1 else base


def _when(sentence: Sentence, at: int, year: int | None) -> frozenset[str]:
    signs = sentence.signs
    found = set(_WHEN.findall(signs[:at]))
    position = signs.find(DATE, 0, at)
    while position >= 0:
        found.add("".join(sentence.span(position, position + 1).text.split()))
        position = signs.find(DATE, position + 1, at)
    return frozenset(text for text in found if year is None or text not in {f"{year}年{end}" for end in _ENDS})


def digits(figure: Figure) -> int:
    """How many digits a figure has without the noughts at its ends: few figures of four agree by chance."""
    return len(_digits(figure).strip("0"))


def _digits(figure: Figure) -> str:
    return "".join(map(str, figure.value.as_tuple().digits))


def slip(one: Figure, other: Figure) -> bool:
    """Whether one of two different figures may be a slip of the pen for the other.

    Two digits changed places, one of five or more digits differs, or the point or the unit is off by a power of ten.
    """
    first, second = one.base, other.base
    if first <= 0 or second <= 0 or first == second:
        return False
    if one.unit == other.unit and one.ulp == other.ulp:
        a, b, wrong = _digits(one), _digits(other), differing(one, other)
        if len(wrong) == 1 and len(a) >= 5:
            return True
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(a) == sorted(b):
            return True
    ratio = max(first, second) / min(first, second)
    return ratio.denominator == 1 and set(str(ratio.numerator)) <= set("10") and str(ratio.numerator).count("1") == 1


def differing(one: Figure, other: Figure) -> list[int]:
    """Which digits of two figures of as many differ, of three at least; none of figures that have not as many."""
    a, b = _digits(one), _digits(other)
    return [at for at in range(len(a)) if a[at] != b[at]] if len(a) == len(b) >= _COMPARED else []


def stretches(words: str, length: int) -> frozenset[str]:
    """Every so many characters in a row."""
    return frozenset(words[at : at + length] for at in range(len(words) - length + 1))


def rounded(one: Figure, other: Figure) -> bool:
    """Whether two figures differ by no more than one place of the coarser one: one of them was rounded or cut off."""
    place = max(one.step, other.step)
    finest = min(one.step, other.step)
    return one.base != other.base and place != finest and abs(one.base - other.base) < place


def common(one: str, other: str) -> int:
    """The length of the longest stretch that two texts share, figures and pauses left out."""
    best = 0
    for start in range(len(one)):
        while best < len(one) - start and not _PAUSE.search(one[start : start + best + 1]):
            if one[start : start + best + 1] not in other:
                break
            best += 1
    return best


_PAUSE: Final = re.compile(rf"[\n,;:。()、{FIGURES}{DATE}]")
