"""The words of a pack that the grammar of figures in prose is read with, by the names of its word sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from gouji.faults import regex as re

#: The word sets that extraction reads, besides those that templates name, and the fields of :class:`Wording` they fill.
SETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "增加用语": "more",
        "减少用语": "less",
        "目标达成用语": "reached",
        "目标未达用语": "missed",
        "目标名用语": "goals",
        "目标前用语": "goal_fronts",
        "目标类别用语": "goal_kinds",
        "时间目标用语": "timed_kinds",
        "目标所称用语": "goal_called",
        "目标完成率用语": "goal_rates",
        "目标总称用语": "goal_all",
        "目标泛称用语": "goal_empty",
        "少好目标用语": "goal_fewer",
        "完成名用语": "done",
        "结果名用语": "totals",
        "调后名用语": "revised",
        "非分项用语": "asides",
        "另计用语": "apart",
        "名额用语": "quotas",
        "在额用语": "held",
        "差额用语": "rest",
        "结余用语": "left",
        "另有收支用语": "besides",
        "期初存量用语": "stock",
        "新增用语": "incoming",
        "办毕用语": "settled",
        "期末存量用语": "pending",
        "另有增减用语": "flows",
        "非列项用语": "no_items",
        "求和用语": "sums",
        "须比用语": "compared",
        "缘由用语": "reasons",
        "部分用语": "parts",
        "整体用语": "wholes",
        "重叠用语": "overlaps",
        "标志用语": "marks",
        "相补用语": "complements",
        "可兼用语": "several",
        "同义用语": "synonyms",
        "虚述用语": "vague",
        "另指用语": "another",
        "非比率用语": "no_rates",
        "合成全部用语": "whole_rates",
        "完成率名": "rates",
        "资金率名": "spending",
        "应有用语": "planned",
        "已做用语": "spent",
        "同名用语": "stems",
        "款项用语": "funds",
        "发放用语": "paid_out",
        "口径用语": "scopes",
        "变动率名": "adjusted",
        "节约率名": "saved",
        "率两端用语": "sides",
        "等次用语": "classes",
        "用途用语": "uses",
        "期初用语": "opened",
        "期末用语": "closed",
        "转入用语": "entered",
        "转出用语": "gone",
        "送审用语": "asked",
        "不变价用语": "priced",
        "满意用语": "satisfied",
        "物价用语": "prices",
        "率前用语": "fronts",
        "计划名用语": "plans",
        "另一计划用语": "other_plans",
        "本数用语": "own",
        "自指用语": "whose",
        "决算名用语": "finals",
        "支出名用语": "outlays",
        "名称算式": "formulas",
        "指标率算式": "rate_formulas",
        "行间算式": "row_formulas",
        "行间衬字": "row_plain",
        "行间比较": "row_changes",
        "名称隶属": "inner",
        "账表算式": "ledgers",
        "账表进出用语": "ledger_flows",
        "单位栏用语": "units",
        "单位词尾": "offices",
        "得分栏用语": "scored",
        "等级栏用语": "graded",
        "满分用语": "fulls",
        "等级用语": "grades",
        "自评用语": "scorers",
        "自我评价用语": "judged_by_self",
        "评价用语": "judged",
        "他评用语": "judged_by_others",
        "非全体率用语": "no_rates_of_all",
        "考评用语": "judging",
        "表间口径": "tabled",
        "文中口径": "worded",
        "表间不大于": "bounded",
        "文中数词": "amounts",
        "前后栏用语": "periods",
        "推增用语": "raised",
        "推减用语": "lowered",
        "成因反向用语": "turned",
        "成因对象用语": "caused",
        "成因不论用语": "uncaused",
        "离任用语": "leaving",
        "离任费用用语": "pensions",
        "进出用语": "flowing",
        "盈用语": "gained",
        "亏用语": "lost",
        "平用语": "evened",
        "相抵用语": "offset",
        "存量用语": "carried",
        "评说用语": "verdicts",
        "坏向用语": "bad",
        "好向用语": "good",
        "重负用语": "strains",
        "上限用语": "ceilings",
        "车辆用语": "vehicles",
        "费用泛称": "general",
        "合称用语": "together",
        "设定用语": "fixed",
        "居首用语": "most",
        "居末用语": "least",
        "为主用语": "mainly",
        "非名次用语": "no_most",
        "全部用语": "every",
        "非全部用语": "not_every",
        "尽数用语": "whole",
        "少数用语": "few",
        "多数用语": "many",
        "全无用语": "none",
        "未了用语": "unmade",
        "同做用语": "doings",
        "评率用语": "rate_verdicts",
        "迟缓用语": "sluggish",
        "顺畅用语": "smooth",
        "多出用语": "above",
        "不及用语": "below",
        "参照用语": "yards",
        "足额用语": "in_full",
        "限定用语": "limiting",
    }
)


#: Sets of words, and sets of them, whose patterns are kept.
_MOST: Final = 2048


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for more and less; for a goal that was reached or missed; and what the names of goals (``goals``), of what was

    done (``done``), of the results of a sum (``totals``) and of what is left after a change of plan (``revised``) contain.
    """

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    goal_fronts: tuple[str, ...] = ()
    """What may stand before the word for a goal and says nothing of which one it is (绩效、考核)."""
    goal_kinds: tuple[str, ...] = ()
    timed_kinds: tuple[str, ...] = ()
    """What kinds of goals are called (产出、效益), and those of which goals of time are (时效)."""
    goal_rates: tuple[str, ...] = ()
    """What rates are called that say what part of a goal was done (完成率)."""
    goal_called: tuple[str, ...] = ()
    goal_all: tuple[str, ...] = ()
    goal_empty: tuple[str, ...] = ()
    """What a goal is called where it is said to be reached (目标、限额), and all of them together (任务、产出); and words for
    them that do not say which are meant (年度、设定)."""
    goal_fewer: tuple[str, ...] = ()
    """What the names of goals contain that are kept from above (成本、时限)."""
    totals: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    """What names of figures contain that are told of a whole and are none of its parts (满分, 上年)."""
    apart: tuple[str, ...] = ()
    """What names contain of figures that tell all of a thing once more, in another way (合同金额、中标价)."""
    quotas: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    """What names contain of how many there may be (编制) and of how many of them there are (在编)."""
    rest: tuple[str, ...] = ()
    """What names of differences contain (尚余, 相差)."""
    left: tuple[str, ...] = ()
    """What is left of a plan is called, as far as nothing else is in it (结余、余额)."""
    besides: tuple[str, ...] = ()
    """Words that say that more has come in, or gone out, than what was planned and spent (其他收入、质保)."""
    stock: tuple[str, ...] = ()
    incoming: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    """What names contain of things that were there at first (旧存), came in (新收), were done (审结) and are left (未结)."""
    flows: tuple[str, ...] = ()
    """Words that say that such things have come in or gone out in another way (撤回、移送)."""
    no_items: tuple[str, ...] = ()
    """What names of figures contain that are no thing of a list, but all of it, or say one of them again (合计、执行)."""
    sums: tuple[str, ...] = ()
    """What names of sums contain (合计, 加总)."""
    compared: tuple[str, ...] = ()
    """Words for more and less that tell a change only where something is compared (比……高)."""
    reasons: tuple[str, ...] = ()
    """Words that say why something was not reached, or how much is missing."""
    parts: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    """What a part and a whole are called beside the rate that they make (合格、抽检)."""
    overlaps: tuple[str, ...] = ()
    """Words that say that what is counted belongs to several parts (兼属、交叉)."""
    marks: tuple[str, ...] = ()
    """What names contain of parts that those of every other part may be as well (女性、党员)."""
    complements: tuple[str, ...] = ()
    """What the names of parts contain that leave nothing of their whole out (男+女)."""
    several: tuple[str, ...] = ()
    """What names of things end in that may be of several kinds at once (人员、企业)."""
    synonyms: tuple[str, ...] = ()
    """Words of one meaning in names of what is told twice (举办的|组织的; 惠及|受益)."""
    vague: tuple[str, ...] = ()
    """Words in names that only say that something was done, or how much of it there is (组织、数量)."""
    another: tuple[str, ...] = ()
    """Words that only one of two names has and that make it another thing (计划、结余、女)."""
    judged_by_self: tuple[str, ...] = ()
    """What those who write a paper call their judging of their own work."""
    judged: tuple[str, ...] = ()
    """What judging is called, whoever judges."""
    judged_by_others: tuple[str, ...] = ()
    """Words beside these that tell of what others judge, or of a judgement of before."""
    no_rates_of_all: tuple[str, ...] = ()
    """What names of rates contain that do not say of how many of several something is so (增长、使用、满意)."""
    no_rates: tuple[str, ...] = ()
    """Names of rates that two figures of the text hardly make (贡献率、利率)."""
    whole_rates: tuple[str, ...] = ()
    """Names of rates that together are all of something (贡献率)."""
    rates: tuple[str, ...] = ()
    spending: tuple[str, ...] = ()
    """What rates are called of things that were done (完工率) and of money that was spent (支出进度)."""
    planned: tuple[str, ...] = ()
    spent: tuple[str, ...] = ()
    """What the names of the two figures contain of which such a rate is made (预算、到位; 支出、发放)."""
    stems: tuple[str, ...] = ()
    """Words that a rate shares with what it is of: a rate of what was paid out is made of nothing else (发放率)."""
    funds: tuple[str, ...] = ()
    """What is planned may be called besides, where the name has no word of what was done (资金、经费)."""
    paid_out: tuple[str, ...] = ()
    """What is paid to each of several, and how (补助、兑付)."""
    scopes: tuple[str, ...] = ()
    """Words that say that a rate is reckoned in another way than from all that was told (剔除、不含)."""
    adjusted: tuple[str, ...] = ()
    """What rates are called that say by how much a figure differs from another (调整率、变动率)."""
    saved: tuple[str, ...] = ()
    """What rates are called that say how much less something came to than was planned or asked for (节约率、审减率)."""
    sides: tuple[str, ...] = ()
    """What rates are called with the names of the figures that they are of (回收=收回/发放)."""
    classes: tuple[str, ...] = ()
    """What a rate is called and the degrees that it is of: 优良=优|良."""
    asked: tuple[str, ...] = ()
    """What is called that such a rate is of (送审、概算)."""
    priced: tuple[str, ...] = ()
    """What is called of which growth is told at other prices than the figure itself (生产总值)."""
    satisfied: tuple[str, ...] = ()
    """What rates of those who are content are called (满意度)."""
    prices: tuple[str, ...] = ()
    """What indices are of, of which the year before makes a hundred (物价)."""
    fronts: tuple[str, ...] = ()
    """What stands before the name of a rate of what was planned and makes it no other rate (项目、专项)."""
    uses: tuple[str, ...] = ()
    """Words that lead from a sum to what it goes to (用于、拨付)."""
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """What names contain of what there was at first (年初余额) and is at last (年末在编), came in (调入) and went out (退休)."""
    plans: tuple[str, ...] = ()
    """What figures are called that are no figures of the year before, when something is compared with them (计划)."""
    other_plans: tuple[str, ...] = ()
    """Words around the name of a plan that say which one is meant (调整、追加)."""
    own: tuple[str, ...] = ()
    """What a figure that was just told is called when a change of it follows (执行数)."""
    whose: tuple[str, ...] = ()
    """What it is called before it is said to be above or below its plan (支出、完成)."""
    finals: tuple[str, ...] = ()
    outlays: tuple[str, ...] = ()
    """What money that was spent is called by its final account (决算数), and otherwise (支出总额)."""
    formulas: tuple[str, ...] = ()
    """What figures of certain names are made of (自然增长率=出生率-死亡率)."""
    rate_formulas: tuple[str, ...] = ()
    """What the rates of goals are of that are called otherwise than their parts (三公经费控制=支出/预算)."""
    row_formulas: tuple[str, ...] = ()
    row_changes: tuple[str, ...] = ()
    """What columns of a row are compared, by the words for the one that the other is compared with (上年=决算数/上年数)."""
    row_plain: tuple[str, ...] = ()
    """What sentences reckon of the columns of a row (结余=全年预算数-全年执行数), and words around it that say no more of it."""
    ledgers: tuple[str, ...] = ()
    """What lines of accounts are made of, by their whole names (年末结转=年初结转+本年收入-本年支出)."""
    ledger_flows: tuple[str, ...] = ()
    """What the names of their lines contain that tell of what came in, went out or was left (利息、上缴)."""
    inner: tuple[str, ...] = ()
    """What figures of certain names are contained in, told beside them or not (税收<预算收入)."""
    units: tuple[str, ...] = ()
    """What forms call the one who hands them in (填报单位)."""
    offices: tuple[str, ...] = ()
    """What the names of those who hand in end in (局, 委员会)."""
    scored: tuple[str, ...] = ()
    graded: tuple[str, ...] = ()
    """What the headers of columns of scores and of grades end in (得分、等次)."""
    grades: tuple[str, ...] = ()
    """What grades are called (优、良)."""
    fulls: tuple[str, ...] = ()
    """What the most is called that something can score (满分、分值)."""
    scorers: tuple[str, ...] = ()
    judging: tuple[str, ...] = ()
    """What says who gave a score, of a part or of all (自评), and what says that a score is of all (绩效)."""
    tabled: tuple[str, ...] = ()
    worded: tuple[str, ...] = ()
    bounded: tuple[str, ...] = ()
    """Which scope the columns of a table tell and the figures below a heading, and which is no more than which (``scopes``)."""
    amounts: tuple[str, ...] = ()
    """Words for an amount that may stand between such a name and its figure (决算数)."""
    periods: tuple[str, ...] = ()
    """Which columns of printed tables tell the period before, and which the period (上年数<决算数)."""
    raised: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    """Words for what makes money, people and harvests more (招录、补发) and less (报废、歉收), told as reasons."""
    turned: tuple[str, ...] = ()
    """What reasons contain of which more may make less (减免、结余)."""
    caused: tuple[str, ...] = ()
    uncaused: tuple[str, ...] = ()
    """What the names contain of what reasons are held for (支出), and of what they are not (结余、比重)."""
    leaving: tuple[str, ...] = ()
    pensions: tuple[str, ...] = ()
    """Words for people who leave (退休), and what costs more by that (养老)."""
    flowing: tuple[str, ...] = ()
    """What comes in is called beside what goes out (收入/支出)."""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    evened: tuple[str, ...] = ()
    """Words for more in than out (收大于支), for less (收不抵支), and for as much (无结余)."""
    offset: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    """What is called that both come to (存量), and what was there before (上年结转)."""
    verdicts: tuple[str, ...] = ()
    """Words for what became better and worse, with what is judged (压力=缓解<加大)."""
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    """What names contain of figures that are better the smaller (负债), and the greater they are (满意)."""
    strains: tuple[str, ...] = ()
    """What is judged by nothing but figures that are bad (压力)."""
    ceilings: tuple[str, ...] = ()
    """What a figure is called that another must not pass (限额)."""
    vehicles: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    """What vehicles are called (公车、用车), and what the names of money have in common (经费、支出)."""
    together: tuple[str, ...] = ()
    """What several expenses are called together (三公)."""
    fixed: tuple[str, ...] = ()
    """What else was set before something was done (预算、任务)."""
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    """Words for more and for less than another figure, before or behind how much it is (超收、高于; 短收、不及)."""
    yards: tuple[str, ...] = ()
    """What other things a figure is compared with are called (全省、平均)."""

    in_full: tuple[str, ...] = ()
    """Doings, each with what was to be done and what was done of it (发放/应发/实发)."""
    limiting: tuple[str, ...] = ()
    """What else is called that something done has to keep within (合同、时限)."""

    most: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    mainly: tuple[str, ...] = ()
    """Words for the first (最多、居首) and the last of several (垫底), and for what most is from or of (主要来自)."""
    no_most: tuple[str, ...] = ()
    """Words with which these are said of something else (最高限价、全国)."""

    every: tuple[str, ...] = ()
    not_every: tuple[str, ...] = ()
    """Words for all of several (均、悉数), and those with which they are said of something else (平均、力争)."""

    whole: tuple[str, ...] = ()
    """Words for all that need no word for what is done (村村通、全覆盖)."""
    few: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    """Words for less than half of several, for more, and for none of it (未发生)."""
    unmade: tuple[str, ...] = ()
    doings: tuple[str, ...] = ()
    """Words beside what is left to do (正在、剩余); and words for doings, those that may stand for each other together."""
    rate_verdicts: tuple[str, ...] = ()
    """Names of rates and, behind ``=``, what words on them are of (执行率=执行|进度)."""
    sluggish: tuple[str, ...] = ()
    smooth: tuple[str, ...] = ()
    """What is said of a rate that is low (偏慢) and of one that is high (良好)."""

    @classmethod
    def of(cls, sets: Mapping[str, frozenset[str]]) -> Wording:
        """The words of a pack; the longer ones first."""
        return cls(**{field: _longest_first(sets.get(name, ())) for name, field in SETS.items()})


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Words in the order in which a pattern has to try them."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(_MOST)
def either(words: tuple[str, ...]) -> str:
    """What finds any of the words, to stand between bars in a pattern; nothing where there are none."""
    return "|".join(map(re.escape, words)) or "(?!)"


@lru_cache(_MOST)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words; nothing where there are none."""
    return re.compile(either(words))


def longest_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words of several sets: at one place the longest that stands there."""
    return any_of(_longest_first(set(words)))
