"""Words for all of something, held against the rate of how many of it, wherever that is told: 信访案件全部办结 beside the row
信访案件办结率 95.38%; 46座……全部一次性检测合格 beside 初检合格率95.65%.

A rate is of what the words say where they have all that its name has: what was done (办结), of what (信访案件), and in
which way (按期, 一次). A count in the words has to be one that the rate can be made of. What the words do not bear out is a
hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import ceil, floor
from typing import Final

from gouji.extraction.claimed.aims import Aim
from gouji.extraction.claimed.rosters import HOMONYMS
from gouji.extraction.claimed.saidonce import words_judged
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.names import pairs_of
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import COUNT, FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import Table

_CLAUSE: Final = re.compile(r"[^,;:。()]+")
#: Names that tell how many of how many; 率 alone says as much of prices and speeds.
_NAME: Final = re.compile(r"(?P<stem>[\u4e00-\u9fff（）()、“”\"]{3,24}?)(?:的?(?:比例|比重|占比)|率)(?:情况)?$")
#: Of all; 各 and 每个 alone say of whom, not that it is so of all.
_EACH: Final = re.compile("^[各每所]")
_COVERED: Final = re.compile("全(?:面|部|域|员)?(?=覆盖)")
#: In which way: what a name says of it the words have to say as well.
_WAYS: Final = (
    re.compile("按[期时]|如期|及时|准时|按照?(?:计划|约定|合同)|限期|规定时[间限]"),
    re.compile("一次|首次|初[次检验]|第一次|当场"),
    re.compile("优[良秀质]|良好"),
    re.compile("规范|标准"),
    re.compile("足额"),
    re.compile("[省市县区国]级|[省市]里"),
)
#: Not of all, not yet so, or of another time.
_NOT_SO: Final = re.compile(
    r"其[中余他它]|剩余|余下|除[^,;:。]{1,16}外|[未没无尚非]|[拟将应须若要]|计划(?!内|的|任务)|目标|力争|确保|预计|争取|后续|下一步|[一二三四五六七八九十0-9]个?批|复[检验查]|整改后|原因|第[一二三四1-4]季度|上半年"
)
#: What was begun with all of them.
_BEGUN: Final = re.compile(
    "(?:已|予以|依法|及时)*(?P<what>启动|开展|受理|登记|立案|交办|转办|分办|移交|移送|列入|纳入|建立|制定|签订|进入|开工|动工|安排)"
)
#: Words that name nothing by themselves, beside those of goals in the pack.
_PLAIN: Final = re.compile(
    r"本年|各[项类级地]|年内|年度|全年|当年|截至|年底|年末|目前|已经?|[均都也并且的了等所有各类该现皆由经被得到与和及对在为是]|受理|列入|纳入|开展|实施|检查|发现|单位|数量|全[国省市县区镇乡]|接受"
)
#: What is not told of a rate: the time of another, or what was asked.
_OTHER: Final = re.compile("目标|计划|上年|去年|同期|要求|应|不低于")
#: Words between the name of a rate and its figure.
_IS: Final = re.compile("(?:仅|只有|总体|已|约|均|为|是|达到?)+$")
#: What an end is called behind the doing: 核查处置全部按时完成.
_ENDED: Final = re.compile("(?:已|按[期时]|如期|及时|依法|予以|在?规定时[限间]内)*(?:完成|到位|完毕|结束|落实)了?")
#: It is told how it was in the end, and not of all at first.
_AFTER: Final = re.compile("复[检验查]|整改后|返工|补[正办齐]|最终|其中|目前|此外")
#: A rate that a number of things makes by chance once in so many times, at most.
_RARE: Final = Fraction(1, 10)
#: A rate that is this near to all may be rounded.
_NEARLY: Final = Fraction(9995, 10000)
#: How much of a name has to stand in the words; signs of a word, and more than a claim may say besides; clauses of a sentence
#: that are looked at; signs before a rate in a sentence among which what it is of is told.
_MOSTLY: Final = Fraction(7, 10)
_WORD: Final = 2
_BESIDES: Final = 8
_CLAUSES: Final = 400
_BACK: Final = 60


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate below all; ``stem``: what it is of; ``around``: the words in which it is told, in a sentence."""

    name: str
    stem: str
    value: Value
    base: Fraction
    half: Fraction
    around: str


