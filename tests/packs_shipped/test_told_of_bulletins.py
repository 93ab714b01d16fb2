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
        "全年受理案件800件（含旧存300件），结案650件。其中：受理民事案件700件，结案560件。",
        "结案560件",
        "结案670件",
        "parts-exceed-whole",
        0,
    ),
    (
        "共受理案件1000件，结案560件，结案率56.00%。其中受理刑事案件40件，结案30件；受理民事案件600件，结案330件；受理执行案件360件，结案200件。",
        "330件",
        "430件",
        "parts-exceed-whole",
        2,
    ),
    # so many years lie between
    (
        "全镇人口36040人，与2010年的40000人相比，十年间减少了3960人，下降9.90%。",
        "9.90%",
        "9.09%",
        "yoy-prior-decrease",
        1,
    ),
    # numbers without a unit that were compared
    ("性别比为101.20，比2010年的101.55下降0.35。", "0.35", "0.53", "yoy-prior-amount", 1),
    ("性别比由2010年的103.20下降为99.80。", "103.20", "93.20", "yoy-prior-direction", 1),
    ("床位由2021年的120张增加到136张。", "136张", "116张", "yoy-prior-direction", 1),
    ("教师由2021年的136名增加到150名。", "150名", "120名", "yoy-prior-direction", 1),
    # a unit that stands behind the last of several numbers, or in the name
    ("甲、乙、丙三项支出30.12亿元，分别为12.52、7.45和10.15亿元。", "7.45", "7.54", "prose-parts-sum", 1),
    ("全年诊疗人次50.4亿，比上年增加4.4亿人次，增长9.6%。", "9.6%", "9.1%", "yoy-increase-rate", 1),
    # a pause was left out behind a change
    (
        "税收收入2.9亿元，下降12%；非税收入3.1亿元，增长20.5%上级补助30.0亿元，其中返还0.3亿元、一般补助24.5亿元、专项补助5.2亿元。",
        "24.5亿",
        "28.5亿",
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
        "全区常住人口为412300人，与2010年的350100人相比，十年共增加62200人，增长17.77%。\n居住在城镇的人口为380200人，占92.21%；居住在乡村的人口为32100人，占7.79%。与2010年相比，城镇人口增加90500人，乡村人口减少28300人。",
        "90500",
        "90050",
        "running-sum",
        1,
    ),
    (
        "全县常住人口为200000人。\n少年人口为46000人，占23.00%；青壮年人口为118000人，占59.00%；老年人口为36000人，占18.00%。与2010年相比，少年人口的比重上升4.50个百分点，青壮年人口的比重下降9.80个百分点，老年人口的比重上升5.30个百分点。",
        "4.50",
        "4.05",
        "running-sum",
        1,
    ),
    # what is added to was told before something else
    (
        "基金收入300.40亿元，基金支出260.20亿元。另外，加上上缴收入1200.50亿元，收入总量1500.90亿元；加上下拨支出1180.30亿元，支出总量1440.50亿元。",
        "1200.50",
        "1202.50",
        "running-sum",
        2,
    ),
    (
        "全年支出5230.40亿元，扣除使用结转后增长7.4%。加上补充基金64.30亿元，支出总量5294.70亿元。",
        "64.30",
        "46.30",
        "running-sum",
        1,
    ),
    # several goals of one figure; 的 was left out
    (
        "完成收入36.00亿元，为预算数40.0亿元的90.00%，超序时进度15个百分点，为三季度目标35.00亿元102.86%，为全年目标45亿元的80.00%。",
        "80.00%",
        "85.00%",
        "completion-rate-recalc",
        2,
    ),
    # two counts told together, with those of the year before
    (
        "本年受理案件100件150人，去年同期为160件300人，件数和人数分别同比下降37.50%、50.00%。",
        "37.50%",
        "39.50%",
        "yoy-prior-decrease",
        2,
    ),
    (
        "本年审结案件200件320人，去年同期为250件500人，同比件数下降20.00%、人数下降36.00%。",
        "500人",
        "510人",
        "yoy-prior-decrease",
        2,
    ),
    # a limit within which something was kept
    ("年末债务余额1100.5亿元，控制在批准的限额1160.0亿元以内。", "1100.5", "1200.5", "comparison-false", 1),
    (
        "第一产业贡献率为8.2%；第二产业贡献率为45.5%；第三产业贡献率为46.3%。",
        "45.5%",
        "44.5%",
        "running-sum",
        1,
    ),
]


@pytest.mark.parametrize(("text", "was", "printed", "rule", "least"), FOUND)
def test_a_wrong_figure_is_found(text: str, was: str, printed: str, rule: str, least: int) -> None:
    assert text.count(was) == 1
    sound = judged(text)
    assert not accused(sound)
    assert held(sound, rule) >= least
    assert rule in accused(judged(text.replace(was, printed)))


#: A sound text, and the rule by which so much of it is judged; a wrong figure is at most a remark.
HELD = [
    # changes of all parts, in two ways of parting
    (
        "与上年相比，用水量增加40.0亿吨，其中生活用水增加10.5亿吨，生产用水增加29.5亿吨。地表水供水量增加35.2亿吨，地下水供水量减少12.7亿吨，其他供水量增加17.5亿吨。",
        "running-sum",
        2,
    ),
    # of what the one before it was the share of
    (
        "企业500.0万家。内资企业480.0万家。内资企业中，国有企业4.0万家，占全部企业的0.8%，私营企业400.0万家，占80.0%。",
        "share-percent",
        2,
    ),
    # what a lead parts is not the figure right before it
    (
        "法人单位600.0万个；分支机构700.0万个；个体户1800.0万个。\n按区域分，东部300.0万个，占50.0%；中部180.0万个，占30.0%；西部120.0万个，占20.0%。",
        "share-percent",
        3,
    ),
    (
        "全年总产值900亿元，增长5.2%。消费拉动总产值增长4.3个百分点，投资拉动总产值增长1.5个百分点，净出口向下拉动总产值0.6个百分点。",
        "running-sum",
        1,
    ),
]


@pytest.mark.parametrize(("text", "rule", "least"), HELD)
def test_what_holds_is_judged(text: str, rule: str, least: int) -> None:
    result = judged(text)
    assert (held(result, rule) >= least, accused(result)) == (True, [])


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
    "全区人口为412300人，比2020年减少62200人。\n居住在城镇的人口为380200人，占92.21%；居住在乡村的人口为32100人，占7.79%。与2010年相比，城镇人口增加90050人，乡村人口减少28300人。",
    "全区人口为412300人，比2010年增加62200人。\n居住在城镇的人口为380200人，占92.21%；居住在乡村的人口为32100人，占7.79%。与2010年相比，城镇人口增加90050人，流动人口减少5271人。",
    # shares that are rounded each by itself
    "全县常住人口为200000人。\n少年人口为46000人，占23.00%；青壮年人口为118000人，占59.00%；老年人口为36000人，占18.00%。与2010年相比，少年人口的比重上升4.50个百分点，青壮年人口的比重下降9.78个百分点，老年人口的比重上升5.30个百分点。",
    # of every figure before it
    "全年诊疗人次12.5亿，入院人次4200.3万。其中，医院诊疗人次6.6亿，入院人次3100.1万。",
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
