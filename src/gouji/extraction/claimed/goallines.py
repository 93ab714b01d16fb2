"""The figures of a document as goals and what came of them, whatever the layout: a paragraph, a row, one cell a line.

Of each figure only a few words around it are read, or the head of its column: whether it was asked for, is what came of it, or
is of another time. Units that nobody knows are as good as others, since only figures of the same one are held together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Grid, Span, Text
from gouji.extraction.drafting.wording import Wording, either
from gouji.faults import regex as re
from gouji.figures.folding import fold

#: A short paragraph that may be a cell, and how many make a line of cells.
_CELL, _CELLS = 28, 3
_STOPS: Final = "。;|"
_DATE: Final = re.compile(
    r"[0-9]{4}\s*[-—~至]\s*[0-9]{4}|(?<![0-9.])[0-9]{4}年(?:度|[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    r"|(?<![0-9.])[0-9]{1,2}月(?:份|[0-9]{1,2}[日号])?|第[0-9]+|[〔\[(（]?(?:19|20)[0-9]{2}[〕\])）]\s*[0-9]*号?|[0-9]+号|[0-9]+/[0-9]+(?![0-9万])"
    r"|(?<=目标|指标|任务|附表|附件|问题)\s*[0-9]{1,2}\s*(?=[:、.])"
)
_ITEM: Final = re.compile(r"(?:^|(?<=[。;:|,]))\s*[(]?[0-9]{1,2}\s*(?:[)、]|\.(?![0-9]))")
_NUMBER: Final = re.compile(
    r"(?P<op>≥|≧|≤|≦|>=|<=|>|<|=|不(?:得|应)?低于|不(?:得|应)?少于|不小于|不(?:得|应)?高于|不(?:得|应)?超过|不大于|不多于|不晚于|至少|控制在)?\s*"
    r"(?<![0-9.])(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(?P<scale>[万亿]*)"
    r"(?P<unit>[%‰]|个百分点|[\u4e00-\u9fff㎡℃]{0,4})"
)
_BEHIND: Final = re.compile(r"(?:及)?以[上内下]|左右|之?内")
_LONG_UNITS: Final = (
    "个百分点",
    "个工作日",
    "工作日",
    "个月",
    "小时",
    "公里",
    "公顷",
    "公斤",
    "平方",
    "立方",
    "千瓦",
    "人次",
)
_UNITS: Final = {"个工作日": "工作日", "工作日": "工作日", "日": "天"}
_ABOVE: Final = frozenset(("≥", "≧", ">=", ">", "至少"))
_BELOW: Final = frozenset(("≤", "≦", "<=", "<", "控制在"))
#: What a kind of things is called, in brackets or quotation marks: 教育帮扶（雨露计划）类.
_CALLED: Final = re.compile(r"(?:^|[(“])[^()“”0-9]{2,10}(?:计划|工程|行动|任务)[)”](?=[类项个]|[^\u4e00-\u9fff]|$)")
_GOAL: Final = r"目标|计划|任务|预期|指标值|上限|限额|限价|控制[数线]"
_DONE: Final = r"实际|完成|实现|达到|建成|新增|累计|共计?|合计|平均|为期|历时|用时|执行|检测|测评|调查|发生|受理"
_SET: Final = re.compile(rf"(?:{_GOAL})(?P<between>[^0-9。;|]*)$")
#: 补助标准, 最低标准: by what is paid, and no goal.
_SET_NEAR: Final = re.compile(r"(?:要求|约定|规定|定额|(?<![助贴低保障费资金])标准|批复)(?P<between>[^0-9。;|,]{0,3})$")
#: 目标为完成30%: what follows is what was asked for.
_DEFINED: Final = re.compile(r"(?:[为是]|:)(?![^0-9]*(?:实际|累计|共))")
#: 绩效目标要求合格率达到95%以上: a goal that asks for a bound; 按目标要求完成 tells what was done.
_WANTED: Final = re.compile("要求|明确|规定")
_BY_GOAL: Final = re.compile("按照?|根据|依照?|对照|达到|符合|满足")
_GAP: Final = re.compile(
    r"(?:差|缺|多出?|(?<![减缩])少|超出?|超过|超额|高出|(?<!提)高|(?<!降)低|短|晚|早|提前|(?:低于|少于|高于)[^0-9的]{1,6})(?:了|约|计)?$"
)
#: 标准化厂房, 计划怀孕夫妇: words that only look so.
_SET_BEHIND: Final = re.compile(
    r"^的?[^0-9,;。|()为是达完实]{0,7}?(?:目标(?!责任)|任务|要求|标准(?!化|厂房)|计划(?!怀孕|生育|免疫|单列)|上限|限额|控制[数线]|规定(?!动作))(?!\s*[0-9:])"
)
_RATE: Final = re.compile(
    r"(?:完成(?:率|比例|进度)|(?:完成|占|达到|为)了?[^0-9,;。|]{0,10}(?:目标|任务|计划)[^0-9,;。|]{0,4}(?:[0-9.,]+[^0-9,;。|]{1,4})?的)(?:为|是|达|约|仅|[:|])*\s*$"
)
_DELTA: Final = re.compile(
    r"(?P<way>增[加长]|提[高升]|上升|下降|减少|降低|压减|净增|高出?|低|多|少|超出?|超过|差|缺口?|短|节约|降|升)[了约为至到:]*\s*$"
)
_PRIOR: Final = re.compile(
    r"上年|去年|同期|前年|往年|上一?[季月]|全[省国市]|较|(?<!占)比(?![重例率值])|[0-9]{4}年(?:为|的)?$|扣|其中"
)
_ALL: Final = re.compile(r"均|都|全部|各")
_HEAD: Final = re.compile(r"(?:目标|计划|任务|预期|指标值|应)[^0-9。;]{0,24}?(?:完成|实际|实现|达成)")
#: Signs before a figure that are looked at, for its name and for where its sentence begins.
_BACK, _WIDE = 16, 80
#: Lines below a head of columns that is printed in a line of words.
_UNDER: Final = 40


@dataclass(frozen=True, slots=True)
class Line:
    """Texts that stand in one line, folded, with where each of its signs stands in the document."""

    text: str
    parts: tuple[tuple[int, Text], ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the document that signs of the line stand for, as far as it lies in one text."""
        at, text = self.parts[bisect_right(self.parts, start, key=lambda part: part[0]) - 1]
        return text.span(start - at, min(end - at, len(text.text)))


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a line. ``role``: ``goal``, ``done``, ``rate`` (of what was asked for) or empty; ``sign``: which way a goal
    goes, as far as it says so; ``way``: the change that it tells; ``marked``: whether a word says that it is what came."""

    line: int
    start: int
    end: int
    base: Fraction
    unit: str
    role: str
    sign: str
    way: str
    name: str
    marked: bool
    printed: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All lines of a document and the figures of each."""

    lines: Sequence[Line]
    told: Sequence[Sequence[Told]]
    heads: Mapping[int, str]
    """The heads of the columns over lines of a table of goals."""


