"""Rows of indicators that are missed and not paid for, tables retold in another scope, lists and claims held against what is
printed beside them."""

from __future__ import annotations

import pytest
from short_texts import judged

from gouji.engine.outcome import Severity

HEAD = "某某局2023年度项目支出绩效自评报告\n一、绩效指标评分\n"

#: Rows with a full score that do not reach their goal: the header, the row, another row.
PAID_IN_FULL = {
    "a reason behind": (
        "指标\t目标值\t完成值\t权重\t评分\t说明",
        "预算执行率\t100%\t91.40%\t10\t10.00\t质保金结转",
        "修缮面积\t≥350平方米\t362平方米\t8\t8.00\t",
    ),
    "a group before": (
        "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因",
        "过程\t预算执行率\t100%\t91.40%\t10\t10\t尾款结转",
        "产出\t修缮面积\t≥350平方米\t362平方米\t8\t8\t",
    ),
    "worth in brackets": (
        "指标（分值）\t目标\t实际\t得分\t扣分原因",
        "预算执行率（10）\t100%\t91.40%\t10.00\t",
        "修缮面积（8）\t≥350平方米\t362平方米\t8.00\t",
    ),
    "worth before the goal": (
        "评价指标\t权重\t目标值\t完成值\t评分",
        "预算执行率\t10\t100%\t91.40%\t10",
        "修缮面积\t8\t350平方米\t362平方米\t8",
    ),
    "goal of the beginning": (
        "指标\t满分\t年初目标\t全年完成\t自评分\t未完成原因",
        "资金支付率\t10\t95%以上\t90.12%\t10\t资金到位晚",
        "设备完好率\t8\t≥97%\t98%\t8\t",
    ),
    "complaints": (
        "三级指标\t指标值\t完成值\t分值\t得分",
        "投诉办结率\t100%\t93.5%\t5\t5.00",
        "验收合格率\t100%\t100%\t8\t8.00",
    ),
    "spending": (
        "三级指标\t指标值\t完成值\t分值\t得分",
        "项目支出进度\t100%\t88.2%\t6\t6.00",
        "验收合格率\t100%\t100%\t8\t8.00",
    ),
}

#: Rows that are well: below the goal on purpose, paid for, or by rules of their own.
WELL = {
    "paid for": "预算执行率\t100%\t91.40%\t10\t9.14\t质保金结转",
    "reached": "预算执行率\t≥90%\t91.40%\t10\t10\t",
    "lower is better": "“三公”经费预算执行率\t100%\t91.40%\t10\t10\t",
    "of a limit": "公用经费控制率\t100%\t91.40%\t10\t10\t",
    "rules of its own": "预算执行率\t100%\t91.40%\t10\t10\t执行率90%以上得满分",
}


def _table(header: str, *rows: str) -> str:
    return f"{HEAD}{header}\n" + "\n".join(rows) + "\n二、存在问题\n无。\n"


@pytest.mark.parametrize("case", PAID_IN_FULL.values(), ids=PAID_IN_FULL)
def test_a_full_score_for_a_goal_that_is_missed_is_grave(case: tuple[str, str, str]) -> None:
    found = {f.rule: f.severity for f in judged(_table(*case), "cn-performance").findings}
    assert found.get("full-score-when-missed") is Severity.HIGH


@pytest.mark.parametrize("row", WELL.values(), ids=WELL)
def test_rows_that_are_well_are_not_accused(row: str) -> None:
    header = "指标\t目标值\t完成值\t权重\t评分\t说明"
    found = {
        f.rule
        for f in judged(_table(header, row, "修缮面积\t≥350平方米\t362平方米\t8\t8.00\t"), "cn-performance").findings
    }
    assert not found & {"full-score-when-missed", "quant-score-proportional", "missing-deviation-reason"}


