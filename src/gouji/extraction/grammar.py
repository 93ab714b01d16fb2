"""The grammar of figures in prose: reads sentences as facts.

The first words of a clause decide what it is: ``占…`` gives the fact before it a share,
``比上年增加…`` a change, ``完成…的`` a rate of completion, ``其中`` opens the parts of the fact before it, ``加上`` and ``减去``
continue a sum; any other clause with a figure is a fact of its own. These words are the grammar of Chinese reports of
every field; the words for more and less come from the pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from gouji.extraction.clauses import Clause, merged
from gouji.extraction.facts import Change, Comparison, Fact, Ratios, Read, kind_of, kind_of_figure
from gouji.extraction.sentences import BARE, DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.extraction.wording import Wording, any_of

_F: Final = f"[{FIGURES}]"
_NOT: Final = f"[^{FIGURES}]"
_AMOUNT: Final = f"[{''.join(sign for sign in FIGURES if sign not in RATIO + POINTS)}]"

_SHARE: Final = re.compile(
    rf"^(?:[约仅]|分别|所)?占到?(?P<base>[^{FIGURES}比]{{0,30}}?)的?(?:比重|比例|比率|比)?(?:\([^(){FIGURES}]{{1,12}}\))?"
    rf"(?:为|是|达到?|约|分别为)*(?P<ratio>{RATIO})"
)
_SHARE_NAMED: Final = re.compile(
    rf"^(?:(?:所占)?(?:占比|比重|比例)|{_NOT}{{0,12}}?的(?:占比|比重|比例)(?:分别|依次))"
    rf"(?:分别|依次|各|为|是|达到?|约)*(?P<ratio>{RATIO})"
)
#: 税收收入占财政收入66.19%: the names of a part and of its whole.
_PORTION: Final = re.compile(
    r"^(?P<part>(?:(?!占).){2,24})占到?(?P<base>.{2,24}?)的?(?:比重|比例|份额)?(?:为|是|达到?|约)*的?$"
)
#: 28个小区中已有24个完工: a whole and its part in one clause.
_AMONG: Final = re.compile(
    rf"^{_NOT}{{0,12}}(?P<whole>{_AMOUNT}){_NOT}{{0,8}}?[中里内](?:已有|已经有|有|仅有|仍有|尚有|已)(?P<part>{_AMOUNT})"
)
_PARTS: Final = re.compile(r"^(?P<word>其中|包括|包含|含|分别为|分别是|主要包括|主要是|由)[:，,]?")
#: Names of figures of the period before, and what follows one with which others are compared.
_OF_BEFORE: Final = re.compile(r"(?:比|较|同|与|和)(?:上年|去年|上期|[0-9]{4}年)[^比较]{0,8}$")
_COMPARED: Final = re.compile(r"^(?:相比|比较|相较|对比|比)")
_IS_BASE: Final = re.compile(rf"(?:完成|占|为|达到?|相当于){_NOT}{{0,16}}$")
#: What 由 of a list of parts goes with: 由……组成.
_MADE_UP: Final = re.compile(r"组成|构成")
#: Openers that give a reason as often as parts.
_REASONS: Final = frozenset(("主要是", "由"))
_INSIDE: Final = re.compile(rf"^在?(?P<name>{_NOT}{{2,20}}?)(?:之中|[中里内])$")
#: A lead to a list of the parts of what was said before: 主要支出项目：
_LISTS: Final = re.compile(
    r"(?:主要|具体|分项|各项)[^,;]{0,12}$|按[^,;]{1,12}(?:分[配解类]?|划分)$|如下$"
    r"|^(?:从|分|按)[^,;]{1,14}看$|^(?:分|各)[^,;]{1,10}(?:是|为|情况)$"
)
_DIVIDED: Final = re.compile(r"按[^,;]{1,12}(?:分[配解类]?|划分)$|^(?:从|分|按)[^,;]{1,14}(?:上看|来看|看)$")
_SIGNED: Final = re.compile(
    r"^(?:再|并|年中|期间|另|又|年内|执行中)?(?P<sign>加上|加|追加|调增|减去|减除|扣除|扣减|调减|核减|减)(?!强|快|大|少|征|免|税|收|班|工|值|速|量|轻|持|分)"
)
#: 预算收入加上转移支付538.8亿元: what it is added to was told before.
_ONTO: Final = re.compile(rf"^(?P<name>{_NOT}{{3,24}}?)(?P<sign>加上|减去)(?={_NOT}{{2}})")
_FROM_TO: Final = re.compile(
    rf"^(?P<name>{_NOT}{{1,30}}?)?由(?P<since>{_NOT}{{0,12}}?)(?P<prior>{_F})(?P<word>{_NOT}{{1,4}}?)(?:到|至|为)(?P<now>{_F})"
)
_AVERAGE: Final = re.compile(
    rf"^(?P<name>{_NOT}{{0,16}}?(?:每|平均|(?:^|[^又也都])[人户车亩件月日年班生床村镇站校台套栋例次家店企]均){_NOT}{{0,16}}?)(?P<figure>{_AMOUNT})"
)
#: A price or a standard: 1000元/户, 530元/人·月.
_BY_UNIT: Final = re.compile(r"[/／](?![0-9])[^,;:。()]")
_DONE: Final = re.compile(
    rf"^(?:[约仅已]|共|全年|累计)?(?:完成|为|占|达到?|相当于)(?P<what>{_NOT}{{0,24}}?)(?P<target>{_AMOUNT})?的(?P<ratio>{RATIO})"
)
_DONE_BARE: Final = re.compile(
    rf"^(?:(?:占)?完成(?![率度比进])|为(?={_NOT}{{2}}))(?P<what>{_NOT}{{1,16}}?)(?:的)?(?P<ratio>{RATIO})"
)
_REACHED: Final = frozenset(("达到", "达到了", "实现", "实现了", "完成", "完成了"))
#: 91.0%，达到90%的目标; 0.21‰，低于0.9‰的控制线: the figure is said to be above or below another.
_AGAINST: Final = re.compile(
    rf"^(?:[均都也仍已]|明显|远)?(?P<word>达到了?|实现了?|完成了?|满足|符合)?(?P<figure>{_F})(?P<what>的?{_NOT}{{0,10}}?(?:目标|要求|任务|预期|标准|指标))?"
)
#: A structure: 9.1:50.8:40.1; 调整为21.35%、27.92%和50.73%.
_RATIOS: Final = re.compile(rf"{BARE}(?:[:∶：]{BARE}){{1,5}}|(?<=调整[为到至]){RATIO}(?:[、,和]{RATIO}){{2,4}}")
#: 决算数大于预算数: two figures by their names, and which is the greater.
_GREATER: Final = re.compile(
    rf"^(?P<one>{_NOT}{{2,20}}?)(?:(?P<most>[未不]超过|没有超过|不高于|不大于)|(?P<more>大于|高于|多于|超过|超出)|(?P<less>小于|低于|少于))"
    rf"了?(?P<other>{_NOT}{{2,12}}?)(?:的?(?:主要)?原因{_NOT}*|主要(?:是|因){_NOT}*)?$"
)
#: 运行维护费比预算无增减变化，比上年增加0.9万元: a name without a figure, of which the words after it speak.
_UNCHANGED: Final = re.compile(
    rf"^(?P<name>(?:(?![比较与同和]){_NOT}){{2,30}})[比较与同和]{_NOT}{{1,14}}?"
    r"(?:相比)?(?:基本|大体|总体)?(?:(?:无|没有|未发生)(?:增减|变化|变动|增减变[化动])|持平|一致|相同|相等|不变)$"
)
#: Words that point back to something that is not the year before.
_ANAPHORA: Final = re.compile(
    r"较之|比之|与之|较前|较计划|比计划|较预算|比预算|较年初预算|比年初预算|较目标|比目标|高于|低于|多于|少于"
)
#: Names of ratios that have parts; growth and rates have none.
_SHARED: Final = re.compile(r"占|比重|份额|构成")
_COMPARES: Final = re.compile(r"[比较]|同比|环比|与")
_YEAR: Final = re.compile(r"[0-9]{4}")
_EACH: Final = re.compile(r"[均各]")
#: Facts of one clause.
_MOST_TOLD: Final = 3
_TIMES: Final = frozenset(("hours", "days", "workdays", "months"))
#: A time limit within which something was done: 24小时内办结1329件.
_WITHIN: Final = re.compile(r"[以之]?[内前后]")


class Reader:
    """Reads sentences of one section. ``wording`` has the words for more and less, and for what is no part of a whole."""

    def __init__(self, wording: Wording) -> None:
        self._aside = re.compile(f"(?:{any_of(wording.asides).pattern})$")
        self._compared = frozenset(wording.compared)
        words = sorted({*wording.more, *wording.less}, key=len, reverse=True)
        self._ways = "|".join(map(re.escape, words)) or "(?!)"
        self._change = re.compile(
            rf"^(?P<lead>{_NOT}{{0,24}}?)(?:(?P<prior>{_F}){_NOT}{{0,6}}?)?(?P<way>{self._ways})"
            rf"(?:了|额|幅度|幅|率|比例|支|收)?(?:为|约|达到?|近)?(?P<figure>{_F})(?P<second>\(?(?:[增减升降]幅)?(?P<ratio>{RATIO})\)?)?"
        )
        strong = "|".join(map(re.escape, (word for word in words if word not in self._compared))) or "(?!)"
        self._grown = re.compile(
            rf"^(?P<name>(?:(?![比较]){_NOT}){{2,40}}?)(?:(?:同比|比|较|与){_NOT}{{0,14}}?)?(?P<way>{strong})(?:了|额)?(?:为|约)?$"
        )
        self._lead = re.compile(
            rf"^(?:{_NOT}{{0,16}}?(?:口径|价格|计算|测算|可比|因素后?)|(?:本年|年度|全年)?(?:支出)?决算数?|(?:本年)?预算数|执行数|支出数|数额|规模|总量)?(?:{DATE})?(?:(?:各|均|分别|也|又|共|净|实际|按[^{FIGURES}]{{1,12}}?|与|和|跟)?"
            rf"(?:比|较|同比|环比|上年|去年|同期|{DATE})[^{FIGURES}]{{0,16}})?(?:各|均|分别|共|净|实际)?$"
        )
        self._prior = re.compile(
            rf"^(?:上年|去年|上期|同期|上年同期|{DATE}|上年末|年初)(?:同期|末)?(?:的)?(?!(?:比|较|增|减|下降|上升|结转|结余))[^{FIGURES}]{{0,6}}?(?:为|是)?(?P<prior>{_F})$"
        )

    def read(self, sentences: Iterable[Sentence]) -> Read:
        """The facts of the sentences of one section, in order."""
        out = Read([], [], [], [])
        for sentence in sentences:
            self._sentence(sentence, out)
        return out

    def _sentence(self, sentence: Sentence, out: Read) -> None:
        signs = sentence.signs
        for found in _RATIOS.finditer(signs):
            positions = [at for at in range(*found.span()) if signs[at] in BARE + RATIO]
            out.ratios.append(Ratios(sentence, positions, len(out.facts)))
        here: list[Fact] = []
        open_whole: Fact | None = None
        outer: list[tuple[int, Fact | None]] = []
        inside: tuple[str, list[Fact]] | None = None
        carried: tuple[int, int] | None = None
        bracketed: dict[int, tuple[int, int]] = {}
        sign, depth, ghost = 0, 0, False
        for clause in merged(signs):
            start, end = clause.start, clause.end
            while outer and clause.depth < outer[-1][0]:
                open_whole = outer.pop()[1]
            if clause.depth > depth and clause.opened:
                outer.append((clause.depth, open_whole))
                open_whole = None
                opener = _PARTS.match(signs[start:end])
                last = here[-1] if here else None
                if opener is not None and last is not None and last.figure < start:
                    open_whole = last
                    last.opener = opener["word"]
                elif last is not None and last.figure == start - 2:
                    open_whole = last  # 1617万元(工作经费83万元、专项经费1534万元)
                    last.opener = "("
            depth = clause.depth
            # what stands in brackets is said of the fact before them, not of what comes after
            seen = [fact for fact in here if fact.depth <= depth]
            if clause.level == 4:
                open_whole, inside, sign = None, None, 0
            text = signs[start:end]
            if carried is not None and clause.level == 1:
                start, text = carried[0], signs[carried[0] : end]
                clause = replace(clause, level=max(clause.level, carried[1]))
            carried = None
            part = _PARTS.match(text)
            if part is not None and part["word"] in _REASONS and not any(sign in FIGURES for sign in text):
                part = None  # 下降12.6%，主要是疫情防控支出减少
            if part is not None and part["word"] == "由" and not _MADE_UP.search(signs, start):
                part = None  # 由财政收回35万元
            if part is not None and not clause.opened:
                whole = self._whole(seen, clause, out, sentence, part["word"])
                if whole is not None:
                    if whole.parts:
                        # a second list of the same whole: it has to add up by itself
                        whole = Fact(whole.sentence, whole.start, whole.end, whole.figure, whole.level, whole.depth)
                        out.facts.append(whole)
                    open_whole = whole
                    whole.opener = part["word"]
                    whole.colon = part[0].endswith(":") or (signs[end : end + 1] == ":" and part.end() == len(text))
                    whole.part_level = 0
                start += part.end()
                text = signs[start:end]
            elif part is not None:
                start += part.end()
                text = signs[start:end]
            if not text:
                continue
            last = seen[-1] if seen else None
            if not any(character in FIGURES for character in text):
                compared = _GREATER.match(text)
                if compared is not None:
                    one, other = compared.span("one"), compared.span("other")
                    said = ">" if compared["more"] else "<" if compared["less"] else "≤"
                    first, second = (start + one[0], start + one[1]), (start + other[0], start + other[1])
                    out.comparisons.append(Comparison(sentence, first, second, said, len(out.facts)))
                    continue
                unchanged = _UNCHANGED.match(text)
                ghost = ghost or (unchanged is not None and self._lead.match(unchanged["name"]) is None)
                leads = _LISTS.search(text) is not None and signs[clause.end : clause.end + 1] == ":"
                if (leads or _DIVIDED.match(text)) and (
                    whole := self._whole(seen, clause, out, sentence, "")
                ) is not None:
                    if whole.parts:
                        whole = Fact(whole.sentence, whole.start, whole.end, whole.figure, whole.level, whole.depth)
                        out.facts.append(whole)
                    open_whole, whole.opener, whole.part_level = whole, "分" if leads else "看", 0
                    continue
                within = _INSIDE.match(text)
                if within is not None:
                    inside = within["name"], []
                    out.insides.append(inside)
                elif clause.level <= 1 or (clause.end < len(signs) and signs[clause.end] == "、"):
                    carried = start, clause.level
                if signs[end : end + 1] == "(":
                    bracketed[depth] = start, clause.level
                sign = 0 if clause.level >= 3 else sign
                continue
            if last is not None and ghost:
                # said of a thing whose own figure is not told here
                told = Fact(sentence, start, end, last.figure, clause.level, clause.depth)
                if self._modifies(text, start, told, [], clause):
                    continue
            elif last is not None and self._modifies(text, start, last, seen, clause):
                continue
            ghost = False
            held = bracketed.pop(depth, None) if signs[start - 1 : start] == ")" else None
            if held is not None and _is_name(signs[held[0] : start]):
                # 演出（进乡村）162万元: the bracket is a part of the name
                start, text = held[0], signs[held[0] : end]
                clause = replace(clause, level=max(clause.level, held[1]))
            signed, named = _SIGNED.match(text), None
            if signed is not None:
                sign = 1 if signed["sign"][-1] in "加上增" else -1
                start += signed.end()
                text = signs[start:end]
            elif (onto := _ONTO.match(text)) is not None:
                named = start, start + onto.end("name")
                sign = 1 if onto["sign"] == "加上" else -1
                start += onto.end()
                text = signs[start:end]
            elif clause.level >= 2:
                sign = 0
            several = self._respectively(sentence, start, end, clause)
            if part is not None and part["word"].startswith("分别") and not several:
                several = self._unnamed(sentence, start, end, clause)
            if several:
                out.lists.append(several)
            own = several or self._told(sentence, start, end, clause)
            joins = open_whole is not None and any(kind_of(made) == kind_of(open_whole) for made in own)
            for made in own:
                made.sign = sign if made is own[0] else 0
                made.onto = named if made is own[0] else None
                if made.whole is None and (not joins or open_whole is None or kind_of(made) == kind_of(open_whole)):
                    self._joins(made, open_whole, clause)
                if inside is not None:
                    made.inside = inside[0]
                    inside[1].append(made)
                here.append(made)
                out.facts.append(made)

    def _whole(self, here: list[Fact], clause: Clause, out: Read, sentence: Sentence, word: str) -> Fact | None:
        """The fact that 其中 speaks of: the one before it, or the whole of which that was a part."""
        here = [fact for fact in here if not self._aside.search(fact.name) and not fact.average]
        if not here:
            if clause.level not in (0, 4):
                return None
            found = next(
                (fact for fact in reversed(out.facts) if fact.whole is None and kind_of(fact) != "ratio"), None
            )
            near = found is not None and found.sentence.texts[-1] is sentence.texts[0]
            # 含…… in a cell or a paragraph of its own speaks of something that stands elsewhere
            return found if near or word in ("", "其中") else None
        last = here[-1]
        if kind_of(last) == "ratio":
            last = next((fact for fact in reversed(here) if kind_of(fact) != "ratio"), last)
        if last.whole is not None and clause.level >= 3:
            return last.whole if last.whole.ended else last
        return last

    def _modifies(self, text: str, start: int, last: Fact, here: list[Fact], clause: Clause) -> bool:
        """Whether a clause says something of the fact before it; it is then noted there."""
        share = _SHARE_NAMED.match(text) or _SHARE.match(text)
        if share is not None:
            base = share.span("base") if "base" in share.re.groupindex else (0, 0)
            ratios = [start + at for at in range(share.start("ratio"), len(text)) if text[at] == RATIO]
            alike = [fact for fact in here if kind_of(fact) == kind_of(last) and fact.whole is last.whole]
            whom = alike[-len(ratios) :] if len(ratios) > 1 and len(alike) >= len(ratios) else [last]
            for fact, ratio in zip(whom, ratios, strict=False):
                fact.shares.append((ratio, (start + base[0], start + base[1])))
            return True
        prior = self._prior.match(text)
        if prior is not None and not _same_year(last.sentence, start):
            if not last.changes and self._later(text, start, last):
                last.changes.append(Change(prior=last.figure))
                last.figure = start + prior.start("prior")
            elif last.changes:
                last.changes[-1].prior = start + prior.start("prior")
            else:
                last.changes.append(Change(prior=start + prior.start("prior")))
            return True
        change = self._change.match(text)
        moved = bool(last.changes) and last.changes[-1].prior is not None
        weak = change is not None and not moved and change["way"] in self._compared
        weak = weak and not _COMPARES.search((change["lead"] or "") if change is not None else "")
        if change is not None and not weak and self._lead.match(change["lead"] or ""):
            self._changed(change, text, start, last, here)
            return True
        against = _AGAINST.match(text)
        if against is not None:
            figure = start + against.start("figure")
            other = last.sentence.figures[figure]
            limit = other.bound in ("at_least", "at_most", "above", "below")
            limit = limit and not last.sentence.span(figure, figure + 1).text[:1].isdigit()
            met = against["word"] in _REACHED and other.bound == "" and against["what"] is not None
            if (limit or met) and kind_of(last) == kind_of_figure(other):
                last.against.append(figure)
                return True
        done = _DONE.match(text) or _DONE_BARE.match(text)
        if done is not None and last.asked:
            return True
        if done is not None:
            groups = done.groupdict()
            target = start + done.start("target") if groups.get("target") else None
            what = done.span("what")
            last.done = target, (start + what[0], start + what[1]), start + done.start("ratio")
            return True
        return False

    @staticmethod
    def _later(text: str, start: int, last: Fact) -> bool:
        """Whether a clause begins with a later year than the one a fact begins with: 2022年12万小时，2023年为13万小时."""
        before = last.start - 1
        if text[:1] != DATE or before < 0 or last.sentence.signs[before] != DATE:
            return False
        years = [_YEAR.match(last.sentence.span(at, at + 1).text) for at in (before, start)]
        return all(years) and str(years[0] and years[0][0]) < str(years[1] and years[1][0])

    def _changed(self, change: re.Match[str], text: str, start: int, last: Fact, here: list[Fact]) -> None:
        figure = start + change.start("figure")
        is_rate = text[change.start("figure")] == RATIO
        ratios = [start + at for at in range(change.start("figure"), len(text)) if text[at] == RATIO]
        if len(ratios) > 1 and not change["ratio"]:
            # 比上年分别增长5.2%、2.4%: one for each of the facts before, or for nobody
            alike = [fact for fact in here if kind_of(fact) == kind_of(last) and fact.whole is last.whole]
            if is_rate and len(alike) >= len(ratios):
                for fact, ratio in zip(alike[-len(ratios) :], ratios, strict=True):
                    fact.changes.append(Change(ratio=ratio, rate_way=change["way"]))
            return
        if text[:1] == DATE and self._later(text, start, last):
            last.before = True  # 2023年439万元，2024年增加22万元
        facts = [last]
        if _EACH.search(change["lead"] or ""):
            facts = [fact for fact in here if fact.whole is last.whole and fact.depth == last.depth][-2:] or [last]
        for fact in facts:
            known = fact.changes[-1] if fact.changes else None
            # 比预算减少0.6万元，比上年下降25%: each against something else
            other = known is not None and known.back and _COMPARES.search(change["lead"] or "") is not None
            if known is None or other or (known.ratio is not None if is_rate else known.amount is not None):
                known = Change()
                fact.changes.append(known)
            if _ANAPHORA.search(text) is not None:
                known.back, known.lead = True, (start, start + change.end("lead"))
            if change["prior"]:
                known.prior = start + change.start("prior")
            if is_rate:
                known.ratio, known.rate_way = figure, change["way"]
            else:
                known.amount, known.way = figure, change["way"]
                if change["ratio"]:
                    known.ratio, known.rate_way = start + change.start("ratio"), change["way"]

    @staticmethod
    def _unnamed(sentence: Sentence, start: int, end: int, clause: Clause) -> list[Fact]:
        """三项支出27.91亿元，分别为12.46亿元、4.98亿元、10.47亿元: facts without names of their own."""
        signs = sentence.signs[start:end]
        if len(signs) < 3 or any(sign not in FIGURES and sign not in "、和与" for sign in signs):
            return []
        figures = [start + at for at, sign in enumerate(signs) if sign in FIGURES]
        return [Fact(sentence, at, at, at, clause.level if not n else 1, clause.depth) for n, at in enumerate(figures)]

    @staticmethod
    def _respectively(sentence: Sentence, start: int, end: int, clause: Clause) -> list[Fact]:
        """一标段、二标段分别为82座、66座: as many facts as names and figures; none where their numbers differ."""
        signs = sentence.signs
        word = max(signs.find("分别", start, end), signs.find("依次", start, end))
        if word < 0:
            return []
        names = [found.span() for found in re.finditer(r"[^、和与及]+", signs[start:word])]
        figures = [at for at in range(word, end) if signs[at] in FIGURES]
        if len(names) < 2 or len(names) != len(figures):
            return []
        made = []
        for number, ((first, last), figure) in enumerate(zip(names, figures, strict=True)):
            level = clause.level if not number else 1
            made.append(Fact(sentence, start + first, start + last, figure, level, clause.depth))
        return made

    def _told(self, sentence: Sentence, start: int, end: int, clause: Clause) -> list[Fact]:
        """The facts of a clause: mostly one; a whole and its part; or one after the other (24个小区投入5906万元)."""
        signs = sentence.signs
        among = _AMONG.match(signs[start:end])
        if among is not None:
            at, other = start + among.start("whole"), start + among.start("part")
            whole = Fact(sentence, start, at, at, clause.level, clause.depth)
            part = Fact(sentence, at + 1, other, other, clause.level, clause.depth, tail=signs[other + 1 : end])
            if kind_of(whole) == kind_of(part):
                part.whole = whole
                return [whole, part]
        first = self._fact(sentence, start, end, clause)
        if first is None:
            return []
        made = [first]
        if first.changes and first.changes[0].prior is not None and first.changes[0].prior < first.figure:
            at = first.changes[0].prior
            made.insert(0, Fact(sentence, start, at, at, clause.level, clause.depth))
            return made
        if first.changes or first.shares or first.done:
            return made
        at = first.figure
        while (following := _counted(sentence, at + 1, end)) is not None and len(made) < _MOST_TOLD:
            if signs[following] in RATIO + POINTS + BARE:
                break
            if following == at + 1 and not _two_counts(sentence, at):
                break
            made.append(
                Fact(
                    sentence, at + 1, following, following, clause.level, clause.depth, tail=signs[following + 1 : end]
                )
            )
            at = following
        return made

    def _fact(self, sentence: Sentence, start: int, end: int, clause: Clause) -> Fact | None:
        signs = sentence.signs
        text = signs[start:end]
        moved = _FROM_TO.match(text)
        if moved is not None:
            made = Fact(
                sentence, start, start + moved.end("name"), start + moved.start("now"), clause.level, clause.depth
            )
            made.changes.append(Change(prior=start + moved.start("prior"), rate_way=moved["word"], way=moved["word"]))
            return made
        figure = _counted(sentence, start, end)
        if figure is None:
            return None
        name_end = figure
        while start < name_end and signs[start] == DATE:
            start += 1
        made = Fact(sentence, start, name_end, figure, clause.level, clause.depth)
        made.tail = signs[figure + 1 : end]
        made.average = _AVERAGE.match(text) is not None or _BY_UNIT.match(made.tail) is not None
        grown = self._grown.match(made.name)
        if grown is not None:
            made.grown = (start + grown.start("name"), start + grown.end("name")), grown["way"]
        portion = _PORTION.match(made.name) if signs[figure] == RATIO else None
        if portion is not None:
            (a, b), (c, d) = portion.span("part"), portion.span("base")
            made.portion = (start + a, start + b), (start + c, start + d)
        made.before = self._of_before(made)
        made.asked = _IS_BASE.search(made.name) is not None and made.tail[:1] == "的" and made.tail[1:2] == RATIO
        rest = signs[figure + 1 : end]
        # 教育支出11.26亿元增长4.1%, 占 … without a pause
        if rest and any(character in FIGURES for character in rest):
            self._modifies(rest, figure + 1, made, [made], clause)
        return made

    @staticmethod
    def _of_before(fact: Fact) -> bool:
        """Whether a fact is only what others are compared with."""
        name = fact.sentence.span(fact.start, fact.end).text if fact.end > fact.start else ""
        if _COMPARED.match(fact.tail) and name[:1] in ("与", "同", "和", "较", "比"):
            return True
        return _OF_BEFORE.search(name) is not None

    def _joins(self, made: Fact, whole: Fact | None, clause: Clause) -> None:
        """Put a fact among the parts of the whole that is open, if it is one of them."""
        if whole is None or whole.ended:
            return
        if kind_of(made) != kind_of(whole):
            # 预算977.58万元，包含项目9个: what is counted first is not counted in the same unit
            whole.ended = not whole.parts
            return
        if whole.parts:
            level = max(clause.level, 1)
            if whole.part_level == 0:
                whole.part_level = level
            elif level > whole.part_level:
                whole.ended = True
                return
        if (
            made.average
            or self._aside.search(made.name)
            or (kind_of(whole) == "ratio" and not _SHARED.search(whole.name))
        ):
            return
        made.whole = whole
        whole.parts.append(made)


def _two_counts(sentence: Sentence, at: int) -> bool:
    """Whether a figure and the one right behind it count two kinds of things: 培训4期320人次."""
    kinds = [kind_of_figure(sentence.figures[place]) for place in (at, at + 1)]
    return kinds[0] != kinds[1] and all(kind.startswith("count") for kind in kinds)


def _same_year(sentence: Sentence, at: int) -> bool:
    """Whether a date names the year that was named before it in the sentence."""
    dates = [place for place in range(at + 1) if sentence.signs[place] == DATE]
    years = [year[0] for place in dates if (year := _YEAR.match(sentence.span(place, place + 1).text))]
    return sentence.signs[at] == DATE and len(years) > 1 and years[-1] == years[-2]


def _is_name(words: str) -> bool:
    """Whether words that end with a bracket are a name as a whole."""
    return words.count("(") == 1 and words.endswith(")") and not any(sign in FIGURES or sign in ";。" for sign in words)


def _counted(sentence: Sentence, start: int, end: int) -> int | None:
    """The figure that a clause is about: no time limit before another figure, and a bare number only with decimals."""
    signs = sentence.signs
    # 0.06次/10万公顷: what something is reckoned by is no figure of its own
    told = [at for at in range(start, end) if signs[at] in FIGURES and signs[at - 1 : at] not in ("/", "／")]
    figures = [at for at in told if signs[at] != BARE]
    if not figures:
        return next((at for at in told if signs[at] == BARE and sentence.figures[at].ulp < 1), None)
    first = sentence.figures[figures[0]]
    limit = len(figures) > 1 and first.unit.dimension in _TIMES
    return figures[1] if limit and (first.bound == "at_most" or _WITHIN.match(signs, figures[0] + 1)) else figures[0]
