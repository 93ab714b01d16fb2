"""Numbers of a spreadsheet as it prints them: format codes (ECMA-376, part 1, 18.8.31) applied to exact decimals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, localcontext
from types import MappingProxyType
from typing import Final

from gouji.faults import regex as re

#: Formats that a workbook names by number without spelling them out; the dates as a Chinese Excel shows them.
BUILT_IN: Final[Mapping[int, str]] = MappingProxyType(
    {
        **{0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00"},
        **{5: '"¥"#,##0;"¥"\\-#,##0', 6: '"¥"#,##0;"¥"\\-#,##0'},
        **{7: '"¥"#,##0.00;"¥"\\-#,##0.00', 8: '"¥"#,##0.00;"¥"\\-#,##0.00'},
        **{9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d"},
        **{15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm"},
        **{21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy"},
        **{31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"'},
        **{35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0"},
        **{39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: '"¥"#,##0', 43: "#,##0.00"},
        **{44: '"¥"#,##0.00', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@"},
        **{50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"'},
        **{55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"'},
    }
)
#: Significant digits that a spreadsheet keeps; what a binary number has beyond them is noise.
_KEPT: Final = Context(prec=15, rounding=ROUND_HALF_UP)
#: Characters of a number without a format that has more digits than anybody types: a quotient, say.
_WIDE: Final = 11
_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_(?P<width>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<noon>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|[eE]+|a{3,4}|bb+)"
    r"|(?P<digit>[0#?])|(?P<sign>[.,%@/])|(?P<plain>.)",
    re.DOTALL,
)
_CONDITION: Final = re.compile(r"^(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)$")
_MONEY: Final = re.compile(r"^\$([^-]*)(?:-[0-9A-Fa-f,]*)?$")
_ELAPSED: Final = re.compile(r"^(?:h+|m+|s+)$", re.IGNORECASE)
_COLOUR: Final = re.compile(
    r"^(?:black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]+|[黑蓝青绿红白黄]色?|洋红色?|颜色 ?[0-9]+)$",
    re.IGNORECASE,
)
_WEEK: Final = "一二三四五六日"
_DIGITS: Final = "〇一二三四五六七八九"
#: A longer format code is not one that a person made.
_LONGEST: Final = 255
_MONTHS: Final = "January February March April May June July August September October November December".split()
#: Beyond this many digits before the point nothing printed makes sense.
_HUGE: Final = Decimal("1E+30")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format code, between semicolons."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None = None
    chinese: bool = False
    known: bool = True

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)


class Formats:
    """Prints values with format codes; each code is taken apart once."""

    def __init__(self, since_1904: bool = False) -> None:
        self._since_1904 = since_1904
        self._sections: dict[str, tuple[_Section, ...]] = {}

    def text(self, text: str, code: str) -> str:
        """A text in a cell with this format (``@"元"`` adds to it)."""
        if "@" not in code or code == "@":
            return text
        section = self._read(code)[-1]
        if not section.has("@"):
            return text
        return "".join(text if token.kind == "@" else _literal(token) for token in section.tokens)

    def number(self, stored: str, code: str) -> str | None:
        """A stored number as it is printed; None where the format is none that is known.

        What a format would not print in digits (a zero shown as a dash, a value blanked out) is printed plainly: the
        sheet says what it is.
        """
        value = exact(stored)
        if value is None:
            return stored
        sections = self._read(code)
        chosen = _choose(sections, value)
        if chosen is None:
            return general(value)
        section, negative = chosen
        if not section.known:
            return None
        if section.has("date"):
            return self._date(value, section)
        if section.has("general"):
            shown = general(abs(value) if negative else value)
            return "".join(shown if token.kind == "general" else _literal(token) for token in section.tokens)
        if section.has("@") and not section.has("digit"):
            return general(value)
        digits = _digits(value, section, negative)
        if digits is None or not any(sign.isdigit() for sign in digits):
            return general(value)
        return digits

    def is_date(self, code: str) -> bool:
        """Whether a format prints a date or a time."""
        return self._read(code)[0].has("date")

    def _read(self, code: str) -> tuple[_Section, ...]:
        if code not in self._sections:
            self._sections[code] = _sections(code[:_LONGEST])
        return self._sections[code]

    def _date(self, value: Decimal, section: _Section) -> str | None:
        if section.has("elapsed"):
            return _elapsed(value, section)
        moment = self._moment(value)
        if moment is None:
            return general(value)
        half_day = section.has("noon")
        out = []
        dates = [index for index, token in enumerate(section.tokens) if token.kind == "date"]
        for index, token in enumerate(section.tokens):
            if token.kind == "noon":
                names = token.text.split("/")
                out.append(names[moment.hour >= 12])
            elif token.kind == "date":
                at = dates.index(index)
                before = section.tokens[dates[at - 1]].text[0].lower() if at else ""
                after = section.tokens[dates[at + 1]].text[0].lower() if at + 1 < len(dates) else ""
                minutes = token.text[0] in "mM" and len(token.text) <= 2 and (before == "h" or after == "s")
                out.append(_part(moment, token.text, minutes, half_day, section.chinese))
            else:
                out.append(_literal(token))
        return "".join(out).strip()

    def _moment(self, value: Decimal) -> datetime | None:
        """A day count as a moment, to the second; the 1900 calendar counts a 29 February that never was."""
        if value < 0 or value >= 2_958_466:
            return None
        start = datetime(1899, 12, 31) if value < 60 else datetime(1899, 12, 30)
        if self._since_1904:
            start = datetime(1904, 1, 1)
        seconds = int((value * 86_400).to_integral_value(ROUND_HALF_UP))
        try:
            return start + timedelta(seconds=seconds)
        except OverflowError:
            return None


def exact(stored: str) -> Decimal | None:
    """A stored number to the fifteen digits that a spreadsheet keeps; None where it is none."""
    try:
        value = _KEPT.create_decimal(stored.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < _HUGE else None


def general(value: Decimal) -> str:
    """A number without a format.

    What fits into fewer than fifteen digits was typed, and is printed to its last digit, though a cell shows at most
    eleven characters. What fills all fifteen was computed, and is printed as a cell shows it.
    """
    if not value:
        return "0"
    value = value.normalize(_KEPT)
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if not decimals or (len(value.as_tuple().digits) < _KEPT.prec and value.adjusted() >= -9):
        return f"{value:f}"
    if value.adjusted() < -4:
        return f"{value:.5E}".replace("E-", "E-0") if value.adjusted() > -10 else f"{value:.5E}"
    before = max(value.adjusted() + 1, 1)
    shown = _rounded(value, max(0, _WIDE - 1 - before))
    return f"{shown:f}".rstrip("0").rstrip(".") if "." in f"{shown:f}" else f"{shown:f}"


def _rounded(value: Decimal, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[_Token]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "plain"
        text = found[kind]
        if kind == "plain" and text == ";":
            parts.append([])
        elif kind == "sign":
            parts[-1].append(_Token(text, text))
        else:
            parts[-1].append(_Token(kind, text))
    return tuple(_section(part) for part in parts[:4])


def _section(tokens: list[_Token]) -> _Section:
    kept: list[_Token] = []
    condition, chinese, known = None, False, True
    for token in tokens:
        if token.kind == "bracket":
            if compared := _CONDITION.match(token.text):
                condition = (compared[1], Decimal(compared[2]))
            elif money := _MONEY.match(token.text):
                kept.append(_Token("quoted", money[1]))
            elif _ELAPSED.match(token.text):
                kept += (_Token("date", token.text), _Token("elapsed", ""))
            elif token.text.upper() == "DBNUM1":
                chinese = True
            elif not _COLOUR.match(token.text) and not token.text.upper().startswith("DBNUM3"):
                known = False
        elif token.kind not in ("width", "fill"):
            kept.append(token)
    section = _Section(tuple(kept), condition, chinese, known)
    if section.has("digit") and (section.has("/") or chinese) and not section.has("date"):
        return _Section(section.tokens, condition, chinese, known=False)
    return section


def _choose(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section, bool] | None:
    """The section for a number, and whether it prints the number without its sign; None for no number."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(value, *section.condition):
                return section, section.condition is not None and value < 0 and len(numeric) > 1
        return None
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if not value and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": value < bound,
        ">": value > bound,
        "=": value == bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "<>": value != bound,
    }[sign]


