"""Words that say that something grew, shrank or stayed as it was, held against the rate or the figures of before that are told
of it: 自然增长率-1.05‰，实现正增长; 决算5.46万元，与上年持平。其中：用车4.20万元，上年4.80万元…….

Which rate is meant is not said where the words name nothing: it is the last one, and what is not so is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import Move, Moves, bare
from gouji.extraction.claimed.waysaid import DOWN, MOOD, UP
from gouji.extraction.claimed.weighing import room_of
from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure, rounded_text
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_SIGN: Final = re.compile(
    rf"(?:^|(?<=[,;:。(]))(?P<who>{_OTHER}{{0,16}}?)(?:已|均|继续|首次|再次|重新|稳步|成功|全面|增速)*(?:实现|保持|呈现?|由降转增|由负增?长?)?了?"
    r"(?:(?P<up>转正|[转为变回到升]*正增长|由负转正|由降转[升增])|(?P<down>转负|[转为变到降]*负增长|由正转负|由[升增]转降))(?:态势|趋势|局面)?(?=[,;。)]|$)"
)
_RATE: Final = re.compile(r"(?:增长率|增速|增幅|自增率|增长速度)(?:为|是|达到?|约)*$")
_FLAT: Final = re.compile(
    rf"(?:^|(?<=[,;:。(]))(?P<who>{_OTHER}{{0,16}}?)(?:[与和同较比](?:上年度?|去年)(?:同期|决算数?|水平|相比)*)(?:基本|大体|大致|总体)?(?:持平|相当|保持不变|没有变化|无变化)(?=[,;。)]|$)"
)
_NOT_SO: Final = re.compile(r"[未没不将拟应须需]|确保|力争|预计|有望|争取|目标|计划|除|如果|是否|季度|月")
#: A part with what it was before: 4.20万元，上年4.80万元.
_PART: Final = re.compile(
    rf"(?P<now>[{FIGURES}])[,(](?:比|较)?(?:上年度?|去年)(?:同期|决算数?|支出)?(?:为|是)?(?P<prior>[{FIGURES}])(?=[,;。)]|$)"
)
_SEVERAL: Final = 2
#: Signs before words among which their rate is told; their parts may be told in twice as many behind them.
_BACK: Final = 400
_OWN: Final = re.compile(r"^(?:本年|决算|支出|收入|总[额量]|合计|金额|数量?|规模|总体)*$")
_SHORT: Final = 2


#: Rates told in turn, and what is then said of all of them.
_ALL_OF_TURN: Final = re.compile(
    rf"分别(?:同比|比上年|较上年|实现)*(?P<way>{UP}|{DOWN})(?P<all>{RATIO}(?:[、,和及与]{RATIO})+),(?P<claim>[^{FIGURES}。;]{{0,16}}?[均都](?:实现|保持|呈|有所|为)*(?:正|负)?(?P<said>{UP}|{DOWN}))"
)
#: 环比下降0.3%，涨幅扩大: how fast it goes, by a word for the other way.
_FAST: Final = re.compile(
    rf"(?P<way>上涨|增长|上升|涨|下降|下跌|回落|减少|降)了?(?P<by>{RATIO}),(?P<fast>(?P<up>涨幅|增幅|升幅)|降幅|跌幅|减幅)(?=[比较与有略明继持]|同比|环比|{UP}|{DOWN}|收窄)"
)
#: An index of prices, of which the year before makes a hundred, and the way that prices are said to have gone.
_INDEX: Final = (
    rf"{_OTHER}{{0,6}}?指数(?:\([^()]{{0,12}}\))?(?:为|是|达到?)?(?P<now>[{FIGURES}])"
    rf",(?P<claim>{_OTHER}{{0,20}}?{MOOD}(?P<way>{UP}|{DOWN}))(?=[,;。]|$)"
)
_HUNDRED: Final = 100
#: How far an index of prices may be off a hundred.
_WIDE: Final = 30


def read_signs_said(
    found: Iterable[Sentence], moves: Moves, wording: Wording, table: Table, changes: Table | None, draft: Draft
) -> None:
    """Write them to the table of comparisons, and to that of changes."""
    index = re.compile(f"(?:{either(wording.prices)}){_INDEX}")
    for sentence in found:
        if changes is not None and "幅" in sentence.signs:
            for cells in _fast(sentence):
                draft.say(changes, cells, True)
        if "指数" in sentence.signs:
            for cells, doubt in _index(sentence, index):
                draft.say(table, cells, doubt)
        if "增长" in sentence.signs or "转" in sentence.signs:
            for cells in _signs(sentence):
                draft.say(table, cells, True)
        if "分别" in sentence.signs:
            for cells in _in_turn(sentence):
                draft.say(table, cells, True)
        if "上年" in sentence.signs or "去年" in sentence.signs:
            for cells in _flat(sentence, moves):
                draft.say(table, cells, True)


def _fast(sentence: Sentence) -> Iterator[dict[str, Value]]:
    for claim in _FAST.finditer(sentence.signs):
        went_up = claim["way"] in ("上涨", "增长", "上升", "涨")
        went_up = went_up == (sentence.figures[claim.start("by")].value > 0)
        if went_up != (claim["up"] is not None) and not sentence.figures[claim.start("by")].bound:
            yield {
                "项目": sentence.span(*claim.span()),
                "方向": Said("增加" if went_up else "减少", sentence.span(*claim.span("way"))),
                "所记": sentence.span(*claim.span("by")),
                "说法": Said("减少" if went_up else "增加", sentence.span(*claim.span("fast"))),
            }


def _index(sentence: Sentence, index: re.Pattern[str]) -> Iterator[tuple[dict[str, Value], bool]]:
    for claim in index.finditer(sentence.signs):
        figure = sentence.figures[claim.start("now")]
        up = re.fullmatch(UP, claim["way"]) is not None
        if figure.bound or figure.unit.symbol or abs(figure.base - _HUNDRED) > _WIDE or _NOT_SO.search(claim["claim"]):
            continue
        good = figure.base > _HUNDRED if up else figure.base < _HUNDRED
        span = sentence.span(*claim.span("claim"))
        yield (
            {
                "事项": span,
                "数值": sentence.span(*claim.span("now")),
                "所比": Said(">100" if up else "<100", span),
            },
            not good,
        )


def _signs(sentence: Sentence) -> Iterator[dict[str, Value]]:
    signs, figures = sentence.signs, sentence.figures
    for claim in _SIGN.finditer(signs):
        if _NOT_SO.search(claim[0]):
            continue
        start = max((signs.rfind(mark, 0, claim.start()) for mark in ";。"), default=-1) + 1
        back = range(claim.start() - 1, max(start, claim.start() - _BACK) - 1, -1)
        at = next((at for at in back if at in figures and _is_rate(sentence, at)), None)
        if at is None:
            continue
        base, up = figures[at].base, claim["up"] is not None
        if base == 0 or (base > 0) == up:
            continue
        yield {
            "事项": sentence.span(*claim.span()),
            "数值": sentence.span(at, at + 1),
            "所比": Said(">0%" if up else "<0%", sentence.span(*claim.span())),
        }


def _in_turn(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """一、二、三产业分别增长2.3%、-0.3%和5.7%，三次产业均实现增长: what all did, of which one did not."""
    for claim in _ALL_OF_TURN.finditer(sentence.signs):
        if _NOT_SO.search(claim["claim"]):
            continue
        span, up = sentence.span(*claim.span("claim")), re.search(UP, claim["said"]) is not None
        told_up = re.search(UP, claim["way"]) is not None
        for at in (at for at in range(*claim.span("all")) if at in sentence.figures):
            base = sentence.figures[at].base
            went_up = (base > 0) == told_up
            if base and went_up != up:
                limit = ">0%" if told_up == up else "<0%"
                yield {"事项": span, "数值": sentence.span(at, at + 1), "所比": Said(limit, span)}


def _is_rate(sentence: Sentence, at: int) -> bool:
    name = words_before(sentence.signs, at)
    return kind_of_figure(sentence.figures[at]) == "ratio" and _RATE.search(name) is not None


def _flat(sentence: Sentence, moves: Moves) -> Iterator[dict[str, Value]]:
    for claim in _FLAT.finditer(sentence.signs):
        if _NOT_SO.search(claim[0]):
            continue
        room = room_of(claim[0][len(claim["who"]) :])
        name = bare(claim["who"])
        if _OWN.match(claim["who"]):
            yield from _of_parts(sentence, claim, room)
            continue
        known = [move for move in moves.named(name) if move.since == "年"] if len(name) > _SHORT else []
        off = [move for move in known if (part := _part(move)) is not None and part > room]
        if known and len(off) == len(known):
            move, span = off[0], sentence.span(*claim.span())
            now, before = move.cells.get("本期"), text_of(move.cells.get("上期"))
            limit = f"={before}" if before is not None else f"≤{_percent(room)}"
            value = now if before is not None else move.cells.get("所记")
            yield {"事项": Said(f"{text_of(move.label)}：{span.text}", span), "数值": value, "所比": Said(limit, span)}


def _percent(part: Fraction) -> str:
    return f"{rounded_text(part * 100)}%"


def _part(move: Move) -> Fraction | None:
    """By what part of it a thing moved."""
    told = parse_figure(text_of(move.cells.get("所记")) or "")
    if told is not None:
        return abs(Fraction(told.base)) if told.dimension == "ratio" else None
    before, now = (parse_figure(text_of(move.cells.get(key)) or "") for key in ("上期", "本期"))
    if before is None or now is None or not before.base:
        return None
    return abs(Fraction(now.base) - before.base) / before.base


def _of_parts(sentence: Sentence, claim: re.Match[str], room: Fraction) -> Iterator[dict[str, Value]]:
    """The figure before the words, where parts behind them make it and tell what they were before."""
    figures = sentence.figures
    parts = [
        (one.start("now"), one.start("prior"))
        for one in _PART.finditer(sentence.signs, claim.end(), claim.end() + 2 * _BACK)
    ]
    if len(parts) < _SEVERAL:
        return
    total = sum((Fraction(figures[now].base) for now, _ in parts), Fraction(0))
    prior = sum((Fraction(figures[before].base) for _, before in parts), Fraction(0))
    kind = kind_of_figure(figures[parts[0][0]])
    whole = next(
        (
            at
            for at in sorted(figures, reverse=True)
            if at < claim.start() and sentence.signs[at] != RATIO and figures[at].base == total
        ),
        None,
    )
    if whole is None or kind_of_figure(figures[whole]) != kind or abs(total - prior) <= room * prior:
        return
    unit = figures[whole].unit
    span = sentence.span(*claim.span())
    value = prior / Fraction(unit.scale)
    yield {
        "事项": span,
        "数值": sentence.span(whole, whole + 1),
        "所比": Said(f"={rounded_text(value)}{unit.symbol}", span),
    }
