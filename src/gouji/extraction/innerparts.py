"""What is told of a whole and of its parts by one name: 总投资30万元（其中设备20万元），一期10万元（其中设备8万元），…… (构成).

Where the parts make the whole, what they hold of a thing makes what the whole holds of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.extraction.amounts import proves, worth
from gouji.extraction.facts import Fact
from gouji.extraction.retold import core_of


def inner_parts(whole: Fact, parts: Sequence[Fact]) -> tuple[Fact, list[Fact]] | None:
    """The part of a whole, and those of its parts that are called like it; None where they are not told of all of them,

    unless those that are make it.
    """
    if len(whole.parts) != 1 or whole.parts[0] in parts:
        return None
    of_whole = whole.parts[0]
    name = core_of(of_whole.name)
    inner = [next((one for one in part.parts if core_of(one.name) == name), None) for part in parts]
    found = [one for one in inner if one is not None]
    if not name or len(found) < 2 or worth(of_whole) <= 0:
        return None
    return (of_whole, found) if len(found) == len(parts) or proves(found, of_whole) else None
