"""Forms as they come out of pages and office files: words of headers parted by their narrow columns, rows filled up with bars,
points told in passing. What holds is judged, the wrong figure is found, and what merely looks like one accuses nobody."""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-performance")


#: A form saved one cell a line. Its narrow columns have parted the words over them; no cell stands over the names of funds.
PARTED = """项目支出绩效自评表

年度预

算申请

(万元)

年初

预算数

全年预算数

全年

执行数

分值

执行率

得分

年度资金总额

420.5万元

420.5万元

399.8万元

10

95.08%

9.51

按来源分:

其中:财政资金

一级指标

二级指标

三级指标

年度

指标值

实际

完成值

分值

得分

偏差原因

分析及

改进措施

产出指标

数量

指标

巡护里程

320公里

320公里

30

30

质量指标

设备完好率

≥95%

97%

20

20

效益指标

社会效益指标

报修回应率

≥90%

93%

30

30

满意度指标

服务对象满意度指标

住户满意度

≥90%

91%

10

10
"""


def test_parted_words_of_a_header_are_one() -> None:
    result = judged(PARTED)
    assert (held(result, "exec-rate-recalc"), held(result, "exec-score-linear"), accused(result)) == (1, 1, [])
    assert (held(result, "weights-total-100"), held(result, "score-exceeds-weight")) == (1, 4)


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("95.08%", "100%", "exec-rate-recalc"),
        ("399.8万元", "339.8万元", "exec-rate-recalc"),
        ("9.51", "9.15", "exec-score-linear"),
        ("\n320公里\n\n30\n", "\n290公里\n\n30\n", "full-score-when-missed"),
        ("\n93%\n\n30\n", "\n93%\n\n25\n", "weights-total-100"),
    ],
)
def test_a_slip_under_parted_words_is_found(right: str, wrong: str, rule: str) -> None:
    assert right in PARTED
    assert rule in accused(judged(PARTED.replace(right, wrong, 1)))


def test_words_that_head_columns_by_themselves_stay_apart() -> None:
    """全年预算数 and 全年执行数 over 分值: nothing is put together that is two columns."""
    plain = PARTED.replace("年初\n\n预算数", "年初预算数").replace("全年\n\n执行数", "全年执行数")
    result = judged(plain)
    assert (held(result, "exec-rate-recalc"), accused(result)) == (1, [])


def test_a_form_that_breaks_off_is_not_accused_of_what_it_lacks() -> None:
    """Neither a sum nor a total nor the satisfaction that comes last: the rest of the form is on another page."""
    part = PARTED[: PARTED.index("满意度指标")]
    assert accused(judged(part)) == []
    whole = part + "总分\n\n90\n\n89.51\n"
    assert accused(judged(whole)) == ["weights-total-100"]


#: Every row is filled up with bars to the width of the form; some cells stand on lines of their own.
FILLED = """| 2021年度项目支出绩效自评表 | ||||||||||
| 项目名称 |
镇区路灯维护 |
|||||||||
| 主管部门 | 某镇人民政府 | 实施单位 | 某镇建设所 | |||||||
|
项目资金 (万元) |
年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | ||||
| 年度资金总额 | 8.40 | 8.40 | 8.00 | 10.00 | 95.24% | 9.52 | ||||
| 其中:当年财政拨款 | 8.40 | 8.40 | 8.00 | 95.24% | ||||||
| 上年结转资金 | ||||||||||
| 其他资金 | ||||||||||
| 绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 | |||||
|
一级 指标 |
二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | |||||
| 产出指标 | 数量指标 | 更换灯具 | = | 260 | 盏 | 260 | 20.00 | 20.00 | ||
| 质量指标 | 灯具合格率 | = | 100 | % | 100 | 30 | 30 | |||
| 效益指标 | 社会效益指标 | 报修办结率 | ≥ | 95 | % | 96 | 30.00 | 30.00 | ||
| 满意度指标 | 服务对象满意度指标 | 住户满意度 | ≥ | 90 | % | 92 | 10.00 | 10.00 | ||
"""


