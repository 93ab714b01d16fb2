"""Names in a row and how many they are said to be: 内设办公室、规划股、水资源股3个股室; 五大平台：甲平台、…… (列举).

What fits is written wherever a count stands beside a row of names. What does not fit may count something else, or the
row may go on: it accuses only where the words say that these are the names, none of their readings fits, and the row ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.lists.namerows import JOINS, Names, cut_front, led_to_places, names_before, names_from
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.sentences import COUNT, DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_WORD: Final = rf"[^{FIGURES}、,;:。()《》“”]"
#: Words after which a list of names begins, that say what it is a list of, or not. 建设广场、公园、停车场5个 opens none.
_SETS_UP: Final = r"内设|下设|设有|设置|(?<![建开增装架铺附])设(?!立)|下辖|所辖|(?<![管])辖|分为|分别为|分别是"
_OPENS: Final = re.compile(rf"(?P<sure>{_SETS_UP})|设立|包括|包含|涵盖|涉及|即|覆盖")
#: Things that are only counted where all of them are named before.
_KINDS: Final = re.compile(r"(?:个|大|项)?(?:方面|领域|维度|环节|层面|部分|阶段|步骤|[一二三四]级[^、,;:。()]{2})")
#: What may stand between names and the number behind them: 等, 共, 这.
_BETWEEN: Final = re.compile(
    rf"(?P<more>等{_WORD}{{0,8}}?)?(?P<sum>[,(]?(?:等?共有?|共计|合计|总计|一共|总共|计|这|上述|以上))?$"
)
_NOUN: Final = rf"(?P<noun>{_WORD}{{0,12}}?)(?P<aside>\([^(){FIGURES}、]{{1,10}}\))?{_WORD}{{0,6}}?"
#: What leads from a number to the names: words that say that these are they, a colon, a bracket, or hardly anything.
_LEADS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "said",
            rf"{_NOUN}[,:(]?(?:具体|它们|其|时间|地点)?(?:(?:分别|依次)(?:为|是|指|系|有)|(?<![立随当])即(?![日将可时使便刻])(?:为|是)?):?",
        ),
        (
            "places",
            rf"{_NOUN}[,:(]?(?:时间|地点)?(?:分别|依次)(?:位于|设在|设于|来自|由|从|对|走进|进入|前往|赴|{_WORD}{{0,3}}(?:在|于)):?",
        ),
        ("open", rf"{_NOUN}[,(]?(?:主要|其中|例如|如|包括|包含|含|涵盖|涉及)(?:{_WORD}{{0,6}}:)?"),
        ("colon", rf"{_NOUN}(?:[,]?(?:具体|名单|清单|情况|明细|有|为|是|如下)+)?:"),
        ("bracket", rf"{_NOUN}\("),
        ("plain", rf"{_NOUN}(?:[,(]?(?:分别)?(?:有|为|是|由)|,|(?=[《“]))"),
        ("far", rf"[^{FIGURES};:。()、]{{1,30}},(?:分别|具体)(?:为|是|有)?:?"),
        # 项目3个，资金46.85万元，占预算的100%，分别是甲、乙、丙
        ("far", rf"{_NOUN}(?:,[^{COUNT}{DATE};:。()、]{{2,24}}){{1,2}},(?:分别|具体)(?:为|是|有):?"),
    )
)
#: Words that say that these are the names that are counted.
_SURE: Final = frozenset(("said",))
#: Leads behind which a list stands, whatever parts its names.
_PARTED: Final = frozenset(("said", "colon", "far", "places"))
#: Leads behind which names are those of what is counted, as many as are told.
_LISTING: Final = frozenset((*_PARTED, "bracket", "open"))
#: Leads that are only to be believed where the names are called what is counted.
_LIKELY: Final = frozenset(("colon", "bracket"))
#: Words between a number and the next one that add to it: 3个镇、2个乡.
_NEXT: Final = re.compile(rf"{_WORD}{{0,6}}?[、和及与]?$")
#: Measure words of what has names.
_THINGS: Final = frozenset("个家项所座处类种名位大部")
_TIMES: Final = frozenset("次场期批轮")
_TOLD_ALL: Final = frozenset(("said", "places"))
_PLACES: Final = frozenset("省市县区镇乡村社组")
#: Words that say that each of those that are counted is named.
_APART: Final = re.compile(r"分别|依次")
#: A number that a list is told with, at least.
_SEVERAL: Final = 2
#: As many names as this are a list and not a phrase.
_LEAST: Final = 3
#: As many names as this are not a row of something else by chance.
_LONG: Final = 4
#: Characters of a name, where nothing but its place in a row says that it is one.
_SHORT: Final = 14
#: What is no name, or one with more behind it: 甲局的乙科, A包：电脑、打印机, 一标段道路、排水.
_NO_NAME: Final = re.compile(r"[的:]|^(?:第|其)?[一1Aa](?![级类])")
_ASIDE: Final = re.compile(r"\([^()]*\)")
#: The noun behind a number, and before it.
_BEHIND: Final = re.compile(rf"[个家项所类种大名位座处]?({_WORD}{{0,8}})")
_AHEAD_SIGNS: Final = 6
_AHEAD: Final = re.compile(rf"({_WORD}{{1,{_AHEAD_SIGNS}}})$")
#: Signs of the name of a person, and how names of offices end.
_PERSON: Final = 4
_SITE: Final = re.compile(
    r"[局院校所站馆园厂室科镇乡村县市区]$|[小中大]学$|[一二三四五六七八九十][小中]$|公司$|中心$|社$"
)
_OFFICE: Final = re.compile(r"[局委办处科院校组室部所站队镇乡村县市区省类岗员长]$")
#: A clause behind a row that tells something else: with a figure, or of all of them.
_GOES_ON: Final = re.compile(
    rf"(?:[^、,;:。{FIGURES}]{{0,16}}[{FIGURES}]|(?:均|都|全部|共|累计|合计|其中|已|并|有效|覆盖|为)[^、,;:。]{{2,}})"
)
#: What names of places are counted as.
_TOWNS: Final = re.compile("[个座]?(?:城市|地市|乡镇|街道|县|市|省份|镇|乡|行政村|村|社区)(?![级内外直属])")
_OF_ALL: Final = re.compile("(?:均|都)[已为由能可按是有达实完通]")
#: Signs that a name has at least where it shows a fault.
_NAME: Final = 2


def read_lists(sentences: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write how many names each list has beside how many there are said to be, to the table that takes it."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    known = {place_of(row.cells.get("个数")) for row in draft.tables.get(table.name, ())}
    for sentence in sentences:
        for cells, doubt in _found(sentence):
            if place_of(cells["个数"]) in known:
                continue
            draft.say(table, cells, doubt)


def _found(sentence: Sentence) -> Iterator[tuple[dict[str, Value], bool]]:
    told = counts(sentence)
    for chain in _chains(sentence.signs, told):
        if sum(one.number for one in chain) < _SEVERAL:
            continue
        rows = list(_before(sentence, chain))
        yield from rows
        if all(cells["列示"] for cells, _ in rows):
            # 甲、乙等3个部门……，分别是甲、乙、丙: an open list before the number says less than a closed one behind it
            behind = list(_after(sentence, chain, told))
            yield from (row for row in behind if not rows or not row[0]["列示"])


def _chains(signs: str, told: Sequence[Told]) -> Iterator[Sequence[Told]]:
    """Numbers that stand right behind each other: 3个乡镇12个村, 3个镇、2个乡."""
    chain: list[Told] = []
    for one in told:
        if chain and not (one.start - chain[-1].end <= 8 and _NEXT.fullmatch(signs, chain[-1].end, one.start)):
            yield chain
            chain = []
        chain.append(one)
    if chain:
        yield chain


# -- names before their number


def _before(sentence: Sentence, chain: Sequence[Told]) -> Iterator[tuple[dict[str, Value], bool]]:
    signs, first = sentence.signs, chain[0]
    between = _BETWEEN.search(signs, max(0, first.start - 14), first.start)
    if between is None:
        return
    names = names_before(signs, between.start())
    if names is None or names.most < 2:
        return
    names, opened = cut_front(names, signs, _OPENS)
    if between["more"] or names.more:
        beyond = names.most == names.least and _plain(names) and (opened or _titles(names))
        if first.number >= names.least or beyond:
            sites = _sites(names, signs, first) if between["more"] and len(chain) == 1 and not beyond else 0
            if sites > first.number:
                yield _row(names, sentence, first, sites, "等"), True
            else:
                yield _row(names, sentence, first, names.least, "等"), False
        elif between["more"] and len(chain) == 1 and (sites := _sites(names, signs, first)) > first.number:
            yield _row(names, sentence, first, sites, "等"), True
        return
    for at, one in enumerate(chain):
        if names.fits(one.number):
            yield _row(names, sentence, one, one.number, ""), False
        elif at and names.inner and first.number == names.least:
            yield _row(names, sentence, one, names.inner, ""), False  # 甲镇（东村、西村）、乙镇（南村）2个镇3个村
    if names.fits(first.number):
        return
    total = sum(one.number for one in chain)
    fitting = any(names.fits(one.number) for one in chain)
    # 甲、乙、丙、丁、戊四个乡镇的9条路线: what the next one counts is in what is named
    lone = len(chain) == 1 or (not fitting and "的" in signs[first.end : chain[1].start])
    if len(chain) > 1 and not (names.inner != names.least and chain[1].number == names.inner):
        if not fitting and names.fits(total):
            yield _row(names, sentence, replace(first, number=total), total, ""), False
            return
        if not lone:
            return
    if names.least >= _LEAST and _plain(names) and _same_kind(names, signs, first) and _near(names, first):
        kinds = _KINDS.match(signs, first.end) is not None
        begun = opened or _begins(signs, names)
        told = bool(opened and opened["sure"]) or (kinds and _begins(signs, names)) or _quoted(signs, names)
        if (told and not between["sum"]) or (begun and _named_so(names, signs, first)) or _titles(names):
            yield _row(names, sentence, first, names.nearest(first.number), ""), False
        elif not between["sum"] and lone and (_one_off(names, first) or _towns(names, signs, first)):
            yield _row(names, sentence, first, names.nearest(first.number), ""), True


def _sites(names: Names, signs: str, told: Told) -> int:
    """How many places or bodies are named, 和 between two of them as well: 走访了甲小学、乙中学和丙小学等2所学校; none where they
    may be anything else than what is counted."""
    bare = [_ASIDE.sub("", item) for item in names.items]
    pieces = [piece for item in bare for piece in JOINS.split(item)]
    noun = _words(signs, told)
    if told.measure not in _THINGS or names.figured or names.inner:
        return 0
    if not all(1 < len(piece) <= _SHORT and _SITE.search(piece) for piece in pieces):
        return 0
    return len(pieces) if {piece[-1] for piece in pieces} & set(noun) and _same_kind(names, signs, told) else 0


def _near(names: Names, told: Told) -> bool:
    """Whether there are about as many names as are told; many more of something else may stand behind them."""
    about = 2 * min(told.number, names.least) >= max(told.number, names.least)
    return about and (told.measure in _THINGS or told.measure == "人")


def _one_off(names: Names, told: Told) -> bool:
    """Whether one name too few or too many stands in a long row of them: one may have been forgotten."""
    return min(names.least, told.number) >= _LONG and abs(names.nearest(told.number) - told.number) == 1


def _titles(names: Names) -> bool:
    """Whether all names are titles: 出台《甲》《乙》."""
    return all(item.endswith("》") for item in names.items)


def _quoted(signs: str, names: Names) -> bool:
    """Whether quotes stand around the names: 围绕“甲、乙、丙”三大任务."""
    around = signs[names.start - 1 : names.start] + signs[names.end : names.end + 1]
    return around in ("“”", "‘’") and not re.search("[0-9一二三四五六七八九十两双]", signs[names.start : names.end])


def _towns(names: Names, signs: str, told: Told) -> bool:
    """Whether short names of places are as many as those that are counted: 在上海、苏州、深圳4个城市."""
    return led_to_places(names) and _begins(signs, names) and _TOWNS.match(signs, told.end) is not None


def _begins(signs: str, names: Names) -> bool:
    """Whether nothing but a word like 从 stands before the names in their clause."""
    return names.start == 0 or signs[names.start - 1] in ",;:。("


def _plain(names: Names) -> bool:
    """Whether names are short, and surely parted where they seem to be: 文化和旅游局本部以及下属4家 counts others."""
    bare = [_ASIDE.sub("", item) for item in names.items if not item.endswith("》")]
    return not names.figured and all(1 < len(item) <= _SHORT and "以及" not in item for item in bare)


# -- names behind their number


def _after(sentence: Sentence, chain: Sequence[Told], told: Sequence[Told]) -> Iterator[tuple[dict[str, Value], bool]]:
    signs, last = sentence.signs, chain[-1]
    total = sum(one.number for one in chain)
    open_ended: tuple[str, Names] | None = None
    missed: tuple[str, Names] | None = None
    for lead, pattern in _LEADS:
        found = pattern.match(signs, last.end)
        if found is None:
            continue
        numbered = _numbered(sentence, found.end())
        for names in _rows_from(signs, found.end(), lead):
            if names.more:
                open_ended = open_ended or (lead, names)
                continue
            if len(chain) == 1 and last.number > names.least and _whole_names(names) and lead in _LISTING:
                yield _row(names, sentence, last, names.least, ""), True
                return
            for number in (last.number, total):
                if names.fits(number):
                    said = last if number == last.number else replace(last, number=total, start=chain[0].start)
                    yield _row(names, sentence, said, number, ""), False
                    return
            missed = missed or (None if numbered else (lead, names))
        if lead == "open":
            break
    if open_ended is not None:
        lead, names = open_ended
        beyond = lead in _SURE and names.least == names.most
        sure = lead in _LISTING and last.measure in _THINGS and not names.figured and names.least >= _SEVERAL
        if sure and (last.number >= names.least or beyond):
            yield _row(names, sentence, last, names.least, "等"), False
    elif missed is not None and len(chain) == 1:
        lead, names = missed
        whole = next((one for one in told if one.end <= last.start and names.fits(one.number)), None)
        if whole is not None and whole.number > last.number and whole.measure == last.measure:
            # 单位共5个，其中机关1个、事业单位4个，分别为甲、乙、丙、丁、戊: the names are those of all of them
            yield _row(names, sentence, whole, whole.number, ""), False
            return
        earlier = [one for one in told if one.end <= last.start]
        if earlier and not _near(names, last):
            # 下属单位5家，编制120名，分别是甲、乙、丙、丁: of what there are about as many as names
            near = [one for one in earlier if one.measure in _THINGS and _near(names, one)]
            if near and _certain(lead, names, signs, near[-1]) is not None:
                yield _row(names, sentence, near[-1], names.nearest(near[-1].number), ""), True
            return
        certain = _certain(lead, names, signs, last)
        if certain is not None:
            yield _row(names, sentence, last, names.nearest(last.number), ""), not certain


def _numbered(sentence: Sentence, at: int) -> bool:
    """Whether the number of an item stands before a place: 一是, （1）."""
    before, text = sentence.ends[at - 1], sentence.texts[at - 1] if at < len(sentence.signs) else None
    return text is not None and text is sentence.texts[at] and bool(text.text[before : sentence.starts[at]].strip())


def _rows_from(signs: str, start: int, lead: str) -> Iterator[Names]:
    """The ways in which names may be parted behind a place: by 、, by commas as well, by commas or semicolons alone.

    Figures may stand in all of them, or in none.
    """
    names = names_from(signs, start)
    if names is None:
        return
    evenly = names.figured == names.least and lead in _LISTING
    if not names.figured or evenly:
        yield names
    if lead not in _PARTED or (names.least > 1 and all(item.startswith(DATE) for item in names.items)):
        return  # 3月的甲、5月的乙和8月的丙，累计……: what begins with a day each is the row
    for parting, stops in (("、,", ";。)"), (",", ";。)"), (";", "。)")):
        other = names_from(signs, start, parting, stops)
        if other is not None and any(map(_OF_ALL.match, other.items)):
            continue  # 分别为甲中心、乙中心、丙中心，均已投入使用: the last is no name
        if other is not None and _titles(names) and not _titles(other):
            continue  # 分别为《甲》《乙》《丙》；《丁》正在终审: what is told of another one
        if other is not None and other.least > 1 and other.figured in (0, other.least if lead in _SURE else 0):
            yield replace(other, joins=0, inner=0)


def _certain(lead: str, names: Names, signs: str, told: Told) -> bool | None:
    """Whether a row that does not fit shows a fault; None where it shows nothing."""
    if told.measure in _TIMES and lead in _TOLD_ALL and names.least >= _LEAST:
        # 演练3次，分别为3月的甲、5月的乙、8月的丙和11月的丁: each time has its own day, or its own name
        dated = all(item.startswith(DATE) for item in names.items)
        if dated or (not names.figured and _ends(names, signs) and not any(map(_NO_NAME.search, names.items))):
            return False
    if (
        names.figured
        or names.least < (_SEVERAL if _APART.search(signs, told.end, names.start) else _LEAST)
        or min(map(len, names.items)) < _NAME
        or not (names.ending == ")" if lead == "bracket" else _ends(names, signs, lead in _TOLD_ALL))
    ):
        return None
    if told.measure == "人":
        # 专家5人：甲某、乙某……: those who are counted are named, if the names are short and of nothing else
        people = all(len(_ASIDE.sub("", item)) <= _PERSON and not _OFFICE.search(item) for item in names.items)
        return False if people and lead in _PARTED and _near(names, told) else None
    if not _same_kind(names, signs, told) or any(map(_NO_NAME.search, names.items)):
        return None
    one_off = (
        lead in _LISTING and _one_off(names, told) and all(len(_ASIDE.sub("", item)) <= _SHORT for item in names.items)
    )
    if told.measure not in _THINGS:
        return False if one_off else None
    if lead in _SURE:
        return names.least >= _LEAST
    if lead in _LIKELY and _near(names, told) and _called(names, signs, told):
        return True
    return False if one_off or (lead == "colon" and abs(names.nearest(told.number) - told.number) == 1) else None


def _ends(names: Names, signs: str, apart: bool = True) -> bool:
    """Whether a row ends where its names do: at the end of a sentence, or where a clause of something else begins
    (分别是甲、乙、丙，首批招生186人); ``apart``: commas part none of the names."""
    if names.ending in ("", "。", ";"):
        return True
    if names.ending != "," or not apart or len(names.items) < _LEAST:
        return False
    return _GOES_ON.match(signs, names.end + 1) is not None


def _whole_names(names: Names) -> bool:
    """Whether no 和 parts two of the names: all are called like offices, and what stands before an 和 is not, in a name that
    is not the last: 甲中心、就业和保障服务所、乙站."""
    bare = [_ASIDE.sub("", item) for item in names.items]
    if names.inner or names.figured or names.ending not in ("", "。", ";") or names.least < _LEAST:
        return False
    joined = [(at, found.start()) for at, item in enumerate(bare) for found in JOINS.finditer(item)]
    offices = all(_OFFICE.search(item) or item.endswith(("中心", "机关", "本级", "本部", "大队")) for item in bare)
    return (
        offices
        and all(at + 1 < len(bare) and not _OFFICE.search(bare[at][:end]) for at, end in joined)
        and bool(joined)
    )


def _words(signs: str, told: Told) -> str:
    """What is counted: the noun behind the number, or else the one before it (乡镇3个)."""
    behind = _BEHIND.match(signs, told.end)
    noun = told.noun or (behind[1] if behind is not None else "")
    if noun:
        return noun
    before = _AHEAD.search(signs, max(0, told.start - _AHEAD_SIGNS), told.start)
    return before[1].rstrip("共有计为") if before is not None else ""


def _endings(names: Names) -> set[str]:
    return {_ASIDE.sub("", item).rstrip("》”’」")[-1:] for item in names.items}


def _same_kind(names: Names, signs: str, told: Told) -> bool:
    """Whether names may be of what is counted: villages are no towns."""
    endings, noun = _endings(names), set(_words(signs, told))
    return not (noun & _PLACES and endings <= _PLACES and endings.isdisjoint(noun))


def _named_so(names: Names, signs: str, told: Told) -> bool:
    """Whether all names end like what is counted: 五大平台：甲平台、乙平台."""
    return _endings(names) <= set(_words(signs, told))


def _called(names: Names, signs: str, told: Told) -> bool:
    """Whether all names are called what is counted, are titles, or look like each other."""
    if _named_so(names, signs, told) or all(item[0] in "《“" for item in names.items):
        return True
    return len(_endings(names)) > 1 and len({len(item) for item in names.items}) == 1 and len(names.items[0]) <= 4


def _row(names: Names, sentence: Sentence, told: Told, count: int, more: str) -> dict[str, Value]:
    listed = sentence.span(names.start, names.end)
    said = sentence.span(told.start, told.end)
    return {
        "事项": listed,
        "个数": Said(f"{told.number}{told.measure}", said),
        "所列": Said(f"{count}{told.measure}", span_of(listed)),
        "列示": more or None,
    }
