"""Amounts that are printed in digits and in words beside each other: 4,368,000元（大写：肆佰叁拾陆万捌仟元整）.

Whoever writes both writes one amount twice, so that a difference is a slip in one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.retold import Mention
from gouji.faults import regex as re
from gouji.figures.numerals import numeral_value

#: An amount in the numerals of documents that are not to be changed.
_WORDS: Final = re.compile(
    r"(?P<whole>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,30})[元圆](?:(?P<tenths>[壹贰叁肆伍陆柒捌玖])角)?零?(?:(?P<cents>[壹贰叁肆伍陆柒捌玖])分)?[整正]?"
)
#: Signs on both sides of a figure that are looked at.
_NEAR: Final = 60
_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
#: What stands between an amount in words and the one in digits, with nothing but these words.
_BETWEEN: Final = re.compile(r"[,:()]*(?:人民币|大写|小写|金额|即|合计|总价|[¥￥,:()元])*")


def in_words(told: Sequence[Mention]) -> Iterator[tuple[Mention, Value, bool]]:
    """The amounts of the text that are told in digits and in words, the latter in digits, and whether they are the same."""
    for mention in told:
        if mention.kind != "money" or mention.figure.bound:
            continue
        signs = mention.sentence.signs
        for found in _WORDS.finditer(signs, max(0, mention.at - _NEAR), mention.at + _NEAR):
            first, last = (found.end(), mention.at) if found.start() < mention.at else (mention.at + 1, found.start())
            worth = numeral_value(found["whole"])
            if worth is None or _BETWEEN.fullmatch(signs, first, last) is None:
                continue
            parts = (f"{_DIGITS.index(found[name]) if found[name] else 0}" for name in ("tenths", "cents"))
            value = Decimal(f"{worth}.{''.join(parts)}")
            yield mention, Said(f"{value}元", mention.sentence.span(*found.span())), mention.base == value
