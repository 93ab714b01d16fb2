"""Comparisons of quantities as polynomials over the unknown true values of printed cells, denominators cleared.

``a / b = c`` becomes ``a - b·c = 0`` (with the sign that ``b`` has as printed); ``最大``, ``最小`` and ``绝对值`` become
alternatives, each with the order it supposes. What has no such form, or too large a one, is opaque: the diagnosis
then claims nothing about it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from gouji.engine.quantity import Compound, Leaf, Quantity, Unknown
from gouji.engine.relation import Compared, Joined, Opaque, Statement
from gouji.engine.truth import State
from gouji.figures.rational import Rational

#: A product of unknowns, by number, sorted; ``()`` is the constant.
Monomial = tuple[int, ...]
Poly = Mapping[Monomial, Fraction]

#: A product of two forms may have this many terms, and a check this many alternatives.
MOST_TERMS = 2_000
MOST_ALTERNATIVES = 12
ZERO = Rational(0)
ONE = Rational(1)


class NoForm(Exception):
    """The statement has no polynomial form."""


@dataclass(slots=True, eq=False)
class Atom:
    """``poly = 0`` or ``poly ≤ 0`` over the unknowns.

    ``slack`` widens single unknowns in this atom: a cell that is exact elsewhere may be read as rounded here
    (``显示(得分)``).
    """

    poly: Poly
    equal: bool
    slack: Mapping[int, tuple[Fraction, Fraction]] = field(default_factory=dict)
    unknowns: tuple[int, ...] = ()
    line: bool = False
    """Whether it holds something against a number of the rule: a line to be reached, not a relation among cells."""
    linear: bool = field(init=False)

    def __post_init__(self) -> None:
        if not self.unknowns:
            self.unknowns = tuple(dict.fromkeys(number for monomial in self.poly for number in monomial))
        self.linear = all(len(monomial) < 2 for monomial in self.poly)


@dataclass(slots=True, eq=False)
class Branch:
    """One way in which a check can hold: all its atoms do, and the opaque parts as they came out."""

    atoms: tuple[Atom, ...]
    opaque: tuple[Opaque | Compared, ...] = ()


Number = Callable[[Leaf], int]
Slack = Callable[[Leaf, bool], tuple[Fraction, Fraction] | None]


class Former:
    """Makes the branches of statements.

    ``number`` names the unknown of a cell, ``slack`` says how much wider it is read (True: from the true value
    to the print), ``values`` are the unknowns as
    printed: the signs of denominators are taken from them.
    """

    def __init__(self, number: Number, slack: Slack, values: Mapping[int, Fraction]) -> None:
        self._number = number
        self._slack = slack
        self._values = values

    def branches(self, statement: Statement) -> list[Branch]:
        """The ways in which a statement can hold; one opaque branch where they are too many."""
        try:
            return self._branches(statement)
        except NoForm:
            return [Branch((), (opaque(statement),))]

    def _branches(self, statement: Statement) -> list[Branch]:
        match statement:
            case Joined(every=True, parts=parts):
                out = [Branch((), ())]
                for part in parts:
                    more = self._or_opaque(part)
                    if len(out) * len(more) > MOST_ALTERNATIVES:
                        raise NoForm
                    out = [Branch(a.atoms + b.atoms, a.opaque + b.opaque) for a in out for b in more]
                return out
            case Joined(parts=parts):
                out = [branch for part in parts for branch in self._or_opaque(part)]
                if len(out) > MOST_ALTERNATIVES:
                    raise NoForm
                return out
            case Compared():
                return self._compared(statement)
        return [Branch((), (statement,))]

    def _or_opaque(self, part: Statement) -> list[Branch]:
        try:
            return self._branches(part)
        except NoForm:
            return [Branch((), (opaque(part),))]

    def _compared(self, one: Compared) -> list[Branch]:
        if one.operator in ("≠", "整数解"):
            return [Branch((), (one,))]
        # these compare what is printed, not the true values, which may lie half a last place away
        as_printed = one.operator == "==" or (one.operator in "<≤>≥" and one.left.printed and one.right.printed)
        slack: dict[int, tuple[Fraction, Fraction]] = {}
        for leaf in (*one.left.leaves(), *one.right.leaves()):
            wider = self._slack(leaf, as_printed)
            if wider is not None:
                slack[self._number(leaf)] = wider
        out = []
        for left in self._forms(one.left):
            for right in self._forms(one.right):
                over = _minus(_times(left.over, right.under), _times(right.over, left.under))
                if _at(left.under, self._values) * _at(right.under, self._values) < 0:
                    over = _scaled(over, -ONE)
                supposed = [Atom(poly, False, slack) for poly in (*left.suppose, *right.suppose)]
                out.append(Branch((*self._atoms(one, over, left.under, right.under, slack), *supposed)))
                if len(out) > MOST_ALTERNATIVES:
                    raise NoForm
        return out

    def _atoms(
        self, one: Compared, over: Poly, left: Poly, right: Poly, slack: Mapping[int, tuple[Fraction, Fraction]]
    ) -> list[Atom]:
        match one.operator:
            case "=" | "==":
                return [Atom(over, True, slack)]
            case "<" | "≤" | ">" | "≥":
                line = any(not side.terms and side.const for side in (one.left, one.right))
                turned = over if one.operator in "<≤" else _scaled(over, -ONE)
                return [Atom(turned, False, slack, line=line)]
            case "≈" if one.tolerance is not None and not one.tolerance.terms:
                if len(left) > 1 or len(right) > 1 or () not in left or () not in right:
                    raise NoForm
                allowed: Poly = {(): -one.tolerance.value * abs(left[()] * right[()])}
                return [Atom(_plus(sign, allowed), False, slack) for sign in (over, _scaled(over, -ONE))]
        raise NoForm

    # -- quantities as fractions of polynomials -----------------------------------------------------------------------

    def _forms(self, quantity: Quantity) -> list[_Form]:
        out = [_Form({(): quantity.const} if quantity.const else {}, {(): ONE})]
        linear: dict[Monomial, Fraction] = {}
        for unknown, factor in quantity.terms.items():
            if isinstance(unknown, Leaf):
                monomial = (self._number(unknown),)
                linear[monomial] = linear.get(monomial, ZERO) + factor
        out[0] = _Form(_plus(out[0].over, linear), out[0].under)
        for unknown, factor in quantity.terms.items():
            if not isinstance(unknown, Leaf):
                out = _joined([_sum(a, b, factor) for a in out for b in self._unknown(unknown)])
        return out

    def _unknown(self, unknown: Unknown) -> list[_Form]:
        assert isinstance(unknown, Compound)
        parts = [self._forms(part) for part in unknown.parts]
        match unknown.operator:
            case "*":
                return _joined([_product(a, b) for a in parts[0] for b in parts[1]])
            case "/":
                return _joined([_quotient(a, b) for a in parts[0] for b in parts[1]])
            case "绝对值":
                out = []
                for form in parts[0]:
                    sign = -ONE if _at(form.under, self._values) < 0 else ONE
                    up, down = _scaled(form.over, sign), _scaled(form.over, -sign)
                    out += [
                        _Form(form.over, form.under, (*form.suppose, down)),
                        _Form(_scaled(form.over, -ONE), form.under, (*form.suppose, up)),
                    ]
                return _joined(out)
            case "最大" | "最小":
                return self._extreme(unknown.operator == "最大", parts)
        raise NoForm

    def _extreme(self, largest: bool, parts: Sequence[list[_Form]]) -> list[_Form]:
        if len(parts) > MOST_ALTERNATIVES or any(len(forms) != 1 for forms in parts):
            raise NoForm
        forms = [forms[0] for forms in parts]
        out = []
        for chosen in forms:
            suppose = list(chosen.suppose)
            for other in forms:
                if other is chosen:
                    continue
                less = _minus(_times(other.over, chosen.under), _times(chosen.over, other.under))
                sign = _at(other.under, self._values) * _at(chosen.under, self._values)
                suppose.append(_scaled(less, ONE if (sign > 0) == largest else -ONE))
            out.append(_Form(chosen.over, chosen.under, tuple(suppose)))
        return out


@dataclass(slots=True)
class _Form:
    """``over / under``, where every polynomial of ``suppose`` is at most zero."""

    over: Poly
    under: Poly
    suppose: tuple[Poly, ...] = ()


def opaque(statement: Statement) -> Opaque | Compared:
    """A statement of which only the outcome and the cells count."""
    if isinstance(statement, Compared):
        return statement
    if isinstance(statement, Opaque):
        return statement
    cells: dict[object, None] = {}
    for part in statement.parts:
        inner = opaque(part)
        if isinstance(inner, Opaque):
            cells |= dict.fromkeys(inner.cells)
        else:
            cells |= dict.fromkeys(leaf.source for leaf in (*inner.left.leaves(), *inner.right.leaves()))
    return Opaque(statement.state, tuple(cells))  # type: ignore[arg-type]  # every source of a leaf is a cell


def holds_now(part: Opaque | Compared) -> bool:
    """Whether an opaque part holds as printed."""
    return part.state in (State.HOLDS, State.OPEN)


def _joined(forms: list[_Form]) -> list[_Form]:
    if len(forms) > MOST_ALTERNATIVES:
        raise NoForm
    return forms


def _sum(a: _Form, b: _Form, factor: Fraction) -> _Form:
    suppose = a.suppose + b.suppose
    if a.under == b.under:
        return _Form(_plus(a.over, _scaled(b.over, factor)), a.under, suppose)
    over = _plus(_times(a.over, b.under), _scaled(_times(b.over, a.under), factor))
    return _Form(over, _times(a.under, b.under), suppose)


def _product(a: _Form, b: _Form) -> _Form:
    return _Form(_times(a.over, b.over), _times(a.under, b.under), a.suppose + b.suppose)


def _quotient(a: _Form, b: _Form) -> _Form:
    return _Form(_times(a.over, b.under), _times(a.under, b.over), a.suppose + b.suppose)


def _plus(a: Poly, b: Poly) -> Poly:
    out = dict(a)
    for monomial, factor in b.items():
        known = out.get(monomial, ZERO) + factor
        if known:
            out[monomial] = known
        else:
            out.pop(monomial, None)
    return out


def _minus(a: Poly, b: Poly) -> Poly:
    return _plus(a, _scaled(b, -ONE))


def _scaled(a: Poly, factor: Fraction) -> Poly:
    return a if factor == 1 else {monomial: known * factor for monomial, known in a.items()}


def _times(a: Poly, b: Poly) -> Poly:
    if len(b) == 1 and () in b:
        return _scaled(a, b[()])
    if len(a) == 1 and () in a:
        return _scaled(b, a[()])
    if len(a) * len(b) > MOST_TERMS:
        raise NoForm
    out: dict[Monomial, Fraction] = {}
    for one, factor in a.items():
        for other, more in b.items():
            monomial = tuple(sorted(one + other))
            out[monomial] = out.get(monomial, ZERO) + factor * more
    return {monomial: known for monomial, known in out.items() if known}


def _at(poly: Poly, values: Mapping[int, Fraction]) -> Fraction:
    total = ZERO
    for monomial, factor in poly.items():
        for number in monomial:
            factor = factor * values[number]
        total += factor
    return total


def value_at(poly: Poly, values: Mapping[int, Fraction]) -> Fraction:
    """A polynomial at given values."""
    return _at(poly, values)