def test_rows_filled_up_with_bars_tell_their_width() -> None:
    result = judged(FILLED)
    assert (held(result, "exec-rate-recalc"), held(result, "weights-total-100"), accused(result)) == (2, 1, [])


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("| 95.24% | 9.52 |", "| 92.54% | 9.52 |", "exec-rate-recalc"),
        ("| 100 | 30 | 30 |", "| 100 | 30 | 26 |", "deduct-when-achieved"),
        ("| 260 | 20.00 | 20.00 |", "| 206 | 20.00 | 20.00 |", "full-score-when-missed"),
    ],
)
def test_a_slip_in_a_filled_row_is_found(right: str, wrong: str, rule: str) -> None:
    assert right in FILLED
    assert rule in accused(judged(FILLED.replace(right, wrong)))


POINTS = """某校2022年度设备购置项目自评结果
一、自评结论
(一)自评得分99分
(二)绩效目标完成情况
1.执行率情况。
年初预算300万元,实际预算300万元,全年执行300万元,执行率100%,自评分20分。
"""


def test_points_for_the_rate_are_not_the_total() -> None:
    assert accused(judged(POINTS)) == []


@pytest.mark.parametrize(
    "text", [POINTS.replace("自评分20分", "自评分98分"), POINTS.replace("1.执行率情况。\n", "总得分20分。\n")]
)
def test_another_total_is_found(text: str) -> None:
    """Told after a rate but as large as a total, or told of nothing else."""
    assert "cross-place-amount" in accused(judged(text))


#: An older form: one budget, that of the beginning of the year, and the rate over it.
OLDER = """项目支出绩效自评表(2016年度)
项目资金(万元)\t年初预算数(A)\t全年执行数(B)\t分值(10分)\t执行率(B/A)\t得分
年度资金总额\t310.2\t154.74\t10\t50%\t5
其中:本年一般公共预算拨款\t310.2\t154.74\t\t\t
"""


def test_a_rate_over_the_only_budget_is_judged() -> None:
    result = judged(OLDER)
    assert (held(result, "exec-rate-initial"), held(result, "exec-score-rate"), accused(result)) == (1, 1, [])


@pytest.mark.parametrize(("wrong", "rule"), [("70%\t5", "exec-rate-initial"), ("50%\t8", "exec-score-rate")])
def test_a_wrong_rate_over_the_only_budget_is_found(wrong: str, rule: str) -> None:
    assert rule in accused(judged(OLDER.replace("50%\t5", wrong)))


def test_what_was_added_in_the_year_makes_no_wrong_rate() -> None:
    """More was spent than the first budget: another one was approved, and the rate is over that."""
    added = OLDER.replace("154.74\t10\t50%\t5", "354.74\t10\t98%\t9.8").replace("310.2\t154.74", "310.2\t354.74")
    assert accused(judged(added)) == []


#: A list of payments, one cell a line: behind each amount stand vouchers, as many lines as there were.
PAYMENTS = """二、项目支出明细情况

支出内容

实际支出数

会计凭证号

备注

上半年生活补助

73

1月12号凭证,2月29号凭证,7月31号凭证

临时困难救助

9.4

1月34、41号,5月17、32号,6月39、43号

11月4、46号,12月75号凭证

70岁老人春节慰问

35.5

2月8号凭证

支出合计

117.9

三、项目绩效自评情况
"""


def test_a_list_with_remarks_behind_its_amounts_adds_up() -> None:
    result = judged(PAYMENTS)
    assert (held(result, "table-sum"), accused(result)) == (1, [])


@pytest.mark.parametrize(("right", "wrong"), [("\n73\n", "\n37\n"), ("\n117.9\n", "\n119.7\n")])
def test_one_column_that_does_not_add_up_shows_nothing(right: str, wrong: str) -> None:
    """Nothing but the sum itself says which amounts belong to it."""
    result = judged(PAYMENTS.replace(right, wrong))
    assert (held(result, "table-sum"), accused(result)) == (0, [])


def test_figures_before_a_heading_and_a_header_are_of_another_list() -> None:
    above = "省财政\n\n120\n\n其它\n\n9.6\n\n"
    result = judged(above + PAYMENTS)
    assert (held(result, "table-sum"), accused(result)) == (1, [])


