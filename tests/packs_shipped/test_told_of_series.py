"""What words say of a series of like figures, held against it. ⟦wrong｜right⟧ in a text is what makes it unsound and sound."""

from __future__ import annotations

import re
import time

import pytest
from short_texts import accused, judged

PACK = "cn-claims"

WRONG = {
    "高峰": "全年接待游客，一季度52.3万人次、二季度78.6万人次、三季度⟦66.1｜96.4⟧万人次、四季度60.2万人次，三季度为旺季高峰。",
    "占比": "五类支出里，办公费占12.4%、印刷费占8.1%、差旅费占⟦19.9｜35.2⟧%、会议费占22.6%、培训费占21.7%，占比最大的是差旅费。",
    "空格表": "乡镇 完成率（%）\n甲镇 98.2\n乙镇 ⟦99.1｜95.4⟧\n丙镇 93.6\n丁镇 97.0\n四个乡镇中完成率最高的为甲镇。",
    "竖线表": "乡镇|收入（元）|增速（%）\n甲镇|21,346|7.8\n"
    "乙镇|18,902|8.6\n丙镇|23,157|6.9\n从增速看，⟦甲镇｜乙镇⟧最快，丙镇最慢。",
    "一格一行": "行业\n年平均工资（元）\n信息业\n138,420\n金融业\n"
    "⟦141,260｜126,350⟧\n教育业\n98,740\n信息业平均工资居各行业首位。",
    "两栏都居首": (
        "医院名称|门诊量（万人次）|住院量（万人次）\n县医院|46.2|2.31\n"
        "中医院|28.7|⟦2.42｜1.62⟧\n妇幼院|19.5|0.88\n"
        "县医院门诊量、住院量均居首位。"
    ),
    "起止年": "2019—2022年，全县公共图书馆到馆人次依次为31.2万人次、35.6万人次、⟦33.8｜38.1⟧万人次、40.7万人次，连续三年增长。",
    "逐年": "近五年财政供养人员数逐年减少，2018年8,214人，2019年8,102人，2020年⟦8,233｜7,986⟧人，2021年7,911人，2022年7,845人。",
    "表中逐年": "年度|2019|2020|2021|2022\n公用经费（万元）|86.4|82.1|⟦84.7｜79.9⟧|76.3\n公用经费连续三年下降。",
    "增速回落": "一季度增长7.2%，上半年增长6.5%，前三季度增长6.1%，全年增长5.8%，增速逐季⟦回升｜回落⟧。",
    "几年来最低": "年份\n填埋量（万吨）\n2019\n18.6\n2020\n15.2\n2021\n⟦7.1｜11.4⟧\n2022\n8.3\n填埋量在2022年降至四年来最低。",
    "排列": "人员经费占比由高到低排列：教育局82.1%、卫健局⟦71.6｜78.4⟧%、住建局73.5%、水利局69.2%。",
    "前三": "全县产量前三位依次是：甲镇4.86万吨、乙镇⟦3.92｜4.55⟧万吨、丙镇4.15万吨。",
    "仅次于": "工资支出612.7万元、商品支出148.3万元、补助支出⟦96.5｜173.9⟧万元，补助支出仅次于工资支出，居第二位。",
    "除外": (
        "收入项目|决算（万元）|占比\n财政拨款|3,215.6|78.9%\n"
        "事业收入|486.2|11.9%\n其他收入|372.8|9.2%\n"
        "除财政拨款外，⟦其他收入｜事业收入⟧所占份额最大。"
    ),
    "降幅": "大豆进口额下降12.7%，铁矿砂下降⟦15.3｜9.4⟧%，煤炭下降6.8%，降幅最大的是大豆。",
    "之间": "各项满意度介于88.6%和97.2%之间：停车服务⟦86.6｜88.6⟧%，餐饮服务97.2%，保洁服务93.1%，会议服务95.0%。",
    "案件占比": "全年处置案件中，盗窃案占⟦42.1｜31.5⟧%、诈骗案占⟦31.5｜42.1⟧%、伤害案占26.4%，诈骗案占比最高。",
    "都在以上": "三家单位的预算执行率分别为98.6%、⟦88.2｜91.5⟧%和94.3%，均在90%以上。",
    "均高于": "三次产业增加值增速依次为3.4%、5.9%、6.7%，均⟦低于｜高于⟧上年的3.1%、5.2%和5.8%。",
    "两地": "指标 甲市 乙市\n工业增加值 6.2 5.7\n固定资产投资 ⟦3.6｜4.1⟧ 3.9\n零售总额 7.3 6.8\n三项指标甲市均快于乙市。",
    "表中最快": (
        "行业 | 增加值 | 增速 |\n住宿业 | 15095 | 18.5 |\n金融业 | 39415 | 1.4"
        " |\n房产业 | 27223 | 24.3 |\n交通业 | 9100 | 6.1 |\n增速最快的是⟦住宿业"
        "（18.5%）｜房产业（24.3%）⟧，增速最慢的是金融业（1.4%）。"
    ),
    "下降最快": "行业\t增速\n甲业\t-18.5\n乙业\t-25.0\n丙业\t-6.1\n丁业\t-3.3\n下降最快的是⟦甲业（-18.5%）｜乙业（-25.0%）⟧。",
    "结构": "三次产业结构为8.2:⟦49.3:42.5｜42.5:49.3⟧，服务业占比最高。",
    "只有": "投资增速：第一产业9.7%，第二产业14.1%，第三产业⟦3.7%｜-3.7%⟧。三次产业中只有第三产业投资是负增长。",
    "列出的": "在抽检的五个品类中，有⟦2｜3⟧个品类合格率低于95%，分别是蔬菜、水产和熟食。",
    "列出的各过半": "财政自给率过半的有3个县，分别是甲县58.3%、乙县52.6%、⟦丙县46.1%｜丙县51.4%⟧，其余6县都在50%以下。",
    "跻身": "全市9个县区评价中，我县得分居第⟦五｜三⟧位，跻身前三。",
    "排在之前": "我县38,214元，位居全市第⟦二｜三⟧，排在我县之前的是市区（42,680元）和临江县（39,105元）。",
}

