"""The year of a paper, misprinted in one place: 2022年度公共卫生服务项目按批复实施 in a paper on 公共卫生服务项目 of 2023.

What comes before and after a year is told of it as often as the year itself, so that only three things show a slip: the very
words of the title stand behind a year next to that of the title; the paper says of what year it judges its own work, as its
title does (对2022年度……进行了自评); or the only figure that the paper tells of another year is
one that it tells once more, of no year or of its own. All are remarks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.document.model import Document, Span
from gouji.extraction.crossing.rowstold import read_like
from gouji.extraction.drafting.draft import Draft, Said
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.retold import Mention, digits
from gouji.extraction.text.sentences import DATE, FIGURES, MONEY, RATIO, Sentence
from gouji.extraction.text.title import TITLED, YEAR, title_parts, title_texts
from gouji.faults import regex as re
from gouji.language import Table, fold_text

#: A year and nothing else.
_ONLY: Final = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\s*年\s*度?")
_UP_TO: Final = re.compile(
    r"(?:截[至止]\s*)?(?P<year>(?:19|20)[0-9]{2})\s*年\s*(?:12\s*月\s*31\s*日|12\s*月\s*底|[年]?[底末])"
)
_UNTIL: Final = ("截至", "截止")
#: Before a year with which a clause begins: who tells of it, or that it is told up to then.
_BEGUN: Final = re.compile(r"(?:^|[,;:。])(?:截[至止]|经批复,?|[我本][\u4e00-\u9fff]{1,3}|全[\u4e00-\u9fff])?$")
_AHEAD: Final = 8
#: Digits of a rate that nothing else has by chance.
_FINE: Final = 4
#: Signs of the title behind its year that name what it is about.
_SUBJECT: Final = 6
_NAMED: Final = re.compile(r"《[^《》]*》|[(（〔\[][^()（）〔〕\[\]]*[)）〕\]]")
#: What is told of another year on purpose: against it, from it on, what is left of it, what was planned.
_ON_PURPOSE: Final = (
    r"[比较与同]|上年|去年|以来|至今|起|结[转余]|得分|等次|遗留|跨年|[续尾]|提前|计划|拟|将|累计|历年|当时"
    r"|立项|启动|总投资"
)
#: What leads to a year that is judged.
_TO_JUDGE: Final = re.compile(r"(?:对|就|针对|围绕|按照|将)[^,;:。]{0,16}$")
#: By what it was judged, before a comma.
_CITED: Final = re.compile(r"(?:根据|按照?|依据|遵照|为)[^,;:。]*,")
#: That figures go up to a day, or what is looked at lies between two; and the last day of a year.
_FIGURES_UP_TO: Final = re.compile(
    r"(?:数据|资料|数字|口径|台账|账务)[^,;:。]{0,10}(?:截[至止](?:日期?|时间|时点)?|统计[至到]|取自)[为是到于:]?$"
    rf"|(?:基准日|时点|截止日期?|期间|时段|时间范围)[为是:]?(?P<since>{DATE}[至到—-]+)?$"
)
_LAST_DAY: Final = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\s*年\s*(?:12\s*月\s*(?:31\s*日|底|末)|[年]?[底末])\s*$")
_WORDS_BEFORE: Final = 24
#: Sentences with which a paper begins.
_OPENING: Final = 12
#: Signs of what is told of the year that are shown.
_SHOWN: Final = 30


class _Judging:
    """The words of a pack for judging, by those who write a paper and by others."""

    def __init__(self, wording: Wording) -> None:
        by_self, by_any = either(wording.judged_by_self), either(wording.judged)
        #: Behind a year, that it was judged; ``by``: in a word that others use as well.
        self.told = re.compile(
            rf"^[度,]?[^,;:。]{{0,40}}?(?:进行|开展|组织|实施|完成|作|做)[了出]?[^,;:。]{{0,10}}?(?:{by_self}|(?P<by>{by_any}))"
            r"(?!结果|发现|问题|[^,;:。]{0,4}(?:基础|复核|抽查|整改))"
        )
        self.others = re.compile(either(wording.judged_by_others))
        self.on_purpose = re.compile(f"{_ON_PURPOSE}|{by_self}|{by_any}|{either(wording.judged_by_others)}")


def read_other_years(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    table: Table,
    wording: Wording,
    draft: Draft,
) -> None:
    """Write the places whose year is perhaps a slip, with that of the title, to the table of years told twice."""
    title = fold_text("".join(" ".join(title_parts(document)).split()))
    own = TITLED.search(title)
    if own is None or not (wording.judged_by_self and wording.judged and wording.judged_by_others):
        return
    over = title_texts(document)
    year = int(own[1])
    near = {str(year - 1), str(year + 1)}
    bodies = (_NAMED.sub("", text.text) for text in document.texts if all(text is not one for one in over))
    times = Counter(found for body in bodies for found in YEAR.findall(body))
    # where it tells its own year nowhere else, nobody knows how it does: a figure told again is left
    plain = times[own[1]] < 1
    judging = _Judging(wording)
    told = [] if plain else [*_judged(sentences, near, own[1], judging), *_as_of(sentences, near, own[1])]
    known = [span for span, _ in told]
    subject = title[own.end() :].removeprefix("度")[:_SUBJECT]
    for sentence, at, span in _years(sentences, near):
        if any(text is one for text in over for one in sentence.texts) or any(span == one for one in known):
            continue
        clause = re.split("[,;。]", sentence.signs[at + 1 :].removeprefix(","), maxsplit=1)[0]
        first = at + 1 + sentence.signs.startswith(",", at + 1)
        if judging.on_purpose.search(clause) or sentence.signs[:at].count(DATE) or DATE in sentence.signs[at + 1 :]:
            continue
        if (up_to := _UP_TO.search(span.text)) is not None and not clause:
            first += 1 + len(clause)
            clause = re.split("[,;。]", sentence.signs[first:], maxsplit=1)[0]
        before = re.split("[,;:。]", sentence.signs[:at])[-1]
        if up_to is None and before and judging.on_purpose.search(before):
            continue
        named = len(subject) == _SUBJECT and clause.startswith(subject) and not (before or up_to or plain)
        alone = times[span.text[:4]] == 1
        if named or (alone and _told_again(sentence, first, clause, mentions, draft)):
            behind = sentence.span(at + 1, first + len(clause)).text if clause else ""
            told.append((span, f"{span.text}{behind}"))
    stated = next((one.span() for one in over if own[1] in one.text), None)
    for span, words in told:
        cells = {
            "事项": Said(words[:_SHOWN], span),
            "甲": Said(span.text[:4], span),
            "乙": Said(own[1], stated or span),
        }
        draft.say(table, {name: value for name, value in cells.items() if name in table.columns}, True)


def _judged(sentences: Sequence[Sentence], years: set[str], own: str, judging: _Judging) -> Iterator[tuple[Span, str]]:
    """Years of which a paper says that it judges them, and that are not that of its title, with what is said."""
    for number, sentence in enumerate(sentences):
        signs = sentence.signs
        dates = [at for at, sign in enumerate(signs) if sign == DATE]
        for at in dates:
            span = sentence.span(at, at + 1)
            found = _ONLY.fullmatch(span.text)
            told = judging.told.match(signs[at + 1 :])
            if found is None or found["year"] not in years or told is None or not _TO_JUDGE.search(signs[:at]):
                continue
            if DATE in told[0] or judging.others.search(_CITED.sub("", f"{signs[:at].rpartition('。')[2]}{told[0]}")):
                continue
            # others judge as well, and are named first
            if (told["by"] is None or number < _OPENING) and all(
                own not in sentence.span(other, other + 1).text for other in dates if other < at
            ):
                yield span, sentence.span(at, at + 1 + told.end()).text


def _as_of(sentences: Sequence[Sentence], years: set[str], own: str) -> Iterator[tuple[Span, str]]:
    """The last day of another year up to which a paper says at its beginning that its figures go, or the year it looks at:
    所用数据截至2022年12月31日, 评价期间为2022年1月1日至12月31日."""
    for sentence in sentences[:_OPENING]:
        for at, sign in enumerate(sentence.signs):
            led = _FIGURES_UP_TO.search(sentence.signs[max(0, at - _WORDS_BEFORE) : at]) if sign == DATE else None
            if led is None:
                continue
            span = sentence.span(at, at + 1)
            since = sentence.span(at - len(led["since"]), at).text if led["since"] else ""
            found = _LAST_DAY.search(span.text)
            if found is not None and found["year"] in years and own not in since + span.text:
                yield span, sentence.span(max(0, at - _SHOWN // 2), at + 1).text


def _years(sentences: Sequence[Sentence], near: set[str]) -> Iterator[tuple[Sentence, int, Span]]:
    """Years next to that of the title, or their last days, with which clauses begin, as good as."""
    for sentence in sentences:
        for at, sign in enumerate(sentence.signs):
            if sign != DATE or _BEGUN.search(sentence.signs, max(0, at - _AHEAD), at) is None:
                continue
            span = sentence.span(at, at + 1)
            found = _ONLY.fullmatch(span.text)
            if found is None and (span.text.startswith("截") or sentence.signs[max(0, at - 2) : at] in _UNTIL):
                found = _UP_TO.fullmatch(span.text)  # 2023年末存量资金 is what there was before
            if found is not None and found["year"] in near:
                yield sentence, at, span


def _told_again(sentence: Sentence, first: int, clause: str, mentions: Sequence[Mention], draft: Draft) -> bool:
    """Whether the one amount of the clause stands elsewhere in the paper."""
    spots = [first + place for place, sign in enumerate(clause) if sign in FIGURES]
    if len(spots) != 1 or sentence.signs[spots[0]] not in MONEY + RATIO:
        return False
    figure = sentence.figures[spots[0]]
    rate = sentence.signs[spots[0]] == RATIO
    if figure.bound or figure.base <= 0 or (rate and digits(figure) < _FINE):
        return False
    kind = "ratio" if rate else "money"
    if any(one.base == figure.base and one.kind == kind and one.sentence is not sentence for one in mentions):
        return True
    cells = (cell for rows in draft.printed for row in rows for cell in row.cells.values())
    made = (read_like(span, unit, figure) for span, unit in cells)
    return any(one is not None and one[1].base == figure.base for one in made)


__all__ = ["read_other_years"]
