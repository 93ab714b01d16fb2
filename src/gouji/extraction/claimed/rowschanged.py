"""What a sentence says of the columns of a row that a table prints, without telling all of them (变动、完成).

项目支出较年初预算增长7.55%; 其他收入较上年减少4.50万元，下降35.71%; 公务接待费完成预算的72.73%: the pack says what columns
are compared, and by which words (上年=决算数/上年数). What it is said of is the row that is named last before it in its
sentence, where no figure stands between that is none of the row. Where it does not come out, it is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.crossing.rowcells import amounts_of
from gouji.extraction.drafting.draft import Draft, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.grids.items import plain_name
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.figures.folding import fold
from gouji.language import Table

_COMPARED: Final = re.compile(r"(?P<bases>[^=]+)=(?P<now>[^=/]+)/(?P<was>[^=/]+)")
#: What is told of a part, of another scope, or as it might be.
_ASIDE: Final = re.compile(r"其中|剔除|扣除|口径|可比|不含|如果|若|预计|计划|拟|平均|人均|累计")
_MORE: Final = "增加|增长|上升|提高|增|多|超支|超出?|追加"
_LESS: Final = "减少|下降|降低|减|少|节约|节省|压减|压缩|结余"
_TOTAL: Final = re.compile("(?:合计|总计)$")
_QUOTES: Final = re.compile('[“”"‘’]')
_LEAST: Final = 3
#: Signs between the name of a row and what is said of it.
_FAR: Final = 60
#: By how many times what is said may be off, so that it is meant.
_OFF: Final = 3
_MOST_ROWS: Final = 400
_MOST_NAMES: Final = 120

_Place = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Side:
    """Two cells of a row that are compared, by the words for the second of them."""

    words: frozenset[str]
    now: tuple[Value, Figure]
    was: tuple[Value, Figure]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table, and what may be compared in it."""

    name: str
    figures: frozenset[Fraction]
    sides: Sequence[_Side]


