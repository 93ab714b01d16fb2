"""The phrases of figures in prose, as patterns over the signs of a sentence.

They belong to the Chinese of reports of every field; words of a field come from the pack.
"""

from __future__ import annotations

from typing import Final

from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, RATIO
from gouji.faults import regex as re

_F: Final = f"[{FIGURES}]"
_NOT: Final = f"[^{FIGURES}]"
_AMOUNT: Final = f"[{''.join(sign for sign in FIGURES if sign not in RATIO + POINTS)}]"

SHARE: Final = re.compile(
    rf"^(?:[约仅]|分别|所)?占到?(?P<base>[^{FIGURES}比]{{0,30}}?)的?(?:比重|比例|比率|比)?(?:\([^(){FIGURES}]{{1,12}}\))?"
    rf"(?:为|是|达到?|约|分别为)*(?P<ratio>{RATIO})"
)
SHARE_NAMED: Final = re.compile(
    rf"^(?:(?:所占)?(?:占比|比重|比例)|{_NOT}{{0,12}}?的(?:占比|比重|比例)(?:分别|依次))"
    rf"(?:分别|依次|各|为|是|达到?|约)*(?P<ratio>{RATIO})"
)
#: 税收收入占财政收入66.19%: the names of a part and of its whole.
PORTION: Final = re.compile(
    r"^(?P<part>(?:(?!占).){2,24})占到?(?P<base>.{2,24}?)的?(?:比重|比例|份额)?(?:为|是|达到?|约)*的?$"
)
#: 中位数是平均数的86.8%: one figure in hundredths of another.
PORTION_IS: Final = re.compile(r"^(?P<part>[^是为]{2,24}?)(?:是|为|相当于)(?P<base>[^是为]{2,24})的$")
#: 28个小区中已有24个完工: a whole and its part in one clause.
AMONG: Final = re.compile(
    rf"^{_NOT}{{0,12}}(?P<whole>{_AMOUNT}){_NOT}{{0,8}}?[中里内](?:已有|已经有|有|仅有|仍有|尚有|已)(?P<part>{_AMOUNT})"
)
#: 按类型分为……: what is divided is all in its classes, which may be counted: 分为五类：.
_CLASSED: Final = r"(?:按[^,;:。、]{1,10}?)?共?分[为成]"
CLASSED: Final = re.compile(f"^{_CLASSED}")
_CLASSES: Final = "(?:类别?|部分|种|级|档次?|块)"
#: Words that lead to the parts of what was told before; sources of money are all of it.
PARTS: Final = re.compile(
    r"^(?P<word>其中|包括|包含|含|分别为|分别是|主要包括|主要是|由|(?:项目|工程)?(?:资金|经费|投资)来源(?:为|是|于|包括|(?=[:，,]))"
    rf"|{_CLASSED}[两二三四五六七八九十][个大]?{_CLASSES}(?=$|[:，,])|{_CLASSED}(?={_NOT}{{1,20}}{_AMOUNT}))[:，,]?"
)
#: The opener of parts that stand behind such a clause.
THESE: Final = "中"
#: What ends a clause whose figure is the whole of what follows: 86家养老机构中，公办52家、民办34家.
OF_THESE: Final = re.compile(
    rf"[^{FIGURES}{DATE},;:。()]{{0,14}}(?<![其年期程作集初高当途月季度空手施])(?:之中|当中|中)$"
)
#: Names of figures of the period before, and what follows one with which others are compared.
OF_BEFORE: Final = re.compile(
    r"(?:比|较|同|与|和|相较于?)之?(?:上年|去年|上期|[0-9]{4}年|[上一二三四]季度|[0-9]{1,2}月)[^比较]{0,8}$|^[比较][^比较,]{2,12}的$"
)
WITH_DATE: Final = re.compile(rf"[比较同与和]{DATE}[^,;:。]{{0,16}}$")
COMPARED: Final = re.compile(r"^(?:相比|比较|相较|对比|比)")
IS_BASE: Final = re.compile(rf"(?:完成|占|为|达到?|相当于){_NOT}{{0,16}}$")
#: What 由 of a list of parts goes with: 由……组成.
MADE_UP: Final = re.compile(r"组成|构成")
#: Openers that give a reason as often as parts.
REASONS: Final = frozenset(("主要是", "由"))
INSIDE: Final = re.compile(rf"^在?(?P<name>{_NOT}{{2,20}}?)(?:之中|[中里内])$")
#: A lead to a list of the parts of what was said before: 主要支出项目：
LISTS: Final = re.compile(
    r"(?:主要|具体|分项|各项)[^,;]{0,12}$|按[^,;]{1,12}(?:分[配解类]?|划分)$|如下$"
    r"|^(?:从|分|按)[^,;]{1,14}看$|^(?:分|各)[^,;]{1,10}(?:是|为|情况)$"
)
DIVIDED: Final = re.compile(r"按[^,;]{1,12}(?:分[配解类]?|划分)$|^(?:从|分|按)[^,;]{1,14}(?:上看|来看|看)$")
SIGNED: Final = re.compile(
    rf"^(?:(?:年度?中|期间|执行中|当年|本年|年内)?{_NOT}{{0,4}}?(?=追加|追减|核增|核减|调增|调减)|再|并|年中|期间|另|又|年内|执行中)?(?P<sign>加上|加|追加|追减|核增|调增|减去|减除|扣除|扣减|调减|核减|减)(?!强|快|油|气|装|固|热|速|密|大|少|征|免|税|收|班|工|值|量|轻|持|分|灾|贫|排|震|碳|租)"
    rf"(?!{_NOT}{{2,40}}(?:后|因素|不可比)(?:[可同]|增|下|上|实|$))"
)
#: 追加1245万元，压减206万元: in a running sum a bare word for less takes away.
TAKEN: Final = re.compile(rf"^(?:年中|期间|另|又|并|年内|执行中)?(?:压减|压缩|收回|缴回|减少|调出|减)(?={_AMOUNT}$)")
#: 预算收入加上转移支付538.8亿元: what it is added to was told before.
ONTO: Final = re.compile(rf"^(?P<name>{_NOT}{{3,24}}?)(?P<sign>加上|减去)(?={_NOT}{{2}})")
FROM_TO: Final = re.compile(
    rf"^(?P<name>{_NOT}{{1,30}}?)?[由从](?P<since>{_NOT}{{0,12}}?)(?P<prior>{_F})(?P<word>{_NOT}{{1,4}}?)(?:到|至|为)(?:{DATE}的?)?(?P<now>{_F})"
)
AVERAGE: Final = re.compile(
    rf"^(?P<name>{_NOT}{{0,16}}?(?:每|平均|(?:^|[^又也都])[人户车亩件月日年班生床村镇站校台套栋例次家店企]均){_NOT}{{0,16}}?)(?P<figure>{_AMOUNT})"
)
#: A price or a standard: 1000元/户, 530元/人·月.
BY_UNIT: Final = re.compile(r"[/／](?![0-9])[^,;:。()]")
DONE: Final = re.compile(
    rf"^(?:[约仅已]|共|全年|累计)?(?:完成|为|占|达到?|相当于)(?P<what>{_NOT}{{0,24}}?)(?:(?P<target>{_AMOUNT})?的|(?P<bare>{_AMOUNT}))(?P<ratio>{RATIO})"
)
DONE_BARE: Final = re.compile(
    rf"^(?:(?:占)?完成(?![率度比进])|为(?={_NOT}{{2}}))(?P<what>{_NOT}{{1,16}}?)(?:的)?(?P<ratio>{RATIO})"
)
REACHED: Final = frozenset(("达到", "达到了", "实现", "实现了", "完成", "完成了"))
_SAID: Final = r"(?:(?P<all>[均都]|全部)|[也仍已但尚还只仅]|明显|远|严格)*"
_ASKED: Final = "目标|要求|任务|预期|标准|指标|规定|限额|上限|下限|红线|底线|控制线|控制数|警戒线|水平|平均"
#: 91.0%，达到90%的目标; 0.21‰，低于0.9‰的控制线: the figure is said to be above or below another.
AGAINST: Final = re.compile(
    rf"^{_SAID}(?P<word>达到了?|实现了?|完成了?|满足|符合)?(?P<figure>{_F})(?P<what>的?{_NOT}{{0,10}}?(?:{_ASKED}))?"
)
#: 98.5%、97.2%，均达到95%以上; 2.1%，保持在3%以内: what the limit is stands behind its figure.
REACHES: Final = re.compile(
    rf"^{_SAID}(?:达到?了?|在|为|保持在|稳定在|维持在|处于|位于)(?P<figure>{_F})(?P<what>的?{_NOT}{{0,10}}?(?:{_ASKED}))?$"
)
#: 78.1%，超额完成“占比保持在80%以上”的年度目标: the goal is told in words around its figure.
GOAL_TOLD: Final = re.compile(
    rf"^{_SAID}(?:超额|圆满|全面|顺利)*(?:完成|实现|达到|符合|满足)了?{_NOT}{{0,8}}?[“‘\"](?P<what>{_NOT}{{0,24}}?)(?P<figure>{_F})[^{FIGURES}]{{0,6}}[”’\"]的?{_NOT}{{0,6}}?(?:{_ASKED})值?$"
)
#: A figure that is printed with a word for more or less before it, and is not a bound by that alone.
VAGUE: Final = re.compile(r"(?P<way>超过|超|高于|低于|少于|不低于|不超过)\s*(?P<figure>[0-9].*?)(?:左右)?$")
_BELOW: Final = "低于|少于|小于"
_WAY: Final = (
    rf"(?P<way>(?:[不未]|没有)(?:低于|少于|小于|高于|大于|多于|超过|超出|突破)|{_BELOW}|高于|大于|多于|超过|超出)"
)
#: 3起，低于下达的控制指标82起: the same with the name of the limit between. It may also say how far below: 低于目标5起.
LIMIT: Final = re.compile(
    rf"^{_SAID}{_WAY}了?(?P<what>{_NOT}{{0,16}}?(?:目标|要求|任务|预期|标准|指标|计划|限额|上限|下限|控制线|控制数|警戒线)"
    rf"(?:值|数)?(?:为|是|的)?)(?P<figure>{_F})$"
)
#: 91.40%、88.52%，均高于平均合格率87.36%; 75.56%，高于“不得低于上年收入的70%”的要求: a rate and another one. One of another
#: period may be how far above or below it is.
LIMIT_RATE: Final = re.compile(
    rf"^{_SAID}{_WAY}了?(?P<what>(?!{_NOT}{{0,6}}(?:上年|去年|前年|同期|上期|年初|年末|上[月季半周]|{DATE})){_NOT}{{2,32}}?)"
    rf"(?P<figure>{RATIO})(?P<rest>”?的?{_NOT}{{0,8}}?(?:{_ASKED}|比例|比率))?$"
)
#: 甲、乙、丙合格率分别为91%、89%、93%，均高于平均合格率87%: all of several figures are said to be above another.
EACH_BEYOND: Final = re.compile(
    rf"^(?:[均都]|全部)(?:明显|远|已)*(?P<way>低于|少于|小于|高于|大于|多于|超过|超出)了?(?:{_NOT}{{2,20}}?)(?:为|是|的)?(?P<figure>{_F})$"
)
#: 余额1200亿元，控制在批准的限额1259亿元以内.
KEPT: Final = re.compile(
    rf"^{_SAID}控制在(?P<what>{_NOT}{{0,24}}?)(?P<figure>{_F})(?:[以之]内|以下|范围内)?(?:的?{_NOT}{{0,8}}?(?:{_ASKED}))?$"
)
#: 降到1%以内，达到0.9%: a bound that is kept, and the figure that keeps it.
WITHIN_BOUND: Final = re.compile(
    r"(?:控制|保持|稳定|维持|下降|降低|降|压减|压降|缩短|提高|提升|增|升)[在到至](?:了)?[^,;:。]{0,4}$"
)
REACHED_NOW: Final = re.compile(r"^(?:实际|目前|仅|全年|最终|现)*(?:达到?了?|为|是|仅|实际)?$")
#: 第一、第二、第三产业增加值占GDP的比重分别为6.8%、40.1%、53.1%: the shares of parts that were told before.
SHARES_IN_TURN: Final = re.compile(
    rf"[、和及][^{FIGURES},;:。]{{1,16}}占[^{FIGURES},;:。]{{1,16}}比[重例](?:分别|依次)?(?:为|是|达到?)?(?P<shares>{RATIO}(?:[、,和]{RATIO}){{1,5}})"
)
#: 三次产业占比分别为24.1%、28.4%和47.5%: the same of parts that are not named again.
SHARES_OF_ALL: Final = re.compile(
    rf"(?:占比|比重|构成比?|结构)(?:分别|依次)(?:为|是|达到?)?(?P<shares>{RATIO}(?:[、,和]{RATIO}){{2,5}})"
)
#: A structure: 9.1:50.8:40.1; 调整为21.35%、27.92%和50.73%.
RATIOS: Final = re.compile(rf"{BARE}(?:[:∶：]{BARE}){{1,5}}|(?<=调整[为到至]){RATIO}(?:[、,和]{RATIO}){{2,4}}")
#: 决算数大于预算数: two figures by their names, and which is the greater.
GREATER: Final = re.compile(
    rf"^(?P<one>{_NOT}{{2,20}}?)(?:(?P<most>[未不]超过|没有超过|不高于|不大于)|(?P<more>大于|高于|多于|超过|超出)|(?P<less>小于|低于|少于))"
    rf"了?(?P<other>{_NOT}{{2,12}}?)(?:的?(?:主要)?原因{_NOT}*|主要(?:是|因){_NOT}*)?$"
)
#: 决算数与年初预算数持平: two figures by their names that are said to be the same; the first may be what is spoken of.
LEVEL: Final = re.compile(
    rf"^(?P<one>(?:(?![比较与同和]){_NOT}){{0,20}})[比较与同和](?P<other>(?:(?!基本|大体|总体|上年|去年){_NOT}){{2,12}}?)(?:相比)?(?:持平|一致|相等|相同)$"
)
#: 运行维护费比预算无增减变化，比上年增加0.9万元: a name without a figure, of which the words after it speak.
UNCHANGED: Final = re.compile(
    rf"^(?P<name>(?:(?![比较与同和]){_NOT}){{2,30}})[比较与同和](?P<other>{_NOT}{{1,14}}?)"
    r"(?:相比)?(?P<nearly>基本|大体|总体)?(?:(?:无|没有|未发生)(?:增减|变化|变动|增减变[化动])|持平|一致|相同|相等|不变)$"
)
#: 各类项目均已超额完成全年任务: all that was told is said to be done.
ALL_DONE: Final = re.compile(
    rf"^(?!{_NOT}*(?:除|确保|力争|争取|推动|促进|保证|要求|预计|有望|[未没不将拟应须]|基本|大部|多数|如期))"
    rf"{_NOT}{{0,8}}?(?:各|所有|全部|上述|以上){_NOT}{{0,12}}?(?:[均都]|全部)(?:已经?)?(?:全面|圆满|顺利|提前|按期|(?P<beyond>超额))?"
    rf"(?:完成|实现|达到)(?:了)?(?:{_NOT}{{0,8}}?(?:任务|目标|计划|指标)(?:任务|值|数)?)?$"
)
#: What something is compared with: 比预算 of 比预算增加.
COMPARED_WITH: Final = re.compile(rf"[比较与同和](?P<other>{_NOT}{{2,12}}?)(?:相比)?$")
#: A name with a number that was not read: 平均浓度28微克/立方米. What is said next is said of it.
UNREAD: Final = re.compile(
    r"^[^0-9,;:。]{2}[^,;:。]{0,20}?(?<![0-9.第])[0-9][0-9.]*(?![0-9.号年月日届期条款项])[^0-9,;:。号年月]{1,8}$"
)
#: Names of ratios that have parts; growth and rates have none.
SHARED: Final = re.compile(r"占|比重|份额|构成")
#: 首次突破2万亿元, 跨上百亿元台阶: what a figure told before has passed.
PASSED: Final = re.compile(r"^(?:首次|再次|成功|历史性|已|也|连续[^,;]{0,4})*(?:突破|跨越|跨上|迈上|站上|迈过)(?:了)?$")
OVER_YEARS: Final = re.compile(r"^[一二两三四五六七八九十]{1,2}年")
AHEAD: Final = re.compile(r"^(?:超过?|快于|高于|低于|慢于|落后于?|领先于?|高出|低)(?:序时|时间|全[国省市县]|平均|进度)")
#: What was before has changed by so much, without a pause: 比上年19.73万元减少1.87万元.
CHANGED: Final = re.compile(rf"^(?:净|共)?(?:增加|增长|减少|下降|上升|提高|降低)了?{_F}")
COMPARES: Final = re.compile(r"[比较]|同比|环比|与")
YEAR: Final = re.compile(r"[0-9]{4}")
#: Dimensions of time.
TIMES: Final = frozenset(("hours", "days", "workdays", "months"))
#: A day of the year that is spoken of.
YEARLESS: Final = re.compile(r"[0-9]{1,2}\s*(?:月?\s*[-—~～至]\s*[0-9]{1,2}\s*)?月(?:份?$|\s*[0-9]{1,2}\s*[日号])")
EACH: Final = re.compile(r"[均各]")
IN_TURN: Final = re.compile(r"分别|依次")
#: A time limit within which something was done: 24小时内办结1329件.
WITHIN: Final = re.compile(r"[以之]?[内前后]")
#: 第一次, 首批, 二期, and what else numbers the bits of an amount.
NUMBERED: Final = re.compile(
    r"^(?:分别|其中)?(?P<number>(?:第[一二三四五六七八九十]|首|[一二三四五六七八九十]|末|尾)(?:次|批次?|笔|期|轮))"
)
#: A rate that is reckoned in a way of its own: of another scope, with something left out, against another period.
RECKONED_APART: Final = re.compile(r"口径|可比(?!价)|剔除|扣除|还原|考虑|因素|平均|环比|上[月季]")
#: A rate that is not that of the amounts as they are printed.
REPRICED: Final = re.compile(r"可比价|不变价|调整")
#: A list that says that not all of it is told.
AND_SO_ON: Final = re.compile(r"等|及其[他它]")
#: Last year's figure by itself: 上年为6925万元.
PRIOR: Final = re.compile(
    rf"^(?:上年|去年|上期|同期|上年同期|{DATE}|上年末|年初)(?:同期|末)?(?:的)?(?:(?!比(?![例率重值])|较|增|减|下降|上升|结转|结余|当[月季期]|预算|计划|安排|批复|下达)[^{FIGURES}]){{0,6}}?(?:为|是)?(?P<prior>{_F})$"
)
_BESIDE: Final = rf"\(?(?P<other>{RATIO})\)?"
_GAP_WAYS: Final = "高出|高于|高|快于|快|多|超过|超出|低于|低|慢于|慢|少"
#: The same of two rates that are called by their names.
GAP_OF_TWO: Final = re.compile(
    rf"(?P<one>[^{FIGURES}{DATE},;:。、()比]{{2,16}})(?:[、和与](?P<other>[^{FIGURES}{DATE},;:。、()]{{2,20}}?)的?(?P<kind>占比|比重|比例|份额|增速|增幅|增长率)"
    rf"(?P<way>相差|之差为?|差距为?|差))(?:了|约|达|为)*(?P<points>{POINTS})"
)
#: By how many points the growth of one scope differs from that of another, told elsewhere: 增幅高于全国0.4个百分点.
GAP_OF_SCOPE: Final = re.compile(
    rf"(?P<name>(?!同比|比上年|上年|去年)[^{FIGURES}{DATE},;:。()比较]{{2,24}}?)的?(?P<kind>增速|增幅|增长率|涨幅|降幅)(?:分别)?"
    rf"(?:(?P<way>高于|快于|超过|低于|慢于)|[比较])(?P<scope>[^{FIGURES}{DATE},;:。()序时]{{2,5}}?)(?:平均)?(?:水平)?"
    rf"(?P<later>高出|高|快|低|慢)?(?:了|约)*(?P<points>{POINTS})"
)
#: Two rates told right before: 二者相差5.7个百分点.
GAP_OF_LAST_TWO: Final = re.compile(
    rf"(?:[二两]者|[二两]地)?(?:之间)?的?(?:相差|差距为?|之差为?)(?:了|约|达)*(?P<points>{POINTS})"
)
#: By how many points what was done is ahead of the time that has gone by, or behind it: 超序时进度3.5个百分点.
_PACE: Final = r"(?:序时|时间|均衡)进度(?:要求|目标)?"
PACE: Final = re.compile(
    rf"(?:(?P<way>超过|超出|超前|超|高于|快于|领先于?|高出|低于|慢于|落后于?|滞后于?|滞后|欠|差)于?{_PACE}"
    rf"|[比较]{_PACE}(?:相比)?(?P<later>高出|超出|高|快|超|低|慢|少|差|落后|滞后))(?:了|约|近)*(?P<points>{POINTS})"
)
#: The months that have gone by, as words tell them.
ELAPSED: Final = re.compile(r"(?P<half>上半年)|(?P<quarter>前三季度|[一二三]季度末?|前[两二]个?季度)")
#: The same of two counts told together: 去年同期为197件375人.
PRIORS: Final = re.compile(
    rf"^(?:上年|去年|上期|同期|上年同期|{DATE})(?:同期)?(?:的)?(?:分别)?(?:为|是)?(?P<prior>{_F})(?:和)?(?P<second>{_F})$"
)


