"""What is told of a whole and of its parts by one name: 总投资30万元（其中设备20万元），一期10万元（其中设备8万元），…… (构成).

Where the parts make the whole, what they hold of a thing makes what the whole holds of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.extraction.prose.amounts import proves, worth
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.retold import core_of


def inner_parts(whole: Fact, parts: Sequence[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """What is told of a whole by a name of its own, each with what its parts tell by that name: where all of them tell it,
    or what some tell makes it."""
    for of_whole in whole.parts:
        name = core_of(of_whole.name)
        if not name or worth(of_whole) <= 0 or any(of_whole is part for part in parts):
            continue
        inner = [next((one for one in part.parts if core_of(one.name) == name), None) for part in parts]
        found = [one for one in inner if one is not None]
        if len(found) > 1 and (len(found) == len(parts) or proves(found, of_whole)):
            yield of_whole, found
