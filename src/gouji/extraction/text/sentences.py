"""Sentences as patterns see them: half width, no blanks, every figure and every date one sign of its kind.

A figure is one character here, so that a pattern can neither cut it nor run into it, and matching stays linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import Final

from gouji.document.model import Span, Text
from gouji.faults import regex as re
from gouji.figures import Figure, Interval, parse_figure
from gouji.figures.finding import find_figures, find_worded_counts
from gouji.figures.folding import fold

#: One sign of the private use area for each kind of figure, and one for dates.
MONEY, RATIO, SCORE, COUNT, SCALED, OTHER, POINTS, BARE, DATE = (chr(0xE000 + number) for number in range(9))
SIGNS: Final = "".join((MONEY, RATIO, SCORE, COUNT, SCALED, OTHER, POINTS, BARE, DATE))
FIGURES: Final = SIGNS[:-1]

_DATE: Final = re.compile(
    r"[0-9]{4}\s*年\s*(?:度)?(?:\s*[0-9]{1,2}\s*月(?:份)?(?:\s*[0-9]{1,2}\s*[日号])?)?(?:\s*(?:末|底|初))?"
    r"|[0-9]{1,2}\s*(?:[-—~至]\s*[0-9]{1,2}\s*)?月(?:份)?(?:\s*[0-9]{1,2}\s*[日号])?"
)
#: The number of an item, at the beginning of a sentence or a clause: it belongs to the outline.
_ITEM: Final = re.compile(
    r"[(（](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）]、?|(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[、.．)）](?:(?=(?:19|20)[0-9]{2}\s*年)|(?![0-9]))"
    r"|[一二三四五六七八九十]是(?!否)|[①-⑳]"
)
#: A structure: 9.1:50.8:40.1; of two figures only after a word that says so (生师比14.9:1, 上年15.2:1), for it may be a time.
_STRUCTURE: Final = re.compile(
    r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,2})?(?:\s{0,2}[:∶]\s{0,2}[0-9]{1,3}(?:\.[0-9]{1,2})?){2,5}(?![0-9])"
    r"|(?:(?<=[比为约是])|(?<=[上去]年))[0-9]{1,3}(?:\.[0-9]{1,2})?\s{0,2}[:∶]\s{0,2}[0-9]{1,3}(?:\.[0-9]{1,2})?(?![0-9:∶时分])"
)
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
#: What joins numbers that have one unit, printed behind the last of them: 分别提高0.1、3.5和4.5个百分点.
_JOINS: Final = frozenset("、和与及")
_IN_TURN: Final = re.compile(r"(?:分别|依次|各)[^,，;；。0-9]{0,20}$")
#: A name that tells what is counted in ten thousands: 总诊疗人次95.5亿.
_COUNTED: Final = re.compile(
    r"(?P<word>人次|车次|场次|户次|(?<=[总户年在全的地])人口|人数|户数|件数|份数)(?:总数)?(?:累计|合计|总计)?(?:为|是|达到?|约|近|超|共)*\s*$"
)
#: Who is counted in ten thousands without a measure word: 3.2万群众.
_PEOPLE: Final = re.compile(r"[多余]?(?:群众|居民|人口|农民|村民|市民|学生|职工|游客|旅客|老人|儿童|患者|用户(?!户))")
_MEASURES: Final = {"人口": "人", "人数": "人", "户数": "户", "件数": "件", "份数": "份"}
#: Characters of a document that would be taken for signs, or for others than they are.
_PLAIN: Final = {"∶": ":", **dict.fromkeys(SIGNS, "\ufffd")}
_STOPS: Final = "。！？!?"
#: A sentence that begins like this has its subject in the one before it.
_GOES_ON: Final = re.compile(
    r"\s*(?:其中|(?:按?(?:同|可比)口径)?(?:[比较与](?:上年|上期|去年|年初|同期|上月|[一二三四]季度)|[比较]上|[比较]去|[比较]\s*[0-9０-９]{4}\s*年|同比))(?!.{0,12}相比)"
)
#: One that is no more than a rate, or what was taken off, is of what stands right before it, as behind a comma: 调查286人，
#: 其中满意的271人。满意率为94.67%。
_RATE_ALONE: Final = re.compile(
    r"\s*(?:占[^，,；;。：:0-9０-９]{0,14}(?:[0-9０-９][0-9０-９,，.．]*\s*[万亿]?[元人户个件份次]?的?)?|[\u4e00-\u9fff]{1,8}[率度]"
    r"|(?:一?共|合计|累计|总计)?扣(?:减|除)?)"
    r"(?:[为是约达仅]|达到|分别)*\s*[0-9０-９.．]{1,8}\s*[%％分](?=[。；;]|\s*$|[，,][^0-9０-９。]{0,30}(?:[。]|$))"
)
_OPENS, _CLOSES = "（(【《“", "）)】》”"
#: Ages and the like tell who is meant, not how many.
_DESCRIBES: Final = frozenset(("岁", "周岁"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that belongs to a sentence."""

    text: Text
    start: int
    end: int


