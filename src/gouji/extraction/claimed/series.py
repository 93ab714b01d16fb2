"""Series of like figures: what is told of several things, or of several times, one after the other.

In a sentence each has its name before it (甲4.86万元、乙3.92万元) or in brackets behind it (1.42%（2020）), or they are told in
turn (近三年分别为9.82亿元、9.87亿元); the lines of a list have one each. What stands in tables is found by ``seriestables``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.retold import base_of
from gouji.extraction.text.sentences import COUNT, DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.figures.folding import fold

When = tuple[int, int]

_WHEN: Final = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})(?:年(?:度|末|底|初)?|(?=$)))?"
    r"(?:(?:1[-—~至])?(?P<month>1[0-2]|[1-9])月份?(?:末|底)?|第?(?P<quarter>[一二三四1-4])季度|(?P<half>上半年)|(?P<three>前三季度)|(?P<all>全年|下半年)|第(?P<nth>[0-9]{1,2})期)?"
)
_NTH: Final = {sign: number for number, sign in enumerate("一二三四", 1)} | {str(n): n for n in range(1, 5)}
#: Names of what stands for all of them, or says of another place what they say.
TOTAL: Final = re.compile(
    r"合计|总计|小计|总[数体值额量]|^(?:全[国省市县区]|[共总])|平均|^计$|其中$|所占$|上年|去年|同期|[均都][高低快慢]"
)
_ALL_OF_PLACE: Final = re.compile("^全[省市县区]")
_SPLIT: Final = re.compile(r"[、和与及]")
_LED: Final = re.compile(r"^.*(?:其中|包括|分别是|按[^,:]{1,8}看|[;:,])(?=.{2})")
_BACK: Final = re.compile(r"(?:同比|环比|仅|只|约|近|达到?|完成|实现|[为是共计有了的,:\"“”])+$")
_SHARE: Final = re.compile(r"(?:所?占(?:比|全部|总[数额量]?|[^,;。]{0,8}的)?(?:比[重例])?|比[重例]|占比)(?:为|达到?)?$")
_FRONT: Final = re.compile(r"^(?:其中|其次|另外|同时|以及|[和与及,:、;\"“”])+")
#: Signs of the words before a figure that may name it; figures between two of a series; of a series, and the longest one.
_NAME, _BETWEEN, _LEAST, _LONGEST = 24, 2, 2, 60
#: Signs before a series among which it is said what it tells.
_FAR: Final = 120
_NEARLY, _OFF = Fraction(90, 100), Fraction(1, 500)
_YEARS: Final = re.compile(
    r"近[两二三四五六七八九十0-9]+年|历年|各年|[一1]?[至到—-]?[二三四]季度|各季度|各月|这[两三四五]年"
)
_STRUCTURE: Final = re.compile(
    rf"产业(?:增加值)?(?:结构|比例|比重|比)[^{FIGURES},;。]{{0,8}}(?P<all>[{FIGURES}]:[{FIGURES}]:[{FIGURES}])"
)
#: What a name is said to be among the others, before all figures are told in turn.
_STANDS: Final = re.compile(r"(?:最[多高大少低小快慢]|次之|居[次中末]|第[一二三]|其次)$")
#: What is said of the one that follows; a name with the time behind it; words that lead to a bound.
_TOLD_OF: Final = re.compile(
    r"^.*(?:最[高低多少大小快慢好差]|其次|第[一二三四五]|居首位?|居末位?)的?(?:一?[项个类家])?(?:是|为)(?=.)"
)
_ENDS: Final = re.compile(
    r"^(?P<name>.*[^0-9])(?P<when>(?:19|20)[0-9]{2}年(?:末|底)?|(?<![0-9])1?[0-9]月份?|[一二三四]季度)$"
)
_BOUND: Final = re.compile(r"(?:介于|在|至|到|(?:(?<!提)高|(?<!降)低|(?<!增)多|(?<!减)少)出?|相差)$")
_SPANNED: Final = re.compile(r"((?:19|20)[0-9]{2})年?(?:[-—~～]+|至|到)((?:19|20)[0-9]{2})年")
_THAN: Final = re.compile(r"[比较与](?:上年|去年|上期|同期|年初|上年末)(?:同期|同月)?")
_INDUSTRIES: Final = re.compile(r"三次产业|[一二三、]{2,}产业?|一二三产")


@dataclass(frozen=True, slots=True)
class Item:
    """One figure of a series: of what or when it is told. ``way``: 1 what grew by it, -1 what fell by it, 0 neither;
    ``order``: the number of the text in which it stands, ``at`` its sign in a sentence; ``label``: as it is called there.
    ``said``: words for the greatest or the least lead to it."""

    name: str
    when: When | None
    value: Value
    base: Fraction
    kind: str
    way: int
    order: int
    at: int = -1
    label: str = ""
    said: bool = False

    @property
    def signed(self) -> Fraction:
        """Its worth, of what fell below nought."""
        return -abs(self.base) if self.way < 0 else self.base


@dataclass(frozen=True, slots=True)
class Series:
    """``measure``: the words that say what is told of all of them; ``form``: level, change or share. ``dated``: they are of
    one thing at several times, in their order. ``table``: which table they stand in, if in one; ``single``: it has no other
    series of such names."""

    items: Sequence[Item]
    measure: str
    form: str
    dated: bool
    first: int
    last: int
    sentence: Sentence | None = None
    table: int = -1
    single: bool = True


def when_of(text: str) -> tuple[When | None, str]:
    """The time with which a name begins, and the rest of it."""
    found = _WHEN.match(text)
    if found is None or not found[0]:
        return None, text
    month = 0
    if found["month"]:
        month = int(found["month"])
    elif found["quarter"]:
        month = 3 * _NTH[found["quarter"]]
    else:
        month = (
            int(found["nth"])
            if found["nth"]
            else 6
            if found["half"]
            else 9
            if found["three"]
            else 12
            if found["all"]
            else 0
        )
    return (int(found["year"] or 0), month), text[found.end() :]


def words_of(sentence: Sentence, start: int, end: int) -> str:
    """The signs of a stretch with its dates as they are printed."""
    return "".join(
        fold(sentence.span(at, at + 1).text).replace(" ", "") if sentence.signs[at] == DATE else sentence.signs[at]
        for at in range(start, end)
    )


class ProseSeries:
    """Finds the series of sentences."""

    def __init__(self, wording: Wording, order: Mapping[int, int]) -> None:
        more = [word for word in wording.more if word not in wording.compared]
        less = [word for word in wording.less if word not in wording.compared]
        self._way = re.compile(
            rf"(?:(?P<up>{either(tuple(more))}|涨|增产)|(?P<down>{either(tuple(less))}|跌|减产))(?:了|为|达到?|约)*$"
        )
        self._order = order
        self._known: dict[int, tuple[Sentence, list[tuple[Item, str]]]] = {}
        """The entries of each sentence: they are asked for on behalf of it and of those near it."""

    def of(self, sentence: Sentence) -> list[Series]:
        """The series that one sentence tells."""
        entries = self._entries(sentence)
        out: list[Series] = []
        groups: dict[tuple[str, str], list[tuple[int, Item]]] = {}
        for number, (item, form) in enumerate(entries):
            groups.setdefault((item.kind, form), []).append((number, item))
        for (_, form), own in groups.items():
            run: list[tuple[int, Item]] = []
            for number, item in own:
                if run and number - run[-1][0] > _BETWEEN:
                    out += self._made(sentence, [one for _, one in run], form)
                    run = []
                run.append((number, item))
            out += self._made(sentence, [one for _, one in run], form)
        return out

    def firsts(self, sentence: Sentence) -> dict[str, tuple[Item, str]]:
        """The first figure of a sentence, and the first by which something grew or fell."""
        entries = self._entries(sentence)[:_LEADING]
        out = {"": entries[0]} if entries else {}
        return out | {form: (item, form) for item, form in reversed(entries) if form == "change"}

    def changes(self, sentence: Sentence) -> list[Item]:
        """What is told in a sentence to have grown or fallen, whatever it is counted in."""
        return [item for item, form in self._entries(sentence) if form == "change"]

    def _entries(self, sentence: Sentence) -> list[tuple[Item, str]]:
        """The figures of a sentence with what each is of, and the form in which it is told."""
        known = self._known.get(id(sentence))
        if known is None:
            known = self._known[id(sentence)] = sentence, list(self._told(sentence))
        return known[1]

    def _told(self, sentence: Sentence) -> Iterator[tuple[Item, str]]:
        signs, last, before = sentence.signs, 0, ""
        turns = self._in_turn(sentence)
        for at in sorted(sentence.figures):
            figure = sentence.figures[at]
            start = max(last, at - 2 * _NAME)
            last = at + 1
            if figure.bound or not figure.plain:
                continue
            if signs[at - 1 : at] == "(" and signs[at + 1 : at + 2] == ")" and _year(fold(figure.text).strip()):
                continue
            label = re.split(r"[,;。:]", words_of(sentence, start, at).rstrip(",:("))[-1]
            said = _TOLD_OF.match(label) is not None and "最" in label
            label = _FRONT.sub("", _TOLD_OF.sub("", label)).split("、")[-1]
            # 全县接待游客分别为……: what is told in turn of several years is told of all of them
            named = _ALL_OF_PLACE.sub("", label) if at in turns else label
            if TOTAL.search(_THAN.sub("", named)) or _BOUND.search(label) or signs.startswith("之间", at + 1):
                before = ""
                continue
            form, way = "level", 0
            if found := self._way.search(label):
                form, way, label = "change", 1 if found["up"] else -1, label[: found.start()]
            elif kind_of_figure(figure) == "ratio" and (found := _SHARE.search(label)):
                form, label = "share", label[: found.start()]
            label = _BACK.sub("", re.sub(rf"(?:{_THAN.pattern})$", "", _BACK.sub("", label)))
            behind = re.match(rf"\(([^{FIGURES},;:。()]{{2,12}}|[{FIGURES}])\)", signs[at + 1 : at + 16])
            if behind is not None:
                inner = words_of(sentence, at + 2, at + 2 + len(behind[1]))
                if behind[1] in FIGURES:
                    inner = fold(sentence.span(at + 2, at + 3).text).strip()
                if when_of(inner)[0] is not None:
                    label = inner
            if at in turns:
                label, form, way = turns[at][0], turns[at][1] or form, turns[at][2] or way
            label = label.rstrip("(")
            label = label if label else before if form != "level" else ""
            before = label
            if not label or len(label) > _NAME:
                continue
            when, rest = when_of(label)
            if when is None and (ended := _ENDS.match(label)) is not None:
                when, rest = when_of(ended["when"])[0], ended["name"]
            text = sentence.texts[at]
            yield (
                Item(
                    rest,
                    when,
                    sentence.span(at, at + 1),
                    base_of(figure),
                    kind_of_figure(figure),
                    way,
                    self._order.get(id(text), 0),
                    at,
                    label,
                    said,
                ),
                form,
            )

    def _in_turn(self, sentence: Sentence) -> Mapping[int, tuple[str, str, int]]:
        """The names of figures that are told in turn, each with the form and the way in which it is told."""
        out: dict[int, tuple[str, str, int]] = {}
        for found in re.finditer(
            rf"(?:分别|依次|各)[^{FIGURES},;。、]{{0,14}}(?P<all>[{FIGURES}](?:[、,和与及][{FIGURES}])+)",
            sentence.signs,
        ):
            places = [found.start("all") + at for at, sign in enumerate(found["all"]) if sign in FIGURES]
            stop = max(sentence.signs.rfind(mark, max(0, found.start() - 120), found.start()) for mark in ";。:(") + 1
            ahead = words_of(sentence, max(stop, found.start() - 120), found.start())
            spanned = (
                _SPANNED.search(fold(sentence.span(stop, found.start()).text).replace(" ", ""))
                if stop < found.start()
                else None
            )
            told = [sentence.figures[at] for at in range(stop, found.start()) if sentence.signs[at] == COUNT]
            names = self._names(re.sub(rf"^.*[{FIGURES}]", "", ahead), len(places), told)
            if spanned is not None and int(spanned[2]) - int(spanned[1]) + 1 == len(places):
                names = [f"{year}年" for year in range(int(spanned[1]), int(spanned[2]) + 1)]
            way = self._way.search(sentence.signs[found.start() + 2 : found.start("all")])
            form, sign = ("change", 1 if way["up"] else -1) if way is not None else ("", 0)
            out.update({at: (name, form, sign) for at, name in zip(places, names, strict=False)})
        for found in _STRUCTURE.finditer(sentence.signs) if "产业" in sentence.signs else ():
            places = [found.start("all") + step for step in (0, 2, 4)]
            out.update({at: (name, "share", 0) for at, name in zip(places, _INDUSTRY, strict=True)})
        return out

    def _names(self, ahead: str, number: int, figures: Sequence[Figure]) -> Sequence[str]:
        clauses = [clause for clause in ahead.split(",") if clause]
        for clause in reversed(clauses):
            parts = _SPLIT.split(clause)
            if len(parts) == number:
                parts[0] = _LED.sub("", parts[0])
                last = re.match(r"(.{2,}?)(?:的|完成|实现|同比)", parts[-1])
                parts[-1] = last[1] if last is not None and number > 1 else parts[-1]
                when, rest = when_of(parts[-1])
                if when is not None and when_of(parts[0])[1] == "" and when_of(parts[0])[0] is not None:
                    parts[-1] = parts[-1][: len(parts[-1]) - len(rest)]
                return [_STANDS.sub("", part.strip('“”"')) for part in parts]
        joined = "".join(clauses)
        if number == len(_QUARTERS) and re.search(r"四个?季度|各季度", joined):
            return _QUARTERS
        if _YEARS.search(joined):
            return [f"第{nth}期" for nth in range(1, number + 1)]  # which years is not said
        if number == len(_INDUSTRY) and _INDUSTRIES.search(joined):
            return _INDUSTRY
        if re.search(
            rf"(?<![0-9]){number}(?:个|家|户|所|项|类)|[两二三四五六七八九十](?:个|家|户|所|项|类)", joined
        ) or any(figure.base == number for figure in figures):
            return [f"第{nth}个" for nth in range(1, number + 1)]
        return []

    def _made(self, sentence: Sentence, items: Sequence[Item], form: str) -> Iterator[Series]:
        if len(items) < _LEAST or len(items) > _LONGEST or "|" in sentence.signs:
            return
        lead = re.split(r"[。;]", words_of(sentence, max(0, items[0].at - _FAR), items[0].at))[-1]
        items = [item for item in items if not (item.name and TOTAL.search(item.name))]
        dated = [item for item in items if item.when is not None]
        if len(dated) == len(items) >= _LEAST and len({item.when for item in items}) == len(items):
            names = {re.sub(r"^(?:累计|当年|全年)|(?:累计)$", "", item.name) for item in items[1:] if item.name}
            if len(names) <= 1 and (not names or items[0].name in ("", *names)):
                ordered = sorted(items, key=lambda item: item.when or (0, 0))
                yield _series(ordered, lead + "".join(names), form, True, sentence)
                return
        named = [item for item in items if item.name]
        if len(named) > _LEAST:
            named = list(_parts_of(sentence, named, form))
        if len({item.name for item in named}) == len(named) >= _LEAST and len({item.when for item in named}) <= 2:
            yield _series(named, lead, form, False, sentence)


def _parts_of(sentence: Sentence, items: Sequence[Item], form: str) -> Sequence[Item]:
    """The items without the whole that is told before them."""
    first, rest = items[0], items[1:]
    if form != "level" or first.base < max(item.base for item in rest):
        return items
    parting = [sentence.signs[item.at + 1] for item in items[:-1]]
    led = re.search(r"其中|:|分别|包括|分布|构成", sentence.signs[first.at : rest[0].at])
    apart = parting[0] != "、" and all(sign == "、" for sign in parting[1:])
    if re.search(r"其中|包括", sentence.signs[first.at : rest[0].at]):
        return rest
    made = abs(first.base - sum(item.base for item in rest)) <= _OFF * first.base
    return rest if made or ((led or apart) and first.base >= _NEARLY * sum(item.base for item in rest)) else items


_QUARTERS: Final = ("一季度", "二季度", "三季度", "四季度")
_INDUSTRY: Final = ("第一产业", "第二产业", "第三产业")
#: What they are called otherwise.
OTHERWISE: Final = {"服务业": "第三产业", "三产": "第三产业", "二产": "第二产业", "一产": "第一产业"}


def _year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)[0-9]{2}年?", text) is not None


def _series(items: Sequence[Item], measure: str, form: str, dated: bool, sentence: Sentence | None) -> Series:
    orders = [item.order for item in items]
    return Series(tuple(items), measure, form, dated, min(orders), max(orders), sentence)


def line_series(found: Sequence[Sentence], prose: ProseSeries) -> Iterator[Series]:
    """What the lines of a list tell, one each: the first figure of every line, and the first change."""
    lines = [sentence for sentence in found if _is_line(sentence)]
    told = [
        {
            kind: (item, f"{_ITEM.match(sentence.texts[0].text.strip()) is not None}{form}")
            for kind, (item, form) in prose.firsts(sentence).items()
        }
        for sentence in lines
    ]
    for kind in ("", "change"):
        run: list[tuple[Item, str]] = []
        for one in (line[kind] for line in told if kind in line):
            if run and (
                one[1] != run[-1][1]
                or one[0].kind != run[-1][0].kind
                or not 0 < one[0].order - run[-1][0].order <= _GAP
            ):
                yield from _lines(run)
                run = []
            run.append(one)
        yield from _lines(run)


def _is_line(sentence: Sentence) -> bool:
    text = sentence.texts[0].text.strip()
    return "|" not in text and (len(text) <= _LINE or _ITEM.match(text) is not None)


_ITEM: Final = re.compile(r"[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[一二三四五六七八九十]是")
_LINE, _GAP, _LEADING = 40, 2, 8


def _lines(run: Sequence[tuple[Item, str]]) -> Iterator[Series]:
    items = [
        replace(item, name=re.sub(r"^[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]", "", item.name)) for item, _ in run
    ]
    items = [item for item in items if item.name and not TOTAL.search(item.name)]
    if _LEAST < len(items) <= _LONGEST and len({(item.name, item.when) for item in items}) == len(items):
        yield _series(items, "", run[0][1].removeprefix("True").removeprefix("False"), False, None)
