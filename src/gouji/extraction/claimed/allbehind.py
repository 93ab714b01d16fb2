"""Words that say that all was done, held against what is told behind them: 积案已全部化解，化解率94.19%; 另有5件正在办理.

What stands before such words is read elsewhere (``outof``). Behind them a rate has to be of the very doing and of nothing that
the words do not name, and what is left has to be left of what they name; a part that is told before the words may be all
that they are of. What is not so is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Final

from gouji.extraction.claimed.saidonce import words_judged
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.text.sentences import COUNT, DATE, FIGURES, MONEY, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_CLAUSE: Final = re.compile(r"[^,;:。()]+")
_ALL: Final = r"全部|均|都|悉数|尽数|统统|一律|全都"
_DOING: Final = re.compile(
    rf"^(?P<who>[^,;:。()]{{0,40}}?)(?:已经?|现已|目前已?|[均都现]|业已)*(?P<all>{_ALL})(?:已经?|按[期时]|如期|依法|予以|得到|成功|顺利|有效|妥善|及时|圆满|全面|全部)*"
    rf"(?P<done>(?:完成|实现)?(?P<verb>[\u4e00-\u9fff]{{2}})[^{FIGURES}{DATE},;:。()]{{0,8}})$"
)
_CLEARED: Final = re.compile(r"^(?P<who>[^,;:。()]{0,40}?)(?P<done>(?:已|均|实现|全部)*(?P<verb>清零))$")
#: Of some of them only, of another time, or not done at all.
_NOT_SO: Final = re.compile(
    r"确保|力争|争取|预计|有望|计划|拟|将|应|须|必须|要求|如果|是否|上年|去年|往年|以前年度|历年|大部|多数|部分|基本|到期|符合|具备|除(?=[^,;]{1,20}外)|不含|"
    r"[首前一二三四五六七八九十]批|[前上][一二三]|首[批期]|其[余他它中]|剩余|未|没有|不|其中|上述|[上下]半年|季度|明年|目标|任务"
)
#: What was done with all of them and is no end of it.
_NO_END: Final = re.compile(
    r"制定|研究|受理|登记|建立|明确|纳入|列入|开展|启动|进入|交办|转办|分办|移交|签订|核实|建账|处于|属于|来[自源]|符合|达到|高于|低于|增|减|[上下]升?降"
)
_RATE: Final = re.compile(
    rf"(?:^|[、和及])(?P<name>[\u4e00-\u9fff]{{2,12}}?)率(?:总体|均|约|仅|已|为|是|达到?|达|保持在?|只有)*(?P<rate>{RATIO})"
)
_PLAIN: Final = re.compile(
    "累计|综合|总体|总|平均|全年|本年|当年|年末|实际|目前|完成|到位|整体|项目|工作|工程|问题|任务|指标|的"
)
_LEFT: Final = re.compile(
    rf"^(?:现|目前|至今|截至[^{FIGURES},;:。]{{0,10}}|年末|年底)?(?P<left>其余|剩余|余下|剩下|尚余|仍余|尚剩|仍剩|[尚仍还另]有)的?(?P<rest>[{COUNT}{MONEY}])(?P<behind>[^,;:。()]{{0,24}})"
)
_UNDONE: Final = re.compile("正在|未|待|在办|在建|在途|推进|没有|尚在|仍在|续")
_REST_VERB: Final = re.compile("均|都|也|已|正|在|因|由|未|没|纳入|计划|拟|将|待|仍|尚|预计|列入|于|年|明|转|需|$")
#: What is not due yet is no part of what was to be done.
_NOT_DUE: Final = re.compile("未到|不[在属]|无法|不予|撤[回销诉]|不符|未达到期限|期限内|重复|无效|退回")
_OTHER_TIME: Final = re.compile("上年|去年|同期|目标|要求|季度|半年|全[省市国]|满意|其中|按期|按时")
#: Signs and clauses behind the words, clauses of a sentence that are looked at; a rate that may be rounded to all.
_BACK, _AHEAD, _CLAUSES = 120, 4, 400
_NEARLY: Final = Fraction(9995, 10000)
_SHORT: Final = 2


def read_all_behind(found: Sequence[Sentence], tables: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write them to the table of comparisons, where no other reader has judged the words."""
    table = tables.get("比较")
    if table is None:
        return
    known = words_judged(tables, draft, ("比较", "完成"))
    doings = [re.compile(either(tuple(line.split("|")))) for line in wording.doings]
    for number, sentence in enumerate(found):
        if "|" in sentence.signs or not re.search(f"{_ALL}|清零", sentence.signs):
            continue
        near = found[number - 1] if number else None
        near = near if near is not None and near.texts[-1] is sentence.texts[0] else None
        behind = found[number + 1] if number + 1 < len(found) else None
        behind = behind if behind is not None and behind.texts[0] is sentence.texts[-1] else None
        parts = list(islice(_CLAUSE.finditer(sentence.signs), _CLAUSES))
        for place, clause in enumerate(parts):
            claim = _DOING.match(clause[0]) or _CLEARED.match(clause[0])
            if claim is None or _NOT_SO.search(claim[0]) or _NO_END.search(claim["done"]):
                continue
            span = sentence.span(*clause.span())
            if any((id(span.source), at) in known for at in range(span.start, span.end)):
                continue
            ahead = [(sentence, one) for one in parts[place + 1 : place + 1 + _AHEAD]]
            if behind is not None and len(ahead) < _AHEAD:
                first = islice(_CLAUSE.finditer(behind.signs), _AHEAD - len(ahead))
                ahead += [(behind, one) for one in first]
            like = [one for one in doings if one.search(claim["verb"])]
            told = sentence.signs[max(0, clause.start() - _BACK) : clause.end()]
            told = f"{near.signs[-_BACK:] if near is not None else ''}{told}"
            figures = _figures(near, sentence, clause.start())
            for other, at, limit in islice(_against(claim, ahead, like, told, figures), 1):
                value = other.span(at, at + 1)
                cells: dict[str, Value] = {
                    "事项": Said(f"{other.span(*_around(other, at)).text}（{span.text}）", span),
                    "数值": value,
                    "所比": Said(limit, span),
                }
                draft.say(table, cells, True)


