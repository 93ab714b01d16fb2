"""What all that weighs figures needs: whether a figure is the thing that words call so, whether two may be of one thing, and the
row that says what words come to beside both.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.terms import Term, alike
from gouji.extraction.claimed.waysaid import DOWN, UP
from gouji.extraction.drafting.draft import Said, Value, span_of, text_of
from gouji.extraction.prose.names import in_order
from gouji.extraction.text.sentences import DATE, FIGURES
from gouji.faults import regex as re

OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_STOPS: Final = r"(?=了?(?:[,;。]|$))"
MORE: Final = (
    rf"{UP}|延长|拉长|扩张|壮大|加快|提速|回升|加大|加重|加深|走强|增大|变多|转强|好转|上行|见涨|偏[高多大]|更高|更多|更快|[增升涨高多快]"
    rf"{_STOPS}"
)
FEWER: Final = (
    rf"{DOWN}|缩短|收缩|萎缩|精简|收窄|放缓|趋缓|减缓|减轻|缓解|锐减|走弱|变少|降温|变慢|下行|偏[低少小]|更低|更少|更慢|[减降跌低少慢]"
    rf"{_STOPS}"
)
END: Final = r"(?=[,;。)]|$)"
TAIL: Final = r"(?:了|一些|的?(?:态势|趋势|走势|势头|局面))*"
HOW: Final = (
    r"(?:首次|再次|已经?|也|均|都|明显|远远?|大幅|仍然?|略微?|稍|反而|继续|实际|总体|整体|基本|大体|大致|历史性|[“”])*"
)
NOT_SO: Final = re.compile(
    r"目标|力争|确保|预计|有望|预期|计划|争取|如果|若|是否|应当?|须|拟|将|努力|要求|下年|明年|建议|避免|防止"
)
#: Words for the figure itself, and for what is the heavier the greater it is.
OWN: Final = re.compile(
    r"^(?:[,、“”]|增[速幅势]|[涨降]幅|虽然?|但|且|而|也|企业|单位|该|其|这一?|实际|本年|全年|当年|年末|期末|总体|整体|支出|收入|决算|余额|数量|规模|总量|总额|水平|份额|占比|比重|"
    r"位次|和|标准|金额|数|人数|户数|件数|户|人|资金|费用|待遇|在全[省国市].{2,8}的|五年|[两三四五六七八九十]年来?|[0-9]+年|累计|同口径|经费)*$"
)
#: How many figures before words those that are meant are looked for among; by what part rounding may be off.
BACK: Final = 4
_FAR_OFF: Final = 3
#: By what part something may be off that is said to be as it was, and where it is said to be nearly so.
_SAME, _NEARLY = Fraction(5, 1000), Fraction(5, 100)
_ROUGHLY: Final = re.compile("基本|大体|大致|总体")
SHORT: Final = 2

WeighedRow = tuple[str, dict[str, Value], bool]


def is_change(term: Term) -> bool:
    """Whether a figure only says by how much something went."""
    return term.kind != "ratio" and re.search(rf"(?:{UP}|{DOWN}|[增减多少])了?$", term.words) is not None


def names_nothing(who: str) -> bool:
    """Whether words are said of the figure itself."""
    return OWN.match(who) is not None or re.fullmatch(HOW, who) is not None


def room_of(words: str) -> Fraction:
    """By what part something may be off that these words say to be as it was."""
    return _NEARLY if _ROUGHLY.search(words) else _SAME


def is_called(who: str, name: str) -> bool:
    """Whether words name what a figure is called."""
    if len(who) < SHORT or not name:
        return False
    shared = alike(who, name)
    if shared < SHORT and who.endswith("率"):
        return len(who) > SHORT and in_order(who[:-1], name)  # 个贷率: by some signs of 个人住房贷款余额占……
    return shared >= min(len(who), 3) or (shared >= SHORT and who[:SHORT] in name) or set(who.rstrip("数")) <= set(name)


def near_in_size(one: Term, other: Term) -> bool:
    """Whether two figures may be of one thing: neither is many times the other."""
    a, b = abs(one.base), abs(other.base)
    return one.kind == "ratio" or (a <= _FAR_OFF * b and b <= _FAR_OFF * a)


def label_of(term: Term) -> Value:
    return Said(term.name, term.sentence.span(term.start, term.at + 1)) if term.name else term.value


def held_rows(
    now: Term, ref: Term, sign: str, span: Value, signed: bool, doubt: bool, room: Fraction | None
) -> Iterator[WeighedRow]:
    """A figure beside what it is said to be above, below or at."""
    a, b = (now.growth, ref.growth) if signed else (now.base, ref.base)
    good = {">": a > b, "<": a < b, "≥": a >= b, "≤": a <= b, "=": a == b}[sign]
    if room is not None and abs(a - b) <= room * abs(b):
        good = True
    if good and room is not None and a != b:
        return
    words = text_of(span) or ""
    value, limit = (term.signed if signed else term.value for term in (now, ref))
    name = label_of(now) if now.name else Said(words, now.sentence.span(now.at, now.at + 1))
    cells: dict[str, Value] = {"事项": name, "数值": value, "所比": Said(f"{sign}{text_of(limit)}", span_of(span))}
    yield "比较", cells, doubt and not good
