"""What YAML and JSON have in common: scalars, sequences and mappings, each with its stretch of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(slots=True)
class Scalar:
    """A text as written; None where the writing means "nothing" (``null``, ``~``, a missing YAML value).

    ``start`` and ``end`` are offsets into the text, in code points, quotes included.
    """

    text: str | None
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Sequence:
    """A list of values."""

    items: list[Node]
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Mapping:
    """Names with their values, in order; a name that came twice is here only once (the first)."""

    pairs: list[tuple[Scalar, Node]]
    start: int = 0
    end: int = 0


Node: TypeAlias = Scalar | Sequence | Mapping