def figures_of(document: Document, wording: Wording) -> Figures:
    """Read them."""
    lines: list[Line] = []
    columns: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
    heads: dict[int, str] = {}
    run: list[Text] = []
    fronts = either(wording.goal_fronts)
    goal_head = re.compile(
        rf"(?:年度|全年|年初|预期|本年|{fronts})*(?:目标|计划|任务|指标)(?:值|数|数?量|工期)?(?:[(].{{1,6}}[)])?"
    )
    done_head = re.compile(
        r"(?:年度|全年|年末|实际|本年|采购)*(?:实际|完成|实现|采购)(?:完成)?(?:值|数|数?量|情况)?(?:[(].{1,6}[)])?"
    )

    def flush() -> None:
        if len(run) >= _CELLS:
            lines.append(_joined(run))
        else:
            lines.extend(_joined([text]) for text in run)
        run.clear()

    for block in document.blocks:
        if isinstance(block, Grid):
            flush()
            rows = [[cell for cell in row if cell.text.text.strip()] for row in block.rows]
            if block.running:
                lines.append(_joined([cell.text for row in rows for cell in row]))
                continue
            goal: frozenset[int] = frozenset()
            done: frozenset[int] = frozenset()
            head = ""
            for row in rows:
                named = [(cell.column, fold(cell.text.text.strip())) for cell in row]
                over = frozenset(at for at, word in named if goal_head.fullmatch(word))
                under = frozenset(at for at, word in named if done_head.fullmatch(word))
                if over and under:
                    goal, done = over, under
                    head = "|".join(word for _, word in named)
                    lines.append(_joined([cell.text for cell in row]))
                    continue
                if len(goal) == 1 and len(done) == 1:
                    heads[len(lines)] = head
                    columns[len(lines)] = (
                        frozenset(at for at, cell in enumerate(row) if cell.column in goal),
                        frozenset(at for at, cell in enumerate(row) if cell.column in done),
                    )
                lines.append(_joined([cell.text for cell in row]))
            continue
        if block.apart:
            continue
        text = block.text
        if _is_cell(text.text):
            run.append(text)
            continue
        flush()
        lines.append(_joined([text]))
    flush()
    last = -_UNDER
    for number, line in enumerate(lines):
        if not re.search("[0-9]", line.text) and _HEAD.search(line.text):
            last = number
        if number - last < _UNDER:
            heads.setdefault(number, lines[last].text)
    told = [tuple(_told(number, line, columns.get(number), number in heads)) for number, line in enumerate(lines)]
    return Figures(lines, told, heads)


