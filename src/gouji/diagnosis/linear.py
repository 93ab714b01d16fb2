"""Linear relations with bounds: do values exist? Every answer is exact, or there is none.

Small systems go to a simplex in fractions (Dutertre and de Moura, A fast linear-arithmetic solver for DPLL(T), 2006), which
ends with values or with one row that no values satisfy. Large ones are first given to HiGHS, where it is installed,
for a hint: which rows cannot be satisfied together, or which values to try. The hint is then proved with fractions; a hint
that cannot be proved is no answer, so that a wrong solver can hide a conflict but never make one up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gouji.figures.rational import Rational

End = Fraction | None
ZERO = Rational(0)
#: Systems of up to this many rows are decided by fractions alone.
SMALL = 40
#: Rows that a proof in fractions may have, and steps that it may take.
MOST_ROWS = 400
MOST_PIVOTS = 2_000
#: Multipliers of HiGHS below this (of the largest) are noise.
NOISE = 1e-7


@dataclass(frozen=True, slots=True)
class Row:
    """``low ≤ Σ factor·unknown ≤ high``; ``tag`` says whose row it is."""

    factors: Mapping[int, Fraction]
    low: End
    high: End
    tag: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Values that satisfy every row and bound, or the rows that cannot be satisfied together; neither: not decided."""

    values: Mapping[int, Fraction] | None = None
    conflict: tuple[Row, ...] | None = None
    hint: Mapping[int, Fraction] | None = None
    """Values that a solver proposes and nobody has proved."""

    @property
    def decided(self) -> bool:
        return self.values is not None or self.conflict is not None


Bounds = Mapping[int, tuple[End, End]]


def decide(rows: Sequence[Row], bounds: Bounds, solver: Solver | None = None) -> Answer:
    """Whether values exist within the bounds that satisfy the rows.

    ``solver`` proposes (None: HiGHS where it is installed). The answer is exact whatever the solver says.
    """
    if len(rows) <= SMALL:
        return simplex(rows, bounds)
    solver = solver if solver is not None else installed()
    if solver is None:
        return Answer()
    guess = solver.solve(rows, bounds)
    if guess.conflict is not None:
        proved = simplex(guess.conflict, bounds) if len(guess.conflict) <= MOST_ROWS else Answer()
        if proved.conflict is not None:
            return proved
        return Answer()
    return Answer(hint=guess.hint)


class Solver:
    """What proposes answers for large systems; nothing it says is believed without proof."""

    def solve(self, rows: Sequence[Row], bounds: Bounds) -> Answer:
        """``conflict``: rows that seem to contradict each other; ``hint``: values that seem to fit."""
        raise NotImplementedError


def installed() -> Solver | None:
    """HiGHS, where the extra ``solver`` is installed."""
    from importlib.util import find_spec

    return Highs() if find_spec("highspy") is not None else None


class Highs(Solver):
    """HiGHS (Huangfu and Hall, Parallelizing the dual revised simplex method, 2018) through ``highspy``."""

    #: Seconds for one system.
    limit = 20.0

    def solve(self, rows: Sequence[Row], bounds: Bounds) -> Answer:
        import highspy

        order = sorted({number for row in rows for number in row.factors})
        at = {number: place for place, number in enumerate(order)}
        scales = {number: _scale(bounds[number]) for number in order}
        solver = _silent(highspy)
        solver.setOptionValue("time_limit", self.limit)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("presolve", "off")  # the ray that proves a conflict is lost by presolving
        infinite = highspy.kHighsInf
        for number in order:
            low, high = bounds[number]
            scale = scales[number]
            solver.addVar(_float(low, -infinite, scale), _float(high, infinite, scale))
        for row in rows:
            size = max((abs(factor) * scales[number] for number, factor in row.factors.items()), default=Rational(1))
            places = [at[number] for number in row.factors]
            values = [float(factor * scales[number] / size) for number, factor in row.factors.items()]
            solver.addRow(
                _float(row.low, -infinite, size), _float(row.high, infinite, size), len(places), places, values
            )
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            answer = solver.getDualRay()
            ray = list(answer[2]) if len(answer) > 2 else []
            if not answer[1] or len(ray) != len(rows):
                return Answer()
            largest = max(map(abs, ray), default=0.0)
            kept = tuple(row for row, weight in zip(rows, ray, strict=True) if abs(weight) > NOISE * largest)
            return Answer(conflict=kept)
        if status == highspy.HighsModelStatus.kOptimal:
            found = solver.getSolution().col_value
            return Answer(
                hint={
                    number: Fraction(found[place]).limit_denominator(10**9) * scales[number]
                    for place, number in enumerate(order)
                }
            )
        return Answer()


