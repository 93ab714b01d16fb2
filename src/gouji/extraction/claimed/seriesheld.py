"""What words say of a series, held against the series near them: 从增速看，青林乡最快 beside a table of which another row is
faster.

Which series is meant is said by its names and by the words for what it measures, or it is the only one near them. A claim that
any of them bears out is not held against the others. Where the words do not name the measure, what does not bear them out is a
hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, pairwise
from typing import Final

from gouji.document.model import Document
from gouji.extraction.claimed.series import Item, ProseSeries, Series, line_series, when_of
from gouji.extraction.claimed.seriesclaims import Claim, claims_of
from gouji.extraction.claimed.seriestables import table_series
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import base_of
from gouji.extraction.text.howmany import counts
from gouji.extraction.text.sentences import Sentence
from gouji.figures import parse_figure
from gouji.figures.folding import fold
from gouji.language import Table

#: Texts between words and the series that they speak of: one told before them, one told behind them, tables.
_BEFORE, _BEHIND, _TABLE = 6, 4, 8
#: Claims of one sentence, and series of one text, that are looked at.
_MANY: Final = 100
_FEWEST: Final = 3
_NAME, _STEM = 2, 3
#: What is more than this times the least is not steady.
_STEADY: Final = Fraction(115, 100)
_GROWTH: Final = re.compile(r"增[长速幅]|涨幅|速度|[快慢]")
_FALL: Final = re.compile(r"降幅|跌幅|减幅|幅度|下降|压减|压缩|减少")
_SHARE: Final = re.compile(r"占比|比[重例]|份额|所占")
_RATED: Final = re.compile(r"增[长速幅]|涨幅|降幅|速|同比|环比|加快|放缓|趋缓|减缓|回落|回升|收窄|攀升|走高|走低")
_ALIAS: Final = {"服务业": "第三产业", "三产": "第三产业", "二产": "第二产业", "一产": "第一产业"}
_PLAIN: Final = re.compile(r"^(?:其中|则|以|而|且|但|的|为)+|(?:的|则|数|为)+$")
_WORDS: Final = re.compile(
    r"全[市县区省年国]|各[^,]?|[我本][市县区省]|年均|年度|[0-9]+年?|累计|情况|规模|水平|[的在于中]|近[^年]年|[一-四]至[一-四]季度|分别"
)
_PLACE: Final = re.compile(
    r"(?:(?:[全我本该][市县区省州镇乡]|全国|年末|全年|当年|今年|[上下]半年)的?|[^的]{1,8}[中里内])+"
)
#: 三项指标A市: how many there are of what is compared.
_KINDS: Final = re.compile(r"^(?:[两二三四五六七八九十]|[0-9]+)(?:个|项|类)[^的]{0,4}?(?:指标|数据|方面)?(?=.{2})")
_COUNT_WORDS: Final = re.compile(r"(?:[两二三四五六七八九十]|[0-9]+)[个项类家户].*$")
#: Signs from words that lead to figures to the first of them.
_LEAD: Final = 16
#: By how many a number may be off that is said of no more than the figures near it.
_OFF: Final = 2
_TURNED: Final = {">": "<", "<": ">", "≥": "≤", "≤": "≥"}


@dataclass(frozen=True, slots=True)
class _Row:
    holds: bool
    source: str
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Check:
    """What one series makes of a claim. ``relation``: 2 where the words name the measure, or stand with the series in one
    sentence; 1 where nothing else is meant, or may be. ``far``: texts between them."""

    relation: int
    far: int
    rows: Sequence[_Row]
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
    held = _Held(document, found, wording, order)
    known = {
        place_of(row.cells.get(column))
        for source, column in (("列举", "个数"), ("比较", "数值"))
        if (table := tables.get(source)) is not None
        for row in draft.tables.get(table.name, ())
    }
    for claim in claims:
        checks = [check for check in held.checks(claim) if check.rows]
        if not checks:
            continue
        good = [check for check in checks if check.holds]
        if re.search("[均都]", claim.who) and claim.kind == "nth":
            every = [check for check in checks if check.relation > 1]
            good = (
                good
                if len(good) == len(checks) or len(every) < _NAME
                else [check for check in good if check not in every]
            )
            checks = [check for check in checks if not check.holds] if not good else checks
        best = max(good or checks, key=lambda check: (check.relation, -check.far))
        sure = best.relation > 1 and claim.strict and best.far <= _BEHIND and best.sure
        for row in best.rows:
            table = tables.get(row.source)
            place = place_of(row.cells.get("个数") or row.cells.get("数值"))
            if table is not None and row.holds == bool(good) and (place is None or place not in known):
                draft.say(table, row.cells, not row.holds and not sure)


class _Held:
    """The series of a document, and what claims come to beside them."""

    def __init__(
        self, document: Document, found: Sequence[Sentence], wording: Wording, order: Mapping[int, int]
    ) -> None:
        self._prose = ProseSeries(wording, order)
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
            yield _Check(2, 0, _counted(claim) if claim.kind == "counted" else _place(claim))
            return
        changed = _CHANGED.get(claim.kind)
        if changed is not None:
            for far, items in self._changes(claim):
                if rows := changed(claim, items):
                    yield _Check(2 if far == 0 else 1, far, rows)
                    return
        reader = _READERS.get(claim.kind, _nothing)
        for series, far in [*self._near(claim), *_unnamed(claim)]:
            relation = _relation(claim, series)
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
            rows: list[_Row] = []
            for series in own:
                one, other = _find(series.items, _KINDS.sub("", claim.measure)), _find(series.items, found["other"])
                if one is not None and other is not None and one is not other and len(series.items) <= _FEWEST:
                    worths = {item: item.base for item in series.items}
                    rows.append(_pair(claim, one, ">" if claim.most else "<", other, worths, f"{series.measure}："))
            if len(rows) >= _NAME:
                yield _Check(2, 0, rows)


def _unnamed(claim: Claim) -> Iterator[tuple[Series, int]]:
    """As many figures of one kind before a claim as it says there are: 66.4%的增加值、44.7%的税收……两项都过半."""
    sentence = claim.sentence
    told = [
        one.number for one in counts(sentence) if claim.start <= one.start < claim.end and one.start not in claim.places
    ]
    if claim.kind != "each" or len(told) != 1:
        return
    kinds: dict[str, list[int]] = {}
    for at, figure in sentence.figures.items():
        if at < claim.start and figure.plain:
            kinds.setdefault(kind_of_figure(figure), []).append(at)
    for kind, places in kinds.items():
        if len(places) == told[0] > 1:
            items = [
                Item(
                    f"{at}",
                    None,
                    sentence.span(at, at + 1),
                    base_of(sentence.figures[at]),
                    kind,
                    0,
                    0,
                    at,
                    f"第{number}个",
                )
                for number, at in enumerate(sorted(places), 1)
            ]
            yield Series(items, sentence.signs[: claim.start], "level", False, 0, 0, sentence), 0


def _relation(claim: Claim, series: Series) -> int:
    """How surely a claim is told of a series (see :class:`_Check`); 0 where it is not."""
    beside = series.sentence is claim.sentence
    words = claim.measure
    for item in series.items:
        if claim.who and item.name and item.name in claim.who:
            words += claim.who.replace(item.name, "")
    all_words = f"{words}{claim.who}"
    rated = series.form == "change" or _RATED.search(series.measure) is not None
    asked = _GROWTH.search(all_words) or _FALL.search(all_words) or (claim.way[:1] in "快慢" and claim.way[:1])
    if claim.kind in ("both", "only"):
        return 2 if rated and series.form != "share" else 0
    fits = bool(asked) == rated or (series.table >= 0 and series.single and not words)
    fits = fits or (beside and (series.form == "level" or (claim.kind == "order" and not asked)))
    if claim.kind in ("nth", "since", "order", "larger") and not fits:
        return 0
    if claim.kind == "trend" and not words and beside:
        return 2
    if claim.kind == "trend" and rated and not asked and re.search("增|涨|快", claim.way + words) is None:
        return 0
    if claim.kind == "trend" and rated != bool(_RATED.search(words)) and series.form != "level":
        return 0
    if (
        re.search("率|进度|满意度", words)
        and series.items[0].kind not in ("ratio", "number", "score")
        and claim.kind != "trend"
    ):
        return 0
    if _SHARE.search(all_words) and series.form != "share" and not (beside or series.single):
        return 0
    core = _WORDS.sub("", words)
    told = _WORDS.sub("", series.measure) + "".join({item.name for item in series.items} if series.dated else ())
    pairs = {core[at : at + 2] for at in range(len(core) - 1)}
    if pairs and any(pair in told for pair in pairs):
        return 2
    if beside:
        return 2
    if (
        pairs
        and series.table >= 0
        and not series.single
        and not (asked and rated)
        and not (_SHARE.search(words) and series.form == "share")
    ):
        return 0
    if series.table >= 0 and ((asked and rated) or (_SHARE.search(words) and series.form == "share")):
        return 2
    if pairs and series.dated:
        return 0
    return 1


def _worths(claim: Claim, series: Series) -> dict[int, Fraction]:
    """What the items are worth for a claim, by their place: by how much they fell, where that is what is said."""
    words = f"{claim.measure}{claim.who}{claim.way}"
    out: dict[int, Fraction] = {}
    fell = _FALL.search(words) is not None and re.search(r"增|涨", words) is None
    ways = {item.way for item in series.items}
    negative = any(item.base < 0 for item in series.items)
    for number, item in enumerate(series.items):
        if not fell or (ways <= {0, 1} and not negative):
            out[number] = item.signed
        elif item.way < 0 or item.base < 0:
            out[number] = abs(item.base)
    return out


def _find(items: Sequence[Item], who: str) -> Item | None:
    """The only item that is called so."""
    who = _PLAIN.sub("", _PLAIN.sub("", who))
    when, rest = when_of(who)
    if when is not None and not rest:
        own = [item for item in items if item.when is not None and _same_time(item.when, when)]
        return own[0] if len(own) == 1 else None
    for alias, name in _ALIAS.items():
        if alias in who and not any(alias in item.name for item in items):
            who = who.replace(alias, name)
    if len(who) < _NAME:
        return None
    exact = [item for item in items if item.name == who]
    own = exact or [item for item in items if len(item.name) >= _NAME and (_heads(item.name, who) or who in item.name)]
    if len(own) > 1:
        longest = max(own, key=lambda item: len(item.name))
        own = [longest] if all(item.name in longest.name and item.name in who for item in own) else []
    if not own and len(who) > _STEM and not re.match(r"[全各本该我]", who):  # 公路客运, 公路旅客发送量
        own = [item for item in items if who[:_NAME] in item.name]
    return own[0] if len(own) == 1 else None


def _heads(name: str, who: str) -> bool:
    """Whether words begin with a name, but for what says of which place or time they are."""
    at = who.find(name)
    return at == 0 or (at > 0 and _PLACE.fullmatch(who[:at]) is not None)


def _same_time(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return (one[0] == other[0] or not one[0] or not other[0]) and one[1] == other[1]


def _pair(
    claim: Claim, one: Item, sign: str, other: Item, worths: Mapping[Item, Fraction] | None = None, lead: str = ""
) -> _Row:
    a, b = (worths[one], worths[other]) if worths is not None else (one.signed, other.signed)
    holds = {"≥": a >= b, "≤": a <= b, ">": a > b, "<": a < b}[sign]
    turned = a != one.base  # 下降12.7% stands for less than nought, or for how far down
    printed = sign if not turned or (a - b) * (one.base - other.base) > 0 or a == b else _TURNED[sign]
    span = claim.sentence.span(max(claim.start, 0), claim.end)
    cells: dict[str, Value] = {
        "事项": Said(f"{lead}{span.text}", span),
        "甲名": _called(one),
        "甲": one.value,
        "号": printed,
        "乙名": _called(other),
        "乙": other.value,
    }
    return _Row(holds, "序列", cells)


def _called(item: Item) -> str:
    return item.label or item.name


def _ranked(claim: Claim, series: Series) -> list[_Row]:
    worths = {series.items[at]: worth for at, worth in _worths(claim, series).items()}
    own = _find(series.items, claim.who)
    if own is None or own not in worths or not _own_figure(claim, own):
        return []
    out = [name for name in re.split(r"[、和与及]", claim.but) if name]
    others = [
        item for item in worths if item is not own and not item.said and not any(_find([item], name) for name in out)
    ]
    if len(others) < (1 if series.sentence is claim.sentence or out else _FEWEST - 1):
        return []
    sign = 1 if claim.most else -1
    others.sort(key=lambda item: -sign * worths[item])
    beyond = [item for item in others if sign * worths[item] > sign * worths[own]]
    if claim.number == 1:
        return [_pair(claim, own, "≥" if claim.most else "≤", others[0], worths)]
    if len(others) < claim.number:
        return []
    if len(beyond) >= claim.number:
        return [_pair(claim, own, "≥", beyond[claim.number - 1], worths)]
    return [_pair(claim, own, "≤", others[claim.number - 2], worths)]


def _own_figure(claim: Claim, own: Item) -> bool:
    """Whether the figure told with the words, if there is one, is that of the series."""
    figure = parse_figure(text_of(own.value) or "") if claim.places else None
    return figure is None or figure.value == claim.sentence.figures[claim.places[0]].value


def _since(claim: Claim, series: Series) -> list[_Row]:
    items = list(series.items)
    own = (_find(items, claim.who) if claim.who else items[-1]) if series.dated else None
    if own is None or not items.index(own):
        return []
    sign = 1 if claim.most else -1
    other = max(items[: items.index(own)], key=lambda item: sign * item.signed)
    return [_pair(claim, own, "≥" if claim.most else "≤", other)]


def _next(claim: Claim, series: Series) -> list[_Row]:
    own, first = _find(series.items, claim.who), _find(series.items, claim.names[0])
    if own is None or first is None or own is first or len(series.items) < _FEWEST:
        return []
    others = [item for item in series.items if item is not own and item is not first]
    return [_pair(claim, own, "≤", first), _pair(claim, own, "≥", max(others, key=lambda item: item.signed))]


def _ordered(claim: Claim, series: Series) -> list[_Row]:
    at = series.items[0].at
    if series.table >= 0 or series.dated:
        return []
    if series.sentence is claim.sentence and (
        at < claim.end or re.search("[;。]", claim.sentence.signs[claim.end : at])
    ):
        return []
    if series.sentence is None and series.first - series.items[0].order:
        return []
    if series.sentence not in (None, claim.sentence):
        return []
    items = series.items[: claim.number] if claim.number else series.items
    if len(items) < max(_FEWEST if not claim.number else claim.number, _NAME):
        return []
    sign = "≥" if claim.most else "≤"
    return [_pair(claim, one, sign, other) for one, other in pairwise(items)]


def _trend(claim: Claim, series: Series) -> list[_Row]:
    if not series.dated or len(series.items) < _FEWEST:
        return []
    items = series.items[-claim.number - 1 :] if claim.number else series.items
    rated = series.form == "change" and _RATED.search(claim.measure + claim.way) is None
    if rated:
        return []
    falling = _FALL.search(claim.measure) is not None and all(item.way < 0 or item.base < 0 for item in items)
    worths = {item: abs(item.base) if falling else item.signed for item in items}
    sign = ">" if claim.most else "<"
    return [_pair(claim, one, sign, before, worths) for before, one in pairwise(items)]


def _steady(claim: Claim, series: Series) -> list[_Row]:
    if (
        not series.dated
        or len(series.items) < _FEWEST
        or series.form == "change"
        or series.sentence is not claim.sentence
    ):
        return []
    least, most = (f(series.items, key=lambda item: item.base) for f in (min, max))
    if least.base <= 0:
        return []
    row = _pair(claim, most, "≤", least)
    return [_Row(most.base <= _STEADY * least.base, row.source, {**row.cells, "号": "稳"})]


def _range(claim: Claim, series: Series) -> list[_Row]:
    if series.sentence is not claim.sentence or len(series.items) < _FEWEST or series.items[0].at < claim.end:
        return []
    low, high = (claim.sentence.figures[at] for at in claim.places)
    if low is high and (low.bound != "range" or low.high is None):
        return []
    if kind_of_figure(low) != kind_of_figure(high) or kind_of_figure(low) != series.items[0].kind:
        return []
    ends = [
        Item("", None, claim.sentence.span(at, at + 1), base_of(figure), kind_of_figure(figure), 0, 0, at, word)
        for word, at, figure in zip(("所说的最低", "所说的最高"), claim.places, (low, high), strict=True)
    ]
    if low is high and low.high is not None:
        printed = re.split(
            r"[-—~～至到]+", fold(claim.sentence.span(claim.places[0], claim.places[0] + 1).text), maxsplit=1
        )
        unit = low.unit.symbol
        tops = (low.value * 1, low.high)
        ends = [
            replace(
                end,
                value=Said(text if text.endswith(unit) else f"{text}{unit}", span_of(end.value)),
                base=Fraction(top) * low.unit.scale,
            )
            for end, text, top in zip(ends, printed, tops, strict=False)
        ]
        if len(ends) < len(tops):
            return []
    least, most = (f(series.items, key=lambda item: item.base) for f in (min, max))
    return [_pair(claim, least, "≥", ends[0]), _pair(claim, most, "≤", ends[1])]


def _each(claim: Claim, series: Series) -> list[_Row]:
    sentence = claim.sentence
    beside = series.sentence is sentence
    told = [
        one.number
        for one in counts(sentence)
        if claim.start <= one.start < claim.end - 1 and one.start not in claim.places
    ]
    items = [item for item in series.items if not beside or item.at < claim.start]
    if len(items) < _NAME or (told and told[0] != len(items)) or (not told and not beside):
        return []
    if not claim.places:
        if items[0].kind != "ratio" or series.form == "change":
            return []
        if re.match(r"过半|超过半", claim.way):
            return [_bounded(claim, item, "≥50%") for item in items]
        if re.match(r"[未没不]有?(?:突破|超过?)(?:年初|年度|调整)?(?:预算|计划)$", claim.way) and re.search(
            r"预算|计划|执行率", series.measure
        ):
            return [_bounded(claim, item, "≤100%") for item in items]
        return []
    figures = [sentence.figures[at] for at in claim.places]
    if any(kind_of_figure(figure) != items[0].kind for figure in figures):
        return []
    if len(figures) == 1:
        figures, places = figures * len(items), list(claim.places) * len(items)
    elif len(figures) == len(items):
        places = list(claim.places)
    else:
        return []
    bounds = [
        Item("", None, sentence.span(at, at + 1), base_of(figure), kind_of_figure(figure), 0, 0, at, "所比的")
        for at, figure in zip(places, figures, strict=True)
    ]
    if re.match(r"[为达]|about|range", claim.way) or not re.match(r"[^\ue000-\ue008]", claim.way):
        return []
    strict = re.match(r"[不未没在]|达|at_", claim.way) is None
    sign = (">" if strict else "≥") if claim.most else ("<" if strict else "≤")
    return [_pair(claim, one, sign, bound) for one, bound in zip(items, bounds, strict=True)]


def _against(claim: Claim, series: Series) -> list[_Row]:
    own = _find(series.items, claim.who)
    others = [_find(series.items, name) for name in claim.names]
    if own is None or len(others) < _NAME or any(other is None or other is own for other in others):
        return []
    return [_pair(claim, own, ">" if claim.most else "<", other) for other in others if other is not None]


def _keeping(claim: Claim, series: Series) -> list[_Row]:
    sentence = claim.sentence
    count = sentence.figures[claim.places[0]]
    items = [item for item in series.items if item.at > claim.end]
    if series.sentence is not sentence or len(items) != count.base or items[0].at - claim.end > _LEAD:
        return []
    if len(claim.places) == 1:
        return [_bounded(claim, item, "≥50%" if item.kind == "ratio" else "") for item in items if item.kind == "ratio"]
    at = claim.places[1]
    figure = sentence.figures[at]
    if kind_of_figure(figure) != items[0].kind:
        return []
    less = claim.way in ("低于", "不足", "不到") or figure.bound in ("below", "at_most")
    bound = Item("", None, sentence.span(at, at + 1), base_of(figure), kind_of_figure(figure), 0, 0, at, "界限")
    return [_pair(claim, item, "≤" if less else "≥", bound) for item in items]


def _bounded(claim: Claim, item: Item, bound: str) -> _Row:
    span = claim.sentence.span(max(claim.start, 0), claim.end)
    sign, limit = bound[0], Fraction(int(bound[1:-1]), 100)
    holds = item.base >= limit if sign == "≥" else item.base <= limit
    return _Row(
        holds,
        "比较",
        {"事项": Said(f"{_called(item)}（{span.text}）", span), "数值": item.value, "所比": Said(bound, span)},
    )


def _dip(claim: Claim, series: Series) -> list[_Row]:
    own = _find(series.items, claim.who) if series.dated else None
    if own is None or len(series.items) < _FEWEST or series.form == "change":
        return []
    steps = pairwise(series.items)
    return [_pair(claim, one, ">" if (one is own) == claim.most else "<", before) for before, one in steps]


def _larger(claim: Claim, series: Series) -> list[_Row]:
    return _ranked(claim, series) if len(series.items) == _NAME and series.sentence is claim.sentence else []


def _some(claim: Claim, series: Series) -> list[_Row]:
    sentence = claim.sentence
    items = [item for item in series.items if series.sentence is not sentence or item.at not in claim.places]
    if len(items) < max(_FEWEST, claim.number) or series.form == "change":
        return []
    if claim.places:
        figure = sentence.figures[claim.places[0]]
        bound = base_of(figure)
        if kind_of_figure(figure) != items[0].kind:
            return []
    else:
        bound = Fraction(1)
        if items[0].kind != "ratio" or not re.search(r"预算|计划|任务|目标|执行率|完成率|进度", series.measure):
            return []
    below = re.search(r"低于|不足|少于", claim.way) is not None
    full = re.search(r"完成|达到", claim.way) is not None and not claim.way.startswith("超额")
    keeps = [item.base < bound if below else item.base >= bound if full else item.base > bound for item in items]
    made = sum(keeps)
    made = len(items) - made if re.match(r"[未没不]", claim.way) else made
    every = re.search(r"[均都]|全部", sentence.signs[claim.start : claim.end]) is not None
    if (every and claim.number != len(items)) or not (every or series.sentence is sentence):
        return []
    if not 0 < made < len(items) or abs(made - claim.number) > _OFF:
        return []
    span = sentence.span(claim.start, claim.end)
    return [_listed(claim, claim.number, "个", made, span.text)]


def _signed(claim: Claim, series: Series) -> list[_Row]:
    items = [replace(item, way=-1 if item.base < 0 else 1) if not item.way else item for item in series.items]
    if claim.kind == "only":
        return _only(claim, items)
    told = _told_in(claim)
    if series.table < 0 or not told or told[-1] != len(items):
        return []
    span = claim.sentence.span(claim.start, claim.end)
    rows = []
    for item in items:
        bound = f"{'>' if claim.most else '<'}0{'%' if item.kind == 'ratio' else ''}"
        cells: dict[str, Value] = {"事项": _called(item), "数值": item.value, "所比": Said(bound, span)}
        rows.append(_Row((item.base > 0) == claim.most and item.base != 0, "比较", cells))
    return rows


def _told_in(claim: Claim) -> list[int]:
    """How many there are said to be in the clause of a claim."""
    return [one.number for one in counts(claim.sentence) if claim.start <= one.start < claim.end]


def _counted(claim: Claim) -> list[_Row]:
    figure = claim.sentence.figures[claim.places[0]]
    if kind_of_figure(figure).startswith(("money", "ratio")) or figure.bound or figure.base.denominator != 1:
        return []
    span = claim.sentence.span(claim.start, claim.end)
    return [_listed(claim, int(figure.base), figure.unit.symbol, len(claim.names), span.text)]


def _place(claim: Claim) -> list[_Row]:
    span = claim.sentence.span(claim.start, claim.end)
    if claim.names:
        return [_listed(claim, claim.number - 1, "个", len(claim.names), f"排在前面的（{span.text}）")]
    bound = f"≤{claim.places[0]}位" if claim.places[0] else "≥2位"
    holds = claim.number <= claim.places[0] if claim.places[0] else claim.number > 1
    return [_Row(holds, "比较", {"事项": span, "数值": Said(f"{claim.number}位", span), "所比": Said(bound, span)})]


def _listed(claim: Claim, number: int, unit: str, made: int, words: str) -> _Row:
    span = claim.sentence.span(max(claim.start, 0), claim.end)
    cells: dict[str, Value] = {
        "事项": Said(words, span),
        "个数": Said(f"{number}{unit}", span),
        "所列": Said(f"{made}{unit}", span),
    }
    return _Row(number == made, "列举", cells)


def _updown(claim: Claim, items: Sequence[Item]) -> list[_Row]:
    down = claim.places[0]
    flat = claim.sentence.signs[: claim.start].count("持平")
    if len(items) < claim.number + down == len(items) + flat:
        down -= flat
    if len(items) < claim.number + down:
        return []
    if len(items) > claim.number + down:
        items = items[-(claim.number + down) :] if items[-1].at < claim.start else items[: claim.number + down]
    if len({item.name for item in items}) < len(items):
        return []
    grew = sum(item.way > 0 for item in items)
    names = "、".join(f"{item.name}{'增' if item.way > 0 else '减'}" for item in items)
    return [_listed(claim, claim.number, "个", grew, f"增长的：{names}")]


def _both(claim: Claim, items: Sequence[Item]) -> list[_Row]:
    told = _told_in(claim)
    items = [item for item in items if item.at < claim.start or told]
    called = [_find(items, re.sub(_COUNT_WORDS, "", name)) for name in re.split(r"[、和与及]", claim.measure)]
    if len(called) > 1 and None in called and not told:
        return []
    if len(called) > 1 and None not in called:
        items = [item for item in called if item is not None]
    if len(items) < _NAME or (told and told[-1] != len(items)):
        return []
    if len({item.name for item in items}) < len(items) or not any((item.way > 0) == claim.most for item in items):
        return []
    made = sum((item.way > 0) == claim.most for item in items)
    return [_listed(claim, len(items), "个", made, claim.sentence.span(claim.start, claim.end).text)]


def _only(claim: Claim, items: Sequence[Item]) -> list[_Row]:
    names = [name for name in re.split(r"[、和与及]", claim.who) if name]
    own = [_find(items, name) for name in names]
    if None in own or len(items) < max(_FEWEST, len(own) + 1) or len({item.name for item in items}) < len(items):
        return []
    unit = "个"
    made = [item for item in items if (item.way > 0) == claim.most]
    named = "、".join(map(_called, made)) or "没有"
    row = _listed(claim, len(own), unit, len(made), f"{claim.sentence.span(claim.start, claim.end).text}：{named}")
    return [row if row.holds == (set(map(id, made)) == set(map(id, own))) else _Row(False, row.source, row.cells)]


def _nothing(claim: Claim, series: Series) -> list[_Row]:
    return []


_READERS: Final[Mapping[str, Callable[[Claim, Series], list[_Row]]]] = {
    "nth": _ranked,
    "since": _since,
    "next": _next,
    "order": _ordered,
    "trend": _trend,
    "steady": _steady,
    "range": _range,
    "each": _each,
    "against": _against,
    "keeping": _keeping,
    "some": _some,
    "dip": _dip,
    "larger": _larger,
    "both": _signed,
    "only": _signed,
}
_CHANGED: Final[Mapping[str, Callable[[Claim, Sequence[Item]], list[_Row]]]] = {
    "updown": _updown,
    "both": _both,
    "only": _only,
}
