"""What is said not to have been paid, bought or held at all, and has an amount in a row of a table or in a sentence by that very
name: 没有更新购置公务用车 beside the row 公务用车购置费 18.50 18.20; 公务接待费为零 beside 公务接待费1.31万元.

The name has to be the same but for words that names of its kind share, and every figure of the row more than nothing, so that
neither a plan nor another year is meant for sure: that is a hint.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.claimed.overalltables import Placed
from gouji.extraction.claimed.saidonce import words_judged
from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, MONEY, Sentence
from gouji.extraction.tried.regions import Row
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_END: Final = r"(?=[,;。)]|$)"
_VERB: Final = r"安排|发生|产生|购置|购买|采购|更新|新购|新增|添置|开展|组织|举办|召开|参加|派出|列支|支出|开支"
#: 未更新购置公务用车, 无公务用车购置支出; 公务接待费为零, 公务用车零购置.
_NONE: Final = re.compile(
    rf"(?:(?:未|没有|没|未曾)(?:再|有)?(?P<verbs>(?:{_VERB})+)|无|没有)(?:过|任何|了)?(?P<what>(?:{_OTHER}|[(]境[)]){{2,16}}?){_END}"
)
_ZERO: Final = re.compile(
    rf"(?:^|(?<=[,;。:]))(?P<what>(?:{_OTHER}|[(]境[)]|[{DATE}]){{2,20}}?)(?:全年|当年|本年|决算数?|支出)*"
    rf"(?:[为是]“?零”?(?:支出)?|[无未没]有?(?:发生|产生|安排|列支)?(?:支出|开支|费用)?|[“]?零(?P<verb>支出|发生|开支|列支|购置|新增|更新)[”]?){_END}"
)
_BUYS: Final = re.compile("更新|新购|新增|添置|购买|采购|购置")
_NO_VERB: Final = re.compile(f"(?:{_VERB})+")
_LEAD: Final = re.compile(
    r"^(?:[^,;:。]*原因[是为]|主要[是为]|全年|本年度?|当年|今年|年度|年|本?(?:单位|部门)|我[局县市区院校]|[均也并已都]|其中)+"
)
#: Of another time or of some of it, or no claim at all.
_NOT_SO: Final = re.compile(
    r"上年|去年|往年|同期|前年|以前|相比|计划|预算|目标|拟|如|若|是否|应|不得|严禁|原则|超|违|[上下]半年|季度|月"
)
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年?")
_LISTED: Final = re.compile(r"^(?:其中[:]?|[(]?[一二三四五六七八九十0-9]+[)、.])+")
#: What a figure in a sentence is called where it is none of the year.
_OTHERWISE: Final = re.compile(
    r"上年|去年|同期|预算|计划|目标|年初|限额|[比较]|未|无|减少|下降|降低|增加|增长|节约|占|人均|标准|每"
)
#: Before a figure: what is said of any, and that it was set or is of another time.
_TOLD: Final = re.compile("为|是|共|支出|决算数?|全年|本年")
_SET: Final = re.compile("上年|去年|同期|预算|计划|标准|定额")
_WORD, _LEAST, _FRONT, _MOST = 2, 2, 60, 400


@dataclass(frozen=True, slots=True)
class _Amount:
    label: str
    value: Value
    front: str


class NoneTold:
    """The words of a pack for what amounts are called by."""

    def __init__(self, wording: Wording) -> None:
        self._vehicles = any_of(wording.vehicles)
        self._general = re.compile(f"{either(wording.general)}|[()（）的及“”]")

    def read(
        self,
        found: Sequence[Sentence],
        placed: Iterable[Placed],
        tables: Mapping[str, Table],
        year: int | None,
        draft: Draft,
    ) -> None:
        """Write them to the table of comparisons. ``year``: that of the paper."""
        table = tables.get("比较")
        claims = [one for sentence in found for one in self._claims(sentence, year)]
        if table is None or not claims:
            return
        known = words_judged(tables, draft, ("比较",))
        amounts = self._amounts(found, placed)
        for sentence, start, end, named in claims:
            span = sentence.span(start, end)
            of = year or next(map(int, _YEAR.findall(_told_before(sentence, start) + span.text)[-1:]), None)
            own = [one for one in amounts.get(named, ()) if _same_year(one.front, of)]
            if any((id(span.source), at) in known for at in range(span.start, span.end)) or not own:
                continue
            figures = [parse_figure(text_of(one.value) or "") for one in own]
            if all(figure is not None and figure.base > 0 for figure in figures):
                figure = figures[-1]
                unit = figure.unit.symbol if figure is not None else ""
                cells: dict[str, Value] = {
                    "事项": Said(f"{own[-1].label}（{span.text}）", span),
                    "数值": own[-1].value,
                    "所比": Said(f"≤0{unit}", span),
                }
                draft.say(table, cells, True)

    def _claims(self, sentence: Sentence, year: int | None) -> Iterator[tuple[Sentence, int, int, frozenset[str]]]:
        if "|" in sentence.signs:
            return
        for form in (_NONE, _ZERO):
            for none in form.finditer(sentence.signs):
                start = none.start() - len(words_before(sentence.signs, none.start()))
                lead = sentence.signs[start : none.start()]
                what = _LEAD.sub("", none["what"].lstrip(DATE))
                front = _told_before(sentence, none.start())
                inside = sentence.span(start, none.end()).text
                if _NOT_SO.search(lead + what) or not _same_year(front + inside, year):
                    continue
                groups = none.groupdict()
                verbs = groups.get("verbs") or groups.get("verb") or ""
                if form is _NONE and not verbs and self._general.search(what) is None:
                    continue  # 无专项赛: no money is spoken of
                named = self._core(what)
                if _BUYS.search(verbs):
                    named |= frozenset("购置")
                if len(named) >= _LEAST:
                    yield sentence, none.start(), none.end(), named

    def _core(self, name: str) -> frozenset[str]:
        """What is left of a name without what others have too; a vehicle is one by any name, and bought in whatever words."""
        plain = self._general.sub("", self._vehicles.sub("车", _BUYS.sub("购置", _LISTED.sub("", name))))
        return frozenset(re.sub(r"[^\u4e00-\u9fff]", "", plain))

    def _amounts(self, found: Sequence[Sentence], placed: Iterable[Placed]) -> Mapping[frozenset[str], list[_Amount]]:
        out: dict[frozenset[str], list[_Amount]] = {}
        for one in placed:
            often = Counter(len(row.ones) for row in one.region).most_common(1)
            for row in one.region:
                # a cell without a figure may be the very one of which it is said
                if row.name and often and len(row.ones) >= often[0][0]:
                    for amount in _cells(row):
                        out.setdefault(self._core(row.name), []).append(amount)
        for sentence in found:
            for at in (
                (at for at, sign in enumerate(sentence.signs) if sign == MONEY) if "|" not in sentence.signs else ()
            ):
                name = words_before(sentence.signs, at)
                core = self._core(_TOLD.sub("", name))
                if len(core) >= _LEAST and not _OTHERWISE.search(name) and not sentence.figures[at].bound:
                    front = _told_before(sentence, at)
                    if not _SET.search(front[-_FRONT // 3 :]):
                        out.setdefault(core, []).append(_Amount(name, value_in(sentence, at), front))
        return out


def _cells(row: Row) -> Iterator[_Amount]:
    """Its figures, the second of them last: what was spent stands behind what was planned."""
    told = [one for _, one in row.ones if one.kind != "ratio"]
    for one in (*told[:1], *told[_WORD:_MOST], *told[1:_WORD]):
        yield _Amount(row.name, one.value, "")


def _told_before(sentence: Sentence, at: int) -> str:
    """What the text of a place tells before it, in its own sentence."""
    return sentence.texts[at].text[: sentence.starts[at]][-_FRONT:].rpartition("。")[2]


def _same_year(words: str, year: int | None) -> bool:
    years = _YEAR.findall(words)
    return not years or year is None or int(years[-1]) == year


__all__ = ["NoneTold"]
