"""Goals beside what came of them in one sentence: 数字化 目标60万页 完成56.4万页; 合格率：目标100%，完成98.6%.

A word for a goal stands right before the one figure, a word for what was done before the next one of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, Sentence

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_DONE: Final = (
    rf"(?:\([^()]{{0,12}}\))?{_OTHER}{{0,4}}[,、:]?(?:全年|年末|年底|[已共累计]+)?"
    rf"(?:实际|完成|实现|达到?|监测|测评|调查|抽查|检测){_OTHER}{{0,10}}?[为是:]?(?P<done>[{FIGURES}])"
)


def pairs_beside(found: Iterable[Sentence], wording: Wording) -> Iterator[tuple[Sentence, tuple[int, int], int, int]]:
    """The sentence, where the name stands in it, and the places of the goal and of what was done."""
    beside = re.compile(
        rf"(?P<name>{_OTHER}{{2,30}}?)[:,]?(?:[年全]?[初年度]?(?:{either(wording.goal_fronts)})?(?:目标|计划|任务|要求|指标)[值数]?)"
        rf"(?:为|是|:)?(?P<goal>[{FIGURES}]){_DONE}"
    )
    for sentence in found:
        for pair in beside.finditer(sentence.signs):
            goal, done = pair.start("goal"), pair.start("done")
            one, other = sentence.figures[goal], sentence.figures[done]
            alike = kind_of_figure(one) == kind_of_figure(other) and sentence.signs[goal] != POINTS
            if alike and other.plain and not other.bound:
                yield sentence, pair.span("name"), goal, done
