"""The report judged again with some texts changed: what a correction clears, what it breaks, what it moves.

This is the engine itself and no model of it, so that conditions, words and filters count as well: whatever the relations
say, a correction is only named after the engine has judged it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from gouji.diagnosis.spans import Span, by_text, lay, printed
from gouji.diagnosis.twins import Twins
from gouji.diagnosis.untouched import Reached, Untouched
from gouji.engine.evidence import evidence_of, explain, message_of
from gouji.engine.judge import Judge
from gouji.engine.outcome import Outcome
from gouji.engine.program import CompiledRule
from gouji.engine.ranges import span
from gouji.engine.relation import rows_of
from gouji.engine.sheet import Sheet
from gouji.engine.truth import Truth
from gouji.faults import Note
from gouji.figures import Interval, parse_figure
from gouji.language import Slot
from gouji.language import bound as b
from gouji.report import Anchor, Report

#: A check: the rule's id and the row (a group of rows as it is, None for the whole).
Key = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that fails on the changed report. It holds nothing of the report, of which there are many variants."""

    rule: CompiledRule
    row: Any
    message: str
    anchors: frozenset[Anchor]
    """The cells that it read, of each print the first."""
    expected: tuple[tuple[Anchor, Fraction], ...]
    """For an equation with a figure alone on one side: that figure, and what the other side came to."""


def _failure(rule: CompiledRule, row: Any, sheet: Sheet, lang: str, twins: Twins) -> Failure:
    explained = explain(rule, sheet, row)
    message = message_of(rule, sheet, row, explained, evidence_of(rule, explained, lang), lang)
    expected = []
    contrast = explained.truth.contrast
    if contrast is not None and contrast.operator == "=":
        for side, other in ((contrast.left, contrast.right), (contrast.right, contrast.left)):
            if side.leaf is not None and other.leaf is None:
                expected.append((twins.home(side.leaf.anchor), other.value))
    return Failure(rule, row, message, frozenset(twins.home(cell.anchor) for cell in explained.cells), tuple(expected))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How the checks that a change can reach come out: those that fail, and those that cannot be decided."""

    reached: frozenset[str]
    """Ids of the rules that read a changed column."""
    failures: Mapping[Key, Failure]
    undecided: Mapping[Key, tuple[Note, ...]]
    """With the reasons."""
    passing: frozenset[Key] = frozenset()
    """Checks that hold; one whose condition a change has made false is not among them."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the checks come out for all values of some spans together."""

    outcomes: Mapping[Key, tuple[Outcome, Truth]]
    targets: Mapping[Anchor, tuple[Interval, bool]]
    """Figures that an equation does not surely leave as they are: all that it may make of them, and whether it surely does."""
    read: frozenset[Anchor]
    """The cells that were changed or spread."""
    followed: Mapping[Key, tuple[Anchor, Interval]]
    """What each check asks of the figure that stands alone in it, where it is one of ``targets``."""


#: How a check comes out, with its failure, or the reasons why it cannot be decided.
Answer = tuple[Outcome, Failure | None, tuple[Note, ...]]


