"""Statements of checks looked through."""

from __future__ import annotations

from gouji.engine.relation import Compared, Statement


def compared(statement: Statement) -> list[Compared]:
    if isinstance(statement, Compared):
        return [statement]
    return [one for part in getattr(statement, "parts", ()) for one in compared(part)]
