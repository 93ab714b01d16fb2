"""Layouts of other places: headers in other words, tables on their side, records, tables that the vocabulary does not know."""

from __future__ import annotations

import pytest
from extraction_grids import document, drafted, dump, fields, grid, rows, vocabulary

from gouji.extraction.columns.brackets import read_brackets
from gouji.extraction.drafting.draft import Draft, span_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.headwords import covered
from gouji.extraction.tables import read_tables
from gouji.packs.layout import TableLayout
from gouji.packs.loader import load_pack

INDICATORS = (
    "产出指标\t数量指标\t巡检次数\t≥12次\t13次\t50\t50\n效益指标\t社会效益指标\t知晓率\t≥95%\t96%\t40\t38\n"
    "满意度指标\t服务对象满意度\t群众满意度\t≥90%\t93%\t10\t9\n"
)


@pytest.mark.parametrize(
    ("goal", "done", "weight", "score"),
    [
        ("绩效目标值", "自评完成情况", "标准分", "评价分"),
        ("预期指标值", "实际达成情况", "权数", "自评分数"),
        ("计划值", "年末实际完成数", "满分", "评分"),
        ("年度预期目标", "目标实现程度", "指标分值", "自评打分"),
    ],
)
def test_headers_in_other_words(goal: str, done: str, weight: str, score: str) -> None:
    """No synonym lists them: their parts tell."""
    draft = drafted(f"一级指标\t二级指标\t三级指标\t{goal}\t{done}\t{weight}\t{score}\n{INDICATORS}")
    assert rows(draft, "指标")[1] == {
        "一级指标": "效益指标",
        "二级指标": "社会效益指标",
        "三级指标": "知晓率",
        "年度指标值": "≥95%",
        "实际完成值": "96%",
        "分值": "40",
        "得分": "38",
    }


def test_a_header_is_made_of_its_parts_or_not_at_all() -> None:
    layout = TableLayout(
        roots={"目标": frozenset({"预期"}), "完成": frozenset({"完成", "实际完成"})},
        endings={"目标": frozenset({"值"}), "完成": frozenset({"值", "情况"})},
        fillers=frozenset({"年度"}),
    )
    assert covered("年度预期值", layout, "目标") == 2
    assert covered("预期值年度", layout, "目标") == 2
    assert covered("值预期", layout, "目标") == 0  # an ending stands after its root
    assert covered("预期值说明", layout, "目标") == 0
    assert covered("年度值", layout, "目标") == 0
    assert covered("实际完成情况", layout, "完成") == 4


def test_the_title_of_a_table_does_not_take_the_place_of_a_column() -> None:
    """绩效指标 may head the names; where 三级指标 stands too, it is the title beside them."""
    header = ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    form = grid(
        header,
        [("绩效指标", 2, 1), "产出指标", "数量指标", "巡检次数", "≥12次", "13次", "50", "50"],
        ["效益指标", "社会效益指标", "知晓率", "≥95%", "96%", "40", "38"],
    )
    assert [row["三级指标"] for row in rows(drafted(document(form)), "指标")] == ["巡检次数", "知晓率"]


def test_a_column_is_known_by_what_stands_in_it() -> None:
    form = grid(
        ["绩效指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "巡检次数", "≥12次", "13次", "50", "50"],
        ["效益指标", "社会效益指标", "知晓率", "≥95%", "96%", "30", "28"],
        ["满意度指标", "服务对象满意度", "群众满意度", "≥90%", "93%", "10", "9"],
    )
    assert [row["一级指标"] for row in rows(drafted(document(form)), "指标")] == ["产出指标", "效益指标", "满意度指标"]


def test_scores_that_never_exceed_the_weights() -> None:
    form = grid(
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "第三方"],
        ["产出指标", "数量指标", "巡检次数", "≥12次", "13次", "50", "50"],
        ["效益指标", "社会效益指标", "知晓率", "≥95%", "96%", "30", "28"],
        ["满意度指标", "服务对象满意度", "群众满意度", "≥90%", "93%", "10", "10"],
    )
    assert [row["得分"] for row in rows(drafted(document(form)), "指标")] == ["50", "28", "10"]


