"""Why a check came out as it did: the formula with the figures filled in, both sides, the gap, and every place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gouji.engine.cells import Cell, Content
from gouji.engine.program import CompiledRule
from gouji.engine.quantity import Leaf, Quantity
from gouji.engine.result import Evidence, Location
from gouji.engine.sheet import Sheet
from gouji.engine.truth import HOLDS, State, Truth
from gouji.faults import Note
from gouji.figures import BARE, Figure, Unit, find_unit, format_quantity
from gouji.figures.units import PERCENT
from gouji.language import Code, show
from gouji.language import bound as b
from gouji.language.syntax import Ask, Compare, Logic, Name, Node, Number, Rule
from gouji.report import Anchor

#: A difference of percentages is said in points.
POINTS = Unit("个百分点", "ratio", PERCENT.scale)
#: A cell text is shown up to this many characters.
SHOWN = 60
#: Addends are spelled out up to this many; more are counted.
SPELLED = 6


@dataclass(frozen=True, slots=True)
class Explained:
    """A check run with every part's value kept."""

    when: Truth
    truth: Truth
    filled: str
    cells: tuple[Cell, ...]
    values: tuple[tuple[Node, object], ...]
    """Every part that has a value, inside first, with that value."""

    @property
    def steps(self) -> tuple[tuple[Node, str], ...]:
        """Every part that has a value, inside first, with that value as text."""
        return tuple((node, value_text(value)) for node, value in self.values)


def explain(rule: CompiledRule, sheet: Sheet, row: Any) -> Explained:
    """Run a check with its trace."""
    when_code, when_run, require_code, require_run = rule.traced
    truth, shown_, cells, values = _run(require_code, require_run, sheet, row)
    when = HOLDS
    if when_code is not None and when_run is not None:
        when, more, more_cells, more_values = _run(when_code, when_run, sheet, row)
        shown_ = {**more, **shown_}
        cells |= more_cells
        values = [*more_values, *values]
    filled = show(_tree(rule), lambda node: shown_.get(id(node)))
    return Explained(when, truth, filled, tuple(cells), tuple(values))


def _tree(rule: CompiledRule) -> Rule:
    """What is filled in: the requirement, and of the condition what is more than a guard against empty cells."""
    assert rule.require is not None
    when = _told(rule.when.node) if rule.when is not None else None
    keys = tuple(key.name for key in rule.keys)
    return Rule((0, 0), rule.require.node, when, rule.scope.table if keys else None, keys)


def _told(node: Node) -> Node | None:
    """A condition without its guards (已填, 可比, a comparison with zero); None when nothing is left."""
    match node:
        case Ask():
            return None
        case Compare(right=Number(figure=figure)) if not figure.value:
            return None
        case Logic(span=span, operator="且", operands=operands):
            kept = tuple(told for part in operands if (told := _told(part)) is not None)
            return Logic(span, "且", kept) if len(kept) > 1 else kept[0] if kept else None
    return node


def _run(
    code: Code, run: Any, sheet: Sheet, row: Any
) -> tuple[Truth, dict[int, str], dict[Cell, None], list[tuple[Node, object]]]:
    """Truth, texts to fill in by node, the cells that were read, and the last value of every part."""
    trace: list[tuple[int, object]] = []
    sheet.trace = trace
    try:
        truth: Truth = run(sheet, row)
    finally:
        sheet.trace = None
    cells = {value: None for _, value in trace if isinstance(value, Cell)}
    texts: dict[int, str] = {}
    values: list[tuple[Node, object]] = []
    for number, value in dict(trace).items():
        bound = code.nodes[number]
        values.append((bound.node, value))
        match bound:
            case b.Cell() | b.OneRow():
                texts[id(bound.node)] = _filled_cell(value, bound)
            case b.Aggregate():
                texts[id(bound.node)] = _filled_aggregate(bound, value)
            case b.Constant():
                texts[id(bound.node)] = bound.figure.text
            case _ if isinstance(bound.node, Name):
                texts[id(bound.node)] = value_text(value)
    return truth, texts, cells, values


def _filled_cell(value: object, bound: b.Cell | b.OneRow) -> str:
    if not isinstance(value, Cell):
        return show(bound.node)
    text = " ".join(value.content.text.split())
    text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    if value.content.empty:
        return "（空）" if not text else f"“{text}”"
    figure = value.content.figure
    if figure is not None and bound.type.base != "text":
        return text if figure.text == value.content.text and figure.unit.symbol in text else f"{text}{figure.unit.symbol}"
    return text if value.content.target is not None and value.content.target.measurable else f"“{text}”"


def _filled_aggregate(bound: b.Aggregate, value: object) -> str:
    if isinstance(value, Quantity):
        leaves = list(value.leaves())
        figures = [leaf.figure for leaf in leaves if isinstance(leaf, Leaf)]
        factors = list(value.terms.values())
        if bound.function == "合计" and 1 < len(figures) <= SPELLED and len(figures) == len(factors) and set(factors) == {1}:
            return "(" + " + ".join(figure.text for figure in figures) + ")"
        text = value_text(value)
        return f"{text}〔{bound.function} {len(figures)} 项〕" if figures else text
    return show(bound.node)


def value_text(value: object) -> str:
    """Any value of a rule as people read it."""
    match value:
        case Cell():
            return value.content.text if not value.content.empty else value.content.text or "（空）"
        case Quantity():
            return quantity_text(value)
        case Truth():
            words = {State.HOLDS: "是", State.FAILS: "否", State.OPEN: "舍入内是", State.CUT: "仅在截断时是"}
            return words.get(value.state, "无法判定：" + "；".join(note.text() for note in value.reasons))
        case Note():
            return f"无法判定：{value.text()}"
        case Content():
            return value.figure.text if value.figure is not None else value.text
        case str():
            return f"“{value}”"
    return str(value)


