"""What words say of a series, held against the series near them: 从增速看，青林乡最快 beside a table of which another row is
faster.

Which series is meant is said by its names and by the words for what it measures, or it is the only one near them. A claim that
any of them bears out is not held against the others. Where the words do not name the measure, and where the series stands in
another sentence or in a table, what does not bear them out is a hint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from gouji.document.model import Document, Span
from gouji.extraction.claimed.series import Item, ProseSeries, Series, line_series
from gouji.extraction.claimed.seriesbounds import against, counted, each, in_range, keeping, some, unnamed_series
from gouji.extraction.claimed.seriesclaims import Claim, claims_of
from gouji.extraction.claimed.seriesranks import placed, since
from gouji.extraction.claimed.seriesrelated import relation_of
from gouji.extraction.claimed.seriesrows import FEWEST, TWO, SeriesRow, item_called, pair_row
from gouji.extraction.claimed.seriestables import table_series
from gouji.extraction.claimed.seriestrends import dip, steady, trend
from gouji.extraction.claimed.seriesways import every_one, only_some, signed
from gouji.extraction.drafting.draft import Draft, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: Texts between words and the series that they speak of: one told before them, one told behind them, tables.
_BEFORE, _BEHIND, _TABLE = 6, 4, 8
#: No name of one of several: 为目标任务的187.9%.
_RATED_BY: Final = re.compile(r"^(?:[为占达]|完成|同比|达到)|的$")
#: Claims of one sentence, and series of one text, that are looked at.
_MANY: Final = 100
#: Tables of other readers: the figures that they judge, and the words that they judge them by.
_SAID: Final = (("列举", "个数", ()), ("比较", "数值", ("所比",)), ("变动", "", ("方向", "说法")))
#: 三项指标A市: how many there are of what is compared.
_KINDS: Final = re.compile(r"^(?:[两二三四五六七八九十]|[0-9]+)(?:个|项|类)[^的]{0,4}?(?:指标|数据|方面)?(?=.{2})")


@dataclass(frozen=True, slots=True)
class _Check:
    """What one series makes of a claim. ``relation``: 2 where the words name the measure, or stand with the series in one
    sentence; 1 where nothing else is meant, or may be. ``far``: texts between them."""

    relation: int
    far: int
    rows: Sequence[SeriesRow]
    sure: bool = True

    @property
    def holds(self) -> bool:
        """Whether the series bears the claim out."""
        return all(row.holds for row in self.rows)


def read_series(
    document: Document,
    found: Sequence[Sentence],
    tables: Mapping[str, Table],
    order: Mapping[int, int],
    wording: Wording,
    draft: Draft,
) -> None:
    """Write what is said of series to the tables of rows, of comparisons and of lists. ``order``: the numbers of the texts."""
    claims = [claim for sentence in found for claim in islice(claims_of(sentence), _MANY)]
    if not claims:
        return
    held, told = _Held(document, found, wording, order), _Told(tables, draft)
    for claim in claims:
        checks = [check for check in held.checks(claim) if check.rows]
        if not (claim.who or claim.measure):  # 分别为5.1万元、5.4万元、5.2万元，逐年增长
            checks = [check for check in checks if check.far == 0] or checks
        if not checks:
            continue
        best, good = _best(checks)
        # what is told elsewhere, or as a part of something, may be of another scope
        near = best.far == 0 and not any(_RATED_BY.search(text_of(row.cells.get("乙名")) or "") for row in best.rows)
        sure = best.relation > 1 and claim.strict and near and best.sure
        rows = [row for row in best.rows if row.holds == good]
        if claim.kind == "trend" and not good:
            rows = rows[:1]  # one word is told once
        if told.otherwise(claim, rows):
            continue
        for row in rows:
            table = tables.get(row.source)
            if table is not None and not told.counted(row):
                draft.say(table, row.cells, not row.holds and not sure)


def _best(checks: Sequence[_Check]) -> tuple[_Check, bool]:
    """The series that a claim is held against, and whether it bears it out."""
    good = [check for check in checks if check.holds]
    return max(good or checks, key=lambda check: (check.relation, -check.far)), bool(good)


class _Told:
    """What other readers have already said, so that no claim is told twice."""

    def __init__(self, tables: Mapping[str, Table], draft: Draft) -> None:
        self._places: set[tuple[int, int] | None] = set()
        self._words: list[tuple[Span, bool]] = []
        for source, figure, words in _SAID:
            table = tables.get(source)
            for row in draft.tables.get(table.name, ()) if table is not None else ():
                self._places.add(place_of(row.cells.get(figure)))
                spans = (span_of(row.cells.get(word)) for word in words)
                self._words += [(span, row.doubt) for span in spans if span is not None]

    def counted(self, row: SeriesRow) -> bool:
        """Whether the figure of a row is already judged by another word for it."""
        place = place_of(row.cells.get("个数") or row.cells.get("数值"))
        return place is not None and place in self._places

    def otherwise(self, claim: Claim, rows: Sequence[SeriesRow]) -> bool:
        """Whether a claim is already held against each figure, or found not to be so."""
        if claim.kind not in ("both", "only", "each"):
            return False
        own = claim.sentence.span(claim.start, claim.end)
        same = [
            doubt
            for span, doubt in self._words
            if span.source is own.source and span.start < own.end and own.start < span.end
        ]
        return any(same) or len(same) >= max(len(rows), TWO)


class _Held:
    """The series of a document, and what claims come to beside them."""

    def __init__(
        self, document: Document, found: Sequence[Sentence], wording: Wording, order: Mapping[int, int]
    ) -> None:
        self._prose = ProseSeries(wording, order)
        planned = any_of((*wording.plans, *wording.goals, *wording.spending, *wording.rates, "进度"))
        self._readers: Mapping[str, Callable[[Claim, Series], list[SeriesRow]]] = {
            **_READERS,
            "each": partial(each, planned),
            "some": partial(some, planned),
        }
        series = [one for sentence in found for one in self._prose.of(sentence)]
        series += line_series(found, self._prose)
        series += table_series(document, order)
        self._order = order
        self._found = found
        self._at = {id(sentence): number for number, sentence in enumerate(found)}
        self._by_text: dict[int, list[Series]] = {}
        for one in series:
            for number in {one.first, one.last}:
                self._by_text.setdefault(number, []).append(one)
        self._told: tuple[Sentence, Sequence[Item]] | None = None
        self._tables: dict[int, list[Series]] = {}
        for one in series:
            if one.table >= 0:
                self._tables.setdefault(one.table, []).append(one)

    def checks(self, claim: Claim) -> Iterator[_Check]:
        """What each series near a claim makes of it."""
        if claim.kind in ("counted", "ranked"):
            yield _Check(2, 0, counted(claim) if claim.kind == "counted" else placed(claim))
            return
        changed = _CHANGED.get(claim.kind)
        if changed is not None:
            for far, items in self._changes(claim):
                if rows := changed(claim, items):
                    yield _Check(2 if far == 0 else 1, far, rows)
                    return
        reader = self._readers.get(claim.kind, _nothing)
        for series, far in [*self._near(claim), *unnamed_series(claim)]:
            relation = relation_of(claim, series)
            if relation and (rows := reader(claim, series)):
                yield _Check(relation, far, rows, claim.kind != "both")
        if claim.kind in ("each", "against"):
            yield from self._columns(claim)

    def _near(self, claim: Claim) -> Iterator[tuple[Series, int]]:
        at = self._order.get(id(claim.sentence.texts[max(claim.start, 0)]), 0)
        done: set[int] = set()
        for number in range(at - _TABLE, at + _TABLE + 1):
            for one in self._by_text.get(number, ())[:_MANY]:
                if id(one) in done:
                    continue
                done.add(id(one))
                if one.sentence is claim.sentence:
                    yield one, 0
                elif one.table >= 0:
                    yield one, min(abs(at - one.last), abs(one.first - at))
                elif 0 <= at - one.last <= _BEFORE or 0 <= one.first - at <= _BEHIND:
                    yield one, max(1, min(abs(at - one.last), abs(one.first - at)))

    def _changes(self, claim: Claim) -> Iterator[tuple[int, Sequence[Item]]]:
        """What the sentence of a claim tells to have grown or fallen, or the one before it."""
        number = self._at.get(id(claim.sentence), 0)
        if self._told is None or self._told[0] is not claim.sentence:
            self._told = claim.sentence, self._prose.changes(claim.sentence)
        own = self._told[1]
        if len(own) > 1:
            yield 0, own
        elif number:
            before = self._found[number - 1]
            at, last = (self._order.get(id(one.texts[place]), 0) for one, place in ((claim.sentence, 0), (before, -1)))
            if 0 <= at - last <= 1:
                yield 1, self._prose.changes(before)

    def _columns(self, claim: Claim) -> Iterator[_Check]:
        """三项指标A市均快于B市: all rows of a table that has a column for either."""
        found = re.match(r"(?P<way>[高低快慢多少大小优]于|超过)(?P<other>[^0-9]{2,10})$", claim.way)
        if claim.kind != "each" or found is None:
            return
        at = self._order.get(id(claim.sentence.texts[claim.start]), 0)
        for own in self._tables.values():
            if not (0 < at - own[0].last <= _TABLE or 0 < own[0].first - at <= _TABLE):
                continue
            rows: list[SeriesRow] = []
            for series in own:
                one, other = (
                    item_called(series.items, _KINDS.sub("", claim.measure)),
                    item_called(series.items, found["other"]),
                )
                if one is not None and other is not None and one is not other and len(series.items) <= FEWEST:
                    worths = {item: item.base for item in series.items}
                    rows.append(pair_row(claim, one, ">" if claim.most else "<", other, worths, f"{series.measure}："))
            if len(rows) >= TWO:
                yield _Check(2, 0, rows)


def _nothing(claim: Claim, series: Series) -> list[SeriesRow]:
    return []


_READERS: Final[Mapping[str, Callable[[Claim, Series], list[SeriesRow]]]] = {
    "since": since,
    "trend": trend,
    "steady": steady,
    "range": in_range,
    "against": against,
    "keeping": keeping,
    "dip": dip,
    "both": signed,
    "only": signed,
}
_CHANGED: Final[Mapping[str, Callable[[Claim, Sequence[Item]], list[SeriesRow]]]] = {
    "both": every_one,
    "only": only_some,
}