def _against(
    claim: re.Match[str],
    ahead: Sequence[tuple[Sentence, re.Match[str]]],
    like: Sequence[re.Pattern[str]],
    told: str,
    figures: Sequence[Fraction],
) -> Iterator[tuple[Sentence, int, str]]:
    """The first figure behind the words that denies them."""
    several = any(sign in FIGURES for sign in claim["who"])
    for number, (sentence, clause) in enumerate(ahead):
        rate = _RATE.search(clause[0])
        if rate is not None and not _OTHER_TIME.search(clause[0]):
            at = clause.start() + rate.start("rate")
            figure = sentence.figures[at]
            if not _names_only(rate["name"], claim[0], like, told):
                return  # of something else, and so may be what follows
            if not figure.bound and 0 < figure.base < _NEARLY:
                yield sentence, at, "≥100%"
            return
        rest = _LEFT.match(clause[0])
        if rest is not None:
            at = clause.start() + rest.start("rest")
            figure = sentence.figures[at]
            noun = re.sub(r"[0-9.,\s]", "", figure.text)[-1:]
            words = rest["behind"]
            weak = rest["left"][-1] == "有"
            same = _REST_VERB.match(words) is not None or words[:_SHORT] in told
            of_it = same and (not weak or (_UNDONE.search(words) is not None and noun in told + words))
            later = words + "".join(one[0] for _, one in ahead[number + 1 : number + 2])
            if figure.base <= 0 or not of_it or several or _NOT_DUE.search(later) or _closes(figures, figure.base):
                return
            yield sentence, at, f"≤0{figure.unit.symbol}"
            return
        if re.search("其他|另外|此外|其中", clause[0]) or (
            claim.groupdict()["verb"] in clause[0] and any(sign in FIGURES for sign in clause[0])
        ):
            return  # 县级配套到位1,500万元: what follows is of more than the words are of


def _names_only(name: str, claim: str, like: Sequence[re.Pattern[str]], told: str) -> bool:
    """Whether a rate is of what the words say was done, and of all of it: 整改完成率 of 均已整改到位, 结案率 of 全部审结."""
    stem = name[-_SHORT:]
    core = _PLAIN.sub("", name)
    if not core:
        return True
    if not (stem in claim or set(core) <= set(claim) or "清零" in claim or any(one.search(stem) for one in like)):
        return False
    rest = "".join(sign for sign in core if sign not in claim) if stem in claim else core.removesuffix(stem)
    return not rest or rest in told


def _figures(near: Sentence | None, sentence: Sentence, end: int) -> Sequence[Fraction]:
    """What was told before the words, in counts and amounts."""
    out = []
    for one, stop in ((near, None), (sentence, end)):
        if one is not None:
            out += [
                Fraction(figure.base)
                for at, figure in one.figures.items()
                if (stop is None or at < stop) and one.signs[at] in COUNT + MONEY
            ]
    return out[-12:]


def _closes(figures: Sequence[Fraction], rest: Fraction) -> bool:
    """Whether what is left is so of two figures before the words: 受理86件，办结81件，均已答复，剩余5件."""
    return any(whole - part == rest for whole in figures for part in figures)


def _around(sentence: Sentence, at: int) -> tuple[int, int]:
    """The words right before a figure, with it where they name nothing."""
    start = at
    while start > 0 and sentence.signs[start - 1] not in f",;:。(){FIGURES}{DATE}":
        start -= 1
    return (start, at) if at - start > _SHORT else (start, at + 1)


__all__ = ["read_all_behind"]
