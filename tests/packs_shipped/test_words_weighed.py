"""Words that weigh one figure against another: a sound text is judged or left alone, a wrong figure is found, and what looks
alike is not accused."""

from __future__ import annotations

import time

import pytest
from short_texts import accused, judged

from gouji.engine.result import Finding

_RULES = ("series-word-false", "comparison-false", "yoy-prior-direction", "yoy-prior-amount", "share-percent")


def _told(text: str) -> list[Finding]:
    return [f for f in judged(f"某县工作情况报告\n\n{text}\n", "cn-claims").findings if f.rule in _RULES]


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        # a figure that stands in the words
        ("期末库存粮食18.6万吨，较期初的{}万吨有所下降。", "21.4", "15.2"),
        ("全年用电量3.82亿千瓦时，高于上年{}亿千瓦时的水平。", "3.47", "4.15"),
        ("会议费支出12.6万元，与上年的{}万元持平。", "12.6", "9.8"),
        ("全县在编人员1.26万人，控制在核定编制数（{}万人）以内。", "1.31", "1.19"),
        ("工程结算价2,846万元，未超过批复概算{}万元。", "2,960", "2,790"),
        ("规上工业增加值增长6.8%，快于上年{}%的增速。", "5.1", "7.4"),
        ("出口总额27.3亿美元，尚未恢复到2019年{}亿美元的水平。", "31.6", "25.1"),
        ("工业投资增长{}%，比上年的6.1%加快2.3个百分点。", "8.4", "5.2"),
        ("全年降水量862毫米，较常年{}毫米偏少。", "1,035", "835"),
        ("三类企业利润依次增长3.1%、5.2%、6.4%，均高于上年的{}%、4.9%和5.8%。", "2.6", "3.6"),
        # from one to the other, and what is said of that
        ("亏损企业由年初的64家减少到{}家，减少过半。", "27", "38"),
        ("办理时限由20个工作日压缩至{}个工作日，压减一半以上。", "8", "14"),
        ("行政村由上年的312个变为{}个，数量有所减少。", "286", "318"),
        ("馆藏图书2019年为46.2万册，2023年达到{}万册，四年翻了一番。", "95.4", "68.5"),
        ("一季度工业投资下降8.3%，上半年下降{}%，降幅持续收窄。", "4.2", "9.6"),
        ("上半年进口增长3.6%，全年{}，由正转负。", "下降1.1%", "增长1.1%"),
        ("年初预算安排1,260万元，年中调减至{}万元。", "1,080", "1,410"),
        ("贷款不良率由年初的1.86%变为年末的{}%，信贷风险有所缓解。", "1.47", "2.13"),
        ("2021年粮食产量52.6万吨，2022年49.8万吨，2023年{}万吨，超过2021年水平。", "53.4", "48.9"),
        ("近四年接待游客分别为86万人次、97万人次、{}万人次、124万人次，呈逐年上升态势。", "108", "91"),
        ("近三年取暖支出分别为6.82万元、6.87万元、{}万元，总体保持平稳。", "6.93", "9.41"),
        # shares in words between two figures
        ("老年人口9.74万人，占总人口{}万人的四分之一强。", "38.4", "52.6"),
        ("抽检的48批次食品中，不合格{}批次，占一成左右。", "5", "19"),
        ("全年检查企业380家，其中存在隐患的{}家，多数企业存在安全隐患。", "265", "93"),
        ("抽查合同120份，{}份条款不完整，少数合同条款不完整。", "8", "71"),
        ("应参保人数12.4万人，实际参保{}万人，参保率超过95%。", "12.1", "10.9"),
        ("本年下达资金14.2亿元，其中用于交通建设{}亿元，超过半数。", "7.5", "4.1"),
        # two things by their names
        ("财政赤字限额为18.4亿元，实际赤字{}亿元，未突破限额。", "17.6", "19.2"),
        ("全省城镇化率平均为64.2%，我市为{}%，高于全省平均水平。", "66.7", "62.8"),
        ("养老保险基金收入9.46亿元，支出{}亿元，当年收大于支。", "8.87", "10.12"),
        ("外来人口流入2.6万人，流出{}万人，人口呈净流入态势。", "1.9", "3.1"),
        ("储备粮年初库存6.4万吨，当年入库1.8万吨，出库{}万吨，年末库存较年初有所增加。", "1.2", "2.3"),
        ("城镇居民消费支出增长4.6%，农村居民消费支出增长{}%，农村居民消费支出增速快于城镇居民。", "6.2", "4.1"),
        ("水稻播种面积32.6万亩，小麦播种面积{}万亩，水稻面积约为小麦的两倍。", "16.1", "21.4"),
        ("2021年、2022年支出分别完成预算的98.6%和{}%，两年均未突破预算。", "97.9", "100.7"),
    ],
)
def test_words_are_held_against_both_figures(text: str, good: str, bad: str) -> None:
    assert _told(text.format(good)) == []
    assert len(_told(text.format(bad))) >= 1


def test_what_stands_right_beside_the_words_is_sure() -> None:
    assert accused(
        judged("某县工作情况报告\n\n待售面积为62.4万平方米，比年初的58.9万平方米有所减少。\n", "cn-claims")
    ) == ["comparison-false"]


def test_the_second_sentence_may_speak_of_the_first() -> None:
    text = "土地收入2021年24.6亿元，2022年13.8亿元，2023年{}亿元。2023年虽有回升，仍未恢复到2021年的水平。"
    assert _told(text.format("19.7")) == []
    assert len(_told(text.format("25.3"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        # by how much, not against what
        "支出2.86万元，超过预算3万元。",
        "登记失业率3.4%，低于去年同期3.1%。",
        # how many of them, not against what
        "以上税种中，超预算的2项，未完成预算的3项。",
        "参评单位12家，高于平均的5家，低于平均的7家。",
        # another thing is weighed
        "在职人员186人，会议费比上年的9.8万元有所减少。",
        "总收入100万元，其中会费8万元，比上年的9万元减少。",
        # hoped for, asked for
        "库存18.6万吨，力争较年初的15.2万吨有所下降。",
        "实际赤字19.2亿元，不得超过限额18.4亿元。",
        # what goes on in words of something else
        "企业由94家变为61家，职工人数锐减一半以上。",
        "收入3.86亿元，其中利息收入0.2亿元，支出4.12亿元，其他收入0.5亿元，收大于支。",
        # shares of a plan
        "完成投资8.14亿元，受益人口57.99万人，分别占年计划任务数的116%、105%，超额完成全年任务。",
        # the whole is not told
        "全区有企业93家，正在检查380户商铺，多数企业存在隐患。",
    ],
)
def test_what_looks_alike_is_not_told(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize(
    "clause",
    [
        "甲项由12万元减至8万元，有所减少，",
        "甲项3万元，高于上年2万元的水平，",
        "一季度增长5%，上半年增长6%，增速加快，",
        "甲项3万元，乙项2万元，甲项大于乙项，收大于支，",
        "甲项30人，其中乙20人，多数为乙，占五成以上，",
    ],
)
def test_thousands_of_clauses_are_read_in_bounded_time(clause: str) -> None:
    start = time.process_time()
    judged("报告\n\n" + clause * 400 + "。\n", "cn-claims")
    assert time.process_time() - start < 60
