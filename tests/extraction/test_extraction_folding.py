"""Forms of which a dump kept only the order of the cells, or lost the merged ones: every row finds its columns again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from extraction_grids import document, drafted, fields, rows

#: A form as a page shows it: a cell is its text, or its text with the rows and columns that it covers.
FUNDS = [
    [("项目资金（万元）", 4, 1), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "80.00", "90.00", "81.00", "10", "90.00%", "9.00"],
    ["其中：当年财政拨款", "80.00", "80.00", "71.00", "—", "88.75%", "—"],
    ["上年结转资金", "0.00", "10.00", "10.00", "—", "100.00%", "—"],
]
SIGNED = [
    [
        ("预算执行情况（10分）", 3, 1),
        "年度预算数（万元）",
        "年初预算",
        "调整后预算数",
        "预算执行数",
        "预算执行率",
        "权重",
        "得分",
        "原因",
    ],
    ["总额", "30.00", "32.00", "30.40", "95.00%", "10", "9.50", ("1.执行率未达到90%的需说明原因；2.调整须说明", 2, 1)],
    ["其中：财政资金", "30.00", "32.00", "30.40", "95.00%", "/", "/"],
    [
        ("绩效指标（90分）", 5, 1),
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "完成值",
        "权重",
        "得分",
        "未完成原因分析",
    ],
    [("产出指标", 3, 1), ("数量指标", 2, 1), "巡渠次数", "≥", "48", "次", "52", "20", "20", ""],
    ["整修闸门", "＝", "6", "座", "6", "20", "20", ""],
    ["成本指标", "巡渠经费", "≤", "32", "万元", "30.4", "20", "20", ""],
    ["效益指标", "社会效益指标", "险情下降率", "≥", "10", "%", "9", "30", "27", "汛期延长"],
    [("合计", 1, 8), "100", "96.50", ""],
]
NESTED = [
    [("绩效指标", 1, 3), ("年度指标值", 1, 3), "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
    ["产出指标", "数量指标", "受助人数", "≧", "512", "人次", "520", "40", "40", ""],
    ["质量指标", "政策覆盖率", "═", "100", "%", "98%", "30", "29", "名册漏报，已补"],
    ["满意度指标", "服务对象满意度指标", "家长满意度", "≧", "95", "%", "96%", "20", "20", ""],
    [("总分", 1, 7), "100", "99", "优"],
]
Form = list[list[str | tuple[str, int, int]]]
Dump = Callable[[Form], str]


def _texts(form: Form) -> list[list[str]]:
    return [[cell if isinstance(cell, str) else cell[0] for cell in row] for row in form]


def one_a_line(form: Form) -> str:
    """Each cell and its bar on a line; an empty one is a bar alone."""
    return "\n".join(f"{cell} |" if cell else "|" for row in _texts(form) for cell in row)


def running(form: Form) -> str:
    """One line, broken where a cell is empty."""
    return "".join(f"{cell} | " if cell else "\n| " for row in _texts(form) for cell in row)


def filled_up(form: Form) -> str:
    """A row a line, filled up with bars."""
    width = max(sum(1 if isinstance(cell, str) else cell[2] for cell in row) for row in form) + 1
    return "\n".join(" | ".join(row) + " |" + " " + "|" * (width - len(row)) for row in _texts(form))


def tabs(form: Form) -> str:
    """Tabs between the cells that begin in a row."""
    return "\n".join("\t".join(row) for row in _texts(form))


def bare(form: Form) -> str:
    """One cell a line, empty ones left out."""
    return "\n".join(cell for row in _texts(form) for cell in row if cell)


def spaced(form: Form) -> str:
    """A row a line with single spaces between the cells, empty ones left out."""
    return "\n".join(" ".join(cell for cell in row if cell) for row in _texts(form))


ALL = [one_a_line, running, filled_up, tabs, bare, spaced]


@pytest.mark.parametrize("dumped", ALL)
def test_funds_beside_a_title_that_reaches_down(dumped: Dump) -> None:
    found = rows(drafted(dumped(FUNDS + SIGNED[3:])), "预算执行")
    assert [(row["来源"], row["年初预算数"], row["全年预算数"], row["全年执行数"]) for row in found] == [
        ("年度资金总额", "80.00", "90.00", "81.00"),
        ("其中：当年财政拨款", "80.00", "80.00", "71.00"),
        ("上年结转资金", "0.00", "10.00", "10.00"),
    ]
    assert (found[0]["分值"], found[0]["执行率"], found[0]["得分"]) == ("10", "90.00%", "9.00")


@pytest.mark.parametrize("dumped", ALL)
def test_the_title_of_the_figures_over_the_names_is_no_figure(dumped: Dump) -> None:
    """年度预算数 stands over the names of the rows; the budget is 调整后预算数."""
    found = rows(drafted(dumped(SIGNED)), "预算执行")
    assert [(row["来源"], row["全年预算数"], row["执行率"]) for row in found] == [
        ("总额", "32.00", "95.00%"),
        ("其中：财政资金", "32.00", "95.00%"),
    ]


@pytest.mark.parametrize("dumped", ALL)
def test_signs_and_units_in_columns_of_their_own(dumped: Dump) -> None:
    draft = drafted(dumped(SIGNED))
    found = rows(draft, "指标")
    assert [
        (row["一级指标"], row["二级指标"], row["三级指标"], row["年度指标值"], row["实际完成值"]) for row in found
    ] == [
        ("产出指标", "数量指标", "巡渠次数", "≥48次", "52次"),
        ("产出指标", "数量指标", "整修闸门", "＝6座", "6座"),
        ("产出指标", "成本指标", "巡渠经费", "≤32万元", "30.4万元"),
        ("效益指标", "社会效益指标", "险情下降率", "≥10%", "9%"),
    ]
    assert [(row["分值"], row["得分"]) for row in found] == [("20", "20"), ("20", "20"), ("20", "20"), ("30", "27")]
    assert found[3]["偏差原因"] == "汛期延长"
    assert fields(draft)["总分"] == "96.50"


@pytest.mark.parametrize("dumped", [one_a_line, running, filled_up, tabs])
def test_a_header_in_two_rows(dumped: Dump) -> None:
    draft = drafted(dumped(FUNDS + NESTED))
    found = rows(draft, "指标")
    assert [(row["三级指标"], row["年度指标值"], row["实际完成值"], row["分值"], row["得分"]) for row in found] == [
        ("受助人数", "≧512人次", "520人次", "40", "40"),
        ("政策覆盖率", "100%", "98%", "30", "29"),
        ("家长满意度", "≧95%", "96%", "20", "20"),
    ]
    assert fields(draft)["总分"] == "99"


def test_what_stands_between_tables_is_no_row_of_them() -> None:
    """评价结论 and its text are cells too; nothing of them stands under 分值."""
    tail: Form = [["评价结论", "全年巡渠任务完成"], ["存在问题", "无"], ["改进措施", "无"], ["负责人：", "联系电话："]]
    for dumped in (one_a_line, running, tabs):
        assert len(rows(drafted(dumped(SIGNED + tail)), "指标")) == 4


def test_a_row_without_entries_takes_nothing_of_the_next() -> None:
    form: Form = [*NESTED[:4], ["生态效益指标", *[""] * 8], *NESTED[4:]]
    assert [row["三级指标"] for row in rows(drafted(one_a_line(FUNDS + form)), "指标")] == [
        "受助人数",
        "政策覆盖率",
        "家长满意度",
    ]


def test_header_words_without_rows_make_no_table() -> None:
    assert not drafted("一级指标 |\n二级指标 |\n三级指标 |\n年度指标值 |\n实际完成值 |\n分值 |\n得分 |\n").tables.get(
        "指标"
    )


def test_prose_after_header_words_is_left_alone() -> None:
    draft = drafted(
        document(
            "项目名称", "预算数", "执行数", "本年各项支出都严格按照批准的预算执行。", "二、主要成效", "完成修渠任务。"
        )
    )
    assert not draft.tables.get("预算执行") and not draft.tables.get("项目")


def test_a_colon_after_a_name_is_no_part_of_it() -> None:
    form: Form = [FUNDS[0], ["年度资金总额：", *FUNDS[1][1:]], *FUNDS[2:]]
    assert rows(drafted(tabs(form)), "预算执行")[0]["来源"] == "年度资金总额"


def test_a_group_alone_at_the_end_leaves_the_row_before_it_in_doubt() -> None:
    """The rest of its row was cut off, and what all rows add up to with it."""
    whole = drafted(one_a_line(SIGNED[:-1])).tables["指标"]
    torn = drafted(one_a_line([*SIGNED[:-1], ["满意度指标"]])).tables["指标"]
    assert (whole[-1].doubt, torn[-1].doubt) == (False, True)


@pytest.mark.parametrize(
    ("weight", "points"), [("", None), ("（50分）", "50分"), (" 50分", "50分"), ("(50)", "50"), ("（2）", None)]
)
def test_a_group_may_tell_its_weight(weight: str, points: str | None) -> None:
    """The points stand in the first row of the group only; a small number in brackets counts names up."""
    form: Form = [*SIGNED[:4], [(f"产出指标{weight}", 3, 1), *SIGNED[4][1:]], *SIGNED[5:]]
    found = rows(drafted(bare(form)), "指标")
    name = "产出指标" if points else f"产出指标{weight}"
    assert [(row["一级指标"], row.get("权重")) for row in found[:2]] == [(name, points), (name, None)]


def test_a_form_in_one_line_of_words() -> None:
    text = " ".join(cell for row in _texts(SIGNED) for cell in row if cell)
    found = rows(drafted(f"自评表 {text}"), "指标")
    assert [(row["三级指标"], row["年度指标值"], row["得分"]) for row in found] == [
        ("巡渠次数", "≥48次", "20"),
        ("整修闸门", "＝6座", "20"),
        ("巡渠经费", "≤32万元", "20"),
        ("险情下降率", "≥10%", "27"),
    ]


def test_a_group_without_rows_goes_with_none() -> None:
    """Words in one line: an empty group of the lower kind, and then one of the higher kind begins."""
    text = (
        "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 "
        "产出指标(60分) 数量指标 整修闸门 ≥6座 6座 60 60 效益指标(30分) 社会效益指标 险情下降率 ≥10% 12% 30 30 "
        "经济效益指标 满意度指标(10分) 满意度指标 用水户满意度 ≥90% 95% 10 10 总分 100 100"
    )
    found = rows(drafted(text), "指标")
    assert [(row["一级指标"], row["三级指标"], row["分值"]) for row in found][2:] == [
        ("满意度指标", "用水户满意度", "10")
    ]


def test_prose_with_blanks_is_no_form() -> None:
    words = " ".join(["全年巡渠 52 次，", "整修闸门 6 座。", "经费按月拨付。"] * 20)
    assert not drafted(words).tables.get("指标")


def test_rows_of_words_between_spaces_below_each_other() -> None:
    """The header is broken over lines, so are groups; rows that nobody filled in are left out, and the rest is read on."""
    text = (
        "巡渠经费自评表\n项目资金\n（万元）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
        "年度资金总额 80 90 81 10 90% 9\n其中：当年财政拨款 80 80 71 - 88.75% -\n"
        "年度总体目标 预期目标 实际完成情况\n按月巡渠，保证灌溉。 全年巡渠五十二次。\n"
        "绩效指标 一级\n指标\n二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n"
        "产出指标\n（50分）\n数量指标 指标1：巡渠次数 48 52 20 20\n指标2：整修闸门 6 6 20 20\n……\n"
        "质量指标 指标1：渠系完好率 95% 97% 10 10\n指标2：\n……\n时效指标 指标1：\n……\n"
        "效益指标\n（30分）\n经济效益\n指标\n指标1：\n……\n社会效益\n指标\n指标1：险情下降率 10% 9% 30 27 汛期延长\n"
        "总分 100 86\n注：得分保留整数。"
    )
    draft = drafted(text)
    assert [(row["来源"], row["全年执行数"], row["执行率"]) for row in rows(draft, "预算执行")] == [
        ("年度资金总额", "81", "90%"),
        ("其中：当年财政拨款", "71", "88.75%"),
    ]
    found = rows(draft, "指标")
    assert [(row["二级指标"], row["三级指标"], row["年度指标值"], row["实际完成值"], row["得分"]) for row in found] == [
        ("数量指标", "指标1：巡渠次数", "48", "52", "20"),
        ("数量指标", "指标2：整修闸门", "6", "6", "20"),
        ("质量指标", "指标1：渠系完好率", "95%", "97%", "10"),
        ("社会效益指标", "指标1：险情下降率", "10%", "9%", "27"),
    ]
    assert (found[3]["分值"], found[3]["偏差原因"]) == ("30", "汛期延长")
    assert fields(draft)["总分"] == "86"


def test_a_figure_that_may_be_a_rate_or_a_score_is_in_doubt() -> None:
    """Empty cells are lost: the last 10 may be the rate without its sign, or the score."""
    form: Form = [
        FUNDS[0],
        ["年度资金总额", "80", "80", "80", "10", "10"],
        ["其中：当年财政拨款", "80", "80", "80", "-", "-"],
    ]
    row = drafted(spaced(form)).tables["预算执行"][0]
    assert row.doubt and "执行率" not in {name for name, value in row.cells.items() if value is not None}


def test_one_row_is_a_table_where_it_says_that_it_is_the_whole() -> None:
    for name, count in (("年度资金总额", 1), ("水渠管护", 0)):
        form: Form = [["来源", "年初预算数", "全年预算数", "全年执行数", "执行率"], [name, "80", "90", "81", "90%"]]
        assert len(rows(drafted(bare(form)), "预算执行")) == count


def test_no_figure_is_a_sign_of_comparison() -> None:
    """With two empty columns lost, the name does not move under the word beside the header, and 48 not under the sign."""
    header = [
        "指标名称",
        "计量单位",
        "指标性质",
        "年初指标值",
        "调整指标值",
        "全年完成值",
        "指标权重",
        "得分系数（%）",
        "指标得分",
        "说明",
    ]
    body: Form = [
        ["巡渠次数", "次", "≥", "48", "52", "20", "108.33%", "20"],
        ["整修闸门", "座", "=", "6", "6", "20", "100%", "20"],
        ["渠系完好率", "%", "≥", "95", "97", "20", "102.11%", "20"],
        ["险情下降率", "%", "≥", "10", "9", "30", "90%", "27"],
    ]
    found = rows(drafted(bare([["绩效指标", *header], *body])), "指标")
    assert [(row["三级指标"], row["年度指标值"]) for row in found] == [
        ("巡渠次数", "≥48次"),
        ("整修闸门", "=6座"),
        ("渠系完好率", "≥95%"),
        ("险情下降率", "≥10%"),
    ]


def test_a_row_of_sums_has_nothing_under_rates() -> None:
    """目标值, 实际值 and 完成率 are merged into the word of the sum."""
    header = ["一级指标", "二级指标", "三级指标", "目标值", "实际值", "完成率", "权重", "自评得分"]
    body: Form = [
        ["产出指标", "数量指标", "巡渠次数", "≥48次", "52次", "108.33%", "50", "50"],
        ["质量指标", "渠系完好率", "≥95%", "97%", "102.11%", "40", "38"],
        [("自评总分", 1, 6), "100", "97.5"],
    ]
    for dumped in (tabs, bare, spaced):
        assert fields(drafted(dumped([list(header), *body])))["总分"] == "97.5"
