"""What is left of so many when so many are told: 线索60起，已办结27起，其余33起正在办理; 计划186户，剔除不合条件9户，
实际发放177户.

The whole is the first figure of its kind in the sentence, what was done of it or taken from it stands between. Where nothing of
the sentence makes what is left, it is a hint, unless only two figures can be meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, count
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import COUNT, FIGURES, MONEY, Sentence
from gouji.faults import regex as re
from gouji.figures import Unit
from gouji.language import Table

_Alike = Mapping[Unit, Sequence[int]]

_OTHER: Final = rf"[^{FIGURES},;:。、()]"
#: What is left is called so, and what it is of may be named behind it: 尚缺笔记本电脑6台.
_REST: Final = re.compile(
    rf"(?:(?P<sure>其余|剩余|余下|剩下|下余)|(?P<short>尚缺|还缺|还差|尚差|缺少|短缺|尚欠|短少|少到)|(?P<still>尚有|仍有|还有|未[^{FIGURES},;:。、()的]{{1,6}}的))"
    rf"(?:的|有|为|了)*(?P<what>{_OTHER}{{0,12}}?)(?P<rest>[{COUNT}{MONEY}])"
)
#: What is taken from the whole, and what it comes to then.
_CUT: Final = re.compile(
    r"剔除|核减|取消|淘汰|筛[除掉]|去除|扣除|不符合|不合格|清退|退出|放弃|审减|刷掉|除去|去掉|作废|注销|缺考|缺席|请假"
)
_THEN: Final = re.compile(r"实际|最终|最后|实有|实发|实补|实到|剩|保留|确定|确认|核定|合格|通过|有效|净")
#: More has come in, or what is told is not of the whole.
_BESIDES: Final = re.compile(r"新增|补录|增补|追加|另行|递补|补报|调入|其中|上年|去年|同期|比|较|累计")
_DONE: Final = re.compile(
    r"^(?:其中|目前|现|均|都|全部|当场|及时|经)*(?:已|完成|建成|办结|整改|合格|通过|优|达标|到货|到位|支付|拨付|兑现|发放|开工|竣工|审结|答复|化解|处理|解决|销号|验收|通过)"
)
#: Those that are not: 不合格, 未达标; those that went down.
_NOT: Final = re.compile(
    rf"(?:[不未](?P<what>合格|达标|完成|通过|整改|办结|开工|参保|通|满意|及格)|下降|负增长|减少){_OTHER}{{0,6}}?(?P<rest>[{COUNT}])"
)
_UNDONE: Final = re.compile(r"未(?P<doing>[^的]{1,2})")
_NOT_WORD: Final = re.compile(r"[不未]")
_UP: Final = re.compile(r"增长|上升|增加|提高")
_TENTH: Final = 10
_SUMMED: Final = re.compile(r"合计|共计?|总计")
_MOST: Final = 6
_TWO: Final = 2


def read_rests_said(found: Iterable[Sentence], tables: Mapping[str, Table], draft: Draft) -> None:
    """Write what is left with what it is left of, to the table of balances."""
    table = tables.get("平衡")
    if table is None:
        return
    known: dict[tuple[int, int] | None, bool] = {}
    for name in ("平衡", "构成"):
        if (other := tables.get(name)) is not None:
            for row in draft.tables.get(other.name, ()):
                place = place_of(row.cells.get("数额"))
                known[place] = known.get(place, True) and row.doubt
    numbers = count(1)
    for sentence in found:
        if COUNT not in sentence.signs and MONEY not in sentence.signs:
            continue
        like = _alike(sentence)
        for whole, parts, rest, doubt in (*_rests(sentence, like), *_cuts(sentence, like), *_halves(sentence, like)):
            value = value_in(sentence, rest)
            if place_of(value) in known and (doubt or not known[place_of(value)]):
                continue
            known[place_of(value)] = doubt
            name = f"{words_before(sentence.signs, rest) or sentence.span(rest, rest + 1).text}（其余{next(numbers)}）"
            for at, sign in ((rest, "得"), (whole, "加"), *((part, "减") for part in parts)):
                words = words_before(sentence.signs, at)
                label = sentence.span(at - len(words), at) if words else sentence.span(at, at + 1)
                cells: dict[str, Value] = {
                    "平衡": Said(name, sentence.span(rest, rest + 1)),
                    "项": label,
                    "数额": value_in(sentence, at),
                    "号": sign,
                }
                draft.say(table, cells, doubt)


def _rests(sentence: Sentence, like: _Alike) -> Iterator[tuple[int, Sequence[int], int, bool]]:
    signs, figures = sentence.signs, sentence.figures
    for claim in _REST.finditer(signs):
        rest = claim.start("rest")
        before = _around(like, figures[rest].unit, rest)[0]
        if claim["short"] and claim["what"]:
            before = [at for at in before if claim["what"] in words_before(signs, at)]
        if not _TWO <= len(before) <= _MOST or figures[rest].bound:
            continue
        if any(figures[at].bound for at in before):
            continue
        made = _made(sentence, before, rest)
        if made is not None:
            yield *made, rest, False
            continue
        whole, *parts = before
        if figures[whole].base < figures[rest].base or any(figures[at].base > figures[whole].base for at in parts):
            continue
        told = signs[whole + 1 : rest]
        if len(before) > _TWO and (claim["still"] or _BESIDES.search(told)):
            continue
        undone = _UNDONE.match(claim["still"] or "")
        if undone is not None and any(undone["doing"] not in words_before(signs, at) for at in parts):
            continue  # 214个项目全部开工，验收203个；未完工的13个项目: of what nothing is told that is done
        if _SUMMED.search(claim["what"]) or not all(
            _DONE.match(words_before(signs, at)) or claim["short"] for at in parts
        ):
            continue  # 甲类40个，乙类30个，其余26个: what they are of is told elsewhere
        sure = (
            len(before) == _TWO
            and not claim["still"]
            and _BESIDES.search(told) is None
            and ";" not in signs[whole : parts[0]]
        )
        yield whole, parts, rest, not (sure and signs[rest] == COUNT)


def _cuts(sentence: Sentence, like: _Alike) -> Iterator[tuple[int, Sequence[int], int, bool]]:
    """What a whole comes to when some are taken from it."""
    signs, figures = sentence.signs, sentence.figures
    for claim in _CUT.finditer(signs):
        at = next(
            (place for place in range(claim.end(), min(len(signs), claim.end() + 24)) if signs[place] in FIGURES), -1
        )
        if at < 0 or signs[at] != COUNT or re.search(r"[,;。]", signs[claim.end() : at]):
            continue
        before, behind = _around(like, figures[at].unit, at)
        if not before or not behind:
            continue
        whole, rest = before[-1], behind[0]
        words = signs[at + 1 : rest]
        then = _THEN.search(words)
        if then is None or _BESIDES.search(signs[whole + 1 : rest]) or "。" in signs[whole:rest]:
            continue
        if any(figures[one].bound for one in (whole, at, rest)) or figures[at].base >= figures[whole].base:
            continue
        yield whole, [at], rest, len(before) > 1


def _halves(sentence: Sentence, like: _Alike) -> Iterator[tuple[int, Sequence[int], int, bool]]:
    """Those that are and those that are not, of so many: 合格117批次，不合格3批次; 增长的9个，下降的3个. Some may be neither."""
    signs, figures = sentence.signs, sentence.figures
    for claim in _NOT.finditer(signs):
        rest = claim.start("rest")
        before, _ = _around(like, figures[rest].unit, rest)
        if len(before) < _TWO:
            continue
        whole, part = before[-2:]
        words = words_before(signs, part)
        said = claim["what"][:_TWO] in words and not _NOT_WORD.search(words) if claim["what"] else _UP.search(words)
        if not said or "。" in signs[whole:rest] or _BESIDES.search(signs[whole + 1 : rest]):
            continue
        if any(figures[one].bound for one in (whole, part, rest)) or figures[part].base > figures[whole].base:
            continue
        off = figures[part].base + figures[rest].base - figures[whole].base
        if off < 0 and (not claim["what"] or -off * _TENTH > figures[whole].base):
            continue
        yield whole, [part], rest, off <= 0 or figures[rest].base > figures[whole].base


def _alike(sentence: Sentence) -> _Alike:
    """The figures of a sentence by what they are counted in, from left to right."""
    out: dict[Unit, list[int]] = {}
    for place, figure in sorted(sentence.figures.items()):
        out.setdefault(figure.unit, []).append(place)
    return out


def _around(like: _Alike, unit: Unit, at: int) -> tuple[Sequence[int], Sequence[int]]:
    """Those before a figure and behind it, counted as it is: one more than may be meant."""
    places = like[unit]
    number = bisect_left(places, at)
    return places[max(0, number - _MOST - 1) : number], places[number + 1 : number + 2]


def _made(sentence: Sentence, before: Sequence[int], rest: int) -> tuple[int, Sequence[int]] | None:
    """One of the figures before, and those behind it that leave what is left of it."""
    bases = {at: Fraction(sentence.figures[at].base) for at in (*before, rest)}
    for number, whole in enumerate(before):
        behind = before[number + 1 :]
        for size in range(1, len(behind) + 1):
            for parts in combinations(behind, size):
                if bases[whole] - sum((bases[at] for at in parts), Fraction(0)) == bases[rest]:
                    return whole, parts
    return None
