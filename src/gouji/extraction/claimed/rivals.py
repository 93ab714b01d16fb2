"""Words that say which of two named things is the greater and give no figure of them: 支出大于收入; 支出增速快于收入增速.

The figures are looked for by the names, in the sentence, its paragraph and those before it under the same heading; of a growth
it is the rates that are held against each other. Whether those are meant is not said, so that what is not so is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from gouji.extraction.claimed.moves import bare
from gouji.extraction.claimed.namedfigures import Named, NamedFigures, pair_of, rest_of
from gouji.extraction.claimed.terms import before, terms_of
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_CLAIM: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<one>{_OTHER}{{2,20}}?)(?:首次|再次|已经?|也|均|都|明显|远远?|大幅|仍然?|略|反而|继续|历史性)*"
    rf"(?P<way>反超|超过|快于|高于|多于|大于|优于|好于|强于|慢于|低于|少于|小于|不及|逊于|差于)了?(?P<other>{_OTHER}{{2,20}}?)"
    rf"(?:[{FIGURES}]|的?(?:局面|现象|情况|态势))?(?=[,;。]|$)"
)
_LESS: Final = ("慢于", "低于", "少于", "小于", "不及", "逊于", "差于")
#: More is better of rates and points that are told as such.
_BETTER: Final = ("优于", "好于", "强于", "逊于", "差于")
_GOOD: Final = re.compile(r"合格|达标|满意|优[良秀]|及格|通过|完成|就业|参保|入学|分$|得分|成绩|评[分价]")
#: What is held against what was asked or was before, is to come, or is of some other place.
_NOT_SO: Final = re.compile(
    r"目标|任务|要求|标准|指标|限额|上限|下限|警戒|预期|预算|计划|上年|去年|同期|往年|上月|上季|年初|平均|全[国省市]|序时|进度|水平|"
    r"[未没不拟应须需若请使让对]|是否|如果|确保|力争|除|部分|个别|以往|规定|比例|其中"
)
#: What is said of how something grew.
_GROWTH: Final = re.compile(r"(?:的?(?:同比|平均)?(?:增长速度|增长率|增速|增幅|涨幅|降幅|增长))$")
_FELL: Final = re.compile("[降跌减]幅")
#: Of several at once; and words before what they are called.
_EACH: Final = re.compile(r"[均都]|全部")
_COUNTED: Final = re.compile(r"^(?:[各上述以所有全部主要其他这]|[0-9一二三四五六七八九十]+[大个项次类种]?)+")
_NUMBERS: Final = {sign: number for number, sign in enumerate("两三四五六七八九", 2)}
_JOINS: Final = re.compile(r"[、和与及]")
_SHORT: Final = 2


def read_rivals(
    found: Iterable[Sentence], figures: NamedFigures, order: Mapping[int, int], table: Table, draft: Draft
) -> None:
    """Write them to the table of comparisons. ``order``: the number of each text (by ``id``)."""
    known = {place_of(row.cells.get("所比")) for row in draft.tables.get(table.name, ())}
    for sentence in found:
        for claim in _CLAIM.finditer(sentence.signs):
            one, other = claim["one"], claim["other"]
            words = sentence.span(*claim.span())
            if claim["way"] in _BETTER and not _GOOD.search(claim["one"]):
                continue
            if {bare(_GROWTH.sub("", one)), bare(_GROWTH.sub("", other))} == {"前者", "后者"}:
                _say_in_turn(sentence, claim, table, draft)
                continue
            if _NOT_SO.search(claim[0]) or any((id(words.source), at) in known for at in range(words.start, words.end)):
                continue
            at = order.get(id(sentence.texts[claim.start()]), 0)
            grown = claim["way"] in ("快于", "慢于") or any(_GROWTH.search(name) for name in (one, other))
            told = figures.near(at, grown)
            names = _GROWTH.sub("", one), _GROWTH.sub("", other)
            each = _EACH.search(one + _between(claim)) is not None
            several = list(_several(*names, told, claim["way"])) if each else []
            pair = pair_of(*names, told, at) if not several else None
            for figure, limit in [*several, *([pair] if pair is not None else [])]:
                _say(sentence, claim, figure, limit, table, draft)


def _between(claim: re.Match[str]) -> str:
    """The words between the first name and the word for more or less."""
    return claim.string[claim.end("one") : claim.start("way")]


def _say(sentence: Sentence, claim: re.Match[str], one: Named, other: Named, table: Table, draft: Draft) -> None:
    words = sentence.span(claim.start("way"), claim.end("other"))
    label = sentence.span(*claim.span())
    value, limit, fell = one.value, text_of(other.value) or "", _FELL.search(claim[0]) is not None
    if fell:
        # 降幅小于: by how much each fell
        if one.base > 0 or other.base > 0:
            return
        printed = text_of(one.value) or ""
        value, limit = Said(printed.lstrip("-"), span_of(one.value)), limit.lstrip("-")
    cells: dict[str, Value] = {
        "事项": Said(one.name, label) if _EACH.search(claim[0]) and one.name else label,
        "数值": value,
        "所比": Said(f"{'<' if claim['way'] in _LESS else '>'}{limit}", words),
    }
    draft.say(table, cells, _holds(claim["way"], one, other) == (fell and one.base != other.base))


def _say_in_turn(sentence: Sentence, claim: re.Match[str], table: Table, draft: Draft) -> None:
    """甲320户，乙275户，前者多于后者: the two figures of one kind that are told before it."""
    told = before(terms_of(sentence), claim.start(), _SHORT)[::-1]
    if len(told) < _SHORT or told[0].kind != told[1].kind or not (told[0].plain and told[1].plain):
        return
    if not (told[0].own and told[1].own) or _FELL.search(claim[0]) or any(one.went is not None for one in told):
        return
    one, other = told if claim["one"].startswith("前者") else told[::-1]
    good = one.base < other.base if claim["way"] in _LESS else one.base > other.base
    cells: dict[str, Value] = {
        "事项": sentence.span(*claim.span()),
        "数值": one.value,
        "所比": Said(
            f"{'<' if claim['way'] in _LESS else '>'}{text_of(other.value)}", sentence.span(*claim.span("way"))
        ),
    }
    draft.say(table, cells, not good)


def _holds(way: str, one: Named, other: Named) -> bool:
    return one.base < other.base if way in _LESS else one.base > other.base


def _several(one: str, other: str, told: Sequence[Named], way: str) -> Iterator[tuple[Named, Named]]:
    """Each of several with what it is held against: 三次产业增速均快于地区生产总值增速.

    They are told beside it, by names with the end of the words in them, or by those that the words list; most of them bear
    the words out."""
    name = bare(other)
    limits = [figure for figure in told if len(name) >= _SHORT and rest_of(name, figure.name) is not None]
    if not limits:
        return
    limit = limits[0]
    stems = [stem for stem in (bare(_COUNTED.sub("", part)) for part in _JOINS.split(one)) if len(stem) >= _SHORT]
    beside = [one for one in told if one.text == limit.text and one.kind == limit.kind and one is not limit]
    group = [figure for figure in beside if any(stem in figure.name or stem[-_SHORT:] in figure.name for stem in stems)]
    counted = _COUNTED.match(one)
    if len(group) < _SHORT and counted is not None:
        # 三大行业: they are not called so, but there are as many
        number = next((number for sign, number in _NUMBERS.items() if sign in counted[0]), 0)
        others = {figure.name for figure in beside}
        group = beside if len(others) == number or (not number and len(others) > _SHORT) else []
    names = {figure.name: figure for figure in reversed(group)}
    good = [figure for figure in names.values() if _holds(way, figure, limit)]
    if len(names) >= _SHORT and 2 * len(good) >= len(names):
        yield from ((figure, limit) for figure in names.values())
