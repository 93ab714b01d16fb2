"""Which rules without a vocabulary no report has had the names for, by rule."""

from __future__ import annotations

from gouji.engine.ruleset import RuleSet
from gouji.faults import Diagnostic


def unbound_rules(rules: RuleSet) -> dict[str, Diagnostic]:
    """The fault of each rule that :meth:`RuleSet.unbound` tells of, by the rule's id.

    Several rule sets that share the reports of one run (worker processes) are put together by id: a rule is at fault
    only if every one of them that met a report finds it so.
    """
    return {id_: fault for id_, fault in rules._unbound.items() if id_ not in rules._bound}
