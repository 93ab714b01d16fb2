"""Where a document tells how things went from one period to the next: in sentences (比上年减少1.2万元), in the shares of the
three sectors (由a:b:c调整为d:e:f), and in the printed tables that have a column for either period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from gouji.document.model import Text
from gouji.extraction.claimed.moves import Move, bare, since
from gouji.extraction.claimed.series import when_of
from gouji.extraction.drafting.draft import Draft, PrintedRow, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import label_of, value_at
from gouji.extraction.prose.facts import Change, Fact, kind_of
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, Sentence
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.figures.folding import fold
from gouji.language import Table, unit_of_header

#: What a change is told against, if it says so.
_ELSE: Final = re.compile(r"目标|任务|调整|全[国省市]|平均|序时|进度|年初(?!预算|计划)")
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
#: Signs of the name of an average that says of what it is: 农村居民人均可支配收入, but not 人均.
_OWN_NAME: Final = 6
#: Headers of columns of the period before, and of the period; of those that are neither; what stands behind a header or a name
#: in brackets.
_BEFORE: Final = re.compile(r"上年度?|去年|上期|同期|期初|年初(?!预算|计划)|上[个一]?[月季]度?")
_NOW: Final = re.compile(r"本年度?|今年|当年|本期|期末|年末|年底|本[月季]度?|截至|末?累计")
_NEITHER: Final = re.compile(r"增|减|降|升|变|±|环比|同比|占|比重|幅|预算|计划|目标|任务|率|[比较]")
_BRACKETS: Final = re.compile(r"[(][^()]*[)]$")
#: Rows of a table, and signs behind a word for the period in a header, at least.
_SHORT: Final = 2


class MovesTold:
    """Reads the moves of one document."""

    def __init__(self, wording: Wording, texts: Sequence[Text]) -> None:
        self._more, self._less = frozenset(wording.more), frozenset(wording.less)
        way = "|".join(sorted(map(re.escape, self._more | self._less), key=len, reverse=True)) or "(?!)"
        self._named = re.compile(_NAMED.pattern.replace("WAY", way))
        self._order = {id(text): number for number, text in enumerate(texts)}

    def read(
        self,
        found: Iterable[Sentence],
        facts: Iterable[Fact],
        tables: Iterable[Table],
        columns: Sequence[tuple[str, str]],
        draft: Draft,
    ) -> list[Move]:
        """All of them. ``columns`` are pairs of names: that of the period before, and that of the period."""
        moves = [move for fact in facts for move in self._of_fact(fact)]
        for sentence in found:
            for match in _STRUCTURE.finditer(sentence.signs) if "产业" in sentence.signs else ():
                moves += self._of_structure(sentence, match)
            if "上" in sentence.signs or "去" in sentence.signs:
                moves += self._of_words(sentence)
        for table in tables:
            for before, now in columns:
                if before in table.columns and now in table.columns and not table.source:
                    moves += self._of_rows(table, before, now, draft)
        known = {place_of(move.cells.get("本期")) for move in moves}
        for number, rows in enumerate(draft.printed):
            moves += [move for move in self._of_printed(rows, number) if place_of(move.cells["本期"]) not in known]
        return moves

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
            if _ELSE.search(lead) or (change.back and since(lead) != "算"):
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


def _word(word: str, sentence: Sentence, at: int) -> Said:
    return Said(word, sentence.span(at, at + 1))


def pairs_of(words: Sequence[str]) -> list[tuple[str, str]]:
    """上年数<决算数: the columns of the period before and of the period."""
    return [(one, other) for word in words for one, sign, other in (word.partition("<"),) if sign]


__all__ = ["MovesTold", "pairs_of"]
