"""Points that are got in proportion, where they do not come out (占比, 平均).

分值8分，目标≥200户，实际150户，按比例得6分; 得分＝执行率×10……执行率88%，得8.8分; 每低一个百分点扣0.5分，
进度96%，扣2分. All that is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.sentences import BARE, FIGURES, RATIO, SCORE, Sentence
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
#: 每低于100%一个百分点扣0.2分.
_EACH: Final = re.compile(
    rf"每(?:低于?|少于?|下降|降低|减少|差|相差|低出)?(?P<base>[{RATIO}])?[^{FIGURES},;。]{{0,8}}?(?:(?:1|一)个百分点|[{FIGURES}])[,]?(?:倒)?扣(?:减)?(?P<each>{SCORE})"
)
_OFF: Final = re.compile(rf"(?P<rate>{RATIO}){_N}{{0,12}}?(?<!每)扣(?:减|分)?(?P<off>{SCORE})")
#: Points are told to a tenth, or finer.
_HALF: Final = Fraction(1, 20)


def read_proportions(found: Iterable[Sentence], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them. ``found``: the sentences of a document; a rule may stand in the sentence before."""
    shares, means = by_source.get("占比"), by_source.get("平均")
    before: Sentence | None = None
    for sentence in found:
        if shares is not None:
            for cells in (*_of_aim(sentence), *_by_rule(sentence, before)):
                draft.say(shares, cells, True)
        if means is not None:
            for cells in _taken_off(sentence, before):
                draft.say(means, cells, True)
        before = sentence


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


def _by_rule(sentence: Sentence, before: Sentence | None) -> Iterator[dict[str, Value]]:
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
