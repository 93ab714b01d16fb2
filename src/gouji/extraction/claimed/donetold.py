"""What came of a goal by its row, told otherwise in a sentence: 完成户厕改造320户 beside a row 户厕改造 | 320户 | 286户.

The sentence has to tell it as done and to speak of what the row is called; how much it has to say of it depends on the figures.
What is the goal itself where less came of it is told in few words; what is a slip of the pen for what came of it in fewer, the
longer the figures are; what is merely near it has to be called nothing else than the row. Goals told again, parts, other times
and figures that something else in the paper confirms are no contradiction. It is a remark.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from typing import Final

from gouji.extraction.claimed.aims import Aim
from gouji.extraction.crossing.paraphrased import Paraphrased
from gouji.extraction.crossing.slips import PEOPLE, digits_of, slipped, turned
from gouji.extraction.crossing.toldplaces import Places, Told
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.names import pairs_of
from gouji.extraction.prose.retold import Mention, base_of, core_of, rounded
from gouji.extraction.text.sentences import Sentence, dimension_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure, parse_target
from gouji.figures.folding import fold
from gouji.language import Table

#: Goals and figures of a document that are looked at.
_MOST: Final = 1500
_AIMS: Final = 200
#: What a name ends with that says how it is counted.
_COUNTED: Final = re.compile(
    r"(?:的)?(?:完成)?(?:人数|人次数?|数量|次数|场次|件数|户数|个数|总数|期数|篇数|条数|座数|栋数|册数|总量|面积|长度|里程|规模|数|量)+$"
)
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_HAN: Final = re.compile("[\u4e00-\u9fff\ue100-\uf8ff]{2}")
#: What says that something was done, before a figure in its sentence.
_DONE: Final = re.compile(
    "完成|举办|开展|组织|实现|建成|建设|新建|新增|改造|修[建复缮]|培训|发放|制作|创作|更新|放映|演出|送|举行|接待|服务|救助|维修|养护|治理|种植|采购|购置|检[测查]|累计|共|已|全年|达"
)
#: That what was to be done was done: 顺利完成全年40场直播任务.
_FULFILLED: Final = re.compile(r"完成了?[^,;:。]*$")
_TASK: Final = re.compile(r"^[^,;。]{0,12}?的?(?:任务|目标|计划)")
#: A plan, or what was asked for, wherever the sentence says so.
_MEANT: Final = re.compile(
    "拟|将|力争|计划|目标|任务|要求|预期|预计|确定|明确|下达|批复|设[定置]|制定|方案|合同|约定|申报|应|需|须|未能|未完成|没有完成|原定|安排|指标|实施意见"
)
_BEHIND: Final = re.compile(
    r"[^。;]{0,40}?等[^,;。]{0,8}?(?:任务|目标|内容|工作)|[^,;。]{0,6}的(?:目标|任务|计划|要求)"
)
#: What makes a figure that of a part, of more, or of another time.
_ANOTHER: Final = re.compile(
    "其中|另|除|每|第|至少|超过|申报|申请|同比|其他|其余|余下|剩余|合同|摸排|排查|报名|现有|共有|辖|全[省市县区](?:现|共)?有|截至|截止|[上下]半年|季度|[0-9一二三]批|首批|月底|年初|历年|近年|[上去前明次]年|试点"
)
_BACK: Final = 28
_FAR: Final = Fraction(13, 10)
_NEARLY: Final = Fraction(3, 5)
_HALF: Final = Fraction(1, 2)
_EXTRA: Final = 1
_MANY, _SOME = 4, 3
#: Digits of figures that are merely near.
_FEW: Final = 2
_SCORE, _MONEY = "score", "money"


@dataclass(frozen=True, slots=True)
class _Row:
    """A goal of a table with what came of it; ``pairs``: of signs of its name."""

    aim: Aim
    kind: str
    asked: Figure
    done: Figure
    full: str
    name: str
    pairs: frozenset[str]
    sources: frozenset[int]


class DoneTold:
    """Finds them. ``year``: that of the title."""

    def __init__(self, wording: Wording, year: int | None) -> None:
        goals = any_of(wording.goals)
        self._plain = Paraphrased(wording, goals).plain
        self._another = any_of(wording.another)
        self._places = Places(self._plain, goals, year)
        self._year = None if year is None else str(year)

    def read(
        self,
        mentions: Sequence[Mention],
        aims: Iterable[Aim],
        meant: frozenset[tuple[int, int]],
        table: Table,
        draft: Draft,
    ) -> None:
        """Write them to the table of what is told twice. ``meant``: where goals are told."""
        rows = list(self._rows(aims))[:_AIMS]
        if not rows:
            return
        kinds = {row.kind for row in rows}
        own = {source for row in rows for source in row.sources}
        told = [
            one for one in self._places.in_text(mentions[:_MOST]) if one.kind in kinds and id(_text(one)) not in own
        ]
        known = _differing(draft, table)
        again: dict[tuple[str, Fraction], set[int]] = {}
        for one in told:
            again.setdefault((one.kind, base_of(one.figure)), set()).add(id(one.source))
        held = {(row.kind, base_of(row.done)) for row in rows}
        planned = self._of_plans(told, rows)
        found: list[tuple[Fraction, int, Told, _Row]] = []
        for at, one in enumerate(told):
            place = place_of(one.value)
            if place in known or place in meant or id(_text(one)) in planned or not self._may(one):
                continue
            if (one.kind, base_of(one.figure)) in held or len(again[one.kind, base_of(one.figure)]) > 1 + any(
                base_of(row.asked) == base_of(one.figure) for row in rows
            ):
                continue
            weighed = [(self._weight(one, row, rows, told), row) for row in rows if row.kind == one.kind]
            weight, row = max(weighed, key=_first, default=(Fraction(0), None))
            if row is not None and weight > 0 and sum(other == weight for other, _ in weighed) == 1:
                found.append((weight, -at, one, row))
        taken: set[str] = set()
        for _, _, one, row in sorted(found, key=_best, reverse=True):
            if row.name not in taken:
                taken.add(row.name)
                label = _free(row.aim, {text_of(each.cells.get("事项")) for each in draft.tables.get(table.name, ())})
                for value in (row.aim.done, one.value):
                    draft.say(table, {"事项": label, "数值": value, "出处": "推定"}, True)

    def _rows(self, aims: Iterable[Aim]) -> Iterator[_Row]:
        for aim in aims:
            source, goal_source = span_of(aim.done), span_of(aim.goal)
            target = parse_target(text_of(aim.goal) or "")
            done = parse_figure(text_of(aim.done) or "")
            if source is None or goal_source is None or done is None or done.bound or len(target.figures) != 1:
                continue
            if re.search("[,，。;；]", source.source.text.replace(source.text, "", 1)):
                continue
            asked, kind = target.figures[0], dimension_of(done).replace(*PEOPLE)
            if kind == _SCORE or dimension_of(asked).replace(*PEOPLE) != kind or done.base <= 0:
                continue
            called = core_of(_BRACKETS.sub("", fold(aim.name)))
            full, name = self._plain(called), _COUNTED.sub("", self._plain(_COUNTED.sub("", called)))
            if len(name) > 1:
                sources = frozenset((id(source.source), id(goal_source.source)))
                yield _Row(aim, kind, asked, done, full, name, pairs_of(name), sources)

    def _of_plans(self, told: Sequence[Told], rows: Sequence[_Row]) -> set[int]:
        """Paragraphs that tell goals: two of their figures, or a bound among them, are those of goals that came out otherwise."""
        goals = {(row.kind, base_of(row.asked)) for row in rows if base_of(row.asked) != base_of(row.done)} - {
            (row.kind, base_of(row.done)) for row in rows
        }
        counts: dict[int, set[tuple[str, Fraction]]] = {}
        for one in told:
            if (one.kind, base_of(one.figure)) in goals:
                counts.setdefault(id(_text(one)), set()).add((one.kind, base_of(one.figure)))
        return {text for text, found in counts.items() if len(found) > 1}

    def _weight(self, one: Told, row: _Row, rows: Sequence[_Row], told: Sequence[Told]) -> Fraction:
        """How much says that a figure is told of a row and contradicts it; nothing where it is not so."""
        figure, none = one.figure, Fraction(0)
        if base_of(figure) == base_of(row.done) or rounded(figure, row.done):
            return none
        if any(
            base_of(other.figure) == base_of(row.done) and _text(other) is _text(one) and other.kind == one.kind
            for other in told
        ):
            return none
        tail = core_of(one.said)
        near = (pairs_of(one.own) | pairs_of(tail)) & row.pairs
        wide = pairs_of(one.wide) & row.pairs
        cover, spread = (Fraction(len(found), len(row.pairs)) for found in (near, wide | near))
        foreign = any(word not in row.name and word not in row.aim.context for word in self._another.findall(one.own))
        extra = self._extra(one, row)
        # 举办培训班期数 is of 培训班, and 改造楼栋数 of 楼栋
        short = row.name.removesuffix(row.done.unit.symbol)
        if len(short) > 1:
            cover = max(cover, Fraction(len(near & pairs_of(short)), len(pairs_of(short))))
        ends = any(name[-2:] in f"{one.own} {tail}" for name in (row.name, short) if len(name) > 1)
        if foreign or not near:
            return none
        many = min(len(digits_of(each).rstrip("0")) for each in (figure, row.done))
        if row.kind == _MONEY:  # there are many amounts of one name
            return spread + 1 if turned(figure, row.done) and many > _MANY and cover >= _HALF else none
        as_goal = base_of(figure) == base_of(row.asked)
        if as_goal and row.done.base > row.asked.base:
            return none
        if as_goal:
            called = cover >= _NEARLY or (cover >= _HALF and ends)
            return cover + 2 if called and extra <= _EXTRA and self._is_done(one) else none
        alone = sum(other.done.unit == row.done.unit for other in rows) == 1
        if turned(figure, row.done):
            if many >= _MANY or (many >= _SOME and (spread >= _HALF or (alone and not extra))):
                return spread + 1
            suffix = len(one.own) > _SOME and row.full.endswith(one.own)
            return (
                spread + 1 if (cover >= _HALF or (alone and (suffix or spread >= _HALF))) and extra <= _EXTRA else none
            )
        if many >= _SOME and slipped(figure, row.done)[0] and (cover >= _HALF or (alone and spread >= _HALF)):
            return spread + 1
        low, high = sorted((figure.base, row.done.base))
        wrong = sum(map(str.__ne__, digits_of(figure), digits_of(row.done)))
        if wrong > 1 and len(digits_of(row.done)) > _FEW:
            return none  # 2,701人, 2,748人: no slip of each other, and perhaps not the same
        same = cover >= _NEARLY and ends and not extra and high < _FAR * low and figure.step == row.done.step
        return cover if same and self._is_done(one, True) else none

    def _may(self, one: Told) -> bool:
        """Whether a figure is one of what was done in the year, and of all of it."""
        other_year = self._year is not None and one.years and self._year not in one.years
        if one.change or one.goal or one.time or one.place or other_year:
            return False
        # what each comes to is called so by the row as well
        return _ANOTHER.search(one.lead[-_BACK:].replace("每", "" if one.kind == _MONEY else "每")) is None

    def _extra(self, one: Told, row: _Row) -> int:
        """Words that the clause of a figure has besides those of the row."""
        words = re.findall(
            "[\u4e00-\u9fff\ue100-\uf8ff]+", "".join(sign if sign not in row.name else " " for sign in one.own)
        )
        return sum(len(word) > 1 for word in words)

    def _is_done(self, one: Told, loose: bool = False) -> bool:
        """Whether a figure is told as what was done, in a sentence that speaks of no plan. ``loose``: no word has to say so."""
        sentence = one.source
        if not isinstance(sentence, Sentence):
            return False
        lead, behind = re.split("[;。]", sentence.signs[: one.at])[-1], sentence.signs[one.at + 1 :]
        if _FULFILLED.search(lead) and _TASK.match(behind):
            return _MEANT.search(lead) is None
        if _MEANT.search(lead) or _BEHIND.match(behind):
            return False
        if loose:
            return True
        heading = "" if sentence.heading is None else fold(sentence.heading.text)
        return _DONE.search(lead) is not None or _DONE.search(f"{heading}{behind[:_SOME]}") is not None


def _differing(draft: Draft, table: Table) -> set[tuple[int, int] | None]:
    """Places that have been held against others and differ from them."""
    named: dict[str | None, list[Value]] = {}
    for row in draft.tables.get(table.name, ()):
        named.setdefault(text_of(row.cells.get("事项")), []).append(row.cells.get("数值"))
    out: set[tuple[int, int] | None] = set()
    for values in named.values():
        figures = [parse_figure(text_of(value) or "") for value in values]
        if len({None if figure is None else figure.base for figure in figures}) > 1:
            out.update(map(place_of, values))
    return out


def _free(aim: Aim, names: Container[str | None]) -> Value:
    """What a pair is called, as no other is."""
    name = text_of(aim.label) or aim.name
    label = next(
        f"{name}{mark}"
        for number in count(1)
        if f"{name}{(mark := f'（{number}）' if number > 1 else '')}" not in names
    )
    return aim.label if label == name else Said(label, span_of(aim.label))


def _text(one: Told) -> object:
    span = span_of(one.value)
    return None if span is None else span.source


def _first(found: tuple[Fraction, _Row]) -> Fraction:
    return found[0]


def _best(found: tuple[Fraction, int, Told, _Row]) -> tuple[Fraction, int]:
    return found[:2]


__all__ = ["DoneTold"]