def read_rated_aims(
    found: Sequence[Sentence], aims: Iterable[Aim], tables: Mapping[str, Table], wording: Wording, draft: Draft
) -> None:
    """Write them to the table of comparisons, as hints; words that were held against anything else before are left."""
    table = tables.get("比较")
    every = tuple(word for word in (*wording.every, *wording.whole) if not _EACH.search(word))
    if table is None or not every:
        return
    words_for_all = re.compile(f"{_COVERED.pattern}|{either(every)}")
    empty = re.compile(either(wording.goal_empty))
    rates = list(_rates(found, aims, re.compile(either(wording.no_rates_of_all))))
    if not rates:
        return
    known = words_judged(tables, draft, ("比较", "完成"))
    found = list(found)
    told = "|".join(sentence.signs for sentence in found)
    doings = [re.compile(either(tuple(line.split("|")))) for line in wording.doings]
    said: set[tuple[int, int] | None] = set()
    for sentence in found:
        if "|" in sentence.signs:
            continue
        before = ""
        for clause in islice(_CLAUSE.finditer(sentence.signs), _CLAUSES):
            words = clause[0]
            ahead, before = before, words
            # 年平均 and 各类 say nothing of all
            every_at = words_for_all.search(HOMONYMS.sub(lambda found: "　" * len(found[0]), words))
            if every_at is None or _NOT_SO.search(words) or any(word in words for word in wording.not_every):
                continue
            span = sentence.span(*clause.span())
            if any((id(span.source), at) in known for at in range(span.start, span.end)):
                continue
            claim = _Claim(sentence, clause, every_at.start(), every_at.end(), ahead)
            meant = [rate for rate in rates if claim.is_of(rate, empty, told)]
            # 全部按时完成: of the rates of one thing the one that is of the time
            timed = [rate for rate in meant if _WAYS[0].search(rate.stem)] if _WAYS[0].search(words) else []
            meant = timed or meant or [rate for rate in rates if claim.fits(rate, doings)]
            if not meant or len({rate.base for rate in meant}) > 1 or place_of(meant[0].value) in said:
                continue
            said.add(place_of(meant[0].value))
            cells: dict[str, Value] = {
                "事项": Said(f"{meant[0].name}（{span.text}）", span),
                "数值": meant[0].value,
                "所比": Said("≥100%", span),
            }
            draft.say(table, cells, True)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A clause with a word for all, between ``start`` and ``end``; ``ahead``: the clause before it."""

    sentence: Sentence
    clause: re.Match[str]
    start: int
    end: int
    ahead: str

    def fits(self, rate: _Rate, doings: Sequence[re.Pattern[str]]) -> bool:
        """163批次已全部办结 beside 核查处置完成率 96.93%: whether the rate can be made of the very number of which it is said,
        which few others can, and the doing is the same in other words."""
        tail = self.clause[0][self.end :]
        counts = [at for at in self._counts() if self.sentence.signs[at] == COUNT]
        if len(counts) != 1 or any(way.search(rate.stem) and not way.search(self.clause[0]) for way in _WAYS):
            return False
        count = self.sentence.figures[counts[0]].base
        rare = 0 < 2 * rate.half * count < _RARE and count.denominator == 1
        # 检出163批次，已全部办结 is said of them; 复检后 of what they were in the end
        after = _AFTER.search(
            self.sentence.signs, max(0, self.clause.start() - _BACK), self.clause.start() + self.start
        )
        alike = any(doing.search(tail) and doing.search(rate.stem) for doing in doings)
        begun = _BEGUN.match(tail) is not None
        return rare and alike and not begun and after is None and self._counted(rate)

    def _counts(self) -> list[int]:
        start = self.clause.start()
        return [at for at in range(start, start + self.start) if at in self.sentence.figures]

    def is_of(self, rate: _Rate, empty: re.Pattern[str], told: str) -> bool:
        """Whether the rate is of what the words say. ``empty``: what names nothing by itself; ``told``: all that is told."""
        words = self.clause[0]
        head, tail = words[: self.start], words[self.end :]
        if (begun := _BEGUN.match(tail)) is not None and begun["what"] not in rate.stem:
            return False  # 全部启动核查处置 is no end of it
        if not _PLAIN.sub("", head):
            head = self.ahead + head
        if any(way.search(rate.stem) and not way.search(words) for way in _WAYS) or not self._counted(rate):
            return False
        stem = rate.stem
        for way in (*_WAYS, _PLAIN):
            stem = way.sub(" ", stem)
        name = empty.sub(" ", stem)
        covered = tail.startswith("覆盖") and "覆盖" not in stem  # 体检率 is what 体检全覆盖 is about
        ended = _ENDED.fullmatch(tail) is not None and name.strip()[-_WORD:] == head[-_WORD:]
        rest = empty.sub("", _PLAIN.sub("", re.sub(f"[{FIGURES}]", "", head)))
        # 不合格食品 of 核查处置及时率, where 不合格食品核查处置 is told anywhere
        joined = len(rest) > _WORD and f"{rest}{name.strip()[:_WORD]}" in told
        return _named(name, head, head if covered or ended else tail) and _alone(
            rest, stem, joined or bool(_covered(name, head)), rate
        )

    def _counted(self, rate: _Rate) -> bool:
        """Whether the rate can be one of so many as the words, or those before them, count."""
        signs, start = self.sentence.signs, self.clause.start()
        for at in (at for at in range(start, start + self.start) if signs[at] == COUNT):
            count = self.sentence.figures[at].base
            low, high = (rate.base - rate.half) * count, (rate.base + rate.half) * count
            if count.denominator == 1 and floor(high) < ceil(low):
                return False
        return True


def _named(name: str, head: str, tail: str) -> bool:
    """Whether words have what a name has: what was done behind the word for all, and most of the rest."""
    pairs = {pair for pair in pairs_of(name) if " " not in pair}
    done = {pair for pair in pairs if pair in tail}
    # a name of several words: those over its seams are in no sentence
    missing = sum(pair not in head and pair not in tail for pair in pairs)
    if not done or missing * 2 > len(pairs):
        return False
    return _covered(name, head + tail) >= _MOSTLY * len(name.replace(" ", ""))


def _alone(rest: str, stem: str, named: bool, rate: _Rate) -> bool:
    """Whether what else stands before the word for all makes it no other thing than the rate is of. ``rest``: the words there;
    ``named``: whether those of the name are among them."""
    left = [sign for sign in rest if sign not in stem]
    if rate.around:
        # the thing itself, right before the words, has to be told of there, and little else may be said of it
        strange = len(left) - _covered("".join(left), rate.around)
        return not left or (rest[-_WORD:] in rate.stem + rate.around and strange <= _WORD)
    return len(left) < _WORD or (named and len(left) <= _BESIDES)


def _rates(found: Iterable[Sentence], aims: Iterable[Aim], others: re.Pattern[str]) -> Iterator[_Rate]:
    """Those of goals and of sentences. ``others``: what names of rates have that are not of how many of several."""
    for rate in (*_of_aims(aims), *_told(found)):
        if others.search(rate.name) is None:
            yield rate


def _of_aims(aims: Iterable[Aim]) -> Iterator[_Rate]:
    for aim in aims:
        name, figure = _NAME.search(aim.name), parse_figure(text_of(aim.done) or "")
        if name is None or figure is None or figure.unit.symbol not in "%％":
            continue
        if Fraction(0) < figure.base < _NEARLY:
            yield _Rate(aim.name, name["stem"], aim.done, Fraction(figure.base), Fraction(figure.step) / 2, "")


def _told(found: Iterable[Sentence]) -> Iterator[_Rate]:
    """Those of sentences, with the words before them."""
    for sentence in found:
        for at in sorted(sentence.figures) if RATIO in sentence.signs and "|" not in sentence.signs else ():
            figure = sentence.figures[at]
            if sentence.signs[at] != RATIO or figure.bound or not Fraction(1, 2) < figure.base < _NEARLY:
                continue
            words = _IS.sub("", words_before(sentence.signs, at))
            name = _NAME.search(words)
            if name is None or _OTHER.search(words):
                continue
            around = sentence.signs[max(0, at - _BACK) : at]
            yield _Rate(
                name[0],
                name["stem"],
                sentence.span(at, at + 1),
                Fraction(figure.base),
                Fraction(figure.step) / 2,
                around,
            )


def _covered(core: str, words: str) -> int:
    """How many signs of a name stand in the words, two in a row at least."""
    there = {at + n for at in range(len(core) - 1) for n in range(_WORD) if core[at : at + _WORD] in words}
    return sum(1 for at in there if core[at] != " ")


__all__ = ["read_rated_aims"]