SIDEWAYS = grid(
    ["三级指标", "巡检里程", "清淤座数", "居民满意度"],
    ["实际值", "120公里", "13座", "93%"],
    ["预期值", "≥110公里", "≥14座", "≥90%"],
    ["得分", "30", "28", "10"],
    ["权重", "30", "30", "10"],
    ["一级指标", ("产出指标", 1, 2), "满意度指标"],
    ["自评总分", "98.5", "自评等级", "优"],
)


def test_a_table_on_its_side_is_set_upright() -> None:
    draft = drafted(document(SIDEWAYS))
    assert rows(draft, "指标")[1] == {
        "三级指标": "清淤座数",
        "实际完成值": "13座",
        "年度指标值": "≥14座",
        "得分": "28",
        "分值": "30",
        "一级指标": "产出指标",
    }
    place = span_of(draft.tables["指标"][1].cells["得分"])
    assert place is not None and place.place.cell == "C4"
    assert fields(draft)["总分"] == "98.5"


def test_an_upright_table_whose_rows_are_named_like_columns_stays_upright() -> None:
    form = grid(
        ["资金来源", "年初预算数", "全年预算数", "全年执行数"],
        ["年初预算", "10.00", "20.00", "30.00"],
        ["全年预算", "11.00", "21.00", "31.00"],
        ["全年执行", "12.00", "22.00", "32.00"],
        ["得分", "13.00", "23.00", "33.00"],
    )
    assert [row["全年预算数"] for row in rows(drafted(document(form)), "预算执行")] == [
        "20.00",
        "21.00",
        "22.00",
        "23.00",
    ]


RECORDS = (
    "指标1\t巡检里程\n全年目标值\t≥110公里\n全年实际完成值\t120公里\n未完成原因\t无\n"
    "指标2\t清淤座数\n全年目标值\t≥14座\n全年实际完成值\t13座\n未完成原因\t航道审批延期\n说明\t无\n"
)


def test_a_table_written_as_records() -> None:
    draft = drafted(RECORDS)
    assert [(row["三级指标"], row["年度指标值"], row["实际完成值"]) for row in rows(draft, "指标")] == [
        ("巡检里程", "≥110公里", "120公里"),
        ("清淤座数", "≥14座", "13座"),
    ]


def test_blocks_of_amounts_become_a_table_of_sources() -> None:
    draft = drafted(
        "全年预算数合计\t300.0\n其中：省级\t200.0\n其中：市级\t100.0\n全年执行数合计\t290.0\n其中：省级\t195.0\n其中：市级\t95.0\n"
        "执行率合计\t96.67%\n其中：省级\t97.50%\n其中：市级\t95.00%\n"
    )
    assert rows(draft, "预算执行") == [
        {"来源": "合计", "全年预算数": "300.0", "全年执行数": "290.0", "执行率": "96.67%"},
        {"来源": "其中：省级", "全年预算数": "200.0", "全年执行数": "195.0", "执行率": "97.50%"},
        {"来源": "其中：市级", "全年预算数": "100.0", "全年执行数": "95.0", "执行率": "95.00%"},
    ]


CONTRACTS = [
    ["标段", "控制价", "合同价", "扣款", "结算", "下浮率"],
    ["甲包", "1,980,000", "1,920,600", "12,400", "1,908,200", "3.0%"],
    ["乙包", "1,650,000", "1,584,000", "20,150", "1,563,850", "4.0%"],
    ["丙包", "720,000", "698,400", "23,650", "674,750", "3.0%"],
    ["合计", "4,350,000", "4,203,000", "56,200", "4,146,800", "3.4%"],
]


