"""What was taken off points and what is left, where it does not come out (扣分), and 均为满分 of points of which some were lost.

扣1分，扣2分，扣3分，共扣6分，综合得分96分; 分值6分，因……扣2分，得5分; 数量20/20、时效8/10，两项均为满分. A rule that takes points
off (每超一天扣1分) took none. What is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.document.model import Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.text.sentences import FIGURES, SCORE, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_OFF: Final = r"扣(?:减|除|分|掉|去)?(?:了|为)?:?"
_TAKEN: Final = re.compile(rf"(?P<lead>[^{FIGURES},;:。]{{0,24}}){_OFF}(?P<off>{SCORE})")
_WHOLE: Final = re.compile(
    rf"(?:[自总综最评]|终)[^{FIGURES},;:。]{{0,8}}(?:得分|总分|评分|分数)(?:为|是|:)?(?P<got>{SCORE})"
)
_TOTAL: Final = re.compile(r"(?:共计?|合计|总计|累计|总共)(?:被)?$")
#: A rule, and what is told of a part, of another time or not in full.
_RULE: Final = re.compile(r"每|凡|如|若|未.{1,10}的$|的,?$|规则|标准|否则|可|应|[“\"]")
_NOT_ALL: Final = re.compile(
    r"其余|其他|另[^外]|详见|主要(?!原因)|等(?![级次])|上年|去年|同比|加分|核[减增]|复核|调整|原(?!因)|附加|奖励|[财评]审|评审"
)
_FULL: Final = re.compile(
    rf"(?:分值|满分|权重|标准分)(?:为|是|:)?(?P<one>{SCORE})|\((?:满分|分值)?(?P<two>{SCORE})\)|(?P<three>{SCORE})得"
)
_GOT: Final = re.compile(rf"(?<![应可不])(?:实|[自评][评价])?得(?:分)?(?:为|:)?(?P<got>{SCORE})")
_LATE: Final = re.compile(rf"(?:延期|逾期|超期|推迟|滞后|晚于?|延迟)[^,;。“”\"]{{0,8}}[{FIGURES}]")
_POINTS: Final = r"[0-9]{1,2}(?:\.[0-9]{1,2})?"
_QUOTED: Final = re.compile(
    r"(?:延期|逾期|超期|推迟|滞后|延迟)了?[0-9]{1,3}(?:天|日|个[多半]?月)[^。；;“”]{0,20}"
    rf"[“\"](?:逾期|延期|超期|未按[期时]|不按[期时])[^“”每。]{{0,10}}扣(?P<off>{_POINTS})分[”\"](?:的?(?:规则|标准|规定|要求|办法))?"
    rf"[,，](?:该项|本项|该指标)?(?:分值|满分)?(?P<full>{_POINTS})分[,，]?(?:实|自.)?得(?:分)?(?P<got>{_POINTS})分"
)
_BY_RULE: Final = re.compile(r"[”\"]?的?(?:规则|标准|规定|要求|办法)")
_OUT_OF: Final = re.compile(rf"满分(?:为|是|:)?(?P<full>{SCORE})")
_HUNDRED: Final = 100
_LEAST: Final = 60
#: By how much a score may miss what is left of a hundred, where the sum of what was taken off is not told.
_NEAR: Final = 5
_TWO: Final = 2
_PAIR: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,12})(?P<a>[0-9]{1,2}(?:\.[0-9]{1,2})?)(?:"
    r"[/／](?P<b>[0-9]{1,2})分?|分[,，]?(?:自.|实际|实)?得分?(?P<c>[0-9]{1,2}(?:\.[0-9]{1,2})?)分)(?![0-9.])"
)
_ALL_FULL: Final = re.compile(
    r"[,，、;；]?(?:(?P<many>[二两三四五六七八九十0-9])[个项类]|以上|上述|各项|全部)[\u4e00-\u9fff]{0,6}?(?:均|都|全部)(?:为|得|获|获得|得到)?了?满分"
)
_NUMBERS: Final = {sign: number for number, signs in enumerate(("", "", "二两", *"三四五六七八九十")) for sign in signs}


def read_taken_off(
    texts: Sequence[Text],
    found: Sequence[Sentence],
    tables: Sequence[Table],
    by_source: Mapping[str, Table],
    draft: Draft,
) -> None:
    """Write them. ``found``: the sentences of a document."""
    table = next((table for table in tables if {"分值", "扣分", "得分"} <= set(table.columns)), None)
    if table is not None:
        known = {_key(row.cells) for row in draft.tables.get(table.name, ())}
        for at, sentence in enumerate(found):
            before = found[at - 1] if at and found[at - 1].texts[-1] is sentence.texts[0] else None
            for cells in (*_of_all(sentence), *_of_one(sentence, before)):
                if _key(cells) not in known:
                    known.add(_key(cells))
                    draft.say(table, cells, True)
        for text in texts:
            for cells in _by_quoted_rule(text):
                draft.say(table, cells, True)
    if (compared := by_source.get("比较")) is not None:
        for text in texts:
            for cells in _all_full(text):
                draft.say(compared, cells, True)


def _key(cells: Mapping[str, Value]) -> tuple[tuple[int, int] | None, tuple[int, int] | None, bool]:
    """Of what a row is: 进度滞后扣3分，共扣6分，得分94分 may have been read as of three points."""
    whole = (text_of(cells.get("分值")) or "").startswith(str(_HUNDRED))
    return place_of(cells.get("扣分")), place_of(cells.get("得分")), whole


def _of_all(sentence: Sentence) -> Iterator[Mapping[str, Value]]:
    """Of a hundred, what was taken off in all and what is left."""
    signs = sentence.signs
    wholes = list(_WHOLE.finditer(signs))
    if len(wholes) != 1 or _NOT_ALL.search(signs):
        return
    if any(sentence.figures[one.start("full")].base != _HUNDRED for one in _OUT_OF.finditer(signs)):
        return
    got = wholes[0].start("got")
    score = Fraction(sentence.figures[got].base)
    taken = list(_TAKEN.finditer(signs))
    if not _LEAST <= score <= _HUNDRED or not taken or any(_RULE.search(one["lead"]) for one in taken):
        return
    sums = [one.start("off") for one in taken if _sums(one)]
    each = [one.start("off") for one in taken if not _sums(one)]
    come = sum((Fraction(sentence.figures[at].base) for at in each), Fraction(0))
    if len(sums) > 1 or (not sums and len(each) < _TWO):
        return
    off = Fraction(sentence.figures[sums[0]].base) if sums else come
    if score + off == _HUNDRED or (not sums and abs(score + off - _HUNDRED) > _NEAR):
        return
    span = sentence.span(got, got + 1)
    told: Value = sentence.span(sums[0], sums[0] + 1) if sums else Said(f"{_plain(off)}分", span)
    yield {"项": "全部指标", "分值": "100分", "扣分": told, "得分": span}


def _of_one(sentence: Sentence, before: Sentence | None) -> Iterator[Mapping[str, Value]]:
    """Of one goal: its points, in this sentence or in the heading before it, what was taken off, and what is left."""
    signs = sentence.signs
    taken, got = list(_TAKEN.finditer(signs)), list(_GOT.finditer(signs))
    if len(taken) != 1 or len(got) != 1 or _WHOLE.search(signs) or taken[0].start("off") > got[0].start("got"):
        return
    ruled = _BY_RULE.match(signs, taken[0].end()) is not None
    lead = taken[0]["lead"]
    if ruled:
        if _LATE.search(signs[: taken[0].start()]) is None:
            return
    elif _RULE.search(lead) or re.search("每|得满分|扣完", signs):
        return
    full = [(sentence, one) for one in _FULL.finditer(signs)]
    if not full and before is not None:
        full = [(before, one) for one in _FULL.finditer(before.signs)]
    if len(full) != 1:
        return
    where, one = full[0]
    at = next(one.start(name) for name in ("one", "two", "three") if one[name])
    points, off, left = (
        Fraction(holder.figures[place].base)
        for holder, place in ((where, at), (sentence, taken[0].start("off")), (sentence, got[0].start("got")))
    )
    if points - off == left or left > points or off > points:
        return
    spans = (
        where.span(at, at + 1),
        sentence.span(taken[0].start("off"), taken[0].end()),
        sentence.span(got[0].start("got"), got[0].end()),
    )
    yield {"项": "本项指标", "分值": spans[0], "扣分": spans[1], "得分": spans[2]}


def _by_quoted_rule(text: Text) -> Iterator[Mapping[str, Value]]:
    """延期16天，按“逾期扣2分”规则，5分得5分: it was late, so that the rule takes them off."""
    for found in _QUOTED.finditer(text.text):
        full, off, got = (Fraction(found[name]) for name in ("full", "off", "got"))
        if off < full and full - off != got <= full:
            cells: dict[str, Value] = {"项": "本项指标"}
            spans = {name: text.span(*found.span(name)) for name in ("full", "off", "got")}
            columns = (("分值", "full"), ("扣分", "off"), ("得分", "got"))
            yield cells | {column: Said(f"{found[name]}分", spans[name]) for column, name in columns}


def _all_full(text: Text) -> Iterator[Mapping[str, Value]]:
    """数量20/20、时效8/10，两项均为满分: as many as are told right before it."""
    printed = text.text
    for claim in _ALL_FULL.finditer(printed):
        start = max(printed.rfind(stop, 0, claim.start()) for stop in "。\n:：") + 1
        pairs = list(_PAIR.finditer(printed, start, claim.start()))
        many = claim["many"]
        number = (int(many) if many.isdigit() else _NUMBERS[many]) if many else len(pairs)
        if len(pairs) < _TWO or len(pairs) != number or printed[pairs[-1].end() : claim.start()].strip():
            continue
        for one in pairs:
            score, full = (one["a"], one["b"]) if one["b"] else (one["c"], one["a"])
            if Fraction(score) < Fraction(full):
                at = one.start("a") if one["b"] else one.start("c")
                span = text.span(at, at + len(score))
                cells: dict[str, Value] = {
                    "事项": one["name"],
                    "数值": Said(f"{score}分", span),
                    "所比": Said(f"={full}分", text.span(*claim.span())),
                }
                yield cells


def _sums(taken: re.Match[str]) -> bool:
    """Whether it is said that so much was taken off in all: 共扣6分, 扣分5.5分."""
    return bool(taken["lead"] and _TOTAL.search(taken["lead"])) or taken[0].startswith("扣分")


def _plain(value: Fraction) -> str:
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
