"""Words that say the same of several things at once: 四个县均超过96%, 以上项目均完成年度投资计划, 税收、非税均超额完成预算.

Only the words are read here: who is meant, as far as they say so, and what is said of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.faults import regex as re

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_ALL: Final = r"[均都]|双双|全部|全面"
#: What is to come, or is said of some of them only, or but for some.
_NOT_SO: Final = (
    r"确保|力争|争取|推动|促进|保证|保障|要求|预计|预期(?!性?[目指]标|任务)|有望|基本|大部|多数|部分|如果|是否|能否|努力|按照|"
    r"除[^,;:。]*[外了]|[未没不将拟应须需若请]|上年|去年|往年|明年|下年|上半年|季度"
)
_DONE: Final = re.compile(
    rf"^(?P<who>{_OTHER}{{0,40}}?)(?P<all>{_ALL})(?:已经?|[均都]|全部|全面|圆满|顺利|提前|按(?![期时](?:全|完))[^按全均都已圆顺提如足超,;:。]{{1,4}}(?=全部|全面|完成)|[如按]期|按时|足额|(?P<beyond>超额))*"
    rf"(?:(?:完成|实现)或者?(?:超额|提前)?)?(?:完成|实现|达成|兑现|达标|达到(?=$)|(?:达到|控制在)(?={_OTHER}{{0,12}}(?:目标|指标|要求|预期|进度|任务)))了?(?P<what>{_OTHER}{{0,20}})$"
)
_WAY: Final = re.compile(
    r"(?P<not>[不未]|没有)?(?P<way>低于|少于|小于|高于|大于|多于|超过|超出|突破|达到?了?|≥|>|≤|<|在|超|)了?$"
)
_BOUND: Final = re.compile(
    rf"^(?P<who>[^{FIGURES},;:。()]{{0,60}}?)(?P<all>{_ALL})?(?P<way>(?:也|已经?|稳定|保持|明显|远|仍)*[不未没有低高大多少小于超过出突破达到了在≥>≤<]{{0,6}})(?P<figure>{RATIO})(?P<tail>{_OTHER}{{0,12}})$"
)
#: Clauses in which several are named: 城投、交投两户.
_NAMES: Final = re.compile(rf"^(?:其中)?(?P<names>{_OTHER}{{2,}}?(?:[、和与及]{_OTHER}{{2,}}?)+)$")
#: What ends the names: 两户, 三类指标, 等.
_MEASURE: Final = re.compile(r"(?:[两二三四五六七八九十]|[0-9]+)(?:个|项|类|户|家|所|种|名|大|镇|乡|县|区|市|地|者)|等")
_SOME: Final = re.compile(r"各|所有|全部|上述|以上|其[他余]|[该这几]|(?:目标|指标)$")
#: Who may be said to be reached, without a word for what.
_REACHED: Final = re.compile(r"目标|指标|任务|要求")
_EVERY: Final = re.compile(r"[各每]|所有|全部|上述|以上")
#: 除甲镇外，……: some are left out.
_BUT: Final = re.compile(r"除(?P<but>[^。;]*)$")
_SPLIT: Final = re.compile(r"[,;:。()]")
_CLAUSE: Final = re.compile(r"[^,;:。()]+")
_ABOVE: Final = ("高于", "大于", "多于", "超过", "超出", "突破", "超")
_MOST: Final = 30
#: Signs before a clause in which its subject may stand.
_CARRIED: Final = 240
#: Signs before a clause in which some may be left out.
_OUT: Final = 60


@dataclass(frozen=True, slots=True)
class Saying:
    """``names``: those that are called by name; ``number``: how many there are said to be (0: not said); ``subject``: the
    words for them. ``sign``: what is said of each, as a target has it before its figure; ``figure``: the place of the bound,
    which is all of what was planned where there is none. ``goal``: the words for what was planned."""

    sentence: Sentence
    start: int
    end: int
    subject: str
    names: Sequence[str]
    number: int
    sign: str
    figure: int | None
    goal: str
    but: str = ""
    """Words for those of which it is not said."""
    bound: Fraction | None = None
    """What each has to come up to, where neither a figure says it nor all of what was planned is meant: 任务过半."""


def sayings(sentence: Sentence) -> Iterator[Saying]:
    """What a sentence says of several at once."""
    signs = sentence.signs
    told = counts(sentence)
    start = 0
    for pause in [*(found.start() for found in _SPLIT.finditer(signs)), len(signs)]:
        text, first = signs[start:pause], start
        start = pause + 1
        left_out = _BUT.search(signs, max(0, first - _OUT), first)
        but = left_out["but"] if left_out is not None else ""
        number, front = _counted(sentence, told, first, pause)
        done = _DONE.match(_plain(text, front))
        if done is not None:
            saying = _done(sentence, first, pause, number, done)
            if saying is None and not done["who"] and done["all"] in ("均", "都"):
                saying = _carried(sentence, told, first, pause, done)
            if saying is not None:
                yield replace(saying, but=but)
            continue
        bound = _BOUND.match(_plain(text, front)) if not but else None
        if bound is not None and (saying := _bound(sentence, first, pause, number, bound)) is not None:
            yield saying


def _counted(sentence: Sentence, told: Sequence[Told], start: int, end: int) -> tuple[int, int | None]:
    """How many a clause says there are, and the place of the figure that says so, if it is one. ``told``: how many things
    the sentence says there are, in order."""
    first, last = (bisect_left(told, place, key=lambda one: one.start) for place in (start, end))
    if last - first != 1 or not 1 < told[first].number <= _MOST:
        return 0, None
    figure = told[first].start - start if told[first].start in sentence.figures else None
    return told[first].number, figure


def _plain(text: str, figure: int | None) -> str:
    """A clause with a plain sign for the figure that says how many there are."""
    return text if figure is None else f"{text[:figure]}几{text[figure + 1 :]}"


def _done(sentence: Sentence, start: int, end: int, number: int, found: re.Match[str]) -> Saying | None:
    who, goal = found["who"], found["what"]
    if re.search(_NOT_SO, who) or re.match(r"后|的|情况|[率度]", goal):
        return None
    if found[0].endswith("达到") and not _REACHED.search(who):
        return None
    names = _names(who)
    if not (number or names or _SOME.search(who)):
        return None
    bound = Fraction(1, 2) if re.search(r"过半", goal) else None
    return Saying(sentence, start, end, who, names, number, ">" if found["beyond"] else "≥", None, goal, bound=bound)


def _carried(sentence: Sentence, told: Sequence[Told], start: int, end: int, found: re.Match[str]) -> Saying | None:
    """The same with its subject in a clause before it: 以上六项合计151万元，占83.5%，均完成预算."""
    first = max(0, start - _CARRIED)
    stop = max(first, *(sentence.signs.rfind(mark, first, start) + 1 for mark in ";。"))
    for clause in reversed(list(_CLAUSE.finditer(sentence.signs, stop, start))):
        if 0 < first == clause.start():
            break  # that may be the rest of one
        number, _ = _counted(sentence, told, clause.start(), clause.end())
        if (number or _SOME.search(clause[0])) and not re.search(_NOT_SO, clause[0]):
            saying = _done(sentence, start, end, number, found) if number else None
            if saying is None and re.match(r"后|的|情况|[率度]", found["what"]) is None:
                sign = ">" if found["beyond"] else "≥"
                saying = Saying(sentence, start, end, clause[0], (), number, sign, None, found["what"])
            return saying
    return None


def _bound(sentence: Sentence, start: int, end: int, number: int, found: re.Match[str]) -> Saying | None:
    who, way, at = found["who"], found["way"], start + found.start("figure")
    names = _names(who)
    if re.search(_NOT_SO, who) or not (found["all"] or (names and _MEASURE.search(who))):
        return None
    bound = sentence.figures[at].bound
    # 超过96% is one figure, with the word before it
    printed = re.match(r"[^0-9０-９]*", sentence.span(at, at + 1).text)
    told = _WAY.search(way + (printed[0].strip() if printed is not None else ""))
    if told is None or (not told["way"] and not bound):
        return None
    if told["way"] in _ABOVE:
        sign = "≤" if told["not"] else ">"
    elif told["way"].endswith("于"):
        sign = "≥" if told["not"] else "<"
    else:
        sign = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<"}.get(bound, "")
        sign = sign or ("≥" if told["way"].startswith("达") else "")
    if not sign or re.match(r"的?(?:增|涨|降|速)", found["tail"]):
        return None
    return Saying(sentence, start, end, who, names, number, sign, at, "")


def _names(who: str) -> Sequence[str]:
    """The names of several, without the words that say what is told of them."""
    found = _NAMES.match(who)
    if found is None:
        return ()
    parts = re.split(r"[、和与及]", found["names"])
    measure = _MEASURE.search(parts[-1], 1)
    if measure is not None:
        parts[-1] = parts[-1][: measure.start()]
    parts = [part.strip('“”"') for part in parts]
    if _EVERY.match(parts[0]):
        return ()  # 各项甲类和乙类指标: kinds of them, and no names
    return parts if all(1 < len(part) <= 8 for part in parts) else ()
