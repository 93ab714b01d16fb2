"""Sums, shares and counts that reports tell in another order, or farther apart, than the plain one: each is told when it does not
hold, and is silent when it does."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

from gouji.engine.result import Result

REPORT = "云溪县林业局2024年度部门整体支出绩效自评报告\n\n一、基本情况\n"
EVALUATION = "云溪市清洁取暖项目2024年度绩效评价报告\n\n"
ACCOUNTS = "云溪市2024年度审计查出问题整改情况的报告\n\n"


def told(result: Result) -> set[str]:
    """The rules of all findings about figures, hints among them; not what else a short text lacks."""
    other = {"exec-low-silent", "year-consistency", "section-missing", "accounts-section-missing"}
    return {finding.rule for finding in result.findings} - other


@pytest.mark.parametrize(
    ("text", "wrong", "right", "rule"),
    [
        # a figure is told before what it is of
        ("资金到位率96.15%，到位资金500万元，预算资金520万元。", "96.15%", "98.15%", "share-percent"),
        ("参保率96.6%，参保25.9万人，应参保26.8万人。", "96.6%", "98.6%", "share-percent"),
        ("合同金额286万元，按约定已支付80%，即228.8万元。", "228.8", "218.8", "share-percent"),
        ("税收收入8.7亿元，非税收入3.6亿元，税收占比为70.7%。", "70.7%", "69.7%", "share-percent"),
        ("非税收入3.6亿元，占一般公共预算收入12.3亿元的29.3%。", "29.3%", "27.3%", "share-percent"),
        # an amount printed to fewer places is no reason for digits that changed places
        ("办公楼运行经费预算6.2万元，已执行1.80万元，完成率29.03%。", "29.03%", "29.30%", "share-percent"),
        # what changes a budget
        ("年初预算1286万元，年中调减120万元，调整预算数为1166万元。", "1166", "1176", "running-sum"),
        ("年初预算1286万元，执行中追减120万元，全年预算数1166万元。", "1166", "1176", "running-sum"),
        # where the money comes from is all of it
        ("项目总投资1276万元，资金来源为上级补助900万元、本级配套376万元。", "1276", "1286", "prose-parts-sum"),
        # names that leave nothing out
        ("今年共实施项目23个，其中新开工9个，续建14个。", "23", "25", "prose-parts-sum"),
        ("共抽检样品598批次，其中合格588批次，不合格10批次。", "598", "600", "prose-parts-sum"),
        ("全年培训1150人次，其中线上培训700人次，线下培训450人次。", "1150", "1200", "prose-parts-sum"),
        # what is done and what is not, among other figures; what was there and what came later
        ("涉及11个单位，问题19项，金额9846.21万元，已整改16项，正在整改3项。", "19项", "18项", "parts-nearly-whole"),
        ("当年安排项目9个，完工6个，在建3个。", "9个", "8个", "parts-nearly-whole"),
        ("全年实施项目共16个，年初批复8个项目985万元，年中增加8个项目。", "16个", "15个", "parts-nearly-whole"),
        # months of a year
        ("1-6月支出320万元，7-12月支出410万元，全年支出730万元。", "730", "740", "parts-nearly-whole"),
        # what is divided twice is divided both times
        (
            "全年培训1286人次。按层级分，省级培训120人次，市级培训366人次，县级培训800人次；按方式分，线上培训486人次，线下培训800人次。",
            "县级培训800",
            "县级培训700",
            "parts-nearly-whole",
        ),
        # rates of all that there is, and of all of it
        (
            "预算执行率99.30%，其中基本支出执行率99.2%，项目支出执行率99.5%。",
            "99.30%",
            "98.76%",
            "whole-rate-between-parts",
        ),
        # 多 behind a measure says by how much more
        ("完成水质监测110次，较计划100次多完成10次。", "110", "120", "yoy-prior-amount"),
        ("开展检查86次，出动344人次，平均每次出动4人次。", "出动4", "出动5", "average-recalc"),
        # how many there are, before what they come to and the list
        (
            "纳入自评的项目3个，资金43.85万元，占预算的100%。分别是：免费开放20万元、群众活动16万元、遗产保护7.85万元。",
            "3个",
            "4个",
            "enumerated-count",
        ),
    ],
)
def test_each_is_told_when_it_does_not_hold(text: str, wrong: str, right: str, rule: str) -> None:
    """``text`` holds; with the second figure for the first it does not."""
    assert told(judged(REPORT + text, "cn-performance")) == set()
    assert rule in told(judged(REPORT + text.replace(wrong, right), "cn-performance"))


@pytest.mark.parametrize(
    "text",
    [
        # a rate that stands behind what it is of, and one before it
        "资金到位率100%，到位500万元，支出480万元，执行率96%。",
        # some of the whole only
        "全县共有在建项目16个，其中完工9个，续建7个。",
        "合同金额286万元，已支付80%，即228.8万元，其中本年支付60万元。",
        "一般公共预算收入12.3亿元，税收收入8.7亿元，非税收入3.6亿元，税收占比为70.7%。",
        "下属单位4家，编制120名，分别是：县图书馆、县文化馆、县博物馆、县美术馆。",
        "支出1月120万元，2月110万元，3月90万元。",
    ],
)
def test_what_holds_is_silent(text: str) -> None:
    assert told(judged(REPORT + text, "cn-performance")) == set()


REASON = (
    "接待费支出2.28万元，完成预算3.50万元的65.1%，比上年{}0.36万元，主要原因是严格落实中央八项规定精神，压减接待批次。"
)


def test_how_much_of_a_plan_it_is_stands_between_a_figure_and_its_change() -> None:
    assert "cause-against-change" in told(judged(REPORT + REASON.format("增加"), "cn-performance"))
    assert "cause-against-change" not in told(judged(REPORT + REASON.format("减少"), "cn-performance"))


def test_a_figure_behind_a_colon_has_the_words_before_it_for_a_name() -> None:
    text = "（一）收支情况\n1、收入：792.22万元，比上年增加189.25万元，增长31.09%。"
    found = [one for one in judged(REPORT + text, "cn-performance").findings if one.rule == "yoy-increase-rate"]
    assert [one.message for one in found] == [
        "“收入”本期 792.22万元，增加 189.25万元，增长率写作 31.09%；上期为 602.97万元，复算为 31.39%"
    ]


def test_until_a_day_is_no_part_of_a_name() -> None:
    text = "截至年末全县公路总里程2356公里，其中国道120公里，省道236公里，县道600公里，乡道500公里，村道800公里。"
    found = [one for one in judged(REPORT + text, "cn-performance").findings if one.rule == "parts-below-whole"]
    assert [one.message for one in found] == ["“全县公路总里程”写 2356公里，其中列出的 5 项加起来是 2256公里，只差一点"]


TURNS = "过程指标。满分25分，得19.3分。其中业务管理12分，得9.8分；财务管理13分，得9.5分。"


def test_full_scores_and_scores_told_by_turns() -> None:
    assert not accused(judged(EVALUATION + TURNS, "cn-performance"))
    assert "parts-exceed-whole" in told(judged(EVALUATION + TURNS.replace("得9.5", "得9.9"), "cn-performance"))


CHAPTERS = """该项目绩效评价得分为84.3分。
（一）投入指标。满分20分，得16.5分。制度健全，目标明确，资金按时到位，但有两个县的分配依据还不够充分。
（二）过程指标。满分25分，得19.3分。各县都有管理办法，抽查的四个县中有一个没有开展中期检查，资料归档不够及时。
（三）产出指标。满分30分，得26分。年度任务基本完成，质量抽检全部合格，有两个项目因为征地晚于计划时间开工。
（四）效果指标。满分25分，得22.5分。空气质量较上年好转，居民问卷反映较好，后续运行维护的责任还没有落实到人。
"""


def test_scores_of_paragraphs_make_the_one_told_before_them() -> None:
    rules = {"running-sum", "part-scores-total"}
    assert not rules & told(judged(EVALUATION + CHAPTERS, "cn-performance"))
    assert rules & told(judged(EVALUATION + CHAPTERS.replace("84.3", "83.3"), "cn-performance"))


SECTIONS = """市政府高度重视，督促逐项整改。报告反映3个方面共34项问题，金额85420.35万元；出台规章制度12个。
一、财政部门问题的整改情况
涉及问题7项，金额61208.44万元，均已整改，出台规章制度4个。
二、其他部门问题的整改情况
涉及问题18项，金额15267.01万元，均已整改，出台规章制度5个。
三、投资项目问题的整改情况
涉及问题9项，金额8944.90万元，均已整改，出台规章制度3个。
"""


def test_what_chapters_come_to_is_told_above_them() -> None:
    assert "running-sum" not in told(judged(ACCOUNTS + SECTIONS, "cn-accounts"))
    assert "running-sum" in told(judged(ACCOUNTS + SECTIONS.replace("度12个", "度13个"), "cn-accounts"))


SCORES = """云溪县林业局2024年度部门决算说明

