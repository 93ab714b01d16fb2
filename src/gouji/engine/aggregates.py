"""What compiled rules work out over the rows of a table; see :mod:`gouji.engine.operations`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gouji.engine import quantity as q
from gouji.engine.cells import Cell
from gouji.engine.operations import Operand, extreme, meet_all, number
from gouji.engine.quantity import Quantity
from gouji.engine.questions import ask
from gouji.engine.strips import Keyed, Run
from gouji.engine.truth import HOLDS, State, Truth, conjunction, disjunction, of, unknown
from gouji.faults import Note
from gouji.figures import Unit
from gouji.figures.rational import Rational

#: A filter: it says of a row whether it is one, or which rows are.
Where = Callable[[int], Truth] | Keyed


def chosen(rows: Sequence[int], where: Where | None) -> tuple[list[int], list[Note]]:
    """The rows that meet a filter, and the reasons of those about which nobody can tell."""
    if where is None:
        return list(rows), []
    if isinstance(where, Keyed):
        return list(where.rows), []
    inside: list[int] = []
    doubts: list[Note] = []
    for row in rows:
        truth = where(row)
        if truth.state is State.HOLDS:
            inside.append(row)
        elif truth.state is not State.FAILS:
            doubts.extend(truth.reasons or (Note.of("U606", text="筛选条件"),))
    return inside, doubts


def sum_of(rows: Sequence[int], value: Callable[[int], Operand] | Run, where: Where | None) -> Quantity | Note:
    inside, doubts = chosen(rows, where)
    if doubts:
        return doubts[0]
    if isinstance(value, Run):
        return _sum_of_cells(inside, value)
    quantities: list[Quantity] = []
    for row in inside:
        known = number(value(row))
        if isinstance(known, Note):
            return known
        quantities.append(known)
    if not quantities:
        return q.constant(q.ZERO, ())
    met = meet_all(quantities)
    return met if isinstance(met, Note) else q.total(*met)


def _sum_of_cells(rows: Sequence[int], run: Run) -> Quantity | Note:
    """The sum of cells as they stand."""
    if not rows:
        return q.constant(q.ZERO, ())
    cells = run.cells(rows)
    if isinstance(cells, Note):
        return cells
    alike = _sum_of_alike(cells)
    if alike is not None:
        run.seen(cells)
        return alike
    quantities: list[Quantity] = []
    for at, cell in enumerate(cells):
        known = cell.quantity
        if isinstance(known, Note):
            run.seen(cells[: at + 1])
            return known
        quantities.append(known)
    run.seen(cells)
    met = meet_all(quantities)
    return met if isinstance(met, Note) else q.total(*met)


def _sum_of_alike(cells: Sequence[Cell]) -> Quantity | None:
    """The sum of cells that are all one plain figure of the same dimension; None where they are not."""
    first = cells[0].recipe
    if first is None:
        return None
    dim, ratio, exact = first.dim, first.ratio, True
    parts: dict[int, int] = {}
    units: dict[str, Unit] = {}
    last = None
    for cell in cells:
        recipe = cell.content.recipe or cell.recipe
        if recipe is None or recipe.ratio is not ratio or (recipe.dim is not dim and recipe.dim != dim):
            return None
        under = recipe.under
        parts[under] = parts.get(under, 0) + recipe.over
        exact = exact and recipe.width == "exact"
        unit = recipe.unit
        if unit is not last:
            last = unit
            units.setdefault(unit.dimension, unit)
    return q.total_of(dict.fromkeys(cells, q.ONE), parts, dim, ratio, units, exact)


def average_of(rows: Sequence[int], value: Callable[[int], Operand], where: Where | None) -> Quantity | Note:
    known = sum_of(rows, value, where)
    if isinstance(known, Note):
        return known
    inside, _ = chosen(rows, where)
    if not inside:
        return Note.of("U608", table="")
    return q.scaled(known, Rational(1, len(inside)), known.dim, known.ratio)


def extreme_of(how: str, rows: Sequence[int], value: Callable[[int], Operand], where: Where | None) -> Quantity | Note:
    inside, doubts = chosen(rows, where)
    if doubts:
        return doubts[0]
    if not inside:
        return Note.of("U608", table="")
    return extreme(how, *(value(row) for row in inside)) if len(inside) > 1 else number(value(inside[0]))


def count_of(rows: Sequence[int], value: Callable[[int], Operand] | None, where: Where | None) -> Quantity | Note:
    """How many rows (whose value, if one is named, is filled in)."""
    inside, doubts = chosen(rows, where)
    if doubts:
        return doubts[0]
    if value is not None:
        inside = [row for row in inside if ask("已填", value(row)).state is State.HOLDS]
    return q.constant(Rational(len(inside)), ())


def quantified(
    how: str,
    rows: Sequence[int],
    where: Callable[[int], Truth] | None,
    require: Callable[[int], Truth] | None,
) -> Truth:
    """``存在`` and ``每个``, with the filter as a further condition on the rows."""
    truths = []
    for row in rows:
        inside = where(row) if where is not None else HOLDS
        if inside.state is State.FAILS:
            continue
        truth = require(row) if require is not None else HOLDS
        if inside.state is not State.HOLDS:
            reasons = inside.reasons or (Note.of("U606", text="筛选条件"),)
            settled = State.HOLDS if how == "每个" else State.FAILS
            truth = truth if truth.state is settled else unknown(*reasons)
        truths.append(truth)
    if not truths:
        return of(how == "每个")
    return conjunction(truths) if how == "每个" else disjunction(truths)