def _is_cell(text: str) -> bool:
    """Whether a paragraph may be a cell: short, and no row or sentence of its own."""
    if len(text) > _CELL or re.search(r"[。；;]|\S\s+\S", text.strip()):
        return False
    return len(re.findall(r"[0-9][0-9.,]*", text)) <= 1 or re.search(r"[\u4e00-\u9fff]{4}", text) is None


def _joined(texts: Sequence[Text]) -> Line:
    at, parts, words = 0, [], []
    for text in texts:
        parts.append((at, text))
        words.append(fold(text.text).replace("|", "¦"))
        at += len(text.text) + 1
    return Line("|".join(words), tuple(parts))


def _told(
    number: int, line: Line, columns: tuple[frozenset[int], frozenset[int]] | None, headed: bool
) -> Iterator[Told]:
    text = line.text
    if not re.search("[0-9]", text):
        return
    skipped = [found.span() for form in (_DATE, _ITEM) for found in form.finditer(text)]
    apart = {at for start, end in skipped for at in range(start, end)}
    previous = 0
    row = [found for found in _NUMBER.finditer(text) if found.start("number") not in apart]
    before_last: Told | None = None
    for found in row:
        start = found.start("number")
        unit, end = _unit(found, text)
        printed = text[start:end]
        stop_at = max(0, *(text.rfind(mark, max(0, start - _WIDE), start) + 1 for mark in _STOPS))
        stop = max(
            previous,
            start - _BACK * 2,
            *(text.rfind(mark, max(0, start - _WIDE), found.start()) + 1 for mark in _STOPS),
        )
        before = "".join("#" if at in apart else text[at] for at in range(stop, found.start())).rstrip()
        clause = before[max(before.rfind(mark) for mark in ",、(") + 1 :]
        behind = text[end : end + 12]
        bound = _BEHIND.match(text, end)
        if bound is not None:
            end, behind = bound.end(), text[bound.end() : bound.end() + 12]
        op = found["op"] or ""
        base = Fraction(Decimal(found["number"].replace(",", ""))) * _scale(found["scale"])
        role, sign = _role(
            op,
            bound[0] if bound is not None else "",
            clause,
            behind,
            text[max(stop_at, start - 40) : start],
            base,
            unit,
        )
        way = _DELTA.search(clause)
        if columns is not None:
            cell = text.count("|", 0, start)
            asked = (
                role == "goal" and not op and bound is None
            )  # 达到79.3%，超额完成了85%的目标 in the cell of what came
            if cell in columns[0]:
                role = "goal"
            elif cell in columns[1]:
                role = "goal" if asked else "done"
            elif role == "done":
                role = ""
        elif (
            headed
            and role == "done"
            and before_last is not None
            and before_last.role == "done"
            and before_last.unit == unit != ""
            and not text[before_last.end : found.start()].strip(" |\t")
        ):
            # 5000人 4872人 below 目标值 完成值
            yield _as_goal(before_last)
            before_last = None
        cut = max(text.rfind(mark, max(0, start - _WIDE), found.start()) for mark in "。;") + 1
        name = "".join(
            "#" if at in apart else text[at] for at in range(max(cut, found.start() - 2 * _BACK), found.start())
        )
        one = Told(
            number, start, end, base, unit, role, sign, way["way"] if way is not None else "", name,
            re.search(_DONE, clause) is not None, printed,
        )  # fmt: skip
        if before_last is not None:
            yield before_last
        before_last, previous = one, end
    if before_last is not None:
        yield before_last


