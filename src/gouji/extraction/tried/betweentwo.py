"""By what part one of two things differs from the other, where both stand in a table or a sentence (变动).

秋季学期人数比春季学期减少465人，下降4.3%: two figures that stand side by side and differ by just so much are those that are
compared, as far as there is but one such pair. What does not come out of them is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Final

from gouji.extraction.drafting.draft import Draft, Value, place_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.extraction.tried.regions import One, Region
from gouji.faults import regex as re
from gouji.language import Table

_N: Final = rf"[^{FIGURES}{DATE},;:。()、]"
_WAYS: Final = "减少|增加|下降|降低|提高|多|少|高|低"
#: 秋季学期享受补助学生比春季学期减少465人，下降4.3%.
_SAID: Final = re.compile(
    rf"(?P<one>{_N}{{2,24}}?)[比较](?P<other>{_N}{{2,12}}?)(?:净|共|总共)?(?P<way>{_WAYS})了?(?P<amount>[{FIGURES}]),"
    rf"(?:同比)?(?P<rated>下降|降低|减少|增长|增加|提高|上升|降幅|增幅)(?:了|为|约)*(?P<rate>{RATIO})"
)
#: What is compared with another time, with a plan or with all of a region is told with that.
_APART: Final = r"上年|去年|上期|同期|上月|上季|年初|年末|月|目标|全[国省市县]|平均|例|重|率"
_LOWER: Final = re.compile("[减降少低]")
#: Digits of an amount by which two figures hardly ever differ by chance, and figures of a row that are paired.
_TELLING: Final = 100
_MOST: Final = 12
_ROWS: Final = 2000
#: Signs of a name that are looked for in what is called by it.
_WORD: Final = 2


def read_between_two(
    found: Iterable[Sentence],
    told: Sequence[One],
    regions: Iterable[Region],
    changes: Table,
    wording: Wording,
    draft: Draft,
) -> None:
    """Write them. ``found``: the sentences of a document; ``told``: their figures."""
    said = [(sentence, one) for sentence in found for one in _SAID.finditer(sentence.signs)]
    apart = re.compile(f"{_APART}|{either(wording.plans)}")
    said = [(sentence, one) for sentence, one in said if not apart.search(one["other"])]
    if not said:
        return
    known = {place_of(row.cells.get("变动率")) for row in draft.tables.get(changes.name, ())}
    rows = list(_rows(told, regions))
    for sentence, one in said:
        cells = _row(sentence, one, rows)
        if cells is not None and place_of(cells["变动率"]) not in known:
            draft.say(changes, cells, True)


def _rows(told: Sequence[One], regions: Iterable[Region]) -> Iterator[tuple[Sequence[One], bool]]:
    """Figures that stand side by side: those of a row, and (True) those of a sentence."""
    count = 0
    for region in regions:
        for row in region:
            count += 1
            if count > _ROWS:
                return
            yield [one for _, one in row.ones][:_MOST], False
    here: list[One] = []
    for one in told:
        if here and one.sentence != here[0].sentence:
            yield here[:_MOST], True
            here = []
        here.append(one)
    yield here[:_MOST], True


def _row(
    sentence: Sentence, said: re.Match[str], rows: Sequence[tuple[Sequence[One], bool]]
) -> dict[str, Value] | None:
    amount, rate = sentence.figures[said.start("amount")], sentence.figures[said.start("rate")]
    lower, rated = (_LOWER.search(said[name]) is not None for name in ("way", "rated"))
    if amount.bound or rate.bound or rate.base <= 0 or amount.base < _TELLING or lower is not rated:
        return None
    off = -Fraction(amount.base) if lower else Fraction(amount.base)
    kinds = ("number", amount.dimension) if amount.unit.scale == 1 else (amount.dimension,)
    pairs: list[tuple[One, One]] = []
    for ones, spoken in rows:
        for now, other in permutations([one for one in ones if one.kind in kinds and one.base > 0], 2):
            named = not spoken or (said["other"][:_WORD] in other.name and said["other"][:_WORD] not in now.name)
            if named and now.kind == other.kind and now.base - other.base == off:
                pairs.append((now, other))
    made = [abs(off) / other.base for _, other in pairs]
    if (
        not made
        or len({other.base for _, other in pairs}) > 1
        or any(abs(rate.base - one) <= rate.step for one in made)
    ):
        return None
    now, other = pairs[0]
    return {
        "项目": sentence.span(said.start("one"), said.end("one")),
        "本期": now.value,
        "上期": other.value,
        "变动率": sentence.span(said.start("rate"), said.end("rate")),
        "率方向": said["rated"],
        "方向": said["rated"],
    }