def lead(own: str) -> re.Pattern[str]:
    """What may stand between a figure and the words for more and less: 按可比口径比上年. ``own`` are names of the figure."""
    return re.compile(
        rf"^(?:{_NOT}{{1,3}}数[和、与及]{_NOT}{{1,3}}数)?(?:(?:[按以扣剔若如还考同可自名不现当折统全老新原]{_NOT}{{0,14}}?)?(?:口径|价格?|计算|测算|可比|因素后?)|(?:本年|年度|全年)?(?:{own})|数额|规模|总量)?(?:{DATE})?(?:[一二两三四五六七八九十]{{1,2}}年(?:间|来|里)?)?(?:(?:各|均|分别|也|又|共|净|实际|按[^{FIGURES}]{{1,12}}?|与|和|跟)?"
        rf"(?:比|较|同比|环比|上年|去年|同期|{DATE})[^{FIGURES}]{{0,16}})?(?:各|均|分别|共|净|实际)?$"
    )


def anaphora(plans: str) -> re.Pattern[str]:
    """Words that point back to something that is not the year before, be it a plan, whose names are ``plans``."""
    return re.compile(rf"较之|比之|与之|较前|[较比](?:(?:年初)?(?:{plans})|目标)|高于|低于|多于|少于")


def within_plan(plans: str) -> re.Pattern[str]:
    """决算数控制在预算数以内, 支出未超预算: not above; it may be said of what is spoken of. ``plans`` are names of plans."""
    return re.compile(
        rf"^(?P<one>(?:(?!确保|力争|争取|要求|应|须|尽量){_NOT}){{0,20}}?)(?:[均都也]|全部|严格|有效)*"
        rf"(?:控制在了?(?P<other>{_NOT}{{2,10}}?)(?:以内|之内|范围之?内|内)"
        rf"|[未没]有?(?:突破|超出?)(?P<beyond>{_NOT}{{0,2}}(?:{plans})数?))$"
    )


