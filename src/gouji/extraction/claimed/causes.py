"""Reasons that are given for a change, held against the way it went: 增加1.14万元，主要原因是车辆报废; 受旱灾影响……增产1.4万吨;
and the one of several parts that is said to have made it, where another made more.

What makes more and what makes less is told by words of the pack. A reason is only held where all of it goes one way: what is
told beside it may be the real one. Whoever reads knows more than the words, so that what contradicts is a hint.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from gouji.extraction.claimed.terms import joined
from gouji.extraction.claimed.trends import Trend, Trends, name_before
from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either, longest_of
from gouji.extraction.text.sentences import DATE, MONEY, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: What leads to reasons behind a change, with the word for it where it is said once more.
_LEAD: Final = re.compile(
    r"(?:^|(?<=[,;:。(]))(?P<again>[^,;:。()]{0,16}?)(?:的?(?:主要)?原因(?:主要)?(?:[是为系在有于:]|由于|因为?)*|(?:其中)?主要(?:由于|因为|得益于|源于|归因于|[是系因由受])+|(?P<bare>由于|因为|得益于|系因?|源于|因(?![公此素而地为])|受(?=[^,;:。]{2,24}影响)))"
)
#: 受持续干旱影响, 因人员调出: a reason before its change.
_LED: Final = re.compile(r"(?:^|(?<=[,;:。(]))(?:主要)?(?:受|由于|因为|因)(?P<why>[^;。()]{2,24}?)(?:的?影响|等因素|,)")
_NOT: Final = re.compile(r"(?:[未没不无非]|没有|减缓|停止)$")
#: A figure that is compared: what follows it is told of itself.
_AGAIN: Final = re.compile(r"[比较](?:上年|去年|预算|计划|年初)|同比|环比|其中")
#: What may keep a rate low all the same.
_UNPAID: Final = re.compile(
    "[未待]|推迟|滞后|延期|延迟|较晚|取消|结余|节约|暂停|控制|避免|防止|次年|下年|审批|审核|压减|核减"
)
#: The year that a reason is of.
_YEAR: Final = re.compile(r"(?<![0-9])(20[0-9]{2})年")
_LAST_YEAR: Final = re.compile(r"\s*(?:上年|去年|前年|上一?年度)")
_STEM: Final = 2
#: Signs of a reason that is held, and those before it in which something is told to be off its plan.
_LONGEST: Final = 160
_BACK: Final = 24
#: Changes before a reason among which the parts of one are looked for.
_LOOKED: Final = 8


class Causes:
    """The reasons of a document, in the words of a pack."""

    def __init__(self, wording: Wording) -> None:
        # 增幅, 增速 are names, and a single sign may stand in any word
        both = {word for word in (*wording.more, *wording.less) if len(word) > 1 and word[-1] not in "率幅速"}
        self._more = {*wording.raised, *(word for word in wording.more if word in both)}
        self._word = longest_of({*wording.raised, *wording.lowered, *both})
        self._turned, self._of = any_of(wording.turned), any_of(wording.caused)
        self._apart = any_of(wording.uncaused)
        self._left = any_of(wording.leaving)
        self._pensions = any_of(wording.pensions)
        #: 决算数小于预算数的主要原因: which way something is off its plan, right before the reason for it.
        self.off = re.compile(
            rf"(?:(?P<more>大于|高于|多于|超过|超出)|小于|低于|少于)(?:年初|全年|全部|调整)*"
            rf"(?:(?:{either(wording.plans)})数?|上年|去年)[^{DATE},;:。()]{{0,6}}[,]?$"
        )

        spent = either((*wording.spending, *wording.rates))
        #: A rate of what was spent, that it is low, and that more was spent than was planned.
        self.spent = re.compile(
            rf"(?P<name>[^{DATE},;:。()]{{0,8}}?(?:{spent}))(?:仅|只有|只|为|是|达到?|约|有)*(?=[{RATIO}])"
        )
        self.low = re.compile(rf"(?:{spent})?(?:[偏较]低|不高|低|[偏较]慢|未达|不足|滞后)")
        self.over = re.compile(rf"(?:超[出过]?(?:了)?(?:年初|全年|年度|原)*(?:{either(wording.plans)})|超支)")

    def way(self, clause: str, name: str) -> bool | None:
        """Which way a clause makes go what is named; nothing where it does not say, or says both."""
        ways: set[bool] = set()
        left = self._left.search(clause)
        for found in self._word.finditer(clause):
            if _NOT.search(clause[: found.start()]):
                return None
            ways.add(found[0] in self._more)
        if left is not None:
            if self._pensions.search(name) or True in ways:
                return None
            ways.add(False)
        if self._turned.search(self._word.sub("", clause)):
            return None
        return ways.pop() if len(ways) == 1 else None

    def against(self, why: str, name: str) -> bool | None:
        """Which way all of a reason makes go what is named."""
        clauses = [clause for clause in re.split(r"[,;:]", why) if clause]
        ways = [self.way(clause, name) for clause in clauses]
        known = {way for way in ways if way is not None}
        if len(known) != 1 or ways[0] is None or ways.count(None) * 2 > len(ways):
            return None
        return known.pop()

    def may_be_held(self, name: str) -> bool:
        """Whether more of what is named is made by more of what makes it."""
        return self._of.search(name) is not None and self._apart.search(name) is None


def read_causes(
    found: Iterable[Sentence], trends: Trends, wording: Wording, tables: Mapping[str, Table], draft: Draft
) -> None:
    """Write them to the tables of reasons and of comparisons."""
    causes, told, compared = Causes(wording), tables.get("成因"), tables.get("比较")
    before: Sequence[Trend] = ()
    last: Sentence | None = None
    for sentence in found:
        signs = sentence.signs
        led = any(word in signs for word in ("因", "由于", "主要", "受", "得益于", "系"))
        own: Sequence[Trend] | None = trends.of(sentence) if sentence.figures else ()
        if led and told is not None:
            for cells, doubt in _behind(sentence, own or (), before if _follows(last, sentence) else (), causes):
                draft.say(told, cells, doubt)
            for cells, doubt in _ahead(sentence, own or (), causes):
                draft.say(told, cells, doubt)
        if led and told is not None and "超" in signs:
            both = joined(last, sentence) if last is not None and _follows(last, sentence) else sentence
            for cells in _of_rate(both, len(both.signs) - len(signs), causes):
                draft.say(told, cells, True)
        if led and compared is not None and own:
            for cells in _made_by(sentence, own):
                draft.say(compared, cells, True)
        before, last = own or (), sentence


def _of_rate(sentence: Sentence, first: int, causes: Causes) -> Iterator[dict[str, Value]]:
    """执行率72.4%，偏低的主要原因是支出超出预算: a low rate of what was spent, put down to more than was planned."""
    signs, figures = sentence.signs, sentence.figures
    for lead in _LEAD.finditer(signs, first):
        rates = [at for at in range(max(0, lead.start() - _LOOKED * _STEM), lead.start()) if signs[at] == RATIO]
        again = lead["again"]
        if not rates or figures[rates[-1]].bound or not 0 < figures[rates[-1]].base < 1:
            continue
        name = causes.spent.search(signs, max(0, rates[-1] - _BACK), rates[-1] + 1)
        if name is None or (again and not (causes.low.search(again))):
            continue
        start, end = lead.end(), _end(signs, lead.end(), ())
        more = causes.over.search(signs, start, end)
        if more is None or end - start > _LONGEST or _NOT.search(signs[start : more.start()]):
            continue
        if causes.against(signs[start : more.start()], "") is False or _UNPAID.search(signs, start, end):
            continue
        yield {
            "项目": sentence.span(name.start("name"), name.end("name")),
            "方向": "偏低",
            "数额": sentence.span(rates[-1], rates[-1] + 1),
            "原因": sentence.span(start, end),
            "应为": "偏高",
        }


def _follows(before: Sentence | None, sentence: Sentence) -> bool:
    return before is not None and before.texts[-1] is sentence.texts[0]


def _behind(
    sentence: Sentence, own: Sequence[Trend], before: Sequence[Trend], causes: Causes
) -> Iterator[tuple[dict[str, Value], bool]]:
    signs = sentence.signs
    for lead in _LEAD.finditer(signs):
        number = bisect_right(own, lead.start(), key=lambda trend: trend.end)
        meant = own[number - 1] if number else None
        if meant is None and not signs[: lead.start()].strip(",") and before:
            meant = before[-1]
        meant = _off(sentence, lead, meant, causes) or meant
        if meant is None or meant.up is None or not causes.may_be_held(meant.name):
            continue
        if lead["bare"] and own and own[-1].start >= lead.end():
            continue  # 由于降雨偏多，水稻减产: of what follows
        again = lead["again"]
        if _of_another(again, meant.name, causes):
            continue
        end = _end(signs, lead.end(), own)
        if end - lead.end() <= _LONGEST and not _of_before(sentence, lead.start(), lead.end(), end):
            yield from _told(sentence, meant, lead.end(), end, causes)


def _of_before(sentence: Sentence, lead: int, start: int, end: int) -> bool:
    """2026年支出下降68.79%，主要是2025年增加一次性注资: whether a reason tells of the year before, which makes the change go the
    other way."""
    why = sentence.span(start, end).text if start < end else ""
    if _LAST_YEAR.match(why):
        return True
    told = [int(year) for year in _YEAR.findall(sentence.span(0, lead).text)] if lead else []
    years = [int(year) for year in _YEAR.findall(why)]
    return bool(told and years) and min(years) < max(told)


def _off(sentence: Sentence, lead: re.Match[str], meant: Trend | None, causes: Causes) -> Trend | None:
    """What is told to be off its plan right before a reason."""
    signs = sentence.signs
    end = lead.end("again")
    found = causes.off.search(signs, max(0, end - _BACK), end)
    if found is None or (meant is not None and meant.start > found.start()):
        return None
    name = name_before(signs, min(sentence.figures, default=0)) if meant is None else meant.name
    span = sentence.span(found.start(), found.end() - found[0].endswith(","))
    return Trend(sentence, name, found["more"] is not None, found.start(), end, None, None, span)


def _of_another(again: str, name: str, causes: Causes) -> bool:
    """Whether the words before a reason name another thing than the change before it."""
    plain = re.sub(
        r"增|减|加|少|长|下|降|上|升|提高|变动|变化|差异|的|其|较|大|小|幅|度|预决算|支出|收入|决算|预算|数", "", again
    )
    return len(plain) > 1 and plain[:_STEM] not in name


def _end(signs: str, start: int, own: Sequence[Trend]) -> int:
    """Where a reason ends: with its sentence, or before another thing that is told to have changed."""
    end = signs.find("。", start)
    end = len(signs) if end < 0 else end
    if 0 <= (part := signs.find(";", start, end)) < signs.rfind(MONEY, start, end):
        end = part  # another item of a list, with its own figure
    for trend in own[bisect_right(own, start, key=lambda trend: trend.start) :]:
        if trend.start >= min(end, start + 2 * _LONGEST):
            break
        clause = max(signs.rfind(mark, start, trend.start) for mark in ",;")
        if clause > start and _AGAIN.search(signs[clause : trend.end]):
            return clause
    return end


def _ahead(sentence: Sentence, own: Sequence[Trend], causes: Causes) -> Iterator[tuple[dict[str, Value], bool]]:
    signs = sentence.signs
    for lead in _LED.finditer(signs):
        number = bisect_left(own, lead.end(), key=lambda trend: trend.start)
        meant = own[number] if number < len(own) else None
        if meant is None or meant.up is None or not causes.may_be_held(meant.name):
            continue
        stop = signs.rfind(",", 0, meant.start)
        between = signs[lead.end() : max(lead.end(), stop)]
        if any(mark in between for mark in ";。") or between.count(",") > _STEM + 1:
            continue
        if own[0].end <= lead.start():
            continue  # it may be told of what stands before it
        start, end = lead.span("why")
        yield from _told(sentence, meant, start, end, causes)


def _told(
    sentence: Sentence, meant: Trend, start: int, end: int, causes: Causes
) -> Iterator[tuple[dict[str, Value], bool]]:
    way = causes.against(sentence.signs[start:end], meant.name)
    if way is None or end <= start:
        return
    span = sentence.span(start, end)
    value = meant.by if meant.by is not None else meant.now
    cells: dict[str, Value] = {
        "项目": Said(meant.name, meant.sentence.span(meant.start, meant.end)),
        "方向": "增加" if meant.up else "减少",
        "数额": value,
        "原因": span,
        "应为": "增加" if way else "减少",
    }
    yield cells, way != meant.up


def _made_by(sentence: Sentence, own: Sequence[Trend]) -> Iterator[dict[str, Value]]:
    """支出增加126万元，其中甲增加38万元、乙增加88万元，主要是甲: one of the parts that make the change, and not the greatest."""
    signs, figures = sentence.signs, sentence.figures
    moved = [
        (trend, abs(figures[trend.by_at].base))
        for trend in own
        if trend.by_at is not None and signs[trend.by_at] not in RATIO
    ]
    for lead in _LEAD.finditer(signs):
        number = bisect_right(moved, lead.start(), key=lambda one: one[0].end)
        told = moved[max(0, number - _LOOKED) : number]
        for first, (whole, amount) in enumerate(told):
            parts = [trend for trend, _ in told[first + 1 :]]
            worth = [part for _, part in told[first + 1 :]]
            if len(parts) < _STEM or any(part.up != whole.up for part in parts) or sum(worth) != amount:
                continue
            end = min((at for mark in ",;。" if (at := signs.find(mark, lead.end())) >= 0), default=len(signs))
            why = signs[lead.end() : end]
            named = [number for number, part in enumerate(parts) if part.name and part.name[:_STEM] in why]
            top = worth.index(max(worth))
            if len(named) == 1 and worth[named[0]] * _STEM < worth[top] and end > lead.end():
                part, best = parts[named[0]], parts[top]
                span = sentence.span(lead.end(), end)
                label = Said(f"{part.name}（{span.text}）", span)
                yield {"事项": label, "数值": part.by, "所比": Said(f"≥{text_of(best.by)}", span)}
            break


__all__ = ["Causes", "read_causes"]
