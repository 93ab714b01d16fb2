"""Why a check came out as it did: the formula with the figures filled in, both sides, the gap, and every place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from gouji.engine.cells import Cell
from gouji.engine.program import CompiledRule
from gouji.engine.quantity import Compound, Leaf, Quantity
from gouji.engine.reading import Content
from gouji.engine.result import Evidence, Location
from gouji.engine.sheet import Sheet
from gouji.engine.strips import Several
from gouji.engine.truth import HOLDS, State, Truth
from gouji.faults import Note
from gouji.faults import regex as re
from gouji.faults.catalogue import message
from gouji.figures import BARE, Figure, Unit, find_unit, format_number
from gouji.figures.formatting import decimal_text
from gouji.figures.rational import Rational
from gouji.figures.units import PER_MILLE, PER_MYRIAD, PERCENT
from gouji.language import Code, show
from gouji.language import bound as b
from gouji.language.syntax import Name, Node
from gouji.language.words import ENGLISH
from gouji.report import Anchor, Place

#: A difference of percentages is said in points.
POINTS = Unit("个百分点", "ratio", PERCENT.scale)
#: A cell text is shown up to this many characters.
SHOWN = 60
#: Operands listed with one check; a sum over a whole register names its first ones.
MOST_LOCATIONS = 200
#: Operands listed with a check once the checks of a report have listed very many.
FEW_LOCATIONS = 10
#: Addends are spelled out up to this many; more are counted.
SPELLED = 6

_SIGNS = {"≤": "≤ ", "<": "< ", "≥": "≥ ", ">": "> ", "≠": "≠ "}
_TURNED = str.maketrans("≤<≥>", "≥>≤<")

#: What every part came to: its number in the code and its value, in the order of evaluation.
Trace = list[tuple[int, object]]


class Explained:
    """A check run with every part's value kept."""

    def __init__(self, rule: CompiledRule, when: Truth, truth: Truth, traces: Sequence[tuple[Code, Trace]]) -> None:
        self.when = when
        self.truth = truth
        self._rule = rule
        self._traces = traces
        """Code and trace of the condition (if the rule has one) and of the requirement."""
        self._cells: tuple[Cell, ...] | None = None

    @property
    def requirement(self) -> tuple[Code, Trace]:
        """The requirement's code, and what every part of it came to."""
        return self._traces[-1]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that were read, those of the requirement first."""
        if self._cells is None:
            found: dict[Cell, None] = {}
            for _, trace in reversed(self._traces):
                for _, value in trace:
                    if type(value) is Cell:
                        found[value] = None
                    elif type(value) is Several:
                        found.update(dict.fromkeys(value))
            self._cells = tuple(found)
        return self._cells

    @property
    def alone(self) -> list[Cell]:
        """The cells that were read one by one."""
        return [value for _, trace in self._traces for _, value in trace if type(value) is Cell]

    @property
    def sums(self) -> tuple[list[Several], list[Several]]:
        """The cells that were read many at a time: few of them, and long columns."""
        short: list[Several] = []
        long: list[Several] = []
        for _, trace in self._traces:
            for _, value in trace:
                if type(value) is Several:
                    (long if len(value) > MOST_LOCATIONS else short).append(value)
        return short, long

    @cached_property
    def values(self) -> tuple[tuple[Node, object], ...]:
        """Every part that has a value, inside first, with the last value it had."""
        last = [
            (code.nodes[number].node, value[-1] if type(value) is Several else value)
            for code, trace in self._traces
            for number, value in dict(trace).items()
        ]
        return tuple(last)

    @property
    def steps(self) -> tuple[tuple[Node, str], ...]:
        """Every part that has a value, inside first, with that value as text."""
        return tuple((node, value_text(value)) for node, value in self.values)

    @property
    def filled(self) -> str:
        """The formula with the figures filled in."""
        return self.filled_in("zh")

    def filled_in(self, lang: str) -> str:
        """The same in the words of a language; cells and names stay as they are."""
        texts = self.texts(lang)
        template = self._rule.told.template(frozenset(texts), lang)
        return "".join([texts[part] if type(part) is int else part for part in template])  # type: ignore[misc]

    def texts(self, lang: str = "zh") -> dict[int, str]:
        """What is filled in, by the ``id`` of the part of the rule."""
        texts: dict[int, str] = {}
        for code, trace in self._traces:
            for number, value in dict(trace).items():
                bound = code.nodes[number]
                if (filled := _FILLED.get(type(bound))) is not None:
                    texts[id(bound.node)] = filled(value, bound, lang)
                elif type(bound.node) is Name:
                    texts[id(bound.node)] = value_text(value, lang)
        return texts


def explain(rule: CompiledRule, sheet: Sheet, row: Any) -> Explained:
    """Run a check with its trace."""
    when_code, when_run, require_code, require_run = rule.traced
    truth, trace = _run(require_run, sheet, row)
    if when_code is None or when_run is None:
        return Explained(rule, HOLDS, truth, ((require_code, trace),))
    when, before = _run(when_run, sheet, row)
    return Explained(rule, when, truth, ((when_code, before), (require_code, trace)))


def _run(run: Any, sheet: Sheet, row: Any) -> tuple[Truth, Trace]:
    trace: Trace = []
    sheet.trace = trace
    try:
        truth: Truth = run(sheet, row)
    finally:
        sheet.trace = None
    return truth, trace


def _filled_cell(value: object, bound: b.Cell | b.OneRow, lang: str) -> str:
    if type(value) is Several:
        value = value[-1]
    if not isinstance(value, Cell):
        return show(bound.node, lang=lang)
    content = value.content
    text = " ".join(content.text.split())
    text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    if content.empty:
        return _EMPTY[lang == "en"] if not text else f"“{text}”"
    parsed = content.parsed
    if (figure := parsed.figure) is not None and bound.type.base != "text":
        unit = figure.unit.symbol
        printed = text.endswith(unit) or (figure.text == content.text and unit in text)
        return text if printed else f"{text}{unit}"
    return text if parsed.target is not None and parsed.target.measurable else f"“{text}”"


def _filled_aggregate(value: object, bound: b.Aggregate, lang: str) -> str:
    if isinstance(value, Quantity):
        count = sum(1 for _ in value.leaves()) if len(value.terms) <= SPELLED else value.size()
        if bound.function == "合计" and 1 < count <= SPELLED and count == len(value.terms):
            leaves, factors = list(value.leaves()), set(value.terms.values())
            if factors == {1}:
                return "(" + " + ".join(leaf.figure.text for leaf in leaves) + ")"
        text = value_text(value, lang)
        how = f"[{ENGLISH[bound.function]} of {count}]" if lang == "en" else f"〔{bound.function} {count} 项〕"
        return text + (" " if lang == "en" else "") + how if count else text
    return show(bound.node, lang=lang)


#: What is filled in for a part, by its kind: of its value, the part and the language.
_FILLED: dict[type[b.Bound], Callable[[object, Any, str], str]] = {
    b.Cell: _filled_cell,
    b.OneRow: _filled_cell,
    b.Aggregate: _filled_aggregate,
    b.Constant: lambda _, bound, __: bound.figure.text,
}
#: A cell in which nothing stands.
_EMPTY = ("（空）", "(empty)")
_TRUTHS = {
    State.HOLDS: ("是", "yes"),
    State.FAILS: ("否", "no"),
    State.OPEN: ("舍入内是", "yes within rounding"),
    State.CUT: ("仅在截断时是", "only if digits were cut off"),
}


def value_text(value: object, lang: str = "zh") -> str:
    """Any value of a rule as people read it."""
    match value:
        case Cell():
            return value.content.text if not value.content.empty else value.content.text or _EMPTY[lang == "en"]
        case Quantity():
            return quantity_text(value)
        case Truth():
            if (words := _TRUTHS.get(value.state)) is not None:
                return words[lang == "en"]
            if lang == "en":
                return "undecided: " + "; ".join(note.text(lang) for note in value.reasons)
            return "无法判定：" + "；".join(note.text() for note in value.reasons)
        case Note():
            return f"undecided: {value.text(lang)}" if lang == "en" else f"无法判定：{value.text()}"
        case Content():
            return value.figure.text if value.figure is not None else value.text
        case str():
            return f"“{value}”"
    return str(value)


def unit_of(quantity: Quantity) -> Unit:
    """The unit to show a quantity in: the one its first cell is printed in, or the base unit of its dimension."""
    if not quantity.dim:
        if not quantity.ratio:
            return BARE
        printed = quantity.unit("ratio")
        return printed if printed in (PER_MILLE, PER_MYRIAD) else PERCENT
    name, power = quantity.dim[0]
    if len(quantity.dim) == 1 and power == 1:
        if (printed := quantity.unit(name)) is not None:
            return printed
        if name.startswith("count:"):
            return find_unit(name.removeprefix("count:")) or BARE
        words = {"money": "元", "days": "天", "score": "分"}
        return (find_unit(words[name]) if name in words else None) or BARE
    return BARE


def quantity_text(quantity: Quantity, like: Figure | None = None, digits: int = 4) -> str:
    """A quantity in the unit of a printed figure (or its own), rounded for reading when it does not end."""
    if like is None and (leaf := quantity.leaf or _picked(quantity)) is not None:
        return leaf.figure.text
    unit = like.unit if like is not None and _fits(like.unit, quantity) else unit_of(quantity)
    return shown(quantity.value, unit, digits if like is None else max(digits, _finer(like.ulp)))


def _picked(quantity: Quantity) -> Leaf | None:
    """The cell that is the largest or smallest of several: it is shown as it is printed."""
    if len(quantity.terms) != 1 or quantity.const:
        return None
    ((unknown, factor),) = quantity.terms.items()
    if factor != 1 or not isinstance(unknown, Compound) or unknown.operator not in ("最大", "最小"):
        return None
    return next((part.leaf for part in unknown.parts if part.value == quantity.value), None)


def _fits(unit: Unit, quantity: Quantity) -> bool:
    if not quantity.dim:
        return unit.dimension == "ratio" if quantity.ratio else unit.dimension != "money"
    return len(quantity.dim) == 1 and (unit.dimension == quantity.dim[0][0] or unit.dimension == "number")


@lru_cache(maxsize=256)
def _finer(ulp: Decimal) -> int:
    """Two decimals more than a last printed place has."""
    exponent = ulp.as_tuple().exponent
    return 2 - exponent if isinstance(exponent, int) else 2


def shown(value: Fraction, unit: Unit, digits: int) -> str:
    """A number in a unit: exact where it ends within ``digits`` places, else rounded (half up) and marked with ≈."""
    scale = unit.scale
    over = value.numerator * scale.denominator * 10**digits
    under = value.denominator * scale.numerator
    if not over % under:
        return decimal_text(over // under, digits) + unit.symbol
    whole = (2 * abs(over) + under) // (2 * under) * (1 if over >= 0 else -1)
    return "≈" + format_number(Rational(whole, 10**digits)) + unit.symbol


def evidence_of(rule: CompiledRule, explained: Explained, lang: str = "zh") -> Evidence:
    """The evidence of a check, in the words of a language."""
    formula = rule.info.formula if lang != "en" else show(rule.authored.tree, lang=lang)
    filled = explained.filled_in(lang)
    contrast = explained.truth.contrast
    kind = "truncated" if explained.truth.state is State.CUT else ""
    if contrast is None:
        return Evidence(formula, filled, kind=kind)
    left, right = contrast.left, contrast.right
    leaf, second = left.leaf, right.leaf
    reported, other = (left, right) if leaf is not None or second is None else (right, left)
    leaf = leaf or second
    like = leaf.figure if leaf is not None else None
    expected, said = quantity_text(other, like), quantity_text(reported)
    if contrast.operator == "整数解":
        return Evidence(formula, filled, "", said, "", kind)
    sign = _SIGNS.get(contrast.operator, "")
    if reported is right:
        sign = sign.translate(_TURNED)
    gap = difference = ""
    if contrast.gap:
        unit = like.unit if like is not None and _fits(like.unit, reported) else unit_of(reported)
        digits = max(4, _finer(like.ulp)) if like is not None else 4
        unit = POINTS if unit.dimension == "ratio" and unit == PERCENT else unit
        apart, remains = abs(left.value - right.value), abs(contrast.gap)
        gap = shown(remains, unit, digits)
        plain = gap if apart == remains else shown(apart, unit, digits)
        difference = plain if plain != gap else ""
    expected = sign + expected
    if explained.truth.state is State.FAILS and (others := _branches(rule, explained, reported)):
        expected = (" or " if lang == "en" else " 或 ").join(dict.fromkeys((expected, *others)))
    return Evidence(formula, filled, expected, said, gap, kind, difference)


def _branches(rule: CompiledRule, explained: Explained, reported: Quantity) -> list[str]:
    """What the other branches of a requirement with 或 would have accepted, where they are about the same figure."""
    if not isinstance(rule.require, b.Junction) or rule.require.operator != "或" or reported.leaf is None:
        return []
    wanted = {id(operand.node) for operand in rule.require.operands}
    like, out = reported.leaf.figure, []
    for node, value in explained.values:
        if id(node) not in wanted or not isinstance(value, Truth) or (contrast := value.contrast) is None:
            continue
        for side, other in ((contrast.left, contrast.right), (contrast.right, contrast.left)):
            if side.leaf is reported.leaf and contrast.operator != "整数解":
                sign = _SIGNS.get(contrast.operator, "")
                sign = sign if side is contrast.left else sign.translate(_TURNED)
                out.append(sign + quantity_text(other, like))
                break
    return out


def locations_of(
    sheet: Sheet, cells: Iterable[Cell], truth: Truth | None = None, most: int = MOST_LOCATIONS
) -> tuple[Location, ...]:
    """Where the cells stand, the reported figure first; no more than ``most``."""
    found = list(dict.fromkeys(cells))
    if truth is not None and truth.contrast is not None:
        reported = truth.contrast.left.leaf or truth.contrast.right.leaf
        source = reported.source if reported is not None else None
        if isinstance(source, Cell) and source in found:
            found.remove(source)
            found.insert(0, source)
    locate = sheet.report.locate
    return tuple([CellLocation(cell, locate) for cell in found[:most]])


class CellLocation(Location):
    """The location of a cell; its printed names are asked for when somebody wants to know."""

    __slots__ = ("_cell",)

    def __init__(self, cell: Cell, locate: Callable[[Anchor], Place]) -> None:
        self._cell = cell
        self._place = locate

    @property
    def role(self) -> str:  # type: ignore[override]  # not kept twice
        return self._cell.role

    @property
    def text(self) -> str:  # type: ignore[override]  # not kept twice
        return self._cell.content.text

    @property
    def anchor(self) -> Anchor:  # type: ignore[override]  # not kept twice
        return self._cell.anchor

    @property
    def row(self) -> str:  # type: ignore[override]  # not kept twice
        return self._cell.row


#: What is printed in quotation marks needs no others around it: “教育支出”.
_QUOTED_TWICE = re.compile("“(“[^“”]*”)”")


def message_of(rule: CompiledRule, sheet: Sheet, row: Any, explained: Explained, evidence: Evidence, lang: str) -> str:
    """The rule's own message filled in, or one made from the evidence."""
    if rule.spoken:
        spoken = "".join(part if isinstance(part, str) else _said(part[1](sheet, row), lang) for part in rule.spoken)
        return _QUOTED_TWICE.sub(r"\1", spoken)
    label = next((cell.row for cell in explained.cells if cell.row), "") if rule.scope.table is not None else ""
    about = (f"{label}：" if lang != "en" else f"{label}: ") if label else ""
    code = "E702" if evidence.gap and evidence.expected else "E701"
    said = rule.said if lang != "en" or rule.require is None else show(rule.require.node, lang=lang)
    told = {"formula": said, "expected": evidence.expected, "reported": evidence.reported}
    return about + message(code).fill(lang, told)


def _said(value: object, lang: str) -> str:
    if isinstance(value, Cell):
        return " ".join(value.content.text.split())[: SHOWN * 2] or _EMPTY[lang == "en"]
    if isinstance(value, Note):
        return "（缺）" if lang != "en" else "(missing)"
    return value_text(value, lang)


__all__: Sequence[str] = [
    "Explained",
    "evidence_of",
    "explain",
    "locations_of",
    "message_of",
    "quantity_text",
    "value_text",
]