#: What is told in the sentence before is a hint, and how many grew of those that may be meant.
HINTS = {
    "几升几降": "四项税种中，增值税增长6.2%，企业所得税⟦增长｜下降⟧3.1%，个人所得税增长4.8%，契税下降12.6%，两升两降。",
    "上一句": "门诊人次32.8万，比上年增加2.6万；出院人次1.94万，比上年⟦减少｜增加⟧0.11万。两项指标均实现正增长。",
    "分别": "前三名分别为甲公司（3,260万元）、乙公司（⟦1,850｜2,850⟧万元）、丙公司（2,140万元）。",
    "各条": "五个学段经费均比上年增长"
    "，其中增长最快的是⟦高中｜初中⟧。情况是：\n（1）小学为2700元，增长4.64%。\n（2）初中为3792元，增长6.47%。"
    "\n（3）高中为3395元，增长6.18%。\n（4）中职为4900元，增长2.71%。",
    "平稳": "近三年基金支出分别为9.82亿元、9.87亿元、⟦12.46｜9.91⟧亿元，总体保持平稳。",
}

SOUND = [
    # how it stands elsewhere, or in other years, is not said here
    "全年一般公共预算收入12.6亿元，增长5.2%，增速居全市首位；税收收入9.8亿元，增长7.1%。",
    "今年信访总量居全市第三位，比上年下降12.1%。",
    # a share is told of one of them only
    "教育支出3.2亿元，增长5.1%，占一般公共预算支出的18.6%，占比最高；社保支出3.9亿元，增长2.1%。",
    # figures of several things in several years are no series
    "2021年支出120万元，2022年支出100万元，2023年收入150万元，收入逐年增加。",
    # the whole is none of its parts
    "参评单位32家，评为优秀的9家、良好17家、合格6家，良好单位占比最高。",
    "全年发行债券12.6亿元，期限分布为3年期2.0亿元、5年期3.6亿元、7年期4.1亿元、10年期2.9亿元，7年期规模居首。",
    # an average is no word for all
    "高速公路里程由86公里增加到154公里，新增68公里；县乡公路改造提升612公里，年均122.4公里。",
    # what grew faster need not be more
    "乡镇|收入（元）|增速（%）\n甲镇|21,346|7.8\n乙镇|18,902|8.6\n丙镇|23,157|6.9\n丙镇收入最高。",
    # one that stays is neither up nor down
    "八类价格：食品涨1.2%，衣着涨0.6%，居住降0.1%，用品持平，交通降2.1%，呈现“两涨两降一平”格局。",
    "培训满意度95%，食堂满意度88%，物业满意度91%，均达到85%以上，其中培训满意度最高。",
]


def _side(text: str, right: bool) -> str:
    return re.sub(r"⟦([^⟦⟧]*?)｜([^⟦⟧]*?)⟧", lambda found: found[2 if right else 1], text)


#: Of those the series stands in a table or in another sentence: what is said of it may be said of another scope.
ELSEWHERE = frozenset(
    (
        "空格表",
        "竖线表",
        "一格一行",
        "两栏都居首",
        "表中逐年",
        "几年来最低",
        "除外",
        "都在以上",
        "均高于",
        "表中最快",
        "下降最快",
        "只有",
    )
)


@pytest.mark.parametrize("name", WRONG)
def test_words_that_do_not_fit_their_series(name: str) -> None:
    right, wrong = (judged(f"工作情况\n\n{_side(WRONG[name], side)}\n", PACK) for side in (True, False))
    assert not right.findings
    rules = {"series-word-false", "enumerated-count", "comparison-false"}
    assert rules & {one.rule for one in wrong.findings}
    assert bool(rules & set(accused(wrong))) is (name not in ELSEWHERE)


@pytest.mark.parametrize("text", HINTS.values(), ids=HINTS)
def test_what_is_less_sure_is_a_hint(text: str) -> None:
    right, wrong = (judged(f"工作情况\n\n{_side(text, side)}\n", PACK) for side in (True, False))
    assert not right.findings
    assert wrong.findings
    assert not accused(wrong)


@pytest.mark.parametrize("text", SOUND)
def test_words_that_are_said_of_something_else(text: str) -> None:
    assert not judged(f"工作情况\n\n{text}\n", PACK).findings


@pytest.mark.parametrize(
    "text",
    ["甲县1万元、乙县2万元，乙县最高，" * 800, "甲类增长5%，乙类下降3%，两项均增长，" * 800, "一升一降，" * 2000],
)
def test_long_sentences_take_no_minutes(text: str) -> None:
    start = time.process_time()
    judged(f"工作情况\n\n{text}。\n", PACK)
    assert time.process_time() - start < 60


def test_a_mark_of_a_list_that_stands_alone_is_no_sentence() -> None:
    text = "工作情况\n\n甲类增长2%，乙类增长3%，丙类增长5%，增速最快的是⟦乙类｜丙类⟧。\n\n"
    text += "（1）　监管经费　862.5　848.7　98.4%\n（2）　安全监察　216.0　203.0　94.0%\n"
    assert "series-word-false" not in {one.rule for one in judged(_side(text, True), PACK).findings}
    assert "series-word-false" in {one.rule for one in judged(_side(text, False), PACK).findings}
