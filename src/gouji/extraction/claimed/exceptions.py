"""Words that all of it was done (所有建议均已办结; 整改率100%; 无一件逾期未办), or that nothing of a kind happened
(全年未发生安全事故), held against what is told of some of them anywhere else: 尚有5件因资金限制未能办结; 发生安全事故1起.

What is not done has to be of the same name and doing, of no other year or part of it; what is told before the words in their own
paragraph may have been mended since. Which of several is meant is not said, so that it is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.sentences import COUNT, DATE, FIGURES, MONEY, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_CLAUSE: Final = re.compile(r"[^,;:。()]+")
#: Between a word for all, or for not, and the doing.
_HOW: Final = (
    r"(?:已经?|[均都皆]|全部|全面|[如按]期|按[时照](?:要求|规定|计划)?|及时|依法|顺利|圆满|完全|彻底|予以|得到|有效|能够?|在?(?:法定|规定)?(?:期限|时限|时间)内|"
    r"按照?(?:规定|要求)|通过|目前|至今|完成|进行|了|在|实现)*"
)
_ALL: Final = rf"(?:{_HOW})(?:[均都皆]|全部|全数|悉数|一律|统统|全都)"
_SAID: Final = re.compile(rf"^(?P<noun>[^{DATE},;:。()]{{0,32}})(?:{_ALL}){_HOW}(?P<verb>{_OTHER}{{2,16}})$")
#: 所有项目已竣工: without another word for all behind the name.
_EVERY: Final = re.compile(
    rf"^{_OTHER}{{0,6}}?(?:所有|全部|每[个一]个?)(?P<noun>{_OTHER}{{2,12}}?)(?:已经?|[如按]期|按时){_HOW}(?P<verb>{_OTHER}{{2,16}})$"
)
_SPARED: Final = re.compile(
    rf"^{_OTHER}{{0,8}}?[无没]有?一[件项个起户人名家例宗处](?P<noun>{_OTHER}{{0,12}}?)(?:逾期|超期|尚|仍)*未{_HOW}(?P<verb>{_OTHER}{{2,10}})$"
)
_RATED: Final = re.compile(
    rf"^(?P<noun>{_OTHER}{{0,16}}?)(?P<verb>[\u4e00-\u9fff]{{2}})率(?:为|达到?了?|均|保持|是|已)*[{RATIO}]$"
)
_NOT: Final = re.compile(
    rf"(?P<not>(?:尚|仍|还|至今|暂|均|都)*(?:未|没有|没能|未曾)|正在|仍在|有待|待){_HOW}(?P<verb>{_OTHER}{{2,10}})"
)
#: Names end where it is told why, and who it is among is told before.
_WHY: Final = re.compile(r"因|由于|受|至今|尚|仍|目前|截至|还|存在|的?问题|暂|[未没均都]")
_HEAD: Final = re.compile(r"(?:其中|中|里|目前|现|尚|仍|还|有|存在|发现|年末|年底|另|约|共|的)+$")
_LEAD: Final = re.compile(
    r"^(?:其中|目前|截至|全[年县市区省州乡镇]?|所有|各[级类项个]?|每[个一项]|受理|承办|收到|全部|上述|以上|该|本|我[局县市区]|上年|\s|的|对|和|与|及)+"
)
_TO_COME: Final = re.compile(
    r"确保|力争|争取|预计|若|如果|是否|应|须|需|要求(?!限期)|原则上|将|拟|计划|下一步|基本|大部|多数|部分|除"
)
_PAST: Final = re.compile(
    r"上年|去年|往年|此前|前期|整改前|原|曾|年初|[上下]半年|季度|[0-9一二三四五六七八九十]+[-—~至到][0-9]{1,2}月(?!底|末)|截至[^,。;]{0,8}(?:[1-9]|1[01])月"
)
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
#: Of some of them only; what was answered, and what was solved.
_SOME: Final = re.compile(
    "抽查|抽检|抽取|走访|调研|其中|上述|这|首批|[一二三四]期|新建|续建|结转|重点|省级|市级|县级|优先"
)
_ANSWERED: Final = re.compile("答复|回复|办复|受理|反馈|交办|公开|公示|备案")
_SOLVED: Final = re.compile("解决|化解|落实|整改|办结")
_EMPTY: Final = re.compile("情况|工作|任务|目标|指标|措施|方面|内容|要求")
#: What did not happen, and that it happened.
_NEVER: Final = re.compile(
    rf"(?:未|没有|无|零)(?:发生|出现|产生|发现|接到|收到)过?了?(?:一起|任何|一例|一件)?(?P<what>{_OTHER}{{4,14}})$|^{_OTHER}{{0,6}}?无(?P<which>{_OTHER}{{4,10}}?)(?:发生|出现|现象|情况)$"
)
_OCCURRED: Final = re.compile(
    rf"(?:发生|出现|接到|收到|产生|受理|发现)了?(?P<what>[\u4e00-\u9fff]{{4,14}}?)(?:案件|事件|共|合计|为|达|了)?(?P<figure>[{COUNT}])"
)
#: That there is none of it: 年末无结转结余, 未购置公务用车, 会议费零支出. Nobody knows of what where its owner is told before.
_NONE: Final = re.compile(
    rf"^(?:全年|本年度?|当年|年末|年底|期末|[均也并已都]|预算|执行中?|本?(?:单位|部门)|我[局县市区院校]|[{DATE}])*(?P<word>未(?=发生|安排|购置|开展|组织|产生|新增|列支)|没有(?=发生|安排|购置|开展|组织)?|不存在|无)"
    rf"(?P<doing>发生|安排|购置|开展|组织|产生|列支)?(?:任何|过|新的)*(?P<what>{_OTHER}{{2,12}}(?:\([^()]{{1,3}}\){_OTHER}{{0,6}})?)$"
)
_ZERO: Final = re.compile(
    rf"^(?P<what>{_OTHER}{{2,10}}?)(?:全年|继续)*(?:实现|保持|为|是)了?[“\"]?零(?:支出|发生|开支|列支)[”\"]?$"
)
#: What a figure is called where it is not of the year itself, or says how something changed.
_OTHERWISE: Final = re.compile(
    r"上年|去年|同期|预算|计划|目标|年初|期初|限额|[比较]|未|无|减少|下降|降低|增加|增长|节约|占|累计|应|拟|标准|每|人均|除|不"
)
#: Some of them, right behind the words for all: 其中2个未通过验收, 另有3件超期办结, 其中不合格3批次.
_OUT_OF: Final = re.compile(
    rf"^(?:其中|但|目前|[尚仍还另]?有|其余|剩余|余下?|的)*(?P<who>{_OTHER}{{0,8}}?)(?:(?P<figure>[{COUNT}])(?P<what>{_OTHER}{{0,8}}?)"
    rf"(?P<not>[尚仍还暂均都]*(?:[未不]|没有|没能)|正在|[尚仍]在|[超逾延]期){_HOW}(?P<verb>{_OTHER}{{2,10}})?"
    rf"|(?P<un>[未不])(?P<doing>{_OTHER}{{2,6}}?)的?(?P<number>[{COUNT}]){_OTHER}{{0,4}})$"
)
_NOT_DUE: Final = re.compile(
    "未到|不予|不属|不在|不含|不再|新增|新受理|新收|次年|下年|上年|往年|已[经]?(?:整改|补|完成)|后"
)
_LATE: Final = re.compile("[超逾延]期")
_IN_TIME: Final = re.compile("[按如]期|按时|及时")
_JOINED: Final = re.compile(r"[和与及()“”\"、]")
_TAIL: Final = re.compile("(?:事件|情况|现象|问题|行为|等)+$")
_SHORT, _FRONT, _MANY, _FEW_EVENTS, _NAME, _FIGURES = 2, 120, 24, 60, 24, 400


@dataclass(frozen=True, slots=True)
class _Rest:
    """Some of which it is not so: how many, what they are, and what was not done. ``front``: what its text tells before."""

    sentence: Sentence
    at: int
    noun: str
    verb: str
    front: str


class Exceptions:
    """What a document tells of some that were not done, and of what happened."""

    def __init__(self, found: Sequence[Sentence], wording: Wording, year: int | None = None) -> None:
        self._found, self._year = found, year
        self._doings = [re.compile(either(tuple(line.split("|")))) for line in wording.doings]
        self._not_so = re.compile(f"{_TO_COME.pattern}|{either(wording.not_every)}")
        self._rests: dict[str, list[_Rest]] = {}
        for rest in _rests(found):
            for key in self._keys(rest.verb):
                if len(own := self._rests.setdefault(key, [])) < _MANY:
                    own.append(rest)

        self._general = re.compile(f"{either(wording.general)}|费用?$|发生|任务|相关|事项|等")
        self._named: list[tuple[str, _Rest]] | None = None
        self._events = list(islice(_events(found), _FEW_EVENTS))

    def read(self, table: Table, draft: Draft) -> None:
        """Write them to the table of comparisons."""
        known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
        for sentence in self._found:
            for clause in _CLAUSE.finditer(sentence.signs):
                for one in (
                    *self._denied(sentence, clause),
                    *self._behind(sentence, clause),
                    *self._happened(sentence, clause),
                    *self._there(sentence, clause),
                ):
                    span = sentence.span(*clause.span())
                    value: Value = value_in(one.sentence, one.at)
                    if place_of(value) in known:
                        continue
                    known.add(place_of(value))
                    unit = one.sentence.figures[one.at].unit.symbol
                    label = Said(f"{one.noun}{'未' if one.verb else ''}{one.verb}（{span.text}）", span)
                    draft.say(table, {"事项": label, "数值": value, "所比": Said(f"≤0{unit}", span)}, True)

    def _denied(self, sentence: Sentence, clause: re.Match[str]) -> Iterator[_Rest]:
        said = self._said(sentence, clause) if self._rests else None
        if said is None:
            return
        noun = _LEAD.sub("", re.sub(rf"^.*[{FIGURES}]|{_ALL}$|{_HOW}$", "", said["noun"]))
        noun = (
            noun
            if len(noun) >= _SHORT
            else _LEAD.sub("", sentence.signs[max(0, clause.start() - _FRONT) : clause.start()].rpartition("。")[2])
        )
        for key in self._keys(said["verb"]):
            for rest in self._rests.get(key, ()):
                if self._same(sentence, clause, noun, said["verb"], rest):
                    yield rest
                    return

    def _said(self, sentence: Sentence, clause: re.Match[str]) -> re.Match[str] | None:
        """A clause that says of all that it was done."""
        words = clause[0]
        if self._not_so.search(_WORDS_FOR_ALL.sub("", words)):
            return None
        said = _SPARED.match(words) or _SAID.match(words) or _EVERY.match(words)
        if said is None and words.endswith(tuple(RATIO)):
            said = _RATED.match(words)
            at = clause.end() - 1
            if said is None or sentence.figures[at].base != 1 or sentence.figures[at].bound:
                return None
        return said if said is not None and not re.search("[未没不]", said["verb"]) else None

    def _behind(self, sentence: Sentence, clause: re.Match[str]) -> Iterator[_Rest]:
        """Some of them of which the next clause says that it was not done, or not in time."""
        if sentence.signs[clause.end() : clause.end() + 1] not in (",", ":", "("):
            return
        following = _CLAUSE.match(sentence.signs, clause.end() + 1)
        rest = _OUT_OF.match(following[0]) if following is not None else None
        if following is None or rest is None or _NOT_DUE.search(following[0]) or _TO_COME.search(following[0]):
            return
        said = self._said(sentence, clause)
        if said is None:
            return
        at = following.start() + rest.start("figure" if rest["figure"] else "number")
        figure = sentence.figures[at]
        if figure.bound or figure.base <= 0:
            return
        verb = rest["doing"] or rest["verb"] or ""
        late = _LATE.search(rest["not"] or "") is not None and _IN_TIME.search(said[0]) is not None
        keys = {*self._keys(said["verb"]), *self._keys(said["noun"][-_SHORT:])}
        if late or any(keys & set(self._keys(verb[at:])) for at in range(max(0, len(verb) - 1))):
            yield _Rest(sentence, at, sentence.span(*following.span()).text, "", "")

    def _same(self, sentence: Sentence, clause: re.Match[str], noun: str, verb: str, rest: _Rest) -> bool:
        """Whether what was not done is of what all is said to be done, at the same time."""
        own_text = rest.sentence.texts[rest.at] is sentence.texts[clause.start()]
        if own_text and (rest.sentence is sentence or rest.sentence.starts[rest.at] < sentence.starts[clause.start()]):
            return False
        tail = rest.noun[-_SHORT:]
        if len(tail) < _SHORT or (tail not in noun and noun[-_SHORT:] not in rest.noun) or _EMPTY.search(tail):
            return False
        some = _SOME.search(clause[0])
        if some is not None and some[0] not in rest.sentence.signs:
            return False
        if not _same_doing(verb, rest.verb):
            return False
        # 一期项目, 二期项目: each has its own word for which
        own, other = noun[-2 * _SHORT :].removesuffix(tail), rest.noun.removesuffix(tail)[-_SHORT:]
        if noun.endswith(tail) and own and other and len(other) == _SHORT == len(own) and own != other:
            return False
        return _same_time(_own(sentence, clause), rest.front)

    def _keys(self, verb: str) -> Iterator[str]:
        """By what a doing is found: the group of like words that it is of, and its own first signs."""
        yield verb[:_SHORT]
        for number, doing in enumerate(self._doings):
            if doing.match(verb):
                yield f"#{number}"

    def _there(self, sentence: Sentence, clause: re.Match[str]) -> Iterator[_Rest]:
        """What is said not to be there, and is told with a figure by that very name; nothing where any figure of it is nought."""
        if not re.search("[未没无零不]", clause[0]) or _TO_COME.search(clause[0]):
            return
        none = _NONE.match(clause[0]) or _ZERO.match(clause[0])
        if none is None:
            return
        doing = none.groupdict().get("doing") or ""
        if none.re.pattern == _NONE.pattern and not doing and not none.start("word"):
            return  # 无专项赛: of one of several that are told in a row
        what = _JOINED.sub("", none["what"])
        core = what if none.re.pattern == _ZERO.pattern else self._general.sub("", what)
        words = [core, doing] if doing == "购置" else [core]
        if len(core) < _SHORT or (len(what) <= _SHORT and none.re.pattern != _ZERO.pattern):
            return
        if self._named is None:
            self._named = list(islice(_named(self._found), _FIGURES))
        own = [one for name, one in self._named if all(word in name for word in words) and one.sentence is not sentence]
        own = [one for one in own if _same_time(said := _own(sentence, clause), one.front)]
        if own and (years := _YEAR.findall(said)) and self._year and years[-1] != str(self._year):
            return  # 上一年没有购置, in a paper on another year
        if own and all(one.sentence.figures[one.at].base > 0 for one in own):
            yield replace(own[0], noun=core)

    def _happened(self, sentence: Sentence, clause: re.Match[str]) -> Iterator[_Rest]:
        never = _NEVER.search(clause[0]) if re.search("[未没无零]", clause[0]) else None
        if never is None or _TO_COME.search(clause[0]):
            return
        what = _TAIL.sub("", never["what"] or never["which"])
        if len(what) < 2 * _SHORT:
            return
        own = _own(sentence, clause)
        for one in self._events:
            if what in one.noun and one.sentence is not sentence and _same_time(own, one.front):
                yield replace(one, noun=what)
                return


_WORDS_FOR_ALL: Final = re.compile("所有|全部|在规定")


def _same_doing(said: str, undone: str) -> bool:
    """Whether both are of the same thing: 成立工作专班 is not 成立业主委员会; what was answered may still not be solved."""
    if said[:_SHORT] != undone[:_SHORT]:
        return _ANSWERED.match(said) is None or _SOLVED.match(undone) is None
    own, other = (one[_SHORT:].lstrip("了过") for one in (said, undone))
    pairs = {own[at : at + _SHORT] for at in range(len(own) - 1)}
    return len(own) <= _SHORT or len(other) <= _SHORT or any(pair in other for pair in pairs)


def _rests(found: Iterable[Sentence]) -> Iterator[_Rest]:
    for sentence in found:
        signs = sentence.signs
        if COUNT not in signs:
            continue
        for told in _NOT.finditer(signs):
            # the figure before it in its clause, or in the one before where that only tells why
            low = max(0, told.start() - _FRONT)
            start = max(low - 1, *(signs.rfind(mark, low, told.start()) for mark in ",;:。(")) + 1
            at = max((at for at in range(start, told.start()) if at in sentence.figures), default=-1)
            if at < 0 and start > 1 and signs[start - 1] == ",":
                low = max(0, start - _FRONT)
                first = max(low - 1, *(signs.rfind(mark, low, start - 1) for mark in ",;:。(")) + 1
                at = max((at for at in range(first, start) if at in sentence.figures), default=-1)
                if at >= 0 and not re.search("因|由于|受", signs[at:start]):
                    at = -1
            if at < 0 or signs[at] != COUNT or sentence.figures[at].base <= 0 or sentence.figures[at].bound:
                continue
            front = _front(sentence, at)
            if re.search("计划|拟|明年|下年|[将应]", front.rpartition(";")[2]):
                continue
            if _TO_COME.search(signs[at + 1 : told.start()]) or _TO_COME.search(signs[max(0, at - 8) : at]):
                continue
            verb = told["verb"]
            own = re.sub(r"[0-9.,约近余\s]", "", sentence.figures[at].text)
            behind = _WHY.split(signs[at + 1 : told.start()])[0].lstrip("的")
            ahead = re.split(f"[,;:。()、{FIGURES}{DATE}]", signs[max(0, at - 16) : at])[-1]
            ahead = _HEAD.sub("", ahead)
            noun = behind if len(behind) >= _SHORT else ahead
            if len(noun) < _SHORT and "," in signs[at : told.start()]:
                noun = _HEAD.sub("", signs[start : told.start()])
            if len(noun) >= _SHORT or len(own) > _SHORT:
                yield _Rest(sentence, at, noun or own, verb, front)


def _named(found: Iterable[Sentence]) -> Iterator[tuple[str, _Rest]]:
    """The amounts and counts of a document by what they are called, as far as they are of the year itself."""
    for sentence in found:
        for at, figure in sentence.figures.items():
            if sentence.signs[at] in (COUNT, MONEY) and not figure.bound:
                name = _JOINED.sub("", sentence.signs[max(0, at - _NAME) : at])
                name = re.split(f"[,;:。{FIGURES}{DATE}]", name)[-1]
                if len(name) >= _SHORT and not _OTHERWISE.search(name):
                    yield name, _Rest(sentence, at, name, "", _front(sentence, at))


def _events(found: Iterable[Sentence]) -> Iterator[_Rest]:
    """What happened, and how often."""
    for other in found:
        if COUNT not in other.signs:
            continue
        for told in _OCCURRED.finditer(other.signs):
            figure = other.figures[told.start("figure")]
            ahead = other.signs[max(0, told.start() - 12) : told.start()]
            if figure.base > 0 and not figure.bound and not _TO_COME.search(ahead):
                yield _Rest(other, told.start("figure"), told["what"], "", _front(other, told.start()))


def _own(sentence: Sentence, clause: re.Match[str]) -> str:
    """A clause as printed, with what its sentence tells before it."""
    return _front(sentence, clause.start()) + sentence.span(*clause.span()).text


def _front(sentence: Sentence, at: int) -> str:
    """What the text of a place tells before it, in its own sentence."""
    start = sentence.starts[at]
    return sentence.texts[at].text[max(0, start - _FRONT) : start].rpartition("。")[2]


def _same_time(one: str, other: str) -> bool:
    years, others = _YEAR.findall(one), _YEAR.findall(other)
    if years and others and years[-1] != others[-1]:
        return False
    return _PAST.search(other) is None and _PAST.search(one) is None


def read_exceptions(
    found: Sequence[Sentence], tables: Mapping[str, Table], wording: Wording, year: int | None, draft: Draft
) -> None:
    """Write them to the table of comparisons. ``year``: that of the paper."""
    if (table := tables.get("比较")) is not None:
        Exceptions(found, wording, year).read(table, draft)


__all__ = ["read_exceptions"]
