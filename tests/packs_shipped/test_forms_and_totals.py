"""Forms and tables saved as text: what the text tells of their totals, columns that are parts, days that are too late."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

TITLE = "青石县2023年度水利项目绩效自评报告\n\n"
ACROSS = "指标|投入|过程|产出|效果|总分\n标准分|20|20|30|30|100\n实际得分|18|18.5|28|28.13|92.63\n"
STAFF = "各卫生院人员情况\n机构|床位数（张）|职工数（人）|其中：卫生技术人员|门诊人次\n{rows}"
FORM = (
    "部门整体支出绩效自评表\n年度预算申请（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分\n"
    "年度资金总额|980.00|1,020.00|1,008.50|10|98.87%|9.89\n按收入性质分：|||按支出性质分：|||\n"
    "其中：一般公共预算：1,008.50|||其中：基本支出：{basic}|||\n政府性基金拨款：0|||项目支出：{project}|||\n"
)
GOALS = (
    "产出指标|数量指标|新建泵站|=9座|9座|10|10|\n|质量指标|合格率|=100%|100%|10|10|\n"
    "|时效指标|开工时间|{due}|{done}|10|10|\n|成本指标|单价|≤26万元|25万元|10|10|\n效益指标|社会效益|受益人口|≥900人|950人|10|10|\n"
)
WEIGHTS = (
    "一级指标|二级指标|三级指标|指标值|分值\n产出|数量|泵站数量|≥5个|20\n产出|质量|合格率|100%|20\n产出|时效|完工时间|12月底|{time}\n"
    "效益|社会效益|增产率|≥3%|25\n满意度|满意度|群众满意度|≥90%|10\n{last}合计||||100\n"
)
EXECUTION = "预算执行率|||≥95%|10\n"
SAVED = (
    "年度资金总额 380.00 380.00 373.92 10 98.40% 9.84\n"
    "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n"
    "产出指标（50分） 数量指标 清淤渠道长度 ≥15公里 15公里 20 20\n质量指标 渠道验收合格率 =100% 100% 20 20\n"
    "成本指标 每公里清淤成本 ≤2万元 2万元 10 10\n效益指标（30分） 社会效益指标 灌溉保证率 ≥80% 76% 30 28.5 来水偏少\n"
    "满意度指标（10分） 服务对象满意度指标 农户满意度 ≥90% 93% 10 10\n总分 100 {total}\n"
)


def told(text: str, rule: str) -> list[str]:
    return [found.message for found in judged(TITLE + text, "cn-performance").findings if found.rule == rule]


@pytest.mark.parametrize(
    "text",
    [
        f"经评价，该项目综合得分92.36分，等级为优。得分情况见下表。\n{ACROSS}",
        f"{ACROSS}综上，该项目总得分为92.36分。\n",
        "经评价，项目最终得分92.36分。\n指标|投入|过程|产出|效果\n权重|20|20|30|30\n评价得分|18|18.5|28|28.13\n",
    ],
)
def test_a_total_that_the_text_tells_of_a_table_on_its_side(text: str) -> None:
    assert any("92.63" in message for message in told(text, "running-sum"))
    assert not told(text.replace("92.36", "92.63"), "running-sum")


def test_of_two_scores_told_before_a_table_neither_is_its_total() -> None:
    text = f"一期项目得分92.36分，二期项目得分88.1分。\n{ACROSS.replace('|总分', '').replace('|100', '').replace('|92.63', '')}"
    assert not told(text, "running-sum")


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("甲院|20|50|41|3200\n乙院|32|61|55|4100\n丙院|15|33|36|2100\n丁院|18|40|30|2600\n", 1),
        ("甲院|20|50|41|3200\n乙院|32|61|55|4100\n丙院|15|36|33|2100\n丁院|18|40|30|2600\n", 0),
        ("甲院|20|50|61|3200\n乙院|32|61|55|4100\n丙院|15|33|36|2100\n丁院|18|40|30|2600\n", 0),  # not so in two rows
    ],
)
def test_a_column_of_parts_is_not_above_its_whole(rows: str, wrong: int) -> None:
    assert len(told(STAFF.format(rows=rows), "table-parts-exceed")) == wrong


def test_parts_counted_in_another_unit_are_no_parts() -> None:
    rows = "甲镇|20|15\n乙镇|32|21\n丙镇|15|33\n丁镇|58|40\n戊镇|58|41\n"
    assert not told(f"帮扶情况\n乡镇|户数（户）|其中：脱贫人口（人）\n{rows}", "table-parts-exceed")


@pytest.mark.parametrize(
    ("basic", "project", "wrong"),
    [("598.50", "401.00", 1), ("598.50", "410.00", 0), ("600.00", "420.00", 0), ("598.50", "12.00", 0)],
)
def test_basic_and_project_spending_printed_below_the_total(basic: str, project: str, wrong: int) -> None:
    assert len(told(FORM.format(basic=basic, project=project), "basic-project-printed-apart")) == wrong


@pytest.mark.parametrize(
    ("due", "done", "wrong"),
    [
        ("2023年5月31日前", "2023年6月18日", 1),
        ("5月底前", "6月18日", 1),
        ("2023年5月31日前", "2023年5月18日", 0),
        ("6月底前", "6月18日", 0),
        ("2023年5月31日前", "2023年5月", 0),
    ],
)
def test_a_day_behind_its_deadline_where_no_header_stands(due: str, done: str, wrong: int) -> None:
    assert len(told(GOALS.format(due=due, done=done), "full-score-when-missed")) == wrong


@pytest.mark.parametrize(("time", "last", "wrong"), [(10, EXECUTION, 1), (15, EXECUTION, 0), (15, "", 0)])
def test_weights_with_the_rate_of_execution_among_them(time: int, last: str, wrong: int) -> None:
    found = told(WEIGHTS.format(time=time, last=last), "weights-printed-with-execution")
    assert len(found) == wrong


@pytest.mark.parametrize(("total", "wrong"), [("99.80", 1), ("87.50", 1), ("98.34", 0), ("88.50", 0), ("98.50", 0)])
def test_a_total_that_no_score_of_the_rest_can_make(total: str, wrong: int) -> None:
    assert len(told(SAVED.format(total=total), "total-score-bounds")) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("经综合评价，本项目得分91.5分，合计扣分7.5分。", 1),
        ("对照指标体系逐项打分，共扣6.4分，最终得分94.6分。", 1),
        ("对照指标体系逐项打分，共扣5.4分，最终得分94.6分。", 0),
        ("产出指标自评得分47.6分，共扣2.4分。", 0),
        ("产出指标得分71.5分，共扣3.5分（分值75分）。", 0),
    ],
)
def test_all_that_was_deducted(text: str, wrong: int) -> None:
    assert len(told(text + "\n", "score-less-deduction")) == wrong


LINES = "综合得分90（含）至100分为“优”，80（含）至90分为“良”，60（含）至80分为“中”，60分以下为“差”。"


LADDER = """附表　指标体系
一级指标|二级指标|三级指标|分值
决策（20分）|立项|立项依据|8
|立项|立项程序|12
过程（20分）|资金管理|资金到位率|4
|资金管理|预算执行率|6
|资金管理|资金使用合规性|5
|组织实施|制度健全性|5
产出（35分）|产出数量|管护数量|20
|产出质量|完好率|15
效益（25分）|社会效益|便利程度|15
|满意度|群众满意度|10
合计|||100
"""
PROJECTS = """2023年实施项目4个，预算315.00万元，支出311.00万元，各项目支出情况如下：
单位：万元
序号　项目名称　预算数　支出数
1　物资储备　145.00　144.60
2　专家检查　38.00　38.00
3　系统运维　26.80　25.90
4　平台租赁　105.20　102.50
合计　315.00　311.00
"""


@pytest.mark.parametrize(
    "text",
    [
        f"根据分级标准，{LINES}\n经评价，该项目综合得分88.46分，等级为“良”。\n",
        "2023年共为1,638名残疾人发放补贴，为1,391名残疾人发放护理费，各乡镇发放情况如下表。\n",
        "未完成原因：智慧平台二期于11月才完成验收，三期工程尚未开工。\n",
        LADDER,
        PROJECTS,
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    result = judged(TITLE + text, "cn-performance")
    assert not accused(result)
    hints = {"comparison-false", "running-sum", "enumerated-count", "cross-place-amount"}
    assert not [found.message for found in result.findings if found.rule in hints]
