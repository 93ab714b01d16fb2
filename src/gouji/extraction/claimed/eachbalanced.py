"""Words that more came in than went out of each of several (各险种基金当年均收大于支; 五家医院均实现盈余), held against each
of which the opposite is told anywhere: what came in and what went out of it, what is left of it with a minus, a gap by its
own name, and the rows of tables of what came in, went out and is left.

One of which it is not told of the same kind of thing, the same time and as the result of the year is left alone; whether it is
one of those that are meant is not said, so that it is a hint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gouji.extraction.claimed.overalltables import TOTAL, Placed
from gouji.extraction.drafting.draft import Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.howmany import counts
from gouji.extraction.text.sentences import DATE, FIGURES, MONEY, Sentence
from gouji.faults import regex as re

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
#: What is left, and what is lacking, as results of a year are called.
_LEFT: Final = "结余|节余|盈余|盈利|结存|利润"
_LACK: Final = "赤字|缺口|亏损|亏空|超支|收支倒挂|入不敷出"
_TIMES: Final = (
    r"(?:当年|当期|本年度?|本期|全年|年度|年内|收支|平衡、?|基金|总体|[均都也全]|实现|保持|略|尚|仍|有所|[0-9]{4}年)"
)
_ALL: Final = r"(?:[均都]|双双|全部)"
_NOT_SO: Final = re.compile(
    r"确保|力争|争取|预计|预期|如果|是否|避免|防止|原则|规定|要求|上年|去年|往年|基本|大部|多数|部分|除[^,;。]{1,20}外|累计|滚存|历年|计划|拟|应当"
)
_BUT: Final = re.compile(r"除[^。;]*$")
#: Not of this year alone, or only set.
_OTHER_KIND: Final = re.compile(r"累计|滚存|年末|期末|上年|去年|同期|预算|计划|目标|预计|比|较|增|减")
_LEFT_NAME: Final = re.compile(
    rf"(?:当年|当期|本年度?|本期|年度|收支|实现|净)*(?:{_LEFT}|收支差额|收支相抵)(?:总?额|资金|数)?(?:为|是|达)*$"
)
_LACK_NAME: Final = re.compile(
    r"(?:当年|当期|本年度?|本期|收支|出现|产生|形成|净)+(?:赤字|缺口|亏损)(?:总?额|资金)?(?:为|是|达|约)*$|亏损(?:额|为)*$"
)
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
#: Words around the things of which it is said that name none of them.
_EMPTY: Final = re.compile(
    r"当年|本年|全年|年度|当期|所有|全部|上述|以上|[0-9一二两三四五六七八九十]+[个项家类户所只支]?|[各全本]|收支|没有一|无一|[均都]"
)
_SHORT, _FRONT, _FEWEST, _MANY = 2, 160, 2, 60


@dataclass(frozen=True, slots=True)
class Denial:
    """``context``: words among which it is said of what it is; ``limit``: what it would have to be; ``count``: of
    how many it is one."""

    context: str
    label: Value
    value: Value
    limit: str
    year: str
    count: int = 0


class EachBalanced:
    """The words, and what denies them, of a document. ``flows``: what came in and what went out of each, where more went out."""

    def __init__(self, found: Sequence[Sentence], placed: Sequence[Placed], wording: Wording) -> None:
        self._found, self._placed = found, placed
        gained, lost = either(wording.gained), either(wording.lost)
        self._claim = re.compile(
            rf"(?:^|(?<=[,;:。]))(?P<who>[^{DATE},;:。()]{{2,30}}?)(?:{_ALL}{_TIMES}*(?:{gained}|(?:有|实现|保持|为|略有)?{_TIMES}*(?:{_LEFT})|(?:无|未出现|没有出现|不存在|未发生){_TIMES}*(?:{_LACK}|{lost}))"
            rf")(?=[,;。]|$)"
        )
        self._nobody = re.compile(
            rf"(?:^|(?<=[,;:。]))(?P<who>(?:[无没]有?(?:任何)?一[个项家只户所类]){_OTHER}{{2,12}}?)(?:出现了?|发生|存在|有)?{_TIMES}*(?:{_LACK}|{lost})(?=[,;。]|$)"
        )
        self._denials: list[Denial] | None = None
        self._pairs = [
            (into, out) for line in wording.flowing if is_meant(line, wording) for into, out in (sides(line),)
        ]

    def read(self, flows: Callable[[], Iterable[Denial]]) -> Iterator[dict[str, Value]]:
        """The rows of the table of comparisons."""
        for sentence in self._found:
            for claim in (*self._claim.finditer(sentence.signs), *self._nobody.finditer(sentence.signs)):
                front = sentence.signs[max(0, claim.start() - _FRONT // 2) : claim.start()]
                if _NOT_SO.search(claim[0]) or _BUT.search(front):
                    continue
                noun = _EMPTY.sub("", re.sub(f"[{FIGURES}]", "", claim["who"]))[-_SHORT:]
                if len(noun) < _SHORT:
                    continue
                if self._denials is None:
                    self._denials = [*self._negative(), *flows(), *self._rows()][:_MANY]
                yield from self._denied(sentence, claim, noun)

    def _denied(self, sentence: Sentence, claim: re.Match[str], noun: str) -> Iterator[dict[str, Value]]:
        span = sentence.span(*claim.span())
        years = _YEAR.findall(_front_of(sentence, claim.start()) + span.text)
        told: set[tuple[str, str | None]] = set()
        texts: set[int] = set()
        # of three that are said to be, another may be meant than those that are told
        numbers = {one.number for one in counts(sentence) if claim.start() <= one.start < claim.end()}
        for one in self._denials or ():
            off = bool(years and one.year and one.year not in years) or bool(numbers and one.count not in numbers)
            place = span_of(one.value)
            own = place is not None and place.source is span.source and span.start <= place.start < span.end
            # one that is told both in a sentence and in a table is told once
            key = (re.sub(r"[^\u4e00-\u9fff]", "", text_of(one.label) or "")[-6:], text_of(one.value))
            if noun not in one.context or off or own or key in told or id(place and place.source) in texts:
                continue
            told.add(key)
            texts |= {id(place.source)} if place is not None and "-" in (text_of(one.value) or "") else set()
            yield {
                "事项": Said(f"{text_of(one.label)}（{span.text}）", span),
                "数值": one.value,
                "所比": Said(one.limit, span),
            }

    def _negative(self) -> Iterator[Denial]:
        """当年收支结余-0.22亿元; 当期缺口0.22亿元."""
        for sentence in self._found:
            for at, figure in sentence.figures.items():
                if sentence.signs[at] != MONEY or figure.bound:
                    continue
                words = words_before(sentence.signs, at)
                minus = figure.base < 0 and _LEFT_NAME.search(words) is not None
                lack = figure.base > 0 and _LACK_NAME.search(words) is not None
                if not (minus or lack) or _OTHER_KIND.search(words):
                    continue
                front = _front_of(sentence, at)
                years = _YEAR.findall(front)
                yield Denial(
                    context_of(sentence, front),
                    Said(label_of(sentence, words), sentence.span(at, at + 1)),
                    value_in(sentence, at),
                    f"≥0{figure.unit.symbol}" if minus else f"≤0{figure.unit.symbol}",
                    years[-1] if years else "",
                )

    def _rows(self) -> Iterator[Denial]:
        """Rows of what came in, what went out and what is left, or of the first two alone, as the header calls them."""
        for table in self._placed:
            for into, out in self._pairs:
                headed = into.search(table.header), out.search(table.header)
                if headed[0] is None or headed[1] is None or headed[0].start() > headed[1].start():
                    continue
                rows = [(row.name, [one for _, one in row.ones]) for row in table.region if row.ones]
                three = [
                    (name, first, last)
                    for name, ones in rows
                    for first, last in pairwise(ones)
                    for rest in ones[ones.index(last) + 1 : ones.index(last) + 2]
                    if first.kind == last.kind == rest.kind and first.base - last.base == rest.base
                ]
                two = [
                    (name, ones[0], ones[1])
                    for name, ones in rows
                    if len(ones) == _FEWEST and ones[0].kind == ones[1].kind
                ]
                meant = three if 2 * len(three) >= len(rows) else two if len(two) == len(rows) else []
                names = " ".join(name for name, _ in rows)
                own = sum(not TOTAL.search(name) for name, _ in rows)
                for name, first, last in meant if len(meant) >= _FEWEST else ():
                    if first.base < last.base and name and not TOTAL.search(name):
                        context = f"{table.header[-_FRONT:]} {names}"
                        yield Denial(context, name, first.value, f">{text_of(last.value)}", "", own)


def sides(line: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words for what comes in and for what goes out, of a line of a pack."""
    into, _, out = line.partition("/")
    return any_of(tuple(into.split("|"))), any_of(tuple(out.split("|")))


def is_meant(line: str, wording: Wording) -> bool:
    """Whether the words for more coming in than going out are made of those of a line: 收入/支出, 收大于支."""
    into, sign, out = line.partition("/")
    return bool(sign) and any(into[0] in word and out[0] in word for word in wording.gained)


def context_of(sentence: Sentence, front: str) -> str:
    """The words among which it is said of what a figure is: the heading, and what its text tells before it."""
    return f"{sentence.heading.text if sentence.heading is not None else ''} {front}"


def label_of(sentence: Sentence, words: str) -> str:
    """A name, with the heading above where it names nobody."""
    if sentence.heading is None or len(words) > 3 * _SHORT * _SHORT:
        return words
    return f"{re.sub(r'^[（(]?[一二三四五六七八九十0-9]+[)）、.．]', '', sentence.heading.text.strip())}{words}"


def _front_of(sentence: Sentence, at: int) -> str:
    start = sentence.starts[at]
    return sentence.texts[at].text[max(0, start - _FRONT) : start]


__all__ = ["Denial", "EachBalanced", "context_of", "is_meant", "label_of"]
