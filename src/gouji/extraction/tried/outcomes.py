"""What rows say makes a figure: where such figures stand already, and how what makes one is written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Value, place_of, text_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.extraction.tried.made import Place
from gouji.figures.formatting import decimal_text
from gouji.language import Table

#: Signs of a name before a figure, at most, and at least.
_LONGEST: Final = 14
_LEAST: Final = 2
#: Places of a figure that is made of others and not rounded.
_PLACES: Final = 6
#: What a table of wholes and parts calls a whole, and how it says that not all parts are told.
WHOLE: Final = "总额"
_SOME: Final = ("其中", "等", "")
SIGNS: Final = {0: "得", 1: "加", -1: "减"}


def places_in(by_source: Mapping[str, Table], draft: Draft, columns: Mapping[str, Iterable[str]]) -> set[Place]:
    """Where the figures stand that these columns of what is claimed tell, by the sources of its tables."""
    rows = (
        (row.cells.get(column) for column in told)
        for source, told in columns.items()
        if (table := by_source.get(source)) is not None
        for row in draft.tables.get(table.name, ())
    )
    return {place for cells in rows for value in cells if (place := place_of(value)) is not None}


def makers(
    by_source: Mapping[str, Table], draft: Draft, sources: Iterable[str] = ("平衡", "构成")
) -> dict[Place, set[Place]]:
    """Where figures stand of which rows say what makes them, and where that stands: sums, and wholes with all their parts."""
    out: dict[Place, set[Place]] = {}
    for source in sources:
        table = by_source.get(source)
        groups: dict[str | None, list[tuple[Place, bool]]] = {}
        for row in draft.tables.get(table.name, ()) if table is not None else ():
            whole = text_of(row.cells.get("号")) == SIGNS[0] or (
                text_of(row.cells.get("项")) == WHOLE and text_of(row.cells.get("列示")) not in _SOME
            )
            if (place := place_of(row.cells.get("数额"))) is not None:
                groups.setdefault(text_of(row.cells.get(source)), []).append((place, whole))
        for told in groups.values():
            for place in (place for place, whole in told if whole):
                out.setdefault(place, set()).update(other for other, whole in told if not whole)
    return out


def balance(group: Value, lines: Iterable[tuple[Value, Value, int]]) -> Iterator[dict[str, Value]]:
    """The rows of a balance: what each line is called, its amount, and whether it is added (1), taken off (-1) or made (0)."""
    for name, amount, sign in lines:
        yield {"平衡": group, "项": name, "数额": amount, "号": SIGNS[sign]}


def name_before(sentence: Sentence, at: int) -> Value:
    """The words before a figure in its clause; the figure where there are none."""
    start = at
    while start and at - start < _LONGEST and sentence.signs[start - 1] not in FIGURES + DATE + ",;:。、()":
        start -= 1
    return sentence.span(start, at) if at - start >= _LEAST else sentence.span(at, at + 1)


def exact_text(worth: Fraction, unit: str = "") -> str:
    """A figure that others make, with two places or as many as it has, so that it is not read as one that is rounded."""
    whole, _, places = decimal_text(round(worth * 10**_PLACES), _PLACES, keep_zeros=True).partition(".")
    return f"{whole}.{places.rstrip('0'):0<2}{unit}"
