"""Words over goals held against the figures: over one goal, by the pair of figures that stands next to them, and over all of
them, by every goal of the document.

Who is meant is not read from the build of a sentence. A word right behind a goal and what came of it is of these; words for
all, with no figures or with a word for many, are of all goals, or of those whose names they share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.aims import Aim, aim_of
from gouji.extraction.claimed.goallines import Line, Told
from gouji.extraction.claimed.goalpairs import GoalPairs, Pair
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.names import share_signs
from gouji.faults import regex as re
from gouji.language import Table

_PAUSE: Final = re.compile(r"[,;。:|()!?“”\"]|——|--")
_MISSED: Final = re.compile(
    r"(?:[未没]有?|尚未|未能)(?:能|曾)?(?:按[期时]|如期|全[部面]|完全|圆满)*(?:完成|达[到标成]?|实现|满足|符合)|不(?:达标|符合|满足|及)|未及|"
    r"(?:差|劣|逊|弱)于|差距|尚[差欠缺]|落后|滞后|不理想|偏离"
)
_MET: Final = re.compile(
    r"完成|达到|达成|达标|实现|兑现|符合|满足|优于|好于|控制(?:在|得?较好|良好|到位)|提前|按[期时]|如期|合格"
)
_MORE: Final = re.compile(r"高于|超过|超出|突破|多于|大于|高出|超额|超越|有余|突破")
_LESS: Final = re.compile(r"低于|少于|不足|小于|短于|少[0-9]|节约")
_ALL: Final = re.compile(r"各|全部|所有|[均都]|双双|全面|上述|以上|圆满|总体|整体|全数|悉数|一一|逐项")
_MANY: Final = re.compile(r"各|全部|所有|[均都]|双双|上述|^以上")
_NOT_SO: Final = re.compile(
    r"确保|力争|争取|推动|促进|保证|保障|要求(?!的|值|$|[均都全])|预计|预期(?!性?[目指]标|任务|值|要求|效果|成效|绩效|$)|有望|基本|大部|多数|部分|个别|如果|若|是否|能否|努力|"
    r"按照|根据|依据|结合|为了|以(?:完成|实现)|除|外|拟|将|今后|下一?步|后续|须|需|应|请|上年|去年|往年|明年|下年|上半年|季度|情况|扣|得分|程度|措施|对照|围绕|促使|"
    r"[率度]$|前者|其[余他它]|余下|过半|的有|有[0-9]|平均|合计|完成后|后$|的$|原因|建议|下一步|不能|不得|可能|期间$|总体[^,;。]{0,4}较好|月[底末中]?前(?:完成|出版|建成|交付)$|完成了?(?:初稿|初审|招标|立项|选址|前期|主体|设计|备案)"
)
#: Words and numbers beside those of a pack that say nothing of which goals are meant.
_PLAIN: Final = (
    r"各|全部|所有|[均都]|双双|全面|上述|以上|圆满|悉数|逐项|[一二两三四五六七八九十0-9]+[项个类大]|[已的了其地和与及等可]|[一二三]级|"
    r"我[局市县区校院委部所]|[省市县区国]|[经本实施总值共计率该这几]"
)
_TITLE: Final = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[(（]?[一二三四五六七八九十0-9]+[)）.])?\s*[^,。;]{0,20}(?:完成情况|实现情况|分析|指标)$"
)
_BOUND: Final = re.compile(r"(?:不(?:得|应)?(?:低|少|高|超|大|小|多)[于过])[0-9.,]+")
#: 完成……等重大报道任务: of which tasks, told in so many words.
_OBJECT: Final = re.compile(r"^(?:圆满|顺利|全面|较好|已)*完成了?(?P<what>[^0-9]{6,}?)(?:任务|工作)$")
#: 均达到目标, behind what was told: of that alone.
_OF_THOSE: Final = re.compile(r"^(?:[均都]|全部|双双)已?(?:达到|完成|实现|达成|符合|超额|超过)")
#: Signs between a pair and words over it, and before them among which it is told.
_NEAR, _BACK = 40, 400
#: Goals that were missed of which one claim is told, and of which any is.
_MOST, _AT_ONCE = 8, 60
_YES: Final = re.compile(r"(?:是否|有无)[^|]{0,8}\|(?P<yes>是|否)(?=\||$)")


@dataclass(frozen=True, slots=True)
class _Claim:
    """``kind``: ``met``, ``missed``, ``more`` or ``less``; where it stands, and its words."""

    line: int
    start: int
    end: int
    words: str
    kind: str


class GoalClaims:
    """Holds the words of a document against its goals."""

    def __init__(self, pairs: GoalPairs, aims: Sequence[Aim], order: Mapping[int, int], wording: Wording) -> None:
        self._pairs, self._aims, self._order, self._wording = pairs, aims, order, wording
        self._lines = pairs.figures.lines
        self._goal, self._every, self._kinds = map(any_of, (wording.goal_called, wording.goal_all, wording.goal_kinds))
        self._plain = re.compile(f"{either(wording.goal_empty)}|{_PLAIN}|{either(wording.goal_fronts)}")
        self._by_done: dict[tuple[Fraction, str], list[Pair]] = defaultdict(list)
        for pair in pairs:
            self._by_done[pair.done.base, pair.done.unit].append(pair)
        self._bounds: dict[str, list[Told]] = defaultdict(list)
        for figures in pairs.figures.told:
            for one in figures:
                if one.role == "goal" and one.sign:
                    self._bounds[one.unit].append(one)
        self._missed = [aim for aim in aims if not aim.met and not self._is_later(aim)][:_AT_ONCE]

    def read(self, table: Table, compared: Table | None, draft: Draft) -> None:
        """Write what does not hold, or does, to the table of completion."""
        known = {
            place_of(row.cells.get(name))
            for row in draft.tables.get(table.name, ())
            if row.cells.get("结论") is not None
            for name in ("完成", "完成率")
        }
        if compared is not None:
            known |= {place_of(row.cells.get("数值")) for row in draft.tables.get(compared.name, ())}
        # rows that a template has read with what they say themselves
        rows = [
            set(map(place_of, row.cells.values()))
            for name, own in draft.tables.items()
            if name != table.name
            for row in own
        ]
        read = {place: number for number, places in enumerate(rows) for place in places if place is not None}
        explained = {
            place_of(row.cells.get("完成"))
            for row in draft.tables.get(table.name, ())
            if text_of(row.cells.get("结论")) in self._wording.reasons
        }
        unsaid: dict[tuple[int, int], list[int]] = defaultdict(list)
        for at, goal_row in enumerate(draft.tables.get(table.name, ())):
            place = place_of(goal_row.cells.get("完成"))
            if goal_row.cells.get("结论") is None and place is not None:
                unsaid[place].append(at)
        for number, line in enumerate(self._lines):
            for claim in _claims(number, line, self._pairs.figures.told[number], self._goal):
                for aim, said, holds in self._held(line, claim):
                    row = read.get(place_of(said) or (0, 0))
                    if place_of(aim.done) in explained and self._leads(claim, line, aim):
                        pass  # 指标12项，已全部完成。未完成的为……: why it was missed is told behind the words
                    elif place_of(aim.done) in known or (row is not None and place_of(aim.done) in rows[row]):
                        continue
                    known.add(place_of(aim.done))
                    if holds and claim.kind == "missed":
                        # that it was missed is said of the goal itself, elsewhere than beside it
                        own = unsaid.get(place_of(aim.done) or (0, 0), [])
                        for at in own:
                            row_of = draft.tables[table.name][at]
                            draft.tables[table.name][at] = replace(row_of, cells={**row_of.cells, "结论": said})
                        if own:
                            continue
                    cells: dict[str, Value] = {"事项": aim.label, "目标": aim.goal, "完成": aim.done, "结论": said}
                    draft.say(table, cells, not holds)

    def _held(self, line: Line, claim: _Claim) -> Iterator[tuple[Aim, Said, bool]]:
        span = line.span(claim.start, claim.end)
        near = self._near(line, claim)
        if (
            near is not None
            and (own := _OBJECT.match(claim.words)) is not None
            and not share_signs(own["what"], near.name)
        ):
            near = None  # 市级417篇。完成元宵灯会、龙舟赛等重大报道任务
        if near is not None and not (claim.kind == "met" and _MANY.search(claim.words)):
            aim = aim_of(near, self._lines, self._order)
            if aim is not None:
                holds, word = self._judged(near, claim)
                yield aim, Said(word, span), holds
            return
        if claim.kind not in ("met", "more") or not _ALL.search(claim.words) or not self._every.search(claim.words):
            return
        if claim.kind == "more" and "超额" not in claim.words:
            return
        word = _word(self._wording.reached, claim)
        of_those = _OF_THOSE.match(claim.words) is not None and claim.start > 0 and line.text[claim.start - 1] in ",、"
        for aim in (self._beside(line, claim, "") if of_those else self._meant(line, claim))[:_MOST]:
            yield aim, Said(word, span), False

    def _judged(self, pair: Pair, claim: _Claim) -> tuple[bool, str]:
        """Whether a claim holds of a pair, and the word for it that rules know."""
        reached, missed = (_word(words, claim) for words in (self._wording.reached, self._wording.missed))
        if claim.kind in ("met", "missed"):
            return pair.met == (claim.kind == "met"), reached if claim.kind == "met" else missed
        over = pair.came > pair.asked if claim.kind == "more" else pair.came < pair.asked
        good = (claim.kind == "more") == (pair.sign == "≥")
        return over and pair.met == good, reached if good else missed

    @staticmethod
    def _leads(claim: _Claim, line: Line, aim: Aim) -> bool:
        """Whether words for all of them stand before a goal that was missed, in its own paragraph."""
        said, done = line.span(claim.start, claim.end), span_of(aim.done)
        own = done is not None and done.source is said.source and said.start < done.start
        return own and claim.kind == "met" and _ALL.search(claim.words) is not None

    def _is_later(self, aim: Aim) -> bool:
        """Whether a goal stands far behind what is held against it: it may be one of the next year."""
        asked, done = span_of(aim.goal), span_of(aim.done)
        if asked is None or done is None:
            return False
        return self._order.get(id(asked.source), 0) > self._order.get(id(done.source), 0) + 1

    def _near(self, line: Line, claim: _Claim) -> Pair | None:
        """The goal that the words stand next to, and what came of it, as far as the figures say which that is."""
        text, all_told = line.text, self._pairs.figures.told[claim.line]
        back = max(0, claim.start - _BACK)
        since = max(text.rfind("。", back, max(back, text.rfind("。", back, claim.start))), back)
        told = all_told[bisect_left(all_told, since, key=_start) : bisect_left(all_told, claim.end, key=_start)]
        window = [one for one in told if since <= one.start and one.end <= claim.end and one.role]
        gaps = [one for one in window if one.role == "gap" and one.start >= claim.start]
        window = [one for one in window if one.role != "gap"]
        if not window:
            return None
        goal = next((one for one in reversed(window) if one.role == "goal"), None)
        nearest = window[-1]
        if nearest.role == "rate" and claim.start - nearest.end <= _NEAR:
            return next((pair for pair in self._by_done[nearest.base, nearest.unit] if pair.done is nearest), None)
        pair = self._pinned(goal, window, gaps) if goal is not None else None
        if pair is None or pair.goal is None:
            return self._by_figure(nearest, claim) if nearest.role == "done" else None
        last = max(pair.goal.end, pair.done.end)
        if claim.start - last > _NEAR:
            return None
        between = [one for one in window if last < one.start < claim.start and one.role in ("done", "goal")]
        if any(not one.way and one.unit not in ("分", "", "%") for one in between):
            return self._by_figure(nearest, claim) if nearest.role == "done" else None
        return pair

    def _pinned(self, goal: Told, window: Sequence[Told], gaps: Sequence[Told]) -> Pair | None:
        """The figures around a goal that may have come of it: those behind it, or else those before, as far as the next."""
        others = [one for one in window if one.role == "goal" and one.unit == goal.unit and one is not goal]
        before = max((one.end for one in others if one.end <= goal.start), default=0)
        alike = [one for one in window if one.role == "done" and one.unit == goal.unit and one.way == goal.way]
        behind = [one for one in alike if one.start > goal.end]
        return self._pairs.chosen(goal, behind or [one for one in alike if before <= one.start], gaps)

    def _by_figure(self, told: Told, claim: _Claim) -> Pair | None:
        """The goal of which the figure right before the words came, as another line tells it."""
        if claim.start - told.end > _NEAR:
            return None
        # 为1,890对夫妇提供免费孕前检查，超额完成任务: what it is of may be told behind it
        behind = self._lines[claim.line].text[told.end : claim.start]
        pairs = self._by_done.get((told.base, told.unit), ())
        alike = [pair for pair in pairs if share_signs(told.name[-12:], pair.name) or _behind(behind, pair.name)]
        if not alike and len(behind) > _NEAR // 2:
            return None
        if alike:
            return alike[0] if len({pair.met for pair in alike}) == 1 else None
        # the only bound of the paper of its unit and name
        name = self._pairs.name_of(told).rpartition("、")[2]
        bounds = [
            one for one in self._bounds.get(told.unit, ())[:_AT_ONCE] if share_signs(name, self._pairs.name_of(one))
        ]
        if len({one.base for one in bounds}) != 1 or told.way or not told.unit:
            return None
        return Pair(name, bounds[0], told, bounds[0].sign)

    def _meant(self, line: Line, claim: _Claim) -> Sequence[Aim]:
        """The goals that were missed of those that words for all are of."""
        rest = self._plain.sub("", re.sub(r"[^\u4e00-\u9fff0-9]", "", claim.words))
        kind = self._kinds.search(claim.words)
        if len(rest) >= 2:
            named = [aim for aim in self._missed if share_signs(rest, aim.name)]
            if not named and any(aim.met and share_signs(rest, aim.name) for aim in self._aims[:_AT_ONCE]):
                return []  # 完成抽样检验任务, of a paper on 抽检: those that are called so were reached
            named = named or [aim for aim in self._missed if share_signs(rest, aim.context)]
            return named or self._beside(line, claim, rest)
        if kind is not None:
            return [aim for aim in self._missed if kind[0] in aim.context or kind[0] in aim.name]
        return self._missed

    def _beside(self, line: Line, claim: _Claim, rest: str) -> Sequence[Aim]:
        """The goals that were missed of which the sentence tells right before words that name none of the document:
        优良天数243天，空气质量目标全部实现."""
        if rest and any(share_signs(rest, aim.name) for aim in self._aims[:_AT_ONCE]):
            return []
        stop = max(line.text.rfind("。", 0, claim.start), line.text.rfind(";", 0, claim.start), claim.start - _BACK)
        span = line.span(claim.start, claim.end)
        start = span.start - (claim.start - stop)
        places = {id(aim): span_of(aim.done) for aim in self._missed}
        return [
            aim
            for aim in self._missed
            if (place := places[id(aim)]) is not None
            and place.source is span.source
            and start < place.start < span.start
        ]


def _behind(words: str, name: str) -> bool:
    """Whether words have four signs of a name in a row."""
    return any(name[at : at + 4] in words for at in range(len(name) - 3))


def _word(words: Sequence[str], claim: _Claim) -> str:
    """The word of the rules that is printed in a claim; the plainest of them where the claim has its own."""
    printed = (word for word in words if word in claim.words)
    return max(printed, key=len, default=min(words, key=len, default=""))


def _claims(number: int, line: Line, told: Sequence[Told], goal: re.Pattern[str]) -> Iterator[_Claim]:
    """The clauses of a line that say of goals that they were reached or missed."""
    text = line.text
    if _TITLE.match(text):
        return
    for found in _YES.finditer(text):
        yield _Claim(number, *found.span("yes"), found[0], "met" if found["yes"] == "是" else "missed")
    start = 0
    for stop in (*_PAUSE.finditer(text), None):
        end, first = (stop.start() if stop is not None else len(text)), start
        start = stop.end() if stop is not None else end
        words = text[first:end].strip()
        if not 2 <= len(words) <= 48:
            continue
        inside = told[bisect_left(told, first, key=_start) : bisect_left(told, end, key=_start)]
        kind = _kind(words, goal, any(one.role == "gap" for one in inside))
        if kind is None or _NOT_SO.search(words):
            continue
        counted = [one for one in inside if one.role in ("done", "rate")]
        if any(one.unit not in ("项", "个", "类", "分") for one in counted) or (counted and not _ALL.search(words)):
            continue
        if re.search(r"除[^。;]*$", text[max(0, first - 30) : first]):
            continue
        yield _Claim(number, first, end, words, kind)


def _start(one: Told) -> int:
    return one.start


def _kind(words: str, goal: re.Pattern[str], gap: bool) -> str | None:
    words = _BOUND.sub("", words)
    if _MISSED.search(words):
        return "missed"
    if re.search(r"[未没不无]", words) and not re.search(r"不(?:低|少|高|超|大|小)", words):
        return None
    if _LESS.search(words) and (goal.search(words) or gap):
        return "less"
    if _MORE.search(words) and (goal.search(words) or "超额" in words or gap):
        return "more"
    if _MET.search(words) and (goal.search(words) or re.search(r"达标|[已均]完成|全部完成|提前|按[期时]|如期", words)):
        return "met"
    return None
