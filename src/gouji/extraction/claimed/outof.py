"""Words for all, none, most or few of something, held against how many there are and of how many it is told:
26个问题中23个已整改、3个正在整改，全部整改完毕; 23个村中20个通路，村村通; 9个乡镇存在，个别乡镇; 接待21批次，未发生接待.

Figures of one kind beside the words are read by their size: one that is greater is what there is, one with the doing of the words
beside it is of how many it is so, one beside words like 未, 剩余 is what is left. Where nothing beside them can be held, what
other sentences tell of the thing that the words name is, if it is told once. Where any reading bears the words out they are so;
where all deny them, that is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise
from typing import Final

from gouji.extraction.claimed.counted import (
    Counted,
    clause_before,
    counted_at,
    counted_before,
    counted_in,
    printed_of,
    told_again,
    unit_of,
)
from gouji.extraction.claimed.ratesofall import RatesOfAll
from gouji.extraction.claimed.rosters import HOMONYMS
from gouji.extraction.claimed.saidonce import words_judged
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import COUNT, DATE, FIGURES, MONEY, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_CLAUSE: Final = re.compile(r"[^,;:。()]+")
_PLANNED: Final = re.compile(r"计划|目标|任务|拟|应|上年|去年|预计|同期|要求")
_AMONG: Final = re.compile(r"其中|上述|该|此外|另|其余|剩余|余下|其他|除")
#: Who they are is not said, or it is not said of them: 其他均已答复.
_OTHERS: Final = re.compile(r"其余|其[他它]|剩余|余下|原因|[未没尚]")
_IS: Final = re.compile(r"[为是系属]")
#: What leads to a table or a list says nothing of all: 各乡镇发放情况如下表.
_LEADS: Final = re.compile(
    r"如下[表图文列示所]*$|[见如][^,;:。]{0,3}[下附左右]?表[^,;:。]{0,6}$|(?:列示|列表|附后|见附件)(?:如下|于下)?$"
)
#: Where 无 may begin to say that there is none: 沟通无障碍 says nothing.
_AT_FIRST: Final = re.compile(r"(?:^|[均都也并年内度中里间])$")
_GOAL: Final = re.compile(r"任务|目标|指标|计划")
_TO_COME: Final = re.compile(r"[未没拟将应须]|确保|力争|预计|计划")
#: What is left and named by nothing else: 余2处, 未发0.82万元.
_LEFT: Final = re.compile(
    r"(?:其中|现|目前|仅)*(?:剩余|仅剩|尚余|余|尚有|还有|[尚仍还]?未[\u4e00-\u9fff]{1,2}?)的?[了有]?"
)
#: 整改率100%; who is meant, before words for all; names that are no things; how many are still left.
_RATED: Final = re.compile(rf"(?P<doing>[\u4e00-\u9fff]{{2}})率(?:为|达到?|均|保持|是)*{RATIO}$")
_NAMED: Final = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2})(?:已经?|[均都现也]|目前)*$")
#: 实现“零逾期”: what is measured elsewhere by that name.
_ZERO: Final = re.compile(r"(?:实现|保持|做到|达到)了?[“\"]?零(?P<what>[\u4e00-\u9fff]{2,4}?)[”\"]?$")
_VAGUE: Final = re.compile("工作|任务|目标|指标|资金|经费|项目|措施|要求|内容")
_STILL: Final = re.compile("[尚仍还][余剩]?有|剩余|[仅尚]余")
#: A heading over what is to be done, and not over what was.
_PLANS: Final = re.compile(r"(?:目标|任务|计划|打算|建议|安排)(?:设[定置])?[。:：]?$")
#: A thing that is called after what it has none of: 零就业家庭.
_WITHOUT: Final = re.compile(r"零(?P<what>[\u4e00-\u9fff]{2})(?=家庭|户|村|社区|企业|人员)")
#: Those who do well, of whom no complaint is.
_WELL: Final = re.compile(r"(?<![不未没欠])(?:满意|认可|合格|达标|完成|同意|支持|通过|正常|规范|优秀|良好|办结|整改)")
_HALF: Final = Fraction(1, 2)
#: That something is not so.
_DENIED: Final = re.compile(r"[未没](?!来)|不(?![同断足])")
#: That something is not as it should be, and what is counted of which each was looked at.
_LACKING: Final = re.compile("不(?P<what>符合|合格|达标|合规|规范|完备|完整|齐全|一致|满足|真实|准确)")
_LOOKED_AT: Final = re.compile("抽[取查检样测]|核查|检[查测]|随机|走访|监测|普查|排查|比对|复核")
#: Signs of a word and of a long name; clauses of a sentence that are looked at.
_SHORT, _LONG, _CLAUSES = 2, 4, 400
#: 投产项目均含在开工项目之内: where all of them are counted, and not that something was done with all of them.
_BELONGS: Final = re.compile("(?:均|都|全部|皆)已?(?:包含|含|包括|属于?|计入|来自|取自|位于|分布)")


#: What is not paid has gone elsewhere, and words that are said of some of it: 按合同进度款足额支付.
_GONE: Final = re.compile(r"收回|上缴|缴回|交回|核减|扣除|扣减|退回|缓缴|缓征|结转下|节余|另有")
#: 截至目前126处已全部整改: it is told of another day.
_NOW: Final = re.compile(f"目前|现已|年底|年末|后续|补正|整改后|[0-9]月|{DATE}")
_THEN: Final = re.compile(f"{DATE}|[0-9]月|月[底末]|上半年|季度|半年")
_OF_PART: Final = re.compile(r"按(?:合同|进度|工程)|当年安排|本期|批复资金|应付|到期")


class OutOf:
    """The words of a pack for all, none, most and few, and for doings that are one."""

    def __init__(self, wording: Wording) -> None:
        self._every = re.compile(either((*wording.every, *wording.whole)))
        self._whole = any_of(wording.whole)
        self._any = any_of((*wording.every, *wording.whole, *wording.few, *wording.many, *wording.none))
        self._few = re.compile(rf"(?P<few>{either(wording.few)})|(?P<many>{either(wording.many)})")
        self._none = re.compile(rf"(?P<word>{either(wording.none)})(?P<what>[^{FIGURES},;:。()]{{2,14}})$")
        self._left = re.compile(either(wording.unmade))
        self._not_so = re.compile(either(wording.not_every))
        self._doings = {line.split("|")[0]: re.compile(either(tuple(line.split("|")))) for line in wording.doings}
        self._kept = any_of(wording.left)
        self._wording, self._reached = wording, min(wording.reached, key=len, default="")
        self._empty = re.compile(
            f"^人(?!员)|{either(wording.general)}|人员|任何|表示|选择|认为|反映|反馈|相关|有关|此类|等|的|发生|发现|开展|组织|出现|存在|存|新增|现象|情况|行为"
        )

    def read(self, found: Sequence[Sentence], tables: Mapping[str, Table], draft: Draft) -> None:
        """Write them to the table of comparisons; what was done of what there was, told in other sentences than the words
        or called a goal by them, to that of completion."""
        table, completed = tables.get("比较"), tables.get("完成")
        if table is None:
            return
        known = words_judged(tables, draft, ("比较", "完成"))
        rates = RatesOfAll(found, self._wording)
        again = told_again(found)
        self._counted = [
            list(counted_in(one, len(one.signs))) for one in found if COUNT in one.signs or MONEY in one.signs
        ]
        before: Sentence | None = None
        for sentence in found:
            planned = sentence.heading is not None and _PLANS.search(sentence.heading.text) is not None
            skipped = "|" in sentence.signs or planned
            for clause in islice(_CLAUSE.finditer(sentence.signs), _CLAUSES) if not skipped else ():
                words = self._words(sentence, clause)
                # 多数 is said of some of them, and is held against how many they are
                if self._not_so.search(self._few.sub("", words)) or not (self._any.search(words) or "零" in words):
                    continue
                if _BELONGS.search(words):
                    continue
                span = sentence.span(*clause.span())
                if any((id(span.source), at) in known for at in range(span.start, span.end)):
                    continue
                for value, limit, holds in self._claim(sentence, before, clause, rates, again):
                    of_goal = value.sentence is not sentence or _GOAL.search(clause[0]) is not None
                    done_of = of_goal and limit.startswith("≥") and value.kind != "ratio"
                    if done_of and completed is not None and self._reached:
                        done: dict[str, Value] = {
                            "事项": span,
                            "目标": Said(limit, span),
                            "完成": value.sentence.span(value.at, value.at + 1),
                            "结论": Said(self._reached, span),
                        }
                        draft.say(completed, done, not holds)
                        continue
                    number, name = value.sentence.span(value.at, value.at + 1), value.before.strip("的")
                    # 余2处: a word that names nothing is told with its figure
                    name = name if len(name) > _SHORT else f"{name}{number.text}"
                    cells: dict[str, Value] = {
                        "事项": Said(f"{name}（{span.text}）", span),
                        "数值": number,
                        "所比": Said(limit, span),
                    }
                    draft.say(table, cells, not holds)
            before = sentence

    def _words(self, sentence: Sentence, clause: re.Match[str]) -> str:
        """A clause with a word for all in the place of 100%合格, and without words that only look like one."""
        words = clause[0]
        at = sentence.signs.find(RATIO, *clause.span())
        if at >= 0 and sentence.figures[at].base == 1:
            end = at + 1 - clause.start()
            if (rate := _RATED.search(words, 0, end)) is not None:
                words = f"{words[: rate.start()]}全部{rate['doing']}{words[end:]}"  # 整改率100%
            elif any(doing.match(words, end) for doing in self._doings.values()):
                words = f"{words[: end - 1]}全部{words[end:]}"
        return HOMONYMS.sub("", words)

    def _claim(
        self,
        sentence: Sentence,
        before: Sentence | None,
        clause: re.Match[str],
        rates: RatesOfAll,
        again: Mapping[tuple[Fraction, str], Sequence[Counted]],
    ) -> Iterator[tuple[Counted, str, bool]]:
        words, (start, end) = self._words(sentence, clause), clause.span()
        if words.endswith(("中", "里")):
            return
        if (none := self._none.search(words)) is not None:
            if (
                DATE in words
                or "年初" in words
                or (none["word"] == "无" and not _AT_FIRST.search(words, 0, none.start()))
            ):
                return
            ones = list(counted_before(sentence, before, start))
            short = list(_short_of(ones, none["what"]))
            yield from short or self._nothing(ones, none["what"])
        elif (zero := _ZERO.search(words)) is not None and not _TO_COME.search(words):
            measured = re.compile(rf"{zero['what']}(?:总?[额数量率]|金额|余额|[起件笔户人]数)+[为是达共计]*$")
            there = [one for own in self._counted for one in own if one.sentence is not sentence]
            there = [one for one in there if measured.search(one.before) and not _PLANNED.search(one.before)]
            for one in there[:1] if all(one.base > 0 for one in there) else ():
                yield one, f"≤0{unit_of(one)}", False
        elif (few := self._few.search(words)) is not None:
            yield from _share(list(counted_before(sentence, before, start)), words[few.end() :], few["few"] is not None)
        elif (every := self._every.search(words)) is not None:
            if _OTHERS.search(words) or _IS.match(words, every.end()) or _LEADS.search(words):
                return
            said = words if self._whole.search(words) else words[every.start() :]
            # 超额完成: what was done beside a task is held against it as a goal
            ones = [] if "超额" in words else list(counted_before(sentence, before, end))
            told = list(self._all(ones, said, (start, end), sentence))
            yield from (
                told
                or self._rated(sentence, clause, words, said, rates)
                or list(self._again(clause, sentence, said, again))
                or self._elsewhere(sentence, clause, words, every.start(), ones)
            )

    def _all(
        self, ones: Sequence[Counted], words: str, place: tuple[int, int], sentence: Sentence
    ) -> Iterator[tuple[Counted, str, bool]]:
        """What is said of all: what it was done of, and what is left."""
        start, end = place
        words = _WITHOUT.sub("", words)
        doings = [doing for doing in self._doings.values() if doing.search(words)]
        own = [at for at in sentence.figures if start <= at < end and sentence.signs[at] not in RATIO + POINTS]
        if (
            len(own) == 1
            and not _NOW.search(sentence.signs, start, end)
            and any(
                one.sentence is sentence
                and one.base == sentence.figures[own[0]].base
                and one.kind == kind_of_figure(sentence.figures[own[0]])
                and one.at < start
                for one in ones
            )
        ):
            # 排查隐患126处，已整改119处……126处隐患已全部整改: how many there are is told again
            ones = [one for one in ones if one.sentence is not sentence or one.at < start]
            own = []
        if own or _AMONG.search(words):
            return
        if _GOAL.search(words) and "完成" in words:
            doings = list(self._doings.values())
        for kind in dict.fromkeys(one.kind for one in reversed(ones)):
            alike = [one for one in ones if one.kind == kind]
            done = [
                one
                for one in alike
                if (any(doing.search(one.around) for doing in doings) or _shared(one.around, words))
                and not self._left.search(one.around)
            ]
            left = [one for one in alike if self._left.search(one.around) and one.base > 0]
            whole = max(alike, key=lambda one: one.base)
            asked = [one for one in alike if _PLANNED.search(one.before)]
            part = done[-1] if done else None
            if part is whole and len(done) > 1:
                part = done[-2]
            if part is not None and part in asked and len(done) > 1:
                part = done[-_SHORT] if part is done[-1] else part
            made = sum((one.base for one in done if one is not whole), Fraction(0))
            # 均实现收支平衡、略有结余: that something is left is what is said
            kept = self._left.search(words) is not None or self._kept.search(words) is not None
            if part in (None, whole) and doings and left and not kept and len(alike) > 1 and left[-1] is not whole:
                rest = left[-1]
                of_it = any(doing.search(rest.around) for doing in doings) or _LEFT.fullmatch(rest.before) is not None
                if of_it or _closes(alike, rest):
                    yield rest, f"≤0{unit_of(rest)}", False
                    return
                if part is None:
                    return
            if part is None or part is whole or (whole in done and whole.base == part.base):
                continue
            wholes = [
                one for one in alike if (one is not part and one.at < part.at) or one.sentence is not part.sentence
            ]
            if not wholes or made >= whole.base or any(one.base == part.base for one in wholes):
                return
            # 目标为覆盖人口2.15万人……覆盖人口2.21万人: what is told later by the same name is what came of it
            later = alike[alike.index(part) + 1 :]
            if any(one.before == part.before and one.sentence is not part.sentence for one in later):
                return
            over = [one for one in wholes if part.base < one.base]
            over = [one for one in over if one.before[-_LONG:] == part.before[-_LONG:]] or over
            if over and sentence is part.sentence:
                between = sentence.signs[min(part.at, over[-1].at) : start]
                since = _NOW.search(sentence.signs, start, end) is not None and _THEN.search(between) is not None
                if since or _GONE.search(between) or (part.kind.startswith("money") and _OF_PART.search(words)):
                    return
            if over and part.base * 4 >= over[-1].base:
                yield part, f"≥{printed_of(over[-1])}", False
            return

    def _rated(
        self, sentence: Sentence, clause: re.Match[str], words: str, said: str, rates: RatesOfAll
    ) -> list[tuple[Counted, str, bool]]:
        """The rates of what all of it is said to be."""
        if _AMONG.search(words):
            return []
        doings = [doing for doing in self._doings.values() if doing.search(said)]
        held = list(rates.near(sentence, clause.start(), words, doings))
        held = held or list(rates.elsewhere(sentence, clause.start(), words, doings))
        return [(counted_at(other, at), limit, holds) for other, at, limit, holds in held]

    def _again(
        self,
        clause: re.Match[str],
        sentence: Sentence,
        said: str,
        again: Mapping[tuple[Fraction, str], Sequence[Counted]],
    ) -> Iterator[tuple[Counted, str, bool]]:
        """What is told elsewhere of the very amount that the words are of: 20万元已全部拨付……共20万元，拨付18万元."""
        own = [at for at in range(*clause.span()) if at in sentence.figures]
        doing = next((found[0] for one in self._doings.values() if (found := one.search(said)) is not None), "")
        if len(own) != 1 or sentence.signs[own[0]] != MONEY or not doing or _TO_COME.search(clause[0]):
            return
        mine = counted_at(sentence, own[0])
        for other in again.get((mine.base, mine.kind), ()):
            if other.sentence is not sentence:
                behind = [one for one in counted_in(other.sentence, len(other.sentence.signs)) if one.at >= other.at]
                yield from (held for held in self._all(behind, said, (0, 0), sentence) if doing in held[0].around)

    def _elsewhere(
        self, sentence: Sentence, clause: re.Match[str], words: str, every: int, ones: Sequence[Counted]
    ) -> Iterator[tuple[Counted, str, bool]]:
        """How many there are of what the words name, and of how many it is told, in another sentence; or how many are left."""
        doings = [doing for doing in self._doings.values() if doing.search(words, every)]
        named = _NAMED.search(words, 0, every)
        own = [one for one in ones if one.sentence is sentence]
        if named is None and not (own and RATIO in clause[0]):
            return
        alike = [one for one in own if one.kind == own[-1].kind]  # 整改率100%: of what is counted right before it
        nouns = {named["noun"]} if named is not None else {one.before[-_SHORT:] for one in alike}
        nouns = {noun for noun in nouns if len(noun) == _SHORT and not _VAGUE.search(noun)}
        if not nouns or not doings or _TO_COME.search(clause[0]) or _GOAL.search(words):
            return
        # 71批次不合格食品全部处置: of just so many
        numbers = [sentence.figures[at] for at in range(*clause.span()) if sentence.signs[at] == COUNT]
        exact = Fraction(numbers[0].base) if named is not None and len(numbers) == 1 else None
        verbs = {one[0] for doing in doings for one in doing.finditer(words, every)}
        held: dict[tuple[Fraction, Fraction], tuple[Counted, Counted]] = {}
        for told in self._counted:
            if told and told[0].sentence is sentence:
                continue
            for whole, part in pairwise(told):
                # every such clause is held against every sentence: what is quickly told comes first
                if whole.kind != part.kind or not any(noun in whole.around for noun in nouns):
                    continue
                done = any(doing.search(part.around) for doing in doings) and not self._left.search(part.around)
                # 86辆运行，更新老旧校车12辆并投入使用: said of others than 86辆校车均安装
                done = done and (exact is None or len(part.before) <= _LONG or any(one in part.around for one in verbs))
                # 收入总计……支出完成……: amounts have to be called so, both of them
                money = whole.kind.startswith("money")
                done = done and (not money or any(noun in part.around for noun in nouns))
                # 甲收入完成8.1亿元……乙收入完成1.36亿元: each of them was done
                done = done and not (money and any(doing.search(whole.before) for doing in doings))
                if done and part.base <= whole.base and not _PLANNED.search(whole.before + part.before):
                    held[whole.base, part.base] = whole, part
            for rest in told:
                words_of = rest.around.replace("落实", "")
                counted = named is not None or rest.kind == own[-1].kind
                if counted and rest.base and any(noun in words_of for noun in nouns) and _STILL.search(rest.before):
                    undone = re.search("[未没待](?:能|有|完成|予以|全部)*", rest.around)
                    if undone is not None and any(doing.search(words_of, undone.start()) for doing in doings):
                        held[rest.base, Fraction(0)] = rest, rest
        if exact is not None:
            held = {bases: both for bases, both in held.items() if bases[0] == exact or both[0] is both[1]}
        if len(held) == 1:
            whole, part = next(iter(held.values()))
            if whole is part:
                yield whole, f"≤0{unit_of(whole)}", False
            elif part.base < whole.base:
                yield part, f"≥{printed_of(whole)}", False

    def _nothing(self, ones: Sequence[Counted], what: str) -> Iterator[tuple[Counted, str, bool]]:
        """What is said not to be there at all."""
        core = self._empty.sub("", what)
        if len(core) < _SHORT or self._kept.search(core):
            return
        told = [one for one in ones if not _PLANNED.search(one.before)]
        same = [one for one in told if _within(core, self._empty.sub("", one.around))]
        if not same:
            like = [doing for first, doing in self._doings.items() if first == core]
            same = [one for one in told if one.base and any(doing.search(one.around) for doing in like)]
        if same and all(one.base > 0 for one in same):
            yield same[-1], f"≤0{unit_of(same[-1])}", False
        elif same:
            zero = next((one for one in same if not one.base), None)
            some = next((one for one in same if one.base), None)
            if zero is not None and some is None:
                yield zero, f"≤0{unit_of(zero)}", True


def _short_of(ones: Sequence[Counted], what: str) -> Iterator[tuple[Counted, str, bool]]:
    """What is said of none that was looked at, where not all of them are told to be otherwise: 抽取120户……符合条件的116户，未发现
    不符合条件的情况. Those that are left may be told of by themselves."""
    lacking = _LACKING.search(what)
    if lacking is None:
        return
    kept = re.compile(f"(?<![不未]){lacking['what']}")
    for at in range(len(ones) - 1, 0, -1):
        part = ones[at]
        if not kept.search(part.around):
            continue
        alike = [one for one in ones[:at] if one.kind == part.kind and _LOOKED_AT.search(one.around)]
        over = [one for one in alike if one.base > part.base]
        if len(over) == len(alike) == 1 or (over and len({one.base for one in over}) == 1):
            # 其余4批次尚在检测; 重点企业24家，其中符合条件的24家
            other = (over[-1].base - part.base, part.base)
            if all(one is part or one.base not in other for one in ones if one.kind == part.kind):
                yield part, f"≥{printed_of(over[-1])}", False
        return


def _share(ones: Sequence[Counted], noun: str, few: bool) -> Iterator[tuple[Counted, str, bool]]:
    """How many of what there is: few are less than half, most are not."""
    noun, predicate = noun.strip("的")[:_SHORT], noun.strip("的")[_SHORT:]
    named = [one for one in ones if len(noun) == _SHORT and noun in one.around]
    pairs = [
        (part, whole)
        for number, part in enumerate(ones)
        for whole in ones[:number]
        if part.kind == whole.kind and part.base < whole.base and (part in named or whole in named)
    ]
    # 未消除风险112户，多数风险已化解; 不超过10%的45个: it is not of those that it is said not to be so of
    if not _DENIED.search(predicate):
        pairs = [pair for pair in pairs if not _DENIED.search(clause_before(pair[0]))]
    if not pairs:
        return
    told = {predicate[at : at + _SHORT] for at in range(len(predicate) - 1)}
    named_so = [pair for pair in pairs if any(word in pair[0].around for word in told)]
    if few and not named_so and not _WELL.search(predicate):
        # 120家中116家表示满意，个别企业建议……: those are others
        pairs = [pair for pair in pairs if not predicate or not _WELL.search(pair[0].around)]
        if not pairs:
            return
    if not few and not named_so:
        return  # 其中规上企业12家，多数企业反映……: how many did so is not told
    pairs = named_so or pairs
    good = [(part, whole) for part, whole in pairs if (part.base < _HALF * whole.base) == few]
    part, whole = (good or pairs)[-1]
    half = _HALF * whole.base / part.sentence.figures[part.at].unit.scale
    limit = f"{half.numerator}" if half.denominator == 1 else f"{half.numerator * 10 // half.denominator / 10}"
    yield part, f"{'<' if few else '≥'}{limit}{unit_of(part)}", bool(good)


def _shared(one: str, other: str) -> bool:
    """Whether both tell of the same thing by a long name."""
    return any(one[at : at + _LONG] in other for at in range(len(one) - _LONG + 1))


def _within(core: str, words: str) -> bool:
    pairs = {core[at : at + _SHORT] for at in range(len(core) - 1)}
    return bool(pairs) and all(pair in words for pair in pairs)


def _closes(alike: Sequence[Counted], rest: Counted) -> bool:
    """Whether what is left is so of a whole and of a part that are told."""
    return any(
        whole.base == part.base + rest.base
        for whole in alike
        for part in alike
        if whole is not part and rest not in (whole, part)
    )


__all__ = ["OutOf"]
