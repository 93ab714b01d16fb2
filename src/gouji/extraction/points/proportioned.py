"""Points that are got in proportion, where they do not come out (占比, 平均).

分值8分，目标≥200户，实际150户，按比例得6分; 得分＝执行率×10……执行率88%，得8.8分; （满分10分）……执行率88%，
按“分值×执行率”计分，得8.8分; 每低一个百分点扣0.5分，
进度96%，扣2分. All that is written is a remark.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.sentences import BARE, FIGURES, RATIO, SCORE, Sentence
from gouji.extraction.tried.made import Place
from gouji.faults import regex as re
from gouji.language import Table

_N: Final = rf"[^{FIGURES};。]"
#: In proportion; missed, so that not all of the points are got.
_BY: Final = re.compile(
    r"按(?:照)?(?:实际)?(?:完成|达成|达标)?(?:情况)?(?:的)?(?:比例|完成率|完成程度)(?:折算|计算|计分|计|得|赋)?|按比例"
)
_MISSED: Final = re.compile(r"未达标|未达到|未完成|没有完成|没有达到|未达成|未实现")
_FULL: Final = re.compile(r"(?:分值|满分|权重分?|总分|标准分)(?:为|是|共)?$")
_GOT: Final = re.compile(r"(?:得分|得|计|评分|自评|赋分|实得|应得)(?:为|是)?$")
_AIM: Final = re.compile(r"目标|指标值|任务|计划|要求|标准")
_DONE: Final = re.compile(r"实[际测得有]|完成|达到|为")
#: 得分=执行率×10.
_RULE: Final = re.compile(
    rf"得分=(?P<name>[^{FIGURES},;。=×*]{{1,8}}[率度])[×*xX](?:分值\(?)?(?P<full>[0-9]{{1,3}}|[{SCORE}{BARE}])"
)
_FULL_NAME: Final = "(?:指标)?(?:分值|满分|权重分?|标准分)"
_RATE_NAME: Final = rf"[^{FIGURES},;。()=×*按以“”\"]{{1,8}}[率度]"
#: 按“分值×执行率”计分, 按执行率计分: the full points are told elsewhere.
_RULE_OF: Final = re.compile(
    rf"{_FULL_NAME}[×*xX](?P<name>{_RATE_NAME})|(?P<first>{_RATE_NAME})[×*xX]{_FULL_NAME}"
    rf"|按(?:照)?(?P<by>{_RATE_NAME})(?:比例)?(?:折算|计算|计|得|赋)分"
)
_FULL_TOLD: Final = re.compile(rf"(?:分值|满分|权重分?|标准分|\()(?:为|是|共|:)?(?P<full>{SCORE})")
#: Sentences before points in which the full ones are looked for: those of the headings above them.
_ABOVE: Final = 4
#: 每低于100%一个百分点扣0.2分.
_EACH: Final = re.compile(
    rf"每(?:低于?|少于?|下降|降低|减少|差|相差|低出)?(?P<base>[{RATIO}])?[^{FIGURES},;。]{{0,8}}?(?:(?:1|一)个百分点|[{FIGURES}])[,]?(?:倒)?扣(?:减)?(?P<each>{SCORE})"
)
_OFF: Final = re.compile(rf"(?P<rate>{RATIO}){_N}{{0,12}}?(?<!每)扣(?:减|分)?(?P<off>{SCORE})")
#: Points are told to a tenth, or finer.
_HALF: Final = Fraction(1, 20)
_TENTH: Final = Decimal("0.1")


def read_proportions(found: Iterable[Sentence], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them. ``found``: the sentences of a document; a rule may stand in the sentence before."""
    shares, means = by_source.get("占比"), by_source.get("平均")
    before: Sentence | None = None
    above: deque[Sentence] = deque(maxlen=_ABOVE)
    told = (
        {place_of(row.cells.get("部分")) for row in draft.tables.get(shares.name, ())} if shares is not None else set()
    )
    for sentence in found:
        if shares is not None:
            for cells in (*_of_aim(sentence), *(_by_rule(sentence, before) or _in_words(sentence, above, told))):
                draft.say(shares, cells, True)
        if means is not None:
            for cells in _taken_off(sentence, before):
                draft.say(means, cells, True)
        before = sentence
        above.appendleft(sentence)


