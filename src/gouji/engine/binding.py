"""Which rules without a vocabulary no report has had the names for, by rule."""

from __future__ import annotations

from collections.abc import Iterable

from gouji.engine.ruleset import RuleSet
from gouji.faults import Diagnostic, RuleError
from gouji.packs.model import Pack
from gouji.report import Report


def further_faults(error: RuleError, reports: Iterable[Report]) -> list[Diagnostic]:
    """The faults of names and kinds in what could be read of faulty rules without a vocabulary, against reports."""
    partial = error.partial
    if not isinstance(partial, Pack) or partial.vocabulary is not None:
        return []
    rules = RuleSet(partial)
    for report in reports:
        rules.judge_for(report)
    return rules.unbound()


def unbound_rules(rules: RuleSet) -> dict[str, Diagnostic]:
    """The fault of each rule that :meth:`RuleSet.unbound` tells of, by the rule's id.

    Several rule sets that share the reports of one run (worker processes) are put together by id: a rule is at fault
    only if every one of them that met a report finds it so.
    """
    return {id_: fault for id_, fault in rules._unbound.items() if id_ not in rules._bound}
