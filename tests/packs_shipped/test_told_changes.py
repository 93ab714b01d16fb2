"""Changes told in running text: of several figures at once, against figures of other sentences, against the time."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

PACK = "cn-claims"


def accusations(text: str) -> list[str]:
    return accused(judged(text, PACK))


def holding(text: str, *rules: str) -> int:
    result = judged(text, PACK)
    assert not accused(result)
    return sum(held(result, rule) for rule in rules)


RATES = ("yoy-increase-rate", "yoy-decrease-rate", "yoy-prior-increase", "yoy-prior-decrease")

INSPECTIONS = "全年停工检查45处，整改隐患620条，同比减少5处、增加20条。"

TWO_COUNTS = "全市发生溺水事件40起，伤亡56人，同比减少10起、14人，分别下降{one}和{other}。"
INNER = (
    "全市发生溺水事件40起，伤亡56人，同比减少10起、14人，分别下降20.0%和20.0%。"
    "其中河道发生8起，伤亡9人（含外来人员），同比增加2起、3人，分别上升33.3%和{other}。"
)


def test_amounts_and_rates_told_in_turn_are_those_of_what_is_counted_alike() -> None:
    assert holding(TWO_COUNTS.format(one="20.0%", other="20.0%"), *RATES) == 2
    assert holding(INNER.format(other="50.0%"), *RATES) == 4


def test_a_wrong_rate_is_found_in_its_turn() -> None:
    assert accusations(TWO_COUNTS.format(one="20.0%", other="25.0%")) == ["yoy-decrease-rate"]
    assert accusations(TWO_COUNTS.format(one="16.7%", other="20.0%")) == ["yoy-decrease-rate"]
    assert accusations(INNER.format(other="45.0%")) == ["yoy-increase-rate"]


@pytest.mark.parametrize(
    "text",
    [
        "发生事件40起、伤亡56人、失踪7人，同比分别下降14.0%、6.4%、16.0%。",
        "发生事件40起，伤亡56人，同比减少10起、14人、2艘，分别下降3%、4%和5%。",
        "投入资金90万元，惠及800人，同比分别增长3.1%、2.0%和7.7%。",
        INSPECTIONS,
        "救助老人40人；安置儿童56人，同比减少10起、14人，分别下降1.0%和2.0%。",
    ],
)
def test_changes_that_nobody_can_tell_apart_accuse_nobody(text: str) -> None:
    assert not accusations(text)


SWAPPED = "演练120场，参演3000人，同比增加5场、128人，分别增长4.3%和{rate}。"


def test_two_digits_that_changed_places_in_a_rate_are_a_slip() -> None:
    assert holding(SWAPPED.format(rate="4.5%"), *RATES) == 2
    assert accusations(SWAPPED.format(rate="5.4%")) == ["yoy-increase-rate"]
    # half of it is no slip: another base may be meant
    assert not accusations(SWAPPED.format(rate="2.2%"))


ONE_OF_TWO = "投入运维费50万元，服务居民800人，比上年增加10万元，增长{rate}。"


def test_an_amount_is_that_of_the_only_figure_of_its_kind() -> None:
    assert holding(ONE_OF_TWO.format(rate="25%"), *RATES) == 1
    assert accusations(ONE_OF_TWO.format(rate="20%")) == ["yoy-increase-rate"]
    assert not accusations("收入80万元，利润50万元，服务居民800人，比上年增加10万元，增长12%。")


NAMED_AGAIN = "受理来信3618件，占27%。比去年同期增加433件，来信量增长{rate}。"


def test_the_rate_of_a_change_may_name_what_has_changed_once_more() -> None:
    assert holding(NAMED_AGAIN.format(rate="13.6%"), *RATES) == 1
    assert accusations(NAMED_AGAIN.format(rate="12%")) == ["yoy-increase-rate"]
    assert not accusations("受理来信3618件，占27%。比去年同期增加433件，来电量增长12%。")


CALLED = "全馆收藏各类图书1803册，借出894册。与上年比，收书增加167册，上升{rate}，借出增加34册，上升3.95%。"


def test_what_has_changed_may_be_called_by_some_of_its_signs() -> None:
    assert holding(CALLED.format(rate="10.21%"), *RATES) == 2
    assert not accusations(CALLED.format(rate="12.21%"))


PEOPLES = (
    "全县人口中，甲族8400人，乙族2600人。与上次普查比，甲族人口减少600人，下降{one}；乙族人口增加100人，增长{other}。"
)


def test_what_has_changed_may_be_told_with_what_is_counted() -> None:
    assert holding(PEOPLES.format(one="6.67%", other="4.00%"), *RATES) == 2
    assert accusations(PEOPLES.format(one="7.67%", other="4.00%")) == ["yoy-decrease-rate"]
    # neither is that of the other
    assert not accusations("与上次普查比，甲族人口减少600人，下降6.67%；乙族人口增加100人，增长4.00%。")


YEARS = (
    "2023年，登记作品5200件，发证4100件，比2022年分别上升30%和{rate}。"
    "2022年，登记作品4000件，发证3280件，比2021年分别上升1.8%和1.7%。"
)


def test_the_year_before_may_be_told_behind_the_change() -> None:
    assert holding(YEARS.format(rate="25%"), *RATES) == 2
    assert accusations(YEARS.replace("4000件", "4200件").format(rate="25%")) == ["yoy-prior-increase"]
    # a short name may be that of something else
    assert not accusations(YEARS.format(rate="35%"))
    assert not accusations(YEARS.replace("2022年，登记", "2021年，登记").format(rate="35%"))


OWN_YEAR = (
    "全省收件78.14万件，比去年90.78万件减少12.64万件，降幅13.9%；"
    "2022年全年收件90.78万件，比上年{prior}万件减少了28.82万件，同比下降24.1%。"
)


def test_a_year_with_a_change_of_its_own_is_not_what_another_is_compared_with() -> None:
    assert holding(OWN_YEAR.format(prior="119.6"), *RATES) == 4
    assert "yoy-prior-amount" in accusations(OWN_YEAR.format(prior="116.9"))


AGAINST = "全馆办证64.2万张，较之2023年同期办证47万张，增幅高达{rate}。"


def test_a_figure_compared_in_a_clause_of_its_own_goes_with_the_rate_alone() -> None:
    assert holding(AGAINST.format(rate="36.6%"), *RATES) == 1
    assert accusations(AGAINST.format(rate="33.6%")) == ["yoy-prior-increase"]


SAVED = "本年采购预算2400万元，实际采购2100万元，节约资金300万元，节约率{rate}。"


def test_a_rate_of_savings_is_of_the_greater_of_what_differs_by_them() -> None:
    assert holding(SAVED.format(rate="12.5%"), "yoy-rate-of-prior") == 1
    assert accusations(SAVED.format(rate="15.2%")) == ["yoy-rate-of-prior"]
    # over what was spent, as some reckon it
    assert not accusations(SAVED.format(rate="14.29%"))
    assert not accusations("全年节约资金300万元，节约率15.2%。")


PACE = "1-8月，全区支出完成预算的{done}，低于时间进度5.5个百分点。"


@pytest.mark.parametrize(
    "text",
    [
        PACE.format(done="61.2%"),
        "上半年，税收完成年初预算的53.5%，同比增长20.4%，超序时进度3.5个百分点。",
        "截至9月底，债券资金支出进度80.3%，快于序时进度5.3个百分点。",
        "债券资金支出占预算的31.83%，落后序时进度18.17个百分点。",
        "前三季度，费用完成预算的70.5%，比序时进度低4.5个百分点。",
        "1-8月，费用完成预算的70.00%，快于时间进度3.42个百分点。",
    ],
)
def test_so_many_months_are_the_share_of_the_year_that_has_gone_by(text: str) -> None:
    assert holding(text, "yoy-prior-amount") == 1


def test_points_ahead_of_time_that_the_months_do_not_make() -> None:
    assert accusations(PACE.format(done="63.2%")) == ["yoy-prior-amount"]
    assert accusations("上半年，税收完成年初预算的55.3%，超序时进度3.5个百分点。") == ["yoy-prior-amount"]


@pytest.mark.parametrize(
    "text",
    [
        "8月20日，全区支出完成预算的62.2%，低于时间进度5.5个百分点。",
        "截至目前，税收完成年初预算的55.3%，超序时进度3.5个百分点。",
        "上半年，税收同比增长20.4%，超序时进度3.5个百分点。",
        "1-8月，全区支出完成预算的61.6%，低于时间进度5.5个百分点。",
        "一季度开局，1-8月全区支出完成预算的63.2%，低于时间进度5.5个百分点。",
    ],
)
def test_a_pace_whose_time_is_not_told_accuses_nobody(text: str) -> None:
    assert not accusations(text)


SINCE = "全县藏书144519册，与2010年普查的161314册相比，十年间减少16795册，下降10.41%，年平均增长率{mean}。"
SINCE_AMOUNT = "截至2017年底，参保人数为88.55万人，比上年末增加2.82万人，比2013年增加18.39万人，年平均增长{mean}。"


def test_a_mean_growth_may_be_told_with_the_amount_of_the_change() -> None:
    assert holding(SINCE.format(mean="-1.09%"), "mean-growth-recalc") == 1
    assert accusations(SINCE.format(mean="-1.29%")) == ["mean-growth-recalc"]
    assert holding(SINCE_AMOUNT.format(mean="5.99%"), "mean-growth-recalc") == 1
    assert accusations(SINCE_AMOUNT.format(mean="6.55%")) == ["mean-growth-recalc"]
    assert not accusations(SINCE.replace("十年间", "").format(mean="-1.29%"))


LINES = """共发生险情24起、伤亡{people}人，同比增加6起、22人。
1.煤场发生3起、伤亡8人，同比减少1起、5人。
2.矿场发生1起、伤亡6人，同比增加1起、6人。
3.码头发生20起、伤亡78人，同比增加6起、21人。
"""
OPENED = """发生重大险情4起，伤亡{people}人，同比增加1起、37人。其中：
煤场发生2起，伤亡61人，同比减少1起、59人；
矿场发生1起，伤亡64人，同比增加1起、64人；
码头发生1起，伤亡32人，同比增加1起、32人。
"""


def test_lines_with_several_figures_each_make_the_figures_above_them() -> None:
    assert holding(LINES.format(people="92"), "prose-parts-sum") == 2
    assert accusations(LINES.format(people="98")) == ["parts-nearly-whole"]
    assert holding(OPENED.format(people="157"), "prose-parts-sum") == 2
    assert accusations(OPENED.format(people="175")) == ["parts-nearly-whole"]
    # what is left out may be told elsewhere
    assert not accusations(LINES.replace("1.煤场", "煤场").format(people="98"))


HELD = "我馆受理各类咨询9471件，同比上升7.85%；办结各类咨询7018件，同比上升2.04%；尚有各类未结{left}件。"


def test_what_came_in_may_hold_what_was_there_at_first() -> None:
    assert holding(HELD.format(left="2453"), "running-sum") == 1
    assert accusations(HELD.format(left="2435")) == ["running-sum"]
    # one that was there before, or another scope
    assert not accusations(HELD.format(left="2953"))
    assert not accusations(HELD.format(left="2435").replace("受理各类", "新收各类"))


HOUSEHOLDS = """全县常住人口144519人。
户别人口
共有家庭户56896户，集体户1445户，家庭户人口{people}人，集体户人口9909人。
"""
FUNDS = "甲基金收入613亿元，增长8.9%。支出514亿元，增长15.1%。当期结存{left}亿元，累计结存1061亿元。"


def test_what_is_made_of_two_others_by_its_name() -> None:
    assert holding(HOUSEHOLDS.format(people="134610"), "running-sum") == 1
    assert accusations(HOUSEHOLDS.format(people="134529")) == ["running-sum"]
    assert holding(FUNDS.format(left="99"), "running-sum") == 1
    assert accusations(FUNDS.format(left="89")) == ["running-sum"]
    # something else may have come in
    assert not accusations(FUNDS.format(left="89").replace("支出514", "上级补助20亿元，支出514"))


SCOPES = """2014年，我县零售额54.9亿元，增长11.3%。其中，城镇零售额46.0亿元，增长11.2%；乡村零售额8.9亿元，增长11.7%。
2014年，全市零售额262.3亿元，增长10.9%。其中，城镇零售额226.3亿元，增长10.8%；乡村零售额36.0亿元，增长11.5%。
与全市相比，我县零售额增幅高于全市{whole}个百分点，城镇零售额增幅比全市高{part}个百分点。
"""
TWO = "甲地出口额降幅达6.3%，乙地出口额降幅0.6%，二者相差{points}个百分点。"


def test_points_between_two_scopes_told_before() -> None:
    assert holding(SCOPES.format(whole="0.4", part="0.4"), "yoy-prior-amount") == 2
    remarked = judged(SCOPES.format(whole="0.8", part="0.4"), PACK)
    assert not accused(remarked)
    assert "yoy-prior-amount" in [finding.rule for finding in remarked.findings]
    assert not accusations(SCOPES.format(whole="0.4", part="0.9"))


def test_points_between_the_two_rates_right_before() -> None:
    assert holding(TWO.format(points="5.7"), "yoy-prior-amount") == 1
    assert accusations(TWO.format(points="5.9")) == ["yoy-prior-amount"]
    assert not accusations("甲地增长6.3%，乙地增长5.1%，丙地增长0.6%，相差2.0个百分点。")


SHARES_MOVED = """全县人口里，少年43350人，占20.80%；青年113114人，占54.27%；老年51948人，占24.93%，其中高龄38371人，占18.41%。
与上次普查比，少年比重上升2.98个百分点，青年比重下降{lost}个百分点，老年比重上升8.56个百分点。
"""


def test_what_some_shares_gain_the_others_lose() -> None:
    assert holding(SHARES_MOVED.format(lost="11.54"), "running-sum") == 1
    assert accusations(SHARES_MOVED.format(lost="11.45")) == ["running-sum"]
    # not all of them are told
    part = SHARES_MOVED.format(lost="11.45").replace("，老年比重上升8.56个百分点", "")
    assert not accusations(part)


EACH = "卫生、教育、社会保障和就业支出执行率分别为91.40%、{least}、93.07%，均高于全部支出执行率87.36%。"
BOTH = "向不符合条件的27人发放补助18.63万元，其中迁出人员14人{one}万元、重复人员13人11.81万元。"


def test_all_of_several_figures_may_be_said_to_be_above_another() -> None:
    result = judged(EACH.format(least="88.52%"), PACK)
    assert not accused(result)
    assert held(result, "comparison-false") == 3
    # which of them is meant by all nobody knows: a remark
    remarked = judged(EACH.format(least="85.52%"), PACK)
    assert not accused(remarked)
    assert len(remarked.findings) == 1


def test_money_may_stand_right_behind_a_count() -> None:
    assert holding(BOTH.format(one="6.82"), "prose-parts-sum") == 1
    assert holding(BOTH.format(one="6.82"), "parts-exceed-whole") == 1
    assert accusations(BOTH.format(one="8.62")) == ["parts-exceed-whole"]