def gaps(plans: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """By how many points a rate differs from one that is printed beside them.

    比全国(5.2%)高0.8个百分点, or 高于全国(5.2%)0.8个百分点.
    What is told of the year before or of a plan (``plans`` are its names) is a change.
    """
    name = rf"(?P<name>(?!上年|去年|上期|同期|年初|{plans})[^{FIGURES}{DATE},;:。()]{{2,14}})"
    return (
        re.compile(
            rf"(?:[比较与同]|相比){name}{_BESIDE}(?:相比)?[,]?(?P<way>{_GAP_WAYS})(?:了|约)*(?P<points>{POINTS})"
        ),
        re.compile(rf"(?P<way>高出|高于|快于|超过|超出|低于|慢于){name}{_BESIDE}约?(?P<points>{POINTS})"),
    )


def counted_change(ways: str) -> re.Pattern[str]:
    """By how much one of two counts has changed, named by its measure word: 同比件数下降38.2%、人数下降53.1%."""
    return re.compile(
        rf"^(?:同比|比上年|较上年|较去年|比去年)?(?P<word>人次|批次|件|人|户|批|次|起|宗|场|家|亩)数?(?:同比)?(?P<way>{ways})了?(?P<figure>{RATIO})"
    )


def named_rate(ways: str) -> re.Pattern[str]:
    """The rate of a change with the name of what has changed: 举报量增长12%."""
    return re.compile(
        rf"^(?P<name>(?:(?![比较]){_NOT}){{2,8}}?)(?:总?[数量额]量?)?(?:同比|环比)?(?P<way>{ways})(?:了|率)?(?:为|约|达到?)?(?P<ratio>{RATIO})$"
    )


def change(ways: str) -> re.Pattern[str]:
    """A change with its figure; ``ways`` are the words for more and less, as a pattern."""
    return re.compile(
        rf"^(?P<lead>{_NOT}{{0,24}}?)(?:(?P<prior>{_F}){_NOT}{{0,6}}?)?(?P<way>{ways})"
        rf"(?:(?<=多){_NOT}{{1,2}}|(?<=[^减]少){_NOT}{{1,2}}|了|额|幅度|幅|率|比例|支|收)?(?:高达|仅为|只有|已达|为|约|达到?|近)?(?P<figure>{_F})(?P<second>\(?(?:[增减升降]幅)?(?P<ratio>{RATIO})\)?)?"
    )


def grown(ways: str) -> re.Pattern[str]:
    """A name that ends in a change, whose figure follows: 收入总计增加."""
    return re.compile(
        rf"^(?P<name>(?:(?!比(?![重例率值])|较){_NOT}){{2,40}}?)(?:按?(?:同|可比)口径)?"
        rf"(?:(?:同比|比(?![重例率值])|较|与){_NOT}{{0,14}}?)?(?P<way>{ways})(?:了|额)?(?:为|约)?$"
    )


def whole_rates(names: str) -> re.Pattern[str]:
    """Rates that are all of something together, told in turn: 贡献率分别为13.3%、40.4%和46.3%. ``names`` are their names."""
    return re.compile(
        rf"(?:{names})(?:分别|依次)(?:为|是|达到?)?(?P<rates>{RATIO}(?:[、,和与及]{RATIO}){{2,5}})(?![、和与及])"
    )