def formulas(draft: Draft) -> set[tuple[str, str]]:
    return {(row["栏"], row["式"]) for row in rows(draft, "表内运算")}


def test_the_figures_of_an_unknown_table_say_how_they_belong_together() -> None:
    draft = drafted(document(grid(*CONTRACTS)))
    assert formulas(draft) == {("合同价", "和"), ("下浮率", "降")}
    assert {row["名"] for row in rows(draft, "表内合计") if row["位"] == "总额"} == {
        "合计 控制价",
        "合计 合同价",
        "合计 扣款",
        "合计 结算",
    }


def test_one_slip_does_not_hide_a_formula_and_two_do() -> None:
    slip = [list(row) for row in CONTRACTS]
    slip[2][4] = "1,536,850"
    assert ("合同价", "和") in formulas(drafted(document(grid(*slip))))
    slip[1][4] = "1,980,200"
    assert ("合同价", "和") not in formulas(drafted(document(grid(*slip))))


def test_a_row_that_cannot_be_read_leaves_the_sums_in_doubt() -> None:
    draft = drafted(
        f"一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n{INDICATORS}效益指标\t经济效益指标\t90%\t≥95%\t96%\t5\t5\n"
    )
    assert [row.doubt for row in draft.tables["指标"]] == [False, False, True]


def bracketed(cell: str) -> list[dict[str, str]]:
    draft = Draft()
    header = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    text = f"{header}产出指标\t质量指标\t回访率\t≥90%\t{cell}\t10\t10\n{INDICATORS}"
    read_tables(dump(text), vocabulary(), draft, Wording())
    read_brackets(vocabulary(), draft, Wording.of(load_pack(["cn-performance"]).sets))
    return rows(draft, "占比") + rows(draft, "变动")


@pytest.mark.parametrize(
    ("cell", "part", "whole"),
    [
        ("93.6%（应访2718件，已访2544件）", "2544件", "2718件"),
        ("88.2%（97人/110人）", "97人", "110人"),
        ("99.19%（复核2234户，认定有误18户）", "2216户", "2234户"),
        ("100%（18件/19件）", "18件", "19件"),
        ("96.0%（应改47宗，已改44宗）", "44宗", "47宗"),
    ],
)
def test_a_rate_with_its_counts(cell: str, part: str, whole: str) -> None:
    (found,) = bracketed(cell)
    assert (found["部分"], found["总额"], found["项目"]) == (part, whole, "回访率")


def test_counts_that_nothing_ties_to_the_rate_are_left_alone() -> None:
    assert bracketed("93.6%（培训12期，走访30户）") == []
    assert bracketed("93.6%（一期12人，二期30人）") == []


def test_the_rate_of_the_year_before() -> None:
    assert bracketed("41.7%（上年38.2%，提高3.5个百分点）") == [
        {"项目": "回访率", "本期": "41.7%", "上期": "38.2%", "方向": "提高", "变动额": "3.5个百分点"}
    ]


def test_a_name_with_a_figure_in_it_is_no_target() -> None:
    draft = drafted(
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t质量指标\t适配后30日内回访率\t≥90%\t93%\t10\t10\n"
        + INDICATORS
    )
    assert rows(draft, "指标")[0]["三级指标"] == "适配后30日内回访率"


def test_tasks_with_dates() -> None:
    draft = drafted("任务名称\t计划完成时间\t实际完成时间\t完成情况\n规划编制\t2023-10-31\t2023-11-08\t按期完成\n")
    assert rows(draft, "任务") == [
        {"任务名称": "规划编制", "计划时间": "2023-10-31", "实际时间": "2023-11-08", "完成情况": "按期完成"}
    ]


def test_a_word_that_no_part_explains_heads_nothing() -> None:
    headers = Headers(vocabulary())
    assert headers.column("指标", "评分标准") is None
    assert headers.column("指标", "目标依据") is None
    assert headers.column("指标", "自评打分") == "得分"


