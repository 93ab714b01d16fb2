"""Words that have to follow a correction: a grade, a status that holds for the printed figure and not for the right one.

Which words there are is read off the rules themselves: those that any rule tests the cell for. A word is proposed only
after the engine has judged the corrected report with it: nothing fails that did not, and a rule that tests for the word
holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gouji.diagnosis.retrial import Failure, Key, Retrial, Verdicts
from gouji.engine.program import CompiledRule
from gouji.language import Slot, fold_text
from gouji.language import bound as b
from gouji.report import Anchor

#: Tests for words: that they stand there, and either way.
THERE = frozenset(("属于", "=", "=="))
EITHER = THERE | {"不属于", "≠"}
#: Words tried in one cell.
MOST_WORDS = 60

Texts = Mapping[Anchor, str]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A cell whose words have to follow, and the words that would do, each of another meaning to the rules."""

    anchor: Anchor
    words: tuple[str, ...]


class Rewording:
    """Finds the words that have to follow corrections of one report."""

    def __init__(self, retrial: Retrial) -> None:
        self._retrial = retrial

    def of(self, texts: Texts, before: Verdicts, after: Verdicts) -> list[Reworded]:
        """The cells whose words make the checks fail that hold ``before`` the corrections of ``texts`` and not ``after``."""
        out: dict[Anchor, Reworded] = {}
        for key, failure in after.failures.items():
            if key in before.failures:
                continue
            for anchor in sorted(failure.anchors, key=str):
                if anchor in texts or anchor in out:
                    continue
                words = self._words(anchor, texts, key, failure, after)
                if words:
                    out[anchor] = Reworded(anchor, words)
        return list(out.values())

    def _words(self, anchor: Anchor, texts: Texts, key: Key, failure: Failure, after: Verdicts) -> tuple[str, ...]:
        slots = self._retrial.slots(anchor)
        present = self._retrial.text(anchor)
        if not present.strip() or not any(_tested(failure.rule, slot, EITHER) for slot in slots):
            return ()
        sets: dict[frozenset[str], tuple[str, ...]] = {}
        testing: dict[frozenset[str], set[str]] = {}
        for rule in self._retrial.reading(slots):
            for slot in slots:
                for words in _tested(rule, slot, THERE):
                    sets.setdefault(words.items, words.order)
                    testing.setdefault(words.items, set()).add(rule.id)
        known = dict.fromkeys(word for order in sets.values() for word in order)
        fitting: dict[frozenset[frozenset[str]], list[str]] = {}
        for word in list(known)[:MOST_WORDS]:
            folded = fold_text(word)
            if folded == fold_text(present):
                continue
            of = frozenset(items for items in sets if folded in items)
            found = self._retrial.verdicts({**texts, anchor: word})
            if not found.failures.keys() <= after.failures.keys() - {key}:
                continue
            telling = {id_ for items in of for id_ in testing[items]}
            if any(id_ in telling and row == key[1] for id_, row in found.passing):
                fitting.setdefault(of, []).append(word)
        return tuple(_likest(words, present) for words in _narrowest(fitting))


def _narrowest(fitting: Mapping[frozenset[frozenset[str]], list[str]]) -> list[list[str]]:
    """The groups of words that say most: those in a set of their kind, before words that a rule names one by one."""
    grouped = {of: words for of, words in fitting.items() if min(map(len, of)) > 1}
    return list((grouped or fitting).values())


def _likest(words: list[str], present: str) -> str:
    """Of words that mean the same the one formed like the word that stands there.

    达成 becomes 未达成 rather than 未完成, 优 becomes 良, 优秀 becomes 良好.
    """
    there = present.strip()
    return min(words, key=lambda word: (-len(set(word) & set(there)), abs(len(word) - len(there)), word))


def _tested(rule: CompiledRule, slot: Slot, operators: frozenset[str]) -> list[b.Words]:
    """The words that a rule tests a column for."""
    tests = [_tests(whole, slot, operators) for whole in (rule.when, rule.require) if whole is not None]
    return [words for found in tests for words in found]


def _tests(whole: b.Bound, slot: Slot, operators: frozenset[str]) -> Iterator[b.Words]:
    for part in b.walk(whole):
        if isinstance(part, b.Membership):
            pairs = [(part.operand, part.words)]
        elif isinstance(part, b.Relation | b.Comparison):
            pairs = [(part.left, part.right), (part.right, part.left)]
        else:
            continue
        for cell, words in pairs if part.operator in operators else ():
            if not isinstance(cell, b.Cell) or not isinstance(words, b.Words):
                continue
            if (cell.table, cell.column.name) == (slot[0], slot[1].name):
                yield words
