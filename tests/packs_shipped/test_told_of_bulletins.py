"""What accounts and bulletins tell: several figures at once, units left out, what was compared with, how parts changed.

Each text is written for the test. It is sound as it stands; with one figure changed it is not.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-accounts")

#: A sound text, what is printed wrongly in it and how, the rule that finds it, and how often it judges the sound text.
FOUND = [
    # what 其中 opens is told of every figure before it
    (
        "全年受理案件879件（含旧存343件），结案700件。其中：受理民事案件755件，结案600件。",
        "结案600件",
        "结案720件",
        "",
        0,
    ),
    (
        "共受理案件1800件，结案894件，结案率49.67%。其中受理刑事案件68件，结案38件；受理民事案件962件，结案450件；受理执行案件770件，结案406件。",
        "450件",
        "550件",
        "parts-exceed-whole",
        2,
    ),
    # so many years lie between
    (
        "全县人口144218人，与2010年的160035人相比，十年间减少了15817人，下降9.88%。",
        "9.88%",
        "8.98%",
        "yoy-prior-decrease",
        1,
    ),
    # numbers without a unit that were compared
    ("性别比为97.95，比2010年的98.24下降0.29。", "0.29", "0.39", "yoy-prior-amount", 1),
    ("性别比由2010年的97.45下降为91.45。", "97.45", "90.45", "yoy-prior-direction", 1),
    ("床位由2021年的120张增加到136张。", "136张", "116张", "yoy-prior-direction", 1),
    # a unit that stands behind the last of several numbers, or in the name
    ("甲、乙、丙三项支出30.12亿元，分别为12.52、7.45和10.15亿元。", "7.45", "7.54", "prose-parts-sum", 1),
    ("全年诊疗人次84.7亿，比上年增加7.3亿人次，增长9.4%。", "9.4%", "9.9%", "yoy-increase-rate", 1),
    (
        "全年诊疗人次95.5亿，入院人次30187.3万。其中，医院诊疗人次42.6亿，入院人次24500.1万。",
        "24500.1",
        "34500.1",
        "",
        0,
    ),
    # a pause was left out behind a change
    (
        "税收收入3.9亿元，下降12%；非税收入4.9亿元，增长67.1%上级补助40.5亿元，其中返还0.2亿元、一般补助33.7亿元、专项补助6.6亿元。",
        "33.7亿",
        "37.7亿",
        "parts-exceed-whole",
        1,
    ),
    # what the parts contribute to a growth
    (
        "全年总产值900亿元，增长6.1%，其中第一产业100亿元，增长3%；第二产业400亿元，增长6.5%；第三产业400亿元，增长6.4%。三次产业分别拉动总产值增长0.3、2.9和2.8个百分点。",
        "2.9和",
        "2.1和",
        "running-sum",
        1,
    ),
    # by how much all parts have changed, told apart from the whole
    (
        "全区常住人口为579101人，与2010年的442854人相比，十年共增加136247人，增长30.77%。\n居住在城镇的人口为547299人，占94.51%；居住在乡村的人口为31802人，占5.49%。与2010年相比，城镇人口增加202518人，乡村人口减少66271人。",
        "202518",
        "202487",
        "running-sum",
        1,
    ),
    (
        "全县常住人口为135908人。\n0-14岁人口为30926人，占22.76%；15-59岁人口为80339人，占59.11%；60岁以上人口为24643人，占18.13%。与2010年相比，0-14岁人口的比重上升4.63个百分点，15-59岁人口的比重下降9.94个百分点，60岁以上人口的比重上升5.31个百分点。",
        "4.63",
        "4.36",
        "running-sum",
        1,
    ),
    (
        "与上年相比，用水量增加78.0亿吨，其中生活用水增加21.4亿吨，生产用水增加56.6亿吨。地表水供水量增加66.1亿吨，地下水供水量减少25.6亿吨，其他供水量增加37.5亿吨。",
        "56.6",
        "56.6",
        "",
        0,
    ),
    # what is added to was told before something else
    (
        "基金收入589.67亿元，基金支出532.49亿元。另外，加上上缴收入2413.30亿元，收入总量3002.97亿元；加上下拨支出2406.80亿元，支出总量2939.29亿元。",
        "2413.30",
        "2413.30",
        "running-sum",
        2,
    ),
    (
        "全年支出187841.14亿元，扣除使用结转后增长7.4%。加上补充基金782.02亿元，支出总量188623.16亿元。",
        "782.02",
        "728.02",
        "running-sum",
        1,
    ),
    # several goals of one figure; 的 was left out
    (
        "完成收入33.82亿元，为预算数37.1亿元的91.16%，超序时进度16个百分点，为三季度目标33.23亿元101.78%，为全年目标42亿元的80.52%。",
        "80.52%",
        "85.02%",
        "completion-rate-recalc",
        2,
    ),
    # two counts told together, with those of the year before
    (
        "本年受理案件97件134人，去年同期为197件375人，件数和人数分别同比下降50.76%、64.27%。",
        "50.76%",
        "52.76%",
        "yoy-prior-decrease",
        2,
    ),
    (
        "本年审结案件478件635人，去年同期为774件1355人，同比件数下降38.24%、人数下降53.14%。",
        "1355人",
        "1350人",
        "yoy-prior-decrease",
        2,
    ),
    # a limit within which something was kept
    ("年末债务余额1200.5亿元，控制在批准的限额1259.4亿元以内。", "1200.5", "1300.5", "comparison-false", 1),
    # of what the one before it was the share of
    (
        "企业1857.0万家。内资企业1834.8万家。内资企业中，国有企业7.2万家，占全部企业的0.4%，私营企业1561.4万家，占84.1%。",
        "7.2万",
        "7.2万",
        "share-percent",
        2,
    ),
    # what a lead parts is not the figure right before it
    (
        "法人单位2178.9万个；分支机构2455.0万个；个体户6295.9万个。\n按区域分，东部1280.2万个，占58.8%；中部492.9万个，占22.6%；西部405.8万个，占18.6%。",
        "22.6%",
        "22.6%",
        "share-percent",
        3,
    ),
    (
        "第一产业贡献率为10.4%；第二产业贡献率为46.5%；第三产业贡献率为43.1%。",
        "46.5%",
        "45.6%",
        "running-sum",
        1,
    ),
    (
        "全年总产值900亿元，增长5.2%。消费拉动总产值增长4.3个百分点，投资拉动总产值增长1.5个百分点，净出口向下拉动总产值0.6个百分点。",
        "5.2%",
        "5.2%",
        "",
        0,
    ),
]


@pytest.mark.parametrize(("text", "was", "printed", "rule", "least"), FOUND)
def test_a_wrong_figure_is_found(text: str, was: str, printed: str, rule: str, least: int) -> None:
    assert text.count(was) == 1
    sound = judged(text)
    assert not accused(sound)
    assert not rule or held(sound, rule) >= least
    if rule and was != printed:
        assert rule in accused(judged(text.replace(was, printed)))


#: Sound texts that look like unsound ones.
SOUND = [
    # what is better the lower it is
    "办理时限由10个工作日提升到5个工作日，全市排名由8位上升到5位。",
    # a plan that is not told of what the other figure is
    "收入100.5万元，支出90.2万元，其中基本支出60.1万元，项目支出30.1万元。",
    # not all of what contributes is told
    "全年总产值900亿元，增长6.1%。消费拉动总产值增长4.3个百分点，投资拉动总产值增长1.5个百分点。",
    "甲县贡献率为40.5%，乙县贡献率为35.2%，丙县贡献率为20.1%。",
    # against another year, or not of all parts
    "全区人口为579101人，比2020年减少136247人。\n居住在城镇的人口为547299人，占94.51%；居住在乡村的人口为31802人，占5.49%。与2010年相比，城镇人口增加202487人，乡村人口减少66271人。",
    "全区人口为579101人，比2010年增加136247人。\n居住在城镇的人口为547299人，占94.51%；居住在乡村的人口为31802人，占5.49%。与2010年相比，城镇人口增加202487人，流动人口减少5271人。",
    # shares that are rounded each by itself
    "全县常住人口为135908人。\n0-14岁人口为30926人，占22.76%；15-59岁人口为80339人，占59.11%；60岁以上人口为24643人，占18.13%。与2010年相比，0-14岁人口的比重上升4.63个百分点，15-59岁人口的比重下降9.92个百分点，60岁以上人口的比重上升5.31个百分点。",
    # none of them is the total of the others
    "一季度总人次12.16亿，二季度总人次11.68亿，三季度总人次12.90亿。",
    # counts of which only the rates are told, and goals of something else
    "公务接待24批次210人次，同比分别下降5.2%、8.1%；接待费2.05万元，失业率控制在4.5%以内。",
    "新增就业1.2万人，登记失业率3.1%，控制在4.5%左右。",
    # since the first of several years
    "优良率2021年46.2%，2022年49.5%，2023年53.1%，两年提高6.9个百分点。",
    # years and months in a list have no unit of figures
    "2023、2024年的3、4月共开班12期。",
    # what is counted in ten thousands is money where nothing says otherwise
    "补助人员12.5万，其中伙食5.5万元、住宿7.0万元。",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_wrong_is_not_accused(text: str) -> None:
    assert not accused(judged(text))