def _lead(sentence: Sentence, at: int) -> str:
    """The words before a figure, back to a pause or another figure."""
    return re.split(rf"[{FIGURES},;:。()]", sentence.signs[max(0, at - 24) : at])[-1]


def _of_aim(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """目标≥200户，实际150户，分值8分，按比例得6分."""
    signs, figures = sentence.signs, sentence.figures
    if not _BY.search(signs) and not _MISSED.search(signs):
        return
    scores = [at for at in sorted(figures) if signs[at] == SCORE]
    full = [at for at in scores if _FULL.search(_lead(sentence, at))]
    got = [at for at in scores if at not in full and _GOT.search(_lead(sentence, at))]
    others = [at for at in sorted(figures) if signs[at] != SCORE and _lead(sentence, at)]
    aims = [at for at in others if _AIM.search(_lead(sentence, at))]
    done = [at for at in others if at not in aims and _DONE.search(_lead(sentence, at))]
    if not (len(full) == len(got) == len(aims) == len(done) == 1) or full[0] > got[0] or aims[0] > done[0]:
        return
    aim, own, points, worth = (figures[at] for at in (aims[0], done[0], got[0], full[0]))
    if aim.dimension != own.dimension or own.bound or points.bound or not 0 < own.base < aim.base or worth.base <= 0:
        return
    made = Fraction(own.base) / Fraction(aim.base)
    meant = made * Fraction(worth.value)
    if abs(meant - Fraction(points.value)) <= max(Fraction(points.ulp) / 2, _HALF) and points.value < worth.value:
        return
    if (not _BY.search(signs) and points.value < worth.value) or Fraction(worth.value) - meant <= _HALF:
        return  # points were taken off, by some rule or other
    span = sentence.span(got[0], got[0] + 1)
    rate = f"{Decimal(made.numerator * 100) / Decimal(made.denominator):.2f}%"
    yield {
        "项目": Said("按完成比例得分", span),
        "部分": _number(sentence, got[0]),
        "总额": _number(sentence, full[0]),
        "占比": Said(rate, sentence.span(done[0], done[0] + 1)),
    }


def _number(sentence: Sentence, at: int) -> Value:
    """A score as a number that may be rounded."""
    figure = sentence.figures[at]
    text = f"{figure.value}"
    return Said(text if "." in text else f"{text}.00", sentence.span(at, at + 1))


def _by_rule(sentence: Sentence, before: Sentence | None) -> list[dict[str, Value]]:
    return list(_by_rules(sentence, before))


def _in_words(
    sentence: Sentence, above: Iterable[Sentence], told: Container[Place | None]
) -> Iterator[dict[str, Value]]:
    """（满分10分） above 执行率87.60%，按“分值×执行率”计分，得8.76分."""
    signs = sentence.signs
    rules = list(_RULE_OF.finditer(signs))
    scores = [at for at in sorted(sentence.figures) if signs[at] == SCORE]
    got = [at for at in scores if _GOT.search(_lead(sentence, at)) and not _FULL_TOLD.match(signs, at - 1)]
    if len(rules) != 1 or len(got) != 1 or _EACH.search(signs):
        return
    name = re.escape((rules[0]["name"] or rules[0]["first"] or rules[0]["by"])[-3:])
    rates = [one.start("rate") for one in re.finditer(rf"{name}(?:为|是|仅|达到?)*(?P<rate>{RATIO})", signs)]
    rates = [at for at in rates if not sentence.figures[at].bound]
    full = next(filter(None, (_full_in(one) for one in (sentence, *above))), None)
    if len(rates) != 1 or full is None or sentence.figures[got[0]].bound:
        return
    if place_of(sentence.span(got[0], got[0] + 1)) in told:
        return
    rate, points, worth = sentence.figures[rates[0]], sentence.figures[got[0]], full[0].figures[full[1]]
    if not 0 < rate.base <= 1 or not 0 < points.value <= worth.value:
        return
    off = abs(Fraction(rate.base) * Fraction(worth.value) - Fraction(points.value))
    fine = points.ulp < _TENTH and points.value * 10 != int(points.value * 10)
    rounded = Fraction(rate.step) * Fraction(worth.value)
    if off > (Fraction(points.ulp) if fine else max(Fraction(points.ulp) / 2, _HALF)) + rounded:
        yield {
            "项目": sentence.span(rates[0], rates[0] + 1),
            "部分": _number(sentence, got[0]),
            "总额": _number(*full),
            "占比": sentence.span(rates[0], rates[0] + 1),
        }


def _full_in(sentence: Sentence) -> tuple[Sentence, int] | None:
    """Where the only full points of a sentence stand."""
    told = [found.start("full") for found in _FULL_TOLD.finditer(sentence.signs)]
    return (sentence, told[0]) if len(told) == 1 else None


def _by_rules(sentence: Sentence, before: Sentence | None) -> Iterator[dict[str, Value]]:
    """得分＝执行率×10。……执行率88%，得8.8分."""
    for told in (sentence, before):
        rule = _RULE.search(told.signs) if told is not None else None
        if rule is None or told is None:
            continue
        start = rule.end() if told is sentence else 0
        name = re.escape(rule["name"][-3:])
        form = re.compile(
            rf"{name}(?:为|是|达到?)?(?P<rate>{RATIO}){_N}{{0,10}}?(?:得分|得|计)(?:为|是)?(?P<got>{SCORE})"
        )
        found = form.search(sentence.signs, start)
        if found is None:
            continue
        full = told.figures[rule.start("full")].value if rule.start("full") in told.figures else Decimal(rule["full"])
        rate, got = (sentence.figures[found.start(key)] for key in ("rate", "got"))
        meant = Fraction(rate.base) * Fraction(full)
        if rate.bound or got.bound or abs(meant - Fraction(got.value)) <= max(Fraction(got.ulp) / 2, _HALF):
            continue
        if rate.base > 1:
            continue
        yield {
            "项目": sentence.span(*found.span("rate")),
            "部分": _number(sentence, found.start("got")),
            "总额": Said(f"{full}.00" if full == int(full) else f"{full}", told.span(*rule.span("full"))),
            "占比": sentence.span(*found.span("rate")),
        }


def _taken_off(sentence: Sentence, before: Sentence | None) -> Iterator[dict[str, Value]]:
    """每低一个百分点扣0.5分。……进度96%，扣2分."""
    for told in (sentence, before):
        rule = _EACH.search(told.signs) if told is not None else None
        if rule is None or told is None:
            continue
        found = _OFF.search(sentence.signs, rule.end() if told is sentence else 0)
        if found is None:
            continue
        base = Fraction(told.figures[rule.start("base")].base) if rule["base"] else Fraction(1)
        rate, off = (sentence.figures[found.start(key)] for key in ("rate", "off"))
        each = told.figures[rule.start("each")]
        points = (base - Fraction(rate.base)) * 100
        meant = points * Fraction(each.value)
        if rate.bound or points <= 0 or abs(meant - Fraction(off.value)) <= max(Fraction(off.ulp) / 2, _HALF):
            continue
        whole = int(points) * Fraction(each.value)
        if Fraction(off.value) in (whole, whole + Fraction(each.value)):
            continue  # what is not a whole point is left out, or counts as one
        number = f"{Decimal(points.numerator) / Decimal(points.denominator):.4f}"
        yield {
            "事项": told.span(*rule.span()),
            "总量": Said(f"{off.value}", sentence.span(*found.span("off"))),
            "个数": Said(number, sentence.span(*found.span("rate"))),
            "平均": Said(f"{each.value}倍", told.span(*rule.span("each"))),
        }
        return