class RowsChanged:
    """Reads them. ``tables``: those of the vocabulary."""

    def __init__(self, tables: Iterable[Table], wording: Wording, draft: Draft) -> None:
        compared = [found for written in wording.row_changes if (found := _COMPARED.fullmatch(written)) is not None]
        self._rows: dict[str, list[_Row]] = {}
        for table in tables:
            for row in _rows_of(table, compared, draft):
                self._rows.setdefault(row.name, []).append(row)
        bases = sorted({word for found in compared for word in found["bases"].split("|")}, key=len, reverse=True)
        base = either(tuple(bases))
        ways = rf"(?:(?P<up>{_MORE})|(?P<down>{_LESS}))(?:了|共|约|为|幅度|率)*"
        self._moved = re.compile(
            rf"[比较与同](?P<base>{base})(?:决算|执行|支出)?[数额]?(?:相比)?,?(?:[共净]|实际|同比)?{ways}(?P<by>[{FIGURES}])"
            rf"(?:[,、(](?:同比)?(?:{_MORE}|{_LESS}|增幅|降幅)(?:了|约|为)*(?P<rate>{RATIO}))?"
        )
        self._beyond = re.compile(
            rf"(?:(?P<up>超出?|超过|高于)|(?P<down>低于|少于))(?P<base>{base})[数额]?(?:了)?(?P<by>[{FIGURES}])(?P<rate>(?!))?"
        )
        names = tuple(sorted(self._rows, key=len, reverse=True))[:_MOST_NAMES]
        self._of = re.compile(rf"占(?:当年|全部|同期)?(?P<whole>{either(names)})的(?P<rate>{RATIO})")
        self._done = re.compile(rf"(?:完成|为)了?(?P<base>{base})[数额]?的(?P<rate>{RATIO})")

    def read(self, found: Iterable[Sentence], by_source: Mapping[str, Table], draft: Draft) -> None:
        """Write those that are told nowhere else. ``found``: the sentences of a document."""
        changes, done, shares = (by_source.get(source) for source in ("变动", "完成", "占比"))
        if not self._rows or changes is None or done is None or shares is None:
            return
        shared = _places(shares, draft, ("占比",), "总额")
        moved = _places(changes, draft, ("变动额", "变动率"), "上期")
        rated = _places(done, draft, ("完成率",), "目标")
        for sentence in found:
            claims = [*self._moved.finditer(sentence.signs), *self._beyond.finditer(sentence.signs)]
            spans = [claim.span() for claim in claims]
            for claim in claims:
                for cells in self._changed(sentence, claim, spans):
                    if not {place_of(cells[name]) for name in ("变动额", "变动率") if name in cells} & moved:
                        draft.say(changes, cells, True)
            for claim in self._done.finditer(sentence.signs):
                for cells in self._completed(sentence, claim, spans):
                    if place_of(cells["完成率"]) not in rated:
                        draft.say(done, cells, True)

            for claim in self._of.finditer(sentence.signs):
                for cells in self._shared(sentence, claim, spans):
                    if place_of(cells["占比"]) not in shared:
                        draft.say(shares, cells, True)

    def _shared(
        self, sentence: Sentence, claim: re.Match[str], spans: Sequence[tuple[int, int]]
    ) -> Iterator[dict[str, Value]]:
        """财政拨款收入占本年收入合计的91.81%: of two rows, in one of their columns."""
        told, wholes = sentence.figures[claim.start("rate")], self._rows[claim["whole"]]
        row, _ = self._named(sentence, claim, spans)
        if row is None or len(wholes) != 1 or told.bound or wholes[0] is row:
            return
        pairs = [
            (part, whole)
            for side, other in zip(row.sides, wholes[0].sides, strict=False)
            for part, whole in ((side.now, other.now), (side.was, other.was))
            if whole[1].base > 0
        ]
        made = [part[1].base / whole[1].base for part, whole in pairs]
        if made and made[0] <= 1 and not any(abs(told.base - one) <= told.step for one in made):
            (part, _), (whole, _) = pairs[0]
            if _about(told.base, made[0]):
                rate = value_in(sentence, claim.start("rate"))
                yield {"项目": row.name, "部分": part, "总额": whole, "占比": rate}

    def _changed(
        self, sentence: Sentence, claim: re.Match[str], spans: Sequence[tuple[int, int]]
    ) -> Iterator[dict[str, Value]]:
        up = claim["up"] is not None
        way = "增加" if up else "减少"
        by, rate = claim.start("by"), claim.start("rate") if claim["rate"] else None
        if sentence.signs[by] == RATIO:
            by, rate = -1, by
        for row, side in self._meant(sentence, claim, spans):
            now, was = side.now[1], side.was[1]
            cells: dict[str, Value] = {"项目": row.name, "本期": side.now[0], "上期": side.was[0]}
            off = now.base - was.base
            wrong = far = False
            if by >= 0:
                told = sentence.figures[by]
                if told.unit.dimension != now.unit.dimension or told.bound:
                    continue
                half = (told.step + now.step + was.step) / 2
                wrong = abs(told.base - abs(off)) > half or (off > 0) != up
                far = not _about(told.base, abs(off))
                cells |= {"变动额": value_in(sentence, by), "方向": way}
            if rate is not None:
                told = sentence.figures[rate]
                if was.base <= 0 or told.bound:
                    continue
                made = abs(off) / was.base
                slack = told.step / 2 + (now.step + was.step) / 2 / was.base
                wrong = wrong or abs(told.base - made) > slack or (off > 0) != up
                far = far or not _about(told.base, made)
                cells |= {"变动率": value_in(sentence, rate), "率方向": "增长" if up else "下降"}
            if wrong and not far:
                yield cells
            return

    def _completed(
        self, sentence: Sentence, claim: re.Match[str], spans: Sequence[tuple[int, int]]
    ) -> Iterator[dict[str, Value]]:
        told = sentence.figures[claim.start("rate")]
        pairs = list(self._meant(sentence, claim, spans))
        made = [side.now[1].base / side.was[1].base for _, side in pairs if side.was[1].base > 0]
        if not made or told.bound or any(abs(told.base - one) <= told.step for one in made):
            return
        row, side = pairs[0]
        if _about(told.base, made[0]):
            rate = value_in(sentence, claim.start("rate"))
            yield {"事项": row.name, "目标": side.was[0], "完成": side.now[0], "完成率": rate}

    def _meant(
        self, sentence: Sentence, claim: re.Match[str], spans: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[_Row, _Side]]:
        """The row of which a claim speaks, and its two cells."""
        row, plain = self._named(sentence, claim, spans)
        side = None if row is None else next((side for side in row.sides if claim["base"] in side.words), None)
        # 2022年事业收入……比上年: of that year; what is told last is what it is now
        if row is not None and side is not None and plain in (None, side.now[1].base):
            yield row, side

    def _named(
        self, sentence: Sentence, claim: re.Match[str], spans: Sequence[tuple[int, int]]
    ) -> tuple[_Row | None, Fraction | None]:
        """The row that is named last before a claim, and the last figure between; none where something else is told there."""
        signs, end = sentence.signs, claim.start()
        start = max(max(signs.rfind(stop, 0, end) for stop in ";。") + 1, end - _FAR)
        plain = _QUOTES.sub("·", signs)
        called = [(at + len(name), name) for name in self._rows if (at := plain.rfind(name, start, end)) >= 0]
        if not called:
            return None, None
        last, name = max(called, key=lambda found: (found[0], len(found[1])))
        rows = self._rows[name]
        if (
            len(rows) != 1
            or _ASIDE.search(signs, start, end)
            or (last - len(name) > start and _is_part(signs, last, name))
        ):
            return None, None
        between = [at for at in range(last, end) if not any(one <= at < other for one, other in spans)]
        told = [sentence.figures[at].base for at in between if signs[at] in FIGURES]
        dated = not told and signs[last - len(name) - 1 : last - len(name)] == DATE
        if dated or any(signs[at] == DATE for at in between) or any(figure not in rows[0].figures for figure in told):
            return None, None
        return rows[0], told[-1] if told else None


