"""How a table of the vocabulary is printed in documents: its headers, and what is left out of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from gouji.faults.record import dataclass


@dataclass(frozen=True, slots=True)
class TableLayout:
    """What a pack says of the printed form of one table. Words are folded as names are compared."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """Words that head a column in documents only, to the column; names that are too common for a rule to use."""
    carried: tuple[str, ...] = ()
    """Columns whose entry holds for the rows below it until another comes; a higher one comes before a lower one."""
    class_column: str | None = None
    """The column that takes the class printed before the label, with a colon between them."""
    total_name: str | None = None
    """What the label of the total row says where the document leaves it out."""
    sum_texts: frozenset[str] = frozenset()
    """Texts that begin a row of sums, which is no row of the table."""
    sum_fields: Mapping[str, str] = field(default_factory=dict)
    """Column to the field that states the sum of the whole column."""
    operators: Mapping[str, str] = field(default_factory=dict)
    """Header of a column of comparison signs to the column whose entries they belong to."""
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Header of a column of units to the columns whose bare numbers they belong to."""
    typical: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Column to entries that are common in it, by which it is known when merged cells were lost."""
    adds: str | None = None
    """The table that takes which rows add up to which row."""
    shares: Mapping[str, str] = field(default_factory=dict)
    """Column of shares to the table that takes what each is a share of."""
    roots: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Column to words that a header of it has at its heart: a header made of them, endings and fillers alone is its."""
    endings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Column to words that may stand after its roots."""
    fillers: frozenset[str] = frozenset()
    """Words that may stand anywhere in a header and tell no column."""
    at_most: Mapping[str, str] = field(default_factory=dict)
    """Column to one whose figures it never exceeds."""
    points: Mapping[str, str] = field(default_factory=dict)
    """Column of names that carry points with them (产出指标（50分）) to the column that takes those."""
    worth: str | None = None
    """What takes the points that the words of the header carry: a column, in the row of totals, or a field."""
    code: str | None = None
    """The column of codes by which a row is a part of another (201, 20101)."""
