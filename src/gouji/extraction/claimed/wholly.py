"""What is said to be done or used up to the last, held against the figures of it: 受理26569宗……许可26462宗，全部予以许可;
使用率57.6%……资金已全部使用完毕，无结余.

Of two figures the one is what came in, the other what was done with it by the very word of the claim; of money it is every
rate that tells how much was used. What came in may be told for another time, so that what falls short is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, MONEY, RATIO, Sentence
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
#: 全部办结, 均已办理完毕.
_ALL_DONE: Final = re.compile(
    r"(?:^|(?<=[,;:。()]))(?P<who>[^,;:。()]{0,8}?)(?:已经?|[均都])*(?:全部|[均都]已?)(?:已经?|依法|予以|按时|按期|及时|如期|顺利|得到|进行|给予|[均都])*"
    r"(?P<verb>办结|许可|办理|答复|回复|办复|整改|处理|处置|解决|化解|销号|验收|审结|完工|竣工|开工|建成|录用|发放|拨付|兑付|兑现|审核|上报|归档|通过)"
    r"(?:完毕|完成|到位|完|了|[到至给]户|[到至给][^,;:。()]{2,8})*(?=[,;。)]|$)"
)
#: What came in, and the verbs for it.
_CAME: Final = re.compile(
    r"受理|收到|接[到收待报访]|交办|承办|转[办交]|立案|登记|申请|发现|反映|应|共有?|梳理|查出|列入|实施|安排"
)
#: What was found before and is held now: 上年度报告反映的31个问题，已整改28个.
_FOUND_BEFORE: Final = re.compile(r"(?:上年|去年)[^,;。]{0,14}(?:反映|发现|查出|指出)")
#: What goes to those for whom it is.
_PAID_OUT: Final = ("发放", "兑付", "兑现")
_REST: Final = re.compile(r"其余|剩余|余下|其他|另有|未|正在|尚|结转|不予|待|撤[回销]|上年|去年|计划|目标")
#: Money that is used up, and words that say where the rest of it went.
_USED: Final = re.compile(
    r"(?:资金|经费|预算|补助|款项?)[^,;。]{0,8}?(?:已经?|[均都])*(?:全部|全额)(?:已经?)?(?:使用|支出|支付|拨付|发放|执行|兑付)(?:完毕|完成|到位|完|了)*(?=[,;。)]|$)"
    r"|(?:^|(?<=[,;。]))(?:资金|经费|[^,;。]{0,6}?资金)?(?:无|没有|不存在|未发生|零)(?:资金)?(?:结余结转|结转结余|结转和结余|结余|结转)(?:资金)?(?:情况|现象)?(?=[,;。)]|$)"
)
_RATE: Final = re.compile(r"(?:执行|使用|支出|支付|拨付|发放|兑付)(?:进度|率|比例)$")
#: Of some of it only.
_PARTLY: Final = re.compile(r"其[他它余]|前期|此前|配套|部分|除|上述|该[笔项批]|剩余|尾款")
_RETURNED: Final = re.compile(r"收回|交回|上缴|缴回|统筹|调减|核减|追减|退回|调剂|扣减|指标收")
_DENIED: Final = re.compile(r"[未尚不]|确保|力争|计划|预计|如有?|若|是否|原则|要求|规定|上年|去年")
_OTHER_TIME: Final = re.compile(r"[上去前往明季]")
#: What is done up to the last may still have been late.
_IN_TIME: Final = re.compile("[按如]期|按时|及时|准时")
#: The number of an item at the beginning of a paragraph.
_ITEM: Final = re.compile(r"^[（(]?[0-9]{1,2}[.、．)）]")
_DAY: Final = re.compile(r"[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?")
#: Words for all that there is.
_GENERAL: Final = re.compile(
    r"实际|各项?|所有|全部|上述|以上|项目|工程|问题|任务|资金|款项|补[贴助]|按计划|[均都也已的]"
)
#: A rate that is this near to all may be rounded.
_ALL: Final = Fraction(995, 1000)
_LEAST: Final = Fraction(1, 2)
_FEW: Final = 3
#: What ends the words before a figure, and figures before a claim among which what it is of is looked for.
_STOPS: Final = frozenset(f",;:。(){FIGURES}")
_BACK: Final = 40


def read_wholly(
    found: Sequence[Sentence],
    mentions: Sequence[Mention],
    tables: Mapping[str, Table],
    wording: Wording,
    draft: Draft,
) -> None:
    """Write what falls short to the tables of completion and of comparisons."""
    done, compared = tables.get("完成"), tables.get("比较")
    if done is not None and wording.reached:
        for cells in _fallen_short(found, min(wording.reached, key=len)):
            draft.say(done, cells, True)
    if compared is not None:
        for cells in (*_left_over(found, mentions), *_rated_short(found, mentions)):
            draft.say(compared, cells, True)


def _fallen_short(found: Sequence[Sentence], reached: str) -> Iterator[dict[str, Value]]:
    before: Sentence | None = None
    for sentence in found:
        for claim in _ALL_DONE.finditer(sentence.signs):
            if _DENIED.search(claim[0]):
                continue
            pair = _pair(sentence, claim.start(), claim["verb"])
            if pair is None and before is not None and before.texts[-1] is sentence.texts[0]:
                own = min(sentence.figures, default=len(sentence.signs)) < claim.start()
                pair = None if own else _pair(before, len(before.signs), claim["verb"])
            if pair is not None:
                told, whole, part = pair
                yield {
                    "事项": sentence.span(*claim.span()),
                    "目标": told.span(whole, whole + 1),
                    "完成": told.span(part, part + 1),
                    "结论": Said(reached, sentence.span(*claim.span())),
                }
        before = sentence


def _pair(sentence: Sentence, end: int, verb: str) -> tuple[Sentence, int, int] | None:
    """What came in and what was done of it, where that is less: the last figure with the verb before it, and the last of its
    unit before that which came in."""
    signs, figures = sentence.signs, sentence.figures
    places = [at for at in sorted(figures) if at < end][-_BACK:]
    said = [at for at in places if verb in _clause(signs, at) and signs[at] != RATIO]
    part = next((at for at in reversed(said) if not _REST.search(_clause(signs, at))), None)
    if part is None:
        return None
    # 已整改28个，正在整改3个: what is still to do by the very word is no other rest
    if _REST.search(signs[said[-1] + 1 : end]):
        return None
    unit, kind = figures[part].unit, kind_of_figure(figures[part])
    for whole in reversed([at for at in places if at < part]):
        alike = figures[whole].unit == unit and kind_of_figure(figures[whole]) == kind
        if not alike or not _CAME.search(_clause(signs, whole)):
            continue
        plain = not figures[whole].bound and not figures[part].bound
        less = _LEAST * figures[whole].base < figures[part].base < figures[whole].base
        same = not _REST.search(_FOUND_BEFORE.sub("", signs[max(0, whole - 20) : part])[-(part - whole) - 12 :])
        return (sentence, whole, part) if plain and less and same else None
    return None


def _clause(signs: str, at: int) -> str:
    """The words before a figure in its clause."""
    return words_before(signs, at, _STOPS)


def _left_over(found: Iterable[Sentence], mentions: Sequence[Mention]) -> Iterator[dict[str, Value]]:
    claims = [
        (sentence, claim)
        for sentence in found
        for claim in _USED.finditer(sentence.signs)
        if MONEY not in claim[0] and not _DENIED.search(claim[0].replace("未发生", "").replace("不存在", ""))
        if not _PARTLY.search(_clause(sentence.signs, claim.start()) + claim[0])
    ]
    if not claims or any(_RETURNED.search(sentence.signs) for sentence in found):
        return
    rates = [
        one
        for one in mentions
        if one.kind == "ratio"
        and _RATE.search(one.name)
        and not one.figure.bound
        and not any(_OTHER_TIME.search(when) for when in one.when)
    ]
    rates = list({place_of(one.value): one for one in rates}.values())
    if not rates or any(one.base >= _ALL for one in rates) or len({one.base for one in rates}) > _FEW:
        return
    sentence, claim = claims[0]
    yield _short(sentence, claim, rates)


def _rated_short(found: Iterable[Sentence], mentions: Sequence[Mention]) -> Iterator[dict[str, Value]]:
    """按期完工率84.62%……全部按期完工: the rate of what is said to be done up to the last, told anywhere; 未发放402万元: what is
    not yet done of it."""
    done: set[str] = set()
    found = list(found)
    for sentence in found:
        for claim in _ALL_DONE.finditer(sentence.signs):
            verb = claim["verb"]
            if verb in done or _DENIED.search(claim[0].replace("按计划", "")) or _OTHER_TIME.search(claim[0]):
                continue
            if _GENERAL.sub("", claim["who"]) or _figured_before(sentence, claim.start()):
                continue  # 立行立改问题已全部整改: of some of them only
            done.add(verb)
            rates = [
                one
                for one in mentions
                if one.kind == "ratio"
                and re.search(rf"{verb}(?:完成|到位)?(?:率|比例)$", one.name)
                and (_IN_TIME.search(claim[0]) or not _IN_TIME.search(one.name))
                and not one.figure.bound
                and not any(_OTHER_TIME.search(when) for when in one.when)
            ]
            if rates and all(one.base < _ALL for one in rates) and len({one.base for one in rates}) <= _FEW:
                yield _short(sentence, claim, rates)
                continue
            left = _left(verb)
            for other in found:
                rest = left.search(other.signs)
                if rest is None:
                    continue
                at = max(rest.start("behind"), rest.start("ahead"))
                if other.figures[at].base > 0:
                    value, span = value_in(other, at), sentence.span(*claim.span())
                    label = Said(f"{other.span(*rest.span()).text}（{span.text}）", span)
                    unit = other.figures[at].unit.symbol
                    yield {"事项": label, "数值": value, "所比": Said(f"≤0{unit}", span)}
                    break


def _left(verb: str) -> re.Pattern[str]:
    """What is not yet done by a verb: 未发放402万元; of what is paid out also what did not arrive: 2万元未到账."""
    paid = f"{verb}|到账|到位" if verb in _PAID_OUT else verb
    return re.compile(
        rf"(?:[未待]|尚未|没有)(?:能|予以)?{verb}(?:的|资金|金额)*(?P<behind>[{FIGURES}])"
        rf"|(?P<ahead>[{MONEY}])(?:的|资金|补[贴助]|款项?)*[尚仍暂还]?未能?(?:{paid})(?!率)"
    )


def _figured_before(sentence: Sentence, at: int) -> bool:
    """Whether a figure stands before a claim in its paragraph: what is claimed may be of that."""
    before = sentence.texts[at].text[: sentence.starts[at]]
    return re.search(r"[0-9]", _DAY.sub("", _ITEM.sub("", before))) is not None


def _short(sentence: Sentence, claim: re.Match[str], rates: Sequence[Mention]) -> dict[str, Value]:
    """The lowest of the rates beside the claim."""
    low = min(rates, key=lambda one: one.base)
    span = sentence.span(*claim.span())
    return {"事项": Said(f"{low.name}（{span.text}）", span), "数值": low.value, "所比": Said("≥100%", span)}