ACCOUNTS = (
    "某市财政局2023年度部门决算公开说明\n一、收支总体情况\n收支决算总表如下。\n金额单位：万元\n"
    "支出项目\t决算数\n一般公共服务支出\t1,870.60\n社会保障和就业支出\t186.20\n卫生健康支出\t98.40\n"
    "住房保障支出\t126.50\n本年支出合计\t2,281.70\n二、{}支出决算情况\n{}支出{}万元。一般公共服务支出{}万元；"
    "社会保障和就业支出186.20万元；卫生健康支出98.40万元；住房保障支出126.50万元。\n"
)


@pytest.mark.parametrize(
    ("scope", "whole", "services", "grave"),
    [
        pytest.param("财政拨款", "2,265.30", "1,854.20", False, id="another scope whose parts make its whole"),
        pytest.param("本年", "2,281.70", "1,807.60", True, id="the same scope with a slip"),
    ],
)
def test_accounts_told_of_another_scope_are_no_slip(scope: str, whole: str, services: str, grave: bool) -> None:
    found = judged(ACCOUNTS.format(scope, scope, whole, services), "cn-accounts").findings
    told = [f for f in found if f.rule.startswith("cross-place") and f.severity in (Severity.HIGH, Severity.MEDIUM)]
    assert bool(told) is grave


#: Lists that have not as many names as are told, and those that have.
LISTS = {
    "a clause behind": (
        "新开设专业{}个，分别是数控机床操作技术、新能源汽车运用与维修、智慧健康养老服务，首批招生176人。",
        "4",
        "3",
    ),
    "where": ("组织{}场巡演，分别走进青石镇、板桥镇、五里镇、龙湾乡和柳坪镇，吸引观众3100人次。", "六", "五"),
    "when": ("全年发放{}期消费券，分别安排在春节、“五一”、国庆和“双十一”，共投放资金900万元。", "五", "四"),
    "months": ("开展{}轮督查，时间分别为3月、6月和11月。", "四", "三"),
    "of all of them": ("建成中心{}个，分别为城东服务中心、城南服务中心、城西服务中心，均已投入使用。", "4", "3"),
}
#: Lists that may be longer, or count something else.
OPEN_LISTS = (
    "新设服务站5个，分别位于城东、城南、城西和城北街道，城东街道有2个。",
    "实施项目4个，分别是道路改造、桥梁维修，管网铺设、路灯安装，总投资3600万元。",
    "全年发放五期消费券，分别在春节、国庆等节点投放。",
    "建成冷链库5座，分布在白石、柳坪两个镇。",
    "成立工作组3个，分别是综合组、业务组、督导组，督导组设组长2名。",
)


@pytest.mark.parametrize("case", LISTS.values(), ids=LISTS)
def test_names_that_are_listed_are_counted(case: tuple[str, str, str]) -> None:
    text, wrong, right = case
    for number, told in ((wrong, True), (right, False)):
        found = judged(f"某某局工作情况报告\n\n{text.format(number)}\n", "cn-claims").findings
        assert ("enumerated-count" in {f.rule for f in found}) is told


@pytest.mark.parametrize("text", OPEN_LISTS)
def test_lists_that_may_be_longer_are_left(text: str) -> None:
    found = judged(f"某某局工作情况报告\n\n{text}\n", "cn-claims").findings
    assert "enumerated-count" not in {f.rule for f in found}