#: The mark of a note behind a name: 全国人口[6]; the year of a document number has four digits.
_NOTE: Final = re.compile(r"(?<=[\u4e00-\u9fff）)])\[[0-9]{1,2}\]")
#: Labels joined by dashes before a figure, which is not below nought: 产出-数量目标-培训人数-69人.
_LABELLED: Final = re.compile(r"[\u4e00-\u9fff]-[\u4e00-\u9fff][^,;:。]{0,40}[\u4e00-\u9fff]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. ``signs`` is what patterns are matched against; ``starts`` and ``ends`` say for each of its

    characters which stretch of which text (``texts``) it stands for. ``figures`` holds the figure of every sign, by its
    position, ``lent`` those that are read with a unit that is not printed behind them. ``heading`` is the heading above.
    ``worths`` and ``intervals`` keep what its figures came to, since each is tried with many others, ``kept`` what readers
    make of it once for all claims in it.
    """

    signs: str
    texts: tuple[Text, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    figures: dict[int, Figure]
    heading: Span | None = None
    lent: dict[int, str] = field(default_factory=dict)
    worths: dict[int, Fraction] = field(default_factory=dict, repr=False, compare=False)
    intervals: dict[int, Interval] = field(default_factory=dict, repr=False, compare=False)
    kept: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    def span(self, start: int, end: int) -> Span:
        """The stretch of the document that the characters ``start:end`` stand for, as far as it lies in one text."""
        text = self.texts[start]
        last = end - 1
        while last > start and self.texts[last] is not text:
            last -= 1
        return text.span(self.starts[start], self.ends[last])


def sentences(pieces: Iterable[Piece], heading: Span | None = None) -> Iterator[Sentence]:
    """The sentences of a run of text. A stop inside brackets or quotes does not end one."""
    run: list[Piece] = []
    joined: list[tuple[Text, int]] = []
    for piece in pieces:
        text, at, depth = piece.text.text, piece.start, 0
        for index in range(piece.start, piece.end):
            sign = text[index]
            if sign in _OPENS:
                depth += 1
            elif sign in _CLOSES:
                depth = max(0, depth - 1)
            elif sign in _STOPS and not depth and not _GOES_ON.match(text, index + 1, piece.end):
                if index > at and _RATE_ALONE.match(text, index + 1, piece.end):
                    joined.append((piece.text, index))
                    continue
                run.append(Piece(piece.text, at, index + 1))
                yield _sentence(run, heading, joined)
                run, at, joined = [], index + 1, []
        if at < piece.end:
            run.append(Piece(piece.text, at, piece.end))
    if run:
        yield _sentence(run, heading, joined)


def paragraphs(found: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences of each paragraph as one; a paragraph that is broken by the end of a page is one too."""
    run: list[Sentence] = []
    for sentence in found:
        if run and (sentence.texts[0] is not run[-1].texts[-1] or sentence.heading is not run[-1].heading):
            yield _joined(run)
            run = []
        run.append(sentence)
    if run:
        yield _joined(run)


def _joined(run: Sequence[Sentence]) -> Sentence:
    if len(run) == 1:
        return run[0]
    figures: dict[int, Figure] = {}
    lent: dict[int, str] = {}
    at = 0
    for sentence in run:
        figures |= {at + place: figure for place, figure in sentence.figures.items()}
        lent |= {at + place: text for place, text in sentence.lent.items()}
        at += len(sentence.signs)
    texts, starts, ends = (
        tuple(chain.from_iterable(parts))
        for parts in zip(*((one.texts, one.starts, one.ends) for one in run), strict=True)
    )
    return Sentence("".join(one.signs for one in run), texts, starts, ends, figures, run[0].heading, lent)


def _sentence(run: list[Piece], heading: Span | None, joined: Sequence[tuple[Text, int]] = ()) -> Sentence:
    """One sentence; ``joined``: stops in it that part no more than commas do."""
    signs: list[str] = []
    texts: list[Text] = []
    starts: list[int] = []
    ends: list[int] = []
    figures: dict[int, Figure] = {}
    lent: dict[int, str] = {}

    def put(sign: str, text: Text, start: int, end: int) -> None:
        signs.append(sign)
        texts.append(text)
        starts.append(start)
        ends.append(end)

    for piece in run:
        printed = piece.text.text[piece.start : piece.end]
        folded = fold(printed)
        known = {
            start: (end, figure)
            for start, end, figure in find_figures(printed, bare=True)
            if figure.unit.symbol not in _DESCRIBES
        }
        for start, end, count in find_worded_counts(printed):
            known.setdefault(start, (end, count))
        for structure in _STRUCTURE.finditer(folded):
            for number in _NUMBER.finditer(folded, *structure.span()):
                figure = parse_figure(number[0])
                if figure is not None:
                    known[number.start()] = number.end(), figure
        for start in [
            start for start in known if folded[start] == "-" and _LABELLED.search(folded[max(0, start - 50) : start])
        ]:
            end, figure = known.pop(start)
            positive = parse_figure(printed[start + 1 : end])
            known[start + 1] = end, positive if positive is not None else figure
        units = dict(_lent(folded, known))
        at = 0
        while at < len(folded):
            offset = piece.start + at
            if not signs or signs[-1] in ";:。,":
                item = _ITEM.match(folded, at)
                if item is not None:
                    at = item.end()
                    continue
            note = _NOTE.match(folded, at) if folded[at] == "[" else None
            if note is not None:
                at = note.end()
                continue
            if at in known:
                end, figure = known[at]
                if at in units:
                    figure = units[at]
                    lent[len(signs)] = figure.text
                figures[len(signs)] = figure
                put(sign_of(figure), piece.text, offset, piece.start + end)
                at = end
                continue
            date = _DATE.match(folded, at) if folded[at].isdigit() else None
            if date is not None and not (at and folded[at - 1].isdigit()):
                put(DATE, piece.text, offset, piece.start + date.end())
                at = date.end()
                continue
            if not folded[at].isspace():
                sign = "," if any(stop == offset and text is piece.text for text, stop in joined) else folded[at]
                put(_PLAIN.get(sign, sign), piece.text, offset, offset + 1)
            at += 1
    return Sentence("".join(signs), tuple(texts), tuple(starts), tuple(ends), figures, heading, lent)


def _lent(folded: str, known: Mapping[int, tuple[int, Figure]]) -> Iterator[tuple[int, Figure]]:
    """The figures whose unit stands elsewhere: behind the last number of a list, or in the name of what is counted."""
    unit, following = "", -1
    for start in sorted(known, reverse=True):
        end, figure = known[start]
        symbol = figure.unit.symbol
        joined = end == following - 1 and folded[end] in _JOINS
        if not symbol and unit and joined and (figure.ulp < 1 or _IN_TURN.search(folded[max(0, start - 40) : start])):
            read = parse_figure(folded[start:end] + unit)
            if read is not None:
                yield start, read
        else:
            number = _NUMBER.search(folded, start, end)
            unit = folded[number.end() : end].strip() if symbol and number is not None and not figure.bound else ""
        following = start
        if symbol and figure.unit.dimension == "number" and _PEOPLE.match(folded, end):
            read = parse_figure(f"{folded[start:end].strip()}人")  # 3.20万群众
            if read is not None:
                yield start, read
                continue
        counted = figure.unit.dimension == "number" and symbol and _COUNTED.search(folded[max(0, start - 16) : start])
        if counted:
            word = counted["word"]
            read = parse_figure(folded[start:end].strip() + _MEASURES.get(word, word))
            if read is not None:
                yield start, read


def dimension_of(figure: Figure) -> str:
    """What a figure is counted in; a bare 万 may be money."""
    return "money" if figure.unit.dimension == "number" and figure.unit.symbol else figure.unit.dimension


def sign_of(figure: Figure) -> str:
    """The sign of a figure's kind."""
    symbol, dimension = figure.unit.symbol, figure.unit.dimension
    if "百分点" in symbol:
        return POINTS
    if dimension.startswith("money"):
        return MONEY
    if dimension == "ratio":
        return RATIO
    if dimension == "score":
        return SCORE
    if dimension.startswith("count"):
        return COUNT
    if dimension == "number":
        return SCALED if symbol else BARE
    return OTHER
