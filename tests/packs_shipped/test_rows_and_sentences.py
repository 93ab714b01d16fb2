"""What sentences reckon beside a form of goals and money, and rates, lists and sums that other figures make by chance."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from short_texts import judged

from gouji.extraction.grids.items import number_of, plain_name, style_of

FORM = """某某县2024年度项目支出绩效自评表
项目名称\t小区改造项目\t主管部门\t某某县住房局
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t860.00\t906.00\t878.82\t10\t97.00%\t9.70
\t其中：中央资金\t312.00\t312.00\t312.00\t—\t100%\t—
\t县级资金\t548.00\t594.00\t566.82\t—\t95.42%\t—
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t改造小区数\t≥12个\t12个\t10\t10\t
\t\t改造户数\t≥600户\t576户\t10\t9.6\t部分业主外出
\t\t培训人次\t≥450人次\t460人次\t10\t10\t
\t质量指标\t培训合格率\t≥95%\t96.96%\t10\t10\t
\t时效指标\t投诉按时办结率\t≥95%\t97.56%\t5\t5\t
\t成本指标\t“三公”经费控制率\t≤100%\t84.00%\t5\t5\t
效益指标\t社会效益\t受益居民\t≥1800人\t1865人\t15\t15\t
\t\t投诉下降率\t≥20%\t24%\t15\t15\t
满意度指标\t满意度\t居民满意度\t≥90%\t88.5%\t10\t9.8\t施工噪声扰民
合计\t\t\t\t\t100\t99.10\t
二、有关说明
{}
三、存在问题
部分业主外出未能入户施工；施工噪声扰民影响满意度。
"""


def said(text: str, pack: str = "cn-performance") -> set[tuple[str, str]]:
    """The rules that say anything of a text, remarks among them, with what they say."""
    return {(finding.rule, str(finding.message)) for finding in judged(text, pack).findings}


SOUND = said(FORM.format("无。"))


def beside(sentence: str) -> set[str]:
    """The rules that say anything more of the form because of a sentence."""
    return {rule for rule, _ in said(FORM.format(sentence)) - SOUND}


def alone(sentence: str) -> set[str]:
    return {rule for rule, _ in said(f"某某县2024年度工作情况报告\n一、基本情况\n{sentence}\n", "cn-claims")}


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("举办培训12期，参训460人次，经考核合格456人次。", "share-percent"),
        ("受理投诉164件，在规定时限内办结156件。", "share-percent"),
        ("“三公”经费预算12.50万元，实际支出9.50万元。", "share-percent"),
        ("投诉由上年的50件下降到40件。", "yoy-prior-decrease"),
        ("县级资金实际支出566.82万元，结余37.18万元。", "running-sum"),
        ("项目结余资金37.18万元。", "running-sum"),
        ("年中调增预算56万元。", "running-sum"),
        ("县级资金占全年预算的60%。", "share-percent"),
        ("中央资金支出占总支出的45.5%。", "share-percent"),
        ("资金总额906万元，其中县级资金占65.56%、中央资金占36.44%。", "share-percent"),
        ("产出指标50分，自评得50分。", "running-sum"),
        ("产出指标（50分）得49.8分。", "running-sum"),
        ("效益指标满分20分，得20分。", "running-sum"),
        ("效益指标和满意度指标共40分，得39.6分。", "running-sum"),
        ("改造户数扣0.6分。", "running-sum"),
        ("产出指标扣0.6分，满意度指标扣0.2分。", "running-sum"),
        ("满意度指标得分9.6分。", "running-sum"),
        ("（一）产出情况。改造按期完成，未入户的已登记，本部分得49.8分。", "running-sum"),
        ("培训460人次，超计划20人次。", "yoy-prior-amount"),
        ("全年培训460人次，比目标多20人次。", "yoy-prior-amount"),
        ("改造户数576户，完成率96%，比目标少26户。", "yoy-prior-amount"),
        ("培训460人次，比目标多10人次，完成率为104.5%。", "completion-rate-recalc"),
        ("改造户数完成96.5%。", "completion-rate-recalc"),
        ("改造户数只完成目标的95%。", "completion-rate-recalc"),
        ("受益居民1865人，超目标值65人，超额完成3.51%。", "yoy-prior-increase"),
        ("完成培训460人次，超额完成4.2%。", "yoy-prior-increase"),
    ],
)
def test_what_a_sentence_reckons_of_rows_does_not_come_out(sentence: str, rule: str) -> None:
    assert rule in beside(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "举办培训12期，参训460人次，经考核合格446人次。",
        "受理投诉164件，在规定时限内办结160件。",
        "受理投诉164件，已全部办结，其中现场办结150件。",
        "“三公”经费预算12.50万元，实际支出10.50万元。",
        "上年参训500人次，合格460人次。",
        "投诉由上年的50件下降到38件，下降24%。",
        "县级资金实际支出566.82万元，结余27.18万元。",
        "设备购置合同金额50.00万元，支付48.00万元，结余2.00万元。",
        "质保金结余5.00万元。",
        "年中调增预算46万元。",
        "县级资金占全年预算的65.56%。",
        "中央资金占年初预算的36.28%。",
        "中央资金312.00万元，占全年预算的34.44%。",
        "产出指标满分50分，得49.6分。",
        "产出指标每项最高得10分。",
        "社会效益指标分值30分，自评得30分；满意度指标10分，得9.8分。",
        "效益指标和满意度指标共40分，得39.8分。",
        "（一）产出情况。改造按期完成，未入户的已登记，本部分得49.6分。",
        "改造户数扣0.4分，居民满意度扣0.2分，共扣0.6分。",
        "数量指标得29.6分，质量指标得10分，时效指标得5分，成本指标得5分。",
        "培训460人次，超计划10人次。",
        "培训460人次，完成目标的102.22%。",
        "受益居民1865人，超额完成3.61%。",
        "改造户数576户，少于目标值24户。",
    ],
)
def test_what_comes_out_beside_rows_is_left_alone(sentence: str) -> None:
    assert not beside(sentence) & {
        "share-percent",
        "running-sum",
        "yoy-prior-amount",
        "yoy-prior-increase",
        "yoy-prior-decrease",
        "completion-rate-recalc",
    }


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("发放问卷400份，收回有效问卷380份，其中表示满意的351份，满意度为95.00%。", "share-percent"),
        ("报名500人，参训460人，经考核合格446人，合格率92%。", "share-percent"),
        ("受理投诉164件，按时办结157件，群众满意151件，按时办结率92.07%。", "share-percent"),
        ("应参保人口48.2万人，参保46.5万人，其中缴费42.8万人，参保率92.04%。", "share-percent"),
        ("全县行政村120个，除12个村外，其余108个村已通公交，占95%。", "share-percent"),
        ("农村学校112所。除7所教学点外，其余105所由食堂供餐，食堂供餐学校占95.37%。", "share-percent"),
        (
            "需由部门办理的154,568件全部转办，已办结152,867件。\n五类诉求合计77,284件，占转办总量的45.00%。",
            "share-percent",
        ),
        ("共扣1.83分，其中执行扣0.30分，资产管理扣1.00分，户厕改造扣0.35分。", "parts-below-whole"),
        ("上年完成监督抽检2980批次，今年比上年增加266批次，增长8.19%。", "yoy-rate-of-prior"),
        ("去年培训2980人次，今年增加266人次，增长8.19%。", "yoy-rate-of-prior"),
        ("上年支出298.00万元，本年减少26.60万元，下降9.80%。", "yoy-rate-of-prior"),
        ("受理投诉164件，其中电话91件、网络73件。从类型看，保洁类71件、遮挡类58件、设施类45件。", "parts-nearly-whole"),
        (
            "共有36个村实施改造，分三类推进：一类9个村接入管网，二类15个村建站，三类14个村用化粪池。",
            "parts-nearly-whole",
        ),
        (
            "计划新增治理村36个。分三种模式实施：近的9个村接入管网，大的15个村建站，散的14个村分户处理。",
            "parts-nearly-whole",
        ),
        ("全年免疫86.00万头（只、羽），其中牛8.42万头、羊65.37万只、猪2.18万头、禽11.65万羽。", "parts-nearly-whole"),
        ("配发桌椅2,300张（把），其中课桌1,000张、椅子1,200把。", "parts-nearly-whole"),
        (
            "年初预算386.00万元，追加26.50万元，全年预算412.50万元。实际支出396.00万元，未支出的26.50万元结转。",
            "running-sum",
        ),
    ],
)
def test_what_words_name_comes_before_what_figures_make_by_chance(sentence: str, rule: str) -> None:
    assert rule in alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "发放问卷400份，收回有效问卷380份，其中表示满意的361份，满意度为95.00%。",
        "受理投诉164件，办结157件，群众满意151件，满意率92.07%。",
        "发出问卷200份，收回190份，有效问卷180份，满意171份，有效率90%，满意率95%。",
        "需由部门办理的154,568件全部转办，已办结152,867件。\n五类诉求合计77,284件，占转办总量的50.00%。",
        "应免畜禽87.20万头（只），实免86.00万头（只），其中牛22.25万头、羊63.75万只。",
        "自评得分96分，扣4分。其中决策18分、过程19分、产出39分、效益20分。",
        "满分100分，扣4.8分，得95.2分，其中产出指标扣3分，效益指标扣1.8分。",
        "上年完成2980批次，比前年增加266批次，增长9.80%。",
        "上年完成监督抽检2980批次，今年比上年增加266批次，增长8.93%。",
        "受理投诉164件，其中电话91件、网络73件。从类型看，保洁类71件、遮挡类58件居前两位。",
        "计划新增治理村36个。分三种模式实施：近的9个村接入管网，大的15个村建站，散的12个村分户处理。",
        "存栏86.00万头只，其中牛8.42万头、羊63.75万只、猪2.18万头、禽11.65万羽。",
        "列入养护计划的水库共42座，其中小一型9座、小二型33座。",
        "全年预算600.00万元，其中上年结转50.00万元，支出570.00万元，剩余资金20.00万元，另10.00万元已收回。",
        "全年预算1,042.00万元，比年初增加56.00万元，其中甲项追加26.00万元；乙项追加30.00万元。全年支出1,010.74万元。",
    ],
)
def test_what_words_name_and_figures_make_is_left_alone(sentence: str) -> None:
    assert not alone(sentence)


HEADED = """某某中心2024年度整体支出绩效自评表
预算情况（元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t部门预算总额\t9,860,000.00\t10,420,000.00\t10,107,400.00\t10\t97.00%\t9.70
\t1.资金来源：（1）财政性资金\t8,960,000.00\t9,520,000.00\t9,207,400.00\t—\t96.72%\t—
\t（2）其他资金\t900,000.00\t{}\t900,000.00\t—\t100.00%\t—
\t2.资金结构：（1）基本支出\t6,780,000.00\t7,040,000.00\t7,040,000.00\t—\t100.00%\t—
\t（2）项目支出\t3,080,000.00\t3,380,000.00\t3,067,400.00\t—\t90.75%\t—
"""


def test_a_heading_in_one_cell_with_its_first_row_parts_two_ways_of_dividing() -> None:
    """Both come to the total, and neither is a part of the other."""
    assert not {rule for rule, _ in said(HEADED.format("900,000.00")) if rule.startswith("table-sum")}
    wrong = said(HEADED.format("800,000.00"))
    assert any(rule == "table-sum" and "10320000" in message for rule, message in wrong)


@given(st.integers(1, 20), st.text("资金来源结构支出", min_size=2, max_size=8), st.integers(1, 20))
def test_a_heading_before_a_number_is_no_part_of_a_name(one: int, heading: str, other: int) -> None:
    row = f"（{other}）财政性资金"
    led = f"{one}.{heading}：{row}"
    assert (style_of(led), number_of(led), plain_name(led)) == (style_of(row), number_of(row), plain_name(row))


@settings(deadline=None)
@given(st.integers(50, 400), st.integers(50, 400), st.integers(50, 400))
def test_a_rate_of_its_own_part_is_never_doubted(got: int, came: int, sent: int) -> None:
    """Whatever the others make of each other: of whole numbers, and rounded as it is printed."""
    good, back, out = sorted((got, came, sent))
    rate = Fraction(good, back)
    if back == out or good == back:
        return
    text = f"发放问卷{out}份，收回问卷{back}份，满意{good}份，满意率{float(rate) * 100:.2f}%。"
    assert "share-percent" not in alone(text)