@pytest.mark.parametrize("header", ["全年执行数B", "全年执行数 B", "全年执行数（B）"])
def test_the_letter_of_a_column_is_no_part_of_its_name(header: str) -> None:
    columns = f"资金来源 | 年初预算数 | 调整预算数A | {header} | 执行率B/A"
    form = f"项目支出绩效自评表\n{columns}\n年度资金总额 | 60.8 | 64.8 | 58.32 | 90%\n"
    result = judged(form)
    assert (held(result, "exec-rate-recalc"), accused(result)) == (1, [])
    assert accused(judged(form.replace("90%", "95.9%"))) == ["exec-rate-recalc"]


#: One cell a line, the empty cells lost: what was done is not filled in, and the weight stands behind the unit.
UNFILLED = """一级指标
二级指标
三级指标
指标性质
指标值
度量单位
完成值
权重
得分
未完成原因分析
产出指标
数量指标
发放覆盖率
=
100
%
60
效益指标
社会效益指标
足额保障率
=
100
%
30
合计
90
"""


def test_a_weight_behind_a_lost_cell_is_not_what_was_done() -> None:
    assert accused(judged(UNFILLED)) == []


def test_what_was_done_is_judged_where_the_weights_follow() -> None:
    filled = UNFILLED.replace("%\n60\n", "%\n100\n60\n60\n").replace("%\n30\n", "%\n90\n30\n30\n")
    assert accused(judged(filled.replace("%\n90\n", "%\n100\n"))) == []
    assert "full-score-when-missed" in accused(judged(filled))


#: Cells that have run together: the remark of the second row goes over into the name of the third.
RUN_TOGETHER = (
    "绩效目标自评表(2019年度)项目名称临时救助资金情况(万元)全年预算数(A)全年执行数(B)分值执行率(B/A)得分年度资金总额:303010100%10"
    "一级指标二级指标三级指标分值年度指标值全年实际值得分未完成原因及拟采取的改进措施"
    "产出指标(60分)数量指标低保发放人数10≥21933人21980人10供养人数20≥4754人4604人20对象逐月增减救助人数10≥7人7人10"
    "质量指标救助标准20≥530元583元20效益指标(20分)社会效益指标受益人口数20≥80人87人20"
    "满意度指标(10分)服务对象满意度指标受助对象满意度10≥95%96%10总分100100"
)


def test_a_remark_that_has_run_into_a_name_is_not_missing() -> None:
    """All points for what fell short of its target are too many; but a reason may well have been given."""
    result = judged(RUN_TOGETHER)
    assert (held(result, "exec-rate-recalc"), held(result, "weights-total-100")) == (1, 1)
    assert accused(result) == ["full-score-when-missed"]
    assert accused(judged(RUN_TOGETHER.replace("4604人", "4804人"))) == []


#: Goals whose ≥ was read from a picture as a 2.
READ_AS_TWO = """项目支出绩效自评表
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t走访户数\t2120户\t126户\t20\t20\t
产出指标\t数量指标\t印发册数\t2500册\t2500册\t10\t10\t
产出指标\t质量指标\t抽检合格率\t298%\t99%\t20\t20\t
效益指标\t社会效益指标\t知晓率\t290%\t93%\t30\t30\t
满意度指标\t服务对象满意度指标\t群众满意度\t295%\t96%\t10\t10\t
"""


def test_a_sign_that_was_read_as_a_digit_accuses_nobody() -> None:
    assert accused(judged(READ_AS_TWO)) == []


def test_goals_without_such_a_sign_are_judged() -> None:
    """Shares within all of it: 2120户 is what it says."""
    plain = READ_AS_TWO.replace("298%", "98%").replace("290%", "90%").replace("295%", "95%")
    assert "full-score-when-missed" in accused(judged(plain))
    assert accused(judged(plain.replace("2120户", "120户"))) == []


