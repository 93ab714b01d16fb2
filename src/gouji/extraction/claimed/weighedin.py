"""Words with the figure in them that another is weighed against: 比年初的71万平方米有所减少, 高于上年5.1万元的水平,
控制在批准限额(62.5亿元)之内. What is weighed stands beside them; a rate of change (水费支出涨幅高于5%)
is looked for by its name anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import ge, gt, le, lt
from typing import Final

from gouji.extraction.claimed.moves import Moves, bare, rate_of
from gouji.extraction.claimed.terms import EARLIER, Term, before
from gouji.extraction.claimed.waysaid import DOWN, MOOD, UP
from gouji.extraction.claimed.weighing import (
    BACK,
    END,
    FEWER,
    HOW,
    MORE,
    NOT_SO,
    OTHER,
    SHORT,
    TAIL,
    WeighedRow,
    held_rows,
    is_called,
    is_change,
    label_of,
    names_nothing,
    near_in_size,
    room_of,
)
from gouji.extraction.drafting.draft import Said, Value, span_of, text_of
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import rounded_text

_LEAD: Final = rf"[^{FIGURES},;:。()]"
#: 比年初的71万平方米有所减少, 与上年的4万元持平.
_WITH: Final = re.compile(
    rf"(?:^|(?<=[,;:。(]))(?P<who>{OTHER}{{0,20}}?)(?:相)?[比较与同和](?P<lead>{_LEAD}{{1,16}}?)\(?(?P<ref>[{FIGURES}])\)?(?:的?(?:水平|规模|增速|增幅|涨幅|降幅|标准|数量))?(?:相比|比较)?,?"
    rf"(?P<mood>{MOOD})(?:(?P<up>{MORE})|(?P<down>{FEWER})|(?P<flat>基本持平|大体持平|持平|相当|相同|一致|不变))(?P<by>了?{POINTS})?{TAIL}{END}"
)
#: 高于上年5.1万元的水平, 控制在批准限额(62.5亿元)之内, 尚未恢复至前年18.5亿元.
_THAN: Final = re.compile(
    rf"(?:^|(?<=[,;:。(])|(?P<fig>[{FIGURES}]))(?P<who>{OTHER}{{0,20}}?)"
    rf"(?:(?P<nmore>未超过?|不超过?|未突破|未高于|未超出|没有超过|没有突破|控制在)|(?P<nless>不低于|未低于|不少于|未少于)|"
    rf"(?P<less>低于|少于|小于|慢于|不及|不如|逊于|(?:尚?未|没有|仍未)(?:达到?|恢复[到至]|完成|实现)|(?:尚)?不足)|"
    rf"(?P<more>高于|多于|大于|快于|超过|超出|突破|高出|反超|[已重新超]*恢复[到至]|超越))了?"
    rf"(?P<lead>{_LEAD}{{0,18}}?)(?P<open>\()?(?P<ref>[{FIGURES}])\)?"
    rf"(?P<tail>(?:的?(?:之内|以内|以下|范围内?|水平|标准|增速|增幅|涨幅|平均|要求|规模|数|目标|预算|限额|概算|计划|任务))*){END}"
)
_SHARE_OF: Final = re.compile(rf"[)）]?的?{OTHER}{{0,4}}[{RATIO}]")
_ASKED: Final = re.compile("目标|预算|限额|概算|计划|任务|标准|要求")
#: What is asked for is no other thing: 低于低保标准的5户.
_GOAL: Final = re.compile("目标|任务|要求|标准|指标|限额|上限|下限|控制|警戒|预期|平均|线")
#: By what a thing changed, called by its name: 水费支出涨幅.
_PACED: Final = re.compile(
    rf"(?:^|(?<=[,;:。(]))(?P<name>{OTHER}{{2,20}}?)的?(?:(?:{UP}|[增涨升])|(?P<down>{DOWN}|[降跌减]))(?:幅度?|速度?){HOW}(?P<ref>{RATIO})"
)
_HOLDS: Final = {"above": (">", gt), "below": ("<", lt), "at_least": ("≥", ge), "at_most": ("≤", le)}
_RATED: Final = re.compile(r"快于|慢于|加快|放缓|提速|趋缓|减缓|回升|增速|增幅|涨幅")


def weighed_in(sentence: Sentence, terms: Sequence[Term], first: int) -> Iterator[WeighedRow]:
    """What is weighed against a figure that stands in the words themselves."""
    signs = sentence.signs
    by_place = {term.at: term for term in terms}
    for claim in _WITH.finditer(signs, first):
        ref = by_place.get(claim.start("ref"))
        if ref is None or not ref.plain or NOT_SO.search(claim["who"] + claim["lead"]):
            continue
        found = _subject(terms, claim.start(), claim["who"], ref)
        if found is None:
            continue
        now, firm = found
        if claim["by"] is not None:
            yield from _by_points(sentence, claim, ref, now)
            continue
        signed = _RATED.search(claim[0]) is not None and now.went is not None
        room = room_of(claim["mood"] + claim["flat"]) if claim["flat"] else None
        sign = "=" if claim["flat"] else ">" if claim["up"] else "<"
        span = sentence.span(claim.start(), claim.end())
        yield from held_rows(now, ref, sign, span, signed, not firm, room)
    for claim in _THAN.finditer(signs, first):
        ref = by_place.get(claim.start("ref"))
        if ref is None or not ref.plain or NOT_SO.search(claim["who"]):
            continue
        if claim["fig"] is not None:
            beside = by_place.get(claim.start("fig"))
            if beside is None or beside.kind != ref.kind or (claim["who"] and not re.fullmatch(HOW, claim["who"])):
                continue
            now, firm = beside, False
        else:
            found = _subject(terms, claim.start(), claim["who"], ref)
            if found is None:
                continue
            now, firm = found
        meant = _meant(claim, ref, now)
        if meant is None:
            continue
        sign = "≤" if claim["nmore"] else "≥" if claim["nless"] else "<" if claim["less"] else ">"
        if claim["more"] is not None and "恢复" in claim["more"]:
            if ref.kind == "ratio" or _SHARE_OF.match(sentence.signs, ref.at + 1):
                continue  # 恢复至2019年（352.4万人次）的81.3%: how far it has come
            sign = "≥"
        signed = now.went is not None or ref.went is not None
        span = sentence.span(claim.start("lead") - SHORT, claim.end())
        yield from held_rows(now, ref, sign, span, signed, not (firm and meant), None)


def paced(sentence: Sentence, moves: Moves) -> Iterator[WeighedRow]:
    """水费支出涨幅高于5%的控制目标: a rate of change that is told elsewhere, by the name of what has changed."""
    for claim in _PACED.finditer(sentence.signs):
        figure = sentence.figures[claim.start("ref")]
        if figure.bound not in _HOLDS or NOT_SO.search(claim["name"]):
            continue
        sign, holds = _HOLDS[figure.bound]
        named = [one for one in moves.named(bare(claim["name"])) if one.since == "年" and one.sentence is not sentence]
        told = [(move, *rated) for move in named if (rated := rate_of(move)) is not None]
        if len({rate for _, _, rate in told}) != 1:
            continue
        move, value, rate = told[-1]
        number = (text_of(value) or "").removeprefix("-")
        rate = -rate if claim["down"] else rate
        limit = f"{sign}{rounded_text(100 * abs(figure.base))}%"
        cells: dict[str, Value] = {
            "事项": move.label,
            "数值": Said(number if rate > 0 else f"-{number}", span_of(value)),
            "所比": Said(limit, sentence.span(*claim.span())),
        }
        yield "比较", cells, not holds(rate, figure.base)


def _meant(claim: re.Match[str], ref: Term, now: Term) -> bool | None:
    """Whether the figure in the words is what something is held against: 低于上年的30万元 is, 低于预算30万元 may say by how much
    (None). It may be nothing of either that is counted: 低于平均的3个."""
    lead, tail = claim["lead"], claim["tail"]
    dated = re.search(rf"{EARLIER}|{DATE}", lead) is not None
    if not lead:
        return True if _ASKED.search(tail) else None
    if "完成" in (claim["less"] or "") or "实现" in (claim["less"] or ""):
        return None
    if claim["open"] is not None or tail:
        return True
    if lead.endswith("的"):
        if not ref.kind.startswith("count"):
            return True
        # 首次超过乙类的286套 names another thing, 低于平均的3个 some of them
        return dated or (
            False if len(lead) > SHORT + 1 and not _GOAL.search(lead) and re.fullmatch(HOW, claim["who"]) else None
        )
    # 低于上年预算数30万元: a figure of its own is named
    if claim["nmore"] is not None or claim["nless"] is not None:
        return False
    named = re.search(r"[数额量价值]$", lead) is not None or (dated and re.search(r"人均|平均", lead) is not None)
    near = ref.base <= 2 * now.base <= 4 * ref.base
    return False if named and near and ref.kind != "ratio" else None


def _subject(terms: Sequence[Term], at: int, who: str, ref: Term) -> tuple[Term, bool] | None:
    """What is weighed: the last figure of the kind before the words, or the one that they name. Second, whether that is sure."""
    near = [term for term in before(terms, at, BACK * 2) if term.kind == ref.kind and term.plain]
    near = [term for term in near if not is_change(term) and (term.went is None or ref.kind == "ratio")]
    name = bare(re.sub(HOW, "", who))
    if not near:
        return None
    if names_nothing(who):
        own = [term for term in near if not term.ahead]
        # 人均4.1万元，比上年人均3.8万元: it is weighed against what is called alike
        lead = re.sub(rf"{EARLIER}|{DATE}|[的年末初底比较与同和相]", "", ref.sentence.signs[ref.start : ref.at])[
            -SHORT:
        ]
        if not own or not near_in_size(own[0], ref):
            return None
        first = own[0]
        close = first.sentence.signs[first.at + 1 : at].strip(",(") == "" and first.at + 2 >= at
        if len(own) > 1 and not close:
            return None
        return first, close and (len(own) == 1 or lead in first.name or not lead)
    called = [term for term in near if is_called(name, term.name) and near_in_size(term, ref)]
    return (called[0], False) if called and len({term.base for term in called}) == 1 else None


def _by_points(sentence: Sentence, claim: re.Match[str], ref: Term, now: Term) -> Iterator[WeighedRow]:
    """增长9.4%，比上年的7.2%加快2.2个百分点."""
    at = claim.end("by") - 1
    up = claim["up"] is not None
    word = claim["up"] or claim["down"]
    if now.went is None or now.went is False or re.fullmatch(f"{UP}|{DOWN}", word) is not None:
        return
    points = sentence.figures[at].base
    off = (now.base - ref.base if up else ref.base - now.base) - points
    step = sentence.figures[at].step + sentence.figures[now.at].step
    cells: dict[str, Value] = {
        "项目": label_of(now),
        "上期": ref.value,
        "本期": now.value,
        "变动额": sentence.span(at, at + 1),
        "方向": Said("增加" if up else "减少", sentence.span(*claim.span("up" if up else "down"))),
    }
    yield "变动", cells, abs(off) > step
