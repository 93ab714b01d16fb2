"""Words that say more was spent than was planned, or less, and give no figure: 招待费较年初预算超支. They are held against the
rates of completion that are told of it, those of all (各项支出均未超出预算) against what was planned and what was spent by one
name as well; one that is told of something else under the name may be meant, so that it is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.claimed.completions import Completion, Completions
from gouji.extraction.claimed.moves import bare
from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.prose.amounts import label_of, value_at, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import Table

_CLAIM: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<who>[^{FIGURES}{DATE},;:。()]{{2,40}}?)(?:支出|决算)?数?(?:也|均|都|总体|实际|整体|略|有|出现|全部|严格)*"
    r"(?:(?P<up>(?:[较比]|超出?|超过|突破|高于|大于)(?:了)?(?:全年|年初|年度|部门)*预算数?(?:安排)?(?:有所|略有|明显|大幅|严重)*(?:超支|超出|偏高)?|超预算支出|超支|超额完成了?(?:全年|年初|年度|本年|当年|调整|收入|支出)*预算)"
    r"|(?P<down>(?:[较比]|低于|小于|少于|(?:未|没有?)(?:能)?(?:超[过出]?|突破)了?|(?:严格|有效)?控制在)(?:全年|年初|年度|部门|调整)*预算数?(?:安排|限额|规模|总额|范围)?(?:有所|略有|明显|大幅|以内|之内|内)*(?:节约|节支|压减)?))"
    r"(?=[,;。]|$)"
)
#: 全年无一项支出超出年初预算.
_NONE: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<who>[^{FIGURES}{DATE},;:。()]{{0,16}}?[无没]有?(?:任何)?一[项笔个例][^{FIGURES}{DATE},;:。()]{{0,6}}?)(?P<up>不可能)?"
    r"(?:超[出过]?|突破)了?(?:全年|年初|年度|部门|调整)*预算(?=[,;。安指额数总]|$)"
)
_WORD: Final = re.compile(r"超|突破|高于|大于|低于|小于|少于|未|控制|节|压")
_NOT_SO: Final = re.compile(r"不得|不能|严禁|防止|避免|如|若|是否|杜绝|确保|力争|上年|去年|原因|部分|个别")
#: What stands behind several names, and between them; less than all, where the words leave no room.
_SEVERAL: Final = re.compile(r"(?:[两二三四五六]|[0-9]+)[项类个](?:支出|经费|费用|决算)*$")
_NUMBERED: Final = re.compile(r"(?:以上|上述|这|该|全部)*([两二三四五六])[项类个](?!之和)[^、和与及]{0,4}$")
_TIMES: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
#: Figures with a rate before the words among which those that are meant are looked for, and texts in which they stand.
_LOOKED, _NEAR = 10, 6
_JOINS: Final = re.compile(r"[、和与及]")
_STRICT: Final = re.compile(r"低于|小于|少于")
_SHORT: Final = 2
#: 决算, 支出数: a name that says nothing of what.
_GENERIC: Final = 3
#: Who may be any of those that are told with a plan; how what was planned and what was spent is called.
_EVERY: Final = re.compile("各|全部|所有|上述|以上|[这该]")
_INCOME: Final = re.compile("收入|税")
_PLAN: Final = re.compile(
    r"(?:年初|全年|年度)*(?P<name>[\u4e00-\u9fff“”]{3,14}?)(?:支出|经费)?(?:年初)?预算(?:数|安排|为)*"
)
_SPENT: Final = re.compile(r"(?:实际|全年)*(?:支出|决算|执行|完成)+(?:数|为)*$")


def read_outspent(
    found: Iterable[Sentence],
    facts: Sequence[Fact],
    order: Mapping[int, int],
    completions: Completions,
    table: Table,
    draft: Draft,
) -> None:
    """Write them to the table of comparisons. ``order``: the number of each text (by ``id``)."""
    done = [fact for fact in facts if fact.done is not None and not fact.before]
    planned: list[tuple[Fact, Fact]] | None = None
    for sentence in found:
        if "预算" not in sentence.signs and "超支" not in sentence.signs:
            continue
        for none in _NONE.finditer(sentence.signs):
            for row in _each_near(sentence, none, completions):
                draft.say(table, row, True)
        for claim in _CLAIM.finditer(sentence.signs):
            name = re.sub(r"[“”\"']", "", bare(claim["who"]))
            if _NOT_SO.search(claim[0]) or len(name) < _SHORT or not _WORD.search(claim[0]):
                continue
            up = claim["up"] is not None
            if _EVERY.match(claim["who"]) and not up:
                planned = _planned(facts) if planned is None else planned
                for cells in _each_planned(sentence, claim, planned):
                    draft.say(table, cells, True)
            counted = _NUMBERED.match(claim["who"])
            if counted is not None:
                for off in _each_counted(sentence, claim, _TIMES.get(counted[1], 0), done, order):
                    draft.say(table, off, True)
                continue
            if "超额" in claim[0] and re.search("[、和与及均都]|双双", claim[0]):
                continue  # of several: told with what is said of them all
            if not _EVERY.match(claim["who"]) and (over := list(_each_named(sentence, claim, completions))):
                for row in over:
                    draft.say(table, row, True)
                continue
            if _EVERY.match(claim["who"]) and not up:
                for row in _each_near(sentence, claim, completions):
                    draft.say(table, row, True)
                continue
            parts = [bare(part) for part in _JOINS.split(_SEVERAL.sub("", name))]
            if len(parts) > 1 and not up:
                for short in _each_short(sentence, claim, parts, done):
                    draft.say(table, short, True)
                continue
            if len(name) <= _GENERIC and any(
                fact.sentence is sentence and fact.figure < claim.start() for fact in done
            ):
                continue  # 完成年初预算的103.62%，决算数大于预算数: said of what the sentence itself tells
            own = [fact for fact in done if fact.sentence is not sentence and _is_of(name, fact)]
            if len(name) <= _GENERIC:
                # 决算数大于预算数, below a table: said of nothing that is told far from it
                here = order.get(id(sentence.texts[0]), 0)
                own = [fact for fact in own if 0 <= here - order.get(id(fact.sentence.texts[-1]), 0) <= 1]
            rates = [fact.sentence.figures[fact.done[2]].base for fact in own if fact.done is not None]
            if not rates or any(rate > 1 if up else rate <= 1 for rate in rates):
                continue
            fact = own[0]
            if fact.done is None:
                continue
            span = sentence.span(*claim.span())
            told: dict[str, Value] = {
                "事项": span,
                "数值": value_at(fact, fact.done[2]),
                "所比": Said(">100%" if up else "≤100%", span),
            }
            draft.say(table, told, True)


def _each_named(sentence: Sentence, claim: re.Match[str], completions: Completions) -> Iterator[dict[str, Value]]:
    """培训费、会议费均未超出预算: what is told of each name anywhere, in sentences and in tables, where all of it denies the
    words."""
    for part in _JOINS.split(_SEVERAL.sub("", claim["who"])):
        own = completions.of(part, claim[0], sentence, claim.start())
        if own and all(_denied(one, claim) for one in own):
            yield _row_of(own[0], sentence, claim)


def _each_near(sentence: Sentence, claim: re.Match[str], completions: Completions) -> Iterator[dict[str, Value]]:
    """各项经费均未突破预算: those around the words, of which the most bear them out."""
    own = completions.near(claim[0], sentence, claim.start())
    kind = _INCOME.search(claim["who"]) is not None
    own = [one for one in own if (_INCOME.search(one.name) is not None) == kind]
    off = [one for one in own if _denied(one, claim)]
    for one in off if 2 * len(off) <= len(own) else ():
        yield _row_of(one, sentence, claim)


def _denied(one: Completion, claim: re.Match[str]) -> bool:
    if claim["up"] is not None:
        return one.rate <= 1
    return one.rate >= 1 if _STRICT.search(claim[0]) else one.rate > 1


def _row_of(one: Completion, sentence: Sentence, claim: re.Match[str]) -> dict[str, Value]:
    """What was done beside what was planned where both are told in one unit; else the rate."""
    sign = ">" if claim["up"] is not None else "<" if _STRICT.search(claim[0]) else "≤"
    span = sentence.span(*claim.span())
    label = Said(f"{text_of(one.label)}（{span.text}）", span)
    plan, done = (parse_figure(text_of(value) or "") for value in (one.planned, one.done))
    if plan is not None and done is not None and plan.unit == done.unit:
        return {"事项": label, "数值": one.done, "所比": Said(f"{sign}{text_of(one.planned)}", span)}
    return {"事项": label, "数值": one.value, "所比": Said(f"{sign}100%", span)}


def _each_short(
    sentence: Sentence, claim: re.Match[str], parts: Sequence[str], done: Sequence[Fact]
) -> Iterator[dict[str, Value]]:
    """甲和乙两项均小于预算: each of those that are named, where every one is told by a rate, and only by one."""
    rates: list[tuple[Fraction, Fact]] = []
    for part in parts:
        own = {
            fact.sentence.figures[fact.done[2]].base: fact for fact in done if fact.done and part[-_SHORT:] in fact.name
        }
        if len(part) < _SHORT or len(own) != 1:
            return
        rates.extend(own.items())
    strict = _STRICT.search(claim[0]) is not None
    span = sentence.span(*claim.span())
    for rate, fact in rates:
        if (rate >= 1 if strict else rate > 1) and fact.done is not None:
            limit = "<100%" if strict else "≤100%"
            label = Said(f"{text_of(label_of(fact))}（{span.text}）", span)
            yield {"事项": label, "数值": value_at(fact, fact.done[2]), "所比": Said(limit, span)}


def _planned(facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """What was planned and what was spent, told by one name anywhere: 采购支出87.6万元……年初采购预算80万元. Nothing of a
    name that has several of either."""
    plans: dict[str, list[Fact]] = {}
    spent: dict[str, list[Fact]] = {}
    for fact in facts:
        if kind_of(fact) == "money" and not fact.before and fact.grown is None:
            plan = _PLAN.fullmatch(fact.name)
            name = re.sub("[“”]", "", bare(plan["name"] if plan is not None else _SPENT.sub("", fact.name)))
            (plans if plan is not None else spent).setdefault(name, []).append(fact)
    pairs = ((own, spent.get(name, [])) for name, own in plans.items() if len(name) > _SHORT)
    return [(own[0], other[0]) for own, other in pairs if len({*map(worth, own)}) == len({*map(worth, other)}) == 1]


def _each_planned(
    sentence: Sentence, claim: re.Match[str], planned: Sequence[tuple[Fact, Fact]]
) -> Iterator[dict[str, Value]]:
    """各项支出均未超出预算: each that is told with its plan, and is more."""
    strict = _STRICT.search(claim[0]) is not None
    for plan, fact in planned:
        if worth(fact) > worth(plan) or (strict and worth(fact) == worth(plan)):
            span = sentence.span(*claim.span())
            label = Said(f"{text_of(label_of(fact))}（{span.text}）", span)
            limit = f"{'<' if strict else '≤'}{text_of(value_at(plan, plan.figure))}"
            yield {"事项": label, "数值": value_at(fact, fact.figure), "所比": Said(limit, span)}


def _each_counted(
    sentence: Sentence, claim: re.Match[str], number: int, done: Sequence[Fact], order: Mapping[int, int]
) -> Iterator[dict[str, Value]]:
    """三项支出均低于预算: each of as many as there are said to be that make the whole told last before the words."""
    at = order.get(id(sentence.texts[claim.start()]), 0)
    near = [fact for fact in done if 0 <= at - order.get(id(fact.sentence.texts[fact.figure]), at + 1) <= _NEAR]
    before = [fact for fact in near if fact.sentence is not sentence or fact.figure < claim.start()][-_LOOKED:]
    for whole in before:
        rest = [fact for fact in before if fact is not whole and kind_of(fact) == kind_of(whole)]
        meant = next((some for some in combinations(rest, number) if sum(map(worth, some)) == worth(whole)), None)
        if number < _SHORT or meant is None or not worth(whole):
            continue
        up, strict = claim["up"] is not None, _STRICT.search(claim[0]) is not None
        limit = ">100%" if up else "<100%" if strict else "≤100%"
        span = sentence.span(*claim.span())
        for fact in meant:
            rate = fact.sentence.figures[fact.done[2]].base if fact.done is not None else None
            if fact.done is None or rate is None or (rate > 1 if up else rate < 1 if strict else rate <= 1):
                continue
            label = Said(f"{text_of(label_of(fact))}（{span.text}）", span)
            plan = fact.done[0]
            if plan is not None and fact.sentence.figures[plan].unit == fact.sentence.figures[fact.figure].unit:
                told = f"{limit.removesuffix('100%')}{text_of(value_at(fact, plan))}"
                yield {"事项": label, "数值": value_at(fact, fact.figure), "所比": Said(told, span)}
                continue
            yield {"事项": label, "数值": value_at(fact, fact.done[2]), "所比": Said(limit, span)}
        return


def _is_of(name: str, fact: Fact) -> bool:
    """Whether a fact is called so, or is the first one told behind the name in its paragraph: “甲类”经费。年初预算……"""
    called = re.sub(r"[“”\"']", "", fact.name)
    if name in called or (len(bare(called)) > _SHORT and bare(called) in name):
        return True
    text = fact.sentence.texts[fact.figure]
    start = fact.sentence.starts[fact.figure]
    before = re.sub(r"[“”\"'\s]", "", text.text[:start])
    at = before.rfind(name)
    return at >= 0 and re.fullmatch(r"[^0-9]{0,12}[0-9.,]*[^0-9]{0,8}", before[at + len(name) :]) is not None
