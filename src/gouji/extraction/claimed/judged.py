"""Words for what became better or worse, right behind the figures of both ends: 负债率由58.4%变动至61.7%，偿债压力有所减轻; 标准
由123元调整为123元，待遇水平有所提高.

Which figures are better the smaller they are, and the words for better and worse with what is judged, are those of a pack. What
is judged may rest on more than the figure beside it, so that what contradicts is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.extraction.claimed.trends import Trend, Trends
from gouji.extraction.claimed.waysaid import MOOD
from gouji.extraction.drafting.draft import Draft, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_NOT_SO: Final = re.compile(r"[不未]|没有|尚待|仍需|确保|力争|预计|预期|有望|如果|是否|避免|防止|压力下|虽|但")
#: What ends the words that may judge what is told before it.
_TOLD: Final = re.compile(rf"[{FIGURES}。]")
#: Signs behind a trend in which it is judged.
_NEXT: Final = 40


class Verdicts:
    """The words of a pack for better and worse."""

    def __init__(self, wording: Wording) -> None:
        self._bad, self._good = any_of(wording.bad), any_of(wording.good)
        self._strain = any_of(wording.strains)
        self._forms: list[tuple[re.Pattern[str], re.Pattern[str]]] = []
        for words in wording.verdicts:
            what, _, ways = words.partition("=")
            better, _, worse = ways.partition("<")
            form = (
                rf"(?:^|(?<=[,;:]))(?P<what>{_OTHER}{{0,16}}?(?:{what}){_OTHER}{{0,4}}?)"
                rf"(?:[比较](?:上年|去年|年初)末?)?{MOOD}(?:(?P<better>{better})|(?P<worse>{worse}))"
            )
            self._forms.append((re.compile(what), re.compile(form)))

    def read(self, found: Sequence[Sentence], trends: Trends, table: Table, draft: Draft) -> None:
        """Write each to the table of what is said of things."""
        for sentence in found:
            known = [what for what in self._forms if what[0].search(sentence.signs)]
            if not known or not sentence.figures:
                continue
            told = trends.of(sentence)
            for number, trend in enumerate(told):
                stop = told[number + 1].start if number + 1 < len(told) else len(sentence.signs)
                for cells, doubt in self._judged(sentence, trend, min(stop, trend.end + _NEXT), known):
                    draft.say(table, cells, doubt)

    def _judged(
        self, sentence: Sentence, trend: Trend, stop: int, forms: Sequence[tuple[re.Pattern[str], re.Pattern[str]]]
    ) -> Iterator[tuple[dict[str, Value], bool]]:
        if trend.prior is None or not trend.name:
            return
        tail = _TOLD.split(sentence.signs[trend.end : stop], maxsplit=1)[0]
        for _, form in forms:
            claim = form.search(tail)
            if claim is None or _NOT_SO.search(tail[: claim.end()]):
                continue
            bad = self._bad.search(trend.name) is not None
            held = self._good.search(trend.name) is not None and self._strain.search(claim["what"]) is None
            if bad == held:
                continue  # nobody says whether more of it is better
            said = "好转" if claim["better"] is not None else "变差"
            real = "没有变" if trend.up is None else "变差" if trend.up is bad else "好转"
            start = trend.end + claim.start()
            cells: dict[str, Value] = {
                "事项": trend.name,
                "由": trend.prior,
                "到": trend.now,
                "说法": sentence.span(start, trend.end + claim.end()),
                "所说": said,
                "实为": real,
            }
            yield cells, said != real
            return


__all__ = ["Verdicts"]