class Retrial:
    """Judges variants of one report. Only checks that a changed cell can reach are judged again."""

    def __init__(self, judge: Judge, report: Report, sheet: Sheet, twins: Twins | None = None) -> None:
        """``sheet``: the report as it is, laid out under the judge's program; ``twins``: cells that change together."""
        self._twins = twins or Twins()
        self._judge = judge
        self._report = report
        self._sheet = sheet
        self._known: dict[frozenset[tuple[Anchor, str]], Verdicts] = {}
        self._answers: dict[frozenset[tuple[Anchor, str]], dict[Key, Answer]] = {}
        """How checks came out, by what was changed: many questions are about the same changes and other checks."""
        self._every: dict[str, Sequence[Any]] = {}
        self._slots: dict[tuple[str | None, str], list[Slot]] = {}
        self._order = {rule.id: at for at, rule in enumerate(judge.program.rules)}
        self._readers: dict[tuple[str | None, str], list[tuple[CompiledRule, bool]]] = {}
        self._untouched = Untouched(judge, sheet)

    def verdicts(self, texts: Mapping[Anchor, str], only: Collection[Key] | None = None) -> Verdicts:
        """The outcomes with other texts in some cells; of some checks ``only``, if need be."""
        if only is not None:
            return self._with(self._twins.told(texts), only)
        key = frozenset(texts.items())
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._with(self._twins.told(texts))
        return known

    def before(self, texts: Mapping[Anchor, str]) -> Verdicts:
        """The outcomes of the same checks on the report as it is."""
        return self._judged(lambda: self._sheet, self._twins.told(texts), frozenset())

    def _with(self, texts: Mapping[Anchor, str], only: Collection[Key] | None = None) -> Verdicts:
        """The outcomes with other texts, some of which may be those that are printed."""
        other = frozenset((anchor, text) for anchor, text in texts.items() if text != self.text(anchor))
        made: list[Sheet] = []

        def sheet() -> Sheet:
            if not made:
                made.append(self._varied(texts))
            return made[0]

        return self._judged(sheet, texts, other, only)

    def _varied(self, texts: Mapping[Anchor, str]) -> Sheet:
        sheet = self._judge.sheet(changed(self._report, texts))
        if all(_same_place(self.text(anchor), text) for anchor, text in texts.items()):
            self._hand_over(sheet, texts)
        return sheet

    def _hand_over(self, sheet: Sheet, texts: Mapping[Anchor, str]) -> None:
        """Tell a changed sheet the finest places of its columns, which are the same: looking for them is most of the work."""
        for slot in dict.fromkeys(slot for rule, _ in self._rules(texts) for slot in rule.used):
            old, new = self._sheet.strip(slot), sheet.strip(slot)
            if slot[1].width == "column" and old is not None and new is not None and new.texts and not new.cells:
                old.cell(0)
                new.cells = [None] * len(new.texts)
                new.ulp, new.half = old.ulp, old.half

    def _judged(
        self,
        sheet: Callable[[], Sheet],
        texts: Mapping[Anchor, str],
        other: frozenset[tuple[Anchor, str]],
        only: Collection[Key] | None = None,
    ) -> Verdicts:
        """The outcomes of the checks that ``texts`` can reach on a sheet that has ``other`` texts than the report. The sheet is
        made when a check has not been judged with them before."""
        answers = self._answers.setdefault(other, {})
        failures: dict[Key, Failure] = {}
        undecided: dict[Key, tuple[Note, ...]] = {}
        passing: set[Key] = set()
        rules = self._rules(texts)
        changes = self._changes(texts)
        for rule, alone in rules:
            reached: Reached | None = None
            for row in self._rows(rule, alone, sheet, texts, only):
                answer = answers.get((rule.id, row))
                if answer is None:
                    reached = reached or self._untouched.reached(rule, changes)
                    answer = answers[rule.id, row] = self._fresh(rule, row, sheet, reached)
                outcome, failure, reasons = answer
                if failure is not None:
                    failures[rule.id, row] = failure
                elif outcome is Outcome.UNDECIDED:
                    undecided[rule.id, row] = reasons
                elif outcome is not Outcome.NOT_APPLICABLE:
                    passing.add((rule.id, row))
        return Verdicts(frozenset(rule.id for rule, _ in rules), failures, undecided, frozenset(passing))

    def _rows(
        self,
        rule: CompiledRule,
        alone: bool,
        sheet: Callable[[], Sheet],
        texts: Iterable[Anchor],
        only: Collection[Key] | None,
    ) -> Sequence[Any]:
        """The rows of a rule that changed cells can reach."""
        every = self._all(rule, sheet, texts)
        rows = (
            every if not alone else [row for row in sorted({a.row for a in texts if a.row is not None}) if row in every]
        )
        return rows if only is None else [row for row in rows if (rule.id, row) in only]

    def _all(self, rule: CompiledRule, sheet: Callable[[], Sheet], texts: Iterable[Anchor]) -> Sequence[Any]:
        """All rows of a rule: those of the report as it is, unless what its rows are grouped by has changed."""
        if rule.scope.keys and any(
            self._is((rule.scope.table, key), anchor.table, anchor.column) for anchor in texts for key in rule.keys
        ):
            return rows_of(self._judge, rule, sheet())
        every = self._every.get(rule.id)
        if every is None:
            every = self._every[rule.id] = rows_of(self._judge, rule, self._sheet)
        return every

    def spread(
        self,
        texts: Mapping[Anchor, str],
        spans: Mapping[Anchor, Span],
        apart: Collection[Key] = (),
        only: Collection[Key] | None = None,
        before: tuple[Spread, Collection[Anchor]] | None = None,
    ) -> Spread:
        """What comes out whatever values some cells have in their spans (base units, both ends included).

        Each span is a superset of what the cell may print and mean; the figure of a spanned cell is judged as one that is
        known to lie in it, so that what holds or fails does so for every value inside. ``texts`` say how the changed
        cells are printed, the spanned ones among them. The checks ``apart`` make nothing follow. ``before`` is what came out
        with fewer or narrower spans and the same corrections, and the cells whose spans are new or wider: a check that reads
        none of these comes out as it did.
        """
        read = frozenset(texts)
        texts, spans = self._twins.told(texts), self._twins.spread(spans)
        made: list[Sheet] = []

        def sheet() -> Sheet:
            if not made:
                made.append(self._varied(texts))
                for anchor, (low, high) in spans.items():
                    for slot in self._slots_of(anchor.table, anchor.column):
                        lay(made[0], slot, anchor, low, high)
            return made[0]

        known: Mapping[Key, tuple[Outcome, Truth]] = {}
        stale: dict[str, bool] = {}
        moved: dict[Anchor, str] = {}
        if before is not None:
            known = before[0].outcomes
            moved = {twin: texts[twin] for anchor in before[1] for twin in self._twins.of(anchor) if twin in texts}
            stale = {rule.id: alone for rule, alone in self._rules(moved)}
        moved_rows = {anchor.row for anchor in moved}
        outcomes: dict[Key, tuple[Outcome, Truth]] = {}
        followed: dict[Key, tuple[Anchor, Interval]] = {}
        targets: dict[Anchor, tuple[Interval, bool]] = {}
        changes = self._changes(texts)
        for rule, alone in self._rules(texts):
            reached: Reached | None = None
            for row in self._rows(rule, alone, sheet, texts, only):
                key = rule.id, row
                same = key in known and (rule.id not in stale or (stale[rule.id] and row not in moved_rows))
                if same:
                    outcome, truth = outcomes[key] = known[key]
                else:
                    reached = reached or self._untouched.reached(rule, changes)
                    outcome, truth = outcomes[key] = self._check(rule, row, sheet, reached)
                if outcome not in FOLLOWED or key in apart:
                    continue
                found = before[0].followed.get(key) if before is not None and same else _followed(truth)
                if found is not None:
                    followed[key] = found
                    anchor, interval = self._twins.home(found[0]), found[1]
                    hull, surely = targets.get(anchor, (interval, False))
                    targets[anchor] = hull.hull(interval), surely or outcome is Outcome.FAIL
        return Spread(outcomes, targets, read, followed)

    def _slots_of(self, table: str | None, header: str) -> list[Slot]:
        """The columns of the rules that a printed column is, each once."""
        known = self._slots.get((table, header))
        if known is None:
            every = [s for rule, _ in self._reading(table, header) for s in rule.used if self._is(s, table, header)]
            known = self._slots[table, header] = list({(slot[0], slot[1].name): slot for slot in every}.values())
        return known

    def reading(self, columns: Collection[Slot]) -> list[CompiledRule]:
        """The rules that read any of some columns."""
        wanted = {(table, column.name) for table, column in columns}
        return [
            rule
            for rule in self._judge.program.rules
            if rule.lacking is None and any((table, column.name) in wanted for table, column in rule.used)
        ]

    def slots(self, anchor: Anchor) -> list[Slot]:
        """The columns of the rules that a cell belongs to."""
        return [
            slot
            for twin in self._twins.of(anchor)
            for rule, _ in self._reading(twin.table, twin.column)
            for slot in rule.used
            if self._is(slot, twin.table, twin.column)
        ]

    def blind(self, anchor: Anchor) -> frozenset[str]:
        """The rules that look at a cell as a text or at its printed digits: of them a span says nothing."""
        return frozenset(
            rule.id
            for twin in self._twins.of(anchor)
            for rule, _ in self._reading(twin.table, twin.column)
            if any(by_text(rule, slot) for slot in rule.used if self._is(slot, twin.table, twin.column))
        )

    def _fresh(self, rule: CompiledRule, row: Any, sheet: Callable[[], Sheet], reached: Reached) -> Answer:
        outcome, truth = self._check(rule, row, sheet, reached)
        if outcome is not Outcome.FAIL:
            return outcome, None, truth.reasons
        return outcome, _failure(rule, row, sheet(), self._judge.lang, self._twins), ()

    def _check(
        self, rule: CompiledRule, row: Any, sheet: Callable[[], Sheet], reached: Reached
    ) -> tuple[Outcome, Truth]:
        """How a check comes out on a changed sheet, which is made when it has to be looked at."""
        return self._untouched.check(rule, row, reached) or self._judge._check(rule, sheet(), row)

    def _changes(self, texts: Mapping[Anchor, str]) -> list[tuple[Anchor, bool]]:
        """The changed cells, and whether the last place of each has stayed."""
        return [(anchor, _same_place(self.text(anchor), text)) for anchor, text in texts.items()]

    def _rules(self, texts: Mapping[Anchor, str]) -> list[tuple[CompiledRule, bool]]:
        """The rules that read a changed column, in the order of the program; and whether only the changed rows count.

        Other rows count where the rule looks across rows, where several printed tables make up one, and where the last
        place of the text is another: in some columns the finest place makes all figures as narrow.
        """
        found: dict[str, tuple[CompiledRule, bool]] = {}
        for anchor, text in texts.items():
            same = _same_place(self.text(anchor), text)
            for rule, alone in self._reading(anchor.table, anchor.column):
                _, before = found.get(rule.id, (rule, True))
                found[rule.id] = rule, before and alone and same
        return sorted(found.values(), key=lambda entry: self._order[entry[0].id])

    def text(self, anchor: Anchor) -> str:
        """What the report prints in a cell."""
        if anchor.table is None:
            return self._report.fields.get(anchor.column) or ""
        return self._report.tables[anchor.table][anchor.row or 0].get(anchor.column) or ""

    def _reading(self, table: str | None, header: str) -> list[tuple[CompiledRule, bool]]:
        known = self._readers.get((table, header))
        if known is None:
            known = self._readers[table, header] = []
            for rule in self._judge.program.rules:
                if rule.lacking is None:
                    slots = [slot for slot in rule.used if self._is(slot, table, header)]
                    if slots:
                        known.append((rule, all(self._alone(rule, slot) for slot in slots)))
        return known

    def _is(self, slot: Slot, table: str | None, header: str) -> bool:
        return printed(self._sheet, slot, table, header)

    def _alone(self, rule: CompiledRule, slot: Slot) -> bool:
        """Whether a rule reads a column only on the row that it is judged on."""
        table, column = slot
        if (
            table is None
            or rule.scope.table != table
            or rule.scope.keys
            or self._sheet.tables[table].origin is not None
        ):
            return False
        for whole in (rule.when, rule.require):
            for part in b.walk(whole) if whole is not None else ():
                if not isinstance(part, b.Cell | b.OneRow) or (part.table, part.column) != (table, column):
                    continue
                if isinstance(part, b.OneRow) or part.level != 0:
                    return False
        return True