def _silent(highspy: Any) -> Any:
    """A solver of the library that prints nothing: standard output belongs to the finding list."""

    class Silent(highspy.Highs):  # type: ignore[misc]
        def enableCallbacks(self) -> Any:
            """Since 1.16 making a solver calls this, and this prints a banner unless output has been turned off by then."""
            self.setOptionValue("output_flag", False)
            return super().enableCallbacks()

    solver = Silent()
    solver.setOptionValue("output_flag", False)
    return solver


def _scale(bounds: tuple[End, End]) -> Fraction:
    """The size of an unknown: its printed unit, roughly, so that the solver sees numbers near one."""
    largest = max((abs(end) for end in bounds if end is not None), default=ZERO)
    scale = Rational(1)
    while largest > scale * 10:
        scale *= 10
    return scale


def _float(end: End, instead: float, scale: Fraction) -> float:
    return instead if end is None else float(end / scale)


# -- the simplex in fractions -----------------------------------------------------------------------------------------


def simplex(rows: Sequence[Row], bounds: Bounds) -> Answer:
    """Decides in exact arithmetic; no answer where it would take too long."""
    return _Simplex(rows, bounds).run()


class _Simplex:
    """General simplex: a basic unknown for every row, values kept within the bounds of the others."""

    def __init__(self, rows: Sequence[Row], bounds: Bounds) -> None:
        numbers = sorted({number for row in rows for number in row.factors})
        place = {number: at for at, number in enumerate(numbers)}
        self._numbers = numbers
        self._rows = rows
        count = len(numbers)
        self._low: list[End] = [bounds[number][0] for number in numbers] + [row.low for row in rows]
        self._high: list[End] = [bounds[number][1] for number in numbers] + [row.high for row in rows]
        self._value: list[Fraction] = [_start(*bounds[number]) for number in numbers]
        self._basis: dict[int, dict[int, Fraction]] = {}
        for at, row in enumerate(rows):
            line = {place[number]: factor for number, factor in row.factors.items() if factor}
            self._basis[count + at] = line
            self._value.append(sum((factor * self._value[n] for n, factor in line.items()), ZERO))
        self._count = count

    def run(self) -> Answer:
        if any(_crossed(self._low[at], self._high[at]) for at in range(len(self._low))):
            return Answer()
        for _ in range(MOST_PIVOTS):
            broken = min((at for at in self._basis if self._outside(at)), default=None)
            if broken is None:
                return Answer(values={number: self._value[at] for at, number in enumerate(self._numbers)})
            if not self._repair(broken):
                return Answer(conflict=self._explained(broken))
        return Answer()

    def _outside(self, at: int) -> bool:
        value, low, high = self._value[at], self._low[at], self._high[at]
        return (low is not None and value < low) or (high is not None and value > high)

    def _repair(self, basic: int) -> bool:
        """Bring a basic unknown to the bound it breaks; False where the others leave no room (Bland's rule)."""
        line = self._basis[basic]
        low = self._low[basic]
        up = low is not None and self._value[basic] < low
        goal = low if up else self._high[basic]
        assert goal is not None
        for other in sorted(line):
            grows = (line[other] > 0) == up
            bound = self._high[other] if grows else self._low[other]
            value = self._value[other]
            if bound is None or (value < bound if grows else value > bound):
                self._pivot(basic, other, goal)
                return True
        return False

    def _pivot(self, leaves: int, enters: int, goal: Fraction) -> None:
        line = self._basis.pop(leaves)
        factor = line.pop(enters)
        step = (goal - self._value[leaves]) / factor
        self._value[leaves] = goal
        self._value[enters] += step
        solved = {number: -known / factor for number, known in line.items()}
        solved[leaves] = 1 / factor
        for basic, other in self._basis.items():
            times = other.pop(enters, None)
            if times is None:
                continue
            self._value[basic] += times * step
            for number, known in solved.items():
                new = other.get(number, ZERO) + times * known
                if new:
                    other[number] = new
                else:
                    other.pop(number, None)
        self._basis[enters] = solved

    def _explained(self, basic: int) -> tuple[Row, ...]:
        """The rows that the row without a way out is made of."""
        places = [at - self._count for at in (basic, *self._basis[basic]) if at >= self._count]
        return tuple(self._rows[at] for at in sorted(places))


def _start(low: End, high: End) -> Fraction:
    if low is not None and low > 0:
        return low
    return high if high is not None and high < 0 else ZERO


def _crossed(low: End, high: End) -> bool:
    return low is not None and high is not None and low > high
