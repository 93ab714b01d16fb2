"""The figures in running text: where each begins and ends, and what it says.

A date, a year, the number of a heading or of a document (〔2023〕3号) and an ordinal (第四届) are no figures, nor is a bare
number inside a sentence: nobody can say what it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gouji.faults import regex as re
from gouji.figures.figure import Figure
from gouji.figures.folding import fold
from gouji.figures.parsing import parse_figure
from gouji.figures.scanning import Scanner
from gouji.figures.wording import PREFIX_BOUNDS, alternatives

_HAN_DIGITS: Final = "零〇一二两三四五六七八九十百千"
#: 约 and 近 that end another word: 签约12人, 附近3个.
_ENDS_A_WORD: Final = r"(?!(?<=[签节预合特违条公契制解履续邀毁失])约)(?!(?<=[附最邻临靠])近)"
#: Every repetition is bounded: a page of blanks, or of 一二三, must not be searched again from each of its characters.
_CANDIDATE: Final = re.compile(
    rf"(?:{_ENDS_A_WORD}(?:{alternatives(PREFIX_BOUNDS)})\s{{0,9}}){{0,2}}(?:人民币|¥)?\s{{0,9}}"
    rf"(?:(?<![0-9.A-Za-z])[-+负]?[0-9]|百分之|千分之|万分之|[{_HAN_DIGITS}]{{1,9}}分之|[{_HAN_DIGITS}]{{1,9}}(?:点[{_HAN_DIGITS}]{{1,9}})?[万亿成](?!功|果|绩|立|员|本|为|年|长|就|都|一))"
)
#: What looks like a number and is none; matched where a candidate begins.
_NO_FIGURE: Final = re.compile(
    r"[0-9]{4}\s*[-—~至]\s*[0-9]{4}\s*(?:学)?年(?:度)?(?!内|均|[0-9])|[0-9]{4}\s*年(?:度)?"
    r"(?:\s*[0-9]{1,2}\s*(?:[-—~至]\s*[0-9]{1,2}\s*)?月(?:份)?)?(?:\s*[0-9]{1,2}\s*[日号])?"
    r"|[0-9]{1,2}\s*(?:[-—~至]\s*[0-9]{1,2}\s*)?月(?:份)?(?:\s*[0-9]{1,2}\s*(?:[-—~至]\s*[0-9]{1,2}\s*)?[日号])?(?!均)"
    r"|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}\s*日(?!均)|[0-9]+\s*号(?!召)"
    r"|[0-9]{3,4}-[0-9]{7,8}|1[0-9]{10}(?![0-9.])|[0-9]{1,2}:[0-9]{2}"
)
_WORDED: Final = re.compile(
    rf"(?<![第初{_HAN_DIGITS}])(?P<numeral>[一二两三四五六七八九十百千]{{1,9}})余?[\u4e00-\u9fff]{{1,2}}"
)
_TOGETHER, _TEN = 3, 10
_ITEM_NUMBER: Final = re.compile(r"\s*[(]?[0-9]{1,2}(?:[、)]|[.](?:(?=(?:19|20)[0-9]{2}\s*年)|(?![0-9])))")
_ORDINAL_BEFORE: Final = re.compile(r"(?:第|〔|【|\[|编号|文号|(?P<line>电话|热线))\s*$")
#: An amount, which no number of a telephone is: 卫星电话1.76万元, 办结热线238件.
_AMOUNT: Final = re.compile(r"[0-9]{1,4}(?:\.[0-9]+)?\s*(?:[万亿]?元|[台部个件次户条])")
#: A number with decimals before a word for how it changed, or before another one: 由105.43上升为105.57; 0.3和0.5个百分点.
_BY_ITSELF: Final = re.compile(
    r"[0-9]{1,6}\.[0-9]{1,4}(?=\s*(?:上升|下降|提高|提升|降低|增加|减少|增长|回落|扩大|缩小|相比|[和与及]\s*[0-9]))"
)
_CLAUSE_END: Final = frozenset("。；;！？!?\n")


def find_figures(text: str, bare: bool = False) -> Iterator[tuple[int, int, Figure]]:
    """Every figure of a text with the offsets at which it begins and ends, from left to right.

    A text that is one figure as a whole (a cell) gives that figure with its parts as separate figures where they have
    places of their own. ``bare`` gives numbers without a unit as well. Deterministic and linear in the text.
    """
    stripped = text.strip().removesuffix("。")
    if stripped and len(stripped) <= 40 and (whole := parse_figure(stripped)) is not None and not whole.parts:
        start = text.index(stripped)
        yield start, start + len(stripped), whole
        return
    folded = fold(text)
    at = 0
    number = _ITEM_NUMBER.match(folded)
    if number is not None:
        at = number.end()
    while (candidate := _CANDIDATE.search(folded, at)) is not None:
        start = candidate.start()
        digits = next((i for i in range(start, candidate.end()) if folded[i].isdigit() and folded[i].isascii()), start)
        skipped = _NO_FIGURE.match(folded, digits)
        if skipped is not None:
            at = skipped.end()
            continue
        ordinal = _ORDINAL_BEFORE.search(folded, max(0, start - 6), start)
        if ordinal is not None and not (ordinal["line"] and _AMOUNT.match(folded, digits)):
            at = _past_number(folded, digits)
            continue
        found = _figure_at(folded, text, start)
        if found is None and bare and (alone := _BY_ITSELF.match(folded, digits)) is not None:
            figure_alone = parse_figure(alone[0])
            found = (figure_alone, alone.end()) if figure_alone is not None else None
        if found is None:
            at = max(candidate.end(), _past_number(folded, digits))
            continue
        figure, end = found
        if figure.unit.symbol or bare:
            while start < end and folded[start].isspace():
                start += 1
            yield start, end, figure
        at = max(end, candidate.end())


def find_worded_counts(text: str) -> Iterator[tuple[int, int, Figure]]:
    """Counts in Chinese numerals (二十六场，其中线下十八场、线上八场), where several of one measure word are told together.

    一个 and 三项 alone stand in many names; three of a kind, one of them of two digits or more, are counts.
    """
    folded = fold(text)
    found: dict[str, list[tuple[int, int, Figure]]] = {}
    for count in _WORDED.finditer(folded):
        for end in (count.end(), count.end() - 1):
            figure = parse_figure(folded[count.start() : end]) if end > count.end("numeral") else None
            if figure is not None and figure.unit.symbol and not figure.noun and figure.dimension.startswith("count"):
                found.setdefault(figure.unit.symbol, []).append((count.start(), end, figure))
                break
    for counts in found.values():
        if len(counts) >= _TOGETHER and any(figure.value >= _TEN for _, _, figure in counts):
            yield from counts


def _figure_at(folded: str, text: str, start: int) -> tuple[Figure, int] | None:
    """The figure at an offset, looked for no further than the end of its clause."""
    stop = start
    limit = min(len(folded), start + 60)
    while stop < limit and folded[stop] not in _CLAUSE_END:
        stop += 1
    found = Scanner(folded[:stop], text, False).one_at(start)
    if found is None:
        return None
    figure, end = found.figure, found.end
    if figure.noun:
        # the noun is what was counted, not a part of the number
        printed = folded[start:end]
        cut = printed.rfind(fold(figure.noun))
        if cut > 0:
            end = start + len(printed[:cut].rstrip())
    return figure, end


def _past_number(folded: str, at: int) -> int:
    """The offset after the digits at an offset."""
    end = at
    while end < len(folded) and (folded[end].isdigit() or folded[end] in ".,"):
        end += 1
    return max(end, at + 1)