#: The points stand behind the names of the rows.
POINTS_IN_NAMES = """项目支出绩效自评表
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t得分
产出指标(50分)\t数量指标\t走访户数(20分)\t≥120户\t126户\t20
\t质量指标\t抽检合格率（30分）\t≥98%\t99%\t30
效益指标(30分)\t社会效益指标\t知晓率(30分)\t≥90%\t93%\t30
满意度指标(10分)\t服务对象满意度指标\t群众满意度(10分)\t≥90%\t95%\t10
"""


def test_points_behind_names_are_points_of_the_rows() -> None:
    result = judged(POINTS_IN_NAMES)
    assert (held(result, "score-exceeds-weight"), held(result, "category-weight-sum"), accused(result)) == (4, 2, [])


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("93%\t30", "93%\t32", "score-exceeds-weight"),
        ("99%", "95%", "full-score-when-missed"),
        ("走访户数(20分)", "走访户数(25分)", "category-weight-sum"),
    ],
)
def test_a_slip_beside_points_in_names_is_found(right: str, wrong: str, rule: str) -> None:
    assert rule in accused(judged(POINTS_IN_NAMES.replace(right, wrong)))


@pytest.mark.parametrize("name", ["走访户数", "走访户数(20)"])
def test_points_behind_some_names_only_are_not_added(name: str) -> None:
    result = judged(POINTS_IN_NAMES.replace("走访户数(20分)", name))
    assert (held(result, "score-exceeds-weight"), accused(result)) == (0, [])


#: The goals stand behind the names of the rows.
GOALS_IN_NAMES = """项目支出绩效自评表
一级指标\t二级指标\t三级指标\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t走访户数≥120户\t126户\t20\t20\t
产出指标\t质量指标\t抽检合格率≥98%\t99%\t30\t30\t
效益指标\t社会效益指标\t知晓率＞90%\t93%\t30\t30\t
满意度指标\t服务对象满意度指标\t群众满意度\t95%\t10\t10\t
"""


def test_goals_behind_names_are_judged() -> None:
    assert accused(judged(GOALS_IN_NAMES)) == []
    missed = judged(GOALS_IN_NAMES.replace("99%", "95%"))
    assert sorted(accused(missed)) == ["full-score-when-missed", "missing-deviation-reason"]


@pytest.mark.parametrize("name", ["抽检合格率98%", "98%以上抽检合格率", "抽检合格率（≥98%的批次）"])
def test_a_figure_in_a_name_without_its_sign_is_no_goal(name: str) -> None:
    assert accused(judged(GOALS_IN_NAMES.replace("抽检合格率≥98%", name).replace("99%", "95%"))) == []


def test_a_goal_in_its_own_column_stays() -> None:
    columns = GOALS_IN_NAMES.replace("三级指标\t", "三级指标\t年度指标值\t").replace("\t12", "\t≥125户\t12")
    columns = (
        columns.replace("\t99", "\t≥95%\t99").replace("\t93", "\t≥90%\t93").replace("\t95%\t10", "\t≥90%\t95%\t10")
    )
    assert accused(judged(columns.replace("99%", "97%"))) == []


#: All of a form on one line; the word over the whole block of indicators stands before the header of its columns.
ONE_LINE = (
    "项目支出绩效自评表 (2023年度) 项目名称 河道保洁 项目资金 (万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分 "
    "年度资金总额: 60 60 54 10 90% 9 其中:本年财政拨款 60 60 54 绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 "
    "分值 得分 偏差原因分析及改进措施 产出指标(50分) 数量指标 保洁河道数量 ≥12条 12 10 10 质量指标 保洁验收合格率 ≥95百分比 96 "
    "20 20 时效指标 保洁任务按时完成 按月完成 达成预期指标 10 10 成本指标 保洁总成本 ≤60万元 54 10 10 "
    "效益指标(30分) 社会效益指标 沿岸环境 明显改善 达成预期指标 30 30 "
    "满意度指标(10分) 满意度指标 沿岸群众满意度 ≥90百分比 93 10 10 总分 100 99\n"
)


def test_a_word_over_all_indicators_takes_no_figure_of_a_row() -> None:
    result = judged(ONE_LINE)
    assert (held(result, "category-weight-sum"), held(result, "total-score-sum"), accused(result)) == (3, 1, [])


