"""What accounts and forms say by the names of their lines: 年末结转 is 年初结转 and 本年收入 less 本年支出.

Which line is made of which is told by the pack. What does not hold is a hint: there may be lines that are not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, Said, span_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.tried.outcomes import balance, makers
from gouji.extraction.tried.titledrows import Titled, labelled_of
from gouji.faults import regex as re
from gouji.language import Table

_TERM: Final = re.compile(r"([+-]?)([^+-]+)")
_BACK: Final = re.compile(r"(?:合计|金额|数额|数|额)+$")
#: What stands before the name of a line; what money is called is a word of a pack.
_FRONT: Final = r"^(?:[一二三四五六七八九十]、|加|减|其中|项目|{funds})[:：]?"
_OFF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Formula:
    """What a line is called, and what makes it: the names of each term with its sign."""

    made: frozenset[str]
    terms: tuple[tuple[int, frozenset[str]], ...]


def read_ledgers(document: Document, tables: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write such lines to the table of balances."""
    table = tables.get("平衡")
    front = re.compile(_FRONT.format(funds=either(wording.funds)))
    formulas = [_formula(text, front) for text in wording.ledgers]
    if table is None or not formulas:
        return
    known = set(makers(tables, draft, ("平衡",)))
    flows = any_of(wording.ledger_flows)
    number = 0
    for lines in labelled_of(document):
        by_name: dict[str, list[Titled]] = {}
        for line in lines:
            by_name.setdefault(_core(line.label, front), []).append(line)
        for formula in formulas:
            terms = _terms(formula, by_name)
            if terms is None or terms[0][1].one.place in known:
                continue
            known.add(terms[0][1].one.place)
            number += 1
            holds = _holds(terms)
            if not holds and _besides(lines, terms, formulas, flows, front):
                continue
            name = Said(f"{terms[0][1].label}（账表{number}）", span_of(terms[0][1].one.value))
            signed = ((line.label, line.one.value, sign if at else 0) for at, (sign, line) in enumerate(terms))
            for row in balance(name, signed):
                draft.say(table, row, not holds)


def _formula(text: str, front: re.Pattern[str]) -> _Formula:
    made, _, rest = text.partition("=")
    terms = tuple((-1 if sign == "-" else 1, _cores(names, front)) for sign, names in _TERM.findall(rest))
    return _Formula(_cores(made, front), terms)


def _cores(names: str, front: re.Pattern[str]) -> frozenset[str]:
    return frozenset(_core(name, front) for name in names.split("|"))


def _core(label: str, front: re.Pattern[str]) -> str:
    return _BACK.sub("", front.sub("", label)) or label


def _only(names: frozenset[str], by_name: Mapping[str, Sequence[Titled]]) -> Titled | None:
    found = [line for name in names for line in by_name.get(name, ())]
    return found[0] if len({(line.one.base, line.one.kind) for line in found}) == 1 else None


def _terms(formula: _Formula, by_name: Mapping[str, Sequence[Titled]]) -> list[tuple[int, Titled]] | None:
    """The lines that a formula speaks of, what is made first; nothing where one is missing or told in two ways."""
    made = _only(formula.made, by_name)
    if made is None:
        return None
    out = [(1, made)]
    for sign, names in formula.terms:
        line = _only(names, by_name)
        if line is None or line.one.kind != made.one.kind or line in (term for _, term in out):
            return None
        out.append((sign, line))
    return out


def _holds(terms: Sequence[tuple[int, Titled]]) -> bool:
    (_, made), *rest = terms
    total = sum((sign * Fraction(line.one.base) for sign, line in rest), Fraction(0))
    room = sum((Fraction(line.one.figure.step) for _, line in terms), Fraction(0)) * _OFF
    exact = all(line.one.figure.ulp < 1 for _, line in terms)
    return abs(total - made.one.base) <= (Fraction(0) if exact else room)


def _besides(
    lines: Iterable[Titled],
    terms: Sequence[tuple[int, Titled]],
    formulas: Iterable[_Formula],
    flows: re.Pattern[str],
    front: re.Pattern[str],
) -> bool:
    """Whether another line that is not nought has come in or gone out: 结余分配, 利息收入."""
    spoken = set(chain.from_iterable((formula.made, *(names for _, names in formula.terms)) for formula in formulas))
    names = frozenset(chain.from_iterable(spoken))
    own = {id(line) for _, line in terms}
    return any(
        id(line) not in own and line.one.base and _core(line.label, front) not in names and flows.search(line.label)
        for line in lines
    )
