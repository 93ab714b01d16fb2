"""Parsed rules as plain lists that JSON can hold, and back.

A graph of records is one list of entries, parts before wholes; a part is named by the number of its entry, so that what
was one object before is one object again. Only the kinds of records that the caller lists are written or made. A list may
go on where another one ends: what not every run needs lies apart, and is read when it is asked for (:class:`Later`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar, overload

from gouji.faults import SourceText
from gouji.figures.rational import Rational

_LITERAL, _SCALARS, _TUPLE, _LIST, _FROZENSET, _DICT, _DECIMAL, _FRACTION, _DATE, _SOURCE, _FIRST_RECORD = range(11)
#: Kinds of entries that hold values and not numbers of entries.
_RAW = frozenset((_LITERAL, _SCALARS, _DECIMAL, _FRACTION, _DATE, _SOURCE))
_PLAIN = frozenset((str, int, bool, type(None)))


Item = TypeVar("Item")


class Later(Sequence[Item]):
    """A tuple that is made when somebody looks into it."""

    def __init__(self, make: Callable[[], tuple[Item, ...]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return self._make()

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._items == tuple(other)

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(self._items)


class Writer:
    """Writes values as entries. ``records`` are the kinds of dataclasses and enums that may occur.

    Of those in ``alike`` equal ones become one; so do texts, numbers and tuples of them.
    """

    def __init__(self, records: Sequence[type], alike: frozenset[type] = frozenset()) -> None:
        self.entries: list[list[Any]] = []
        self._codes = {kind: number for number, kind in enumerate(records, _FIRST_RECORD)}
        self._names = {
            kind: [f.name for f in fields(kind)] for kind in records if hasattr(kind, "__dataclass_fields__")
        }
        self._alike = alike
        self._equal: dict[tuple[Any, ...], int] = {}
        self._objects: dict[int, int] = {}
        self._kept: list[Any] = []
        self._first = 0

    def apart(self) -> Writer:
        """A writer of what is read only after the entries so far; this one must not go on before it is done."""
        made = copy(self)
        made.entries, made._kept = [], []
        made._equal, made._objects = dict(self._equal), dict(self._objects)
        made._first = self._first + len(self.entries)
        return made

    def add(self, value: Any) -> int:
        """The number of the value's entry. Raises TypeError for a kind of record that is not listed."""
        kind = type(value)
        if kind in _PLAIN:
            return self._once((kind, value), _LITERAL, value)
        if kind is tuple and all(type(part) in _PLAIN for part in value):
            return self._once((kind, value, *map(type, value)), _SCALARS, *value)
        known = self._objects.get(id(value))
        if known is None:
            made = self._made(kind, value)
            known = self._once((kind, *made), *made) if kind in self._alike else self._entry(made)
            self._objects[id(value)] = known
            self._kept.append(value)  # so that no other object gets its id
        return known

    def _once(self, key: tuple[Any, ...], *entry: Any) -> int:
        known = self._equal.get(key)
        if known is None:
            known = self._equal[key] = self._entry(list(entry))
        return known

    def _entry(self, entry: list[Any]) -> int:
        self.entries.append(entry)
        return self._first + len(self.entries) - 1

    def _made(self, kind: type, value: Any) -> list[Any]:
        if kind is tuple:
            return [_TUPLE, *map(self.add, value)]
        if kind is frozenset:
            return [_FROZENSET, *map(self.add, sorted(value))]
        if kind is list or kind is dict:
            if _is_json(value):
                return [_LITERAL, value]
            if kind is list:
                return [_LIST, *map(self.add, value)]
            return [_DICT, *(self.add(part) for pair in value.items() for part in pair)]
        if kind is Decimal:
            return [_DECIMAL, str(value)]
        if kind is Fraction or kind is Rational:
            return [_FRACTION, value.numerator, value.denominator]
        if kind is date:
            return [_DATE, value.isoformat()]
        if kind is SourceText:
            return [_SOURCE, value.name]
        if kind not in self._codes:
            raise TypeError(kind)
        if kind not in self._names:
            return [self._codes[kind], self.add(value.value)]
        return [self._codes[kind], *(self.add(getattr(value, name)) for name in self._names[kind])]


def _is_json(value: Any) -> bool:
    if type(value) is list:
        return all(map(_is_json, value))
    if type(value) is dict:
        return all(type(name) is str and _is_json(member) for name, member in value.items())
    return type(value) in _PLAIN


def read(
    entries: Sequence[Sequence[Any]],
    records: Sequence[type],
    sources: Mapping[str, SourceText],
    before: Sequence[Any] = (),
) -> list[Any]:
    """The values of all entries, as :class:`Writer` wrote them.

    ``sources`` are the files by name; ``before`` are the values of the entries that these come after, which are among
    those returned. Raises LookupError, TypeError or ValueError for entries that nobody wrote so.
    """
    makers: list[Callable[..., Any]] = [
        lambda value: value,
        lambda *parts: parts,
        lambda *parts: parts,
        lambda *parts: list(parts),
        lambda *parts: frozenset(parts),
        lambda *parts: dict(zip(parts[::2], parts[1::2], strict=True)),
        Decimal,
        Rational,
        date.fromisoformat,
        sources.__getitem__,
        *records,
    ]
    out: list[Any] = [*before]
    at = out.__getitem__
    for code, *parts in entries:
        if code == _LITERAL:
            out.append(parts[0])
        elif code in _RAW:
            out.append(makers[code](*parts))
        else:
            out.append(makers[code](*map(at, parts)))
    return out


__all__ = ["Later", "Writer", "read"]
