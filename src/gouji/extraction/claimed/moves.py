"""What a document tells of how the things that it names went, from one period to the next, wherever it tells it: in
sentences (比上年减少1.2万元), and in the printed tables that have a column for either period.

A thing is known by its bare name, so that what words say of it elsewhere can be held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Text
from gouji.extraction.claimed.series import when_of
from gouji.extraction.drafting.draft import Draft, PrintedRow, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import label_of, value_at
from gouji.extraction.prose.facts import Change, Fact, kind_of
from gouji.extraction.prose.names import core
from gouji.extraction.prose.retold import common, core_of
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, Sentence
from gouji.figures import Figure, parse_figure
from gouji.figures.folding import fold
from gouji.language import Table, unit_of_header

#: What a change is told against, if it says so.
_ELSE: Final = re.compile(r"目标|任务|调整|全[国省市]|平均|序时|进度|年初(?!预算|计划)")
_PLAN: Final = re.compile(r"预算|计划")
_LAST: Final = re.compile(r"环比|上[个一]?[月周季]|上半年|[一二三四]季度")
#: Words around a name that do not change what it names.
_ROUND: Final = re.compile(r"^(?:[0-9一二三四五六七八九十]{1,3}[.、．])?(?:各项|全部|总体|整体|其他各?)+(?=.{2})")
_BACK: Final = re.compile(
    r"(?:中|里|总?数|总额|总量|数量|规模|人数|人次|总体|情况|水平|方面|累计)+$|(?<=费)决?算?支出$|(?<=.{2})(?:预算执行|决算|执行)$"
)
#: 收入较上年的210万元减少17万元: a change told with its name before the words of what it is told against.
_NAMED: Final = re.compile(
    rf"(?:^|(?<=[,;:。()]))(?P<name>[^{FIGURES}{DATE},;:。()较比]{{2,24}}?)(?:[较比](?:上年|去年|上年度|上期)(?:同期|决算数?|年末|末)?的?)"
    rf"(?P<prior>[{FIGURES}])?(?P<way>WAY)了?(?P<figure>[{FIGURES}])"
)
#: 三次产业结构由a:b:c调整为d:e:f.
_STRUCTURE: Final = re.compile(
    rf"产业(?:增加值)?(?:结构|比例|比重|比)[^{FIGURES},;。]{{0,12}}?(?P<before>[{FIGURES}]:[{FIGURES}]:[{FIGURES}])[^{FIGURES};。上去]{{0,10}}?"
    rf"[为到至成](?:今年的?|本年的?|{DATE}的?)?(?P<now>[{FIGURES}]:[{FIGURES}]:[{FIGURES}])"
    rf"|产业(?:增加值)?(?:结构|比例|比重|比)[^{FIGURES},;。]{{0,8}}?(?P<own>[{FIGURES}]:[{FIGURES}]:[{FIGURES}])[,(]?(?:上年|去年)(?:同期)?[为是]?的?(?P<last>[{FIGURES}]:[{FIGURES}]:[{FIGURES}])"
)
_INDUSTRIES: Final = (("第一产业", "一产"), ("第二产业", "二产"), ("第三产业", "三产"))
_SHARES: Final = (
    "比重",
    "占比",
    "所占比重",
    "占地区生产总值的比重",
    "增加值占地区生产总值的比重",
    "增加值占比",
    "增加值比重",
    "占GDP的比重",
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
#: Signs of the name of an average that says of what it is: 农村居民人均可支配收入, but not 人均.
_OWN_NAME: Final = 6
#: What is told of each of several that are named without it: 诉讼、执行结案率; 第一、三产业比重.
_MEASURE: Final = re.compile(
    r"(?P<who>.{1,}?)(?P<what>(?:(?:增加值)?(?:占比|所占比重|比重)|[^、和与及]{0,4}(?:率|增速|规模|总量|总额|余额)))"
)
_NTH: Final = re.compile(r"第?([一二三])(?:次?产业?|产)?(?:增加值)?")
_SCOPE: Final = re.compile(r"全[国省市县区州]|[省市县区州]本?级|本级|农村|城镇|城市|城乡")
#: Headers of columns of the period before, and of the period; of those that are neither; what stands behind a header or a name
#: in brackets.
_BEFORE: Final = re.compile(r"上年度?|去年|上期|同期|期初|年初(?!预算|计划)|上[个一]?[月季]度?")
_NOW: Final = re.compile(r"本年度?|今年|当年|本期|期末|年末|年底|本[月季]度?|截至|末?累计")
_NEITHER: Final = re.compile(r"增|减|降|升|变|±|环比|同比|占|比重|幅|预算|计划|目标|任务|率|[比较]")
_BRACKETS: Final = re.compile(r"[(][^()]*[)]$")
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

    def __init__(self, wording: Wording, texts: Sequence[Text]) -> None:
        self._more, self._less = frozenset(wording.more), frozenset(wording.less)
        way = "|".join(sorted(map(re.escape, self._more | self._less), key=len, reverse=True)) or "(?!)"
        self._named = re.compile(_NAMED.pattern.replace("WAY", way))
        self._order = {id(text): number for number, text in enumerate(texts)}
        self._texts = [text.text for text in texts]
        self.all: list[Move] = []
        self.by_name: dict[str, list[Move]] = {}
        self.by_sentence: dict[int, list[Move]] = {}
        self._several: dict[tuple[str, int, int], tuple[Sequence[Move], bool]] = {}

    def read(
        self,
        found: Iterable[Sentence],
        facts: Iterable[Fact],
        tables: Iterable[Table],
        columns: Sequence[tuple[str, str]],
        draft: Draft,
    ) -> None:
        """Collect them. ``columns`` are pairs of names: that of the period before, and that of the period."""
        for fact in facts:
            for move in self._of_fact(fact):
                self.add(move)
        for sentence in found:
            for match in _STRUCTURE.finditer(sentence.signs) if "产业" in sentence.signs else ():
                for move in self._of_structure(sentence, match):
                    self.add(move)
            if "上" in sentence.signs or "去" in sentence.signs:
                for move in self._of_words(sentence):
                    self.add(move)
        for table in tables:
            for before, now in columns:
                if before in table.columns and now in table.columns and not table.source:
                    for move in self._of_rows(table, before, now, draft):
                        self.add(move)
        known = {place_of(move.cells.get("本期")) for move in self.all}
        for number, rows in enumerate(draft.printed):
            for move in self._of_printed(rows, number):
                if place_of(move.cells["本期"]) not in known:
                    self.add(move)

    def several(self, who: str, number: int, at: int) -> tuple[Sequence[Move], bool]:
        """What is said of several at once: those that are named, income and spending by the one word for both, the rows of a
        printed table, of several the one under a heading that is most like the words, or what the same paragraph, or
        paragraphs before it, tell under such a name. Second, whether the words name them."""
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
        """The moves of a name; else those of the only name that has it at its end or beginning, or in its middle: 接待费 for
        公务接待费. ``within``: however short it is."""
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
        names = [one for one in self.by_name if (one[:_SHORT], one[-_SHORT:]) == ends and _in_order(name, one)]
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

    def _at(self, text: Text) -> int:
        return self._order.get(id(text), 0)

    def _way(self, word: str) -> bool | None:
        return True if word in self._more else False if word in self._less else None

    def _of_fact(self, fact: Fact) -> Iterator[Move]:
        sentence = fact.sentence
        if fact.before or (fact.average and len(bare(fact.name)) < _OWN_NAME):
            return
        if fact.grown is not None:
            (start, end), word = fact.grown
            up = self._way(word)
            if up is not None and not fact.changes[1:] and not _ELSE.search(fact.name):
                cells = {"方向": _word(word, sentence, fact.figure), "所记": value_at(fact, fact.figure)}
                yield Move(
                    sentence.signs[start:end],
                    sentence.span(start, end),
                    up,
                    cells,
                    since(fact.name),
                    self._at(sentence.texts[fact.figure]),
                    sentence,
                    fact.figure,
                )
            return
        also = self._also(fact)
        for change in fact.changes:
            lead = sentence.signs[change.lead[0] : change.lead[1]]
            if _ELSE.search(lead) or (change.back and not _PLAN.search(lead)):
                continue
            told = self._told(fact, change)
            if told is not None:
                up, cells = told
                at = self._at(sentence.texts[fact.figure])
                yield Move(fact.name, label_of(fact), up, cells, since(lead), at, sentence, fact.figure, None, also)

    def _also(self, fact: Fact) -> frozenset[bool]:
        """Which ways a fact is told to be off other things than the period before."""
        signs, figures = fact.sentence.signs, fact.sentence.figures
        told = [change for change in fact.changes if change.back or _ELSE.search(signs[slice(*change.lead)])]
        ways = {self._way(change.way or change.rate_way) for change in told}
        done = [fact.done, *fact.done_besides] if fact.done is not None else []
        ways |= {figures[one[2]].base > 1 for one in done if one is not None and figures[one[2]].base != 1}
        return frozenset(way for way in ways if way is not None)

    def _told(self, fact: Fact, change: Change) -> tuple[bool, dict[str, Value]] | None:
        """Whether a change went up, and the cells that tell it; nothing where its own words do not agree."""
        sentence = fact.sentence
        ways = [self._way(word) for word in (change.way, change.rate_way) if word]
        made: dict[str, Value] = {}
        if (
            change.prior is not None
            and ways
            and sentence.figures[change.prior].unit == sentence.figures[fact.figure].unit
        ):
            now, prior = (sentence.figures[at].base for at in (fact.figure, change.prior))
            made = {"上期": value_at(fact, change.prior), "本期": value_at(fact, fact.figure)}
            if now == prior or any(way not in (None, now > prior) for way in ways):
                return None
            ways.append(now > prior)
        known = {way for way in ways if way is not None}
        if len(known) != 1:
            return None
        (up,) = known
        at = change.ratio if change.ratio is not None else change.amount
        if at is None:
            return (up, made) if made else None
        figure = sentence.figures[at]
        if sentence.signs[at] == POINTS and kind_of(fact) != "ratio":
            return None  # of its share
        if not figure.value or (made and figure.value < 0):
            return None
        word = change.rate_way if change.ratio is not None else change.way
        # 增长-3.2% goes down
        up = up if figure.value > 0 else not up
        told = _word(word if self._way(word) == up else "增加" if up else "减少", sentence, at)
        return up, {"方向": told, "所记": value_at(fact, at)}

    def _of_words(self, sentence: Sentence) -> Iterator[Move]:
        for found in self._named.finditer(sentence.signs):
            up = self._way(found["way"])
            figure = sentence.figures[found.start("figure")]
            if up is None or figure.value <= 0 or _ELSE.search(found[0]):
                continue
            start, end = found.span("name")
            cells: dict[str, Value] = {
                "方向": _word(found["way"], sentence, found.start("figure")),
                "所记": sentence.span(*found.span("figure")),
            }
            at = self._at(sentence.texts[start])
            yield Move(found["name"], sentence.span(start, end), up, cells, "年", at, sentence, found.start("figure"))

    def _of_structure(self, sentence: Sentence, found: re.Match[str]) -> Iterator[Move]:
        """How the shares of the three sectors went, by all that they are called."""
        groups = ("before", "now") if found["before"] is not None else ("last", "own")
        for number, names in enumerate(_INDUSTRIES):
            places = [found.start(group) + 2 * number for group in groups]
            before, now = (sentence.figures[at].value for at in places)
            if before == now:
                continue
            spans = [sentence.span(at, at + 1) for at in places]
            cells: dict[str, Value] = {
                key: Said(f"{span.text}%", span) for key, span in zip(("上期", "本期"), spans, strict=True)
            }
            at = self._at(sentence.texts[places[1]])
            for name in names:
                for share in _SHARES:
                    label = Said(f"{name}比重", spans[1])
                    yield Move(f"{name}{share}", label, now > before, cells, "年", at, None, places[1], ("", name))

    def _of_rows(self, table: Table, before: str, now: str, draft: Draft) -> Iterator[Move]:
        for row in draft.tables.get(table.name, ()):
            cells = row.cells
            label = cells.get(table.label or "")
            name, values = text_of(label), (cells.get(before), cells.get(now))
            figures = [parse_figure(text_of(value) or "") for value in values]
            span = span_of(values[1])
            if name is None or span is None or figures[0] is None or figures[1] is None or row.doubt:
                continue
            if figures[0].unit.dimension != figures[1].unit.dimension or figures[0].base == figures[1].base:
                continue
            if figures[0].base <= 0 or figures[1].base < 0:
                continue
            made: dict[str, Value] = {"上期": values[0], "本期": values[1]}
            group = table.name, text_of(cells.get("表号")) or ""
            yield Move(
                name, label, figures[1].base > figures[0].base, made, "年", self._at(span.source), None, 0, group
            )

    def _of_printed(self, rows: Sequence[PrintedRow], number: int) -> Iterator[Move]:
        """The rows of a table with two columns for one thing, of the period before and of the period."""
        pair = _periods_of(rows[0].headers) if len(rows) >= _SHORT else None
        for row in rows if pair is not None else ():
            before, now = (_worth(row, column) for column in pair or ())
            name = fold(unit_of_header(row.name.text)[0])
            if before is None or now is None or before[1].unit.dimension != now[1].unit.dimension:
                continue
            if before[1].base <= 0 or now[1].base < 0 or before[1].base == now[1].base:
                continue
            cells = {"上期": before[0], "本期": now[0]}
            place = span_of(now[0]) or row.name
            group = "printed", str(number)
            yield Move(
                name, row.name, now[1].base > before[1].base, cells, "年", self._at(place.source), None, 0, group
            )


def _periods_of(headers: Mapping[int, str]) -> tuple[int, int] | None:
    """The only two columns of which the one tells of the period before what the other tells: by their years, or by words."""
    plain = {at: fold(header) for at, header in headers.items()}
    dated = {at: when_of(_BRACKETS.sub("", header)) for at, header in plain.items()}
    pairs = [
        (one, other)
        for one, (first, rest) in dated.items()
        for other, (second, also) in dated.items()
        if first is not None and second is not None and first[0] and rest == also and not _NEITHER.search(rest)
        if (first[0] + 1, first[1]) == second
    ]
    if pairs:
        return pairs[0] if len(pairs) == 1 else None
    words = [at for at, header in plain.items() if _BEFORE.search(header) and not _NEITHER.search(header)]
    if len(words) != 1:
        return None
    (before,) = words
    rest = _BEFORE.sub("", _BRACKETS.sub("", plain[before]))
    for now in (before - 1, before + 1):
        header, when = plain.get(now, ""), dated.get(now, (None, ""))[0]
        own = _NOW.sub("", dated[now][1] if when is not None else _BRACKETS.sub("", header)) if header else ""
        told = when is not None or own != header or len(own) > _SHORT
        same = own.strip("末底初度数") == rest.strip("末底初度数") or (not rest and now < before)
        if header and (told or not rest) and not _NEITHER.search(header) and same:
            return before, now
    return None


def _worth(row: PrintedRow, column: int) -> tuple[Value, Figure] | None:
    """The figure of a cell with the unit of its column."""
    span, unit = row.cells.get(column, (None, ""))
    figure = parse_figure(span.text) if span is not None else None
    if span is None or figure is None or not figure.plain or figure.bound:
        return None
    if figure.unit.symbol or not unit:
        return span, figure
    made = parse_figure(f"{span.text}{unit}")
    return (Said(f"{span.text}{unit}", span), made) if made is not None else None


def _led_by(move: Move, name: str) -> bool:
    """Whether the sentence of a move begins with a name, which is not told of the move itself: 执行收案7件；结案率91%."""
    return move.sentence is not None and name in move.sentence.signs[: min(move.at, len(name) + _STEM)]


def _in_order(name: str, other: str) -> bool:
    """Whether the signs of a name stand in another in their order."""
    signs = iter(other)
    return all(sign in signs for sign in name)


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


def _word(word: str, sentence: Sentence, at: int) -> Said:
    return Said(word, sentence.span(at, at + 1))


def pairs_of(words: Sequence[str]) -> list[tuple[str, str]]:
    """上年数<决算数: the columns of the period before and of the period."""
    return [(one, other) for word in words for one, sign, other in (word.partition("<"),) if sign]


__all__ = ["Move", "Moves", "bare", "pairs_of", "rate_of", "scope_of", "since"]
