"""The ids of findings: they survive reformatting, and are worked out when somebody asks for them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from gouji.engine.evidence import Explained
from gouji.engine.result import Finding
from gouji.engine.strips import said_of

_REST = tuple(name for name in Finding.__match_args__ if name != "id")


def fingerprint(rule: str, explained: Explained) -> str:
    """An id of a finding that survives reformatting: the rule, what the rows are about, and the texts of the operands.

    Places, the order of rows, the width of characters and spaces do not enter.
    """
    short, long = explained.sums
    parts = said_of(explained.alone, short)
    known = repr((rule, parts, *sorted(several.digest for several in long)))
    return hashlib.sha256(known.encode()).hexdigest()[:16]


class JudgedFinding(Finding):
    """A finding that keeps what its id is made of; a run that only counts never makes it."""

    __slots__ = ("_explained", "_id")
    _explained: Explained
    _id: str | None

    def __init__(self, explained: Explained, *rest: Any) -> None:
        """``rest``: the fields of a finding after its id, in their order."""
        _put_explained(self, explained)
        _put_id(self, None)
        for put, value in zip(_PUTS, rest, strict=True):
            put(self, value)

    @property
    def id(self) -> str:  # not kept before it is asked for
        known = self._id
        if known is None:
            known = fingerprint(self.rule, self._explained)
            _put_id(self, known)
        return known

    def plain(self, id: str) -> Finding:
        """The same as a mere record, under an id."""
        return Finding(id, *[getattr(self, name) for name in _REST])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self.plain(self.id) == (
            other.plain(other.id) if isinstance(other, JudgedFinding) else other
        )

    def __hash__(self) -> int:
        return hash(self.plain(self.id))

    def __reduce__(self) -> tuple[Any, ...]:
        return Finding, (self.id, *[getattr(self, name) for name in _REST])


_put_explained, _put_id = (JudgedFinding.__dict__[name].__set__ for name in ("_explained", "_id"))
_PUTS = [getattr(Finding, name).__set__ for name in _REST]


def distinct(findings: Sequence[JudgedFinding]) -> Iterator[Finding]:
    """Equal findings (the same figures printed twice) get ids of their own, in the order of their places."""
    rules = Counter([finding.rule for finding in findings])
    seen: dict[str, int] = {}
    for finding in findings:
        if rules[finding.rule] == 1:  # its id is asked for when somebody wants to know
            yield finding
            continue
        times = seen[finding.id] = seen.get(finding.id, 0) + 1
        yield finding if times == 1 else finding.plain(f"{finding.id}-{times}")


__all__ = ["JudgedFinding", "distinct", "fingerprint"]
