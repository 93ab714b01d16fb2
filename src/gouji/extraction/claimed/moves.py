"""How the things that a document names went from one period to the next, looked up by what words say of them elsewhere: of
one by its bare name, of several by the words for all of them (各项收入, 收支, 第一、三产业比重), or by where it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Text
from gouji.extraction.drafting.draft import Said, Value, span_of, text_of
from gouji.extraction.prose.names import core, in_order
from gouji.extraction.prose.retold import common, core_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure

#: What a change is told against, if it says so.
_PLAN: Final = re.compile(r"预算|计划")
_LAST: Final = re.compile(r"环比|上[个一]?[月周季]|上半年|[一二三四]季度")
#: Words around a name that do not change what it names.
_ROUND: Final = re.compile(r"^(?:[0-9一二三四五六七八九十]{1,3}[.、．])?(?:各项|全部|总体|整体|其他各?)+(?=.{2})")
_BACK: Final = re.compile(
    r"(?:中|里|总?数|总额|总量|数量|规模|人数|人次|总体|情况|水平|方面|累计)+$|(?<=费)决?算?支出$|(?<=.{2})(?:预算执行|决算|执行)$"
)
#: 收支 for income and spending, and how the wholes of both are called.
_BOTH: Final = re.compile(r"(?P<name>.*?)(?:收支|收入和支出|收入、支出)")
_WHOLE: Final = re.compile(r".{0,8}(?:总收入|总支出|[收支][入出]?总[计额]|[收支][入出]合计)")
_JOINS: Final = re.compile(r"[、和与及]")
_EACH: Final = re.compile(r"各|所有|全部|上述|以上|主要")
_OF_EACH: Final = re.compile(r"各(?![项类种级])(?P<kind>[\u4e00-\u9fff]{1,2})")
#: What is told of all of several is none of them.
_ALL_OF: Final = re.compile(r"各[类项种级]|全部|合计|总计|所有")
_TOTAL: Final = re.compile(r"合计|总计|小计|^全[国省市县区]|平均")
_SHORT: Final = 2
#: Paragraphs before words for several in which they are looked for, and signs of the end of their name.
_AROUND: Final = 10
_STEM: Final = 4
#: Texts above a table in which its title stands.
_ABOVE: Final = 6
#: What is told of each of several that are named without it: 诉讼、执行结案率; 第一、三产业比重.
_MEASURE: Final = re.compile(
    r"(?P<who>.{1,}?)(?P<what>(?:(?:增加值)?(?:占比|所占比重|比重)|[^、和与及]{0,4}(?:率|增速|规模|总量|总额|余额)))"
)
_NTH: Final = re.compile(r"第?([一二三])(?:次?产业?|产)?(?:增加值)?")
_SCOPE: Final = re.compile(r"全[国省市县区州]|[省市县区州]本?级|本级|农村|城镇|城市|城乡")
#: What stands in brackets inside a name and only spells it out: 各县(市、区), 因公出国(境)费.
SPELT: Final = re.compile(rf"[(](?:[^()、{FIGURES}]{{1,2}}、)*[^()、{FIGURES}]{{1,2}}[)]")


@dataclass(frozen=True, slots=True)
class Move:
    """``up``: whether there was more than before; ``cells`` are those of a row of changes that tell it. ``since``: against
    what it is told (see :func:`since`); ``order`` is the number of the text that tells it, ``at`` the sign of the sentence,
    ``table`` which printed table, if one does. ``also``: what else is told of it, against a plan for instance."""

    name: str
    label: Value
    up: bool
    cells: Mapping[str, Value]
    since: str
    order: int
    sentence: Sentence | None = None
    at: int = 0
    table: tuple[str, str] | None = None
    also: frozenset[bool] = frozenset()


def bare(name: str) -> str:
    """A name without whatever does not change what it names."""
    plain = _ROUND.sub("", core(core_of(SPELT.sub("", name.replace(DATE, "").replace("总产量", "产量")))))
    before = None
    while before != plain:
        before, plain = plain, _BACK.sub("", plain)
    return plain or name


def scope_of(name: str) -> frozenset[str]:
    """Words of a name that say of what place it is."""
    return frozenset(_SCOPE.findall(name))


class Moves:
    """All moves of one document, by their bare names."""

    def __init__(self, moves: Iterable[Move], texts: Sequence[Text]) -> None:
        self._texts = [text.text for text in texts]
        self.all: list[Move] = []
        self.by_name: dict[str, list[Move]] = {}
        self.by_sentence: dict[int, list[Move]] = {}
        self._several: dict[tuple[str, int, int], tuple[Sequence[Move], bool]] = {}
        for move in moves:
            self.add(move)

    def several(self, who: str, number: int, at: int) -> tuple[Sequence[Move], bool]:
        """What is said of several at once: those that are named, income and spending by the one word for both, the rows of a
        printed table, of several the one that is headed by what the words speak of each of or whose title is most like them, or
        what the same paragraph, or paragraphs before it, tell under such a name. Second, whether the words name them."""
        known = self._several.get((who, number, at))
        if known is None:
            known = self._several[who, number, at] = self._all_of(who, number, at)
        return known

    def _all_of(self, who: str, number: int, at: int) -> tuple[Sequence[Move], bool]:
        name = bare(who)
        both = _BOTH.fullmatch(name)
        if both is not None:
            ends = tuple(f"{both['name']}{kind}" for kind in ("收入", "支出"))
            whole = [move for move in self.all if _WHOLE.fullmatch(bare(move.name)) or bare(move.name) in ends]
            return (whole if len(whole) > 1 else self._both_ways(at)), True
        shared = self._shared(who, at)
        if shared is not None:
            return shared, True
        parts = [self.named(bare(part), within=True) for part in _JOINS.split(who)]
        if len(parts) > 1 and all(parts):
            return [part[-1] for part in parts], True
        groups = [one for one in self._groups() if len(one) == number or (not number and len(one) > 1)]
        own = [move for move in self.all if move.order == at and move.table is None and not _ALL_OF.search(move.name)]
        if number > _SHORT and len(own) == number:
            return own, False
        if groups and (number or _EACH.search(who)):
            called = [one for one in groups if self._is_of(who, one)]
            before = called or [one for one in groups if one[0].order < at] or groups
            group = max(before, key=lambda one: (common(who, self._above(one)), -abs(one[0].order - at)))
            own = [move for move in group if name[-_SHORT:] in move.name]  # 各项收入 among rows of both
            return own if len(own) >= _SHORT else group, False
        return self._near(name, at), False

    def _both_ways(self, at: int) -> Sequence[Move]:
        """The last income and the last spending of one name that a paragraph tells, or it and the one before it."""
        told = [move for move in self.all if move.table is None and at - 1 <= move.order <= at and move.since == "年"]
        for move in reversed(told):
            root, kind = move.name[:-_SHORT], move.name[-_SHORT:]
            other = {"收入": "支出", "支出": "收入"}.get(kind)
            paired = [one for one in told if other and bare(one.name).endswith(bare(f"{root}{other}"))]
            if paired:
                return [paired[-1], move]
        return []

    def _shared(self, who: str, at: int) -> Sequence[Move] | None:
        """What is told of each of several by one measure: by both words, or by the measure in a sentence that begins with who is
        meant. Nothing of any where one of them cannot be told apart, but for measures that are no rates: those may be names."""
        found = _MEASURE.fullmatch(who)
        names = _JOINS.split(found["who"]) if found is not None else []
        if found is None or len(names) < _SHORT or not all(names):
            return None
        near = [move for move in self.all if at - _AROUND <= move.order <= at]
        nth = [_NTH.fullmatch(name) for name in names]
        out: list[Move] = []
        for name, number in zip(names, nth, strict=True):
            called = f"第{number[1]}产业" if number is not None and all(nth) else name
            exact = [move for move in near if called in move.name and move.name.endswith(found["what"])]
            exact = exact or [move for move in near if found["what"].endswith(move.name) and _led_by(move, called)]
            places = {move.at for move in exact}
            if len(places) != 1:
                return [] if found["what"].endswith(("重", "比", "率")) else None
            out.append(exact[0])
        return out

    def around(self, at: int) -> Iterator[Sequence[Move]]:
        """What the paragraphs up to one tell against the year before; then what those behind it do."""
        told = [
            move for move in self.all if move.table is None and move.since == "年" and not _ALL_OF.search(move.name)
        ]
        yield [move for move in told if at - _AROUND <= move.order <= at]
        yield [move for move in told if at <= move.order <= at + _AROUND]

    def _near(self, name: str, at: int) -> Sequence[Move]:
        """What the paragraphs up to ``at`` tell by names with the end of this one in them, or those behind it where they are
        led by it; else all that is called just so; else all that this paragraph tells."""
        told = [move for move in self.all if move.table is None and not _ALL_OF.search(move.name)]
        near = [move for move in told if at - _AROUND <= move.order <= at]
        behind = [move for move in told if at < move.order <= at + _AROUND]
        for told in (near, behind):
            for length in range(min(len(name), _STEM), 1, -1):
                alike = [move for move in told if name[-length:] in move.name]
                if len(alike) > 1:
                    return alike
        own = [move for move in near if move.order == at]
        same = [move for move in self.by_name.get(name, ()) if move.table is None]
        return same if len(same) > 1 else own if len(own) > 1 else []

    def named(self, name: str, within: bool = False) -> Sequence[Move]:
        """The moves of a name; else those of the only name that has it at its end or beginning, or in its middle (接待费 for
        公务接待费); else, for a long one, those told by its end behind its beginning. ``within``: however short it is."""
        if name in self.by_name or len(name) < _SHORT:
            return self.by_name.get(name, [])
        names = [one for one in self.by_name if name in one]
        if not names and len(name) > _STEM:
            return self._led(name)
        inner = len(names) == 1 and not names[0].startswith(name) and not names[0].endswith(name)
        return self.by_name[names[0]] if len(names) == 1 and (within or inner or len(name) > _SHORT) else []

    def _led(self, name: str) -> Sequence[Move]:
        """The moves of the longest name that another ends in, told in sentences with its beginning: 市属企业9户……负债率 for
        市属企业负债率."""
        for start in range(_SHORT, len(name) - _SHORT):
            if (told := self.by_name.get(name[start:])) is not None:
                return [one for one in told if one.sentence and name[:start] in one.sentence.signs[: one.at]]
        return []

    def abbreviated(self, name: str) -> Sequence[Move]:
        """The moves of the only name that has the signs of another in their order, its first and last ones together: 财政科技支出
        for 财政科学技术支出."""
        if len(name) <= _STEM:
            return []
        ends = name[:_SHORT], name[-_SHORT:]
        names = [one for one in self.by_name if (one[:_SHORT], one[-_SHORT:]) == ends and in_order(name, one)]
        return self.by_name[names[0]] if len(names) == 1 else []

    def _groups(self) -> Iterator[list[Move]]:
        """The rows of printed tables, one group for each; a name that comes again begins another."""
        run: list[Move] = []
        for move in self.all:
            if move.table is None or not move.table[0] or (move.label and _TOTAL.search(move.name)):
                continue
            if run and (move.table != run[-1].table or any(move.name == one.name for one in run)):
                yield run
                run = []
            run.append(move)
        if run:
            yield run

    def _is_of(self, who: str, group: Sequence[Move]) -> bool:
        """Whether the rows of a table are headed by what words speak of each of: 各镇街 over 镇街 | 任务 | 完成."""
        each = _OF_EACH.search(who)
        return each is not None and any(
            line.lstrip().startswith(each["kind"]) for line in self._above(group).split("\n")
        )

    def _above(self, group: Sequence[Move]) -> str:
        """The texts above a table."""
        return "\n".join(self._texts[max(0, group[0].order - _ABOVE) : group[0].order])

    def add(self, move: Move) -> None:
        """One more."""
        self.all.append(move)
        self._several.clear()
        if len(name := bare(move.name)) > 1:
            self.by_name.setdefault(name, []).append(move)
        if move.sentence is not None:
            self.by_sentence.setdefault(id(move.sentence), []).append(move)


def _led_by(move: Move, name: str) -> bool:
    """Whether the sentence of a move begins with a name, which is not told of the move itself: 执行收案7件；结案率91%."""
    return move.sentence is not None and name in move.sentence.signs[: min(move.at, len(name) + _STEM)]


def rate_of(move: Move) -> tuple[Value, Fraction] | None:
    """By what rate a thing grew, below nought where it fell; nothing where no rate is told of it."""
    told = move.cells.get("所记")
    figure = parse_figure(text_of(told) or "")
    if figure is None or figure.dimension != "ratio" or "百分点" in figure.unit.symbol:
        return None
    if not move.up and figure.base > 0:
        return Said(f"-{text_of(told)}", span_of(told)), -Fraction(figure.base)
    return told, Fraction(figure.base)


def since(words: str) -> str:
    """Against what words say that something went: 算 a plan, 环 the month or quarter before, 年 the year before."""
    return "算" if _PLAN.search(words) else "环" if _LAST.search(words) else "年"


__all__ = ["SPELT", "Move", "Moves", "bare", "rate_of", "scope_of", "since"]