def _literal(token: _Token) -> str:
    return token.text if token.kind in ("quoted", "escaped", "plain", "/", "%", ".", ",") else ""


def _digits(value: Decimal, section: _Section, negative: bool) -> str | None:
    """A number through the digit places of a section; None where there are none."""
    tokens = section.tokens
    places = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        return None
    if section.has("exponent"):
        return _scientific(value, tokens)
    last, point = places[-1], next((i for i, token in enumerate(tokens) if token.kind == "."), len(tokens))
    whole = [i for i in places if i < point]
    after = [i for i in places if i > point]
    scaled = abs(value)
    scaled *= 100 ** sum(token.kind == "%" for token in tokens)
    commas = [i for i, token in enumerate(tokens) if token.kind == ","]
    edges = {(whole or places)[-1], last}
    trailing = 0
    for edge in edges:
        while edge + 1 + trailing in commas:
            trailing += 1
        if trailing:
            break
    grouped = any(whole and whole[0] < i < whole[-1] for i in commas)
    with localcontext() as context:
        context.prec = 60
        scaled = scaled.scaleb(-3 * trailing)
    rounded = _rounded(scaled, len(after))
    front, _, back = f"{rounded:f}".partition(".")
    least = sum(tokens[i].text == "0" for i in whole)
    front = front.lstrip("0").rjust(least, "0")
    if grouped:
        front = f"{int(front or 0):,}".rjust(least, "0") if front else ""
    shown_after = list(back)
    for i in reversed(after):
        if tokens[i].text == "0" or not shown_after or shown_after[-1] != "0":
            break
        shown_after.pop()
    out = [] if negative or value >= 0 or not rounded else ["-"]
    printed = 0
    for i, token in enumerate(tokens):
        if i in whole:
            # a place for each digit: the first takes what there are no places for
            out.append(_share(front, whole.index(i), len(whole)))
        elif i == point:
            out.append("." if shown_after or any(tokens[j].text == "0" for j in after) else "")
        elif i in after:
            out.append(shown_after[printed] if printed < len(shown_after) else "")
            printed += 1
        elif token.kind != ",":
            out.append(_literal(token))
    return "".join(out).strip()