#: Outcomes after which a figure alone on its side of an equation may have to follow.
FOLLOWED = frozenset((Outcome.FAIL, Outcome.WITHIN_ROUNDING))


def _followed(truth: Truth) -> tuple[Anchor, Interval] | None:
    """For an equation with a figure alone on one side: that figure, and all that the other side can come to."""
    contrast = truth.contrast
    if contrast is None or contrast.operator != "=":
        return None
    for side, other in ((contrast.left, contrast.right), (contrast.right, contrast.left)):
        if side.leaf is not None and other.leaf is None:
            return side.leaf.anchor, span(other)
    return None


def _same_place(before: str, after: str) -> bool:
    """Whether two texts print figures of the same last place."""
    one, other = parse_figure(before), parse_figure(after)
    return one is not None and other is not None and (one.ulp, one.unit) == (other.ulp, other.unit)


def changed(report: Report, texts: Mapping[Anchor, str]) -> Report:
    """A copy of a report with other texts in some cells."""
    fields = dict(report.fields)
    tables = dict(report.tables)
    for anchor, text in texts.items():
        if anchor.table is None:
            fields[anchor.column] = text
        elif anchor.row is not None:
            if tables[anchor.table] is report.tables[anchor.table]:
                tables[anchor.table] = list(report.tables[anchor.table])
            row = tables[anchor.table][anchor.row]
            tables[anchor.table][anchor.row] = row | {anchor.column: text}
    return replace(report, fields=fields, tables=tables)