@pytest.mark.parametrize(
    ("right", "wrong", "rules"),
    [
        ("96 20 20 时效", "93 20 20 时效", ["percent-sign-missing-missed"]),
        ("12 10 10 质量", "9 10 10 质量", ["full-score-when-missed", "missing-deviation-reason"]),
        (
            "10 10 成本",
            "8 8 成本",
            ["category-weight-sum", "total-score-sum", "weights-printed-total", "weights-total-100"],
        ),
    ],
)
def test_what_is_wrong_in_a_row_of_a_form_on_one_line_is_found(right: str, wrong: str, rules: list[str]) -> None:
    assert sorted(set(accused(judged(ONE_LINE.replace(right, wrong))))) == rules


#: The first word of the header stood over two columns: all rows have a cell more than it.
WIDE = """2022年部门预算项目支出绩效自评表
项目资金 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
年度资金总额 | 82000.00 | 82000.00 | 73800.00 | 10 | 90% | 9 |
绩效指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因 |
产出 | 数量 | 巡护人次 | ≥80人次 | 84人次 | 20 | 20 | |
 | 质量 | 巡护记录合格率 | =100% | 100% | 20 | 20 | |
 | 时效 | 任务完成率 | =100% | 100% | 10 | 10 | |
效益 | 社会 | 火情报告及时率 | ≥98% | 99% | 30 | 30 | |
满意度 | | 林农满意度 | ≥95% | 96% | 10 | 10 | |
总分 | | | | | 100 | 99 | |
"""


def test_a_header_whose_first_word_stood_over_two_columns() -> None:
    result = judged(WIDE)
    assert (held(result, "full-score-when-missed"), held(result, "total-score-sum"), accused(result)) == (5, 1, [])
    assert set(accused(judged(WIDE.replace("84人次", "74人次")))) == {
        "full-score-when-missed",
        "missing-deviation-reason",
    }


#: A line end stands behind each remark, and a group without a row has its empty cells, each on its line.
TORN_GROUPS = """项目支出绩效自评表 |
| 项目名称 | 校舍安全排查 | 主管部门 | 某县教育局 | 实施单位 | 某县第二小学 | 项目资金 (元) |
| 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | 年度资金总额 |
| 80000.00 | 76000.00 | 10 | 95% | 9.5 | 其中:当年财政 拨款 |
| 60000.00 | 56000.00 | — |
| — | 上年结转 资金 |
| 20000.00 | 20000.00 | — |
| — | 其他资金 | — | — | — | — |
| — | 年度 总体 目标 | 预期目标 | 实际完成情况 | 查清校舍 | 已查清 | 绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 \
| 偏差原因分析及改进措施 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 \
| 产出指标 | 数量指标 | 排查校舍栋数 | ≧ | 12 | 栋 | 12 | 20 | 20 |
| 质量指标 | 排查报告合格率 | ═ | 100 | % | 100% | 20 | 20 |
| 时效指标 | 排查按期完成率 | ═ | 100 | % | 90% | 10 | 9 | 两栋在假期补查 |
| 成本指标 |
|
|
|
|
|
|
|
| 效益指标 | 社会效益 指标 | 隐患整改率 | ≧ | 95 | % | 97% | 30 | 30 |
| 满意度指标 | 服务对象满意度指标等 | 家长满意度 | ≧ | 90 | % | 92% | 10 | 10 |
| 其他需要说明事项 | 无 | 总分 | 100 | 98.5 | 优 |
|
"""


@pytest.mark.parametrize("lines", [7, 6, 4])
def test_a_group_without_rows_does_not_end_the_table(lines: int) -> None:
    text = TORN_GROUPS.replace("| 成本指标 |\n" + 7 * "|\n", "| 成本指标 |\n" + lines * "|\n")
    assert accused(judged(text)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "rules"),
    [
        ("| 98.5 |", "| 97.5 |", ["total-score-sum"]),
        ("| 97% | 30 | 30 |", "| 97% | 25 | 25 |", ["total-score-sum", "weights-printed-total", "weights-total-100"]),
        ("| 92% | 10 | 10 |", "| 92% | 10 | 12 |", ["score-exceeds-weight", "total-score-sum"]),
    ],
)
def test_a_slip_behind_a_group_without_rows_is_found(right: str, wrong: str, rules: list[str]) -> None:
    assert sorted(accused(judged(TORN_GROUPS.replace(right, wrong)))) == rules


