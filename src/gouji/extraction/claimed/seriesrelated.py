"""How surely words speak of a series: by what it measures, as growth, as a share, or as what stands beside them."""

from __future__ import annotations

from typing import Final

from gouji.extraction.claimed.series import Series
from gouji.extraction.claimed.seriesclaims import Claim
from gouji.faults import regex as re

GROWN: Final = re.compile(r"增[长速幅]|涨幅|速度|[快慢]")
FALLEN: Final = re.compile(r"降幅|跌幅|减幅|幅度|下降|压减|压缩|减少")
_SHARE: Final = re.compile(r"占比|比[重例]|份额|所占")
RATED: Final = re.compile(r"增[长速幅]|涨幅|降幅|速|同比|环比|加快|放缓|趋缓|减缓|回落|回升|收窄|攀升|走高|走低")
#: Words for rates: 率, 进度, and degrees (满意度); 年度 and 力度 are none.
_RATE: Final = re.compile("率|(?<![年季月力难程幅速])度")
_WORDS: Final = re.compile(
    r"全[市县区省年国]|各[^,]?|[我本][市县区省]|年均|年度|[0-9]+年?|累计|情况|规模|水平|[的在于中]|近[^年]年|[一-四]至[一-四]季度|分别"
)


def relation_of(claim: Claim, series: Series) -> int:
    """How surely a claim is told of a series: 2 where the words name the measure, or stand with the series in one sentence; 1
    where nothing else is meant, or may be; 0 where it is not."""
    beside, words = series.sentence is claim.sentence, _words_for_measure(claim, series)
    all_words = f"{words}{claim.who}"
    rated = series.form == "change" or RATED.search(series.measure) is not None
    asked = bool(GROWN.search(all_words) or FALLEN.search(all_words) or claim.way[:1] in ("快", "慢"))
    if claim.kind in ("both", "only"):
        return 2 if rated and series.form != "share" else 0
    if claim.kind == "since":
        if not _fits(claim, series, words, asked, rated):
            return 0
    elif claim.kind == "trend":
        if not words and beside:
            return 2
        if not _goes(claim, series, words, asked, rated):
            return 0
    shared = _SHARE.search(all_words) is not None
    if shared and series.form != "share" and not (beside or series.single):
        return 0
    if claim.kind != "trend" and _RATE.search(words) and series.items[0].kind not in ("ratio", "number", "score"):
        return 0
    named, told = _names(words, series)
    if told or beside:
        return 2
    same = (asked and rated) or (_SHARE.search(words) is not None and series.form == "share")
    if series.table >= 0:
        return 2 if same else 0 if named and not series.single else _alone(named, series)
    return _alone(named, series)


def _words_for_measure(claim: Claim, series: Series) -> str:
    """What the words of a claim call the measure: also what stands beside the name of an item."""
    words = claim.measure
    for item in series.items:
        if claim.who and item.name and item.name in claim.who:
            words += claim.who.replace(item.name, "")
    return words


def _fits(claim: Claim, series: Series, words: str, asked: bool, rated: bool) -> bool:
    """Whether a rank may be one in a series: growth among growth, levels among levels."""
    beside = series.sentence is claim.sentence
    return (
        asked == rated
        or (series.table >= 0 and series.single and not words)
        or (beside and (series.form == "level" or (claim.kind == "order" and not asked)))
    )


def _goes(claim: Claim, series: Series, words: str, asked: bool, rated: bool) -> bool:
    """Whether it may be a series that is said to go one way: one of growth only where growth is meant."""
    if rated and not asked and re.search("增|涨|快", claim.way + words) is None:
        return False
    return rated == (RATED.search(words) is not None) or series.form == "level"


def _names(words: str, series: Series) -> tuple[bool, bool]:
    """Whether words name a measure, and whether it is that of a series."""
    core = _WORDS.sub("", words)
    told = _WORDS.sub("", series.measure) + "".join({item.name for item in series.items} if series.dated else ())
    pairs = {core[at : at + 2] for at in range(len(core) - 1)}
    return bool(pairs), any(pair in told for pair in pairs)


def _alone(named: bool, series: Series) -> int:
    return 0 if named and series.dated else 1