def _share(front: str, index: int, places: int) -> str:
    """The digits that go to one of the places before the point."""
    plain = sum(sign != "," for sign in front)
    owners = []
    seen = 0
    for sign in front:
        if sign != ",":
            seen += 1
        owners.append(max(0, places - plain + seen - 1) if plain < places else max(0, seen - 1 - (plain - places)))
    return "".join(sign for sign, owner in zip(front, owners, strict=True) if owner == index)


def _scientific(value: Decimal, tokens: tuple[_Token, ...]) -> str:
    at = next(i for i, token in enumerate(tokens) if token.kind == "exponent")
    point = next((i for i, token in enumerate(tokens[:at]) if token.kind == "."), at)
    places = sum(token.kind == "digit" for token in tokens[point:at])
    mantissa, _, exponent = f"{value:.{places}E}".partition("E")
    width = sum(token.kind == "digit" for token in tokens[at:])
    sign = "-" if exponent.startswith("-") else "+" if tokens[at].text[1] == "+" else ""
    return f"{mantissa}E{sign}{exponent.lstrip('+-').rjust(width, '0')}"


def _part(moment: datetime, code: str, minutes: bool, half_day: bool, chinese: bool) -> str:
    kind, width = code[0].lower(), len(code)
    if kind in "ye":
        year = f"{moment.year:04}" if width > 2 or kind == "e" else f"{moment.year % 100:02}"
        return "".join(_DIGITS[int(digit)] for digit in year) if chinese else year
    if kind == "a":
        return ("星期" if width == 4 else "") + _WEEK[moment.weekday()]
    if kind == "b":
        return f"{moment.year + 543}"
    if kind == "m" and not minutes and width > 2:
        name = _MONTHS[moment.month - 1]
        return name if width == 4 else name[0] if width == 5 else name[:3]
    if kind == "d" and width > 2:
        name = moment.strftime("%A")
        return name if width == 4 else name[:3]
    if kind == "s":
        whole, _, decimals = code.partition(".")
        return f"{moment.second:0{min(len(whole), 2)}}" + (f".{'0' * len(decimals)}" if decimals else "")
    count = {
        "m": moment.minute if minutes else moment.month,
        "d": moment.day,
        "h": (moment.hour % 12 or 12) if half_day else moment.hour,
    }[kind]
    if chinese:
        from gouji.document.docx_numbering import chinese as in_words

        return in_words(count)
    return f"{count:0{min(width, 2)}}"


def _elapsed(value: Decimal, section: _Section) -> str:
    """Hours, minutes or seconds in all (``[h]:mm``)."""
    rest = int((abs(value) * 86_400).to_integral_value(ROUND_HALF_UP))
    out = ["-"] if value < 0 else []
    largest = True
    for token in section.tokens:
        if token.kind != "date":
            out.append(_literal(token))
            continue
        size = {"h": 3600, "m": 60, "s": 1}.get(token.text[0].lower(), 1)
        count, rest = (rest // size, rest % size) if largest or size > 1 else (rest, 0)
        largest = False
        out.append(f"{count:0{len(token.text.split('.')[0])}}")
    return "".join(out)