def _is_part(signs: str, last: int, name: str) -> bool:
    """Whether a name is only the end of what something is called: 其他项目支出."""
    before = signs[last - len(name) - 1]
    return "\u4e00" <= before <= "\u9fff" and before not in "的年度位县市局中"


def _rows_of(table: Table, compared: Sequence[re.Match[str]], draft: Draft) -> Iterator[_Row]:
    rows = draft.tables.get(table.name, ())
    if table.label is None or table.source or not 0 < len(rows) <= _MOST_ROWS:
        return
    columns = [
        (frozenset(found["bases"].split("|")), found["now"].split("|"), found["was"].split("|"))
        for found in compared
        if any(name in table.columns for name in found["was"].split("|"))
    ]
    for row in rows if columns else ():
        name = _QUOTES.sub("", plain_name(fold(text_of(row.cells.get(table.label)) or "")))
        plain = amounts_of(table, row, draft)
        sides: list[_Side] = []
        for words, now, was in columns:
            ends = [next((plain[column] for column in names if column in plain), None) for names in (now, was)]
            if ends[0] is not None and ends[1] is not None:
                sides.append(_Side(words, ends[0], ends[1]))
        if sides and len(name) > _LEAST and name not in table.total_texts:
            worth = frozenset(made[1].base for made in plain.values())
            yield _Row(name, worth, sides)
            short = _TOTAL.sub("", name)
            if short != name and len(short) > _LEAST:
                yield _Row(short, worth, sides)


def _about(told: Fraction, made: Fraction) -> bool:
    return told <= made * _OFF and made <= told * _OFF


def _places(table: Table, draft: Draft, columns: Sequence[str], beside: str) -> set[_Place]:
    return {
        place_of(row.cells.get(column))
        for row in draft.tables.get(table.name, ())
        for column in columns
        if row.cells.get(beside) is not None and row.cells.get(column) is not None
    }


__all__ = ["RowsChanged"]