def unit_of(quantity: Quantity) -> Unit:
    """The unit to show a quantity in: the one its first cell is printed in, or the base unit of its dimension."""
    if not quantity.dim:
        return PERCENT if quantity.ratio else BARE
    for leaf in quantity.leaves():
        if ((leaf.figure.unit.dimension, 1),) == quantity.dim:
            return leaf.figure.unit
    if len(quantity.dim) == 1 and quantity.dim[0][1] == 1:
        name = quantity.dim[0][0]
        if name.startswith("count:"):
            return find_unit(name.removeprefix("count:")) or BARE
        words = {"money": "元", "days": "天", "score": "分"}
        return (find_unit(words[name]) if name in words else None) or BARE
    return BARE


def quantity_text(quantity: Quantity, like: Figure | None = None, digits: int = 4) -> str:
    """A quantity in the unit of a printed figure (or its own), rounded for reading when it does not end."""
    if (leaf := quantity.leaf) is not None and like is None:
        return leaf.figure.text
    unit = like.unit if like is not None and _fits(like.unit, quantity) else unit_of(quantity)
    return shown(quantity.value, unit, digits if like is None else max(digits, -_exponent(like) + 2))


def _fits(unit: Unit, quantity: Quantity) -> bool:
    if not quantity.dim:
        return unit.dimension == "ratio" if quantity.ratio else unit.dimension != "money"
    return len(quantity.dim) == 1 and (unit.dimension == quantity.dim[0][0] or unit.dimension == "number")


def _exponent(figure: Figure) -> int:
    exponent = figure.ulp.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def shown(value: Fraction, unit: Unit, digits: int) -> str:
    """A number in a unit: exact where it ends within ``digits`` places, else rounded (half up) and marked with ≈."""
    in_unit = value / unit.scale
    scaled = in_unit * 10**digits
    if scaled.denominator == 1:
        return format_quantity(value, unit)
    whole = (abs(scaled) * 2 + 1) // 2 * (1 if scaled >= 0 else -1)
    return "≈" + format_quantity(Fraction(whole, 10**digits) * unit.scale, unit)


def evidence_of(rule: CompiledRule, explained: Explained) -> Evidence:
    """The evidence of a check."""
    contrast = explained.truth.contrast
    kind = "truncated" if explained.truth.state is State.CUT else ""
    if contrast is None:
        return Evidence(rule.info.formula, explained.filled, kind=kind)
    left, right = contrast.left, contrast.right
    reported, other = (left, right) if left.leaf is not None or right.leaf is None else (right, left)
    like = reported.leaf.figure if reported.leaf is not None else None
    expected, said = quantity_text(other, like), quantity_text(reported)
    if contrast.operator == "整数解":
        return Evidence(rule.info.formula, explained.filled, "", said, "", kind)
    sign = {"≤": "≤ ", "<": "< ", "≥": "≥ ", ">": "> ", "≠": "≠ "}.get(contrast.operator, "")
    if reported is right:
        sign = sign.translate(str.maketrans("≤<≥>", "≥>≤<"))
    gap = ""
    if contrast.gap:
        unit = like.unit if like is not None and _fits(like.unit, reported) else unit_of(reported)
        digits = max(4, -_exponent(like) + 2) if like is not None else 4
        gap = shown(abs(contrast.gap), POINTS if unit == PERCENT else unit, digits)
    return Evidence(rule.info.formula, explained.filled, sign + expected, said, gap, kind)


def locations_of(sheet: Sheet, cells: Iterable[Cell], truth: Truth | None = None) -> tuple[Location, ...]:
    """Where the cells stand, the reported figure first."""
    found = list(dict.fromkeys(cells))
    if truth is not None and truth.contrast is not None:
        reported = truth.contrast.left.leaf or truth.contrast.right.leaf
        if reported is not None:
            found.sort(key=lambda cell: cell.anchor != reported.anchor)
    out = []
    seen: set[Anchor] = set()
    for cell in found:
        if cell.anchor in seen:
            continue
        seen.add(cell.anchor)
        out.append(Location(cell.role, cell.content.text, cell.anchor, sheet.report.locate, cell.row))
    return tuple(out)


def message_of(rule: CompiledRule, sheet: Sheet, row: Any, explained: Explained, evidence: Evidence, lang: str) -> str:
    """The rule's own message filled in, or one made from the evidence."""
    if rule.spoken:
        return "".join(part if isinstance(part, str) else _said(part[1](sheet, row)) for part in rule.spoken)
    label = next((cell.row for cell in explained.cells if cell.row), "") if rule.scope.table is not None else ""
    about = (f"{label}：" if lang != "en" else f"{label}: ") if label else ""
    assert rule.require is not None
    code = "E702" if evidence.gap and evidence.expected else "E701"
    note = Note.of(code, formula=show(rule.require.node), expected=evidence.expected, reported=evidence.reported)
    return about + note.text(lang)


def _said(value: object) -> str:
    if isinstance(value, Cell):
        return " ".join(value.content.text.split())[: SHOWN * 2] or "（空）"
    if isinstance(value, Note):
        return "（缺）"
    return value_text(value)


__all__: Sequence[str] = ["Explained", "evidence_of", "explain", "locations_of", "message_of", "quantity_text", "value_text"]
