"""Which parts of several rules are the same, so that they share what is worked out for one of them."""

from __future__ import annotations

from collections.abc import Hashable

from gouji.language import bound as b


class Parts:
    """Tells the parts of bound rules by what they mean.

    The text of a part does not tell it: two rules may each define a name of their own, and mean different things by it.
    Holds on to the parts that it has seen by their ``id``, so it must not outlive the rules.
    """

    def __init__(self) -> None:
        self._shapes: dict[Hashable, int] = {}
        self._known: dict[int, int] = {}

    def key(self, bound: b.Bound) -> str:
        """Equal for parts that mean the same, and for no others."""
        return f"p{self._number(bound)}"

    def _number(self, bound: b.Bound) -> int:
        known = self._known.get(id(bound))
        if known is None:
            shape = (type(bound), *_own(bound), *map(self._number, b.parts(bound)))
            known = self._known[id(bound)] = self._shapes.setdefault(shape, len(self._shapes))
        return known


def _own(bound: b.Bound) -> tuple[Hashable, ...]:
    """What a part says besides its parts; of two parts with the same answer these are in the same places."""
    match bound:
        case b.Constant(value=value, dim=dim, figure=figure, type=type_):
            return value, dim, figure.text, type_.ratio
        case b.Words(items=items, type=type_):
            return items, type_.base
        case b.Day(period=period):
            return (period.text,)
        case b.Cell(table=table, column=column, level=level, of_group=of_group):
            return table, column.name, level, of_group
        case b.OneRow(table=table, column=column, level=level, where=where):
            return table, column.name, level, where is None
        case b.Aggregate(function=function, table=table, level=level, of_group=of_group):
            named = tuple(part is None for part in (bound.value, bound.where, bound.require))
            return function, table, level, of_group, named
        case b.Comparison(operator=operator, tolerance=tolerance):
            return operator, tolerance is None
        case b.Match(operator=operator, regex=regex):
            return operator, regex
        case b.Function(function=function):
            return (function,)
        case b.Arith() | b.Relation() | b.Membership() | b.Question() | b.Junction():
            return (bound.operator,)
        case b.Minus() | b.Negation():
            return ()
    return (id(bound),)  # a kind of part that this list does not know is like no other


__all__ = ["Parts"]