def test_a_row_of_ratios_does_not_add_up() -> None:
    """Amounts of three years add up across; their growth below them does not, and is not asked to."""
    draft = drafted(
        document(
            grid(
                ["口径", "经费总数", "车辆费", "接待费"],
                ["2022年预算数", "16.3", "9.8", "6.5"],
                ["2022年决算数", "11.66", "8.86", "2.8"],
                ["2021年决算数", "12.86", "9.72", "3.14"],
                ["较上年增减（%）", "-9.33", "-8.85", "-10.83"],
            )
        )
    )
    assert {row["名"] for row in rows(draft, "表内运算") if row["式"] == "和"} == {
        "2022年预算数 经费总数",
        "2022年决算数 经费总数",
        "2021年决算数 经费总数",
    }


def test_a_ratio_without_a_sign_is_a_fraction_where_the_others_say_so() -> None:
    """A cell of 1 among percentages is all of it, and so are decimals that the two columns make."""
    printed = [
        ["甲县", "19420", "19003", "97.85%"],
        ["乙县", "31595", "31532", "99.80%"],
        ["丙县", "28250", "26885", "95.17%"],
    ]
    draft = drafted(document(grid(["县区", "下达", "支出", "支出进度"], *printed, ["丁县", "35906", "35906", "1"])))
    assert [row["率"] for row in rows(draft, "表内运算")] == ["97.85%", "99.80%", "95.17%", "100%"]
    bare = [[*row[:3], rate] for row, rate in zip(printed, ("0.9785", "0.9980", "0.9517"), strict=True)]
    draft = drafted(document(grid(["县区", "下达", "支出", "支出进度"], *bare)))
    assert [row["率"] for row in rows(draft, "表内运算")] == ["97.85%", "99.80%", "95.17%"]


def test_two_tables_side_by_side_add_up_each_on_its_own() -> None:
    draft = drafted(
        document(
            grid(
                ["收入名目", "数额（万元）", "占比", "支出名目", "数额（万元）", "占比"],
                ["医疗", "846.2", "88.0%", "人员", "502.0", "52.8%"],
                ["拨款", "91.4", "9.5%", "药品", "390.5", "41.1%"],
                ["科研", "24.0", "2.5%", "设备", "57.5", "6.1%"],
                ["合计", "961.6", "100%", "合计", "950.0", "100%"],
            )
        )
    )
    parts = [row["项"] for row in rows(draft, "表内合计") if row["位"] == "分项"]
    assert set(parts) <= {"医疗", "拨款", "科研", "人员", "药品", "设备"} and {"人员", "药品", "设备"} <= set(parts)
    names = {row["合计"]: set() for row in rows(draft, "表内合计")}
    for row in rows(draft, "表内合计"):
        names[row["合计"]].add(row["项"])
    assert not any({"医疗", "人员"} <= group for group in names.values())


@pytest.mark.parametrize("name", ["单位自评总分", "合计（不含未下达的）", "复核得分", "最终得分=自评×40%+复核×60%"])
def test_a_sum_by_another_name_is_no_row(name: str) -> None:
    draft = drafted(
        f"一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n{INDICATORS}{name}\t\t\t\t\t100\t97\n"
    )
    assert len(rows(draft, "指标")) == 3
    assert ("总分" in fields(draft)) == (name in ("单位自评总分", "合计（不含未下达的）"))


def test_the_sum_of_the_first_group_is_not_that_of_all() -> None:
    draft = drafted(
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t数量指标\t巡检次数\t≥12次\t13次\t50\t50\n小计\t\t\t\t\t50\t50\n"
        "效益指标\t社会效益指标\t知晓率\t≥95%\t96%\t50\t48\n小计\t\t\t\t\t50\t48\n总计\t\t\t\t\t100\t98\n"
    )
    assert fields(draft)["总分"] == "98" and not draft.doubtful_fields


