"""Wholes with their parts, and sums with their terms, as the rows that the tables of claims (构成, 平衡) hold."""

from __future__ import annotations

from collections.abc import Iterable

from gouji.extraction.drafting.draft import Draft, Value
from gouji.extraction.prose.amounts import label_of, term_of
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.rates import Writer
from gouji.language import Table


def write_whole(
    write: Writer, group: Value, whole: Value, parts: Iterable[tuple[Value, Value]], listed: str, doubt: bool
) -> None:
    """A whole and its parts (a name and a figure each). ``listed`` says whether they are all told: 穷举, 近全, 其中, 等."""
    write("构成", {"构成": group, "项": "总额", "数额": whole, "列示": listed}, doubt)
    for name, figure in parts:
        write("构成", {"构成": group, "项": name, "数额": figure}, doubt)


def write_sum(write: Writer, group: Value, total: Fact, terms: Iterable[tuple[Fact, int]], doubt: bool) -> None:
    """A total and the terms that make it; a negative sign takes one away."""
    for fact, sign in ((total, "得"), *((term, "减" if sign < 0 else "加") for term, sign in terms)):
        write("平衡", {"平衡": group, "项": label_of(fact), "数额": term_of(fact), "号": sign}, doubt)


def writer_to(table: Table, draft: Draft) -> Writer:
    """Writes rows of one table of claims, whatever it is called in the pack."""
    return lambda _, cells, doubt: draft.say(table, cells, doubt)


def named_values(facts: Iterable[Fact]) -> Iterable[tuple[Value, Value]]:
    """The names and the figures of facts as they are printed."""
    return ((label_of(fact), term_of(fact)) for fact in facts)