部门整体支出绩效自评得分93.5分，评价等级为“优”（90分及以上为优）。

| 一级指标 | 分值 | 得分 |
|---|---:|---:|
| 投入 | 15 | 14 |
| 过程 | 25 | 23 |
| 产出 | 35 | 33.5 |
| 效果 | 25 | 23 |
| 合计 | 100 | — |
"""


def test_scores_of_a_table_make_the_one_told_before_it() -> None:
    assert "running-sum" not in told(judged(SCORES, "cn-accounts", "文.md"))
    assert "running-sum" in told(judged(SCORES.replace("93.5分", "95.5分"), "cn-accounts", "文.md"))


TABLE = """两县两区当年治理行政村84个，受益农户21360户，建设处理终端126座。

| 县区 | 行政村(个) | 受益农户(户) | 处理终端(座) |
|---|---:|---:|---:|
| 东岭县 | 26 | 6840 | 41 |
| 西川县 | 23 | 5720 | 35 |
| 南河区 | 19 | 4930 | 27 |
| 北山区 | 16 | 3870 | 23 |
| 合计 | 84 | 21360 | 126 |
"""


def test_a_paragraph_tells_the_totals_of_a_table_again() -> None:
    held = told(judged(EVALUATION + TABLE, "cn-performance", "文.md"))
    changed = told(judged(EVALUATION + TABLE.replace("村84", "村86"), "cn-performance", "文.md"))
    assert not any(rule.startswith("cross-place") for rule in held)
    assert any(rule.startswith("cross-place") for rule in changed)


SLIPPED = """支持两市的395个小区改造，惠及人家{}户，改造1074.80万平方米。

| 市 | 小区(个) | 户数(户) | 面积(万平方米) |
|---|---:|---:|---:|
| 临山市 | 196 | 61240 | 568.40 |
| 河阳市 | 199 | 67190 | 506.40 |
| 合计 | 395 | 128430 | 1074.80 |
"""


def test_a_paragraph_tells_a_total_but_for_a_slip_however_it_calls_it() -> None:
    def differ(figure: str) -> list[str]:
        result = judged(EVALUATION + SLIPPED.format(figure), "cn-performance", "文.md")
        assert not accused(result)
        return [rule for rule in told(result) if rule.startswith("cross-place")]

    assert differ("128430") == []
    assert differ("128340") != []