def _as_goal(one: Told) -> Told:
    return Told(
        one.line, one.start, one.end, one.base, one.unit, "goal", "", one.way, one.name, False, one.printed
    )  # fmt: skip


def _role(op: str, bound: str, clause: str, behind: str, ahead: str, value: Fraction, unit: str) -> tuple[str, str]:
    """Whether a figure was asked for or came, and which way a goal goes. ``clause``: the words right before it."""
    if _RATE.search(ahead):
        return "rate", "≥"
    if _GAP.search(clause) and not op:
        return "gap", ""
    if re.match(r"的[0-9]", behind) or (clause.endswith("、") and len(clause) == 1):
        return "", ""  # what something is a share of, and one of a list
    clause = _CALLED.sub("", clause)
    asked = _SET.search(clause) or _SET_NEAR.search(clause)
    set_before = asked is not None and (
        re.search(rf"(?:{_DONE})", asked["between"]) is None or _DEFINED.match(asked["between"]) is not None
    )
    if asked is not None and _WANTED.match(asked["between"]) and not _BY_GOAL.search(clause, 0, asked.start()):
        set_before = set_before or bool(op or bound) or not value  # 目标要求事故发生数为0起
    set_behind = _SET_BEHIND.match(behind) is not None and unit not in ("项", "个", "类", "条")
    sign = ""
    if op in _ABOVE or (op.startswith("不") and op.endswith(("低于", "少于", "小于"))):
        sign = "≥"
    elif op in _BELOW or op.startswith("不"):
        sign = "≤"
    elif bound:
        sign = "≥" if bound.endswith("上") else "≤" if bound[-1] in "内下" else ""
    if _PRIOR.search(clause) and not (set_before or set_behind):
        return "", ""
    if op == "=" and not value and not clause.endswith(("÷", "-", "+", "/")):
        return "goal", "≤"  # 投诉件=0件
    if op and op != "=":
        return ("", "") if _ALL.search(clause) else ("goal", sign)
    if set_before or set_behind:
        return "goal", sign
    return ("", "") if bound else ("done", "")


def _unit(found: re.Match[str], text: str) -> tuple[str, int]:
    """What a figure is counted in, as far as two of one thing have it in common, and where it ends."""
    printed = found["unit"]
    cut = _BEHIND.search(printed)
    if cut is not None:
        printed = printed[: cut.start()]
    printed = re.split(r"[的目任计要标为是且并而但与和及]", printed)[0]
    for unit in _LONG_UNITS:
        if printed.startswith(unit):
            return _UNITS.get(unit, unit), found.start("unit") + len(unit)
    unit = printed[:1]
    return _UNITS.get(unit, unit), found.start("unit") + len(unit)


def _scale(printed: str) -> int:
    scale = 1
    for sign in printed:
        scale *= 10_000 if sign == "万" else 100_000_000
    return scale