@pytest.mark.parametrize(
    "between", ["| 第2页 |", "| 12 | 13 |", "| 备查 | 资料存于县档案馆三楼，须凭介绍信查阅 | 见附件 | 第3页 |"]
)
def test_rows_that_stand_unread_leave_the_sums_open(between: str) -> None:
    result = judged(TORN_GROUPS.replace("| 效益指标 | 社", between + "\n| 效益指标 | 社"))
    assert accused(result) == []
    assert {f.rule for f in result.findings} >= {"total-score-sum", "weights-printed-total"}


#: The rows have codes; what stands under the missing one may have been lost.
CODED_ROWS = """项目支出绩效自评表
| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| --- | --- | --- | --- | --- | --- | --- |
| 年度资金总额 | 8 | 8 | 7.6 | 10 | 95% | 9.5 |

| 一级指标 | 编号 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| --- | --- | --- | --- | --- | --- | --- |
| 产出指标 | C101 | 排查校舍栋数 | ≥12栋 | 12栋 | 20 | 20 |
| | C102 | 排查报告合格率 | 100% | 100% | 20 | 20 |
| | C103 | 排查按期完成率 | 100% | 100% | 10 | 10 |
| 效益指标 | C201 | 隐患整改率 | ≥95% | 97% | 30 | 30 |
| 满意度指标 | C301 | 家长满意度 | ≥90% | 92% | 10 | 10 |
| 总分 | | | | | 100 | 99.5 |
"""


def test_a_code_that_is_left_out_leaves_the_sums_open() -> None:
    assert accused(judged(CODED_ROWS)) == []
    without = "\n".join(line for line in CODED_ROWS.splitlines() if "C102" not in line)
    result = judged(without)
    assert accused(result) == []
    assert {f.rule for f in result.findings} >= {"weights-total-100", "total-score-sum"}


def test_codes_without_a_gap_leave_them_closed() -> None:
    without = "\n".join(line for line in CODED_ROWS.splitlines() if "C103" not in line)
    assert {"weights-total-100", "total-score-sum"} <= set(accused(judged(without)))


#: The words of the header have run together; the cells of the rows stand between blanks.
STRUNG = """某局2022年度部门整体绩效自评表
主管部门某局部门联系人略 自评总分(分)97.00
 年初预算数全年(调整)预算数全年执行数执行率执行率权重执行率得分
年度总金额 900.00 1000.00 700.00 70% 10 7
其中基本支出 300.00 300.00 300.00 100%
其中项目支出 600.00 700.00 400.00 57.14%
当年绩效目标 完成造林任务。
"""


@pytest.mark.parametrize("middle", ["全年(调整)预算数", "全年预算数", "调整预算数"])
def test_words_of_a_header_that_have_run_together_head_rows_between_blanks(middle: str) -> None:
    text = STRUNG.replace("全年(调整)预算数", middle)
    result = judged(text)
    assert (held(result, "fund-uses-spent"), held(result, "fund-uses-budget"), held(result, "exec-rate-recalc")) == (
        1,
        1,
        3,
    )
    assert "fund-uses-spent" not in accused(result)
    assert "fund-uses-spent" in accused(judged(text.replace("400.00 57.14%", "410.00 58.57%")))
    assert "exec-rate-recalc" in accused(judged(text.replace("70% 10 7", "75% 10 7.5")))


def test_parts_that_never_made_the_total_accuse_nobody() -> None:
    text = STRUNG.replace("年度总金额 900.00 1000.00", "年度总金额 900.00 1050.00").replace("700.00 70%", "735.00 70%")
    assert not {"fund-uses-spent", "fund-uses-budget"} & set(accused(judged(text)))
