"""JSON that has no fault, as fast as it goes.

The bytes go through ``jiter``; then a few passes, each of them one call into C, make sure that there is nothing in the
result that the careful reading would refuse. Wherever that is not certain the answer is None, and the careful reading
(:mod:`gouji.report.json_nodes`) decides. What is accepted here is exactly what the careful reading would give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import chain, compress
from operator import not_
from typing import Any

from jiter import LosslessFloat, from_json

from gouji.faults import regex as re
from gouji.report.form import COLUMN_KEYS, KEYS, MAX_CELL_CHARACTERS, VERSION, parse_year
from gouji.report.structure import Blank, Blanks, Contents

Row = dict[str, str | None]

_STR = frozenset({str})
_DICT = frozenset({dict})
_LIST = frozenset({list})
_TEXT = frozenset({str, type(None)})
_CELL = frozenset({str, type(None), int, bool, LosslessFloat})
#: An integer that loses its sign when it becomes an int.
_MINUS_ZERO = re.compile(rb"-0\s*(?:[,\]}]|$)")


#: Keys of a report that was taken from a document: there are few of those, and the careful reading takes them.
_RARE = frozenset({"source", "places", "doubtful"})


class _Unsure(Exception):
    """Something that only the careful reading can judge."""


def quick_contents(data: bytes) -> Contents | None:
    """What a JSON report says; None where only the careful reading can tell.

    Blanks and a line end around the JSON are allowed, a byte order mark is not.
    """
    try:
        # An empty text right after its colon can only be a value: as null it needs no further pass over all cells.
        # Which cells were written so is looked up in the bytes again by whoever writes the report out.
        *before, last = data.split(b'""')
        late = bool(before) and all([part.endswith((b":", b": ")) for part in before])
        nulled = b"null".join([*before, last]) if late else data
        form = from_json(nulled, allow_inf_nan=False, cache_mode="all", float_mode="lossless-float")
        contents, names = _contents(form, data, late)
        # As many colons as names: then no name was lost to a later one of the same text. Colons inside cells are
        # counted as well, unless some may have been written as an escape. If the sum is still not right, the parser has
        # to look for itself, which costs about as much as all the rest.
        colons = data.count(b":")
        if names != colons and (b"\\u003" in data or names + _colons(contents) != colons):
            from_json(data, allow_inf_nan=False, catch_duplicate_keys=True, float_mode="lossless-float")
    except (_Unsure, ValueError):
        return None
    return contents


def blanks_of(data: bytes) -> frozenset[Blank]:
    """The cells that a valid JSON report writes as an empty text."""
    form = from_json(data, allow_inf_nan=False, cache_mode="all", float_mode="lossless-float")
    blanks = _contents(form, data, late=False)[0].blanks
    assert isinstance(blanks, frozenset)
    return blanks


def _contents(form: Any, data: bytes, late: bool) -> tuple[Contents, int]:
    """What the parsed report says, and how many names it holds; ``late``: empty texts were made null before."""
    members = _members(form, KEYS)
    names = len(members)
    if members.get("gouji") != VERSION or not members.keys().isdisjoint(_RARE):
        raise _Unsure
    tables: dict[str, list[Row]] = {}
    given = members.get("tables")
    if given:
        if type(given) is not dict or "" in given:
            raise _Unsure
        names += len(given)
        for name, table in given.items():
            if type(table) is list:
                tables[name] = table
                if not frozenset(map(type, table)) <= _DICT:
                    raise _Unsure
                names += sum(map(len, table))
            elif table is None:
                if late:
                    raise _Unsure
                tables[name] = []
            else:
                tables[name] = _column_table(table)
                names += len(table)
    elif (given is not None and given != {}) or (late and "tables" in members):
        raise _Unsure
    fields = members.get("fields")
    if fields:
        if type(fields) is not dict:
            raise _Unsure
        names += len(fields)
    elif (fields is not None and fields != {}) or (late and "fields" in members):
        raise _Unsure
    fields = fields or {}
    rows: list[Row] = [fields, *chain.from_iterable(tables.values())]
    _to_texts(rows, data)
    blanks: Blanks = partial(blanks_of, data) if late else frozenset()
    if not late and b'""' in data:
        blanks = _blanks(rows, tables)
    order = list(members)
    contents = Contents(
        kind=_text(members.get("kind")),
        unit=_text(members.get("unit")),
        year=_year(members.get("year")),
        fields=fields,
        tables=tables,
        blanks=blanks,
        tables_first="fields" in members and "tables" in members and order.index("tables") < order.index("fields"),
    )
    return contents, names


def _colons(contents: Contents) -> int:
    """How many colons the texts hold; fewer, but never more, than there are in the quotes of the JSON."""
    rows = [contents.fields, *chain.from_iterable(contents.tables.values())]
    return "".join(filter(None, _cells(rows))).count(":")


def _members(form: Any, keys: Any) -> dict[str, Any]:
    if type(form) is not dict:
        raise _Unsure
    members = {keys.get(name): value for name, value in form.items()}
    if len(members) != len(form) or None in members:
        raise _Unsure
    return members


def _column_table(table: Any) -> list[Row]:
    members = _members(table, COLUMN_KEYS)
    columns, rows = members.get("columns"), members.get("rows") or []
    if type(columns) is not list or type(rows) is not list or members.get("rows", []) not in (None, rows):
        raise _Unsure
    width = len(columns)
    if not frozenset(map(type, columns)) <= _STR or len(frozenset(columns)) != width or "" in columns:
        raise _Unsure
    if not frozenset(map(type, rows)) <= _LIST or not frozenset(map(len, rows)) <= {width}:
        raise _Unsure
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _to_texts(rows: list[Row], data: bytes) -> None:
    """Make every cell a text or None, in place; a number keeps its digits."""
    kinds = list(map(type, _cells(rows)))
    types = frozenset(kinds)
    odd = types - _TEXT
    if odd:
        if not types <= _CELL or (int in types and _MINUS_ZERO.search(data)):
            raise _Unsure
        written = _written if bool in types else str
        for row, columns in _columns(rows, map(odd.__contains__, kinds)):
            for column in columns:
                value = row.get(column)
                if type(value) in odd:
                    row[column] = written(value)
    if len(data) > MAX_CELL_CHARACTERS and max(map(len, filter(None, _cells(rows))), default=0) > MAX_CELL_CHARACTERS:
        raise _Unsure


def _blanks(rows: list[Row], tables: dict[str, list[Row]]) -> frozenset[Blank]:
    """The cells that are an empty text; they become None, in place. The fields are the first of the ``rows``."""
    if any("" in row for row in rows):
        raise _Unsure
    owners: list[tuple[str | None, int | None]] = [(None, None)]
    for table, members in tables.items():
        owners += [(table, index) for index in range(len(members))]
    found: list[Blank] = []
    empty = map(not_, _cells(rows))
    for owner, (row, columns) in zip(owners, _columns(rows, empty), strict=True):
        for column in columns:
            if row.get(column) == "":
                row[column] = None
                found.append((*owner, column))
    return frozenset(found)


def _columns(rows: list[Row], chosen: Iterable[bool]) -> Iterator[tuple[Row, Collection[str]]]:
    """Every row with the columns in which it may have a chosen cell; ``chosen`` goes through the cells of all rows.

    Rows of a table are alike, so that a few columns hold all that is looked for.
    """
    names = frozenset(compress(chain.from_iterable(rows), chosen))
    for row in rows:
        # A copy of the names, since the row is about to be changed, in rows that have nothing in common.
        yield row, names if len(names) <= len(row) else [*row]


def _cells(rows: list[Row]) -> list[str | None]:
    return list(chain.from_iterable(map(dict.values, rows)))


def _written(value: Any) -> str:
    if value is True:
        return "true"
    return "false" if value is False else str(value)


def _text(value: Any) -> str | None:
    if value is not None and (type(value) is not str or len(value) > MAX_CELL_CHARACTERS):
        raise _Unsure
    return value or None


def _year(value: Any) -> int | None:
    if value is None or value == "":
        return None
    year = parse_year(str(value)) if type(value) in (int, str) else None
    if year is None:
        raise _Unsure
    return year
