"""By how many points two rates differ, or one is ahead of the time: told by a phrase of its own, whatever the clauses are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.extraction.prose.facts import Gap
from gouji.extraction.text import phrases
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re


def gaps_of(sentence: Sentence, told: int, beside: Iterable[re.Pattern[str]]) -> Iterator[Gap]:
    """The points by which a sentence says that two rates differ; ``beside`` finds those told beside the other rate."""
    signs = sentence.signs
    for form in (*beside, phrases.GAP_OF_TWO):
        for found in form.finditer(signs):
            begun = max(signs.rfind(sign, 0, found.start()) for sign in ",;:。()") + 1
            subject = (begun, found.start()) if form is not phrases.GAP_OF_TWO else found.span("one")
            other = found.start("other") if form is not phrases.GAP_OF_TWO else None
            yield Gap(sentence, found.start(), subject, found["way"], other, found.start("points"), told)
    for found in phrases.GAP_OF_SCOPE.finditer(signs):
        way = found["way"] or found["later"]
        if way:
            yield Gap(sentence, found.start(), found.span("name"), way, None, found.start("points"), told)
    for found in phrases.GAP_OF_LAST_TWO.finditer(signs):
        yield Gap(sentence, found.start(), (found.start(), found.start()), "高", None, found.start("points"), told)


def paces_of(sentence: Sentence, told: int) -> Iterator[Gap]:
    """By how many points a sentence says that something is ahead of time, or behind it."""
    signs = sentence.signs
    for found in phrases.PACE.finditer(signs):
        begun = max(signs.rfind(sign, 0, found.start()) for sign in ",;:。()") + 1
        way = found["way"] or found["later"]
        yield Gap(sentence, found.start(), (begun, found.start()), way, None, found.start("points"), told)
