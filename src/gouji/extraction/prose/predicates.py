"""What a clause says of the fact before it: a share, a change, a limit, a rate of completion."""

from __future__ import annotations

from gouji.extraction.prose.changing import Changing
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.limits import limits_of
from gouji.extraction.text import phrases
from gouji.extraction.text.sentences import RATIO


class Predicates:
    """Notes what clauses say at the facts that they are said of."""

    def __init__(self, changing: Changing) -> None:
        self._changing = changing

    def read(self, text: str, start: int, last: Fact, here: list[Fact]) -> bool:
        """Whether a clause says something of the fact before it; it is then noted there."""
        if _share(text, start, last, here):
            return True
        changed = self._changing.read(text, start, last, here)
        if changed is not None:
            return changed
        limited = list(limits_of(text, start, last, here))
        for fact, limit in limited:
            fact.limits.append(limit)
        return bool(limited) or _done(text, start, last)


def _share(text: str, start: int, last: Fact, here: list[Fact]) -> bool:
    """占全市的14.2%; 占比分别为: of as many facts as there are shares."""
    share = phrases.SHARE_NAMED.match(text) or phrases.SHARE.match(text)
    if share is None:
        return False
    base = share.span("base") if "base" in share.re.groupindex else (0, 0)
    ratios = [start + at for at in range(share.start("ratio"), len(text)) if text[at] == RATIO]
    alike = [fact for fact in here if kind_of(fact) == kind_of(last) and fact.whole is last.whole]
    whom = alike[-len(ratios) :] if len(ratios) > 1 and len(alike) >= len(ratios) else [last]
    for fact, ratio in zip(whom, ratios, strict=False):
        fact.shares.append((ratio, (start + base[0], start + base[1])))
    return True


def _done(text: str, start: int, last: Fact) -> bool:
    """完成年初预算的98.2%: a rate of completion; beside one that was told before, it is of something else."""
    done = phrases.DONE.match(text) or phrases.DONE_BARE.match(text)
    if done is None:
        return False
    if not last.asked:
        groups = done.groupdict()
        told = next((name for name in ("target", "bare") if groups.get(name)), None)
        target = start + done.start(told) if told is not None else None
        what = done.span("what")
        last.done_besides += [last.done] if last.done is not None else []
        last.done = target, (start + what[0], start + what[1]), start + done.start("ratio")
    return True