def test_the_totals_of_several_projects_are_not_that_of_the_table() -> None:
    head = "编号\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    one = "".join(f"甲\t{line}\n" for line in INDICATORS.splitlines()) + "甲\t总分\t\t\t\t\t100\t97\n"
    draft = drafted(head + one)
    assert fields(draft)["总分"] == "97"
    draft = drafted(head + one + one.replace("甲", "乙"))
    assert "总分" not in fields(draft) and len(rows(draft, "指标")) == 6


def test_rows_are_named_by_the_column_whose_words_differ() -> None:
    """No header names the rows: not the office, which comes again, but the project before it."""
    draft = drafted(
        "序号,事项名称,承办科室,年初预算,调整后预算,实际支出,支出进度\n1,校舍维修,教育科,186.0,186.0,176.9,95.11%\n"
        "2,学前补助,教育科,74.2,76.6,76.6,100%\n3,课后服务,教育科,30.0,31.8,30.2,94.97%\n".replace(",", "\t")
    )
    assert [row["来源"] for row in rows(draft, "预算执行")] == ["校舍维修", "学前补助", "课后服务"]


def test_rows_that_share_a_code_say_nothing_of_sums() -> None:
    """Two projects, each with its own total, in a table whose only names are the codes of the projects."""
    head = ["代码", "权数", "得数"]
    lines = [["甲-1", a, b] for a, b in (("40", "39.5"), ("60", "60"), ("100", "99.5"))]
    more = [["乙-2", a, b] for a, b in (("30", "30"), ("70", "68"), ("100", "98"))]
    assert not rows(drafted(document(grid(head, *lines, *more))), "表内合计")


def test_a_known_rate_written_as_a_fraction() -> None:
    """0.9512 is 95.12% where the amounts beside it say so; a bare 97.46 is left as it is printed."""
    head = ["资金来源", "全年预算数", "全年执行数", "执行率"]
    lines = [
        ["合计", "2944.8", "2838.5", "0.9639"],
        ["拨款", "1860.0", "1769.2", "0.9512"],
        ["结转", "318.0", "318.0", "1"],
    ]
    assert [row["执行率"] for row in rows(drafted(document(grid(head, *lines))), "预算执行")] == [
        "96.39%",
        "95.12%",
        "100%",
    ]
    for line, rate in zip(lines, ("96.39", "95.12", "100"), strict=True):
        line[3] = rate
    assert [row["执行率"] for row in rows(drafted(document(grid(head, *lines))), "预算执行")] == [
        "96.39",
        "95.12",
        "100",
    ]


@pytest.mark.parametrize(
    ("corner", "total", "weight", "score"),
    [
        ("项目预算执行情况(万元)", "年度资金总额", "分值", "得分"),
        ("预算执行情况(万元)", "年度总金额", "执行率权重", "执行率得分"),
    ],
)
def test_the_corner_of_a_table_of_funds_is_no_source(corner: str, total: str, weight: str, score: str) -> None:
    """The cell that heads the table spans its rows; a dump that loses the span moves every figure but its column."""
    rows_printed = [
        "项目名称\t乡村客运补助\t主管部门\t青石县交通局",
        f"{corner}\t\t年初预算数\t全年预算数\t全年执行数\t{weight}\t执行率\t{score}",
        f"{total}\t320\t320\t288\t10\t90.00%\t9",
        "其中:财政拨款\t320\t320\t288\t—\t90.00%\t—",
        "其他资金\t0\t0\t0\t—\t—\t—",
    ]
    draft = drafted("项目支出绩效自评表\n" + "\n".join(rows_printed))
    funds = rows(draft, "预算执行")
    assert [row["来源"] for row in funds] == [total, "其中:财政拨款", "其他资金"]
    assert [row["全年预算数"] for row in funds] == ["320", "320", "0"]
    assert (funds[0]["分值"], funds[0]["得分"]) == ("10", "9")
    assert not any(row.doubt for row in draft.tables["预算执行"])
