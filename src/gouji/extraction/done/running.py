"""What was done up to a day, told for several days: it does not become less as time goes on (累计).

截至6月底，累计拨付300万元；截至9月底，累计拨付420万元。 Two figures are only compared where both say that they are running
totals; that they are of the same thing is only sure where they are called the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import label_of, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.retold import common, core_of
from gouji.extraction.text.sentences import DATE
from gouji.faults import regex as re
from gouji.figures.dates import parse_period

#: The day that is spoken of, right before a clause.
_UP_TO: Final = re.compile(rf"(?:截至|截止到?|到)({DATE})[底末止初]?[日期间]?(?:止|为止)?[,]?$")
_RUNNING: Final = re.compile(r"累计|已")
#: Characters before a name in which its day is looked for.
_FAR: Final = 16
#: Facts before one among which the same thing on an earlier day is looked for.
_NEAR: Final = 6


def read_running(facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
    """Write the running totals of one thing in the order of their days."""
    rest, told = any_of(wording.rest), []
    for fact in facts:
        running = _RUNNING.search(fact.name) and not rest.search(_RUNNING.sub("", fact.name))
        plain = fact.whole is None and not fact.sentence.figures[fact.figure].bound
        day = _day(fact) if running and plain and kind_of(fact) not in ("ratio", "score") else None
        if day is not None:
            told.append((day, fact))
    for at, (day, fact) in enumerate(told):
        name = core_of(_RUNNING.sub("", fact.name))
        for before, other in reversed(told[max(0, at - _NEAR) : at]):
            called = core_of(_RUNNING.sub("", other.name))
            near = other.sentence is fact.sentence or other.sentence.texts[-1] is fact.sentence.texts[0]
            if kind_of(other) != kind_of(fact) or before == day or not near:
                continue
            if common(name, called) < min(2, len(name), len(called)):
                continue
            first, last = (other, fact) if before < day else (fact, other)
            cells: dict[str, Value] = {"事项": label_of(last), "前数": value_of(first), "后数": value_of(last)}
            write("累计", cells, name != called and worth(first) > worth(last))
            break


def _day(fact: Fact) -> date | None:
    """The day up to which a fact is told."""
    signs = fact.sentence.signs
    found = _UP_TO.search(signs, max(0, fact.start - _FAR), fact.start)
    if found is None:
        return None
    year = next(
        (
            period.end.year
            for at in range(found.start(1) - 1, -1, -1)
            if signs[at] == DATE
            and (period := parse_period(fact.sentence.span(at, at + 1).text)) is not None
            and period.end is not None
        ),
        None,
    )
    text = fact.sentence.span(found.start(1), found.end(1)).text
    period = parse_period(text, year if year is not None else _ANY_YEAR)
    return period.end if period is not None else None


#: Two days of a year that nobody names are days of the same year.
_ANY_YEAR: Final = 2000