#: Honest words and figures, of which none is held against another: goals and what was done, and what is said of something else.
HONEST = {
    "goals of a list": "二、年度绩效目标\n新建冷库5座；举办展销会12场；服务面积达到6.0万亩。\n三、完成情况\n"
    "新建冷库4座，因选址未定少建一座。举办展销会12场。完成服务面积6.4万亩。",
    "goals in a form": "年度目标\t预期目标\t\t实际完成情况\n\t在三个乡镇新修机耕路30公里、灌排渠道48公里，发展节水灌溉3000亩。"
    "\t\t新修机耕路30公里、灌排渠道46公里，发展节水灌溉3120亩。",
    "compared with": "“三公”经费支出47.00万元，与2022年的49.80万元相比，减少2.80万元。"
    "具体为：公务用车运行维护费46.20万元，公务接待费0.80万元。",
    "of both": "商品零售164.2亿元，餐饮收入22.2亿元，餐饮收入占比11.9%。",
    "of what was planned": "管道改造长度为计划的106.5%，水质检测124批次，工程验收的合格率均为100%。",
    "of its own sentence": "支出4683.60万元，年初预算为4520.00万元，完成年初预算的103.62%，决算数大于年初预算数。"
    "“三公”经费预算218.00万元，决算176.42万元，完成预算的80.93%。",
    "where they are counted": "全年新签约项目38个，已开工26个，投产14个，投产项目均含在开工项目之内。",
    "a part that got a rate": "参训192人，其中有151人实现就业，就业率78.65%。",
    "all that was told before": "新增就业岗位76个，安置返乡农民工41人、农村妇女23人、其他人员12人。",
}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_honest_words_are_held_against_nothing(text: str) -> None:
    found = judged(
        f"某某局2023年度项目支出绩效自评报告\n一、基本情况\n{text}\n四、存在问题\n无。\n", "cn-performance"
    ).findings
    held = ("cross-place", "comparison", "goal-missed", "parts", "share", "grim", "prose-parts")
    assert not [f.rule for f in found if f.rule.startswith(held)]


QUARTERS = (
    "某馆工作情况报告\n\n{}\n各季度情况如下。\n季度\t外借册次（万册次）\t占比\n一季度\t7.92\t22.27%\n二季度\t8.35\t23.48%\n"
    "三季度\t11.14\t31.33%\n四季度\t8.15\t22.92%\n全年\t35.56\t100%\n"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("分季度看，第二季度借阅量最高，这与暑假有关。", True),
        ("四季度借阅量居首。", True),
        ("第三季度借阅量最低。", True),
        ("分季度看，第三季度借阅量最高，这与暑假有关。", False),
        ("一季度借阅量最低。", False),
        ("上年第二季度借阅量最高。", False),
    ],
)
def test_which_quarter_is_the_first_is_held_against_a_table_that_ends_in_the_year(text: str, told: bool) -> None:
    found = {f.rule for f in judged(QUARTERS.format(text), "cn-claims").findings}
    assert ("series-word-false" in found) is told


STATES = (
    "某局2023年度专项资金绩效自评报告\n一、资金情况\n各子项目情况如下表。\n序号\t子项目名称\t下达资金\t实际支出\t年末状态\n"
    "1\t鼓楼修缮工程\t320.00\t304.00\t竣工\n2\t城墙加固工程\t260.00\t247.00\t竣工\n3\t壁画保护修复\t148.00\t111.00\t{}\n"
    "4\t安防消防工程\t92.00\t90.16\t竣工\n\t合计\t820.00\t752.16\t\n二、目标实现情况\n{}\n三、存在问题\n无。\n"
)


@pytest.mark.parametrize(
    ("state", "text", "told"),
    [
        ("在施", "从总体上看，4个子项目均已在年内完工。", True),
        ("施工中", "四个子项目全部竣工并通过验收。", True),
        ("未完工", "全部子项目均按期完成。", True),
        ("竣工", "从总体上看，4个子项目均已在年内完工。", False),
        ("在施", "3个子项目已在年内完工，壁画修复仍在施工。", False),
        ("在施", "4个子项目均已开工。", False),
        ("在施", "除壁画保护修复外，其余子项目均已竣工。", False),
        ("在施", "4个子项目力争2024年底前全部竣工。", False),
    ],
)
def test_that_all_are_built_is_held_against_the_states_of_a_table(state: str, text: str, told: bool) -> None:
    found = {f.rule for f in judged(STATES.format(state, text), "cn-performance").findings}
    assert ("enumerated-count" in found) is told
