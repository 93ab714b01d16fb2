"""How long something may take and how long it took: 资金下达时限≤30日……第三批资金34日下达.

Days are told as dates are (34日), so that both are read from the text: what was done is the word before 时限, which stands
behind the number of days that it took. Of several it is the longest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Span, Text
from gouji.extraction.drafting.draft import Said, Value
from gouji.faults import regex as re

_UNIT: Final = r"(?P<unit>个?工作日|日|天)"
_LIMIT: Final = re.compile(
    rf"(?P<doing>[\u4e00-\u9fff]{{2}})(?:时限|时间|期限|时长)(?:为|是|[:：])?(?:目标|要求)?\s*(?:≤|<=|不超过|不晚于|不多于|控制在)\s*(?P<days>[0-9]{{1,3}})\s*{_UNIT}"
)
_NAME: Final = r"(?P<name>[\u4e00-\u9fff]{0,12}?)"


@dataclass(frozen=True, slots=True)
class Timed:
    """A limit in days, and how long it took; both as printed."""

    name: Value
    limit: Span
    days: Span
    unit: str

    @property
    def goal(self) -> str:
        return f"≤{_number(self.limit)}{_plain(self.unit)}"

    @property
    def done(self) -> str:
        return f"{_number(self.days)}{_plain(self.unit)}"


def timed_aims(texts: Iterable[Text]) -> Iterator[Timed]:
    """Each limit of a document whose doing is told once or several times with how long it took."""
    texts = [text for text in texts if re.search(r"日|天", text.text)]
    for text in texts:
        for limit in _LIMIT.finditer(text.text):
            took = re.compile(
                rf"(?<![0-9月年第.]){_NAME}(?P<days>[0-9]{{1,3}})\s*{re.escape(limit['unit'])}(?:后|才)?(?:完成)?{limit['doing']}(?!时)"
            )
            told = [(other, found) for other in texts for found in took.finditer(other.text)]
            if told:
                other, found = max(told, key=lambda one: int(one[1]["days"]))
                yield Timed(
                    Said(f"{found['name']}{limit['doing']}时限", other.span(*found.span())),
                    text.span(*limit.span("days")),
                    other.span(*found.span("days")),
                    limit["unit"],
                )


def _number(span: Span) -> str:
    return span.text.strip()


def _plain(unit: str) -> str:
    return "个工作日" if "工作日" in unit else "天"
