"""Words that say that all was done, behind the figure that says how much was: 支出进度97.0%，全部支出完毕; 占年度计划的96.0%，
同比增长11.2%，圆满完成年度投资任务; 余2处制定方案，隐患全部清零.

The figure is the nearest one of its sentence that tells of the same kind of doing. Whether it is meant is not said, so that
what is not so is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, COUNT, DATE, FIGURES, MONEY, POINTS, RATIO, Sentence
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
#: Doings that go together: a rate of one of them says how far each of the others came.
_DOINGS: Final = (
    "完成|实现|达成|建成",
    "支出|支付|使用|发放|拨付|兑付|兑现|下达|到位|执行|结算|投放",
    "整改|销号|清零|整治|消除|治理",
    "办结|办理|答复|办复|处理|处置|解决|化解|审结|反馈",
    "开工|竣工|完工|建成|投产|投用|验收",
    "覆盖|参保|签约|建档|自评|公开|上线|纳入",
    "回收|收回|收缴|征收|缴纳|入库",
)
_DOING: Final = "|".join(_DOINGS)
#: How far something came: 支出进度, 占年度计划的, 完成预算的.
_RATE: Final = re.compile(
    rf"(?:(?P<doing>{_DOING}|工作|任务|目标)(?:进度|率|比例)|(?P<of>(?:占|完成|实现|达到?|为)了?{_OTHER}{{0,12}}?(?:计划|目标|任务|预算|预期)[数值]?的?))"
    r"(?:总体|仅|只有|已经?|均|约|为|达到?|是)*$"
)
_ALL: Final = re.compile(
    rf"(?:^|(?<=[,;。(]))(?P<who>{_OTHER}{{0,14}}?)(?:已经?|[均都也]|现已|目前)*"
    rf"(?:(?P<over>超额|超计划)(?:完成|实现)|(?P<all>全部|全面|全额|圆满|如期|足额|[均都]已?)(?:已经?)?(?P<doing>{_DOING})(?:完毕|到位|完成|完|了|结束)*"
    rf"|(?:已经?|[均都])*实现了?{_OTHER}{{0,10}}?(?P<cover>全覆盖))"
    rf"(?P<what>{_OTHER}{{0,14}}?)(?=[,;。)]|$)"
)
#: 实现全年出水100%达标.
_FULL: Final = re.compile(
    rf"(?:^|(?<=[,;。(]))(?P<who>{_OTHER}{{0,14}}?)(?P<full>[{RATIO}])(?P<doing>达标|合格|优良|{_DOING})(?=[,;。)]|$)"
)
_GOAL: Final = re.compile(r"任务|目标|计划|预算|指标|预期")
_NOT_SO: Final = re.compile(
    r"[未没不将拟应须需若请待尚]|确保|力争|预计|预期(?!目标)|争取|努力|推动|促进|保证|基本|除|外|如果|是否|能否|原则|要求|"
    r"[省市县国]定|上级|上年|去年|上半年|季度|前期|大部|其余|其他|(?:为了?|以)(?:完成|实现)"
)
#: What a claim may be said of, or its doing be of, without naming anything.
_NOBODY: Final = re.compile(
    r"资金|经费|补助|补贴|项目|任务|工作|目标|各项|全年|年度|款项|所有|隐患|问题|总体|现|已|目前|并|且|也|的"
)
#: What is left: 余2处, 未发0.82万元.
_LEFT: Final = re.compile(
    rf"(?:^|(?<=[,;。(]))(?:其中|现|目前|仅)?(?:(?:剩余|仅剩|尚余|余|尚有|还有)(?:的|了)?|(?:尚|仍|还)?未(?P<doing>{_DOING}|发|付|拨|改)(?:的|有)?)(?P<rest>[{COUNT}{MONEY}])"
)
_LEFT_BY: Final = {"发": "发放", "付": "支付", "拨": "拨付", "改": "整改"}
#: Between a figure and the words, what tells that another is meant; figures there may only be of growth.
_APART: Final = re.compile(r"其中|剩余|其余|[:。;]|另")
_GREW: Final = re.compile(
    rf"(?:同比|环比|[较比](?:上年|去年|同期){_OTHER}{{0,6}}?)?(?:增长|增加|提高|提升|上升|下降|减少|降低|增幅|降幅){_OTHER}{{0,4}}$"
)
_NEARLY: Final = Fraction(9995, 10000)
_ONE: Final = Fraction(1)
#: Signs before the words among which the figure is looked for.
_BACK: Final = 120
_SHORT: Final = 2


def read_short_of(found: Iterable[Sentence], table: Table, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    for sentence in found:
        for claim in _ALL.finditer(sentence.signs):
            if _NOT_SO.search(claim[0]):
                continue
            for at, limit, doubt in (*_rates(sentence, claim), *_rests(sentence, claim)):
                _say(sentence, claim, at, limit, doubt, known, table, draft)
        for claim in _FULL.finditer(sentence.signs):
            if sentence.figures[claim.start("full")].base == _ONE and not _NOT_SO.search(claim[0]):
                for at in _named_rate(sentence, claim):
                    _say(sentence, claim, at, "≥100%", True, known, table, draft)


def _say(
    sentence: Sentence,
    claim: re.Match[str],
    at: int,
    limit: str,
    doubt: bool,
    known: set[tuple[int, int] | None],
    table: Table,
    draft: Draft,
) -> None:
    """Write a figure that is held against the words of a claim, once."""
    value = value_in(sentence, at)
    if place_of(value) in known:
        return
    known.add(place_of(value))
    span = sentence.span(claim.start(), claim.end())
    name = words_before(sentence.signs, at)
    cells: dict[str, Value] = {
        "事项": sentence.span(at - len(name), at) if name else span,
        "数值": value,
        "所比": Said(limit, span),
    }
    draft.say(table, cells, doubt)


def _named_rate(sentence: Sentence, claim: re.Match[str]) -> Iterator[int]:
    """The nearest rate of the very doing before the words, where it is less than all: 达标率98.90%，实现全年100%达标."""
    signs, figures = sentence.signs, sentence.figures
    for at in range(claim.start() - 1, max(-1, claim.start() - _BACK), -1):
        if signs[at] in ";。":
            return
        named = signs[at] == RATIO and at in figures
        if named and re.search(rf"{claim['doing']}率(?:为|达到?|是)?$", words_before(signs, at)):
            if not figures[at].bound and figures[at].base < _NEARLY and figures[at].base * _SHORT >= _ONE:
                yield at
            return


def _rates(sentence: Sentence, claim: re.Match[str]) -> Iterator[tuple[int, str, bool]]:
    """The nearest rate before the words that says how much of the same was done."""
    signs, figures = sentence.signs, sentence.figures
    for at in range(claim.start() - 1, max(-1, claim.start() - _BACK), -1):
        if signs[at] in ";。":
            return
        if signs[at] != RATIO or at not in figures:
            continue
        told = _RATE.search(words_before(signs, at))
        if told is None:
            continue
        if figures[at].bound or not _is_near(signs, at, claim.start()) or not _is_of(told, claim, signs):
            return
        rate = figures[at].base
        if rate >= _NEARLY or rate * _SHORT < _ONE:
            good = rate > _ONE if claim["over"] else rate >= _NEARLY
            if good:
                yield at, "≥100%", False
            return
        yield at, ">100%" if claim["over"] else "≥100%", True
        return


def _is_near(signs: str, at: int, start: int) -> bool:
    """Whether nothing between a figure and the words is of something else."""
    between = signs[at + 1 : start]
    if _APART.search(between):
        return False
    return all(
        _GREW.search(words_before(signs, at + 1 + n)) is not None
        for n, sign in enumerate(between)
        if sign in FIGURES and sign not in BARE
    )


def _is_of(told: re.Match[str], claim: re.Match[str], signs: str) -> bool:
    """Whether the words are of the doing that the rate is of."""
    who = _NOBODY.sub("", claim["who"])
    if len(who) >= _SHORT and who[:_SHORT] not in signs[max(0, claim.start() - _BACK) : claim.start()]:
        return False
    doing = told["doing"] or "完成"
    if claim["over"] or claim["doing"] in _DOINGS[0].split("|"):
        goal = _GOAL.search(claim["what"] + claim["who"]) is not None
        return doing in (*_DOINGS[0].split("|"), "工作", "任务", "目标") and (goal or not claim["what"])
    said = "覆盖" if claim["cover"] else claim["doing"]
    # 全额拨付工资性支出: of one thing among others
    return (
        len(_NOBODY.sub("", claim["what"])) < _SHORT
        and _GOAL.search(claim["what"]) is None
        and any(doing in kind.split("|") and said in kind.split("|") for kind in _DOINGS)
    )


def _rests(sentence: Sentence, claim: re.Match[str]) -> Iterator[tuple[int, str, bool]]:
    """What is told as left right before the words."""
    signs, figures = sentence.signs, sentence.figures
    if claim["doing"] is None or _GOAL.search(claim["what"]):
        return
    start = max(signs.rfind(mark, 0, claim.start() - 1) for mark in ";。") + 1
    for left in _LEFT.finditer(signs, max(start, claim.start() - _BACK), claim.start()):
        at = left.start("rest")
        said = claim["doing"]
        doing = _LEFT_BY.get(left["doing"] or "", left["doing"] or said)
        alike = any(doing in kind.split("|") and said in kind.split("|") for kind in _DOINGS)
        plain = at in figures and figures[at].base > 0 and not figures[at].bound and signs[at] not in POINTS
        if alike and plain and len(_NOBODY.sub("", claim["who"])) < _SHORT:
            yield at, f"≤0{figures[at].unit.symbol}", True


__all__ = ["read_short_of"]
